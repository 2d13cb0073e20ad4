//! The client's own command, run once for a scenario.

use std::io;
use std::os::unix::process::ExitStatusExt;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process_group};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::process::{Child, ChildStdin, Command};
use tokio::sync::mpsc::{UnboundedSender, unbounded_channel};
use tokio::task::JoinSet;
use tokio::time::{Instant, sleep, timeout};

use super::Setup;
use super::browser::{Finder, Opener, Visited, visit};
use super::scenario::Scenario;
use super::script::Script;

/// How long nothing may come where a good client does nothing more.
const NOTHING_COMES: Duration = Duration::from_secs(3);
/// How often it is looked whether it is over.
const LOOK_EVERY: Duration = Duration::from_millis(100);
/// How long a command has to end when it is asked to.
const END_WITHIN: Duration = Duration::from_secs(1);
/// How long what it wrote last may take to arrive; what it has started may keep its output open.
const LAST_WORDS: Duration = Duration::from_millis(300);
/// How much of what it wrote is kept.
const KEPT_BYTES: usize = 16 * 1024;
const KEPT_LINES: usize = 12;

/// How a command went.
pub(super) struct Driven {
    /// How it ended.
    pub(super) ended: String,
    /// The end of what it wrote.
    pub(super) output: String,
}

/// Runs `command` in a shell for a scenario, and goes where it sends the browser.
pub(super) async fn drive(
    command: &str,
    setup: &Setup,
    scenario: &Scenario,
    script: &Script,
    opener: &mut Opener,
    within: Duration,
) -> io::Result<Driven> {
    let mut child = start(command, setup, scenario, opener)?;
    let group = Group(child.id().and_then(|id| i32::try_from(id).ok()).and_then(Pid::from_raw));
    let (told, mut hears) = unbounded_channel();
    if let Some(stdout) = child.stdout.take() {
        tokio::spawn(listen(0, stdout, told.clone()));
    }
    if let Some(stderr) = child.stderr.take() {
        tokio::spawn(listen(1, stderr, told));
    }
    let mut client = Client::new(child.stdin.take(), setup);
    let began = Instant::now();
    let ended = loop {
        tokio::select! {
            Some((way, bytes)) = hears.recv() => client.wrote(way, &bytes),
            urls = opener.opened() => urls.into_iter().for_each(|url| client.open(2, url)),
            Some(visited) = client.visits.join_next() => client.arrived(visited.ok().flatten()).await,
            status = child.wait() => break told_status(status?),
            () = sleep(LOOK_EVERY) => {
                if let Some(over) = over(script, began, within) {
                    group.signal(Signal::TERM);
                    let _ended = timeout(END_WITHIN, child.wait()).await;
                    break over;
                }
            }
        }
    };
    drop(group);
    let _in_time = timeout(LAST_WORDS, async {
        while let Some((way, bytes)) = hears.recv().await {
            client.wrote(way, &bytes);
        }
    })
    .await;
    Ok(Driven { ended, output: last_lines(&client.output) })
}

fn start(command: &str, setup: &Setup, scenario: &Scenario, opener: &Opener) -> io::Result<Child> {
    let mut shell = Command::new("sh");
    shell.arg("-c").arg(command).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    shell.env_remove("OAUTH_CLIENT_SECRET").envs(setup.told());
    shell.env("SCENARIO", scenario.name).env("API_CALLS", scenario.calls.to_string());
    shell.env("API_AT_ONCE", scenario.at_once.to_string()).env("BROWSER", opener.program());
    // Otherwise Python keeps what it prints to a pipe until it ends.
    shell.env("PYTHONUNBUFFERED", "1");
    shell.process_group(0).kill_on_drop(true).spawn()
}

/// Why there is nothing to wait for any more.
fn over(script: &Script, began: Instant, within: Duration) -> Option<String> {
    let stage = script.stage();
    if stage.is_enough() {
        return Some("was stopped: it went on and on".to_owned());
    }
    let idle = stage.last().map(|last| script.now().saturating_sub(last));
    if stage.is_over() && idle.is_some_and(|idle| idle > NOTHING_COMES) {
        return Some("was stopped: nothing more came, as it should be".to_owned());
    }
    (began.elapsed() > within).then(|| format!("was stopped after {} s", within.as_secs()))
}

/// What the command does meanwhile.
struct Client {
    input: Option<ChildStdin>,
    finders: [Finder; 2],
    visited: Visited,
    /// Answers addresses where nobody answered.
    visits: JoinSet<Option<String>>,
    output: Vec<u8>,
}

impl Client {
    fn new(input: Option<ChildStdin>, setup: &Setup) -> Self {
        let finder = || Finder::new(&setup.authorization_endpoint());
        let (visited, visits, output) = (Visited::default(), JoinSet::new(), Vec::new());
        Self { input, finders: [finder(), finder()], visited, visits, output }
    }

    fn wrote(&mut self, way: usize, bytes: &[u8]) {
        self.output.extend_from_slice(bytes);
        let too_much = self.output.len().saturating_sub(KEPT_BYTES);
        self.output.drain(..too_much);
        let found = self.finders.get_mut(way).map(|finder| finder.feed(bytes)).unwrap_or_default();
        found.into_iter().for_each(|url| self.open(way, url));
    }

    fn open(&mut self, way: usize, url: String) {
        if self.visited.is_new(way, &url) {
            self.visits.spawn(visit(url));
        }
    }

    /// A visit has ended. The address where nobody answered is what a person would paste.
    async fn arrived(&mut self, unanswered: Option<String>) {
        if let (Some(address), Some(input)) = (unanswered, &mut self.input) {
            // Who does not read it does not want it.
            let _pasted = timeout(END_WITHIN, input.write_all(format!("{address}\n").as_bytes())).await;
        }
    }
}

/// Hands on what is written, until the end.
async fn listen(way: usize, mut stream: impl AsyncRead + Unpin, told: UnboundedSender<(usize, Vec<u8>)>) {
    let mut bytes = vec![0; 8192];
    while let Ok(read) = stream.read(&mut bytes).await {
        let piece = bytes.get(..read).unwrap_or_default().to_vec();
        if piece.is_empty() || told.send((way, piece)).is_err() {
            return;
        }
    }
}

/// A command and all that it has started, which end when this is dropped.
struct Group(Option<Pid>);

impl Group {
    fn signal(&self, signal: Signal) {
        if let Some(group) = self.0 {
            // All of it may have ended.
            let _sent = kill_process_group(group, signal);
        }
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        self.signal(Signal::KILL);
    }
}

fn told_status(status: ExitStatus) -> String {
    match (status.code(), status.signal()) {
        (Some(code), _) => format!("ended with status {code}"),
        (None, Some(signal)) => format!("ended by signal {signal}"),
        (None, None) => "ended".to_owned(),
    }
}

fn last_lines(output: &[u8]) -> String {
    let text = String::from_utf8_lossy(output);
    let lines: Vec<_> = text.lines().collect();
    lines.get(lines.len().saturating_sub(KEPT_LINES)..).unwrap_or_default().join("\n")
}
