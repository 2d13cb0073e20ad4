//! Applying batches, with a note of what they overwrite: so that a running snapshot still finds it, and so that a group
//! that could not be made durable can be taken back whole.

use std::collections::BTreeMap;

use super::super::{Batch, Condition, Key, StoreError};
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

impl Shared {
    /// Applies one batch, keeping what it overwrites. Not durable yet.
    pub(super) fn apply(&self, batch: Batch, group: &mut Group) -> Result<Written, NotApplied> {
        // A write in the background may have failed since, and keep this from reading.
        let unread = |error| match self.handle.knows_that_it_failed() {
            true => NotApplied::Broken(error),
            false => NotApplied::Refused(error),
        };
        let holds = self.handle.ask(|db| {
            batch.conditions.iter().try_fold(true, |holds, condition| Ok(holds && self::holds(db, condition)?))
        });
        if !holds.map_err(unread)? {
            return Err(NotApplied::Refused(StoreError::Conflict));
        }
        if batch.writes.is_empty() {
            return Ok(Written::Nothing);
        }
        // Held until the batch is applied: a snapshot begins before or after it.
        let mut snapshots = self.snapshots.lock();
        let before =
            self.handle.ask(|db| batch.writes.iter().map(|(key, _)| db.get(key)).collect::<Result<Vec<_>, _>>());
        let before = before.map_err(unread)?;
        let mut writes = sled::Batch::default();
        let began = group.0.len();
        let lengths: Vec<_> = batch.writes.iter().map(|(_, value)| value.as_ref().map(Vec::len)).collect();
        for ((key, value), before) in batch.writes.into_iter().zip(before) {
            snapshots.values_mut().for_each(|frozen| frozen.keep(&key, before.as_deref()));
            match value {
                Some(value) => writes.insert(key.as_slice(), value),
                None => writes.remove(key.as_slice()),
            }
            group.0.push((key, before));
        }
        let applied = self.handle.change(|db| db.apply_batch(writes));
        // A batch may write one key twice: then what stood before the second time is what the first one wrote.
        let mut written = BTreeMap::new();
        for ((key, before), now) in group.0.iter().skip(began).zip(lengths) {
            let before = written.insert(key, now).unwrap_or(before.as_ref().map(|value| value.len()));
            self.tally.note(key, before, now);
        }
        group.0.iter().skip(began).for_each(|(key, _)| self.changes.note(key));
        applied.map_err(NotApplied::Broken)?;
        Ok(Written::Something)
    }
}

fn holds(db: &sled::Db, condition: &Condition) -> sled::Result<bool> {
    let (key, expected) = match condition {
        Condition::Absent(key) => (key, None),
        Condition::Unchanged(key, value) => (key, Some(value.as_slice())),
    };
    Ok(db.get(key)?.as_deref() == expected)
}
