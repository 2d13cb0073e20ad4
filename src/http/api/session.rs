//! `/api/auth/login`, `/logout`, `/register`, `/sessions`: the first-party session, and the others of the account.

use hyper::StatusCode;
use serde_json::{Map, Value, json};

use super::answer::{ApiError, caller, done, error, object, success, text};
use crate::account::AccountError;
use crate::account::login::{SignIn, sign_in};
use crate::account::passkey;
use crate::account::second_factor;
use crate::account::second_factor_object::SecondFactorObject;
use crate::account::session::{self, SignedIn};
use crate::account::session_object::SessionObject;
use crate::account::user::{self, NewUser};
use crate::ctx::Ctx;
use crate::http::request::Request;
use crate::http::response::Response;
use crate::protect::bearer::{Caller, Denied, Needs, authenticate_unequipped};
use crate::secret::Secret;
use crate::store::StoreError;
use crate::store::records::Role;

/// `POST /api/auth/login` takes `{email, password}`, the e-mail or the name: 200 with `auth_token`. An account with a second
/// factor needs a `code` as well; without one, 401 with `second_factor`: what it could be a code of.
pub async fn login(ctx: &Ctx, mut request: Request) -> Result<Response, ApiError> {
    let object = object(&mut request).await?;
    let attempt = SignIn {
        name: required(&object, "email")?,
        password: required(&object, "password")?,
        address: request.client_address(&ctx.config),
        device: request.user_agent().to_owned(),
        code: text(&object, "code")?,
    };
    let (token, _) = match sign_in(ctx, attempt).await {
        Err(needed @ AccountError::SecondFactorNeeded) => {
            let kinds = kinds(ctx, object.get("email").and_then(Value::as_str).unwrap_or_default())?;
            let body = json!({ "status": "error", "message": needed.message(), "second_factor": kinds });
            return Ok(Response::json(StatusCode::UNAUTHORIZED, &body).no_store());
        }
        // As FitTrackee answers to a sign-in that fails.
        Err(wrong @ AccountError::Invalid { field: "code", .. }) => {
            return Ok(error(StatusCode::UNAUTHORIZED, &wrong.message()));
        }
        signed_in => signed_in?,
    };
    Ok(begun(&token))
}

/// What a session that begins is answered with.
pub(super) fn begun(token: &Secret) -> Response {
    let body = json!({ "status": "success", "message": "successfully logged in", "auth_token": token.reveal() });
    Response::json(StatusCode::OK, &body).no_store()
}

/// What the second factor of an account is made of, for who has given its password.
fn kinds(ctx: &Ctx, name: &str) -> Result<Vec<&'static str>, StoreError> {
    let Some(account) = user::by_name_or_email(ctx, name.trim())? else { return Ok(Vec::new()) };
    let factor = SecondFactorObject::new(second_factor::find(ctx, *account.key())?.as_ref());
    Ok(factor.kinds(passkey::are_possible(ctx)))
}

fn required(object: &Map<String, Value>, key: &str) -> Result<String, ApiError> {
    let text = object.get(key).and_then(Value::as_str).filter(|text| !text.is_empty());
    text.map(str::to_owned).ok_or_else(ApiError::invalid_payload)
}

/// `POST /api/auth/logout` ends the session that the request is made with.
pub async fn logout(ctx: &Ctx, request: &Request) -> Result<Response, ApiError> {
    let own = authenticate_unequipped(ctx, request.authorization())?;
    session::end(ctx, &request.origin_of(own.actor(), &ctx.config), &own.session).await?;
    Ok(done("successfully logged out"))
}

/// The session that a request is made with, where only one will do.
pub fn own_session(ctx: &Ctx, request: &Request) -> Result<SignedIn, ApiError> {
    match caller(ctx, request, Needs::FirstParty)? {
        Caller::FirstParty(signed_in) => Ok(*signed_in),
        Caller::ThirdParty(_) => Err(Denied::NoCredentials.into()),
    }
}

/// `GET /api/auth/sessions`: where the account is signed in, the newest use first.
pub fn sessions(ctx: &Ctx, request: &Request) -> Result<Response, ApiError> {
    let own = own_session(ctx, request)?;
    let sessions = session::list(ctx, own.id)?;
    let sessions = sessions.iter().map(|(hash, session)| SessionObject::new(hash, session, Some(&own.session)));
    Ok(success(json!({ "sessions": sessions.collect::<Vec<_>>() })))
}

/// `DELETE /api/auth/sessions`: 204; all sessions end but the one that asks.
pub async fn end_others(ctx: &Ctx, request: &Request) -> Result<Response, ApiError> {
    let own = own_session(ctx, request)?;
    session::end_others(ctx, &request.origin_of(own.actor(), &ctx.config), own.id, Some(&own.session)).await?;
    Ok(Response::no_content())
}

/// `DELETE /api/auth/sessions/{id}`: 204; this one ends.
pub async fn end_one(ctx: &Ctx, request: &Request, id: &str) -> Result<Response, ApiError> {
    let own = own_session(ctx, request)?;
    match session::end_by_id(ctx, &request.origin_of(own.actor(), &ctx.config), own.id, id).await? {
        true => Ok(Response::no_content()),
        false => Err(ApiError::NotFound("session does not exist")),
    }
}

/// `POST /api/auth/register` takes `{username, email, password}`, if this instance lets people register.
pub async fn register(ctx: &Ctx, mut request: Request) -> Result<Response, ApiError> {
    let object = object(&mut request).await?;
    let new = NewUser {
        name: required(&object, "username")?,
        email: required(&object, "email")?,
        password: Some(required(&object, "password")?),
        role: Role::User,
        language: None,
    };
    ctx.limits.register.admit_address(request.client_address(&ctx.config))?;
    user::register(ctx, &request.origin(&ctx.config), new).await?;
    Ok(done("account created"))
}
