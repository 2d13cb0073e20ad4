//! `POST /api/oauth/leaked`: whoever finds a token hands it in, without credentials.

use serde_json::json;

use super::answer::{ApiError, success};
use crate::ctx::Ctx;
use crate::http::request::Request;
use crate::http::response::Response;
use crate::oauth::leaked;

/// 200 with how many secrets were recognised. The body is any text: JSON, a log, a list.
pub async fn report(ctx: &Ctx, mut request: Request) -> Result<Response, ApiError> {
    let by = request.origin(&ctx.config).into_owned();
    ctx.limits.links.admit_address(request.client_address(&ctx.config))?;
    let body = request.read_ahead().await?;
    let recognised = leaked::report(ctx, &by, &String::from_utf8_lossy(&body)).await?;
    Ok(success(json!({ "recognised": recognised })).no_store())
}
