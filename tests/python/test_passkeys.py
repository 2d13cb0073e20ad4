"""Passkeys, in real Chromium with a virtual authenticator (W3C Web Authentication Level 2 §11)."""

import hashlib
import html
import json
import re
import time

import pyotp
import pytest
import requests
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.common.virtual_authenticator import VirtualAuthenticatorOptions
from selenium.webdriver.support.ui import WebDriverWait

from chromium import field, fill, gone, heading, press, start, text
from conftest import CHEAP, PASSWORD, Browser, Grantd, bearer
from passkey import answered, made
from passkey import text as text_of
from upstream import free_port

PAGE, ADD = "/profile/second-factor", "/profile/second-factor/passkey"
API = "/api/auth/second-factor"
# Asked again four seconds after the last time.
ASKED_SOON = CHEAP + 'confirm_again = "4s"\n'


@pytest.fixture
def there(tmp_path):
    """Starts daemons that are reached by a name: browsers have no passkeys for addresses."""
    made = []

    def start_one(config=""):
        folder = tmp_path / f"grantd{len(made)}"
        folder.mkdir()
        port = free_port()
        grantd = Grantd(folder, config, public_url=f"http://localhost:{port}").start(f"127.0.0.1:{port}")
        grantd.url = f"http://localhost:{port}"
        made.append(grantd)
        return grantd

    yield start_one
    for grantd in made:
        grantd.stop()
        grantd.check_clean()


@pytest.fixture
def chromium(tmp_path):
    yield from start(tmp_path)


def plug_in(driver):
    """A device that keeps passkeys and asks for a fingerprint, which is always the right one."""
    options = VirtualAuthenticatorOptions(
        protocol=VirtualAuthenticatorOptions.Protocol.CTAP2, transport=VirtualAuthenticatorOptions.Transport.INTERNAL,
        has_resident_key=True, has_user_verification=True, is_user_verified=True, is_user_consenting=True)
    driver.add_virtual_authenticator(options)


def sign_in(driver, grantd, name):
    driver.get(grantd.url + "/login")
    fill(driver, email=name, password=PASSWORD)
    press(driver, "Sign in")


def sign_out(driver, grantd):
    driver.delete_all_cookies()
    driver.get(grantd.url + "/login")


def add_passkey(driver, grantd):
    driver.get(grantd.url + PAGE)
    press(driver, "Add a passkey")
    is_it_you(driver)
    press(driver, "Make the passkey")
    is_it_you(driver)


def is_it_you(driver):
    """On a busy machine four seconds are over soon."""
    if heading(driver) == "Is it you?" and driver.find_elements(By.NAME, "confirm_password"):
        fill(driver, confirm_password=PASSWORD)
        press(driver, "Go on")
    elif heading(driver) == "Is it you?":
        press(driver, "Use a passkey")


def told(driver):
    """What the page says below the button when nothing came back."""
    status = driver.find_element(By.CSS_SELECTOR, ".passkey [role=status]")
    return WebDriverWait(driver, 20).until(lambda _: status.text)


def test_a_passkey_from_the_first_to_the_last(there, chromium):
    grantd = there(ASKED_SOON)
    grantd.add_user("alice")
    plug_in(chromium)
    sign_in(chromium, grantd, "alice")
    add_passkey(chromium, grantd)
    assert heading(chromium) == "Recovery codes" and "The passkey is added" in text(chromium)
    press(chromium, "I have kept them")
    assert "Chrome on Linux" in text(chromium) or "Chrome · Linux" in text(chromium), text(chromium)
    assert "Not used yet" in text(chromium) and "10 are left" in text(chromium)

    # Alone.
    sign_out(chromium, grantd)
    press(chromium, "Sign in with a passkey")
    assert chromium.current_url == grantd.url + "/profile"
    # After the password.
    sign_out(chromium, grantd)
    sign_in(chromium, grantd, "alice")
    assert heading(chromium) == "Second factor" and "Use your passkey, or type a code" in text(chromium)
    press(chromium, "Use a passkey")
    assert chromium.current_url == grantd.url + "/profile"
    # Before a risky step, and in a form that asks by itself.
    time.sleep(4.1)
    chromium.get(grantd.url + "/profile/second-factor/app")
    assert heading(chromium) == "Is it you?"
    press(chromium, "Use a passkey")
    assert heading(chromium) == "Set up an authenticator app"
    time.sleep(4.1)
    chromium.get(grantd.url + "/profile/account")
    fill(chromium, email="alice@new.example.org")
    press(chromium, "Use a passkey")
    assert "alice@new.example.org" in grantd.cli("user", "show", "alice").stdout

    # Another finger: nothing comes back, and the page says so.
    chromium.set_user_verified(False)
    sign_out(chromium, grantd)
    chromium.find_element(By.CSS_SELECTOR, ".passkey button").click()
    assert "No passkey came back" in told(chromium)
    chromium.set_user_verified(True)
    press(chromium, "Sign in with a passkey")

    shown = grantd.cli("user", "second-factor", "alice").stdout
    assert "passkey" in shown and "last used" in shown and "authenticator app" in shown
    chromium.get(grantd.url + PAGE)
    press(chromium, "Remove")
    assert heading(chromium) == "Turn the second factor off?", "it is the last one"
    press(chromium, "Turn the second factor off")
    is_it_you(chromium)
    assert "The second factor is turned off" in text(chromium)
    sign_out(chromium, grantd)
    press(chromium, "Sign in with a passkey")
    assert "This passkey is not known here" in text(chromium)
    sign_in(chromium, grantd, "alice")
    assert heading(chromium) == "Profile"


def test_an_app_and_a_passkey_go_one_by_one(there, chromium):
    grantd = there()
    alice = grantd.add_user("alice")
    begun = alice.call("POST", API + "/app").json()["data"]
    code = pyotp.TOTP(grantd.secret(begun["secret"])).now()
    assert alice.call("POST", API + "/app", json={**{k: begun[k] for k in ("secret", "ticket")}, "code": code}).ok
    plug_in(chromium)
    chromium.get(grantd.url + "/login")
    chromium.add_cookie({"name": "grantd-session", "value": alice.token})
    add_passkey(chromium, grantd)
    assert "The passkey is added" in text(chromium) and heading(chromium) == "Second factor"
    kinds = grantd.post("/api/auth/login", json={"email": "alice", "password": PASSWORD})
    assert kinds.json()["second_factor"] == ["passkey", "app", "recovery_code"]
    press(chromium, "Remove the app")
    assert heading(chromium) == "Remove the authenticator app?"
    press(chromium, "Remove the app")
    assert "It is removed" in text(chromium)
    kinds = grantd.post("/api/auth/login", json={"email": "alice", "password": PASSWORD})
    assert kinds.json()["second_factor"] == ["passkey", "recovery_code"]
    events = [one["event"] for one in alice.call("GET", "/api/auth/events").json()["data"]["events"]]
    # Each of the two sign-ins that stopped at the second factor, too.
    assert events[:5] == ["second_factor_asked", "second_factor_part_removed", "second_factor_asked", "second_factor_added",
                          "second_factor_added"]


def credentials(driver, how, options):
    """What the browser's device answers to options of the API."""
    script = """
        const [how, options, done] = arguments;
        const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
        const key = options.publicKey;
        key.challenge = bytes(key.challenge);
        if (key.user) key.user.id = bytes(key.user.id);
        for (const one of [...(key.allowCredentials ?? []), ...(key.excludeCredentials ?? [])]) one.id = bytes(one.id);
        navigator.credentials[how](options).then((made) => done(made.toJSON()), (error) => done(String(error)));
    """
    answer = driver.execute_async_script(script, how, options)
    assert isinstance(answer, dict), answer
    return answer


def test_the_api_takes_what_browsers_make_of_a_credential(there, chromium):
    grantd = there(ASKED_SOON)
    alice = grantd.add_user("alice")
    plug_in(chromium)
    chromium.get(grantd.url + "/login")
    asked = alice.call("POST", API + "/passkeys")
    assert asked.status_code == 200 and asked.headers["Cache-Control"] == "no-store"
    question = asked.json()["data"]
    assert question["options"]["publicKey"]["rp"] == {"id": "localhost", "name": "grantd"}
    made = credentials(chromium, "create", question["options"])
    body = {"ticket": question["ticket"], "credential": made, "name": "Laptop"}
    added = alice.call("POST", API + "/passkeys", json=body)
    assert added.status_code == 200 and len(added.json()["recovery_codes"]) == 10, added.text
    for code in added.json()["recovery_codes"]:
        grantd.secret(code)
    [passkey] = alice.call("GET", API).json()["data"]["passkeys"]
    assert passkey["name"] == "Laptop" and passkey["last_used_at"] is None and passkey["id"] == made["id"]

    question = grantd.post("/api/auth/login/passkey").json()["data"]
    answer = {"ticket": question["ticket"], "credential": credentials(chromium, "get", question["options"])}
    for bad in [{"ticket": "x", "credential": answer["credential"]}, {**answer, "credential": {}}]:
        refused = grantd.post("/api/auth/login/passkey", json=bad)
        assert refused.status_code == 401 and refused.json()["message"].startswith("passkey: it is not known here")
    assert grantd.post("/api/auth/login/passkey", json={"credential": {}}).status_code == 400
    signed_in = grantd.post("/api/auth/login/passkey", json=answer)
    assert signed_in.status_code == 200, signed_in.text
    token = grantd.secret(signed_in.json()["auth_token"])
    assert grantd.profile(token).status_code == 200
    assert grantd.post("/api/auth/login/passkey", json=answer).status_code == 401, "once"

    # Asked again.
    time.sleep(4.1)
    assert alice.call("DELETE", f"{API}/passkeys/{passkey['id']}").status_code == 403
    question = alice.call("POST", "/api/auth/confirm/passkey").json()["data"]
    assert [one["id"] for one in question["options"]["publicKey"]["allowCredentials"]] == [passkey["id"]]
    answer = {"ticket": question["ticket"], "credential": credentials(chromium, "get", question["options"])}
    assert grantd.post("/api/auth/confirm", json=answer, headers=bearer(token)).status_code == 400, "another session"
    assert alice.call("POST", "/api/auth/confirm", json=answer).status_code == 200
    assert alice.call("DELETE", f"{API}/passkeys/AAAA").status_code == 404
    assert alice.call("DELETE", f"{API}/passkeys/{passkey['id']}").status_code == 204
    assert not alice.call("GET", API).json()["data"]["on"]


def test_what_is_no_credential_is_refused_and_brings_nobody_down(there):
    grantd = there()
    alice = grantd.add_user("alice")

    def asked():
        return alice.call("POST", API + "/passkeys").json()["data"]

    whole = made(asked()["options"], grantd.url, 1)
    deep = [b"\x81" * 20_000, b"\xa1\x00" * 10_000, b"\x9f" * 20_000, b"\xd8\x18" * 10_000]
    long = [b"\x9b" + b"\xff" * 8, b"\x5b" + b"\xff" * 8, b"\xbb\x7f" + b"\xff" * 7, b"\x9a\xff\xff\xff\xff"]
    head = b"\xa3cfmtdnonegattStmt\xa0hauthData"
    for bomb in [*deep, *long, *[head + one for one in deep + long], b"", b"\xff", b"\x00" * 40_000]:
        question = asked()
        credential = {**whole, "response": {**whole["response"], "attestationObject": text_of(bomb)}}
        body = {"ticket": question["ticket"], "credential": credential}
        assert alice.call("POST", API + "/passkeys", json=body).status_code == 400
    question = asked()
    body = {"ticket": question["ticket"], "credential": made(question["options"], grantd.url, 1)}
    for code in alice.call("POST", API + "/passkeys", json=body).json()["recovery_codes"]:
        grantd.secret(code)

    # Whoever knows the id of a passkey can have it looked at, extensions (flag 0x80) and all.
    for bomb in deep + long:
        question = grantd.post("/api/auth/login/passkey").json()["data"]
        public = question["options"]["publicKey"]
        client = json.dumps({"type": "webauthn.get", "challenge": public["challenge"], "origin": grantd.url})
        data = hashlib.sha256(b"localhost").digest() + b"\x85" + bytes(4) + bomb
        response = {"authenticatorData": text_of(data), "clientDataJSON": text_of(client.encode()),
                    "signature": text_of(b"\x30" * 70), "userHandle": text_of((1).to_bytes(16, "big"))}
        credential = {**whole, "response": response}
        answer = grantd.post("/api/auth/login/passkey", json={"ticket": question["ticket"], "credential": credential})
        assert answer.status_code == 401
    nested = '{"a":' * 5_000
    sent = requests.post(grantd.url + "/api/auth/login/passkey", data=nested, timeout=30,
                         headers={"Content-Type": "application/json"})
    assert sent.status_code == 400
    assert grantd.get("/healthz").status_code == 200


def given(grantd, person, secret=1):
    """A passkey without a device: its user handle, and the recovery codes."""
    question = person.call("POST", API + "/passkeys").json()["data"]
    body = {"ticket": question["ticket"], "credential": made(question["options"], grantd.url, secret), "name": "Key ring"}
    added = person.call("POST", API + "/passkeys", json=body)
    assert added.status_code == 200, added.text
    codes = [grantd.secret(code) for code in added.json().get("recovery_codes", [])]
    return question["options"]["publicKey"]["user"]["id"], codes


def asked_by(page):
    """The options and the ticket in a page."""
    options = json.loads(html.unescape(re.search(r'data-options="([^"]*)"', page.text)[1]))
    return options, re.search(r'name="passkey_ticket" value="([^"]*)"', page.text)[1]


def test_a_wrong_passkey_after_the_password_is_told_to_the_account(there):
    grantd = there(CHEAP + 'confirm_again = "1s"\n')
    alice = grantd.add_user("alice")
    handle, _ = given(grantd, alice)

    def events():
        return [one["event"] for one in alice.call("GET", "/api/auth/events").json()["data"]["events"]]

    # Who knows nothing of the account makes no noise in it.
    question = grantd.post("/api/auth/login/passkey").json()["data"]
    body = {"ticket": question["ticket"], "credential": answered(question["options"], grantd.url, 2, handle)}
    before = events()
    assert grantd.post("/api/auth/login/passkey", json=body).status_code == 401
    assert events() == before
    log = grantd.log.read_text()
    assert "the passkey was not taken" in log and "nobody who has an account" not in log

    browser = Browser(grantd)
    browser.sign_in("alice")
    page = browser.get("/login/second-factor")
    wrong = json.dumps(answered(asked_by(page)[0], grantd.url, 2, handle))
    assert browser.submit(page, "/login/second-factor", passkey=wrong).status_code == 401
    assert events()[0] == "second_factor_failed"
    time.sleep(1.1)
    question = alice.call("POST", "/api/auth/confirm/passkey").json()["data"]
    body = {"ticket": question["ticket"], "credential": answered(question["options"], grantd.url, 2, handle)}
    assert alice.call("POST", "/api/auth/confirm", json=body).status_code == 400
    assert events()[0] == "confirmation_failed"
    right = json.dumps(answered(asked_by(page)[0], grantd.url, 1, handle))
    assert browser.submit(page, "/login/second-factor", passkey=right).status_code == 303
    assert events()[0] == "signed_in"


def test_who_has_passkeys_where_there_can_be_none_any_more_is_told_what_is_left(there):
    grantd = there()
    alice = grantd.add_user("alice")
    _, codes = given(grantd, alice)
    assert "passkeys of" not in grantd.cli("doctor", check=False).stdout
    grantd.stop()
    # Reached by an address, as after a change of public_url, or as a build without them.
    grantd.public_url = None
    grantd.start()
    refused = grantd.post("/api/auth/login", json={"email": "alice", "password": PASSWORD})
    assert refused.json()["second_factor"] == ["recovery_code"]
    browser = Browser(grantd)
    browser.sign_in("alice")
    page = browser.get("/login/second-factor")
    assert "Type one of your recovery codes" in page.text and "authenticator app" not in page.text
    assert browser.submit(page, "/login/second-factor", code=codes[0]).status_code == 303
    page = browser.get(PAGE)
    assert "these sign nobody in" in page.text and "Add a passkey" not in page.text and "Key ring" in page.text
    # The app is all that is left then; nobody is led to take it away.
    begun = alice.call("POST", API + "/app").json()["data"]
    code = pyotp.TOTP(grantd.secret(begun["secret"])).now()
    assert alice.call("POST", API + "/app", json={**{k: begun[k] for k in ("secret", "ticket")}, "code": code}).ok
    assert "Remove the app" not in browser.get(PAGE).text
    told = grantd.cli("doctor", check=False)
    assert "passkeys of 1 account are of no use" in told.stdout and told.returncode != 0


def test_a_passkey_is_renamed(there):
    grantd = there(CHEAP + 'confirm_again = "2s"\n')
    alice = grantd.add_user("alice")
    given(grantd, alice)
    [passkey] = alice.call("GET", API).json()["data"]["passkeys"]
    path = f"{API}/passkeys/{passkey['id']}"
    assert alice.call("PATCH", path, json={"name": "At home"}).status_code == 204
    assert alice.call("GET", API).json()["data"]["passkeys"] == [{**passkey, "name": "At home"}]
    assert alice.call("PATCH", path, json={"name": "x" * 61}).status_code == 400
    assert alice.call("PATCH", path, json={}).status_code == 400
    assert alice.call("PATCH", f"{API}/passkeys/AAAA", json={"name": "None"}).status_code == 404
    assert grantd.add_user("bob").call("PATCH", path, json={"name": "Mine"}).status_code == 404

    browser = Browser(grantd)
    browser.session.cookies.set("grantd-session", alice.token)
    page = browser.get(PAGE)
    link = re.search(rf'href="({ADD}/name[^"]*)"', page.text)[1]
    form = browser.get(link)
    assert 'value="At home"' in form.text
    wrong = browser.submit(form, ADD + "/name", name="x" * 61)
    assert wrong.status_code == 400 and "x" * 61 in wrong.text
    done = browser.submit(form, ADD + "/name", name='<b>"Work"</b>')
    assert done.headers["Location"] == PAGE + "?done=passkey-renamed"
    listed = browser.get(done.headers["Location"]).text
    assert "is called so now" in listed and "&#60;b&#62;&#34;Work&#34;" in listed.replace("&lt;", "&#60;").replace(
        "&gt;", "&#62;").replace("&quot;", "&#34;") and "<b>" not in listed
    assert browser.get(ADD + "/name?id=AAAA").status_code == 404
    # It is a risky step as all of these.
    time.sleep(2.1)
    assert alice.call("PATCH", path, json={"name": "Other"}).status_code == 403
    assert "Is it you?" in browser.submit(form, ADD + "/name", name="Other").text
    assert alice.call("GET", API).json()["data"]["passkeys"][0]["name"] == '<b>"Work"</b>'


def test_two_servers_of_one_domain_leave_each_other_their_passkeys(there, chromium):
    plug_in(chromium)
    servers = [there(), there()]
    for grantd in servers:
        # Both call her account 1.
        grantd.add_user("alice")
        chromium.delete_all_cookies()
        sign_in(chromium, grantd, "alice")
        add_passkey(chromium, grantd)
        assert heading(chromium) == "Recovery codes"
    assert len(chromium.get_credentials()) == 2
    answers = []
    for grantd in servers:
        chromium.delete_all_cookies()
        chromium.get(grantd.url + "/login/second-factor")
        sign_in(chromium, grantd, "alice")
        press(chromium, "Use a passkey")
        answers.append(chromium.current_url)
    assert answers == [grantd.url + "/profile" for grantd in servers]


def test_the_form_goes_with_what_was_given_last(there, chromium):
    grantd = there(ASKED_SOON)
    grantd.add_user("alice")
    plug_in(chromium)
    sign_in(chromium, grantd, "alice")
    add_passkey(chromium, grantd)
    codes = re.findall(r"\b\w{4}-\w{4}-\w{4}-\w{4}\b", text(chromium))
    assert len(codes) == 10 and all(map(grantd.secret, codes))

    # The device is asked when the rest of the form is there.
    time.sleep(4.1)
    chromium.get(grantd.url + "/profile/account/delete")
    chromium.execute_script("window.asked = 0; const get = navigator.credentials.get.bind(navigator.credentials);"
                            "navigator.credentials.get = (options) => { window.asked += 1; return get(options); };")
    chromium.find_element(By.CSS_SELECTOR, ".passkey button").click()
    WebDriverWait(chromium, 20).until(lambda _: chromium.switch_to.active_element.get_attribute("name") == "username")
    assert chromium.execute_script("return window.asked") == 0
    assert field(chromium, "code").is_enabled() and field(chromium, "code").get_attribute("required")

    # Back on a page whose passkey was taken, a code is a code.
    chromium.get(grantd.url + "/profile/account")
    fill(chromium, email="alice@one.example.org")
    press(chromium, "Use a passkey")
    assert "alice@one.example.org" in grantd.cli("user", "show", "alice").stdout
    time.sleep(4.1)
    chromium.back()
    WebDriverWait(chromium, 20).until(lambda _: chromium.find_elements(By.NAME, "code"))
    fill(chromium, email="alice@two.example.org", code=codes[0])
    press(chromium, "Change the address")
    assert "alice@two.example.org" in grantd.cli("user", "show", "alice").stdout, text(chromium)


def test_the_enter_key_makes_the_passkey_and_a_device_that_has_one_says_so(there, chromium):
    grantd = there()
    grantd.add_user("alice")
    plug_in(chromium)
    sign_in(chromium, grantd, "alice")
    chromium.get(grantd.url + ADD)
    here = chromium.find_element(By.TAG_NAME, "html")
    field(chromium, "name").clear()
    field(chromium, "name").send_keys("Key ring", Keys.ENTER)
    gone(chromium, here)
    assert heading(chromium) == "Recovery codes", text(chromium)
    chromium.get(grantd.url + ADD)
    chromium.find_element(By.CSS_SELECTOR, ".passkey button").click()
    assert "There is a passkey for this account here already" in told(chromium)
    chromium.get(grantd.url + PAGE)
    assert "Key ring" in text(chromium)


def test_without_javascript_there_is_another_way(there, tmp_path):
    grantd = there()
    grantd.add_user("alice")
    for driver in start(tmp_path / "no-script", script=False):
        sign_in(driver, grantd, "alice")
        driver.get(grantd.url + "/login")
        assert not [box for box in driver.find_elements(By.CSS_SELECTOR, ".passkey") if box.is_displayed()]
        driver.get(grantd.url + ADD)
        assert "This needs JavaScript" in text(driver) and "Make the passkey" not in text(driver)


def test_where_there_can_be_no_passkeys_nothing_is_said_of_them(grantd, alice):
    here = Browser(grantd)
    here.sign_in("alice")
    assert grantd.url.startswith("http://127.0.0.1:")
    assert "asskey" not in here.get(PAGE).text and "asskey" not in requests.get(grantd.url + "/login", timeout=30).text
    assert here.get(ADD).status_code == 404
    asked = alice.call("POST", API + "/passkeys")
    assert asked.status_code == 400 and "takes no passkeys" in asked.json()["message"]
    assert grantd.post("/api/auth/login/passkey").status_code == 400
    assert alice.call("POST", "/api/auth/confirm/passkey").status_code == 400


@pytest.mark.parametrize("domain", ["example.com", "org"])
def test_a_domain_that_does_not_fit_is_told_at_the_start(tmp_path, domain):
    config = f'[server]\npublic_url = "https://auth.example.org"\n{CHEAP}passkey_domain = "{domain}"\n'
    grantd = Grantd(tmp_path, config)
    with pytest.raises(AssertionError, match="ready line"):
        grantd.start()
    checked = grantd.cli("check", check=False)
    assert checked.returncode != 0, "before the start, too"
    for told in grantd.log.read_text(), checked.stderr:
        assert "accounts.passkey_domain" in told and f"{domain} cannot be it for https://auth.example.org" in told, told


def test_what_is_no_domain_is_told(tmp_path):
    checked = Grantd(tmp_path, CHEAP + 'passkey_domain = "not a domain"\n').cli("check", check=False)
    assert checked.returncode != 0 and "lower-case labels" in checked.stdout + checked.stderr
