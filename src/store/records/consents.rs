//! Records beside a consent: what was used of it, and whether it may be given again without a question.

use bincode::{Decode, Encode};
use serde::{Deserialize, Serialize};

use super::{ClientNumber, Record, UserId};
use crate::clock::Timestamp;
use crate::secret::TokenHash;

/// A person's word that a client need not ask again for what it was allowed: kept beside the [`super::Grant`], and gone
/// with it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct RememberedConsent {
    /// The consent that it was said of.
    pub grant_id: u64,
    /// The SHA-256 of what the client was then, as far as the person could see it.
    pub client: TokenHash,
}

impl Record for RememberedConsent {
    const KIND: u8 = b'Q';
    const NAME: &'static str = "remembered_consent";
    type Key = (UserId, ClientNumber);
}

/// What a client used of a consent; written in batches, never while a request waits.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct ScopeUse {
    /// Since when it is noted.
    pub since: Timestamp,
    /// The scopes of which there is something to say.
    pub scopes: Vec<UsedScope>,
}

/// The use of one scope. Each time is the beginning of a day (UTC).
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct UsedScope {
    /// Which.
    pub scope: String,
    /// The first day on which a request that needs it was let through.
    pub first_used_on: Option<Timestamp>,
    /// The last such day.
    pub last_used_on: Option<Timestamp>,
    /// The last day on which an API was told that a token has it (RFC 7662), and decided by itself.
    pub last_told_on: Option<Timestamp>,
}

impl Record for ScopeUse {
    const KIND: u8 = b'W';
    const NAME: &'static str = "scope_use";
    type Key = (UserId, ClientNumber);
}
