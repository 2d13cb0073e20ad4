//! Attempts that come again and again become one line: a flood must neither wear out a memory card nor turn the log over. So
//! do wrong codes and passwords of somebody who knows more already: they would push out of an account's events what else that
//! somebody did.
//!
//! Of the same attempt, at the same account and from the same network, the first few within a minute are written one by
//! one; what comes after them is counted, and the count is written when the minute is over. So many different ones are
//! kept apart; in a flood from more networks than that, the rest is counted together, without an address.

use std::collections::HashMap;
use std::mem::{Discriminant, discriminant};
use std::time::Duration;

use super::event::{Entry, Event};
use crate::clock::Timestamp;
use crate::limits::Network;

/// How many of the same are written one by one.
const SINGLY: u32 = 5;
/// The time after which it begins anew.
const WINDOW: Duration = Duration::from_secs(60);
/// How many different ones are kept apart.
const MOST: usize = 256;

/// What counts as the same: the event, the network, the account.
type Same = (Discriminant<Event>, Option<Network>, Option<u64>);

/// The attempts of the last minute.
#[derive(Default)]
pub struct Repeats(HashMap<Same, Repeated>);

struct Repeated {
    since: Timestamp,
    written: u32,
    /// The last of those that were counted only, and how many they were.
    held: Option<(Entry, u64)>,
}

impl Repeats {
    /// Takes an event; gives it back if it is to be written now.
    pub fn take(&mut self, entry: Entry) -> Option<Entry> {
        if !entry.event.can_repeat() {
            return Some(entry);
        }
        let user = entry.event.user().map(|user| user.id);
        // Who knows a password, or holds a session, can come from many networks: that pushes out no more.
        let network = entry.address.filter(|_| entry.event.is_attempt()).map(Network::from);
        let mut same = (discriminant(&entry.event), network, user);
        let mut entry = entry;
        if self.0.len() >= MOST && !self.0.contains_key(&same) {
            // All the rest at one account, or, in a flood at more of them, at any.
            let account = (same.0, None, user);
            let known = self.0.contains_key(&account) || self.0.len() < 2 * MOST;
            same = if known { account } else { (same.0, None, None) };
            entry = Entry { address: None, device: String::new(), ..entry };
        }
        let repeated = self.0.entry(same).or_insert(Repeated { since: entry.time, written: 0, held: None });
        if repeated.written < SINGLY {
            repeated.written += 1;
            return Some(entry);
        }
        let times = repeated.held.as_ref().map_or(0, |(_, times)| *times);
        repeated.held = Some((entry, times + 1));
        None
    }

    /// What is to be written because its minute is over, or because it is the end.
    pub fn over(&mut self, now: Timestamp, ended: bool) -> Vec<Entry> {
        let over = |repeated: &Repeated| ended || now.since(repeated.since) >= WINDOW || now < repeated.since;
        let gone = self.0.extract_if(|_, repeated| over(repeated));
        let mut entries: Vec<_> = gone
            .filter_map(|(_, repeated)| repeated.held)
            .map(|(entry, times)| Entry { times: (times > 1).then_some(times), ..entry })
            .collect();
        entries.sort_by_key(|entry| entry.time);
        entries
    }

    /// Whether something is counted and not written yet.
    pub fn holds(&self) -> bool {
        self.0.values().any(|repeated| repeated.held.is_some())
    }
}
