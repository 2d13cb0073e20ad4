//! `/profile/events`: what happened to the account.

use hyper::StatusCode;

use super::apps::shown;
use super::form::signed_in;
use super::views::{Day, EventChoice, EventRow, Events, Precision, When};
use super::{Answer, page, render};
use crate::audit::Entry;
use crate::audit::device::device;
use crate::audit::kind::{Kind, Wanted};
use crate::audit::own::newest;
use crate::audit::told::{Length, Told, told};
use crate::ctx::Ctx;
use crate::http::api::page::PageRequest;
use crate::http::request::Request;

/// How many events a page shows.
const PAGE: usize = 10;

/// `GET /profile/events`: the newest first, with `?kind=` a part of them.
pub async fn show(ctx: &Ctx, request: &Request) -> Answer {
    let visitor = signed_in(ctx, request)?;
    let wanted = Wanted::named(&request.query_value("kind").unwrap_or_default());
    // What the person did a moment ago shall be there.
    ctx.audit.settle().await;
    let mut entries = newest(&ctx.store, visitor.id)?;
    entries.retain(|entry| wanted.takes(entry));
    let (entries, pagination) = PageRequest::for_people(request, PAGE).of_those_there_are(entries);
    let view = Events {
        page: page(ctx, Some(&visitor), request)?,
        days: days(&entries),
        choices: Wanted::ALL.into_iter().map(|choice| offered(choice, wanted)).collect(),
        kind: wanted.name(),
        pagination: shown(pagination.page, pagination.pages),
    };
    render(StatusCode::OK, &view)
}

fn offered(choice: Wanted, wanted: Wanted) -> EventChoice {
    let label = match choice {
        Wanted::Everything => "events-everything",
        Wanted::Unusual => "events-unusual",
        Wanted::Of(Kind::SignIns) => "events-sign-ins",
        Wanted::Of(Kind::Account) => "events-account",
        Wanted::Of(Kind::Apps) => "events-apps",
    };
    EventChoice { name: choice.name(), label, current: choice == wanted }
}

/// By day; within each, and from day to day, as they come.
fn days(entries: &[Entry]) -> Vec<Day> {
    let same_day = |a: &Entry, b: &Entry| a.time.day_for_people() == b.time.day_for_people();
    let day = |entries: &[Entry]| Day {
        day: When { moment: entries.first().map(|entry| entry.time).unwrap_or_default(), precision: Precision::Day },
        events: entries.iter().map(row).collect(),
    };
    entries.chunk_by(same_day).map(day).collect()
}

/// An event as a list has it, with its time of day.
pub fn row(entry: &Entry) -> EventRow {
    let Told { title, advice, by, alarming } = told(entry, Length::Short);
    EventRow {
        kind: Kind::of(&entry.event),
        title,
        advice,
        by,
        alarming,
        at: When { moment: entry.time, precision: Precision::Time },
        address: entry.address.map(|address| address.to_string()).unwrap_or_default(),
        device: (!entry.device.is_empty()).then(|| device(&entry.device).into()),
    }
}
