//! What was worked out from several records, kept for as long as none of them changes: what a token stands for is asked
//! far more often than it changes.
//!
//! Nothing has to remember to drop an entry. While a value is worked out, [`Reads`] notes which keys were read and how
//! often they had been written ([`super::changes`]); an entry is used only while that has not moved. A commit moves it
//! when its writes can be read and before it is answered, whoever made it: after a revocation was acknowledged no old
//! entry is used, and an entry that was worked out from what a commit replaces is never used at all.
//!
//! A value may be put together from two tables, as that of a token is: each looks at its own counters whenever it is
//! asked, so the same holds for both.

use std::borrow::Borrow;
use std::cell::Cell;
use std::hash::Hash;
use std::sync::atomic::{AtomicU64, Ordering};

use quick_cache::sync::{Cache, DefaultLifecycle};
use quick_cache::{DefaultHashBuilder, OptionsBuilder, UnitWeighter};

use super::changes::{Changes, Slot};
use super::records::{Record, primary_key};
use super::{Store, StoreError};

/// From how many records one value may come. Every entry has room for as many counters, so that it is one piece.
const MOST_READS: usize = 3;
/// Which part of a table is for entries that were used again; the rest is for new ones. What had to go is not remembered:
/// that would take as much room as an entry.
const USED_AGAIN: f64 = 0.75;

/// Values by a key, at most so many.
pub struct Derived<K, V> {
    entries: Cache<K, Entry<V>>,
    /// By what was asked for, so that threads which ask for different things do not wait for each other.
    asked: [Asked; 16],
}

/// How often values were asked for, on a cache line of its own.
#[derive(Default)]
#[repr(align(64))]
struct Asked {
    known: AtomicU64,
    worked_out: AtomicU64,
}

#[derive(Clone)]
struct Entry<V> {
    value: V,
    seen: Seen,
}

/// What was read, and how often that had been written.
#[derive(Clone, Copy)]
struct Seen {
    slots: [Slot; MOST_READS],
    writes: u64,
}

/// The store, and a note of what is read from it.
pub struct Reads<'s> {
    store: &'s Store,
    seen: Cell<Seen>,
    reads: Cell<usize>,
}

impl<'s> Reads<'s> {
    pub(super) fn of(store: &'s Store) -> Self {
        let nothing = Seen { slots: [Slot::NONE; MOST_READS], writes: 0 };
        Self { store, seen: Cell::new(nothing), reads: Cell::new(0) }
    }

    /// The record at `key`.
    pub fn get<R: Record>(&self, key: &R::Key) -> Result<Option<R>, StoreError> {
        let raw_key = primary_key::<R>(key);
        // Before the record: a write in between is then seen as one that came later.
        self.note(Changes::slot(&raw_key));
        self.store.get_raw(&raw_key)
    }

    fn note(&self, slot: Slot) {
        let mut seen = self.seen.get();
        if let Some(place) = seen.slots.get_mut(self.reads.get()) {
            *place = slot;
        }
        seen.writes = seen.writes.wrapping_add(self.store.engine().changes().sum(&[slot]));
        self.seen.set(seen);
        self.reads.set(self.reads.get() + 1);
    }

    /// All that was read; `None` where an entry has no room for it.
    fn seen(&self) -> Option<Seen> {
        (self.reads.get() <= MOST_READS).then(|| self.seen.get())
    }
}

impl<K: Hash + Eq, V: Clone> Derived<K, V> {
    /// Room for `most` values.
    pub fn new(most: usize) -> Self {
        let mut options = OptionsBuilder::new();
        options.estimated_items_capacity(most).weight_capacity(u64::try_from(most).unwrap_or(u64::MAX));
        options.hot_allocation(USED_AGAIN).ghost_allocation(0.0);
        let entries = match options.build() {
            Ok(options) => {
                let (hasher, lifecycle) = (DefaultHashBuilder::default(), DefaultLifecycle::default());
                Cache::with_options(options, UnitWeighter, hasher, lifecycle)
            }
            // It is only refused where one of the two sizes was left out.
            Err(_) => Cache::new(most),
        };
        Self { entries, asked: Default::default() }
    }

    /// The value of `key`, worked out again if anything that it came from has changed. That there is none is not kept.
    pub fn get<Q>(
        &self,
        store: &Store,
        key: &Q,
        work_out: impl FnOnce(&Reads<'_>) -> Result<Option<V>, StoreError>,
    ) -> Result<Option<V>, StoreError>
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ToOwned<Owned = K> + ?Sized,
    {
        let changes = store.engine().changes();
        if let Some(Entry { value, seen }) = self.entries.get(key)
            && changes.sum(&seen.slots) == seen.writes
        {
            self.asked(&seen).known.fetch_add(1, Ordering::Relaxed);
            return Ok(Some(value));
        }
        let reads = Reads::of(store);
        let value = work_out(&reads)?;
        self.asked(&reads.seen.get()).worked_out.fetch_add(1, Ordering::Relaxed);
        match (&value, reads.seen()) {
            (Some(value), Some(seen)) => self.entries.insert(key.to_owned(), Entry { value: value.clone(), seen }),
            _ => drop(self.entries.remove(key)),
        }
        Ok(value)
    }

    fn asked(&self, seen: &Seen) -> &Asked {
        let [first, ..] = seen.slots;
        &self.asked[first.number() % self.asked.len()]
    }

    /// How often a value was known, and how often it had to be worked out.
    pub fn how_often(&self) -> (u64, u64) {
        let sum = |count: fn(&Asked) -> &AtomicU64| {
            self.asked.iter().map(|asked| count(asked).load(Ordering::Relaxed)).fold(0, u64::wrapping_add)
        };
        (sum(|asked| &asked.known), sum(|asked| &asked.worked_out))
    }

    /// What the entries take in memory, without what values point to; and how many there are.
    #[cfg(test)]
    pub(crate) fn size(&self) -> (usize, usize) {
        let used = self.entries.memory_used();
        (used.entries + used.map, self.entries.len())
    }
}

#[cfg(test)]
mod tests {
    use super::super::meddling::Meddling;
    use super::super::records::Counter;
    use super::*;
    use crate::secret::TokenHash;
    use crate::store::Batch;

    const TOKEN: TokenHash = TokenHash([7; 32]);

    fn put(next: u64) -> Batch {
        let mut batch = Batch::default();
        batch.put(&"n".to_owned(), &Counter { next }).unwrap();
        batch
    }

    fn ask(derived: &Derived<TokenHash, u64>, store: &Store, worked: &mut u32) -> Option<u64> {
        let value = derived.get(store, &TOKEN, |reads| {
            *worked += 1;
            Ok(reads.get::<Counter>(&"n".to_owned())?.map(|counter| counter.next))
        });
        value.unwrap()
    }

    #[test]
    fn a_value_is_worked_out_once_until_what_it_came_from_changes() {
        let (store, _) = Meddling::store();
        let (derived, mut worked) = (Derived::new(10), 0);
        assert_eq!(ask(&derived, &store, &mut worked), None);
        store.engine().commit(put(1)).wait().unwrap();
        assert_eq!([(); 3].map(|()| ask(&derived, &store, &mut worked)), [Some(1); 3]);
        assert_eq!(worked, 2, "that there is none is asked again, what there is is not");
        store.engine().commit(put(2)).wait().unwrap();
        assert_eq!([(); 3].map(|()| ask(&derived, &store, &mut worked)), [Some(2); 3]);
        assert_eq!(worked, 3);
        let mut gone = Batch::default();
        gone.remove(&store.get_versioned::<Counter>(&"n".to_owned()).unwrap().unwrap());
        store.engine().commit(gone).wait().unwrap();
        assert_eq!(ask(&derived, &store, &mut worked), None);
        assert_eq!(derived.how_often(), (4, 4));
    }

    #[test]
    fn what_changes_while_a_value_is_worked_out_is_not_overlooked() {
        let (store, _) = Meddling::store();
        store.engine().commit(put(1)).wait().unwrap();
        let derived = Derived::new(10);
        let old = derived.get(&store, &TOKEN, |reads| {
            let counter = reads.get::<Counter>(&"n".to_owned())?;
            store.engine().commit(put(2)).wait()?;
            Ok(counter.map(|counter| counter.next))
        });
        assert_eq!(old.unwrap(), Some(1));
        assert_eq!(ask(&derived, &store, &mut 0), Some(2));
    }

    #[test]
    fn what_comes_from_more_records_than_an_entry_has_room_for_is_worked_out_each_time() {
        let (store, _) = Meddling::store();
        store.engine().commit(put(1)).wait().unwrap();
        for (reads, known) in [(MOST_READS, 1), (MOST_READS + 1, 0)] {
            let derived = Derived::new(10);
            for _ in 0..2 {
                let value = derived.get(&store, &TOKEN, |all| {
                    for other in 1..reads {
                        all.get::<Counter>(&other.to_string())?;
                    }
                    Ok(all.get::<Counter>(&"n".to_owned())?.map(|counter| counter.next))
                });
                assert_eq!(value.unwrap(), Some(1));
            }
            assert_eq!(derived.how_often(), (known, 2 - known));
        }
    }
}
