//! Links that work once, for an hour: the set-up link, by which the first administrator is created, and the password
//! link, by which a person chooses a new password. Only the hash of a link's key is stored.

use std::time::Duration;

use super::user::{self, NewUser};
use super::{AccountError, password, session};
use crate::audit::{Actor, Event, Origin, UserRef};
use crate::ctx::Ctx;
use crate::secret::{Secret, SecretKind, TokenHash};
use crate::store::records::{LinkPurpose, OneTimeLink, Role, User, UserId};
use crate::store::{ATTEMPTS, Batch, StoreError, Versioned};

/// How long a link works.
pub const LIFETIME: Duration = Duration::from_secs(60 * 60);

/// The whole set-up link.
pub fn set_up_url(ctx: &Ctx, key: &Secret) -> String {
    format!("{}/setup?key={}", ctx.issuer, key.reveal())
}

/// The whole password link.
pub fn password_url(ctx: &Ctx, key: &Secret) -> String {
    format!("{}/login/password?key={}", ctx.issuer, key.reveal())
}

/// Makes the set-up link's key, in place of any older one; `None` when there is an administrator already.
pub async fn set_up_key(ctx: &Ctx, by: &Origin<'_>) -> Result<Option<Secret>, AccountError> {
    for _ in 0..ATTEMPTS {
        if user::has_admin(ctx)? {
            return Ok(None);
        }
        let mut batch = Batch::default();
        end_set_up(ctx, &mut batch)?;
        let key = add(ctx, LinkPurpose::SetUp, &mut batch)?;
        match ctx.store.commit(batch).await {
            Ok(()) => {
                ctx.record(by, Event::SetUpLinkMade);
                return Ok(Some(key));
            }
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(StoreError::Conflict.into())
}

/// Whether the set-up link works.
///
/// # Errors
/// `LinkEnded` when it does not.
pub fn check_set_up(ctx: &Ctx, key: &str) -> Result<(), AccountError> {
    find_set_up(ctx, key).map(drop)
}

fn find_set_up(ctx: &Ctx, key: &str) -> Result<Versioned<OneTimeLink>, AccountError> {
    let link = find(ctx, key)?;
    if link.purpose != LinkPurpose::SetUp || user::has_admin(ctx)? {
        return Err(AccountError::LinkEnded);
    }
    Ok(link)
}

/// Creates the first administrator. The link ends in the same commit, so of two who use it one succeeds.
///
/// # Errors
/// `LinkEnded`, and those of [`user::create`].
pub async fn use_set_up(ctx: &Ctx, by: &Origin<'_>, key: &str, new: NewUser) -> Result<(UserId, User), AccountError> {
    check_set_up(ctx, key)?;
    let password = Some(new.password.unwrap_or_default());
    let admin = user::prepare(ctx, NewUser { password, role: Role::Admin, ..new }).await?;
    for _ in 0..ATTEMPTS {
        let link = find_set_up(ctx, key)?;
        let mut batch = Batch::default();
        batch.remove(&link);
        let id = user::add(ctx, &mut batch, &admin)?;
        match ctx.store.commit(batch).await {
            Ok(()) => {
                let user = UserRef::of(id, &admin);
                let by = by.by(Actor::User(user.clone()));
                ctx.record(&by, Event::SetUpLinkUsed { user });
                user::created(ctx, &by, id, &admin);
                return Ok((id, admin));
            }
            Err(StoreError::Conflict) => user::check_free(ctx, &admin.name, &admin.email).or_else(|taken| {
                // Whoever was faster may have taken the name with this very link: then that is what to say.
                find_set_up(ctx, key).and(Err(taken))
            })?,
            Err(error) => return Err(error.into()),
        }
    }
    Err(StoreError::Conflict.into())
}

/// Makes the key of a password link for an account, in place of any older one.
pub async fn password_key(ctx: &Ctx, by: &Origin<'_>, id: UserId) -> Result<Secret, AccountError> {
    for _ in 0..ATTEMPTS {
        let user = ctx.store.get_versioned::<User>(&id)?.ok_or(AccountError::NotFound)?;
        let mut batch = Batch::default();
        batch.require(&user);
        end_password_links(ctx, id, &mut batch)?;
        let key = add(ctx, LinkPurpose::NewPassword { user: id, epoch: user.session_epoch }, &mut batch)?;
        match ctx.store.commit(batch).await {
            Ok(()) => {
                ctx.record(by, Event::PasswordLinkMade { user: UserRef::of(id, &user) });
                return Ok(key);
            }
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(StoreError::Conflict.into())
}

/// Whose password a link sets.
///
/// # Errors
/// `LinkEnded` when it does not work.
pub fn check_password(ctx: &Ctx, key: &str) -> Result<(UserId, User), AccountError> {
    find_password(ctx, key).map(|(_, user)| (*user.key(), user.into_record()))
}

fn find_password(ctx: &Ctx, key: &str) -> Result<(Versioned<OneTimeLink>, Versioned<User>), AccountError> {
    let link = find(ctx, key)?;
    let LinkPurpose::NewPassword { user, epoch } = link.purpose else { return Err(AccountError::LinkEnded) };
    let user = ctx.store.get_versioned::<User>(&user)?.filter(|user| user.session_epoch == epoch);
    Ok((link, user.ok_or(AccountError::LinkEnded)?))
}

/// Sets the password that a person chose. The link ends in the same commit, and all sessions of the account with it.
///
/// # Errors
/// `LinkEnded`, and those of [`password::check`].
pub async fn use_password(ctx: &Ctx, by: &Origin<'_>, key: &str, new: &str) -> Result<(UserId, User), AccountError> {
    let (_, user) = check_password(ctx, key)?;
    password::check(ctx, &password::about(&user), new).await?;
    let hashed = password::hash(ctx, new).await?;
    for _ in 0..ATTEMPTS {
        let (link, old) = find_password(ctx, key)?;
        let id = *old.key();
        let changed = password::with_password(&old, hashed.clone());
        let mut batch = Batch::default();
        batch.remove(&link);
        batch.replace(&old, &changed)?;
        match ctx.store.commit(batch).await {
            Ok(()) => {
                let user = UserRef::of(id, &changed);
                let by = by.by(Actor::User(user.clone()));
                ctx.record(&by, Event::PasswordLinkUsed { user });
                session::end_others(ctx, &by, id, None).await?;
                return Ok((id, changed));
            }
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(StoreError::Conflict.into())
}

fn find(ctx: &Ctx, key: &str) -> Result<Versioned<OneTimeLink>, AccountError> {
    let hash = TokenHash::parse(SecretKind::OneTimeLink, key).ok_or(AccountError::LinkEnded)?;
    let link = ctx.store.get_versioned::<OneTimeLink>(&hash)?;
    link.filter(|link| link.expires_at > ctx.clock.now()).ok_or(AccountError::LinkEnded)
}

fn add(ctx: &Ctx, purpose: LinkPurpose, batch: &mut Batch) -> Result<Secret, AccountError> {
    let key = Secret::generate(SecretKind::OneTimeLink, &ctx.random)?;
    batch.create(&key.hash(), &OneTimeLink { purpose, expires_at: ctx.clock.now().plus(LIFETIME) })?;
    Ok(key)
}

/// Ends the set-up link with `batch`.
pub(super) fn end_set_up(ctx: &Ctx, batch: &mut Batch) -> Result<(), StoreError> {
    end_where(ctx, batch, |purpose| *purpose == LinkPurpose::SetUp)
}

/// Ends the password links of an account with `batch`.
pub(super) fn end_password_links(ctx: &Ctx, id: UserId, batch: &mut Batch) -> Result<(), StoreError> {
    end_where(ctx, batch, |purpose| matches!(purpose, LinkPurpose::NewPassword { user, .. } if *user == id))
}

/// There are never many links: one an account at most, for an hour.
fn end_where(ctx: &Ctx, batch: &mut Batch, ends: impl Fn(&LinkPurpose) -> bool) -> Result<(), StoreError> {
    for found in ctx.store.readable::<OneTimeLink>() {
        let (hash, link) = found?;
        if ends(&link.purpose)
            && let Some(link) = ctx.store.get_versioned::<OneTimeLink>(&hash)?
        {
            batch.remove(&link);
        }
    }
    Ok(())
}
