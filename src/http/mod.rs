//! hyper and nothing else: listeners and limits ([`bind`], [`server`], [`tls`], `wire`, [`connection`], [`workers`]), what a
//! request holds ([`request`]), what an answer is ([`response`]), the endpoints themselves, and for whoever watches, what was
//! counted ([`scrape`]).

mod apart;
pub mod api;
pub mod bind;
pub mod body;
pub mod connection;
pub mod crowd;
pub mod forward_auth;
pub mod gateway;
pub mod guard;
pub mod pages;
pub mod request;
pub mod response;
pub mod router;
pub mod scrape;
pub mod sealing;
pub mod secret_file;
pub mod server;
pub mod tls;
mod wire;
pub mod workers;
