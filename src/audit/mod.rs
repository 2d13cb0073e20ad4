//! What somebody must be able to read afterwards: who signed in, what was given, what was revoked and why.
//!
//! | file | what |
//! |---|---|
//! | [`event`] | what can happen, as types, and the line that it becomes |
//! | [`origin`] | who acts, and from where |
//! | [`words`] | each event as a sentence |
//!
//! Operations are handed an [`Origin`] and record an [`Event`] with [`crate::ctx::Ctx::record`] once it is true: after the
//! commit. What an event may hold is said in [`event`].

pub mod event;
pub mod origin;
pub mod words;

pub use self::event::{Entry, Event};
pub use self::origin::{Actor, AppRef, Origin, UserRef};

/// Where events go.
#[derive(Clone, Default)]
pub struct Audit {
    quiet: bool,
}

impl Audit {
    /// Takes one event.
    pub fn record(&self, entry: &Entry) {
        if !self.quiet {
            tracing::info!(target: "grantd::audit", event = entry.event.name(), "{}", words::line(entry));
        }
    }
}
