//! What a person has authorised, and how it is withdrawn. How consent is given is in [`super::authorize`].

use super::tokens::number_of;
use crate::audit::{AppRef, Event, Origin, UserRef};
use crate::clock::Timestamp;
use crate::ctx::Ctx;
use crate::scope::ScopeSet;
use crate::store::records::{Client, ClientNumber, Grant, LastUse, User, UserId};
use crate::store::{Batch, StoreError};

/// One app that an account has authorised.
#[derive(Debug, Clone)]
pub struct Authorised {
    /// The app's number.
    pub number: ClientNumber,
    /// The app.
    pub client: Client,
    /// The name of the account that registered it.
    pub owner_name: String,
    /// What it may do.
    pub scope: ScopeSet,
    /// Since when.
    pub granted_at: Timestamp,
    /// When it last did something for this account.
    pub last_used_at: Option<Timestamp>,
}

/// The apps that an account has authorised, the newest consent first.
pub fn list(ctx: &Ctx, user: UserId) -> Result<Vec<Authorised>, StoreError> {
    let mut authorised = Vec::new();
    for number in ctx.store.members::<ClientNumber>(b'G', user.0, false)? {
        let Some(grant) = ctx.store.get::<Grant>(&(user, number))? else { continue };
        let client = ctx.store.get::<Client>(&number)?.filter(|client| client.epoch == grant.client_epoch);
        let Some(client) = client else { continue };
        authorised.push(Authorised {
            number,
            owner_name: ctx.store.get::<User>(&client.owner)?.map(|owner| owner.name).unwrap_or_default(),
            scope: grant.scope.within(&client.scope),
            granted_at: grant.granted_at,
            last_used_at: ctx.usage.grant_last_used(&ctx.store, number, user)?,
            client,
        });
    }
    authorised.sort_by_key(|one| std::cmp::Reverse((one.granted_at, one.number)));
    Ok(authorised)
}

/// Withdraws the consent to one app: its codes and tokens for this account end at once. Answers whether there was one.
pub async fn withdraw(ctx: &Ctx, by: &Origin<'_>, user: UserId, client_id: &str) -> Result<bool, StoreError> {
    let Some(number) = number_of(ctx, client_id)? else { return Ok(false) };
    withdraw_number(ctx, by, user, number).await
}

async fn withdraw_number(ctx: &Ctx, by: &Origin<'_>, user: UserId, number: ClientNumber) -> Result<bool, StoreError> {
    let app = AppRef::find(&ctx.store, number)?;
    let last_use = |_: &Grant, batch: &mut Batch| {
        batch.erase::<LastUse>(&(number, user));
        Ok::<_, StoreError>(())
    };
    if ctx.store.remove(&(user, number), last_use).await?.is_none() {
        return Ok(false);
    }
    // A consent to an app that is gone was no consent any more: nothing happened.
    if let Some(app) = app {
        ctx.record(by, Event::ConsentWithdrawn { user: UserRef::find(&ctx.store, user), app });
    }
    Ok(true)
}

/// Withdraws everything that an account has authorised.
pub async fn withdraw_all(ctx: &Ctx, by: &Origin<'_>, user: UserId) -> Result<(), StoreError> {
    for number in ctx.store.members::<ClientNumber>(b'G', user.0, false)? {
        withdraw_number(ctx, by, user, number).await?;
    }
    Ok(())
}
