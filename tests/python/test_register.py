"""People open accounts by themselves where they may, and read what an administrator tells of the server."""

import html
import json
import re
import urllib.parse

import pytest
import requests
from selenium.webdriver.common.by import By

from chromium import field, fill, gone, heading, press, start, text
from conftest import CHEAP, PASSWORD, REDIRECT, Browser, Forms, answer_of, at_once, bearer, credentials, pkce

OPEN = CHEAP + "registration = true\n"
NEW = {"username": "dora", "email": "dora@example.org", "password": PASSWORD}
LINK = re.compile(r'href="(/register[^"]*)"')


def asked_for(client, scope="profile:read"):
    """An app's authorization request, and the verifier for its code."""
    verifier, challenge = pkce()
    query = {"client_id": client["client_id"], "response_type": "code", "redirect_uri": REDIRECT, "scope": scope, "state": "s",
             "code_challenge": challenge, "code_challenge_method": "S256"}
    return "/profile/apps/authorize?" + urllib.parse.urlencode(query), verifier


def told(person, **settings):
    answer = person.call("PATCH", "/api/config", json=settings)
    assert answer.status_code == 200, answer.text


def names(grantd):
    return [user["username"] for user in json.loads(grantd.cli("--json", "user", "list").stdout)]


def field_of(page, name):
    """The attributes of an input, as they stand in the page."""
    return re.search(rf'<input id="{name}"[^>]*>', page.text).group()


def test_an_account_is_opened_and_signed_in(make):
    grantd = make(OPEN)
    grantd.add_user("root", admin=True)
    browser = Browser(grantd)
    for path in ("/", "/login"):
        assert LINK.findall(browser.get(path).text) == ["/register"], path
    page = browser.get("/register")
    assert page.status_code == 200 and page.headers["Cache-Control"] == "no-store"
    for name, kind, autocomplete in (("username", "text", "username"), ("email", "email", "email"), ("password", "password", "new-password")):
        shown = field_of(page, name)
        assert f'type="{kind}"' in shown and f'autocomplete="{autocomplete}"' in shown and " required" in shown
    assert "At least 8 characters" in page.text
    done = browser.submit(page, "/register", **NEW)
    assert (done.status_code, done.headers["Location"]) == (303, "/profile?done=registered")
    assert "HttpOnly" in done.headers["Set-Cookie"] and "Your account is open" in browser.get(done.headers["Location"]).text
    dora = grantd.login("dora")
    own = dora.call("GET", "/api/auth/profile").json()["data"]
    assert (own["username"], own["email"], own["admin"], own["language"]) == ("dora", "dora@example.org", False, None)
    happened = [json.loads(line) for line in grantd.cli("--json", "audit", "--user", "dora").stdout.splitlines()]
    assert [one["event"] for one in happened].count("account_created") == 1
    # Who is signed in already goes on, and opens no second one.
    assert browser.get("/register").headers["Location"] == "/profile"
    assert browser.get("/register?from=%2Fprofile%2Fevents").headers["Location"] == "/profile/events"
    again = browser.session.post(grantd.url + "/register", data=NEW | {"username": "emil", "email": "e@example.org"}, allow_redirects=False)
    assert again.headers["Location"] == "/profile" and sorted(names(grantd)) == ["dora", "root"]


def test_who_clicks_twice_is_signed_in_all_the_same(make):
    grantd = make(OPEN)
    browser = Browser(grantd)
    page = browser.get("/register")
    answers = at_once(3, lambda _: browser.submit(page, "/register", **NEW))
    assert [answer.status_code for answer in answers] == [303] * 3, [answer.text for answer in answers]
    assert all("HttpOnly" in answer.headers["Set-Cookie"] for answer in answers) and names(grantd) == ["dora"]
    # With another password, or another address, it is taken.
    for other in ({"password": PASSWORD + "!"}, {"email": "other@example.org"}):
        stranger = Browser(grantd)
        refused = stranger.submit(stranger.get("/register"), "/register", **(NEW | other))
        assert refused.status_code == 400 and "taken" in refused.text and "Set-Cookie" not in refused.headers


def test_what_was_typed_is_kept_but_for_the_password(make):
    grantd = make(OPEN)
    grantd.add_user("anna")
    browser = Browser(grantd)
    for typed, field, said in (
        ({"username": "a b"}, "username", "3 to 30"),
        ({"username": "ANNA"}, "username", "taken"),
        ({"email": "Anna@example.org"}, "email", "taken"),
        ({"email": "nobody"}, "email", "e-mail address"),
        ({"password": "short"}, "password", "8 characters"),
        ({"password": "password1"}, "password", "guess"),
        ({"password": "dora@example.org"}, "password", "guess"),
    ):
        typed = NEW | typed
        page = browser.submit(browser.get("/register?from=%2Fprofile%2Fevents"), "/register", **typed)
        assert page.status_code == 400 and "Set-Cookie" not in page.headers, typed
        assert "<title>Error: Open an account" in page.text and f'<a href="#{field}">' in page.text
        assert f'aria-describedby="{field}' in field_of(page, field) or f"{field}-error" in field_of(page, field)
        kept = dict(Forms(page.text).of("/register"))
        assert (kept["username"], kept["email"], kept["from"]) == (typed["username"], typed["email"], "/profile/events")
        assert kept["password"] == "" and typed["password"] not in page.text.replace(typed["email"], "")
    assert names(grantd) == ["anna"]
    # From this page it goes on, to where the person came from.
    done = browser.submit(page, "/register", **NEW)
    assert done.headers["Location"] == "/profile/events"
    for number, elsewhere in enumerate(("https://evil.example", "//evil.example", "/\\evil.example")):
        other, own = Browser(grantd), {"username": f"new{number}", "email": f"new{number}@example.org", "from": elsewhere}
        done = other.submit(other.get("/register"), "/register", **NEW | own)
        assert done.headers["Location"] == "/profile"


def test_markup_stays_text(make):
    grantd = make(OPEN)
    browser = Browser(grantd)
    evil = '"><script>alert(1)</script>'
    for more in ({}, {"language": "de"}):
        page = browser.submit(browser.get("/register"), "/register", **NEW | {"username": evil, "email": evil, "from": evil} | more)
        assert "<script" not in page.text and html.escape("<script>", quote=False).replace("&lt;", "&#60;").replace("&gt;", "&#62;") in page.text


@pytest.mark.parametrize("where", ["configuration", "settings"])
def test_where_people_may_not_there_is_no_way(make, where):
    grantd = make(CHEAP if where == "configuration" else OPEN)
    root = grantd.add_user("root", admin=True)
    if where == "settings":
        told(root, is_registration_enabled=False)
    browser = Browser(grantd)
    assert not LINK.search(browser.get("/login").text + browser.get("/").text)
    for page in (browser.get("/register?from=%2Fprofile%2Fevents"), browser.session.post(grantd.url + "/register", data=NEW, allow_redirects=False)):
        assert page.status_code == 403 and "Accounts cannot be opened here" in page.text and "Set-Cookie" not in page.headers
    assert 'href="/login?from=%2Fprofile%2Fevents"' in browser.get("/register?from=%2Fprofile%2Fevents").text
    assert names(grantd) == ["root"]
    told(root, is_registration_enabled=True)
    assert browser.get("/register").status_code == 200 and LINK.search(browser.get("/login").text)


def test_from_an_app_through_a_new_account_to_its_token(make):
    grantd = make(OPEN)
    client = grantd.add_user("anna").add_app("profile:read", client_name="Trail Log")
    wanted, verifier = asked_for(client)
    browser = Browser(grantd)
    login = browser.get(browser.get(wanted).headers["Location"])
    form = browser.get(html.unescape(LINK.search(login.text)[1]))
    assert "<strong><bdi>Trail Log</bdi></strong>" in form.text
    # The form leads on to the app, where nobody has to be asked.
    assert "form-action 'self'" not in form.headers["Content-Security-Policy"]
    assert "form-action 'self'" in browser.get("/register").headers["Content-Security-Policy"]
    back = html.unescape(re.search(r'href="(/login\?from=[^"]*)"', form.text)[1])
    assert urllib.parse.parse_qs(urllib.parse.urlsplit(back).query)["from"] == [wanted]
    # A mistake on the way loses nothing.
    form = browser.submit(form, "/register", **NEW | {"password": "short"})
    done = browser.submit(form, "/register", **NEW)
    assert (done.status_code, done.headers["Location"]) == (303, wanted)
    consent = browser.get(wanted)
    assert "Trail Log</bdi> asks to use your account" in consent.text and "You decide as <strong><bdi>dora" in consent.text
    decided = browser.submit(consent, "/profile/apps/authorize", decision="authorize")
    answer = answer_of(decided.headers["Location"])
    assert decided.headers["Location"].startswith(REDIRECT) and answer["state"] == "s"
    tokens = grantd.post("/api/oauth/token", data=credentials(client) | {
        "grant_type": "authorization_code", "code": grantd.secret(answer["code"]), "redirect_uri": REDIRECT, "code_verifier": verifier})
    token = grantd.secret(tokens.json()["access_token"])
    grantd.secret(tokens.json()["refresh_token"])
    assert grantd.get("/api/auth/profile", headers=bearer(token)).json()["data"]["username"] == "dora"


def test_a_required_second_factor_comes_first(make):
    grantd = make(OPEN)
    client = grantd.add_user("anna").add_app("profile:read")
    grantd.stop()
    grantd.config.write_text(OPEN + 'second_factor = "everyone"\n')
    grantd.start()
    wanted, _ = asked_for(client)
    browser = Browser(grantd)
    form = browser.get("/register?" + urllib.parse.urlencode({"from": wanted}))
    done = browser.submit(form, "/register", **NEW)
    assert done.headers["Location"] == wanted
    for path in (wanted, "/profile"):
        assert browser.get(path).headers["Location"].startswith("/profile/second-factor?from=" + urllib.parse.quote(path, safe="")[:30])


def test_no_other_site_and_not_too_often(make):
    grantd = make('[server]\ntrusted_proxies = ["127.0.0.1"]\n[limits]\nregister = "2/1h"\n' + OPEN)
    send = lambda **more: requests.post(grantd.url + "/register", allow_redirects=False, **more)
    for origin in ("https://evil.example", "null"):
        assert send(data=NEW, headers={"Origin": origin}).status_code == 403
    assert send(data=NEW, headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert send(json=NEW).status_code >= 400 and names(grantd) == []
    far = {"X-Forwarded-For": "192.0.2.7"}
    assert send(data=NEW, headers=far).status_code == 303
    # It is counted together with the API's.
    body = {"username": "emil", "email": "emil@example.org", "password": PASSWORD}
    assert grantd.post("/api/auth/register", json=body, headers=far).status_code == 200
    page = send(data=NEW | {"username": "frida", "email": "frida@example.org"}, headers=far)
    assert page.status_code == 429 and int(page.headers["Retry-After"]) > 0
    assert "Too many attempts" in page.text and dict(Forms(page.text).of("/register"))["username"] == "frida"
    assert grantd.post("/api/auth/register", json=body, headers=far).status_code == 429
    assert names(grantd) == ["dora", "emil"]
    # Another language is no try.
    assert send(data=NEW | {"language": "de"}, headers=far).status_code == 200


def test_another_language_keeps_what_was_typed(make):
    grantd = make(OPEN)
    setup = grantd.setup_link()
    secret = grantd.secret("not to be shown again")
    for path, typed, shown in (
        ("/login?from=%2Fprofile%2Fevents", {"email": "dora"}, "Anmelden"),
        ("/register?from=%2Fprofile%2Fevents", {"username": "dora", "email": "dora@example.org"}, "Konto eröffnen"),
        (setup, {"username": "dora", "email": "dora@example.org"}, "Einrichten"),
    ):
        browser = Browser(grantd)
        page = browser.get(path)
        action = urllib.parse.urlsplit(path).path
        assert 'name="language" value="de" lang="de" form="typed" formnovalidate>' in page.text
        answer = browser.submit(page, action, **typed, password=secret, language="de")
        assert answer.status_code == 200 and answer.headers["Content-Language"] == "de" and shown in answer.text
        assert answer.headers["Set-Cookie"].startswith("grantd-language=de; ") and len(answer.raw.headers.getlist("Set-Cookie")) == 1
        kept, before = dict(Forms(answer.text).of(action)), dict(Forms(page.text).of(action))
        assert kept == before | typed and kept["password"] == "" and secret not in answer.text
        # Where it is chosen once more, and where somebody is wrong, it stays.
        again = browser.submit(answer, action, language="en")
        assert again.headers["Content-Language"] == "en" and dict(Forms(again.text).of(action)) == kept
        # What is no language is none: then the form is sent as it is.
        for wrong in ("xx", "en; Domain=x", ""):
            sent = browser.submit(page, action, **typed, password="wrong", language=wrong)
            assert sent.status_code in (400, 401) and "Set-Cookie" not in sent.headers, wrong
        assert requests.post(grantd.url + action, data=kept | {"language": "de"}, headers={"Origin": "https://evil.example"}).status_code == 403
    # No account was opened and nobody was signed in by it; what is good for nothing is told.
    assert "Set-Cookie" not in grantd.post("/setup", data={"key": "old", "language": "de"}).headers
    browser = Browser(grantd)
    page = browser.submit(browser.get("/register"), "/register", language="pl", **NEW)
    assert names(grantd) == []
    browser.submit(page, "/register", **NEW)
    assert grantd.login("dora").call("GET", "/api/auth/profile").json()["data"]["language"] == "pl", "it is the account's"


def test_without_script_a_person_changes_the_language_and_opens_an_account(make, tmp_path):
    grantd = make(OPEN)
    for driver in start(tmp_path, script=False):
        driver.get(grantd.url + "/login")
        press(driver, "Open an account")
        fill(driver, username="dora", email="half an addr", password="secret words")
        here = driver.find_element(By.TAG_NAME, "html")
        driver.find_element(By.CSS_SELECTOR, "button[name=language][value=de]").click()
        gone(driver, here)
        assert heading(driver) == "Konto eröffnen" and driver.current_url == grantd.url + "/register"
        assert [field(driver, name).get_attribute("value") for name in ("username", "email", "password")] == ["dora", "half an addr", ""]
        fill(driver, email="dora@example.org", password=PASSWORD)
        # The key that sends a form sends this one, not the language.
        here = driver.find_element(By.TAG_NAME, "html")
        field(driver, "password").send_keys("\n")
        gone(driver, here)
        assert "Willkommen" in text(driver) and driver.current_url.endswith("/profile?done=registered")


def test_what_an_administrator_tells_is_on_the_pages(make):
    grantd = make(OPEN)
    root = grantd.add_user("root", admin=True)
    browser = Browser(grantd)
    everywhere = ("/", "/login", "/register", "/profile/nothing", "/profile/apps/leaked")
    for path in everywhere:
        assert "/privacy-policy" not in browser.get(path).text and "mailto:" not in browser.get(path).text
    assert browser.get("/privacy-policy").status_code == 404
    told(root, about="Who we are.\r\nSince 1987\r\n\r\nSee https://club.example/<b>", admin_contact="help?cc=a&b@club.example",
         privacy_policy="We keep your name.\n\nNothing <i>else</i>.")
    page = browser.get("/").text
    assert '<h2 id="about">About this server</h2>' in page
    assert '<p dir="auto">Who we are.<br>\nSince 1987</p>\n<p dir="auto">See <a rel="noreferrer" href="https://club.example/">' in page
    assert "&#60;b&#62;" in page and "<b>" not in page
    for path in everywhere:
        assert '<a class="link" href="/privacy-policy">Privacy policy</a>' in browser.get(path).text, path
    policy = browser.get("/privacy-policy")
    assert policy.status_code == 200 and '<p dir="auto">Nothing &#60;i&#62;else&#60;/i&#62;.</p>' in policy.text
    assert "the <a" not in browser.get("/login").text and 'says what this server keeps of you' in browser.get("/register").text
    mail = '<a href="mailto:help%3Fcc%3Da%26b@club.example"><bdi>help?cc=a&#38;b@club.example</bdi></a>'
    told(root, is_registration_enabled=False)
    for path in ("/login", "/login/password?key=x", "/register", "/privacy-policy"):
        assert mail in browser.get(path).text, path
    for path in ("/profile/nothing", "/setup?key=x"):
        assert "mailto:" not in browser.get(path).text, path
    # Signed in, too; and what is taken back is gone at once.
    browser.sign_in("root")
    assert "Who we are." in browser.get("/").text and "/privacy-policy" in browser.get("/profile").text
    assert browser.get("/privacy-policy").status_code == 200
    assert requests.post(grantd.url + "/privacy-policy").status_code == 405
    told(root, about=None, admin_contact=None, privacy_policy="")
    assert "Who we are." not in browser.get("/").text and "/privacy-policy" not in browser.get("/profile").text
    assert browser.get("/privacy-policy").status_code == 404 and "mailto:" not in grantd.get("/login").text
