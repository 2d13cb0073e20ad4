//! What happened to the account.

use askama::Template;

use super::{Page, Pagination, When};

/// `GET /profile/events`.
#[derive(Clone, Template)]
#[template(path = "events.html")]
pub struct Events {
    /// What is around the content.
    pub page: Page,
    /// What happened, the newest first, on this page of the list.
    pub days: Vec<Day>,
    /// What can be asked for.
    pub choices: Vec<EventChoice>,
    /// The name of what is asked for; empty for everything.
    pub kind: &'static str,
    /// Which part of the list this is.
    pub pagination: Pagination,
}

/// One day on which something happened.
#[derive(Clone, Debug)]
pub struct Day {
    /// The day, as people read it.
    pub title: String,
    /// What happened on it, the newest first.
    pub events: Vec<EventRow>,
}

/// A part of the events that can be asked for.
#[derive(Clone, Debug)]
pub struct EventChoice {
    /// Its name in the address (`?kind=`); empty for everything.
    pub name: &'static str,
    /// What it is called.
    pub label: &'static str,
    /// Whether it is what is seen.
    pub current: bool,
}

/// One thing that happened.
#[derive(Clone, Debug)]
pub struct EventRow {
    /// What, in a few words.
    pub title: String,
    /// What it means, or what to do; may be empty.
    pub advice: String,
    /// Who did it, if it was not the person; may be empty.
    pub by: String,
    /// Whether somebody else may have had a hand in it.
    pub alarming: bool,
    /// When, the time of day as people read it.
    pub at: When,
    /// From which address; may be empty.
    pub address: String,
    /// With which program, as people read it ("Firefox on Linux"); may be empty.
    pub device: String,
}
