//! The way that clients take: whether `public_url` leads here, and what the proxy in front makes of requests.
//!
//! The metadata document is asked for as any client does, under `public_url`, with a word that the running daemon waits
//! for and a forged `X-Forwarded-For`. What the daemon then tells of the request shows how the proxy is set up.

use serde_json::Value;

pub use super::fetch::Fetched;
use super::machine::CLOCK_MAY_DIFFER;
use super::{Report, fetch};
use crate::clock::Timestamp;
use crate::http::tls::pair::REMIND_BEFORE;
use crate::observed::Seen;

/// An address that nobody has (RFC 5737): as whom the request pretends to come.
const FORGED: &str = "192.0.2.123";
const METADATA: &str = "/.well-known/oauth-authorization-server";

/// Asks for the metadata under the issuer.
///
/// # Errors
/// Why there is no answer.
pub async fn ask(issuer: &str, nonce: &str) -> Result<Fetched, String> {
    fetch::get(issuer, &format!("{METADATA}?doctor={nonce}"), ("x-forwarded-for", FORGED)).await
}

/// Judges the answer, and how the daemon saw the request.
pub fn judge(report: &mut Report, issuer: &str, fetched: Result<Fetched, String>, seen: Option<&Seen>, now: Timestamp) {
    let fetched = match fetched {
        Ok(fetched) => fetched,
        Err(why) => {
            let mend = "see that name, firewall and proxy lead here and the certificate is good; or set server.public_url \
                        to where clients find grantd";
            return report.problem("public_url", format!("{issuer} cannot be reached from here: {why}"), mend);
        }
    };
    if !is_ours(report, issuer, &fetched) {
        return;
    }
    let Some(seen) = seen else {
        let mend = "stop the other one, or set server.public_url to where this one is found";
        return report.problem("public_url", format!("{issuer} is answered by another grantd than this one"), mend);
    };
    report.looked("public_url", format!("{issuer} leads here, and is the issuer"));
    if let Some(date) = fetched.date.filter(|date| now.since(*date).max(date.since(now)) > CLOCK_MAY_DIFFER) {
        let what = format!("the answer of {issuer} is of {date}, and here it is {now}");
        report.warn("clock", what, "one of the two clocks is wrong: timedatectl set-ntp true on both machines");
    }
    if let Some(ends) = fetched.certificate_ends.filter(|ends| now.plus(REMIND_BEFORE) >= *ends) {
        let what = format!("the certificate of {issuer} expires on {ends}");
        report.warn("certificate", what, "renew it, and see why that does not happen by itself");
    }
    proxy(report, issuer, seen);
}

/// Whether the answer is the metadata of this issuer.
fn is_ours(report: &mut Report, issuer: &str, fetched: &Fetched) -> bool {
    let url = format!("{issuer}{METADATA}");
    if let Some(location) = &fetched.location {
        let what = format!("{url} redirects to {location}; clients do not follow it");
        report.problem("public_url", what, "set server.public_url to the address that answers without a redirect");
        return false;
    }
    if fetched.status != 200 {
        let what = format!("{url} answers {} instead of 200", fetched.status);
        report.problem("public_url", what, "see that the proxy hands on all paths to grantd; its log says what failed");
        return false;
    }
    let metadata: Value = serde_json::from_slice(&fetched.body).unwrap_or_default();
    match metadata["issuer"].as_str() {
        Some(own) if own == issuer => true,
        Some(other) => {
            let what = format!("{url} names another issuer, {other}");
            report.problem("public_url", what, "see that the name leads to this machine, or set server.public_url");
            report.see("RFC 8414 §3.3");
            false
        }
        None => {
            let what = format!("{url} is answered by something that is not grantd");
            report.problem("public_url", what, "see that the proxy hands on /.well-known/ to grantd, too");
            false
        }
    }
}

/// What the proxy in front makes of requests.
fn proxy(report: &mut Report, issuer: &str, seen: &Seen) {
    let (scheme, host) = issuer.split_once("://").unwrap_or(("http", issuer));
    let untouched = seen.forwarded_for.as_deref() == Some(FORGED);
    let same_host = seen.host.as_deref().is_some_and(|seen| seen.eq_ignore_ascii_case(host));
    // TLS that grantd does not speak is spoken by somebody before it; so is another name than the one asked for.
    let between = !untouched || (scheme == "https" && !seen.tls) || !same_host;
    if !between {
        return report.looked("proxy", "there is none in between");
    }
    let before = report.findings.len();
    let peer = seen.peer.map_or_else(|| "the Unix socket".to_owned(), |peer| peer.to_string());
    if !seen.trusted {
        report.problem(
            "proxy",
            format!(
                "the proxy at {peer} is not trusted: all visitors count as one, and wait for one another's mistakes"
            ),
            format!("server.trusted_proxies = [\"{peer}\"]"),
        );
    } else if seen.forwarded_for.is_none() {
        report.problem(
            "proxy",
            format!("the proxy at {peer} does not say whom it asks for: all visitors count as one"),
            "nginx: proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for; Caddy and Traefik do so by themselves",
        );
    } else if untouched {
        report.problem(
            "proxy",
            format!("the proxy at {peer} hands on X-Forwarded-For as it came: anybody can pretend to be anybody"),
            "nginx: proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for",
        );
    }
    if seen.forwarded_proto.as_deref() != Some(scheme) {
        let told = seen.forwarded_proto.as_deref().unwrap_or("nothing");
        report.warn(
            "proxy",
            format!("X-Forwarded-Proto says {told} where clients speak {scheme}: upstreams will build wrong links"),
            "nginx: proxy_set_header X-Forwarded-Proto $scheme",
        );
    }
    if !same_host {
        let told = seen.host.as_deref().unwrap_or("nothing");
        report.warn(
            "proxy",
            format!("Host says {told} where clients ask for {host}"),
            "nginx: proxy_set_header Host $http_host",
        );
    }
    if report.findings.len() == before {
        report.looked("proxy", format!("{peer} tells truly who asks, and how"));
    }
}

#[cfg(test)]
mod tests {
    use std::net::IpAddr;

    use super::*;
    use crate::doctor::Severity::{Problem, Warning};

    const ISSUER: &str = "https://auth.example.org";
    const NOW: Timestamp = Timestamp::from_millis(1_795_465_451_000);

    fn good() -> Seen {
        Seen {
            peer: Some(IpAddr::from([127, 0, 0, 1])),
            trusted: true,
            client: IpAddr::from([203, 0, 113, 7]),
            tls: false,
            host: Some("auth.example.org".to_owned()),
            forwarded_for: Some(format!("{FORGED}, 203.0.113.7")),
            forwarded_proto: Some("https".to_owned()),
        }
    }

    fn answer(body: &str) -> Fetched {
        let body = body.as_bytes().to_vec();
        Fetched { status: 200, date: Some(NOW), location: None, body, certificate_ends: None }
    }

    fn found(fetched: Result<Fetched, String>, seen: Option<&Seen>) -> Vec<(crate::doctor::Severity, String)> {
        let mut report = Report::default();
        judge(&mut report, ISSUER, fetched, seen, NOW);
        report.findings.into_iter().map(|finding| (finding.severity, finding.what)).collect()
    }

    #[test]
    fn a_proxy_is_known_by_what_it_makes_of_a_request() {
        let metadata = || Ok(answer(r#"{"issuer": "https://auth.example.org"}"#));
        let told = |seen: Seen| found(metadata(), Some(&seen));
        assert_eq!(told(good()), []);
        assert_eq!(told(Seen { tls: true, forwarded_for: Some(FORGED.to_owned()), ..good() }), [], "nobody in between");
        for (seen, severity, what) in [
            (Seen { trusted: false, ..good() }, Problem, "the proxy at 127.0.0.1 is not trusted"),
            (Seen { forwarded_for: None, ..good() }, Problem, "does not say whom it asks for"),
            (Seen { forwarded_for: Some(FORGED.to_owned()), ..good() }, Problem, "anybody can pretend"),
            (Seen { forwarded_proto: None, ..good() }, Warning, "says nothing where clients speak https"),
            (Seen { host: Some("127.0.0.1:8080".to_owned()), ..good() }, Warning, "Host says 127.0.0.1:8080"),
        ] {
            let told = told(seen);
            assert!(matches!(&told[..], [(own, text)] if *own == severity && text.contains(what)), "{what}: {told:?}");
        }
    }

    #[test]
    fn an_answer_that_is_not_ours_is_told_apart() {
        let day = std::time::Duration::from_secs(24 * 3600);
        let seen = good();
        let ours = || answer(r#"{"issuer": "https://auth.example.org"}"#);
        for (fetched, seen, severity, what) in [
            (Err("no answer within 10 seconds".to_owned()), None, Problem, "cannot be reached from here: no answer"),
            (Ok(Fetched { status: 502, ..ours() }), None, Problem, "answers 502"),
            (Ok(Fetched { status: 301, location: Some("https://x/".into()), ..ours() }), None, Problem, "redirects to"),
            (
                Ok(answer(r#"{"issuer": "https://b.example"}"#)),
                Some(&seen),
                Problem,
                "another issuer, https://b.example",
            ),
            (Ok(answer("<html>")), None, Problem, "not grantd"),
            (Ok(ours()), None, Problem, "answered by another grantd"),
            (Ok(Fetched { date: Some(NOW.minus(day)), ..ours() }), Some(&seen), Warning, "and here it is"),
            (Ok(Fetched { certificate_ends: Some(NOW.plus(day)), ..ours() }), Some(&seen), Warning, "expires on"),
        ] {
            let told = found(fetched, seen);
            assert!(matches!(&told[..], [(own, text)] if *own == severity && text.contains(what)), "{what}: {told:?}");
        }
    }
}
