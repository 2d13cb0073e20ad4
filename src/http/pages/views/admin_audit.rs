//! What the administration shows of the audit log.

use askama::Template;

use super::{Choice, FormErrors, Page, Sentence, When};
#[allow(unused_imports, reason = "the macros of the templates call them")]
use super::{Script, initial};
use crate::clock::Timestamp;

/// Events that are about the same.
#[derive(Clone)]
pub struct EventGroup {
    /// All of them.
    pub all: Choice,
    /// Each of them, where one of them or all are chosen.
    pub events: Vec<Choice>,
}

/// `GET /admin/audit`.
#[derive(Clone, Template)]
#[template(path = "admin_audit.html")]
pub struct AdminAudit {
    /// What is around the content.
    pub page: Page,
    /// Whose events.
    pub user: String,
    /// The `client_id` of the app that they are about.
    pub app: String,
    /// The events to choose from.
    pub events: Vec<EventGroup>,
    /// Nothing before that.
    pub since: String,
    /// Nothing from then on.
    pub until: String,
    /// The lines.
    pub rows: Vec<AuditRow>,
    /// The number of this page.
    pub number: usize,
    /// Where newer ones are.
    pub newer: Option<String>,
    /// Where older ones are.
    pub older: Option<String>,
    /// Where they are as a file.
    pub file: String,
    /// Whether not all are asked for.
    pub filtered: bool,
    /// What is asked for, for addresses; with `&` at its end.
    pub query: String,
    /// What is wrong with it.
    pub errors: FormErrors,
}

/// A line of the log.
#[derive(Clone)]
pub struct AuditRow {
    /// The event's name in the log.
    pub event: String,
    /// What that is called; its name for an event that only a newer version knows.
    pub title: Sentence,
    /// Where others of that name are; `None` where all are.
    pub alike: Option<String>,
    /// When.
    pub at: When,
    /// Who and from where, and what else it says.
    pub facts: Vec<AuditFact>,
}

/// One thing that a line says.
#[derive(Clone)]
pub struct AuditFact {
    /// What it is, where it does not say that itself.
    pub label: Option<Sentence>,
    /// It.
    pub value: FactValue,
}

/// What a line says of something.
#[derive(Clone)]
pub enum FactValue {
    /// In words, or by a name.
    Said(Sentence),
    /// By the name of something that may have a page.
    Link {
        /// Where that is.
        href: String,
        /// Its name.
        name: String,
    },
    /// As it is written in the log.
    Code(String),
}

/// As what a day is typed: what is none stands there as text, which a field for days would not show.
fn day_type(typed: &str) -> &'static str {
    let is_day = typed.len() == 10 && Timestamp::parse(&format!("{typed}T00:00:00Z")).is_some();
    if typed.is_empty() || is_day { "date" } else { "text" }
}
