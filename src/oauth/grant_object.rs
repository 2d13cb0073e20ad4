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
    /// Since when it is noted what is used; null where nothing ever was.
    noted_since: Option<String>,
    /// What of the scope was used, and when.
    used_scopes: Vec<UsedScopeObject<'a>>,
    /// What of the scope was not used since it is noted.
    unused_scope: ScopeSet,
    /// What of the scope the app gets without a question when it asks again.
    remembered_scope: &'a ScopeSet,
}

/// The use of one scope, by days (UTC).
#[derive(Serialize)]
struct UsedScopeObject<'a> {
    scope: &'a str,
    /// The first and the last day on which a request that needs it was let through.
    first_used_on: Option<String>,
    last_used_on: Option<String>,
    /// The last day on which an API that decides by itself was told that the app has it.
    last_told_on: Option<String>,
}

impl<'a> GrantObject<'a> {
    /// Shows a consent.
    pub fn new(one: &'a Authorised) -> Self {
        let used = one.scope.iter().filter_map(|scope| one.used.as_ref()?.of(scope));
        let date = |moment: Option<Timestamp>| moment.map(Timestamp::long_date);
        Self {
            client_id: &one.client.client_id,
            name: &one.client.name,
            website: &one.client.website,
            scope: &one.scope,
            granted_at: one.granted_at.long_date(),
            last_used_at: date(one.last_used_at),
            noted_since: one.used.as_ref().map(|used| used.since.long_date()),
            used_scopes: used
                .map(|used| UsedScopeObject {
                    scope: &used.scope,
                    first_used_on: date(used.first_used_on),
                    last_used_on: date(used.last_used_on),
                    last_told_on: date(used.last_told_on),
                })
                .collect(),
            unused_scope: one.unused(),
            remembered_scope: &one.remembered,
        }
    }
}
