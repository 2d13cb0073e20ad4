//! sled itself, behind a seam: everything that is asked of it goes through [`Handle`]. Here its errors become
//! [`StoreError`]s that name a file, its panics become errors, and a database that cannot be used any more is put away
//! and another one opened in its place while readers wait.
//!
//! sled 0.34 asserts where data is not as it should be, and on a disk that fails it leaves counters behind that make its
//! own `drop` wait for ever. Neither may take the daemon down.

use std::any::Any;
use std::collections::BTreeMap;
use std::io;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{PoisonError, RwLock, RwLockReadGuard};

use super::super::{Key, KeyRange, StoreError, Value};

/// The database that is open now, if one is.
pub(super) struct Handle {
    open: RwLock<Open>,
    store: PathBuf,
    /// How often another database was opened in place of one that failed.
    generation: AtomicU64,
    /// A change was cut off inside sled: what it holds ready for the disk may never get there.
    cut_off: AtomicBool,
}

struct Open {
    db: Option<sled::Db>,
    /// What readers see in place of what the database has: what stood where a change was refused after it was made.
    masked: BTreeMap<Key, Option<sled::IVec>>,
}

impl Handle {
    /// Over `db`, whose files are in `store`.
    pub(super) fn new(db: sled::Db, store: PathBuf) -> Self {
        let open = RwLock::new(Open { db: Some(db), masked: BTreeMap::new() });
        Self { open, store, generation: AtomicU64::new(0), cut_off: AtomicBool::new(false) }
    }

    /// Asks sled for something, whatever is masked. What it gives must not keep a hold of the database.
    pub(super) fn ask<T>(&self, ask: impl FnOnce(&sled::Db) -> sled::Result<T>) -> Result<T, StoreError> {
        self.ask_open(&self.read(), ask)
    }

    fn ask_open<T>(&self, open: &Open, ask: impl FnOnce(&sled::Db) -> sled::Result<T>) -> Result<T, StoreError> {
        match &open.db {
            Some(db) => {
                contained(&self.store, || ask(db).map_err(|error| failed(&self.store, &error))).map_err(|error| {
                    // What fails because a write has failed is mended with it.
                    let passing = matches!(error, StoreError::Engine(_)) && has_failed(db);
                    if passing { StoreError::Unavailable(error.to_string()) } else { error }
                })
            }
            None => Err(StoreError::Unavailable("its files are being opened again".to_owned())),
        }
    }

    /// The value of `key`.
    pub(super) fn get(&self, key: &[u8]) -> Result<Option<sled::IVec>, StoreError> {
        let open = self.read();
        match open.masked.get(key) {
            Some(stands) => Ok(stands.clone()),
            None => self.ask_open(&open, |db| db.get(key)),
        }
    }

    /// At most `limit` pairs of `range`, in order; the largest keys first when `backwards`.
    pub(super) fn scan(
        &self,
        range: &KeyRange,
        limit: usize,
        backwards: bool,
    ) -> Result<Vec<(Key, Value)>, StoreError> {
        if range.end.as_ref().is_some_and(|end| *end <= range.start) {
            return Ok(Vec::new());
        }
        let open = self.read();
        let wanted = limit.saturating_add(open.masked.len());
        let own =
            |pair: sled::Result<(sled::IVec, sled::IVec)>| pair.map(|(key, value)| (key.to_vec(), value.to_vec()));
        let pairs = self.ask_open(&open, |db| {
            let pairs = match &range.end {
                Some(end) => db.range(range.start.clone()..end.clone()),
                None => db.range(range.start.clone()..),
            };
            if backwards { pairs.rev().take(wanted).map(own).collect() } else { pairs.take(wanted).map(own).collect() }
        });
        if open.masked.is_empty() { pairs } else { Ok(open.as_masked(pairs?, range, limit, backwards)) }
    }

    /// From now on readers find `stands` in place of what the database has at these keys.
    pub(super) fn mask(&self, stands: BTreeMap<Key, Option<sled::IVec>>) {
        self.open.write().unwrap_or_else(PoisonError::into_inner).masked = stands;
    }

    /// Whether readers are shown something else than the database has.
    pub(super) fn is_masked(&self) -> bool {
        !self.read().masked.is_empty()
    }

    fn read(&self) -> RwLockReadGuard<'_, Open> {
        self.open.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where sled's files are.
    pub(super) fn store(&self) -> &Path {
        &self.store
    }

    /// Tells one database from the one that took its place.
    pub(super) fn generation(&self) -> u64 {
        self.generation.load(Ordering::SeqCst)
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
        self.read().db.as_ref().is_none_or(has_failed)
    }

    /// Wakes whoever waits inside sled for a write that has failed. sled forgets to when the write was that of a batch.
    pub(super) fn wake_the_waiting(&self) {
        if let Some(db) = self.read().db.as_ref().filter(|db| has_failed(db)) {
            // Refused at once with the error it knows of, but not before everybody was told.
            let _refused = contained(&self.store, || db.flush().map_err(|error| failed(&self.store, &error)));
        }
    }

    /// Puts the failed database away, lets `open` open another one and takes that. Readers wait meanwhile; where `open`
    /// fails they are refused until it does not.
    pub(super) fn reopen(&self, open: impl FnOnce() -> Result<sled::Db, StoreError>) -> Result<(), StoreError> {
        let mut current = self.open.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(failed) = current.db.take() {
            put_away(failed, &self.store, self.cut_off.load(Ordering::SeqCst));
        }
        current.db = Some(open()?);
        self.generation.fetch_add(1, Ordering::SeqCst);
        self.cut_off.store(false, Ordering::SeqCst);
        Ok(())
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        let cut_off = self.cut_off.load(Ordering::SeqCst);
        if let Some(db) = self.open.get_mut().unwrap_or_else(PoisonError::into_inner).db.take() {
            put_away(db, &self.store, cut_off);
        }
    }
}

impl Open {
    /// What stands in `range`, where `pairs` is what the database has there: enough of it for `limit` when all that is
    /// masked is taken out.
    fn as_masked(
        &self,
        pairs: Vec<(Key, Value)>,
        range: &KeyRange,
        limit: usize,
        backwards: bool,
    ) -> Vec<(Key, Value)> {
        let mut standing: BTreeMap<Key, Value> =
            pairs.into_iter().filter(|(key, _)| !self.masked.contains_key(key)).collect();
        let inside = self
            .masked
            .range(range.start.clone()..)
            .take_while(|(key, _)| range.end.as_ref().is_none_or(|end| *key < end));
        standing.extend(inside.filter_map(|(key, stands)| Some((key.clone(), stands.as_ref()?.to_vec()))));
        if backwards {
            standing.into_iter().rev().take(limit).collect()
        } else {
            standing.into_iter().take(limit).collect()
        }
    }
}

fn has_failed(db: &sled::Db) -> bool {
    db.context.global_error().is_err()
}

/// Lets go of a database. One in which a change was cut off, and which does not know that it failed, would wait for ever
/// for a write that never comes: that one is left as it is, with its memory and its lock, until the process ends.
fn put_away(db: sled::Db, store: &Path, cut_off: bool) {
    if cut_off && !has_failed(&db) {
        std::mem::forget(db);
    } else if let Err(error) = contained(store, || {
        drop(db);
        Ok(())
    }) {
        tracing::warn!(%error, "the store's files were not closed cleanly");
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
