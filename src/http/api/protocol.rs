//! The dialect of the protocol endpoints (RFC 6749 §5.2): how their requests are read and their errors written.

use hyper::StatusCode;
use hyper::header::{HeaderValue, WWW_AUTHENTICATE};
use serde_json::json;

use crate::http::request::{BodyError, Request};
use crate::http::response::Response;
use crate::oauth::{ClientCredentials, ErrorCode, OAuthError, Params};

/// A protocol request: its parameters, and who it says it is from.
pub struct ProtocolRequest {
    /// The body's parameters.
    pub params: Params,
    authorization: Option<String>,
}

impl ProtocolRequest {
    /// Reads a form body, urlencoded or multipart.
    pub async fn read(request: &mut Request) -> Result<Self, BodyError> {
        let authorization = request.has_authorization().then(|| request.authorization().unwrap_or("").to_owned());
        Ok(Self { params: request.form().await?, authorization })
    }

    /// Who it says it is from.
    pub fn credentials(&self) -> Result<ClientCredentials, OAuthError> {
        ClientCredentials::read(self.authorization.as_deref(), &self.params)
    }

    /// The refusal: 400, but 401 with a challenge where a client failed to authenticate by header.
    pub fn refuse(&self, error: &OAuthError) -> Response {
        match error.code() {
            ErrorCode::InvalidClient if self.authorization.is_some() => refusal(StatusCode::UNAUTHORIZED, error)
                .with_header(WWW_AUTHENTICATE, HeaderValue::from_static("Basic realm=\"grantd\"")),
            ErrorCode::ServerError => {
                tracing::error!(%error, "a protocol request could not be answered");
                refusal(StatusCode::INTERNAL_SERVER_ERROR, error)
            }
            _ => refusal(StatusCode::BAD_REQUEST, error),
        }
    }
}

/// The refusal of a body that could not be read.
pub fn refuse_body(error: &BodyError) -> Response {
    let status = match error {
        BodyError::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        _ => StatusCode::BAD_REQUEST,
    };
    refusal(status, &OAuthError::invalid_request(error.to_string()))
}

fn refusal(status: StatusCode, error: &OAuthError) -> Response {
    let body = json!({ "error": error.code().as_str(), "error_description": error.description() });
    Response::json(status, &body).no_store()
}
