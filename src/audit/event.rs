//! What can happen, as types: one variant an event, and the line that it becomes. What each means in words is in
//! [`super::words`]; `docs/audit.md` lists them all for those who read the file.
//!
//! No field of an event may hold a secret, an e-mail address, or what somebody typed at a sign-in: people type passwords
//! where their name belongs.

use std::net::IpAddr;

use serde::{Deserialize, Serialize};

use super::origin::{Actor, AppRef, Origin, UserRef};
use crate::clock::Timestamp;
use crate::store::records::Role;

/// The `step` of [`Event::ConfirmationFailed`] where a code of the second factor was asked for.
pub const BY_CODE: &str = "code";

/// One thing that happened.
///
/// The fields mean the same everywhere: `user` is the account that it is about, `app` the app, `owner` the account that the
/// app belongs to; `fields` and `key` name what was changed, never what stands there.
#[allow(missing_docs, reason = "each field is explained above, once")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "snake_case")]
pub enum Event {
    /// A session began with a password. `new_device` when the account has not been used with such a device lately.
    SignedIn {
        user: UserRef,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        new_device: bool,
    },
    /// A password was wrong. `user` is there if the account is: a name that nobody has is not written down.
    SignInFailed {
        #[serde(default, skip_serializing_if = "Option::is_none")]
        user: Option<UserRef>,
    },
    /// A sign-in was not looked at: there were too many before it.
    SignInThrottled,
    /// The password was right, and the second factor was asked for. A sign-in follows if it was given.
    SecondFactorAsked { user: UserRef },
    /// The password was right, and the code of the second factor was wrong or had been used.
    SecondFactorFailed { user: UserRef },
    /// A code of the second factor was not looked at: there were too many wrong ones before it.
    SecondFactorThrottled { user: UserRef },
    /// A recovery code stood in for the second factor; so many are left.
    RecoveryCodeUsed { user: UserRef, left: usize },
    /// A session ended: signed out, or ended from elsewhere.
    SessionEnded { user: UserRef },
    /// Several sessions of an account ended at once.
    SessionsEnded { user: UserRef },

    /// An account was opened.
    AccountCreated { user: UserRef, role: Role },
    /// An account was removed with everything that belongs to it.
    AccountDeleted { user: UserRef },
    /// An account can do nothing until further notice.
    AccountSuspended { user: UserRef },
    /// An account can act again.
    AccountUnsuspended { user: UserRef },
    /// An account has another role.
    RoleChanged { user: UserRef, role: Role },
    /// An account has another e-mail address; neither is written down.
    EmailChanged { user: UserRef },
    /// The profile was changed: which fields, not what stands there.
    ProfileChanged { user: UserRef, fields: Vec<String> },
    /// A note on an account was made, changed or removed: its name, not what it says.
    AttributeChanged { user: UserRef, key: String },
    /// An account has another password.
    PasswordChanged { user: UserRef },
    /// Somebody signed in did not know the password that they wanted to change.
    PasswordChangeFailed { user: UserRef },
    /// Somebody signed in did not know the password, which is asked for again before a `step`: `email`, `deletion`,
    /// `confirm` for all others; or gave no right code of the second factor ([`BY_CODE`]).
    ConfirmationFailed { user: UserRef, step: String },
    /// An account has a second factor, or another one beside or in place of what it had: `app`, `passkey`.
    SecondFactorAdded { user: UserRef, factor: String },
    /// An account has one second factor less, `app` or `passkey`, and another one still.
    SecondFactorPartRemoved { user: UserRef, factor: String },
    /// An account has no second factor any more, and no recovery codes.
    SecondFactorRemoved { user: UserRef },
    /// An account has new recovery codes.
    RecoveryCodesMade { user: UserRef },
    /// What is known of an account was taken away as a file.
    DataExported { user: UserRef },
    /// A link was made that sets a password.
    PasswordLinkMade { user: UserRef },
    /// A password was set through a link.
    PasswordLinkUsed { user: UserRef },
    /// A link was made that makes the first administrator.
    SetUpLinkMade,
    /// The first administrator was made through a link.
    SetUpLinkUsed { user: UserRef },
    /// The settings of the instance were changed: which fields, and whether people may register now.
    InstanceChanged { fields: Vec<String>, registration: bool },

    /// An app was registered.
    AppRegistered { app: AppRef, owner: UserRef },
    /// What is registered of an app was changed: which fields.
    AppEdited { app: AppRef, owner: UserRef, fields: Vec<String> },
    /// An app has a new secret. `overlap` is for how long the one before it works on; not there where it ended at once.
    AppSecretRotated {
        app: AppRef,
        owner: UserRef,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        overlap: Option<String>,
    },
    /// The secret that an app had before its present one has ended.
    AppPreviousSecretEnded { app: AppRef, owner: UserRef },
    /// Everything that an app was given ended, for all accounts.
    AppRevoked { app: AppRef, owner: UserRef },
    /// An app can do nothing until further notice.
    AppSuspended { app: AppRef, owner: UserRef },
    /// An app can go on.
    AppUnsuspended { app: AppRef, owner: UserRef },
    /// An app that waited is there for everybody.
    AppApproved { app: AppRef, owner: UserRef },
    /// An app was removed.
    AppDeleted { app: AppRef, owner: UserRef },
    /// A person authorised an app. `again` when something was authorised before, and `added` is what it may do since then and
    /// might not before; `remembered` when the same was authorised before and nobody was asked.
    ConsentGiven {
        user: UserRef,
        app: AppRef,
        scope: String,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        remembered: bool,
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        again: bool,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        added: String,
    },
    /// A person was asked to authorise an app and refused.
    ConsentRefused { user: UserRef, app: AppRef },
    /// A person took these scopes from what they authorised an app to do.
    ConsentNarrowed { user: UserRef, app: AppRef, scope: String },
    /// What a person authorised an app to do has ended.
    ConsentWithdrawn { user: UserRef, app: AppRef },
    /// An authorization code came a second time; what it gave has ended. `family` names the tokens, here and below.
    CodeReplayed { user: UserRef, app: AppRef, family: String },
    /// A refresh token came again long after it was replaced: two parties hold it, and all its tokens have ended.
    RefreshTokenReused { user: UserRef, app: AppRef, family: String },
    /// An app gave its tokens back.
    TokenRevoked { user: UserRef, app: AppRef, family: String },
    /// Somebody reported a token or code that lay about; the tokens of its family have ended. `family` is not there for a
    /// code that had not been spent.
    TokenLeaked {
        user: UserRef,
        app: AppRef,
        #[serde(default, skip_serializing_if = "String::is_empty")]
        family: String,
    },
    /// The same for the owner of the app that it was given to.
    AppTokenLeaked { app: AppRef, owner: UserRef },
    /// Somebody reported the secret of an app. It works on; the one before it has ended, if it was that.
    AppSecretLeaked { app: AppRef, owner: UserRef },
    /// Somebody reported a `session` or a `link` of an account, or a `sign_in` that waits; it has ended.
    SessionLeaked { user: UserRef, what: String },
    /// Somebody reported the secret of a resource server; it works on.
    ResourceServerSecretLeaked { name: String },
    /// Credentials for introspection were made.
    ResourceServerAdded { name: String, client_id: String },
    /// Such credentials were removed.
    ResourceServerDeleted { name: String },
    /// Such credentials have a new secret.
    ResourceServerSecretRotated { name: String },

    /// The daemon began to run.
    Started { version: String },
    /// The daemon was stopped.
    Stopped,
    /// The configuration was read again and is in force, but for these keys, which need a restart.
    ConfigurationReloaded {
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        restart_needed: Vec<String>,
    },
    /// So many events found no place in memory and are not written down.
    EventsLost { count: u64 },
}

/// One line of the log: what happened, when, by whom and from where.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Entry {
    /// When (RFC 3339, milliseconds, UTC).
    #[serde(with = "rfc3339")]
    pub time: Timestamp,
    /// What.
    #[serde(flatten)]
    pub event: Event,
    /// By whom.
    pub by: Actor,
    /// From which address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<IpAddr>,
    /// With which program: the `User-Agent`.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub device: String,
    /// How many such attempts this line stands for, of the minute before it; one where it says nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<u64>,
}

impl Entry {
    /// What `by` has done now.
    pub fn new(time: Timestamp, event: Event, by: &Origin<'_>) -> Self {
        Self { time, event, by: Actor::clone(&by.actor), address: by.address, device: by.kept_device(), times: None }
    }
}

impl Event {
    /// Its name, as it stands in the log.
    pub fn name(&self) -> String {
        let written = serde_json::to_value(self).unwrap_or_default();
        written["event"].as_str().unwrap_or_default().to_owned()
    }

    /// Whether anybody can cause it, without credentials: such events may come in floods.
    pub const fn is_attempt(&self) -> bool {
        matches!(self, Self::SignInFailed { .. } | Self::SignInThrottled)
    }

    /// The app, where that can cause it by itself as often as it likes, while the person does nothing.
    pub const fn by_app_alone(&self) -> Option<&AppRef> {
        match self {
            Self::ConsentGiven { app, remembered: true, .. }
            | Self::CodeReplayed { app, .. }
            | Self::RefreshTokenReused { app, .. }
            | Self::TokenRevoked { app, .. } => Some(app),
            _ => None,
        }
    }

    /// Whether it can come again and again within a minute though nothing is changed by it.
    pub const fn can_repeat(&self) -> bool {
        self.is_attempt()
            || matches!(
                self,
                Self::SecondFactorAsked { .. }
                    | Self::SecondFactorFailed { .. }
                    | Self::SecondFactorThrottled { .. }
                    | Self::PasswordChangeFailed { .. }
                    | Self::ConfirmationFailed { .. }
            )
    }

    /// The account that it is about.
    pub fn user(&self) -> Option<&UserRef> {
        match self {
            Self::SignInFailed { user } => user.as_ref(),
            Self::SignedIn { user, .. }
            | Self::SecondFactorAsked { user }
            | Self::SecondFactorFailed { user }
            | Self::SecondFactorThrottled { user }
            | Self::RecoveryCodeUsed { user, .. }
            | Self::SecondFactorAdded { user, .. }
            | Self::SecondFactorPartRemoved { user, .. }
            | Self::SecondFactorRemoved { user }
            | Self::RecoveryCodesMade { user }
            | Self::SessionEnded { user }
            | Self::SessionsEnded { user }
            | Self::AccountCreated { user, .. }
            | Self::AccountDeleted { user }
            | Self::AccountSuspended { user }
            | Self::AccountUnsuspended { user }
            | Self::RoleChanged { user, .. }
            | Self::EmailChanged { user }
            | Self::ProfileChanged { user, .. }
            | Self::AttributeChanged { user, .. }
            | Self::PasswordChanged { user }
            | Self::PasswordChangeFailed { user }
            | Self::ConfirmationFailed { user, .. }
            | Self::DataExported { user }
            | Self::PasswordLinkMade { user }
            | Self::PasswordLinkUsed { user }
            | Self::SetUpLinkUsed { user }
            | Self::ConsentGiven { user, .. }
            | Self::ConsentRefused { user, .. }
            | Self::ConsentNarrowed { user, .. }
            | Self::ConsentWithdrawn { user, .. }
            | Self::CodeReplayed { user, .. }
            | Self::RefreshTokenReused { user, .. }
            | Self::TokenRevoked { user, .. }
            | Self::TokenLeaked { user, .. }
            | Self::SessionLeaked { user, .. } => Some(user),
            Self::AppRegistered { owner, .. }
            | Self::AppEdited { owner, .. }
            | Self::AppSecretRotated { owner, .. }
            | Self::AppPreviousSecretEnded { owner, .. }
            | Self::AppRevoked { owner, .. }
            | Self::AppSuspended { owner, .. }
            | Self::AppUnsuspended { owner, .. }
            | Self::AppApproved { owner, .. }
            | Self::AppDeleted { owner, .. }
            | Self::AppTokenLeaked { owner, .. }
            | Self::AppSecretLeaked { owner, .. } => Some(owner),
            Self::SignInThrottled
            | Self::SetUpLinkMade
            | Self::InstanceChanged { .. }
            | Self::ResourceServerAdded { .. }
            | Self::ResourceServerDeleted { .. }
            | Self::ResourceServerSecretRotated { .. }
            | Self::ResourceServerSecretLeaked { .. }
            | Self::Started { .. }
            | Self::Stopped
            | Self::ConfigurationReloaded { .. }
            | Self::EventsLost { .. } => None,
        }
    }

    /// The app that it is about.
    pub fn app(&self) -> Option<&AppRef> {
        match self {
            Self::AppRegistered { app, .. }
            | Self::AppEdited { app, .. }
            | Self::AppSecretRotated { app, .. }
            | Self::AppPreviousSecretEnded { app, .. }
            | Self::AppRevoked { app, .. }
            | Self::AppSuspended { app, .. }
            | Self::AppUnsuspended { app, .. }
            | Self::AppApproved { app, .. }
            | Self::AppDeleted { app, .. }
            | Self::ConsentGiven { app, .. }
            | Self::ConsentRefused { app, .. }
            | Self::ConsentNarrowed { app, .. }
            | Self::ConsentWithdrawn { app, .. }
            | Self::CodeReplayed { app, .. }
            | Self::RefreshTokenReused { app, .. }
            | Self::TokenRevoked { app, .. }
            | Self::TokenLeaked { app, .. }
            | Self::AppTokenLeaked { app, .. }
            | Self::AppSecretLeaked { app, .. } => Some(app),
            _ => None,
        }
    }
}

/// A moment as RFC 3339 writes it, with milliseconds.
mod rfc3339 {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

    use crate::clock::Timestamp;

    pub fn serialize<S: Serializer>(time: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
        time.rfc3339().serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
        let text = std::borrow::Cow::<'de, str>::deserialize(deserializer)?;
        Timestamp::parse(&text).ok_or_else(|| de::Error::custom("no RFC 3339 time"))
    }
}
