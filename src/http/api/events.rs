//! `/api/auth/events`: what happened to the account of the caller. First-party only.

use serde_json::json;

use super::answer::{ApiError, page_of};
use super::page::PageRequest;
use super::session::own_session;
use crate::audit::event_object::EventObject;
use crate::audit::kind::Wanted;
use crate::audit::own::newest;
use crate::ctx::Ctx;
use crate::http::request::Request;
use crate::http::response::Response;

const PAGE: usize = 20;

/// `GET /api/auth/events`: pages of 20, the newest first; `kind` (`unusual`, `sign-ins`, `account`, `apps`) asks for a part.
pub async fn list(ctx: &Ctx, request: &Request) -> Result<Response, ApiError> {
    let own = own_session(ctx, request)?;
    let wanted = Wanted::named(&request.query_value("kind").unwrap_or_default());
    ctx.audit.settle().await;
    let mut entries = newest(&ctx.store, own.id)?;
    entries.retain(|entry| wanted.takes(entry));
    let (entries, pagination) = PageRequest::read(request, PAGE).of(entries);
    let events: Vec<_> = entries.iter().map(EventObject::new).collect();
    Ok(page_of(json!({ "events": events }), pagination))
}
