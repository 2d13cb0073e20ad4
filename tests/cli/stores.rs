//! Stores that this build did not make, or whose files are not what was written: what is said of each, and that nothing is
//! changed where nothing can be done.

use std::fs;

use crate::check_data::{crowded, damage_snapshots, is_sound};

/// A log alone does not tell every size of its segments; `conf` does.
#[test]
fn what_is_saved_of_a_damaged_store_is_read_with_the_segments_that_it_was_made_with() {
    let place = crowded();
    let (store, apart) = (place.path("data/store"), place.path("apart"));
    fs::rename(&store, &apart).unwrap();
    let open = |path, size| sled::Config::new().path(path).segment_size(size).flush_every_ms(None).open().unwrap();
    let (from, to) = (open(&apart, 256 << 10), open(&store, 1 << 20));
    from.iter().map(Result::unwrap).for_each(|(key, value)| drop(to.insert(key, value).unwrap()));
    to.flush().unwrap();
    drop((from, to));
    assert!(is_sound(&place));
    let users = place.ok(&["--json", "user", "list"]);
    let apps = place.json(&["app", "list"]).as_array().unwrap().len();
    damage_snapshots(&place);
    let out = place.ok(&["check", "--data", "--repair"]);
    assert!(out.contains("It is in data/store.damaged-") && out.contains(", 2 user; 0 could"), "{out}");
    assert_eq!(place.ok(&["--json", "user", "list"]), users);
    assert_eq!(place.json(&["app", "list"]).as_array().unwrap().len(), apps);
}
