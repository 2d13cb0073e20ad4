"""django-oauth-toolkit as the comparison runs it: `django_server.py DIRECTORY`."""

import base64
import importlib.metadata
import os
import sys
import urllib.parse

from peer import CLIENT, SCOPE, gunicorn, offer

os.environ["DIRECTORY"] = sys.argv[1]

from django_app import API, prepare  # noqa: E402: it reads where its database is

cookie = prepare()
process, address = gunicorn("django_app:application", sys.argv[1])
basic = base64.b64encode(":".join(map(urllib.parse.quote, API.values())).encode()).decode()
offer(
    name=f"django-oauth-toolkit {importlib.metadata.version('django-oauth-toolkit')}, SQLite", address=address, durable=True,
    processes=[process.pid], **CLIENT, sessions=[f"Cookie: sessionid={cookie}"],
    authorize={"method": "GET", "path": "/o/authorize/"}, token="/o/token/",
    validations=[{
        "kind": "introspection", "method": "POST", "path": "/o/introspect/", "headers": f"Authorization: Basic {basic}",
        "body": "token={token}",
        "expect": {"/active": True, "/client_id": CLIENT["client_id"], "/username": "ada", "/scope": SCOPE}}])
process.terminate()
process.wait(20)
