//! Which scopes of a consent were used, and on which days.

use super::super::records::{ClientNumber, Grant, ScopeUse, UsedScope, UserId};
use super::super::{Batch, Store, StoreError};
use super::{Notes, Usage};
use crate::clock::Timestamp;

/// How it is known that a scope was used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Learned {
    /// A request that needs it was let through.
    Used,
    /// An API was told that a token has it, and decided by itself.
    Told,
}

impl Usage {
    /// A client used a scope of an account's consent, or may have.
    pub fn note_scope(&self, client: ClientNumber, user: UserId, scope: &str, learned: Learned, now: Timestamp) {
        let day = Some(now.day());
        let (used, told) = match learned {
            Learned::Used => (day, None),
            Learned::Told => (None, day),
        };
        let scope = scope.to_owned();
        let note = UsedScope { scope, first_used_on: used, last_used_on: used, last_told_on: told };
        self.lock().add_scopes((user, client), ScopeUse { since: now, scopes: vec![note] });
    }

    /// What a client used of an account's consent; `None` where nothing was ever noted.
    pub fn scopes_used(
        &self,
        store: &Store,
        user: UserId,
        client: ClientNumber,
    ) -> Result<Option<ScopeUse>, StoreError> {
        let written = store.get::<ScopeUse>(&(user, client))?;
        let noted = self.lock().scopes.get(&(user, client)).cloned();
        Ok(match (written, noted) {
            (Some(mut written), Some(noted)) => {
                written.merge(noted);
                Some(written)
            }
            (one, other) => one.or(other),
        })
    }

    /// Drops what is noted and not written yet of a consent that has ended: the next one begins with nothing.
    pub fn forget(&self, client: ClientNumber, user: UserId) {
        let mut notes = self.lock();
        notes.grants.remove(&(client, user));
        notes.scopes.remove(&(user, client));
    }
}

impl Notes {
    pub(super) fn add_scopes(&mut self, consent: (UserId, ClientNumber), used: ScopeUse) {
        self.scopes.entry(consent).and_modify(|noted| noted.merge(used.clone())).or_insert(used);
    }
}

impl ScopeUse {
    /// Nothing, since `now`.
    pub fn begun(now: Timestamp) -> Self {
        Self { since: now, scopes: Vec::new() }
    }

    /// What is known of one scope.
    pub fn of(&self, scope: &str) -> Option<&UsedScope> {
        self.scopes.iter().find(|used| used.scope == scope)
    }

    fn merge(&mut self, other: Self) {
        self.since = self.since.min(other.since);
        for one in other.scopes {
            match self.scopes.iter_mut().find(|own| own.scope == one.scope) {
                Some(own) => {
                    let firsts = own.first_used_on.into_iter().chain(one.first_used_on);
                    own.first_used_on = firsts.min();
                    own.last_used_on = own.last_used_on.max(one.last_used_on);
                    own.last_told_on = own.last_told_on.max(one.last_told_on);
                }
                None => self.scopes.push(one),
            }
        }
    }
}

/// Writes what was used where the consent still stands, beside what was known.
pub(super) fn add(
    store: &Store,
    consent: &(UserId, ClientNumber),
    used: &ScopeUse,
    batch: &mut Batch,
) -> Result<(), StoreError> {
    let Some(grant) = store.get_versioned::<Grant>(consent)? else { return Ok(()) };
    batch.require(&grant);
    match store.get_versioned::<ScopeUse>(consent)? {
        Some(known) => {
            let mut all = ScopeUse::clone(&known);
            all.merge(used.clone());
            batch.replace(&known, &all)
        }
        None => batch.create(consent, used),
    }
}
