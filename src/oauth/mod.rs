//! The protocol, in the words of RFC 6749: one file an operation, each to be read beside its section.
//!
//! | file | operation |
//! |---|---|
//! | [`authorize`] | the authorization endpoint (RFC 6749 §4.1.1–2, RFC 9207) |
//! | [`exchange`] | code for tokens (RFC 6749 §4.1.3–4, RFC 7636 §4.6) |
//! | [`refresh`] | rotation (RFC 6749 §6, RFC 9700 §4.14) |
//! | [`revoke`] | RFC 7009 |
//! | [`introspect`] | RFC 7662 |
//! | [`metadata`] | RFC 8414 |
//! | [`app_fields`] | what may stand in the fields of an app |
//! | [`registration`] | the apps of an account: register, edit, revoke, delete |
//! | [`fault`] | what is wrong with what is said of an app |
//! | [`secrets`] | the secret of an app: replaced, with a time in which the old one works, or reported as leaked |
//! | [`hold`] | what keeps an app back: suspended, not approved yet |
//! | [`search`] | apps, looked for |
//! | [`app_usage`] | what an app does, in figures |
//! | [`redirect_check`] | what would become of a redirect URI, and why |
//! | [`leaked`] | secrets that somebody found and hands in |
//! | [`approve`] | the person's consent: what it adds, what it takes away, and the code (RFC 6749 §4.1.2) |
//! | [`consent`] | what a person has authorised, how it is narrowed and withdrawn |
//!
//! What they share: [`client`] (authentication), [`redirect_uri`], [`pkce`], [`tokens`] (families and pairs),
//! [`standing`] (what is behind them), [`remembered`] (whom nobody is asked about again), [`params`], [`error`]. Nothing
//! here knows of HTTP or of an engine.

pub mod app_fields;
mod app_name;
pub mod app_usage;
pub mod approve;
pub mod authorize;
pub mod client;
pub mod client_object;
pub mod consent;
pub mod error;
pub mod exchange;
pub mod fault;
pub mod grant_object;
pub mod hold;
pub mod introspect;
pub mod leaked;
pub mod metadata;
pub mod params;
pub mod pkce;
pub mod redirect_check;
pub mod redirect_uri;
pub mod refresh;
pub mod registration;
pub mod remembered;
pub mod resource_server;
pub mod revoke;
pub mod search;
pub mod secrets;
pub mod standing;
pub mod tokens;

pub use self::client::ClientCredentials;
pub use self::error::{ErrorCode, OAuthError};
pub use self::params::Params;
