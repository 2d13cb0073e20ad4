//! What the administration shows of scopes, routes and upstreams.

use askama::Template;

use super::{Page, Pagination, Sentence};
#[allow(unused_imports, reason = "the macros of the templates call them")]
use super::{Script, initial};

/// `GET /admin/settings/scopes`.
#[derive(Clone, Template)]
#[template(path = "admin_scopes.html")]
pub struct AdminScopes {
    /// What is around the content.
    pub page: Page,
    /// The scopes of this page.
    pub scopes: Vec<AdminScope>,
    /// Which part of the list this is.
    pub pagination: Pagination,
}

/// A scope as the configuration has it.
#[derive(Clone)]
pub struct AdminScope {
    /// Its name in requests.
    pub name: String,
    /// What it allows.
    pub description: String,
    /// What those are called that are about the same.
    pub group: Sentence,
    /// Whether only administrators can grant it.
    pub admin_only: bool,
}

/// `GET /admin/settings/routes`.
#[derive(Clone, Template)]
#[template(path = "admin_routes.html")]
pub struct AdminRoutes {
    /// What is around the content.
    pub page: Page,
    /// The method of the request that is asked about, as typed.
    pub method: String,
    /// Its path.
    pub path: String,
    /// What becomes of it.
    pub explained: Option<Explained>,
    /// All upstreams.
    pub upstreams: Vec<AdminUpstream>,
    /// The routes of this page.
    pub routes: Vec<AdminRoute>,
    /// How many there are.
    pub total: usize,
    /// What is asked about, for addresses; with `&` at its end.
    pub query: String,
    /// Which part of the list this is.
    pub pagination: Pagination,
}

/// What becomes of a request without a token.
#[derive(Clone)]
pub struct Explained {
    /// Its method and path.
    pub request: String,
    /// The path of the route that it is for.
    pub route: Option<String>,
    /// Where that stands in the file.
    pub line: Option<usize>,
    /// What the route needs.
    pub needs: Option<Sentence>,
    /// Who answers it.
    pub answered_by: Sentence,
    /// Whether it is let through.
    pub verdict: Sentence,
    /// Why.
    pub why: Sentence,
}

/// A route as the configuration has it.
#[derive(Clone)]
pub struct AdminRoute {
    /// Its path.
    pub path: String,
    /// Its methods; empty for all.
    pub methods: String,
    /// What it needs.
    pub needs: Sentence,
    /// Whether there are upstreams, and none serves it.
    pub unserved: bool,
}

/// An upstream as the configuration has it.
#[derive(Clone)]
pub struct AdminUpstream {
    /// Its path.
    pub path: String,
    /// Where it listens.
    pub url: String,
    /// Whether no route opens it.
    pub closed: bool,
}
