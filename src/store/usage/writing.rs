//! Writes what was noted, a slice at a time.

use std::time::Duration;

use super::super::records::{Client, ClientNumber, Day, Grant, LastUse, PreviousSecret, SecretState, Session, UserId};
use super::super::{Batch, Store, StoreError};
use super::{ANYONE, Notes, Usage, scopes};
use crate::secret::TokenHash;

/// How many notes one commit writes.
pub(super) const SLICE: usize = 256;

/// The name of a note that is being written. The note itself lies where readers see it, and where it can be dropped when what
/// it is about ends.
#[derive(Clone, Copy)]
enum Note {
    Use(ClientNumber, UserId),
    Session(TokenHash),
    PreviousSecret(ClientNumber),
    Scopes(UserId, ClientNumber),
    Figures(ClientNumber, Day),
}

/// Notes that are being written. What was not begun goes back to those that wait where that is given up.
pub(super) struct Taken<'a> {
    usage: &'a Usage,
    notes: Vec<Note>,
}

impl<'a> Taken<'a> {
    /// Takes all that waits.
    pub(super) fn all_of(usage: &'a Usage) -> Self {
        let mut noted = usage.lock();
        noted.underway = std::mem::take(&mut noted.waiting);
        let mut notes = noted.underway.names();
        notes.extend(usage.counts.take().into_iter().map(|(app, day)| Note::Figures(app, day)));
        drop(noted);
        Self { usage, notes }
    }

    /// Writes them. A slice that cannot be written is lost, and so are those after it; but for which scopes were used: that is
    /// noted once a day, and what was never noted would be said to be not used.
    pub(super) async fn write(mut self, store: &Store, session_lifetime: Duration) -> Result<(), StoreError> {
        let (mut unwritten, mut written) = (Vec::new(), Ok(()));
        while written.is_ok() && !self.notes.is_empty() {
            let slice = self.notes.split_off(self.notes.len().saturating_sub(SLICE));
            written = self.write_slice(store, &slice, session_lifetime, &mut unwritten).await;
            if written.is_err() {
                unwritten.extend(slice);
            }
        }
        self.notes.extend(unwritten);
        self.notes.retain(|note| matches!(note, Note::Scopes(..)));
        written
    }

    async fn write_slice(
        &self,
        store: &Store,
        slice: &[Note],
        lifetime: Duration,
        unwritten: &mut Vec<Note>,
    ) -> Result<(), StoreError> {
        match self.write_together(store, slice, lifetime).await {
            // One of them was changed meanwhile: each by its own, and what is changed again keeps its old time.
            Err(StoreError::Conflict) => {}
            ended => return ended,
        }
        for note in slice.chunks(1) {
            match self.write_together(store, note, lifetime).await {
                Ok(()) => {}
                Err(StoreError::Conflict) => unwritten.extend(note),
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    async fn write_together(&self, store: &Store, notes: &[Note], lifetime: Duration) -> Result<(), StoreError> {
        let mut batch = Batch::default();
        for note in notes {
            match *note {
                Note::Use(client, user) => self.add_use(store, client, user, &mut batch)?,
                Note::Session(session) => self.add_session(store, session, lifetime, &mut batch)?,
                Note::PreviousSecret(client) => self.add_secret_use(store, client, &mut batch)?,
                Note::Scopes(user, client) => self.add_scopes(store, (user, client), &mut batch)?,
                Note::Figures(app, day) => self.usage.counts.begin(store, (app, day), &mut batch)?,
            }
        }
        if batch.is_empty() { Ok(()) } else { store.commit(batch).await }
    }

    /// A note, where nothing has ended it meanwhile. Looked up after what it is about was read: a consent that is given anew
    /// between the two has ended the note of the one before.
    fn note<T: Clone>(&self, of: impl FnOnce(&Notes) -> Option<&T>) -> Option<T> {
        of(&self.usage.lock().underway).cloned()
    }

    /// Notes a use where the app and the consent still stand: what was removed must not leave a note behind.
    fn add_use(&self, store: &Store, client: ClientNumber, user: UserId, batch: &mut Batch) -> Result<(), StoreError> {
        if user == ANYONE {
            let Some(read) = store.get_versioned::<Client>(&client)? else { return Ok(()) };
            batch.require(&read);
        } else {
            let Some(read) = store.get_versioned::<Grant>(&(user, client))? else { return Ok(()) };
            batch.require(&read);
        }
        let Some(at) = self.note(|notes| notes.grants.get(&(client, user))) else { return Ok(()) };
        batch.put(&(client, user), &LastUse { at })
    }

    /// Notes that a session is in use, which then ends later.
    fn add_session(
        &self,
        store: &Store,
        session: TokenHash,
        lifetime: Duration,
        batch: &mut Batch,
    ) -> Result<(), StoreError> {
        let Some(old) = store.get_versioned::<Session>(&session)? else { return Ok(()) };
        let Some(at) = self.note(|notes| notes.sessions.get(&session)) else { return Ok(()) };
        batch.replace(&old, &Session { last_used_at: at, expires_at: at.plus(lifetime), ..Session::clone(&old) })
    }

    /// Notes that the secret that was replaced still serves, where it is the one that was used: it ends at its time all the
    /// same.
    fn add_secret_use(&self, store: &Store, client: ClientNumber, batch: &mut Batch) -> Result<(), StoreError> {
        let Some(old) = store.get_versioned::<SecretState>(&client)? else { return Ok(()) };
        let Some(at) = self.note(|notes| notes.previous_secrets.get(&client)) else { return Ok(()) };
        let Some(previous) = old.previous(at) else { return Ok(()) };
        let previous = Some(PreviousSecret { last_used_at: Some(at), ..*previous });
        batch.replace(&old, &SecretState { previous, ..SecretState::clone(&old) })
    }

    /// Notes which scopes were used where the consent still stands, beside what was known.
    fn add_scopes(&self, store: &Store, consent: (UserId, ClientNumber), batch: &mut Batch) -> Result<(), StoreError> {
        let Some(grant) = store.get_versioned::<Grant>(&consent)? else { return Ok(()) };
        let Some(used) = self.note(|notes| notes.scopes.get(&consent)) else { return Ok(()) };
        batch.require(&grant);
        scopes::add(store, &consent, used, batch)
    }
}

impl Drop for Taken<'_> {
    fn drop(&mut self) {
        let mut noted = self.usage.lock();
        let mut underway = std::mem::take(&mut noted.underway);
        let waiting = &mut noted.waiting;
        // What was noted since is newer.
        for note in self.notes.drain(..) {
            match note {
                Note::Use(client, user) => {
                    let at = underway.grants.remove(&(client, user));
                    at.map(|at| *waiting.grants.entry((client, user)).or_insert(at));
                }
                Note::Session(session) => {
                    let at = underway.sessions.remove(&session);
                    at.map(|at| *waiting.sessions.entry(session).or_insert(at));
                }
                Note::PreviousSecret(client) => {
                    let at = underway.previous_secrets.remove(&client);
                    at.map(|at| *waiting.previous_secrets.entry(client).or_insert(at));
                }
                Note::Scopes(user, client) => {
                    underway
                        .scopes
                        .remove(&(user, client))
                        .into_iter()
                        .for_each(|used| waiting.add_scopes((user, client), used));
                }
                Note::Figures(app, day) => self.usage.counts.give_back(app, day),
            }
        }
        self.usage.counts.end();
    }
}

impl Notes {
    fn names(&self) -> Vec<Note> {
        let uses = self.grants.keys().map(|(client, user)| Note::Use(*client, *user));
        let secrets = self.previous_secrets.keys().map(|client| Note::PreviousSecret(*client));
        let sessions = self.sessions.keys().map(|session| Note::Session(*session));
        let scopes = self.scopes.keys().map(|(user, client)| Note::Scopes(*user, *client));
        uses.chain(secrets).chain(sessions).chain(scopes).collect()
    }
}
