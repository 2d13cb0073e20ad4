//! Bodies: bounded, and read as the type they are declared to be.

use bytes::{Bytes, BytesMut};
use http_body_util::{BodyExt, Full};
use hyper::body::Incoming;

use crate::oauth::Params;

const LARGEST: usize = 64 * 1024;
const MOST_DRAINED: usize = 4 * 1024 * 1024;
const MOST_FIELDS: usize = 200;

/// Why a body cannot be used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BodyError {
    /// More than 64 KiB.
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

/// Reads the whole body.
pub(super) async fn read(mut body: Incoming) -> Result<Bytes, BodyError> {
    let mut read = BytesMut::new();
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| BodyError::Malformed("the body ended before its length"))?;
        let Ok(data) = frame.into_data() else { continue };
        if read.len() + data.len() > LARGEST {
            drain(body).await;
            return Err(BodyError::TooLarge);
        }
        read.extend_from_slice(&data);
    }
    Ok(read.freeze())
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
    let pairs = text.split('&').filter(|pair| !pair.is_empty());
    let pairs = pairs.map(|pair| {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        Ok((decode(name)?, decode(value)?))
    });
    bounded(pairs.take(MOST_FIELDS + 1).collect::<Result<Vec<_>, BodyError>>()?)
}

fn decode(text: &str) -> Result<String, BodyError> {
    let spaced = text.replace('+', " ");
    let decoded = percent_encoding::percent_decode_str(&spaced).decode_utf8();
    clean(decoded.map_err(|_| BodyError::Malformed("it is not UTF-8 text"))?.into_owned())
}

/// `multipart/form-data` with text fields.
pub(crate) async fn parse_multipart(bytes: Bytes, boundary: String) -> Result<Params, BodyError> {
    const BROKEN: BodyError = BodyError::Malformed("the multipart form is broken");
    let mut multipart = multer::Multipart::new(Full::new(bytes).into_data_stream(), boundary);
    let mut pairs = Vec::new();
    while let Some(field) = multipart.next_field().await.map_err(|_| BROKEN)? {
        let name = field.name().ok_or(BROKEN)?.to_owned();
        let value = field.bytes().await.map_err(|_| BROKEN)?;
        let value = String::from_utf8(value.to_vec()).map_err(|_| BodyError::Malformed("it is not UTF-8 text"))?;
        pairs.push((clean(name)?, clean(value)?));
        if pairs.len() > MOST_FIELDS {
            break;
        }
    }
    bounded(pairs)
}

fn clean(text: String) -> Result<String, BodyError> {
    if text.contains('\0') { Err(BodyError::Malformed("it contains a NUL")) } else { Ok(text) }
}

fn bounded(pairs: Vec<(String, String)>) -> Result<Params, BodyError> {
    if pairs.len() > MOST_FIELDS {
        return Err(BodyError::Malformed("it has too many fields"));
    }
    Ok(pairs.into_iter().collect())
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
