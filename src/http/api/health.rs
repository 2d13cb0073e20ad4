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
            let message = match failed.retry_after() {
                Some(_) => "the store takes no changes",
                None => "the store does not answer",
            };
            if let Some(untold) = ctx.observed.unhealthy.tell(ctx.clock.steady()) {
                tracing::error!(error = %failed, untold, "{message}");
            }
            let response = error(StatusCode::SERVICE_UNAVAILABLE, message).no_store();
            failed.retry_after().into_iter().fold(response, Response::retry_after)
        }
    }
}
