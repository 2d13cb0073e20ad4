//! What can be saved of a store that the engine cannot open: the last way out, where there is no backup.
//!
//! sled rebuilds what it knows from its log when its snapshot is gone, and stops where the log is torn. What it shows then
//! may be an older truth, in which a token is good that was revoked since. So only what people would have to make anew is
//! brought over into a fresh store: settings, accounts, apps, resource servers. Nothing that a browser or an app could
//! hold comes with it. The damaged store is kept beside, untouched: what is read is a copy.

use std::fs::{self, DirBuilder};
use std::io;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};

use super::records::{Client, Counter, Instance, Record, ResourceServer, User};
use super::transfer::{self, Counts};
use super::{Batch, Key, KeyRange, Store, StoreError, Value};
use crate::clock::Timestamp;
use crate::config::Storage;

/// The kinds that are brought over.
const LASTING: [u8; 5] = [Instance::KIND, Counter::KIND, User::KIND, Client::KIND, ResourceServer::KIND];
const SLICE: usize = 256;

/// What was saved.
pub struct Salvaged {
    /// Where the damaged store is now.
    pub damaged: PathBuf,
    /// How many records of each kind were brought over.
    pub records: Counts,
    /// How many could not be read, and for how many kinds the reading broke off.
    pub unreadable: u64,
}

/// Puts the damaged store in `data_dir` aside, and a fresh one with what can be read of it in its place. Blocks.
///
/// # Errors
/// A store of which not one account can be read: then nothing was changed. And a disk that fails.
pub fn salvage(storage: &Storage, data_dir: &Path, now: Timestamp) -> Result<Salvaged, StoreError> {
    let copy = data_dir.join(format!("store.salvage-{}", now.for_files()));
    let saved = salvage_by(storage, data_dir, &copy, now);
    // Of no use to anybody, whatever came of it.
    let _gone = fs::remove_dir_all(&copy);
    saved
}

fn salvage_by(storage: &Storage, data_dir: &Path, copy: &Path, now: Timestamp) -> Result<Salvaged, StoreError> {
    let current = data_dir.join("store");
    copy_log(&current, &copy.join("store")).map_err(|error| at(copy, &error))?;
    let source = Store::open_unjudged(storage, copy)?;
    if source.engine().scan(&KeyRange::prefix(&[User::KIND]), 1, false)?.is_empty() {
        let place = current.display().to_string();
        return Err(StoreError::Damaged { place, reason: "not one account in it can be read".to_owned() });
    }
    let damaged = data_dir.join(format!("store.damaged-{}", now.for_files()));
    fs::rename(&current, &damaged).map_err(|error| at(&current, &error))?;
    let (records, unreadable) = bring_over(&source, &Store::open(storage, data_dir)?)?;
    Ok(Salvaged { damaged, records, unreadable })
}

/// Copies the log with its large records, and nothing that was made from it: sled makes that anew.
fn copy_log(from: &Path, to: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let name = entry.file_name();
        if entry.file_type()?.is_dir() {
            copy_log(&entry.path(), &to.join(name))?;
        } else if !["snap.", "conf", "mark"].iter().any(|made| name.to_string_lossy().starts_with(made)) {
            fs::copy(entry.path(), to.join(name))?;
        }
    }
    Ok(())
}

/// Writes what can be read into the fresh store, which does not open before all of it is there.
fn bring_over(source: &Store, target: &Store) -> Result<(Counts, u64), StoreError> {
    transfer::mark_begun(target)?;
    let (mut counts, mut unreadable) = (Counts::new(), 0);
    for kind in LASTING {
        let mut range = KeyRange::prefix(&[kind]);
        loop {
            // Where the tree itself is torn, what comes behind is lost.
            let Ok(pairs) = source.engine().scan(&range, SLICE, false) else {
                unreadable += 1;
                break;
            };
            let Some(last) = pairs.last().map(|(key, _)| key.clone()) else { break };
            range = range.after(&last);
            unreadable += write(target, &pairs, &mut counts)?;
        }
    }
    transfer::mark_ended(target)?;
    target.engine().close()?;
    Ok((counts, unreadable))
}

/// Writes the records of a slice that can be read; answers how many cannot.
fn write(target: &Store, pairs: &[(Key, Value)], counts: &mut Counts) -> Result<u64, StoreError> {
    let mut batch = Batch::default();
    let mut unreadable = 0;
    for (key, value) in pairs {
        match transfer::put_stored(&mut batch, key, value) {
            Some(kind) => *counts.entry(kind).or_default() += 1,
            None => unreadable += 1,
        }
    }
    target.engine().commit(batch).wait()?;
    Ok(unreadable)
}

fn at(path: &Path, error: &io::Error) -> StoreError {
    StoreError::Engine(format!("{}: {error}", path.display()))
}
