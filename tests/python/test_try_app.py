"""Trying an app on its page: the link, the code that comes back, and each snippet, run as it stands there."""

import html
import os
import re
import subprocess
import sys
import urllib.parse

import pytest
from selenium.webdriver.common.by import By

from chromium import field, press, start, text
from conftest import PASSWORD, REDIRECT, ROOT, Browser, at_once, until

NODE = ROOT / "tests/node"


def snippets(page):
    """What stands on the page to be copied, by its name."""
    found = re.findall(r'<code class="copy pre" data-name="([^"]*)">(.*?)</code>', page, re.S)
    return {html.unescape(name): html.unescape(text) for name, text in found}


def run(name, text, secret):
    """Runs a snippet as its language would, in a process of its own; what it prints."""
    how = {
        "curl": ["bash", "-c", text.replace("curl ", "curl -sS ", 1)],
        "Python (requests-oauthlib)": [sys.executable, "-c", text],
        "Python (Authlib)": [sys.executable, "-c", text],
        "JavaScript (fetch)": ["node", "--input-type=module", "-e", text],
        "JavaScript (openid-client)": ["node", "--input-type=module", "-e", text],
    }[name]
    environment = {key: value for key, value in os.environ.items() if key != "CLIENT_SECRET"}
    if secret:
        environment["CLIENT_SECRET"] = secret
    done = subprocess.run(how, capture_output=True, text=True, env=environment, cwd=NODE, timeout=60)
    assert done.returncode == 0, f"{name}\n{text}\n{done.stderr}"
    return done.stdout


def link_of(page):
    return html.unescape(re.search(r'id="authorize" href="([^"]*)"', page).group(1))


def authorise(browser, grantd, page):
    """From the page with the link to the page with the code."""
    link = link_of(page.text)
    consent = browser.get(link)
    answer = browser.submit(consent, "/profile/apps/authorize", scope=["profile:read"], decision="authorize")
    assert answer.status_code == 303, answer.text
    assert answer.headers["Location"].startswith(grantd.url + "/profile/apps/1/try?code=grc_"), answer.headers
    grantd.secret(re.search(r"grc_[\w-]+", answer.headers["Location"]).group())
    return browser.get(answer.headers["Location"])


@pytest.mark.parametrize("kind", ["confidential", "public"])
def test_each_snippet_of_the_page_gets_tokens(grantd, alice, kind):
    app = alice.add_app(client_type=kind)
    browser = Browser(grantd)
    browser.sign_in("alice")
    page = browser.get("/profile/apps/1/try")
    assert "CODE" in snippets(page.text)["curl"] and app.get("client_secret", "grs_") not in page.text
    browser.submit(page, "/profile/apps/1/try")
    names = list(snippets(page.text))
    assert len(names) == 5
    if not (NODE / "node_modules/openid-client").is_dir():
        names.remove("JavaScript (openid-client)")
    for name in names:
        page = authorise(browser, grantd, browser.get("/profile/apps/1/try"))
        assert page.headers["Cache-Control"] == "no-store" and page.headers["Referrer-Policy"] == "strict-origin"
        told = run(name, snippets(page.text)[name], app.get("client_secret"))
        token = re.search(r"gra_[\w-]+", told)
        assert token, f"{name}: {told}"
        assert grantd.profile(grantd.secret(token.group())).status_code == 200, name
        grantd.secret(re.search(r"grr_[\w-]+", told).group())


def test_what_is_picked_stands_in_the_link(grantd, alice):
    alice.add_app(redirect_uris=["https://app.example/cb", "http://127.0.0.1/cb"])
    browser = Browser(grantd)
    browser.sign_in("alice")
    picked = browser.get("/profile/apps/1/try?redirect_uri=http%3A%2F%2F127.0.0.1%2Fcb&scope=workouts%3Aread&scope=none")
    assert "redirect_uri=http%3A%2F%2F127.0.0.1%2Fcb&scope=workouts%3Aread&state=" in link_of(picked.text)
    foreign = browser.get("/profile/apps/1/try?redirect_uri=https%3A%2F%2Fevil.example")
    assert "evil.example" not in foreign.text
    assert link_of(picked.text) != link_of(browser.get("/profile/apps/1/try").text)


def test_the_page_says_where_the_code_comes_to_and_stays_while_it_is_the_only_one(grantd, alice):
    client = alice.add_app("profile:read")
    path = f"/profile/apps/{client['id']}/try"
    browser = Browser(grantd)
    browser.sign_in("alice")
    comes, remove = "You come back to this page", 'name="action" value="remove"'
    assert comes not in browser.get(path).text
    both = [grantd.url + path, REDIRECT]
    assert alice.call("PATCH", f"/api/oauth/apps/{client['id']}", json={"redirect_uris": both}).status_code == 200
    assert comes in browser.get(path).text
    elsewhere = browser.get(path + "?redirect_uri=" + urllib.parse.quote(REDIRECT)).text
    assert comes not in elsewhere and "its address bar holds the code" in elsewhere and "Take it out again" in elsewhere
    assert alice.call("PATCH", f"/api/oauth/apps/{client['id']}", json={"redirect_uris": both[:1]}).status_code == 200
    alone = browser.get(path).text
    assert remove in alone and "Take it out again" not in alone and "It is the only one" in alone


def test_what_is_checked_is_what_would_be_registered(grantd, alice):
    client = alice.add_app("profile:read")
    browser = Browser(grantd)
    browser.sign_in("alice")
    long = "https://app.example/" + "x" * 1981
    for uri, verdict in ((long[:2000], "It could be registered"), (long, "1 to 2000 characters"), (long + "y" * 99, "1 to 2000 characters")):
        assert verdict in browser.get(f"/profile/apps/{client['id']}/check?uri={uri}").text, len(uri)
    page = browser.get("/profile/apps/new")
    for uris in (["https://a.example/"] * 2, [f"https://a.example/{n}" for n in range(11)]):
        answer = browser.submit(page, "/profile/apps/new", client_name="A", client_uri="https://a.example", check="yes",
                                redirect_uris="\n".join(uris), scope=["profile:read"], client_type="public")
        assert "All of them can be registered" not in answer.text and 'id="redirect_uris-error"' in answer.text


def test_the_page_is_its_owners_alone(grantd, alice, bob):
    alice.add_app()
    browser = Browser(grantd)
    browser.sign_in("bob")
    for path in ("try", "try?code=grc_x&state=" + "a" * 24, "check?uri=x", "usage"):
        assert browser.get(f"/profile/apps/1/{path}").status_code == 404, path


def test_a_redirect_uri_is_checked_in_words(grantd, alice):
    alice.add_app(redirect_uris=["https://app.example/cb", "http://127.0.0.1/cb"])
    browser = Browser(grantd)
    browser.sign_in("alice")
    for uri, told in [
        ("https://app.example/cb", "it is registered"),
        ("http://127.0.0.1:4711/cb", "the port may differ"),
        ("https://app.example/cb/", "ends with a slash, the other does not"),
        ("https://app.example/Cb", "capital and small letters"),
        ("https://app.example/c%62", "percent-encoded"),
        ("http://localhost/cb", "three names"),
        (" https://app.example/cb", "has a character that a URI cannot have"),
        ("http://app.example/cb", "Plain http is for the person’s own computer only"),
        ("https://app.example/cb#x", "must not have a fragment"),
        ("https://app.example/cb#x", "It has a fragment, “#” and what follows"),
        ("https://*.example/cb", "A wildcard stands for nothing here"),
        ("https://me@app.example/cb", "must not have a user name"),
        ("myapp://cb", "a scheme of your own with a dot"),
        ("<script>", "has a character that a URI cannot have"),
        ("app.example/cb", "It is no complete address"),
    ]:
        page = browser.session.get(grantd.url + "/profile/apps/1/check", params={"uri": uri})
        assert page.status_code == 200 and told in html.unescape(page.text), (uri, page.text)
        assert "<script>" not in page.text


def test_the_form_checks_redirect_uris_without_registering(grantd, alice):
    browser = Browser(grantd)
    browser.sign_in("alice")
    page = browser.get("/profile/apps/new")
    wrong = browser.submit(page, "/profile/apps/new", client_name="Mine", redirect_uris="http://a.example\nhttps://b.example/*", check="1")
    said = html.unescape(wrong.text)
    assert "Use https." in said and "A wildcard stands for nothing here" in said and 'value="Mine"' in said
    good = browser.submit(page, "/profile/apps/new", redirect_uris="https://b.example/", check="1")
    assert good.status_code == 200 and "All of them can be registered" in good.text
    assert alice.call("GET", "/api/oauth/apps").json()["pagination"]["total"] == 0


def test_where_the_server_ignores_redirect_uris_the_check_says_so(make):
    grantd = make("[compat]\nfittrackee_redirects = true\n")
    alice = grantd.add_user("alice")
    alice.add_app(redirect_uris=["https://app.example/cb", "https://app.example/other"])
    browser = Browser(grantd)
    browser.sign_in("alice")
    page = html.unescape(browser.get("/profile/apps/1/check?uri=https%3A%2F%2Felsewhere.example%2F").text)
    assert "it is ignored" in page and "first one registered, <bdi>https://app.example/cb</bdi>" in page
    assert "A request with it is refused" not in page


def test_all_that_is_wrong_with_an_app_is_told_at_once(grantd, alice):
    browser = Browser(grantd)
    browser.sign_in("alice")
    page = browser.get("/profile/apps/new")
    typed = {"client_name": " ", "client_uri": "app.example", "client_description": "x" * 201,
             "redirect_uris": "http://a.example\nhttps://b.example/*"}
    wrong = browser.submit(page, "/profile/apps/new", **typed)
    said = html.unescape(wrong.text)
    assert wrong.status_code == 400
    for field in ("client_name", "client_uri", "client_description", "redirect_uris", "scope"):
        assert f'href="#{field}' in wrong.text, field
    assert "Use https." in said and "A wildcard stands for nothing here" in said and 'value="app.example"' in said
    alice.add_app()
    changed = browser.submit(browser.get("/profile/apps/1?edit"), "/profile/apps/1", **typed)
    assert changed.status_code == 400
    assert all(f'href="#{field}' in changed.text for field in ("client_name", "client_uri", "client_description", "redirect_uris"))
    assert alice.call("GET", "/api/oauth/apps").json()["data"]["clients"][0]["website"] == "https://app.example"


def test_a_form_registers_one_app_however_often_it_is_sent(grantd, alice):
    browser = Browser(grantd)
    browser.sign_in("alice")
    page = browser.get("/profile/apps/new")
    typed = {"client_name": "Mine", "client_uri": "https://mine.example", "client_description": "",
             "redirect_uris": "https://mine.example/cb", "client_type": "confidential", "scope": ["profile:read"]}
    answers = at_once(4, lambda _: browser.submit(page, "/profile/apps/new", **typed))
    made = [answer for answer in answers if answer.status_code == 200]
    assert len(made) == 1, [answer.status_code for answer in answers]
    grantd.secret(re.search(r"grs_[\w-]+", made[0].text).group())
    for answer in answers:
        assert answer is made[0] or answer.headers["Location"] == "/profile/apps/1?done=registered-before"
    assert "had registered the app already" in browser.get("/profile/apps/1?done=registered-before").text
    # Another form registers another app, also with the same in it; and so does this one with something else.
    for page, typed in [(browser.get("/profile/apps/new"), typed), (page, typed | {"client_name": "Yours"})]:
        made = browser.submit(page, "/profile/apps/new", **typed)
        assert made.status_code == 200, made.text
        grantd.secret(re.search(r"grs_[\w-]+", made.text).group())
    assert alice.call("GET", "/api/oauth/apps").json()["pagination"]["total"] == 3


def test_whoever_registers_too_many_apps_keeps_what_was_typed(make):
    grantd = make('[server]\ntrusted_proxies = ["127.0.0.1"]\n[limits]\napps = "1/1h"\n')
    grantd.add_user("alice")
    browser = Browser(grantd)
    browser.session.headers["X-Forwarded-For"] = "203.0.113.9"
    browser.sign_in("alice")
    page = browser.get("/profile/apps/new")
    typed = {"client_name": "Mine", "client_uri": "https://mine.example", "client_description": "",
             "redirect_uris": "https://mine.example/cb", "client_type": "public", "scope": ["profile:read"]}
    assert browser.submit(page, "/profile/apps/new", **typed).status_code == 200
    late = browser.submit(page, "/profile/apps/new", **(typed | {"client_name": "Second"}))
    assert late.status_code == 429 and int(late.headers["Retry-After"]) > 0
    assert 'value="Second"' in late.text and "Too many attempts. Please wait" in late.text


def test_an_owner_chooses_how_long_the_old_secret_works_on(grantd, alice):
    app = alice.add_app()
    browser = Browser(grantd)
    browser.sign_in("alice")
    page = browser.get("/profile/apps/1?confirm=rotate")
    assert 'value="1d" checked' in page.text and 'value="7d"' in page.text
    made = browser.submit(page, "/profile/apps/1", overlap="1h")
    assert "The one before it works until" in html.unescape(made.text)
    grantd.secret(re.search(r"grs_[\w-]+", made.text).group())
    page = browser.get("/profile/apps/1")
    assert "It has not been used since it was replaced" in page.text
    assert all(f"/profile/apps/1/{of}" in page.text for of in ("try", "usage", "check"))
    tokens = alice.tokens(app)
    assert "It was last used on" in browser.get("/profile/apps/1").text
    assert browser.submit(page, "/profile/apps/1").headers["Location"] == "/profile/apps/1?done=secret-ended"
    assert alice.refresh(app, tokens["refresh_token"]).json()["error"] == "invalid_client"
    assert "Previous secret" not in browser.get("/profile/apps/1").text


def test_whoever_finds_a_token_ends_it_without_an_account(grantd, alice, bob):
    app = alice.add_app()
    tokens, kept = bob.tokens(app), bob.tokens(app)
    finder = Browser(grantd)
    page = finder.get("/profile/apps/leaked")
    log = f'GET /x 200 "Bearer {tokens["access_token"]}" secret={app["client_secret"]} gra_nothing'
    answer = finder.submit(page, "/profile/apps/leaked", text=log)
    assert answer.headers["Location"] == "/profile/apps/leaked?found=2"
    assert "2 were recognised" in html.unescape(finder.get("/profile/apps/leaked?found=2").text).replace("\u2068", "").replace("\u2069", "")
    assert grantd.profile(tokens["access_token"]).status_code == 401
    assert grantd.profile(kept["access_token"]).status_code == 200, "the secret alone ends nothing"
    events = lambda person: [event["event"] for event in person.call("GET", "/api/auth/events").json()["data"]["events"]]
    assert "token_leaked" in events(bob)
    assert {"app_token_leaked", "app_secret_leaked"} <= set(events(alice))
    owner = Browser(grantd)
    owner.sign_in("alice")
    assert "was reported as leaked" in owner.get("/profile/apps/1").text
    assert 'value="0s" checked' in owner.get("/profile/apps/1?confirm=rotate").text

    scanner = grantd.post("/api/oauth/leaked", json=[{"token": kept["refresh_token"], "type": "grantd", "url": "https://x"}])
    assert scanner.json() == {"status": "success", "data": {"recognised": 1}}
    assert grantd.profile(kept["access_token"]).status_code == 401
    assert grantd.post("/api/oauth/leaked", data="nothing").json()["data"]["recognised"] == 0
    session = grantd.login("bob")
    assert grantd.post("/api/oauth/leaked", data=session.token).json()["data"]["recognised"] == 1
    assert session.call("GET", "/api/auth/events").status_code == 401


class Counted:
    """A first-time user who counts: each press of a button or link, each tick, each field that is typed into."""

    def __init__(self, driver):
        self.driver, self.clicks, self.fields = driver, 0, 0

    def press(self, what):
        press(self.driver, what)
        self.clicks += 1

    def tick(self, selector):
        self.driver.find_element(By.CSS_SELECTOR, selector).click()
        self.clicks += 1

    def type(self, **typed):
        for name, value in typed.items():
            field(self.driver, name).send_keys(value)
            self.fields += 1


@pytest.fixture(params=["with JavaScript", "without JavaScript"])
def chromium(request, tmp_path):
    yield from start(tmp_path, script=request.param == "with JavaScript")


def test_from_the_sign_in_to_a_token_in_twelve_clicks(grantd, chromium):
    grantd.add_user("alice")
    me = Counted(chromium)
    chromium.get(grantd.url + "/")
    me.press("Sign in")
    me.type(email="alice", password=PASSWORD)
    me.press("Sign in")
    chromium.find_element(By.CSS_SELECTOR, "a[href='/profile/apps']").click()
    me.clicks += 1
    me.press("Register an app")
    me.type(client_name="Trail Log", client_uri="https://trail.example", redirect_uris="http://127.0.0.1/cb")
    me.tick("input[value='profile:read']")
    me.press("Register app")
    secret = grantd.secret(re.search(r"grs_\S+", text(chromium)).group())
    me.press("Try it")
    me.press("Let the code come to this page")
    me.press("Authorise the app")
    me.press("Authorise")
    assert "The code has come" in text(chromium)
    snippet = chromium.find_element(By.CSS_SELECTOR, "code[data-name=curl]").get_attribute("textContent")
    grantd.secret(re.search(r"grc_[\w-]+", snippet).group())
    # Copying and pasting the snippet is one more.
    me.clicks += 1
    token = re.search(r"gra_[\w-]+", run("curl", snippet, secret))
    assert token and grantd.profile(grantd.secret(token.group())).status_code == 200
    print(f"{me.clicks} clicks, {me.fields} fields typed into")
    assert me.clicks <= 12


@pytest.fixture
def with_script(tmp_path):
    yield from start(tmp_path)


def test_redirect_uris_are_checked_while_one_types(grantd, with_script):
    grantd.add_user("alice")
    me = Counted(with_script)
    with_script.get(grantd.url + "/login?from=/profile/apps/new")
    me.type(email="alice", password=PASSWORD)
    me.press("Sign in")
    me.type(redirect_uris="http://app.example/cb")
    until(lambda: "Use https." in text(with_script))
    me.type(redirect_uris="\nhttps://app.example/cb#x")
    until(lambda: "must not have a fragment" in text(with_script) and "Use https." in text(with_script))
    field(with_script, "redirect_uris").clear()
    me.type(redirect_uris="https://app.example/cb")
    until(lambda: "All of them can be registered" in text(with_script))
