//! `/admin/apps` and `/admin/apps/{id}`: apps of everybody.

use hyper::StatusCode;

use super::super::app::{previous_secret, rotate, rotation, scope_items};
use super::super::app_usage;
use super::super::apps::shown;
use super::super::failure::Failure;
use super::super::form::{day, when};
use super::super::views::{AdminApp, AdminAppRow, AdminApps, AdminSecret, Confirm, Page};
use super::super::{Answer, plain_page, render};
use super::{Form, choice, page, query, secret, status_of};
use crate::clock::Timestamp;
use crate::ctx::Ctx;
use crate::http::api::admin::apps_wanted;
use crate::http::api::answer::{ApiError, apart};
use crate::http::api::page::PageRequest;
use crate::http::pages::session::Visitor;
use crate::http::request::Request;
use crate::http::response::Response;
use crate::oauth::hold::{self, State};
use crate::oauth::registration::{self, App};
use crate::oauth::search::search;
use crate::oauth::secrets;
use crate::store::StoreError;
use crate::store::records::{ClientNumber, ClientType, User, UserId};
use crate::store::window::Part;
use crate::words::Sentence;

const PAGE: usize = 10;
/// Since when the app waited, in milliseconds, when its page was looked at: it tells what is approved.
const SEEN: &str = "seen";

/// `GET /admin/apps`.
pub async fn list(ctx: &Ctx, request: &Request, visitor: &Visitor) -> Answer {
    let part = PageRequest::read(request, PAGE);
    let found = match apps_wanted(ctx, request) {
        Ok(wanted) => apart(ctx, move |ctx| search(ctx, &wanted, part.window())).await?,
        Err(ApiError::Store(error)) => return Err(error.into()),
        // Nobody has that name.
        Err(_) => Part { items: Vec::new(), total: 0 },
    };
    let word = |name| request.query_value(name).unwrap_or_default();
    let (state, unused) = (word("state"), word("unused_for"));
    let pagination = part.pagination(found.total);
    let view = AdminApps {
        page: page(ctx, visitor, request)?,
        find: word("q"),
        owner: word("owner"),
        states: vec![
            choice("", "admin-any", &state),
            choice("waiting", "admin-state-waiting", &state),
            choice("suspended", "admin-app-suspended", &state),
            choice("active", "admin-app-active", &state),
        ],
        uses: vec![
            choice("", "admin-any", &unused),
            choice("30d", "admin-unused-30", &unused),
            choice("90d", "admin-unused-90", &unused),
            choice("365d", "admin-unused-365", &unused),
        ],
        apps: found.items.iter().map(|app| row(ctx, app)).collect::<Result<_, _>>()?,
        total: found.total,
        query: query(request, &["q", "owner", "state", "unused_for"]),
        pagination: shown(pagination.page, pagination.pages),
    };
    render(status_of(&pagination), &view)
}

/// An app as lists show it.
pub fn row(ctx: &Ctx, app: &App) -> Result<AdminAppRow, StoreError> {
    Ok(AdminAppRow {
        id: app.number.0,
        name: app.client.name.clone(),
        owner: owner(ctx, app)?,
        state: app.state().as_str(),
        registered: day(app.client.issued_at),
        last_used: app.last_used_at.map(day),
    })
}

fn owner(ctx: &Ctx, app: &App) -> Result<String, StoreError> {
    Ok(ctx.store.get::<User>(&app.client.owner)?.map(|owner| owner.name).unwrap_or_default())
}

/// `GET /admin/apps/{client_id}`: the way to the app's page for what knows no number, such as the audit log.
pub fn by_client_id(ctx: &Ctx, request: &Request) -> Answer {
    let client_id = request.segments().nth(2).unwrap_or_default();
    let app = registration::by_client_id(ctx, &client_id)?;
    Ok(Response::see_other(&format!("/admin/apps/{}", app.number.0)))
}

/// `GET /admin/apps/{id}`, with `?confirm=` a question.
pub fn show(ctx: &Ctx, request: &Request, visitor: &Visitor, number: ClientNumber) -> Answer {
    let app = registration::by_number(ctx, number)?;
    let page = page(ctx, visitor, request)?;
    if let Some(view) = request.query_value("confirm").and_then(|step| confirm(request, &page, &app, &step)) {
        return render(StatusCode::OK, &view);
    }
    if request.query_value("confirm").as_deref() == Some("rotate") && app.client.client_type != ClientType::Public {
        return render(StatusCode::OK, &rotation(ctx, page, &app, true));
    }
    let owner = owner(ctx, &app)?;
    let (hold, state) = (app.hold, app.state());
    let client = app.client;
    let view = AdminApp {
        page,
        number: number.0,
        public: client.client_type == ClientType::Public,
        client_id: client.client_id,
        owner,
        website: client.website,
        description: client.description.unwrap_or_default(),
        state: state.as_str(),
        waiting_since: hold.waiting_since.map(when),
        suspended_at: hold.suspended_at.map(when),
        registered: when(client.issued_at),
        last_used: app.last_used_at.map(when),
        previous: app.secrets.previous.as_ref().map(previous_secret),
        reported: app.secrets.reported_at.map(when),
        people: ctx.store.members::<UserId>(b'g', number.0, false)?.len(),
        redirect_uris: client.redirect_uris,
        scopes: scope_items(ctx, visitor.words, &client.scope),
        name: client.name,
    };
    render(StatusCode::OK, &view)
}

/// The question before a step, if it can be done to the app as it is.
fn confirm(request: &Request, page: &Page, app: &App, step: &str) -> Option<Confirm> {
    let (action, title, text, button) = match step {
        "suspend" if app.state() != State::Suspended => {
            ("suspend", "admin-ask-app-suspend", "admin-ask-app-suspend-text", "admin-suspend")
        }
        "approve" if app.hold.waiting_since.is_some() => {
            ("approve", "admin-ask-app-approve", "admin-ask-app-approve-text", "admin-approve")
        }
        "revoke" => ("revoke", "admin-ask-app-revoke", "admin-ask-app-revoke-text", "admin-revoke"),
        "delete" => ("delete", "admin-ask-app-delete", "admin-ask-app-delete-text", "admin-delete-app"),
        _ => return None,
    };
    let path = format!("/admin/apps/{}", app.number.0);
    let seen = request.query_value(SEEN).filter(|_| action == "approve");
    let seen = seen.map(|seen| (SEEN.to_owned(), seen));
    Some(Confirm {
        page: page.clone(),
        title: Sentence::of(title).with("app", app.client.name.as_str()),
        sentences: vec![text.into()],
        action: path.clone(),
        fields: std::iter::once(("action".to_owned(), action.to_owned())).chain(seen).collect(),
        button: button.into(),
        harms: step != "approve",
        cancel: path,
    })
}

/// `POST /admin/apps/{id}`, by `action`.
pub async fn act(ctx: &Ctx, request: &Request, form: Form<'_>, number: ClientNumber) -> Answer {
    let Form { visitor, params } = form;
    let by = request.origin_of(visitor.actor(), &ctx.config);
    let done = match params.first("action") {
        "suspend" => hold::suspend(ctx, &by, number).await.map(|_| "suspended")?,
        "unsuspend" => hold::unsuspend(ctx, &by, number).await.map(|_| "unsuspended")?,
        "approve" => {
            let seen = params.first(SEEN).parse().map(Timestamp::from_millis).unwrap_or_default();
            let app = hold::approve(ctx, &by, number, Some(seen)).await?;
            if app.hold.waiting_since.is_some() { "app-changed" } else { "app-approved" }
        }
        "revoke" => registration::revoke_all(ctx, &by, number).await.map(|_| "app-revoked")?,
        "rotate" => {
            let (app, secret) = rotate(ctx, &by, number, params).await?;
            return rotated(ctx, visitor, &app, secret.reveal().to_owned());
        }
        "end-previous" => secrets::end_previous(ctx, &by, number).await.map(|_| "secret-ended")?,
        "delete" => {
            registration::delete(ctx, &by, number).await?;
            return Ok(Response::see_other("/admin/apps?done=app-deleted"));
        }
        _ => return Err(Failure::NotFound),
    };
    Ok(Response::see_other(&format!("/admin/apps/{}?done={done}", number.0)))
}

/// `GET /admin/apps/{id}/usage`.
pub fn usage(ctx: &Ctx, request: &Request, visitor: &Visitor, number: ClientNumber) -> Answer {
    let app = registration::by_number(ctx, number)?;
    render(StatusCode::OK, &app_usage::view(ctx, page(ctx, visitor, request)?, &app, true)?)
}

fn rotated(ctx: &Ctx, visitor: &Visitor, app: &App, new: String) -> Answer {
    let before = app.secrets.previous.as_ref().map(|previous| when(previous.expires_at));
    let before = before.map(|until| Sentence::of("app-created-previous-until").with("when", until));
    let view = AdminSecret {
        page: plain_page(ctx, Some(visitor))?,
        at: "apps",
        title: Sentence::of("admin-secret-made").with("name", app.client.name.as_str()),
        text: Sentence::Several(std::iter::once("admin-secret-app-text".into()).chain(before).collect()),
        items: vec![("admin-client-id".into(), app.client.client_id.clone()), ("admin-client-secret".into(), new)],
        back: format!("/admin/apps/{}", app.number.0),
    };
    secret(ctx, &view)
}
