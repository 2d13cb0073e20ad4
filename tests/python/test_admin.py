"""What administrators do: on the pages, over the API and on the command line, each by the same operation."""

import html
import json
import re

import pytest

from chromium import fill, heading, press, start, text
from conftest import PASSWORD, REDIRECT, Browser, bearer, credentials

PAGES = ["/admin", "/admin/users", "/admin/users/new", "/admin/users/alice", "/admin/apps", "/admin/apps/1",
         "/admin/apps/1/usage",
         "/admin/resource-servers", "/admin/settings", "/admin/settings/scopes", "/admin/settings/routes", "/admin/audit", "/admin/audit/audit.jsonl", "/admin/store"]
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
    secret = grantd.secret(re.search(r"grs_[\w-]+", rotated.text).group())
    assert rotated.status_code == 200 and secret not in browser.get(path).text, "it is shown once"
    assert not works(grantd, app, app["client_secret"]) and "works until" not in rotated.text
    act(browser, path, "revoke", done="app-revoked")
    assert grantd.profile(tokens["access_token"]).status_code == 401
    act(browser, path, "delete", done="app-deleted")
    assert browser.get(path).status_code == 404
    told = [event for event in bob.call("GET", "/api/auth/events").json()["data"]["events"] if event["event"] == "app_suspended"]
    assert told[0]["by"] == "By the administrator alice" and told[0]["address"] is None


def works(grantd, app, secret):
    """Whether the app gets further with this secret than to be told that it is not who it says."""
    answer = grantd.post("/api/oauth/token", data={"client_id": app["client_id"], "client_secret": secret,
                                                   "grant_type": "refresh_token", "refresh_token": "grr_x"})
    return answer.json()["error"] != "invalid_client"


def test_the_old_secret_of_an_app_works_for_as_long_as_is_chosen(world):
    grantd, _, _, _, app, browser = world
    path = "/admin/apps/1"
    act(browser, path, "approve", done="app-approved")
    assert 'value="end-previous"' not in browser.get(path).text
    asked = browser.get(path + "?confirm=rotate")
    assert 'name="overlap" value="1d" checked' in asked.text and "given to the owner" in asked.text
    rotated = browser.submit(asked, path, overlap="1h")
    new = grantd.secret(re.search(r"grs_[\w-]+", rotated.text).group())
    assert "The one before it works until" in rotated.text
    assert works(grantd, app, new) and works(grantd, app, app["client_secret"])
    page = browser.get(path).text
    assert "It works until" in page and "has not been used" not in page
    assert "works until" in grantd.cli("app", "show", app["client_id"]).stdout
    act(browser, path, "end-previous", done="secret-ended")
    assert works(grantd, app, new) and not works(grantd, app, app["client_secret"])
    assert "It works until" not in browser.get(path).text
    assert act(browser, path, "rotate", overlap="900d").status_code == 404, "that was not offered"
    assert works(grantd, app, new)


def test_an_administrator_sees_what_an_app_does(world):
    grantd, _, bob, _, app, browser = world
    assert "It did nothing in the last 30 days." in browser.get("/admin/apps/1/usage").text
    act(browser, "/admin/apps/1", "approve", done="app-approved")
    tokens = bob.tokens(app)
    assert grantd.profile(tokens["access_token"]).status_code == 200
    shown = browser.get("/admin/apps/1/usage").text
    assert "One person has authorised it." in shown
    for figure in ("1 request<", "1 authorisation<", "1 token issued<"):
        assert figure in shown, figure
    assert 'href="/admin/apps/1"' in shown and "/profile/apps/1" not in shown
    assert 'href="/admin/apps/1/usage"' in browser.get("/admin/apps/1").text
    assert browser.get("/admin/apps/99/usage").status_code == 404


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
    assert "no password yet" not in browser.get(path).text and ">Set</dd>" in browser.get(path).text
    dora.call("POST", "/api/auth/profile/edit", json={"first_name": "Dora", "last_name": "", "bio": "", "location": "Görlitz"})
    shown = browser.get(path).text
    assert ">Dora</dd>" in shown and ">Görlitz</dd>" in shown and "Last name" not in shown
    act(browser, path, "language", done="language", language="pl")
    assert json.loads(grantd.cli("--json", "user", "show", "dora").stdout)["language"] == "pl"
    assert '<option value="pl" lang="pl" selected>' in browser.get(path).text
    wrong = act(browser, path, "language", language="tlh")
    assert wrong.status_code == 400 and 'href="#language"' in wrong.text
    act(browser, path, "language", done="language", language="")
    assert json.loads(grantd.cli("--json", "user", "show", "dora").stdout)["language"] is None
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
    changed = [event["by"] for event in events if event["event"] == "profile_changed"]
    assert changed == ["By the administrator alice"] * 2 + [""], "the third is dora's own"
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
    first = grantd.secret(re.search(r"grp_[\w-]+", made.text).group())
    again = act(browser, path, "add", name="maps")
    assert again.status_code == 400 and first not in browser.get(path).text
    asked = browser.get(path + "?confirm=rotate&name=maps")
    rotated = browser.submit(asked, path)
    assert rotated.status_code == 200 and grantd.secret(re.search(r"grp_[\w-]+", rotated.text).group()) != first
    browser.submit(browser.get(path + "?confirm=delete&name=maps"), path)
    assert grantd.cli("resource-server", "list").stdout.startswith("No resource servers yet")

    assert act(browser, "/admin/settings", "", name="Hill Club", admin_contact="no address").status_code == 400
    act(browser, "/admin/settings", "", done="settings", name="Hill Club", registration="yes", about="For walkers",
        admin_contact="alice@example.org", privacy_policy="")
    told = grantd.get("/api/config").json()["data"]
    assert (told["name"], told["is_registration_enabled"], told["about"]) == ("Hill Club", True, "For walkers")
    # Both texts as long as each may be, in letters of two bytes.
    long = "ż" * 32000
    act(browser, "/admin/settings", "", done="settings", about=long, privacy_policy=long)
    assert grantd.get("/api/config").json()["data"]["about"] == long
    refused = act(browser, "/admin/settings", "", about=long * 2, privacy_policy="")
    assert refused.status_code == 400 and "żżż" in refused.text
    act(browser, "/admin/settings", "", done="settings", about="For walkers", privacy_policy="")
    shown = browser.get("/admin/settings").text
    assert "oauth.app_approval" in shown and str(grantd.config) in shown

    swept = act(browser, "/admin/store", "sweep")
    assert swept.status_code == 200 and "Nothing had expired" in swept.text
    assert "Nothing had expired" in act(browser, "/admin/store", "sweep", older_than=" 7d ").text
    for typed in ("a week", "-1d", "7"):
        wrong = act(browser, "/admin/store", "sweep", older_than=typed)
        assert wrong.status_code == 400 and f'value="{typed}"' in wrong.text and 'href="#older_than"' in wrong.text
        assert "Nothing had expired" not in wrong.text


def test_the_store_is_told_in_words(world):
    grantd, _, _, _, _, browser = world
    shown = browser.get("/admin/store").text
    assert re.search(r"<dd>[\d,]+\u00a0(KiB|MiB)</dd>", shown) and not re.search(r"\d(B|KiB|MiB)<", shown)
    for record in ("Accounts", "Apps", "Sessions", "Events of accounts", "Last sign-ins"):
        assert f"<dt>{record}</dt>" in shown, record
    for kind in json.loads(grantd.cli("--json", "check").stdout)["data"]["records"]:
        assert f">{kind}<" not in shown
    french = browser.session.get(grantd.url + "/admin/store", headers={"Accept-Language": "fr"}).text
    assert re.search(r"\d\u00a0Mio<", french)


def test_the_configuration_is_shown_and_a_request_explained(make):
    grantd = make('[[scope]]\nname = "maps:read"\ndescription = "See your maps"\n'
                  '[[scope]]\nname = "maps:write"\ndescription = "Change your maps"\nadmin_only = true\n'
                  '[[route]]\npath = "/maps/{id}"\nmethods = ["GET"]\nscope = "maps:read"\n'
                  '[[route]]\npath = "/tiles/{*rest}"\npublic = true\n'
                  '[[upstream]]\npath = "/maps"\nurl = "http://127.0.0.1:9"\n'
                  '[[upstream]]\npath = "/shut"\nurl = "http://127.0.0.1:9"\n'
                  + "".join(f'[[route]]\npath = "/more/{n}"\npublic = true\n' for n in range(20)))
    grantd.add_user("alice", admin=True)
    browser = Browser(grantd)
    browser.sign_in("alice")
    scopes = browser.get("/admin/settings/scopes").text
    assert "maps:read" in scopes and "See your maps" in scopes and scopes.count("only administrators can grant it") == 1
    at = "/admin/settings/routes"
    routes = browser.get(at).text
    assert "/maps/{id}" in routes and "22 routes" in routes and "/more/19" not in routes
    assert routes.count("no route opens it") == 1 and "no upstream serves it" in routes
    assert "/more/19" in browser.get(at + "?page=2").text
    for method, path in [("GET", "/maps/7"), ("POST", "/maps/7"), ("GET", "/nothing"), ("GET", "/tiles/1/2"), ("GET", "maps"),
                         ("GET", "/MAPS/7"), ("GET", "/api/oauth/token")]:
        told = html.unescape(re.sub("<[^>]+>", "", browser.get(f"{at}?method={method}&path={path}").text)).lower()
        for line in grantd.cli("route", method, path).stdout.splitlines():
            name, words = re.split(r"\s{2,}|:\s+", line.strip(), maxsplit=1)
            if name == "verdict":
                verdict, why = words.split(": ", 1)
                assert f"{verdict}. {why.rstrip('.')}".lower() in told, (line, told)
            elif name != "needs":
                assert words.lower() in told, (line, told)
    assert "maps:read" in browser.get(at + "?method=GET&path=/maps/7").text
    assert "<script>" not in browser.get(at + "?method=%3Cscript%3E&path=%3Cscript%3E").text
    assert 'href="/admin/settings/routes"' in browser.get("/admin/settings").text


def test_a_page_that_a_list_does_not_have_leads_back(world):
    _, _, bob, _, _, browser = world
    for number in range(12):
        bob.add_app(client_name=f"Map {number}")
    for path, back, last in [("/admin/users?role=user&", "role=user", None), ("/admin/apps?owner=bob&", "owner=bob", "2"),
                             ("/admin/audit?user=bob&", "user=bob", None), ("/admin/settings/scopes?", "", None)]:
        answer = browser.get(path + "page=999")
        assert answer.status_code == 404 and "There is no page 999" in answer.text, path
        assert f'href="?{back}&#38;page=1"' in answer.text or f'href="?{back}page=1"' in answer.text, path
        assert (f'page={last}"' in answer.text) if last else ("Last page" not in answer.text)
        assert "Nothing of that has happened" not in answer.text and "accounts." not in answer.text
    assert "No account is like that" in browser.get("/admin/users?q=zz").text
    none = browser.get("/admin/apps?q=zz")
    assert none.status_code == 200 and "No app is like that" in none.text and "No apps." not in none.text


def test_without_apps_the_list_says_what_comes_there(make):
    grantd = make()
    grantd.add_user("alice", admin=True)
    browser = Browser(grantd)
    browser.sign_in("alice")
    assert "No apps yet" in browser.get("/admin/apps").text


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


def test_the_log_is_asked_in_words(world):
    grantd, alice, bob, carol, app, browser = world
    act(browser, "/admin/apps/1", "approve", done="app-approved")
    carol.tokens(app)
    carol.tokens(app)
    page = browser.get("/admin/audit").text
    assert '<option value="apps">Apps</option>' in page and '<input id="event"' not in page
    apps = browser.get("/admin/audit?event=apps&user=carol").text
    assert '<option value="apps" selected>Apps</option>' in apps and "consent_given" in apps and "signed_in" not in apps
    assert '<option value="consent_given">App authorised</option>' in apps
    lines = [json.loads(line)["event"] for line in browser.get("/admin/audit/audit.jsonl?event=apps&user=carol").text.splitlines()]
    assert lines == ["consent_given", "consent_given"]
    chosen = browser.get("/admin/audit?event=consent_given&user=carol").text
    assert '<option value="consent_given" selected>App authorised</option>' in chosen
    # What else was asked stays when another event is.
    assert 'href="?user=carol&#38;event=signed_in"' in browser.get("/admin/audit?user=carol").text
    # A name that only a newer version knows is kept.
    assert '<option value="moon_full" selected>moon_full</option>' in browser.get("/admin/audit?event=moon_full").text.replace("<bdi>", "")
    # All that is said is said in words.
    assert "again=true" not in chosen and "It had been authorised before" in chosen
    assert "A Python program" in chosen and "With " not in chosen
    created = browser.get("/admin/audit?event=account_created&user=alice").text
    assert "Role Administrator" in created


def test_names_in_the_log_lead_to_their_pages(world):
    _, _, bob, _, app, browser = world
    page = browser.get("/admin/audit?event=app_registered").text
    assert '<a href="/admin/users/bob"><bdi>bob</bdi></a>' in page
    at = re.search(r'href="(/admin/apps/[^"]+)"><bdi>Test app', page).group(1)
    assert at == f"/admin/apps/{app['client_id']}"
    assert browser.get(at).headers["Location"] == "/admin/apps/1"
    bob.call("DELETE", f"/api/oauth/apps/{app['id']}")
    gone = browser.get(at)
    assert gone.status_code == 404 and "<h1>" in gone.text
    bob.add_app(client_name="Other")
    assert '<a href="/admin/users/bob">' in browser.get("/admin/apps").text


@pytest.mark.parametrize("typed", ["2026-99-99", "foo", "<b>"])
def test_what_is_no_day_is_told_at_its_field(world, typed):
    browser = world[5]
    for field, other in (("since", "until"), ("until", "since")):
        answer = browser.session.get(browser.grantd.url + "/admin/audit", params={field: typed, other: "2026-11-01", "user": "bob"})
        assert answer.status_code == 400 and f'href="#{field}"' in answer.text and f'href="#{other}"' not in answer.text
        assert f'name="{field}" type="text" value="{html.escape(typed)}"' in answer.text.replace("&#60;", "&lt;").replace("&#62;", "&gt;")
        assert f'name="{other}" type="date" value="2026-11-01"' in answer.text and 'value="bob"' in answer.text
        assert "Nothing of that has happened" not in answer.text and "audit-title" not in answer.text
        file = browser.session.get(browser.grantd.url + "/admin/audit/audit.jsonl", params={field: typed}, allow_redirects=False)
        assert file.status_code == 303 and file.headers["Location"].startswith("/admin/audit?")
    assert browser.get("/admin/audit?since=2026-11-01T10:00:00Z").status_code == 200


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
    assert "App suspended" in shown and "app_suspended" in shown and "Account alice" in shown
    press(driver, "App suspended")
    assert "app_suspended" in text(driver) and "app_approved" not in text(driver)
