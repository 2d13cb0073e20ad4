//! What an answer is: a status, headers, a body. Every answer says that its type is not to be guessed, and pages
//! say that they run no script, or which one.

use std::sync::LazyLock;

use bytes::Bytes;
use http_body_util::Full;
use hyper::StatusCode;
use hyper::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_MAX_AGE,
    CACHE_CONTROL, CONNECTION, CONTENT_LANGUAGE, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderMap, HeaderName,
    HeaderValue, LOCATION, PRAGMA, REFERRER_POLICY, RETRY_AFTER, SET_COOKIE, STRICT_TRANSPORT_SECURITY, VARY,
    X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use serde::Serialize;

use super::body::Body;

const USUAL_HEADERS: usize = 12;
/// Bytes that most JSON answers have room in.
const USUAL_JSON: usize = 512;

/// Where the answers to a page's forms lead.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Forms {
    /// To pages of this site.
    Stay,
    /// On to an app, and from there to wherever it sends people: browsers hold every redirect after a form against
    /// `form-action`, those of the app, too.
    GoOn,
}

/// An answer.
pub struct Response(hyper::Response<Body>);

impl Response {
    fn new(status: StatusCode, content_type: Option<&'static str>, body: impl Into<Bytes>) -> Self {
        let mut response = hyper::Response::new(Body::Whole(Full::new(body.into())));
        *response.status_mut() = status;
        // Room for what is usual, so that it does not grow on the way.
        *response.headers_mut() = HeaderMap::with_capacity(USUAL_HEADERS);
        let headers = response.headers_mut();
        headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        if let Some(content_type) = content_type {
            headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        }
        Self(response)
    }

    /// With headers that are those of another answer.
    fn with_all(status: StatusCode, headers: HeaderMap, body: impl Into<Bytes>) -> Self {
        let mut response = hyper::Response::new(Body::Whole(Full::new(body.into())));
        *response.status_mut() = status;
        *response.headers_mut() = headers;
        Self(response)
    }

    /// JSON that was written already.
    pub fn written_json(body: impl Into<Bytes>) -> Self {
        static HEADERS: LazyLock<HeaderMap> =
            LazyLock::new(|| Response::new(StatusCode::OK, Some("application/json"), "").into_headers());
        Self::with_all(StatusCode::OK, HEADERS.clone(), body)
    }

    /// The same, not to be kept anywhere.
    pub fn written_secret_json(body: impl Into<Bytes>) -> Self {
        static HEADERS: LazyLock<HeaderMap> = LazyLock::new(|| Response::written_json("").no_store().into_headers());
        Self::with_all(StatusCode::OK, HEADERS.clone(), body)
    }

    /// 200 with nothing in it, and with headers that are those of another answer.
    pub fn ok_with_headers(headers: HeaderMap) -> Self {
        Self::with_all(StatusCode::OK, headers, "")
    }

    /// Its headers alone, for other answers.
    pub fn into_headers(self) -> HeaderMap {
        self.0.into_parts().0.headers
    }

    /// JSON.
    pub fn json(status: StatusCode, body: &impl Serialize) -> Self {
        let mut text = Vec::with_capacity(USUAL_JSON);
        match serde_json::to_writer(&mut text, body).map(|()| text) {
            Ok(body) => Self::new(status, Some("application/json"), body),
            Err(error) => {
                tracing::error!(%error, "an answer cannot be written as JSON");
                Self::new(StatusCode::INTERNAL_SERVER_ERROR, Some("application/json"), r#"{"status":"error"}"#)
            }
        }
    }

    /// A failure in the dialect of the account's API: `{"status":"error","message"}`.
    pub fn failure(status: StatusCode, message: &str) -> Self {
        Self::json(status, &serde_json::json!({ "status": "error", "message": message }))
    }

    /// A page. It is not to be kept, cannot be framed, and its forms lead where `forms` says. It runs no script but the one
    /// at the address `script`, which may ask nothing but the address `asks`.
    pub fn html(status: StatusCode, body: String, forms: Forms, script: Option<&str>, asks: Option<&str>) -> Self {
        let forms = match forms {
            Forms::Stay => "form-action 'self'; ",
            Forms::GoOn => "",
        };
        let script = script.map(|address| format!("script-src {address}; ")).unwrap_or_default();
        let asks = asks.map(|address| format!("connect-src {address}; ")).unwrap_or_default();
        let policy = format!(
            "default-src 'none'; {script}{asks}style-src 'self'; img-src 'self'; {forms}\
             frame-ancestors 'none'; base-uri 'none'"
        );
        // With no referrer at all a browser says `Origin: null` of its forms, and over plain http it says nothing else by which
        // they could be told from those of other sites. Redirects send none, and links to elsewhere neither.
        let policy = HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static("default-src 'none'"));
        Self::new(status, Some("text/html; charset=utf-8"), body)
            .with_header(CONTENT_SECURITY_POLICY, policy)
            .with_header(X_FRAME_OPTIONS, HeaderValue::from_static("DENY"))
            .with_header(REFERRER_POLICY, HeaderValue::from_static("strict-origin"))
            .no_store()
    }

    /// Whether it is a page.
    pub fn is_page(&self) -> bool {
        self.0.headers().get(CONTENT_TYPE).is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"))
    }

    /// In the language of this tag, which was chosen by what the browser sent (RFC 9110 §8.5, §12.5.5).
    #[must_use]
    pub fn in_language(self, tag: &'static str) -> Self {
        self.with_header(CONTENT_LANGUAGE, HeaderValue::from_static(tag))
            .with_header(VARY, HeaderValue::from_static("Accept-Language, Cookie"))
    }

    /// Text that is no page.
    pub fn text(content_type: &'static str, body: String) -> Self {
        Self::new(StatusCode::OK, Some(content_type), body)
    }

    /// A file that pages need. Its address changes with its content, so it may be kept for good.
    pub fn asset(content_type: &'static str, body: impl Into<Bytes>) -> Self {
        Self::new(StatusCode::OK, Some(content_type), body)
            .with_header(CACHE_CONTROL, HeaderValue::from_static("public, max-age=31536000, immutable"))
    }

    /// A picture that somebody else made: when it is opened by itself it may show its own styles and nothing more.
    #[must_use]
    pub fn as_picture(self) -> Self {
        let policy = HeaderValue::from_static("default-src 'none'; style-src 'unsafe-inline'; sandbox");
        self.with_header(CONTENT_SECURITY_POLICY, policy)
    }

    /// 303: the browser gets `location` next.
    pub fn see_other(location: &str) -> Self {
        match HeaderValue::from_str(location) {
            Ok(location) => Self::new(StatusCode::SEE_OTHER, None, "")
                .with_header(LOCATION, location)
                .with_header(REFERRER_POLICY, HeaderValue::from_static("no-referrer"))
                .no_store(),
            Err(_) => {
                tracing::error!("a redirect leads to an address that is no header value");
                Self::new(StatusCode::INTERNAL_SERVER_ERROR, None, "")
            }
        }
    }

    /// 200 with nothing in it.
    pub fn ok_without_body() -> Self {
        Self::new(StatusCode::OK, None, "")
    }

    /// 204.
    pub fn no_content() -> Self {
        Self::new(StatusCode::NO_CONTENT, None, "")
    }

    /// An upstream's answer, handed on as it comes.
    pub fn streamed(response: hyper::Response<Body>) -> Self {
        Self(response)
    }

    /// The last one on its connection.
    #[must_use]
    pub fn closing(self) -> Self {
        // HTTP/2 has no such header; hyper leaves it out there.
        self.with_header(CONNECTION, HeaderValue::from_static("close"))
    }

    /// Its status.
    pub fn status(&self) -> StatusCode {
        self.0.status()
    }

    /// With a header; replaces one of the same name.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.0.headers_mut().insert(name, value);
        self
    }

    /// The same, with several.
    #[must_use]
    pub fn with_headers(mut self, headers: &[(HeaderName, HeaderValue)]) -> Self {
        for (name, value) in headers {
            self.0.headers_mut().insert(name.clone(), value.clone());
        }
        self
    }

    /// With a cookie set.
    #[must_use]
    pub fn with_cookie(mut self, cookie: &str) -> Self {
        if let Ok(cookie) = HeaderValue::from_str(cookie) {
            self.0.headers_mut().append(SET_COOKIE, cookie);
        }
        self
    }

    /// Worth trying again after so many seconds.
    #[must_use]
    pub fn retry_after(self, seconds: u64) -> Self {
        self.with_header(RETRY_AFTER, HeaderValue::from(seconds))
    }

    /// Not to be kept anywhere: it carries a secret or speaks of one.
    #[must_use]
    pub fn no_store(self) -> Self {
        self.with_header(CACHE_CONTROL, HeaderValue::from_static("no-store"))
            .with_header(PRAGMA, HeaderValue::from_static("no-cache"))
    }

    /// Readable by scripts of any site, without credentials.
    #[must_use]
    pub fn cors_any(self) -> Self {
        self.with_header(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"))
    }

    /// The answer to a preflight: what scripts of any site may send.
    #[must_use]
    pub fn cors_preflight(self) -> Self {
        self.cors_any()
            .with_header(ACCESS_CONTROL_ALLOW_METHODS, HeaderValue::from_static("GET, POST"))
            .with_header(ACCESS_CONTROL_ALLOW_HEADERS, HeaderValue::from_static("authorization, content-type"))
            .with_header(ACCESS_CONTROL_MAX_AGE, HeaderValue::from_static("86400"))
    }

    /// Tells browsers to come over https from now on.
    #[must_use]
    pub fn only_https(self) -> Self {
        self.with_header(STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"))
    }

    /// hyper's answer.
    pub fn into_inner(self) -> hyper::Response<Body> {
        self.0
    }
}
