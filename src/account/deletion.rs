//! A person's own deletion of their account, and what is lost with it.

use super::confirmation::{self, Shown};
use super::fault::Fault;
use super::session::{self, SignedIn};
use super::{AccountError, user};
use crate::audit::{Event, Origin};
use crate::ctx::Ctx;
use crate::oauth::{consent, registration};

/// What goes with an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// The names of its apps, the newest first.
    pub apps: Vec<String>,
    /// How many apps it has authorised.
    pub grants: usize,
    /// In how many places it is signed in.
    pub sessions: usize,
    /// Whether it is the only administrator who can act: then it cannot go.
    pub last_admin: bool,
}

/// What goes with the account of a signed-in person.
pub fn lost(ctx: &Ctx, who: &SignedIn) -> Result<Lost, AccountError> {
    Ok(Lost {
        apps: registration::all(ctx, Some(who.id))?.into_iter().map(|app| app.client.name).collect(),
        grants: consent::list(ctx, who.id)?.len(),
        sessions: session::list(ctx, who.id)?.len(),
        last_admin: user::is_last_admin(ctx, who.id, &who.user)?,
    })
}

/// Deletes the account of a signed-in person who has shown that it is them and has typed its name. It is good for nothing from the
/// first write on, its tokens neither; where the rest is cut off, signing in and asking again goes on with it.
///
/// # Errors
/// `Invalid` for `username`, `current_password` or `code`, `TooManyAttempts`, `SecondFactorNeeded`, and those of
/// [`user::delete`].
pub async fn delete_own(
    ctx: &Ctx,
    by: &Origin<'_>,
    who: &SignedIn,
    shown: Shown<'_>,
    typed_name: &str,
) -> Result<(), AccountError> {
    if typed_name.trim() != who.user.name {
        return Err(AccountError::invalid("username", Fault::OtherName(who.user.name.clone())));
    }
    let failed = |user| Event::ConfirmationFailed { user, step: "deletion".to_owned() };
    confirmation::check(ctx, by, who, shown, failed).await?;
    user::delete(ctx, by, who.id).await
}
