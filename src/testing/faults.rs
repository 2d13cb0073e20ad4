//! Faults: what a network, a proxy or a broken server would do to an answer, on the endpoint and as often as a test wants.

use std::collections::BTreeMap;
use std::future::Future;
use std::io;
use std::pin::Pin;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use hyper::body::{Body as HttpBody, Frame};
use hyper::header::{CONTENT_LENGTH, CONTENT_TYPE, HeaderName, HeaderValue, TRANSFER_ENCODING};
use hyper::{Method, StatusCode};
use serde::{Deserialize, Serialize, Serializer};
use tokio::time::{Sleep, sleep};

use super::control::is_below_base;
use super::fixture::{duration, some_duration};
use crate::config::format_duration;
use crate::http::body::{Body, Cut};
use crate::http::response::Response;

/// Endpoints that have a name.
pub(super) const ENDPOINTS: [(&str, &str); 8] = [
    ("metadata", "/.well-known/oauth-authorization-server"),
    ("authorize", "/profile/apps/authorize"),
    ("token", "/api/oauth/token"),
    ("revoke", "/api/oauth/revoke"),
    ("introspect", "/api/oauth/introspect"),
    ("login", "/api/auth/login"),
    ("profile", "/api/auth/profile"),
    ("forward-auth", "/forward-auth"),
];
/// How many faults may wait.
const MOST: usize = 1000;
const DRIP: usize = 1;
const DRIP_EVERY: Duration = Duration::from_millis(10);
const WRONG_TYPE: &str = "text/html; charset=utf-8";

/// What goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Default)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Nothing but that it takes longer: `delay`.
    #[default]
    Delay,
    /// `status` is answered, and the request is not looked at.
    Status,
    /// The connection ends and the request is not looked at.
    CutBefore,
    /// The request is carried out, and the connection ends before the answer.
    CutAfter,
    /// The request is carried out, and half of the answer's body comes.
    MalformedJson,
    /// The request is carried out, and the answer's body comes in drops.
    SlowDrip,
    /// The request is carried out, and the answer has another `Content-Type`.
    WrongContentType,
}

/// A fault that waits for requests.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Fault {
    /// Where: the name of an endpoint, a path, or the beginning of one with `*` at its end.
    pub endpoint: String,
    /// Only for requests of this method.
    pub method: Option<String>,
    /// What goes wrong.
    pub kind: Kind,
    /// How many requests pass unharmed before.
    pub skip: u64,
    /// How many requests meet it then; 0 for all until it is removed. 1 when left out.
    #[serde(default = "once")]
    pub times: u64,
    /// How long the request waits before anything else.
    #[serde(deserialize_with = "duration", serialize_with = "written")]
    pub delay: Duration,
    /// For `status`: the status, 503 when left out.
    pub status: Option<u16>,
    /// For `status`: headers of the answer, such as `Retry-After`.
    pub headers: BTreeMap<String, String>,
    /// For `status`: the body of the answer.
    pub body: String,
    /// For `wrong_content_type`: which; `text/html; charset=utf-8` when left out.
    pub content_type: Option<String>,
    /// For `slow_drip`: how many bytes come at once, 1 when left out.
    pub bytes: Option<usize>,
    /// For `slow_drip`: how long it is between two drops, 10 ms when left out.
    #[serde(deserialize_with = "some_duration", serialize_with = "some_written")]
    pub every: Option<Duration>,
}

fn once() -> u64 {
    1
}

fn written<S: Serializer>(duration: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&format_duration(*duration))
}

fn some_written<S: Serializer>(duration: &Option<Duration>, serializer: S) -> Result<S::Ok, S::Error> {
    duration.map(format_duration).serialize(serializer)
}

impl Fault {
    /// A fault of this kind that the next request to `endpoint` meets.
    pub fn new(endpoint: &str, kind: Kind) -> Self {
        Self { endpoint: endpoint.to_owned(), kind, times: once(), ..Self::default() }
    }

    /// With the endpoint's path in place of its name.
    fn checked(mut self) -> Result<Self, String> {
        if !self.endpoint.starts_with('/') {
            let named = ENDPOINTS.iter().find(|(name, _)| *name == self.endpoint);
            let (_, path) = named.ok_or_else(|| {
                let names: Vec<_> = ENDPOINTS.iter().map(|(name, _)| *name).collect();
                format!("endpoint {:?}: write a path, or one of {}", self.endpoint, names.join(", "))
            })?;
            (*path).clone_into(&mut self.endpoint);
        }
        if is_below_base(&self.endpoint) {
            return Err(format!("endpoint {:?}: the control API meets no faults", self.endpoint));
        }
        self.refuse_keys_of_others()?;
        let status = self.status.unwrap_or(503);
        if !(200..=599).contains(&status) {
            return Err(format!("status {status}: write 200 to 599"));
        }
        for (name, value) in &self.headers {
            match (HeaderName::try_from(name), HeaderValue::try_from(value)) {
                (Ok(name), Ok(_)) if [CONTENT_LENGTH, TRANSFER_ENCODING].contains(&name) => {
                    return Err(format!("headers: {name} is that of the body, and cannot be another one"));
                }
                (Ok(_), Ok(_)) => {}
                _ => return Err(format!("headers: {name:?}: {value:?} is no header")),
            }
        }
        if self.content_type.as_ref().is_some_and(|text| HeaderValue::try_from(text).is_err()) {
            return Err("content_type: it is no header value".to_owned());
        }
        if self.bytes == Some(0) {
            return Err("bytes: write 1 or more".to_owned());
        }
        Ok(self)
    }

    /// What belongs to another kind would do nothing.
    fn refuse_keys_of_others(&self) -> Result<(), String> {
        let keys = [
            ("status", self.status.is_some(), Kind::Status, "status"),
            ("headers", !self.headers.is_empty(), Kind::Status, "status"),
            ("body", !self.body.is_empty(), Kind::Status, "status"),
            ("content_type", self.content_type.is_some(), Kind::WrongContentType, "wrong_content_type"),
            ("bytes", self.bytes.is_some(), Kind::SlowDrip, "slow_drip"),
            ("every", self.every.is_some(), Kind::SlowDrip, "slow_drip"),
        ];
        match keys.into_iter().find(|(_, is_there, kind, _)| *is_there && *kind != self.kind) {
            Some((key, _, _, kind)) => Err(format!("{key} goes with the kind {kind} only")),
            None => Ok(()),
        }
    }

    fn is_for(&self, method: &Method, path: &str) -> bool {
        let here = match self.endpoint.strip_suffix('*') {
            Some(beginning) => path.starts_with(beginning),
            None => path == self.endpoint,
        };
        here && self.method.as_ref().is_none_or(|own| own.eq_ignore_ascii_case(method.as_str()))
    }

    /// The answer to a request that is not looked at; `None` where it is.
    pub(super) fn instead(&self) -> Option<Response> {
        match self.kind {
            Kind::Status => {
                let status =
                    StatusCode::from_u16(self.status.unwrap_or(503)).unwrap_or(StatusCode::SERVICE_UNAVAILABLE);
                let mut response = hyper::Response::new(Body::Whole(Bytes::from(self.body.clone()).into()));
                *response.status_mut() = status;
                for (name, value) in &self.headers {
                    if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::try_from(value)) {
                        response.headers_mut().append(name, value);
                    }
                }
                Some(Response::streamed(response))
            }
            Kind::CutBefore => Some(cut()),
            _ => None,
        }
    }

    /// What becomes of an answer. Of one that comes from an upstream the body is not touched.
    pub(super) fn spoil(&self, response: Response, body: Option<Bytes>) -> Response {
        match (self.kind, body) {
            (Kind::CutAfter, _) => cut(),
            (Kind::WrongContentType, _) => {
                let wrong = self.content_type.as_deref().unwrap_or(WRONG_TYPE);
                let wrong = HeaderValue::try_from(wrong).unwrap_or(HeaderValue::from_static(WRONG_TYPE));
                response.with_header(CONTENT_TYPE, wrong)
            }
            (Kind::MalformedJson, Some(body)) => {
                let half =
                    if body.is_empty() { Bytes::from_static(b"{") } else { body.slice(..body.len().div_ceil(2)) };
                with_body(response, Body::Whole(half.into()))
            }
            (Kind::SlowDrip, Some(left)) => {
                let every = self.every.unwrap_or(DRIP_EVERY);
                let drip = Drip { left, bytes: self.bytes.unwrap_or(DRIP), every, wait: Box::pin(sleep(every)) };
                with_body(response, Body::Staged(Box::pin(drip)))
            }
            _ => response,
        }
    }
}

fn with_body(response: Response, body: Body) -> Response {
    let (parts, _) = response.into_inner().into_parts();
    Response::streamed(hyper::Response::from_parts(parts, body))
}

/// The end of the connection in place of an answer: HTTP/1.1 sends nothing at all, HTTP/2 ends the stream.
pub(super) fn cut() -> Response {
    Response::streamed(hyper::Response::new(Body::Staged(Box::pin(NoBody))))
}

/// A body that fails before its first byte.
struct NoBody;

impl HttpBody for NoBody {
    type Data = Bytes;
    type Error = Cut;

    fn poll_frame(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Cut>>> {
        Poll::Ready(Some(Err(io::Error::from(io::ErrorKind::ConnectionAborted).into())))
    }
}

/// A body that comes in drops.
struct Drip {
    left: Bytes,
    bytes: usize,
    every: Duration,
    wait: Pin<Box<Sleep>>,
}

impl HttpBody for Drip {
    type Data = Bytes;
    type Error = Cut;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Cut>>> {
        if self.left.is_empty() {
            return Poll::Ready(None);
        }
        ready!(self.wait.as_mut().poll(cx));
        let next = sleep(self.every);
        self.wait.as_mut().set(next);
        let drop = self.bytes.min(self.left.len());
        Poll::Ready(Some(Ok(Frame::data(self.left.split_to(drop)))))
    }
}

/// The faults that wait.
#[derive(Default)]
pub(super) struct Faults(Mutex<Vec<Fault>>);

impl Faults {
    /// Adds one.
    pub(super) fn add(&self, fault: Fault) -> Result<(), String> {
        let fault = fault.checked()?;
        let mut faults = self.lock();
        if faults.len() >= MOST {
            return Err(format!("{MOST} faults wait already: remove them first"));
        }
        faults.push(fault);
        Ok(())
    }

    /// The fault that a request meets.
    pub(super) fn meet(&self, method: &Method, path: &str) -> Option<Fault> {
        let mut faults = self.lock();
        let passing: Vec<_> = (0..faults.len()).filter(|index| faults[*index].is_for(method, path)).collect();
        for index in passing {
            let fault = &mut faults[index];
            if fault.skip > 0 {
                fault.skip -= 1;
                continue;
            }
            let met = fault.clone();
            match fault.times {
                0 => {}
                1 => drop(faults.remove(index)),
                _ => fault.times -= 1,
            }
            return Some(met);
        }
        None
    }

    /// All of them, in the order in which they came.
    pub(super) fn list(&self) -> Vec<Fault> {
        self.lock().clone()
    }

    /// Removes all of them.
    pub(super) fn clear(&self) {
        self.lock().clear();
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Fault>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn met(faults: &Faults, method: &Method, path: &str) -> Option<Kind> {
        faults.meet(method, path).map(|fault| fault.kind)
    }

    #[test]
    fn a_fault_meets_as_many_requests_as_it_shall_at_its_endpoint() {
        let faults = Faults::default();
        let token = "/api/oauth/token";
        faults.add(Fault { skip: 1, times: 2, ..Fault::new("token", Kind::CutAfter) }).unwrap();
        faults.add(Fault { times: 0, method: Some("get".to_owned()), ..Fault::new("/api/*", Kind::Status) }).unwrap();
        assert_eq!(met(&faults, &Method::POST, token), None, "skipped");
        assert_eq!(met(&faults, &Method::POST, "/api/oauth/revoke"), None);
        for _ in 0..2 {
            assert_eq!(met(&faults, &Method::POST, token), Some(Kind::CutAfter));
        }
        assert_eq!(met(&faults, &Method::POST, token), None, "used up");
        for _ in 0..3 {
            assert_eq!(met(&faults, &Method::GET, "/api/anything"), Some(Kind::Status), "until it is removed");
        }
        assert_eq!(faults.list().len(), 1);
        faults.clear();
        assert_eq!(met(&faults, &Method::GET, "/api/anything"), None);
    }

    #[test]
    fn what_cannot_be_meant_is_refused() {
        let faults = Faults::default();
        let refused = |fault: Fault| faults.add(fault).unwrap_err();
        assert!(refused(Fault::new("tokens", Kind::Delay)).contains("one of metadata, authorize, token"));
        assert!(refused(Fault { status: Some(99), ..Fault::new("token", Kind::Status) }).contains("200 to 599"));
        let headers = BTreeMap::from([("a b".to_owned(), "c".to_owned())]);
        assert!(refused(Fault { headers, ..Fault::new("token", Kind::Status) }).contains("is no header"));
        assert!(refused(Fault { bytes: Some(0), ..Fault::new("token", Kind::SlowDrip) }).contains("1 or more"));
        for framing in ["Content-Length", "transfer-encoding"] {
            let headers = BTreeMap::from([(framing.to_owned(), "500".to_owned())]);
            assert!(refused(Fault { headers, ..Fault::new("token", Kind::Status) }).contains("is that of the body"));
        }
        for endpoint in ["/_test", "/_test/clock", "/_test/*"] {
            assert!(refused(Fault::new(endpoint, Kind::Delay)).contains("meets no faults"));
        }
    }

    #[test]
    fn what_would_do_nothing_is_refused() {
        let faults = Faults::default();
        let headers = BTreeMap::from([("a".to_owned(), "b".to_owned())]);
        let every = Some(Duration::from_secs(1));
        for (fault, expected) in [
            (Fault { status: Some(500), ..Fault::new("token", Kind::Delay) }, "status goes with the kind status only"),
            (Fault { headers, ..Fault::new("token", Kind::CutAfter) }, "headers goes with the kind status"),
            (Fault { body: "x".to_owned(), ..Fault::new("token", Kind::MalformedJson) }, "body goes with"),
            (Fault { content_type: Some("a/b".to_owned()), ..Fault::new("token", Kind::Status) }, "wrong_content_type"),
            (Fault { bytes: Some(1), ..Fault::new("token", Kind::Delay) }, "bytes goes with the kind slow_drip"),
            (Fault { every, ..Fault::new("token", Kind::CutBefore) }, "every goes with the kind slow_drip"),
        ] {
            assert!(faults.add(fault).unwrap_err().contains(expected), "{expected}");
        }
        for kind in [Kind::Delay, Kind::Status, Kind::CutBefore, Kind::SlowDrip] {
            faults.add(Fault { delay: Duration::from_secs(1), ..Fault::new("token", kind) }).unwrap();
        }
    }

    #[test]
    fn a_fault_is_read_and_shown_in_the_same_words() {
        let text = r#"{"endpoint":"/x","method":null,"kind":"slow_drip","skip":0,"times":3,"delay":"2s","status":null,"headers":{},"body":"","content_type":null,"bytes":7,"every":"5ms"}"#;
        let fault: Fault = serde_json::from_str(text).unwrap();
        assert_eq!((fault.delay, fault.every), (Duration::from_secs(2), Some(Duration::from_millis(5))));
        let shown = serde_json::to_string(&fault).unwrap();
        assert_eq!(shown, text);
        let least: Fault = serde_json::from_str(r#"{"endpoint":"token"}"#).unwrap();
        assert_eq!((least.kind, least.times), (Kind::Delay, 1));
    }
}
