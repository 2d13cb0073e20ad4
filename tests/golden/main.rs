//! Data directories as each released format left them, opened and fully used by today's build. How one is made and added
//! is in `README.md` beside this.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where something is wrong")]

mod make;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use grantd::clock::Timestamp;
use grantd::config::Storage;
use grantd::store::memory::MemoryEngine;
use grantd::store::{Store, transfer};
use grantd::testing;
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Every format that a release has written. A new one is added, none is ever taken away.
const FORMATS: [u8; 1] = [1];

fn file(format: u8, suffix: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/golden/format-{format}.{suffix}"))
}

/// What stands in the export of a format, without the header and the footer: those tell who wrote it and when.
fn golden(format: u8) -> Vec<String> {
    records(&std::fs::read_to_string(file(format, "jsonl")).unwrap())
}

fn records(export: &str) -> Vec<String> {
    let lines: Vec<String> = export.lines().map(str::to_owned).collect();
    lines[1..lines.len() - 1].to_vec()
}

fn secrets(format: u8) -> Value {
    serde_json::from_slice(&std::fs::read(file(format, "secrets.json")).unwrap()).unwrap()
}

/// The directory of a format, in a place of its own.
fn unpacked(format: u8) -> tempfile::TempDir {
    let dir = tempfile::tempdir().unwrap();
    let unpacked = Command::new("tar").arg("-xzf").arg(file(format, "tar.gz")).arg("-C").arg(dir.path()).status();
    assert!(unpacked.unwrap().success());
    dir
}

fn exported(store: &Store) -> Vec<String> {
    let mut bytes = Vec::new();
    transfer::export(store, Timestamp::default(), &mut bytes).unwrap();
    records(&String::from_utf8(bytes).unwrap())
}

fn grantd(data: &Path, args: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_grantd"));
    command.env_remove("RUST_LOG").env_remove("GRANTD_CONFIG").current_dir(data.parent().unwrap());
    command.arg("--data-dir").arg(data).args(args).output().unwrap()
}

#[test]
fn every_format_opens_is_sound_and_exports_what_it_always_did() {
    for format in FORMATS {
        let dir = unpacked(format);
        let data = dir.path().join("data");
        let store = Store::open(&Storage::default(), &data).unwrap();
        assert_eq!(exported(&store), golden(format));
        store.engine().close().unwrap();
        drop(store);
        let checked = grantd(&data, &["check", "--data"]);
        let said = String::from_utf8(checked.stdout).unwrap();
        assert!(checked.status.success() && said.ends_with("Nothing is wrong.\n"), "{said}");
        // The neutral format brings the same, by way of another engine.
        let copy = Store::new(std::sync::Arc::new(MemoryEngine::default())).unwrap();
        transfer::import(&copy, &mut std::fs::read(file(format, "jsonl")).unwrap().as_slice()).unwrap();
        assert_eq!(exported(&copy), golden(format));
    }
}

#[test]
fn a_golden_directory_holds_every_kind_of_record() {
    for format in FORMATS {
        let store = Store::new(std::sync::Arc::new(MemoryEngine::default())).unwrap();
        let counts = transfer::import(&store, &mut std::fs::read(file(format, "jsonl")).unwrap().as_slice()).unwrap();
        assert_eq!(counts.len(), 14, "{counts:?}");
    }
}

/// One request; the status and the JSON of the answer.
async fn call(url: &str, head: &str, headers: &[(&str, &str)], body: &str) -> (u16, Value) {
    let address = url.strip_prefix("http://").unwrap();
    let mut request = format!("{head} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n");
    for (name, value) in headers {
        request += &format!("{name}: {value}\r\n");
    }
    request += &format!("Content-Length: {}\r\n\r\n{body}", body.len());
    let mut stream = TcpStream::connect(address).await.unwrap();
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await.unwrap();
    let status = answer.split(' ').nth(1).unwrap().parse().unwrap();
    let body = answer.split_once("\r\n\r\n").unwrap().1;
    (status, serde_json::from_str(body).unwrap_or(Value::Null))
}

/// A daemon over golden data, and the secrets that belong to it.
struct World {
    url: String,
    secrets: Value,
}

impl World {
    fn secret(&self, name: &str) -> &str {
        self.secrets[name].as_str().unwrap_or_else(|| panic!("the secrets have no {name}"))
    }

    async fn form(&self, path: &str, fields: &[(&str, &str)]) -> (u16, Value) {
        let headers = [("Content-Type", "application/x-www-form-urlencoded")];
        let body: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={value}")).collect();
        call(&self.url, &format!("POST {path}"), &headers, &body.join("&")).await
    }

    /// A form of the app's own, with its credentials.
    async fn app(&self, path: &str, fields: &[(&str, &str)]) -> (u16, Value) {
        let own = [("client_id", self.secret("client_id")), ("client_secret", self.secret("client_secret"))];
        self.form(path, &[&own[..], fields].concat()).await
    }

    async fn is_active(&self, token: &str) -> bool {
        let fields =
            [("client_id", self.secret("api_id")), ("client_secret", self.secret("api_secret")), ("token", token)];
        let (status, answer) = self.form("/api/oauth/introspect", &fields).await;
        assert_eq!(status, 200, "{answer}");
        answer["active"].as_bool().unwrap()
    }

    async fn get(&self, path: &str, token: &str) -> (u16, Value) {
        call(&self.url, &format!("GET {path}"), &[("Authorization", &format!("Bearer {token}"))], "").await
    }
}

#[tokio::test]
async fn every_format_can_be_used_as_if_it_were_of_today() {
    for format in FORMATS {
        let dir = unpacked(format);
        let data = dir.path().join("data");
        let (daemon, _hand) = testing::daemon(make::config(&data)).await;
        let world = World { url: daemon.addresses()[0].clone(), secrets: secrets(format) };
        people_sign_in(&world).await;
        tokens_are_good_for_what_they_were(&world).await;
        daemon.stop().await.unwrap();
        let checked = grantd(&data, &["check", "--data"]);
        assert!(checked.status.success(), "{}", String::from_utf8_lossy(&checked.stdout));
    }
}

async fn people_sign_in(world: &World) {
    let body = json!({ "email": "ALICE@example.org", "password": world.secret("password") }).to_string();
    let (status, answer) =
        call(&world.url, "POST /api/auth/login", &[("Content-Type", "application/json")], &body).await;
    assert_eq!(status, 200, "{answer}");
    // The new session and the one that lies in the data.
    for session in [answer["auth_token"].as_str().unwrap(), world.secret("session")] {
        let (status, apps) = world.get("/api/oauth/apps", session).await;
        assert_eq!((status, apps["pagination"]["total"].as_u64()), (200, Some(2)), "{apps}");
        assert_eq!(apps["data"]["clients"][1]["client_id"], world.secret("client_id"));
        let (status, grants) = world.get("/api/oauth/grants", session).await;
        assert_eq!((status, grants["data"]["grants"].as_array().unwrap().len()), (200, 1), "{grants}");
        assert!(grants["data"]["grants"][0]["last_used_at"].is_string(), "{grants}");
    }
    let (status, profile) = world.get("/api/auth/profile", world.secret("session")).await;
    assert_eq!((status, &profile["data"]["bio"]), (200, &json!("Runs.\nß 😀")), "{profile}");
    let (status, instance) = world.get("/api/config", world.secret("session")).await;
    assert!(status == 200 && instance.to_string().contains("Golden"), "{instance}");
    assert_eq!(world.get("/api/oauth/apps", world.secret("session_ended")).await.0, 401, "what ended stays ended");
}

async fn tokens_are_good_for_what_they_were(world: &World) {
    let access = world.secret("access_token");
    assert!(world.is_active(access).await);
    assert_eq!(world.get("/api/auth/profile", access).await.0, 200);
    for ended in ["access_rotated", "access_withdrawn", "access_revoked", "refresh_revoked"] {
        assert!(!world.is_active(world.secret(ended)).await, "{ended} has come back");
    }
    // The code that nobody has spent yet.
    let verifier = ("code_verifier", world.secret("verifier"));
    let exchange = [("grant_type", "authorization_code"), ("redirect_uri", testing::REDIRECT_URI), verifier];
    let pending = [&exchange[..], &[("code", world.secret("code"))]].concat();
    let (status, given) = world.app("/api/oauth/token", &pending).await;
    assert_eq!((status, &given["scope"]), (200, &json!("profile:read")), "{given}");
    assert!(world.is_active(given["access_token"].as_str().unwrap()).await);
    assert_eq!(world.app("/api/oauth/token", &pending).await.0, 400, "a code is spent once");
    // Rotation goes on where it was; the token that was replaced before gives itself away.
    let refresh = |token: &str| [("grant_type", "refresh_token".to_owned()), ("refresh_token", token.to_owned())];
    let current = refresh(world.secret("refresh_token"));
    let fields: Vec<(&str, &str)> = current.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let (status, next) = world.app("/api/oauth/token", &fields).await;
    assert_eq!(status, 200, "{next}");
    let next = next["access_token"].as_str().unwrap().to_owned();
    assert!(world.is_active(&next).await && !world.is_active(access).await);
    assert_eq!(world.app("/api/oauth/revoke", &[("token", &next)]).await.0, 200);
    assert!(!world.is_active(&next).await);
}

/// Data of a format that is still to come: refused by everything, in one line, and left as it is.
#[test]
fn a_downgrade_is_refused_in_one_line_that_says_what_to_do() {
    let dir = unpacked(FORMATS[0]);
    let data = dir.path().join("data");
    let mark = |value: Option<&[u8]>| {
        let db = sled::Config::new().path(data.join("store")).open().unwrap();
        if let Some(value) = value {
            db.insert(b"V", value).unwrap();
        }
        let found = db.get(b"V").unwrap().unwrap().to_vec();
        db.flush().unwrap();
        found
    };
    mark(Some(&[99]));
    for args in [&["serve", "--listen", "127.0.0.1:0"][..], &["user", "list"], &["export"], &["check"]] {
        let refused = grantd(&data, args);
        let told = String::from_utf8(refused.stderr).unwrap();
        assert_eq!((refused.status.code(), told.lines().count()), (Some(1), 1), "{args:?}: {told}");
        assert!(
            told.contains("the data has format 99, this version of grantd reads up to format 1: install the newer"),
            "{told}"
        );
        assert!(refused.stdout.is_empty());
    }
    let checked = grantd(&data, &["check", "--data", "--repair"]);
    let said = String::from_utf8(checked.stdout).unwrap();
    assert!(checked.status.code() == Some(1) && said.contains("format mark: the data has format 99"), "{said}");
    assert_eq!(mark(None), [99]);
}
