//! Rewriting the store while it works. sled gives space back to itself, hardly ever to the disk; a copy takes what its
//! content needs.
//!
//! A thread copies what it finds into a fresh store beside this one (`store.part`). What is written behind it meanwhile is
//! noted, and brought along in rounds that get shorter; the last one is done by the writer, between two groups of commits.
//! Before that the copy is compared with what is known of the content: how many keys of which kind, how many bytes. Then it
//! is synced and takes the place of the store: [`swap`].

use std::collections::BTreeSet;
use std::ops::Bound;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use super::super::{Key, StoreError};
use super::Shared;
use super::database::{Database, at, contained, until_let_go};
use super::dense::{Fresh, GoOn, Pair};
use super::files::Disk;
use super::mark;
use super::swap::{self, sync_tree_while};

/// How many keys are read at once: the writer may have to wait for that long.
const SLICE: usize = 256;
/// With how many keys left to be brought along a copy is ready, and how often that is tried.
const FEW: usize = 256;
const ROUNDS: u32 = 30;
/// How long what is given up may take to notice.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

/// A rewriting under way.
pub(super) struct Rewrite {
    copying: Option<JoinHandle<Result<Fresh, StoreError>>>,
    progress: Arc<Progress>,
}

/// What the copying thread and the writer tell each other.
#[derive(Default)]
struct Progress {
    given_up: AtomicBool,
    behind: Mutex<Behind>,
    /// What is written to, so that it can be woken.
    fresh: Mutex<Option<Arc<Database>>>,
}

/// What was written since it was copied.
struct Behind {
    /// Up to which key everything is or was copied.
    copied_to: Bound<Key>,
    keys: BTreeSet<Key>,
}

impl Default for Behind {
    fn default() -> Self {
        Self { copied_to: Bound::Excluded(Vec::new()), keys: BTreeSet::new() }
    }
}

impl Rewrite {
    /// Begins to copy what stands now.
    pub(super) fn begin(shared: &Arc<Shared>, disk: &Disk) -> Result<Self, StoreError> {
        let fresh = swap::part(disk.data_dir());
        swap::remove(&fresh)?;
        let progress = Arc::new(Progress::default());
        let (told, shared) = (Arc::clone(&progress), Arc::clone(shared));
        let thread = std::thread::Builder::new().name("grantd-rewrite".into());
        let copying = thread
            .spawn(move || contained(&fresh, || copy(&shared, &fresh, &told)))
            .map_err(|error| StoreError::Engine(format!("cannot start a thread: {error}")))?;
        Ok(Self { copying: Some(copying), progress })
    }

    /// Notes what was written meanwhile.
    pub(super) fn note<'k>(&self, keys: impl Iterator<Item = &'k Key>) {
        let mut behind = self.progress.behind();
        for key in keys {
            if behind.was_copied(key) && !behind.keys.contains(key) {
                behind.keys.insert(key.clone());
            }
        }
    }

    /// Whether the copy has come to its end, a good one or not.
    pub(super) fn is_copied(&self) -> bool {
        self.progress.wake_the_waiting();
        self.copying.as_ref().is_none_or(JoinHandle::is_finished)
    }

    /// How many keys are left to be brought along.
    pub(super) fn left(&self) -> usize {
        self.progress.behind().keys.len()
    }

    /// Brings the copy up to date and puts it in place of the store. To be called while nobody writes and all is flushed.
    ///
    /// # Errors
    /// With `true` the store is in use as before; with `false` none is open.
    pub(super) fn take_over(mut self, shared: &Shared, disk: &mut Disk) -> Result<(), (StoreError, bool)> {
        let ready = self.ready(shared, disk);
        ready.map_err(|error| (error, true))?;
        let (mut moved, mut refused) = (false, None);
        let taken = shared.handle.reopen(|| {
            if let Err(error) = until_let_go(disk.store()).and_then(|()| swap::move_out(disk.data_dir())) {
                if !disk.store().is_dir() {
                    return Err(error);
                }
                refused = Some(error);
                let database = disk.open_db()?;
                disk.check_mark(&database)?;
                return Ok(database);
            }
            moved = true;
            swap::move_in(disk.data_dir())?;
            let database = disk.open_another()?;
            swap::retire(disk.data_dir())?;
            Ok(database)
        });
        match taken {
            Ok(()) => refused.map_or(Ok(()), |error| Err((error, true))),
            // It is shown again.
            Err(error) if !moved && shared.handle.database().is_ok() => Err((error, true)),
            Err(error) => Err((error, false)),
        }
    }

    /// Ends one that has come to its end, and that nobody wants any more: how it ended.
    pub(super) fn outcome(mut self) -> Result<(), StoreError> {
        self.copied().map(drop)
    }

    fn copied(&mut self) -> Result<Fresh, StoreError> {
        let ended = self.copying.take().map(JoinHandle::join);
        ended
            .and_then(Result::ok)
            .unwrap_or_else(|| Err(StoreError::Engine("the copying thread ended in a panic".to_owned())))
    }

    /// The copy, whole and durable, and let go of.
    fn ready(&mut self, shared: &Shared, disk: &Disk) -> Result<(), StoreError> {
        let fresh = &swap::part(disk.data_dir());
        let mut copy = self.copied()?;
        // Without room for another opening nothing could be read any more.
        disk.room_to_open()?;
        let behind = std::mem::take(&mut self.progress.behind().keys);
        bring_along(&mut copy, shared, behind, &|| Ok(()))?;
        copy.database().change(|db| mark::carry(db, disk.groups()))?;
        copy.flush()?;
        let live = shared.tally.live();
        if !live.is_some_and(|live| live.holds_as_much_as(&copy.live)) {
            // Or it is this that is wrong.
            shared.tally.begin_anew();
            return Err(StoreError::Engine("the copy does not hold what the store does".to_owned()));
        }
        self.progress.writes_to(None);
        copy.let_go()?;
        mark::leave(fresh, disk.groups()).map_err(|error| at(fresh, &error))?;
        swap::remove(&swap::retired(disk.data_dir()))?;
        swap::make_ready(disk.data_dir(), fresh)
    }

    /// Gives it up, and waits for it to end. Answers whether it has, so that nobody writes to the copy any more; the disk
    /// may take its time for what it was given.
    pub(super) fn give_up(&self, patience: Duration) -> bool {
        let until = Instant::now() + patience;
        self.progress.given_up.store(true, Ordering::Relaxed);
        while !self.is_copied() && Instant::now() < until {
            std::thread::sleep(Duration::from_millis(1));
        }
        self.is_copied()
    }

    /// One that does nothing and does not end before `end`, as if the disk were busy.
    #[cfg(test)]
    pub(super) fn on_a_busy_disk(end: std::sync::mpsc::Receiver<()>) -> Self {
        let copying = std::thread::spawn(move || {
            let _ended = end.recv();
            Err(super::stopped())
        });
        Self { copying: Some(copying), progress: Arc::default() }
    }
}

impl Drop for Rewrite {
    fn drop(&mut self) {
        // Who has given it up has waited already.
        if !self.progress.given_up.load(Ordering::Relaxed) {
            self.give_up(PATIENCE);
        }
    }
}

impl Progress {
    fn behind(&self) -> MutexGuard<'_, Behind> {
        self.behind.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn fresh(&self) -> MutexGuard<'_, Option<Arc<Database>>> {
        self.fresh.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// sled forgets to wake who waits for a write that has failed.
    fn wake_the_waiting(&self) {
        let fresh = self.fresh().clone();
        fresh.inspect(|fresh| fresh.wake_the_waiting());
    }

    fn writes_to(&self, fresh: Option<&Fresh>) {
        *self.fresh() = fresh.map(|fresh| Arc::clone(fresh.database()));
    }

    fn go_on(&self) -> Result<(), StoreError> {
        if self.given_up.load(Ordering::Relaxed) { Err(super::stopped()) } else { Ok(()) }
    }
}

impl Behind {
    fn was_copied(&self, key: &Key) -> bool {
        match &self.copied_to {
            Bound::Unbounded => true,
            Bound::Included(last) => key <= last,
            Bound::Excluded(_) => false,
        }
    }
}

/// Writes what stands in the store, and what is written meanwhile, into a fresh one.
fn copy(shared: &Shared, path: &Path, progress: &Progress) -> Result<Fresh, StoreError> {
    let mut fresh = Fresh::make(path)?;
    progress.writes_to(Some(&fresh));
    while let Some(slice) = next_slice(shared, progress)? {
        progress.go_on()?;
        fresh.fill(slice)?;
    }
    fresh.filled()?;
    keep_up(&mut fresh, shared, progress)?;
    fresh.settle(&|| progress.go_on())?;
    progress.writes_to(None);
    let mut fresh = fresh.reopened()?;
    progress.writes_to(Some(&fresh));
    let synced = sync_tree_while(path, &|| progress.go_on().is_ok());
    progress.go_on()?;
    synced.map_err(|error| at(path, &error))?;
    keep_up(&mut fresh, shared, progress)?;
    Ok(fresh)
}

/// The next keys. While they are read the writer cannot note what it wrote: what it wrote before is in the slice.
fn next_slice(shared: &Shared, progress: &Progress) -> Result<Option<Vec<Pair>>, StoreError> {
    let mut behind = progress.behind();
    let start = match &behind.copied_to {
        Bound::Unbounded => return Ok(None),
        Bound::Included(last) => Bound::Excluded(last.clone()),
        Bound::Excluded(first) => Bound::Included(first.clone()),
    };
    let range = (start, Bound::Unbounded);
    let slice = shared.handle.ask(|db| db.range::<Key, _>(range).take(SLICE).collect::<sled::Result<Vec<Pair>>>())?;
    behind.copied_to = match slice.last() {
        Some((last, _)) if slice.len() == SLICE => Bound::Included(last.to_vec()),
        _ => Bound::Unbounded,
    };
    Ok(Some(slice))
}

/// Brings along what was written behind the copy, until that is little.
fn keep_up(fresh: &mut Fresh, shared: &Shared, progress: &Progress) -> Result<(), StoreError> {
    for _ in 0..ROUNDS {
        progress.go_on()?;
        let behind = std::mem::take(&mut progress.behind().keys);
        let few = behind.len() <= FEW;
        bring_along(fresh, shared, behind, &|| progress.go_on())?;
        if few {
            break;
        }
    }
    fresh.flush()
}

fn bring_along(fresh: &mut Fresh, shared: &Shared, behind: BTreeSet<Key>, go_on: GoOn<'_>) -> Result<(), StoreError> {
    for key in behind {
        go_on()?;
        let stands = shared.handle.get(&key)?;
        fresh.change(&key, stands)?;
    }
    Ok(())
}
