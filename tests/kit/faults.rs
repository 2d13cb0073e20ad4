//! Faults, as a client sees them.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpListener;
use std::time::{Duration, Instant};

use grantd::testing::TestServer;
use grantd::testing::faults::{Fault, Kind};
use grantd::testing::fixture::Token;
use serde_json::Value;

use crate::{FORM, ask, ask_raw, json};

const TOKEN: &str = "/api/oauth/token";

async fn refresh_token(server: &TestServer) -> String {
    let token = Token { user: "alice".to_owned(), app: "web".to_owned(), ..Token::default() };
    server.mint(token).await.refresh_token
}

fn refresh(server: &TestServer, token: &str) -> String {
    let secret = server.app("web").client_secret.clone().unwrap();
    let form = format!("grant_type=refresh_token&refresh_token={token}&client_id=web&client_secret={secret}");
    ask_raw(server.issuer(), "POST", TOKEN, &format!("{}: {}\r\n", FORM.0, FORM.1), &form)
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or_default()
}

#[tokio::test]
async fn a_connection_ends_before_or_after_the_token_was_rotated() {
    let server = TestServer::start().await;
    for (kind, still_good) in [(Kind::CutBefore, true), (Kind::CutAfter, false)] {
        let token = refresh_token(&server).await;
        server.fault(Fault::new("token", kind));
        assert_eq!(refresh(&server, &token), "", "{kind:?}: not one byte");
        let lost = server.requests_to(TOKEN).pop().unwrap();
        assert_eq!((lost.fault, lost.status), (Some(kind), (!still_good).then_some(200)));
        // Beyond the grace for lost answers: whether it was rotated shows.
        server.advance(Duration::from_secs(11));
        assert_eq!(status(&refresh(&server, &token)) == "200", still_good, "{kind:?}");
    }
    let token = refresh_token(&server).await;
    server.fault(Fault::new("token", Kind::CutAfter));
    assert_eq!(refresh(&server, &token), "");
    assert_eq!(status(&refresh(&server, &token)), "200", "within the grace the same token works again");
}

#[tokio::test]
async fn an_answer_is_another_one_or_comes_in_another_way() {
    let server = TestServer::start().await;
    let headers = BTreeMap::from([("Retry-After".to_owned(), "7".to_owned())]);
    let unavailable = Fault { headers, body: "later".to_owned(), skip: 1, ..Fault::new("token", Kind::Status) };
    server.fault(unavailable);
    let token = refresh_token(&server).await;
    let first = refresh(&server, &token);
    assert_eq!(status(&first), "200", "one passes unharmed");
    let second = refresh(&server, "whatever");
    assert!(status(&second) == "503" && second.contains("retry-after: 7") && second.ends_with("later"), "{second}");

    let metadata = || ask_raw(server.issuer(), "GET", "/.well-known/oauth-authorization-server", "", "");
    let body = |answer: &str| answer.split_once("\r\n\r\n").unwrap().1.to_owned();
    let whole = body(&metadata());
    server.fault(Fault::new("metadata", Kind::MalformedJson));
    let half = metadata();
    assert!(whole.starts_with(&body(&half)) && serde_json::from_str::<Value>(&body(&half)).is_err(), "{half}");
    assert!(half.contains(&format!("content-length: {}", body(&half).len())), "{half}");
    server.fault(Fault::new("metadata", Kind::WrongContentType));
    assert!(metadata().contains("content-type: text/html; charset=utf-8"));

    let slow =
        Fault { bytes: Some(100), every: Some(Duration::from_millis(20)), ..Fault::new("metadata", Kind::SlowDrip) };
    server.fault(slow);
    let began = Instant::now();
    let dripped = metadata();
    let drops = whole.len().div_ceil(100);
    assert!(began.elapsed() >= Duration::from_millis(20) * u32::try_from(drops).unwrap(), "{:?}", began.elapsed());
    assert_eq!(body(&dripped).matches("\r\n64\r\n").count() + 1, drops - 1, "in chunks of 100 bytes: {dripped}");

    server.fault(Fault { delay: Duration::from_millis(150), ..Fault::new("metadata", Kind::Delay) });
    let began = Instant::now();
    assert_eq!(body(&metadata()), whole);
    assert!(began.elapsed() >= Duration::from_millis(150));
    assert_eq!(body(&metadata()), whole, "and the next ones as ever");
    let kinds: Vec<_> = server.requests().iter().filter_map(|seen| seen.fault).collect();
    let met = [Kind::Status, Kind::MalformedJson, Kind::WrongContentType, Kind::SlowDrip, Kind::Delay];
    assert_eq!(kinds, met);
    assert!(server.control().faults().is_empty());
}

#[tokio::test]
async fn what_an_upstream_answers_passes_through_and_meets_faults_too() {
    let upstream = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = upstream.local_addr().unwrap();
    std::thread::spawn(move || {
        for stream in upstream.incoming() {
            let mut stream = stream.unwrap();
            let mut head = [0; 4096];
            let _read = stream.read(&mut head).unwrap();
            stream.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nConnection: close\r\n\r\nnotes").unwrap();
        }
    });
    let fixture = format!(
        "[[route]]\npath = \"/notes\"\npublic = true\n[[upstream]]\npath = \"/notes\"\nurl = \"http://{address}\"\n\
         [[user]]\nname = \"alice\"\n"
    );
    let server = TestServer::builder().fixture(&fixture).start().await;
    assert_eq!(ask(server.issuer(), "GET", "/notes", &[], ""), (200, "notes".to_owned()));
    let seen = server.requests_to("/notes").pop().unwrap();
    assert_eq!((seen.status, seen.body, seen.response_body), (Some(200), None, None));
    server.fault(Fault::new("/not*", Kind::CutAfter));
    assert_eq!(ask_raw(server.issuer(), "GET", "/notes", "", ""), "");
    let (_, time) = ask(server.issuer(), "GET", "/_test/clock", &[], "");
    assert_eq!(json(&time)["frozen"], false);
}
