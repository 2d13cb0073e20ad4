//! Refreshing: when, how often, with what, and what the client does when it fails. And what it does when it is told to wait.

use super::{Check, Play, Verdict, Wrong, note, problem, seconds_between, warning};
use crate::testing::conformance::stage::RETRY_AFTER;
use crate::testing::conformance::trace::{Act, ApiOutcome, Event, Outcome, What};

pub(super) static CHECKS: [Check; 9] = [
    Check {
        name: "refresh-on-401",
        section: "RFC 6750 §3.1",
        good: "refreshes once after a 401 invalid_token",
        judge: on_401,
    },
    Check {
        name: "refresh-at-once",
        section: "RFC 9700 §4.14.2",
        good: "refreshes once, also when several calls fail at the same time",
        judge: at_once,
    },
    Check {
        name: "refresh-loop",
        section: "RFC 6750 §3.1",
        good: "gives up when a token that was just refreshed is refused",
        judge: no_loop,
    },
    Check {
        name: "rotation",
        section: "RFC 6749 §6",
        good: "keeps the new refresh token and uses that",
        judge: rotation,
    },
    Check {
        name: "refresh-token-kept",
        section: "RFC 6749 §6",
        good: "keeps its refresh token when a refresh gives no new one",
        judge: kept,
    },
    Check {
        name: "lost-answer",
        section: "RFC 9700 §4.14.2",
        good: "tries again with the old refresh token when the answer to a refresh is lost",
        judge: lost_answer,
    },
    Check {
        name: "invalid-grant",
        section: "RFC 6749 §5.2",
        good: "lets go of a refresh token that was refused with invalid_grant",
        judge: invalid_grant,
    },
    Check {
        name: "retry-after-api",
        section: "RFC 9110 §10.2.3",
        good: "waits as long as the Retry-After of a 429 says",
        judge: retry_after_api,
    },
    Check {
        name: "retry-after-token",
        section: "RFC 9110 §10.2.3",
        good: "waits as long as the Retry-After of a 503 of the token endpoint says",
        judge: retry_after_token,
    },
];

/// How many refreshes are no loop yet where the API refuses every token.
const MOST_REFRESHES: usize = 2;
/// The same of sign-ins and of calls.
const MOST_SIGN_INS: usize = 3;
const MOST_CALLS: usize = 6;
/// By how much a clock may be off that waits.
const IMPRECISION: f64 = 0.05;

const NO_REFRESH: &str = "the client made no refresh";

fn was_refused(act: &Act) -> bool {
    act.api_calls().any(|(_, call)| call.outcome == ApiOutcome::Refused)
}

fn on_401(play: &Play<'_>) -> Verdict {
    play.in_act("revoked-token", |act| {
        if !was_refused(act) {
            return Err("the client has not made the call that is refused".to_owned());
        }
        Ok(match act.refreshes().count() {
            0 => Some(note(
                "it does not refresh after a 401 invalid_token: it goes by its own clock alone, or by nothing",
            )),
            1 => None,
            times => Some(problem(format!("it refreshes {times} times after one 401 invalid_token"))),
        })
    })
}

fn at_once(play: &Play<'_>) -> Verdict {
    play.in_act("at-once", |act| {
        // What comes before the first call has nothing to do with calls.
        let calling = || act.events.iter().skip_while(|event| !matches!(event.what, What::Api(_)));
        let is_refresh = |event: &&Event| matches!(&event.what, What::Token(request) if request.refresh.is_some());
        match calling().filter(is_refresh).count() {
            0 => Err(NO_REFRESH.to_owned()),
            1 if calling().all(|event| event.beside == 0) => Err("no two calls came at the same time".to_owned()),
            1 => Ok(None),
            times => Ok(Some(problem(format!(
                "it refreshes {times} times when calls fail at the same time: a server may take that for theft and revoke \
                 everything"
            )))),
        }
    })
}

fn no_loop(play: &Play<'_>) -> Verdict {
    play.in_act("refused-again", |act| {
        let (calls, refreshes) = (act.api_calls().count(), act.refreshes().count());
        let sign_ins = act.authorizations().count();
        if calls == 0 {
            return Err("the client has not called the API".to_owned());
        }
        let loops = calls > MOST_CALLS || refreshes > MOST_REFRESHES || sign_ins > MOST_SIGN_INS;
        Ok(loops.then(|| {
            problem(format!(
                "where the API refuses every token, one call makes {calls} requests, {refreshes} refreshes and {sign_ins} \
                 sign-ins"
            ))
        }))
    })
}

fn rotation(play: &Play<'_>) -> Verdict {
    play.in_act("rotation", |act| {
        let old = act.refreshes().find(|(.., used)| used.number < used.newest);
        match act.refreshes().count() {
            _ if old.is_some() => {
                Ok(Some(problem("it refreshes with the old refresh token although it has got a new one")))
            }
            0 => Err(NO_REFRESH.to_owned()),
            1 => Err("the client made one refresh only".to_owned()),
            _ => Ok(None),
        }
    })
}

fn kept(play: &Play<'_>) -> Verdict {
    play.in_act("rotation", |act| {
        let without = act.refreshes().filter(|(_, outcome, _)| *outcome == Outcome::Granted).nth(1);
        let Some((without, ..)) = without else {
            return Err("the client has not made the refresh that gives no new refresh token".to_owned());
        };
        let place = act.events.iter().position(|event| std::ptr::eq(event, without)).unwrap_or_default();
        let after = act.events.get(place + 1..).unwrap_or_default();
        if after.iter().any(|event| matches!(&event.what, What::Token(request) if request.refresh.is_some())) {
            return Ok(None);
        }
        let refused = |event: &Event| match &event.what {
            What::Authorization(_) => true,
            What::Api(call) => call.outcome == ApiOutcome::Refused,
            What::Token(request) => request.grant_type == "refresh_token",
            _ => false,
        };
        match after.iter().any(refused) {
            true => Ok(Some(problem("it has no refresh token any more after a refresh that gave no new one"))),
            false => Err("the client made no refresh after the one that gave no new refresh token".to_owned()),
        }
    })
}

fn lost_answer(play: &Play<'_>) -> Verdict {
    play.in_act("lost-answer", |act| {
        let mut refreshes = act.refreshes().skip_while(|(_, outcome, _)| *outcome != Outcome::Cut);
        let Some((_, _, lost)) = refreshes.next() else { return Err(NO_REFRESH.to_owned()) };
        if refreshes.any(|(.., used)| used.number == lost.number) {
            return Ok(None);
        }
        let then = match act.authorizations().count() {
            0 | 1 => "it never tries again with the old refresh token",
            _ => "it has people sign in anew instead of trying again",
        };
        Ok(Some(warning(format!("the connection breaks before the answer to a refresh, and {then}"))))
    })
}

fn invalid_grant(play: &Play<'_>) -> Verdict {
    play.in_act("invalid-grant", |act| {
        let times = act.refreshes().filter(|(_, outcome, _)| *outcome == Outcome::InvalidGrant).count();
        match times {
            0 => Err(NO_REFRESH.to_owned()),
            1 => Ok(None),
            _ => Ok(Some(problem(format!(
                "it sends a refresh token {times} times that is refused with invalid_grant, instead of having people sign in \
                 anew"
            )))),
        }
    })
}

/// Whether the second of these came too early.
fn too_early<'a>(mut events: impl Iterator<Item = &'a Event>, status: &str) -> Option<Wrong> {
    let (told, next) = (events.next()?, events.next()?);
    let waited = seconds_between(told, next);
    #[expect(clippy::cast_precision_loss, reason = "it is a second")]
    let early = waited < RETRY_AFTER as f64 - IMPRECISION;
    early.then(|| {
        warning(format!("it asks again after {waited:.2} s although the {status} said Retry-After: {RETRY_AFTER}"))
    })
}

fn retry_after_api(play: &Play<'_>) -> Verdict {
    play.in_act("busy-api", |act| {
        let busy = act.api_calls().skip_while(|(_, call)| call.outcome != ApiOutcome::Busy);
        let mut calls = busy.map(|(event, _)| event).peekable();
        match calls.peek() {
            None => Err("the client has not made the call that is answered with 429".to_owned()),
            Some(_) => Ok(too_early(calls, "429")),
        }
    })
}

fn retry_after_token(play: &Play<'_>) -> Verdict {
    play.in_act("busy-token-endpoint", |act| {
        let busy = act.refreshes().skip_while(|(_, outcome, _)| *outcome != Outcome::Busy);
        let mut refreshes = busy.map(|(event, ..)| event).peekable();
        match refreshes.peek() {
            None => Err(NO_REFRESH.to_owned()),
            Some(_) => Ok(too_early(refreshes, "503")),
        }
    })
}
