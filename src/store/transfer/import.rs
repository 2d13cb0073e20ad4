//! Reading an export into an empty store.
//!
//! The input may be a pipe, so the records are written before the footer that vouches for them is seen. A mark is
//! written first and removed in the last commit, after the footer was found right: a store with the mark does not open
//! ([`StoreError::UnfinishedImport`]), so one whose import was cut off or refused never passes for whole.

use std::io::{BufRead, Read};

use ring::digest::{Context, SHA256};
use serde::Deserialize;
use serde_json::Value as Json;

use super::super::{Batch, Store, StoreError};
use super::export::DERIVED;
use super::{Counts, EXPORT, FORMAT, Footer, Header, IMPORT_MARK, INDEX, KINDS, Kind, Line, PROGRESS, TransferError};
use crate::secret::{hex, unhex};

/// The longest line that is read. The largest record, 256 KiB, takes six times as much where all of it is escaped.
pub(super) const LONGEST_LINE: u64 = 4 * 1024 * 1024;
/// How many records one commit writes at most, and of how many bytes of input.
const SLICE: u64 = 500;
/// After how many records the store is opened anew.
const PART: u64 = 20_000;
const SLICE_BYTES: usize = 1024 * 1024;

/// Reads an export into an empty store. Blocks; not for use inside the runtime.
///
/// However long it is, no more than one slice of it is in memory.
///
/// # Errors
/// A store that is not empty, input that is not a whole and unchanged export, and one that holds what this version does
/// not know. Unless the store was refused, it is of no use then: it must be emptied.
pub fn import(store: &Store, input: &mut dyn BufRead) -> Result<Counts, TransferError> {
    import_renewing(store.clone(), &mut Ok, input)
}

/// The same, with a store that is handed to `renew` now and then, to be closed and opened again: the embedded engine keeps
/// in memory much of what passes through it, in whatever order keys come, for as long as it is open.
///
/// # Errors
/// Those of [`import`], and those of `renew`.
pub fn import_renewing(
    store: Store,
    renew: &mut dyn FnMut(Store) -> Result<Store, StoreError>,
    input: &mut dyn BufRead,
) -> Result<Counts, TransferError> {
    if !store.is_empty()? {
        return Err(TransferError::NotEmpty);
    }
    let mut lines = Lines::begin(input)?;
    mark_begun(&store)?;
    let mut store = Some(store);
    let mut left = PART;
    let counts = lines.all(&mut |batch, records| {
        let mut current = store.take().ok_or_else(|| StoreError::Engine("it is not open".to_owned()))?;
        current.engine().commit(batch).wait()?;
        left = left.saturating_sub(records);
        if left == 0 {
            left = PART;
            current = renew(current)?;
        }
        store = Some(current);
        Ok(())
    })?;
    mark_ended(&store.ok_or_else(|| StoreError::Engine("it is not open".to_owned()))?)?;
    Ok(counts)
}

/// Reads an export as [`import`] does, but writes nothing: whether it is whole, unchanged and known to this version.
///
/// # Errors
/// What [`import`] would refuse it for.
pub fn verify(input: &mut dyn BufRead) -> Result<Counts, TransferError> {
    Lines::begin(input)?.all(&mut |_, _| Ok(()))
}

/// From here on the store does not open.
fn mark_begun(store: &Store) -> Result<(), StoreError> {
    let mut batch = Batch::default();
    batch.write(IMPORT_MARK.to_vec(), Some(Vec::new()));
    store.engine().commit(batch).wait()
}

/// All of it is there: the store opens again.
fn mark_ended(store: &Store) -> Result<(), StoreError> {
    let mut batch = Batch::default();
    batch.write(IMPORT_MARK.to_vec(), None);
    store.engine().commit(batch).wait()
}

/// The input, line by line.
struct Lines<'r> {
    input: &'r mut dyn BufRead,
    number: u64,
    sum: Context,
}

impl<'r> Lines<'r> {
    /// Reads the first line.
    fn begin(input: &'r mut dyn BufRead) -> Result<Self, TransferError> {
        let mut lines = Self { input, number: 0, sum: Context::new(&SHA256) };
        lines.header()?;
        Ok(lines)
    }

    /// Reads everything else, and hands it on in slices, each with the number of records in it. The last one may not have been written when the end turns out
    /// to be wrong.
    fn all(&mut self, write: &mut dyn FnMut(Batch, u64) -> Result<(), StoreError>) -> Result<Counts, TransferError> {
        let mut counts = Counts::new();
        let mut records = 0;
        let mut batch = Batch::default();
        let (mut in_batch, mut bytes_in_batch) = (0, 0);
        let footer = loop {
            let Some(bytes) = self.next()? else {
                return Err(TransferError::Damaged("the input ends before its footer"));
            };
            if bytes.starts_with(b"{\"end\"") {
                break self.parse::<Footer>(&bytes, "the footer cannot be read")?;
            }
            let name = self.take(&bytes, &mut batch)?;
            self.sum.update(&bytes);
            *counts.entry(name).or_default() += 1;
            records += 1;
            in_batch += 1;
            bytes_in_batch += bytes.len();
            if in_batch == SLICE || bytes_in_batch >= SLICE_BYTES {
                write(std::mem::take(&mut batch), in_batch)?;
                (in_batch, bytes_in_batch) = (0, 0);
            }
            if records % PROGRESS == 0 {
                tracing::info!(records, "reading");
            }
        };
        let sum = hex(self.sum.clone().finish().as_ref());
        if footer.records != records || footer.sha256 != sum {
            return Err(TransferError::Damaged("the input was changed: its checksum is wrong"));
        }
        if self.next()?.is_some() {
            return Err(TransferError::Damaged("the input goes on after its footer"));
        }
        write(batch, in_batch)?;
        Ok(counts)
    }

    fn header(&mut self) -> Result<(), TransferError> {
        let Some(first) = self.next()? else { return Err(TransferError::Damaged("the input is empty")) };
        let header = Header::read(&first, EXPORT);
        let header = header.ok_or_else(|| self.malformed("this is not an export of grantd".to_owned()))?;
        if header.format != FORMAT {
            return Err(self.malformed(format!(
                "this export has format {}, written by grantd {}; this version reads format {FORMAT}: install the \
                 newer grantd",
                header.format,
                header.version()
            )));
        }
        self.sum.update(&first);
        Ok(())
    }

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
        if line.kind == INDEX {
            take_index(batch, &line).map_err(|reason| self.malformed(reason))?;
            return Ok(INDEX);
        }
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

/// An index entry of a record that moves as raw bytes.
fn take_index(batch: &mut Batch, line: &Line) -> Result<(), String> {
    let key = line.key.as_str().and_then(unhex).filter(|key| key.first().is_some_and(|kind| DERIVED.contains(kind)));
    let key = key.ok_or("the key is not that of an index entry")?;
    let value = line.raw.as_deref().and_then(unhex).ok_or("the raw bytes are no hexadecimal")?;
    batch.write(key, Some(value));
    Ok(())
}
