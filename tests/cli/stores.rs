//! Stores that this build did not make, or whose files are not what was written: what is said of each, and that nothing is
//! changed where nothing can be done.

use std::fs;

use grantd::clock::Timestamp;
use grantd::config::Storage;
use grantd::store::salvage::{Seen, salvage};

use crate::Place;
use crate::check_data::{crowded, damage_snapshots, filled, is_sound};

/// The file in which sled keeps how a store was made, sealed as sled does it.
fn seal(place: &Place, text: &str) {
    let conf = [text.as_bytes(), &crc32fast::hash(text.as_bytes()).to_le_bytes()].concat();
    fs::write(place.path("data/store/conf"), conf).unwrap();
}

#[test]
fn a_store_that_was_made_otherwise_is_not_called_damaged() {
    let place = filled();
    let conf = fs::read(place.path("data/store/conf")).unwrap();
    let text = String::from_utf8(conf[..conf.len() - 4].to_vec()).unwrap();
    seal(&place, &text);
    assert_eq!(fs::read(place.path("data/store/conf")).unwrap(), conf, "this is how it is sealed");
    for (part, another) in
        [("version: 0.34", "version: 0.35"), ("compression: false", "compression: true"), ("131072", "33554432")]
    {
        assert!(text.contains(part), "{text}");
        seal(&place, &text.replace(part, another));
        for args in [&["user", "list"][..], &["serve"], &["check", "--data"], &["check", "--data", "--repair"]] {
            let told = place.refused(1, args);
            assert!(told.starts_with("grantd: data/store was made by another version of grantd"), "{told}");
            assert!(told.contains("grantd export") && !told.contains("damaged") && !told.contains("sled::"), "{told}");
            assert_eq!(told.lines().count(), 1, "{told}");
        }
    }
    // What does not match its checksum is damage all the same.
    fs::write(place.path("data/store/conf"), text.replace("version: 0.34", "version: 0.35") + "abcd").unwrap();
    let told = place.refused(1, &["check", "--data"]);
    assert!(told.contains("data/store/conf is damaged: it does not match its checksum"), "{told}");
    fs::write(place.path("data/store/conf"), conf).unwrap();
    assert!(is_sound(&place), "nothing was changed");
}

/// A log alone does not tell every size of its segments; `conf` does.
#[test]
fn what_is_saved_of_a_damaged_store_is_read_with_the_segments_that_it_was_made_with() {
    let place = crowded();
    let (store, apart) = (place.path("data/store"), place.path("apart"));
    fs::rename(&store, &apart).unwrap();
    let open = |path, size| sled::Config::new().path(path).segment_size(size).flush_every_ms(None).open().unwrap();
    let (from, to) = (open(&apart, 128 << 10), open(&store, 1 << 20));
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

/// Two repairs may have found the same store damaged, one after the other.
#[test]
fn what_one_repair_has_saved_another_does_not_put_aside() {
    let place = filled();
    let data = place.data();
    let kept = || {
        let names = fs::read_dir(place.data()).unwrap().map(|entry| entry.unwrap().file_name());
        names.filter(|name| name.to_string_lossy().starts_with("store.damaged-")).count()
    };
    damage_snapshots(&place);
    let (storage, seen) = (Storage::default(), Seen::in_dir(&data));
    let repair = |at| salvage(&storage, &data, seen, Timestamp::from_millis(at)).unwrap();
    assert!(seen.is_some() && repair(1_795_465_451_000).is_some_and(|saved| saved.records["user"] == 2));
    let link = place.ok(&["user", "reset-link", "bob"]);
    assert!(link.contains("key=grl_"));
    let stands = place.ok(&["export"]);
    assert!(stands.contains("one_time_link"));
    assert!(repair(1_795_465_461_000).is_none() && kept() == 1);
    let records =
        |export: &str| export.lines().filter(|line| line.contains("\"kind\"")).map(str::to_owned).collect::<Vec<_>>();
    assert_eq!(records(&place.ok(&["export"])), records(&stands), "what came after the first one stays");
    let out = place.ok(&["check", "--data", "--repair"]);
    assert!(out.starts_with("RECORDS ") && out.ends_with("Nothing is wrong.\n") && kept() == 1, "{out}");
}
