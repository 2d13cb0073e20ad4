//! The path of a request, as everyone who comes after will understand it.
//!
//! A decision holds only if whoever serves the request reads its path in the same way. grantd does not tidy a path up: it
//! refuses one that two programs could read in two ways, and hands on the others untouched. What that is, and why, is in
//! `docs/decisions/006-paths.md`.

use std::borrow::Cow;

use percent_encoding::percent_decode_str;

/// Why a path is not let through.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadPath {
    /// It does not begin with a slash.
    #[error("the path must begin with a slash")]
    NotAbsolute,
    /// Two slashes side by side.
    #[error("the path must not have two slashes side by side")]
    EmptySegment,
    /// `.` or `..`, spelled in whatever way.
    #[error("the path must not have . or .. in it")]
    DotSegment,
    /// A character that programs read differently.
    #[error("the path must not have {0:?} in it")]
    Character(char),
    /// A percent-encoded character that programs read differently.
    #[error("the path must not have a percent-encoded {0:?} in it")]
    Encoded(char),
    /// A `%` without two hexadecimal digits.
    #[error("a % in the path must be followed by two hexadecimal digits")]
    Percent,
    /// Something that would be percent-encoding if it were decoded twice.
    #[error("the path must not be percent-encoded twice")]
    EncodedTwice,
    /// Bytes that are no UTF-8 text.
    #[error("the path must be UTF-8 text, other than ASCII percent-encoded")]
    NotText,
}

/// One segment, as it was sent and decoded.
#[derive(Debug, PartialEq, Eq)]
pub struct Segment<'p> {
    /// As it was sent.
    pub raw: &'p str,
    /// Decoded.
    pub text: Cow<'p, str>,
}

/// The segments of `path`. A slash at its end makes no difference.
pub fn segments(path: &str) -> Result<Vec<Segment<'_>>, BadPath> {
    let rest = path.strip_prefix('/').ok_or(BadPath::NotAbsolute)?;
    let rest = rest.strip_suffix('/').unwrap_or(rest);
    if rest.is_empty() {
        return if path.len() == 1 { Ok(Vec::new()) } else { Err(BadPath::EmptySegment) };
    }
    let mut segments = Vec::with_capacity(1 + rest.bytes().filter(|byte| *byte == b'/').count());
    let (mut begin, mut plain) = (0, true);
    for (place, byte) in rest.bytes().enumerate() {
        if byte == b'/' {
            segments.push(segment(rest.get(begin..place).unwrap_or_default(), plain)?);
            (begin, plain) = (place + 1, true);
        } else {
            plain &= PLAIN[usize::from(byte)];
        }
    }
    segments.push(segment(rest.get(begin..).unwrap_or_default(), plain)?);
    Ok(segments)
}

/// The bytes that stand for themselves, to every program.
const PLAIN: [bool; 256] = {
    let mut plain = [false; 256];
    let mut byte = 0u8;
    while byte < 127 {
        plain[byte as usize] = byte.is_ascii_graphic() && !matches!(byte, b'/' | b'\\' | b';' | b'#' | b'?' | b'%');
        byte += 1;
    }
    plain
};

/// A segment, of which it is known whether each byte stands for itself.
fn segment(raw: &str, plain: bool) -> Result<Segment<'_>, BadPath> {
    if plain && !raw.is_empty() && !raw.starts_with('.') {
        return Ok(Segment { raw, text: Cow::Borrowed(raw) });
    }
    if raw.is_empty() {
        return Err(BadPath::EmptySegment);
    }
    if let Some(wrong) = raw.chars().find(|c| !c.is_ascii_graphic() || matches!(c, '\\' | ';' | '#' | '?')) {
        return Err(if wrong.is_ascii() { BadPath::Character(wrong) } else { BadPath::NotText });
    }
    let text = if raw.contains('%') { decode(raw)? } else { Cow::Borrowed(raw) };
    if matches!(text.as_ref(), "." | "..") {
        return Err(BadPath::DotSegment);
    }
    Ok(Segment { raw, text })
}

fn decode(raw: &str) -> Result<Cow<'_, str>, BadPath> {
    if !all_encoded(raw) {
        return Err(BadPath::Percent);
    }
    let text = percent_decode_str(raw).decode_utf8().map_err(|_| BadPath::NotText)?;
    // In text that was sent, % begins an encoding; where it is still there, it was encoded itself.
    if text.as_bytes().windows(3).any(is_encoding) {
        return Err(BadPath::EncodedTwice);
    }
    match text.chars().find(|c| c.is_control() || matches!(c, '/' | '\\' | ';' | '#' | '?')) {
        Some(wrong) => Err(BadPath::Encoded(wrong)),
        None => Ok(text),
    }
}

/// Whether every `%` begins a percent-encoding.
fn all_encoded(raw: &str) -> bool {
    let bytes = raw.as_bytes();
    let mut places = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'%');
    places.all(|(place, _)| bytes.get(place..place + 3).is_some_and(is_encoding))
}

fn is_encoding(three: &[u8]) -> bool {
    matches!(three, [b'%', high, low] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn texts(path: &str) -> Vec<String> {
        segments(path).unwrap().into_iter().map(|segment| segment.text.into_owned()).collect()
    }

    #[test]
    fn a_plain_path_is_its_segments() {
        assert_eq!(texts("/"), Vec::<String>::new());
        assert_eq!(texts("/api/notes/7"), ["api", "notes", "7"]);
        assert_eq!(texts("/api/notes/7/"), ["api", "notes", "7"]);
        assert_eq!(texts("/a%20b/%C3%A9/100%25.txt/~x/a+b@c:d,e=f"), ["a b", "é", "100%.txt", "~x", "a+b@c:d,e=f"]);
        assert_eq!(texts("/..."), ["..."]);
    }

    #[test]
    fn what_two_programs_could_read_in_two_ways_is_refused() {
        use BadPath as B;
        for (path, why) in [
            ("", B::NotAbsolute),
            ("api", B::NotAbsolute),
            ("*", B::NotAbsolute),
            ("http://other/api", B::NotAbsolute),
            ("//", B::EmptySegment),
            ("//api", B::EmptySegment),
            ("/api//notes", B::EmptySegment),
            ("/api/notes//", B::EmptySegment),
            ("/api/./notes", B::DotSegment),
            ("/api/../notes", B::DotSegment),
            ("/api/..", B::DotSegment),
            ("/api/%2e%2E/notes", B::DotSegment),
            ("/api/.%2e/", B::DotSegment),
            ("/api%2Fnotes", B::Encoded('/')),
            ("/api%2fnotes", B::Encoded('/')),
            ("/api%5Cnotes", B::Encoded('\\')),
            ("/api\\notes", B::Character('\\')),
            ("/api;x/notes", B::Character(';')),
            ("/api%3Bx/notes", B::Encoded(';')),
            ("/api/..;/notes", B::Character(';')),
            ("/notes%3Fx", B::Encoded('?')),
            ("/notes%23x", B::Encoded('#')),
            ("/notes#x", B::Character('#')),
            ("/notes%00", B::Encoded('\0')),
            ("/notes%0a", B::Encoded('\n')),
            ("/notes%7f", B::Encoded('\x7f')),
            ("/notes%C2%85", B::Encoded('\u{85}')),
            ("/notes%", B::Percent),
            ("/notes%2", B::Percent),
            ("/notes%zz", B::Percent),
            ("/notes%u0041", B::Percent),
            ("/notes%252F", B::EncodedTwice),
            ("/%25%32%46", B::EncodedTwice),
            ("/notes%C0%AF", B::NotText),
            ("/notes%E0%80%AF", B::NotText),
            ("/notes%FF", B::NotText),
            ("/é", B::NotText),
            ("/a b", B::Character(' ')),
        ] {
            assert_eq!(segments(path).unwrap_err(), why, "{path:?}");
        }
    }

    proptest! {
        #[test]
        fn what_is_let_through_decodes_once_and_for_all(path in "/([a-z.%/;A-F0-9\\\\ é]|%2[eEfF]|%5c|%25){0,24}") {
            if let Ok(segments) = segments(&path) {
                for segment in &segments {
                    prop_assert!(!segment.text.is_empty() && segment.text != "." && segment.text != "..");
                    prop_assert!(!segment.text.contains(['/', '\\', ';', '?', '#']));
                    // A second decoding finds nothing more to decode.
                    prop_assert_eq!(percent_decode_str(&segment.text).decode_utf8().unwrap(), segment.text.clone());
                }
                let again: String = segments.iter().map(|segment| format!("/{}", segment.raw)).collect();
                prop_assert_eq!(again.trim_end_matches('/'), path.trim_end_matches('/'));
            }
        }
    }
}
