//! `[limits]` over real sockets: each limit answers 429 with `Retry-After` in the dialect of its endpoint, counts for the
//! address that a trusted proxy tells and for nobody else's, and passes with the time.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where something is wrong")]

use std::io::{Read, Write};
use std::net::TcpStream;
use std::os::unix::net::UnixStream;
use std::time::Duration;

use grantd::account::user::{self, NewUser};
use grantd::clock::ManualClock;
use grantd::config::{Config, Limits, Listen, Rate};
use grantd::daemon::Daemon;
use grantd::oauth::resource_server;
use grantd::store::records::{ClientType, Role};
use grantd::testing::{self, BY};

const PASSWORD: &str = "correct horse battery";

struct World {
    daemon: Daemon,
    hand: ManualClock,
    address: String,
    _dir: tempfile::TempDir,
}

/// An answer, as far as these tests look.
#[derive(Debug)]
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn retry_after(&self) -> Option<&str> {
        self.head.lines().find_map(|line| line.strip_prefix("retry-after: "))
    }

    fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.body).unwrap_or_else(|_| panic!("{self:?}"))
    }
}

/// Everything may be done `times` an hour.
fn each(times: u32) -> Limits {
    let rate: Rate = format!("{times}/1h").parse().unwrap();
    Limits { login: rate, register: rate, apps: rate, links: rate, token: rate, client: rate, client_failures: rate }
}

impl World {
    async fn new(limits: Limits, change: impl FnOnce(&mut Config)) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let mut config = testing::config(&dir.path().join("data"));
        config.limits = limits;
        config.accounts.registration = true;
        config.accounts.argon2_memory = 64 * 1024;
        config.accounts.argon2_iterations = 1;
        config.server.trusted_proxies = vec!["127.0.0.1/32".parse().unwrap()];
        change(&mut config);
        let (daemon, hand) = testing::daemon(config).await;
        let address = daemon.addresses()[0].trim_start_matches("http://").to_owned();
        let new = |name: &str| NewUser {
            name: name.to_owned(),
            email: format!("{name}@example.org"),
            password: Some(PASSWORD.to_owned()),
            role: Role::User,
            language: None,
        };
        user::create(&daemon.ctx(), BY, new("alice")).await.unwrap();
        Self { daemon, hand, address, _dir: dir }
    }

    fn post(&self, path: &str, headers: &str, content_type: &str, body: &str) -> Answer {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        exchange(&mut stream, path, headers, content_type, body)
    }

    fn form(&self, path: &str, headers: &str, body: &str) -> Answer {
        self.post(path, headers, "application/x-www-form-urlencoded", body)
    }

    fn login(&self, headers: &str) -> Answer {
        let body = format!(r#"{{"email": "alice", "password": "{PASSWORD}"}}"#);
        self.post("/api/auth/login", headers, "application/json", &body)
    }
}

/// A request through a trusted proxy, from somewhere else where `headers` do not say from where.
fn exchange(stream: &mut (impl Read + Write), path: &str, headers: &str, content_type: &str, body: &str) -> Answer {
    let length = body.len();
    let afar = if headers.contains("X-Forwarded-For") { "" } else { "X-Forwarded-For: 192.0.2.200\r\n" };
    write!(
        stream,
        "POST {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n{afar}{headers}Content-Type: {content_type}\r\n\
         Content-Length: {length}\r\n\r\n{body}"
    )
    .unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    let (head, body) = text.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    Answer { status, head: head.to_owned(), body: body.to_owned() }
}

#[tokio::test(flavor = "multi_thread")]
async fn sign_ins_are_counted_on_the_api_and_the_page_together_and_pass_with_the_time() {
    let world = World::new(each(2), |_| {}).await;
    assert_eq!(world.login("").status, 200);
    let page = world.form("/login", "", &format!("email=alice&password={}", PASSWORD.replace(' ', "+")));
    assert_eq!(page.status, 303);

    let refused = world.login("");
    assert_eq!((refused.status, refused.retry_after()), (429, Some("1800")));
    assert_eq!(refused.json()["status"], "error");
    let page = world.form("/login", "", "email=alice&password=x");
    assert_eq!((page.status, page.retry_after()), (429, Some("1800")));
    assert!(page.body.contains("Please wait 30 minutes"), "{}", page.body);

    world.hand.advance(Duration::from_secs(1800));
    assert_eq!(world.login("").status, 200);
    assert_eq!(world.login("").status, 429);
    world.daemon.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn only_a_trusted_proxy_says_whose_request_it_is() {
    let from = |address: &str| format!("X-Forwarded-For: {address}\r\n");
    let world = World::new(each(1), |_| {}).await;
    for (address, status) in [
        ("192.0.2.1", 200),
        ("192.0.2.1", 429),
        ("192.0.2.2", 200),
        // What the client itself has sent stands to the left of what the proxy has seen.
        ("192.0.2.99, 192.0.2.2", 429),
        ("2001:db8::1", 200),
        ("2001:db8::ffff:2", 429),
        ("2001:db8:0:1::1", 200),
        ("::ffff:192.0.2.1", 429),
        ("192.0.2.1:50123", 429),
        ("[2001:db8::1]:50123", 429),
        // Nobody is let off for what cannot be read, or for saying that they are this machine: they are one.
        ("unknown", 200),
        ("127.0.0.1", 429),
        ("", 429),
        ("127.0.0.1, 127.0.0.1", 429),
        ("192.0.2.2, 127.0.0.1", 429),
    ] {
        assert_eq!(world.login(&from(address)).status, status, "{address}");
    }
    // Bytes that are no text stand to the left of what the proxy has seen.
    let body = format!(r#"{{"email": "alice", "password": "{PASSWORD}"}}"#);
    let head =
        "POST /api/auth/login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n";
    let mut request = format!("{head}Content-Length: {}\r\nX-Forwarded-For: ", body.len()).into_bytes();
    request.extend_from_slice(b"\xff, 192.0.2.1\r\n\r\n");
    request.extend_from_slice(body.as_bytes());
    let mut stream = TcpStream::connect(&world.address).unwrap();
    stream.write_all(&request).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 429"), "{answer}");
    world.daemon.stop().await.unwrap();

    let world = World::new(each(1), |config| config.server.trusted_proxies.clear()).await;
    for host in 0..5 {
        assert_eq!(world.login(&from("192.0.2.1")).status, 200, "{host}: this machine itself, whatever it says");
    }
    world.daemon.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn over_a_unix_socket_the_proxy_is_believed() {
    let sockets = tempfile::tempdir().unwrap();
    let path = sockets.path().join("http.sock");
    let listen = Listen::Unix(path.clone());
    let world = World::new(each(1), |config| config.server.listen.push(listen)).await;
    let login = |forwarded: &str| {
        let body = format!(r#"{{"email": "alice", "password": "{PASSWORD}"}}"#);
        let mut stream = UnixStream::connect(&path).unwrap();
        exchange(&mut stream, "/api/auth/login", forwarded, "application/json", &body).status
    };
    assert_eq!(login("X-Forwarded-For: 192.0.2.1\r\n"), 200);
    assert_eq!(login("X-Forwarded-For: 192.0.2.1\r\n"), 429);
    assert_eq!(login("X-Forwarded-For: 192.0.2.2\r\n"), 200);
    world.daemon.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn the_token_endpoint_refuses_in_the_words_of_the_protocol() {
    let world = World::new(Limits { token: "2/1m".parse().unwrap(), ..Limits::OFF }, |_| {}).await;
    for _ in 0..2 {
        assert_eq!(world.form("/api/oauth/token", "", "grant_type=refresh_token").status, 400);
    }
    let refused = world.form("/api/oauth/token", "", "grant_type=refresh_token");
    assert_eq!((refused.status, refused.retry_after()), (429, Some("30")));
    assert_eq!(refused.json()["error"], "temporarily_unavailable");
    assert!(
        refused.head.contains("access-control-allow-origin: *") && refused.head.contains("cache-control: no-store")
    );
    // Others' tokens can still be ended and asked about.
    assert_eq!(world.form("/api/oauth/revoke", "", "token=x").status, 400);
    world.daemon.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_confidential_client_is_counted_wherever_it_comes_from_and_only_when_it_proves_who_it_is() {
    let world = World::new(Limits { client: "2/1m".parse().unwrap(), ..Limits::OFF }, |_| {}).await;
    let ctx = world.daemon.ctx();
    let owner = testing::add_user(&ctx, "owner", Role::User).await;
    let (app, secret) = testing::add_app(&ctx, owner, ClientType::Confidential, "profile:read").await;
    let (public, _) = testing::add_app(&ctx, owner, ClientType::Public, "profile:read").await;
    let ask = |client_id: &str, secret: &str, host: u8| {
        let headers = format!("X-Forwarded-For: 192.0.2.{host}\r\n");
        let body = format!("grant_type=refresh_token&refresh_token=x&client_id={client_id}{secret}");
        world.form("/api/oauth/token", &headers, &body)
    };
    let (client_id, proof) = (&app.client.client_id, format!("&client_secret={}", secret.unwrap().reveal()));
    for host in 0..9 {
        assert_eq!(ask(client_id, "&client_secret=guess", host).json()["error"], "invalid_client");
        assert_eq!(ask(&public.client.client_id, "", host).json()["error"], "invalid_grant");
    }
    assert_eq!(ask(client_id, &proof, 1).json()["error"], "invalid_grant");
    assert_eq!(ask(client_id, &proof, 2).json()["error"], "invalid_grant");
    let refused = ask(client_id, &proof, 3);
    assert_eq!((refused.status, refused.retry_after()), (429, Some("30")));
    assert_eq!(refused.json()["error"], "temporarily_unavailable");
    world.daemon.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn failed_client_authentication_is_counted_at_all_endpoints_and_stops_nobody_who_succeeds() {
    let world = World::new(Limits { client_failures: "3/1m".parse().unwrap(), ..Limits::OFF }, |_| {}).await;
    let (api, secret) = resource_server::add(&world.daemon.ctx(), BY, "notes").await.unwrap();
    let wrong = format!("client_id={}&client_secret=grp_wrong&token=x", api.client_id);
    assert_eq!(world.form("/api/oauth/introspect", "", &wrong).status, 400);
    assert_eq!(world.form("/api/oauth/revoke", "", &wrong).status, 400);
    let basic = "Authorization: Basic YTpi\r\n";
    let failed = world.form("/api/oauth/token", basic, "grant_type=refresh_token&refresh_token=x");
    assert_eq!(failed.status, 401);
    for path in ["/api/oauth/introspect", "/api/oauth/revoke"] {
        let refused = world.form(path, "", &wrong);
        assert_eq!((refused.status, refused.retry_after()), (429, Some("20")), "{path}");
        assert_eq!(refused.json()["error"], "temporarily_unavailable");
    }
    let right = format!("client_id={}&client_secret={}&token=x", api.client_id, secret.reveal());
    let answer = world.form("/api/oauth/introspect", "", &right);
    assert_eq!((answer.status, answer.json()["active"].as_bool()), (200, Some(false)));
    assert_eq!(world.daemon.ctx().limits.refused()[6], ("client_failures", 2));
    world.daemon.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn accounts_apps_and_links_have_limits_of_their_own() {
    let world = World::new(Limits { login: Rate::Off, ..each(1) }, |_| {}).await;
    let register = |name: &str| {
        let body = format!(r#"{{"username": "{name}", "email": "{name}@example.org", "password": "{PASSWORD}"}}"#);
        world.post("/api/auth/register", "", "application/json", &body)
    };
    assert_eq!(register("bob").status, 200);
    let refused = register("carol");
    assert_eq!((refused.status, refused.retry_after()), (429, Some("3600")));
    assert_eq!(refused.json()["status"], "error");

    let bearer =
        |answer: Answer| format!("Authorization: Bearer {}\r\n", answer.json()["auth_token"].as_str().unwrap());
    let alice = bearer(world.login(""));
    let app = r#"{"client_name": "a", "client_uri": "https://a.example", "scope": "profile:read",
                  "redirect_uris": ["https://a.example/cb"]}"#;
    let create = |headers: &str| world.post("/api/oauth/apps", headers, "application/json", app);
    assert_eq!(create(&alice).status, 201);
    let refused = create(&alice);
    assert_eq!((refused.status, refused.retry_after()), (429, Some("3600")));
    let body = format!(r#"{{"email": "bob", "password": "{PASSWORD}"}}"#);
    let bob = bearer(world.post("/api/auth/login", "", "application/json", &body));
    assert_eq!(create(&bob).status, 201, "another account has its own");

    let link = |path: &str| world.form(path, "", "key=grl_wrong&password=a&password_again=a&username=a&email=b");
    assert_eq!(link("/setup").status, 403);
    let refused = link("/login/password");
    assert_eq!((refused.status, refused.retry_after()), (429, Some("3600")));
    assert!(refused.head.contains("content-type: text/html"), "{refused:?}");
    world.daemon.stop().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn limits_change_without_a_restart() {
    let world = World::new(each(1), |_| {}).await;
    assert_eq!(world.login("").status, 200);
    assert_eq!(world.login("").status, 429);
    let mut config = Config::clone(&world.daemon.ctx().config);
    config.oauth.remember_consent = true;
    assert!(world.daemon.reload(config.clone()).unwrap().is_empty());
    assert_eq!(world.login("").status, 429, "what is counted is not forgotten when something else changes");
    config.limits.login = Rate::Off;
    assert!(world.daemon.reload(config).unwrap().is_empty());
    assert!((0..5).all(|_| world.login("").status == 200));
    world.daemon.stop().await.unwrap();
}
