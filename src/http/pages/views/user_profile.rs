//! The account's own page: its data, its password, its sessions.

use askama::Template;

use super::{FormErrors, Page, When};

/// `GET`/`POST /profile`. The forms post to `/profile` and differ in the hidden `action`: `edit`, `password`,
/// `end_session` (with `session`), `end_other_sessions`.
#[derive(Clone, Template)]
#[template(path = "profile.html")]
pub struct Profile {
    /// What is around the content.
    pub page: Page,
    /// The account's name.
    pub username: String,
    /// The account's e-mail.
    pub email: String,
    /// The account's role, as people read it.
    pub role: String,
    /// When the account was made.
    pub member_since: When,
    /// The form about the person.
    pub edit: ProfileEdit,
    /// The form that changes the password.
    pub password: PasswordChange,
    /// Where the account is signed in, the newest use first.
    pub sessions: Vec<SessionRow>,
}

/// The form about the person (`action=edit`): fields `first_name`, `last_name`, `location`, `bio`.
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
    /// What is wrong.
    pub errors: FormErrors,
}

/// The form that changes the password (`action=password`): fields `current_password`, `password`, `password_again`,
/// checkbox `end_grants` (value `yes`).
#[derive(Clone, Debug, Default)]
pub struct PasswordChange {
    /// Whether `end_grants` is ticked.
    pub end_grants: bool,
    /// What a password must be; empty for no hint.
    pub password_hint: String,
    /// What is wrong.
    pub errors: FormErrors,
}

/// One place where the account is signed in.
#[derive(Clone, Debug)]
pub struct SessionRow {
    /// What ends this session (field `session`); never the session token.
    pub id: String,
    /// The device, as people read it ("Firefox on Linux").
    pub device: String,
    /// The address that the session was last used from.
    pub address: String,
    /// When it began.
    pub started: When,
    /// When it was last used.
    pub last_used: When,
    /// Whether the page is seen through this very session.
    pub current: bool,
}
