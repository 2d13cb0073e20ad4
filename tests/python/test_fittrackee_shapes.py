"""The account's own API in FitTrackee's shapes and words (CONTRACT §2, §3, §6)."""

import re

import pytest
import requests

from conftest import PASSWORD, REDIRECT, bearer, credentials

LONG_DATE = r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d [A-Z][a-z]+ \d{4} \d\d:\d\d:\d\d GMT"
CLIENT_KEYS = {"client_id", "client_description", "client_type", "id", "issued_at", "last_used_at", "name",
               "previous_secret_expires_at", "redirect_uris", "scope", "state", "website"}
NO_TOKEN = {"status": "error", "message": "provide a valid auth token"}


def said(answer, code, /, **body):
    assert answer.status_code == code, answer.text
    assert answer.headers["Content-Type"] == "application/json"
    assert {key: answer.json().get(key) for key in body} == body, answer.text


def test_login_and_logout(grantd, alice):
    for body, status, message in [
        ({}, 400, "invalid payload"),
        ({"email": "alice"}, 400, "invalid payload"),
        ({"email": "alice", "password": "wrong password"}, 401, "invalid credentials"),
        ({"email": "nobody", "password": "wrong password"}, 401, "invalid credentials"),
    ]:
        said(grantd.post("/api/auth/login", json=body), status, status="error", message=message)
    for name in ("alice", "ALICE", "alice@example.org"):
        answer = grantd.post("/api/auth/login", json={"email": name, "password": PASSWORD})
        said(answer, 200, status="success", message="successfully logged in")
        assert answer.headers["Cache-Control"] == "no-store"
        token = grantd.secret(answer.json()["auth_token"])
        assert re.fullmatch(r"gri_[A-Za-z0-9_-]{43}[0-9A-Za-z]{6}", token)
    said(grantd.post("/api/auth/logout", headers=bearer(token)), 200, status="success")
    said(grantd.post("/api/auth/logout", headers=bearer(token)), 401, **NO_TOKEN)


def test_guessing_is_slowed_down_and_never_locks_out(grantd, alice):
    attempt = lambda password: grantd.post("/api/auth/login", json={"email": "alice", "password": password})
    answers = [attempt("wrong password") for _ in range(6)]
    assert [answer.status_code for answer in answers][:5] == [401] * 5
    refused = answers[-1]
    said(refused, 429, status="error")
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    # Whoever is signed in stays so.
    assert alice.call("GET", "/api/auth/profile").status_code == 200


def test_registration(make):
    closed, opened = make(name="closed"), make("[accounts]\nregistration = true\nargon2_memory = \"64KiB\"\n", name="open")
    body = {"username": "carol", "email": "carol@example.org", "password": PASSWORD}
    said(closed.post("/api/auth/register", json=body), 403, status="error", message="error, registration is disabled")
    for change, message in [
        ({"username": "ab"}, "username: 3 to 30 characters required"),
        ({"username": "a b c"}, "username: only alphanumeric characters and the underscore character \"_\" allowed"),
        ({"email": "carol"}, "email: valid email must be provided"),
        ({"password": "short"}, "password: 8 characters required"),
    ]:
        said(opened.post("/api/auth/register", json=body | change), 400, status="error", message=message)
    said(opened.post("/api/auth/register", json={"username": "x"}), 400, message="invalid payload")
    said(opened.post("/api/auth/register", json=body), 200, status="success")
    again = opened.post("/api/auth/register", json=body | {"email": "else@example.org"})
    said(again, 400, status="error", message="sorry, that username is already taken")
    assert opened.login("carol")


def test_an_app_from_its_birth_to_its_end(grantd, alice, bob):
    client = alice.add_app(client_description="Tells the time")
    assert set(client) == CLIENT_KEYS | {"client_secret"}
    assert re.fullmatch(r"[A-Za-z0-9]{24}", client["client_id"])
    assert re.fullmatch(r"grs_[A-Za-z0-9_-]{43}[0-9A-Za-z]{6}", client["client_secret"])
    assert re.fullmatch(LONG_DATE, client["issued_at"])
    assert client["id"] == 1 and client["client_type"] == "confidential" and client["last_used_at"] is None
    assert (client["name"], client["website"], client["redirect_uris"]) == ("Test app", "https://app.example", [REDIRECT])

    shown = alice.call("GET", f"/api/oauth/apps/{client['client_id']}")
    said(shown, 200, status="success")
    assert shown.json()["data"]["client"] == {key: client[key] for key in CLIENT_KEYS}
    assert alice.call("GET", "/api/oauth/apps/1/by_id").json() == shown.json()

    unknown = {"status": "not found", "message": "OAuth2 client not found"}
    for method, path in [("GET", "/1/by_id"), ("GET", "/" + client["client_id"]), ("DELETE", "/1"), ("PATCH", "/1"),
                         ("POST", "/1/revoke"), ("POST", "/1/rotate_secret")]:
        said(bob.call(method, "/api/oauth/apps" + path, json={"client_name": "mine"}), 404, **unknown)
    said(alice.call("GET", "/api/oauth/apps/1"), 404, **unknown)

    tokens = alice.tokens(client)
    said(alice.call("PATCH", "/api/oauth/apps/1", json={"client_name": "Renamed", "scope": "profile:read"}), 200, status="success")
    assert alice.call("GET", "/api/oauth/apps/1/by_id").json()["data"]["client"]["name"] == "Renamed"
    rotated = alice.call("POST", "/api/oauth/apps/1/rotate_secret")
    assert rotated.headers["Cache-Control"] == "no-store"
    fresh = client | {"client_secret": grantd.secret(rotated.json()["data"]["client"]["client_secret"])}
    assert alice.refresh(client, tokens["refresh_token"]).json()["error"] == "invalid_client"
    tokens = alice.keep(alice.refresh(fresh, tokens["refresh_token"]).json())

    code = alice.code(fresh)
    said(alice.call("POST", "/api/oauth/apps/1/revoke"), 200, status="success")
    said(grantd.profile(tokens["access_token"]), 401, error="invalid_token")
    pending = grantd.post("/api/oauth/token", data=credentials(fresh) | {
        "grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT})
    said(pending, 400, error="invalid_grant")

    gone = alice.call("DELETE", "/api/oauth/apps/1")
    assert (gone.status_code, gone.content) == (204, b"")
    said(alice.call("GET", "/api/oauth/apps/1/by_id"), 404, **unknown)


def test_what_an_app_must_have(alice):
    create = lambda body: alice.call("POST", "/api/oauth/apps", json=body)
    good = {"client_name": "A", "client_uri": "https://a.example", "redirect_uris": ["https://a.example/cb"], "scope": "profile:read"}
    said(create({}), 400, status="error", message="OAuth2 client metadata missing")
    said(create({"client_name": "A", "scope": "x"}), 400, message="OAuth2 client metadata missing keys: client_uri, redirect_uris")
    for scope in ("", "unknown:scope", 7, None, ["profile:read"]):
        said(create(good | {"scope": scope}), 400, message="OAuth2 client invalid scopes")
    for change in [
        {"client_name": ""}, {"client_name": None}, {"client_name": "x" * 101}, {"client_uri": "a.example"},
        {"client_uri": "javascript:alert(1)"}, {"redirect_uris": []}, {"redirect_uris": "https://a.example"},
        {"redirect_uris": ["http://a.example"]}, {"redirect_uris": ["https://a.example#x"]},
        {"redirect_uris": [f"https://a.example/{n}" for n in range(11)]}, {"client_type": "secret"},
        {"client_description": "x" * 201},
    ]:
        assert create(good | change).status_code == 400, change
    assert alice.call("POST", "/api/oauth/apps", data="x=1").status_code == 415
    narrowed = create(good | {"scope": "workouts:read unknown profile:read workouts:read"}).json()["data"]["client"]
    assert narrowed["scope"] == "workouts:read profile:read"


def test_lists_come_in_pages(alice):
    empty = alice.call("GET", "/api/oauth/apps").json()
    assert empty["data"] == {"clients": []}
    assert empty["pagination"] == {"has_next": False, "has_prev": False, "page": 1, "pages": 0, "total": 0}
    for _ in range(7):
        alice.add_app()
    page = lambda query: alice.call("GET", "/api/oauth/apps" + query).json()
    assert [client["id"] for client in page("")["data"]["clients"]] == [7, 6, 5, 4, 3]
    assert page("?page=2")["pagination"] == {"has_next": False, "has_prev": True, "page": 2, "pages": 2, "total": 7}
    assert page("?page=99")["pagination"] == {"has_next": False, "has_prev": True, "page": 99, "pages": 2, "total": 7}
    assert page("?per_page=50")["pagination"]["pages"] == 1
    for odd in ("?page=0", "?page=-1", "?page=abc", "?page="):
        assert page(odd)["pagination"]["page"] == 1, odd


def test_grants_and_their_withdrawal(grantd, alice, bob):
    client = alice.add_app()
    tokens = bob.tokens(client, "profile:read workouts:read")
    grants = bob.call("GET", "/api/oauth/grants").json()
    [grant] = grants["data"]["grants"]
    assert set(grant) == {"client_id", "name", "website", "scope", "granted_at", "last_used_at", "noted_since",
                          "used_scopes", "unused_scope", "remembered_scope"}
    assert grant["client_id"] == client["client_id"] and grant["scope"] == "profile:read workouts:read"
    assert re.fullmatch(LONG_DATE, grant["granted_at"]) and grants["pagination"]["total"] == 1
    assert alice.call("GET", "/api/oauth/grants").json()["data"]["grants"] == []
    pending = bob.code(client)
    assert bob.call("DELETE", f"/api/oauth/grants/{client['client_id']}").status_code in (200, 204)
    assert grantd.profile(tokens["access_token"]).status_code == 401
    late = grantd.post("/api/oauth/token", data=credentials(client) | {
        "grant_type": "authorization_code", "code": pending, "redirect_uri": REDIRECT})
    said(late, 400, error="invalid_grant")
    assert bob.call("DELETE", f"/api/oauth/grants/{client['client_id']}").status_code == 404


def test_consent_by_json(alice):
    client = alice.add_app()
    ask = lambda **body: alice.call("POST", "/api/oauth/authorize", data=body)
    good = {"client_id": client["client_id"], "response_type": "code", "scope": "profile:read", "confirm": "True"}
    said(alice.call("POST", "/api/oauth/authorize", json=good), 400, message="invalid payload")
    said(ask(response_type="code"), 400, message="invalid payload")
    said(ask(client_id=client["client_id"]), 400, message="invalid payload")
    said(ask(**good | {"client_id": "x"}), 400, message="The client does not exist on this server.")
    said(ask(**good | {"redirect_uri": "https://evil.example/cb"}), 400,
         message="Redirect URI https://evil.example/cb is not supported by client.")
    given = ask(**good | {"state": "a b&c"})
    said(given, 200)
    assert given.json()["redirect_url"].startswith(REDIRECT + "?code=grc_")
    assert "&state=a+b%26c&iss=" in given.json()["redirect_url"]
    multipart = alice.call("POST", "/api/oauth/authorize", files={key: (None, value) for key, value in good.items()})
    assert "?code=" in multipart.json()["redirect_url"]
    for change, error in [
        ({"confirm": "false"}, "access_denied"), ({"response_type": "token"}, "unsupported_response_type"),
        ({"scope": "nothing:known"}, "invalid_scope"), ({"scope": "users:read"}, "invalid_scope"),
        ({"code_challenge_method": "S256"}, "invalid_request"),
        ({"code_challenge": "x" * 43}, "invalid_request"), ({"code_challenge": "x" * 43, "code_challenge_method": "plain"}, "invalid_request"),
    ]:
        location = ask(**good | {"state": "s"} | change).json()["redirect_url"]
        assert f"?error={error}&" in location and "&state=s&iss=" in location, location


def test_the_token_endpoint_refuses_in_its_own_words(grantd, alice):
    client = alice.add_app()
    ask = lambda **body: grantd.post("/api/oauth/token", data=credentials(client) | body)
    grant = {"grant_type": "authorization_code", "redirect_uri": REDIRECT}
    for body, error, text in [
        ({"grant_type": "password"}, "unsupported_grant_type", None),
        (grant, "invalid_request", "Missing 'code' in request."),
        (grant | {"code": "x"}, "invalid_grant", "Invalid 'code' in request."),
        ({"grant_type": "refresh_token"}, "invalid_request", "Missing 'refresh_token' in request."),
        ({"grant_type": "refresh_token", "refresh_token": "x"}, "invalid_grant", None),
        (grant | {"client_id": "x"}, "invalid_client", "The client does not exist on this server."),
        (grant | {"client_secret": "x"}, "invalid_client", None),
    ]:
        answer = ask(**body)
        said(answer, 400, error=error, **({"error_description": text} if text else {}))
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Access-Control-Allow-Origin"] == "*"
    by_header = grantd.post("/api/oauth/token", data=grant | {"code": "x"}, auth=(client["client_id"], "wrong"))
    said(by_header, 401, error="invalid_client")
    assert by_header.headers["WWW-Authenticate"].startswith("Basic ")
    both = grantd.post("/api/oauth/token", data=grant | credentials(client), auth=(client["client_id"], client["client_secret"]))
    said(both, 400, error="invalid_request")
    twice = grantd.post("/api/oauth/token", data=[("grant_type", "refresh_token")] * 2 + list(credentials(client).items()))
    said(twice, 400, error="invalid_request")
    said(grantd.post("/api/oauth/token", json=grant | credentials(client)), 400, error="invalid_request")


def test_a_wrong_proof_spends_the_code(grantd, alice):
    client = alice.add_app()
    for wrong, error in [({"redirect_uri": "https://app.example/other"}, "invalid_grant"), ({"code_verifier": "x" * 43}, "invalid_grant")]:
        code = alice.code(client)
        body = credentials(client) | {"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT}
        said(grantd.post("/api/oauth/token", data=body | wrong), 400, error=error)
        said(grantd.post("/api/oauth/token", data=body), 400, error="invalid_grant")


def test_narrowing_holds_for_one_access_token(alice):
    client = alice.add_app()
    first = alice.tokens(client, "profile:read workouts:read")
    narrow = alice.keep(alice.refresh(client, first["refresh_token"], scope="workouts:read").json())
    assert narrow["scope"] == "workouts:read"
    said(alice.grantd.profile(narrow["access_token"]), 403, error="insufficient_scope")
    wide = alice.keep(alice.refresh(client, narrow["refresh_token"]).json())
    assert wide["scope"] == "profile:read workouts:read"
    said(alice.refresh(client, wide["refresh_token"], scope="profile:write"), 400, error="invalid_scope")


def test_nobody_revokes_what_is_not_theirs(grantd, alice, bob):
    mine, theirs = alice.add_app(), bob.add_app()
    tokens = alice.tokens(mine)
    revoke = lambda client, **body: grantd.post("/api/oauth/revoke", data=credentials(client) | body)
    said(revoke(theirs, token=tokens["access_token"]), 200)
    assert grantd.profile(tokens["access_token"]).status_code == 200
    said(revoke(mine), 400, error="invalid_request")
    said(revoke(mine, token="unknown"), 200)
    said(revoke(mine, token=tokens["refresh_token"], token_type_hint="access_token"), 200)
    assert grantd.profile(tokens["access_token"]).status_code == 401


def test_bearer_failures(grantd, alice):
    client = alice.add_app()
    tokens = alice.tokens(client, "workouts:read")
    ask = lambda headers, path="/api/auth/profile": requests.get(grantd.url + path, headers=headers, timeout=30)
    for header in (None, "", "Bearer", "Basic abc", tokens["access_token"], "Bearer a b"):
        answer = ask({"Authorization": header} if header is not None else {})
        said(answer, 401, **NO_TOKEN)
        assert answer.headers["WWW-Authenticate"].startswith('Bearer realm="')
    for token in ("x", "gra_" + "x" * 49, tokens["refresh_token"]):
        answer = ask(bearer(token))
        said(answer, 401, error="invalid_token")
        assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]
    lacking = ask(bearer(tokens["access_token"]))
    said(lacking, 403, error="insufficient_scope")
    assert 'scope="profile:read"' in lacking.headers["WWW-Authenticate"]
    for path in ("/api/oauth/apps", "/api/oauth/grants"):
        said(ask(bearer(tokens["access_token"]), path), 401, **NO_TOKEN)
    said(grantd.get(f"/api/auth/profile?access_token={alice.token}"), 401, **NO_TOKEN)


def test_roles_and_suspension(grantd, alice, bob):
    client = alice.add_app("application:write users:read users:write profile:read profile:write")
    forbidden = {"status": "error", "message": "you do not have permissions"}
    said(bob.call("PATCH", "/api/config", json={"name": "x"}), 403, **forbidden)
    said(bob.call("PATCH", "/api/users/alice", json={"admin": False}), 403, **forbidden)
    said(bob.call("DELETE", "/api/users/alice"), 403, **forbidden)
    bobs = bob.tokens(client, "users:write profile:read")
    said(grantd.get("/api/users", headers=bearer(bobs["access_token"])), 403, error="insufficient_scope")
    assert "error=invalid_scope" in bob.consent(f"x:/?client_id={client['client_id']}&response_type=code&scope=application:write")

    suspended = {"status": "error", "message": "you do not have permissions, your account is suspended"}
    patched = alice.call("PATCH", "/api/users/bob", json={"suspended": True})
    said(patched, 200, status="success")
    assert patched.json()["data"]["users"][0]["suspended"] is True
    said(grantd.profile(bobs["access_token"]), 401, error="invalid_token")
    said(bob.call("GET", "/api/auth/profile"), 401)
    again = grantd.login("bob")
    said(again.call("POST", "/api/oauth/apps", json={}), 403, **suspended)
    said(again.call("POST", "/api/oauth/authorize", data={"client_id": client["client_id"], "response_type": "code"}), 403, **suspended)
    assert again.call("GET", "/api/oauth/apps").status_code == 200
    said(alice.call("DELETE", "/api/users/alice"), 403, status="error",
         message="you can not delete your account, no other user has admin rights")
    assert again.call("DELETE", "/api/users/bob").status_code == 204
    said(alice.call("GET", "/api/users/bob"), 404, status="not found", message="user does not exist")


def test_profile_users_and_instance(grantd, alice, bob):
    edited = bob.call("POST", "/api/auth/profile/edit", json={"first_name": "Bob", "bio": "Runs", "location": None})
    said(edited, 200, status="success", message="user profile updated")
    profile = bob.call("GET", "/api/auth/profile").json()["data"]
    assert (profile["username"], profile["email"], profile["admin"], profile["first_name"]) == ("bob", "bob@example.org", False, "Bob")
    said(bob.call("POST", "/api/auth/profile/edit", json={}), 400, message="invalid payload")
    users = bob.call("GET", "/api/users").json()
    assert [user["username"] for user in users["data"]["users"]] == ["alice", "bob"] and users["pagination"]["total"] == 2
    assert "email" not in users["data"]["users"][0] and users["data"]["users"][1]["email"] == "bob@example.org"
    [seen] = alice.call("GET", "/api/users/BOB").json()["data"]["users"]
    assert seen["email"] == "bob@example.org"

    said(alice.call("PATCH", "/api/config", json={"name": "Our place", "is_registration_enabled": True}), 200, status="success")
    config = grantd.get("/api/config").json()["data"]
    assert config["name"] == "Our place" and config["is_registration_enabled"] is True
    assert "Our place" in grantd.get("/login").text
    said(alice.call("PATCH", "/api/config", json={}), 400, message="invalid payload")


def test_liveness_unknown_paths_and_methods(grantd):
    said(grantd.get("/api/ping"), 200, status="success", message="pong!")
    assert grantd.get("/healthz").status_code == 200
    for path in ("/api", "/api/", "/api/nothing", "/api/oauth", "/api/oauth/apps/x/by_id", "/api/workouts", "/.well-known/x"):
        said(grantd.get(path), 404, status="not found")
    page = grantd.get("/nothing")
    assert page.status_code == 404 and page.headers["Content-Type"].startswith("text/html")
    for method, path, allow in [("GET", "/api/oauth/token", "POST, OPTIONS"), ("PUT", "/api/oauth/apps", "GET, POST"),
                                ("DELETE", "/api/oauth/apps", "GET, POST"), ("POST", "/api/ping", "GET")]:
        answer = requests.request(method, grantd.url + path, timeout=30)
        said(answer, 405, status="error")
        assert answer.headers["Allow"] == allow
    page = requests.delete(grantd.url + "/login", timeout=30)
    assert page.status_code == 405 and page.headers["Allow"] == "GET, POST" and "html" in page.headers["Content-Type"]
    head = requests.head(grantd.url + "/api/ping", timeout=30)
    assert head.status_code == 200 and head.content == b""


@pytest.mark.parametrize("path", ["/api/oauth/token", "/api/oauth/revoke", "/.well-known/oauth-authorization-server"])
def test_scripts_of_any_site_may_call_the_protocol(grantd, path):
    preflight = requests.options(grantd.url + path, timeout=30)
    assert preflight.status_code == 204
    assert preflight.headers["Access-Control-Allow-Origin"] == "*"
    assert "Access-Control-Allow-Credentials" not in preflight.headers
    assert "Access-Control-Allow-Origin" not in grantd.get("/api/ping").headers


def test_fittrackee_redirects_are_a_choice(make):
    grantd = make("[compat]\nfittrackee_redirects = true\n")
    alice = grantd.add_user("alice")
    client = alice.add_app()
    code = alice.code(client, redirect_uri="https://self.host/callback")
    tokens = grantd.post("/api/oauth/token", data=credentials(client) | {
        "grant_type": "authorization_code", "code": code, "redirect_uri": "https://self.host/callback"})
    said(tokens, 200, token_type="Bearer")
    alice.keep(tokens.json())


def test_a_remembered_consent_spares_the_page(make):
    from conftest import Browser
    grantd = make("[oauth]\nremember_consent = true\n")
    alice = grantd.add_user("alice")
    client = alice.add_app()
    alice.code(client, "profile:read workouts:read")
    browser = Browser(grantd)
    browser.sign_in("alice")
    path = f"/profile/apps/authorize?client_id={client['client_id']}&response_type=code&redirect_uri={REDIRECT}&scope="
    spared = browser.get(path + "profile:read")
    assert spared.status_code == 303 and "?code=" in spared.headers["Location"]
    assert browser.get(path + "profile:read+workouts:write").status_code == 200
