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

/// What grantd makes in a data directory.
const OWN: [&str; 5] = ["store", "grantd.", "audit", "attempts", "backups"];

/// Gives what root owns of grantd's own files in a data directory that is not root's to the directory's owner. Another
/// directory, named by mistake, is left alone.
pub fn hand_back(data_dir: &Path) {
    let Ok(owner) = fs::metadata(data_dir) else { return };
    if owner.uid() == ROOT || fs::symlink_metadata(data_dir.join("grantd.lock")).is_err() {
        return;
    }
    if let Err(error) = give(data_dir, owner.uid(), owner.gid(), &OWN) {
        tracing::warn!(%error, "some files in {} may belong to root still: see to it with chown", data_dir.display());
    }
}

/// Links are not followed, and a file of several names stays whose it is: one may lie elsewhere.
fn give(dir: &Path, user: u32, group: u32, names: &[&str]) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        if !names.iter().any(|own| entry.file_name().as_encoded_bytes().starts_with(own.as_bytes())) {
            continue;
        }
        let found = entry.metadata()?;
        if found.uid() == ROOT && (found.is_dir() || found.nlink() == 1) {
            lchown(entry.path(), Some(user), Some(group))?;
        }
        if found.is_dir() {
            give(&entry.path(), user, group, &[""])?;
        }
    }
    Ok(())
}
