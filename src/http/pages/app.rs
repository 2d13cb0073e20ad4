//! `/profile/apps/{id}`: one app of the account. Each step that destroys something is asked for once more.

use std::time::Duration;

use hyper::StatusCode;

use super::apps::{checked, created, endpoints, faulty, scope_choices, typed, wanted};
use super::confirm::confirmed;
use super::failure::Failure;
use super::form::{own_form, signed_in, when};
use super::scopes::description;
use super::session::Visitor;
use super::views::{
    AppDetail, AppEdit, AppForm, Confirm, FormErrors, OverlapChoice, Page, PreviousSecret, RotateSecret, ScopeItem,
};
use super::{Answer, page, plain_page, render, render_with_check, render_with_script};
use crate::audit::Origin;
use crate::config::format_duration;
use crate::ctx::Ctx;
use crate::http::request::Request;
use crate::http::response::Response;
use crate::oauth::Params;
use crate::oauth::registration::{self, App, AppError};
use crate::oauth::{secrets, website};
use crate::scope::ScopeSet;
use crate::secret::Secret;
use crate::store::records::{self, ClientNumber, ClientType};
use crate::words::{Sentence, Words};

/// `GET /profile/apps/{id}`, with `?edit` its form, with `?confirm=` a question.
pub fn show(ctx: &Ctx, request: &Request, number: ClientNumber) -> Answer {
    let visitor = signed_in(ctx, request)?;
    let app = registration::owned(ctx, visitor.id, number)?;
    let page = super::admin::with_state(page(ctx, Some(&visitor), request)?, &app);
    let public = app.client.client_type == ClientType::Public;
    if request.query_value("edit").is_some() {
        return render_with_check(
            ctx,
            StatusCode::OK,
            &AppEdit { page, id: number.0, name: app.client.name.clone(), form: stored(ctx, &visitor, &app) },
        );
    }
    match request.query_value("confirm").as_deref() {
        Some("rotate") if !public => render(StatusCode::OK, &rotation(ctx, page, &app, false)),
        Some("revoke") => render(StatusCode::OK, &Confirm::revoke_tokens(page, number.0, &app.client.name)),
        Some("delete") => render(StatusCode::OK, &Confirm::delete_app(page, number.0, &app.client.name)),
        _ => {
            let client = app.client;
            let previous = app.secrets.previous.as_ref().map(previous_secret);
            let view = AppDetail {
                page,
                id: number.0,
                website: website::of(ctx, &client).map(str::to_owned),
                client_id: client.client_id,
                public,
                registered: when(client.issued_at),
                last_used: app.last_used_at.map(when),
                redirect_uris: client.redirect_uris,
                scopes: scope_items(ctx, visitor.words, &client.scope),
                previous,
                reported: app.secrets.reported_at.map(when),
                endpoints: endpoints(ctx),
                name: client.name,
                description: client.description,
            };
            render_with_script(ctx, &view)
        }
    }
}

/// A secret that was replaced and works still, as pages show it.
pub fn previous_secret(previous: &records::PreviousSecret) -> PreviousSecret {
    PreviousSecret { until: when(previous.expires_at), last_used: previous.last_used_at.map(when) }
}

/// Scopes with what they allow; one that is no longer configured is only named.
pub fn scope_items(ctx: &Ctx, words: Words, scope: &ScopeSet) -> Vec<ScopeItem> {
    let items = scope.iter().map(|name| ScopeItem {
        name: name.to_owned(),
        description: description(ctx, words, name).unwrap_or_else(|| name.to_owned()),
    });
    items.collect()
}

fn stored(ctx: &Ctx, visitor: &Visitor, app: &App) -> AppForm {
    let client = &app.client;
    AppForm {
        client_name: client.name.clone(),
        client_uri: client.website.clone(),
        client_description: client.description.clone().unwrap_or_default(),
        redirect_uris: client.redirect_uris.join("\n"),
        scopes: scope_choices(ctx, visitor, &client.scope),
        public: client.client_type == ClientType::Public,
        extra_redirect_schemes: ctx.config.oauth.extra_redirect_schemes.clone(),
        errors: FormErrors::default(),
    }
}

/// `POST /profile/apps/{id}`, by `action`.
pub async fn act(ctx: &Ctx, request: &mut Request, number: ClientNumber) -> Answer {
    let (visitor, params) = own_form(ctx, request).await?;
    let app = registration::owned(ctx, visitor.id, number)?;
    let path = format!("/profile/apps/{}", number.0);
    let by = request.origin_of(visitor.actor(), &ctx.config);
    match params.first("action") {
        "edit" | "rotate" if visitor.user.suspended => Err(Failure::Suspended),
        "edit" => edit(ctx, &by, &visitor, &params, &app).await,
        "rotate" => {
            confirmed(ctx, request, &visitor, &params).await?;
            let (app, secret) = rotate(ctx, &by, number, &params).await?;
            created(ctx, &visitor, app, Some(&secret), true)
        }
        "end-previous" => {
            secrets::end_previous(ctx, &by, number).await?;
            Ok(Response::see_other(&format!("{path}?done=secret-ended")))
        }
        "revoke" => {
            registration::revoke_all(ctx, &by, number).await?;
            Ok(Response::see_other(&format!("{path}?done=revoked")))
        }
        "delete" => {
            registration::delete(ctx, &by, number).await?;
            Ok(Response::see_other("/profile/apps?done=deleted"))
        }
        _ => Err(Failure::NotFound),
    }
}

/// Gives the app a new secret as its form asks for it.
pub async fn rotate(
    ctx: &Ctx,
    by: &Origin<'_>,
    number: ClientNumber,
    params: &Params,
) -> Result<(App, Secret), AppError> {
    let overlap = match params.first("overlap") {
        "" => Duration::ZERO,
        text => secrets::read_overlap(text)?,
    };
    secrets::rotate_named(ctx, by, number, overlap, params.first("instead_of")).await
}

/// The question before a new secret: how long the present one works on. It is asked of the owner or of an administrator.
pub fn rotation(ctx: &Ctx, page: Page, app: &App, admin: bool) -> RotateSecret {
    // What was seen by others is to end at once.
    let usual = if app.secrets.reported_at.is_some() { Duration::ZERO } else { secrets::usual_overlap(ctx) };
    let label = |overlap: Duration| match overlap.as_secs() / 3600 {
        0 => Sentence::of("app-rotate-at-once"),
        hours if hours < 24 => Sentence::of("app-rotate-hours").with("hours", hours),
        hours => Sentence::of("app-rotate-days").with("days", hours / 24),
    };
    let choice =
        |overlap| OverlapChoice { value: format_duration(overlap), label: label(overlap), checked: overlap == usual };
    RotateSecret {
        page,
        admin,
        path: format!("/{}/apps/{}", if admin { "admin" } else { "profile" }, app.number.0),
        name: app.client.name.clone(),
        instead_of: secrets::name_of(&app.client).unwrap_or_default(),
        overlaps: secrets::overlaps(ctx).map(choice).collect(),
        ends_older: app.secrets.previous.is_some(),
    }
}

/// What became of a change that is no form's fault.
pub fn registered(changed: Result<App, AppError>) -> Result<(), Failure> {
    changed.map(drop).map_err(Failure::from)
}

async fn edit(ctx: &Ctx, by: &Origin<'_>, visitor: &Visitor, params: &Params, app: &App) -> Answer {
    let page = plain_page(ctx, Some(visitor))?;
    let public = app.client.client_type == ClientType::Public;
    let mut form = typed(ctx, visitor, params, public);
    let view = |page, form| AppEdit { page, id: app.number.0, name: app.client.name.clone(), form };
    if !params.first("check").is_empty() {
        let (form, notice) = checked(ctx, form);
        return render_with_check(ctx, StatusCode::OK, &view(Page { notice, ..page }, form));
    }
    let wanted = wanted(params);
    form.errors = faulty(ctx, &wanted);
    if !form.errors.is_empty() {
        return render_with_check(ctx, StatusCode::BAD_REQUEST, &view(page, form));
    }
    registration::edit(ctx, by, app.number, wanted).await?;
    Ok(Response::see_other(&format!("/profile/apps/{}?done=edited", app.number.0)))
}
