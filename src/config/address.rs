//! Where grantd listens, and the address the world knows it by.

use std::fmt;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;

use url::{Host, Url};

use super::error::quote;

/// One place to accept connections at.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Listen {
    /// `127.0.0.1:8080`, `[::1]:8080`; port 0 takes a free one.
    Tcp(SocketAddr),
    /// `unix:/run/grantd/http.sock`: a Unix socket, its path at most 107 bytes long.
    Unix(PathBuf),
    /// `systemd`: the sockets systemd hands over when it starts grantd (`sd_listen_fds(3)`).
    Systemd,
}

impl FromStr for Listen {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        const LONGEST_SOCKET_PATH: usize = 107;
        if text == "systemd" {
            return Ok(Self::Systemd);
        }
        if let Some(path) = text.strip_prefix("unix:") {
            if path.is_empty() || path.contains('\0') {
                return Err(format!("{} names no socket; write it like \"unix:/run/grantd/http.sock\"", quote(text)));
            }
            if path.starts_with('~') {
                return Err(home_is_not_expanded(text));
            }
            if path.len() > LONGEST_SOCKET_PATH {
                return Err(format!(
                    "{} is too long; a socket's path has at most {LONGEST_SOCKET_PATH} bytes",
                    quote(text)
                ));
            }
            return Ok(Self::Unix(PathBuf::from(path)));
        }
        text.parse().map(Self::Tcp).map_err(|_| {
            format!(
                "{} is not an address to listen on; write it like \"127.0.0.1:8080\", \"[::1]:8080\", \
                 \"unix:/run/grantd/http.sock\" or \"systemd\"",
                quote(text)
            )
        })
    }
}

impl fmt::Display for Listen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp(address) => address.fmt(f),
            Self::Unix(path) => write!(f, "unix:{}", path.display()),
            Self::Systemd => f.write_str("systemd"),
        }
    }
}

/// Where metrics are told, if anywhere: as [`Listen`] but for `systemd`, or nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MetricsListen(pub Option<Listen>);

impl FromStr for MetricsListen {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text {
            "" => Ok(Self(None)),
            "systemd" => {
                Err("\"systemd\" hands over public addresses; write one of its own like \"127.0.0.1:9109\"".to_owned())
            }
            _ => text.parse().map(|listen| Self(Some(listen))),
        }
    }
}

impl fmt::Display for MetricsListen {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|listen| listen.fmt(f))
    }
}

/// The origin (RFC 6454 §4) under which browsers and clients reach grantd: `https` or `http`, host, and the port where it is
/// not the scheme's own. Host in lower case and ASCII. It is the issuer (RFC 8414 §2).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PublicUrl {
    origin: String,
    https: bool,
    loopback: bool,
}

impl PublicUrl {
    /// The origin, without a slash at its end.
    pub fn as_str(&self) -> &str {
        &self.origin
    }

    /// Whether it is `https`.
    pub fn is_https(&self) -> bool {
        self.https
    }

    /// Whether its host is `localhost`, in 127.0.0.0/8, or `[::1]`.
    pub fn is_loopback(&self) -> bool {
        self.loopback
    }
}

impl FromStr for PublicUrl {
    type Err = String;

    /// Reads an origin; a single `/` after it is dropped. Plain http beyond loopback is not refused here but by
    /// [`Config::check`](super::Config::check), which knows `insecure_http`.
    fn from_str(text: &str) -> Result<Self, String> {
        let refuse = |why: &str| format!("{} {why}; write it like \"https://auth.example.org\"", quote(text));
        let Some((scheme, rest)) = text.split_once("://") else {
            return Err(refuse("is not a URL"));
        };
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        if authority.contains('@') {
            return Err("has a user name or password in it; write it like \"https://auth.example.org\"".to_owned());
        }
        let https = scheme.eq_ignore_ascii_case("https");
        if !https && !scheme.eq_ignore_ascii_case("http") {
            return Err(refuse("is neither https nor http"));
        }
        // The URL standard forgives blanks and backslashes; whoever compares issuers does not.
        let forgiven = |c: char| c.is_whitespace() || c.is_control() || c == '\\';
        let (Ok(url), false) = (Url::parse(text), rest.starts_with('/') || text.contains(forgiven)) else {
            return Err(refuse("is not a URL"));
        };
        let origin = url.origin().ascii_serialization();
        let too_much = |what: &str| Err(format!("{} has a {what}; write \"{origin}\"", quote(text)));
        if url.path() != "/" {
            return too_much("path");
        }
        if url.query().is_some() {
            return too_much("query");
        }
        if url.fragment().is_some() {
            return too_much("fragment");
        }
        if url.port() == Some(0) {
            return Err(refuse("has port 0, which nobody can connect to"));
        }
        let loopback = match url.host() {
            Some(Host::Domain(name)) => name == "localhost",
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        };
        Ok(Self { origin, https, loopback })
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.origin)
    }
}

/// Why a path beginning with `~` is refused: it would make a directory of that name.
pub(super) fn home_is_not_expanded(path: &str) -> String {
    format!("{} begins with ~, which is not expanded; write the whole path", quote(path))
}
