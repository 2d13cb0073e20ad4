//! sled's directory: opening and locking it, making it durable, rewriting it when it is bloated.
//!
//! sled's own flush leaves three things to be done here (see `docs/decisions/002-durable-commits.md`). It ends with
//! `sync_file_range`, which survives a killed process but not a power cut. It writes what is larger than a quarter of a
//! segment (a page with a few long records) to a file of its own in `blobs/` and never syncs that. And it syncs no
//! directory that it made.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs::{self, DirBuilder, File, OpenOptions, Permissions, TryLockError};
use std::io;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::super::StoreError;
use super::failed;
use crate::config::Storage;

/// Below this size a store is never rewritten: sled keeps a few segments whatever is in them.
const SMALLEST_COMPACTION: u64 = 32 << 20;

/// Opens sled in `data_dir`, rewritten first if it is bloated. Answers the lock and what makes it durable, too.
pub(super) fn open(storage: &Storage, data_dir: &Path) -> Result<(sled::Db, File, Disk), StoreError> {
    DirBuilder::new().recursive(true).mode(0o700).create(data_dir).map_err(|error| at(data_dir, &error))?;
    close_to_others(data_dir).map_err(|error| at(data_dir, &error))?;
    let lock = lock(data_dir)?;
    finish_compaction(data_dir)?;
    let [current, ..] = directories(data_dir);
    let mut db = open_db(&current, storage.cache)?;
    if wants_compaction(&db, storage.compact_when)? {
        db = compact(db, data_dir, storage.cache)?;
    }
    let disk = Disk::open(&current).map_err(|error| at(&current, &error))?;
    sync_directories(data_dir, &current).map_err(|error| at(data_dir, &error))?;
    Ok((db, lock, disk))
}

/// What makes the files durable. Belongs to the writer.
pub(super) struct Disk {
    log: File,
    blobs: PathBuf,
    /// The blobs that are on the disk already. A blob never changes.
    synced: HashSet<OsString>,
}

impl Disk {
    pub(super) fn open(store: &Path) -> io::Result<Self> {
        Ok(Self { log: File::open(store.join("db"))?, blobs: store.join("blobs"), synced: HashSet::new() })
    }

    /// With another file in place of sled's: one that refuses to sync.
    #[cfg(test)]
    pub(super) fn with_log(self, log: File) -> Self {
        Self { log, ..self }
    }

    /// Makes everything durable that was written to `db`. The error says what refused.
    pub(super) fn flush(&mut self, db: &sled::Db) -> Result<(), String> {
        // Blobs first: a log that points to a blob that is not there cannot be read past that point.
        self.sync_blobs().map_err(|error| format!("{}: {error}", self.blobs.display()))?;
        db.flush().map_err(|error| error.to_string())?;
        self.log.sync_data().map_err(|error| format!("the disk refused to sync: {error}"))
    }

    fn sync_blobs(&mut self) -> io::Result<()> {
        let mut present = HashSet::new();
        let mut added = false;
        for entry in fs::read_dir(&self.blobs)? {
            let entry = entry?;
            let name = entry.file_name();
            if !self.synced.contains(&name) {
                match File::open(entry.path()).and_then(|blob| blob.sync_data()) {
                    Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                    done => done?,
                }
                added = true;
            }
            present.insert(name);
        }
        self.synced = present;
        if added { File::open(&self.blobs)?.sync_all() } else { Ok(()) }
    }

    #[cfg(test)]
    pub(super) fn synced(&self) -> usize {
        self.synced.len()
    }
}

/// A file is there after a power cut when its directory says so.
fn sync_directories(data_dir: &Path, store: &Path) -> io::Result<()> {
    for dir in [store, data_dir] {
        File::open(dir)?.sync_all()?;
    }
    // The directory above may be one that grantd must not read.
    let above = data_dir.canonicalize()?;
    let _not_ours = above.parent().map(|above| File::open(above).and_then(|dir| dir.sync_all()));
    Ok(())
}

fn lock(data_dir: &Path) -> Result<File, StoreError> {
    let path = data_dir.join("grantd.lock");
    let file = OpenOptions::new().create(true).append(true).open(&path).map_err(|error| at(&path, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse(data_dir.display().to_string())),
        Err(TryLockError::Error(error)) => Err(at(&path, &error)),
    }
}

/// Takes everybody else's access to the data directory away, unless it holds other things than grantd's: who names
/// `/tmp` as a data directory must not close it. There the store's own directory is closed all the same.
fn close_to_others(data_dir: &Path) -> io::Result<()> {
    let ours = |name: &str| {
        ["README.md", "backups"].contains(&name) || name.starts_with("store") || name.starts_with("grantd.")
    };
    let mut all_ours = true;
    for entry in fs::read_dir(data_dir)? {
        all_ours &= entry?.file_name().to_str().is_some_and(ours);
    }
    let store = data_dir.join("store");
    if !store.exists() && !data_dir.join("store.old").exists() {
        DirBuilder::new().mode(0o700).recursive(true).create(&store)?;
    }
    let closed = if all_ours { data_dir } else { &store };
    let open_to_others = |path: &Path| fs::metadata(path).is_ok_and(|found| found.permissions().mode() & 0o077 != 0);
    if open_to_others(closed)
        && let Err(error) = fs::set_permissions(closed, Permissions::from_mode(0o700))
    {
        tracing::warn!("others can read {}, and that cannot be changed: {error}", closed.display());
    }
    Ok(())
}

/// Opens sled. A database that was dropped a moment ago may hold its file a little longer, in a thread of sled's own;
/// that nobody else has it is known from `grantd.lock`.
pub(super) fn open_db(path: &Path, cache: u64) -> Result<sled::Db, StoreError> {
    const TRIES: u32 = 100;
    let config = sled::Config::new().path(path).cache_capacity(cache).flush_every_ms(None);
    for _ in 1..TRIES {
        match config.open() {
            Err(sled::Error::Io(error)) if error.to_string().contains("could not acquire lock") => {
                std::thread::sleep(Duration::from_millis(20));
            }
            opened => return opened.map_err(|error| failed(&error)),
        }
    }
    config.open().map_err(|error| failed(&error))
}

fn wants_compaction(db: &sled::Db, compact_when: f64) -> Result<bool, StoreError> {
    let size = db.size_on_disk().map_err(|error| failed(&error))?;
    if compact_when <= 0.0 || size < SMALLEST_COMPACTION {
        return Ok(false);
    }
    let mut live = 0u64;
    for pair in db.iter() {
        let (key, value) = pair.map_err(|error| failed(&error))?;
        live += (key.len() + value.len()) as u64;
    }
    Ok(is_bloated(size, live, compact_when))
}

#[allow(clippy::cast_precision_loss, reason = "a threshold, not an account")]
pub(super) fn is_bloated(size: u64, live: u64, compact_when: f64) -> bool {
    compact_when > 0.0 && size as f64 > live as f64 * compact_when + SMALLEST_COMPACTION as f64
}

/// Rewrites the store into a fresh directory and puts that in its place. Complete at every moment: until the first
/// rename the old store is the one that counts, after it the new one. Where there is no room for a second store, the old
/// one stays in use.
pub(super) fn compact(db: sled::Db, data_dir: &Path, cache: u64) -> Result<sled::Db, StoreError> {
    let [current, fresh, retired] = directories(data_dir);
    tracing::info!("rewriting the store: it takes many times the space of what is in it");
    if let Err(error) = copy(&db, &fresh, cache) {
        tracing::warn!(%error, "the store could not be rewritten; it stays as it is");
        // What cannot be removed now is removed at the next start.
        let _gone = fs::remove_dir_all(&fresh);
        return Ok(db);
    }
    drop(db);
    let sync = || File::open(data_dir).and_then(|dir| dir.sync_all()).map_err(|error| at(data_dir, &error));
    fs::rename(&current, &retired).map_err(|error| at(&current, &error))?;
    sync()?;
    fs::rename(&fresh, &current).map_err(|error| at(&fresh, &error))?;
    sync()?;
    if let Err(error) = fs::remove_dir_all(&retired) {
        tracing::warn!("{} is not needed any more, but cannot be removed: {error}", retired.display());
    }
    open_db(&current, cache)
}

/// Writes all of `db` into a fresh store at `path`, durably.
fn copy(db: &sled::Db, path: &Path, cache: u64) -> Result<(), StoreError> {
    DirBuilder::new().mode(0o700).create(path).map_err(|error| at(path, &error))?;
    let copy = open_db(path, cache)?;
    for pair in db.iter() {
        let (key, value) = pair.map_err(|error| failed(&error))?;
        copy.insert(key, value).map_err(|error| failed(&error))?;
    }
    copy.flush().map_err(|error| failed(&error))?;
    drop(copy);
    sync_tree(path).map_err(|error| at(path, &error))
}

/// Ends what a crash in [`compact`] left behind.
fn finish_compaction(data_dir: &Path) -> Result<(), StoreError> {
    let [current, fresh, retired] = directories(data_dir);
    if !current.exists() && retired.exists() {
        let survivor = if fresh.exists() { &fresh } else { &retired };
        fs::rename(survivor, &current).map_err(|error| at(survivor, &error))?;
    }
    for leftover in [fresh, retired].iter().filter(|path| path.exists()) {
        fs::remove_dir_all(leftover).map_err(|error| at(leftover, &error))?;
    }
    Ok(())
}

fn directories(data_dir: &Path) -> [PathBuf; 3] {
    ["store", "store.new", "store.old"].map(|name| data_dir.join(name))
}

/// Makes a directory and all that is in it durable.
fn sync_tree(dir: &Path) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() { sync_tree(&path)? } else { File::open(&path)?.sync_all()? }
    }
    File::open(dir)?.sync_all()
}

fn at(path: &Path, error: &io::Error) -> StoreError {
    StoreError::Engine(format!("{}: {error}", path.display()))
}
