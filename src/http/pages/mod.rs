//! HTML endpoints: one file a page.

pub mod views;
