//! What the file may say, and what it reads when it says something else.

use std::fs;
use std::path::Path;
use std::time::Duration;

use super::*;

fn parse(text: &str) -> Result<Config, String> {
    Config::parse(text, Path::new("conf/grantd.toml")).map_err(|error| error.to_string())
}

fn refusal(text: &str) -> String {
    parse(text).expect_err(text)
}

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
        assert!(text.lines().any(|line| line.starts_with(&format!("{key} = "))), "{name} is not shown");
    }
    let url = config.server.public_url.take().unwrap();
    assert_eq!(url.as_str(), "http://localhost:8080");
    config.source = None;
    assert_eq!(config, Config::default());
    let explained = text.lines().collect::<Vec<_>>();
    for pair in explained.windows(2).filter(|pair| pair[1].contains(" = ") && !pair[1].starts_with('#')) {
        let in_scope = ["name", "description", "admin_only"].iter().any(|key| pair[1].starts_with(key));
        assert!(in_scope || pair[0].starts_with("# "), "{} has no sentence", pair[1]);
    }
}

#[test]
fn the_file_for_fittrackee_has_its_lifetimes_and_scopes() {
    let (_, config) = shipped("fittrackee.toml");
    let days = |days: u64| Duration::from_secs(days * 24 * 3600);
    assert_eq!(config.oauth.code_lifetime, Duration::from_secs(300));
    assert_eq!((config.oauth.access_token_lifetime, config.oauth.refresh_token_lifetime), (days(10), days(20)));
    assert!(config.compat.fittrackee_redirects);
    assert_eq!(config.scopes.iter().count(), 16);
    let admin_only: Vec<_> = config.scopes.iter().filter(|scope| scope.admin_only).map(|scope| &scope.name).collect();
    assert_eq!(admin_only, ["application:write"]);
}

#[test]
fn what_is_printed_reads_back_to_the_same() {
    let text = "[server]\nlisten = [\"[::1]:9\", \"unix:/run/x\"]\npublic_url = \"https://a.example\"\n\
                trusted_proxies = [\"10.0.0.0/8\", \"::1\"]\n[oauth]\npkce = \"required\"\ncode_lifetime = \"90s\"\n\
                [storage]\ncache = \"1MiB\"\n[[scope]]\nname = \"a\"\ndescription = \"b \\\"c\\\"\"";
    let config = parse(text).unwrap();
    assert_eq!(parse(&config.to_string()).unwrap(), config);
    assert_eq!(config.oauth.code_lifetime, Duration::from_secs(90));
    assert_eq!(config.storage.cache, 1 << 20);
}

#[test]
fn an_unknown_key_is_told_with_its_line_and_the_nearest_known_one() {
    let wrong = refusal("[oauth]\n\ncode_lifetme = \"60s\"");
    assert!(wrong.starts_with("conf/grantd.toml:3: unknown key \"code_lifetme\""), "{wrong}");
    assert!(wrong.contains("code_lifetime"), "{wrong}");
    let wrong = refusal("[oauht]\npkce = \"required\"");
    assert!(wrong.starts_with("conf/grantd.toml:1:") && wrong.contains("oauth"), "{wrong}");
    assert!(refusal("listen = \"x\"").starts_with("conf/grantd.toml:1:"));
}

#[test]
fn a_wrong_value_is_told_with_its_line_and_what_to_write() {
    for (text, line, expected) in [
        ("[oauth]\ncode_lifetime = \"5 minutes\"", 2, "duration"),
        ("[oauth]\ncode_lifetime = 60", 2, "oauth.code_lifetime"),
        ("[oauth]\ncode_lifetime = \"11m\"", 2, "out of range"),
        ("[oauth]\npkce = \"sometimes\"", 2, "recommended"),
        ("[oauth]\naccess_token_lifetime = \"31d\"", 2, "refresh_token_lifetime"),
        ("[oauth]\nrefresh_reuse_grace = \"10m\"", 2, "too long"),
        ("[oauth]\nextra_redirect_schemes = [\"ok\", \"javascript\"]", 2, "never an app's own scheme"),
        ("[server]\nlisten = []", 2, "is empty"),
        ("[server]\nlisten = \"localhost:8080\"", 2, "127.0.0.1:8080"),
        ("[server]\nlisten = [\"127.0.0.1:1\", \"127.0.0.1:1\"]", 2, "twice"),
        ("[server]\npublic_url = \"http://a.example\"", 2, "insecure_http"),
        ("[server]\npublic_url = \"https://a.example/x\"", 2, "path"),
        ("[server]\ntrusted_proxies = [\"10.0.0.0/99\"]", 2, "server.trusted_proxies"),
        ("[server]\ndata_dir = \"~/data\"", 2, "not expanded"),
        ("[accounts]\nargon2_memory = \"1KiB\"", 2, "out of range"),
        ("[accounts]\nargon2_memory = \"8KiB\"\nargon2_parallelism = 4", 2, "argon2_parallelism"),
        ("[accounts]\nregistration = \"yes\"", 2, "accounts.registration"),
        ("[storage]\ncompact_when = 0.5", 2, "compact_when"),
        ("[storage]\ncache = \"16\"", 2, "storage.cache"),
        ("[[scope]]\nname = \"a b\"\ndescription = \"x\"", 2, "no space"),
        ("[[scope]]\nname = \"a\"\ndescription = \"x\"\n[[scope]]\nname = \"a\"\ndescription = \"y\"", 5, "twice"),
        ("[[scope]]\nname = \"a\"", 1, "description"),
    ] {
        let wrong = refusal(text);
        assert!(wrong.starts_with(&format!("conf/grantd.toml:{line}:")) && wrong.contains(expected), "{text}\n{wrong}");
        assert!(!wrong.contains('\n'), "{wrong}");
    }
    assert!(refusal("[server\n").starts_with("conf/grantd.toml:1:"));
}

#[test]
fn plain_http_beyond_loopback_is_a_choice() {
    assert!(parse("[server]\npublic_url = \"http://a.example\"\ninsecure_http = true").is_ok());
    for url in ["http://localhost:1", "http://127.0.0.1", "http://[::1]:8080", "https://a.example:8443/"] {
        assert!(parse(&format!("[server]\npublic_url = \"{url}\"")).is_ok(), "{url}");
    }
    for url in [
        "a.example",
        "ftp://a.example",
        "https://u@a.example",
        "https://a.example?x",
        "https://a.example#x",
        "https://a b",
    ] {
        assert!(parse(&format!("[server]\npublic_url = \"{url}\"")).is_err(), "{url}");
    }
}

#[test]
fn the_first_file_that_exists_counts_and_a_named_one_must() {
    let dir = tempfile::tempdir().unwrap();
    let file = |name: &str, text: &[u8]| {
        let path = dir.path().join(name);
        fs::write(&path, text).unwrap();
        path
    };
    let (first, second) = (file("a.toml", b"[oauth]\npkce = \"required\""), file("b.toml", b""));
    let missing = dir.path().join("none.toml");
    let usual = [missing.as_path(), first.as_path(), second.as_path()];
    let found = Config::find_among(None, None, &usual).unwrap();
    assert_eq!((found.oauth.pkce, found.source), (Pkce::Required, Some(first.clone())));
    assert_eq!(Config::find_among(Some(&second), Some(&first), &usual).unwrap().source, Some(second.clone()));
    assert_eq!(Config::find_among(None, Some(&second), &usual).unwrap().source, Some(second.clone()));
    assert_eq!(Config::find_among(None, None, &[&missing]).unwrap(), Config::default());
    let wrong = Config::find_among(Some(&missing), None, &usual).unwrap_err().to_string();
    assert!(wrong.contains("--config"), "{wrong}");
    let not_text = file("c.toml", b"[oauth]\n\xff");
    let wrong = Config::load(&not_text).unwrap_err();
    assert_eq!(wrong.line(), Some(2));
    assert!(wrong.to_string().contains("UTF-8"));
}

#[test]
fn a_running_daemon_knows_what_it_cannot_change() {
    let old = Config::default();
    let mut new = old.clone();
    new.oauth.pkce = Pkce::Required;
    assert!(restart_needed(&old, &new).is_empty());
    new.storage.cache = 1 << 20;
    new.server.listen.push("127.0.0.1:9".parse().unwrap());
    new.server.idle_timeout = Duration::from_secs(1);
    assert_eq!(restart_needed(&old, &new), ["server.listen", "server.idle_timeout", "storage.cache"]);
}
