//! What a running daemon takes of another configuration.

use super::*;

#[test]
fn a_running_daemon_knows_what_it_cannot_change() {
    let old = Config::default();
    let mut new = old.clone();
    new.oauth.pkce = Pkce::Required;
    assert!(restart_needed(&old, &new).is_empty());
    new.storage.cache = Some(1 << 20);
    new.server.listen.push("127.0.0.1:9".parse().unwrap());
    new.server.idle_timeout = Duration::from_secs(1);
    assert_eq!(restart_needed(&old, &new), ["server.listen", "server.idle_timeout", "storage.cache"]);
}

#[test]
fn a_running_daemon_changes_its_certificate_but_not_whether_it_speaks_tls() {
    let with = |cert: &str| parse(&format!("[server]\ntls_cert = \"{cert}\"\ntls_key = \"a.key\"")).unwrap();
    assert!(restart_needed(&with("a.pem"), &with("b.pem")).is_empty());
    assert_eq!(with("b.pem").keeping_fixed(&with("a.pem")), with("b.pem"));
    let without = Config { source: with("a.pem").source, ..Config::default() };
    for (old, new) in [(&with("a.pem"), &without), (&without, &with("a.pem"))] {
        assert_eq!(restart_needed(old, new), ["server.tls_cert"]);
        assert_eq!(new.clone().keeping_fixed(old), *old);
    }
}

#[test]
fn every_changed_setting_is_either_taken_or_told_to_need_a_restart() {
    let old = Config::default();
    for (key, value) in old.settings() {
        let changed = match key {
            "server.listen" => "\"127.0.0.1:9\"".to_owned(),
            "server.data_dir" => "\"elsewhere\"".to_owned(),
            "storage.engine" => "\"memory\"".to_owned(),
            "storage.durability" => "\"relaxed\"".to_owned(),
            "storage.compact_when" => "5.0".to_owned(),
            "storage.keep_free" | "storage.compact_above" => "\"1MiB\"".to_owned(),
            "server.max_connections" | "server.max_connections_per_address" => "7".to_owned(),
            "server.idle_timeout" | "storage.sweep_interval" | "storage.flush_every" => "\"7s\"".to_owned(),
            "storage.cache" => "\"7MiB\"".to_owned(),
            _ => continue,
        };
        let (section, name) = key.split_once('.').unwrap();
        let new = parse(&format!("[{section}]\n{name} = {changed}")).unwrap();
        assert_eq!(restart_needed(&old, &new), [key], "{key} was {value}");
        assert!(restart_needed(&old, &new.keeping_fixed(&old)).is_empty(), "{key} would change");
    }
}
