"""`grantd doctor` over real installations: a healthy one, and one ailment after the other."""

import http.client
import http.server
import json
import re
import ssl
import threading

import pytest

from certificates import Authority
from conftest import REDIRECT, answer_of, until
from upstream import Server

HEALTHY = """[server]
trusted_proxies = ["127.0.0.1"]
[oauth]
pkce = "required"
[backup]
every = "1d"
"""


class Proxy:
    """A proxy that speaks TLS; `change` may spoil the headers that it hands on."""

    def __init__(self, authority):
        self.backend, self.change, self.answer = None, lambda headers: None, None
        proxy = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self):
                if proxy.answer:
                    status, headers, body = proxy.answer
                else:
                    status, headers, body = proxy.ask(self.path, self.headers)
                self.send_response_only(status)
                for name, value in headers:
                    if name.lower() not in ("transfer-encoding", "connection"):
                        self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(authority.directory / "server.pem", authority.directory / "server.key")
        server = Server(("127.0.0.1", 0), Handler)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        self.url = f"https://localhost:{server.server_port}"

    def ask(self, path, given):
        headers = {"Host": given["Host"], "X-Forwarded-For": f"{given['X-Forwarded-For']}, 127.0.0.1",
                   "X-Forwarded-Proto": "https"}
        self.change(headers)
        connection = http.client.HTTPConnection(self.backend.removeprefix("http://"), timeout=10)
        connection.request("GET", path, headers={name: value for name, value in headers.items() if value})
        answer = connection.getresponse()
        return answer.status, answer.getheaders(), answer.read()


class Installation:
    """A grantd behind a proxy, with nothing to say against it."""

    def __init__(self, make, authority):
        self.authority, self.proxy = authority, Proxy(authority)
        self.grantd = make(HEALTHY, public_url=self.proxy.url)
        self.proxy.backend = self.grantd.url
        self.user = self.grantd.add_user("alice", admin=True)
        backups = self.grantd.data / "backups"
        until(lambda: any(backups.glob("*.jsonl")))

    def examine(self, status):
        done = self.grantd.cli("--json", "doctor", check=False)
        assert done.returncode == status, done.stdout + done.stderr
        report = json.loads(done.stdout)
        # How fast the disk is, is no fault of grantd's.
        report["findings"] = [finding for finding in report["findings"] if finding["about"] not in ("flush", "space")]
        return report

    def only(self, severity, about, what):
        """The one finding that there is."""
        report = self.examine(1 if severity == "problem" else 0)
        told = [(finding["severity"], finding["about"]) for finding in report["findings"]]
        assert told == [(severity, about)], report["findings"]
        assert what in report["findings"][0]["what"] and report["findings"][0]["mend"], report["findings"]
        return report["findings"][0]


@pytest.fixture
def installation(make, tmp_path, monkeypatch):
    authority = Authority(tmp_path)
    authority.pair()
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    return Installation(make, authority)


def test_a_healthy_installation_is_well(installation):
    app = installation.user.add_app()
    installation.user.tokens(app)
    report = installation.examine(0)
    assert report["findings"] == [] and report["not_looked_at"] == []
    looked_at = {look["about"]: look["found"] for look in report["looked_at"]}
    assert {"clock", "memory", "files", "sweeper", "backups", "apps", "settings", "public_url", "proxy"} <= set(looked_at)
    assert looked_at["proxy"] == "127.0.0.1 tells truly who asks, and how"
    text = installation.grantd.cli("doctor").stdout
    assert "All is well. Looked at:" in text or "warning  flush" in text
    assert f"public_url  {installation.proxy.url} leads here, and is the issuer" in text
    assert not list(installation.grantd.data.glob(".doctor*"))


@pytest.mark.parametrize("name, value, severity, what", [
    ("X-Forwarded-For", None, "problem", "does not say whom it asks for"),
    ("X-Forwarded-For", "192.0.2.123", "problem", "anybody can pretend to be anybody"),
    ("X-Forwarded-Proto", None, "warning", "X-Forwarded-Proto says nothing where clients speak https"),
    ("Host", "grantd.internal", "warning", "Host says grantd.internal where clients ask for localhost:"),
])
def test_a_proxy_that_tells_wrongly_is_found_out(installation, name, value, severity, what):
    installation.proxy.change = lambda headers: headers.update({name: value})
    installation.only(severity, "proxy", what)


def test_a_proxy_that_is_not_trusted_is_found_out(make, tmp_path, monkeypatch):
    authority = Authority(tmp_path)
    authority.pair()
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    monkeypatch.setattr("test_doctor.HEALTHY", HEALTHY.replace('["127.0.0.1"]', "[]"))
    found = Installation(make, authority).only("problem", "proxy", "the proxy at 127.0.0.1 is not trusted")
    assert found["mend"] == 'server.trusted_proxies = ["127.0.0.1"]'


@pytest.mark.parametrize("answer, what", [
    ((502, [], b""), "answers 502 instead of 200"),
    ((301, [("Location", "https://www.example.org/")], b""), "redirects to https://www.example.org/"),
    ((200, [], b"<html>"), "answered by something that is not grantd"),
    ((200, [], b'{"issuer": "https://other.example"}'), "names another issuer, https://other.example"),
])
def test_a_public_url_that_does_not_lead_here_is_found_out(installation, answer, what):
    installation.proxy.answer = answer
    installation.only("problem", "public_url", what)


def test_another_grantd_under_the_same_name_is_found_out(installation, make):
    other = make(HEALTHY, name="other", public_url=installation.proxy.url)
    installation.proxy.backend = other.url
    installation.only("problem", "public_url", "answered by another grantd than this one")


@pytest.mark.parametrize("name, what", [
    ("Another authority", "leads to no authority that this machine trusts"),
    ("Authority of a test", "was not signed by the authority that this machine knows by that name"),
])
def test_an_authority_that_nobody_trusts_is_found_out(installation, tmp_path, monkeypatch, name, what):
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.setenv("SSL_CERT_FILE", str(Authority(tmp_path / "elsewhere", name).file))
    installation.only("problem", "public_url", f"cannot be reached from here: its certificate {what}")


@pytest.mark.parametrize("write, what", [
    (lambda authority: authority.pair(days=-1), "its certificate has expired on 20"),
    (lambda authority: authority.pair(since=1), "its certificate is not good before 20"),
    (lambda authority: authority.pair(hosts=["elsewhere.example"]), "its certificate is for another name"),
    (lambda authority: authority.own(), "its certificate is one that signs others"),
])
def test_a_certificate_that_clients_refuse_is_told_in_words(make, tmp_path, monkeypatch, write, what):
    authority = Authority(tmp_path)
    write(authority)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    told = Installation(make, authority).only("problem", "public_url", f"cannot be reached from here: {what}")["what"]
    assert "Error" not in told and "(" not in told


def test_a_port_that_speaks_no_tls_is_found_out(make, tmp_path, monkeypatch):
    authority = Authority(tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    plain = make(name="plain").url.removeprefix("http://").replace("127.0.0.1", "localhost")
    grantd = make(HEALTHY, public_url=f"https://{plain}")
    report = json.loads(grantd.cli("--json", "doctor", check=False).stdout)
    told = [finding["what"] for finding in report["findings"] if finding["about"] == "public_url"]
    assert told == [f"https://{plain} cannot be reached from here: what answers there speaks no TLS"]


def test_a_clock_that_differs_from_that_of_the_proxy_is_found_out(installation):
    ask, old = installation.proxy.ask, "Mon, 23 Nov 2020 20:24:11 GMT"
    installation.proxy.ask = lambda path, given: (200, [("Date", old)], ask(path, given)[2])
    installation.only("warning", "clock", "is of 2020-11-23T20:24:11Z, and here it is 20")


def test_files_that_others_can_reach_are_found_out(installation):
    data = installation.grantd.data
    for path, mode, wrong in ((data, 0o700, 0o755), (data / "grantd.sock", 0o600, 0o666),
                              (next((data / "backups").glob("*.jsonl")), 0o600, 0o644)):
        path.chmod(wrong)
        found = installation.only("problem", "files", str(path))
        assert found["mend"] == f"chmod {mode:o} {path}"
        path.chmod(mode)
    installation.grantd.config.chmod(0o666)
    installation.only("problem", "files", "can change the configuration")


def test_a_configuration_that_is_not_in_force_is_found_out(installation):
    installation.grantd.config.write_text(HEALTHY + '[accounts]\nsession_lifetime = "7d"\n')
    found = installation.only("warning", "configuration", "accounts.session_lifetime")
    assert "reload" in found["mend"]


def test_backups_that_are_overdue_are_found_out(installation):
    backups = installation.grantd.data / "backups"
    for path in list(backups.glob("*.jsonl")):
        # As if the newest were from long ago.
        path.rename(backups / re.sub(r"grantd-20\d\d", "grantd-2020", path.name))
    report = installation.examine(1)
    assert ["backups" == finding["about"] and "overdue" in finding["what"] for finding in report["findings"]] == [True], report


def test_settings_that_are_hardly_meant_are_found_out(make):
    grantd = make('[server]\ninsecure_http = true\n[oauth]\naccess_token_lifetime = "10d"\n[storage]\ndurability = "relaxed"\n',
                  public_url="http://auth.example")
    report = json.loads(grantd.cli("--json", "doctor", check=False).stdout)
    told = {(finding["severity"], finding["about"]): finding for finding in report["findings"]}
    for expected in (("problem", "https"), ("problem", "public_url"), ("warning", "backups"), ("warning", "accounts"),
                     ("note", "pkce"), ("note", "lifetimes"), ("note", "durability")):
        assert expected in told, report["findings"]
    assert told["note", "pkce"]["see"] == "RFC 9700 §2.1.1"
    severities = [finding["severity"] for finding in report["findings"]]
    assert severities == sorted(severities, key=["problem", "warning", "note"].index), "the worst first"


def test_an_app_that_leaves_out_pkce_is_seen(make):
    grantd = make()
    user = grantd.add_user("alice", admin=True)
    careful, careless = user.add_app(), user.add_app(redirect_uris=["http://localhost:9000/cb", REDIRECT])
    user.tokens(careful)
    assert answer_of(user.consent(f"/?client_id={careless['client_id']}&response_type=code&scope=profile:read"
                                  f"&redirect_uri={REDIRECT}&state=x"))["code"]
    report = json.loads(grantd.cli("--json", "doctor", check=False).stdout)
    told = [(finding["about"], finding["see"]) for finding in report["findings"] if finding["about"].startswith("app ")]
    assert told == [(f"app {careless['id']} (Test app)", "RFC 8252 §7.3, §8.5"),
                    (f"app {careless['id']} (Test app)", "RFC 9700 §2.1.1")]


def test_tls_of_its_own_is_looked_at(make, tmp_path, monkeypatch):
    authority = Authority(tmp_path)
    authority.pair(days=10)
    monkeypatch.setenv("SSL_CERT_FILE", str(authority.file))
    grantd = make(authority.config())
    report = json.loads(grantd.cli("--json", "doctor").stdout)
    certificate = [finding["what"] for finding in report["findings"] if finding["about"] == "certificate"]
    assert len(certificate) == 2 and all("expires on" in what for what in certificate), "of the file and as it is shown"
    assert {"about": "proxy", "found": "there is none in between"} in report["looked_at"]
    (tmp_path / "server.key").chmod(0o644)
    report = json.loads(grantd.cli("--json", "doctor", check=False).stdout)
    assert "everybody on this machine can read the key" in report["findings"][0]["what"]
