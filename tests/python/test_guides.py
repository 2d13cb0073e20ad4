"""The guides, as they are written: their files, their settings, their calls. Only addresses and directories are replaced."""

import os
import random
import re
import signal
import socket
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


def destinations(chance, url, number):
    """What may stand in Destination: addresses and paths in pieces, put together in every way."""
    host = url.removeprefix("http://")
    pieces = ["http://", "https://", "HTTP://", "a://", "://", host, "evil", "u@" + host, "", "/", "//", "/files", "/secret", "/x", "/two.txt", "?", "#", ";", "..",
              "/..", "%2e%2e", "%2f", "%3f", "\\", "%00", "/.", " ", "&", "files/x", "secret/x"]
    for _ in range(number):
        begin = chance.choice([url, url, "", "/files", "/secret", "http://"])
        yield begin + chance.choice(["", "/files", "/files", "/secret"]) + "".join(chance.choice(pieces) for _ in range(chance.randint(1, 5)))


def copy(url, destination, token):
    """Copies a file over a connection of its own: libraries would not send every such header."""
    host, port = url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(f"COPY /files/two.txt HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\nAuthorization: Bearer {token}\r\n"
                           f"Destination: {destination}\r\n\r\n".encode())
        return int(connection.makefile("rb").readline().split()[1])


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
        copied = sum(copy(server.url, destination, token) == 204 for destination in destinations(random.Random(4918), server.url, 1500))
        assert copied > 20, "hardly anything was let through"
        assert not list((tmp_path / "srv/secret").iterdir()) and {entry.name for entry in (tmp_path / "srv").iterdir()} == {"files", "secret"}
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
