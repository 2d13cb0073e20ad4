//! What is seen here is made up; `tests/python/test_test_client.py` has real clients that are wrong in one way each.

use std::collections::BTreeSet;
use std::time::Duration;

use super::*;
use crate::secret::s256;
use crate::testing::conformance::report::Report;
use crate::testing::conformance::scenario::{SCENARIOS, named};
use crate::testing::conformance::trace::{
    ApiCall, ApiOutcome, Authorization, Basic, ClientAuthentication, CodeUse, Outcome, RefreshUse, TokenRequest, What,
};

const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

fn setup() -> Setup {
    let text = |text: &str| text.to_owned();
    Setup {
        issuer: text("http://127.0.0.1:1"),
        api: text("http://127.0.0.1:2/notes"),
        elsewhere: text("http://localhost:3"),
        client_id: text("test:client"),
        client_secret: Some(text("s")),
        redirect_uri: text("http://127.0.0.1:9/cb"),
    }
}

fn act(name: &str, events: Vec<Event>) -> Act {
    let (scenario, ended, took) = (named(name).unwrap(), "ended".to_owned(), Duration::ZERO);
    Act { scenario, events, exchanges: Vec::new(), ended, output: String::new(), took }
}

fn at(milliseconds: u64, what: What) -> Event {
    Event { at: Duration::from_millis(milliseconds), beside: 0, what }
}

fn authorization(number: u32) -> Authorization {
    Authorization {
        response_type: "code".to_owned(),
        redirect_uri: Some("http://127.0.0.1:9/cb".to_owned()),
        state: Some(format!("state{number}")),
        challenge: Some(s256(&format!("{VERIFIER}{number}"))),
        method: Some("S256".to_owned()),
    }
}

fn exchange(number: u32) -> TokenRequest {
    TokenRequest {
        grant_type: "authorization_code".to_owned(),
        is_form: true,
        code: Some(CodeUse { authorization: authorization(number), time: 1 }),
        redirect_uri: authorization(number).redirect_uri,
        verifier: Some(format!("{VERIFIER}{number}")),
        client: ClientAuthentication { basic: Some(Basic::Encoded), is_right: true, ..ClientAuthentication::default() },
        outcome: Outcome::Granted,
        ..TokenRequest::default()
    }
}

/// A good sign-in.
fn signed_in(number: u32) -> Vec<Event> {
    vec![at(0, What::Authorization(authorization(number))), at(0, What::Token(exchange(number)))]
}

fn refresh(milliseconds: u64, number: u32, newest: u32, outcome: Outcome) -> Event {
    let refresh = Some(RefreshUse { number, newest, time: 1 });
    let request = TokenRequest { grant_type: "refresh_token".to_owned(), code: None, refresh, outcome, ..exchange(0) };
    at(milliseconds, What::Token(request))
}

fn call(milliseconds: u64, outcome: ApiOutcome) -> Event {
    at(milliseconds, What::Api(ApiCall { token: 1, outcome }))
}

/// What is said of a client that signs in well and then does this in a scenario.
fn verdict(check: &str, scenario: &str, then: Vec<Event>) -> Verdict {
    let mut events = signed_in(2);
    events.extend(then);
    verdict_of(check, &[act("sign-in", signed_in(1)), act(scenario, events)])
}

fn verdict_of(check: &str, acts: &[Act]) -> Verdict {
    let judged = judge(&Play { setup: &setup(), acts });
    judged.into_iter().find(|(own, _)| own.name == check).unwrap().1
}

fn is_found(verdict: &Verdict, severity: Severity) -> bool {
    matches!(verdict, Verdict::Found { severity: own, .. } if *own == severity)
}

#[test]
fn each_check_has_its_name_and_one_section() {
    let names: BTreeSet<_> = checks().map(|check| check.name).collect();
    assert_eq!(names.len(), checks().count());
    for check in checks() {
        let section = check.section.strip_prefix("RFC ").and_then(|rest| rest.split_once(" §"));
        let (number, place) = section.unwrap();
        assert!(number.parse::<u16>().is_ok() && place.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.'));
    }
}

#[test]
fn nothing_passes_that_was_not_seen() {
    for acts in [Vec::new(), SCENARIOS.iter().map(|scenario| act(scenario.name, Vec::new())).collect()] {
        for (check, verdict) in judge(&Play { setup: &setup(), acts: &acts }) {
            assert!(matches!(verdict, Verdict::NotSeen(_)), "{}: {verdict:?}", check.name);
        }
    }
    assert!(Report::of(&setup(), Vec::new()).is_empty());
}

#[test]
fn a_client_that_never_signs_in_has_not_resisted_anything() {
    let came = |number| vec![at(0, What::Authorization(authorization(number)))];
    let alone = [act("sign-in", came(1)), act("wrong-state", came(2)), act("access-denied", came(3))];
    let together = [act("sign-in", signed_in(1)), act("wrong-state", came(2)), act("access-denied", came(3))];
    for check in ["state-checked", "error-heeded"] {
        assert_eq!(verdict_of(check, &together), Verdict::Passed);
        assert!(matches!(verdict_of(check, &alone), Verdict::NotSeen(_)));
    }
    assert!(is_found(&verdict("state-checked", "wrong-state", Vec::new()), Severity::Problem));
    assert!(is_found(&verdict("iss-checked", "wrong-iss", Vec::new()), Severity::Warning));
}

#[test]
fn a_good_sign_in_passes_and_what_came_once_says_nothing_of_twice() {
    let one = [act("sign-in", signed_in(1))];
    for check in
        ["code-flow", "state-sent", "pkce", "pkce-verifier", "pkce-match", "redirect-uri", "code-once", "form-body"]
    {
        assert_eq!(verdict_of(check, &one), Verdict::Passed, "{check}");
    }
    for check in ["state-new", "pkce-new"] {
        assert!(matches!(verdict_of(check, &one), Verdict::NotSeen(_)), "{check}");
        let two = |number| [act("sign-in", signed_in(1)), act("rotation", signed_in(number))];
        assert_eq!(verdict_of(check, &two(2)), Verdict::Passed, "{check}");
        assert!(is_found(&verdict_of(check, &two(1)), Severity::Problem), "{check}");
    }
}

#[test]
fn refreshes_are_counted() {
    use ApiOutcome::{Refused, Served};
    let on_401 = |then| verdict("refresh-on-401", "revoked-token", then);
    assert!(matches!(on_401(vec![call(0, Served)]), Verdict::NotSeen(_)));
    assert!(is_found(&on_401(vec![call(0, Refused)]), Severity::Note));
    let once = refresh(1, 1, 1, Outcome::Granted);
    assert_eq!(on_401(vec![call(0, Refused), once.clone()]), Verdict::Passed);
    assert!(is_found(&on_401(vec![call(0, Refused), once.clone(), once.clone()]), Severity::Problem));

    let at_once = |then| verdict("refresh-at-once", "at-once", then);
    let beside = Event { beside: 1, ..call(2, Served) };
    let first = call(0, Served);
    let then = |then: Vec<Event>| at_once([once.clone(), first.clone()].into_iter().chain(then).collect());
    assert!(matches!(then(vec![beside.clone()]), Verdict::NotSeen(_)), "it was ahead of the first call");
    assert!(matches!(then(vec![once.clone(), call(2, Served)]), Verdict::NotSeen(_)), "one after another");
    assert_eq!(then(vec![once.clone(), call(2, Served), beside]), Verdict::Passed);
    assert!(is_found(&then(vec![once.clone(), once.clone()]), Severity::Problem));

    let looping = |times: u64| {
        let round = |at| [call(at, Refused), refresh(at, 1, 1, Outcome::Granted)];
        verdict("refresh-loop", "refused-again", (0..times).flat_map(round).collect())
    };
    assert_eq!((looping(1), looping(2)), (Verdict::Passed, Verdict::Passed));
    assert!(is_found(&looping(3), Severity::Problem));
}

#[test]
fn the_refresh_token_is_followed() {
    let granted = |number, newest| refresh(0, number, newest, Outcome::Granted);
    let of = |check, then| verdict(check, "rotation", then);
    assert!(matches!(of("rotation", vec![granted(1, 1)]), Verdict::NotSeen(_)));
    assert_eq!(of("rotation", vec![granted(1, 1), granted(2, 2)]), Verdict::Passed);
    assert!(is_found(&of("rotation", vec![granted(1, 1), granted(1, 2)]), Severity::Problem));
    let two = || vec![granted(1, 1), granted(2, 2)];
    let after = |event| of("refresh-token-kept", two().into_iter().chain([event]).collect());
    assert!(matches!(of("refresh-token-kept", two()), Verdict::NotSeen(_)));
    assert!(matches!(after(call(1, ApiOutcome::Served)), Verdict::NotSeen(_)));
    assert_eq!(after(granted(2, 2)), Verdict::Passed);
    assert!(is_found(&after(call(1, ApiOutcome::Refused)), Severity::Problem));
    assert!(is_found(&after(at(1, What::Authorization(authorization(3)))), Severity::Problem));

    let lost = |then: Vec<Event>| {
        let events = [refresh(0, 1, 1, Outcome::Cut)].into_iter().chain(then).collect();
        verdict("lost-answer", "lost-answer", events)
    };
    assert_eq!(lost(vec![granted(1, 1)]), Verdict::Passed);
    assert!(is_found(&lost(Vec::new()), Severity::Warning) && is_found(&lost(signed_in(3)), Severity::Warning));
    let refused = || refresh(0, 1, 1, Outcome::InvalidGrant);
    let invalid = |then| verdict("invalid-grant", "invalid-grant", then);
    assert_eq!(invalid(vec![refused()]), Verdict::Passed);
    assert!(is_found(&invalid(vec![refused(), refused()]), Severity::Problem));
}

#[test]
fn who_is_told_to_wait_waits_or_does_not_come_again() {
    use ApiOutcome::{Busy, Served};
    let api = |then| verdict("retry-after-api", "busy-api", then);
    assert!(matches!(api(vec![call(0, Served), call(1, Served)]), Verdict::NotSeen(_)));
    assert_eq!(api(vec![call(0, Served), call(1, Busy)]), Verdict::Passed);
    assert_eq!(api(vec![call(1, Busy), call(1001, Served)]), Verdict::Passed);
    assert!(is_found(&api(vec![call(1, Busy), call(600, Served)]), Severity::Warning));
    let token = |later| {
        let events = vec![refresh(0, 1, 1, Outcome::Busy), refresh(later, 1, 1, Outcome::Granted)];
        verdict("retry-after-token", "busy-token-endpoint", events)
    };
    assert_eq!(token(1000), Verdict::Passed);
    assert!(is_found(&token(500), Severity::Warning));
}

#[test]
fn the_report_says_each_finding_in_one_line_and_is_good_xml() {
    let mut asked = exchange(2);
    asked.redirect_uri = Some("http://<&\"\u{1}".to_owned());
    let acts = vec![act("sign-in", vec![at(0, What::Authorization(authorization(2))), at(0, What::Token(asked))])];
    let report = Report::of(&setup(), acts);
    assert_eq!((report.problems, report.findings(), report.is_empty()), (1, 1, false));
    let text = report.to_string();
    let line = text.lines().find(|line| line.starts_with("PROBLEM")).unwrap();
    assert!(line.starts_with("PROBLEM  redirect-uri [sign-in]: its redirect_uri is http://127.0.0.1:9/cb"), "{line}");
    assert!(line.ends_with("(RFC 6749 §4.1.3)") && text.ends_with("not seen"), "{text}");
    assert!(text.contains("1 problem, 0 warnings, 0 notes; "));
    let junit = report.junit();
    assert!(junit.contains("and http://&lt;&amp;&quot;\u{fffd} with the code (RFC 6749 §4.1.3)\"/>"), "{junit}");
    assert_eq!(junit.matches("<testcase ").count(), report.checks.len());
    assert!(junit.contains(&format!("failures=\"1\" errors=\"0\" skipped=\"{}\"", report.not_seen)));
}
