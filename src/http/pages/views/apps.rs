//! The pages of who makes apps: list, register, one app, edit, the secret that is shown once.

use askama::Template;

use crate::http::pages::snippets::Snippet;
use crate::words::Sentence;

use super::{FormErrors, Page, Pagination, ScopeChoice, ScopeItem, Script, When, choice_id, initial, web_address};

/// `GET /profile/apps`.
#[derive(Clone, Template)]
#[template(path = "apps.html")]
pub struct AppsList {
    /// What is around the content.
    pub page: Page,
    /// The account's apps on this page of the list.
    pub apps: Vec<AppRow>,
    /// Which part of the list this is.
    pub pagination: Pagination,
}

/// One app in the list.
#[derive(Clone, Debug)]
pub struct AppRow {
    /// The app's number, for its page's path.
    pub id: u64,
    /// The app's name.
    pub name: String,
    /// The host of the app's website, if it has one.
    pub website_host: Option<String>,
    /// Whether it is a public client (RFC 6749 §2.1).
    pub public: bool,
    /// When it was registered.
    pub registered: When,
    /// When a token of it was last used.
    pub last_used: Option<When>,
}

/// The form that registers or edits an app: fields `client_name`, `client_uri`, `client_description`, `redirect_uris`
/// (one a line), checkboxes `scope`, radio `client_type` (`confidential`, `public`; not when editing).
#[derive(Clone, Debug, Default)]
pub struct AppForm {
    /// The app's name.
    pub client_name: String,
    /// The app's website.
    pub client_uri: String,
    /// What the app is, at most 200 characters.
    pub client_description: String,
    /// The redirect URIs, one a line.
    pub redirect_uris: String,
    /// The scopes that may be chosen.
    pub scopes: Vec<ScopeChoice>,
    /// Whether it is a public client (RFC 6749 §2.1).
    pub public: bool,
    /// The private-use schemes that the configuration allows besides those with a dot.
    pub extra_redirect_schemes: Vec<String>,
    /// What is wrong.
    pub errors: FormErrors,
}

/// `GET`/`POST /profile/apps/new`.
#[derive(Clone, Template)]
#[template(path = "app_new.html")]
pub struct AppNew {
    /// What is around the content.
    pub page: Page,
    /// The form.
    pub form: AppForm,
    /// When it was made, in milliseconds, handed back as it came: a form registers one app.
    pub made_at: u64,
}

/// `GET /profile/apps/{id}?edit`, posting to `/profile/apps/{id}` with `action=edit`.
#[derive(Clone, Template)]
#[template(path = "app_edit.html")]
pub struct AppEdit {
    /// What is around the content.
    pub page: Page,
    /// The app's number.
    pub id: u64,
    /// The app's name as it is stored, whatever was typed.
    pub name: String,
    /// The form; its `client_type` is shown, not asked.
    pub form: AppForm,
}

/// The answer to the POST that registered an app or rotated its secret: the only page that ever shows a secret.
#[derive(Clone, Template)]
#[template(path = "app_created.html")]
pub struct AppCreated {
    /// What is around the content.
    pub page: Page,
    /// Whether the secret was rotated; otherwise the app is new.
    pub rotated: bool,
    /// The app's number.
    pub id: u64,
    /// The app's name.
    pub name: String,
    /// The app's `client_id`.
    pub client_id: String,
    /// The app's `client_secret`; a public client has none.
    pub client_secret: Option<String>,
    /// Until when the secret before it works, if it does.
    pub previous_until: Option<When>,
    /// What a client library needs besides.
    pub endpoints: Endpoints,
}

/// The addresses that a client library asks for, complete.
#[derive(Clone, Debug)]
pub struct Endpoints {
    /// The authorization endpoint.
    pub authorization: String,
    /// The token endpoint.
    pub token: String,
    /// The issuer identifier (RFC 8414 §2).
    pub issuer: String,
    /// The metadata document (RFC 8414 §3).
    pub metadata: String,
}

/// `GET /profile/apps/{id}`. Leads to `?edit` and `?confirm=rotate`, `?confirm=revoke`, `?confirm=delete`.
#[derive(Clone, Template)]
#[template(path = "app_detail.html")]
pub struct AppDetail {
    /// What is around the content.
    pub page: Page,
    /// The app's number.
    pub id: u64,
    /// The app's name.
    pub name: String,
    /// What the app is, in its owner's words.
    pub description: Option<String>,
    /// The app's website, if it has one; made a link when it is http or https.
    pub website: Option<String>,
    /// The app's `client_id`.
    pub client_id: String,
    /// Whether it is a public client (RFC 6749 §2.1); one has no secret to rotate.
    pub public: bool,
    /// When it was registered.
    pub registered: When,
    /// When a token of it was last used.
    pub last_used: Option<When>,
    /// The registered redirect URIs.
    pub redirect_uris: Vec<String>,
    /// The scopes that it may ask for.
    pub scopes: Vec<ScopeItem>,
    /// The secret that was replaced, while it works.
    pub previous: Option<PreviousSecret>,
    /// When its secret was reported as leaked, if it was.
    pub reported: Option<When>,
    /// What a client library needs besides.
    pub endpoints: Endpoints,
}

/// A secret that was replaced and works still.
#[derive(Clone, Debug)]
pub struct PreviousSecret {
    /// Until when.
    pub until: When,
    /// When it was last used since, if it was.
    pub last_used: Option<When>,
}

/// `GET /profile/apps/{id}?confirm=rotate`, posting `action=rotate` and `overlap` to `/profile/apps/{id}`; the same below
/// `/admin`.
#[derive(Clone, Template)]
#[template(path = "app_rotate.html")]
pub struct RotateSecret {
    /// What is around the content.
    pub page: Page,
    /// Whether it is for an administrator.
    pub admin: bool,
    /// Where the app's page is.
    pub path: String,
    /// The app's name.
    pub name: String,
    /// What the present secret is called in the form.
    pub instead_of: String,
    /// How long the present secret may work on.
    pub overlaps: Vec<OverlapChoice>,
    /// Whether an older one works still, which ends.
    pub ends_older: bool,
}

/// How long a replaced secret works on.
#[derive(Clone, Debug)]
pub struct OverlapChoice {
    /// The radio button's value, a duration.
    pub value: String,
    /// What it means.
    pub label: Sentence,
    /// Whether it is chosen.
    pub checked: bool,
}

/// `GET /profile/apps/{id}/try`.
#[derive(Clone, Template)]
#[template(path = "app_try.html")]
pub struct TryApp {
    /// What is around the content.
    pub page: Page,
    /// The app's number.
    pub id: u64,
    /// The app's name.
    pub name: String,
    /// Whether it is a public client (RFC 6749 §2.1).
    pub public: bool,
    /// The address of this page as a redirect URI.
    pub own_uri: String,
    /// Whether that is registered.
    pub own_registered: bool,
    /// Whether it could be.
    pub may_add: bool,
    /// Whether the answer to the request comes there.
    pub comes_back: bool,
    /// Whether it may be taken out again: not where it is the only one.
    pub may_remove: bool,
    /// The redirect URIs to choose from.
    pub redirect_uris: Vec<RedirectChoice>,
    /// The scopes to choose from.
    pub scopes: Vec<ScopeChoice>,
    /// The authorization request.
    pub link: String,
    /// How long a code works, in seconds.
    pub code_seconds: u64,
    /// Whether a code has come.
    pub has_code: bool,
    /// The error code that came instead.
    pub refusal: Option<String>,
    /// The second step.
    pub snippets: Vec<Snippet>,
}

/// A redirect URI that can be chosen.
#[derive(Clone, Debug)]
pub struct RedirectChoice {
    /// The URI.
    pub uri: String,
    /// Whether it is chosen.
    pub checked: bool,
}

/// `GET /profile/apps/{id}/check`.
#[derive(Clone, Template)]
#[template(path = "app_check.html")]
pub struct RedirectCheck {
    /// What is around the content.
    pub page: Page,
    /// The app's number.
    pub id: u64,
    /// The app's name.
    pub name: String,
    /// What was typed.
    pub uri: String,
    /// Whether it could be registered: `None` before anything was typed, `Some(None)` if so, otherwise why not.
    pub registrable: Option<Option<Sentence>>,
    /// That a request with it would be taken.
    pub accepted: Option<Sentence>,
    /// Why not, beside the nearest registered one.
    pub compared: Option<Compared>,
    /// Nothing is wrong with the form itself.
    pub errors: FormErrors,
}

/// Two URIs that differ: what both begin with, and what comes then.
#[derive(Clone, Debug)]
pub struct Compared {
    /// In what they differ.
    pub why: Sentence,
    /// The registered one.
    pub registered: (String, String),
    /// The one of a request.
    pub requested: (String, String),
}

/// `GET /profile/apps/{id}/usage`.
#[derive(Clone, Template)]
#[template(path = "app_usage.html")]
pub struct UsagePage {
    /// What is around the content.
    pub page: Page,
    /// Whether it is for an administrator, at `/admin/apps/{id}/usage`.
    pub admin: bool,
    /// The app's number.
    pub id: u64,
    /// The app's name.
    pub name: String,
    /// How many people have authorised it.
    pub people: u64,
    /// All days together.
    pub sum: Vec<Sentence>,
    /// A bar for each day.
    pub bars: Vec<Bar>,
    /// The days on which there was something, the newest first.
    pub days: Vec<UsageDay>,
}

/// What an app did on one day.
#[derive(Clone, Debug)]
pub struct UsageDay {
    /// The day.
    pub day: When,
    /// What there was, each kind for itself.
    pub figures: Vec<Sentence>,
}

/// One day in the picture.
#[derive(Clone, Copy, Debug)]
pub struct Bar {
    /// Its left edge.
    pub x: u64,
    /// Its top.
    pub y: u64,
    /// Its height.
    pub height: u64,
}

/// `GET /profile/apps/leaked`.
#[derive(Clone, Template)]
#[template(path = "leaked.html")]
pub struct Leaked {
    /// What is around the content.
    pub page: Page,
    /// How many secrets were recognised in what was sent.
    pub found: Option<u64>,
    /// Whether no more of them are looked at in one text.
    pub most: bool,
}
