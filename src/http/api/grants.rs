//! `/api/oauth/grants`: the apps that the caller has authorised. First-party only.

use serde_json::json;

use super::answer::{ApiError, caller, page_of};
use super::page::PageRequest;
use crate::ctx::Ctx;
use crate::http::request::Request;
use crate::http::response::Response;
use crate::oauth::consent;
use crate::oauth::grant_object::GrantObject;
use crate::protect::bearer::Needs;

const PAGE: usize = 5;

/// `GET /api/oauth/grants`: pages of 5, the newest consent first.
pub fn list(ctx: &Ctx, request: &Request) -> Result<Response, ApiError> {
    let caller = caller(ctx, request, Needs::FirstParty)?;
    let (authorised, pagination) = PageRequest::read(request, PAGE).of(consent::list(ctx, caller.user_id())?);
    let grants: Vec<_> = authorised.iter().map(GrantObject::new).collect();
    Ok(page_of(json!({ "grants": grants }), pagination))
}

/// `DELETE /api/oauth/grants/{client_id}`: 204; the app's codes and tokens for the caller end at once.
pub async fn withdraw(ctx: &Ctx, request: &Request, client_id: &str) -> Result<Response, ApiError> {
    let caller = caller(ctx, request, Needs::FirstParty)?;
    if consent::withdraw(ctx, &request.origin_of(caller.actor(), &ctx.config), caller.user_id(), client_id).await? {
        Ok(Response::no_content())
    } else {
        Err(ApiError::NotFound("you have not authorized this app"))
    }
}
