//! What happened to the account.

use askama::Template;

use super::{Page, Pagination, Sentence, When};
use crate::audit::kind::Kind;

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

impl Events {
    /// What the address of the next part of the list has besides its number.
    fn query(&self) -> String {
        if self.kind.is_empty() { String::new() } else { format!("kind={}&", self.kind) }
    }
}

/// One day on which something happened.
#[derive(Clone, Debug)]
pub struct Day {
    /// The day.
    pub day: When,
    /// What happened on it, the newest first.
    pub events: Vec<EventRow>,
}

/// A part of the events that can be asked for.
#[derive(Clone, Debug)]
pub struct EventChoice {
    /// Its name in the address (`?kind=`); empty for everything.
    pub name: &'static str,
    /// The message that it is called by.
    pub label: &'static str,
    /// Whether it is what is seen.
    pub current: bool,
}

/// One thing that happened.
#[derive(Clone, Debug)]
pub struct EventRow {
    /// What sort of thing it is.
    pub kind: Kind,
    /// What, in a few words.
    pub title: Sentence,
    /// What it means, or what to do.
    pub advice: Option<Sentence>,
    /// Who did it, if it was not the person.
    pub by: Option<Sentence>,
    /// Whether somebody else may have had a hand in it.
    pub alarming: bool,
    /// When, the time of day as people read it.
    pub at: When,
    /// From which address; may be empty.
    pub address: String,
    /// With which program ("Firefox on Linux").
    pub device: Option<Sentence>,
}
