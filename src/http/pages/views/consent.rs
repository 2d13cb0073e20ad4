//! The pages of who uses apps: consent, and what was authorised.

use askama::Template;

use super::{FormErrors, Page, Pagination, ScopeChoice, ScopeItem, When, choice_id, initial};

/// `GET /profile/apps/authorize`, posting there: fields `ticket`, `request`, checkboxes `scope`, buttons `decision`
/// (`authorize`, `cancel`), `csrf`. "Use another account" posts `from` to `/logout`.
#[derive(Clone, Template)]
#[template(path = "consent.html")]
pub struct Consent {
    /// What is around the content; its account is who decides.
    pub page: Page,
    /// The app's name.
    pub app: String,
    /// The host of the app's website.
    pub website_host: String,
    /// What the app is, in its owner's words.
    pub description: Option<String>,
    /// The name of the account that registered the app.
    pub owner: String,
    /// The scopes that are requested and can be granted.
    pub scopes: Vec<ScopeChoice>,
    /// Where the browser goes after the decision.
    pub destination: Destination,
    /// What the person should look at before deciding.
    pub warnings: Vec<String>,
    /// Handed back as it is given.
    pub ticket: String,
    /// Handed back as it is given.
    pub request: String,
    /// The path and query of this page, for coming back as another account.
    pub from: String,
    /// What is wrong with the decision (field `scope`).
    pub errors: FormErrors,
}

/// Where a redirect URI leads.
#[derive(Clone, Debug)]
pub enum Destination {
    /// A site: the redirect URI's host.
    Site(String),
    /// A program on the person's own computer (RFC 8252 §7.3).
    ThisComputer,
    /// The program that handles a private-use URI scheme (RFC 8252 §7.1), without the colon.
    PrivateScheme(String),
}

/// `GET /profile/grants`. Each row leads to `?withdraw={client_id}`.
#[derive(Clone, Template)]
#[template(path = "grants.html")]
pub struct Grants {
    /// What is around the content.
    pub page: Page,
    /// What the account has authorised, on this page of the list.
    pub grants: Vec<GrantRow>,
    /// Which part of the list this is.
    pub pagination: Pagination,
}

/// One app that the account has authorised.
#[derive(Clone, Debug)]
pub struct GrantRow {
    /// The app's `client_id`.
    pub client_id: String,
    /// The app's name.
    pub name: String,
    /// The host of the app's website.
    pub website_host: String,
    /// The name of the account that registered the app.
    pub owner: String,
    /// What the app may do.
    pub scopes: Vec<ScopeItem>,
    /// When it was authorised.
    pub granted: When,
    /// When the app last used it.
    pub last_used: Option<When>,
}
