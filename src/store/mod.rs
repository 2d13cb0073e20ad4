//! The store: ordered bytes, changed all or nothing.
//!
//! [`Engine`] is the narrow face that an engine shows: two reads and one conditional, durable [`Engine::commit`]. The
//! embedded engine is [`sled`], and [`memory`] is the model it is tested against. [`Store`] puts the records of
//! [`records`] over an engine: operations read records, build one [`Batch`] and commit it. No lock lives above this
//! module; what must happen once is a condition in a batch.

pub mod backup;
pub mod batch;
mod change;
pub mod changes;
mod commit;
pub mod derived;
mod error;
pub mod figures;
#[cfg(test)]
pub(crate) mod meddling;
pub mod memory;
pub mod records;
pub mod salvage;
pub mod sled;
pub mod sweep;
pub mod tally;
pub mod transfer;
mod upgrade;
pub mod usage;
pub mod verify;
pub mod window;

use std::path::Path;
use std::sync::Arc;
use std::time::Instant;

pub use self::batch::{Batch, Condition, Versioned};
pub(crate) use self::change::ATTEMPTS;
use self::changes::Changes;
pub use self::commit::Commit;
pub(crate) use self::commit::stopped;
pub use self::error::StoreError;
use self::records::{Record, RecordKey, decode, primary_key};
pub use self::sled::is_store_in;
use self::tally::Live;
use crate::config::{self, Storage};
use crate::metrics::Commits;
use crate::secret::hex;

/// A key as the engine sees it.
pub type Key = Vec<u8>;
/// A value as the engine sees it.
pub type Value = Vec<u8>;
/// Keys and values in order, as they all stood at one moment.
pub type Snapshot = Box<dyn Iterator<Item = Result<(Key, Value), StoreError>> + Send>;

/// The key under which an engine notes the format of its content.
pub(crate) const FORMAT_KEY: &[u8] = b"V";
/// What the keys begin with that note what went back from a quarantine file, until that knows it, too.
pub(crate) const RETURNED: &[u8] = b"B";
/// The format written by this version.
pub(crate) const FORMAT: u8 = 1;
/// The same, for tests that keep data of each format.
#[doc(hidden)]
pub const FORMAT_OF_TODAY: u8 = FORMAT;
/// How many pairs one scan of a long list reads.
const SLICE: usize = 256;

/// Whether a key is one of grantd's own notes: neither a record nor an entry that leads to one.
fn is_mark(key: &[u8]) -> bool {
    [FORMAT_KEY, transfer::IMPORT_MARK].contains(&key) || key.starts_with(RETURNED)
}

/// A half-open range of keys.
#[derive(Debug, Clone)]
pub struct KeyRange {
    /// The first key in it.
    pub start: Key,
    /// The first key after it; `None` when it goes to the end.
    pub end: Option<Key>,
}

impl KeyRange {
    /// All keys that begin with `prefix`.
    pub fn prefix(prefix: &[u8]) -> Self {
        let mut end = prefix.to_vec();
        while let Some(last) = end.pop() {
            if last < u8::MAX {
                end.push(last + 1);
                return Self { start: prefix.to_vec(), end: Some(end) };
            }
        }
        Self { start: prefix.to_vec(), end: None }
    }

    /// The part of this range after `key`.
    #[must_use]
    pub fn after(self, key: &[u8]) -> Self {
        Self { start: [key, &[0]].concat(), end: self.end }
    }

    /// The part of this range before `key`.
    #[must_use]
    pub fn before(self, key: &[u8]) -> Self {
        Self { start: self.start, end: Some(key.to_vec()) }
    }
}

/// What a storage engine does. Reads see every commit that was answered; a commit is answered when it is durable.
/// Two reads are two moments, and so are the pairs of one scan: what must fit together is a condition of a commit, or is
/// read from a snapshot.
pub trait Engine: Send + Sync {
    /// Hands the value of `key` to `read`; answers whether there was one.
    fn get(&self, key: &[u8], read: &mut dyn FnMut(&[u8])) -> Result<bool, StoreError>;

    /// At most `limit` pairs of `range`, in order; the largest keys first when `backwards`.
    fn scan(&self, range: &KeyRange, limit: usize, backwards: bool) -> Result<Vec<(Key, Value)>, StoreError>;

    /// Applies `batch` all or nothing if its conditions hold, and makes it durable. An empty one tells whether the engine
    /// still takes commits, and is answered when all that could be read before it is durable.
    fn commit(&self, batch: Batch) -> Commit;

    /// How often the keys of records were written. A key of a commit is counted when its new value can be read and before
    /// the commit is answered, whether that then says that it is durable or not.
    fn changes(&self) -> &Changes;

    /// Everything as it stands now, while commits go on.
    fn snapshot(&self) -> Result<Snapshot, StoreError>;

    /// Bytes on disk.
    fn size_on_disk(&self) -> u64;

    /// How much there is in it; `None` while that is still being counted.
    fn live(&self) -> Option<Live>;

    /// Makes everything durable and stops. Later commits fail.
    fn close(&self) -> Result<(), StoreError>;
}

/// Records over an engine. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    engine: Arc<dyn Engine>,
    commits: Commits,
}

impl Store {
    /// Puts the records over `engine`.
    pub fn new(engine: Arc<dyn Engine>) -> Result<Self, StoreError> {
        let store = Self { engine, commits: Commits::default() };
        store.check_format()?;
        Ok(store)
    }

    /// Opens the engine that the configuration names, in `data_dir`.
    pub fn open(storage: &Storage, data_dir: &Path) -> Result<Self, StoreError> {
        let store = Self::open_unjudged(storage, data_dir)?;
        match store.check_format() {
            Err(StoreError::UnfinishedImport(_)) => {
                Err(StoreError::UnfinishedImport(data_dir.join("store").display().to_string()))
            }
            checked => checked.map(|()| store),
        }
    }

    /// The same for [`verify::verify`], which is what judges whatever data there is. Marks nothing.
    pub fn open_unjudged(storage: &Storage, data_dir: &Path) -> Result<Self, StoreError> {
        let (engine, commits): (Arc<dyn Engine>, _) = match storage.engine {
            config::Engine::Sled => {
                let engine = sled::SledEngine::open(storage, data_dir)?;
                let commits = engine.commits().clone();
                (Arc::new(engine), commits)
            }
            config::Engine::Memory => (Arc::new(memory::MemoryEngine::default()), Commits::default()),
        };
        Ok(Self { engine, commits })
    }

    /// Refuses data of a newer format and what an import left half done, and brings data of an older format to today's. A
    /// fresh store is marked with that.
    fn check_format(&self) -> Result<(), StoreError> {
        if self.engine.get(transfer::IMPORT_MARK, &mut |_| {})? {
            return Err(StoreError::UnfinishedImport("what is in the store".to_owned()));
        }
        let mut found = None;
        self.engine.get(FORMAT_KEY, &mut |value| found = value.first().copied())?;
        match found {
            Some(found) if found > FORMAT => Err(StoreError::NewerFormat { found }),
            Some(found) => upgrade::upgrade(&*self.engine, found, &upgrade::STEPS),
            None if !self.is_empty()? => Err(StoreError::NoFormat),
            None => {
                let mut batch = Batch::default();
                batch.write(FORMAT_KEY.to_vec(), Some(vec![FORMAT]));
                self.engine.commit(batch).wait()
            }
        }
    }

    /// The engine below.
    pub fn engine(&self) -> &dyn Engine {
        &*self.engine
    }

    /// What was counted of its commits.
    pub fn commits(&self) -> &Commits {
        &self.commits
    }

    /// The store, with a note of what is read.
    pub fn reads(&self) -> derived::Reads<'_> {
        derived::Reads::of(self)
    }

    /// The record at `key`.
    pub fn get<R: Record>(&self, key: &R::Key) -> Result<Option<R>, StoreError> {
        self.get_raw(&primary_key::<R>(key))
    }

    /// The record at a whole primary key.
    fn get_raw<R: Record>(&self, raw_key: &[u8]) -> Result<Option<R>, StoreError> {
        let mut record = None;
        self.engine.get(raw_key, &mut |value| record = Some(decode::<R>(value)))?;
        record.transpose().map_err(|reason| corrupt::<R>(raw_key, reason))
    }

    /// The record at `key`, with what a batch needs to change it only if nobody else did.
    pub fn get_versioned<R: Record>(&self, key: &R::Key) -> Result<Option<Versioned<R>>, StoreError> {
        let raw_key = primary_key::<R>(key);
        let mut raw = None;
        self.engine.get(&raw_key, &mut |value| raw = Some(value.to_vec()))?;
        let Some(raw) = raw else { return Ok(None) };
        let record = decode::<R>(&raw).map_err(|reason| corrupt::<R>(&raw_key, reason))?;
        Ok(Some(Versioned::new(key.clone(), record, raw)))
    }

    /// The key that the unique secondary key `kind ‖ name` points to.
    pub fn lookup<K: RecordKey>(&self, kind: u8, name: &[u8]) -> Result<Option<K>, StoreError> {
        let mut target = None;
        self.engine.get(&[&[kind], name].concat(), &mut |value| target = K::from_bytes(value))?;
        Ok(target)
    }

    /// The members listed under `kind ‖ owner`, largest first when `backwards`; a record kind's own keys when its
    /// natural key begins with `owner`. Read in slices, so that a long list holds nobody up.
    pub fn members<K: RecordKey>(&self, kind: u8, owner: u64, backwards: bool) -> Result<Vec<K>, StoreError> {
        let prefix = [&[kind], &owner.to_be_bytes()[..]].concat();
        let mut range = KeyRange::prefix(&prefix);
        let mut members = Vec::new();
        loop {
            let pairs = self.engine.scan(&range, SLICE, backwards)?;
            members.extend(pairs.iter().filter_map(|(key, _)| K::from_bytes(&key[prefix.len()..])));
            match pairs.last() {
                Some((last, _)) if pairs.len() == SLICE => {
                    range = if backwards { range.before(last) } else { range.after(last) };
                }
                _ => return Ok(members),
            }
        }
    }

    /// How many members are listed under `kind ‖ owner`; at most `most` are counted.
    pub fn count_members(&self, kind: u8, owner: u64, most: usize) -> Result<usize, StoreError> {
        let mut range = KeyRange::prefix(&[&[kind], &owner.to_be_bytes()[..]].concat());
        let mut counted = 0;
        loop {
            let limit = SLICE.min(most - counted);
            let pairs = if limit == 0 { Vec::new() } else { self.engine.scan(&range, limit, false)? };
            counted += pairs.len();
            match pairs.last() {
                Some((last, _)) if pairs.len() == SLICE => range = range.after(last),
                _ => return Ok(counted),
            }
        }
    }

    /// Every record of a kind, in key order, in slices so that no long read holds the engine. Records that cannot be
    /// read come as errors.
    pub fn all<R: Record>(&self) -> impl Iterator<Item = Result<(R::Key, R), StoreError>> + use<'_, R> {
        self.pairs(R::KIND, false).map(|pair| pair.and_then(|(key, value)| read_pair::<R>(&key, &value)))
    }

    /// All pairs whose keys begin with `kind`, in slices; the largest keys first when `backwards`.
    fn pairs(&self, kind: u8, backwards: bool) -> impl Iterator<Item = Result<(Key, Value), StoreError>> + use<'_> {
        let mut range = KeyRange::prefix(&[kind]);
        let mut slice = Vec::<(Key, Value)>::new().into_iter();
        let mut ended = false;
        std::iter::from_fn(move || {
            loop {
                if let Some(pair) = slice.next() {
                    return Some(Ok(pair));
                }
                if ended {
                    return None;
                }
                match self.engine.scan(&range, SLICE, backwards) {
                    Ok(pairs) => {
                        ended = pairs.len() < SLICE;
                        if let Some((last, _)) = pairs.last() {
                            let rest = range.clone();
                            range = if backwards { rest.before(last) } else { rest.after(last) };
                        }
                        slice = pairs.into_iter();
                    }
                    Err(error) => {
                        ended = true;
                        return Some(Err(error));
                    }
                }
            }
        })
    }

    /// The names under the unique secondary key `kind` and what each leads to, in the order of the names.
    pub fn named<K: RecordKey>(&self, kind: u8) -> impl Iterator<Item = Result<(String, K), StoreError>> + use<'_, K> {
        let read = |(key, value): (Key, Value)| {
            Some((String::from_utf8(key.get(1..)?.to_vec()).ok()?, K::from_bytes(&value)?))
        };
        // An entry that leads nowhere is for `grantd check --data`.
        self.pairs(kind, false).filter_map(move |pair| pair.map(read).transpose())
    }

    /// The same without the records that cannot be read: each is told in the log, and hurts nobody else.
    pub fn readable<R: Record>(&self) -> impl Iterator<Item = Result<(R::Key, R), StoreError>> + use<'_, R> {
        self.all::<R>().filter(can_be_read)
    }

    /// The same, the largest keys first: of what is numbered, the newest.
    pub fn newest<R: Record>(&self) -> impl Iterator<Item = Result<(R::Key, R), StoreError>> + use<'_, R> {
        let read = |(key, value): (Key, Value)| read_pair::<R>(&key, &value);
        self.pairs(R::KIND, true).map(move |pair| pair.and_then(read)).filter(can_be_read)
    }

    /// Waits until everything that could be read so far is durable: a commit can be read a moment before. To be awaited
    /// by who answers "that is done already" for what was read, as for a change of its own.
    pub async fn settled(&self) -> Result<(), StoreError> {
        self.commit(Batch::default()).await
    }

    /// Commits `batch`.
    pub async fn commit(&self, batch: Batch) -> Result<(), StoreError> {
        let began = Instant::now();
        let waiting = self.commits.wait();
        let done = self.engine.commit(batch).done().await;
        drop(waiting);
        self.commits.seconds.observe(began.elapsed().as_secs_f64());
        match &done {
            Ok(()) => self.commits.done.inc(),
            Err(StoreError::Conflict) => self.commits.conflicts.inc(),
            Err(_) => self.commits.failures.inc(),
        };
        done
    }
}

fn can_be_read<T>(found: &Result<T, StoreError>) -> bool {
    match found {
        Err(error @ StoreError::Corrupt { .. }) => {
            tracing::error!(%error, "left out; grantd check --data tells what to do");
            false
        }
        _ => true,
    }
}

fn read_pair<R: Record>(key: &[u8], value: &[u8]) -> Result<(R::Key, R), StoreError> {
    let natural = R::Key::from_bytes(&key[1..]).ok_or_else(|| corrupt::<R>(key, "the key is malformed".into()))?;
    let record = decode::<R>(value).map_err(|reason| corrupt::<R>(key, reason))?;
    Ok((natural, record))
}

fn corrupt<R: Record>(key: &[u8], reason: String) -> StoreError {
    StoreError::Corrupt { kind: R::NAME, key: hex(key.get(1..).unwrap_or_default()), reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_of_a_newer_format_is_refused_and_left_alone() {
        let engine = Arc::new(memory::MemoryEngine::default());
        let marked = || {
            let mut found = Vec::new();
            engine.get(FORMAT_KEY, &mut |value| found = value.to_vec()).unwrap();
            found
        };
        Store::new(Arc::clone(&engine) as Arc<dyn Engine>).unwrap();
        assert_eq!(marked(), [FORMAT]);
        let mut batch = Batch::default();
        batch.write(FORMAT_KEY.to_vec(), Some(vec![FORMAT + 1, 7]));
        engine.commit(batch).wait().unwrap();
        let refused = Store::new(Arc::clone(&engine) as Arc<dyn Engine>).err().unwrap();
        assert!(matches!(refused, StoreError::NewerFormat { found } if found == FORMAT + 1));
        assert!(refused.to_string().contains("install the newer grantd"));
        assert_eq!(marked(), [FORMAT + 1, 7]);
    }

    #[test]
    fn a_long_list_of_members_is_whole_in_both_directions() {
        let store = Store::new(Arc::new(memory::MemoryEngine::default())).unwrap();
        for length in [0, 1, SLICE - 1, SLICE, SLICE + 1, 3 * SLICE] {
            let owner = length as u64;
            let mut batch = Batch::default();
            for member in 0..length as u64 {
                batch.write([b"o", &owner.to_be_bytes()[..], &member.to_be_bytes()].concat(), Some(Vec::new()));
            }
            store.engine().commit(batch).wait().unwrap();
            let members = |backwards| {
                let found = store.members::<records::ClientNumber>(b'o', owner, backwards).unwrap();
                found.into_iter().map(|number| number.0).collect::<Vec<_>>()
            };
            assert_eq!(members(false), (0..owner).collect::<Vec<_>>());
            assert_eq!(members(true), (0..owner).rev().collect::<Vec<_>>());
            for most in [0, 1, SLICE, SLICE + 1, 4 * SLICE] {
                assert_eq!(store.count_members(b'o', owner, most).unwrap(), length.min(most));
            }
        }
    }

    #[test]
    fn a_prefix_range_ends_where_the_prefix_does() {
        assert_eq!(KeyRange::prefix(b"ab").end.unwrap(), b"ac");
        assert_eq!(KeyRange::prefix(&[1, 255]).end.unwrap(), [2]);
        assert!(KeyRange::prefix(&[255, 255]).end.is_none());
        assert_eq!(KeyRange::prefix(b"a").after(b"ab").start, b"ab\0");
    }
}
