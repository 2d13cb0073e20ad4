//! What a connection is doing, and what requests know of the connection that they came over.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use tokio::sync::watch;

use super::crowd::Place;

/// The connection that a request came over.
pub struct Connection {
    /// The other end; `None` on a Unix socket.
    pub peer: Option<SocketAddr>,
    /// How it is spoken.
    pub scheme: Scheme,
    /// What it is doing.
    pub activity: Arc<Activity>,
    /// Turns true when the daemon stops.
    pub stopped: watch::Receiver<bool>,
    /// Its place among the connections that may be open at once, for what outlives the request.
    pub place: Place,
}

impl Connection {
    /// Whether the daemon stops, and this connection with it.
    pub fn is_ending(&self) -> bool {
        // The one change that it ever sees; told without a lock.
        self.stopped.has_changed().unwrap_or(true)
    }
}

/// How a connection is spoken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Plainly.
    Http,
    /// Over TLS of grantd's own.
    Https,
}

impl Scheme {
    /// As in a URL.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Http => "http",
            Self::Https => "https",
        }
    }
}

/// What a connection is doing. One timer looks at it now and then: a timer for each request would cost more than many a
/// request does.
#[derive(Default)]
pub struct Activity {
    /// How often something came or went, and in the lowest bits how many requests are running.
    progress: AtomicU64,
    /// Those of them that wait for their request's body after all.
    receiving: AtomicU64,
}

/// One step of a connection's progress, above the number of its requests that run at once: no connection has as many.
const ONCE: u64 = 1 << 16;

/// Something that a connection waits for and that is not its client, until it is dropped.
pub struct Running(Arc<Activity>);

impl Running {
    /// Begins.
    pub fn begin(activity: &Arc<Activity>) -> Self {
        activity.progress.fetch_add(ONCE + 1, Ordering::Relaxed);
        Self(Arc::clone(activity))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.0.progress.fetch_add(ONCE - 1, Ordering::Relaxed);
    }
}

/// A running request whose body is being read, until it is dropped: it waits for its client.
pub struct Receiving(Arc<Activity>);

impl Receiving {
    /// Begins.
    pub fn begin(activity: &Arc<Activity>) -> Self {
        activity.receiving.fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(activity))
    }
}

impl Drop for Receiving {
    fn drop(&mut self) {
        self.0.receiving.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Activity {
    /// Something came or went.
    pub fn progress(&self) {
        self.progress.fetch_add(ONCE, Ordering::Relaxed);
    }

    /// Ends when the connection, silent or slow, has been idle for `idle_timeout`; while others wait for a place
    /// (`crowded`), for a tenth of it, and a body that is still coming is no excuse. It looks now and then whether
    /// anything has moved since the last time.
    pub async fn idle(&self, idle_timeout: Duration, crowded: impl Fn() -> bool) {
        const LOOKS: u32 = 20;
        let mut seen = self.progress.load(Ordering::Relaxed);
        let mut quiet = 0;
        while quiet < if crowded() { LOOKS / 10 } else { LOOKS } {
            tokio::time::sleep(idle_timeout / LOOKS).await;
            let progress = self.progress.load(Ordering::Relaxed);
            let excused = if crowded() { self.receiving.load(Ordering::Relaxed) } else { 0 };
            let resting = progress == seen && progress % ONCE <= excused;
            quiet = if resting { quiet + 1 } else { 0 };
            seen = progress;
        }
    }
}
