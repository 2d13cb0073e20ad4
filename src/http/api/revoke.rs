//! `POST /api/oauth/revoke`: token revocation (RFC 7009).

use hyper::StatusCode;
use serde_json::json;

use super::protocol::{ProtocolRequest, refuse_body};
use crate::ctx::Ctx;
use crate::http::request::Request;
use crate::http::response::Response;
use crate::oauth;

/// 200 `{}`.
pub async fn revoke(ctx: &Ctx, mut request: Request) -> Response {
    let protocol = match ProtocolRequest::read(ctx, &mut request).await {
        Ok(protocol) => protocol,
        Err(unread) => return refuse_body(&unread).cors_any(),
    };
    let by = request.origin(&ctx.config);
    let revoked = match protocol.credentials() {
        Ok(credentials) => oauth::revoke::revoke(ctx, &by, &credentials, &protocol.params).await,
        Err(error) => Err(error),
    };
    let response = match revoked {
        Ok(()) => Response::json(StatusCode::OK, &json!({})).no_store(),
        Err(error) => protocol.refuse(ctx, &error),
    };
    response.cors_any()
}
