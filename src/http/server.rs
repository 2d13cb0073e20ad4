//! Connections and their limits, from being accepted to their end. What they come over is in [`bind`](super::bind), and what a
//! request means is not decided here.

use std::convert::Infallible;
use std::fs;
use std::future::Future;
use std::io;
use std::net::SocketAddr;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use hyper::body::Incoming;
use hyper::header::TRANSFER_ENCODING;
use hyper::service::service_fn;
use hyper_util::rt::{TokioExecutor, TokioIo, TokioTimer};
use hyper_util::server::conn::auto;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream, UnixListener, UnixStream};
use tokio::sync::{Semaphore, watch};
use tokio::task::JoinSet;

use super::apart::Apart;
use super::bind::Bound;
use super::connection::{Activity, Connection, Running, Scheme};
use super::crowd::{Crowd, Place};
use super::request::Request;
use super::response::Response;
use super::tls::Handshake;
use super::wire::Wire;
use super::workers::Workers;
use crate::config;
use crate::metrics::Connections;

const LARGEST_HEAD: usize = 16 * 1024;
/// Requests at once on one HTTP/2 connection.
const MOST_STREAMS: u32 = 64;
/// Streams that a client may take back, or spoil, before they are looked at ("rapid reset"); one more ends the connection.
const MOST_RESET: usize = 32;
/// What a client may send ahead of its being read, for one request and for all on one HTTP/2 connection.
const STREAM_WINDOW: u32 = 256 * 1024;
const CONNECTION_WINDOW: u32 = 1024 * 1024;
/// What waits for a client that does not read its answer, for each HTTP/2 request.
const SEND_BUFFER: usize = 256 * 1024;
/// How long to wait when the system has no more file descriptors.
const ACCEPT_PAUSE: Duration = Duration::from_millis(100);
/// How long connections stay open when the daemon stops: what a client has sent by then is answered, with word that the
/// connection ends, instead of being cut off.
const LINGER: Duration = Duration::from_millis(250);
/// How long a connection that was idle may take to say goodbye, TLS's own goodbye included (RFC 8446 §6.1).
const GOODBYE_WITHIN: Duration = Duration::from_secs(1);

/// What one client may take.
#[derive(Clone)]
pub struct Limits {
    /// Connections at once; more wait to be accepted.
    pub max_connections: usize,
    /// How long a connection may wait for, and send the head of, its next request.
    pub idle_timeout: Duration,
    /// How many of the connections one address may have.
    pub crowd: Arc<Crowd>,
}

impl Limits {
    /// The configured ones.
    pub fn of(server: &config::Server) -> Self {
        let crowd = Arc::new(Crowd::new(server));
        Self { max_connections: server.max_connections, idle_timeout: server.idle_timeout, crowd }
    }
}

/// Answers requests with `handler` on `workers` until `stop`; then what runs has `grace` to end.
pub async fn serve<H, F>(
    bound: Bound,
    workers: Arc<Workers>,
    connections: Arc<Connections>,
    limits: Limits,
    handler: H,
    stop: impl Future<Output = ()>,
    grace: Duration,
) where
    H: Fn(Request) -> F + Clone + Send + Sync + 'static,
    F: Future<Output = Response> + Send + 'static,
{
    let (stopping, stopped) = watch::channel(false);
    let free = Arc::new(Semaphore::new(limits.max_connections));
    let gate = Arc::new(Gate { free: Arc::clone(&free), workers, connections });
    let all = u32::try_from(limits.max_connections).unwrap_or(u32::MAX);
    let server = Server { limits, handler, stopped, tls: bound.tls };
    let mut accepting = JoinSet::new();
    for (listener, _) in bound.tcp {
        accepting.spawn(accept_tcp(listener, server.clone(), Arc::clone(&gate)));
    }
    for (listener, _) in bound.unix {
        accepting.spawn(accept_unix(listener, server.clone(), Arc::clone(&gate)));
    }
    stop.await;
    stopping.send_replace(true);
    accepting.shutdown().await;
    for path in bound.made {
        let _gone = fs::remove_file(path);
    }
    if tokio::time::timeout(grace, free.acquire_many(all)).await.is_err() {
        tracing::warn!("some requests did not end in time and were cut off");
    }
}

#[derive(Clone)]
struct Server<H> {
    limits: Limits,
    handler: H,
    stopped: watch::Receiver<bool>,
    /// How TCP connections begin, where they do not begin plainly.
    tls: Option<Handshake>,
}

/// What connections pass on their way in.
struct Gate {
    free: Arc<Semaphore>,
    workers: Arc<Workers>,
    connections: Arc<Connections>,
}

async fn accept_tcp<H, F>(listener: TcpListener, server: Server<H>, gate: Arc<Gate>)
where
    H: Fn(Request) -> F + Clone + Send + Sync + 'static,
    F: Future<Output = Response> + Send + 'static,
{
    while let Ok(permit) = Arc::clone(&gate.free).acquire_owned().await {
        match listener.accept().await {
            Ok((stream, peer)) => {
                let open = gate.connections.begin();
                let Some(place) = server.limits.crowd.admit(permit, open, peer.ip()) else { continue };
                // Only latency depends on it.
                let _set = stream.set_nodelay(true);
                let server = server.clone();
                gate.hand_over(stream.into_std(), move |stream| async move {
                    match TcpStream::from_std(stream) {
                        Ok(stream) => begin(stream, peer, server, place).await,
                        Err(error) => tracing::warn!(%error, "a connection could not be begun"),
                    }
                });
            }
            Err(error) => pause(&error).await,
        }
    }
}

async fn accept_unix<H, F>(listener: UnixListener, server: Server<H>, gate: Arc<Gate>)
where
    H: Fn(Request) -> F + Clone + Send + Sync + 'static,
    F: Future<Output = Response> + Send + 'static,
{
    while let Ok(permit) = Arc::clone(&gate.free).acquire_owned().await {
        match listener.accept().await {
            Ok((stream, _)) => {
                let server = server.clone();
                let place = Place::uncounted(permit, gate.connections.begin());
                gate.hand_over(stream.into_std(), move |stream| async move {
                    match UnixStream::from_std(stream) {
                        Ok(stream) => converse(Wire::Unix(stream), (None, Scheme::Http), server, place).await,
                        Err(error) => tracing::warn!(%error, "a connection could not be begun"),
                    }
                });
            }
            Err(error) => pause(&error).await,
        }
    }
}

impl Gate {
    /// Has a worker go on with a connection.
    fn hand_over<S, R>(&self, stream: io::Result<S>, go_on: impl FnOnce(S) -> R + Send + 'static)
    where
        S: Send + 'static,
        R: Future<Output = ()> + Send + 'static,
    {
        match stream {
            Ok(stream) => self.workers.run(move || drop(tokio::spawn(go_on(stream)))),
            Err(error) => tracing::warn!(%error, "a connection could not be handed over"),
        }
    }
}

async fn pause(error: &io::Error) {
    tracing::warn!(%error, "a connection could not be accepted");
    tokio::time::sleep(ACCEPT_PAUSE).await;
}

/// A TCP connection from its first byte on, a handshake included.
async fn begin<H, F>(stream: TcpStream, peer: SocketAddr, server: Server<H>, place: Place)
where
    H: Fn(Request) -> F + Clone + Send + Sync + 'static,
    F: Future<Output = Response> + Send + 'static,
{
    let Some(handshake) = server.tls.clone() else {
        return converse(Wire::Tcp(stream), (Some(peer), Scheme::Http), server, place).await;
    };
    let mut stopped = server.stopped.clone();
    if let Some(stream) = handshake.shake(stream, stopping(&mut stopped)).await {
        converse(Wire::Tls(Box::new(stream)), (Some(peer), Scheme::Https), server, place).await;
    }
}

/// Waits until the daemon stops, and a moment more.
async fn stopping(stopped: &mut watch::Receiver<bool>) {
    drop(stopped.wait_for(|stopped| *stopped).await);
    tokio::time::sleep(LINGER).await;
}

/// One connection, from its first request to its last byte.
async fn converse<S, H, F>(stream: S, (peer, scheme): (Option<SocketAddr>, Scheme), server: Server<H>, place: Place)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    H: Fn(Request) -> F + Clone + Send + Sync + 'static,
    F: Future<Output = Response> + Send + 'static,
{
    let Server { limits, handler, mut stopped, .. } = server;
    // Counted by each connection for itself.
    let handler = Arc::new(handler);
    let activity = Arc::new(Activity::default());
    let (told, free) = (stopped.clone(), place.free());
    let connection = Arc::new(Connection { peer, scheme, activity: Arc::clone(&activity), stopped: told, place });
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let (handler, connection) = (Arc::clone(&handler), Arc::clone(&connection));
        async move {
            let _running = Running::begin(&connection.activity);
            let response = match Request::new(request, connection) {
                Ok(request) => answer(handler, request).await,
                Err(bad) => Response::failure(hyper::StatusCode::BAD_REQUEST, &bad.to_string()).closing(),
            };
            Ok::<_, Infallible>(response.into_inner())
        }
    });
    let builder = builder(limits.idle_timeout);
    let mut connection = pin!(builder.serve_connection_with_upgrades(TokioIo::new(stream), service));
    // A connection is woken for each request; these are seldom, and are looked at when they are due.
    let mut idle = Apart::new(activity.idle(limits.idle_timeout, || free.available_permits() == 0));
    let mut stopping = Apart::new(stopping(&mut stopped));
    let mut runs = true;
    loop {
        tokio::select! {
            biased;
            // What goes wrong with one connection is its client's business: bad syntax, a cut line.
            _ended = connection.as_mut() => return,
            () = &mut idle => break,
            () = &mut stopping, if runs => {
                runs = false;
                connection.as_mut().graceful_shutdown();
            }
        }
    }
    connection.as_mut().graceful_shutdown();
    let _ended = tokio::time::timeout(GOODBYE_WITHIN, connection).await;
}

/// One connection, over anything that carries bytes.
pub(crate) async fn converse_over<S, H, F>(stream: S, limits: Limits, handler: H)
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    H: Fn(Request) -> F + Clone + Send + Sync + 'static,
    F: Future<Output = Response> + Send + 'static,
{
    let (_stopping, stopped) = watch::channel(false);
    if let Ok(permit) = Arc::new(Semaphore::new(1)).try_acquire_owned() {
        let server = Server { limits, handler, stopped, tls: None };
        let place = Place::uncounted(permit, Arc::<Connections>::default().begin());
        converse(stream, (None, Scheme::Http), server, place).await;
    }
}

/// A chunked request may have come with a length as well, which hyper takes away unseen: whoever handed it on may have
/// gone by that and may take the rest for part of this request. So the connection ends with it (RFC 9112 §6.3). When the
/// daemon stops, every answer says so: the client's next request goes to whoever listens then (RFC 9112 §9.6).
async fn answer<H, F>(handler: Arc<H>, request: Request) -> Response
where
    H: Fn(Request) -> F,
    F: Future<Output = Response>,
{
    let chunked = request.headers().contains_key(TRANSFER_ENCODING);
    let connection = Arc::clone(request.connection());
    let response = handler(request).await;
    if chunked || connection.is_ending() { response.closing() } else { response }
}

fn builder(idle_timeout: Duration) -> auto::Builder<TokioExecutor> {
    let mut builder = auto::Builder::new(TokioExecutor::new());
    // hyper takes a hundred headers at most. Where it is told a number, even that one, it takes memory for them each time.
    builder.http1().header_read_timeout(None).max_buf_size(LARGEST_HEAD);
    builder
        .http2()
        .timer(TokioTimer::new())
        .max_header_list_size(u32::try_from(LARGEST_HEAD).unwrap_or(u32::MAX))
        .max_concurrent_streams(MOST_STREAMS)
        .max_pending_accept_reset_streams(MOST_RESET)
        .max_local_error_reset_streams(MOST_RESET)
        .initial_stream_window_size(STREAM_WINDOW)
        .initial_connection_window_size(CONNECTION_WINDOW)
        .max_send_buf_size(SEND_BUFFER)
        .keep_alive_interval(idle_timeout)
        .keep_alive_timeout(idle_timeout);
    builder
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

    use super::*;

    async fn status(headers: usize) -> String {
        let (mut client, server) = duplex(LARGEST_HEAD);
        let limits = Limits::of(&config::Server::default());
        let conversation = tokio::spawn(converse_over(server, limits, |_| async { Response::no_content() }));
        let more: String = (2..headers).map(|number| format!("h{number}: x\r\n")).collect();
        let request = format!("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n{more}\r\n");
        client.write_all(request.as_bytes()).await.unwrap();
        let mut answer = String::new();
        client.read_to_string(&mut answer).await.unwrap();
        conversation.await.unwrap();
        answer.split(' ').nth(1).unwrap_or_default().to_owned()
    }

    #[tokio::test]
    async fn a_request_has_a_hundred_headers_at_most() {
        assert_eq!(status(100).await, "204");
        assert_eq!(status(101).await, "431");
    }
}
