//! People: accounts, passwords, sessions, the instance's settings. How a request names a session is not decided here.
//!
//! | file | what |
//! |---|---|
//! | [`user`] | accounts: made, found, changed, removed |
//! | [`password`] | what a password may be, and its Argon2id hash |
//! | [`session`] | first-party sessions |
//! | [`login`] | sign-in, with [`throttle`] |
//! | [`link`] | one-time links: set-up, new password |
//! | [`instance`] | what the administrator sets for all |

pub mod account_object;
pub mod instance;
pub mod link;
pub mod login;
pub mod password;
pub mod session;
pub mod throttle;
pub mod user;

use std::time::Duration;

use crate::config::Accounts;
use crate::secret::RandomError;
use crate::store::StoreError;

/// Why an operation on an account was refused.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// A field's value cannot be taken.
    #[error("{message}")]
    Invalid {
        /// The field's name in requests and forms.
        field: &'static str,
        /// What is wrong.
        message: String,
    },
    /// A name or an e-mail address that another account has.
    #[error("{message}")]
    Taken {
        /// The field's name in requests and forms.
        field: &'static str,
        /// What is wrong.
        message: String,
    },
    /// The password is wrong, or there is no such account: nobody is told which.
    #[error("invalid credentials")]
    Credentials,
    /// Too many failed attempts.
    #[error("too many attempts, try again in {} seconds", seconds(*.retry_after))]
    TooManyAttempts {
        /// How long to wait.
        retry_after: Duration,
    },
    /// The account is suspended.
    #[error("you do not have permissions, your account is suspended")]
    Suspended,
    /// People cannot register here by themselves.
    #[error("error, registration is disabled")]
    RegistrationDisabled,
    /// There is no such account.
    #[error("user does not exist")]
    NotFound,
    /// Without this account nobody could administer the instance.
    #[error("you can not delete your account, no other user has admin rights")]
    LastAdmin,
    /// A one-time link that was used, has expired, or never was.
    #[error("this link has ended")]
    LinkEnded,
    /// Too many passwords are being checked just now.
    #[error("the server is busy, try again in a moment")]
    Busy,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no randomness.
    #[error(transparent)]
    Random(#[from] RandomError),
}

/// Whole seconds, rounded up, at least one.
pub fn seconds(duration: Duration) -> u128 {
    duration.as_millis().div_ceil(1000).max(1)
}

impl AccountError {
    fn invalid(field: &'static str, message: impl Into<String>) -> Self {
        Self::Invalid { field, message: message.into() }
    }

    /// The sentence that the caller reads.
    pub fn message(&self) -> String {
        self.to_string()
    }
}

/// What sign-ins share while the daemon runs.
pub struct Guard {
    throttle: throttle::Throttle,
    hashing: password::Hashing,
}

impl Guard {
    /// With the configured number of hashes at once.
    pub fn new(accounts: &Accounts) -> Self {
        Self { throttle: throttle::Throttle::default(), hashing: password::Hashing::new(accounts.argon2_concurrency) }
    }
}
