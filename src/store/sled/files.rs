//! sled's directory: opening and locking it, making it durable.
//!
//! sled's own flush leaves three things to be done here (see `docs/decisions/002-durable-commits.md`). It ends with
//! `sync_file_range`, which survives a killed process but not a power cut. It writes what is larger than a quarter of a
//! segment (a page with a few long records) to a file of its own in `blobs/` and never syncs that. And it syncs no
//! directory that it made.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs::{self, DirBuilder, File, OpenOptions, Permissions, TryLockError};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::time::Duration;

use super::super::StoreError;
use super::damage;
use super::database::{Database, at, contained, failed};
use super::mark::Mark;
use super::segments;
use super::swap::{self, sync_dir, sync_tree};
use crate::config::Storage;

/// What sled may need when it is opened: a snapshot of its page table, and the rest of a segment.
const TO_OPEN: u64 = 4 << 20;
/// sled counts its pages as long as they are on the disk. In memory they take about three times that.
const IN_MEMORY: u64 = 3;
const SMALLEST_CACHE: u64 = 64 << 10;
/// What a copy of next to nothing takes, and what is left free beside it.
const TO_COPY: u64 = 16 << 20;
/// What a file is called while it gets new blocks.
const RENEWED: &str = "renewed";

/// Opens sled in `data_dir`. Answers the lock and what makes it durable, too.
pub(super) fn open(storage: &Storage, data_dir: &Path) -> Result<(sled::Db, File, Disk), StoreError> {
    DirBuilder::new().recursive(true).mode(0o700).create(data_dir).map_err(|error| at(data_dir, &error))?;
    let lock = hold(data_dir)?;
    close_to_others(data_dir).map_err(|error| at(data_dir, &error))?;
    let (db, disk) = swap::open_either(data_dir, || open_current(storage, data_dir))?;
    Ok((db, lock, disk))
}

/// The page cache that sled is given.
fn pages(storage: &Storage) -> u64 {
    (storage.pages() / IN_MEMORY).max(SMALLEST_CACHE)
}

fn open_current(storage: &Storage, data_dir: &Path) -> Result<(sled::Db, Disk), StoreError> {
    let current = swap::current(data_dir);
    settle(&current)?;
    let db = open_db(&current, pages(storage))?;
    let mut behind = None;
    let disk = contained(&current, || Disk::open(&current, &db, storage)).and_then(|disk| {
        behind = disk.mark.behind();
        if let Some(behind) = &behind {
            return Err(behind.told(&current, ""));
        }
        sync_directories(data_dir, &current).map_err(|error| at(data_dir, &error))?;
        if swap::retire(data_dir)? {
            swap::remove(&swap::gone(data_dir))?;
        }
        Ok(disk)
    });
    match disk {
        Ok(disk) => Ok((db, disk)),
        Err(error) => {
            // sled's own end may panic where its files cannot be written.
            drop(Database::new(db, current.clone()));
            Err(behind.map_or(error, |behind| behind.judged(&current, || keys(&current, pages(storage)))))
        }
    }
}

/// How many keys there are in a store that nobody has open, if all can be read.
fn keys(store: &Path, cache: u64) -> Result<usize, StoreError> {
    let database = Database::new(open_db(store, cache)?, store.to_owned());
    database.ask(|db| db.iter().try_fold(0, |keys, pair| pair.map(|_| keys + 1)))
}

/// What is done before sled reads its files. What a killed process wrote and nobody synced is made durable: sled notes
/// how far the log goes in a snapshot that it does sync, and must not find less of the log later. And what is left of a
/// snapshot that was being written is removed: sled would take it for the newest one, and not open (its issue 1527).
fn settle(store: &Path) -> Result<(), StoreError> {
    if !store.exists() {
        return Ok(());
    }
    remove_leftovers(store).and_then(|()| sync_tree(store)).map_err(|error| at(store, &error))
}

fn remove_leftovers(store: &Path) -> io::Result<()> {
    for entry in fs::read_dir(store)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name == RENEWED || (name.starts_with("snap.") && name.ends_with(".generating")) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// What makes the files durable. Belongs to the writer.
pub(super) struct Disk {
    store: PathBuf,
    log: File,
    blobs: PathBuf,
    /// The blobs that are on the disk already. A blob never changes.
    synced: HashSet<OsString>,
    mark: Mark,
    cache: u64,
    keep_free: u64,
}

impl Disk {
    pub(super) fn open(store: &Path, db: &sled::Db, storage: &Storage) -> Result<Self, StoreError> {
        let (cache, keep_free) = (pages(storage), storage.keep_free);
        let (path, blobs) = (store.join("db"), store.join("blobs"));
        let log = File::open(&path).map_err(|error| at(&path, &error))?;
        let mark = Mark::open(store, db)?;
        Ok(Self { store: store.to_owned(), log, blobs, synced: HashSet::new(), mark, cache, keep_free })
    }

    /// Where sled's files are.
    pub(super) fn store(&self) -> &Path {
        &self.store
    }

    /// The directory in which the store is.
    pub(super) fn data_dir(&self) -> &Path {
        self.store.parent().unwrap_or(Path::new("."))
    }

    /// How many groups were made durable.
    pub(super) fn groups(&self) -> u64 {
        self.mark.groups()
    }

    /// Whether there is room for a group: sled must not meet a full disk in the middle of its log.
    pub(super) fn room(&self) -> Result<(), StoreError> {
        if self.keep_free == 0 { Ok(()) } else { self.room_for(self.keep_free) }
    }

    /// Whether there is room for what sled writes when it is opened. Where that fails nothing can be read either, so this
    /// is looked at whatever the configuration says; and where only that much is left, reading is worth it.
    pub(super) fn room_to_open(&self) -> Result<(), StoreError> {
        self.room_for(TO_OPEN)
    }

    /// Whether there is room for a copy of so much content, and for the changes that come meanwhile.
    pub(super) fn room_to_copy(&self, live: u64) -> Result<(), StoreError> {
        self.room_for(live.saturating_mul(6).saturating_add(self.keep_free).saturating_add(TO_COPY))
    }

    fn room_for(&self, needed: u64) -> Result<(), StoreError> {
        match self.free() {
            Some(free) if free < needed => Err(StoreError::Full(self.store.display().to_string())),
            _ => Ok(()),
        }
    }

    /// Bytes free for us; `None` where that cannot be told.
    fn free(&self) -> Option<u64> {
        let disk = rustix::fs::fstatvfs(&self.log).ok()?;
        Some(disk.f_bavail.saturating_mul(disk.f_frsize))
    }

    /// Whether the disk takes anything at all: as much as sled may write first when it is opened. What reads still use
    /// must not be given up before.
    pub(super) fn probe(&self) -> Result<(), StoreError> {
        let path = self.store.join(RENEWED);
        let probed = OpenOptions::new().write(true).create(true).truncate(true).open(&path).and_then(|mut file| {
            file.write_all(&vec![0; 1 << 20])?;
            file.sync_all()
        });
        // What cannot be removed now is removed before the store is opened.
        let _gone = fs::remove_file(&path);
        probed.map_err(|error| at(&self.store, &error))
    }

    /// Gives the log and the blobs that may not be on the disk new blocks, with the content that can be read now. Who has
    /// the old log open keeps reading that.
    pub(super) fn renew(&mut self) -> Result<(), StoreError> {
        let log = self.store.join("db");
        let size = fs::metadata(&log).map_err(|error| at(&log, &error))?.len();
        self.room_for(size.saturating_add(TO_OPEN))?;
        let renewed = self.renew_blobs().and_then(|()| renew(&self.store, &log)).and_then(|()| sync_dir(&self.store));
        renewed.map_err(|error| at(&self.store, &error))
    }

    /// Writes the log anew where it is: what was taken for clean goes to the disk once more. Nobody may have it open.
    pub(super) fn rewrite(&mut self) -> Result<(), StoreError> {
        let log = self.store.join("db");
        let rewritten = self.renew_blobs().and_then(|()| {
            let (mut from, mut to) = (File::open(&log)?, OpenOptions::new().write(true).open(&log)?);
            copy_bytes(&mut from, &mut to)?;
            to.sync_all()
        });
        rewritten.map_err(|error| at(&log, &error))
    }

    fn renew_blobs(&mut self) -> io::Result<()> {
        for entry in fs::read_dir(&self.blobs)? {
            let entry = entry?;
            if !self.synced.contains(&entry.file_name()) {
                renew(&self.store, &entry.path())?;
            }
        }
        sync_dir(&self.blobs)
    }

    /// Opens sled over its files once more.
    pub(super) fn open_db(&mut self) -> Result<Database, StoreError> {
        settle(&self.store)?;
        let db = open_db(&self.store, self.cache)?;
        let log = self.store.join("db");
        self.log = File::open(&log).map_err(|error| at(&log, &error))?;
        self.synced.clear();
        self.mark.follow()?;
        sync_dir(&self.store).map_err(|error| at(&self.store, &error))?;
        Ok(Database::new(db, self.store.clone()))
    }

    /// The same after another store took the place of this one, with as many groups.
    pub(super) fn open_another(&mut self) -> Result<Database, StoreError> {
        let database = self.open_db()?;
        self.check_mark(&database)?;
        self.mark = contained(&self.store, || database.ask(|db| Ok(Mark::open(&self.store, db)))?)?;
        Ok(database)
    }

    /// With another file in place of sled's: one that refuses to sync.
    #[cfg(test)]
    pub(super) fn with_log(self, log: File) -> Self {
        Self { log, ..self }
    }

    /// Whether all that was answered is in the store, after it was opened again.
    pub(super) fn check_mark(&self, database: &Database) -> Result<(), StoreError> {
        database.ask(|db| Ok(self.mark.check(&self.store, db)))?
    }

    /// Makes everything durable that was written.
    pub(super) fn flush(&mut self, database: &Database) -> Result<(), StoreError> {
        // Blobs first: a log that points to a blob that is not there cannot be read past that point.
        let blobs = self.sync_blobs().map_err(|error| at(&self.blobs, &error));
        // Even where they refused: sled lets go of its files only when it has nothing left to write.
        let log = database.change(|db| self.mark.count(db)).and_then(|()| database.ask(|db| db.flush().map(drop)));
        blobs.and(log)?;
        // And those that sled wrote just now: it may move a page along.
        self.sync_blobs().map_err(|error| at(&self.blobs, &error))?;
        self.log.sync_data().map_err(|error| at(&self.store.join("db"), &error))?;
        self.mark.keep();
        Ok(())
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
        if added { sync_dir(&self.blobs) } else { Ok(()) }
    }

    #[cfg(test)]
    pub(super) fn synced(&self) -> usize {
        self.synced.len()
    }
}

/// A file is there after a power cut when its directory says so.
fn sync_directories(data_dir: &Path, store: &Path) -> io::Result<()> {
    sync_dir(store)?;
    sync_dir(data_dir)?;
    // The directory above may be one that grantd must not read, or even enter.
    let _not_ours = File::open(data_dir.join("..")).and_then(|dir| dir.sync_all());
    Ok(())
}

/// Keeps everybody else from the store in `data_dir` for as long as what it answers is kept, and ends what a crash has left
/// half done there.
pub(in super::super) fn hold(data_dir: &Path) -> Result<File, StoreError> {
    let lock = lock(data_dir)?;
    swap::finish(data_dir)?;
    Ok(lock)
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
        ["README.md", "backups"].contains(&name)
            || ["store", "grantd.", "audit", "attempts"].iter().any(|own| name.starts_with(own))
    };
    let mut all_ours = true;
    for entry in fs::read_dir(data_dir)? {
        all_ours &= entry?.file_name().to_str().is_some_and(ours);
    }
    let store = swap::current(data_dir);
    if !store.exists() {
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
    let segments = segments::size(path);
    let config = sled::Config::new().path(path).cache_capacity(cache).segment_size(segments).flush_every_ms(None);
    let open = || contained(path, || Ok(config.open()))?.map_err(|error| failed(path, &error));
    for _ in 1..TRIES {
        match open() {
            Err(StoreError::Engine(error)) if error.contains("could not acquire lock") => {
                std::thread::sleep(Duration::from_millis(20));
            }
            // sled does not say which file it is; we can.
            Err(error @ StoreError::Damaged { .. }) => return Err(damage::locate(path).unwrap_or(error)),
            // Or what says how it was made is damaged.
            Err(error @ StoreError::MadeOtherwise { .. }) => return Err(damage::conf(path).err().unwrap_or(error)),
            opened => return opened,
        }
    }
    open()
}

/// Puts a copy of the file at `path` in its place: on new blocks, and on the disk.
fn renew(store: &Path, path: &Path) -> io::Result<()> {
    let renewed = store.join(RENEWED);
    let copied = (|| {
        let mut copy = OpenOptions::new().write(true).create(true).truncate(true).open(&renewed)?;
        copy_bytes(&mut File::open(path)?, &mut copy)?;
        copy.sync_all()?;
        fs::rename(&renewed, path)
    })();
    if copied.is_err() {
        // What cannot be removed now is removed before the store is opened.
        let _gone = fs::remove_file(&renewed);
    }
    copied
}

/// Copies through memory: a copy that shares blocks with the original would share what is missing on the disk.
fn copy_bytes(from: &mut File, to: &mut File) -> io::Result<()> {
    let mut buffer = vec![0; 1 << 20];
    loop {
        match from.read(&mut buffer)? {
            0 => return Ok(()),
            read => to.write_all(buffer.get(..read).unwrap_or_default())?,
        }
    }
}
