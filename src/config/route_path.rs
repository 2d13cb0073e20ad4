//! The path of a `[[route]]` or an `[[upstream]]`: what may stand in it, and when two are the same.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use super::error::quote;

/// One segment of a [`RoutePath`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Segment {
    /// This text, spelled as it stands here.
    Literal(String),
    /// `{name}`, with what stands around it: `{y}.png`.
    Param {
        /// What the segment begins with.
        before: String,
        /// What it ends with.
        after: String,
    },
    /// `{*rest}`: this and everything below, or nothing.
    Tail,
}

impl Segment {
    fn shape(&self) -> String {
        match self {
            Self::Literal(text) => format!("/{}", fold(text)),
            Self::Param { before, after } => format!("/{}{{}}{}", fold(before), fold(after)),
            Self::Tail => "/{*}".to_owned(),
        }
    }

    fn spelling(&self) -> String {
        match self {
            Self::Literal(text) => format!("/{text}"),
            Self::Param { before, after } => format!("/{before}{{}}{after}"),
            Self::Tail => "/{*}".to_owned(),
        }
    }
}

/// A path such as `/api/workouts/{id}`, as segments. A slash at its end means nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct RoutePath {
    text: String,
    segments: Vec<Segment>,
}

impl RoutePath {
    /// As it was written; empty when it was left out.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// Its segments; `/` has none.
    pub fn segments(&self) -> &[Segment] {
        &self.segments
    }

    /// Two paths of the same shape match the same requests.
    pub(super) fn shape(&self) -> String {
        self.segments.iter().map(Segment::shape).collect()
    }

    /// The same without the names of its parameters, so that only spelling is left.
    pub(super) fn spelling(&self) -> String {
        self.segments.iter().map(Segment::spelling).collect()
    }

    /// Shape and spelling of the first segment, of the first two, and so on to the whole.
    pub(super) fn beginnings(&self) -> Vec<(String, String)> {
        let grow = |(shape, spelling): &mut (String, String), segment: &Segment| {
            shape.push_str(&segment.shape());
            spelling.push_str(&segment.spelling());
            Some((shape.clone(), spelling.clone()))
        };
        self.segments.iter().scan((String::new(), String::new()), grow).collect()
    }

    /// Whether some request below `self`, which has literal segments only, can match `other`.
    pub fn may_hold(&self, other: &Self) -> bool {
        let mut wanted = other.segments.iter();
        for own in &self.segments {
            match (own, wanted.next()) {
                (_, Some(Segment::Tail)) => return true,
                (Segment::Literal(own), Some(Segment::Literal(other))) if own == other => {}
                (Segment::Literal(own), Some(Segment::Param { before, after }))
                    if own.len() > before.len() + after.len()
                        && own.starts_with(before.as_str())
                        && own.ends_with(after.as_str()) => {}
                _ => return false,
            }
        }
        true
    }
}

impl fmt::Display for RoutePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.text)
    }
}

impl FromStr for RoutePath {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let refuse = |why: &str| format!("{} {why}", quote(text));
        let Some(rest) = text.strip_prefix('/') else {
            return Err(refuse("does not begin with a slash; write it like \"/api/notes/{id}\""));
        };
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        let mut segments = Vec::new();
        if text.len() > 1 {
            for segment in rest.split('/') {
                if segments.last() == Some(&Segment::Tail) {
                    return Err(refuse("goes on after {*…}, which stands for everything that follows; end it there"));
                }
                segments.push(parse_segment(segment).map_err(|why| refuse(&why))?);
            }
        }
        Ok(Self { text: text.to_owned(), segments })
    }
}

fn parse_segment(text: &str) -> Result<Segment, String> {
    if text.is_empty() {
        return Err("has two slashes side by side; no request with such a path is let through".to_owned());
    }
    if matches!(text, "." | "..") {
        return Err(format!("has {text:?} in it; no request with such a path is let through"));
    }
    let literal = |text: &str| match text.chars().find(|c| !is_literal_character(*c)) {
        None => Ok(text.to_owned()),
        Some('%') => {
            Err("has a % in it; write only what needs no percent-encoding, and {name} for the rest".to_owned())
        }
        Some(wrong) => Err(format!("has {wrong:?} in it, with which no request would be let through")),
    };
    let Some((before, rest)) = text.split_once('{') else { return literal(text).map(Segment::Literal) };
    let Some((name, after)) = rest.split_once('}') else { return Err("has a { without its }".to_owned()) };
    let (tail, name) = name.strip_prefix('*').map_or((false, name), |name| (true, name));
    if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
        return Err("has a parameter whose name is not letters, digits and _, like {id}".to_owned());
    }
    match (tail, before, after) {
        (true, "", "") => Ok(Segment::Tail),
        (true, ..) => Err("has text beside {*…}, which takes whole segments".to_owned()),
        (false, before, after) if after.contains('{') => {
            Err(format!("has two parameters in one segment, {before}{{{name}}}{after}; one is allowed"))
        }
        (false, before, after) => Ok(Segment::Param { before: literal(before)?, after: literal(after)? }),
    }
}

/// What needs no percent-encoding in a path (RFC 3986 §3.3) and is not refused in a request: no `;`.
fn is_literal_character(c: char) -> bool {
    c.is_ascii_alphanumeric() || "-._~!$&'()*+,=:@".contains(c)
}

/// A segment as a careless program may compare it: small letters, no dots and blanks at its end. Two segments that a
/// careless program takes for the same fold to the same.
pub fn fold(segment: &str) -> Cow<'_, str> {
    let trimmed = segment.trim_end_matches(['.', ' ']);
    if trimmed.bytes().all(|byte| byte.is_ascii() && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(trimmed);
    }
    Cow::Owned(trimmed.chars().flat_map(char::to_uppercase).flat_map(char::to_lowercase).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn path(text: &str) -> RoutePath {
        text.parse().unwrap()
    }

    #[test]
    fn a_path_is_read_into_its_segments() {
        assert_eq!(path("/").segments(), []);
        assert_eq!(path("/a/{b}/{*c}").segments().len(), 3);
        assert_eq!(path("/a/").segments(), path("/a").segments());
        let png = Segment::Param { before: String::new(), after: ".png".to_owned() };
        assert_eq!(path("/tiles/{y}.png").segments()[1], png);
    }

    #[test]
    fn a_path_that_no_request_can_have_is_refused() {
        for wrong in [
            "", "a", "//", "/a//b", "/a/../b", "/./a", "/a;b", "/a%2Fb", "/a b", "/ä", "/a\\b", "/{*a}/b", "/x{*a}",
            "/{a}{b}", "/{}", "/{a", "/a?b", "/a#b", "/{a b}", "/a}",
        ] {
            assert!(wrong.parse::<RoutePath>().is_err(), "{wrong:?}");
        }
    }

    #[test]
    fn shapes_are_equal_where_requests_could_be() {
        assert_eq!(path("/A/{x}/").shape(), path("/a/{y}").shape());
        assert_ne!(path("/A/{x}").spelling(), path("/a/{y}").spelling());
        assert_ne!(path("/a/{x}").shape(), path("/a/{*x}").shape());
        assert_ne!(path("/a/{x}.png").shape(), path("/a/{x}").shape());
    }

    #[test]
    fn folding_makes_alike_what_careless_programs_take_for_alike() {
        for alike in ["secret", "Secret", "SECRET", "ſecret", "secret.", "secret. ."] {
            assert_eq!(fold(alike), "secret", "{alike}");
        }
        assert_eq!(fold("\u{212A}"), "k");
        assert_ne!(fold("secret2"), "secret");
    }

    #[test]
    fn an_upstream_may_hold_what_its_path_can_reach() {
        for (upstream, route, expected) in [
            ("/", "/a/b", true),
            ("/api", "/api", true),
            ("/api", "/api/{x}", true),
            ("/api/notes", "/api/{x}", true),
            ("/api/notes", "/{*rest}", true),
            ("/api/notes", "/api", false),
            ("/api/notes", "/api/other/{x}", false),
            ("/a/x.png", "/a/{y}.png", true),
            ("/a/.png", "/a/{y}.png", false),
        ] {
            assert_eq!(path(upstream).may_hold(&path(route)), expected, "{upstream} {route}");
        }
    }
}
