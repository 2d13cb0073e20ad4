//! The dialect of the protocol endpoints (RFC 6749 §5.2): how their requests are read and their errors written. Where the
//! store takes no changes they answer 503 `temporarily_unavailable`, which RFC 6749 §4.1.2.1 has for the same case.

use std::net::IpAddr;

use hyper::StatusCode;
use hyper::header::{HeaderValue, WWW_AUTHENTICATE};
use serde_json::json;

use crate::ctx::Ctx;
use crate::http::request::{BodyError, Request};
use crate::http::response::Response;
use crate::limits::{TooMany, seconds};
use crate::oauth::{ClientCredentials, ErrorCode, OAuthError, Params};

/// A protocol request: its parameters, and who it says it is from.
pub struct ProtocolRequest {
    /// The body's parameters.
    pub params: Params,
    authorization: Option<String>,
    address: IpAddr,
}

impl ProtocolRequest {
    /// Reads a form body, urlencoded or multipart.
    pub async fn read(ctx: &Ctx, request: &mut Request) -> Result<Self, BodyError> {
        let authorization = request.has_authorization().then(|| request.authorization().unwrap_or("").to_owned());
        let address = request.client_address(&ctx.config);
        Ok(Self { params: request.form().await?, authorization, address })
    }

    /// Who it says it is from.
    pub fn credentials(&self) -> Result<ClientCredentials<'_>, OAuthError> {
        ClientCredentials::read(self.authorization.as_deref(), &self.params)
    }

    /// The refusal: 400, but 401 with a challenge where a client failed to authenticate by header, and 429 where too many
    /// fail.
    pub fn refuse(&self, ctx: &Ctx, error: &OAuthError) -> Response {
        match (error, error.code()) {
            (OAuthError::TooMany(too_many), _) => refuse_rate(*too_many),
            (_, ErrorCode::InvalidClient) => match ctx.limits.client_failures.admit_address(self.address) {
                Ok(()) => self.refuse_client(error),
                Err(too_many) => refuse_rate(too_many),
            },
            // RFC 7009 §2.2.1: who revokes must take the token for valid still, and may ask again.
            (_, ErrorCode::TemporarilyUnavailable) => {
                let response = refusal(StatusCode::SERVICE_UNAVAILABLE, error);
                error.retry_after().into_iter().fold(response, Response::retry_after)
            }
            (_, ErrorCode::ServerError) => {
                tracing::error!(%error, "a protocol request could not be answered");
                refusal(StatusCode::INTERNAL_SERVER_ERROR, error)
            }
            _ => refusal(StatusCode::BAD_REQUEST, error),
        }
    }

    fn refuse_client(&self, error: &OAuthError) -> Response {
        if self.authorization.is_none() {
            return refusal(StatusCode::BAD_REQUEST, error);
        }
        refusal(StatusCode::UNAUTHORIZED, error)
            .with_header(WWW_AUTHENTICATE, HeaderValue::from_static("Basic realm=\"grantd\""))
    }
}

/// 429: whoever it is asks too often.
pub fn refuse_rate(too_many: TooMany) -> Response {
    refusal(StatusCode::TOO_MANY_REQUESTS, &too_many.into()).retry_after(seconds(too_many.retry_after))
}

/// The refusal of a body that could not be read.
pub fn refuse_body(error: &BodyError) -> Response {
    let status = match error {
        BodyError::TooLarge | BodyError::Encoded => error.status(),
        _ => StatusCode::BAD_REQUEST,
    };
    refusal(status, &OAuthError::invalid_request(error.to_string()))
}

fn refusal(status: StatusCode, error: &OAuthError) -> Response {
    let body = json!({ "error": error.code().as_str(), "error_description": error.description() });
    Response::json(status, &body).no_store()
}
