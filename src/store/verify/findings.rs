//! What is found, in the words that an operator reads, and how it is counted.

use std::fmt;

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::super::{Key, Value};
use super::Counts;
use crate::secret::hex;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Grade {
    /// This must not be: the data was damaged, or there is a bug.
    Damage,
    /// A deletion that was cut off left it behind. Nobody can use it.
    Leftover,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Outcome {
    /// It was told, no more was asked for.
    Told,
    /// It was mended.
    Mended,
    /// Only a person can mend it.
    Left,
    /// It changed while it was looked at: look again.
    Changed,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The kind of record or index entry.
    pub kind: String,
    /// Its key as exports write it, or in hexadecimal where it cannot be read; null where there is only one.
    pub key: Json,
    /// How bad it is.
    pub grade: Grade,
    /// What is wrong.
    pub what: String,
    /// What a repair does, or did: words to put behind "repair".
    pub remedy: String,
    /// What became of it.
    pub outcome: Outcome,
}

impl Finding {
    pub(super) fn new(kind: &str, key: &[u8], shown: Option<Json>, fault: &Fault) -> Self {
        let key = shown.unwrap_or_else(|| if key.is_empty() { Json::Null } else { hex(key).into() });
        let outcome = if matches!(fault.remedy, Remedy::Leave(_)) { Outcome::Left } else { Outcome::Told };
        let remedy = fault.remedy.to_string();
        Self { kind: kind.to_owned(), key, grade: fault.grade, what: fault.what.clone(), remedy, outcome }
    }
}

/// `user 7: its key for the name is missing`, in one line.
impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.kind)?;
        match &self.key {
            Json::Null => {}
            Json::String(text) if text.chars().all(|c| c.is_ascii_graphic()) => write!(f, " {text}")?,
            Json::Array(parts) => {
                let parts: Vec<String> = parts.iter().map(Json::to_string).collect();
                write!(f, " {}", parts.join("/"))?;
            }
            key => write!(f, " {key}")?,
        }
        write!(f, ": {}; ", self.what)?;
        match self.outcome {
            Outcome::Told => write!(f, "--repair {}", self.remedy),
            Outcome::Mended => write!(f, "repair {}: done", self.remedy),
            Outcome::Left => f.write_str(&self.remedy),
            Outcome::Changed => f.write_str("it changed meanwhile: check again"),
        }
    }
}

/// What the listener is told, one after the other.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Event {
    /// So many keys were looked at so far.
    Progress {
        /// The number.
        keys: u64,
    },
    /// Something is wrong.
    Finding(Finding),
    /// That was all.
    Done(Summary),
    /// It could not be looked through to the end.
    Failed(String),
    /// It could not be read to the end: a file of the store is damaged.
    Damaged {
        /// Which.
        place: String,
        /// What is wrong with it.
        reason: String,
    },
}

/// What was looked at, and what came of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Summary {
    /// Records of each kind.
    pub records: Counts,
    /// How many of them have ended before their time, with their family or consent, and wait for the sweeper.
    pub ended: Counts,
    /// Index entries of each kind.
    pub index: Counts,
    /// How many things are damaged.
    pub damage: u64,
    /// How many things a deletion left behind.
    pub leftovers: u64,
    /// How many of both were mended.
    pub mended: u64,
    /// How many damaged things are not mended: in a repair those that only a person can mend, and those that changed
    /// meanwhile.
    pub wrong: u64,
    /// The file with the records that were taken out, if any were.
    pub quarantine: Option<String>,
}

impl Summary {
    pub(super) fn count(&mut self, finding: &Finding) {
        let mended = finding.outcome == Outcome::Mended;
        self.mended += u64::from(mended);
        match finding.grade {
            Grade::Damage => {
                self.damage += 1;
                self.wrong += u64::from(!mended);
            }
            Grade::Leftover => self.leftovers += 1,
        }
    }
}

/// What is wrong, and what can be done about it.
pub(super) struct Fault {
    pub what: String,
    pub grade: Grade,
    pub remedy: Remedy,
}

impl Fault {
    pub fn damage(what: impl Into<String>, remedy: Remedy) -> Self {
        Self { what: what.into(), grade: Grade::Damage, remedy }
    }

    pub fn leftover(what: impl Into<String>) -> Self {
        Self { what: what.into(), grade: Grade::Leftover, remedy: Remedy::Quarantine }
    }

    pub fn left(what: impl Into<String>, advice: impl Into<String>) -> Self {
        Self { what: what.into(), grade: Grade::Damage, remedy: Remedy::Leave(advice.into()) }
    }
}

/// What a repair does.
pub(super) enum Remedy {
    /// Writes what can be derived; `found` is what stands there instead, `anew` says what it is.
    Write { key: Key, found: Option<Value>, value: Value, anew: &'static str },
    /// Removes an index entry that leads nowhere; `led_to` is the key of the record that it leads to, and what stood there.
    Drop { led_to: Option<(Key, Option<Value>)> },
    /// Moves the record to the quarantine file.
    Quarantine,
    /// Nothing; the text says what a person can do.
    Leave(String),
}

/// Words behind "repair", or the advice.
impl fmt::Display for Remedy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Write { anew, .. } => write!(f, "writes {anew} anew"),
            Self::Drop { .. } => f.write_str("removes the entry"),
            Self::Quarantine => f.write_str("moves it to the quarantine file"),
            Self::Leave(advice) => f.write_str(advice),
        }
    }
}
