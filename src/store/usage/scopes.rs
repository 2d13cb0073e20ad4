//! Which scopes of a consent were used, and on which days.

use super::super::records::{ClientNumber, ScopeUse, UsedScope, UserId};
use super::super::{Batch, Store, StoreError};
use super::{Noted, Notes, Usage};
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
        self.lock().waiting.add_scopes((user, client), ScopeUse { since: now, scopes: vec![note] });
    }

    /// What a client used of an account's consent; `None` where nothing was ever noted.
    pub fn scopes_used(
        &self,
        store: &Store,
        user: UserId,
        client: ClientNumber,
    ) -> Result<Option<ScopeUse>, StoreError> {
        let noted = {
            let noted = self.lock();
            let both = [&noted.underway, &noted.waiting].map(|notes| notes.scopes.get(&(user, client)).cloned());
            both.into_iter().flatten().reduce(ScopeUse::and)
        };
        let written = store.get::<ScopeUse>(&(user, client))?;
        Ok(written.into_iter().chain(noted).reduce(ScopeUse::and))
    }

    /// Drops what is noted and not written yet of a consent that has ended: the next one begins with nothing.
    pub fn forget(&self, client: ClientNumber, user: UserId) {
        let Noted { waiting, underway } = &mut *self.lock();
        for notes in [waiting, underway] {
            notes.grants.remove(&(client, user));
            notes.scopes.remove(&(user, client));
        }
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

    fn and(mut self, other: Self) -> Self {
        self.merge(other);
        self
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

/// Writes what was used beside what was known.
pub(super) fn add(
    store: &Store,
    consent: &(UserId, ClientNumber),
    used: ScopeUse,
    batch: &mut Batch,
) -> Result<(), StoreError> {
    match store.get_versioned::<ScopeUse>(consent)? {
        Some(known) => batch.replace(&known, &ScopeUse::clone(&known).and(used)),
        None => batch.create(consent, &used),
    }
}
