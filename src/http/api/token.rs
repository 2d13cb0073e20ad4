//! `POST /api/oauth/token`: the token endpoint (RFC 6749 §3.2).

use hyper::StatusCode;
use serde::Serialize;

use super::protocol::{ProtocolRequest, refuse_body, refuse_rate};
use crate::audit::Origin;
use crate::ctx::Ctx;
use crate::http::request::Request;
use crate::http::response::Response;
use crate::oauth::exchange::exchange;
use crate::oauth::refresh::refresh;
use crate::oauth::tokens::TokenResponse;
use crate::oauth::{ErrorCode, OAuthError};
use crate::scope::ScopeSet;

/// 200 `{"access_token", "token_type", "expires_in", "refresh_token", "scope"}`.
pub async fn token(ctx: &Ctx, mut request: Request) -> Response {
    if let Err(too_many) = ctx.limits.token.admit_address(request.client_address(&ctx.config)) {
        return refuse_rate(too_many).cors_any();
    }
    let protocol = match ProtocolRequest::read(ctx, &mut request).await {
        Ok(protocol) => protocol,
        Err(unread) => return refuse_body(&unread).cors_any(),
    };
    let by = request.origin(&ctx.config);
    let response = match grant(ctx, &by, &protocol).await {
        Ok(tokens) => Response::json(StatusCode::OK, &body(&tokens)).no_store(),
        Err(error) => protocol.refuse(ctx, &error),
    };
    response.cors_any()
}

async fn grant(ctx: &Ctx, by: &Origin<'_>, request: &ProtocolRequest) -> Result<TokenResponse, OAuthError> {
    match request.params.required("grant_type")? {
        "authorization_code" => exchange(ctx, by, &request.credentials()?, &request.params).await,
        "refresh_token" => refresh(ctx, by, &request.credentials()?, &request.params).await,
        _ => Err(OAuthError::refused(
            ErrorCode::UnsupportedGrantType,
            "The grant types of this server are authorization_code and refresh_token.",
        )),
    }
}

/// A successful answer (RFC 6749 §5.1).
#[derive(Serialize)]
struct Answer<'t> {
    access_token: &'t str,
    token_type: &'static str,
    expires_in: u64,
    refresh_token: &'t str,
    scope: &'t ScopeSet,
}

fn body(tokens: &TokenResponse) -> Answer<'_> {
    Answer {
        access_token: tokens.access_token.reveal(),
        token_type: "Bearer",
        expires_in: tokens.expires_in,
        refresh_token: tokens.refresh_token.reveal(),
        scope: &tokens.scope,
    }
}
