//! Passkeys at the API: `/api/auth/login/passkey`, `/api/auth/confirm/passkey`, `/api/auth/second-factor/passkeys`. A question is
//! `{"options", "ticket"}`: the options go to `navigator.credentials`, the ticket comes back with the credential.

use serde_json::{Map, Value, json};

use super::answer::{ApiError, error, object, success, text};
use super::second_factor::{own, own_confirmed, with_codes};
use super::session::begun;
use crate::account::passkey::{self, Answer, Ask};
use crate::account::second_factor::{self, Part};
use crate::account::second_factor_object::credential_id;
use crate::account::{AccountError, confirmation, login};
use crate::ctx::Ctx;
use crate::http::request::Request;
use crate::http::response::Response;
use hyper::StatusCode;

/// What came back from a browser: `ticket` and `credential`.
pub struct Sent {
    ticket: String,
    credential: String,
}

impl Sent {
    /// What stands in a body; `None` without a `credential`.
    pub fn read(object: &Map<String, Value>) -> Result<Option<Self>, ApiError> {
        let Some(credential) = object.get("credential").filter(|value| !value.is_null()) else { return Ok(None) };
        let ticket = text(object, "ticket")?.ok_or_else(ApiError::invalid_payload)?;
        Ok(Some(Self { ticket, credential: credential.to_string() }))
    }

    /// The same for the account.
    pub fn answer(&self) -> Answer<'_> {
        Answer { ticket: &self.ticket, credential: &self.credential }
    }
}

/// The body of a request that may have none.
async fn maybe_object(request: &mut Request) -> Result<Map<String, Value>, ApiError> {
    if request.has_body() { object(request).await } else { Ok(Map::new()) }
}

fn question(ask: Option<Ask>) -> Result<Response, ApiError> {
    let Ask { options, ticket } = ask.ok_or(AccountError::PasskeysUnavailable)?;
    let options: Value = serde_json::from_str(&options).unwrap_or_default();
    Ok(success(json!({ "options": options, "ticket": ticket })).no_store())
}

/// `POST /api/auth/login/passkey` without a `credential` asks for one; with it, and the `ticket`, 200 with `auth_token`.
pub async fn login(ctx: &Ctx, mut request: Request) -> Result<Response, ApiError> {
    let object = maybe_object(&mut request).await?;
    let Some(sent) = Sent::read(&object)? else { return question(passkey::ask_to_sign_in(ctx)?) };
    let (address, device) = (request.client_address(&ctx.config), request.user_agent().to_owned());
    match login::sign_in_with_passkey(ctx, sent.answer(), address, &device).await {
        Ok((token, _)) => Ok(begun(&token)),
        // As a sign-in by a password that fails.
        Err(wrong @ AccountError::Invalid { .. }) => Ok(error(StatusCode::UNAUTHORIZED, &wrong.message())),
        Err(other) => Err(other.into()),
    }
}

/// `POST /api/auth/confirm/passkey`: asks the session's person for a passkey, for `POST /api/auth/confirm`.
pub fn ask_again(ctx: &Ctx, request: &Request) -> Result<Response, ApiError> {
    let own = own(ctx, request)?;
    if !passkey::are_possible(ctx) {
        return Err(AccountError::PasskeysUnavailable.into());
    }
    match confirmation::ask_for_passkey(ctx, &own)? {
        Some(ask) => question(Some(ask)),
        None => Err(AccountError::NoSuchFactor.into()),
    }
}

/// `POST /api/auth/second-factor/passkeys` without a `credential` asks for a new one; with it, the `ticket` and perhaps a
/// `name`, it is added; `recovery_codes` are in the answer where they are the first.
pub async fn add(ctx: &Ctx, mut request: Request) -> Result<Response, ApiError> {
    let own = own_confirmed(ctx, &request)?;
    let object = maybe_object(&mut request).await?;
    let Some(sent) = Sent::read(&object)? else { return question(Some(passkey::ask_to_add(ctx, &own)?)) };
    let name = text(&object, "name")?.unwrap_or_default();
    let by = request.origin_of(own.actor(), &ctx.config);
    let codes = second_factor::add_passkey(ctx, &by, &own, sent.answer(), &name).await?;
    Ok(with_codes("passkey added", codes))
}

/// `PATCH /api/auth/second-factor/passkeys/{id}` with a `name`: 204; it is called so.
pub async fn rename(ctx: &Ctx, mut request: Request, id: &str) -> Result<Response, ApiError> {
    let own = own_confirmed(ctx, &request)?;
    let object = object(&mut request).await?;
    let name = text(&object, "name")?.ok_or_else(ApiError::invalid_payload)?;
    let id = credential_id(id).ok_or(AccountError::NoSuchFactor)?;
    second_factor::rename_passkey(ctx, &own, &id, &name).await?;
    Ok(Response::no_content())
}

/// `DELETE /api/auth/second-factor/passkeys/{id}`: 204; with the last part the second factor goes.
pub async fn remove(ctx: &Ctx, request: &Request, id: &str) -> Result<Response, ApiError> {
    let own = own_confirmed(ctx, request)?;
    let id = credential_id(id).ok_or(AccountError::NoSuchFactor)?;
    let by = request.origin_of(own.actor(), &ctx.config);
    second_factor::remove(ctx, &by, &own, Part::Passkey(&id)).await?;
    Ok(Response::no_content())
}
