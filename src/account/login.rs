//! Signing in with a name or an e-mail address and a password, and the second factor where the account has one: that is asked
//! for after the right password only. Or with a passkey alone.

use std::net::IpAddr;
use std::time::Duration;

use super::passkey::{self, Answer, Purpose};
use super::password::{self, Verified};
use super::proof::{self, For, Proof};
use super::session::{self, SignedIn};
use super::{AccountError, second_factor, user};
use crate::audit::device::device as in_words;
use crate::audit::own;
use crate::audit::{Actor, Entry, Event, Origin, UserRef};
use crate::ctx::Ctx;
use crate::secret::{Secret, SecretKind, TokenHash};
use crate::store::records::{PendingSignIn, User, UserId};
use crate::store::{Batch, StoreError, Versioned};

/// How long a sign-in waits for its second factor.
pub const PENDING_FOR: Duration = Duration::from_secs(10 * 60);

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
    /// A code of the second factor, where it comes with the password.
    pub code: Option<String>,
}

/// Who has given the right password.
struct Passed {
    account: Versioned<User>,
    new_device: bool,
    address: IpAddr,
    device: String,
}

/// Where a sign-in in two steps is after the first one.
pub enum Step {
    /// It is done: the token of the session.
    Done(Secret),
    /// The password was right, and the account's second factor is asked for now: the token with which [`finish`] goes on.
    Pending(Secret),
}

/// Checks a password, and the code of the second factor where the account has one, and begins a session. A suspended
/// account may sign in: it sees why most things are refused.
///
/// # Errors
/// `Credentials` when there is no such account or the password is another one, which look the same in every way;
/// `SecondFactorNeeded` when the password is right and the code missing, `Invalid` for `code` when that is wrong;
/// `TooManyAttempts` after failures, or too many tries from one address; `Busy` when too many passwords are being checked.
pub async fn sign_in(ctx: &Ctx, mut request: SignIn) -> Result<(Secret, SignedIn), AccountError> {
    let code = request.code.take().filter(|code| !code.trim().is_empty());
    let passed = check_password(ctx, request).await?;
    if second_factor::find(ctx, *passed.account.key())?.is_none() {
        return begin(ctx, passed).await;
    }
    let code = code.ok_or_else(|| {
        asked(ctx, &passed);
        AccountError::SecondFactorNeeded
    })?;
    begin_with_proof(ctx, passed, Proof::code(&code)?, |_| Ok(())).await
}

/// Signs in by a passkey alone: it is something that the person has, and asks for something that they know or are. A
/// suspended account may sign in, as by a password.
///
/// # Errors
/// `Invalid` for `passkey` in all cases in which it opens nothing; `TooManyAttempts`.
pub async fn sign_in_with_passkey(
    ctx: &Ctx,
    answer: Answer<'_>,
    address: IpAddr,
    device: &str,
) -> Result<(Secret, SignedIn), AccountError> {
    let by = Origin::anyone(address, device);
    ctx.limits.login.admit_address(address).inspect_err(|_| ctx.record(&by, Event::SignInThrottled))?;
    let failed = || {
        ctx.record(&by, Event::SignInFailed { user: None });
        passkey::refused()
    };
    let shown = passkey::Shown::read(ctx, Purpose::SignIn, answer)?;
    let id = shown.user().ok_or_else(failed)?;
    let account = ctx.store.get_versioned::<User>(&id)?.ok_or_else(failed)?;
    let new_device = is_new_device(ctx, id, &account, device)?;
    let passed = Passed { account, new_device, address, device: device.to_owned() };
    match begin_with_proof(ctx, passed, Proof::Passkey(Box::new(shown)), |_| Ok(())).await {
        Err(AccountError::NoSecondFactor | AccountError::Invalid { .. }) => Err(failed()),
        begun => begun,
    }
}

/// The first of two steps: the password. Where the account has no second factor it is the only one.
///
/// # Errors
/// Those of [`sign_in`] but for the code.
pub async fn first_step(ctx: &Ctx, request: SignIn) -> Result<Step, AccountError> {
    let passed = check_password(ctx, request).await?;
    let id = *passed.account.key();
    if second_factor::find(ctx, id)?.is_none() {
        return begin(ctx, passed).await.map(|(token, _)| Step::Done(token));
    }
    let token = Secret::generate(SecretKind::PendingSignIn, &ctx.random)?;
    let expires_at = ctx.clock.now().plus(PENDING_FOR);
    let mut batch = Batch::default();
    batch.create(&token.hash(), &PendingSignIn { user: id, epoch: passed.account.session_epoch, expires_at })?;
    ctx.store.commit(batch).await?;
    asked(ctx, &passed);
    Ok(Step::Pending(token))
}

/// Writes down that the password was right and there must be more: who stops here knows the password of somebody else.
fn asked(ctx: &Ctx, passed: &Passed) {
    let user = UserRef::of(*passed.account.key(), &passed.account);
    ctx.record(&Origin::anyone(passed.address, &passed.device), Event::SecondFactorAsked { user });
}

/// Whose sign-in waits for its second factor under `token`.
///
/// # Errors
/// `SignInEnded`.
pub fn pending(ctx: &Ctx, token: &str) -> Result<(UserId, User), AccountError> {
    let (pending, account) = find_pending(ctx, token)?;
    Ok((pending.user, account.into_record()))
}

fn find_pending(ctx: &Ctx, token: &str) -> Result<(Versioned<PendingSignIn>, Versioned<User>), AccountError> {
    let hash = TokenHash::parse(SecretKind::PendingSignIn, token).ok_or(AccountError::SignInEnded)?;
    let found = ctx.store.get_versioned::<PendingSignIn>(&hash)?;
    let pending = found.filter(|pending| pending.expires_at > ctx.clock.now()).ok_or(AccountError::SignInEnded)?;
    let account = ctx.store.get_versioned::<User>(&pending.user)?;
    // A password that was set meanwhile ends it, and so does a suspension.
    let account = account.filter(|account| account.session_epoch == pending.epoch);
    Ok((pending, account.ok_or(AccountError::SignInEnded)?))
}

/// What the second step shows.
#[derive(Clone, Copy)]
pub enum Second<'t> {
    /// A code.
    Code(&'t str),
    /// What a passkey answered to [`ask_for_passkey`].
    Passkey(Answer<'t>),
}

/// Asks for a passkey as the second step of the sign-in that waits under `token`; `None` where the account has none.
///
/// # Errors
/// `SignInEnded`.
pub fn ask_for_passkey(ctx: &Ctx, token: &str) -> Result<Option<passkey::Ask>, AccountError> {
    let (pending, account) = find_pending(ctx, token)?;
    passkey::ask_to_show(ctx, *account.key(), Purpose::SecondStep(pending.key()))
}

/// The second of two steps: the code or the passkey. The token is good for one session, and the commit that begins it ends
/// it.
///
/// # Errors
/// `SignInEnded`; `Invalid` for `code` or `passkey`; `TooManyAttempts`; `SecondFactorSealed`.
pub async fn finish(
    ctx: &Ctx,
    token: &str,
    second: Second<'_>,
    address: IpAddr,
    device: &str,
) -> Result<(Secret, SignedIn), AccountError> {
    let by = Origin::anyone(address, device);
    ctx.limits.login.admit_address(address).inspect_err(|_| ctx.record(&by, Event::SignInThrottled))?;
    let (pending, account) = find_pending(ctx, token)?;
    let new_device = is_new_device(ctx, *account.key(), &account, device)?;
    let passed = Passed { account, new_device, address, device: device.to_owned() };
    let proof = match second {
        Second::Code(code) => Proof::code(code)?,
        Second::Passkey(answer) => Proof::passkey(ctx, Purpose::SecondStep(pending.key()), answer)?,
    };
    let finished = begin_with_proof(ctx, passed, proof, |batch| {
        // Whoever was faster with it has finished this sign-in.
        let (pending, account) = find_pending(ctx, token)?;
        batch.remove(&pending);
        batch.require(&account);
        Ok(())
    });
    match finished.await {
        // It was taken away a moment ago: there is nothing to wait for any more.
        Err(AccountError::NoSecondFactor) => Err(AccountError::SignInEnded),
        finished => finished,
    }
}

/// Ends the sign-ins of an account that wait for their second factor, with `batch`. There are never many: they last a few
/// minutes.
pub(super) fn end_pending(ctx: &Ctx, id: UserId, batch: &mut Batch) -> Result<(), StoreError> {
    for found in ctx.store.readable::<PendingSignIn>() {
        let (hash, pending) = found?;
        if pending.user == id
            && let Some(pending) = ctx.store.get_versioned::<PendingSignIn>(&hash)?
        {
            batch.remove(&pending);
        }
    }
    Ok(())
}

async fn check_password(ctx: &Ctx, request: SignIn) -> Result<Passed, AccountError> {
    let SignIn { name, password, address, device, .. } = request;
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
    let new_device = is_new_device(ctx, *account.key(), &account, &device)?;
    Ok(Passed { account, new_device, address, device })
}

async fn begin(ctx: &Ctx, passed: Passed) -> Result<(Secret, SignedIn), AccountError> {
    let id = *passed.account.key();
    let token = session::begin(ctx, id, &passed.account, &passed.address.to_string(), &passed.device).await?;
    Ok(signed_in(ctx, passed, token, false))
}

async fn begin_with_proof(
    ctx: &Ctx,
    passed: Passed,
    shown: Proof,
    beside: impl Fn(&mut Batch) -> Result<(), AccountError> + Send + Sync,
) -> Result<(Secret, SignedIn), AccountError> {
    let by = Origin::anyone(passed.address, &passed.device);
    let (id, account, address) = (*passed.account.key(), &*passed.account, passed.address.to_string());
    let mut token = None;
    proof::prove(ctx, &by, (id, account), (For::SignIn, shown), |batch| {
        token = Some(session::begin_with(ctx, (id, account), &address, &passed.device, batch)?);
        beside(batch)
    })
    .await?;
    session::keep_to_limit(ctx, id).await?;
    let token = token.ok_or(AccountError::SignInEnded)?;
    Ok(signed_in(ctx, passed, token, true))
}

/// Writes down that a session began.
fn signed_in(ctx: &Ctx, passed: Passed, token: Secret, has_second_factor: bool) -> (Secret, SignedIn) {
    let Passed { account, new_device, address, device } = passed;
    let id = *account.key();
    let user = UserRef::of(id, &account);
    let by = Origin::anyone(address, &device);
    ctx.record(&by.by(Actor::User(user.clone())), Event::SignedIn { user, new_device });
    let now = ctx.clock.now();
    let who = SignedIn {
        id,
        user: account.into_record(),
        session: token.hash(),
        address: address.to_string(),
        device: device.clone(),
        created_at: now,
        confirmed_at: now,
        has_second_factor,
    };
    (token, who)
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
