//! Records about the instance and the people who have an account on it.

use std::collections::BTreeMap;

use bincode::{Decode, Encode};
use serde::{Deserialize, Serialize};

use super::{EventId, Record, SecondaryKey, UserId, whole};
use crate::clock::Timestamp;
use crate::secret::TokenHash;

/// What the administrator has set for the whole instance; `None` leaves it to the configuration.
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct Instance {
    /// The name people see on the pages.
    pub name: Option<String>,
    /// Where to ask for help.
    pub admin_contact: Option<String>,
    /// What this instance is, for the start page.
    pub about: Option<String>,
    /// The privacy policy's text.
    pub privacy_policy: Option<String>,
    /// Whether people may register by themselves.
    pub registration: Option<bool>,
}

impl Record for Instance {
    const KIND: u8 = b'I';
    const NAME: &'static str = "instance";
    type Key = ();
}

/// The next number of a sequence (`user`, `client`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct Counter {
    /// The number to give next.
    pub next: u64,
}

impl Record for Counter {
    const KIND: u8 = b'N';
    const NAME: &'static str = "counter";
    type Key = String;
}

/// What an account may do beside its own things.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// Nothing.
    User,
    /// Manage accounts and the instance.
    Admin,
}

/// An account.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct User {
    /// Its name, as it was typed; unique without regard to case.
    pub name: String,
    /// Its e-mail address; unique without regard to case.
    pub email: String,
    /// The Argon2id hash of its password (PHC string); `None` until a password is set through a link.
    pub password: Option<String>,
    /// Its role.
    pub role: Role,
    /// Whether an administrator has suspended it.
    pub suspended: bool,
    /// Since when it exists.
    pub created_at: Timestamp,
    /// Rises when all sessions end at once: password change, suspension.
    pub session_epoch: u32,
    /// Profile: first name.
    pub first_name: Option<String>,
    /// Profile: last name.
    pub last_name: Option<String>,
    /// Profile: about the person.
    pub bio: Option<String>,
    /// Profile: where the person lives.
    pub location: Option<String>,
    /// What operators note on the account, such as its id in an upstream.
    pub attributes: BTreeMap<String, String>,
    /// The tag of the language that the pages speak to the person; `None` leaves it to the browser.
    #[serde(default)]
    pub language: Option<String>,
}

impl User {
    /// Whether it has the role `admin`.
    pub fn is_admin(&self) -> bool {
        self.role == Role::Admin
    }
}

/// Version 1 of an account.
#[derive(Decode)]
#[cfg_attr(test, derive(Encode))]
pub(super) struct FirstUser {
    pub name: String,
    pub email: String,
    pub password: Option<String>,
    pub role: Role,
    pub suspended: bool,
    pub created_at: Timestamp,
    pub session_epoch: u32,
    pub first_name: Option<String>,
    pub last_name: Option<String>,
    pub bio: Option<String>,
    pub location: Option<String>,
    pub attributes: BTreeMap<String, String>,
}

impl From<FirstUser> for User {
    fn from(first: FirstUser) -> Self {
        Self {
            name: first.name,
            email: first.email,
            password: first.password,
            role: first.role,
            suspended: first.suspended,
            created_at: first.created_at,
            session_epoch: first.session_epoch,
            first_name: first.first_name,
            last_name: first.last_name,
            bio: first.bio,
            location: first.location,
            attributes: first.attributes,
            language: None,
        }
    }
}

impl Record for User {
    const KIND: u8 = b'U';
    const NAME: &'static str = "user";
    const VERSION: u8 = 2;
    type Key = UserId;

    fn secondary(&self, key: &UserId) -> Vec<SecondaryKey> {
        vec![
            SecondaryKey::unique(b'n', self.name.to_lowercase().as_bytes(), key),
            SecondaryKey::unique(b'e', self.email.to_lowercase().as_bytes(), key),
        ]
    }

    /// Version 1 knew no language.
    fn upgrade(version: u8, bytes: &[u8]) -> Option<Self> {
        let first = (version == 1).then(|| whole::<FirstUser>(bytes).ok()).flatten()?;
        Some(first.into())
    }
}

/// A first-party session: one sign-in on one device.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct Session {
    /// Whose it is.
    pub user: UserId,
    /// The account's `session_epoch` when it began; another one ends it.
    pub epoch: u32,
    /// When it began.
    pub created_at: Timestamp,
    /// When it was last used, up to a few minutes.
    pub last_used_at: Timestamp,
    /// When it ends if it is not used again.
    pub expires_at: Timestamp,
    /// The `User-Agent` of the sign-in, shortened.
    pub device: String,
    /// The address of the sign-in.
    pub address: String,
    /// When the person last showed that it is them: at the sign-in, or when they were asked again.
    #[serde(default)]
    pub confirmed_at: Timestamp,
}

impl Record for Session {
    const KIND: u8 = b'S';
    const NAME: &'static str = "session";
    const VERSION: u8 = 2;
    type Key = TokenHash;

    fn secondary(&self, key: &TokenHash) -> Vec<SecondaryKey> {
        vec![SecondaryKey::listed(b's', self.user.0, &key.0)]
    }

    fn sweep_at(&self) -> Option<Timestamp> {
        Some(self.expires_at)
    }

    /// Version 1 did not say when the person last confirmed: they did at the sign-in.
    fn upgrade(version: u8, bytes: &[u8]) -> Option<Self> {
        type First = (UserId, u32, Timestamp, Timestamp, Timestamp, String, String);
        let first = (version == 1).then(|| whole::<First>(bytes).ok()).flatten()?;
        let (user, epoch, created_at, last_used_at, expires_at, device, address) = first;
        let confirmed_at = created_at;
        Some(Self { user, epoch, created_at, last_used_at, expires_at, device, address, confirmed_at })
    }
}

/// When somebody last signed in to an account; written with the session that this begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct LastSignIn {
    /// When.
    pub at: Timestamp,
}

impl Record for LastSignIn {
    const KIND: u8 = b'J';
    const NAME: &'static str = "last_sign_in";
    type Key = UserId;
}

/// What a one-time link opens.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LinkPurpose {
    /// The creation of the first administrator.
    SetUp,
    /// A new password for the account, while its `session_epoch` is still the same.
    NewPassword {
        /// The account.
        user: UserId,
        /// Its `session_epoch` when the link was made.
        epoch: u32,
    },
}

/// A link that works once.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct OneTimeLink {
    /// What it opens.
    pub purpose: LinkPurpose,
    /// When it ends unused.
    pub expires_at: Timestamp,
}

impl Record for OneTimeLink {
    const KIND: u8 = b'L';
    const NAME: &'static str = "one_time_link";
    type Key = TokenHash;

    fn sweep_at(&self) -> Option<Timestamp> {
        Some(self.expires_at)
    }
}

/// Something that happened to an account, for its own page.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct UserEvent {
    /// The line of the audit log, without what is not for the account's eyes.
    pub entry: String,
    /// How long it is kept.
    pub expires_at: Timestamp,
}

impl Record for UserEvent {
    const KIND: u8 = b'E';
    const NAME: &'static str = "user_event";
    type Key = (UserId, EventId);

    fn sweep_at(&self) -> Option<Timestamp> {
        Some(self.expires_at)
    }
}
