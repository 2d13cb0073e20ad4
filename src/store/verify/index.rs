//! Every index entry, followed back to its record.

use super::super::batch::{EXPIRY, expiry_key};
use super::super::records::{Client, Grant, Record, ResourceServer, Session, User};
use super::super::{Key, StoreError, Value};
use super::findings::{Fault, Remedy};
use super::records::{Kind, kind};
use super::{Run, VerifyError};
use crate::clock::Timestamp;
use crate::secret::hex;

/// One kind of secondary key.
struct Index {
    byte: u8,
    name: &'static str,
    /// The kind of record that it leads to.
    record: u8,
    /// The record's natural key, of the entry without its first byte and the entry's value.
    natural: fn(&[u8], &[u8]) -> Option<Key>,
}

static INDEXES: [Index; 7] = [
    Index { byte: b'n', name: "names", record: User::KIND, natural: from_value },
    Index { byte: b'e', name: "e-mail addresses", record: User::KIND, natural: from_value },
    Index { byte: b'c', name: "client ids", record: Client::KIND, natural: from_value },
    Index { byte: b'p', name: "resource servers", record: ResourceServer::KIND, natural: from_value },
    Index { byte: b's', name: "sessions of an account", record: Session::KIND, natural: behind_owner },
    Index { byte: b'o', name: "apps of an account", record: Client::KIND, natural: behind_owner },
    Index { byte: b'g', name: "consents of an app", record: Grant::KIND, natural: turned },
];

const EXPIRY_NAME: &str = "ends";

#[allow(clippy::unnecessary_wraps, reason = "the others may find none")]
fn from_value(_: &[u8], value: &[u8]) -> Option<Key> {
    Some(value.to_vec())
}

fn behind_owner(rest: &[u8], _: &[u8]) -> Option<Key> {
    rest.get(8..).map(<[u8]>::to_vec)
}

fn turned(rest: &[u8], _: &[u8]) -> Option<Key> {
    let (client, user) = rest.split_at_checked(8)?;
    Some([user, client].concat())
}

/// The name of the index whose keys begin with `byte`.
pub(super) fn name(byte: u8) -> &'static str {
    INDEXES.iter().find(|index| index.byte == byte).map_or(EXPIRY_NAME, |index| index.name)
}

/// Whether keys with this first byte are index entries.
pub(super) fn is_index(byte: u8) -> bool {
    byte == EXPIRY || INDEXES.iter().any(|index| index.byte == byte)
}

/// The primary key of the record that an index entry leads to; `None` when it is malformed.
pub(in super::super) fn leads_to(key: &[u8], value: &[u8]) -> Option<Key> {
    let (byte, rest) = key.split_first()?;
    if *byte == EXPIRY {
        return rest.get(8..).map(<[u8]>::to_vec);
    }
    let index = INDEXES.iter().find(|index| index.byte == *byte)?;
    Some([&[index.record], (index.natural)(rest, value)?.as_slice()].concat())
}

impl Run<'_> {
    /// Looks at every index entry.
    pub(super) fn index(&mut self) -> Result<(), VerifyError> {
        for index in &INDEXES {
            let number = self.each(index.byte, |run, key, value| run.entry(index, key, &value))?;
            self.note(index.name, number);
        }
        let number = self.each(EXPIRY, |run, key, value| run.expiry_entry(key, &value, true))?;
        self.note(EXPIRY_NAME, number);
        self.missing_ends()
    }

    fn note(&mut self, name: &str, number: u64) {
        if number > 0 {
            self.summary.index.insert(name.to_owned(), number);
        }
    }

    fn entry(&mut self, index: &'static Index, key: &[u8], value: &[u8]) -> Result<(), VerifyError> {
        let rest = key.get(1..).unwrap_or_default();
        let Some((natural, kind)) = (index.natural)(rest, value).zip(kind(index.record)) else {
            return self.stray(index.name, (key, value), "it is malformed".to_owned(), None);
        };
        let primary = [&[index.record], natural.as_slice()].concat();
        let record = self.raw(&primary)?;
        let what = match &record {
            None => format!("it leads to {} {}, which does not exist", kind.name, shown(kind, &natural)),
            Some(record) => match (kind.derive)(&natural, record) {
                // It is told at the record. Its keys are kept for as long as it is.
                None => return Ok(()),
                Some(derived) if derived.secondary.iter().any(|own| own.key == key && own.value == value) => {
                    return Ok(());
                }
                Some(_) => format!("it leads to {} {}, which does not have it", kind.name, shown(kind, &natural)),
            },
        };
        if self.raw(key)?.as_deref() == Some(value) {
            self.stray(index.name, (key, value), what, Some((primary, record)))
        } else {
            Ok(())
        }
    }

    /// An entry that leads nowhere; `led_to` is where it leads, and what was found there.
    fn stray(
        &mut self,
        index: &'static str,
        (key, value): (&[u8], &[u8]),
        what: String,
        led_to: Option<(Key, Option<Value>)>,
    ) -> Result<(), VerifyError> {
        let shown = hex(key.get(1..).unwrap_or_default());
        let fault = Fault::damage(what, Remedy::Drop { led_to });
        self.found_at("index", key, value, Some(format!("of {index} {shown}").into()), fault)
    }

    /// An entry is a hint: it may come too early or lead to a record that is gone. It must lead to a key that there can
    /// be. `tells` whether what is wrong with it is new.
    fn expiry_entry(&mut self, key: &[u8], value: &[u8], tells: bool) -> Result<(), VerifyError> {
        let parts = key.get(1..9).zip(key.get(9..).and_then(<[u8]>::split_first));
        let found = parts.and_then(|(time, (byte, natural))| {
            let time = Timestamp::from_millis(u64::from_be_bytes(time.try_into().ok()?));
            let kind = kind(*byte)?;
            (kind.show_key)(natural)?;
            Some((time, kind, natural))
        });
        let Some((time, kind, natural)) = found else {
            return if tells {
                self.stray(EXPIRY_NAME, (key, value), "it is malformed".to_owned(), None)
            } else {
                Ok(())
            };
        };
        if !kind_ends(kind) {
            let what = format!("it is of a {}, which never ends", kind.name);
            return if tells { self.stray(EXPIRY_NAME, (key, value), what, None) } else { Ok(()) };
        }
        if self.prolonged.is_empty() {
            return Ok(());
        }
        let primary = key.get(9..).unwrap_or_default();
        if self.prolonged.contains(primary) && self.end_of(kind, natural, primary)?.is_none_or(|end| time <= end) {
            self.prolonged.remove(primary);
        }
        Ok(())
    }

    /// When the record is swept; `None` when it is gone.
    fn end_of(&self, kind: &Kind, natural: &[u8], primary: &[u8]) -> Result<Option<Timestamp>, StoreError> {
        Ok(self.raw(primary)?.and_then(|record| (kind.derive)(natural, &record)?.sweep_at))
    }

    /// Records that no entry of the expiry index leads to: they would stay for ever.
    fn missing_ends(&mut self) -> Result<(), VerifyError> {
        if self.prolonged.is_empty() {
            return Ok(());
        }
        // One may have been moved, by somebody who was faster, from ahead of us to behind us.
        self.each(EXPIRY, |run, key, value| run.expiry_entry(key, &value, false))?;
        let mut without: Vec<Key> = std::mem::take(&mut self.prolonged).into_iter().collect();
        without.sort_unstable();
        for primary in without {
            let Some((byte, natural)) = primary.split_first() else { continue };
            let Some(kind) = kind(*byte) else { continue };
            let Some(record) = self.raw(&primary)? else { continue };
            let Some(end) = (kind.derive)(natural, &record).and_then(|derived| derived.sweep_at) else { continue };
            let entry = expiry_key(end, &primary);
            if self.raw(&entry)?.is_none() {
                let remedy = Remedy::Write { key: entry, found: None, value: Vec::new(), anew: "the entry" };
                let fault = Fault::damage("its entry in the index of ends is missing: it would stay for ever", remedy);
                self.found_at(kind.name, &primary, &record, (kind.show_key)(natural), fault)?;
            }
        }
        Ok(())
    }
}

fn shown(kind: &Kind, natural: &[u8]) -> String {
    (kind.show_key)(natural).map_or_else(|| hex(natural), |key| key.to_string())
}

/// Whether records of a kind end by themselves.
fn kind_ends(kind: &Kind) -> bool {
    super::super::sweep::is_swept(kind.byte)
}
