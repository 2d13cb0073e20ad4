//! The client object: an app as the API and the command line show it, in FitTrackee's shape (CONTRACT §3).

use serde::Serialize;

use super::hold::State;
use super::registration::App;
use crate::scope::ScopeSet;
use crate::secret::Secret;
use crate::store::records::ClientType;

/// The client object. Input names differ: `client_name` becomes `name`, `client_uri` becomes `website`.
#[derive(Serialize)]
pub struct ClientObject<'a> {
    client_id: &'a str,
    client_description: Option<&'a str>,
    client_type: ClientType,
    id: u64,
    issued_at: String,
    last_used_at: Option<String>,
    name: &'a str,
    previous_secret_expires_at: Option<String>,
    redirect_uris: &'a [String],
    scope: &'a ScopeSet,
    state: State,
    website: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    client_secret: Option<&'a str>,
}

impl<'a> ClientObject<'a> {
    /// Shows an app; its secret only in the answer that made it.
    pub fn new(app: &'a App, secret: Option<&'a Secret>) -> Self {
        let client = &app.client;
        Self {
            client_id: &client.client_id,
            client_description: client.description.as_deref(),
            client_type: client.client_type,
            id: app.number.0,
            issued_at: client.issued_at.long_date(),
            last_used_at: app.last_used_at.map(crate::clock::Timestamp::long_date),
            name: &client.name,
            previous_secret_expires_at: app.secrets.previous.map(|previous| previous.expires_at.long_date()),
            redirect_uris: &client.redirect_uris,
            scope: &client.scope,
            state: app.state(),
            website: &client.website,
            client_secret: secret.map(Secret::reveal),
        }
    }
}
