//! `/profile/apps/{id}/check`: what would become of a redirect URI, and why.

use hyper::StatusCode;

use super::form::signed_in;
use super::views::{Compared, FormErrors, RedirectCheck};
use super::{Answer, page, render};
use crate::ctx::Ctx;
use crate::http::request::Request;
use crate::oauth::redirect_check::{Difference, Fit, Mismatch, compare};
use crate::oauth::redirect_uri::{self, Unregistrable, check};
use crate::oauth::registration;
use crate::store::records::ClientNumber;
use crate::words::Sentence;

/// The longest that is shown again: what is longer than any that can be registered stays so.
const LONGEST: usize = redirect_uri::LONGEST + 1;

/// `GET /profile/apps/{id}/check`, with `?uri=` the verdicts.
pub fn show(ctx: &Ctx, request: &Request, number: ClientNumber) -> Answer {
    let visitor = signed_in(ctx, request)?;
    let app = registration::owned(ctx, visitor.id, number)?;
    let uri: String = request.query_value("uri").unwrap_or_default().chars().take(LONGEST).collect();
    let registered = &app.client.redirect_uris;
    let verdict = (!uri.is_empty()).then(|| check(&uri, &ctx.config.oauth.extra_redirect_schemes).err().map(why_not));
    let fit = (!uri.is_empty()).then(|| compare(registered, &uri));
    let ignored = ctx.config.compat.fittrackee_redirects;
    let (accepted, compared) = match &fit {
        Some(Err(Some(_))) if ignored => {
            let first = registered.first().map(String::as_str).unwrap_or_default();
            (Some(Sentence::of("app-check-ignored").with("uri", first)), None)
        }
        Some(Ok(Fit::Same)) => (Some(Sentence::of("app-check-same")), None),
        Some(Ok(Fit::OtherPort)) => (Some(Sentence::of("app-check-other-port")), None),
        Some(Err(Some(mismatch))) => (None, Some(beside(mismatch, &uri))),
        Some(Err(None)) | None => (None, None),
    };
    let view = RedirectCheck {
        page: page(ctx, Some(&visitor), request)?,
        id: number.0,
        name: app.client.name.clone(),
        registrable: verdict,
        accepted,
        compared,
        errors: FormErrors::default(),
        uri,
    };
    render(StatusCode::OK, &view)
}

/// Why a redirect URI cannot be registered, and what to do.
pub fn why_not(why: Unregistrable) -> Sentence {
    use Unregistrable as U;
    match why {
        U::Length => "app-check-length".into(),
        U::Fragment => "app-check-fragment".into(),
        U::Wildcard => "app-check-wildcard".into(),
        U::Character(character) => {
            Sentence::of("app-check-character").with("character", character.to_string().as_str())
        }
        U::NotAbsolute => "app-check-not-absolute".into(),
        U::SchemeCase => "app-check-scheme-case".into(),
        U::Slashes => "app-check-slashes".into(),
        U::UserInfo => "app-check-user-info".into(),
        U::NoHost => "app-check-no-host".into(),
        U::HostWriting => "app-check-host-writing".into(),
        U::PlainHttp => "app-check-plain-http".into(),
        U::HarmfulScheme => "app-check-harmful-scheme".into(),
        U::OtherScheme => "app-check-other-scheme".into(),
    }
}

fn beside(mismatch: &Mismatch<'_>, uri: &str) -> Compared {
    use Difference as D;
    let split = |text: &str| {
        let (same, rest) = text.split_at_checked(mismatch.same).unwrap_or((text, ""));
        (same.to_owned(), rest.to_owned())
    };
    Compared {
        why: match mismatch.difference {
            D::TrailingSlash => "app-check-differs-slash",
            D::Case => "app-check-differs-case",
            D::Encoding => "app-check-differs-encoding",
            D::LoopbackName => "app-check-differs-loopback",
            D::Query => "app-check-differs-query",
            D::Fragment => "app-check-differs-fragment",
            D::Port => "app-check-differs-port",
            D::Path => "app-check-differs-path",
            D::Scheme => "app-check-differs-scheme",
            D::Host => "app-check-differs-host",
            D::Everything => "app-check-differs-everything",
        }
        .into(),
        registered: split(mismatch.registered),
        requested: split(uri),
    }
}
