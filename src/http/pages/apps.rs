//! `/profile/apps` and `/profile/apps/new`: the account's own apps, and the form for one more.

use hyper::StatusCode;
use serde_json::json;

use super::failure::Failure;
use super::faults::of_app;
use super::form::{day, own_form, signed_in, too_often, when};
use super::scopes::described;
use super::session::Visitor;
use super::views::{
    AppCreated, AppForm, AppNew, AppRow, AppsList, Endpoints, FormErrors, Notice, NoticeKind, Page, Pagination,
    ScopeChoice,
};
use super::{Answer, page, plain_page, render, render_with_check, render_with_script};
use crate::clock::Timestamp;
use crate::ctx::Ctx;
use crate::http::api::page::PageRequest;
use crate::http::request::Request;
use crate::http::response::Response;
use crate::limits::seconds;
use crate::oauth::metadata::{AUTHORIZATION_PATH, METADATA_PATH, TOKEN_PATH};
use crate::oauth::registration::{self, App, AppChange, Registered, register_once};
use crate::oauth::{Params, app_fields, website};
use crate::scope::ScopeSet;
use crate::secret::Secret;
use crate::store::records::ClientType;

pub const PAGE: usize = 5;

/// `GET /profile/apps`.
pub fn list(ctx: &Ctx, request: &Request) -> Answer {
    let visitor = signed_in(ctx, request)?;
    let apps = registration::all(ctx, Some(visitor.id))?;
    let (apps, pagination) = PageRequest::for_people(request, PAGE).of_those_there_are(apps);
    let rows = apps.into_iter().map(|App { number, client, last_used_at, .. }| AppRow {
        id: number.0,
        website_host: website::host(ctx, &client),
        public: client.client_type == ClientType::Public,
        registered: day(client.issued_at),
        last_used: last_used_at.map(day),
        name: client.name,
    });
    let view = AppsList {
        page: page(ctx, Some(&visitor), request)?,
        apps: rows.collect(),
        pagination: shown(pagination.page, pagination.pages),
    };
    render(StatusCode::OK, &view)
}

/// The part of a list as its page shows it.
pub fn shown(page: usize, pages: usize) -> Pagination {
    let number = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Pagination { page: number(page), pages: number(pages) }
}

/// The addresses that a client library asks for.
pub fn endpoints(ctx: &Ctx) -> Endpoints {
    Endpoints {
        authorization: format!("{}{AUTHORIZATION_PATH}", ctx.issuer),
        token: format!("{}{TOKEN_PATH}", ctx.issuer),
        issuer: ctx.issuer.to_string(),
        metadata: format!("{}{METADATA_PATH}", ctx.issuer),
    }
}

/// The scopes to choose from: what only administrators can grant is shown to them, and where it is chosen already.
pub fn scope_choices(ctx: &Ctx, visitor: &Visitor, chosen: &ScopeSet) -> Vec<ScopeChoice> {
    let admin = visitor.user.is_admin();
    let offered = ctx.config.scopes.iter().filter(|scope| admin || !scope.admin_only || chosen.contains(&scope.name));
    let choices = offered.map(|scope| ScopeChoice {
        name: scope.name.clone(),
        description: described(scope, visitor.words),
        checked: chosen.contains(&scope.name),
    });
    choices.collect()
}

/// What was typed into the form of an app.
pub fn typed(ctx: &Ctx, visitor: &Visitor, params: &Params, public: bool) -> AppForm {
    let text = |name: &str| params.first(name).to_owned();
    AppForm {
        client_name: text("client_name"),
        client_uri: text("client_uri"),
        client_description: text("client_description"),
        redirect_uris: text("redirect_uris"),
        scopes: scope_choices(ctx, visitor, &ticked(params)),
        public,
        extra_redirect_schemes: ctx.config.oauth.extra_redirect_schemes.clone(),
        ..AppForm::default()
    }
}

/// The ticked scopes.
fn ticked(params: &Params) -> ScopeSet {
    params.all("scope").map(str::to_owned).collect()
}

/// One redirect URI a line.
fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// The form with what is wrong with its redirect URIs, or the word that nothing is.
pub fn checked(ctx: &Ctx, mut form: AppForm) -> (AppForm, Option<Notice>) {
    let uris = lines(&form.redirect_uris);
    if uris.is_empty() {
        form.errors.add("redirect_uris", "app-check-none");
    } else {
        let wanted = AppChange { redirect_uris: Some(uris), ..AppChange::default() };
        form.errors = faulty(ctx, &wanted);
    }
    let good = form.errors.is_empty();
    (form, good.then(|| Notice { kind: NoticeKind::Success, text: "app-check-all-good".into() }))
}

/// All that is wrong with what was typed into the form of an app.
pub fn faulty(ctx: &Ctx, wanted: &AppChange) -> FormErrors {
    let mut errors = FormErrors::default();
    for (field, fault) in app_fields::faults(ctx, wanted) {
        errors.add(field, of_app(&fault));
    }
    errors
}

/// What was typed into the form of an app, as a change of one.
pub fn wanted(params: &Params) -> AppChange {
    AppChange {
        name: Some(params.first("client_name").to_owned()),
        website: Some(params.first("client_uri").to_owned()),
        description: Some(params.first("client_description").to_owned()),
        redirect_uris: Some(lines(params.first("redirect_uris"))),
        scope: Some(ticked(params).to_string()),
    }
}

/// `GET /profile/apps/check`: what is to be said of the lines in `uris`, for the script of the form.
pub fn check(ctx: &Ctx, request: &Request) -> Answer {
    let visitor = signed_in(ctx, request)?;
    let redirect_uris = request.query_value("uris").unwrap_or_default();
    let words = plain_page(ctx, Some(&visitor))?.words;
    let said: Vec<_> = if redirect_uris.trim().is_empty() {
        Vec::new()
    } else {
        let (form, notice) = checked(ctx, AppForm { redirect_uris, ..AppForm::default() });
        let wrong = form.errors.0.into_iter().map(|error| error.message);
        wrong.chain(notice.map(|notice| notice.text)).map(|sentence| sentence.text(words)).collect()
    };
    Ok(Response::json(StatusCode::OK, &json!({ "said": said })).no_store())
}

/// `GET /profile/apps/new`.
pub fn show_new(ctx: &Ctx, request: &Request) -> Answer {
    let visitor = signed_in(ctx, request)?;
    if visitor.user.suspended {
        return Err(Failure::Suspended);
    }
    let form = AppForm {
        scopes: scope_choices(ctx, &visitor, &ScopeSet::default()),
        extra_redirect_schemes: ctx.config.oauth.extra_redirect_schemes.clone(),
        ..AppForm::default()
    };
    show_form(ctx, StatusCode::OK, page(ctx, Some(&visitor), request)?, form)
}

fn show_form(ctx: &Ctx, status: StatusCode, page: Page, form: AppForm) -> Answer {
    render_with_check(ctx, status, &AppNew { page, form, made_at: ctx.clock.now().as_millis() })
}

/// `POST /profile/apps/new`: registers the app and shows its secret, this once. The same form sent again leads to the app.
pub async fn register(ctx: &Ctx, request: &mut Request) -> Answer {
    let (visitor, params) = own_form(ctx, request).await?;
    if visitor.user.suspended {
        return Err(Failure::Suspended);
    }
    let page = plain_page(ctx, Some(&visitor))?;
    let public = params.first("client_type") == "public";
    let mut form = typed(ctx, &visitor, &params, public);
    if !params.first("check").is_empty() {
        let (form, notice) = checked(ctx, form);
        return show_form(ctx, StatusCode::OK, Page { notice, ..page }, form);
    }
    let wanted = wanted(&params);
    form.errors = faulty(ctx, &wanted);
    if !form.errors.is_empty() {
        return show_form(ctx, StatusCode::BAD_REQUEST, page, form);
    }
    let by = request.origin_of(visitor.actor(), &ctx.config);
    if let Err(too_many) = ctx.limits.apps.admit(visitor.id.0, by.address) {
        form.errors = too_often(too_many.retry_after);
        let answer = show_form(ctx, StatusCode::TOO_MANY_REQUESTS, page, form)?;
        return Ok(answer.retry_after(seconds(too_many.retry_after)));
    }
    let client_type = if public { ClientType::Public } else { ClientType::Confidential };
    let made_at = params.first("made_at").parse().map_or(ctx.clock.now(), Timestamp::from_millis);
    match register_once(ctx, &by, visitor.id, wanted.into_new(client_type), made_at).await? {
        Registered::Now(app, secret) => created(ctx, &visitor, *app, secret.as_ref(), false),
        Registered::Before(number) => {
            Ok(Response::see_other(&format!("/profile/apps/{}?done=registered-before", number.0)))
        }
    }
}

/// The page that shows a secret, this once.
pub fn created(ctx: &Ctx, visitor: &Visitor, app: App, secret: Option<&Secret>, rotated: bool) -> Answer {
    let view = AppCreated {
        page: plain_page(ctx, Some(visitor))?,
        rotated,
        id: app.number.0,
        name: app.client.name,
        client_id: app.client.client_id,
        client_secret: secret.map(|secret| secret.reveal().to_owned()),
        previous_until: app.secrets.previous.map(|previous| when(previous.expires_at)),
        endpoints: endpoints(ctx),
    };
    render_with_script(ctx, &view)
}
