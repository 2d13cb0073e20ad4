//! One store in the place of another: what was rewritten or saved is made aside, and takes the place of what is there with
//! two renames. Whole at every moment: until the first rename the old store counts, from it on the new one, and
//! [`finish`] ends at the next start what a crash has cut off.
//!
//! | name | what |
//! |---|---|
//! | `store` | the store |
//! | `store.part` | where another one is being made; of no use after a crash |
//! | `store.new` | another one that is whole and on the disk |
//! | `store.old` | the one that was rewritten, until its successor was opened and found good; nothing is written before |
//! | `store.gone` | what is being removed |

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use super::super::StoreError;
use super::database::at;

/// The store in `data_dir`.
pub(super) fn current(data_dir: &Path) -> PathBuf {
    data_dir.join("store")
}

/// Where another one is made.
pub(in super::super) fn part(data_dir: &Path) -> PathBuf {
    data_dir.join("store.part")
}

/// Where one goes that is not needed any more when another has taken its place.
pub(super) fn retired(data_dir: &Path) -> PathBuf {
    data_dir.join("store.old")
}

fn whole(data_dir: &Path) -> PathBuf {
    data_dir.join("store.new")
}

/// What is being removed.
pub(super) fn gone(data_dir: &Path) -> PathBuf {
    data_dir.join("store.gone")
}

/// Whether there is a store in `data_dir`, or one that takes its place at the next start.
pub fn is_store_in(data_dir: &Path) -> bool {
    [current(data_dir), whole(data_dir), retired(data_dir)].iter().any(|store| store.is_dir())
}

/// Puts the store `made`, which nobody has open, in the place of the one in `data_dir`, which nobody has open either and
/// which goes to `aside`. `grantd.lock` must be held.
///
/// # Errors
/// Then the old store is in its place, unless the disk fails altogether; the next start puts that right.
pub(in super::super) fn put_in_place(data_dir: &Path, made: &Path, aside: &Path) -> Result<(), StoreError> {
    make_ready(data_dir, made)?;
    let (current, whole) = (current(data_dir), whole(data_dir));
    let sync = || sync_dir(data_dir).map_err(|error| at(data_dir, &error));
    rename(&current, aside)?;
    if let Err(error) = sync().and_then(|()| rename(&whole, &current)) {
        rename(aside, &current)?;
        return Err(error);
    }
    // Where that is lost in a power cut the next start does it again, with the same directory.
    if let Err(error) = sync() {
        tracing::warn!(%error, "where the store is may not be on the disk yet");
    }
    Ok(())
}

/// Makes the store `made` the one that counts when there is no other.
pub(super) fn make_ready(data_dir: &Path, made: &Path) -> Result<(), StoreError> {
    let whole = whole(data_dir);
    remove(&whole)?;
    sync_tree(made).map_err(|error| at(made, &error))?;
    rename(made, &whole)?;
    sync_dir(data_dir).map_err(|error| at(data_dir, &error))
}

/// The way of a store that is rewritten while it works: puts it away, when another one was made ready. From here there is
/// no way back, only [`move_in`]: what is written from now on goes to the other one, and where a disk fails it is not known
/// which names are on it.
pub(super) fn move_out(data_dir: &Path) -> Result<(), StoreError> {
    rename(&current(data_dir), &retired(data_dir))
}

/// Puts the one that was made ready in its place, for good.
pub(super) fn move_in(data_dir: &Path) -> Result<(), StoreError> {
    rename(&whole(data_dir), &current(data_dir))?;
    sync_dir(data_dir).map_err(|error| at(data_dir, &error))
}

/// Ends what a crash has left half done, and removes what is of no use; not the old store, before the new one was found
/// good ([`retire`]). `grantd.lock` must be held.
pub(super) fn finish(data_dir: &Path) -> Result<(), StoreError> {
    let (current, whole, retired) = (current(data_dir), whole(data_dir), retired(data_dir));
    if !current.exists()
        && let Some(survivor) = [&whole, &retired].into_iter().find(|store| store.exists())
    {
        rename(survivor, &current)?;
        sync_dir(data_dir).map_err(|error| at(data_dir, &error))?;
    } else if whole.exists() {
        // What is removed next must not be what counts after a power cut.
        sync_dir(data_dir).map_err(|error| at(data_dir, &error))?;
    }
    [part(data_dir), whole, gone(data_dir)].iter().try_for_each(|leftover| remove(leftover))
}

/// The old store is not needed any more: the new one was opened, and what it holds may change from now on. Answers whether
/// there was one; what is left of it is at [`gone`] then.
pub(super) fn retire(data_dir: &Path) -> Result<bool, StoreError> {
    let (retired, gone) = (retired(data_dir), gone(data_dir));
    if !retired.exists() {
        return Ok(false);
    }
    remove(&gone)?;
    rename(&retired, &gone)?;
    sync_dir(data_dir).map_err(|error| at(data_dir, &error))?;
    Ok(true)
}

/// Opens the store that is in place; where that is of no use and another one was there before, that one.
pub(super) fn open_either<T>(
    data_dir: &Path,
    mut open: impl FnMut() -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    match open() {
        Err(StoreError::Damaged { .. }) if go_back(data_dir)? => {
            let opened = open()?;
            if let Err(error) = remove(&part(data_dir)) {
                tracing::warn!(%error, "what the store was rewritten to is removed at the next start");
            }
            Ok(opened)
        }
        opened => opened,
    }
}

/// The new store is of no use, and nothing was written to it: if the old one is still there, that takes its place again.
/// Answers whether it did. Nobody may have either open.
fn go_back(data_dir: &Path) -> Result<bool, StoreError> {
    let (current, retired, part) = (current(data_dir), retired(data_dir), part(data_dir));
    if !retired.is_dir() {
        return Ok(false);
    }
    tracing::error!("what the store was rewritten to cannot be opened; the store is taken that was there before");
    remove(&part)?;
    if current.exists() {
        rename(&current, &part)?;
    }
    rename(&retired, &current)?;
    sync_dir(data_dir).map_err(|error| at(data_dir, &error))?;
    Ok(true)
}

/// Removes what was being made, where the store is in its place.
pub(super) fn discard(data_dir: &Path) -> Result<(), StoreError> {
    if current(data_dir).is_dir() {
        remove(&whole(data_dir))?;
    }
    remove(&part(data_dir))?;
    sync_dir(data_dir).map_err(|error| at(data_dir, &error))
}

pub(super) fn remove(path: &Path) -> Result<(), StoreError> {
    match fs::remove_dir_all(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(at(path, &error)),
        _ => Ok(()),
    }
}

fn rename(from: &Path, to: &Path) -> Result<(), StoreError> {
    fs::rename(from, to).map_err(|error| at(from, &error))
}

/// Makes a directory and all that is in it durable.
pub(super) fn sync_tree(dir: &Path) -> io::Result<()> {
    sync_tree_while(dir, &|| true)
}

/// The same, as long as it is wanted: each file may take long, and there may be many.
pub(super) fn sync_tree_while(dir: &Path, wanted: &dyn Fn() -> bool) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if !wanted() {
            return Err(io::ErrorKind::Interrupted.into());
        }
        if path.is_dir() { sync_tree_while(&path, wanted)? } else { File::open(&path)?.sync_all()? }
    }
    sync_dir(dir)
}

/// Makes the names in a directory durable.
pub(super) fn sync_dir(dir: &Path) -> io::Result<()> {
    File::open(dir)?.sync_all()
}
