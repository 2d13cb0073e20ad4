//! Slows down who guesses passwords: after some free attempts each failure makes the next one wait longer, by account
//! name and by address. Nobody is locked out for good, and a right password after the wait ends it.
//!
//! Kept in memory: a restart forgets it, which costs a guesser more than it gains.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::clock::Timestamp;
use crate::config::Accounts;
use crate::secret::TokenHash;

/// The longest wait for one account: long enough against guessing, short enough that nobody can keep its owner out.
const LONGEST_FOR_ACCOUNT: Duration = Duration::from_secs(60);
/// How much more an address may fail than an account: several people may share one.
const ADDRESS_FACTOR: u32 = 4;
/// Failures are forgotten after this long without one.
const FORGOTTEN_AFTER: Duration = Duration::from_secs(3600);
/// The most names and addresses that are remembered.
const MOST_REMEMBERED: usize = 20_000;

/// What failed lately.
#[derive(Default)]
pub struct Throttle {
    failures: Mutex<HashMap<Key, Failures>>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Key {
    Account(TokenHash),
    Address(IpAddr),
}

#[derive(Debug, Clone, Copy)]
struct Failures {
    count: u32,
    last: Timestamp,
}

impl Throttle {
    /// How long an attempt has to wait; `None` when it may go on. An attempt that may go on counts as failed until
    /// [`Throttle::succeeded`] says otherwise, so that many at the same moment gain nothing.
    pub fn admit(&self, accounts: &Accounts, name: &str, address: IpAddr, now: Timestamp) -> Option<Duration> {
        let keys = keys(name, address);
        let mut failures = self.lock();
        let wait = keys.iter().filter_map(|key| Some(wait(accounts, *key, *failures.get(key)?, now))).max();
        if let Some(wait) = wait.filter(|wait| *wait > Duration::ZERO) {
            return Some(wait);
        }
        make_room(&mut failures, now);
        for key in keys {
            let known = failures.entry(key).or_insert(Failures { count: 0, last: now });
            if now.since(known.last) >= FORGOTTEN_AFTER {
                known.count = 0;
            }
            known.count = known.count.saturating_add(1);
            known.last = now;
        }
        None
    }

    /// The password was right: the account starts anew, and this attempt does not count against the address.
    pub fn succeeded(&self, name: &str, address: IpAddr) {
        let [account, address] = keys(name, address);
        let mut failures = self.lock();
        failures.remove(&account);
        if let Some(known) = failures.get_mut(&address) {
            known.count = known.count.saturating_sub(1);
        }
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<Key, Failures>> {
        self.failures.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn keys(name: &str, address: IpAddr) -> [Key; 2] {
    [Key::Account(TokenHash::of(name.trim().to_lowercase().as_bytes())), Key::Address(network(address))]
}

/// An IPv6 host has a whole /64 to itself.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

/// 1 s after the free attempts, doubled with each further failure, up to the longest.
fn wait(accounts: &Accounts, key: Key, failures: Failures, now: Timestamp) -> Duration {
    let elapsed = now.since(failures.last);
    if elapsed >= FORGOTTEN_AFTER {
        return Duration::ZERO;
    }
    let (free, longest) = match key {
        Key::Account(_) => (accounts.login_free_attempts, accounts.login_max_delay.min(LONGEST_FOR_ACCOUNT)),
        Key::Address(_) => (accounts.login_free_attempts.saturating_mul(ADDRESS_FACTOR), accounts.login_max_delay),
    };
    let Some(over) = failures.count.checked_sub(free) else { return Duration::ZERO };
    let delay = Duration::from_secs(1u64.checked_shl(over.min(32)).unwrap_or(u64::MAX)).min(longest);
    delay.saturating_sub(elapsed)
}

/// Keeps the memory bounded: what is forgotten goes first, then what failed longest ago.
fn make_room(failures: &mut HashMap<Key, Failures>, now: Timestamp) {
    if failures.len() < MOST_REMEMBERED {
        return;
    }
    failures.retain(|_, known| now.since(known.last) < FORGOTTEN_AFTER);
    if failures.len() >= MOST_REMEMBERED {
        let mut ages: Vec<Timestamp> = failures.values().map(|known| known.last).collect();
        let middle = ages.len() / 2;
        let (_, median, _) = ages.select_nth_unstable(middle);
        let median = *median;
        failures.retain(|_, known| known.last > median);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOME: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));

    fn at(seconds: u64) -> Timestamp {
        Timestamp::from_millis(1_000_000 + seconds * 1000)
    }

    fn fail_until_refused(throttle: &Throttle, name: &str, address: IpAddr, now: Timestamp) -> (u32, Duration) {
        let accounts = Accounts::default();
        for count in 0..1000 {
            if let Some(wait) = throttle.admit(&accounts, name, address, now) {
                return (count, wait);
            }
        }
        panic!("never refused");
    }

    #[test]
    fn the_wait_grows_and_ends() {
        let throttle = Throttle::default();
        let accounts = Accounts::default();
        assert_eq!(fail_until_refused(&throttle, "alice", HOME, at(0)), (5, Duration::from_secs(1)));
        assert_eq!(throttle.admit(&accounts, "alice", HOME, at(1)), None);
        assert_eq!(throttle.admit(&accounts, "ALICE ", HOME, at(1)), Some(Duration::from_secs(2)));
        assert_eq!(throttle.admit(&accounts, "alice", HOME, at(3)), None);
        assert_eq!(throttle.admit(&accounts, "alice", HOME, at(3)), Some(Duration::from_secs(4)));
        for minute in 1..20 {
            assert_eq!(throttle.admit(&accounts, "alice", HOME, at(minute * 300)), None, "never locked out");
        }
        assert!(throttle.admit(&accounts, "alice", HOME, at(19 * 300)).unwrap() <= accounts.login_max_delay);
    }

    #[test]
    fn a_success_frees_the_account_and_time_frees_all() {
        let throttle = Throttle::default();
        fail_until_refused(&throttle, "alice", HOME, at(0));
        throttle.succeeded("alice", HOME);
        assert_eq!(throttle.admit(&Accounts::default(), "alice", HOME, at(0)), None);
        fail_until_refused(&throttle, "alice", HOME, at(0));
        let later = at(0).plus(FORGOTTEN_AFTER);
        assert_eq!(fail_until_refused(&throttle, "alice", HOME, later).0, 5);
    }

    #[test]
    fn an_address_that_tries_many_names_waits_too() {
        let throttle = Throttle::default();
        let accounts = Accounts::default();
        let refused = (0..100).position(|n| throttle.admit(&accounts, &format!("user{n}"), HOME, at(0)).is_some());
        assert_eq!(refused, Some(20));
        let elsewhere = "198.51.100.1".parse().unwrap();
        assert_eq!(throttle.admit(&accounts, "somebody", elsewhere, at(0)), None);
        let same_network = ["2001:db8::1", "2001:db8::ffff:2"].map(|text| network(text.parse().unwrap()));
        assert_eq!(same_network[0], same_network[1]);
    }

    #[test]
    fn memory_is_bounded() {
        let throttle = Throttle::default();
        let accounts = Accounts::default();
        for n in 0..60_000u32 {
            let address = IpAddr::V4((0x0a00_0000 + n).into());
            throttle.admit(&accounts, &n.to_string(), address, at(u64::from(n)));
        }
        assert!(throttle.lock().len() <= MOST_REMEMBERED + 2);
    }
}
