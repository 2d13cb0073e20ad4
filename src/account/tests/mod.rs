//! What accounts promise, on the memory engine.

mod accounts;
mod links;
mod sign_in;
