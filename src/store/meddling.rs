//! For tests: an engine on which somebody else is faster, once, or comes in between; and that hangs as a disk does that
//! answers no more, or refuses as a full one does.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tokio::sync::oneshot;

use super::changes::Changes;
use super::memory::MemoryEngine;
use super::tally::Live;
use super::{Batch, Commit, Engine, Key, KeyRange, Snapshot, Store, StoreError, Value};

/// A memory engine that commits another batch before the next one it is given, or leaves without an answer, when told so.
#[derive(Default)]
pub(crate) struct Meddling {
    inner: MemoryEngine,
    faster: Mutex<Option<Batch>>,
    between: Mutex<Option<Box<dyn FnOnce() + Send>>>,
    commits_hang: AtomicBool,
    answers_hang: AtomicBool,
    reads_hang: AtomicBool,
    commits_refused: AtomicBool,
    reads_refused: AtomicBool,
    /// The answers that never come.
    owed: Mutex<Vec<oneshot::Sender<Result<(), StoreError>>>>,
}

impl Meddling {
    pub(crate) fn store() -> (Store, Arc<Self>) {
        let engine = Arc::new(Self::default());
        (Store::new(Arc::clone(&engine) as Arc<dyn Engine>).unwrap(), engine)
    }

    /// Commits `batch` between what the next operation reads and what it commits.
    pub(crate) fn before_the_next_commit(&self, batch: Batch) {
        *self.faster.lock().unwrap() = Some(batch);
    }

    /// Does something right after the next record was read.
    pub(crate) fn after_the_next_read(&self, between: impl FnOnce() + Send + 'static) {
        *self.between.lock().unwrap() = Some(Box::new(between));
    }

    /// Whether commits are made and left without an answer from now on.
    pub(crate) fn hang_answers(&self, hang: bool) {
        self.answers_hang.store(hang, Ordering::SeqCst);
    }

    /// Whether commits are left without an answer from now on.
    pub(crate) fn hang_commits(&self, hang: bool) {
        self.commits_hang.store(hang, Ordering::SeqCst);
    }

    /// Whether every read is held up from now on.
    pub(crate) fn hang_reads(&self, hang: bool) {
        self.reads_hang.store(hang, Ordering::SeqCst);
    }

    /// Whether the disk is full from now on.
    pub(crate) fn refuse_commits(&self, refuse: bool) {
        self.commits_refused.store(refuse, Ordering::SeqCst);
    }

    /// Whether nothing can be read from now on.
    pub(crate) fn refuse_reads(&self, refuse: bool) {
        self.reads_refused.store(refuse, Ordering::SeqCst);
    }
}

impl Meddling {
    fn owe(&self) -> Commit {
        let (answer, receiver) = oneshot::channel();
        self.owed.lock().unwrap().push(answer);
        Commit::coming(receiver)
    }
}

impl Engine for Meddling {
    fn get(&self, key: &[u8], read: &mut dyn FnMut(&[u8])) -> Result<bool, StoreError> {
        while self.reads_hang.load(Ordering::SeqCst) {
            std::thread::sleep(Duration::from_millis(1));
        }
        if self.reads_refused.load(Ordering::SeqCst) {
            return Err(StoreError::Unavailable("it cannot be read".to_owned()));
        }
        let found = self.inner.get(key, read);
        let between = self.between.lock().unwrap().take();
        between.into_iter().for_each(|between| between());
        found
    }

    fn scan(&self, range: &KeyRange, limit: usize, backwards: bool) -> Result<Vec<(Key, Value)>, StoreError> {
        self.inner.scan(range, limit, backwards)
    }

    fn commit(&self, batch: Batch) -> Commit {
        if self.commits_hang.load(Ordering::SeqCst) {
            return self.owe();
        }
        if self.commits_refused.load(Ordering::SeqCst) {
            return Commit::ended(Err(StoreError::Full("data".to_owned())));
        }
        if let Some(faster) = self.faster.lock().unwrap().take() {
            self.inner.commit(faster).wait().unwrap();
        }
        let made = self.inner.commit(batch);
        if self.answers_hang.load(Ordering::SeqCst) {
            return self.owe();
        }
        made
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

    fn live(&self) -> Option<Live> {
        self.inner.live()
    }

    fn close(&self) -> Result<(), StoreError> {
        self.inner.close()
    }
}
