//! Families of tokens: how a pair is issued, and what a token is still good for. Which operation may issue or end one
//! is decided in that operation's own file.

use std::borrow::Cow;
use std::sync::Arc;

use super::error::OAuthError;
use super::standing::{Consent, Issued, Standing};
use crate::clock::Timestamp;
use crate::ctx::Ctx;
use crate::scope::ScopeSet;
use crate::secret::{Secret, SecretKind, TokenHash};
use crate::store::derived::Reads;
use crate::store::records::{
    AccessToken, Client, ClientNumber, Family, FamilyId, RecordKey, RefreshToken, User, UserId,
};
use crate::store::{Batch, StoreError};

/// A successful answer of the token endpoint (RFC 6749 §5.1).
#[derive(Debug)]
pub struct TokenResponse {
    /// The access token, of type `Bearer`.
    pub access_token: Secret,
    /// The refresh token.
    pub refresh_token: Secret,
    /// The access token's lifetime in seconds.
    pub expires_in: u64,
    /// What the access token may do; always named.
    pub scope: ScopeSet,
}

/// A random name for a new family.
pub(super) fn new_family_id(ctx: &Ctx) -> Result<FamilyId, OAuthError> {
    let mut id = [0; 16];
    ctx.random.fill(&mut id)?;
    Ok(FamilyId(id))
}

/// Adds to `batch` a new pair of the family's current generation. `narrowed` is what the access token may do if that is
/// less than the family, `allowed` what anything of its consent may do today.
pub(super) fn issue_pair(
    ctx: &Ctx,
    batch: &mut Batch,
    (id, family): (FamilyId, &Family),
    narrowed: Option<ScopeSet>,
    allowed: &ScopeSet,
) -> Result<TokenResponse, OAuthError> {
    let now = ctx.clock.now();
    let access_token = Secret::generate(SecretKind::AccessToken, &ctx.random)?;
    let refresh_token = Secret::generate(SecretKind::RefreshToken, &ctx.random)?;
    let expires_at = now.plus(ctx.config.oauth.access_token_lifetime).min(family.expires_at);
    let scope = narrowed.as_ref().unwrap_or(&family.scope).within(allowed);
    let generation = family.generation;
    batch.create(
        &access_token.hash(),
        &AccessToken { family: id, generation, narrowed_scope: narrowed, issued_at: now, expires_at },
    )?;
    batch.create(
        &refresh_token.hash(),
        &RefreshToken { family: id, generation, issued_at: now, expires_at: family.expires_at },
    )?;
    Ok(TokenResponse { access_token, refresh_token, expires_in: expires_at.since(now).as_secs(), scope })
}

/// A token that is good now, and what it stands for.
#[derive(Debug, Clone)]
pub struct ActiveToken {
    /// What stands behind it.
    pub standing: Arc<Standing>,
    /// What it was given.
    granted: Arc<ScopeSet>,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
}

impl ActiveToken {
    /// The client it was issued to.
    pub fn client(&self) -> &Client {
        &self.standing.client
    }

    /// The client's number.
    pub fn number(&self) -> ClientNumber {
        self.standing.consent.client
    }

    /// The account it acts for.
    pub fn user(&self) -> &User {
        &self.standing.user
    }

    /// The account's number.
    pub fn user_id(&self) -> UserId {
        self.standing.consent.user
    }

    /// Whether it may do this.
    pub fn may(&self, scope: &str) -> bool {
        self.granted.contains(scope) && self.standing.scope.contains(scope)
    }

    /// All that it may do: never more than the person allows and the client has registered today.
    pub fn scope(&self) -> Cow<'_, ScopeSet> {
        let allowed = &self.standing.scope;
        if allowed.covers(&self.granted) {
            Cow::Borrowed(&self.granted)
        } else {
            Cow::Owned(self.granted.within(allowed))
        }
    }

    /// Whether all that can be said of both is the same, but for their times.
    pub fn is_like(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.standing, &other.standing) && Arc::ptr_eq(&self.granted, &other.granted)
    }

    /// Where in memory that is kept which [`ActiveToken::is_like`] compares.
    pub fn place(&self) -> (usize, usize) {
        (Arc::as_ptr(&self.standing).addr(), Arc::as_ptr(&self.granted).addr())
    }
}

/// The access token written `text`, if it is good now: the one way in which every door asks. What it says of itself and
/// what stands behind it are kept until anything that they came from changes; whether it has expired is looked at each time.
pub fn active_access_token(ctx: &Ctx, text: &str) -> Result<Option<ActiveToken>, StoreError> {
    let Some(hash) = TokenHash::parse(SecretKind::AccessToken, text) else { return Ok(None) };
    let issued = ctx.tokens.issued(&ctx.store, &hash, |reads| {
        let Some(token) = reads.get::<AccessToken>(&hash)? else { return Ok(None) };
        let AccessToken { family, generation, narrowed_scope, issued_at, expires_at } = token;
        let Some(family) = current(reads, family, generation)? else { return Ok(None) };
        let consent = consent_of(&family);
        let scope = ctx.tokens.shared(narrowed_scope.unwrap_or(family.scope));
        Ok(Some(Issued { consent, scope, issued_at, expires_at }))
    })?;
    stands_for(ctx, issued)
}

/// What has become of an access token, for the operator who asks why it is refused.
pub enum Fate {
    /// It is good.
    Good(ActiveToken),
    /// The text is no access token.
    NoToken,
    /// There is no such token, or it was swept.
    Unknown,
    /// It has expired.
    Expired(Timestamp),
    /// It was ended before its time.
    Ended,
}

/// What has become of the access token written `text`.
pub fn fate(ctx: &Ctx, text: &str) -> Result<Fate, StoreError> {
    if let Some(token) = active_access_token(ctx, text)? {
        return Ok(Fate::Good(token));
    }
    let Some(hash) = TokenHash::parse(SecretKind::AccessToken, text) else { return Ok(Fate::NoToken) };
    Ok(match ctx.store.get::<AccessToken>(&hash)? {
        None => Fate::Unknown,
        Some(token) if token.expires_at <= ctx.clock.now() => Fate::Expired(token.expires_at),
        Some(_) => Fate::Ended,
    })
}

/// The refresh token written `text`, if it is the current one of its family.
pub(super) fn active_refresh_token(ctx: &Ctx, text: &str) -> Result<Option<ActiveToken>, StoreError> {
    let Some(hash) = TokenHash::parse(SecretKind::RefreshToken, text) else { return Ok(None) };
    let reads = ctx.store.reads();
    let Some(token) = reads.get::<RefreshToken>(&hash)? else { return Ok(None) };
    let Some(family) = current(&reads, token.family, token.generation)? else { return Ok(None) };
    let consent = consent_of(&family);
    let RefreshToken { issued_at, expires_at, .. } = token;
    stands_for(ctx, Some(Issued { consent, scope: Arc::new(family.scope), issued_at, expires_at }))
}

/// The family, if its tokens of this generation are the good ones.
fn current(reads: &Reads<'_>, family: FamilyId, generation: u32) -> Result<Option<Family>, StoreError> {
    Ok(reads.get::<Family>(&family)?.filter(|family| family.generation == generation))
}

/// The consent that a family came from.
pub(super) fn consent_of(family: &Family) -> Consent {
    Consent { user: family.user, client: family.client, grant_id: family.grant_id }
}

/// What a token stands for, if it has not expired and what it was given under still stands.
fn stands_for(ctx: &Ctx, issued: Option<Issued>) -> Result<Option<ActiveToken>, StoreError> {
    let alive = issued.filter(|issued| issued.expires_at > ctx.clock.now());
    let Some(Issued { consent, scope: granted, issued_at, expires_at }) = alive else { return Ok(None) };
    let standing = ctx.tokens.standing(&ctx.store, consent)?;
    Ok(standing.map(|standing| ActiveToken { standing, granted, issued_at, expires_at }))
}

/// The family that a token belongs to, whatever has become of either.
pub(crate) fn family_of(ctx: &Ctx, text: &str) -> Result<Option<FamilyId>, StoreError> {
    if let Some(hash) = TokenHash::parse(SecretKind::RefreshToken, text) {
        return Ok(ctx.store.get::<RefreshToken>(&hash)?.map(|token| token.family));
    }
    if let Some(hash) = TokenHash::parse(SecretKind::AccessToken, text) {
        return Ok(ctx.store.get::<AccessToken>(&hash)?.map(|token| token.family));
    }
    Ok(None)
}

/// Ends a family, and with it all its tokens, at once. Answers what it was; nothing to do if it has ended already.
pub(crate) async fn end_family(ctx: &Ctx, id: FamilyId) -> Result<Option<Family>, StoreError> {
    ctx.store.remove::<Family, StoreError>(&id, |_, _| Ok(())).await
}

/// The number behind a public `client_id`.
pub(super) fn number_of(ctx: &Ctx, client_id: &str) -> Result<Option<ClientNumber>, StoreError> {
    // What is longer is none of ours; the key need not be built.
    if client_id.is_empty() || client_id.len() > 64 { Ok(None) } else { ctx.store.lookup(b'c', client_id.as_bytes()) }
}

/// For logs: which family, without saying which token.
pub(super) fn family_name(id: FamilyId) -> String {
    crate::secret::hex(&id.to_bytes()[..4])
}
