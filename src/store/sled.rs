//! The embedded engine: sled 0.34 in one tree, with one writer.
//!
//! One thread takes commits from a channel, checks and applies them in order, makes the whole group durable with one
//! flush, then answers each: [`writer`]. So conditions need no locks, and sixty-four waiting commits cost one flush.
//! Reads go straight to sled from any thread. [`snapshot`] reads everything as it stood at one moment, and [`files`] is
//! what is done with sled's directory: opening, locking and syncing; [`swap`] puts one store in the place of another. What
//! is asked of sled goes through [`database`], where its errors and panics become [`StoreError`]s, and [`handle`] knows which
//! database that is; after a write that failed [`reopen`] opens the store again while [`door`] turns commits away, [`watch`]
//! sees to it that nobody waits for ever, and [`upkeep`] knows how much there is and gives back the space that sled keeps
//! ([`rewrite`], and [`dense`], which writes a store so that it takes little room).
//!
//! `<data-dir>/store/` holds sled's files and [`mark`]; `<data-dir>/grantd.lock` is held by the process that has the store open.

mod damage;
mod database;
mod dense;
mod door;
mod files;
mod group;
mod handle;
mod mark;
mod reopen;
mod rewrite;
mod segments;
mod snapshot;
mod swap;
#[cfg(test)]
mod tests;
mod upkeep;
mod watch;
mod writer;

use std::fs::File;
use std::path::Path;
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use tokio::sync::oneshot;

use self::door::Door;
use self::files::Disk;
pub(super) use self::files::hold;
use self::handle::Handle;
pub(super) use self::segments::are_told as are_segments_told;
use self::snapshot::Snapshots;
pub use self::swap::is_store_in;
pub(super) use self::swap::{part, put_in_place};
use self::watch::Watch;
use self::writer::{Message, Writer};
use super::changes::Changes;
use super::tally::{Live, Tally};
use super::{Batch, Commit, Engine, Key, KeyRange, Snapshot, StoreError, Value, stopped};
use crate::config::Storage;
use crate::metrics::Commits;

/// sled behind the [`Engine`] face.
pub struct SledEngine {
    watch: Watch,
    shared: Arc<Shared>,
    commits: Sender<Message>,
    writer: Mutex<Option<JoinHandle<()>>>,
}

/// What readers and the writer have in common. The lock goes last, when sled has let go of its files.
struct Shared {
    handle: Handle,
    snapshots: Snapshots,
    changes: Changes,
    tally: Tally,
    counted: Commits,
    door: Door,
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
        let shared = Arc::new(Shared::over(db, &disk, lock));
        let (commits, queue) = channel();
        let no_thread = |error| StoreError::Engine(format!("cannot start the writer thread: {error}"));
        let watch = Watch::start(&shared).map_err(no_thread)?;
        let writer = Writer::new(Arc::clone(&shared), queue, disk, watch.watched().clone(), storage);
        let thread = std::thread::Builder::new().name("grantd-writer".into()).spawn(move || writer.run());
        let thread = thread.map_err(no_thread)?;
        Ok(Self { watch, shared, commits, writer: Mutex::new(Some(thread)) })
    }

    /// What is counted of its commits; flushes and groups are counted here, the rest above.
    pub fn commits(&self) -> &Commits {
        &self.shared.counted
    }
}

impl Shared {
    fn over(db: sled::Db, disk: &Disk, lock: File) -> Self {
        let handle = Handle::new(db, disk.store().to_owned());
        Self {
            handle,
            snapshots: Snapshots::default(),
            changes: Changes::default(),
            tally: upkeep::take(disk).map_or_else(Tally::unknown, Tally::known),
            counted: Commits::default(),
            door: Door::default(),
            _lock: lock,
        }
    }
}

impl Engine for SledEngine {
    fn get(&self, key: &[u8], read: &mut dyn FnMut(&[u8])) -> Result<bool, StoreError> {
        let value = self.shared.handle.get(key)?;
        value.iter().for_each(|value| read(value));
        Ok(value.is_some())
    }

    fn scan(&self, range: &KeyRange, limit: usize, backwards: bool) -> Result<Vec<(Key, Value)>, StoreError> {
        self.shared.handle.scan(range, limit, backwards)
    }

    fn commit(&self, batch: Batch) -> Commit {
        // What only asks whether the store works waits: who watches over the daemon tells by that that it hangs.
        if !batch.is_empty() && self.watch.watched().is_stuck() {
            return Commit::ended(Err(StoreError::Unavailable("the store does not answer; see its log".to_owned())));
        }
        let (answer, receiver) = oneshot::channel();
        match self.shared.door.enter(batch.is_empty(), || self.commits.send(Message::Commit(batch, answer))) {
            Ok(Ok(())) => Commit::coming(receiver),
            Ok(Err(_)) => Commit::ended(Err(stopped())),
            Err(refused) => Commit::ended(Err(refused)),
        }
    }

    fn changes(&self) -> &Changes {
        &self.shared.changes
    }

    fn snapshot(&self) -> Result<Snapshot, StoreError> {
        let (answer, receiver) = channel();
        let asked = self.shared.door.enter(false, || self.commits.send(Message::Snapshot(answer)))?;
        asked.map_err(|_| stopped())?;
        receiver.recv().map_err(|_| stopped())?.map(|reader| Box::new(reader) as Snapshot)
    }

    fn size_on_disk(&self) -> u64 {
        self.shared.handle.ask(sled::Db::size_on_disk).unwrap_or(0)
    }

    fn live(&self) -> Option<Live> {
        self.shared.tally.live()
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
