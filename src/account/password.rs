//! Passwords: Argon2id (RFC 9106) as PHC strings. A hash takes tens of megabytes and milliseconds on purpose, so only a
//! few are computed at once, away from the threads that answer requests, and only a few more may wait.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use zeroize::Zeroizing;

use super::fault::Fault;
use super::session::{self, SignedIn};
use super::{AccountError, strength, user};
use crate::audit::{Event, Origin, UserRef};
use crate::config::Accounts;
use crate::ctx::Ctx;
use crate::store::records::{User, UserId};
use crate::store::{Batch, StoreError, Versioned};

/// The longest password taken, in bytes.
pub const LONGEST: usize = 1024;
const SALT_BYTES: usize = 16;
/// As many zeroes as a salt and a hash have, in the base64 of PHC strings.
const NO_SALT: &str = "AAAAAAAAAAAAAAAAAAAAAA";
const NO_HASH: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
/// How many may wait for each hash that is computed.
const WAITING_FOR_EACH: usize = 32;

/// How many hashes are computed at once, and how many wait.
pub(super) struct Hashing {
    permits: RwLock<Permits>,
    waiting: AtomicUsize,
    refused: AtomicU64,
}

/// How busy the computing of hashes is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HashingLoad {
    /// Hashes that are being computed.
    pub running: usize,
    /// How many wait for their turn.
    pub waiting: usize,
    /// How many were sent away because too many were waiting, since the start.
    pub refused: u64,
}

#[derive(Clone)]
struct Permits {
    free: Arc<Semaphore>,
    all: usize,
}

impl Permits {
    fn new(accounts: &Accounts) -> Self {
        let all = accounts.argon2_concurrency;
        Self { free: Arc::new(Semaphore::new(all)), all }
    }
}

impl Hashing {
    pub(super) fn new(accounts: &Accounts) -> Self {
        Self { permits: RwLock::new(Permits::new(accounts)), waiting: AtomicUsize::new(0), refused: AtomicU64::new(0) }
    }

    /// Changes how many are computed at once; those under way and in the queue end by the old number.
    pub(super) fn resize(&self, accounts: &Accounts) {
        let mut permits = self.permits.write().unwrap_or_else(PoisonError::into_inner);
        if permits.all != accounts.argon2_concurrency {
            *permits = Permits::new(accounts);
        }
    }

    /// How busy it is.
    pub(super) fn load(&self) -> HashingLoad {
        let permits = self.permits.read().unwrap_or_else(PoisonError::into_inner);
        HashingLoad {
            running: permits.all.saturating_sub(permits.free.available_permits()),
            waiting: self.waiting.load(Ordering::Relaxed),
            refused: self.refused.load(Ordering::Relaxed),
        }
    }

    /// How many could begin now.
    #[cfg(test)]
    pub(super) fn free(&self) -> usize {
        self.permits.read().unwrap().free.available_permits()
    }

    async fn permit(&self) -> Result<OwnedSemaphorePermit, AccountError> {
        let Permits { free, all } = self.permits.read().unwrap_or_else(PoisonError::into_inner).clone();
        if let Ok(permit) = Arc::clone(&free).try_acquire_owned() {
            return Ok(permit);
        }
        let place = Place::take(&self.waiting, all * WAITING_FOR_EACH).ok_or_else(|| {
            self.refused.fetch_add(1, Ordering::Relaxed);
            AccountError::Busy
        })?;
        let permit = free.acquire_owned().await.map_err(|_| AccountError::Busy);
        drop(place);
        permit
    }
}

/// A place in the queue, given back even when the one who waited goes away.
struct Place<'h>(&'h AtomicUsize);

impl<'h> Place<'h> {
    fn take(waiting: &'h AtomicUsize, most: usize) -> Option<Self> {
        let more = |now: usize| (now < most).then_some(now + 1);
        waiting.fetch_update(Ordering::SeqCst, Ordering::SeqCst, more).ok().map(|_| Self(waiting))
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::SeqCst);
    }
}

/// What a check of a password found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verified {
    /// It is another password.
    Wrong,
    /// It is the password.
    Right,
    /// It is the password, and its hash was made with other parameters than are configured now: hash it anew.
    RightButOld,
}

/// What of an account its password must not be made of.
pub fn about(user: &User) -> [&str; 4] {
    let (first, last) = (user.first_name.as_deref(), user.last_name.as_deref());
    [&user.name, &user.email, first.unwrap_or_default(), last.unwrap_or_default()]
}

/// Whether `password` may be set for somebody of whom `about` is known.
///
/// # Errors
/// `Invalid` with the rule that it breaks, or with why it is easy to guess and what helps; `Busy`.
pub async fn check(ctx: &Ctx, about: &[&str], password: &str) -> Result<(), AccountError> {
    let accounts = &ctx.config.accounts;
    let least = accounts.password_min_length;
    if password.chars().count() < least {
        return Err(AccountError::invalid("password", Fault::PasswordLength(least)));
    }
    if password.len() > LONGEST {
        return Err(AccountError::invalid("password", Fault::TooManyBytes(LONGEST)));
    }
    let floor = accounts.password_min_strength;
    if floor == 0 {
        return Ok(());
    }
    // An estimate takes milliseconds, too: it waits for its turn like a hash.
    let (words, typed) = (strength::words(about), Zeroizing::new(password.to_owned()));
    match compute(ctx, move || strength::weakness(&typed, &words, floor)).await? {
        None => Ok(()),
        Some(weakness) => Err(AccountError::invalid("password", Fault::PasswordWeak(weakness))),
    }
}

/// The PHC string of a password that [`check`] has let through.
pub async fn hash(ctx: &Ctx, password: &str) -> Result<String, AccountError> {
    let params = params(&ctx.config.accounts)?;
    let mut salt = [0u8; SALT_BYTES];
    ctx.random.fill(&mut salt)?;
    let password = Zeroizing::new(password.to_owned());
    let hashed = compute(ctx, move || hash_now(params, &password, &salt)).await?;
    hashed.map_err(|error| broken(&error))
}

/// Compares a password with a stored hash. Without one (no such account, or no password set) it takes as long and is
/// wrong: how long an answer takes does not tell who has an account.
pub async fn verify(ctx: &Ctx, stored: Option<&str>, password: &str) -> Result<Verified, AccountError> {
    if password.len() > LONGEST {
        return Ok(Verified::Wrong);
    }
    let params = params(&ctx.config.accounts)?;
    let stored = stored.map(str::to_owned);
    let password = Zeroizing::new(password.to_owned());
    let verified = compute(ctx, move || verify_now(&params, stored.as_deref(), &password)).await?;
    verified.map_err(|error| broken(&error))
}

/// Asks somebody who is signed in for the password again; `failed` is what happened where it is another one. The account
/// as it was then.
///
/// # Errors
/// `Invalid` for `current_password` when it is another one, `TooManyAttempts` after some of those.
pub(super) async fn confirm(
    ctx: &Ctx,
    by: &Origin<'_>,
    who: &SignedIn,
    current: &str,
    failed: impl FnOnce(UserRef) -> Event,
) -> Result<User, AccountError> {
    let throttle = &ctx.accounts.throttle;
    let attempt = throttle
        .begin(&ctx.config.accounts, &who.user.name, None, ctx.clock.now())
        .map_err(|retry_after| AccountError::TooManyAttempts { retry_after })?;
    let user = ctx.store.get::<User>(&who.id)?.ok_or(AccountError::NotFound)?;
    if verify(ctx, user.password.as_deref(), current).await? == Verified::Wrong {
        attempt.failed(ctx.clock.now());
        ctx.record(by, failed(UserRef::of(who.id, &user)));
        return Err(not_current());
    }
    attempt.succeeded();
    Ok(user)
}

/// Refuses where somebody set a password, or suspended the account, after [`confirm`].
pub(super) fn still_confirmed(confirmed: &User, now: &User) -> Result<(), AccountError> {
    if confirmed.session_epoch == now.session_epoch { Ok(()) } else { Err(not_current()) }
}

pub(super) fn not_current() -> AccountError {
    AccountError::invalid("current_password", Fault::NotCurrentPassword)
}

/// Gives an account a new password without asking for the old one: for the operator. All its sessions end.
pub async fn set(ctx: &Ctx, by: &Origin<'_>, id: UserId, new: &str) -> Result<User, AccountError> {
    let user = user::by_id(ctx, id)?.ok_or(AccountError::NotFound)?;
    check(ctx, &about(&user), new).await?;
    let hashed = hash(ctx, new).await?;
    let changed = user::update(ctx, id, |user, _| {
        *user = with_password(user, hashed.clone());
        Ok(())
    })
    .await?;
    ctx.record(by, Event::PasswordChanged { user: UserRef::of(id, &changed) });
    session::end_others(ctx, by, id, None).await?;
    Ok(changed)
}

/// The account with a new password: the raised epoch ends its sessions and password links.
pub(super) fn with_password(user: &User, hashed: String) -> User {
    User { password: Some(hashed), session_epoch: user.session_epoch.wrapping_add(1), ..user.clone() }
}

/// Writes the right password with today's parameters. If it is busy now, or somebody changed the account meanwhile, the
/// next sign-in will.
pub(super) async fn upgrade(ctx: &Ctx, old: &Versioned<User>, password: &str) -> Result<(), AccountError> {
    let hashed = match hash(ctx, password).await {
        Err(AccountError::Busy) => return Ok(()),
        hashed => hashed?,
    };
    let new = User { password: Some(hashed), ..User::clone(old) };
    let mut batch = Batch::default();
    batch.replace(old, &new)?;
    match ctx.store.commit(batch).await {
        Ok(()) | Err(StoreError::Conflict) => Ok(()),
        Err(error) => Err(error.into()),
    }
}

/// Computes away from the runtime's threads. The permit goes along: what was begun counts until it ends, whether
/// somebody still waits for it or not.
async fn compute<T: Send + 'static>(ctx: &Ctx, work: impl FnOnce() -> T + Send + 'static) -> Result<T, AccountError> {
    let permit = ctx.accounts.hashing.permit().await?;
    let task = tokio::task::spawn_blocking(move || {
        let result = work();
        drop(permit);
        result
    });
    task.await.map_err(|error| broken(&error))
}

fn hash_now(params: Params, password: &str, salt: &[u8]) -> Result<String, argon2::password_hash::Error> {
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    Ok(argon2.hash_password_with_salt(password.as_bytes(), salt)?.to_string())
}

fn verify_now(params: &Params, stored: Option<&str>, password: &str) -> Result<Verified, argon2::password_hash::Error> {
    // Where there is none, the same is done with one that no password has.
    let made_up = || {
        format!("$argon2id$v=19$m={},t={},p={}${NO_SALT}${NO_HASH}", params.m_cost(), params.t_cost(), params.p_cost())
    };
    let compared = stored.map_or_else(made_up, str::to_owned);
    let compared = PasswordHash::new(&compared)?;
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params.clone());
    match argon2.verify_password(password.as_bytes(), &compared) {
        Ok(()) if stored.is_some() => {}
        Ok(()) => return Ok(Verified::Wrong),
        Err(argon2::password_hash::Error::PasswordInvalid) => return Ok(Verified::Wrong),
        Err(error) => return Err(error),
    }
    let made_with = Params::try_from(&compared)?;
    let same = |a: &Params, b: &Params| (a.m_cost(), a.t_cost(), a.p_cost()) == (b.m_cost(), b.t_cost(), b.p_cost());
    let current = compared.algorithm == argon2::ARGON2ID_IDENT && compared.version == Some(Version::V0x13.into());
    Ok(if current && same(&made_with, params) { Verified::Right } else { Verified::RightButOld })
}

fn params(accounts: &Accounts) -> Result<Params, AccountError> {
    let memory_kib = u32::try_from(accounts.argon2_memory / 1024).unwrap_or(u32::MAX);
    Params::new(memory_kib, accounts.argon2_iterations, accounts.argon2_parallelism, None)
        .map_err(|error| broken(&error))
}

/// A hash that cannot be computed or read: nothing that the person did.
fn broken(error: &dyn std::fmt::Display) -> AccountError {
    AccountError::Store(StoreError::Engine(format!("a password hash could not be computed: {error}")))
}
