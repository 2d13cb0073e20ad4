//! Everything as it stood at one moment, read slice by slice. Between slices commits go on, and what they overwrite
//! ahead of the reader is kept for it: sled 0.34 has no snapshots of its own.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::super::{Key, StoreError, Value};
use super::Shared;

const SLICE: usize = 256;
/// What is kept for one slow reader, in bytes.
const LARGEST_BACKLOG: usize = 64 << 20;

/// The snapshots that are being read.
#[derive(Default)]
pub(super) struct Snapshots {
    running: Mutex<HashMap<u64, Frozen>>,
    next: AtomicU64,
}

impl Snapshots {
    pub(super) fn lock(&self) -> MutexGuard<'_, HashMap<u64, Frozen>> {
        self.running.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// How far one snapshot was read, and what was overwritten ahead of it since it began.
#[derive(Default)]
pub(super) struct Frozen {
    read_up_to: Option<Key>,
    overwritten: BTreeMap<Key, Option<Value>>,
    backlog: usize,
    given_up: bool,
}

impl Frozen {
    /// Keeps what stood at `key` before it is overwritten, where that was not read yet.
    pub(super) fn keep(&mut self, key: &Key, before: Option<&[u8]>) {
        let read = self.read_up_to.as_ref().is_some_and(|last| key <= last);
        if read || self.given_up || self.overwritten.contains_key(key) {
            return;
        }
        self.backlog += key.len() + before.map_or(0, <[u8]>::len);
        self.overwritten.insert(key.clone(), before.map(<[u8]>::to_vec));
        if self.backlog > LARGEST_BACKLOG {
            self.overwritten.clear();
            self.given_up = true;
        }
    }

    /// Notes that everything up to `last` was read, and takes out what was kept of it; all of it for `None`.
    fn advance(&mut self, last: Option<Key>) -> BTreeMap<Key, Option<Value>> {
        let mut kept = std::mem::take(&mut self.overwritten);
        if let Some(last) = &last {
            self.overwritten = kept.split_off(last);
            kept.extend(self.overwritten.remove_entry(last));
        }
        self.backlog -= kept.iter().map(|(key, value)| key.len() + value.as_ref().map_or(0, Vec::len)).sum::<usize>();
        self.read_up_to = last;
        kept
    }
}

/// One snapshot being read.
pub(super) struct SnapshotReader {
    shared: Arc<Shared>,
    /// Which database it reads; another one may not hold what was kept.
    generation: u64,
    id: u64,
    slice: std::vec::IntoIter<(Key, Value)>,
    ended: bool,
}

impl SnapshotReader {
    /// Begins a snapshot of this moment.
    pub(super) fn begin(shared: Arc<Shared>) -> Self {
        let id = shared.snapshots.next.fetch_add(1, Ordering::Relaxed);
        shared.snapshots.lock().insert(id, Frozen::default());
        Self { generation: shared.handle.generation(), shared, id, slice: Vec::new().into_iter(), ended: false }
    }

    fn next_slice(&mut self) -> Result<(), StoreError> {
        let mut snapshots = self.shared.snapshots.lock();
        let Some(frozen) = snapshots.get_mut(&self.id).filter(|frozen| !frozen.given_up) else {
            return Err(StoreError::Engine(
                "the copy was read so slowly that too much changed meanwhile; try again, into a file".to_owned(),
            ));
        };
        if self.shared.handle.generation() != self.generation {
            return Err(StoreError::Unavailable("the store had to be opened again; begin anew".to_owned()));
        }
        let start = frozen.read_up_to.as_ref().map_or_else(Vec::new, |key| [key, &[0u8][..]].concat());
        let own = |pair: sled::Result<(sled::IVec, sled::IVec)>| {
            pair.map(|(key, value)| (key.to_vec(), Some(value.to_vec())))
        };
        let slice = self.shared.handle.ask(|db| db.range(start..).take(SLICE).map(own).collect::<Result<Vec<_>, _>>());
        let mut pairs: BTreeMap<_, _> = slice?.into_iter().collect();
        let last = if pairs.len() == SLICE { pairs.keys().next_back().cloned() } else { None };
        self.ended = last.is_none();
        pairs.extend(frozen.advance(last));
        if self.ended {
            // From here on nothing has to be kept, however slowly the last slice is used.
            snapshots.remove(&self.id);
        }
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
        self.shared.snapshots.lock().remove(&self.id);
    }
}
