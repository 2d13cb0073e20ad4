"""glewlwyd, a server in C, over SQLite as the comparison runs it: `glewlwyd_peer.py DIRECTORY`. Its packages are unpacked
below target/, and it is set up through its own administration API."""

import gzip
import http.client
import json
import os
import pathlib
import re
import signal
import sqlite3
import subprocess
import sys
import time
import urllib.parse

from peer import CLIENT, REDIRECT_URI, SCOPE, free_port, offer

PACKAGES = pathlib.Path(__file__).resolve().parents[4] / "target/compare/glewlwyd"
PASSWORD = "correct horse battery"
# The protocol's plugin for OpenID Connect, since the other one does not rotate; without ID tokens.
PLUGIN = {
    "iss": "http://localhost/api/oidc", "jwt-type": "sha", "jwt-key-size": "256", "key": "a key that signs tokens",
    "access-token-duration": 3600, "refresh-token-duration": 86400, "code-duration": 60,
    "refresh-token-rolling": True, "refresh-token-one-use": "always", "allow-non-oidc": True,
    "auth-type-code-enabled": True, "auth-type-refresh-enabled": True,
    **{f"auth-type-{kind}-enabled": False for kind in ["token", "id-token", "none", "implicit", "password", "client"]},
    "pkce-allowed": True, "pkce-method-plain-allowed": False,
    "introspection-revocation-allowed": True, "introspection-revocation-allow-target-client": True,
    "address-claim": {"type": "no"}, "name-claim": "no", "email-claim": "no", "scope-claim": "no"}


def configuration(directory, port):
    """The sample that comes with it, with our port and paths."""
    text = gzip.decompress((PACKAGES / "usr/share/doc/glewlwyd/glewlwyd.conf.sample.gz").read_bytes()).decode()
    for key, value in {
        "port": port, "external_url": f'"http://localhost:{port}"', "log_level": '"ERROR"', "cookie_secure": 0,
    }.items():
        text = re.sub(rf"(?m)^{key}=.*", f"{key}={value}", text)
    text = re.sub(r"(?m)^(use_secure_connection|cookie_same_site|static_files_path).*", "", text)
    text = text.replace("/usr/lib/glewlwyd", str(PACKAGES / "usr/lib/glewlwyd"))
    return text.replace("/var/cache/glewlwyd/glewlwyd.db", f"{directory}/glewlwyd.db")


def make_database(file):
    """With what the package has for it. SQLite flushes each commit by itself."""
    database = sqlite3.connect(file)
    database.execute("PRAGMA journal_mode = WAL")
    database.executescript((PACKAGES / "usr/share/dbconfig-common/data/glewlwyd/install/sqlite3").read_text())
    database.close()


class Session:
    """Somebody who has signed in."""

    def __init__(self, port, name, password):
        self.port, self.cookie = port, ""
        answer = self.call("POST", "/api/auth/", {"username": name, "password": password})
        self.cookie = answer.getheader("Set-Cookie").split(";")[0]

    def call(self, method, path, body):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, path, json.dumps(body), {"Content-Type": "application/json", "Cookie": self.cookie})
        answer = connection.getresponse()
        text = answer.read().decode()
        assert answer.status == 200, f"{method} {path}: {answer.status} {text}"
        return answer


def set_up(port):
    """Makes the account and the app; the session of the account, which has authorised the app."""
    admin = Session(port, "admin", "password")
    admin.call("POST", "/api/mod/plugin/", {"module": "oidc", "name": "oidc", "display_name": "oidc", "parameters": PLUGIN})
    for scope in SCOPE.split():
        admin.call("POST", "/api/scope/", {"name": scope, "password_required": False, "scheme": {}})
    admin.call("POST", "/api/user/", {
        "username": "ada", "password": PASSWORD, "email": "ada@example.org", "enabled": True,
        "scope": [*SCOPE.split(), "g_profile"]})
    admin.call("POST", "/api/client/", {
        **CLIENT, "name": "compare", "confidential": True, "enabled": True, "redirect_uri": [REDIRECT_URI],
        "authorization_type": ["code", "refresh_token"], "scope": [], "token_endpoint_auth_method": ["client_secret_post"]})
    ada = Session(port, "ada", PASSWORD)
    ada.call("PUT", f"/api/auth/grant/{CLIENT['client_id']}", {"scope": SCOPE})
    return ada.cookie


def wait_for(port, process):
    end = time.monotonic() + 30
    while True:
        try:
            http.client.HTTPConnection("127.0.0.1", port, timeout=5).connect()
            return
        except OSError:
            if process.poll() is not None or time.monotonic() > end:
                raise
            time.sleep(0.1)


directory, port = pathlib.Path(sys.argv[1]), free_port()
(PACKAGES / "usr/lib/glewlwyd/user_middleware").mkdir(exist_ok=True)
make_database(directory / "glewlwyd.db")
(directory / "glewlwyd.conf").write_text(configuration(directory, port))
libraries = {"LD_LIBRARY_PATH": ":".join(map(str, (PACKAGES / "usr/lib").glob("*-linux-gnu*")))}
process = subprocess.Popen(
    [PACKAGES / "usr/bin/glewlwyd", "-c", directory / "glewlwyd.conf"], env=os.environ | libraries, stdin=subprocess.DEVNULL,
    stdout=sys.stderr)
try:
    wait_for(port, process)
    cookie = set_up(port)
    offer(
        name=f"glewlwyd {(PACKAGES / 'version').read_text().strip()}, SQLite", address=f"127.0.0.1:{port}", durable=True,
        processes=[process.pid], **CLIENT, sessions=[f"Cookie: {cookie}"],
        authorize={"method": "GET", "path": "/api/oidc/auth", "more": "g_continue"}, token="/api/oidc/token",
        validations=[{
            "kind": "introspection", "method": "POST", "path": "/api/oidc/introspect",
            "body": urllib.parse.urlencode(CLIENT) + "&token={token}",
            "expect": {"/active": True, "/client_id": CLIENT["client_id"], "/username": "ada", "/scope": SCOPE}}])
finally:
    process.send_signal(signal.SIGTERM)
    process.wait(20)
