//! `GET /.well-known/oauth-authorization-server` (RFC 8414).

use hyper::StatusCode;

use crate::ctx::Ctx;
use crate::http::response::Response;
use crate::oauth;

/// 200, the metadata document.
pub fn metadata(ctx: &Ctx) -> Response {
    Response::json(StatusCode::OK, &oauth::metadata::metadata(ctx)).cors_any()
}
