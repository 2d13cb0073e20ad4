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
use std::hash::{BuildHasher, Hash};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use quick_cache::unsync::{Cache, DefaultLifecycle};
use quick_cache::{DefaultHashBuilder, OptionsBuilder, UnitWeighter};

use super::changes::{Changes, Slot};
use super::records::{Record, primary_key};
use super::{Store, StoreError};

/// From how many records one value may come at most.
const MOST_READS: usize = 4;
/// Into how many parts a table falls: threads that ask for different things seldom wait for each other, and one of other
/// size takes the place of an old one part by part.
const PARTS: usize = 16;
/// Which part of a table is for entries that were used again; the rest is for new ones. What had to go is not remembered:
/// that would take as much room as an entry.
const USED_AGAIN: f64 = 0.75;

/// Values by a key, at most so many. Each comes from up to `READS` records: every entry has room for as many counters, so
/// that it is one piece.
pub struct Derived<K, V, const READS: usize = MOST_READS> {
    parts: [RwLock<Part<K, V, READS>>; PARTS],
    hasher: DefaultHashBuilder,
    asked: [Asked; PARTS],
}

type Part<K, V, const READS: usize> = Cache<K, Entry<V, READS>, UnitWeighter, DefaultHashBuilder>;

/// How often values were asked for, on a cache line of its own.
#[derive(Default)]
#[repr(align(64))]
struct Asked {
    known: AtomicU64,
    worked_out: AtomicU64,
}

#[derive(Clone)]
struct Entry<V, const READS: usize> {
    value: V,
    seen: Seen<READS>,
}

/// What was read, and how often that had been written: the sum of all counters, as far as it goes into this. Nothing is
/// kept for as long as it takes four thousand million writes to come round.
#[derive(Clone, Copy)]
struct Seen<const READS: usize> {
    slots: [Slot; READS],
    writes: u32,
}

impl<const READS: usize> Seen<READS> {
    const NOTHING: Self = Self { slots: [Slot::NONE; READS], writes: 0 };

    /// Whether nothing of it has been written since.
    fn holds(&self, changes: &Changes) -> bool {
        changes.sum(&self.slots) == self.writes
    }
}

/// The store, and a note of what is read from it.
pub struct Reads<'s> {
    store: &'s Store,
    seen: Cell<Seen<MOST_READS>>,
    reads: Cell<usize>,
}

impl<'s> Reads<'s> {
    pub(super) fn of(store: &'s Store) -> Self {
        Self { store, seen: Cell::new(Seen::NOTHING), reads: Cell::new(0) }
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
    fn seen<const READS: usize>(&self) -> Option<Seen<READS>> {
        let Seen { slots, writes } = self.seen.get();
        let slots = slots.first_chunk().copied()?;
        (self.reads.get() <= READS).then_some(Seen { slots, writes })
    }
}

impl<K: Hash + Eq, V: Clone, const READS: usize> Derived<K, V, READS> {
    /// Room for `most` values, about.
    pub fn new(most: usize) -> Self {
        let hasher = DefaultHashBuilder::default();
        let parts = std::array::from_fn(|_| RwLock::new(part(in_each(most), &hasher)));
        Self { parts, hasher, asked: Default::default() }
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
        let (part, asked) = self.part_of(key);
        if let Some(Entry { value, seen }) = read(part).get(key)
            && seen.holds(changes)
        {
            asked.known.fetch_add(1, Ordering::Relaxed);
            return Ok(Some(value.clone()));
        }
        asked.worked_out.fetch_add(1, Ordering::Relaxed);
        let reads = Reads::of(store);
        let value = work_out(&reads)?;
        match (&value, reads.seen()) {
            (Some(value), Some(seen)) => write(part).insert(key.to_owned(), Entry { value: value.clone(), seen }),
            _ => drop(write(part).remove(key)),
        }
        Ok(value)
    }

    fn part_of<Q: Hash + ?Sized>(&self, key: &Q) -> (&RwLock<Part<K, V, READS>>, &Asked) {
        // The parts use the other end of the same hash.
        let [.., last] = self.hasher.hash_one(key).to_le_bytes();
        let number = usize::from(last) % PARTS;
        (&self.parts[number], &self.asked[number])
    }

    /// Room for `most` values from now on, about. Where that is less than there are, some go, and their memory with them.
    pub fn resize(&self, most: usize) {
        let most = in_each(most);
        for one in &self.parts {
            let mut one = write(one);
            let shrinks = one.len() > most;
            // What was not used again goes first.
            one.set_capacity(most as u64);
            if shrinks {
                let mut smaller = part(most, &self.hasher);
                one.drain().for_each(|(key, entry)| smaller.insert(key, entry));
                *one = smaller;
            }
        }
    }

    /// How many values there are.
    pub fn held(&self) -> usize {
        self.parts.iter().map(|part| read(part).len()).sum()
    }

    /// How often a value was known, and how often it had to be worked out.
    pub fn how_often(&self) -> (u64, u64) {
        let sum = |count: fn(&Asked) -> &AtomicU64| {
            self.asked.iter().map(|asked| count(asked).load(Ordering::Relaxed)).fold(0, u64::wrapping_add)
        };
        (sum(|asked| &asked.known), sum(|asked| &asked.worked_out))
    }

    /// What the entries take in memory, without what values point to.
    #[cfg(test)]
    pub(crate) fn bytes(&self) -> usize {
        self.parts.iter().map(|part| read(part).memory_used()).map(|used| used.entries + used.map).sum()
    }
}

fn in_each(most: usize) -> usize {
    most.div_ceil(PARTS)
}

fn part<K: Hash + Eq, V, const READS: usize>(most: usize, hasher: &DefaultHashBuilder) -> Part<K, V, READS> {
    let mut options = OptionsBuilder::new();
    options.estimated_items_capacity(most).weight_capacity(most as u64);
    options.hot_allocation(USED_AGAIN).ghost_allocation(0.0);
    match options.build() {
        Ok(options) => Cache::with_options(options, UnitWeighter, hasher.clone(), DefaultLifecycle::default()),
        // It is only refused where one of the two sizes was left out.
        Err(_) => Cache::with(most, most as u64, UnitWeighter, hasher.clone(), DefaultLifecycle::default()),
    }
}

fn read<K, V, const READS: usize>(part: &RwLock<Part<K, V, READS>>) -> RwLockReadGuard<'_, Part<K, V, READS>> {
    part.read().unwrap_or_else(PoisonError::into_inner)
}

fn write<K, V, const READS: usize>(part: &RwLock<Part<K, V, READS>>) -> RwLockWriteGuard<'_, Part<K, V, READS>> {
    part.write().unwrap_or_else(PoisonError::into_inner)
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
        let (derived, mut worked) = (Derived::<_, u64>::new(10), 0);
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
    fn a_table_that_is_made_smaller_gives_memory_back_and_keeps_what_was_used_again() {
        const MANY: usize = 64 * PARTS;
        let (store, _) = Meddling::store();
        store.engine().commit(put(1)).wait().unwrap();
        let derived = Derived::<_, u64>::new(MANY);
        let ask = |number: usize| {
            let token = TokenHash::of(&number.to_be_bytes());
            let value = derived
                .get(&store, &token, |reads| Ok(reads.get::<Counter>(&"n".to_owned())?.map(|counter| counter.next)));
            assert_eq!(value.unwrap(), Some(1));
        };
        let used_again = MANY / 8;
        for _ in 0..3 {
            (0..used_again).for_each(ask);
        }
        (used_again..MANY).for_each(ask);
        let (full, before) = (derived.held(), derived.bytes());
        assert!(full > MANY / 10 * 8, "{full}");
        derived.resize(MANY / 4);
        assert!(derived.held() <= MANY / 4, "{}", derived.held());
        assert!(derived.bytes() < before / 2, "{} of {before}", derived.bytes());
        let (_, worked_out) = derived.how_often();
        (0..used_again).for_each(ask);
        let again = usize::try_from(derived.how_often().1 - worked_out).unwrap();
        assert!(again < used_again / 4, "{again} of {used_again} had gone");
        derived.resize(MANY);
        (0..MANY).for_each(ask);
        assert!(derived.held() > MANY / 10 * 8, "{}", derived.held());
    }

    #[test]
    fn what_changes_while_a_value_is_worked_out_is_not_overlooked() {
        let (store, _) = Meddling::store();
        store.engine().commit(put(1)).wait().unwrap();
        let derived = Derived::<_, u64>::new(10);
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
            let derived = Derived::<_, u64>::new(10);
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
