//! `/admin`: what needs a look, and how much there is.

use hyper::StatusCode;

use super::super::views::AdminOverview;
use super::super::{Answer, render};
use super::apps::row;
use super::page;
use crate::account::search as accounts;
use crate::admin::status::status;
use crate::audit::backwards::newest;
use crate::audit::read::Filter;
use crate::clock::Timestamp;
use crate::ctx::Ctx;
use crate::http::api::answer::apart;
use crate::http::pages::session::Visitor;
use crate::http::request::Request;
use crate::oauth::hold::State;
use crate::oauth::search as apps;
use crate::store::StoreError;
use crate::store::window::Window;

/// How many apps that wait are named.
const NAMED: usize = 5;
/// How many lines with failed sign-ins are counted at most.
const COUNTED: usize = 10_000;

/// `GET /admin`.
pub async fn show(ctx: &Ctx, request: &Request, visitor: &Visitor) -> Answer {
    let status = status(ctx).await?;
    ctx.audit.settle().await;
    let found = apart(ctx, |ctx| {
        let held = |state, limit| {
            let wanted = apps::Wanted { state: Some(state), ..apps::Wanted::default() };
            apps::search(ctx, &wanted, Window { skip: 0, limit })
        };
        let suspended = accounts::Wanted { suspended: Some(true), ..accounts::Wanted::default() };
        let suspended = accounts::search(ctx, &suspended, Window { skip: 0, limit: 0 })?.total;
        Ok((held(State::Waiting, NAMED)?, held(State::Suspended, 0)?.total, suspended, failed_sign_ins(ctx)?))
    });
    let (waiting, suspended_apps, suspended_users, failed_sign_ins) = found.await?;
    let count = |kind: &str| status.records.get(kind).copied().unwrap_or_default();
    let daemon = status.daemon.as_ref();
    let view = AdminOverview {
        page: page(ctx, visitor, request)?,
        refusing: daemon.and_then(|daemon| daemon.refusing.clone()),
        backup_failed: status.backups.as_ref().is_some_and(|backups| backups.failure.is_some() || backups.overdue),
        waiting: waiting.items.iter().map(|app| row(ctx, app)).collect::<Result<_, _>>()?,
        waiting_number: waiting.total,
        suspended_apps,
        suspended_users,
        failed_sign_ins,
        users: count("user"),
        apps: count("client"),
        grants: count("grant"),
        sessions: count("session"),
        version: status.version,
    };
    render(StatusCode::OK, &view)
}

/// How many sign-ins failed since the day began, in UTC.
fn failed_sign_ins(ctx: &Ctx) -> Result<u64, StoreError> {
    const DAY: u64 = 24 * 60 * 60 * 1000;
    let now = ctx.clock.now().as_millis();
    let since = Some(Timestamp::from_millis(now - now % DAY));
    let filter = Filter { event: Some("sign_in_failed".to_owned()), since, ..Filter::default() };
    let found = newest(&ctx.config.server.data_dir, &filter, 0, COUNTED);
    let found = found.map_err(|error| StoreError::Engine(format!("the audit log cannot be read: {error}")))?;
    let times = found.lines.iter().map(|line| line.entry.as_ref().and_then(|entry| entry.times).unwrap_or(1));
    Ok(times.sum())
}
