//! `/api/ping` and `/healthz`: is it there, and does its store answer.

use hyper::StatusCode;
use serde_json::json;

use super::answer::{done, error};
use crate::ctx::Ctx;
use crate::http::response::Response;
use crate::store::Batch;
use crate::store::records::Instance;

/// 200 `pong!`.
pub fn ping() -> Response {
    done("pong!")
}

/// 200 when the store answers and takes changes, 503 when it does not.
pub async fn healthz(ctx: &Ctx) -> Response {
    let read = ctx.store.get::<Instance>(&());
    match read.and(ctx.store.commit(Batch::default()).await) {
        Ok(()) => Response::json(StatusCode::OK, &json!({ "status": "success" })).no_store(),
        Err(failed) => {
            tracing::error!(error = %failed, "the store does not answer");
            error(StatusCode::SERVICE_UNAVAILABLE, "the store does not answer").no_store()
        }
    }
}
