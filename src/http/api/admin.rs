//! `/api/oauth/admin/…`: what administrators do with what is not theirs. First-party only.

use serde_json::{Value, json};

use super::answer::{ApiError, caller, success};
use crate::ctx::Ctx;
use crate::http::request::Request;
use crate::http::response::Response;
use crate::oauth::client_object::ClientObject;
use crate::oauth::hold;
use crate::oauth::registration::{self, App};
use crate::protect::bearer::{Caller, Needs};
use crate::store::records::{ClientNumber, User};

/// What is decided of an app.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It can do nothing until further notice.
    Suspend,
    /// It can go on.
    Unsuspend,
    /// It is there for everybody.
    Approve,
}

/// The administrator who asks, in a session of their own.
fn admin(ctx: &Ctx, request: &Request) -> Result<Caller, ApiError> {
    Ok(caller(ctx, request, Needs::FirstParty)?.admin()?)
}

/// The client object with the name of the app's owner.
fn object(ctx: &Ctx, app: &App) -> Result<Value, ApiError> {
    let owner = ctx.store.get::<User>(&app.client.owner)?.map(|owner| owner.name);
    let mut object = json!(ClientObject::new(app, None));
    object["owner"] = owner.into();
    Ok(object)
}

/// `GET /api/oauth/admin/apps/{id}`: any app.
pub fn app(ctx: &Ctx, request: &Request, number: ClientNumber) -> Result<Response, ApiError> {
    admin(ctx, request)?;
    let app = registration::by_number(ctx, number)?;
    Ok(success(json!({ "client": object(ctx, &app)? })))
}

/// `POST /api/oauth/admin/apps/{id}/suspend`, `…/unsuspend`, `…/approve`: the app as it is then.
pub async fn decide(
    ctx: &Ctx,
    request: &Request,
    number: ClientNumber,
    verdict: Verdict,
) -> Result<Response, ApiError> {
    let admin = admin(ctx, request)?;
    let by = request.origin_of(admin.actor(), &ctx.config);
    let app = match verdict {
        Verdict::Suspend => hold::suspend(ctx, &by, number).await?,
        Verdict::Unsuspend => hold::unsuspend(ctx, &by, number).await?,
        Verdict::Approve => hold::approve(ctx, &by, number).await?,
    };
    Ok(success(json!({ "client": object(ctx, &app)? })))
}
