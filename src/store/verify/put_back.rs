//! `grantd import --quarantined`: what a repair took out ([`super::quarantine`]) goes back where it is sound now.
//!
//! Taken is a line's `record` where there is one, so that it can be corrected by hand, and its bytes otherwise, which a newer
//! version may be able to read. What went back is no longer in the file afterwards: a second time it might bring back what
//! has ended in between.
//!
//! The file gets its new content at the end, in one step. Until then the store itself knows what went back: each record is
//! committed together with a mark of its line. Where that is cut off, at whatever point, the next run finds the marks, puts
//! nothing back that has one, and removes them when the file has its new content.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Write};
use std::path::Path;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::digest::{SHA256, digest};
use serde::Serialize;
use serde_json::{Value as Json, json};

use super::super::records::{RecordKey, decode};
use super::super::transfer::{self, Header, TransferError};
use super::super::{Batch, Key, KeyRange, RETURNED, Store, StoreError};
use super::quarantine::{FORMAT, Line, QUARANTINE};
use super::references::{Look, Numbers, Refer};
use super::{SLICE, VerifyError, raw, records};

/// How much of a SHA-256 names a file or a line in a mark, in bytes.
const NAME: usize = 16;

/// What became of one line that was to be put back.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub struct PutBack {
    /// Its kind and key.
    pub what: String,
    /// Why it was not put back; `None` when it was.
    pub refused: Option<String>,
}

/// Puts one record back, given its key and its record as JSON, or its bytes, and in the same commit writes a mark.
pub(super) type Return = fn(&Store, &Given, Key) -> Result<Option<String>, StoreError>;

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
/// A file that is no quarantine file: then nothing was put back. One that cannot be read on or replaced: then what was put
/// back is in it still, and is taken out of it the next time. A store that fails: then what was put back before is not in
/// the file any more.
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
    let marks = Marks::of(&first);
    let all = transfer::write_file(
        path,
        |left| {
            left.write_all(&first)?;
            Ok(put_back_lines(store, &marks, &mut input, left)?)
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
    marks.remove(store)?;
    if done.iter().all(|line| line.refused.is_none()) {
        fs::remove_file(path).map_err(at)?;
    }
    Ok(done)
}

/// Puts back each line that can be, and writes the others to `left`; those after a failure of the store as well.
pub(super) fn put_back_lines(
    store: &Store,
    marks: &Marks,
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
            Some(line) => put_back_line(store, marks, &line).unwrap_or_else(|error| {
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

fn put_back_line(store: &Store, marks: &Marks, line: &Line) -> Result<Option<String>, StoreError> {
    let mark = marks.of_line(line);
    if raw(store, &mark)?.is_some() {
        return Ok(None);
    }
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
    (kind.put_back)(store, &given, mark)
}

/// The marks of what went back from one file, which is known by its first line.
pub(super) struct Marks(Key);

impl Marks {
    pub(super) fn of(first: &[u8]) -> Self {
        Self([RETURNED, named(first).as_slice()].concat())
    }

    /// That of one line. What a person corrects in it is not what it is known by, unless there is nothing else.
    fn of_line(&self, line: &Line) -> Key {
        let bytes = if line.raw.is_empty() { json!(line.record) } else { json!([line.raw_key, line.raw]) };
        let known_by = json!([line.kind, line.key, bytes]).to_string();
        [self.0.as_slice(), &named(known_by.as_bytes())].concat()
    }

    fn remove(&self, store: &Store) -> Result<(), StoreError> {
        loop {
            let found = store.engine().scan(&KeyRange::prefix(&self.0), SLICE, false)?;
            if found.is_empty() {
                return Ok(());
            }
            let mut batch = Batch::default();
            found.into_iter().for_each(|(key, _)| batch.write(key, None));
            store.engine().commit(batch).wait()?;
        }
    }
}

fn named(bytes: &[u8]) -> Vec<u8> {
    digest(&SHA256, bytes).as_ref().iter().copied().take(NAME).collect()
}

/// Puts back one record; answers why not, if not.
pub(super) fn put_back_one<R: Refer>(store: &Store, given: &Given, mark: Key) -> Result<Option<String>, StoreError> {
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
    batch.write(mark, Some(Vec::new()));
    match store.engine().commit(batch).wait() {
        Ok(()) => Ok(None),
        Err(StoreError::Conflict) => Ok(Some("something stands in its place, or has its name".to_owned())),
        Err(error) => Err(error),
    }
}
