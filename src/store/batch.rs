//! One change of the store: conditions and writes that happen together or not at all.
//!
//! A batch keeps a record's secondary keys and its entry in the expiry index in step with the record, so that no
//! operation has to remember them.

use super::records::{Record, encode, primary_key};
use super::{Key, StoreError, Value};
use crate::clock::Timestamp;

/// The first byte of the expiry index.
pub(crate) const EXPIRY: u8 = b'x';

/// A record together with the bytes it was read from: the ticket to change it only if nobody else did.
#[derive(Debug, Clone)]
pub struct Versioned<R: Record> {
    key: R::Key,
    record: R,
    raw: Value,
}

impl<R: Record> Versioned<R> {
    pub(super) fn new(key: R::Key, record: R, raw: Value) -> Self {
        Self { key, record, raw }
    }

    /// The record's natural key.
    pub fn key(&self) -> &R::Key {
        &self.key
    }

    /// The record alone.
    pub fn into_record(self) -> R {
        self.record
    }
}

impl<R: Record> std::ops::Deref for Versioned<R> {
    type Target = R;
    fn deref(&self) -> &R {
        &self.record
    }
}

/// What must hold for a batch to be applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// Nothing is stored at this key.
    Absent(Key),
    /// Exactly this value is stored at this key.
    Unchanged(Key, Value),
}

/// Conditions and writes, applied all or nothing.
#[derive(Debug, Clone, Default)]
pub struct Batch {
    pub(super) conditions: Vec<Condition>,
    pub(super) writes: Vec<(Key, Option<Value>)>,
}

impl Batch {
    /// Adds a record that must not exist yet; its unique names must be free.
    pub fn create<R: Record>(&mut self, key: &R::Key, record: &R) -> Result<(), StoreError> {
        self.conditions.push(Condition::Absent(primary_key::<R>(key)));
        for secondary in record.secondary(key).into_iter().filter(|secondary| secondary.unique) {
            self.conditions.push(Condition::Absent(secondary.key));
        }
        self.put(key, record)
    }

    /// Writes a record whatever stood there before. For records without unique names.
    pub fn put<R: Record>(&mut self, key: &R::Key, record: &R) -> Result<(), StoreError> {
        let raw_key = primary_key::<R>(key);
        for secondary in record.secondary(key) {
            self.write(secondary.key, Some(secondary.value));
        }
        if let Some(time) = record.sweep_at() {
            self.write(expiry_key(time, &raw_key), Some(Vec::new()));
        }
        self.write(raw_key, Some(encode_checked(record)?));
        Ok(())
    }

    /// Changes a record if it is still as it was read.
    ///
    /// The expiry index gets a new entry only where the record now ends earlier: an entry that comes too early is moved
    /// by the sweeper, so a record that lives on and on does not write one each time.
    pub fn replace<R: Record>(&mut self, old: &Versioned<R>, new: &R) -> Result<(), StoreError> {
        let raw_key = primary_key::<R>(&old.key);
        let (before, after) = (old.record.secondary(&old.key), new.secondary(&old.key));
        for gone in before.iter().filter(|old| after.iter().all(|new| new.key != old.key)) {
            self.write(gone.key.clone(), None);
        }
        for added in after.into_iter().filter(|new| before.iter().all(|old| new.key != old.key)) {
            if added.unique {
                self.conditions.push(Condition::Absent(added.key.clone()));
            }
            self.write(added.key, Some(added.value));
        }
        if let Some(time) = new.sweep_at().filter(|time| old.record.sweep_at().is_none_or(|old| *time < old)) {
            self.write(expiry_key(time, &raw_key), Some(Vec::new()));
        }
        self.require(old);
        self.write(raw_key, Some(encode_checked(new)?));
        Ok(())
    }

    /// Removes a record if it is still as it was read. Its entry in the expiry index is left to the sweeper.
    pub fn remove<R: Record>(&mut self, old: &Versioned<R>) {
        self.require(old);
        for secondary in old.record.secondary(&old.key) {
            self.write(secondary.key, None);
        }
        self.write(primary_key::<R>(&old.key), None);
    }

    /// Removes a record whatever stands there. For records without secondary keys.
    pub fn erase<R: Record>(&mut self, key: &R::Key) {
        self.write(primary_key::<R>(key), None);
    }

    /// Changes nothing, but demands that a record is still as it was read.
    pub fn require<R: Record>(&mut self, read: &Versioned<R>) {
        self.conditions.push(Condition::Unchanged(primary_key::<R>(&read.key), read.raw.clone()));
    }

    /// Demands that there is no such record.
    pub fn require_absent<R: Record>(&mut self, key: &R::Key) {
        self.conditions.push(Condition::Absent(primary_key::<R>(key)));
    }

    /// One raw write; `None` removes.
    pub(crate) fn write(&mut self, key: Key, value: Option<Value>) {
        self.writes.push((key, value));
    }

    /// Whether it would change nothing.
    pub fn is_empty(&self) -> bool {
        self.writes.is_empty()
    }
}

/// `x ‖ time ‖ primary key`.
pub(super) fn expiry_key(time: Timestamp, primary: &[u8]) -> Key {
    [&[EXPIRY], &time.as_millis().to_be_bytes()[..], primary].concat()
}

fn encode_checked<R: Record>(record: &R) -> Result<Value, StoreError> {
    encode(record).map_err(|reason| StoreError::Engine(format!("a {} cannot be encoded: {reason}", R::NAME)))
}
