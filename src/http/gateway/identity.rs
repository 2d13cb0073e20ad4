//! Who makes a request, in a JWT (RFC 7519) that lives for a minute and is signed with a key the upstream knows (HS256,
//! RFC 7515).

use std::fs;
use std::path::Path;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hyper::header::{AUTHORIZATION, HeaderName, HeaderValue};
use quick_cache::sync::Cache;
use ring::hmac;
use serde_json::{Map, Value};

use crate::clock::Timestamp;
use crate::config::{self, ClaimSource};
use crate::ctx::Ctx;
use crate::http::secret_file;
use crate::oauth::tokens::ActiveToken;
use crate::protect::bearer::Caller;

/// `{"alg":"HS256","typ":"JWT"}`.
const HEADER: &str = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9";
/// How many signed ones are kept.
const KEPT: usize = 1024;
/// What an attacker cannot guess (RFC 7518 §3.2).
const SHORTEST_KEY: usize = 32;

/// The account has not what the upstream wants to know of it.
#[derive(Debug, thiserror::Error)]
#[error("your account is not linked to this service: it has no {0}, which an administrator can set")]
pub struct Unlinked(String);

/// Signs for one upstream.
pub struct Jwts {
    key: hmac::Key,
    header: HeaderName,
    upstream: config::Upstream,
    /// By where what they say is in memory; an entry holds on to it, so that nothing else can be there.
    signed: Cache<(usize, usize), Arc<Signed>>,
}

struct Signed {
    token: ActiveToken,
    value: HeaderValue,
    /// Until when it is handed out: it must be good for a while after that.
    until: Timestamp,
}

impl Jwts {
    /// Reads the key.
    pub fn new(upstream: &config::Upstream, file: &Path) -> Result<Self, String> {
        let path = secret_file::find(file);
        let text = fs::read(&path).map_err(|error| format!("{} cannot be read: {error}", path.display()))?;
        let key = text.strip_suffix(b"\n").unwrap_or(&text);
        let key = key.strip_suffix(b"\r").unwrap_or(key);
        if key.is_empty() {
            return Err(format!("{} is empty; put the key into it that the upstream checks with", path.display()));
        }
        if key.len() < SHORTEST_KEY {
            tracing::warn!(
                "the key in {} has fewer than {SHORTEST_KEY} bytes: whoever guesses it can be anyone at {}",
                path.display(),
                upstream.path
            );
        }
        secret_file::warn_if_open_to_all(&path);
        let header = upstream.jwt_header.parse().map_err(|_| "is not the name of a header".to_owned())?;
        let key = hmac::Key::new(hmac::HMAC_SHA256, key);
        Ok(Self { key, header, upstream: upstream.clone(), signed: Cache::new(KEPT) })
    }

    /// The header that carries it.
    pub fn header(&self) -> HeaderName {
        self.header.clone()
    }

    /// The header's value for a caller. One that was signed for a token like this is given again while it has half of
    /// its life before it.
    pub fn of(&self, ctx: &Ctx, caller: &Caller) -> Result<HeaderValue, Unlinked> {
        let now = ctx.clock.now();
        let Caller::ThirdParty(token) = caller else { return self.sign(caller, now) };
        let place = token.place();
        if let Some(signed) = self.signed.get(&place)
            && signed.token.is_like(token)
            && now < signed.until
        {
            return Ok(signed.value.clone());
        }
        let value = self.sign(caller, now)?;
        let until = now.plus(self.upstream.jwt_lifetime / 2);
        self.signed.insert(place, Arc::new(Signed { token: token.clone(), value: value.clone(), until }));
        Ok(value)
    }

    fn sign(&self, caller: &Caller, now: Timestamp) -> Result<HeaderValue, Unlinked> {
        let mut claims = Map::new();
        for (name, source) in self.upstream.jwt_claims.iter() {
            claims.insert(name.to_owned(), Value::String(value(caller, source)?));
        }
        claims.insert("iat".to_owned(), now.as_seconds().into());
        claims.insert("exp".to_owned(), now.plus(self.upstream.jwt_lifetime).as_seconds().into());
        let signed = format!("{HEADER}.{}", URL_SAFE_NO_PAD.encode(Value::Object(claims).to_string()));
        let signature = URL_SAFE_NO_PAD.encode(hmac::sign(&self.key, signed.as_bytes()));
        let scheme = if self.header == AUTHORIZATION { "Bearer " } else { "" };
        let value = HeaderValue::from_str(&format!("{scheme}{signed}.{signature}"));
        let mut value = value.map_err(|_| Unlinked("identity that can be sent".to_owned()))?;
        value.set_sensitive(true);
        Ok(value)
    }
}

fn value(caller: &Caller, source: &ClaimSource) -> Result<String, Unlinked> {
    let user = caller.user();
    let app = |of: &dyn Fn(&ActiveToken) -> String| match caller {
        Caller::ThirdParty(token) => of(token),
        Caller::FirstParty(_) => String::new(),
    };
    Ok(match source {
        ClaimSource::UserId => caller.user_id().0.to_string(),
        ClaimSource::Username => user.name.clone(),
        ClaimSource::Email => user.email.clone(),
        ClaimSource::Role => (if user.is_admin() { "admin" } else { "user" }).to_owned(),
        ClaimSource::ClientId => app(&|token| token.client().client_id.clone()),
        ClaimSource::Scope => app(&|token| token.scope().to_string()),
        ClaimSource::Text(text) => text.clone(),
        ClaimSource::Attribute(name) => user.attributes.get(name).cloned().ok_or_else(|| Unlinked(name.clone()))?,
    })
}
