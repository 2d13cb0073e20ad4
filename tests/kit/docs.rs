//! `docs/testing.md` says all that there is, and its fixture can be used as it stands.

use std::path::Path;

use grantd::testing::TestServer;
use grantd::testing::conformance::judge::checks;
use grantd::testing::conformance::scenario::SCENARIOS;
use grantd::testing::fixture::Fixture;
use serde_json::Value;

use crate::json;

const DOCS: &str = include_str!("../../docs/testing.md");
const DOCUMENT: &str = include_str!("../../src/testing/control/openapi.json");

fn between<'t>(text: &'t str, begin: &str, end: &str) -> &'t str {
    text.split_once(begin).unwrap().1.split_once(end).unwrap().0
}

#[tokio::test]
async fn its_fixture_starts_a_server() {
    let example = between(DOCS, "<!-- fixture:begin -->", "<!-- fixture:end -->");
    let server = TestServer::builder().fixture(between(example, "```toml\n", "```")).start().await;
    assert_eq!(server.app("notebook").scope, "notes:read notes:write");
    assert_eq!(server.tokens("good").scope, "notes:read");
    assert_eq!((server.tokens("expired").expires_in, server.ready().seed), (0, Some(7)));
    assert!(server.user("mallory").suspended && server.user("admin").admin);
}

#[test]
fn it_explains_every_key_of_a_fixture() {
    let reference = between(DOCS, "| **`[test]`** |", "\n\n");
    for section in ["[test]", "[[user]]", "[[app]]", "[[resource_server]]", "[[grant]]", "[[token]]"] {
        let refused = Fixture::parse(&format!("{section}\nnonesuch = 1"), Path::new("f")).unwrap_err().to_string();
        let keys: Vec<&str> = refused.split('`').skip(3).step_by(2).collect();
        assert!(keys.len() >= 3, "{refused}");
        // `[test]` was cut off with what stands before it.
        let own = reference.split_once(&format!("**`{section}`**")).map_or(reference, |(_, own)| own);
        let own = own.split("| **`").next().unwrap();
        for key in keys {
            assert!(own.contains(&format!("`{key}`")), "{section} {key}");
        }
    }
}

#[test]
fn it_names_every_operation_and_every_fault() {
    let document: Value = json(DOCUMENT);
    for (path, methods) in document["paths"].as_object().unwrap() {
        for method in methods.as_object().unwrap().keys() {
            let asked = format!("`{} {}", method.to_uppercase(), path.strip_prefix("/_test").unwrap());
            let named = DOCS.contains(&asked) || DOCS.contains(&format!("`{} {path}", method.to_uppercase()));
            assert!(named, "{method} {path}");
        }
    }
    let fault = &document["components"]["schemas"];
    for kind in fault["FaultKind"]["enum"].as_array().unwrap() {
        assert!(DOCS.contains(&format!("| `{}` |", kind.as_str().unwrap())), "{kind}");
    }
    for key in fault["Fault"]["properties"].as_object().unwrap().keys() {
        assert!(DOCS.contains(&format!("`{key}`")) || DOCS.contains(&format!("\"{key}\"")), "{key}");
    }
}

#[test]
fn it_names_every_scenario_and_every_check_of_the_client_kit() {
    for scenario in &SCENARIOS {
        assert!(DOCS.contains(&format!("`{}`", scenario.name)), "{}", scenario.name);
    }
    let table = between(DOCS, "<!-- checks:begin -->", "<!-- checks:end -->");
    let rows: Vec<_> = table.lines().filter(|line| line.starts_with("| `")).collect();
    let checks: Vec<_> =
        checks().map(|check| format!("| `{}` | {} | {} |", check.name, check.good, check.section)).collect();
    assert_eq!(rows, checks);
}

/// What the code takes and gives is what the document describes: for each schema that has a Rust type, the same keys.
#[tokio::test]
async fn the_document_has_the_keys_of_what_is_really_sent() {
    let document: Value = json(DOCUMENT);
    let keys = |value: &Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>();
    let described = |schema: &str| {
        let mut described = keys(&document["components"]["schemas"][schema]["properties"]);
        described.sort_unstable();
        described
    };
    let server = TestServer::builder().fixture("[[user]]\nname = \"eve\"\n[[app]]\nname = \"web\"").start().await;
    let ready = serde_json::to_value(server.ready()).unwrap();
    assert_eq!(keys(&ready), described("Ready"));
    assert_eq!(keys(&ready["users"]["eve"]), described("Person"));
    assert_eq!(keys(&ready["apps"]["web"]), described("App"));
    let ask = |method: &str, path: &str, body: Value| {
        let (status, answer) = crate::ask(server.issuer(), method, path, &[crate::JSON], &body.to_string());
        (status, if answer.is_empty() { Value::Null } else { json(&answer) })
    };
    assert_eq!(
        keys(&ask("POST", "/_test/tokens", serde_json::json!({"user": "eve", "app": "web"})).1),
        described("Tokens")
    );
    assert_eq!(keys(&ask("GET", "/_test/clock", Value::Null).1), described("Time"));
    assert_eq!(keys(&ask("POST", "/_test/sessions", serde_json::json!({"user": "eve"})).1), described("SignedIn"));
    let faults = ask("POST", "/_test/faults", serde_json::json!({"endpoint": "metadata"})).1;
    assert_eq!(keys(&faults["faults"][0]), described("Fault"));
    ask("GET", "/api/ping", Value::Null);
    assert_eq!(keys(&ask("GET", "/_test/requests", Value::Null).1["requests"][0]), described("Exchange"));
    for (path, schema) in [
        ("clock", "ClockChange"),
        ("authorize", "Authorize"),
        ("sessions", "Who"),
        ("users", "NewUser"),
        ("apps", "NewApp"),
        ("tokens", "NewToken"),
        ("expire", "Which"),
        ("revoke", "Revoke"),
        ("faults", "Fault"),
    ] {
        let (status, refused) = ask("POST", &format!("/_test/{path}"), serde_json::json!({"nonesuch": 1}));
        let refused = refused["error"].as_str().unwrap();
        let mut taken: Vec<String> = refused.split('`').skip(3).step_by(2).map(str::to_owned).collect();
        taken.sort_unstable();
        assert_eq!((status, taken), (400, described(schema)), "{path}: {refused}");
        for (key, told) in document["components"]["schemas"][schema]["properties"].as_object().unwrap() {
            let may_be_null = told["type"].as_array().is_some_and(|types| types.contains(&"null".into()));
            let (_, answer) = ask("POST", &format!("/_test/{path}"), serde_json::json!({ key: null }));
            let is_refused = answer["error"].as_str().is_some_and(|error| error.contains("invalid type: null"));
            assert_eq!(is_refused, !may_be_null, "{path}: {key}: {answer}");
        }
    }
}
