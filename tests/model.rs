//! The protocol against a model of it.
//!
//! Random sequences of operations run against the daemon's core, over a clock that the test moves, and against the
//! model below, which knows nothing of records, generations or batches: it keeps plain lists of what was given and
//! works out from them what must happen next. After each step every token ever issued is asked for.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::needless_pass_by_value,
    reason = "a test stops where something is wrong"
)]

use std::collections::HashMap;
use std::time::Duration;

use grantd::account::user::{self, NewUser};
use grantd::clock::ManualClock;
use grantd::config::Config;
use grantd::ctx::Ctx;
use grantd::oauth::authorize::{self, AuthorizeError};
use grantd::oauth::registration;
use grantd::oauth::{ClientCredentials, ErrorCode, OAuthError, Params, consent, exchange, refresh, revoke, tokens};
use grantd::scope::ScopeSet;
use grantd::secret::{Secret, s256};
use grantd::store::records::{ClientNumber, ClientType, Role, UserId};
use grantd::testing::{self, BY, REDIRECT_URI};
use proptest::prelude::*;

const USERS: usize = 2;
const APPS: usize = 2;
const SCOPES: [&str; 4] = ["profile:read", "workouts:read", "workouts:write", "users:read"];
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const OTHER_VERIFIER: &str = "an-other-verifier-that-has-enough-characters-in-it";

/// One thing that somebody does. Indices are taken modulo what there is.
#[derive(Debug, Clone)]
enum Step {
    /// Of what is asked for, the person leaves `ticked` as it is.
    Authorize {
        user: usize,
        app: usize,
        scope: u8,
        ticked: u8,
    },
    Exchange {
        code: usize,
        by: usize,
        right_proof: bool,
    },
    Refresh {
        token: usize,
        by_owner: bool,
        scope: Option<u8>,
    },
    Revoke {
        token: usize,
        access: bool,
        by_owner: bool,
    },
    Withdraw {
        user: usize,
        app: usize,
    },
    Take {
        user: usize,
        app: usize,
        scope: u8,
    },
    RevokeApp {
        app: usize,
    },
    NarrowApp {
        app: usize,
        scope: u8,
    },
    Suspend {
        user: usize,
        suspended: bool,
    },
    Wait {
        seconds: u64,
    },
    Sweep,
}

fn step() -> impl Strategy<Value = Step> {
    let index = 0..1000usize;
    prop_oneof![
        4 => (0..USERS, 0..APPS, 1..16u8, prop_oneof![3 => Just(15u8), 1 => 0..16u8])
            .prop_map(|(user, app, scope, ticked)| Step::Authorize { user, app, scope, ticked }),
        5 => (index.clone(), 0..APPS, prop::bool::weighted(0.9))
            .prop_map(|(code, by, right_proof)| Step::Exchange { code, by, right_proof }),
        8 => (index.clone(), prop::bool::weighted(0.95), prop::option::weighted(0.3, 1..16u8))
            .prop_map(|(token, by_owner, scope)| Step::Refresh { token, by_owner, scope }),
        1 => (index, any::<bool>(), prop::bool::weighted(0.7))
            .prop_map(|(token, access, by_owner)| Step::Revoke { token, access, by_owner }),
        1 => (0..USERS, 0..APPS).prop_map(|(user, app)| Step::Withdraw { user, app }),
        2 => (0..USERS, 0..APPS, 1..16u8).prop_map(|(user, app, scope)| Step::Take { user, app, scope }),
        1 => (0..APPS).prop_map(|app| Step::RevokeApp { app }),
        1 => (0..APPS, 1..16u8).prop_map(|(app, scope)| Step::NarrowApp { app, scope }),
        1 => (0..USERS, any::<bool>()).prop_map(|(user, suspended)| Step::Suspend { user, suspended }),
        5 => prop_oneof![Just(0), Just(3), Just(9), Just(10), Just(59), Just(61), Just(3599), Just(3601), 1..40u64 * 86_400]
            .prop_map(|seconds| Step::Wait { seconds }),
        1 => Just(Step::Sweep),
    ]
}

fn scope_of(bits: u8) -> ScopeSet {
    (0..).zip(SCOPES).filter(|(bit, _)| bits & (1 << bit) != 0).map(|(_, name)| name.to_owned()).collect()
}

// ---------------------------------------------------------------- the model

#[derive(Default)]
struct Model {
    now: u64,
    /// When the sweeper last came by: what had ended then cannot be found any more.
    swept: u64,
    suspended: [bool; USERS],
    app_scope: [ScopeSet; APPS],
    /// What each person allows each app, as long as they allow it anything.
    consents: HashMap<(usize, usize), ScopeSet>,
    codes: Vec<ModelCode>,
    lines: Vec<Line>,
    access: Vec<ModelAccess>,
    refresh: Vec<ModelRefresh>,
}

struct ModelCode {
    user: usize,
    app: usize,
    scope: ScopeSet,
    ends: u64,
    dead: bool,
    spent_at: Option<u64>,
    gave: Option<usize>,
}

/// All that came from one code.
struct Line {
    user: usize,
    app: usize,
    scope: ScopeSet,
    dead: bool,
    /// When each refresh that rotated happened.
    rotated: Vec<u64>,
    ends: u64,
}

struct ModelAccess {
    line: usize,
    rotation: usize,
    scope: ScopeSet,
    ends: u64,
}

struct ModelRefresh {
    line: usize,
    rotation: usize,
    ends: u64,
}

const CODE: u64 = 60;
const ACCESS: u64 = 3600;
const REFRESH: u64 = 30 * 86_400;
const GRACE: u64 = 10;

impl Model {
    fn kill(&mut self, user: Option<usize>, app: usize) {
        let hit = |its_user: usize, its_app: usize| its_app == app && user.is_none_or(|user| user == its_user);
        self.consents.retain(|&(its_user, its_app), _| !hit(its_user, its_app));
        self.codes.iter_mut().filter(|code| hit(code.user, code.app)).for_each(|code| code.dead = true);
        self.lines.iter_mut().filter(|line| hit(line.user, line.app)).for_each(|line| line.dead = true);
    }

    /// What an app may do for a person at most.
    fn allowed(&self, user: usize, app: usize) -> ScopeSet {
        self.consents.get(&(user, app)).map(|scope| scope.within(&self.app_scope[app])).unwrap_or_default()
    }

    /// The person consents to `ticked` of what is `asked` for.
    fn consent(&mut self, user: usize, app: usize, asked: &ScopeSet, ticked: &ScopeSet) {
        let before = self.consents.entry((user, app)).or_default();
        *before = before.filter(|scope| !asked.contains(scope)).union(ticked);
    }

    fn exchange(&mut self, code: usize, by: usize, right_proof: bool) -> Result<ScopeSet, ErrorCode> {
        let now = self.now;
        let allowed = self.allowed(self.codes[code].user, self.codes[code].app);
        let code = &mut self.codes[code];
        if code.app != by {
            return Err(ErrorCode::InvalidGrant);
        }
        if let Some(spent_at) = code.spent_at {
            if let Some(line) = code.gave.filter(|_| self.swept < spent_at + REFRESH) {
                self.lines[line].dead = true;
            }
            return Err(ErrorCode::InvalidGrant);
        }
        if code.dead || code.ends <= now || self.suspended[code.user] || code.scope.within(&allowed).is_empty() {
            return Err(ErrorCode::InvalidGrant);
        }
        code.spent_at = Some(now);
        if !right_proof {
            return Err(ErrorCode::InvalidGrant);
        }
        let line = self.lines.len();
        code.gave = Some(line);
        let (user, app, scope) = (code.user, code.app, code.scope.clone());
        self.lines.push(Line {
            user,
            app,
            scope: scope.clone(),
            dead: false,
            rotated: Vec::new(),
            ends: now + REFRESH,
        });
        Ok(self.give(line, scope))
    }

    fn give(&mut self, line: usize, scope: ScopeSet) -> ScopeSet {
        let Line { ends, user, app, ref rotated, .. } = self.lines[line];
        let rotation = rotated.len();
        self.access.push(ModelAccess { line, rotation, scope: scope.clone(), ends: (self.now + ACCESS).min(ends) });
        self.refresh.push(ModelRefresh { line, rotation, ends });
        scope.within(&self.allowed(user, app))
    }

    fn refresh(&mut self, token: usize, by_owner: bool, scope: Option<&ScopeSet>) -> Result<ScopeSet, ErrorCode> {
        let ModelRefresh { line: index, rotation, ends } = self.refresh[token];
        let now = self.now;
        let allowed = self.allowed(self.lines[index].user, self.lines[index].app);
        let line = &mut self.lines[index];
        if line.dead || ends <= now || !by_owner || self.suspended[line.user] {
            return Err(ErrorCode::InvalidGrant);
        }
        let replaced = line.rotated.get(rotation).copied();
        if replaced.is_some_and(|at| now - at >= GRACE) {
            line.dead = true;
            return Err(ErrorCode::InvalidGrant);
        }
        let granted = line.scope.within(&allowed);
        if granted.is_empty() {
            return Err(ErrorCode::InvalidGrant);
        }
        if scope.is_some_and(|scope| !line.scope.covers(scope) || scope.within(&granted).is_empty()) {
            return Err(ErrorCode::InvalidScope);
        }
        if replaced.is_none() {
            line.rotated.push(now);
            line.ends = now + REFRESH;
        }
        let scope = scope.map_or_else(|| line.scope.clone(), |scope| scope.within(&granted));
        Ok(self.give(index, scope))
    }

    /// What an access token may do now; `None` when it is not good.
    fn allows(&self, access: usize) -> Option<ScopeSet> {
        let ModelAccess { line, rotation, ref scope, ends } = self.access[access];
        let line = &self.lines[line];
        let good = !line.dead && rotation == line.rotated.len() && self.now < ends && !self.suspended[line.user];
        good.then(|| scope.within(&self.allowed(line.user, line.app)))
    }
}

// ---------------------------------------------------------------- the real thing, driven beside it

struct Pair {
    model: Model,
    ctx: Ctx,
    hand: ManualClock,
    users: Vec<UserId>,
    apps: Vec<(ClientNumber, String, Option<Secret>)>,
    codes: Vec<String>,
    access: Vec<Secret>,
    refresh: Vec<Secret>,
    seen: HashMap<String, usize>,
}

/// The credentials in the body of a request.
fn read(body: &Params) -> ClientCredentials<'_> {
    ClientCredentials::read(None, body).unwrap()
}

fn params(pairs: &[(&str, &str)]) -> Params {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn code_of(error: &OAuthError) -> ErrorCode {
    assert!(!matches!(error, OAuthError::Store(_) | OAuthError::Random(_)), "{error}");
    error.code()
}

impl Pair {
    async fn new() -> Self {
        let (ctx, hand) = testing::core(Config::default());
        let mut users = Vec::new();
        for name in ["alice", "bob"] {
            let new = NewUser {
                name: name.to_owned(),
                email: format!("{name}@example.org"),
                password: None,
                role: Role::User,
                language: None,
            };
            users.push(user::create(&ctx, BY, new).await.unwrap().0);
        }
        let mut apps = Vec::new();
        for client_type in [ClientType::Confidential, ClientType::Public] {
            let (app, secret) = testing::add_app(&ctx, users[0], client_type, &SCOPES.join(" ")).await;
            apps.push((app.number, app.client.client_id, secret));
        }
        let model = Model { app_scope: [scope_of(15), scope_of(15)], ..Model::default() };
        let (codes, access, refresh, seen) = Default::default();
        Self { model, ctx, hand, users, apps, codes, access, refresh, seen }
    }

    fn credentials(&self, app: usize) -> Params {
        let (_, client_id, secret) = &self.apps[app];
        let secret = secret.as_ref().map_or("", Secret::reveal);
        params(&[("client_id", client_id), ("client_secret", secret)])
    }

    async fn take(&mut self, step: &Step) {
        match *step {
            Step::Authorize { user, app, scope, ticked } => {
                self.authorize(user, app, &scope_of(scope), &scope_of(ticked)).await;
            }
            Step::Take { user, app, scope } => self.take_away(user, app, &scope_of(scope)).await,
            Step::Exchange { code, by, right_proof } if !self.codes.is_empty() => {
                self.exchange(code % self.codes.len(), by, right_proof).await;
            }
            Step::Refresh { token, by_owner, scope } if !self.refresh.is_empty() => {
                self.renew(token % self.refresh.len(), by_owner, scope.map(scope_of)).await;
            }
            Step::Revoke { token, access, by_owner } if !self.refresh.is_empty() => {
                self.revoke(token % self.refresh.len(), access, by_owner).await;
            }
            Step::Withdraw { user, app } => {
                consent::withdraw(&self.ctx, BY, self.users[user], &self.apps[app].1).await.unwrap();
                self.model.kill(Some(user), app);
            }
            Step::RevokeApp { app } => {
                registration::revoke_all(&self.ctx, BY, self.apps[app].0).await.unwrap();
                self.model.kill(None, app);
            }
            Step::NarrowApp { app, scope } => {
                let change = registration::AppChange { scope: Some(scope_of(scope).to_string()), ..Default::default() };
                registration::edit(&self.ctx, BY, self.apps[app].0, change).await.unwrap();
                self.model.app_scope[app] = scope_of(scope);
            }
            Step::Suspend { user, suspended } => {
                user::set_suspended(&self.ctx, BY, self.users[user], suspended).await.unwrap();
                self.model.suspended[user] = suspended;
            }
            Step::Wait { seconds } => {
                self.hand.advance(Duration::from_secs(seconds));
                self.model.now += seconds;
            }
            Step::Sweep => {
                let now = self.ctx.clock.now();
                self.ctx.store.sweep(now, now).await.unwrap();
                self.model.swept = self.model.now;
            }
            Step::Exchange { .. } | Step::Refresh { .. } | Step::Revoke { .. } => {}
        }
    }

    async fn authorize(&mut self, user: usize, app: usize, scope: &ScopeSet, ticked: &ScopeSet) {
        let query = params(&[
            ("client_id", &self.apps[app].1),
            ("response_type", "code"),
            ("redirect_uri", REDIRECT_URI),
            ("scope", &scope.to_string()),
            ("state", "s"),
            ("code_challenge", &s256(VERIFIER)),
            ("code_challenge_method", "S256"),
        ]);
        let account = user::by_id(&self.ctx, self.users[user]).unwrap().unwrap();
        let asked = scope.within(&self.model.app_scope[app]);
        let granted = asked.within(ticked);
        let request = match authorize::examine(&self.ctx, &query, &account) {
            Ok(request) => request,
            Err(AuthorizeError::Redirect(location)) => {
                assert!(asked.is_empty() && location.contains("error=invalid_scope"), "{location}");
                return;
            }
            Err(error) => panic!("{error}"),
        };
        assert_eq!(request.scope, asked);
        match authorize::approve(&self.ctx, BY, &request, self.users[user], &granted, authorize::Decision::Called).await
        {
            Ok(location) => {
                assert!(!self.model.suspended[user], "a suspended account gave a code");
                assert!(!granted.is_empty(), "a code was given for nothing");
                self.model.consent(user, app, &asked, &granted);
                let code = location.split("code=").nth(1).unwrap().split('&').next().unwrap().to_owned();
                assert!(location.contains("&state=s&iss="));
                let ends = self.model.now + CODE;
                self.codes.push(code);
                self.model.codes.push(ModelCode {
                    user,
                    app,
                    scope: granted,
                    ends,
                    dead: false,
                    spent_at: None,
                    gave: None,
                });
            }
            Err(AuthorizeError::Redirect(location)) => {
                let error = if granted.is_empty() { "error=invalid_scope" } else { "error=access_denied" };
                assert!(granted.is_empty() || self.model.suspended[user], "{location}");
                assert!(location.contains(error), "{location}");
            }
            Err(error) => panic!("{error}"),
        }
    }

    async fn take_away(&mut self, user: usize, app: usize, taken: &ScopeSet) {
        let allowed = self.model.allowed(user, app);
        let left = allowed.filter(|scope| !taken.contains(scope));
        let narrowing = consent::Narrowing::Without(taken);
        match consent::narrow(&self.ctx, BY, self.users[user], &self.apps[app].1, narrowing).await {
            Ok(taken) => {
                let expected = allowed.filter(|scope| !left.contains(scope));
                assert!(taken.covers(&expected) && expected.covers(&taken) && !left.is_empty(), "{taken}");
                self.model.consents.insert((user, app), left);
            }
            Err(consent::NarrowError::NotFound) => assert!(!self.model.consents.contains_key(&(user, app))),
            Err(consent::NarrowError::NothingLeft) => assert!(left.is_empty()),
            Err(error) => panic!("{error}"),
        }
    }

    async fn exchange(&mut self, code: usize, by: usize, right_proof: bool) {
        let verifier = if right_proof { VERIFIER } else { OTHER_VERIFIER };
        let body = params(&[("code", &self.codes[code]), ("redirect_uri", REDIRECT_URI), ("code_verifier", verifier)]);
        let real = exchange::exchange(&self.ctx, BY, &read(&self.credentials(by)), &body).await;
        let expected = self.model.exchange(code, by, right_proof);
        self.compare(real, expected);
    }

    async fn renew(&mut self, token: usize, by_owner: bool, scope: Option<ScopeSet>) {
        let app = self.model.lines[self.model.refresh[token].line].app;
        let by = if by_owner { app } else { (app + 1) % APPS };
        let text = scope.as_ref().map(ToString::to_string).unwrap_or_default();
        let body = params(&[("refresh_token", self.refresh[token].reveal()), ("scope", &text)]);
        let real = refresh::refresh(&self.ctx, BY, &read(&self.credentials(by)), &body).await;
        let expected = self.model.refresh(token, by_owner, scope.as_ref());
        self.compare(real, expected);
    }

    async fn revoke(&mut self, token: usize, access: bool, by_owner: bool) {
        let line = self.model.refresh[token].line;
        let app = self.model.lines[line].app;
        let by = if by_owner { app } else { (app + 1) % APPS };
        let text = if access { self.access[token].reveal() } else { self.refresh[token].reveal() };
        let ends = if access { self.model.access[token].ends } else { self.model.refresh[token].ends };
        revoke::revoke(&self.ctx, BY, &read(&self.credentials(by)), &params(&[("token", text)])).await.unwrap();
        if by_owner && self.model.swept < ends {
            self.model.lines[line].dead = true;
        }
    }

    fn compare(&mut self, real: Result<tokens::TokenResponse, OAuthError>, expected: Result<ScopeSet, ErrorCode>) {
        match (real, expected) {
            (Ok(given), Ok(scope)) => {
                assert_eq!(given.scope, scope);
                for secret in [&given.access_token, &given.refresh_token] {
                    let before = self.seen.insert(secret.reveal().to_owned(), self.access.len());
                    assert!(before.is_none(), "a token was given twice");
                }
                self.access.push(given.access_token);
                self.refresh.push(given.refresh_token);
            }
            (Err(error), Err(code)) => assert_eq!(code_of(&error), code),
            (real, expected) => panic!("the core says {real:?}, the model {expected:?}"),
        }
    }

    /// Asks for every access token ever issued.
    fn agree(&self) {
        for (index, token) in self.access.iter().enumerate() {
            let real =
                tokens::active_access_token(&self.ctx, token.reveal()).unwrap().map(|token| token.scope().into_owned());
            assert_eq!(real, self.model.allows(index), "access token {index}");
        }
    }
}

fn run(steps: &[Step]) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    runtime.block_on(async {
        let mut pair = Pair::new().await;
        for step in steps {
            pair.take(step).await;
            pair.agree();
        }
    });
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, max_shrink_iters: 4000, ..ProptestConfig::default() })]

    #[test]
    fn the_core_does_what_the_model_says(steps in prop::collection::vec(step(), 1..80)) {
        run(&steps);
    }
}

#[test]
fn a_lost_answer_may_be_asked_for_again_five_times_but_not_after_the_grace() {
    let mut steps = vec![
        Step::Authorize { user: 0, app: 0, scope: 3, ticked: 15 },
        Step::Exchange { code: 0, by: 0, right_proof: true },
        Step::Refresh { token: 0, by_owner: true, scope: None },
    ];
    steps.extend((0..5).map(|_| Step::Refresh { token: 0, by_owner: true, scope: None }));
    // The second answer is used, and the first token is still within its own grace.
    steps.push(Step::Refresh { token: 1, by_owner: true, scope: None });
    steps.push(Step::Refresh { token: 0, by_owner: true, scope: None });
    steps.push(Step::Wait { seconds: GRACE });
    steps.push(Step::Refresh { token: 0, by_owner: true, scope: None });
    steps.push(Step::Refresh { token: 7, by_owner: true, scope: None });
    run(&steps);
}
