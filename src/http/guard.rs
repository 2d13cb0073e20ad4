//! Keeps one request's misfortune from becoming another's: a panic ends in a 500 for that request, a request that takes
//! too long in a 408, and those that are sent away do not come back at once.

use std::future::{Future, poll_fn};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::{Pin, pin};
use std::task::{Context, Poll};
use std::time::Duration;

use hyper::StatusCode;

use super::response::Response;

/// Answers with what `handler` gives. It is pinned where it was made: who takes a future by value copies it, and that of a
/// request has kilobytes.
pub async fn unharmed(handler: Pin<&mut impl Future<Output = Response>>) -> Response {
    CatchUnwind(handler).await.unwrap_or_else(|| {
        tracing::error!("a request made grantd panic; please report this with the lines above");
        Response::failure(StatusCode::INTERNAL_SERVER_ERROR, "error, please try again or contact the administrator")
    })
}

/// Answers with what `handler` gives, within `limit`.
pub async fn guarded(handler: Pin<&mut impl Future<Output = Response>>, limit: Duration) -> Response {
    let mut answering = pin!(unharmed(handler));
    // Most answers wait for nothing, and need no timer.
    if let Poll::Ready(response) = poll_fn(|cx| Poll::Ready(answering.as_mut().poll(cx))).await {
        return response;
    }
    match tokio::time::timeout(limit, answering).await {
        Ok(response) => response,
        Err(_) => Response::failure(StatusCode::REQUEST_TIMEOUT, "the request took too long to arrive").closing(),
    }
}

/// How late who is sent away is answered.
const SENT_AWAY_AFTER: Duration = Duration::from_millis(500);

/// Holds back a 429 or 503. Whoever asks again as soon as it is answered would take as much of the machine from the others
/// by being refused as by being served (`docs/decisions/010-floods.md`).
pub async fn unhurried(response: Response) -> Response {
    if matches!(response.status(), StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE) {
        tokio::time::sleep(SENT_AWAY_AFTER).await;
    }
    response
}

/// `None` when the inner future panics.
struct CatchUnwind<'f, F>(Pin<&'f mut F>);

impl<F: Future> Future for CatchUnwind<'_, F> {
    type Output = Option<F::Output>;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Self::Output> {
        match catch_unwind(AssertUnwindSafe(|| self.0.as_mut().poll(cx))) {
            Ok(Poll::Pending) => Poll::Pending,
            Ok(Poll::Ready(output)) => Poll::Ready(Some(output)),
            Err(_) => Poll::Ready(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_stays_with_its_request() {
        let response = guarded(pin!(async { panic!("on purpose") }), Duration::from_secs(9)).await;
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
    }

    #[tokio::test]
    async fn a_request_that_never_ends_is_ended() {
        let response = guarded(pin!(std::future::pending()), Duration::from_millis(1)).await;
        assert_eq!(response.status(), StatusCode::REQUEST_TIMEOUT);
    }
}
