//! Records of what was given: consents, codes, families and their tokens.

use bincode::{Decode, Encode};
use serde::{Deserialize, Serialize};

use super::{ClientNumber, FamilyId, Record, RecordKey, SecondaryKey, UserId};
use crate::clock::Timestamp;
use crate::scope::ScopeSet;
use crate::secret::TokenHash;

/// A person's consent to one client. Withdrawing it removes the record, and with it all that was given under it.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct Grant {
    /// Tells this consent from an earlier, withdrawn one.
    pub grant_id: u64,
    /// The client's `epoch` when consent was given.
    pub client_epoch: u32,
    /// All that was consented to.
    pub scope: ScopeSet,
    /// When consent was first given.
    pub granted_at: Timestamp,
}

impl Record for Grant {
    const KIND: u8 = b'G';
    const NAME: &'static str = "grant";
    type Key = (UserId, ClientNumber);

    fn secondary(&self, key: &Self::Key) -> Vec<SecondaryKey> {
        vec![SecondaryKey::listed(b'g', key.1.0, &key.0.to_bytes())]
    }
}

/// What the token endpoint demands of `redirect_uri` (RFC 6749 §4.1.3).
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RedirectCheck {
    /// It was in the authorization request: it must come again, the same.
    Same(String),
    /// It was left out: it may be left out again, or be this one.
    SameOrAbsent(String),
    /// FitTrackee compatibility: it is ignored.
    Ignored,
}

/// An authorization code (RFC 6749 §4.1.2).
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct AuthorizationCode {
    /// For which client.
    pub client: ClientNumber,
    /// Who consented.
    pub user: UserId,
    /// Under which consent.
    pub grant_id: u64,
    /// To what.
    pub scope: ScopeSet,
    /// What `redirect_uri` must be.
    pub redirect: RedirectCheck,
    /// The PKCE `S256` challenge.
    pub code_challenge: Option<String>,
    /// When it ends.
    pub expires_at: Timestamp,
    /// Set once it was spent, well or badly.
    pub spent: Option<SpentCode>,
}

/// What became of a spent code; kept so that a replay ends what it gave.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct SpentCode {
    /// The family it gave; `None` when it was spent by a wrong verifier or redirect URI.
    pub family: Option<FamilyId>,
    /// Until when a replay is recognised.
    pub remembered_until: Timestamp,
}

impl Record for AuthorizationCode {
    const KIND: u8 = b'K';
    const NAME: &'static str = "authorization_code";
    type Key = TokenHash;

    fn sweep_at(&self) -> Option<Timestamp> {
        Some(self.spent.as_ref().map_or(self.expires_at, |spent| spent.remembered_until))
    }
}

/// All tokens that came from one code, rotation by rotation: the unit of revocation.
///
/// Only tokens of the current generation are good. See `docs/decisions/003-refresh-rotation.md`.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct Family {
    /// The client it was given to.
    pub client: ClientNumber,
    /// The account it acts for.
    pub user: UserId,
    /// The consent it came from.
    pub grant_id: u64,
    /// What it may do.
    pub scope: ScopeSet,
    /// How many times it was rotated.
    pub generation: u32,
    /// When it was last rotated, newest first: as far back as a replaced refresh token may still work, and always the
    /// last time.
    pub rotations: Vec<Timestamp>,
    /// When its refresh tokens end.
    pub expires_at: Timestamp,
}

impl Record for Family {
    const KIND: u8 = b'F';
    const NAME: &'static str = "family";
    type Key = FamilyId;

    fn sweep_at(&self) -> Option<Timestamp> {
        Some(self.expires_at)
    }
}

/// An access token.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct AccessToken {
    /// Its family.
    pub family: FamilyId,
    /// The family's generation that it belongs to.
    pub generation: u32,
    /// What it may do, where that is less than the family.
    pub narrowed_scope: Option<ScopeSet>,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
}

impl Record for AccessToken {
    const KIND: u8 = b'A';
    const NAME: &'static str = "access_token";
    type Key = TokenHash;

    fn sweep_at(&self) -> Option<Timestamp> {
        Some(self.expires_at)
    }
}

/// A refresh token. It never changes: whether it is current, replaced or reused is told by its family's generation.
#[derive(Debug, Clone, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct RefreshToken {
    /// Its family.
    pub family: FamilyId,
    /// The family's generation that it belongs to.
    pub generation: u32,
    /// When it was issued.
    pub issued_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
}

impl Record for RefreshToken {
    const KIND: u8 = b'R';
    const NAME: &'static str = "refresh_token";
    type Key = TokenHash;

    fn sweep_at(&self) -> Option<Timestamp> {
        Some(self.expires_at)
    }
}

/// A consent page that was answered; a second answer to it is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Encode, Decode, Serialize, Deserialize)]
pub struct DecidedRequest {
    /// When the page would have expired by itself.
    pub expires_at: Timestamp,
}

impl Record for DecidedRequest {
    const KIND: u8 = b'D';
    const NAME: &'static str = "decided_request";
    type Key = TokenHash;

    fn sweep_at(&self) -> Option<Timestamp> {
        Some(self.expires_at)
    }
}
