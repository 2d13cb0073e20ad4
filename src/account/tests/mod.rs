//! What accounts promise, on the memory engine.

mod accounts;
#[cfg(feature = "passkeys")]
mod authenticator;
mod links;
mod own;
#[cfg(feature = "passkeys")]
mod passkeys;
mod search;
mod second_factor;
mod sign_in;
