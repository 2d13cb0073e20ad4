//! What the writer does beside writing, a step at a time so that commits never wait long: counting what the store holds,
//! where that is not known from its last clean stop, and rewriting it when it has grown too large for what is in it.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use serde::{Deserialize, Serialize};

use super::super::tally::Live;
use super::super::{Key, StoreError};
use super::Shared;
use super::files::Disk;
use super::group::Group;
use super::rewrite::{PATIENCE, Rewrite};
use super::swap::{self, sync_dir};
use crate::config::Storage;

/// How many keys are counted in one step, and how long the writer is left alone between two.
const SLICE: usize = 256;
const BETWEEN_SLICES: Duration = Duration::from_millis(2);
/// How often a copy that is being made is looked at.
const BETWEEN_LOOKS: Duration = Duration::from_millis(20);
/// At most so many keys are written before the size is looked at again, and one for so many that there are: a look costs a
/// few calls of the system.
const WRITTEN: usize = 1000;
const ONE_OF: u64 = 16;
/// After a rewriting that failed, so much more.
const AFTER_A_FAILURE: usize = 200_000;
/// With more keys than this to be brought along a copy is given up: everybody would have to wait for the last round.
const MOST_LEFT: usize = 10_000;
/// Beside sled's files: how much there was at the last clean stop.
const TALLY: &str = "tally";

/// The state of it all.
pub(super) struct Upkeep {
    compact_when: f64,
    compact_above: u64,
    rewrite: Option<Rewrite>,
    /// One that was given up and has not ended. Nobody else may write where it does.
    given_up: Option<Rewrite>,
    /// How long one that is given up is waited for.
    patience: Duration,
    /// Keys to be written before the size is looked at.
    until_look: usize,
    /// How large the store was when it was rewritten last.
    fresh: u64,
    /// The most that was in it when that began and ended.
    content: u64,
    last_step: Instant,
}

impl Upkeep {
    pub(super) fn new(storage: &Storage) -> Self {
        Self {
            compact_when: storage.compact_when,
            compact_above: storage.compact_above,
            rewrite: None,
            given_up: None,
            patience: PATIENCE,
            until_look: 0,
            fresh: 0,
            content: 0,
            last_step: Instant::now(),
        }
    }

    /// When the writer is to be woken for the next step, if one is coming.
    pub(super) fn next(&self, shared: &Shared) -> Option<Instant> {
        if shared.tally.goes_on_after().is_some() {
            Some(self.last_step + BETWEEN_SLICES)
        } else {
            self.rewrite.as_ref().map(|_| self.last_step + BETWEEN_LOOKS)
        }
    }

    /// Notes what was made durable.
    pub(super) fn note(&mut self, group: &Group) {
        self.until_look = self.until_look.saturating_sub(group.keys().len());
        if let Some(rewrite) = &self.rewrite {
            rewrite.note(group.keys());
        }
    }

    /// Gives up what is under way, and the room that it has taken.
    pub(super) fn stop(&mut self, shared: &Shared, disk: &Disk) {
        let Some(rewrite) = self.rewrite.take() else { return };
        tracing::info!("rewriting the store is given up for now: it is closed or opened again, or lacks room");
        counted(shared, false);
        self.until_look = AFTER_A_FAILURE;
        if rewrite.give_up(self.patience) {
            discard(disk);
        } else {
            tracing::warn!(
                "a copy of the store was given up, and the disk is busy with it still; it is removed when that has \
                 ended, or at the next start"
            );
            self.given_up = Some(rewrite);
        }
    }

    /// Whether one that was given up is under way still. Removes what it has left behind.
    fn is_giving_up(&mut self, disk: &Disk) -> bool {
        if self.given_up.take_if(|rewrite| rewrite.is_copied()).is_some() {
            discard(disk);
        }
        self.given_up.is_some()
    }

    /// Whether the store is being rewritten.
    pub(super) fn is_rewriting(&self) -> bool {
        self.rewrite.is_some()
    }

    /// Does the next step, if it is time. Everything must be flushed.
    ///
    /// # Errors
    /// The store is not open any more.
    pub(super) fn step(&mut self, shared: &Arc<Shared>, disk: &mut Disk) -> Result<(), StoreError> {
        if self.next(shared).is_some_and(|next| next > Instant::now()) {
            return Ok(());
        }
        self.last_step = Instant::now();
        if let Some(after) = shared.tally.goes_on_after() {
            count(shared, &after);
            return Ok(());
        }
        match self.rewrite.take() {
            Some(rewrite) if rewrite.is_copied() && rewrite.left() > MOST_LEFT => {
                let slow = || StoreError::Unavailable("it takes too long beside what is written".to_owned());
                let error = rewrite.outcome().err().unwrap_or_else(slow);
                self.failed(&error, shared, disk);
                Ok(())
            }
            // Who reads a snapshot would have to begin anew.
            Some(rewrite) if !rewrite.is_copied() || !shared.snapshots.lock().is_empty() => {
                self.rewrite = Some(rewrite);
                Ok(())
            }
            Some(rewrite) => self.take_over(rewrite, shared, disk),
            None => {
                self.begin_when_bloated(shared, disk);
                Ok(())
            }
        }
    }

    fn begin_when_bloated(&mut self, shared: &Arc<Shared>, disk: &Disk) {
        if self.is_giving_up(disk) || self.until_look > 0 || self.compact_when <= 0.0 {
            return;
        }
        let Some(live) = shared.tally.live() else { return };
        self.until_look = usize::try_from(live.keys() / ONE_OF).unwrap_or(WRITTEN).min(WRITTEN);
        let Ok(size) = shared.handle.ask(sled::Db::size_on_disk) else { return };
        // Where rewriting has just not helped, it would not help again, unless much has changed since.
        let changed = size > self.fresh.saturating_add(self.fresh / 4) || live.bytes < self.content / 4 * 3;
        if !changed || size <= self.compact_above || !is_bloated(size, live.bytes, self.compact_when) {
            return;
        }
        // What a link leads to is not ours to put elsewhere.
        if disk.store().is_symlink() {
            return;
        }
        tracing::debug!(size, live = live.bytes, "rewriting the store");
        match disk.room_to_copy(live.bytes).and_then(|()| Rewrite::begin(shared, disk)) {
            Ok(rewrite) => {
                self.content = live.bytes;
                shared.counted.rewriting.set(1);
                self.rewrite = Some(rewrite);
            }
            Err(error) => self.failed(&error, shared, disk),
        }
    }

    fn take_over(&mut self, rewrite: Rewrite, shared: &Shared, disk: &mut Disk) -> Result<(), StoreError> {
        let before = shared.handle.ask(sled::Db::size_on_disk).unwrap_or(0);
        match rewrite.take_over(shared, disk) {
            Ok(()) => {
                self.fresh = shared.handle.ask(sled::Db::size_on_disk).unwrap_or(0);
                tracing::info!(bytes = self.fresh, before, "the store was rewritten");
                self.content = self.content.max(shared.tally.live().map_or(0, |live| live.bytes));
                counted(shared, true);
                unlink(disk.data_dir());
            }
            Err((error, true)) => self.failed(&error, shared, disk),
            Err((error, false)) => {
                counted(shared, false);
                return Err(error);
            }
        }
        Ok(())
    }

    fn failed(&mut self, error: &StoreError, shared: &Shared, disk: &Disk) {
        counted(shared, false);
        tracing::warn!(%error, "the store could not be rewritten; it stays as it is");
        self.until_look = AFTER_A_FAILURE;
        discard(disk);
    }
}

fn counted(shared: &Shared, done: bool) {
    let counted = &shared.counted;
    counted.rewriting.set(0);
    if done {
        counted.rewritings.inc()
    } else {
        counted.rewritings_given_up.inc()
    };
}

fn discard(disk: &Disk) {
    if let Err(error) = swap::discard(disk.data_dir()) {
        tracing::warn!(%error, "what is left of rewriting the store is removed at the next start");
    }
}

/// Removes the old store. A large one takes time, and nobody waits for it; what is left is removed at the next start.
fn unlink(data_dir: &Path) {
    let data_dir = data_dir.to_owned();
    let _removed = std::thread::Builder::new().name("grantd-unlink".into()).spawn(move || {
        if let Err(error) = swap::remove(&swap::gone(&data_dir)) {
            tracing::warn!(%error, "the old store is not needed any more, but cannot be removed");
        }
    });
}

#[allow(clippy::cast_precision_loss, reason = "a threshold, not an account")]
pub(super) fn is_bloated(size: u64, live: u64, compact_when: f64) -> bool {
    compact_when > 0.0 && size as f64 > live as f64 * compact_when
}

/// Counts the next few keys.
fn count(shared: &Shared, after: &Key) {
    let start = if after.is_empty() { Vec::new() } else { [after.as_slice(), &[0][..]].concat() };
    let pairs = shared.handle.ask(|db| {
        let pairs = db.range(start..).take(SLICE);
        pairs.map(|pair| pair.map(|(key, value)| (key.to_vec(), value.len()))).collect::<Result<Vec<_>, _>>()
    });
    match pairs {
        Ok(pairs) => {
            let ended = pairs.len() < SLICE;
            shared.tally.count(&pairs, ended);
        }
        Err(error) => {
            tracing::debug!(%error, "what is in the store cannot be counted");
            shared.tally.give_up();
        }
    }
}

/// What a clean stop leaves.
#[derive(Serialize, Deserialize)]
struct Left {
    /// How many groups had been made durable: it holds as long as there are no more.
    groups: u64,
    live: Live,
}

/// What the store held when it was stopped cleanly, if that is what happened last. It is taken away before anything is
/// written, and not believed where something was.
pub(super) fn take(disk: &Disk) -> Option<Live> {
    let left = read(disk.store())?;
    fs::remove_file(disk.store().join(TALLY)).and_then(|()| sync_dir(disk.store())).ok()?;
    (left.groups == disk.groups()).then_some(left.live)
}

fn read(store: &Path) -> Option<Left> {
    serde_json::from_slice(&fs::read(store.join(TALLY)).ok()?).ok()
}

/// Notes what the store holds, after the last write.
pub(super) fn leave(shared: &Shared, disk: &Disk) {
    let Some(live) = shared.tally.live() else { return };
    if let Err(error) = write(disk.store(), &Left { groups: disk.groups(), live }) {
        tracing::debug!(%error, "how much there is will be counted at the next start");
    }
}

fn write(store: &Path, left: &Left) -> io::Result<()> {
    let mut file = File::create(store.join(TALLY))?;
    file.write_all(&serde_json::to_vec(left)?)?;
    file.sync_all()?;
    sync_dir(store)
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;
    use crate::store::sled::files;

    #[test]
    fn a_copy_that_is_given_up_on_a_busy_disk_is_let_end_and_the_store_is_rewritten_later() {
        let dir = tempfile::tempdir().unwrap();
        let storage = Storage::default();
        let (db, lock, mut disk) = files::open(&storage, dir.path()).unwrap();
        let shared = Arc::new(Shared::over(db, &disk, lock));
        let mut upkeep = Upkeep { patience: Duration::from_millis(50), ..Upkeep::new(&storage) };
        let part = swap::part(dir.path());
        fs::create_dir(&part).unwrap();
        let (end, ending) = channel();
        upkeep.rewrite = Some(Rewrite::on_a_busy_disk(ending));
        upkeep.stop(&shared, &disk);
        assert!(!upkeep.is_rewriting() && part.is_dir(), "nothing is taken from under it");
        count(&shared, &Key::new());
        upkeep.until_look = 0;
        upkeep.step(&shared, &mut disk).unwrap();
        assert!(part.is_dir() && upkeep.given_up.is_some(), "and no other one is begun");
        end.send(()).unwrap();
        while upkeep.given_up.is_some() {
            upkeep.step(&shared, &mut disk).unwrap();
        }
        assert!(!part.exists() && upkeep.compact_when > 0.0, "what it has left is removed, and rewriting goes on");
        // Ended at once, as always: nothing is left.
        let (end, ending) = channel();
        drop(end);
        fs::create_dir(&part).unwrap();
        upkeep.rewrite = Some(Rewrite::on_a_busy_disk(ending));
        upkeep.stop(&shared, &disk);
        assert!(upkeep.given_up.is_none() && !part.exists());
        // At the end of the writer it is not waited for a second time.
        let (_end, ending) = channel();
        upkeep.rewrite = Some(Rewrite::on_a_busy_disk(ending));
        upkeep.stop(&shared, &disk);
        let began = Instant::now();
        drop(upkeep);
        assert!(began.elapsed() < Duration::from_secs(5));
    }
}
