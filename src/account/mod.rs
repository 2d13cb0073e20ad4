//! The people: their accounts, passwords, sessions and sign-ins, and the settings of the whole instance.
//!
//! | file | what |
//! |---|---|
//! | [`user`] | accounts: made, found, changed, removed; there is always an administrator |
//! | [`profile`] | what people tell about themselves, and what an operator notes on their accounts |
//! | [`password`] | Argon2id hashes, how many are computed at once, changing a password |
//! | [`strength`] | how hard a password is to guess |
//! | [`change`], [`deletion`], [`export`] | what people do with their own account |
//! | [`confirmation`] | asked again before a step that could do harm |
//! | [`login`] | signing in |
//! | [`second_factor`] | authenticator apps, passkeys and recovery codes: set up, taken away |
//! | [`proof`] | the same asked for, at the sign-in and before risky steps |
//! | [`second_factor_object`] | the same as the API and the command line show it |
//! | [`totp`], [`recovery`] | what their codes are |
//! | [`passkey`] | what passkeys are asked, and what of their answers is taken |
//! | [`vault`] | how the secrets are kept that have to be known again |
//! | [`throttle`] | who has to wait before the next try |
//! | [`session`] | what a sign-in gives, and how it ends |
//! | [`session_object`] | a session as the API and the command line show it |
//! | [`search`] | accounts, looked for, and when each was last signed in to |
//! | [`link`] | links that work once: set-up, new password |
//! | [`instance`] | the instance's own settings |
//! | [`text`] | texts that people set |
//! | [`fault`] | what is wrong with the value of a field |
//! | [`account_object`] | an account as the API shows it |
//!
//! Nothing here knows of HTTP or of an engine. What apps may do for an account is in `oauth`.

pub mod account_object;
pub mod change;
pub mod confirmation;
pub mod deletion;
pub mod export;
pub mod fault;
pub mod instance;
pub mod link;
pub mod login;
pub mod passkey;
pub mod password;
pub mod profile;
mod proof;
pub mod recovery;
pub mod search;
pub mod second_factor;
pub mod second_factor_object;
pub mod session;
pub mod session_object;
mod strength;
mod text;
pub mod throttle;
pub mod totp;
pub mod user;
pub mod vault;

#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;

use std::time::Duration;

use self::fault::Fault;
use crate::config::Accounts;
use crate::limits::{TooMany, wait};
use crate::oauth::registration::AppError;
use crate::secret::RandomError;
use crate::store::StoreError;

/// What all sign-ins share while the daemon runs: who has to wait, and how many hashes are computed.
pub struct Guard {
    throttle: throttle::Throttle,
    hashing: password::Hashing,
    tickets: passkey::Tickets,
}

impl Guard {
    /// A guard that knows of nobody yet.
    pub fn new(accounts: &Accounts) -> Self {
        Self {
            throttle: throttle::Throttle::default(),
            hashing: password::Hashing::new(accounts),
            tickets: passkey::Tickets::default(),
        }
    }

    /// Takes over the limits of a configuration that was read again. What is known of failed sign-ins stays.
    pub fn reconfigure(&self, accounts: &Accounts) {
        self.hashing.resize(accounts);
    }

    /// How busy the computing of password hashes is.
    pub fn hashing(&self) -> password::HashingLoad {
        self.hashing.load()
    }

    /// How many tries had to wait because of failures before them, since the start.
    pub fn delayed(&self) -> u64 {
        self.throttle.refused()
    }
}

/// Why something about an account was not done.
#[derive(Debug, thiserror::Error)]
pub enum AccountError {
    /// A field's value cannot be taken.
    #[error("{}", fault.of(field))]
    Invalid {
        /// The field's name in requests and forms.
        field: &'static str,
        /// What is wrong.
        fault: Fault,
    },
    /// Name and password do not belong together.
    #[error("invalid credentials")]
    Credentials,
    /// Too many failed sign-ins, or too many tries at all.
    #[error("too many attempts, please try again in {}", wait(*retry_after))]
    TooManyAttempts {
        /// When the next one will be looked at.
        retry_after: Duration,
    },
    /// The account is suspended.
    #[error("you do not have permissions, your account is suspended")]
    Suspended,
    /// People cannot open accounts by themselves here.
    #[error("error, registration is disabled")]
    RegistrationDisabled,
    /// Another account has it.
    #[error("sorry, that {field} is already taken")]
    Taken {
        /// The field's name.
        field: &'static str,
    },
    /// There is no such account.
    #[error("user does not exist")]
    NotFound,
    /// The account cannot be deleted: nobody would be left to administer.
    #[error("you can not delete your account, no other user has admin rights")]
    LastAdmin,
    /// The account must stay an administrator that can act: nobody else would be left.
    #[error("no other user has admin rights: give them to another account first")]
    LastActiveAdmin,
    /// The password was right, and the account has a second factor, of which nothing was sent.
    #[error(
        "a second factor is required: send the code of your authenticator app, or a recovery code, as \"code\" beside \
         the password"
    )]
    SecondFactorNeeded,
    /// There can be no passkeys here.
    #[error("this server takes no passkeys: it was built without them, or is not reached by a name over https")]
    PasskeysUnavailable,
    /// The account has no such part of a second factor.
    #[error("this account has no such second factor")]
    NoSuchFactor,
    /// The account has no second factor any more.
    #[error("this account has no second factor")]
    NoSecondFactor,
    /// The secret of the account's app cannot be read: the key is missing or another one.
    #[error(
        "codes of authenticator apps cannot be checked at the moment: use a recovery code, or ask whoever runs this server"
    )]
    SecondFactorSealed,
    /// A sign-in that waits for its second factor is too old, was finished, or never was one.
    #[error("this sign-in has ended: give the password again")]
    SignInEnded,
    /// The set-up of an authenticator app was begun too long ago or by another session.
    #[error("this set-up has ended: begin it again")]
    SetUpEnded,
    /// The one-time link was used, is too old, or never was one.
    #[error("this link has ended: it was used, replaced, or is too old")]
    LinkEnded,
    /// Too many passwords are being checked just now.
    #[error("too many people are signing in just now, please try again in a moment")]
    Busy,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no randomness.
    #[error(transparent)]
    Random(#[from] RandomError),
}

impl AccountError {
    fn invalid(field: &'static str, fault: Fault) -> Self {
        Self::Invalid { field, fault }
    }

    /// The sentence that the person or the client reads. What failed inside stays inside.
    pub fn message(&self) -> String {
        match self {
            Self::Store(_) | Self::Random(_) => "error, please try again or contact the administrator".to_owned(),
            told => told.to_string(),
        }
    }
}

impl From<TooMany> for AccountError {
    fn from(TooMany { retry_after }: TooMany) -> Self {
        Self::TooManyAttempts { retry_after }
    }
}

impl From<AppError> for AccountError {
    fn from(error: AppError) -> Self {
        match error {
            AppError::Store(error) => Self::Store(error),
            AppError::Random(error) => Self::Random(error),
            other => Self::Store(StoreError::Engine(other.to_string())),
        }
    }
}
