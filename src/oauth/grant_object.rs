//! The grant object: what a person has authorised an app to do, as the API shows it (CONTRACT §3).

use serde::Serialize;

use super::consent::Authorised;
use crate::clock::Timestamp;
use crate::scope::ScopeSet;

/// The grant object.
#[derive(Serialize)]
pub struct GrantObject<'a> {
    client_id: &'a str,
    name: &'a str,
    website: &'a str,
    scope: &'a ScopeSet,
    granted_at: String,
    last_used_at: Option<String>,
}

impl<'a> GrantObject<'a> {
    /// Shows a consent.
    pub fn new(one: &'a Authorised) -> Self {
        Self {
            client_id: &one.client.client_id,
            name: &one.client.name,
            website: &one.client.website,
            scope: &one.scope,
            granted_at: one.granted_at.long_date(),
            last_used_at: one.last_used_at.map(Timestamp::long_date),
        }
    }
}
