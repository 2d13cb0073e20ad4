"""Bad input at every endpoint: a 4xx in the right dialect, never a 5xx, never a panic, and memory stays bounded."""

import socket
import threading

import pytest
import requests

from conftest import Browser, bearer, raw

FORMS = ["/api/oauth/token", "/api/oauth/revoke", "/api/oauth/introspect", "/api/oauth/authorize"]
JSON = ["/api/auth/login", "/api/auth/register", "/api/oauth/apps", "/api/auth/profile/edit"]
PAGES = ["/login", "/setup", "/login/password", "/logout", "/profile", "/profile/apps/new", "/profile/grants",
         "/profile/apps/authorize", "/profile/apps/1"]
FORM = "application/x-www-form-urlencoded"
BODIES = [
    (FORM, b"\xff\xfe=\x80"), (FORM, b"grant_type=%ff"), (FORM, b"a=%00&client_id=\x00"), (FORM, b"=&&&=%&%zz=%"),
    (FORM, b"client_id=" + b"x" * 1_000_000), (FORM, b"&".join(b"a%d=1" % n for n in range(5000))),
    (FORM, b"client_id=a&client_id=b&grant_type=refresh_token&grant_type=refresh_token"),
    (FORM, b"client_id=" + b"x" * 60_000), (FORM, b"token=" + "é".encode() * 20_000),
    ("application/json", b"{" * 50_000), ("application/json", b"[" * 50_000), ("application/json", b'{"email":"\xff"}'),
    ("application/json", b'{"a":1,"a":2}'), ("application/json", b"null"), ("application/json", b"[]"), ("application/json", b""),
    ("application/json", b'{"email":{"$gt":""},"password":[1]}'), ("application/json", b'{"email":"a\\u0000","password":"b"}'),
    ("application/json", b"1e999999"), ("application/json", b'{"client_name":' + b"9" * 40_000 + b"}"),
    ("application/json", b'{"x":"' + b"y" * 1_000_000 + b'"}'),
    ("multipart/form-data", b"x"), ("multipart/form-data; boundary=", b"x"), ("multipart/form-data; boundary=B", b"--B\r\nContent-"),
    ("multipart/form-data; boundary=B", b"--B\r\n\r\nno name\r\n--B--\r\n"), ("text/plain", b"x"), ("", b"x"), ("\xe9", b"x"),
]


def fine(answer):
    assert 400 <= answer.status_code < 500, f"{answer.status_code} {answer.text[:300]}"
    if answer.url.split("/")[3] == "api":
        assert answer.headers["Content-Type"] == "application/json", answer.text
        assert "error" in answer.json() or "message" in answer.json()
    else:
        assert answer.headers["Content-Type"].startswith("text/html")
        assert "<h1" in answer.text


@pytest.fixture
def signed_in(grantd, alice):
    browser = Browser(grantd)
    browser.sign_in("alice")
    return browser


def test_bodies(grantd, alice, signed_in):
    before = grantd.resident()
    for content_type, body in BODIES:
        for path in FORMS + JSON:
            for headers in ({}, bearer(alice.token)):
                headers = headers | {"Content-Type": content_type.encode("latin-1")}
                answer = requests.post(grantd.url + path, data=body, headers=headers, timeout=30)
                # An empty or odd body may be a good one for an endpoint that needs little; it must not be an error of ours.
                fine(answer)
        for path in PAGES:
            headers = {"Content-Type": content_type.encode("latin-1")}
            fine(signed_in.session.post(grantd.url + path, data=body, headers=headers, timeout=30, allow_redirects=False))
    assert grantd.resident() < before + 60_000


@pytest.mark.parametrize("path", ["/%", "/%ff", "/%00", "/api/%ff", "/api/users/%00", "/api/users/" + "x" * 5000, "/api/../../etc/passwd",
                                  "/profile/apps/99999999999999999999999", "/api/oauth/apps/-1/by_id", "//", "/login/", "/?%ff=%ff",
                                  "/profile/apps/authorize?%ff", "/profile/apps/authorize?client_id=a&client_id=b",
                                  "/api/users?page=%ff", "/setup?key=%00", "/login?from=%ff"], ids=lambda path: path[:40])
def test_paths_and_queries(grantd, alice, path):
    answer = raw(grantd, f"GET {path} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {alice.token}\r\nConnection: close\r\n\r\n".encode())
    status = int(answer.split()[1])
    assert status < 500, answer[:300]


@pytest.mark.parametrize("request_", [
    b"\x00\x01\x02\x03", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n",
    b"POST /api/oauth/token HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\nContent-Length: 20\r\n\r\nx",
    b"POST /api/oauth/token HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n",
    b"POST /api/oauth/token HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n\r\nhalf",
    b"GET / HTTP/1.1\r\nHost: x\r\n" + b"".join(b"X-%d: y\r\n" % n for n in range(2000)) + b"\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"y" * 200_000 + b"\r\n\r\n",
    b"GET /" + b"x" * 100_000 + b" HTTP/1.1\r\nHost: x\r\n\r\n",
    b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + b"\xff" * 200,
    b"GET /api/auth/profile HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer \xff\xfe\r\nConnection: close\r\n\r\n",
    b"GET /api/auth/profile HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer a\r\nAuthorization: Bearer b\r\nConnection: close\r\n\r\n",
    b"GET / HTTP/1.1\r\nHost: x\r\nCookie: grantd-session=" + b"\xff" * 50 + b"\r\nConnection: close\r\n\r\n",
], ids=lambda data: data[:12].hex())
def test_requests_that_are_none(grantd, request_):
    answer = raw(grantd, request_)
    if answer.startswith(b"HTTP/1."):
        assert int(answer.split()[1]) < 500, answer[:300]
    assert grantd.get("/api/ping").status_code == 200


def test_many_half_sent_requests_cost_little(grantd):
    host, port = grantd.url.removeprefix("http://").split(":")
    before = grantd.resident()
    open_ = [socket.create_connection((host, int(port))) for _ in range(300)]
    for connection in open_:
        connection.sendall(b"POST /api/oauth/token HTTP/1.1\r\nHost: x\r\nContent-Length: 60000\r\nContent-Type: " + FORM.encode() + b"\r\n\r\nhalf")
    assert grantd.get("/api/ping").status_code == 200
    assert grantd.resident() < before + 40_000
    [connection.close() for connection in open_]


def test_a_slow_request_is_ended(make):
    grantd = make('[server]\nrequest_timeout = "300ms"\nidle_timeout = "300ms"\n')
    host, port = grantd.url.removeprefix("http://").split(":")
    for start in (b"", b"GET / HTT", b"GET / HTTP/1.1\r\nHost: x\r\nX-Slow: "):
        with socket.create_connection((host, int(port)), timeout=10) as connection:
            connection.sendall(start)
            assert b" 200 " not in connection.recv(1000)
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(b"POST /api/auth/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{")
        assert connection.recv(1000).startswith(b"HTTP/1.1 408 ")


def test_a_stop_finishes_what_runs(make):
    grantd = make()
    grantd.add_user("alice")
    answers = []
    threads = [threading.Thread(target=lambda: answers.append(
        grantd.post("/api/auth/login", json={"email": "alice", "password": "wrong password"}).status_code)) for _ in range(3)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    grantd.stop()
    assert answers == [401] * 3
    grantd.start()
