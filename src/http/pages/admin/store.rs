//! `/admin/store`: how data and daemon stand.

use std::collections::BTreeMap;
use std::time::Duration;

use hyper::StatusCode;

use super::super::failure::Failure;
use super::super::form::when;
use super::super::views::{AdminBackups, AdminStore, FormErrors, Page};
use super::super::{Answer, plain_page, render};
use super::{Form, page};
use crate::admin::status::{status, sweep};
use crate::config::{format_duration, parse_duration};
use crate::ctx::Ctx;
use crate::http::pages::session::Visitor;
use crate::http::request::Request;
use crate::words::{Sentence, size};

/// `GET /admin/store`.
pub async fn show(ctx: &Ctx, request: &Request, visitor: &Visitor) -> Answer {
    render(StatusCode::OK, &view(ctx, page(ctx, visitor, request)?).await?)
}

async fn view(ctx: &Ctx, page: Page) -> Result<AdminStore, Failure> {
    let status = status(ctx).await?;
    let daemon = status.daemon.as_ref();
    Ok(AdminStore {
        page,
        version: status.version.clone(),
        format: status.format,
        size_on_disk: size(status.size_on_disk),
        content: status.content.map(size),
        records: counted(status.records),
        since: daemon.map(|daemon| when(daemon.since)),
        memory: daemon.and_then(|daemon| daemon.memory).map(size),
        memory_limit: size(ctx.config.storage.memory),
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
        older_than: String::new(),
        removed: None,
        errors: FormErrors::default(),
    })
}

/// `POST /admin/store`: removes now what has expired, or only what expired long enough ago, and tells what that was.
pub async fn act(ctx: &Ctx, Form { visitor, params }: Form<'_>) -> Answer {
    if params.first("action") != "sweep" {
        return Err(Failure::NotFound);
    }
    let typed = params.first("older_than").trim();
    let older_than = if typed.is_empty() { Some(Duration::ZERO) } else { parse_duration(typed).ok() };
    let removed = match older_than {
        Some(older_than) => Some(sweep(ctx, older_than).await?),
        None => None,
    };
    let mut view = view(ctx, plain_page(ctx, Some(visitor))?).await?;
    typed.clone_into(&mut view.older_than);
    let Some(removed) = removed else {
        view.errors.add("older_than", "admin-older-than-wrong");
        return render(StatusCode::BAD_REQUEST, &view);
    };
    view.removed = Some(counted(removed.into_iter().filter(|(_, number)| *number > 0).collect()));
    render(StatusCode::OK, &view)
}

/// Records by what their kinds are called.
fn counted(records: BTreeMap<String, u64>) -> Vec<(Sentence, u64)> {
    let called = |kind: String| name(&kind).map_or(Sentence::Text(kind), Sentence::of);
    records.into_iter().map(|(kind, number)| (called(kind), number)).collect()
}

/// What a kind of record is called.
fn name(kind: &str) -> Option<&'static str> {
    Some(match kind {
        "access_token" => "admin-record-access-token",
        "app_usage" => "admin-record-app-usage",
        "authorization_code" => "admin-record-authorization-code",
        "client" => "admin-apps",
        "counter" => "admin-record-counter",
        "decided_request" => "admin-record-decided-request",
        "family" => "admin-record-family",
        "grant" => "admin-consents",
        "hold" => "admin-record-hold",
        "instance" => "admin-record-instance",
        "last_sign_in" => "admin-record-last-sign-in",
        "last_use" => "admin-record-last-use",
        "one_time_link" => "admin-record-one-time-link",
        "pending_sign_in" => "admin-record-pending-sign-in",
        "refresh_token" => "admin-record-refresh-token",
        "remembered_consent" => "admin-record-remembered-consent",
        "resource_server" => "admin-servers",
        "scope_use" => "admin-record-scope-use",
        "second_factor" => "admin-record-second-factor",
        "secret_state" => "admin-record-secret-state",
        "session" => "admin-sessions",
        "user" => "admin-users",
        "user_event" => "admin-record-user-event",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::transfer::kinds;

    #[test]
    fn every_kind_of_record_is_called_something_of_its_own() {
        let mut names: Vec<_> = kinds().map(|(_, kind)| name(kind).unwrap_or(kind)).collect();
        assert!(names.iter().all(|name| name.starts_with("admin-")), "{names:?}");
        let number = names.len();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), number);
    }
}
