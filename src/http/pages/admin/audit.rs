//! `/admin/audit`: the audit log, by page and as a file.

use hyper::StatusCode;
use hyper::header::{CONTENT_DISPOSITION, HeaderValue};

use super::super::form::when;
use super::super::views::{AdminAudit, AuditRow};
use super::super::{Answer, render};
use super::{page, query};
use crate::audit::backwards::newest;
use crate::audit::device::device;
use crate::audit::listed::listed;
use crate::audit::read::Line;
use crate::ctx::Ctx;
use crate::http::api::admin::{audit_filter, audit_page};
use crate::http::api::answer::apart;
use crate::http::pages::session::Visitor;
use crate::http::request::Request;
use crate::http::response::Response;
use crate::store::StoreError;
use crate::words::{Sentence, short};

const FILTER: [&str; 5] = ["user", "app", "event", "since", "until"];
/// So many lines the file has at most, the newest; `grantd audit` gives them all.
const MOST_IN_FILE: usize = 10_000;

/// How much is shown of one thing that a line says, in characters.
const LONGEST: usize = 100;

/// `GET /admin/audit`.
pub async fn show(ctx: &Ctx, request: &Request, visitor: &Visitor) -> Answer {
    let number = request.query_value("page").and_then(|page| page.parse::<usize>().ok()).filter(|page| *page > 0);
    let number = number.unwrap_or(1);
    let found = audit_page(ctx, audit_filter(request), number).await?;
    let word = |name| request.query_value(name).unwrap_or_default();
    let query = query(request, &FILTER);
    let turned = |number: usize| format!("/admin/audit?{query}page={number}");
    let view = AdminAudit {
        page: page(ctx, visitor, request)?,
        user: word("user"),
        app: word("app"),
        event: word("event"),
        since: word("since"),
        until: word("until"),
        rows: found.lines.iter().map(row).collect(),
        newer: (number > 1).then(|| turned(number - 1)),
        older: found.more.then(|| turned(number + 1)),
        file: format!("/admin/audit/audit.jsonl?{query}"),
        filtered: !query.is_empty(),
    };
    render(StatusCode::OK, &view)
}

/// A line as the page shows it: what happened in words, what else it says by the names that it has in the file, cut where it
/// is long. The file has all of it.
fn row(line: &Line) -> AuditRow {
    let value: serde_json::Value = serde_json::from_str(&line.text).unwrap_or_default();
    let text = |value: &serde_json::Value| value.as_str().map(str::to_owned);
    let name = |of: &serde_json::Value| of["name"].as_str().map(|name| short::name(name).into_owned());
    let named = |field: &str| name(&value[field]).filter(|name| !name.is_empty());
    let by = &value["by"];
    let actor = match by["who"].as_str() {
        Some("user" | "app") => name(by).map(Sentence::Text),
        Some("operator") => Some("admin-by-operator".into()),
        Some("system") => Some("admin-by-system".into()),
        _ => None,
    };
    let mut facts: Vec<(Sentence, Sentence)> = Vec::new();
    let mut add = |label: &'static str, value: Option<Sentence>| facts.extend(value.map(|value| (label.into(), value)));
    add("admin-audit-user", named("user").or_else(|| named("owner")).map(Sentence::Text));
    add("admin-audit-app", named("app").map(Sentence::Text));
    add("admin-audit-by", actor);
    add("admin-audit-address", text(&value["address"]).map(Sentence::Text));
    let program = text(&value["device"]).map(|program| device(&program).into());
    add("admin-audit-device", program);
    AuditRow {
        event: text(&value["event"]).unwrap_or_default(),
        title: line.entry.as_ref().map(listed),
        at: when(line.time),
        facts,
        details: details(&value, line.entry.is_some()),
    }
}

/// What else a line says, as it is written there. How often it happened is told by the title where there is one.
fn details(line: &serde_json::Value, titled: bool) -> String {
    const SHOWN: [&str; 8] = ["time", "event", "by", "address", "device", "user", "owner", "app"];
    let is_shown = |name: &str| SHOWN.contains(&name) || titled && name == "times";
    let rest = line.as_object().into_iter().flatten().filter(|(name, _)| !is_shown(name));
    let told = rest.map(|(name, value)| match value {
        serde_json::Value::String(text) => format!("{name}={}", short::cut(text, LONGEST)),
        other => format!("{name}={}", short::cut(&other.to_string(), LONGEST)),
    });
    told.collect::<Vec<_>>().join(" ")
}

/// `GET /admin/audit/audit.jsonl`: the lines as they stand in the log, the newest last.
pub async fn file(ctx: &Ctx, request: &Request) -> Answer {
    let filter = audit_filter(request);
    ctx.audit.settle().await;
    let text = apart(ctx, move |ctx| {
        let found = newest(&ctx.config.server.data_dir, &filter, 0, MOST_IN_FILE);
        let found = found.map_err(|error| StoreError::Engine(format!("the audit log cannot be read: {error}")))?;
        Ok(found.lines.iter().rev().fold(String::new(), |text, line| text + &line.text + "\n"))
    });
    let disposition = HeaderValue::from_static("attachment; filename=\"audit.jsonl\"");
    Ok(Response::text("application/jsonl", text.await?).no_store().with_header(CONTENT_DISPOSITION, disposition))
}
