//! `/profile/apps/{id}/try`: an owner tries an app without writing a line: a link that asks for a code, and what gets tokens for
//! it. The page can be the redirect URI itself, so that the code does not land where nothing listens.
//!
//! Nothing is kept for it: the `code_verifier` is sealed from the `state` with the session, so that it is the same when
//! the code comes, and nobody else can know it.

use super::app::registered;
use super::apps::endpoints;
use super::failure::Failure;
use super::form::{own_form, signed_in};
use super::session::Visitor;
use super::snippets::{Exchange, snippets};
use super::views::{RedirectChoice, ScopeChoice, TryApp};
use super::{Answer, page, render_with_script};
use crate::ctx::Ctx;
use crate::http::request::Request;
use crate::http::response::Response;
use crate::oauth::metadata::try_page;
use crate::oauth::redirect_uri::{MOST, check, with_parameters};
use crate::oauth::registration::{self, App, AppChange};
use crate::scope::ScopeSet;
use crate::secret::s256;
use crate::store::records::{ClientNumber, ClientType};
use crate::words::Words;

/// Characters of the `state`.
const STATE: usize = 24;

/// `GET /profile/apps/{id}/try`, with what was picked, or with the answer of the authorization endpoint.
pub fn show(ctx: &Ctx, request: &Request, number: ClientNumber) -> Answer {
    let visitor = signed_in(ctx, request)?;
    let app = registration::owned(ctx, visitor.id, number)?;
    let query = request.query_params().unwrap_or_default();
    let own_uri = try_page(ctx, number);
    let own_registered = app.client.redirect_uris.contains(&own_uri);
    let wanted = query.first("redirect_uri");
    let chosen = app.client.redirect_uris.iter().find(|uri| uri.as_str() == wanted);
    let usual = app.client.redirect_uris.iter().find(|uri| **uri == own_uri).or(app.client.redirect_uris.first());
    let redirect_uri = chosen.or(usual).cloned().unwrap_or_default();
    let picked: ScopeSet = query.all("scope").map(str::to_owned).collect();
    let scope = app.client.scope.within(&picked);
    let scope = if scope.is_empty() { app.client.scope.clone() } else { scope };

    let code = Some(query.first("code")).filter(|code| !code.is_empty());
    let state = match query.first("state") {
        state if code.is_some() && is_state(state) => state.to_owned(),
        _ => ctx.random.alphanumeric(STATE).map_err(Failure::Random)?,
    };
    let verifier = visitor.seal(&format!("try {} {state}", number.0));
    let exchange = Exchange {
        token_endpoint: endpoints(ctx).token,
        issuer: ctx.issuer.to_string(),
        client_id: app.client.client_id.clone(),
        public: app.client.client_type == ClientType::Public,
        redirect_uri: if code.is_some() { own_uri.clone() } else { redirect_uri.clone() },
        verifier,
        code: code.map(str::to_owned),
        state: state.clone(),
    };
    let link = link(ctx, &app, &exchange, &redirect_uri, &scope);
    let view = TryApp {
        page: page(ctx, Some(&visitor), request)?,
        id: number.0,
        name: app.client.name.clone(),
        public: exchange.public,
        own_registered,
        may_add: app.client.redirect_uris.len() < MOST
            && check(&own_uri, &ctx.config.oauth.extra_redirect_schemes).is_ok(),
        comes_back: redirect_uri == own_uri,
        may_remove: own_registered && app.client.redirect_uris.len() > 1,
        redirect_uris: choices(&app, &redirect_uri),
        scopes: scopes(ctx, visitor.words, &app, &scope),
        link,
        code_seconds: ctx.config.oauth.code_lifetime.as_secs(),
        has_code: code.is_some(),
        refusal: Some(query.first("error").to_owned()).filter(|error| code.is_none() && is_error(error)),
        snippets: snippets(&exchange),
        own_uri,
    };
    render_with_script(ctx, &view)
}

fn is_state(state: &str) -> bool {
    state.len() == STATE && state.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// An error code of RFC 6749 §4.1.2.1: nothing else is shown.
fn is_error(error: &str) -> bool {
    !error.is_empty() && error.len() <= 40 && error.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_')
}

fn link(ctx: &Ctx, app: &App, exchange: &Exchange, redirect_uri: &str, scope: &ScopeSet) -> String {
    let (scope, challenge) = (scope.to_string(), s256(&exchange.verifier));
    with_parameters(
        &endpoints(ctx).authorization,
        &[
            ("response_type", "code"),
            ("client_id", &app.client.client_id),
            ("redirect_uri", redirect_uri),
            ("scope", &scope),
            ("state", &exchange.state),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ],
    )
}

fn choices(app: &App, chosen: &str) -> Vec<RedirectChoice> {
    let choice = |uri: &String| RedirectChoice { uri: uri.clone(), checked: uri == chosen };
    app.client.redirect_uris.iter().map(choice).collect()
}

fn scopes(ctx: &Ctx, words: Words, app: &App, chosen: &ScopeSet) -> Vec<ScopeChoice> {
    let choices = super::app::scope_items(ctx, words, &app.client.scope).into_iter().map(|item| ScopeChoice {
        checked: chosen.contains(&item.name),
        name: item.name,
        description: item.description,
    });
    choices.collect()
}

/// `POST /profile/apps/{id}/try`: the page becomes a redirect URI of the app, or is none any more.
pub async fn act(ctx: &Ctx, request: &mut Request, number: ClientNumber) -> Answer {
    let (visitor, params) = own_form(ctx, request).await?;
    if visitor.user.suspended {
        return Err(Failure::Suspended);
    }
    let app = registration::owned(ctx, visitor.id, number)?;
    let own_uri = try_page(ctx, number);
    let mut redirect_uris = app.client.redirect_uris;
    redirect_uris.retain(|uri| *uri != own_uri);
    match params.first("action") {
        "add" => redirect_uris.push(own_uri),
        "remove" => {}
        _ => return Err(Failure::NotFound),
    }
    let change = AppChange { redirect_uris: Some(redirect_uris), ..AppChange::default() };
    change_app(ctx, request, &visitor, number, change).await?;
    Ok(Response::see_other(&format!("/profile/apps/{}/try", number.0)))
}

async fn change_app(
    ctx: &Ctx,
    request: &Request,
    visitor: &Visitor,
    number: ClientNumber,
    change: AppChange,
) -> Result<(), Failure> {
    let by = request.origin_of(visitor.actor(), &ctx.config);
    registered(registration::edit(ctx, &by, number, change).await)
}
