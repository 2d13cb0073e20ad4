//! What each kind of record refers to, and what must hold between the two.
//!
//! Revoking removes one record and leaves what refers to it to the sweeper, so most references may lead nowhere; then
//! the record has *ended*. Damage is what would come back to life by itself, or can be reached by no sequence of commits:
//! a token of a generation that its family has not reached, a consent from an epoch that its client has not reached.

use super::super::records::{
    AccessToken, AppUsage, AuthorizationCode, Client, ClientNumber, Counter, DecidedRequest, Family, FamilyId, Grant,
    Hold, Instance, LastSignIn, LastUse, LinkPurpose, OneTimeLink, PendingSignIn, Record, RefreshToken,
    RememberedConsent, ResourceServer, ScopeUse, SecondFactor, SecretState, Session, User, UserEvent, UserId, decode,
    primary_key,
};
use super::super::usage::ANYONE;
use super::super::{Store, StoreError};
use super::findings::{Fault, Remedy};
use super::raw;
use crate::scope::ScopeSet;

/// The largest numbers that were ever given.
#[derive(Default)]
pub(super) struct Numbers {
    pub user: u64,
    pub client: u64,
}

/// What a reference leads to.
enum Target<R> {
    Found(R),
    Missing,
    Unreadable,
}

impl<R> Target<R> {
    /// Words behind "its account"; `None` when it is there.
    fn lost(&self) -> Option<&'static str> {
        match self {
            Self::Found(_) => None,
            Self::Missing => Some("does not exist"),
            Self::Unreadable => Some("cannot be read"),
        }
    }

    fn found(self) -> Option<R> {
        match self {
            Self::Found(record) => Some(record),
            Self::Missing | Self::Unreadable => None,
        }
    }
}

/// Follows the references of one record and notes what is wrong with them.
pub(super) struct Look<'a> {
    store: &'a Store,
    numbers: &'a mut Numbers,
    faults: Vec<Fault>,
    ended: bool,
}

impl<'a> Look<'a> {
    pub(super) fn new(store: &'a Store, numbers: &'a mut Numbers) -> Self {
        Self { store, numbers, faults: Vec::new(), ended: false }
    }

    /// What is wrong, and whether the record has ended before its time.
    pub(super) fn into_found(self) -> (Vec<Fault>, bool) {
        (self.faults, self.ended)
    }

    fn target<R: Record>(&self, key: &R::Key) -> Result<Target<R>, StoreError> {
        Ok(match raw(self.store, &primary_key::<R>(key))?.map(|value| decode::<R>(&value)) {
            Some(Ok(record)) => Target::Found(record),
            Some(Err(_)) => Target::Unreadable,
            None => Target::Missing,
        })
    }

    fn user(&mut self, id: UserId) -> Result<Target<User>, StoreError> {
        self.numbers.user = self.numbers.user.max(id.0);
        self.target(&id)
    }

    fn client(&mut self, number: ClientNumber) -> Result<Target<Client>, StoreError> {
        self.numbers.client = self.numbers.client.max(number.0);
        self.target(&number)
    }

    /// What is kept beside a consent and goes with it.
    fn beside_consent(&mut self, user: UserId, client: ClientNumber) -> Result<Option<Grant>, StoreError> {
        let grant = self.target::<Grant>(&(user, client))?;
        if let Some(lost) = grant.lost() {
            self.numbers.user = self.numbers.user.max(user.0);
            self.damage(format!("its consent, of user {} to client {}, {lost}", user.0, client.0));
        }
        Ok(grant.found())
    }

    fn damage(&mut self, what: impl Into<String>) {
        self.faults.push(Fault::damage(what, Remedy::Quarantine));
    }

    fn leftover(&mut self, what: impl Into<String>) {
        self.faults.push(Fault::leftover(what));
    }

    /// What of a deleted account may outlive it, when it was made in the moment of the deletion.
    fn user_with_epoch(&mut self, id: UserId, epoch: u32) -> Result<(), StoreError> {
        let user = self.user(id)?;
        match (user.lost(), user.found()) {
            (Some(lost), _) => self.leftover(format!("its account, user {}, {lost}", id.0)),
            (None, Some(user)) if epoch > user.session_epoch => self.damage(format!(
                "it is of epoch {epoch}, which its account, user {}, has not reached: it would become good",
                id.0
            )),
            _ => {}
        }
        Ok(())
    }

    /// Whether the consent stands under which something was given.
    fn consent(&mut self, user: UserId, client: ClientNumber, grant_id: u64) -> Result<bool, StoreError> {
        let account = self.user(user)?.found();
        let app = self.client(client)?.found();
        let grant = self.target::<Grant>(&(user, client))?.found();
        Ok(match (account, app, grant) {
            (Some(_), Some(app), Some(grant)) => grant.grant_id == grant_id && grant.client_epoch == app.epoch,
            _ => false,
        })
    }

    /// What a token of this generation must find in its family; answers what the family may do, if it stands.
    fn family(&mut self, id: FamilyId, generation: u32) -> Result<Option<ScopeSet>, StoreError> {
        let Some(family) = self.target::<Family>(&id)?.found() else {
            self.ended = true;
            return Ok(None);
        };
        if generation > family.generation {
            self.damage(format!(
                "it is of generation {generation}, and its family is at {} only: it would become good again",
                family.generation
            ));
        }
        self.ended |= generation != family.generation;
        Ok(Some(family.scope))
    }
}

/// A record that can be asked for what is wrong with its references.
pub(super) trait Refer: Record {
    /// Follows them.
    fn refer(&self, key: &Self::Key, look: &mut Look<'_>) -> Result<(), StoreError>;
}

macro_rules! refers_to_nothing {
    ($($record:ident),*) => {
        $(impl Refer for $record {
            fn refer(&self, _: &Self::Key, _: &mut Look<'_>) -> Result<(), StoreError> {
                Ok(())
            }
        })*
    };
}

refers_to_nothing!(Instance, Counter, ResourceServer, DecidedRequest);

impl Refer for User {
    fn refer(&self, key: &UserId, look: &mut Look<'_>) -> Result<(), StoreError> {
        look.numbers.user = look.numbers.user.max(key.0);
        Ok(())
    }
}

impl Refer for UserEvent {
    fn refer(&self, (user, _): &Self::Key, look: &mut Look<'_>) -> Result<(), StoreError> {
        if let Some(lost) = look.user(*user)?.lost() {
            look.leftover(format!("its account, user {}, {lost}", user.0));
        }
        Ok(())
    }
}

impl Refer for Session {
    fn refer(&self, _: &Self::Key, look: &mut Look<'_>) -> Result<(), StoreError> {
        look.user_with_epoch(self.user, self.epoch)
    }
}

impl Refer for SecondFactor {
    fn refer(&self, user: &UserId, look: &mut Look<'_>) -> Result<(), StoreError> {
        if let Some(lost) = look.user(*user)?.lost() {
            look.leftover(format!("its account, user {}, {lost}", user.0));
        }
        Ok(())
    }
}

impl Refer for PendingSignIn {
    fn refer(&self, _: &Self::Key, look: &mut Look<'_>) -> Result<(), StoreError> {
        look.user_with_epoch(self.user, self.epoch)
    }
}

impl Refer for OneTimeLink {
    fn refer(&self, _: &Self::Key, look: &mut Look<'_>) -> Result<(), StoreError> {
        match self.purpose {
            LinkPurpose::SetUp => Ok(()),
            LinkPurpose::NewPassword { user, epoch } => look.user_with_epoch(user, epoch),
        }
    }
}

impl Refer for Client {
    fn refer(&self, key: &ClientNumber, look: &mut Look<'_>) -> Result<(), StoreError> {
        look.numbers.client = look.numbers.client.max(key.0);
        if let Some(lost) = look.user(self.owner)?.lost() {
            // Others may use it, so it is not for us to take it away.
            let advice = format!("it works on; grantd app delete {} removes it", key.0);
            look.faults.push(Fault::left(format!("its owner, user {}, {lost}", self.owner.0), advice));
        }
        Ok(())
    }
}

impl Refer for Grant {
    fn refer(&self, (user, client): &Self::Key, look: &mut Look<'_>) -> Result<(), StoreError> {
        if let Some(lost) = look.user(*user)?.lost() {
            look.damage(format!("its account, user {}, {lost}", user.0));
            return Ok(());
        }
        let app = look.client(*client)?;
        match (app.lost(), app.found()) {
            (Some(lost), _) => look.leftover(format!("its app, client {}, {lost}", client.0)),
            (None, Some(app)) if self.client_epoch > app.epoch => look.damage(format!(
                "it is of epoch {}, which its app, client {}, has not reached: it would become good",
                self.client_epoch, client.0
            )),
            (None, Some(app)) if self.client_epoch < app.epoch => {
                look.leftover(format!("everything of its app, client {}, was revoked since", client.0));
            }
            _ => {}
        }
        Ok(())
    }
}

impl Refer for AuthorizationCode {
    fn refer(&self, _: &Self::Key, look: &mut Look<'_>) -> Result<(), StoreError> {
        look.ended = self.spent.is_some() || !look.consent(self.user, self.client, self.grant_id)?;
        Ok(())
    }
}

impl Refer for Family {
    fn refer(&self, _: &Self::Key, look: &mut Look<'_>) -> Result<(), StoreError> {
        look.ended = !look.consent(self.user, self.client, self.grant_id)?;
        Ok(())
    }
}

impl Refer for AccessToken {
    fn refer(&self, _: &Self::Key, look: &mut Look<'_>) -> Result<(), StoreError> {
        let scope = look.family(self.family, self.generation)?;
        if let (Some(scope), Some(narrowed)) = (scope, &self.narrowed_scope)
            && !scope.covers(narrowed)
        {
            look.damage("it may do more than its family");
        }
        Ok(())
    }
}

impl Refer for RefreshToken {
    fn refer(&self, _: &Self::Key, look: &mut Look<'_>) -> Result<(), StoreError> {
        look.family(self.family, self.generation).map(drop)
    }
}

impl Refer for LastUse {
    fn refer(&self, (client, user): &Self::Key, look: &mut Look<'_>) -> Result<(), StoreError> {
        let app = look.client(*client)?;
        if *user == ANYONE {
            if let Some(lost) = app.lost() {
                look.damage(format!("its app, client {}, {lost}", client.0));
            }
        } else {
            look.beside_consent(*user, *client)?;
        }
        Ok(())
    }
}

impl Refer for ScopeUse {
    fn refer(&self, (user, client): &Self::Key, look: &mut Look<'_>) -> Result<(), StoreError> {
        look.beside_consent(*user, *client).map(drop)
    }
}

impl Refer for RememberedConsent {
    fn refer(&self, (user, client): &Self::Key, look: &mut Look<'_>) -> Result<(), StoreError> {
        if look.beside_consent(*user, *client)?.is_some_and(|grant| grant.grant_id != self.grant_id) {
            look.damage("it was said of another consent of the same two");
        }
        Ok(())
    }
}

impl Refer for SecretState {
    fn refer(&self, client: &ClientNumber, look: &mut Look<'_>) -> Result<(), StoreError> {
        if let Some(lost) = look.client(*client)?.lost() {
            look.damage(format!("its app, client {}, {lost}", client.0));
        }
        Ok(())
    }
}

impl Refer for Hold {
    fn refer(&self, client: &ClientNumber, look: &mut Look<'_>) -> Result<(), StoreError> {
        if let Some(lost) = look.client(*client)?.lost() {
            look.damage(format!("its app, client {}, {lost}", client.0));
        }
        Ok(())
    }
}

impl Refer for LastSignIn {
    fn refer(&self, user: &UserId, look: &mut Look<'_>) -> Result<(), StoreError> {
        if let Some(lost) = look.user(*user)?.lost() {
            look.leftover(format!("its account, user {}, {lost}", user.0));
        }
        Ok(())
    }
}

impl Refer for AppUsage {
    /// What is counted while its app is removed may outlive it.
    fn refer(&self, (client, _): &Self::Key, look: &mut Look<'_>) -> Result<(), StoreError> {
        if let Some(lost) = look.client(*client)?.lost() {
            look.leftover(format!("its app, client {}, {lost}", client.0));
        }
        Ok(())
    }
}
