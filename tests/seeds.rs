//! The seeds of `fuzz/seeds` through the functions that `tests/fuzz` runs for longer: what was found once is not lost, and
//! the targets keep working. Each seed is also tried cut short, and with single bytes changed.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

use std::fs;
use std::path::Path;

use grantd::fuzzing;

/// How many changed copies of one seed are tried.
const CHANGES: usize = 40;

#[test]
fn nothing_that_is_read_breaks_a_promise() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds");
    for (name, target) in fuzzing::TARGETS {
        let files: Vec<_> = fs::read_dir(seeds.join(name)).unwrap().map(|entry| entry.unwrap().path()).collect();
        assert!(!files.is_empty(), "{name} has no seeds");
        target(b"");
        for file in files {
            let seed = fs::read(&file).unwrap();
            target(&seed);
            for change in 0..CHANGES.min(seed.len()) {
                let place = change * seed.len() / CHANGES.min(seed.len());
                target(&seed[..place]);
                for byte in [0, b'%', 0xff] {
                    let mut changed = seed.clone();
                    changed[place] = byte;
                    target(&changed);
                }
            }
        }
    }
}

#[test]
fn every_directory_of_seeds_belongs_to_a_target() {
    let seeds = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds");
    for entry in fs::read_dir(seeds).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(fuzzing::target(&name).is_some(), "there is no target {name}");
    }
}
