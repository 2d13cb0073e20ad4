"""What systemd does for a service, without systemd: a notification socket, and a socket handed over from daemon to daemon."""

import fcntl
import os
import pathlib
import socket
import subprocess
import threading

from conftest import BINARY, Grantd


class Manager:
    """Starts a daemon as a service manager does, with the sockets given, and notes what it is told."""

    def __init__(self, tmp_path, config="", sockets=(), watchdog=None):
        self.grantd = Grantd(tmp_path, config)
        self.sockets, self.told = sockets, []
        self.notify = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.notify.bind(str(tmp_path / "notify.sock"))
        self.environment = {"NOTIFY_SOCKET": str(tmp_path / "notify.sock"), "LISTEN_FDS": str(len(sockets))}
        if watchdog:
            self.environment["WATCHDOG_USEC"] = str(int(watchdog * 1e6))
        self.heard = threading.Condition()
        threading.Thread(target=self.listen, daemon=True).start()

    def listen(self):
        while True:
            message = self.notify.recv(65536).decode()
            with self.heard:
                self.told += message.splitlines()
                self.heard.notify_all()

    def wait_for(self, told, times=1, seconds=10):
        with self.heard:
            assert self.heard.wait_for(lambda: self.told.count(told) >= times, seconds), (told, self.told)

    def start(self, listen="systemd"):
        """The socket's numbers begin at 3, and the process must know its own: what a shell can arrange."""
        moves = " ".join(f"{3 + index}<&{each.fileno()}" for index, each in enumerate(self.sockets))
        serve = [BINARY, "--config", str(self.grantd.config), "--data-dir", str(self.grantd.data), "serve", "--listen", listen]
        self.grantd.process = subprocess.Popen(
            ["bash", "-c", f'LISTEN_PID=$$ exec "$@" {moves}', "bash", *serve],
            stdout=subprocess.PIPE, stderr=self.grantd.log.open("a"), text=True, env=os.environ | self.environment,
            pass_fds=[each.fileno() for each in self.sockets])
        ready = self.grantd.process.stdout.readline()
        assert ready.startswith("grantd listening on "), self.grantd.log.read_text()
        self.grantd.url = ready.removeprefix("grantd listening on ").strip()
        return self.grantd


def listener():
    """A listening socket, with a number far above those that are handed over."""
    bound = socket.create_server(("127.0.0.1", 0), backlog=4096)
    return moved(bound)


def unix_listener(path: pathlib.Path):
    bound = socket.socket(socket.AF_UNIX)
    bound.bind(str(path))
    bound.listen(64)
    return moved(bound)


def moved(bound):
    high = fcntl.fcntl(bound.fileno(), fcntl.F_DUPFD_CLOEXEC, 100)
    family = bound.family
    bound.close()
    return socket.socket(family, socket.SOCK_STREAM, fileno=high)
