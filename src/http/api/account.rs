//! `/api/auth/profile/edit/account` and `/api/auth/account/export`: what only the account itself does, in FitTrackee's
//! shapes. First-party only: no app changes a password or an address, whatever its scope.

use hyper::StatusCode;
use hyper::header::{CONTENT_DISPOSITION, HeaderValue};
use serde_json::{Value, json};

use super::answer::{ApiError, error, object, text};
use super::passkeys::Sent;
use super::session::own_session;
use crate::account::account_object::AccountObject;
use crate::account::change::{self, Change, Changed};
use crate::account::confirmation::{self, Shown};
use crate::account::{AccountError, export};
use crate::ctx::Ctx;
use crate::http::request::Request;
use crate::http::response::Response;
use crate::protect::bearer::Denied;

/// The name of the file with the data of an account.
pub const EXPORT_FILE: &str = "account.json";

/// `PATCH /api/auth/profile/edit/account` takes `email`, `password` (the current one), `new_password`, and `code` (or `ticket` and
/// `credential` of a passkey) where the account has a second factor that was not asked for a while. The first two are required, as FitTrackee has it; the address
/// that the account has changes nothing. A new password ends all sessions: the answer has the `auth_token` of a new one.
pub async fn edit(ctx: &Ctx, mut request: Request) -> Result<Response, ApiError> {
    let own = own_session(ctx, &request)?;
    let object = object(&mut request).await?;
    let required = |key: &str, message: &str| {
        let found = text(&object, key)?.filter(|text| !text.is_empty());
        found.ok_or_else(|| ApiError::BadRequest(message.to_owned()))
    };
    let address = required("email", "email is missing")?;
    let current = required("password", "current password is missing")?;
    let code = text(&object, "code")?;
    let new = text(&object, "new_password")?.filter(|text| !text.is_empty());
    let passkey = Sent::read(&object)?;
    let passkey = passkey.as_ref().map(Sent::answer);
    let shown = Shown { password: Some(&current), code: code.as_deref(), passkey };
    let by = request.origin_of(own.actor(), &ctx.config);
    // Somebody who is suspended may change the password alone.
    let same = new.is_some() && address.trim() == own.user.email;
    let wanted = Change { email: (!same).then_some(&address), password: new.as_deref() };
    match change::change(ctx, &by, &own, shown, wanted).await {
        Ok(Changed { user, token }) => {
            let data = AccountObject::with_email(&user);
            let mut body = json!({ "status": "success", "message": "user account updated", "data": data });
            if let Some(token) = token {
                body["auth_token"] = Value::from(token.reveal());
            }
            Ok(Response::json(StatusCode::OK, &body).no_store())
        }
        Err(AccountError::Invalid { field: "current_password", .. }) => {
            Ok(error(StatusCode::UNAUTHORIZED, &AccountError::Credentials.to_string()))
        }
        Err(other) => Err(other.into()),
    }
}

/// `GET /api/auth/account/export` and `POST …/request`: where the data of the account is. It is always ready: it is put
/// together when it is fetched.
pub async fn export_request(ctx: &Ctx, request: &Request) -> Result<Response, ApiError> {
    let own = own_session(ctx, request)?;
    let document = export::document(ctx, own.id, &own.user).await?;
    let told = json!({
        "created_at": ctx.clock.now().http_date(),
        "file_name": EXPORT_FILE,
        "file_size": document.len(),
        "status": "successful",
    });
    Ok(Response::json(StatusCode::OK, &json!({ "status": "success", "request": told })))
}

/// `GET /api/auth/account/export/{file_name}`: the data itself, for who has shown a short while ago that it is them.
pub async fn export_file(ctx: &Ctx, request: &Request, name: &str) -> Result<Response, ApiError> {
    let own = own_session(ctx, request)?;
    if !confirmation::is_recent(ctx, &own) {
        return Err(Denied::Unconfirmed.into());
    }
    if name != EXPORT_FILE {
        return Err(ApiError::NotFound("file not found"));
    }
    let document = export::document(ctx, own.id, &own.user).await?;
    export::taken(ctx, &request.origin_of(own.actor(), &ctx.config), own.id, &own.user);
    Ok(as_file(document, "attachment; filename=\"account.json\""))
}

/// A document that browsers save.
pub fn as_file(document: String, disposition: &'static str) -> Response {
    let response = Response::text("application/json", document).no_store();
    response.with_header(CONTENT_DISPOSITION, HeaderValue::from_static(disposition))
}
