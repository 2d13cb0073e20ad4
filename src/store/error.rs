//! Why the store did not do as asked, in the words that an operator reads.

use super::FORMAT;

/// Why the store did not do as asked.
#[derive(Debug, Clone, thiserror::Error)]
pub enum StoreError {
    /// A condition of the batch does not hold any more: somebody was faster. Nothing was written.
    #[error("somebody else changed the same record first")]
    Conflict,
    /// A record that cannot be read. Others are not affected.
    #[error("the record {kind} {key} cannot be read: {reason}")]
    Corrupt {
        /// The record's kind.
        kind: &'static str,
        /// Its key, in hexadecimal; secrets appear in keys only as hashes.
        key: String,
        /// What is wrong with it.
        reason: String,
    },
    /// Another process has the data directory.
    #[error("another process is using {0}")]
    InUse(String),
    /// The data was written by a newer version.
    #[error(
        "the data has format {found}, this version of grantd reads up to format {FORMAT}: install the newer grantd"
    )]
    NewerFormat {
        /// The format found.
        found: u8,
    },
    /// The data was written by a version so old that this one cannot bring it up to date.
    #[error(
        "the data has format {found}, which this version of grantd does not read any more: grantd export with the \
         version that wrote it, and grantd import with this one"
    )]
    OlderFormat {
        /// The format found.
        found: u8,
    },
    /// There are records, and no mark that says which format they have.
    #[error("the data has no mark that tells its format: grantd check --data looks at it, and --repair mends it")]
    NoFormat,
    /// An import into this store was cut off.
    #[error("an import did not finish: remove {0}, keep what lies beside it, and import again")]
    UnfinishedImport(String),
    /// There is no room on the disk. Nothing was changed; reading goes on, and writing does by itself when there is room.
    #[error("there is no room left on the disk of {0}: nothing can be stored until there is")]
    Full(String),
    /// Nothing is written just now; that is being mended. Nothing was changed.
    #[error("nothing can be stored just now: {0}")]
    Unavailable(String),
    /// A file of the store is not what was written to it.
    #[error(
        "{place} is damaged: {reason}. Run grantd check --data, or restore the newest backup into an empty data \
         directory with grantd restore"
    )]
    Damaged {
        /// The file, as exactly as it is known.
        place: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The files of the store are of a kind that this build does not read. Nothing was changed.
    #[error(
        "{place} was made by another version of grantd, with settings that this one does not read ({reason}): install the \
         newer grantd, or export with the version that made it (grantd export) and import with this one (grantd import)"
    )]
    MadeOtherwise {
        /// Where they are.
        place: String,
        /// What is other.
        reason: String,
    },
    /// The engine failed; the text says how.
    #[error("the store failed: {0}")]
    Engine(String),
}

impl StoreError {
    /// When it is worth to ask again, in seconds, where the store mends itself.
    pub fn retry_after(&self) -> Option<u64> {
        match self {
            Self::Full(_) => Some(30),
            Self::Unavailable(_) => Some(5),
            _ => None,
        }
    }
}
