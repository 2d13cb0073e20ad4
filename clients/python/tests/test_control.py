"""Each operation of the control API through its method."""

import base64
import dataclasses
import datetime
import inspect
import json
import urllib.error
import urllib.parse
import urllib.request

import pytest

import grantd_testing
from grantd_testing import Control, ControlError

REDIRECT_URI = "http://127.0.0.1:9000/callback"
REQUEST = {"response_type": "code", "client_id": "web", "redirect_uri": REDIRECT_URI, "scope": "profile:read workouts:read", "state": "xyz"}


def token_request(server, **form):
    """Asks the token endpoint as the app `web`: the status and the answer."""
    app = server.app("web")
    basic = base64.b64encode(f"{app.client_id}:{app.client_secret}".encode()).decode()
    request = urllib.request.Request(server.token_endpoint, urllib.parse.urlencode(form).encode(), {"Authorization": f"Basic {basic}"})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status, json.load(answer)
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, json.loads(refused.read() or b"null")


def exchange(server, code):
    return token_request(server, grant_type="authorization_code", code=code, redirect_uri=REDIRECT_URI)


def refresh(server, token):
    return token_request(server, grant_type="refresh_token", refresh_token=token)


def profile(server, token):
    request = urllib.request.Request(server.url("/api/auth/profile"), headers={"Authorization": f"Bearer {token}"})
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code


def test_every_operation_has_a_method(grantd):
    """The methods ask for exactly what the server's own description lists."""
    asked = set()

    class Recorder(Control):
        def _ask(self, method, path, body=None):
            asked.add((method, path.split("?")[0]))
            return super()._ask(method, path, body)

    recorder = Recorder(grantd.ready.control)
    token = recorder.mint("alice", "web").access_token
    calls = {"authorize": ("alice", None), "sign_in": ("alice",), "add_user": ("eve",), "add_app": ("Notes",), "mint": ("alice", "web"),
             "expire": (token,), "fault": ("token",), "advance": ("1s",)}
    for name, method in inspect.getmembers(recorder, inspect.ismethod):
        if name.startswith("_"):
            continue
        method(*calls.get(name, ()), **{"authorize": {"params": REQUEST}, "revoke": {"app": "web"}}.get(name, {}))
    described = {(method.upper(), path.removeprefix("/_test")) for path, methods in grantd.openapi()["paths"].items() for method in methods}
    assert asked == described


def test_every_key_of_a_request_is_an_argument(grantd):
    schemas = grantd.openapi()["components"]["schemas"]
    for schema, method in {"Authorize": "authorize", "NewUser": "add_user", "NewApp": "add_app", "NewToken": "mint", "Fault": "fault",
                           "ClockChange": "set_clock", "Revoke": "revoke", "Which": "expire", "Who": "sign_in"}.items():
        taken = set(inspect.signature(getattr(Control, method)).parameters) - {"self"}
        wanted = set(schemas[schema]["properties"]) - ({"name"} if schema == "NewToken" else set())
        assert taken == wanted, method


def test_every_key_of_an_answer_is_told(grantd):
    schemas = grantd.openapi()["components"]["schemas"]
    for schema, shape in {"Ready": "Ready", "Person": "Person", "App": "App", "ResourceServer": "ResourceServer", "Tokens": "Tokens",
                          "Time": "Clock", "Redirected": "Redirected", "SignedIn": "SignedIn", "Exchange": "Exchange", "Fault": "Fault"}.items():
        told = {field.name for field in dataclasses.fields(getattr(grantd_testing, shape))}
        assert told == set(schemas[schema]["properties"]), shape


def test_consent_and_its_tokens(grantd):
    answer = grantd.authorize("alice", grantd.authorization_endpoint + "?" + urllib.parse.urlencode(REQUEST), scope="profile:read")
    assert answer.params["state"] == "xyz" and answer.params["iss"] == grantd.issuer
    assert answer.redirect_url.startswith(REDIRECT_URI + "?")
    status, tokens = exchange(grantd, answer.params["code"])
    assert (status, tokens["scope"]) == (200, "profile:read")
    assert profile(grantd, tokens["access_token"]) == 200


def test_a_person_refuses(grantd):
    answer = grantd.authorize("alice", params=REQUEST, approve=False)
    assert answer.params["error"] == "access_denied" and "code" not in answer.params


def test_what_is_not_redirected_is_refused(grantd):
    with pytest.raises(ControlError) as refused:
        grantd.authorize("alice", params={**REQUEST, "redirect_uri": "https://evil.example/"})
    assert 400 <= refused.value.status < 500 and "Redirect URI" in str(refused.value)


def test_time(grantd):
    code = grantd.authorize("alice", params=REQUEST).params["code"]
    before = grantd.clock()
    after = grantd.advance(datetime.timedelta(minutes=30))
    assert not before.frozen and after.now - before.now >= datetime.timedelta(minutes=30)
    assert exchange(grantd, code)[1]["error"] == "invalid_grant"

    moment = datetime.datetime(2030, 1, 1, tzinfo=datetime.timezone.utc)
    assert grantd.freeze(moment) == grantd.clock() and grantd.clock().now == moment and grantd.clock().frozen
    assert grantd.advance("1h").now == moment + datetime.timedelta(hours=1)
    assert not grantd.set_clock(frozen=False).frozen
    with pytest.raises(ValueError, match="time zone"):
        grantd.freeze(datetime.datetime(2030, 1, 1))


def test_tokens_of_any_age(grantd):
    fresh, old = grantd.mint("alice", "web", scope="profile:read"), grantd.mint("alice", "web", age="2h")
    assert fresh.scope == "profile:read" and (profile(grantd, fresh.access_token), fresh.client_id) == (200, "web")
    assert (profile(grantd, old.access_token), old.expires_in) == (401, 0)
    assert refresh(grantd, old.refresh_token)[0] == 200
    short = grantd.mint("alice", "web", lifetime=datetime.timedelta(seconds=1), refresh_lifetime="1s", age="2s")
    assert (profile(grantd, short.access_token), refresh(grantd, short.refresh_token)[0]) == (401, 400)
    assert profile(grantd, grantd.mint("alice", "web", revoked=True).access_token) == 401


def test_expire_and_revoke(grantd):
    tokens = grantd.mint("alice", "web")
    grantd.expire(tokens.access_token)
    assert profile(grantd, tokens.access_token) == 401
    again = refresh(grantd, tokens.refresh_token)[1]
    grantd.revoke(again["access_token"])
    assert refresh(grantd, again["refresh_token"])[1]["error"] == "invalid_grant"

    for ended in ({"user": "alice", "app": "web"}, {"app": "web"}):
        tokens = grantd.mint("alice", "web")
        grantd.revoke(**ended)
        assert profile(grantd, tokens.access_token) == 401, ended


def test_people_and_apps(grantd):
    person = grantd.add_user("eve", password="eve's own password", bio="Likes notes", attributes={"upstream_id": "42"})
    app = grantd.add_app("Notes", owner="eve", public=True, redirect_uris=["https://notes.example/cb"], scope="profile:read")
    assert (person.email, app.client_type, app.client_secret) == ("eve@example.org", "public", None)
    now = grantd.fixture()
    assert now.users["eve"].id == person.id and now.apps["Notes"] == app
    assert profile(grantd, grantd.sign_in("eve").session) == 200
    assert grantd.sign_in("alice").cookie.startswith("grantd-session=")
    with pytest.raises(ControlError, match="already taken"):
        grantd.add_user("eve")


def test_faults_and_what_was_asked(grantd):
    tokens = grantd.mint("alice", "web")
    waiting = grantd.fault("token", "status", status=503, headers={"Retry-After": "7"}, body='{"error": "busy"}', skip=1)
    assert [(one.kind, one.status, one.skip, one.headers) for one in waiting] == [("status", 503, 1, {"Retry-After": "7"})]
    assert waiting == grantd.faults()
    status, first = refresh(grantd, tokens.refresh_token)
    assert status == 200
    assert refresh(grantd, first["refresh_token"]) == (503, {"error": "busy"})
    assert grantd.faults() == []

    done, hit = grantd.requests("/api/oauth/token", "POST")
    assert (done.number, done.status, done.fault) == (1, 200, None)
    assert json.loads(done.response_body)["refresh_token"] == first["refresh_token"] and tokens.refresh_token in done.body
    assert (hit.number, hit.status, hit.fault) == (2, None, "status") and hit.headers["authorization"].startswith("Basic ")
    assert grantd.requests(method="GET") == []
    grantd.forget_requests()
    assert grantd.requests() == []

    grantd.fault("token", "cut_before", times=0)
    with pytest.raises(OSError):
        refresh(grantd, first["refresh_token"])
    grantd.clear_faults()
    assert refresh(grantd, first["refresh_token"])[0] == 200


def test_reset(grantd):
    before = grantd.ready
    tokens = grantd.mint("alice", "web")
    grantd.add_user("eve")
    grantd.freeze("2030-01-01T00:00:00Z")
    grantd.fault("token")
    assert grantd.reset() == before == grantd.fixture()
    assert profile(grantd, tokens.access_token) == 401
    assert grantd.faults() == [] and not grantd.clock().frozen and grantd.clock().now.year < 2030
    assert grantd.requests("/api/auth/profile")[0].number == 1


def test_a_proxy_of_the_environment_is_passed_by(grantd, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:1")
    assert Control(grantd.ready.control).fixture() == grantd.ready
