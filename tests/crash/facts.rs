//! What the daemon has said to be so, each with the moments between which it is certain, and whether it still is.
//!
//! A moment is a position in the record of what was written (`shim.c`), or a count where nothing is recorded. Something is
//! certainly there at a moment when it was acknowledged by then, and nobody had asked to end it; certainly ended, when that
//! was acknowledged by then. In between both are right.

use std::io;

use serde_json::json;

use crate::daemon::PASSWORD;
use crate::http::Http;

/// What something is, and how it is asked for.
#[derive(Clone)]
pub(crate) enum Thing {
    /// An access token.
    Access(String),
    /// An app by its number, asked for with its owner's session.
    App(u64, String),
    /// A session.
    Session(String),
    /// A code with its app's id and secret: it lives never, and is spent when it was exchanged.
    Code(String, String, String),
    /// A refresh token in the same way.
    Refresh(String, String, String),
    /// The id of an app and a secret of it.
    Secret(String, String),
    /// The name of an account that has a second factor.
    Guarded(String),
    /// The name of an account and a recovery code of it: it lives never, as it is used by asking.
    Recovery(String, String),
}

impl Thing {
    fn is_spent_by_asking(&self) -> bool {
        matches!(self, Self::Code(..) | Self::Refresh(..) | Self::Recovery(..))
    }
}

#[derive(Clone)]
pub(crate) struct Fact {
    pub(crate) thing: Thing,
    /// When it was acknowledged.
    pub(crate) born: u64,
    /// When somebody asked to end it.
    pub(crate) ending: Option<u64>,
    /// When that was acknowledged.
    pub(crate) ended: Option<u64>,
}

impl Fact {
    pub(crate) fn lives(&self, at: u64) -> bool {
        self.born <= at && self.ending.is_none_or(|ending| ending >= at)
    }

    pub(crate) fn is_over(&self, at: u64) -> bool {
        self.ended.is_some_and(|ended| ended <= at)
    }
}

/// What was found against it.
#[derive(Default)]
pub(crate) struct Verdict {
    pub(crate) asked: usize,
    pub(crate) lost: Vec<String>,
    pub(crate) returned: Vec<String>,
    /// Answered neither way.
    pub(crate) unclear: Vec<String>,
}

impl Verdict {
    pub(crate) fn add(&mut self, other: Self) {
        self.asked += other.asked;
        self.lost.extend(other.lost);
        self.returned.extend(other.returned);
        self.unclear.extend(other.unclear);
    }

    pub(crate) fn must_be_clean(&self, round: &str) {
        let found = [&self.lost, &self.returned, &self.unclear].map(|all| &all[..all.len().min(5)]);
        assert!(found.iter().all(|found| found.is_empty()), "{round}: lost, returned, unclear: {found:#?}");
    }
}

/// Asks for everything that is certain at a moment; of each kind the newest `most`.
pub(crate) fn verify(http: &mut Http, facts: &[Fact], at: u64, most: usize) -> io::Result<Verdict> {
    let mut verdict = Verdict::default();
    let mut newest: Vec<&Fact> = facts.iter().filter(|fact| fact.born <= at).collect();
    newest.sort_by_key(|fact| std::cmp::Reverse(fact.ended.unwrap_or(fact.born)));
    // What may end a family when it is used twice comes last.
    for spent in [false, true] {
        let kind = newest.iter().filter(|fact| fact.thing.is_spent_by_asking() == spent);
        for over in [false, true] {
            let certain = kind.clone().filter(|fact| if over { fact.is_over(at) } else { !spent && fact.lives(at) });
            for fact in certain.take(if spent { 4 } else { most }) {
                let (name, status, there) = ask(http, &fact.thing)?;
                verdict.asked += 1;
                let what = format!("{name}: {status} (born {}, over {:?}, now {at})", fact.born, fact.ended);
                match there {
                    Some(there) if there != over => {}
                    Some(true) => verdict.returned.push(what),
                    Some(false) => verdict.lost.push(what),
                    None => verdict.unclear.push(what),
                }
            }
        }
    }
    Ok(verdict)
}

/// What it is called, the status of the answer, and whether that says that it is there.
fn ask(http: &mut Http, thing: &Thing) -> io::Result<(&'static str, u16, Option<bool>)> {
    let grant = |kind, field, value: &str, id: &str, secret: &str, http: &mut Http| {
        let uri = crate::load::REDIRECT_URI;
        let fields =
            [("grant_type", kind), (field, value), ("client_id", id), ("client_secret", secret), ("redirect_uri", uri)];
        http.form("/api/oauth/token", "", &fields).map(|answer| answer.status)
    };
    let (name, status) = match thing {
        Thing::Access(token) => ("access token", http.get("/api/auth/profile", token)?.status),
        Thing::App(number, session) => ("app", http.get(&format!("/api/oauth/apps/{number}/by_id"), session)?.status),
        Thing::Session(session) => ("session", http.get("/api/oauth/grants", session)?.status),
        Thing::Code(code, id, secret) => ("code", grant("authorization_code", "code", code, id, secret, http)?),
        Thing::Refresh(token, id, secret) => {
            ("refresh token", grant("refresh_token", "refresh_token", token, id, secret, http)?)
        }
        Thing::Recovery(name, code) => {
            let body = json!({ "email": name, "password": PASSWORD, "code": code });
            ("recovery code", http.json("/api/auth/login", "", &body)?.status)
        }
        Thing::Secret(id, secret) => {
            let fields = [("grant_type", "refresh_token"), ("refresh_token", "none")];
            let own = [("client_id", id.as_str()), ("client_secret", secret)];
            let answer = http.form("/api/oauth/token", "", &[&fields[..], &own].concat())?;
            let there = match answer.body["error"].as_str() {
                Some("invalid_grant") => Some(true),
                Some("invalid_client") => Some(false),
                _ => None,
            };
            return Ok(("client secret", answer.status, there));
        }
        Thing::Guarded(name) => {
            let answer = http.json("/api/auth/login", "", &json!({ "email": name, "password": PASSWORD }))?;
            let there = match answer.status {
                401 => Some(answer.body.get("second_factor").is_some()),
                200 => Some(false),
                _ => None,
            };
            return Ok(("second factor", answer.status, there));
        }
    };
    let there = match status {
        200 => Some(true),
        400 | 401 | 404 => Some(false),
        _ => None,
    };
    Ok((name, status, there))
}
