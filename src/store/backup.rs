//! Backups that are written by themselves: when one is due, writing it, and which ones go.
//!
//! `<dir>/grantd-<time>.jsonl`, mode 0600, each a whole export ([`super::transfer`]) that `grantd restore` takes. When the
//! next one is due is told by the time in the newest one's name, so that neither a restart nor a copied directory skips or
//! repeats one. A file appears when it is complete, on the disk, and was read back; only then the oldest go.

use std::fs::{self, DirBuilder};
use std::io::{self, BufRead, Write};
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::Store;
use super::transfer::{self, Counts, TransferError};
use crate::clock::Timestamp;
use crate::config;

const PREFIX: &str = "grantd-";
const SUFFIX: &str = ".jsonl";
/// After a failure the next try comes this soon, or earlier when backups are more frequent.
const TRY_AGAIN: Duration = Duration::from_secs(600);

/// Where backups go, how often, and how many are kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// The directory.
    pub dir: PathBuf,
    /// The time between two.
    pub every: Duration,
    /// How many are kept.
    pub keep: usize,
}

impl Plan {
    /// What the configuration asks for; `None` where it asks for none.
    pub fn of(config: &config::Config) -> Option<Self> {
        let config::Backup { every, keep, dir } = &config.backup;
        let dir = config.server.data_dir.join(dir);
        (!every.is_zero()).then_some(Self { dir, every: *every, keep: *keep })
    }

    /// When the next one is due: now, where there is none yet. One from the future (the clock was wrong) does not count.
    ///
    /// # Errors
    /// A directory that cannot be read.
    pub fn due(&self, now: Timestamp) -> io::Result<Timestamp> {
        let newest = until(&self.dir, now)?.pop();
        Ok(newest.map_or(now, |(newest, _)| newest.plus(self.every)))
    }

    /// Writes one, reads it back, and removes the oldest beyond `keep`. Given up between two records when `cut_off` is
    /// set. Blocks.
    ///
    /// # Errors
    /// Whatever kept it from being written and found right; nothing was removed then.
    pub fn carry_out(&self, store: &Store, now: Timestamp, cut_off: &AtomicBool) -> Result<PathBuf, TransferError> {
        let at = |path: &Path, error| TransferError::File { path: path.display().to_string(), error };
        DirBuilder::new().recursive(true).mode(0o700).create(&self.dir).map_err(|error| at(&self.dir, error))?;
        remove_leftovers(&self.dir).map_err(|error| at(&self.dir, error))?;
        let path = self.dir.join(format!("{PREFIX}{}{SUFFIX}", now.for_files()));
        let write = |output: &mut dyn Write| transfer::export(store, now, &mut Interruptible { output, cut_off });
        let read_back = |written: &mut dyn BufRead, counts: &Counts| match transfer::verify(written)? {
            read if read == *counts => Ok(()),
            _ => Err(TransferError::Damaged("it reads back as something else")),
        };
        transfer::write_file(&path, write, read_back)?;
        let mut kept = until(&self.dir, now).map_err(|error| at(&self.dir, error))?;
        kept.retain(|(_, own)| *own != path);
        let too_many = (kept.len() + 1).saturating_sub(self.keep.max(1));
        for (_, oldest) in kept.iter().take(too_many) {
            fs::remove_file(oldest).map_err(|error| at(oldest, error))?;
        }
        Ok(path)
    }
}

/// The backups in a directory, the oldest first. What has another name is none of ours.
///
/// # Errors
/// A directory that is there and cannot be read.
pub fn files(dir: &Path) -> io::Result<Vec<(Timestamp, PathBuf)>> {
    let entries = match fs::read_dir(dir) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        entries => entries?,
    };
    let mut found = Vec::new();
    for entry in entries {
        let entry = entry?;
        let name = entry.file_name();
        let time = name.to_str().and_then(|name| name.strip_prefix(PREFIX)?.strip_suffix(SUFFIX));
        found.extend(time.and_then(Timestamp::from_file_name).map(|time| (time, entry.path())));
    }
    found.sort_unstable();
    Ok(found)
}

/// Those of them that count at this time. One from the future was written while the clock was wrong: nobody can tell how old
/// the data in it is, so it neither takes the place of another nor is removed.
///
/// # Errors
/// A directory that is there and cannot be read.
pub fn until(dir: &Path, now: Timestamp) -> io::Result<Vec<(Timestamp, PathBuf)>> {
    let mut found = files(dir)?;
    // The name tells seconds.
    found.retain(|(time, _)| *time <= now);
    Ok(found)
}

/// Removes what a backup that was cut off by a crash left behind, and nothing that somebody still writes.
fn remove_leftovers(dir: &Path) -> io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let name = entry.file_name();
        let whole = name.to_str().and_then(|name| name.strip_prefix(PREFIX)?.strip_suffix(transfer::PART));
        let time = whole.and_then(|name| Timestamp::from_file_name(name.strip_suffix(SUFFIX)?));
        if time.is_some() && transfer::is_left(&entry.path()) {
            fs::remove_file(entry.path())?;
        }
    }
    Ok(())
}

/// How backups stand, for `grantd check`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Standing {
    /// The directory.
    pub dir: PathBuf,
    /// The time between two, in milliseconds.
    pub every: u64,
    /// How many are kept.
    pub keep: usize,
    /// The newest.
    pub newest: Option<PathBuf>,
    /// Its time.
    pub newest_at: Option<Timestamp>,
    /// Whether the next one should have been there long ago.
    pub overdue: bool,
    /// Why the last try of the running daemon failed.
    pub failure: Option<String>,
}

impl Standing {
    /// How they stand now. That the directory cannot be read is a failure, too.
    pub fn of(plan: &Plan, now: Timestamp, failure: Option<String>) -> Self {
        let (newest, unread) = match until(&plan.dir, now) {
            Ok(mut files) => (files.pop(), None),
            Err(error) => (None, Some(format!("{}: {error}", plan.dir.display()))),
        };
        // One that takes a while, or waited for the daemon to start, is not worth an alarm.
        let overdue = plan.due(now).is_ok_and(|due| due.plus(plan.every) < now);
        let (newest_at, newest) = newest.unzip();
        let every = u64::try_from(plan.every.as_millis()).unwrap_or(u64::MAX);
        let failure = failure.or(unread);
        Self { dir: plan.dir.clone(), every, keep: plan.keep, newest, newest_at, overdue, failure }
    }
}

/// What a daemon remembers of its tries.
#[derive(Default)]
pub struct Tries(Mutex<Option<(Timestamp, String)>>);

impl Tries {
    /// Why the last one failed; `None` when it did not.
    pub fn failure(&self) -> Option<String> {
        self.lock().as_ref().map(|(_, why)| why.clone())
    }

    /// How long to wait for the next try: zero when it is due, as it is when nobody can tell.
    pub fn wait(&self, plan: &Plan, now: Timestamp) -> Duration {
        let due = plan.due(now).unwrap_or(now);
        let failed_at = self.lock().as_ref().map(|(failed_at, _)| *failed_at).filter(|failed_at| *failed_at <= now);
        let again = failed_at.map(|failed_at| failed_at.plus(TRY_AGAIN.min(plan.every)));
        again.unwrap_or_default().max(due).since(now)
    }

    /// Notes how one ended.
    pub fn note(&self, now: Timestamp, failure: Option<String>) {
        *self.lock() = failure.map(|why| (now, why));
    }

    fn lock(&self) -> MutexGuard<'_, Option<(Timestamp, String)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Writes until the daemon stops.
struct Interruptible<'a> {
    output: &'a mut dyn Write,
    cut_off: &'a AtomicBool,
}

impl Write for Interruptible<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.cut_off.load(Ordering::Relaxed) {
            return Err(io::Error::other("the daemon stops"));
        }
        self.output.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.output.flush()
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;
    use std::sync::Arc;

    use super::super::Batch;
    use super::super::memory::MemoryEngine;
    use super::super::records::Counter;
    use super::*;

    const NOON: Timestamp = Timestamp::from_millis(1_795_435_200_000);
    const DAY: Duration = Duration::from_secs(86_400);

    fn store() -> Store {
        let store = Store::new(Arc::new(MemoryEngine::default())).unwrap();
        let mut batch = Batch::default();
        (0..100u64).for_each(|n| batch.create(&n.to_string(), &Counter { next: n }).unwrap());
        store.engine().commit(batch).wait().unwrap();
        store
    }

    fn plan(dir: &Path, keep: usize) -> Plan {
        Plan { dir: dir.to_owned(), every: DAY, keep }
    }

    fn names(dir: &Path) -> Vec<String> {
        let mut names: Vec<_> =
            fs::read_dir(dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn run(plan: &Plan, now: Timestamp) -> Result<PathBuf, TransferError> {
        plan.carry_out(&store(), now, &AtomicBool::new(false))
    }

    #[test]
    fn a_backup_is_whole_private_and_restores() {
        let dir = tempfile::tempdir().unwrap();
        let plan = plan(&dir.path().join("deep/backups"), 3);
        let path = run(&plan, NOON).unwrap();
        assert_eq!(path, plan.dir.join("grantd-20261123T120000Z.jsonl"));
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(fs::metadata(&plan.dir).unwrap().permissions().mode() & 0o777, 0o700);
        let copy = Store::new(Arc::new(MemoryEngine::default())).unwrap();
        let mut input = io::BufReader::new(fs::File::open(path).unwrap());
        assert_eq!(transfer::import(&copy, &mut input).unwrap()["counter"], 100);
    }

    #[test]
    fn the_next_one_is_due_by_the_newest_ones_name_whatever_restarts() {
        let dir = tempfile::tempdir().unwrap();
        let plan = plan(&dir.path().join("backups"), 3);
        assert_eq!(plan.due(NOON).unwrap(), NOON, "there is none yet");
        run(&plan, NOON).unwrap();
        assert_eq!(plan.due(NOON.plus(DAY / 2)).unwrap(), NOON.plus(DAY));
        assert_eq!(plan.due(NOON.plus(DAY * 9)).unwrap(), NOON.plus(DAY), "one that was missed is due at once, once");
        // Names that are not of a backup, and one from the future, tell nothing.
        for name in
            ["grantd-.jsonl", "grantd-20261224T120000Z.jsonl.part", "notes.txt", "grantd-20301124T120000Z.jsonl"]
        {
            fs::write(plan.dir.join(name), "").unwrap();
        }
        assert_eq!(plan.due(NOON.plus(DAY / 2)).unwrap(), NOON.plus(DAY));
        let tries = Tries::default();
        assert_eq!(tries.wait(&plan, NOON.plus(DAY / 2)), DAY / 2);
        tries.note(NOON.plus(DAY), Some("the disk is full".to_owned()));
        assert_eq!(tries.wait(&plan, NOON.plus(DAY)), TRY_AGAIN);
        assert_eq!(tries.wait(&plan, NOON.plus(DAY).plus(TRY_AGAIN)), Duration::ZERO);
    }

    #[test]
    fn the_oldest_go_when_a_new_one_is_there_and_no_other_files() {
        let dir = tempfile::tempdir().unwrap();
        fs::write(dir.path().join("letter.txt"), "").unwrap();
        let plan = plan(dir.path(), 2);
        for day in 0..4 {
            run(&plan, NOON.plus(DAY * day)).unwrap();
        }
        let kept = ["grantd-20261125T120000Z.jsonl", "grantd-20261126T120000Z.jsonl", "letter.txt"];
        assert_eq!(names(dir.path()), kept);
        // One that fails removes nothing, not even when fewer are to be kept by now.
        let cut_off = AtomicBool::new(true);
        let fewer = Plan { keep: 1, ..plan };
        assert!(fewer.carry_out(&store(), NOON.plus(DAY * 9), &cut_off).is_err());
        assert_eq!(names(dir.path()), kept);
        let standing = Standing::of(&fewer, NOON.plus(DAY * 9), Some("why".to_owned()));
        assert_eq!((standing.newest, standing.overdue), (Some(dir.path().join(kept[1])), true));
        assert!(!Standing::of(&fewer, NOON.plus(DAY * 4), None).overdue);
    }

    #[test]
    fn one_from_the_future_counts_for_nothing_and_what_a_crash_left_goes() {
        let dir = tempfile::tempdir().unwrap();
        let plan = plan(dir.path(), 2);
        let (future, writing) = ("grantd-20301124T120000Z.jsonl", "grantd-20261101T120000Z.jsonl.part");
        let others = ["grantd-20261102T120000Z.jsonl.part", "mine.jsonl.part", "grantd-notes.part"];
        for name in [future, writing].iter().chain(&others) {
            fs::write(dir.path().join(name), "").unwrap();
        }
        let held = fs::File::open(dir.path().join(writing)).unwrap();
        held.try_lock().unwrap();
        (0..3).for_each(|day| drop(run(&plan, NOON.plus(DAY * day)).unwrap()));
        let (kept, newest) = ("grantd-20261124T120000Z.jsonl", "grantd-20261125T120000Z.jsonl");
        assert_eq!(names(dir.path()), [writing, kept, newest, future, others[2], others[1]]);
        let standing = Standing::of(&plan, NOON.plus(DAY * 5), None);
        assert_eq!((standing.newest, standing.overdue), (Some(dir.path().join(newest)), true));
        drop(held);
        run(&plan, NOON.plus(DAY * 6)).unwrap();
        assert!(!dir.path().join(writing).exists());
    }

    #[test]
    fn a_directory_that_cannot_be_is_told_by_its_name() {
        let dir = tempfile::tempdir().unwrap();
        let file = dir.path().join("file");
        fs::write(&file, "").unwrap();
        let told = run(&plan(&file.join("backups"), 1), NOON).unwrap_err().to_string();
        assert!(told.contains("file/backups: "), "{told}");
        assert!(plan(&file, 1).due(NOON).is_err());
    }
}
