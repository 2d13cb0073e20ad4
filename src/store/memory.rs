//! The engine without a disk: the model that others are tested against, and the store of trials that may be lost.

use std::collections::BTreeMap;
use std::ops::Bound;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{PoisonError, RwLock};

use super::changes::Changes;
use super::tally::Live;
use super::{Batch, Commit, Condition, Engine, Key, KeyRange, Snapshot, StoreError, Value, stopped};

/// Ordered bytes in memory.
#[derive(Default)]
pub struct MemoryEngine {
    pairs: RwLock<BTreeMap<Key, Value>>,
    changes: Changes,
    closed: AtomicBool,
}

impl Engine for MemoryEngine {
    fn get(&self, key: &[u8], read: &mut dyn FnMut(&[u8])) -> Result<bool, StoreError> {
        let pairs = self.pairs.read().unwrap_or_else(PoisonError::into_inner);
        let value = pairs.get(key);
        value.into_iter().for_each(|value| read(value));
        Ok(value.is_some())
    }

    fn scan(&self, range: &KeyRange, limit: usize, backwards: bool) -> Result<Vec<(Key, Value)>, StoreError> {
        let pairs = self.pairs.read().unwrap_or_else(PoisonError::into_inner);
        let end = range.end.clone().map_or(Bound::Unbounded, Bound::Excluded);
        if matches!(&end, Bound::Excluded(end) if *end <= range.start) {
            return Ok(Vec::new());
        }
        let found = pairs.range((Bound::Included(range.start.clone()), end));
        let own = |(key, value): (&Key, &Value)| (key.clone(), value.clone());
        Ok(if backwards { found.rev().take(limit).map(own).collect() } else { found.take(limit).map(own).collect() })
    }

    fn commit(&self, batch: Batch) -> Commit {
        if self.closed.load(Ordering::SeqCst) {
            return Commit::ended(Err(stopped()));
        }
        let mut pairs = self.pairs.write().unwrap_or_else(PoisonError::into_inner);
        let holds = batch.conditions.iter().all(|condition| match condition {
            Condition::Absent(key) => !pairs.contains_key(key),
            Condition::Unchanged(key, value) => pairs.get(key) == Some(value),
        });
        if !holds {
            return Commit::ended(Err(StoreError::Conflict));
        }
        for (key, value) in batch.writes {
            self.changes.note(&key);
            match value {
                Some(value) => pairs.insert(key, value),
                None => pairs.remove(&key),
            };
        }
        Commit::ended(Ok(()))
    }

    fn changes(&self) -> &Changes {
        &self.changes
    }

    fn snapshot(&self) -> Result<Snapshot, StoreError> {
        let pairs = self.pairs.read().unwrap_or_else(PoisonError::into_inner).clone();
        Ok(Box::new(pairs.into_iter().map(Ok)))
    }

    fn size_on_disk(&self) -> u64 {
        0
    }

    fn live(&self) -> Option<Live> {
        let mut live = Live::default();
        let pairs = self.pairs.read().unwrap_or_else(PoisonError::into_inner);
        pairs.iter().for_each(|(key, value)| live.add(key, value.len()));
        Some(live)
    }

    fn close(&self) -> Result<(), StoreError> {
        self.closed.store(true, Ordering::SeqCst);
        Ok(())
    }
}
