//! What requests to a test server meet first: the control API below `/_test/`, the record of what was asked, and faults.

use std::pin::pin;
use std::sync::Arc;

use bytes::Bytes;
use http_body_util::{BodyExt, Collected};
use hyper::StatusCode;

use super::{Control, api};
use crate::daemon::{Coming, Front, Live};
use crate::http::body::Body;
use crate::http::guard::guarded;
use crate::http::request::Request;
use crate::http::response::Response;
use crate::http::router;
use crate::store::{Store, StoreError};
use crate::testing::journal::Exchange;

/// Stands before the router of a test server.
pub struct TestFront(pub Arc<Control>);

impl Front for TestFront {
    fn fill<'a>(&'a self, store: &'a Store) -> Coming<'a, Result<(), StoreError>> {
        Box::pin(self.0.fill(store))
    }

    fn answer(&self, live: &Arc<Live>, request: Request) -> Coming<'static, Response> {
        let (control, live) = (Arc::clone(&self.0), Arc::clone(live));
        Box::pin(async move {
            if api::is_for(&request) {
                let limit = live.ctx().config.server.request_timeout;
                let answering = pin!(api::answer(&control, request));
                return guarded(answering, limit).await;
            }
            control.recorded(&live, request).await
        })
    }
}

impl Control {
    /// Answers a request as grantd does, but for a fault that it meets, and writes both down.
    async fn recorded(&self, live: &Arc<Live>, mut request: Request) -> Response {
        let web = live.web();
        let body = if web.gateway.covering(request.path()).is_some() {
            None
        } else {
            let limit = web.ctx.config.server.request_timeout;
            match tokio::time::timeout(limit, request.read_ahead()).await {
                Ok(read) => read.ok(),
                Err(_) => {
                    return Response::failure(StatusCode::REQUEST_TIMEOUT, "the request took too long to arrive")
                        .closing();
                }
            }
        };
        let mut exchange = Exchange::begin(&request, body.as_ref(), self.clock.now());
        let fault = self.faults.meet(&request.method, request.path());
        exchange.fault = fault.as_ref().map(|fault| fault.kind);
        if let Some(fault) = &fault {
            tokio::time::sleep(fault.delay).await;
            if let Some(instead) = fault.instead() {
                self.journal.add(exchange);
                return instead;
            }
        }
        // What is seen from here on is what is there after the delay.
        let (response, body) = whole(router::route(&live.web(), request).await).await;
        let response = response.into_inner();
        exchange.answered(response.status().as_u16(), response.headers(), body.as_ref());
        let response = Response::streamed(response);
        self.journal.add(exchange);
        match fault {
            Some(fault) => fault.spoil(response, body),
            None => response,
        }
    }
}

/// An answer together with its body, if that is all there.
pub(in crate::testing) async fn whole(response: Response) -> (Response, Option<Bytes>) {
    let (parts, body) = response.into_inner().into_parts();
    let (body, bytes) = match body {
        Body::Whole(full) => {
            let bytes = full.collect().await.map(Collected::to_bytes).unwrap_or_default();
            (Body::Whole(bytes.clone().into()), Some(bytes))
        }
        coming => (coming, None),
    };
    (Response::streamed(hyper::Response::from_parts(parts, body)), bytes)
}
