"""A full disk: changes are refused with 503 and the time to ask again, what was stored is used on, and when there is room
again nobody has to restart anything."""

import json
import os
import pathlib
import subprocess

import pytest

from conftest import PASSWORD, REDIRECT, Browser, bearer, credentials, until

FULL = '[storage]\nkeep_free = "1024GiB"\n'
ROUTES = '[[route]]\npath = "/api/notes"\nscope = "profile:read"\n'


def set_up(grantd):
    alice = grantd.add_user("alice", admin=True)
    client = alice.add_app()
    return alice, client, alice.tokens(client)


def check_refused(answer, error=None):
    assert answer.status_code == 503, answer.text
    assert 0 < int(answer.headers["Retry-After"]) <= 60
    if error:
        assert answer.json()["error"] == error and "try again later" in answer.json()["error_description"]


def check_read_only(grantd, alice, client, tokens):
    # What was stored is used on.
    assert grantd.profile(tokens["access_token"]).status_code == 200
    described = grantd.post("/api/oauth/introspect", data=credentials(client) | {"token": tokens["access_token"]})
    assert described.json()["active"] is True
    asked = bearer(tokens["access_token"]) | {"X-Forwarded-Method": "GET", "X-Forwarded-Uri": "/api/notes"}
    assert grantd.get("/forward-auth", headers=asked).status_code == 200
    # Changes are refused, in each dialect.
    check_refused(alice.refresh(client, tokens["refresh_token"]), "temporarily_unavailable")
    revoke = credentials(client) | {"token": tokens["access_token"]}
    check_refused(grantd.post("/api/oauth/revoke", data=revoke), "temporarily_unavailable")
    login = grantd.post("/api/auth/login", json={"email": "alice", "password": PASSWORD})
    check_refused(login)
    assert login.json() == {"status": "error", "message": "nothing can be stored at the moment, please try again later"}
    body = {"client_name": "A", "client_uri": "https://a.example", "redirect_uris": [REDIRECT], "scope": "profile:read"}
    check_refused(alice.call("POST", "/api/oauth/apps", json=body))
    check_refused(alice.call("DELETE", f"/api/oauth/grants/{client['client_id']}"))
    browser = Browser(grantd)
    page = browser.submit(browser.get("/login"), "/login", email="alice", password=PASSWORD)
    check_refused(page)
    assert "Nothing can be stored just now" in page.text and page.headers["Content-Type"].startswith("text/html")
    # Who watches is told; who would restart it is not: that mends nothing.
    check_refused(grantd.get("/healthz"))
    assert grantd.get("/api/ping").status_code == 200
    healthy = json.loads(grantd.cli("--json", "healthcheck").stdout)
    assert healthy["healthy"] is True and "no room left on the disk" in healthy["waiting"]
    assert "validates tokens, but there is no room left" in grantd.cli("healthcheck").stdout
    said = grantd.cli("user", "reset-link", "alice", check=False)
    assert said.returncode == 1 and said.stdout == "" and said.stderr.count("\n") == 1
    assert "no room left on the disk" in said.stderr
    # Nothing of it was done.
    assert grantd.profile(tokens["access_token"]).status_code == 200


def test_changes_are_refused_in_every_dialect_while_validation_goes_on(make):
    grantd = make(ROUTES)
    alice, client, tokens = set_up(grantd)
    grantd.stop()
    config = grantd.config.read_text()
    grantd.config.write_text(config + FULL)
    grantd.start()
    check_read_only(grantd, alice, client, tokens)
    grantd.stop()
    grantd.config.write_text(config)
    grantd.start()
    assert alice.refresh(client, tokens["refresh_token"]).status_code == 200


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a small file system")
def test_a_disk_that_fills_up_is_waited_for(make, tmp_path):
    small = tmp_path / "grantd" / "data"
    small.mkdir(parents=True)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=48m,mode=700", "tmpfs", small], capture_output=True)
    if mounted.returncode:
        pytest.skip(f"no file system can be mounted here: {mounted.stderr.decode().strip()}")
    try:
        grantd = make(ROUTES)
        alice, client, tokens = set_up(grantd)
        filler = small / "grantd.filler"
        fill(filler)
        check_read_only(grantd, alice, client, tokens)
        filler.unlink()
        fresh = alice.keep(alice.refresh(client, tokens["refresh_token"]).json())
        assert grantd.get("/healthz").status_code == 200
        # Without the reserve sled itself meets the full disk, in the middle of its log.
        grantd.stop()
        grantd.config.write_text(grantd.config.read_text() + '[storage]\nkeep_free = "0B"\n')
        grantd.start()
        fill(filler)
        while (answer := alice.refresh(client, fresh["refresh_token"])).status_code == 200:
            fresh = alice.keep(answer.json())
        check_refused(answer, "temporarily_unavailable")
        check_refused(alice.refresh(client, fresh["refresh_token"]), "temporarily_unavailable")
        # sled may have been cut off while it split a page: then what is in that page has to wait.
        assert grantd.profile(fresh["access_token"]).status_code in (200, 503)
        filler.unlink()
        until(lambda: grantd.get("/healthz").status_code == 200)
        again = alice.keep(alice.refresh(client, fresh["refresh_token"]).json())
        assert grantd.profile(again["access_token"]).status_code == 200
        assert grantd.profile(tokens["access_token"]).status_code == 401
        grantd.restart()
        assert grantd.profile(again["access_token"]).status_code == 200
        grantd.stop()
        grantd.check_clean()
    finally:
        subprocess.run(["umount", "-l", small], check=True)


def fill(filler: pathlib.Path):
    with filler.open("wb", buffering=0) as file:
        try:
            while file.write(bytes(1 << 16)):
                pass
        except OSError:
            pass
        try:
            while file.write(bytes(512)):
                pass
        except OSError:
            pass
