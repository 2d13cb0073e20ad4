//! What somebody must be able to read afterwards: who signed in, what was given, what was revoked and why.
//!
//! | file | what |
//! |---|---|
//! | [`event`] | what can happen, as types, and the line that it becomes |
//! | [`origin`] | who acts, and from where |
//! | [`event_object`] | an event as the API shows it to the account |
//! | [`kind`] | what sort of thing an event is, and which of them an account should look at |
//! | [`words`], [`told`] | each event as a sentence: for the operator, and for whom it happened to |
//! | [`listed`] | each event as the administration lists it |
//! | `repeats` | floods of attempts, counted |
//! | `writer` | the thread that writes, and how events reach it |
//! | [`files`] | the files: healed, appended to, set aside when they are full |
//! | [`own`] | what happened to an account, for its own page |
//! | [`read`], [`backwards`] | the files read again, over all of them, filtered; and from their end |
//!
//! Operations are handed an [`Origin`] and record an [`Event`] with [`crate::ctx::Ctx::record`] once it is true: after the
//! commit. What an event may hold is said in [`event`].

pub mod backwards;
pub mod device;
pub mod event;
pub mod event_object;
pub mod files;
pub mod kind;
pub mod listed;
pub mod origin;
pub mod own;
pub mod read;
mod repeats;
pub mod told;
pub mod words;
mod writer;

#[cfg(test)]
mod tests;

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

pub use self::event::{Entry, Event};
pub use self::origin::{Actor, AppRef, Origin, UserRef};
use crate::clock::Clock;
use crate::config;
use crate::secret::Random;
use crate::store::Store;

/// Where events go: to a thread of their own, or nowhere. Cheap to clone.
#[derive(Clone, Default)]
pub struct Audit(Option<Arc<writer::Handle>>);

impl Audit {
    /// Writes into `data_dir` and, what concerns accounts, into `store`.
    ///
    /// # Errors
    /// The system gives no thread.
    pub fn start(
        data_dir: PathBuf,
        settings: config::Audit,
        store: Store,
        clock: Clock,
        random: &Random,
    ) -> io::Result<Self> {
        let keeper = own::Keeper::new(store, random);
        Ok(Self(Some(Arc::new(writer::Handle::start(data_dir, settings, clock, keeper)?))))
    }

    /// Takes one event and goes on: it is written in a moment.
    pub fn record(&self, entry: Entry) {
        if let Some(handle) = &self.0 {
            handle.hand_over(entry);
        }
    }

    /// Waits until everything is written that was recorded before.
    pub async fn settle(&self) {
        if let Some(handle) = &self.0 {
            handle.settle().await;
        }
    }

    /// Takes the settings of a configuration that was read again.
    pub fn reconfigure(&self, settings: &config::Audit) {
        if let Some(handle) = &self.0 {
            handle.reconfigure(settings.clone());
        }
    }

    /// How many events were not written down.
    pub fn lost(&self) -> u64 {
        self.0.as_ref().map_or(0, |handle| handle.lost())
    }

    /// How many events are on their way to the thread that writes them down.
    pub fn waiting(&self) -> usize {
        self.0.as_ref().map_or(0, |handle| handle.waiting())
    }

    /// Writes what was recorded, sees that it survives a power cut, and ends. Blocks the thread. What is recorded later
    /// is lost; so this comes after everything else, but before the store is closed.
    pub fn close(&self) {
        if let Some(handle) = &self.0 {
            handle.close();
        }
    }
}
