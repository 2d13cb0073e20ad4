//! hyper and nothing else: listeners and limits ([`server`]), what a request holds ([`request`]), what an answer is
//! ([`response`]), and the endpoints themselves.

pub mod api;
pub mod guard;
pub mod pages;
pub mod request;
pub mod response;
pub mod router;
pub mod server;
