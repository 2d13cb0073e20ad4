//! The session object: where an account is signed in, as the API and the command line show it.

use serde::{Deserialize, Serialize};

use crate::audit::device::device;
use crate::secret::TokenHash;
use crate::store::records::Session;

use super::session::{SessionId, id_of};

/// The session object. Nothing in it signs anybody in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionObject {
    /// What ends this session.
    pub id: SessionId,
    /// The device in words ("Firefox on Linux").
    pub device: String,
    /// What the device says of itself: the `User-Agent`, shortened.
    pub user_agent: String,
    /// The address of the sign-in.
    pub address: String,
    /// When it began.
    pub created_at: String,
    /// When it was last used, up to a few minutes.
    pub last_used_at: String,
    /// Whether it is the one that asks; `None` where nobody asks through a session.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub current: Option<bool>,
}

impl SessionObject {
    /// A session as it is shown to whoever asks through `own`.
    pub fn new(hash: &TokenHash, session: &Session, own: Option<&TokenHash>) -> Self {
        Self {
            id: id_of(hash),
            device: device(&session.device).to_string(),
            user_agent: session.device.clone(),
            address: session.address.clone(),
            created_at: session.created_at.long_date(),
            last_used_at: session.last_used_at.long_date(),
            current: own.map(|own| own == hash),
        }
    }
}
