//! WebSockets (RFC 6455): after both sides have agreed, bytes go to and fro until one side ends. Whoever was let in stays
//! in: a token that is revoked meanwhile ends with the next request, not with what runs.

use std::sync::Arc;

use hyper::Version;
use hyper::header::{CONNECTION, HeaderMap, HeaderName, UPGRADE};
use hyper::upgrade::OnUpgrade;
use hyper_util::rt::TokioIo;
use tokio::io::copy_bidirectional_with_sizes;

use super::headers::list;
use crate::http::connection::Connection;
use crate::http::request::Request;

/// For each direction; a thousand idle WebSockets cost that a thousand times.
const BUFFER: usize = 4 * 1024;

/// Whether a request asks for a WebSocket, which a request with a body does not. No other protocol is tunnelled: in one that grantd does not read, h2c for one,
/// further requests would pass unseen.
pub fn wanted(request: &Request) -> bool {
    request.version() == Version::HTTP_11
        && request.method == hyper::Method::GET
        && !request.has_body()
        && is_websocket(request.headers())
        && request.headers().contains_key(HeaderName::from_static("sec-websocket-key"))
}

/// Whether these headers agree on a WebSocket and nothing else.
pub fn is_websocket(headers: &HeaderMap) -> bool {
    let mut protocols = list(headers, &UPGRADE);
    let only = protocols.next().is_some_and(|protocol| protocol.eq_ignore_ascii_case("websocket"));
    only && protocols.next().is_none() && list(headers, &CONNECTION).any(|word| word.eq_ignore_ascii_case("upgrade"))
}

/// Joins both sides until one ends or the daemon stops. The connection keeps its place meanwhile.
pub async fn join(front: OnUpgrade, back: OnUpgrade, connection: Arc<Connection>) {
    let (front, back) = match tokio::join!(front, back) {
        (Ok(front), Ok(back)) => (front, back),
        (Err(error), _) | (_, Err(error)) => {
            tracing::debug!(%error, "a WebSocket could not be joined");
            return;
        }
    };
    let (mut front, mut back) = (TokioIo::new(front), TokioIo::new(back));
    let mut stopped = connection.stopped.clone();
    let ended = tokio::select! {
        ended = copy_bidirectional_with_sizes(&mut front, &mut back, BUFFER, BUFFER) => ended.is_ok(),
        // It may go on for ever; a restart cannot wait for that.
        _stopped = stopped.wait_for(|stopped| *stopped) => false,
    };
    tracing::debug!(ended, "a WebSocket is over");
    drop(connection);
}
