//! The operator's logo: a small PNG, WebP or SVG, known by what is in it, whatever its name is.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use bytes::Bytes;

use crate::config::format_size;

/// The largest file that is taken, in bytes.
const LARGEST: u64 = 10 * 1024;
/// How high the pages show it, in CSS pixels.
const HEIGHT: u32 = 28;
/// How wide it may get there.
const WIDEST: u32 = 168;

/// A logo, ready to be served.
pub struct Logo {
    /// What it is: `image/png`, `image/webp` or `image/svg+xml`.
    pub content_type: &'static str,
    /// The file.
    pub content: Bytes,
    /// How wide the pages show it, in CSS pixels.
    pub width: u32,
    /// How high.
    pub height: u32,
}

impl Logo {
    /// Reads the file.
    ///
    /// # Errors
    /// What is wrong with it and what to do, for the operator.
    pub fn read(path: &Path) -> Result<Self, String> {
        let shown = path.display();
        let unreadable = |error: io::Error| match error.kind() {
            io::ErrorKind::NotFound => format!("there is no file {shown}; name one, or leave the key out for no logo"),
            _ => format!("{shown} cannot be read: {error}"),
        };
        let mut content = Vec::new();
        let file = File::open(path).map_err(unreadable)?;
        file.take(LARGEST + 1).read_to_end(&mut content).map_err(unreadable)?;
        if content.len() as u64 > LARGEST {
            return Err(format!(
                "{shown} is larger than {}; every page loads it, so make it small: it is shown {HEIGHT} pixels high, so a PNG of \
                 twice that with few colours is enough, or an SVG without what its editor left in it",
                format_size(LARGEST)
            ));
        }
        Self::of(content).ok_or_else(|| format!("{shown} is no PNG, WebP or SVG; write one of these to a file"))
    }

    fn of(content: Vec<u8>) -> Option<Self> {
        let (content_type, size) = if let Some(size) = png(&content) {
            ("image/png", Some(size))
        } else if content.starts_with(b"RIFF") && content.get(8..12) == Some(b"WEBP") {
            ("image/webp", webp(&content))
        } else {
            ("image/svg+xml", svg(str::from_utf8(&content).ok()?)?)
        };
        let (width, height) = shown(size);
        Some(Self { content_type, content: content.into(), width, height })
    }
}

/// How large a picture of that size is shown; one that does not tell is taken for a square.
fn shown(size: Option<(f64, f64)>) -> (u32, u32) {
    let ratio =
        size.filter(|(width, height)| *width > 0.0 && *height > 0.0).map_or(1.0, |(width, height)| width / height);
    // Between 1 and WIDEST: the cast cannot fail.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let width = (ratio * f64::from(HEIGHT)).round().clamp(1.0, f64::from(WIDEST)) as u32;
    (width, HEIGHT)
}

fn number(bytes: &[u8]) -> f64 {
    bytes.iter().fold(0.0, |number, byte| number * 256.0 + f64::from(*byte))
}

fn reversed(bytes: &[u8]) -> f64 {
    bytes.iter().rfold(0.0, |number, byte| number * 256.0 + f64::from(*byte))
}

/// The size that the first chunk of a PNG tells (`IHDR`).
fn png(content: &[u8]) -> Option<(f64, f64)> {
    let header = content.strip_prefix(b"\x89PNG\r\n\x1a\n")?;
    (header.get(4..8)? == b"IHDR").then_some(())?;
    Some((number(header.get(8..12)?), number(header.get(12..16)?)))
}

/// The size that the first chunk of a WebP tells (RFC 9649 §2.5 to §2.7).
fn webp(content: &[u8]) -> Option<(f64, f64)> {
    let chunk = content.get(20..)?;
    match content.get(12..16)? {
        b"VP8X" => Some((reversed(chunk.get(4..7)?) + 1.0, reversed(chunk.get(7..10)?) + 1.0)),
        b"VP8L" => {
            let bits = u32::from_le_bytes(chunk.get(1..5)?.try_into().ok()?);
            Some((f64::from(bits & 0x3fff) + 1.0, f64::from((bits >> 14) & 0x3fff) + 1.0))
        }
        b"VP8 " => {
            let side =
                |at: usize| Some(f64::from(u16::from_le_bytes(chunk.get(at..at + 2)?.try_into().ok()?) & 0x3fff));
            Some((side(6)?, side(8)?))
        }
        _ => None,
    }
}

/// The size that the root element of an SVG tells, if it does; `None` for what is no SVG.
#[allow(clippy::option_option)]
fn svg(text: &str) -> Option<Option<(f64, f64)>> {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let end = match rest {
            _ if rest.starts_with("<?") => "?>",
            _ if rest.starts_with("<!--") => "-->",
            _ if rest.starts_with("<!DOCTYPE") => ">",
            _ => break,
        };
        rest = rest.split_once(end)?.1.trim_start();
    }
    let root = rest.strip_prefix("<svg").filter(|root| root.starts_with([' ', '\t', '\r', '\n', '>', '/']))?;
    let root = root.split_once('>')?.0;
    let attribute = |name: &str| {
        let value = root.split_once(&format!(" {name}="))?.1;
        let quote = value.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
        value.get(1..)?.split(quote).next()
    };
    let length = |name: &str| attribute(name)?.trim_end_matches("px").parse::<f64>().ok();
    let view_box = || {
        let numbers: Vec<f64> =
            attribute("viewBox")?.split([' ', ',']).filter_map(|number| number.parse().ok()).collect();
        Some((*numbers.get(2)?, *numbers.get(3)?))
    };
    Some(length("width").zip(length("height")).or_else(view_box))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(content: &[u8]) -> Option<(&'static str, u32)> {
        Logo::of(content.to_vec()).map(|logo| (logo.content_type, logo.width))
    }

    #[test]
    fn a_logo_is_known_by_what_is_in_it() {
        let png = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x40\0\0\0\x20\x08\x06";
        assert_eq!(kind(png), Some(("image/png", 56)));
        let lossless = b"RIFF\x1a\0\0\0WEBPVP8L\x0d\0\0\0\x2f\x3f\xc0\x07\x00\0\0";
        assert_eq!(kind(lossless), Some(("image/webp", 56)), "64 by 32");
        let lossy = b"RIFF\x1a\0\0\0WEBPVP8 \x0d\0\0\0\0\0\0\x9d\x01\x2a\x20\0\x20\0";
        assert_eq!(kind(lossy), Some(("image/webp", 28)), "32 by 32");
        let extended = b"RIFF\x1a\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\x5f\0\0\x1f\0\0";
        assert_eq!(kind(extended), Some(("image/webp", 84)), "96 by 32");
        let svg = |text: &str| kind(text.as_bytes());
        assert_eq!(svg(r#"<svg xmlns="x" viewBox="0 0 40 20"/>"#), Some(("image/svg+xml", 56)));
        assert_eq!(
            svg("<?xml version=\"1.0\"?>\n<!-- <b> -->\n<!DOCTYPE svg>\n<svg\n width='1' height='1'/>"),
            Some(("image/svg+xml", 28))
        );
        assert_eq!(svg(r#"<svg width="900px" height="9px">"#), Some(("image/svg+xml", WIDEST)), "it has its bounds");
        assert_eq!(svg("<svg>"), Some(("image/svg+xml", 28)));
    }

    #[test]
    fn what_is_no_picture_is_refused() {
        for other in
            [&b""[..], b"GIF89a", b"<html><svg></svg>", b"<svgx>", b"<!-- <svg>", b"\x89PNG", b"\xff\xd8\xff", b"<svg"]
        {
            assert_eq!(kind(other), None, "{other:?}");
        }
    }

    #[test]
    fn a_file_that_cannot_be_a_logo_is_told_with_what_to_do() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("logo");
        let why = |content: &[u8]| {
            std::fs::write(&path, content).unwrap();
            Logo::read(&path).err().unwrap()
        };
        assert!(why(b"text").ends_with("logo is no PNG, WebP or SVG; write one of these to a file"));
        assert!(
            why(&vec![b' '; 10 * 1024 + 1]).contains(
                "logo is larger than 10KiB; every page loads it, so make it small: it is shown 28 pixels high"
            )
        );
        let missing = Logo::read(&dir.path().join("none")).err().unwrap();
        assert!(missing.ends_with("none; name one, or leave the key out for no logo"), "{missing}");
    }
}
