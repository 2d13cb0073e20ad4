use std::fs;
use std::os::unix::fs::PermissionsExt;

use serde_json::Value;

use crate::Place;

fn examined(place: &Place, status: i32) -> Value {
    let done = place.run(&["--json", "doctor"]);
    assert_eq!(done.status, status, "{}{}", done.out, done.err);
    serde_json::from_str(&done.out).unwrap()
}

/// Severity and subject of each finding; how fast and full the disk is, is no fault of grantd's.
fn findings(report: &Value) -> Vec<(String, String)> {
    let text = |finding: &Value, key: &str| finding[key].as_str().unwrap().to_owned();
    let findings = report["findings"].as_array().unwrap().iter();
    let told = findings.map(|finding| (text(finding, "severity"), text(finding, "about")));
    told.filter(|(_, about)| !["flush", "space"].contains(&about.as_str())).collect()
}

fn pair(severity: &str, about: &str) -> (String, String) {
    (severity.to_owned(), about.to_owned())
}

#[test]
fn without_data_nothing_is_well_and_none_is_made() {
    let place = Place::new();
    let report = examined(&place, 1);
    assert_eq!(findings(&report), [pair("problem", "data")]);
    assert_eq!(report["not_looked_at"][0]["about"], "apps, backups, public_url");
    let text = place.run(&["doctor", "--data-dir", "mistyped"]).out;
    assert!(text.starts_with("PROBLEM  data: there is no data in mistyped: "), "{text}");
    assert!(text.contains("mend it: start grantd, if it never ran here; otherwise name the directory"), "{text}");
    assert!(!text.contains("All is well"), "{text}");
    assert!(!place.data().exists() && !place.path("mistyped").exists());
}

#[test]
fn without_a_daemon_the_doctor_looks_at_what_it_can() {
    let place = Place::new();
    place.add_user("alice", &["--admin"]);
    place.ok(&[
        "app",
        "add",
        "--owner",
        "alice",
        "--name",
        "One",
        "--redirect-uri",
        "http://localhost:1/cb",
        "--scope",
        "profile:read application:write profile:write users:read users:write workouts:read workouts:write",
    ]);
    let report = examined(&place, 0);
    let expected = [
        pair("warning", "backups"),
        pair("warning", "app 1 (One)"),
        pair("warning", "app 1 (One)"),
        pair("note", "pkce"),
    ];
    assert_eq!(findings(&report), expected);
    let missed: Vec<_> = report["not_looked_at"].as_array().unwrap().iter().map(|missed| &missed["about"]).collect();
    assert_eq!(missed, ["public_url, proxy", "pkce"]);
    let text = place.ok(&["doctor"]);
    assert!(text.contains("warning  app 1 (One): may ask for everything there is: "), "{text}");
    assert!(text.contains("(RFC 9700 §2.3)\n         mend it: take away"), "{text}");
    assert!(text.contains("The rest is well. Looked at:\n  files"), "{text}");
    assert!(text.contains("Not looked at:\n  public_url, proxy  the daemon is not running: start it"), "{text}");
}

#[test]
fn a_problem_is_exit_status_1_and_one_line_on_standard_error() {
    let place = Place::new();
    place.add_user("alice", &["--admin"]);
    fs::set_permissions(place.data(), fs::Permissions::from_mode(0o755)).unwrap();
    let done = place.run(&["doctor"]);
    assert_eq!((done.status, done.err.as_str()), (1, "grantd: 1 problem: see above what mends it\n"));
    assert!(done.out.starts_with("PROBLEM  files: others on this machine can reach data"), "{}", done.out);
    assert!(done.out.contains("mend it: chmod 700 data\n"), "{}", done.out);
    fs::set_permissions(place.data(), fs::Permissions::from_mode(0o700)).unwrap();
    assert_eq!(examined(&place, 0)["problems"], 0);
}

#[test]
fn a_running_daemon_is_asked_what_it_saw() {
    let place = Place::new();
    place.add_user("alice", &["--admin"]);
    let daemon = place.daemon(&[]);
    let report = examined(&place, 0);
    assert_eq!(findings(&report), [pair("warning", "backups"), pair("note", "pkce")]);
    let found = |about: &str| {
        let looked = report["looked_at"].as_array().unwrap().iter().find(|look| look["about"] == about);
        looked.unwrap_or_else(|| panic!("{report}"))["found"].as_str().unwrap().to_owned()
    };
    let address = daemon.ready.trim_end().rsplit(' ').next().unwrap();
    assert_eq!(found("public_url"), format!("{address} leads here, and is the issuer"));
    assert_eq!(found("proxy"), "there is none in between");
    assert_eq!(report["not_looked_at"], Value::Array(vec![]));
    daemon.stop();
}
