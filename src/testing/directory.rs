//! The directory of a test server: made by it, marked as its own, and never anybody else's.
//!
//! The mark is a file that the server holds locked while it runs. So a directory that was left behind (the process was
//! killed, the machine lost power) can be told from one in use, and the next test server clears it away.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};

use rustix::process::geteuid;

use crate::secret::Random;

const MARK: &str = "grantd-test-server";
const TEMPORARY: &str = "grantd-test-server-";
const UNNAMED: &str = "grantd-test-server.new";
const EXPLANATION: &str = "This directory belongs to grantd test-server, which empties it at each start.\n";
/// What marks one that the next server may remove.
const EXPLANATION_OF_TEMPORARY: &str =
    "This directory belongs to a grantd test-server. When that has ended, another one removes it.\n";
/// What grantd puts into a data directory.
const OWN: [&str; 3] = ["grantd.lock", "grantd.sock", "store"];
const OWN_BEGINNINGS: [&str; 2] = ["audit", "grantd.quarantine-"];

/// A directory for one test server.
pub struct Directory {
    path: PathBuf,
    temporary: bool,
    _mark: File,
}

/// Why a directory cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum DirectoryError {
    /// It is somebody else's.
    #[error(
        "{0} was not made by grantd test-server, which empties its directory: name one that does not exist yet, or none"
    )]
    Foreign(String),
    /// Another one runs over it.
    #[error("another grantd test-server is running over {0}: name another directory, or none")]
    InUse(String),
    /// The system refuses.
    #[error("{path} cannot be used: {error}")]
    Unusable {
        /// Which.
        path: String,
        /// Why.
        error: io::Error,
    },
}

impl DirectoryError {
    /// A lock that somebody else has comes as [`io::ErrorKind::WouldBlock`].
    fn because(path: &Path, error: io::Error) -> Self {
        let path = path.display().to_string();
        if error.kind() == io::ErrorKind::WouldBlock { Self::InUse(path) } else { Self::Unusable { path, error } }
    }
}

impl Directory {
    /// A new one that goes away when this is dropped.
    ///
    /// # Errors
    /// The system refuses.
    pub fn temporary() -> Result<Self, DirectoryError> {
        Self::temporary_in(&std::env::temp_dir())
    }

    fn temporary_in(parent: &Path) -> Result<Self, DirectoryError> {
        clear_abandoned(parent);
        let unusable = |error| DirectoryError::because(parent, error);
        let name = Random::system().alphanumeric(12).map_err(|error| unusable(io::Error::other(error)))?;
        let path = parent.join(format!("{TEMPORARY}{name}"));
        make(&path).map_err(unusable)?;
        let mark = mark(&path, EXPLANATION_OF_TEMPORARY).map_err(unusable)?;
        Ok(Self { path, temporary: true, _mark: mark })
    }

    /// The one at `path`, which is made if it is not there, and emptied of an earlier server's data. It stays.
    ///
    /// # Errors
    /// One that no test server has made, or that another one is using.
    pub fn at(path: &Path) -> Result<Self, DirectoryError> {
        let unusable = |error| DirectoryError::because(path, error);
        let path_buf = std::path::absolute(path).map_err(unusable)?;
        let mark = match open_mark(&path_buf).map_err(unusable)? {
            Some(mark) => mark,
            None if is_free(&path_buf).map_err(unusable)? => {
                make(&path_buf).map_err(unusable)?;
                mark(&path_buf, EXPLANATION).map_err(unusable)?
            }
            None => return Err(DirectoryError::Foreign(path.display().to_string())),
        };
        empty(&path_buf).map_err(unusable)?;
        Ok(Self { path: path_buf, temporary: false, _mark: mark })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for Directory {
    fn drop(&mut self) {
        if self.temporary
            && let Err(error) = fs::remove_dir_all(&self.path)
        {
            tracing::warn!(%error, "{} could not be removed", self.path.display());
        }
    }
}

fn make(path: &Path) -> io::Result<()> {
    match DirBuilder::new().mode(0o700).create(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            DirBuilder::new().recursive(true).mode(0o700).create(path)
        }
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && is_free(path)? => Ok(()),
        made => made,
    }
}

/// Whether there is nothing at `path`, or an empty directory of this user's. One that was being marked is empty.
fn is_free(path: &Path) -> io::Result<bool> {
    match fs::symlink_metadata(path) {
        Ok(found) if is_own(&found) => {
            let mut entries = fs::read_dir(path)?;
            entries.try_fold(true, |free, entry| Ok(free && entry?.file_name() == UNNAMED))
        }
        Ok(_) => Ok(false),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}

/// Marks a directory. The mark is locked before it has its name: nobody finds it without an owner. Of two servers at once
/// the second either cannot lock what the first has not named yet, or finds what it has named.
fn mark(path: &Path, explanation: &str) -> io::Result<File> {
    let unnamed = path.join(UNNAMED);
    let mut mark = OpenOptions::new().write(true).create(true).truncate(false).open(&unnamed)?;
    mark.try_lock()?;
    if let Some(named) = open_mark(path)? {
        fs::remove_file(unnamed)?;
        return Ok(named);
    }
    mark.set_len(0)?;
    mark.write_all(explanation.as_bytes())?;
    fs::rename(unnamed, path.join(MARK))?;
    Ok(mark)
}

fn is_own(found: &fs::Metadata) -> bool {
    found.is_dir() && found.uid() == geteuid().as_raw()
}

/// The mark of a directory that is this user's, locked; `None` where there is none.
fn open_mark(path: &Path) -> io::Result<Option<File>> {
    let found = match fs::symlink_metadata(path) {
        Ok(found) if is_own(&found) => OpenOptions::new().read(true).write(true).open(path.join(MARK)),
        Ok(_) => return Ok(None),
        Err(error) => Err(error),
    };
    match found {
        Ok(mark) => {
            mark.try_lock()?;
            Ok(Some(mark))
        }
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Removes what grantd has put there, and nothing else.
fn empty(path: &Path) -> io::Result<()> {
    for entry in fs::read_dir(path)? {
        let entry = entry?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if OWN.contains(&&*name) || OWN_BEGINNINGS.iter().any(|beginning| name.starts_with(beginning)) {
            match entry.file_type()?.is_dir() {
                true => fs::remove_dir_all(entry.path())?,
                false => fs::remove_file(entry.path())?,
            }
        }
    }
    Ok(())
}

/// Removes temporary directories whose servers are gone; one that somebody has named stays. What cannot be removed is left:
/// it is not this server's business.
fn clear_abandoned(parent: &Path) {
    let Ok(entries) = fs::read_dir(parent) else { return };
    for entry in entries.flatten() {
        if entry.file_name().to_string_lossy().starts_with(TEMPORARY)
            && let Ok(Some(mut mark)) = open_mark(&entry.path())
            && io::read_to_string(&mut mark).is_ok_and(|text| text == EXPLANATION_OF_TEMPORARY)
        {
            let _gone = fs::remove_dir_all(entry.path());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_temporary_one_goes_away_and_so_does_one_that_was_left_behind() {
        let parent = tempfile::tempdir().unwrap();
        let names = || fs::read_dir(parent.path()).unwrap().map(|entry| entry.unwrap().path()).collect::<Vec<_>>();
        let running = Directory::temporary_in(parent.path()).unwrap();
        let left = parent.path().join(format!("{TEMPORARY}left"));
        fs::create_dir_all(left.join("store")).unwrap();
        fs::write(left.join(MARK), EXPLANATION_OF_TEMPORARY).unwrap();
        let named = parent.path().join(format!("{TEMPORARY}named"));
        drop(Directory::at(&named).unwrap());
        let foreign = parent.path().join(format!("{TEMPORARY}foreign"));
        fs::create_dir(&foreign).unwrap();
        let other = Directory::temporary_in(parent.path()).unwrap();
        assert!(!left.exists(), "nobody holds it");
        assert!(running.path().is_dir() && other.path().is_dir() && foreign.is_dir() && named.is_dir());
        drop((running, other));
        fs::remove_dir_all(named).unwrap();
        assert_eq!(names(), [foreign]);
    }

    #[test]
    fn one_that_is_not_its_own_is_left_alone() {
        let dir = tempfile::tempdir().unwrap();
        let foreign = dir.path().join("foreign");
        fs::create_dir(&foreign).unwrap();
        fs::write(foreign.join("letter"), "dear").unwrap();
        assert!(matches!(Directory::at(&foreign), Err(DirectoryError::Foreign(_))));
        assert_eq!(fs::read_to_string(foreign.join("letter")).unwrap(), "dear");
        let link = dir.path().join("link");
        std::os::unix::fs::symlink(&foreign, &link).unwrap();
        assert!(matches!(Directory::at(&link), Err(DirectoryError::Foreign(_))));
    }

    #[test]
    fn its_own_is_emptied_of_grantds_files_and_stays() {
        let dir = tempfile::tempdir().unwrap();
        let own = dir.path().join("a/b");
        let first = Directory::at(&own).unwrap();
        fs::create_dir(own.join("store")).unwrap();
        fs::write(own.join("audit.log"), "{}").unwrap();
        fs::write(own.join("notes"), "mine").unwrap();
        assert!(matches!(Directory::at(&own), Err(DirectoryError::InUse(_))));
        drop(first);
        let again = Directory::at(&own).unwrap();
        assert!(!own.join("store").exists() && !own.join("audit.log").exists() && own.join("notes").exists());
        drop(again);
        assert!(own.is_dir());
    }

    #[test]
    fn of_many_that_want_a_new_one_at_once_one_has_it() {
        let dir = tempfile::tempdir().unwrap();
        for round in 0..20 {
            let path = dir.path().join(round.to_string());
            let barrier = std::sync::Barrier::new(4);
            let claim = || {
                barrier.wait();
                let claimed = Directory::at(&path);
                barrier.wait();
                claimed.map(drop)
            };
            let outcomes: Vec<_> = std::thread::scope(|scope| {
                let threads = [(); 4].map(|()| scope.spawn(claim));
                threads.into_iter().map(|thread| thread.join().unwrap()).collect()
            });
            assert_eq!(outcomes.iter().filter(|outcome| outcome.is_ok()).count(), 1, "{outcomes:?}");
        }
    }

    #[test]
    fn one_that_was_being_marked_when_the_machine_went_off_is_free() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join(UNNAMED), "This dir").unwrap();
        let taken = Directory::at(dir.path()).unwrap();
        assert_eq!(fs::read_to_string(taken.path().join(MARK)).unwrap(), EXPLANATION);
    }
}
