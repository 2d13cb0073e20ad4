"""Connections: how many, how long, and what becomes of them when the daemon stops."""

import re
import signal
import socket
import threading
import time

import requests

from protected import Setting, Wire, head, upstream


def connect(grantd):
    host, port = grantd.url.removeprefix("http://").split(":")
    return socket.create_connection((host, int(port)), timeout=5)


PING = b"GET /api/ping HTTP/1.1\r\nHost: a\r\n\r\n"


def test_one_more_than_may_be_open_waits_its_turn(make):
    grantd = make('[server]\nmax_connections = 2\n')
    first, second = connect(grantd), connect(grantd)
    for connection in (first, second):
        connection.sendall(PING)
        assert connection.recv(4096).startswith(b"HTTP/1.1 200")
    third = connect(grantd)
    third.sendall(PING)
    third.settimeout(0.3)
    try:
        answered = bool(third.recv(4096))
    except TimeoutError:
        answered = False
    assert not answered, "two are open"
    first.close()
    third.settimeout(5)
    assert third.recv(4096).startswith(b"HTTP/1.1 200")


def test_requests_sent_together_are_answered_in_their_order(grantd):
    with connect(grantd) as connection:
        connection.sendall(PING + PING.replace(b"ping", b"none") + PING.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
        answer = b""
        while part := connection.recv(65536):
            answer += part
    assert re.findall(rb"HTTP/1.1 (\d+)", answer) == [b"200", b"404", b"200"]


def test_the_silent_and_the_slow_are_cut_off(make):
    grantd = make('[server]\nidle_timeout = "400ms"\n')
    for sent in (b"", PING, PING[:20]):
        with connect(grantd) as connection:
            connection.sendall(sent)
            began = time.monotonic()
            while connection.recv(4096):
                pass
            assert 0.3 < time.monotonic() - began < 3, sent
    with connect(grantd) as connection:
        began = time.monotonic()
        try:
            for byte in PING * 100:
                connection.sendall(bytes([byte]))
                time.sleep(0.05)
                assert time.monotonic() - began < 3, "a head that never ends is not waited for"
        except (BrokenPipeError, ConnectionResetError):
            pass


def test_what_runs_when_the_daemon_stops_may_end(make):
    asked = threading.Event()

    def serve(connection):
        head(connection)
        asked.set()
        time.sleep(1)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone")

    grantd = Setting(make, upstream(Wire(serve).url)).grantd
    answers = []
    thread = threading.Thread(target=lambda: answers.append(requests.get(grantd.url + "/open/x", timeout=20).text))
    thread.start()
    assert asked.wait(5)
    began = time.monotonic()
    grantd.process.send_signal(signal.SIGTERM)
    thread.join(20)
    assert answers == ["done"] and grantd.process.wait(20) == 0 and time.monotonic() - began < 5
    assert "were cut off" not in grantd.log.read_text()


def test_many_connections_are_spread_and_all_are_answered(grantd):
    connections = [connect(grantd) for _ in range(200)]
    for connection in connections:
        connection.sendall(PING)
    assert all(connection.recv(4096).startswith(b"HTTP/1.1 200") for connection in connections)
    [connection.close() for connection in connections]
