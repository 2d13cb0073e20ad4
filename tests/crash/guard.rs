//! An account with a second factor, beside that of a worker: once it is acknowledged the password alone signs in no more,
//! and each recovery code signs in once.

use std::time::{SystemTime, UNIX_EPOCH};

use grantd::account::totp;
use serde_json::{Value, json};

use crate::daemon::PASSWORD;
use crate::facts::Thing;
use crate::http::Http;
use crate::load::{Now, Stop, Worker, taken, text};

const LOGIN: &str = "/api/auth/login";
const APP: &str = "/api/auth/second-factor/app";
const CODES: &str = "/api/auth/second-factor/recovery-codes";

#[derive(Default)]
pub(crate) struct Guard {
    session: String,
    /// What its app knows, once that was sent to be set up.
    secret: Vec<u8>,
    /// Recovery codes that were not used, with their facts.
    codes: Vec<(String, usize)>,
}

impl Worker {
    /// The names of its accounts, which must be there.
    pub(crate) fn accounts(&self) -> [String; 2] {
        [self.name.clone(), self.guarded()]
    }

    /// The name of the account that is guarded.
    fn guarded(&self) -> String {
        format!("{}_guarded", self.name)
    }

    /// Signs in with a recovery code, makes new ones, or sets the second factor up.
    pub(crate) fn guard(&mut self, http: &mut Http, now: &Now<'_>) -> Result<(), Stop> {
        if self.guard.session.is_empty() {
            return self.get_in(http, now);
        }
        if self.guard.codes.len() < 4 {
            return self.renew_codes(http, now);
        }
        let Some((code, fact)) = self.guard.codes.pop() else { return Ok(()) };
        let body = json!({ "email": self.guarded(), "password": PASSWORD, "code": code });
        let answer = self.end(&[fact], now, |_| http.json(LOGIN, "", &body))?;
        // An account has a hundred sessions at most: the one that was not used for longest ends.
        self.guard.session = text(&answer, "/auth_token");
        Ok(())
    }

    fn get_in(&mut self, http: &mut Http, now: &Now<'_>) -> Result<(), Stop> {
        let mut body = json!({ "email": self.guarded(), "password": PASSWORD });
        let answer = http.json(LOGIN, "", &body)?;
        if answer.body.get("second_factor").is_none() {
            let session = text(&taken(answer)?, "/auth_token");
            return self.set_up(http, now, session);
        }
        // It was set up, and the answer got lost with its recovery codes. The app has a code that was not used yet.
        body["code"] = code(&self.guard.secret, 1).into();
        let answer = http.json(LOGIN, "", &body)?;
        if answer.status == 429 {
            return Ok(());
        }
        self.guard.session = text(&taken(answer)?, "/auth_token");
        self.born(Thing::Guarded(self.guarded()), now);
        self.renew_codes(http, now)
    }

    fn set_up(&mut self, http: &mut Http, now: &Now<'_>, session: String) -> Result<(), Stop> {
        let begun = taken(http.json(APP, &session, &json!({}))?)?;
        let (secret, ticket) = (text(&begun, "/data/secret"), text(&begun, "/data/ticket"));
        self.guard.secret = totp::from_base32(&secret).unwrap();
        let body = json!({ "secret": secret, "ticket": ticket, "code": code(&self.guard.secret, 0) });
        let done = taken(http.json(APP, &session, &body)?)?;
        self.born(Thing::Guarded(self.guarded()), now);
        self.guard.session = session;
        self.keep(&done, now);
        Ok(())
    }

    /// Those that there are end.
    fn renew_codes(&mut self, http: &mut Http, now: &Now<'_>) -> Result<(), Stop> {
        let ends: Vec<usize> = self.guard.codes.drain(..).map(|(_, fact)| fact).collect();
        let session = self.guard.session.clone();
        let made = self.end(&ends, now, |_| http.json(CODES, &session, &json!({})))?;
        self.keep(&made, now);
        Ok(())
    }

    fn keep(&mut self, answer: &Value, now: &Now<'_>) {
        let codes = answer["recovery_codes"].as_array().unwrap();
        for code in codes.iter().filter_map(Value::as_str) {
            let fact = self.born(Thing::Recovery(self.guarded(), code.to_owned()), now);
            self.guard.codes.push((code.to_owned(), fact));
        }
    }
}

/// What an app shows so many half minutes from now.
fn code(secret: &[u8], ahead: u64) -> String {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    format!("{:06}", totp::code(secret, now / totp::PERIOD + ahead))
}
