//! What an account shows beside its password, or instead of it: an authenticator app, passkeys, recovery codes.

use bincode::{Decode, Encode};
use serde::{Deserialize, Serialize};

use super::{Record, UserId, whole};
use crate::clock::Timestamp;
use crate::secret::TokenHash;

/// The second factor of an account.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct SecondFactor {
    /// Its authenticator app.
    pub app: Option<Totp>,
    /// Its passkeys, the oldest first.
    #[serde(default)]
    pub passkeys: Vec<Passkey>,
    /// The hashes of the recovery codes that are not used yet.
    pub recovery: Vec<TokenHash>,
    /// When the recovery codes were made.
    pub recovery_made_at: Timestamp,
}

/// An authenticator app: what it and grantd both know (RFC 6238).
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct Totp {
    /// The shared secret.
    pub secret: SharedSecret,
    /// The time step of the last code that was taken: no code of it or of an older one is taken again.
    pub last_step: u64,
    /// When it was set up.
    pub added_at: Timestamp,
    /// When a code of it was last taken after that.
    pub last_used_at: Option<Timestamp>,
}

/// A passkey: a credential of WebAuthn (W3C Web Authentication Level 2 §4). It holds no secret.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct Passkey {
    /// The credential ID that the authenticator chose.
    #[serde(with = "in_hex")]
    pub id: Vec<u8>,
    /// Its public key, counter and flags, in JSON as webauthn-rs writes it.
    pub credential: String,
    /// What its owner calls it.
    pub name: String,
    /// When it was added.
    pub added_at: Timestamp,
    /// When it last showed that its owner is there.
    pub last_used_at: Option<Timestamp>,
    /// When the challenge was made that it answered last: no older one is taken again, and this one neither.
    pub last_challenge: Timestamp,
}

/// A secret that grantd must know again, as it is stored.
#[derive(Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SharedSecret {
    /// As it is: there is no key to seal it with.
    Plain(#[serde(with = "in_hex")] Vec<u8>),
    /// Encrypted with the key that this names, which is not in the store.
    Sealed {
        /// Which key.
        #[serde(with = "in_hex")]
        key: Vec<u8>,
        /// The nonce, the ciphertext, the tag.
        #[serde(with = "in_hex")]
        sealed: Vec<u8>,
    },
}

impl std::fmt::Debug for SharedSecret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Plain(_) => "Plain(…)",
            Self::Sealed { .. } => "Sealed(…)",
        })
    }
}

impl Record for SecondFactor {
    const KIND: u8 = b'O';
    const NAME: &'static str = "second_factor";
    const VERSION: u8 = 2;
    const KEEPS_OUT: Option<&'static str> = Some(
        "nobody signs in to its account with the password alone; grantd user second-factor NAME --off takes it away, for who \
         asks and is that person",
    );
    type Key = UserId;

    fn upgrade(version: u8, bytes: &[u8]) -> Option<Self> {
        /// What there was before there were passkeys.
        #[derive(Decode)]
        struct AppAndCodes {
            app: Totp,
            recovery: Vec<TokenHash>,
            recovery_made_at: Timestamp,
        }
        let AppAndCodes { app, recovery, recovery_made_at } = (version == 1).then(|| whole(bytes).ok()).flatten()?;
        Some(Self { app: Some(app), passkeys: Vec::new(), recovery, recovery_made_at })
    }
}

/// Somebody who has given the right password and not the second factor yet. It opens nothing else.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct PendingSignIn {
    /// Whose sign-in it is.
    pub user: UserId,
    /// The account's `session_epoch` when the password was checked; another one ends it.
    pub epoch: u32,
    /// When it ends.
    pub expires_at: Timestamp,
}

impl Record for PendingSignIn {
    const KIND: u8 = b'H';
    const NAME: &'static str = "pending_sign_in";
    type Key = TokenHash;

    fn sweep_at(&self) -> Option<Timestamp> {
        Some(self.expires_at)
    }
}

/// Bytes in hexadecimal, for exports.
mod in_hex {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

    use crate::secret::{hex, unhex};

    pub fn serialize<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
        hex(bytes).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(deserializer)?;
        unhex(&text).ok_or_else(|| de::Error::custom("hexadecimal digits expected"))
    }
}
