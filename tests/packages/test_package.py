"""The life of the package, in order: each test goes on where the one before it ended."""

import base64
import json
import time

import pytest
import requests

from machine import Machine
from protected import Wire, head
from test_systemd import Load

URL = "http://127.0.0.1:8080"
DATA = "/var/lib/private/grantd"
CONFIG = "/etc/grantd/grantd.toml"
PASSWORD = "correct horse battery"


@pytest.fixture(scope="module")
def machine():
    machine = Machine()
    yield machine
    machine.end()


def add_user(machine, name, *more):
    machine.run("grantd", "user", "add", name, "--email", f"{name}@example.org", "--password-stdin", *more, stdin=PASSWORD)


def names(machine):
    return [user["username"] for user in json.loads(machine.run("grantd", "--json", "user", "list"))]


def answers():
    return requests.get(URL + "/healthz", timeout=10).status_code == 200


def owners(machine):
    """Whose the data is. In numbers: the user that systemd makes has a name only where libnss-systemd is."""
    return set(machine.run("find", DATA, "-printf", "%U:%G\\n").splitlines())


def user(machine):
    process = machine.status_of_process()
    return {f"{process['Uid'].split()[0]}:{process['Gid'].split()[0]}"}


def drop_in(machine, text):
    machine.run("mkdir", "-p", "/etc/systemd/system/grantd.service.d")
    machine.run("tee", "/etc/systemd/system/grantd.service.d/test.conf", stdin=text)
    machine.run("systemctl", "daemon-reload")


def test_it_is_installed_and_serves(machine):
    said = machine.run("dpkg", "-i", "/root/grantd.deb")
    assert "grantd user reset-link --setup" in said
    for unit in ("grantd.socket", "grantd.service"):
        assert machine.run("systemctl", "is-active", unit) == "active"
        assert machine.run("systemctl", "is-enabled", unit) == "enabled"
    assert answers()
    assert machine.show("StatusText") == "serving http://localhost:8080 on http://127.0.0.1:8080"
    assert machine.run("grantd", "healthcheck") == "the daemon and its store answer"
    assert "/setup?key=grl_" in machine.run("grantd", "user", "reset-link", "--setup")
    assert machine.run("man", "-w", "grantd").endswith("/grantd.1.gz")
    assert machine.run("dpkg", "--verify", "grantd") == ""
    assert "systemd" in machine.run("grantd", "check")


def test_it_runs_with_no_rights_that_it_does_not_need(machine):
    process = machine.status_of_process()
    assert process["Seccomp"] == "2" and process["NoNewPrivs"] == "1"
    assert int(process["CapEff"], 16) == int(process["CapBnd"], 16) == 0
    assert process["Uid"].split()[0] != "0" and owners(machine) == user(machine)
    pid = machine.show("MainPID")
    for space in ("user", "mnt", "ipc"):
        own, theirs = (machine.run("readlink", f"/proc/{each}/ns/{space}") for each in (pid, 1))
        assert own != theirs, space
    exposure = machine.run("systemd-analyze", "security", "--no-pager", "grantd.service").splitlines()[-1]
    assert float(exposure.split(": ")[1].split()[0]) <= 1.5, exposure


def test_root_administers_it_and_people_sign_in(machine):
    add_user(machine, "alice", "--admin")
    answer = requests.post(URL + "/api/auth/login", json={"email": "alice", "password": PASSWORD}, timeout=30)
    assert answer.status_code == 200, answer.text
    session = {"Authorization": "Bearer " + answer.json()["auth_token"]}
    app = {"client_name": "App", "client_uri": "https://app.example", "redirect_uris": ["https://app.example/cb"],
           "scope": "profile:read"}
    assert requests.post(URL + "/api/oauth/apps", json=app, headers=session, timeout=10).status_code == 201
    machine.run("grantd", "backup", "/root/backup.jsonl")
    assert machine.path("/root/backup.jsonl").stat().st_mode & 0o777 == 0o600
    assert owners(machine) == user(machine)


def test_what_root_does_while_it_is_stopped_it_can_read_afterwards(machine):
    machine.run("systemctl", "stop", "grantd.socket", "grantd.service")
    add_user(machine, "bob")
    machine.run("systemctl", "start", "grantd.service")
    assert machine.run("systemctl", "is-active", "grantd.socket") == "active", "the service brings its socket"
    assert answers() and names(machine) == ["alice", "bob"]
    assert owners(machine) == user(machine)


def test_a_connection_starts_it(machine):
    machine.run("systemctl", "stop", "grantd.service")
    assert machine.run("systemctl", "is-active", "grantd.service", check=False) == "inactive"
    assert answers()


def test_a_reload_reads_the_configuration_and_says_what_is_wrong(machine):
    text = machine.path(CONFIG).read_text()
    machine.path(CONFIG).write_text(text.replace("password_min_length = 8", "password_min_length = 9"))
    pid = machine.show("MainPID")
    machine.run("systemctl", "reload", "grantd")
    machine.until(lambda: "the configuration was read again" in machine.log())
    machine.path(CONFIG).write_text(text.replace("password_min_length = 8", "password_min_length = \"nine\""))
    machine.run("systemctl", "reload", "grantd")
    machine.until(lambda: "the old one stays in force: /etc/grantd/grantd.toml:" in machine.show("StatusText"))
    machine.path(CONFIG).write_text(text)
    machine.run("systemctl", "reload", "grantd")
    machine.until(lambda: machine.show("StatusText").startswith("serving "))
    assert machine.show("MainPID") == pid and machine.show("ActiveState") == "active"


def test_restarts_under_load_refuse_nobody(machine):
    with Load(("127.0.0.1", 8080)) as load:
        for _ in range(5):
            before, pid = load.answered, machine.show("MainPID")
            machine.until(lambda: load.answered > before + 500 or load.failures)
            machine.run("systemctl", "restart", "grantd.service")
            assert machine.show("MainPID") != pid
        before = load.answered
        machine.until(lambda: load.answered > before + 500 or load.failures)
    assert load.failures == []


def test_a_daemon_that_hangs_is_started_again(machine):
    drop_in(machine, "[Service]\nWatchdogSec=2s\nRestartSec=100ms\n")
    machine.run("systemctl", "restart", "grantd.service")
    pid = machine.show("MainPID")
    time.sleep(5)
    assert machine.show("MainPID") == pid, "a healthy one is left alone"
    machine.run("systemctl", "kill", "--kill-who=main", "--signal=STOP", "grantd.service")
    machine.until(lambda: machine.show("MainPID") not in (pid, "0") and machine.show("SubState") == "running")
    assert "Watchdog timeout" in machine.log() and answers()
    assert names(machine) == ["alice", "bob"]


def test_a_credential_that_only_root_can_read_signs_for_an_upstream(machine):
    seen = []

    def serve(connection):
        seen.append(head(connection)[0])
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok")

    machine.run("install", "-m", "600", "/dev/null", "/etc/grantd/upstream.key")
    machine.path("/etc/grantd/upstream.key").write_text("k" * 40)
    text = machine.path(CONFIG).read_text()
    machine.path(CONFIG).write_text(text + f"""
[[route]]
path = "/notes"
first_party = true

[[upstream]]
path = "/notes"
url = "{Wire(serve).url}"
identity = "jwt"
jwt_secret_file = "upstream.key"
jwt_claims = {{ sub = "username" }}
""")
    drop_in(machine, "[Service]\nLoadCredential=upstream.key:/etc/grantd/upstream.key\n")
    machine.run("systemctl", "restart", "grantd.service")
    token = requests.post(URL + "/api/auth/login", json={"email": "alice", "password": PASSWORD}, timeout=30).json()["auth_token"]
    answer = requests.get(URL + "/notes", headers={"Authorization": f"Bearer {token}"}, timeout=10)
    assert answer.text == "ok", answer.text
    claims = next(line for line in seen[0].splitlines() if line.lower().startswith("authorization: bearer ")).split(".")[1]
    assert json.loads(base64.urlsafe_b64decode(claims + "=="))["sub"] == "alice"
    machine.path(CONFIG).write_text(text)
    machine.run("rm", "/etc/grantd/upstream.key")
    drop_in(machine, "")
    machine.run("systemctl", "restart", "grantd.service")


def test_a_wrong_configuration_is_told_and_not_tried_again_and_again(machine):
    text = machine.path(CONFIG).read_text()
    machine.path(CONFIG).write_text(text + "\nnonsense = 1\n")
    machine.run("systemctl", "stop", "grantd.socket", "grantd.service")
    machine.run("systemctl", "start", "grantd.service", check=False)
    assert machine.show("ActiveState") == "failed" and machine.show("NRestarts") == "0"
    assert "grantd.toml:" in machine.log() and "nonsense" in machine.log()
    machine.path(CONFIG).write_text(text)
    machine.run("systemctl", "start", "grantd.service")
    assert answers()


def test_an_upgrade_keeps_the_configuration_and_refuses_nobody(machine):
    changed = machine.path(CONFIG).read_text().replace("password_min_length = 8", "password_min_length = 10")
    machine.path(CONFIG).write_text(changed)
    pid = machine.show("MainPID")
    with Load(("127.0.0.1", 8080)) as load:
        machine.run("dpkg", "-i", "--force-confold", "/root/next.deb")
        before = load.answered
        machine.until(lambda: load.answered > before + 500 or load.failures)
    assert load.failures == []
    assert machine.show("MainPID") != pid, "the new version runs"
    assert machine.path(CONFIG).read_text() == changed
    assert "of 99.0" in machine.path(CONFIG + ".dpkg-dist").read_text()
    assert "99.0" in machine.run("dpkg-query", "-W", "grantd") and names(machine) == ["alice", "bob"]


def test_removed_it_leaves_configuration_and_data_and_finds_both_again(machine):
    machine.run("dpkg", "-r", "grantd")
    for unit in ("grantd.socket", "grantd.service"):
        assert machine.run("systemctl", "is-active", unit, check=False) == "inactive"
    try:
        requests.get(URL, timeout=2)
        raise AssertionError("nothing listens")
    except requests.ConnectionError:
        pass
    assert machine.path(CONFIG).exists() and machine.path(DATA).is_dir()
    machine.run("dpkg", "-i", "--force-confold", "/root/next.deb")
    assert answers() and names(machine) == ["alice", "bob"]
    assert "password_min_length = 10" in machine.path(CONFIG).read_text()


def left(machine):
    return machine.run("find", "/etc", "/usr", "/var", "/lib", "-xdev", "-path", "*grantd*", "-not", "-path", "*/grantd/*",
                       "-not", "-path", "/var/log/*", "-not", "-path", "*/grantd.service.d*").split()


def test_purged_it_leaves_nothing_but_the_data_and_says_so(machine):
    machine.run("rm", "-f", CONFIG + ".dpkg-dist")
    said = machine.run("dpkg", "-P", "grantd")
    assert f"the data stays in {DATA}" in said
    assert set(left(machine)) == {"/var/lib/grantd", DATA}
    assert machine.path(DATA).joinpath("store").is_dir()


def test_purged_with_the_data_it_leaves_nothing(machine):
    machine.run("dpkg", "-i", "/root/grantd.deb")
    assert names(machine) == ["alice", "bob"], "the data was found again"
    machine.run("debconf-set-selections", stdin="grantd grantd/purge-data boolean true\n")
    machine.run("dpkg", "-P", "grantd")
    assert left(machine) == []
