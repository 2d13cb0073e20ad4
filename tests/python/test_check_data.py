"""A check beside a daemon at work takes nothing that just changes for damage, and a repair harms nobody."""

import json
import threading


def work(grantd, person, stop, failures):
    """What people and apps do all day: everything that writes several records which belong together."""
    try:
        while not stop.is_set():
            client = person.add_app()
            tokens = person.tokens(client)
            refreshed = person.keep(person.refresh(client, tokens["refresh_token"]).json())
            assert grantd.profile(refreshed["access_token"]).status_code == 200
            session = grantd.login(person.name)
            assert session.call("POST", "/api/auth/logout").status_code == 200
            assert person.call("POST", f"/api/oauth/apps/{client['id']}/revoke").status_code == 200
            person.tokens(client)
            assert person.call("DELETE", f"/api/oauth/apps/{client['id']}").status_code == 204
    except BaseException as failure:
        failures.append(failure)


def test_a_check_beside_a_working_daemon_finds_nothing_wrong_and_a_repair_harms_nobody(make):
    grantd = make('[limits]\nlogin = "off"\nregister = "off"\napps = "off"\ntoken = "off"\nclient = "off"\n')
    people = [grantd.add_user(f"user{number}") for number in range(4)]
    kept = people[0].add_app()
    tokens = people[0].tokens(kept)
    stop, failures = threading.Event(), []
    workers = [threading.Thread(target=work, args=(grantd, person, stop, failures)) for person in people]
    [worker.start() for worker in workers]
    try:
        for number in range(12):
            more = ["--repair"] if number % 3 == 2 else []
            done = grantd.cli("--json", "check", "--data", *more)
            summary = json.loads(done.stdout)["summary"]
            assert summary["damage"] == 0, done.stdout
            # People come and go meanwhile, too.
            grantd.cli("user", "add", f"guest{number}", "--email", f"guest{number}@example.org")
            grantd.cli("user", "delete", "--yes", f"guest{number}")
    finally:
        stop.set()
        [worker.join() for worker in workers]
    assert not failures, failures
    assert grantd.profile(tokens["access_token"]).status_code == 200
    people[0].keep(people[0].refresh(kept, tokens["refresh_token"]).json())
    assert people[0].call("GET", "/api/oauth/apps").status_code == 200
    grantd.stop()
    assert json.loads(grantd.cli("--json", "check", "--data").stdout)["summary"]["damage"] == 0
