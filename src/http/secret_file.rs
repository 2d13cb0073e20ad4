//! Files that hold a key: where one is, and who can read it. What is in it is for others to judge.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Where a configured file is. A name without a slash is looked for among systemd's credentials first.
pub fn find(file: &Path) -> PathBuf {
    let is_name = file.components().count() == 1 && !file.is_absolute();
    let credentials = env::var_os("CREDENTIALS_DIRECTORY").filter(|_| is_name);
    let credential = credentials.map(|directory| Path::new(&directory).join(file));
    credential.filter(|credential| credential.is_file()).unwrap_or_else(|| file.to_owned())
}

/// Whether everybody on this machine can read it.
pub fn is_open_to_all(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|found| found.permissions().mode() & 0o007 != 0)
}

/// Says so in the log if everybody on this machine can read it.
pub fn warn_if_open_to_all(path: &Path) {
    if is_open_to_all(path) {
        tracing::warn!("everybody on this machine can read the key in {}: chmod 600 {0}", path.display());
    }
}
