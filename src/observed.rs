//! What passes by and is worth a word of `grantd doctor`: how a request looks when it has come through the proxy in front,
//! and which apps leave out PKCE. Kept in memory, gone with the daemon.

use std::collections::{BTreeMap, BTreeSet};
use std::net::IpAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use crate::seldom::Seldom;
use crate::store::records::ClientNumber;

/// How many requests may be awaited at once.
const MOST_AWAITED: usize = 8;
/// How many apps are remembered.
const MOST_APPS: usize = 10_000;

/// A request as the daemon saw it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Seen {
    /// The other end of the connection; `None` on a Unix socket.
    pub peer: Option<IpAddr>,
    /// Whether what the peer says of those before it is believed.
    pub trusted: bool,
    /// Where the request was taken to come from.
    pub client: IpAddr,
    /// Whether it came over TLS of grantd's own.
    pub tls: bool,
    /// `Host`, or the authority of HTTP/2.
    pub host: Option<String>,
    /// `X-Forwarded-For`, all of them in one.
    pub forwarded_for: Option<String>,
    /// `X-Forwarded-Proto`.
    pub forwarded_proto: Option<String>,
}

/// What was seen since the daemon started.
#[derive(Default)]
pub struct Observed {
    awaited: Mutex<BTreeMap<String, Option<Seen>>>,
    /// How many are awaited: nothing else is looked at while there are none.
    waiting: AtomicUsize,
    without_pkce: Mutex<BTreeSet<ClientNumber>>,
    /// Requests to `/forward-auth` that do not say about which request: anybody can send them.
    pub undescribed: Seldom,
    /// Answers of `/healthz` that all is not well: anybody can ask.
    pub unhealthy: Seldom,
}

impl Observed {
    /// Waits for a request that carries `nonce`.
    pub fn expect(&self, nonce: String) {
        let mut awaited = lock(&self.awaited);
        if awaited.len() >= MOST_AWAITED {
            awaited.clear();
        }
        awaited.insert(nonce, None);
        self.waiting.store(awaited.len(), Ordering::Relaxed);
    }

    /// Notes a request that carries `nonce`, if it is awaited.
    pub fn note(&self, nonce: &str, seen: impl FnOnce() -> Seen) {
        if self.waiting.load(Ordering::Relaxed) == 0 {
            return;
        }
        if let Some(place) = lock(&self.awaited).get_mut(nonce) {
            *place = Some(seen());
        }
    }

    /// The request that carried `nonce`, if it came. It is awaited no longer.
    pub fn take(&self, nonce: &str) -> Option<Seen> {
        let mut awaited = lock(&self.awaited);
        let seen = awaited.remove(nonce).flatten();
        self.waiting.store(awaited.len(), Ordering::Relaxed);
        seen
    }

    /// Notes that a code was given to an app, with a challenge (RFC 7636) or without. The last one counts.
    pub fn note_code(&self, app: ClientNumber, challenged: bool) {
        let mut without = lock(&self.without_pkce);
        if challenged {
            without.remove(&app);
        } else if without.len() < MOST_APPS {
            without.insert(app);
        }
    }

    /// Whether an app left out the challenge the last time that it was given a code.
    pub fn left_out_pkce(&self, app: ClientNumber) -> bool {
        lock(&self.without_pkce).contains(&app)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_awaited_is_noted_and_told_once() {
        let seen = Seen {
            peer: None,
            trusted: true,
            client: IpAddr::from([127, 0, 0, 1]),
            tls: false,
            host: None,
            forwarded_for: None,
            forwarded_proto: None,
        };
        let observed = Observed::default();
        observed.note("a", || seen.clone());
        observed.expect("a".to_owned());
        observed.note("b", || seen.clone());
        assert_eq!(observed.take("b"), None);
        observed.note("a", || seen.clone());
        assert_eq!(observed.take("a"), Some(seen.clone()));
        assert_eq!(observed.take("a"), None);
        for number in 0..100 {
            observed.expect(number.to_string());
        }
        assert!(lock(&observed.awaited).len() <= MOST_AWAITED);
    }

    #[test]
    fn the_last_code_of_an_app_counts() {
        let observed = Observed::default();
        let app = ClientNumber(1);
        assert!(!observed.left_out_pkce(app));
        observed.note_code(app, false);
        assert!(observed.left_out_pkce(app) && !observed.left_out_pkce(ClientNumber(2)));
        observed.note_code(app, true);
        assert!(!observed.left_out_pkce(app));
    }
}
