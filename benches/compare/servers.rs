//! The servers, each started in a directory of its own: grantd, its peers, and the bare one.

use std::any::Any;
use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

use grantd::testing::REDIRECT_URI;
use serde_json::{Value, json};

use crate::loader::once;
use crate::offer::Offer;
use crate::operations::Same;
use crate::reply::Reply;
use crate::wire::daemon::{self, Daemon};
use crate::wire::{Answer, Bare};

/// A server that runs until it is dropped.
pub struct Server {
    pub offer: Arc<Offer>,
    _running: Box<dyn Any>,
}

/// A program that prints its offer when it is ready and ends when its standard input does.
pub struct Peer {
    pub key: &'static str,
    /// What is there once `benches/compare/run` has prepared it.
    pub prepared: &'static str,
    /// With its arguments; below the repository. The directory for its data comes last.
    pub command: &'static [&'static str],
}

const NODE: &str = "target/compare/node/ready";
const PYTHON: &str = "target/compare/python/ready";

pub const PEERS: [Peer; 7] = [
    Peer {
        key: "oidc-provider-memory",
        prepared: NODE,
        command: &["node", "target/compare/node/oidc-provider.mjs", "memory"],
    },
    Peer {
        key: "oidc-provider-sqlite",
        prepared: NODE,
        command: &["node", "target/compare/node/oidc-provider.mjs", "sqlite"],
    },
    Peer {
        key: "authlib",
        prepared: PYTHON,
        command: &["target/compare/python/bin/python", "benches/compare/peers/python/authlib_server.py"],
    },
    Peer {
        key: "django-oauth-toolkit",
        prepared: PYTHON,
        command: &["target/compare/python/bin/python", "benches/compare/peers/python/django_server.py"],
    },
    Peer { key: "node-oauth", prepared: NODE, command: &["node", "target/compare/node/node-oauth.mjs"] },
    Peer {
        key: "glewlwyd",
        prepared: "target/compare/glewlwyd/usr/bin/glewlwyd",
        command: &["target/compare/python/bin/python", "benches/compare/peers/python/glewlwyd_peer.py"],
    },
    Peer {
        key: "fittrackee",
        prepared: "target/fittrackee-venv/ready",
        command: &["target/venv/bin/python", "benches/compare/peers/python/fittrackee_peer.py"],
    },
];

impl Peer {
    /// # Errors
    /// Why it cannot be had.
    pub fn start(&self, dir: &Path) -> Result<Server, String> {
        let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
        if !root.join(self.prepared).exists() {
            return Err(format!("{} is not there: benches/compare/run installs it", self.prepared));
        }
        let logs = root.join("target/compare");
        std::fs::create_dir_all(&logs).map_err(|error| error.to_string())?;
        let log = logs.join(format!("{}.log", self.key));
        let seen = || format!("it did not start; see {}", log.display());
        let mut process = Command::new(self.command[0])
            .args(&self.command[1..])
            .arg(dir)
            .current_dir(&root)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(std::fs::File::create(&log).map_err(|error| error.to_string())?)
            .spawn()
            .map_err(|error| format!("{}: {error}", self.command[0]))?;
        let output = BufReader::new(process.stdout.take().unwrap());
        let line = output.lines().map_while(Result::ok).find(|line| line.starts_with('{'));
        let running = Box::new(Program(process));
        let offer = serde_json::from_str(&line.ok_or_else(seen)?).map_err(|error| format!("its offer: {error}"))?;
        Ok(Server { offer: Arc::new(offer), _running: running })
    }
}

/// Ends a program by closing its standard input.
struct Program(Child);

impl Drop for Program {
    fn drop(&mut self) {
        drop(self.0.stdin.take());
        let _ended = self.0.wait();
    }
}

const SCOPE: &str = "profile:read workouts:read";
const PASSWORD: &str = "correct horse battery";

/// Starts grantd as it is by itself, with one route to ask about, an account, an app and an API that introspects.
pub fn grantd(dir: &Path) -> Result<Server, String> {
    let (config, data) = (daemon::configure(dir, "grantd", daemon::ROUTE), dir.join("data"));
    let run = |arguments: &[&str], input: &str| -> Value {
        serde_json::from_str(&daemon::run(&config, &data, arguments, input)).unwrap()
    };
    let user = ["user", "add", "ada", "--email", "ada@example.org", "--password-stdin", "--json"];
    run(&user, &format!("{PASSWORD}\n"));
    let app = ["app", "add", "--owner", "ada", "--name", "compare", "--redirect-uri", REDIRECT_URI, "--scope", SCOPE];
    let app = run(&[&app[..], &["--json"]].concat(), "");
    let api = run(&["resource-server", "add", "api", "--json"], "");
    let running = Daemon::start(&config, &data);
    let offer = offer(&running, &app, &api, &sign_in(running.address)?);
    Ok(Server { offer: Arc::new(serde_json::from_value(offer).unwrap()), _running: Box::new(running) })
}

fn offer(running: &Daemon, app: &Value, api: &Value, session: &str) -> Value {
    let text = |value: &Value, name: &str| value[name].as_str().unwrap().to_owned();
    let (api, api_secret) = (text(api, "client_id"), text(api, "client_secret"));
    json!({
        "name": format!("grantd {}", env!("CARGO_PKG_VERSION")),
        "address": running.address,
        "durable": true,
        "processes": [running.id()],
        "client_id": app["client_id"],
        "client_secret": app["client_secret"],
        "redirect_uri": REDIRECT_URI,
        "scope": SCOPE,
        "sessions": [format!("Authorization: Bearer {session}")],
        "authorize": { "method": "POST", "path": "/api/oauth/authorize", "more": "confirm=true" },
        "token": "/api/oauth/token",
        "validations": [
            {
                "kind": "introspection",
                "method": "POST",
                "path": "/api/oauth/introspect",
                "body": format!("client_id={api}&client_secret={api_secret}&token={{token}}"),
                "expect": {
                    "/active": true, "/client_id": app["client_id"], "/username": "ada", "/scope": SCOPE,
                    "/token_type": "Bearer",
                },
            },
            {
                "kind": "bearer",
                "method": "GET",
                "path": "/api/auth/profile",
                "headers": "Authorization: Bearer {token}",
                "expect": { "/status": "success", "/data/username": "ada" },
            },
            {
                "kind": "forward-auth",
                "method": "GET",
                "path": "/forward-auth",
                "headers": "X-Original-Method: GET\r\nX-Original-URI: /api/notes/7\r\nAuthorization: Bearer {token}",
                "expect_head": {
                    "remote-user": "ada", "x-grantd-client-id": app["client_id"], "x-grantd-scope": SCOPE,
                },
            },
        ],
    })
}

fn sign_in(address: SocketAddr) -> Result<String, String> {
    let mut asking = SignIn::default();
    once(address, std::slice::from_mut(&mut asking))?;
    Ok(asking.token)
}

/// Signs in over the account API.
#[derive(Clone, Default)]
pub struct SignIn {
    token: String,
}

impl crate::loader::Operation for SignIn {
    fn begin(&mut self) -> Vec<u8> {
        let body = json!({ "email": "ada", "password": PASSWORD }).to_string();
        let head = "POST /api/auth/login HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json";
        format!("{head}\r\nContent-Length: {}\r\n\r\n{body}", body.len()).into_bytes()
    }

    fn read(&mut self, reply: &Reply<'_>) -> Result<Option<Vec<u8>>, String> {
        let body: Value = serde_json::from_slice(reply.body).map_err(|error| error.to_string())?;
        self.token = body["auth_token"].as_str().ok_or_else(|| reply.shown())?.to_owned();
        Ok(None)
    }
}

/// hyper and nothing else, as a process of its own: this program, started with `bare`.
pub struct BareServer {
    pub address: SocketAddr,
    process: Program,
}

impl BareServer {
    /// Starts one that answers everything as another server answers `request`; and what is then to be asked of it.
    pub fn like(address: SocketAddr, request: &[u8]) -> (Self, Same) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        let answer = runtime.block_on(Answer::of(address, request));
        let mut process = Command::new(std::env::current_exe().unwrap())
            .arg("bare")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let text = json!({ "head": answer.head(), "body": String::from_utf8(answer.body().to_vec()).unwrap() });
        writeln!(process.stdin.as_mut().unwrap(), "{text}").unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let bare = Self { address: line.trim().parse().unwrap(), process: Program(process) };
        (bare, Same { request: request.to_vec(), body: answer.body().to_vec() })
    }

    pub fn id(&self) -> u32 {
        self.process.0.id()
    }
}

/// What that process does: the first line of standard input is the answer to give.
pub fn be_bare() {
    let mut lines = std::io::stdin().lines().map_while(Result::ok);
    let answer: Value = serde_json::from_str(&lines.next().unwrap()).unwrap();
    let body = answer["body"].as_str().unwrap().to_owned();
    println!("{}", Bare::serve(Answer::with(answer["head"].as_str().unwrap(), body.into())).address);
    lines.for_each(drop);
}
