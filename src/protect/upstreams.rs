//! Which paths are grantd's own whatever is configured, and which upstream has the others.

use percent_encoding::percent_decode_str;

use crate::config::{Upstream, fold};

/// Whether grantd keeps a path for itself: the OAuth endpoints, the metadata, the pages, and what proxies ask. In whatever
/// spelling: a careless upstream must not answer as if it were grantd. `/` and the icon it does not keep.
pub fn is_reserved(path: &str) -> bool {
    let decoded = percent_decode_str(path).decode_utf8_lossy();
    let segments: Vec<_> = decoded.split('/').filter(|segment| !segment.is_empty()).map(fold).collect();
    let segments: Vec<&str> = segments.iter().map(AsRef::as_ref).collect();
    matches!(
        segments.as_slice(),
        ["api", "oauth", ..]
            | [".well-known", ..]
            | ["healthz"]
            | ["forward-auth", ..]
            | ["login" | "logout" | "setup" | "register" | "admin", ..]
            | ["profile" | "privacy-policy"]
            | [
                "profile",
                "account" | "apps" | "grants" | "events" | "sessions" | "second-factor" | "confirm" | "assets",
                ..
            ]
    )
}

/// Which of `upstreams` has a path: the one with the longest path of its own. `None` where grantd itself answers.
pub fn covering(upstreams: &[Upstream], path: &str) -> Option<usize> {
    if upstreams.is_empty() || is_reserved(path) {
        return None;
    }
    let covers = |upstream: &Upstream| {
        let rest = path.strip_prefix(upstream.path.as_str().trim_end_matches('/'));
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let covering = upstreams.iter().enumerate().filter(|(_, upstream)| covers(upstream));
    covering.max_by_key(|(_, upstream)| upstream.path.segments().len()).map(|(index, _)| index)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::config::Config;

    fn upstreams(paths: &[&str]) -> Vec<Upstream> {
        let table = |path: &&str| format!("[[upstream]]\npath = {path:?}\nurl = \"http://127.0.0.1:1\"\n");
        let text: String = paths.iter().map(table).collect();
        Config::parse(&text, Path::new("test.toml")).unwrap().upstreams
    }

    #[test]
    fn the_longest_path_wins_and_covers_whole_segments() {
        let upstreams = upstreams(&["/api", "/", "/api/notes/"]);
        for (path, expected) in [
            ("/", "/"),
            ("/x", "/"),
            ("/api", "/api"),
            ("/apix", "/"),
            ("/api/x", "/api"),
            ("/api/notes", "/api/notes/"),
            ("/api/notes/", "/api/notes/"),
            ("/api/notes/7", "/api/notes/"),
            ("/api/notesx", "/api"),
        ] {
            let found = covering(&upstreams, path).map(|index| upstreams[index].path.as_str());
            assert_eq!(found, Some(expected), "{path}");
        }
        assert_eq!(covering(&[], "/x"), None);
    }

    #[test]
    fn what_is_grantds_own_is_never_handed_on() {
        let upstreams = upstreams(&["/", "/api", "/api/oauth", "/profile"]);
        for path in [
            "/api/oauth/token",
            "/api/oauth/anything",
            "/api/oauth",
            "/API/OAuth/token",
            "/api/%6Fauth/token",
            "/api%2Foauth/token",
            "//api/oauth/token",
            "/.well-known/oauth-authorization-server",
            "/.well-known/other",
            "/login",
            "/Login",
            "/logout",
            "/setup",
            "/register",
            "/privacy-policy",
            "/profile",
            "/profile/apps",
            "/profile/apps/7/x",
            "/profile/grants",
            "/profile/sessions",
            "/profile/account/delete",
            "/profile/apps/authorize",
            "/admin",
            "/admin/users",
            "/healthz",
            "/forward-auth",
        ] {
            assert_eq!(covering(&upstreams, path), None, "{path}");
        }
        for path in ["/", "/api/auth/login", "/api/users", "/profile/edit", "/loginx", "/favicon.ico"] {
            assert!(covering(&upstreams, path).is_some(), "{path}");
        }
    }
}
