//! The consent page.

use std::borrow::Cow;

use askama::Template;

use super::{FormErrors, Page, ScopeItem, When, initial};
use crate::words::{Sentence, Value};

/// `GET /profile/apps/authorize`, posting there: fields `ticket`, `request`, checkboxes `scope` and `remember`, buttons
/// `decision` (`authorize`, `cancel`), `csrf`. "Use another account" posts `from` to `/logout`.
#[derive(Clone, Template)]
#[template(path = "consent.html")]
pub struct Consent {
    /// What is around the content; its account is who decides.
    pub page: Page,
    /// Who asks.
    pub asking: Asking,
    /// What is requested and may not be done yet.
    pub fresh: Vec<ScopeGroup>,
    /// What is requested and may be done already.
    pub known: Vec<ScopeGroup>,
    /// What may be done already and is not requested.
    pub kept: Vec<ScopeItem>,
    /// Where the browser goes after the decision.
    pub destination: Destination,
    /// What the person should look at before deciding.
    pub warnings: Vec<Sentence>,
    /// Whether the person need not be asked again, where that is offered.
    pub remember: Option<bool>,
    /// Handed back as it is given.
    pub ticket: String,
    /// Handed back as it is given.
    pub request: String,
    /// The path and query of this page, for coming back as another account.
    pub from: String,
    /// What is wrong with the decision (field `scope`).
    pub errors: FormErrors,
}

impl Consent {
    /// The title: it begins with that something is wrong, if so.
    fn title(&self) -> Cow<'static, str> {
        let title = self.page.t1("consent-title", "app", &self.asking.app);
        if self.errors.is_empty() { title } else { self.page.t1("form-title-wrong", "title", Value::Own(title)) }
    }

    /// How many scopes are requested that may be used already.
    fn already(&self) -> usize {
        self.known.iter().map(|group| group.scopes.len()).sum()
    }
}

/// The app that asks, as far as this server knows it.
#[derive(Clone, Debug)]
pub struct Asking {
    /// The app's name.
    pub app: String,
    /// The host of the app's website, if it has one.
    pub website_host: Option<String>,
    /// What the app is, in its owner's words.
    pub description: Option<String>,
    /// Who registered it, and when.
    pub registered: Sentence,
    /// How many others use it, where no warning says that nobody does.
    pub others: Option<Sentence>,
    /// Since when the person has used it.
    pub since: Option<When>,
}

/// Scopes that are about the same.
#[derive(Clone, Debug)]
pub struct ScopeGroup {
    /// What they are about.
    pub title: Sentence,
    /// The scopes; those that only read come first.
    pub scopes: Vec<AskedScope>,
}

/// A scope that is asked for.
#[derive(Clone, Debug)]
pub struct AskedScope {
    /// Whether it is the first of the page, which the summary of errors leads to.
    pub first: bool,
    /// What it is.
    pub item: ScopeItem,
    /// Whether the checkbox is ticked.
    pub checked: bool,
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
