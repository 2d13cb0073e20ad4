//! The `[[route]]` tables as a matcher: which of them a request is for. What it then needs is decided in
//! [`bearer`](super::bearer).

use super::path::{self, BadPath};
use super::tree::Node;
use crate::config::Route;

/// All routes, compiled.
#[derive(Debug, Default)]
pub struct Routes {
    routes: Vec<Route>,
    root: Node,
}

/// Why no route lets a request through.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum NoRoute {
    /// The path could be read in two ways.
    #[error(transparent)]
    BadPath(#[from] BadPath),
    /// It is a route's path in another spelling, which careless programs take for the same.
    #[error("the path must be spelled as in {0}")]
    Misspelt(String),
    /// No route has this path.
    #[error("no route allows this request")]
    Path,
    /// `Destination` came more than once, or is neither a path nor an http address.
    #[error("the request must name one Destination, by its path or its http address")]
    Destination,
    /// The route has other methods; these.
    #[error("no route allows this method here")]
    Method(Vec<String>),
}

impl Routes {
    /// Compiles checked routes.
    pub fn new(routes: &[Route]) -> Self {
        let mut root = Node::default();
        for (index, route) in routes.iter().enumerate() {
            root.insert(route.path.segments(), index);
        }
        Self { routes: routes.to_vec(), root }
    }

    /// The route for a request: the one with the most specific path, from left to right text before `{name}` before
    /// `{*rest}`. That path decides whether it takes the method or not; only `OPTIONS`, with which browsers ask whether
    /// they may ask, is looked for in less specific ones, too.
    pub fn find(&self, method: &str, path: &str) -> Result<&Route, NoRoute> {
        let segments = path::segments(path)?;
        let method = if method == "HEAD" { "GET" } else { method };
        let mut found = Err(NoRoute::Path);
        self.root.visit(&segments, false, &mut |candidates, misspelt| {
            let candidates = || candidates.iter().filter_map(|index| self.routes.get(*index));
            if misspelt {
                let spelling = candidates().next().map(|route| route.path.to_string()).unwrap_or_default();
                found = Err(NoRoute::Misspelt(spelling));
                return true;
            }
            if let Some(route) = candidates().find(|route| takes(route, method)) {
                found = Ok(route);
                return true;
            }
            if found == Err(NoRoute::Path) {
                let verbs = candidates().flat_map(|route| route.methods.iter().map(ToString::to_string));
                found = Err(NoRoute::Method(verbs.collect()));
            }
            method != "OPTIONS"
        });
        found
    }

    /// The routes for a request that names a second path: WebDAV's `COPY` and `MOVE` say in `Destination` where to (RFC 4918
    /// §10.3). Whoever may move from one place may not write to any other. `destinations` are the values of that header.
    pub fn find_all<'d>(
        &self,
        method: &str,
        path: &str,
        destinations: impl IntoIterator<Item = Option<&'d str>>,
    ) -> Result<(&Route, Option<&Route>), NoRoute> {
        let route = self.find(method, path)?;
        if !is(method, "COPY") && !is(method, "MOVE") {
            return Ok((route, None));
        }
        let mut destinations = destinations.into_iter();
        let destination = match (destinations.next(), destinations.next()) {
            (None, _) => return Ok((route, None)),
            (Some(Some(destination)), None) => destination,
            _ => return Err(NoRoute::Destination),
        };
        Ok((route, Some(self.find(method, path_of(destination).ok_or(NoRoute::Destination)?)?)))
    }
}

/// The path of a `Destination`: a path by itself, or that of an absolute URI (RFC 4918 §10.3) of http whose authority is a
/// host and a port and nothing else. What else has `://` in it could be read as another path.
fn path_of(destination: &str) -> Option<&str> {
    if destination.starts_with('/') {
        return Some(destination);
    }
    let (scheme, rest) = destination.split_once("://")?;
    let (authority, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
    let plain = authority.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._:[]".contains(&byte));
    let http = is(scheme, "http") || is(scheme, "https");
    (http && plain && !authority.is_empty()).then_some(if path.is_empty() { "/" } else { path })
}

/// Whether two words are the same but for case, in which some programs read methods too.
fn is(word: &str, known: &str) -> bool {
    word.eq_ignore_ascii_case(known)
}

fn takes(route: &Route, method: &str) -> bool {
    match route.methods.as_slice() {
        [] => !is(method, "TRACE") && !is(method, "CONNECT"),
        verbs => verbs.iter().any(|verb| verb.as_str() == method),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use proptest::prelude::*;

    use super::*;
    use crate::config::Config;

    fn routes(paths: &[(&str, &str)]) -> Routes {
        let table = |(path, methods): &(&str, &str)| {
            let methods = match *methods {
                "" => String::new(),
                some => {
                    format!("methods = [{}]\n", some.split(' ').map(|m| format!("{m:?}")).collect::<Vec<_>>().join(","))
                }
            };
            format!("[[route]]\npath = {path:?}\n{methods}public = true\n")
        };
        let text: String = paths.iter().map(table).collect();
        Routes::new(&Config::parse(&text, Path::new("test.toml")).unwrap().routes)
    }

    fn found(routes: &Routes, method: &str, path: &str) -> String {
        routes.find(method, path).map_or_else(|error| error.to_string(), |route| route.path.to_string())
    }

    #[test]
    fn the_most_specific_path_wins() {
        let table = [
            "/{*rest}",
            "/api/{*rest}",
            "/api/{a}",
            "/api/notes",
            "/api/notes/{id}",
            "/api/notes/new",
            "/api/{a}/x",
            "/tiles/{y}.png",
            "/tiles/{y}",
            "/tiles/a{y}.png",
        ];
        let routes = routes(&table.map(|path| (path, "")));
        for (path, expected) in [
            ("/", "/{*rest}"),
            ("/other", "/{*rest}"),
            ("/api", "/api/{*rest}"),
            ("/api/", "/api/{*rest}"),
            ("/api/notes", "/api/notes"),
            ("/api/notes/", "/api/notes"),
            ("/api/other", "/api/{a}"),
            ("/api/notes/new", "/api/notes/new"),
            ("/api/notes/7", "/api/notes/{id}"),
            ("/api/notes/x", "/api/notes/{id}"),
            ("/api/other/x", "/api/{a}/x"),
            ("/api/notes/7/8", "/api/{*rest}"),
            ("/api/notes/new/8", "/api/{*rest}"),
            ("/tiles/7.png", "/tiles/{y}.png"),
            ("/tiles/a7.png", "/tiles/a{y}.png"),
            ("/tiles/.png", "/tiles/{y}"),
            ("/tiles/7.jpg", "/tiles/{y}"),
        ] {
            assert_eq!(found(&routes, "GET", path), expected, "{path}");
        }
    }

    #[test]
    fn another_spelling_of_a_protected_path_is_not_a_way_around_it() {
        let routes = routes(&[("/{*rest}", ""), ("/secret/{id}", ""), ("/tiles/{y}.png", ""), ("/Mixed", "")]);
        for path in [
            "/Secret/1",
            "/SECRET/1",
            "/%73ecret/1",
            "/secret./1",
            "/secret%20/1",
            "/%C5%BFecret/1",
            "/tiles/7.PNG",
            "/tiles/7%2Epng",
            "/mixed",
        ] {
            let refused = routes.find("GET", path).unwrap_err();
            assert!(matches!(refused, NoRoute::Misspelt(_)), "{path}: {refused:?}");
        }
        assert_eq!(found(&routes, "GET", "/secret/SECRET"), "/secret/{id}");
        assert_eq!(found(&routes, "GET", "/Secret"), "/{*rest}", "no route ends at /secret");
    }

    #[test]
    fn the_path_decides_about_the_method() {
        let routes = routes(&[
            ("/{*rest}", "GET OPTIONS"),
            ("/notes", "POST"),
            ("/notes", "PUT"),
            ("/all", ""),
            ("/dav/{*rest}", "PROPFIND"),
        ]);
        assert_eq!(found(&routes, "POST", "/notes"), "/notes");
        assert_eq!(found(&routes, "HEAD", "/x"), "/{*rest}");
        assert_eq!(found(&routes, "PROPFIND", "/dav/a"), "/dav/{*rest}");
        assert_eq!(found(&routes, "OPTIONS", "/notes"), "/{*rest}");
        let refused = routes.find("GET", "/notes").unwrap_err();
        assert_eq!(refused, NoRoute::Method(vec!["POST".to_owned(), "PUT".to_owned()]));
        assert_eq!(found(&routes, "BREW", "/all"), "/all");
        assert!(matches!(routes.find("TRACE", "/all"), Err(NoRoute::Method(_))));
        assert!(matches!(routes.find("trace", "/all"), Err(NoRoute::Method(_))));
        assert!(matches!(routes.find("get", "/x"), Err(NoRoute::Method(_))));
        assert_eq!(super::Routes::default().find("GET", "/").unwrap_err(), NoRoute::Path);
    }

    #[test]
    fn where_something_is_moved_to_is_asked_about_as_well() {
        let routes = routes(&[("/mine/{*rest}", ""), ("/other/{*rest}", "GET")]);
        let ask = |method: &str, destinations: &[Option<&str>]| {
            let found = routes.find_all(method, "/mine/a", destinations.iter().copied());
            found.map(|(from, to)| (from.path.to_string(), to.map(|to| to.path.to_string())))
        };
        let mine = "/mine/{*rest}".to_owned();
        assert_eq!(ask("GET", &[Some("/other/x")]), Ok((mine.clone(), None)));
        assert_eq!(ask("COPY", &[]), Ok((mine.clone(), None)));
        for to in ["/mine/b", "http://here:8080/mine/b", "https://there/mine/"] {
            assert_eq!(ask("MOVE", &[Some(to)]), Ok((mine.clone(), Some(mine.clone()))), "{to}");
        }
        assert!(matches!(ask("MOVE", &[Some("/other/b")]), Err(NoRoute::Method(_))));
        assert_eq!(ask("MOVE", &[Some("http://here/elsewhere")]), Err(NoRoute::Path));
        assert_eq!(ask("MOVE", &[Some("http://here")]), Err(NoRoute::Path));
        assert!(matches!(ask("COPY", &[Some("/mine/../other/b")]), Err(NoRoute::BadPath(_))));
        assert_eq!(ask("COPY", &[Some("/mine/b"), Some("/mine/c")]), Err(NoRoute::Destination));
        assert_eq!(ask("COPY", &[None]), Err(NoRoute::Destination));
        assert_eq!(ask("move", &[Some("/elsewhere")]), Err(NoRoute::Path), "some read a method in any case");
    }

    #[test]
    fn a_destination_is_a_path_or_an_http_address_and_nothing_that_hides_another() {
        let routes = routes(&[("/mine/{*rest}", ""), ("/other/{*rest}", "GET")]);
        let ask = |to| routes.find_all("MOVE", "/mine/a", [Some(to)]).map(|(_, to)| to.map(|to| to.path.to_string()));
        for to in ["/mine/b", "HTTP://here/mine/b", "https://[::1]:8080/mine/b", "http://a-b.c_d/mine/b"] {
            assert_eq!(ask(to), Ok(Some("/mine/{*rest}".to_owned())), "{to}");
        }
        for to in [
            "/other/x?a://h/mine/b",
            "/other/x#a://h/mine/b",
            "/mine/b?x",
            "/mine/b#x",
            "http://h/mine/b?x",
            "http://h?/mine/b",
            "http://h#/mine/b",
            "http://u@h/mine/b",
            "http://h\\/mine/b",
            "http:///mine/b",
            "http:/mine/b",
            "//h/mine/b",
            "ftp://h/mine/b",
            "x/other/x://h/mine/b",
            "mine/b",
            " /mine/b",
            "",
        ] {
            let refused = ask(to).unwrap_err();
            assert!(matches!(refused, NoRoute::Destination | NoRoute::BadPath(_)), "{to}: {refused:?}");
        }
    }

    /// What a path means, written down without a tree: a route matches or it does not, and of two that match the one that
    /// is more definite in the first segment where they differ wins.
    fn by_hand<'r>(paths: &[&'r str], request: &str) -> Option<&'r str> {
        let asked: Vec<&str> = request.split('/').skip(1).filter(|segment| !segment.is_empty()).collect();
        let rank = |path: &str| -> Option<Vec<u8>> {
            let own: Vec<&str> = path.split('/').skip(1).filter(|segment| !segment.is_empty()).collect();
            let mut ranks = Vec::new();
            for (place, segment) in own.iter().enumerate() {
                if *segment == "{*t}" {
                    ranks.push(2);
                    return Some(ranks);
                }
                let other = asked.get(place)?;
                match *segment {
                    "{p}" => ranks.push(1),
                    literal if literal == *other => ranks.push(0),
                    _ => return None,
                }
            }
            (own.len() == asked.len()).then_some(ranks)
        };
        let matching = paths.iter().filter_map(|path| rank(path).map(|rank| (rank, *path)));
        matching.min().map(|(_, path)| path)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 2000, ..ProptestConfig::default() })]

        #[test]
        fn the_tree_finds_what_is_found_by_hand(
            paths in prop::collection::btree_set("(/(a|b|\\{p\\})){0,3}(/\\{\\*t\\})?", 1..8),
            request in "(/[abc]){0,4}/?",
        ) {
            let paths: Vec<&str> = paths.iter().map(String::as_str).map(|path| if path.is_empty() { "/" } else { path }).collect();
            let request = if request.is_empty() { "/" } else { &request };
            let routes = routes(&paths.iter().map(|path| (*path, "")).collect::<Vec<_>>());
            let found = routes.find("GET", request).ok().map(|route| route.path.as_str());
            prop_assert_eq!(found, by_hand(&paths, request));
        }

        #[test]
        fn no_spelling_widens_what_a_path_opens(
            text in "[a-z]{1,6}",
            changes in prop::collection::vec((0..6usize, 0..4u8), 1..4),
            below in prop::bool::ANY,
        ) {
            let (own, all) = (format!("/{text}/{{id}}"), "/{*rest}");
            let routes = routes(&[(&own, ""), (all, "")]);
            let mut spelled: Vec<String> = text.chars().map(String::from).collect();
            for (place, how) in changes {
                let Some(letter) = spelled.get_mut(place) else { continue };
                *letter = match how {
                    0 => letter.to_uppercase(),
                    1 => letter.bytes().map(|byte| format!("%{byte:02x}")).collect(),
                    2 => format!("{letter}."),
                    _ => format!("{letter}%20"),
                };
            }
            let path = format!("/{}/7{}", spelled.concat(), if below { "/" } else { "" });
            // Whoever reads it as the protected path must find it decided as such, or refused.
            let read = percent_encoding::percent_decode_str(&spelled.concat()).decode_utf8_lossy().into_owned();
            if read.to_lowercase().trim_end_matches(['.', ' ']) == text {
                let found = routes.find("GET", &path).ok().map(|route| route.path.to_string());
                prop_assert!(found.as_deref().is_none_or(|found| found == own), "{} was decided as {:?}", path, found);
            }
        }

        #[test]
        fn no_path_makes_it_panic(path in "\\PC{0,40}", method in "[A-Z]{0,9}") {
            let routes = routes(&[("/{*rest}", ""), ("/a/{b}.png", "GET"), ("/a/{b}/c", "")]);
            let _answered = routes.find(&method, &path);
        }
    }
}
