//! The second factor of an account as the API, its export and the command line show them: no secret and no hash of one.

use serde::{Deserialize, Serialize};

use crate::clock::Timestamp;
use crate::store::records::{SecondFactor, Totp};

/// What an account has.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondFactorObject {
    /// Whether it has any.
    pub on: bool,
    /// Its authenticator app.
    pub app: Option<AppObject>,
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

impl SecondFactorObject {
    /// What is shown of it; `None` is an account that has none.
    pub fn new(factor: Option<&SecondFactor>) -> Self {
        let Some(factor) = factor else { return Self::default() };
        let app = |app: &Totp| AppObject {
            added_at: app.added_at.long_date(),
            last_used_at: app.last_used_at.map(Timestamp::long_date),
        };
        Self {
            on: true,
            app: Some(app(&factor.app)),
            recovery_codes_left: factor.recovery.len(),
            recovery_codes_made_at: Some(factor.recovery_made_at.long_date()),
        }
    }
}
