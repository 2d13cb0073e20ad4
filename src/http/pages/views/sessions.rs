//! Where the account is signed in.

use askama::Template;

use super::{Page, Sentence, When};

/// `GET`/`POST /profile/sessions`. The forms differ in the hidden `action`: `end` (with `session`), `end_others`.
#[derive(Clone, Template)]
#[template(path = "sessions.html")]
pub struct Sessions {
    /// What is around the content.
    pub page: Page,
    /// Where the account is signed in: this session, then the newest use first.
    pub sessions: Vec<SessionRow>,
}

/// One place where the account is signed in.
#[derive(Clone, Debug)]
pub struct SessionRow {
    /// What ends this session (field `session`); never the session token.
    pub id: String,
    /// The device ("Firefox on Linux").
    pub device: Sentence,
    /// The address of the sign-in.
    pub address: String,
    /// When it began.
    pub started: When,
    /// When it was last used.
    pub last_used: When,
    /// Whether the page is seen through this very session.
    pub current: bool,
}
