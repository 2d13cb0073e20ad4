//! A file that is whole or not there.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, BufWriter, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use super::TransferError;

/// What the name of a file ends with while it is written.
pub const PART: &str = ".part";

/// Writes a file that is complete or not there: beside its place first (`FILE.part`), made durable, read back by `check`,
/// then moved. Mode 0600. One of the same name is replaced, so that a timer can write the same file every night.
pub fn write_file<T>(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<T, TransferError>,
    check: impl FnOnce(&mut dyn BufRead, &T) -> Result<(), TransferError>,
) -> Result<T, TransferError> {
    let failed = |error: io::Error| TransferError::File { path: path.display().to_string(), error };
    let mut beside = path.as_os_str().to_owned();
    beside.push(PART);
    let beside = PathBuf::from(beside);
    let mut output = BufWriter::new(begin(&beside).map_err(failed)?);
    let written = write(&mut output).and_then(|done| {
        output.flush().map_err(failed)?;
        output.get_ref().sync_all().map_err(failed)?;
        check(&mut BufReader::new(File::open(&beside).map_err(failed)?), &done)?;
        fs::rename(&beside, path).map_err(failed)?;
        Ok(done)
    });
    let done = written.inspect_err(|_| {
        let _gone = fs::remove_file(&beside);
    })?;
    let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    File::open(parent).and_then(|dir| dir.sync_all()).map_err(failed)?;
    Ok(done)
}

/// Whether nobody writes this unfinished file any more: whoever began it has died.
pub fn is_left(path: &Path) -> bool {
    fs::symlink_metadata(path).is_ok_and(|found| found.is_file())
        && File::open(path).is_ok_and(|file| lock(&file).is_ok())
}

/// A new file, locked while it is written, so that two that write the same one do not mix. What a crash left there is
/// removed; it is never written into, as it may be a link or readable to others.
fn begin(path: &Path) -> io::Result<File> {
    let create = || OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    let file = match create() {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            if fs::symlink_metadata(path)?.is_file() {
                lock(&File::open(path)?)?;
            }
            fs::remove_file(path)?;
            create()?
        }
        created => created?,
    };
    lock(&file)?;
    Ok(file)
}

fn lock(file: &File) -> io::Result<()> {
    file.try_lock().map_err(|error| match error {
        TryLockError::WouldBlock => io::Error::other("it is being written by another process"),
        TryLockError::Error(error) => error,
    })
}
