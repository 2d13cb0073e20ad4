//! What is wrong with the configuration, in one line that says where and what to write instead.

use std::fmt;
use std::path::{Path, PathBuf};

/// What is wrong with the configuration. `Display` is one line:
/// `conf/grantd.toml:7: oauth.code_lifetime: "5 minutes" is not a duration; write it like "10s", "1h" or "30d"`.
/// File and line are missing where they are not known, as for a setting from the command line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub struct ConfigError {
    pub(super) file: Option<PathBuf>,
    pub(super) line: Option<usize>,
    pub(super) key: Option<String>,
    /// Which element of the key's list, or which `[[table]]` of its section.
    pub(super) index: Option<usize>,
    /// The other key, where two disagree: the one to point at when the file leaves `key` out.
    pub(super) other_key: Option<&'static str>,
    pub(super) why: String,
}

impl ConfigError {
    /// An error that belongs to no single key.
    pub(super) fn new(why: impl Into<String>) -> Self {
        Self { file: None, line: None, key: None, index: None, other_key: None, why: why.into() }
    }

    /// An error in the value of `key`, written `section.key`.
    pub(super) fn of(key: impl Into<String>, why: impl Into<String>) -> Self {
        Self { key: Some(key.into()), ..Self::new(why) }
    }

    /// An error in a table that begins at `line` of `file`.
    pub(crate) fn in_table(key: &str, why: impl Into<String>, file: Option<&Path>, line: Option<usize>) -> Self {
        Self { file: file.map(Path::to_owned), line, ..Self::of(key, why) }
    }

    pub(super) fn at(mut self, file: &Path, line: Option<usize>) -> Self {
        self.file = Some(file.to_owned());
        self.line = line;
        self
    }

    /// The key at fault as `section.key`, where there is one.
    pub fn key(&self) -> Option<&str> {
        self.key.as_deref()
    }

    /// The line of the file, counted from 1, where it is known.
    pub fn line(&self) -> Option<usize> {
        self.line
    }
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(file) = &self.file {
            write!(f, "{}:", file.display())?;
            if let Some(line) = self.line {
                write!(f, "{line}:")?;
            }
            f.write_str(" ")?;
        }
        if let Some(key) = &self.key {
            write!(f, "{key}: ")?;
        }
        f.write_str(&self.why)
    }
}

/// What someone wrote, quoted for an error: control characters escaped, long texts cut, so that it stays one line.
pub(super) fn quote(text: &str) -> String {
    const LONGEST: usize = 80;
    match text.char_indices().nth(LONGEST) {
        None => format!("{text:?}"),
        Some((cut, _)) => format!("{:?}", format!("{}…", &text[..cut])),
    }
}

/// The known word that `word` was most likely meant to be, if any is near enough: a third of its letters may differ.
pub(super) fn nearest<'k>(word: &str, known: impl IntoIterator<Item = &'k str>) -> Option<&'k str> {
    let word = word.to_lowercase();
    let (distance, nearest) = known
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&word, candidate), candidate))
        .min_by_key(|(distance, _)| *distance)?;
    (distance <= word.chars().count().div_ceil(3)).then_some(nearest)
}
