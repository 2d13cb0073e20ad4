//! What happened to an account, kept for its own page: the same events as in the files, in the store, so that what others
//! cause pushes nothing out, a backup holds it, and it goes with the account.
//!
//! An account keeps the newest [`MOST`] of what was done and, apart from them, the newest [`MOST_ATTEMPTS`] of what
//! anybody can cause, both for `events_kept` at the longest. Of what an app can cause by itself it keeps the first
//! [`MOST_OF_AN_APP`] of a sort and day.

use std::collections::HashMap;
use std::mem::{Discriminant, discriminant};
use std::time::Duration;

use super::event::{Entry, Event};
use super::origin::Actor;
use crate::clock::Timestamp;
use crate::secret::Random;
use crate::store::records::{EventId, Record as _, User, UserEvent, UserId};
use crate::store::{Batch, Commit, Store, StoreError};

/// How much is kept of what was done.
pub const MOST: usize = 200;
/// How much is kept of what anybody can cause.
pub const MOST_ATTEMPTS: usize = 50;
/// How much is kept of each sort that an app causes by itself on a day.
pub const MOST_OF_AN_APP: u8 = 3;
/// After how many events of an account what is too much is removed.
const TRIM_EVERY: u32 = 16;
/// How many accounts are remembered as trimmed a while ago.
const MOST_REMEMBERED: usize = 4096;
/// How often a write is tried again when the account was changed meanwhile.
const ATTEMPTS: usize = 3;

/// The events of an account, the newest first.
pub fn newest(store: &Store, user: UserId) -> Result<Vec<Entry>, StoreError> {
    let mut entries = Vec::new();
    for id in kept(store, user)? {
        if let Some(event) = store.get::<UserEvent>(&(user, id))? {
            // One of a newer version of grantd is left out.
            entries.extend(serde_json::from_str::<Entry>(&event.entry));
        }
    }
    Ok(entries)
}

/// What is kept, the newest first, without what is too much and not removed yet.
fn kept(store: &Store, user: UserId) -> Result<Vec<EventId>, StoreError> {
    let mut ids = store.members::<EventId>(UserEvent::KIND, user.0, true)?;
    let mut places = [MOST, MOST_ATTEMPTS];
    ids.retain(|id| {
        let left = &mut places[usize::from(id.attempt)];
        let stays = *left > 0;
        *left = left.saturating_sub(1);
        stays
    });
    Ok(ids)
}

/// Removes all events of an account with `batch`.
pub fn end_with(store: &Store, user: UserId, batch: &mut Batch) -> Result<(), StoreError> {
    for id in store.members::<EventId>(UserEvent::KIND, user.0, false)? {
        batch.erase::<UserEvent>(&(user, id));
    }
    Ok(())
}

/// Removes all events of an account that is gone: what came in before its end and was not seen then.
pub async fn end(store: &Store, user: UserId) -> Result<(), StoreError> {
    let mut batch = Batch::default();
    end_with(store, user, &mut batch)?;
    if batch.is_empty() { Ok(()) } else { store.commit(batch).await }
}

/// Writes events into the store, for the thread that writes the files.
pub struct Keeper {
    store: Store,
    number: u32,
    coming: Vec<(UserId, EventId, Entry)>,
    written: HashMap<UserId, u32>,
    of_apps: OfApps,
    failing: bool,
}

impl Keeper {
    /// A keeper over `store`.
    pub fn new(store: Store, random: &Random) -> Self {
        // Two that follow each other within a millisecond must not take the same names.
        let mut start = [0; 4];
        let number = random.fill(&mut start).map(|()| u32::from_be_bytes(start) >> 1).unwrap_or_default();
        Self { store, number, coming: Vec::new(), written: HashMap::new(), of_apps: OfApps::default(), failing: false }
    }

    /// Takes what is about an account.
    pub fn take(&mut self, entry: &Entry) {
        let Some(user) = entry.event.user() else { return };
        if self.of_apps.is_too_much(UserId(user.id), entry) {
            return;
        }
        self.number = self.number.wrapping_add(1);
        let id = EventId { at: entry.time, number: self.number, attempt: entry.event.is_attempt() };
        self.coming.push((UserId(user.id), id, for_owner(entry)));
    }

    /// Writes what was taken; everything goes into one group commit. Says once when it cannot.
    pub fn write(&mut self, keep: Duration) {
        let mut of_users = HashMap::<UserId, Vec<(EventId, Entry)>>::new();
        for (user, id, entry) in self.coming.drain(..) {
            of_users.entry(user).or_default().push((id, entry));
        }
        let mut failed = None;
        for attempt in 1..=ATTEMPTS {
            let commits: Vec<_> =
                of_users.iter().map(|(user, events)| (*user, self.commit(*user, events, keep))).collect();
            for (user, commit) in commits {
                match commit.and_then(Commit::wait) {
                    // The account was changed meanwhile: looked at again.
                    Err(StoreError::Conflict) if attempt < ATTEMPTS => continue,
                    Err(error) => failed = Some(error),
                    Ok(()) => {}
                }
                if let Some(events) = of_users.remove(&user) {
                    self.count(user, events.len());
                }
            }
            if of_users.is_empty() {
                break;
            }
        }
        match failed {
            Some(error) if !self.failing => {
                tracing::error!(%error, "what happened to accounts cannot be kept for their own pages; the audit log has it");
                self.failing = true;
            }
            None => self.failing = false,
            Some(_) => {}
        }
    }

    /// Commits events of one account, if it still is there.
    fn commit(&self, user: UserId, events: &[(EventId, Entry)], keep: Duration) -> Result<Commit, StoreError> {
        let mut batch = Batch::default();
        let Some(account) = self.store.get_versioned::<User>(&user)? else { return Ok(Commit::ended(Ok(()))) };
        batch.require(&account);
        for (id, entry) in events {
            let entry = serde_json::to_string(entry).map_err(|error| StoreError::Engine(error.to_string()))?;
            batch.put(&(user, *id), &UserEvent { entry, expires_at: id.at.plus(keep) })?;
        }
        if self.written.get(&user).is_none_or(|written| *written >= TRIM_EVERY) {
            let stay = kept(&self.store, user)?;
            for id in self.store.members::<EventId>(UserEvent::KIND, user.0, false)? {
                if !stay.contains(&id) {
                    batch.erase::<UserEvent>(&(user, id));
                }
            }
        }
        Ok(self.store.engine().commit(batch))
    }

    fn count(&mut self, user: UserId, more: usize) {
        if self.written.len() >= MOST_REMEMBERED {
            self.written.clear();
        }
        let more = u32::try_from(more).unwrap_or(u32::MAX);
        match self.written.get_mut(&user) {
            Some(written) if *written < TRIM_EVERY => *written = written.saturating_add(more),
            _ => drop(self.written.insert(user, 0)),
        }
    }
}

/// What apps have caused by themselves today.
#[derive(Default)]
struct OfApps {
    day: Timestamp,
    counted: HashMap<(UserId, String, Discriminant<Event>), u8>,
}

impl OfApps {
    /// Whether there was enough of the same today. The log has it all.
    fn is_too_much(&mut self, user: UserId, entry: &Entry) -> bool {
        let Some(app) = entry.event.by_app_alone() else { return false };
        let day = entry.time.day();
        if self.day != day || self.counted.len() >= MOST_REMEMBERED {
            *self = Self { day, counted: HashMap::new() };
        }
        let counted = self.counted.entry((user, app.client_id.clone(), discriminant(&entry.event))).or_insert(0);
        *counted = counted.saturating_add(1);
        *counted > MOST_OF_AN_APP
    }
}

/// What the account may see of it: not from where somebody else acted who may.
fn for_owner(entry: &Entry) -> Entry {
    let stranger = match &entry.by {
        Actor::User(user) => entry.event.user().is_none_or(|about| about.id != user.id),
        Actor::App { user, .. } => user.as_ref().is_some_and(|user| entry.event.user() != Some(user)),
        Actor::Operator | Actor::System | Actor::Anyone => false,
    };
    let entry = entry.clone();
    if stranger { Entry { address: None, device: String::new(), ..entry } } else { entry }
}
