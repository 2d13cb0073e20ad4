//! Bodies: bounded, and read as the type they are declared to be.

use std::borrow::Cow;
use std::ops::Range;

use bytes::{Bytes, BytesMut};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;
use percent_encoding::percent_decode_str;

use crate::oauth::Params;

const LARGEST: usize = 64 * 1024;
/// Of what holds both texts of the instance, each of 64 KiB at most; escaped in JSON they take more room than in a form.
const LARGEST_OF_INSTANCE: usize = 512 * 1024;
const MOST_DRAINED: usize = 4 * 1024 * 1024;
const MOST_FIELDS: usize = 200;
/// As many as most forms have at most.
const USUAL_FIELDS: usize = 8;

/// Why a body cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    /// More than 64 KiB, or 512 KiB with the texts of the instance.
    #[error("the body is larger than 64 KiB")]
    TooLarge,
    /// Not of the type that this endpoint takes.
    #[error("the body must be sent as {0}")]
    UnsupportedType(&'static str),
    /// Compressed, or otherwise not as it is: nothing is unpacked here, so that nothing can swell.
    #[error("the body must be sent as it is, without Content-Encoding")]
    Encoded,
    /// Not what its type promises.
    #[error("invalid payload: {0}")]
    Malformed(&'static str),
}

/// How large the body of a request for this path may be.
pub(super) fn largest(path: &str) -> usize {
    match path {
        "/admin/settings" | "/api/config" => LARGEST_OF_INSTANCE,
        _ => LARGEST,
    }
}

/// Reads the whole body, of `largest` bytes at most. One that comes in one piece, as most do, is not copied.
pub(super) async fn read(mut body: Incoming, largest: usize) -> Result<Bytes, BodyError> {
    let (mut first, mut joined) = (Bytes::new(), BytesMut::new());
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| BodyError::Malformed("the body ended before its length"))?;
        let Ok(data) = frame.into_data() else { continue };
        if first.len() + joined.len() + data.len() > largest {
            Box::pin(drain(body)).await;
            return Err(BodyError::TooLarge);
        }
        if first.is_empty() && joined.is_empty() {
            first = data;
        } else {
            joined.extend_from_slice(&std::mem::take(&mut first));
            joined.extend_from_slice(&data);
        }
    }
    Ok(if joined.is_empty() { first } else { joined.freeze() })
}

/// Reads what nobody wants, up to a limit: a client that is still sending would not see the answer otherwise.
pub(super) async fn drain(mut body: Incoming) {
    let mut read = 0;
    while let Some(Ok(frame)) = body.frame().await {
        read += frame.data_ref().map_or(0, Bytes::len);
        if read > MOST_DRAINED {
            return;
        }
    }
}

/// `application/x-www-form-urlencoded`, strictly UTF-8.
pub(crate) fn parse_urlencoded(bytes: &[u8]) -> Result<Params, BodyError> {
    let text = str::from_utf8(bytes).map_err(|_| BodyError::Malformed("it is not UTF-8 text"))?;
    if text.is_empty() {
        return Ok(Params::default());
    }
    let mut params = Params::with_room(USUAL_FIELDS, text.len());
    // One walk finds where pairs and names end, and whether there is anything to decode, as there seldom is.
    let (mut begin, mut equals, mut plain, mut at) = (0, None, true, 0);
    while let Some(found) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| SPECIAL[usize::from(*byte)])) {
        let place = at + found;
        at = place + 1;
        match bytes.get(place) {
            Some(b'&') => {
                add(&mut params, text, begin..place, equals, plain)?;
                (begin, equals, plain) = (at, None, true);
            }
            Some(b'=') => equals = equals.or(Some(place)),
            _ => plain = false,
        }
    }
    add(&mut params, text, begin..text.len(), equals, plain)?;
    Ok(params)
}

/// The bytes that mean something in a form.
const SPECIAL: [bool; 256] = {
    let mut special = [false; 256];
    special[b'&' as usize] = true;
    special[b'=' as usize] = true;
    special[b'%' as usize] = true;
    special[b'+' as usize] = true;
    special[0] = true;
    special
};

/// Adds the pair at that place, whose name ends where `equals` is; an empty one is none.
fn add(
    params: &mut Params,
    text: &str,
    pair: Range<usize>,
    equals: Option<usize>,
    plain: bool,
) -> Result<(), BodyError> {
    let part = |range: Range<usize>| text.get(range).unwrap_or_default();
    if pair.is_empty() {
        return Ok(());
    }
    bounded(params.len() + 1)?;
    let (name, value) = match equals {
        Some(equals) => (part(pair.start..equals), part(equals + 1..pair.end)),
        None => (part(pair), ""),
    };
    if plain {
        params.push(name, value);
    } else {
        params.push(&decode(name)?, &decode(value)?);
    }
    Ok(())
}

fn decode(text: &str) -> Result<Cow<'_, str>, BodyError> {
    if !text.bytes().any(|byte| matches!(byte, b'%' | b'+' | 0)) {
        return Ok(Cow::Borrowed(text));
    }
    let spaced = text.replace('+', " ");
    let decoded =
        percent_decode_str(&spaced).decode_utf8().map_err(|_| BodyError::Malformed("it is not UTF-8 text"))?;
    clean(&decoded)?;
    Ok(Cow::Owned(decoded.into_owned()))
}

/// `multipart/form-data` with text fields.
pub(crate) async fn parse_multipart(bytes: Bytes, boundary: String) -> Result<Params, BodyError> {
    const BROKEN: BodyError = BodyError::Malformed("the multipart form is broken");
    let mut multipart = multer::Multipart::new(Full::new(bytes).into_data_stream(), boundary);
    let mut params = Params::default();
    let mut count = 0;
    while let Some(field) = multipart.next_field().await.map_err(|_| BROKEN)? {
        let name = field.name().ok_or(BROKEN)?.to_owned();
        let value = field.bytes().await.map_err(|_| BROKEN)?;
        let value = str::from_utf8(&value).map_err(|_| BodyError::Malformed("it is not UTF-8 text"))?;
        clean(&name)?;
        clean(value)?;
        params.push(&name, value);
        count = bounded(count + 1)?;
    }
    Ok(params)
}

fn clean(text: &str) -> Result<(), BodyError> {
    if text.contains('\0') { Err(BodyError::Malformed("it contains a NUL")) } else { Ok(()) }
}

fn bounded(fields: usize) -> Result<usize, BodyError> {
    if fields > MOST_FIELDS { Err(BodyError::Malformed("it has too many fields")) } else { Ok(fields) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_strictly() {
        let form = parse_urlencoded(b"a=1+2&b=%C3%A9&a=&c&&d=%zz").unwrap();
        assert_eq!(form.all("a").collect::<Vec<_>>(), ["1 2", ""]);
        assert_eq!(form.first("b"), "é");
        assert_eq!(form.first("d"), "%zz");
        for broken in [&b"a=\xff"[..], b"a=%ff", b"%00=1", b"a=%00"] {
            assert!(parse_urlencoded(broken).is_err(), "{broken:?}");
        }
        assert!(parse_urlencoded("a=1&".repeat(MOST_FIELDS + 1).as_bytes()).is_err());
    }

    #[tokio::test]
    async fn a_multipart_form_is_read_as_text() {
        let part = |name: &str, value: &str| {
            format!("--B\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n")
        };
        let body = part("a", "x y") + &part("b", "") + "--B--\r\n";
        let form = parse_multipart(body.clone().into(), "B".to_owned()).await.unwrap();
        assert_eq!(form.first("a"), "x y");
        assert_eq!(form.one("b").unwrap(), None);
        for broken in ["", "--B", &body[..body.len() - 9], &part("a", "\0")] {
            assert!(parse_multipart(broken.to_owned().into(), "B".to_owned()).await.is_err(), "{broken:?}");
        }
    }
}
