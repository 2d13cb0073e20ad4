"""The gateway: what passes, what does not, and what happens when the other side is slow, rude or gone."""

import base64
import hashlib
import hmac
import json
import re
import signal
import socket
import threading
import time
import urllib.parse

import httpx
import pytest
import requests
import websockets.sync.client
import websockets.sync.server

from conftest import CHEAP, Browser, bearer, raw, until
from protected import Setting, Wire, head, upstream
from upstream import echo

@pytest.fixture
def api():
    server = echo()
    yield server
    server.shutdown()


@pytest.fixture
def setting(make, api):
    return Setting(make, upstream(api.url))


def test_routes_decide_what_passes(setting):
    get, token = setting.get, setting.token
    assert get("/api/notes/7").status_code == 401
    assert get("/api/notes/7", token).json()["path"] == "/api/notes/7"
    profile = setting.user.tokens(setting.client, "profile:read")["access_token"]
    narrow = get("/api/notes/7", profile)
    assert narrow.status_code == 403 and 'scope="workouts:read"' in narrow.headers["WWW-Authenticate"]
    assert get("/api/notes/7", setting.user.token).status_code == 200
    assert get("/maybe").status_code == 200 and get("/maybe", profile).status_code == 403
    assert get("/maybe", "gra_" + "x" * 49).status_code == 401
    assert get("/mine", token).status_code == 401 and get("/mine", setting.user.token).status_code == 200
    unknown = get("/unknown")
    assert (unknown.status_code, unknown.json()["status"]) == (403, "error")
    wrong = setting.grantd.post("/only")
    assert (wrong.status_code, wrong.headers["Allow"]) == (405, "GET, PUT")
    assert requests.head(setting.grantd.url + "/only").status_code == 200
    spelled = get("/API/notes/7", token)
    assert (spelled.status_code, spelled.json()["message"]) == (400, "the path must be spelled as in /api/notes/{*rest}")
    assert get("/api/oauth/apps").json()["message"] == "provide a valid auth token"
    assert get("/login").headers["Content-Type"].startswith("text/html")
    taken = re.findall(r"(\S+) is answered by an upstream", setting.grantd.log.read_text())
    assert "/api/auth/login" in taken and "/api/users/{name}" in taken


def test_the_path_and_the_query_arrive_as_they_were_sent(setting):
    for target in ["/open/a%20b/%C3%A9?q=%2F..%2F&q=1", "/open/", "/open", "/open/a+b:c@d,e=f~'()*!$&"]:
        answer = raw(setting.grantd, f"GET {target} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n".encode())
        assert json.loads(answer.split(b"\r\n\r\n")[1])["path"] == target
    fragment = raw(setting.grantd, b"GET /open/x#/mine HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n")
    assert json.loads(fragment.split(b"\r\n\r\n")[1])["path"] == "/open/x", "a fragment is not part of a request"
    for target in ["/open/../mine", "/open/%2e%2e/mine", "/open//x", "/open/x%2Fy", "/open/x;y", "/open/%00", "/open/x%5cy",
                   "/open/%c0%af", "/open/%252e", "/open\\x", "*"]:
        answer = raw(setting.grantd, f"GET {target} HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n".encode())
        assert answer.startswith(b"HTTP/1.1 400"), (target, answer)


def test_identity_is_grantds_word_alone(setting):
    spoofed = {"Remote-User": "root", "Remote_User": "root", "X-Grantd-User-Id": "1", "X-Grantd-Anything": "1",
               "X-Grantd-Scope": "all", "X-Remote-User": "root", "Remote-Groups": "admins", "Script_Name": "/x"}
    for path, token in [("/open/x", None), ("/maybe", None), ("/mine", setting.user.token), ("/api/notes/1", setting.token)]:
        seen = setting.seen(path, token, **{name: value for name, value in spoofed.items() if "_" not in name})
        told = {name: value for name, value in seen if name.startswith(("remote", "x-grantd", "x-remote", "authorization"))}
        expected = {} if token is None else {"remote-user": "alice", "x-grantd-user-id": "1"}
        if token == setting.token:
            expected |= {"x-grantd-client-id": setting.client["client_id"], "x-grantd-scope": "workouts:read"}
        assert told == expected, path
    lines = "".join(f"{name}: {value}\r\n" for name, value in spoofed.items())
    answer = raw(setting.grantd, f"GET /open/x HTTP/1.1\r\nHost: here\r\nConnection: close\r\n{lines}\r\n".encode())
    assert b"root" not in answer and b"Script_Name" not in answer


def test_headers_that_would_make_another_request_of_it_do_not_pass(setting):
    names = ["X-HTTP-Method-Override", "X-HTTP-Method", "X-Method-Override", "X-Original-URL", "X-Rewrite-URL", "Proxy",
             "X-Original-URI", "X-Original-Host", "X-Host", "X-Forwarded", "X-Envoy-Original-Path", "X-Client-IP", "X-Cluster-Client-IP",
             "True-Client-IP", "CF-Connecting-IP", "Keep-Alive", "Proxy-Authorization", "Proxy-Connection", "Upgrade", "X-Nominated", "Expect"]
    seen = dict(setting.seen("/open/x", None, Connection="X-Nominated, close", Expect="", TE="gzip", **{
        name: "DELETE" for name in names if name != "Expect"}))
    assert not [name for name in names + ["TE", "Connection"] if name.lower() in seen], seen
    assert dict(setting.seen("/open/x", None, TE="trailers"))["te"] == "trailers"


def test_forwarded_headers_say_who_really_asked(setting):
    spoofed = {"X_Forwarded_For": "1.2.3.4", "X_Forwarded_Proto": "https", "X_Forwarded_Host": "evil", "X_Real_IP": "1.2.3.4",
               "Forwarded": "for=1.2.3.4", "X_Forwarded_Prefix": "/evil", "X_Forwarded_User": "root"}
    host = setting.grantd.url.removeprefix("http://")
    seen = dict(setting.seen("/open/x", None, **spoofed))
    assert (seen["x-forwarded-for"], seen["x-forwarded-proto"], seen["x-forwarded-host"]) == ("127.0.0.1", "http", host)
    assert seen["forwarded"] == f'for=127.0.0.1;host="{host}";proto=http'
    assert seen["host"] == host and re.fullmatch(r"1\.1 grantd-[0-9a-f]{8}", seen["via"])
    assert not {"x-real-ip", "x-forwarded-prefix", "x-forwarded-user"} & set(seen)
    setting.configure('[server]\ntrusted_proxies = ["127.0.0.1"]\n' + setting.grantd.config.read_text().partition("[accounts]")[0])
    seen = dict(setting.seen("/open/x", None, **spoofed))
    assert (seen["x-forwarded-for"], seen["x-forwarded-proto"], seen["x-forwarded-host"]) == ("1.2.3.4, 127.0.0.1", "https", "evil")
    assert seen["forwarded"].startswith("for=1.2.3.4, for=127.0.0.1;") and "x-forwarded-user" not in seen


def test_secrets_of_grantd_stay_with_grantd(setting):
    browser = Browser(setting.grantd)
    browser.sign_in("alice")
    own = browser.session.cookies.get("grantd-session")
    seen = setting.seen("/open/x", setting.token, Cookie=f"a=1; grantd-session={own}; b=2; __Host-grantd-session=x")
    assert dict(seen)["cookie"] == "a=1; b=2" and "authorization" not in dict(seen)
    assert "cookie" not in dict(setting.seen("/open/x", None, Cookie=f"grantd-session={own}"))
    for name in ("__Host-grantd-sign-in", "grantd-sign-in", "grantd-language"):
        assert dict(setting.seen("/open/x", None, Cookie=f"a=1; {name}=de; b=2"))["cookie"] == "a=1; b=2", name
    assert dict(setting.seen("/open/x", None, Authorization="Basic eDp5"))["authorization"] == "Basic eDp5"
    for own in [setting.tokens["refresh_token"], "gra_cut", setting.user.token]:
        assert "authorization" not in dict(setting.seen("/open/x", own))
        for otherwise in [f"Token token={own}", f'Token token="{own}"', f"Bearer {own};", f"bearer:{own}"]:
            assert "authorization" not in dict(setting.seen("/open/x", None, Authorization=otherwise)), otherwise


def test_secrets_of_grantd_in_the_wrong_place_stay_with_grantd_too(setting):
    session, refresh = setting.user.token, setting.tokens["refresh_token"]
    basic = lambda pair: "Basic " + base64.b64encode(pair.encode()).decode()
    for own in [setting.token, session, refresh, setting.client["client_secret"]]:
        quoted = urllib.parse.quote(json.dumps({"token": own}))
        for authorization in [basic(f"{own}:"), basic(f"x:{own}"), basic(f"{own}:x").rstrip("=")]:
            seen = dict(setting.seen("/open/x", None, Authorization=authorization))
            assert "authorization" not in seen, authorization
        seen = dict(setting.seen("/open/x", None, Cookie=f"a=1; token={own}; b=2; state={quoted}", X_Api_Key=own, Referer=f"http://here/?t={own}"))
        assert seen["cookie"] == "a=1; b=2" and not {"x-api-key", "referer"} & set(seen)
        for target in [f"/open/x?access_token={own}", f"/open/x?a=1&t={own.replace('_', '%5F', 1)}", f"/open/{own}"]:
            refused = setting.get(target)
            assert refused.status_code == 400 and "Authorization" in refused.json()["message"], target
    # What is not grantd's, and what is meant to stand there, arrives.
    code = setting.user.code(setting.client)
    assert setting.get(f"/open/cb?code={code}").json()["path"] == f"/open/cb?code={code}"
    assert setting.get("/open/x?q=gra_nada").status_code == 200
    seen = dict(setting.seen("/open/x", None, Cookie="theme=gra_fic; a=1", Authorization=basic("x:y")))
    assert (seen["cookie"], seen["authorization"]) == ("theme=gra_fic; a=1", basic("x:y"))


def test_a_request_that_comes_back_ends_there(make):
    """An upstream that is grantd itself, at its own address, directly or over another grantd."""
    def leads(grantd, to):
        table = upstream(to.url, "/round")
        grantd.config.write_text(CHEAP + table + '[[route]]\npath = "/round"\npublic = true\n')
        grantd.process.send_signal(signal.SIGHUP)
        until(lambda: "the configuration was read again" in grantd.log.read_text())

    direct, one, two = make(name="direct"), make(name="one"), make(name="two")
    leads(direct, direct)
    looped = direct.get("/round")
    assert looped.status_code == 508 and "leads back to grantd" in looped.json()["message"]
    assert "an upstream leads back to grantd" in direct.log.read_text()
    leads(one, two)
    leads(two, one)
    assert [grantd.get("/round").status_code for grantd in (one, two)] == [508, 508]


def claims(value):
    header, payload, signature = value.removeprefix("Bearer ").split(".")
    decode = lambda text: base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    expected = hmac.new(b"0123456789abcdef0123456789abcdef", f"{header}.{payload}".encode(), hashlib.sha256).digest()
    assert hmac.compare_digest(decode(signature), expected) and json.loads(decode(header)) == {"alg": "HS256", "typ": "JWT"}
    return json.loads(decode(payload))


def test_identity_as_a_signed_token(make, api, tmp_path):
    key = tmp_path / "upstream.key"
    key.write_text("0123456789abcdef0123456789abcdef\n")
    setting = Setting(make, upstream(api.url, identity="jwt", jwt_secret_file=str(key), pass_unknown_tokens=True, jwt_claims={
        "sub": "attribute:number", "name": "username", "mail": "email", "role": "role", "app": "client_id", "scope": "scope", "iss": "text:us"}))
    unlinked = setting.get("/api/notes/1", setting.token)
    assert unlinked.status_code == 403 and "it has no number" in unlinked.json()["message"]
    setting.grantd.cli("user", "set", "alice", "number=42")
    first = dict(setting.seen("/api/notes/1", setting.token))["authorization"]
    told = claims(first)
    assert told.pop("exp") - told["iat"] == 60 and abs(told.pop("iat") - time.time()) < 5
    assert told == {"sub": "42", "name": "alice", "mail": "alice@example.org", "role": "user", "scope": "workouts:read",
                    "app": setting.client["client_id"], "iss": "us"}
    assert dict(setting.seen("/api/notes/2", setting.token))["authorization"] == first, "signed once a token"
    setting.grantd.cli("user", "set", "alice", "number=43")
    assert claims(dict(setting.seen("/api/notes/2", setting.token))["authorization"])["sub"] == "43"
    own = claims(dict(setting.seen("/mine", setting.user.token))["authorization"])
    assert (own["sub"], own["app"], own["scope"]) == ("43", "", "")
    # What is not grantd's own is the API's to judge, on protected routes too; what looks like grantd's never leaves.
    assert dict(setting.seen("/mine", "eyJ.foreign.token"))["authorization"] == "Bearer eyJ.foreign.token"
    assert setting.get("/mine", "gra_broken").status_code == 401
    assert setting.get("/unknown", "eyJ.foreign.token").status_code == 403
    assert setting.get("/mine", Authorization="Basic eDp5").status_code == 401
    key.unlink()
    setting.grantd.process.send_signal(signal.SIGHUP)
    until(lambda: "the old one stays in force" in setting.grantd.log.read_text())
    assert "upstream.jwt_secret_file" in setting.grantd.log.read_text()
    assert setting.get("/mine", setting.user.token).status_code == 200


def test_a_signed_token_in_a_header_of_its_own_comes_from_nobody_else(make, tmp_path):
    got, key = [], tmp_path / "upstream.key"
    key.write_text("0123456789abcdef0123456789abcdef\n")

    def serve(connection):
        before, rest = head(connection)
        while "chunked" in before and not rest.endswith(b"\r\n\r\n"):
            rest += connection.recv(65536)
        got.append((before.lower(), rest.lower()))
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\nok")

    setting = Setting(make, upstream(Wire(serve).url, identity="jwt", jwt_secret_file=str(key), jwt_header="X-Identity"))
    for path, token in [("/open/x", None), ("/maybe", None), ("/api/notes/1", setting.token)]:
        assert setting.get(path, token, X_Identity="stolen").text == "ok"
        told = re.findall(r"\r\nx-identity: (\S+)", got[-1][0])
        assert "stolen" not in got[-1][0] and len(told) == (token is not None) and "authorization" not in got[-1][0]
    raw(setting.grantd, b"POST /open/x HTTP/1.1\r\nHost: a\r\nTrailer: X-Identity, X-Hash\r\nTransfer-Encoding: chunked\r\n\r\n"
                        b"3\r\nabc\r\n0\r\nX-Hash: 9\r\nX-Identity: stolen\r\n\r\n")
    assert b"x-hash: 9" in got[-1][1] and b"stolen" not in got[-1][1]


def test_framing_that_could_be_read_in_two_ways_is_refused(setting):
    def ask(lines, body=b""):
        return raw(setting.grantd, ("POST /open/x HTTP/1.1\r\n" + lines + "\r\n\r\n").encode("latin-1") + body)

    smuggled = b"GET /mine HTTP/1.1\r\nHost: here\r\n\r\n"
    for lines in ["Host: a\r\nHost: b", "Content-Length: 0", "Host: a b\r\nContent-Length: 0", "Host: u@h\r\nContent-Length: 0",
                  "Host: a\r\nTransfer-Encoding: gzip, chunked", "Host: a\r\nTransfer-Encoding: identity",
                  "Host: a\r\nTransfer-Encoding: chunked\r\nTransfer-Encoding: chunked", "Host: a\r\nTransfer-Encoding : chunked",
                  "Host: a\r\nTransfer-Encoding: xchunked", "Host: a\r\nContent-Length: 1\r\nContent-Length: 2",
                  "Host: a\r\nContent-Length: +1", "Host: a\r\nContent-Length: 1,1", "Host: a\r\n Content-Length: 5",
                  "Host: a\r\nContent-Length: -1", "Host: a\r\nX: \0", "Host: a\r\nTransfer-Encoding:\x0bchunked"]:
        answer = ask(lines, b"0\r\n\r\n" + smuggled)
        assert answer.startswith(b"HTTP/1.1 400") and answer.count(b"HTTP/1.1 ") == 1, (lines, answer)
    for absolute in [b"GET http://other/open/x HTTP/1.1\r\nHost: here\r\n\r\n", b"GET http://u:p@here/open/x HTTP/1.1\r\nHost: here\r\n\r\n",
                     b"GET http://u@here/open/x HTTP/1.0\r\n\r\n"]:
        assert raw(setting.grantd, absolute).split(b" ")[1] == b"400", absolute
    # With both, the chunks count and nothing after them is read as a request.
    for lines in ["Host: a\r\nTransfer-Encoding: chunked\r\nContent-Length: 6", "Host: a\r\nContent-Length: 6\r\nTransfer-Encoding: chunked"]:
        answer = ask(lines, b"0\r\n\r\n" + smuggled)
        assert answer.count(b"HTTP/1.1 ") == 1, (lines, answer)
    old = raw(setting.grantd, b"POST /open/x HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + smuggled)
    assert b" 200 " not in old


def test_a_body_keeps_its_framing(make):
    got = []

    def serve(connection):
        while True:
            before, rest = head(connection)
            if "transfer-encoding: chunked" in before.lower():
                while not rest.endswith(b"0\r\n\r\n"):
                    rest += connection.recv(65536)
            got.append((before.lower(), rest))
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

    setting = Setting(make, upstream(Wire(serve).url))
    for method in ["POST", "PUT", "PATCH"]:
        for lines in ["", "Content-Length: 0\r\n"]:
            raw(setting.grantd, f"{method} /open/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n{lines}\r\n".encode())
            assert "\r\ncontent-length: 0" in got[-1][0], "without it some answer 411"
    raw(setting.grantd, b"GET /open/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    assert "content-length" not in got[-1][0] and "transfer-encoding" not in got[-1][0]
    for method in ["GET", "PROPFIND", "DELETE"]:
        raw(setting.grantd, f"{method} /open/x HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n".encode())
        assert b"abc" in got[-1][1], f"the body of {method} is gone"


def counting(connection):
    """Reads a whole body and answers with its length; sends as many bytes as `?send=` says."""
    while True:
        before, rest = head(connection)
        wanted = int((re.search(r"send=(\d+)", before) or [0, 0])[1])
        length = int((re.search(r"(?i)\ncontent-length: (\d+)", before) or [0, 0])[1])
        got = len(rest)
        while got < length:
            got += len(connection.recv(1 << 20))
        connection.sendall(f"HTTP/1.1 200 OK\r\nContent-Length: {max(wanted, len(str(got)))}\r\n\r\n".encode())
        if not wanted:
            connection.sendall(str(got).encode())
        while wanted > 0:
            part = bytes(min(wanted, 1 << 20))
            connection.sendall(part)
            wanted -= len(part)


def test_large_bodies_pass_with_flat_memory(make):
    setting = Setting(make, upstream(Wire(counting).url))
    size = 256 << 20
    setting.grantd.post("/open/x", data=b"warm")
    before = setting.grantd.resident()
    block = bytes(1 << 20)

    class Large:
        def __init__(self):
            self.left = size

        def __len__(self):
            return size

        def read(self, most):
            part = block[: min(most, self.left)] if most > 0 else block
            self.left -= len(part)
            return part

    answer = requests.post(setting.grantd.url + "/open/x", data=Large(), timeout=120)
    assert int(answer.text) == size
    with requests.get(setting.grantd.url + f"/open/x?send={size}", stream=True, timeout=120) as answer:
        assert sum(len(part) for part in answer.iter_content(1 << 20)) == size
    grown = setting.grantd.resident() - before
    assert grown < 8 * 1024, f"{grown} kB more"


def test_an_answer_is_handed_back_as_it_comes(make):
    got = threading.Event()

    def serve(connection):
        before, _ = head(connection)
        if before.startswith("HEAD"):
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1234\r\nETag: x\r\n\r\n")
            return
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\nConnection: X-Hop\r\n"
                           b"X-Hop: 1\r\nKeep-Alive: 5\r\nSet-Cookie: a=1\r\nSet-Cookie: grantd-session=gri_x; Path=/\r\nSet-Cookie: __Host-grantd-session = x\r\nSet-Cookie: grantd-language=pl\r\nSet-Cookie: b=2\r\n\r\n6\r\nfirst\n\r\n")
        # The second event is sent only after the first has arrived.
        got.wait(10)
        connection.sendall(b"7\r\nsecond\n\r\n0\r\n\r\n")

    setting = Setting(make, upstream(Wire(serve).url))
    with requests.get(setting.grantd.url + "/open/events", stream=True, timeout=10) as answer:
        assert not {"X-Hop", "Keep-Alive"} & set(answer.headers) and answer.raw.headers.getlist("Set-Cookie") == ["a=1", "b=2"]
        lines = answer.iter_lines(chunk_size=1)
        assert next(lines) == b"first"
        got.set()
        assert next(lines) == b"second"
    asked = requests.head(setting.grantd.url + "/open/x", timeout=10)
    assert (asked.headers["Content-Length"], asked.headers["ETag"], asked.text) == ("1234", "x", "")


def test_an_upstream_that_does_not_read_stops_the_client(make):
    stalled = threading.Event()

    def serve(connection):
        head(connection)
        stalled.wait(20)

    setting = Setting(make, upstream(Wire(serve).url))
    before = setting.grantd.resident()
    host, port = setting.grantd.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port))) as connection:
        connection.sendall(b"POST /open/x HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000000\r\n\r\n")
        connection.settimeout(0.5)
        sent = 0
        with pytest.raises(TimeoutError):
            while True:
                sent += connection.send(bytes(1 << 16))
    stalled.set()
    assert sent < 64 << 20 and setting.grantd.resident() - before < 8 * 1024


def test_expect_continue_waits_for_the_decision(setting):
    lines = "Host: a\r\nContent-Length: 5\r\nExpect: 100-continue\r\nConnection: close"
    refused = raw(setting.grantd, f"POST /mine HTTP/1.1\r\n{lines}\r\n\r\n".encode())
    assert refused.startswith(b"HTTP/1.1 401") and b"100 Continue" not in refused
    host, port = setting.grantd.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=5) as connection:
        connection.sendall(f"POST /open/x HTTP/1.1\r\n{lines}\r\n\r\n".encode())
        assert connection.recv(100).startswith(b"HTTP/1.1 100 Continue")
        connection.sendall(b"hello")
        answer = b""
        while part := connection.recv(65536):
            answer += part
    assert json.loads(answer.split(b"\r\n\r\n")[-1])["body"] == "hello"


def test_trailers_pass_both_ways(make):
    got = []

    def serve(connection):
        before, rest = head(connection)
        while b"\r\n\r\n" not in rest.split(b"0\r\n", 1)[-1]:
            rest += connection.recv(65536)
        got.append((before, rest))
        connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nTrailer: X-Sum\r\n\r\n2\r\nok\r\n0\r\nX-Sum: 7\r\n\r\n")

    setting = Setting(make, upstream(Wire(serve).url))
    answer = raw(setting.grantd, b"POST /open/x HTTP/1.1\r\nHost: a\r\nTE: trailers\r\nTrailer: X-Hash, Remote-User\r\nTransfer-Encoding: chunked\r\n\r\n"
                                 b"3\r\nabc\r\n0\r\nX-Hash: 9\r\nRemote-User: root\r\n\r\n")
    assert b"root" not in got[0][1] and b"x-hash: 9" in got[0][1].lower() and b"x-sum: 7" in answer.lower(), (got, answer)


def test_websockets_run_on_and_new_ones_are_asked(make):
    def serve(connection):
        for message in connection:
            connection.send(f"{connection.request.headers.get('Remote-User')}: {message}")

    with websockets.sync.server.serve(serve, "127.0.0.1", 0) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        setting = Setting(make, upstream(f"http://127.0.0.1:{server.socket.getsockname()[1]}"))
        url = setting.grantd.url.replace("http", "ws") + "/api/notes/live"
        with websockets.sync.client.connect(url, additional_headers=bearer(setting.token)) as socket_:
            socket_.send("one")
            assert socket_.recv() == "alice: one"
            # The kernel asks after a silence whether the other side is still there: 02 is the timer for that.
            port = f":{int(setting.grantd.url.rpartition(':')[2]):04X}"
            until(lambda: [fields for fields in map(str.split, open("/proc/net/tcp")) if fields[1].endswith(port) and fields[5].startswith("02")])
            setting.grantd.post("/api/oauth/revoke", data={"token": setting.token, "client_id": setting.client["client_id"],
                                                           "client_secret": setting.client["client_secret"]})
            socket_.send("x" * 200_000)
            assert len(socket_.recv()) == 200_007, "what runs runs on"
            with pytest.raises(websockets.exceptions.InvalidStatus) as refused:
                websockets.sync.client.connect(url, additional_headers=bearer(setting.token))
            assert refused.value.response.status_code == 401
        with websockets.sync.client.connect(url.replace("api/notes/live", "open/live")) as socket_:
            began = time.monotonic()
            setting.grantd.restart()
            assert time.monotonic() - began < 5, "a restart does not wait for WebSockets"
            with pytest.raises(websockets.exceptions.ConnectionClosed):
                socket_.recv(timeout=5)
        asked = "GET /open/x HTTP/{}\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n"
        for version, more in [("1.0", "\r\n"), ("1.1", "Content-Length: 5\r\n\r\nhello"), ("1.1", "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]:
            other = raw(setting.grantd, (asked.format(version) + more).encode())
            assert b" 101 " not in other, "a WebSocket begins with a GET of HTTP/1.1 without a body"
        other = raw(setting.grantd, b"GET /open/x HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA\r\n\r\n")
        assert b"HTTP/1.1 101" not in other


def test_an_upstream_that_is_gone_slow_or_rude(make):
    def rude(connection):
        before, _ = head(connection)
        if "silent" in before:
            time.sleep(5)
        elif "switch" in before:
            connection.sendall(b"HTTP/1.1 101 Switching Protocols\r\nUpgrade: evil\r\nConnection: upgrade\r\n\r\n")
        elif "garbage" in before:
            connection.sendall(b"hello\r\n\r\n")
        elif "half" in before:
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")
        elif "stall" in before:
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf")
            time.sleep(5)
        elif "early" in before:
            connection.sendall(b"HTTP/1.1 413 Content Too Large\r\nContent-Length: 3\r\nConnection: close\r\n\r\nbig")
            time.sleep(0.2)

    # A port that is taken, so that no other test gets it, and on which nobody listens.
    nobody = socket.socket()
    nobody.bind(("127.0.0.1", 0))
    gone = f"http://127.0.0.1:{nobody.getsockname()[1]}"
    setting = Setting(make, upstream(Wire(rude).url, timeout="300ms") + upstream(gone, "/open/gone") + upstream(gone, "/api/notes"))
    gone = setting.get("/open/gone", Accept="text/html")
    assert gone.status_code == 502 and "The service did not answer" in gone.text and gone.headers["Content-Type"].startswith("text/html")
    assert setting.get("/open/gone").json() == {"status": "error", "message": "the service behind this address cannot be reached"}
    assert setting.get("/api/notes/1", setting.token, Accept="text/html").json()["status"] == "error"
    slow = setting.get("/open/silent")
    assert slow.status_code == 504 and slow.json()["message"].endswith("took too long to answer")
    for path in ["switch", "garbage", "closed"]:
        assert setting.get(f"/open/{path}").status_code == 502, path
    for path in ["half", "stall"]:
        with pytest.raises(requests.exceptions.RequestException):
            setting.get(f"/open/{path}")
    early = setting.grantd.post("/open/early", data=bytes(3 << 20))
    assert (early.status_code, early.text) == (413, "big")
    host, port = setting.grantd.url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=5) as connection:
        connection.sendall(b"POST /open/silent HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc")
        assert connection.recv(100).startswith(b"HTTP/1.1 408")
    log = setting.grantd.log.read_text()
    assert "an upstream cannot be reached" in log and "Connection refused" in log and "an upstream took too long" in log


def test_an_answer_that_comes_before_the_body_was_read(make):
    def serve(connection):
        before, rest = head(connection)
        if "refuse" in before:
            # And keeps the connection, without reading on.
            connection.sendall(b"HTTP/1.1 413 Content Too Large\r\nContent-Length: 3\r\n\r\nbig")
            time.sleep(5)
            return
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\n")
        while len(rest) < 8:
            part = connection.recv(100)
            if not part:
                raise ConnectionError
            rest += part
        if "stall" not in before:
            connection.sendall(b"done")
        time.sleep(5)

    setting = Setting(make, upstream(Wire(serve).url, timeout="1s"))
    began = time.monotonic()
    early = setting.grantd.post("/open/refuse", data=bytes(3 << 20))
    assert (early.status_code, early.text) == (413, "big") and time.monotonic() - began < 1
    host, port = setting.grantd.url.removeprefix("http://").split(":")
    for path, expected in [("slow", b"\r\n\r\ndone"), ("stall", b"\r\n\r\n")]:
        with socket.create_connection((host, int(port)), timeout=5) as connection:
            connection.sendall(f"POST /open/{path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 8\r\n\r\n".encode())
            for _ in range(8):
                # Twice as long in all as the upstream may be silent: it is not waited for, the client is.
                time.sleep(0.25)
                connection.sendall(b"x")
            answer = b""
            while part := connection.recv(65536):
                answer += part
        assert answer.startswith(b"HTTP/1.1 200") and answer.endswith(expected), (path, answer)


def test_a_unix_socket_and_connections_that_are_kept(make, tmp_path):
    answers = []

    def serve(connection):
        for n in range(20):
            before, _ = head(connection)
            answers.append(before.split("\r\n")[0])
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

    wire = Wire(serve, tmp_path / "app.sock")
    setting = Setting(make, upstream(wire.url))
    session = requests.Session()
    for n in range(60):
        # Each connection is closed under the gateway after twenty answers: what changes nothing is asked again.
        assert session.get(setting.grantd.url + f"/open/{n}").text == "ok"
    assert answers == [f"GET /open/{n} HTTP/1.1" for n in range(60)] and wire.connections == 3


def test_idle_connections_are_given_back(make):
    ended = threading.Event()

    def serve(connection):
        while True:
            try:
                head(connection)
            except ConnectionError:
                ended.set()
                raise
            connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

    setting = Setting(make, upstream(Wire(serve).url))
    assert setting.get("/open/x").text == "ok" and not ended.is_set()
    assert ended.wait(10), "nobody asks any more, and the upstream still has a connection"


def test_http2_from_the_front(setting):
    with httpx.Client(http1=False, http2=True) as client:
        crumbs = [*bearer(setting.token).items(), ("Cookie", "a=1"), ("Cookie", "grantd-session=x"), ("Cookie", "b=2")]
        answer = client.post(setting.grantd.url + "/api/notes/1", headers=crumbs, content=b"hello", timeout=10)
        assert answer.http_version == "HTTP/2" and answer.json()["body"] == "hello"
        seen = {name.lower(): value for name, value in answer.json()["headers"]}
        assert seen["host"] == setting.grantd.url.removeprefix("http://") and seen["remote-user"] == "alice"
        assert [value for name, value in answer.json()["headers"] if name.lower() == "cookie"] == ["a=1; b=2"]
        assert client.get(setting.grantd.url + "/mine", headers=bearer(setting.token)).status_code == 401


def test_not_one_request_passes_after_a_withdrawal_was_acknowledged(setting):
    withdrawn, late, passed = threading.Event(), [], []

    def ask(_):
        session = requests.Session()
        while len(late) < 64 * 5:
            after = withdrawn.is_set()
            status = session.get(setting.grantd.url + "/api/notes/1", headers=bearer(setting.token)).status_code
            (late if after else passed).append(status)

    threads = [threading.Thread(target=ask, args=(n,)) for n in range(64)]
    [thread.start() for thread in threads]
    until(lambda: len(passed) > 300)
    assert setting.user.call("DELETE", f"/api/oauth/grants/{setting.client['client_id']}").status_code in (200, 204)
    withdrawn.set()
    [thread.join() for thread in threads]
    assert 200 in passed and set(late) == {401}


def test_what_changes_about_an_account_or_app_counts_from_the_next_request_on(setting, api):
    admins = '\n[[route]]\npath = "/admins"\nscope = "workouts:read"\nrole = "admin"\n'
    setting.configure(setting.grantd.config.read_text().partition("[accounts]")[0] + admins)

    def ask(path, token):
        """What the gateway says; /forward-auth says the same."""
        told = setting.grantd.get("/forward-auth", headers=bearer(token) | {"X-Original-Method": "GET", "X-Original-URI": path})
        answer = setting.get(path, token)
        assert (told.status_code, told.headers.get("WWW-Authenticate")) == (answer.status_code, answer.headers.get("WWW-Authenticate"))
        return answer.status_code

    setting.grantd.cli("user", "add", "root", "--email", "root@example.org", "--admin", "--password-stdin", stdin="correct horse battery\n")
    session, token, number = setting.user.token, setting.token, setting.client["id"]
    assert [ask("/admins", held) for held in (session, token)] == [403, 403]
    setting.grantd.cli("user", "set-role", "alice", "admin")
    assert [ask("/admins", held) for held in (session, token)] == [200, 200]
    setting.grantd.cli("user", "set-role", "alice", "user")
    assert [ask("/admins", held) for held in (session, token)] == [403, 403]
    edited = setting.user.call("PATCH", f"/api/oauth/apps/{number}", json={"scope": "profile:read"})
    assert edited.status_code == 200 and ask("/api/notes/1", token) == 403, "the app has given the scope up"
    setting.user.call("PATCH", f"/api/oauth/apps/{number}", json={"scope": "workouts:read profile:read"})
    assert ask("/api/notes/1", token) == 200
    setting.grantd.cli("user", "suspend", "alice")
    assert [ask(path, held) for held in (session, token) for path in ("/api/notes/1", "/maybe")] == [401] * 4


def test_what_a_wrong_file_changes_is_nothing(setting):
    setting.grantd.config.write_text(setting.grantd.config.read_text() + '\n[[route]]\npath = "/mine"\npublic = true\n')
    setting.grantd.process.send_signal(signal.SIGHUP)
    until(lambda: "the old one stays in force" in setting.grantd.log.read_text())
    assert re.search(r'grantd.toml:\d+: route.path: "/mine" with all methods is the same as "/mine" in line \d+', setting.grantd.log.read_text())
    assert setting.get("/mine").status_code == 401
