//! How many groups were made durable, told twice: in a tree of sled's own with each group, and in the file `store/mark`
//! after it. sled takes a log whose end is damaged for one that was just not written to its end, and opens it without a
//! word; whoever was answered is told otherwise by this. The file is never synced: it is written after what it speaks of
//! is on the disk, so whatever part of it survives a power cut, it never promises more than the log holds.

use std::fs::{File, OpenOptions};
use std::io::{self, Read};
use std::os::unix::fs::{FileExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use super::super::StoreError;

const TREE: &[u8] = b"grantd";
const GROUPS: &[u8] = b"groups";
const TURNS: &[u8] = b"turns";
/// A count and its CRC-32.
const LENGTH: usize = 12;

pub(super) struct Mark {
    path: PathBuf,
    file: File,
    groups: u64,
    /// What the file said when it was opened.
    promised: u64,
}

impl Mark {
    /// Reads both.
    ///
    /// # Errors
    /// Those of reading. That the log is behind the file is for [`Mark::behind`] to tell.
    pub(super) fn open(store: &Path, db: &sled::Db) -> Result<Self, StoreError> {
        let path = store.join("mark");
        let mut file = open(&path)?;
        let promised = promised(&mut file).map_err(|error| super::database::at(&path, &error))?;
        let groups = groups(db).map_err(|error| super::database::failed(store, &error))?;
        Ok(Self { path, file, groups, promised })
    }

    /// How far the log was behind the file when both were read.
    pub(super) fn behind(&self) -> Option<Behind> {
        (self.groups < self.promised).then_some(Behind { found: self.groups, promised: self.promised })
    }

    /// Goes on in the file that is there now: another store may have taken the place of this one.
    pub(super) fn follow(&mut self) -> Result<(), StoreError> {
        self.file = open(&self.path)?;
        Ok(())
    }

    /// How many groups were made durable.
    pub(super) fn groups(&self) -> u64 {
        self.groups
    }

    /// Counts the group that is to be flushed.
    pub(super) fn count(&self, db: &sled::Db) -> sled::Result<()> {
        db.open_tree(TREE)?.insert(GROUPS, &(self.groups + 1).to_be_bytes()).map(drop)
    }

    /// The group is on the disk.
    pub(super) fn keep(&mut self) {
        self.groups += 1;
        // It may be behind: then less is noticed.
        if let Err(error) = self.file.write_all_at(&sealed(self.groups), 0) {
            tracing::debug!(%error, "{} was not written", self.path.display());
        }
    }

    /// After the store was opened again: whether all that was answered is in it.
    pub(super) fn check(&self, store: &Path, db: &sled::Db) -> Result<(), StoreError> {
        let found = groups(db).map_err(|error| super::database::failed(store, &error))?;
        if found < self.groups { Err(Behind { found, promised: self.groups }.told(store, "")) } else { Ok(()) }
    }
}

/// A log that holds less than was promised.
pub(super) struct Behind {
    found: u64,
    promised: u64,
}

impl Behind {
    /// What whoever opens the store is told. Where the log lacks its end the rest is what stood once, and can be gone on
    /// with. Where sled meets damage before that it may drop all that there is, and make a store with nothing in it, or one
    /// that it does not open again: so that is tried. Nobody may have the store open.
    pub(super) fn judged(&self, store: &Path, keys: impl FnOnce() -> Result<usize, StoreError>) -> StoreError {
        let is_left = self.found > 0 && keys().is_ok_and(|keys| keys > 0);
        if !is_left {
            return self.told(store, ", and the store cannot go on without them");
        }
        let mark = store.join("mark");
        let way_out = format!(
            " at its end (to go on without them, remove {}: what was revoked, deleted or replaced in them is valid again)",
            mark.display()
        );
        self.told(store, &way_out)
    }

    /// That it does, and what comes of that.
    pub(super) fn told(&self, store: &Path, more: &str) -> StoreError {
        let Self { found, promised } = self;
        StoreError::Damaged {
            place: store.join("db").display().to_string(),
            reason: format!(
                "{} of {promised} groups of changes that were answered are missing{more}",
                promised - found
            ),
        }
    }
}

fn open(path: &Path) -> Result<File, StoreError> {
    let file = OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(path);
    file.map_err(|error| super::database::at(path, &error))
}

/// Notes in a copy that is made of what so many groups made.
pub(super) fn carry(db: &sled::Db, groups: u64) -> sled::Result<()> {
    db.open_tree(TREE)?.insert(GROUPS, &groups.to_be_bytes()).map(drop)
}

/// The same beside it.
pub(super) fn leave(store: &Path, groups: u64) -> io::Result<()> {
    let file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(store.join("mark"))?;
    file.write_all_at(&sealed(groups), 0)
}

/// Changes something small that means nothing.
pub(super) fn turn(db: &sled::Db, turns: u64) -> sled::Result<()> {
    db.open_tree(TREE)?.insert(TURNS, &turns.to_be_bytes()).map(drop)
}

/// Leaves nothing of that.
pub(super) fn turned(db: &sled::Db) -> sled::Result<()> {
    db.open_tree(TREE)?.remove(TURNS).map(drop)
}

fn sealed(groups: u64) -> Vec<u8> {
    let count = groups.to_be_bytes();
    [&count[..], &crc32fast::hash(&count).to_be_bytes()].concat()
}

fn groups(db: &sled::Db) -> sled::Result<u64> {
    let count = db.open_tree(TREE)?.get(GROUPS)?;
    Ok(count.and_then(|count| Some(u64::from_be_bytes(count.as_ref().try_into().ok()?))).unwrap_or(0))
}

/// What the file says; 0 where it is not whole.
fn promised(file: &mut File) -> io::Result<u64> {
    let mut content = Vec::with_capacity(LENGTH);
    file.take(LENGTH as u64).read_to_end(&mut content)?;
    let whole =
        content.split_last_chunk::<4>().filter(|(count, seal)| crc32fast::hash(count) == u32::from_be_bytes(**seal));
    Ok(whole.and_then(|(count, _)| Some(u64::from_be_bytes(count.try_into().ok()?))).unwrap_or(0))
}
