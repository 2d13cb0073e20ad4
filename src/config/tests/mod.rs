//! What the file may say, and what it reads when it says something else.

use std::fs;
use std::path::Path;
use std::time::Duration;

use super::*;
use crate::language::Language;

mod reload;
mod shipped;
mod tables;

const TLS: &str = "tls_cert = \"a.pem\"\ntls_key = \"a.key\"\n";

fn parse(text: &str) -> Result<Config, String> {
    Config::parse(text, Path::new("conf/grantd.toml")).map_err(|error| error.to_string())
}

/// A scope with one more line.
fn described(line: &str) -> String {
    format!("[[scope]]\nname = \"a\"\ndescription = \"x\"\n{line}")
}

/// A title of a group with one more line.
fn titled(line: &str) -> String {
    format!("[[scope_group]]\nname = \"users\"\ntitle = \"x\"\n{line}")
}

fn refusal(text: &str) -> String {
    parse(text).expect_err(text)
}

#[test]
fn what_is_printed_reads_back_to_the_same() {
    let text = "[server]\nlisten = [\"[::1]:9\", \"unix:/run/x\"]\npublic_url = \"https://a.example\"\n\
                trusted_proxies = [\"10.0.0.0/8\", \"::1\"]\n[oauth]\npkce = \"required\"\ncode_lifetime = \"90s\"\n\
                [storage]\ncache = \"1MiB\"\n[[scope]]\nname = \"a\"\ndescription = \"b \\\"c\\\"\"\n\
                descriptions = { de = \"d\", pt-BR = \"e\" }\n[[scope]]\nname = \"f\"\ndescription = \"g\"\n\
                [[scope_group]]\nname = \"f\"\ntitle = \"h\"\ntitles = { fr = \"i\" }";
    let config = parse(text).unwrap();
    assert_eq!(parse(&config.to_string()).unwrap(), config);
    assert_eq!(config.oauth.code_lifetime, Duration::from_secs(90));
    assert_eq!(config.storage.cache, Some(1 << 20));
    let scope = config.scopes.get("a").unwrap();
    assert_eq!([Language::De, Language::PtBr].map(|one| scope.described_in(one)), [Some("d"), Some("e")]);
    assert_eq!(scope.described_in(Language::Fr), None);
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
        ("[server]\ntls_cert = \"a.pem\"", 2, "needs tls_key beside it"),
        ("[server]\ntls_key = \"a.key\"", 2, "needs tls_cert beside it"),
        ("[server]\ntls_cert = \"a.pem\"\ntls_key = \"\"", 3, "names no file"),
        (&format!("[server]\n{TLS}listen = \"unix:/x\""), 2, "Unix sockets speak no TLS"),
        (&format!("[server]\n{TLS}public_url = \"http://localhost\""), 4, "write https"),
        ("[accounts]\nargon2_memory = \"1KiB\"", 2, "out of range"),
        ("[accounts]\nargon2_memory = \"8KiB\"\nargon2_parallelism = 4", 2, "argon2_parallelism"),
        ("[accounts]\nregistration = \"yes\"", 2, "accounts.registration"),
        ("[storage]\ncompact_when = 0.5", 2, "compact_when"),
        ("[storage]\ncache = \"16\"", 2, "storage.cache"),
        ("[[scope]]\nname = \"a b\"\ndescription = \"x\"", 2, "no space"),
        ("[[scope]]\nname = \"a\"\ndescription = \"x\"\n[[scope]]\nname = \"a\"\ndescription = \"y\"", 5, "twice"),
        ("[[scope]]\nname = \"a\"", 1, "description"),
        (&described("descriptions = { xx = \"y\" }"), 4, "scope.descriptions: \"xx\" is none of the languages de, en"),
        (&described("descriptions = { de = \" \" }"), 4, "scope.descriptions: de is missing"),
        (&described("descriptions = { de = 1 }"), 4, "scope.descriptions: 1 is not a description"),
        (&described("descriptions = \"y\""), 4, "scope.descriptions: \"y\" is not a table"),
        (&described("[scope.descriptions]\nde = \"a\\nb\""), 4, "scope.descriptions: de "),
        ("[[scope_group]]\nname = \"workout\"\ntitle = \"x\"", 2, "did you mean \"workouts\"?"),
        ("[[scope_group]]\ntitle = \"x\"", 1, "scope_group.name: is missing"),
        ("[[scope_group]]\nname = \"users\"", 1, "scope_group.title: is missing"),
        ("[[scope_group]]\nname = \"users\"\ntitle = \"a\\nb\"", 3, "more than one line"),
        (&titled("titles = { xx = \"y\" }"), 4, "scope_group.titles: \"xx\" is none of the languages de, en"),
        (&titled("titles = { de = \"\" }"), 4, "scope_group.titles: de is missing"),
        (&titled("titles = { de = 1 }"), 4, "scope_group.titles: 1 is not a title"),
        (&titled(&titled("")), 5, "\"users\" stands there twice"),
        (&format!("{}{}", described(""), titled("")), 5, "no scope begins with \"users\"; there are a"),
        ("[instance]\nlanguage = \"tlh\"", 2, "instance.language: \"tlh\" is none of the languages"),
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
fn a_stranger_is_told_where_it_belongs() {
    for (text, line, expected) in [
        ("[server]\npkce = \"required\"", 2, "it belongs in [oauth]"),
        ("pkce = \"required\"", 1, "it belongs in [oauth]"),
        ("[oauth]\nlisen = \"x\"", 2, "did you mean \"listen\" in [server]?"),
        ("[storage]\nfrobnicate = 1", 2, "there are engine, memory, cache, durability"),
        ("[server]\nmetrics_lisen = \"\"", 2, "did you mean \"metrics_listen\"?"),
        ("[frobnicate]", 1, "[compat], [[scope]], [[scope_group]], [[route]], [[upstream]]"),
        ("[[scopes]]\nname = \"a\"", 1, "unknown section [[scopes]]; did you mean [[scope]]?"),
        ("[[rout]]\npath = \"/\"", 1, "unknown section [[rout]]; did you mean [[route]]?"),
        ("[[scope]]\nname = \"a\"\ndescripton = \"b\"", 3, "did you mean \"description\"?"),
        // The first stranger in the file is the one that is told.
        ("[oauth]\nzzz = 1\n[server]\naaa = 1", 2, "\"zzz\""),
    ] {
        let wrong = refusal(text);
        assert!(wrong.starts_with(&format!("conf/grantd.toml:{line}:")) && wrong.contains(expected), "{text}\n{wrong}");
    }
}

#[test]
fn what_is_not_the_expected_shape_is_told_in_one_line() {
    let long = format!("[oauth]\npkce = \"{}\"", "x".repeat(500));
    for (text, line, expected) in [
        ("server = 1", 1, "server"),
        ("[[oauth]]\npkce = \"required\"", 1, "write [oauth] on a line of its own"),
        ("[scope]\nname = \"a\"", 1, "write [[scope]] before each"),
        ("scope = []", 1, "is empty"),
        ("scope = [1]", 1, "write [[scope]] before each"),
        ("[oauth]\npkce = \"required\"\npkce = \"required\"", 3, "this is not TOML"),
        ("[oauth]\npkce = required", 2, "this is not TOML"),
        ("[server]\nlisten = { a = 1 }", 2, "a table is not an address"),
        ("[server]\nlisten = [\n\"127.0.0.1:1\",\n\"nowhere\",\n]", 4, "\"nowhere\" is not an address"),
        ("[server]\nlisten = \"unix:\"", 2, "names no socket"),
        ("[server]\nmax_connections = -1", 2, "is negative"),
        ("[server]\nmax_connections = 1e3", 2, "is not a whole number"),
        ("[server]\nmax_connections = 99999999999999999999", 2, "is too large"),
        ("[accounts]\nargon2_iterations = 4294967296", 2, "is too large"),
        ("[accounts]\nargon2_memory = \"1025B\"", 2, "out of range"),
        ("[accounts]\nargon2_memory = \"8193B\"", 2, "whole number of KiB"),
        ("[storage]\ncompact_when = nan", 2, "makes no sense"),
        ("[storage]\ncompact_when = 1", 2, "makes no sense"),
        (long.as_str(), 2, "…"),
    ] {
        let wrong = refusal(text);
        assert!(wrong.starts_with(&format!("conf/grantd.toml:{line}:")) && wrong.contains(expected), "{text}\n{wrong}");
        assert!(!wrong.contains('\n') && wrong.len() < 300, "{wrong}");
    }
    assert_eq!(parse("\u{feff}[oauth]\r\npkce = \"required\"\r\n").unwrap().oauth.pkce, Pkce::Required);
    assert_eq!(parse("").unwrap(), Config { source: Some("conf/grantd.toml".into()), ..Config::default() });
    assert_eq!(parse("[storage]\ncompact_when = 0").unwrap().storage.compact_when, 0.0);
}

#[test]
fn every_range_ends_where_it_says() {
    for (key, good, bad) in [
        ("server.max_connections", ["1", "1_000_000"], ["0", "1_000_001"]),
        ("server.max_connections_per_address", ["0", "1_000_000"], ["-1", "1_000_001"]),
        ("server.request_timeout", ["\"1ms\"", "\"1h\""], ["\"0s\"", "\"3601s\""]),
        ("server.idle_timeout", ["\"1ms\"", "\"1d\""], ["\"0s\"", "\"25h\""]),
        ("oauth.code_lifetime", ["\"1s\"", "\"10m\""], ["\"999ms\"", "\"601s\""]),
        ("oauth.refresh_reuse_grace", ["\"0s\"", "\"599999ms\""], ["\"10m\"", "\"1d\""]),
        ("accounts.password_min_length", ["4", "128"], ["3", "129"]),
        ("accounts.password_min_strength", ["0", "4"], ["-1", "5"]),
        ("accounts.argon2_memory", ["\"8KiB\"", "\"1GiB\""], ["\"7KiB\"", "\"2GiB\""]),
        ("accounts.argon2_iterations", ["1", "100"], ["0", "101"]),
        ("accounts.argon2_parallelism", ["1", "255"], ["0", "256"]),
        ("accounts.argon2_concurrency", ["1", "256"], ["0", "257"]),
        ("accounts.login_free_attempts", ["1", "1000"], ["0", "1001"]),
        ("accounts.login_max_delay", ["\"1s\"", "\"1d\""], ["\"0s\"", "\"25h\""]),
        ("storage.memory", ["\"16MiB\"", "\"1024GiB\""], ["\"15MiB\"", "\"1025GiB\""]),
        ("storage.cache", ["\"64KiB\"", "\"4GiB\""], ["\"63KiB\"", "\"5GiB\""]),
        ("storage.flush_every", ["\"1ms\"", "\"1m\""], ["\"0s\"", "\"61s\""]),
        ("storage.sweep_interval", ["\"1s\"", "\"1d\""], ["\"999ms\"", "\"25h\""]),
        ("storage.compact_when", ["1.1", "1000"], ["-1", "1001"]),
        ("storage.keep_free", ["\"0B\"", "\"1024GiB\""], ["\"1025GiB\"", "\"-1MiB\""]),
        ("storage.compact_above", ["\"0B\"", "\"1024GiB\""], ["\"1025GiB\"", "\"-1MiB\""]),
    ] {
        let (section, name) = key.split_once('.').unwrap();
        let file = |value: &str| parse(&format!("[{section}]\n{name} = {value}"));
        for value in good {
            assert_eq!(file(value).err(), None, "{key} = {value}");
        }
        for value in bad {
            let wrong = file(value).expect_err(value);
            assert!(wrong.starts_with(&format!("conf/grantd.toml:2: {key}: ")), "{wrong}");
        }
    }
}

#[test]
fn a_public_url_is_an_origin_in_its_usual_form() {
    for (written, origin, https, loopback) in [
        ("https://auth.example.org", "https://auth.example.org", true, false),
        ("HTTPS://Auth.Example.ORG:443/", "https://auth.example.org", true, false),
        ("https://bücher.example", "https://xn--bcher-kva.example", true, false),
        ("http://127.1.2.3:80", "http://127.1.2.3", false, true),
        ("http://[::1]:8080", "http://[::1]:8080", false, true),
        ("http://localhost.example", "http://localhost.example", false, false),
    ] {
        let url: PublicUrl = written.parse().expect(written);
        assert_eq!((url.as_str(), url.is_https(), url.is_loopback()), (origin, https, loopback), "{written}");
    }
    for wrong in [
        "https://",
        "https:///a",
        "https:/a.example",
        "https://a.example:0",
        "https://a.example:99999",
        "https://a\\b",
        "",
    ] {
        assert!(wrong.parse::<PublicUrl>().is_err(), "{wrong}");
    }
    let secret = "https://user:hunter2@a.example".parse::<PublicUrl>().unwrap_err();
    assert!(!secret.contains("hunter2"), "{secret}");
}

#[test]
fn a_limit_is_a_rate_or_off() {
    let config = parse("[limits]\nlogin = \"5/10s\"\ntoken = \"off\"").unwrap();
    let five = std::num::NonZeroU32::new(5).unwrap();
    assert_eq!(config.limits.login, Rate::Per(five, Duration::from_secs(10)));
    assert_eq!((config.limits.token, config.limits.apps), (Rate::Off, Limits::default().apps));
    for wrong in ["5", "\"5\"", "\"0/1m\"", "\"5/1x\"", "true"] {
        let refused = refusal(&format!("[limits]\nlogin = {wrong}"));
        assert!(refused.starts_with("conf/grantd.toml:2: limits.login: "), "{refused}");
    }
    assert!(refusal("[limits]\nlogins = \"5/1m\"").contains("did you mean \"login\"?"));
}

#[test]
fn backups_are_off_until_somebody_says_how_often() {
    assert!(parse("").unwrap().backup.every.is_zero());
    let config = parse("[backup]\nevery = \"1d\"\nkeep = 3\ndir = \"/mnt/usb\"").unwrap();
    let expected = Backup { every: Duration::from_secs(86_400), keep: 3, dir: PathBuf::from("/mnt/usb") };
    assert_eq!(config.backup, expected);
    for (wrong, told) in [
        ("every = \"10ms\"", "out of range; write \"1s\" to \"365d\""),
        ("every = \"2000d\"", "out of range"),
        ("keep = 0", "out of range; write 1 to 10000"),
        ("dir = \"\"", "names no directory; write a path like \"/var/backups/grantd\""),
        ("dir = \"~/backups\"", "backup.dir: "),
        ("often = 1", "unknown key \"often\" in [backup]"),
    ] {
        let refused = refusal(&format!("[backup]\n{wrong}"));
        assert!(refused.starts_with("conf/grantd.toml:2: ") && refused.contains(told), "{refused}");
    }
    let mut new = config.clone();
    new.backup.keep = 9;
    assert_eq!(restart_needed(&config, &new), Vec::<&str>::new(), "a running daemon takes it");
}
