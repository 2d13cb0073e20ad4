//! What was worked out from several records, kept for as long as none of them changes: what a token stands for is asked
//! far more often than it changes.
//!
//! Nothing has to remember to drop an entry. While a value is worked out, [`Reads`] notes which keys were read and how
//! often they had been written ([`super::changes`]); an entry is used only while that has not moved. A commit moves it
//! when its writes can be read and before it is answered, whoever made it: after a revocation was acknowledged no old
//! entry is used, and an entry that was worked out from what a commit replaces is never used at all.

use std::cell::RefCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use quick_cache::sync::Cache;

use super::changes::{Changes, Slot};
use super::records::{Record, primary_key};
use super::{Store, StoreError};
use crate::secret::TokenHash;

/// Values by the hash of the token that they belong to, at most so many.
pub struct Derived<V> {
    entries: Cache<TokenHash, Arc<Entry<V>>>,
    /// By the token, so that threads which ask for different ones do not wait for each other.
    asked: [Asked; 16],
}

/// How often values were asked for, on a cache line of its own.
#[derive(Default)]
#[repr(align(64))]
struct Asked {
    known: AtomicU64,
    worked_out: AtomicU64,
}

struct Entry<V> {
    value: Arc<V>,
    slots: Box<[Slot]>,
    writes: u64,
}

/// The store, and a note of what is read from it.
pub struct Reads<'s> {
    store: &'s Store,
    seen: RefCell<(Vec<Slot>, u64)>,
}

impl<'s> Reads<'s> {
    pub(super) fn of(store: &'s Store) -> Self {
        Self { store, seen: RefCell::default() }
    }

    /// The record at `key`.
    pub fn get<R: Record>(&self, key: &R::Key) -> Result<Option<R>, StoreError> {
        let slot = Changes::slot(&primary_key::<R>(key));
        // Before the record: a write in between is then seen as one that came later.
        let writes = self.store.engine().changes().sum(&[slot]);
        let mut seen = self.seen.borrow_mut();
        seen.0.push(slot);
        seen.1 = seen.1.wrapping_add(writes);
        self.store.get(key)
    }
}

impl<V> Derived<V> {
    /// Room for `most` values.
    pub fn new(most: usize) -> Self {
        Self { entries: Cache::new(most), asked: Default::default() }
    }

    /// The value of `token`, worked out again if anything that it came from has changed. That there is none is not kept.
    pub fn get(
        &self,
        store: &Store,
        token: &TokenHash,
        work_out: impl FnOnce(&Reads<'_>) -> Result<Option<V>, StoreError>,
    ) -> Result<Option<Arc<V>>, StoreError> {
        let changes = store.engine().changes();
        let asked = &self.asked[usize::from(token.0[0] % 16)];
        if let Some(entry) = self.entries.get(token)
            && changes.sum(&entry.slots) == entry.writes
        {
            asked.known.fetch_add(1, Ordering::Relaxed);
            return Ok(Some(Arc::clone(&entry.value)));
        }
        asked.worked_out.fetch_add(1, Ordering::Relaxed);
        let reads = Reads::of(store);
        let Some(value) = work_out(&reads)? else {
            self.entries.remove(token);
            return Ok(None);
        };
        let (slots, writes) = reads.seen.into_inner();
        let value = Arc::new(value);
        let entry = Entry { value: Arc::clone(&value), slots: slots.into(), writes };
        self.entries.insert(*token, Arc::new(entry));
        Ok(Some(value))
    }

    /// How often a value was known, and how often it had to be worked out.
    pub fn asked(&self) -> (u64, u64) {
        let sum = |count: fn(&Asked) -> &AtomicU64| {
            self.asked.iter().map(|asked| count(asked).load(Ordering::Relaxed)).fold(0, u64::wrapping_add)
        };
        (sum(|asked| &asked.known), sum(|asked| &asked.worked_out))
    }
}

#[cfg(test)]
mod tests {
    use super::super::meddling::Meddling;
    use super::super::records::Counter;
    use super::*;
    use crate::store::Batch;

    const TOKEN: TokenHash = TokenHash([7; 32]);

    fn put(next: u64) -> Batch {
        let mut batch = Batch::default();
        batch.put(&"n".to_owned(), &Counter { next }).unwrap();
        batch
    }

    fn ask(derived: &Derived<u64>, store: &Store, worked: &mut u32) -> Option<u64> {
        let value = derived.get(store, &TOKEN, |reads| {
            *worked += 1;
            Ok(reads.get::<Counter>(&"n".to_owned())?.map(|counter| counter.next))
        });
        value.unwrap().map(|value| *value)
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
        assert_eq!(derived.asked(), (4, 4));
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
        assert_eq!(old.unwrap().map(|value| *value), Some(1));
        assert_eq!(ask(&derived, &store, &mut 0), Some(2));
    }
}
