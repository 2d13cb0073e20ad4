//! `/profile/apps` and `/profile/apps/new`: the account's own apps, and the form for one more.

use hyper::StatusCode;
use serde_json::json;

use super::failure::Failure;
use super::faults::of_app;
use super::form::{app_errors, own_form, signed_in, when};
use super::redirect_check::why_not;
use super::scopes::described;
use super::session::Visitor;
use super::views::{
    AppCreated, AppForm, AppNew, AppRow, AppsList, Endpoints, Notice, NoticeKind, Page, Pagination, ScopeChoice,
};
use super::{Answer, page, plain_page, render, render_with_check, render_with_script};
use crate::ctx::Ctx;
use crate::http::api::page::PageRequest;
use crate::http::request::Request;
use crate::http::response::Response;
use crate::oauth::fault::AppFault;
use crate::oauth::metadata::{AUTHORIZATION_PATH, METADATA_PATH, TOKEN_PATH};
use crate::oauth::registration::{self, App, NewApp};
use crate::oauth::{Params, redirect_uri, registration::register as register_app};
use crate::scope::ScopeSet;
use crate::secret::Secret;
use crate::store::records::ClientType;
use crate::words::Sentence;

pub const PAGE: usize = 5;

/// `GET /profile/apps`.
pub fn list(ctx: &Ctx, request: &Request) -> Answer {
    let visitor = signed_in(ctx, request)?;
    let apps = registration::all(ctx, Some(visitor.id))?;
    let (apps, pagination) = PageRequest::for_people(request, PAGE).of_those_there_are(apps);
    let rows = apps.into_iter().map(|App { number, client, last_used_at, .. }| AppRow {
        id: number.0,
        name: client.name,
        website_host: host(&client.website),
        public: client.client_type == ClientType::Public,
        registered: when(client.issued_at),
        last_used: last_used_at.map(when),
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

/// The host of a web address, for people.
pub fn host(address: &str) -> String {
    let parsed = url::Url::parse(address).ok();
    parsed.and_then(|url| url.host_str().map(str::to_owned)).unwrap_or_else(|| address.to_owned())
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
pub fn ticked(params: &Params) -> ScopeSet {
    params.all("scope").map(str::to_owned).collect()
}

/// One redirect URI a line.
pub fn lines(text: &str) -> Vec<String> {
    text.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// The form with what is wrong with its redirect URIs, or the word that nothing is.
pub fn checked(ctx: &Ctx, mut form: AppForm) -> (AppForm, Option<Notice>) {
    let uris = lines(&form.redirect_uris);
    for (index, uri) in uris.iter().enumerate() {
        if uris[..index].contains(uri) {
            form.errors.add("redirect_uris", of_app(&AppFault::RedirectUriTwice(uri.chars().take(100).collect())));
        } else if let Err(why) = redirect_uri::check(uri, &ctx.config.oauth.extra_redirect_schemes) {
            let uri: String = uri.chars().filter(|c| !c.is_control()).take(100).collect();
            let said = Sentence::of("app-check-line").with("uri", uri).with("why", why_not(why));
            form.errors.add("redirect_uris", said);
        }
    }
    if uris.is_empty() {
        form.errors.add("redirect_uris", "app-check-none");
    }
    if uris.len() > redirect_uri::MOST {
        form.errors.add("redirect_uris", of_app(&AppFault::RedirectUris(redirect_uri::MOST)));
    }
    let good = form.errors.is_empty();
    (form, good.then(|| Notice { kind: NoticeKind::Success, text: "app-check-all-good".into() }))
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
    render_with_check(ctx, StatusCode::OK, &AppNew { page: page(ctx, Some(&visitor), request)?, form })
}

/// `POST /profile/apps/new`: registers the app and shows its secret, this once.
pub async fn register(ctx: &Ctx, request: &mut Request) -> Answer {
    let (visitor, params) = own_form(ctx, request).await?;
    if visitor.user.suspended {
        return Err(Failure::Suspended);
    }
    if !params.first("check").is_empty() {
        let public = params.first("client_type") == "public";
        let (form, notice) = checked(ctx, typed(ctx, &visitor, &params, public));
        return render_with_check(
            ctx,
            StatusCode::OK,
            &AppNew { page: Page { notice, ..plain_page(ctx, Some(&visitor))? }, form },
        );
    }
    let by = request.origin_of(visitor.actor(), &ctx.config);
    ctx.limits.apps.admit(visitor.id.0, by.address)?;
    let public = params.first("client_type") == "public";
    let new = NewApp {
        name: params.first("client_name").to_owned(),
        website: params.first("client_uri").to_owned(),
        description: Some(params.first("client_description").to_owned()),
        redirect_uris: lines(params.first("redirect_uris")),
        scope: ticked(&params).to_string(),
        client_type: if public { ClientType::Public } else { ClientType::Confidential },
    };
    match register_app(ctx, &by, visitor.id, new).await {
        Ok((app, secret)) => created(ctx, &visitor, app, secret.as_ref(), false),
        Err(error) => {
            let mut form = typed(ctx, &visitor, &params, public);
            form.errors = app_errors(error)?;
            render_with_check(ctx, StatusCode::BAD_REQUEST, &AppNew { page: plain_page(ctx, Some(&visitor))?, form })
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
