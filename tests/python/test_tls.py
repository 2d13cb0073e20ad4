"""TLS of grantd's own, spoken with by clients that check certificates."""

import asyncio
import json
import queue
import re
import shutil
import signal
import socket
import ssl
import subprocess
import threading
import time

import httpx
import pytest
import requests
import websockets.asyncio.client
import websockets.sync.server

from certificates import Authority
from conftest import BINARY, Browser, until
from protected import ROUTES, Wire, head, upstream
from systemd import Manager, listener, unix_listener
from upstream import echo

PING = b"GET /api/ping HTTP/1.1\r\nHost: localhost\r\n\r\n"


@pytest.fixture
def authority(tmp_path, monkeypatch):
    made = Authority(tmp_path)
    made.pair()
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(made.file))
    return made


@pytest.fixture
def secure(make, authority):
    return make(authority.config())


def place(grantd):
    host, port = grantd.url.removeprefix("https://").split(":")
    return host, int(port)


def connect(grantd, authority, **versions):
    """A connection after its handshake. The end of one must be said, not just happen."""
    context = ssl.create_default_context(cafile=authority.file)
    for name, value in versions.items():
        setattr(context, name, value)
    connection = context.wrap_socket(socket.create_connection(place(grantd), timeout=5), server_hostname="localhost",
                                     suppress_ragged_eofs=False)
    return connection


def test_apps_and_people_find_all_as_ever(secure):
    assert secure.url.startswith("https://127.0.0.1:")
    user = secure.add_user("alice")
    client = user.add_app()
    tokens = user.tokens(client, "profile:read")
    assert secure.profile(tokens["access_token"]).status_code == 200
    metadata = secure.get("/.well-known/oauth-authorization-server").json()
    assert metadata["issuer"] == secure.url and metadata["token_endpoint"].startswith(secure.url)
    browser = Browser(secure)
    answer = browser.sign_in("alice")
    cookie = answer.headers["Set-Cookie"]
    assert cookie.startswith("__Host-grantd-session=") and "; Secure" in cookie
    assert browser.get("/profile").status_code == 200
    assert "Strict-Transport-Security" not in answer.headers, "not for the name of the machine itself"


def test_browsers_are_told_to_stay_with_https_under_a_name_of_its_own(make, authority):
    authority.pair(hosts=("auth.example.org",))
    grantd = make(authority.config('public_url = "https://auth.example.org"'))
    assert grantd.get("/login").headers["Strict-Transport-Security"] == "max-age=31536000"
    assert "is good until" in grantd.log.read_text()


def test_http_2_and_http_1_are_agreed_on(secure, authority):
    context = ssl.create_default_context(cafile=authority.file)
    for http2, version in ((True, "HTTP/2"), (False, "HTTP/1.1")):
        with httpx.Client(http2=http2, verify=context) as client:
            answers = [client.get(secure.url + "/api/ping") for _ in range(3)]
            assert {(answer.status_code, answer.http_version) for answer in answers} == {(200, version)}
    assert shutil.which("curl"), "curl is missing"
    for flag, version in (("--http2", "2"), ("--http1.1", "1.1")):
        command = ["curl", "-sS", flag, "--cacert", authority.file, "-o", "/dev/null", "-w", "%{http_code} %{http_version}"]
        done = subprocess.run([*command, f"https://localhost:{place(secure)[1]}/api/ping"], capture_output=True, text=True)
        assert (done.stdout, done.stderr) == (f"200 {version}", "")


def test_tls_1_2_and_1_3_are_spoken_and_nothing_older(secure, authority):
    for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
        with connect(secure, authority, maximum_version=version) as connection:
            assert connection.version() == version.name.replace("_", ".")
            connection.sendall(PING)
            assert connection.recv(4096).startswith(b"HTTP/1.1 200")
    for version in ("-tls1", "-tls1_1"):
        command = ["openssl", "s_client", "-connect", "%s:%d" % place(secure), version, "-cipher", "DEFAULT@SECLEVEL=0"]
        done = subprocess.run(command, capture_output=True, text=True, stdin=subprocess.DEVNULL, timeout=20)
        # handshake_failure or protocol_version (RFC 8446 §6.2): the server's word, not the client's.
        assert done.returncode != 0 and re.search(r"SSL alert number (40|70)\b", done.stderr), done.stderr


def test_a_pair_that_is_none_is_refused_at_the_start(tmp_path, authority):
    authority.pair("other")
    (tmp_path / "server.key").write_bytes((tmp_path / "other.key").read_bytes())
    config = tmp_path / "grantd.toml"
    config.write_text(authority.config())
    for command in ("serve", "check"):
        done = subprocess.run([BINARY, "--config", config, "--data-dir", tmp_path / "data", command],
                              capture_output=True, text=True, timeout=20)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr == (f"grantd: {config}: server.tls_key: the key in {tmp_path}/server.key does not belong to the "
                               f"certificate in {tmp_path}/server.pem: name the two that were made together\n")
    assert not (tmp_path / "data").exists()
    authority.pair()
    done = subprocess.run([BINARY, "--config", config, "--data-dir", tmp_path / "data", "check"],
                          capture_output=True, text=True, timeout=20)
    assert re.search(r"# certificate \S+/server.pem: good until 20\d\d-", done.stdout), done.stdout


def test_a_renewed_certificate_is_taken_without_a_failed_request(secure, authority):
    wrong, answered, done = [], [0], threading.Event()

    def ask(kept):
        with requests.Session() as session:
            while not done.is_set():
                try:
                    assert (session if kept else requests).get(secure.url + "/api/ping", timeout=10).status_code == 200
                    answered[0] += 1
                except Exception as error:
                    wrong.append(error)

    shown = lambda: ssl.get_server_certificate(place(secure))
    workers = [threading.Thread(target=ask, args=(kept,)) for kept in (True, False)]
    [worker.start() for worker in workers]
    try:
        for _ in range(5):
            before, count = shown(), answered[0]
            until(lambda: answered[0] > count + 10)
            authority.pair()
            secure.process.send_signal(signal.SIGHUP)
            until(lambda: shown() != before)
        # A broken pair: said loudly, and nothing changes.
        before = shown()
        authority.put("server.pem", b"half of a certif")
        secure.process.send_signal(signal.SIGHUP)
        until(lambda: "the old one stays in force: " in secure.log.read_text())
        assert "server.tls_cert: " in secure.log.read_text() and "holds no certificate" in secure.log.read_text()
        assert shown() == before
    finally:
        done.set()
        [worker.join() for worker in workers]
    assert wrong == [] and answered[0] > 50


def test_to_begin_or_to_end_speaking_tls_takes_a_restart(secure):
    secure.config.write_text("")
    secure.process.send_signal(signal.SIGHUP)
    until(lambda: "restart grantd to change server.tls_cert" in secure.log.read_text())
    assert secure.get("/api/ping").status_code == 200


@pytest.mark.parametrize("days, complaint", [(-1, "has expired on"), (10, "expires on"), (30, None)])
def test_a_certificate_that_ends_is_complained_of(make, authority, days, complaint):
    authority.pair(days=days)
    log = make(authority.config()).log.read_text()
    complaints = [line for line in log.splitlines() if "WARN" in line and "server.pem" in line]
    assert [complaint in line for line in complaints] == ([True] if complaint else []), log


def test_a_key_that_everybody_can_read_is_complained_of(make, authority, tmp_path):
    complaint = f"everybody on this machine can read the key in {tmp_path}/server.key: chmod 600"
    assert complaint not in make(authority.config()).log.read_text()
    (tmp_path / "server.key").chmod(0o644)
    assert complaint in make(authority.config(), name="open").log.read_text()


def test_certificate_and_key_may_be_credentials_of_systemd(make, authority, tmp_path, monkeypatch):
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    grantd = make('[server]\ntls_cert = "server.pem"\ntls_key = "server.key"\n')
    assert grantd.get("/api/ping").status_code == 200
    told = lambda: json.loads(grantd.cli("check", "--json").stdout)
    assert told()["certificate_expires"] and told()["keys_not_looked_at"] == []
    # Who is not the service looks at what can be seen from there, and says what cannot.
    monkeypatch.delenv("CREDENTIALS_DIRECTORY")
    assert (told()["certificate_expires"], told()["keys_not_looked_at"]) == (None, ["server.pem", "server.key"])
    assert "# not looked at: server.pem, server.key: no file here" in grantd.cli("check").stdout
    report = json.loads(grantd.cli("doctor", "--json", check=False).stdout)
    assert [missed["about"] for missed in report["not_looked_at"]] == ["keys"], report
    assert "certificate" not in [finding["about"] for finding in report["findings"] if "server.pem" in finding["what"]]


def test_handshakes_are_counted_among_connections_and_slow_ones_are_cut(make, authority):
    grantd = make(authority.config('idle_timeout = "500ms"\nmax_connections = 1'))
    hello = ssl.MemoryBIO()
    try:
        ssl.create_default_context().wrap_bio(ssl.MemoryBIO(), hello, server_hostname="localhost").do_handshake()
    except ssl.SSLWantReadError:
        pass
    for sent in (b"", hello.read()[:40]):
        began = time.monotonic()
        with socket.create_connection(place(grantd), timeout=5) as slow:
            slow.sendall(sent)
            # The only place is taken until the slow one is cut off.
            assert grantd.get("/api/ping").status_code == 200
            assert 0.4 < time.monotonic() - began < 4
            assert slow.recv(1) == b""


def test_silent_ones_keep_nobody_waiting(secure):
    silent = [socket.create_connection(place(secure), timeout=5) for _ in range(100)]
    began = time.monotonic()
    assert all(secure.get("/api/ping").status_code == 200 for _ in range(5))
    assert time.monotonic() - began < 5, "a handshake has ten seconds, and theirs are not waited for"
    [connection.close() for connection in silent]


def test_plain_http_is_told_that_https_is_spoken(secure):
    answer = requests.get(secure.url.replace("https", "http") + "/login", timeout=5)
    assert answer.status_code == 400 and "This port speaks https" in answer.text
    with socket.create_connection(place(secure), timeout=5) as connection:
        connection.sendall(b"\x00\x01garbage")
        connection.settimeout(15)
        assert b"HTTP" not in connection.recv(4096)
    assert secure.get("/api/ping").status_code == 200


def test_the_end_is_said_when_idle_and_when_the_daemon_stops(make, authority):
    grantd = make(authority.config('idle_timeout = "400ms"'))
    with connect(grantd, authority) as connection:
        connection.sendall(PING)
        assert connection.recv(4096).startswith(b"HTTP/1.1 200")
        # Without close_notify this would be an SSLEOFError.
        assert connection.recv(4096) == b""
    with connect(grantd, authority) as connection:
        connection.sendall(PING)
        assert connection.recv(4096).startswith(b"HTTP/1.1 200")
        grantd.process.send_signal(signal.SIGTERM)
        assert connection.recv(4096) == b""
    assert grantd.process.wait(20) == 0


def test_unix_sockets_beside_it_stay_plain(make, authority, tmp_path):
    grantd = make(authority.config())
    grantd.stop()
    path = tmp_path / "http.sock"
    grantd.start("127.0.0.1:0", f"unix:{path}")
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(path))
        connection.sendall(PING)
        assert connection.recv(4096).startswith(b"HTTP/1.1 200")
    assert grantd.get("/api/ping").status_code == 200


def test_sockets_from_systemd_speak_tls_and_a_restart_fails_no_request(authority, tmp_path):
    bound, path = listener(), tmp_path / "http.sock"
    manager = Manager(tmp_path, authority.config(), [bound, unix_listener(path)])
    manager.start()
    wrong, answered, done = [], [0], threading.Event()

    def ask():
        while not done.is_set():
            try:
                assert requests.get(manager.grantd.url + "/api/ping", timeout=20).status_code == 200
                answered[0] += 1
            except Exception as error:
                wrong.append(error)

    workers = [threading.Thread(target=ask) for _ in range(3)]
    [worker.start() for worker in workers]
    try:
        for _ in range(3):
            count = answered[0]
            until(lambda: answered[0] > count + 20)
            manager.grantd.stop()
            manager.start()
    finally:
        done.set()
        [worker.join() for worker in workers]
    assert wrong == [] and manager.grantd.url == "https://127.0.0.1:%d" % bound.getsockname()[1]
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(path))
        connection.sendall(PING)
        assert connection.recv(4096).startswith(b"HTTP/1.1 200")
    manager.grantd.stop()
    manager.grantd.check_clean()


def test_upstreams_are_told_that_it_was_https_and_websockets_pass(make, authority):
    def back(connection):
        for message in connection:
            connection.send(message)

    api = echo()
    with websockets.sync.server.serve(back, "127.0.0.1", 0) as live:
        threading.Thread(target=live.serve_forever, daemon=True).start()
        port = live.socket.getsockname()[1]
        grantd = make(authority.config() + ROUTES + upstream(api.url) + upstream(f"http://127.0.0.1:{port}", "/open/live"))
        for given in ({}, {"X-Forwarded-Proto": "http", "Forwarded": "proto=http"}):
            told = {name.lower(): value for name, value in grantd.get("/open/x", headers=given).json()["headers"]}
            assert told["x-forwarded-proto"] == "https" and "proto=https" in told["forwarded"]
            assert "proto=http;" not in told["forwarded"] and "proto=http," not in told["forwarded"]
        url = grantd.url.replace("https", "wss") + "/open/live"
        context = ssl.create_default_context(cafile=authority.file)

        # Of the clients of websockets the one on a single thread. The other reads in one thread while it writes in another,
        # which a session of OpenSSL does not bear: when the server's tickets come just as the request goes out, the request
        # is lost in the client.
        async def over_and_back():
            async with websockets.asyncio.client.connect(url, ssl=context, proxy=None) as client:
                await client.send("over and back")
                return await asyncio.wait_for(client.recv(), 10)

        assert asyncio.run(over_and_back()) == "over and back"
        live.shutdown()


def test_what_comes_together_with_either_side_of_a_websockets_beginning_is_passed_on(make, authority):
    """A client may send its first frame in one TLS record with its request, an upstream its first with the 101."""
    came = queue.Queue()

    def serve(connection):
        assert head(connection)[1] == b"", "nothing is a frame before the 101"
        connection.sendall(b"HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\nfirst down, ")
        while part := connection.recv(65536):
            came.put(part)
            connection.sendall(part)
        came.put(b"the end")

    grantd = make(authority.config() + ROUTES + upstream(Wire(serve).url))
    asked = (b"GET /open/live HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
             b"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")

    def gathered(more, count):
        heard = b""
        while len(heard) < count:
            part = more()
            assert part, f"the end after {len(heard)} of {count} bytes"
            heard += part
        return heard

    received = lambda count: gathered(lambda: came.get(timeout=10), count)
    for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
        with connect(grantd, authority, maximum_version=version) as connection:
            connection.settimeout(10)
            connection.sendall(asked + b"first up")
            answer, down = head(connection)
            assert answer.startswith("HTTP/1.1 101 "), answer
            down += gathered(lambda: connection.recv(4096), len(b"first down, first up") - len(down))
            assert (received(len(b"first up")), down) == (b"first up", b"first down, first up")
            # Several records and several buffers, after which nothing more comes that would wake anybody.
            many = b"up and down again, " * 3000
            connection.sendall(many)
            assert received(len(many)) == many
            assert gathered(lambda: connection.recv(4096), len(many)) == many
        assert came.get(timeout=10) == b"the end"
