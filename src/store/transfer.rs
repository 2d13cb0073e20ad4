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
//! import. A record that cannot be decoded moves as raw bytes (`"raw"`), so that nothing is lost. The footer's SHA-256
//! covers every byte before it. Secrets are in the records only as hashes.
//!
//! An import writes a mark first and removes it last, in the same commit that proves the footer was right: a store whose
//! import was cut off does not open.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufWriter, Read, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use ring::digest::{Context, SHA256};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::records::{
    AccessToken, AuthorizationCode, Client, Counter, DecidedRequest, Family, Grant, Instance, LastUse, OneTimeLink,
    Record, RecordKey, RefreshToken, ResourceServer, Session, User, decode,
};
use super::{Batch, FORMAT_KEY, KeyRange, Store, StoreError};
use crate::clock::Timestamp;
use crate::secret::{hex, unhex};

/// The mark of an import that has not finished.
pub(super) const IMPORT_MARK: &[u8] = b"M";
const FORMAT: u32 = 1;
const LONGEST_LINE: u64 = 1024 * 1024;
/// How many records one commit of an import writes.
const SLICE: usize = 500;
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
    #[error("{0}; nothing of it counts: empty the data directory and use an intact file")]
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
struct Header {
    grantd: String,
    format: u32,
    version: String,
    created_at: String,
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

static KINDS: [Kind; 14] = [
    kind::<Instance>(),
    kind::<Counter>(),
    kind::<User>(),
    kind::<Session>(),
    kind::<OneTimeLink>(),
    kind::<Client>(),
    kind::<ResourceServer>(),
    kind::<Grant>(),
    kind::<AuthorizationCode>(),
    kind::<Family>(),
    kind::<AccessToken>(),
    kind::<RefreshToken>(),
    kind::<LastUse>(),
    kind::<DecidedRequest>(),
];

fn known(byte: u8) -> Option<&'static Kind> {
    KINDS.iter().find(|kind| kind.byte == byte)
}

fn show<R: Record>(key: &[u8], value: &[u8]) -> Result<(Json, Json), String> {
    let key = R::Key::from_bytes(key).ok_or("the key is malformed")?;
    let record = decode::<R>(value)?;
    let json = |error: serde_json::Error| error.to_string();
    Ok((serde_json::to_value(key).map_err(json)?, serde_json::to_value(record).map_err(json)?))
}

fn take<R: Record>(batch: &mut Batch, key: Json, record: Json) -> Result<(), String> {
    let key: R::Key = serde_json::from_value(key).map_err(|error| format!("the key: {error}"))?;
    let record: R = serde_json::from_value(record).map_err(|error| format!("the record: {error}"))?;
    batch.put(&key, &record).map_err(|error| error.to_string())
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

/// Writes everything as it stands at one moment, while commits go on.
pub fn export(store: &Store, now: Timestamp, output: &mut dyn Write) -> Result<Counts, TransferError> {
    let mut output = Summed { output, sum: Context::new(&SHA256) };
    let version = env!("CARGO_PKG_VERSION").to_owned();
    output.line(&Header { grantd: "export".to_owned(), format: FORMAT, version, created_at: now.iso8601() })?;
    let mut counts = Counts::new();
    let mut records = 0;
    for pair in store.engine().snapshot()? {
        let (key, value) = pair?;
        let Some((kind, natural)) = key.split_first().and_then(|(byte, rest)| Some((known(*byte)?, rest))) else {
            continue;
        };
        let name = kind.name.to_owned();
        let line = match (kind.show)(natural, &value) {
            Ok((key, record)) => Line { kind: name, key, record: Some(record), raw: None },
            Err(reason) => {
                let key = hex(natural);
                tracing::error!(kind = kind.name, key, reason, "a record cannot be read; it is exported as it is");
                Line { kind: name, key: key.into(), record: None, raw: Some(hex(&value)) }
            }
        };
        output.line(&line)?;
        *counts.entry(kind.name).or_default() += 1;
        records += 1;
        if records % PROGRESS == 0 {
            tracing::info!(records, "exporting");
        }
    }
    let Summed { output, sum } = output;
    let footer = Footer { end: true, records, sha256: hex(sum.finish().as_ref()) };
    serde_json::to_writer(&mut *output, &footer).map_err(io::Error::from)?;
    output.write_all(b"\n")?;
    output.flush()?;
    Ok(counts)
}

/// Writes and sums.
struct Summed<'w> {
    output: &'w mut dyn Write,
    sum: Context,
}

impl Summed<'_> {
    fn line(&mut self, line: &impl Serialize) -> io::Result<()> {
        let mut bytes = serde_json::to_vec(line)?;
        bytes.push(b'\n');
        self.sum.update(&bytes);
        self.output.write_all(&bytes)
    }
}

/// Reads an export into an empty store. Blocks; not for use inside the runtime.
pub fn import(store: &Store, input: &mut dyn BufRead) -> Result<Counts, TransferError> {
    if !is_empty(store)? {
        return Err(TransferError::NotEmpty);
    }
    let mut lines = Lines { input, number: 0, sum: Context::new(&SHA256) };
    let Some(first) = lines.next()? else { return Err(TransferError::Damaged("the input is empty")) };
    let header: Header = lines.parse(&first, "this is not an export of grantd")?;
    if header.grantd != "export" || header.format != FORMAT {
        return Err(lines.malformed(format!(
            "this is format {} of an export, this version of grantd reads format {FORMAT}",
            header.format
        )));
    }
    lines.sum.update(&first);
    mark(store, true)?;

    let mut counts = Counts::new();
    let mut records = 0;
    let mut batch = Batch::default();
    let mut in_batch = 0;
    let footer = loop {
        let Some(bytes) = lines.next()? else { return Err(TransferError::Damaged("the input ends before its footer")) };
        if bytes.starts_with(b"{\"end\"") {
            break lines.parse::<Footer>(&bytes, "the footer cannot be read")?;
        }
        let name = lines.take(&bytes, &mut batch)?;
        lines.sum.update(&bytes);
        *counts.entry(name).or_default() += 1;
        records += 1;
        in_batch += 1;
        if in_batch == SLICE {
            store.engine().commit(std::mem::take(&mut batch)).wait()?;
            in_batch = 0;
        }
        if records % PROGRESS == 0 {
            tracing::info!(records, "importing");
        }
    };
    let sum = hex(lines.sum.clone().finish().as_ref());
    if footer.records != records || footer.sha256 != sum {
        return Err(TransferError::Damaged("the input was changed: its checksum is wrong"));
    }
    if lines.next()?.is_some() {
        return Err(TransferError::Damaged("the input goes on after its footer"));
    }
    batch.write(IMPORT_MARK.to_vec(), None);
    store.engine().commit(batch).wait()?;
    Ok(counts)
}

fn is_empty(store: &Store) -> Result<bool, StoreError> {
    let all = KeyRange { start: Vec::new(), end: None };
    Ok(store.engine().scan(&all, 2, false)?.iter().all(|(key, _)| key == FORMAT_KEY))
}

fn mark(store: &Store, unfinished: bool) -> Result<(), StoreError> {
    let mut batch = Batch::default();
    batch.write(IMPORT_MARK.to_vec(), unfinished.then(Vec::new));
    store.engine().commit(batch).wait()
}

/// The input, line by line.
struct Lines<'r> {
    input: &'r mut dyn BufRead,
    number: u64,
    sum: Context,
}

impl Lines<'_> {
    /// The next line with its end; `None` at the end of the input.
    fn next(&mut self) -> Result<Option<Vec<u8>>, TransferError> {
        let mut line = Vec::new();
        self.number += 1;
        (&mut *self.input).take(LONGEST_LINE).read_until(b'\n', &mut line)?;
        match line.last() {
            None => Ok(None),
            Some(b'\n') => Ok(Some(line)),
            Some(_) if line.len() as u64 == LONGEST_LINE => Err(self.malformed("it is too long".to_owned())),
            Some(_) => Err(TransferError::Damaged("the input ends in the middle of a line")),
        }
    }

    fn parse<T: for<'de> Deserialize<'de>>(&self, line: &[u8], otherwise: &str) -> Result<T, TransferError> {
        serde_json::from_slice(line).map_err(|_| self.malformed(otherwise.to_owned()))
    }

    /// Adds one record's line to `batch`; answers the kind's name.
    fn take(&self, bytes: &[u8], batch: &mut Batch) -> Result<&'static str, TransferError> {
        let line: Line = self.parse(bytes, "this is no record")?;
        let kind = KINDS.iter().find(|kind| kind.name == line.kind);
        let kind = kind.ok_or_else(|| {
            self.malformed(format!("{:?} is no kind of record that this version of grantd knows", line.kind))
        })?;
        let taken = match (line.record, line.raw) {
            (Some(record), None) => (kind.take)(batch, line.key, record),
            (None, Some(raw)) => take_raw(kind, batch, &line.key, &raw),
            _ => Err("a record or its raw bytes are expected".to_owned()),
        };
        taken.map_err(|reason| self.malformed(reason))?;
        Ok(kind.name)
    }

    fn malformed(&self, reason: String) -> TransferError {
        TransferError::Malformed { line: self.number, reason }
    }
}

fn take_raw(kind: &Kind, batch: &mut Batch, key: &Json, raw: &str) -> Result<(), String> {
    let key = key.as_str().and_then(unhex).ok_or("the key is no hexadecimal")?;
    let value = unhex(raw).ok_or("the raw bytes are no hexadecimal")?;
    batch.write([&[kind.byte], key.as_slice()].concat(), Some(value));
    Ok(())
}

/// Writes a file that is complete or not there: beside its place first, made durable, then moved. Mode 0600. One of the
/// same name is replaced.
pub fn write_file<T>(
    path: &Path,
    write: impl FnOnce(&mut dyn Write) -> Result<T, TransferError>,
) -> Result<T, TransferError> {
    let failed = |error: io::Error| TransferError::File { path: path.display().to_string(), error };
    let mut beside = path.as_os_str().to_owned();
    beside.push(".part");
    let beside = PathBuf::from(beside);
    let file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&beside).map_err(failed)?;
    let mut output = BufWriter::new(file);
    let written = write(&mut output).and_then(|done| {
        output.flush()?;
        output.get_ref().sync_all()?;
        Ok(done)
    });
    match written {
        Ok(done) => {
            fs::rename(&beside, path).map_err(failed)?;
            let parent = path.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
            File::open(parent).and_then(|dir| dir.sync_all()).map_err(failed)?;
            Ok(done)
        }
        Err(error) => {
            let _gone = fs::remove_file(&beside);
            Err(error)
        }
    }
}
