//! Before a step that could do harm, whoever is signed in shows again that it is them: with the second factor where the
//! account has one, with the password otherwise. The session remembers when that was last done, and nothing is asked again
//! for `accounts.confirm_again`.

use super::passkey::{self, Answer, Ask, Purpose};
use super::proof::{self, For, Proof};
use super::session::SignedIn;
use super::{AccountError, password};
use crate::audit::{Event, Origin, UserRef};
use crate::ctx::Ctx;
use crate::store::records::{Session, User};
use crate::store::{Batch, StoreError};

/// What somebody gave to show that it is them; each `None` where it was not asked for.
#[derive(Clone, Copy, Default)]
pub struct Shown<'t> {
    /// The password.
    pub password: Option<&'t str>,
    /// A code of the second factor.
    pub code: Option<&'t str>,
    /// What a passkey answered to [`ask_for_passkey`], in place of a code.
    pub passkey: Option<Answer<'t>>,
}

impl<'t> Shown<'t> {
    /// The password alone.
    pub fn password(password: &'t str) -> Self {
        Self { password: Some(password), ..Self::default() }
    }

    /// What is shown of a second factor, if anything.
    fn proof(&self, ctx: &Ctx, who: &SignedIn) -> Result<Option<Proof>, AccountError> {
        match (self.passkey, self.code.filter(|code| !code.trim().is_empty())) {
            (Some(answer), _) => Proof::passkey(ctx, Purpose::Confirm(&who.session), answer).map(Some),
            (None, code) => code.map(Proof::code).transpose(),
        }
    }
}

/// Asks for a passkey of whoever is signed in; `None` where the account has none.
pub fn ask_for_passkey(ctx: &Ctx, who: &SignedIn) -> Result<Option<Ask>, AccountError> {
    if who.has_second_factor { passkey::ask_to_show(ctx, who.id, Purpose::Confirm(&who.session)) } else { Ok(None) }
}

/// What is to be asked before a step.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Question {
    /// Nothing: it was asked a short while ago.
    Nothing,
    /// The password.
    #[default]
    Password,
    /// The second factor: a code, or a passkey.
    Code,
}

impl Question {
    /// Whether the password is asked for.
    pub fn is_for_password(self) -> bool {
        self == Self::Password
    }

    /// Whether a code is asked for.
    pub fn is_for_code(self) -> bool {
        self == Self::Code
    }
}

/// Whether the person has shown a short while ago that it is them.
pub fn is_recent(ctx: &Ctx, who: &SignedIn) -> bool {
    let within = ctx.config.accounts.confirm_again;
    within.is_zero() || ctx.clock.now().since(who.confirmed_at) < within
}

/// What is to be asked before a step that could do harm.
pub fn question(ctx: &Ctx, who: &SignedIn) -> Question {
    match who.has_second_factor {
        _ if is_recent(ctx, who) => Question::Nothing,
        true => Question::Code,
        false => Question::Password,
    }
}

/// What a form asks that changes the password or the address, or ends the account: the password always, unless the account
/// has a second factor.
pub fn question_of_form(ctx: &Ctx, who: &SignedIn) -> Question {
    if who.has_second_factor { question(ctx, who) } else { Question::Password }
}

/// Takes what was typed for [`question`], and remembers it in the session.
///
/// # Errors
/// `Invalid` for `current_password`, `code` or `passkey`, `TooManyAttempts`, and those of a code.
pub async fn confirm(ctx: &Ctx, by: &Origin<'_>, who: &SignedIn, shown: Shown<'_>) -> Result<(), AccountError> {
    if who.has_second_factor {
        let proof = shown.proof(ctx, who)?;
        let shown = (For::Step, proof.map_or_else(|| Proof::code(""), Ok)?);
        return proof::prove(ctx, by, (who.id, &who.user), shown, |batch| remember(ctx, who, batch)).await;
    }
    let failed = |user| Event::ConfirmationFailed { user, step: "confirm".to_owned() };
    password::confirm(ctx, by, who, shown.password.unwrap_or_default(), failed).await?;
    let now = ctx.clock.now();
    let confirmed = ctx.store.update::<Session, StoreError>(&who.session, |session, _| {
        session.confirmed_at = now;
        Ok(())
    });
    confirmed.await?;
    Ok(())
}

fn remember(ctx: &Ctx, who: &SignedIn, batch: &mut Batch) -> Result<(), AccountError> {
    if let Some(old) = ctx.store.get_versioned::<Session>(&who.session)? {
        let new = Session { confirmed_at: ctx.clock.now(), ..Session::clone(&old) };
        batch.replace(&old, &new)?;
    }
    Ok(())
}

/// Takes what was typed into a form that asks by itself; see [`question_of_form`]. A password that was typed must be right
/// in any case. `failed` is what happened where it is another one. The account as it was then.
///
/// # Errors
/// Those of [`confirm`]; `SecondFactorNeeded` where a code is missing.
pub(super) async fn check(
    ctx: &Ctx,
    by: &Origin<'_>,
    who: &SignedIn,
    shown: Shown<'_>,
    failed: impl FnOnce(UserRef) -> Event,
) -> Result<User, AccountError> {
    let asked = question_of_form(ctx, who);
    let confirmed = match shown.password {
        Some(password) => password::confirm(ctx, by, who, password, failed).await?,
        None if asked == Question::Password => return Err(password::not_current()),
        None => ctx.store.get::<User>(&who.id)?.ok_or(AccountError::NotFound)?,
    };
    if asked == Question::Code {
        let shown = (For::Step, shown.proof(ctx, who)?.ok_or(AccountError::SecondFactorNeeded)?);
        proof::prove(ctx, by, (who.id, &confirmed), shown, |batch| remember(ctx, who, batch)).await?;
    }
    Ok(confirmed)
}
