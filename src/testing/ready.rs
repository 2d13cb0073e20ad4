//! What a test server tells of itself: on its first line of output, and at `GET /_test/fixture`. Everything secret is in
//! clear.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

/// Where a test server is, and who and what is there.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ready {
    /// The issuer (RFC 8414 §2); below it are all endpoints.
    pub issuer: String,
    /// Where the control API is: `http://ADDR:PORT/_test`.
    pub control: String,
    /// Which version of grantd it is.
    pub version: String,
    /// Its process.
    pub pid: u32,
    /// What chance is derived from; `null` where it is the machine's.
    pub seed: Option<u64>,
    /// Its data directory.
    pub data_dir: PathBuf,
    /// The first administrator.
    pub admin: Person,
    /// All accounts, by name.
    pub users: BTreeMap<String, Person>,
    /// All apps, by name.
    pub apps: BTreeMap<String, App>,
    /// All resource servers, by name.
    pub resource_servers: BTreeMap<String, ResourceServer>,
    /// All tokens, by name.
    pub tokens: BTreeMap<String, Tokens>,
}

/// An account, with what signs it in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Its number.
    pub id: u64,
    /// Its name.
    pub name: String,
    /// Its address.
    pub email: String,
    /// Its password.
    pub password: String,
    /// Whether it is an administrator.
    pub admin: bool,
    /// Whether it is suspended.
    pub suspended: bool,
    /// A session, for `Authorization: Bearer`.
    pub session: String,
    /// The same session, for the pages: `NAME=VALUE`.
    pub cookie: String,
}

/// An app, with its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct App {
    /// Its number.
    pub id: u64,
    /// Its name.
    pub name: String,
    /// `client_id`.
    pub client_id: String,
    /// `client_secret`; `null` for a public client.
    pub client_secret: Option<String>,
    /// `confidential` or `public`.
    pub client_type: String,
    /// Where answers may go.
    pub redirect_uris: Vec<String>,
    /// What it may ask for.
    pub scope: String,
}

/// A resource server, with its secret.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResourceServer {
    /// Its name.
    pub name: String,
    /// `client_id`.
    pub client_id: String,
    /// `client_secret`.
    pub client_secret: String,
}

/// A pair of tokens, as the token endpoint tells it, and for whom it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tokens {
    /// The access token.
    pub access_token: String,
    /// `Bearer`.
    pub token_type: String,
    /// Seconds from now on; 0 when it has expired.
    pub expires_in: u64,
    /// The refresh token.
    pub refresh_token: String,
    /// What the access token may do.
    pub scope: String,
    /// For whom it acts.
    pub user: String,
    /// To which client it was issued.
    pub client_id: String,
}
