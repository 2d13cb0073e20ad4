//! What somebody shows as a second factor, and whether it is taken: a code of the app, a recovery code, the answer of a
//! passkey. Each is taken once.
//!
//! Six digits can be guessed, so tries of them are slowed down for each account; who tries has given the right password
//! already, or holds a session. What cannot be guessed always gets the account's owner in.

use subtle::ConstantTimeEq;

use super::fault::Fault;
use super::vault::VaultError;
use super::{AccountError, passkey, recovery, totp};
use crate::audit::event::BY_CODE;
use crate::audit::{Event, Origin, UserRef};
use crate::ctx::Ctx;
use crate::secret::TokenHash;
use crate::store::records::{SecondFactor, User, UserId};
use crate::store::{ATTEMPTS, Batch, StoreError, Versioned};

/// What somebody shows as a second factor, read. No `Debug`: some of it is good for a while.
pub enum Proof {
    /// Six digits.
    Digits(u32),
    /// What may be a recovery code.
    Recovery(TokenHash),
    /// What may be a passkey of the account.
    Passkey(Box<passkey::Shown>),
}

impl Proof {
    /// What was typed: a code of the app, or a recovery code.
    ///
    /// # Errors
    /// `Invalid` for `code`.
    pub(super) fn code(typed: &str) -> Result<Self, AccountError> {
        let read = totp::parse(typed).map(Self::Digits).or_else(|| recovery::hash(typed).map(Self::Recovery));
        read.ok_or_else(wrong_code)
    }

    /// What a passkey answered to a question that was made for `purpose`.
    ///
    /// # Errors
    /// Those of [`passkey::Shown::read`].
    pub(super) fn passkey(
        ctx: &Ctx,
        purpose: passkey::Purpose<'_>,
        answer: passkey::Answer<'_>,
    ) -> Result<Self, AccountError> {
        passkey::Shown::read(ctx, purpose, answer).map(Box::new).map(Self::Passkey)
    }
}

fn wrong_code() -> AccountError {
    AccountError::invalid("code", Fault::Code)
}

/// What somebody shows it for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum For {
    /// A sign-in in which the password was right.
    SignIn,
    /// A sign-in by it alone, which gave no password that somebody could know.
    SignInAlone,
    /// A step in a session that there is.
    Step,
}

impl For {
    /// What is told of who failed; a sign-in by it alone is told where it was begun.
    fn failed(self, user: UserRef) -> Option<Event> {
        match self {
            Self::SignIn => Some(Event::SecondFactorFailed { user }),
            Self::SignInAlone => None,
            Self::Step => Some(Event::ConfirmationFailed { user, step: BY_CODE.to_owned() }),
        }
    }
}

/// Takes a code of the account's app, one of its recovery codes, or what a passkey of it answered: each once, however many
/// come at the same time. What `beside` adds is committed with it.
///
/// # Errors
/// `Invalid` for `code` or `passkey`; `TooManyAttempts` after several wrong codes; `NoSecondFactor`; `SecondFactorSealed`.
pub(super) async fn prove(
    ctx: &Ctx,
    by: &Origin<'_>,
    (id, user): (UserId, &User),
    (what_for, proof): (For, Proof),
    beside: impl FnMut(&mut Batch) -> Result<(), AccountError> + Send,
) -> Result<(), AccountError> {
    let user = || UserRef::of(id, user);
    let attempt = match proof {
        Proof::Digits(_) => Some(ctx.accounts.throttle.begin_code(&ctx.config.accounts, id, ctx.clock.now()).map_err(
            |retry_after| {
                if what_for == For::SignIn {
                    ctx.record(by, Event::SecondFactorThrottled { user: user() });
                }
                AccountError::TooManyAttempts { retry_after }
            },
        )?),
        // These cannot be guessed.
        Proof::Recovery(_) | Proof::Passkey(_) => None,
    };
    let taken = take(ctx, id, &proof, beside).await?;
    match (&taken, attempt) {
        (Some(_), Some(attempt)) => attempt.succeeded(),
        (None, Some(attempt)) => attempt.failed(ctx.clock.now()),
        (_, None) => {}
    }
    match (taken, proof) {
        (Some(_), Proof::Digits(_)) => {}
        (Some(_), Proof::Passkey(_)) => ctx.accounts.throttle.forget_codes(id),
        (Some(new), Proof::Recovery(_)) => {
            ctx.accounts.throttle.forget_codes(id);
            ctx.record(by, Event::RecoveryCodeUsed { user: user(), left: new.recovery.len() });
        }
        (None, proof) => {
            if let Some(event) = what_for.failed(user()) {
                ctx.record(by, event);
            }
            return Err(if matches!(proof, Proof::Passkey(_)) { passkey::refused() } else { wrong_code() });
        }
    }
    Ok(())
}

/// Commits that it was taken; the account's factors afterwards, `None` when it is wrong or was used already.
async fn take(
    ctx: &Ctx,
    id: UserId,
    proof: &Proof,
    mut beside: impl FnMut(&mut Batch) -> Result<(), AccountError> + Send,
) -> Result<Option<SecondFactor>, AccountError> {
    for _ in 0..ATTEMPTS {
        let old = ctx.store.get_versioned::<SecondFactor>(&id)?.ok_or(AccountError::NoSecondFactor)?;
        let Some(new) = taken(ctx, id, &old, proof)? else { return Ok(None) };
        let mut batch = Batch::default();
        batch.replace(&old, &new)?;
        beside(&mut batch)?;
        match ctx.store.commit(batch).await {
            Ok(()) => return Ok(Some(new)),
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(StoreError::Conflict.into())
}

/// The account's factors after what was shown is taken; `None` when it is wrong or was used already.
fn taken(
    ctx: &Ctx,
    id: UserId,
    old: &Versioned<SecondFactor>,
    proof: &Proof,
) -> Result<Option<SecondFactor>, AccountError> {
    let mut new = SecondFactor::clone(old);
    match proof {
        Proof::Recovery(hash) => {
            new.recovery.retain(|known| !bool::from(known.0.ct_eq(&hash.0)));
            Ok((new.recovery.len() < old.recovery.len()).then_some(new))
        }
        Proof::Digits(digits) => {
            let Some(app) = &mut new.app else { return Ok(None) };
            let secret = ctx.vault.open(id, &app.secret).map_err(sealed)?;
            let now = ctx.clock.now();
            let Some(step) = totp::step_of(&secret, *digits, now, app.last_step) else { return Ok(None) };
            (app.last_step, app.last_used_at) = (step, Some(now));
            // A key that was configured since then, or another one.
            if !ctx.vault.is_current(&app.secret) {
                app.secret = ctx.vault.seal(&ctx.random, id, &secret)?;
            }
            Ok(Some(new))
        }
        Proof::Passkey(shown) => Ok(shown.take(ctx, id, &mut new).then_some(new)),
    }
}

fn sealed(error: VaultError) -> AccountError {
    tracing::error!(%error, "the secret of an authenticator app cannot be read");
    AccountError::SecondFactorSealed
}
