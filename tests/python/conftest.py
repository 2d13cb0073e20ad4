"""The real daemon over a temporary data directory, and small helpers to drive it as people and apps do."""

import base64
import contextlib
import hashlib
import html.parser
import os
import pathlib
import re
import secrets as chance
import signal
import socket
import subprocess
import threading
import time
import urllib.parse

import pytest
import requests

ROOT = pathlib.Path(__file__).resolve().parents[2]
BINARY = os.environ.get("GRANTD_BIN", str(ROOT / "target/debug/grantd"))
REDIRECT = "https://app.example/cb"
PASSWORD = "correct horse battery"
# Argon2 as cheap as the configuration allows: what is tested is not how slow it is.
CHEAP = "[accounts]\nargon2_memory = \"64KiB\"\nargon2_iterations = 1\n"


class Grantd:
    """One daemon. Every secret that passes through the helpers is looked for in the log and on disk at the end."""

    def __init__(self, tmp_path, config="", public_url=None):
        self.dir = tmp_path
        self.data = tmp_path / "data"
        self.config = tmp_path / "grantd.toml"
        self.config.write_text(config if "[accounts]" in config else config + "\n" + CHEAP)
        self.public_url = public_url
        self.log = tmp_path / "grantd.log"
        self.log.write_text("")
        self.secrets = []
        self.process = None
        self.url = None

    def start(self, *listen):
        command = [BINARY, "--config", str(self.config), "--data-dir", str(self.data), "serve"]
        command += [word for address in listen or ["127.0.0.1:0"] for word in ("--listen", address)]
        if self.public_url:
            command += ["--public-url", self.public_url]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=self.log.open("a"), text=True)
        line = self.process.stdout.readline()
        match = re.fullmatch(r"grantd listening on (https?://\S+)\n", line)
        assert match, f"the ready line is {line!r}; the log says:\n{self.log.read_text()}"
        self.url = match.group(1)
        return self

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        rest = self.process.stdout.read()
        assert self.process.wait(20) == 0
        assert rest == "", "standard output carries one line only"

    def kill9(self):
        self.process.kill()
        self.process.wait()

    def restart(self):
        self.stop()
        return self.start()

    def cli(self, *arguments, stdin="", check=True):
        command = [BINARY, "--config", str(self.config), "--data-dir", str(self.data), *arguments]
        done = subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=60)
        if check:
            assert done.returncode == 0, f"{arguments}: {done.returncode}\n{done.stdout}{done.stderr}"
        return done

    def secret(self, text):
        self.secrets.append(text)
        return text

    def setup_link(self):
        return re.findall(r"(http\S+/setup\?key=\S+)", self.log.read_text())[-1]

    # -- people

    def add_user(self, name, admin=False):
        arguments = ["user", "add", name, "--email", f"{name}@example.org", "--password-stdin"]
        self.cli(*arguments, *(["--admin"] if admin else []), stdin=PASSWORD + "\n")
        return self.login(name)

    def login(self, name):
        answer = self.post("/api/auth/login", json={"email": name, "password": PASSWORD})
        assert answer.status_code == 200, answer.text
        return Person(self, name, self.secret(answer.json()["auth_token"]))

    # -- requests

    def get(self, path, **more):
        return requests.get(self.url + path, allow_redirects=False, timeout=30, **more)

    def post(self, path, **more):
        return requests.post(self.url + path, allow_redirects=False, timeout=30, **more)

    def profile(self, token):
        return self.get("/api/auth/profile", headers=bearer(token))

    def resident(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+) kB", status).group(1))

    def sockets(self):
        """How many it has open: those it listens with and its connections, but no file that it opens in time."""
        found = 0
        for descriptor in pathlib.Path(f"/proc/{self.process.pid}/fd").iterdir():
            with contextlib.suppress(FileNotFoundError):
                found += os.readlink(descriptor).startswith("socket:")
        return found

    def check_clean(self):
        log = self.log.read_text()
        assert "panicked" not in log, log
        kept = [log.encode()] + [path.read_bytes() for path in self.data.rglob("*") if path.is_file()]
        for secret in [PASSWORD, *self.secrets]:
            assert not any(secret.encode() in content for content in kept), f"{secret[:8]}… is in the log or on disk"


class Person:
    """A first-party session of the API."""

    def __init__(self, grantd, name, token):
        self.grantd, self.name, self.token = grantd, name, token

    def call(self, method, path, **more):
        return requests.request(method, self.grantd.url + path, headers=bearer(self.token), timeout=30, **more)

    def add_app(self, scope="profile:read workouts:read workouts:write", **more):
        body = {"client_name": "Test app", "client_uri": "https://app.example", "redirect_uris": [REDIRECT], "scope": scope}
        answer = self.call("POST", "/api/oauth/apps", json=body | more)
        assert answer.status_code == 201, answer.text
        client = answer.json()["data"]["client"]
        if "client_secret" in client:
            self.grantd.secret(client["client_secret"])
        return client

    def consent(self, location, confirm="true"):
        """Answers an authorization URL through FitTrackee's JSON call: where the browser would go."""
        query = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(location).query))
        answer = self.call("POST", "/api/oauth/authorize", data=query | {"confirm": confirm})
        assert answer.status_code == 200, answer.text
        return answer.json()["redirect_url"]

    def code(self, client, scope="profile:read", **more):
        query = {"client_id": client["client_id"], "response_type": "code", "scope": scope, "redirect_uri": REDIRECT}
        location = self.consent("x:/?" + urllib.parse.urlencode(query | more))
        return self.grantd.secret(answer_of(location)["code"])

    def tokens(self, client, scope="profile:read"):
        verifier, challenge = pkce()
        code = self.code(client, scope, code_challenge=challenge, code_challenge_method="S256")
        answer = self.grantd.post("/api/oauth/token", data=credentials(client) | {
            "grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT, "code_verifier": verifier})
        assert answer.status_code == 200, answer.text
        return self.keep(answer.json())

    def keep(self, tokens):
        self.grantd.secret(tokens["access_token"])
        self.grantd.secret(tokens["refresh_token"])
        return tokens

    def refresh(self, client, token, **more):
        return self.grantd.post("/api/oauth/token", data=credentials(client) | {
            "grant_type": "refresh_token", "refresh_token": token} | more)


def bearer(token):
    return {"Authorization": f"Bearer {token}"}


def credentials(client):
    return {key: client[key] for key in ("client_id", "client_secret") if key in client}


def pkce():
    verifier = chance.token_urlsafe(48)
    digest = hashlib.sha256(verifier.encode()).digest()
    return verifier, base64.urlsafe_b64encode(digest).rstrip(b"=").decode()


def answer_of(location):
    return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(location).query))


class Forms(html.parser.HTMLParser):
    """The forms of a page as a browser would send them: hidden fields, typed values, ticked boxes."""

    def __init__(self, text):
        super().__init__()
        self.forms = []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "form":
            self.forms.append((attributes["action"], []))
        elif tag == "input" and self.forms and "name" in attributes:
            if attributes.get("type") not in ("checkbox", "radio") or "checked" in attributes:
                self.forms[-1][1].append((attributes["name"], attributes.get("value", "")))

    def of(self, action):
        return next(fields for own, fields in self.forms if own == action)


class Browser:
    """A browser without scripts: keeps cookies, fills in forms."""

    def __init__(self, grantd):
        self.grantd, self.session = grantd, requests.Session()

    def get(self, path):
        url = path if path.startswith("http") else self.grantd.url + path
        return self.session.get(url, allow_redirects=False, timeout=30)

    def submit(self, page, action, /, **typed):
        fields = [(name, value) for name, value in Forms(page.text).of(action) if name not in typed]
        for name, value in typed.items():
            fields += [(name, one) for one in (value if isinstance(value, list) else [value])]
        return self.session.post(self.grantd.url + action, data=fields, allow_redirects=False, timeout=30)

    def sign_in(self, name, path="/login"):
        answer = self.submit(self.get(path), "/login", email=name, password=PASSWORD)
        assert answer.status_code == 303, answer.text
        return answer


def raw(grantd, data, timeout=2):
    """Sends bytes as they are and reads what comes until the connection closes or nothing more comes."""
    host, port = grantd.url.removeprefix("http://").split(":")
    parts = []
    with socket.create_connection((host, int(port)), timeout=timeout) as connection:
        try:
            connection.sendall(data)
            while part := connection.recv(65536):
                parts.append(part)
        except (ConnectionError, socket.timeout):
            pass
    return b"".join(parts)


def at_once(number, act):
    """Does the same thing in many threads at the same moment."""
    start = threading.Barrier(number)
    results = [None] * number

    def run(index):
        start.wait()
        results[index] = act(index)

    threads = [threading.Thread(target=run, args=(index,)) for index in range(number)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    return results


def until(true, seconds=10):
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.05)


@pytest.fixture
def make(tmp_path):
    """Starts daemons that are stopped and looked through at the end."""
    made = []

    def start(config="", name="grantd", **more):
        (tmp_path / name).mkdir(exist_ok=True)
        grantd = Grantd(tmp_path / name, config, **more).start()
        made.append(grantd)
        return grantd

    yield start
    for grantd in made:
        if grantd.process.poll() is None:
            grantd.stop()
        grantd.check_clean()


@pytest.fixture
def grantd(make):
    return make()


@pytest.fixture
def alice(grantd):
    return grantd.add_user("alice", admin=True)


@pytest.fixture
def bob(grantd):
    return grantd.add_user("bob")
