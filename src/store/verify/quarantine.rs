//! The quarantine file: what a repair took out of the store, to look at and to put back.
//!
//! `<data-dir>/grantd.quarantine-<time>.jsonl`, mode 0600. JSON Lines: a header, then one line a record.
//!
//! ```text
//! {"grantd":"quarantine","format":1,"version":"0.1.0","created_at":"2026-11-24T20:24:11Z"}
//! {"kind":"session","key":"3f…","why":"its account, user 7, does not exist","record":{"user":7,…},"raw_key":"Uz8…","raw":"AQc…"}
//! ```
//!
//! `record` is the record as exports write it, where it can be read. `raw_key` and `raw` are the stored bytes, in base64;
//! secrets are in them as hashes only, as everywhere in the store. [`put_back`] takes such a file: `record` where there is
//! one, so that it can be corrected by hand, and the bytes otherwise, which a newer version may be able to read.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::super::records::{RecordKey, decode};
use super::super::transfer;
use super::super::{Batch, Store, StoreError};
use super::findings::Finding;
use super::references::{Look, Numbers, Refer};
use super::{VerifyError, records};
use crate::clock::Timestamp;

const FORMAT: u32 = 1;
/// How many files with one second in their names there may be.
const MOST_FILES: u32 = 100;

#[derive(Serialize, Deserialize)]
struct Header {
    grantd: String,
    format: u32,
    #[serde(default)]
    version: String,
    #[serde(default)]
    created_at: String,
}

#[derive(Serialize, Deserialize)]
struct Line {
    kind: String,
    key: Json,
    #[serde(default)]
    why: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    record: Option<Json>,
    raw_key: String,
    raw: String,
}

/// The file, made when the first record goes there.
pub(super) struct Quarantine {
    dir: PathBuf,
    now: Timestamp,
    open: Option<(File, PathBuf)>,
    unsynced: bool,
}

impl Quarantine {
    pub(super) fn new(dir: &Path, now: Timestamp) -> Self {
        Self { dir: dir.to_owned(), now, open: None, unsynced: false }
    }

    pub(super) fn file(&self) -> Option<String> {
        self.open.as_ref().map(|(_, path)| path.display().to_string())
    }

    /// Adds one record.
    pub(super) fn add(&mut self, finding: &Finding, key: &[u8], value: &[u8]) -> Result<(), VerifyError> {
        let line = Line {
            kind: finding.kind.clone(),
            key: finding.key.clone(),
            why: finding.what.clone(),
            record: transfer::shown(key, value),
            raw_key: STANDARD.encode(key),
            raw: STANDARD.encode(value),
        };
        self.write(|file| write_line(file, &line))
    }

    /// Makes durable what was added.
    pub(super) fn sync(&mut self) -> Result<(), VerifyError> {
        if self.unsynced {
            let dir = self.dir.clone();
            self.write(|file| file.sync_all().and_then(|()| File::open(dir)?.sync_all()))?;
            self.unsynced = false;
        }
        Ok(())
    }

    fn write(&mut self, write: impl FnOnce(&mut File) -> io::Result<()>) -> Result<(), VerifyError> {
        let failed = |path: &Path, error| VerifyError::Quarantine { path: path.display().to_string(), error };
        if self.open.is_none() {
            self.open = Some(self.begin().map_err(|error| failed(&self.dir, error))?);
        }
        self.unsynced = true;
        match &mut self.open {
            Some((file, path)) => write(file).map_err(|error| failed(path, error)),
            None => Ok(()),
        }
    }

    fn begin(&self) -> io::Result<(File, PathBuf)> {
        let name = format!("grantd.quarantine-{}", self.now.for_files());
        for number in 1..=MOST_FILES {
            let more = if number == 1 { String::new() } else { format!("-{number}") };
            let path = self.dir.join(format!("{name}{more}.jsonl"));
            match OpenOptions::new().append(true).create_new(true).mode(0o600).open(&path) {
                Ok(mut file) => {
                    let version = env!("CARGO_PKG_VERSION").to_owned();
                    let created_at = self.now.iso8601();
                    write_line(
                        &mut file,
                        &Header { grantd: "quarantine".to_owned(), format: FORMAT, version, created_at },
                    )?;
                    return Ok((file, path));
                }
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
        Err(io::Error::new(io::ErrorKind::AlreadyExists, "there are too many of this second"))
    }
}

fn write_line(file: &mut File, line: &impl Serialize) -> io::Result<()> {
    let mut bytes = serde_json::to_vec(line)?;
    bytes.push(b'\n');
    file.write_all(&bytes)
}

/// What became of one line that was to be put back.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct PutBack {
    /// Its kind and key.
    pub what: String,
    /// Why it was not put back; `None` when it was.
    pub refused: Option<String>,
}

/// Puts one record back, given its key and its record as JSON, or its bytes.
pub(super) type Return = fn(&Store, &Given) -> Result<Option<String>, StoreError>;

/// What a line gives of a record.
pub(super) enum Given {
    Shown(Json, Json),
    Raw(Vec<u8>, Vec<u8>),
}

/// Puts back what a quarantine file holds and is sound now: it can be read, nothing stands in its place, its names are
/// free, and what it refers to is there. The rest is left in the file, each with its reason. Blocks.
///
/// # Errors
/// A file that is no quarantine file, and a store that fails.
pub fn put_back(store: &Store, input: &mut dyn BufRead) -> Result<Vec<PutBack>, VerifyError> {
    let mut lines = input.lines();
    let not_one = || io::Error::new(io::ErrorKind::InvalidData, "this is no quarantine file of grantd");
    let first = lines.next().ok_or_else(not_one)??;
    let header: Header = serde_json::from_str(&first).map_err(|_| not_one())?;
    if header.grantd != "quarantine" {
        return Err(not_one().into());
    }
    if header.format != FORMAT {
        let why = format!("this file has format {}, and this version reads format {FORMAT}", header.format);
        return Err(io::Error::new(io::ErrorKind::InvalidData, why).into());
    }
    let mut done = Vec::new();
    for (number, line) in lines.enumerate() {
        let line = line?;
        let Ok(line) = serde_json::from_str::<Line>(&line) else {
            done.push(PutBack { what: format!("line {}", number + 2), refused: Some("it cannot be read".to_owned()) });
            continue;
        };
        let refused = put_back_line(store, &line)?;
        done.push(PutBack { what: format!("{} {}", line.kind, line.key), refused });
    }
    Ok(done)
}

fn put_back_line(store: &Store, line: &Line) -> Result<Option<String>, StoreError> {
    let Some(kind) = records::KINDS.iter().find(|kind| kind.name == line.kind) else {
        return Ok(Some("this version of grantd knows no such kind of record".to_owned()));
    };
    let given = match &line.record {
        Some(record) => Given::Shown(line.key.clone(), record.clone()),
        None => match (STANDARD.decode(&line.raw_key), STANDARD.decode(&line.raw)) {
            (Ok(key), Ok(raw)) => Given::Raw(key, raw),
            _ => return Ok(Some("its bytes are no base64".to_owned())),
        },
    };
    (kind.put_back)(store, &given)
}

/// Puts back one record; answers why not, if not.
pub(super) fn put_back_one<R: Refer>(store: &Store, given: &Given) -> Result<Option<String>, StoreError> {
    let read = || -> Result<(R::Key, R), String> {
        match given {
            Given::Shown(key, record) => Ok((
                serde_json::from_value(key.clone()).map_err(|error| format!("its key: {error}"))?,
                serde_json::from_value(record.clone()).map_err(|error| format!("the record: {error}"))?,
            )),
            Given::Raw(key, value) => {
                let natural = key.split_first().filter(|(kind, _)| **kind == R::KIND).map(|(_, natural)| natural);
                let key = natural.and_then(R::Key::from_bytes).ok_or("its key is malformed")?;
                Ok((key, decode::<R>(value).map_err(|reason| format!("it cannot be read: {reason}"))?))
            }
        }
    };
    let (key, record) = match read() {
        Ok(read) => read,
        Err(why) => return Ok(Some(why)),
    };
    let mut numbers = Numbers::default();
    let mut look = Look::new(store, &mut numbers);
    record.refer(&key, &mut look)?;
    let (faults, ended) = look.into_found();
    if let Some(fault) = faults.first() {
        return Ok(Some(fault.what.clone()));
    }
    if ended {
        return Ok(Some("it has ended meanwhile".to_owned()));
    }
    let mut batch = Batch::default();
    batch.create(&key, &record)?;
    match store.engine().commit(batch).wait() {
        Ok(()) => Ok(None),
        Err(StoreError::Conflict) => Ok(Some("something stands in its place, or has its name".to_owned())),
        Err(error) => Err(error),
    }
}
