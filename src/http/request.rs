//! What a request holds, read with care: every text is UTF-8, every length is bounded, and who sent it is told by the
//! connection, or by the headers of a proxy that the operator trusts.

mod body;
mod json;

use std::borrow::Cow;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

use hyper::body::{Body, Incoming};
use hyper::header::{
    AUTHORIZATION, AsHeaderName, CONTENT_ENCODING, CONTENT_LENGTH, COOKIE, HOST, HeaderMap, HeaderName, HeaderValue,
    ORIGIN, TRANSFER_ENCODING, UPGRADE, USER_AGENT,
};
use hyper::http::request::Parts;
use hyper::http::uri::{Authority, PathAndQuery};
use hyper::upgrade::OnUpgrade;
use hyper::{Method, StatusCode, Uri, Version};
use percent_encoding::percent_decode_str;

pub use self::body::BodyError;
pub(crate) use self::body::{parse_multipart, parse_urlencoded};
pub(crate) use self::json::parse as parse_json;
use super::connection::{Connection, Receiving};
use crate::audit::{Actor, Origin};
use crate::config::Config;
use crate::language::Language;
use crate::oauth::Params;

/// A request, its body not yet read.
pub struct Request {
    /// Its method.
    pub method: Method,
    uri: Uri,
    version: Version,
    headers: HeaderMap,
    upgrade: Option<OnUpgrade>,
    connection: Arc<Connection>,
    body: Option<Incoming>,
    /// Whether something in the path is percent-encoded.
    encoded: bool,
    /// What was read of the body ahead of whoever answers.
    read: Option<Box<Result<bytes::Bytes, BodyError>>>,
    /// In which language it is answered, once that is chosen.
    language: OnceLock<Language>,
}

/// Why a request cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadRequest {
    /// `*`, or the authority of a `CONNECT`.
    #[error("the path must begin with a slash")]
    NoPath,
    /// The path is not text.
    #[error("the path is not percent-encoded UTF-8 text")]
    Path,
    /// No `Host`, several, or one that is none (RFC 9112 §3.2).
    #[error("the request must name one host")]
    Host,
    /// Framing that others may read in another way (RFC 9112 §6.3).
    #[error("the request's length is given in a way that cannot be trusted")]
    Framing,
}

impl Request {
    /// Takes hyper's request and the connection that it came over.
    pub fn new(mut request: hyper::Request<Incoming>, connection: Arc<Connection>) -> Result<Self, BadRequest> {
        let upgrade = request.headers().contains_key(UPGRADE).then(|| hyper::upgrade::on(&mut request));
        let (parts, body) = request.into_parts();
        let Parts { method, uri, version, headers, .. } = parts;
        let encoded = uri.path().bytes().any(|byte| byte == b'%');
        let (body, read) = (Some(body), None);
        let language = OnceLock::new();
        let request = Self { method, uri, version, headers, upgrade, connection, body, encoded, read, language };
        if !request.path().starts_with('/') {
            return Err(BadRequest::NoPath);
        }
        if encoded && !request.segments().all(|segment| is_text(&segment)) {
            return Err(BadRequest::Path);
        }
        request.check_host()?;
        request.check_framing()?;
        Ok(request)
    }

    /// One host, the same in the request line as in `Host`, without user information (RFC 9110 §4.2.4).
    fn check_host(&self) -> Result<(), BadRequest> {
        let mut hosts = self.headers.get_all(HOST).iter();
        let (named, more) = (hosts.next(), hosts.next());
        let in_line = self.uri.authority();
        if in_line.is_some_and(|authority| authority.as_str().contains('@')) {
            return Err(BadRequest::Host);
        }
        let Some(named) = named else {
            let may_lack = self.version < Version::HTTP_11 || (self.version > Version::HTTP_11 && in_line.is_some());
            return if may_lack { Ok(()) } else { Err(BadRequest::Host) };
        };
        let plain = named
            .as_bytes()
            .iter()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':' | b'[' | b']'));
        let agree = match in_line {
            // An empty Host is one that has no name (RFC 9112 §3.2); as good as none.
            None if plain => true,
            _ => Authority::try_from(named.as_bytes())
                .is_ok_and(|named| !named.as_str().contains('@') && in_line.is_none_or(|in_line| named == *in_line)),
        };
        if agree && more.is_none() { Ok(()) } else { Err(BadRequest::Host) }
    }

    fn check_framing(&self) -> Result<(), BadRequest> {
        let mut codings = self.headers.get_all(TRANSFER_ENCODING).iter();
        let (coding, more) = (codings.next(), codings.next());
        let chunked = coding.is_none_or(|coding| coding.as_bytes().eq_ignore_ascii_case(b"chunked"));
        let both = coding.is_some() && self.headers.contains_key(CONTENT_LENGTH);
        if chunked && more.is_none() && !both { Ok(()) } else { Err(BadRequest::Framing) }
    }

    /// The host that it is for, with its port where one was named.
    pub fn host(&self) -> Option<&str> {
        self.uri.authority().map(Authority::as_str).or_else(|| self.header(HOST))
    }

    /// Its version.
    pub fn version(&self) -> Version {
        self.version
    }

    /// All its headers.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Path and query as they were sent.
    pub fn path_and_query(&self) -> Option<&PathAndQuery> {
        self.uri.path_and_query()
    }

    /// The connection that it came over.
    pub fn connection(&self) -> &Arc<Connection> {
        &self.connection
    }

    /// Whether there is a body that is not empty, and not taken yet.
    pub fn has_body(&self) -> bool {
        match self.read.as_deref() {
            // What was read ahead counts as it came; what could not be read is for whoever wants it.
            Some(read) => read.as_ref().map_or(true, |read| !read.is_empty()),
            None => self.body.as_ref().is_some_and(|body| !body.is_end_stream()),
        }
    }

    /// The body, to be handed on as it comes.
    pub fn take_body(&mut self) -> Option<Incoming> {
        self.body.take()
    }

    /// What becomes of the connection if it is upgraded.
    pub fn take_upgrade(&mut self) -> Option<OnUpgrade> {
        self.upgrade.take()
    }

    /// The path as it was sent.
    pub fn path(&self) -> &str {
        self.uri.path()
    }

    /// The path's segments, percent-decoded; `/` has none.
    pub fn segments(&self) -> impl Iterator<Item = Cow<'_, str>> {
        let decode = |segment| match self.encoded {
            true => percent_decode_str(segment).decode_utf8_lossy(),
            false => Cow::Borrowed(segment),
        };
        self.raw_segments().map(decode)
    }

    /// The same as they were sent.
    pub fn raw_segments(&self) -> impl Iterator<Item = &str> {
        let rest = self.path().strip_prefix('/').filter(|rest| !rest.is_empty());
        rest.into_iter().flat_map(|rest| rest.split('/'))
    }

    /// Whether something in the path is percent-encoded.
    pub fn is_encoded(&self) -> bool {
        self.encoded
    }

    /// The query as it was sent.
    pub fn query(&self) -> Option<&str> {
        self.uri.query()
    }

    /// The query's parameters; what is not UTF-8 makes the whole query unusable.
    pub fn query_params(&self) -> Result<Params, BodyError> {
        params_of(self.query().unwrap_or_default())
    }

    /// The first value of a query parameter, for lists and notices; `None` when there is none to read.
    pub fn query_value(&self, name: &str) -> Option<String> {
        let params = self.query_params().ok()?;
        params.all(name).next().map(str::to_owned)
    }

    /// The language of the answer: the one that was chosen before, else the one that `choose` gives.
    pub fn answered_in(&self, choose: impl FnOnce() -> Language) -> Language {
        *self.language.get_or_init(choose)
    }

    /// The language of the answer, if one was chosen.
    pub fn language(&self) -> Option<Language> {
        self.language.get().copied()
    }

    /// A header's value, if it was sent once and is text.
    pub fn header(&self, name: HeaderName) -> Option<&str> {
        once(&self.headers, name)
    }

    /// The value of `Authorization`, if it was sent once and is text.
    pub fn authorization(&self) -> Option<&str> {
        self.header(AUTHORIZATION)
    }

    /// Whether there is any `Authorization`, readable or not.
    pub fn has_authorization(&self) -> bool {
        self.headers.contains_key(AUTHORIZATION)
    }

    /// The value of a cookie.
    pub fn cookie(&self, name: &str) -> Option<&str> {
        cookie(&self.headers, name)
    }

    /// The `User-Agent`, shortened to what is kept of it.
    pub fn user_agent(&self) -> &str {
        const LONGEST: usize = 200;
        let text = self.header(USER_AGENT).unwrap_or_default();
        text.get(..LONGEST).unwrap_or(text)
    }

    /// Whether a form was sent from our own pages, as far as the browser says (Fetch Metadata, else `Origin`). Clients
    /// that say neither are no browsers that a foreign page could use.
    pub fn is_from_own_pages(&self, issuer: &str) -> bool {
        if self.headers.contains_key("sec-fetch-site") {
            return matches!(self.header(HeaderName::from_static("sec-fetch-site")), Some("same-origin" | "none"));
        }
        if !self.headers.contains_key(ORIGIN) {
            return true;
        }
        let Some(origin) = self.header(ORIGIN) else { return false };
        let host = self.host().unwrap_or_default();
        let same_host = origin.split_once("://").is_some_and(|(_, origin_host)| origin_host == host);
        origin == issuer || (same_host && !host.is_empty())
    }

    /// The other end of the connection; this machine where it is a Unix socket.
    pub fn peer_address(&self) -> IpAddr {
        self.connection.peer.map_or(IpAddr::V4(Ipv4Addr::LOCALHOST), |peer| peer.ip().to_canonical())
    }

    /// Whether what it says of those before it is believed: it comes from a trusted proxy, or over a Unix socket, which
    /// only a local proxy can open.
    pub fn is_from_trusted_proxy(&self, config: &Config) -> bool {
        let trusted = |address: IpAddr| config.server.trusted_proxies.iter().any(|network| network.contains(&address));
        self.connection.peer.is_none_or(|peer| trusted(peer.ip().to_canonical()))
    }

    /// Where the request comes from. `X-Forwarded-For` is believed from trusted proxies, and from a Unix socket, which
    /// only a local proxy can open; its entries are read from the right, up to the first that is no trusted proxy.
    pub fn client_address(&self, config: &Config) -> IpAddr {
        let trusted = |address: IpAddr| config.server.trusted_proxies.iter().any(|network| network.contains(&address));
        let peer = self.peer_address();
        if self.is_from_trusted_proxy(config) { forwarded_for(&self.headers, peer, trusted) } else { peer }
    }

    /// Where it comes from and with which program, for the audit log; by whom is not known yet.
    pub fn origin(&self, config: &Config) -> Origin<'_> {
        Origin::anyone(self.client_address(config), self.user_agent())
    }

    /// The same, by `actor`.
    pub fn origin_of(&self, actor: Actor, config: &Config) -> Origin<'_> {
        Origin { actor: Cow::Owned(actor), ..self.origin(config) }
    }

    /// The body as form parameters: urlencoded or multipart.
    pub async fn form(&mut self) -> Result<Params, BodyError> {
        match self.content_type() {
            Some(kind) if is_essence(kind, "application/x-www-form-urlencoded") => {
                body::parse_urlencoded(&self.bytes().await?)
            }
            Some(kind) if is_essence(kind, "multipart/form-data") => {
                let boundary = multer::parse_boundary(lower_essence(kind));
                let boundary = boundary.map_err(|_| BodyError::Malformed("the multipart boundary is missing"))?;
                Box::pin(body::parse_multipart(self.bytes().await?, boundary)).await
            }
            _ => Err(BodyError::UnsupportedType("application/x-www-form-urlencoded or multipart/form-data")),
        }
    }

    /// The body as JSON in which no key comes twice.
    pub async fn json(&mut self) -> Result<serde_json::Value, BodyError> {
        match self.content_type() {
            Some(kind) if is_essence(kind, "application/json") => json::parse(&self.bytes().await?),
            _ => Err(BodyError::UnsupportedType("application/json")),
        }
    }

    /// The body, which is there all the same for whoever answers. Not for what is handed to an upstream.
    pub async fn read_ahead(&mut self) -> Result<bytes::Bytes, BodyError> {
        let read = self.bytes().await;
        if self.body.is_none() {
            self.read = Some(Box::new(read.clone()));
        }
        read
    }

    async fn bytes(&mut self) -> Result<bytes::Bytes, BodyError> {
        let plain = |value: &HeaderValue| value.as_bytes().eq_ignore_ascii_case(b"identity");
        if !self.headers.get_all(CONTENT_ENCODING).iter().all(plain) {
            return Err(BodyError::Encoded);
        }
        if let Some(read) = self.read.take() {
            return *read;
        }
        let largest = body::largest(self.path());
        match self.body.take() {
            Some(body) => {
                let _receiving = Receiving::begin(&self.connection.activity);
                body::read(body, largest).await
            }
            None => Ok(bytes::Bytes::new()),
        }
    }

    fn content_type(&self) -> Option<&str> {
        self.header(hyper::header::CONTENT_TYPE)
    }
}

/// A header's value, if it was sent once and is text.
pub(crate) fn once(headers: &HeaderMap, name: impl AsHeaderName) -> Option<&str> {
    let mut values = headers.get_all(name).iter();
    let first = values.next()?;
    if values.next().is_some() { None } else { first.to_str().ok() }
}

/// The value of a cookie.
pub(crate) fn cookie<'h>(headers: &'h HeaderMap, name: &str) -> Option<&'h str> {
    let cookies = headers.get_all(COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut pairs = cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    pairs.find(|(own, _)| *own == name).map(|(_, value)| value)
}

/// Whom a trusted proxy, `nearest`, speaks for: the entry of `X-Forwarded-For` furthest to the right that is no trusted
/// proxy's. Where that is no address, or the loopback of another machine, nobody knows who it is: `0.0.0.0`. What a client
/// has sent stands to the left and spoils nothing.
pub(crate) fn forwarded_for(headers: &HeaderMap, nearest: IpAddr, trusted: impl Fn(IpAddr) -> bool) -> IpAddr {
    let lines = headers.get_all("x-forwarded-for").iter().rev();
    let mut entries = lines.flat_map(|line| line.as_bytes().rsplit(|byte| *byte == b',')).peekable();
    if entries.peek().is_none() {
        return nearest;
    }
    let unknown = IpAddr::V4(Ipv4Addr::UNSPECIFIED);
    let mut furthest = unknown;
    for entry in entries {
        furthest = address_in(entry).unwrap_or(unknown);
        if !trusted(furthest) {
            break;
        }
    }
    if furthest.is_loopback() { unknown } else { furthest }
}

/// The address in an entry, with or without a port.
fn address_in(entry: &[u8]) -> Option<IpAddr> {
    let text = str::from_utf8(entry).ok()?.trim();
    let bare = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')).unwrap_or(text);
    let address = bare.parse().ok().or_else(|| text.parse::<SocketAddr>().ok().map(|address| address.ip()))?;
    Some(address.to_canonical())
}

/// The parameters of a query string.
pub fn params_of(query: &str) -> Result<Params, BodyError> {
    body::parse_urlencoded(query.as_bytes())
}

/// A body that was not wanted is read all the same, beside the answer, for a while.
impl Drop for Request {
    fn drop(&mut self) {
        if let Some(body) = self.body.take() {
            leave(body);
        }
    }
}

/// Reads on for a while what is left of a body that nobody wants any more.
pub fn leave(body: Incoming) {
    const FOR: Duration = Duration::from_secs(5);
    if !body.is_end_stream() {
        tokio::spawn(tokio::time::timeout(FOR, body::drain(body)));
    }
}

/// Whether this is the media type, whatever its parameters.
fn is_essence(content_type: &str, media_type: &str) -> bool {
    content_type == media_type
        || content_type.split(';').next().unwrap_or_default().trim().eq_ignore_ascii_case(media_type)
}

/// Lowers the media type and leaves its parameters: a multipart boundary is case-sensitive.
fn lower_essence(content_type: &str) -> String {
    let (kind, parameters) = content_type.split_at(content_type.find(';').unwrap_or(content_type.len()));
    kind.to_ascii_lowercase() + parameters
}

/// Whether a decoded segment was UTF-8 without NUL. The replacement character itself is in no path of ours.
fn is_text(segment: &str) -> bool {
    !segment.contains(['\0', char::REPLACEMENT_CHARACTER])
}

impl BodyError {
    /// The status of the answer in the account API's dialect.
    pub fn status(&self) -> StatusCode {
        match self {
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::UnsupportedType(_) | Self::Encoded => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::Malformed(_) => StatusCode::BAD_REQUEST,
        }
    }
}
