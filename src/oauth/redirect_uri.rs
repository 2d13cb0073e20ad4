//! Redirect URIs: which may be registered, and which of them a request means (RFC 6749 §3.1.2, RFC 8252 §7,
//! RFC 9700 §2.1).

use url::{Host, Url};

/// The most redirect URIs that one client may have.
pub const MOST: usize = 10;
/// The longest, in bytes.
pub const LONGEST: usize = 2000;
const LOOPBACK: [&str; 3] = ["http://127.0.0.1", "http://[::1]", "http://localhost"];

/// Why a URI cannot be registered. As text it follows the URI: "https://a.example/#x must not have a fragment".
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unregistrable {
    /// It is empty or far too long.
    #[error("must have 1 to {LONGEST} characters")]
    Length,
    /// It has a `#` (RFC 6749 §3.1.2).
    #[error("must not have a fragment")]
    Fragment,
    /// It has a `*`, which stands for nothing but itself.
    #[error("must not have a wildcard")]
    Wildcard,
    /// What browsers and URL parsers read differently is not let in at all.
    #[error("has a character that a URI cannot have: percent-encode it")]
    Character(char),
    /// It does not begin with a scheme, or cannot be read.
    #[error("is not an absolute URI")]
    NotAbsolute,
    /// `HTTPS:`, which is compared letter by letter.
    #[error("must have its scheme in lower case")]
    SchemeCase,
    /// `https:` without the `//` behind it.
    #[error("must have // after its scheme")]
    Slashes,
    /// It names a user or a password.
    #[error("must not have a user name or password")]
    UserInfo,
    /// It names no host.
    #[error("has no host")]
    NoHost,
    /// Its host is written so that another one is reached than one reads: as a number, or percent-encoded.
    #[error("has a host that is not written plainly")]
    HostWriting,
    /// Plain http to another machine than the person's own.
    #[error("must use https; plain http is for loopback addresses only")]
    PlainHttp,
    /// A scheme that runs or shows something (`javascript:`, `data:`).
    #[error("has a scheme that is never allowed")]
    HarmfulScheme,
    /// A private-use scheme without a dot that the operator has not allowed (RFC 8252 §7.1).
    #[error(
        "has a scheme that is not allowed: use https, http on loopback, or a private-use scheme with a dot such as \
         com.example.app"
    )]
    OtherScheme,
}

/// Says why `uri` cannot be registered.
pub fn check(uri: &str, extra_schemes: &[String]) -> Result<(), Unregistrable> {
    if uri.is_empty() || uri.len() > LONGEST {
        return Err(Unregistrable::Length);
    }
    let taken = |c: char| c.is_ascii_alphanumeric() || "-._~:/?[]@!$&'()+,;=%".contains(c);
    if let Some(other) = uri.chars().find(|c| !taken(*c)) {
        return Err(match other {
            _ if uri.contains('#') => Unregistrable::Fragment,
            _ if uri.contains('*') => Unregistrable::Wildcard,
            other => Unregistrable::Character(other),
        });
    }
    let url = Url::parse(uri).map_err(|_| Unregistrable::NotAbsolute)?;
    let scheme = uri.split(':').next().unwrap_or_default();
    if scheme != url.scheme() {
        return Err(Unregistrable::SchemeCase);
    }
    match scheme {
        "https" | "http" => check_web(uri, &url, scheme),
        "javascript" | "data" | "vbscript" | "file" | "blob" | "about" => Err(Unregistrable::HarmfulScheme),
        _ if scheme.contains('.') || extra_schemes.iter().any(|extra| extra == scheme) => Ok(()),
        _ => Err(Unregistrable::OtherScheme),
    }
}

fn check_web(uri: &str, url: &Url, scheme: &str) -> Result<(), Unregistrable> {
    let after_scheme = uri.get(scheme.len()..).unwrap_or_default();
    let Some(authority) = after_scheme.strip_prefix("://") else {
        return Err(Unregistrable::Slashes);
    };
    let authority = authority.split(['/', '?']).next().unwrap_or_default();
    if authority.contains('@') {
        return Err(Unregistrable::UserInfo);
    }
    let Some(host) = url.host() else { return Err(Unregistrable::NoHost) };
    // The host as written must be the host that is reached: no decimal or percent-encoded addresses.
    let written = authority.strip_suffix(&url.port().map_or_else(String::new, |port| format!(":{port}")));
    if !written.is_some_and(|written| written.trim_end_matches(':').eq_ignore_ascii_case(&host.to_string())) {
        let default_port = authority.rsplit_once(':').is_some_and(|(name, _)| name == host.to_string());
        if !default_port {
            return Err(Unregistrable::HostWriting);
        }
    }
    if scheme == "http" && !is_loopback(&host) {
        return Err(Unregistrable::PlainHttp);
    }
    Ok(())
}

/// Whether it is the person's own machine.
fn is_loopback(host: &Host<&str>) -> bool {
    match host {
        Host::Domain(name) => *name == "localhost",
        Host::Ipv4(address) => address.is_loopback(),
        Host::Ipv6(address) => address.is_loopback(),
    }
}

/// The registered URI that `requested` means: the same to the letter, but for the port of a loopback address.
/// The answer is the URI to go to.
pub fn matching(registered: &[String], requested: &str) -> Option<String> {
    let same = |uri: &&String| uri.as_str() == requested || is_same_loopback(uri, requested);
    registered.iter().find(same).map(|_| requested.to_owned())
}

fn is_same_loopback(registered: &str, requested: &str) -> bool {
    LOOPBACK.iter().any(|origin| match (after_port(registered, origin), after_port(requested, origin)) {
        (Some(registered), Some(requested)) => registered == requested,
        _ => false,
    })
}

/// What follows `origin` and an optional port; `None` when `uri` is elsewhere.
fn after_port<'a>(uri: &'a str, origin: &str) -> Option<&'a str> {
    let rest = uri.strip_prefix(origin)?;
    let Some(port) = rest.strip_prefix(':') else {
        return (rest.is_empty() || rest.starts_with(['/', '?'])).then_some(rest);
    };
    let digits = port.bytes().take_while(u8::is_ascii_digit).count();
    let (number, path) = port.split_at(digits);
    let is_port = digits <= 5 && number.parse::<u16>().is_ok_and(|port| port > 0);
    (is_port && (path.is_empty() || path.starts_with(['/', '?']))).then_some(path)
}

/// `uri` with `parameters` added to its query.
pub fn with_parameters(uri: &str, parameters: &[(&str, &str)]) -> String {
    let separator = match uri.find('?') {
        None => "?",
        Some(at) if at + 1 == uri.len() || uri.ends_with('&') => "",
        Some(_) => "&",
    };
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish();
    format!("{uri}{separator}{query}")
}

/// Where a redirect URI leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Destination {
    /// A web site: its host.
    Site(String),
    /// A program on the person's own computer (RFC 8252 §7.3).
    ThisComputer,
    /// The program that handles this private-use scheme (RFC 8252 §7.1).
    PrivateScheme(String),
}

/// Where the browser would go.
pub fn destination(uri: &str) -> Destination {
    let scheme = uri.split(':').next().unwrap_or_default();
    let url = Url::parse(uri).ok().filter(|_| scheme == "http" || scheme == "https");
    match url.as_ref().and_then(Url::host) {
        Some(host) if is_loopback(&host) => Destination::ThisComputer,
        Some(host) => Destination::Site(host.to_string()),
        None => Destination::PrivateScheme(scheme.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(uri: &str) -> Unregistrable {
        check(uri, &[]).expect_err(uri)
    }

    #[test]
    fn what_the_contract_names_may_be_registered() {
        for uri in [
            "https://app.example/cb",
            "https://app.example:8443/cb?keep=1",
            "https://app.example",
            "https://app.example:443/cb",
            "https://self.host/callback",
            "http://127.0.0.1:1965/",
            "http://127.0.0.1/cb",
            "http://[::1]:7777/cb",
            "http://localhost/cb",
            "com.example.app:/cb",
            "com.example.app://oauth",
        ] {
            assert_eq!(check(uri, &[]), Ok(()), "{uri}");
        }
        assert!(check("myapp://cb", &["myapp".to_owned()]).is_ok());
    }

    #[test]
    fn what_could_lead_astray_may_not() {
        use Unregistrable as U;
        for (uri, why) in [
            ("", U::Length),
            ("/cb", U::NotAbsolute),
            ("https:", U::NotAbsolute),
            ("https:app.example/cb", U::Slashes),
            ("https:/app.example/cb", U::Slashes),
            ("https://", U::NotAbsolute),
            ("https://app.example/cb#x", U::Fragment),
            ("https://app.example/*", U::Wildcard),
            ("https://*.example/cb", U::Wildcard),
            ("https://user@app.example/cb", U::UserInfo),
            ("https://user:pw@app.example/cb", U::UserInfo),
            ("https://app.example\\@evil.example/", U::Character('\\')),
            ("https://app.example/ cb", U::Character(' ')),
            ("https://app.example/\u{e9}", U::Character('\u{e9}')),
            ("https://0x7f.1/cb", U::HostWriting),
            ("https://2130706433/cb", U::HostWriting),
            ("https://app%2eexample/cb", U::HostWriting),
            ("HTTPS://app.example/cb", U::SchemeCase),
            ("http://app.example/cb", U::PlainHttp),
            ("http://127.0.0.1.evil.example/cb", U::PlainHttp),
            ("http://localhost.evil.example/cb", U::PlainHttp),
            ("javascript:alert(1)", U::HarmfulScheme),
            ("data:text/html,x", U::HarmfulScheme),
            ("file:///etc/passwd", U::HarmfulScheme),
            ("myapp://cb", U::OtherScheme),
            ("urn:ietf:wg:oauth:2.0:oob", U::OtherScheme),
            ("https://app.example/\"x", U::Character('"')),
            ("https://app.example/cb\n", U::Character('\n')),
        ] {
            assert_eq!(refused(uri), why, "{uri}");
        }
        assert!(check(&format!("https://a.example/{}", "x".repeat(2000)), &[]).is_err());
    }

    #[test]
    fn only_the_port_of_a_loopback_address_may_differ() {
        let registered = ["http://127.0.0.1/cb", "https://a.example/cb", "http://localhost:1/x", "http://[::1]:9"];
        let registered = registered.map(str::to_owned);
        let goes = |uri| matching(&registered, uri).is_some();
        for uri in ["http://127.0.0.1:9999/cb", "http://127.0.0.1/cb", "http://localhost:2/x", "http://[::1]:10"] {
            assert!(goes(uri), "{uri}");
        }
        for uri in [
            "http://127.0.0.1:9999/cb/",
            "http://127.0.0.1:9999/cb?x",
            "http://127.0.0.1:0/cb",
            "http://127.0.0.1:99999/cb",
            "http://127.0.0.1:/cb",
            "http://127.0.0.1:1@evil.example/cb",
            "http://127.0.0.1.evil.example/cb",
            "http://localhost:9999/cb",
            "https://127.0.0.1/cb",
            "https://a.example:444/cb",
            "https://a.example/cb/",
            "https://A.example/cb",
            "http://[::1]:10/",
        ] {
            assert!(!goes(uri), "{uri}");
        }
    }

    #[test]
    fn answers_join_the_query_that_is_there() {
        assert_eq!(with_parameters("https://a/cb", &[("code", "x y")]), "https://a/cb?code=x+y");
        assert_eq!(with_parameters("https://a/cb?k=1", &[("a", "&"), ("b", "2")]), "https://a/cb?k=1&a=%26&b=2");
        assert_eq!(with_parameters("https://a/cb?", &[("a", "1")]), "https://a/cb?a=1");
        assert_eq!(with_parameters("com.example:/cb", &[("a", "1")]), "com.example:/cb?a=1");
    }

    #[test]
    fn a_destination_is_told_from_its_uri() {
        assert_eq!(destination("https://a.example:1/cb"), Destination::Site("a.example".to_owned()));
        for here in ["http://127.0.0.1:1/cb", "http://127.0.0.2:1/cb", "http://[::1]/cb", "https://localhost/cb"] {
            assert_eq!(destination(here), Destination::ThisComputer, "{here}");
        }
        assert_eq!(destination("https://[2001:db8::1]/cb"), Destination::Site("[2001:db8::1]".to_owned()));
        assert_eq!(destination("com.example.app:/cb"), Destination::PrivateScheme("com.example.app".to_owned()));
    }
}
