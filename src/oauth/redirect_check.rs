//! What would become of a redirect URI, told before somebody runs into it: whether it could be registered, and whether a
//! request with it would be taken as one that is registered, or else in what the two differ. What decides is in
//! [`super::redirect_uri`]; nothing here lets anything in.

use percent_encoding::percent_decode_str;

use super::redirect_uri::matching;

/// How a redirect URI of a request is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// It stands there to the letter.
    Same,
    /// But for the port of a loopback address, which may differ (RFC 8252 §7.3).
    OtherPort,
}

/// In what the nearest registered URI differs from the one of a request. In the order of how near that is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Difference {
    /// One ends with a slash, the other without.
    TrailingSlash,
    /// In capital and small letters.
    Case,
    /// In what is percent-encoded.
    Encoding,
    /// `localhost` and `127.0.0.1` mean the same machine, and are two names.
    LoopbackName,
    /// In the query.
    Query,
    /// In the fragment: that of the request has one, and none can be registered (RFC 6749 §3.1.2).
    Fragment,
    /// In the port.
    Port,
    /// In the path.
    Path,
    /// `http` here, `https` there, or another scheme.
    Scheme,
    /// In the host.
    Host,
    /// In host, scheme and all.
    Everything,
}

/// A registered URI beside one that does not fit it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mismatch<'r> {
    /// The registered one.
    pub registered: &'r str,
    /// In what they differ, first of all.
    pub difference: Difference,
    /// How many bytes of both are the same before that.
    pub same: usize,
}

/// Whether a request with `requested` would be taken by an app that has `registered`; otherwise the nearest of them, `None`
/// where there are none.
pub fn compare<'r>(registered: &'r [String], requested: &str) -> Result<Fit, Option<Mismatch<'r>>> {
    if matching(registered, requested).is_some() {
        let same = registered.iter().any(|uri| uri == requested);
        return Ok(if same { Fit::Same } else { Fit::OtherPort });
    }
    let mismatches = registered.iter().map(|uri| Mismatch {
        registered: uri,
        difference: difference(uri, requested),
        same: in_common(uri, requested),
    });
    Err(mismatches.min_by_key(|mismatch| (mismatch.difference, usize::MAX - mismatch.same)))
}

/// How many bytes two texts have in common at their beginning, whole characters.
fn in_common(a: &str, b: &str) -> usize {
    let same = a.chars().zip(b.chars()).take_while(|(a, b)| a == b);
    same.map(|(character, _)| character.len_utf8()).sum()
}

fn difference(registered: &str, requested: &str) -> Difference {
    let (one, other) = (Parts::of(registered), Parts::of(requested));
    let bare = |path: &str| path.trim_end_matches('/').len();
    if (one.scheme, one.host, one.port, one.query) == (other.scheme, other.host, other.port, other.query)
        && one.path.len().abs_diff(other.path.len()) == 1
        && one.path.get(..bare(one.path)) == other.path.get(..bare(other.path))
    {
        return Difference::TrailingSlash;
    }
    if registered.eq_ignore_ascii_case(requested) {
        return Difference::Case;
    }
    if percent_decode_str(registered).eq(percent_decode_str(requested)) {
        return Difference::Encoding;
    }
    let is_loopback = |host: &str| matches!(host, "localhost" | "127.0.0.1" | "[::1]");
    if (one.scheme, one.path, one.query) == (other.scheme, other.path, other.query)
        && is_loopback(one.host)
        && is_loopback(other.host)
        && one.host != other.host
    {
        return Difference::LoopbackName;
    }
    match (one.scheme == other.scheme, one.host == other.host) {
        (false, true) => Difference::Scheme,
        (false, false) => Difference::Everything,
        (true, false) => Difference::Host,
        (true, true) if one.port != other.port => Difference::Port,
        (true, true) if one.path != other.path => Difference::Path,
        (true, true) if one.query != other.query => Difference::Query,
        (true, true) => Difference::Fragment,
    }
}

/// A URI taken apart as it is written, whether it is one or not.
struct Parts<'u> {
    scheme: &'u str,
    host: &'u str,
    port: &'u str,
    path: &'u str,
    query: &'u str,
}

impl<'u> Parts<'u> {
    fn of(uri: &'u str) -> Self {
        let (scheme, rest) = uri.split_once(':').unwrap_or(("", uri));
        let (authority, rest) = match rest.strip_prefix("//") {
            Some(rest) => rest.split_at(rest.find(['/', '?', '#']).unwrap_or(rest.len())),
            None => ("", rest),
        };
        let rest = rest.split('#').next().unwrap_or_default();
        let (path, query) = rest.split_at(rest.find('?').unwrap_or(rest.len()));
        // The colons of an IPv6 address stand in brackets.
        let name_end = authority.rfind(']').map_or(0, |bracket| bracket + 1);
        let colon =
            authority.get(name_end..).and_then(|rest| rest.find(':')).map_or(authority.len(), |at| name_end + at);
        let (host, port) = authority.split_at(colon);
        Self { scheme, host, port, path, query }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nearest(registered: &[&str], requested: &str) -> (String, Difference, String) {
        let registered: Vec<String> = registered.iter().map(|uri| (*uri).to_owned()).collect();
        let Mismatch { registered, difference, same } = compare(&registered, requested).unwrap_err().unwrap();
        (registered.to_owned(), difference, requested[same..].to_owned())
    }

    #[test]
    fn what_is_registered_is_taken_and_so_is_another_port_of_this_computer() {
        let registered = ["https://a.example/cb", "http://127.0.0.1/cb"].map(str::to_owned);
        assert_eq!(compare(&registered, "https://a.example/cb"), Ok(Fit::Same));
        assert_eq!(compare(&registered, "http://127.0.0.1:4711/cb"), Ok(Fit::OtherPort));
        assert_eq!(compare(&[], "https://a.example/cb"), Err(None));
    }

    #[test]
    fn the_first_difference_is_named_and_found() {
        use Difference as D;
        const CB: &str = "https://a.example/cb";
        for (registered, requested, difference, rest) in [
            (CB, "https://a.example/cb/", D::TrailingSlash, "/"),
            ("https://a.example/cb/", CB, D::TrailingSlash, ""),
            ("https://a.example", "https://a.example/", D::TrailingSlash, "/"),
            ("https://a.example/cb?x=1", "https://a.example/cb/?x=1", D::TrailingSlash, "/?x=1"),
            (CB, "https://a.example/CB", D::Case, "CB"),
            (CB, "https://A.example/cb", D::Case, "A.example/cb"),
            ("https://a.example/c%62", CB, D::Encoding, "b"),
            ("https://a.example/a%2fb", "https://a.example/a%2Fb", D::Case, "Fb"),
            ("http://localhost/cb", "http://127.0.0.1:9/cb", D::LoopbackName, "127.0.0.1:9/cb"),
            ("http://[::1]/cb", "http://localhost/cb", D::LoopbackName, "localhost/cb"),
            (CB, "https://a.example/cb?x=1", D::Query, "?x=1"),
            (CB, "https://a.example/cb#x", D::Fragment, "#x"),
            (CB, "https://a.example:444/cb", D::Port, ":444/cb"),
            (CB, "https://a.example/other", D::Path, "other"),
            (CB, "https://a.example/cb//", D::Path, "//"),
            (CB, "http://a.example/cb", D::Scheme, "://a.example/cb"),
            (CB, "https://b.example/cb", D::Host, "b.example/cb"),
            ("com.example:/cb", CB, D::Everything, "https://a.example/cb"),
            (CB, "", D::Everything, ""),
        ] {
            let found = nearest(&[registered], requested);
            assert_eq!(found, (registered.to_owned(), difference, rest.to_owned()), "{registered} {requested}");
        }
    }

    #[test]
    fn of_several_the_nearest_is_named() {
        let registered = ["https://b.example/cb", "https://a.example/other", "https://a.example/cb/"];
        assert_eq!(nearest(&registered, "https://a.example/cb").0, "https://a.example/cb/");
        assert_eq!(nearest(&registered, "https://a.example/othe").0, "https://a.example/other");
        assert_eq!(nearest(&registered, "https://b.example/x").0, "https://b.example/cb");
    }

    #[test]
    fn whatever_it_is_it_is_taken_apart_without_harm() {
        for uri in ["", ":", "//", "a://[", "a://]:", "é://é:é/é?é#é", "https://[::1]:8:9/", "?", "#:"] {
            assert!(compare(&["https://é.example/".to_owned()], uri).is_err(), "{uri}");
        }
    }
}
