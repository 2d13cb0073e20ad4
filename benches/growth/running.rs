//! The real binary with the settings of these benchmarks, and what its metrics say.

use std::io::{Read, Write};
use std::net::{TcpStream, ToSocketAddrs};
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use super::filled::Token;
use super::memory;
use super::wire::daemon::{Daemon, ROUTE, configure};
use super::wire::{Next, request};

pub struct Running {
    daemon: Daemon,
    pub address: std::net::SocketAddr,
    pub ready_after: Duration,
    metrics: String,
}

impl Running {
    /// Starts it and waits for its line.
    pub fn start(dir: &Path, data_dir: &Path, sweep_interval: &str) -> Self {
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let config = format!(
            "[server]\nmetrics_listen = \"{free}\"\n[storage]\nmemory = \"{}B\"\nsweep_interval = \"{sweep_interval}\"\n\
             {ROUTE}",
            memory()
        );
        let daemon = Daemon::start(&configure(dir, &free.port().to_string(), &config), data_dir);
        Self { address: daemon.address, ready_after: daemon.ready_after, daemon, metrics: free.to_string() }
    }

    /// The value of a metric, named with its labels.
    pub fn metric(&self, name: &str) -> f64 {
        let text = get(&self.metrics, "/metrics");
        let value = text.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(' '));
        value.unwrap_or_else(|| panic!("no {name}")).trim().parse().unwrap()
    }

    /// Waits until a store that takes more than it should was rewritten.
    pub fn until_rewritten(&self) {
        let size = |what: &str| self.metric(&format!("grantd_store_{what}_bytes"));
        let ended = |how: &str| self.metric(&format!("grantd_store_rewritings_total{{outcome=\"{how}\"}}"));
        let bloated = size("disk") > 4.0 * f64::from(1 << 20) && size("disk") > 2.5 * size("live");
        while bloated && ended("done") < 1.0 {
            assert!(ended("given_up") < 1.0, "the store was not rewritten: its log says why");
            // Each is a small commit, after which the store is looked at.
            get(self.address, "/healthz");
            std::thread::sleep(Duration::from_millis(100));
        }
    }

    /// Resident memory in megabytes.
    pub fn resident(&self) -> f64 {
        self.metric("process_resident_memory_bytes") / 1e6
    }

    /// Stops it cleanly.
    pub fn stop(self) {
        self.daemon.stop();
    }
}

/// Asks `/forward-auth` with one of `tokens` after another, beginning at `first`, in steps that reach them all.
pub fn validating(tokens: &Arc<[Token]>, first: usize) -> Next {
    let tokens = Arc::clone(tokens);
    let mut at = first;
    Box::new(move |_| {
        // A prime that divides no length that is used here.
        at = (at + 7919) % tokens.len();
        let token = std::str::from_utf8(&tokens[at]).unwrap();
        let asked = "X-Original-Method: GET\r\nX-Original-URI: /api/notes/7\r\n";
        Some(request("GET", "/forward-auth", &format!("{asked}Authorization: Bearer {token}\r\n"), ""))
    })
}

fn get(address: impl ToSocketAddrs, path: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    let request = format!("GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut text = String::new();
    stream.read_to_string(&mut text).unwrap();
    text
}
