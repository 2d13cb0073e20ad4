//! `/forward-auth`: a reverse proxy asks whether a request may pass, and describes it in headers (CONTRACT §7). 200 with
//! the caller's identity, or 401 or 403 as the API itself would answer.
//!
//! nginx describes it in `X-Original-URI` and `X-Original-Method`, Caddy and Traefik in `X-Forwarded-Uri` and
//! `X-Forwarded-Method`. A client may have sent either as well, and nothing tells whose is whose: a request with both, or
//! with one of them twice, is refused.

use std::sync::Arc;

use hyper::StatusCode;
use hyper::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};

use quick_cache::sync::Cache;

use super::api::answer::{deny, error};
use super::pages::Web;
use super::request::{Request, once};
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

/// How many are kept.
const KEPT: usize = 1024;

/// The two ways to describe a request: method and URI.
static DIALECTS: [(HeaderName, HeaderName); 2] = [
    (HeaderName::from_static("x-original-method"), HeaderName::from_static("x-original-uri")),
    (HeaderName::from_static("x-forwarded-method"), HeaderName::from_static("x-forwarded-uri")),
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
    request.headers().get_all("destination").iter().map(|value| value.to_str().ok())
}

/// The method and URI that the proxy's headers tell, if they tell any.
pub(crate) fn described(headers: &HeaderMap) -> Result<Option<(&str, &str)>, &'static str> {
    let told = |name: &HeaderName| headers.contains_key(name);
    let mut told_in = DIALECTS.iter().filter(|(method, uri)| told(method) || told(uri));
    let Some((method, uri)) = told_in.next() else { return Ok(None) };
    if told_in.next().is_some() {
        return Err(
            "the request is described twice; the proxy must drop what a client sends of X-Original-* and X-Forwarded-*",
        );
    }
    let one = |name: &HeaderName| once(headers, name);
    match (one(method), one(uri)) {
        (Some(method), Some(uri)) => Ok(Some((method, uri))),
        _ => Err("the request must be described by one method and one URI"),
    }
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
    let response = Response::ok_without_body().no_store();
    let Some(caller) = caller else { return response };
    let headers = web.identities.of(caller);
    response.with_headers(&headers)
}

/// Headers, written once.
pub type Written = Arc<[(HeaderName, HeaderValue)]>;

/// The headers that tell an upstream who makes a request, kept for those that are used most.
pub struct Identities {
    /// By where what they tell is in memory; an entry holds on to it, so that nothing else can be there.
    written: Cache<(usize, usize), (ActiveToken, Written)>,
}

impl Default for Identities {
    fn default() -> Self {
        Self { written: Cache::new(KEPT) }
    }
}

impl Identities {
    /// The headers for a caller.
    pub fn of(&self, caller: &Caller) -> Written {
        let Caller::ThirdParty(token) = caller else { return written(caller) };
        let place = token.place();
        match self.written.get(&place) {
            Some((own, headers)) if own.is_like(token) => headers,
            _ => {
                let headers = written(caller);
                self.written.insert(place, (token.clone(), Arc::clone(&headers)));
                headers
            }
        }
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
