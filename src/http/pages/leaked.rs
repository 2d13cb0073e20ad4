//! `/profile/apps/leaked`: whoever finds a token pastes it here, and it is ended. Nobody need be signed in.

use hyper::StatusCode;

use super::form::open_form;
use super::session::visitor;
use super::views::Leaked;
use super::{Answer, page, render};
use crate::ctx::Ctx;
use crate::http::request::Request;
use crate::http::response::Response;
use crate::oauth::leaked;

/// `GET /profile/apps/leaked`, with `?found=` how many were recognised.
pub fn show(ctx: &Ctx, request: &Request) -> Answer {
    let visitor = visitor(ctx, request)?;
    let found = request.query_value("found").and_then(|found| found.parse().ok());
    let found = found.map(|found: u64| found.min(leaked::MOST as u64));
    let most = found == Some(leaked::MOST as u64);
    render(StatusCode::OK, &Leaked { page: page(ctx, visitor.as_ref(), request)?, found, most })
}

/// `POST /profile/apps/leaked`: what is in `text` ends.
pub async fn report(ctx: &Ctx, request: &mut Request) -> Answer {
    ctx.limits.links.admit_address(request.client_address(&ctx.config))?;
    let params = open_form(ctx, request).await?;
    let by = match visitor(ctx, request)? {
        Some(visitor) => request.origin_of(visitor.actor(), &ctx.config),
        None => request.origin(&ctx.config),
    };
    let found = leaked::report(ctx, &by, params.first("text")).await?;
    Ok(Response::see_other(&format!("/profile/apps/leaked?found={found}")))
}
