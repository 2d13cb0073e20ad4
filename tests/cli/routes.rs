//! `grantd route`, and what `grantd check` says of routes and upstreams.

use serde_json::json;

use crate::Place;

const ROUTES: &str = "
[[route]]
path = \"/api/notes/{id}\"
methods = [\"GET\"]
scope = \"workouts:read\"

[[route]]
path = \"/api/notes\"
first_party = true
role = \"admin\"

[[route]]
path = \"/elsewhere\"
public = true

[[upstream]]
path = \"/api/notes\"
url = \"http://127.0.0.1:9\"

[[upstream]]
path = \"/closed\"
url = \"unix:/run/closed.sock\"
";

fn place() -> Place {
    let place = Place::new();
    place.configure(ROUTES);
    place
}

#[test]
fn a_route_is_explained_without_any_data() {
    let place = place();
    let explained = place.ok(&["route", "GET", "/api/notes/7?q=1"]);
    for line in [
        "request      GET /api/notes/7\n",
        "route        /api/notes/{id} (line 5)\n",
        "needs        a token with workouts:read, or the account's own session\n",
        "answered by  the upstream /api/notes at http://127.0.0.1:9\n",
        "verdict      refused, 401: it shows no token\n",
    ] {
        assert!(explained.contains(line), "{explained}");
    }
    assert!(place.ok(&["route", "DELETE", "/api/notes"]).contains("session, of an administrator\n"));
    let open = place.json(&["route", "HEAD", "/elsewhere/"]);
    assert_eq!((&open["allowed"], &open["status"], &open["needs"]), (&json!(true), &json!(200), &json!("nothing")));
    assert_eq!(open["answered_by"], "grantd itself: no upstream has this path");
    for (method, path, status, why) in [
        ("GET", "/none", 403, "no route allows this request"),
        ("PUT", "/api/notes/7", 405, "only GET"),
        ("GET", "/API/notes/7", 400, "spelled as in /api/notes/{id}"),
        ("GET", "/api/notes/../notes/7", 400, "must not have . or .. in it"),
    ] {
        let refused = place.json(&["route", method, path]);
        assert_eq!((&refused["allowed"], &refused["status"]), (&json!(false), &json!(status)), "{refused}");
        assert!(refused["why"].as_str().unwrap().contains(why), "{refused}");
    }
    let own = place.json(&["route", "POST", "/api/oauth/token"]);
    assert_eq!(own["answered_by"], "grantd itself, whatever routes there are");
    assert!(!place.data().exists(), "explaining makes no data");
}

#[test]
fn a_token_is_explained_with_and_without_a_daemon() {
    let place = place();
    place.add_user("ada", &[]);
    let broken = |place: &Place| place.json(&["route", "GET", "/api/notes/7", "--token", "gra_mistyped"]);
    let without = broken(&place);
    assert_eq!((&without["status"], &without["allowed"]), (&json!(401), &json!(false)));
    assert!(without["token"].as_str().unwrap().starts_with("no access token of grantd"), "{without}");
    let from_stdin = place.run_with(&["--json", "route", "GET", "/api/notes/7", "--token", "-"], b"gra_mistyped\n");
    assert_eq!(serde_json::from_str::<serde_json::Value>(&from_stdin.out).unwrap(), without);
    let daemon = place.daemon(&[]);
    assert_eq!(broken(&place), without);
    drop(daemon);
    assert!(place.refused(2, &["route", "GET"]).contains("<PATH>"));
}

#[test]
fn check_lists_routes_and_upstreams_that_have_nothing_to_do_with_one_another() {
    let place = place();
    let told = place.ok(&["check"]);
    assert!(told.contains("# 3 routes, 2 upstreams\n"), "{told}");
    assert!(told.contains("# no upstream serves the route /elsewhere (line 15)\n"), "{told}");
    assert!(told.contains("# no route opens the upstream /closed (line 23)\n"), "{told}");
    let told = place.json(&["check"]);
    assert_eq!(told["unserved_routes"], json!(["/elsewhere (line 15)"]));
    assert_eq!(told["closed_upstreams"], json!(["/closed (line 23)"]));
    let wide = "[[upstream]]\npath = \"/\"\nurl = \"http://127.0.0.1:9\"\n";
    let both =
        "[[route]]\npath = \"/a/{id}\"\npublic = true\n[[upstream]]\npath = \"/a\"\nurl = \"http://127.0.0.1:9\"\n";
    place.configure(&format!("{both}{wide}"));
    assert_eq!(place.json(&["check"])["closed_upstreams"], json!(["/ (line 10)"]), "what is below /a is not its");
    place.configure("[[route]]\npath = \"/a\"\npublic = true\n");
    assert!(place.ok(&["check"]).contains("# 1 route, for proxies that ask /forward-auth; no upstreams\n"));
}

#[test]
fn a_key_that_cannot_be_read_is_told_before_anything_starts() {
    let place = Place::new();
    place.configure(
        "[[upstream]]\npath = \"/\"\nurl = \"http://127.0.0.1:9\"\nidentity = \"jwt\"\njwt_secret_file = \"none.key\"\n",
    );
    let wrong = place.refused(2, &["serve"]);
    assert!(wrong.contains("grantd.toml:4: upstream.jwt_secret_file: none.key cannot be read"), "{wrong}");
    // It may be a credential that only the service has.
    assert!(place.ok(&["check"]).contains("# not looked at: none.key: no file here"));
    std::fs::write(place.path("none.key"), "\n").unwrap();
    assert!(place.refused(2, &["check"]).contains("none.key is empty"));
}
