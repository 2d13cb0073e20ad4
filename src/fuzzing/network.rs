//! What comes over the network and the administration socket.

use std::cell::RefCell;
use std::net::{IpAddr, Ipv4Addr};
use std::path::Path;
use std::sync::Arc;

use hyper::header::{HeaderMap, HeaderName, HeaderValue};
use ipnet::IpNet;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::runtime::{Builder, Runtime};
use url::Url;

use super::{line, text};
use crate::account::vault::Vault;
use crate::account::{recovery, totp};
use crate::admin::socket;
use crate::clock::{Clock, Timestamp};
use crate::config::{Config, Limits, Pkce};
use crate::ctx::Ctx;
use crate::http::pages::Web;
use crate::http::{forward_auth, request, router, server};
use crate::oauth::client::ClientCredentials;
use crate::oauth::{Params, pkce as proof, redirect_uri as uri};
use crate::protect::routes::Routes;
use crate::protect::{bearer, path as paths};
use crate::scope::ScopeSet;
use crate::secret::{Random, SecretKind, TokenHash, is_in};
use crate::store::Store;
use crate::store::memory::MemoryEngine;
use crate::store::records::{ClientType, SharedSecret, UserId};

const ROUTES: &str = r#"
[[route]]
path = "/api/notes/{id}"
methods = ["GET", "PUT"]
scope = "profile:read"
[[route]]
path = "/api/notes/{id}/{*rest}"
first_party = true
[[route]]
path = "/tiles/{x}.png"
public = true
[[route]]
path = "/files/{*rest}"
scope = "profile:write"
optional = true
"#;

fn config() -> Config {
    let mut config = Config::parse(ROUTES, Path::new("routes.toml")).unwrap_or_default();
    config.limits = Limits::OFF;
    config.accounts.argon2_memory = 8 * 1024;
    config.accounts.argon2_iterations = 1;
    config.server.trusted_proxies = vec![IpNet::from(IpAddr::V4(Ipv4Addr::LOCALHOST))];
    config
}

struct World {
    runtime: Runtime,
    web: Arc<Web>,
    limits: server::Limits,
}

impl World {
    fn new() -> Option<Self> {
        let runtime = Builder::new_current_thread().enable_all().build().ok()?;
        let config = config();
        let limits = server::Limits::of(&config.server);
        let store = Store::new(Arc::new(MemoryEngine::default())).ok()?;
        let (clock, _) = Clock::manual(Timestamp::from_millis(1_795_465_451_000));
        let ctx = Ctx::new(Arc::new(config), "http://localhost:8080".into(), store, clock, Random::seeded(7));
        Some(Self { runtime, web: Arc::new(Web::new(Arc::new(ctx)).ok()?), limits })
    }

    /// The answers to what is sent.
    fn answers(&self, data: &[u8]) -> Vec<u8> {
        self.runtime.block_on(async {
            let (mut near, far) = tokio::io::duplex(64 * 1024);
            let web = Arc::clone(&self.web);
            let handler = move |request| {
                let web = Arc::clone(&web);
                async move { router::route(&web, request).await }
            };
            let talking = tokio::spawn(server::converse_over(far, self.limits.clone(), handler));
            let mut answers = Vec::new();
            let _cut_off = near.write_all(data).await;
            let _cut_off = near.shutdown().await;
            let _cut_off = near.read_to_end(&mut answers).await;
            let _ended = talking.await;
            answers
        })
    }
}

/// A connection's bytes, through all of the server: no answer is a failure of ours.
pub fn http(data: &[u8]) {
    thread_local!(static WORLD: RefCell<Option<World>> = const { RefCell::new(None) });
    const LONGEST: usize = 64 * 1024;
    WORLD.with_borrow_mut(|world| {
        if world.is_none() {
            *world = World::new();
        }
        let Some(world) = world else { return };
        let answers = world.answers(data.get(..LONGEST).unwrap_or(data));
        for failure in ["HTTP/1.1 500", "HTTP/1.0 500"] {
            assert!(!answers.starts_with(failure.as_bytes()), "{}", String::from_utf8_lossy(&answers));
        }
    });
}

/// A path: what is let through has one reading.
pub fn path(data: &[u8]) {
    let path = text(data);
    let Ok(segments) = paths::segments(path) else { return };
    for segment in &segments {
        assert!(!segment.text.is_empty() && segment.text != "." && segment.text != "..");
        assert!(!segment.text.contains(['/', '\\', '\0', ';', '#', '?']) && !segment.raw.contains('/'));
    }
    let again: String = segments.iter().flat_map(|segment| ["/", segment.raw]).collect();
    assert_eq!(path.strip_suffix('/').unwrap_or(path), again);
}

/// A method, a path and destinations, one a line: a decision is about a path with one reading.
pub fn routes(data: &[u8]) {
    thread_local!(static TABLE: Routes = Routes::new(&config().routes));
    let (method, rest) = line(text(data));
    let (path, rest) = line(rest);
    TABLE.with(|table| {
        if let Ok((route, second)) = table.find_all(method, path, rest.lines().map(Some)) {
            assert!(paths::segments(path).is_ok() && !route.path.to_string().is_empty());
            let moves = || ["COPY", "MOVE"].iter().any(|known| method.eq_ignore_ascii_case(known));
            assert!(second.is_none() || moves());
        }
    });
}

/// Addresses of apps, one registered and one requested: only the port of a loopback address may differ, and an answer goes
/// where it was registered to go.
pub fn redirect_uri(data: &[u8]) {
    let (registered, requested) = line(text(data));
    if uri::check(registered, &["myapp".to_owned()]).is_err() {
        return;
    }
    let registered_at = Url::parse(registered);
    assert!(registered_at.is_ok(), "{registered}");
    let known = [registered.to_owned()];
    assert_eq!(uri::matching(&known, registered).as_deref(), Some(registered));
    let _shown = uri::destination(registered);
    if let Some(target) = uri::matching(&known, requested) {
        let answer = Url::parse(&uri::with_parameters(&target, &[("code", "a b&c"), ("state", "é")]));
        let place = |url: &Url| (url.scheme().to_owned(), url.host_str().map(str::to_owned), url.path().to_owned());
        assert!(answer.as_ref().is_ok_and(|url| url.fragment().is_none()), "{target}");
        assert_eq!(answer.as_ref().map(place), registered_at.as_ref().map(place));
        let code = answer
            .ok()
            .and_then(|url| url.query_pairs().find(|(name, value)| name == "code" && value == "a b&c").map(drop));
        assert!(code.is_some(), "{target}");
    }
}

/// An urlencoded form or a query.
pub fn form(data: &[u8]) {
    if let Ok(params) = request::parse_urlencoded(data) {
        read_all(&params);
    }
}

fn read_all(params: &Params) {
    for name in ["client_id", "redirect_uri", "scope", "state", "a", ""] {
        let (one, first) = (params.one(name), params.first(name));
        assert!(one.is_err() || one.is_ok_and(|one| one.is_none_or(|one| one == first)));
        assert!(params.all(name).all(|value| !value.contains('\0')));
    }
}

/// A multipart form with the boundary `B`.
pub fn multipart(data: &[u8]) {
    let Ok(runtime) = Builder::new_current_thread().build() else { return };
    let form = request::parse_multipart(data.to_vec().into(), "B".to_owned());
    if let Ok(params) = runtime.block_on(form) {
        read_all(&params);
    }
}

/// A JSON body: what is read is written as what reads back the same, but for the last digit of fractions, which grantd
/// takes none of.
pub fn json(data: &[u8]) {
    let Ok(value) = request::parse_json(data) else { return };
    let again = request::parse_json(value.to_string().as_bytes());
    assert!(again.is_ok_and(|again| again == value || has_fraction(&value)), "{value}");
}

fn has_fraction(value: &Value) -> bool {
    match value {
        Value::Number(number) => number.is_f64(),
        Value::Array(list) => list.iter().any(has_fraction),
        Value::Object(object) => object.values().any(has_fraction),
        _ => false,
    }
}

/// The value of `Authorization`, and a form.
pub fn authorization(data: &[u8]) {
    let (value, body) = line(text(data));
    if let Some(token) = bearer::bearer_token(value) {
        assert!(!token.is_empty() && !token.contains(' ') && value.contains(token));
    }
    if let Ok(params) = request::parse_urlencoded(body.as_bytes()) {
        let _read = ClientCredentials::read(Some(value), &params);
        let _read = ClientCredentials::read(None, &params);
    }
}

/// Headers, one a line: cookies, who it is from, and what a proxy asks about.
pub fn headers(data: &[u8]) {
    let mut headers = HeaderMap::new();
    for line in data.split(|byte| *byte == b'\n').take(100) {
        let mut parts = line.splitn(2, |byte| *byte == b':');
        let (name, value) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
        if let (Ok(name), Ok(value)) = (HeaderName::from_bytes(name), HeaderValue::from_bytes(value.trim_ascii())) {
            headers.append(name, value);
        }
    }
    if let Some(value) = request::cookie(&headers, "grantd-session") {
        assert!(!value.contains(';'));
    }
    let proxy = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let from = request::forwarded_for(&headers, proxy, |address| address == proxy);
    assert!(from == from.to_canonical());
    if let Ok(Some((method, uri))) = forward_auth::described(&headers) {
        routes(format!("{method}\n{}", uri.split('?').next().unwrap_or_default()).as_bytes());
    }
}

/// A token: only what has the right form is looked up, and grantd's own are recognised in whatever they stand.
pub fn token(data: &[u8]) {
    let text = text(data);
    let found = is_in(data);
    for kind in [SecretKind::AccessToken, SecretKind::RefreshToken, SecretKind::AuthorizationCode, SecretKind::Session]
    {
        if let Some(hash) = TokenHash::parse(kind, text) {
            assert!(found && hash == TokenHash::of(text.as_bytes()) && text.len() == 53);
            assert_eq!(TokenHash::from_hex(&hash.to_hex()), Some(hash));
        }
    }
    let _read = TokenHash::from_hex(text);
}

/// What is typed as a code of a second factor, or the secret of an app: it is one thing, and a secret has one reading.
pub fn code(data: &[u8]) {
    let text = text(data);
    let (digits, recovery) = (totp::parse(text), recovery::hash(text));
    assert!(digits.is_none_or(|digits| digits < 1_000_000 && recovery.is_none()));
    if let Some(secret) = totp::from_base32(text) {
        let plain: String = text.chars().filter(|c| !c.is_whitespace()).map(|c| c.to_ascii_uppercase()).collect();
        assert_eq!(totp::base32(&secret), plain);
        let _taken = totp::step_of(&secret, digits.unwrap_or_default(), Timestamp::MAX, 0);
    }
    assert_eq!(totp::from_base32(&totp::base32(data)).as_deref(), Some(data));
    let sealed = SharedSecret::Sealed { key: data.iter().copied().take(8).collect(), sealed: data.to_vec() };
    assert!(Vault::default().open(UserId(1), &sealed).is_err());
}

/// Two scopes.
pub fn scope(data: &[u8]) {
    let (first, second) = line(text(data));
    let (first, second) = (ScopeSet::parse(first), ScopeSet::parse(second));
    assert_eq!(ScopeSet::parse(&first.to_string()), first);
    let (both, all) = (first.within(&second), first.union(&second));
    assert!(first.covers(&both) && second.covers(&both) && all.covers(&first) && all.covers(&second));
    assert!(first.iter().all(|name| !name.is_empty() && !name.contains(' ')));
}

/// A challenge, its method and a verifier, one a line.
pub fn pkce(data: &[u8]) {
    let (challenge, rest) = line(text(data));
    let (method, verifier) = line(rest);
    let pairs = [("code_challenge", challenge), ("code_challenge_method", method)];
    let params: Params = pairs.map(|(name, value)| (name.to_owned(), value.to_owned())).into_iter().collect();
    let read = proof::challenge(&params, ClientType::Public, Pkce::Recommended);
    if let Ok(challenge) = &read {
        assert!(challenge.as_ref().is_some_and(|challenge| challenge.len() == 43) && method == "S256");
    }
    assert!(proof::verify(None, Some(verifier)).is_err());
    let _verified = proof::verify(Some(challenge), Some(verifier));
}

/// A line of the administration socket.
pub fn admin(data: &[u8]) {
    let _read = socket::parse(data);
}
