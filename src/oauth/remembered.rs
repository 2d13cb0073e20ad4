//! Whether a person may be spared the consent page, because they said before that the client need not ask again.
//!
//! That covers what it was said of, given to the client as it was then: nothing new, nothing that was consented to beside it, nothing that the person has
//! taken away since, no client whose name, website, owner or redirect URIs have changed, no scope that administers, and no
//! client that cannot prove who it is (RFC 8252 §8.6).

use super::authorize::{AuthorizationRequest, NextTime, Prompt};
use crate::ctx::Ctx;
use crate::scope::ScopeSet;
use crate::secret::TokenHash;
use crate::store::records::{Client, ClientNumber, ClientType, Grant, RememberedConsent, UserId};
use crate::store::{Batch, StoreError, Versioned};

/// What the instance offers of a consent to `scope`.
pub(super) fn offer(ctx: &Ctx, client: &Client, scope: &ScopeSet) -> NextTime {
    let administers = |name: &str| ctx.config.scopes.get(name).is_none_or(|scope| scope.admin_only);
    let offered = ctx.config.oauth.remember_consent
        && client.client_type == ClientType::Confidential
        && !scope.iter().any(administers);
    if offered { NextTime::Spared } else { NextTime::NotOffered }
}

/// Whether the person need not be asked about this request.
pub fn is_remembered(ctx: &Ctx, request: &AuthorizationRequest, user: UserId) -> Result<bool, StoreError> {
    Ok(standing(ctx, request, &request.client, user)?.is_some())
}

/// What a client gets without a question under `grant`.
pub(super) fn scope(
    ctx: &Ctx,
    key: (UserId, ClientNumber),
    grant: &Grant,
    client: &Client,
) -> Result<ScopeSet, StoreError> {
    if !ctx.config.oauth.remember_consent || client.client_type != ClientType::Confidential {
        return Ok(ScopeSet::default());
    }
    let said = ctx.store.get::<RememberedConsent>(&key)?;
    let said = said.filter(|said| said.grant_id == grant.grant_id && said.client == seen_of(client));
    let offered = |name: &str| ctx.config.scopes.get(name).is_some_and(|scope| !scope.admin_only);
    Ok(said.map(|said| grant.scope.within(&client.scope).within(&said.scope).filter(offered)).unwrap_or_default())
}

/// Whether a person had said it of their consent to a client, and the client is not what it was then.
pub fn is_outdated(ctx: &Ctx, request: &AuthorizationRequest, user: UserId) -> Result<bool, StoreError> {
    let key = (user, request.number);
    let Some(said) = ctx.store.get::<RememberedConsent>(&key)? else { return Ok(false) };
    let grant = ctx.store.get::<Grant>(&key)?;
    let stands =
        grant.is_some_and(|grant| grant.grant_id == said.grant_id && grant.client_epoch == request.client.epoch);
    Ok(ctx.config.oauth.remember_consent && stands && said.client != seen_of(&request.client))
}

type Standing = (Versioned<Grant>, Versioned<RememberedConsent>);

/// The consent that covers a request, and the word that it may be used without a question.
pub(super) fn standing(
    ctx: &Ctx,
    request: &AuthorizationRequest,
    client: &Client,
    user: UserId,
) -> Result<Option<Standing>, StoreError> {
    if request.prompt == Prompt::Always || offer(ctx, client, &request.scope) == NextTime::NotOffered {
        return Ok(None);
    }
    let key = (user, request.number);
    let Some(said) = ctx.store.get_versioned::<RememberedConsent>(&key)? else { return Ok(None) };
    let grant = ctx.store.get_versioned::<Grant>(&key)?;
    let covers = |grant: &Versioned<Grant>| {
        grant.client_epoch == client.epoch
            && grant.grant_id == said.grant_id
            && grant.scope.covers(&request.scope)
            && said.scope.covers(&request.scope)
            && said.client == seen_of(client)
    };
    Ok(grant.filter(covers).map(|grant| (grant, said)))
}

/// Adds to `batch` what the person says of the next time: of what is requested, they may say it of what they have ticked. Of
/// what is not requested it stays as it was said.
pub(super) fn note(
    ctx: &Ctx,
    batch: &mut Batch,
    (user, client): (UserId, &Versioned<Client>),
    grant_id: u64,
    request: &AuthorizationRequest,
    ticked: &ScopeSet,
) -> Result<(), StoreError> {
    let key = (user, *client.key());
    let old = ctx.store.get_versioned::<RememberedConsent>(&key)?;
    // Of an earlier consent, or of what the client was then, it says nothing about this one.
    let stands = |said: &&Versioned<RememberedConsent>| said.grant_id == grant_id && said.client == seen_of(client);
    let before = old.as_ref().filter(stands).map(|said| said.scope.clone()).unwrap_or_default();
    let of_requested = match request.next_time {
        NextTime::Spared => ticked.clone(),
        NextTime::Asked => ScopeSet::default(),
        NextTime::NotOffered => before.within(ticked),
    };
    let scope = before.filter(|scope| !request.scope.contains(scope)).union(&of_requested);
    set(batch, &key, old.as_ref(), &RememberedConsent { grant_id, client: seen_of(client), scope })
}

/// Adds to `batch` that it is no longer said of what is taken away.
pub(super) fn take(
    ctx: &Ctx,
    batch: &mut Batch,
    key: (UserId, ClientNumber),
    is_left: impl Fn(&str) -> bool,
) -> Result<(), StoreError> {
    let Some(old) = ctx.store.get_versioned::<RememberedConsent>(&key)? else { return Ok(()) };
    let scope = old.scope.filter(is_left);
    set(batch, &key, Some(&old), &RememberedConsent { scope, ..RememberedConsent::clone(&old) })
}

fn set(
    batch: &mut Batch,
    key: &(UserId, ClientNumber),
    old: Option<&Versioned<RememberedConsent>>,
    new: &RememberedConsent,
) -> Result<(), StoreError> {
    match old {
        Some(old) if new.scope.is_empty() => batch.remove(old),
        Some(old) if **old == *new => batch.require(old),
        Some(old) => batch.replace(old, new)?,
        None if new.scope.is_empty() => {}
        None => batch.create(key, new)?,
    }
    Ok(())
}

/// What a person sees of a client when they consent.
fn seen_of(client: &Client) -> TokenHash {
    seen(client, &[])
}

/// The same, and `more`.
pub(super) fn seen(client: &Client, more: &[&str]) -> TokenHash {
    let mut seen = Vec::new();
    let texts = [&client.name, &client.website];
    for text in texts.into_iter().chain(&client.redirect_uris).map(String::as_str).chain(more.iter().copied()) {
        // Each with its length, so that no two lists look the same.
        seen.extend_from_slice(&(text.len() as u64).to_be_bytes());
        seen.extend_from_slice(text.as_bytes());
    }
    seen.extend_from_slice(&client.owner.0.to_be_bytes());
    TokenHash::of(&seen)
}
