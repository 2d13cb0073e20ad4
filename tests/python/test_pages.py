"""The pages in real Chromium, as a person uses them; the main path once more without JavaScript."""

import http.server
import pathlib
import re
import socket
import threading
import urllib.parse

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from chromium import field, fill, gone, heading, press, start, text, theme
from conftest import PASSWORD, ROOT, Browser, credentials, pkce

SCREENSHOTS = ROOT / "target/screenshots"


class App(http.server.BaseHTTPRequestHandler):
    """Where the browser arrives with the code."""

    arrived = []

    def do_GET(self):
        if self.path.startswith("/cb"):
            self.arrived.append(dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query)))
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<h1>back at the app</h1>")

    def log_message(self, *_):
        pass


@pytest.fixture
def app():
    App.arrived = []
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), App)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/cb"
    server.shutdown()


@pytest.fixture(params=["with JavaScript", "without JavaScript"])
def chromium(request, tmp_path):
    yield from start(tmp_path, script=request.param == "with JavaScript")


@pytest.fixture
def with_script(tmp_path):
    yield from start(tmp_path, script=True)


def shot(driver, name):
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    driver.save_screenshot(str(SCREENSHOTS / f"{name}.png"))


def set_up(driver, grantd):
    driver.get(grantd.setup_link())
    shot(driver, "setup")
    fill(driver, username="alice", email="alice@example.org", password=PASSWORD)
    press(driver, "Create the administrator account")
    assert "/profile/apps" in driver.current_url and "Your account administers this server" in text(driver)


def register(driver, grantd, redirect_uri, public=False):
    driver.get(grantd.url + "/profile/apps/new")
    fill(driver, client_name="Trail Log", client_uri="http://127.0.0.1", client_description="Keeps your walks",
         redirect_uris=redirect_uri)
    for scope in ("profile:read", "workouts:read", "workouts:write"):
        driver.find_element(By.CSS_SELECTOR, f"input[name=scope][value='{scope}']").click()
    driver.find_element(By.CSS_SELECTOR, f"input[name=client_type][value={'public' if public else 'confidential'}]").click()
    shot(driver, "app-new")
    press(driver, "Register app")
    client_id = re.search(r"\b[A-Za-z0-9]{24}\b", text(driver)).group()
    secret = re.search(r"grs_\S+", text(driver))
    shot(driver, "app-created")
    client = {"client_id": client_id}
    if not public:
        client["client_secret"] = grantd.secret(secret.group())
    return client


def location(grantd, client, redirect_uri, scope="profile:read workouts:read workouts:write"):
    verifier, challenge = pkce()
    query = {"client_id": client["client_id"], "response_type": "code", "redirect_uri": redirect_uri, "scope": scope,
             "state": "s1", "code_challenge": challenge, "code_challenge_method": "S256"}
    return f"{grantd.url}/profile/apps/authorize?{urllib.parse.urlencode(query)}", verifier


class Elsewhere(App):
    """An app that sends people on from where they arrive."""

    def do_GET(self):
        self.arrived.append(dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.path).query)))
        self.send_response(302)
        self.send_header("Location", self.server.on)
        self.end_headers()


class SixServer(http.server.ThreadingHTTPServer):
    address_family = socket.AF_INET6


@pytest.fixture(params=["127.0.0.1", "::1"])
def elsewhere(request, app):
    kind = SixServer if request.param == "::1" else http.server.ThreadingHTTPServer
    try:
        server = kind((request.param, 0), Elsewhere)
    except OSError:
        pytest.skip("this machine has no such address")
    server.on = app.replace("/cb", "/home")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host = "[::1]" if request.param == "::1" else request.param
    yield f"http://{host}:{server.server_port}/cb"
    server.shutdown()


def test_an_app_sends_people_on_from_where_they_arrive(make, app, elsewhere, with_script):
    """Browsers hold redirects after a form against its page, also those of the app."""
    grantd = make("[oauth]\nremember_consent = true\n")
    alice = grantd.add_user("alice")
    client = alice.add_app("profile:read", redirect_uris=[elsewhere])
    url, _ = location(grantd, client, elsewhere, "profile:read")
    with_script.get(url)
    fill(with_script, email="alice", password=PASSWORD)
    press(with_script, "Sign in")
    press(with_script, "Authorise")
    assert with_script.current_url == app.replace("/cb", "/home") and len(App.arrived) == 1
    # The same from the sign-in, where nobody is asked.
    with_script.get(grantd.url)
    with_script.delete_all_cookies()
    with_script.get(url)
    fill(with_script, email="alice", password=PASSWORD)
    press(with_script, "Sign in")
    assert with_script.current_url == app.replace("/cb", "/home") and len(App.arrived) == 2
    [grantd.secret(answer["code"]) for answer in App.arrived]


@pytest.fixture
def by_name(tmp_path):
    yield from start(tmp_path, flags=["--host-resolver-rules=MAP grantd.test 127.0.0.1"])


def test_forms_can_be_sent_over_plain_http_beyond_this_machine(make, app, by_name):
    """There browsers send no Sec-Fetch-Site."""
    grantd = make('[server]\ninsecure_http = true\npublic_url = "http://grantd.test"\n')
    alice = grantd.add_user("alice")
    client = alice.add_app("profile:read", redirect_uris=[app])
    url, _ = location(grantd, client, app, "profile:read")
    by_name.get(url.replace("127.0.0.1", "grantd.test", 1))
    fill(by_name, email="alice", password=PASSWORD)
    press(by_name, "Sign in")
    press(by_name, "Authorise")
    assert by_name.current_url.startswith(app)
    grantd.secret(App.arrived[-1]["code"])


def trade(grantd, client, redirect_uri, verifier):
    answer = App.arrived[-1]
    assert answer["state"] == "s1" and answer["iss"] == grantd.url
    code = grantd.secret(answer["code"])
    return grantd.post("/api/oauth/token", data=credentials(client) | {
        "grant_type": "authorization_code", "code": code, "redirect_uri": redirect_uri, "code_verifier": verifier})


def test_from_the_set_up_link_to_the_withdrawal(make, app, chromium):
    grantd = make()
    set_up(chromium, grantd)
    client = register(chromium, grantd, app)
    chromium.get(grantd.url + "/profile/apps/1")
    assert client["client_secret"] not in chromium.page_source, "the secret is shown once"
    shot(chromium, "app-detail")

    url, verifier = location(grantd, client, app)
    chromium.get(url)
    shown = text(chromium)
    for word in ("Trail Log", "127.0.0.1", "alice", "this computer", "Read your profile", "workouts:write"):
        assert word in shown, word
    boxes = chromium.find_elements(By.CSS_SELECTOR, "input[name=scope]")
    assert [box.get_attribute("value") for box in boxes] == ["profile:read", "workouts:read", "workouts:write"]
    assert all(box.is_selected() for box in boxes)
    shot(chromium, "consent")
    boxes[2].click()
    press(chromium, "Authorise")
    assert chromium.current_url.startswith(app + "?code=")
    answer = trade(grantd, client, app, verifier)
    tokens = answer.json()
    assert tokens["scope"] == "profile:read workouts:read"
    grantd.secret(tokens["access_token"]), grantd.secret(tokens["refresh_token"])
    assert grantd.profile(tokens["access_token"]).status_code == 200

    chromium.get(grantd.url + "/profile/grants")
    shot(chromium, "grants")
    press(chromium, "Withdraw")
    shot(chromium, "confirm")
    press(chromium, "Withdraw access")
    assert "No app may use your account" in text(chromium)
    assert grantd.profile(tokens["access_token"]).status_code == 401

    chromium.get(grantd.url + "/profile/events")
    assert heading(chromium) == "Activity"
    assert "“Trail Log” can no longer use your account" in text(chromium) and "You authorised “Trail Log”" in text(chromium)
    shot(chromium, "events")


def test_consent_in_all_its_turns(make, app, with_script):
    driver = with_script
    grantd = make()
    set_up(driver, grantd)
    client = register(driver, grantd, app, public=True)

    # Cancelled: the app is told.
    url, _ = location(grantd, client, app)
    driver.get(url)
    press(driver, "Cancel")
    assert App.arrived[-1]["error"] == "access_denied" and App.arrived[-1]["state"] == "s1"

    # Everything unticked: the page again, with what is wrong.
    driver.get(url)
    for box in driver.find_elements(By.CSS_SELECTOR, "input[name=scope]"):
        box.click()
    press(driver, "Authorise")
    assert "Leave at least one ticked" in text(driver)
    shot(driver, "consent-empty")

    # Clicked twice: one code.
    url, verifier = location(grantd, client, app, "profile:read")
    driver.get(url)
    App.arrived.clear()
    page = driver.find_element(By.TAG_NAME, "html")
    driver.execute_script("const b = document.querySelector('button[value=authorize]'); b.click(); b.click();")
    gone(driver, page)
    WebDriverWait(driver, 10).until(lambda _: App.arrived)
    assert len({one["code"] for one in App.arrived}) == 1
    assert trade(grantd, client, app, verifier).status_code == 200

    # Back, and answered once more: never a second code.
    driver.back()
    if driver.find_elements(By.CSS_SELECTOR, "button[value=authorize]"):
        press(driver, "Authorise")
        assert len({one["code"] for one in App.arrived}) == 1

    # A request that may not be answered by redirect is a page.
    driver.get(url.replace("redirect_uri=http", "redirect_uri=https"))
    assert heading(driver) == "This app’s request is not right"
    shot(driver, "bad-request")

    # As somebody who has yet to sign in: the sign-in says for which app, and leads back.
    driver.delete_all_cookies()
    url, verifier = location(grantd, client, app)
    driver.get(url)
    assert "to continue to Trail Log" in text(driver)
    shot(driver, "login")
    fill(driver, email="alice", password="not the password")
    press(driver, "Sign in")
    assert "The name or the password is wrong." in text(driver)
    fill(driver, email="alice", password=PASSWORD)
    press(driver, "Sign in")
    press(driver, "Authorise")
    assert trade(grantd, client, app, verifier).status_code == 200


def test_the_account_and_its_apps(make, app, with_script):
    driver = with_script
    grantd = make()
    set_up(driver, grantd)
    register(driver, grantd, app)
    first = "/profile/apps/1"

    driver.get(grantd.url + first + "?edit")
    fill(driver, client_name="")
    field(driver, "client_name").send_keys(" ")
    press(driver, "Save changes")
    assert "must not be empty" in text(driver)
    fill(driver, client_name="Walk Log")
    press(driver, "Save changes")
    assert heading(driver) == "Walk Log"
    press(driver, "Make a new secret")
    press(driver, "Make a new secret")
    grantd.secret(re.search(r"grs_\S+", text(driver)).group())
    driver.get(grantd.url + first)
    press(driver, "Revoke all tokens")
    press(driver, "Revoke all tokens")
    assert "All tokens of this app are revoked." in text(driver)

    other = Browser(grantd)
    other.sign_in("alice")
    driver.get(grantd.url + "/profile")
    shot(driver, "profile")
    press(driver, "Where you are signed in")
    assert "A Python program" in text(driver) and "this one" in text(driver)
    shot(driver, "sessions")
    press(driver, "Sign out everywhere else")
    assert "All other sessions are signed out." in text(driver)
    assert other.get("/profile").status_code == 303

    other.sign_in("alice")
    driver.get(grantd.url + "/profile")
    fill(driver, current_password="not the password", password="another password", password_again="another password")
    press(driver, "Change password")
    assert "This is not your current password" in text(driver)
    fill(driver, current_password=PASSWORD, password="another password", password_again="another password")
    press(driver, "Change password")
    assert "Your password is changed." in text(driver)
    assert other.get("/profile").status_code == 303, "a new password ends the other sessions"

    driver.get(grantd.url + first)
    press(driver, "Delete the app")
    press(driver, "Delete the app")
    assert "You have not registered an app yet" in text(driver)
    shot(driver, "apps-empty")

    link = grantd.cli("user", "reset-link", "alice").stdout.splitlines()[-1]
    driver.get(link)
    fill(driver, password=PASSWORD, password_again=PASSWORD)
    press(driver, "Set the new password")
    assert "The new password is set." in text(driver)
    driver.get(link)
    assert heading(driver) == "This password link has ended"
    driver.get(grantd.setup_link())
    assert heading(driver) == "This set-up link has ended"
    shot(driver, "link-ended")


def test_nothing_is_wider_than_a_phone(make, app, with_script):
    driver = with_script
    grantd = make()
    driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride",
                           {"width": 360, "height": 740, "deviceScaleFactor": 2, "mobile": True})
    set_up(driver, grantd)
    client = register(driver, grantd, app)
    url, _ = location(grantd, client, app)
    pages = {"consent": url}
    pages |= {name: grantd.url + path for name, path in {
        "apps": "/profile/apps", "app": "/profile/apps/1", "edit": "/profile/apps/1?edit", "new": "/profile/apps/new",
        "profile": "/profile", "grants": "/profile/grants", "events": "/profile/events",
        "landing": "/", "missing": "/nothing"}.items()}
    for name, page in pages.items():
        driver.get(page)
        width = driver.execute_script("return document.documentElement.scrollWidth")
        assert width <= 360, f"{name} is {width} wide"
        shot(driver, f"phone-{name}")
    assert pathlib.Path(SCREENSHOTS / "phone-consent.png").exists()
    theme(driver, "dark")
    driver.get(url)
    shot(driver, "phone-consent-dark")
