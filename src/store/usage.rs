//! When things were last used, and how much apps do. Noted in memory while requests are answered, written in batches by the sweeper's task,
//! so that using a token or a session never costs a write while somebody waits.

mod scopes;

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::figures::{AppCounts, Counts, add_figures};
use super::records::{
    Client, ClientNumber, Day, Figures, Grant, LastUse, PreviousSecret, ScopeUse, SecretState, Session, UserId,
};
use super::{Batch, Store, StoreError};
use crate::clock::Timestamp;
use crate::secret::TokenHash;

pub use self::scopes::Learned;

/// Stands in a [`LastUse`] key for "any account": the client's own last use.
pub(crate) const ANYONE: UserId = UserId(0);
/// How exact a client's last use is kept.
const GRANT_STEP: Duration = Duration::from_secs(1);
/// How exact a session's last use is kept.
const SESSION_STEP: Duration = Duration::from_secs(300);
/// How many notes one commit writes.
const SLICE: usize = 256;

/// What was used since the last write.
#[derive(Default)]
pub struct Usage {
    notes: Mutex<Notes>,
    counts: Counts,
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
        let mut notes = self.lock();
        let known = notes.grants.get(&(client, user));
        if known.is_none_or(|noted| now.since(*noted) >= GRANT_STEP) {
            notes.grants.insert((client, user), now);
            notes.grants.insert((client, ANYONE), now);
        }
    }

    /// A session was used; `last_noted` is what its record says.
    pub fn note_session(&self, session: TokenHash, last_noted: Timestamp, now: Timestamp) {
        if now.since(last_noted) >= SESSION_STEP {
            self.lock().sessions.insert(session, now);
        }
    }

    /// A client proved itself with the secret that was replaced.
    pub fn note_previous_secret(&self, client: ClientNumber, now: Timestamp) {
        self.lock().previous_secrets.insert(client, now);
    }

    /// When a client last used the secret that was replaced, if that is not written yet.
    pub fn previous_secret_last_used(&self, client: ClientNumber) -> Option<Timestamp> {
        self.lock().previous_secrets.get(&client).copied()
    }

    /// Where what an app does is counted.
    pub fn of_app(&self, app: ClientNumber) -> Arc<AppCounts> {
        self.counts.of(app)
    }

    /// What an app did on a day and is not written yet.
    pub fn unwritten(&self, app: ClientNumber, day: Day) -> Figures {
        self.counts.unwritten(app, day)
    }

    /// When a session was last used, if that is not written yet.
    pub fn session_last_used(&self, session: &TokenHash) -> Option<Timestamp> {
        self.lock().sessions.get(session).copied()
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
        let noted = self.lock().grants.get(&(client, user)).copied();
        let written = store.get::<LastUse>(&(client, user))?.map(|last| last.at);
        Ok(noted.max(written))
    }

    /// Writes what was noted. A note that cannot be written is lost, not retried: it is only a time. Which scopes were used is
    /// kept for the next time: it is noted once a day, and what was never noted would be said to be not used. Where nobody
    /// waits for the end of it, what was not begun is kept, too.
    pub async fn write(&self, store: &Store, session_lifetime: Duration) -> Result<(), StoreError> {
        let mut notes = std::mem::take(&mut *self.lock()).all();
        notes.extend(self.counts.take().into_iter().map(|(app, day, figures)| Note::Figures(app, day, figures)));
        let mut taken = Taken { usage: self, notes };
        let written = taken.write(store, session_lifetime).await;
        taken.notes.retain(|note| matches!(note, Note::Scopes(..)));
        written
    }

    fn keep_scopes(&self, notes: &[Note]) {
        let mut later = self.lock();
        for note in notes {
            if let Note::Scopes(consent, used) = note {
                later.add_scopes(*consent, used.clone());
            }
        }
    }

    fn lock(&self) -> MutexGuard<'_, Notes> {
        self.notes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Notes {
    fn all(self) -> Vec<Note> {
        let uses = self.grants.into_iter().map(|((client, user), at)| Note::Use(client, user, at));
        let secrets = self.previous_secrets.into_iter().map(|(client, at)| Note::PreviousSecret(client, at));
        let sessions = self.sessions.into_iter().map(|(session, at)| Note::Session(session, at));
        let scopes = self.scopes.into_iter().map(|(consent, used)| Note::Scopes(consent, used));
        uses.chain(secrets).chain(sessions).chain(scopes).collect()
    }
}

/// Notes that are being written. Goes back to the others where that is given up.
struct Taken<'a> {
    usage: &'a Usage,
    notes: Vec<Note>,
}

impl Taken<'_> {
    async fn write(&mut self, store: &Store, session_lifetime: Duration) -> Result<(), StoreError> {
        while !self.notes.is_empty() {
            let slice = self.notes.split_off(self.notes.len().saturating_sub(SLICE));
            match write_together(store, &slice, session_lifetime).await {
                Ok(()) => {}
                // One of them was changed meanwhile: each by its own, and what is changed again keeps its old time.
                Err(StoreError::Conflict) => {
                    for note in slice.chunks(1) {
                        match write_together(store, note, session_lifetime).await {
                            Ok(()) => {}
                            Err(StoreError::Conflict) => self.usage.keep_scopes(note),
                            Err(error) => {
                                self.usage.keep_scopes(&slice);
                                return Err(error);
                            }
                        }
                    }
                }
                Err(error) => {
                    self.usage.keep_scopes(&slice);
                    return Err(error);
                }
            }
        }
        Ok(())
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        let mut later = self.usage.lock();
        // What was noted since is newer.
        for note in self.notes.drain(..) {
            match note {
                Note::Use(client, user, at) => drop(later.grants.entry((client, user)).or_insert(at)),
                Note::Session(session, at) => drop(later.sessions.entry(session).or_insert(at)),
                Note::PreviousSecret(client, at) => drop(later.previous_secrets.entry(client).or_insert(at)),
                Note::Figures(app, day, figures) => self.usage.counts.give_back(app, day, figures),
                Note::Scopes(consent, used) => later.add_scopes(consent, used),
            }
        }
    }
}

enum Note {
    Use(ClientNumber, UserId, Timestamp),
    Session(TokenHash, Timestamp),
    PreviousSecret(ClientNumber, Timestamp),
    Figures(ClientNumber, Day, Figures),
    Scopes((UserId, ClientNumber), ScopeUse),
}

async fn write_together(store: &Store, notes: &[Note], session_lifetime: Duration) -> Result<(), StoreError> {
    let mut batch = Batch::default();
    for note in notes {
        match note {
            Note::Use(client, user, at) => add_use(store, *client, *user, *at, &mut batch)?,
            Note::Scopes(consent, used) => scopes::add(store, consent, used, &mut batch)?,
            Note::Session(session, at) => {
                let Some(old) = store.get_versioned::<Session>(session)? else { continue };
                let new = Session { last_used_at: *at, expires_at: at.plus(session_lifetime), ..Session::clone(&old) };
                batch.replace(&old, &new)?;
            }
            Note::PreviousSecret(client, at) => add_secret_use(store, *client, *at, &mut batch)?,
            Note::Figures(app, day, figures) => add_figures(store, (*app, *day), *figures, &mut batch)?,
        }
    }
    if batch.is_empty() { Ok(()) } else { store.commit(batch).await }
}

/// Notes a use where the app and the consent still stand: what was removed must not leave a note behind.
fn add_use(
    store: &Store,
    client: ClientNumber,
    user: UserId,
    at: Timestamp,
    batch: &mut Batch,
) -> Result<(), StoreError> {
    if user == ANYONE {
        let Some(read) = store.get_versioned::<Client>(&client)? else { return Ok(()) };
        batch.require(&read);
    } else {
        let Some(read) = store.get_versioned::<Grant>(&(user, client))? else { return Ok(()) };
        batch.require(&read);
    }
    batch.put(&(client, user), &LastUse { at })
}

/// Notes that the secret that was replaced still serves, where it is the one that was used: it ends at its time all the same.
fn add_secret_use(store: &Store, client: ClientNumber, at: Timestamp, batch: &mut Batch) -> Result<(), StoreError> {
    let Some(old) = store.get_versioned::<SecretState>(&client)? else { return Ok(()) };
    let Some(previous) = old.previous(at) else { return Ok(()) };
    let previous = Some(PreviousSecret { last_used_at: Some(at), ..*previous });
    batch.replace(&old, &SecretState { previous, ..SecretState::clone(&old) })
}

#[cfg(test)]
mod tests;
