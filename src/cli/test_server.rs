//! `grantd test-server`

use std::io::{self, Stdin, Write};
use std::os::fd::OwnedFd;
use std::path::PathBuf;
use std::thread;

use clap::Args;
use rustix::event::{PollFd, PollFlags, poll};
use rustix::fs::FileType;
use rustix::io::Errno;
use rustix::process::{Pid, PidfdFlags, getppid, pidfd_open};
use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::oneshot;

use super::{Failure, Global, heap};
use crate::config::Listen;
use crate::testing::fixture::{Fixture, FixtureError};
use crate::testing::run::{Options, Running, TestServerError};

const WARNING: &str = "grantd test-server: this is for tests only. Whoever reaches it can have any token; never use it in \
                       production.";

#[derive(Args)]
pub struct TestServer {
    /// Accounts, apps, tokens and settings to start with [default: admin, alice, the apps web and phone]
    #[arg(long, value_name = "FILE")]
    fixture: Option<PathBuf>,
    /// Where to listen on 127.0.0.1; 0 takes a free port
    #[arg(long, value_name = "PORT")]
    port: Option<u16>,
    /// Makes every id and token the same on each run
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
    /// End when standard input ends, if that is a pipe, or when the process ends that started it
    #[arg(long)]
    exit_with_parent: bool,
}

impl TestServer {
    pub fn run(self, global: &Global) -> Result<(), Failure> {
        if global.config.is_some() {
            return Err(Failure::Usage("test-server reads no configuration: write the settings into --fixture".into()));
        }
        heap::give_back();
        let parent = if self.exit_with_parent { getppid() } else { None };
        let options = self.options(global)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let ended = runtime.block_on(serve(options, parent));
        runtime.shutdown_background();
        ended
    }

    fn options(&self, global: &Global) -> Result<Options, Failure> {
        let fixture = match &self.fixture {
            Some(file) => Fixture::read(file),
            None => Fixture::built_in(),
        };
        let mut fixture = fixture.map_err(usage)?;
        if let Some(port) = self.port {
            fixture.config.server.listen = vec![Listen::Tcp(([127, 0, 0, 1], port).into())];
        }
        Ok(Options { fixture, seed: self.seed, data_dir: global.data_dir.clone() })
    }
}

fn usage(error: FixtureError) -> Failure {
    match error {
        FixtureError::Store(_) => Failure::failed(error),
        wrong => Failure::Usage(wrong.to_string()),
    }
}

async fn serve(options: Options, parent: Option<Pid>) -> Result<(), Failure> {
    let mut end = End::watch(parent)?;
    let _told = writeln!(io::stderr(), "{WARNING}");
    let running = tokio::select! {
        started = Running::start(options) => started.map_err(|error| match error {
            TestServerError::Fixture(wrong) => usage(wrong),
            other => Failure::failed(other),
        })?,
        () = end.comes() => return Ok(()),
    };
    let line = serde_json::to_string(running.ready()).map_err(Failure::failed)?;
    let told = tell(&line);
    if told.is_ok() {
        end.comes().await;
    }
    running.stop().await.map_err(Failure::failed)?;
    told.map_err(|error| Failure::failed(format!("nobody reads where the server is: {error}")))
}

fn tell(line: &str) -> io::Result<()> {
    let mut output = io::stdout().lock();
    writeln!(output, "{line}")?;
    output.flush()
}

/// What ends the server.
struct End {
    signals: [Signal; 3],
    /// Comes when there is nobody left whom the server is for.
    alone: Option<oneshot::Receiver<()>>,
}

impl End {
    /// Begins to watch: signals always, and where `parent` is to be followed, that process and standard input.
    fn watch(parent: Option<Pid>) -> io::Result<Self> {
        let signals =
            [signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?, signal(SignalKind::hangup())?];
        Ok(Self { signals, alone: parent.map(left_alone).transpose()? })
    }

    async fn comes(&mut self) {
        let Self { signals: [terminate, interrupt, hangup], alone } = self;
        let alone = async {
            match alone {
                Some(alone) => drop(alone.await),
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
            _ = hangup.recv() => {}
            () = alone => {}
        }
    }
}

/// Tells when the process `parent` ends, or standard input where that is something that whoever started this holds open.
///
/// The whole process is watched. `PR_SET_PDEATHSIG` would watch the thread that started this one, and test runners start
/// servers from threads that come and go.
fn left_alone(parent: Pid) -> io::Result<oneshot::Receiver<()>> {
    let parent = pidfd_open(parent, PidfdFlags::empty()).ok();
    let input = io::stdin();
    let kind = rustix::fs::fstat(&input).map(|found| FileType::from_raw_mode(found.st_mode));
    let input = matches!(kind, Ok(FileType::Fifo | FileType::Socket)).then_some(input);
    if parent.is_none() && input.is_none() {
        return Err(io::Error::other(
            "--exit-with-parent: the process that started this has ended, and standard input is no pipe",
        ));
    }
    let (ended, end) = oneshot::channel();
    let watch = move || {
        // Kept until this ends: its drop is the word.
        let _ended = ended;
        while let Ok(true) = is_watched(parent.as_ref(), input.as_ref()) {}
    };
    thread::Builder::new().name("parent".to_owned()).spawn(watch)?;
    Ok(end)
}

/// Waits until something happens to either; answers whether both are still there.
fn is_watched(parent: Option<&OwnedFd>, input: Option<&Stdin>) -> io::Result<bool> {
    let mut watched = Vec::new();
    watched.extend(input.map(|input| PollFd::new(input, PollFlags::IN)));
    watched.extend(parent.map(|parent| PollFd::new(parent, PollFlags::IN)));
    match poll(&mut watched, None) {
        Err(Errno::INTR) => return Ok(true),
        other => other?,
    };
    let happened = |index: usize| watched.get(index).is_some_and(|one| !one.revents().is_empty());
    if parent.is_some() && happened(usize::from(input.is_some())) {
        return Ok(false);
    }
    // What comes in means nothing; that nothing comes any more does.
    Ok(rustix::io::read(io::stdin(), &mut [0; 512])? > 0)
}
