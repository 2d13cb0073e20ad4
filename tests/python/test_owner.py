"""Root at work over the data of the service's user: it works as that user, so that no link laid there leads it elsewhere."""

import json
import os
import pathlib
import re
import signal
import subprocess

import pytest

from conftest import BINARY, Grantd, until

pytestmark = pytest.mark.skipif(os.getuid() != 0, reason="only root can work as somebody else")
SERVICE = 61_234


@pytest.fixture
def grantd(tmp_path):
    """Data of the service's user, below a directory that root alone can enter: as systemd keeps those of dynamic users."""
    tmp_path.chmod(0o700)
    grantd = Grantd(tmp_path)
    grantd.data.mkdir(mode=0o700)
    os.chown(grantd.data, SERVICE, SERVICE)
    yield grantd
    if grantd.process and grantd.process.poll() is None:
        grantd.stop()
    grantd.check_clean()


def owners(directory):
    return {path.lstat().st_uid for path in [directory, *directory.rglob("*")]}


def cli(grantd, *arguments, data=None, **more):
    command = ["--config", str(grantd.config), "--data-dir", str(data or grantd.data), *arguments]
    return subprocess.run([BINARY, *command], capture_output=True, text=True, timeout=60, **more)


def add(grantd, name, check=True, **more):
    added = cli(grantd, "user", "add", name, "--email", f"{name}@example.org", **more)
    assert not check or added.returncode == 0, added.stderr
    return added


def identities(pid):
    """Of each thread: its users, its groups, and what it may do beyond them."""
    found = set()
    for task in pathlib.Path(f"/proc/{pid}/task").iterdir():
        status = dict(line.split(":", 1) for line in (task / "status").read_text().splitlines())
        found.add(tuple(" ".join(status[key].split()) for key in ("Uid", "Gid", "Groups", "CapPrm", "CapEff")))
    return found


def owner_alone(group=SERVICE):
    four, none = " ".join([str(SERVICE)] * 4), "0" * 16
    return {(four, " ".join([str(group)] * 4), str(group), none, none)}


def test_every_command_works_and_leaves_nothing_that_is_roots(grantd, tmp_path):
    add(grantd, "alice")
    assert add(grantd, "alice", check=False).returncode == 1
    grantd.cli("resource-server", "add", "api")
    assert [user["username"] for user in json.loads(grantd.cli("user", "list", "--json").stdout)] == ["alice"]
    grantd.cli("sweep")
    assert "account_created" in grantd.cli("audit", "--json").stdout
    assert json.loads(grantd.cli("check", "--json").stdout)["data"]["records"]["user"] == 1
    grantd.cli("check", "--data", "--repair")
    assert grantd.cli("doctor", check=False).stdout.count(str(grantd.data)) >= 1, "it names the directory by its name"
    backup, export = tmp_path / "backup.jsonl", grantd.cli("export").stdout
    grantd.cli("backup", str(backup))
    assert owners(grantd.data) == {SERVICE}
    assert (backup.stat().st_uid, backup.stat().st_mode & 0o777) == (0, 0o600), "a file for root is root's, anywhere"
    assert not list(tmp_path.glob("*.part"))
    for number, arguments in enumerate([("restore", str(backup)), ("import",)]):
        empty = tmp_path / f"empty{number}"
        empty.mkdir()
        os.chown(empty, SERVICE, SERVICE)
        assert cli(grantd, *arguments, data=empty, input=export).returncode == 0
        assert owners(empty) == {SERVICE}
        assert cli(grantd, "user", "show", "alice", data=empty).returncode == 0


def test_every_command_works_beside_a_daemon_that_root_started(grantd, tmp_path):
    grantd.start()
    assert identities(grantd.process.pid) == owner_alone(), "every thread is the owner's, for good"
    add(grantd, "alice")
    grantd.cli("healthcheck")
    grantd.cli("check", "--data")
    grantd.cli("backup", str(tmp_path / "backup.jsonl"))
    assert "account_created" in grantd.cli("audit", "--json").stdout
    assert json.loads(grantd.cli("check", "--json").stdout)["daemon_running"]
    grantd.process.send_signal(signal.SIGHUP)
    until(lambda: "the old one stays in force" in grantd.log.read_text())
    assert "ermission denied" in grantd.log.read_text(), "what root alone may read was read at the start only"
    assert grantd.get("/healthz").status_code == 200
    assert owners(grantd.data) == {SERVICE}


def test_a_link_in_the_data_leads_root_nowhere(grantd, tmp_path):
    """Each name that grantd opens, as a link to what root alone may touch."""
    outside = tmp_path / "roots"
    outside.mkdir(mode=0o700)
    add(grantd, "alice")
    for name in ["audit.jsonl", "attempts.jsonl", "grantd.lock", "store", "backups", "grantd.sock"]:
        there, aside = grantd.data / name, grantd.data / (name + ".aside")
        moved = there.exists()
        if moved:
            there.rename(aside)
        for target in (outside / "file", outside / "absent"):
            (outside / "file").write_text("whole line\nno end")
            there.unlink(missing_ok=True)
            there.symlink_to(target)
            for arguments in [("user", "list"), ("check", "--data", "--repair"), ("audit",), ("doctor",),
                              ("user", "add", "bob", "--email", "b@example.org")]:
                done = grantd.cli(*arguments, check=False)
                assert "panicked" not in done.stderr, done.stderr
            assert (outside / "file").read_text() == "whole line\nno end", name
            assert (outside / "file").stat().st_uid == 0, name
            assert [path.name for path in outside.iterdir()] == ["file"], name
        there.unlink()
        if moved:
            aside.rename(there)
    assert grantd.cli("user", "list").stdout.count("alice@example.org") == 1


def test_while_a_command_works_it_is_the_owner_and_nobody_else(grantd):
    os.chown(grantd.data, SERVICE, 0)
    add(grantd, "alice")
    command = [BINARY, "--config", str(grantd.config), "--data-dir", str(grantd.data), "audit", "--follow", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as following:
        assert "account_created" in following.stdout.readline()
        assert identities(following.pid) == owner_alone(), "root's group, which root left to the directory, is not the owner's"
        following.kill()


def test_a_directory_that_is_not_there_yet_is_made_by_the_owner_of_the_one_above(grantd):
    below = grantd.data / "new/data"
    add(grantd, "alice", data=below)
    assert owners(grantd.data) == {SERVICE}
    assert below.stat().st_mode & 0o777 == 0o700
    own = grantd.dir / "own"
    add(grantd, "alice", data=own)
    assert owners(own) == {0}, "where all is root's, root works as root"


def test_a_data_directory_reached_over_a_link_is_the_owners_too(grantd):
    link = grantd.dir / "link"
    link.symlink_to(grantd.data)
    add(grantd, "alice", data=link)
    assert owners(grantd.data) == {SERVICE}


def test_what_root_left_in_the_data_is_told_with_what_mends_it(grantd):
    add(grantd, "alice")
    os.chown(grantd.data / "grantd.lock", 0, 0)
    os.chmod(grantd.data / "grantd.lock", 0o600)
    failed = add(grantd, "bob", check=False)
    assert failed.returncode == 1 and len(failed.stderr.splitlines()) == 1, failed.stderr
    assert f"chown {SERVICE}" in failed.stderr and str(grantd.data / "grantd.lock") in failed.stderr, failed.stderr
    assert re.search(r"/proc/self/fd", failed.stderr) is None


def test_a_data_directory_of_somebody_else_is_told_before_anything_is_tried(grantd, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside")
    outside.chmod(0o755)
    for above in outside.parents:
        if above.stat().st_mode & 0o005 != 0o005:
            above.chmod(above.stat().st_mode | 0o005)
    (outside / "data").mkdir(mode=0o700)
    for data, wrong in ((outside / "data", outside / "data"), (outside / "new", outside)):
        program = ["setpriv", f"--reuid={SERVICE}", f"--regid={SERVICE}", "--clear-groups", BINARY]
        command = [*program, "--data-dir", str(data), "serve", "--listen", "127.0.0.1:0"]
        failed = subprocess.run(command, capture_output=True, text=True, timeout=60, cwd="/")
        assert failed.returncode == 1 and len(failed.stderr.splitlines()) == 1, failed.stderr
        assert f"by the user {SERVICE}: {wrong}: Permission denied" in failed.stderr, failed.stderr
        assert "start grantd as the user to whom it belongs" in failed.stderr
    assert not (outside / "new").exists()


def test_a_damaged_store_is_saved_by_its_owner(grantd):
    add(grantd, "alice")
    log = grantd.data / "store/db"
    with log.open("r+b") as file:
        file.truncate(log.stat().st_size // 3)
    saved = grantd.cli("check", "--data", "--repair", check=False)
    assert "panicked" not in saved.stderr and "/proc/self/fd" not in saved.stdout + saved.stderr, saved
    assert "store.damaged-" in saved.stdout and str(grantd.data) in saved.stdout, saved.stdout + saved.stderr
    assert owners(grantd.data) == {SERVICE}
    assert len(list(grantd.data.glob("store.damaged-*"))) == 1


def test_what_a_repair_took_out_is_put_back_by_the_owner(grantd):
    add(grantd, "alice")
    taken = grantd.data / "grantd.quarantine-20261124T213322Z.jsonl"
    taken.write_text('{"grantd":"quarantine","format":1}\n{"kind":"user","key":1}\n')
    os.chown(taken, SERVICE, SERVICE)
    back = json.loads(grantd.cli("import", "--quarantined", str(taken), "--json").stdout)
    assert len(back["records"]) == 1 and back["records"][0]["refused"]
    assert taken.exists() and owners(grantd.data) == {SERVICE}
