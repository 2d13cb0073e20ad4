//! The scopes an instance knows (RFC 6749 §3.3), with the words people read on the consent page.

use std::collections::BTreeMap;

use super::ConfigError;
use super::error::quote;
use crate::language::{Language, UnknownLanguage};

/// One scope: `[[scope]]` in the file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scope {
    /// Its name on the wire: 1 to 128 characters of a scope-token (RFC 6749 §3.3).
    pub name: String,
    /// What it allows, in the words of the consent page: one line, 1 to 200 characters.
    pub description: String,
    /// The same in other languages; those that are missing read [`Scope::description`].
    pub descriptions: Descriptions,
    /// Whether only an administrator can grant it.
    pub admin_only: bool,
}

impl Scope {
    /// What it allows, in the operator's words in `language`, if there are any.
    pub fn described_in(&self, language: Language) -> Option<&str> {
        self.descriptions.0.get(&language).map(String::as_str)
    }
}

/// Descriptions by language: `descriptions = { de = "Ihre Notizen lesen" }`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Descriptions(BTreeMap<Language, String>);

impl Descriptions {
    /// Takes texts, each by the tag of its language.
    ///
    /// # Errors
    /// A tag that is no language of the pages, a text that is no description.
    pub(super) fn new<'d>(texts: impl Iterator<Item = (&'d str, &'d str)>) -> Result<Self, String> {
        by_language(texts, check_description).map(Self)
    }

    /// Language and text of each.
    pub fn iter(&self) -> impl Iterator<Item = (Language, &str)> {
        self.0.iter().map(|(language, text)| (*language, text.as_str()))
    }
}

/// Takes texts that pass `check`, each by the tag of its language.
pub(super) fn by_language<'t>(
    texts: impl Iterator<Item = (&'t str, &'t str)>,
    check: impl Fn(&str) -> Result<(), String>,
) -> Result<BTreeMap<Language, String>, String> {
    let one = |(tag, text): (&str, &str)| {
        let language: Language = tag.parse().map_err(|unknown: UnknownLanguage| unknown.to_string())?;
        check(text).map_err(|why| format!("{tag} {why}"))?;
        Ok((language, text.to_owned()))
    };
    texts.map(one).collect()
}

/// The scopes an instance knows: at least one, no name twice, in the order of the file. The default is FitTrackee 0.7.0's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scopes(Vec<Scope>);

impl Scopes {
    /// Takes a list of scopes.
    ///
    /// # Errors
    /// An empty list, a name that is not a scope-token or stands there twice, a description that is missing or too long.
    pub fn new(scopes: Vec<Scope>) -> Result<Self, ConfigError> {
        if scopes.is_empty() {
            return Err(ConfigError::of("scope", "is empty; leave it out to have the seven default scopes"));
        }
        for (index, scope) in scopes.iter().enumerate() {
            let earlier = scopes[..index].iter().any(|other| other.name == scope.name);
            let wrong = if earlier {
                Err(("scope.name", format!("{} stands there twice", quote(&scope.name))))
            } else {
                check_name(&scope.name)
                    .map_err(|why| ("scope.name", why))
                    .and_then(|()| check_description(&scope.description).map_err(|why| ("scope.description", why)))
            };
            wrong.map_err(|(key, why)| ConfigError { index: Some(index), ..ConfigError::of(key, why) })?;
        }
        Ok(Self(scopes))
    }

    /// All scopes in the order of the file.
    pub fn iter(&self) -> std::slice::Iter<'_, Scope> {
        self.0.iter()
    }

    /// The scope of that name.
    pub fn get(&self, name: &str) -> Option<&Scope> {
        self.0.iter().find(|scope| scope.name == name)
    }
}

impl<'s> IntoIterator for &'s Scopes {
    type Item = &'s Scope;
    type IntoIter = std::slice::Iter<'s, Scope>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl Default for Scopes {
    fn default() -> Self {
        let scope = |name: &str, description: &str| Scope {
            name: name.to_owned(),
            description: description.to_owned(),
            descriptions: Descriptions::default(),
            admin_only: false,
        };
        Self(vec![
            Scope { admin_only: true, ..scope("application:write", "Change the settings of this server") },
            scope("profile:read", "Read your profile"),
            scope("profile:write", "Change your profile"),
            scope("users:read", "See the people who have an account here"),
            scope("users:write", "Change or delete accounts, as far as you may yourself"),
            scope("workouts:read", "Read your workouts"),
            scope("workouts:write", "Add, change and delete your workouts"),
        ])
    }
}

fn check_name(name: &str) -> Result<(), String> {
    const LONGEST: usize = 128;
    if name.is_empty() {
        return Err("is missing; every [[scope]] needs one, like name = \"notes:read\"".to_owned());
    }
    if let Some(wrong) = name.chars().find(|c| !is_scope_character(*c)) {
        return Err(format!(
            "{} contains {wrong:?}; a scope has letters, digits and marks such as : . - _ but no space, quote or backslash",
            quote(name)
        ));
    }
    if name.len() > LONGEST {
        return Err(format!("{} is too long; a scope has at most {LONGEST} characters", quote(name)));
    }
    Ok(())
}

/// RFC 6749 §3.3: `scope-token = 1*( %x21 / %x23-5B / %x5D-7E )`.
fn is_scope_character(c: char) -> bool {
    matches!(c, '\x21' | '\x23'..='\x5B' | '\x5D'..='\x7E')
}

fn check_description(description: &str) -> Result<(), String> {
    const LONGEST: usize = 200;
    if description.trim().is_empty() {
        return Err("is missing; write what people shall read on the consent page, like \"Read your notes\"".to_owned());
    }
    if description.contains(char::is_control) {
        return Err(format!("{} is more than one line of text", quote(description)));
    }
    if description.chars().count() > LONGEST {
        return Err(format!("{} is too long; it has room for {LONGEST} characters", quote(description)));
    }
    Ok(())
}
