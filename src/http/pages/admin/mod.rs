//! `/admin/…`: what administrators do, by the operations that the command line has and with its words. Others find nothing
//! here. Whatever changes something asks for it once more where it could do harm, and who changes it to have shown lately
//! that it is them.

mod apps;
mod audit;
mod audit_facts;
mod overview;
mod routes;
mod servers;
mod settings;
mod store;
mod user;
mod users;

use hyper::StatusCode;

use super::confirm::confirmed;
use super::failure::Failure;
use super::form::{own_form, signed_in};
use super::session::Visitor;
use super::views::{AdminSecret, Choice, Notice, NoticeKind, Page};
use super::{Answer, plain_page, render_with_script};
use crate::admin::AdminError;
use crate::ctx::Ctx;
use crate::http::api::page::Pagination;
use crate::http::request::Request;
use crate::oauth::Params;
use crate::oauth::hold::State;
use crate::oauth::registration::App;
use crate::store::StoreError;
use crate::store::records::ClientNumber;
use crate::words::Sentence;

/// A page of the administration. Whose account a page is about stands in the path.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// What needs a look.
    Overview,
    /// Accounts.
    Users,
    /// One more.
    NewUser,
    /// One of them.
    User,
    /// Apps of everybody.
    Apps,
    /// One of them.
    App(ClientNumber),
    /// What it does, in figures.
    AppUsage(ClientNumber),
    /// The same by its `client_id`, as the audit log has it.
    AppNamed,
    /// APIs that introspect.
    Servers,
    /// What the instance says of itself, and what stands in the configuration.
    Settings,
    /// What stands there of scopes.
    Scopes,
    /// What stands there of routes and upstreams, and what becomes of a request.
    Routes,
    /// The audit log.
    Audit,
    /// The same as a file.
    AuditFile,
    /// Data and daemon.
    Store,
}

/// The page at these segments behind `/admin`.
pub fn find(segments: &[&str]) -> Option<Place> {
    match segments {
        [] => Some(Place::Overview),
        ["users"] => Some(Place::Users),
        ["users", "new"] => Some(Place::NewUser),
        ["users", _] => Some(Place::User),
        ["apps"] => Some(Place::Apps),
        ["apps", id] => Some(id.parse().map_or(Place::AppNamed, |id| Place::App(ClientNumber(id)))),
        ["apps", id, "usage"] => id.parse().ok().map(|id| Place::AppUsage(ClientNumber(id))),
        ["resource-servers"] => Some(Place::Servers),
        ["settings"] => Some(Place::Settings),
        ["settings", "scopes"] => Some(Place::Scopes),
        ["settings", "routes"] => Some(Place::Routes),
        ["audit"] => Some(Place::Audit),
        ["audit", "audit.jsonl"] => Some(Place::AuditFile),
        ["store"] => Some(Place::Store),
        _ => None,
    }
}

/// Whether there is a form on the page that is sent to it.
pub fn takes_post(place: Place) -> bool {
    matches!(place, Place::NewUser | Place::User | Place::App(_) | Place::Servers | Place::Settings | Place::Store)
}

/// Answers who looks at a page.
pub async fn show(ctx: &Ctx, request: &Request, place: Place) -> Answer {
    let visitor = admin(signed_in(ctx, request)?)?;
    match place {
        Place::Overview => overview::show(ctx, request, &visitor).await,
        Place::Users => users::list(ctx, request, &visitor).await,
        Place::NewUser => users::show_new(ctx, request, &visitor),
        Place::User => user::show(ctx, request, &visitor),
        Place::Apps => apps::list(ctx, request, &visitor).await,
        Place::App(number) => apps::show(ctx, request, &visitor, number),
        Place::AppUsage(number) => apps::usage(ctx, request, &visitor, number),
        Place::AppNamed => apps::by_client_id(ctx, request),
        Place::Servers => servers::show(ctx, request, &visitor),
        Place::Settings => settings::show(ctx, request, &visitor),
        Place::Scopes => routes::scopes(ctx, request, &visitor),
        Place::Routes => routes::routes(ctx, request, &visitor),
        Place::Audit => audit::show(ctx, request, &visitor).await,
        Place::AuditFile => audit::file(ctx, request).await,
        Place::Store => store::show(ctx, request, &visitor).await,
    }
}

/// Answers a form.
pub async fn act(ctx: &Ctx, request: &mut Request, place: Place) -> Answer {
    // Before the form is looked at: who has no business here learns nothing of it.
    admin(signed_in(ctx, request)?)?;
    let (visitor, params) = own_form(ctx, request).await?;
    let visitor = admin(visitor)?;
    confirmed(ctx, request, &visitor, &params).await?;
    let form = Form { visitor: &visitor, params: &params };
    match place {
        Place::NewUser => users::add(ctx, request, form).await,
        Place::User => user::act(ctx, request, form).await,
        Place::App(number) => apps::act(ctx, request, form, number).await,
        Place::Servers => servers::act(ctx, request, form).await,
        Place::Settings => settings::change(ctx, request, form).await,
        Place::Store => store::act(ctx, form).await,
        // What takes no form.
        _ => Err(Failure::NotFound),
    }
}

/// A form that an administrator has sent.
#[derive(Clone, Copy)]
struct Form<'f> {
    visitor: &'f Visitor,
    params: &'f Params,
}

/// Lets administrators in; for others there is nothing here.
fn admin(visitor: Visitor) -> Result<Visitor, Failure> {
    match (visitor.user.is_admin(), visitor.user.suspended) {
        (true, false) => Ok(visitor),
        (true, true) => Err(Failure::Suspended),
        (false, _) => Err(Failure::NotFound),
    }
}

/// What is around the content, with the notice that `?done=` asks for.
fn page(ctx: &Ctx, visitor: &Visitor, request: &Request) -> Result<Page, Failure> {
    let notice = request.query_value("done").as_deref().and_then(notice);
    Ok(Page { notice, ..plain_page(ctx, Some(visitor))? })
}

fn notice(done: &str) -> Option<Notice> {
    let text = match done {
        "user-deleted" => "admin-done-user-deleted",
        "role" => "admin-done-role",
        "suspended" => "admin-done-suspended",
        "unsuspended" => "admin-done-unsuspended",
        "signed-out" => "admin-done-signed-out",
        "session" => "admin-done-session",
        "second-factor-off" => "notice-second-factor-off",
        "email" => "admin-done-email",
        "language" => "admin-done-language",
        "note" => "admin-done-note",
        "note-removed" => "admin-done-note-removed",
        "app-changed" => return Some(Notice { kind: NoticeKind::Error, text: "admin-app-changed".into() }),
        "app-approved" => "admin-done-app-approved",
        "app-revoked" => "admin-done-app-revoked",
        "secret-ended" => "notice-secret-ended",
        "app-deleted" => "admin-done-app-deleted",
        "server-deleted" => "admin-done-server-deleted",
        "settings" => "admin-done-settings",
        _ => return None,
    };
    Some(Notice { kind: NoticeKind::Success, text: text.into() })
}

/// The page that shows something this once.
fn secret(ctx: &Ctx, view: &AdminSecret) -> Answer {
    render_with_script(ctx, view)
}

/// A choice of a filter.
fn choice(value: &str, label: impl Into<Sentence>, wanted: &str) -> Choice {
    Choice { value: value.to_owned(), label: label.into(), current: value == wanted }
}

/// 404 for a page of a list that there is not, although the list has others.
fn status_of(pagination: &Pagination) -> StatusCode {
    if pagination.page > pagination.pages.max(1) { StatusCode::NOT_FOUND } else { StatusCode::OK }
}

/// Tells the owner of an app what keeps it back, if anything does.
pub fn with_state(page: Page, app: &App) -> Page {
    let (kind, text) = match app.state() {
        State::Active => return page,
        State::Waiting => (NoticeKind::Info, "admin-own-app-waiting"),
        State::Suspended => (NoticeKind::Error, "admin-own-app-suspended"),
    };
    let notice = page.notice.clone().or(Some(Notice { kind, text: text.into() }));
    Page { notice, ..page }
}

/// What a filter was set to, for the links between the pages of its list: pairs that end with `&`.
fn query(request: &Request, names: &[&str]) -> String {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for name in names {
        if let Some(value) = request.query_value(name).filter(|value| !value.is_empty()) {
            query.append_pair(name, &value);
        }
    }
    let query = query.finish();
    if query.is_empty() { query } else { query + "&" }
}

impl From<AdminError> for Failure {
    fn from(error: AdminError) -> Self {
        match error {
            AdminError::Store(error) => Self::Store(error),
            other => Self::Store(StoreError::Engine(other.to_string())),
        }
    }
}
