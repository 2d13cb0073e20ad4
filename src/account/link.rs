//! Links that work once: the set-up of the first administrator, and a new password. The key stands in the link and is
//! stored hashed.

use std::time::Duration;

use super::user::{self, NewUser};
use super::{AccountError, password};
use crate::audit;
use crate::ctx::Ctx;
use crate::oauth::ATTEMPTS;
use crate::secret::{Secret, SecretKind, TokenHash};
use crate::store::records::{LinkPurpose, OneTimeLink, Role, User, UserId};
use crate::store::{Batch, StoreError, Versioned};

/// How long a link works.
pub const LIFETIME: Duration = Duration::from_secs(3600);

/// The address of the set-up page.
pub fn set_up_url(ctx: &Ctx, key: &Secret) -> String {
    format!("{}/setup?key={}", ctx.issuer, key.reveal())
}

/// The address of the page for a new password.
pub fn password_url(ctx: &Ctx, key: &Secret) -> String {
    format!("{}/login/password?key={}", ctx.issuer, key.reveal())
}

/// Makes a set-up key, in place of an earlier one; `None` when there is an administrator already.
pub async fn set_up_key(ctx: &Ctx) -> Result<Option<Secret>, AccountError> {
    if user::has_admin(ctx)? {
        return Ok(None);
    }
    let key = Secret::generate(SecretKind::OneTimeLink, &ctx.random)?;
    for _ in 0..ATTEMPTS {
        let mut batch = Batch::default();
        for old in set_up_links(ctx)? {
            batch.remove(&old);
        }
        let link = OneTimeLink { purpose: LinkPurpose::SetUp, expires_at: ctx.clock.now().plus(LIFETIME) };
        batch.create(&key.hash(), &link)?;
        match ctx.store.commit(batch).await {
            Ok(()) => return Ok(Some(key)),
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(StoreError::Conflict.into())
}

fn set_up_links(ctx: &Ctx) -> Result<Vec<Versioned<OneTimeLink>>, StoreError> {
    let mut links = Vec::new();
    for found in ctx.store.all::<OneTimeLink>() {
        let (hash, link) = found?;
        if link.purpose == LinkPurpose::SetUp
            && let Some(link) = ctx.store.get_versioned::<OneTimeLink>(&hash)?
        {
            links.push(link);
        }
    }
    Ok(links)
}

/// The link of that key, if it is good now.
fn find(ctx: &Ctx, key: &str) -> Result<Versioned<OneTimeLink>, AccountError> {
    let hash = TokenHash::parse(SecretKind::OneTimeLink, key).ok_or(AccountError::LinkEnded)?;
    let link = ctx.store.get_versioned::<OneTimeLink>(&hash)?;
    link.filter(|link| link.expires_at > ctx.clock.now()).ok_or(AccountError::LinkEnded)
}

/// Whether a set-up key is good now.
pub fn check_set_up(ctx: &Ctx, key: &str) -> Result<(), AccountError> {
    find_set_up(ctx, key).map(|_| ())
}

fn find_set_up(ctx: &Ctx, key: &str) -> Result<Versioned<OneTimeLink>, AccountError> {
    let link = find(ctx, key)?;
    if link.purpose != LinkPurpose::SetUp || user::has_admin(ctx)? { Err(AccountError::LinkEnded) } else { Ok(link) }
}

/// Makes the first administrator. The link goes in the same commit, so it works once.
pub async fn use_set_up(ctx: &Ctx, key: &str, new: NewUser) -> Result<(UserId, User), AccountError> {
    find_set_up(ctx, key)?;
    let user = user::prepare(ctx, NewUser { role: Role::Admin, ..new }).await?;
    for _ in 0..ATTEMPTS {
        let link = find_set_up(ctx, key)?;
        let mut batch = Batch::default();
        batch.remove(&link);
        let id = user::add(ctx, &mut batch, &user)?;
        match ctx.store.commit(batch).await {
            Ok(()) => {
                audit::record("set_up_link_used", format_args!("user={} name={}", id.0, user.name));
                return Ok((id, user));
            }
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(StoreError::Conflict.into())
}

/// Makes a key with which the account can set a new password.
pub async fn password_key(ctx: &Ctx, id: UserId) -> Result<Secret, AccountError> {
    let user = user::by_id(ctx, id)?.ok_or(AccountError::NotFound)?;
    let key = Secret::generate(SecretKind::OneTimeLink, &ctx.random)?;
    let purpose = LinkPurpose::NewPassword { user: id, epoch: user.session_epoch };
    let mut batch = Batch::default();
    batch.create(&key.hash(), &OneTimeLink { purpose, expires_at: ctx.clock.now().plus(LIFETIME) })?;
    ctx.store.commit(batch).await?;
    audit::record("password_link_made", format_args!("user={} name={}", id.0, user.name));
    Ok(key)
}

/// Whose password a key can set, if it is good now. A password changed meanwhile ends it.
pub fn check_password(ctx: &Ctx, key: &str) -> Result<(UserId, User), AccountError> {
    let link = find(ctx, key)?;
    let LinkPurpose::NewPassword { user: id, epoch } = link.purpose else { return Err(AccountError::LinkEnded) };
    let user = user::by_id(ctx, id)?.filter(|user| user.session_epoch == epoch).ok_or(AccountError::LinkEnded)?;
    Ok((id, user))
}

/// Sets the password. All sessions of the account end, and with its `session_epoch` this link and all others do too.
pub async fn use_password(ctx: &Ctx, key: &str, new: &str) -> Result<(UserId, User), AccountError> {
    check_password(ctx, key)?;
    let hash = password::hash(ctx, new).await?;
    for _ in 0..ATTEMPTS {
        let (id, _) = check_password(ctx, key)?;
        let link = find(ctx, key)?;
        let Some(old) = ctx.store.get_versioned::<User>(&id)? else { return Err(AccountError::LinkEnded) };
        let session_epoch = old.session_epoch.wrapping_add(1);
        let changed = User { password: Some(hash.clone()), session_epoch, ..User::clone(&old) };
        let mut batch = Batch::default();
        batch.remove(&link);
        batch.replace(&old, &changed)?;
        match ctx.store.commit(batch).await {
            Ok(()) => {
                audit::record("password_link_used", format_args!("user={} name={}", id.0, changed.name));
                return Ok((id, changed));
            }
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(StoreError::Conflict.into())
}
