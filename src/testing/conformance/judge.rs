//! What is to be said of a client: each check looks at all that was seen and has one verdict, with the section of an RFC that
//! asks for it. What was never seen is told as that, and never as passed.

mod client;
mod refresh;
mod sign_in;
#[cfg(test)]
mod tests;

use super::Setup;
use super::trace::{Act, Event};
pub use crate::doctor::Severity;

/// One thing that is looked at.
#[derive(Debug)]
pub struct Check {
    /// By which it is told.
    pub name: &'static str,
    /// The section that asks for it.
    pub section: &'static str,
    /// What a good client does.
    pub good: &'static str,
    judge: fn(&Play<'_>) -> Verdict,
}

/// What came of a check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The client does it well.
    Passed,
    /// It was not seen, and why.
    NotSeen(String),
    /// The client does not.
    Found {
        /// How bad it is.
        severity: Severity,
        /// In which scenario it was seen first.
        scenario: &'static str,
        /// What the client did, a sentence without its full stop.
        what: String,
    },
}

/// A check and what came of it.
pub type Judged = (&'static Check, Verdict);

/// All that was seen.
pub struct Play<'p> {
    /// What the client was told.
    pub setup: &'p Setup,
    /// The scenarios that were played.
    pub acts: &'p [Act],
}

/// All checks, in the order in which they are told.
pub fn checks() -> impl Iterator<Item = &'static Check> {
    sign_in::CHECKS.iter().chain(&client::CHECKS).chain(&refresh::CHECKS)
}

/// What is to be said of what was seen.
pub fn judge(play: &Play<'_>) -> Vec<Judged> {
    checks().map(|check| (check, (check.judge)(play))).collect()
}

/// What a wrong thing is: how bad, and what the client did.
type Wrong = (Severity, String);

fn problem(what: impl Into<String>) -> Wrong {
    (Severity::Problem, what.into())
}

fn warning(what: impl Into<String>) -> Wrong {
    (Severity::Warning, what.into())
}

fn note(what: impl Into<String>) -> Wrong {
    (Severity::Note, what.into())
}

fn not_seen(why: impl Into<String>) -> Verdict {
    Verdict::NotSeen(why.into())
}

impl<'p> Play<'p> {
    /// The scenario of that name, if it was played.
    fn act(&self, name: &str) -> Option<&'p Act> {
        self.acts.iter().find(|act| act.scenario.name == name)
    }

    /// Judges what happened in one scenario: `None` where it went well.
    fn in_act(&self, name: &str, judge: impl Fn(&Act) -> Result<Option<Wrong>, String>) -> Verdict {
        let Some(act) = self.act(name) else { return not_seen(format!("the scenario {name} was not played")) };
        match judge(act) {
            Ok(None) => Verdict::Passed,
            Ok(Some((severity, what))) => Verdict::Found { severity, scenario: act.scenario.name, what },
            Err(why) => not_seen(why),
        }
    }

    /// Judges each of the things that `look` finds, in all scenarios: the first wrong one is told.
    fn each<T>(
        &self,
        absent: &str,
        look: impl Fn(&'p Act) -> Vec<T>,
        mut judge: impl FnMut(T) -> Option<Wrong>,
    ) -> Verdict {
        let mut seen = false;
        for act in self.acts {
            for thing in look(act) {
                seen = true;
                if let Some((severity, what)) = judge(thing) {
                    return Verdict::Found { severity, scenario: act.scenario.name, what };
                }
            }
        }
        if seen { Verdict::Passed } else { not_seen(absent) }
    }

    /// Whether the client has got tokens in any scenario. Of one that never does, nobody knows why it did nothing.
    fn signed_in(&self) -> bool {
        self.acts.iter().any(Act::signed_in)
    }

    /// Judges a scenario after whose authorization answer a good client does nothing more.
    fn stops(&self, name: &str, judge: impl Fn(&Act) -> Result<Option<Wrong>, String>) -> Verdict {
        if !self.signed_in() {
            return not_seen("the client never completed a sign-in, so nobody knows why it stopped here");
        }
        self.in_act(name, |act| match act.authorizations().next() {
            None => Err("no authorization request came".to_owned()),
            Some(_) => judge(act),
        })
    }
}

/// How long after another something happened, in seconds.
fn seconds_between(earlier: &Event, later: &Event) -> f64 {
    later.at.saturating_sub(earlier.at).as_secs_f64()
}
