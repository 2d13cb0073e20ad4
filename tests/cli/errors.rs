use std::fs;
use std::process::Stdio;
use std::time::Duration;

use crate::Place;

#[test]
fn a_command_that_reads_makes_no_data_directory() {
    let place = Place::new();
    for args in [
        &["user", "list"][..],
        &["user", "show", "x"],
        &["user", "delete", "x", "--yes"],
        &["app", "list"],
        &["resource-server", "list"],
        &["sweep"],
        &["audit"],
        &["export"],
        &["backup", "file"],
    ] {
        let refused = place.refused(1, args);
        assert_eq!(
            refused,
            "grantd: there is no data in data: start grantd once, or name another directory with --data-dir\n"
        );
    }
    assert!(!place.data().exists() && !place.path("file").exists());
}

#[test]
fn wrong_usage_and_wrong_configuration_are_2() {
    let place = Place::new();
    place.refused(2, &["user", "nonsense"]);
    place.refused(2, &["--no-such-flag"]);
    place.refused(2, &["-v", "-q", "user", "list"]);
    assert!(place.refused(2, &["serve", "--listen", "nowhere"]).contains("is not an address to listen on"));
    assert!(place.refused(2, &["serve", "--public-url", "ftp://x"]).contains("neither https nor http"));
    place.configure("[oauth]\ncode_lifetme = \"60s\"\n");
    for args in [&["serve"][..], &["check"], &["user", "list"], &["export"], &["backup", "f"], &["import"]] {
        let refused = place.refused(2, args);
        assert!(refused.starts_with("grantd: grantd.toml:5: ") && refused.contains("code_lifetime"), "{refused}");
    }
    assert!(place.refused(2, &["check", "--config", "nowhere.toml"]).contains("there is no such file"));
}

#[test]
fn the_memory_engine_has_no_data_without_a_daemon() {
    let place = Place::new();
    place.configure("[storage]\nengine = \"memory\"\n");
    assert!(place.refused(1, &["user", "add", "bob", "--email", "b@c.d"]).contains("start grantd first"));
    let daemon = place.daemon(&[]);
    place.add_user("bob", &[]);
    assert_eq!(place.json(&["user", "list"])[0]["username"], "bob");
    assert!(place.refused(1, &["serve", "--listen", "127.0.0.1:0"]).contains("another daemon"));
    assert_eq!(place.json(&["user", "list"])[0]["username"], "bob");
    daemon.stop();
}

#[test]
fn commands_wait_for_each_other() {
    let place = Place::new();
    let running: Vec<_> = (0..6)
        .map(|number| {
            let (name, email) = (format!("user{number}"), format!("{number}@example.org"));
            place.command(&["user", "add", &name, "--email", &email]).spawn().unwrap()
        })
        .collect();
    for child in running {
        let output = child.wait_with_output().unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    assert_eq!(place.json(&["user", "list"]).as_array().unwrap().len(), 6);
}

#[test]
fn data_in_use_by_something_silent_is_one_clear_line() {
    let place = Place::new();
    place.add_user("alice", &[]);
    let lock = fs::OpenOptions::new().append(true).open(place.path("data/grantd.lock")).unwrap();
    lock.lock().unwrap();
    let waiting = [place.command(&["user", "list"]).spawn().unwrap(), place.command(&["serve"]).spawn().unwrap()];
    for child in waiting {
        let output = child.wait_with_output().unwrap();
        let err = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), err.lines().count()), (Some(1), 1), "{err}");
        assert!(output.stdout.is_empty() && err.starts_with("grantd: another "), "{err}");
    }
    // What lets go in time is waited for.
    let command = place.command(&["user", "list"]).spawn().unwrap();
    std::thread::sleep(Duration::from_millis(300));
    lock.unlock().unwrap();
    assert!(command.wait_with_output().unwrap().status.success());
}

#[test]
fn an_output_that_nobody_reads_is_no_failure() {
    let place = Place::new();
    place.add_user("alice", &[]);
    for args in [&["user", "list"][..], &["man"], &["completions", "bash"]] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let child = place.command(args).stdout(writer).stderr(Stdio::piped()).spawn().unwrap();
        let output = child.wait_with_output().unwrap();
        assert_eq!((output.status.code(), output.stderr.as_slice()), (Some(0), &b""[..]), "{args:?}");
    }
}

#[test]
fn completions_and_the_manual_name_every_command() {
    let place = Place::new();
    let names = [
        "serve",
        "check",
        "doctor",
        "user",
        "app",
        "resource-server",
        "sweep",
        "backup",
        "restore",
        "export",
        "import",
    ];
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = place.ok(&["completions", shell]);
        assert!(names.iter().all(|name| script.contains(name)), "{shell}");
    }
    let page = place.ok(&["man"]);
    for name in names.iter().copied().chain(["user reset-link", "app rotate-secret", "resource-server add"]) {
        let heading = format!(".SS \"grantd {}\"\n", name.replace('-', "\\-"));
        assert!(page.contains(&heading), "{name}");
    }
    assert!(page.contains(".SH \"EXIT STATUS\""));
    assert!(place.ok(&["app", "--help"]).contains("Examples:\n  grantd app add --owner alice"));
    assert!(place.ok(&["--version"]).starts_with("grantd "));
}
