//! What a token stands for is kept in two levels: what the token says of itself, and what stands behind all tokens of an
//! app and an account. A change of either shows at the next use of the token, and drops no more than it has to.
#![allow(clippy::unwrap_used, reason = "a test stops where something is wrong")]

use grantd::account::profile::{self, ProfileChange};
use grantd::account::user;
use grantd::config::Config;
use grantd::ctx::Ctx;
use grantd::oauth::registration::{self, AppChange};
use grantd::oauth::tokens::{ActiveToken, TokenResponse, active_access_token};
use grantd::oauth::{ClientCredentials, Params, authorize, consent, exchange, refresh, revoke};
use grantd::secret::Secret;
use grantd::store::records::{ClientNumber, ClientType, Role, UserId};
use grantd::testing::{self, BY};

struct World {
    ctx: Ctx,
    user: UserId,
    app: ClientNumber,
    client_id: String,
    secret: Secret,
}

/// The credentials in the body of a request.
fn read(body: &Params) -> ClientCredentials<'_> {
    ClientCredentials::read(None, body).unwrap()
}

fn params(pairs: &[(&str, &str)]) -> Params {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

impl World {
    async fn new() -> Self {
        let (ctx, _hand) = testing::core(Config::default());
        let user = testing::add_user(&ctx, "alice", Role::User).await;
        let (app, secret) = testing::add_app(&ctx, user, ClientType::Confidential, "profile:read workouts:read").await;
        let (app, client_id) = (app.number, app.client.client_id);
        Self { ctx, user, app, client_id, secret: secret.unwrap() }
    }

    fn credentials(&self) -> Params {
        params(&[("client_id", &self.client_id), ("client_secret", self.secret.reveal())])
    }

    async fn pair(&self) -> TokenResponse {
        let query = [
            ("client_id", self.client_id.as_str()),
            ("response_type", "code"),
            ("scope", "profile:read workouts:read"),
        ];
        let user = self.ctx.store.get(&self.user).unwrap().unwrap();
        let request = authorize::examine(&self.ctx, &params(&query), &user).unwrap();
        let decision = authorize::Decision::Called;
        let location = authorize::approve(&self.ctx, BY, &request, self.user, &request.scope, decision).await.unwrap();
        let code = location.split("code=").nth(1).unwrap().split('&').next().unwrap();
        exchange::exchange(&self.ctx, BY, &read(&self.credentials()), &params(&[("code", code)])).await.unwrap()
    }

    fn ask(&self, pair: &TokenResponse) -> Option<ActiveToken> {
        active_access_token(&self.ctx, pair.access_token.reveal()).unwrap()
    }

    fn scope(&self, pair: &TokenResponse) -> Option<String> {
        self.ask(pair).map(|token| token.scope().to_string())
    }

    async fn register_scope(&self, scope: &str) {
        let change = AppChange { scope: Some(scope.to_owned()), ..AppChange::default() };
        registration::edit(&self.ctx, BY, self.app, change).await.unwrap();
    }

    /// How often what a token says of itself had to be read.
    fn readings(&self) -> u64 {
        self.ctx.tokens.how_often().1
    }
}

#[tokio::test]
async fn tokens_of_one_app_and_account_share_what_stands_behind_them() {
    let world = World::new().await;
    let (one, other) = (world.pair().await, world.pair().await);
    let (one, other) = (world.ask(&one).unwrap(), world.ask(&other).unwrap());
    assert!(one.is_like(&other) && one.place() == other.place());
}

#[tokio::test]
async fn a_changed_profile_shows_at_once_and_drops_no_token() {
    let world = World::new().await;
    let pair = world.pair().await;
    let before = world.ask(&pair).unwrap();
    let read = world.readings();
    let change = ProfileChange { bio: Some(Some("runs".to_owned())), ..ProfileChange::default() };
    profile::edit(&world.ctx, BY, world.user, change).await.unwrap();
    let after = world.ask(&pair).unwrap();
    assert_eq!((before.user().bio.as_deref(), after.user().bio.as_deref()), (None, Some("runs")));
    assert!(!before.is_like(&after), "what was written for the old one is not used for the new one");
    assert_eq!(world.readings(), read, "the token itself is not read again");
}

#[tokio::test]
async fn what_an_app_may_do_is_what_it_has_registered_today() {
    let world = World::new().await;
    let pair = world.pair().await;
    assert_eq!(world.scope(&pair).as_deref(), Some("profile:read workouts:read"));
    world.register_scope("workouts:read").await;
    assert_eq!(world.scope(&pair).as_deref(), Some("workouts:read"));
    let token = world.ask(&pair).unwrap();
    assert!(token.may("workouts:read") && !token.may("profile:read") && !token.may("profile:write"));
    world.register_scope("profile:write profile:read workouts:read").await;
    assert_eq!(world.scope(&pair).as_deref(), Some("profile:read workouts:read"), "never more than was consented to");
}

#[tokio::test]
async fn whatever_ends_a_token_ends_it_at_the_next_use() {
    let world = World::new().await;
    let ctx = &world.ctx;

    let (revoked, kept) = (world.pair().await, world.pair().await);
    assert!(world.ask(&revoked).is_some() && world.ask(&kept).is_some());
    let body = params(&[("token", revoked.refresh_token.reveal())]);
    revoke::revoke(ctx, BY, &read(&world.credentials()), &body).await.unwrap();
    assert!(world.ask(&revoked).is_none() && world.ask(&kept).is_some(), "one family ends alone");

    let body = params(&[("refresh_token", kept.refresh_token.reveal())]);
    let next = refresh::refresh(ctx, BY, &read(&world.credentials()), &body).await.unwrap();
    assert!(world.ask(&kept).is_none() && world.ask(&next).is_some());

    user::set_suspended(ctx, BY, world.user, true).await.unwrap();
    assert!(world.ask(&next).is_none());
    user::set_suspended(ctx, BY, world.user, false).await.unwrap();
    assert!(world.ask(&next).is_some());

    consent::withdraw(ctx, BY, world.user, &world.client_id).await.unwrap();
    assert!(world.ask(&next).is_none());
    let anew = world.pair().await;
    assert!(world.ask(&anew).is_some());
    assert!(world.ask(&next).is_none(), "a new consent does not bring back what an older one gave");

    registration::revoke_all(ctx, BY, world.app).await.unwrap();
    assert!(world.ask(&anew).is_none());
    let last = world.pair().await;
    assert!(world.ask(&last).is_some() && world.ask(&anew).is_none());

    registration::delete(ctx, BY, world.app).await.unwrap();
    assert!(world.ask(&last).is_none());
}
