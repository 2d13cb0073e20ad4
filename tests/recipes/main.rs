//! The recipe in Rust of `docs/testing.md`; `test_recipes.py` beside this runs the others.
#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

mod axum_api;

/// What is in the docs is what runs here.
#[test]
fn the_docs_have_it_as_it_is() {
    let docs = include_str!("../../docs/testing.md");
    let (_, from) = docs.split_once("<!-- recipe:begin axum axum_api.rs -->\n```rust\n").unwrap();
    assert_eq!(from.split_once("```\n<!-- recipe:end -->").unwrap().0, include_str!("axum_api.rs"));
}
