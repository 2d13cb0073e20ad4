//! A certificate and its key, as two PEM files (RFC 7468) hold them: read, and checked to belong together.

use std::fs;
use std::io;
use std::net::IpAddr;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime};
use rustls::sign::CertifiedKey;
use rustls::{Error, InconsistentKeys};
use url::{Host, Url};
use webpki::{EndEntityCert, KeyUsage};

use super::provider;
use crate::clock::Timestamp;
use crate::config::{Config, ConfigError};
use crate::http::secret_file;

/// How long before a certificate ends its owner is reminded.
pub const REMIND_BEFORE: Duration = Duration::from_secs(14 * 24 * 60 * 60);

/// Where certificate and key are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Files {
    cert: PathBuf,
    key: PathBuf,
    /// The configuration that names them, for errors.
    source: Option<PathBuf>,
}

/// What would be another file if it were replaced: device, inode, size, and when it was changed. `None` where there is
/// none.
pub(super) type Stamp = Option<(u64, u64, u64, i64, i64)>;

impl Files {
    /// The configured ones, if grantd is to speak TLS.
    pub fn of(config: &Config) -> Option<Self> {
        let (cert, key) = (config.server.tls_cert.clone()?, config.server.tls_key.clone()?);
        Some(Self { cert, key, source: config.source.clone() })
    }

    /// How both files look just now.
    pub(super) fn stamps(&self) -> [Stamp; 2] {
        [&self.cert, &self.key].map(|file| {
            let found = fs::metadata(secret_file::find(file)).ok()?;
            Some((found.dev(), found.ino(), found.size(), found.ctime(), found.ctime_nsec()))
        })
    }
}

/// A certificate with what leads up to its authority, and the key that belongs to it.
pub struct Pair {
    pub(super) files: Files,
    pub(super) stamps: [Stamp; 2],
    pub(super) certified: Arc<CertifiedKey>,
    /// Where the certificate was found.
    pub path: PathBuf,
    /// From when on it is good.
    pub not_before: Timestamp,
    /// Until when it is good.
    pub not_after: Timestamp,
}

impl Pair {
    /// Reads both files.
    ///
    /// # Errors
    /// A file that cannot be read or holds nothing of the kind; a key that is not the certificate's.
    pub fn read(files: Files) -> Result<Self, ConfigError> {
        // Taken before: what is replaced meanwhile is read again later.
        let stamps = files.stamps();
        let (path, key_path) = (secret_file::find(&files.cert), secret_file::find(&files.key));
        let wrong_cert = |why| ConfigError::in_table("server.tls_cert", why, files.source.as_deref(), None);
        let wrong_key = |why| ConfigError::in_table("server.tls_key", why, files.source.as_deref(), None);
        let chain = chain(&path).map_err(wrong_cert)?;
        let key = key(&key_path).map_err(wrong_key)?;
        let (not_before, not_after) = chain.first().and_then(validity).ok_or_else(|| {
            wrong_cert(format!("{} holds a certificate that cannot be read: is it X.509, version 3?", path.display()))
        })?;
        let certified = CertifiedKey::from_der(chain, key, &provider()).map_err(|error| match error {
            Error::InconsistentKeys(InconsistentKeys::KeyMismatch) => wrong_key(format!(
                "the key in {} does not belong to the certificate in {}: name the two that were made together",
                key_path.display(),
                path.display()
            )),
            // It may speak of the key; what it says of it is of no use here.
            _ => wrong_key(format!("{} holds a key of a kind that is not known: take EC or RSA", key_path.display())),
        })?;
        secret_file::warn_if_open_to_all(&key_path);
        Ok(Self { files, stamps, certified: Arc::new(certified), path, not_before, not_after })
    }

    /// What its owner should know of it at `now`, where clients know the server as `issuer`.
    pub fn complaint(&self, now: Timestamp, issuer: &str) -> Option<String> {
        let path = self.path.display();
        if now >= self.not_after {
            Some(format!("the certificate in {path} has expired on {}: no client takes it; renew it", self.not_after))
        } else if now < self.not_before {
            Some(format!("the certificate in {path} is good from {} on only: is the clock right?", self.not_before))
        } else if now.plus(REMIND_BEFORE) >= self.not_after {
            Some(format!("the certificate in {path} expires on {}: renew it", self.not_after))
        } else if !self.is_for(issuer) {
            Some(format!("the certificate in {path} is not for the host of {issuer}: no client takes it"))
        } else {
            None
        }
    }

    /// Whether it is for the host of this URL (RFC 9525 §6).
    fn is_for(&self, issuer: &str) -> bool {
        let Some(name) = server_name(issuer) else { return false };
        let certificate = self.certified.end_entity_cert().ok().and_then(|end| EndEntityCert::try_from(end).ok());
        certificate.is_some_and(|certificate| certificate.verify_is_valid_for_subject_name(&name).is_ok())
    }
}

/// The host of a URL, as certificates name it.
pub fn server_name(url: &str) -> Option<ServerName<'static>> {
    match Url::parse(url).ok()?.host()? {
        Host::Domain(name) => ServerName::try_from(name.to_owned()).ok(),
        Host::Ipv4(address) => Some(ServerName::from(IpAddr::from(address))),
        Host::Ipv6(address) => Some(ServerName::from(IpAddr::from(address))),
    }
}

/// The certificates in a file, the server's own first.
fn chain(path: &Path) -> Result<Vec<CertificateDer<'static>>, String> {
    let text = read(path)?;
    let certificates: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(&text).collect();
    match certificates {
        Ok(certificates) if !certificates.is_empty() => Ok(certificates),
        _ => Err(format!("{} holds no certificate in PEM (-----BEGIN CERTIFICATE-----)", path.display())),
    }
}

/// The key in a file. What is wrong with it is not told: the error could quote it.
fn key(path: &Path) -> Result<PrivateKeyDer<'static>, String> {
    let text = zeroize::Zeroizing::new(read(path)?);
    PrivateKeyDer::from_pem_slice(&text).map_err(|_| {
        format!("{} holds no private key in PEM that can be read: it must not have a passphrase", path.display())
    })
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => format!("there is no file {}", path.display()),
        _ => format!("{} cannot be read: {error}", path.display()),
    })
}

/// From when until when a certificate is good (RFC 5280 §4.1.2.5). webpki tells when it is asked about a moment outside:
/// that is the first thing that it looks at, before there is any need of an authority.
pub fn validity(certificate: &CertificateDer<'_>) -> Option<(Timestamp, Timestamp)> {
    let certificate = EndEntityCert::try_from(certificate).ok()?;
    let at = |seconds: u64| {
        let time = UnixTime::since_unix_epoch(Duration::from_secs(seconds));
        certificate.verify_for_usage(&[], &[], &[], time, KeyUsage::server_auth(), None, None).err()
    };
    let moment = |time: UnixTime| Timestamp::default().plus(Duration::from_secs(time.as_secs()));
    let not_before = match at(0)? {
        webpki::Error::CertNotValidYet { not_before, .. } => moment(not_before),
        _ => Timestamp::default(),
    };
    match at(u64::MAX)? {
        webpki::Error::CertExpired { not_after, .. } => Some((not_before, moment(not_after))),
        _ => None,
    }
}
