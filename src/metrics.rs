//! What is counted and timed while the daemon runs, for whoever watches it.
//!
//! [`Metrics`] goes down in the context of operations, [`Commits`] belongs to the store. Nothing here knows what is
//! counted: the floors above note it, and `http::scrape` writes it down together with what they can tell at that moment
//! (how many wait, how much is on disk). Requests are counted in [`series`], one part for each thread; what is in
//! `/proc` is read by [`process`]. No label holds a secret, a person or a path that a client chose: `docs/metrics.md`
//! names each metric.

pub mod process;
pub mod series;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use prometheus_client::metrics::counter::Counter;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;

pub use self::series::Series;
use crate::clock::Timestamp;

/// Seconds: a flush on a good disk takes one millisecond, on an SD card a hundred.
const COMMIT_BOUNDS: [f64; 13] =
    [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0];
const GROUP_BOUNDS: [f64; 9] = [1.0, 2.0, 4.0, 8.0, 16.0, 32.0, 64.0, 128.0, 256.0];
/// Seconds.
const SWEEP_BOUNDS: [f64; 9] = [0.001, 0.01, 0.1, 0.5, 1.0, 5.0, 15.0, 60.0, 300.0];

/// A metric with one label.
pub type Labelled<M> = Family<[(&'static str, String); 1], M>;

/// What a daemon counts.
#[derive(Debug, Default)]
pub struct Metrics {
    /// Requests that grantd answers itself.
    pub requests: Requests,
    /// Requests that are handed on, by the path of their upstream.
    pub upstreams: Upstreams,
    /// Connections of clients.
    pub connections: Arc<Connections>,
    /// The removal of what has expired.
    pub sweeps: Sweeps,
    /// Backups that are written by themselves.
    pub backups: Backups,
}

macro_rules! endpoints {
    ($($(#[$doc:meta])* $name:ident = $label:literal,)+) => {
        /// What a request was for: the values that the label `endpoint` has, and no others.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum Endpoint {
            $($(#[$doc])* $name,)+
        }

        impl Endpoint {
            /// All of them, in the order in which they are counted.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The label.
            pub const fn label(self) -> &'static str {
                match self { $(Self::$name => $label,)+ }
            }
        }
    };
}

endpoints! {
    /// `/forward-auth`.
    ForwardAuth = "forward_auth",
    /// The token endpoint.
    Token = "token",
    /// Revocation.
    Revoke = "revoke",
    /// Introspection.
    Introspect = "introspect",
    /// The metadata of the authorization server, and preflights of the three above.
    Metadata = "metadata",
    /// Consent as JSON.
    Authorize = "authorize",
    /// Apps of the account's API.
    Apps = "apps",
    /// Grants of the account's API.
    Grants = "grants",
    /// Signing in as JSON.
    Login = "login",
    /// Signing out as JSON.
    Logout = "logout",
    /// Opening an account as JSON.
    Register = "register",
    /// The own account.
    Profile = "profile",
    /// Accounts.
    Users = "users",
    /// Settings of the instance.
    Instance = "instance",
    /// `/api/ping` and `/healthz`.
    Health = "health",
    /// The sign-in page.
    SignInPage = "sign_in_page",
    /// The authorization endpoint: the consent page.
    ConsentPage = "consent_page",
    /// Every other page.
    Page = "page",
    /// Style and icon of the pages.
    Asset = "asset",
    /// A path that nothing is at, or a method that it does not take.
    Nothing = "none",
}

/// A series for each endpoint.
#[derive(Debug)]
pub struct Requests(Box<[Series]>);

impl Default for Requests {
    fn default() -> Self {
        Self(Endpoint::ALL.iter().map(|_| Series::default()).collect())
    }
}

impl Requests {
    /// Notes an answered request. `place` is that of the thread, so that none waits for another.
    pub fn note(&self, place: usize, endpoint: Endpoint, status: u16, took: Duration) {
        if let Some(series) = self.0.get(endpoint as usize) {
            series.note(place, status, took);
        }
    }

    /// The endpoints and what was counted for each.
    pub fn iter(&self) -> impl Iterator<Item = (&'static str, &Series)> {
        Endpoint::ALL.iter().map(|endpoint| endpoint.label()).zip(&self.0)
    }
}

/// A series for each upstream that there is, or was since the start: what was counted is not taken back.
#[derive(Debug, Default)]
pub struct Upstreams(RwLock<BTreeMap<String, Arc<Series>>>);

impl Upstreams {
    /// The series of the upstream at a configured path.
    pub fn at(&self, path: &str) -> Arc<Series> {
        let mut known = self.0.write().unwrap_or_else(PoisonError::into_inner);
        Arc::clone(known.entry(path.to_owned()).or_default())
    }

    /// All of them with their paths.
    pub fn all(&self) -> Vec<(String, Arc<Series>)> {
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner);
        known.iter().map(|(path, series)| (path.clone(), Arc::clone(series))).collect()
    }
}

/// Connections of clients.
#[derive(Debug, Default)]
pub struct Connections {
    open: AtomicI64,
    accepted: AtomicU64,
}

/// One open connection, until it is dropped.
#[derive(Debug)]
pub struct Open(Arc<Connections>);

impl Connections {
    /// One more.
    pub fn begin(self: &Arc<Self>) -> Open {
        self.open.fetch_add(1, Ordering::Relaxed);
        self.accepted.fetch_add(1, Ordering::Relaxed);
        Open(Arc::clone(self))
    }

    /// How many are open.
    pub fn open(&self) -> i64 {
        self.open.load(Ordering::Relaxed)
    }

    /// How many there have been.
    pub fn accepted(&self) -> u64 {
        self.accepted.load(Ordering::Relaxed)
    }
}

impl Drop for Open {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::Relaxed);
    }
}

/// The removal of what has expired.
#[derive(Debug)]
pub struct Sweeps {
    /// How long those that succeeded took.
    pub seconds: Histogram,
    /// Records removed, by kind.
    pub removed: Labelled<Counter>,
    /// Those that did not end.
    pub failures: Counter,
    /// When the last one succeeded.
    pub last_success: Moment,
}

impl Default for Sweeps {
    fn default() -> Self {
        Self {
            seconds: Histogram::new(SWEEP_BOUNDS),
            removed: Family::default(),
            failures: Counter::default(),
            last_success: Gauge::default(),
        }
    }
}

impl Sweeps {
    /// One has succeeded.
    pub fn succeeded(&self, now: Timestamp, took: Duration, removed: &BTreeMap<&'static str, u64>) {
        self.seconds.observe(took.as_secs_f64());
        set(&self.last_success, Some(now));
        for (kind, number) in removed {
            self.removed.get_or_create(&[("kind", (*kind).to_owned())]).inc_by(*number);
        }
    }
}

/// Seconds since the epoch; 0 where there is nothing yet.
pub type Moment = Gauge<f64, AtomicU64>;

/// Sets a moment; `None` for nothing.
pub fn set(moment: &Moment, at: Option<Timestamp>) {
    moment.set(at.map_or(0.0, |at| Duration::from_millis(at.as_millis()).as_secs_f64()));
}

/// Backups that are written by themselves.
#[derive(Debug, Default)]
pub struct Backups {
    /// Of when the newest is that is there.
    pub newest: Moment,
    /// When this daemon last wrote one.
    pub last_success: Moment,
    /// Those that failed.
    pub failures: Counter,
}

/// What a store counts of its commits. Clones count together.
#[derive(Debug, Clone)]
pub struct Commits {
    /// How long they took from being asked for to being answered.
    pub seconds: Histogram,
    /// Those that were done.
    pub done: Counter,
    /// Those that were refused because somebody was faster.
    pub conflicts: Counter,
    /// Those that the engine could not do.
    pub failures: Counter,
    /// Those that were asked for and are waited for just now.
    pub waiting: Gauge,
    /// How long it took to make a group of them durable.
    pub flush_seconds: Histogram,
    /// How many of them one flush made durable.
    pub group_size: Histogram,
    /// 1 while the store is rewritten.
    pub rewriting: Gauge,
    /// Rewritings that were brought to their end.
    pub rewritings: Counter,
    /// Rewritings that were given up: the store stays as it is.
    pub rewritings_given_up: Counter,
}

/// One commit that is waited for, until it is dropped.
#[derive(Debug)]
pub struct Waiting<'c>(&'c Gauge);

impl Commits {
    /// One more is waited for.
    pub fn wait(&self) -> Waiting<'_> {
        self.waiting.inc();
        Waiting(&self.waiting)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.dec();
    }
}

impl Default for Commits {
    fn default() -> Self {
        Self {
            seconds: Histogram::new(COMMIT_BOUNDS),
            done: Counter::default(),
            conflicts: Counter::default(),
            failures: Counter::default(),
            waiting: Gauge::default(),
            flush_seconds: Histogram::new(COMMIT_BOUNDS),
            group_size: Histogram::new(GROUP_BOUNDS),
            rewriting: Gauge::default(),
            rewritings: Counter::default(),
            rewritings_given_up: Counter::default(),
        }
    }
}
