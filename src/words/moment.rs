//! A moment as people read it, in the forms of their language.

use std::borrow::Cow;

use super::{Given, Value, Words};
use crate::clock::Timestamp;

/// A moment, for machines and for people.
#[derive(Clone, Debug)]
pub struct When {
    /// The moment.
    pub moment: Timestamp,
    /// How much of it people read.
    pub precision: Precision,
}

/// How much of a [`When`] people read, in UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Precision {
    /// Day and time.
    Whole,
    /// The day.
    Day,
    /// The time of day.
    Time,
}

impl When {
    /// As people read it.
    pub fn text(&self, words: Words) -> Cow<'static, str> {
        let civil = self.moment.civil();
        let own = |text: String| Value::Own(text.into());
        let key = match self.precision {
            Precision::Whole => "date-and-time",
            Precision::Day => "date-day",
            Precision::Time => "date-time",
        };
        words.text(
            key,
            &[
                ("day", civil.day.given()),
                ("month", civil.month.given()),
                ("year", own(civil.year)),
                ("hour", own(civil.hour)),
                ("minute", own(civil.minute)),
            ],
        )
    }

    /// The same for machines, too.
    pub fn html(&self, words: Words) -> String {
        let moment = self.moment.iso8601();
        let told = match self.precision {
            Precision::Day => moment.split('T').next().unwrap_or_default(),
            Precision::Whole | Precision::Time => &moment,
        };
        format!("<time datetime=\"{told}\">{}</time>", self.text(words))
    }
}
