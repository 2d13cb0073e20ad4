//! What goes where a browser would go: from the authorization URL to wherever the redirects lead. And how a client's command
//! hands the URL over: it prints it, or opens it with `$BROWSER`.

use std::collections::BTreeMap;
use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, FileType, Mode, mknodat};
use tokio::io::AsyncReadExt;
use tokio::net::unix::pipe;
use url::{Position, Url};

use crate::doctor::fetch;

/// How many redirects are followed.
const MOST_REDIRECTS: usize = 10;
/// The longest line that is looked at.
const LONGEST: usize = 64 * 1024;

/// Goes to `url` and on to where it leads. Answers the address where it got stuck, if nobody answers there: a person would copy
/// it from the browser.
pub(super) async fn visit(url: String) -> Option<String> {
    let mut url = Url::parse(&url).ok()?;
    for _ in 0..MOST_REDIRECTS {
        if !matches!(url.scheme(), "http" | "https") {
            return Some(url.into());
        }
        let (origin, path) = (url.origin().ascii_serialization(), &url[Position::BeforePath..Position::AfterQuery]);
        let Ok(fetched) = fetch::get(&origin, path, ("accept", "text/html")).await else { return Some(url.into()) };
        let target = fetched.location.filter(|_| (300..400).contains(&fetched.status));
        url = url.join(&target?).ok()?;
    }
    None
}

/// The program that `$BROWSER` names: it hands over what it is told to open, and ends at once. A client may wait for it before it
/// listens.
pub(super) struct Opener {
    program: PathBuf,
    opened: pipe::Receiver,
    lines: Lines,
}

impl Opener {
    /// Makes it, in a directory that nobody else writes to.
    pub(super) fn new(dir: &Path) -> io::Result<Self> {
        let (program, pipe) = (dir.join("browser"), dir.join("opened"));
        mknodat(CWD, &pipe, FileType::Fifo, Mode::RUSR | Mode::WUSR, 0)?;
        let opened = pipe::OpenOptions::new().read_write(true).open_receiver(&pipe)?;
        let script = format!("#!/bin/sh\nprintf '%s\\n' \"$@\" >> '{}'\n", pipe.display());
        let unfinished = dir.join("browser.new");
        OpenOptions::new().write(true).create_new(true).mode(0o700).open(&unfinished)?.write_all(script.as_bytes())?;
        fs::rename(unfinished, &program)?;
        Ok(Self { program, opened, lines: Lines::default() })
    }

    /// What `$BROWSER` is to be.
    pub(super) fn program(&self) -> &Path {
        &self.program
    }

    /// The next URLs that it was told to open. May be dropped while it waits.
    pub(super) async fn opened(&mut self) -> Vec<String> {
        let mut bytes = [0; 4096];
        match self.opened.read(&mut bytes).await {
            Ok(read) => self.lines.feed(bytes.get(..read).unwrap_or_default()),
            // The pipe is this program's own, at both ends.
            Err(_) => std::future::pending().await,
        }
    }
}

/// Lines out of pieces.
#[derive(Default)]
struct Lines(Vec<u8>);

impl Lines {
    fn feed(&mut self, bytes: &[u8]) -> Vec<String> {
        self.0.extend_from_slice(bytes);
        let Some(end) = self.0.iter().rposition(|byte| *byte == b'\n') else {
            self.0.truncate(LONGEST);
            return Vec::new();
        };
        let whole: Vec<u8> = self.0.drain(..=end).collect();
        String::from_utf8_lossy(&whole).lines().map(str::to_owned).collect()
    }
}

/// Finds the authorization URL in what a command writes.
pub(super) struct Finder {
    begin: String,
    text: String,
}

impl Finder {
    pub(super) fn new(authorization_endpoint: &str) -> Self {
        Self { begin: format!("{authorization_endpoint}?"), text: String::new() }
    }

    /// Takes what was written, and answers the URLs that are complete: something that is no part of a URL follows.
    pub(super) fn feed(&mut self, bytes: &[u8]) -> Vec<String> {
        self.text.push_str(&String::from_utf8_lossy(bytes));
        let mut found = Vec::new();
        while let Some(begin) = self.text.find(&self.begin) {
            let rest = self.text.get(begin..).unwrap_or_default();
            let Some(end) = rest.find(|c: char| c.is_whitespace() || c.is_control() || "\"'<>`".contains(c)) else {
                self.text = rest.to_owned();
                break;
            };
            found.extend(rest.get(..end).map(str::to_owned));
            self.text = rest.get(end..).unwrap_or_default().to_owned();
        }
        if self.text.len() > LONGEST {
            // What may be the beginning of one is kept.
            let keep = self.text.len() - self.begin.len();
            self.text = self.text.get(keep..).unwrap_or_default().to_owned();
        }
        found
    }
}

/// How often each URL came over each way. A client may print one and open it, too; that is one visit.
#[derive(Default)]
pub(super) struct Visited {
    came: BTreeMap<(usize, String), usize>,
    visits: BTreeMap<String, usize>,
}

impl Visited {
    /// A URL came over a way; answers whether it is to be visited.
    pub(super) fn is_new(&mut self, way: usize, url: &str) -> bool {
        let came = self.came.entry((way, url.to_owned())).or_default();
        *came += 1;
        let visits = self.visits.entry(url.to_owned()).or_default();
        let is_new = *came > *visits;
        *visits += usize::from(is_new);
        is_new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_url_is_found_whatever_stands_around_it_and_however_it_is_cut() {
        let mut finder = Finder::new("http://127.0.0.1:7/authorize");
        assert!(finder.feed(b"Open http://127.0.0.1:7/auth").is_empty());
        assert!(finder.feed(b"orize?a=1&b").is_empty(), "there may be more");
        assert_eq!(
            finder.feed(b"=2 and <http://127.0.0.1:7/authorize?c>\n"),
            ["http://127.0.0.1:7/authorize?a=1&b=2", "http://127.0.0.1:7/authorize?c"]
        );
        assert!(finder.feed(&vec![b'x'; LONGEST + 1]).is_empty());
        assert_eq!(finder.feed(b"http://127.0.0.1:7/authorize?d\n"), ["http://127.0.0.1:7/authorize?d"]);
    }

    #[test]
    fn one_that_comes_over_two_ways_is_visited_once() {
        let mut visited = Visited::default();
        let came = [(0, "a"), (1, "a"), (1, "b"), (0, "a"), (1, "a")].map(|(way, url)| visited.is_new(way, url));
        assert_eq!(came, [true, false, true, true, false]);
    }

    #[tokio::test]
    async fn what_the_browser_is_told_to_open_arrives() {
        let dir = tempfile::tempdir().unwrap();
        let mut opener = Opener::new(dir.path()).unwrap();
        let url = "http://h/a?b=c&d=%20";
        assert!(std::process::Command::new(opener.program()).arg(url).status().unwrap().success());
        assert_eq!(opener.opened().await, [url]);
    }

    #[tokio::test]
    async fn where_nobody_answers_the_address_is_what_a_person_would_copy() {
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
        let address = format!("http://{free}/cb?code=1");
        assert_eq!(visit(address.clone()).await, Some(address));
        assert_eq!(visit("com.example.app:/cb?code=1".to_owned()).await.as_deref(), Some("com.example.app:/cb?code=1"));
        assert_eq!(visit("no address".to_owned()).await, None);
    }
}
