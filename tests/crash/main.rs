//! What nobody wishes for, to the real daemon, again and again: killed, cut off from power, on a disk that refuses, over
//! files that are damaged. After each round it starts, or says in one line what to do; what it acknowledged is there, and
//! what it ended has not returned. `docs/decisions/008-crash-testing.md` says how, and how often it was done.
//!
//! A few rounds by default. The long form: `GRANTD_CRASH_ROUNDS=1000 cargo nextest run --test crash --no-capture`;
//! `GRANTD_CRASH_SEED` repeats what a failure names.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test stops where its kit fails")]

mod daemon;
mod damage;
mod facts;
mod guard;
mod http;
mod kill;
mod load;
mod power;
mod record;
mod refuse;
mod salvage;
mod shim;

use std::time::SystemTime;

/// How many rounds: `GRANTD_CRASH_ROUNDS`, or `short`.
pub(crate) fn rounds(short: usize) -> usize {
    std::env::var("GRANTD_CRASH_ROUNDS").ok().map_or(short, |rounds| rounds.parse().unwrap())
}

/// A small source of chance that can be repeated.
pub(crate) struct Chance(u64);

impl Chance {
    /// From `GRANTD_CRASH_SEED`, or the time; what it is, is printed.
    pub(crate) fn of_this_run() -> Self {
        let now = || SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap().subsec_nanos().into();
        let seed = std::env::var("GRANTD_CRASH_SEED").ok().map_or_else(now, |seed| seed.parse().unwrap());
        println!("GRANTD_CRASH_SEED={seed}");
        Self(seed)
    }

    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// splitmix64.
    pub(crate) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// Below `end`.
    pub(crate) fn below(&mut self, end: u64) -> u64 {
        self.next() % end.max(1)
    }
}
