//! What becomes of a store over the years: not part of the quick benchmarks, each takes minutes.
//!
//! - `cargo bench --bench growth -- soak`: a compressed year. Time is ours; tokens are issued by the real operations (the
//!   code flow and refreshing, 64 at once, each durable before it is answered) and swept every hour of that year. Prints a
//!   line a day and draws `target/soak.svg`. `TOKENS=5000000 LIVE=20000 MEMORY=96MiB COMPACT=4` are its settings.
//! - `cargo bench --bench growth -- scale`: the real daemon over 1,000, 20,000, 200,000 and 1,000,000 live tokens: time to
//!   start, memory, disk, validation of tokens chosen at random, what a sweep takes. Prints a table and draws
//!   `target/scale.svg`. `SIZES=1000,20000,200000,1000000 ROUNDS=9 MEMORY=96MiB`.
//! - `cargo bench --bench growth -- sweep`: how long validation takes while a million expired records are swept, beside how
//!   long it takes without. `EXPIRED=1000000`.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a benchmark stops where something is wrong"
)]

mod filled;
mod plot;
mod running;
mod scale;
mod soak;
mod sweep;
#[path = "../wire/mod.rs"]
mod wire;

use wire::setting;

fn main() {
    let what = std::env::args().nth(1).filter(|argument| !argument.starts_with("--"));
    match what.as_deref() {
        Some("soak") => soak::run(),
        Some("scale") => scale::run(),
        Some("sweep") => sweep::run(),
        _ => println!("say which: soak, scale or sweep"),
    }
}

/// How much memory the daemon may take, as the environment says.
fn memory() -> u64 {
    std::env::var("MEMORY")
        .map_or(grantd::config::Storage::default().memory, |text| grantd::config::parse_size(&text).unwrap())
}
