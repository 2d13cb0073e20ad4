//! A person's own change of the password, the e-mail address, or both at once: confirmed once, written in one commit. Nothing
//! is sent to either address, so nothing confirms the new one; the change is an event that the account sees.

use super::confirmation::{self, Shown};
use super::session::{self, SignedIn};
use super::{AccountError, password, user};
use crate::audit::{Event, Origin, UserRef};
use crate::ctx::Ctx;
use crate::secret::Secret;
use crate::store::records::User;
use crate::store::{ATTEMPTS, Batch, StoreError};

/// What is to be other than it is. No `Debug`: it carries a password.
#[derive(Clone, Copy, Default)]
pub struct Change<'c> {
    /// The new address; the one that the account has changes nothing.
    pub email: Option<&'c str>,
    /// The new password.
    pub password: Option<&'c str>,
}

/// What came of it. No `Debug`: it carries a token.
pub struct Changed {
    /// The account as it is now.
    pub user: User,
    /// With a new password all sessions end; the token of a new one in place of the one that asked.
    pub token: Option<Secret>,
}

/// Changes the account of a signed-in person.
///
/// # Errors
/// `Invalid` for `email`, `password`, `current_password` or `code`; `Taken`; `Suspended` for the address;
/// `TooManyAttempts`; `SecondFactorNeeded`.
pub async fn change(
    ctx: &Ctx,
    by: &Origin<'_>,
    who: &SignedIn,
    shown: Shown<'_>,
    wanted: Change<'_>,
) -> Result<Changed, AccountError> {
    let email = wanted.email.map(str::trim);
    if let Some(email) = email {
        if who.user.suspended {
            return Err(AccountError::Suspended);
        }
        user::check_email(email)?;
    }
    if let Some(new) = wanted.password {
        password::check(ctx, &password::about(&who.user), new).await?;
    }
    let failed = |user| match wanted.password {
        Some(_) => Event::PasswordChangeFailed { user },
        None => Event::ConfirmationFailed { user, step: "email".to_owned() },
    };
    let confirmed = confirmation::check(ctx, by, who, shown, failed).await?;
    let email = email.filter(|email| *email != confirmed.email);
    let hashed = match wanted.password {
        Some(new) => Some(password::hash(ctx, new).await?),
        None => None,
    };
    if email.is_none() && hashed.is_none() {
        return Ok(Changed { user: confirmed, token: None });
    }
    write(ctx, by, who, &confirmed, email, hashed).await
}

async fn write(
    ctx: &Ctx,
    by: &Origin<'_>,
    who: &SignedIn,
    confirmed: &User,
    email: Option<&str>,
    hashed: Option<String>,
) -> Result<Changed, AccountError> {
    for _ in 0..ATTEMPTS {
        let old = ctx.store.get_versioned::<User>(&who.id)?.ok_or(AccountError::NotFound)?;
        password::still_confirmed(confirmed, &old)?;
        let mut new = match &hashed {
            Some(hashed) => password::with_password(&old, hashed.clone()),
            None => User::clone(&old),
        };
        if let Some(email) = email {
            user::check_address_free(ctx, who.id, email)?;
            email.clone_into(&mut new.email);
        }
        let mut batch = Batch::default();
        batch.replace(&old, &new)?;
        let token = match hashed {
            Some(_) => {
                let (token, session) = session::prepare(ctx, who.id, &new, &who.address, &who.device)?;
                batch.create(&token.hash(), &session)?;
                Some(token)
            }
            None => None,
        };
        match ctx.store.commit(batch).await {
            Ok(()) => {
                tell(ctx, by, who, &new, email.is_some(), token.as_ref()).await?;
                return Ok(Changed { user: new, token });
            }
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(StoreError::Conflict.into())
}

/// Writes down what was changed, and ends the other sessions where that is the password.
async fn tell(
    ctx: &Ctx,
    by: &Origin<'_>,
    who: &SignedIn,
    changed: &User,
    email: bool,
    token: Option<&Secret>,
) -> Result<(), AccountError> {
    if email {
        ctx.record(by, Event::EmailChanged { user: UserRef::of(who.id, changed) });
    }
    if let Some(token) = token {
        ctx.record(by, Event::PasswordChanged { user: UserRef::of(who.id, changed) });
        session::end_others(ctx, by, who.id, Some(&token.hash())).await?;
    }
    Ok(())
}
