//! grantd: an OAuth 2.0 authorization server for self-hosted APIs. One daemon, one embedded store.
//!
//! Data goes one way: a request comes in at [`http`], an operation in [`oauth`], [`account`] or [`protect`] decides, one
//! batch goes to [`store`], a typed answer goes back out. Nothing below knows what is above:
//!
//! | floor | modules |
//! |---|---|
//! | top | [`cli`]: the command line; [`daemon`]: the parts of a running daemon, started and stopped as one |
//! | | [`doctor`]: what is to be said of an installation; [`testing`]: a server for tests |
//! | | [`http`]: listeners, router, endpoints and pages; [`admin`]: the administration socket |
//! | | [`protect`]: which route a request is for, who makes it, and whether that is enough |
//! | | [`oauth`]: the protocol; [`account`]: people; [`ctx`]: what an operation is handed; [`observed`]: what the doctor hears of it |
//! | | [`audit`]: what has happened, written down and read again |
//! | | [`store`]: records over an engine |
//! | | [`look`]: the logo and the colours that the operator gives the pages |
//! | bottom | [`secret`], [`scope`], [`clock`], [`language`], [`words`], [`json`], [`config`], [`limits`], [`seldom`], [`metrics`] |
//!
//! Who embeds grantd or tests against it needs [`daemon::Daemon`], [`config::Config`] and [`testing`].

pub mod account;
pub mod admin;
pub mod audit;
pub mod cli;
pub mod clock;
pub mod config;
pub mod ctx;
pub mod daemon;
pub mod doctor;
#[doc(hidden)]
pub mod fuzzing;
pub mod http;
pub mod json;
pub mod language;
pub mod limits;
pub mod look;
pub mod memory;
pub mod metrics;
pub mod oauth;
pub mod observed;
pub mod protect;
pub mod scope;
pub mod secret;
pub mod seldom;
pub mod store;
pub mod testing;
pub mod words;
