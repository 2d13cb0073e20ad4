//! The daemon under test, over a directory.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread::{self, JoinHandle};

use crate::http::Http;
use crate::shim::{Control, library};

pub(crate) const PASSWORD: &str = "correct horse battery";

/// A working directory. The data directory in it may be replaced.
pub(crate) struct Place {
    pub(crate) dir: PathBuf,
    pub(crate) journal: Option<PathBuf>,
    pub(crate) control: Option<Control>,
}

impl Place {
    pub(crate) fn new(dir: &Path) -> Self {
        // Argon2 as cheap as it gets, and nothing that stands between the load and the store, which is rewritten again and
        // again.
        let config = "[storage]\ncompact_when = 1.01\ncompact_above = \"0B\"\n[accounts]\nargon2_memory = \"8KiB\"\nargon2_iterations = 1\nconfirm_again = \"0s\"\n[oauth]\nrefresh_reuse_grace = \"0s\"\naccess_token_lifetime = \"12h\"\n\
                      [limits]\nlogin = \"off\"\napps = \"off\"\ntoken = \"off\"\nclient = \"off\"\nclient_failures = \"off\"\n";
        let dir = dir.canonicalize().unwrap();
        fs::write(dir.join("grantd.toml"), config).unwrap();
        Self { dir, journal: None, control: None }
    }

    pub(crate) fn data(&self) -> PathBuf {
        self.dir.join("data")
    }

    fn command(&self, arguments: &[&str]) -> Command {
        let mut command =
            Command::new(std::env::var_os("GRANTD_BIN").unwrap_or_else(|| env!("CARGO_BIN_EXE_grantd").into()));
        command.current_dir(&self.dir).arg("--config").arg(self.dir.join("grantd.toml"));
        command.arg("--data-dir").arg(self.data()).args(arguments);
        command.env_remove("RUST_LOG").env_remove("GRANTD_CONFIG").env_remove("NOTIFY_SOCKET");
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        if self.journal.is_some() || self.control.is_some() {
            command.env("LD_PRELOAD", library()).env("GRANTD_SHIM_ROOT", self.data());
        }
        if let Some(journal) = &self.journal {
            command.env("GRANTD_SHIM_JOURNAL", journal);
        }
        if let Some(control) = &self.control {
            command.env("GRANTD_SHIM_CONTROL", &control.path);
        }
        command
    }

    /// Runs a command to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Output {
        self.command(arguments).output().unwrap()
    }

    pub(crate) fn add_user(&self, name: &str) {
        let email = format!("{name}@example.org");
        let mut child = self
            .command(&["user", "add", name, "--email", &email, "--admin", "--password-stdin"])
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), format!("{PASSWORD}\n").as_bytes()).unwrap();
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }

    /// Starts the daemon, or tells how it refused: the exit status and what it said.
    pub(crate) fn start(&self) -> Result<Daemon, (Option<i32>, String)> {
        let mut child = self.command(&["serve", "--listen", "127.0.0.1:0"]).spawn().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        let mut err = child.stderr.take().unwrap();
        let log = thread::spawn(move || {
            let mut log = String::new();
            err.read_to_string(&mut log).unwrap();
            log
        });
        let mut ready = String::new();
        out.read_line(&mut ready).unwrap();
        match ready.trim_end().strip_prefix("grantd listening on ") {
            Some(url) => Ok(Daemon { child, url: url.to_owned(), log: Some(log) }),
            None => Err((child.wait().unwrap().code(), log.join().unwrap())),
        }
    }

    /// Starts a daemon that must start.
    pub(crate) fn started(&self, round: &str) -> Daemon {
        self.start().unwrap_or_else(|(status, said)| panic!("{round}: it ended with {status:?} and said:\n{said}"))
    }

    /// Looks through all data: every record, every index entry.
    pub(crate) fn check(&self, round: &str) {
        let output = self.run(&["check", "--data"]);
        let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        assert!(output.status.success(), "{round}: {}{}", said(&output.stdout), said(&output.stderr));
    }
}

pub(crate) struct Daemon {
    child: Child,
    pub(crate) url: String,
    log: Option<JoinHandle<String>>,
}

impl Daemon {
    pub(crate) fn http(&self) -> Http {
        Http::to(&self.url)
    }

    /// Whether it still runs.
    pub(crate) fn runs(&mut self) -> bool {
        self.child.try_wait().unwrap().is_none()
    }

    /// `kill -9`. Answers the log, in which nothing of grantd's own panicked.
    pub(crate) fn kill(&mut self) -> String {
        let _gone = self.child.kill();
        self.child.wait().unwrap();
        let log = self.log.take().map(|log| log.join().unwrap()).unwrap_or_default();
        assert!(!log.contains("panicked"), "{log}");
        log
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _ended = self.child.wait();
    }
}

/// Copies a directory with all that is in it.
pub(crate) fn copy_dir(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let (path, target) = (entry.path(), to.join(entry.file_name()));
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            copy_dir(&path, &target);
        } else if kind.is_file() {
            fs::copy(&path, &target).unwrap();
        }
    }
}
