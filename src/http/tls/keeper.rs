//! Keeps the certificate that is shown, and takes another when its files are replaced, as renewals do. A pair that is
//! broken is refused loudly, and the one before stays in force.

use std::fmt;
use std::future::Future;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use rustls::server::{ClientHello, ResolvesServerCert};
use rustls::sign::CertifiedKey;

use super::pair::{Files, Pair, Stamp};
use crate::clock::Timestamp;
use crate::config::ConfigError;

/// How often the files are looked at.
pub const LOOK_EVERY: Duration = Duration::from_secs(60);
/// How long they must have been at rest: certificate and key are not replaced in one moment.
const SETTLE: Duration = Duration::from_secs(2);
/// How often the log repeats what is wrong with a certificate.
const REMIND_EVERY: Duration = Duration::from_secs(24 * 60 * 60);

/// The certificate that is shown.
pub struct Keeper(RwLock<Kept>);

struct Kept {
    pair: Pair,
    /// How the files looked when they were refused: they are not complained of twice.
    refused: Option<[Stamp; 2]>,
    reminded_at: Timestamp,
}

impl Keeper {
    /// Shows `pair` from now on; says what is to be said of it.
    pub fn new(pair: Pair, now: Timestamp, issuer: &str) -> Arc<Self> {
        let keeper = Self(RwLock::new(Kept { pair, refused: None, reminded_at: now }));
        keeper.tell(now, issuer);
        Arc::new(keeper)
    }

    /// Shows `pair` instead.
    pub fn replace(&self, pair: Pair, now: Timestamp, issuer: &str) {
        *self.write() = Kept { pair, refused: None, reminded_at: now };
        self.tell(now, issuer);
    }

    /// The certificate that is shown.
    #[cfg(test)]
    pub(super) fn shown(&self) -> Vec<u8> {
        self.read().pair.certified.cert[0].to_vec()
    }

    /// Whether the files that lie there are refused.
    #[cfg(test)]
    pub(super) fn refused(&self) -> bool {
        self.read().refused.is_some()
    }

    /// Whether the files are others than those that were read or refused last.
    fn has_changed(&self) -> bool {
        let kept = self.read();
        let stamps = kept.pair.files.stamps();
        stamps != kept.pair.stamps && Some(stamps) != kept.refused
    }

    /// Reads the files again.
    fn renew(&self, now: Timestamp, issuer: &str) -> Result<(), ConfigError> {
        let files: Files = self.read().pair.files.clone();
        let stamps = files.stamps();
        match Pair::read(files.clone()) {
            Ok(pair) => {
                // Another configuration may have come with other files meanwhile.
                if self.read().pair.files == files {
                    self.replace(pair, now, issuer);
                }
                Ok(())
            }
            Err(wrong) => {
                self.write().refused = Some(stamps);
                Err(wrong)
            }
        }
    }

    fn tell(&self, now: Timestamp, issuer: &str) {
        let kept = self.read();
        match kept.pair.complaint(now, issuer) {
            Some(complaint) => tracing::warn!("{complaint}"),
            None => {
                tracing::info!("the certificate in {} is good until {}", kept.pair.path.display(), kept.pair.not_after);
            }
        }
    }

    fn remind(&self, now: Timestamp, issuer: &str) {
        let due = now.since(self.read().reminded_at) >= REMIND_EVERY;
        if due && self.read().pair.complaint(now, issuer).is_some() {
            self.write().reminded_at = now;
            self.tell(now, issuer);
        }
    }

    fn read(&self) -> std::sync::RwLockReadGuard<'_, Kept> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> std::sync::RwLockWriteGuard<'_, Kept> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The same to everybody: a server that has one name needs no name to be asked for.
impl ResolvesServerCert for Keeper {
    fn resolve(&self, _asked: ClientHello<'_>) -> Option<Arc<CertifiedKey>> {
        Some(Arc::clone(&self.read().pair.certified))
    }
}

impl fmt::Debug for Keeper {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Keeper").field(&self.read().pair.path).finish()
    }
}

/// Looks at the files every `every` until `stop`; `at` tells the time and the issuer at each look.
pub async fn watch(
    keeper: Arc<Keeper>,
    every: Duration,
    at: impl Fn() -> (Timestamp, Arc<str>),
    stop: impl Future<Output = ()>,
) {
    let mut stop = std::pin::pin!(stop);
    loop {
        tokio::select! {
            () = tokio::time::sleep(every) => {}
            () = &mut stop => return,
        }
        if keeper.has_changed() {
            tokio::time::sleep(SETTLE.min(every)).await;
            let (now, issuer) = at();
            match keeper.renew(now, &issuer) {
                Ok(()) => tracing::info!("the certificate was replaced"),
                Err(wrong) => tracing::error!("the new certificate is wrong and the old one stays in force: {wrong}"),
            }
        }
        let (now, issuer) = at();
        keeper.remind(now, &issuer);
    }
}
