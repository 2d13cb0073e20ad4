//! grantd: an OAuth 2.0 authorization server for self-hosted APIs.

pub mod account;
pub mod audit;
pub mod clock;
pub mod config;
pub mod ctx;
pub mod http;
pub mod oauth;
pub mod protect;
pub mod scope;
pub mod secret;
pub mod store;
