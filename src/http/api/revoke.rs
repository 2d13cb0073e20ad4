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
    let request = match ProtocolRequest::read(ctx, &mut request).await {
        Ok(request) => request,
        Err(unread) => return refuse_body(&unread).cors_any(),
    };
    let revoked = match request.credentials() {
        Ok(credentials) => oauth::revoke::revoke(ctx, &credentials, &request.params).await,
        Err(error) => Err(error),
    };
    let response = match revoked {
        Ok(()) => Response::json(StatusCode::OK, &json!({})).no_store(),
        Err(error) => request.refuse(ctx, &error),
    };
    response.cors_any()
}
