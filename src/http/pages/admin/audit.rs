//! `/admin/audit`: the audit log, by page and as a file.

use hyper::StatusCode;
use hyper::header::{CONTENT_DISPOSITION, HeaderValue};

use super::super::form::when;
use super::super::views::{AdminAudit, AuditRow, EventGroup, FormErrors};
use super::super::{Answer, render};
use super::audit_facts::facts;
use super::{choice, page, query};
use crate::audit::backwards::{Newest, newest};
use crate::audit::listed::{GROUPS, listed};
use crate::audit::read::{Filter, Line};
use crate::ctx::Ctx;
use crate::http::api::admin::{audit_filter, audit_page, moment};
use crate::http::api::answer::apart;
use crate::http::pages::session::Visitor;
use crate::http::request::Request;
use crate::http::response::Response;
use crate::store::StoreError;
use crate::words::Sentence;

const FILTER: [&str; 5] = ["user", "app", "event", "since", "until"];
/// What of it stays when another event is asked for.
const BUT_EVENT: [&str; 4] = ["user", "app", "since", "until"];
/// So many lines the file has at most, the newest; `grantd audit` gives them all.
const MOST_IN_FILE: usize = 10_000;

/// `GET /admin/audit`.
pub async fn show(ctx: &Ctx, request: &Request, visitor: &Visitor) -> Answer {
    let number = request.query_value("page").and_then(|page| page.parse::<usize>().ok()).filter(|page| *page > 0);
    let number = number.unwrap_or(1);
    let errors = wrong(request);
    let found = match errors.is_empty() {
        true => audit_page(ctx, filter(request), number).await?,
        false => Newest { lines: Vec::new(), more: false },
    };
    let status = match (errors.is_empty(), number > 1 && found.lines.is_empty()) {
        (false, _) => StatusCode::BAD_REQUEST,
        (true, true) => StatusCode::NOT_FOUND,
        (true, false) => StatusCode::OK,
    };
    let word = |name| request.query_value(name).unwrap_or_default();
    let (query, others, event) = (query(request, &FILTER), query(request, &BUT_EVENT), word("event"));
    let turned = |number: usize| format!("/admin/audit?{query}page={number}");
    let view = AdminAudit {
        page: page(ctx, visitor, request)?,
        user: word("user"),
        app: word("app"),
        events: events(event.trim()),
        since: word("since"),
        until: word("until"),
        rows: found.lines.iter().map(|line| row(line, &others, event.trim())).collect(),
        number,
        newer: (number > 1).then(|| turned(number - 1)),
        older: found.more.then(|| turned(number + 1)),
        file: format!("/admin/audit/audit.jsonl?{query}"),
        filtered: !query.is_empty(),
        query,
        errors,
    };
    render(status, &view)
}

/// What is no day in the filter.
fn wrong(request: &Request) -> FormErrors {
    let mut errors = FormErrors::default();
    for field in ["since", "until"] {
        let typed = request.query_value(field).unwrap_or_default();
        if !typed.trim().is_empty() && moment(typed.trim()).is_none() {
            errors.add(field, "admin-audit-day-wrong");
        }
    }
    errors
}

/// Which lines are asked for; *Event* may also be the name of a group.
fn filter(request: &Request) -> Filter {
    let mut filter = audit_filter(request);
    if let Some((_, _, group)) = GROUPS.iter().find(|(name, ..)| filter.event.as_deref() == Some(name)) {
        filter.event = None;
        filter.among = group.iter().map(|(name, _)| *name).collect();
    }
    filter
}

/// What to choose from: the groups, of the one that is chosen its events, too, and one that only a newer version knows by its
/// name. All events at once would be more than the page itself.
fn events(wanted: &str) -> Vec<EventGroup> {
    let groups = GROUPS.iter().map(|(name, label, group)| {
        let is_open = *name == wanted || group.iter().any(|(name, _)| *name == wanted);
        let events = group.iter().filter(|_| is_open).map(|(name, title)| choice(name, *title, wanted));
        EventGroup { all: choice(name, *label, wanted), events: events.collect() }
    });
    let mut groups: Vec<_> = groups.collect();
    if !wanted.is_empty() && groups.iter().all(|group| !group.all.current && group.events.is_empty()) {
        groups.push(EventGroup { all: choice(wanted, wanted.to_owned(), wanted), events: Vec::new() });
    }
    groups
}

/// A line as the page shows it. `others` is what else is asked for but the event, for the link to others of its name, where all
/// are not of that already.
fn row(line: &Line, others: &str, wanted: &str) -> AuditRow {
    let value: serde_json::Value = serde_json::from_str(&line.text).unwrap_or_default();
    let event = value["event"].as_str().unwrap_or_default().to_owned();
    let title = line.entry.as_ref().map(listed);
    AuditRow {
        alike: (wanted != event).then(|| {
            let name: String = form_urlencoded::byte_serialize(event.as_bytes()).collect();
            format!("?{others}event={name}")
        }),
        at: when(line.time),
        facts: facts(&value, title.is_some()),
        title: title.unwrap_or_else(|| Sentence::Text(event.clone())),
        event,
    }
}

/// `GET /admin/audit/audit.jsonl`: the lines as they stand in the log, the newest last.
pub async fn file(ctx: &Ctx, request: &Request) -> Answer {
    if !wrong(request).is_empty() {
        // The page says what.
        return Ok(Response::see_other(&format!("/admin/audit?{}", query(request, &FILTER))));
    }
    let filter = filter(request);
    ctx.audit.settle().await;
    let text = apart(ctx, move |ctx| {
        let found = newest(&ctx.config.server.data_dir, &filter, 0, MOST_IN_FILE);
        let found = found.map_err(|error| StoreError::Engine(format!("the audit log cannot be read: {error}")))?;
        Ok(found.lines.iter().rev().fold(String::new(), |text, line| text + &line.text + "\n"))
    });
    let disposition = HeaderValue::from_static("attachment; filename=\"audit.jsonl\"");
    Ok(Response::text("application/jsonl", text.await?).no_store().with_header(CONTENT_DISPOSITION, disposition))
}
