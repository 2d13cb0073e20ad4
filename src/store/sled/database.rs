//! One sled database. Its errors become [`StoreError`]s that name a file, its panics become errors, and it is let go of
//! without anybody being kept waiting. Which database is the one that readers are shown is [`super::handle`]'s.
//!
//! sled 0.34 asserts where data is not as it should be, and on a disk that fails it leaves counters behind that make its
//! own `drop` wait for ever. Neither may take the daemon down.

use std::any::Any;
use std::fs::{File, TryLockError};
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use super::super::StoreError;

/// How long whoever still reads a database may take before it is put away: longer than a read takes on any disk.
const PATIENCE: Duration = Duration::from_secs(10);

/// A database, and where its files are.
pub(super) struct Database {
    /// Always there, until it is dropped.
    db: Option<sled::Db>,
    store: PathBuf,
    /// A change was cut off inside sled: what it holds ready for the disk may never get there.
    cut_off: AtomicBool,
}

impl Database {
    /// Over `db`, whose files are in `store`.
    pub(super) fn new(db: sled::Db, store: PathBuf) -> Self {
        Self { db: Some(db), store, cut_off: AtomicBool::new(false) }
    }

    /// Asks sled for something. What it gives must not keep a hold of the database.
    pub(super) fn ask<T>(&self, ask: impl FnOnce(&sled::Db) -> sled::Result<T>) -> Result<T, StoreError> {
        let Some(db) = &self.db else { return Err(super::stopped()) };
        contained(&self.store, || ask(db).map_err(|error| failed(&self.store, &error))).map_err(|error| {
            // What fails because a write has failed is mended with it.
            let passing = matches!(error, StoreError::Engine(_)) && self.knows_that_it_failed();
            if passing { StoreError::Unavailable(error.to_string()) } else { error }
        })
    }

    /// Changes something. After a failure this database must be put away.
    pub(super) fn change(&self, change: impl FnOnce(&sled::Db) -> sled::Result<()>) -> Result<(), StoreError> {
        let changed = self.ask(change);
        if changed.is_err() {
            self.cut_off.store(true, Ordering::SeqCst);
        }
        changed
    }

    /// Whether sled knows that a write of its own failed. Then it lets go of its files without writing.
    pub(super) fn knows_that_it_failed(&self) -> bool {
        self.db.as_ref().is_none_or(|db| db.context.global_error().is_err())
    }

    /// Wakes whoever waits inside sled for a write that has failed. sled forgets to when the write was that of a batch.
    pub(super) fn wake_the_waiting(&self) {
        if self.knows_that_it_failed() {
            // Refused at once with the error it knows of, but not before everybody was told.
            let _refused = self.ask(|db| db.flush().map(drop));
        }
    }

    /// Puts it away when nobody uses it any more. Gives it back where somebody does for very long and it may still write:
    /// among the files of another one that would do harm.
    pub(super) fn put_away(mut self: Arc<Self>) -> Result<(), Arc<Self>> {
        let until = Instant::now() + PATIENCE;
        loop {
            self = match Arc::try_unwrap(self) {
                Ok(_unused) => return Ok(()),
                Err(used) => used,
            };
            if Instant::now() >= until {
                let writes = !self.knows_that_it_failed() && !self.cut_off.load(Ordering::SeqCst);
                return if writes { Err(self) } else { Ok(()) };
            }
            self.wake_the_waiting();
            std::thread::sleep(Duration::from_millis(1));
        }
    }
}

impl Drop for Database {
    /// One in which a change was cut off, and which does not know that it failed, would wait for ever for a write that
    /// never comes: that one is left as it is, with its memory and its lock, until the process ends.
    fn drop(&mut self) {
        let knows = self.knows_that_it_failed();
        let Some(db) = self.db.take() else { return };
        if self.cut_off.load(Ordering::SeqCst) && !knows {
            std::mem::forget(db);
        } else if let Err(error) = contained(&self.store, || {
            drop(db);
            Ok(())
        }) {
            tracing::warn!(%error, "the store's files were not closed cleanly");
        }
    }
}

/// Waits until nobody in this process has sled's log open: sled locks it for as long as it may write, and it must not find
/// other files under its names.
pub(super) fn until_let_go(store: &Path) -> Result<(), StoreError> {
    let path = store.join("db");
    let log = File::open(&path).map_err(|error| at(&path, &error))?;
    let until = Instant::now() + PATIENCE;
    loop {
        match log.try_lock() {
            Ok(()) => return log.unlock().map_err(|error| at(&path, &error)),
            Err(TryLockError::WouldBlock) if Instant::now() < until => std::thread::sleep(Duration::from_millis(1)),
            Err(TryLockError::WouldBlock) => {
                return Err(StoreError::Engine(format!("{} is still being written", path.display())));
            }
            Err(TryLockError::Error(error)) => return Err(at(&path, &error)),
        }
    }
}

/// Does something with sled's files. A panic is damage that sled did not expect.
pub(super) fn contained<T>(store: &Path, work: impl FnOnce() -> Result<T, StoreError>) -> Result<T, StoreError> {
    catch_unwind(AssertUnwindSafe(work))
        .unwrap_or_else(|panic| Err(StoreError::Damaged { place: store.display().to_string(), reason: said(&*panic) }))
}

/// What a panic said: its first line.
fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    let line = text.and_then(|text| text.lines().next()).unwrap_or("it makes no sense");
    format!("what is in it contradicts itself ({})", line.trim())
}

/// What an error of sled's means, and where.
pub(super) fn failed(store: &Path, error: &sled::Error) -> StoreError {
    match error {
        sled::Error::Io(error) => at(store, error),
        sled::Error::Corruption { at: Some(sled::DiskPtr::Inline(byte)), .. } => StoreError::Damaged {
            place: store.join("db").display().to_string(),
            reason: format!("what stands at byte {byte} does not match its checksum"),
        },
        sled::Error::Corruption { at: Some(sled::DiskPtr::Blob(_, blob)), .. } => StoreError::Damaged {
            place: store.join("blobs").join(blob.to_string()).display().to_string(),
            reason: "it does not match its checksum".to_owned(),
        },
        sled::Error::Corruption { at: None, .. } => StoreError::Damaged {
            place: store.display().to_string(),
            reason: "its files do not fit together".to_owned(),
        },
        sled::Error::Unsupported(why) => StoreError::MadeOtherwise {
            place: store.display().to_string(),
            // What follows the first sentence is advice for who programs with sled.
            reason: why.split(". ").next().unwrap_or(why).trim_end_matches('.').to_owned(),
        },
        other => StoreError::Damaged { place: store.display().to_string(), reason: other.to_string() },
    }
}

/// What an error of the system means for the file or directory at `path`.
pub(super) fn at(path: &Path, error: &io::Error) -> StoreError {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => StoreError::Full(path.display().to_string()),
        _ => StoreError::Engine(format!("{}: {error}", path.display())),
    }
}
