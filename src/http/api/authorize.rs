//! `POST /api/oauth/authorize`: FitTrackee's JSON consent call, for the account's own front end.

use hyper::StatusCode;
use serde_json::json;

use super::answer::{ApiError, caller};
use crate::ctx::Ctx;
use crate::http::request::{BodyError, Request};
use crate::http::response::Response;
use crate::oauth::authorize::{self, AuthorizeError, Decision, NextTime};
use crate::protect::bearer::Needs;

/// 200 `{"redirect_url"}`: where the browser shall go, with the code, or with what the client must be told. The form
/// has the parameters of RFC 6749 §4.1.1, `confirm`, and `remember`: `false` where the person wants to be asked again
/// although the instance remembers.
pub async fn authorize(ctx: &Ctx, mut request: Request) -> Result<Response, ApiError> {
    let caller = caller(ctx, &request, Needs::FirstParty)?.active()?;
    let params = match request.form().await {
        Ok(params) => params,
        Err(BodyError::UnsupportedType(_)) => return Err(ApiError::invalid_payload()),
        Err(unread) => return Err(unread.into()),
    };
    if params.first("client_id").is_empty() || params.first("response_type").is_empty() {
        return Err(ApiError::invalid_payload());
    }
    let is_false = |text: &str| text.eq_ignore_ascii_case("false");
    let confirmed = params.one("confirm").ok().flatten().is_some_and(|confirm| confirm.eq_ignore_ascii_case("true"));
    let by = request.origin_of(caller.actor(), &ctx.config);
    let decided = match authorize::examine(ctx, &params, caller.user()) {
        Ok(mut asked) if confirmed => {
            let scope = asked.scope.clone();
            if is_false(params.first("remember")) && asked.next_time == NextTime::Spared {
                asked.next_time = NextTime::Asked;
            }
            authorize::approve(ctx, &by, &asked, caller.user_id(), &scope, Decision::Called).await
        }
        Ok(asked) => Ok(authorize::deny(ctx, &by, &asked, caller.user_ref())),
        Err(error) => Err(error),
    };
    match decided {
        Ok(location) | Err(AuthorizeError::Redirect(location)) => {
            Ok(Response::json(StatusCode::OK, &json!({ "redirect_url": location })).no_store())
        }
        Err(AuthorizeError::Page(message)) => Err(ApiError::BadRequest(message)),
        Err(AuthorizeError::Held(held)) => Err(ApiError::BadRequest(held.to_string())),
        Err(AuthorizeError::AlreadyDecided | AuthorizeError::NotRemembered) => Err(ApiError::invalid_payload()),
        Err(AuthorizeError::Store(error)) => Err(error.into()),
        Err(AuthorizeError::Random(error)) => Err(error.into()),
    }
}
