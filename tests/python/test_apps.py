"""The developer's side of an app, through the real daemon."""

import json

from conftest import bearer, credentials


def of(answer, status=200):
    assert answer.status_code == status, answer.text
    return answer.json()["data"]["client"]


def proves(grantd, client):
    """Whether the token endpoint takes the client's secret, by body and by header alike."""
    data = {"grant_type": "refresh_token", "refresh_token": "none"}
    by_body = grantd.post("/api/oauth/token", data=credentials(client) | data).json()["error"]
    own = (client["client_id"], client["client_secret"])
    by_header = grantd.post("/api/oauth/token", data=data, auth=own).json()["error"]
    assert by_body == by_header
    return by_body == "invalid_grant"


def test_a_secret_is_replaced_without_an_outage(grantd, alice):
    first = alice.add_app()
    path = f"/api/oauth/apps/{first['id']}"
    assert first["previous_secret_expires_at"] is None
    second = of(alice.call("POST", f"{path}/rotate_secret", json={"overlap": "1h"}))
    grantd.secret(second["client_secret"])
    assert second["previous_secret_expires_at"].endswith(" GMT")
    assert proves(grantd, first) and proves(grantd, second)
    tokens = alice.tokens(first)
    assert alice.refresh(second, tokens["refresh_token"]).status_code == 200

    assert alice.call("DELETE", f"{path}/previous_secret").status_code == 204
    assert not proves(grantd, first) and proves(grantd, second)
    gone = alice.call("DELETE", f"{path}/previous_secret")
    assert (gone.status_code, gone.json()["message"]) == (404, "the app has no previous secret that still works")

    third = of(alice.call("POST", f"{path}/rotate_secret"))
    grantd.secret(third["client_secret"])
    assert third["previous_secret_expires_at"] is None and not proves(grantd, second)


def test_an_overlap_that_cannot_be_is_refused_and_changes_nothing(grantd, alice, bob):
    client = alice.add_app()
    path = f"/api/oauth/apps/{client['id']}/rotate_secret"
    for overlap, told in [("8d", "7d at most"), ("-1d", "is negative"), ("1 day", "is not a duration"), (60, "text is expected")]:
        refused = alice.call("POST", path, json={"overlap": overlap})
        assert refused.status_code == 400 and told in refused.json()["message"], refused.text
    assert bob.call("POST", path, json={"overlap": "1h"}).status_code == 404
    assert proves(grantd, client)


def test_an_old_secret_outlives_a_restart_and_a_backup(grantd, alice):
    first = alice.add_app()
    second = of(alice.call("POST", f"/api/oauth/apps/{first['id']}/rotate_secret", json={"overlap": "1h"}))
    grantd.secret(second["client_secret"])
    assert proves(grantd, first)
    grantd.restart()
    assert proves(grantd, first) and proves(grantd, second)
    exported = grantd.cli("export").stdout
    [line] = [line for line in exported.splitlines() if '"secret_state"' in line]
    assert '"last_used_at":17' in line, "that it was used was noted at the stop"
    assert grantd.cli("check", "--data").stdout.endswith("Nothing is wrong.\n")


def test_an_owner_sees_what_the_app_does_and_nothing_of_single_people(grantd, alice, bob):
    client = alice.add_app()
    usage = lambda: alice.call("GET", f"/api/oauth/apps/{client['id']}/usage").json()["data"]["usage"]
    assert usage()["people"] == 0 and len(usage()["days"]) == 30
    for person in (alice, bob):
        tokens = person.tokens(client)
        tokens = person.keep(person.refresh(client, tokens["refresh_token"]).json())
        for _ in range(3):
            assert grantd.profile(tokens["access_token"]).status_code == 200
        assert grantd.get("/api/users", headers=bearer(tokens["access_token"])).status_code == 403
    assert not proves(grantd, client | {"client_secret": client["client_secret"][:-1] + "x"})
    today = {"authorised": 2, "issued": 2, "refreshed": 2, "requests": 6, "refused": 4}
    assert usage()["people"] == 2
    assert {key: usage()["days"][-1][key] for key in today} == today
    assert all(day[key] == 0 for day in usage()["days"][:-1] for key in today)
    assert bob.call("GET", f"/api/oauth/apps/{client['id']}/usage").status_code == 404

    before = usage()
    grantd.restart()
    assert usage() == before, "they are written at a stop"
    assert "2 people have authorised it." in grantd.cli("app", "usage", "1").stdout
    assert len(grantd.cli("app", "usage", "1").stdout.splitlines()) == 3
    api = grantd.cli("--json", "resource-server", "add", "api").stdout
    api = grantd_json(grantd, api)
    asked = {"token": bob.tokens(client)["access_token"], "client_id": api["client_id"], "client_secret": api["client_secret"]}
    assert grantd.post("/api/oauth/introspect", data=asked).json()["active"] is True
    assert usage()["days"][-1]["requests"] == before["days"][-1]["requests"] + 1


def grantd_json(grantd, text):
    made = json.loads(text)
    grantd.secret(made["client_secret"])
    return made
