//! For tests: an engine that hangs as a disk does that answers no more.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::oneshot;

use super::changes::Changes;
use super::memory::MemoryEngine;
use super::{Batch, Commit, Engine, Key, KeyRange, Snapshot, StoreError, Value};

/// A memory engine whose reads or commits hang when told so.
#[derive(Default)]
pub(crate) struct Hanging {
    inner: MemoryEngine,
    commits: AtomicBool,
    reads: AtomicBool,
    /// The answers that never come.
    owed: Mutex<Vec<oneshot::Sender<Result<(), StoreError>>>>,
}

impl Hanging {
    /// Whether commits are left without an answer from now on.
    pub(crate) fn hang_commits(&self, hang: bool) {
        self.commits.store(hang, Ordering::SeqCst);
    }

    /// Whether every read is held up from now on.
    pub(crate) fn hang_reads(&self, hang: bool) {
        self.reads.store(hang, Ordering::SeqCst);
    }
}

impl Engine for Hanging {
    fn get(&self, key: &[u8], read: &mut dyn FnMut(&[u8])) -> Result<bool, StoreError> {
        while self.reads.load(Ordering::SeqCst) {
            std::thread::sleep(Duration::from_millis(1));
        }
        self.inner.get(key, read)
    }

    fn scan(&self, range: &KeyRange, limit: usize, backwards: bool) -> Result<Vec<(Key, Value)>, StoreError> {
        self.inner.scan(range, limit, backwards)
    }

    fn commit(&self, batch: Batch) -> Commit {
        if !self.commits.load(Ordering::SeqCst) {
            return self.inner.commit(batch);
        }
        let (answer, receiver) = oneshot::channel();
        self.owed.lock().unwrap().push(answer);
        Commit::coming(receiver)
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
