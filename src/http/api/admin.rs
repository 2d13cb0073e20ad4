//! `/api/oauth/admin/…`: what administrators do with what is not theirs. First-party only.

use hyper::StatusCode;
use serde_json::{Value, json};

use super::answer::{ApiError, apart, caller, object as body, page_of, success, text};
use super::page::PageRequest;
use crate::account::{AccountError, user};
use crate::admin::AdminError;
use crate::admin::status::status;
use crate::audit::backwards::{Newest, newest};
use crate::audit::read::Filter;
use crate::clock::Timestamp;
use crate::config::parse_duration;
use crate::ctx::Ctx;
use crate::http::request::Request;
use crate::http::response::Response;
use crate::oauth::client_object::ClientObject;
use crate::oauth::hold::{self, State};
use crate::oauth::registration::{self, App};
use crate::oauth::search::{Wanted, search};
use crate::protect::bearer::{Caller, Needs};
use crate::store::StoreError;
use crate::store::records::{ClientNumber, User};
use crate::store::window::Part;

const PAGE: usize = 20;
/// Lines of the log on one page.
pub const LINES: usize = 10;

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

/// The client object with the name of the app's owner, and since when it waits for approval as it is.
fn object(ctx: &Ctx, app: &App) -> Result<Value, ApiError> {
    let owner = ctx.store.get::<User>(&app.client.owner)?.map(|owner| owner.name);
    let mut object = json!(ClientObject::new(app, None));
    object["owner"] = owner.into();
    object["waiting_since"] = app.hold.waiting_since.map(Timestamp::rfc3339).into();
    Ok(object)
}

/// `GET /api/oauth/admin/apps`: all apps in pages of 20, the newest first. `q` is a part of the name or a whole `client_id`,
/// `owner` the name of an account, `state` as the client object has it, `unused_for` a duration such as `90d`.
pub async fn apps(ctx: &Ctx, request: &Request) -> Result<Response, ApiError> {
    admin(ctx, request)?;
    let wanted = apps_wanted(ctx, request)?;
    let page = PageRequest::read(request, PAGE);
    let Part { items, total } = apart(ctx, move |ctx| search(ctx, &wanted, page.window())).await?;
    let clients = items.iter().map(|app| object(ctx, app)).collect::<Result<Vec<_>, _>>()?;
    Ok(page_of(json!({ "clients": clients }), page.pagination(total)))
}

/// Which apps an administrator asks for. What makes no sense counts as left out, but for an account that is not there.
pub fn apps_wanted(ctx: &Ctx, request: &Request) -> Result<Wanted, ApiError> {
    let word = |name| request.query_value(name).unwrap_or_default();
    let owner = match word("owner").trim() {
        "" => None,
        name => Some(*user::by_name(ctx, name)?.ok_or(AccountError::NotFound)?.key()),
    };
    let unused_for = parse_duration(&word("unused_for")).ok().and_then(|time| u64::try_from(time.as_millis()).ok());
    Ok(Wanted { text: word("q"), owner, state: State::named(&word("state")), unused_for })
}

/// `GET /api/oauth/admin/audit`: the audit log in pages of 10 lines, the newest first. `user`, `app` (its `client_id`) and
/// `event` are as in `grantd audit`, `since` and `until` a time or a day.
pub async fn audit(ctx: &Ctx, request: &Request) -> Result<Response, ApiError> {
    admin(ctx, request)?;
    let filter = audit_filter(request);
    let page = request.query_value("page").and_then(|page| page.parse().ok()).filter(|page| *page > 0).unwrap_or(1);
    let Newest { lines, more } = audit_page(ctx, filter, page).await?;
    let lines: Vec<Value> = lines.iter().filter_map(|line| serde_json::from_str(&line.text).ok()).collect();
    let body = json!({
        "status": "success",
        "data": { "events": lines },
        "pagination": { "has_next": more, "has_prev": page > 1, "page": page },
    });
    Ok(Response::json(StatusCode::OK, &body))
}

/// Which lines of the log an administrator asks for.
pub fn audit_filter(request: &Request) -> Filter {
    let word = |name| request.query_value(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty());
    let time = |name| word(name).and_then(|text| moment(&text));
    Filter {
        user: word("user"),
        app: word("app"),
        event: word("event"),
        since: time("since"),
        until: time("until"),
        among: Vec::new(),
    }
}

/// A time, or the beginning of a day.
pub fn moment(text: &str) -> Option<Timestamp> {
    Timestamp::parse(text).or_else(|| Timestamp::parse(&format!("{text}T00:00:00Z")))
}

/// A page of the log, from 1, with what has happened up to now.
pub async fn audit_page(ctx: &Ctx, filter: Filter, page: usize) -> Result<Newest, StoreError> {
    ctx.audit.settle().await;
    apart(ctx, move |ctx| {
        let skip = (page - 1).saturating_mul(LINES);
        let read = newest(&ctx.config.server.data_dir, &filter, skip, LINES);
        read.map_err(|error| StoreError::Engine(format!("the audit log cannot be read: {error}")))
    })
    .await
}

/// `GET /api/oauth/admin/store`: what `grantd check --json` says of the data and the daemon.
pub async fn store(ctx: &Ctx, request: &Request) -> Result<Response, ApiError> {
    admin(ctx, request)?;
    let status = status(ctx).await.map_err(|error| match error {
        AdminError::Store(error) => ApiError::Store(error),
        other => ApiError::Store(StoreError::Engine(other.to_string())),
    })?;
    Ok(success(status))
}

/// `GET /api/oauth/admin/apps/{id}`: any app.
pub fn app(ctx: &Ctx, request: &Request, number: ClientNumber) -> Result<Response, ApiError> {
    admin(ctx, request)?;
    let app = registration::by_number(ctx, number)?;
    Ok(success(json!({ "client": object(ctx, &app)? })))
}

/// `POST /api/oauth/admin/apps/{id}/suspend`, `…/unsuspend`, `…/approve`: the app as it is then. A body is not needed; one with
/// `waiting_since`, as it was shown, approves nothing that was changed since: 400.
pub async fn decide(
    ctx: &Ctx,
    mut request: Request,
    number: ClientNumber,
    verdict: Verdict,
) -> Result<Response, ApiError> {
    let admin = admin(ctx, &request)?.confirmed(ctx)?;
    let seen = if request.has_body() { text(&body(&mut request).await?, "waiting_since")? } else { None };
    let seen = seen.map(|seen| Timestamp::parse(&seen).ok_or_else(ApiError::invalid_payload)).transpose()?;
    let by = request.origin_of(admin.actor(), &ctx.config);
    let app = match verdict {
        Verdict::Suspend => hold::suspend(ctx, &by, number).await?,
        Verdict::Unsuspend => hold::unsuspend(ctx, &by, number).await?,
        Verdict::Approve => hold::approve(ctx, &by, number, seen).await?,
    };
    if verdict == Verdict::Approve && app.hold.waiting_since.is_some() {
        let message = "the app was changed since it was looked at, and still waits: look at it again";
        return Err(ApiError::BadRequest(message.to_owned()));
    }
    Ok(success(json!({ "client": object(ctx, &app)? })))
}
