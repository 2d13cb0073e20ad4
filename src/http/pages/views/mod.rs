//! What the pages show, as plain data.
//!
//! Each struct here is one page: a handler fills it with what is to be read and calls
//! [`askama::Template::render`]. Nothing here decides anything; what a page says is in [`crate::words`]; the templates
//! beside it escape everything. The pages need no script and carry no inline style, so that they work under
//! `default-src 'none'; style-src 'self'; img-src 'self'`. Where something is there to be copied, [`Script::Copy`] puts a
//! button beside it. `docs/pages.md` says how a page is built.
//!
//! The view structs deliberately have no `Debug`: they carry CSRF tokens, one-time keys and fresh secrets.

use std::borrow::Cow;

use askama::filters::Safe;

use crate::language::Language;
use crate::words::{Given, Sentence, Value, Words};
pub use crate::words::{Precision, When};

mod account;
mod admin;
mod admin_audit;
mod admin_routes;
mod apps;
mod consent;
mod events;
mod grants;
mod message;
mod prose;
#[cfg(test)]
mod samples;
mod script;
mod second_factor;
mod sessions;
mod sign_in;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod unsaid;
mod user_profile;

pub use account::{AccountPage, DeleteAccount};
pub use admin::{
    AdminApp, AdminAppRow, AdminApps, AdminBackups, AdminOverview, AdminSecret, AdminServerRow, AdminServers,
    AdminSettings, AdminStore, AdminUser, AdminUserNew, AdminUserRow, AdminUsers, Choice,
};
pub use admin_audit::{AdminAudit, AuditFact, AuditRow, EventGroup, FactValue};
pub use admin_routes::{AdminRoute, AdminRoutes, AdminScope, AdminScopes, AdminUpstream, Explained};
pub use apps::{
    AppCreated, AppDetail, AppEdit, AppForm, AppNew, AppRow, AppsList, Bar, Compared, Endpoints, Leaked, OverlapChoice,
    PreviousSecret, RedirectCheck, RedirectChoice, RotateSecret, TryApp, UsageDay, UsagePage,
};
pub use consent::{AskedScope, Asking, Consent, Destination, ScopeGroup};
pub use events::{Day, EventChoice, EventRow, Events};
pub use grants::{GrantDetail, GrantRow, GrantedScope, Grants, Remembered, Search, Withdraw, WithdrawAll};
pub use message::{Confirm, ErrorPage, Landing, PrivacyPolicy};
pub use script::Script;
pub use second_factor::{
    Asked, ConfirmAgain, LoginSecondFactor, PasskeyName, PasskeyNew, PasskeyRow, RecoveryCodes, SecondFactorApp,
    SecondFactorPage, with_from,
};
pub use sessions::{SessionRow, Sessions};
pub use sign_in::{Login, NewPassword, Register, Setup};
pub use user_profile::{LanguageChoice, PasswordChange, Profile, ProfileEdit};

/// Where the pages expect the stylesheet, without its version query.
pub const STYLE_PATH: &str = "/profile/assets/style.css";

/// Where the pages expect the icon, without its version query.
pub const FAVICON_PATH: &str = "/profile/assets/favicon.svg";

/// Where the operator's logo is, without its version query.
pub const LOGO_PATH: &str = "/profile/assets/logo";

/// The stylesheet itself (`text/css; charset=utf-8`).
pub const STYLE_CSS: &str = include_str!("../assets/style.css");

/// The icon itself (`image/svg+xml`).
pub const FAVICON_SVG: &str = include_str!("../assets/favicon.svg");

/// A fingerprint of the assets. The pages link to `…?v=<this>`, so that what is served under that query may be cached
/// for good; it protects nothing.
pub const ASSET_VERSION: u32 = {
    let mut version = fnv1a(FAVICON_SVG.as_bytes(), fnv1a(STYLE_CSS.as_bytes(), 0x811c_9dc5));
    let mut left = Script::ALL.len();
    while left > 0 {
        left -= 1;
        version = fnv1a(Script::ALL[left].source().as_bytes(), version);
    }
    version
};

const fn fnv1a(bytes: &[u8], start: u32) -> u32 {
    let mut hash = start;
    let mut i = 0;
    while i < bytes.len() {
        hash = (hash ^ bytes[i] as u32).wrapping_mul(0x0100_0193);
        i += 1;
    }
    hash
}

/// What every page has around its content.
#[derive(Clone, Default)]
pub struct Page {
    /// The name of this instance, for the title and the header.
    pub instance_name: String,
    /// The account that is signed in, if any: the navigation and the sign-out button depend on it.
    pub account: Option<Account>,
    /// The value of the hidden `csrf` field in each form of the page.
    pub csrf: String,
    /// One message about what has just happened, shown above the content.
    pub notice: Option<Notice>,
    /// The operator's logo, if there is one.
    pub logo: Option<Logo>,
    /// A fingerprint of the operator's accent colour and logo, 0 for none of both.
    pub look: u32,
    /// In which language the page speaks.
    pub words: Words,
    /// The address of this page, for coming back to it in another language.
    pub here: String,
    /// What can be chosen at the foot of the page; nothing where the account has chosen.
    pub languages: &'static [Language],
    /// The e-mail address of who administers this server, if it is told.
    pub contact: Option<String>,
    /// Whether there is a privacy policy.
    pub privacy: bool,
}

/// What templates say: `t` where text alone can stand (titles, attributes), `h` where markup can. The number is how many
/// arguments there are.
impl Page {
    fn t(&self, key: &str) -> Cow<'static, str> {
        self.words.text(key, &[])
    }

    fn t1(&self, key: &str, name: &str, value: impl Given) -> Cow<'static, str> {
        self.words.text(key, &[(name, value.given())])
    }

    fn t2(&self, key: &str, name: &str, value: impl Given, other: &str, second: impl Given) -> Cow<'static, str> {
        self.words.text(key, &[(name, value.given()), (other, second.given())])
    }

    fn h(&self, key: &str) -> Safe<Cow<'static, str>> {
        self.words.html(key, &[])
    }

    fn h1(&self, key: &str, name: &str, value: impl Given) -> Safe<Cow<'static, str>> {
        self.words.html(key, &[(name, value.given())])
    }

    fn h2(&self, key: &str, name: &str, value: impl Given, other: &str, second: impl Given) -> Safe<Cow<'static, str>> {
        self.words.html(key, &[(name, value.given()), (other, second.given())])
    }

    /// What a handler has to say.
    fn say(&self, sentence: &Sentence) -> Safe<Cow<'static, str>> {
        sentence.html(self.words)
    }

    /// The same in a title or an attribute.
    fn plain(&self, sentence: &Sentence) -> Cow<'static, str> {
        sentence.text(self.words)
    }

    /// A name in a title, where it must not turn around what stands behind it.
    fn named(&self, name: &str) -> Cow<'static, str> {
        Sentence::Text(name.to_owned()).text(self.words)
    }

    /// A moment, for people and for machines.
    fn when(&self, moment: &When) -> Safe<String> {
        Safe(moment.html(self.words))
    }

    /// The title of a page with a form: it begins with that something is wrong, if so.
    fn title(&self, key: &str, wrong: bool) -> Cow<'static, str> {
        let title = self.t(key);
        if wrong { self.t1("form-title-wrong", "title", Value::Own(title)) } else { title }
    }

    /// How one reaches who can help, where that is told.
    fn help(&self) -> Option<Safe<Cow<'static, str>>> {
        let address = self.contact.as_deref()?;
        Some(self.h1("layout-contact", "contact", Value::Address(Cow::Borrowed(address))))
    }

    fn lang(&self) -> &'static str {
        self.words.language().tag()
    }

    fn dir(&self) -> &'static str {
        self.words.language().direction()
    }

    fn style_href(&self) -> String {
        self.versioned(STYLE_PATH)
    }

    fn favicon_href(&self) -> String {
        self.versioned(FAVICON_PATH)
    }

    fn logo_href(&self) -> String {
        self.versioned(LOGO_PATH)
    }

    fn versioned(&self, path: &str) -> String {
        format!("{path}?v={:08x}", ASSET_VERSION ^ self.look)
    }
}

/// The operator's logo: how large the pages show it, in CSS pixels, so that nothing moves when it comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Logo {
    /// Its width.
    pub width: u32,
    /// Its height.
    pub height: u32,
}

/// The account that is signed in, as the header shows it.
#[derive(Clone, Debug)]
pub struct Account {
    /// The account's name.
    pub name: String,
    /// Whether the account may administer the instance.
    pub admin: bool,
}

/// One message above the content of a page.
#[derive(Clone, Debug)]
pub struct Notice {
    /// How it is coloured and announced.
    pub kind: NoticeKind,
    /// The message, one or two sentences.
    pub text: Sentence,
}

/// What a [`Notice`] tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoticeKind {
    /// Something that was asked for is done.
    Success,
    /// Something that was asked for could not be done.
    Error,
    /// Something that is good to know.
    Info,
}

impl NoticeKind {
    fn class(self) -> &'static str {
        match self {
            Self::Success => "success",
            Self::Error => "failure",
            Self::Info => "info",
        }
    }

    fn role(self) -> &'static str {
        match self {
            Self::Error => "alert",
            Self::Success | Self::Info => "status",
        }
    }
}

/// One thing that is wrong with what was typed into a form.
#[derive(Clone, Debug)]
pub struct FieldError {
    /// The name of the field, as in the form; empty for what concerns the form as a whole.
    pub field: String,
    /// What is wrong and what to do, one sentence.
    pub message: Sentence,
}

/// Everything that is wrong with what was typed into a form: shown as a summary above it and beside each field.
#[derive(Clone, Debug, Default)]
pub struct FormErrors(pub Vec<FieldError>);

impl FormErrors {
    /// Adds what is wrong with `field` (its name in the form; empty for the form as a whole).
    pub fn add(&mut self, field: impl Into<String>, message: impl Into<Sentence>) {
        self.0.push(FieldError { field: field.into(), message: message.into() });
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// What is wrong with the field of this name, if anything: the first message of several.
    pub fn of(&self, field: &str) -> Option<&Sentence> {
        self.0.iter().find(|error| error.field == field).map(|error| &error.message)
    }

    /// The ids that describe a field, for `aria-describedby`: its hint's and its error's.
    fn described_by(&self, field: &str, hint: &str) -> String {
        let hint_id = if hint.is_empty() { String::new() } else { format!("{field}-hint") };
        let error_id = if self.of(field).is_some() { format!("{field}-error") } else { String::new() };
        [hint_id, error_id].into_iter().filter(|id| !id.is_empty()).collect::<Vec<_>>().join(" ")
    }
}

/// A scope and what it allows, where it is only shown.
#[derive(Clone, Debug)]
pub struct ScopeItem {
    /// The scope as it stands in requests.
    pub name: String,
    /// What it allows, in plain words.
    pub description: String,
}

/// A scope and what it allows, where it can be ticked.
#[derive(Clone, Debug)]
pub struct ScopeChoice {
    /// The scope as it stands in requests: the checkbox's value.
    pub name: String,
    /// What it allows, in plain words.
    pub description: String,
    /// Whether the checkbox is ticked.
    pub checked: bool,
}

/// Which part of a list is shown; both numbers count from 1.
#[derive(Clone, Copy, Debug)]
pub struct Pagination {
    /// The page shown.
    pub page: u32,
    /// How many pages there are; 0 and 1 show no page links.
    pub pages: u32,
}

impl Pagination {
    /// How far one can jump from a page, beside the first, the last, and one on and back.
    const JUMPS: [u32; 2] = [10, 2];

    /// The pages before this one that one can jump to, in their order.
    fn before(&self) -> Vec<u32> {
        let jumps = Self::JUMPS.into_iter().filter_map(|far| self.page.checked_sub(far));
        let mut all: Vec<_> = std::iter::once(1).chain(jumps.filter(|n| *n > 1)).collect();
        // The page before has a link of its own.
        all.retain(|n| *n + 1 < self.page);
        all
    }

    /// The same of those after it.
    fn after(&self) -> Vec<u32> {
        let jumps = Self::JUMPS.into_iter().rev().map(|far| self.page.saturating_add(far));
        let mut all: Vec<_> = jumps.filter(|n| *n < self.pages).chain([self.pages]).collect();
        all.retain(|n| *n > self.page.saturating_add(1));
        all
    }
}

/// The id of the `n`th (from 0) checkbox or radio button of a group: the first has the group's own name, so that the
/// error summary's link leads to it.
fn choice_id(group: &str, n: &usize) -> String {
    if *n == 0 { group.to_owned() } else { format!("{group}-{}", n + 1) }
}

/// The first letter or digit of a name, for the tile beside it.
fn initial(name: &str) -> String {
    let first = name.chars().find(|c| c.is_alphanumeric());
    first.map_or_else(String::new, |c| c.to_uppercase().collect())
}

/// The address, if it may be made a link: only http and https are.
fn web_address(address: &str) -> Option<&str> {
    let scheme = address.split_once("://")?.0;
    (scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")).then_some(address)
}
