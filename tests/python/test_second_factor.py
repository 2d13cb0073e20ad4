"""The second factor: set up, asked for at the sign-in and before risky steps, required by the operator. The codes come
from pyotp, which knows nothing of grantd."""

import json
import re
import time
import urllib.parse

import pyotp
import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from chromium import field, fill, gone, heading, press, press_key, start, text
from conftest import CHEAP, PASSWORD, REDIRECT, Browser, Forms, Person, answer_of, at_once

PAGE, APP, LOGIN = "/profile/second-factor", "/profile/second-factor/app", "/login/second-factor"
API = "/api/auth/second-factor"
# Asked again a second after the last time.
ASKED_AT_ONCE = CHEAP + 'confirm_again = "1s"\n'


class Authenticator:
    """An app: gives each of its codes once, the oldest first that is still good."""

    def __init__(self, secret):
        self.totp, self.last = pyotp.TOTP(secret.replace(" ", "")), 0

    def code(self):
        now = int(time.time()) // 30
        self.last = max(self.last + 1, now - 1)
        assert self.last <= now + 1, "all codes that are good now are used"
        return self.totp.generate_otp(self.last)

    def wrong(self):
        now = int(time.time()) // 30
        good = {self.totp.generate_otp(step) for step in range(now - 3, now + 4)}
        return next(f"{code:06}" for code in range(1_000_000) if f"{code:06}" not in good)


def set_up(person):
    """An app for somebody, by the API: the app and the recovery codes."""
    begun = person.call("POST", API + "/app").json()["data"]
    app = Authenticator(person.grantd.secret(begun["secret"]))
    parsed = pyotp.parse_uri(begun["address"])
    assert parsed.secret == begun["secret"] and parsed.name == person.name and parsed.issuer == "grantd"
    answer = person.call("POST", API + "/app",
                         json={"secret": begun["secret"], "ticket": begun["ticket"], "code": app.code()})
    assert answer.status_code == 200 and answer.headers["Cache-Control"] == "no-store", answer.text
    codes = answer.json()["recovery_codes"]
    assert len(set(codes)) == 10 and all(re.fullmatch(r"([0-9a-z]{4}-){3}[0-9a-z]{4}", code) for code in codes)
    return app, codes


def sign_in(grantd, name, **more):
    return grantd.post("/api/auth/login", json={"email": name, "password": PASSWORD, **more})


def events(person):
    return [one["event"] for one in person.call("GET", "/api/auth/events").json()["data"]["events"]]


def test_the_api_asks_for_a_code_after_the_right_password_only(grantd, alice, bob):
    app, codes = set_up(alice)
    needed = sign_in(grantd, "alice")
    assert needed.status_code == 401 and needed.json()["second_factor"] == ["app", "recovery_code"]
    assert needed.json()["status"] == "error" and "authenticator app" in needed.json()["message"]
    wrong = grantd.post("/api/auth/login", json={"email": "alice", "password": "wrong", "code": app.wrong()})
    assert (wrong.status_code, wrong.json()) == (401, {"status": "error", "message": "invalid credentials"})
    refused = sign_in(grantd, "alice", code=app.wrong())
    assert (refused.status_code, refused.json()["message"]) == (401, "code: it is wrong, or was used already")
    code = app.code()
    answer = sign_in(grantd, "alice", code=code)
    assert answer.status_code == 200
    token = grantd.secret(answer.json()["auth_token"])
    assert sign_in(grantd, "alice", code=code).status_code == 401, "a code is taken once"
    grantd.restart()
    assert sign_in(grantd, "alice", code=code).status_code == 401, "after a restart, too"
    assert sign_in(grantd, "alice", code=codes[0].upper().replace("-", " ")).status_code == 200
    assert sign_in(grantd, "alice", code=codes[0]).status_code == 401
    # Who has none sees no difference, and a code is no harm.
    assert sign_in(grantd, "bob", code="123456").status_code == 200
    signed_in = Person(grantd, "alice", token)
    status = signed_in.call("GET", API).json()["data"]
    assert status["on"] and status["recovery_codes_left"] == 9 and status["app"]["last_used_at"]
    happened = events(signed_in)
    for event in ("second_factor_added", "second_factor_asked", "second_factor_failed", "recovery_code_used"):
        assert event in happened, happened
    document = signed_in.call("GET", "/api/auth/account/export/account.json")
    assert document.json()["second_factor"]["recovery_codes_left"] == 9 and app.totp.secret not in document.text


def test_of_many_at_the_same_moment_one_uses_a_code(grantd, alice):
    app, codes = set_up(alice)
    for code in (app.code(), codes[4]):
        statuses = at_once(6, lambda _, code=code: sign_in(grantd, "alice", code=code).status_code)
        assert sorted(statuses)[0] == 200 and statuses.count(200) == 1 and set(statuses) <= {200, 401, 429}, statuses


def test_the_pages_from_the_set_up_to_the_sign_in_that_goes_on(grantd, alice):
    here = Browser(grantd)
    here.sign_in("alice")
    page = here.get(APP)
    assert page.status_code == 200 and "<svg" in page.text
    secret = dict(Forms(page.text).of(APP))["secret"]
    app = Authenticator(grantd.secret(secret))
    wrong = here.submit(page, APP, code="12")
    assert wrong.status_code == 400 and dict(Forms(wrong.text).of(APP))["secret"] == secret, "the same picture again"
    done = here.submit(wrong, APP, code=app.code())
    codes = re.findall(r"(?:[0-9a-z]{4}-){3}[0-9a-z]{4}", re.search(r'<code class="copy".*?</code>', done.text, re.S)[0])
    assert done.status_code == 200 and len(codes) == 10 and done.headers["Cache-Control"] == "no-store"
    saved = re.search(r'href="(data:text/plain[^"]+)"', done.text)[1]
    assert all(code in urllib.parse.unquote(saved) for code in codes)
    assert "10 are left" in re.sub(r"<[^>]+>", "", here.get(PAGE).text)

    # An app sends somebody who is not signed in: password, code, consent.
    client = alice.add_app()
    query = urllib.parse.urlencode({"client_id": client["client_id"], "response_type": "code", "state": "x",
                                    "scope": "profile:read", "redirect_uri": client["redirect_uris"][0]})
    wanted = f"/profile/apps/authorize?{query}"
    there = Browser(grantd)
    login = there.get(there.get(wanted).headers["Location"])
    asked = there.submit(login, "/login", email="alice", password=PASSWORD)
    assert asked.status_code == 303 and asked.headers["Location"].startswith(LOGIN + "?from=")
    cookie = asked.headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "Max-Age=600" in cookie and cookie.startswith("grantd-sign-in=grh_")
    pending = there.session.cookies["grantd-sign-in"]
    # It opens nothing else.
    assert there.get("/profile").status_code == 303
    assert grantd.profile(pending).status_code == 401
    step = there.get(asked.headers["Location"])
    assert step.status_code == 200 and client["name"] in step.text
    assert there.submit(step, LOGIN, code=app.wrong()).status_code == 401
    inside = there.submit(step, LOGIN, code=app.code())
    assert inside.status_code == 303 and inside.headers["Location"] == wanted
    assert there.get(wanted).status_code == 200 and "grantd-sign-in" not in there.session.cookies
    there.session.cookies.clear()
    there.session.cookies["grantd-sign-in"] = pending
    ended = there.submit(step, LOGIN, code=codes[0])
    assert ended.headers["Location"].startswith("/login?") and there.get("/profile").status_code == 303
    assert there.get(ended.headers["Location"]).status_code == 200

    # New codes end the old ones; turned off, the password is enough.
    again = here.submit(here.get(PAGE), PAGE, action="codes")
    assert again.status_code == 200 and codes[0] not in again.text
    assert sign_in(grantd, "alice", code=codes[0]).status_code == 401
    question = here.submit(here.get(PAGE), PAGE, action="ask_off")
    assert question.status_code == 200 and sign_in(grantd, "alice").status_code == 401
    off = here.submit(question, PAGE)
    assert off.headers["Location"] == PAGE + "?done=second-factor-off"
    assert sign_in(grantd, "alice").status_code == 200


def test_guessing_is_slowed_down_and_a_recovery_code_goes_through(grantd, alice):
    app, codes = set_up(alice)
    answers = [sign_in(grantd, "alice", code=app.wrong()) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [401] * 5 + [429]
    assert answers[-1].headers["Retry-After"]
    assert sign_in(grantd, "alice", code=codes[0]).status_code == 200


def test_a_risky_step_is_confirmed_and_then_goes_on(make):
    grantd = make(ASKED_AT_ONCE)
    alice, root = grantd.add_user("alice"), grantd.add_user("root", admin=True)
    here = Browser(grantd)
    here.sign_in("alice")
    time.sleep(1.1)
    page = here.get("/profile/account")
    asked = here.submit(page, "/profile/account", action="export")
    assert asked.status_code == 200 and "application/json" not in asked.headers["Content-Type"]
    assert dict(Forms(asked.text).of("/profile/account"))["action"] == "export"
    wrong = here.submit(asked, "/profile/account", confirm_password="wrong")
    assert wrong.status_code == 400 and 'aria-invalid="true"' in wrong.text
    done = here.submit(wrong, "/profile/account", confirm_password=PASSWORD)
    assert done.json()["account"]["username"] == "alice"
    time.sleep(1.1)
    looked = here.get(APP)
    assert looked.status_code == 200 and "<svg class=\"qr\"" not in looked.text
    # A new secret of an app: the question is the app's own, and then who asks.
    app = f"/profile/apps/{alice.add_app()['id']}"
    question = here.submit(here.get(app + "?confirm=rotate"), app)
    assert "confirm_password" in dict(Forms(question.text).of(app)) and "grs_" not in question.text
    assert "grs_" in here.submit(question, app, confirm_password=PASSWORD).text
    time.sleep(1.1)
    on = here.submit(looked, "/profile/confirm", confirm_password=PASSWORD)
    assert on.headers["Location"] == APP and '<svg class="qr"' in here.get(APP).text

    # The same at the API.
    time.sleep(1.1)
    for person, method, path in [(alice, "POST", API + "/app"), (alice, "DELETE", "/api/users/alice"),
                                 (alice, "GET", "/api/auth/account/export/account.json"), (alice, "DELETE", API),
                                 (root, "DELETE", "/api/users/alice"), (root, "PATCH", "/api/users/alice"),
                                 (root, "PATCH", "/api/config")]:
        answer = person.call(method, path, json={"name": "x", "suspended": True} if method == "PATCH" else None)
        assert answer.status_code == 403 and "confirm that it is you" in answer.json()["message"], path
    for body, status in [({"password": "wrong"}, 400), ({}, 400), ({"password": PASSWORD}, 200)]:
        assert alice.call("POST", "/api/auth/confirm", json=body).status_code == status
    app, codes = set_up(alice)
    time.sleep(1.1)
    assert alice.call("POST", "/api/auth/confirm", json={"password": PASSWORD}).status_code == 401
    change = {"email": "new@example.org", "password": PASSWORD}
    assert alice.call("PATCH", "/api/auth/profile/edit/account", json=change).status_code == 401
    changed = alice.call("PATCH", "/api/auth/profile/edit/account", json={**change, "code": app.code()})
    assert changed.status_code == 200 and changed.json()["data"]["email"] == "new@example.org", changed.text
    time.sleep(1.1)
    assert alice.call("POST", "/api/auth/confirm", json={"code": codes[0]}).status_code == 200
    assert alice.call("DELETE", API).status_code == 204


def test_forms_ask_once_for_the_code_where_there_is_one(make):
    grantd = make(ASKED_AT_ONCE)
    alice = grantd.add_user("alice")
    app, codes = set_up(alice)
    here = Browser(grantd)
    asked = here.submit(here.get("/login"), "/login", email="alice", password=PASSWORD)
    assert here.submit(here.get(asked.headers["Location"]), LOGIN, code=app.code()).status_code == 303
    time.sleep(1.1)
    page = here.get("/profile/account")
    form = dict(Forms(page.text).of("/profile/account"))
    assert "code" in form and "current_password" not in form
    refused = here.submit(page, "/profile/account", email="new@example.org", code=app.wrong())
    assert refused.status_code == 400 and "new@example.org" in refused.text
    done = here.submit(page, "/profile/account", email="new@example.org", code=codes[0])
    assert done.headers["Location"] == "/profile/account?done=email"
    # Just now it was shown: nothing is asked.
    assert "code" not in dict(Forms(here.get("/profile/account").text).of("/profile/account"))
    time.sleep(1.1)
    page = here.get("/profile/account/delete")
    gone = here.submit(page, "/profile/account/delete", username="alice", code=codes[1])
    assert gone.headers["Location"] == "/login?done=account-deleted"
    assert grantd.cli("check", "--data").stdout.rstrip().endswith("Nothing is wrong.")


@pytest.mark.parametrize("required", ["admins", "everyone"])
def test_who_must_have_one_can_do_nothing_else_before(make, required):
    grantd = make(CHEAP)
    root, alice = grantd.add_user("root", admin=True), grantd.add_user("alice")
    client = alice.add_app()
    tokens = root.tokens(client)
    grantd.stop()
    grantd.config.write_text(CHEAP + f'second_factor = "{required}"\n')
    grantd.start()
    assert grantd.profile(tokens["access_token"]).status_code == 200, "what an app was given goes on"
    refused = root.call("GET", "/api/auth/profile")
    assert refused.status_code == 403 and "second factor is required" in refused.json()["message"]
    assert root.call("GET", "/api/oauth/grants").status_code == 403
    assert alice.call("GET", "/api/auth/profile").status_code == (200 if required == "admins" else 403)

    here = Browser(grantd)
    inside = here.submit(here.get("/login"), "/login", email="root", password=PASSWORD, **{"from": "/profile/apps"})
    for path in ("/profile/apps", "/profile", "/profile/apps/authorize?client_id=" + client["client_id"]):
        led = here.get(path)
        assert led.status_code == 303 and led.headers["Location"] == PAGE + "?" + urllib.parse.urlencode({"from": path})
    assert inside.status_code == 303
    # An app that wants nobody to be asked is told so (OpenID Connect Core §3.1.2.6), where the request leads to it.
    asked = {"client_id": client["client_id"], "response_type": "code", "redirect_uri": REDIRECT, "scope": "profile:read", "state": "s"}
    where = "/profile/apps/authorize?" + urllib.parse.urlencode(asked)
    assert here.get(where).headers["Location"] == PAGE + "?" + urllib.parse.urlencode({"from": where})
    told = here.get(where + "&prompt=none")
    assert told.status_code == 303 and told.headers["Location"].startswith(REDIRECT + "?")
    answer = answer_of(told.headers["Location"])
    assert (answer["error"], answer["state"], answer["iss"]) == ("interaction_required", "s", grantd.url)
    assert "error=invalid_scope" in here.get(where.replace("profile%3Aread", "no") + "&prompt=none").headers.get("Location", "")
    assert here.get(where.replace("app.example", "other.example") + "&prompt=none").status_code == 400
    page = here.get(here.get("/profile/apps").headers["Location"])
    assert page.status_code == 200 and "requires a second factor" in page.text
    begin = here.get(re.search(r'href="(/profile/second-factor/app[^"]*)"', page.text)[1].replace("&amp;", "&"))
    app = Authenticator(grantd.secret(dict(Forms(begin.text).of(APP))["secret"]))
    done = here.submit(begin, APP, code=app.code())
    assert done.status_code == 200 and 'href="/profile/apps"' in done.text
    assert here.get("/profile/apps").status_code == 200 and root.call("GET", "/api/auth/profile").status_code == 200
    assert answer_of(here.get(where + "&prompt=none").headers["Location"])["error"] == "consent_required"
    # By the API, too; and signing out was never in question.
    grantd.cli("user", "second-factor", "root", "--off")
    assert root.call("GET", "/api/auth/profile").status_code == 403
    handed_in = here.submit(here.get("/profile/apps/leaked"), "/profile/apps/leaked", text="nothing")
    assert handed_in.headers["Location"] == "/profile/apps/leaked?found=0", "anybody may"
    set_up(root)
    assert root.call("GET", "/api/auth/profile").status_code == 200
    grantd.cli("user", "second-factor", "root", "--off")
    assert root.call("POST", "/api/auth/logout").status_code == 200


def test_an_administrator_sees_it_and_takes_it_away(grantd, alice, bob):
    set_up(bob)
    here, path = Browser(grantd), "/admin/users/bob"
    here.sign_in("alice")
    assert "?confirm=second-factor-off" in here.get(path).text
    assert "?confirm=second-factor-off" not in here.get("/admin/users/alice").text
    question = here.get(path + "?confirm=second-factor-off")
    assert "sure who asks" in question.text and sign_in(grantd, "bob").status_code == 401
    done = here.submit(question, path)
    assert done.headers["Location"] == path + "?done=second-factor-off"
    assert "second factor is turned off" in here.get(done.headers["Location"]).text
    assert sign_in(grantd, "bob").status_code == 200 and "second_factor_removed" in events(bob)


def test_a_flood_of_wrong_codes_hides_nothing_and_a_step_is_not_told_as_a_sign_in(grantd, alice):
    set_up(alice)
    for number in range(300):
        wrong = alice.call("POST", "/api/auth/confirm", json={"code": f"0000-0000-0000-{number:04}"})
        assert wrong.status_code == 400
    happened = events(alice)
    assert happened.count("confirmation_failed") == 5 and "second_factor_added" in happened and len(happened) < 12
    assert "second_factor_failed" not in happened, "nobody gave the password"
    here = Browser(grantd)
    here.session.cookies["grantd-session"] = alice.token
    assert "signed in as you, but gave no right code" in here.get("/profile/events").text


def test_a_sign_in_that_waits_and_is_found_elsewhere_is_ended_and_told(grantd, alice):
    set_up(alice)
    here = Browser(grantd)
    asked = here.submit(here.get("/login"), "/login", email="alice", password=PASSWORD)
    pending = grantd.secret(here.session.cookies["grantd-sign-in"])
    assert grantd.post("/api/oauth/leaked", data=f"a log: {pending}").json()["data"] == {"recognised": 1}
    assert here.get(asked.headers["Location"]).headers["Location"].startswith("/login?")
    assert "session_leaked" in events(alice)


def test_the_operator_sees_it_and_takes_it_away(grantd, alice):
    assert json.loads(grantd.cli("--json", "user", "show", "alice").stdout)["second_factor"] is False
    app, _ = set_up(alice)
    shown = grantd.cli("user", "second-factor", "alice").stdout
    assert "10, made" in shown and app.totp.secret not in shown
    assert json.loads(grantd.cli("--json", "user", "second-factor", "alice").stdout)["on"] is True
    assert "second factor" in grantd.cli("user", "show", "alice").stdout
    assert "no second factor any more" in grantd.cli("user", "second-factor", "alice", "--off").stdout
    assert sign_in(grantd, "alice").status_code == 200
    assert "second_factor_removed" in events(alice)


def test_with_a_key_elsewhere_data_and_backups_hold_no_secret(make, tmp_path):
    key = tmp_path / "second-factor.key"
    key.write_text("k" * 43 + "\n")
    key.chmod(0o600)
    grantd = make(CHEAP + f'second_factor_key_file = "{key}"\n')
    app, codes = set_up(grantd.add_user("alice"))
    secret = pyotp.TOTP(app.totp.secret).byte_secret()
    exported = grantd.cli("export").stdout
    assert '"sealed"' in exported and secret.hex() not in exported
    backup = tmp_path / "backup.jsonl"
    grantd.cli("backup", str(backup))
    assert secret.hex() not in backup.read_text()
    assert sign_in(grantd, "alice", code=app.code()).status_code == 200
    grantd.stop()
    assert not any(secret in path.read_bytes() for path in grantd.data.rglob("*") if path.is_file())

    # Restored without the key: recovery codes work; with it, the app.
    copy = make(CHEAP, name="copy")
    copy.stop()
    for path in sorted((copy.data / "store").rglob("*"), reverse=True):
        path.unlink() if path.is_file() else path.rmdir()
    (copy.data / "store").rmdir()
    copy.cli("restore", str(backup))
    copy.start()
    sealed = sign_in(copy, "alice", code=app.code())
    assert sealed.status_code == 503 and "recovery code" in sealed.json()["message"]
    assert sign_in(copy, "alice", code=codes[0]).status_code == 200
    assert "codes of 1 account cannot be checked" in copy.cli("doctor", check=False).stdout
    copy.stop()
    copy.config.write_text(CHEAP + f'second_factor_key_file = "{key}"\n')
    copy.start()
    assert "cannot be checked" not in copy.cli("doctor", check=False).stdout
    assert sign_in(copy, "alice", code=app.totp.generate_otp(int(time.time()) // 30 + 1)).status_code == 200

    key.write_text("too short")
    refused = grantd.cli("check", check=False)
    assert refused.returncode == 2 and "holds 9 bytes, and a key has 32 at least" in refused.stderr


def test_without_a_key_a_secret_that_was_stored_is_sealed_at_its_next_use(make, tmp_path):
    grantd = make(CHEAP)
    app, _ = set_up(grantd.add_user("alice"))
    # In clear, so not looked for at the end.
    grantd.secrets.remove(app.totp.secret)
    assert '"plain"' in grantd.cli("export").stdout
    grantd.stop()
    key = tmp_path / "second-factor.key"
    key.write_text("k" * 43 + "\n")
    grantd.config.write_text(CHEAP + f'second_factor_key_file = "{key}"\n')
    grantd.start()
    assert '"plain"' in grantd.cli("export").stdout
    assert sign_in(grantd, "alice", code=app.code()).status_code == 200
    assert '"plain"' not in grantd.cli("export").stdout and '"sealed"' in grantd.cli("export").stdout


@pytest.fixture(params=["with JavaScript", "without JavaScript"])
def chromium(request, tmp_path):
    yield from start(tmp_path / "browser", script=request.param == "with JavaScript")


def type_and_enter(driver, name, *keys):
    """What is typed, and Enter: no mouse."""
    here = driver.find_element(By.TAG_NAME, "html")
    field(driver, name).send_keys(*keys)
    press_key(driver, Keys.ENTER)
    gone(driver, here)


def test_in_chromium_from_the_profile_to_the_next_sign_in_by_keyboard(grantd, alice, chromium):
    driver = chromium
    driver.get(grantd.url + "/login")
    fill(driver, email="alice")
    type_and_enter(driver, "password", PASSWORD)
    driver.get(grantd.url + "/profile")
    press(driver, "Second factor")
    press(driver, "Set up an app")
    picture = driver.find_element(By.CSS_SELECTOR, "svg.qr")
    assert picture.is_displayed() and picture.size["width"] > 150
    app = Authenticator(grantd.secret(field(driver, "secret").get_attribute("value")))
    assert app.totp.secret in text(driver).replace(" ", "")
    type_and_enter(driver, "code", app.wrong())
    assert "This is not the code that the app shows now" in text(driver)
    type_and_enter(driver, "code", app.code())
    codes = driver.find_element(By.CSS_SELECTOR, ".codes code").text.split()
    assert heading(driver) == "Recovery codes" and len(codes) == 10
    press(driver, "I have kept them")
    assert "10 are left" in text(driver)

    driver.delete_all_cookies()
    driver.get(grantd.url + "/profile/apps")
    fill(driver, email="alice")
    type_and_enter(driver, "password", PASSWORD)
    assert heading(driver) == "Second factor" and "signing in as alice" in text(driver)
    type_and_enter(driver, "code", "000")
    assert "This code is wrong" in text(driver)
    type_and_enter(driver, "code", codes[0])
    assert heading(driver) == "Your apps" and driver.current_url.endswith("/profile/apps")
    driver.get(grantd.url + PAGE)
    press(driver, "Turn the second factor off")
    press(driver, "Turn the second factor off")
    assert "The second factor is turned off" in text(driver)
    assert [entry for entry in driver.get_log("browser") if "Content Security" in entry["message"]] == []
