"""Every page in every state that people meet, over a daemon whose people, apps and time are always the same.

`PAGES` names them; `Gallery.show` brings the browser there. What is looked for on every page (test_accessible.py) and the
screenshots (screenshots.py) go through them."""

import contextlib
import datetime
import json
import pathlib
import re
import socket
import subprocess
import tomllib
import urllib.parse

import pyotp
import requests
import urllib3
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from certificates import Authority
from chromium import fill, press
from conftest import BINARY, CHEAP, ROOT
from passkey import made

HOST = "id.trailclub.example"
SITE = f"https://{HOST}"
FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1"
HOME, AWAY = "198.51.100.23", "203.0.113.77"
PASSWORD = "correct horse battery"

PAGES = {}


def page(name):
    """The function brings the browser to the page of that name."""
    def named(show):
        PAGES[name] = show
        return show
    return named


def opened(name, who, path):
    """The page of that name is what somebody, or nobody, sees at a path; a function of the gallery where the path is not known yet."""
    page(name)(lambda g, driver: g.go(driver, who, path(g) if callable(path) else path))


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


class Gallery:
    """A test server for all pages but that of the set-up, which has one of its own, as it is without accounts."""

    def __init__(self, directory):
        urllib3.disable_warnings()
        self.directory = pathlib.Path(directory)
        Authority(self.directory).pair(hosts=(HOST, "new." + HOST))
        tls = f'tls_cert = "{self.directory}/server.pem"\ntls_key = "{self.directory}/server.key"\n'
        fixture = (ROOT / "tests/python/gallery.toml").read_text().replace("[server]\n", "[server]\n" + tls)
        fittrackee = tomllib.loads((ROOT / "conf/fittrackee.toml").read_text())
        for section, told in (("scope", "descriptions"), ("scope_group", "titles")):
            for table in fittrackee[section]:
                texts = table.pop(told)
                fixture += f"\n[[{section}]]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in table.items())
                fixture += f"[{section}.{told}]\n" + "".join(f"{tag} = {json.dumps(text)}\n" for tag, text in texts.items())
        fixture += '\n[[upstream]]\npath = "/maps"\nurl = "http://127.0.0.1:9"\n'
        fixture += '\n[[route]]\npath = "/maps/{*rest}"\npublic = true\n'
        (self.directory / "fixture.toml").write_text(fixture)
        self.port, self.new_port, self.processes = free_port(), free_port(), []
        command = [BINARY, "test-server", "--fixture", self.directory / "fixture.toml", "--port", str(self.port)]
        self.ready = json.loads(self.run(command))
        self.people = self.ready["users"]
        self.begin_without_accounts(tls)
        self.live_a_little()

    def run(self, command):
        process = subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE,
                                   stderr=(self.directory / f"log-{len(self.processes)}").open("w"), text=True)
        self.processes.append(process)
        line = process.stdout.readline()
        assert line, (self.directory / f"log-{len(self.processes) - 1}").read_text()
        return line

    def begin_without_accounts(self, tls):
        config = f'[server]\npublic_url = "https://new.{HOST}"\n{tls}[instance]\nname = "Trail Club"\n{CHEAP}'
        (self.directory / "new.toml").write_text(config)
        self.run([BINARY, "--config", self.directory / "new.toml", "--data-dir", self.directory / "new", "serve",
                  "--listen", f"127.0.0.1:{self.new_port}"])
        self.setup_link = re.findall(r"(http\S+/setup\?key=\S+)", (self.directory / "log-1").read_text())[-1]

    def password_link(self):
        """Of clara's, who has an account now; with it the set-up link ends."""
        def cli(*words, stdin=""):
            command = [BINARY, "--config", self.directory / "new.toml", "--data-dir", self.directory / "new", *words]
            return subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=60)
        cli("user", "add", "clara", "--email", "clara@trailclub.example", "--admin", "--password-stdin", stdin=PASSWORD + "\n")
        return cli("user", "reset-link", "clara").stdout.splitlines()[-1]

    def stop(self):
        for process in self.processes:
            process.terminate()
            process.wait(20)

    @property
    def flags(self):
        """What the browser needs to find the servers."""
        rules = f"MAP {HOST}:443 127.0.0.1:{self.port}, MAP new.{HOST}:443 127.0.0.1:{self.new_port}"
        return [f"--host-resolver-rules={rules}", "--ignore-certificate-errors", f"--user-agent={FIREFOX}", "--lang=en",
                "--hide-scrollbars"]

    # -- what happened before

    def ask(self, method, path, agent=FIREFOX, address=HOME, **more):
        headers = {"User-Agent": agent, "X-Forwarded-For": address} | more.pop("headers", {})
        answer = requests.request(method, f"https://127.0.0.1:{self.port}{path}", headers=headers, verify=False,
                                  allow_redirects=False, timeout=30, **more)
        assert answer.status_code < 500, (path, answer.text)
        return answer

    def control(self, path, **body):
        return self.ask("POST", "/_test" + path, json=body).json()

    def live_a_little(self):
        """Some days of anna's."""
        anna = self.people["anna"]
        self.apps_ask(watch=12, clock=1)
        self.control("/clock", advance="26h")
        login = {"email": "anna", "password": anna["password"]}
        self.ask("POST", "/api/auth/login", PHONE, AWAY, json=login)
        self.control("/clock", advance="53h")
        self.ask("POST", "/api/auth/login", "python-requests/2.32.5", AWAY, json=login | {"password": "not the password"})
        self.control("/clock", advance="12h")
        self.ask("POST", "/api/auth/login", "python-requests/2.32.5", "192.0.2.4", json=login)
        anna["session"] = self.ask("POST", "/api/auth/login", json=login).json()["auth_token"]
        anna["cookie"] = anna["cookie"].split("=")[0] + "=" + anna["session"]
        own = {"Authorization": f"Bearer {anna['session']}"}
        self.ask("POST", "/api/oauth/apps/6/revoke", headers=own)
        self.control("/clock", advance="4h")
        for name in ("frida", "clara", "emil"):
            self.sign_in_again(name)
        self.administer()
        self.equip_emil()

    def apps_ask(self, **often):
        """Apps read the profile, so many times each."""
        for name, times in often.items():
            token = self.ready["tokens"][name]["access_token"]
            for _ in range(times):
                answer = self.ask("GET", "/api/auth/profile", headers={"Authorization": f"Bearer {token}"})
                assert answer.status_code == 200, answer.text

    def sign_in_again(self, name):
        """Who has just signed in is asked nothing again."""
        answer = self.ask("POST", "/api/auth/login", json={"email": name, "password": self.people[name]["password"]})
        self.people[name]["session"] = answer.json()["auth_token"]
        cookie = self.people[name]["cookie"].split("=")[0]
        self.people[name]["cookie"] = cookie + "=" + self.people[name]["session"]

    def administer(self):
        """What frida finds who administers: an app that waits for approval."""
        body = {"client_name": "Trail Chat", "client_uri": "https://chat.example", "scope": "profile:read",
                "redirect_uris": ["https://chat.example/cb"], "client_description": "Talk about where you walk."}
        answer = self.ask("POST", "/api/oauth/apps", json=body, headers=self.own("clara"))
        self.waiting = answer.json()["data"]["client"]

    def own(self, name):
        return {"Authorization": f"Bearer {self.people[name]['session']}"}

    @contextlib.contextmanager
    def suspended(self, number):
        for verdict in ("suspend", "unsuspend"):
            answer = self.ask("POST", f"/api/oauth/admin/apps/{number}/{verdict}", headers=self.own("frida"))
            assert answer.status_code == 200, answer.text
            if verdict == "suspend":
                yield

    @contextlib.contextmanager
    def told(self, **settings):
        """While it lasts, this is what an administrator tells of the server."""
        for those in (settings, dict.fromkeys(settings) | {"is_registration_enabled": False}):
            answer = self.ask("PATCH", "/api/config", headers=self.own("frida"), json=those)
            assert answer.status_code == 200, answer.text
            if those is settings:
                yield

    def equip_emil(self):
        """He has a second factor: an app and passkeys."""
        own = self.own("emil")
        begun = self.ask("POST", "/api/auth/second-factor/app", headers=own).json()["data"]
        at = datetime.datetime.fromisoformat(self.ask("GET", "/_test/clock").json()["now"])
        code = pyotp.TOTP(begun["secret"]).at(at)
        done = self.ask("POST", "/api/auth/second-factor/app", headers=own,
                        json={"secret": begun["secret"], "ticket": begun["ticket"], "code": code})
        assert done.status_code == 200, done.text
        for secret, name in ((1, "Phone"), (2, "Security key")):
            begun = self.ask("POST", "/api/auth/second-factor/passkeys", headers=own).json()["data"]
            body = {"ticket": begun["ticket"], "credential": made(begun["options"], SITE, secret), "name": name}
            done = self.ask("POST", "/api/auth/second-factor/passkeys", headers=own, json=body)
            assert done.status_code == 200, done.text

    # -- in the browser

    def as_(self, driver, name):
        """Signs the browser in as that person, or out."""
        driver.execute_cdp_cmd("Network.enable", {})
        driver.execute_cdp_cmd("Network.clearBrowserCookies", {})
        driver.execute_cdp_cmd("Network.setExtraHTTPHeaders", {"headers": {"X-Forwarded-For": HOME}})
        if name:
            cookie, value = self.people[name]["cookie"].split("=", 1)
            driver.execute_cdp_cmd("Network.setCookie", {"name": cookie, "value": value, "url": SITE, "path": "/",
                                                         "secure": True, "httpOnly": True, "sameSite": "Lax"})

    def show(self, driver, name):
        PAGES[name](self, driver)

    def go(self, driver, person, path):
        self.as_(driver, person)
        driver.get(path if path.startswith("https:") else SITE + path)

    def authorize(self, app, scope=None, **more):
        app = self.ready["apps"][app]
        query = {"client_id": app["client_id"], "response_type": "code", "redirect_uri": app["redirect_uris"][0],
                 "scope": scope or app["scope"], "state": "s1", "code_challenge_method": "S256",
                 "code_challenge": "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWBuGJSstw-cM"} | more
        return "/profile/apps/authorize?" + urllib.parse.urlencode(query)

    @contextlib.contextmanager
    def on_paper(self, driver):
        """While it lasts the browser takes what is typed without looking at it first, as one without such help does."""
        driver.execute_script("for (const form of document.forms) form.noValidate = true")
        yield


def untick(driver, name="scope"):
    for box in driver.find_elements(By.CSS_SELECTOR, f"input[name={name}]:checked"):
        box.click()


# -- before a session

opened("landing", None, "/")
opened("setup", None, lambda g: g.setup_link)


@page("setup-wrong")
def _(g, driver):
    g.go(driver, None, g.setup_link)
    with g.on_paper(driver):
        fill(driver, username="a b", email="anna", password="short")
        press(driver, "Create the administrator account")


opened("sign-in", None, "/login")
opened("sign-in-for-an-app", None, lambda g: g.authorize("Watch Sync"))


@page("sign-in-wrong")
def _(g, driver):
    g.go(driver, None, "/login")
    fill(driver, email="clara", password="not the password")
    press(driver, "Sign in")


opened("signed-out", None, "/login?done=signed-out")


# -- what an app may do

opened("consent", "clara", lambda g: g.authorize("Watch Sync"))
opened("consent-program", "clara", lambda g: g.authorize("Desk Clock"))
opened("consent-phone", "clara", lambda g: g.authorize("Pocket Trails"))
opened("consent-warned", "anna", lambda g: g.authorize("Backup Tool"))


@page("consent-wrong")
def _(g, driver):
    g.go(driver, "clara", g.authorize("Watch Sync"))
    untick(driver)
    press(driver, "Authorise")


opened("grants", "anna", "/profile/grants")
opened("grants-empty", "clara", "/profile/grants")
opened("consent-again", "anna", lambda g: g.authorize("Watch Sync", "profile:read workouts:read equipments:write"))
opened("grant", "anna", lambda g: "/profile/grants/" + g.ready["apps"]["Watch Sync"]["client_id"])
opened("withdraw-all", "anna", "/profile/grants?withdraw=all")
opened("withdraw", "anna", lambda g: "/profile/grants?withdraw=" + g.ready["apps"]["Watch Sync"]["client_id"])


# -- apps of one's own

opened("apps", "anna", "/profile/apps")
opened("apps-last-page", "anna", "/profile/apps?page=2")
opened("apps-empty", "emil", "/profile/apps")
opened("app-new", "clara", "/profile/apps/new")


@page("app-new-wrong")
def _(g, driver):
    g.go(driver, "clara", "/profile/apps/new")
    with g.on_paper(driver):
        fill(driver, client_name="Snow Report", client_uri="snow.example", client_description="How deep it lies, each morning.",
             redirect_uris="http://snow.example/callback")
        press(driver, "Register app")


opened("app", "anna", "/profile/apps/2?done=edited")
opened("app-public", "anna", "/profile/apps/3")
opened("app-edit", "anna", "/profile/apps/2?edit")


@page("app-edit-wrong")
def _(g, driver):
    g.go(driver, "anna", "/profile/apps/2?edit")
    with g.on_paper(driver):
        fill(driver, client_name=" ")
        untick(driver)
        press(driver, "Save changes")


opened("app-new-secret-asked", "anna", "/profile/apps/2?confirm=rotate")
opened("app-try", "anna", "/profile/apps/2/try")
opened("app-try-refused", "anna", "/profile/apps/2/try?error=access_denied")
opened("app-check", "anna", "/profile/apps/2/check")
opened("app-check-wrong", "anna", "/profile/apps/2/check?uri=http%3A%2F%2Fsnow.example%2Fback%2F")
opened("app-usage", "ben", lambda g: f"/profile/apps/{g.ready['apps']['Watch Sync']['id']}/usage")
opened("app-usage-nothing", "anna", "/profile/apps/3/usage")
opened("leaked", None, "/profile/apps/leaked")
opened("leaked-found", "anna", "/profile/apps/leaked?found=2")
opened("app-revoke-asked", "anna", "/profile/apps/2?confirm=revoke")
opened("app-delete-asked", "anna", "/profile/apps/2?confirm=delete")


# -- oneself

opened("home", "anna", "/")
opened("profile", "anna", "/profile")


@page("profile-wrong")
def _(g, driver):
    g.go(driver, "anna", "/profile")
    with g.on_paper(driver):
        fill(driver, current_password="not the password", password="short", password_again="short")
        press(driver, "Change password")


opened("events", "anna", "/profile/events")
opened("events-empty", "ben", "/profile/events")
opened("events-unusual", "anna", "/profile/events?kind=unusual")
opened("sessions", "anna", "/profile/sessions")
opened("account", "anna", "/profile/account")
opened("account-delete", "ben", "/profile/account/delete")
opened("account-delete-admin", "anna", "/profile/account/delete")


@page("account-delete-wrong")
def _(g, driver):
    g.go(driver, "ben", "/profile/account/delete")
    with g.on_paper(driver):
        fill(driver, username="anna", current_password="not the password")
        press(driver, "Delete my account")


opened("second-factor-none", "ben", "/profile/second-factor")
opened("second-factor", "emil", "/profile/second-factor")
opened("second-factor-app", "emil", "/profile/second-factor/app")


@page("second-factor-app-wrong")
def _(g, driver):
    g.go(driver, "emil", "/profile/second-factor/app")
    fill(driver, code="12345")
    press(driver, "Set up")


opened("second-factor-passkey", "emil", "/profile/second-factor/passkey")


@page("second-factor-passkey-failed")
def _(g, driver):
    g.go(driver, "emil", "/profile/second-factor/passkey")
    # No device is there that could make one.
    driver.execute_script("navigator.credentials.create = () => Promise.reject(new Error('none'))")
    driver.find_element(By.CSS_SELECTOR, ".passkey button").click()
    WebDriverWait(driver, 20).until(lambda _: driver.find_element(By.CSS_SELECTOR, ".passkey [role=status]").text)


@page("second-factor-passkey-name")
def _(g, driver):
    g.go(driver, "emil", "/profile/second-factor")
    press(driver, "Rename")


@page("second-factor-app-remove-asked")
def _(g, driver):
    g.go(driver, "emil", "/profile/second-factor")
    press(driver, "Remove the app")


@page("recovery-codes")
def _(g, driver):
    g.go(driver, "emil", "/profile/second-factor")
    press(driver, "Make new codes")


@page("second-factor-off-asked")
def _(g, driver):
    g.go(driver, "emil", "/profile/second-factor")
    press(driver, "Turn the second factor off")


opened("confirm-again", "anna", "/profile/second-factor/app")


@page("sign-in-second-factor")
def _(g, driver):
    g.go(driver, None, "/login")
    fill(driver, email="emil", password=g.people["emil"]["password"])
    press(driver, "Sign in")


@page("sign-in-second-factor-wrong")
def _(g, driver):
    PAGES["sign-in-second-factor"](g, driver)
    # Too few digits are no guess: nobody has to wait after it, however often this is looked at.
    fill(driver, code="12345")
    press(driver, "Sign in")


@page("menu")
def _(g, driver):
    g.go(driver, "anna", "/profile/grants")
    for button in driver.find_elements(By.CSS_SELECTOR, ".menu"):
        if button.is_displayed():
            button.click()


opened("sign-out-asked", "anna", "/logout")


# -- administration

opened("admin", "frida", "/admin")
opened("admin-users", "frida", "/admin/users")
opened("admin-users-empty", "frida", "/admin/users?q=zz&role=admin")
opened("admin-user-new", "frida", "/admin/users/new")
opened("admin-user", "frida", "/admin/users/ben")
opened("admin-user-suspended", "frida", "/admin/users/dora")
opened("admin-user-own", "frida", "/admin/users/frida")
opened("admin-user-suspend-asked", "frida", "/admin/users/ben?confirm=suspend")
opened("admin-user-delete-asked", "frida", "/admin/users/frida?confirm=delete")
opened("admin-apps", "frida", "/admin/apps")
opened("admin-users-beyond", "frida", "/admin/users?page=999")
opened("admin-apps-empty", "frida", "/admin/apps?state=suspended")
opened("admin-app", "frida", "/admin/apps/7")
opened("admin-app-waiting", "frida", "/admin/apps/10")
opened("admin-app-usage", "frida", "/admin/apps/7/usage")
opened("admin-app-rotate-asked", "frida", "/admin/apps/7?confirm=rotate")
opened("admin-app-suspend-asked", "frida", "/admin/apps/7?confirm=suspend")
opened("admin-settings", "frida", "/admin/settings")
opened("admin-audit", "frida", "/admin/audit")
opened("admin-scopes", "frida", "/admin/settings/scopes")
opened("admin-routes", "frida", "/admin/settings/routes")
opened("admin-routes-explained", "frida", "/admin/settings/routes?method=GET&path=/maps/7")
opened("admin-audit-chosen", "frida", "/admin/audit?event=apps")
opened("admin-audit-wrong", "frida", "/admin/audit?since=2026-99-99")
opened("admin-audit-beyond", "frida", "/admin/audit?page=999")
opened("admin-audit-empty", "frida", "/admin/audit?user=nobody")
opened("admin-store", "frida", "/admin/store")


@page("admin-user-new-wrong")
def _(g, driver):
    g.go(driver, "frida", "/admin/users/new")
    with g.on_paper(driver):
        fill(driver, username="x", email="ben@trailclub.example")
        press(driver, "Create the account")


@page("admin-user-link")
def _(g, driver):
    g.go(driver, "frida", "/admin/users/emil")
    press(driver, "Make a password link")


@page("admin-app-suspended")
def _(g, driver):
    with g.suspended(8):
        g.go(driver, "frida", "/admin/apps/8")


@page("admin-servers-empty")
def _(g, driver):
    g.go(driver, "frida", "/admin/resource-servers?confirm=delete&name=maps")
    if "maps" in driver.page_source:
        press(driver, "Delete")
    g.go(driver, "frida", "/admin/resource-servers")


@page("admin-servers-made")
def _(g, driver):
    PAGES["admin-servers-empty"](g, driver)
    fill(driver, name="maps")
    press(driver, "Add")


@page("admin-servers")
def _(g, driver):
    PAGES["admin-servers-made"](g, driver)
    g.go(driver, "frida", "/admin/resource-servers")


@page("admin-settings-wrong")
def _(g, driver):
    g.go(driver, "frida", "/admin/settings")
    with g.on_paper(driver):
        fill(driver, admin_contact="no address")
        press(driver, "Save")


@page("admin-store-swept")
def _(g, driver):
    g.go(driver, "frida", "/admin/store")
    press(driver, "Remove now")


@page("admin-store-wrong")
def _(g, driver):
    g.go(driver, "frida", "/admin/store")
    fill(driver, older_than="a week")
    press(driver, "Remove now")


@page("error-app-suspended")
def _(g, driver):
    with g.suspended(8):
        g.go(driver, "anna", g.authorize("Backup Tool"))


@page("error-app-waiting")
def _(g, driver):
    query = {"client_id": g.waiting["client_id"], "response_type": "code", "redirect_uri": "https://chat.example/cb"}
    g.go(driver, "ben", "/profile/apps/authorize?" + urllib.parse.urlencode(query))


# -- what goes wrong

opened("error-not-found", "anna", "/profile/apps/99")


@page("error-method")
def _(g, driver):
    g.go(driver, "anna", "/profile/apps/2?edit")
    driver.execute_script("document.forms[document.forms.length - 1].action = '/profile/events'")
    press(driver, "Save changes")


opened("error-request", None, lambda g: g.authorize("Watch Sync", redirect_uri="https://elsewhere.example/callback"))


@page("error-consent-ended")
def _(g, driver):
    g.go(driver, "clara", g.authorize("Watch Sync"))
    driver.execute_script("document.querySelector('[name=ticket]').value = 'old'")
    press(driver, "Authorise")


@page("error-form")
def _(g, driver):
    g.go(driver, "anna", "/profile")
    driver.execute_script("for (const one of document.querySelectorAll('[name=csrf]')) one.value = 'old'")
    press(driver, "Save profile")


opened("error-suspended", "dora", lambda g: g.authorize("Watch Sync"))
opened("error-setup-link", None, "/setup?key=old")
opened("error-password-link", None, "/login/password?key=old")
opened("error-upstream", None, "/maps/tile")


# -- what an administrator tells

ABOUT = """The server of the Trail Club: one account for all that we run, from the map to the newsletter.

It stands in our club house in Östersund and is looked after by volunteers. What is going on there: https://trailclub.example/server"""
POLICY = """What is kept
Your name, your e-mail address, and what you tell in your profile. Of your password a hash that nobody can read it from.

Who sees it
Nobody but you, the two people who look after this server, and the apps that you authorise.

For how long
Until you delete your account, which you can do at any time. Questions: club@trailclub.example"""
CONTACT = "club@trailclub.example"


def told(name, path, **settings):
    """The page of that name, as nobody in particular sees it while an administrator tells this."""
    @page(name)
    def _(g, driver):
        with g.told(**settings):
            g.go(driver, None, path(g) if callable(path) else path)


told("landing-told", "/", about=ABOUT, privacy_policy=POLICY, is_registration_enabled=True)
told("sign-in-open", lambda g: g.authorize("Watch Sync"), admin_contact=CONTACT, is_registration_enabled=True)
told("register", "/register", privacy_policy=POLICY, is_registration_enabled=True)
told("privacy-policy", "/privacy-policy", privacy_policy=POLICY, admin_contact=CONTACT)
told("error-register-closed", "/register", admin_contact=CONTACT)


@page("register-wrong")
def _(g, driver):
    with g.told(privacy_policy=POLICY, is_registration_enabled=True):
        g.go(driver, None, "/login?from=" + urllib.parse.quote(g.authorize("Watch Sync"), safe=""))
        press(driver, "Open an account")
        with g.on_paper(driver):
            fill(driver, username="anna", email="no address", password="short")
            press(driver, "Open the account")


# -- what can be done once: these come last

@page("app-created")
def _(g, driver):
    g.go(driver, "ben", "/profile/apps/new")
    fill(driver, client_name="Snow Report", client_uri="https://snow.example",
         client_description="How deep it lies, each morning.", redirect_uris="https://snow.example/callback")
    driver.find_element(By.CSS_SELECTOR, "input[value='profile:read']").click()
    press(driver, "Register app")


@page("app-created-public")
def _(g, driver):
    g.go(driver, "ben", "/profile/apps/new")
    fill(driver, client_name="Snow on the Phone", client_uri="https://snow.example", redirect_uris="example.snow:/back")
    driver.find_element(By.CSS_SELECTOR, "input[value='profile:read']").click()
    driver.find_element(By.CSS_SELECTOR, "input[value=public]").click()
    press(driver, "Register app")


@page("app-new-secret")
def _(g, driver):
    g.go(driver, "anna", "/profile/apps/2?confirm=rotate")
    press(driver, "Make a new secret")
    if driver.find_elements(By.NAME, "confirm_password"):
        fill(driver, confirm_password=g.people["anna"]["password"])
        press(driver, "Go on")


@page("app-with-two-secrets")
def _(g, driver):
    PAGES["app-new-secret"](g, driver)
    g.go(driver, "anna", "/profile/apps/2")


opened("app-try-code", "anna",
       "/profile/apps/2/try?code=grc_8Jq1vQ0tqkQm3m2hVtqz0yN5k3o9rT4xW6aB7cD8eFg&state=7dQxJ4mPuV1hT0cKzR9nYbWe")
opened("new-password", None, lambda g: g.password_link())


@page("new-password-wrong")
def _(g, driver):
    g.go(driver, None, g.password_link())
    with g.on_paper(driver):
        fill(driver, password="new password", password_again="another one")
        press(driver, "Set the new password")


@page("sign-in-too-often")
def _(g, driver):
    for _ in range(6):
        g.ask("POST", "/api/auth/login", json={"email": "clara", "password": "not the password"})
    g.go(driver, None, "/login")
    fill(driver, email="clara", password="not the password")
    press(driver, "Sign in")
