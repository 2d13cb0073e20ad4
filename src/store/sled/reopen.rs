//! After a write that failed: the store is opened again over what the disk holds, without a restart.
//!
//! Until that succeeds the old database answers reads from what it has, and commits are refused. Then the log gets new
//! blocks (a page that the kernel could not write is taken for clean, and would be missing under everything that is
//! written after it), sled reads it anew, and what the flushes before had made durable is looked for. Where that is
//! missing the disk has lost what it had promised: then nobody is shown this older truth, in which what was revoked may be
//! valid, and nothing is written any more. Otherwise it is shown, and what was refused is taken back where it arrived all
//! the same.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use super::super::{Key, StoreError};
use super::Shared;
use super::database::Database;
use super::files::Disk;
use super::group::Group;
use super::swap;

const FIRST_WAIT: Duration = Duration::from_millis(250);
const LONGEST_WAIT: Duration = Duration::from_secs(15);

/// On the way back to a store that takes changes.
pub(super) struct Reopening {
    why: StoreError,
    /// `None` when it is not tried any more.
    next_try: Option<Instant>,
    wait: Duration,
    /// What must stand where something was applied and not made durable: where it was refused, what stood before; where it
    /// was answered before its flush, that.
    refused: BTreeMap<Key, Option<sled::IVec>>,
    /// What must be there.
    promised: Vec<(Key, Option<sled::IVec>)>,
}

impl Reopening {
    /// After `error`, which hit what was applied in `refused`, and in `answered` before; `durable` is what the last flush had
    /// made durable. What was refused is not to be seen any more, and what was answered is written again.
    pub(super) fn after(error: &StoreError, shared: &Shared, refused: Group, answered: Group, durable: Group) -> Self {
        let mut refused = refused.before();
        shared.handle.mask(refused.clone());
        for key in answered.before().into_keys() {
            match shared.handle.get(&key) {
                Ok(stands) => drop(refused.entry(key).or_insert(stands)),
                Err(error) => tracing::error!(%error, "a change that was answered before its flush is lost"),
            }
        }
        shared.handle.mask(refused.clone());
        shared.changes.note_all();
        let mut promised = Vec::new();
        for key in durable.before().into_keys() {
            match shared.handle.get(&key) {
                Ok(stands) => promised.push((key, stands)),
                Err(error) => tracing::debug!(%error, "what was made durable last cannot be read for comparison"),
            }
        }
        let why = match error {
            StoreError::Full(_) => error.clone(),
            StoreError::Unavailable(why) => StoreError::Unavailable(format!("{why}; the store is being opened again")),
            other => StoreError::Unavailable(format!("{other}; the store is being opened again")),
        };
        Self { why, next_try: Some(Instant::now() + FIRST_WAIT), wait: FIRST_WAIT, refused, promised }
    }

    /// What a commit is told meanwhile.
    pub(super) fn answer(&self) -> StoreError {
        self.why.clone()
    }

    pub(super) fn next_try(&self) -> Option<Instant> {
        self.next_try
    }

    pub(super) fn is_due(&self) -> bool {
        self.next_try.is_some_and(|next| next <= Instant::now())
    }

    /// Tries to open the store again. Answers whether it takes changes now.
    pub(super) fn try_now(&mut self, shared: &Shared, disk: &mut Disk) -> bool {
        match self.reopen(shared, disk) {
            Ok(()) => {
                tracing::info!("the store was opened again and takes changes");
                return true;
            }
            Err(error @ StoreError::Damaged { .. }) => {
                tracing::error!(%error, "the store stays closed: nothing is read from it or written to it any more");
                shared.handle.stay_hidden(error.clone());
                self.why = error;
                self.next_try = None;
            }
            Err(error) => {
                tracing::warn!(%error, "the store cannot be opened again yet");
                let again = format!("its files could not be opened again ({error}); that is tried every few seconds");
                shared.handle.stay_hidden(StoreError::Unavailable(again));
                self.wait = (self.wait * 2).min(LONGEST_WAIT);
                self.next_try = Some(Instant::now() + self.wait);
            }
        }
        false
    }

    fn reopen(&mut self, shared: &Shared, disk: &mut Disk) -> Result<(), StoreError> {
        // A store that was being rewritten when the disk failed may have been moved away.
        swap::finish(disk.data_dir())?;
        disk.room_to_open()?;
        disk.probe()?;
        let handle = &shared.handle;
        let renewed = match disk.renew() {
            Err(StoreError::Full(_)) if handle.knows_that_it_failed() => false,
            renewed => renewed.map(|()| true)?,
        };
        let opened = handle.reopen(|| {
            if !renewed {
                // No room for a second log. sled lets go of the first one, so that can be written where it is.
                disk.rewrite()?;
            }
            let data_dir = disk.data_dir().to_owned();
            let database = swap::open_either(&data_dir, || self.open(disk))?;
            swap::retire(&data_dir)?;
            Ok(database)
        });
        // Whatever was read before may have been taken back, even where this did not succeed.
        shared.changes.note_all();
        opened?;
        self.settle(shared, disk)
    }

    fn open(&self, disk: &mut Disk) -> Result<Database, StoreError> {
        let database = disk.open_db()?;
        self.judge(&database, disk)?;
        Ok(database)
    }

    /// Whether all is in `database` that was answered.
    fn judge(&self, database: &Database, disk: &Disk) -> Result<(), StoreError> {
        disk.check_mark(database)?;
        // What was refused may stand where it does not belong: that is taken back, and tells nothing.
        let telling = || self.promised.iter().filter(|(key, _)| !self.refused.contains_key(key));
        let missing = database.ask(|db| {
            telling().try_fold(0, |missing, (key, stands)| Ok(missing + usize::from(db.get(key)? != *stands)))
        })?;
        if missing == 0 {
            return Ok(());
        }
        Err(StoreError::Damaged {
            place: disk.store().join("db").display().to_string(),
            reason: format!(
                "the disk has lost what it had confirmed ({missing} of the last {} keys written); see to the disk first",
                telling().count()
            ),
        })
    }

    /// Takes back what was refused, and makes that durable.
    fn settle(&mut self, shared: &Shared, disk: &mut Disk) -> Result<(), StoreError> {
        shared.handle.change(|db| db.apply_batch(undoing(&self.refused, db)?))?;
        disk.flush(&*shared.handle.database()?)?;
        shared.handle.mask(BTreeMap::new());
        shared.changes.note_all();
        Ok(())
    }
}

/// What takes back what arrived all the same.
fn undoing(refused: &BTreeMap<Key, Option<sled::IVec>>, db: &sled::Db) -> sled::Result<sled::Batch> {
    let mut undoing = sled::Batch::default();
    for (key, stood) in refused {
        match stood {
            stood if db.get(key)? == *stood => {}
            Some(stood) => undoing.insert(key.as_slice(), stood),
            None => undoing.remove(key.as_slice()),
        }
    }
    Ok(undoing)
}
