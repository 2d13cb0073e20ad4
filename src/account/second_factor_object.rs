//! The second factor of an account as the API, its export and the command line show them: no secret and no hash of one.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::store::records::{Passkey, SecondFactor, Totp};

/// What an account has.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondFactorObject {
    /// Whether it has any.
    pub on: bool,
    /// Its authenticator app.
    pub app: Option<AppObject>,
    /// Its passkeys, the oldest first.
    #[serde(default)]
    pub passkeys: Vec<PasskeyObject>,
    /// How many recovery codes are not used yet.
    pub recovery_codes_left: usize,
    /// When they were made.
    pub recovery_codes_made_at: Option<String>,
}

/// An authenticator app.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppObject {
    /// When it was set up.
    pub added_at: String,
    /// When a code of it was last taken.
    pub last_used_at: Option<String>,
}

/// A passkey.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasskeyObject {
    /// Its credential ID in base64url.
    pub id: String,
    /// What its owner calls it.
    pub name: String,
    /// When it was added.
    pub added_at: String,
    /// When it was last used.
    pub last_used_at: Option<String>,
}

impl PasskeyObject {
    fn new(passkey: &Passkey) -> Self {
        Self {
            id: id_text(&passkey.id),
            name: passkey.name.clone(),
            added_at: passkey.added_at.long_date(),
            last_used_at: passkey.last_used_at.map(Timestamp::long_date),
        }
    }
}

/// A credential ID as people's programs are told it.
pub fn id_text(id: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(id)
}

/// The credential ID that a [`PasskeyObject::id`] stands for.
pub fn credential_id(id: &str) -> Option<Vec<u8>> {
    URL_SAFE_NO_PAD.decode(id).ok()
}

impl SecondFactorObject {
    /// What a sign-in can be finished with, where there can be passkeys or not.
    pub fn kinds(&self, passkeys_possible: bool) -> Vec<&'static str> {
        let kinds = [
            (passkeys_possible && !self.passkeys.is_empty(), "passkey"),
            (self.app.is_some(), "app"),
            (self.recovery_codes_left > 0, "recovery_code"),
        ];
        kinds.into_iter().filter_map(|(there, kind)| there.then_some(kind)).collect()
    }

    /// What is shown of it; `None` is an account that has none.
    pub fn new(factor: Option<&SecondFactor>) -> Self {
        let Some(factor) = factor else { return Self::default() };
        let app = |app: &Totp| AppObject {
            added_at: app.added_at.long_date(),
            last_used_at: app.last_used_at.map(Timestamp::long_date),
        };
        Self {
            on: true,
            app: factor.app.as_ref().map(app),
            passkeys: factor.passkeys.iter().map(PasskeyObject::new).collect(),
            recovery_codes_left: factor.recovery.len(),
            recovery_codes_made_at: Some(factor.recovery_made_at.long_date()),
        }
    }
}
