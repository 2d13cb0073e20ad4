use std::fs;

use crate::{Place, mode};

fn filled() -> Place {
    let place = Place::new();
    place.add_user("alice", &["--admin"]);
    place.add_app("alice", "One");
    place.ok(&["resource-server", "add", "api"]);
    place
}

fn state(place: &Place) -> String {
    ["user", "app", "resource-server"].map(|group| place.ok(&["--json", group, "list"])).join("\n")
}

#[test]
fn a_backup_of_a_running_daemon_restores_to_the_same() {
    let place = filled();
    let daemon = place.daemon(&[]);
    let before = state(&place);
    place.ok(&["backup", "copy.jsonl"]);
    let printed = place.ok(&["backup", "-"]);
    assert!(place.refused(1, &["restore", "copy.jsonl"]).contains("a daemon is running over the data: stop it first"));
    daemon.stop();
    assert_eq!(mode(&place.path("copy.jsonl")), 0o600);
    let written = fs::read_to_string(place.path("copy.jsonl")).unwrap();
    assert_eq!(written.lines().count(), printed.lines().count());

    let other = Place::new();
    fs::copy(place.path("copy.jsonl"), other.path("copy.jsonl")).unwrap();
    let report = other.ok(&["restore", "copy.jsonl"]);
    assert!(report.contains("user             1\n"), "{report}");
    assert_eq!(state(&other), before);
    // Numbers go on where they were.
    other.add_user("bob", &[]);
    assert_eq!(other.json(&["user", "show", "bob"])["id"], 2);
}

#[test]
fn an_export_is_imported_from_standard_input() {
    let place = filled();
    let export = place.ok(&["export"]);
    let other = Place::new();
    other.run_with(&["import"], export.as_bytes()).succeeded(&["import"]);
    assert_eq!(state(&other), state(&place));
    let again = other.run_with(&["import"], export.as_bytes());
    assert!(again.status == 1 && again.err.contains("is not empty"), "{}", again.err);
    place.ok(&["export", "file.jsonl"]);
    assert!(place.refused(1, &["restore", "file.jsonl"]).contains("is not empty"));
}

#[test]
fn no_secret_is_in_an_export() {
    let place = Place::new();
    let args = ["user", "add", "alice", "--email", "a@example.org", "--password-stdin"];
    place.run_with(&args, b"correct horse battery\n").succeeded(&args);
    let link = place.ok(&["user", "reset-link", "alice"]);
    let app = place.add_app("alice", "One");
    let server = place.json(&["resource-server", "add", "api"]);
    let export = place.ok(&["export"]);
    assert!(export.contains("\"alice\"") && export.contains("$argon2id$"));
    let key = link.trim().rsplit('=').next().unwrap();
    let secrets = [app["client_secret"].as_str().unwrap(), server["client_secret"].as_str().unwrap(), key];
    for secret in secrets.into_iter().chain(["correct horse battery"]) {
        assert!(!export.contains(secret));
    }
}

#[test]
fn a_damaged_backup_leaves_the_directory_as_empty_as_it_was() {
    let place = filled();
    let export = place.ok(&["export"]);
    let other = Place::new();
    let cut = &export[..export.len() / 2];
    let changed = export.replace("alice@example.org", "mallo@example.org");
    for input in ["", "junk\n", cut, changed.as_str()] {
        let done = other.run_with(&["import"], input.as_bytes());
        assert_eq!((done.status, done.err.lines().count()), (1, 1), "{}", done.err);
        assert!(other.refused(1, &["user", "list"]).contains("there is no data"));
    }
    other.run_with(&["import"], export.as_bytes()).succeeded(&["import"]);
    assert!(place.refused(1, &["restore", "nowhere.jsonl"]).contains("nowhere.jsonl cannot be read"));
}

#[test]
fn sweep_counts_by_kind_and_refuses_the_future() {
    let place = filled();
    let swept = place.json(&["sweep"]);
    assert_eq!(swept["removed"]["session"], 0);
    assert!(
        place.ok(&["sweep", "--older-than", "7d"]).starts_with("KIND                REMOVED\naccess_token        0\n")
    );
    for duration in ["-1d", "-5s", "7", "soon"] {
        let refused = place.refused(2, &["sweep", "--older-than", duration]);
        assert!(refused.contains("--older-than"), "{refused}");
    }
}

#[test]
fn check_tells_what_is_in_force_and_changes_nothing() {
    let place = Place::new();
    place.configure("[oauth]\ncode_lifetime = \"45s\"\n");
    let out = place.ok(&["check"]);
    assert!(out.contains("code_lifetime = \"45s\"") && out.contains("data directory data: no data yet"), "{out}");
    assert!(!place.data().exists());
    place.add_user("alice", &[]);
    let listing = || {
        let mut found: Vec<_> = fs::read_dir(place.data()).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        found.sort();
        found
    };
    let before = (listing(), place.ok(&["export"]).lines().count());
    let out = place.ok(&["check"]);
    assert!(out.contains("no daemon is running") && out.contains("records:\n#   "), "{out}");
    assert!(out.contains("#   user           1\n"), "{out}");
    assert_eq!((listing(), place.ok(&["export"]).lines().count()), before);
    // What it prints reads back as the same configuration.
    fs::write(place.path("again.toml"), &out).unwrap();
    assert_eq!(place.json(&["check"])["settings"], place.json(&["check", "--config", "again.toml"])["settings"]);
    let daemon = place.daemon(&[]);
    assert!(place.ok(&["check"]).contains("in use by a running daemon (grantd "));
    let object = place.json(&["check"]);
    assert_eq!((&object["daemon_running"], &object["data"]["records"]["user"]), (&true.into(), &1.into()));
    daemon.stop();
}

#[test]
fn an_open_data_directory_is_closed_to_others_unless_it_holds_other_things() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let open = |name: &str| {
        fs::create_dir(place.path(name)).unwrap();
        fs::set_permissions(place.path(name), fs::Permissions::from_mode(0o755)).unwrap();
    };
    open("data");
    fs::write(place.path("data/README.md"), "what this is").unwrap();
    place.add_user("alice", &[]);
    assert_eq!(mode(&place.data()), 0o700);
    open("shared");
    fs::write(place.path("shared/letter.txt"), "not ours").unwrap();
    let add = ["user", "add", "alice", "--email", "a@example.org", "--data-dir", "shared"];
    place.ok(&add);
    assert_eq!((mode(&place.path("shared")), mode(&place.path("shared/store"))), (0o755, 0o700));
}
