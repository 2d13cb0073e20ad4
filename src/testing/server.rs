//! [`TestServer`]: the server that integration tests in Rust start.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::thread::{self, JoinHandle};
use std::time::Duration;

use tokio::sync::oneshot;

use super::control::{Authorize, ClockChange, Control, Redirected, Revoke, SignedIn, Time};
use super::faults::Fault;
use super::fixture::{App, Fixture, FixtureError, Token, User};
use super::journal::{Exchange, Wanted};
use super::ready::{self, Person, Ready, Tokens};
use super::run::{Options, Running, TestServerError};
use crate::config::Config;
use crate::ctx::Ctx;

/// A real grantd for one test, over real sockets of its own. It has threads of its own, so that tests may block, and as many
/// as a machine bears may run at once. It ends when this is dropped.
///
/// ```no_run
/// # async fn example() {
/// use grantd::testing::{TestServer, control::Authorize};
///
/// let server = TestServer::start().await;
/// let app = server.app("web");
/// // What the client under test would send the browser to:
/// let url = format!("{}/profile/apps/authorize?response_type=code&client_id={}", server.issuer(), app.client_id);
/// let url = format!("{url}&redirect_uri=http://127.0.0.1:9000/callback&scope=profile:read&state=xyz");
/// let answer = server.authorize(Authorize { user: "alice".into(), url: Some(url), ..Authorize::default() }).await;
/// assert_eq!(answer.params["state"], "xyz");
/// server.advance(std::time::Duration::from_secs(61)); // and the code has expired
/// # }
/// ```
///
/// # Panics
/// Every method panics where a test should stop: what is asked for is not there or is refused. What a test wants to see
/// refused it asks of [`TestServer::control`].
pub struct TestServer {
    control: Arc<Control>,
    ready: Ready,
    ctx: Arc<dyn Fn() -> Arc<Ctx> + Send + Sync>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

/// How a [`TestServer`] is to be.
#[derive(Default)]
pub struct Builder {
    fixture: Option<Result<Fixture, FixtureError>>,
    seed: Option<u64>,
    data_dir: Option<PathBuf>,
    changes: Vec<Change>,
}

/// A change of the settings.
type Change = Box<dyn FnOnce(&mut Config) + Send>;

impl Builder {
    /// Starts with what this text says, in the form of a fixture file.
    #[must_use]
    pub fn fixture(self, text: &str) -> Self {
        Self { fixture: Some(Fixture::parse(text, Path::new("fixture"))), ..self }
    }

    /// Starts with what this file says.
    #[must_use]
    pub fn fixture_file(self, file: impl AsRef<Path>) -> Self {
        Self { fixture: Some(Fixture::read(file.as_ref())), ..self }
    }

    /// Makes every id and token the same on each run.
    #[must_use]
    pub fn seed(self, seed: u64) -> Self {
        Self { seed: Some(seed), ..self }
    }

    /// Has the data in this directory, which stays.
    #[must_use]
    pub fn data_dir(self, dir: impl Into<PathBuf>) -> Self {
        Self { data_dir: Some(dir.into()), ..self }
    }

    /// Changes a setting.
    #[must_use]
    pub fn configure(mut self, change: impl FnOnce(&mut Config) + Send + 'static) -> Self {
        self.changes.push(Box::new(change));
        self
    }

    /// Starts the server, and waits until it takes requests.
    ///
    /// # Errors
    /// The fixture or a setting is wrong, or the system refuses.
    pub async fn try_start(self) -> Result<TestServer, TestServerError> {
        let mut fixture = self.fixture.unwrap_or_else(Fixture::built_in)?;
        self.changes.into_iter().for_each(|change| change(&mut fixture.config));
        fixture.config.check().map_err(FixtureError::from)?;
        let options = Options { fixture, seed: self.seed, data_dir: self.data_dir };
        let (stop, stopped) = oneshot::channel();
        let (started, starting) = oneshot::channel();
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        let runtime = runtime.map_err(TestServerError::Thread)?;
        let run = move || {
            runtime.block_on(async {
                match Running::start(options).await {
                    Ok(running) => {
                        let told = (running.control(), running.ready().clone(), running.live());
                        let _waited_for = started.send(Ok(told));
                        // It comes, or whoever would send it has gone.
                        let _either = stopped.await;
                        if let Err(error) = running.stop().await {
                            tracing::error!(%error, "a test server did not stop cleanly");
                        }
                    }
                    Err(error) => drop(started.send(Err(error))),
                }
            });
            runtime.shutdown_background();
        };
        let thread = thread::Builder::new().name("grantd-test-server".to_owned()).spawn(run);
        let thread = thread.map_err(TestServerError::Thread)?;
        let told = starting.await.map_err(|_| TestServerError::Thread(std::io::Error::other("it panicked")))?;
        let (control, ready, live) = told?;
        let ctx = Arc::new(move || live.ctx());
        Ok(TestServer { control, ready, ctx, stop: Some(stop), thread: Some(thread) })
    }

    /// The same for a test that stops where that fails.
    ///
    /// # Panics
    /// Where [`Builder::try_start`] has an error.
    pub async fn start(self) -> TestServer {
        stop_at_refusal(self.try_start().await)
    }
}

#[expect(clippy::panic, reason = "a test stops where its kit fails")]
fn stop_at_refusal<T>(done: Result<T, impl Display>) -> T {
    done.unwrap_or_else(|refusal| panic!("the test server refuses: {refusal}"))
}

impl TestServer {
    /// One with `admin`, `alice` and the apps `web` and `phone`.
    pub async fn start() -> Self {
        Self::builder().start().await
    }

    /// One that is made to measure.
    pub fn builder() -> Builder {
        Builder::default()
    }

    /// The issuer, below which all endpoints are: `http://127.0.0.1:PORT`.
    pub fn issuer(&self) -> &str {
        &self.ready.issuer
    }

    /// The address of a path below the issuer.
    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.ready.issuer)
    }

    /// Where it is, and who and what was there at the start.
    pub fn ready(&self) -> &Ready {
        &self.ready
    }

    /// The account of that name in the fixture.
    pub fn user(&self, name: &str) -> &Person {
        named("user", name, &self.ready.users)
    }

    /// The app of that name in the fixture.
    pub fn app(&self, name: &str) -> &ready::App {
        named("app", name, &self.ready.apps)
    }

    /// The resource server of that name in the fixture.
    pub fn resource_server(&self, name: &str) -> &ready::ResourceServer {
        named("resource server", name, &self.ready.resource_servers)
    }

    /// The tokens of that name in the fixture.
    pub fn tokens(&self, name: &str) -> &Tokens {
        named("token", name, &self.ready.tokens)
    }

    /// The same as these methods, for tests that want to see what is refused.
    pub fn control(&self) -> &Control {
        &self.control
    }

    /// What grantd's operations see: for tests of grantd itself.
    pub fn ctx(&self) -> Arc<Ctx> {
        (self.ctx)()
    }

    /// A person answers a client's authorization request.
    pub async fn authorize(&self, request: Authorize) -> Redirected {
        stop_at_refusal(self.control.authorize(&request).await)
    }

    /// Signs a person in.
    pub async fn sign_in(&self, user: &str) -> SignedIn {
        stop_at_refusal(self.control.sign_in(user).await)
    }

    /// Opens an account.
    pub async fn add_user(&self, user: User) -> Person {
        stop_at_refusal(self.control.add_user(&user).await)
    }

    /// Registers an app.
    pub async fn add_app(&self, app: App) -> ready::App {
        stop_at_refusal(self.control.add_app(&app).await)
    }

    /// Issues a pair of tokens of any age.
    pub async fn mint(&self, token: Token) -> Tokens {
        stop_at_refusal(self.control.mint(&token).await)
    }

    /// Ends a token, a code or a session now, as time would.
    pub async fn expire(&self, token: &str) {
        stop_at_refusal(self.control.expire(token).await);
    }

    /// Revokes the family of a token, or ends a session.
    pub async fn revoke(&self, token: &str) {
        let what = Revoke { token: Some(token.to_owned()), ..Revoke::default() };
        stop_at_refusal(self.control.revoke(&what).await);
    }

    /// Withdraws what a person has given to an app.
    pub async fn withdraw(&self, user: &str, app: &str) {
        let what = Revoke { user: Some(user.to_owned()), app: Some(app.to_owned()), token: None };
        stop_at_refusal(self.control.revoke(&what).await);
    }

    /// Moves the clock forward.
    pub fn advance(&self, duration: Duration) -> Time {
        self.control.set_time(&ClockChange { advance: Some(duration), ..ClockChange::default() })
    }

    /// Has the clock stand still, or go on.
    pub fn freeze(&self, frozen: bool) -> Time {
        self.control.set_time(&ClockChange { frozen: Some(frozen), ..ClockChange::default() })
    }

    /// Has requests meet a fault.
    pub fn fault(&self, fault: Fault) {
        stop_at_refusal(self.control.add_fault(fault));
    }

    /// Removes all faults.
    pub fn clear_faults(&self) {
        self.control.clear_faults();
    }

    /// What was asked and answered, the oldest first.
    pub fn requests(&self) -> Vec<Exchange> {
        self.control.requests(&Wanted::default())
    }

    /// The same of one path.
    pub fn requests_to(&self, path: &str) -> Vec<Exchange> {
        self.control.requests(&Wanted { path: Some(path.to_owned()), method: None })
    }

    /// Makes everything as it was at the start.
    pub async fn reset(&self) {
        stop_at_refusal(self.control.reset().await);
    }
}

#[expect(clippy::panic, reason = "a test stops where its kit fails")]
fn named<'a, T>(kind: &str, name: &str, all: &'a BTreeMap<String, T>) -> &'a T {
    all.get(name).unwrap_or_else(|| {
        let there: Vec<_> = all.keys().map(String::as_str).collect();
        panic!("the fixture has no {kind} {name:?}; there are {}", there.join(", "))
    })
}

impl Drop for TestServer {
    fn drop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _heard = stop.send(());
        }
        if let Some(thread) = self.thread.take() {
            // Its directory is gone when this returns.
            let _ended = thread.join();
        }
    }
}
