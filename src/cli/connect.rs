//! Carries out a request: in the running daemon if there is one, otherwise over the store itself. Same answer.

use std::cell::RefCell;
use std::io::{self, BufRead, Read, Write};
use std::path::Path;
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant};

use super::{Failure, Global};
use crate::admin::client::Client;
use crate::admin::{self, Answer, Request};
use crate::audit::Audit;
use crate::clock::Clock;
use crate::config::{Config, Engine, Listen, Storage};
use crate::ctx::Ctx;
use crate::daemon::issuer;
use crate::secret::Random;
use crate::store::transfer::{self, TransferError};
use crate::store::verify::{self, Event, Listener, Purpose, Summary, VerifyError};
use crate::store::{Store, StoreError, is_store_in};

/// How long to wait for data that another process has: a daemon that starts or stops, or another command.
pub const PATIENCE: Duration = Duration::from_secs(5);
/// The page cache of a command, in bytes.
const SMALL_CACHE: u64 = 1 << 20;
/// How often to look again meanwhile.
pub const LOOK_AGAIN: Duration = Duration::from_millis(50);

/// Where the data is.
pub enum Data {
    /// In the hands of a daemon.
    Daemon(Client),
    /// In ours.
    Store(Box<Ctx>),
}

impl Data {
    /// Reaches the data. Only a command that adds the first of something may make the data directory.
    pub fn reach(config: &Config, may_create: bool) -> Result<Self, Failure> {
        Self::reach_with(config, may_create, |config| Store::open(&config.storage, &config.server.data_dir))
    }

    fn reach_with(
        config: &Config,
        may_create: bool,
        open: impl Fn(&Config) -> Result<Store, StoreError>,
    ) -> Result<Self, Failure> {
        let began = Instant::now();
        loop {
            if let Some(daemon) = daemon(config)? {
                return Ok(Self::Daemon(daemon));
            }
            match open_ctx(config, may_create, &open)? {
                Some(ctx) => return Ok(Self::Store(Box::new(ctx))),
                None if began.elapsed() < PATIENCE => sleep(LOOK_AGAIN),
                None => return Err(in_use(&config.server.data_dir)),
            }
        }
    }

    /// Carries out one request.
    pub fn ask(self, request: Request) -> Result<Answer, Failure> {
        match self {
            Self::Daemon(daemon) => daemon.ask(&request).map(|(answer, _)| answer).map_err(Failure::failed),
            Self::Store(ctx) => {
                let answer = runtime()?.block_on(admin::run(&ctx, request)).map_err(Failure::failed)?;
                ctx.audit.close();
                close(&ctx.store)?;
                Ok(answer)
            }
        }
    }

    /// Writes an export to `output`.
    pub fn export(self, output: &mut dyn Write) -> Result<(), TransferError> {
        match self {
            Self::Daemon(daemon) => {
                let (_, mut stream) = daemon.ask(&Request::Export).map_err(io::Error::other)?;
                copy_whole(&mut stream, output)
            }
            Self::Store(ctx) => {
                transfer::export(&ctx.store, ctx.clock.now(), output)?;
                Ok(ctx.store.engine().close()?)
            }
        }
    }
}

/// Why the data was not looked through.
pub enum Unverified {
    /// The store cannot be opened, or not be read to its end: its engine finds this file damaged, for this reason.
    Damaged(String, String),
    /// Something else.
    Failed(Failure),
}

impl<F: Into<Failure>> From<F> for Unverified {
    fn from(failure: F) -> Self {
        Self::Failed(failure.into())
    }
}

/// Looks through the data for what is wrong, wherever it is. Without a daemon the store is opened whatever is in it.
pub fn verify(config: &Config, repair: bool, listener: &mut Listener<'_>) -> Result<Summary, Unverified> {
    let damaged = RefCell::new(None);
    let open = |config: &Config| {
        let opened = Store::open_unjudged(&config.storage, &config.server.data_dir);
        if let Err(StoreError::Damaged { place, reason }) = &opened {
            damaged.replace(Some(Unverified::Damaged(place.clone(), reason.clone())));
        }
        opened
    };
    let reached = Data::reach_with(config, false, open);
    let data = reached.map_err(|failure| damaged.take().unwrap_or(Unverified::Failed(failure)))?;
    match data {
        Data::Daemon(daemon) => {
            let (_, stream) = daemon.ask(&Request::CheckData { repair }).map_err(Failure::failed)?;
            Ok(follow(stream, listener)?)
        }
        Data::Store(ctx) => {
            let data_dir = &ctx.config.server.data_dir;
            let purpose = if repair { Purpose::Repair(data_dir, ctx.clock.now()) } else { Purpose::Check };
            let verified = verify::verify(&ctx.store, purpose, listener);
            let closed = close(&ctx.store);
            ctx.audit.close();
            match verified {
                Err(VerifyError::Store(StoreError::Damaged { place, reason })) => {
                    Err(Unverified::Damaged(place, reason))
                }
                verified => {
                    let summary = verified.map_err(Failure::failed)?;
                    closed?;
                    Ok(summary)
                }
            }
        }
    }
}

/// Hands on what a daemon tells of its check, up to the end of it.
fn follow(stream: impl BufRead, listener: &mut Listener<'_>) -> Result<Summary, Failure> {
    for line in stream.lines() {
        match serde_json::from_str(&line?).map_err(|_| Failure::failed("the daemon is another version: restart it"))? {
            Event::Done(summary) => return Ok(summary),
            Event::Failed(why) => return Err(Failure::Failed(why)),
            Event::Damaged { place, reason } => {
                return Err(Failure::Failed(format!(
                    "{place} is damaged: {reason}. Beside a running daemon nothing can be done about that: stop it, and run \
                     grantd check --data again"
                )));
            }
            event => listener(event)?,
        }
    }
    Err(Failure::Failed("the daemon stopped in the middle; its log says why".to_owned()))
}

/// Carries out one request, wherever the data is.
pub fn ask(global: &Global, request: Request) -> Result<Answer, Failure> {
    let may_create =
        matches!(request, Request::UserAdd { .. } | Request::ResourceServerAdd { .. } | Request::SetUpLink);
    Data::reach(&global.config()?, may_create)?.ask(request)
}

/// Copies an export and sees that its end came with it.
fn copy_whole(stream: &mut dyn Read, output: &mut dyn Write) -> Result<(), TransferError> {
    const TAIL: usize = 200;
    let mut tail = Vec::new();
    let mut buffer = vec![0; 64 * 1024];
    loop {
        let read = stream.read(&mut buffer)?;
        let Some(bytes) = buffer.get(..read).filter(|bytes| !bytes.is_empty()) else { break };
        output.write_all(bytes)?;
        tail.extend_from_slice(bytes);
        tail.drain(..tail.len().saturating_sub(TAIL));
    }
    let ended = tail.ends_with(b"}\n") && tail.windows(7).any(|window| window == b"{\"end\":");
    if ended {
        Ok(output.flush()?)
    } else {
        Err(TransferError::Io(io::Error::other("the daemon stopped in the middle; its log says why")))
    }
}

/// The daemon that runs over the data directory.
pub fn daemon(config: &Config) -> Result<Option<Client>, Failure> {
    let data_dir = &config.server.data_dir;
    Client::connect(data_dir).map_err(|error| {
        Failure::Failed(format!(
            "the daemon's socket in {} cannot be used: {error}; run this as root or as the user that runs grantd",
            data_dir.display()
        ))
    })
}

/// Whether there is data of the embedded store.
pub fn has_data(config: &Config) -> bool {
    is_store_in(&config.server.data_dir)
}

/// That there is nothing yet, or that it is looked for in the wrong place.
pub fn no_data(data_dir: &Path) -> Failure {
    Failure::Failed(format!(
        "there is no data in {}: start grantd once, or name another directory with --data-dir",
        data_dir.display()
    ))
}

/// A context over the store itself; `None` when another process has it.
fn open_ctx(
    config: &Config,
    may_create: bool,
    open: &impl Fn(&Config) -> Result<Store, StoreError>,
) -> Result<Option<Ctx>, Failure> {
    let data_dir = &config.server.data_dir;
    if config.storage.engine == Engine::Memory {
        return Err(Failure::Failed(
            "storage.engine = \"memory\" keeps its data in the daemon, and none is running: start grantd first"
                .to_owned(),
        ));
    }
    if !may_create && !has_data(config) {
        return Err(no_data(data_dir));
    }
    let config = Config { storage: small(&config.storage), ..config.clone() };
    match open(&config) {
        Ok(store) => {
            let issuer = issuer(&config, first_address(&config));
            let (clock, random) = (Clock::system(), Random::system());
            let (data_dir, settings) = (config.server.data_dir.clone(), config.audit.clone());
            let audit = Audit::start(data_dir, settings, store.clone(), clock.clone(), &random)?;
            let ctx = Ctx::new(Arc::new(config), issuer.into(), store, clock, random);
            Ok(Some(Ctx { audit, ..ctx }))
        }
        Err(StoreError::InUse(_)) => Ok(None),
        Err(error) => Err(Failure::failed(error)),
    }
}

/// The settings with which a command opens the store. It reads most things once, so a large cache is of little use; and
/// rewriting the store is the daemon's business.
pub fn small(storage: &Storage) -> Storage {
    Storage { cache: Some(storage.pages().min(SMALL_CACHE)), compact_when: 0.0, ..storage.clone() }
}

/// Where a daemon with this configuration would listen, as far as that is known before.
fn first_address(config: &Config) -> Option<std::net::SocketAddr> {
    config.server.listen.iter().find_map(|listen| match listen {
        Listen::Tcp(address) if address.port() != 0 => Some(*address),
        _ => None,
    })
}

/// Opens the store for filling it.
pub fn open(config: &Config) -> Result<Store, Failure> {
    Store::open(&small(&config.storage), &config.server.data_dir).map_err(|error| match error {
        StoreError::InUse(_) => in_use(&config.server.data_dir),
        other => Failure::failed(other),
    })
}

fn in_use(data_dir: &Path) -> Failure {
    Failure::Failed(format!(
        "another process is using {} and does not answer on its socket: see what it is with fuser {}, then try again",
        data_dir.display(),
        data_dir.join("grantd.lock").display()
    ))
}

/// Makes everything durable.
pub fn close(store: &Store) -> Result<(), Failure> {
    store.engine().close().map_err(Failure::failed)
}

/// A runtime for one command.
pub fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    Ok(tokio::runtime::Builder::new_current_thread().enable_all().build()?)
}
