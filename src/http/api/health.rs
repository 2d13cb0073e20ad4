//! `/api/ping` and `/healthz`: is it there, and does its store answer.

use hyper::StatusCode;
use serde_json::json;

use super::answer::{done, error};
use crate::ctx::Ctx;
use crate::http::response::Response;
use crate::store::records::Instance;

/// 200 `pong!`.
pub fn ping() -> Response {
    done("pong!")
}

/// 200 when the store answers, 503 when it does not.
pub fn healthz(ctx: &Ctx) -> Response {
    match ctx.store.get::<Instance>(&()) {
        Ok(_) => Response::json(StatusCode::OK, &json!({ "status": "success" })).no_store(),
        Err(failed) => {
            tracing::error!(error = %failed, "the store does not answer");
            error(StatusCode::SERVICE_UNAVAILABLE, "the store does not answer").no_store()
        }
    }
}
