"""Backup while writing, restore, export, import: the same answers afterwards, and never a secret."""

import json
import os
import stat
import subprocess
import threading

import pytest
import requests

from conftest import BINARY, CHEAP, PASSWORD, Grantd, Person, bearer


@pytest.fixture
def world(grantd, alice):
    bob = grantd.add_user("bob")
    client = alice.add_app()
    return grantd, alice, bob, client, bob.tokens(client)


def answers(grantd, alice, bob, client, tokens):
    """What the outside can see."""
    def seen(path, token):
        return requests.get(grantd.url + path, headers=bearer(token), timeout=30).json()

    apps = seen("/api/oauth/apps", alice.token)
    for app in apps["data"]["clients"]:
        app.pop("last_used_at")
    grants = seen("/api/oauth/grants", bob.token)
    for grant in grants["data"]["grants"]:
        for noted_lazily in ("last_used_at", "used_scopes", "unused_scope"):
            grant.pop(noted_lazily)
    return [apps, grants, seen("/api/auth/profile", tokens["access_token"]), seen("/api/users", alice.token)]


def fresh(tmp_path, name):
    (tmp_path / name).mkdir()
    return Grantd(tmp_path / name)


def no_secrets(path, grantd):
    content = path.read_bytes()
    for secret in [PASSWORD, *grantd.secrets]:
        assert secret.encode() not in content


def test_a_backup_taken_while_writing_restores_to_the_same_answers(world, tmp_path):
    grantd, alice, bob, client, tokens = world
    before = answers(*world)
    stop = threading.Event()

    def write():
        while not stop.is_set():
            alice.tokens(client)

    writers = [threading.Thread(target=write) for _ in range(4)]
    [writer.start() for writer in writers]
    backup = tmp_path / "backup.jsonl"
    for _ in range(3):
        grantd.cli("backup", str(backup))
    stop.set()
    [writer.join() for writer in writers]
    assert stat.S_IMODE(backup.stat().st_mode) == 0o600
    no_secrets(backup, grantd)

    other = fresh(tmp_path, "restored")
    other.cli("restore", str(backup))
    other.start()
    try:
        moved = [other, Person(other, "alice", alice.token), Person(other, "bob", bob.token), client, tokens]
        assert answers(*moved) == before
        assert moved[2].refresh(client, tokens["refresh_token"]).status_code == 200
        assert moved[1].call("DELETE", f"/api/oauth/apps/{client['id']}").status_code == 204
        assert other.profile(tokens["access_token"]).status_code == 401
    finally:
        other.stop()
    refused = other.cli("restore", str(backup), check=False)
    assert refused.returncode == 1 and "not empty" in refused.stderr


def test_an_export_imports_to_the_same_answers(world, tmp_path):
    grantd, alice, bob, client, tokens = world
    before = answers(*world)
    beside_daemon = grantd.cli("export").stdout
    grantd.stop()
    without_daemon = grantd.cli("export").stdout
    noted = ["last_use", "scope_use", "app_usage"]  # in memory until the daemon stops, as docs/data.md says
    records = lambda text: [line for line in text.splitlines()[1:-1] if not any(f'"kind":"{kind}"' in line for kind in noted)]
    assert records(beside_daemon) == records(without_daemon)
    for secret in [PASSWORD, *grantd.secrets]:
        assert secret not in beside_daemon
    assert json.loads(beside_daemon.splitlines()[-1])["end"] is True

    other = fresh(tmp_path, "imported")
    other.cli("import", stdin=without_daemon)
    other.start()
    try:
        assert answers(other, Person(other, "alice", alice.token), Person(other, "bob", bob.token), client, tokens) == before
    finally:
        other.stop()
    grantd.start()


@pytest.mark.parametrize("damage", ["cut", "changed", "foreign", "empty", "longer"])
def test_a_damaged_export_leaves_nothing_behind(world, tmp_path, damage):
    grantd = world[0]
    export = grantd.cli("export").stdout
    lines = export.splitlines(keepends=True)
    damaged = {
        "cut": "".join(lines[:-1]),
        "changed": export.replace("alice@example.org", "alyce@example.org"),
        "foreign": "{}\n",
        "empty": "",
        "longer": export + lines[1],
    }[damage]
    other = fresh(tmp_path, damage)
    refused = other.cli("import", stdin=damaged, check=False)
    assert refused.returncode == 1 and refused.stderr.startswith("grantd: ") and refused.stderr.count("\n") == 1
    nothing = other.cli("user", "list", check=False)
    assert nothing.returncode == 1 and "there is no data" in nothing.stderr, "the directory is as empty as it was"
    other.cli("import", stdin=export)
    assert "alice" in other.cli("user", "list").stdout


def test_what_lies_on_disk_is_for_its_owner_only(grantd):
    assert stat.S_IMODE(os.stat(grantd.data).st_mode) == 0o700
    socket = os.stat(grantd.data / "grantd.sock")
    assert stat.S_ISSOCK(socket.st_mode) and stat.S_IMODE(socket.st_mode) == 0o600


def test_a_second_daemon_says_so_in_one_line(grantd):
    command = [BINARY, "--config", str(grantd.config), "--data-dir", str(grantd.data), "serve", "--listen", "127.0.0.1:0"]
    second = subprocess.run(command, capture_output=True, text=True, timeout=30)
    assert second.returncode == 1 and second.stdout == ""
    assert second.stderr.count("\n") == 1 and "another grantd is running" in second.stderr
    assert CHEAP in grantd.config.read_text()
