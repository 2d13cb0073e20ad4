//! The embedded engine: sled 0.34 in one tree, with one writer.
//!
//! One thread takes commits from a channel, checks and applies them in order, makes the whole group durable with one
//! flush, then answers each: [`writer`]. So conditions need no locks, and sixty-four waiting commits cost one flush.
//! Reads go straight to sled from any thread. [`snapshot`] reads everything as it stood at one moment, and [`files`] is
//! what is done with sled's directory: opening, locking, syncing, rewriting.
//!
//! `<data-dir>/store/` holds sled's files; `<data-dir>/grantd.lock` is held by the process that has the store open.

mod files;
mod snapshot;
#[cfg(test)]
mod tests;
mod writer;

use std::fs::File;
use std::path::Path;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use tokio::sync::oneshot;

use self::files::Disk;
use self::snapshot::{SnapshotReader, Snapshots};
use self::writer::{Message, Writer};
use super::changes::Changes;
use super::{Batch, Commit, Engine, Key, KeyRange, Snapshot, StoreError, Value, stopped};
use crate::config::{Durability, Storage};

/// sled behind the [`Engine`] face.
pub struct SledEngine {
    shared: Arc<Shared>,
    commits: Sender<Message>,
    writer: Mutex<Option<JoinHandle<()>>>,
}

/// What readers and the writer have in common. The lock goes last, when sled has let go of its files.
struct Shared {
    db: sled::Db,
    snapshots: Snapshots,
    changes: Changes,
    _lock: File,
}

impl SledEngine {
    /// Opens the store in `data_dir`, which is made (mode 0700) when it does not exist. One that is there already and
    /// holds nothing but grantd's own files is closed to others, too: a clone of the repository brings an open one.
    pub fn open(storage: &Storage, data_dir: &Path) -> Result<Self, StoreError> {
        let (db, lock, disk) = files::open(storage, data_dir)?;
        Self::start(storage, db, lock, disk)
    }

    fn start(storage: &Storage, db: sled::Db, lock: File, disk: Disk) -> Result<Self, StoreError> {
        let shared = Arc::new(Shared { db, snapshots: Snapshots::default(), changes: Changes::default(), _lock: lock });
        let (commits, queue) = channel();
        let relaxed = (storage.durability == Durability::Relaxed).then_some(storage.flush_every);
        let writer = Writer::new(Arc::clone(&shared), queue, disk, relaxed);
        let thread = std::thread::Builder::new()
            .name("grantd-writer".into())
            .spawn(move || writer.run())
            .map_err(|error| StoreError::Engine(format!("cannot start the writer thread: {error}")))?;
        Ok(Self { shared, commits, writer: Mutex::new(Some(thread)) })
    }
}

impl Engine for SledEngine {
    fn get(&self, key: &[u8], read: &mut dyn FnMut(&[u8])) -> Result<bool, StoreError> {
        let value = self.shared.db.get(key).map_err(|error| failed(&error))?;
        value.iter().for_each(|value| read(value));
        Ok(value.is_some())
    }

    fn scan(&self, range: &KeyRange, limit: usize, backwards: bool) -> Result<Vec<(Key, Value)>, StoreError> {
        let pairs = match &range.end {
            Some(end) if *end <= range.start => return Ok(Vec::new()),
            Some(end) => self.shared.db.range(range.start.clone()..end.clone()),
            None => self.shared.db.range(range.start.clone()..),
        };
        let own = |pair: sled::Result<(sled::IVec, sled::IVec)>| {
            pair.map(|(key, value)| (key.to_vec(), value.to_vec())).map_err(|error| failed(&error))
        };
        if backwards { pairs.rev().take(limit).map(own).collect() } else { pairs.take(limit).map(own).collect() }
    }

    fn commit(&self, batch: Batch) -> Commit {
        let (answer, receiver) = oneshot::channel();
        match self.commits.send(Message::Commit(batch, answer)) {
            Ok(()) => Commit::coming(receiver),
            Err(_) => Commit::ended(Err(stopped())),
        }
    }

    fn changes(&self) -> &Changes {
        &self.shared.changes
    }

    fn snapshot(&self) -> Result<Snapshot, StoreError> {
        Ok(Box::new(SnapshotReader::begin(Arc::clone(&self.shared))))
    }

    fn size_on_disk(&self) -> u64 {
        self.shared.db.size_on_disk().unwrap_or(0)
    }

    fn close(&self) -> Result<(), StoreError> {
        // Not a oneshot: a store may be dropped inside the runtime, where those must not block.
        let (answer, receiver) = channel();
        let result = match self.commits.send(Message::Close(answer)) {
            Ok(()) => receiver.recv().unwrap_or_else(|_| Err(stopped())),
            Err(_) => Ok(()),
        };
        match self.writer.lock().unwrap_or_else(PoisonError::into_inner).take().map(JoinHandle::join) {
            Some(Err(_)) => Err(StoreError::Engine("its writer thread ended in a panic".to_owned())),
            Some(Ok(())) | None => result,
        }
    }
}

impl Drop for SledEngine {
    fn drop(&mut self) {
        if let Err(error) = self.close() {
            tracing::error!(%error, "the store did not close cleanly");
        }
    }
}

fn failed(error: &sled::Error) -> StoreError {
    StoreError::Engine(error.to_string())
}
