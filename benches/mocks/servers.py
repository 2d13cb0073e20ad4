"""How each server is started, and how a client and a person reach it. Each is as strict as its settings make it."""

import contextlib
import dataclasses
import datetime
import html.parser
import json
import os
import pathlib
import re
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse

import requests

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILT = ROOT / "target/mocks"
BIN = pathlib.Path(sys.executable).parent
sys.path.insert(0, str(ROOT / "clients/python/src"))

REDIRECT_URIS = ["http://127.0.0.1:9000/callback", "https://app.example/callback"]


class Refused(Exception):
    """The server said no."""


class NotOffered(Exception):
    """The server has no such thing."""


@dataclasses.dataclass(frozen=True)
class Client:
    client_id: str
    client_secret: str
    redirect_uris: list[str]


class Server:
    """One server, from its start to its end. What differs from what most do is in the classes below."""

    name = version = how = ""
    scope, other_scope = "openid profile", "email"
    #: Whether a client says at the token endpoint what scope it wants.
    scope_at_exchange = False

    def __init__(self, own_time=False):
        """With `own_time` it has a clock that `advance` moves."""
        self.directory = tempfile.TemporaryDirectory(prefix="grantd-mocks-")
        self.port = free_port()
        self.issuer = f"http://localhost:{self.port}"
        self.shift = 0
        self.http = requests.Session()
        self.http.trust_env = False
        environment = os.environ | self.environment() | (self.faketime() if own_time else {})
        self.log = (pathlib.Path(self.directory.name) / "log").open("wb")
        self.prepare()
        self.started = time.perf_counter()
        self.process = subprocess.Popen(self.command(), stdin=subprocess.PIPE, stdout=self.log, stderr=self.log,
                                        cwd=self.directory.name, env=environment)
        self.wait()
        self.took, self.worked = time.perf_counter() - self.started, self.processor_time()
        self.metadata = self.http.get(self.issuer + self.metadata_path, timeout=10).json()
        self.client, self.other = self.clients()

    metadata_path = "/.well-known/openid-configuration"

    def wait(self):
        """Until the metadata is answered, asked about once in a millisecond."""
        request = f"GET {self.metadata_path} HTTP/1.1\r\nHost: localhost:{self.port}\r\nConnection: close\r\n\r\n".encode()
        while self.process.poll() is None and time.perf_counter() < self.started + 60:
            with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 10) as connection:
                connection.sendall(request)
                if b" 200 " in connection.recv(100):
                    return
            time.sleep(0.001)
        self.stop()
        raise RuntimeError(f"{self.name} did not start: {self.said}")

    def stop(self):
        self.process.stdin.close()
        self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(5)
        self.process.kill()
        self.process.wait()
        self.log.close()
        self.said = pathlib.Path(self.log.name).read_text(errors="replace")[-2000:]
        self.directory.cleanup()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.stop()

    def prepare(self):
        """What its directory must hold before it starts."""

    def environment(self):
        """What it is told by the environment."""
        return {}

    def processes(self):
        """The directories below /proc of its processes."""
        found = [pathlib.Path(f"/proc/{self.process.pid}")]
        for one in found:
            found += [pathlib.Path(f"/proc/{child}") for task in one.glob("task/*/children") for child in task.read_text().split()]
        return found

    def memory(self):
        """Resident KiB of its processes."""
        return sum(int(re.search(r"^Rss: +(\d+)", (one / "smaps_rollup").read_text(), re.M).group(1)) for one in self.processes())

    def processor_time(self):
        """Seconds that its threads have run."""
        return sum(int(task.read_text().split()[0]) for one in self.processes() for task in one.glob("task/*/schedstat")) / 1e9

    # -- what a client and a person do

    def authorize(self, request):
        """Where the browser is sent: the parameters there. A page of the server's own is a refusal in the end."""
        answer = self.http.get(self.metadata["authorization_endpoint"], params=request, timeout=10, allow_redirects=False)
        return self.arrived(request, self.answer_page(answer))

    def answer_page(self, answer):
        """What a person does with a page that asks."""
        return answer

    def arrived(self, request, answer):
        where = answer.headers.get("Location", "")
        if not answer.is_redirect or not where.startswith(request["redirect_uri"]):
            raise Refused(f"{answer.status_code} {where}")
        return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(where).query))

    def token(self, form, client_id, client_secret):
        answer = self.http.post(self.metadata["token_endpoint"], form, auth=(client_id, client_secret), timeout=10)
        if answer.status_code != 200:
            raise Refused(answer.text)
        return answer.json()

    def takes(self, token):
        """Whether the resource that the server has itself takes an access token."""
        answer = self.http.get(self.metadata["userinfo_endpoint"], headers={"Authorization": f"Bearer {token}"}, timeout=10)
        return answer.status_code == 200

    def revoke(self, token):
        if "revocation_endpoint" not in self.metadata:
            raise NotOffered("no revocation endpoint")
        auth = (self.client.client_id, self.client.client_secret)
        self.http.post(self.metadata["revocation_endpoint"], {"token": token}, auth=auth, timeout=10).raise_for_status()

    # -- time

    def faketime(self):
        """The environment in which the time comes from a file."""
        found = next((BUILT / "faketime").glob("usr/lib/*/faketime/libfaketime.so.1"), None)
        self.offset = None if found is None else pathlib.Path(self.directory.name) / "offset"
        if found is None:
            return {}
        self.offset.write_text("+0\n")
        return {"LD_PRELOAD": str(found), "FAKETIME_TIMESTAMP_FILE": str(self.offset), "FAKETIME_NO_CACHE": "1",
                "FAKETIME_DONT_FAKE_MONOTONIC": "1"}

    def advance(self, seconds):
        if self.offset is None:
            raise NotOffered("libfaketime is not installed")
        self.shift += seconds
        self.offset.write_text(f"+{self.shift}\n")


class Grantd(Server):
    name, how = "grantd test-server", "as it is"
    version = "this one"
    scope, other_scope = "profile:read", "workouts:write"
    metadata_path = "/.well-known/oauth-authorization-server"

    def prepare(self):
        apps = "".join(f'[[app]]\nname = "{name}"\nclient_id = "{name}"\nscope = "{self.scope}"\n'
                       f"redirect_uris = {json.dumps(REDIRECT_URIS)}\n" for name in ("one", "two"))
        (pathlib.Path(self.directory.name) / "fixture.toml").write_text('[[user]]\nname = "alice"\n' + apps)

    def command(self):
        return [os.environ["GRANTD_BIN"], "test-server", "--exit-with-parent", "--port", str(self.port), "--fixture", "fixture.toml"]

    def clients(self):
        from grantd_testing import Control

        self.issuer = self.metadata["issuer"]
        self.control = Control(self.issuer + "/_test")
        apps = self.control.fixture().apps
        return [Client(one.client_id, one.client_secret, one.redirect_uris) for one in (apps["one"], apps["two"])]

    def authorize(self, request):
        from grantd_testing import ControlError

        try:
            return self.control.authorize("alice", params=request).params
        except ControlError as error:
            raise Refused(str(error)) from None

    def takes(self, token):
        answer = self.http.get(self.issuer + "/api/auth/profile", headers={"Authorization": f"Bearer {token}"}, timeout=10)
        return answer.status_code == 200

    def faketime(self):
        return {}

    def advance(self, seconds):
        self.control.advance(datetime.timedelta(seconds=seconds))


class OAuth2MockServer(Server):
    name, how = "oauth2-mock-server", "as it is: it has no settings that make it stricter"
    version = "9.3.0"
    scope_at_exchange = True

    def command(self):
        return [str(BUILT / "node/node_modules/.bin/oauth2-mock-server"), "-a", "localhost", "-p", str(self.port)]

    def clients(self):
        # It knows no clients: any will do.
        return Client("one", "secret of one", REDIRECT_URIS), Client("two", "secret of two", REDIRECT_URIS)


class OidcProviderMock(Server):
    name, how = "oidc-provider-mock", "`--require-registration`"
    version = "0.3.4"

    def command(self):
        return [str(BIN / "oidc-provider-mock"), "--port", str(self.port), "--require-registration", "true", "--user", "alice"]

    def clients(self):
        return self.register(), self.register()

    def register(self):
        asked = {"redirect_uris": REDIRECT_URIS, "scope": self.scope}
        answer = self.http.post(self.metadata["registration_endpoint"], json=asked, timeout=10)
        answer.raise_for_status()
        told = answer.json()
        return Client(told["client_id"], told["client_secret"], told["redirect_uris"])

    def answer_page(self, answer):
        return answer if answer.status_code != 200 else self.http.post(answer.url, {"sub": "alice"}, timeout=10, allow_redirects=False)

    def revoke(self, token):
        """It has no revocation endpoint; it revokes all that a person has."""
        self.http.post(self.issuer + "/users/alice/revoke-tokens", timeout=10).raise_for_status()


class NanoIdp(Server):
    name, how = "nanoidp", "`--profile oauth21`, clients with `redirect_uris` and `allowed_scopes`"
    version = "3.4.0"

    def prepare(self):
        config = pathlib.Path(self.directory.name) / "config"
        config.mkdir()
        clients = [{"client_id": name, "client_secret": f"secret-of-{name}", "redirect_uris": REDIRECT_URIS,
                    "allowed_scopes": self.scope.split()} for name in ("one", "two")]
        settings = {"server": {"host": "127.0.0.1", "port": self.port}, "login": {"mode": "persona"},
                    "oauth": {"issuer": self.issuer, "audience": "api", "token_expiry_minutes": 60, "clients": clients}}
        # JSON is YAML, too.
        (config / "settings.yaml").write_text(json.dumps(settings))
        (config / "users.yaml").write_text(json.dumps({"users": {"alice": {"password": "alice", "email": "alice@example.org"}}}))

    def command(self):
        return [str(BIN / "nanoidp"), "--config", "config", "--port", str(self.port), "--profile", "oauth21"]

    def clients(self):
        return [Client(name, f"secret-of-{name}", REDIRECT_URIS) for name in ("one", "two")]

    def answer_page(self, answer):
        return submit(self.http, answer, username="alice")


class PytestIam(Server):
    name, how = "pytest-iam", "as it is, with registered clients; in the time is that of pytest itself"
    version = "0.3.0"

    def environment(self):
        return {"MOCK_PORT": str(self.port), "MOCK_SCOPE": self.scope, "MOCK_REDIRECT_URIS": json.dumps(REDIRECT_URIS)}

    def command(self):
        return [str(BIN / "pytest"), "-s", "-p", "no:cacheprovider", str(ROOT / "benches/mocks/pytest_iam_server.py")]

    def clients(self):
        # It answers before the test that registers them has begun.
        while b"registered" not in pathlib.Path(self.log.name).read_bytes():
            time.sleep(0.01)
        return [Client(name, f"secret-of-{name}", REDIRECT_URIS) for name in ("one", "two")]


SERVERS = [Grantd, NanoIdp, PytestIam, OidcProviderMock, OAuth2MockServer]


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Form(html.parser.HTMLParser):
    """The first form of a page: where it goes, and what is in it already."""

    def __init__(self, text):
        super().__init__()
        self.action, self.fields = None, {}
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "form" and self.action is None:
            self.action = given.get("action") or ""
        elif tag == "input" and given.get("name") and given.get("type") == "hidden":
            self.fields[given["name"]] = given.get("value") or ""


def submit(http, answer, **filled):
    """Fills in the form of a page and sends it."""
    form = Form(answer.text) if answer.status_code == 200 else None
    if form is None or form.action is None:
        return answer
    return http.post(urllib.parse.urljoin(answer.url, form.action), form.fields | filled, timeout=10, allow_redirects=False)
