//! The command line as people and scripts use it: the built binary, over directories that go away.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where its kit fails")]

mod apps;
mod audit;
mod backups;
mod check_data;
mod data;
mod doctor;
mod errors;
mod people;
mod routes;
mod running;
mod socket;
mod stores;

use std::io::{BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use serde_json::Value;
use tempfile::TempDir;

/// A working directory with a data directory in it.
pub(crate) struct Place {
    dir: TempDir,
}

/// What a command did.
pub(crate) struct Done {
    pub(crate) status: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

impl Place {
    /// With Argon2 as cheap as it gets: what is tested here is not its cost.
    pub(crate) fn new() -> Self {
        let place = Self { dir: tempfile::tempdir().unwrap() };
        place.configure("");
        place
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.dir.path().join(name)
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.path("data")
    }

    /// Writes the configuration: what every test needs, then `more`.
    pub(crate) fn configure(&self, more: &str) {
        let text = format!("[accounts]\nargon2_memory = \"8KiB\"\nargon2_iterations = 1\n{more}");
        std::fs::write(self.path("grantd.toml"), text).unwrap();
    }

    pub(crate) fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_grantd"));
        command.current_dir(self.dir.path()).args(["--config", "grantd.toml", "--data-dir", "data"]).args(args);
        command.env_remove("RUST_LOG").env_remove("GRANTD_CONFIG").env_remove("NOTIFY_SOCKET");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        command
    }

    /// Runs a command to its end.
    pub(crate) fn run(&self, args: &[&str]) -> Done {
        self.run_with(args, b"")
    }

    /// Runs a command to its end, with `input` on standard input.
    pub(crate) fn run_with(&self, args: &[&str], input: &[u8]) -> Done {
        let mut child = self.command(args).stdin(Stdio::piped()).spawn().unwrap();
        // It may end without reading.
        let _written = child.stdin.take().unwrap().write_all(input);
        Done::of(&child.wait_with_output().unwrap())
    }

    /// Runs a command that must succeed; answers what it printed.
    pub(crate) fn ok(&self, args: &[&str]) -> String {
        self.run(args).succeeded(args)
    }

    /// The same with `--json`.
    pub(crate) fn json(&self, args: &[&str]) -> Value {
        let args = [&["--json"], args].concat();
        serde_json::from_str(&self.ok(&args)).unwrap()
    }

    /// Runs a command that must fail; answers its one line on standard error.
    pub(crate) fn refused(&self, status: i32, args: &[&str]) -> String {
        let done = self.run(args);
        assert_eq!((done.status, done.out.as_str()), (status, ""), "{args:?}: {}", done.err);
        done.err
    }

    pub(crate) fn add_user(&self, name: &str, more: &[&str]) -> String {
        let email = format!("{name}@example.org");
        self.ok(&[&["user", "add", name, "--email", &email], more].concat())
    }

    pub(crate) fn add_app(&self, owner: &str, name: &str) -> Value {
        let uri = "https://app.example/cb";
        self.json(&["app", "add", "--owner", owner, "--name", name, "--redirect-uri", uri, "--scope", "profile:read"])
    }

    /// Starts the daemon and waits for its line.
    pub(crate) fn daemon(&self, more: &[&str]) -> Daemon {
        let mut child = self.command(&[&["serve", "--listen", "127.0.0.1:0"], more].concat()).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut ready = String::new();
        out.read_line(&mut ready).unwrap();
        let mut err = child.stderr.take().unwrap();
        let log = std::thread::spawn(move || {
            let mut text = String::new();
            err.read_to_string(&mut text).unwrap();
            text
        });
        Daemon { child, ready, out, log: Some(log) }
    }
}

impl Done {
    fn of(output: &std::process::Output) -> Self {
        let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).unwrap();
        Self {
            status: output.status.code().expect("it was not killed"),
            out: text(&output.stdout),
            err: text(&output.stderr),
        }
    }

    pub(crate) fn succeeded(self, args: &[&str]) -> String {
        assert_eq!((self.status, self.err.as_str()), (0, ""), "{args:?}: {}", self.out);
        self.out
    }
}

/// A running daemon; killed when dropped.
pub(crate) struct Daemon {
    child: Child,
    pub(crate) ready: String,
    out: BufReader<std::process::ChildStdout>,
    log: Option<std::thread::JoinHandle<String>>,
}

impl Daemon {
    pub(crate) fn signal(&self, name: &str) {
        let sent = Command::new("kill").args([format!("-{name}"), self.child.id().to_string()]).status().unwrap();
        assert!(sent.success());
    }

    /// Waits for its end; answers the exit status, what else it printed, and its log.
    pub(crate) fn end(mut self) -> (Option<i32>, String, String) {
        let status = self.child.wait().unwrap().code();
        let mut rest = String::new();
        self.out.read_to_string(&mut rest).unwrap();
        (status, rest, self.log.take().unwrap().join().unwrap())
    }

    /// Stops it; answers its log.
    pub(crate) fn stop(self) -> String {
        self.signal("TERM");
        let (status, rest, log) = self.end();
        assert_eq!((status, rest.as_str()), (Some(0), ""), "{log}");
        log
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _ended = self.child.wait();
    }
}

/// The last line, without its end.
pub(crate) fn last(text: &str) -> &str {
    text.lines().last().unwrap_or_default()
}

pub(crate) fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}

/// Waits until `holds`, for ten seconds at most.
pub(crate) fn wait_until(holds: impl Fn() -> bool) {
    let began = Instant::now();
    while !holds() {
        assert!(began.elapsed() < Duration::from_secs(10), "it never came");
        std::thread::sleep(Duration::from_millis(20));
    }
}
