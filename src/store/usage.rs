//! When things were last used. Noted in memory while requests are answered, written in batches by the sweeper's task,
//! so that using a token or a session never costs a write while somebody waits.

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::records::{ClientNumber, Grant, LastUse, Session, UserId};
use super::{Batch, Store, StoreError};
use crate::clock::Timestamp;
use crate::secret::TokenHash;

/// Stands in a [`LastUse`] key for "any account": the client's own last use.
const ANYONE: UserId = UserId(0);
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
}

#[derive(Default)]
struct Notes {
    grants: HashMap<(ClientNumber, UserId), Timestamp>,
    sessions: HashMap<TokenHash, Timestamp>,
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

    /// Writes what was noted. A note that cannot be written is lost, not retried: it is only a time.
    pub async fn write(&self, store: &Store, session_lifetime: Duration) -> Result<(), StoreError> {
        let Notes { grants, sessions } = std::mem::take(&mut *self.lock());
        let grants: Vec<_> = grants.into_iter().collect();
        for slice in grants.chunks(SLICE) {
            let mut batch = Batch::default();
            for ((client, user), at) in slice {
                // A withdrawn grant must not leave a note behind.
                if *user == ANYONE || store.get::<Grant>(&(*user, *client))?.is_some() {
                    batch.put(&(*client, *user), &LastUse { at: *at })?;
                }
            }
            if !batch.is_empty() {
                store.commit(batch).await?;
            }
        }
        for (session, at) in sessions {
            let Some(old) = store.get_versioned::<Session>(&session)? else { continue };
            let mut new = Session::clone(&old);
            new.last_used_at = at;
            new.expires_at = at.plus(session_lifetime);
            let mut batch = Batch::default();
            batch.replace(&old, &new)?;
            match store.commit(batch).await {
                Ok(()) | Err(StoreError::Conflict) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    fn lock(&self) -> MutexGuard<'_, Notes> {
        self.notes.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
