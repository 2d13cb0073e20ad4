use crate::{Place, last};

const ADD: [&str; 9] =
    ["app", "add", "--owner", "alice", "--name", "GPX", "--redirect-uri", "https://gpx.example/cb", "--scope"];

fn place() -> Place {
    let place = Place::new();
    place.add_user("alice", &[]);
    place
}

#[test]
fn an_app_is_registered_and_its_secret_stands_alone_on_the_last_line() {
    let place = place();
    let out = place.ok(&[&ADD[..], &["profile:read workouts:read"]].concat());
    let secret = last(&out);
    assert!(secret.starts_with("grs_") && secret.len() == 53, "{out}");
    let apps = place.json(&["app", "list"]);
    let app = &apps[0];
    assert!(out.contains(&format!("client_id: {}\n", app["client_id"].as_str().unwrap())));
    assert_eq!(app["name"], "GPX");
    assert_eq!(app["website"], "https://gpx.example");
    assert_eq!(app["scope"], "profile:read workouts:read");
    assert_eq!(app["redirect_uris"], serde_json::json!(["https://gpx.example/cb"]));
    assert_eq!(app["client_type"], "confidential");
    assert!(app.get("client_secret").is_none());
    let table = place.ok(&["app", "list", "--owner", "ALICE"]);
    assert!(table.lines().nth(1).unwrap().ends_with("—") && table.contains("  alice  confidential  "), "{table}");
}

#[test]
fn json_prints_the_one_object_with_its_secret() {
    let place = place();
    let app = place.add_app("alice", "One");
    assert!(app["client_secret"].as_str().unwrap().starts_with("grs_"));
    let id = app["client_id"].as_str().unwrap();
    let rotated = place.json(&["app", "rotate-secret", id]);
    assert!(rotated["client_secret"].as_str().unwrap().starts_with("grs_"));
    assert_ne!(rotated["client_secret"], app["client_secret"]);
    assert!(last(&place.ok(&["app", "rotate-secret", "1"])).starts_with("grs_"));
    assert_eq!(place.json(&["app", "show", id]), place.json(&["app", "show", "1"]));
}

#[test]
fn an_old_secret_works_on_for_a_while_and_is_ended_by_hand() {
    let place = place();
    place.add_app("alice", "One");
    let out = place.ok(&["app", "rotate-secret", "1", "--overlap", "1d"]);
    assert!(last(&out).starts_with("grs_") && out.contains("The secret before it works until "), "{out}");
    assert!(place.json(&["app", "show", "1"])["previous_secret_expires_at"].is_string());
    assert!(place.ok(&["app", "show", "1"]).contains("works until "));
    assert!(place.ok(&["app", "end-previous-secret", "1"]).contains("The previous secret of One has ended."));
    assert!(place.json(&["app", "show", "1"])["previous_secret_expires_at"].is_null());
    let none = "grantd: the app has no previous secret that still works\n";
    assert_eq!(place.refused(1, &["app", "end-previous-secret", "1"]), none);
    let refused = place.refused(1, &["app", "rotate-secret", "1", "--overlap", "8d"]);
    assert_eq!(refused, "grantd: overlap: 7d at most on this server\n");
    assert!(place.refused(1, &["app", "rotate-secret", "1", "--overlap", "soon"]).contains("is not a duration"));
}

#[test]
fn a_public_app_has_no_secret_and_several_redirect_uris_may_be_given() {
    let place = place();
    let args =
        ["--redirect-uri", "http://127.0.0.1/cb", "com.example.app:/cb", "--public", "--uri", "https://p.example"];
    let out = place.ok(&[&ADD[..], &["profile:read"], &args].concat());
    assert!(out.contains("public client") && !out.contains("grs_"), "{out}");
    let shown = place.ok(&["app", "show", "1"]);
    assert!(shown.contains("https://gpx.example/cb http://127.0.0.1/cb com.example.app:/cb\n"), "{shown}");
    assert!(shown.contains("https://p.example\n") && shown.contains("description    —\n"), "{shown}");
    assert!(place.refused(1, &["app", "rotate-secret", "1"]).contains("has no secret"));
}

fn adding<'a>(name: &'a str, more: &[&'a str]) -> Vec<&'a str> {
    [&["app", "add", "--owner", "alice", "--name", name, "--scope", "profile:read", "--redirect-uri"], more].concat()
}

#[test]
fn the_website_of_an_app_goes_without_saying_only_where_a_redirect_uri_tells_it() {
    let place = place();
    for (name, more, website) in [
        ("Web", &["https://gpx.example:8443/cb"][..], "https://gpx.example:8443"),
        ("Both", &["com.example.app:/cb", "https://gpx.example/cb"], "https://gpx.example"),
        ("Program", &["http://localhost:5000/cb", "--public"], "http://localhost:5000"),
        ("Phone", &["com.example.app:/cb", "--public", "--uri", "https://app.example"], "https://app.example"),
    ] {
        let app = place.json(&adding(name, more));
        assert_eq!(app["website"], website, "{name}");
    }
    let refused = place.refused(1, &adding("Phone", &["com.example.app:/cb", "--public"]));
    let wanted = "grantd: none of these redirect URIs is on a website: say where people can read about the app, such as \
                  --uri https://app.example\n";
    assert_eq!(refused, wanted);
    assert_eq!(place.json(&["app", "list"]).as_array().unwrap().len(), 4);
    assert!(place.refused(1, &adding("Wrong", &["example:/cb"])).contains("has a scheme that is not allowed"));
}

#[test]
fn an_app_is_revoked_and_removed() {
    let place = place();
    place.add_app("alice", "One");
    assert!(place.ok(&["app", "revoke", "1"]).contains("has ended"));
    place.ok(&["app", "delete", "1", "--yes"]);
    assert_eq!(place.refused(1, &["app", "show", "1"]), "grantd: there is no app \"1\": grantd app list shows them\n");
    assert!(place.refused(1, &["app", "list", "--owner", "nobody"]).contains("there is no account \"nobody\""));
}

#[test]
fn an_app_that_cannot_be_is_refused_with_the_reason() {
    let place = place();
    assert!(place.refused(1, &[&ADD[..], &["no:such"]].concat()).contains("none of these scopes is configured"));
    let wild =
        ["app", "add", "--owner", "alice", "--name", "N", "--redirect-uri", "https://*.example/", "--scope", "a"];
    assert!(place.refused(1, &wild).contains("must not have a wildcard"));
    assert!(place.refused(2, &["app", "add", "--owner", "alice"]).contains("--redirect-uri"));
}

#[test]
fn resource_servers_have_credentials_of_three_keys() {
    let place = Place::new();
    let object = place.json(&["resource-server", "add", "workouts-api"]);
    let keys: Vec<_> = object.as_object().unwrap().keys().collect();
    assert_eq!(keys, ["client_id", "client_secret", "name"]);
    assert!(object["client_secret"].as_str().unwrap().starts_with("grp_"));
    let rotated = place.ok(&["resource-server", "rotate-secret", "workouts-api"]);
    assert!(last(&rotated).starts_with("grp_") && rotated.contains(object["client_id"].as_str().unwrap()));
    let list = place.json(&["resource-server", "list"]);
    assert!(list[0].get("client_secret").is_none() && list[0]["name"] == "workouts-api");
    assert!(place.ok(&["resource-server", "list"]).lines().nth(1).unwrap().starts_with("workouts-api  "));
    assert!(place.refused(1, &["resource-server", "add", "workouts-api"]).contains("already"));
    assert!(place.refused(1, &["resource-server", "add", "a b"]).contains("no name for a resource server"));
    place.ok(&["resource-server", "delete", "workouts-api", "--yes"]);
    assert!(place.refused(1, &["resource-server", "delete", "workouts-api", "--yes"]).contains("there is no"));
}
