//! `/admin/users/{name}`: one account.

use hyper::StatusCode;

use super::super::failure::Failure;
use super::super::form::{account_errors, when};
use super::super::profile::languages;
use super::super::sessions::row as session_row;
use super::super::views::{AdminUser, Confirm, FormErrors, Page};
use super::super::{Answer, plain_page, render};
use super::users::password_link;
use super::{Form, page};
use crate::account::profile::ProfileChange;
use crate::account::search::last_sign_in;
use crate::account::{export, link, profile, second_factor, session, user};
use crate::ctx::Ctx;
use crate::http::api::account::as_file;
use crate::http::pages::session::Visitor;
use crate::http::request::Request;
use crate::http::response::Response;
use crate::oauth::consent;
use crate::store::records::{ClientNumber, Role, SecondFactor, User, UserId};
use crate::words::Sentence;

/// The account that the path names.
fn named(ctx: &Ctx, request: &Request) -> Result<(UserId, User), Failure> {
    let name = request.segments().nth(2).unwrap_or_default();
    let found = user::by_name(ctx, &name)?.ok_or(Failure::NotFound)?;
    Ok((*found.key(), found.into_record()))
}

/// `GET /admin/users/{name}`, with `?confirm=` a question.
pub fn show(ctx: &Ctx, request: &Request, visitor: &Visitor) -> Answer {
    let (id, user) = named(ctx, request)?;
    let page = page(ctx, visitor, request)?;
    let question = request.query_value("confirm").and_then(|step| Question::of(&step, &user));
    match question {
        Some(question) => render(StatusCode::OK, &confirm(page, &user, question, id == visitor.id)),
        None => render(StatusCode::OK, &view(ctx, page, visitor, (id, user))?),
    }
}

fn view(ctx: &Ctx, page: Page, visitor: &Visitor, (id, user): (UserId, User)) -> Result<AdminUser, Failure> {
    let sessions = session::list(ctx, id)?.into_iter().map(|(hash, session)| session_row(visitor, &hash, session));
    Ok(AdminUser {
        own: id == visitor.id,
        last_admin: user::is_last_admin(ctx, id, &user)?,
        number: id.0,
        admin: user.is_admin(),
        suspended: user.suspended,
        has_password: user.password.is_some(),
        second_factor: ctx.store.has::<SecondFactor>(&id)?,
        created: when(user.created_at),
        last_sign_in: last_sign_in(ctx, id)?.map(when),
        apps: ctx.store.members::<ClientNumber>(b'o', id.0, false)?.len(),
        grants: consent::list(ctx, id)?.len(),
        sessions: sessions.collect(),
        profile: said_of_oneself(&user),
        languages: languages(user.language.as_deref().unwrap_or_default()),
        notes: user.attributes.into_iter().collect(),
        key: String::new(),
        value: String::new(),
        email: user.email,
        name: user.name,
        errors: FormErrors::default(),
        page,
    })
}

/// What the person says of themselves, as `grantd user show` has it.
fn said_of_oneself(user: &User) -> Vec<(Sentence, String)> {
    let fields = [
        ("profile-first-name", &user.first_name),
        ("profile-last-name", &user.last_name),
        ("profile-location", &user.location),
    ];
    fields.into_iter().filter_map(|(label, text)| Some((Sentence::of(label), text.clone()?))).collect()
}

/// A step that is asked for once more.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Question {
    Suspend,
    MakeAdmin,
    MakeUser,
    SignOut,
    SecondFactorOff,
    Delete,
}

impl Question {
    /// The step of that name, if it can be done to the account as it is.
    fn of(step: &str, user: &User) -> Option<Self> {
        match step {
            "suspend" if !user.suspended => Some(Self::Suspend),
            "make-admin" if !user.is_admin() => Some(Self::MakeAdmin),
            "make-user" if user.is_admin() => Some(Self::MakeUser),
            "sign-out" => Some(Self::SignOut),
            "second-factor-off" => Some(Self::SecondFactorOff),
            "delete" => Some(Self::Delete),
            _ => None,
        }
    }
}

fn confirm(page: Page, user: &User, question: Question, own: bool) -> Confirm {
    let (action, title, text, button) = match question {
        Question::Suspend => ("suspend", "admin-ask-suspend", "admin-ask-suspend-text", "admin-suspend"),
        Question::MakeAdmin => ("make-admin", "admin-ask-admin", "admin-ask-admin-text", "admin-make-admin"),
        Question::MakeUser => ("make-user", "admin-ask-user", "admin-ask-user-text", "admin-make-user"),
        Question::SignOut => ("sign-out", "admin-ask-sign-out", "admin-ask-sign-out-text", "admin-sign-out"),
        Question::SecondFactorOff => {
            ("second-factor-off", "admin-ask-second-factor", "admin-ask-second-factor-text", "second-factor-off-button")
        }
        Question::Delete => ("delete", "admin-ask-delete", "admin-ask-delete-text", "admin-delete-user"),
    };
    let mut sentences = vec![Sentence::of(text)];
    if own && !matches!(question, Question::MakeAdmin | Question::SecondFactorOff) {
        sentences.push("admin-ask-own".into());
    }
    let path = format!("/admin/users/{}", user.name);
    Confirm {
        page,
        title: Sentence::of(title).with("name", user.name.as_str()),
        sentences,
        action: path.clone(),
        fields: vec![("action".to_owned(), action.to_owned())],
        button: button.into(),
        harms: true,
        cancel: path,
    }
}

/// `POST /admin/users/{name}`, by `action`.
pub async fn act(ctx: &Ctx, request: &Request, form: Form<'_>) -> Answer {
    let Form { visitor, params } = form;
    let (id, user) = named(ctx, request)?;
    let by = request.origin_of(visitor.actor(), &ctx.config);
    let done = match params.first("action") {
        "suspend" => user::set_suspended(ctx, &by, id, true).await.map(|_| "suspended")?,
        "unsuspend" => user::set_suspended(ctx, &by, id, false).await.map(|_| "unsuspended")?,
        "make-admin" => user::set_role(ctx, &by, id, Role::Admin).await.map(|_| "role")?,
        "make-user" => user::set_role(ctx, &by, id, Role::User).await.map(|_| "role")?,
        "sign-out" => session::end_others(ctx, &by, id, None).await.map(|()| "signed-out")?,
        "second-factor-off" => second_factor::turn_off(ctx, &by, id).await.map(|_| "second-factor-off")?,
        "session" => session::end_by_id(ctx, &by, id, params.first("session")).await.map(|_| "session")?,
        "remove-note" => {
            profile::set_attribute(ctx, &by, id, params.first("attribute"), None).await.map(|_| "note-removed")?
        }
        "delete" => {
            user::delete(ctx, &by, id).await?;
            return Ok(Response::see_other("/admin/users?done=user-deleted"));
        }
        "link" => {
            let key = link::password_key(ctx, &by, id).await?;
            let title = Sentence::of("admin-link-made").with("name", user.name.as_str());
            return password_link(ctx, visitor, &user, title, link::password_url(ctx, &key));
        }
        "export" => {
            let document = export::document(ctx, id, &user).await?;
            export::taken(ctx, &by, id, &user);
            return Ok(as_file(document, "attachment; filename=\"account.json\""));
        }
        "email" | "language" | "note" => return change(ctx, request, form, (id, user)).await,
        _ => return Err(Failure::NotFound),
    };
    Ok(Response::see_other(&format!("/admin/users/{}?done={done}", user.name)))
}

/// The steps in which something is typed that can be wrong.
async fn change(ctx: &Ctx, request: &Request, form: Form<'_>, (id, user): (UserId, User)) -> Answer {
    let Form { visitor, params } = form;
    let by = request.origin_of(visitor.actor(), &ctx.config);
    let (email, key, value) = (params.first("email"), params.first("attribute"), params.first("value"));
    let what = params.first("action");
    let changed = match what {
        "note" => profile::set_attribute(ctx, &by, id, key, Some(value).filter(|value| !value.is_empty())).await,
        "language" => {
            let language = Some(params.first("language").to_owned()).filter(|tag| !tag.is_empty());
            profile::edit(ctx, &by, id, ProfileChange { language: Some(language), ..ProfileChange::default() }).await
        }
        _ => user::set_email(ctx, &by, id, email).await,
    };
    match changed {
        Ok(user) => Ok(Response::see_other(&format!("/admin/users/{}?done={what}", user.name))),
        Err(error) => {
            let mut view = view(ctx, plain_page(ctx, Some(visitor))?, visitor, (id, user))?;
            match what {
                "note" => (view.key, view.value) = (key.to_owned(), value.to_owned()),
                "email" => email.clone_into(&mut view.email),
                _ => {}
            }
            view.errors = account_errors(error)?;
            render(StatusCode::BAD_REQUEST, &view)
        }
    }
}
