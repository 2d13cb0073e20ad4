"""One's own account: where it is signed in, what happened to it, its password, address, data and end. The same in the
pages, the API and the command line."""

import json

from conftest import PASSWORD, Browser, Forms, at_once

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
    everything = here.get("/profile/events").text.replace("<bdi>", "").replace("</bdi>", "")
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


STRONG = "violet lantern sudden harvest"


def test_a_password_that_is_easy_to_guess_is_refused_everywhere_with_advice(grantd, alice):
    here = browser(grantd, FIREFOX)
    for weak, advice in [("password1", "very common password"), ("qwertyuiop", "easy to guess"), ("aliceexample", "Add another word"),
                         ("abcdefgh", "Sequences like")]:
        page = here.submit(here.get("/profile"), "/profile", action="password", current_password=PASSWORD, password=weak,
                           password_again=weak)
        assert page.status_code == 400 and "Too easy to guess." in page.text and advice.split()[-1] in page.text, weak
        answer = alice.call("PATCH", "/api/auth/profile/edit/account",
                            json={"email": "alice@example.org", "password": PASSWORD, "new_password": weak})
        assert answer.status_code == 400 and "too easy to guess" in answer.json()["message"], answer.text
        on_terminal = grantd.cli("user", "passwd", "alice", "--password-stdin", stdin=weak + "\n", check=False)
        assert on_terminal.returncode == 1 and "too easy to guess" in on_terminal.stderr, on_terminal.stderr
        assert weak not in page.text + answer.text + on_terminal.stderr + grantd.log.read_text()
    added = grantd.cli("user", "add", "carl", "--email", "carl@example.org", "--password-stdin", stdin="carl1234\n", check=False)
    assert added.returncode == 1 and "too easy to guess" in added.stderr
    link = grantd.cli("user", "reset-link", "alice").stdout.splitlines()[-1]
    page = Browser(grantd).get(link)
    refused = Browser(grantd).submit(page, "/login/password", password="sunshine", password_again="sunshine")
    assert refused.status_code == 400 and "Too easy to guess." in refused.text
    assert here.get("/profile").status_code == 200, "nothing was changed"


def test_the_floor_is_the_operators(make):
    grantd = make("[accounts]\nargon2_memory = \"64KiB\"\nargon2_iterations = 1\npassword_min_strength = 0\n")
    grantd.cli("user", "add", "carl", "--email", "carl@example.org", "--password-stdin", stdin="carl1234\n")
    assert "password_min_strength = 0" in grantd.cli("check").stdout


def test_password_and_address_in_the_api(grantd, alice, bob):
    path = "/api/auth/profile/edit/account"
    other = grantd.login("alice")

    def edit(**body):
        return alice.call("PATCH", path, json=body)

    assert (edit(password=PASSWORD).status_code, edit(password=PASSWORD).json()["message"]) == (400, "email is missing")
    assert edit(email="a@b.example").json()["message"] == "current password is missing"
    wrong = edit(email="a@b.example", password="wrong")
    assert (wrong.status_code, wrong.json()["message"]) == (401, "invalid credentials")
    taken = edit(email="BOB@example.org", password=PASSWORD)
    assert (taken.status_code, taken.json()["message"]) == (400, "sorry, that email is already taken")
    assert edit(email="no address", password=PASSWORD).status_code == 400
    done = edit(email="new@example.org", password=PASSWORD)
    assert done.status_code == 200 and done.json()["data"]["email"] == "new@example.org" and "auth_token" not in done.json()
    assert grantd.post("/api/auth/login", json={"email": "alice@example.org", "password": PASSWORD}).status_code == 401
    assert grantd.post("/api/auth/login", json={"email": "new@example.org", "password": PASSWORD}).status_code == 200

    # Refused as a whole: the address stays where the password is weak.
    assert edit(email="third@example.org", password=PASSWORD, new_password="password1").status_code == 400
    assert alice.call("GET", "/api/auth/profile").json()["data"]["email"] == "new@example.org"
    both = edit(email="third@example.org", password=PASSWORD, new_password=grantd.secret(STRONG))
    assert both.status_code == 200 and both.json()["data"]["email"] == "third@example.org"
    assert alice.call("GET", "/api/auth/profile").status_code == 401 == other.call("GET", "/api/auth/profile").status_code
    assert grantd.profile(grantd.secret(both.json()["auth_token"])).status_code == 200

    # An app cannot, whatever its scope and even with the password.
    client = bob.add_app(scope="profile:read profile:write")
    token = bob.tokens(client, "profile:read profile:write")["access_token"]
    answer = alice.__class__(grantd, "app", token).call("PATCH", path, json={"email": "x@y.example", "password": PASSWORD})
    assert answer.status_code == 401
    events = [json.loads(line) for line in grantd.cli("--json", "audit", "--user", "alice").stdout.splitlines()]
    assert [one["event"] for one in events].count("email_changed") == 2
    assert any(one["event"] == "confirmation_failed" and one["step"] == "email" for one in events)
    assert "@" not in json.dumps(events)


def test_of_two_who_want_one_address_one_gets_it(grantd):
    people = [grantd.add_user(f"person{number}") for number in range(4)]
    wanted = {"email": "wanted@example.org", "password": PASSWORD}
    answers = at_once(4, lambda index: people[index].call("PATCH", "/api/auth/profile/edit/account", json=wanted))
    assert sorted(answer.status_code for answer in answers) == [200, 400, 400, 400]


def test_the_address_in_the_pages(grantd, alice, bob):
    here = browser(grantd, FIREFOX)
    page = here.get("/profile/account")
    assert "alice@example.org" in page.text and "Nothing is sent to it" in page.text
    wrong = here.submit(page, "/profile/account", action="email", email="new@example.org", current_password="wrong")
    assert wrong.status_code == 400 and "This is not your current password." in wrong.text and "new@example.org" in wrong.text
    taken = here.submit(page, "/profile/account", action="email", email="bob@example.org", current_password=PASSWORD)
    assert taken.status_code == 400 and "already taken" in taken.text
    done = here.submit(page, "/profile/account", action="email", email="new@example.org", current_password=PASSWORD)
    assert done.headers["Location"] == "/profile/account?done=email"
    assert "new@example.org" in here.get("/profile").text
    events = here.get("/profile/events").text
    assert "Your e-mail address was changed" in events and "A change of your e-mail address was refused" in events


def test_the_data_of_an_account_as_a_file(grantd, alice, bob):
    client = bob.add_app(client_name="Bob's app")
    tokens = alice.tokens(client)
    alice.add_app(client_name="Own app")
    grantd.cli("user", "set", "alice", "upstream_id=42")
    ready = alice.call("GET", "/api/auth/account/export").json()
    assert ready["request"]["status"] == "successful" and ready["request"]["file_name"] == "account.json"
    assert alice.call("POST", "/api/auth/account/export/request").json()["request"]["file_size"] > 500
    answer = alice.call("GET", "/api/auth/account/export/account.json")
    assert answer.headers["Content-Disposition"] == "attachment; filename=\"account.json\""
    assert answer.headers["Cache-Control"] == "no-store"
    data = answer.json()
    assert data["account"]["email"] == "alice@example.org" and data["notes"] == {"upstream_id": "42"}
    assert [app["name"] for app in data["apps"]] == ["Own app"] and [one["name"] for one in data["grants"]] == ["Bob's app"]
    assert [one["device"] for one in data["sessions"]] == ["A Python program"]
    assert {"signed_in", "account_created", "consent_given", "app_registered"} <= {one["event"] for one in data["events"]}
    for secret in ("argon2", "client_secret", tokens["access_token"], alice.token, "bob@example.org"):
        assert secret not in answer.text.replace("No secret", ""), secret

    here = browser(grantd, FIREFOX)
    page = here.submit(here.get("/profile/account"), "/profile/account", action="export")
    assert page.json()["account"] == data["account"] and "attachment" in page.headers["Content-Disposition"]
    assert json.loads(grantd.cli("user", "export", "alice").stdout)["account"] == data["account"]
    assert here.get("/profile/events").text.count("Your data was downloaded") == 3
    assert grantd.get("/api/auth/account/export/account.json").status_code == 401
    assert alice.call("GET", "/api/auth/account/export/other.json").status_code == 404
    app = alice.__class__(grantd, "app", tokens["access_token"])
    assert app.call("GET", "/api/auth/account/export/account.json").status_code == 401


def test_an_account_is_deleted_by_its_owner(grantd, alice, bob):
    grantd.add_user("root", admin=True)
    own, other = alice.add_app(client_name="Own app"), bob.add_app(client_name="Bob's app")
    of_bob, of_alice = bob.tokens(own), alice.tokens(other)
    here, there = browser(grantd, FIREFOX), browser(grantd, IPHONE)
    place = "/profile/account/delete"
    page = here.get(place)
    for words in ("all 3 sessions", "the app that you have authorised", "Own app", "cannot be undone"):
        assert words in page.text, words

    def delete(**typed):
        return here.submit(page, place, **typed)

    for typed in ({"username": "bob", "current_password": PASSWORD}, {"username": "", "current_password": PASSWORD},
                  {"username": "alice", "current_password": "wrong"}):
        assert delete(**typed).status_code == 400
    assert here.session.post(grantd.url + place, data={"username": "alice", "current_password": PASSWORD}).status_code == 403
    assert grantd.profile(of_alice["access_token"]).status_code == 200, "nothing was deleted"

    done = delete(username="alice", current_password=PASSWORD)
    assert done.headers["Location"] == "/login?done=account-deleted" and "Max-Age=0" in done.headers["Set-Cookie"]
    assert "Your account is deleted." in here.get("/login?done=account-deleted").text
    assert there.get("/profile").status_code == 303
    for token in (of_alice["access_token"], of_bob["access_token"], alice.token):
        assert grantd.profile(token).status_code == 401
    assert grantd.post("/api/auth/login", json={"email": "alice", "password": PASSWORD}).status_code == 401
    assert bob.call("GET", "/api/auth/events").json()["pagination"]["total"] >= 3, "what happened to others stays"
    assert bob.call("GET", "/api/oauth/apps").json()["pagination"]["total"] == 1
    assert grantd.cli("check", "--data").returncode == 0
    assert grantd.add_user("alice").call("GET", "/api/auth/events").json()["pagination"]["total"] <= 2, "of the new one alone"


def test_the_last_administrator_stays(grantd):
    grantd.add_user("root", admin=True)
    here = browser(grantd, FIREFOX, "root")
    page = here.get("/profile/account/delete")
    assert "only administrator" in page.text and "Delete my account" not in page.text
    csrf = dict(Forms(here.get("/profile/account").text).of("/profile/account"))["csrf"]
    refused = here.session.post(grantd.url + "/profile/account/delete", allow_redirects=False,
                                data={"csrf": csrf, "username": "root", "current_password": PASSWORD})
    assert refused.status_code == 400 and here.get("/profile").status_code == 200
    grantd.add_user("second", admin=True)
    done = here.submit(here.get("/profile/account/delete"), "/profile/account/delete", username="root", current_password=PASSWORD)
    assert done.status_code == 303
