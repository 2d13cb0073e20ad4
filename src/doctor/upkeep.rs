//! Upkeep: sweeping, backups, and settings that should be others.

use std::time::Duration;

use ipnet::IpNet;

use super::Report;
use crate::admin::{Examination, SecondFactors, Status};
use crate::clock::Timestamp;
use crate::config::{Config, Durability, Listen, Pkce};

/// Settings that the command line may set, so that they may differ from the file.
const FROM_THE_COMMAND_LINE: [&str; 3] = ["server.listen", "server.public_url", "server.data_dir"];
const LONG: Duration = Duration::from_secs(24 * 60 * 60);

/// Whether what has expired goes, and whether somebody can administer.
pub fn data(report: &mut Report, config: &Config, examined: &Examination, now: Timestamp, running: bool) {
    let patience = Duration::from_secs(600).max(config.storage.sweep_interval * 10);
    match examined.oldest_due.filter(|due| now.since(*due) > patience) {
        Some(due) if running => report.problem(
            "sweeper",
            format!("something that expired on {due} is still there: the daemon does not sweep"),
            "its log says why; grantd sweep does it now",
        ),
        Some(due) => report.looked("sweeper", format!("what has expired since {due} goes when the daemon runs again")),
        None => report.looked("sweeper", "nothing that has expired is left over"),
    }
    if !examined.has_admin {
        report.warn(
            "accounts",
            "there is no administrator: whoever has the set-up link from the log can become it",
            "open that link; or grantd user add NAME --email E --admin",
        );
    }
}

/// Whether codes of authenticator apps can be checked, and what a copy of the data would give.
pub fn second_factors(report: &mut Report, config: &Config, examined: &Examination, running: bool) {
    let SecondFactors { plain, locked, barred } = examined.second_factors;
    if running && barred > 0 {
        report.problem(
            "factors",
            format!("passkeys of {} are of no use: browsers have none for this public_url, or this build has none", people(barred)),
            "a public_url with a name, over https, the one that they were made under; a build with passkeys. Meanwhile \
             authenticator apps and recovery codes sign in, and grantd user second-factor NAME --off helps who has neither",
        );
    }
    match locked {
        0 => report.looked("factors", "every secret of an authenticator app opens"),
        _ if !running => report.missed("factors", "only the running daemon has the key"),
        locked => report.problem(
            "factors",
            format!("codes of {} cannot be checked: the daemon does not have the key that they were encrypted with", people(locked)),
            "put the key back that accounts.second_factor_key_file named before; without it, grantd user second-factor NAME \
             --off for each: recovery codes still sign in",
        ),
    }
    if plain > 0 && config.accounts.second_factor_key_file.is_none() {
        report.note(
            "factors",
            format!("what the authenticator apps of {} know stands in the data and in backups in clear", people(plain)),
            "accounts.second_factor_key_file, with a key that is in neither (docs/second-factor.md)",
        );
    }
}

fn people(number: usize) -> String {
    if number == 1 { "1 account".to_owned() } else { format!("{number} accounts") }
}

/// Whether there are backups, and how old the newest is.
pub fn backups(report: &mut Report, status: &Status, now: Timestamp) {
    let Some(standing) = &status.backups else {
        return report.warn(
            "backups",
            "grantd writes no backups by itself",
            "[backup] every = \"1d\"; or grantd backup FILE from a timer of your own",
        );
    };
    let dir = standing.dir.display();
    if let Some(failure) = &standing.failure {
        report.problem(
            "backups",
            format!("the last backup failed: {failure}"),
            "see to it that grantd can write there",
        );
    } else if standing.overdue {
        let newest =
            standing.newest_at.map_or_else(|| "there is none".to_owned(), |at| format!("the newest is of {at}"));
        report.problem("backups", format!("backups in {dir} are overdue: {newest}"), "the daemon's log says why");
    } else {
        match standing.newest_at {
            Some(at) => report.looked("backups", format!("the newest in {dir} is {} old", age(now.since(at)))),
            None => report.looked("backups", format!("the first one will soon be in {dir}")),
        }
    }
}

fn age(duration: Duration) -> String {
    let minutes = duration.as_secs() / 60;
    match minutes {
        0..120 => format!("{minutes} minutes"),
        120..2880 => format!("{} hours", minutes / 60),
        _ => format!("{} days", minutes / 1440),
    }
}

/// Settings that do what the operator hardly wants.
pub fn settings(report: &mut Report, config: &Config, issuer: &str) {
    let before = report.findings.len();
    if config.server.insecure_http && issuer.starts_with("http:") {
        report.problem(
            "https",
            format!("{issuer} is plain http: passwords and tokens can be read by anyone on the way"),
            "a TLS proxy in front, or tls_cert and tls_key; then public_url with https and no insecure_http",
        );
        report.see("RFC 6749 §3.1, §3.2");
    }
    let open = config.server.listen.iter().find_map(|listen| match listen {
        Listen::Tcp(address) if !address.ip().is_loopback() => Some(*address),
        _ => None,
    });
    if let Some(open) = open.filter(|_| !config.server.speaks_tls()) {
        let past = if config.server.trusted_proxies.is_empty() { "anyone" } else { "anyone, past the proxy," };
        report.warn(
            "listen",
            format!("{open} speaks plain http, and not on this machine only: {past} can reach it"),
            "listen = \"127.0.0.1:8080\" where the proxy is on this machine; tls_cert and tls_key where there is none",
        );
    }
    proxies(report, config);
    if config.oauth.pkce == Pkce::Recommended {
        report.note("pkce", "confidential apps may leave out PKCE", "oauth.pkce = \"required\", once all apps send it");
        report.see("RFC 9700 §2.1.1");
    }
    if config.oauth.access_token_lifetime > LONG {
        report.note(
            "lifetimes",
            "access tokens live for more than a day: one that leaks is good for as long",
            "oauth.access_token_lifetime = \"1h\"; apps refresh by themselves",
        );
        report.see("RFC 9700 §2.2.1");
    }
    if config.storage.durability == Durability::Relaxed {
        report.note(
            "durability",
            "answers are given before changes are on the disk: a power cut may bring back a revoked token",
            "storage.durability = \"strict\"",
        );
    }
    if report.findings.len() == before {
        report.looked("settings", "nothing that should be otherwise");
    }
}

/// Settings that the running daemon does not have yet.
pub fn drift(report: &mut Report, config: &Config, examined: &Examination) {
    let own = config.settings();
    let same = |(key, value): &(&'static str, String)| {
        FROM_THE_COMMAND_LINE.contains(key)
            || examined.settings.iter().any(|(running, other)| running == key && other == value)
    };
    let gone = |key: &str| !FROM_THE_COMMAND_LINE.contains(&key) && !own.iter().any(|(own, _)| *own == key);
    let changed = own.iter().filter(|setting| !same(setting)).map(|(key, _)| *key);
    let left_out = examined.settings.iter().map(|(key, _)| key.as_str()).filter(|key| gone(key));
    let differing: Vec<&str> = changed.chain(left_out).collect();
    if !differing.is_empty() {
        report.warn(
            "configuration",
            format!("the running daemon does not have what the file says of {}", differing.join(", ")),
            "systemctl reload grantd (SIGHUP); its log says what needs a restart",
        );
    }
}

/// Networks that are believed to be proxies, and in which others are as well.
fn proxies(report: &mut Report, config: &Config) {
    const MEND: &str = "in server.trusted_proxies the addresses of the proxies alone, like \"10.0.0.7\"; for containers a \
                        network of their own that only the proxy and grantd are in";
    let wide = |network: &&IpNet| network.prefix_len() < narrow(network) && !network.addr().is_loopback();
    for network in config.server.trusted_proxies.iter().filter(wide) {
        let what = if network.prefix_len() == 0 {
            "everybody is a trusted proxy and can pretend to come from any address, past every limit".to_owned()
        } else {
            format!(
                "whoever comes from {network} without the proxy can pretend to come from any address, past every limit"
            )
        };
        report.warn("trusted_proxies", what, MEND);
    }
}

/// The shortest prefix of a network in which there may well be nobody but proxies.
fn narrow(network: &IpNet) -> u8 {
    match network {
        // 256 addresses are a network of people already; containers of one project fit into fewer.
        IpNet::V4(_) => 25,
        IpNet::V6(_) => 65,
    }
}

#[cfg(test)]
mod tests {
    use std::path::PathBuf;

    use super::*;
    use crate::doctor::Severity::{self, Problem, Warning};
    use crate::store::backup::Standing;

    const NOW: Timestamp = Timestamp::from_millis(1_795_465_451_000);

    fn told(look: impl FnOnce(&mut Report)) -> Vec<(Severity, String)> {
        let mut report = Report::default();
        look(&mut report);
        report.findings.into_iter().map(|finding| (finding.severity, finding.what)).collect()
    }

    fn examined() -> Examination {
        let config = Config::default();
        Examination {
            issuer: "https://auth.example.org".to_owned(),
            settings: config.settings().into_iter().map(|(key, value)| (key.to_owned(), value)).collect(),
            newest: NOW,
            oldest_due: Some(NOW.plus(LONG)),
            has_admin: true,
            second_factors: SecondFactors::default(),
            apps: Vec::new(),
        }
    }

    #[test]
    fn a_sweeper_that_does_not_come_round_is_a_problem_of_the_daemon() {
        let look = |due: Timestamp, running: bool| {
            let examined = Examination { oldest_due: Some(due), ..examined() };
            told(|report| data(report, &Config::default(), &examined, NOW, running))
        };
        assert_eq!(look(NOW.plus(LONG), true), []);
        assert_eq!(look(NOW.minus(Duration::from_secs(60)), true), [], "it comes every minute");
        let found = look(NOW.minus(LONG), true);
        assert!(matches!(&found[..], [(Problem, what)] if what.contains("does not sweep")), "{found:?}");
        assert_eq!(look(NOW.minus(LONG), false), [], "nobody sweeps while no daemon runs");
    }

    #[test]
    fn secrets_of_apps_that_do_not_open_or_lie_open_are_told() {
        let look = |plain, locked, running, key: Option<&str>| {
            let mut config = Config::default();
            config.accounts.second_factor_key_file = key.map(Into::into);
            let examined = Examination { second_factors: SecondFactors { plain, locked, barred: 0 }, ..examined() };
            told(|report| second_factors(report, &config, &examined, running))
        };
        assert_eq!(look(0, 0, true, None), []);
        assert_eq!(look(2, 0, true, Some("key")), [], "they are encrypted when they are next used");
        assert_eq!(look(0, 2, false, Some("key")), [], "who has no key cannot know");
        let found = look(1, 2, true, None);
        let told = |what: &str, told: &str| assert!(what.contains(told), "{what}");
        let [(Problem, locked), (Severity::Note, plain)] = &found[..] else { panic!("{found:?}") };
        told(locked, "codes of 2 accounts cannot be checked");
        told(plain, "apps of 1 account know stands");
    }

    #[test]
    fn passkeys_where_there_can_be_none_are_told_by_who_knows() {
        let look = |barred, running| {
            let examined =
                Examination { second_factors: SecondFactors { barred, ..SecondFactors::default() }, ..examined() };
            told(|report| second_factors(report, &Config::default(), &examined, running))
        };
        assert_eq!((look(0, true), look(1, false)), (vec![], vec![]), "only a daemon knows");
        let found = look(1, true);
        assert!(matches!(&found[..], [(Problem, what)] if what.contains("passkeys of 1 account are")), "{found:?}");
    }

    #[test]
    fn backups_are_judged_by_the_newest() {
        let good = Standing {
            dir: PathBuf::from("data/backups"),
            every: 86_400_000,
            keep: 7,
            newest: None,
            newest_at: Some(NOW.minus(Duration::from_secs(7200))),
            overdue: false,
            failure: None,
        };
        let look = |standing: Option<Standing>| {
            let (version, records) = (String::new(), std::collections::BTreeMap::new());
            let (content, oldest_due, daemon) = (None, None, None);
            let status =
                Status { version, format: 1, size_on_disk: 0, content, records, backups: standing, oldest_due, daemon };
            let mut report = Report::default();
            backups(&mut report, &status, NOW);
            let found = report.findings.first().map(|finding| (finding.severity, finding.what.clone()));
            (found, report.looked_at.first().map(|(_, found)| found.clone()))
        };
        assert_eq!(look(Some(good.clone())), (None, Some("the newest in data/backups is 2 hours old".to_owned())));
        let failed = Standing { failure: Some("no room".to_owned()), ..good.clone() };
        assert_eq!(look(Some(failed)).0, Some((Problem, "the last backup failed: no room".to_owned())));
        let overdue = look(Some(Standing { overdue: true, newest_at: None, ..good })).0;
        assert_eq!(overdue, Some((Problem, "backups in data/backups are overdue: there is none".to_owned())));
        assert!(matches!(look(None).0, Some((Warning, _))));
    }

    #[test]
    fn settings_that_are_not_in_force_are_named() {
        let mut config = Config::default();
        config.server.listen.push("127.0.0.1:9".parse().unwrap());
        assert_eq!(told(|report| drift(report, &config, &examined())), [], "the command line may say so");
        config.oauth.remember_consent = true;
        let mut running = examined();
        running.settings.push(("server.tls_cert".to_owned(), "\"a.pem\"".to_owned()));
        let found = told(|report| drift(report, &config, &running));
        assert!(
            matches!(&found[..], [(Warning, what)] if what.ends_with("of oauth.remember_consent, server.tls_cert"))
        );
    }

    #[test]
    fn plain_http_beyond_this_machine_is_told() {
        let mut config = Config::default();
        config.oauth.pkce = Pkce::Required;
        let look = |config: &Config, issuer: &str| told(|report| settings(report, config, issuer));
        assert_eq!(look(&config, "https://auth.example.org"), []);
        config.server.listen = vec!["0.0.0.0:8080".parse().unwrap()];
        let found = look(&config, "https://auth.example.org");
        assert!(
            matches!(&found[..], [(Warning, what)] if what.contains("0.0.0.0:8080 speaks plain http")),
            "{found:?}"
        );
        config.server.tls_cert = Some("a.pem".into());
        assert_eq!(look(&config, "https://auth.example.org"), []);
    }

    #[test]
    fn wide_networks_of_trusted_proxies_are_told() {
        let mut config = Config::default();
        config.oauth.pkce = Pkce::Required;
        let mut look = |networks: &[&str]| {
            config.server.trusted_proxies = networks.iter().map(|network| network.parse().unwrap()).collect();
            told(|report| settings(report, &config, "https://auth.example.org"))
        };
        assert_eq!(look(&["127.0.0.0/8", "10.0.0.7/32", "172.18.0.0/28", "fd00::1/128", "fd00::/120"]), []);
        let found = look(&["10.0.0.7/32", "10.0.0.0/8", "2001:db8::/64", "0.0.0.0/0"]);
        let named = ["from 10.0.0.0/8 without", "from 2001:db8::/64 without", "everybody is a trusted proxy"];
        assert!(found.iter().zip(named).all(|((severity, what), name)| *severity == Warning && what.contains(name)));
        assert_eq!(found.len(), 3);
    }
}
