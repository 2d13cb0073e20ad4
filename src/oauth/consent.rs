//! What a person has authorised, how it is narrowed and how it is withdrawn. How consent is given is in
//! [`super::approve`].

use std::sync::{Mutex, PoisonError};

use super::tokens::number_of;
use super::{hold, remembered};
use crate::audit::{AppRef, Event, Origin, UserRef};
use crate::clock::Timestamp;
use crate::ctx::Ctx;
use crate::scope::ScopeSet;
use crate::store::records::{Client, ClientNumber, Grant, LastUse, RememberedConsent, ScopeUse, User, UserId};
use crate::store::{Batch, StoreError};

/// How many accounts that use an app are counted at most.
pub const MOST_COUNTED: usize = 1000;

/// One app that an account has authorised.
#[derive(Debug, Clone)]
pub struct Authorised {
    /// The app's number.
    pub number: ClientNumber,
    /// The app.
    pub client: Client,
    /// The name of the account that registered it.
    pub owner_name: String,
    /// Whether an administrator has suspended it: it can do nothing meanwhile.
    pub suspended: bool,
    /// What it may do.
    pub scope: ScopeSet,
    /// Since when.
    pub granted_at: Timestamp,
    /// When it last did something for this account.
    pub last_used_at: Option<Timestamp>,
    /// What of that it gets without a question when it asks again.
    pub remembered: ScopeSet,
    /// What is known of the use of each scope; `None` where nothing ever was noted.
    pub used: Option<ScopeUse>,
}

impl Authorised {
    /// What it may do and is not known to have done since that is noted. Nothing where an API may have let it, deciding by
    /// itself, and nothing where it is not known at all.
    pub fn unused(&self) -> ScopeSet {
        let Some(used) = &self.used else { return ScopeSet::default() };
        self.scope.filter(|scope| used.of(scope).is_none())
    }

    /// Whether it is known of the whole time what it used.
    pub fn is_noted_from_the_beginning(&self) -> bool {
        self.used.as_ref().is_some_and(|used| used.since <= self.granted_at)
    }
}

/// The apps that an account has authorised, the newest consent first.
pub fn list(ctx: &Ctx, user: UserId) -> Result<Vec<Authorised>, StoreError> {
    let mut authorised = Vec::new();
    for number in ctx.store.members::<ClientNumber>(b'G', user.0, false)? {
        authorised.extend(find(ctx, user, number)?);
    }
    authorised.sort_by_key(|one| std::cmp::Reverse((one.granted_at, one.number)));
    Ok(authorised)
}

/// What an account has authorised one app to do, if it has.
pub fn by_client_id(ctx: &Ctx, user: UserId, client_id: &str) -> Result<Option<Authorised>, StoreError> {
    number_of(ctx, client_id)?.map_or(Ok(None), |number| find(ctx, user, number))
}

fn find(ctx: &Ctx, user: UserId, number: ClientNumber) -> Result<Option<Authorised>, StoreError> {
    let Some(grant) = ctx.store.get::<Grant>(&(user, number))? else { return Ok(None) };
    let client = ctx.store.get::<Client>(&number)?.filter(|client| client.epoch == grant.client_epoch);
    let Some(client) = client else { return Ok(None) };
    Ok(Some(Authorised {
        number,
        owner_name: ctx.store.get::<User>(&client.owner)?.map(|owner| owner.name).unwrap_or_default(),
        suspended: hold::of(ctx, number)?.suspended_at.is_some(),
        scope: grant.scope.within(&client.scope),
        granted_at: grant.granted_at,
        last_used_at: ctx.usage.grant_last_used(&ctx.store, number, user)?,
        remembered: remembered::scope(ctx, (user, number), &grant, &client)?,
        used: ctx.usage.scopes_used(&ctx.store, user, number)?,
        client,
    }))
}

/// How many accounts beside this one use an app. More than [`MOST_COUNTED`] are not counted.
pub fn others(ctx: &Ctx, app: ClientNumber, user: UserId) -> Result<usize, StoreError> {
    let all = ctx.store.count_members(b'g', app.0, MOST_COUNTED + 2)?;
    Ok(all.saturating_sub(usize::from(uses(ctx, app, user)?)))
}

/// Whether an account uses an app.
pub fn uses(ctx: &Ctx, app: ClientNumber, user: UserId) -> Result<bool, StoreError> {
    Ok(ctx.store.get::<Grant>(&(user, app))?.is_some())
}

/// What is to be left of a consent.
#[derive(Debug, Clone, Copy)]
pub enum Narrowing<'a> {
    /// This, and nothing else.
    To(&'a ScopeSet),
    /// Everything but this.
    Without(&'a ScopeSet),
}

/// Why a consent was not narrowed.
#[derive(Debug, thiserror::Error)]
pub enum NarrowError {
    /// The account has not authorised such an app.
    #[error("you have not authorized this app")]
    NotFound,
    /// Nothing would be left.
    #[error("scope: nothing would be left; withdraw the whole authorization instead")]
    NothingLeft,
    /// It would be more than before.
    #[error("scope: you have not authorized {0}; only the app can ask for more")]
    Wider(String),
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Takes scopes from what an account has authorised one app to do. Its tokens lose them at once, and get them back only
/// where the person authorises them again. Answers what was taken.
///
/// # Errors
/// Those of [`NarrowError`]; then nothing was changed.
pub async fn narrow(
    ctx: &Ctx,
    by: &Origin<'_>,
    user: UserId,
    client_id: &str,
    narrowing: Narrowing<'_>,
) -> Result<ScopeSet, NarrowError> {
    let before = by_client_id(ctx, user, client_id)?.ok_or(NarrowError::NotFound)?;
    let left = |scope: &ScopeSet| match narrowing {
        Narrowing::To(wanted) => match wanted.iter().find(|one| !scope.contains(one)) {
            Some(more) => Err(NarrowError::Wider(more.to_owned())),
            None => Ok(scope.within(wanted)),
        },
        Narrowing::Without(taken) => Ok(scope.filter(|one| !taken.contains(one))),
    };
    let key = (user, before.number);
    // Of two who narrow it at once, each tells what they took themselves.
    let taken = Mutex::new(ScopeSet::default());
    let narrowed = ctx.store.update::<Grant, NarrowError>(&key, |grant, batch| {
        let registered = grant.scope.within(&before.client.scope);
        let left = left(&registered)?;
        if left.is_empty() {
            return Err(NarrowError::NothingLeft);
        }
        remembered::take(ctx, batch, key, |scope| left.contains(scope))?;
        *taken.lock().unwrap_or_else(PoisonError::into_inner) = registered.filter(|one| !left.contains(one));
        grant.scope = left;
        Ok(())
    });
    narrowed.await?.ok_or(NarrowError::NotFound)?;
    let taken = taken.into_inner().unwrap_or_else(PoisonError::into_inner);
    if !taken.is_empty() {
        let (user, app) = (UserRef::find(&ctx.store, user), AppRef::of(&before.client));
        ctx.record(by, Event::ConsentNarrowed { user, app, scope: taken.to_string() });
    }
    Ok(taken)
}

/// From now on the person is asked when an app asks for the same again. Answers whether they had said otherwise.
pub async fn ask_again(ctx: &Ctx, user: UserId, client_id: &str) -> Result<bool, StoreError> {
    let Some(number) = number_of(ctx, client_id)? else { return Ok(false) };
    let said = ctx.store.remove::<RememberedConsent, StoreError>(&(user, number), |_, _| Ok(())).await?;
    Ok(said.is_some())
}

/// Adds to `batch` the end of all that is kept beside a consent.
pub(super) fn end_beside(batch: &mut Batch, user: UserId, number: ClientNumber) {
    batch.erase::<LastUse>(&(number, user));
    batch.erase::<ScopeUse>(&(user, number));
    batch.erase::<RememberedConsent>(&(user, number));
}

/// Withdraws the consent to one app: its codes and tokens for this account end at once. Answers whether there was one.
pub async fn withdraw(ctx: &Ctx, by: &Origin<'_>, user: UserId, client_id: &str) -> Result<bool, StoreError> {
    let Some(number) = number_of(ctx, client_id)? else { return Ok(false) };
    withdraw_number(ctx, by, user, number, Timestamp::MAX).await
}

/// Why a consent was not withdrawn.
enum Stays {
    /// It is a newer one than was meant.
    Newer,
    Failed(StoreError),
}

impl From<StoreError> for Stays {
    fn from(error: StoreError) -> Self {
        Self::Failed(error)
    }
}

async fn withdraw_number(
    ctx: &Ctx,
    by: &Origin<'_>,
    user: UserId,
    number: ClientNumber,
    until: Timestamp,
) -> Result<bool, StoreError> {
    let app = AppRef::find(&ctx.store, number)?;
    let beside = |grant: &Grant, batch: &mut Batch| {
        if grant.granted_at > until {
            return Err(Stays::Newer);
        }
        end_beside(batch, user, number);
        Ok(())
    };
    match ctx.store.remove(&(user, number), beside).await {
        Ok(Some(_)) => {}
        Ok(None) | Err(Stays::Newer) => return Ok(false),
        Err(Stays::Failed(error)) => return Err(error),
    }
    ctx.usage.forget(number, user);
    // A consent to an app that is gone was no consent any more: nothing happened.
    if let Some(app) = app {
        ctx.record(by, Event::ConsentWithdrawn { user: UserRef::find(&ctx.store, user), app });
    }
    Ok(true)
}

/// Withdraws everything that an account has authorised. Answers how many consents there were.
pub async fn withdraw_all(ctx: &Ctx, by: &Origin<'_>, user: UserId) -> Result<usize, StoreError> {
    withdraw_until(ctx, by, user, Timestamp::MAX).await
}

/// Withdraws everything that an account had authorised at a moment: what has been authorised since then stays. Answers how
/// many consents ended.
pub async fn withdraw_until(ctx: &Ctx, by: &Origin<'_>, user: UserId, until: Timestamp) -> Result<usize, StoreError> {
    let mut withdrawn = 0;
    for number in ctx.store.members::<ClientNumber>(b'G', user.0, false)? {
        withdrawn += usize::from(withdraw_number(ctx, by, user, number, until).await?);
    }
    Ok(withdrawn)
}
