//! The secret of a confidential client: how it is replaced, and for how long the one before it works on. There are two at
//! most: who replaces a secret while the one before it still works ends that.

use std::time::Duration;

use super::fault::AppFault;
use super::registration::{App, AppError, app, by_number, owner};
use crate::audit::{AppRef, Event, Origin};
use crate::clock::Timestamp;
use crate::config::{format_duration, parse_duration};
use crate::ctx::Ctx;
use crate::secret::{Secret, SecretKind, TokenHash};
use crate::store::records::{Client, ClientNumber, ClientType, PreviousSecret, SecretState};
use crate::store::{Batch, StoreError, Versioned};

/// Within which time a second click on the same button is no other wish.
const TWICE_WITHIN: Duration = Duration::from_secs(30);
/// Hexadecimal digits of what a page calls a secret.
const NAME_DIGITS: usize = 16;

/// The choices of the page, the usual one marked by [`usual_overlap`].
pub const OVERLAPS: [Duration; 4] =
    [Duration::ZERO, Duration::from_secs(3600), Duration::from_secs(24 * 3600), Duration::from_secs(7 * 24 * 3600)];

/// What the operator allows of [`OVERLAPS`].
pub fn overlaps(ctx: &Ctx) -> impl Iterator<Item = Duration> {
    let longest = ctx.config.oauth.secret_overlap;
    OVERLAPS.into_iter().filter(move |overlap| *overlap <= longest)
}

/// A day, or what the operator allows of it.
pub fn usual_overlap(ctx: &Ctx) -> Duration {
    overlaps(ctx).filter(|overlap| *overlap <= OVERLAPS[2]).last().unwrap_or_default()
}

/// Reads how long a replaced secret is to work, as `"1d"` or `"90m"`.
pub fn read_overlap(text: &str) -> Result<Duration, AppError> {
    parse_duration(text).map_err(|why| AppError::invalid("overlap", AppFault::Overlap(why)))
}

/// What is to be known of an app's secrets now.
pub(super) fn state(ctx: &Ctx, number: ClientNumber, client: &Client) -> Result<SecretState, StoreError> {
    if client.client_type == ClientType::Public {
        return Ok(SecretState::default());
    }
    let now = ctx.clock.now();
    // Before what is written, so that what comes to be written in between is seen in one of the two.
    let last_noted = ctx.usage.previous_secret_last_used(number);
    let SecretState { previous, reported_at } = ctx.store.get(&number)?.unwrap_or_default();
    let previous = previous
        .filter(|previous| previous.expires_at > now)
        .map(|previous| PreviousSecret { last_used_at: previous.last_used_at.max(last_noted), ..previous });
    Ok(SecretState { previous, reported_at })
}

/// What a page calls the present secret of an app, for [`rotate_named`]; `None` where it has none.
pub fn name_of(client: &Client) -> Option<String> {
    client.secret.as_ref().map(name)
}

/// It leads to no secret, nor to the hash of one.
fn name(secret: &TokenHash) -> String {
    TokenHash::of(&secret.0).to_hex().chars().take(NAME_DIGITS).collect()
}

/// Gives a confidential client a new secret. The one that it replaces works for `overlap` more; one that was replaced
/// before ends now. All of it is one commit: after a crash the client has either the old secrets or the new ones.
pub async fn rotate(
    ctx: &Ctx,
    by: &Origin<'_>,
    number: ClientNumber,
    overlap: Duration,
) -> Result<(App, Secret), AppError> {
    rotate_named(ctx, by, number, overlap, "").await
}

/// The same in place of the secret of that name. If that was replaced a moment ago, somebody has clicked twice, and saw nothing of the
/// secret that the first click made: then that one is replaced, and the one before it works on.
pub async fn rotate_named(
    ctx: &Ctx,
    by: &Origin<'_>,
    number: ClientNumber,
    overlap: Duration,
    named: &str,
) -> Result<(App, Secret), AppError> {
    let longest = ctx.config.oauth.secret_overlap;
    if overlap > longest {
        return Err(AppError::invalid("overlap", AppFault::OverlapTooLong(format_duration(longest))));
    }
    if by_number(ctx, number)?.client.client_type == ClientType::Public {
        return Err(AppError::Public);
    }
    let secret = Secret::generate(SecretKind::ClientSecret, &ctx.random)?;
    let expires_at = ctx.clock.now().plus(overlap);
    let is_again = |previous: &PreviousSecret| {
        name(&previous.hash) == named && expires_at.since(previous.expires_at) < TWICE_WITHIN
    };
    let changed = ctx.store.update::<Client, AppError>(&number, |client, batch| {
        let state = ctx.store.get::<SecretState>(&number)?;
        if state.and_then(|state| state.previous).is_some_and(|previous| is_again(&previous)) {
            client.secret = Some(secret.hash());
            return Ok(());
        }
        let replaced = client.secret.replace(secret.hash()).filter(|_| !overlap.is_zero());
        match replaced.map(|hash| PreviousSecret { hash, expires_at, last_used_at: None }) {
            Some(previous) => {
                batch.put(&number, &SecretState { previous: Some(previous), reported_at: None })?;
            }
            None => batch.erase::<SecretState>(&number),
        }
        Ok(())
    });
    let client = changed.await?.ok_or(AppError::NotFound)?;
    let overlap = Some(overlap).filter(|overlap| !overlap.is_zero()).map(format_duration);
    ctx.record(by, Event::AppSecretRotated { app: AppRef::of(&client), owner: owner(ctx, &client), overlap });
    Ok((app(ctx, number, client)?, secret))
}

/// Ends the secret that was replaced before its time.
pub async fn end_previous(ctx: &Ctx, by: &Origin<'_>, number: ClientNumber) -> Result<App, AppError> {
    let client = by_number(ctx, number)?.client;
    let ended = end_if(ctx, by, number, |state| state.previous(ctx.clock.now()).is_some()).await?;
    if ended { Ok(app(ctx, number, client)?) } else { Err(AppError::NoPreviousSecret) }
}

/// Removes the secrets whose time has come, and says so in the audit log. They have not worked since: this is for the log.
pub async fn end_expired(ctx: &Ctx) -> Result<(), StoreError> {
    let now = ctx.clock.now();
    for found in ctx.store.readable::<SecretState>() {
        let (number, state) = found?;
        if is_over(&state, now) {
            end_if(ctx, &Origin::system(), number, |state| is_over(state, now)).await?;
        }
    }
    Ok(())
}

fn is_over(state: &SecretState, now: Timestamp) -> bool {
    state.previous.as_ref().is_some_and(|previous| previous.expires_at <= now)
}

/// Removes the previous secret if it is as expected; answers whether it was.
pub(super) async fn end_if(
    ctx: &Ctx,
    by: &Origin<'_>,
    number: ClientNumber,
    expected: impl Fn(&SecretState) -> bool,
) -> Result<bool, StoreError> {
    for _ in 0..crate::store::ATTEMPTS {
        let Some(old) = ctx.store.get_versioned::<SecretState>(&number)?.filter(|state| expected(state)) else {
            ctx.store.settled().await?;
            return Ok(false);
        };
        match ctx.store.commit(without_previous(&old)?).await {
            Ok(()) => {
                if let Some(client) = ctx.store.get::<Client>(&number)? {
                    let owner = owner(ctx, &client);
                    ctx.record(by, Event::AppPreviousSecretEnded { app: AppRef::of(&client), owner });
                }
                return Ok(true);
            }
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error),
        }
    }
    Err(StoreError::Conflict)
}

fn without_previous(old: &Versioned<SecretState>) -> Result<Batch, StoreError> {
    let mut batch = Batch::default();
    match old.reported_at {
        Some(_) => batch.replace(old, &SecretState { previous: None, ..SecretState::clone(old) })?,
        None => batch.remove(old),
    }
    Ok(batch)
}

#[cfg(test)]
mod tests;
