//! `[[route]]` and `[[upstream]]`: what cannot be meant.

use super::*;

#[test]
fn routes_that_cannot_be_meant_are_refused_with_both_lines() {
    let route = |path: &str, rest: &str| format!("[[route]]\npath = \"{path}\"\n{rest}\n");
    for (text, line, expected) in [
        (route("/a", "public = true") + &route("/a/", "public = true"), 5, "is the same as \"/a\" in line 1"),
        (
            route("/a/{x}", "scope = \"users:read\"\nmethods = [\"GET\", \"PUT\"]")
                + &route("/a/{y}", "public = true\nmethods = [\"PUT\"]"),
            6,
            "\"/a/{y}\" with PUT is the same as \"/a/{x}\" in line 1",
        ),
        (route("/a", "public = true") + &route("/A", "public = true\nmethods = [\"GET\"]"), 5, "in line 1 only in how"),
        (
            route("/API/a", "public = true") + &route("/api/b/{x}", "first_party = true"),
            5,
            "\"/api/b/{x}\" begins like \"/API/a\" in line 1, but for how it is spelled",
        ),
        (
            route("/f/a{x}", "public = true") + &route("/f/{y}b/c", "first_party = true"),
            5,
            "\"/f/{y}b/c\" and \"/f/a{x}\" in line 1 have a segment that a request can match both of",
        ),
        (route("/a", "scope = \"user:read\""), 3, "there is no scope \"user:read\"; did you mean \"users:read\"?"),
        (route("/a", ""), 1, "says nothing of what a request needs"),
        (route("/a", "public = true\nfirst_party = true"), 1, "says more than one thing"),
        (route("/a", "public = true\noptional = true"), 4, "means nothing beside public"),
        (route("/a", "public = true\nrole = \"admin\""), 4, "cannot be asked of everyone"),
        (route("/a", "public = true\nmethods = [\"GET\", \"GTE\"]"), 4, "did you mean \"GET\"?"),
        (route("/a", "public = true\nmethods = [\"HEAD\"]"), 4, "write \"GET\""),
        (route("/a", "public = true\nmethods = [\"PUT\", \"PUT\"]"), 4, "stands there twice"),
        (route("/a;b", "public = true"), 2, "no request would be let through"),
        (route("/a/{*x}/b", "public = true"), 2, "goes on after"),
        ("[[route]]\npublic = true\n".to_owned(), 1, "every [[route]] needs one"),
        (route("/a", "scop = \"x\""), 3, "did you mean \"scope\"?"),
    ] {
        let wrong = refusal(&text);
        assert!(wrong.starts_with(&format!("conf/grantd.toml:{line}:")) && wrong.contains(expected), "{text}\n{wrong}");
    }
    let fine =
        route("/a", "public = true\nmethods = [\"GET\"]") + &route("/a", "first_party = true\nmethods = [\"PUT\"]");
    assert_eq!(parse(&fine).unwrap().routes.len(), 2);
    let apart: String = ["{x}.png", "{x}.jpg", "a{x}", "b{x}", "ab{x}", "a{x}.png"]
        .map(|last| route(&format!("/f/{last}"), "public = true"))
        .concat();
    assert_eq!(parse(&apart).unwrap().routes.len(), 6);
}

#[test]
fn upstreams_that_cannot_be_meant_are_refused() {
    let upstream = |path: &str, rest: &str| format!("[[upstream]]\npath = \"{path}\"\n{rest}\n");
    const URL: &str = "url = \"http://127.0.0.1:5000\"";
    for (text, line, expected) in [
        (upstream("/a", ""), 1, "is missing for /a"),
        (upstream("/a", URL) + &upstream("/a", URL), 5, "stands there twice in line 1"),
        (upstream("/{a}", URL), 2, "has a parameter"),
        (upstream("/a", "url = \"https://example.org\""), 3, "does not speak to upstreams"),
        (upstream("/a", "url = \"http://example.org/base\""), 3, "has a path"),
        (upstream("/a", "url = \"http://localhost:8080\""), 3, "is grantd itself"),
        (upstream("/a", "url = \"unix:app.sock\""), 3, "names no socket"),
        (upstream("/a", &format!("{URL}\nidentity = \"jwt\"")), 4, "needs jwt_secret_file"),
        (upstream("/a", &format!("{URL}\njwt_secret_file = \"k\"")), 4, "for identity = \"jwt\" only"),
        (upstream("/a", &format!("{URL}\njwt_header = \"Content-Length\"")), 4, "has a meaning of its own"),
        (upstream("/a", &format!("{URL}\ntimeout = \"2d\"")), 4, "is out of range"),
        (upstream("/a", &format!("{URL}\njwt_claims = {{ exp = \"text:1\" }}")), 4, "sets by itself"),
        (upstream("/a", &format!("{URL}\njwt_claims = {{ sub = \"usrname\" }}")), 4, "did you mean \"username\"?"),
        (upstream("/a", &format!("{URL}\njwt_claims = {{ sub = \"attribute:email\" }}")), 4, "write \"email\""),
        (upstream("/a", &format!("{URL}\njwt_claims = {{ lang = \"attribute:language\" }}")), 4, "under another name"),
    ] {
        let wrong = refusal(&text);
        assert!(wrong.starts_with(&format!("conf/grantd.toml:{line}:")) && wrong.contains(expected), "{text}\n{wrong}");
    }
    for url in ["http://app:5000", "http://[::1]:5000", "unix:/run/app.sock", "http://app"] {
        let config = parse(&upstream("/", &format!("url = {url:?}"))).unwrap();
        let again = parse(&config.to_string()).unwrap();
        assert_eq!(again.upstreams[0].url, config.upstreams[0].url, "{url}");
    }
}
