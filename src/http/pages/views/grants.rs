//! The apps that somebody has authorised.

use askama::Template;

use super::{EventRow, Page, Pagination, ScopeItem, When, initial, web_address};
use crate::words::Sentence;

/// `GET /profile/grants`, with `q`, `sort` and `page`. Each row leads to `/profile/grants/{client_id}`; the button under what
/// is not used posts `action=narrow`, `client_id` and `take` to `/profile/grants`.
#[derive(Clone, Template)]
#[template(path = "grants.html")]
pub struct Grants {
    /// What is around the content.
    pub page: Page,
    /// What the account has authorised, on this page of the list.
    pub grants: Vec<GrantRow>,
    /// How one looks for apps, where there are so many that this is worth it.
    pub search: Option<Search>,
    /// What goes before `page=` in the address of another page of the list.
    pub query: String,
    /// Which part of the list this is.
    pub pagination: Pagination,
}

/// What is looked for.
#[derive(Clone, Debug)]
pub struct Search {
    /// A part of the name.
    pub query: String,
    /// How the list is sorted: names for the address, what they are called, and whether it is that.
    pub sorts: Vec<(&'static str, Sentence, bool)>,
}

/// One app that the account has authorised.
#[derive(Clone, Debug)]
pub struct GrantRow {
    /// The app's `client_id`.
    pub client_id: String,
    /// The app's name, cut where it is long.
    pub name: String,
    /// The host of the app's website, if it has one.
    pub website_host: Option<String>,
    /// The name of the account that registered the app.
    pub owner: String,
    /// The first of what the app may do.
    pub scopes: Vec<ScopeItem>,
    /// How much more it may do, which its page tells.
    pub more: usize,
    /// The first of what it has not used, where something would be left without all of that.
    pub unused: Vec<String>,
    /// How much more it has not used. Nothing is taken away that is not shown: that is done on its page.
    pub more_unused: usize,
    /// Since when that is known, where it is not from the beginning.
    pub noted_since: Option<When>,
    /// When it was authorised.
    pub granted: When,
    /// When the app last used it.
    pub last_used: Option<When>,
    /// Whether an administrator has suspended it.
    pub suspended: bool,
}

/// `GET /profile/grants/{client_id}`. Posts to `/profile/grants`: `action` (`narrow` with `take`, `ask`), `client_id`.
#[derive(Clone, Template)]
#[template(path = "grant.html")]
pub struct GrantDetail {
    /// What is around the content.
    pub page: Page,
    /// The app's `client_id`.
    pub client_id: String,
    /// The app's name.
    pub name: String,
    /// The app's website, if it has one.
    pub website: Option<String>,
    /// The name of the account that registered the app.
    pub owner: String,
    /// When it was authorised.
    pub granted: When,
    /// The first day on which it is known to have used something.
    pub first_used: Option<When>,
    /// When it last did.
    pub last_used: Option<When>,
    /// Whether an administrator has suspended it.
    pub suspended: bool,
    /// What it may do.
    pub scopes: Vec<GrantedScope>,
    /// What of that it has not used, with spaces between, where that is several and something would be left.
    pub unused: String,
    /// What it gets without a question when it asks again.
    pub remembered: Remembered,
    /// What happened with it, the newest first.
    pub history: Vec<EventRow>,
}

/// What an app gets without a question when it asks again.
#[derive(Clone, Debug)]
pub enum Remembered {
    /// Nothing.
    Nothing,
    /// This.
    Told(Vec<ScopeItem>),
    /// So much of what it may do that the names alone are shown: what they mean stands above.
    Named(Vec<String>),
    /// All that it may do.
    All,
}

impl Remembered {
    fn is_nothing(&self) -> bool {
        matches!(self, Self::Nothing)
    }
}

/// One thing that an app may do.
#[derive(Clone, Debug)]
pub struct GrantedScope {
    /// What.
    pub item: ScopeItem,
    /// When it did.
    pub used: Sentence,
}

/// `GET /profile/grants?withdraw={client_id}`, posting `action=withdraw` and `client_id` to `/profile/grants`.
#[derive(Clone, Template)]
#[template(path = "grant_withdraw.html")]
pub struct Withdraw {
    /// What is around the content.
    pub page: Page,
    /// The app's `client_id`.
    pub client_id: String,
    /// The app's name.
    pub name: String,
    /// The app's website, if it has one.
    pub website: Option<String>,
}

/// `GET /profile/grants?withdraw=all`, posting `action=withdraw-all` and `until` to `/profile/grants`.
#[derive(Clone, Template)]
#[template(path = "grants_withdraw.html")]
pub struct WithdrawAll {
    /// What is around the content.
    pub page: Page,
    /// The names of the apps, the first of them where there are many.
    pub names: Vec<String>,
    /// How many more there are.
    pub more: usize,
    /// When the newest of them was authorised, in milliseconds: what is authorised later is not meant.
    pub until: u64,
}
