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
//! one, so that it can be corrected by hand, and the bytes otherwise, which a newer version may be able to read. What went back
//! is no longer in the file afterwards: a second time it might bring back what has ended in between.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::super::records::{RecordKey, decode};
use super::super::transfer::{self, Header, TransferError};
use super::super::{Batch, Store, StoreError};
use super::findings::Finding;
use super::references::{Look, Numbers, Refer};
use super::{VerifyError, records};
use crate::clock::Timestamp;

const FORMAT: u32 = 1;
/// What the header calls such a file.
const QUARANTINE: &str = "quarantine";
/// How many files with one second in their names there may be.
const MOST_FILES: u32 = 100;

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
                    write_line(&mut file, &Header::of(QUARANTINE, FORMAT, self.now))?;
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
/// free, and what it refers to is there. The rest stays in the file, each with its reason, and nothing else does; a file in
/// which nothing is left is removed. Blocks.
///
/// # Errors
/// A file that is no quarantine file or cannot be replaced: then nothing was put back. A store that fails: then what was
/// put back before is not in the file any more.
pub fn put_back(store: &Store, path: &Path) -> Result<Vec<PutBack>, VerifyError> {
    let at = |error| VerifyError::Quarantine { path: path.display().to_string(), error };
    let mut input = BufReader::new(File::open(path).map_err(at)?);
    let mut first = Vec::new();
    input.read_until(b'\n', &mut first).map_err(at)?;
    let not_one = || io::Error::new(io::ErrorKind::InvalidData, "this is no quarantine file of grantd");
    let header = Header::read(&first, QUARANTINE).ok_or_else(|| at(not_one()))?;
    if header.format != FORMAT {
        let why = format!("it has format {}, and this version reads format {FORMAT}", header.format);
        return Err(at(io::Error::new(io::ErrorKind::InvalidData, why)));
    }
    let all = transfer::write_file(
        path,
        |left| {
            left.write_all(&first)?;
            Ok(put_back_lines(store, &mut input, left)?)
        },
        |_, _| Ok(()),
    );
    let (done, failed) = all.map_err(|error| match error {
        TransferError::File { path, error } => VerifyError::Quarantine { path, error },
        TransferError::Io(error) => at(error),
        other => at(io::Error::other(other.to_string())),
    })?;
    if let Some(failed) = failed {
        return Err(failed.into());
    }
    if done.iter().all(|line| line.refused.is_none()) {
        fs::remove_file(path).map_err(at)?;
    }
    Ok(done)
}

/// Puts back each line that can be, and writes the others to `left`; those after a failure of the store as well.
fn put_back_lines(
    store: &Store,
    input: &mut dyn BufRead,
    left: &mut dyn Write,
) -> io::Result<(Vec<PutBack>, Option<StoreError>)> {
    let (mut done, mut failed) = (Vec::new(), None);
    for (number, bytes) in input.split(b'\n').enumerate() {
        let bytes = bytes?;
        let line: Option<Line> = serde_json::from_slice(&bytes).ok();
        let what = line.as_ref().map_or(format!("line {}", number + 2), |line| format!("{} {}", line.kind, line.key));
        let refused = match line {
            _ if failed.is_some() => Some("the store failed before".to_owned()),
            None => Some("it cannot be read".to_owned()),
            Some(line) => put_back_line(store, &line).unwrap_or_else(|error| {
                let why = error.to_string();
                failed = Some(error);
                Some(why)
            }),
        };
        if refused.is_some() {
            left.write_all(&bytes)?;
            left.write_all(b"\n")?;
        }
        done.push(PutBack { what, refused });
    }
    Ok((done, failed))
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
