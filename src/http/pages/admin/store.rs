//! `/admin/store`: how data and daemon stand.

use std::time::Duration;

use hyper::StatusCode;

use super::super::failure::Failure;
use super::super::form::when;
use super::super::views::{AdminBackups, AdminStore, Page};
use super::super::{Answer, plain_page, render};
use super::{Form, page};
use crate::admin::status::{status, sweep};
use crate::config::{format_duration, format_size};
use crate::ctx::Ctx;
use crate::http::pages::session::Visitor;
use crate::http::request::Request;

/// `GET /admin/store`.
pub async fn show(ctx: &Ctx, request: &Request, visitor: &Visitor) -> Answer {
    render(StatusCode::OK, &view(ctx, page(ctx, visitor, request)?).await?)
}

async fn view(ctx: &Ctx, page: Page) -> Result<AdminStore, Failure> {
    let status = status(ctx).await?;
    // Whole megabytes, or kilobytes, are enough for a glance.
    let size = |bytes: u64| {
        let step = if bytes < 1 << 20 { 10 } else { 20 };
        format_size(bytes.div_ceil(1 << step) << step)
    };
    let daemon = status.daemon.as_ref();
    Ok(AdminStore {
        page,
        version: status.version.clone(),
        format: status.format,
        size_on_disk: size(status.size_on_disk),
        content: status.content.map(size),
        records: status.records.into_iter().collect(),
        since: daemon.map(|daemon| when(daemon.since)),
        memory: daemon.and_then(|daemon| daemon.memory).map(size),
        memory_limit: format_size(ctx.config.storage.memory),
        last_sweep: daemon.and_then(|daemon| daemon.last_sweep).map(when),
        oldest_due: status.oldest_due.map(when),
        commits: daemon.map(|daemon| daemon.commits).unwrap_or_default(),
        failures: daemon.map(|daemon| daemon.failures).unwrap_or_default(),
        events_lost: daemon.map(|daemon| daemon.events_lost).unwrap_or_default(),
        refusing: daemon.and_then(|daemon| daemon.refusing.clone()),
        backups: status.backups.map(|backups| AdminBackups {
            every: format_duration(Duration::from_millis(backups.every)),
            dir: backups.dir.display().to_string(),
            newest: backups.newest_at.map(when),
            overdue: backups.overdue,
            failure: backups.failure,
        }),
        removed: None,
    })
}

/// `POST /admin/store`: removes what has expired now, and tells what that was.
pub async fn act(ctx: &Ctx, Form { visitor, params }: Form<'_>) -> Answer {
    if params.first("action") != "sweep" {
        return Err(Failure::NotFound);
    }
    let removed = sweep(ctx, Duration::ZERO).await?;
    let mut view = view(ctx, plain_page(ctx, Some(visitor))?).await?;
    view.removed = Some(removed.into_iter().filter(|(_, number)| *number > 0).collect());
    render(StatusCode::OK, &view)
}
