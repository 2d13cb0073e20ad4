//! What an operator must be able to read afterwards: who signed in, what was given, what was revoked and why.
//!
//! Events go to the log under the target `grantd::audit`, one line each, so that they can be kept apart
//! (`RUST_LOG=warn,grantd::audit=info`). They name accounts and clients, never a secret.

use std::fmt;

/// Writes one event: its name, and `key=value` details.
pub fn record(event: &'static str, details: fmt::Arguments<'_>) {
    tracing::info!(target: "grantd::audit", event, "{details}");
}
