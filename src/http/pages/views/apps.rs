//! The pages of who makes apps: list, register, one app, edit, the secret that is shown once.

use askama::Template;

use super::{
    FormErrors, Page, Pagination, ScopeChoice, ScopeItem, When, choice_id, initial, script_href, script_integrity,
    web_address,
};

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
    /// The host of the app's website.
    pub website_host: String,
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
    /// The app's website; made a link when it is http or https.
    pub website: String,
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
    /// What a client library needs besides.
    pub endpoints: Endpoints,
}
