//! A context over the memory engine whose time and chance the test owns.

use std::sync::Arc;

use super::AccountError;
use super::change::{Change, change};
use super::confirmation::Shown;
use super::session::SignedIn;
use super::user::{self, NewUser};
use crate::clock::{Clock, ManualClock, Timestamp};
use crate::config::Config;
use crate::ctx::Ctx;
use crate::secret::{Random, Secret};
use crate::store::Store;
use crate::store::memory::MemoryEngine;
use crate::store::records::{Role, UserId};
pub use crate::testing::BY;

/// The password of everyone made here.
pub const PASSWORD: &str = "correct horse";

/// Argon2 as cheap as it gets: what is tested here is not its cost.
pub fn config() -> Config {
    let mut config = Config::default();
    config.accounts.argon2_memory = 8 * 1024;
    config.accounts.argon2_iterations = 1;
    config
}

pub fn ctx() -> (Ctx, ManualClock) {
    let (clock, hand) = Clock::manual(Timestamp::from_millis(1_795_465_451_000));
    let config = Arc::new(config());
    let store = Store::new(Arc::new(MemoryEngine::default())).unwrap();
    (Ctx::new(config, Arc::from("http://localhost:8080"), store, clock, Random::seeded(1)), hand)
}

pub fn new_user(name: &str, role: Role) -> NewUser {
    let email = format!("{}@example.org", name.to_lowercase());
    NewUser { name: name.to_owned(), email, password: Some(PASSWORD.to_owned()), role, language: None }
}

pub async fn add(ctx: &Ctx, name: &str, role: Role) -> UserId {
    user::create(ctx, BY, new_user(name, role)).await.unwrap().0
}

pub async fn new_password(ctx: &Ctx, who: &SignedIn, current: &str, new: &str) -> Result<Secret, AccountError> {
    let wanted = Change { email: None, password: Some(new) };
    change(ctx, BY, who, Shown::password(current), wanted).await.map(|changed| changed.token.unwrap())
}
