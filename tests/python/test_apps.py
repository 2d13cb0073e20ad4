"""The developer's side of an app, through the real daemon."""

from conftest import credentials


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
