//! `/profile/account`: the e-mail address, the data of the account as a file; `/profile/account/delete`: its end.

use hyper::StatusCode;

use super::confirm::confirmed;
use super::failure::Failure;
use super::form::{own_errors, own_form, shown, signed_in};
use super::grants::NAMED;
use super::passkey::asked;
use super::session::{Visitor, no_cookie};
use super::views::{AccountPage, DeleteAccount, FormErrors};
use super::{Answer, page, plain_page, render_asking};
use crate::account::change::{self, Change};
use crate::account::confirmation::question_of_form;
use crate::account::deletion::{self, Lost, lost};
use crate::account::export;
use crate::audit::Origin;
use crate::ctx::Ctx;
use crate::http::api::account::as_file;
use crate::http::request::Request;
use crate::http::response::{Forms, Response};
use crate::oauth::Params;
use crate::words::short;

/// `GET /profile/account`.
pub fn show(ctx: &Ctx, request: &Request) -> Answer {
    let visitor = signed_in(ctx, request)?;
    let view = AccountPage {
        page: page(ctx, Some(&visitor), request)?,
        username: visitor.user.name.clone(),
        email: visitor.user.email.clone(),
        asked: asked(ctx, &visitor, question_of_form(ctx, &visitor))?,
        errors: FormErrors::default(),
    };
    render_asking(ctx, StatusCode::OK, &view, Forms::Stay, view.asked.passkey.as_ref())
}

/// `POST /profile/account`, by `action`.
pub async fn act(ctx: &Ctx, request: &mut Request) -> Answer {
    let (visitor, params) = own_form(ctx, request).await?;
    let by = request.origin_of(visitor.actor(), &ctx.config).into_owned();
    match params.first("action") {
        "email" => change_email(ctx, &by, &visitor, &params).await,
        "export" => {
            confirmed(ctx, request, &visitor, &params).await?;
            let document = export::document(ctx, visitor.id, &visitor.user).await?;
            export::taken(ctx, &by, visitor.id, &visitor.user);
            Ok(as_file(document, "attachment; filename=\"account.json\""))
        }
        _ => Err(Failure::NotFound),
    }
}

async fn change_email(ctx: &Ctx, by: &Origin<'_>, visitor: &Visitor, params: &Params) -> Answer {
    let wanted = Change { email: Some(params.first("email")), password: None };
    match change::change(ctx, by, visitor, shown(ctx, visitor, params), wanted).await {
        Ok(_) => Ok(Response::see_other("/profile/account?done=email")),
        Err(error) => {
            let view = AccountPage {
                page: plain_page(ctx, Some(visitor))?,
                username: visitor.user.name.clone(),
                email: params.first("email").to_owned(),
                asked: asked(ctx, visitor, question_of_form(ctx, visitor))?,
                errors: own_errors(error)?,
            };
            render_asking(ctx, StatusCode::BAD_REQUEST, &view, Forms::Stay, view.asked.passkey.as_ref())
        }
    }
}

/// `GET /profile/account/delete`: what is lost, and the form.
pub fn ask(ctx: &Ctx, request: &Request) -> Answer {
    let visitor = signed_in(ctx, request)?;
    let mut view = question(ctx, &visitor, FormErrors::default())?;
    view.page = page(ctx, Some(&visitor), request)?;
    render_asking(ctx, StatusCode::OK, &view, Forms::Stay, view.asked.passkey.as_ref())
}

fn question(ctx: &Ctx, visitor: &Visitor, errors: FormErrors) -> Result<DeleteAccount, Failure> {
    let Lost { apps, grants, sessions, last_admin } = lost(ctx, visitor)?;
    let name = visitor.user.name.clone();
    let (page, asked) = (plain_page(ctx, Some(visitor))?, asked(ctx, visitor, question_of_form(ctx, visitor))?);
    let (named, more_apps) = short::split(&apps, NAMED);
    let apps = named.iter().map(|app| short::name(app).into_owned()).collect();
    Ok(DeleteAccount { page, name, apps, more_apps, grants, sessions, last_admin, asked, errors })
}

/// `POST /profile/account/delete`.
pub async fn delete(ctx: &Ctx, request: &mut Request) -> Answer {
    let (visitor, params) = own_form(ctx, request).await?;
    let by = request.origin_of(visitor.actor(), &ctx.config);
    let (shown, name) = (shown(ctx, &visitor, &params), params.first("username"));
    match deletion::delete_own(ctx, &by, &visitor, shown, name).await {
        Ok(()) => Ok(Response::see_other("/login?done=account-deleted").with_cookie(&no_cookie(ctx))),
        Err(error) => {
            let view = question(ctx, &visitor, own_errors(error)?)?;
            render_asking(ctx, StatusCode::BAD_REQUEST, &view, Forms::Stay, view.asked.passkey.as_ref())
        }
    }
}
