//! HTML endpoints: one file a page, and what they share: who is signed in ([`session`]), the forms' protection
//! ([`form`]), the messages after a step ([`notice`]). What the pages look like is in [`views`].

pub mod views;

use std::sync::Arc;

use crate::ctx::Ctx;

/// What page handlers share.
pub struct Web {
    /// The context of operations.
    pub ctx: Arc<Ctx>,
}
