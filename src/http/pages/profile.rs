//! `/profile`: the account's data and its password.

use hyper::StatusCode;

use super::failure::Failure;
use super::form::{account_errors, own_errors, own_form, password_hint, shown, signed_in, when};
use super::passkey::asked;
use super::session::{Visitor, cookie};
use super::views::{LanguageChoice, PasswordChange, Profile, ProfileEdit};
use super::{Answer, page, plain_page, render_asking};
use crate::account::change::{self, Change, Changed};
use crate::account::profile::{self, ProfileChange};
use crate::account::{confirmation, session};
use crate::audit::Origin;
use crate::ctx::Ctx;
use crate::http::request::Request;
use crate::http::response::{Forms, Response};
use crate::language::Language;
use crate::oauth::{Params, consent};

/// `GET /profile`.
pub fn show(ctx: &Ctx, request: &Request) -> Answer {
    let visitor = signed_in(ctx, request)?;
    let mut view = view(ctx, &visitor)?;
    view.page = page(ctx, Some(&visitor), request)?;
    send(ctx, StatusCode::OK, &view)
}

fn send(ctx: &Ctx, status: StatusCode, view: &Profile) -> Answer {
    render_asking(ctx, status, view, Forms::Stay, view.password.asked.passkey.as_ref())
}

fn view(ctx: &Ctx, visitor: &Visitor) -> Result<Profile, Failure> {
    let user = &visitor.user;
    let text = |field: &Option<String>| field.clone().unwrap_or_default();
    Ok(Profile {
        page: plain_page(ctx, Some(visitor))?,
        username: user.name.clone(),
        email: user.email.clone(),
        admin: user.is_admin(),
        member_since: when(user.created_at),
        edit: ProfileEdit {
            first_name: text(&user.first_name),
            last_name: text(&user.last_name),
            location: text(&user.location),
            bio: text(&user.bio),
            languages: languages(user.language.as_deref().unwrap_or_default()),
            ..ProfileEdit::default()
        },
        password: PasswordChange {
            password_hint: password_hint(&ctx.config.accounts),
            asked: asked(ctx, visitor, confirmation::question_of_form(ctx, visitor))?,
            ..PasswordChange::default()
        },
        sessions: session::list(ctx, visitor.id)?.len(),
        second_factor: visitor.has_second_factor,
    })
}

/// The languages to choose from, the one of this tag chosen. None where there is but one.
pub fn languages(chosen: &str) -> Vec<LanguageChoice> {
    if Language::OFFERED.len() < 2 {
        return Vec::new();
    }
    let choice = |language: &Language| LanguageChoice {
        tag: language.tag(),
        name: language.own_name(),
        chosen: language.tag() == chosen,
    };
    Language::OFFERED.iter().map(choice).collect()
}

/// `POST /profile`, by `action`.
pub async fn act(ctx: &Ctx, request: &mut Request) -> Answer {
    let (visitor, params) = own_form(ctx, request).await?;
    let by = request.origin_of(visitor.actor(), &ctx.config);
    match params.first("action") {
        "edit" => edit(ctx, &by, &visitor, &params).await,
        "password" => change_password(ctx, &by, &visitor, &params).await,
        _ => Err(Failure::NotFound),
    }
}

async fn edit(ctx: &Ctx, by: &Origin<'_>, visitor: &Visitor, params: &Params) -> Answer {
    if visitor.user.suspended {
        return Err(Failure::Suspended);
    }
    let text = |name: &str| Some(Some(params.first(name).to_owned()));
    let change = ProfileChange {
        first_name: text("first_name"),
        last_name: text("last_name"),
        bio: text("bio"),
        location: text("location"),
        // The form has no such field where there is no choice.
        language: params.all("language").next().map(|tag| Some(tag.to_owned())),
    };
    match profile::edit(ctx, by, visitor.id, change).await {
        Ok(_) => Ok(Response::see_other("/profile?done=profile")),
        Err(error) => {
            let typed = |name: &str| params.first(name).to_owned();
            let mut view = view(ctx, visitor)?;
            view.edit = ProfileEdit {
                first_name: typed("first_name"),
                last_name: typed("last_name"),
                location: typed("location"),
                bio: typed("bio"),
                languages: languages(params.first("language")),
                errors: account_errors(error)?,
            };
            send(ctx, StatusCode::BAD_REQUEST, &view)
        }
    }
}

async fn change_password(ctx: &Ctx, by: &Origin<'_>, visitor: &Visitor, params: &Params) -> Answer {
    let mut view = view(ctx, visitor)?;
    view.password.end_grants = params.first("end_grants") == "yes";
    if params.first("password") != params.first("password_again") {
        view.password.errors.add("password_again", "account-passwords-differ");
        return send(ctx, StatusCode::BAD_REQUEST, &view);
    }
    let wanted = Change { password: Some(params.first("password")), email: None };
    match change::change(ctx, by, visitor, shown(ctx, visitor, params), wanted).await {
        Ok(Changed { token, .. }) => {
            if view.password.end_grants {
                consent::withdraw_all(ctx, by, visitor.id).await?;
            }
            let done = Response::see_other("/profile?done=password");
            Ok(match token {
                Some(token) => done.with_cookie(&cookie(ctx, &token)),
                None => done,
            })
        }
        Err(error) => {
            view.password.errors = own_errors(error)?;
            send(ctx, StatusCode::BAD_REQUEST, &view)
        }
    }
}
