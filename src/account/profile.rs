//! What is known of a person beyond name, address and password: what they tell about themselves, and what an operator notes
//! on their account. Names and addresses, which are each one account's alone, are in [`user`].

use std::collections::BTreeMap;

use super::fault::Fault;
use super::text::{self, Longest, checked};
use super::{AccountError, user};
use crate::audit::{Event, Origin, UserRef};
use crate::ctx::Ctx;
use crate::language::Language;
use crate::store::records::{User, UserId};

const LONGEST_LINE: Longest = Longest::Characters(80);
const LONGEST_BIO: Longest = Longest::Characters(200);
const MOST_ATTRIBUTES: usize = 32;
const LONGEST_ATTRIBUTE_KEY: usize = 64;
const LONGEST_ATTRIBUTE: usize = 1024;

/// What is to be changed of a profile. The outer `None` leaves it, the inner one (or an empty text) removes it.
#[derive(Debug, Clone, Default)]
pub struct ProfileChange {
    /// `first_name`: 80 characters at most.
    pub first_name: Option<Option<String>>,
    /// `last_name`: 80 characters at most.
    pub last_name: Option<Option<String>>,
    /// `bio`: 200 characters at most; may have several lines.
    pub bio: Option<Option<String>>,
    /// `location`: 80 characters at most.
    pub location: Option<Option<String>>,
    /// `language`: the tag of one that the pages speak.
    pub language: Option<Option<String>>,
}

impl ProfileChange {
    /// The change as it is made.
    ///
    /// # Errors
    /// `Invalid` with the field.
    pub fn checked(self) -> Result<Self, AccountError> {
        Ok(Self {
            first_name: checked("first_name", self.first_name, LONGEST_LINE, false)?,
            last_name: checked("last_name", self.last_name, LONGEST_LINE, false)?,
            bio: checked("bio", self.bio, LONGEST_BIO, true)?,
            location: checked("location", self.location, LONGEST_LINE, false)?,
            language: checked_language(self.language)?,
        })
    }
}

/// The tag as it is kept; nothing where an empty one is to leave the choice to the browser.
fn checked_language(change: Option<Option<String>>) -> Result<Option<Option<String>>, AccountError> {
    let Some(Some(tag)) = change else { return Ok(change) };
    if tag.is_empty() {
        return Ok(Some(None));
    }
    match tag.parse::<Language>() {
        Ok(language) if Language::OFFERED.contains(&language) => Ok(Some(Some(language.tag().to_owned()))),
        _ => {
            let offered: Vec<_> = Language::OFFERED.iter().map(|language| language.tag()).collect();
            Err(AccountError::invalid("language", Fault::Language(offered.join(", "))))
        }
    }
}

/// Changes what a person tells about themselves.
pub async fn edit(ctx: &Ctx, by: &Origin<'_>, id: UserId, change: ProfileChange) -> Result<User, AccountError> {
    let ProfileChange { first_name, last_name, bio, location, language } = change.checked()?;
    let before = user::by_id(ctx, id)?.ok_or(AccountError::NotFound)?;
    let user = user::update(ctx, id, |user, _| {
        first_name.clone().into_iter().for_each(|new| user.first_name = new);
        last_name.clone().into_iter().for_each(|new| user.last_name = new);
        bio.clone().into_iter().for_each(|new| user.bio = new);
        location.clone().into_iter().for_each(|new| user.location = new);
        language.clone().into_iter().for_each(|new| user.language = new);
        Ok(())
    })
    .await?;
    let fields = text::differing([
        ("first_name", before.first_name != user.first_name),
        ("last_name", before.last_name != user.last_name),
        ("bio", before.bio != user.bio),
        ("location", before.location != user.location),
        ("language", before.language != user.language),
    ]);
    if !fields.is_empty() {
        ctx.record(by, Event::ProfileChanged { user: UserRef::of(id, &user), fields });
    }
    Ok(user)
}

/// Checks what is to be noted on a new account.
///
/// # Errors
/// `Invalid`.
pub fn check_attributes(attributes: &BTreeMap<String, String>) -> Result<(), AccountError> {
    check_number(attributes.len())?;
    attributes.iter().try_for_each(|(key, value)| check_attribute(key, Some(value)))
}

fn check_number(attributes: usize) -> Result<(), AccountError> {
    if attributes > MOST_ATTRIBUTES {
        return Err(AccountError::invalid("attribute", Fault::TooManyAttributes(MOST_ATTRIBUTES)));
    }
    Ok(())
}

fn check_attribute(key: &str, value: Option<&str>) -> Result<(), AccountError> {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    if key.is_empty() || key.len() > LONGEST_ATTRIBUTE_KEY || !key.chars().all(plain) {
        return Err(AccountError::invalid("attribute", Fault::AttributeName(LONGEST_ATTRIBUTE_KEY)));
    }
    if value.is_some_and(|value| value.len() > LONGEST_ATTRIBUTE || value.contains(char::is_control)) {
        let fault = Fault::AttributeValue { name: key.to_owned(), most: LONGEST_ATTRIBUTE };
        return Err(AccountError::invalid("attribute", fault));
    }
    Ok(())
}

/// Notes something on an account, such as its id in an upstream; `None` removes the note.
pub async fn set_attribute(
    ctx: &Ctx,
    by: &Origin<'_>,
    id: UserId,
    key: &str,
    value: Option<&str>,
) -> Result<User, AccountError> {
    check_attribute(key, value)?;
    let user = user::update(ctx, id, |user, _| {
        match value {
            Some(value) => user.attributes.insert(key.to_owned(), value.to_owned()),
            None => user.attributes.remove(key),
        };
        check_number(user.attributes.len())
    })
    .await?;
    ctx.record(by, Event::AttributeChanged { user: UserRef::of(id, &user), key: key.to_owned() });
    Ok(user)
}
