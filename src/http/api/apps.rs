//! `/api/oauth/apps`: the caller's own apps. First-party only.

use hyper::StatusCode;
use serde_json::{Map, Value, json};

use super::answer::{ApiError, caller, object, page_of, success, text};
use super::page::PageRequest;
use crate::ctx::Ctx;
use crate::http::request::Request;
use crate::http::response::Response;
use crate::oauth::app_usage;
use crate::oauth::client_object::ClientObject;
use crate::oauth::registration::{self, AppChange, NewApp};
use crate::oauth::secrets;
use crate::protect::bearer::Needs;
use crate::store::records::{ClientNumber, ClientType};

const PAGE: usize = 5;

/// `GET /api/oauth/apps`: pages of 5, the newest first.
pub fn list(ctx: &Ctx, request: &Request) -> Result<Response, ApiError> {
    let caller = caller(ctx, request, Needs::FirstParty)?;
    let (apps, pagination) = PageRequest::read(request, PAGE).of(registration::all(ctx, Some(caller.user_id()))?);
    let clients: Vec<_> = apps.iter().map(|app| ClientObject::new(app, None)).collect();
    Ok(page_of(json!({ "clients": clients }), pagination))
}

/// `POST /api/oauth/apps`: 201 with the client object and its secret.
pub async fn create(ctx: &Ctx, mut request: Request) -> Result<Response, ApiError> {
    let caller = caller(ctx, &request, Needs::FirstParty)?.active()?;
    let app = read_new_app(&object(&mut request).await?)?;
    let by = request.origin_of(caller.actor(), &ctx.config);
    ctx.limits.apps.admit(caller.user_id().0, by.address)?;
    let (app, secret) = registration::register(ctx, &by, caller.user_id(), app).await?;
    let body = json!({ "status": "created", "data": { "client": ClientObject::new(&app, secret.as_ref()) } });
    Ok(Response::json(StatusCode::CREATED, &body).no_store())
}

fn read_new_app(object: &Map<String, Value>) -> Result<NewApp, ApiError> {
    const REQUIRED: [&str; 4] = ["client_name", "client_uri", "redirect_uris", "scope"];
    if object.is_empty() {
        return Err(ApiError::BadRequest("OAuth2 client metadata missing".to_owned()));
    }
    let missing: Vec<_> = REQUIRED.into_iter().filter(|key| !object.contains_key(*key)).collect();
    if !missing.is_empty() {
        return Err(ApiError::BadRequest(format!("OAuth2 client metadata missing keys: {}", missing.join(", "))));
    }
    let client_type = match object.get("client_type") {
        None | Some(Value::Null) => ClientType::Confidential,
        Some(value) => serde_json::from_value(value.clone())
            .map_err(|_| ApiError::BadRequest("client_type: \"confidential\" or \"public\" is expected".to_owned()))?,
    };
    let description = match object.get("client_description") {
        Some(Value::Null) => None,
        _ => text(object, "client_description")?,
    };
    Ok(NewApp {
        name: text(object, "client_name")?.unwrap_or_default(),
        website: text(object, "client_uri")?.unwrap_or_default(),
        description,
        redirect_uris: redirect_uris(object)?.unwrap_or_default(),
        // What is no text names no scope: the operation refuses it in FitTrackee's words.
        scope: object.get("scope").and_then(Value::as_str).unwrap_or_default().to_owned(),
        client_type,
    })
}

fn redirect_uris(object: &Map<String, Value>) -> Result<Option<Vec<String>>, ApiError> {
    let Some(value) = object.get("redirect_uris") else { return Ok(None) };
    serde_json::from_value(value.clone())
        .map(Some)
        .map_err(|_| ApiError::BadRequest("redirect_uris: a list of texts is expected".to_owned()))
}

/// `GET /api/oauth/apps/{client_id}`.
pub fn by_client_id(ctx: &Ctx, request: &Request, client_id: &str) -> Result<Response, ApiError> {
    let caller = caller(ctx, request, Needs::FirstParty)?;
    let app = registration::owned_by_client_id(ctx, caller.user_id(), client_id)?;
    Ok(success(json!({ "client": ClientObject::new(&app, None) })))
}

/// `GET /api/oauth/apps/{id}/by_id`.
pub fn by_number(ctx: &Ctx, request: &Request, number: ClientNumber) -> Result<Response, ApiError> {
    let caller = caller(ctx, request, Needs::FirstParty)?;
    let app = registration::owned(ctx, caller.user_id(), number)?;
    Ok(success(json!({ "client": ClientObject::new(&app, None) })))
}

/// `PATCH /api/oauth/apps/{id}`: any of the fields that registration takes but `client_type`.
pub async fn edit(ctx: &Ctx, mut request: Request, number: ClientNumber) -> Result<Response, ApiError> {
    let caller = caller(ctx, &request, Needs::FirstParty)?.active()?;
    let app = registration::owned(ctx, caller.user_id(), number)?;
    let object = object(&mut request).await?;
    let change = read_change(&object, app.client.client_type)?;
    let app = registration::edit(ctx, &request.origin_of(caller.actor(), &ctx.config), number, change).await?;
    Ok(success(json!({ "client": ClientObject::new(&app, None) })))
}

fn read_change(object: &Map<String, Value>, client_type: ClientType) -> Result<AppChange, ApiError> {
    const KNOWN: [&str; 6] =
        ["client_name", "client_uri", "client_description", "redirect_uris", "scope", "client_type"];
    if !KNOWN.iter().any(|key| object.contains_key(*key)) {
        return Err(ApiError::BadRequest(format!("nothing to change: send at least one of {}", KNOWN[..5].join(", "))));
    }
    if let Some(wanted) = object.get("client_type")
        && serde_json::to_value(client_type).ok().as_ref() != Some(wanted)
    {
        let message = "client_type: cannot be changed; register another app instead";
        return Err(ApiError::BadRequest(message.to_owned()));
    }
    let description = match object.get("client_description") {
        Some(Value::Null) => Some(String::new()),
        _ => text(object, "client_description")?,
    };
    Ok(AppChange {
        name: text(object, "client_name")?,
        website: text(object, "client_uri")?,
        description,
        redirect_uris: redirect_uris(object)?,
        scope: object.get("scope").map(|scope| scope.as_str().unwrap_or_default().to_owned()),
    })
}

/// `DELETE /api/oauth/apps/{id}`: 204.
pub async fn delete(ctx: &Ctx, request: &Request, number: ClientNumber) -> Result<Response, ApiError> {
    let caller = caller(ctx, request, Needs::FirstParty)?;
    registration::owned(ctx, caller.user_id(), number)?;
    registration::delete(ctx, &request.origin_of(caller.actor(), &ctx.config), number).await?;
    Ok(Response::no_content())
}

/// `POST /api/oauth/apps/{id}/revoke`: ends all that the app was given, by anyone.
pub async fn revoke(ctx: &Ctx, request: &Request, number: ClientNumber) -> Result<Response, ApiError> {
    let caller = caller(ctx, request, Needs::FirstParty)?;
    registration::owned(ctx, caller.user_id(), number)?;
    registration::revoke_all(ctx, &request.origin_of(caller.actor(), &ctx.config), number).await?;
    Ok(Response::json(StatusCode::OK, &json!({ "status": "success" })))
}

/// `POST /api/oauth/apps/{id}/rotate_secret`: the client object with its new secret. A body is not needed; one with
/// `overlap` says how long the secret that is replaced works on.
pub async fn rotate_secret(ctx: &Ctx, mut request: Request, number: ClientNumber) -> Result<Response, ApiError> {
    let caller = caller(ctx, &request, Needs::FirstParty)?.active()?.confirmed(ctx)?;
    registration::owned(ctx, caller.user_id(), number)?;
    let overlap = if request.has_body() { text(&object(&mut request).await?, "overlap")? } else { None };
    let overlap = overlap.as_deref().map(secrets::read_overlap).transpose()?.unwrap_or_default();
    let by = request.origin_of(caller.actor(), &ctx.config);
    let (app, secret) = secrets::rotate(ctx, &by, number, overlap).await?;
    Ok(success(json!({ "client": ClientObject::new(&app, Some(&secret)) })).no_store())
}

/// `DELETE /api/oauth/apps/{id}/previous_secret`: 204; 404 where there is none that works.
pub async fn end_previous_secret(ctx: &Ctx, request: &Request, number: ClientNumber) -> Result<Response, ApiError> {
    let caller = caller(ctx, request, Needs::FirstParty)?.active()?;
    registration::owned(ctx, caller.user_id(), number)?;
    secrets::end_previous(ctx, &request.origin_of(caller.actor(), &ctx.config), number).await?;
    Ok(Response::no_content())
}

/// `GET /api/oauth/apps/{id}/usage`: what the app did in the last 30 days.
pub fn usage(ctx: &Ctx, request: &Request, number: ClientNumber) -> Result<Response, ApiError> {
    let caller = caller(ctx, request, Needs::FirstParty)?;
    registration::owned(ctx, caller.user_id(), number)?;
    Ok(success(json!({ "usage": app_usage::report(ctx, number)? })))
}
