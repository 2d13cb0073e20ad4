//! `/admin/settings/scopes` and `/admin/settings/routes`: what the configuration says of scopes, routes and upstreams, as
//! `grantd check` prints it; and what becomes of a request, as `grantd route` explains it.

use super::super::apps::shown;
use super::super::scopes::{described, title};
use super::super::views::{AdminRoute, AdminRoutes, AdminScope, AdminScopes, AdminUpstream, Explained};
use super::super::{Answer, render};
use super::{page, query, status_of};
use crate::admin::{Judged, judged};
use crate::config::{Route, RouteRole, Upstream};
use crate::ctx::Ctx;
use crate::http::api::page::PageRequest;
use crate::http::pages::session::Visitor;
use crate::http::request::Request;
use crate::protect::fit::{is_open, is_served};
use crate::protect::path::BadPath;
use crate::protect::routes::NoRoute;
use crate::words::Sentence;

const PAGE: usize = 15;

/// `GET /admin/settings/scopes`.
pub fn scopes(ctx: &Ctx, request: &Request, visitor: &Visitor) -> Answer {
    let all: Vec<_> = ctx.config.scopes.iter().collect();
    let (scopes, pagination) = PageRequest::read(request, PAGE).of(all);
    let row = |scope: &&crate::config::Scope| AdminScope {
        name: scope.name.clone(),
        description: described(scope, visitor.words),
        group: title(ctx, visitor.words, scope.name.split(':').next().unwrap_or_default()),
        admin_only: scope.admin_only,
    };
    let view = AdminScopes {
        page: page(ctx, visitor, request)?,
        scopes: scopes.iter().map(row).collect(),
        pagination: shown(pagination.page, pagination.pages),
    };
    render(status_of(&pagination), &view)
}

/// `GET /admin/settings/routes`, with `?method=` and `?path=` what becomes of that request.
pub fn routes(ctx: &Ctx, request: &Request, visitor: &Visitor) -> Answer {
    let config = &ctx.config;
    let word = |name| request.query_value(name).unwrap_or_default().trim().to_owned();
    let (method, path) = (word("method"), word("path"));
    let (routes, pagination) = PageRequest::read(request, PAGE).of(config.routes.iter().collect());
    let route = |route: &&Route| AdminRoute {
        path: route.path.to_string(),
        methods: methods(route),
        needs: needs(route),
        unserved: !config.upstreams.is_empty() && !is_served(config, route),
    };
    let upstream = |upstream: &Upstream| AdminUpstream {
        path: upstream.path.to_string(),
        url: upstream.url.to_string(),
        closed: !is_open(config, upstream),
    };
    let explained = (!path.is_empty()).then(|| {
        let method = if method.is_empty() { "GET" } else { &method };
        explained(&judged(config, method, &path), method)
    });
    let view = AdminRoutes {
        page: page(ctx, visitor, request)?,
        explained,
        method: if method.is_empty() { "GET".to_owned() } else { method },
        path,
        upstreams: config.upstreams.iter().map(upstream).collect(),
        routes: routes.iter().map(route).collect(),
        total: pagination.total,
        query: query(request, &["method", "path"]),
        pagination: shown(pagination.page, pagination.pages),
    };
    render(status_of(&pagination), &view)
}

fn methods(route: &Route) -> String {
    route.methods.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// What a route needs.
fn needs(route: &Route) -> Sentence {
    if route.public {
        return "admin-needs-nothing".into();
    }
    let mut all = vec![match &route.scope {
        Some(scope) => Sentence::of("admin-needs-scope").with("scope", scope),
        None => "admin-needs-session".into(),
    }];
    all.extend(route.role.map(|RouteRole::Admin| Sentence::of("admin-needs-admin")));
    all.extend(route.optional.then(|| Sentence::of("admin-needs-optional")));
    Sentence::Several(all)
}

/// What becomes of a request without a token.
fn explained(judged: &Judged<'_>, method: &str) -> Explained {
    let route = judged.route.as_ref().ok();
    let answered_by = match judged.upstream {
        Some(upstream) => Sentence::of("admin-answered-upstream")
            .with("path", upstream.path.to_string())
            .with("url", upstream.url.to_string()),
        None if judged.reserved => "admin-answered-reserved".into(),
        None => "admin-answered-itself".into(),
    };
    let verdict = match judged.status() {
        200 => "admin-let-through".into(),
        status => Sentence::of("admin-refused").with("status", status.to_string()),
    };
    Explained {
        request: format!("{method} {}", judged.path),
        route: route.map(|route| route.path.to_string()),
        line: route.and_then(|route| route.line),
        needs: route.map(needs),
        answered_by,
        verdict,
        why: match &judged.route {
            Ok(route) if route.public => "admin-why-public".into(),
            Ok(route) if route.optional => "admin-why-optional".into(),
            Ok(_) => "admin-why-no-token".into(),
            Err(none) => why_not(none),
        },
    }
}

fn why_not(none: &NoRoute) -> Sentence {
    match none {
        NoRoute::BadPath(BadPath::NotAbsolute) => "admin-why-slash".into(),
        // A second path comes in a header, which nobody asks about here.
        NoRoute::BadPath(_) | NoRoute::Destination => "admin-why-bad-path".into(),
        NoRoute::Misspelt(path) => Sentence::of("admin-why-misspelt").with("path", path),
        NoRoute::Path => "admin-why-no-route".into(),
        NoRoute::Method(allowed) => Sentence::of("admin-why-method").with("methods", allowed.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::admin::explain;
    use crate::config::Config;
    use crate::language::Language;
    use crate::words::Words;

    const ROUTES: &str = "[[route]]\npath = \"/open\"\npublic = true\n[[route]]\npath = \"/maybe\"\noptional = true\n\
                          scope = \"workouts:read\"\n[[route]]\npath = \"/own\"\nfirst_party = true\nrole = \"admin\"\n\
                          methods = [\"GET\", \"PUT\"]\n[[upstream]]\npath = \"/maybe\"\nurl = \"http://127.0.0.1:9\"\n";

    #[test]
    fn a_request_is_explained_as_on_the_command_line() {
        let config = Config::parse(ROUTES, Path::new("test.toml")).unwrap();
        let words = Words::of(Language::En);
        let plain = |text: &str| text.trim_end_matches('.').to_lowercase();
        for (method, path) in [
            ("GET", "/open"),
            ("GET", "/maybe?x=1"),
            ("HEAD", "/own"),
            ("POST", "/own"),
            ("GET", "/none"),
            ("GET", "/OPEN"),
            ("GET", "open"),
            ("GET", "/admin/users"),
        ] {
            let told = explained(&judged(&config, method, path), method);
            let cli = explain(&config, method, path);
            let said = |sentence: &Sentence| plain(&sentence.text(words));
            assert_eq!(said(&told.why), plain(&cli.why), "{method} {path}");
            assert_eq!(said(&told.answered_by), plain(&cli.answered_by), "{method} {path}");
            let verdict = if cli.allowed { "let through".to_owned() } else { format!("refused, {}", cli.status) };
            assert_eq!(said(&told.verdict), verdict, "{method} {path}");
            assert_eq!((told.route, told.line), (cli.route, cli.line), "{method} {path}");
            assert_eq!(told.request, format!("{method} {}", cli.path));
        }
        let said = |index: usize| needs(&config.routes[index]).text(words).into_owned();
        assert_eq!(said(0), "It needs nothing.");
        assert!(said(1).starts_with("It needs a token with workouts:read, or") && said(1).ends_with("needs nothing."));
        assert_eq!(said(2), "It needs the account’s own session. The account must be an administrator’s.");
    }
}
