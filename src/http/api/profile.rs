//! `/api/auth/profile`: the account that acts or is acted for.

use hyper::StatusCode;
use serde_json::{Map, Value, json};

use super::answer::{ApiError, caller, clearable, object, success, success_json};
use crate::account::account_object::AccountObject;
use crate::account::profile::{self, ProfileChange};
use crate::ctx::Ctx;
use crate::http::request::Request;
use crate::http::response::Response;
use crate::protect::bearer::{Caller, Needs};

/// `GET /api/auth/profile`.
pub fn profile(ctx: &Ctx, request: &Request) -> Result<Response, ApiError> {
    let caller = caller(ctx, request, Needs::Scope("profile:read"))?;
    let written = match &caller {
        Caller::FirstParty(_) => None,
        Caller::ThirdParty(token) => token.standing.profile(|user| success_json(AccountObject::with_email(user))),
    };
    Ok(written.map_or_else(|| success(AccountObject::with_email(caller.user())), Response::written_json))
}

/// `POST /api/auth/profile/edit` takes any of `first_name`, `last_name`, `bio`, `location`.
pub async fn edit(ctx: &Ctx, mut request: Request) -> Result<Response, ApiError> {
    let caller = caller(ctx, &request, Needs::Scope("profile:write"))?.active()?;
    let change = profile_change(&object(&mut request).await?)?.ok_or_else(ApiError::invalid_payload)?;
    let user = profile::edit(ctx, &request.origin_of(caller.actor(), &ctx.config), caller.user_id(), change).await?;
    let body =
        json!({ "status": "success", "message": "user profile updated", "data": AccountObject::with_email(&user) });
    Ok(Response::json(StatusCode::OK, &body))
}

/// `POST /api/auth/profile/edit/preferences` takes `language`; null leaves it to the browser. What else FitTrackee keeps
/// there is not grantd's.
pub async fn edit_preferences(ctx: &Ctx, mut request: Request) -> Result<Response, ApiError> {
    let caller = caller(ctx, &request, Needs::Scope("profile:write"))?.active()?;
    let language = clearable(&object(&mut request).await?, "language")?.ok_or_else(ApiError::invalid_payload)?;
    let change = ProfileChange { language: Some(language), ..ProfileChange::default() };
    let user = profile::edit(ctx, &request.origin_of(caller.actor(), &ctx.config), caller.user_id(), change).await?;
    let body =
        json!({ "status": "success", "message": "user preferences updated", "data": AccountObject::with_email(&user) });
    Ok(Response::json(StatusCode::OK, &body))
}

/// What the body wants changed of the profile; `None` when it says nothing about it.
pub fn profile_change(object: &Map<String, Value>) -> Result<Option<ProfileChange>, ApiError> {
    let known = ["first_name", "last_name", "bio", "location"];
    if !known.iter().any(|key| object.contains_key(*key)) {
        return Ok(None);
    }
    Ok(Some(ProfileChange {
        first_name: clearable(object, "first_name")?,
        last_name: clearable(object, "last_name")?,
        bio: clearable(object, "bio")?,
        location: clearable(object, "location")?,
        language: None,
    }))
}
