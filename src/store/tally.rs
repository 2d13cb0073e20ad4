//! How much there is: records of each kind, and bytes of all keys and values. Kept in step by whoever writes, so that
//! nobody has to look at a million records to know.
//!
//! What an engine held before it was opened is either known from its last clean stop or counted from the first key on, a
//! slice at a time while it works. Until that has come to the end, changes behind the slice that was counted last are taken
//! into account, and those before it will be found.

use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use super::Key;
use super::transfer::kinds;

/// How much there is.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Live {
    /// Bytes of all keys and values, those of the indices included.
    pub bytes: u64,
    /// How many keys begin with which byte.
    keys: BTreeMap<u8, u64>,
}

impl Live {
    /// How many records of each kind there are, by the kind's name.
    pub fn records(&self) -> impl Iterator<Item = (&'static str, u64)> {
        kinds().map(|(byte, name)| (name, self.keys.get(&byte).copied().unwrap_or(0)))
    }

    /// One more key with a value of so many bytes.
    pub(super) fn add(&mut self, key: &[u8], value: usize) {
        self.bytes = self.bytes.wrapping_add((key.len() + value) as u64);
        if let Some(kind) = key.first() {
            *self.keys.entry(*kind).or_default() += 1;
        }
    }

    /// How many keys there are.
    pub(super) fn keys(&self) -> u64 {
        self.keys.values().sum()
    }

    /// A key was written: how long its value was before, and is now.
    pub(super) fn change(&mut self, key: &[u8], before: Option<usize>, now: Option<usize>) {
        before.inspect(|before| self.take(key, *before));
        now.inspect(|now| self.add(key, *now));
    }

    /// Whether there are as many keys of each kind here and there, and as many bytes.
    pub(super) fn holds_as_much_as(&self, other: &Self) -> bool {
        let any = |live: &Self| live.keys.clone().into_iter().filter(|(_, number)| *number > 0).collect::<Vec<_>>();
        self.bytes == other.bytes && any(self) == any(other)
    }

    fn take(&mut self, key: &[u8], value: usize) {
        self.bytes = self.bytes.wrapping_sub((key.len() + value) as u64);
        if let Some(number) = key.first().and_then(|kind| self.keys.get_mut(kind)) {
            *number = number.saturating_sub(1);
        }
    }
}

/// Counts while the engine works.
#[derive(Default)]
pub(super) struct Tally(Mutex<State>);

#[derive(Default)]
struct State {
    live: Live,
    counted: Counted,
}

#[derive(Default)]
enum Counted {
    /// Everything.
    #[default]
    All,
    /// What stands up to this key.
    UpTo(Key),
    /// It could not be read to its end.
    GivenUp,
}

impl State {
    fn unknown() -> Self {
        Self { live: Live::default(), counted: Counted::UpTo(Vec::new()) }
    }
}

impl Tally {
    /// Nothing is known: everything is to be counted.
    pub(super) fn unknown() -> Self {
        Self(Mutex::new(State::unknown()))
    }

    /// It is known how much there is.
    pub(super) fn known(live: Live) -> Self {
        Self(Mutex::new(State { live, counted: Counted::All }))
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// How much there is; `None` while it is still being counted.
    pub(super) fn live(&self) -> Option<Live> {
        let state = self.lock();
        matches!(state.counted, Counted::All).then(|| state.live.clone())
    }

    /// A key was written: how long its value was before, and is now.
    pub(super) fn note(&self, key: &[u8], before: Option<usize>, now: Option<usize>) {
        let mut state = self.lock();
        match &state.counted {
            Counted::GivenUp => return,
            Counted::UpTo(counted) if key > counted.as_slice() => return,
            Counted::UpTo(_) | Counted::All => {}
        }
        state.live.change(key, before, now);
    }

    /// After which key counting goes on; `None` when there is nothing left to count.
    pub(super) fn goes_on_after(&self) -> Option<Key> {
        match &self.lock().counted {
            Counted::UpTo(counted) => Some(counted.clone()),
            Counted::All | Counted::GivenUp => None,
        }
    }

    /// The next keys and the lengths of their values, read while nobody wrote; `ended` when there are no more.
    pub(super) fn count(&self, slice: &[(Key, usize)], ended: bool) {
        let mut state = self.lock();
        slice.iter().for_each(|(key, value)| state.live.add(key, *value));
        let last = slice.last().map(|(key, _)| key.clone());
        state.counted = match last {
            _ if ended => Counted::All,
            Some(last) => Counted::UpTo(last),
            None => return,
        };
    }

    /// What was noted does not hold any more: everything is to be counted anew.
    pub(super) fn begin_anew(&self) {
        *self.lock() = State::unknown();
    }

    /// It cannot be counted.
    pub(super) fn give_up(&self) {
        self.lock().counted = Counted::GivenUp;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changes_while_it_is_counted_is_counted_once() {
        let tally = Tally::unknown();
        tally.note(b"A9", None, Some(10));
        assert_eq!(tally.live(), None);
        tally.count(&[(b"A1".to_vec(), 5), (b"A5".to_vec(), 5)], false);
        assert_eq!(tally.goes_on_after(), Some(b"A5".to_vec()));
        tally.note(b"A2", None, Some(1));
        tally.note(b"A1", Some(5), None);
        tally.note(b"A5", Some(5), Some(7));
        tally.note(b"A7", Some(3), None);
        tally.count(&[(b"A9".to_vec(), 10), (b"x1".to_vec(), 0)], true);
        let live = tally.live().unwrap();
        assert_eq!(live.bytes, 3 + 9 + 12 + 2);
        let counted: Vec<_> = live.records().filter(|(_, number)| *number > 0).collect();
        assert_eq!(counted, [("access_token", 3)], "an entry of an index is no record");
        tally.begin_anew();
        assert_eq!(tally.live(), None);
    }
}
