"""Consent over sockets: what is narrowed is narrowed for a foreign client that holds tokens, and what is remembered is asked about."""

import urllib.parse

import pytest
import requests
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.requests_client import OAuth2Session

from conftest import REDIRECT, Browser, answer_of, bearer, pkce

ALL = "profile:read profile:write workouts:read"


def edit(grantd, token, bio="x"):
    return requests.post(grantd.url + "/api/auth/profile/edit", headers=bearer(token), json={"bio": bio}, timeout=30)


def test_a_foreign_client_that_holds_tokens_is_narrowed(grantd, alice):
    client = alice.add_app(ALL)
    app = OAuth2Session(client["client_id"], client["client_secret"], scope=ALL, redirect_uri=REDIRECT,
                        code_challenge_method="S256")
    verifier, _ = pkce()
    location, state = app.create_authorization_url(grantd.url + "/profile/apps/authorize", code_verifier=verifier)
    tokens = alice.keep(app.fetch_token(grantd.url + "/api/oauth/token", authorization_response=alice.consent(location),
                                        state=state, code_verifier=verifier))
    assert edit(grantd, tokens["access_token"]).status_code == 200
    path = f"/api/oauth/grants/{client['client_id']}"
    grant = alice.call("GET", path).json()["data"]["grant"]
    assert [used["scope"] for used in grant["used_scopes"]] == ["profile:write"]
    assert grant["unused_scope"] == "profile:read workouts:read" and grant["noted_since"]

    narrowed = alice.call("PATCH", path, json={"scope": "profile:read workouts:read"})
    assert narrowed.status_code == 200 and narrowed.json()["data"]["grant"]["scope"] == "profile:read workouts:read"
    refused = edit(grantd, tokens["access_token"])
    assert refused.status_code == 403 and "insufficient_scope" in refused.headers["WWW-Authenticate"]
    assert grantd.profile(tokens["access_token"]).status_code == 200
    fresh = alice.keep(app.refresh_token(grantd.url + "/api/oauth/token", refresh_token=tokens["refresh_token"]))
    assert fresh["scope"] == "profile:read workouts:read"
    with pytest.raises(OAuthError, match="invalid_scope"):
        app.refresh_token(grantd.url + "/api/oauth/token", refresh_token=fresh["refresh_token"], scope="profile:write")

    for body, status in [({"scope": "profile:write"}, 400), ({"scope": ""}, 400), ({}, 400), ({"scope": 7}, 400)]:
        assert alice.call("PATCH", path, json=body).status_code == status
    bob = grantd.add_user("bob")
    for method in ("GET", "PATCH", "DELETE"):
        assert bob.call(method, path, json={"scope": "profile:read"}).status_code == 404
    third_party = requests.patch(grantd.url + path, headers=bearer(fresh["access_token"]), json={"scope": "profile:read"},
                                 timeout=30)
    assert third_party.status_code == 401


def query(client, scope, **more):
    return "/profile/apps/authorize?" + urllib.parse.urlencode({
        "client_id": client["client_id"], "response_type": "code", "redirect_uri": REDIRECT, "scope": scope, "state": "s"} | more)


def test_unticking_and_taking_away_on_the_pages(grantd, alice):
    client = alice.add_app(ALL)
    tokens = alice.tokens(client, "profile:read profile:write")
    browser = Browser(grantd)
    browser.sign_in("alice")
    page = browser.get(query(client, "profile:write workouts:read"))
    assert "It keeps 1 thing that it does not ask for now" in page.text and "new</span>" in page.text
    answer = browser.submit(page, "/profile/apps/authorize", scope=["workouts:read"], decision="authorize")
    grantd.secret(answer_of(answer.headers["Location"])["code"])
    assert edit(grantd, tokens["access_token"]).status_code == 403, "what was unticked is gone from the tokens that are out"

    assert grantd.profile(tokens["access_token"]).status_code == 200
    grants = browser.get("/profile/grants")
    assert "It has never used:" in grants.text and "workouts:read" in grants.text
    taken = browser.submit(grants, "/profile/grants")
    assert taken.status_code == 303
    one = browser.get(taken.headers["Location"])
    assert "can no longer use" in one.text and "workouts:read" in one.text
    grant = alice.call("GET", f"/api/oauth/grants/{client['client_id']}").json()["data"]["grant"]
    assert grant["scope"] == "profile:read"
    # A link puts no words into the page.
    crafted = browser.get(f"/profile/grants/{client['client_id']}?done=narrowed&app={client['client_id']}&took=profile:read")
    assert "can no longer use" not in crafted.text
    asked = browser.get("/profile/grants?withdraw=all")
    gone = browser.submit(asked, "/profile/grants")
    assert "No app can use your account any more." in browser.get(gone.headers["Location"]).text
    assert grantd.profile(tokens["access_token"]).status_code == 401


def test_prompt_says_whether_the_person_is_asked(make):
    grantd = make("[oauth]\nremember_consent = true\n")
    alice = grantd.add_user("alice")
    client = alice.add_app(ALL)
    browser = Browser(grantd)

    def told(scope, **more):
        answer = browser.get(query(client, scope, **more))
        return answer_of(answer.headers["Location"]) if answer.status_code == 303 else answer.status_code

    assert told("profile:read", prompt="none")["error"] == "login_required"
    browser.sign_in("alice")
    assert told("profile:read", prompt="none")["error"] == "consent_required"
    page = browser.get(query(client, "profile:read"))
    assert 'name="remember"' in page.text
    answer = browser.submit(page, "/profile/apps/authorize", decision="authorize")
    grantd.secret(answer_of(answer.headers["Location"])["code"])
    grantd.secret(told("profile:read", prompt="none")["code"])
    assert told("profile:read", prompt="consent") == 200
    assert told("profile:read profile:write", prompt="none")["error"] == "consent_required"
    assert told("profile:read", prompt="none login")["error"] == "invalid_request"
    public = alice.add_app("profile:read", client_type="public")
    assert 'name="remember"' not in browser.get(query(public, "profile:read", code_challenge="x" * 43,
                                                      code_challenge_method="S256")).text
