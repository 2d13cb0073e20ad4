//! First-party sessions: what a sign-in gives. A session ends after `session_lifetime` without use, at sign-out, and
//! when the account's `session_epoch` rises (password change, suspension).

use std::sync::Arc;

use crate::audit::{Actor, Event, Origin, UserRef};
use crate::clock::Timestamp;
use crate::ctx::Ctx;
use crate::secret::{RandomError, Secret, SecretKind, TokenHash};
use crate::store::records::{LastSignIn, SecondFactor, Session, User, UserId};
use crate::store::{ATTEMPTS, Batch, StoreError};

use super::AccountError;

/// How many sessions an account may have: one more, and the one that lay unused longest ends.
pub const MOST: usize = 100;
const LONGEST_DEVICE: usize = 200;
const LONGEST_ADDRESS: usize = 64;
/// Hexadecimal digits of a [`SessionId`].
const ID_DIGITS: usize = 16;

/// What an account calls one of its sessions: the beginning of the hash of its token, which signs nobody in.
pub type SessionId = String;

/// The id of the session of that name in the store.
pub fn id_of(session: &TokenHash) -> SessionId {
    session.to_hex().chars().take(ID_DIGITS).collect()
}

/// Who is signed in, and with which session.
#[derive(Debug, Clone)]
pub struct SignedIn {
    /// The account's number.
    pub id: UserId,
    /// The account. It may be suspended: what is refused then is for the caller to say.
    pub user: User,
    /// The session's name in the store.
    pub session: TokenHash,
    /// Where it was begun from.
    pub address: String,
    /// What it was begun with: the `User-Agent`, shortened.
    pub device: String,
    /// When it began.
    pub created_at: Timestamp,
    /// When the person last showed that it is them.
    pub confirmed_at: Timestamp,
    /// Whether the account has a second factor.
    pub has_second_factor: bool,
}

impl SignedIn {
    /// The person, for the audit log.
    pub fn user_ref(&self) -> UserRef {
        UserRef::of(self.id, &self.user)
    }

    /// The person as the one who acts.
    pub fn actor(&self) -> Actor {
        Actor::User(self.user_ref())
    }
}

/// Begins a session of `user`, from `address`, on `device` (the `User-Agent`). The token is never told again.
pub async fn begin(ctx: &Ctx, id: UserId, user: &User, address: &str, device: &str) -> Result<Secret, AccountError> {
    let mut batch = Batch::default();
    let token = begin_with(ctx, (id, user), address, device, &mut batch)?;
    ctx.store.commit(batch).await?;
    keep_to_limit(ctx, id).await?;
    Ok(token)
}

/// Begins a session with `batch`. To be followed by [`keep_to_limit`].
pub(super) fn begin_with(
    ctx: &Ctx,
    (id, user): (UserId, &User),
    address: &str,
    device: &str,
    batch: &mut Batch,
) -> Result<Secret, AccountError> {
    let (token, session) = prepare(ctx, id, user, address, device)?;
    batch.create(&token.hash(), &session)?;
    batch.put(&id, &LastSignIn { at: session.created_at })?;
    Ok(token)
}

/// A session that is yet to be written.
pub(super) fn prepare(
    ctx: &Ctx,
    id: UserId,
    user: &User,
    address: &str,
    device: &str,
) -> Result<(Secret, Session), RandomError> {
    let now = ctx.clock.now();
    let session = Session {
        user: id,
        epoch: user.session_epoch,
        created_at: now,
        last_used_at: now,
        expires_at: now.plus(ctx.config.accounts.session_lifetime),
        device: line(device, LONGEST_DEVICE),
        address: line(address, LONGEST_ADDRESS),
        confirmed_at: now,
    };
    Ok((Secret::generate(SecretKind::Session, &ctx.random)?, session))
}

/// One line of what a client has sent about itself, shortened.
fn line(text: &str, longest: usize) -> String {
    text.chars().filter(|c| !c.is_control()).take(longest).collect()
}

/// Whose session `token` is; `None` when it is none, or has ended. Notes that it was used.
pub fn find(ctx: &Ctx, token: &str) -> Result<Option<SignedIn>, StoreError> {
    let Some(hash) = TokenHash::parse(SecretKind::Session, token) else { return Ok(None) };
    // Before what is written, so that what comes to be written in between is seen in one of the two.
    let last_noted = ctx.usage.session_last_used(&hash);
    let known = ctx.sessions.get(&ctx.store, &hash, |reads| {
        let Some(session) = reads.get::<Session>(&hash)? else { return Ok(None) };
        let Some(user) = reads.get::<User>(&session.user)? else { return Ok(None) };
        let has_second_factor = reads.get::<SecondFactor>(&session.user)?.is_some();
        Ok(Some(Arc::new((session, user, has_second_factor))))
    })?;
    let Some((session, user, has_second_factor)) = known.map(|known| (*known).clone()) else { return Ok(None) };
    let now = ctx.clock.now();
    let session = with_noted_use(ctx, last_noted, session);
    if !is_alive(&session, &user, now) {
        return Ok(None);
    }
    note_use(ctx, hash, &session, now);
    let Session { user: id, created_at, confirmed_at, device, address, .. } = session;
    Ok(Some(SignedIn { id, user, session: hash, address, device, created_at, confirmed_at, has_second_factor }))
}

/// The session as it will be once its last use is written.
fn with_noted_use(ctx: &Ctx, last_noted: Option<Timestamp>, session: Session) -> Session {
    match last_noted {
        Some(last) => Session {
            last_used_at: session.last_used_at.max(last),
            expires_at: session.expires_at.max(last.plus(ctx.config.accounts.session_lifetime)),
            ..session
        },
        None => session,
    }
}

fn is_alive(session: &Session, user: &User, now: Timestamp) -> bool {
    session.expires_at > now && session.epoch == user.session_epoch
}

/// A short session cannot wait for the usual five minutes: it would end while it is used.
fn note_use(ctx: &Ctx, hash: TokenHash, session: &Session, now: Timestamp) {
    let short = now.since(session.last_used_at) >= ctx.config.accounts.session_lifetime / 20;
    let last_noted = if short { Timestamp::default() } else { session.last_used_at };
    ctx.usage.note_session(hash, last_noted, now);
}

/// Ends one session. Ending one that has ended already is no error.
pub async fn end(ctx: &Ctx, by: &Origin<'_>, session: &TokenHash) -> Result<(), StoreError> {
    if let Some(ended) = ctx.store.remove::<Session, StoreError>(session, |_, _| Ok(())).await? {
        ctx.record(by, Event::SessionEnded { user: UserRef::find(&ctx.store, ended.user) });
    }
    Ok(())
}

/// Ends the session of `user` that has this id. Whether there is one.
pub async fn end_by_id(ctx: &Ctx, by: &Origin<'_>, user: UserId, id: &str) -> Result<bool, StoreError> {
    let Some((hash, _)) = list(ctx, user)?.into_iter().find(|(hash, _)| id_of(hash) == id) else { return Ok(false) };
    end(ctx, by, &hash).await?;
    Ok(true)
}

/// The sessions of an account that are alive, the one used last first.
pub fn list(ctx: &Ctx, id: UserId) -> Result<Vec<(TokenHash, Session)>, StoreError> {
    let Some(user) = ctx.store.get::<User>(&id)? else { return Ok(Vec::new()) };
    let now = ctx.clock.now();
    let mut sessions = Vec::new();
    for hash in ctx.store.members::<TokenHash>(b's', id.0, false)? {
        let last_noted = ctx.usage.session_last_used(&hash);
        let session = ctx.store.get::<Session>(&hash)?.map(|session| with_noted_use(ctx, last_noted, session));
        let alive = session.filter(|session| is_alive(session, &user, now));
        sessions.extend(alive.map(|session| (hash, session)));
    }
    sessions.sort_by_key(|(_, session)| std::cmp::Reverse((session.last_used_at, session.created_at)));
    Ok(sessions)
}

/// Ends the sessions of an account, all but `keep`.
pub async fn end_others(ctx: &Ctx, by: &Origin<'_>, id: UserId, keep: Option<&TokenHash>) -> Result<(), StoreError> {
    for _ in 0..ATTEMPTS {
        let mut batch = Batch::default();
        end_with(ctx, id, keep, &mut batch)?;
        if batch.is_empty() {
            return ctx.store.settled().await;
        }
        match ctx.store.commit(batch).await {
            Ok(()) => {
                ctx.record(by, Event::SessionsEnded { user: UserRef::find(&ctx.store, id) });
                return Ok(());
            }
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error),
        }
    }
    Err(StoreError::Conflict)
}

/// Ends the sessions of an account, all but `keep`, with `batch`.
pub(super) fn end_with(ctx: &Ctx, id: UserId, keep: Option<&TokenHash>, batch: &mut Batch) -> Result<(), StoreError> {
    for hash in ctx.store.members::<TokenHash>(b's', id.0, false)? {
        if keep != Some(&hash)
            && let Some(session) = ctx.store.get_versioned::<Session>(&hash)?
        {
            batch.remove(&session);
        }
    }
    Ok(())
}

pub(super) async fn keep_to_limit(ctx: &Ctx, id: UserId) -> Result<(), StoreError> {
    let hashes = ctx.store.members::<TokenHash>(b's', id.0, false)?;
    if hashes.len() <= MOST {
        return Ok(());
    }
    let mut sessions = Vec::new();
    for hash in hashes {
        sessions
            .extend(ctx.store.get::<Session>(&hash)?.map(|session| (session.last_used_at, session.created_at, hash)));
    }
    sessions.sort_unstable();
    let too_many = sessions.len().saturating_sub(MOST);
    for (_, _, hash) in sessions.into_iter().take(too_many) {
        end(ctx, &Origin::system(), &hash).await?;
    }
    Ok(())
}
