//! What a server says of itself when it is ready: where it is, and how it is asked for each operation.
//!
//! Every peer prints this as one line of JSON, so that one client drives them all.

use std::collections::BTreeMap;
use std::net::SocketAddr;

use serde::Deserialize;
use serde_json::Value;

#[derive(Deserialize)]
pub struct Offer {
    /// With its version.
    pub name: String,
    pub address: SocketAddr,
    /// Whether what it answered survives a power cut.
    pub durable: bool,
    /// Its processes; those that they start count as well.
    pub processes: Vec<u32>,
    pub client_id: String,
    pub client_secret: String,
    pub redirect_uri: String,
    pub scope: String,
    /// Signed-in sessions, each as the header line that a browser or front end sends.
    pub sessions: Vec<String>,
    pub authorize: Authorize,
    /// The path of the token endpoint.
    pub token: String,
    pub validations: Vec<Validation>,
}

/// The authorization endpoint for somebody who is signed in and has authorised the client before, or does in this call.
#[derive(Deserialize)]
pub struct Authorize {
    /// `GET`, with a redirect for an answer, or `POST`, with a form.
    pub method: String,
    pub path: String,
    /// What it takes beyond RFC 6749 §4.1.1, urlencoded, or nothing.
    #[serde(default)]
    pub more: String,
}

/// One way to ask whether an access token is good. `{token}` stands for the token.
#[derive(Deserialize, Clone)]
pub struct Validation {
    /// `introspection`, `bearer` or `forward-auth`.
    pub kind: String,
    pub method: String,
    pub path: String,
    #[serde(default)]
    pub headers: String,
    #[serde(default)]
    pub body: String,
    /// What must stand in the answer's body, by JSON pointer.
    #[serde(default)]
    pub expect: BTreeMap<String, Value>,
    /// What must stand in the answer's head, in small letters.
    #[serde(default)]
    pub expect_head: BTreeMap<String, String>,
}
