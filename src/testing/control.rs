//! What a test may do with a running test server beyond what clients may: its time, its faults, its people. [`api`] takes
//! the same over HTTP, and [`front`] is what requests meet before the router.
//!
//! Nothing of this is in the daemon that `grantd serve` starts: see [`crate::daemon::Front`].

mod api;
mod authorize;
mod front;
mod reset;
mod turns;

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use hyper::StatusCode;
use serde::{Deserialize, Serialize};

pub(super) use self::api::is_below_base;
pub use self::authorize::{Authorize, Redirected};
pub use self::front::TestFront;
pub(super) use self::front::whole;
use self::turns::Turns;
use super::faults::{Fault, Faults};
use super::fixture::{App, Fixture, FixtureError, Token, User};
use super::journal::{Exchange, Journal, Wanted};
use super::load::{self, BY, Loaded};
use super::mint;
use super::ready::{self, Person, Ready, Tokens};
use crate::account::{session, user};
use crate::clock::{AdjustableClock, Clock, Timestamp};
use crate::ctx::Ctx;
use crate::daemon::Live;
use crate::oauth::{consent, registration, tokens};
use crate::secret::{Random, SecretKind, TokenHash};
use crate::store::records::{AccessToken, AuthorizationCode, RefreshToken, Session};
use crate::store::{Key, Store, StoreError, Value};

/// What a test may do.
pub struct Control {
    fixture: Fixture,
    /// The seed that the fixture is made with.
    seed: u64,
    clock: Clock,
    hand: AdjustableClock,
    /// The fixture until the daemon has it.
    loaded: Mutex<Option<Vec<(Key, Value)>>>,
    running: OnceLock<Running>,
    ready: Mutex<Option<Ready>>,
    turns: Turns,
    journal: Journal,
    faults: Faults,
}

/// What is known once the daemon runs.
struct Running {
    live: Arc<Live>,
    /// Chance as it was when the first request could come.
    random: Random,
}

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct Refusal {
    /// The status that the control API answers with.
    pub status: StatusCode,
    /// Why.
    pub message: String,
}

impl Refusal {
    fn because(why: impl Into<String>) -> Self {
        Self { status: StatusCode::BAD_REQUEST, message: why.into() }
    }

    fn missing(what: impl Into<String>) -> Self {
        Self { status: StatusCode::NOT_FOUND, message: what.into() }
    }

    fn broken(error: impl std::fmt::Display) -> Self {
        Self { status: StatusCode::INTERNAL_SERVER_ERROR, message: error.to_string() }
    }
}

impl From<String> for Refusal {
    fn from(why: String) -> Self {
        Self::because(why)
    }
}

impl From<StoreError> for Refusal {
    fn from(error: StoreError) -> Self {
        Self::broken(error)
    }
}

/// What is to become of the clock: each key that is there, in this order.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ClockChange {
    /// Set to this moment.
    pub now: Option<super::fixture::Moment>,
    /// Forward by so much.
    #[serde(deserialize_with = "super::fixture::some_duration")]
    pub advance: Option<Duration>,
    /// To stand still, or to go on.
    pub frozen: Option<bool>,
}

/// What time it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Time {
    /// RFC 3339, to the millisecond.
    pub now: String,
    /// Whether it stands still.
    pub frozen: bool,
}

/// What is to be revoked: a token's family, what a person has given to an app, or all that an app has.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Revoke {
    /// An access or refresh token.
    pub token: Option<String>,
    /// A person's name, with `app`.
    pub user: Option<String>,
    /// An app's name or `client_id`.
    pub app: Option<String>,
}

/// A session that was begun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedIn {
    /// Its token, for `Authorization: Bearer`.
    pub session: String,
    /// The same for the pages: `NAME=VALUE`.
    pub cookie: String,
}

impl Control {
    /// Loads the fixture. `seed` makes what it holds; what comes later is the machine's chance where `seeded` is false.
    pub(super) async fn new(fixture: Fixture, seed: u64, seeded: bool) -> Result<(Self, Loaded, Random), FixtureError> {
        let (clock, hand) = Clock::adjustable();
        reset::set_to_start(&hand, &fixture);
        let mut loaded = fixture.load(&clock, seed).await?;
        let random = if seeded { loaded.random.clone() } else { Random::system() };
        let pairs = std::mem::take(&mut loaded.pairs);
        let control = Self {
            fixture,
            seed,
            clock,
            hand,
            loaded: Mutex::new(Some(pairs)),
            running: OnceLock::new(),
            ready: Mutex::new(None),
            turns: Turns::closed(),
            journal: Journal::default(),
            faults: Faults::default(),
        };
        Ok((control, loaded, random))
    }

    /// The clock that the daemon is to have.
    pub(super) fn clock(&self) -> Clock {
        self.clock.clone()
    }

    /// The daemon runs. What came before has waited for this.
    pub(super) fn begin(&self, live: Arc<Live>, ready: Ready) {
        let random = live.ctx().random.same_again();
        *self.ready() = Some(ready);
        let _once = self.running.set(Running { live, random });
        self.turns.open();
    }

    /// Puts the fixture into the store that the daemon has opened.
    async fn fill(&self, store: &Store) -> Result<(), StoreError> {
        let pairs = self.loaded.lock().unwrap_or_else(PoisonError::into_inner).take();
        reset::take_over(store, pairs.unwrap_or_default()).await
    }

    fn running(&self) -> Result<&Running, Refusal> {
        let early = || Refusal { status: StatusCode::SERVICE_UNAVAILABLE, message: "it is starting".to_owned() };
        self.running.get().ok_or_else(early)
    }

    fn ctx(&self) -> Result<Arc<Ctx>, Refusal> {
        Ok(self.running()?.live.ctx())
    }

    fn told(&self) -> Result<(Arc<Ctx>, Ready), Refusal> {
        let ctx = self.ctx()?;
        let ready = self.ready().clone();
        ready.map(|ready| (ctx, ready)).ok_or_else(|| Refusal::broken("it is starting"))
    }

    fn ready(&self) -> MutexGuard<'_, Option<Ready>> {
        self.ready.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Where it is and who is there.
    ///
    /// # Errors
    /// None once it runs.
    pub fn fixture(&self) -> Result<Ready, Refusal> {
        self.told().map(|(_, ready)| ready)
    }

    /// What time it is.
    pub fn time(&self) -> Time {
        Time { now: self.clock.now().rfc3339(), frozen: self.hand.is_frozen() }
    }

    /// Moves or stops the clock.
    pub fn set_time(&self, change: &ClockChange) -> Time {
        if let Some(moment) = change.now {
            self.hand.set(moment.0);
        }
        if let Some(duration) = change.advance {
            self.hand.advance(duration);
        }
        if let Some(frozen) = change.frozen {
            self.hand.freeze(frozen);
        }
        self.time()
    }

    /// Signs a person in.
    ///
    /// # Errors
    /// There is no such person.
    pub async fn sign_in(&self, name: &str) -> Result<SignedIn, Refusal> {
        let _turn = self.turns.beside_others().await;
        let ctx = self.ctx()?;
        let account = user::by_name(&ctx, name)?.ok_or_else(|| no_user(name))?;
        let (session, cookie) = load::sign_in(&ctx, *account.key(), &account).await?;
        Ok(SignedIn { session, cookie })
    }

    /// Opens an account.
    ///
    /// # Errors
    /// What the account's operation refuses.
    pub async fn add_user(&self, user: &User) -> Result<Person, Refusal> {
        let _turn = self.turns.beside_others().await;
        let ctx = self.ctx()?;
        let id = load::add_account(&ctx, user).await?;
        let person = load::finish_account(&ctx, user, id).await?;
        self.remember(|ready| ready.users.insert(user.name.clone(), person.clone()));
        Ok(person)
    }

    /// Registers an app.
    ///
    /// # Errors
    /// What the app's operation refuses.
    pub async fn add_app(&self, app: &App) -> Result<ready::App, Refusal> {
        let _turn = self.turns.beside_others().await;
        let (ctx, ready) = self.told()?;
        if ready.apps.contains_key(&app.name) {
            return Err(Refusal::because(format!("there is an app {:?} already", app.name)));
        }
        let added = load::add_app(&ctx, &ready.admin.name, app).await?;
        self.remember(|ready| ready.apps.insert(app.name.clone(), added.clone()));
        Ok(added)
    }

    fn remember<T>(&self, what: impl FnOnce(&mut Ready) -> T) {
        self.ready().as_mut().map(what);
    }

    /// Issues a pair of tokens of any age.
    ///
    /// # Errors
    /// What the consent or the token endpoint would refuse.
    pub async fn mint(&self, token: &Token) -> Result<Tokens, Refusal> {
        let _turn = self.turns.beside_others().await;
        let (ctx, ready) = self.told()?;
        Ok(mint::mint(&ctx, token, load::client_id(&ready.apps, &token.app)).await?)
    }

    /// Ends a token, a code or a session now, as time would. What belongs to it stays.
    ///
    /// # Errors
    /// There is no such token.
    pub async fn expire(&self, text: &str) -> Result<(), Refusal> {
        let _turn = self.turns.beside_others().await;
        let ctx = self.ctx()?;
        let (now, store) = (ctx.clock.now(), &ctx.store);
        let hash = |kind| TokenHash::parse(kind, text);
        let ended = if let Some(key) = hash(SecretKind::AccessToken) {
            store.update::<AccessToken, StoreError>(&key, |token, _| end(&mut token.expires_at, now)).await?.is_some()
        } else if let Some(key) = hash(SecretKind::RefreshToken) {
            store.update::<RefreshToken, StoreError>(&key, |token, _| end(&mut token.expires_at, now)).await?.is_some()
        } else if let Some(key) = hash(SecretKind::AuthorizationCode) {
            let ended = store.update::<AuthorizationCode, StoreError>(&key, |code, _| end(&mut code.expires_at, now));
            ended.await?.is_some()
        } else if let Some(key) = hash(SecretKind::Session) {
            // A use that is noted and not written yet would prolong it.
            ctx.usage.write(store, ctx.config.accounts.session_lifetime).await?;
            store.update::<Session, StoreError>(&key, |session, _| end(&mut session.expires_at, now)).await?.is_some()
        } else {
            return Err(Refusal::because(format!("{text:?} is no access token, refresh token, code or session")));
        };
        if ended { Ok(()) } else { Err(no_token()) }
    }

    /// Revokes as the person, the client or the operator would.
    ///
    /// # Errors
    /// There is no such token, person or app.
    pub async fn revoke(&self, what: &Revoke) -> Result<(), Refusal> {
        let _turn = self.turns.beside_others().await;
        let (ctx, ready) = self.told()?;
        let client_id = |app| load::client_id(&ready.apps, app);
        match (&what.token, &what.user, &what.app) {
            (Some(token), None, None) => {
                if let Some(hash) = TokenHash::parse(SecretKind::Session, token) {
                    ctx.store.get::<Session>(&hash)?.ok_or_else(no_token)?;
                    return Ok(session::end(&ctx, BY, &hash).await?);
                }
                let family = tokens::family_of(&ctx, token)?.ok_or_else(no_token)?;
                tokens::end_family(&ctx, family).await?;
                Ok(())
            }
            (None, Some(name), Some(app)) => {
                let account = user::by_name(&ctx, name)?.ok_or_else(|| no_user(name))?;
                match consent::withdraw(&ctx, BY, *account.key(), client_id(app)).await? {
                    true => Ok(()),
                    false => Err(Refusal::missing(format!("{name:?} has not authorised {app:?}"))),
                }
            }
            (None, None, Some(app)) => {
                let missing = |_| Refusal::missing(format!("there is no app {app:?}"));
                let number = registration::by_client_id(&ctx, client_id(app)).map_err(missing)?.number;
                registration::revoke_all(&ctx, BY, number).await.map_err(Refusal::broken)?;
                Ok(())
            }
            _ => Err(Refusal::because("write either token, or user and app, or app alone")),
        }
    }

    /// What was asked and answered since the start, the last reset, or [`Control::forget_requests`].
    pub fn requests(&self, wanted: &Wanted) -> Vec<Exchange> {
        self.journal.list(wanted)
    }

    /// Forgets what was recorded.
    pub fn forget_requests(&self) {
        self.journal.clear();
    }

    /// Has requests meet a fault.
    ///
    /// # Errors
    /// It makes no sense.
    pub fn add_fault(&self, fault: Fault) -> Result<(), Refusal> {
        Ok(self.faults.add(fault)?)
    }

    /// The faults that wait.
    pub fn faults(&self) -> Vec<Fault> {
        self.faults.list()
    }

    /// Removes all faults.
    pub fn clear_faults(&self) {
        self.faults.clear();
    }
}

fn no_token() -> Refusal {
    Refusal::missing("there is no such token, or it was swept")
}

fn no_user(name: &str) -> Refusal {
    Refusal::missing(format!("there is no user {name:?}"))
}

fn end(expires_at: &mut Timestamp, now: Timestamp) -> Result<(), StoreError> {
    *expires_at = now.min(*expires_at);
    Ok(())
}
