//! `/api/users`: the accounts of this instance.

use serde_json::json;

use super::answer::{ApiError, apart, caller, flag, object, page_of, success};
use super::page::PageRequest;
use super::profile::profile_change;
use crate::account::AccountError;
use crate::account::account_object::AccountObject;
use crate::account::search::{Wanted, search};
use crate::account::{profile, user};
use crate::ctx::Ctx;
use crate::http::request::Request;
use crate::http::response::Response;
use crate::protect::bearer::{Caller, Needs};
use crate::store::records::{Role, User, UserId};
use crate::store::window::Part;

const PAGE: usize = 10;

/// `GET /api/users`: pages of 10, by name; `q` finds a part of the name. Administrators find parts of addresses, too, and
/// narrow the list by `role` (`user`, `admin`), `suspended` (`true`, `false`) and `never_signed_in=true`.
pub async fn list(ctx: &Ctx, request: &Request) -> Result<Response, ApiError> {
    let caller = caller(ctx, request, Needs::Scope("users:read"))?.active()?;
    let wanted = match caller.user().is_admin() {
        true => wanted(request),
        false => Wanted { text: request.query_value("q").unwrap_or_default(), ..Wanted::default() },
    };
    let page = PageRequest::read(request, PAGE);
    let Part { items, total } = apart(ctx, move |ctx| search(ctx, &wanted, page.window())).await?;
    let users: Vec<_> = items.iter().map(|(id, user)| seen_by(&caller, *id, user)).collect();
    Ok(page_of(json!({ "users": users }), page.pagination(total)))
}

/// Which accounts an administrator asks for.
pub fn wanted(request: &Request) -> Wanted {
    let word = |name| request.query_value(name).unwrap_or_default();
    Wanted {
        text: word("q"),
        in_email: true,
        role: match word("role").as_str() {
            "admin" => Some(Role::Admin),
            "user" => Some(Role::User),
            _ => None,
        },
        suspended: word("suspended").parse().ok(),
        never_signed_in: word("never_signed_in") == "true",
    }
}

/// `GET /api/users/{name}`.
pub fn get(ctx: &Ctx, request: &Request, name: &str) -> Result<Response, ApiError> {
    let caller = caller(ctx, request, Needs::Scope("users:read"))?.active()?;
    let (id, user) = find(ctx, name)?;
    Ok(success(json!({ "users": [seen_by(&caller, id, &user)] })))
}

/// `PATCH /api/users/{name}` takes `admin`, `suspended` and profile fields. Administrators only.
pub async fn edit(ctx: &Ctx, mut request: Request, name: &str) -> Result<Response, ApiError> {
    let caller = caller(ctx, &request, Needs::Scope("users:write"))?.admin()?.confirmed(ctx)?;
    let object = object(&mut request).await?;
    let (id, mut user) = find(ctx, name)?;
    let (admin, suspended) = (flag(&object, "admin")?, flag(&object, "suspended")?);
    let profile = profile_change(&object)?;
    if admin.is_none() && suspended.is_none() && profile.is_none() {
        return Err(ApiError::invalid_payload());
    }
    let by = request.origin_of(caller.actor(), &ctx.config);
    if let Some(change) = profile {
        user = profile::edit(ctx, &by, id, change).await?;
    }
    if let Some(admin) = admin {
        user = user::set_role(ctx, &by, id, if admin { Role::Admin } else { Role::User }).await?;
    }
    if let Some(suspended) = suspended {
        user = user::set_suspended(ctx, &by, id, suspended).await?;
    }
    Ok(success(json!({ "users": [AccountObject::with_email(&user)] })))
}

/// `DELETE /api/users/{name}`: 204. One's own account, or any for an administrator.
pub async fn delete(ctx: &Ctx, request: &Request, name: &str) -> Result<Response, ApiError> {
    let mut caller = caller(ctx, request, Needs::Scope("users:write"))?.confirmed(ctx)?;
    let found = find(ctx, name);
    if !matches!(&found, Ok((id, _)) if *id == caller.user_id()) {
        caller = caller.admin()?;
    }
    let (id, _) = found?;
    user::delete(ctx, &request.origin_of(caller.actor(), &ctx.config), id).await?;
    Ok(Response::no_content())
}

fn find(ctx: &Ctx, name: &str) -> Result<(UserId, User), ApiError> {
    let user = user::by_name(ctx, name)?.ok_or(AccountError::NotFound)?;
    Ok((*user.key(), user.into_record()))
}

fn seen_by<'u>(caller: &Caller, id: UserId, user: &'u User) -> AccountObject<'u> {
    let sees_email = caller.user_id() == id || caller.user().is_admin();
    if sees_email { AccountObject::with_email(user) } else { AccountObject::public(user) }
}
