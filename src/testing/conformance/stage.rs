//! One scenario while it is played: which codes and tokens there are, what becomes of them, and what was seen. Time is
//! handed in; nothing is sent from here.
//!
//! Codes and tokens of other scenarios are unknown here. A client that has kept one is told so, and nothing is held against
//! it.

use std::collections::BTreeMap;
use std::time::Duration;

use super::scenario::{Answer, Api, Life, Refresh, Scenario};
use super::trace::{ApiCall, ApiOutcome, Authorization, CodeUse, Event, Leaked, Outcome, RefreshUse, What};

/// What `Retry-After` says, in seconds.
pub const RETRY_AFTER: u64 = 1;
/// When a token that says a second is over for every client, also for one that counts in whole seconds and rounds up.
const A_SECOND_IS_OVER: Duration = Duration::from_millis(1600);
/// How long a call takes where they are to be there together.
pub const A_MOMENT: Duration = Duration::from_millis(250);
/// How many requests are enough.
const ENOUGH: usize = 60;

/// A scenario that is being played.
pub struct Stage {
    scenario: &'static Scenario,
    events: Vec<Event>,
    codes: BTreeMap<String, (Authorization, u32)>,
    access: BTreeMap<String, AccessToken>,
    refresh: BTreeMap<String, RefreshToken>,
    newest: u32,
    sign_ins: u32,
    refreshes: u32,
    calls: u32,
    busy_until: Option<Duration>,
    was_cut: bool,
}

struct AccessToken {
    number: u32,
    life: Life,
    issued: Duration,
    uses: u32,
}

struct RefreshToken {
    number: u32,
    uses: u32,
    is_of_first_sign_in: bool,
}

/// Tokens to be answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tokens {
    /// The access token.
    pub access: String,
    /// The refresh token, if there is a new one.
    pub refresh: Option<String>,
    /// How long the access token is good.
    pub life: Life,
}

impl Stage {
    /// Nothing has happened yet.
    pub fn new(scenario: &'static Scenario) -> Self {
        Self {
            scenario,
            events: Vec::new(),
            codes: BTreeMap::new(),
            access: BTreeMap::new(),
            refresh: BTreeMap::new(),
            newest: 0,
            sign_ins: 0,
            refreshes: 0,
            calls: 0,
            busy_until: None,
            was_cut: false,
        }
    }

    /// What is played.
    pub fn scenario(&self) -> &'static Scenario {
        self.scenario
    }

    /// Notes what was seen.
    pub fn note(&mut self, at: Duration, beside: usize, what: What) {
        self.events.push(Event { at, beside, what });
    }

    /// What was seen.
    pub fn into_events(self) -> Vec<Event> {
        self.events
    }

    /// When the last thing was seen.
    pub fn last(&self) -> Option<Duration> {
        self.events.last().map(|event| event.at)
    }

    /// Whether the client has done so much that no more can be learned.
    pub fn is_enough(&self) -> bool {
        self.events.len() >= ENOUGH
    }

    /// Whether a good client does nothing more.
    pub fn is_over(&self) -> bool {
        self.scenario.answer.ends_it() && !self.events.is_empty()
    }

    /// A person has answered an authorization request, and this is the code.
    pub fn give_code(&mut self, code: &str, authorization: &Authorization) {
        if self.scenario.answer != Answer::Denied {
            self.codes.insert(code.to_owned(), (authorization.clone(), 0));
        }
    }

    /// A code has come; `None` for one that is not of this scenario.
    pub fn use_code(&mut self, code: &str) -> Option<CodeUse> {
        let (authorization, uses) = self.codes.get_mut(code)?;
        *uses += 1;
        Some(CodeUse { authorization: authorization.clone(), time: *uses })
    }

    /// A refresh token has come; `None` for one that is not of this scenario.
    pub fn use_refresh_token(&mut self, token: &str, at: Duration) -> Option<(RefreshUse, Outcome)> {
        let newest = self.newest;
        let known = self.refresh.get_mut(token)?;
        known.uses += 1;
        let used = RefreshUse { number: known.number, newest, time: known.uses };
        let outcome = match self.scenario.refresh {
            Refresh::Refused if known.is_of_first_sign_in => Outcome::InvalidGrant,
            Refresh::Busy if at < *self.busy_until.get_or_insert(at + Duration::from_secs(RETRY_AFTER)) => {
                Outcome::Busy
            }
            Refresh::CutOnce if !self.was_cut => {
                self.was_cut = true;
                Outcome::Cut
            }
            _ => Outcome::Granted,
        };
        Some((used, outcome))
    }

    /// Issues tokens for a code.
    pub fn sign_in(&mut self, (access, refresh): (String, String), at: Duration) -> Tokens {
        self.sign_ins += 1;
        let life = match self.scenario.first {
            first @ (Life::Dead | Life::Sparse) => first,
            first if self.sign_ins == 1 => first,
            // Who signs in anew shall get through.
            _ => Life::Long,
        };
        self.issue(access, Some(refresh), life, at)
    }

    /// Issues tokens for a refresh token.
    pub fn renew(&mut self, (access, refresh): (String, String), at: Duration) -> Tokens {
        self.refreshes += 1;
        let without = self.scenario.refresh == Refresh::EverySecondWithout && self.refreshes.is_multiple_of(2);
        // Who refreshes ahead of time has not met yet what the calls that come together shall meet.
        let is_ahead = self.scenario.api == Api::Slow && self.calls == 0;
        let life = if is_ahead { self.scenario.first } else { self.scenario.refreshed };
        self.issue(access, (!without).then_some(refresh), life, at)
    }

    fn issue(&mut self, access: String, refresh: Option<String>, life: Life, issued: Duration) -> Tokens {
        let number = u32::try_from(self.access.len()).unwrap_or(u32::MAX).saturating_add(1);
        self.access.insert(access.clone(), AccessToken { number, life, issued, uses: 0 });
        if let Some(refresh) = &refresh {
            self.newest += 1;
            let is_of_first_sign_in = self.sign_ins == 1;
            self.refresh.insert(refresh.clone(), RefreshToken { number: self.newest, uses: 0, is_of_first_sign_in });
        }
        Tokens { access, refresh, life }
    }

    /// The API was called; `None` where the token is not one of this scenario. Answers how long the answer takes, too.
    pub fn call(&mut self, token: &str, at: Duration) -> Option<(ApiCall, Duration)> {
        let known = self.access.get_mut(token)?;
        known.uses += 1;
        let refused = match known.life {
            Life::Long | Life::Sparse => false,
            Life::Dead => true,
            Life::OneCall | Life::Second => known.uses > 1,
        };
        let mut takes = if self.scenario.api == Api::Slow { A_MOMENT } else { Duration::ZERO };
        if known.life == Life::Second && known.uses == 1 {
            takes = takes.max((known.issued + A_SECOND_IS_OVER).saturating_sub(at));
        }
        let token = known.number;
        let outcome = if refused { ApiOutcome::Refused } else { self.serve(at) };
        Some((ApiCall { token, outcome }, takes))
    }

    /// What a call with a good token is answered.
    fn serve(&mut self, at: Duration) -> ApiOutcome {
        self.calls += 1;
        match self.scenario.api {
            Api::Busy if self.calls == 2 => {
                self.busy_until = Some(at + Duration::from_secs(RETRY_AFTER));
                ApiOutcome::Busy
            }
            Api::Busy if self.busy_until.is_some_and(|until| at < until) => ApiOutcome::Busy,
            Api::Redirects if self.calls >= 2 => ApiOutcome::Redirected,
            _ => ApiOutcome::Served,
        }
    }

    /// Which secret stands in a text.
    pub fn leaked(&self, text: &str, client_secret: Option<&str>) -> Option<Leaked> {
        if self.access.keys().chain(self.refresh.keys()).any(|token| text.contains(token)) {
            return Some(Leaked::Token);
        }
        client_secret.is_some_and(|secret| text.contains(secret)).then_some(Leaked::ClientSecret)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::conformance::scenario::named;

    const NOW: Duration = Duration::from_secs(100);

    fn stage(name: &str) -> Stage {
        let mut stage = Stage::new(named(name).unwrap());
        stage.give_code("c1", &Authorization::default());
        stage
    }

    fn pair(number: u32) -> (String, String) {
        (format!("a{number}"), format!("r{number}"))
    }

    fn outcome(stage: &mut Stage, token: &str, at: Duration) -> ApiOutcome {
        stage.call(token, at).unwrap().0.outcome
    }

    #[test]
    fn a_code_is_counted_and_that_of_another_scenario_is_unknown() {
        let mut stage = stage("sign-in");
        assert_eq!(stage.use_code("c1").map(|used| used.time), Some(1));
        assert_eq!(stage.use_code("c1").map(|used| used.time), Some(2));
        assert!(stage.use_code("c2").is_none() && stage.call("a", NOW).is_none());
        assert!(stage.use_refresh_token("r", NOW).is_none());
        let mut denied = self::stage("access-denied");
        assert!(denied.use_code("c1").is_none());
    }

    #[test]
    fn in_the_rotation_the_second_refresh_gives_no_refresh_token() {
        let mut stage = stage("rotation");
        stage.sign_in(pair(1), NOW);
        assert_eq!(stage.call("a1", NOW).unwrap().1, A_SECOND_IS_OVER, "the answer comes when the second is over");
        assert_eq!(outcome(&mut stage, "a1", NOW), ApiOutcome::Refused);
        assert_eq!(stage.use_refresh_token("r1", NOW).unwrap().1, Outcome::Granted);
        assert_eq!(stage.renew(pair(2), NOW).refresh.as_deref(), Some("r2"));
        let (used, _) = stage.use_refresh_token("r2", NOW).unwrap();
        assert_eq!((used.number, used.newest, used.time), (2, 2, 1));
        assert_eq!(stage.renew(pair(3), NOW).refresh, None);
        let (used, _) = stage.use_refresh_token("r1", NOW).unwrap();
        assert_eq!((used.number, used.newest, used.time), (1, 2, 2));
        assert!(stage.renew(pair(4), NOW).refresh.is_some());
    }

    #[test]
    fn a_token_that_was_refreshed_ahead_of_time_expires_before_the_calls_that_come_together() {
        let mut stage = stage("at-once");
        stage.sign_in(pair(1), NOW);
        assert_eq!(stage.renew(pair(2), NOW).life, Life::Second);
        assert_eq!(
            stage.call("a2", NOW).unwrap(),
            (ApiCall { token: 2, outcome: ApiOutcome::Served }, A_SECOND_IS_OVER)
        );
        assert_eq!(stage.renew(pair(3), NOW).life, Life::Long);
        assert_eq!(stage.call("a3", NOW).unwrap().1, A_MOMENT);
    }

    #[test]
    fn a_lost_answer_is_lost_once_and_busy_ends_by_itself() {
        let mut lost = stage("lost-answer");
        lost.sign_in(pair(1), NOW);
        assert_eq!(lost.use_refresh_token("r1", NOW).unwrap().1, Outcome::Cut);
        assert_eq!(lost.use_refresh_token("r1", NOW).unwrap().1, Outcome::Granted);
        let mut busy = stage("busy-token-endpoint");
        busy.sign_in(pair(1), NOW);
        let until = NOW + Duration::from_secs(RETRY_AFTER);
        for (at, expected) in [(NOW, Outcome::Busy), (NOW + A_MOMENT, Outcome::Busy), (until, Outcome::Granted)] {
            assert_eq!(busy.use_refresh_token("r1", at).unwrap().1, expected);
        }
        let mut api = stage("busy-api");
        api.sign_in(pair(1), NOW);
        let outcomes = [NOW, NOW, NOW, until].map(|at| outcome(&mut api, "a1", at));
        assert_eq!(outcomes, [ApiOutcome::Served, ApiOutcome::Busy, ApiOutcome::Busy, ApiOutcome::Served]);
    }

    #[test]
    fn who_signs_in_anew_gets_through_unless_nobody_does() {
        let mut refused = stage("invalid-grant");
        refused.sign_in(pair(1), NOW);
        assert_eq!(refused.use_refresh_token("r1", NOW).unwrap().1, Outcome::InvalidGrant);
        assert_eq!(refused.sign_in(pair(2), NOW).life, Life::Long);
        assert_eq!(refused.use_refresh_token("r2", NOW).unwrap().1, Outcome::Granted);
        let mut dead = stage("refused-again");
        dead.sign_in(pair(1), NOW);
        assert_eq!(dead.sign_in(pair(2), NOW).life, Life::Dead);
        assert_eq!(outcome(&mut dead, "a2", NOW), ApiOutcome::Refused);
    }

    #[test]
    fn secrets_are_found_in_a_text() {
        let mut stage = stage("sign-in");
        stage.sign_in(pair(1), NOW);
        assert_eq!(stage.leaked("access_token=a1", Some("s")), Some(Leaked::Token));
        assert_eq!(stage.leaked("x=s", Some("s")), Some(Leaked::ClientSecret));
        assert_eq!(stage.leaked("x=y", Some("s")), None);
    }
}
