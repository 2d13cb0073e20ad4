//! Root at work over the data of the service's user: what it makes there must be readable to the daemon afterwards.

use std::fs;
use std::io;
use std::os::unix::fs::{MetadataExt, lchown};
use std::path::Path;

const ROOT: u32 = 0;

/// Whether this process runs as root.
pub fn is_root() -> bool {
    fs::metadata("/proc/self").is_ok_and(|own| own.uid() == ROOT)
}

/// Gives what root owns below a data directory that is not root's to the directory's owner.
pub fn hand_back(data_dir: &Path) {
    let Ok(owner) = fs::metadata(data_dir) else { return };
    if owner.uid() == ROOT {
        return;
    }
    if let Err(error) = give(data_dir, owner.uid(), owner.gid()) {
        tracing::warn!(%error, "some files in {} may belong to root still: see to it with chown", data_dir.display());
    }
}

/// Links are not followed, and a file of several names stays whose it is: one may lie elsewhere.
fn give(dir: &Path, user: u32, group: u32) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let found = entry.metadata()?;
        if found.uid() == ROOT && (found.is_dir() || found.nlink() == 1) {
            lchown(entry.path(), Some(user), Some(group))?;
        }
        if found.is_dir() {
            give(&entry.path(), user, group)?;
        }
    }
    Ok(())
}
