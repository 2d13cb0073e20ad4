//! A repair that saves what can be saved of a damaged store, on a disk that from some operation on takes nothing more: what
//! it leaves is the damaged store or the saved one, never an empty one.

use std::fs;
use std::path::Path;

use crate::daemon::{Place, copy_dir};
use crate::shim::{BROKEN, Control};
use crate::{Chance, rounds};

const PEOPLE: [&str; 2] = ["alice", "bob"];

#[test]
fn cut_off_at_any_operation_a_repair_leaves_the_damaged_store_or_the_saved_one() {
    let mut chance = Chance::of_this_run();
    let dir = tempfile::tempdir().unwrap();
    let mut place = Place::new(dir.path());
    PEOPLE.iter().for_each(|name| place.add_user(name));
    damage(&place.data().join("store"));
    let damaged = dir.path().join("damaged");
    copy_dir(&place.data(), &damaged);
    let repaired = |place: &Place| place.run(&["check", "--data", "--repair"]).status.success();
    let control = Control::new(dir.path().join("control"));
    // Nothing fails; syncs are counted as they are on a broken disk.
    control.fail(u64::MAX, u64::MAX, BROKEN);
    place.control = Some(control);
    assert!(repaired(&place));
    let operations = place.control.as_ref().unwrap().count();
    assert!(operations > 10);
    let (mut saved, mut left) = (0, 0);
    // Each operation in the long form.
    let rounds = (rounds(16) as u64).min(operations);
    for round in 0..rounds {
        let from = round * operations / rounds + chance.below(operations / rounds);
        fs::remove_dir_all(place.data()).unwrap();
        copy_dir(&damaged, &place.data());
        let control = Control::new(dir.path().join("control"));
        control.fail(from, u64::MAX, BROKEN);
        place.control = Some(control);
        let cut_off = place.run(&["check", "--data", "--repair"]);
        let status = cut_off.status.code();
        assert!(matches!(status, Some(0 | 1)), "from operation {from} on: it ended with {status:?}");
        place.control = None;
        if people(&place) {
            saved += 1;
            assert_eq!(kept(&place.data()), 1, "from operation {from} on: the damaged store is not kept");
        } else {
            left += 1;
            assert_eq!(
                kept(&place.data()),
                0,
                "from operation {from} on: it was put aside, and nothing is in its place"
            );
            assert!(repaired(&place) && people(&place), "from operation {from} on: it cannot be repaired any more");
        }
    }
    println!("of {rounds} repairs cut off {saved} had saved what there was, and {left} had changed nothing");
    assert!(left > 0 && saved > 0, "{left} {saved}");
}

/// Whether the store opens, with everybody in it; otherwise it says what to do.
fn people(place: &Place) -> bool {
    let output = place.run(&["user", "list"]);
    let said = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (out, err) = (said(&output.stdout), said(&output.stderr));
    match output.status.code() {
        Some(0) => {
            assert!(PEOPLE.iter().all(|name| out.contains(name)), "an older or an empty store was opened: {out}");
            true
        }
        status => {
            assert!(status == Some(1) && err.contains("is damaged") && err.contains("grantd check --data"), "{err}");
            false
        }
    }
}

/// How many damaged stores were put aside.
fn kept(data: &Path) -> usize {
    let names = fs::read_dir(data).unwrap().map(|entry| entry.unwrap().file_name());
    names.filter(|name| name.to_string_lossy().starts_with("store.damaged-")).count()
}

/// The last byte of what sled reads first.
fn damage(store: &Path) {
    for entry in fs::read_dir(store).unwrap().map(Result::unwrap) {
        if entry.file_name().to_string_lossy().starts_with("snap.") {
            let mut content = fs::read(entry.path()).unwrap();
            *content.last_mut().unwrap() ^= 0xff;
            fs::write(entry.path(), content).unwrap();
        }
    }
}
