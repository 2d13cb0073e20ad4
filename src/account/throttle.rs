//! Who has to wait before the next sign-in: a delay that doubles with each failure, for the account's name and for the
//! address. In memory only, and bounded; nobody is ever locked out for good.
//!
//! Failures are forgotten by halves: each ten minutes without one. A try under way counts against its name as a failure
//! until it is known to be none, so that many tries at once are not cheaper than one after the other.

use std::collections::HashMap;
use std::hash::Hash;
use std::net::IpAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::clock::Timestamp;
use crate::config::Accounts;
use crate::limits::Network;
use crate::secret::TokenHash;
use crate::store::records::UserId;

/// The longest wait that failures at one account's name cost: its owner must get in between an attacker's tries.
const LONGEST_FOR_NAME: Duration = Duration::from_secs(60);
/// How much more an address may fail than a name: several people may share one.
const ADDRESS_FACTOR: u32 = 4;
/// The wait after the first failure too many.
const SHORTEST: Duration = Duration::from_secs(1);
/// The time in which half of the failures are forgotten.
const HALF_LIFE: Duration = Duration::from_secs(600);
/// How many wrong codes of an account's app in a row are looked at before one a day is (NIST SP 800-63B-4 §3.2.2).
const MOST_WRONG_CODES: u32 = 100;
const DAY: Duration = Duration::from_secs(24 * 3600);
/// How many names, how many addresses, and how many accounts with wrong codes are remembered.
const MOST: usize = 10_000;

/// What is known of failed sign-ins.
#[derive(Default)]
pub struct Throttle {
    state: Mutex<State>,
    refused: AtomicU64,
}

#[derive(Default)]
struct State {
    names: Known<TokenHash>,
    addresses: Known<Network>,
    wrong_codes: HashMap<UserId, InARow>,
}

/// Wrong codes of an account's app since the last right one. They are not forgotten by halves: who knows the password has time.
#[derive(Clone, Copy)]
struct InARow {
    number: u32,
    last: Timestamp,
}

impl InARow {
    fn wait(self, now: Timestamp) -> Duration {
        if self.number < MOST_WRONG_CODES { Duration::ZERO } else { DAY.saturating_sub(now.since(self.last)) }
    }
}

/// One try under way. Dropped without an outcome, it counts as none.
pub struct Attempt<'t> {
    throttle: &'t Throttle,
    name: TokenHash,
    address: Option<Network>,
    code_of: Option<UserId>,
}

impl Throttle {
    /// Lets a sign-in go ahead, or says how long to wait. `name` is what was typed, known or not; `address` is left out
    /// where the person is signed in already.
    pub fn begin(
        &self,
        rules: &Accounts,
        name: &str,
        address: Option<IpAddr>,
        now: Timestamp,
    ) -> Result<Attempt<'_>, Duration> {
        let name = TokenHash::of(name.to_lowercase().as_bytes());
        let address = address.map(Network::from);
        let mut state = self.lock();
        let for_name = state.names.wait(&name, rules.login_free_attempts, longest_for_name(rules), now);
        let for_address =
            address.map(|one| state.addresses.wait(&one, free_for_address(rules), rules.login_max_delay, now));
        match for_name.max(for_address.unwrap_or_default()) {
            Duration::ZERO => {
                state.names.entry(name, now).under_way += 1;
                Ok(Attempt { throttle: self, name, address, code_of: None })
            }
            wait => {
                self.refused.fetch_add(1, Ordering::Relaxed);
                Err(wait)
            }
        }
    }

    /// The same for a code of an account's app. Who tries one has given the password already, so nobody else can make the
    /// owner wait; the waits are as long as those of an address, and a day after very many wrong ones.
    pub fn begin_code(&self, rules: &Accounts, id: UserId, now: Timestamp) -> Result<Attempt<'_>, Duration> {
        // No name that is typed has a capital letter here.
        let name = TokenHash::of(format!("Code of {}", id.0).as_bytes());
        let mut state = self.lock();
        let in_a_row = state.wrong_codes.get(&id).map_or(Duration::ZERO, |wrong| wrong.wait(now));
        match state.names.wait(&name, rules.login_free_attempts, rules.login_max_delay, now).max(in_a_row) {
            Duration::ZERO => {
                state.names.entry(name, now).under_way += 1;
                Ok(Attempt { throttle: self, name, address: None, code_of: Some(id) })
            }
            wait => {
                self.refused.fetch_add(1, Ordering::Relaxed);
                Err(wait)
            }
        }
    }

    /// Forgets the wrong codes of an account: it has shown otherwise that it is its owner, or has another app.
    pub fn forget_codes(&self, id: UserId) {
        self.lock().wrong_codes.remove(&id);
    }

    /// How many were told to wait, since the start.
    pub(super) fn refused(&self) -> u64 {
        self.refused.load(Ordering::Relaxed)
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Attempt<'_> {
    /// The password was wrong, or nobody has that name.
    pub fn failed(self, now: Timestamp) {
        let mut state = self.throttle.lock();
        state.names.fail(self.name, now);
        if let Some(address) = self.address {
            state.addresses.fail(address, now);
        }
        if let Some(id) = self.code_of {
            count_wrong(&mut state.wrong_codes, id, now);
        }
    }

    /// The password was right: the name starts anew. The address does not, or one known account would open all others.
    pub fn succeeded(self) {
        let mut state = self.throttle.lock();
        if let Some(entry) = state.names.entries.get_mut(&self.name) {
            entry.failures = 0;
        }
        if let Some(id) = self.code_of {
            state.wrong_codes.remove(&id);
        }
    }
}

impl Drop for Attempt<'_> {
    fn drop(&mut self) {
        let names = &mut self.throttle.lock().names.entries;
        let Some(entry) = names.get_mut(&self.name) else { return };
        entry.under_way = entry.under_way.saturating_sub(1);
        if entry.under_way == 0 && entry.failures == 0 {
            names.remove(&self.name);
        }
    }
}

/// Where there are too many accounts, the one with the fewest is forgotten.
fn count_wrong(known: &mut HashMap<UserId, InARow>, id: UserId, now: Timestamp) {
    if known.len() >= MOST
        && !known.contains_key(&id)
        && let Some(fewest) = known.iter().min_by_key(|(_, wrong)| (wrong.number, wrong.last)).map(|(id, _)| *id)
    {
        known.remove(&fewest);
    }
    let wrong = known.entry(id).or_insert(InARow { number: 0, last: now });
    (wrong.number, wrong.last) = (wrong.number.saturating_add(1), now);
}

fn free_for_address(rules: &Accounts) -> u32 {
    rules.login_free_attempts.saturating_mul(ADDRESS_FACTOR)
}

fn longest_for_name(rules: &Accounts) -> Duration {
    LONGEST_FOR_NAME.min(rules.login_max_delay)
}

struct Known<K> {
    entries: HashMap<K, Entry>,
}

impl<K> Default for Known<K> {
    fn default() -> Self {
        Self { entries: HashMap::new() }
    }
}

#[derive(Clone, Copy)]
struct Entry {
    failures: u32,
    last: Timestamp,
    under_way: u32,
}

impl Entry {
    /// The failures that are not forgotten yet.
    fn remembered(&self, now: Timestamp) -> u32 {
        let halves = now.since(self.last).as_secs() / HALF_LIFE.as_secs();
        u32::try_from(halves).ok().and_then(|halves| self.failures.checked_shr(halves)).unwrap_or(0)
    }
}

impl<K: Copy + Eq + Hash> Known<K> {
    fn wait(&self, key: &K, free: u32, longest: Duration, now: Timestamp) -> Duration {
        let Some(entry) = self.entries.get(key) else { return Duration::ZERO };
        let failures = entry.remembered(now);
        let Some(too_many) = failures.saturating_add(entry.under_way).checked_sub(free) else { return Duration::ZERO };
        if entry.under_way > 0 {
            return SHORTEST;
        }
        let delay = SHORTEST.saturating_mul(1u32.checked_shl(too_many).unwrap_or(u32::MAX)).min(longest);
        delay.saturating_sub(now.since(entry.last))
    }

    fn entry(&mut self, key: K, now: Timestamp) -> &mut Entry {
        if self.entries.len() >= MOST && !self.entries.contains_key(&key) {
            self.make_room(now);
        }
        self.entries.entry(key).or_insert(Entry { failures: 0, last: now, under_way: 0 })
    }

    fn fail(&mut self, key: K, now: Timestamp) {
        let entry = self.entry(key, now);
        entry.failures = entry.remembered(now).saturating_add(1);
        entry.last = now;
    }

    /// Forgets what is forgotten anyway; if that is not enough, the eighth with the fewest and oldest failures, so that
    /// a flood of invented names does not push out a name that is under attack.
    fn make_room(&mut self, now: Timestamp) {
        self.entries.retain(|_, entry| entry.under_way > 0 || entry.remembered(now) > 0);
        if self.entries.len() < MOST {
            return;
        }
        let mut by_weight: Vec<_> = self
            .entries
            .iter()
            .map(|(key, entry)| (entry.under_way > 0, entry.remembered(now), entry.last, *key))
            .collect();
        by_weight.sort_unstable_by_key(|(busy, failures, last, _)| (*busy, *failures, *last));
        for (_, _, _, key) in by_weight.into_iter().take(MOST / 8) {
            self.entries.remove(&key);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HOME: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));

    fn at(seconds: u64) -> Timestamp {
        Timestamp::from_millis(1_000_000_000 + seconds * 1000)
    }

    fn fail(throttle: &Throttle, name: &str, address: Option<IpAddr>, now: Timestamp) -> Result<(), u64> {
        let rules = Accounts::default();
        throttle.begin(&rules, name, address, now).map(|attempt| attempt.failed(now)).map_err(|wait| wait.as_secs())
    }

    #[test]
    fn the_delay_begins_after_the_free_attempts_and_doubles_up_to_a_minute_for_a_name() {
        let throttle = Throttle::default();
        for _ in 0..5 {
            fail(&throttle, "Alice", None, at(0)).unwrap();
        }
        assert_eq!(fail(&throttle, "alice", None, at(0)), Err(1));
        let mut now = 0;
        for expected in [1, 2, 4, 8, 16, 32, 60, 60, 60] {
            assert_eq!(fail(&throttle, "ALICE", None, at(now)), Err(expected), "after {now} s");
            now += expected;
            fail(&throttle, "alice", None, at(now)).unwrap();
        }
        assert_eq!(fail(&throttle, "bob", None, at(now)), Ok(()));
    }

    #[test]
    fn an_address_waits_up_to_the_configured_delay_whatever_the_names() {
        let throttle = Throttle::default();
        let mut now = 0;
        let mut longest = 0;
        for round in 0..40 {
            while let Err(wait) = fail(&throttle, &format!("name{round}"), Some(HOME), at(now)) {
                longest = longest.max(wait);
                now += wait;
            }
        }
        assert_eq!(longest, 300);
        assert_eq!(fail(&throttle, "fresh", Some("192.0.2.2".parse().unwrap()), at(now)), Ok(()));
    }

    #[test]
    fn after_very_many_wrong_codes_in_a_row_one_a_day_is_looked_at() {
        let (throttle, rules, ann, ben) = (Throttle::default(), Accounts::default(), UserId(1), UserId(2));
        let code = |id, now| throttle.begin_code(&rules, id, at(now)).map_err(|wait| wait.as_secs());
        let mut now = 0;
        let mut looked_at = 0;
        while looked_at < MOST_WRONG_CODES {
            // Slowly enough that failures are forgotten by halves.
            now += 600;
            if let Ok(attempt) = code(ann, now) {
                attempt.failed(at(now));
                looked_at += 1;
            }
        }
        assert_eq!(code(ann, now).err(), Some(24 * 3600));
        assert_eq!(code(ann, now + 24 * 3600 - 1).err(), Some(1));
        code(ann, now + 24 * 3600).ok().unwrap().failed(at(now + 24 * 3600));
        now += 2 * 24 * 3600 - 1;
        assert_eq!(code(ann, now).err(), Some(1));
        assert!(code(ben, now).is_ok(), "it is counted for each account");
        throttle.forget_codes(ann);
        code(ann, now).ok().unwrap().succeeded();
        for _ in 0..3 {
            code(ann, now).ok().unwrap().failed(at(now));
        }
        code(ann, now).ok().unwrap().succeeded();
        assert!(throttle.lock().wrong_codes.is_empty());
        for id in 0..MOST as u64 + 10 {
            code(UserId(id), now).ok().unwrap().failed(at(now));
        }
        assert_eq!(throttle.lock().wrong_codes.len(), MOST);
    }

    #[test]
    fn one_network_of_ipv6_is_one_address() {
        let throttle = Throttle::default();
        for host in 0..20 {
            let address: IpAddr = format!("2001:db8:0:1::{host}").parse().unwrap();
            fail(&throttle, &format!("n{host}"), Some(address), at(0)).unwrap();
        }
        assert!(fail(&throttle, "x", Some("2001:db8:0:1:ffff::1".parse().unwrap()), at(0)).is_err());
        assert!(fail(&throttle, "x", Some("2001:db8:0:2::1".parse().unwrap()), at(0)).is_ok());
        for host in 0..20 {
            fail(&throttle, &format!("m{host}"), Some(HOME), at(0)).unwrap();
        }
        assert!(fail(&throttle, "y", Some("::ffff:192.0.2.1".parse().unwrap()), at(0)).is_err());
    }

    #[test]
    fn success_clears_the_name_and_not_the_address() {
        let throttle = Throttle::default();
        let rules = Accounts::default();
        for other in 0..15 {
            fail(&throttle, &format!("other{other}"), Some(HOME), at(0)).unwrap();
        }
        for _ in 0..4 {
            fail(&throttle, "alice", Some(HOME), at(0)).unwrap();
        }
        throttle.begin(&rules, "alice", Some(HOME), at(0)).unwrap_or_else(|_| panic!("too early")).succeeded();
        assert_eq!(throttle.lock().names.entries.len(), 15);
        fail(&throttle, "alice", Some(HOME), at(0)).unwrap();
        assert!(fail(&throttle, "alice", Some(HOME), at(0)).is_err());
        assert!(fail(&throttle, "alice", None, at(0)).is_ok());
    }

    #[test]
    fn failures_are_forgotten_by_halves() {
        let throttle = Throttle::default();
        for _ in 0..5 {
            fail(&throttle, "alice", None, at(0)).unwrap();
        }
        // Two of five are left after ten minutes: three more are free.
        for _ in 0..3 {
            fail(&throttle, "alice", None, at(600)).unwrap();
        }
        assert!(fail(&throttle, "alice", None, at(600)).is_err());
        assert!(fail(&throttle, "alice", None, Timestamp::MAX).is_ok());
    }

    #[test]
    fn tries_at_once_count_like_tries_one_after_the_other() {
        let throttle = Throttle::default();
        let rules = Accounts::default();
        let mut under_way: Vec<_> =
            (0..5).map(|_| throttle.begin(&rules, "alice", Some(HOME), at(0)).ok().unwrap()).collect();
        assert_eq!(throttle.begin(&rules, "alice", None, at(0)).err(), Some(SHORTEST));
        // One that ends without an outcome makes room for another.
        drop(under_way.pop());
        assert!(throttle.begin(&rules, "alice", None, at(0)).is_ok());
        under_way.clear();
        assert!(throttle.lock().names.entries.is_empty());
    }

    #[test]
    fn a_flood_of_names_takes_no_more_memory_and_does_not_hide_an_attack() {
        let throttle = Throttle::default();
        for _ in 0..5 {
            fail(&throttle, "alice", None, at(0)).unwrap();
        }
        for flood in 0..3 * MOST {
            fail(&throttle, &format!("invented{flood}"), None, at(0)).unwrap();
        }
        assert!(throttle.lock().names.entries.len() <= MOST);
        assert!(fail(&throttle, "alice", None, at(0)).is_err());
    }
}
