//! The event object: what happened to an account, as the API shows it.

use serde::Serialize;

use super::device::device;
use super::event::Entry;
use super::kind::Kind;
use super::told::{Length, Told, told};
use crate::words::{Sentence, Words};

/// The event object.
#[derive(Debug, Serialize)]
pub struct EventObject {
    time: String,
    event: String,
    kind: Kind,
    unusual: bool,
    title: String,
    advice: String,
    by: String,
    address: Option<String>,
    device: Option<String>,
}

impl EventObject {
    /// Shows an event to the account that it is about.
    pub fn new(entry: &Entry) -> Self {
        let Told { title, advice, by, alarming } = told(entry, Length::Whole);
        let said = |sentence: &Sentence| sentence.text(Words::default()).into_owned();
        Self {
            time: entry.time.long_date(),
            event: entry.event.name(),
            kind: Kind::of(&entry.event),
            unusual: alarming,
            title: said(&title),
            advice: advice.as_ref().map(said).unwrap_or_default(),
            by: by.as_ref().map(said).unwrap_or_default(),
            address: entry.address.map(|address| address.to_string()),
            device: (!entry.device.is_empty()).then(|| device(&entry.device).to_string()),
        }
    }
}
