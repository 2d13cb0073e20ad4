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
    pub events: Vec<EventRow>,
    /// Which part of the list this is.
    pub pagination: Pagination,
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
    /// When.
    pub at: When,
    /// From which address; may be empty.
    pub address: String,
    /// With which program, as people read it ("Firefox on Linux"); may be empty.
    pub device: String,
}
