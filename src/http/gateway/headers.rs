//! Which headers pass. What belongs to one connection stays there (RFC 9110 §7.6.1); what an upstream takes for the
//! gateway's word is grantd's word; and nothing that reaches an upstream means another request than the one that was
//! decided on.

use hyper::Method;
use hyper::body::Body;
use hyper::header::{
    ACCEPT, AUTHORIZATION, CONNECTION, CONTENT_LENGTH, COOKIE, FORWARDED, HOST, HeaderMap, HeaderName, HeaderValue,
    SET_COOKIE, TE, TRANSFER_ENCODING, UPGRADE, VIA,
};

use super::{Told, secrets};
use crate::ctx::Ctx;
use crate::http::pages::{OWN_COOKIES, Web};
use crate::http::request::Request;
use crate::secret::{self, TokenHash};

const FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");
const FORWARDED_HOST: HeaderName = HeaderName::from_static("x-forwarded-host");
const FORWARDED_PROTO: HeaderName = HeaderName::from_static("x-forwarded-proto");

/// What belongs to one connection.
const HOP_BY_HOP: [&str; 9] = [
    "connection",
    "keep-alive",
    "proxy-authenticate",
    "proxy-authorization",
    "proxy-authentication-info",
    "proxy-connection",
    "te",
    "transfer-encoding",
    "upgrade",
];

/// What would make another request of it for the upstream: another method, another path, another host, another client.
fn is_misleading(name: &str) -> bool {
    matches!(
        name,
        "x-http-method"
            | "x-http-method-override"
            | "x-method-override"
            | "x-rewrite-url"
            | "x-script-name"
            | "script-name"
            | "path-info"
            | "proxy"
            | "x-host"
            | "x-forwarded"
            | "x-real-ip"
            | "x-client-ip"
            | "x-cluster-client-ip"
            | "true-client-ip"
            | "cf-connecting-ip"
    ) || ["x-original-", "x-envoy-"].iter().any(|prefix| name.starts_with(prefix))
}

/// What grantd writes itself, or where it has a say in who is told.
fn is_written_here(name: &str) -> bool {
    matches!(name, "host" | "authorization" | "cookie" | "expect" | "forwarded" | "content-length")
        || ["remote-", "x-remote-", "x-grantd-", "x-forwarded-"].iter().any(|prefix| name.starts_with(prefix))
}

/// The words of a list header (RFC 9110 §5.6.1).
pub fn list<'h>(headers: &'h HeaderMap, name: &HeaderName) -> impl Iterator<Item = &'h str> {
    let values = headers.get_all(name).iter().filter_map(|value| value.to_str().ok());
    values.flat_map(|value| value.split(',')).map(str::trim).filter(|word| !word.is_empty())
}

/// Who this gateway is in `Via` (RFC 9110 §7.6.3): a name that no other has, also no other grantd, so that a request that
/// comes back is known.
pub struct Via(HeaderValue);

impl Via {
    /// The name of who is known to clients as `issuer`.
    pub fn of(issuer: &str) -> Self {
        let TokenHash([a, b, c, d, ..]) = TokenHash::of(issuer.as_bytes());
        let entry = HeaderValue::try_from(format!("1.1 grantd-{}", secret::hex(&[a, b, c, d])));
        Self(entry.unwrap_or(HeaderValue::from_static("1.1 grantd")))
    }

    /// Whether a request has come here before.
    pub fn is_in(&self, headers: &HeaderMap) -> bool {
        let own = self.0.to_str().unwrap_or_default();
        list(headers, &VIA).any(|entry| by(entry) == by(own))
    }
}

/// Who has written an entry of `Via`: the word after the protocol.
fn by(entry: &str) -> Option<&str> {
    entry.split_ascii_whitespace().nth(1)
}

/// Whether a failure is better shown as a page.
pub fn wants_page(request: &Request) -> bool {
    let path = request.path();
    let below_api = path == "/api" || path.starts_with("/api/");
    let takes_pages = list(request.headers(), &ACCEPT).any(|kind| kind.starts_with("text/html"));
    takes_pages && !below_api && matches!(request.method, Method::GET | Method::HEAD | Method::POST)
}

/// The headers of a request as the upstream gets them.
pub fn to_upstream(web: &Web, request: &Request, told: &Told, upgrade: bool) -> HeaderMap {
    let given = request.headers();
    let mut headers = HeaderMap::with_capacity(given.len() + 8);
    let nominates = given.contains_key(CONNECTION);
    for (name, value) in given {
        let kept = !is_dropped(name, nominates, given) && told.reserved.as_ref() != Some(name);
        if kept && !secrets::is_in(value.as_bytes()) {
            headers.append(name.clone(), value.clone());
        }
    }
    if told.keeps_authorization {
        for value in given.get_all(AUTHORIZATION) {
            headers.append(AUTHORIZATION, value.clone());
        }
    }
    headers.extend(cookies(given).map(|value| (COOKIE, value)));
    if list(given, &TE).any(|word| word.eq_ignore_ascii_case("trailers")) {
        headers.insert(TE, HeaderValue::from_static("trailers"));
        headers.insert(CONNECTION, HeaderValue::from_static("te"));
    }
    if upgrade {
        headers.insert(CONNECTION, HeaderValue::from_static("upgrade"));
        headers.insert(UPGRADE, HeaderValue::from_static("websocket"));
    }
    forwarded(&web.ctx, request, &mut headers);
    headers.append(VIA, web.gateway.via.0.clone());
    for (name, value) in told.headers.iter() {
        headers.insert(name.clone(), value.clone());
    }
    headers
}

/// Says how a body comes where hyper would not: that of a `GET` it would leave out if its length is not known, and for an
/// empty one of a method that usually has one some servers ask for its length (RFC 9110 §8.6).
pub fn frame(request: &mut hyper::Request<impl Body>) {
    let (ends, length) = (request.body().is_end_stream(), request.body().size_hint().exact());
    let usual = matches!(*request.method(), Method::POST | Method::PUT | Method::PATCH);
    if ends && usual {
        request.headers_mut().insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
    } else if !ends && length.is_none() {
        request.headers_mut().insert(TRANSFER_ENCODING, HeaderValue::from_static("chunked"));
    }
}

/// The trailers of a request as the upstream gets them.
pub fn of_trailers(given: &HeaderMap, reserved: Option<&HeaderName>) -> HeaderMap {
    let kept = given.iter().filter(|(name, _)| !is_dropped(name, false, given) && reserved != Some(*name));
    let kept = kept.filter(|(_, value)| !secrets::is_in(value.as_bytes()));
    kept.map(|(name, value)| (name.clone(), value.clone())).collect()
}

fn is_dropped(name: &HeaderName, nominates: bool, given: &HeaderMap) -> bool {
    let text = name.as_str();
    // CGI and its heirs do not tell _ from -: Remote_User would be Remote-User.
    text.contains('_')
        || HOP_BY_HOP.contains(&text)
        || is_misleading(text)
        || is_written_here(text)
        || (nominates && list(given, &CONNECTION).any(|word| word.eq_ignore_ascii_case(text)))
}

/// All cookies in one header: over HTTP/2 each may come in its own (RFC 9113 §8.2.3).
fn cookies(given: &HeaderMap) -> Option<HeaderValue> {
    let mut kept = given.get_all(COOKIE).iter().filter_map(without_own_cookies);
    let first = kept.next()?;
    let Some(second) = kept.next() else { return Some(first) };
    let all = [first, second].into_iter().chain(kept);
    let all: Vec<Vec<u8>> = all.map(|value| value.as_bytes().to_vec()).collect();
    HeaderValue::from_bytes(&all.join(&b"; "[..])).ok()
}

/// What grantd's pages keep in a browser is nobody else's business, and neither is a secret of grantd in another cookie.
fn without_own_cookies(value: &HeaderValue) -> Option<HeaderValue> {
    let is_own = |pair: &[u8]| {
        let name = pair.split(|byte| *byte == b'=').next().unwrap_or_default().trim_ascii();
        OWN_COOKIES.iter().any(|own| own.as_bytes() == name) || secrets::is_in(pair)
    };
    if !value.as_bytes().split(|byte| *byte == b';').any(is_own) {
        return Some(value.clone());
    }
    let kept: Vec<&[u8]> = value.as_bytes().split(|byte| *byte == b';').filter(|pair| !is_own(pair)).collect();
    let kept = kept.join(&b';');
    HeaderValue::from_bytes(kept.trim_ascii()).ok().filter(|value| !value.is_empty())
}

/// Who asked whom, and how: `X-Forwarded-*`, and `Forwarded` (RFC 7239). What came with the request is kept and added to
/// where a trusted proxy sent it, and begun anew otherwise.
fn forwarded(ctx: &Ctx, request: &Request, headers: &mut HeaderMap) {
    let given = request.headers();
    let trusted = request.is_from_trusted_proxy(&ctx.config);
    let before = |name: &HeaderName| given.get(name).filter(|_| trusted).cloned();
    let peer = request.peer_address();
    let chain = |name: &HeaderName, own: String| {
        let mut all = String::new();
        for earlier in given.get_all(name).iter().filter(|_| trusted).filter_map(|value| value.to_str().ok()) {
            all.push_str(earlier);
            all.push_str(", ");
        }
        HeaderValue::try_from(if all.is_empty() { own } else { all + &own }).ok()
    };
    let host = request.host().unwrap_or_default();
    let scheme = request.connection().scheme.as_str();
    let proto = before(&FORWARDED_PROTO).unwrap_or(HeaderValue::from_static(scheme));
    let node = if peer.is_ipv6() { format!("\"[{peer}]\"") } else { peer.to_string() };
    let named = proto.to_str().ok().filter(|proto| proto.bytes().all(|byte| byte.is_ascii_alphanumeric()));
    let element = format!("for={node};host=\"{host}\";proto={}", named.unwrap_or(scheme));
    if let Ok(host) = HeaderValue::from_str(host) {
        headers.insert(FORWARDED_HOST, before(&FORWARDED_HOST).unwrap_or_else(|| host.clone()));
        headers.insert(HOST, host);
    }
    headers.insert(FORWARDED_PROTO, proto);
    headers.extend(chain(&FORWARDED_FOR, peer.to_string()).map(|value| (FORWARDED_FOR, value)));
    headers.extend(chain(&FORWARDED, element).map(|value| (FORWARDED, value)));
}

/// Nobody but grantd signs people in to its pages, or says in which language they speak.
fn keep_own_cookies(headers: &mut HeaderMap) {
    let is_own = |value: &HeaderValue| {
        let name = value.as_bytes().split(|byte| *byte == b'=').next().unwrap_or_default().trim_ascii();
        OWN_COOKIES.iter().any(|own| own.as_bytes() == name)
    };
    if headers.get_all(SET_COOKIE).iter().any(is_own) {
        let others: Vec<HeaderValue> =
            headers.get_all(SET_COOKIE).iter().filter(|value| !is_own(value)).cloned().collect();
        headers.remove(SET_COOKIE);
        headers.extend(others.into_iter().map(|value| (SET_COOKIE, value)));
    }
}

/// The headers of an answer as the client gets them.
pub fn to_client(headers: &mut HeaderMap, switches: bool) {
    let nominated: Vec<HeaderName> = list(headers, &CONNECTION).filter_map(|word| word.parse().ok()).collect();
    for name in nominated.iter().filter(|name| *name != UPGRADE) {
        headers.remove(name);
    }
    keep_own_cookies(headers);
    for name in HOP_BY_HOP.iter().filter(|name| !(switches && **name == "upgrade")) {
        headers.remove(*name);
    }
    if switches {
        headers.insert(CONNECTION, HeaderValue::from_static("upgrade"));
    }
    // How much comes is told by how it comes.
    if headers.contains_key(TRANSFER_ENCODING) {
        headers.remove(CONTENT_LENGTH);
    }
}
