//! Connections to an upstream: TCP or a Unix socket, made within `connect_timeout`, kept for the next request.
//!
//! A connection has no task of its own: whoever waits for its answer drives it. Two tasks that hand a request to and fro
//! over two cores spend more time on waking each other than on the request.

use std::error::Error;
use std::future::poll_fn;
use std::io;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::task::{Context, Poll};
use std::time::{Duration, Instant};

use bytes::Bytes;
use hyper::body::{Body, Frame, Incoming};
use hyper::client::conn::http1::{Builder, SendRequest};
use hyper::rt::{Read, ReadBufCursor, Write};
use hyper_util::rt::TokioIo;
use socket2::SockRef;
use tokio::net::{TcpStream, UnixStream};

use super::quiet::Quiet;
use super::stream::Upload;
use crate::config::UpstreamUrl;
use crate::http::bind::notice_the_vanished;
use crate::http::workers;

/// How many idle connections are kept, and for how long: shorter than the servers' own patience, which for the usual ones
/// is two to five seconds, so that a request seldom meets a connection that is just being closed.
const MOST_IDLE: usize = 64;
const IDLE_FOR: Duration = Duration::from_millis(1500);
const MOST_HEADERS: usize = 200;

/// The connections to one upstream.
pub struct Pool {
    url: UpstreamUrl,
    within: Duration,
    /// By the worker that made them: a connection belongs to the runtime of a thread, and is of use to no other.
    idle: Box<[Idle]>,
}

/// The idle connections of one worker.
#[derive(Default)]
struct Idle {
    /// The one used last at the end.
    links: Mutex<Vec<(Link, Instant)>>,
    swept: AtomicBool,
}

impl Pool {
    pub fn new(url: UpstreamUrl, within: Duration) -> Self {
        Self { url, within, idle: (0..workers::places()).map(|_| Idle::default()).collect() }
    }

    /// A connection that was used before and is still good.
    pub async fn used(&self) -> Option<Link> {
        let own = self.idle.get(workers::place())?;
        loop {
            let (mut link, since) = own.lock().pop()?;
            if since.elapsed() < IDLE_FOR && poll_fn(|cx| Poll::Ready(link.is_ready(cx))).await {
                return Some(link);
            }
        }
    }

    /// A new connection.
    pub async fn fresh(&self) -> io::Result<Link> {
        let connecting = tokio::time::timeout(self.within, self.connect());
        let stream = connecting.await.unwrap_or_else(|_| Err(io::Error::from(io::ErrorKind::TimedOut)))?;
        let handshake = Builder::new().max_headers(MOST_HEADERS).handshake(stream);
        let (sender, connection) = handshake.await.map_err(io::Error::other)?;
        Ok(Link { sender, connection: Box::pin(connection.with_upgrades()), over: false, quiet: Quiet::default() })
    }

    /// Keeps a connection whose answer was read to its end.
    pub fn keep(self: &Arc<Self>, link: Link) {
        let place = workers::place();
        let Some(own) = self.idle.get(place).filter(|_| !link.over) else { return };
        let mut links = own.lock();
        if links.len() < MOST_IDLE {
            links.push((link, Instant::now()));
            if !own.swept.swap(true, Ordering::Relaxed) {
                tokio::spawn(sweep(Arc::downgrade(self), place));
            }
        }
    }

    async fn connect(&self) -> io::Result<Stream> {
        match &self.url {
            UpstreamUrl::Http { host, port } => {
                let stream = TcpStream::connect((host.as_str(), *port)).await?;
                stream.set_nodelay(true)?;
                notice_the_vanished(&SockRef::from(&stream))?;
                Ok(Stream::Tcp(TokioIo::new(stream)))
            }
            UpstreamUrl::Unix(path) => Ok(Stream::Unix(TokioIo::new(UnixStream::connect(path).await?))),
            UpstreamUrl::Unset => Err(io::Error::from(io::ErrorKind::AddrNotAvailable)),
        }
    }
}

impl Idle {
    fn lock(&self) -> MutexGuard<'_, Vec<(Link, Instant)>> {
        self.links.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Closes what has been idle for too long, until nothing is left: an upstream may have a thread waiting at each.
async fn sweep(pool: Weak<Pool>, place: usize) {
    loop {
        tokio::time::sleep(IDLE_FOR).await;
        let Some(pool) = pool.upgrade() else { return };
        let Some(own) = pool.idle.get(place) else { return };
        let mut links = own.lock();
        links.retain(|(_, since)| since.elapsed() < IDLE_FOR);
        if links.is_empty() {
            own.swept.store(false, Ordering::Relaxed);
            return;
        }
    }
}

/// One connection: where requests go in, and what moves them.
pub struct Link {
    sender: SendRequest<Upload>,
    connection: Moving,
    over: bool,
    quiet: Quiet,
}

/// hyper's connection, which it gives no name.
type Moving = Pin<Box<dyn Future<Output = hyper::Result<()>> + Send>>;

impl Link {
    /// Sends a request and waits for the head of its answer, moving the connection meanwhile.
    pub async fn ask(&mut self, request: hyper::Request<Upload>) -> hyper::Result<hyper::Response<Incoming>> {
        let mut answer = Box::pin(self.sender.send_request(request));
        let Self { connection, over, quiet, .. } = self;
        let mut step = |cx: &mut Context<'_>| {
            if let Poll::Ready(answer) = answer.as_mut().poll(cx) {
                return Poll::Ready(answer);
            }
            *over |= move_on(connection, *over, cx);
            answer.as_mut().poll(cx)
        };
        poll_fn(|cx| quiet.run(cx, &mut step)).await
    }

    /// Polls the body of an answer, moving the connection where there is nothing yet.
    pub fn poll_body(
        &mut self,
        body: &mut Incoming,
        cx: &mut Context<'_>,
    ) -> Poll<Option<hyper::Result<Frame<Bytes>>>> {
        let Self { connection, over, quiet, .. } = self;
        quiet.run(cx, |cx| {
            let frame = Pin::new(&mut *body).poll_frame(cx);
            if frame.is_ready() {
                return frame;
            }
            *over |= move_on(connection, *over, cx);
            Pin::new(&mut *body).poll_frame(cx)
        })
    }

    fn drive(&mut self, cx: &mut Context<'_>) {
        self.over |= move_on(&mut self.connection, self.over, cx);
    }

    /// Moves the connection until it has ended or was upgraded.
    pub async fn into_its_end(mut self) {
        poll_fn(|cx| {
            self.drive(cx);
            if self.over { Poll::Ready(()) } else { Poll::Pending }
        })
        .await;
    }

    fn is_ready(&mut self, cx: &mut Context<'_>) -> bool {
        self.drive(cx);
        !self.over && matches!(self.sender.poll_ready(cx), Poll::Ready(Ok(())))
    }
}

/// Whether the connection is over. What ended it is told to whoever waits for an answer.
fn move_on(connection: &mut Moving, over: bool, cx: &mut Context<'_>) -> bool {
    over || connection.as_mut().poll(cx).is_ready()
}

/// A connection of either kind.
pub enum Stream {
    Tcp(TokioIo<TcpStream>),
    Unix(TokioIo<UnixStream>),
}

/// Passes a call on to the connection, of whichever kind.
macro_rules! either {
    ($stream:expr, $io:ident => $call:expr) => {
        match $stream.get_mut() {
            Stream::Tcp(stream) => {
                let $io = Pin::new(stream);
                $call
            }
            Stream::Unix(stream) => {
                let $io = Pin::new(stream);
                $call
            }
        }
    };
}

impl Read for Stream {
    fn poll_read(self: Pin<&mut Self>, cx: &mut Context<'_>, buffer: ReadBufCursor<'_>) -> Poll<io::Result<()>> {
        either!(self, io => io.poll_read(cx, buffer))
    }
}

impl Write for Stream {
    fn poll_write(self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        either!(self, io => io.poll_write(cx, bytes))
    }

    fn poll_flush(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        either!(self, io => io.poll_flush(cx))
    }

    fn poll_shutdown(self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        either!(self, io => io.poll_shutdown(cx))
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    fn poll_write_vectored(
        self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        parts: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        either!(self, io => io.poll_write_vectored(cx, parts))
    }
}

/// What is at the bottom of an error: `connection refused` rather than `client error`.
pub fn innermost<'e>(error: &'e (dyn Error + 'static)) -> &'e (dyn Error + 'static) {
    let mut innermost = error;
    while let Some(source) = innermost.source() {
        innermost = source;
    }
    innermost
}
