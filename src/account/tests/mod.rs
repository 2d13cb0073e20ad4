//! What accounts promise, on the memory engine.

mod accounts;
mod links;
mod own;
mod search;
mod second_factor;
mod sign_in;
