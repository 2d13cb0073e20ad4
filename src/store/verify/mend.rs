//! Mending what was found: collected, then committed together. Each mending holds only if what it was decided on still
//! stands; what changed meanwhile is left alone and told.

use std::collections::HashSet;
use std::path::Path;

use super::super::{Batch, Condition, Key, Store, StoreError, Value};
use super::VerifyError;
use super::findings::{Fault, Finding, Outcome, Remedy};
use super::quarantine::Quarantine;
use super::{raw, records};
use crate::clock::Timestamp;

/// How many mendings one commit carries out at most.
const SLICE: usize = 128;

/// What a repair has collected.
pub(super) struct Mender {
    quarantine: Quarantine,
    waiting: Vec<(Finding, Mending)>,
}

/// One change that mends one thing.
struct Mending {
    conditions: Vec<Condition>,
    writes: Vec<(Key, Option<Value>)>,
    /// The record that goes to the quarantine file.
    taken_out: Option<(Key, Value)>,
}

impl Mender {
    pub(super) fn new(dir: &Path, now: Timestamp) -> Self {
        Self { quarantine: Quarantine::new(dir, now), waiting: Vec::new() }
    }

    pub(super) fn is_full(&self) -> bool {
        self.waiting.len() >= SLICE
    }

    /// The file with what was taken out; `None` while nothing was.
    pub(super) fn quarantine_file(&self) -> Option<String> {
        self.quarantine.file()
    }

    /// Collects what mends `fault`, found with the value that stands at the key.
    pub(super) fn take(&mut self, finding: Finding, fault: Fault, (key, value): (&[u8], &[u8])) {
        let stands = || Condition::Unchanged(key.to_vec(), value.to_vec());
        let mending = match fault.remedy {
            Remedy::Write { key: target, found, value: written, .. } => {
                // An entry is written for a record that is still as it was read; a mark or a counter stands by itself.
                let mut conditions = if value.is_empty() { Vec::new() } else { vec![stands()] };
                conditions.push(match found {
                    Some(found) => Condition::Unchanged(target.clone(), found),
                    None => Condition::Absent(target.clone()),
                });
                Mending { conditions, writes: vec![(target, Some(written))], taken_out: None }
            }
            Remedy::Drop { led_to } => {
                // The same entry may be right by now, where the record was made meanwhile.
                let conditions = [stands()].into_iter().chain(led_to.map(|(record, found)| match found {
                    Some(found) => Condition::Unchanged(record, found),
                    None => Condition::Absent(record),
                }));
                Mending { conditions: conditions.collect(), writes: vec![(key.to_vec(), None)], taken_out: None }
            }
            Remedy::Quarantine => Mending {
                conditions: vec![stands()],
                writes: vec![(key.to_vec(), None)],
                taken_out: Some((key.to_vec(), value.to_vec())),
            },
            Remedy::Leave(_) => Mending { conditions: Vec::new(), writes: Vec::new(), taken_out: None },
        };
        self.waiting.push((finding, mending));
    }

    /// Carries out what was collected; answers what became of each.
    pub(super) fn carry_out(&mut self, store: &Store) -> Result<Vec<Finding>, VerifyError> {
        let waiting = std::mem::take(&mut self.waiting);
        if waiting.is_empty() {
            return Ok(Vec::new());
        }
        for (finding, mending) in &waiting {
            if let Some((key, value)) = &mending.taken_out {
                self.quarantine.add(finding, key, value)?;
            }
        }
        // What is taken out of the store must be in the file before, whatever happens in between.
        self.quarantine.sync()?;
        let mut prepared = Vec::new();
        for (finding, mending) in waiting {
            prepared.push((finding, prepare(store, mending)?));
        }
        let all = together(&prepared).map_or(Err(StoreError::Conflict), |all| store.engine().commit(all).wait());
        match all {
            Ok(()) => Ok(prepared.into_iter().map(|(finding, _)| with(finding, Outcome::Mended)).collect()),
            Err(StoreError::Conflict) => {
                prepared.into_iter().map(|(finding, batch)| singly(store, finding, batch)).collect()
            }
            Err(error) => Err(error.into()),
        }
    }
}

/// All in one commit; `None` when two would write the same key, of which one must lose.
fn together(prepared: &[(Finding, Batch)]) -> Option<Batch> {
    let mut all = Batch::default();
    let mut written = HashSet::new();
    for (_, batch) in prepared {
        for (key, value) in &batch.writes {
            if value.is_some() && !written.insert(key) {
                return None;
            }
        }
        all.conditions.extend(batch.conditions.iter().cloned());
        all.writes.extend(batch.writes.iter().cloned());
    }
    Some(all)
}

/// The slow way, when something changed since it was looked at.
fn singly(store: &Store, finding: Finding, batch: Batch) -> Result<Finding, VerifyError> {
    match store.engine().commit(batch).wait() {
        Ok(()) => Ok(with(finding, Outcome::Mended)),
        Err(StoreError::Conflict) => Ok(with(finding, Outcome::Changed)),
        Err(error) => Err(error.into()),
    }
}

/// What stays as it is was told to be left from the beginning.
fn with(finding: Finding, outcome: Outcome) -> Finding {
    if finding.outcome == Outcome::Left { finding } else { Finding { outcome, ..finding } }
}

/// The commit of one mending. With a record that can be read, those of its secondary keys go that lead to it.
fn prepare(store: &Store, mending: Mending) -> Result<Batch, StoreError> {
    let mut batch = Batch { conditions: mending.conditions, writes: mending.writes };
    let Some((key, value)) = mending.taken_out else { return Ok(batch) };
    let Some((kind, natural)) = key.split_first().and_then(|(byte, rest)| Some((records::kind(*byte)?, rest))) else {
        return Ok(batch);
    };
    for secondary in (kind.derive)(natural, &value).map(|derived| derived.secondary).unwrap_or_default() {
        if raw(store, &secondary.key)?.as_ref() == Some(&secondary.value) {
            batch.conditions.push(Condition::Unchanged(secondary.key.clone(), secondary.value));
            batch.writes.push((secondary.key, None));
        }
    }
    Ok(batch)
}
