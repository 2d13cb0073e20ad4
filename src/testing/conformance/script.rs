//! What requests meet: they are read, written down, and answered as the scenario has it.

use std::collections::BTreeMap;
use std::pin::pin;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use hyper::StatusCode;
use hyper::http::uri::Authority;
use percent_encoding::percent_decode_str;
use tokio::sync::Notify;

use super::scenario::{SCENARIOS, Scenario};
use super::stage::Stage;
use super::trace::What;
use super::{API_PATH, AUTHORIZATION_PATH, Setup, TOKEN_PATH, api, authorize, token};
use crate::clock::Clock;
use crate::daemon::{Coming, Front, Live};
use crate::http::guard::guarded;
use crate::http::request::Request;
use crate::http::response::Response;
use crate::oauth::Params;
use crate::oauth::metadata::METADATA_PATH;
use crate::secret::Random;
use crate::store::{Store, StoreError};
use crate::testing::control::whole;
use crate::testing::faults::cut;
use crate::testing::journal::{Exchange, Journal, Wanted};

/// How long a request may take; the script's own pauses are in it.
const REQUEST_WITHIN: Duration = Duration::from_secs(15);

/// The scripted server.
pub struct Script {
    setup: OnceLock<Setup>,
    stage: Mutex<Stage>,
    journal: Journal,
    clock: Clock,
    random: Random,
    /// Calls of the API, and token requests, that are not answered yet.
    calling: AtomicUsize,
    asking: AtomicUsize,
    /// Somebody wants the next scenario.
    pub(super) next: Notify,
}

/// What a request is answered.
pub(super) enum Reply {
    /// This.
    Now(Response),
    /// This, after a while.
    After(Duration, Response),
    /// The connection ends; this would have been the answer.
    Cut(Response),
}

impl Script {
    pub(super) fn new() -> Self {
        Self {
            setup: OnceLock::new(),
            stage: Mutex::new(Stage::new(&SCENARIOS[0])),
            journal: Journal::default(),
            clock: Clock::system(),
            random: Random::system(),
            calling: AtomicUsize::new(0),
            asking: AtomicUsize::new(0),
            next: Notify::new(),
        }
    }

    /// Where everything is, once that is known.
    pub(super) fn begin(&self, setup: Setup) {
        let _once = self.setup.set(setup);
    }

    /// Has another scenario be played; answers the one that was, and what was seen in it.
    pub(super) fn play(&self, scenario: &'static Scenario) -> (Stage, Vec<Exchange>) {
        let mut stage = self.stage();
        let exchanges = self.journal.list(&Wanted::default());
        self.journal.clear();
        (std::mem::replace(&mut *stage, Stage::new(scenario)), exchanges)
    }

    pub(super) fn stage(&self) -> MutexGuard<'_, Stage> {
        self.stage.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(super) fn now(&self) -> Duration {
        self.clock.steady()
    }

    /// A text that nobody guesses, which begins with `prefix`.
    pub(super) fn unguessable(&self, prefix: &str) -> Option<String> {
        self.random.alphanumeric(32).ok().map(|text| format!("{prefix}-{text}"))
    }

    async fn answer(&self, request: &mut Request) -> Response {
        let Some(setup) = self.setup.get() else {
            return Response::failure(StatusCode::SERVICE_UNAVAILABLE, "it is starting");
        };
        let body = request.read_ahead().await.ok();
        let mut exchange = Exchange::begin(request, body.as_ref(), self.clock.now());
        self.look_for_secrets(setup, request);
        let (response, is_cut) = self.route(setup, request).await;
        let (response, body) = whole(response).await;
        let response = response.into_inner();
        exchange.answered(response.status().as_u16(), response.headers(), body.as_ref());
        exchange.fault = is_cut.then_some(crate::testing::faults::Kind::CutAfter);
        self.journal.add(exchange);
        if is_cut { cut() } else { Response::streamed(response) }
    }

    fn look_for_secrets(&self, setup: &Setup, request: &Request) {
        let address = request.path_and_query().map_or("", |address| address.as_str()).replace('+', " ");
        let decoded = percent_decode_str(&address).decode_utf8_lossy();
        let (at, mut stage) = (self.now(), self.stage());
        // A plus may have meant itself.
        let secret = setup.client_secret.as_ref().map(|secret| secret.replace('+', " "));
        if let Some(secret) = stage.leaked(&decoded.replace('+', " "), secret.as_deref()) {
            stage.note(at, 0, What::Leak { secret, path: request.path().to_owned() });
        }
    }

    /// Answers a request, and whether the connection is to end instead.
    async fn route(&self, setup: &Setup, request: &mut Request) -> (Response, bool) {
        let came_to = request.host().and_then(port);
        let is_at = |origin: &str| came_to == origin.rsplit(':').next().and_then(|port| port.parse().ok());
        if is_at(&setup.elsewhere) {
            return (api::elsewhere(self, request), false);
        }
        let method = request.method.as_str().to_owned();
        let response = match (method.as_str(), request.path()) {
            ("GET" | "HEAD", path) if path.starts_with(METADATA_PATH) => authorize::metadata(setup),
            ("GET", AUTHORIZATION_PATH) => authorize::answer(self, setup, request),
            ("POST", TOKEN_PATH) => {
                let beside = self.asking.fetch_add(1, Ordering::SeqCst);
                let _asking = Leaving(&self.asking);
                return pause(token::answer(self, setup, request, beside).await).await;
            }
            ("GET", "/next") => {
                self.next.notify_one();
                Response::text("text/plain; charset=utf-8", "The next scenario begins.\n".to_owned())
            }
            ("GET", path) if path.starts_with(API_PATH) => {
                let beside = self.calling.fetch_add(1, Ordering::SeqCst);
                let _calling = Leaving(&self.calling);
                return pause(api::answer(self, setup, request, beside)).await;
            }
            _ => {
                let says = format!("there is nothing at {method} {}", request.path());
                Response::failure(StatusCode::NOT_FOUND, &says)
            }
        };
        (response, false)
    }
}

/// Waits here for what takes a while: the request counts as not answered meanwhile.
async fn pause(reply: Reply) -> (Response, bool) {
    match reply {
        Reply::Now(response) => (response, false),
        Reply::After(takes, response) => {
            tokio::time::sleep(takes).await;
            (response, false)
        }
        Reply::Cut(response) => (response, true),
    }
}

/// One less, when it is dropped.
struct Leaving<'a>(&'a AtomicUsize);

impl Drop for Leaving<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

fn port(host: &str) -> Option<u16> {
    host.parse::<Authority>().ok()?.port_u16()
}

/// The first value of each parameter; empty ones are left out (RFC 6749 §3.1).
pub(super) fn firsts(params: &Params, names: &[&'static str]) -> BTreeMap<&'static str, String> {
    let value = |name: &&'static str| params.all(name).next().filter(|value| !value.is_empty()).map(str::to_owned);
    names.iter().filter_map(|name| Some((*name, value(name)?))).collect()
}

/// Stands before the front of the test server whose daemon it uses, and lets nothing through to it.
pub(super) struct ScriptFront {
    pub(super) script: Arc<Script>,
    pub(super) behind: Arc<dyn Front>,
}

impl Front for ScriptFront {
    fn fill<'a>(&'a self, store: &'a Store) -> Coming<'a, Result<(), StoreError>> {
        self.behind.fill(store)
    }

    fn answer(&self, _: &Arc<Live>, mut request: Request) -> Coming<'static, Response> {
        let script = Arc::clone(&self.script);
        Box::pin(async move { guarded(pin!(script.answer(&mut request)), REQUEST_WITHIN).await })
    }
}
