//! What has been registered, held against the best current practice for OAuth 2.0 (RFC 9700).

use std::time::Duration;

use url::Url;

use super::Report;
use crate::admin::ExaminedApp;
use crate::clock::Timestamp;
use crate::config::Config;
use crate::oauth::redirect_uri::{Destination, destination};
use crate::store::records::ClientType;

const DAY: Duration = Duration::from_secs(24 * 60 * 60);
const YEAR: Duration = DAY.saturating_mul(365);
/// How long an app may wait to be used for the first time.
const NOT_YET: Duration = DAY.saturating_mul(30);
/// Asking for all of a few scopes is nothing to speak of.
const MANY_SCOPES: usize = 4;

/// Judges every app.
pub fn judge(report: &mut Report, config: &Config, apps: &[ExaminedApp], now: Timestamp) {
    let before = report.findings.len();
    for app in apps {
        redirects(report, app);
        scopes(report, config, app);
        use_of(report, app, now);
        if app.left_out_pkce && app.client_type == ClientType::Confidential {
            let what = "sends no PKCE challenge: a code that is injected or stolen is not told from its own";
            report.warn(about(app), what, "switch PKCE (S256) on in the app; most libraries need one word for it");
            report.see("RFC 9700 §2.1.1");
        }
    }
    if report.findings.len() == before {
        report.looked("apps", format!("{} looked through, nothing to say against them", apps.len()));
    }
}

fn about(app: &ExaminedApp) -> String {
    format!("app {} ({})", app.number, app.name)
}

fn redirects(report: &mut Report, app: &ExaminedApp) {
    let confidential = app.client_type == ClientType::Confidential;
    for uri in &app.redirect_uris {
        match destination(uri) {
            Destination::ThisComputer if confidential => {
                let what = format!("is a web app with a secret, but {uri} leads to the person's own computer");
                let mend = "take the URI away where the app runs on a server; register it anew with --public where it \
                            runs on people's computers";
                report.warn(about(app), what, mend);
                report.see("RFC 8252 §7.3, §8.5");
            }
            Destination::Site(_) if is_plain(uri) => {
                let what = format!("is answered at {uri}, in plain http: codes can be read on the way");
                report.problem(about(app), what, "replace the URI with one that begins with https, on its page");
                report.see("RFC 9700 §2.6");
            }
            Destination::PrivateScheme(scheme) => {
                if confidential {
                    let what = format!("has a secret, but {uri} leads to an app on a device, which cannot keep one");
                    report.warn(about(app), what, "register it anew with --public, and delete this one");
                    report.see("RFC 8252 §8.5");
                }
                if !scheme.contains('.') {
                    let what = format!("is answered at {scheme}:, which any other app on the device may claim as well");
                    let mend = "use a scheme that begins with a domain of its maker's, such as com.example.app";
                    report.warn(about(app), what, mend);
                    report.see("RFC 8252 §7.1");
                }
            }
            _ => {}
        }
    }
}

fn is_plain(uri: &str) -> bool {
    Url::parse(uri).is_ok_and(|url| url.scheme() == "http")
}

fn scopes(report: &mut Report, config: &Config, app: &ExaminedApp) {
    let asks_for = |name: &str| app.scopes.iter().any(|own| own == name);
    let everyday: Vec<_> = config.scopes.iter().filter(|scope| !scope.admin_only).collect();
    if everyday.len() >= MANY_SCOPES && everyday.iter().all(|scope| asks_for(&scope.name)) {
        let what = format!("may ask for everything there is: {}", app.scopes.join(" "));
        report.warn(about(app), what, "take away on its page what it does not need; tokens lose it at once");
        report.see("RFC 9700 §2.3");
    }
    let unknown: Vec<_> = app.scopes.iter().filter(|name| config.scopes.get(name).is_none()).cloned().collect();
    if !unknown.is_empty() {
        let what = format!("is registered for what is not configured any more: {}", unknown.join(" "));
        report.note(about(app), what, "take it away on its page, or add the [[scope]]");
    }
}

fn use_of(report: &mut Report, app: &ExaminedApp, now: Timestamp) {
    let delete = format!("grantd app delete {}", app.number);
    let mend = match app.grants {
        0 => delete,
        1 => format!("{delete}; 1 account has authorised it"),
        grants => format!("{delete}; {grants} accounts have authorised it"),
    };
    match app.last_used_at {
        Some(last) if now.since(last) > YEAR => {
            report.warn(about(app), format!("was last used on {}, more than a year ago", last.for_people()), mend);
        }
        None if now.since(app.issued_at) > NOT_YET => {
            report.note(about(app), format!("was registered on {} and never used", app.issued_at.for_people()), mend);
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::doctor::Severity::{self, Note, Problem, Warning};

    const NOW: Timestamp = Timestamp::from_millis(1_795_465_451_000);

    fn good() -> ExaminedApp {
        ExaminedApp {
            number: 3,
            name: "Importer".to_owned(),
            client_type: ClientType::Confidential,
            redirect_uris: vec!["https://app.example/cb".to_owned()],
            scopes: vec!["profile:read".to_owned()],
            issued_at: NOW.minus(YEAR),
            last_used_at: Some(NOW.minus(DAY)),
            grants: 2,
            left_out_pkce: false,
        }
    }

    fn found(app: ExaminedApp) -> Vec<(Severity, String, Option<&'static str>)> {
        let mut report = Report::default();
        judge(&mut report, &Config::default(), &[app], NOW);
        assert!(report.findings.iter().all(|finding| finding.about == "app 3 (Importer)" && !finding.mend.is_empty()));
        report.findings.into_iter().map(|finding| (finding.severity, finding.what, finding.see)).collect()
    }

    #[test]
    fn each_app_is_told_what_is_wrong_with_it() {
        let at = |uri: &str, client_type| ExaminedApp { redirect_uris: vec![uri.to_owned()], client_type, ..good() };
        let (confidential, public) = (ClientType::Confidential, ClientType::Public);
        assert_eq!(found(good()), []);
        assert_eq!(found(at("http://127.0.0.1/cb", public)), []);
        assert_eq!(found(at("com.example.app:/cb", public)), []);
        let all = crate::config::Scopes::default().iter().map(|scope| scope.name.clone()).collect();
        for (app, severity, what, see) in [
            (
                at("http://localhost:9000/", confidential),
                Warning,
                "the person's own computer",
                Some("RFC 8252 §7.3, §8.5"),
            ),
            (at("http://app.example/cb", confidential), Problem, "in plain http", Some("RFC 9700 §2.6")),
            (at("com.example.app:/cb", confidential), Warning, "which cannot keep one", Some("RFC 8252 §8.5")),
            (at("myapp:/cb", public), Warning, "any other app on the device", Some("RFC 8252 §7.1")),
            (ExaminedApp { scopes: all, ..good() }, Warning, "everything there is", Some("RFC 9700 §2.3")),
            (ExaminedApp { scopes: vec!["old".into()], ..good() }, Note, "not configured any more: old", None),
            (ExaminedApp { left_out_pkce: true, ..good() }, Warning, "no PKCE", Some("RFC 9700 §2.1.1")),
            (
                ExaminedApp { last_used_at: Some(NOW.minus(YEAR + DAY)), ..good() },
                Warning,
                "more than a year ago",
                None,
            ),
            (ExaminedApp { last_used_at: None, ..good() }, Note, "never used", None),
        ] {
            let told = found(app);
            let [(own, text, section)] = &told[..] else { panic!("{what}: {told:?}") };
            assert!((*own, *section) == (severity, see) && text.contains(what), "{what}: {told:?}");
        }
    }
}
