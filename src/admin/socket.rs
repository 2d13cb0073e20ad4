//! The administration socket of a running daemon: `<data-dir>/grantd.sock`, mode 0600, open to the daemon's own user
//! and to root.
//!
//! One request a connection: a line of JSON `{"version":1,"request":…}`, answered by a line `{"ok":…}` or
//! `{"error":…}`. An export is answered by `{"ok":"done"}` and then the stream itself, up to the end of the connection.

use std::fs;
use std::future::Future;
use std::io::{self, BufWriter, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::{UnixListener, UnixStream};
use tokio::task::JoinSet;

use super::{Answer, Request, run};
use crate::ctx::Ctx;
use crate::store::transfer;

/// The version of what is spoken on the socket.
pub(super) const VERSION: u32 = 1;
const LARGEST_REQUEST: u64 = 256 * 1024;
const READ_WITHIN: Duration = Duration::from_secs(10);
const STOP_WITHIN: Duration = Duration::from_secs(10);

/// Where the socket of a data directory is.
pub fn path(data_dir: &Path) -> PathBuf {
    data_dir.join("grantd.sock")
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
    let path = path(data_dir);
    match fs::remove_file(&path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let listener = UnixListener::bind(&path)?;
    fs::set_permissions(&path, fs::Permissions::from_mode(0o600))?;
    let owner = fs::metadata(&path)?.uid();
    Ok(Bound { listener, path, owner })
}

/// Answers requests until `stop`; what runs then may end.
pub async fn serve(
    bound: Bound,
    ctx: impl Fn() -> Arc<Ctx> + Send + 'static,
    stop: impl Future<Output = ()> + Send + 'static,
) {
    let Bound { listener, path, owner } = bound;
    let mut running = JoinSet::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        tokio::select! {
            () = &mut stop => break,
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    let ctx = ctx();
                    running.spawn(async move {
                        if let Err(error) = converse(stream, &ctx, owner).await {
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
}

async fn converse(stream: UnixStream, ctx: &Arc<Ctx>, owner: u32) -> io::Result<()> {
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
        Ok(Request::Export) => {
            reply(&mut stream, &Reply::Ok(Answer::Done)).await?;
            export(stream.into_inner(), Arc::clone(ctx)).await
        }
        Ok(request) => {
            let answer = match run(ctx, request).await {
                Ok(answer) => Reply::Ok(answer),
                Err(error) => Reply::Error(error.to_string()),
            };
            reply(&mut stream, &answer).await
        }
        Err(error) => reply(&mut stream, &Reply::Error(error)).await,
    }
}

fn parse(line: &[u8]) -> Result<Request, String> {
    let envelope: Envelope = serde_json::from_slice(line).map_err(|_| "the request cannot be read".to_owned())?;
    if envelope.version != VERSION {
        return Err("the running daemon is another version of grantd: restart it".to_owned());
    }
    serde_json::from_value(envelope.request)
        .map_err(|_| "the running daemon does not know this command: restart it with the new version".to_owned())
}

async fn reply(stream: &mut BufReader<UnixStream>, reply: &Reply) -> io::Result<()> {
    let mut line = serde_json::to_vec(reply)?;
    line.push(b'\n');
    stream.write_all(&line).await?;
    stream.flush().await
}

/// Streams away from the request threads: a large store takes a while.
async fn export(stream: UnixStream, ctx: Arc<Ctx>) -> io::Result<()> {
    let stream = stream.into_std()?;
    stream.set_nonblocking(false)?;
    let exporting = tokio::task::spawn_blocking(move || {
        let mut output = BufWriter::new(stream);
        let exported = transfer::export(&ctx.store, ctx.clock.now(), &mut output);
        match exported {
            Ok(_) => output.flush(),
            Err(error) => {
                // The missing footer tells the other side that this is not all.
                tracing::error!(%error, "an export did not finish");
                Ok(())
            }
        }
    });
    exporting.await.unwrap_or_else(|_| Err(io::Error::other("the export failed")))
}
