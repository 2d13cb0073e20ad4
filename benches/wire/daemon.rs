//! The real binary over a data directory, as a process of its own.

use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// A route that it can be asked about, for its configuration.
pub const ROUTE: &str = "[[route]]\npath = \"/api/notes/{id}\"\nscope = \"profile:read\"\n";

pub struct Daemon {
    process: Child,
    pub address: SocketAddr,
    pub ready_after: Duration,
}

impl Daemon {
    /// Starts it with a configuration of its own and waits for its line. Its log stands beside the configuration.
    pub fn start(config: &Path, data_dir: &Path) -> Self {
        let log = config.with_extension("log");
        let began = Instant::now();
        let mut process = command(config, data_dir)
            .args(["serve", "--listen", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(File::create(&log).unwrap())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(process.stdout.take().unwrap()).read_line(&mut line).unwrap();
        let ready_after = began.elapsed();
        let address = line.trim().rsplit('/').next().unwrap().parse();
        let address = address.unwrap_or_else(|_| panic!("{line:?}\n{}", std::fs::read_to_string(log).unwrap()));
        Self { process, address, ready_after }
    }

    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// Stops it cleanly.
    pub fn stop(mut self) {
        self.terminate();
    }

    fn terminate(&mut self) {
        let pid = self.process.id().to_string();
        if let Ok(None) = self.process.try_wait() {
            Command::new("kill").args(["-TERM", &pid]).status().unwrap();
            self.process.wait().unwrap();
        }
    }
}

impl Drop for Daemon {
    fn drop(&mut self) {
        self.terminate();
    }
}

/// Writes a configuration, under a name that no other has.
pub fn configure(dir: &Path, name: &str, settings: &str) -> PathBuf {
    let file = dir.join(format!("{name}.toml"));
    std::fs::write(&file, settings).unwrap();
    file
}

/// Runs a command of the command line over a data directory that no daemon holds, and gives what it prints.
pub fn run(config: &Path, data_dir: &Path, arguments: &[&str], input: &str) -> String {
    let mut process =
        command(config, data_dir).args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
    process.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let done = process.wait_with_output().unwrap();
    assert!(done.status.success(), "grantd {arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

fn command(config: &Path, data_dir: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_grantd"));
    command.arg("--config").arg(config).arg("--data-dir").arg(data_dir);
    command
}
