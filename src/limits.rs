//! How often one address, account or client may do what costs the server something or could be guessed at: `[limits]`.
//!
//! Counting is governor's (GCRA: a burst, then evenly spread); what is here is for whom, with whose clock, and in how much
//! memory. A limit never looks at whether what was asked succeeds: failed sign-ins are slowed down for each name by
//! [`crate::account::throttle`]. What is counted where, and why, is in `docs/decisions/010-floods.md`.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use governor::middleware::NoOpMiddleware;
use governor::nanos::Nanos;
use governor::state::StateStore;
use governor::{Quota, RateLimiter, clock};

use crate::clock::Clock;
use crate::config;
use crate::config::Rate;

/// How many addresses, accounts or clients one limit remembers; about half a megabyte.
const MOST: usize = 10_000;
/// Half of what governor's nanoseconds can count, so that adding to it overflows nothing.
const LATEST: u64 = u64::MAX / 2;

/// Too often. It may be tried again later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("too many requests, please try again in {}", wait(*.retry_after))]
pub struct TooMany {
    /// When the next one will be looked at.
    pub retry_after: Duration,
}

/// Whole seconds, rounded up, at least one.
pub fn seconds(duration: Duration) -> u64 {
    u64::try_from(duration.as_millis().div_ceil(1000).max(1)).unwrap_or(u64::MAX)
}

/// How long to wait, as people read it: never shorter than it is.
pub fn wait(duration: Duration) -> String {
    match seconds(duration) {
        1 => "1 second".to_owned(),
        seconds @ ..=119 => format!("{seconds} seconds"),
        seconds @ ..7200 => format!("{} minutes", seconds.div_ceil(60)),
        seconds => format!("{} hours", seconds.div_ceil(3600)),
    }
}

/// The limits of `[limits]`, each counted by itself.
pub struct RateLimits {
    /// Sign-ins from one address, right or wrong.
    pub login: Limit<Network>,
    /// Accounts that people open from one address.
    pub register: Limit<Network>,
    /// Apps that one account registers.
    pub apps: Limit<u64>,
    /// One-time links from one address that lead nowhere.
    pub links: Limit<Network>,
    /// Requests to the token endpoint from one address.
    pub token: Limit<Network>,
    /// Requests to the token endpoint by one confidential client that has proven who it is.
    pub client: Limit<u64>,
    /// Clients from one address that could not prove who they are.
    pub client_failures: Limit<Network>,
}

impl RateLimits {
    /// The configured ones, with nothing counted yet.
    pub fn new(limits: &config::Limits, clock: &Clock) -> Self {
        Self {
            login: Limit::new(limits.login, clock),
            register: Limit::new(limits.register, clock),
            apps: Limit::new(limits.apps, clock),
            links: Limit::new(limits.links, clock),
            token: Limit::new(limits.token, clock),
            client: Limit::new(limits.client, clock),
            client_failures: Limit::new(limits.client_failures, clock),
        }
    }

    /// How many requests each limit has refused since the start, by its key in `[limits]`.
    pub fn refused(&self) -> [(&'static str, u64); 7] {
        let Self { login, register, apps, links, token, client, client_failures } = self;
        [
            ("login", login.refused()),
            ("register", register.refused()),
            ("apps", apps.refused()),
            ("links", links.refused()),
            ("token", token.refused()),
            ("client", client.refused()),
            ("client_failures", client_failures.refused()),
        ]
    }
}

/// What one household or customer has: an IPv4 address, or the first 64 bits of an IPv6 one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Network(IpAddr);

impl From<IpAddr> for Network {
    fn from(address: IpAddr) -> Self {
        Self(match address.to_canonical() {
            IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() >> 64 << 64)),
            v4 @ IpAddr::V4(_) => v4,
        })
    }
}

/// One limit, counted for each `K`.
pub struct Limit<K: Copy + Eq + Hash> {
    limiter: Option<RateLimiter<K, Known<K>, Steady, NoOpMiddleware<Nanos>>>,
    refused: AtomicU64,
}

impl<K: Copy + Eq + Hash> Limit<K> {
    fn new(rate: Rate, clock: &Clock) -> Self {
        let quota = match rate {
            Rate::Off => None,
            Rate::Per(times, period) => quota(times, period),
        };
        let limiter = quota.map(|quota| RateLimiter::new(quota, Known::default(), Steady(clock.clone())));
        Self { limiter, refused: AtomicU64::new(0) }
    }

    /// Counts one more time for `whom`, who asks from `address`.
    ///
    /// # Errors
    /// It was too often. A refusal does not count: who keeps trying is let in as soon as who waits. Nor does anything that
    /// comes from this machine itself.
    pub fn admit(&self, whom: impl Into<K>, address: Option<IpAddr>) -> Result<(), TooMany> {
        let Some(limiter) = self.limiter.as_ref().filter(|_| address.is_some_and(|address| !is_here(address))) else {
            return Ok(());
        };
        limiter.check_key(&whom.into()).map_err(|until| {
            self.refused.fetch_add(1, Ordering::Relaxed);
            TooMany { retry_after: until.wait_time_from(clock::Clock::now(limiter.clock())) }
        })
    }

    /// How many were refused since the start.
    fn refused(&self) -> u64 {
        self.refused.load(Ordering::Relaxed)
    }
}

impl Limit<Network> {
    /// Counts one more time for the network of `address`; see [`Limit::admit`].
    pub fn admit_address(&self, address: IpAddr) -> Result<(), TooMany> {
        self.admit(address, Some(address))
    }
}

/// Whether an address is this machine's own, and no proxy says for whom it asks: whoever runs programs here has better means
/// than to ask often, and a limit would make one of all people behind a proxy that is not in `trusted_proxies`.
fn is_here(address: IpAddr) -> bool {
    address.to_canonical().is_loopback()
}

fn quota(times: NonZeroU32, period: Duration) -> Option<Quota> {
    Some(Quota::with_period(period / times.get())?.allow_burst(times))
}

/// Our clock as governor reads it.
#[derive(Clone)]
struct Steady(Clock);

impl clock::Clock for Steady {
    type Instant = Nanos;

    fn now(&self) -> Nanos {
        Nanos::new(u64::try_from(self.0.steady().as_nanos()).unwrap_or(LATEST).min(LATEST))
    }
}

/// Who is remembered, and until when each has used up what it may. Bounded.
struct Known<K>(Mutex<HashMap<K, Nanos>>);

impl<K> Default for Known<K> {
    fn default() -> Self {
        Self(Mutex::new(HashMap::new()))
    }
}

impl<K: Copy + Eq + Hash> StateStore for Known<K> {
    type Key = K;

    fn measure_and_replace<T, F, E>(&self, key: &K, measure: F) -> Result<T, E>
    where
        F: Fn(Option<Nanos>) -> Result<(T, Nanos), E>,
    {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(until) = known.get_mut(key) {
            let (outcome, later) = measure(Some(*until))?;
            *until = later;
            return Ok(outcome);
        }
        let (outcome, until) = measure(None)?;
        if known.len() >= MOST {
            forget_least(&mut known);
        }
        known.insert(*key, until);
        Ok(outcome)
    }
}

/// Forgets the eighth that has used up least of what it may, so that a flood of strangers does not make room for one that
/// has used up all.
fn forget_least<K: Copy + Eq + Hash>(known: &mut HashMap<K, Nanos>) {
    let mut by_use: Vec<(Nanos, K)> = known.iter().map(|(key, until)| (*until, *key)).collect();
    let eighth = by_use.len() / 8;
    by_use.select_nth_unstable_by_key(eighth, |(until, _)| *until);
    for (_, key) in by_use.into_iter().take(eighth.max(1)) {
        known.remove(&key);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::{ManualClock, Timestamp};

    /// Somewhere else.
    const AFAR: Option<IpAddr> = Some(IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1)));

    fn limit<K: Copy + Eq + Hash>(rate: &str) -> (Limit<K>, ManualClock) {
        let (clock, hand) = Clock::manual(Timestamp::from_millis(1_795_465_451_000));
        (Limit::new(rate.parse().unwrap(), &clock), hand)
    }

    fn address(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn a_wait_is_told_in_words_and_never_too_short() {
        for (millis, told) in [
            (0, "1 second"),
            (1_000, "1 second"),
            (1_001, "2 seconds"),
            (119_000, "119 seconds"),
            (119_001, "2 minutes"),
            (1_800_000, "30 minutes"),
            (1_800_001, "31 minutes"),
            (7_199_000, "120 minutes"),
            (7_200_001, "3 hours"),
            (86_400_000, "24 hours"),
        ] {
            assert_eq!(wait(Duration::from_millis(millis)), told, "{millis} ms");
        }
    }

    #[test]
    fn so_many_at_once_and_then_as_the_time_passes() {
        let (limit, hand) = limit::<u64>("3/1m");
        for _ in 0..3 {
            limit.admit(1u64, AFAR).unwrap();
        }
        assert_eq!(limit.admit(1u64, AFAR), Err(TooMany { retry_after: Duration::from_secs(20) }));
        limit.admit(2u64, AFAR).unwrap();
        hand.advance(Duration::from_secs(19));
        assert_eq!(limit.admit(1u64, AFAR), Err(TooMany { retry_after: Duration::from_secs(1) }));
        hand.advance(Duration::from_secs(1));
        limit.admit(1u64, AFAR).unwrap();
        limit.admit(1u64, AFAR).unwrap_err();
        hand.advance(Duration::from_secs(60));
        assert_eq!((0..9).filter(|_| limit.admit(1u64, AFAR).is_ok()).count(), 3);
        assert_eq!(limit.refused(), 9);
    }

    #[test]
    fn an_address_of_ipv6_is_its_network_and_one_of_ipv4_itself() {
        let (limit, _) = limit::<Network>("1/1h");
        limit.admit_address(address("2001:db8:0:1::1")).unwrap();
        limit.admit_address(address("2001:db8:0:1:ffff::2")).unwrap_err();
        limit.admit_address(address("2001:db8:0:2::1")).unwrap();
        limit.admit_address(address("192.0.2.1")).unwrap();
        limit.admit_address(address("192.0.2.2")).unwrap();
        limit.admit_address(address("::ffff:192.0.2.1")).unwrap_err();
    }

    #[test]
    fn what_comes_from_this_machine_is_not_counted() {
        let (limit, _) = limit::<Network>("1/1h");
        for here in ["127.0.0.1", "127.9.9.9", "::1", "::ffff:127.0.0.1"] {
            assert!((0..5).all(|_| limit.admit_address(address(here)).is_ok()), "{here}");
        }
        let (limit, _) = self::limit::<u64>("1/1h");
        assert!((0..5).all(|_| limit.admit(1u64, Some(address("::1"))).is_ok() && limit.admit(1u64, None).is_ok()));
        limit.admit(1u64, AFAR).unwrap();
        limit.admit(1u64, AFAR).unwrap_err();
    }

    #[test]
    fn off_is_no_limit() {
        let (limit, _) = limit::<u64>("off");
        assert!((0..10_000).all(|_| limit.admit(1u64, AFAR).is_ok()));
    }

    #[test]
    fn a_flood_of_strangers_takes_no_more_memory_and_frees_nobody() {
        let (limit, hand) = limit::<Network>("5/1h");
        let attacker = address("192.0.2.1");
        for _ in 0..5 {
            limit.admit_address(attacker).unwrap();
        }
        for stranger in 0..4 * u32::try_from(MOST).unwrap() {
            hand.advance(Duration::from_millis(1));
            limit.admit_address(IpAddr::V4((0x0a00_0000 + stranger).into())).unwrap();
        }
        limit.admit_address(attacker).unwrap_err();
        let known = limit.limiter.unwrap().into_state_store();
        assert!(known.0.lock().unwrap().len() <= MOST);
    }

    #[test]
    fn nothing_overflows_at_the_end_of_time() {
        let (clock, hand) = Clock::manual(Timestamp::MAX);
        let limit = Limit::<u64>::new(Rate::Per(NonZeroU32::MIN, Duration::from_secs(86_400)), &clock);
        limit.admit(1u64, AFAR).unwrap();
        limit.admit(1u64, AFAR).unwrap_err();
        hand.advance(Duration::from_secs(1));
        limit.admit(1u64, AFAR).unwrap_err();
    }
}
