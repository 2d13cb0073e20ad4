//! Families of tokens: how a pair is issued, and what a token is still good for. Which operation may issue or end one
//! is decided in that operation's own file.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::error::OAuthError;
use crate::clock::Timestamp;
use crate::ctx::Ctx;
use crate::scope::ScopeSet;
use crate::secret::{Secret, SecretKind, TokenHash};
use crate::store::derived::Reads;
use crate::store::records::{
    AccessToken, Client, ClientNumber, Family, FamilyId, Grant, RecordKey, RefreshToken, User, UserId,
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
/// less than the family.
pub(super) fn issue_pair(
    ctx: &Ctx,
    batch: &mut Batch,
    (id, family): (FamilyId, &Family),
    narrowed: Option<ScopeSet>,
    client: &Client,
) -> Result<TokenResponse, OAuthError> {
    let now = ctx.clock.now();
    let access_token = Secret::generate(SecretKind::AccessToken, &ctx.random)?;
    let refresh_token = Secret::generate(SecretKind::RefreshToken, &ctx.random)?;
    let expires_at = now.plus(ctx.config.oauth.access_token_lifetime).min(family.expires_at);
    let scope = narrowed.as_ref().unwrap_or(&family.scope).within(&client.scope);
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

/// The client and the account that something was given to and by.
#[derive(Debug)]
pub struct Standing {
    /// The client.
    pub client: Client,
    /// The account.
    pub user: User,
}

/// Whether what was given under a consent still stands: the consent was not withdrawn, nor everything of the client
/// revoked, and the account exists and is not suspended.
pub(super) fn standing(
    reads: &Reads<'_>,
    client: ClientNumber,
    user: UserId,
    grant_id: u64,
) -> Result<Option<Standing>, StoreError> {
    let Some(grant) = reads.get::<Grant>(&(user, client))?.filter(|grant| grant.grant_id == grant_id) else {
        return Ok(None);
    };
    let client = reads.get::<Client>(&client)?.filter(|client| client.epoch == grant.client_epoch);
    let user = reads.get::<User>(&user)?.filter(|user| !user.suspended);
    Ok(client.zip(user).map(|(client, user)| Standing { client, user }))
}

/// A token that is good now, and what it stands for.
#[derive(Debug)]
pub struct ActiveToken {
    /// The client's number.
    pub number: ClientNumber,
    /// The client it was issued to.
    pub client: Client,
    /// The account's number.
    pub user_id: UserId,
    /// The account it acts for.
    pub user: User,
    /// What it may do: never more than the client has registered today.
    pub scope: ScopeSet,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
    /// When a use of it was last noted, in milliseconds.
    noted: AtomicU64,
}

impl ActiveToken {
    /// Whether a use now is worth a note: one a second is, and no lock is needed to know that.
    pub fn is_worth_noting(&self, now: Timestamp) -> bool {
        let noted = self.noted.load(Ordering::Relaxed);
        let due = now.as_millis() >= noted.saturating_add(1000) || noted > now.as_millis();
        if due {
            self.noted.store(now.as_millis(), Ordering::Relaxed);
        }
        due
    }
}

/// The access token written `text`, if it is good now: the one way in which every door asks. What it stands for is kept
/// until anything that it came from changes; whether it has expired is looked at each time.
pub fn active_access_token(ctx: &Ctx, text: &str) -> Result<Option<Arc<ActiveToken>>, StoreError> {
    let Some(hash) = TokenHash::parse(SecretKind::AccessToken, text) else { return Ok(None) };
    let token = ctx.tokens.get(&ctx.store, &hash, |reads| {
        let Some(token) = reads.get::<AccessToken>(&hash)? else { return Ok(None) };
        let AccessToken { family, generation, narrowed_scope, issued_at, expires_at } = token;
        stands_for(reads, (family, generation), narrowed_scope, issued_at, expires_at)
    })?;
    Ok(token.filter(|token| token.expires_at > ctx.clock.now()))
}

/// What has become of an access token, for the operator who asks why it is refused.
pub enum Fate {
    /// It is good.
    Good(Arc<ActiveToken>),
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
    let Some(token) = ctx.store.get::<RefreshToken>(&hash)? else { return Ok(None) };
    let standing = (token.family, token.generation);
    let token = stands_for(&ctx.store.reads(), standing, None, token.issued_at, token.expires_at)?;
    Ok(token.filter(|token| token.expires_at > ctx.clock.now()))
}

/// What a token of this generation of a family stands for, if both still stand. Whether it has expired is not said.
fn stands_for(
    reads: &Reads<'_>,
    (family, generation): (FamilyId, u32),
    narrowed_scope: Option<ScopeSet>,
    issued_at: Timestamp,
    expires_at: Timestamp,
) -> Result<Option<ActiveToken>, StoreError> {
    let Some(family) = reads.get::<Family>(&family)?.filter(|family| family.generation == generation) else {
        return Ok(None);
    };
    let Some(Standing { client, user }) = standing(reads, family.client, family.user, family.grant_id)? else {
        return Ok(None);
    };
    let scope = narrowed_scope.unwrap_or(family.scope).within(&client.scope);
    let (number, user_id, noted) = (family.client, family.user, AtomicU64::new(0));
    Ok(Some(ActiveToken { number, client, user_id, user, scope, issued_at, expires_at, noted }))
}

/// The family that a token belongs to, whatever has become of either.
pub(super) fn family_of(ctx: &Ctx, text: &str) -> Result<Option<FamilyId>, StoreError> {
    if let Some(hash) = TokenHash::parse(SecretKind::RefreshToken, text) {
        return Ok(ctx.store.get::<RefreshToken>(&hash)?.map(|token| token.family));
    }
    if let Some(hash) = TokenHash::parse(SecretKind::AccessToken, text) {
        return Ok(ctx.store.get::<AccessToken>(&hash)?.map(|token| token.family));
    }
    Ok(None)
}

/// Ends a family, and with it all its tokens, at once. Answers what it was; nothing to do if it has ended already.
pub(super) async fn end_family(ctx: &Ctx, id: FamilyId) -> Result<Option<Family>, StoreError> {
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
