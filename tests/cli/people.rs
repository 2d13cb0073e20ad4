use crate::{Place, last};

#[test]
fn an_empty_store_says_what_to_do_next() {
    let place = Place::new();
    place.daemon(&[]).stop();
    assert_eq!(place.ok(&["user", "list"]), "No accounts yet. Make one: grantd user add NAME --email E --admin\n");
    assert!(place.ok(&["app", "list"]).contains("grantd app add --owner"));
    assert!(place.ok(&["resource-server", "list"]).contains("grantd resource-server add"));
    assert_eq!(place.json(&["user", "list"]), serde_json::json!([]));
}

#[test]
fn accounts_are_added_listed_and_shown() {
    let place = Place::new();
    let args = ["user", "add", "alice", "--email", "alice@example.org", "--admin", "--password-stdin"];
    let out = place.run_with(&args, b"correct horse\n").succeeded(&args);
    assert_eq!(out, "alice has an account now.\n");
    place.add_user("bob", &[]);
    let list = place.ok(&["user", "list"]);
    let lines: Vec<_> = list.lines().collect();
    assert_eq!(lines[0], "NAME   E-MAIL             ROLE   STATE        CREATED               LAST SIGN-IN");
    assert!(lines[1].starts_with("alice  alice@example.org  admin  active       20"), "{list}");
    assert!(lines[2].starts_with("bob    bob@example.org    user   no password  20"), "{list}");
    assert!(lines[1].ends_with("Z  —"), "{list}");
    let shown = place.ok(&["user", "show", "ALICE@example.org"]);
    let line = |name: &str, value: &str| {
        shown.lines().any(|line| line.split_once(name).is_some_and(|(_, rest)| rest.trim() == value))
    };
    assert!(line("role", "admin") && line("location", "—"), "{shown}");
    let objects = place.json(&["user", "list"]);
    // One account alone tells of its second factor, too.
    let mut shown = place.json(&["user", "show", "bob"]);
    assert_eq!(shown.as_object_mut().unwrap().remove("second_factor"), Some(false.into()));
    assert_eq!(objects[1], shown);
    assert_eq!(objects[0]["username"], "alice");
    assert_eq!(
        (&objects[0]["admin"], &objects[0]["suspended"], &objects[0]["id"]),
        (&true.into(), &false.into(), &1.into())
    );
    assert!(!objects.to_string().contains("argon2"));
}

#[test]
fn an_account_without_password_gets_a_link_alone_on_the_last_line() {
    let place = Place::new();
    let out = place.add_user("bob", &[]);
    assert!(last(&out).starts_with("http://localhost:8080/login/password?key=grl_"), "{out}");
    let again = place.ok(&["user", "reset-link", "bob"]);
    assert!(last(&again).starts_with("http://localhost:8080/login/password?key=grl_"), "{again}");
    assert_ne!(last(&out), last(&again));
    let object = place.json(&["user", "add", "carol", "--email", "c@example.org"]);
    assert!(object["password_link"].as_str().unwrap().contains("/login/password?key="));
    assert_eq!(object["username"], "carol");
}

#[test]
fn the_link_leads_to_the_configured_address() {
    let place = Place::new();
    place.configure("[server]\npublic_url = \"https://auth.example.org\"\n");
    assert!(last(&place.add_user("bob", &[])).starts_with("https://auth.example.org/login/password?key="));
    place.configure("[server]\nlisten = \"127.0.0.1:9999\"\n");
    assert!(last(&place.ok(&["user", "reset-link", "bob"])).starts_with("http://127.0.0.1:9999/login/password?key="));
}

#[test]
fn roles_suspension_and_notes_are_changed() {
    let place = Place::new();
    place.add_user("alice", &["--admin"]);
    place.add_user("bob", &[]);
    assert_eq!(place.ok(&["user", "set-role", "bob", "admin"]), "bob is an administrator now.\n");
    assert_eq!(place.ok(&["user", "suspend", "alice"]), "alice is suspended.\n");
    assert_eq!(place.json(&["user", "show", "alice"])["suspended"], true);
    let refused = place.refused(1, &["user", "set-role", "bob", "user"]);
    assert!(refused.starts_with("grantd: this is the last administrator who can act"), "{refused}");
    assert_eq!(place.refused(1, &["user", "delete", "bob", "--yes"]), refused);
    place.ok(&["user", "unsuspend", "alice"]);
    place.ok(&["user", "set", "bob", "upstream_id=42"]);
    place.ok(&["user", "set", "bob", "email=new@example.org"]);
    let bob = place.json(&["user", "show", "new@example.org"]);
    assert_eq!((&bob["attributes"]["upstream_id"], &bob["username"]), (&"42".into(), &"bob".into()));
    place.ok(&["user", "set", "bob", "upstream_id="]);
    assert_eq!(place.json(&["user", "show", "bob"])["attributes"], serde_json::json!({}));
    assert!(place.refused(2, &["user", "set", "bob", "upstream_id"]).contains("KEY=VALUE"));
    assert_eq!(place.ok(&["user", "delete", "bob", "--yes"]), "bob is removed.\n");
    assert!(place.refused(1, &["user", "show", "bob"]).contains("there is no account \"bob\""));
}

#[test]
fn what_cannot_be_taken_is_refused_with_the_rule() {
    let place = Place::new();
    place.add_user("alice", &[]);
    let add = |name: &str, email: &str| place.refused(1, &["user", "add", name, "--email", email]);
    assert_eq!(add("al", "b@example.org"), "grantd: username: 3 to 30 characters required\n");
    assert_eq!(add("bob", "nothing"), "grantd: email: valid email must be provided\n");
    assert!(add("ALICE", "b@example.org").contains("another account has this username"));
    assert!(add("bob", "ALICE@example.org").contains("another account has this email"));
    let args = ["user", "passwd", "alice", "--password-stdin"];
    let done = place.run_with(&args, b"short\n");
    assert_eq!((done.status, done.err.as_str()), (1, "grantd: password: 8 characters required\n"));
    assert_eq!(place.run_with(&args, b"").status, 2);
    assert!(place.run_with(&args, b"long enough\n").out.contains("The password of alice is set"));
    assert!(place.refused(2, &["user", "passwd", "alice"]).contains("--password-stdin"));
}

#[test]
fn the_set_up_link_is_made_anew_until_there_is_an_administrator() {
    let place = Place::new();
    let first = place.ok(&["user", "reset-link", "--setup"]);
    assert!(last(&first).starts_with("http://localhost:8080/setup?key=grl_"), "{first}");
    assert_ne!(last(&place.ok(&["user", "reset-link", "--setup"])), last(&first));
    place.add_user("alice", &["--admin"]);
    assert!(place.refused(1, &["user", "reset-link", "--setup"]).contains("there is an administrator already"));
}
