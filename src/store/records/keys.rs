//! Natural keys: ordered bytes and back.

use bincode::{Decode, Encode};
use serde::{Deserialize, Serialize};

use super::RecordKey;
use crate::clock::Timestamp;
use crate::secret::{TokenHash, hex, unhex};

macro_rules! number_key {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Encode, Decode, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub u64);

        impl RecordKey for $name {
            fn append(&self, bytes: &mut Vec<u8>) {
                bytes.extend_from_slice(&self.0.to_be_bytes());
            }
            fn from_bytes(bytes: &[u8]) -> Option<Self> {
                bytes.try_into().ok().map(|bytes| Self(u64::from_be_bytes(bytes)))
            }
        }
    };
}

number_key! {
    /// An account's number: never given twice.
    UserId
}
number_key! {
    /// A client's number, the `id` of FitTrackee's client object. Its public name is the `client_id`.
    ClientNumber
}

impl RecordKey for (UserId, ClientNumber) {
    fn append(&self, bytes: &mut Vec<u8>) {
        self.0.append(bytes);
        self.1.append(bytes);
    }
    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (user, client) = bytes.split_at_checked(8)?;
        Some((UserId::from_bytes(user)?, ClientNumber::from_bytes(client)?))
    }
}

impl RecordKey for (ClientNumber, UserId) {
    fn append(&self, bytes: &mut Vec<u8>) {
        self.0.append(bytes);
        self.1.append(bytes);
    }
    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (client, user) = bytes.split_at_checked(8)?;
        Some((ClientNumber::from_bytes(client)?, UserId::from_bytes(user)?))
    }
}

/// A day in UTC: how many lie between it and 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Day(pub u32);

impl Day {
    const MILLISECONDS: u64 = 24 * 60 * 60 * 1000;

    /// The day of a moment.
    pub fn of(moment: Timestamp) -> Self {
        Self(u32::try_from(moment.as_millis() / Self::MILLISECONDS).unwrap_or(u32::MAX))
    }

    /// Its first moment.
    pub fn begin(self) -> Timestamp {
        Timestamp::from_millis(u64::from(self.0) * Self::MILLISECONDS)
    }

    /// The day so many days earlier.
    #[must_use]
    pub fn before(self, days: u32) -> Self {
        Self(self.0.saturating_sub(days))
    }
}

impl RecordKey for Day {
    fn append(&self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(&self.0.to_be_bytes());
    }
    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(|bytes| Self(u32::from_be_bytes(bytes)))
    }
}

impl RecordKey for (ClientNumber, Day) {
    fn append(&self, bytes: &mut Vec<u8>) {
        self.0.append(bytes);
        self.1.append(bytes);
    }
    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (client, day) = bytes.split_at_checked(8)?;
        Some((ClientNumber::from_bytes(client)?, Day::from_bytes(day)?))
    }
}

/// Names an event of an account; sorted by time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct EventId {
    /// When it happened.
    pub at: Timestamp,
    /// Tells those of one moment apart.
    pub number: u32,
    /// Whether anybody could cause it.
    pub attempt: bool,
}

impl RecordKey for EventId {
    fn append(&self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(&self.at.as_millis().to_be_bytes());
        bytes.extend_from_slice(&self.number.to_be_bytes());
        bytes.push(u8::from(self.attempt));
    }
    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (at, rest) = bytes.split_first_chunk()?;
        let (number, attempt) = rest.split_first_chunk()?;
        let attempt = match attempt {
            [0] => false,
            [1] => true,
            _ => return None,
        };
        Some(Self { at: Timestamp::from_millis(u64::from_be_bytes(*at)), number: u32::from_be_bytes(*number), attempt })
    }
}

impl RecordKey for (UserId, EventId) {
    fn append(&self, bytes: &mut Vec<u8>) {
        self.0.append(bytes);
        self.1.append(bytes);
    }
    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let (user, event) = bytes.split_at_checked(8)?;
        Some((UserId::from_bytes(user)?, EventId::from_bytes(event)?))
    }
}

impl RecordKey for TokenHash {
    fn append(&self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(&self.0);
    }
    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }
}

impl RecordKey for String {
    fn append(&self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(self.as_bytes());
    }
    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        Self::from_utf8(bytes.to_vec()).ok()
    }
}

impl RecordKey for () {
    fn append(&self, _bytes: &mut Vec<u8>) {}
    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.is_empty().then_some(())
    }
}

/// The random name of a [`Family`](super::Family).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Encode, Decode, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FamilyId(pub [u8; 16]);

impl RecordKey for FamilyId {
    fn append(&self, bytes: &mut Vec<u8>) {
        bytes.extend_from_slice(&self.0);
    }
    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        bytes.try_into().ok().map(Self)
    }
}

impl From<FamilyId> for String {
    fn from(id: FamilyId) -> Self {
        hex(&id.0)
    }
}

impl TryFrom<String> for FamilyId {
    type Error = String;
    fn try_from(text: String) -> Result<Self, String> {
        let bytes = unhex(&text).and_then(|bytes| Self::from_bytes(&bytes));
        bytes.ok_or_else(|| format!("{text:?} is not a family id"))
    }
}
