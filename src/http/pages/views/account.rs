//! The account itself: its e-mail address, its data as a file, its end.

use askama::Template;

use super::{Asked, FormErrors, Page, Script};

/// `GET`/`POST /profile/account`. The forms differ in the hidden `action`: `email` (fields `email`, `current_password`,
/// `code` or `passkey` and `passkey_ticket`),
/// `export`.
#[derive(Clone, Template)]
#[template(path = "account.html")]
pub struct AccountPage {
    /// What is around the content.
    pub page: Page,
    /// The account's name.
    pub username: String,
    /// The account's e-mail address, or what was typed instead.
    pub email: String,
    /// What the form of the address asks by itself.
    pub asked: Asked,
    /// What is wrong with the form of the address.
    pub errors: FormErrors,
}

/// `GET`/`POST /profile/account/delete`: fields `username`, `current_password`.
#[derive(Clone, Template)]
#[template(path = "account_delete.html")]
pub struct DeleteAccount {
    /// What is around the content.
    pub page: Page,
    /// The account's name, which is to be typed.
    pub name: String,
    /// The names of its apps, the first of them where there are many.
    pub apps: Vec<String>,
    /// How many more it has.
    pub more_apps: usize,
    /// How many apps it has authorised.
    pub grants: usize,
    /// In how many places it is signed in.
    pub sessions: usize,
    /// Whether it cannot go, because nobody else could administer.
    pub last_admin: bool,
    /// What the form asks by itself.
    pub asked: Asked,
    /// What is wrong.
    pub errors: FormErrors,
}
