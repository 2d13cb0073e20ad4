//! `/api/auth/events`: what happened to the account of the caller. First-party only.

use serde::Serialize;
use serde_json::json;

use super::answer::{ApiError, page_of};
use super::page::PageRequest;
use super::session::own_session;
use crate::audit::kind::{Kind, Wanted};
use crate::audit::own::newest;
use crate::audit::told::{Told, told};
use crate::audit::words::device;
use crate::audit::Entry;
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

/// The event object.
#[derive(Serialize)]
struct EventObject {
    time: String,
    event: String,
    kind: Kind,
    unusual: bool,
    title: String,
    advice: String,
    by: String,
    address: Option<String>,
    device: Option<String>,
}

impl EventObject {
    fn new(entry: &Entry) -> Self {
        let Told { title, advice, by, alarming } = told(entry);
        Self {
            time: entry.time.long_date(),
            event: entry.event.name(),
            kind: Kind::of(&entry.event),
            unusual: alarming,
            title,
            advice,
            by,
            address: entry.address.map(|address| address.to_string()),
            device: (!entry.device.is_empty()).then(|| device(&entry.device)),
        }
    }
}
