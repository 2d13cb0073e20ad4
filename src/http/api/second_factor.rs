//! `/api/auth/second-factor` and `/api/auth/confirm`: the second factor of the account that asks. First-party only. All but
//! looking needs a session in which the person has shown a short while ago that it is them.

use hyper::StatusCode;
use serde_json::{Map, Value, json};

use super::answer::{ApiError, done, object, success, text};
use super::passkeys::Sent;
use crate::account::AccountError;
use crate::account::confirmation::{self, Shown};
use crate::account::second_factor::{self, Part, SetUp};
use crate::account::second_factor_object::SecondFactorObject;
use crate::account::session::SignedIn;
use crate::ctx::Ctx;
use crate::http::request::Request;
use crate::http::response::Response;
use crate::protect::bearer::{Denied, authenticate_unequipped};

/// The session that asks, be a second factor missing or not.
pub(super) fn own(ctx: &Ctx, request: &Request) -> Result<SignedIn, ApiError> {
    Ok(authenticate_unequipped(ctx, request.authorization())?)
}

pub(super) fn own_confirmed(ctx: &Ctx, request: &Request) -> Result<SignedIn, ApiError> {
    let own = own(ctx, request)?;
    if confirmation::is_recent(ctx, &own) { Ok(own) } else { Err(Denied::Unconfirmed.into()) }
}

/// `POST /api/auth/confirm` takes `password`; where the account has a second factor `code`, or `ticket` and `credential` of a
/// passkey: the session may take risky steps for a while.
pub async fn confirm(ctx: &Ctx, mut request: Request) -> Result<Response, ApiError> {
    let own = own(ctx, &request)?;
    let object = object(&mut request).await?;
    let (password, code) = (text(&object, "password")?, text(&object, "code")?);
    let passkey = Sent::read(&object)?;
    let asked = if own.has_second_factor { &code } else { &password };
    if asked.as_deref().is_none_or(str::is_empty) && (passkey.is_none() || !own.has_second_factor) {
        return Err(match own.has_second_factor {
            true => AccountError::SecondFactorNeeded.into(),
            false => ApiError::invalid_payload(),
        });
    }
    let passkey = passkey.as_ref().map(Sent::answer);
    let shown = Shown { password: password.as_deref(), code: code.as_deref(), passkey };
    confirmation::confirm(ctx, &request.origin_of(own.actor(), &ctx.config), &own, shown).await?;
    Ok(done("confirmed"))
}

/// `GET /api/auth/second-factor`: what there is.
pub fn get(ctx: &Ctx, request: &Request) -> Result<Response, ApiError> {
    let own = own(ctx, request)?;
    let factor = second_factor::find(ctx, own.id)?;
    Ok(success(SecondFactorObject::new(factor.as_ref())))
}

/// `POST /api/auth/second-factor/app` without a body that has a `code` begins to set up an authenticator app: `secret`,
/// `address` (for a QR code) and `ticket`. With these two and a `code` of the app it sets it up; `recovery_codes` are in the
/// answer where they are the first.
pub async fn set_up_app(ctx: &Ctx, mut request: Request) -> Result<Response, ApiError> {
    let own = own_confirmed(ctx, &request)?;
    let object = if request.has_body() { object(&mut request).await? } else { Map::new() };
    let Some(code) = text(&object, "code")? else {
        let SetUp { secret, address, ticket } = second_factor::begin(ctx, &own)?;
        let begun = json!({ "secret": secret, "address": address, "ticket": ticket });
        return Ok(success(begun).no_store());
    };
    let (secret, ticket) = (text(&object, "secret")?.unwrap_or_default(), text(&object, "ticket")?.unwrap_or_default());
    let by = request.origin_of(own.actor(), &ctx.config);
    let codes = second_factor::set_up_app(ctx, &by, &own, (&secret, &ticket), &code).await?;
    Ok(with_codes("second factor set up", codes))
}

/// `POST /api/auth/second-factor/recovery-codes`: new ones in place of the old.
pub async fn renew_codes(ctx: &Ctx, request: &Request) -> Result<Response, ApiError> {
    let own = own_confirmed(ctx, request)?;
    let codes = second_factor::renew_codes(ctx, &request.origin_of(own.actor(), &ctx.config), &own).await?;
    Ok(with_codes("recovery codes made", Some(codes)))
}

pub(super) fn with_codes(message: &str, codes: Option<Vec<String>>) -> Response {
    let mut body = json!({ "status": "success", "message": message });
    if let Some(codes) = codes {
        body["recovery_codes"] = Value::from(codes);
    }
    Response::json(StatusCode::OK, &body).no_store()
}

/// `DELETE /api/auth/second-factor/app`: 204; the account has no app any more, and without a passkey no second factor.
pub async fn remove_app(ctx: &Ctx, request: &Request) -> Result<Response, ApiError> {
    let own = own_confirmed(ctx, request)?;
    second_factor::remove(ctx, &request.origin_of(own.actor(), &ctx.config), &own, Part::App).await?;
    Ok(Response::no_content())
}

/// `DELETE /api/auth/second-factor`: 204; the account has none any more.
pub async fn turn_off(ctx: &Ctx, request: &Request) -> Result<Response, ApiError> {
    let own = own_confirmed(ctx, request)?;
    second_factor::turn_off(ctx, &request.origin_of(own.actor(), &ctx.config), own.id).await?;
    Ok(Response::no_content())
}
