//! The protected resource, and that of somebody else.

use std::time::Duration;

use hyper::StatusCode;
use hyper::header::{HeaderValue, LOCATION, WWW_AUTHENTICATE};
use serde_json::json;

use super::script::{Reply, Script};
use super::stage::RETRY_AFTER;
use super::trace::{ApiOutcome, Leaked, What};
use super::{API_PATH, Setup};
use crate::http::request::Request;
use crate::http::response::Response;

/// Answers a call as the scenario has it.
pub(super) fn answer(script: &Script, setup: &Setup, request: &Request, beside: usize) -> Reply {
    // A token in the query is a finding, and the call goes on, so that there may be others.
    let token = bearer(request).map(str::to_owned).or_else(|| request.query_value("access_token"));
    let Some(token) = token else {
        return Reply::Now(unauthorized("Bearer realm=\"notes\"", "a bearer token is missing"));
    };
    let at = script.now();
    let mut stage = script.stage();
    let Some((call, takes)) = stage.call(&token, at) else {
        return Reply::Now(invalid_token("the token is not one of this scenario"));
    };
    stage.note(at, beside, What::Api(call));
    drop(stage);
    let response = match call.outcome {
        ApiOutcome::Served => Response::json(StatusCode::OK, &json!({"notes": ["milk", "bread"]})).no_store(),
        ApiOutcome::Refused => invalid_token("the token has expired or was revoked"),
        ApiOutcome::Busy => {
            Response::failure(StatusCode::TOO_MANY_REQUESTS, "too many requests").retry_after(RETRY_AFTER)
        }
        ApiOutcome::Redirected => redirect(&setup.elsewhere),
    };
    if takes > Duration::ZERO { Reply::After(takes, response) } else { Reply::Now(response) }
}

/// Answers whoever was led to another origin.
pub(super) fn elsewhere(script: &Script, request: &Request) -> Response {
    let at = script.now();
    let mut stage = script.stage();
    let headers = request.headers().values().any(|value| {
        let text = String::from_utf8_lossy(value.as_bytes());
        stage.leaked(&text, None) == Some(Leaked::Token)
    });
    let with_token = headers || stage.leaked(request.query().unwrap_or_default(), None) == Some(Leaked::Token);
    stage.note(at, 0, What::Elsewhere { with_token });
    drop(stage);
    Response::json(StatusCode::OK, &json!({"notes": []}))
}

fn bearer(request: &Request) -> Option<&str> {
    let (scheme, token) = request.authorization()?.split_once(' ')?;
    scheme.eq_ignore_ascii_case("Bearer").then(|| token.trim())
}

fn redirect(elsewhere: &str) -> Response {
    let response = Response::failure(StatusCode::TEMPORARY_REDIRECT, "it is elsewhere");
    match HeaderValue::try_from(format!("{elsewhere}{API_PATH}")) {
        Ok(location) => response.with_header(LOCATION, location),
        Err(_) => response,
    }
}

fn invalid_token(why: &str) -> Response {
    unauthorized("Bearer realm=\"notes\", error=\"invalid_token\"", why)
}

fn unauthorized(challenge: &'static str, why: &str) -> Response {
    Response::failure(StatusCode::UNAUTHORIZED, why).with_header(WWW_AUTHENTICATE, HeaderValue::from_static(challenge))
}
