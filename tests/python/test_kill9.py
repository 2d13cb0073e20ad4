"""`kill -9` in the middle of the work, again and again: what was acknowledged stays, what was ended does not return."""

import json
import threading

import requests

from conftest import REDIRECT, Person, bearer, credentials

ROUNDS = 25


class Worker(threading.Thread):
    """Walks flows until the daemon is gone, noting what it was told."""

    def __init__(self, person, client, refreshes):
        super().__init__()
        self.person, self.client, self.refreshes = person, client, refreshes
        self.live, self.ended, self.unsure = [], [], []

    def run(self):
        try:
            while True:
                self.flow()
        except (requests.RequestException, AssertionError, KeyError, json.JSONDecodeError):
            pass

    def flow(self):
        code = self.person.code(self.client)
        body = credentials(self.client) | {"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT}
        answer = self.person.grantd.post("/api/oauth/token", data=body)
        tokens = self.person.keep(answer.json())
        self.live.append(tokens)
        for _ in range(self.refreshes):
            self.live.remove(tokens)
            self.unsure.append(tokens)
            fresh = self.person.refresh(self.client, tokens["refresh_token"])
            fresh = self.person.keep(fresh.json())
            self.unsure.remove(tokens)
            self.ended.append(tokens["access_token"])
            tokens = fresh
            self.live.append(tokens)
        if len(self.live) % 3 == 0:
            self.live.remove(tokens)
            self.unsure.append(tokens)
            revoke = credentials(self.client) | {"token": tokens["access_token"]}
            assert self.person.grantd.post("/api/oauth/revoke", data=revoke).status_code == 200
            self.unsure.remove(tokens)
            self.ended.append(tokens["access_token"])


def test_nothing_acknowledged_is_lost_and_nothing_ended_returns(make):
    grantd = make('[oauth]\nrefresh_reuse_grace = "0s"\n')
    alice = grantd.add_user("alice")
    clients = [alice.add_app() for _ in range(4)]
    live, ended = [], []
    for round_ in range(ROUNDS):
        workers = [Worker(alice, client, refreshes=index % 3) for index, client in enumerate(clients)]
        [worker.start() for worker in workers]
        threading.Event().wait(0.15 + 0.02 * (round_ % 10))
        grantd.kill9()
        [worker.join() for worker in workers]
        grantd.start()
        for worker in workers:
            for tokens in worker.live:
                assert grantd.profile(tokens["access_token"]).status_code == 200, f"round {round_}: an answer was lost"
            for access_token in worker.ended:
                assert grantd.profile(access_token).status_code == 401, f"round {round_}: an ended token is back"
            for tokens in worker.unsure:
                # Asked for but not answered: done or not done, never half.
                if grantd.profile(tokens["access_token"]).status_code == 200:
                    assert alice.refresh(worker.client, tokens["refresh_token"]).status_code == 200
            live += [tokens["access_token"] for tokens in worker.live[-2:]]
            ended += worker.ended[-2:]
    # And still so at the end.
    assert live and ended
    assert all(grantd.profile(token).status_code == 200 for token in live)
    assert all(grantd.profile(token).status_code == 401 for token in ended)
    session = Person(grantd, "alice", alice.token)
    assert session.call("GET", "/api/oauth/grants").json()["pagination"]["total"] == 4
    assert requests.get(grantd.url + "/api/auth/profile", headers=bearer(alice.token), timeout=30).status_code == 200
