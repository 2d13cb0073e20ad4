"""The pytest plugin: the fixtures `grantd_server` and `grantd`, the marker `grantd`, and settings.

Each process of pytest has servers of its own, so that the workers of pytest-xdist do not know of each other.
"""

from __future__ import annotations

import os
import pathlib
from collections.abc import Generator, Iterator
from typing import Any, NamedTuple

import pytest

from .server import GrantdServer

__all__ = ["grantd", "grantd_server"]

_SETTINGS = ("fixture", "fixture_text", "seed")
_SHOWN = pytest.StashKey[GrantdServer]()


class _Settings(NamedTuple):
    fixture: str | None
    fixture_text: str | None
    seed: int | None


class _Servers:
    """The servers of this process: one for each way of starting that tests ask for."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config
        self._running: dict[_Settings, GrantdServer] = {}

    def usual(self) -> _Settings:
        fixture, seed = self._config.getini("grantd_fixture"), self._config.getini("grantd_seed")
        if seed and not seed.isdigit():
            raise pytest.UsageError(f"grantd_seed is {seed!r}, and must be a whole number")
        return _Settings(self._below(self._config.rootpath, fixture) if fixture else None, None, int(seed) if seed else None)

    def of(self, item: pytest.Item) -> _Settings:
        marker, usual = item.get_closest_marker("grantd"), self.usual()
        if marker is None:
            return usual
        wrong = ["an argument without a name"] if marker.args else [name for name in marker.kwargs if name not in _SETTINGS]
        if wrong or {"fixture", "fixture_text"} <= set(marker.kwargs):
            raise pytest.UsageError(f"{item.nodeid}: the marker grantd takes seed and one of fixture and fixture_text, "
                                    f"by name{', not ' + wrong[0] if wrong else ''}")
        given: dict[str, Any] = dict(marker.kwargs)
        if "fixture" in given:
            given = {"fixture_text": None, **given, "fixture": self._below(item.path.parent, given["fixture"])}
        elif "fixture_text" in given:
            given = {"fixture": None, **given}
        return usual._replace(**given)

    def running(self, settings: _Settings) -> GrantdServer:
        server = self._running.get(settings)
        if server is None or not server.running:
            if server is not None:
                server.stop()
            binary = self._config.getini("grantd_binary")
            server = GrantdServer(settings.fixture, fixture_text=settings.fixture_text, seed=settings.seed,
                                  binary=self._below(self._config.rootpath, binary) if binary else None)
            self._running[settings] = server.start()
        return server

    def stop(self) -> None:
        for server in self._running.values():
            server.stop()

    @staticmethod
    def _below(directory: pathlib.Path, path: str | os.PathLike[str]) -> str:
        return str(directory / path)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addini("grantd_fixture", "the fixture file that grantd starts with, from the root of the tests", default="")
    parser.addini("grantd_seed", "makes every id and token of grantd the same on each run", default="")
    parser.addini("grantd_binary", "the program grantd, from the root of the tests [default: $GRANTD_BIN, $PATH]", default="")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "grantd(fixture, fixture_text, seed): how the server of this test starts; a fixture's "
                                       "path is from the directory of the test")


@pytest.fixture(scope="session")
def _grantd_servers(pytestconfig: pytest.Config) -> Iterator[_Servers]:
    servers = _Servers(pytestconfig)
    yield servers
    servers.stop()


@pytest.fixture(scope="session")
def grantd_server(_grantd_servers: _Servers) -> GrantdServer:
    """The server of this process of pytest with the usual settings, from the first test that wants it to the end."""
    return _grantd_servers.running(_grantd_servers.usual())


@pytest.fixture
def grantd(request: pytest.FixtureRequest, _grantd_servers: _Servers) -> GrantdServer:
    """A server for this test, as its fixture says: nothing is left of what other tests did."""
    server = _grantd_servers.running(_grantd_servers.of(request.node))
    server.reset()
    request.node.stash[_SHOWN] = server
    return server


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """A test that failed shows what it asked of its server."""
    report = yield
    server = item.stash.get(_SHOWN, None)
    if report.when == "call" and report.failed and server is not None:
        report.sections.append(("grantd was asked", _asked(server)))
    return report


def _asked(server: GrantdServer) -> str:
    """A line for each request, without secrets: a report may be kept where a test's output is not."""
    try:
        exchanges = server.requests()
    except OSError as error:
        return f"(it does not answer: {error})\n{server.log()}"
    lines = [f"{one.number:4} {one.method} {one.path} {one.status or '---'}{f' [{one.fault}]' if one.fault else ''}" for one in exchanges]
    return "\n".join(lines) or "(nothing)"
