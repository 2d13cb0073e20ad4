//! `[backup]`: copies that the daemon writes by itself.

use std::fs;
use std::path::PathBuf;

use crate::{Place, mode, wait_until};

fn backups(place: &Place) -> Vec<PathBuf> {
    let Ok(entries) = fs::read_dir(place.path("data/backups")) else { return Vec::new() };
    let mut found: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.extension().is_some_and(|extension| extension == "jsonl"));
    found.sort();
    found
}

#[test]
fn a_running_daemon_writes_backups_that_restore_and_keeps_the_newest() {
    let place = Place::new();
    place.add_user("alice", &["--admin"]);
    assert!(place.ok(&["check"]).contains("# no backups are written by themselves"));
    place.configure("[backup]\nevery = \"1s\"\nkeep = 2\n");
    let daemon = place.daemon(&[]);
    wait_until(|| backups(&place).len() == 2);
    let first = backups(&place).remove(0);
    wait_until(|| !first.exists());
    let said = place.ok(&["check"]);
    assert!(said.contains("# backups: every 1s in data/backups, 2 kept; the newest is data/backups/grantd-"), "{said}");
    assert!(!said.contains("FAILED") && place.json(&["check"])["data"]["backups"]["failure"].is_null());
    let log = daemon.stop();
    assert!(log.contains("a backup was written and read back"), "{log}");
    let newest = backups(&place).pop().unwrap();
    assert_eq!((mode(&newest), mode(&place.data()), backups(&place).len()), (0o600, 0o700, 2));
    place.ok(&["restore", newest.to_str().unwrap(), "--data-dir", "restored"]);
    let users = |dir: &str| place.ok(&["--json", "user", "list", "--data-dir", dir]);
    assert_eq!(users("restored"), users("data"));
}

#[test]
fn a_backup_that_fails_is_loud_and_stops_nothing_and_the_next_configuration_counts() {
    let place = Place::new();
    place.add_user("alice", &["--admin"]);
    fs::write(place.path("data/backups"), "not a directory").unwrap();
    place.configure("[backup]\nevery = \"1s\"\n");
    let daemon = place.daemon(&[]);
    wait_until(|| place.run(&["check"]).out.contains("# THE LAST BACKUP FAILED: data/backups: "));
    place.add_user("bob", &[]);
    // A second later it tries again, with what is configured by then.
    place.configure("[backup]\nevery = \"1s\"\ndir = \"elsewhere\"\n");
    daemon.signal("HUP");
    wait_until(|| {
        place.path("data/elsewhere").is_dir() && place.ok(&["check"]).contains("the newest is data/elsewhere/")
    });
    wait_until(|| !place.ok(&["check"]).contains("FAILED"));
    let log = daemon.stop();
    assert!(log.contains("ERROR") && log.contains("A BACKUP FAILED"), "{log}");
    // Without a daemon there will be none, and that shows.
    wait_until(|| place.ok(&["check"]).contains("# THE NEXT BACKUP IS OVERDUE"));
}
