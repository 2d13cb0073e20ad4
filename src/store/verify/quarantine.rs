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
//! secrets are in them as hashes only, as everywhere in the store. [`super::put_back()`] takes such a file.

use std::fs::{File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::super::transfer::{self, Header};
use super::VerifyError;
use super::findings::Finding;
use crate::clock::Timestamp;

pub(super) const FORMAT: u32 = 1;
/// What the header calls such a file.
pub(super) const QUARANTINE: &str = "quarantine";
/// How many files with one second in their names there may be.
const MOST_FILES: u32 = 100;

#[derive(Serialize, Deserialize)]
pub(super) struct Line {
    pub kind: String,
    pub key: Json,
    #[serde(default)]
    pub why: String,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub record: Option<Json>,
    pub raw_key: String,
    pub raw: String,
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
