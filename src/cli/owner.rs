//! Root at work over the data of somebody else works as that somebody.
//!
//! A data directory is its owner's to fill with links. Root who follows one there reads and writes wherever the owner
//! wants, and no look beforehand helps: the link can be made after it. So before anything in the directory is opened, a
//! process of root's gives up being root for good and goes on as the one to whom the directory belongs, with no more
//! rights than the daemon has. What only root may read (the configuration, key files that are looked at, the file that a
//! command is given) is read before.

use std::fs::{self, File};
use std::io;
use std::os::fd::{AsRawFd, IntoRawFd, OwnedFd};
use std::os::unix::fs::MetadataExt;
use std::path::{self, Path, PathBuf};

use rustix::fs::{Access, Mode, OFlags};
use rustix::io::Errno;
use rustix::process::{Gid, Uid, geteuid};
use rustix::thread::{set_thread_groups, set_thread_res_gid, set_thread_res_uid};

use super::Failure;
use crate::config::Config;

/// Where a process finds what it has open.
const OPEN: &str = "/proc/self/fd/";

/// Whether this thread works as root.
pub fn is_root() -> bool {
    geteuid().is_root()
}

/// Goes on as the owner of the data directory, if this is root and the owner is somebody else. Answers the configuration
/// with the directory as it can be reached from now on. Where the directory is not there yet, it is going to belong to
/// whoever has the directory that it comes into.
///
/// The kernel keeps users by thread: this one changes and all that it starts later.
pub fn assume(mut config: Config) -> Result<Config, Failure> {
    if !is_root() {
        return Ok(config);
    }
    let data_dir = &config.server.data_dir;
    let unusable = |error: io::Error| Failure::Failed(format!("{} cannot be used: {error}", data_dir.display()));
    let place = Place::find(data_dir).map_err(unusable)?;
    let owner = place.dir.metadata().map_err(unusable)?;
    if owner.uid() == Uid::ROOT.as_raw() {
        return Ok(config);
    }
    become_(owner.uid(), owner.gid()).map_err(|error| {
        Failure::Failed(format!(
            "{} belongs to the user {}, and root cannot work as that user here: {error}; run this as that user",
            data_dir.display(),
            owner.uid()
        ))
    })?;
    let same = |found: fs::Metadata| (found.dev(), found.ino()) == (owner.dev(), owner.ino());
    if !fs::metadata(&place.path).is_ok_and(same) {
        // Below a directory that root alone can enter, as systemd keeps those of dynamic users.
        config.server.data_dir = place.by_descriptor();
    }
    Ok(config)
}

/// Refuses a data directory in which this user cannot work, or that cannot be made, before anything is tried there.
pub fn refuse_unusable(data_dir: &Path) -> Result<(), Failure> {
    let whole = path::absolute(data_dir)?;
    let there = whole.ancestors().find(|path| path.try_exists().unwrap_or(true)).unwrap_or(&whole);
    rustix::fs::access(there, Access::READ_OK | Access::WRITE_OK | Access::EXEC_OK).map_err(|error| {
        let why = match error {
            Errno::ROFS => "under systemd ReadWritePaths= opens it to the service; or choose another with --data-dir",
            _ => "start grantd as the user to whom it belongs or as root, or choose another with --data-dir",
        };
        Failure::Failed(format!(
            "{} cannot be used as the data directory by the user {}: {}: {error}; {why}",
            data_dir.display(),
            geteuid().as_raw(),
            there.display(),
        ))
    })
}

/// The data directory, or what is there of the way to it.
struct Place {
    dir: File,
    path: PathBuf,
    /// What is not there yet.
    rest: PathBuf,
}

impl Place {
    fn find(data_dir: &Path) -> io::Result<Self> {
        let whole = path::absolute(data_dir)?;
        for path in whole.ancestors() {
            match rustix::fs::open(path, OFlags::PATH | OFlags::DIRECTORY | OFlags::CLOEXEC, Mode::empty()) {
                Ok(found) => {
                    let rest = whole.strip_prefix(path).unwrap_or(Path::new("")).to_owned();
                    return Ok(Self { dir: OwnedFd::into(found), path: path.to_owned(), rest });
                }
                Err(Errno::NOENT) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(io::ErrorKind::NotFound.into())
    }

    /// A way that leads through no directory above. It stays open as long as the process lives.
    fn by_descriptor(self) -> PathBuf {
        let whole = PathBuf::from(format!("{OPEN}{}", self.dir.as_raw_fd())).join(self.rest);
        let _kept = self.dir.into_raw_fd();
        whole
    }
}

/// For good: neither a saved user nor a group of root's is left, and the capabilities go with them.
fn become_(user: u32, group: u32) -> io::Result<()> {
    // A directory made by root and given to a user alone has root's group still, which is not the user's.
    let group = Gid::from_raw(if group == Gid::ROOT.as_raw() { user } else { group });
    let user = Uid::from_raw(user);
    set_thread_groups(&[group])?;
    set_thread_res_gid(group, group, group)?;
    set_thread_res_uid(user, user, user)?;
    if set_thread_res_uid(Uid::ROOT, Uid::ROOT, Uid::ROOT).is_ok() {
        return Err(io::Error::other("the system lets it become root again"));
    }
    Ok(())
}

/// `text` with directories that were reached by their descriptor called by their names.
pub fn named(text: &str) -> String {
    let mut named = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once(OPEN) {
        let digits = after.len() - after.trim_start_matches(|character: char| character.is_ascii_digit()).len();
        let (number, behind) = after.split_at(digits);
        named.push_str(before);
        match fs::read_link(format!("{OPEN}{number}")) {
            Ok(name) if digits > 0 => named.push_str(&name.to_string_lossy()),
            _ => {
                named.push_str(OPEN);
                named.push_str(number);
            }
        }
        rest = behind;
    }
    named + rest
}

/// What to add to the word that something is not permitted, where root went on as somebody else.
pub fn hint(message: &str, was_root: bool) -> Option<String> {
    let user = geteuid();
    (was_root && !user.is_root() && message.to_lowercase().contains("permission denied")).then(|| {
        let user = user.as_raw();
        format!(
            "; over data of the user {user} grantd works as that user, and has root's files and ports no more: \
             chown {user} what root has in the data directory"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_reached_by_descriptor_is_called_by_its_name() {
        let dir = tempfile::tempdir().unwrap();
        let place = Place::find(&dir.path().join("not/yet")).unwrap();
        assert_eq!((place.path.as_path(), place.rest.as_path()), (dir.path(), Path::new("not/yet")));
        let reached = place.by_descriptor();
        let told = named(&format!("{} and {0}/store are there, {OPEN}x is not", reached.display()));
        let name = dir.path().canonicalize().unwrap().join("not/yet");
        assert_eq!(told, format!("{} and {0}/store are there, {OPEN}x is not", name.display()));
    }
}
