//! `POST /api/oauth/introspect`: token introspection (RFC 7662).

use super::protocol::{ProtocolRequest, refuse_body};
use crate::ctx::Ctx;
use crate::http::request::Request;
use crate::http::response::Response;
use crate::oauth;

/// 200 `{"active": …}`.
pub async fn introspect(ctx: &Ctx, mut request: Request) -> Response {
    let request = match ProtocolRequest::read(ctx, &mut request).await {
        Ok(request) => request,
        Err(unread) => return refuse_body(&unread),
    };
    let described =
        request.credentials().and_then(|credentials| oauth::introspect::introspect(ctx, &credentials, &request.params));
    match described {
        Ok(introspection) => Response::written_secret_json(introspection.to_json()),
        Err(error) => request.refuse(ctx, &error),
    }
}
