//! `/profile/events`: what happened to the account.

use hyper::StatusCode;

use super::apps::shown;
use super::form::{signed_in, when};
use super::views::{EventRow, Events};
use super::{Answer, page, render};
use crate::audit::Entry;
use crate::audit::own::newest;
use crate::audit::told::{Told, told};
use crate::audit::words::device;
use crate::ctx::Ctx;
use crate::http::api::page::PageRequest;
use crate::http::request::Request;

/// How many events a page shows.
const PAGE: usize = 20;

/// `GET /profile/events`: the newest first.
pub async fn show(ctx: &Ctx, request: &Request) -> Answer {
    let visitor = signed_in(ctx, request)?;
    // What the person did a moment ago shall be there.
    ctx.audit.settle().await;
    let (entries, pagination) = PageRequest::read(request, PAGE).of(newest(&ctx.store, visitor.id)?);
    let view = Events {
        page: page(ctx, Some(&visitor), request)?,
        events: entries.iter().map(row).collect(),
        pagination: shown(pagination.page, pagination.pages),
    };
    render(StatusCode::OK, &view)
}

fn row(entry: &Entry) -> EventRow {
    let Told { title, advice, by, alarming } = told(entry);
    EventRow {
        title,
        advice,
        by,
        alarming,
        at: when(entry.time),
        address: entry.address.map(|address| address.to_string()).unwrap_or_default(),
        device: if entry.device.is_empty() { String::new() } else { device(&entry.device) },
    }
}
