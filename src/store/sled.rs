//! The embedded engine: sled 0.34 in one tree, with one writer.
//!
//! One thread takes commits from a channel, checks and applies them in order, makes the whole group durable with one
//! flush, then answers each. So conditions need no locks, and sixty-four waiting commits cost one flush. Reads go
//! straight to sled from any thread.
//!
//! sled's own flush ends with `sync_file_range` on Linux, which survives a killed process but not a power cut, so each
//! flush here is followed by `fdatasync` on sled's file (see `docs/decisions/002-durable-commits.md`).
//!
//! `<data-dir>/store/` holds sled's files; `<data-dir>/grantd.lock` is held by the process that has the store open.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, DirBuilder, File, OpenOptions, Permissions, TryLockError};
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use super::{Batch, Commit, Condition, Engine, Key, KeyRange, Snapshot, StoreError, Value, stopped};
use crate::config::{Durability, Storage};

const LARGEST_GROUP: usize = 512;
const SNAPSHOT_SLICE: usize = 256;
/// Below this size a store is never rewritten: sled keeps a few segments whatever is in them.
const SMALLEST_COMPACTION: u64 = 32 << 20;

/// sled behind the [`Engine`] face.
pub struct SledEngine {
    shared: Arc<Shared>,
    commits: Sender<Message>,
    writer: Mutex<Option<JoinHandle<()>>>,
}

struct Shared {
    db: sled::Db,
    file: File,
    snapshots: Mutex<HashMap<u64, Frozen>>,
    next_snapshot: AtomicU64,
    _lock: File,
}

/// A snapshot being read: how far it came, and what was overwritten ahead of it since it began.
#[derive(Default)]
struct Frozen {
    read_up_to: Option<Key>,
    overwritten: BTreeMap<Key, Option<Value>>,
}

type Answer = oneshot::Sender<Result<(), StoreError>>;

enum Message {
    Commit(Batch, Answer),
    Close(Sender<Result<(), StoreError>>),
}

impl SledEngine {
    /// Opens the store in `data_dir`, which is made (mode 0700) when it does not exist. One that is there already and
    /// holds nothing but grantd's own files is closed to others, too: a clone of the repository brings an open one.
    pub fn open(storage: &Storage, data_dir: &Path) -> Result<Self, StoreError> {
        DirBuilder::new().recursive(true).mode(0o700).create(data_dir).map_err(|error| at(data_dir, &error))?;
        close_to_others(data_dir).map_err(|error| at(data_dir, &error))?;
        let lock = lock(data_dir)?;
        let path = data_dir.join("store");
        finish_compaction(data_dir)?;
        let mut db = open_db(&path, storage.cache)?;
        if wants_compaction(&db, storage.compact_when)? {
            db = compact(db, data_dir, storage.cache)?;
        }
        let file = File::open(path.join("db")).map_err(|error| at(&path, &error))?;
        let shared =
            Arc::new(Shared { db, file, snapshots: Mutex::default(), next_snapshot: AtomicU64::new(0), _lock: lock });
        let (commits, queue) = channel();
        let writer = Writer {
            shared: Arc::clone(&shared),
            queue,
            relaxed: (storage.durability == Durability::Relaxed).then_some(storage.flush_every),
        };
        let thread = std::thread::Builder::new()
            .name("grantd-writer".into())
            .spawn(move || writer.run())
            .map_err(|error| StoreError::Engine(format!("cannot start the writer thread: {error}")))?;
        Ok(Self { shared, commits, writer: Mutex::new(Some(thread)) })
    }
}

impl Engine for SledEngine {
    fn get(&self, key: &[u8], read: &mut dyn FnMut(&[u8])) -> Result<bool, StoreError> {
        let value = self.shared.db.get(key).map_err(|error| failed(&error))?;
        value.iter().for_each(|value| read(value));
        Ok(value.is_some())
    }

    fn scan(&self, range: &KeyRange, limit: usize, backwards: bool) -> Result<Vec<(Key, Value)>, StoreError> {
        let pairs = match &range.end {
            Some(end) if *end <= range.start => return Ok(Vec::new()),
            Some(end) => self.shared.db.range(range.start.clone()..end.clone()),
            None => self.shared.db.range(range.start.clone()..),
        };
        let own = |pair: sled::Result<(sled::IVec, sled::IVec)>| {
            pair.map(|(key, value)| (key.to_vec(), value.to_vec())).map_err(|error| failed(&error))
        };
        if backwards { pairs.rev().take(limit).map(own).collect() } else { pairs.take(limit).map(own).collect() }
    }

    fn commit(&self, batch: Batch) -> Commit {
        let (answer, receiver) = oneshot::channel();
        match self.commits.send(Message::Commit(batch, answer)) {
            Ok(()) => Commit::coming(receiver),
            Err(_) => Commit::ended(Err(stopped())),
        }
    }

    fn snapshot(&self) -> Result<Snapshot, StoreError> {
        let id = self.shared.next_snapshot.fetch_add(1, Ordering::Relaxed);
        self.shared.lock_snapshots().insert(id, Frozen::default());
        Ok(Box::new(SnapshotReader {
            shared: Arc::clone(&self.shared),
            id,
            slice: Vec::new().into_iter(),
            ended: false,
        }))
    }

    fn size_on_disk(&self) -> u64 {
        self.shared.db.size_on_disk().unwrap_or(0)
    }

    fn close(&self) -> Result<(), StoreError> {
        // Not a oneshot: a store may be dropped inside the runtime, where those must not block.
        let (answer, receiver) = channel();
        let result = match self.commits.send(Message::Close(answer)) {
            Ok(()) => receiver.recv().unwrap_or_else(|_| Err(stopped())),
            Err(_) => Ok(()),
        };
        if let Some(thread) = self.writer.lock().unwrap_or_else(PoisonError::into_inner).take() {
            let _ended = thread.join();
        }
        result
    }
}

impl Drop for SledEngine {
    fn drop(&mut self) {
        if let Err(error) = self.close() {
            tracing::error!(%error, "the store did not close cleanly");
        }
    }
}

impl Shared {
    fn lock_snapshots(&self) -> MutexGuard<'_, HashMap<u64, Frozen>> {
        self.snapshots.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn holds(&self, condition: &Condition) -> Result<bool, StoreError> {
        let (key, expected) = match condition {
            Condition::Absent(key) => (key, None),
            Condition::Unchanged(key, value) => (key, Some(value.as_slice())),
        };
        let found = self.db.get(key).map_err(|error| failed(&error))?;
        Ok(found.as_deref() == expected)
    }

    /// Applies one batch, keeping for running snapshots what it overwrites. Not durable yet.
    fn apply(&self, batch: Batch) -> Result<(), StoreError> {
        for condition in &batch.conditions {
            if !self.holds(condition)? {
                return Err(StoreError::Conflict);
            }
        }
        let mut snapshots = self.lock_snapshots();
        if !snapshots.is_empty() {
            for (key, _) in &batch.writes {
                let before = self.db.get(key).map_err(|error| failed(&error))?.map(|value| value.to_vec());
                for frozen in snapshots.values_mut().filter(|frozen| frozen.read_up_to.as_ref() < Some(key)) {
                    frozen.overwritten.entry(key.clone()).or_insert_with(|| before.clone());
                }
            }
        }
        let mut writes = sled::Batch::default();
        for (key, value) in batch.writes {
            match value {
                Some(value) => writes.insert(key, value),
                None => writes.remove(key),
            }
        }
        self.db.apply_batch(writes).map_err(|error| failed(&error))
    }

    fn flush(&self) -> Result<(), StoreError> {
        self.db.flush().map_err(|error| failed(&error))?;
        self.file.sync_data().map_err(|error| StoreError::Engine(format!("the disk refused to sync: {error}")))
    }
}

/// The one thread that writes.
struct Writer {
    shared: Arc<Shared>,
    queue: Receiver<Message>,
    /// `Some(flush_every)` when answers do not wait for the flush.
    relaxed: Option<Duration>,
}

impl Writer {
    fn run(self) {
        let mut unflushed_since: Option<Instant> = None;
        loop {
            let first = match (self.relaxed, unflushed_since) {
                (Some(every), Some(since)) => match self.queue.recv_timeout(every.saturating_sub(since.elapsed())) {
                    Ok(message) => Some(message),
                    Err(RecvTimeoutError::Timeout) => None,
                    Err(RecvTimeoutError::Disconnected) => return self.close(None),
                },
                _ => match self.queue.recv() {
                    Ok(message) => Some(message),
                    Err(_) => return self.close(None),
                },
            };
            let mut closing = None;
            let mut waiting = Vec::new();
            let group = first.into_iter().chain(std::iter::from_fn(|| self.queue.try_recv().ok()));
            for message in group.take(LARGEST_GROUP) {
                match message {
                    Message::Commit(batch, answer) => waiting.push((self.shared.apply(batch), answer)),
                    Message::Close(answer) => {
                        closing = Some(answer);
                        break;
                    }
                }
            }
            let wrote = waiting.iter().any(|(result, _)| result.is_ok());
            let overdue = match self.relaxed {
                None => wrote,
                Some(every) => {
                    if wrote {
                        unflushed_since.get_or_insert_with(Instant::now);
                    }
                    unflushed_since.is_some_and(|since| since.elapsed() >= every)
                }
            };
            let flushed = if overdue {
                unflushed_since = None;
                self.shared.flush()
            } else {
                Ok(())
            };
            if let Err(error) = &flushed {
                tracing::error!(%error, "a commit could not be made durable");
            }
            for (result, answer) in waiting {
                let _nobody_waits = answer.send(result.and_then(|()| flushed.clone()));
            }
            if let Some(answer) = closing {
                return self.close(Some(answer));
            }
        }
    }

    fn close(&self, answer: Option<Sender<Result<(), StoreError>>>) {
        let result = self.shared.flush();
        if let Some(answer) = answer {
            let _nobody_waits = answer.send(result);
        }
    }
}

/// Reads a snapshot slice by slice; between slices commits go on, and what they overwrite is kept in [`Frozen`].
struct SnapshotReader {
    shared: Arc<Shared>,
    id: u64,
    slice: std::vec::IntoIter<(Key, Value)>,
    ended: bool,
}

impl SnapshotReader {
    fn next_slice(&mut self) -> Result<(), StoreError> {
        let mut snapshots = self.shared.lock_snapshots();
        let Some(frozen) = snapshots.get_mut(&self.id) else {
            self.ended = true;
            return Ok(());
        };
        let start = frozen.read_up_to.as_ref().map_or_else(Vec::new, |key| [key, &[0u8][..]].concat());
        let mut pairs = BTreeMap::new();
        for pair in self.shared.db.range(start..).take(SNAPSHOT_SLICE) {
            let (key, value) = pair.map_err(|error| failed(&error))?;
            pairs.insert(key.to_vec(), Some(value.to_vec()));
        }
        let last = (pairs.len() == SNAPSHOT_SLICE).then(|| pairs.keys().next_back().cloned()).flatten();
        let ahead = match &last {
            Some(last) => {
                let mut later = frozen.overwritten.split_off(last);
                if let Some(value) = later.remove(last) {
                    frozen.overwritten.insert(last.clone(), value);
                }
                std::mem::replace(&mut frozen.overwritten, later)
            }
            None => std::mem::take(&mut frozen.overwritten),
        };
        pairs.extend(ahead);
        self.ended = last.is_none();
        frozen.read_up_to = last;
        drop(snapshots);
        let stood = pairs.into_iter().filter_map(|(key, value)| Some((key, value?)));
        self.slice = stood.collect::<Vec<_>>().into_iter();
        Ok(())
    }
}

impl Iterator for SnapshotReader {
    type Item = Result<(Key, Value), StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(pair) = self.slice.next() {
                return Some(Ok(pair));
            }
            if self.ended {
                return None;
            }
            if let Err(error) = self.next_slice() {
                self.ended = true;
                return Some(Err(error));
            }
        }
    }
}

impl Drop for SnapshotReader {
    fn drop(&mut self) {
        self.shared.lock_snapshots().remove(&self.id);
    }
}

fn lock(data_dir: &Path) -> Result<File, StoreError> {
    let path = data_dir.join("grantd.lock");
    let file = OpenOptions::new().create(true).append(true).open(&path).map_err(|error| at(&path, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(StoreError::InUse(data_dir.display().to_string())),
        Err(TryLockError::Error(error)) => Err(at(&path, &error)),
    }
}

/// Takes everybody else's access to the data directory away, unless it holds other things than grantd's: who names
/// `/tmp` as a data directory must not close it. There the store's own directory is closed all the same.
fn close_to_others(data_dir: &Path) -> std::io::Result<()> {
    let ours = |name: &str| name == "README.md" || name.starts_with("store") || name.starts_with("grantd.");
    let mut all_ours = true;
    for entry in fs::read_dir(data_dir)? {
        all_ours &= entry?.file_name().to_str().is_some_and(ours);
    }
    let store = data_dir.join("store");
    if !store.exists() && !data_dir.join("store.old").exists() {
        DirBuilder::new().mode(0o700).create(&store)?;
    }
    let closed = if all_ours { data_dir } else { &store };
    let open_to_others = |path: &Path| fs::metadata(path).is_ok_and(|found| found.permissions().mode() & 0o077 != 0);
    if open_to_others(closed)
        && let Err(error) = fs::set_permissions(closed, Permissions::from_mode(0o700))
    {
        tracing::warn!("others can read {}, and that cannot be changed: {error}", closed.display());
    }
    Ok(())
}

fn open_db(path: &Path, cache: u64) -> Result<sled::Db, StoreError> {
    let config = sled::Config::new().path(path).cache_capacity(cache).flush_every_ms(None);
    config.open().map_err(|error| failed(&error))
}

fn wants_compaction(db: &sled::Db, compact_when: f64) -> Result<bool, StoreError> {
    let size = db.size_on_disk().map_err(|error| failed(&error))?;
    if compact_when <= 0.0 || size < SMALLEST_COMPACTION {
        return Ok(false);
    }
    let mut live = 0u64;
    for pair in db.iter() {
        let (key, value) = pair.map_err(|error| failed(&error))?;
        live += (key.len() + value.len()) as u64;
    }
    #[allow(clippy::cast_precision_loss, reason = "a threshold, not an account")]
    Ok(size as f64 > live as f64 * compact_when + SMALLEST_COMPACTION as f64)
}

/// Rewrites the store into a fresh directory and puts that in its place. Complete at every moment: until the first
/// rename the old store is the one that counts, after it the new one.
fn compact(db: sled::Db, data_dir: &Path, cache: u64) -> Result<sled::Db, StoreError> {
    let [current, fresh, retired] = directories(data_dir);
    tracing::info!("rewriting the store: it takes many times the space of what is in it");
    let copy = open_db(&fresh, cache)?;
    for pair in db.iter() {
        let (key, value) = pair.map_err(|error| failed(&error))?;
        copy.insert(key, value).map_err(|error| failed(&error))?;
    }
    copy.flush().map_err(|error| failed(&error))?;
    sync_tree(&fresh).map_err(|error| at(&fresh, &error))?;
    drop((db, copy));
    fs::rename(&current, &retired).map_err(|error| at(&current, &error))?;
    fs::rename(&fresh, &current).map_err(|error| at(&fresh, &error))?;
    sync_tree(data_dir).map_err(|error| at(data_dir, &error))?;
    fs::remove_dir_all(&retired).map_err(|error| at(&retired, &error))?;
    open_db(&current, cache)
}

/// Ends what a crash in [`compact`] left behind.
fn finish_compaction(data_dir: &Path) -> Result<(), StoreError> {
    let [current, fresh, retired] = directories(data_dir);
    if !current.exists() && retired.exists() {
        let survivor = if fresh.exists() { &fresh } else { &retired };
        fs::rename(survivor, &current).map_err(|error| at(survivor, &error))?;
    }
    for leftover in [fresh, retired].iter().filter(|path| path.exists()) {
        fs::remove_dir_all(leftover).map_err(|error| at(leftover, &error))?;
    }
    Ok(())
}

fn directories(data_dir: &Path) -> [PathBuf; 3] {
    ["store", "store.new", "store.old"].map(|name| data_dir.join(name))
}

fn sync_tree(dir: &Path) -> std::io::Result<()> {
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_file() {
            File::open(&path)?.sync_all()?;
        }
    }
    File::open(dir)?.sync_all()
}

fn failed(error: &sled::Error) -> StoreError {
    StoreError::Engine(error.to_string())
}

fn at(path: &Path, error: &std::io::Error) -> StoreError {
    StoreError::Engine(format!("{}: {error}", path.display()))
}
