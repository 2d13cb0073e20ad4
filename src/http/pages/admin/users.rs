//! `/admin/users` and `/admin/users/new`: accounts, looked for, and one more.

use hyper::StatusCode;

use super::super::apps::shown;
use super::super::form::{account_errors, day};
use super::super::views::{AdminSecret, AdminUserNew, AdminUserRow, AdminUsers, FormErrors};
use super::super::{Answer, plain_page, render};
use super::{Form, choice, page, query, secret, status_of};
use crate::account::link;
use crate::account::search::{last_sign_in, search};
use crate::account::user::{self, NewUser};
use crate::ctx::Ctx;
use crate::http::api::answer::apart;
use crate::http::api::page::PageRequest;
use crate::http::api::users::wanted;
use crate::http::pages::session::Visitor;
use crate::http::request::Request;
use crate::store::StoreError;
use crate::store::records::{Role, User, UserId};
use crate::store::window::Part;
use crate::words::Sentence;

const PAGE: usize = 10;

/// `GET /admin/users`.
pub async fn list(ctx: &Ctx, request: &Request, visitor: &Visitor) -> Answer {
    let part = PageRequest::read(request, PAGE);
    let asked = wanted(request);
    let Part { items, total } = apart(ctx, move |ctx| search(ctx, &asked, part.window())).await?;
    let word = |name| request.query_value(name).unwrap_or_default();
    let (role, suspended, never) = (word("role"), word("suspended"), word("never_signed_in"));
    let pagination = part.pagination(total);
    let view = AdminUsers {
        page: page(ctx, visitor, request)?,
        find: word("q"),
        roles: vec![
            choice("", "admin-any", &role),
            choice("user", "admin-role-user", &role),
            choice("admin", "admin-role-admin", &role),
        ],
        states: vec![
            choice("", "admin-any", &suspended),
            choice("false", "admin-state-active", &suspended),
            choice("true", "admin-state-suspended", &suspended),
        ],
        never_signed_in: never == "true",
        users: items.iter().map(|(id, user)| row(ctx, *id, user)).collect::<Result<_, _>>()?,
        total,
        query: query(request, &["q", "role", "suspended", "never_signed_in"]),
        pagination: shown(pagination.page, pagination.pages),
    };
    render(status_of(&pagination), &view)
}

fn row(ctx: &Ctx, id: UserId, user: &User) -> Result<AdminUserRow, StoreError> {
    Ok(AdminUserRow {
        name: user.name.clone(),
        email: user.email.clone(),
        admin: user.is_admin(),
        suspended: user.suspended,
        has_password: user.password.is_some(),
        last_sign_in: last_sign_in(ctx, id)?.map(day),
    })
}

/// `GET /admin/users/new`.
pub fn show_new(ctx: &Ctx, request: &Request, visitor: &Visitor) -> Answer {
    let page = page(ctx, visitor, request)?;
    let (username, email, errors) = (String::new(), String::new(), FormErrors::default());
    render(StatusCode::OK, &AdminUserNew { page, username, email, admin: false, errors })
}

/// `POST /admin/users/new`: the account, and the link with which its person sets a password, shown this once.
pub async fn add(ctx: &Ctx, request: &Request, Form { visitor, params }: Form<'_>) -> Answer {
    let by = request.origin_of(visitor.actor(), &ctx.config);
    let (name, email) = (params.first("username").to_owned(), params.first("email").to_owned());
    let admin = params.first("admin") == "yes";
    let role = if admin { Role::Admin } else { Role::User };
    match user::create(ctx, &by, NewUser { name, email, password: None, role, language: None }).await {
        Ok((id, user)) => {
            let key = link::password_key(ctx, &by, id).await?;
            let title = Sentence::of("admin-user-made").with("name", user.name.as_str());
            password_link(ctx, visitor, &user, title, link::password_url(ctx, &key))
        }
        Err(error) => {
            let (username, email) = (params.first("username").to_owned(), params.first("email").to_owned());
            let (page, errors) = (plain_page(ctx, Some(visitor))?, account_errors(error)?);
            render(StatusCode::BAD_REQUEST, &AdminUserNew { page, username, email, admin, errors })
        }
    }
}

/// The page that shows a link that sets a password, this once.
pub fn password_link(ctx: &Ctx, visitor: &Visitor, user: &User, title: Sentence, link: String) -> Answer {
    let view = AdminSecret {
        page: plain_page(ctx, Some(visitor))?,
        at: "users",
        title,
        text: "admin-link-text".into(),
        items: vec![("admin-link".into(), link)],
        back: format!("/admin/users/{}", user.name),
    };
    secret(ctx, &view)
}
