//! `/login/password`: a new password, through a one-time link.

use hyper::StatusCode;

use super::failure::Link;
use super::form::{account_errors, link_failure, open_form, password_hint, with_key};
use super::views::{FormErrors, NewPassword};
use super::{Answer, open_page, render};
use crate::account::AccountError;
use crate::account::link::{check_password, use_password};
use crate::ctx::Ctx;
use crate::http::request::Request;
use crate::http::response::Response;

/// `GET /login/password?key=`: the form, while the key is good.
pub fn show(ctx: &Ctx, request: &Request) -> Answer {
    let key = request.query_value("key").unwrap_or_default();
    show_form(ctx, request, StatusCode::OK, &key, FormErrors::default())
}

fn show_form(ctx: &Ctx, request: &Request, status: StatusCode, key: &str, errors: FormErrors) -> Answer {
    let ended = |error| link_failure(ctx, request, Link::Password, error);
    let (_, user) = check_password(ctx, key).map_err(ended)?;
    let view = NewPassword {
        page: open_page(ctx, request, with_key("/login/password", key))?,
        key: key.to_owned(),
        account: user.name,
        password_hint: password_hint(&ctx.config.accounts),
        errors,
    };
    render(status, &view)
}

/// `POST /login/password`: sets it.
pub async fn set(ctx: &Ctx, request: &mut Request) -> Answer {
    let params = open_form(ctx, request).await?;
    let key = params.first("key");
    if params.first("password") != params.first("password_again") {
        let mut errors = FormErrors::default();
        errors.add("password_again", "account-passwords-differ");
        return show_form(ctx, request, StatusCode::BAD_REQUEST, key, errors);
    }
    match use_password(ctx, &request.origin(&ctx.config), key, params.first("password")).await {
        Ok(_) => Ok(Response::see_other("/login?done=password-set")),
        Err(error @ AccountError::Invalid { .. }) => {
            show_form(ctx, request, StatusCode::BAD_REQUEST, key, account_errors(error)?)
        }
        Err(error) => Err(link_failure(ctx, request, Link::Password, error)),
    }
}
