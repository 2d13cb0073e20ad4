//! Carries out a request: in the running daemon if there is one, otherwise over the store itself. Same answer.

use std::io::{self, Read, Write};
use std::path::Path;
use std::sync::Arc;

use super::{Failure, Global};
use crate::admin::client::{Client, ClientError};
use crate::admin::{self, Answer, Request};
use crate::clock::Clock;
use crate::config::Config;
use crate::ctx::Ctx;
use crate::daemon::issuer;
use crate::secret::Random;
use crate::store::transfer::{self, TransferError};
use crate::store::{Store, StoreError};

/// Carries out one request.
pub fn ask(global: &Global, request: Request) -> Result<Answer, Failure> {
    let config = global.config()?;
    if let Some(daemon) = daemon(&config)? {
        return daemon.ask(&request).map(|(answer, _)| answer).map_err(Failure::failed);
    }
    let ctx = open_ctx(config, may_create(&request))?;
    let answer = runtime()?.block_on(admin::run(&ctx, request)).map_err(Failure::failed)?;
    close(&ctx.store)?;
    Ok(answer)
}

/// Writes an export to `output`.
pub fn export(global: &Global, output: &mut dyn Write) -> Result<(), TransferError> {
    let failed = |failure: Failure| match failure {
        Failure::Failed(message) | Failure::Usage(message) => TransferError::Io(io::Error::other(message)),
    };
    let config = global.config().map_err(failed)?;
    if let Some(daemon) = daemon(&config).map_err(failed)? {
        let broken = |error: ClientError| TransferError::Io(io::Error::other(error.to_string()));
        let (_, mut stream) = daemon.ask(&Request::Export).map_err(broken)?;
        return copy_whole(&mut stream, output);
    }
    let ctx = open_ctx(config, false).map_err(failed)?;
    transfer::export(&ctx.store, ctx.clock.now(), output)?;
    Ok(ctx.store.engine().close()?)
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
        Err(TransferError::Io(io::Error::other("the daemon stopped in the middle")))
    }
}

/// The daemon that runs over the data directory.
pub fn daemon(config: &Config) -> Result<Option<Client>, Failure> {
    let data_dir = &config.server.data_dir;
    Client::connect(data_dir).map_err(|error| {
        Failure::Failed(format!(
            "the daemon's socket in {} cannot be used: {error}; run this as the user that runs grantd",
            data_dir.display()
        ))
    })
}

/// Whether a request makes sense over no data at all, and may make the data directory.
fn may_create(request: &Request) -> bool {
    matches!(request, Request::UserAdd { .. } | Request::ResourceServerAdd { .. } | Request::SetUpLink)
}

/// A context over the store itself.
fn open_ctx(mut config: Config, may_create: bool) -> Result<Ctx, Failure> {
    let data_dir = config.server.data_dir.clone();
    if !may_create && !data_dir.join("store").is_dir() {
        return Err(Failure::Failed(format!(
            "there is no data in {}: start grantd once, or name another directory with --data-dir",
            data_dir.display()
        )));
    }
    // A command is quick; rewriting the store is the daemon's business.
    config.storage.compact_when = 0.0;
    let store = open(&config, &data_dir)?;
    let issuer = issuer(&config, None);
    Ok(Ctx::new(Arc::new(config), issuer.into(), store, Clock::system(), Random::system()))
}

/// Opens the store, saying what to do where that fails.
pub fn open(config: &Config, data_dir: &Path) -> Result<Store, Failure> {
    Store::open(&config.storage, data_dir).map_err(|error| match error {
        StoreError::InUse(_) => Failure::Failed(format!(
            "another process is using {} but does not answer on its socket: wait a moment and try again",
            data_dir.display()
        )),
        other => Failure::failed(other),
    })
}

/// Makes everything durable.
pub fn close(store: &Store) -> Result<(), Failure> {
    store.engine().close().map_err(Failure::failed)
}

/// A runtime for one command.
pub fn runtime() -> Result<tokio::runtime::Runtime, Failure> {
    Ok(tokio::runtime::Builder::new_current_thread().enable_all().build()?)
}
