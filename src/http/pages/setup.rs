//! `/setup`: the first administrator, through the link that the log shows.

use hyper::StatusCode;

use super::failure::Link;
use super::form::{account_errors, link_failure, open_form, password_hint, with_key};
use super::session::cookie;
use super::views::{FormErrors, Setup};
use super::{Answer, language, open_page, render};
use crate::account::link::{check_set_up, use_set_up};
use crate::account::user::NewUser;
use crate::account::{AccountError, session};
use crate::ctx::Ctx;
use crate::http::request::Request;
use crate::http::response::Response;
use crate::store::records::Role;

/// `GET /setup?key=`: the form, while the key is good.
pub fn show(ctx: &Ctx, request: &Request) -> Answer {
    let key = request.query_value("key").unwrap_or_default();
    check_set_up(ctx, &key).map_err(|error| link_failure(ctx, request, Link::SetUp, error))?;
    show_form(ctx, request, StatusCode::OK, key, String::new(), String::new(), FormErrors::default())
}

fn show_form(
    ctx: &Ctx,
    request: &Request,
    status: StatusCode,
    key: String,
    username: String,
    email: String,
    errors: FormErrors,
) -> Answer {
    let view = Setup {
        page: open_page(ctx, request, with_key("/setup", &key))?,
        key,
        username,
        email,
        password_hint: password_hint(&ctx.config.accounts),
        errors,
    };
    render(status, &view)
}

/// `POST /setup`: makes the account and signs it in.
pub async fn set_up(ctx: &Ctx, request: &mut Request) -> Answer {
    let params = open_form(ctx, request).await?;
    if let Some(cookie) = language::turned_to(ctx, request, &params) {
        let [key, username, email] = ["key", "username", "email"].map(|name| params.first(name).to_owned());
        check_set_up(ctx, &key).map_err(|error| link_failure(ctx, request, Link::SetUp, error))?;
        let shown = show_form(ctx, request, StatusCode::OK, key, username, email, FormErrors::default())?;
        return Ok(shown.with_cookie(&cookie));
    }
    let new = NewUser {
        name: params.first("username").to_owned(),
        email: params.first("email").to_owned(),
        password: Some(params.first("password").to_owned()),
        role: Role::Admin,
        language: language::of_browser(request),
    };
    match use_set_up(ctx, &request.origin(&ctx.config), params.first("key"), new).await {
        Ok((id, user)) => {
            let address = request.client_address(&ctx.config).to_string();
            let token = session::begin(ctx, id, &user, &address, request.user_agent()).await?;
            Ok(Response::see_other("/profile/apps?done=setup").with_cookie(&cookie(ctx, &token)))
        }
        Err(error @ AccountError::LinkEnded) => Err(link_failure(ctx, request, Link::SetUp, error)),
        Err(error) => {
            let errors = account_errors(error)?;
            let [key, username, email] = ["key", "username", "email"].map(|name| params.first(name).to_owned());
            show_form(ctx, request, StatusCode::BAD_REQUEST, key, username, email, errors)
        }
    }
}
