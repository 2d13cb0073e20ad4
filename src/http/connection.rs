//! What a connection is doing, and what requests know of the connection that they came over.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::time::Duration;

use tokio::sync::{OwnedSemaphorePermit, watch};

use crate::metrics::Open;

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

/// A place among the connections that may be open at once, taken and counted until it is dropped.
pub struct Place {
    _permit: OwnedSemaphorePermit,
    _open: Open,
}

impl Place {
    /// A connection has come.
    pub fn taken(permit: OwnedSemaphorePermit, open: Open) -> Self {
        Self { _permit: permit, _open: open }
    }
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
    progress: AtomicU64,
    running: AtomicUsize,
}

/// Something that a connection waits for and that is not its client, until it is dropped.
pub struct Running(Arc<Activity>);

impl Running {
    /// Begins.
    pub fn begin(activity: &Arc<Activity>) -> Self {
        activity.progress();
        activity.running.fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(activity))
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.0.running.fetch_sub(1, Ordering::Relaxed);
        self.0.progress();
    }
}

impl Activity {
    /// Something came or went.
    pub fn progress(&self) {
        self.progress.fetch_add(1, Ordering::Relaxed);
    }

    /// Looks each time whether anything has moved since the last time; a connection on which nothing moves for two looks,
    /// be it silent or slow, has been idle for at least one whole `idle_timeout`.
    pub async fn idle(&self, idle_timeout: Duration) {
        let mut seen = self.progress.load(Ordering::Relaxed);
        let mut quiet = 0;
        while quiet < 2 {
            tokio::time::sleep(idle_timeout.div_f32(2.0)).await;
            let progress = self.progress.load(Ordering::Relaxed);
            let resting = progress == seen && self.running.load(Ordering::Relaxed) == 0;
            quiet = if resting { quiet + 1 } else { 0 };
            seen = progress;
        }
    }
}
