//! A parsed TOML file whose every key and value still knows its line.

use std::ops::Range;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::ConfigError;
use super::error::{nearest, quote};
use super::keys::Keys;
use super::value::Value;

/// Sections that are lists, as `[[scope]]` is.
const LISTS: [&str; 4] = ["scope", "scope_group", "route", "upstream"];

/// A configuration file as TOML, nothing in it judged yet.
pub(super) struct Document<'t> {
    text: &'t str,
    file: &'t Path,
    root: DeTable<'t>,
}

/// One table of a [`Document`]: a section, or the `index`-th of a list.
pub(super) struct Table<'d, 't> {
    entries: &'d DeTable<'t>,
    index: Option<usize>,
    line: Option<usize>,
}

impl Table<'_, '_> {
    /// Where it begins, counted from 1; known for a table of a list.
    pub(super) fn line(&self) -> Option<usize> {
        self.line
    }
}

impl<'t> Document<'t> {
    /// Parses `text`, which stands in `file`.
    pub(super) fn parse(text: &'t str, file: &'t Path) -> Result<Self, ConfigError> {
        match DeTable::parse(text) {
            Ok(root) => Ok(Self { text, file, root: root.into_inner() }),
            Err(error) => {
                let what = error.message().lines().collect::<Vec<_>>().join("; ");
                let line = error.span().map(|span| line_of(text, &span));
                Err(ConfigError::new(format!("this is not TOML: {what}")).at(file, line))
            }
        }
    }

    /// Refuses the first section or key that is not among `known` (`section.key`), naming the nearest one that is. The
    /// sections of `others`, written `[name]` or `[[name]]`, are somebody else's to judge.
    pub(super) fn refuse_unknown(&self, known: &[&'static str], others: &[&'static str]) -> Result<(), ConfigError> {
        let known: Vec<(&str, &str)> = known.iter().filter_map(|name| name.split_once('.')).collect();
        let mut strangers: Vec<(Range<usize>, String)> = Vec::new();
        for (name, value) in &self.root {
            let section = name.get_ref().as_ref();
            if others.iter().any(|other| bare(other) == section) {
                continue;
            }
            if !known.iter().any(|(s, _)| *s == section) {
                strangers.push((name.span(), unknown_section(section, value.get_ref(), &known, others)));
                continue;
            }
            for table in tables_in(value.get_ref()) {
                let unknown = table.keys().filter(|key| !known.contains(&(section, key.get_ref().as_ref())));
                strangers.extend(unknown.map(|key| (key.span(), unknown_key(section, key.get_ref(), &known))));
            }
        }
        match strangers.into_iter().min_by_key(|(span, _)| span.start) {
            None => Ok(()),
            Some((span, why)) => Err(ConfigError::new(why).at(self.file, Some(line_of(self.text, &span)))),
        }
    }

    /// The tables of the list `section`; `None` where the file has no such list.
    pub(super) fn tables(&self, section: &str) -> Result<Option<Vec<Table<'_, 't>>>, ConfigError> {
        let Some(value) = self.root.get(section) else { return Ok(None) };
        let misplaced =
            || ConfigError::of(section, format!("is not a list of tables; write {} before each", title(section)));
        let elements = value.get_ref().as_array().ok_or_else(misplaced)?;
        let table = |(index, element): (usize, &'_ Spanned<DeValue<'t>>)| {
            element.get_ref().as_table().is_some().then_some(index).ok_or_else(misplaced)
        };
        let indices: Vec<usize> = elements.iter().enumerate().map(table).collect::<Result<_, _>>()?;
        Ok(Some(
            indices
                .into_iter()
                .filter_map(|index| {
                    let element = elements.get(index)?;
                    let line = Some(line_of(self.text, &element.span()));
                    Some(Table { entries: element.get_ref().as_table()?, index: Some(index), line })
                })
                .collect(),
        ))
    }

    /// Adds file and line to an error that knows its key only.
    pub(super) fn locate(&self, error: ConfigError) -> ConfigError {
        let place = |key: &str| self.find(key, error.index);
        let span = error.key().and_then(place).or_else(|| error.other_key.and_then(place));
        let line = span.map(|span| line_of(self.text, &span));
        error.at(self.file, line)
    }

    /// Where the value of `key` stands; where the section does, when the key is missing from a list's table.
    fn find(&self, key: &str, index: Option<usize>) -> Option<Range<usize>> {
        let (section, key) = key.split_once('.').unwrap_or((key, ""));
        let (name, value) = self.root.get_key_value(section)?;
        let element = |value: &DeValue<'_>| Some(value.as_array()?.get(index?)?.span());
        match value.get_ref() {
            _ if key.is_empty() => Some(name.span()),
            DeValue::Table(table) => {
                let value = table.get(key)?;
                Some(element(value.get_ref()).unwrap_or_else(|| value.span()))
            }
            DeValue::Array(tables) => {
                let table = index.and_then(|index| tables.get(index));
                let value = table.and_then(|table| table.get_ref().as_table()?.get(key));
                Some(value.or(table).map_or_else(|| name.span(), Spanned::span))
            }
            _ => Some(name.span()),
        }
    }
}

/// Reads every key that the file has into its setting and leaves the others alone. Errors know their key, not their line.
impl Keys for Document<'_> {
    type Error = ConfigError;

    fn key<T: Value>(&mut self, name: &'static str, setting: &mut T) -> Result<(), ConfigError> {
        let section = name.split_once('.').map_or(name, |(section, _)| section);
        match self.root.get(section).map(Spanned::get_ref) {
            None => Ok(()),
            Some(DeValue::Table(entries)) => Table { entries, index: None, line: None }.key(name, setting),
            Some(_) => Err(ConfigError::of(
                section,
                format!("is not a section; write {} on a line of its own and its keys below", title(section)),
            )),
        }
    }
}

impl Keys for Table<'_, '_> {
    type Error = ConfigError;

    fn key<T: Value>(&mut self, name: &'static str, setting: &mut T) -> Result<(), ConfigError> {
        let key = name.split_once('.').map_or(name, |(_, key)| key);
        if let Some(value) = self.entries.get(key) {
            *setting = T::read(value.get_ref()).map_err(|wrong| ConfigError {
                index: self.index.or(wrong.index),
                ..ConfigError::of(name, wrong.why)
            })?;
        }
        Ok(())
    }
}

fn tables_in<'v, 't>(value: &'v DeValue<'t>) -> Vec<&'v DeTable<'t>> {
    match value {
        DeValue::Table(table) => vec![table],
        DeValue::Array(elements) => elements.iter().filter_map(|element| element.get_ref().as_table()).collect(),
        _ => Vec::new(),
    }
}

/// The name of a section that is written with its brackets.
fn bare<'n>(title: &&'n str) -> &'n str {
    title.trim_matches(['[', ']'])
}

fn unknown_section(name: &str, value: &DeValue<'_>, known: &[(&str, &str)], others: &[&str]) -> String {
    let mut sections: Vec<&str> = known.iter().map(|(section, _)| *section).collect();
    sections.dedup();
    sections.extend(others.iter().map(bare));
    let title = |section: &str| {
        others.iter().find(|other| bare(other) == section).map_or_else(|| title(section), |other| (*other).to_owned())
    };
    let written = match value {
        DeValue::Table(_) => format!("[{name}]"),
        DeValue::Array(elements) if elements.iter().any(|element| element.get_ref().is_table()) => {
            format!("[[{name}]]")
        }
        _ => return format!("unknown key {} outside of any section; {}", quote(name), elsewhere(name, known)),
    };
    let hint = match nearest(name, sections.iter().copied()) {
        Some(section) => format!("did you mean {}?", title(section)),
        None => format!("there are {}", sections.iter().map(|section| title(section)).collect::<Vec<_>>().join(", ")),
    };
    format!("unknown section {written}; {hint}")
}

fn unknown_key(section: &str, key: &str, known: &[(&str, &str)]) -> String {
    let siblings = || known.iter().filter(|(s, _)| *s == section).map(|(_, key)| *key);
    let hint = if let Some((home, _)) = known.iter().find(|(_, k)| *k == key) {
        format!("it belongs in {}", title(home))
    } else if let Some(sibling) = nearest(key, siblings()) {
        format!("did you mean {sibling:?}?")
    } else if nearest(key, known.iter().map(|(_, key)| *key)).is_some() {
        elsewhere(key, known)
    } else {
        format!("there are {}", siblings().collect::<Vec<_>>().join(", "))
    };
    format!("unknown key {} in {}; {hint}", quote(key), title(section))
}

/// Where a key that stands in no section was meant to be.
fn elsewhere(key: &str, known: &[(&str, &str)]) -> String {
    let near = nearest(key, known.iter().map(|(_, key)| *key));
    match known.iter().find(|(_, key)| Some(*key) == near) {
        Some((section, near)) if *near == key => format!("it belongs in {}", title(section)),
        Some((section, near)) => format!("did you mean {near:?} in {}?", title(section)),
        None => "every key stands below a section such as [server]".to_owned(),
    }
}

fn title(section: &str) -> String {
    if LISTS.contains(&section) { format!("[[{section}]]") } else { format!("[{section}]") }
}

/// The line on which `span` begins, counted from 1.
fn line_of(text: &str, span: &Range<usize>) -> usize {
    let before = text.as_bytes().iter().take(span.start).filter(|byte| **byte == b'\n').count();
    (before + 1).min(text.lines().count().max(1))
}
