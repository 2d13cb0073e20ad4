//! Refreshing (RFC 6749 §6) with rotation and reuse detection (RFC 9700 §4.14.2).
//!
//! A family has a generation; each rotation raises it, and only tokens of the current one are good. A refresh token
//! that was replaced still works for `refresh_reuse_grace`, counted from its own replacement, because the answer to it
//! may have been lost on the way: it gives another pair of the *current* generation and rotates nothing. After that its
//! use means that two parties hold it, and the family ends. The whole machine is drawn in
//! `docs/decisions/003-refresh-rotation.md`.

use super::client::{ClientCredentials, RegisteredClient, admit, authenticate, count_refusal};
use super::error::OAuthError;
use super::params::Params;
use super::tokens::{TokenResponse, consent_of, family_name, issue_pair};
use crate::audit::{Actor, AppRef, Event, Origin, UserRef};
use crate::clock::Timestamp;
use crate::ctx::Ctx;
use crate::scope::ScopeSet;
use crate::secret::{SecretKind, TokenHash};
use crate::store::figures::Counted;
use crate::store::records::{Client, Family, RefreshToken};
use crate::store::{ATTEMPTS, Batch, StoreError, Versioned};

/// How many rotations within one grace period are remembered. A client that rotates more often loses the grace of the
/// oldest.
const REMEMBERED_ROTATIONS: usize = 64;

/// Gives a new pair for a refresh token.
pub async fn refresh(
    ctx: &Ctx,
    by: &Origin<'_>,
    credentials: &ClientCredentials<'_>,
    params: &Params,
) -> Result<TokenResponse, OAuthError> {
    let registered = authenticate(ctx, credentials)?;
    refresh_for(ctx, by, &registered, params).await.inspect_err(|_| count_refusal(ctx, registered.number))
}

/// The same for a client of which it is known who it is.
async fn refresh_for(
    ctx: &Ctx,
    by: &Origin<'_>,
    registered: &RegisteredClient,
    params: &Params,
) -> Result<TokenResponse, OAuthError> {
    admit(ctx, by, registered)?;
    let token = TokenHash::parse(SecretKind::RefreshToken, params.required("refresh_token")?).ok_or_else(refused)?;
    let scope = params.one("scope")?.map(ScopeSet::parse);
    for _ in 0..ATTEMPTS {
        match renew(ctx, by, registered, &token, scope.as_ref()).await {
            Err(OAuthError::Store(StoreError::Conflict)) => {}
            ended => return ended,
        }
    }
    Err(StoreError::Conflict.into())
}

async fn renew(
    ctx: &Ctx,
    by: &Origin<'_>,
    registered: &RegisteredClient,
    token: &TokenHash,
    scope: Option<&ScopeSet>,
) -> Result<TokenResponse, OAuthError> {
    let (now, number, client) = (ctx.clock.now(), registered.number, &registered.client);
    let token = ctx.store.get::<RefreshToken>(token)?.ok_or_else(refused)?;
    let family = ctx.store.get_versioned::<Family>(&token.family)?.ok_or_else(refused)?;
    if family.client != number || token.expires_at <= now {
        return Err(refused());
    }
    let standing = ctx.tokens.standing(&ctx.store, consent_of(&family))?.ok_or_else(refused)?;
    let granted = family.scope.within(&standing.scope);
    let mut batch = Batch::default();
    let response = match place(&token, &family, now, ctx.config.oauth.refresh_reuse_grace) {
        Place::Reused => return Err(end_reused(ctx, by, client, &family).await?),
        // The person took away all that it was given: the app has to ask anew.
        _ if granted.is_empty() => return Err(nothing_left()),
        Place::Current => {
            let narrowed = narrow(scope, &family.scope, &granted)?;
            let next = rotated(ctx, &family, now);
            batch.replace(&family, &next)?;
            issue_pair(ctx, &mut batch, (token.family, &next), narrowed, &standing.scope)?
        }
        Place::JustReplaced => {
            let narrowed = narrow(scope, &family.scope, &granted)?;
            batch.require(&family);
            issue_pair(ctx, &mut batch, (token.family, &family), narrowed, &standing.scope)?
        }
    };
    ctx.store.commit(batch).await?;
    ctx.usage.note_client(number, family.user, now);
    ctx.usage.of_app(number).note(Counted::Refreshed, now);
    Ok(response)
}

/// Where a refresh token stands in its family.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    /// Of the current generation: it rotates.
    Current,
    /// Replaced a moment ago: the answer may have been lost.
    JustReplaced,
    /// Replaced longer ago: two parties hold it.
    Reused,
}

fn place(token: &RefreshToken, family: &Family, now: Timestamp, grace: std::time::Duration) -> Place {
    let Some(rotations_since) = family.generation.checked_sub(token.generation) else { return Place::Reused };
    let Some(newest_first) = rotations_since.checked_sub(1) else { return Place::Current };
    let replaced_at = usize::try_from(newest_first).ok().and_then(|index| family.rotations.get(index));
    match replaced_at {
        Some(replaced_at) if now.since(*replaced_at) < grace => Place::JustReplaced,
        _ => Place::Reused,
    }
}

fn rotated(ctx: &Ctx, family: &Versioned<Family>, now: Timestamp) -> Family {
    let grace = ctx.config.oauth.refresh_reuse_grace;
    let recent = family.rotations.iter().copied().filter(|at| now.since(*at) < grace);
    Family {
        generation: family.generation.saturating_add(1),
        rotations: std::iter::once(now).chain(recent).take(REMEMBERED_ROTATIONS).collect(),
        expires_at: now.plus(ctx.config.oauth.refresh_token_lifetime),
        ..Family::clone(family)
    }
}

/// RFC 6749 §6: a narrower scope than the original one may be asked for, never a wider one. Of what is asked for, the client
/// gets what it is `granted` today: many ask for all that they once were given, whatever the person has taken away since.
fn narrow(asked: Option<&ScopeSet>, original: &ScopeSet, granted: &ScopeSet) -> Result<Option<ScopeSet>, OAuthError> {
    let Some(asked) = asked else { return Ok(None) };
    if asked.is_empty() || !original.covers(asked) {
        return Err(OAuthError::invalid_scope());
    }
    let left = asked.within(granted);
    if left.is_empty() { Err(OAuthError::invalid_scope()) } else { Ok(Some(left)) }
}

async fn end_reused(
    ctx: &Ctx,
    by: &Origin<'_>,
    client: &Client,
    family: &Versioned<Family>,
) -> Result<OAuthError, OAuthError> {
    let mut batch = Batch::default();
    batch.remove(family);
    ctx.store.commit(batch).await?;
    let (app, user) = (AppRef::of(client), UserRef::find(&ctx.store, family.user));
    let by = by.by(Actor::App { app: app.clone(), user: None });
    ctx.record(&by, Event::RefreshTokenReused { user, app, family: family_name(*family.key()) });
    Ok(refused())
}

fn nothing_left() -> OAuthError {
    OAuthError::invalid_grant("Nothing of what this 'refresh_token' was given is allowed any more.")
}

fn refused() -> OAuthError {
    OAuthError::invalid_grant("Invalid 'refresh_token' in request.")
}
