//! Looking through all data for what is wrong, and mending it: `grantd check --data` and `--repair`.
//!
//! Every record is decoded and its secondary keys, its entry in the expiry index and what it refers to are looked up
//! ([`records`], [`references`]); every index entry is followed back to its record ([`index`]). Nothing is held still
//! meanwhile: a suspicion counts only if the bytes that raised it still stand after the rest was read, and records that
//! belong together change in one commit. So it can run beside a daemon that works, and needs little memory.
//!
//! What is wrong is either **damage** or a **leftover**. A leftover is what a deletion that was cut off (a crash, a race)
//! left behind: nobody can use it, and the data is sound with it. What a repair does is in [`mend`]: what can be derived
//! from the records is written anew; a record that cannot be read, or that is of no use to anybody, goes to a
//! [`quarantine`] file; where only a person can decide, it says so and leaves it. Each mending is a commit on the
//! condition that nothing changed meanwhile.
//!
//! Tokens whose family has ended, and families whose consent was withdrawn, are neither: that is how grantd revokes (see
//! [`super::records`]), and the sweeper removes them when they expire. They are counted as ended.

mod findings;
mod index;
mod mend;
mod put_back;
mod quarantine;
mod records;
mod references;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, HashSet};
use std::io;
use std::path::Path;

pub use self::findings::{Event, Finding, Grade, Outcome, Summary};
use self::findings::{Fault, Remedy};
pub(super) use self::index::leads_to;
use self::mend::Mender;
pub use self::put_back::{PutBack, put_back};
use self::references::Numbers;
use super::{FORMAT, FORMAT_KEY, Key, KeyRange, Store, StoreError, Value, is_mark, transfer};
use crate::clock::Timestamp;

/// How many keys one scan reads.
const SLICE: usize = 256;
/// After how many keys the listener is told how far it is.
const PROGRESS: u64 = 20_000;

/// Why the data could not be looked through to the end.
#[derive(Debug, thiserror::Error)]
pub enum VerifyError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The quarantine file cannot be written. What was to go there is left where it is.
    #[error("the quarantine file {path} cannot be written: {error}")]
    Quarantine {
        /// The file.
        path: String,
        /// Why.
        error: io::Error,
    },
    /// Whoever listened has gone, or what was to be read is not there.
    #[error(transparent)]
    Io(#[from] io::Error),
}

/// What is to be done about what is wrong.
#[derive(Clone, Copy)]
pub enum Purpose<'a> {
    /// Tell it.
    Check,
    /// Mend it. Records that are taken out go to a file in the directory, named after the time.
    Repair(&'a Path, Timestamp),
}

/// Who is told what is found, as it is found.
pub type Listener<'a> = dyn FnMut(Event) -> io::Result<()> + 'a;

/// Looks through everything. Blocks; not for use inside the runtime.
///
/// # Errors
/// A store that fails, and a listener or a quarantine file that cannot be written to. What is wrong with the data is no
/// error: the listener is told, and the summary counts it.
pub fn verify(store: &Store, purpose: Purpose<'_>, listener: &mut Listener<'_>) -> Result<Summary, VerifyError> {
    let mender = match purpose {
        Purpose::Check => None,
        Purpose::Repair(dir, now) => Some(Mender::new(dir, now)),
    };
    let mut run = Run {
        store,
        listener,
        mender,
        summary: Summary::default(),
        numbers: Numbers::default(),
        prolonged: HashSet::new(),
        looked_at: 0,
    };
    if run.marks()? {
        run.records()?;
        run.index()?;
        run.strangers()?;
    }
    run.settle()?;
    if let Some(mender) = &run.mender {
        run.summary.quarantine = mender.quarantine_file();
    }
    Ok(run.summary)
}

/// One look through everything.
struct Run<'a> {
    store: &'a Store,
    listener: &'a mut Listener<'a>,
    mender: Option<Mender>,
    summary: Summary,
    /// The largest numbers that were ever given, as far as records tell.
    numbers: Numbers,
    /// Records that end, but have no index entry at exactly that time: an earlier one must be found.
    prolonged: HashSet<Key>,
    looked_at: u64,
}

impl Run<'_> {
    /// Whether the marks are those of whole data that this version knows; otherwise nothing else makes sense.
    fn marks(&mut self) -> Result<bool, VerifyError> {
        if self.raw(transfer::IMPORT_MARK)?.is_some() {
            let advice = "remove the directory store, keep what lies beside it, and import again";
            self.found("import mark", None, Fault::left("an import did not finish", advice))?;
            return Ok(false);
        }
        match self.raw(FORMAT_KEY)? {
            Some(mark) if mark == [FORMAT] => Ok(true),
            Some(mark) => match mark.first() {
                Some(found) if *found > FORMAT => {
                    let newer = StoreError::NewerFormat { found: *found }.to_string();
                    self.found("format mark", None, Fault::left(newer, "install the newer grantd"))?;
                    Ok(false)
                }
                Some(found @ 1..) if mark.len() == 1 => {
                    let older = format!("the data has format {found}, and today's is {FORMAT}");
                    self.found(
                        "format mark",
                        None,
                        Fault::left(older, "start grantd once, which brings it up to date"),
                    )?;
                    Ok(false)
                }
                _ => self.mark_anew("it makes no sense", Some(mark)).map(|()| true),
            },
            None if self.store.is_empty()? => Ok(true),
            None => self.mark_anew("it is missing", None).map(|()| true),
        }
    }

    fn mark_anew(&mut self, what: &str, found: Option<Value>) -> Result<(), VerifyError> {
        let remedy = Remedy::Write { key: FORMAT_KEY.to_vec(), found, value: vec![FORMAT], anew: "the mark" };
        self.found("format mark", None, Fault::damage(what, remedy))
    }

    /// Keys that no version of grantd writes. Known kinds are skipped in one step each.
    fn strangers(&mut self) -> Result<(), VerifyError> {
        let mut start = Vec::new();
        loop {
            let range = KeyRange { start: start.clone(), end: None };
            let Some((key, value)) = self.store.engine().scan(&range, 1, false)?.pop() else { return Ok(()) };
            let mark = is_mark(&key);
            match key.first() {
                Some(kind) if !mark && (records::kind(*kind).is_some() || index::is_index(*kind)) => {
                    let Some(next) = KeyRange::prefix(&[*kind]).end else { return Ok(()) };
                    start = next;
                }
                _ => {
                    start = [key.as_slice(), &[0]].concat();
                    if !mark {
                        self.looked_at(1)?;
                        let fault = Fault::damage("this is no kind of record that grantd writes", Remedy::Quarantine);
                        self.found_at("unknown", &key, &value, None, fault)?;
                    }
                }
            }
        }
    }

    /// The value at `key` now.
    fn raw(&self, key: &[u8]) -> Result<Option<Value>, StoreError> {
        raw(self.store, key)
    }

    /// Notes that `keys` more were looked at, and tells now and then.
    fn looked_at(&mut self, keys: u64) -> Result<(), VerifyError> {
        let before = self.looked_at / PROGRESS;
        self.looked_at += keys;
        if self.looked_at / PROGRESS > before {
            (self.listener)(Event::Progress { keys: self.looked_at })?;
        }
        Ok(())
    }

    /// Goes through the keys of one kind, slice by slice.
    fn each(
        &mut self,
        kind: u8,
        mut look: impl FnMut(&mut Self, &[u8], Value) -> Result<(), VerifyError>,
    ) -> Result<u64, VerifyError> {
        let mut range = KeyRange::prefix(&[kind]);
        let mut number = 0;
        loop {
            let pairs = self.store.engine().scan(&range, SLICE, false)?;
            let read = pairs.len();
            let last = pairs.last().map(|(key, _)| key.clone());
            for (key, value) in pairs {
                look(self, &key, value)?;
            }
            number += read as u64;
            self.looked_at(read as u64)?;
            match last {
                Some(last) if read == SLICE => range = range.after(&last),
                _ => return Ok(number),
            }
        }
    }

    /// Something without a record of its own is wrong.
    fn found(&mut self, kind: &'static str, key: Option<&[u8]>, fault: Fault) -> Result<(), VerifyError> {
        self.found_at(kind, key.unwrap_or_default(), &[], None, fault)
    }

    /// Something is wrong with what stands at `key`.
    fn found_at(
        &mut self,
        kind: &'static str,
        key: &[u8],
        value: &[u8],
        shown: Option<serde_json::Value>,
        fault: Fault,
    ) -> Result<(), VerifyError> {
        let finding = Finding::new(kind, key, shown, &fault);
        match &mut self.mender {
            None => self.tell(finding),
            Some(mender) => {
                mender.take(finding, fault, (key, value));
                if mender.is_full() { self.settle() } else { Ok(()) }
            }
        }
    }

    /// Carries out what a repair has collected, and tells of each.
    fn settle(&mut self) -> Result<(), VerifyError> {
        let Some(mender) = &mut self.mender else { return Ok(()) };
        mender.carry_out(self.store)?.into_iter().try_for_each(|finding| self.tell(finding))
    }

    fn tell(&mut self, finding: Finding) -> Result<(), VerifyError> {
        self.summary.count(&finding);
        Ok((self.listener)(Event::Finding(finding))?)
    }
}

impl Store {
    /// Whether there is nothing in it, the marks left aside.
    pub(super) fn is_empty(&self) -> Result<bool, StoreError> {
        let all = KeyRange { start: Vec::new(), end: None };
        let marks = [FORMAT_KEY, transfer::IMPORT_MARK];
        Ok(self.engine().scan(&all, marks.len() + 1, false)?.iter().all(|(key, _)| marks.contains(&key.as_slice())))
    }
}

fn raw(store: &Store, key: &[u8]) -> Result<Option<Value>, StoreError> {
    let mut found = None;
    store.engine().get(key, &mut |value| found = Some(value.to_vec()))?;
    Ok(found)
}

/// How many there are, by name.
type Counts = BTreeMap<String, u64>;
