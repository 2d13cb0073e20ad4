"""requests-oauthlib, the library of FitTrackee's third-party apps, as they use it."""

import os

import pytest
from oauthlib.oauth2 import InvalidClientError, InvalidGrantError
from requests_oauthlib import OAuth2Session

from conftest import REDIRECT, Browser, answer_of

os.environ["OAUTHLIB_INSECURE_TRANSPORT"] = "1"


def session(client, scope, **more):
    return OAuth2Session(client["client_id"], redirect_uri=REDIRECT, scope=scope.split(), **more)


@pytest.mark.parametrize("pkce", [None, "S256"])
def test_the_whole_flow(grantd, alice, pkce):
    client = alice.add_app()
    app = session(client, "workouts:read profile:read", pkce=pkce)
    location, state = app.authorization_url(grantd.url + "/profile/apps/authorize")
    callback = alice.consent(location)
    assert answer_of(callback)["state"] == state
    assert answer_of(callback)["iss"] == grantd.url

    tokens = alice.keep(app.fetch_token(
        grantd.url + "/api/oauth/token", authorization_response=callback, client_secret=client["client_secret"],
        include_client_id=True))
    assert tokens["token_type"] == "Bearer"
    assert tokens["expires_in"] == 3600
    assert tokens["scope"] == ["workouts:read", "profile:read"], "the order is kept"
    assert app.get(grantd.url + "/api/auth/profile").json()["data"]["username"] == "alice"

    # As the apps do it, with the stray parameter that the library sends along.
    credentials = {"client_id": client["client_id"], "client_secret": client["client_secret"]}
    fresh = alice.keep(app.refresh_token(grantd.url + "/api/oauth/token", allow_redirects=True, **credentials))
    assert fresh["access_token"] != tokens["access_token"]
    assert grantd.profile(tokens["access_token"]).status_code == 401
    assert grantd.profile(fresh["access_token"]).status_code == 200

    assert alice.call("DELETE", f"/api/oauth/grants/{client['client_id']}").status_code == 204
    assert grantd.profile(fresh["access_token"]).status_code == 401
    with pytest.raises(InvalidGrantError):
        app.refresh_token(grantd.url + "/api/oauth/token", **credentials)


def test_the_same_through_the_page(grantd, alice):
    client = alice.add_app()
    app = session(client, "profile:read workouts:read")
    location, _ = app.authorization_url(grantd.url + "/profile/apps/authorize")
    browser = Browser(grantd)
    sent = browser.get(location)
    assert sent.status_code == 303 and sent.headers["Location"].startswith("/login?from=%2Fprofile%2Fapps%2Fauthorize")
    back = browser.sign_in("alice", sent.headers["Location"])
    page = browser.get(back.headers["Location"])
    assert page.status_code == 200 and "Test app" in page.text and "app.example" in page.text and "alice" in page.text
    answer = browser.submit(page, "/profile/apps/authorize", decision="authorize", scope=["profile:read"])
    assert answer.status_code == 303, answer.text
    assert answer.headers["Location"].startswith(REDIRECT + "?code=")
    code = answer_of(answer.headers["Location"])["code"]
    grantd.secret(code)
    tokens = grantd.post("/api/oauth/token", data={
        "grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT,
        "client_id": client["client_id"], "client_secret": client["client_secret"]}).json()
    alice.keep(tokens)
    assert tokens["scope"] == "profile:read", "what was unticked is not given"

    # The same page once more: a double click gets the same answer, never a second code.
    again = browser.submit(page, "/profile/apps/authorize", decision="authorize", scope=["profile:read"])
    assert again.status_code == 303 and answer_of(again.headers["Location"])["code"] == code


def test_refusals_reach_the_app(grantd, alice):
    client = alice.add_app()
    app = session(client, "profile:read")
    location, state = app.authorization_url(grantd.url + "/profile/apps/authorize")
    refused = answer_of(alice.consent(location, confirm="no"))
    assert refused["error"] == "access_denied" and refused["state"] == state and refused["iss"] == grantd.url

    callback = alice.consent(location)
    with pytest.raises(InvalidClientError):
        app.fetch_token(grantd.url + "/api/oauth/token", authorization_response=callback, client_secret="wrong",
                        include_client_id=True)
    grantd.secret(answer_of(callback)["code"])
