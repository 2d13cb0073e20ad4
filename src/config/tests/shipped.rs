//! The files that are shipped: complete, explained, and usable as they stand.

use super::*;
use crate::language::Language;

fn shipped(name: &str) -> (String, Config) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("conf").join(name);
    let text = fs::read_to_string(&path).unwrap();
    let config = Config::parse(&text, &path).unwrap();
    (text, config)
}

#[test]
fn the_shipped_file_shows_every_key_with_its_default() {
    let (text, mut config) = shipped("grantd.toml");
    for name in keys::names() {
        let (section, key) = name.split_once('.').unwrap();
        assert!(text.contains(&format!("[{section}]")), "{section}");
        let shown = |line: &str| line.trim_start_matches('#').starts_with(&format!("{key} = "));
        assert!(text.lines().any(shown), "{name} is not shown");
    }
    let url = config.server.public_url.take().unwrap();
    assert_eq!(url.as_str(), "http://localhost:8080");
    config.source = None;
    assert_eq!(config, Config::default());
    let explained = text.lines().collect::<Vec<_>>();
    for pair in explained.windows(2).filter(|pair| pair[1].contains(" = ") && !pair[1].starts_with("# ")) {
        let in_scope = ["name", "description", "admin_only"].iter().any(|key| pair[1].starts_with(key));
        assert!(in_scope || pair[0].starts_with("# "), "{} has no sentence", pair[1]);
    }
}

#[test]
fn the_examples_of_the_shipped_file_can_be_used_as_they_stand() {
    let (text, _) = shipped("grantd.toml");
    let used: String = text
        .lines()
        .map(|line| if line.starts_with("# ") { line } else { line.trim_start_matches('#') })
        .filter(|line| !["jwt_secret_file", "second_factor_key_file", "tls_"].iter().any(|key| line.starts_with(key)))
        .flat_map(|line| [line, "\n"])
        .collect();
    let config = parse(&used).unwrap();
    assert_eq!((config.routes.len(), config.upstreams.len()), (1, 1));
    let defaults = Upstream { line: config.upstreams[0].line, ..Upstream::default() };
    let shown = Upstream { path: RoutePath::default(), url: UpstreamUrl::Unset, ..config.upstreams[0].clone() };
    assert_eq!(shown, defaults, "an example that is not the default");
    assert_eq!(parse(&config.to_string()).unwrap().routes[0].path, config.routes[0].path);
}

#[test]
fn the_file_for_fittrackee_has_its_lifetimes_and_scopes() {
    let (_, config) = shipped("fittrackee.toml");
    let days = |days: u64| Duration::from_secs(days * 24 * 3600);
    assert_eq!(config.oauth.code_lifetime, Duration::from_secs(300));
    assert_eq!((config.oauth.access_token_lifetime, config.oauth.refresh_token_lifetime), (days(10), days(20)));
    assert!(config.compat.fittrackee_redirects);
    for scope in &config.scopes {
        let missing = Language::ALL.iter().find(|one| **one != Language::En && scope.described_in(**one).is_none());
        assert_eq!(missing, None, "{} is not described", scope.name);
    }
    let built_in: Vec<_> = Scopes::default().iter().map(|scope| Scope::group_of(&scope.name).to_owned()).collect();
    for group in config.scopes.iter().map(|scope| Scope::group_of(&scope.name)) {
        let titled = config.scope_groups.iter().find(|own| own.name == group);
        let languages = titled.map_or(0, |own| own.titles.iter().count());
        // All but English, and the one that is for tests alone.
        assert!(built_in.iter().any(|own| own == group) || languages == Language::OFFERED.len() - 1, "{group}");
    }
    let names: Vec<_> = config.scopes.iter().map(|scope| scope.name.as_str()).collect();
    assert_eq!(
        names.join(" "),
        "application:write equipments:read equipments:write follow:read follow:write geocode:read notifications:read \
         notifications:write profile:read profile:write reports:read reports:write users:read users:write \
         workouts:read workouts:write"
    );
    assert!(Scopes::default().iter().all(|scope| names.contains(&scope.name.as_str())));
    let admin_only: Vec<_> = config.scopes.iter().filter(|scope| scope.admin_only).map(|scope| &scope.name).collect();
    assert_eq!(admin_only, ["application:write"]);
}

#[test]
fn every_key_that_is_shown_is_the_default_as_it_is_printed() {
    let (text, _) = shipped("grantd.toml");
    let file: toml::Table = text.parse().unwrap();
    for (name, value) in Config::default().settings() {
        let (section, key) = name.split_once('.').unwrap();
        let shown: toml::Table = format!("value = {value}").parse().unwrap();
        let (shown, file) = (&shown["value"], &file[section][key]);
        let only = shown.as_array().filter(|list| list.len() == 1).map_or(shown, |list| &list[0]);
        assert!(file == shown || file == only, "{name} is {file} in the file, {shown} by default");
    }
}
