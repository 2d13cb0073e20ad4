//! `/forward-auth`: a reverse proxy asks whether a request may pass, and describes it in headers (CONTRACT §7). 200 with
//! the caller's identity, or 401 or 403 as the API itself would answer.
//!
//! nginx describes it in `X-Original-URI` and `X-Original-Method`, Caddy and Traefik in `X-Forwarded-Uri` and
//! `X-Forwarded-Method`. A client may have sent either as well, and nothing tells whose is whose: a request with both, or
//! with one of them twice, is refused.

use std::iter::once_with;
use std::sync::Arc;

use hyper::StatusCode;
use hyper::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};

use quick_cache::sync::Cache;

use super::api::answer::{deny, error};
use super::pages::Web;
use super::request::Request;
use super::response::Response;
use crate::oauth::tokens::ActiveToken;
use crate::protect::bearer::{Caller, Credentials, admit_all};

/// Who makes the request: the account's name.
pub const REMOTE_USER: HeaderName = HeaderName::from_static("remote-user");
/// The account's number.
pub const USER_ID: HeaderName = HeaderName::from_static("x-grantd-user-id");
/// The app; not there for the account's own session.
pub const CLIENT_ID: HeaderName = HeaderName::from_static("x-grantd-client-id");
/// What the app may do; not there for the account's own session.
pub const SCOPE: HeaderName = HeaderName::from_static("x-grantd-scope");

const DESTINATION: HeaderName = HeaderName::from_static("destination");
/// How many are kept.
const KEPT: usize = 1024;

/// The two ways to describe a request, each by method and URI.
static DIALECTS: [HeaderName; 4] = [
    HeaderName::from_static("x-original-method"),
    HeaderName::from_static("x-original-uri"),
    HeaderName::from_static("x-forwarded-method"),
    HeaderName::from_static("x-forwarded-uri"),
];

/// Answers the proxy.
pub fn answer(web: &Web, request: &Request) -> Response {
    let described = match described(request.headers()) {
        Ok(described) => described,
        Err(why) => return error(StatusCode::FORBIDDEN, why).no_store(),
    };
    let Some((method, uri)) = described else {
        if let Some(untold) = web.ctx.observed.undescribed.tell(web.ctx.clock.steady()) {
            tracing::warn!(
                untold,
                "somebody asks /forward-auth without saying about which request; if it is a proxy, see docs/forward-auth.md"
            );
        }
        return error(
            StatusCode::BAD_REQUEST,
            "X-Original-Method and X-Original-URI, or X-Forwarded-Method and X-Forwarded-Uri, must say which request this is about",
        );
    };
    let path = uri.split_once('?').map_or(uri, |(path, _)| path);
    let (route, second) = match web.routes.find_all(method, path, destinations(request)) {
        Ok(routes) => routes,
        Err(none) => return error(StatusCode::FORBIDDEN, &none.to_string()).no_store(),
    };
    match admit_all(&web.ctx, route, second, credentials(request)) {
        Ok(caller) => identified(web, caller.as_ref()),
        Err(denied) => deny(&denied).no_store(),
    }
}

/// The values of `Destination`; `None` for one that is no text.
pub fn destinations(request: &Request) -> impl Iterator<Item = Option<&str>> {
    // Looked for when it is asked for, which is seldom.
    once_with(|| request.headers().get_all(DESTINATION).iter()).flatten().map(|value| value.to_str().ok())
}

/// The method and URI that the proxy's headers tell, if they tell any.
pub(crate) fn described(headers: &HeaderMap) -> Result<Option<(&str, &str)>, &'static str> {
    let mut told = [const { Told::Not }; 4];
    // One walk through them all: a look into the table costs a hash of the name for each.
    for (name, value) in headers {
        for (_, told) in DIALECTS.iter().zip(&mut told).filter(|(own, _)| *own == name) {
            *told = if matches!(told, Told::Not) { Told::Once(value) } else { Told::Often };
        }
    }
    let is_told = |told: &[Told<'_>]| told.iter().any(|told| !matches!(told, Told::Not));
    let (original, forwarded) = told.split_at(2);
    let described = match (is_told(original), is_told(forwarded)) {
        (false, false) => return Ok(None),
        (true, false) => original,
        (false, true) => forwarded,
        (true, true) => {
            return Err(
                "the request is described twice; the proxy must drop what a client sends of X-Original-* and X-Forwarded-*",
            );
        }
    };
    if let [Told::Once(method), Told::Once(uri)] = described
        && let (Ok(method), Ok(uri)) = (method.to_str(), uri.to_str())
    {
        return Ok(Some((method, uri)));
    }
    Err("the request must be described by one method and one URI")
}

/// How often a header was sent.
enum Told<'h> {
    Not,
    Once(&'h HeaderValue),
    Often,
}

/// What a request shows of its caller.
pub fn credentials(request: &Request) -> Credentials<'_> {
    let mut values = request.headers().get_all(AUTHORIZATION).iter();
    match (values.next(), values.next()) {
        (None, _) => Credentials::None,
        (Some(only), None) if only.is_empty() => Credentials::None,
        _ => Credentials::Authorization(request.authorization()),
    }
}

fn identified(web: &Web, caller: Option<&Caller>) -> Response {
    match caller {
        Some(caller) => web.identities.answer(caller),
        None => Response::ok_without_body().no_store(),
    }
}

/// 200, with what the proxy hands on.
fn identifying(headers: &Written) -> Response {
    Response::ok_without_body().no_store().with_headers(headers)
}

/// Headers, written once.
pub type Written = Arc<[(HeaderName, HeaderValue)]>;

/// The headers that tell an upstream who makes a request, kept for those that are used most.
pub struct Identities {
    /// By where what they tell is in memory; an entry holds on to it, so that nothing else can be there.
    known: Cache<(usize, usize), Arc<Known>>,
}

/// What is known of those who make a request with a token like this.
struct Known {
    token: ActiveToken,
    headers: Written,
    /// All headers of the answer to a proxy.
    answer: HeaderMap,
}

impl Default for Identities {
    fn default() -> Self {
        Self { known: Cache::new(KEPT) }
    }
}

impl Identities {
    /// The headers for a caller.
    pub fn of(&self, caller: &Caller) -> Written {
        self.known(caller).map_or_else(|| written(caller), |known| Arc::clone(&known.headers))
    }

    /// The answer to a proxy that asks for a caller.
    fn answer(&self, caller: &Caller) -> Response {
        self.known(caller)
            .map_or_else(|| identifying(&written(caller)), |known| Response::ok_with_headers(known.answer.clone()))
    }

    /// What is kept of an app that makes a request.
    fn known(&self, caller: &Caller) -> Option<Arc<Known>> {
        let Caller::ThirdParty(token) = caller else { return None };
        let place = token.place();
        if let Some(known) = self.known.get(&place).filter(|known| known.token.is_like(token)) {
            return Some(known);
        }
        let headers = written(caller);
        let answer = identifying(&headers).into_headers();
        let known = Arc::new(Known { token: token.clone(), headers, answer });
        self.known.insert(place, Arc::clone(&known));
        Some(known)
    }
}

fn written(caller: &Caller) -> Written {
    let mut headers = vec![(USER_ID, HeaderValue::from(caller.user_id().0))];
    let mut add = |name: HeaderName, value: &str| {
        headers.extend(HeaderValue::from_str(value).ok().map(|value| (name, value)));
    };
    add(REMOTE_USER, &caller.user().name);
    if let Caller::ThirdParty(token) = caller {
        add(CLIENT_ID, &token.client().client_id);
        add(SCOPE, &token.scope().to_string());
    }
    headers.into()
}
