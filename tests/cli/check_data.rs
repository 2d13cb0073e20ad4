//! `grantd check --data`, its repair, and what becomes of what that takes out.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::{Place, mode};

/// Two accounts and an app of the second.
pub(crate) fn filled() -> Place {
    let place = Place::new();
    for (name, more) in [("alice", &["--admin"][..]), ("bob", &[])] {
        let email = format!("{name}@example.org");
        let args = [&["user", "add", name, "--email", &email, "--password-stdin"], more].concat();
        place.run_with(&args, b"correct horse battery\n").succeeded(&args);
    }
    place.add_app("bob", "One");
    place.ok(&["resource-server", "add", "api"]);
    place
}

/// The same, where bob needs a second factor to sign in and his app is suspended.
fn kept_out() -> Place {
    let export = filled().ok(&["export"]);
    let mut lines: Vec<Value> = export.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    lines.pop();
    let app = json!({ "secret": { "plain": "00".repeat(20) }, "last_step": 1, "added_at": 1, "last_used_at": null });
    let factor = json!({ "app": app, "recovery": ["11".repeat(32)], "recovery_made_at": 1 });
    lines.push(json!({ "kind": "second_factor", "key": 2, "record": factor }));
    lines.push(json!({ "kind": "hold", "key": 1, "record": { "waiting_since": null, "suspended_at": 1 } }));
    imported(&lines[0], &lines[1..])
}

/// The same data with some lines of its export changed: the way to make what the daemon would never write.
fn damaged(change: impl Fn(Value) -> Option<Value>) -> Place {
    let export = filled().ok(&["export"]);
    let lines: Vec<Value> = export.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    imported(&lines[0], &lines[1..lines.len() - 1].iter().cloned().filter_map(change).collect::<Vec<_>>())
}

/// These records, as a changed export brings them in.
fn imported(header: &Value, records: &[Value]) -> Place {
    let mut text: String = [header].into_iter().chain(records).map(|line| format!("{line}\n")).collect();
    let sum = grantd::secret::TokenHash::of(text.as_bytes()).to_hex();
    text += &format!("{{\"end\":true,\"records\":{},\"sha256\":\"{sum}\"}}\n", records.len());
    let place = Place::new();
    place.run_with(&["import"], text.as_bytes()).succeeded(&["import"]);
    place
}

/// So many apps more that they are on many pages. A start looks at none of them.
pub(crate) fn crowded() -> Place {
    let export = filled().ok(&["export"]);
    let lines: Vec<Value> = export.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let app = lines.iter().find(|line| line["kind"] == "client").unwrap();
    // Long enough that sled goes on in another part of its log, and does not read the first one when it is opened.
    let more = (100..2000).map(|number| {
        let mut line = app.clone();
        line["key"] = number.into();
        line["record"]["client_id"] = format!("{number:024}").into();
        line["record"]["description"] = format!("number {number}, ").repeat(50).into();
        line
    });
    let records = lines[1..lines.len() - 1].iter().cloned().chain(more).map(|mut line| {
        if line["kind"] == "counter" && line["key"] == "client" {
            line["record"]["next"] = 2000.into();
        }
        line
    });
    imported(&lines[0], &records.collect::<Vec<_>>())
}

/// Alice cannot be read, and her number could be given again.
fn without_alice() -> Place {
    damaged(|line| match (line["kind"].as_str().unwrap(), &line["key"]) {
        ("user", key) if *key == 1 => Some(json!({ "kind": "user", "key": "0000000000000001", "raw": "01ff" })),
        ("counter", key) if key == "user" => None,
        ("user_event", key) if key[0] == 1 => None,
        _ => Some(line),
    })
}

pub(crate) fn is_sound(place: &Place) -> bool {
    place.ok(&["check", "--data"]).ends_with("Nothing is wrong.\n")
}

#[test]
fn sound_data_is_told_to_be_sound_with_and_without_a_daemon() {
    let place = filled();
    let alone = place.ok(&["check", "--data"]);
    assert!(alone.starts_with("RECORDS  ") && alone.ends_with("Nothing is wrong.\n"), "{alone}");
    assert!(alone.contains("\nuser             2\n") && alone.contains("\nnames               2\n"), "{alone}");
    let object = place.json(&["check", "--data"]);
    assert_eq!((&object["findings"], &object["summary"]["records"]["user"]), (&json!([]), &json!(2)));
    let daemon = place.daemon(&[]);
    assert_eq!(place.ok(&["check", "--data"]), alone);
    assert_eq!(place.json(&["check", "--data"]), object);
    assert_eq!(place.ok(&["check", "--data", "--repair"]), alone);
    daemon.stop();
    assert_eq!(fs::read_dir(place.data()).unwrap().count(), 3, "store, lock and audit log, no quarantine file");
    assert!(Place::new().refused(1, &["check", "--data"]).contains("there is no data in data"));
    assert_eq!(place.run(&["check", "--repair"]).status, 2);
}

#[test]
fn what_is_wrong_is_told_in_lines_and_as_json_and_the_exit_status_says_so() {
    let place = without_alice();
    let alone = place.run(&["check", "--data"]);
    assert_eq!(alone.status, 1);
    let mut lines = alone.out.lines();
    let first = lines.next().unwrap();
    assert!(first.starts_with("user 1: it cannot be read: "), "{}", alone.out);
    assert!(first.ends_with("; --repair moves it to the quarantine file"), "{}", alone.out);
    let counter = "counter user: it is missing, and 2 was given already; --repair writes the number anew";
    assert_eq!(lines.next(), Some(counter), "{}", alone.out);
    let told = "2 things are wrong with the data in data: grantd check --data --repair mends what can be mended";
    assert_eq!(alone.err, format!("grantd: {told}\n"));
    let daemon = place.daemon(&[]);
    let beside = place.run(&["check", "--data"]);
    assert_eq!((beside.status, &beside.out, &beside.err), (1, &alone.out, &alone.err));
    let done = place.run(&["--json", "check", "--data"]);
    let object: Value = serde_json::from_str(&done.out).unwrap();
    assert_eq!((done.status, &object["summary"]["wrong"]), (1, &json!(2)));
    let finding = &object["findings"][1];
    assert_eq!([&finding["kind"], &finding["key"], &finding["grade"]], ["counter", "user", "damage"]);
    daemon.stop();
}

#[test]
fn a_repair_mends_and_puts_aside_with_and_without_a_daemon() {
    for with_daemon in [false, true] {
        let place = without_alice();
        let daemon = with_daemon.then(|| place.daemon(&[]));
        let out = place.ok(&["check", "--data", "--repair"]);
        assert!(out.contains("; repair moves it to the quarantine file: done\n"), "{out}");
        assert!(out.contains("; repair writes the number anew: done\n") && out.contains("Mended: 2.\n"), "{out}");
        assert!(is_sound(&place));
        // The number that was given is not given again.
        place.add_user("carol", &[]);
        assert_eq!(place.json(&["user", "show", "carol"])["id"], 3);
        let name = out.split("taken out is in ").nth(1).and_then(|rest| rest.split(';').next()).unwrap().to_owned();
        assert_eq!(mode(&place.path(&name)), 0o600);
        let text = fs::read_to_string(place.path(&name)).unwrap();
        assert!(text.contains("\"raw\":\"Af8=\""), "{text}");
        if let Some(daemon) = daemon {
            assert!(place.refused(1, &["import", "--quarantined", &name]).contains("stop it first"));
            // One record that cannot be read hurts nobody else, and invites nobody to become an administrator.
            let log = daemon.stop();
            assert!(
                log.contains("the record user 0000000000000001 cannot be read") && !log.contains("/setup?key="),
                "{log}"
            );
        }
        put_back(&place, &name, &text);
    }
}

/// What cannot be read stays in the file; corrected by hand it goes back.
fn put_back(place: &Place, name: &str, text: &str) {
    let refused = place.ok(&["import", "--quarantined", name]);
    assert!(refused.contains("user 1  left: it cannot be read: "), "{refused}");
    let whole = filled().ok(&["export"]);
    let alice: Value = serde_json::from_str(whole.lines().find(|line| line.contains("\"alice\"")).unwrap()).unwrap();
    let mut lines: Vec<Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    lines[1]["record"] = alice["record"].clone();
    let corrected: Vec<String> = lines.iter().map(Value::to_string).collect();
    fs::write(place.path("corrected.jsonl"), corrected.join("\n")).unwrap();
    let done = place.json(&["import", "--quarantined", "corrected.jsonl"]);
    assert_eq!(done["records"], json!([{ "what": "user 1", "refused": null }]));
    assert_eq!(place.json(&["user", "show", "alice"])["id"], 1);
    assert!(is_sound(place));
    assert!(!place.path("corrected.jsonl").exists(), "nothing is left in it");
    assert!(place.refused(1, &["import", "--quarantined", "grantd.toml"]).contains("no quarantine file"));
    let unnamed = place.run_with(&["import", "--quarantined"], text.as_bytes());
    assert!(unnamed.status == 2 && unnamed.err.contains("the name of a file"), "{}", unnamed.err);
}

#[test]
fn what_only_a_person_can_mend_is_left_with_the_command_to_run() {
    let place = damaged(|mut line| {
        if line["kind"] == "client" {
            line["record"]["owner"] = 77.into();
        }
        Some(line)
    });
    let told = "client 1: its owner, user 77, does not exist; it works on; grantd app delete 1 removes it\n";
    for args in [&["check", "--data"][..], &["check", "--data", "--repair"]] {
        let done = place.run(args);
        assert!(done.status == 1 && done.out.contains(told), "{}", done.out);
    }
    place.ok(&["app", "delete", "1"]);
    assert!(is_sound(&place));
}

/// What a damaged disk leaves: the engine does not open its files. Nothing panics, and one line says what to do.
#[test]
fn a_store_that_cannot_be_opened_is_put_aside_and_what_lasts_is_saved() {
    let place = kept_out();
    let daemon = place.daemon(&[]);
    place.ok(&["user", "reset-link", "bob"]);
    daemon.stop();
    let (users, apps) = (place.ok(&["--json", "user", "list"]), place.ok(&["--json", "app", "list"]));
    damage_snapshots(&place);
    let told = place.refused(1, &["check", "--data"]);
    assert!(told.contains("data/store/snap.") && told.contains("is damaged: "), "{told}");
    assert!(
        told.contains("grantd restore") && told.contains("check --data --repair saves") && told.lines().count() == 1
    );
    let out = place.ok(&["check", "--data", "--repair"]);
    assert!(
        out.contains("It is in data/store.damaged-")
            && out.contains(", 1 hold, 1 resource_server, 1 second_factor, 2 user; 0 could"),
        "{out}"
    );
    assert!(out.ends_with("Nothing is wrong.\n"), "{out}");
    assert_eq!((place.ok(&["--json", "user", "list"]), place.ok(&["--json", "app", "list"])), (users, apps));
    let export = place.ok(&["export"]);
    assert!(!export.contains("one_time_link"), "what a browser could hold is left behind");
    assert_eq!(place.json(&["user", "second-factor", "bob"])["recovery_codes_left"], 1, "he still needs it");
    assert_eq!(place.json(&["app", "list"])[0]["state"], "suspended");
    let kept = |start: &str| {
        let names = fs::read_dir(place.data()).unwrap().map(|entry| entry.unwrap().file_name());
        names.filter(|name| name.to_string_lossy().starts_with(start)).count()
    };
    assert_eq!((kept("store.damaged-"), kept("store.salvage-")), (1, 0));
    // Where nothing can be read, nothing is changed.
    let torn = filled();
    damage_snapshots(&torn);
    fs::write(torn.path("data/store/db"), vec![0x5a; 700_000]).unwrap();
    let refused = torn.refused(1, &["check", "--data", "--repair"]);
    assert!(refused.contains("data/store is damaged: not one account in it can be read"), "{refused}");
    assert!(
        refused.contains("Move data/store away") && !refused.contains("check --data"),
        "no way in a circle: {refused}"
    );
    let names = fs::read_dir(torn.data()).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<_> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    assert_eq!(names, ["audit.jsonl", "grantd.lock", "store"]);
    // What it says works.
    fs::rename(torn.path("data/store"), torn.path("store.lost")).unwrap();
    torn.add_user("alice", &["--admin"]);
    assert!(is_sound(&torn));
}

/// A page that does not match its checksum is found when it is read, which may be long after the store was opened.
#[test]
fn a_store_that_opens_with_a_damaged_page_is_told_with_what_to_do_and_can_be_put_aside() {
    let place = crowded();
    damage_a_page_that_is_not_read_at_the_start(&place);
    let told = place.refused(1, &["check", "--data"]);
    assert!(told.contains(" is damaged: ") && told.contains("--repair saves"), "{told}");
    let daemon = place.daemon(&[]);
    assert!(!daemon.ready.is_empty());
    for args in [&["check", "--data"][..], &["check", "--data", "--repair"]] {
        let beside = place.refused(1, args);
        assert!(beside.contains(" is damaged: ") && beside.contains(": stop it, and run"), "{beside}");
    }
    daemon.stop();
    let out = place.ok(&["check", "--data", "--repair"]);
    assert!(out.contains("It is in data/store.damaged-") && out.ends_with("Nothing is wrong.\n"), "{out}");
    for may_return in ["password", "second factor", "client secret", "resource server's", "deleted", "redirect URI"] {
        assert!(out.contains(may_return), "{out}");
    }
    assert!(place.ok(&["user", "list"]).contains("alice"));
    let apps = place.json(&["app", "list"]).as_array().unwrap().len();
    assert!((1000..1901).contains(&apps), "all but those on one page are there: {apps}");
}

/// A backup goes back beside what a repair has put aside, and beside other backups.
#[test]
fn what_grantd_keeps_beside_the_store_is_not_in_the_way_of_a_restore() {
    let place = filled();
    let daemon = place.daemon(&[]);
    daemon.signal("KILL");
    daemon.end();
    assert!(place.path("data/grantd.sock").exists());
    fs::create_dir(place.path("data/backups")).unwrap();
    place.ok(&["backup", "data/backups/copy.jsonl"]);
    assert!(place.refused(1, &["restore", "data/backups/copy.jsonl"]).contains("or move data/store away"));
    fs::rename(place.path("data/store"), place.path("data/store.damaged-20261125T010203Z")).unwrap();
    place.ok(&["restore", "data/backups/copy.jsonl"]);
    assert!(is_sound(&place) && place.ok(&["user", "list"]).contains("alice"));
}

/// Opened once more, sled does not read again what was in its log before; but reading lets it move some pages to the end,
/// which it does read. Which these are is chance.
fn damage_a_page_that_is_not_read_at_the_start(place: &Place) {
    assert!(is_sound(place));
    let (store, whole) = (place.path("data/store"), place.path("whole"));
    let copy =
        |from: &Path, to: &Path| assert!(Command::new("cp").arg("-a").args([from, to]).status().unwrap().success());
    copy(&store, &whole);
    let opens = (2..19).any(|hundreds| {
        fs::remove_dir_all(&store).unwrap();
        copy(&whole, &store);
        damage_the_page_of(place, format!("number {hundreds}50, ").as_bytes());
        place.run(&["resource-server", "list"]).status == 0
    });
    assert!(opens, "each page was read at the start");
}

/// Turns over a bit in each place where `text` stands in sled's log.
fn damage_the_page_of(place: &Place, text: &[u8]) {
    let log = place.path("data/store/db");
    let mut content = fs::read(&log).unwrap();
    let found: Vec<usize> =
        content.windows(text.len()).enumerate().filter(|(_, window)| *window == text).map(|(at, _)| at).collect();
    assert!(!found.is_empty());
    found.iter().for_each(|at| content[*at] ^= 1);
    fs::write(log, content).unwrap();
}

/// Changes the last byte of what sled reads first.
pub(crate) fn damage_snapshots(place: &Place) {
    let entries = fs::read_dir(place.path("data/store")).unwrap().map(|entry| entry.unwrap().path());
    let snapshots: Vec<_> = entries.filter(|path| path.to_string_lossy().contains("/snap.")).collect();
    assert!(!snapshots.is_empty());
    for path in snapshots {
        let mut bytes = fs::read(&path).unwrap();
        *bytes.last_mut().unwrap() ^= 0xff;
        fs::write(&path, bytes).unwrap();
    }
}
