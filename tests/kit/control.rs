//! What a test may do: over HTTP and in Rust, the same.

use std::collections::BTreeMap;
use std::time::Duration;

use grantd::config::Engine;
use grantd::testing::TestServer;
use grantd::testing::control::{Authorize, Revoke};
use grantd::testing::faults::{Fault, Kind};
use grantd::testing::fixture::{App, Token, User};
use serde_json::{Value, json as value};

use crate::{FORM, JSON, ask, json};

const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
const CALLBACK: &str = "http://127.0.0.1:9123/callback";

/// What a client would send the browser to.
fn url(server: &TestServer, client_id: &str, scope: &str) -> String {
    let query = format!("response_type=code&client_id={client_id}&redirect_uri={CALLBACK}&scope={scope}&state=x%20y");
    server.url(&format!("/profile/apps/authorize?{query}&code_challenge={CHALLENGE}&code_challenge_method=S256"))
}

fn asked(server: &TestServer, user: &str) -> Authorize {
    Authorize {
        user: user.to_owned(),
        url: Some(url(server, "phone", "profile:read users:read")),
        ..Authorize::default()
    }
}

fn exchange(server: &TestServer, code: &str) -> (u16, Value) {
    let form = format!(
        "grant_type=authorization_code&code={code}&redirect_uri={CALLBACK}&client_id=phone&code_verifier={VERIFIER}"
    );
    let (status, answer) = ask(server.issuer(), "POST", "/api/oauth/token", &[FORM], &form);
    (status, json(&answer))
}

fn profile(server: &TestServer, token: &str) -> u16 {
    ask(server.issuer(), "GET", "/api/auth/profile", &[("Authorization", &format!("Bearer {token}"))], "").0
}

fn login(server: &TestServer, password: &str) -> u16 {
    let body = value!({"email": "alice", "password": password}).to_string();
    ask(server.issuer(), "POST", "/api/auth/login", &[JSON], &body).0
}

fn token(age: u64) -> Token {
    Token { user: "alice".to_owned(), app: "web".to_owned(), age: Duration::from_secs(age), ..Token::default() }
}

/// Asks the control API; answers status and JSON.
fn control(server: &TestServer, method: &str, path: &str, body: &Value) -> (u16, Value) {
    let (status, answer) = ask(server.issuer(), method, &format!("/_test{path}"), &[JSON], &body.to_string());
    (status, if answer.is_empty() { Value::Null } else { json(&answer) })
}

#[tokio::test]
async fn a_person_consents_without_a_browser_and_the_code_is_a_real_one() {
    let server = TestServer::start().await;
    let answer = server.authorize(asked(&server, "alice")).await;
    assert_eq!(answer.params["state"], "x y");
    assert_eq!(answer.params["iss"], server.issuer());
    assert!(answer.redirect_url.starts_with(&format!("{CALLBACK}?code=grc_")), "{}", answer.redirect_url);
    let (status, tokens) = exchange(&server, &answer.params["code"]);
    assert_eq!((status, &tokens["scope"]), (200, &value!("profile:read users:read")));
    assert_eq!(profile(&server, tokens["access_token"].as_str().unwrap()), 200);
    assert_eq!(exchange(&server, &answer.params["code"]).0, 400, "a code is spent once");

    let fewer = Authorize { scope: Some("users:read".to_owned()), ..asked(&server, "alice") };
    let (_, tokens) = exchange(&server, &server.authorize(fewer).await.params["code"]);
    assert_eq!(tokens["scope"], "users:read");
    let refused = server.authorize(Authorize { approve: false, ..asked(&server, "alice") }).await;
    assert_eq!((refused.params["error"].as_str(), refused.params.get("code")), ("access_denied", None));
    let late = server.authorize(asked(&server, "alice")).await;
    server.advance(Duration::from_secs(61));
    assert_eq!(exchange(&server, &late.params["code"]).0, 400, "a code expires");
}

#[tokio::test]
async fn what_grantd_would_show_on_a_page_is_told() {
    let server = TestServer::start().await;
    let params = |pairs: &[(&str, &str)]| -> BTreeMap<String, String> {
        pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    };
    let unknown = params(&[("response_type", "code"), ("client_id", "nobody")]);
    let elsewhere =
        params(&[("response_type", "code"), ("client_id", "web"), ("redirect_uri", "https://evil.example/")]);
    for (request, expected) in [
        (Authorize { params: unknown, url: None, ..asked(&server, "alice") }, "The client does not exist"),
        (Authorize { params: elsewhere, url: None, ..asked(&server, "alice") }, "is not supported by client"),
        (
            Authorize { url: Some(server.url("/api/oauth/token?x=y")), ..asked(&server, "alice") },
            "authorization endpoint",
        ),
        (Authorize { url: None, ..asked(&server, "alice") }, "write url"),
        (asked(&server, "nobody"), "there is no user \"nobody\""),
    ] {
        let refusal = server.control().authorize(&request).await.unwrap_err();
        assert!(refusal.status.is_client_error() && refusal.message.contains(expected), "{refusal}");
    }
    let no_pkce = params(&[("response_type", "code"), ("client_id", "phone"), ("redirect_uri", CALLBACK)]);
    let told = server.authorize(Authorize { params: no_pkce, url: None, ..asked(&server, "alice") }).await;
    assert_eq!(told.params["error"], "invalid_request", "what the client is told comes back as the client sees it");
}

#[tokio::test]
async fn tokens_have_the_age_that_they_shall_and_end_in_time() {
    let server = TestServer::start().await;
    server.freeze(true);
    let young = server.mint(token(3000)).await;
    assert_eq!((young.expires_in, profile(&server, &young.access_token)), (600, 200));
    assert_eq!(server.mint(token(3600)).await.expires_in, 0);
    server.advance(Duration::from_secs(599));
    assert_eq!(profile(&server, &young.access_token), 200);
    server.advance(Duration::from_secs(1));
    assert_eq!(profile(&server, &young.access_token), 401);
    let short = Token { lifetime: Some(Duration::from_secs(5)), ..token(0) };
    assert_eq!(server.mint(short).await.expires_in, 5);
    let long = Token { lifetime: Some(Duration::from_secs(86_400 * 90)), ..token(0) };
    assert_eq!(server.mint(long).await.expires_in, 86_400 * 90, "longer than a refresh token usually lives");

    let too_old = token(86_400 * 365 * 90);
    assert!(server.control().mint(&too_old).await.unwrap_err().message.contains("before 1970"));
    let admin_only = Token { scope: Some("application:write".to_owned()), ..token(0) };
    let refusal = server.control().mint(&admin_only).await.unwrap_err();
    assert!(refusal.message.contains("invalid_scope"), "{refusal}");
    let form = format!(
        "grant_type=refresh_token&refresh_token={}&client_id=web&client_secret={}",
        young.refresh_token,
        server.app("web").client_secret.as_ref().unwrap()
    );
    assert_eq!(
        ask(server.issuer(), "POST", "/api/oauth/token", &[FORM], &form).0,
        200,
        "it is refreshed like any other"
    );
}

#[tokio::test]
async fn what_is_expired_or_revoked_is_so_at_once() {
    let server = TestServer::start().await;
    let [expired, revoked, withdrawn] =
        [server.mint(token(0)).await, server.mint(token(0)).await, server.mint(token(0)).await];
    for good in [&expired, &revoked, &withdrawn] {
        assert_eq!(profile(&server, &good.access_token), 200);
    }
    server.expire(&expired.access_token).await;
    server.revoke(&revoked.refresh_token).await;
    assert_eq!(profile(&server, &expired.access_token), 401);
    assert_eq!(profile(&server, &revoked.access_token), 401);
    assert_eq!(profile(&server, &withdrawn.access_token), 200);
    server.withdraw("alice", "web").await;
    assert_eq!(profile(&server, &withdrawn.access_token), 401);

    let last = server.mint(token(0)).await;
    let all = Revoke { app: Some("web".to_owned()), ..Revoke::default() };
    server.control().revoke(&all).await.unwrap();
    assert_eq!(profile(&server, &last.access_token), 401);
    let session = server.sign_in("alice").await.session;
    let grants =
        || ask(server.issuer(), "GET", "/api/oauth/grants", &[("Authorization", &format!("Bearer {session}"))], "").0;
    assert_eq!(grants(), 200);
    server.expire(&session).await;
    assert_eq!(grants(), 401);
    let code = server.authorize(asked(&server, "alice")).await.params["code"].clone();
    server.expire(&code).await;
    assert_eq!(exchange(&server, &code).0, 400);

    for (what, expected) in [
        (Revoke::default(), "write either token"),
        (Revoke { token: Some("gra_x".to_owned()), ..Revoke::default() }, "there is no such token"),
        (Revoke { app: Some("nobody".to_owned()), ..Revoke::default() }, "there is no app \"nobody\""),
    ] {
        let refusal = server.control().revoke(&what).await.unwrap_err();
        assert!(refusal.message.contains(expected), "{refusal}");
    }
    assert!(server.control().expire("hello").await.unwrap_err().message.contains("is no access token"));
}

#[tokio::test]
async fn a_reset_makes_everything_as_it_was_in_either_store() {
    for engine in [Engine::Memory, Engine::Sled] {
        let server =
            TestServer::builder().seed(7).configure(move |config| config.storage.engine = engine).start().await;
        server.freeze(true);
        let first = server.mint(token(0)).await;
        server.freeze(false);
        server.add_user(User { name: "eve".to_owned(), ..User::default() }).await;
        server.add_app(App { name: "another".to_owned(), ..App::default() }).await;
        server.fault(Fault { times: 0, ..Fault::new("token", Kind::Status) });
        server.advance(Duration::from_secs(86_400 * 400));
        while login(&server, "wrong") != 429 {}
        assert_eq!(login(&server, "alice-password"), 429);
        assert_eq!(profile(&server, &first.access_token), 401);

        server.reset().await;
        assert!(server.requests().is_empty() && server.control().faults().is_empty());
        assert_eq!(server.control().fixture().unwrap(), *server.ready(), "the same people, sessions and apps");
        assert_eq!(login(&server, "alice-password"), 200, "nobody waits for failures before the reset");
        assert_eq!(profile(&server, &first.access_token), 401, "what was issued since is gone");
        let session = [("Authorization", &*format!("Bearer {}", server.user("admin").session))];
        let (status, users) = ask(server.issuer(), "GET", "/api/users", &session, "");
        assert!(status == 200 && !users.contains("eve"), "{users}");
        let now = server.control().time();
        assert!(!now.frozen && now.now.as_str() < "2100", "{now:?}");
        // The sign-in above drew one secret.
        server.reset().await;
        server.freeze(true);
        assert_eq!(server.mint(token(0)).await, first, "chance begins anew, too");
    }
}

#[tokio::test]
async fn a_fixture_says_what_time_it_is() {
    let fixture = "[test]\ntime = \"2026-11-23T20:24:11Z\"\nfrozen = true\n[[user]]\nname = \"eve\"";
    let server = TestServer::builder().fixture(fixture).start().await;
    assert_eq!(server.advance(Duration::from_millis(1500)).now, "2026-11-23T20:24:12.500Z");
    server.reset().await;
    let (_, time) = control(&server, "GET", "/clock", &Value::Null);
    assert_eq!(time, value!({"now": "2026-11-23T20:24:11.000Z", "frozen": true}));
    let (_, time) = control(&server, "POST", "/clock", &value!({"now": "2030-01-01T00:00:00Z", "advance": "1h"}));
    assert_eq!(time["now"], "2030-01-01T01:00:00.000Z");
    let eve = server.ctx().store.get::<grantd::store::records::User>(&grantd::store::records::UserId(2)).unwrap();
    assert_eq!(eve.unwrap().created_at.iso8601(), "2026-11-23T20:24:11Z");
}

#[tokio::test]
async fn the_control_api_says_what_is_wrong() {
    let server = TestServer::start().await;
    let document: Value = json(include_str!("../../src/testing/control/openapi.json"));
    assert_eq!(control(&server, "GET", "/openapi.json", &Value::Null), (200, document));
    assert_eq!(control(&server, "GET", "/fixture", &Value::Null).1, serde_json::to_value(server.ready()).unwrap());
    for (method, path, body, status, expected) in [
        ("GET", "/nothing", Value::Null, 404, "see /_test/openapi.json"),
        ("PUT", "/clock", Value::Null, 405, "method not allowed"),
        ("POST", "/clock", value!({"advance": "1 hour"}), 400, "is not a duration"),
        ("POST", "/clock", value!({"forward": "1h"}), 400, "unknown field `forward`"),
        ("POST", "/tokens", value!({"user": "alice", "app": "nobody"}), 400, "there is no app \"nobody\""),
        ("POST", "/sessions", value!({"user": "nobody"}), 404, "there is no user \"nobody\""),
        ("POST", "/users", value!({"name": "alice"}), 400, "already taken"),
        ("POST", "/apps", value!({"name": "web"}), 400, "there is an app \"web\" already"),
        ("POST", "/apps", value!({"name": "b", "client_id": "api"}), 400, "somebody else has it"),
        ("POST", "/faults", value!({"endpoint": "tokens"}), 400, "write a path, or one of"),
        ("POST", "/clock", value!(["2030-01-01T00:00:00Z", "1h", true]), 400, "write an object"),
        ("POST", "/sessions", value!(["alice"]), 400, "write an object"),
    ] {
        let answer = control(&server, method, path, &body);
        assert_eq!(answer.0, status, "{method} {path}: {answer:?}");
        assert!(answer.1["error"].as_str().unwrap().contains(expected), "{method} {path}: {answer:?}");
    }
    let (status, told) = ask(server.issuer(), "POST", "/_test/clock", &[FORM], "advance=1h");
    assert_eq!(status, 415, "no page of another site can do this without being asked first: {told}");
    for foreign in [("Origin", "https://evil.example"), ("Origin", "null"), ("Sec-Fetch-Site", "cross-site")] {
        let (status, told) = ask(server.issuer(), "POST", "/_test/reset", &[foreign], "");
        assert_eq!(status, 403, "{foreign:?}: {told}");
    }
    let own = [("Origin", server.issuer()), ("Sec-Fetch-Site", "same-origin")];
    assert_eq!(ask(server.issuer(), "POST", "/_test/reset", &own, "").0, 200);
}

#[tokio::test]
async fn of_an_account_that_is_refused_nothing_is_left() {
    let server = TestServer::start().await;
    let named = |key: &str| BTreeMap::from([(key.to_owned(), "x".to_owned())]);
    let many = (0..33).map(|number| (number.to_string(), "x".to_owned())).collect();
    for refused in [
        User { bio: Some("x".repeat(201)), ..User::default() },
        User { attributes: named(""), ..User::default() },
        User { attributes: many, ..User::default() },
    ] {
        let refused = User { name: "eve".to_owned(), ..refused };
        server.control().add_user(&refused).await.unwrap_err();
    }
    let eve = User { name: "eve".to_owned(), bio: Some("hello".to_owned()), attributes: named("a"), ..User::default() };
    assert_eq!(server.add_user(eve).await.id, 3);
}

#[tokio::test]
async fn a_session_that_is_in_use_expires_as_well() {
    let server = TestServer::start().await;
    let session = server.sign_in("alice").await.session;
    let bearer = [("Authorization", &*format!("Bearer {session}"))];
    let grants = || ask(server.issuer(), "GET", "/api/oauth/grants", &bearer, "").0;
    // Long enough for the use to be noted.
    server.advance(Duration::from_secs(600));
    assert_eq!(grants(), 200);
    server.expire(&session).await;
    assert_eq!(grants(), 401);
    server.revoke(&session).await;
    let gone = Revoke { token: Some(session), ..Revoke::default() };
    assert!(server.control().revoke(&gone).await.unwrap_err().message.contains("there is no such token"));
}

#[tokio::test]
async fn what_a_client_did_is_written_down_with_its_secrets() {
    let server = TestServer::start().await;
    let code = server.authorize(asked(&server, "alice")).await.params["code"].clone();
    let (_, tokens) = exchange(&server, &code);
    ask(server.issuer(), "POST", "/api/oauth/token?a=b", &[JSON], "{\"grant_type\":\"refresh_token\"}");
    control(&server, "GET", "/clock", &Value::Null);
    let seen = server.requests_to("/api/oauth/token");
    assert_eq!(server.requests().len(), 2, "the control API itself is not in it");
    assert!(seen[0].body.as_ref().unwrap().contains(&code));
    let answer = json(seen[0].response_body.as_ref().unwrap());
    assert_eq!((seen[0].status, &answer["access_token"]), (Some(200), &tokens["access_token"]));
    assert_eq!(seen[0].headers["content-type"], FORM.1);
    assert_eq!((seen[1].number, seen[1].query.as_deref(), seen[1].status), (2, Some("a=b"), Some(400)));
    assert_eq!(seen[1].body.as_deref(), Some("{\"grant_type\":\"refresh_token\"}"), "what is refused, too");
    let (_, listed) = control(&server, "GET", "/requests?method=post&path=/api/oauth/token", &Value::Null);
    assert_eq!(listed["requests"].as_array().unwrap().len(), 2);
    assert_eq!(control(&server, "DELETE", "/requests", &Value::Null).0, 204);
    assert!(server.requests().is_empty());
}

#[tokio::test]
async fn servers_at_once_know_nothing_of_each_other_and_leave_nothing_behind() {
    let starting: Vec<_> = (0..12).map(|_| tokio::spawn(TestServer::start())).collect();
    let mut servers = Vec::new();
    for server in starting {
        servers.push(server.await.unwrap());
    }
    let own = servers[0].mint(token(0)).await;
    for (index, server) in servers.iter().enumerate() {
        assert_eq!(profile(server, &own.access_token), if index == 0 { 200 } else { 401 });
        server.advance(Duration::from_secs(index as u64));
    }
    let dirs: Vec<_> = servers.iter().map(|server| server.ready().data_dir.clone()).collect();
    assert!(dirs.iter().all(|dir| dir.is_dir()));
    drop(servers);
    assert!(dirs.iter().all(|dir| !dir.exists()));
}

#[tokio::test]
async fn a_server_that_is_dropped_leaves_no_thread_and_no_connection_behind() {
    let threads = || {
        let tasks = std::fs::read_dir("/proc/self/task").unwrap().flatten();
        // One that ends meanwhile is none.
        let names = tasks.filter_map(|task| std::fs::read_to_string(task.path().join("comm")).ok());
        // sled has threads for all stores of a process, and keeps them.
        names.filter(|name| !name.starts_with("sled-io")).map(|name| name.trim().to_owned()).collect::<Vec<_>>()
    };
    // What the test's own runtime starts once is there after this.
    drop(TestServer::start().await);
    let settled = |most: usize| {
        let began = std::time::Instant::now();
        while threads().len() > most && began.elapsed() < Duration::from_secs(10) {
            std::thread::sleep(Duration::from_millis(10));
        }
        threads()
    };
    let before = settled(2).len();
    for engine in [Engine::Memory, Engine::Sled] {
        let server = TestServer::builder().configure(move |config| config.storage.engine = engine).start().await;
        server.fault(Fault { delay: Duration::from_secs(600), ..Fault::new("metadata", Kind::Delay) });
        let origin = server.issuer().to_owned();
        let asked = std::thread::spawn(move || {
            crate::ask_raw(&origin, "GET", "/.well-known/oauth-authorization-server", "", "")
        });
        while server.requests().is_empty() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        drop(server);
        assert_eq!(asked.join().unwrap(), "", "whoever still waits is cut off");
    }
    let after = settled(before);
    assert!(after.len() <= before, "{before} before, and now {after:?}");
}
