//! The pages before a session: sign-in, a new account, set-up of the first one, the one-time password link.

use askama::Template;

use super::{FormErrors, Page, Script, Sentence};
use crate::account::passkey::Ask;

/// `GET`/`POST /login`: fields `email` and `password`, or `passkey` and `passkey_ticket`; `from`, `csrf`.
#[derive(Clone, Template)]
#[template(path = "login.html")]
pub struct Login {
    /// What is around the content.
    pub page: Page,
    /// Where to go after sign-in, handed back as it came.
    pub from: String,
    /// What was typed as e-mail or user name.
    pub email: String,
    /// The app that sent the person here, if it was one.
    pub for_app: Option<String>,
    /// A passkey instead, where there can be any.
    pub passkey: Option<Ask>,
    /// Where one opens an account, where people may by themselves.
    pub register: Option<String>,
    /// What is wrong, the wait after too many attempts included.
    pub errors: FormErrors,
}

/// `GET`/`POST /register`: fields `username`, `email`, `password`, `from`, `csrf`.
#[derive(Clone, Template)]
#[template(path = "register.html")]
pub struct Register {
    /// What is around the content.
    pub page: Page,
    /// Where to go afterwards, handed back as it came.
    pub from: String,
    /// Where those sign in who have an account.
    pub sign_in: String,
    /// The app that sent the person here, if it was one.
    pub for_app: Option<String>,
    /// What was typed as user name.
    pub username: String,
    /// What was typed as e-mail.
    pub email: String,
    /// What a password must be.
    pub password_hint: Sentence,
    /// What is wrong, the wait after too many attempts included.
    pub errors: FormErrors,
}

/// `GET`/`POST /setup`: fields `key`, `username`, `email`, `password`, `csrf`.
#[derive(Clone, Template)]
#[template(path = "setup.html")]
pub struct Setup {
    /// What is around the content.
    pub page: Page,
    /// The one-time key of the set-up link.
    pub key: String,
    /// What was typed as user name.
    pub username: String,
    /// What was typed as e-mail.
    pub email: String,
    /// What a password must be.
    pub password_hint: Sentence,
    /// What is wrong.
    pub errors: FormErrors,
}

/// `GET`/`POST /login/password`: fields `key`, `password`, `password_again`, `csrf`.
#[derive(Clone, Template)]
#[template(path = "new_password.html")]
pub struct NewPassword {
    /// What is around the content.
    pub page: Page,
    /// The one-time key of the password link.
    pub key: String,
    /// The name of the account whose password is set.
    pub account: String,
    /// What a password must be.
    pub password_hint: Sentence,
    /// What is wrong.
    pub errors: FormErrors,
}
