//! How the client says who it is, where its secrets go, and what it takes for an answer.

use super::{Check, Play, Verdict, not_seen, note, problem, warning};
use crate::testing::conformance::trace::{Act, Basic, Leaked, TokenRequest, What};

pub(super) static CHECKS: [Check; 10] = [
    Check {
        name: "form-body",
        section: "RFC 6749 §4.1.3",
        good: "sends token requests as application/x-www-form-urlencoded",
        judge: form_body,
    },
    Check {
        name: "client-authenticated",
        section: "RFC 6749 §2.3.1",
        good: "authenticates at the token endpoint, if it has a secret",
        judge: authenticated,
    },
    Check {
        name: "one-authentication",
        section: "RFC 6749 §2.3",
        good: "authenticates in one way at a time",
        judge: one_authentication,
    },
    Check {
        name: "basic-encoding",
        section: "RFC 6749 §2.3.1",
        good: "form-encodes its id and its secret before they go into the Basic header",
        judge: basic_encoding,
    },
    Check {
        name: "public-secret",
        section: "RFC 6749 §2.1",
        good: "sends no secret, if it is public",
        judge: public_secret,
    },
    Check {
        name: "secret-in-url",
        section: "RFC 6749 §2.3.1",
        good: "never has its secret in an address",
        judge: secret_in_url,
    },
    Check {
        name: "token-in-url",
        section: "RFC 6750 §2.3",
        good: "never has a token in an address",
        judge: token_in_url,
    },
    Check {
        name: "token-elsewhere",
        section: "RFC 9700 §4.9.1",
        good: "sends the token to the API that it is for, and does not take it along to another origin",
        judge: token_elsewhere,
    },
    Check {
        name: "sparse-answer",
        section: "RFC 6749 §5.1",
        good: "takes a token answer with unknown members, \"bearer\" in lower case, no expires_in and no scope",
        judge: sparse_answer,
    },
    Check {
        name: "password-grant",
        section: "RFC 9700 §2.4",
        good: "never asks people for their password",
        judge: password_grant,
    },
];

const NO_REQUEST: &str = "no token request came";

fn requests(act: &Act) -> Vec<&TokenRequest> {
    act.token_requests().map(|(_, request)| request).collect()
}

fn form_body(play: &Play<'_>) -> Verdict {
    play.each(NO_REQUEST, requests, |request| {
        (!request.is_form).then(|| problem("a token request has a body that is no form"))
    })
}

fn password_grant(play: &Play<'_>) -> Verdict {
    play.each(NO_REQUEST, requests, |request| {
        (request.grant_type == "password").then(|| problem("it asks for a token with a password"))
    })
}

fn authenticated(play: &Play<'_>) -> Verdict {
    if play.setup.client_secret.is_none() {
        return not_seen("it was played for a public client");
    }
    play.each(
        NO_REQUEST,
        |act| requests(act).into_iter().filter(|request| request.is_form).collect(),
        |request| {
            let client = &request.client;
            match (client.basic, client.secret_in_body) {
                (None | Some(Basic::NoSecret), false) => {
                    Some(problem("a token request comes without the client's secret"))
                }
                _ if !client.is_right => {
                    Some(problem("a token request has an id or a secret that is not the client's"))
                }
                (None, true) => Some(note("it sends its secret in the body, which is allowed and not recommended")),
                _ => None,
            }
        },
    )
}

fn one_authentication(play: &Play<'_>) -> Verdict {
    play.each(NO_REQUEST, requests, |request| {
        let both = request.client.basic.is_some() && request.client.secret_in_body;
        both.then(|| problem("a token request has the secret in the Basic header and in the body"))
    })
}

fn basic_encoding(play: &Play<'_>) -> Verdict {
    let Some(secret) = &play.setup.client_secret else { return not_seen("it was played for a public client") };
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.*".contains(&byte);
    if play.setup.client_id.bytes().chain(secret.bytes()).all(is_plain) {
        return not_seen("there is nothing to encode in the client's id and secret");
    }
    let basics = |act| requests(act).into_iter().filter_map(|request| request.client.basic).collect();
    play.each("no token request had a Basic header", basics, |basic| {
        let what = "its id and secret are in the Basic header as they are: one with a colon, a plus or a percent sign is not \
                    understood";
        (basic == Basic::Raw).then(|| warning(what))
    })
}

fn public_secret(play: &Play<'_>) -> Verdict {
    if play.setup.client_secret.is_some() {
        return not_seen("it was played for a client with a secret (--public plays for one without)");
    }
    play.each(NO_REQUEST, requests, |request| match request.client.basic {
        _ if request.client.secret_in_body => {
            Some(problem("it sends a secret, although it is a public client and was given none"))
        }
        Some(Basic::Raw | Basic::Wrong | Basic::Encoded) => {
            Some(problem("it sends a Basic header with a secret, although it is a public client and was given none"))
        }
        Some(Basic::NoSecret) => {
            Some(warning("it sends a Basic header with an empty secret: a public client sends client_id in the body"))
        }
        None => None,
    })
}

/// Whether a secret was in an address. Where nothing was asked at all, nobody knows.
fn never_leaks(play: &Play<'_>, which: Leaked, what: &str) -> Verdict {
    if !play.signed_in() {
        return not_seen("the client never had a token");
    }
    let leaks = |act: &Act| -> Vec<Option<String>> {
        let leaked = |what: &What| match what {
            What::Leak { secret, path } if *secret == which => Some(path.clone()),
            _ => None,
        };
        act.events.iter().map(|event| leaked(&event.what)).collect()
    };
    play.each("nothing was asked", leaks, |leak| {
        leak.map(|path| problem(format!("{what} is in the address of a request to {path}")))
    })
}

fn secret_in_url(play: &Play<'_>) -> Verdict {
    if play.setup.client_secret.is_none() {
        return not_seen("it was played for a public client");
    }
    never_leaks(play, Leaked::ClientSecret, "its secret")
}

fn token_in_url(play: &Play<'_>) -> Verdict {
    never_leaks(play, Leaked::Token, "a token")
}

fn token_elsewhere(play: &Play<'_>) -> Verdict {
    use crate::testing::conformance::trace::ApiOutcome::Redirected;
    play.in_act("redirected-api", |act| {
        if !act.api_calls().any(|(_, call)| call.outcome == Redirected) {
            return Err("the client has not made the call that is redirected".to_owned());
        }
        let taken = act.events.iter().any(|event| matches!(event.what, What::Elsewhere { with_token: true }));
        Ok(taken.then(|| problem("it follows a redirect of the API to another origin and takes the token along")))
    })
}

fn sparse_answer(play: &Play<'_>) -> Verdict {
    play.in_act("sparse-answer", |act| {
        if !act.signed_in() {
            return Err("the client got no tokens".to_owned());
        }
        let used = act.api_calls().next().is_some();
        let what = "it does not use a token whose answer has unknown members, \"bearer\" in lower case, and neither \
                    expires_in nor scope";
        Ok((!used).then(|| problem(what)))
    })
}
