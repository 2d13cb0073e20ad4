//! JSON endpoints, one file a subject. Each reads its request, calls one operation and shapes the answer; none decides
//! anything about tokens or accounts itself.
//!
//! Two dialects: the protocol endpoints speak RFC 6749 (see [`protocol`]), everything else FitTrackee's
//! `{"status", "message", "data"}` (see [`answer`]).

pub mod account;
pub mod admin;
pub mod answer;
pub mod apps;
pub mod authorize;
pub mod events;
pub mod grants;
pub mod health;
pub mod instance;
pub mod introspect;
pub mod leaked;
pub mod metadata;
pub mod page;
pub mod passkeys;
pub mod profile;
pub mod protocol;
pub mod revoke;
pub mod second_factor;
pub mod session;
pub mod token;
pub mod users;
