"""How a server is found, started and ended."""

import os
import pathlib
import signal
import subprocess
import sys
import time

import pytest

from grantd_testing import BinaryNotFound, GrantdServer, StartError, find_binary

FIXTURE = "[[user]]\nname = \"ada\"\n[[app]]\nname = \"notebook\"\n[[token]]\nname = \"good\"\nuser = \"ada\"\napp = \"notebook\"\n"


def gone(pid):
    for _ in range(200):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.05)
    return False


def program(path, text="#!/bin/sh\n"):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(0o755)
    return path


def test_it_runs_in_a_with_block():
    server = GrantdServer()
    with server as entered:
        assert entered is server and server.running
        directory, pid = pathlib.Path(server.ready.data_dir), server.ready.pid
        assert directory.is_dir() and server.url("/x") == server.issuer + "/x"
        assert "never use it in production" in server.log()
        assert (server.user("alice").email, server.app("web").client_id, server.admin.admin) == ("alice@example.org", "web", True)
        assert server.resource_server("api").client_secret.startswith("grp_")
        with pytest.raises(LookupError, match="no app 'nonesuch', only phone, web"):
            server.app("nonesuch")
        with pytest.raises(RuntimeError, match="already"):
            server.start()
    assert gone(pid) and not directory.exists() and not server.running
    with pytest.raises(RuntimeError, match="does not run"):
        server.issuer
    server.stop()
    with server:
        assert server.ready.pid != pid


def test_a_fixture_as_a_file_and_as_text(tmp_path):
    (tmp_path / "fixture.toml").write_text(FIXTURE)
    for server in (GrantdServer(tmp_path / "fixture.toml"), GrantdServer(fixture_text=FIXTURE)):
        with server:
            good = server.tokens("good").access_token
            assert server.reset().tokens["good"].access_token == good
    with pytest.raises(ValueError, match="either"):
        GrantdServer("a", fixture_text="b")


def test_a_seed_and_a_directory(tmp_path):
    minted = []
    for _ in range(2):
        with GrantdServer(seed=7, data_dir=tmp_path / "data") as server:
            assert server.ready.seed == 7 and server.ready.data_dir == str(tmp_path / "data")
            minted.append(server.mint("alice", "web").access_token)
    assert minted[0] == minted[1] and (tmp_path / "data").is_dir()


def test_servers_do_not_know_of_each_other():
    with GrantdServer() as one, GrantdServer() as other:
        one.add_user("eve")
        assert "eve" in one.fixture().users and "eve" not in other.fixture().users


def test_why_it_did_not_start_is_said(tmp_path):
    with pytest.raises(StartError, match="nonesuch"):
        GrantdServer(fixture_text="nonesuch = 1\n").start()
    with pytest.raises(StartError, match="cannot be started"):
        GrantdServer(binary=tmp_path / "nothing").start()
    with pytest.raises(StartError, match="status 3.*not that one"):
        GrantdServer(binary=program(tmp_path / "other", "#!/bin/sh\necho not that one >&2\nexit 3\n")).start()


def test_it_does_not_wait_for_ever(tmp_path):
    with pytest.raises(StartError, match="did not become ready"):
        GrantdServer(binary=program(tmp_path / "slow", "#!/bin/sh\nexec sleep 60\n"), start_timeout=0.2).start()


def test_it_ends_when_its_parent_is_killed():
    script = "from grantd_testing import GrantdServer\nimport time\nprint(GrantdServer().start().ready.pid, flush=True)\ntime.sleep(60)\n"
    parent = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True)
    pid = int(parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    assert gone(pid)


def test_where_the_program_is(tmp_path, monkeypatch):
    named, in_path = program(tmp_path / "named"), program(tmp_path / "bin/grantd")
    monkeypatch.setenv("PATH", str(in_path.parent))
    monkeypatch.setenv("GRANTD_BIN", str(named))
    assert find_binary() == str(named)
    monkeypatch.setenv("GRANTD_BIN", str(tmp_path / "nothing"))
    with pytest.raises(BinaryNotFound, match="GRANTD_BIN is .*nothing"):
        find_binary()
    monkeypatch.delenv("GRANTD_BIN")
    assert find_binary() == str(in_path)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(BinaryNotFound, match="install it, or name the program"):
        find_binary(tmp_path / "site-packages/grantd_testing/binary.py")


def test_the_build_of_the_checkout_that_it_lies_in(tmp_path, monkeypatch):
    here = tmp_path / "clients/python/src/grantd_testing/binary.py"
    here.parent.mkdir(parents=True)
    monkeypatch.delenv("GRANTD_BIN", raising=False)
    monkeypatch.delenv("CARGO_TARGET_DIR", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path / "tools"))
    (tmp_path / "Cargo.toml").write_text('[package]\nname = "another"\n')
    with pytest.raises(BinaryNotFound, match="install it"):
        find_binary(here)
    (tmp_path / "Cargo.toml").write_text('[package]\nname = "grantd"\n')
    with pytest.raises(BinaryNotFound, match="no cargo"):
        find_binary(here)

    cargo = program(tmp_path / "tools/cargo", "#!/bin/sh\necho it is broken >&2\nexit 1\n")
    with pytest.raises(BinaryNotFound, match="it is broken"):
        find_binary(here)
    program(cargo, '#!/bin/sh\nset -e\n[ "$*" = "build --locked --bin grantd" ]\n/bin/mkdir -p target/debug\n'
                   "echo '#!/bin/sh' >target/debug/grantd\n/bin/chmod +x target/debug/grantd\n")
    assert find_binary(here) == str(tmp_path / "target/debug/grantd")
    release = program(tmp_path / "target/release/grantd")
    os.utime(release, (1, 1))
    assert find_binary(here) == str(tmp_path / "target/debug/grantd")
    os.utime(release)
    assert find_binary(here) == str(release)
    monkeypatch.setenv("CARGO_TARGET_DIR", str(tmp_path / "elsewhere"))
    elsewhere = program(tmp_path / "elsewhere/release/grantd")
    assert find_binary(here) == str(elsewhere)
