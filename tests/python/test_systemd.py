"""grantd under systemd, as far as that can be seen without it: what it tells, the sockets it is handed, its unit's verdict.

tests/packages does the same under a real systemd."""

import os
import re
import shutil
import signal
import socket
import subprocess
import threading
import time

import pytest
import requests

from conftest import ROOT, until
from protected import Wire, head, upstream
from systemd import Manager, listener, unix_listener

UNITS = ROOT / "systemd"
PING = b"GET /api/ping HTTP/1.1\r\nHost: a\r\n"


@pytest.fixture
def manage(tmp_path):
    made = []

    def start(config="", **more):
        manager = Manager(tmp_path, config, **more)
        made.append(manager)
        return manager

    yield start
    for manager in made:
        if manager.grantd.process and manager.grantd.process.poll() is None:
            manager.grantd.stop()
        manager.grantd.check_clean()


# -- what it tells


def test_the_manager_is_told_of_start_reload_life_and_end(manage):
    manager = manage(watchdog=0.2)
    grantd = manager.start("127.0.0.1:0")
    manager.wait_for("READY=1")
    assert any(re.fullmatch(r"STATUS=serving http://\S+ on http://\S+", told) for told in manager.told), manager.told
    manager.wait_for("WATCHDOG=1", 5)
    grantd.config.write_text(grantd.config.read_text() + "password_min_length = 9\n")
    grantd.process.send_signal(signal.SIGHUP)
    manager.wait_for("READY=1", 2)
    reloading = manager.told.index("RELOADING=1")
    moment = int(re.fullmatch(r"MONOTONIC_USEC=(\d+)", manager.told[reloading + 1]).group(1)) / 1e6
    assert time.monotonic() - 10 < moment <= time.monotonic()
    grantd.config.write_text("nonsense = 1\n")
    grantd.process.send_signal(signal.SIGHUP)
    manager.wait_for("READY=1", 3)
    until(lambda: any("STATUS=the configuration is wrong and the old one stays in force" in told for told in manager.told))
    assert grantd.get("/healthz").status_code == 200
    grantd.stop()
    manager.wait_for("STOPPING=1")


def test_nobody_is_told_of_life_who_does_not_ask(manage):
    manager = manage()
    manager.start("127.0.0.1:0").stop()
    manager.wait_for("STOPPING=1")
    assert "WATCHDOG=1" not in manager.told


def test_a_disk_that_hangs_starves_the_watchdog_and_its_return_feeds_it(manage):
    if not shutil.which("strace"):
        pytest.skip("strace is not there: it holds the daemon's writes up")
    manager = manage(watchdog=0.4)
    grantd = manager.start("127.0.0.1:0")
    manager.wait_for("WATCHDOG=1", 2)
    strace = subprocess.Popen(
        ["strace", "-f", "-qq", "-o", "/dev/null", "-p", str(grantd.process.pid), "-e", "trace=fdatasync",
         "-e", "inject=fdatasync:delay_enter=4s:when=1"], stderr=subprocess.PIPE, text=True)
    try:
        tracer = f"/proc/{grantd.process.pid}/status"
        until(lambda: strace.poll() is not None or "TracerPid:\t0" not in open(tracer).read())
        if strace.poll() is not None:
            pytest.skip(f"processes cannot be traced here: {strace.stderr.read()}")
        writing = threading.Thread(target=grantd.cli, args=("user", "add", "alice", "--email", "a@example.org"))
        writing.start()
        until(lambda: "the store or a thread hangs" in grantd.log.read_text())
        fed = manager.told.count("WATCHDOG=1")
        time.sleep(1)
        assert manager.told.count("WATCHDOG=1") == fed, "nothing is told while the disk hangs"
        assert grantd.get("/api/ping").status_code == 200, "what needs no disk goes on"
        writing.join(20)
        manager.wait_for("WATCHDOG=1", fed + 2)
    finally:
        strace.terminate()
        strace.wait()


# -- the sockets that it is handed


class Load:
    """Clients that never rest: half of them with a connection for each request, half with one for as long as it is kept.
    Whatever is not an answer is a failure, but for a connection whose end the last answer announced."""

    def __init__(self, address, clients=64):
        self.address, self.failures, self.answered, self.stopped = address, [], 0, threading.Event()
        self.threads = [threading.Thread(target=self.run, args=(index % 2 == 0,)) for index in range(clients)]

    def __enter__(self):
        [thread.start() for thread in self.threads]
        return self

    def __exit__(self, *_):
        self.stopped.set()
        [thread.join(30) for thread in self.threads]

    def run(self, keep):
        while not self.stopped.is_set():
            try:
                self.talk(keep)
            except OSError as error:
                self.failures.append(repr(error))
                return

    def talk(self, keep):
        with socket.create_connection(self.address, timeout=20) as connection:
            ends = False
            while not ends and not self.stopped.is_set():
                connection.sendall(PING + (b"\r\n" if keep else b"Connection: close\r\n\r\n"))
                answer = self.answer(connection)
                ends = b"connection: close" in answer.lower()
                self.answered += 1

    def answer(self, connection):
        answer = b""
        while b"pong!" not in answer:
            part = connection.recv(65536)
            if not part:
                raise ConnectionError(f"closed after {answer!r}")
            answer += part
        assert answer.startswith(b"HTTP/1.1 200"), answer
        return answer


def test_no_connection_is_refused_while_it_restarts_under_load(manage):
    asked = threading.Event()

    def serve(connection):
        head(connection)
        asked.set()
        time.sleep(0.5)
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ndone")

    api = upstream(Wire(serve).url, "/slow") + '\n[[route]]\npath = "/slow"\npublic = true\n'
    shared = listener()
    manager = manage(api, sockets=[shared])
    grantd = manager.start()
    slow = []
    with Load(shared.getsockname()) as load:
        for _ in range(5):
            before = load.answered
            until(lambda: load.answered > before + 500 or load.failures)
            asked.clear()
            thread = threading.Thread(target=lambda: slow.append(requests.get(grantd.url + "/slow", timeout=20).text))
            thread.start()
            assert asked.wait(10)
            grantd.stop()
            manager.start()
            thread.join(20)
        before = load.answered
        until(lambda: load.answered > before + 500 or load.failures)
    assert load.failures == []
    assert slow == ["done"] * 5, "what ran when it stopped was answered"
    assert "were cut off" not in grantd.log.read_text()


def test_sockets_of_both_kinds_outlive_the_daemon(manage, tmp_path):
    path = tmp_path / "http.sock"
    sockets = [listener(), unix_listener(path)]
    manager = manage(sockets=sockets)

    def pings():
        for family, address in ((socket.AF_INET, sockets[0].getsockname()), (socket.AF_UNIX, str(path))):
            with socket.socket(family) as connection:
                connection.settimeout(10)
                connection.connect(address)
                connection.sendall(PING + b"Connection: close\r\n\r\n")
                assert connection.recv(65536).startswith(b"HTTP/1.1 200")

    for _ in range(2):
        grantd = manager.start()
        pings()
        grantd.stop()
        assert path.exists(), "it belongs to the manager"


def test_sockets_that_nobody_takes_are_told_of(manage):
    manager = manage(sockets=[listener()])
    grantd = manager.start("127.0.0.1:0")
    assert 'write listen = "systemd" to take them' in grantd.log.read_text()
    assert grantd.get("/api/ping").status_code == 200


# -- the units


def analyze(*arguments):
    if not shutil.which("systemd-analyze"):
        pytest.skip("systemd-analyze is not there and could not be installed")
    return subprocess.run(["systemd-analyze", *arguments, "--no-pager"], capture_output=True, text=True, timeout=60)


def test_the_service_is_exposed_by_less_than_1_5():
    verdict = analyze("security", "--offline=true", "--threshold=15", str(UNITS / "grantd.service"))
    assert verdict.returncode == 0, verdict.stdout
    exposure = float(re.search(r"exposure level for grantd.service: ([\d.]+)", verdict.stdout).group(1))
    assert exposure <= 1.5


def test_the_units_are_understood(tmp_path):
    """systemd-analyze knows each setting; the program and the page are where a package puts them."""
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin/grantd"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    for unit in UNITS.glob("grantd.*"):
        text = unit.read_text().replace("/usr/bin/grantd", str(program))
        (tmp_path / unit.name).write_text(re.sub(r"^Documentation=.*\n", "", text, flags=re.MULTILINE))
    verdict = analyze("verify", *(str(tmp_path / unit.name) for unit in UNITS.glob("grantd.*")))
    assert (verdict.returncode, verdict.stderr) == (0, ""), verdict.stderr
