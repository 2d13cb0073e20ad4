//! When things were last used, and how much apps do. Noted in memory while requests are answered, written in batches by the sweeper's task,
//! so that using a token or a session never costs a write while somebody waits.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::figures::{AppCounts, Counts, add_figures};
use super::records::{
    Client, ClientNumber, Day, Figures, Grant, LastUse, PreviousSecret, SecretState, Session, UserId,
};
use super::{Batch, Store, StoreError};
use crate::clock::Timestamp;
use crate::secret::TokenHash;

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

    /// Writes what was noted. A note that cannot be written is lost, not retried: it is only a time. Where nobody waits for
    /// the end of it, what was not begun is kept for the next time.
    pub async fn write(&self, store: &Store, session_lifetime: Duration) -> Result<(), StoreError> {
        let mut notes = std::mem::take(&mut *self.lock()).all();
        notes.extend(self.counts.take().into_iter().map(|(app, day, figures)| Note::Figures(app, day, figures)));
        let mut taken = Taken { usage: self, notes };
        let written = taken.write(store, session_lifetime).await;
        taken.notes.clear();
        written
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
        uses.chain(secrets).chain(sessions).collect()
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
                            Ok(()) | Err(StoreError::Conflict) => {}
                            Err(error) => return Err(error),
                        }
                    }
                }
                Err(error) => return Err(error),
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
            }
        }
    }
}

enum Note {
    Use(ClientNumber, UserId, Timestamp),
    Session(TokenHash, Timestamp),
    PreviousSecret(ClientNumber, Timestamp),
    Figures(ClientNumber, Day, Figures),
}

async fn write_together(store: &Store, notes: &[Note], session_lifetime: Duration) -> Result<(), StoreError> {
    let mut batch = Batch::default();
    for note in notes {
        match note {
            Note::Use(client, user, at) => add_use(store, *client, *user, *at, &mut batch)?,
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
mod tests {
    use super::super::meddling::Meddling;
    use super::super::records::ClientType;
    use super::*;
    use crate::scope::ScopeSet;

    const LIFETIME: Duration = Duration::from_secs(1000);

    fn at(seconds: u64) -> Timestamp {
        Timestamp::from_millis(seconds * 1000)
    }

    fn write(usage: &Usage, store: &Store) {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(usage.write(store, LIFETIME)).unwrap();
    }

    fn commit(store: &Store, fill: impl FnOnce(&mut Batch)) {
        let mut batch = Batch::default();
        fill(&mut batch);
        store.engine().commit(batch).wait().unwrap();
    }

    /// Apps 1 to `apps`, which user 1 has authorised, and as many sessions.
    fn store(apps: u64) -> Store {
        meddled(apps).0
    }

    fn meddled(apps: u64) -> (Store, std::sync::Arc<Meddling>) {
        let (store, engine) = Meddling::store();
        for n in 1..=apps {
            let client = Client {
                client_id: format!("client{n}"),
                owner: UserId(1),
                client_type: ClientType::Public,
                secret: None,
                name: "App".to_owned(),
                website: String::new(),
                description: None,
                redirect_uris: Vec::new(),
                scope: ScopeSet::default(),
                issued_at: at(0),
                epoch: 0,
            };
            let grant = Grant { grant_id: n, client_epoch: 0, scope: ScopeSet::default(), granted_at: at(0) };
            let session = Session {
                user: UserId(1),
                epoch: 0,
                created_at: at(0),
                last_used_at: at(0),
                expires_at: at(1000),
                device: String::new(),
                address: String::new(),
                confirmed_at: at(0),
            };
            commit(&store, |batch| {
                batch.create(&ClientNumber(n), &client).unwrap();
                batch.create(&(UserId(1), ClientNumber(n)), &grant).unwrap();
                batch.create(&session_of(n), &session).unwrap();
            });
        }
        (store, engine)
    }

    fn session_of(n: u64) -> TokenHash {
        TokenHash::of(&n.to_be_bytes())
    }

    #[test]
    fn a_use_is_seen_before_and_after_it_is_written() {
        let (usage, store) = (Usage::default(), store(2));
        usage.note_client(ClientNumber(1), UserId(1), at(50));
        for _ in 0..2 {
            assert_eq!(usage.client_last_used(&store, ClientNumber(1)).unwrap(), Some(at(50)));
            assert_eq!(usage.grant_last_used(&store, ClientNumber(1), UserId(1)).unwrap(), Some(at(50)));
            assert_eq!(usage.client_last_used(&store, ClientNumber(2)).unwrap(), None);
            write(&usage, &store);
        }
        assert_eq!(store.get::<LastUse>(&(ClientNumber(1), UserId(1))).unwrap(), Some(LastUse { at: at(50) }));
    }

    #[test]
    fn a_session_in_use_ends_later_and_one_that_was_ended_stays_ended() {
        let (usage, store) = (Usage::default(), store(3));
        usage.note_session(session_of(1), at(0), at(299));
        assert_eq!(usage.session_last_used(&session_of(1)), None, "too soon to be worth a write");
        usage.note_session(session_of(1), at(0), at(300));
        usage.note_session(session_of(2), at(0), at(400));
        commit(&store, |batch| batch.remove(&store.get_versioned::<Session>(&session_of(2)).unwrap().unwrap()));
        write(&usage, &store);
        let session = |n| store.get::<Session>(&session_of(n)).unwrap();
        let used = session(1).unwrap();
        assert_eq!((used.last_used_at, used.expires_at), (at(300), at(1300)));
        assert_eq!(session(2), None);
        assert_eq!(session(3).unwrap().expires_at, at(1000));
    }

    #[test]
    fn what_was_removed_leaves_no_note_behind() {
        let (usage, store) = (Usage::default(), store(2));
        usage.note_client(ClientNumber(1), UserId(1), at(50));
        usage.note_client(ClientNumber(2), UserId(1), at(50));
        let grant = store.get_versioned::<Grant>(&(UserId(1), ClientNumber(1))).unwrap().unwrap();
        let client = store.get_versioned::<Client>(&ClientNumber(2)).unwrap().unwrap();
        commit(&store, |batch| {
            batch.remove(&grant);
            batch.remove(&client);
        });
        write(&usage, &store);
        let notes: Vec<_> = store.all::<LastUse>().map(|note| note.unwrap().0).collect();
        assert_eq!(notes, [(ClientNumber(1), ANYONE), (ClientNumber(2), UserId(1))]);
    }

    #[test]
    fn what_changes_while_it_is_written_keeps_nobody_else_from_it() {
        let (usage, (store, engine)) = (Usage::default(), meddled(3));
        (1..=3).for_each(|n| usage.note_session(session_of(n), at(0), at(500)));
        let ended = store.get_versioned::<Session>(&session_of(2)).unwrap().unwrap();
        let mut faster = Batch::default();
        faster.remove(&ended);
        engine.before_the_next_commit(faster);
        write(&usage, &store);
        let ends = |n| store.get::<Session>(&session_of(n)).unwrap().map(|session| session.expires_at);
        assert_eq!([ends(1), ends(2), ends(3)], [Some(at(1500)), None, Some(at(1500))]);
    }

    #[test]
    fn what_nobody_waits_for_is_written_the_next_time() {
        let apps = 2 * SLICE as u64;
        let (usage, (store, engine)) = (Usage::default(), meddled(apps));
        (1..=apps).for_each(|n| usage.note_session(session_of(n), at(0), at(500)));
        engine.hang_commits(true);
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        let given_up = async { tokio::time::timeout(Duration::ZERO, usage.write(&store, LIFETIME)).await };
        assert!(runtime.block_on(given_up).is_err());
        engine.hang_commits(false);
        usage.note_session(session_of(1), at(0), at(600));
        write(&usage, &store);
        let written = store.all::<Session>().filter(|session| session.as_ref().unwrap().1.last_used_at > at(0)).count();
        assert!(written >= SLICE, "{written} of {apps}");
        assert_eq!(store.get::<Session>(&session_of(1)).unwrap().unwrap().last_used_at, at(600));
    }

    #[test]
    fn many_notes_are_written_in_few_commits() {
        let apps = 2 * SLICE as u64;
        let (usage, store) = (Usage::default(), store(apps));
        for n in 1..=apps {
            usage.note_client(ClientNumber(n), UserId(1), at(n));
            usage.note_session(session_of(n), at(0), at(500));
        }
        write(&usage, &store);
        assert_eq!(store.all::<LastUse>().count() as u64, 2 * apps);
        assert!(store.all::<Session>().all(|session| session.unwrap().1.expires_at == at(1500)));
    }
}
