//! `/api/oauth/grants`: the apps that the caller has authorised. First-party only.

use serde_json::json;

use super::answer::{ApiError, caller, object, page_of, success, text};
use super::page::PageRequest;
use crate::ctx::Ctx;
use crate::http::request::Request;
use crate::http::response::Response;
use crate::oauth::consent::{self, NarrowError, Narrowing};
use crate::oauth::grant_object::GrantObject;
use crate::protect::bearer::{Caller, Needs};
use crate::scope::ScopeSet;

const PAGE: usize = 5;

/// `GET /api/oauth/grants`: pages of 5, the newest consent first.
pub fn list(ctx: &Ctx, request: &Request) -> Result<Response, ApiError> {
    let caller = caller(ctx, request, Needs::FirstParty)?;
    let (authorised, pagination) = PageRequest::read(request, PAGE).of(consent::list(ctx, caller.user_id())?);
    let grants: Vec<_> = authorised.iter().map(GrantObject::new).collect();
    Ok(page_of(json!({ "grants": grants }), pagination))
}

/// `GET /api/oauth/grants/{client_id}`: one of them.
pub fn show(ctx: &Ctx, request: &Request, client_id: &str) -> Result<Response, ApiError> {
    let caller = caller(ctx, request, Needs::FirstParty)?;
    answer(ctx, &caller, client_id)
}

/// `PATCH /api/oauth/grants/{client_id}` with `{"scope"}`: what the app may do from now on, less than before. Answers the
/// consent as it is then.
pub async fn narrow(ctx: &Ctx, mut request: Request, client_id: &str) -> Result<Response, ApiError> {
    let caller = caller(ctx, &request, Needs::FirstParty)?;
    let body = object(&mut request).await?;
    let scope = text(&body, "scope")?.ok_or_else(ApiError::invalid_payload)?;
    let by = request.origin_of(caller.actor(), &ctx.config);
    let wanted = ScopeSet::parse(&scope);
    match consent::narrow(ctx, &by, caller.user_id(), client_id, Narrowing::To(&wanted)).await {
        Ok(_) => answer(ctx, &caller, client_id),
        Err(NarrowError::NotFound) => Err(not_authorised()),
        Err(NarrowError::Store(error)) => Err(error.into()),
        Err(refused @ (NarrowError::NothingLeft | NarrowError::Wider(_))) => {
            Err(ApiError::BadRequest(refused.to_string()))
        }
    }
}

fn answer(ctx: &Ctx, caller: &Caller, client_id: &str) -> Result<Response, ApiError> {
    let authorised = consent::by_client_id(ctx, caller.user_id(), client_id)?.ok_or_else(not_authorised)?;
    Ok(success(json!({ "grant": GrantObject::new(&authorised) })))
}

fn not_authorised() -> ApiError {
    ApiError::NotFound("you have not authorized this app")
}

/// `DELETE /api/oauth/grants/{client_id}`: 204; the app's codes and tokens for the caller end at once.
pub async fn withdraw(ctx: &Ctx, request: &Request, client_id: &str) -> Result<Response, ApiError> {
    let caller = caller(ctx, request, Needs::FirstParty)?;
    if consent::withdraw(ctx, &request.origin_of(caller.actor(), &ctx.config), caller.user_id(), client_id).await? {
        Ok(Response::no_content())
    } else {
        Err(not_authorised())
    }
}
