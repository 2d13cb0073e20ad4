//! Keeps the resident memory of the daemon near what `[storage] memory` says.
//!
//! The pages of the store have a fixed part of it ([`crate::config::Storage::pages`]), and what the store needs to find them
//! cannot be chosen. What is known of tokens ([`Known`]) takes the rest: more room while there is some, less when the store
//! has come to need it. Looked at is what the system says is resident, so nothing has to be reckoned.

use std::time::Duration;

use crate::oauth::standing::Known;

/// The time between two looks.
pub const LOOK_EVERY: Duration = Duration::from_secs(5);
/// So many looks are remembered: a password hash takes memory for a moment, a rewriting of the store for some seconds.
const REMEMBERED: usize = 6;
/// The least that is known of tokens, in bytes, however much the rest takes.
const LEAST_KNOWN: usize = 1 << 20;

/// What is known of tokens when the daemon starts.
pub fn known_at_first(memory: u64) -> usize {
    part(memory / 16).max(LEAST_KNOWN)
}

/// Watches what is resident.
pub struct Keeper {
    memory: u64,
    looks: Vec<u64>,
    told: bool,
}

/// What a look has led to.
#[derive(Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Nothing.
    Kept,
    /// There is room for so many bytes of what is known of tokens now.
    Resized(usize),
    /// So much is resident, though hardly anything is known of tokens: the store cannot do with less. Told once.
    TooLittle(u64),
}

impl Keeper {
    /// Keeps near `memory` bytes.
    pub fn new(memory: u64) -> Self {
        Self { memory, looks: Vec::new(), told: false }
    }

    /// Takes into account that `resident` bytes are resident now.
    pub fn look(&mut self, resident: u64, known: &Known) -> Outcome {
        self.looks.push(resident);
        if self.looks.len() > REMEMBERED {
            self.looks.remove(0);
        }
        let (bytes, full) = known.fill();
        let (least, most) =
            self.looks.iter().fold((u64::MAX, 0), |(least, most), &look| (least.min(look), most.max(look)));
        let aim = self.memory - self.memory / 10;
        if self.looks.len() == REMEMBERED && least > self.memory {
            return self.shrink(known, bytes, least, aim);
        }
        // Half of what is free: what is given is taken slowly, and other things may want to grow at the same time.
        let room = bytes.min(part(aim.saturating_sub(most) / 2));
        if full && room >= LEAST_KNOWN { self.resize(known, bytes + room) } else { Outcome::Kept }
    }

    fn shrink(&mut self, known: &Known, bytes: usize, resident: u64, aim: u64) -> Outcome {
        if bytes > LEAST_KNOWN {
            return self.resize(known, bytes.saturating_sub(part(resident - aim)).max(LEAST_KNOWN));
        }
        if resident > self.memory + self.memory / 4 && !std::mem::replace(&mut self.told, true) {
            return Outcome::TooLittle(resident);
        }
        Outcome::Kept
    }

    /// What was seen before says nothing of what comes now.
    fn resize(&mut self, known: &Known, bytes: usize) -> Outcome {
        known.resize(bytes);
        self.looks.clear();
        Outcome::Resized(bytes)
    }
}

fn part(bytes: u64) -> usize {
    usize::try_from(bytes).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oauth::standing::tests::full;

    const MIB: u64 = 1 << 20;

    fn mib(bytes: usize) -> u64 {
        bytes as u64 / MIB
    }

    /// Looks until something comes of it, up to ten times.
    fn outcome(keeper: &mut Keeper, resident: u64, known: &Known) -> Outcome {
        let mut looks = (0..10).map(|_| keeper.look(resident * MIB, known));
        looks.find(|outcome| *outcome != Outcome::Kept).unwrap_or(Outcome::Kept)
    }

    #[test]
    fn what_is_known_of_tokens_takes_what_is_left() {
        let (mut keeper, known) = (Keeper::new(100 * MIB), full(4 << 20));
        assert_eq!(outcome(&mut keeper, 20, &known), Outcome::Resized(8 << 20));
        assert_eq!(outcome(&mut keeper, 20, &known), Outcome::Kept, "the new room is not taken yet");
        let known = full(40 << 20);
        let Outcome::Resized(bytes) = outcome(&mut keeper, 70, &known) else { panic!("not resized") };
        assert_eq!(mib(bytes), 50, "half of what is free");
        assert_eq!(outcome(&mut keeper, 90, &full(4 << 20)), Outcome::Kept);
    }

    #[test]
    fn it_gives_way_to_what_stays_and_not_to_what_passes() {
        let (mut keeper, known) = (Keeper::new(100 * MIB), full(4 << 20));
        for _ in 0..REMEMBERED {
            assert_eq!(keeper.look(150 * MIB, &known), Outcome::Kept);
            assert_eq!(keeper.look(95 * MIB, &known), Outcome::Kept);
        }
        let known = full(8 << 20);
        let Outcome::Resized(bytes) = outcome(&mut keeper, 93 + 12, &known) else { panic!("not resized") };
        assert_eq!(bytes, LEAST_KNOWN);
        assert!(known.tokens() * 100 <= LEAST_KNOWN, "{}", known.tokens());
    }

    #[test]
    fn that_the_store_needs_more_is_told_once() {
        let (mut keeper, known) = (Keeper::new(100 * MIB), full(LEAST_KNOWN));
        assert_eq!(outcome(&mut keeper, 120, &known), Outcome::Kept, "near enough");
        assert_eq!(outcome(&mut keeper, 130, &known), Outcome::TooLittle(130 * MIB));
        assert_eq!(outcome(&mut keeper, 140, &known), Outcome::Kept);
    }

    #[test]
    fn a_spike_keeps_it_from_growing_for_a_while() {
        let (mut keeper, known) = (Keeper::new(100 * MIB), full(4 << 20));
        assert_eq!(keeper.look(99 * MIB, &known), Outcome::Kept);
        for _ in 1..REMEMBERED {
            assert_eq!(keeper.look(20 * MIB, &known), Outcome::Kept);
        }
        assert_eq!(keeper.look(20 * MIB, &known), Outcome::Resized(8 << 20));
    }
}
