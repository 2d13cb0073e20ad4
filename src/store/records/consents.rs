//! Records beside a consent: what was used of it, and whether it may be given again without a question.

use bincode::{Decode, Encode, config};
use serde::{Deserialize, Serialize};

use super::{ClientNumber, Record, UserId, VALUE_LIMIT};
use crate::clock::Timestamp;
use crate::scope::ScopeSet;
use crate::secret::TokenHash;

/// A person's word that a client need not ask again for what it was allowed: kept beside the [`super::Grant`], and gone
/// with it.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct RememberedConsent {
    /// The consent that it was said of.
    pub grant_id: u64,
    /// The SHA-256 of what the client was then, as far as the person could see it.
    pub client: TokenHash,
    /// What it was said of.
    #[serde(default)]
    pub scope: ScopeSet,
}

impl Record for RememberedConsent {
    const KIND: u8 = b'Q';
    const NAME: &'static str = "remembered_consent";
    const VERSION: u8 = 2;
    type Key = (UserId, ClientNumber);

    /// Version 1 did not say of what it was said: the person is asked once more.
    fn upgrade(version: u8, bytes: &[u8]) -> Option<Self> {
        if version != 1 {
            return None;
        }
        let limited = config::standard().with_limit::<VALUE_LIMIT>();
        let ((grant_id, client), read) = bincode::decode_from_slice::<(u64, TokenHash), _>(bytes, limited).ok()?;
        (read == bytes.len()).then(|| Self { grant_id, client, scope: ScopeSet::default() })
    }
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

#[cfg(test)]
mod tests {
    use super::super::{decode, encode};
    use super::*;

    #[test]
    fn a_word_that_did_not_say_of_what_it_was_said_is_said_of_nothing() {
        let client = TokenHash::of(b"x");
        let old = bincode::encode_to_vec((7_u64, client), config::standard()).unwrap();
        let upgraded = decode::<RememberedConsent>(&[vec![1], old.clone()].concat()).unwrap();
        assert_eq!(upgraded, RememberedConsent { grant_id: 7, client, scope: ScopeSet::default() });
        assert_eq!(decode::<RememberedConsent>(&encode(&upgraded).unwrap()).unwrap(), upgraded);
        for broken in [vec![1], [vec![1], old.clone(), vec![0]].concat(), [vec![3], old].concat()] {
            assert!(decode::<RememberedConsent>(&broken).is_err());
        }
    }
}
