"""What administrators do: on the pages, over the API and on the command line, each by the same operation."""

import json
import re

import pytest

from chromium import fill, heading, press, start, text
from conftest import PASSWORD, REDIRECT, Browser, bearer, credentials

PAGES = ["/admin", "/admin/users", "/admin/users/new", "/admin/users/alice", "/admin/apps", "/admin/apps/1",
         "/admin/resource-servers", "/admin/settings", "/admin/audit", "/admin/audit/audit.jsonl", "/admin/store"]
API = ["/api/oauth/admin/apps", "/api/oauth/admin/apps/1", "/api/oauth/admin/audit", "/api/oauth/admin/store"]
APPROVAL = '[oauth]\napp_approval = "required"\n'


@pytest.fixture
def world(make):
    """alice administers, bob and carol do not; an app of bob's waits. A browser of alice's."""
    grantd = make(APPROVAL)
    alice, bob, carol = grantd.add_user("alice", admin=True), grantd.add_user("bob"), grantd.add_user("carol")
    app = bob.add_app()
    browser = Browser(grantd)
    browser.sign_in("alice")
    return grantd, alice, bob, carol, app, browser


@pytest.fixture
def without_script(tmp_path):
    yield from start(tmp_path, script=False)


def authorize(person, app):
    query = {"client_id": app["client_id"], "response_type": "code", "scope": "profile:read", "redirect_uri": REDIRECT,
             "confirm": "true"}
    return person.call("POST", "/api/oauth/authorize", data=query)


def act(browser, path, action, /, done=None, **typed):
    answer = browser.submit(browser.get(path), path, action=action, **typed)
    if done:
        assert answer.status_code == 303 and answer.headers["Location"].endswith(f"?done={done}"), answer.text
        assert 'class="notice success"' in browser.get(answer.headers["Location"]).text
    return answer


def state(person, app):
    return person.call("GET", f"/api/oauth/admin/apps/{app['id']}").json()["data"]["client"]["state"]


# -- apps, over the API and on the command line

def test_an_app_waits_is_approved_suspended_and_goes_on(world):
    grantd, alice, bob, carol, app, _ = world
    assert app["state"] == "waiting"
    refused = authorize(carol, app)
    assert (refused.status_code, refused.json()["message"]) == (
        400, "The client waits for the approval of an administrator.")
    owner = Browser(grantd)
    owner.sign_in("bob")
    assert "waits for the approval" in owner.get("/profile/apps/1").text
    own = bob.tokens(app)
    assert grantd.profile(own["access_token"]).status_code == 200, "its owner tries it"

    path = f"/api/oauth/admin/apps/{app['id']}"
    answer = alice.call("POST", path + "/approve")
    assert answer.status_code == 200 and answer.json()["data"]["client"]["state"] == "active"
    assert answer.json()["data"]["client"]["owner"] == "bob"
    tokens = carol.tokens(app)

    assert alice.call("POST", path + "/suspend").json()["data"]["client"]["state"] == "suspended"
    assert grantd.profile(tokens["access_token"]).status_code == 401
    assert "has suspended this app" in owner.get("/profile/apps/1").text
    person = Browser(grantd)
    person.sign_in("carol")
    for page in ("/profile/grants", f"/profile/grants/{app['client_id']}"):
        assert "It can do nothing until" in person.get(page).text
    refused = bob.refresh(app, tokens["refresh_token"])
    assert refused.status_code == 400 and refused.json()["error"] == "invalid_client"
    assert "suspended" in refused.json()["error_description"]
    assert authorize(carol, app).json()["message"] == "The client is suspended."
    page = grantd.get(f"/profile/apps/authorize?client_id={app['client_id']}&response_type=code&redirect_uri={REDIRECT}")
    assert page.status_code == 403 and "Location" not in page.headers and "Test app" in page.text
    told = grantd.post("/api/oauth/introspect", data=credentials(app) | {"token": tokens["access_token"]}).json()
    assert told == {"active": False}

    grantd.restart()
    assert grantd.profile(tokens["access_token"]).status_code == 401, "it outlives a restart"
    assert grantd.cli("app", "unsuspend", app["client_id"]).stdout == "Test app is no longer suspended.\n"
    assert grantd.profile(tokens["access_token"]).status_code == 200
    assert "It can do nothing until" not in person.get("/profile/grants").text
    assert bob.keep(bob.refresh(app, tokens["refresh_token"]).json())["scope"] == "profile:read"
    events = [json.loads(line)["event"] for line in grantd.cli("--json", "audit", "--limit", "0").stdout.splitlines()]
    assert [event for event in events if event.startswith("app_")] == [
        "app_registered", "app_approved", "app_suspended", "app_unsuspended"]


def test_the_command_line_has_the_same_words(world):
    grantd, alice, _, _, app, _ = world
    assert "waiting" in grantd.cli("app", "list", "--state", "waiting").stdout
    assert grantd.cli("app", "approve", str(app["id"])).stdout == "Test app is approved.\n"
    assert grantd.cli("app", "list", "--state", "waiting").stdout.startswith("No apps yet")
    assert grantd.cli("app", "suspend", app["client_id"]).stdout == "Test app is suspended.\n"
    assert json.loads(grantd.cli("--json", "app", "show", app["client_id"]).stdout)["state"] == "suspended"
    assert state(alice, app) == "suspended"
    names = json.loads(grantd.cli("--json", "user", "list", "--find", "EXAMPLE", "--role", "user").stdout)
    assert [user["username"] for user in names] == ["bob", "carol"]
    grantd.cli("user", "add", "dora", "--email", "dora@example.org")
    never = json.loads(grantd.cli("--json", "user", "list", "--never-signed-in").stdout)
    assert [(user["username"], user["last_sign_in"]) for user in never] == [("dora", None)]
    told = json.loads(grantd.cli("--json", "check").stdout)["data"]
    assert told["daemon"]["refusing"] is None and told["daemon"]["commits"] > 5
    shown = alice.call("GET", "/api/oauth/admin/store").json()["data"]
    assert shown["records"] == told["records"] and shown["format"] == told["format"]
    # A suspension is part of the data.
    assert '"kind":"hold"' in grantd.cli("export").stdout
    assert grantd.cli("check", "--data").stdout.endswith("Nothing is wrong.\n")


def test_the_api_lists_apps_and_reads_the_log(world):
    _, alice, bob, _, app, _ = world
    for number in range(3):
        bob.add_app(client_name=f"Map {number}")
    found = alice.call("GET", "/api/oauth/admin/apps?q=MAP&owner=bob&state=waiting&per_page=2").json()
    assert [client["name"] for client in found["data"]["clients"]] == ["Map 2", "Map 1"]
    assert found["pagination"] == {"has_next": True, "has_prev": False, "page": 1, "pages": 2, "total": 3}
    assert alice.call("GET", "/api/oauth/admin/apps?owner=nobody").status_code == 404
    log = alice.call("GET", f"/api/oauth/admin/audit?event=app_registered&app={app['client_id']}").json()
    [event] = log["data"]["events"]
    assert event["by"]["name"] == "bob" and not log["pagination"]["has_next"]
    assert alice.call("GET", "/api/oauth/admin/audit?until=2020-01-01").json()["data"]["events"] == []
    assert [user["username"] for user in alice.call("GET", "/api/users?role=admin").json()["data"]["users"]] == ["alice"]
    # What only administrators may find.
    assert bob.call("GET", "/api/users?q=example.org").json()["data"]["users"] == []


def test_nobody_else_has_anything_here(world):
    grantd, _, bob, _, app, _ = world
    for path in API:
        assert bob.call("GET", path).status_code == 403, path
        assert grantd.get(path).status_code == 401, path
    for verdict in ("suspend", "unsuspend", "approve"):
        assert bob.call("POST", f"/api/oauth/admin/apps/{app['id']}/{verdict}").status_code == 403
    tokens = bob.tokens(app)
    assert grantd.get(API[0], headers=bearer(tokens["access_token"])).status_code == 401, "no app acts here"

    browser = Browser(grantd)
    for path in PAGES:
        answer = browser.get(path)
        assert answer.status_code == 303 and answer.headers["Location"].startswith("/login?from="), path
    browser.sign_in("bob")
    assert "/admin" not in browser.get("/profile/apps").text
    csrf = re.search(r'name="csrf" value="([^"]+)"', browser.get("/profile").text).group(1)
    for path in PAGES:
        assert browser.get(path).status_code == 404, path
        data = {"csrf": csrf, "action": "delete"}
        refused = browser.session.post(grantd.url + path, data=data, allow_redirects=False, headers={"Origin": grantd.url})
        assert refused.status_code in (404, 405), path
    assert grantd.cli("--json", "user", "list").stdout.count('"username"') == 3


# -- the pages

def test_every_page_is_shown_and_leads_to_the_others(world):
    grantd, _, _, _, _, browser = world
    for path in PAGES:
        answer = browser.get(path)
        assert answer.status_code == 200, (path, answer.text)
        assert "no-store" in answer.headers["Cache-Control"]
    overview = browser.get("/admin").text
    assert 'href="/admin/apps?state=waiting"' in overview and "One app waits for approval" in overview
    assert browser.get("/admin/nothing").status_code == browser.get("/admin/users/nobody").status_code == 404
    assert browser.get("/admin/apps/99").status_code == 404
    assert browser.session.post(grantd.url + "/admin/audit").status_code == 405


def test_a_form_from_elsewhere_changes_nothing(world):
    grantd, alice, _, _, app, browser = world
    page = browser.get("/admin/apps/1")
    for csrf, headers in [("wrong", {}), (None, {"Sec-Fetch-Site": "cross-site"})]:
        csrf = csrf or re.search(r'name="csrf" value="([^"]+)"', page.text).group(1)
        data = {"csrf": csrf, "action": "delete"}
        refused = browser.session.post(grantd.url + "/admin/apps/1", data=data, headers=headers, allow_redirects=False)
        assert refused.status_code == 403, refused.text
    assert state(alice, app) == "waiting"


def test_an_app_is_decided_on_the_page(world):
    grantd, alice, bob, carol, app, browser = world
    path = "/admin/apps/1"
    for step in ("approve", "suspend", "revoke", "rotate", "delete"):
        asked = browser.get(f"{path}?confirm={step}")
        assert f'name="action" value="{step}"' in asked.text and "Test app" in asked.text
    act(browser, path, "approve", done="app-approved")
    tokens = carol.tokens(app)
    act(browser, path, "suspend", done="suspended")
    assert grantd.profile(tokens["access_token"]).status_code == 401
    assert "suspended" in browser.get("/admin/apps?state=suspended").text
    act(browser, path, "unsuspend", done="unsuspended")
    assert grantd.profile(tokens["access_token"]).status_code == 200
    rotated = act(browser, path, "rotate")
    secret = grantd.secret(re.search(r"grs_\w+", rotated.text).group())
    assert rotated.status_code == 200 and secret not in browser.get(path).text, "it is shown once"
    act(browser, path, "revoke", done="app-revoked")
    assert grantd.profile(tokens["access_token"]).status_code == 401
    act(browser, path, "delete", done="app-deleted")
    assert browser.get(path).status_code == 404
    told = [event for event in bob.call("GET", "/api/auth/events").json()["data"]["events"] if event["event"] == "app_suspended"]
    assert told[0]["by"] == "By the administrator alice" and told[0]["address"] is None


def test_what_was_changed_after_it_was_looked_at_is_not_approved(world):
    grantd, alice, bob, _, app, browser = world
    path = "/admin/apps/1"
    page = browser.get(path)
    question = browser.get(path + re.search(r'href="(\?confirm=approve[^"]*)"', page.text)[1].replace("&amp;", "&"))
    changed = bob.call("PATCH", f"/api/oauth/apps/{app['id']}", json={"client_name": "GitHub"})
    assert changed.json()["data"]["client"]["state"] == "waiting"
    for stale in (page, question):
        refused = browser.submit(stale, path, action="approve")
        assert refused.headers["Location"] == path + "?done=app-changed" and state(alice, app) == "waiting"
    told = browser.get(path + "?done=app-changed").text
    assert "changed after you looked at it" in told and "GitHub" in told
    assert browser.submit(browser.get(path), path, action="approve", seen="").headers["Location"].endswith("app-changed")
    # The same at the API, for who says what was looked at.
    at = f"/api/oauth/admin/apps/{app['id']}"
    waiting = {"waiting_since": alice.call("GET", at).json()["data"]["client"]["waiting_since"]}
    bob.call("PATCH", f"/api/oauth/apps/{app['id']}", json={"client_uri": "https://evil.example"})
    refused = alice.call("POST", at + "/approve", json=waiting)
    assert refused.status_code == 400 and "changed since" in refused.json()["message"]
    assert alice.call("POST", at + "/approve", json={"waiting_since": "x"}).status_code == 400
    assert state(alice, app) == "waiting"
    act(browser, path, "approve", done="app-approved")
    # That its owner tries it on our page makes it no other app.
    owner = Browser(grantd)
    owner.sign_in("bob")
    trying = "/profile/apps/1/try"
    assert owner.submit(owner.get(trying), trying, action="add").status_code == 303
    assert f"{grantd.url}{trying}" in alice.call("GET", f"/api/oauth/admin/apps/{app['id']}").text
    assert state(alice, app) == "active"


def test_an_account_is_made_changed_and_deleted_on_the_pages(world):
    grantd, _, _, _, _, browser = world
    wrong = act(browser, "/admin/users/new", "", username="x", email="bob@example.org")
    assert wrong.status_code == 400 and 'aria-invalid="true"' in wrong.text and 'value="x"' in wrong.text
    made = act(browser, "/admin/users/new", "", username="dora", email="dora@example.org")
    link = re.search(r"http\S+/login/password\?key=[\w-]+", made.text).group()
    grantd.secret(link.split("key=")[1])
    other = Browser(grantd)
    other.submit(other.get(link), "/login/password", password=PASSWORD, password_again=PASSWORD)
    dora = grantd.login("dora")

    path = "/admin/users/dora"
    for step in ("suspend", "make-admin", "sign-out", "second-factor-off", "delete"):
        assert f'name="action" value="{step}"' in browser.get(f"{path}?confirm={step}").text
    act(browser, path, "email", done="email", email="d@example.org")
    assert act(browser, path, "email", email="bob@example.org").status_code == 400
    act(browser, path, "note", done="note", attribute="fittrackee_id", value="71")
    assert "fittrackee_id" in browser.get(path).text
    assert json.loads(grantd.cli("--json", "user", "show", "dora").stdout)["attributes"] == {"fittrackee_id": "71"}
    assert act(browser, path, "note", attribute="not a name", value="1").status_code == 400
    act(browser, path, "remove-note", done="note-removed", attribute="fittrackee_id")
    act(browser, path, "make-admin", done="role")
    act(browser, path, "make-user", done="role")
    exported = act(browser, path, "export")
    assert exported.json()["account"]["username"] == "dora" and "attachment" in exported.headers["Content-Disposition"]
    act(browser, path, "sign-out", done="signed-out")
    assert dora.call("GET", "/api/auth/profile").status_code == 401
    act(browser, path, "suspend", done="suspended")
    assert "dora" in browser.get("/admin/users?suspended=true").text
    act(browser, path, "unsuspend", done="unsuspended")
    dora = grantd.login("dora")
    events = dora.call("GET", "/api/auth/events").json()["data"]["events"]
    by = {event["event"]: event["by"] for event in events}
    for event in ("account_suspended", "role_changed", "email_changed", "attribute_changed", "sessions_ended"):
        assert by[event] == "By the administrator alice", (event, by)
    act(browser, path, "delete", done="user-deleted")
    assert browser.get(path).status_code == 404
    assert "bob" in browser.get("/admin/users?q=BOB%40").text and "carol" not in browser.get("/admin/users?q=BOB%40").text


def test_the_last_administrator_stays(world):
    grantd, alice, _, _, _, browser = world
    page = browser.get("/admin/users/alice").text
    assert "?confirm=suspend" not in page and "?confirm=delete" not in page and "?confirm=make-user" not in page
    for step in ("suspend", "make-user", "delete"):
        refused = act(browser, "/admin/users/alice", step)
        assert refused.status_code in (400, 403), (step, refused.text)
    assert alice.call("GET", "/api/oauth/admin/store").status_code == 200
    act(browser, "/admin/users/bob", "make-admin", done="role")
    warned = browser.get("/admin/users/alice?confirm=make-user").text
    assert "you lose access to these pages" in warned
    act(browser, "/admin/users/alice", "make-user")
    assert browser.get("/admin").status_code == 404


def test_resource_servers_settings_and_the_store(world):
    grantd, _, bob, carol, app, browser = world
    path = "/admin/resource-servers"
    assert act(browser, path, "add", name="two words").status_code == 400
    made = act(browser, path, "add", name="maps")
    first = grantd.secret(re.search(r"grp_\w+", made.text).group())
    again = act(browser, path, "add", name="maps")
    assert again.status_code == 400 and first not in browser.get(path).text
    asked = browser.get(path + "?confirm=rotate&name=maps")
    rotated = browser.submit(asked, path)
    assert rotated.status_code == 200 and grantd.secret(re.search(r"grp_\w+", rotated.text).group()) != first
    browser.submit(browser.get(path + "?confirm=delete&name=maps"), path)
    assert grantd.cli("resource-server", "list").stdout.startswith("No resource servers yet")

    assert act(browser, "/admin/settings", "", name="Hill Club", admin_contact="no address").status_code == 400
    act(browser, "/admin/settings", "", done="settings", name="Hill Club", registration="yes", about="For walkers",
        admin_contact="alice@example.org", privacy_policy="")
    told = grantd.get("/api/config").json()["data"]
    assert (told["name"], told["is_registration_enabled"], told["about"]) == ("Hill Club", True, "For walkers")
    shown = browser.get("/admin/settings").text
    assert "oauth.app_approval" in shown and str(grantd.config) in shown

    swept = act(browser, "/admin/store", "sweep")
    assert swept.status_code == 200 and "Nothing had expired" in swept.text


def test_the_log_is_read_in_pages_and_as_a_file(world):
    grantd, alice, bob, _, _, browser = world
    for number in range(25):
        bob.call("PATCH", "/api/oauth/apps/1", json={"client_description": f"number {number}"})
    first = browser.get("/admin/audit?event=app_edited&user=bob").text
    row = '<h2>App edited <code class="hint">app_edited</code></h2>'
    assert first.count(row) == 10 and "page=2" in first
    second = browser.get("/admin/audit?event=app_edited&user=bob&page=2").text
    assert second.count(row) == 10 and "page=3" in second
    german = browser.session.get(grantd.url + "/admin/audit?event=app_edited", headers={"Accept-Language": "de"}).text
    assert '<h2>App bearbeitet <code class="hint">app_edited</code></h2>' in german
    file = browser.get("/admin/audit/audit.jsonl?event=app_edited")
    assert "attachment" in file.headers["Content-Disposition"]
    lines = [json.loads(line) for line in file.text.splitlines()]
    assert len(lines) == 25 and lines == sorted(lines, key=lambda line: line["time"])
    hostile = browser.get("/admin/audit?user=%3Cscript%3E&event=%22%3E").text
    assert "<script>" not in hostile


def test_an_administrator_decides_by_clicks_alone(world, without_script):
    grantd, alice, _, _, app, _ = world
    driver = without_script
    driver.get(grantd.url + "/admin")
    fill(driver, email="alice", password=PASSWORD)
    press(driver, "Sign in")
    assert heading(driver) == "Administration"
    press(driver, "One app waits for approval")
    press(driver, "Test app")
    press(driver, "Approve")
    assert heading(driver) == "Approve Test app?"
    press(driver, "Cancel")
    assert state(alice, app) == "waiting"
    press(driver, "Approve")
    press(driver, "Approve")
    assert "The app is approved." in text(driver) and state(alice, app) == "active"
    press(driver, "Suspend")
    press(driver, "Suspend")
    assert "It is suspended." in text(driver) and state(alice, app) == "suspended"
    press(driver, "Lift the suspension")
    assert state(alice, app) == "active"
    press(driver, "Audit log")
    shown = text(driver)
    assert "App suspended" in shown and "app_suspended" in shown and "By alice" in shown
    press(driver, "App suspended")
    assert "App approved" not in text(driver) and "app_approved" not in text(driver)
