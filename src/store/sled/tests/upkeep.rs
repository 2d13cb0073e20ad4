//! How much the store holds: known after a clean stop, counted after any other.

use std::fs;
use std::time::Duration;

use super::*;

fn until(done: impl Fn() -> bool) {
    for _ in 0..3000 {
        if done() {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("it did not happen in time");
}

fn access_tokens(engine: &SledEngine) -> u64 {
    let live = engine.live().unwrap();
    live.records().find(|(kind, _)| *kind == "access_token").unwrap().1
}

fn bytes(engine: &SledEngine) -> u64 {
    engine.snapshot().unwrap().map(Result::unwrap).map(|(key, value)| (key.len() + value.len()) as u64).sum()
}

#[test]
fn how_much_there_is_is_known_after_a_clean_stop_and_counted_after_any_other() {
    let dir = tempfile::tempdir().unwrap();
    let open = || SledEngine::open(&Storage::default(), dir.path()).unwrap();
    let engine = open();
    let commits: Vec<_> = (0..1000u32).map(|key| engine.commit(write(&format!("A{key}"), b"12345"))).collect();
    commits.into_iter().for_each(|commit| commit.wait().unwrap());
    until(|| engine.live().is_some());
    let live = engine.live().unwrap();
    assert_eq!((access_tokens(&engine), live.bytes), (1000, bytes(&engine)));
    engine.close().unwrap();
    drop(engine);
    let left = dir.path().join("store/tally");
    let word = fs::read(&left).unwrap();
    let engine = open();
    assert_eq!(engine.live(), Some(live), "at once");
    assert!(!left.exists(), "it is used once");
    engine.commit(write("A0", b"1234567")).wait().unwrap();
    engine.close().unwrap();
    drop(engine);
    // As if it had been killed, and an older word were there still.
    fs::write(&left, &word).unwrap();
    let engine = open();
    for key in 1..100u32 {
        engine.commit(write(&format!("A{key}"), b"1234567")).wait().unwrap();
    }
    until(|| engine.live().is_some());
    assert_eq!((access_tokens(&engine), engine.live().unwrap().bytes), (1000, bytes(&engine)));
}

#[test]
fn what_was_refused_is_not_counted() {
    let dir = tempfile::tempdir().unwrap();
    let engine = on_a_failing_disk(&Storage::default(), dir.path());
    assert!(engine.commit(write("A1", b"12345")).wait().is_err());
    until_taken(&engine, || write("A2", b"12345"));
    until(|| engine.live().is_some());
    assert_eq!((access_tokens(&engine), engine.live().unwrap().bytes), (1, bytes(&engine)));
}
