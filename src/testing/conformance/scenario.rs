//! The scenarios: what the client is asked to do in each, and what happens to it.

/// One sign-in, some API calls, and one thing that happens.
#[derive(Debug, PartialEq, Eq)]
pub struct Scenario {
    /// By which it is chosen and told.
    pub name: &'static str,
    /// What happens, one sentence.
    pub what: &'static str,
    /// How many API calls the client is asked for, one after another.
    pub calls: u32,
    /// How many it is asked for at the same time, after those.
    pub at_once: u32,
    /// What the authorization endpoint answers.
    pub answer: Answer,
    /// How long the tokens of the first sign-in are good.
    pub first: Life,
    /// How long the tokens of a refresh are good.
    pub refreshed: Life,
    /// What a refresh is answered.
    pub refresh: Refresh,
    /// What else the API does.
    pub api: Api,
}

/// What the authorization endpoint answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    /// A code, with the client's `state` and the right `iss`.
    Usual,
    /// A code with a `state` that the client has not sent.
    WrongState,
    /// A code with the `iss` of another server.
    WrongIssuer,
    /// A code without `iss`, although the metadata promises it.
    NoIssuer,
    /// `error=access_denied`.
    Denied,
}

impl Answer {
    /// Whether a client should do nothing more after it.
    pub fn ends_it(self) -> bool {
        self != Self::Usual
    }
}

/// How long an access token is good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Life {
    /// As long as the scenario lasts.
    Long,
    /// The same; and it is answered in a form that is allowed and rare.
    Sparse,
    /// For one call, although it says an hour: it was revoked.
    OneCall,
    /// For one call, and it says a second: that call's answer comes when the second is over.
    Second,
    /// Never, although it says an hour.
    Dead,
}

/// What a refresh is answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refresh {
    /// A new pair.
    Usual,
    /// A new pair; but the second time without a refresh token.
    EverySecondWithout,
    /// The first time the connection ends when the new pair was made.
    CutOnce,
    /// `invalid_grant`, always.
    Refused,
    /// 503 with `Retry-After`, until that time has passed.
    Busy,
}

/// What else the API does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Api {
    /// Nothing.
    Usual,
    /// The second call is answered 429 with `Retry-After`.
    Busy,
    /// The second call is answered with a redirect to another origin.
    Redirects,
    /// Every call takes a moment, so that those that come together are there together.
    Slow,
}

const PLAIN: Scenario = Scenario {
    name: "sign-in",
    what: "nothing out of the ordinary",
    calls: 2,
    at_once: 0,
    answer: Answer::Usual,
    first: Life::Long,
    refreshed: Life::Long,
    refresh: Refresh::Usual,
    api: Api::Usual,
};

/// The scenario in which the client shows that it can sign in at all; it is always played.
pub const SIGN_IN: &str = PLAIN.name;

/// All of them, in the order in which they are played.
pub static SCENARIOS: [Scenario; 15] = [
    PLAIN,
    Scenario {
        name: "wrong-state",
        what: "the authorization answer has another state than the request",
        calls: 1,
        answer: Answer::WrongState,
        ..PLAIN
    },
    Scenario {
        name: "wrong-iss",
        what: "the authorization answer names another issuer",
        calls: 1,
        answer: Answer::WrongIssuer,
        ..PLAIN
    },
    Scenario {
        name: "missing-iss",
        what: "the authorization answer names no issuer, although the metadata promises one",
        calls: 1,
        answer: Answer::NoIssuer,
        ..PLAIN
    },
    Scenario { name: "access-denied", what: "the person refuses", calls: 1, answer: Answer::Denied, ..PLAIN },
    Scenario {
        name: "sparse-answer",
        what: "the token answer has members that nobody knows, \"bearer\" in lower case, no expires_in and no scope",
        first: Life::Sparse,
        ..PLAIN
    },
    Scenario {
        name: "redirected-api",
        what: "the API redirects the second call to another origin",
        api: Api::Redirects,
        ..PLAIN
    },
    Scenario {
        name: "revoked-token",
        what: "the access token is refused (401 invalid_token) from the second call on, before its time",
        first: Life::OneCall,
        ..PLAIN
    },
    Scenario {
        name: "at-once",
        what: "the access token expires, and then several calls come at the same time",
        calls: 1,
        at_once: 4,
        first: Life::Second,
        api: Api::Slow,
        ..PLAIN
    },
    Scenario {
        name: "refused-again",
        what: "the API refuses every token, also those that were just refreshed",
        calls: 1,
        first: Life::Dead,
        refreshed: Life::Dead,
        ..PLAIN
    },
    Scenario {
        name: "rotation",
        what: "each access token is good for one call; the first refresh gives a new refresh token, the second none",
        calls: 4,
        first: Life::Second,
        refreshed: Life::Second,
        refresh: Refresh::EverySecondWithout,
        ..PLAIN
    },
    Scenario {
        name: "lost-answer",
        what: "the access token expires, and the connection breaks before the answer to the refresh",
        calls: 3,
        first: Life::Second,
        refresh: Refresh::CutOnce,
        ..PLAIN
    },
    Scenario {
        name: "invalid-grant",
        what: "the access token expires, and the refresh token is refused (invalid_grant)",
        calls: 3,
        first: Life::Second,
        refresh: Refresh::Refused,
        ..PLAIN
    },
    Scenario {
        name: "busy-api",
        what: "the API answers the second call with 429 and Retry-After",
        calls: 3,
        api: Api::Busy,
        ..PLAIN
    },
    Scenario {
        name: "busy-token-endpoint",
        what: "the access token expires, and the token endpoint answers with 503 and Retry-After",
        calls: 3,
        first: Life::Second,
        refresh: Refresh::Busy,
        ..PLAIN
    },
];

/// The scenario of that name.
///
/// # Errors
/// There is none; the text names those that there are.
pub fn named(name: &str) -> Result<&'static Scenario, String> {
    SCENARIOS.iter().find(|scenario| scenario.name == name).ok_or_else(|| {
        let names: Vec<_> = SCENARIOS.iter().map(|scenario| scenario.name).collect();
        format!("there is no scenario {name:?}; there are {}", names.join(", "))
    })
}

impl Scenario {
    /// What the client is to do, for whoever drives it by hand.
    pub fn task(&self) -> String {
        let times = match self.calls {
            1 => "once".to_owned(),
            2 => "twice".to_owned(),
            calls => format!("{calls} times"),
        };
        let more = match self.at_once {
            0 => String::new(),
            at_once => format!(", then {at_once} times at the same moment"),
        };
        format!("sign in anew, then call the API {times}{more}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scenarios_are_found_by_name_and_say_what_to_do() {
        for scenario in &SCENARIOS {
            assert_eq!(named(scenario.name), Ok(scenario), "each name is there once");
        }
        assert!(named("sign_in").unwrap_err().contains("there are sign-in, wrong-state"));
        let task = named("at-once").unwrap().task();
        assert_eq!(task, "sign in anew, then call the API once, then 4 times at the same moment");
        assert_eq!(named("rotation").unwrap().task(), "sign in anew, then call the API 4 times");
    }
}
