//! Moving data: export, import, and the backup file, which is an export.
//!
//! One format for all three, JSON Lines: a header, one line a record, a footer.
//!
//! ```text
//! {"grantd":"export","format":1,"version":"0.1.0","created_at":"2026-11-23T20:24:11Z"}
//! {"kind":"user","key":1,"record":{"name":"alice",…}}
//! {"end":true,"records":1,"sha256":"…"}
//! ```
//!
//! Records are decoded, so they move between engines and versions; secondary keys and the expiry index are made anew on
//! import. A record that cannot be decoded moves as raw bytes (`"raw"`), and so do the index entries that lead to it
//! (`"kind":"index"`), as nobody can make them anew: nothing is lost. The footer's SHA-256 covers every byte before it.
//! Secrets are in the records only as hashes. `docs/data.md` describes every record.
//!
//! [`export()`] writes, [`import()`] reads, [`write_file`] makes a file of it that is whole or not there.

mod export;
mod file;
mod header;
mod import;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::io;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

pub use self::export::export;
pub use self::file::{PART, is_left, write_file};
pub(super) use self::header::Header;
pub use self::import::{import, import_renewing, verify};

use super::records::{
    AccessToken, AppUsage, AuthorizationCode, Client, Counter, DecidedRequest, Family, Grant, Hold, Instance,
    LastSignIn, LastUse, OneTimeLink, PendingSignIn, Record, RecordKey, RefreshToken, RememberedConsent,
    ResourceServer, ScopeUse, SecondFactor, SecretState, Session, User, UserEvent, decode,
};
use super::{Batch, Store, StoreError};

/// The mark of an import that has not finished.
pub(super) const IMPORT_MARK: &[u8] = b"M";
const FORMAT: u32 = 1;
/// What the header calls such a file.
const EXPORT: &str = "export";
/// The kind of lines that are index entries.
const INDEX: &str = "index";
/// After how many records the log tells how far it is.
const PROGRESS: u64 = 100_000;

/// How many records of each kind there are or were moved.
pub type Counts = BTreeMap<&'static str, u64>;

/// Why data was not moved.
#[derive(Debug, thiserror::Error)]
pub enum TransferError {
    /// There is data where it should go.
    #[error("there is data already: import into an empty data directory (--data-dir DIR)")]
    NotEmpty,
    /// The input is not an export.
    #[error("line {line}: {reason}")]
    Malformed {
        /// The line, from 1.
        line: u64,
        /// What is wrong with it.
        reason: String,
    },
    /// The input ends too early or was changed.
    #[error("{0}; nothing of it counts: use an intact file")]
    Damaged(&'static str),
    /// Reading or writing the file failed.
    #[error("{path}: {error}")]
    File {
        /// The file.
        path: String,
        /// Why.
        error: io::Error,
    },
    /// Reading or writing failed.
    #[error("the data could not be moved: {0}")]
    Io(#[from] io::Error),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

#[derive(Serialize, Deserialize)]
struct Footer {
    end: bool,
    records: u64,
    sha256: String,
}

#[derive(Serialize, Deserialize)]
struct Line {
    kind: String,
    key: Json,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    record: Option<Json>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    raw: Option<String>,
}

/// A stored key and value as JSON.
type Show = fn(&[u8], &[u8]) -> Result<(Json, Json), String>;
/// Adds to a batch what was shown as JSON.
type Take = fn(&mut Batch, Json, Json) -> Result<(), String>;

/// One kind of record that is moved.
struct Kind {
    byte: u8,
    name: &'static str,
    show: Show,
    take: Take,
}

const fn kind<R: Record>() -> Kind {
    Kind { byte: R::KIND, name: R::NAME, show: show::<R>, take: take::<R> }
}

static KINDS: &[Kind] = &[
    kind::<Instance>(),
    kind::<Counter>(),
    kind::<User>(),
    kind::<Session>(),
    kind::<OneTimeLink>(),
    kind::<SecondFactor>(),
    kind::<PendingSignIn>(),
    kind::<Client>(),
    kind::<ResourceServer>(),
    kind::<Grant>(),
    kind::<RememberedConsent>(),
    kind::<ScopeUse>(),
    kind::<AuthorizationCode>(),
    kind::<Family>(),
    kind::<AccessToken>(),
    kind::<RefreshToken>(),
    kind::<LastUse>(),
    kind::<SecretState>(),
    kind::<AppUsage>(),
    kind::<DecidedRequest>(),
    kind::<UserEvent>(),
    kind::<Hold>(),
    kind::<LastSignIn>(),
];

/// The first byte and the name of every kind of record.
pub(crate) fn kinds() -> impl Iterator<Item = (u8, &'static str)> {
    KINDS.iter().map(|kind| (kind.byte, kind.name))
}

fn known(byte: u8) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.byte == byte)
}

/// The record at a stored key as JSON; `None` where it cannot be read.
pub(super) fn shown(key: &[u8], value: &[u8]) -> Option<Json> {
    let (byte, natural) = key.split_first()?;
    (known(*byte)?.show)(natural, value).ok().map(|(_, record)| record)
}

/// Adds a stored record to `batch`, with its index entries made anew; answers its kind's name, `None` where it cannot be
/// read.
pub(super) fn put_stored(batch: &mut Batch, key: &[u8], value: &[u8]) -> Option<&'static str> {
    let (byte, natural) = key.split_first()?;
    let kind = known(*byte)?;
    let (key, record) = (kind.show)(natural, value).ok()?;
    (kind.take)(batch, key, record).ok().map(|()| kind.name)
}

fn show<R: Record>(key: &[u8], value: &[u8]) -> Result<(Json, Json), String> {
    let key = R::Key::from_bytes(key).ok_or("the key is malformed")?;
    let record = decode::<R>(value)?;
    let json = |error: serde_json::Error| error.to_string();
    Ok((serde_json::to_value(key).map_err(json)?, serde_json::to_value(record).map_err(json)?))
}

fn take<R: Record>(batch: &mut Batch, key: Json, record: Json) -> Result<(), String> {
    let fields = names(&record);
    let key: R::Key = serde_json::from_value(key).map_err(|error| format!("the key: {error}"))?;
    let record: R = serde_json::from_value(record).map_err(|error| format!("the record: {error}"))?;
    // A field that is not known is from a newer version, and leaving it out would lose it.
    let known = names(&serde_json::to_value(&record).map_err(|error| error.to_string())?);
    if let Some(stranger) = fields.into_iter().find(|field| !known.contains(field)) {
        return Err(format!("this version of grantd does not know the field {stranger:?}; install the newer grantd"));
    }
    batch.put(&key, &record).map_err(|error| error.to_string())
}

fn names(record: &Json) -> Vec<String> {
    record.as_object().map(|fields| fields.keys().cloned().collect()).unwrap_or_default()
}

/// How many records of each kind there are.
pub fn count(store: &Store) -> Result<Counts, StoreError> {
    let mut counts = Counts::new();
    for pair in store.engine().snapshot()? {
        let (key, _) = pair?;
        if let Some(kind) = key.first().and_then(|byte| known(*byte)) {
            *counts.entry(kind.name).or_default() += 1;
        }
    }
    Ok(counts)
}
