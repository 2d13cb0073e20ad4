//! `[[route]]` and `[[upstream]]`: which request needs what, and who answers it. What a table means by itself and whether
//! two upstreams fit together is judged here, two routes in [`conflicts`]; requests are matched in [`crate::protect`].

use std::collections::BTreeMap;
use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use super::error::{nearest, quote};
use super::route_path::{RoutePath, Segment};
use super::{Claims, ConfigError, Identity, Listen, RouteRole, Scopes, conflicts};

/// One `[[route]]`: what a request to its path needs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Route {
    /// Which requests: `/api/workouts/{id}`, or `/files/{*rest}` for all below.
    pub path: RoutePath,
    /// The methods it is for; none stands for all. `HEAD` goes with `GET`.
    pub methods: Vec<Verb>,
    /// The scope that a token needs.
    pub scope: Option<String>,
    /// Only the account's own session will do.
    pub first_party: bool,
    /// Everyone is let through.
    pub public: bool,
    /// A request without credentials is let through; one with credentials needs what else is said here.
    pub optional: bool,
    /// The role that the account needs as well.
    pub role: Option<RouteRole>,
    /// Where it stands in the file.
    pub line: Option<usize>,
}

/// One `[[upstream]]`: who answers requests below a path, and what it is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Upstream {
    /// Its requests: the path itself and everything below. The longest path wins.
    pub path: RoutePath,
    /// Where it listens.
    pub url: UpstreamUrl,
    /// How it is told who makes a request.
    pub identity: Identity,
    /// Whether a bearer token that is not grantd's own is handed on untouched.
    pub pass_unknown_tokens: bool,
    /// How long connecting may take, 1 ms to 1 min.
    pub connect_timeout: Duration,
    /// How long nothing may come from it, or from the client while it sends, 1 ms to 1 d.
    pub timeout: Duration,
    /// The file with the key that JWTs are signed with; `identity = "jwt"` needs it.
    pub jwt_secret_file: Option<PathBuf>,
    /// The header that carries the JWT; `Authorization` gets `Bearer ` before it.
    pub jwt_header: String,
    /// What it says of the account, beside `iat` and `exp`.
    pub jwt_claims: Claims,
    /// How long a JWT is good, 5 s to 1 h.
    pub jwt_lifetime: Duration,
    /// Where it stands in the file.
    pub line: Option<usize>,
}

impl Default for Upstream {
    fn default() -> Self {
        Self {
            path: RoutePath::default(),
            url: UpstreamUrl::Unset,
            identity: Identity::Headers,
            pass_unknown_tokens: false,
            connect_timeout: Duration::from_secs(5),
            timeout: Duration::from_secs(60),
            jwt_secret_file: None,
            jwt_header: "Authorization".to_owned(),
            jwt_claims: Claims::default(),
            jwt_lifetime: Duration::from_secs(60),
            line: None,
        }
    }
}

/// A request method (RFC 9110 §9.1).
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Verb(String);

impl Verb {
    /// `GET`.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Verb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Verb {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        const USUAL: [&str; 24] = [
            "GET",
            "HEAD",
            "POST",
            "PUT",
            "PATCH",
            "DELETE",
            "OPTIONS",
            "PROPFIND",
            "PROPPATCH",
            "MKCOL",
            "COPY",
            "MOVE",
            "LOCK",
            "UNLOCK",
            "REPORT",
            "SEARCH",
            "ACL",
            "MKCALENDAR",
            "MERGE",
            "PURGE",
            "QUERY",
            "LINK",
            "UNLINK",
            "SUBSCRIBE",
        ];
        let wrong = |hint: &str| Err(format!("{} is not a method; {hint}", quote(text)));
        match text {
            "HEAD" => Err("\"HEAD\" needs what \"GET\" needs; write \"GET\"".to_owned()),
            "CONNECT" | "TRACE" => Err(format!("{text:?} is never let through")),
            _ if USUAL.contains(&text) => Ok(Self(text.to_owned())),
            _ if text.is_empty() || !text.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'-') => {
                wrong("write it in capitals, like \"GET\"")
            }
            _ => match nearest(&text.to_lowercase(), USUAL.map(str::to_lowercase).iter().map(String::as_str)) {
                Some(near) => wrong(&format!("did you mean {:?}?", near.to_uppercase())),
                None => Ok(Self(text.to_owned())),
            },
        }
    }
}

/// Where an upstream listens: `http://HOST:PORT` or `unix:/PATH`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum UpstreamUrl {
    /// Not said; refused by [`check`].
    Unset,
    /// Plain HTTP to a host and port.
    Http {
        /// A name or an address; an IPv6 address without its brackets.
        host: String,
        /// The port.
        port: u16,
    },
    /// A Unix socket.
    Unix(PathBuf),
}

impl fmt::Display for UpstreamUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unset => Ok(()),
            Self::Http { host, port } if host.contains(':') => write!(f, "http://[{host}]:{port}"),
            Self::Http { host, port } => write!(f, "http://{host}:{port}"),
            Self::Unix(path) => write!(f, "unix:{}", path.display()),
        }
    }
}

impl FromStr for UpstreamUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let refuse = |why: &str| Err(format!("{} {why}", quote(text)));
        const LIKE: &str = "write it like \"http://127.0.0.1:5000\" or \"unix:/run/app.sock\"";
        if let Some(path) = text.strip_prefix("unix:") {
            return if path.starts_with('/') && !path.contains('\0') {
                Ok(Self::Unix(PathBuf::from(path)))
            } else {
                refuse("names no socket; write it like \"unix:/run/app.sock\"")
            };
        }
        let Ok(url) = url::Url::parse(text) else {
            return refuse(&format!("is not where an upstream listens; {LIKE}"));
        };
        if url.scheme() == "https" {
            return refuse(
                "is https, which grantd does not speak to upstreams: let it listen on this machine or on a network that \
                 only the two share",
            );
        }
        if url.scheme() != "http" || !url.username().is_empty() || url.password().is_some() {
            return refuse(&format!("is not where an upstream listens; {LIKE}"));
        }
        if !matches!(url.path(), "" | "/") || url.query().is_some() || url.fragment().is_some() {
            return refuse("has a path; leave it out: a request's path is handed on as it came");
        }
        match url.host() {
            Some(host) => {
                let host = match host {
                    url::Host::Ipv6(address) => address.to_string(),
                    other => other.to_string(),
                };
                Ok(Self::Http { host, port: url.port().unwrap_or(80) })
            }
            None => refuse(&format!("names no host; {LIKE}")),
        }
    }
}

impl UpstreamUrl {
    fn is(&self, listen: &Listen) -> bool {
        match (self, listen) {
            (Self::Http { host, port }, Listen::Tcp(address)) => {
                let local = |own: &SocketAddr| own.ip().is_loopback() || own.ip().is_unspecified();
                let loopback = host == "localhost" || host.parse::<std::net::IpAddr>().is_ok_and(|ip| ip.is_loopback());
                *port == address.port() && (*host == address.ip().to_string() || (loopback && local(address)))
            }
            (Self::Unix(path), Listen::Unix(own)) => path == own,
            _ => false,
        }
    }
}

impl Route {
    fn check(&self, scopes: &Scopes) -> Result<(), (&'static str, String)> {
        if self.path.as_str().is_empty() {
            return Err((
                "route.path",
                "is missing; every [[route]] needs one, like path = \"/api/notes/{id}\"".to_owned(),
            ));
        }
        let said = [self.scope.is_some(), self.first_party, self.public].into_iter().filter(|said| *said).count();
        let what = "scope = \"…\", first_party = true or public = true";
        if said != 1 {
            let why = if said == 0 { "says nothing of what a request needs" } else { "says more than one thing" };
            return Err(("route", format!("{} {why}; write one of {what}", self.path)));
        }
        if self.public && self.optional {
            return Err(("route.optional", "means nothing beside public = true; leave one of them out".to_owned()));
        }
        if self.public && self.role.is_some() {
            return Err(("route.role", "cannot be asked of everyone; leave out role or public".to_owned()));
        }
        for (index, verb) in self.methods.iter().enumerate() {
            if self.methods[..index].contains(verb) {
                return Err(("route.methods", format!("{:?} stands there twice", verb.as_str())));
            }
        }
        if let Some(scope) = &self.scope
            && scopes.get(scope).is_none()
        {
            let near = nearest(scope, scopes.iter().map(|scope| scope.name.as_str()));
            let hint = match near {
                Some(near) => format!("did you mean {near:?}?"),
                None => "add a [[scope]] of that name".to_owned(),
            };
            return Err(("route.scope", format!("there is no scope {}; {hint}", quote(scope))));
        }
        Ok(())
    }
}

impl Upstream {
    fn check(&self, listen: &[Listen]) -> Result<(), (&'static str, String)> {
        if self.path.as_str().is_empty() {
            return Err(("upstream.path", "is missing; every [[upstream]] needs one, like path = \"/api\"".to_owned()));
        }
        if !self.path.segments().iter().all(|segment| matches!(segment, Segment::Literal(_))) {
            let why = format!("{} has a parameter; an upstream has all below its path", quote(self.path.as_str()));
            return Err(("upstream.path", why));
        }
        if self.url == UpstreamUrl::Unset {
            let why = format!("is missing for {}; write it like url = \"http://127.0.0.1:5000\"", self.path);
            return Err(("upstream.url", why));
        }
        if listen.iter().any(|listen| self.url.is(listen)) {
            return Err(("upstream.url", format!("{} is grantd itself", quote(&self.url.to_string()))));
        }
        if self.identity == Identity::Jwt && self.jwt_secret_file.is_none() {
            let why = "needs jwt_secret_file: the file with the key that the upstream checks signatures with";
            return Err(("upstream.identity", why.to_owned()));
        }
        if self.identity != Identity::Jwt && self.jwt_secret_file.is_some() {
            return Err(("upstream.jwt_secret_file", "is read for identity = \"jwt\" only".to_owned()));
        }
        if self.jwt_header.is_empty() || !self.jwt_header.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
            let why = format!("{} is not the name of a header; write it like \"X-Identity\"", quote(&self.jwt_header));
            return Err(("upstream.jwt_header", why));
        }
        const FRAMING: [&str; 9] = [
            "host",
            "connection",
            "content-length",
            "transfer-encoding",
            "upgrade",
            "te",
            "trailer",
            "expect",
            "content-type",
        ];
        if FRAMING.contains(&self.jwt_header.to_ascii_lowercase().as_str()) {
            return Err(("upstream.jwt_header", format!("{} has a meaning of its own", quote(&self.jwt_header))));
        }
        Ok(())
    }
}

/// Checks every route and upstream by itself and beside the others.
pub(super) fn check(
    routes: &[Route],
    upstreams: &[Upstream],
    scopes: &Scopes,
    listen: &[Listen],
) -> Result<(), ConfigError> {
    for (index, route) in routes.iter().enumerate() {
        let wrong = |key: &str, why| ConfigError { index: Some(index), ..ConfigError::of(key, why) };
        route.check(scopes).map_err(|(key, why)| wrong(key, why))?;
    }
    conflicts::check(routes)?;
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (index, upstream) in upstreams.iter().enumerate() {
        let wrong = |key: &str, why| ConfigError { index: Some(index), ..ConfigError::of(key, why) };
        upstream.check(listen).map_err(|(key, why)| wrong(key, why))?;
        if let Some(other) = seen.insert(upstream.path.shape(), index) {
            let why = format!("{} stands there twice{}", quote(upstream.path.as_str()), at_line(upstreams[other].line));
            return Err(wrong("upstream.path", why));
        }
    }
    Ok(())
}

pub(super) fn at_line(line: Option<usize>) -> String {
    line.map(|line| format!(" in line {line}")).unwrap_or_default()
}
