//! First-party sessions: opaque tokens, stored hashed, that end after a time without use, at logout, at a password
//! change and on suspension.

use super::AccountError;
use crate::clock::Timestamp;
use crate::ctx::Ctx;
use crate::oauth::ATTEMPTS;
use crate::secret::{Secret, SecretKind, TokenHash};
use crate::store::records::{Session, User, UserId};
use crate::store::{Batch, StoreError};

/// Who is signed in, through which session.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The account's number.
    pub id: UserId,
    /// The account.
    pub user: User,
    /// The session's name.
    pub session: TokenHash,
    /// Where it was begun from.
    pub address: String,
    /// What it was begun with.
    pub device: String,
    /// When it began.
    pub created_at: Timestamp,
}

/// Begins a session.
pub async fn begin(ctx: &Ctx, id: UserId, user: &User, address: &str, device: &str) -> Result<Secret, AccountError> {
    let token = Secret::generate(SecretKind::Session, &ctx.random)?;
    let now = ctx.clock.now();
    let session = Session {
        user: id,
        epoch: user.session_epoch,
        created_at: now,
        last_used_at: now,
        expires_at: now.plus(ctx.config.accounts.session_lifetime),
        device: device.to_owned(),
        address: address.to_owned(),
    };
    let mut batch = Batch::default();
    batch.create(&token.hash(), &session)?;
    ctx.store.commit(batch).await?;
    Ok(token)
}

/// Who is signed in with `token`, suspended or not. Notes the use.
pub fn find(ctx: &Ctx, token: &str) -> Result<Option<SignedIn>, StoreError> {
    let Some(hash) = TokenHash::parse(SecretKind::Session, token) else { return Ok(None) };
    let Some(session) = ctx.store.get::<Session>(&hash)? else { return Ok(None) };
    let now = ctx.clock.now();
    // A use that was noted but not yet written counts.
    let expires_at = match ctx.usage.session_last_used(&hash) {
        Some(last) => session.expires_at.max(last.plus(ctx.config.accounts.session_lifetime)),
        None => session.expires_at,
    };
    if expires_at <= now {
        return Ok(None);
    }
    let user = ctx.store.get::<User>(&session.user)?.filter(|user| user.session_epoch == session.epoch);
    let Some(user) = user else { return Ok(None) };
    ctx.usage.note_session(hash, session.last_used_at, now);
    let Session { user: id, created_at, device, address, .. } = session;
    Ok(Some(SignedIn { id, user, session: hash, address, device, created_at }))
}

/// Ends a session.
pub async fn end(ctx: &Ctx, session: &TokenHash) -> Result<(), StoreError> {
    for _ in 0..ATTEMPTS {
        let Some(found) = ctx.store.get_versioned::<Session>(session)? else { return Ok(()) };
        let mut batch = Batch::default();
        batch.remove(&found);
        match ctx.store.commit(batch).await {
            Err(StoreError::Conflict) => {}
            ended => return ended,
        }
    }
    Err(StoreError::Conflict)
}

/// The sessions of an account that are good now, the newest use first.
pub fn list(ctx: &Ctx, id: UserId) -> Result<Vec<(TokenHash, Session)>, StoreError> {
    let now = ctx.clock.now();
    let Some(user) = ctx.store.get::<User>(&id)? else { return Ok(Vec::new()) };
    let mut sessions = Vec::new();
    for hash in ctx.store.members::<TokenHash>(b's', id.0, false)? {
        let Some(mut session) = ctx.store.get::<Session>(&hash)? else { continue };
        if session.epoch != user.session_epoch || session.expires_at <= now {
            continue;
        }
        if let Some(last) = ctx.usage.session_last_used(&hash) {
            session.last_used_at = session.last_used_at.max(last);
        }
        sessions.push((hash, session));
    }
    sessions.sort_by_key(|(_, session)| std::cmp::Reverse(session.last_used_at));
    Ok(sessions)
}

/// Ends the sessions of an account but `keep`.
pub async fn end_others(ctx: &Ctx, id: UserId, keep: Option<&TokenHash>) -> Result<(), StoreError> {
    for hash in ctx.store.members::<TokenHash>(b's', id.0, false)? {
        if keep != Some(&hash) {
            end(ctx, &hash).await?;
        }
    }
    Ok(())
}
