"""The audit log of a real daemon: each event with who, what and from where; its files; and the page that people see."""

import json
import socket
import threading

import requests

from conftest import CHEAP, PASSWORD, REDIRECT, Browser, credentials, until

AGENT = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}
BEHIND = '[server]\ntrusted_proxies = ["127.0.0.1"]\n'


def log(grantd, *arguments):
    return [json.loads(line) for line in grantd.cli("--json", "audit", "--limit", "0", *arguments).stdout.splitlines()]


def names(lines):
    return [line["event"] for line in lines]


def only(grantd, event):
    [line] = log(grantd, "--event", event)
    return line


def reused(grantd, person, client):
    """An app that comes again with a refresh token that was replaced; answers its tokens, which have ended."""
    tokens = person.tokens(client)
    fresh = person.keep(person.refresh(client, tokens["refresh_token"]).json())
    assert person.refresh(client, tokens["refresh_token"]).status_code == 400
    assert grantd.profile(fresh["access_token"]).status_code == 401
    return fresh


def test_what_people_do_is_written_down_with_who_and_from_where(make):
    grantd = make(BEHIND + "[oauth]\nrefresh_reuse_grace = \"0s\"\n")
    alice = grantd.add_user("alice", admin=True)
    bob = grantd.add_user("bob")
    far = {"X-Forwarded-For": "203.0.113.9, 198.51.100.4"} | AGENT

    wrong = {"email": "alice", "password": "wrong wrong wrong"}
    assert grantd.post("/api/auth/login", json=wrong, headers=far).status_code == 401
    assert grantd.post("/api/auth/login", json=wrong | {"email": PASSWORD}, headers=far).status_code == 401
    failed = log(grantd, "--event", "sign_in_failed")
    assert [line.get("user") for line in failed] == [{"id": 1, "name": "alice"}, None], "a name of nobody is not kept"
    assert {(line["address"], line["device"], line["by"]["who"]) for line in failed} == {
        ("198.51.100.4", AGENT["User-Agent"], "anyone")}, "the nearest address that is no trusted proxy's"

    signed_in = log(grantd, "--event", "signed_in", "--user", "bob")
    assert [line["by"] for line in signed_in] == [{"who": "user", "id": 2, "name": "bob"}]
    assert signed_in[0]["address"] == "127.0.0.1"

    client = bob.add_app()
    app = {"client_id": client["client_id"], "name": "Test app"}
    registered = only(grantd, "app_registered")
    assert registered["app"] == app and registered["owner"] == {"id": 2, "name": "bob"}
    bob.call("PATCH", f"/api/oauth/apps/{client['id']}", json={"client_name": "Test app", "scope": "profile:read"})
    assert only(grantd, "app_edited")["fields"] == ["scope"], "what stays the same is not edited"
    secret = bob.call("POST", f"/api/oauth/apps/{client['id']}/rotate_secret").json()["data"]["client"]["client_secret"]
    client["client_secret"] = grantd.secret(secret)
    assert only(grantd, "app_secret_rotated")["app"] == app

    query = f"?client_id={client['client_id']}&response_type=code&scope=profile:read&redirect_uri={REDIRECT}"
    assert "access_denied" in alice.consent("x:/" + query, confirm="false")
    assert only(grantd, "consent_refused")["user"] == {"id": 1, "name": "alice"}

    code = alice.code(client)
    body = credentials(client) | {"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT}
    assert grantd.post("/api/oauth/token", data=body).status_code == 200
    assert grantd.post("/api/oauth/token", data=body, headers=far).status_code == 400
    replayed = only(grantd, "code_replayed")
    assert replayed["user"]["name"] == "alice" and replayed["app"] == app
    assert replayed["by"] == {"who": "app"} | app and replayed["address"] == "198.51.100.4"

    reused(grantd, alice, client)
    assert only(grantd, "refresh_token_reused")["user"] == {"id": 1, "name": "alice"}
    tokens = alice.tokens(client)
    grantd.post("/api/oauth/revoke", data=credentials(client) | {"token": tokens["refresh_token"]})
    assert only(grantd, "token_revoked")["by"] == {"who": "app"} | app
    given = log(grantd, "--event", "consent_given")
    assert len(given) == 3 and {line["scope"] for line in given} == {"profile:read"}
    assert alice.call("DELETE", f"/api/oauth/grants/{client['client_id']}").status_code == 204
    assert only(grantd, "consent_withdrawn")["by"]["name"] == "alice"

    assert names(log(grantd, "--app", client["client_id"])) == [
        "app_registered", "app_edited", "app_secret_rotated", "consent_refused", "consent_given", "code_replayed",
        "consent_given", "refresh_token_reused", "consent_given", "token_revoked", "consent_withdrawn"]


def test_what_administrators_and_the_operator_do_is_told_apart(grantd, alice, bob):
    users = "/api/users/bob"
    assert alice.call("PATCH", users, json={"suspended": True}).status_code == 200
    assert alice.call("PATCH", users, json={"suspended": False, "bio": "x"}).status_code == 200
    grantd.cli("user", "set", "bob", "upstream_id=42")
    grantd.cli("user", "set-role", "bob", "admin")
    grantd.cli("resource-server", "add", "notes")
    assert alice.call("PATCH", "/api/config", json={"is_registration_enabled": True}).status_code == 200
    body = {"username": "carol", "email": "c@example.org", "password": PASSWORD}
    assert grantd.post("/api/auth/register", json=body).status_code == 200
    assert grantd.login("carol").call("DELETE", "/api/users/carol").status_code == 204
    lines = log(grantd)
    by = {line["event"]: line["by"].get("name", line["by"]["who"]) for line in lines}
    assert {event: by[event] for event in (
        "account_suspended", "account_unsuspended", "profile_changed", "attribute_changed", "role_changed",
        "resource_server_added", "instance_changed", "account_created", "account_deleted")} == {
            "account_suspended": "alice", "account_unsuspended": "alice", "profile_changed": "alice",
            "attribute_changed": "operator", "role_changed": "operator", "resource_server_added": "operator",
            "instance_changed": "alice", "account_created": "anyone", "account_deleted": "carol"}
    changed = [line for line in lines if line["event"] in ("attribute_changed", "instance_changed", "profile_changed")]
    assert [(line.get("fields"), line.get("key")) for line in changed] == [
        (["bio"], None), (None, "upstream_id"), (["is_registration_enabled"], None)]
    assert "42" not in json.dumps(changed[1]["key"]) and '"x"' not in json.dumps(changed[0])
    assert "example.org" not in json.dumps(lines), "no e-mail address"


def test_an_app_that_acts_for_somebody_is_named_with_them(grantd, alice):
    client = alice.add_app(scope="users:write")
    token = alice.tokens(client, "users:write")["access_token"]
    grantd.add_user("dave")
    headers = {"Authorization": f"Bearer {token}"}
    assert requests.patch(grantd.url + "/api/users/dave", json={"suspended": True}, headers=headers).status_code == 200
    assert only(grantd, "account_suspended")["by"] == {
        "who": "app", "client_id": client["client_id"], "name": "Test app", "for": {"id": 1, "name": "alice"}}


def test_a_killed_daemon_leaves_a_log_that_can_be_read(make):
    grantd = make()
    alice = grantd.add_user("alice")
    client = alice.add_app()
    refused = []

    def go_on():
        query = f"x:/?client_id={client['client_id']}&response_type=code&scope=profile:read&redirect_uri={REDIRECT}"
        try:
            while True:
                alice.consent(query, confirm="false")
                refused.append(1)
        except (requests.RequestException, AssertionError):
            pass

    threads = [threading.Thread(target=go_on) for _ in range(4)]
    [thread.start() for thread in threads]
    until(lambda: len(refused) >= 200)
    grantd.kill9()
    [thread.join() for thread in threads]
    without = log(grantd)
    grantd.start()
    lines = log(grantd)
    assert lines[:len(without)] == without
    kept = names(lines).count("consent_refused")
    # What was in hand is lost: no more than what the connections at that moment had asked for last.
    assert kept >= len(refused) - 300 and names(lines)[-1] == "started"
    for path in grantd.data.glob("*.jsonl"):
        assert all(json.loads(line) for line in path.read_text().splitlines())


def test_the_files_stay_within_their_bounds_and_a_reload_lowers_them(make):
    config = '[audit]\nfile_size = "64KiB"\nkeep = {}\nlog = false\n'
    grantd = make(config.format(2))
    alice = grantd.add_user("alice")
    client = alice.add_app()
    headers = {"Authorization": f"Bearer {alice.token}", "User-Agent": "x" * 200}
    body = {"client_id": client["client_id"], "response_type": "code", "redirect_uri": REDIRECT, "scope": "profile:read",
            "confirm": "false"}
    session = requests.Session()

    def fill():
        for _ in range(700):
            session.post(grantd.url + "/api/oauth/authorize", data=body, headers=headers)
        grantd.cli("audit")

    def files():
        return sorted(path for path in grantd.data.glob("audit*.jsonl"))

    fill()
    assert len(files()) == 3 and all(path.stat().st_size <= 65536 for path in files())
    before = names(log(grantd))
    assert before.count("consent_refused") < 700, "the oldest is gone"
    grantd.config.write_text(grantd.config.read_text().replace("keep = 2", "keep = 1"))
    grantd.process.send_signal(1)
    fill()
    assert len(files()) == 2
    assert "grantd::audit" not in grantd.log.read_text()


def test_people_see_what_happened_to_their_account_and_nothing_else(make):
    grantd = make("[oauth]\nrefresh_reuse_grace = \"0s\"\n")
    alice = grantd.add_user("alice", admin=True)
    bob = grantd.add_user("bob")
    client = alice.add_app(client_name="GPX <b>Importer</b>")
    reused(grantd, bob, client)
    browser = Browser(grantd)
    browser.session.headers.update(AGENT)
    assert browser.get("/profile/events").headers["Location"].startswith("/login?from=")
    browser.sign_in("bob")
    page = browser.get("/profile/events")
    assert page.status_code == 200
    text = page.text.replace("<bdi>", "").replace("</bdi>", "")
    for words in ("You signed in", "Firefox on Linux", "127.0.0.1", "A token of “GPX &#60;b&#62;Importer", "look here",
                  "all tokens of this sign-in were ended at once", "authorise it again when it asks",
                  "You authorised “GPX", "Your account was opened", "By whoever runs this server"):
        assert words in text, words
    assert text.index("You signed in") < text.index("A token of “GPX"), "the newest first"
    assert "alice" not in page.text and "was registered" not in page.text

    mine = Browser(grantd)
    mine.sign_in("alice")
    assert "The app “<bdi>GPX" in mine.get("/profile/events").text
    assert "A token of" not in mine.get("/profile/events").text, "what happens to its users is not the owner's"
    assert alice.call("PATCH", "/api/users/bob", json={"suspended": True}).status_code == 200
    browser.sign_in("bob")
    assert "By the administrator <bdi>alice</bdi>" in browser.get("/profile/events").text

    for _ in range(21):
        grantd.cli("user", "set", "bob", "note=1")
    first, third = [browser.get("/profile/events" + page).text.replace("<bdi>", "").replace("</bdi>", "")
                     for page in ("", "?page=3")]
    assert "Page 1 of 3" in first and "A token of “GPX" not in first and "A token of “GPX" in third
    # A backup holds it, and it goes with the account.
    exported = grantd.cli("export").stdout
    assert exported.count('"kind":"user_event"') > 20
    grantd.cli("user", "delete", "bob", "--yes")
    gone = [json.loads(line) for line in grantd.cli("export").stdout.splitlines()]
    assert {line["key"][0] for line in gone if line.get("kind") == "user_event"} == {1}
    assert only(grantd, "account_deleted")["user"]["name"] == "bob"
    assert grantd.cli("check", "--data").returncode == 0


def test_a_flood_is_counted_in_the_daemons_own_log_too(make):
    """What strangers cause is told there once in a while, not once a request."""
    with socket.socket() as nobody:
        nobody.bind(("127.0.0.1", 0))
        grantd = make(CHEAP + f'''login_free_attempts = 1000
[[upstream]]
path = "/dead"
url = "http://127.0.0.1:{nobody.getsockname()[1]}"
[[route]]
path = "/dead"
public = true
''')
        with requests.Session() as session:
            for number in range(60):
                answer = session.post(grantd.url + "/api/auth/login", json={"email": f"nobody{number}", "password": "x" * 8})
                assert answer.status_code == 401
                assert session.get(grantd.url + "/forward-auth").status_code == 400
                assert session.get(grantd.url + "/dead").status_code == 502
    grantd.cli("audit")
    lines = grantd.log.read_text().splitlines()
    told = {what: sum(what in line for line in lines) for what in
            ("sign_in_failed", "without saying about which request", "cannot be reached")}
    assert told == {"sign_in_failed": 5, "without saying about which request": 1, "cannot be reached": 1}
    grantd.stop()
    told = grantd.log.read_text()
    assert -1 < told.find("55 times within a minute") < told.find("grantd was stopped"), "the end is told last"
