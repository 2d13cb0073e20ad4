//! Records about the programs: clients and their secrets, resource servers, and when and how much a client was used.

use bincode::{Decode, Encode};
use serde::{Deserialize, Serialize};

use super::{ClientNumber, Day, Record, RecordKey, SecondaryKey, UserId};
use crate::clock::Timestamp;
use crate::scope::ScopeSet;
use crate::secret::TokenHash;

/// Whether a client can keep a secret (RFC 6749 §2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ClientType {
    /// It can, and authenticates with it.
    Confidential,
    /// It cannot: phone, desktop and in-browser apps. PKCE stands in.
    Public,
}

/// A client: what people see as an app.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct Client {
    /// Its public name: 24 alphanumerics.
    pub client_id: String,
    /// The account that registered it.
    pub owner: UserId,
    /// Whether it can keep a secret.
    pub client_type: ClientType,
    /// The hash of its secret; `None` for public clients.
    pub secret: Option<TokenHash>,
    /// The name people see.
    pub name: String,
    /// Its web site.
    pub website: String,
    /// What it is for.
    pub description: Option<String>,
    /// Where answers may go.
    pub redirect_uris: Vec<String>,
    /// What it may ask for.
    pub scope: ScopeSet,
    /// When it was registered.
    pub issued_at: Timestamp,
    /// Rises when all that was given to it is revoked at once.
    pub epoch: u32,
}

impl Record for Client {
    const KIND: u8 = b'C';
    const NAME: &'static str = "client";
    type Key = ClientNumber;

    fn secondary(&self, key: &ClientNumber) -> Vec<SecondaryKey> {
        vec![
            SecondaryKey::unique(b'c', self.client_id.as_bytes(), key),
            SecondaryKey::listed(b'o', self.owner.0, &key.to_bytes()),
        ]
    }
}

/// What keeps a client back. One that has none may do whatever it has registered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct Hold {
    /// Since when it waits for an administrator to approve it; until then only its owner can authorise it.
    pub waiting_since: Option<Timestamp>,
    /// Since when it is suspended: nothing that it was given is good, and it is given nothing.
    pub suspended_at: Option<Timestamp>,
}

impl Record for Hold {
    const KIND: u8 = b'Z';
    const NAME: &'static str = "hold";
    const KEEPS_OUT: Option<&'static str> =
        Some("its app is given nothing meanwhile; grantd app unsuspend ID, and grantd app approve ID, let it go on");
    type Key = ClientNumber;
}

/// An API that may introspect tokens (RFC 7662).
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct ResourceServer {
    /// Its user name at the introspection endpoint.
    pub client_id: String,
    /// The hash of its secret.
    pub secret: TokenHash,
    /// When it was added.
    pub created_at: Timestamp,
}

impl Record for ResourceServer {
    const KIND: u8 = b'P';
    const NAME: &'static str = "resource_server";
    type Key = String;

    fn secondary(&self, key: &String) -> Vec<SecondaryKey> {
        vec![SecondaryKey::unique(b'p', self.client_id.as_bytes(), key)]
    }
}

/// When a client last used what an account gave it; written in batches, never while a request waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct LastUse {
    /// When.
    pub at: Timestamp,
}

impl Record for LastUse {
    const KIND: u8 = b'T';
    const NAME: &'static str = "last_use";
    type Key = (ClientNumber, UserId);
}

/// What is to be known of a client's secrets beside the one that stands in [`Client`]: the one before it, for as long as
/// both are good, and whether somebody reported that one was seen where it should not be.
#[derive(Debug, Clone, Default, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct SecretState {
    /// The secret that was replaced, while it still works.
    pub previous: Option<PreviousSecret>,
    /// When the present one was reported as leaked.
    pub reported_at: Option<Timestamp>,
}

/// A secret that was replaced and works for a while.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct PreviousSecret {
    /// Its hash.
    pub hash: TokenHash,
    /// When it ends.
    pub expires_at: Timestamp,
    /// When the client last proved itself with it since it was replaced; written in batches.
    pub last_used_at: Option<Timestamp>,
}

impl SecretState {
    /// The secret that was replaced, if it is good now.
    pub fn previous(&self, now: Timestamp) -> Option<&PreviousSecret> {
        self.previous.as_ref().filter(|previous| previous.expires_at > now)
    }
}

impl Record for SecretState {
    const KIND: u8 = b'Y';
    const NAME: &'static str = "secret_state";
    type Key = ClientNumber;

    /// A report stays until the secret is replaced.
    fn sweep_at(&self) -> Option<Timestamp> {
        match self.reported_at {
            Some(_) => None,
            None => self.previous.as_ref().map(|previous| previous.expires_at),
        }
    }
}

/// How much of what an app does was counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct Figures {
    /// How often somebody authorised it, with or without being asked.
    pub authorised: u64,
    /// How many pairs of tokens it got for codes.
    pub issued: u64,
    /// How many pairs of tokens it got for refresh tokens.
    pub refreshed: u64,
    /// How many requests of it were let through to an API, or asked about by one.
    pub requests: u64,
    /// How many requests of it were refused: for tokens, or to an API for want of a scope.
    pub refused: u64,
}

impl Figures {
    /// Both together.
    #[must_use]
    pub fn plus(self, other: Self) -> Self {
        Self {
            authorised: self.authorised.saturating_add(other.authorised),
            issued: self.issued.saturating_add(other.issued),
            refreshed: self.refreshed.saturating_add(other.refreshed),
            requests: self.requests.saturating_add(other.requests),
            refused: self.refused.saturating_add(other.refused),
        }
    }
}

/// What an app did on one day, all people together; written in batches, never while a request waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct AppUsage {
    /// What was counted.
    pub figures: Figures,
    /// When nobody is told of it any more.
    pub expires_at: Timestamp,
}

impl Record for AppUsage {
    const KIND: u8 = b'X';
    const NAME: &'static str = "app_usage";
    type Key = (ClientNumber, Day);

    fn sweep_at(&self) -> Option<Timestamp> {
        Some(self.expires_at)
    }
}
