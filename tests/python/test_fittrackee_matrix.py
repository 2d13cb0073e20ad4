"""All 128 endpoints of FitTrackee, each with tokens of each of the 16 scopes that are good, expired or revoked, with a
session and with nothing: through the gateway, a real nginx and a real Caddy. What is expected comes from the table of
endpoints, not from the configuration that is tested."""

import csv
import http.client
import re
import signal

import pytest

from conftest import CHEAP, ROOT, until
from upstream import caddy, echo, nginx

ENDPOINTS = list(csv.DictReader((ROOT / "tests/fittrackee/scopes.tsv").open(), delimiter="\t"))
SCOPES = sorted({row["required_scope"] for row in ENDPOINTS} - {"public", "first-party"})


def configuration(upstream, access="10d"):
    text = (ROOT / "conf/fittrackee.toml").read_text()
    text = text.replace('access_token_lifetime = "10d"', f'access_token_lifetime = "{access}"')
    if upstream is None:
        text = re.sub(r"\[\[upstream\]\]\n(?:[^\[\n].*\n)+", "", text)
    else:
        text = text.replace("http://127.0.0.1:5000", upstream)
    return text + "\n" + CHEAP


class World:
    """One daemon and every kind of credentials."""

    def __init__(self, make, upstream, tmp_path):
        self.grantd = grantd = make(configuration(None, "1s"))
        (tmp_path / "fittrackee.key").write_text("0123456789abcdef0123456789abcdef\n")
        admin, user = grantd.add_user("root", admin=True), grantd.add_user("bob")
        grantd.cli("user", "set", "root", "fittrackee_id=1")
        grantd.cli("user", "set", "bob", "fittrackee_id=2")
        client = admin.add_app(" ".join(SCOPES))
        mint = lambda scope: admin.tokens(client, scope)["access_token"]
        self.tokens = {("expired", scope): mint(scope) for scope in SCOPES}
        self.configure(configuration(None))
        for scope in SCOPES:
            self.tokens["revoked", scope] = mint(scope)
            self.tokens["good", scope] = mint(scope)
            revoked = grantd.post("/api/oauth/revoke", data={
                "client_id": client["client_id"], "client_secret": client["client_secret"], "token": self.tokens["revoked", scope]})
            assert revoked.status_code == 200
            if scope != "application:write":
                self.tokens["user's", scope] = user.tokens(client, scope)["access_token"]
        last = self.tokens["expired", SCOPES[-1]]
        until(lambda: "invalid_token" in grantd.profile(last).text)
        self.sessions = {"session": admin.token, "user's session": user.token}
        key = str(tmp_path / "fittrackee.key")
        self.configure(configuration(upstream).replace('"fittrackee.key"', f'"{key}"'))

    def configure(self, text):
        before = self.grantd.log.read_text().count("the configuration was read again")
        self.grantd.config.write_text(text)
        self.grantd.process.send_signal(signal.SIGHUP)
        until(lambda: self.grantd.log.read_text().count("the configuration was read again") > before)

    def cells(self, row):
        """Every way to ask, with the status that it must have: 200 stands for let through."""
        scope, admin_only, optional = row["required_scope"], row["admin_needed"] == "yes", row["auth_header"] == "optional"
        public = scope == "public"
        yield "nothing", None, 200 if public or optional else 401
        for (state, own), token in self.tokens.items():
            if public:
                expected = 200
            elif state in ("expired", "revoked") or scope == "first-party":
                expected = 401
            elif own != scope:
                expected = 403
            else:
                expected = 403 if admin_only and state == "user's" else 200
            yield f"{state} {own}", token, expected
        yield "session", self.sessions["session"], 200
        yield "user's session", self.sessions["user's session"], 403 if admin_only else 200
        yield "no token of anyone", "gra_" + "x" * 49, 200 if public else 401


def fill(path):
    return re.sub(r"\{[^}]*\}", "7", path)


def check(world, url):
    """Every cell of the matrix through one door."""
    connection = http.client.HTTPConnection(url.removeprefix("http://"), timeout=30)
    wrong, asked = [], 0
    for row in ENDPOINTS:
        own = row["path"].startswith("/api/oauth/")
        for name, token, expected in world.cells(row):
            headers = {"Authorization": f"Bearer {token}"} if token else {}
            connection.request(row["method"], fill(row["path"]), headers=headers)
            answer = connection.getresponse()
            body = answer.read()
            asked += 1
            if own and row["required_scope"] == "public":
                # grantd's protocol endpoints: whatever they say, they say it in their own dialect.
                right = answer.status in (400, 401, 415) and b'"error"' in body
            elif own:
                # grantd's own API: let through is whatever it then says of an empty request.
                right = (answer.status not in (401, 403)) if expected == 200 else answer.status == expected
            else:
                right = answer.status == expected and (b'"server"' in body) == (expected == 200)
            if row["method"] == "POST" and fill(row["path"]) == "/api/oauth/apps/7/revoke" and expected == 200:
                right = answer.status == 404
            if not right:
                wrong.append(f"{row['method']} {row['path']} with {name}: {answer.status}, not {expected}: {body[:120]}")
    connection.close()
    assert not wrong, f"{len(wrong)} of {asked} are wrong:\n" + "\n".join(wrong[:20])
    assert asked > 128 * (3 * 16 + 3)


@pytest.fixture
def api():
    server = echo()
    yield server
    server.shutdown()


def test_the_table_is_whole():
    assert len(ENDPOINTS) == 128 and len(SCOPES) == 16


# Logging out is one of the endpoints: it is asked of FitTrackee, and grantd's session goes on.
def test_the_matrix_through_the_gateway(make, api, tmp_path):
    world = World(make, api.url, tmp_path)
    check(world, world.grantd.url)


@pytest.mark.parametrize("proxy", [nginx, caddy])
def test_the_matrix_through_a_proxy(make, api, tmp_path, proxy):
    world = World(make, api.url, tmp_path)
    started = proxy(tmp_path / "proxy", world.grantd.url, api.url)
    try:
        check(world, started.url)
    finally:
        started.stop()
