//! `/register`: an account that somebody opens by themselves, where people may.

use std::time::Duration;

use hyper::StatusCode;

use super::authorize::{asked, forms_before};
use super::failure::Failure;
use super::form::{account_errors, open_form, password_hint, too_often};
use super::session::{cookie, inside, visitor};
use super::views::{FormErrors, Register, with_from};
use super::{Answer, language, open_page, render_for};
use crate::account::login::{SignIn, Step};
use crate::account::user::{self, NewUser};
use crate::account::{AccountError, instance, login, session};
use crate::ctx::Ctx;
use crate::http::request::Request;
use crate::http::response::{Forms, Response};
use crate::limits::seconds;
use crate::oauth::Params;
use crate::oauth::authorize::client_name;
use crate::secret::Secret;
use crate::store::records::Role;

/// So long after a form the same one comes from a second click.
const SENT_TWICE_WITHIN: Duration = Duration::from_secs(60);

/// What was typed, but for the password.
#[derive(Default)]
struct Typed<'p> {
    from: &'p str,
    username: &'p str,
    email: &'p str,
}

impl<'p> Typed<'p> {
    fn of(params: &'p Params) -> Self {
        let [from, username, email] = ["from", "username", "email"].map(|name| params.first(name));
        Self { from, username, email }
    }
}

/// `GET /register?from=`: the form; who is signed in already goes on.
pub fn show(ctx: &Ctx, request: &Request) -> Answer {
    let from = request.query_value("from").unwrap_or_default();
    if visitor(ctx, request)?.is_some() {
        return Ok(Response::see_other(inside(&from)));
    }
    show_form(ctx, request, StatusCode::OK, &Typed { from: &from, ..Typed::default() }, FormErrors::default())
}

fn show_form(ctx: &Ctx, request: &Request, status: StatusCode, typed: &Typed<'_>, errors: FormErrors) -> Answer {
    if !instance::registration_enabled(ctx)? {
        return Err(Failure::RegistrationClosed(typed.from.to_owned()));
    }
    let asked = asked(typed.from);
    let view = Register {
        page: open_page(ctx, request, with_from("/register", typed.from))?,
        from: typed.from.to_owned(),
        sign_in: with_from("/login", typed.from),
        for_app: asked.as_ref().map(|params| client_name(ctx, params)).transpose()?.flatten(),
        username: typed.username.to_owned(),
        email: typed.email.to_owned(),
        password_hint: password_hint(&ctx.config.accounts),
        errors,
    };
    render_for(status, &view, asked.map_or(Forms::Stay, |params| forms_before(ctx, &params)))
}

/// `POST /register`: opens the account, signs in and goes on to `from`. Who must set up a second factor does so there.
pub async fn open(ctx: &Ctx, request: &mut Request) -> Answer {
    let params = open_form(ctx, request).await?;
    let typed = Typed::of(&params);
    if visitor(ctx, request)?.is_some() {
        return Ok(Response::see_other(inside(typed.from)));
    }
    if let Some(cookie) = language::turned_to(ctx, request, &params) {
        return Ok(show_form(ctx, request, StatusCode::OK, &typed, FormErrors::default())?.with_cookie(&cookie));
    }
    let address = request.client_address(&ctx.config);
    if let Err(too_many) = ctx.limits.register.admit_address(address) {
        return wait_first(ctx, request, &typed, too_many.retry_after);
    }
    let new = NewUser {
        name: typed.username.to_owned(),
        email: typed.email.to_owned(),
        password: Some(params.first("password").to_owned()),
        role: Role::User,
        language: language::of_browser(request),
    };
    let next = if typed.from.is_empty() { "/profile?done=registered" } else { inside(typed.from) };
    match user::register(ctx, &request.origin(&ctx.config), new).await {
        Ok((id, user)) => {
            let token = session::begin(ctx, id, &user, &address.to_string(), request.user_agent()).await?;
            Ok(Response::see_other(next).with_cookie(&cookie(ctx, &token)))
        }
        Err(AccountError::RegistrationDisabled) => Err(Failure::RegistrationClosed(typed.from.to_owned())),
        Err(error @ AccountError::Taken { .. }) => {
            match opened_before(ctx, request, &typed, params.first("password")).await? {
                Some(token) => Ok(Response::see_other(next).with_cookie(&cookie(ctx, &token))),
                None => show_form(ctx, request, StatusCode::BAD_REQUEST, &typed, account_errors(error)?),
            }
        }
        Err(error) => show_form(ctx, request, StatusCode::BAD_REQUEST, &typed, account_errors(error)?),
    }
}

/// The session of somebody whose form was sent twice, by a second click: the first has opened the account, but its answer
/// does not reach the browser. The password is looked at as at a sign-in, so nobody learns more here than there.
async fn opened_before(
    ctx: &Ctx,
    request: &Request,
    typed: &Typed<'_>,
    password: &str,
) -> Result<Option<Secret>, Failure> {
    let Some(account) = user::by_name(ctx, typed.username.trim())? else { return Ok(None) };
    let just_now = ctx.clock.now().since(account.created_at) < SENT_TWICE_WITHIN;
    if !just_now || account.email != typed.email.trim() {
        return Ok(None);
    }
    let attempt = SignIn {
        name: account.name.clone(),
        password: password.to_owned(),
        address: request.client_address(&ctx.config),
        device: request.user_agent().to_owned(),
        code: None,
    };
    match login::first_step(ctx, attempt).await {
        Ok(Step::Done(token)) => Ok(Some(token)),
        Ok(Step::Pending(_)) | Err(AccountError::Credentials | AccountError::TooManyAttempts { .. }) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn wait_first(ctx: &Ctx, request: &Request, typed: &Typed<'_>, retry_after: Duration) -> Answer {
    let errors = too_often(retry_after);
    let shown = show_form(ctx, request, StatusCode::TOO_MANY_REQUESTS, typed, errors)?;
    Ok(shown.retry_after(seconds(retry_after)))
}
