//! Signing in with a name or an e-mail address and a password.

use std::net::IpAddr;

use super::password::{self, Verified};
use super::session::{self, SignedIn};
use super::{AccountError, user};
use crate::audit::own;
use crate::audit::words::device as in_words;
use crate::audit::{Actor, Entry, Event, Origin, UserRef};
use crate::ctx::Ctx;
use crate::secret::Secret;
use crate::store::StoreError;
use crate::store::records::{User, UserId};

/// What somebody sends to sign in. No `Debug`: it carries a password.
pub struct SignIn {
    /// The account's name or its e-mail address.
    pub name: String,
    /// The password.
    pub password: String,
    /// Where the request comes from.
    pub address: IpAddr,
    /// The `User-Agent`, for the list of sessions.
    pub device: String,
}

/// Checks a password and begins a session. A suspended account may sign in: it sees why most things are refused.
///
/// # Errors
/// `Credentials` when there is no such account or the password is another one, which look the same in every way;
/// `TooManyAttempts` after failures, or too many tries from one address; `Busy` when too many passwords are being checked.
pub async fn sign_in(ctx: &Ctx, request: SignIn) -> Result<(Secret, SignedIn), AccountError> {
    let SignIn { name, password, address, device } = request;
    let by = Origin::anyone(address, &device);
    ctx.limits.login.admit_address(address).inspect_err(|_| ctx.record(&by, Event::SignInThrottled))?;
    let name = name.trim();
    let attempt = ctx.accounts.throttle.begin(&ctx.config.accounts, name, Some(address), ctx.clock.now());
    let attempt = attempt.map_err(|retry_after| {
        ctx.record(&by, Event::SignInThrottled);
        AccountError::TooManyAttempts { retry_after }
    })?;
    let account = user::by_name_or_email(ctx, name)?;
    let stored = account.as_ref().and_then(|account| account.password.as_deref());
    let verified = password::verify(ctx, stored, &password).await?;
    let account = match (account, verified) {
        (Some(account), Verified::Right | Verified::RightButOld) => account,
        (account, _) => {
            attempt.failed(ctx.clock.now());
            // A name that nobody has is not written down: people type their password there at times.
            let user = account.map(|account| UserRef::of(*account.key(), &account));
            ctx.record(&by, Event::SignInFailed { user });
            return Err(AccountError::Credentials);
        }
    };
    attempt.succeeded();
    if verified == Verified::RightButOld {
        password::upgrade(ctx, &account, &password).await?;
    }
    let id = *account.key();
    let new_device = is_new_device(ctx, id, &account, &device)?;
    let address = address.to_string();
    let token = session::begin(ctx, id, &account, &address, &device).await?;
    let user = UserRef::of(id, &account);
    ctx.record(&by.by(Actor::User(user.clone())), Event::SignedIn { user, new_device });
    let (session, created_at) = (token.hash(), ctx.clock.now());
    let signed_in = SignedIn { id, user: account.into_record(), session, address, device, created_at };
    Ok((token, signed_in))
}

/// Whether the account was used with other devices alone as far as can be seen: its sessions, and its sign-ins that are kept.
/// A device is what it is in words, so that a new version of a browser is none. The first sign-in of a young account is
/// with no new device: there is none before it.
fn is_new_device(ctx: &Ctx, id: UserId, user: &User, user_agent: &str) -> Result<bool, StoreError> {
    let now_with = in_words(user_agent);
    let in_sessions = session::list(ctx, id)?.into_iter().map(|(_, session)| in_words(&session.device));
    let signed_in = |entry: &Entry| matches!(entry.event, Event::SignedIn { .. });
    let kept = own::newest(&ctx.store, id)?.into_iter().filter(signed_in).map(|entry| in_words(&entry.device));
    let mut before = in_sessions.chain(kept).peekable();
    if before.peek().is_none() {
        return Ok(ctx.clock.now().since(user.created_at) >= ctx.config.audit.events_kept);
    }
    Ok(before.all(|known| known != now_with))
}
