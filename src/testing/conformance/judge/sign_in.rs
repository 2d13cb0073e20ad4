//! The authorization request, its answer, and the exchange of the code.

use std::collections::BTreeSet;

use super::{Check, Play, Verdict, Wrong, not_seen, note, problem, warning};
use crate::secret::s256;
use crate::testing::conformance::trace::{Act, Authorization, CodeUse, TokenRequest};

pub(super) static CHECKS: [Check; 13] = [
    Check {
        name: "code-flow",
        section: "RFC 9700 §2.1.2",
        good: "asks for a code, not for a token in the address",
        judge: code_flow,
    },
    Check { name: "state-sent", section: "RFC 6749 §10.12", good: "sends state", judge: state_sent },
    Check { name: "state-new", section: "RFC 9700 §2.1", good: "sends another state each time", judge: state_new },
    Check {
        name: "state-checked",
        section: "RFC 9700 §4.7.1",
        good: "does not use the code of an answer with another state",
        judge: state_checked,
    },
    Check { name: "pkce", section: "RFC 9700 §2.1.1", good: "uses PKCE with S256", judge: pkce },
    Check {
        name: "pkce-verifier",
        section: "RFC 7636 §4.1",
        good: "has a verifier of 43 to 128 unreserved characters",
        judge: pkce_verifier,
    },
    Check {
        name: "pkce-match",
        section: "RFC 7636 §4.5",
        good: "sends the verifier that belongs to the challenge",
        judge: pkce_match,
    },
    Check { name: "pkce-new", section: "RFC 9700 §2.1.1", good: "makes another verifier each time", judge: pkce_new },
    Check {
        name: "iss-checked",
        section: "RFC 9207 §2.4",
        good: "does not use the code of an answer with another iss",
        judge: iss_checked,
    },
    Check {
        name: "iss-demanded",
        section: "RFC 9207 §2.4",
        good: "does not use the code of an answer without iss, where the metadata promises it",
        judge: iss_demanded,
    },
    Check {
        name: "redirect-uri",
        section: "RFC 6749 §4.1.3",
        good: "sends the same redirect_uri in both requests",
        judge: redirect_uri,
    },
    Check { name: "code-once", section: "RFC 6749 §4.1.2", good: "uses a code once", judge: code_once },
    Check {
        name: "error-heeded",
        section: "RFC 6749 §4.1.2.1",
        good: "asks for no token after access_denied",
        judge: error_heeded,
    },
];

const NO_REQUEST: &str = "no authorization request came";
const NO_CODE: &str = "no code came to the token endpoint";
const NO_PKCE: &str = "no authorization request had a code_challenge";

fn authorizations(act: &Act) -> Vec<&Authorization> {
    act.authorizations().collect()
}

fn codes(act: &Act) -> Vec<(&TokenRequest, &CodeUse)> {
    act.exchanges_of_codes().collect()
}

/// Codes that were asked for with PKCE.
fn proved(act: &Act) -> Vec<(&TokenRequest, &Authorization)> {
    let with_challenge = act.exchanges_of_codes().filter(|(_, used)| used.authorization.challenge.is_some());
    with_challenge.map(|(request, used)| (request, &used.authorization)).collect()
}

fn code_flow(play: &Play<'_>) -> Verdict {
    play.each(NO_REQUEST, authorizations, |request| match request.response_type.as_str() {
        "code" => None,
        "" => Some(problem("the authorization request has no response_type")),
        other => Some(problem(format!("it asks for response_type={other}: what comes back in an address gets about"))),
    })
}

fn state_sent(play: &Play<'_>) -> Verdict {
    play.each(NO_REQUEST, authorizations, |request| match (&request.state, &request.challenge) {
        (Some(_), _) => None,
        (None, None) => {
            Some(problem("it sends neither state nor a code_challenge: anybody can hand their own code to its users"))
        }
        (None, Some(_)) => {
            Some(note("it sends no state and relies on PKCE alone, which is enough where the server is known to do it"))
        }
    })
}

/// Whether each has another; at least two are needed to tell.
fn all_differ<'p>(
    play: &Play<'p>,
    absent: &str,
    look: impl Fn(&'p Authorization) -> Option<&'p String>,
    same: impl Fn() -> Wrong,
) -> Verdict {
    let mut seen = BTreeSet::new();
    let verdict = play.each(
        absent,
        |act| act.authorizations().filter_map(&look).collect(),
        |value| (!seen.insert(value)).then(&same),
    );
    match verdict {
        Verdict::Passed if seen.len() < 2 => not_seen("there was one authorization request only"),
        other => other,
    }
}

fn state_new(play: &Play<'_>) -> Verdict {
    all_differ(
        play,
        "no authorization request had a state",
        |request| request.state.as_ref(),
        || problem("it sends the same state again: who has seen it once can make an answer that it takes"),
    )
}

fn pkce_new(play: &Play<'_>) -> Verdict {
    all_differ(
        play,
        NO_PKCE,
        |request| request.challenge.as_ref(),
        || problem("it sends the same code_challenge again: who has seen the verifier once can use any of its codes"),
    )
}

fn state_checked(play: &Play<'_>) -> Verdict {
    play.stops("wrong-state", |act| {
        if act.authorizations().all(|request| request.state.is_none()) {
            return Err("it sends no state that it could check".to_owned());
        }
        Ok(used_code(act).then(|| problem("it uses the code of an answer whose state is not the one that it sent")))
    })
}

fn iss_checked(play: &Play<'_>) -> Verdict {
    play.stops("wrong-iss", |act| {
        let what =
            "it uses the code of an answer with the iss of another server: a client of several servers can be mixed up";
        Ok(used_code(act).then(|| warning(what)))
    })
}

fn iss_demanded(play: &Play<'_>) -> Verdict {
    play.stops("missing-iss", |act| {
        let what = "it uses the code of an answer without iss, although the metadata promises one";
        Ok(used_code(act).then(|| warning(what)))
    })
}

fn used_code(act: &Act) -> bool {
    act.token_requests().any(|(_, request)| request.grant_type == "authorization_code")
}

fn error_heeded(play: &Play<'_>) -> Verdict {
    play.stops("access-denied", |act| {
        let asked = act.token_requests().next().is_some();
        Ok(asked.then(|| problem("it asks the token endpoint although the answer was error=access_denied")))
    })
}

fn pkce(play: &Play<'_>) -> Verdict {
    let without: fn(String) -> Wrong = if play.setup.client_secret.is_none() { problem } else { warning };
    play.each(NO_REQUEST, authorizations, |request| match (&request.challenge, request.method.as_deref()) {
        (Some(_), Some("S256")) => None,
        (Some(_), Some(method)) => Some(problem(format!("its code_challenge_method is {method}, not S256"))),
        (Some(_), None) => Some(problem("it sends a code_challenge without method, which means plain")),
        (None, _) => {
            Some(without("it does not use PKCE: a code that is seen on its way can be used by others".to_owned()))
        }
    })
}

fn pkce_verifier(play: &Play<'_>) -> Verdict {
    let verifiers = |act| proved(act).into_iter().filter_map(|(request, _)| request.verifier.as_ref()).collect();
    play.each("no code_verifier came", verifiers, |verifier: &String| {
        let is_unreserved = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte);
        match verifier.len() {
            43..=128 if verifier.bytes().all(is_unreserved) => None,
            43..=128 => Some(problem("its code_verifier has characters that are not A-Z a-z 0-9 - . _ ~")),
            length => Some(problem(format!("its code_verifier has {length} characters, not 43 to 128"))),
        }
    })
}

fn pkce_match(play: &Play<'_>) -> Verdict {
    play.each(NO_PKCE, proved, |(request, authorization)| {
        let (challenge, method) = (authorization.challenge.as_ref()?, authorization.method.as_deref());
        match &request.verifier {
            None => Some(problem("it sends a code_challenge, and no code_verifier with the code")),
            Some(verifier) if method == Some("S256") && s256(verifier) != *challenge => {
                Some(problem("its code_verifier does not belong to its code_challenge"))
            }
            Some(verifier) if method != Some("S256") && verifier != challenge => {
                Some(problem("its code_verifier is not its code_challenge, as the method plain wants it"))
            }
            Some(_) => None,
        }
    })
}

fn redirect_uri(play: &Play<'_>) -> Verdict {
    play.each(NO_CODE, codes, |(request, used)| match (&used.authorization.redirect_uri, &request.redirect_uri) {
        (None, _) => None,
        (Some(_), None) => Some(problem("it sends a redirect_uri for the authorization, and none with the code")),
        (Some(first), Some(second)) if first != second => {
            Some(problem(format!("its redirect_uri is {first} for the authorization, and {second} with the code")))
        }
        (Some(_), Some(_)) => None,
    })
}

fn code_once(play: &Play<'_>) -> Verdict {
    play.each(NO_CODE, codes, |(_, used)| {
        (used.time > 1)
            .then(|| problem("it sends a code again that it has used: a server then revokes what the code gave"))
    })
}
