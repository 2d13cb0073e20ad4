//! Writing an export.

use std::collections::HashSet;
use std::io::{self, Write};

use ring::digest::{Context, SHA256};
use serde::Serialize;

use super::super::verify::leads_to;
use super::super::{Store, is_mark};
use super::{Counts, EXPORT, FORMAT, Footer, Header, INDEX, Line, PROGRESS, TransferError, known};
use crate::clock::Timestamp;
use crate::secret::hex;

/// The kinds of keys that import makes anew from the records: secondary keys and the expiry index.
pub(super) const DERIVED: &[u8] = b"cegnopsx";

/// Writes everything as it stands at one moment, while commits go on.
pub fn export(store: &Store, now: Timestamp, output: &mut dyn Write) -> Result<Counts, TransferError> {
    let mut output = Summed { output, sum: Context::new(&SHA256) };
    output.line(&Header::of(EXPORT, FORMAT, now))?;
    let mut counts = Counts::new();
    let mut records = 0;
    let mut unreadable = HashSet::new();
    for pair in store.engine().snapshot()? {
        let (key, value) = pair?;
        let Some((kind, natural)) = key.split_first().and_then(|(byte, rest)| Some((known(*byte)?, rest))) else {
            let ours = is_mark(&key);
            let derived = key.first().is_some_and(|kind| DERIVED.contains(kind));
            if !ours && !derived {
                tracing::error!(key = hex(&key), "this is no kind of record that grantd writes; it is not exported");
            }
            // Index entries come behind all records.
            if derived && !unreadable.is_empty() && leads_to(&key, &value).is_some_and(|to| unreadable.contains(&to)) {
                output.line(&Line {
                    kind: INDEX.to_owned(),
                    key: hex(&key).into(),
                    record: None,
                    raw: Some(hex(&value)),
                })?;
                *counts.entry(INDEX).or_default() += 1;
                records += 1;
            }
            continue;
        };
        let name = kind.name.to_owned();
        let line = match (kind.show)(natural, &value) {
            Ok((key, record)) => Line { kind: name, key, record: Some(record), raw: None },
            Err(reason) => {
                unreadable.insert(key.clone());
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
