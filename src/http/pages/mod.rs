//! HTML endpoints: one file a page ([`place`] tells where each is), and what they share: who is signed in ([`session`]), how forms are protected
//! ([`form`]), how failures look ([`failure`]). What the pages look like is in [`views`].

mod account;
mod admin;
mod app;
mod app_usage;
mod apps;
mod assets;
mod authorize;
pub mod confirm;
mod consent;
mod events;
mod failure;
mod faults;
mod form;
mod grants;
mod language;
mod leaked;
mod passkey;
mod password_link;
mod place;
mod profile;
mod qr;
mod redirect_check;
mod register;
mod scopes;
mod second_factor;
mod session;
mod sessions;
mod setup;
mod sign_in;
mod snippets;
mod try_app;
pub mod views;

use std::sync::Arc;

use hyper::header::{ALLOW, HeaderValue};
use hyper::{Method, StatusCode};

use self::failure::Failure;
pub use self::place::counted_as;
use self::place::{Place, find, takes_post, waits_for_second_factor};
pub use self::session::OWN_COOKIES;
use self::views::{ErrorPage, Landing, Page, PrivacyPolicy, Script};
use super::forward_auth::Identities;
use super::gateway::Gateway;
use super::request::Request;
use super::response::{Forms, Response};
use super::sealing;
use crate::account::instance;
use crate::account::passkey::{Ask, configured};
use crate::account::second_factor::must_set_up;
use crate::config::{ConfigError, SecondFactorFor};
use crate::ctx::Ctx;
use crate::language::Language;
use crate::look::Look;
use crate::protect::routes::Routes;

/// What handlers share while the daemon runs.
pub struct Web {
    /// The context of operations.
    pub ctx: Arc<Ctx>,
    /// Which request needs what.
    pub routes: Routes,
    /// Who answers what grantd does not.
    pub gateway: Gateway,
    /// Who makes requests, as upstreams are told.
    pub identities: Identities,
    decided: Arc<authorize::Decided>,
}

impl Web {
    /// With no decision remembered.
    ///
    /// # Errors
    /// A key file of an upstream or of second factors that cannot be read, a logo that cannot be shown.
    pub fn new(mut ctx: Arc<Ctx>) -> Result<Self, ConfigError> {
        let look = Look::of(&ctx.config)?;
        let vault = sealing::vault(&ctx.config)?;
        let passkeys = configured(&ctx.config, &ctx.issuer)?;
        let own = Arc::make_mut(&mut ctx);
        (own.look, own.vault, own.passkeys) = (Arc::new(look), Arc::new(vault), Arc::new(passkeys));
        let (routes, gateway) =
            (Routes::new(&ctx.config.routes), Gateway::new(&ctx.config, &ctx.issuer, &ctx.metrics.upstreams)?);
        Ok(Self { ctx, routes, gateway, identities: Identities::default(), decided: Arc::default() })
    }

    /// The same with another context.
    ///
    /// # Errors
    /// Those of [`Web::new`].
    pub fn with_ctx(&self, ctx: Arc<Ctx>) -> Result<Self, ConfigError> {
        Ok(Self { decided: Arc::clone(&self.decided), ..Self::new(ctx)? })
    }
}

/// What a handler gives.
type Answer = Result<Response, Failure>;

/// The page that says that an upstream did not answer.
pub fn unreachable_page(web: &Web, request: &Request, status: StatusCode, what: &str) -> Response {
    let visitor = session::visitor(&web.ctx, request).ok().flatten();
    let page = any_page(&web.ctx, visitor.as_ref(), request).unwrap_or_default();
    let view = ErrorPage::upstream_failed(page, status.as_u16(), what);
    said(request, error_page(&view).unwrap_or_else(|_| Response::failure(status, what)))
}

/// Answers a request for a page.
pub async fn handle(web: &Arc<Web>, mut request: Request) -> Response {
    let segments: Vec<_> = request.segments().collect();
    let place = find(&segments.iter().map(AsRef::as_ref).collect::<Vec<_>>());
    drop(segments);
    let answer = match (place, request.method.clone()) {
        // A client may want nobody to be led anywhere: it is looked at there.
        (Some(place @ Place::Authorize), Method::GET | Method::HEAD) => get(web, place, &request).await,
        (Some(place), _) if waits_for_second_factor(place) && must_set_up_first(web, &request) => {
            Ok(second_factor::set_up_first(&request))
        }
        (Some(place), Method::GET | Method::HEAD) => get(web, place, &request).await,
        (Some(place), Method::POST) if takes_post(place) => post(web, place, &mut request).await,
        (Some(place), _) => Err(Failure::MethodNotAllowed(if takes_post(place) { "GET, POST" } else { "GET" })),
        (None, _) => Err(Failure::NotFound),
    };
    let response = answer.unwrap_or_else(|failure| {
        let visitor = session::visitor(&web.ctx, &request).ok().flatten();
        failure.into_response(&web.ctx, visitor.as_ref(), &request)
    });
    let response = said(&request, response);
    if asks_for_https(&web.ctx) { response.only_https() } else { response }
}

/// Whether browsers are to come over https from now on. Not to this machine: they would remember it for everything else
/// that it serves under the same name.
fn asks_for_https(ctx: &Ctx) -> bool {
    ctx.config.server.public_url.as_ref().is_some_and(|url| url.is_https() && !url.is_loopback())
}

fn must_set_up_first(web: &Web, request: &Request) -> bool {
    let ctx = &*web.ctx;
    // Most servers require none; then nobody is looked for.
    ctx.config.accounts.second_factor != SecondFactorFor::Optional
        && session::visitor(ctx, request).ok().flatten().is_some_and(|visitor| must_set_up(ctx, &visitor))
}

async fn get(web: &Arc<Web>, place: Place, request: &Request) -> Answer {
    let ctx = &*web.ctx;
    match place {
        Place::Landing => landing(ctx, request),
        Place::Login => sign_in::show(ctx, request),
        Place::Language => Ok(Response::see_other("/login")),
        Place::PasswordLink => password_link::show(ctx, request),
        Place::Register => register::show(ctx, request),
        Place::PrivacyPolicy => privacy_policy(ctx, request),
        Place::Logout => sign_in::ask_to_sign_out(ctx, request),
        Place::Setup => setup::show(ctx, request),
        Place::Profile => profile::show(ctx, request),
        Place::Sessions => sessions::show(ctx, request),
        Place::Account => account::show(ctx, request),
        Place::DeleteAccount => account::ask(ctx, request),
        Place::Confirm => confirm::show(ctx, request),
        Place::SecondFactor => second_factor::show(ctx, request),
        Place::SecondFactorApp => second_factor::show_app(ctx, request),
        Place::Passkey => passkey::show(ctx, request),
        Place::PasskeyName => passkey::show_name(ctx, request),
        Place::LoginSecondFactor => second_factor::show_at_login(ctx, request),
        Place::Apps => apps::list(ctx, request),
        Place::NewApp => apps::show_new(ctx, request),
        Place::App(number) => app::show(ctx, request, number),
        Place::TryApp(number) => try_app::show(ctx, request, number),
        Place::AppUsage(number) => app_usage::show(ctx, request, number),
        Place::CheckRedirect(number) => redirect_check::show(ctx, request, number),
        Place::Leaked => leaked::show(ctx, request),
        Place::CheckForm => apps::check(ctx, request),
        Place::Grants => grants::show(ctx, request),
        Place::Grant => grants::show_one(ctx, request, request.segments().nth(2).as_deref().unwrap_or_default()).await,
        Place::Events => events::show(ctx, request).await,
        Place::Admin(place) => admin::show(ctx, request, place).await,
        Place::Authorize => authorize::show(web, request).await,
        Place::Style => Ok(assets::style(ctx)),
        Place::Icon => Ok(assets::icon(ctx)),
        Place::Logo => assets::logo(ctx),
        Place::Script(script) => Ok(Response::asset("text/javascript; charset=utf-8", script.source())),
    }
}

async fn post(web: &Arc<Web>, place: Place, request: &mut Request) -> Answer {
    let ctx = &*web.ctx;
    match place {
        Place::Login => sign_in::sign_in(ctx, request).await,
        Place::Language => language::choose(ctx, request).await,
        Place::PasswordLink => password_link::set(ctx, request).await,
        Place::Register => register::open(ctx, request).await,
        Place::Logout => sign_in::sign_out(ctx, request).await,
        Place::Setup => setup::set_up(ctx, request).await,
        Place::Profile => profile::act(ctx, request).await,
        Place::Sessions => sessions::act(ctx, request).await,
        Place::Account => account::act(ctx, request).await,
        Place::DeleteAccount => account::delete(ctx, request).await,
        Place::Confirm => confirm::act(ctx, request).await,
        Place::SecondFactor => second_factor::act(ctx, request).await,
        Place::SecondFactorApp => second_factor::set_up_app(ctx, request).await,
        Place::Passkey => passkey::add(ctx, request).await,
        Place::PasskeyName => passkey::rename(ctx, request).await,
        Place::LoginSecondFactor => second_factor::sign_in(ctx, request).await,
        Place::NewApp => apps::register(ctx, request).await,
        Place::App(number) => app::act(ctx, request, number).await,
        Place::TryApp(number) => try_app::act(ctx, request, number).await,
        Place::Leaked => leaked::report(ctx, request).await,
        Place::Grants => grants::act(ctx, request).await,
        Place::Admin(place) => admin::act(ctx, request, place).await,
        Place::Authorize => authorize::decide(web, request).await,
        Place::Landing | Place::PrivacyPolicy => Err(Failure::NotFound),
        Place::Apps | Place::AppUsage(_) | Place::CheckRedirect(_) => Err(Failure::NotFound),
        Place::CheckForm | Place::Grant | Place::Events => Err(Failure::NotFound),
        Place::Style | Place::Icon | Place::Logo | Place::Script(_) => Err(Failure::NotFound),
    }
}

fn landing(ctx: &Ctx, request: &Request) -> Answer {
    let visitor = session::visitor(ctx, request)?;
    let view = Landing {
        page: page(ctx, visitor.as_ref(), request)?,
        about: instance::settings(ctx)?.about.clone(),
        registration: instance::registration_enabled(ctx)?,
    };
    render(StatusCode::OK, &view)
}

fn privacy_policy(ctx: &Ctx, request: &Request) -> Answer {
    let text = instance::settings(ctx)?.privacy_policy.clone().ok_or(Failure::NotFound)?;
    let visitor = session::visitor(ctx, request)?;
    render(StatusCode::OK, &PrivacyPolicy { page: page(ctx, visitor.as_ref(), request)?, text })
}

/// What is around the content of a page, with the notice that `?done=` asks for.
fn page(ctx: &Ctx, visitor: Option<&session::Visitor>, request: &Request) -> Result<Page, Failure> {
    let notice = request.query_value("done").as_deref().and_then(form::notice);
    Ok(Page { notice, ..any_page(ctx, visitor, request)? })
}

/// The same without a notice.
fn any_page(ctx: &Ctx, visitor: Option<&session::Visitor>, request: &Request) -> Result<Page, Failure> {
    match visitor {
        Some(_) => plain_page(ctx, visitor),
        None => open_page(ctx, request, form::way_back(request)),
    }
}

/// The same where nobody is signed in: there a language can be chosen, and afterwards `here` is the way back.
fn open_page(ctx: &Ctx, request: &Request, here: String) -> Result<Page, Failure> {
    let words = language::words(ctx, request, None);
    Ok(Page { words, here, languages: Language::OFFERED, ..plain_page(ctx, None)? })
}

/// The same for who is signed in.
fn plain_page(ctx: &Ctx, visitor: Option<&session::Visitor>) -> Result<Page, Failure> {
    let settings = instance::settings(ctx)?;
    Ok(Page {
        instance_name: instance::name(ctx)?,
        account: visitor
            .map(|visitor| views::Account { name: visitor.user.name.clone(), admin: visitor.user.is_admin() }),
        csrf: visitor.map(session::Visitor::csrf).unwrap_or_default(),
        notice: None,
        logo: ctx.look.logo.as_ref().map(|logo| views::Logo { width: logo.width, height: logo.height }),
        look: ctx.look.version,
        words: visitor.map(|visitor| visitor.words).unwrap_or_default(),
        here: String::new(),
        languages: &[],
        contact: settings.admin_contact.clone(),
        privacy: settings.privacy_policy.is_some(),
    })
}

/// An answer that tells in which language it is. Which one that is depends on what the browser sent.
fn said(request: &Request, response: Response) -> Response {
    match request.language() {
        Some(language) if response.is_page() => response.in_language(language.tag()),
        _ => response,
    }
}

fn render(status: StatusCode, view: &impl askama::Template) -> Answer {
    render_for(status, view, Forms::Stay)
}

/// A page whose forms lead where `forms` says.
fn render_for(status: StatusCode, view: &impl askama::Template, forms: Forms) -> Answer {
    Ok(Response::html(status, view.render().map_err(Failure::Render)?, forms, None, None))
}

/// A page with the script that copies.
fn render_with_script(ctx: &Ctx, view: &impl askama::Template) -> Answer {
    render_running(ctx, StatusCode::OK, view, Forms::Stay, Script::Copy)
}

/// A page with the script that checks redirect URIs while they are typed.
fn render_with_check(ctx: &Ctx, status: StatusCode, view: &impl askama::Template) -> Answer {
    render_running(ctx, status, view, Forms::Stay, Script::Check)
}

/// A page that may ask for a passkey.
fn render_asking(
    ctx: &Ctx,
    status: StatusCode,
    view: &impl askama::Template,
    forms: Forms,
    ask: Option<&Ask>,
) -> Answer {
    match ask {
        Some(_) => render_running(ctx, status, view, forms, Script::Passkey),
        None => render_for(status, view, forms),
    }
}

/// A page with a script, which is named with its whole address, so that nothing else of this site runs.
fn render_running(ctx: &Ctx, status: StatusCode, view: &impl askama::Template, forms: Forms, script: Script) -> Answer {
    let at = |path: &str| format!("{}{path}", ctx.issuer);
    let asks = (script == Script::Check).then(|| at(Script::CHECKED_AT));
    let html = view.render().map_err(Failure::Render)?;
    Ok(Response::html(status, html, forms, Some(&at(script.path())), asks.as_deref()))
}

fn error_page(view: &ErrorPage) -> Answer {
    render(StatusCode::from_u16(view.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR), view)
}

fn allow(methods: &'static str) -> (hyper::header::HeaderName, HeaderValue) {
    (ALLOW, HeaderValue::from_static(methods))
}
