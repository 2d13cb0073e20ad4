//! When things were last used, and how much apps do. Noted in memory while requests are answered, written in batches by the sweeper's task,
//! so that using a token or a session never costs a write while somebody waits.
//!
//! What is being written is seen here until it is seen in the store. Who asks for both looks here first and there
//! afterwards: what is on its way is then met once at least. For times that is enough; figures, which would be counted
//! twice, know themselves which of both holds.

mod scopes;
mod writing;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use self::writing::Taken;
use super::figures::{AppCounts, Counts};
use super::records::{ClientNumber, Day, Figures, LastUse, ScopeUse, UserId};
use super::{Store, StoreError};
use crate::clock::Timestamp;
use crate::secret::TokenHash;

pub use self::scopes::Learned;

/// Stands in a [`LastUse`] key for "any account": the client's own last use.
pub(crate) const ANYONE: UserId = UserId(0);
/// How exact a client's last use is kept.
const GRANT_STEP: Duration = Duration::from_secs(1);
/// How exact a session's last use is kept.
const SESSION_STEP: Duration = Duration::from_secs(300);
/// What was used since the last write.
#[derive(Default)]
pub struct Usage {
    notes: Mutex<Noted>,
    counts: Counts,
    /// Held by who writes: what is on its way is of one write.
    turn: tokio::sync::Mutex<()>,
}

#[derive(Default)]
struct Noted {
    /// Waits to be written.
    waiting: Notes,
    /// Is being written.
    underway: Notes,
}

#[derive(Default)]
struct Notes {
    grants: HashMap<(ClientNumber, UserId), Timestamp>,
    sessions: HashMap<TokenHash, Timestamp>,
    previous_secrets: HashMap<ClientNumber, Timestamp>,
    scopes: HashMap<(UserId, ClientNumber), ScopeUse>,
}

impl Usage {
    /// A client acted for an account.
    pub fn note_client(&self, client: ClientNumber, user: UserId, now: Timestamp) {
        let notes = &mut self.lock().waiting;
        let known = notes.grants.get(&(client, user));
        if known.is_none_or(|noted| now.since(*noted) >= GRANT_STEP) {
            notes.grants.insert((client, user), now);
            notes.grants.insert((client, ANYONE), now);
        }
    }

    /// A session was used; `last_noted` is what its record says.
    pub fn note_session(&self, session: TokenHash, last_noted: Timestamp, now: Timestamp) {
        if now.since(last_noted) >= SESSION_STEP {
            self.lock().waiting.sessions.insert(session, now);
        }
    }

    /// A client proved itself with the secret that was replaced.
    pub fn note_previous_secret(&self, client: ClientNumber, now: Timestamp) {
        self.lock().waiting.previous_secrets.insert(client, now);
    }

    /// When a client last used the secret that was replaced, if that is not written yet. Asked before its record is read.
    pub fn previous_secret_last_used(&self, client: ClientNumber) -> Option<Timestamp> {
        self.lock().latest(|notes| notes.previous_secrets.get(&client))
    }

    /// Where what an app does is counted.
    pub fn of_app(&self, app: ClientNumber) -> Arc<AppCounts> {
        self.counts.of(app)
    }

    /// What an app did on a day, up to this moment.
    pub fn figures(&self, store: &Store, app: ClientNumber, day: Day) -> Result<Figures, StoreError> {
        self.counts.all(store, app, day)
    }

    /// When a session was last used, if that is not written yet. Asked before its record is read.
    pub fn session_last_used(&self, session: &TokenHash) -> Option<Timestamp> {
        self.lock().latest(|notes| notes.sessions.get(session))
    }

    /// When the client last acted for anyone.
    pub fn client_last_used(&self, store: &Store, client: ClientNumber) -> Result<Option<Timestamp>, StoreError> {
        self.grant_last_used(store, client, ANYONE)
    }

    /// When the client last acted for the account.
    pub fn grant_last_used(
        &self,
        store: &Store,
        client: ClientNumber,
        user: UserId,
    ) -> Result<Option<Timestamp>, StoreError> {
        let noted = self.lock().latest(|notes| notes.grants.get(&(client, user)));
        let written = store.get::<LastUse>(&(client, user))?.map(|last| last.at);
        Ok(noted.max(written))
    }

    /// Writes what was noted. A note that cannot be written is lost, not retried: it is only a time. Which scopes were used is
    /// kept for the next time: it is noted once a day, and what was never noted would be said to be not used. Where nobody
    /// waits for the end of it, what was not begun is kept, too.
    pub async fn write(&self, store: &Store, session_lifetime: Duration) -> Result<(), StoreError> {
        let _turn = self.turn.lock().await;
        Taken::all_of(self).write(store, session_lifetime).await
    }

    fn lock(&self) -> MutexGuard<'_, Noted> {
        self.notes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Noted {
    /// The later of what waits and what is being written.
    fn latest<'n>(&'n self, of: impl Fn(&'n Notes) -> Option<&'n Timestamp>) -> Option<Timestamp> {
        of(&self.waiting).max(of(&self.underway)).copied()
    }
}

#[cfg(test)]
mod tests;
