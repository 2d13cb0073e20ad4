"""What reverse proxies are told, and what they must not let through: by hand, and through real nginx and Caddy with the
configurations of the documentation. For Traefik, which is not in Debian, its exact header shapes."""

import json
import random
import re
import signal
import socket

import pytest
import requests

from conftest import CHEAP, ROOT, bearer, raw, until
from protected import Setting, upstream
from upstream import caddy, echo, nginx

PROXIES = {"nginx": nginx, "caddy": caddy}


@pytest.fixture
def api():
    server = echo()
    yield server
    server.shutdown()


@pytest.fixture
def setting(make):
    return Setting(make, "")


@pytest.fixture(params=PROXIES)
def proxy(request, setting, api, tmp_path):
    started = PROXIES[request.param](tmp_path / request.param, setting.grantd.url, api.url)
    started.name = request.param
    yield started
    started.stop()


def nginx_asks(method, uri):
    return {"X-Original-Method": method, "X-Original-URI": uri}


def traefik_asks(method, uri):
    """What Traefik's ForwardAuth sends: the client's headers, and these."""
    return {"X-Forwarded-Method": method, "X-Forwarded-Proto": "https", "X-Forwarded-Host": "api.example.org",
            "X-Forwarded-Uri": uri, "X-Forwarded-For": "203.0.113.7"}


@pytest.mark.parametrize("asks", [nginx_asks, traefik_asks])
def test_the_answer_is_the_decision_and_the_identity(setting, asks):
    def ask(method, uri, token=None, **more):
        return setting.grantd.get("/forward-auth", headers=asks(method, uri) | (bearer(token) if token else {}) | more)

    allowed = ask("GET", "/api/notes/7?q=/mine", setting.token)
    assert allowed.status_code == 200 and allowed.text == ""
    told = {name: allowed.headers[name] for name in ["Remote-User", "X-Grantd-User-Id", "X-Grantd-Client-Id", "X-Grantd-Scope"]}
    assert told == {"Remote-User": "alice", "X-Grantd-User-Id": "1", "X-Grantd-Client-Id": setting.client["client_id"],
                    "X-Grantd-Scope": "workouts:read"}
    own = ask("DELETE", "/mine", setting.user.token)
    assert own.status_code == 200 and own.headers["Remote-User"] == "alice" and "X-Grantd-Client-Id" not in own.headers
    assert not [name for name in ask("GET", "/open/x", setting.token).headers if name.lower().startswith(("remote", "x-grantd"))]
    nobody = ask("GET", "/api/notes/7")
    assert nobody.status_code == 401 and nobody.headers["WWW-Authenticate"].startswith("Bearer realm=")
    assert nobody.json() == {"status": "error", "message": "provide a valid auth token"}
    assert ask("GET", "/mine", setting.token).status_code == 401
    assert ask("GET", "/api/notes/7", "gra_" + "x" * 49).json()["error"] == "invalid_token"
    profile = setting.user.tokens(setting.client, "profile:read")["access_token"]
    narrow = ask("GET", "/maybe", profile)
    assert (narrow.status_code, narrow.json()["error"]) == (403, "insufficient_scope")
    for method, uri in [("GET", "/unknown"), ("POST", "/only"), ("GET", "/open/../mine"), ("GET", "/open//x"), ("GET", "/OPEN/x"),
                        ("GET", "open/x"), ("GET", "http://other/open/x"), ("TRACE", "/open/x"), ("get", "/only"), ("GET", "")]:
        assert ask(method, uri, setting.token).status_code == 403, (method, uri)
    assert ask("GET", "/open/x").headers["Cache-Control"] == "no-store"


def test_a_description_that_a_client_may_have_forged_is_refused(setting):
    def ask(lines):
        answer = raw(setting.grantd, ("GET /forward-auth HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + lines + "\r\n\r\n").encode())
        return int(answer.split()[1])

    both = "X-Original-Method: GET\r\nX-Original-URI: /open/x"
    assert ask(both) == 200
    assert ask(both + "\r\nX-Forwarded-Uri: /open/x") == 403
    assert ask(both + "\r\nX-Forwarded-Method: GET") == 403
    assert ask(both + "\r\nX-Original-URI: /open/y") == 403
    assert ask(both + "\r\nX-Original-Method: GET") == 403
    assert ask("X-Original-URI: /open/x") == 403
    assert ask("X-Forwarded-Method: GET") == 403
    assert ask("X-Original_URI: /open/x") == 400 and "docs/forward-auth.md" in setting.grantd.log.read_text()
    assert ask(both + "\r\nAuthorization: Bearer a\r\nAuthorization: Bearer b") == 200
    assert ask(both.replace("/open/x", "/maybe") + "\r\nAuthorization: Bearer a\r\nAuthorization: Bearer b") == 401
    assert ask(both.replace("/open/x", "/maybe") + "\r\nAuthorization: ") == 200


def test_the_api_behind_a_proxy_gets_what_grantd_decided(proxy, setting):
    def ask(method, path, token=None, **more):
        return requests.request(method, proxy.url + path, headers=more | (bearer(token) if token else {}), timeout=10, allow_redirects=False)

    answer = ask("POST", "/api/notes/7?a=b", setting.token).json()
    seen = {name.lower(): value for name, value in answer["headers"]}
    assert (answer["method"], answer["path"], seen["remote-user"], seen["x-grantd-user-id"]) == ("POST", "/api/notes/7?a=b", "alice", "1")
    assert (seen["x-grantd-scope"], seen["x-grantd-client-id"]) == ("workouts:read", setting.client["client_id"])
    assert "authorization" not in seen
    refused = ask("GET", "/api/notes/7")
    assert refused.status_code == 401 and refused.headers["WWW-Authenticate"].startswith("Bearer realm=")
    assert refused.json()["message"] == "provide a valid auth token"
    narrow = ask("PUT", "/api/notes/7", setting.user.tokens(setting.client, "profile:read")["access_token"])
    assert (narrow.status_code, narrow.json()["error"]) == (403, "insufficient_scope")
    assert 'scope="workouts:read"' in narrow.headers["WWW-Authenticate"]
    own = ask("GET", "/mine", setting.user.token).json()["headers"]
    assert {name for name, _ in own if name.startswith(("Remote", "X-Grantd"))} == {"Remote-User", "X-Grantd-User-Id"}, own
    assert ask("GET", "/api/oauth/apps", setting.user.token).json()["status"] == "success", "grantd's own"
    assert "text/html" in ask("GET", "/login").headers["Content-Type"]
    assert requests.post(proxy.url + "/api/notes/7", data=b"x" * 300_000, headers=bearer(setting.token), timeout=10).status_code == 200


def test_what_a_client_says_of_itself_is_dropped(proxy, setting):
    spoofed = ("Remote-User: root\r\nRemote_User: root\r\nX-Grantd-User-Id: 99\r\nX-Grantd-Client-Id: evil\r\nX-Grantd-Scope: all\r\n"
               "X-Grantd_Scope: all\r\nX-HTTP-Method-Override: DELETE\r\nX-Original-URL: /mine\r\nX-Rewrite-URL: /mine\r\nX-Forwarded-Host: evil\r\n"
               "Remote-Groups: evil\r\nX-Remote-User: root\r\nX-Forwarded-User: root\r\nX-Forwarded-Prefix: /evil\r\nForwarded: for=99;host=evil\r\n"
               "X-Real-IP: 9.9.9.99\r\nX-Forwarded-For: 9.9.9.99\r\n")
    host, port = proxy.url.removeprefix("http://").split(":")

    def ask(path, lines):
        with socket.create_connection((host, int(port)), timeout=10) as connection:
            connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n{lines}\r\n".encode())
            answer = b""
            while part := connection.recv(65536):
                answer += part
        return answer

    for path in ["/open/x", "/maybe"]:
        answer = ask(path, spoofed)
        assert b" 200 " in answer[:15], answer
        assert not [word for word in [b"root", b"99", b"evil", b"all\"", b"DELETE", b"/mine"] if word in answer], answer
        told = json.loads(answer[answer.index(b"{"): answer.rindex(b"}") + 1])["headers"]
        assert not [name for name, _ in told if name.lower().startswith(("remote", "x-grantd"))], told
    for lines in ["X-Original-URI: /open/x\r\nX-Original-Method: GET\r\n", "X-Forwarded-Uri: /open/x\r\nX-Forwarded-Method: GET\r\n",
                  "X-Forwarded-Uri: /open/x\r\n" * 2, "X-Original_URI: /open/x\r\n", "X-Original-URI: /mine\r\nX-Original-URI: /open/x\r\n"]:
        answer = ask("/mine", lines)
        assert b" 401 " in answer[:15] or b" 403 " in answer[:15], (lines, answer)
        assert b'"server"' not in answer


def test_no_client_takes_away_what_grantd_says_of_it(proxy, setting):
    """A proxy drops the headers that Connection names (RFC 9110 §7.6.1): without them an app could pass for the account itself."""
    said = ["Remote-User", "X-Grantd-User-Id", "X-Grantd-Client-Id", "X-Grantd-Scope"]
    for named in ["close, X-Grantd-Client-Id, X-Grantd-Scope", "close, remote-user", ", ".join(["close", *said])]:
        answer = requests.get(proxy.url + "/api/notes/7", headers=bearer(setting.token) | {"Connection": named}, timeout=10)
        assert answer.status_code == 200 and set(said) <= {name for name, _ in answer.json()["headers"]}, answer.text
    two = f"GET /api/notes/7 HTTP/1.1\r\nHost: {proxy.url[7:]}\r\nConnection: close\r\nConnection: X-GRANTD-SCOPE\r\nAuthorization: Bearer {setting.token}\r\n\r\n"
    assert set(said) <= {name for name, _ in json.loads(raw(proxy, two.encode()).split(b"\r\n\r\n")[1])["headers"]}
    for named in ["close, X-Forwarded-Uri, X-Forwarded-Method", "close, X-Original-URI, X-Original-Method"]:
        assert requests.get(proxy.url + "/mine", headers={"Connection": named}, timeout=10).status_code in (400, 401, 403)


# What is behind each path, as the proxy understands paths: three places, each with a scope of its own.
PLACES = {"/area/one": "profile:read", "/area/two": "workouts:read", "/other/{*rest}": "workouts:write"}
SERVED = {
    "nginx": 'location = /area/one { return 200 "<one>"; } location = /area/one/ { return 200 "<one>"; }'
             'location = /area/two { return 200 "<two>"; } location = /area/two/ { return 200 "<two>"; }'
             'location /other { return 200 "<rest>"; } location / { return 404; }',
    "caddy": "\thandle /area/one {\n\t\trespond <one>\n\t}\n\thandle /area/one/ {\n\t\trespond <one>\n\t}\n\thandle /area/two {\n\t\trespond <two>\n\t}\n"
             "\thandle /area/two/ {\n\t\trespond <two>\n\t}\n\thandle /other/* {\n\t\trespond <rest>\n\t}\n\thandle /other {\n\t\trespond <rest>\n\t}\n",
}


def paths(chance, number):
    """Paths that are nearly those of PLACES, with everything in between that a proxy may read in a way of its own."""
    words = ["area", "one", "two", "other", "x", "Area", "ONE", "%6fne", "tw%6F", "..", ".", "%2e%2e", "%2E", ".%2e", "...", "", "..;", ";x",
             "one;x", "%2f", "%2F", "one%2ftwo", "..%2fone", "%5c", "..%5c", "\\", "one\\", "%00", "one%00", "%c0%ae%c0%ae", "%c0%af", "%252e%252e",
             "%252f", "two.", "two%20", "tw\u00f6", "one%23", "one%3f", "%", "%zz", "one%0a", "~", "one%09", "%ff", "%e2%80%a5", "%ef%bc%8f"]
    base = ["/area/one", "/area/two", "/other/x", "/other"]
    for _ in range(number):
        if chance.random() < 0.5:
            parts = [chance.choice(words) for _ in range(chance.randint(1, 4))]
            yield chance.choice(["/", "/other/", "/other/", "/area/"]) + "/".join(parts)
        else:
            path = list(chance.choice(base))
            for _ in range(chance.randint(1, 3)):
                path.insert(chance.randint(1, len(path)), chance.choice(["/", "/.", "/..", "%2e", "%2f", ";", "\\", "%5c", "//", "/./", "/../", "%00", "%2E%2e/",
                                                                       "?", "#", "%3f", "%20", "%", "x", "..", ".", "%61"]))
            yield "".join(path)


@pytest.mark.parametrize("name", PROXIES)
def test_no_path_is_decided_as_one_place_and_served_as_another(make, tmp_path, name):
    routes = "".join(f'[[route]]\npath = "{path}"\nscope = "{scope}"\n' for path, scope in PLACES.items())
    setting = Setting(make, "")
    setting.configure(routes)
    tokens = {scope: setting.user.tokens(setting.user.add_app(scope), scope)["access_token"] for scope in PLACES.values()}
    own = {"<one>": "profile:read", "<two>": "workouts:read", "<rest>": "workouts:write"}
    if name == "nginx":
        # The documented site before a second nginx that serves by its own reading of the path.
        behind = nginx(tmp_path / "behind", setting.grantd.url, "http://127.0.0.1:9", config="server { listen 80; " + SERVED[name] + "}\n")
        front = nginx(tmp_path / "front", setting.grantd.url, behind.url)
    else:
        behind = caddy(tmp_path / "behind", setting.grantd.url, "http://127.0.0.1:9", config="http://api.example.org {\n" + SERVED[name] + "}\n")
        front = caddy(tmp_path / "front", setting.grantd.url, behind.url)
    host, port = front.url.removeprefix("http://").split(":")
    gateway = setting.grantd.url.removeprefix("http://").split(":")
    setting.configure(routes + upstream(behind.url))
    chance, served = random.Random(20261124), 0
    candidates = [*PLACES, "/other/x", "/other", "/area/one/", "/other/a%20b", *paths(chance, 700)]
    connections = {}

    def ask(door, target, token):
        """One request over a kept connection; bytes, since libraries would tidy the path up."""
        request = f"GET {target} HTTP/1.1\r\nHost: {door[0]}:{door[1]}\r\nAuthorization: Bearer {token}\r\n\r\n".encode("utf-8")
        for attempt in range(2):
            try:
                if door not in connections:
                    connections[door] = socket.create_connection(door, timeout=10).makefile("rwb")
                stream = connections[door]
                stream.write(request)
                stream.flush()
                status, length, close = int(stream.readline().split()[1]), 0, False
                while (line := stream.readline().strip().lower()):
                    length = int(line.split(b":")[1]) if line.startswith(b"content-length:") else length
                    close = close or line == b"connection: close"
                body = stream.read(length).decode()
                if close:
                    connections.pop(door).close()
                return status, body
            except (OSError, IndexError, ValueError):
                connections.pop(door).close()
        return 0, ""

    try:
        for door in [(host, int(port)), (gateway[0], int(gateway[1]))]:
            for target in candidates:
                for scope, token in tokens.items():
                    status, body = ask(door, target, token)
                    place = re.search("<(one|two|rest)>", body) if status == 200 else None
                    if place:
                        served += 1
                        assert own[place.group(0)] == scope, f"{target!r} was let through with {scope} and served as {place.group(0)}"
    finally:
        front.stop()
        behind.stop()
    assert served > 60, "hardly anything was let through"


def test_the_guide_for_traefik_names_what_the_answer_carries():
    text = (ROOT / "docs/forward-auth/traefik.yml").read_text()
    for name in ["Remote-User", "X-Grantd-User-Id", "X-Grantd-Client-Id", "X-Grantd-Scope"]:
        assert f"          - {name}\n" in text
    assert "trustForwardHeader: false" in text and "http://127.0.0.1:8080/forward-auth" in text


NGINX = "server { listen 80; location / { proxy_pass http://127.0.0.1:8080; %s} }\n"
TELLS = ("proxy_set_header Host $http_host; proxy_set_header X-Forwarded-Proto $scheme;"
         "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; ")
CADDY = "http://api.example.org {\n\treverse_proxy 127.0.0.1:8080\n}\n"


@pytest.mark.parametrize("start, config, trusted, expected", [
    (nginx, NGINX % TELLS, True, []),
    (caddy, CADDY, True, []),
    (nginx, NGINX % TELLS, False, ["is not trusted"]),
    (nginx, NGINX % "", True, ["anybody can pretend", "X-Forwarded-Proto says nothing", "Host says 127.0.0.1:"]),
], ids=["nginx", "caddy", "not trusted", "as nginx comes"])
def test_the_doctor_knows_a_real_proxy_by_what_it_does(make, tmp_path, start, config, trusted, expected):
    grantd = make()
    proxy = start(tmp_path / "proxy", grantd.url, "http://127.0.0.1:1", config=config)
    try:
        networks = '["127.0.0.1"]' if trusted else "[]"
        grantd.config.write_text(f'[server]\npublic_url = "{proxy.url}"\ntrusted_proxies = {networks}\n' + CHEAP)
        grantd.process.send_signal(signal.SIGHUP)
        until(lambda: "the configuration was read again" in grantd.log.read_text())
        done = grantd.cli("--json", "doctor", check=False)
        report = json.loads(done.stdout)
        told = [finding["what"] for finding in report["findings"] if finding["about"] in ("proxy", "public_url")]
        assert len(told) == len(expected) and all(part in what for part, what in zip(expected, told)), told
    finally:
        proxy.stop()
