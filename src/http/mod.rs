//! hyper and nothing else.

pub mod pages;
