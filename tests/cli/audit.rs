use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;

use crate::{Place, mode};

fn events(text: &str) -> Vec<String> {
    let line =
        |line: &str| serde_json::from_str::<serde_json::Value>(line).unwrap()["event"].as_str().unwrap().to_owned();
    text.lines().map(line).collect()
}

fn current(place: &Place) -> PathBuf {
    place.data().join("audit.jsonl")
}

#[test]
fn what_the_operator_did_is_shown_with_and_without_a_daemon() {
    let place = Place::new();
    place.add_user("alice", &["--admin"]);
    let unseen = ["audit", "--event", "signed_in"];
    assert_eq!(place.ok(&unseen), "Nothing of that has happened, as far as the log goes back.\n");
    assert_eq!(place.ok(&[&unseen[..], &["--json"]].concat()), "");
    let daemon = place.daemon(&[]);
    let app = place.add_app("alice", "One");
    let id = app["client_id"].as_str().unwrap();
    let beside = place.ok(&["audit", "--json"]);
    assert_eq!(events(&beside), ["account_created", "password_link_made", "started", "app_registered"]);
    daemon.stop();
    place.ok(&["app", "rotate-secret", id]);
    let all = place.ok(&["audit", "--json"]);
    assert!(all.starts_with(&beside));
    assert_eq!(events(&all)[4..], ["stopped", "app_secret_rotated"]);
    assert!(
        all.lines()
            .filter(|line| !line.contains("\"started\"") && !line.contains("\"stopped\""))
            .all(|line| line.ends_with(r#""by":{"who":"operator"}}"#)),
        "{all}"
    );
    let text = place.ok(&["audit"]);
    assert!(text.starts_with("TIME                      FROM  WHAT\n"), "{text}");
    let last = format!("  —     the app \"One\" ({id}) of alice has a new secret, by the operator\n");
    assert!(text.ends_with(&last), "{text}");
    assert_eq!((mode(&place.data()), mode(&current(&place))), (0o700, 0o600));
}

#[test]
fn filters_let_through_what_they_say() {
    let place = Place::new();
    place.add_user("alice", &[]);
    place.add_user("bob", &[]);
    let app = place.add_app("bob", "One");
    let id = app["client_id"].as_str().unwrap();
    place.ok(&["user", "suspend", "bob"]);
    let of = |args: &[&str]| events(&place.ok(&[&["audit", "--json"], args].concat()));
    assert_eq!(of(&["--user", "Alice"]), ["account_created", "password_link_made"]);
    assert_eq!(of(&["--user", "bob"])[2..], ["app_registered", "account_suspended"]);
    assert_eq!(of(&["--app", id]), ["app_registered"]);
    assert_eq!(of(&["--event", "account_created"]).len(), 2);
    assert_eq!(of(&["--limit", "1"]), ["account_suspended"]);
    assert_eq!(of(&["--limit", "0"]).len(), 6);
    assert_eq!(of(&["--since", "1h"]).len(), 6);
    assert_eq!(of(&["--since", "2000-01-01", "--user", "bob", "--event", "app_registered"]).len(), 1);
    assert_eq!(of(&["--since", "2999-01-01T00:00:00Z"]), Vec::<String>::new());
    assert!(place.refused(2, &["audit", "--event", "sign_in"]).contains("docs/audit.md lists them"));
    assert!(place.refused(2, &["audit", "--since", "yesterday"]).contains("like 2h or 30d"));
}

#[test]
fn a_torn_line_is_no_line_and_goes_at_the_next_start() {
    let place = Place::new();
    place.add_user("alice", &[]);
    let whole = std::fs::read_to_string(current(&place)).unwrap();
    std::fs::write(current(&place), format!("{whole}{{\"time\":\"2026-11-2")).unwrap();
    assert_eq!(place.ok(&["audit", "--json"]), whole);
    let mended = place.run(&["user", "suspend", "alice"]);
    assert!(mended.status == 0 && mended.err.contains("the last line of the audit log was torn"), "{}", mended.err);
    let healed = std::fs::read_to_string(current(&place)).unwrap();
    assert_eq!(events(&healed), ["account_created", "password_link_made", "account_suspended"]);
}

#[test]
fn a_full_file_is_set_aside_and_read_on_with_the_rest() {
    let place = Place::new();
    place.configure("[audit]\nfile_size = \"64KiB\"\nkeep = 1\nlog = false\n");
    std::fs::create_dir(place.data()).unwrap();
    let line = |event: &str| {
        let more = "x".repeat(70_000);
        format!(
            "{{\"time\":\"2026-11-23T20:24:11.000Z\",\"event\":\"{event}\",\"by\":{{\"who\":\"system\"}},\"x\":\"{more}\"}}\n"
        )
    };
    std::fs::write(place.data().join("audit-20260101T000000.000Z.jsonl"), line("started")).unwrap();
    std::fs::write(current(&place), line("stopped")).unwrap();
    let log = place.daemon(&[]).stop();
    assert!(!log.contains("grantd::audit"), "{log}");
    assert_eq!(events(&place.ok(&["audit", "--json"])), ["stopped", "set_up_link_made", "started", "stopped"]);
    let names = std::fs::read_dir(place.data()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let mut names: Vec<_> = names.filter(|name| name.ends_with(".jsonl")).collect();
    names.sort();
    assert!(names.len() == 2 && names[0].as_str() > "audit-2026" && names[1] == "audit.jsonl", "{names:?}");
    assert!(!names[0].contains("20260101"), "the oldest is removed");
}

#[test]
fn the_log_is_followed_until_the_reader_has_gone() {
    let place = Place::new();
    place.add_user("alice", &[]);
    let mut child = place.command(&["audit", "--follow", "--json"]).spawn().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut next = || {
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        events(&line).remove(0)
    };
    assert_eq!((next(), next()), ("account_created".to_owned(), "password_link_made".to_owned()));
    place.ok(&["user", "suspend", "alice"]);
    assert_eq!(next(), "account_suspended");
    drop(out);
    place.ok(&["user", "unsuspend", "alice"]);
    assert!(child.wait().unwrap().success());
    let mut err = String::new();
    child.stderr.take().unwrap().read_to_string(&mut err).unwrap();
    assert_eq!(err, "");
}
