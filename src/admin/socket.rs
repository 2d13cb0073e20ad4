//! The administration socket of a running daemon: `<data-dir>/grantd.sock`, mode 0600, open to the daemon's own user
//! and to root.
//!
//! One request a connection: a line of JSON `{"version":1,"request":…}`, answered by a line `{"ok":…}` or
//! `{"error":…}`. An export and a check of the data are answered by `{"ok":"done"}` and then the stream itself, up to the
//! end of the connection.
//!
//! A command may meet a daemon of another version: an upgrade does not begin everywhere at once. So it names the oldest
//! version in which there is what it asks for with all that can be answered to it ([`Request::version`]), and the daemon
//! takes every version up to its own and gives no answer that this one does not have. Who adds a request, a field or an
//! answer gives it the next number.
//!
//! | version | adds |
//! |---|---|
//! | 1 | |
//! | 2 | the answer `waiting` to `health` |
//! | 3 | `app-suspend`, `app-approve`, `user-find`, `app-find` |

use std::fs::{self, DirBuilder, File};
use std::future::Future;
use std::io::{self, BufWriter, Write};
use std::os::fd::AsRawFd;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{UnixListener, UnixStream};
use tokio::task::JoinSet;

use super::pulse::Pulse;
use super::{Answer, Request, run};
use crate::ctx::Ctx;
use crate::store::StoreError;
use crate::store::transfer;
use crate::store::verify::{self, Event, Purpose, VerifyError};

/// The newest and the oldest version of what is spoken on the socket.
const VERSION: u32 = 3;
const OLDEST: u32 = 1;
/// From which version on it is known that nothing is stored for a while.
const WAITING: u32 = 2;
/// From which version on apps can be suspended and approved, and both apps and accounts be looked for.
const HOLDS: u32 = 3;
const LARGEST_REQUEST: u64 = 256 * 1024;
const READ_WITHIN: Duration = Duration::from_secs(10);
const WRITE_WITHIN: Duration = Duration::from_secs(30);
const STOP_WITHIN: Duration = Duration::from_secs(10);
/// How often a stream that nobody reads looks whether the daemon stops.
const LOOK_UP: Duration = Duration::from_millis(500);
/// A path that a Unix socket can have for sure, in bytes.
const SAFE_PATH: usize = 100;

/// Where the socket of a data directory is.
pub fn path(data_dir: &Path) -> PathBuf {
    data_dir.join("grantd.sock")
}

/// The path by which the operating system reaches the socket: a long one through its open directory, which must stay
/// open as long as the path is used.
pub(super) fn reachable(data_dir: &Path) -> io::Result<(PathBuf, Option<File>)> {
    let path = path(data_dir);
    if path.as_os_str().len() <= SAFE_PATH {
        return Ok((path, None));
    }
    let dir = File::open(data_dir)?;
    let path = format!("/proc/self/fd/{}/grantd.sock", dir.as_raw_fd());
    Ok((PathBuf::from(path), Some(dir)))
}

#[derive(Serialize, Deserialize)]
pub(super) struct Envelope {
    pub version: u32,
    pub request: serde_json::Value,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Reply {
    Ok(Answer),
    Error(String),
}

/// The socket, listening.
pub struct Bound {
    listener: UnixListener,
    path: PathBuf,
    owner: u32,
}

/// Makes the socket. One that lies there is stale: whoever holds the store's lock is the only daemon here.
pub fn bind(data_dir: &Path) -> io::Result<Bound> {
    // The memory engine leaves the directory alone; there its daemon meets the socket first.
    DirBuilder::new().recursive(true).mode(0o700).create(data_dir)?;
    let path = path(data_dir);
    let (reachable, _dir) = reachable(data_dir)?;
    if std::os::unix::net::UnixStream::connect(&reachable).is_ok() {
        return Err(io::Error::new(io::ErrorKind::AddrInUse, "another daemon answers on it"));
    }
    match fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let listener = UnixListener::bind(reachable)?;
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600))?;
    let owner = fs::metadata(&path)?.uid();
    Ok(Bound { listener, path, owner })
}

/// Answers requests until `stop`; what runs then may end.
pub async fn serve(
    bound: Bound,
    ctx: impl Fn() -> Arc<Ctx> + Send + 'static,
    pulse: Pulse,
    stop: impl Future<Output = ()> + Send + 'static,
) {
    let Bound { listener, path, owner } = bound;
    let mut running = JoinSet::new();
    let cut_off = Arc::new(AtomicBool::new(false));
    let pulse = Arc::new(pulse);
    let mut stop = std::pin::pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    let (ctx, pulse, cut_off) = (ctx(), Arc::clone(&pulse), Arc::clone(&cut_off));
                    running.spawn(async move {
                        if let Err(error) = converse(stream, &ctx, &pulse, owner, cut_off).await {
                            tracing::debug!(%error, "an administration request was cut off");
                        }
                    });
                }
                Err(error) => {
                    tracing::warn!(%error, "the administration socket does not accept");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            },
            Some(_) = running.join_next() => {}
        }
    }
    let _gone = fs::remove_file(&path);
    let all = async { while running.join_next().await.is_some() {} };
    let _ended = tokio::time::timeout(STOP_WITHIN, all).await;
    cut_off.store(true, Ordering::Relaxed);
}

async fn converse(
    stream: UnixStream,
    ctx: &Arc<Ctx>,
    pulse: &Pulse,
    owner: u32,
    cut_off: Arc<AtomicBool>,
) -> io::Result<()> {
    let peer = stream.peer_cred()?.uid();
    let mut stream = BufReader::new(stream);
    if peer != owner && peer != 0 {
        tracing::warn!(uid = peer, "another user tried the administration socket");
        return reply(&mut stream, &Reply::Error("this socket is for the user that runs grantd".to_owned())).await;
    }
    let mut line = Vec::new();
    let mut limited = (&mut stream).take(LARGEST_REQUEST);
    tokio::time::timeout(READ_WITHIN, limited.read_until(b'\n', &mut line)).await??;
    match parse(&line) {
        Ok((_, Request::Export)) => {
            reply(&mut stream, &Reply::Ok(Answer::Done)).await?;
            streamed(stream.into_inner(), Arc::clone(ctx), cut_off, export).await
        }
        Ok((_, Request::CheckData { repair })) => {
            reply(&mut stream, &Reply::Ok(Answer::Done)).await?;
            streamed(stream.into_inner(), Arc::clone(ctx), cut_off, move |ctx, out| check_data(ctx, repair, out)).await
        }
        Ok((version, Request::Health)) => {
            let answer = match pulse.health().await {
                Ok(Some(why)) if version >= WAITING => Reply::Ok(Answer::Waiting(why)),
                // Before there was more to say than that a restart would mend nothing.
                Ok(_) => Reply::Ok(Answer::Done),
                Err(error) => Reply::Error(error.to_string()),
            };
            reply(&mut stream, &answer).await
        }
        Ok((_, request)) => {
            let answer = match run(ctx, request).await {
                Ok(answer) => Reply::Ok(answer),
                Err(error) => Reply::Error(error.to_string()),
            };
            reply(&mut stream, &answer).await
        }
        Err(error) => reply(&mut stream, &Reply::Error(error)).await,
    }
}

/// Reads a request and the version in which it is to be answered.
pub(crate) fn parse(line: &[u8]) -> Result<(u32, Request), String> {
    let envelope: Envelope = serde_json::from_slice(line).map_err(|_| "the request cannot be read".to_owned())?;
    if !(OLDEST..=VERSION).contains(&envelope.version) {
        return Err(format!(
            "the running daemon is grantd {}, another version than this command: restart it",
            env!("CARGO_PKG_VERSION")
        ));
    }
    let request = serde_json::from_value(envelope.request)
        .map_err(|_| "the running daemon does not know this command: restart it with the new version".to_owned())?;
    Ok((envelope.version, request))
}

impl Request {
    /// The oldest version in which there is this request and all that can be answered to it.
    pub(super) fn version(&self) -> u32 {
        match self {
            Self::Health => WAITING,
            Self::AppSuspend { .. } | Self::AppApprove { .. } | Self::UserFind { .. } | Self::AppFind { .. } => HOLDS,
            _ => OLDEST,
        }
    }
}

async fn reply(stream: &mut BufReader<UnixStream>, reply: &Reply) -> io::Result<()> {
    let mut line = serde_json::to_vec(reply)?;
    line.push(b'\n');
    tokio::time::timeout(WRITE_WITHIN, stream.write_all(&line)).await?
}

/// Streams away from the request threads: a large store takes a while.
async fn streamed(
    stream: UnixStream,
    ctx: Arc<Ctx>,
    cut_off: Arc<AtomicBool>,
    write: impl FnOnce(&Ctx, &mut dyn Write) -> io::Result<()> + Send + 'static,
) -> io::Result<()> {
    let stream = stream.into_std()?;
    stream.set_nonblocking(false)?;
    stream.set_write_timeout(Some(LOOK_UP))?;
    let writing = tokio::task::spawn_blocking(move || {
        let mut output = BufWriter::with_capacity(64 * 1024, Patient { stream, cut_off });
        write(&ctx, &mut output)?;
        output.flush()
    });
    writing.await.unwrap_or_else(|_| Err(io::Error::other("the stream broke off")))
}

fn export(ctx: &Ctx, output: &mut dyn Write) -> io::Result<()> {
    if let Err(error) = transfer::export(&ctx.store, ctx.clock.now(), output) {
        // The missing footer tells the other side that this is not all.
        tracing::error!(%error, "an export did not finish");
    }
    Ok(())
}

fn check_data(ctx: &Ctx, repair: bool, output: &mut dyn Write) -> io::Result<()> {
    let purpose = match repair {
        true => Purpose::Repair(&ctx.config.server.data_dir, ctx.clock.now()),
        false => Purpose::Check,
    };
    // Each event at once: whoever waits must see that it goes on.
    let mut tell = |event: Event| {
        serde_json::to_writer(&mut *output, &event)?;
        output.write_all(b"\n")?;
        output.flush()
    };
    let ended = match verify::verify(&ctx.store, purpose, &mut tell) {
        Ok(summary) => Event::Done(summary),
        Err(VerifyError::Io(error)) => return Err(error),
        Err(error) => {
            tracing::error!(%error, "a check of the data did not finish");
            match error {
                VerifyError::Store(StoreError::Damaged { place, reason }) => Event::Damaged { place, reason },
                error => Event::Failed(error.to_string()),
            }
        }
    };
    tell(ended)
}

/// Writes to somebody who may read slowly, but neither for ever nor past the daemon's end: what is read from the store
/// meanwhile is kept for them.
struct Patient {
    stream: std::os::unix::net::UnixStream,
    cut_off: Arc<AtomicBool>,
}

impl Write for Patient {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let since = Instant::now();
        loop {
            match self.stream.write(bytes) {
                Err(error) if error.kind() == io::ErrorKind::WouldBlock => {
                    if self.cut_off.load(Ordering::Relaxed) || since.elapsed() >= WRITE_WITHIN {
                        return Err(io::ErrorKind::TimedOut.into());
                    }
                }
                written => return written,
            }
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        self.stream.flush()
    }
}
