//! Resets while something goes on, and what a client does that does not wait.

use std::io::Write;
use std::net::TcpStream;
use std::sync::Arc;
use std::time::{Duration, Instant};

use grantd::testing::TestServer;
use grantd::testing::faults::{Fault, Kind};
use grantd::testing::fixture::Token;
use serde_json::json as value;

use crate::{FORM, JSON, ask, ask_raw};

const TOKEN: &str = "/api/oauth/token";
const METADATA: &str = "/.well-known/oauth-authorization-server";
const FIXTURE: &str = "[storage]\nsweep_interval = \"1s\"\n[test]\nseed = 7\n[[user]]\nname = \"alice\"\n\
                       [[app]]\nname = \"web\"\nclient_id = \"web\"\n[[token]]\nname = \"t\"\nuser = \"alice\"\napp = \"web\"\n";

async fn server(more: &str) -> TestServer {
    TestServer::builder().fixture(&format!("{FIXTURE}{more}")).start().await
}

fn refresh(server: &TestServer) -> String {
    let (token, secret) = (&server.tokens("t").refresh_token, server.app("web").client_secret.as_ref().unwrap());
    let form = format!("grant_type=refresh_token&refresh_token={token}&client_id=web&client_secret={secret}");
    ask_raw(server.issuer(), "POST", TOKEN, &format!("{}: {}\r\n", FORM.0, FORM.1), &form)
}

async fn until(what: &str, holds: impl Fn() -> bool) {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < Duration::from_secs(10), "it never came: {what}");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

#[tokio::test]
async fn a_request_that_waits_for_a_fault_does_not_outlive_a_reset() {
    let server = Arc::new(server("").await);
    for kind in [Kind::Delay, Kind::CutAfter, Kind::Status] {
        server.fault(Fault { delay: Duration::from_secs(600), ..Fault::new("token", kind) });
        let waiting = std::thread::spawn({
            let server = Arc::clone(&server);
            move || refresh(&server)
        });
        until("the request", || server.requests_to(TOKEN).len() == 1).await;
        assert_eq!((server.requests()[0].status, server.requests()[0].fault), (None, Some(kind)));
        server.reset().await;
        assert_eq!(waiting.join().unwrap(), "", "it is cut off, and at once");
        assert!(server.requests().is_empty());
        assert!(refresh(&server).starts_with("HTTP/1.1 200"), "the token was not rotated by it");
        server.reset().await;
    }
}

#[tokio::test]
async fn a_request_that_has_begun_is_undone_by_a_reset() {
    // Hashes that take a while: a sign-in is under way when the reset comes.
    let server = Arc::new(server("[accounts]\nargon2_memory = \"32MiB\"\n").await);
    for _ in 0..2 {
        let session = std::thread::spawn({
            let server = Arc::clone(&server);
            move || {
                let body = value!({"email": "alice", "password": "alice-password"}).to_string();
                ask(server.issuer(), "POST", "/api/auth/login", &[JSON], &body)
            }
        });
        until("the request", || !server.requests().is_empty()).await;
        server.reset().await;
        let (status, answer) = session.join().unwrap();
        assert_eq!(status, 200, "{answer}");
        let token = crate::json(&answer)["auth_token"].as_str().unwrap().to_owned();
        let bearer = [("Authorization", &*format!("Bearer {token}"))];
        assert!(server.requests().is_empty(), "what began before is not written down");
        assert_eq!(
            ask(server.issuer(), "GET", "/api/oauth/grants", &bearer, "").0,
            401,
            "nor does its session live on"
        );
        server.reset().await;
    }
}

#[tokio::test]
async fn what_was_used_before_a_reset_is_not_noted_after_it() {
    let server = server("").await;
    let session = &server.user("alice").session;
    let bearer = [("Authorization", &*format!("Bearer {session}"))];
    let ends = || {
        let hash = grantd::secret::TokenHash::of(session.as_bytes());
        server.ctx().store.get::<grantd::store::records::Session>(&hash).unwrap().unwrap().expires_at
    };
    let at_first = ends();
    server.advance(Duration::from_secs(20 * 86_400));
    assert_eq!(ask(server.issuer(), "GET", "/api/oauth/grants", &bearer, "").0, 200);
    server.reset().await;
    // Longer than the sweeper waits that has begun to before the reset.
    tokio::time::sleep(Duration::from_millis(1500)).await;
    let after = ends().since(at_first);
    assert!(after < Duration::from_secs(60), "{after:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn resets_and_requests_at_once_end_in_the_fixture() {
    let server = Arc::new(server("").await);
    let tasks: Vec<_> = (0..3)
        .map(|_| {
            let server = Arc::clone(&server);
            tokio::spawn(async move {
                for _ in 0..20 {
                    let token = Token { user: "alice".to_owned(), app: "web".to_owned(), ..Token::default() };
                    server.mint(token).await;
                    server.sign_in("alice").await;
                    server.reset().await;
                    tokio::task::block_in_place(|| refresh(&server));
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    server.reset().await;
    let keys = |server: &TestServer| {
        let store = &server.ctx().store;
        let keys = store.engine().snapshot().unwrap().map(|pair| pair.unwrap().0);
        // An index by moments differs from server to server.
        keys.filter(|key| key[0].is_ascii_uppercase()).collect::<Vec<_>>()
    };
    let fresh = self::server("").await;
    assert_eq!(keys(&server), keys(&fresh));
    assert!(refresh(&server).starts_with("HTTP/1.1 200"));
}

#[tokio::test]
async fn a_client_that_gives_up_has_asked_all_the_same() {
    let server = server("").await;
    server.fault(Fault { delay: Duration::from_secs(600), ..Fault::new("metadata", Kind::Delay) });
    let mut impatient = TcpStream::connect(server.issuer().strip_prefix("http://").unwrap()).unwrap();
    impatient.write_all(format!("GET {METADATA} HTTP/1.1\r\nHost: a\r\n\r\n").as_bytes()).unwrap();
    until("the request", || server.requests().len() == 1).await;
    drop(impatient);
    assert_eq!(ask(server.issuer(), "GET", METADATA, &[], "").0, 200);
    let seen = server.requests_to(METADATA);
    let told: Vec<_> = seen.iter().map(|one| (one.number, one.status, one.fault)).collect();
    assert_eq!(told, [(1, None, Some(Kind::Delay)), (2, Some(200), None)]);
}
