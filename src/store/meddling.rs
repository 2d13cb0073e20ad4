//! For tests: an engine on which somebody else is faster, once.

use std::sync::{Arc, Mutex};

use super::changes::Changes;
use super::memory::MemoryEngine;
use super::{Batch, Commit, Engine, Key, KeyRange, Snapshot, Store, StoreError, Value};

/// A memory engine that commits another batch before the next one it is given.
#[derive(Default)]
pub(super) struct Meddling {
    inner: MemoryEngine,
    faster: Mutex<Option<Batch>>,
}

impl Meddling {
    pub(super) fn store() -> (Store, Arc<Self>) {
        let engine = Arc::new(Self::default());
        (Store::new(Arc::clone(&engine) as Arc<dyn Engine>).unwrap(), engine)
    }

    /// Commits `batch` between what the next operation reads and what it commits.
    pub(super) fn before_the_next_commit(&self, batch: Batch) {
        *self.faster.lock().unwrap() = Some(batch);
    }
}

impl Engine for Meddling {
    fn get(&self, key: &[u8], read: &mut dyn FnMut(&[u8])) -> Result<bool, StoreError> {
        self.inner.get(key, read)
    }

    fn scan(&self, range: &KeyRange, limit: usize, backwards: bool) -> Result<Vec<(Key, Value)>, StoreError> {
        self.inner.scan(range, limit, backwards)
    }

    fn commit(&self, batch: Batch) -> Commit {
        if let Some(faster) = self.faster.lock().unwrap().take() {
            self.inner.commit(faster).wait().unwrap();
        }
        self.inner.commit(batch)
    }

    fn changes(&self) -> &Changes {
        self.inner.changes()
    }

    fn snapshot(&self) -> Result<Snapshot, StoreError> {
        self.inner.snapshot()
    }

    fn size_on_disk(&self) -> u64 {
        self.inner.size_on_disk()
    }

    fn close(&self) -> Result<(), StoreError> {
        self.inner.close()
    }
}
