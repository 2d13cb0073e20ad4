"""What a page weighs with all that it loads, where there is much to show: all scopes of FitTrackee and more, many apps, long names."""

import collections
import json
import re
import subprocess
import tomllib
import urllib.parse

import pytest
import requests

from conftest import BINARY, ROOT, Forms, answer_of, bearer, credentials, pkce

MOST = 30 * 1024
LANGUAGES = ("en", "de", "es", "fr", "it", "nl", "pl", "pt-BR")
FITTRACKEE = tomllib.loads((ROOT / "conf/fittrackee.toml").read_text())
# What an operator adds beside them.
MORE = [{"name": f"{about}:{way}", "description": f"{says} what is kept of your {about}"}
        for about in ("comments", "media", "segments", "statistics") for way, says in (("read", "Read"), ("write", "Change"))]
SIXTEEN = " ".join(scope["name"] for scope in FITTRACKEE["scope"])
ALL = " ".join(scope["name"] for scope in FITTRACKEE["scope"] + MORE)
ADMINISTERING = {scope["name"] for scope in FITTRACKEE["scope"] if scope.get("admin_only")}
# As long as a name may be, in characters of four bytes.
LONG = "𝔸" * 98
MANY, FEW = 300, 6
VERIFIER, CHALLENGE = pkce()


def table(name, rows):
    """Rows of TOML tables; a table in a row becomes an inline one."""
    def value(one):
        if isinstance(one, dict):
            return "{ " + ", ".join(f"{json.dumps(key)} = {value(text)}" for key, text in one.items()) + " }"
        return json.dumps(one, ensure_ascii=False)
    return "".join(f"\n[[{name}]]\n" + "".join(f"{key} = {value(one)}\n" for key, one in row.items()) for row in rows)


def fixture():
    """`busy` has authorised all of `owner`'s apps, `sporty` six with the scopes of FitTrackee, `keen` six with all there are,
    `wordy` those with the long names of `namer`."""
    people = ["anna", "busy", "sporty", "keen", "wordy", "owner", "namer", "maker"]
    apps = [{"name": f"Application number {n}", "owner": "owner", "scope": "profile:read workouts:read"} for n in range(MANY)]
    apps += [{"name": f"Training log {n}", "owner": "maker", "scope": SIXTEEN} for n in range(FEW)]
    apps += [{"name": f"Everything {n}", "owner": "maker", "scope": ALL} for n in range(FEW)]
    apps += [{"name": f"{LONG}{n:02}", "owner": "namer", "scope": "profile:read workouts:read"} for n in range(24)]
    apps = [app | {"website": f"https://app{n}.example", "redirect_uris": [f"https://app{n}.example/callback"]} for n, app in enumerate(apps)]
    grants = [{"user": "busy", "app": app["name"], "age": f"{n + 1}h"} for n, app in enumerate(apps[:MANY])]
    return (table("scope", FITTRACKEE["scope"] + MORE) + table("scope_group", FITTRACKEE["scope_group"])
            + table("user", [{"name": name, "email": f"{name}@example.org", "admin": name == "anna"} for name in people])
            + table("app", apps) + table("grant", grants))


class Crowd:
    """The server, and what somebody gets there."""

    def __init__(self, directory):
        (directory / "fixture.toml").write_text("[oauth]\nremember_consent = true\n" + fixture())
        log = (directory / "log").open("w")
        self.process = subprocess.Popen([BINARY, "test-server", "--fixture", directory / "fixture.toml"], stdout=subprocess.PIPE,
                                        stderr=log, text=True)
        line = self.process.stdout.readline()
        assert line, (directory / "log").read_text()
        self.ready = json.loads(line)
        self.assets = {}
        for name in self.ready["users"]:
            # Who has just signed in is asked nothing again.
            session = self.ask("POST", "/api/auth/login", json={"email": name, "password": self.ready["users"][name]["password"]})
            self.ready["users"][name]["session"] = session.json()["auth_token"]
        for who, begins in (("sporty", "Training log"), ("keen", "Everything"), ("wordy", LONG)):
            for app in self.named(begins):
                self.authorise(who, app)

    def named(self, begins):
        return [app for name, app in self.ready["apps"].items() if name.startswith(begins)]

    def ask(self, method, path, who=None, language="en", **more):
        headers = {"Accept-Language": language}
        if who:
            user = self.ready["users"][who]
            headers |= {"Cookie": f"{user['cookie'].split('=')[0]}={user['session']}", "Origin": self.ready["issuer"]}
        return requests.request(method, self.ready["issuer"] + path, headers=headers, allow_redirects=False, timeout=60, **more)

    def asking(self, app, scope=None, **more):
        return "/profile/apps/authorize?" + urllib.parse.urlencode({
            "client_id": app["client_id"], "response_type": "code", "redirect_uri": app["redirect_uris"][0],
            "scope": scope or app["scope"], "state": "7dQxJ4mPuV1hT0cKzR9nYbWe", "code_challenge_method": "S256",
            "code_challenge": CHALLENGE} | more)

    def authorise(self, who, app):
        """On the page; the app reads the profile, and uses nothing else."""
        path = "/profile/apps/authorize"
        fields = Forms(self.ask("GET", self.asking(app), who).text).of(path)
        answer = self.ask("POST", path, who, data=[*fields, ("decision", "authorize"), ("remember", "yes")])
        tokens = self.ask("POST", "/api/oauth/token", data=credentials(app) | {
            "grant_type": "authorization_code", "code": answer_of(answer.headers["Location"])["code"],
            "redirect_uri": app["redirect_uris"][0], "code_verifier": VERIFIER}).json()
        assert "access_token" in tokens, tokens
        assert requests.get(self.ready["issuer"] + "/api/auth/profile", headers=bearer(tokens["access_token"])).status_code == 200

    def send(self, who, language, page, action, **typed):
        """A form of a page, with some of its fields filled in."""
        fields = Forms(self.ask("GET", page, who, language).text).of(action)
        return self.ask("POST", action, who, language, data=[*((name, text) for name, text in fields if name not in typed),
                                                             *typed.items()])

    def weight(self, html):
        """How many bytes a page has with all that it loads."""
        loaded = set(re.findall(r'(?:href|src)="(/profile/assets/[^"]+)"', html))
        for path in loaded - self.assets.keys():
            self.assets[path] = len(self.ask("GET", path.replace("&#38;", "&")).content)
        return len(html.encode()) + sum(self.assets[path] for path in loaded)


@pytest.fixture(scope="module")
def crowd(tmp_path_factory):
    crowd = Crowd(tmp_path_factory.mktemp("crowd"))
    yield crowd
    crowd.process.terminate()
    crowd.process.wait(20)


def pages(crowd):
    """Who looks at what."""
    sixteen, all_ = crowd.named("Training log")[0], crowd.named("Everything")[0]
    first = crowd.named("Application number 7")[0]
    long = crowd.named(LONG)[0]
    looked = collections.defaultdict(list)
    for who, app in (("sporty", sixteen), ("keen", all_)):
        looked[who] += ["/profile/grants", "/profile/grants?page=2", "/profile/events", "/profile/events?kind=apps",
                        "/profile/grants/" + app["client_id"], "/profile/grants?withdraw=all",
                        "/profile/grants?withdraw=" + app["client_id"], crowd.asking(app, prompt="consent")]
    looked["wordy"] += ["/profile/grants", "/profile/events", "/profile/events?page=2", "/profile/grants/" + long["client_id"],
                        "/profile/grants?withdraw=all"]
    looked["namer"] += ["/profile/apps", f"/profile/apps/{long['id']}", "/profile/account/delete"]
    looked["busy"] += ["/profile/grants", "/profile/grants?per_page=50", "/profile/grants?page=30", "/profile/grants?q=number&sort=used&page=30",
                       "/profile/grants?withdraw=all", "/profile/events", "/profile/grants/" + first["client_id"]]
    looked["owner"] += ["/profile/apps", "/profile/apps?page=30", "/profile/account/delete", crowd.asking(all_)]
    for app in (sixteen, all_):
        own = f"/profile/apps/{app['id']}"
        looked["maker"] += [own, own + "?edit", own + "/try", own + "/try?code=grc_8Jq1vQ0tqkQm3m2hVtqz0yN5k3o9rT4xW6aB7cD8eFg&state=x",
                            own + "/usage"]
    looked["maker"] += ["/profile/apps/new"]
    looked["anna"] += ["/profile/apps/new", "/admin/audit", "/admin/audit?page=2", "/admin/apps", "/admin/apps?page=2"]
    return looked


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_is_heavy_however_much_there_is_to_show(crowd, language):
    heavy = {}
    for who, paths in pages(crowd).items():
        for path in paths:
            answer = crowd.ask("GET", path, who, language)
            assert answer.status_code == 200 and f'<html lang="{language}"' in answer.text, (who, path, answer.status_code)
            if (weight := crowd.weight(answer.text)) > MOST:
                heavy[f"{who} {path[:60]}"] = weight
    assert heavy == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_form_that_is_shown_again_is_not_heavy_either(crowd, language):
    wrong = {"client_name": " ", "client_uri": "none", "redirect_uris": "http://app.example/cb", "client_description": "d" * 201}
    new, app = "/profile/apps/new", crowd.named("Everything")[0]
    heavy = {}
    for page, action, typed in ((new, new, wrong), (new, new, wrong | {"check": "1"}),
                                (f"/profile/apps/{app['id']}?edit", f"/profile/apps/{app['id']}", wrong)):
        answer = crowd.send("maker", language, page, action, **typed)
        assert answer.status_code in (200, 400) and 'role="alert"' in answer.text, answer.status_code
        if (weight := crowd.weight(answer.text)) > MOST:
            heavy[page] = weight
    assert heavy == {}


def test_what_a_list_does_not_show_stands_where_it_leads_to(crowd):
    app = crowd.named("Everything")[-1]
    own = "/profile/grants/" + app["client_id"]
    listed = crowd.ask("GET", "/profile/grants?q=Everything+5", "keen").text
    assert listed.count("<li><span class=\"says\"") == 3 and f'href="{own}#scopes-title">and 20 more<' in listed
    assert "and 17 more<" in listed and 'name="take"' not in listed, "nothing is taken away that is not shown"
    page = crowd.ask("GET", own, "keen").text
    # What administers nobody here can give.
    scopes = [scope for scope in ALL.split() if scope not in ADMINISTERING]
    assert all(f'name="take" value="{scope}"' in page for scope in scopes)
    assert "When this app asks again for nothing but what it may do already" in page

    event = crowd.ask("GET", "/profile/events?kind=apps", "keen").text
    assert f"<bdi>{' '.join(scopes[:4])}</bdi> and 19 more" in event and scopes[4] not in event
    token = bearer(crowd.ready["users"]["keen"]["session"])
    told = requests.get(crowd.ready["issuer"] + "/api/auth/events", headers=token).json()
    assert " ".join(scopes) in json.dumps(told), "the API tells all of it"

    unused = " ".join(scope for scope in scopes if scope != "profile:read")
    assert f'name="take" value="{unused}">Take away what is not used<' in page
    form = [field for field in Forms(page).of("/profile/grants") if field[0] != "take"]
    answer = crowd.ask("POST", "/profile/grants", "keen", data=[*form, ("take", unused)])
    assert answer.status_code == 303
    page = crowd.ask("GET", answer.headers["Location"], "keen").text
    assert page.count("Take away") == 0 and "<code>profile:read</code>" in page and "<code>media:read</code>" not in page


def test_one_can_get_to_any_of_hundreds_of_apps(crowd):
    for path, here in (("/profile/grants", "sort=granted"), ("/profile/apps", "")):
        who = "busy" if "grants" in path else "owner"
        middle = crowd.ask("GET", f"{path}?{here}&page=30", who).text
        leads = [int(number) for number in re.findall(r'href="\?[^"]*page=(\d+)"', middle)]
        assert leads == [29, 1, 20, 28, 32, 40, 60, 31] and "Page 30 of 60" in middle
    asked = crowd.ask("GET", "/profile/grants?withdraw=all", "busy").text
    assert "Withdraw the access of 300 apps?" in asked and asked.count("Application number") == 20 and "and 280 more<" in asked
    asked = crowd.ask("GET", "/profile/account/delete", "owner").text
    assert asked.count("Application number") == 20 and "and 280 more of your apps<" in asked


def test_long_names_are_cut_in_lists_and_whole_on_their_own_page(crowd):
    app = crowd.named(LONG)[0]
    events = crowd.ask("GET", "/profile/events", "wordy").text
    assert app["name"] not in events and "𝔸" * 39 + "…" in events
    audit = crowd.ask("GET", "/admin/audit?event=consent_given", "anna").text
    assert "𝔸" * 39 + "…" in audit and LONG not in audit
    listed = crowd.ask("GET", "/profile/grants?q=𝔸", "wordy").text
    assert LONG not in listed and "𝔸" * 39 + "…" in listed
    assert app["name"] in crowd.ask("GET", "/profile/grants/" + app["client_id"], "wordy").text
