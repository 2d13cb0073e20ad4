//! Passwords: what one may be, and its Argon2id hash (RFC 9106). Hashes cost memory and time on purpose, so few are
//! computed at once and few may wait.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use argon2::{Algorithm, Argon2, Params, Version};
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

use super::session::{self, SignedIn};
use super::{AccountError, user};
use crate::audit;
use crate::config::Accounts;
use crate::ctx::Ctx;
use crate::secret::Secret;
use crate::store::records::{User, UserId};

/// The longest password in bytes: more would only make the server work.
const LONGEST: usize = 1024;
const SALT_BYTES: usize = 16;
/// How many may wait for each hash that is computed.
const QUEUE_FACTOR: usize = 16;

/// Bounds how many hashes are computed at once.
pub(super) struct Hashing {
    free: Semaphore,
    waiting: AtomicUsize,
    most_waiting: usize,
    /// The hash of nothing, checked where there is no account, so that both take the same time.
    nobody: OnceLock<String>,
}

impl Hashing {
    pub(super) fn new(at_once: usize) -> Self {
        Self {
            free: Semaphore::new(at_once),
            waiting: AtomicUsize::new(0),
            most_waiting: at_once.saturating_mul(QUEUE_FACTOR),
            nobody: OnceLock::new(),
        }
    }

    /// Runs `work` away from the request threads when its turn comes.
    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, AccountError> {
        let _place = Place::take(self)?;
        let _turn = self.free.acquire().await.map_err(|_| AccountError::Busy)?;
        tokio::task::spawn_blocking(work).await.map_err(|_| AccountError::Busy)
    }
}

/// A place in the queue.
struct Place<'h>(&'h Hashing);

impl<'h> Place<'h> {
    fn take(hashing: &'h Hashing) -> Result<Self, AccountError> {
        let before = hashing.waiting.fetch_add(1, Ordering::SeqCst);
        let place = Self(hashing);
        if before >= hashing.most_waiting { Err(AccountError::Busy) } else { Ok(place) }
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.waiting.fetch_sub(1, Ordering::SeqCst);
    }
}

/// What a password must be, for people.
pub fn hint(accounts: &Accounts) -> String {
    format!("At least {} characters.", accounts.password_min_length)
}

/// Refuses what cannot be a password.
pub fn check(accounts: &Accounts, password: &str) -> Result<(), AccountError> {
    if password.chars().count() < accounts.password_min_length {
        let message = format!("password: {} characters required", accounts.password_min_length);
        return Err(AccountError::invalid("password", message));
    }
    if password.len() > LONGEST {
        return Err(AccountError::invalid("password", format!("password: {LONGEST} bytes at most")));
    }
    Ok(())
}

/// The PHC string to keep of a password.
pub async fn hash(ctx: &Ctx, password: &str) -> Result<String, AccountError> {
    check(&ctx.config.accounts, password)?;
    let mut salt = [0; SALT_BYTES];
    ctx.random.fill(&mut salt)?;
    let hasher = hasher(&ctx.config.accounts);
    let password = Zeroizing::new(password.to_owned());
    let hashed = ctx.accounts.hashing.run(move || {
        hasher.hash_password_with_salt(password.as_bytes(), &salt).map(|hash: PasswordHash| hash.to_string())
    });
    hashed.await?.map_err(|error| {
        tracing::error!(%error, "a password could not be hashed");
        AccountError::Busy
    })
}

/// Whether `password` is the one of `hash`. Without a hash it takes as long and is wrong.
pub async fn verify(ctx: &Ctx, hash: Option<&str>, password: &str) -> Result<bool, AccountError> {
    if password.len() > LONGEST {
        return Ok(false);
    }
    let known = hash.is_some();
    let hash = match hash {
        Some(hash) => hash.to_owned(),
        None => nobody(ctx).await?,
    };
    let password = Zeroizing::new(password.to_owned());
    let hasher = hasher(&ctx.config.accounts);
    let verified = ctx.accounts.hashing.run(move || {
        PasswordHash::new(&hash).is_ok_and(|hash| hasher.verify_password(password.as_bytes(), &hash).is_ok())
    });
    Ok(verified.await? && known)
}

async fn nobody(ctx: &Ctx) -> Result<String, AccountError> {
    if let Some(hash) = ctx.accounts.hashing.nobody.get() {
        return Ok(hash.clone());
    }
    let hash = hash(ctx, &"x".repeat(128)).await?;
    Ok(ctx.accounts.hashing.nobody.get_or_init(|| hash).clone())
}

/// Whether a hash was made with other parameters than those in force.
pub(super) fn is_outdated(accounts: &Accounts, hash: &str) -> bool {
    let Ok(hash) = PasswordHash::new(hash) else { return true };
    let wanted = hasher(accounts);
    let used = Params::try_from(&hash);
    !used.is_ok_and(|used| {
        let wanted = wanted.params();
        (used.m_cost(), used.t_cost(), used.p_cost()) == (wanted.m_cost(), wanted.t_cost(), wanted.p_cost())
    })
}

fn hasher(accounts: &Accounts) -> Argon2<'static> {
    let memory = u32::try_from(accounts.argon2_memory / 1024).unwrap_or(u32::MAX);
    // The configuration has checked these; what it could not know falls back to the defaults.
    let params = Params::new(memory, accounts.argon2_iterations, accounts.argon2_parallelism, None);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params.unwrap_or_default())
}

/// Changes the password of who is signed in. All sessions end; answers the token of a new one.
pub async fn change(ctx: &Ctx, signed_in: &SignedIn, current: &str, new: &str) -> Result<Secret, AccountError> {
    check(&ctx.config.accounts, new)?;
    if !verify(ctx, signed_in.user.password.as_deref(), current).await? {
        return Err(AccountError::invalid("current_password", "current_password: this is not your current password"));
    }
    let changed = set(ctx, signed_in.id, new).await?;
    session::begin(ctx, signed_in.id, &changed, &signed_in.address, &signed_in.device).await
}

/// Gives an account a password. All its sessions end.
pub async fn set(ctx: &Ctx, id: UserId, new: &str) -> Result<User, AccountError> {
    let hash = hash(ctx, new).await?;
    let changed = user::update(ctx, id, |user| {
        user.password = Some(hash.clone());
        user.session_epoch = user.session_epoch.wrapping_add(1);
        Ok(())
    })
    .await?;
    audit::record("password_changed", format_args!("user={} name={}", id.0, changed.name));
    Ok(changed)
}
