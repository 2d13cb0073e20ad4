//! The running daemon: the store, the listeners, the administration socket, the sweeper and the backups, started and
//! stopped as one.
//! What a request does is in [`crate::http`]; how signals and the terminal are handled is in [`crate::cli`].

mod backup;
mod live;
mod memory;

use std::io;
use std::net::SocketAddr;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::watch;
use tokio::task::JoinSet;

pub use self::live::{Live, Seen};
use crate::account::link;
use crate::admin::pulse::Pulse;
use crate::audit::{Audit, Event, Origin};
use crate::clock::{Clock, Timestamp};
use crate::config::{Config, ConfigError, restart_needed};
use crate::ctx::Ctx;
use crate::http::bind::{self, BindError, Bound};
use crate::http::connection::Scheme;
use crate::http::crowd::Crowd;
use crate::http::guard::guarded;
use crate::http::pages::Web;
use crate::http::request::Request;
use crate::http::response::Response;
use crate::http::server::{self, Limits};
use crate::http::tls::Handshake;
use crate::http::tls::keeper::{self, Keeper};
use crate::http::tls::pair::{Files, Pair};
use crate::http::workers::{Roll, Workers};
use crate::http::{router, scrape};
use crate::limits::RateLimits;
use crate::metrics::Connections;
use crate::oauth::secrets;
use crate::secret::Random;
use crate::store::{Store, StoreError};
use crate::{account, admin};

/// How long running requests may take to end when the daemon stops.
const STOP_WITHIN: Duration = Duration::from_secs(10);
/// How many connections may ask for metrics at once.
const MOST_WATCHERS: usize = 16;

/// Why the daemon did not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The store cannot be opened.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// An address cannot be listened on.
    #[error(transparent)]
    Bind(#[from] BindError),
    /// The administration socket cannot be made.
    #[error("the administration socket in {dir} cannot be made: {error}")]
    Socket {
        /// The data directory.
        dir: String,
        /// Why.
        error: io::Error,
    },
    /// A certificate, or a key file of TLS or of an upstream, cannot be used.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// The cryptography refuses.
    #[error("TLS cannot be spoken: {0}")]
    Tls(#[from] rustls::Error),
    /// The system gives no threads.
    #[error("the threads for connections cannot be started: {0}")]
    Workers(io::Error),
    /// The system gives no thread.
    #[error("the thread for the audit log cannot be started: {0}")]
    Audit(io::Error),
    /// The set-up link cannot be made.
    #[error("the set-up link cannot be made: {0}")]
    SetUp(#[from] account::AccountError),
}

/// How long noting when things were last used may take then. It is only a time, and the service manager waits.
const NOTE_WITHIN: Duration = Duration::from_secs(5);

/// A daemon that runs until it is stopped.
pub struct Daemon {
    live: Arc<Live>,
    certificate: Option<Arc<Keeper>>,
    addresses: Vec<String>,
    workers: Roll,
    metrics_address: Option<String>,
    stop: watch::Sender<bool>,
    tasks: JoinSet<()>,
}

/// What requests to a test server meet before the router. No other daemon has one.
pub trait Front: Send + Sync {
    /// Is called once, when the store is open and nothing else has begun.
    fn fill<'a>(&'a self, store: &'a Store) -> Coming<'a, Result<(), StoreError>>;

    /// Answers one request.
    fn answer(&self, live: &Arc<Live>, request: Request) -> Coming<'static, Response>;
}

/// What a [`Front`] gives in a moment.
pub type Coming<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Who comes to an address.
#[derive(Clone)]
enum Visitors {
    Clients,
    /// Whoever watches a daemon that began then.
    Watchers(Timestamp),
    Tests(Arc<dyn Front>),
}

impl Daemon {
    /// Starts with the machine's clock and randomness.
    pub async fn start(config: Config) -> Result<Self, StartError> {
        Self::start_with(config, Clock::system(), Random::system()).await
    }

    /// Starts with a clock and a source of randomness that a test owns.
    pub async fn start_with(config: Config, clock: Clock, random: Random) -> Result<Self, StartError> {
        Self::begin(config, clock, random, Visitors::Clients).await
    }

    /// The same with something between the listeners and the router: the one way in which a daemon has that.
    pub async fn start_behind(
        front: Arc<dyn Front>,
        config: Config,
        clock: Clock,
        random: Random,
    ) -> Result<Self, StartError> {
        Self::begin(config, clock, random, Visitors::Tests(front)).await
    }

    async fn begin(config: Config, clock: Clock, random: Random, visitors: Visitors) -> Result<Self, StartError> {
        let pair = Files::of(&config).map(Pair::read).transpose()?;
        let store = open(&config).await?;
        if let Visitors::Tests(front) = &visitors {
            front.fill(&store).await?;
        }
        let bound = bind::bind(&config.server)?;
        let watched = config.server.metrics_listen.0.clone().map(|listen| bind::bind_to(&[listen])).transpose()?;
        let issuer = issuer(&config, bound.tcp_addresses().first().copied());
        warn_of_issuer(&issuer, &bound.tcp_addresses());
        let certificate = pair.map(|pair| Keeper::new(pair, clock.now(), &issuer));
        let handshake = |keeper| Handshake::new(Arc::clone(keeper), config.server.idle_timeout);
        let bound = bound.with_tls(certificate.as_ref().map(handshake).transpose()?);
        let addresses = bound.addresses();
        let limits = Limits::of(&config.server);
        let (audit_dir, settings) = (config.server.data_dir.clone(), config.audit.clone());
        let audit =
            Audit::start(audit_dir, settings, store.clone(), clock.clone(), &random).map_err(StartError::Audit)?;
        let started = Some(clock.now());
        let ctx = Arc::new(Ctx { audit, started, ..Ctx::new(Arc::new(config), issuer.into(), store, clock, random) });
        announce_set_up(&ctx).await?;

        let web = Web::new(Arc::clone(&ctx))?;
        tell_taken_over(&web);
        let live = Arc::new(Live::new(&Arc::new(web)));
        let workers = Arc::new(Workers::start().map_err(StartError::Workers)?);
        let roll = workers.roll();
        let pulse = Pulse::new(ctx.store.clone(), roll.clone());
        let (stop, stopped) = watch::channel(false);
        let mut tasks = JoinSet::new();
        let data_dir = ctx.config.server.data_dir.clone();
        let current = Arc::clone(&live);
        let socket = admin::socket::bind(&data_dir)
            .map_err(|error| StartError::Socket { dir: data_dir.display().to_string(), error })?;
        tasks.spawn(admin::socket::serve(socket, move || current.ctx(), pulse, stopping(stopped.clone())));
        tasks.spawn(sweep_regularly(Arc::clone(&live), stopped.clone()));
        // What a test server records is not the store's, and several may be in one process.
        if !matches!(visitors, Visitors::Tests(_)) {
            tasks.spawn(memory::keep(Arc::clone(&live), stopping(stopped.clone())));
        }
        tasks.spawn(backup::back_up_regularly(Arc::clone(&live), stopped.clone()));
        if let Some(keeper) = certificate.clone() {
            let current = Arc::clone(&live);
            let at = move || (current.ctx().clock.now(), Arc::clone(&current.ctx().issuer));
            tasks.spawn(keeper::watch(keeper, keeper::LOOK_EVERY, at, stopping(stopped.clone())));
        }
        let counted = Arc::clone(&ctx.metrics.connections);
        let metrics_address = watched.as_ref().and_then(|bound| bound.addresses().pop());
        if let Some(bound) = watched {
            let workers = Arc::clone(&workers);
            tasks.spawn(tell_metrics(bound, workers, limits.clone(), Arc::clone(&live), stopping(stopped.clone())));
        }
        tasks.spawn(serve(bound, workers, counted, limits, Arc::clone(&live), visitors, stopping(stopped)));
        ctx.record(&Origin::system(), Event::Started { version: env!("CARGO_PKG_VERSION").to_owned() });
        Ok(Self { live, certificate, addresses, metrics_address, workers: roll, stop, tasks })
    }

    /// Where it listens, as `http://ADDR:PORT`, `https://ADDR:PORT` or `unix:PATH`.
    pub fn addresses(&self) -> &[String] {
        &self.addresses
    }

    /// Where it answers `/metrics`, if anywhere.
    pub fn metrics_address(&self) -> Option<&str> {
        self.metrics_address.as_deref()
    }

    /// What operations see now.
    pub fn ctx(&self) -> Arc<Ctx> {
        self.live.ctx()
    }

    /// For seeing whether it still does its work.
    pub fn pulse(&self) -> Pulse {
        Pulse::new(self.ctx().store.clone(), self.workers.clone())
    }

    /// Takes another configuration. Answers the keys that differ but need a restart; those stay as they were.
    ///
    /// # Errors
    /// A certificate or a key file that cannot be used; nothing has changed then.
    pub fn reload(&self, config: Config) -> Result<Vec<&'static str>, ConfigError> {
        let old = self.live.web();
        let kept = restart_needed(&old.ctx.config, &config);
        let config = config.keeping_fixed(&old.ctx.config);
        let pair = Files::of(&config).map(Pair::read).transpose()?;
        let issuer: Arc<str> = match &config.server.public_url {
            Some(url) => url.as_str().into(),
            None => Arc::clone(&old.ctx.issuer),
        };
        let accounts = config.accounts.clone();
        let limits = if config.limits == old.ctx.config.limits {
            Arc::clone(&old.ctx.limits)
        } else {
            Arc::new(RateLimits::new(&config.limits, &old.ctx.clock))
        };
        let ctx = Arc::new(Ctx { config: Arc::new(config), issuer, limits, ..Ctx::clone(&old.ctx) });
        let web = Arc::new(old.with_ctx(Arc::clone(&ctx))?);
        old.ctx.accounts.reconfigure(&accounts);
        ctx.audit.reconfigure(&ctx.config.audit);
        let restart_needed = kept.iter().map(|key| (*key).to_owned()).collect();
        tell_taken_over(&web);
        if let (Some(keeper), Some(pair)) = (&self.certificate, pair) {
            keeper.replace(pair, web.ctx.clock.now(), &web.ctx.issuer);
        }
        self.live.replace(&web);
        // Who reads of it may rely on it.
        ctx.record(&Origin::operator(), Event::ConfigurationReloaded { restart_needed });
        Ok(kept)
    }

    /// Stops accepting, lets what runs finish for up to 10 s, and closes the store.
    pub async fn stop(mut self) -> Result<(), StoreError> {
        self.stop.send_replace(true);
        while self.tasks.join_next().await.is_some() {}
        let ctx = self.live.ctx();
        let noting = ctx.usage.write(&ctx.store, ctx.config.accounts.session_lifetime);
        match tokio::time::timeout(NOTE_WITHIN, noting).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(%error, "the last uses could not be noted"),
            Err(_) => tracing::warn!("the last uses could not all be noted: the disk is slow"),
        }
        ctx.record(&Origin::system(), Event::Stopped);
        close(ctx).await
    }

    /// Stops without waiting for anybody: what runs is cut off. What was answered is in the store.
    pub async fn halt(mut self) -> Result<(), StoreError> {
        self.tasks.shutdown().await;
        close(self.live.ctx()).await
    }

    /// What requests see, to be held by who may change it.
    pub fn live(&self) -> Arc<Live> {
        Arc::clone(&self.live)
    }
}

async fn close(ctx: Arc<Ctx>) -> Result<(), StoreError> {
    let closing = tokio::task::spawn_blocking(move || {
        ctx.audit.close();
        ctx.store.engine().close()
    });
    closing.await.unwrap_or_else(|_| Err(StoreError::Engine("closing it failed".to_owned())))
}

async fn open(config: &Config) -> Result<Store, StoreError> {
    let (storage, data_dir) = (config.storage.clone(), config.server.data_dir.clone());
    let opening = tokio::task::spawn_blocking(move || Store::open(&storage, &data_dir));
    opening.await.unwrap_or_else(|_| Err(StoreError::Engine("opening it failed".to_owned())))
}

/// The issuer where the configuration names none: what works on this machine.
pub fn issuer(config: &Config, bound: Option<SocketAddr>) -> String {
    let scheme = if config.server.speaks_tls() { Scheme::Https } else { Scheme::Http }.as_str();
    match (&config.server.public_url, bound) {
        (Some(url), _) => url.as_str().to_owned(),
        (None, Some(address)) if config.server.listen != Config::default().server.listen => {
            format!("{scheme}://{address}")
        }
        (None, _) => format!("{scheme}://localhost:8080"),
    }
}

fn warn_of_issuer(issuer: &str, addresses: &[SocketAddr]) {
    if addresses.first().is_some_and(|first| first.ip().is_unspecified() && issuer.contains(&first.to_string())) {
        tracing::warn!(
            "the issuer is {issuer}, which means nothing elsewhere: set public_url in [server] to the address that clients use"
        );
    }
}

/// The log says which of the account API's endpoints an upstream answers instead.
fn tell_taken_over(web: &Web) {
    for path in web.gateway.taken_over(router::ACCOUNT_API) {
        tracing::info!("{path} is answered by an upstream instead of grantd");
    }
}

/// With no administrator yet, the log says how to make the first one.
async fn announce_set_up(ctx: &Ctx) -> Result<(), account::AccountError> {
    if let Some(key) = link::set_up_key(ctx, &Origin::system()).await? {
        tracing::warn!("no administrator yet; make the first one at {}", link::set_up_url(ctx, &key));
    }
    Ok(())
}

/// Answers visitors. It is one handler for all kinds of them, so that what serves HTTP is not in the program once for each.
async fn serve(
    bound: Bound,
    workers: Arc<Workers>,
    counted: Arc<Connections>,
    limits: Limits,
    live: Arc<Live>,
    visitors: Visitors,
    stop: impl Future<Output = ()>,
) {
    let handler = move |request| {
        let (web, visitors) = (live.web(), visitors.clone());
        let live = matches!(visitors, Visitors::Tests(_)).then(|| Arc::clone(&live));
        async move {
            let started = match (visitors, live) {
                (Visitors::Tests(front), Some(live)) => return front.answer(&live, request).await,
                (Visitors::Watchers(started), _) => started,
                _ => return router::route(&web, request).await,
            };
            let answering = pin!(async { scrape::answer(&web.ctx, started, &request) });
            guarded(answering, web.ctx.config.server.request_timeout).await
        }
    };
    server::serve(bound, workers, counted, limits, handler, stop, STOP_WITHIN).await;
}

/// Answers whoever watches, on an address of its own and over connections that are not counted with the clients'.
async fn tell_metrics(
    bound: Bound,
    workers: Arc<Workers>,
    limits: Limits,
    live: Arc<Live>,
    stop: impl Future<Output = ()>,
) {
    for address in bound.addresses() {
        tracing::info!("metrics at {address}, path /metrics");
    }
    // The clients' connections and these are counted apart.
    let crowd = Arc::new(Crowd::new(&live.ctx().config.server));
    let limits = Limits { max_connections: MOST_WATCHERS, crowd, ..limits };
    let started = live.ctx().clock.now();
    serve(bound, workers, Arc::default(), limits, live, Visitors::Watchers(started), stop).await;
}

async fn stopping(mut stopped: watch::Receiver<bool>) {
    let _ended = stopped.wait_for(|stopped| *stopped).await;
}

/// Removes what has expired and writes what was used, every `sweep_interval`.
async fn sweep_regularly(live: Arc<Live>, stopped: watch::Receiver<bool>) {
    let mut stopped = std::pin::pin!(stopping(stopped));
    loop {
        let interval = live.ctx().config.storage.sweep_interval;
        tokio::select! {
            () = tokio::time::sleep(interval) => {}
            () = &mut stopped => return,
        }
        // What was used since belongs to who is there now: a test server may have begun anew.
        let ctx = live.ctx();
        // First what was used: a session that is in use must not be judged by what is not written yet.
        let noted = tokio::select! {
            noted = ctx.usage.write(&ctx.store, ctx.config.accounts.session_lifetime) => noted,
            () = &mut stopped => return,
        };
        if let Err(error) = noted {
            tracing::warn!(%error, "the last uses could not be noted");
        }
        let ended = tokio::select! {
            ended = secrets::end_expired(&ctx) => ended,
            () = &mut stopped => return,
        };
        if let Err(error) = ended {
            tracing::warn!(%error, "secrets that have ended could not be removed; they are good for nothing all the same");
        }
        let (now, began) = (ctx.clock.now(), ctx.clock.steady());
        // Each slice is a commit of its own: a stop need not wait for the last.
        let swept = tokio::select! {
            swept = ctx.store.sweep(now, now) => swept,
            () = &mut stopped => return,
        };
        match swept {
            Ok(counts) => {
                tracing::debug!(removed = counts.values().sum::<u64>(), "swept");
                ctx.metrics.sweeps.succeeded(ctx.clock.now(), ctx.clock.steady().saturating_sub(began), &counts);
            }
            Err(error) => {
                tracing::error!(%error, "what has expired could not be removed; it is tried again later");
                ctx.metrics.sweeps.failures.inc();
            }
        }
    }
}
