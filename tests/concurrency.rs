//! What must happen once happens once, and what may be asked for again is given again, whoever comes at the same time:
//! sixty-four at once, over the real store.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

use std::sync::Arc;
use std::time::Duration;

use grantd::clock::ManualClock;
use grantd::config::{Config, Storage};
use grantd::ctx::Ctx;
use grantd::oauth::tokens::{TokenResponse, active_access_token};
use grantd::oauth::{ClientCredentials, ErrorCode, OAuthError, Params, authorize, exchange, refresh};
use grantd::secret::{Secret, TokenHash};
use grantd::store::Store;
use grantd::store::records::{ClientType, Role, UserId};
use grantd::testing::{self, BY};
use tokio::sync::Barrier;

const AT_ONCE: usize = 64;

struct World {
    ctx: Arc<Ctx>,
    hand: ManualClock,
    user: UserId,
    client_id: String,
    secret: Secret,
    _data_dir: tempfile::TempDir,
}

/// The credentials in the body of a request.
fn read(body: &Params) -> ClientCredentials<'_> {
    ClientCredentials::read(None, body).unwrap()
}

fn params(pairs: &[(&str, &str)]) -> Params {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

impl World {
    async fn new() -> Arc<Self> {
        let data_dir = tempfile::tempdir().unwrap();
        let path = data_dir.path().join("data");
        let store =
            tokio::task::spawn_blocking(move || Store::open(&Storage::default(), &path)).await.unwrap().unwrap();
        let (ctx, hand) = testing::core_over(store, Config::default());
        let user = testing::add_user(&ctx, "alice", Role::User).await;
        let (app, secret) = testing::add_app(&ctx, user, ClientType::Confidential, "profile:read").await;
        let client_id = app.client.client_id;
        Arc::new(Self { ctx: Arc::new(ctx), hand, user, client_id, secret: secret.unwrap(), _data_dir: data_dir })
    }

    fn query(&self) -> Params {
        params(&[("client_id", &self.client_id), ("response_type", "code"), ("scope", "profile:read")])
    }

    async fn code(&self) -> String {
        let user = self.ctx.store.get(&self.user).unwrap().unwrap();
        let request = authorize::examine(&self.ctx, &self.query(), &user).unwrap();
        let location =
            authorize::approve(&self.ctx, BY, &request, self.user, &request.scope, authorize::Decision::Called)
                .await
                .unwrap();
        location.split("code=").nth(1).unwrap().split('&').next().unwrap().to_owned()
    }

    fn credentials(&self) -> Params {
        params(&[("client_id", &self.client_id), ("client_secret", self.secret.reveal())])
    }

    async fn exchange(&self, code: &str) -> Result<TokenResponse, OAuthError> {
        exchange::exchange(&self.ctx, BY, &read(&self.credentials()), &params(&[("code", code)])).await
    }

    async fn refresh(&self, token: &str) -> Result<TokenResponse, OAuthError> {
        refresh::refresh(&self.ctx, BY, &read(&self.credentials()), &params(&[("refresh_token", token)])).await
    }

    fn is_good(&self, tokens: &TokenResponse) -> bool {
        active_access_token(&self.ctx, tokens.access_token.reveal()).unwrap().is_some()
    }
}

/// Does the same thing 64 times at once.
async fn at_once<F, T>(world: &Arc<World>, act: impl Fn(Arc<World>) -> F) -> Vec<T>
where
    F: Future<Output = T> + Send + 'static,
    T: Send + 'static,
{
    let start = Arc::new(Barrier::new(AT_ONCE));
    let mut tasks = Vec::new();
    for _ in 0..AT_ONCE {
        let (start, acting) = (Arc::clone(&start), act(Arc::clone(world)));
        tasks.push(tokio::spawn(async move {
            start.wait().await;
            acting.await
        }));
    }
    let mut results = Vec::new();
    for task in tasks {
        results.push(task.await.unwrap());
    }
    results
}

/// Sends the refresh token of `tokens` 64 times at once.
async fn refresh_at_once(world: &Arc<World>, tokens: &TokenResponse) -> (Vec<TokenResponse>, Vec<ErrorCode>) {
    let token = tokens.refresh_token.reveal().to_owned();
    let results = at_once(world, |world| {
        let token = token.clone();
        async move { world.refresh(&token).await }
    });
    split(results.await)
}

fn split<T>(results: Vec<Result<T, OAuthError>>) -> (Vec<T>, Vec<ErrorCode>) {
    let mut both = (Vec::new(), Vec::new());
    for result in results {
        match result {
            Ok(given) => both.0.push(given),
            Err(error) => both.1.push(error.code()),
        }
    }
    both
}

#[tokio::test(flavor = "multi_thread")]
async fn one_of_sixty_four_spends_a_code_and_the_replays_end_what_it_got() {
    let world = World::new().await;
    let code = world.code().await;
    let results = at_once(&world, |world| {
        let code = code.clone();
        async move { world.exchange(&code).await }
    })
    .await;
    let (given, refused) = split(results);
    assert_eq!(given.len(), 1);
    assert_eq!(refused, [ErrorCode::InvalidGrant; AT_ONCE - 1]);
    assert!(!world.is_good(&given[0]), "a replay ends what the code gave (RFC 9700 §2.1.1)");
}

#[tokio::test(flavor = "multi_thread")]
async fn within_the_grace_all_sixty_four_get_tokens_that_work() {
    let world = World::new().await;
    let first = world.exchange(&world.code().await).await.unwrap();
    let (given, refused) = refresh_at_once(&world, &first).await;
    assert_eq!(refused, []);
    assert!(given.iter().all(|tokens| world.is_good(tokens)));
    assert!(!world.is_good(&first), "the old access token ends with the rotation");
    for tokens in &given {
        world.refresh(tokens.refresh_token.reveal()).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn after_the_grace_a_replaced_token_ends_the_family_for_all() {
    let world = World::new().await;
    let first = world.exchange(&world.code().await).await.unwrap();
    let second = world.refresh(first.refresh_token.reveal()).await.unwrap();
    world.hand.advance(Duration::from_secs(10));
    let (given, refused) = refresh_at_once(&world, &first).await;
    assert!(given.is_empty());
    assert_eq!(refused, [ErrorCode::InvalidGrant; AT_ONCE]);
    assert!(!world.is_good(&second));
}

#[tokio::test(flavor = "multi_thread")]
async fn one_showing_of_the_consent_page_gives_one_code() {
    let world = World::new().await;
    let expires_at = world.ctx.clock.now().plus(Duration::from_secs(600));
    let ticket = authorize::Ticket { hash: TokenHash::of(b"one page"), expires_at };
    let results = at_once(&world, |world| async move {
        let user = world.ctx.store.get(&world.user).unwrap().unwrap();
        let request = authorize::examine(&world.ctx, &world.query(), &user).unwrap();
        authorize::approve(&world.ctx, BY, &request, world.user, &request.scope, authorize::Decision::Shown(ticket))
            .await
    })
    .await;
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 1);
    let decided = results.iter().filter(|result| matches!(result, Err(authorize::AuthorizeError::AlreadyDecided)));
    assert_eq!(decided.count(), AT_ONCE - 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn sixty_four_apps_get_sixty_four_numbers() {
    let world = World::new().await;
    let numbers = at_once(&world, |world| async move {
        testing::add_app(&world.ctx, world.user, ClientType::Public, "profile:read").await.0.number.0
    })
    .await;
    let mut numbers = numbers;
    numbers.sort_unstable();
    assert_eq!(numbers, (2..=65).collect::<Vec<u64>>());
}
