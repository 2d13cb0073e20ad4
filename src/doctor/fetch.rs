//! One GET as a client would send it, over https with the authorities that this machine trusts. Redirects are told, not
//! followed.

use std::sync::Arc;
use std::time::Duration;
use std::{fmt, io};

use bytes::Bytes;
use http_body_util::{BodyExt, Empty};
use hyper::client::conn::http1;
use hyper::header::{DATE, HOST, HeaderMap, LOCATION};
use hyper_util::rt::TokioIo;
use rustls::crypto::ring;
use rustls::pki_types::{CertificateDer, UnixTime};
use rustls::{CertificateError, ClientConfig, Error, RootCertStore};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;
use url::Url;

use crate::clock::Timestamp;
use crate::http::tls::pair::{server_name, validity};

const WITHIN: Duration = Duration::from_secs(10);
const LARGEST: usize = 64 * 1024;

/// An answer.
pub struct Fetched {
    /// Its status.
    pub status: u16,
    /// When it was given, by the clock of whoever gave it.
    pub date: Option<Timestamp>,
    /// Where it leads, if elsewhere.
    pub location: Option<String>,
    /// Its body.
    pub body: Vec<u8>,
    /// When the certificate ends that was shown.
    pub certificate_ends: Option<Timestamp>,
}

/// Gets `path` of an origin.
///
/// # Errors
/// Why there is no answer, half a sentence.
pub async fn get(origin: &str, path: &str, header: (&'static str, &str)) -> Result<Fetched, String> {
    match tokio::time::timeout(WITHIN, connect_and_get(origin, path, header)).await {
        Ok(fetched) => fetched,
        Err(_) => Err(format!("no answer within {} seconds", WITHIN.as_secs())),
    }
}

async fn connect_and_get(origin: &str, path: &str, header: (&'static str, &str)) -> Result<Fetched, String> {
    let url = Url::parse(origin).map_err(|error| error.to_string())?;
    let (host, port) = (url.host_str().unwrap_or_default(), url.port_or_known_default().unwrap_or(443));
    let bare = host.trim_start_matches('[').trim_end_matches(']').to_owned();
    let addresses: Vec<_> = match tokio::net::lookup_host((bare, port)).await {
        Ok(addresses) => addresses.collect(),
        Err(error) => return Err(format!("{host} leads to no address ({error})")),
    };
    let stream = TcpStream::connect(&addresses[..]).await.map_err(|error| format!("port {port} of {host}: {error}"))?;
    let authority = origin.split_once("://").map_or(host, |(_, authority)| authority);
    let request = hyper::Request::get(path).header(HOST, authority).header(header.0, header.1);
    let request = request.body(Empty::<Bytes>::new()).map_err(|error| error.to_string())?;
    if url.scheme() != "https" {
        return converse(stream, request).await;
    }
    let name = server_name(origin).ok_or_else(|| format!("{host} cannot be the name of a server"))?;
    let connector = TlsConnector::from(Arc::new(tls()?));
    let stream = connector.connect(name, stream).await.map_err(|error| no_handshake(&error))?;
    let shown = stream.get_ref().1.peer_certificates().and_then(<[CertificateDer<'_>]>::first);
    let certificate_ends = shown.and_then(validity).map(|(_, ends)| ends);
    Ok(Fetched { certificate_ends, ..converse(stream, request).await? })
}

fn tls() -> Result<ClientConfig, String> {
    let mut authorities = RootCertStore::empty();
    authorities.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    if authorities.is_empty() {
        return Err("this machine has no list of authorities to trust (Debian: apt install ca-certificates)".to_owned());
    }
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    let builder = builder.with_safe_default_protocol_versions().map_err(|error| error.to_string())?;
    Ok(builder.with_root_certificates(authorities).with_no_client_auth())
}

/// Why there is no TLS, half a sentence.
fn no_handshake(error: &io::Error) -> String {
    match error.get_ref().and_then(|inner| inner.downcast_ref::<Error>()) {
        Some(Error::InvalidCertificate(unfit)) => format!("its certificate {}", unfitness(unfit)),
        Some(Error::InvalidMessage(_)) => "what answers there speaks no TLS".to_owned(),
        Some(Error::PeerIncompatible(why)) => {
            format!("what answers there speaks no TLS that clients take ({})", in_words(why))
        }
        Some(Error::AlertReceived(alert)) => format!("what answers there refuses TLS ({})", in_words(alert)),
        _ if error.kind() == io::ErrorKind::UnexpectedEof => "what answers there hangs up before any TLS".to_owned(),
        _ => error.to_string(),
    }
}

/// What is wrong with a certificate, the rest of a sentence.
fn unfitness(error: &CertificateError) -> String {
    let at = |time: &UnixTime| Timestamp::from_millis(time.as_secs().saturating_mul(1000));
    let told = match error {
        CertificateError::ExpiredContext { not_after, .. } => return format!("has expired on {}", at(not_after)),
        CertificateError::Expired => "has expired",
        CertificateError::NotValidYetContext { not_before, .. } => {
            return format!("is not good before {}; a clock may be wrong", at(not_before));
        }
        CertificateError::NotValidYet => "is not good yet; a clock may be wrong",
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => "is for another name",
        CertificateError::UnknownIssuer => {
            "leads to no authority that this machine trusts: it signed itself, or the certificate in between is not sent with \
             it, or the authority is your own (SSL_CERT_FILE names another list of authorities)"
        }
        CertificateError::Revoked => "was revoked",
        CertificateError::BadSignature => "was not signed by the authority that this machine knows by that name",
        CertificateError::InvalidPurpose | CertificateError::InvalidPurposeContext { .. } => "is not for a server",
        CertificateError::BadEncoding => "cannot be read",
        CertificateError::UnhandledCriticalExtension => CRITICAL_EXTENSION,
        CertificateError::UnsupportedSignatureAlgorithmContext { .. }
        | CertificateError::UnsupportedSignatureAlgorithmForPublicKeyContext { .. } => {
            "is signed in a way that clients do not take (an old one such as SHA-1, or a rare one): have a new one made"
        }
        CertificateError::Other(other) => return broken_rule(other.0.downcast_ref()),
        other => return format!("is refused by clients ({})", in_words(other)),
    };
    told.to_owned()
}

const CRITICAL_EXTENSION: &str = "demands something of clients that they do not know (a critical extension)";

/// Which rule it breaks that has no name of its own, the rest of a sentence.
fn broken_rule(error: Option<&webpki::Error>) -> String {
    let told = match error {
        Some(webpki::Error::CaUsedAsEndEntity) => {
            "is one that signs others, as most have that signed themselves: clients take none of these for a server's"
        }
        Some(webpki::Error::EndEntityUsedAsCa) => "is signed with a certificate that must not sign others",
        Some(webpki::Error::UnsupportedCertVersion) => {
            "is of an old version (not X.509 v3), which clients do not take: have a new one made"
        }
        Some(webpki::Error::UnsupportedCriticalExtension) => CRITICAL_EXTENSION,
        Some(webpki::Error::NameConstraintViolation) => "is for a name that its authority may not sign for",
        Some(webpki::Error::PathLenConstraintViolated) => "is signed by an authority that may have no other below it",
        Some(other) => {
            return format!("breaks a rule for certificates, so that clients refuse it ({})", in_words(other));
        }
        None => "is refused by clients",
    };
    told.to_owned()
}

/// The name of an error's variant, as words: of those that nobody has met yet.
fn in_words(error: &impl fmt::Debug) -> String {
    let debug = format!("{error:?}");
    let name = debug.split(|c: char| !c.is_ascii_alphanumeric()).next().unwrap_or_default();
    let mut words = String::new();
    let mut before = '\0';
    for c in name.chars() {
        if c.is_ascii_uppercase() && before.is_ascii_lowercase() {
            words.push(' ');
        }
        words.push(c.to_ascii_lowercase());
        before = c;
    }
    words
}

async fn converse<S>(stream: S, request: hyper::Request<Empty<Bytes>>) -> Result<Fetched, String>
where
    S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
{
    let (mut sender, connection) =
        http1::handshake(TokioIo::new(stream)).await.map_err(|error| format!("it speaks no HTTP ({error})"))?;
    let connection = tokio::spawn(connection);
    let answer = async {
        let (head, mut body) = sender.send_request(request).await?.into_parts();
        let mut text = Vec::new();
        // One that breaks off is judged by what there is: some servers just hang up at the end.
        while let Some(Ok(frame)) = body.frame().await {
            text.extend_from_slice(frame.data_ref().map_or(&[], |data| data));
            if text.len() > LARGEST {
                break;
            }
        }
        Ok((head, text))
    };
    let (head, body) = answer.await.map_err(|error: hyper::Error| format!("it speaks no HTTP ({error})"))?;
    connection.abort();
    let text = |headers: &HeaderMap, name| headers.get(name).and_then(|value| value.to_str().ok()).map(str::to_owned);
    Ok(Fetched {
        status: head.status.as_u16(),
        date: text(&head.headers, DATE).and_then(|date| Timestamp::from_http_date(&date)),
        location: text(&head.headers, LOCATION),
        body,
        certificate_ends: None,
    })
}

#[cfg(test)]
mod tests {
    use rustls::{AlertDescription, OtherError, PeerIncompatible};

    use super::*;

    fn told(error: impl Into<Error>) -> String {
        no_handshake(&io::Error::new(io::ErrorKind::InvalidData, error.into()))
    }

    #[test]
    fn what_is_wrong_with_a_certificate_can_be_read_aloud() {
        let other = |error: webpki::Error| CertificateError::Other(OtherError(Arc::new(error)));
        let by = |signature_algorithm_id: &[u8]| CertificateError::UnsupportedSignatureAlgorithmContext {
            signature_algorithm_id: signature_algorithm_id.to_vec(),
            supported_algorithms: Vec::new(),
        };
        for (error, words) in [
            (other(webpki::Error::UnsupportedCertVersion), "its certificate is of an old version (not X.509 v3)"),
            (other(webpki::Error::NameConstraintViolation), "its certificate is for a name that its authority"),
            (other(webpki::Error::CaUsedAsEndEntity), "its certificate is one that signs others"),
            (
                by(&[42, 134, 72]),
                "its certificate is signed in a way that clients do not take (an old one such as SHA-1",
            ),
            (CertificateError::UnhandledCriticalExtension, "its certificate demands something of clients"),
            // Those without a sentence.
            (
                other(webpki::Error::MaximumPathDepthExceeded),
                "its certificate breaks a rule for certificates, so that clients refuse it (maximum path depth exceeded)",
            ),
            (
                CertificateError::UnknownRevocationStatus,
                "its certificate is refused by clients (unknown revocation status)",
            ),
            (
                CertificateError::Other(OtherError(Arc::new(io::Error::other("secret")))),
                "its certificate is refused by clients",
            ),
        ] {
            let told = told(error);
            assert!(told.starts_with(words) && !told.contains(['{', '[', '_']), "{told}");
            let is_of_code = |word: &str| word.chars().skip(1).any(|c| c.is_ascii_uppercase());
            assert!(!told.replace("SHA-1", "").split(' ').any(is_of_code), "{told}");
        }
    }

    #[test]
    fn why_there_is_no_tls_can_be_read_aloud() {
        let alert = Error::AlertReceived(AlertDescription::HandshakeFailure);
        assert_eq!(told(alert), "what answers there refuses TLS (handshake failure)");
        let peer = Error::PeerIncompatible(PeerIncompatible::ServerTlsVersionIsDisabledByOurConfig);
        let words = "(server tls version is disabled by our config)";
        assert_eq!(told(peer), format!("what answers there speaks no TLS that clients take {words}"));
        let end = io::Error::new(io::ErrorKind::UnexpectedEof, "tls handshake eof");
        assert_eq!(no_handshake(&end), "what answers there hangs up before any TLS");
    }
}
