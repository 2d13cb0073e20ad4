//! The account's own page: its data and its password.

use askama::Template;

use super::{Asked, FormErrors, Page, Script, Sentence, When};

/// `GET`/`POST /profile`. The forms post to `/profile` and differ in the hidden `action`: `edit`, `password`.
#[derive(Clone, Template)]
#[template(path = "profile.html")]
pub struct Profile {
    /// What is around the content.
    pub page: Page,
    /// The account's name.
    pub username: String,
    /// The account's e-mail.
    pub email: String,
    /// Whether it may administer this server.
    pub admin: bool,
    /// When the account was made.
    pub member_since: When,
    /// The form about the person.
    pub edit: ProfileEdit,
    /// The form that changes the password.
    pub password: PasswordChange,
    /// In how many places the account is signed in.
    pub sessions: usize,
    /// Whether it has a second factor.
    pub second_factor: bool,
}

/// The form about the person (`action=edit`): fields `first_name`, `last_name`, `location`, `bio`,
/// `language`.
#[derive(Clone, Debug, Default)]
pub struct ProfileEdit {
    /// The first name.
    pub first_name: String,
    /// The last name.
    pub last_name: String,
    /// Where the person is.
    pub location: String,
    /// Some words about the person.
    pub bio: String,
    /// What the pages may speak; empty where there is no choice.
    pub languages: Vec<LanguageChoice>,
    /// What is wrong.
    pub errors: FormErrors,
}

/// A language that the pages may speak.
#[derive(Clone, Copy, Debug)]
pub struct LanguageChoice {
    /// Its tag.
    pub tag: &'static str,
    /// What those who speak it call it.
    pub name: &'static str,
    /// Whether it is the one.
    pub chosen: bool,
}

/// The form that changes the password (`action=password`): fields `current_password` or `code`, `password`,
/// `password_again`,
/// checkbox `end_grants` (value `yes`).
#[derive(Clone, Debug, Default)]
pub struct PasswordChange {
    /// Whether `end_grants` is ticked.
    pub end_grants: bool,
    /// What a password must be.
    pub password_hint: Sentence,
    /// What the form asks by itself.
    pub asked: Asked,
    /// What is wrong.
    pub errors: FormErrors,
}
