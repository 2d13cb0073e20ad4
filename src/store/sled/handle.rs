//! Which database readers are shown: everything that is asked of the store goes through [`Handle`]. A database that cannot
//! be used any more is hidden and put away, and another one is shown in its place when whoever opened it has found it to
//! be what was promised.
//!
//! While none is shown nobody is kept waiting for longer than a moment: opening a store takes long on a slow disk, and the
//! threads that read are those that answer everybody.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Condvar, Mutex, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};
use std::time::{Duration, Instant};

use super::super::{Key, KeyRange, StoreError, Value};
use super::database::Database;

/// How long after the last database was hidden readers wait for the next one. What takes no longer goes unnoticed.
const MOMENT: Duration = Duration::from_millis(500);

/// The database that is shown now, if one is.
pub(super) struct Handle {
    /// Held for an instant only, never while something is asked of sled.
    state: RwLock<State>,
    turn: Mutex<()>,
    turned: Condvar,
    /// How often another database was shown in place of one that was put away.
    generation: AtomicU64,
}

enum State {
    Shown(Arc<Shown>),
    Hidden {
        /// What readers are told.
        why: StoreError,
        /// Until when they wait first.
        wait_until: Instant,
        masked: BTreeMap<Key, Option<sled::IVec>>,
    },
}

struct Shown {
    database: Arc<Database>,
    /// What readers see in place of what the database has: what stood where a change was refused after it was made.
    masked: BTreeMap<Key, Option<sled::IVec>>,
}

impl Handle {
    /// Shows `db`, whose files are in `store`.
    pub(super) fn new(db: sled::Db, store: PathBuf) -> Self {
        let database = Arc::new(Database::new(db, store));
        let state = RwLock::new(State::Shown(Arc::new(Shown { database, masked: BTreeMap::new() })));
        Self { state, turn: Mutex::default(), turned: Condvar::new(), generation: AtomicU64::new(0) }
    }

    /// The database as it is, whatever is masked. Not to be kept: it is put away when nobody has it any more.
    pub(super) fn database(&self) -> Result<Arc<Database>, StoreError> {
        Ok(Arc::clone(&self.shown()?.database))
    }

    /// Asks sled for something, whatever is masked. What it gives must not keep a hold of the database.
    pub(super) fn ask<T>(&self, ask: impl FnOnce(&sled::Db) -> sled::Result<T>) -> Result<T, StoreError> {
        self.shown()?.database.ask(ask)
    }

    /// Changes something. After a failure the database must be put away.
    pub(super) fn change(&self, change: impl FnOnce(&sled::Db) -> sled::Result<()>) -> Result<(), StoreError> {
        self.shown()?.database.change(change)
    }

    /// The value of `key`.
    pub(super) fn get(&self, key: &[u8]) -> Result<Option<sled::IVec>, StoreError> {
        let shown = self.shown()?;
        match shown.masked.get(key) {
            Some(stands) => Ok(stands.clone()),
            None => shown.database.ask(|db| db.get(key)),
        }
    }

    /// At most `limit` pairs of `range`, in order; the largest keys first when `backwards`.
    pub(super) fn scan(
        &self,
        range: &KeyRange,
        limit: usize,
        backwards: bool,
    ) -> Result<Vec<(Key, Value)>, StoreError> {
        if range.end.as_ref().is_some_and(|end| *end <= range.start) {
            return Ok(Vec::new());
        }
        let shown = self.shown()?;
        let wanted = limit.saturating_add(shown.masked.len());
        let own =
            |pair: sled::Result<(sled::IVec, sled::IVec)>| pair.map(|(key, value)| (key.to_vec(), value.to_vec()));
        let pairs = shown.database.ask(|db| {
            let pairs = match &range.end {
                Some(end) => db.range(range.start.clone()..end.clone()),
                None => db.range(range.start.clone()..),
            };
            if backwards { pairs.rev().take(wanted).map(own).collect() } else { pairs.take(wanted).map(own).collect() }
        });
        if shown.masked.is_empty() { pairs } else { Ok(shown.as_masked(pairs?, range, limit, backwards)) }
    }

    /// From now on readers find `stands` in place of what the database has at these keys.
    pub(super) fn mask(&self, stands: BTreeMap<Key, Option<sled::IVec>>) {
        match &mut *self.turn_to() {
            State::Shown(shown) => {
                *shown = Arc::new(Shown { database: Arc::clone(&shown.database), masked: stands });
            }
            State::Hidden { masked, .. } => *masked = stands,
        }
    }

    #[cfg(test)]
    pub(super) fn is_hidden(&self) -> bool {
        self.shown_now().is_none()
    }

    /// Tells one database from the one that took its place.
    pub(super) fn generation(&self) -> u64 {
        self.generation.load(Ordering::SeqCst)
    }

    /// Whether sled knows that a write of its own failed. Then it lets go of its files without writing.
    pub(super) fn knows_that_it_failed(&self) -> bool {
        self.shown_now().is_none_or(|shown| shown.database.knows_that_it_failed())
    }

    /// Wakes whoever waits inside sled for a write that has failed.
    pub(super) fn wake_the_waiting(&self) {
        if let Some(shown) = self.shown_now() {
            shown.database.wake_the_waiting();
        }
    }

    /// Hides the database and puts it away, and shows what `open` opens instead: whatever must hold of it is to be looked
    /// at in there, nobody else reads it before. Where `open` fails nothing is shown until another try succeeds; readers
    /// are told so, or what [`Handle::stay_hidden`] says then. What is masked stays so.
    pub(super) fn reopen(&self, open: impl FnOnce() -> Result<Database, StoreError>) -> Result<(), StoreError> {
        let being_opened = StoreError::Unavailable("its files are being opened again".to_owned());
        if let Some(shown) = self.hide(&being_opened) {
            let database = Arc::clone(&shown.database);
            let masked = shown.masked.clone();
            drop(shown);
            if let Err(database) = database.put_away() {
                self.show(Shown { database, masked });
                return Err(StoreError::Unavailable("somebody has been reading for very long".to_owned()));
            }
        }
        let database = Arc::new(open()?);
        let masked = match &mut *self.turn_to() {
            State::Hidden { masked, .. } => std::mem::take(masked),
            State::Shown(_) => BTreeMap::new(),
        };
        self.generation.fetch_add(1, Ordering::SeqCst);
        self.show(Shown { database, masked });
        Ok(())
    }

    /// What readers are told from now on, where nothing is shown.
    pub(super) fn stay_hidden(&self, because: StoreError) {
        if let State::Hidden { why, .. } = &mut *self.turn_to() {
            *why = because;
        }
    }

    /// Takes away what is shown.
    fn hide(&self, because: &StoreError) -> Option<Arc<Shown>> {
        let mut state = self.turn_to();
        match &mut *state {
            State::Shown(shown) => {
                let shown = Arc::clone(shown);
                let (why, wait_until) = (because.clone(), Instant::now() + MOMENT);
                *state = State::Hidden { why, wait_until, masked: shown.masked.clone() };
                Some(shown)
            }
            State::Hidden { why, .. } => {
                *why = because.clone();
                None
            }
        }
    }

    fn show(&self, shown: Shown) {
        *self.turn_to() = State::Shown(Arc::new(shown));
        // Nobody may look before, and wait after.
        drop(self.turn.lock());
        self.turned.notify_all();
    }

    fn shown(&self) -> Result<Arc<Shown>, StoreError> {
        match &*self.now() {
            State::Shown(shown) => return Ok(Arc::clone(shown)),
            State::Hidden { why, wait_until, .. } if *wait_until <= Instant::now() => return Err(why.clone()),
            State::Hidden { .. } => {}
        }
        self.shown_in_a_moment()
    }

    fn shown_in_a_moment(&self) -> Result<Arc<Shown>, StoreError> {
        let mut turn = self.turn.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            let patience = match &*self.now() {
                State::Shown(shown) => return Ok(Arc::clone(shown)),
                State::Hidden { why, wait_until, .. } => match wait_until.checked_duration_since(Instant::now()) {
                    Some(patience) if !patience.is_zero() => patience,
                    _ => return Err(why.clone()),
                },
            };
            turn = self.turned.wait_timeout(turn, patience).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// Without waiting.
    fn shown_now(&self) -> Option<Arc<Shown>> {
        match &*self.now() {
            State::Shown(shown) => Some(Arc::clone(shown)),
            State::Hidden { .. } => None,
        }
    }

    fn now(&self) -> RwLockReadGuard<'_, State> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn turn_to(&self) -> RwLockWriteGuard<'_, State> {
        self.state.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shown {
    /// What stands in `range`, where `pairs` is what the database has there: enough of it for `limit` when all that is
    /// masked is taken out.
    fn as_masked(
        &self,
        pairs: Vec<(Key, Value)>,
        range: &KeyRange,
        limit: usize,
        backwards: bool,
    ) -> Vec<(Key, Value)> {
        let mut standing: BTreeMap<Key, Value> =
            pairs.into_iter().filter(|(key, _)| !self.masked.contains_key(key)).collect();
        let inside = self
            .masked
            .range(range.start.clone()..)
            .take_while(|(key, _)| range.end.as_ref().is_none_or(|end| *key < end));
        standing.extend(inside.filter_map(|(key, stands)| Some((key.clone(), stands.as_ref()?.to_vec()))));
        if backwards {
            standing.into_iter().rev().take(limit).collect()
        } else {
            standing.into_iter().take(limit).collect()
        }
    }
}
