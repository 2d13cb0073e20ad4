//! grantd beside its peers, on this machine.
//!
//! Starts each server on loopback, drives the same operations through the same client, which looks at every answer, in
//! alternating rounds, and prints Markdown tables of medians with ratios; then the goals and whether they are met.
//! `benches/compare/run` installs the peers first; what is not there is skipped, and said.
//!
//! Settings from the environment: `CONNECTIONS=64 ROUNDS=5 ROUND_SECONDS=2`, `RATE=500` for a fixed rate (open loop) instead of
//! as fast as it goes, `DIR=/mnt/card` for another disk, `PEERS=oidc,authlib` and `OPERATIONS=refresh,flow` for those whose
//! names hold these words only.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::cast_precision_loss,
    reason = "a benchmark stops where something is wrong"
)]

mod ceilings;
mod contest;
mod goals;
mod loader;
mod offer;
mod operations;
mod processes;
mod reply;
mod report;
mod run;
mod servers;
#[path = "../wire/mod.rs"]
mod wire;

fn main() {
    if std::env::args().any(|argument| argument == "bare") {
        servers::be_bare();
    } else {
        run::run();
    }
}
