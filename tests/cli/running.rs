use std::process::Stdio;

use crate::{Place, last, mode, wait_until};

#[test]
fn the_daemon_tells_one_line_and_ends_cleanly() {
    let place = Place::new();
    let daemon = place.daemon(&[]);
    let address = daemon.ready.strip_prefix("grantd listening on http://127.0.0.1:").unwrap();
    assert!(address.trim_end().parse::<u16>().unwrap() > 0 && address.ends_with('\n'));
    assert_eq!(mode(&place.data()), 0o700);
    assert_eq!(mode(&place.path("data/grantd.sock")), 0o600);
    daemon.signal("INT");
    let (status, rest, log) = daemon.end();
    assert_eq!((status, rest.as_str()), (Some(0), ""), "{log}");
    assert!(!place.path("data/grantd.sock").exists());
}

#[test]
fn commands_print_the_same_with_a_daemon_and_without() {
    let place = Place::new();
    place.configure("[server]\npublic_url = \"http://localhost:7777\"\n");
    place.add_user("alice", &["--admin"]);
    place.add_app("alice", "One");
    place.ok(&["resource-server", "add", "api"]);
    let reads = [
        &["user", "list"][..],
        &["user", "show", "alice"],
        &["--json", "user", "list"],
        &["app", "list"],
        &["app", "show", "1"],
        &["--json", "app", "show", "1"],
        &["resource-server", "list"],
        &["sweep"],
    ];
    let failures = [&["user", "show", "nobody"][..], &["app", "show", "9"], &["user", "delete", "alice", "--yes"]];
    let results = || {
        let out = reads.map(|args| place.ok(args));
        (out, failures.map(|args| place.refused(1, args)))
    };
    let without = results();
    let daemon = place.daemon(&[]);
    assert_eq!(results(), without);
    let link = place.ok(&["user", "reset-link", "alice"]);
    assert!(last(&link).starts_with("http://localhost:7777/login/password?key=grl_"));
    daemon.stop();
    assert_eq!(results(), without);
}

#[test]
fn what_a_command_changes_in_the_daemon_stays() {
    let place = Place::new();
    let daemon = place.daemon(&[]);
    let args = ["user", "add", "alice", "--email", "a@example.org", "--admin", "--password-stdin"];
    place.run_with(&args, b"correct horse\n").succeeded(&args);
    place.add_app("alice", "One");
    let link = place.add_user("bob", &[]);
    let address = daemon.ready.trim_end().rsplit(' ').next().unwrap().to_owned();
    assert!(last(&link).starts_with(&format!("{address}/login/password?key=grl_")), "{link}");
    daemon.stop();
    assert_eq!(place.json(&["user", "list"]).as_array().unwrap().len(), 2);
    assert_eq!(place.json(&["app", "list"]).as_array().unwrap().len(), 1);
}

#[test]
fn a_second_daemon_is_one_clear_line() {
    let place = Place::new();
    let daemon = place.daemon(&[]);
    let refused = place.refused(1, &["serve", "--listen", "127.0.0.1:0"]);
    assert_eq!(
        refused,
        "grantd: another grantd is running over data: stop it, or name another directory with --data-dir\n"
    );
    place.add_user("alice", &[]);
    daemon.stop();
}

#[test]
fn a_killed_daemon_leaves_a_socket_that_is_no_obstacle() {
    let place = Place::new();
    let daemon = place.daemon(&[]);
    place.add_user("alice", &[]);
    daemon.signal("KILL");
    daemon.end();
    assert!(place.path("data/grantd.sock").exists());
    assert_eq!(place.json(&["user", "list"])[0]["username"], "alice");
    let daemon = place.daemon(&[]);
    assert_eq!(place.json(&["user", "list"])[0]["username"], "alice");
    daemon.stop();
}

#[test]
fn a_healthcheck_asks_the_running_daemon() {
    let place = Place::new();
    assert_eq!(place.refused(1, &["healthcheck"]), "grantd: no daemon runs over data\n");
    let daemon = place.daemon(&[]);
    assert_eq!(place.ok(&["healthcheck"]), "the daemon and its store answer\n");
    assert_eq!(place.json(&["healthcheck"]), serde_json::json!({ "healthy": true, "waiting": null }));
    daemon.signal("STOP");
    assert!(place.refused(1, &["healthcheck", "--timeout", "200ms"]).contains("does not answer: it is overloaded"));
    daemon.signal("CONT");
    daemon.stop();
}

#[test]
fn the_set_up_link_is_logged_until_there_is_an_administrator() {
    let place = Place::new();
    let daemon = place.daemon(&[]);
    let address = daemon.ready.trim_end().rsplit(' ').next().unwrap().to_owned();
    let renewed = place.ok(&["user", "reset-link", "--setup"]);
    let log = daemon.stop();
    let start = format!("{address}/setup?key=grl_");
    assert_eq!(log.matches(&start).count(), 1, "{log}");
    assert!(last(&renewed).starts_with(&start) && !log.contains(last(&renewed)));
    place.add_user("alice", &["--admin"]);
    assert!(!place.daemon(&[]).stop().contains("/setup?key="));
}

#[test]
fn a_hangup_reads_the_configuration_again_and_keeps_the_old_one_when_it_is_wrong() {
    let place = Place::new();
    let daemon = place.daemon(&[]);
    let least = |number: usize| {
        let args = ["user", "add", "alice", "--email", "a@example.org", "--password-stdin"];
        place.run_with(&args, b"1234567\n").err.contains(&format!("{number} characters required"))
    };
    assert!(least(8));
    place.configure("password_min_length = 20\n");
    daemon.signal("HUP");
    wait_until(|| least(20));
    place.configure("password_min_length = \"many\"\n");
    daemon.signal("HUP");
    std::thread::sleep(std::time::Duration::from_millis(200));
    assert!(place.refused(2, &["user", "list"]).contains("password_min_length"));
    place.configure("password_min_length = 12\n[server]\nmax_connections = 7\n");
    assert!(least(20));
    daemon.signal("HUP");
    wait_until(|| least(12));
    let log = daemon.stop();
    assert!(log.contains("the configuration is wrong and the old one stays in force: grantd.toml:4: "), "{log}");
    assert!(log.contains("restart grantd to change server.max_connections"), "{log}");
}

#[test]
fn no_secret_is_in_the_log_however_much_is_logged() {
    let place = Place::new();
    let daemon = place.daemon(&["-vv"]);
    let args = ["-vv", "user", "add", "alice", "--email", "a@example.org", "--password-stdin"];
    let added = place.run_with(&args, b"correct horse battery\n");
    assert_eq!(added.status, 0);
    let app = place.add_app("alice", "One");
    let server = place.json(&["resource-server", "add", "api"]);
    let link = place.ok(&["user", "reset-link", "alice"]);
    let logs = daemon.stop() + &added.err;
    let key = last(&link).rsplit('=').next().unwrap();
    let secrets = [app["client_secret"].as_str().unwrap(), server["client_secret"].as_str().unwrap(), key];
    for secret in secrets.into_iter().chain(["correct horse battery"]) {
        assert!(!logs.contains(secret), "{secret}");
    }
    assert!(logs.contains("account_created") && logs.contains("app_registered"), "{logs}");
}

#[test]
fn a_data_directory_with_a_long_path_has_a_socket_too() {
    let place = Place::new();
    let long = "d".repeat(150);
    let daemon = place.daemon(&["--data-dir", &long]);
    assert_eq!(mode(&place.path(&long).join("grantd.sock")), 0o600);
    let args = ["user", "add", "alice", "--email", "a@example.org", "--data-dir", &long];
    place.ok(&args);
    assert!(place.ok(&["check", "--data-dir", &long]).contains("in use by a running daemon"));
    daemon.stop();
}

#[test]
fn the_daemon_serves_though_nobody_reads_its_line() {
    let place = Place::new();
    let (reader, writer) = std::io::pipe().unwrap();
    drop(reader);
    let mut command = place.command(&["serve", "--listen", "127.0.0.1:0"]);
    let mut child = command.stdout(writer).stderr(Stdio::null()).spawn().unwrap();
    wait_until(|| place.path("data/grantd.sock").exists());
    place.add_user("alice", &[]);
    child.kill().unwrap();
    child.wait().unwrap();
    assert_eq!(place.json(&["user", "list"])[0]["username"], "alice");
}

#[test]
fn a_program_that_another_one_runs_is_not_mistaken_for_it() {
    let place = Place::new();
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
    let files = maps.lines().filter_map(|line| line.split_whitespace().nth(5));
    // A static program has none.
    let Some(loader) =
        files.into_iter().find(|file| file.rsplit('/').next().is_some_and(|name| name.starts_with("ld")))
    else {
        return;
    };
    place.add_user("alice", &[]);
    let own = place.command(&["check", "--data"]);
    let mut command = std::process::Command::new(loader);
    command.arg(own.get_program()).args(own.get_args()).current_dir(own.get_current_dir().unwrap());
    let output = command.env_remove("_RJEM_MALLOC_CONF").output().unwrap();
    assert!(output.status.success(), "{output:?}");
}
