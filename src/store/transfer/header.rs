//! The first line of the files of records that grantd writes: which kind of file it is, and in which format.

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;

/// What a newer format adds to it, or leaves out, must not keep its number from being read.
#[derive(Serialize, Deserialize)]
pub(in super::super) struct Header {
    grantd: String,
    /// The format.
    pub(in super::super) format: u32,
    #[serde(default)]
    version: String,
    #[serde(default)]
    created_at: String,
}

impl Header {
    /// Of a file of this `kind` that this version begins now.
    pub(in super::super) fn of(kind: &str, format: u32, now: Timestamp) -> Self {
        let version = env!("CARGO_PKG_VERSION").to_owned();
        Self { grantd: kind.to_owned(), format, version, created_at: now.iso8601() }
    }

    /// Reads one; `None` where the line is not the header of such a file.
    pub(in super::super) fn read(line: &[u8], kind: &str) -> Option<Self> {
        serde_json::from_slice(line).ok().filter(|header: &Self| header.grantd == kind)
    }

    /// Which version wrote it, for a sentence.
    pub(in super::super) fn version(&self) -> &str {
        if self.version.is_empty() { "of another version" } else { &self.version }
    }
}
