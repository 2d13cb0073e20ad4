//! `/profile/apps/{id}/usage`: what an app does, in figures; the same for administrators at `/admin/apps/{id}/usage`.

use hyper::StatusCode;

use super::failure::Failure;
use super::form;
use super::views::{Bar, Page, UsageDay, UsagePage};
use super::{Answer, page, render};
use crate::clock::Timestamp;
use crate::ctx::Ctx;
use crate::http::request::Request;
use crate::oauth::app_usage::{self, DayFigures};
use crate::oauth::registration::{self, App};
use crate::store::records::{ClientNumber, Figures};
use crate::words::Sentence;

/// How wide a day and how high the most of a day is in the picture.
const WIDTH: u64 = 10;
const HEIGHT: u64 = 60;

/// `GET /profile/apps/{id}/usage`.
pub fn show(ctx: &Ctx, request: &Request, number: ClientNumber) -> Answer {
    let visitor = form::signed_in(ctx, request)?;
    let app = registration::owned(ctx, visitor.id, number)?;
    render(StatusCode::OK, &view(ctx, page(ctx, Some(&visitor), request)?, &app, false)?)
}

/// The figures of an app, for its owner or for an administrator.
pub fn view(ctx: &Ctx, page: Page, app: &App, admin: bool) -> Result<UsagePage, Failure> {
    let report = app_usage::report(ctx, app.number)?;
    let most = report.days.iter().map(|day| day.figures.requests).max().unwrap_or(0);
    let busy = report.days.iter().rev().filter(|day| day.figures != Figures::default());
    Ok(UsagePage {
        page,
        admin,
        id: app.number.0,
        name: app.client.name.clone(),
        people: report.people as u64,
        sum: in_words(report.sum()),
        bars: report.days.iter().zip(0u64..).map(|(day, place)| bar(day.figures.requests, most, place)).collect(),
        days: busy.map(day).collect(),
    })
}

fn bar(requests: u64, most: u64, place: u64) -> Bar {
    let height = match most {
        0 => 0,
        // Whatever there was is seen.
        most => u64::try_from(u128::from(requests) * u128::from(HEIGHT) / u128::from(most)).unwrap_or(HEIGHT),
    };
    let height = if requests > 0 { height.max(1) } else { 0 };
    Bar { x: place * WIDTH, y: HEIGHT - height, height }
}

fn day(day: &DayFigures) -> UsageDay {
    let moment = Timestamp::parse(&format!("{}T00:00:00Z", day.day)).unwrap_or_default();
    UsageDay { day: form::day(moment), figures: in_words(day.figures) }
}

/// What there was, each kind for itself.
fn in_words(figures: Figures) -> Vec<Sentence> {
    let Figures { authorised, issued, refreshed, requests, refused } = figures;
    let kinds = [
        ("app-usage-requests", requests),
        ("app-usage-refused", refused),
        ("app-usage-authorised", authorised),
        ("app-usage-issued", issued),
        ("app-usage-refreshed", refreshed),
    ];
    kinds
        .into_iter()
        .filter(|(_, number)| *number > 0)
        .map(|(key, number)| Sentence::of(key).with("count", number))
        .collect()
}
