//! What groups of scopes are called on the consent page: those whose names begin with the same word before the colon.

use std::collections::BTreeMap;

use super::error::{nearest, quote};
use super::scopes::by_language;
use super::{ConfigError, Scope, Scopes};
use crate::language::Language;

/// The title of one group: `[[scope_group]]` in the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ScopeGroup {
    /// What stands before the colon of its scopes, or the whole name of a scope without one.
    pub name: String,
    /// What it is called: one line, 1 to 80 characters.
    pub title: String,
    /// The same in other languages; those that are missing read [`ScopeGroup::title`].
    pub titles: Titles,
}

impl ScopeGroup {
    /// What it is called in `language`, or in whatever the operator has said it in.
    pub fn title_in(&self, language: Language) -> &str {
        self.titles.0.get(&language).unwrap_or(&self.title)
    }
}

/// Titles by language: `titles = { de = "Ihre Notizen" }`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Titles(BTreeMap<Language, String>);

impl Titles {
    /// Takes texts, each by the tag of its language.
    ///
    /// # Errors
    /// A tag that is no language of the pages, a text that is no title.
    pub(super) fn new<'t>(texts: impl Iterator<Item = (&'t str, &'t str)>) -> Result<Self, String> {
        by_language(texts, check_title).map(Self)
    }

    /// Language and text of each.
    pub fn iter(&self) -> impl Iterator<Item = (Language, &str)> {
        self.0.iter().map(|(language, text)| (*language, text.as_str()))
    }
}

impl Scope {
    /// The group that a scope of this name is in: what stands before its colon.
    pub fn group_of(name: &str) -> &str {
        name.split_once(':').map_or(name, |(group, _)| group)
    }
}

/// Refuses a title of nothing, two of the same group, and one that cannot be shown.
pub(super) fn check(groups: &[ScopeGroup], scopes: &Scopes) -> Result<(), ConfigError> {
    for (index, group) in groups.iter().enumerate() {
        let wrong = check_name(&group.name, &groups[..index], scopes)
            .map_err(|why| ("scope_group.name", why))
            .and_then(|()| check_title(&group.title).map_err(|why| ("scope_group.title", why)));
        wrong.map_err(|(key, why)| ConfigError { index: Some(index), ..ConfigError::of(key, why) })?;
    }
    Ok(())
}

fn check_name(name: &str, earlier: &[ScopeGroup], scopes: &Scopes) -> Result<(), String> {
    if name.is_empty() {
        return Err("is missing; every [[scope_group]] needs one: what stands before the colon of its scopes, like \
                    name = \"notes\" for notes:read"
            .to_owned());
    }
    if earlier.iter().any(|other| other.name == name) {
        return Err(format!("{} stands there twice", quote(name)));
    }
    let mut known: Vec<&str> = scopes.iter().map(|scope| Scope::group_of(&scope.name)).collect();
    known.dedup();
    if known.contains(&name) {
        return Ok(());
    }
    let hint = match nearest(name, known.iter().copied()) {
        Some(near) => format!("did you mean {near:?}?"),
        None => format!("there are {}", known.join(", ")),
    };
    Err(format!("no scope begins with {}; {hint}", quote(name)))
}

fn check_title(title: &str) -> Result<(), String> {
    const LONGEST: usize = 80;
    if title.trim().is_empty() {
        return Err("is missing; write what the scopes are about, like \"Your notes\"".to_owned());
    }
    if title.contains(char::is_control) {
        return Err(format!("{} is more than one line of text", quote(title)));
    }
    if title.chars().count() > LONGEST {
        return Err(format!("{} is too long; it has room for {LONGEST} characters", quote(title)));
    }
    Ok(())
}
