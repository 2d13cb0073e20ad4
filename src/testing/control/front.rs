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
use crate::http::pages::Web;
use crate::http::request::Request;
use crate::http::response::Response;
use crate::http::router;
use crate::store::{Store, StoreError};
use crate::testing::faults::{self, Fault};
use crate::testing::journal::{Begun, Exchange};

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
        let (read, is_passed_on) = read_ahead(&live.web(), &mut request).await;
        let turn = self.turns.beside_others().await;
        let body = read.as_ref().ok().and_then(Option::as_ref);
        let mut exchange = Exchange::begin(&request, body, self.clock.now());
        let fault = read.is_ok().then(|| self.faults.meet(&request.method, request.path())).flatten();
        exchange.fault = fault.as_ref().map(|fault| fault.kind);
        let begun = self.journal.begin(exchange);
        if let Err(late) = read {
            return self.written_down(begun, *late).await.0;
        }
        let turn = match &fault {
            Some(fault) if !fault.delay.is_zero() => match self.turns.rest(turn, fault.delay).await {
                Some(turn) => turn,
                None => return faults::cut(),
            },
            _ => turn,
        };
        if let Some(instead) = fault.as_ref().and_then(Fault::instead) {
            return instead;
        }
        // An upstream takes its time, and what it does no reset can undo.
        let turn = (!is_passed_on).then_some(turn);
        // What is seen from here on is what is there after the delay.
        let (response, body) = self.written_down(begun, router::route(&live.web(), request).await).await;
        drop(turn);
        match fault {
            Some(fault) => fault.spoil(response, body),
            None => response,
        }
    }

    /// Notes an answer before a fault spoils it. Answers its body, too, if that is all there.
    async fn written_down(&self, begun: Begun, response: Response) -> (Response, Option<Bytes>) {
        let (response, body) = whole(response).await;
        let response = response.into_inner();
        self.journal.answered(begun, response.status().as_u16(), response.headers(), body.as_ref());
        (Response::streamed(response), body)
    }
}

/// Reads the body of a request, unless that is handed on to an upstream: whether it is comes second. A body that takes too
/// long has an answer already.
async fn read_ahead(web: &Web, request: &mut Request) -> (Result<Option<Bytes>, Box<Response>>, bool) {
    if web.gateway.covering(request.path()).is_some() {
        return (Ok(None), true);
    }
    let limit = web.ctx.config.server.request_timeout;
    let read = match tokio::time::timeout(limit, request.read_ahead()).await {
        Ok(read) => Ok(read.ok()),
        Err(_) => {
            let late = Response::failure(StatusCode::REQUEST_TIMEOUT, "the request took too long to arrive");
            Err(Box::new(late.closing()))
        }
    };
    (read, false)
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
