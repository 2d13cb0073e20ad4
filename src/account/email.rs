//! A person's own change of their e-mail address. Nothing is sent to either address, so nothing confirms the new one: the
//! password is asked for, and the change is an event that the account sees.

use super::session::SignedIn;
use super::{AccountError, password, user};
use crate::audit::{Event, Origin};
use crate::ctx::Ctx;
use crate::store::records::User;

/// Gives the account of a signed-in person another address.
///
/// # Errors
/// `Invalid` for `email` or, when it is another one, `current_password`; `Taken`; `Suspended`; `TooManyAttempts`.
pub async fn change(
    ctx: &Ctx,
    by: &Origin<'_>,
    who: &SignedIn,
    current: &str,
    email: &str,
) -> Result<User, AccountError> {
    let email = email.trim();
    if who.user.suspended {
        return Err(AccountError::Suspended);
    }
    user::check_email(email)?;
    let failed = |user| Event::ConfirmationFailed { user, step: "email".to_owned() };
    let confirmed = password::confirm(ctx, by, who, current, failed).await?;
    if confirmed.email == email {
        return Ok(confirmed);
    }
    user::set_email_if(ctx, by, who.id, email, |user| password::still_confirmed(&confirmed, user)).await
}
