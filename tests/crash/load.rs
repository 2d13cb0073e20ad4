//! Mixed load: each worker is one person with apps of their own, who signs in and out, authorises, withdraws, registers,
//! deletes, suspends and gives new secrets, while the apps exchange, refresh and revoke; and somebody with a second factor
//! (`guard.rs`). Everything that was acknowledged is written down.

use std::io;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::daemon::{Daemon, PASSWORD};
use crate::facts::{Fact, Thing};
use crate::guard::Guard;
use crate::http::{Answer, Http};
use crate::{Chance, facts};

pub(crate) const REDIRECT_URI: &str = "https://app.example/cb";

/// Tells the moments.
pub(crate) type Now<'n> = dyn Fn() -> u64 + Sync + 'n;

pub(crate) struct Worker {
    pub(crate) name: String,
    pub(crate) facts: Vec<Fact>,
    chance: Chance,
    /// Another account, with a second factor.
    pub(crate) guard: Guard,
    /// How many sessions it may have left open.
    kept: usize,
    /// The session that lives as long as the worker.
    session: String,
    apps: Vec<App>,
    /// How often the daemon said that it can store nothing at the moment.
    pub(crate) refused: usize,
    /// Endings in one commit that were refused: they did not happen, unless the daemon dies before it can take them back.
    pending: Vec<usize>,
}

struct App {
    number: u64,
    id: String,
    secret: String,
    fact: usize,
    /// The fact of its secret.
    secret_fact: usize,
    /// That of the secret before it, which may work on.
    previous: Option<usize>,
    /// Whether a new secret was asked for and nobody knows whether it was made.
    unsure: bool,
    /// The facts of its tokens.
    tokens: Vec<usize>,
}

impl App {
    /// What ends with it, apart from itself.
    fn given(&self) -> Vec<usize> {
        [&[self.secret_fact][..], self.previous.as_slice(), &self.tokens].concat()
    }
}

/// Lets the workers work while `meanwhile` lasts.
pub(crate) fn under_load<T>(
    daemon: &mut Daemon,
    workers: &mut [Worker],
    now: &Now<'_>,
    meanwhile: impl FnOnce(&mut Daemon) -> T,
) -> T {
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for worker in workers {
            let (mut http, stop) = (daemon.http(), &stop);
            scope.spawn(move || worker.run(&mut http, now, stop));
        }
        let done = meanwhile(daemon);
        stop.store(true, Ordering::SeqCst);
        done
    })
}

/// Waits until it is `by` moments later, or until nothing happens any more.
pub(crate) fn wait(now: &Now<'_>, by: u64) {
    let (began, from) = (Instant::now(), now());
    while now() - from < by && began.elapsed() < Duration::from_secs(30) {
        std::thread::sleep(Duration::from_micros(200));
    }
}

/// Why a step was not finished.
pub(crate) enum Stop {
    /// The daemon is gone.
    Gone,
    /// It can store nothing at the moment.
    Refused,
}

impl From<io::Error> for Stop {
    fn from(_: io::Error) -> Self {
        Self::Gone
    }
}

impl Worker {
    pub(crate) fn new(name: &str, seed: u64) -> Self {
        let (session, name) = (String::new(), name.to_owned());
        let (chance, guard) = (Chance::new(seed), Guard::default());
        Self {
            name,
            facts: Vec::new(),
            chance,
            guard,
            kept: 0,
            session,
            apps: Vec::new(),
            refused: 0,
            pending: Vec::new(),
        }
    }

    /// Works until it is told to stop or the daemon is gone.
    pub(crate) fn run(&mut self, http: &mut Http, now: &Now<'_>, stop: &AtomicBool) {
        while !stop.load(Ordering::Relaxed) {
            match self.step(http, now) {
                Ok(()) => {}
                Err(Stop::Gone) => return,
                Err(Stop::Refused) => {
                    self.refused += 1;
                    std::thread::sleep(Duration::from_millis(5));
                }
            }
        }
    }

    /// The daemon says that it takes changes again: what it refused did not happen.
    pub(crate) fn settle(&mut self) {
        for fact in self.pending.drain(..) {
            // Unless it was asked once more, and done.
            if self.facts[fact].ended.is_none() {
                self.facts[fact].ending = None;
            }
        }
    }

    fn step(&mut self, http: &mut Http, now: &Now<'_>) -> Result<(), Stop> {
        if self.session.is_empty() {
            let (session, _) = self.sign_in(http, now)?;
            self.session = session;
        }
        if self.apps.is_empty() || self.chance.below(24) == 0 {
            self.register(http, now)?;
        }
        match self.chance.below(24) {
            0 => {
                let (session, fact) = self.sign_in(http, now)?;
                // An account has a hundred sessions at most.
                self.kept += 1;
                if self.kept > 20 || self.chance.below(2) == 0 {
                    self.end(&[fact], now, |_| http.json("/api/auth/logout", &session, &json!({})))?;
                }
            }
            1 if self.apps.len() > 2 => {
                let ends = [&[self.apps[0].fact][..], &self.apps[0].given()].concat();
                let (session, path) = (self.session.clone(), format!("/api/oauth/apps/{}", self.apps[0].number));
                let deleted = self.end(&ends, now, |_| http.delete(&path, &session));
                // The app goes in one commit, what people had granted it in others: a refusal may come in between.
                self.pending.retain(|fact| !ends.contains(fact));
                self.apps.remove(0);
                deleted?;
            }
            2 => {
                let chosen = self.choose();
                let ends = self.apps[chosen].tokens.clone();
                let (session, path) = (self.session.clone(), format!("/api/oauth/grants/{}", self.apps[chosen].id));
                self.end(&ends, now, |_| http.delete(&path, &session))?;
                self.apps[chosen].tokens.clear();
            }
            3 if self.apps.len() > 2 => {
                let ends = self.apps[0].given();
                let session = self.session.clone();
                let path = format!("/api/oauth/admin/apps/{}/suspend", self.apps[0].number);
                self.apps.remove(0);
                self.end(&ends, now, |_| http.json(&path, &session, &json!({})))?;
            }
            4 => self.rotate(http, now)?,
            5 | 6 => self.guard(http, now)?,
            _ => self.flow(http, now)?,
        }
        Ok(())
    }

    fn choose(&mut self) -> usize {
        usize::try_from(self.chance.below(self.apps.len() as u64)).unwrap()
    }

    fn sign_in(&mut self, http: &mut Http, now: &Now<'_>) -> Result<(String, usize), Stop> {
        let body = json!({ "email": self.name, "password": PASSWORD });
        let answer = taken(http.json("/api/auth/login", "", &body)?)?;
        let session = text(&answer, "/auth_token");
        Ok((session.clone(), self.born(Thing::Session(session), now)))
    }

    fn register(&mut self, http: &mut Http, now: &Now<'_>) -> Result<(), Stop> {
        // Some records are large, so that the store makes files of their own for some pages.
        let description = "x".repeat(if self.chance.below(3) == 0 { 12_000 } else { 50 });
        let body = json!({ "client_name": "App", "client_uri": "https://app.example", "redirect_uris": [REDIRECT_URI],
                           "scope": "profile:read", "client_description": description });
        let answer = taken(http.json("/api/oauth/apps", &self.session, &body)?)?;
        let number = answer.pointer("/data/client/id").and_then(Value::as_u64).unwrap();
        let fact = self.born(Thing::App(number, self.session.clone()), now);
        let (id, secret) = (text(&answer, "/data/client/client_id"), text(&answer, "/data/client/client_secret"));
        let secret_fact = self.born(Thing::Secret(id.clone(), secret.clone()), now);
        let (previous, unsure, tokens) = (None, false, Vec::new());
        self.apps.push(App { number, id, secret, fact, secret_fact, previous, unsure, tokens });
        Ok(())
    }

    /// A new secret for an app, in whose place the old one works on for a while or ends at once.
    fn rotate(&mut self, http: &mut Http, now: &Now<'_>) -> Result<(), Stop> {
        let chosen = self.choose();
        let mut app = self.apps.remove(chosen);
        let at_once = self.chance.below(3) == 0;
        let mut ends: Vec<usize> = app.previous.take().into_iter().collect();
        if at_once {
            ends.push(app.secret_fact);
        } else if app.unsure {
            // If the last one was made, this is the second since.
            let asked = now();
            self.facts[app.secret_fact].ending.get_or_insert(asked);
        }
        let (session, path) = (self.session.clone(), format!("/api/oauth/apps/{}/rotate_secret", app.number));
        let body = json!({ "overlap": if at_once { "0s" } else { "1h" } });
        match self.end(&ends, now, |_| http.json(&path, &session, &body)) {
            Ok(answer) => {
                let secret = text(&answer, "/data/client/client_secret");
                let fact = self.born(Thing::Secret(app.id.clone(), secret.clone()), now);
                let old = std::mem::replace(&mut app.secret_fact, fact);
                app.previous = (!at_once && !app.unsure).then_some(old);
                (app.secret, app.unsure) = (secret, false);
            }
            // It may have no secret any more that is known.
            Err(stop) if at_once || app.unsure => return Err(stop),
            Err(stop) => {
                app.unsure = true;
                self.apps.push(app);
                return Err(stop);
            }
        }
        self.apps.push(app);
        Ok(())
    }

    /// Authorise, exchange, refresh a few times, perhaps revoke.
    fn flow(&mut self, http: &mut Http, now: &Now<'_>) -> Result<(), Stop> {
        let chosen = self.choose();
        let (id, secret) = (self.apps[chosen].id.clone(), self.apps[chosen].secret.clone());
        let asked = [
            ("client_id", id.as_str()),
            ("response_type", "code"),
            ("scope", "profile:read"),
            ("redirect_uri", REDIRECT_URI),
            ("confirm", "true"),
        ];
        let answer = taken(http.form("/api/oauth/authorize", &self.session, &asked)?)?;
        let location = text(&answer, "/redirect_url");
        let query = location.split_once('?').unwrap().1;
        let code = form_urlencoded::parse(query.as_bytes()).find(|(key, _)| key == "code").unwrap().1.into_owned();
        let own = [("client_id", id.as_str()), ("client_secret", secret.as_str())];
        let exchange =
            [&own[..], &[("grant_type", "authorization_code"), ("code", &code), ("redirect_uri", REDIRECT_URI)]]
                .concat();
        let answer = taken(http.form("/api/oauth/token", "", &exchange)?)?;
        let spent = self.born(Thing::Code(code, id.clone(), secret.clone()), now);
        let (mut access, mut refresh) = (text(&answer, "/access_token"), text(&answer, "/refresh_token"));
        let mut token = self.issued(chosen, access.clone(), now);
        for _ in 0..self.chance.below(3) {
            let fields = [&own[..], &[("grant_type", "refresh_token"), ("refresh_token", &refresh)]].concat();
            let answer = self.end(&[token], now, |_| http.form("/api/oauth/token", "", &fields))?;
            (access, refresh) = (text(&answer, "/access_token"), text(&answer, "/refresh_token"));
            token = self.issued(chosen, access.clone(), now);
        }
        if self.chance.below(3) == 0 {
            let fields = [&own[..], &[("token", &access)]].concat();
            let replayed = self.born(Thing::Refresh(refresh, id.clone(), secret.clone()), now);
            self.end(&[token, spent, replayed], now, |_| http.form("/api/oauth/revoke", "", &fields))?;
        }
        Ok(())
    }

    fn issued(&mut self, app: usize, access: String, now: &Now<'_>) -> usize {
        let fact = self.born(Thing::Access(access), now);
        self.apps[app].tokens.push(fact);
        fact
    }

    pub(crate) fn born(&mut self, thing: Thing, now: &Now<'_>) -> usize {
        self.facts.push(Fact { thing, born: now(), ending: None, ended: None });
        self.facts.len() - 1
    }

    /// Asks for something that ends these.
    pub(crate) fn end(
        &mut self,
        ends: &[usize],
        now: &Now<'_>,
        ask: impl FnOnce(&[facts::Fact]) -> io::Result<Answer>,
    ) -> Result<Value, Stop> {
        let asked = now();
        ends.iter().for_each(|&fact| _ = self.facts[fact].ending.get_or_insert(asked));
        let answered = ask(&self.facts)?;
        let answered = taken(answered);
        match &answered {
            Ok(_) => {
                let ended = now();
                ends.iter().for_each(|&fact| _ = self.facts[fact].ended.get_or_insert(ended));
            }
            Err(_) => self.pending.extend(ends.iter().filter(|&&fact| self.facts[fact].ended.is_none())),
        }
        answered
    }
}

/// The body of an answer that is as it must be: done, or refused with the time to ask again.
pub(crate) fn taken(answer: Answer) -> Result<Value, Stop> {
    match answer.status {
        200 | 201 | 204 => Ok(answer.body),
        503 if answer.retry_after => Err(Stop::Refused),
        // What was refused before, and is not settled yet, may make the next thing impossible.
        400 | 401 | 404 => Err(Stop::Refused),
        status => panic!("answered {status}: {}", answer.body),
    }
}

pub(crate) fn text(body: &Value, pointer: &str) -> String {
    body.pointer(pointer).and_then(Value::as_str).unwrap_or_else(|| panic!("no {pointer} in {body}")).to_owned()
}
