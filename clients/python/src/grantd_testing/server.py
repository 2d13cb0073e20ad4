"""A test server from its start to its end."""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import threading
import types
from typing import IO, TypeVar

from .binary import find_binary
from .control import Control
from .shapes import App, Person, Ready, ResourceServer, Tokens, ready

__all__ = ["GrantdServer", "StartError"]

_Named = TypeVar("_Named")


class StartError(Exception):
    """The server did not start; the message is what it said."""


class GrantdServer(Control):
    """A `grantd test-server` of its own: runs from `start` to `stop`, or in a `with` block.

    `fixture` is the path of a fixture file, `fixture_text` its content instead; with neither there are the accounts `admin`
    and `alice` and the apps `web` and `phone`. `seed` makes every id and token the same on each run. `data_dir` keeps the
    data there. `binary` is the program, that of `find_binary` when left out. `start_timeout` is in seconds.
    """

    def __init__(self, fixture: str | os.PathLike[str] | None = None, *, fixture_text: str | None = None,
                 seed: int | None = None, port: int | None = None, data_dir: str | os.PathLike[str] | None = None,
                 binary: str | os.PathLike[str] | None = None, start_timeout: float = 30.0) -> None:
        if fixture is not None and fixture_text is not None:
            raise ValueError("a fixture is either a file or a text: leave out fixture or fixture_text")
        super().__init__("")
        self._fixture = fixture
        self._fixture_text = fixture_text
        self._options = {"--seed": seed, "--port": port, "--data-dir": data_dir}
        self._binary = binary
        self._start_timeout = start_timeout
        self._process: subprocess.Popen[bytes] | None = None
        self._log: IO[bytes] | None = None
        self._ready: Ready | None = None

    # -- its life

    def start(self) -> GrantdServer:
        """Starts it and waits until it is ready."""
        if self._process is not None:
            raise RuntimeError("the server runs already")
        if self._fixture_text is None:
            self._launch(self._fixture)
            return self
        # Read once, at the start.
        with tempfile.NamedTemporaryFile("w", suffix=".toml", prefix="grantd-fixture-", encoding="utf-8") as file:
            file.write(self._fixture_text)
            file.flush()
            self._launch(file.name)
        return self

    def stop(self) -> None:
        """Ends it; its data goes with it. Does nothing when it does not run."""
        process, self._process = self._process, None
        if process is not None:
            _end(process)
        if self._log is not None:
            self._log.close()
            self._log = None
        self._ready = None

    def __enter__(self) -> GrantdServer:
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: types.TracebackType | None) -> None:
        self.stop()

    @property
    def running(self) -> bool:
        """Whether its process is there."""
        return self._process is not None and self._process.poll() is None

    def log(self) -> str:
        """What it has written to standard error."""
        return "" if self._log is None else _text(self._log)

    # -- what it has

    @property
    def ready(self) -> Ready:
        """Where it is, and who and what is there since the start or the last reset."""
        if self._ready is None:
            raise RuntimeError("the server does not run: call start(), or use it in a with block")
        return self._ready

    @property
    def issuer(self) -> str:
        """The issuer (RFC 8414 §2); below it are all endpoints."""
        return self.ready.issuer

    @property
    def admin(self) -> Person:
        """The first administrator."""
        return self.ready.admin

    def url(self, path: str) -> str:
        """The address of a path of the server."""
        return self.issuer + path

    @property
    def authorization_endpoint(self) -> str:
        """Where clients send the browser (RFC 6749 §3.1)."""
        return self.url("/profile/apps/authorize")

    @property
    def token_endpoint(self) -> str:
        """Where clients get tokens (RFC 6749 §3.2)."""
        return self.url("/api/oauth/token")

    def user(self, name: str) -> Person:
        """An account of the fixture."""
        return _of(self.ready.users, name, "account")

    def app(self, name: str) -> App:
        """An app of the fixture."""
        return _of(self.ready.apps, name, "app")

    def resource_server(self, name: str) -> ResourceServer:
        """A resource server of the fixture."""
        return _of(self.ready.resource_servers, name, "resource server")

    def tokens(self, name: str) -> Tokens:
        """Tokens of the fixture."""
        return _of(self.ready.tokens, name, "token")

    def reset(self) -> Ready:
        self._ready = super().reset()
        return self._ready

    # -- how it is started

    def _launch(self, fixture: str | os.PathLike[str] | None) -> None:
        command = [os.fspath(self._binary) if self._binary is not None else find_binary(), "test-server", "--exit-with-parent"]
        for name, value in {**self._options, "--fixture": fixture}.items():
            if value is not None:
                command += [name, str(value)]
        log = tempfile.TemporaryFile()
        try:
            process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log)
        except OSError as error:
            log.close()
            raise StartError(f"{command[0]} cannot be started: {error}") from None
        line = _first_line(process, self._start_timeout)
        try:
            self._ready = ready(json.loads(line))
        except (ValueError, KeyError, TypeError):
            _end(process)
            said = _text(log).strip()
            log.close()
            raise StartError(f"`{' '.join(command)}` did not become ready (status {process.returncode}): {said or line!r}") from None
        self._process, self._log, self._control = process, log, self._ready.control


def _first_line(process: subprocess.Popen[bytes], timeout: float) -> bytes:
    """What it prints once it is ready; nothing if that does not come in time."""
    assert process.stdout is not None
    timer = threading.Timer(timeout, process.kill)
    timer.daemon = True
    timer.start()
    try:
        return process.stdout.readline()
    finally:
        timer.cancel()


def _end(process: subprocess.Popen[bytes]) -> None:
    """It ends when its standard input does, and by the signal where another process holds that open."""
    process.terminate()
    for pipe in (process.stdin, process.stdout):
        if pipe is not None:
            pipe.close()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _text(log: IO[bytes]) -> str:
    # The server writes at the end of the same file: reading must not move where.
    return os.pread(log.fileno(), os.fstat(log.fileno()).st_size, 0).decode(errors="replace")


def _of(there: dict[str, _Named], name: str, what: str) -> _Named:
    try:
        return there[name]
    except KeyError:
        raise LookupError(f"the fixture has no {what} {name!r}, only {', '.join(sorted(there)) or 'none at all'}") from None
