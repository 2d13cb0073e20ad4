"""One test for each attack of RFC 9700 §4, named after its section; and session fixation, which it leaves to RFC 6819. Each
acts as the attacker does, against the real daemon, and asks for what the countermeasure promises."""

import html.parser
import json
import re
import time
import urllib.parse

import pytest
import requests

from conftest import PASSWORD, REDIRECT, Browser, Forms, answer_of, bearer, credentials, pkce, raw
from protected import Setting, upstream
from upstream import echo

AUTHORIZE = "/profile/apps/authorize"


def request_of(client, **more):
    query = {"client_id": client["client_id"], "response_type": "code", "redirect_uri": REDIRECT, "scope": "profile:read"}
    query = {name: value for name, value in (query | more).items() if value is not None}
    return AUTHORIZE + "?" + urllib.parse.urlencode(query)


def exchange(grantd, client, code, **more):
    body = credentials(client) | {"grant_type": "authorization_code", "code": code, "redirect_uri": REDIRECT}
    return grantd.post("/api/oauth/token", data={name: value for name, value in (body | more).items() if value is not None})


@pytest.fixture
def app(alice):
    return alice.add_app(redirect_uris=[REDIRECT])


@pytest.fixture
def visitor(grantd, alice):
    browser = Browser(grantd)
    browser.sign_in("alice")
    return browser


def refuses_the_page(grantd, answer):
    """An error page, and no way from it to anywhere else."""
    assert answer.status_code == 400 and "Location" not in answer.headers, (answer.status_code, answer.headers)
    assert "evil" not in "".join(re.findall(r'(?:href|action|src|content)="([^"]*)"', answer.text))


def test_rfc9700_4_1_insufficient_redirect_uri_validation(grantd, alice, visitor):
    """Spellings that one parser takes for the registered address and another for the attacker's."""
    good = "https://app.example/cb"
    client = alice.add_app(redirect_uris=[good, "http://127.0.0.1/cb", "com.example.app:/cb"])
    for evil in [
        "https://evil.example/cb", "https://app.example.evil.example/cb", "https://evil.example/https://app.example/cb",
        "https://app.example@evil.example/cb", "https://app.example:443@evil.example/cb", "https://evil.example#@app.example/cb",
        "https://evil.example?@app.example/cb", "https://evil.example\\@app.example/cb", "https://evil.example\\.app.example/cb",
        "https://app.example%2eevil.example/cb", "https://app.example%00.evil.example/cb", "https://app.example\x00.evil.example/cb",
        "https://app.example\t.evil.example/cb", "https://app.example\r\nLocation: https://evil.example/cb", "https:evil.example/cb",
        "https:///evil.example/cb", "//evil.example/cb", "/\\evil.example/cb", "/cb", "cb", "", " " + good, good + " ", good + "\n",
        good + "/", good + "/../../evil", good + "?", good + "?next=https://evil.example", good + "#", good + "#evil", good + ";evil",
        good + "%00", good + "%2f", "https://app.example/CB", "https://app.example/%63b", "https://app.example//cb",
        "https://app.example/./cb", "https://app.example/evil/../cb", "https://APP.example/cb", "HTTPS://app.example/cb",
        "https://app.example:443/cb", "https://app.example:8443/cb", "https://app.example./cb", "https://user@app.example/cb",
        "http://app.example/cb", "https://xn--app-.example/cb", "https://\uff41pp.example/cb", "https://app\u3002example/cb",
        "https://app.example\u2024evil.example/cb", "https://\u00e0pp.example/cb", "https://app.ex\u00adample/cb",
        "javascript://app.example/cb%0aalert(1)", "data:text/html,https://app.example/cb", "https://*.example/cb",
        "http://127.0.0.1.evil.example/cb", "http://127.0.0.1:80@evil.example/cb", "http://127.0.0.1:8000/evil", "http://127.0.0.1:/cb",
        "http://127.0.0.1:99999/cb", "http://127.1/cb", "http://2130706433/cb", "http://0x7f.1/cb", "http://127.0.0.2/cb",
        "http://localhost/cb", "http://[::1]/cb", "http://[::ffff:127.0.0.1]/cb", "https://127.0.0.1/cb", "com.example.app:/evil",
        "com.example.app://cb", "com.example.app:cb", "com.example.apps:/cb", "COM.example.app:/cb",
    ]:
        target = request_of(client, redirect_uri=evil)
        refuses_the_page(grantd, visitor.get(target))
        # Nobody is asked to sign in for it either, nor does the JSON call name it.
        refuses_the_page(grantd, grantd.get(target))
        asked = dict(urllib.parse.parse_qsl(target.split("?", 1)[1], keep_blank_values=True)) | {"confirm": "true"}
        answer = alice.call("POST", "/api/oauth/authorize", data=asked)
        assert answer.status_code == 400 and "redirect_url" not in answer.text, evil
    twice = request_of(client) + "&" + urllib.parse.urlencode({"redirect_uri": "https://evil.example/cb"})
    refuses_the_page(grantd, visitor.get(twice))
    # The port of a loopback address is the one thing that may differ (RFC 8252 §7.3).
    assert visitor.get(request_of(client, redirect_uri="http://127.0.0.1:4711/cb")).status_code == 200
    # What could be read in two ways is not registered in the first place.
    for evil in ["https://app.example\\@evil.example/cb", "https://u:p@app.example/cb", "https://app.example/cb#x", "https://*.app.example/",
                 "javascript:alert(1)", "data:text/html,x", "//app.example/cb", "https:app.example/cb", "https://app.example/\tcb",
                 "https://app.example /cb", "http://app.example/cb", "evil:/cb", "https://", "https://app.ex\u00e4mple/cb\u202e"]:
        body = {"client_name": "a", "client_uri": "https://a.example", "scope": "profile:read", "redirect_uris": [evil]}
        assert alice.call("POST", "/api/oauth/apps", json=body).status_code == 400, evil


class Links(html.parser.HTMLParser):
    """Every address that a page makes a browser fetch or could send it to."""

    def __init__(self, text):
        super().__init__()
        self.found, self.scripts = [], 0
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.scripts += tag == "script"
        self.scripts += sum(name.startswith("on") for name, _ in attributes)
        self.found += [value for name, value in attributes if name in ("src", "href", "action", "formaction", "data", "poster")]


def test_rfc9700_4_2_credential_leakage_via_referer_headers(grantd, visitor, app):
    """Pages under addresses with secrets in them tell nobody where they are, and fetch nothing from elsewhere."""
    pages = [grantd.get("/login?from=" + urllib.parse.quote(request_of(app, state="secret"))), visitor.get(request_of(app, state="secret")),
             visitor.get(request_of(app, redirect_uri="https://evil.example/")), grantd.get("/setup?key=grl_x"),
             grantd.get("/login/password?key=grl_x"), visitor.get("/profile"), visitor.get("/nothing")]
    for page in pages:
        # The origin alone at most; links to elsewhere have none.
        assert page.headers["Referrer-Policy"] == "strict-origin" and "default-src 'none'" in page.headers["Content-Security-Policy"]
        fetched = [link for link in Links(page.text).found if not link.startswith("#")]
        assert all(re.match("/(?![/\\\\])", link) for link in fetched), fetched
    consented = visitor.submit(pages[1], AUTHORIZE, decision="authorize", scope="profile:read")
    assert consented.status_code == 303 and consented.headers["Referrer-Policy"] == "no-referrer"
    # A code that leaks all the same is worth nothing once it was used, and its use is noticed.
    code = grantd.secret(answer_of(consented.headers["Location"])["code"])
    tokens = exchange(grantd, app, code).json()
    grantd.secret(tokens["access_token"]), grantd.secret(tokens["refresh_token"])
    assert exchange(grantd, app, code).json()["error"] == "invalid_grant"
    assert grantd.profile(tokens["access_token"]).status_code == 401


def test_rfc9700_4_3_credential_leakage_via_browser_history(make):
    grantd = make('[oauth]\ncode_lifetime = "1s"\n')
    alice = grantd.add_user("alice")
    app, browser = alice.add_app(), Browser(grantd)
    signed_in = browser.sign_in("alice")
    consented = browser.submit(browser.get(request_of(app)), AUTHORIZE, decision="authorize", scope="profile:read")
    location = consented.headers["Location"]
    code = grantd.secret(answer_of(location)["code"])
    # No token is ever in an address: the answer is a code in the query, and the session is in a cookie.
    assert "access_token" not in location and "#" not in location and "gri_" not in signed_in.headers["Location"]
    for answer in (signed_in, consented):
        assert answer.headers["Cache-Control"] == "no-store"
    # A token in the query is not looked at (§4.3.2), so that no client gets used to sending it there.
    tokens = alice.tokens(app)
    for target in (f"/api/auth/profile?access_token={tokens['access_token']}", f"/api/auth/profile?token={tokens['access_token']}"):
        assert grantd.get(target).status_code == 401
    # The code of the history is too old by then (§4.3.1).
    time.sleep(1.1)
    assert exchange(grantd, app, code).json()["error"] == "invalid_grant"


def test_rfc9700_4_4_mix_up_attacks(grantd, visitor, app):
    """Every answer says who gives it (RFC 9207), good or bad, in the words of the metadata."""
    metadata = grantd.get("/.well-known/oauth-authorization-server").json()
    assert metadata["authorization_response_iss_parameter_supported"] is True
    page = visitor.get(request_of(app, state="a"))
    answers = [visitor.submit(page, AUTHORIZE, decision="authorize", scope="profile:read"),
               visitor.submit(visitor.get(request_of(app)), AUTHORIZE, decision="cancel"),
               visitor.get(request_of(app, response_type="token")), visitor.get(request_of(app, scope="no:such")),
               visitor.get(request_of(app, code_challenge="x"))]
    for answer in answers:
        assert answer.status_code == 303
        query = urllib.parse.parse_qs(urllib.parse.urlsplit(answer.headers["Location"]).query)
        assert query["iss"] == [metadata["issuer"]], answer.headers["Location"]
    grantd.secret(answer_of(answers[0].headers["Location"])["code"])
    # A Host that somebody else puts there changes nothing of it.
    host = f"GET /.well-known/oauth-authorization-server HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\nConnection: close\r\n\r\n"
    assert b"evil.example" not in raw(grantd, host.encode())


def test_rfc9700_4_5_authorization_code_injection(grantd, alice, bob, app):
    """A stolen code is put into the attacker's own session, or into another client."""
    verifier, challenge = pkce()
    code = alice.code(app, code_challenge=challenge, code_challenge_method="S256")
    others, public = bob.add_app(), bob.add_app(client_type="public")
    attackers, _ = pkce()
    for thief in (others, public):
        assert exchange(grantd, thief, code, code_verifier=attackers).json()["error"] == "invalid_grant"
        assert exchange(grantd, thief, code, code_verifier=verifier).json()["error"] == "invalid_grant"
    # That was none of the client's doing: its own request still succeeds.
    assert alice.keep(exchange(grantd, app, code, code_verifier=verifier).json())
    for broken in ({"code_verifier": attackers}, {"code_verifier": None}, {"code_verifier": challenge}, {"code_verifier": ""},
                   {"code_verifier": verifier, "redirect_uri": "https://evil.example/cb"}, {"code_verifier": verifier, "redirect_uri": None}):
        code = alice.code(app, code_challenge=challenge, code_challenge_method="S256")
        assert exchange(grantd, app, code, **broken).json()["error"] in ("invalid_grant", "invalid_request"), broken
        # Guessing on is of no use: the code is spent.
        assert exchange(grantd, app, code, code_verifier=verifier).json()["error"] == "invalid_grant", broken


def test_rfc9700_4_6_access_token_injection(grantd, alice, visitor, app):
    """No token comes through the browser, and an API learns whose token it was given for which app."""
    for kind in ("token", "code token", "id_token", "id_token token", "code id_token", "none", "CODE", "code ", ""):
        answer = visitor.get(request_of(app, response_type=kind))
        assert answer.status_code == 303 and answer_of(answer.headers["Location"])["error"] in ("unsupported_response_type", "invalid_request")
        assert "token=" not in answer.headers["Location"] and "code=" not in answer.headers["Location"].replace("error_code=", "")
    page = visitor.get(request_of(app, response_mode="fragment"))
    answer = visitor.submit(page, AUTHORIZE, decision="authorize", scope="profile:read")
    assert "#" not in answer.headers["Location"]
    grantd.secret(answer_of(answer.headers["Location"])["code"])
    api = json.loads(grantd.cli("--json", "resource-server", "add", "notes").stdout)
    tokens = alice.tokens(app)
    told = grantd.post("/api/oauth/introspect", data={"client_id": api["client_id"], "client_secret": grantd.secret(api["client_secret"]),
                                                      "token": tokens["access_token"]}).json()
    assert told["client_id"] == app["client_id"] and told["username"] == "alice"


def test_rfc9700_4_7_cross_site_request_forgery(grantd, alice, bob, visitor, app):
    page = visitor.get(request_of(app, state="k%2F+&=é"))
    foreign = [{"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"},
               {"Origin": "https://evil.example", "Sec-Fetch-Site": "same-origin-allow"}, {"Origin": grantd.url + ".evil.example"}]
    fields = [*Forms(page.text).of(AUTHORIZE), ("decision", "authorize")]
    for headers in foreign:
        answer = visitor.session.post(grantd.url + AUTHORIZE, data=fields, headers=headers, allow_redirects=False)
        assert answer.status_code == 403 and "Location" not in answer.headers, headers
        # Nobody is signed in as the attacker either (login CSRF), nor signed out.
        answer = visitor.session.post(grantd.url + "/login", data={"email": "bob", "password": PASSWORD}, headers=headers, allow_redirects=False)
        assert answer.status_code == 403 and "Set-Cookie" not in answer.headers, headers
    # Without the secret of this session, with that of another, or for another request than the one that was shown.
    attacker = Browser(grantd)
    attacker.sign_in("bob")
    theirs = dict(Forms(attacker.get(request_of(app)).text).of(AUTHORIZE))
    own = dict(fields)
    for change in ({"csrf": ""}, {"csrf": theirs["csrf"]}, {"ticket": theirs["ticket"]}, {"ticket": ""},
                   {"request": own["request"].replace("profile%3Aread", "workouts%3Awrite")}):
        answer = visitor.session.post(grantd.url + AUTHORIZE, data=own | change, allow_redirects=False)
        assert answer.status_code in (400, 403) and "Location" not in answer.headers, change
    for path in ("/profile", "/profile/apps/new", "/profile/grants", "/logout"):
        assert visitor.session.post(grantd.url + path, data={"action": "edit", "csrf": theirs["csrf"]}, allow_redirects=False).status_code == 403
    cookie = visitor.session.cookies
    assert all("SameSite" in kept._rest and "HttpOnly" in kept._rest for kept in cookie)
    # The API takes no cookie, so that no form can call it; and the client's own guard, state, comes back as it was sent.
    assert visitor.session.get(grantd.url + "/api/auth/profile").status_code == 401
    answer = visitor.submit(page, AUTHORIZE, decision="authorize", scope="profile:read")
    assert answer_of(answer.headers["Location"])["state"] == "k%2F+&=é"
    grantd.secret(answer_of(answer.headers["Location"])["code"])


def test_rfc9700_4_8_pkce_downgrade(grantd, alice, app):
    """The attacker takes the challenge out of the request, or makes it a weaker one."""
    verifier, challenge = pkce()
    code = alice.code(app)
    assert exchange(grantd, app, code, code_verifier=verifier).json()["error"] == "invalid_grant"
    assert exchange(grantd, app, code).json()["error"] == "invalid_grant", "and the code is spent"
    public = alice.add_app(client_type="public")
    for weaker in ({}, {"code_challenge": ""}, {"code_challenge": challenge}, {"code_challenge": verifier, "code_challenge_method": "plain"},
                   {"code_challenge": challenge, "code_challenge_method": "s256"}, {"code_challenge_method": "S256"},
                   {"code_challenge": challenge + "=", "code_challenge_method": "S256"}):
        told = answer_of(alice.consent("x:" + request_of(public, **weaker)))
        assert told["error"] == "invalid_request" and "code" not in told, weaker
    assert grantd.get("/.well-known/oauth-authorization-server").json()["code_challenge_methods_supported"] == ["S256"]


@pytest.fixture
def api():
    server = echo()
    yield server
    server.shutdown()


def test_rfc9700_4_9_access_token_leakage_at_the_resource_server(make, api):
    """An API that is broken into holds nothing that opens another door."""
    setting = Setting(make, upstream(api.url))
    grantd, token = setting.grantd, setting.token
    # The gateway tells the API who it is and keeps the token itself, in whatever spelling.
    for value in (f"Bearer {token}", f"bearer  {token}"):
        seen = grantd.get("/open/x", headers={"Authorization": value}).text + grantd.get("/api/notes/7", headers={"Authorization": value}).text
        assert token not in seen
    # With its own credentials an API can ask about tokens, and do nothing else.
    server = json.loads(grantd.cli("--json", "resource-server", "add", "notes").stdout)
    secret = grantd.secret(server["client_secret"])
    assert grantd.get("/api/oauth/apps", headers=bearer(secret)).status_code == 401
    assert grantd.get("/api/notes/7", headers=bearer(secret)).status_code == 401
    own = {"client_id": server["client_id"], "client_secret": secret}
    assert grantd.post("/api/oauth/token", data=own | {"grant_type": "refresh_token", "refresh_token": setting.tokens["refresh_token"]}).json()["error"] == "invalid_client"
    assert grantd.post("/api/oauth/revoke", data=own | {"token": token}).json()["error"] == "invalid_client"
    # An API gets a token of its scope only; nothing below the account's own session opens with it.
    assert grantd.get("/api/oauth/apps", headers=bearer(token)).status_code == 401
    assert grantd.get("/api/notes/7", headers=bearer(token)).status_code == 200
    # At the end it is checked that no token stands in a log or on the disk.


def test_rfc9700_4_10_misuse_of_stolen_access_tokens(grantd, bob):
    """Tokens are not bound to their sender here; so they end at once, by whatever ends them, and are short."""
    app = bob.add_app()
    stolen = bob.tokens(app)
    assert stolen["expires_in"] <= 3600 and grantd.profile(stolen["access_token"]).status_code == 200
    bob.call("DELETE", f"/api/oauth/grants/{app['client_id']}")
    assert grantd.profile(stolen["access_token"]).status_code == 401
    for end in (lambda tokens: grantd.post("/api/oauth/revoke", data=credentials(app) | {"token": tokens["access_token"]}),
                lambda tokens: bob.keep(bob.refresh(app, tokens["refresh_token"]).json()),
                lambda tokens: bob.call("POST", f"/api/oauth/apps/{app['id']}/revoke"),
                lambda tokens: grantd.cli("user", "suspend", "bob")):
        stolen = bob.tokens(app)
        assert grantd.profile(stolen["access_token"]).status_code == 200
        end(stolen)
        assert grantd.profile(stolen["access_token"]).status_code in (401, 403)


def test_rfc9700_4_11_open_redirection(grantd, alice, visitor, app):
    """Links of ours that lead somewhere else, or to an app that nobody has signed in for."""
    for evil in ["https://evil.example", "//evil.example", "/\\evil.example", "\\\\evil.example", "/\t/evil.example", "https:evil.example",
                 "javascript:alert(1)", "/%0d%0aLocation:https://evil.example", "///evil.example", " //evil.example", "/\n/evil.example",
                 "/@evil.example", ".evil.example", "@evil.example", ":80@evil.example", "/login@evil.example:80/..//"]:
        link = "/login?" + urllib.parse.urlencode({"from": evil})
        answers = [visitor.get(link), Browser(grantd).submit(grantd.get(link), "/login", email="alice", password=PASSWORD, **{"from": evil})]
        for answer in answers:
            assert answer.status_code == 303, evil
            target = urllib.parse.urljoin(grantd.url + "/login", answer.headers["Location"])
            assert urllib.parse.urlsplit(target).netloc == urllib.parse.urlsplit(grantd.url).netloc, (evil, target)
            assert answer.headers["Location"].startswith("/") and answer.headers["Location"][1:2] not in ("/", "\\")
    # §4.11.2: a request that would be refused by redirect sends nobody away who has not signed in here first.
    for broken in ({"scope": "no:such"}, {"response_type": "token"}, {"code_challenge_method": "plain"}):
        answer = grantd.get(request_of(app, **broken))
        assert answer.status_code == 303 and answer.headers["Location"].startswith("/login?from="), broken
    # `prompt=none` asks for just that: its app, at a redirect URI that is registered, learns that nobody is signed in.
    silent = grantd.get(request_of(app, prompt="none"))
    assert silent.status_code == 303 and "error=login_required" in silent.headers["Location"]
    assert silent.headers["Location"].split("?")[0] == app["redirect_uris"][0]
    refuses_the_page(grantd, grantd.get(request_of(app, redirect_uri="https://evil.example/", prompt="none")))
    refuses_the_page(grantd, grantd.get(request_of(app, redirect_uri="https://evil.example/")))
    refuses_the_page(grantd, grantd.get(request_of({"client_id": "x" * 24})))


def test_rfc9700_4_12_307_redirect(grantd, alice, app):
    """After a form with a password, a browser that was told 307 would send the password on."""
    browser = Browser(grantd)
    answers = [browser.submit(browser.get("/login"), "/login", email="alice", password=PASSWORD, **{"from": request_of(app)})]
    page = browser.get(request_of(app))
    answers.append(browser.submit(page, AUTHORIZE, decision="authorize", scope="profile:read"))
    grantd.secret(answer_of(answers[1].headers["Location"])["code"])
    answers.append(browser.submit(browser.get(request_of(app)), AUTHORIZE, decision="cancel"))
    answers.append(browser.get(request_of(app, response_type="token")))
    answers.append(grantd.get("/profile"))
    key = re.search(r"key=(\S+)", grantd.cli("user", "reset-link", "alice").stdout).group(1)
    fields = {"key": grantd.secret(key), "password": PASSWORD, "password_again": PASSWORD}
    answers.append(grantd.post("/login/password", data=fields))
    answers.append(browser.get("/logout"))
    assert [answer.status_code for answer in answers] == [303] * len(answers)


def test_rfc9700_4_13_tls_terminating_reverse_proxies(make, api):
    """What a proxy says of a request is believed from the proxy only, and is not what the client said."""
    setting = Setting(make, upstream(api.url))
    lies = {"Remote-User": "admin", "X-Grantd-User-Id": "1", "X-Grantd-Scope": "application:write", "X-Grantd-Client-Id": "x",
            "X-Forwarded-For": "192.0.2.66", "X-Real-IP": "192.0.2.66", "Forwarded": "for=192.0.2.66", "X-Forwarded-Host": "evil.example",
            "X-Forwarded-Proto": "gopher", "Remote_User": "admin"}
    answer = setting.grantd.get("/open/x", headers=lies)
    for name, value in answer.json()["headers"]:
        assert value not in ("admin", "application:write", "192.0.2.66", "for=192.0.2.66", "gopher"), (name, value)
    form = {"email": "alice", "password": "wrong"}
    sent = setting.grantd.post("/login", headers={"X-Forwarded-For": "192.0.2.66"}, data=form)
    assert sent.status_code == 401
    assert "192.0.2.66" not in setting.grantd.log.read_text()
    # Nor does a Host make links of ours lead elsewhere.
    key = raw(setting.grantd, b"GET /login HTTP/1.1\r\nHost: evil.example\r\nX-Forwarded-Host: evil.example\r\nConnection: close\r\n\r\n")
    assert b"evil.example" not in key


@pytest.mark.parametrize("kind", ["confidential", "public"])
def test_rfc9700_4_14_refresh_token_protection(make, kind):
    """A refresh token is good once, for its client, and for no more than was granted; used twice, it ends for all."""
    grantd = make('[oauth]\nrefresh_reuse_grace = "0s"\n')
    alice = grantd.add_user("alice")
    app, others = alice.add_app(client_type=kind), alice.add_app(client_type=kind)
    first = alice.tokens(app)
    assert alice.refresh(others, first["refresh_token"]).json()["error"] == "invalid_grant"
    assert alice.refresh(app, first["refresh_token"], scope="profile:read workouts:write").json()["error"] == "invalid_scope"
    assert alice.refresh(app, first["access_token"]).json()["error"] == "invalid_grant"
    second = alice.keep(alice.refresh(app, first["refresh_token"]).json())
    assert second["refresh_token"] != first["refresh_token"] and second["scope"] == "profile:read"
    assert grantd.profile(second["access_token"]).status_code == 200
    assert alice.refresh(app, first["refresh_token"]).json()["error"] == "invalid_grant", "the thief, or the one who was robbed"
    assert grantd.profile(second["access_token"]).status_code == 401
    assert alice.refresh(app, second["refresh_token"]).json()["error"] == "invalid_grant"
    # A sign-out elsewhere or a new password does not leave a way in: what ends a grant ends its refresh tokens.
    third = alice.tokens(app)
    alice.call("DELETE", f"/api/oauth/grants/{app['client_id']}")
    assert alice.refresh(app, third["refresh_token"]).json()["error"] == "invalid_grant"


def test_rfc9700_4_15_client_impersonating_resource_owner(grantd, alice, app):
    """A client that could choose its client_id, or get a token of its own, might be taken for the account of that name."""
    body = {"client_name": "a", "client_uri": "https://a.example", "scope": "profile:read", "redirect_uris": [REDIRECT],
            "client_id": "1", "sub": "1", "user_id": 1, "id": 1}
    chosen = alice.call("POST", "/api/oauth/apps", json=body).json()["data"]["client"]
    grantd.secret(chosen["client_secret"])
    assert re.fullmatch("[A-Za-z0-9]{24}", chosen["client_id"])
    for grant_type in ("client_credentials", "password", "implicit", "urn:ietf:params:oauth:grant-type:jwt-bearer"):
        refused = grantd.post("/api/oauth/token", data=credentials(app) | {"grant_type": grant_type, "username": "alice", "password": PASSWORD})
        assert refused.json()["error"] == "unsupported_grant_type"
    tokens = alice.tokens(app)
    told = grantd.post("/api/oauth/introspect", data=credentials(app) | {"token": tokens["access_token"]}).json()
    assert told["sub"].isdigit() and told["sub"] != told["client_id"]


def test_rfc9700_4_16_clickjacking(grantd, alice, visitor, app):
    pages = [visitor.get(request_of(app)), visitor.get(request_of(app, redirect_uri="https://evil.example/")), grantd.get("/login"), grantd.get("/"),
             visitor.get("/profile"), visitor.get("/profile/apps"), visitor.get("/profile/apps/new"), visitor.get(f"/profile/apps/{app['id']}"),
             visitor.get("/profile/grants"), visitor.get("/logout"), grantd.get("/setup?key=x"), grantd.get("/nothing"),
             grantd.post("/login", data={"email": "alice", "password": "wrong"}), visitor.session.post(grantd.url + AUTHORIZE, data={"csrf": "x"})]
    for page in pages:
        assert "frame-ancestors 'none'" in page.headers["Content-Security-Policy"] and page.headers["X-Frame-Options"] == "DENY", page.url


def test_rfc9700_4_17_attacks_on_in_browser_communication_flows(grantd, visitor, app):
    """There are none: no page runs a script, and no answer is posted to a window."""
    for mode in ("web_message", "form_post", "query"):
        page = visitor.get(request_of(app, response_mode=mode))
        policy = page.headers["Content-Security-Policy"]
        assert page.status_code == 200 and Links(page.text).scripts == 0
        assert "default-src 'none'" in policy and "script-src" not in policy and "unsafe" not in policy
    assert grantd.get("/.well-known/oauth-authorization-server").json()["response_modes_supported"] == ["query"]
    # Scripts of other sites may ask for tokens with what they know, and never with what the browser keeps.
    preflight = requests.options(grantd.url + "/api/oauth/token", headers={"Origin": "https://evil.example"})
    assert preflight.headers["Access-Control-Allow-Origin"] == "*" and "Access-Control-Allow-Credentials" not in preflight.headers
    for path in ("/api/auth/profile", "/api/oauth/introspect", AUTHORIZE, "/login", "/api/oauth/apps"):
        assert "Access-Control-Allow-Origin" not in grantd.get(path, headers={"Origin": "https://evil.example"}).headers


def test_session_fixation(grantd, alice, bob):
    """A session that the attacker has put into the browser does not become the one of who signs in (RFC 6819 §4.4.1.7 ff.)."""
    attacker = Browser(grantd)
    attacker.sign_in("bob")
    planted = attacker.session.cookies.get_dict()
    victim = Browser(grantd)
    victim.session.cookies.update(planted)
    assert victim.get("/login").status_code == 303, "the victim is signed in as the attacker, and sees it"
    answer = victim.session.post(grantd.url + "/login", data={"email": "alice", "password": PASSWORD}, allow_redirects=False)
    assert answer.status_code == 303
    mine, = re.findall(r"grantd-session=([^;]+)", answer.headers["Set-Cookie"])
    grantd.secret(mine)
    assert mine not in planted.values() and "alice" in requests.get(grantd.url + "/profile", cookies={"grantd-session": mine}).text
    assert "bob@example.org" in attacker.get("/profile").text, "the planted session stays what it was"
    # Names that were never given out become no session, and a session ends where it is signed out or its password changes.
    made_up = requests.get(grantd.url + "/profile", cookies={"grantd-session": "gri_" + "A" * 49}, allow_redirects=False)
    assert made_up.status_code == 303 and "Set-Cookie" not in made_up.headers
