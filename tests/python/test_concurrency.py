"""Sixty-four threads over real sockets: one code is spent once, one refresh token within its grace serves all."""

from conftest import REDIRECT, at_once, credentials


def test_one_of_sixty_four_spends_a_code(grantd, alice):
    client = alice.add_app()
    code = alice.code(client)
    body = credentials(client) | {"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT}
    answers = at_once(64, lambda _: grantd.post("/api/oauth/token", data=body))
    won = [answer.json() for answer in answers if answer.status_code == 200]
    lost = [answer.json()["error"] for answer in answers if answer.status_code == 400]
    assert len(won) == 1 and lost == ["invalid_grant"] * 63
    alice.keep(won[0])
    assert grantd.profile(won[0]["access_token"]).status_code == 401, "the replays ended what the code gave"


def test_a_lost_answer_can_be_asked_for_again(grantd, alice):
    client = alice.add_app()
    first = alice.tokens(client)
    answers = at_once(64, lambda _: alice.refresh(client, first["refresh_token"]))
    assert [answer.status_code for answer in answers] == [200] * 64
    pairs = [alice.keep(answer.json()) for answer in answers]
    assert len({pair["access_token"] for pair in pairs}) == 64
    assert all(grantd.profile(pair["access_token"]).status_code == 200 for pair in pairs)
    assert grantd.profile(first["access_token"]).status_code == 401


def test_without_a_grace_reuse_ends_the_family(make):
    grantd = make('[oauth]\nrefresh_reuse_grace = "0s"\n')
    alice = grantd.add_user("alice")
    client = alice.add_app()
    first = alice.tokens(client)
    second = alice.keep(alice.refresh(client, first["refresh_token"]).json())
    assert alice.refresh(client, first["refresh_token"]).json()["error"] == "invalid_grant"
    assert grantd.profile(second["access_token"]).status_code == 401
    assert alice.refresh(client, second["refresh_token"]).json()["error"] == "invalid_grant"
    assert "refresh_token_reused" in grantd.log.read_text()
