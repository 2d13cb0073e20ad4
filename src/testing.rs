//! A kit for integration tests, ours and yours.
//!
//! [`TestServer`] is a real grantd over real sockets and data that goes away, with a clock, people, apps, tokens and faults
//! that the test owns; `grantd test-server` is the same for other languages. `docs/testing.md` explains both.
//!
//! | file | what |
//! |---|---|
//! | [`server`] | [`TestServer`] |
//! | [`run`] | its start and end, as the command has them, too |
//! | [`fixture`], `load`, `mint` | what it starts with: the file, and how that comes into a store; tokens of any age |
//! | [`ready`] | what it tells of itself |
//! | [`control`] | what a test may do with it, in Rust and over HTTP |
//! | [`journal`], [`faults`] | what was asked and answered, and what goes wrong on the way |
//! | [`directory`] | where its data is |
//! | [`conformance`] | the other way round: a scripted server that looks at what a client does |
//!
//! The functions in this file are for tests of grantd's own operations, without or with a socket. They panic where a test
//! should stop.
#![allow(clippy::expect_used, reason = "a test stops where its kit fails")]

pub mod conformance;
pub mod control;
pub mod directory;
pub mod faults;
pub mod fixture;
pub mod journal;
mod load;
mod mint;
pub mod ready;
pub mod run;
pub mod server;

pub use self::server::TestServer;

use std::path::Path;
use std::sync::Arc;

use crate::account::user::{self, NewUser};
use crate::audit::Origin;
use crate::clock::{Clock, ManualClock, Timestamp};
use crate::config::{Config, Limits};
use crate::ctx::Ctx;
use crate::daemon::Daemon;
use crate::oauth::registration::{self, App, NewApp};
use crate::secret::{Random, Secret};
use crate::store::Store;
use crate::store::memory::MemoryEngine;
use crate::store::records::{ClientType, Role, UserId};

/// The moment at which manual clocks start: 2026-11-23T20:24:11Z.
pub const START: Timestamp = Timestamp::from_millis(1_795_465_451_000);

/// Who acts where a test does not care.
pub const BY: &Origin<'_> = &Origin::system();

/// The core alone, over a store in memory: for tests of operations.
pub fn core(config: Config) -> (Ctx, ManualClock) {
    let store = Store::new(Arc::new(MemoryEngine::default())).expect("an empty store opens");
    core_over(store, config)
}

/// The core alone, over a given store.
pub fn core_over(store: Store, config: Config) -> (Ctx, ManualClock) {
    let (clock, hand) = Clock::manual(START);
    let ctx = Ctx::new(Arc::new(config), "http://localhost:8080".into(), store, clock, Random::seeded(7));
    (ctx, hand)
}

/// Settings for a daemon on a free port over `data_dir`, without `[limits]`: its time may stand still, and then no limit
/// ever passes.
pub fn config(data_dir: &Path) -> Config {
    let mut config = Config::default();
    config.server.listen = vec!["127.0.0.1:0".parse().expect("an address")];
    config.server.data_dir = data_dir.to_owned();
    config.limits = Limits::OFF;
    config
}

/// A daemon with real sockets and a real store, whose time the test moves.
pub async fn daemon(config: Config) -> (Daemon, ManualClock) {
    let (clock, hand) = Clock::manual(START);
    let daemon = Daemon::start_with(config, clock, Random::system()).await.expect("the daemon starts");
    (daemon, hand)
}

/// Where apps of [`add_app`] want their answers.
pub const REDIRECT_URI: &str = "https://app.example/cb";

/// Registers an app for an account.
pub async fn add_app(ctx: &Ctx, owner: UserId, client_type: ClientType, scope: &str) -> (App, Option<Secret>) {
    let app = NewApp {
        name: "Test app".to_owned(),
        website: "https://app.example".to_owned(),
        description: None,
        redirect_uris: vec![REDIRECT_URI.to_owned()],
        scope: scope.to_owned(),
        client_type,
    };
    registration::register(ctx, BY, owner, app).await.expect("the app is registered")
}

/// Adds an account without a password.
pub async fn add_user(ctx: &Ctx, name: &str, role: Role) -> UserId {
    let new =
        NewUser { name: name.to_owned(), email: format!("{name}@example.org"), password: None, role, language: None };
    user::create(ctx, BY, new).await.expect("the account is made").0
}
