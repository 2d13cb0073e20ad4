//! `/login` and `/logout`.

use std::time::Duration;

use hyper::StatusCode;

use super::authorize::forms_before;
use super::form::{open_form, own_form, too_often};
use super::session::{cookie, inside, no_cookie, visitor};
use super::views::{Confirm, FormErrors, Login, Page, with_from};
use super::{Answer, language, page, passkey, render, render_asking, second_factor};
use crate::account::login::{self, SignIn, Step};
use crate::account::passkey::{Answer as Answered, ask_to_sign_in};
use crate::account::{AccountError, instance, session};
use crate::ctx::Ctx;
use crate::http::request::Request;
use crate::http::response::{Forms, Response};
use crate::limits::seconds;
use crate::oauth::authorize::client_name;

/// `GET /login?from=`: the form; who is signed in already goes on.
pub fn show(ctx: &Ctx, request: &Request) -> Answer {
    let from = request.query_value("from").unwrap_or_default();
    if visitor(ctx, request)?.is_some() {
        return Ok(Response::see_other(inside(&from)));
    }
    show_form(ctx, request, StatusCode::OK, &from, "", FormErrors::default())
}

fn show_form(ctx: &Ctx, request: &Request, status: StatusCode, from: &str, email: &str, errors: FormErrors) -> Answer {
    let page = Page { here: with_from("/login", from), ..page(ctx, None, request)? };
    let asked = super::authorize::asked(from);
    let for_app = asked.as_ref().map(|params| client_name(ctx, params)).transpose()?.flatten();
    let forms = asked.map_or(Forms::Stay, |params| forms_before(ctx, &params));
    let register = instance::registration_enabled(ctx)?.then(|| with_from("/register", from));
    let (passkey, from, email) = (ask_to_sign_in(ctx)?, from.to_owned(), email.to_owned());
    let view = Login { page, from, email, for_app, passkey, register, errors };
    render_asking(ctx, status, &view, forms, view.passkey.as_ref())
}

/// `POST /login`: signs in and goes on to `from`, or to the second factor.
pub async fn sign_in(ctx: &Ctx, request: &mut Request) -> Answer {
    let params = open_form(ctx, request).await?;
    let (from, email) = (params.first("from").to_owned(), params.first("email").to_owned());
    if let Some(cookie) = language::turned_to(ctx, request, &params) {
        let shown = show_form(ctx, request, StatusCode::OK, &from, &email, FormErrors::default())?;
        return Ok(shown.with_cookie(&cookie));
    }
    if let Some(answer) = passkey::answer(&params, passkey::OWN) {
        return by_passkey(ctx, request, answer, &from).await;
    }
    let attempt = SignIn {
        name: email.clone(),
        password: params.first("password").to_owned(),
        address: request.client_address(&ctx.config),
        device: request.user_agent().to_owned(),
        code: None,
    };
    let mut errors = FormErrors::default();
    match login::first_step(ctx, attempt).await {
        Ok(Step::Done(token)) => Ok(Response::see_other(inside(&from)).with_cookie(&cookie(ctx, &token))),
        Ok(Step::Pending(token)) => Ok(second_factor::ask_at_login(ctx, &token, &from)),
        Err(AccountError::Credentials) => {
            errors.add("", "login-wrong");
            show_form(ctx, request, StatusCode::UNAUTHORIZED, &from, &email, errors)
        }
        Err(AccountError::TooManyAttempts { retry_after }) => wait_first(ctx, request, &from, &email, retry_after),
        Err(error) => Err(error.into()),
    }
}

async fn by_passkey(ctx: &Ctx, request: &Request, answer: Answered<'_>, from: &str) -> Answer {
    let (address, device) = (request.client_address(&ctx.config), request.user_agent());
    match login::sign_in_with_passkey(ctx, answer, address, device).await {
        Ok((token, _)) => Ok(Response::see_other(inside(from)).with_cookie(&cookie(ctx, &token))),
        Err(AccountError::Invalid { .. }) => {
            let mut errors = FormErrors::default();
            errors.add("", "passkey-refused");
            show_form(ctx, request, StatusCode::UNAUTHORIZED, from, "", errors)
        }
        Err(AccountError::TooManyAttempts { retry_after }) => wait_first(ctx, request, from, "", retry_after),
        Err(error) => Err(error.into()),
    }
}

fn wait_first(ctx: &Ctx, request: &Request, from: &str, email: &str, retry_after: Duration) -> Answer {
    let errors = too_often(retry_after);
    let shown = show_form(ctx, request, StatusCode::TOO_MANY_REQUESTS, from, email, errors)?;
    Ok(shown.retry_after(seconds(retry_after)))
}

/// `GET /logout`: asks, because a link alone must not sign anybody out.
pub fn ask_to_sign_out(ctx: &Ctx, request: &Request) -> Answer {
    let Some(visitor) = visitor(ctx, request)? else { return Ok(Response::see_other("/login")) };
    let view = Confirm {
        page: page(ctx, Some(&visitor), request)?,
        title: "logout-title".into(),
        sentences: vec!["logout-apps-go-on".into()],
        action: "/logout".to_owned(),
        fields: Vec::new(),
        button: "logout-button".into(),
        harms: false,
        cancel: "/profile".to_owned(),
    };
    render(StatusCode::OK, &view)
}

/// `POST /logout`: ends the session. With `from`, somebody else wants to sign in for that page.
pub async fn sign_out(ctx: &Ctx, request: &mut Request) -> Answer {
    if visitor(ctx, request)?.is_none() {
        return Ok(Response::see_other("/login"));
    }
    let (visitor, params) = own_form(ctx, request).await?;
    session::end(ctx, &request.origin_of(visitor.actor(), &ctx.config), &visitor.session).await?;
    let next = match params.first("from") {
        "" => "/login?done=signed-out".to_owned(),
        from => with_from("/login", inside(from)),
    };
    Ok(Response::see_other(&next).with_cookie(&no_cookie(ctx)))
}
