"""django-oauth-toolkit in a Django project over SQLite. What was answered is on the disk."""

import os

import django
from django.conf import settings

settings.configure(
    SECRET_KEY="a key for cookies", ALLOWED_HOSTS=["*"], ROOT_URLCONF="django_app", USE_TZ=True,
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "oauth2_provider"],
    MIDDLEWARE=[
        "django.contrib.sessions.middleware.SessionMiddleware", "django.middleware.common.CommonMiddleware",
        "django.contrib.auth.middleware.AuthenticationMiddleware"],
    DATABASES={"default": {
        "ENGINE": "django.db.backends.sqlite3", "NAME": f"{os.environ['DIRECTORY']}/django.db", "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": 60, "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL"}}},
    OAUTH2_PROVIDER={
        "SCOPES": {"profile:read": "profile", "workouts:read": "workouts"}, "ROTATE_REFRESH_TOKEN": True,
        "ACCESS_TOKEN_EXPIRE_SECONDS": 3600, "REFRESH_TOKEN_EXPIRE_SECONDS": 86400})
django.setup()

from django.core.management import call_command  # noqa: E402: what follows needs the settings
from django.core.wsgi import get_wsgi_application  # noqa: E402
from django.http import HttpResponse  # noqa: E402
from django.test import Client as Browser  # noqa: E402
from django.urls import include, path  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from oauth2_provider.models import Application  # noqa: E402

from peer import CLIENT, REDIRECT_URI  # noqa: E402

API = {"client_id": "api", "client_secret": "another secret that is as long as a secret should be"}

urlpatterns = [
    path("o/", include("oauth2_provider.urls", namespace="oauth2_provider")),
    path("ready", lambda _: HttpResponse("ready")),
]
application = get_wsgi_application()


def prepare():
    """Makes the database with an account and two clients; the cookie of a session. The clients' secrets are not hashed:
    by itself the toolkit spends some tenths of a second on each, as if they were passwords."""
    call_command("migrate", verbosity=0)
    user = User.objects.create_user("ada")
    for client in [CLIENT, API]:
        Application.objects.create(
            name=client["client_id"], user=user, redirect_uris=REDIRECT_URI, client_type="confidential",
            authorization_grant_type="authorization-code", skip_authorization=True, hash_client_secret=False, **client)
    browser = Browser()
    browser.force_login(user)
    return browser.cookies["sessionid"].value
