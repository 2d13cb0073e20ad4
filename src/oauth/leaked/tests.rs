//! What becomes of what is handed in.

use std::time::Duration;

use super::*;
use crate::clock::ManualClock;
use crate::config::Config;
use crate::oauth::registration::{App, by_number};
use crate::oauth::tokens::{TokenResponse, active_access_token};
use crate::oauth::{ClientCredentials, Params, authorize, exchange, secrets};
use crate::secret::Secret;
use crate::store::records::{ClientType, Role};
use crate::testing::{self, BY};

struct World {
    ctx: Ctx,
    _hand: ManualClock,
    owner: UserId,
    app: App,
    secret: Secret,
}

fn params(pairs: &[(&str, &str)]) -> Params {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

impl World {
    async fn new() -> Self {
        let (ctx, hand) = testing::core(Config::default());
        let owner = testing::add_user(&ctx, "alice", Role::User).await;
        let (app, secret) = testing::add_app(&ctx, owner, ClientType::Confidential, "profile:read").await;
        Self { ctx, _hand: hand, owner, app, secret: secret.unwrap() }
    }

    async fn code(&self) -> String {
        let query = [("client_id", self.app.client.client_id.as_str()), ("response_type", "code")];
        let query = params(&[&query[..], &[("scope", "profile:read")]].concat());
        let user = self.ctx.store.get(&self.owner).unwrap().unwrap();
        let asked = authorize::examine(&self.ctx, &query, &user).unwrap();
        let decision = authorize::Decision::Called;
        let location = authorize::approve(&self.ctx, BY, &asked, self.owner, &asked.scope, decision).await.unwrap();
        location.split("code=").nth(1).unwrap().split('&').next().unwrap().to_owned()
    }

    async fn spend(&self, code: &str) -> Option<TokenResponse> {
        let own = params(&[("client_id", &self.app.client.client_id), ("client_secret", self.secret.reveal())]);
        let credentials = ClientCredentials::read(None, &own).unwrap();
        exchange::exchange(&self.ctx, BY, &credentials, &params(&[("code", code)])).await.ok()
    }

    async fn tokens(&self) -> TokenResponse {
        self.spend(&self.code().await).await.unwrap()
    }

    fn is_good(&self, tokens: &TokenResponse) -> bool {
        active_access_token(&self.ctx, tokens.access_token.reveal()).unwrap().is_some()
    }

    async fn report(&self, text: &str) -> usize {
        report(&self.ctx, BY, text).await.unwrap()
    }

    fn state(&self) -> SecretState {
        by_number(&self.ctx, self.app.number).unwrap().secrets
    }
}

#[tokio::test]
async fn a_token_in_any_text_ends_its_family_and_no_other() {
    let world = World::new().await;
    let [by_access, by_refresh, other] = [world.tokens().await, world.tokens().await, world.tokens().await];
    let text = format!("log: \"{}\",\n{}", by_access.access_token.reveal(), by_refresh.refresh_token.reveal());
    assert_eq!(world.report(&text).await, 2);
    assert_eq!([&by_access, &by_refresh, &other].map(|tokens| world.is_good(tokens)), [false, false, true]);
    assert_eq!(world.report(&text).await, 2, "the answer is the same");
    let foreign = Secret::generate(SecretKind::AccessToken, &world.ctx.random).unwrap();
    assert_eq!(world.report(foreign.reveal()).await, 1, "for one that never was, too");
    assert_eq!(world.report("gra_nothing").await, 0);
}

#[tokio::test]
async fn a_code_is_spent_and_one_that_was_spent_ends_what_it_gave() {
    let world = World::new().await;
    let code = world.code().await;
    world.report(&code).await;
    assert!(world.spend(&code).await.is_none());
    let code = world.code().await;
    let tokens = world.spend(&code).await.unwrap();
    world.report(&code).await;
    assert!(!world.is_good(&tokens));
}

#[tokio::test]
async fn the_secret_of_an_app_works_on_and_its_owner_is_told_until_it_is_replaced() {
    let world = World::new().await;
    world.report(world.secret.reveal()).await;
    assert_eq!(world.state().reported_at, Some(world.ctx.clock.now()));
    assert!(world.spend(&world.code().await).await.is_some());
    secrets::rotate(&world.ctx, BY, world.app.number, Duration::from_secs(60)).await.unwrap();
    assert_eq!(world.state().reported_at, None);
    // Now it is the previous one, which nobody needs for long.
    world.report(world.secret.reveal()).await;
    assert_eq!(world.state(), SecretState::default());
    assert!(world.spend(&world.code().await).await.is_none());
}
