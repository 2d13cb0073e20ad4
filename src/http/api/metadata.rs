//! `GET /.well-known/oauth-authorization-server` (RFC 8414).

use hyper::StatusCode;

use hyper::header::HeaderName;

use crate::ctx::Ctx;
use crate::http::connection::Scheme;
use crate::http::request::Request;
use crate::http::response::Response;
use crate::oauth;
use crate::observed::Seen;

/// 200, the metadata document. `grantd doctor` asks for it as clients do, with a word in the query that the daemon waits
/// for: so it learns how requests look when they arrive.
pub fn metadata(ctx: &Ctx, request: &Request) -> Response {
    if let Some(nonce) = request.query().and_then(|query| query.strip_prefix("doctor=")) {
        ctx.observed.note(nonce, || seen(ctx, request));
    }
    Response::json(StatusCode::OK, &oauth::metadata::metadata(ctx)).cors_any()
}

fn seen(ctx: &Ctx, request: &Request) -> Seen {
    let all = |name: &'static str| {
        let values = request.headers().get_all(HeaderName::from_static(name)).iter();
        let values: Vec<_> = values.map(|value| String::from_utf8_lossy(value.as_bytes())).collect();
        (!values.is_empty()).then(|| values.join(", "))
    };
    Seen {
        peer: request.connection().peer.map(|peer| peer.ip().to_canonical()),
        trusted: request.is_from_trusted_proxy(&ctx.config),
        client: request.client_address(&ctx.config),
        tls: request.connection().scheme == Scheme::Https,
        host: request.host().map(str::to_owned),
        forwarded_for: all("x-forwarded-for"),
        forwarded_proto: all("x-forwarded-proto"),
    }
}
