"""FitTrackee itself, unmodified, behind grantd with conf/fittrackee.toml: what docs/fittrackee.md promises."""

import re
import signal

import pytest
import requests
from requests_oauthlib import OAuth2Session

from conftest import CHEAP, REDIRECT, ROOT, Browser, bearer, until
from fittrackee_server import SECRET_KEY, FitTrackee

RUN = {"title": "Morning", "sport_id": 5, "duration": 3600, "distance": 10, "workout_date": "2026-11-23 07:00"}


@pytest.fixture(scope="module")
def fittrackee(tmp_path_factory):
    with FitTrackee(tmp_path_factory.mktemp("fittrackee") / "instance") as running:
        running.number = running.add_user("alice")
        running.add_user("bob")
        yield running


@pytest.fixture
def grantd(make, fittrackee, tmp_path):
    """grantd as the guide sets it up, with one account that is linked and one that is not."""
    key = tmp_path / "fittrackee.key"
    key.write_text(SECRET_KEY + "\n")
    key.chmod(0o600)
    text = (ROOT / "conf/fittrackee.toml").read_text() + "\n" + CHEAP
    grantd = make(re.sub(r"\[\[upstream\]\]\n(?:[^\[\n].*\n)+", "", text))
    grantd.alice, grantd.eve = grantd.add_user("alice"), grantd.add_user("eve")
    grantd.cli("user", "set", "alice", f"fittrackee_id={fittrackee.number}")
    grantd.config.write_text(text.replace("http://127.0.0.1:5000", fittrackee.url).replace('"fittrackee.key"', f'"{key}"'))
    grantd.process.send_signal(signal.SIGHUP)
    until(lambda: "the configuration was read again" in grantd.log.read_text())
    return grantd


def test_an_app_reads_workouts_and_may_not_write(grantd, fittrackee):
    own = fittrackee.login("alice")
    made = requests.post(fittrackee.url + "/api/workouts/no_gpx", json=RUN, headers=bearer(own), timeout=30)
    assert made.status_code == 201, made.text
    reader = grantd.alice.tokens(grantd.alice.add_app("workouts:read"), "workouts:read")["access_token"]
    listed = grantd.get("/api/workouts", headers=bearer(reader))
    assert listed.status_code == 200, listed.text
    assert [workout["title"] for workout in listed.json()["data"]["workouts"]] == ["Morning"]
    number = listed.json()["data"]["workouts"][0]["id"]
    assert grantd.get(f"/api/workouts/{number}", headers=bearer(reader)).json()["data"]["workouts"][0]["user"]["username"] == "alice"
    refused = grantd.post("/api/workouts/no_gpx", json=RUN, headers=bearer(reader))
    assert (refused.status_code, refused.json()["error"]) == (403, "insufficient_scope")
    assert grantd.get("/api/auth/profile", headers=bearer(reader)).status_code == 403
    deleted = requests.delete(grantd.url + f"/api/workouts/{number}", headers=bearer(reader), timeout=30)
    assert deleted.status_code == 403
    writer = grantd.alice.tokens(grantd.alice.add_app("workouts:write"), "workouts:write")["access_token"]
    added = grantd.post("/api/workouts/no_gpx", json=RUN | {"title": "By an app"}, headers=bearer(writer))
    assert added.status_code == 201, added.text
    assert grantd.get("/api/workouts", headers=bearer(writer)).status_code == 403
    titles = {workout["title"] for workout in grantd.get("/api/workouts", headers=bearer(reader)).json()["data"]["workouts"]}
    assert titles == {"Morning", "By an app"}


def test_an_app_written_for_fittrackee_needs_nothing_but_the_address(grantd, fittrackee, monkeypatch):
    """requests-oauthlib in the shape of the importers that exist: secret in the body, the token endpoint and API of one host."""
    monkeypatch.setenv("OAUTHLIB_INSECURE_TRANSPORT", "1")
    app = grantd.alice.add_app("profile:read workouts:read")
    session = OAuth2Session(app["client_id"], redirect_uri="https://self.host/callback", scope="workouts:read profile:read")
    link, _ = session.authorization_url(grantd.url + "/profile/apps/authorize")
    browser = Browser(grantd)
    arrived = browser.get(link)
    page = browser.sign_in("alice", arrived.headers["Location"])
    page = browser.get(page.headers["Location"])
    consented = browser.submit(page, "/profile/apps/authorize", decision="authorize")
    assert consented.status_code == 303 and consented.headers["Location"].startswith(REDIRECT)
    tokens = session.fetch_token(grantd.url + "/api/oauth/token", authorization_response=consented.headers["Location"],
                                 client_secret=app["client_secret"], include_client_id=True)
    grantd.secret(tokens["access_token"])
    profile = session.get(grantd.url + "/api/auth/profile").json()["data"]
    assert profile["username"] == "alice" and "sports_list" in profile, "FitTrackee's profile, not grantd's"


def test_its_own_front_end_goes_on_with_its_own_tokens(grantd, fittrackee):
    signed_in = grantd.post("/api/auth/login", json={"email": "bob@example.org", "password": "correct horse battery"})
    assert signed_in.status_code == 200, signed_in.text
    own = grantd.secret(signed_in.json()["auth_token"])
    assert grantd.get("/api/auth/profile", headers=bearer(own)).json()["data"]["username"] == "bob"
    assert grantd.get("/api/workouts", headers=bearer(own + "x")).status_code == 401
    assert grantd.get("/api/oauth/apps", headers=bearer(own)).status_code == 401, "grantd's apps belong to accounts of grantd"


def test_what_is_not_linked_public_or_there(grantd, fittrackee):
    eve = grantd.eve.tokens(grantd.eve.add_app("workouts:read"), "workouts:read")["access_token"]
    unlinked = grantd.get("/api/workouts", headers=bearer(eve))
    assert unlinked.status_code == 403 and "it has no fittrackee_id" in unlinked.json()["message"]
    assert grantd.get("/api/workouts").status_code == 401
    assert grantd.get("/api/ping").json() == {"message": "pong!", "status": "success"}
    assert grantd.get("/api/config").json()["data"]["version"].startswith("1.")
    assert grantd.get("/api/sports").status_code in (200, 401), "optional: FitTrackee decides about those without credentials"
    assert grantd.get("/api/nothing").status_code == 403
    session = grantd.get("/api/workouts", headers=bearer(grantd.alice.token))
    assert session.status_code == 200, "the account's own session, as FitTrackee's own"
