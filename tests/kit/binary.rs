//! `grantd test-server` as test runners use it: the built binary, its line, its end, its directory, and that nothing of its
//! control API is in `grantd serve`.
use std::fs;
use std::io::{BufRead, BufReader, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::ask;

const FIXTURE: &str = r#"
[oauth]
access_token_lifetime = "10m"

[[scope]]
name = "notes:read"
description = "Read your notes"

[[route]]
path = "/notes"
scope = "notes:read"

[[user]]
name = "eve"
password = "eve's long password"
attributes = { upstream_id = "42" }

[[user]]
name = "mallory"
suspended = true

[[app]]
name = "Note keeper"
owner = "eve"
client_id = "keeper"
client_secret = "grs_test-server-web-0000000000000000000000000002RxqO2"

[[grant]]
user = "eve"
app = "Note keeper"
age = "30d"

[[token]]
name = "fresh"
user = "eve"
app = "Note keeper"
age = "2m"

[[token]]
name = "old"
user = "eve"
app = "keeper"
age = "11m"

[[token]]
name = "revoked"
user = "eve"
app = "keeper"
revoked = true

[[token]]
name = "of a suspended account"
user = "mallory"
app = "keeper"
"#;

fn command(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_grantd"));
    command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command.env_remove("RUST_LOG").env_remove("GRANTD_CONFIG");
    command
}

struct Server {
    child: Child,
    input: Option<ChildStdin>,
    ready: Value,
}

impl Server {
    fn start(args: &[&str]) -> Self {
        let mut child = command(&[&["test-server"], args].concat()).spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        if line.is_empty() {
            let mut why = String::new();
            child.stderr.take().unwrap().read_to_string(&mut why).unwrap();
            panic!("it did not start: {why}");
        }
        let input = child.stdin.take();
        Self { child, input, ready: serde_json::from_str(&line).unwrap() }
    }

    fn text(&self, key: &str) -> &str {
        self.ready[key].as_str().unwrap()
    }

    fn dir(&self) -> PathBuf {
        PathBuf::from(self.text("data_dir"))
    }

    fn ask(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &str) -> (u16, String) {
        ask(self.text("issuer"), method, path, headers, body)
    }

    fn control(&self, method: &str, path: &str, body: &Value) -> Value {
        let (status, text) = self.ask(method, path, &[("Content-Type", "application/json")], &body.to_string());
        assert!((200..300).contains(&status), "{method} {path}: {status} {text}");
        if text.is_empty() { Value::Null } else { serde_json::from_str(&text).unwrap() }
    }

    fn signal(&self, name: &str) {
        signal(self.child.id(), name);
    }

    /// Waits for its end; answers what it said on standard error.
    fn end(mut self) -> String {
        let status = self.child.wait().unwrap();
        let mut told = String::new();
        self.child.stderr.take().unwrap().read_to_string(&mut told).unwrap();
        assert!(status.success(), "{status}: {told}");
        told
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // Not killed: its directory would stay.
        drop(self.input.take());
        if self.child.try_wait().unwrap().is_none() {
            self.signal("TERM");
            self.child.wait().unwrap();
        }
    }
}

fn signal(process: u32, name: &str) {
    assert!(Command::new("kill").args([format!("-{name}"), process.to_string()]).status().unwrap().success());
}

fn wait_until(what: &str, holds: impl Fn() -> bool) {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < Duration::from_secs(10), "it never came: {what}");
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn fixture(dir: &Path, text: &str) -> String {
    let file = dir.join("fixture.toml");
    fs::write(&file, text).unwrap();
    file.to_str().unwrap().to_owned()
}

fn refused(args: &[&str]) -> (Option<i32>, String) {
    let output = command(&[&["test-server"], args].concat()).output().unwrap();
    assert!(output.stdout.is_empty(), "{output:?}");
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn its_line_says_where_it_is_and_its_directory_goes_away_with_it() {
    for name in ["TERM", "INT", "HUP"] {
        let server = Server::start(&[]);
        let dir = server.dir();
        assert_eq!(fs::metadata(&dir).unwrap().permissions().mode() & 0o777, 0o700);
        assert_eq!(server.ready["pid"], server.child.id());
        assert_eq!(server.text("control"), format!("{}/_test", server.text("issuer")));
        assert_eq!(server.ready["admin"], server.ready["users"]["admin"]);
        let metadata = server.ask("GET", "/.well-known/oauth-authorization-server", &[], "").1;
        assert_eq!(serde_json::from_str::<Value>(&metadata).unwrap()["issuer"], server.ready["issuer"]);
        server.signal(name);
        let told = server.end();
        assert!(told.contains("never use it in production") && told.lines().count() == 1, "{told}");
        assert!(!dir.exists(), "after SIG{name}");
    }
}

#[test]
fn it_does_not_go_on_where_nobody_reads_its_line() {
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let output = command(&["test-server"]).stdout(writer).stdin(Stdio::null()).output().unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.code() == Some(1) && told.contains("nobody reads where the server is"), "{told}");
}

#[test]
fn a_directory_with_a_name_stays_whatever_the_name_is() {
    let parent = tempfile::tempdir().unwrap();
    let own = parent.path().join("grantd-test-server-mine");
    let server = Server::start(&["--data-dir", own.to_str().unwrap()]);
    fs::write(own.join("notes"), "mine").unwrap();
    drop(server);
    let mut other = command(&["test-server"]).env("TMPDIR", parent.path()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(other.stdout.take().unwrap()).read_line(&mut line).unwrap();
    assert!(line.contains(parent.path().to_str().unwrap()), "{line}");
    signal(other.id(), "TERM");
    other.wait().unwrap();
    assert_eq!(fs::read_to_string(own.join("notes")).unwrap(), "mine");
}

#[test]
fn it_ends_with_its_input_and_only_if_it_is_told_to() {
    let mut server = Server::start(&["--exit-with-parent"]);
    let dir = server.dir();
    server.input.as_mut().unwrap().write_all(b"what is written means nothing").unwrap();
    server.control("GET", "/_test/clock", &Value::Null);
    drop(server.input.take());
    server.end();
    assert!(!dir.exists());

    let mut server = Server::start(&[]);
    drop(server.input.take());
    std::thread::sleep(Duration::from_millis(100));
    server.control("GET", "/_test/clock", &Value::Null);
}

#[test]
fn it_ends_with_the_process_that_started_it() {
    let dir = tempfile::tempdir().unwrap();
    let line = dir.path().join("line");
    let mut shell = Command::new("sh");
    // The shell's own input stays open: it is its end alone that tells.
    shell.args(["-c", "exec 3<&0; \"$0\" test-server --exit-with-parent <&3 >\"$1\" 2>/dev/null & wait"]);
    shell.args([env!("CARGO_BIN_EXE_grantd"), line.to_str().unwrap()]).stdin(Stdio::piped());
    let mut shell = shell.spawn().unwrap();
    let told = || fs::read_to_string(&line).unwrap_or_default();
    wait_until("its line", || told().ends_with('\n'));
    let ready: Value = serde_json::from_str(&told()).unwrap();
    let data = PathBuf::from(ready["data_dir"].as_str().unwrap());
    assert!(data.is_dir());
    shell.kill().unwrap();
    shell.wait().unwrap();
    wait_until("its end", || !data.exists());
}

#[test]
fn a_seed_gives_the_same_ids_and_tokens_on_each_run() {
    let dir = tempfile::tempdir().unwrap();
    let file = fixture(dir.path(), FIXTURE);
    let run = |args: &[&str]| {
        let server = Server::start(&[&["--fixture", &file], args].concat());
        let mut ready = server.ready.clone();
        for differs in ["issuer", "control", "pid", "data_dir"] {
            ready[differs] = Value::Null;
        }
        let more = server.control("POST", "/_test/tokens", &json!({"user": "eve", "app": "keeper"}));
        (ready, more)
    };
    let (first, again) = (run(&["--seed", "7"]), run(&["--seed", "7"]));
    assert_eq!(first, again);
    assert_eq!(first.0["seed"], 7);
    let other = run(&["--seed", "8"]);
    assert_ne!(first.0["tokens"]["fresh"]["access_token"], other.0["tokens"]["fresh"]["access_token"]);
    let (unseeded, another) = (run(&[]), run(&[]));
    assert_ne!(unseeded.0["tokens"]["fresh"]["access_token"], another.0["tokens"]["fresh"]["access_token"]);
    assert_ne!(unseeded.1["access_token"], another.1["access_token"]);
}

#[test]
fn a_fixture_is_there_from_the_first_request_on() {
    let dir = tempfile::tempdir().unwrap();
    let server = Server::start(&["--fixture", &fixture(dir.path(), FIXTURE)]);
    assert_eq!(server.ready["admin"]["name"], "admin", "the fixture names no administrator");
    let person = &server.ready["users"]["eve"];
    let session = person["session"].as_str().unwrap();
    let bearer = |token: &str| format!("Bearer {token}");
    let (status, grants) = server.ask("GET", "/api/oauth/grants", &[("Authorization", &bearer(session))], "");
    assert!(status == 200 && grants.contains("keeper"), "{grants}");
    let login = json!({"email": "eve", "password": person["password"]}).to_string();
    assert_eq!(server.ask("POST", "/api/auth/login", &[("Content-Type", "application/json")], &login).0, 200);

    let may = |name: &str| {
        let token = server.ready["tokens"][name]["access_token"].as_str().unwrap();
        let asked = [
            ("Authorization", bearer(token)),
            ("X-Original-URI", "/notes".into()),
            ("X-Original-Method", "GET".into()),
        ];
        let asked: Vec<_> = asked.iter().map(|(name, value)| (*name, value.as_str())).collect();
        server.ask("GET", "/forward-auth", &asked, "").0
    };
    assert_eq!(may("fresh"), 200);
    for name in ["old", "revoked", "of a suspended account"] {
        assert_eq!(may(name), 401, "{name}");
    }
    assert_eq!(server.ready["tokens"]["old"]["expires_in"], 0);
    let left = server.ready["tokens"]["fresh"]["expires_in"].as_u64().unwrap();
    assert!((475..=480).contains(&left), "{left}");

    let refresh = server.ready["tokens"]["old"]["refresh_token"].as_str().unwrap();
    let app = &server.ready["apps"]["Note keeper"];
    let form = format!(
        "grant_type=refresh_token&refresh_token={refresh}&client_id=keeper&client_secret={}",
        app["client_secret"].as_str().unwrap()
    );
    let form_type = [("Content-Type", "application/x-www-form-urlencoded")];
    assert_eq!(server.ask("POST", "/api/oauth/token", &form_type, &form).0, 200);
}

#[test]
fn what_cannot_be_meant_is_refused_before_anything_begins() {
    let dir = tempfile::tempdir().unwrap();
    for (text, expected) in [
        ("[[user]]\nnmae = \"eve\"", "fixture.toml:2: unknown field `nmae`"),
        ("[[token]]\nname = \"t\"\nuser = \"eve\"\napp = \"web\"", "[[token]] \"t\": there is no app \"web\""),
        ("[[app]]\nname = \"a\"\nclient_secret = \"hush\"", "has not the form of grantd's secrets; write \"grs_"),
        ("[[app]]\nname = \"a\"\npublic = true\nclient_secret = \"x\"", "a public app has no client_secret"),
        ("[[user]]\nname = \"eve\"\npassword = \"short\"", "[[user]] \"eve\": password: 8 characters required"),
        (
            "[[app]]\nname = \"a\"\nscope = \"users:read\"\n[[user]]\nname = \"eve\"\n[[token]]\nname = \"t\"\n\
             user = \"eve\"\napp = \"a\"\nscope = \"users:read profile:read\"",
            "\"eve\" can grant only \"users:read\"",
        ),
        ("[server]\nlisten = \"nowhere\"", "is not an address to listen on"),
    ] {
        let (status, told) = refused(&["--fixture", &fixture(dir.path(), text)]);
        assert!(status == Some(2) && told.contains(expected), "{text}\n{told}");
    }
    let (status, told) = refused(&["--config", "grantd.toml"]);
    assert!(status == Some(2) && told.contains("write the settings into --fixture"), "{told}");
    let (status, told) = refused(&["--fixture", "nowhere.toml"]);
    assert!(status == Some(2) && told.contains("nowhere.toml: cannot be read"), "{told}");
}

#[test]
fn a_directory_that_it_did_not_make_is_refused_and_its_own_begins_anew() {
    let dir = tempfile::tempdir().unwrap();
    let foreign = dir.path().join("foreign");
    fs::create_dir(&foreign).unwrap();
    fs::write(foreign.join("grantd.lock"), "").unwrap();
    let (status, told) = refused(&["--data-dir", foreign.to_str().unwrap()]);
    assert!(status == Some(1) && told.contains("was not made by grantd test-server"), "{told}");
    assert!(foreign.join("grantd.lock").exists());

    let own = dir.path().join("own");
    let file = fixture(dir.path(), "[storage]\nengine = \"sled\"");
    let args = ["--data-dir", own.to_str().unwrap(), "--fixture", &file];
    let server = Server::start(&args);
    server.control("POST", "/_test/users", &json!({"name": "eve"}));
    let (status, told) = refused(&args);
    assert!(status == Some(1) && told.contains("another grantd test-server is running"), "{told}");
    drop(server);
    assert!(own.join("store").is_dir(), "it stays");
    let server = Server::start(&args);
    assert_eq!(server.control("POST", "/_test/users", &json!({"name": "eve"}))["id"], 2, "as if never added before");
    server.control("POST", "/_test/reset", &Value::Null);
    assert_eq!(server.control("GET", "/_test/fixture", &Value::Null)["users"].as_object().unwrap().len(), 1);
}

#[test]
fn serve_knows_nothing_of_the_control_api() {
    let document: Value = serde_json::from_str(include_str!("../../src/testing/control/openapi.json")).unwrap();
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    let args = ["--data-dir", data.to_str().unwrap(), "serve", "--listen", "127.0.0.1:0"];
    let mut daemon = command(&args).current_dir(dir.path()).stderr(Stdio::null()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(daemon.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let origin = line.trim().strip_prefix("grantd listening on ").unwrap();
    let server = Server::start(&[]);
    let mut asked = 0;
    for (path, methods) in document["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys().map(|method| method.to_uppercase()) {
            let json = [("Content-Type", "application/json")];
            let (status, answer) = ask(origin, &method, path, &json, "{}");
            assert_eq!(status, 404, "{method} {path}: {answer}");
            let (status, answer) = server.ask(&method, path, &json, "{}");
            assert!(status != 405 && !answer.contains("there is no /_test"), "{method} {path}: {answer}");
            asked += 1;
        }
    }
    assert!(asked >= 17);
    signal(daemon.id(), "TERM");
    daemon.wait().unwrap();
}
