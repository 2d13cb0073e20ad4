//! The dialect of the account's own API: `{"status", "message"?, "data"?, "pagination"?}`, and what each failure looks
//! like in it.

use hyper::StatusCode;
use hyper::header::{HeaderValue, WWW_AUTHENTICATE};
use serde::Serialize;
use serde_json::{Map, Value, json};

use super::page::Pagination;
use crate::account::AccountError;
use crate::ctx::Ctx;
use crate::http::request::{BodyError, Request};
use crate::http::response::Response;
use crate::limits::{TooMany, seconds};
use crate::oauth::registration::AppError;
use crate::protect::bearer::{Caller, Denied, Needs, authenticate};
use crate::secret::RandomError;
use crate::store::StoreError;

/// The `realm` of every challenge.
const REALM: &str = "grantd";

#[derive(Serialize)]
struct Success<T> {
    status: &'static str,
    data: T,
}

/// `{"status":"success"}` with `data`.
pub fn success(data: impl Serialize) -> Response {
    Response::json(StatusCode::OK, &Success { status: "success", data })
}

/// The same, with `pagination`.
pub fn page_of(data: impl Serialize, pagination: Pagination) -> Response {
    Response::json(StatusCode::OK, &json!({ "status": "success", "data": data, "pagination": pagination }))
}

/// The body of an answer with `data`, to be given again; `None` where it cannot be written.
pub fn success_json(data: impl Serialize) -> Option<Vec<u8>> {
    serde_json::to_vec(&Success { status: "success", data }).ok()
}

/// `{"status":"success"}` with a message.
pub fn done(message: &str) -> Response {
    Response::json(StatusCode::OK, &json!({ "status": "success", "message": message }))
}

/// Why a request of the account's API was refused.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
    /// The body or a parameter cannot be used: 400 with this message.
    #[error("{0}")]
    BadRequest(String),
    /// There is no such thing, or it is not the caller's: 404 with this message.
    #[error("{0}")]
    NotFound(&'static str),
    /// The body could not be read.
    #[error(transparent)]
    Body(#[from] BodyError),
    /// The caller is not allowed.
    #[error(transparent)]
    Denied(#[from] Denied),
    /// An account operation refused.
    #[error(transparent)]
    Account(#[from] AccountError),
    /// An operation on an app refused.
    #[error(transparent)]
    App(#[from] AppError),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no randomness.
    #[error(transparent)]
    Random(#[from] RandomError),
}

impl From<TooMany> for ApiError {
    fn from(too_many: TooMany) -> Self {
        Self::Account(too_many.into())
    }
}

impl ApiError {
    /// 400 `invalid payload`.
    pub fn invalid_payload() -> Self {
        Self::BadRequest("invalid payload".to_owned())
    }

    /// The answer that the caller gets.
    pub fn into_response(self) -> Response {
        match self {
            Self::BadRequest(message) => error(StatusCode::BAD_REQUEST, &message),
            Self::NotFound(message) => not_found(message),
            Self::Body(refused) => error(refused.status(), &refused.to_string()),
            Self::Denied(denied) => deny(&denied),
            Self::Account(refused) => account_refusal(&refused),
            Self::App(AppError::NotFound) => not_found("OAuth2 client not found"),
            Self::App(AppError::NoPreviousSecret) => not_found(&AppError::NoPreviousSecret.to_string()),
            Self::App(AppError::Store(failed)) | Self::Store(failed) => store_failure(&failed),
            Self::App(AppError::Random(failed)) | Self::Random(failed) => internal(&failed),
            Self::App(refused) => error(StatusCode::BAD_REQUEST, &refused.to_string()),
        }
    }
}

/// `{"status":"error","message"}`.
pub fn error(status: StatusCode, message: &str) -> Response {
    Response::failure(status, message)
}

/// 404 `{"status":"not found","message"}`.
pub fn not_found(message: &str) -> Response {
    Response::json(StatusCode::NOT_FOUND, &json!({ "status": "not found", "message": message }))
}

/// 500. What failed goes to the log, not to the caller.
pub fn internal(failed: &dyn std::error::Error) -> Response {
    tracing::error!(error = %failed, "a request could not be answered");
    error(StatusCode::INTERNAL_SERVER_ERROR, "error, please try again or contact the administrator")
}

/// 503 where the store mends itself, with the time to ask again: the log has said why, once. Otherwise 500.
pub fn store_failure(failed: &StoreError) -> Response {
    match failed.retry_after() {
        Some(seconds) => {
            let message = "nothing can be stored at the moment, please try again later";
            error(StatusCode::SERVICE_UNAVAILABLE, message).retry_after(seconds).no_store()
        }
        None => internal(failed),
    }
}

fn account_refusal(refused: &AccountError) -> Response {
    let status = match refused {
        AccountError::Invalid { .. } | AccountError::Taken { .. } => StatusCode::BAD_REQUEST,
        AccountError::SetUpEnded | AccountError::NoSecondFactor | AccountError::PasskeysUnavailable => {
            StatusCode::BAD_REQUEST
        }
        AccountError::Credentials | AccountError::SecondFactorNeeded | AccountError::SignInEnded => {
            StatusCode::UNAUTHORIZED
        }
        AccountError::TooManyAttempts { .. } => StatusCode::TOO_MANY_REQUESTS,
        AccountError::NotFound | AccountError::NoSuchFactor => return not_found(&refused.message()),
        AccountError::Busy | AccountError::SecondFactorSealed => StatusCode::SERVICE_UNAVAILABLE,
        AccountError::Store(failed) => return store_failure(failed),
        AccountError::Random(failed) => return internal(failed),
        _ => StatusCode::FORBIDDEN,
    };
    let response = error(status, &refused.message());
    match refused {
        AccountError::TooManyAttempts { retry_after } => response.retry_after(seconds(*retry_after)),
        AccountError::Busy => response.retry_after(1),
        _ => response,
    }
}

/// A refusal at an endpoint that wants a bearer token (RFC 6750 §3).
pub fn deny(denied: &Denied) -> Response {
    let challenge = |attributes: &str| {
        HeaderValue::from_str(&format!("Bearer realm=\"{REALM}\"{attributes}"))
            .unwrap_or(HeaderValue::from_static("Bearer"))
    };
    match denied {
        Denied::NoCredentials => {
            error(StatusCode::UNAUTHORIZED, &denied.to_string()).with_header(WWW_AUTHENTICATE, challenge(""))
        }
        Denied::InvalidToken => {
            let text = "The access token provided is expired, revoked, malformed, or invalid for other reasons.";
            let attributes = format!(", error=\"invalid_token\", error_description=\"{text}\"");
            Response::json(StatusCode::UNAUTHORIZED, &json!({ "error": "invalid_token", "error_description": text }))
                .with_header(WWW_AUTHENTICATE, challenge(&attributes))
                .no_store()
        }
        Denied::InsufficientScope(scope) => {
            let text = "The request requires higher privileges than provided by the access token.";
            let attributes = format!(", error=\"insufficient_scope\", error_description=\"{text}\", scope=\"{scope}\"");
            Response::json(StatusCode::FORBIDDEN, &json!({ "error": "insufficient_scope", "error_description": text }))
                .with_header(WWW_AUTHENTICATE, challenge(&attributes))
                .no_store()
        }
        Denied::Forbidden | Denied::Suspended | Denied::SecondFactorMissing | Denied::Unconfirmed => {
            error(StatusCode::FORBIDDEN, &denied.to_string())
        }
        Denied::Store(failed) => store_failure(failed),
    }
}

/// Reads much of the store, away from the threads that connections live on.
///
/// # Errors
/// Those of `read`.
pub async fn apart<T: Send + 'static>(
    ctx: &Ctx,
    read: impl FnOnce(&Ctx) -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    let own = ctx.clone();
    let reading = tokio::task::spawn_blocking(move || read(&own));
    reading.await.unwrap_or_else(|error| Err(StoreError::Engine(error.to_string())))
}

/// Who makes the request, if that is enough.
pub fn caller(ctx: &Ctx, request: &Request, needs: Needs<'_>) -> Result<Caller, Denied> {
    authenticate(ctx, request.authorization(), needs)
}

/// The body as a JSON object.
pub async fn object(request: &mut Request) -> Result<Map<String, Value>, ApiError> {
    match request.json().await? {
        Value::Object(object) => Ok(object),
        _ => Err(ApiError::invalid_payload()),
    }
}

/// The text at `key`: `None` when the key is missing, an error when it is something else than text.
pub fn text(object: &Map<String, Value>, key: &str) -> Result<Option<String>, ApiError> {
    match object.get(key) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(ApiError::BadRequest(format!("{key}: text is expected"))),
    }
}

/// The text at `key`, where `null` or an empty text removes it.
pub fn clearable(object: &Map<String, Value>, key: &str) -> Result<Option<Option<String>>, ApiError> {
    match object.get(key) {
        Some(Value::Null) => Ok(Some(None)),
        _ => Ok(text(object, key)?.map(|text| Some(text).filter(|text| !text.trim().is_empty()))),
    }
}

/// The `true` or `false` at `key`.
pub fn flag(object: &Map<String, Value>, key: &str) -> Result<Option<bool>, ApiError> {
    match object.get(key) {
        None => Ok(None),
        Some(Value::Bool(flag)) => Ok(Some(*flag)),
        Some(_) => Err(ApiError::BadRequest(format!("{key}: true or false is expected"))),
    }
}
