//! The gateway: requests below an upstream's path are handed on to it, where a route lets them through, and its answers
//! handed back, both as they come. What is said of the caller is in [`identity`], which headers pass in [`headers`],
//! bodies in [`stream`], connections to upstreams in [`connect`], and WebSockets in [`tunnel`].

mod connect;
mod headers;
mod identity;
mod quiet;
mod secrets;
mod stream;
mod tunnel;

use std::fmt::Display;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use http_body_util::Full;
use hyper::body::{Body, Incoming};
use hyper::header::{ALLOW, AUTHORIZATION, HeaderName, HeaderValue};
use hyper::http::uri::PathAndQuery;
use hyper::upgrade::OnUpgrade;
use hyper::{Method, StatusCode, Uri};
use tokio::time::Instant;

use self::connect::{Link, Pool};
use self::headers::Via;
use self::identity::{Jwts, Unlinked};
pub use self::stream::Download;
use self::stream::{Progress, Upload};
use super::api::answer::{deny, error};
use super::forward_auth::{Written, credentials, destinations};
use super::pages::{Web, unreachable_page};
use super::request::Request;
use super::response::Response;
use crate::config::{self, Config, ConfigError, Identity};
use crate::metrics::{Series, Upstreams};
use crate::protect::bearer::{Caller, Denied, admit_all, bearer_token};
use crate::protect::routes::NoRoute;
use crate::protect::upstreams::covering;
use crate::seldom::Seldom;

/// The upstreams.
pub struct Gateway {
    upstreams: Vec<Upstream>,
    /// In the same order.
    paths: Vec<config::Upstream>,
    /// Who this is in `Via`.
    via: Via,
}

/// One upstream and the connections to it.
pub struct Upstream {
    config: config::Upstream,
    pool: Arc<Pool>,
    jwts: Option<Jwts>,
    /// That it does not answer: everybody who asks for it finds out.
    silent: Seldom,
    /// What was answered to requests below its path, by it or in its place.
    pub answered: Arc<Series>,
}

impl Gateway {
    /// Reads the keys that tokens are signed with, and makes ready to connect. Known to others by its `issuer`.
    ///
    /// # Errors
    /// A key file that cannot be read or holds no key.
    pub fn new(config: &Config, issuer: &str, counted: &Upstreams) -> Result<Self, ConfigError> {
        let file = config.source.as_deref();
        let made = config.upstreams.iter().map(|upstream| Upstream::new(upstream, file, counted));
        let upstreams = made.collect::<Result<_, _>>()?;
        Ok(Self { upstreams, paths: config.upstreams.clone(), via: Via::of(issuer) })
    }

    /// The upstream that answers a request for `path`; `None` where grantd itself does.
    pub fn covering(&self, path: &str) -> Option<&Upstream> {
        covering(&self.paths, path).and_then(|index| self.upstreams.get(index))
    }

    /// The endpoints of grantd's own account API that an upstream has taken over, for the log.
    pub fn taken_over<'p>(&self, own: impl IntoIterator<Item = &'p str>) -> Vec<&'p str> {
        own.into_iter().filter(|path| self.covering(path).is_some()).collect()
    }
}

impl Upstream {
    fn new(config: &config::Upstream, source: Option<&Path>, counted: &Upstreams) -> Result<Self, ConfigError> {
        let jwts = match (config.identity, &config.jwt_secret_file) {
            (Identity::Jwt, Some(file)) => Some(
                Jwts::new(config, file)
                    .map_err(|why| ConfigError::in_table("upstream.jwt_secret_file", why, source, config.line))?,
            ),
            _ => None,
        };
        let pool = Arc::new(Pool::new(config.url.clone(), config.connect_timeout));
        let silent = Seldom::default();
        Ok(Self { pool, jwts, silent, config: config.clone(), answered: counted.at(&config.path.to_string()) })
    }

    /// Sends what `build` makes of a body, and waits for the head of the answer and the connection it comes over. A
    /// connection that was kept may have been closed just now: what changes nothing may then be asked again.
    async fn ask(
        &self,
        mut body: Option<Upload>,
        repeatable: bool,
        build: impl Fn(Upload) -> hyper::Request<Upload>,
    ) -> Result<(hyper::Response<Incoming>, Link), Failed> {
        if let Some(mut link) = self.pool.used().await {
            let sent = if repeatable { Upload::none() } else { body.take().unwrap_or_else(Upload::none) };
            match link.ask(build(sent)).await {
                Ok(response) => return Ok((response, link)),
                Err(_) if repeatable => {}
                Err(error) => return Err(Failed::Broken(error)),
            }
        }
        let mut link = self.pool.fresh().await.map_err(Failed::Unreachable)?;
        let response = link.ask(build(body.unwrap_or_else(Upload::none))).await.map_err(Failed::Broken)?;
        Ok((response, link))
    }
}

/// Hands a request on, where a route lets it through.
pub async fn hand_on(web: &Arc<Web>, upstream: &Upstream, mut request: Request) -> Response {
    let identity = match admitted(web, upstream, &request) {
        Ok(identity) => identity,
        Err(refused) => return refused.answer(),
    };
    let target = Uri::from(request.path_and_query().cloned().unwrap_or_else(|| PathAndQuery::from_static("/")));
    let upgrade = tunnel::wanted(&request).then(|| request.take_upgrade()).flatten();
    let progress = Progress::begin();
    let reserved = identity.reserved.as_ref();
    let body = request.take_body();
    let body = body.map(|body| Upload::new(body, &progress, &request.connection().activity, reserved));
    let repeatable = is_repeatable(&request.method) && body.as_ref().is_none_or(Body::is_end_stream);
    let build = |body: Upload| {
        let mut own = hyper::Request::new(body);
        own.method_mut().clone_from(&request.method);
        own.uri_mut().clone_from(&target);
        *own.headers_mut() = headers::to_upstream(web, &request, &identity, upgrade.is_some());
        headers::frame(&mut own);
        own
    };
    match within(upstream.ask(body, repeatable, build), &progress, upstream.config.timeout).await {
        Ok((response, link)) => handed_back(upstream, &request, response, (link, progress), upgrade),
        Err(failed) => failed.answer(web, upstream, &request),
    }
}

/// `GET`, `HEAD` and `OPTIONS` change nothing (RFC 9110 §9.2.1).
fn is_repeatable(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// What the upstream is told of the caller.
#[derive(Default)]
struct Told {
    /// The caller's own `Authorization` is handed on.
    keeps_authorization: bool,
    /// What grantd says.
    headers: Written,
    /// A header that nobody but grantd may send.
    reserved: Option<HeaderName>,
}

/// Why a request is not handed on.
#[derive(Debug, thiserror::Error)]
enum Refused {
    #[error(transparent)]
    NoRoute(#[from] NoRoute),
    #[error(transparent)]
    Denied(#[from] Denied),
    #[error(transparent)]
    Unlinked(#[from] Unlinked),
    #[error("a token stands in the address, where others can read it: it belongs in Authorization")]
    TokenInAddress,
    #[error("this request has come here before: an upstream leads back to grantd")]
    Loop,
}

fn admitted(web: &Web, upstream: &Upstream, request: &Request) -> Result<Told, Refused> {
    if web.gateway.via.is_in(request.headers()) {
        if let Some(untold) = upstream.silent.tell(web.ctx.clock.steady()) {
            tracing::error!(upstream = %upstream.config.url, untold, "an upstream leads back to grantd");
        }
        return Err(Refused::Loop);
    }
    if request.path_and_query().is_some_and(secrets::is_in_address) {
        return Err(Refused::TokenInAddress);
    }
    let (route, second) = web.routes.find_all(request.method.as_str(), request.path(), destinations(request))?;
    let reserved = upstream.jwts.as_ref().map(Jwts::header).filter(|header| *header != AUTHORIZATION);
    let foreign = is_foreign(request);
    if upstream.config.pass_unknown_tokens && foreign == Foreign::Bearer {
        return Ok(Told { keeps_authorization: true, reserved, ..Told::default() });
    }
    let Some(caller) = admit_all(&web.ctx, route, second, credentials(request))? else {
        return Ok(Told { keeps_authorization: foreign != Foreign::No, reserved, ..Told::default() });
    };
    let headers = identity_of(web, upstream, &caller).inspect_err(|unlinked| {
        tracing::warn!(user = caller.user_id().0, upstream = %upstream.config.path, "{unlinked}");
    })?;
    Ok(Told { keeps_authorization: false, headers, reserved })
}

fn identity_of(web: &Web, upstream: &Upstream, caller: &Caller) -> Result<Written, Unlinked> {
    match (upstream.config.identity, &upstream.jwts) {
        (Identity::Headers, _) => Ok(web.identities.of(caller)),
        (Identity::Jwt, Some(jwts)) => Ok([(jwts.header(), jwts.of(&web.ctx, caller)?)].into()),
        (Identity::Jwt | Identity::None, _) => Ok(Written::default()),
    }
}

/// Whose credentials a request shows.
#[derive(PartialEq, Eq)]
enum Foreign {
    /// None, or grantd's.
    No,
    /// A bearer token of somebody else.
    Bearer,
    /// Something else of somebody else.
    Other,
}

/// A secret of grantd, whole or broken, is never handed on.
fn is_foreign(request: &Request) -> Foreign {
    if request.headers().get_all(AUTHORIZATION).iter().any(|value| secrets::is_in_authorization(value.as_bytes())) {
        return Foreign::No;
    }
    match request.authorization() {
        Some(value) if bearer_token(value).is_some() => Foreign::Bearer,
        Some(_) => Foreign::Other,
        None => Foreign::No,
    }
}

impl Refused {
    fn answer(self) -> Response {
        let (status, allowed) = match &self {
            Self::Denied(denied) => return deny(denied),
            Self::NoRoute(NoRoute::BadPath(_) | NoRoute::Misspelt(_) | NoRoute::Destination) | Self::TokenInAddress => {
                (StatusCode::BAD_REQUEST, None)
            }
            Self::Loop => (StatusCode::LOOP_DETECTED, None),
            Self::NoRoute(NoRoute::Path) | Self::Unlinked(_) => (StatusCode::FORBIDDEN, None),
            Self::NoRoute(NoRoute::Method(allowed)) => (StatusCode::METHOD_NOT_ALLOWED, Some(allowed.join(", "))),
        };
        let response = error(status, &self.to_string());
        match allowed.and_then(|allowed| HeaderValue::from_str(&allowed).ok()) {
            Some(allowed) => response.with_header(ALLOW, allowed),
            None => response,
        }
    }
}

/// Why an upstream gave no answer.
enum Failed {
    /// No connection.
    Unreachable(io::Error),
    /// The connection gave no answer.
    Broken(hyper::Error),
    /// Nothing came from the upstream for too long.
    Upstream,
    /// Nothing came from the client for too long.
    Sender,
}

/// Waits for the head of the answer for as long as something moves.
async fn within<T>(
    answer: impl Future<Output = Result<T, Failed>>,
    progress: &Progress,
    patience: Duration,
) -> Result<T, Failed> {
    let mut answer = std::pin::pin!(answer);
    let mut until = Instant::now() + patience;
    loop {
        tokio::select! {
            answer = &mut answer => return answer,
            () = tokio::time::sleep_until(until) => {}
        }
        let moved = progress.last() + patience;
        if moved <= until {
            return Err(if progress.waits_for_sender() { Failed::Sender } else { Failed::Upstream });
        }
        until = moved;
    }
}

impl Failed {
    fn answer(self, web: &Arc<Web>, upstream: &Upstream, request: &Request) -> Response {
        let url = &upstream.config.url;
        let tell = |error: &dyn Display, what: &str| {
            if let Some(untold) = upstream.silent.tell(web.ctx.clock.steady()) {
                tracing::warn!(upstream = %url, %error, untold, "{what}");
            }
        };
        let (status, what) = match &self {
            Self::Sender => return error(StatusCode::REQUEST_TIMEOUT, "the request took too long to arrive").closing(),
            Self::Broken(error) if stream::is_senders_fault(error) => {
                return super::api::answer::error(StatusCode::BAD_REQUEST, "the body ended before its end").closing();
            }
            Self::Unreachable(error) => {
                tell(error, "an upstream cannot be reached");
                (StatusCode::BAD_GATEWAY, "the service behind this address cannot be reached")
            }
            Self::Broken(error) => {
                tell(&connect::innermost(error), "an upstream gave no answer");
                (StatusCode::BAD_GATEWAY, "the service behind this address gave no answer")
            }
            Self::Upstream => {
                tell(&"nothing came in time", "an upstream took too long");
                (StatusCode::GATEWAY_TIMEOUT, "the service behind this address took too long to answer")
            }
        };
        if headers::wants_page(request) { unreachable_page(web, request, status, what) } else { error(status, what) }
    }
}

fn handed_back(
    upstream: &Upstream,
    request: &Request,
    mut response: hyper::Response<Incoming>,
    (link, upload): (Link, Arc<Progress>),
    upgrade: Option<OnUpgrade>,
) -> Response {
    let switches = response.status() == StatusCode::SWITCHING_PROTOCOLS;
    match (switches, upgrade) {
        (true, Some(front)) if tunnel::is_websocket(response.headers()) => {
            let back = hyper::upgrade::on(&mut response);
            tokio::spawn(link.into_its_end());
            tokio::spawn(tunnel::join(front, back, Arc::clone(request.connection())));
            let (mut parts, _) = response.into_parts();
            headers::to_client(&mut parts.headers, true);
            return Response::streamed(hyper::Response::from_parts(parts, super::body::Body::Whole(Full::default())));
        }
        (true, _) => {
            tracing::warn!(upstream = %upstream.config.url, "an upstream changed the protocol unasked");
            return error(StatusCode::BAD_GATEWAY, "the service behind this address gave no answer");
        }
        (false, _) => {}
    }
    let (mut parts, body) = response.into_parts();
    parts.version = request.version();
    headers::to_client(&mut parts.headers, false);
    let over = (link, Arc::clone(&upstream.pool));
    let body = Download::new(body, over, upstream.config.timeout, upload, &request.connection().activity);
    Response::streamed(hyper::Response::from_parts(parts, super::body::Body::Streamed(Box::new(body))))
}
