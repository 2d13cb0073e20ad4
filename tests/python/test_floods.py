"""Too much of everything, over real sockets: who floods is ended or turned away, everybody else is served, and memory stays
where it was."""

import gzip
import socket
import struct
import threading
import time

import requests

from conftest import at_once, raw, until

PING = b"GET /api/ping HTTP/1.1\r\nHost: a\r\n\r\n"
FORM = "application/x-www-form-urlencoded"


def connect(grantd, source="127.0.0.1", timeout=10):
    host, port = grantd.url.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=timeout, source_address=(source, 0))


def answered(connection, data=PING):
    """Whether a request is answered on this connection; not, if it is closed."""
    try:
        connection.sendall(data)
        return connection.recv(65536).startswith(b"HTTP/1.1 200")
    except (ConnectionError, TimeoutError):
        return False


def closed_within(connection, seconds):
    began = time.monotonic()
    connection.settimeout(seconds)
    try:
        while connection.recv(65536):
            pass
    except ConnectionError:
        pass
    except TimeoutError:
        return False
    return time.monotonic() - began <= seconds


# -- sign-ins


def test_a_flood_of_sign_ins_is_turned_away_and_does_not_pile_up(make):
    grantd = make('[accounts]\nargon2_concurrency = 1\nargon2_memory = "19MiB"\nargon2_iterations = 3\nlogin_free_attempts = 1000\n')
    grantd.add_user("alice")
    before, began = grantd.resident(), time.monotonic()
    answers = at_once(80, lambda n: grantd.post("/api/auth/login", json={"email": f"nobody{n}", "password": "x" * 20}))
    busy = [answer for answer in answers if answer.status_code == 503]
    assert len(busy) + sum(answer.status_code == 401 for answer in answers) == 80 and len(busy) >= 10
    for answer in busy:
        assert answer.headers["Retry-After"] == "1" and answer.json()["status"] == "error"
    assert time.monotonic() - began < 60 and grantd.resident() < before + 80_000
    grantd.login("alice")
    page = at_once(60, lambda n: requests.post(grantd.url + "/login", data={"email": f"no{n}", "password": "x"}, allow_redirects=False))
    assert any(answer.status_code == 503 and "Retry-After" in answer.headers and "<h1" in answer.text for answer in page)


def test_others_are_served_while_sign_ins_flood(make):
    """How much of its own rate is left, `cargo bench --bench flood` measures; here it is that all are answered, and soon."""
    grantd = make('[accounts]\nargon2_memory = "19MiB"\nlogin_free_attempts = 1000\n[limits]\nlogin = "off"\n')
    alice = grantd.add_user("alice")
    stop, slowest = threading.Event(), []

    def flood(number):
        while not stop.is_set():
            grantd.post("/api/auth/login", json={"email": f"n{number}", "password": "x"})

    threads = [threading.Thread(target=flood, args=(number,)) for number in range(50)]
    [thread.start() for thread in threads]
    try:
        session = requests.Session()
        for _ in range(100):
            began = time.monotonic()
            assert session.get(grantd.url + "/api/auth/profile", headers={"Authorization": f"Bearer {alice.token}"}).status_code == 200
            slowest.append(time.monotonic() - began)
    finally:
        stop.set()
        [thread.join() for thread in threads]
    assert sorted(slowest)[90] < 2, sorted(slowest)[-10:]


# -- connections


def test_one_address_cannot_have_all_connections(make):
    grantd = make("[server]\nmax_connections = 40\nmax_connections_per_address = 5\n")
    own = [connect(grantd, "127.0.0.2") for _ in range(5)]
    assert all(answered(connection) for connection in own)
    # The sixth and all further are closed at once, and take no place.
    assert all(closed_within(connect(grantd, "127.0.0.2"), 5) for _ in range(60))
    assert answered(connect(grantd, "127.0.0.3")) and grantd.get("/api/ping").status_code == 200
    own.pop().close()
    end = time.monotonic() + 5
    while not answered(connect(grantd, "127.0.0.2")):
        assert time.monotonic() < end, "who leaves makes room"


def test_the_silent_make_room_for_those_who_wait(make):
    """A few addresses hold all connections and say nothing, or almost nothing."""
    grantd = make('[server]\nmax_connections = 6\nidle_timeout = "10s"\n')
    silent = [connect(grantd, f"127.0.0.{number}") for number in range(2, 8)]
    for number, connection in enumerate(silent):
        connection.sendall([b"", b"GET / HTT", PING[:-2] + b"X: "][number % 3])
    began = time.monotonic()
    assert answered(connect(grantd, timeout=20)) and time.monotonic() - began < 8
    [connection.close() for connection in silent]


def post(connection, length):
    connection.sendall(f"POST /login HTTP/1.1\r\nHost: a\r\nContent-Type: {FORM}\r\nContent-Length: {length}\r\n\r\n".encode())


def test_bodies_that_trickle_in_make_room_for_those_who_wait(make):
    """A few addresses hold all connections, each with a request whose body comes byte by byte."""
    grantd = make('[server]\nmax_connections = 6\nidle_timeout = "10s"\nrequest_timeout = "60s"\n')
    slow = [connect(grantd, f"127.0.0.{number}") for number in range(2, 8)]
    [post(connection, 60_000) for connection in slow]
    ended = threading.Event()

    def trickle():
        while not ended.wait(0.1):
            [send(connection, b"x") for connection in slow]

    thread = threading.Thread(target=trickle)
    thread.start()
    began = time.monotonic()
    try:
        assert answered(connect(grantd, timeout=20)) and time.monotonic() - began < 8
    finally:
        ended.set()
        thread.join()
        [connection.close() for connection in slow]


def test_a_slow_body_is_waited_for_while_there_is_room(make):
    grantd = make('[server]\nidle_timeout = "500ms"\nrequest_timeout = "60s"\n')
    with connect(grantd) as connection:
        post(connection, 20)
        for _ in range(20):
            time.sleep(0.1)
            connection.sendall(b"x")
        assert connection.recv(4096).startswith(b"HTTP/1.1 "), "longer than it may rest"


def test_an_address_has_an_eighth_of_the_places(make):
    grantd = make()
    own = [connect(grantd, "127.0.0.2") for _ in range(128)]
    assert all(answered(connection) for connection in own)
    assert closed_within(connect(grantd, "127.0.0.2"), 5)
    [connection.close() for connection in own]


def test_a_body_that_trickles_in_is_not_waited_for(make):
    grantd = make('[server]\nrequest_timeout = "700ms"\n')
    for path, kind in [("/api/oauth/token", FORM), ("/api/auth/login", "application/json"), ("/login", FORM)]:
        with connect(grantd) as connection:
            connection.sendall(f"POST {path} HTTP/1.1\r\nHost: a\r\nContent-Type: {kind}\r\nContent-Length: 60000\r\n\r\n".encode())
            began, answer = time.monotonic(), b""
            connection.settimeout(0.05)
            while not answer and time.monotonic() - began < 5:
                try:
                    connection.sendall(b"x")
                    answer = connection.recv(4096)
                except TimeoutError:
                    pass
            assert answer.startswith(b"HTTP/1.1 408") and time.monotonic() - began < 4, (path, answer)


def test_who_asks_without_reading_is_not_answered_into_memory(make):
    grantd = make('[server]\nidle_timeout = "1s"\n')
    before, open_before = grantd.resident(), grantd.sockets()
    connections = [connect(grantd) for _ in range(20)]
    page = b"GET /login HTTP/1.1\r\nHost: a\r\n\r\n" * 20_000
    for connection in connections:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(0.3)
        try:
            connection.sendall(page)
        except (TimeoutError, ConnectionError):
            pass
    assert grantd.resident() < before + 30_000
    with requests.Session() as session:
        assert session.get(grantd.url + "/api/ping").status_code == 200
    # They are ended, with what they have asked unanswered.
    until(lambda: grantd.sockets() <= open_before, 30)
    [connection.close() for connection in connections]


# -- heads and bodies


def test_heads_that_are_too_large_or_too_many(grantd):
    before = grantd.resident()
    many = b"".join(b"X-%d: y\r\n" % number for number in range(101))
    large = b"X-Large: " + b"y" * 17_000 + b"\r\n"
    for headers in (many, large, b"Cookie: " + b"a=b; " * 4000 + b"\r\n", b"X: " + b"y" * 5_000_000 + b"\r\n"):
        answer = raw(grantd, b"GET /api/ping HTTP/1.1\r\nHost: a\r\n" + headers + b"\r\n")
        assert answer.startswith(b"HTTP/1.1 431") or not answer, answer[:100]
    answer = raw(grantd, b"GET /" + b"x" * 70_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n")
    assert answer[9:12] in (b"414", b"431") or not answer
    just_right = b"".join(b"X-%d: y\r\n" % number for number in range(90))
    assert answered(connect(grantd), b"GET /api/ping HTTP/1.1\r\nHost: a\r\n" + just_right + b"\r\n")
    assert grantd.resident() < before + 20_000


def test_bodies_that_are_too_large_or_never_end(grantd):
    before = grantd.resident()

    def endless():
        for _ in range(2000):
            yield b"x=" + b"y" * 8000 + b"&"

    for path, kind in [("/api/oauth/token", FORM), ("/api/auth/login", "application/json"), ("/login", FORM),
                       ("/api/oauth/revoke", "multipart/form-data; boundary=B")]:
        for body in (b"x" * 65_537, b"x" * 3_000_000, endless()):
            try:
                answer = requests.post(grantd.url + path, data=body, headers={"Content-Type": kind}, timeout=30, allow_redirects=False)
                assert answer.status_code == 413, (path, answer.status_code)
            except requests.ConnectionError:
                pass  # cut off while it was still sending
    assert grantd.resident() < before + 30_000


def test_no_body_is_unpacked(grantd):
    """A kilobyte that swells to a megabyte is refused for what its header says; nobody looks into it."""
    bomb = gzip.compress(b"grant_type=refresh_token&x=" + b"y" * 1_000_000)
    for encoding in ("gzip", "deflate", "br", "zstd", "gzip, gzip", "identity, gzip", "x-gzip", "GZIP", "unknown"):
        for path in ("/api/oauth/token", "/api/oauth/revoke", "/api/oauth/introspect", "/login"):
            answer = grantd.post(path, data=bomb, headers={"Content-Type": FORM, "Content-Encoding": encoding})
            assert answer.status_code == 415, (path, encoding, answer.status_code)
        answer = grantd.post("/api/auth/login", data=bomb, headers={"Content-Type": "application/json", "Content-Encoding": encoding})
        assert answer.status_code == 415 and answer.json()["status"] == "error"
    answer = grantd.post("/api/oauth/token", data="grant_type=x", headers={"Content-Type": FORM, "Content-Encoding": "identity"})
    assert answer.json()["error"] == "unsupported_grant_type"
    # A transfer coding that packs is no framing that grantd takes (RFC 9112 §6.1).
    packed = b"POST /api/oauth/token HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"
    assert raw(grantd, packed)[9:12] in (b"400", b"501")


# -- HTTP/2, frame by frame


def frame(kind, flags, stream, payload=b""):
    return struct.pack(">I", len(payload))[1:] + bytes([kind, flags]) + struct.pack(">I", stream) + payload


def literal(name, value):
    return b"\x00" + bytes([len(name)]) + name + bytes([len(value)]) + value


DATA, HEADERS, RST_STREAM, SETTINGS, PING_FRAME, GOAWAY, WINDOW_UPDATE, CONTINUATION = 0, 1, 3, 4, 6, 7, 8, 9
END_STREAM, END_HEADERS = 1, 4
REQUEST = b"\x82\x86" + b"\x04\x09/api/ping" + b"\x01\x01a"
HELLO = b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + frame(SETTINGS, 0, 0)


def frames(connection, seconds=10):
    """Reads frames until the connection closes: kind, stream, payload."""
    data, seen = b"", []
    connection.settimeout(seconds)
    try:
        while part := connection.recv(65536):
            data += part
            while len(data) >= 9 and len(data) >= 9 + int.from_bytes(data[:3], "big"):
                length = int.from_bytes(data[:3], "big")
                seen.append((data[3], int.from_bytes(data[5:9], "big"), data[9:9 + length]))
                data = data[9 + length:]
    except (ConnectionError, TimeoutError):
        pass
    return seen


def send(connection, data):
    try:
        connection.sendall(data)
    except (ConnectionError, TimeoutError):
        pass


def was_ended(seen, code):
    return any(kind == GOAWAY and int.from_bytes(payload[4:8], "big") == code for kind, _, payload in seen)


def test_http2_rapid_reset_ends_the_connection(grantd):
    before = grantd.resident()
    with connect(grantd) as connection:
        send(connection, HELLO)
        for start in range(0, 5000, 500):
            send(connection, b"".join(frame(HEADERS, END_HEADERS, 2 * number + 1, REQUEST) + frame(RST_STREAM, 0, 2 * number + 1, b"\0\0\0\x08")
                                      for number in range(start, start + 500)))
        seen = frames(connection)
    assert was_ended(seen, 11), "ENHANCE_YOUR_CALM"
    assert grantd.get("/api/ping").status_code == 200 and grantd.resident() < before + 20_000


def test_http2_continuation_without_end_ends_the_connection(grantd):
    before = grantd.resident()
    with connect(grantd) as connection:
        send(connection, HELLO + frame(HEADERS, 0, 1, REQUEST))
        block = b"".join(literal(b"x-%d" % number, b"y" * 100) for number in range(100))
        for _ in range(2000):
            send(connection, frame(CONTINUATION, 0, 1, block))
        seen = frames(connection, 3)
    assert was_ended(seen, 11) or was_ended(seen, 1) or not any(kind == HEADERS for kind, _, _ in seen), seen[-3:]
    assert grantd.get("/api/ping").status_code == 200 and grantd.resident() < before + 20_000


def test_http2_headers_that_swell_are_refused(grantd):
    """One header of four kilobytes, named again and again by its number (HPACK)."""
    before = grantd.resident()
    with connect(grantd) as connection:
        block = REQUEST + b"\x40\x01x\x7f\xc1\x1e" + b"y" * 4032 + b"\xbe" * 12_000
        send(connection, HELLO + frame(HEADERS, END_HEADERS | END_STREAM, 1, block))
        seen = frames(connection, 2)
    answers = [payload for kind, _, payload in seen if kind == HEADERS]
    assert not any(payload.startswith(b"\x88") for payload in answers), "it was not answered with 200"
    assert grantd.get("/api/ping").status_code == 200 and grantd.resident() < before + 20_000


def test_http2_gives_no_more_streams_than_it_said(grantd):
    with connect(grantd) as connection:
        slow = b"\x83\x86" + b"\x04\x10/api/oauth/token" + b"\x01\x01a" + literal(b"content-type", FORM.encode())
        send(connection, HELLO + b"".join(frame(HEADERS, END_HEADERS, 2 * number + 1, slow) for number in range(100)))
        seen = frames(connection, 2)
    said = next(payload for kind, _, payload in seen if kind == SETTINGS and payload)
    settings = dict(struct.unpack(">HI", said[place:place + 6]) for place in range(0, len(said), 6))
    assert settings[3] == 64 and settings[6] == 16 * 1024
    refused = [stream for kind, stream, payload in seen if kind == RST_STREAM and payload == b"\0\0\0\x07"]
    assert len(refused) >= 36 or was_ended(seen, 11) or was_ended(seen, 1)
    assert grantd.get("/api/ping").status_code == 200


def test_http2_silence_is_ended_too(make):
    grantd = make('[server]\nidle_timeout = "500ms"\nrequest_timeout = "500ms"\n')
    for said in (HELLO, HELLO + frame(HEADERS, 0, 1, REQUEST), HELLO + frame(HEADERS, END_HEADERS, 1, b"\x83" + REQUEST[1:])):
        with connect(grantd) as connection:
            send(connection, said)
            assert closed_within(connection, 6), said
