//! What accounts promise, on the memory engine.

mod accounts;
mod links;
mod own;
mod sign_in;
