"""Consent over sockets: what is narrowed is narrowed for a foreign client that holds tokens, and what is remembered is asked about."""

import html
import json
import re
import urllib.parse

import pytest
import requests
from authlib.integrations.base_client.errors import OAuthError
from authlib.integrations.requests_client import OAuth2Session

from conftest import CHEAP, REDIRECT, Browser, answer_of, bearer, pkce

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
    unused = re.search(r'name="take" value="([^"]*)"', grants.text).group(1)
    taken = browser.submit(grants, "/profile/grants", take=unused)
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


def test_withdrawing_all_takes_what_was_shown_and_says_what_is_left(grantd, alice):
    first = alice.add_app(client_name="First")
    tokens = alice.tokens(first)
    browser = Browser(grantd)
    browser.sign_in("alice")
    asked = browser.get("/profile/grants?withdraw=all")
    later = alice.add_app(client_name="Later")
    kept = alice.tokens(later)
    gone = browser.submit(asked, "/profile/grants")
    left = browser.get(gone.headers["Location"])
    assert "1 app still can: you have authorised it since." in left.text and "Later" in left.text and "First" not in left.text
    assert grantd.profile(tokens["access_token"]).status_code == 401 and grantd.profile(kept["access_token"]).status_code == 200
    # A link puts no words into the page, and a form without the moment asks once more.
    crafted = browser.get("/profile/grants?done=withdrawn-all&until=99999999999999")
    assert "can no longer use" not in crafted.text and "No app can use" not in crafted.text
    for until in ("", "soon"):
        again = browser.submit(asked, "/profile/grants", until=until)
        assert again.headers["Location"] == "/profile/grants?withdraw=all"
    gone = browser.submit(browser.get("/profile/grants?withdraw=all"), "/profile/grants")
    assert "No app can use your account any more." in browser.get(gone.headers["Location"]).text
    assert grantd.profile(kept["access_token"]).status_code == 401


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


def test_who_was_signed_out_meanwhile_comes_back_to_the_same_request(grantd, alice, bob):
    client = alice.add_app(ALL)
    asked = query(client, "profile:read")
    browser = Browser(grantd)
    browser.sign_in("alice")
    page = browser.get(asked)
    browser.submit(page, "/logout")
    login = browser.submit(page, "/profile/apps/authorize", decision="authorize")
    assert login.status_code == 303 and login.headers["Location"].startswith("/login?from=")
    assert browser.sign_in("bob", login.headers["Location"]).headers["Location"] == asked
    # What was shown to somebody else is no form of theirs.
    late = browser.submit(page, "/profile/apps/authorize", decision="authorize")
    assert late.status_code == 403 and asked in html.unescape(late.text)
    assert browser.get(asked).status_code == 200


def test_an_app_that_is_changed_while_the_page_is_read_is_shown_anew(grantd, alice, bob):
    client = alice.add_app(ALL)
    browser = Browser(grantd)
    browser.sign_in("bob")
    # With one redirect URI, that need not be named.
    asked = "/profile/apps/authorize?" + urllib.parse.urlencode({
        "client_id": client["client_id"], "response_type": "code", "scope": "profile:read profile:write"})
    for change in ({"client_name": "Other"}, {"client_uri": "https://other.example"}, {"client_description": "Much better"},
                   {"redirect_uris": ["https://evil.example/cb"]}, {"scope": "profile:read"}):
        page = browser.get(asked)
        assert alice.call("PATCH", f"/api/oauth/apps/{client['id']}", json=change).status_code == 200
        answer = browser.submit(page, "/profile/apps/authorize", scope=["profile:read"], decision="authorize")
        assert answer.status_code == 400 and "changed while you read this" in answer.text, change
        assert bob.call("GET", f"/api/oauth/grants/{client['client_id']}").status_code == 404
        cancelled = browser.submit(page, "/profile/apps/authorize", decision="cancel")
        assert answer_of(cancelled.headers["Location"])["error"] == "access_denied"
    # What is shown now can be answered, with what was left ticked.
    assert ('value="profile:read" checked' in answer.text)
    done = browser.submit(answer, "/profile/apps/authorize", decision="authorize")
    assert done.headers["Location"].startswith("https://evil.example/cb?")
    grantd.secret(answer_of(done.headers["Location"])["code"])


def test_without_a_page_who_must_set_up_a_second_factor_is_told_to_the_app(make):
    grantd = make(CHEAP + 'second_factor = "everyone"\n')
    alice = grantd.add_user("alice")
    client = grantd.cli("--json", "app", "add", "--owner", "alice", "--name", "App", "--redirect-uri", REDIRECT, "--scope", "profile:read")
    client = json.loads(client.stdout)
    grantd.secret(client["client_secret"])
    browser = Browser(grantd)
    browser.sign_in(alice.name)
    told = answer_of(browser.get(query(client, "profile:read", prompt="none")).headers["Location"])
    assert (told["error"], told["state"]) == ("interaction_required", "s")
    for more in ({}, {"prompt": "consent"}):
        way = browser.get(query(client, "profile:read", **more)).headers["Location"]
        assert way.startswith("/profile/second-factor?from=%2Fprofile%2Fapps%2Fauthorize")
    posted = browser.session.post(grantd.url + "/profile/apps/authorize", data={"csrf": "x"}, allow_redirects=False)
    assert posted.headers["Location"].startswith("/profile/second-factor")


def test_who_said_it_of_one_thing_is_asked_about_the_other(make):
    grantd = make("[oauth]\nremember_consent = true\n")
    alice = grantd.add_user("alice")
    client = alice.add_app(ALL)
    browser = Browser(grantd)
    browser.sign_in("alice")

    def consents(scope, **more):
        answer = browser.submit(browser.get(query(client, scope)), "/profile/apps/authorize", decision="authorize", **more)
        grantd.secret(answer_of(answer.headers["Location"])["code"])

    consents("profile:read", remember=[])
    consents("workouts:read")
    assert browser.get(query(client, "profile:read")).status_code == 200
    again = browser.get(query(client, "workouts:read"))
    grantd.secret(answer_of(again.headers["Location"])["code"])
    # The page says of what, as long as it is so.
    path = f"/profile/grants/{client['client_id']}"
    spared = browser.get(path).text.split("You are not asked again")[1].split("</form>")[0]
    assert "workouts:read" in spared and "profile:read" not in spared
    grant = lambda: alice.call("GET", "/api/oauth/grants").json()["data"]["grants"][0]
    assert grant()["remembered_scope"] == "workouts:read"
    assert alice.call("PATCH", f"/api/oauth/apps/{client['id']}", json={"client_name": "Other"}).status_code == 200
    assert "You are not asked again" not in browser.get(path).text and grant()["remembered_scope"] == ""
    # Who is asked in spite of it reads why, once.
    changed = "did not have to ask you again, but it has changed since"
    assert changed in browser.get(query(client, "workouts:read")).text
    consents("workouts:read")
    assert changed not in browser.get(query(client, "workouts:read", prompt="consent")).text


def test_an_app_that_is_suspended_is_said_to_be(grantd, alice, bob):
    client = bob.add_app()
    alice.tokens(client)
    browser = Browser(grantd)
    browser.sign_in("alice")
    pages = ("/profile/grants", f"/profile/grants/{client['client_id']}")
    assert not any("An administrator has suspended this app" in browser.get(page).text for page in pages)
    grantd.cli("app", "suspend", client["client_id"])
    assert all("An administrator has suspended this app" in browser.get(page).text for page in pages)


def test_the_list_never_says_that_there_is_nothing_where_there_is(grantd, alice):
    client = alice.add_app(ALL, client_name="Trail Log")
    alice.tokens(client)
    browser = Browser(grantd)
    browser.sign_in("alice")
    for page in ("/profile/grants?page=999", "/profile/apps?page=999"):
        assert "Trail Log" in browser.get(page).text, page
    assert "“zzz”" in browser.get("/profile/grants?q=zzz").text
    assert "signed in" in browser.get("/profile/events?page=999").text.lower()


def test_the_name_of_an_app_is_there_to_be_read(grantd, alice):
    body = {"client_uri": "https://app.example", "redirect_uris": [REDIRECT], "scope": "profile:read"}
    for name in ("\u200b", "\u3164", "\u202emoc.elgoog", "a\u2028b"):
        refused = alice.call("POST", "/api/oauth/apps", json=body | {"client_name": name})
        assert refused.status_code == 400 and refused.json()["message"].startswith("client_name: "), repr(name)
    client = alice.add_app(client_name="שלום\u200f!")
    browser = Browser(grantd)
    browser.sign_in("alice")
    title = browser.get(f"/profile/apps/{client['id']}").text.split("<title>")[1].split("</title>")[0]
    assert title == "\u2068שלום!\u2069 – grantd"


def test_another_address_of_this_computer_is_this_computer(grantd, alice):
    client = alice.add_app("profile:read", redirect_uris=["http://127.0.0.2:8000/cb"])
    browser = Browser(grantd)
    browser.sign_in("alice")
    page = browser.get(query(client, "profile:read", redirect_uri="http://127.0.0.2:8000/cb")).text
    assert "go back to a program on <strong>this computer</strong>" in page and "is not the app’s website" not in page


def test_an_app_without_a_website_does_not_borrow_one(make, tmp_path):
    grantd = make(public_url="https://id.example")
    alice = grantd.add_user("alice")
    add = lambda *more: grantd.cli("--json", "app", "add", "--owner", "alice", "--name", "App", "--scope", "profile:read", "--public",
                                   "--redirect-uri", *more, check=False)
    refused = add("com.example.app:/cb")
    assert refused.returncode == 1 and "--uri https://app.example" in refused.stderr
    loopback = json.loads(add("http://localhost:5000/cb").stdout)
    named = json.loads(add("com.example.app:/cb", "--uri", "https://app.example/about").stdout)
    # Whoever names this server's own address as the website, without being there.
    borrowed = alice.add_app("profile:read", client_uri="https://id.example/", redirect_uris=["com.example.app:/cb"])
    elsewhere = alice.add_app("profile:read", client_uri="http://127.0.0.1:9000", redirect_uris=["https://app.example/cb"])
    browser = requests.Session()
    browser.headers["Cookie"] = f"__Host-grantd-session={alice.token}"
    for client, host, warning in (
        (loopback, None, "The answer goes to a program on this computer"),
        (named, "app.example", "The answer goes to the program on this device"),
        (borrowed, None, "The answer goes to the program on this device"),
        (elsewhere, None, "and the app names no website of its own"),
    ):
        uri = client["redirect_uris"][0] if isinstance(client["redirect_uris"], list) else client["redirect_uris"]
        asked = {"client_id": client["client_id"], "response_type": "code", "redirect_uri": uri, "scope": "profile:read", "state": "s",
                 "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWBuGJSstw-cM", "code_challenge_method": "S256"}
        page = browser.get(grantd.url + "/profile/apps/authorize", params=asked)
        assert page.status_code == 200 and warning in page.text, page.text
        origin = page.text.split('<p class="origin">')[1].split("</p>")[0]
        shown = f"<strong><bdi>{host}</bdi></strong>" if host else "<span>No website</span>"
        assert origin.startswith(shown) and ("<strong>" in origin) == bool(host)
        assert alice.call("POST", "/api/oauth/authorize", data=asked | {"confirm": "true"}).status_code == 200
        grant = browser.get(f"{grantd.url}/profile/grants/{client['client_id']}").text
        assert ("No website" in grant) == (host is None)
        asking = browser.get(grantd.url + "/profile/grants", params={"withdraw": client["client_id"]}).text
        assert ("open the app and authorise it again." in asking) == (host is None)
    for path, times in (("/profile/grants", 3), ("/profile/apps", 3), (f"/profile/apps/{borrowed['id']}", 1)):
        assert browser.get(grantd.url + path).text.count("No website") == times, path
