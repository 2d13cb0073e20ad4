//! One store in the place of another, and whatever a crash leaves in between.

use super::*;
use crate::store::Store;
use crate::store::salvage::{self, Seen};

/// A store of its own, with its name in it.
fn store(path: &Path, which: &str) {
    let db = sled::open(path).unwrap();
    db.insert(FORMAT_KEY, &[1u8][..]).unwrap();
    db.insert(b"which", which.as_bytes()).unwrap();
    db.flush().unwrap();
}

/// One that sled does not open.
fn torn(path: &Path) {
    store(path, "torn");
    fs::write(path.join("conf"), b"no configuration").unwrap();
}

fn half(path: &Path) {
    fs::create_dir_all(path.join("blobs")).unwrap();
    fs::write(path.join("db"), b"half a segment").unwrap();
}

fn names(data_dir: &Path) -> Vec<String> {
    let mut names: Vec<_> =
        fs::read_dir(data_dir).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// What may be there at each moment of rewriting and of salvaging, which of it counts, and what stays beside.
#[test]
fn whatever_a_crash_left_is_put_right() {
    const KEPT: &str = "store.damaged-20261125T010203Z";
    for (left, counts, kept) in [
        (vec![("store", "old"), ("store.part", "half")], "old", false),
        (
            vec![("store", "old"), ("store.part/damaged/store", "half"), ("store.part/fresh/store", "half")],
            "old",
            false,
        ),
        (vec![("store", "old"), ("store.new", "new")], "old", false),
        (vec![("store.old", "old"), ("store.new", "new")], "new", false),
        (vec![(KEPT, "old"), ("store.new", "new")], "new", true),
        (vec![(KEPT, "old"), ("store.new", "new"), ("store.part/damaged/store", "half")], "new", true),
        (vec![("store.old", "old")], "old", false),
        (vec![("store", "new"), ("store.old", "old")], "new", false),
        (vec![("store", "new"), ("store.gone", "half")], "new", false),
        (vec![("store", "torn"), ("store.old", "old")], "old", false),
        (vec![("store.new", "torn"), ("store.old", "old")], "old", false),
        (vec![("store", "new"), (KEPT, "old")], "new", true),
    ] {
        let dir = tempfile::tempdir().unwrap();
        for (name, content) in &left {
            let path = dir.path().join(name);
            match *content {
                "half" => half(&path),
                "torn" => torn(&path),
                which => store(&path, which),
            }
        }
        assert!(is_store_in(dir.path()));
        let engine = Arc::new(SledEngine::open(&Storage::default(), dir.path()).unwrap());
        assert_eq!(value(&engine, "which").unwrap(), counts.as_bytes(), "{left:?}");
        Store::new(engine).unwrap();
        let wanted = if kept { vec!["grantd.lock", "store", KEPT] } else { vec!["grantd.lock", "store"] };
        assert_eq!(names(dir.path()), wanted, "{left:?}");
    }
}

#[test]
fn one_store_takes_the_place_of_another_or_nothing_changes() {
    let dir = tempfile::tempdir().unwrap();
    let (current, part, aside) = (dir.path().join("store"), swap::part(dir.path()), dir.path().join("store.old"));
    store(&current, "old");
    store(&part, "new");
    // In the way of what goes aside.
    half(&aside);
    assert!(put_in_place(dir.path(), &part, &aside).is_err());
    swap::finish(dir.path()).unwrap();
    swap::retire(dir.path()).unwrap();
    swap::finish(dir.path()).unwrap();
    assert_eq!(names(dir.path()), ["store"]);
    assert_eq!(sled::open(&current).unwrap().get("which").unwrap().unwrap(), "old");
    store(&part, "new");
    put_in_place(dir.path(), &part, &aside).unwrap();
    assert_eq!(names(dir.path()), ["store", "store.old"]);
    assert_eq!(sled::open(&current).unwrap().get("which").unwrap().unwrap(), "new");
}

#[test]
fn nothing_is_saved_while_somebody_else_has_the_data() {
    let dir = tempfile::tempdir().unwrap();
    let held = SledEngine::open(&Storage::default(), dir.path()).unwrap();
    let now = crate::clock::Clock::system().now();
    let refused = salvage::salvage(&Storage::default(), dir.path(), Seen::in_dir(dir.path()), now).err().unwrap();
    assert!(matches!(refused, StoreError::InUse(_)), "{refused}");
    held.commit(write("a", b"1")).wait().unwrap();
    assert_eq!(names(dir.path()), ["grantd.lock", "store"]);
}
