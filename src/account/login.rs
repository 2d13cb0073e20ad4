//! Sign-in with a password.

use std::net::IpAddr;

use super::session::{self, SignedIn};
use super::{AccountError, password, user};
use crate::audit;
use crate::ctx::Ctx;
use crate::secret::Secret;
use crate::store::records::{User, UserId};

/// One attempt. No `Debug`: it carries a password.
pub struct SignIn {
    /// The name or e-mail address, as typed.
    pub name: String,
    /// The password, as typed.
    pub password: String,
    /// Where the attempt comes from.
    pub address: IpAddr,
    /// What it is made with.
    pub device: String,
}

/// Checks the password and begins a session. Suspended accounts may sign in: what they may not do is refused there.
pub async fn sign_in(ctx: &Ctx, attempt: SignIn) -> Result<(Secret, SignedIn), AccountError> {
    let SignIn { name, password, address, device } = attempt;
    let guard = &ctx.accounts;
    let now = ctx.clock.now();
    if let Some(retry_after) = guard.throttle.admit(&ctx.config.accounts, &name, address, now) {
        audit::record("sign_in_throttled", format_args!("address={address}"));
        return Err(AccountError::TooManyAttempts { retry_after });
    }
    let found = user::by_name_or_email(ctx, &name)?;
    let hash = found.as_ref().and_then(|user| user.password.as_deref());
    let right = password::verify(ctx, hash, &password).await?;
    let Some(found) = found.filter(|_| right) else {
        // The name is not written down: people type passwords into it.
        audit::record("sign_in_failed", format_args!("address={address}"));
        return Err(AccountError::Credentials);
    };
    guard.throttle.succeeded(&name, address);
    let id = *found.key();
    let mut account = found.into_record();
    if account.password.as_deref().is_some_and(|hash| password::is_outdated(&ctx.config.accounts, hash)) {
        account = upgrade(ctx, id, account, &password).await?;
    }
    let token = session::begin(ctx, id, &account, &address.to_string(), &device).await?;
    audit::record("signed_in", format_args!("user={} name={} address={address}", id.0, account.name));
    let session = token.hash();
    let signed_in = SignedIn { id, user: account, session, address: address.to_string(), device, created_at: now };
    Ok((token, signed_in))
}

/// Hashes a password that was right with the parameters in force. A password that has become too short stays as it is.
async fn upgrade(ctx: &Ctx, id: UserId, account: User, password: &str) -> Result<User, AccountError> {
    let hash = match password::hash(ctx, password).await {
        Ok(hash) => hash,
        Err(AccountError::Invalid { .. } | AccountError::Busy) => return Ok(account),
        Err(error) => return Err(error),
    };
    let old = account.password;
    user::update(ctx, id, |user| {
        // Somebody may have set another password meanwhile.
        if user.password == old {
            user.password = Some(hash.clone());
        }
        Ok(())
    })
    .await
}
