//! What keeps an app back: an administrator has suspended it, or has not approved it yet.
//!
//! A suspended app is refused at every door: its requests for tokens, its codes, its tokens. Nothing that it was given is
//! removed, so lifting the suspension brings back what has not ended meanwhile, as with an account; who wants that gone
//! revokes it. An app that waits for approval is for its owner alone: nobody else can authorise it. What was authorised
//! before goes on. `docs/decisions/024-apps-approved-and-suspended.md` tells why.

#[cfg(test)]
mod tests;

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::metadata::try_page;
use super::registration::{self, App, AppError};
use crate::audit::{Actor, AppRef, Event, Origin, UserRef};
use crate::clock::Timestamp;
use crate::config::AppApproval;
use crate::ctx::Ctx;
use crate::store::records::{Client, ClientNumber, Hold, User, UserId};
use crate::store::{ATTEMPTS, Batch, StoreError};

/// How an app stands, in one word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum State {
    /// Nothing keeps it back.
    #[default]
    Active,
    /// It waits for approval.
    Waiting,
    /// It is suspended, approved or not.
    Suspended,
}

impl State {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Active, Self::Waiting, Self::Suspended];

    /// The word, as the API and the command line have it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Waiting => "waiting",
            Self::Suspended => "suspended",
        }
    }

    /// The state of that name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == name)
    }
}

impl From<Hold> for State {
    fn from(hold: Hold) -> Self {
        match hold {
            Hold { suspended_at: Some(_), .. } => Self::Suspended,
            Hold { waiting_since: Some(_), .. } => Self::Waiting,
            Hold { waiting_since: None, suspended_at: None } => Self::Active,
        }
    }
}

/// Why nobody, or nobody but its owner, can authorise an app.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", if *.suspended { "The client is suspended." } else { "The client waits for the approval of an administrator." })]
pub struct Held {
    /// The app's name.
    pub app: String,
    /// Whether it is suspended; otherwise it waits.
    pub suspended: bool,
}

impl Held {
    /// What keeps `user` from authorising the app, if anything does.
    pub(super) fn of(client: &Client, hold: Hold, user: UserId) -> Option<Self> {
        let suspended = hold.suspended_at.is_some();
        let waits = hold.waiting_since.is_some() && client.owner != user;
        (suspended || waits).then(|| Self { app: client.name.clone(), suspended })
    }
}

/// What keeps an app back. What cannot be read keeps back whatever it may be.
pub fn of(ctx: &Ctx, number: ClientNumber) -> Result<Hold, StoreError> {
    match ctx.store.get::<Hold>(&number) {
        Err(error @ StoreError::Corrupt { .. }) => {
            tracing::error!(%error, "the app counts as suspended; grantd check --data tells what to do");
            Ok(of_unreadable(ctx))
        }
        read => Ok(read?.unwrap_or_default()),
    }
}

fn of_unreadable(ctx: &Ctx) -> Hold {
    let now = Some(ctx.clock.now());
    Hold { waiting_since: now, suspended_at: now }
}

/// The apps that are kept back, the one that was registered first at the beginning. There are few, and no others are read.
pub fn all(ctx: &Ctx) -> Result<Vec<(ClientNumber, Hold)>, StoreError> {
    ctx.store.readable::<Hold>().collect()
}

/// Suspends an app. From then on it is refused everywhere.
pub async fn suspend(ctx: &Ctx, by: &Origin<'_>, number: ClientNumber) -> Result<App, AppError> {
    let now = ctx.clock.now();
    let suspended = |hold: Hold| Hold { suspended_at: hold.suspended_at.or(Some(now)), ..hold };
    change(ctx, by, number, suspended, |app, owner| Event::AppSuspended { app, owner }).await
}

/// Lifts the suspension of an app; what it was given before and has not ended is good again.
pub async fn unsuspend(ctx: &Ctx, by: &Origin<'_>, number: ClientNumber) -> Result<App, AppError> {
    let lifted = |hold: Hold| Hold { suspended_at: None, ..hold };
    change(ctx, by, number, lifted, |app, owner| Event::AppUnsuspended { app, owner }).await
}

/// Approves an app: everybody can authorise it from then on. `seen` is since when it waited when somebody looked at it: one
/// that was changed since is another one, and goes on waiting.
pub async fn approve(
    ctx: &Ctx,
    by: &Origin<'_>,
    number: ClientNumber,
    seen: Option<Timestamp>,
) -> Result<App, AppError> {
    let approved = |hold: Hold| match seen {
        Some(seen) if hold.waiting_since != Some(seen) => hold,
        _ => Hold { waiting_since: None, ..hold },
    };
    change(ctx, by, number, approved, |app, owner| Event::AppApproved { app, owner }).await
}

/// Changes what keeps an app back, and tells of it if that made a difference.
async fn change(
    ctx: &Ctx,
    by: &Origin<'_>,
    number: ClientNumber,
    change: impl Fn(Hold) -> Hold,
    event: impl Fn(AppRef, UserRef) -> Event,
) -> Result<App, AppError> {
    for _ in 0..ATTEMPTS {
        let client = ctx.store.get_versioned::<Client>(&number)?.ok_or(AppError::NotFound)?;
        let mut batch = Batch::default();
        batch.require(&client);
        if !add_change(ctx, &mut batch, number, &change)? {
            ctx.store.settled().await?;
            return registration::by_number(ctx, number);
        }
        match ctx.store.commit(batch).await {
            Ok(()) => {
                ctx.record(by, event(AppRef::of(&client), UserRef::find(&ctx.store, client.owner)));
                return registration::by_number(ctx, number);
            }
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(StoreError::Conflict.into())
}

/// Adds to `batch` that what keeps an app back is `change`d; answers whether that makes a difference.
fn add_change(
    ctx: &Ctx,
    batch: &mut Batch,
    number: ClientNumber,
    change: impl Fn(Hold) -> Hold,
) -> Result<bool, StoreError> {
    let old = match ctx.store.get_versioned::<Hold>(&number) {
        Err(StoreError::Corrupt { .. }) => {
            batch.put(&number, &change(of_unreadable(ctx)))?;
            return Ok(true);
        }
        read => read?,
    };
    let before = old.as_deref().copied().unwrap_or_default();
    let after = change(before);
    if before == after {
        return Ok(false);
    }
    match &old {
        Some(old) if after == Hold::default() => batch.remove(old),
        Some(old) => batch.replace(old, &after)?,
        None => batch.create(&number, &after)?,
    }
    Ok(true)
}

/// Adds to the `batch` that registers an app that it waits, where the configuration asks for that. Answers what keeps it
/// back then.
pub(super) fn add_at_registration(
    ctx: &Ctx,
    batch: &mut Batch,
    by: &Origin<'_>,
    number: ClientNumber,
) -> Result<Hold, StoreError> {
    if !must_wait(ctx, by)? {
        return Ok(Hold::default());
    }
    let hold = Hold { waiting_since: Some(ctx.clock.now()), suspended_at: None };
    batch.create(&number, &hold)?;
    Ok(hold)
}

/// Adds to the `batch` that changes an app that it waits, from now on, where the configuration asks for approval or it waits
/// already, and what was approved, or is being looked at, is not what would be there: people would meet another app under an
/// approved name.
pub(super) fn add_at_edit(
    ctx: &Ctx,
    batch: &mut Batch,
    number: ClientNumber,
    (before, after): (&Client, &Client),
) -> Result<(), StoreError> {
    if !is_another(before, after, &try_page(ctx, number)) {
        return Ok(());
    }
    // Never the same moment twice: that tells the versions apart.
    let later = |since: Timestamp| ctx.clock.now().max(since.plus(Duration::from_millis(1)));
    let first = is_required(ctx).then(|| ctx.clock.now());
    let waits = |hold: Hold| Hold { waiting_since: hold.waiting_since.map(later).or(first), ..hold };
    add_change(ctx, batch, number, waits).map(drop)
}

/// Whether a change makes of an app another one, to those who would authorise it. That its owner tries it on a page of ours
/// does not: a code that arrives there is shown to nobody else.
fn is_another(before: &Client, after: &Client, try_page: &str) -> bool {
    before.name != after.name
        || before.website != after.website
        || after.redirect_uris.iter().any(|uri| uri != try_page && !before.redirect_uris.contains(uri))
        || !before.scope.covers(&after.scope)
}

/// Whether what `by` registers or changes waits for approval. An administrator and whoever runs the server have seen it.
fn must_wait(ctx: &Ctx, by: &Origin<'_>) -> Result<bool, StoreError> {
    Ok(is_required(ctx) && is_unseen(ctx, by)?)
}

fn is_required(ctx: &Ctx) -> bool {
    ctx.config.oauth.app_approval != AppApproval::None
}

/// Whether what `by` registers or changes was seen by nobody who approves.
pub(super) fn is_unseen(ctx: &Ctx, by: &Origin<'_>) -> Result<bool, StoreError> {
    Ok(match &*by.actor {
        Actor::User(user) => !ctx.store.get::<User>(&UserId(user.id))?.is_some_and(|user| user.is_admin()),
        Actor::Operator | Actor::System => false,
        Actor::App { .. } | Actor::Anyone => true,
    })
}
