//! Applying batches, with a note of what they overwrite: so that a running snapshot still finds it, and so that a group
//! that could not be made durable can be taken back whole.

use std::collections::BTreeMap;

use super::super::{Batch, Condition, Key, StoreError, Value};
use super::Shared;

/// Whether a batch left something to flush.
pub(super) enum Written {
    Something,
    Nothing,
}

/// Why a batch was not applied.
pub(super) enum NotApplied {
    /// Nothing of it was written.
    Refused(StoreError),
    /// It may have been written in part.
    Broken(StoreError),
}

/// The keys that a group of batches wrote, in order, each with what stood there before.
#[derive(Default)]
pub(super) struct Group(Vec<(Key, Option<sled::IVec>)>);

impl Group {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// What was written after the first `length` writes.
    pub(super) fn after(&mut self, length: usize) -> Self {
        Self(self.0.split_off(length.min(self.0.len())))
    }

    /// The keys that it wrote.
    pub(super) fn keys(&self) -> impl ExactSizeIterator<Item = &Key> {
        self.0.iter().map(|(key, _)| key)
    }

    /// The keys that it wrote, with what stood there before it.
    pub(super) fn before(self) -> BTreeMap<Key, Option<sled::IVec>> {
        // The first of several that stood at one key.
        self.0.into_iter().rev().collect()
    }
}

/// What a group of batches is to write. Each of them sees what those before it write, and all of it is applied at once:
/// a batch is what costs sled most, as it begins a buffer of its own for each, twice, and gives both to the disk.
#[derive(Default)]
pub(super) struct Staged(BTreeMap<Key, Option<Value>>);

impl Staged {
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }
}

impl Shared {
    /// Takes one batch to those that are to be applied, if its conditions hold.
    pub(super) fn stage(&self, batch: Batch, staged: &mut Staged) -> Result<Written, NotApplied> {
        let holds = self.handle.ask(|db| {
            let mut conditions = batch.conditions.iter();
            conditions.try_fold(true, |holds, condition| Ok(holds && self::holds(db, staged, condition)?))
        });
        if !holds.map_err(|error| self.unread(error))? {
            return Err(NotApplied::Refused(StoreError::Conflict));
        }
        if batch.writes.is_empty() {
            return Ok(Written::Nothing);
        }
        staged.0.extend(batch.writes);
        Ok(Written::Something)
    }

    /// Applies what was staged, keeping what it overwrites. Not durable yet.
    pub(super) fn apply(&self, staged: Staged, group: &mut Group) -> Result<(), NotApplied> {
        let Staged(staged) = staged;
        if staged.is_empty() {
            return Ok(());
        }
        // Held until all is applied: a snapshot begins before or after it.
        let mut snapshots = self.snapshots.lock();
        let before = self.handle.ask(|db| staged.keys().map(|key| db.get(key)).collect::<Result<Vec<_>, _>>());
        let before = before.map_err(|error| self.unread(error))?;
        let began = group.0.len();
        let lengths: Vec<_> = staged.values().map(|value| value.as_ref().map(Vec::len)).collect();
        let mut writes = sled::Batch::default();
        for ((key, value), before) in staged.into_iter().zip(before) {
            snapshots.values_mut().for_each(|frozen| frozen.keep(&key, before.as_deref()));
            match value {
                Some(value) => writes.insert(key.as_slice(), value),
                None => writes.remove(key.as_slice()),
            }
            group.0.push((key, before));
        }
        let applied = self.handle.change(|db| db.apply_batch(writes));
        for ((key, before), now) in group.0.iter().skip(began).zip(lengths) {
            self.tally.note(key, before.as_ref().map(|value| value.len()), now);
            self.changes.note(key);
        }
        applied.map_err(NotApplied::Broken)
    }

    /// What an error of reading means: a write in the background may have failed since, and keep this from reading.
    fn unread(&self, error: StoreError) -> NotApplied {
        match self.handle.knows_that_it_failed() {
            true => NotApplied::Broken(error),
            false => NotApplied::Refused(error),
        }
    }
}

fn holds(db: &sled::Db, staged: &Staged, condition: &Condition) -> sled::Result<bool> {
    let (key, expected) = match condition {
        Condition::Absent(key) => (key, None),
        Condition::Unchanged(key, value) => (key, Some(value.as_slice())),
    };
    match staged.0.get(key) {
        Some(value) => Ok(value.as_deref() == expected),
        None => Ok(db.get(key)?.as_deref() == expected),
    }
}
