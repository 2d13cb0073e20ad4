"""In which language the pages speak to whom. The languages are those that the daemon offers, so these tests grow with them."""

import re

import pytest
import requests

from conftest import PASSWORD, Browser

ALL = ["de", "en", "es", "fr", "it", "nl", "pl", "pt-BR"]


def offered(grantd):
    """The languages of the row at the foot of the sign-in; English where there is no row."""
    return re.findall(r'name="language" value="([^"]+)"', grantd.get("/login").text) or ["en"]


def language(answer):
    """What a page says of its language: in its markup and in the answer's head, which agree."""
    tag = re.search(r'<html lang="([^"]+)" dir="(?:ltr|rtl)">', answer.text).group(1)
    assert answer.headers["Content-Language"] == tag
    assert answer.headers["Vary"] == "Accept-Language, Cookie" and answer.headers["Cache-Control"] == "no-store"
    return tag


def title(answer):
    return re.search("<title>(.*?)</title>", answer.text).group(1)


def asked(grantd, accepted, path="/login"):
    return grantd.get(path, headers={"Accept-Language": accepted})


def test_the_browser_is_asked_on_every_page_before_the_sign_in(grantd):
    tags = offered(grantd)
    assert set(tags) <= set(ALL)
    seen = {}
    for tag in tags:
        for path in ("/login", "/", "/profile/nothing", "/login/password?key=x", "/setup?key=x", "/login?done=signed-out"):
            answer = asked(grantd, f"{tag};q=0.9, en;q=0.1", path)
            assert language(answer) == tag, path
            seen.setdefault(path, set()).add(title(answer))
        for path in ("/profile", "/logout"):
            answer = asked(grantd, tag, path)
            assert answer.status_code == 303 and "Content-Language" not in answer.headers
    for path, titles in seen.items():
        assert len(titles) >= len(tags) - 1, f"{path}: the title is the same in several languages: {titles}"
    # What the JSON API and files say is in no language of the reader.
    for path in ("/api/auth/profile", "/profile/assets/favicon.svg"):
        answer = asked(grantd, "de", path)
        assert "Content-Language" not in answer.headers and "Accept-Language" not in answer.headers.get("Vary", "")


def test_what_is_asked_for_is_matched_as_the_standards_say(grantd):
    tags = offered(grantd)
    for accepted, wanted in (("de-AT,de;q=0.9,en;q=0.8", "de"), ("pt", "pt-BR"), ("en;q=0.5, fr;q=0.7", "fr"),
                             ("pl;q=0, en", "en"), ("ja, nl;q=0.2", "nl"), ("ja", "en"), ("*", "en"), ("\u00e9;;,", "en")):
        got = language(asked(grantd, accepted.encode("latin-1")))
        assert got == (wanted if wanted in tags else "en"), accepted


def test_a_language_is_chosen_at_the_foot_and_kept(grantd):
    tags = offered(grantd)
    if tags == ["en"]:
        assert "/login/language" not in grantd.get("/login").text
        pytest.skip("one language alone is offered")
    browser = Browser(grantd)
    grantd.add_user("carol")
    for tag in tags:
        page = browser.get("/login?from=%2Fprofile%2Fevents")
        answer = browser.submit(page, "/login/language", language=tag)
        assert (answer.status_code, answer.headers["Location"]) == (303, "/login?from=%2Fprofile%2Fevents")
        cookie = answer.headers["Set-Cookie"]
        assert cookie.startswith(f"grantd-language={tag}; Path=/; Max-Age=") and "HttpOnly" in cookie and "SameSite=Lax" in cookie
        for path in ("/login", "/", "/profile/nothing"):
            page = browser.session.get(grantd.url + path, headers={"Accept-Language": "en"})
            assert language(page) == tag
            # The row says which one it is.
            assert re.findall(r'value="([^"]+)" lang="[^"]+" aria-current="true"', page.text) == [tag]
        wrong = browser.submit(page, "/login/language", language=tag)
        assert wrong.headers["Location"] == "/profile/nothing"
    # A failed sign-in speaks it, and leads back to where the person wanted to go.
    page = browser.submit(browser.get("/login?from=%2Fprofile%2Fevents"), "/login", email="carol", password="wrong")
    assert page.status_code == 401 and language(page) == tags[-1]
    assert 'value="/login?from=%2Fprofile%2Fevents"' in page.text
    # After the sign-in, too, as the account has set none; there the row is not shown.
    browser.sign_in("carol")
    page = browser.get("/profile")
    assert language(page) == tags[-1] and "/login/language" not in page.text


def test_no_other_site_and_no_stranger_chooses(grantd):
    send = lambda data, **headers: requests.post(grantd.url + "/login/language", data=data, headers=headers, allow_redirects=False)
    assert send({"language": "en"}, Origin="https://evil.example").status_code == 403
    for wrong in ("xx", "", "en\r\nSet-Cookie: a=b", "en; Domain=x"):
        answer = send({"language": wrong})
        assert answer.status_code == 404 and "Set-Cookie" not in answer.headers, wrong
    for elsewhere in ("https://evil.example", "//evil.example", "/\\evil.example"):
        assert send({"language": "en", "from": elsewhere}).headers["Location"] == "/profile"
    assert grantd.get("/login/language").headers["Location"] == "/login"


def test_the_account_speaks_first(grantd, alice):
    tags = offered(grantd)
    last = tags[-1]
    browser = Browser(grantd)
    browser.sign_in("alice")
    assert alice.call("GET", "/api/auth/profile").json()["data"]["language"] is None
    edited = alice.call("POST", "/api/auth/profile/edit/preferences", json={"language": last})
    assert (edited.status_code, edited.json()["message"]) == (200, "user preferences updated")
    assert edited.json()["data"]["language"] == last
    own = browser.session.get(grantd.url + "/profile", headers={"Accept-Language": tags[0], "Cookie": f"grantd-language={tags[0]}; "
                              + "; ".join(f"{one.name}={one.value}" for one in browser.session.cookies)})
    assert language(own) == last
    assert language(browser.get("/profile/nothing")) == last
    # What is said of it elsewhere: to the operator, in the export, and to nobody else.
    assert re.search(rf"^language +{last}$", grantd.cli("user", "show", "alice").stdout, re.MULTILINE)
    assert f'"language": "{last}"' in grantd.cli("user", "export", "alice").stdout
    seen = grantd.add_user("bob").call("GET", "/api/users/alice")
    assert seen.status_code == 200 and "language" not in seen.text
    for wrong, status in (({"language": "xx"}, 400), ({"language": 7}, 400), ({}, 400), ({"timezone": "Europe/Paris"}, 400)):
        answer = alice.call("POST", "/api/auth/profile/edit/preferences", json=wrong)
        assert answer.status_code == status, wrong
    assert "language: must be one of " + ", ".join(tags) in alice.call(
        "POST", "/api/auth/profile/edit/preferences", json={"language": "xx"}).json()["message"]
    # The command line takes it away.
    grantd.cli("user", "set", "alice", "language=")
    assert alice.call("GET", "/api/auth/profile").json()["data"]["language"] is None
    refused = grantd.cli("user", "set", "alice", "language=tlh", check=False)
    assert refused.returncode != 0 and "must be one of" in refused.stderr


def test_it_is_set_on_the_profile(grantd, alice):
    tags = offered(grantd)
    browser = Browser(grantd)
    browser.sign_in("alice")
    page = browser.get("/profile")
    choices = re.findall(r'<option value="([^"]*)"', page.text)
    if tags == ["en"]:
        assert choices == []
        alice.call("POST", "/api/auth/profile/edit/preferences", json={"language": "en"})
        assert browser.submit(browser.get("/profile"), "/profile", bio="Walks.").status_code == 303
        assert alice.call("GET", "/api/auth/profile").json()["data"]["language"] == "en", "no field takes nothing away"
        pytest.skip("one language alone is offered")
    assert choices == ["", *tags]
    for tag in [*tags, ""]:
        assert browser.submit(browser.get("/profile"), "/profile", language=tag).status_code == 303
        page = browser.session.get(grantd.url + "/profile", headers={"Accept-Language": "en"})
        assert language(page) == (tag or "en")
        assert alice.call("GET", "/api/auth/profile").json()["data"]["language"] == (tag or None)
    assert browser.submit(browser.get("/profile"), "/profile", language="xx").status_code == 400


def test_the_instance_has_a_language_of_its_own(make):
    tags = offered(make(name="first"))
    grantd = make(f'[instance]\nlanguage = "{tags[-1]}"\n', name="own")
    assert language(asked(grantd, "ja")) == tags[-1]
    assert language(asked(grantd, "en")) == "en"


def test_scopes_are_described_in_the_readers_language(make):
    tags = [tag for tag in offered(make(name="first")) if tag != "en"] or ["en"]
    described = ", ".join(f'{tag} = "in {tag}"' for tag in tags)
    grantd = make(f'[[scope]]\nname = "notes:read"\ndescription = "Read your notes"\ndescriptions = {{ {described} }}\n')
    person = grantd.add_user("alice")
    browser = Browser(grantd)
    browser.sign_in("alice")
    for tag in tags:
        person.call("POST", "/api/auth/profile/edit/preferences", json={"language": tag})
        page = browser.get("/profile/apps/new")
        assert language(page) == tag and f"in {tag}" in page.text


def test_a_name_that_is_written_the_other_way_stands_apart(grantd):
    name = "אפליקציה (1)"
    alice = grantd.add_user("alice")
    client = alice.add_app(client_name=name)
    page = grantd.get(f"/login?from=%2Fprofile%2Fapps%2Fauthorize%3Fclient_id%3D{client['client_id']}")
    assert f"<bdi>{name}</bdi>" in page.text
    assert PASSWORD not in page.text
