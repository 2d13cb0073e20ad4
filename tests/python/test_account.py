"""One's own account: where it is signed in, what happened to it. The same in the pages, the API and the command line."""

import json

from conftest import Browser

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 Version/19.0 Mobile/15E148 Safari/604.1"
PAGE = "/profile/sessions"


def browser(grantd, agent, name="alice"):
    browser = Browser(grantd)
    browser.session.headers["User-Agent"] = agent
    browser.sign_in(name)
    return browser


def sessions(person):
    answer = person.call("GET", "/api/auth/sessions")
    assert answer.status_code == 200, answer.text
    return answer.json()["data"]["sessions"]


def test_sessions_in_the_pages(grantd, alice, bob):
    here, there = browser(grantd, FIREFOX), browser(grantd, IPHONE + " <b>\"'&" + "x" * 300)
    assert Browser(grantd).get(PAGE).headers["Location"] == "/login?from=%2Fprofile%2Fsessions"
    page = here.get(PAGE)
    for words in ("Firefox on Linux", "Safari on iPhone", "this one", "127.0.0.1"):
        assert words in page.text, words
    assert "<b>" not in page.text and "xxx" not in page.text
    assert page.text.index("Firefox on Linux") < page.text.index("Safari on iPhone"), "the own one comes first"
    assert "In 3 places" in here.get("/profile").text

    iphone = next(one for one in sessions(alice) if one["device"] == "Safari on iPhone")
    answer = here.submit(page, PAGE, action="end", session=iphone["id"])
    assert answer.headers["Location"] == "/profile/sessions?done=session"
    assert there.get("/profile").status_code == 303 and here.get("/profile").status_code == 200

    # Another account's session is none of one's own, by its id neither.
    other = sessions(bob)[0]["id"]
    assert here.submit(page, PAGE, action="end", session=other).status_code == 303
    assert bob.call("GET", "/api/auth/profile").status_code == 200

    there.sign_in("alice")
    answer = here.submit(here.get(PAGE), PAGE, action="end_others")
    assert answer.headers["Location"] == "/profile/sessions?done=sessions"
    assert there.get("/profile").status_code == 303 and here.get("/profile").status_code == 200
    assert alice.call("GET", "/api/auth/profile").status_code == 401
    assert "Here only" in here.get("/profile").text
    assert "Sign out everywhere else" not in here.get(PAGE).text
    # Without the page's own csrf value nothing ends.
    assert here.session.post(grantd.url + PAGE, data={"action": "end_others"}).status_code == 403


def test_sessions_in_the_api_and_on_the_command_line(grantd, alice, bob):
    phone = browser(grantd, IPHONE)
    listed = sessions(alice)
    assert [one["device"] for one in listed if one["current"]] == ["A Python program"]
    one = next(one for one in listed if not one["current"])
    assert one["device"] == "Safari on iPhone" and one["user_agent"] == IPHONE and one["address"] == "127.0.0.1"
    assert one["created_at"].endswith(" GMT") and len(one["id"]) == 16
    assert alice.call("DELETE", "/api/auth/sessions/" + sessions(bob)[0]["id"]).status_code == 404
    assert alice.call("DELETE", "/api/auth/sessions/" + one["id"]).status_code == 204
    assert alice.call("DELETE", "/api/auth/sessions/" + one["id"]).status_code == 404
    assert phone.get("/profile").status_code == 303

    # A token of an app, whatever its scope, is no session.
    client = alice.add_app()
    app = alice.tokens(client, "profile:read")["access_token"]
    for method, path in [("GET", ""), ("DELETE", ""), ("DELETE", "/" + one["id"])]:
        answer = grantd.get("/api/auth/sessions", headers={"Authorization": f"Bearer {app}"}) if method == "GET" else None
        answer = answer or alice.__class__(grantd, "app", app).call(method, "/api/auth/sessions" + path)
        assert answer.status_code == 401, (method, path)

    phone.sign_in("alice")
    on_terminal = json.loads(grantd.cli("--json", "user", "sessions", "alice").stdout)
    assert sorted(on_terminal[0]) == ["address", "created_at", "device", "id", "last_used_at", "user_agent"]
    assert "Safari on iPhone" in grantd.cli("user", "sessions", "alice").stdout
    iphone = next(one for one in on_terminal if one["user_agent"] == IPHONE)
    assert "has ended" in grantd.cli("user", "sign-out", "alice", "--session", iphone["id"]).stdout
    refused = grantd.cli("user", "sign-out", "alice", "--session", iphone["id"], check=False)
    assert refused.returncode == 1 and "grantd user sessions alice" in refused.stderr
    assert phone.get("/profile").status_code == 303

    phone.sign_in("alice")
    assert alice.call("DELETE", "/api/auth/sessions").status_code == 204
    assert phone.get("/profile").status_code == 303 and len(sessions(alice)) == 1
    assert grantd.cli("user", "sign-out", "alice").stdout == "alice is signed out everywhere.\n"
    assert alice.call("GET", "/api/auth/sessions").status_code == 401
    assert grantd.profile(app).status_code == 200, "what apps may do is not touched"
    assert grantd.cli("user", "sessions", "alice").stdout == "Signed in nowhere.\n"


def test_events_by_day_and_kind(grantd, alice):
    alice.add_app()
    here = browser(grantd, FIREFOX)
    grantd.post("/api/auth/login", json={"email": "alice", "password": "wrong"}, headers={"User-Agent": IPHONE})
    everything = here.get("/profile/events").text
    for words in ("You signed in with a new device", "A sign-in to your account failed", "Your account was opened",
                  "The app “Test app” was registered", "look here", "change your password"):
        assert words in everything, words
    assert everything.count("<h2 id=\"day-") in (1, 2), "midnight may come between"
    unusual = here.get("/profile/events?kind=unusual").text
    assert "new device" in unusual and "failed" in unusual and "was registered" not in unusual
    apps = here.get("/profile/events?kind=apps").text
    assert "was registered" in apps and "signed in" not in apps.split("<main")[1].split("</nav>")[1]
    assert "Your account was opened" in here.get("/profile/events?kind=account").text
    assert here.get("/profile/events?kind=%3Cb%3E").text.count("look here") == 2, "what is no kind asks for everything"

    # What was known before is no new device, whatever the version of the browser.
    browser(grantd, FIREFOX.replace("140", "141"))
    answer = alice.call("GET", "/api/auth/events?kind=sign-ins").json()
    newest = answer["data"]["events"][0]
    assert newest["event"] == "signed_in" and not newest["unusual"] and newest["kind"] == "sign-ins"
    assert newest["title"] == "You signed in" and newest["device"] == "Firefox on Linux"
    listed = alice.call("GET", "/api/auth/events?kind=unusual").json()["data"]["events"]
    assert [one["event"] for one in listed] == ["sign_in_failed", "signed_in"]
    assert grantd.get("/api/auth/events").status_code == 401
    lines = [json.loads(line) for line in grantd.cli("--json", "audit", "--event", "signed_in").stdout.splitlines()]
    assert [line.get("new_device", False) for line in lines] == [False, True, False]
