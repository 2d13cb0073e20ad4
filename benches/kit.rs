//! What a test server costs: how long from `exec` to its line, how long a reset takes, and what a hundred at once take of
//! memory.
//!
//! Starting is set beside `grantd --version`, the same program doing nothing, in alternating runs. A reset is timed over one
//! kept connection, as a test suite has one; with the usual fixture in memory and in sled, and with a large one. Memory is
//! the sum of the proportional set sizes of the processes, so that what they share counts once, and of the resident ones.
//!
//! `cargo bench --bench kit`; `GRANTD_BIN` names another program, `ROUNDS` how often starting is timed, `SERVERS` how many
//! are at once.
#![allow(clippy::unwrap_used, clippy::cast_precision_loss, reason = "a benchmark stops where something is wrong")]

use std::fmt::Write as _;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

fn main() {
    let number = |name: &str, usual| std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual);
    let program = std::env::var("GRANTD_BIN").unwrap_or_else(|_| env!("CARGO_BIN_EXE_grantd").to_owned());
    start(&program, number("ROUNDS", 101));
    let dir = tempfile::tempdir().unwrap();
    let fixture = |name: &str, text: &str| {
        let file = dir.path().join(name);
        std::fs::write(&file, text).unwrap();
        file
    };
    let sled = fixture("sled.toml", &format!("[storage]\nengine = \"sled\"\n{}", usual()));
    reset(&program, "usual, in memory", &fixture("usual.toml", &usual()));
    reset(&program, "usual, in sled", &sled);
    reset(&program, "100 of each, in memory", &fixture("large.toml", &large(100)));
    many(&program, number("SERVERS", 100));
}

struct Server {
    child: Child,
    issuer: String,
}

impl Server {
    fn start(program: &str, arguments: &[&str]) -> Self {
        let mut command = Command::new(program);
        command.arg("test-server").args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let ready: serde_json::Value = serde_json::from_str(&line).unwrap();
        Self { child, issuer: ready["issuer"].as_str().unwrap().to_owned() }
    }

    /// What the kernel counts for it, in KiB: `Rss` or `Pss`.
    fn memory(&self, what: &str) -> u64 {
        let text = std::fs::read_to_string(format!("/proc/{}/smaps_rollup", self.child.id())).unwrap();
        let line = text.lines().find(|line| line.starts_with(&format!("{what}:"))).unwrap();
        line.split_whitespace().nth(1).unwrap().parse().unwrap()
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let process = self.child.id().to_string();
        Command::new("kill").args(["-TERM", &process]).status().unwrap();
        self.child.wait().unwrap();
    }
}

fn milliseconds(times: &mut [Duration], share: f64) -> f64 {
    times.sort_unstable();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a place in the list")]
    let place = ((times.len() - 1) as f64 * share).round() as usize;
    times[place].as_secs_f64() * 1000.0
}

fn start(program: &str, rounds: usize) {
    let (mut ready, mut nothing) = (Vec::new(), Vec::new());
    for _ in 0..rounds {
        let began = Instant::now();
        let server = Server::start(program, &[]);
        ready.push(began.elapsed());
        drop(server);
        let began = Instant::now();
        Command::new(program).arg("--version").stdout(Stdio::null()).status().unwrap();
        nothing.push(began.elapsed());
    }
    let (median, doing_nothing) = (milliseconds(&mut ready, 0.5), milliseconds(&mut nothing, 0.5));
    println!(
        "ready: median {median:.1} ms, 95 % within {:.1} ms; --version: {doing_nothing:.1} ms; {:.1} times that",
        milliseconds(&mut ready, 0.95),
        median / doing_nothing
    );
}

fn usual() -> String {
    let mut text = String::new();
    for name in ["ada", "bob", "eve"] {
        write!(text, "[[user]]\nname = \"{name}\"\n").unwrap();
    }
    for name in ["web", "phone"] {
        write!(text, "[[app]]\nname = \"{name}\"\nclient_id = \"{name}\"\n").unwrap();
    }
    text + "[[token]]\nname = \"old\"\nuser = \"ada\"\napp = \"web\"\nage = \"2h\"\n"
}

fn large(each: usize) -> String {
    (0..each).fold(String::new(), |mut text, number| {
        write!(
            text,
            "[[user]]\nname = \"user{number}\"\n[[app]]\nname = \"app{number}\"\nclient_id = \"app{number}\"\n"
        )
        .unwrap();
        write!(text, "[[token]]\nname = \"t{number}\"\nuser = \"user{number}\"\napp = \"app{number}\"\n").unwrap();
        text
    })
}

fn reset(program: &str, what: &str, fixture: &Path) {
    const TIMES: usize = 301;
    let server = Server::start(program, &["--fixture", fixture.to_str().unwrap()]);
    let address = server.issuer.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    stream.set_nodelay(true).unwrap();
    let mut ask = |method: &str, path: &str, body: &str| {
        let length = body.len();
        let head = format!("{method} /_test{path} HTTP/1.1\r\nHost: {address}\r\nContent-Type: application/json\r\n");
        stream.write_all(format!("{head}Content-Length: {length}\r\n\r\n{body}").as_bytes()).unwrap();
        answer(&mut stream);
    };
    let mut times = Vec::new();
    for _ in 0..TIMES {
        // There is something to undo.
        ask("POST", "/users", r#"{"name": "mallory"}"#);
        let began = Instant::now();
        ask("POST", "/reset", "");
        times.push(began.elapsed());
    }
    println!(
        "reset, {what}: median {:.2} ms, 95 % within {:.2} ms",
        milliseconds(&mut times, 0.5),
        milliseconds(&mut times, 0.95)
    );
}

/// Reads one answer with a length.
fn answer(stream: &mut TcpStream) {
    let mut reader = BufReader::new(stream);
    let (mut line, mut length) = (String::new(), 0);
    loop {
        line.clear();
        reader.read_line(&mut line).unwrap();
        match line.trim_end().split_once(": ") {
            Some(("content-length", value)) => length = value.parse().unwrap(),
            Some(_) => {}
            None if line == "\r\n" => break,
            None => assert!(line.starts_with("HTTP/1.1 200"), "{line}"),
        }
    }
    reader.read_exact(&mut vec![0; length]).unwrap();
}

fn many(program: &str, number: usize) {
    let began = Instant::now();
    let servers: Vec<_> = (0..number).map(|_| Server::start(program, &[])).collect();
    let took = began.elapsed();
    for server in &servers {
        let address = server.issuer.strip_prefix("http://").unwrap();
        let mut stream = TcpStream::connect(address).unwrap();
        write!(stream, "GET /.well-known/oauth-authorization-server HTTP/1.1\r\nHost: {address}\r\n\r\n").unwrap();
        answer(&mut stream);
    }
    let sum = |what| servers.iter().map(|server| server.memory(what)).sum::<u64>() as f64 / 1024.0;
    println!(
        "{number} at once, each asked once: {:.0} MiB proportional, {:.0} MiB resident, started one after the other in {:.1} s",
        sum("Pss"),
        sum("Rss"),
        took.as_secs_f64()
    );
}
