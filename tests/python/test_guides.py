"""The guides, as they are written: their files, their settings, their calls. Only addresses and directories are replaced."""

import os
import re
import signal
import subprocess
import sys

import pytest
import requests

from conftest import CHEAP, ROOT, bearer, until
from upstream import Proxy, caddy, echo, free_port, nginx


def blocks(guide):
    text = (ROOT / "docs/guides" / guide).read_text()
    return dict(re.findall(r"<!-- ci:begin (\S+) -->\n```\w*\n(.*?)```\n<!-- ci:end -->", text, re.S))


def start(make, settings, scopes, changes=()):
    """grantd with the guide's settings, and the token of an app with all its scopes."""
    settings = re.sub(r"public_url = .*\n", "", settings)
    without = settings.split("[[upstream]]")[0]
    grantd = make(without)
    ada = grantd.add_user("ada", admin=True)
    app = ada.add_app(scopes)
    token = ada.tokens(app, scopes)["access_token"]
    for old, new in changes:
        settings = settings.replace(old, new)
    grantd.config.write_text(settings + "\n" + CHEAP)
    grantd.process.send_signal(signal.SIGHUP)
    until(lambda: "the configuration was read again" in grantd.log.read_text())
    grantd.cli("check")
    return grantd, token


def call(block, token, changes):
    for old, new in changes:
        block = block.replace(old, new)
    lines = []
    for line in block.strip().splitlines():
        done = subprocess.run(["sh", "-c", line], env=os.environ | {"TOKEN": token}, capture_output=True, text=True, timeout=30)
        assert done.returncode == 0, done.stderr
        lines.append(done.stdout.strip())
    return lines


def test_flask(make, tmp_path):
    written, port = blocks("flask.md"), free_port()
    (tmp_path / "notes.py").write_text(written["notes.py"])
    flask = Proxy([sys.executable, "-m", "flask", "--app", str(tmp_path / "notes.py"), "run", "--port", str(port)], port, tmp_path / "flask.log")
    try:
        grantd, token = start(make, written["grantd.toml"], "notes:read notes:write", [("127.0.0.1:5000", f"127.0.0.1:{port}")])
        added, read, refused = call(written["calls"], token, [("http://localhost:8080", grantd.url)])
        assert (added, read) == ('{"added":true}', '["Buy milk"]')
        assert refused == '{"status":"error","message":"provide a valid auth token"}' or '"provide a valid auth token"' in refused
        assert grantd.get("/").text.startswith("Notes.")
    finally:
        flask.stop()


def test_webdav(make, tmp_path):
    written = blocks("webdav.md")
    grantd, token = start(make, written["grantd.toml"], "files:read files:write")
    (tmp_path / "srv/files").mkdir(parents=True)
    (tmp_path / "srv/secret").mkdir()
    server = nginx(tmp_path / "nginx", grantd.url, "", config=written["files.conf"].replace("root /srv;", f"root {tmp_path}/srv;"))
    try:
        put, read, moved, again = call(written["calls"], token, [("http://localhost/", server.url + "/")])
        assert (put, read, moved, again) == ("", "hello", "", "hello")
        # The second is an address to whoever looks for :// anywhere, and a path with a query to nginx.
        for out in [f"{server.url}/secret/two.txt", "/secret/two.txt?a://h/files/two.txt"]:
            moved = requests.request("MOVE", server.url + "/files/two.txt", headers={"Destination": out} | bearer(token), timeout=10)
            assert moved.status_code == 403 and not list((tmp_path / "srv/secret").iterdir()), out
        assert (tmp_path / "srv/files/two.txt").read_text() == "hello\n"
    finally:
        server.stop()


def test_caddy(make, tmp_path):
    written, api = blocks("caddy.md"), echo()
    grantd, token = start(make, written["grantd.toml"], "things:read things:write")
    server = caddy(tmp_path / "caddy", grantd.url, api.url, config=written["Caddyfile"].replace("http://localhost", "http://api.example.org"))
    try:
        anyone, mine, refused = call(written["calls"], token, [("http://localhost", server.url)])
        assert '"path": "/"' in anyone and "Remote-User" not in anyone and '["Remote-User", "ada"]' in mine and '"server"' not in refused
        assert "provide a valid auth token" in refused
    finally:
        server.stop()
        api.shutdown()
