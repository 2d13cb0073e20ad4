//! What is shown of a record: the object that `--json` prints, and what a table needs besides.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::account::account_object::AccountObject;
use crate::clock::Timestamp;
use crate::oauth::client_object::ClientObject;
use crate::oauth::hold::State;
use crate::oauth::registration::App;
use crate::secret::Secret;
use crate::store::records::{ResourceServer, User, UserId};

/// An account.
#[derive(Clone, Serialize, Deserialize)]
pub struct UserView {
    /// Its number.
    pub id: u64,
    /// Its name.
    pub name: String,
    /// Its e-mail address.
    pub email: String,
    /// Whether it is an administrator.
    pub admin: bool,
    /// Whether it is suspended.
    pub suspended: bool,
    /// Whether it has a password.
    pub has_password: bool,
    /// Since when it exists.
    pub created_at: Timestamp,
    /// When somebody last signed in to it.
    #[serde(default)]
    pub last_sign_in: Option<Timestamp>,
    /// Whether it has a second factor; told where one account alone is asked for.
    #[serde(default)]
    pub second_factor: Option<bool>,
    /// What was noted on it.
    pub attributes: BTreeMap<String, String>,
    object: Value,
}

impl UserView {
    pub(super) fn new(id: UserId, user: &User, last_sign_in: Option<Timestamp>) -> Self {
        Self {
            id: id.0,
            name: user.name.clone(),
            email: user.email.clone(),
            admin: user.is_admin(),
            suspended: user.suspended,
            has_password: user.password.is_some(),
            created_at: user.created_at,
            last_sign_in,
            second_factor: None,
            attributes: user.attributes.clone(),
            object: serde_json::to_value(AccountObject::with_email(user)).unwrap_or_default(),
        }
    }

    /// The account object of the API, with `id`, `attributes`, `last_sign_in`, and `second_factor` where that is known.
    pub fn object(&self) -> Value {
        let mut object = self.object.clone();
        object["id"] = self.id.into();
        object["attributes"] = json!(self.attributes);
        object["last_sign_in"] = json!(self.last_sign_in.map(Timestamp::iso8601));
        if let Some(second_factor) = self.second_factor {
            object["second_factor"] = second_factor.into();
        }
        object
    }
}

/// An app.
#[derive(Clone, Serialize, Deserialize)]
pub struct AppView {
    /// The client object of the API, with its secret if that was made just now.
    pub object: Value,
    /// The name of the account it belongs to.
    pub owner: String,
    /// When it was registered.
    pub issued_at: Timestamp,
    /// When it was last used.
    pub last_used_at: Option<Timestamp>,
    /// How it stands.
    #[serde(default)]
    pub state: State,
    /// Its secret, if that was made just now.
    pub secret: Option<String>,
}

impl AppView {
    pub(super) fn new(app: &App, owner: String, secret: Option<&Secret>) -> Self {
        Self {
            object: serde_json::to_value(ClientObject::new(app, secret)).unwrap_or_default(),
            owner,
            issued_at: app.client.issued_at,
            last_used_at: app.last_used_at,
            state: app.state(),
            secret: secret.map(|secret| secret.reveal().to_owned()),
        }
    }

    /// A text of the client object.
    pub fn text(&self, key: &str) -> &str {
        self.object[key].as_str().unwrap_or_default()
    }
}

/// A resource server.
#[derive(Clone, Serialize, Deserialize)]
pub struct ResourceServerView {
    /// Its name.
    pub name: String,
    /// Its user name at the introspection endpoint.
    pub client_id: String,
    /// When it was added.
    pub created_at: Timestamp,
    /// Its secret, if that was made just now.
    pub secret: Option<String>,
}

impl ResourceServerView {
    pub(super) fn new(name: String, server: &ResourceServer, secret: Option<&Secret>) -> Self {
        Self {
            name,
            client_id: server.client_id.clone(),
            created_at: server.created_at,
            secret: secret.map(|secret| secret.reveal().to_owned()),
        }
    }

    /// `{"name", "client_id", "client_secret"}` of one just made, otherwise with `created_at`.
    pub fn object(&self) -> Value {
        match &self.secret {
            Some(secret) => json!({ "name": self.name, "client_id": self.client_id, "client_secret": secret }),
            None => json!({ "name": self.name, "client_id": self.client_id, "created_at": self.created_at.iso8601() }),
        }
    }
}
