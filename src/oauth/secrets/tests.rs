//! Two secrets at a time: who proves itself with which, and how each ends. RFC 6749 §2.3 holds for both alike.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::*;
use crate::audit::{Actor, Audit, Entry};
use crate::clock::ManualClock;
use crate::config::Config;
use crate::oauth::client::authenticate;
use crate::oauth::registration::delete;
use crate::oauth::{ClientCredentials, ErrorCode, Params};
use crate::store::meddling::Meddling;
use crate::store::records::{Role, UserId};
use crate::testing::{self, BY};

const HOUR: Duration = Duration::from_secs(3600);

struct World {
    ctx: Ctx,
    hand: ManualClock,
    owner: UserId,
    app: App,
    engine: Arc<Meddling>,
    first: Secret,
}

impl World {
    async fn new() -> Self {
        let (store, engine) = Meddling::store();
        let (ctx, hand) = testing::core_over(store, Config::default());
        let owner = testing::add_user(&ctx, "alice", Role::User).await;
        let (app, secret) = testing::add_app(&ctx, owner, ClientType::Confidential, "profile:read").await;
        Self { ctx, hand, owner, app, engine, first: secret.unwrap() }
    }

    async fn rotate(&self, overlap: Duration) -> Secret {
        rotate(&self.ctx, BY, self.app.number, overlap).await.unwrap().1
    }

    /// How it is answered by header and by body, which must not differ.
    fn answer(&self, secret: &str) -> Result<(), (ErrorCode, String)> {
        let id = self.app.client.client_id.as_str();
        let body: Params = [("client_id", id), ("client_secret", secret)]
            .map(|(k, v)| (k.to_owned(), v.to_owned()))
            .into_iter()
            .collect();
        let header = format!("Basic {}", STANDARD.encode(format!("{id}:{secret}")));
        let nothing = Params::default();
        let [by_body, by_header] = [(None, &body), (Some(header.as_str()), &nothing)].map(|(header, body)| {
            let proven = authenticate(&self.ctx, &ClientCredentials::read(header, body).unwrap());
            proven.map(drop).map_err(|refused| (refused.code(), refused.description().to_owned()))
        });
        assert_eq!(by_body, by_header);
        by_body
    }

    fn works(&self, secret: &Secret) -> bool {
        self.answer(secret.reveal()).is_ok()
    }

    fn state(&self) -> SecretState {
        by_number(&self.ctx, self.app.number).unwrap().secrets
    }

    async fn write_uses(&self) {
        self.ctx.usage.write(&self.ctx.store, HOUR).await.unwrap();
    }

    fn records(&self) -> usize {
        self.ctx.store.all::<SecretState>().count()
    }
}

#[tokio::test]
async fn both_secrets_work_until_the_overlap_is_over() {
    let world = World::new().await;
    let second = world.rotate(HOUR).await;
    assert!(world.works(&world.first) && world.works(&second));
    world.hand.advance(HOUR - Duration::from_millis(1));
    assert!(world.works(&world.first) && world.works(&second));
    world.hand.advance(Duration::from_millis(1));
    assert!(!world.works(&world.first) && world.works(&second));
    assert_eq!(world.state(), SecretState::default(), "nobody is told of one that has ended");
}

#[tokio::test]
async fn without_an_overlap_the_old_secret_ends_at_once_and_an_older_one_too() {
    let world = World::new().await;
    let second = world.rotate(HOUR).await;
    let third = world.rotate(Duration::ZERO).await;
    assert_eq!([&world.first, &second, &third].map(|secret| world.works(secret)), [false, false, true]);
    assert_eq!(world.records(), 0);
}

#[tokio::test]
async fn there_are_two_secrets_at_most() {
    let world = World::new().await;
    let second = world.rotate(HOUR).await;
    let third = world.rotate(HOUR).await;
    assert_eq!([&world.first, &second, &third].map(|secret| world.works(secret)), [false, true, true]);
}

#[tokio::test]
async fn a_button_that_is_clicked_twice_ends_no_secret_that_is_in_use() {
    let world = World::new().await;
    let name = name_of(&by_number(&world.ctx, world.app.number).unwrap().client).unwrap();
    let click = || rotate_named(&world.ctx, BY, world.app.number, HOUR, &name);
    let unseen = click().await.unwrap().1;
    world.hand.advance(Duration::from_secs(2));
    let shown = click().await.unwrap().1;
    assert_eq!([&world.first, &unseen, &shown].map(|secret| world.works(secret)), [true, false, true]);
    // Later it is another wish, and so is one from another page.
    world.hand.advance(Duration::from_secs(60));
    let later = click().await.unwrap().1;
    assert_eq!([&world.first, &shown, &later].map(|secret| world.works(secret)), [false, true, true]);
    let other = world.rotate(HOUR).await;
    assert_eq!([&shown, &later, &other].map(|secret| world.works(secret)), [false, true, true]);
}

#[tokio::test]
async fn a_secret_that_is_none_of_the_two_is_refused_as_if_there_were_one() {
    let world = World::new().await;
    let foreign = Secret::generate(SecretKind::ClientSecret, &world.ctx.random).unwrap();
    let before = ["", "grs_x", foreign.reveal()].map(|text| world.answer(text));
    let _second = world.rotate(HOUR).await;
    assert_eq!(["", "grs_x", foreign.reveal()].map(|text| world.answer(text)), before);
    world.hand.advance(HOUR);
    let refused = (ErrorCode::InvalidClient, "The client_secret is wrong.".to_owned());
    assert_eq!(world.answer(world.first.reveal()), Err(refused.clone()), "one that has ended is one like any other");
    assert_eq!(before[1], Err(refused));
}

#[tokio::test]
async fn that_the_old_secret_still_serves_is_noted_without_a_write_of_its_own() {
    let world = World::new().await;
    let second = world.rotate(HOUR).await;
    assert!(world.works(&second));
    assert_eq!(world.state().previous.unwrap().last_used_at, None);
    world.hand.advance(Duration::from_secs(60));
    let now = world.ctx.clock.now();
    assert!(world.works(&world.first));
    for _ in 0..2 {
        assert_eq!(world.state().previous.unwrap().last_used_at, Some(now));
        world.write_uses().await;
    }
    assert_eq!(world.ctx.store.get::<SecretState>(&world.app.number).unwrap().unwrap(), world.state());
    assert!(world.works(&world.first), "the note changes nothing else");
}

#[tokio::test]
async fn a_note_of_a_secret_that_was_replaced_meanwhile_is_not_of_the_next() {
    let world = World::new().await;
    let _second = world.rotate(HOUR).await;
    assert!(world.works(&world.first));
    end_previous(&world.ctx, BY, world.app.number).await.unwrap();
    world.write_uses().await;
    assert_eq!(world.records(), 0);
}

#[tokio::test]
async fn the_old_secret_is_ended_by_hand_once() {
    let world = World::new().await;
    let second = world.rotate(HOUR).await;
    let app = end_previous(&world.ctx, BY, world.app.number).await.unwrap();
    assert_eq!(app.secrets, SecretState::default());
    assert!(!world.works(&world.first) && world.works(&second));
    let again = end_previous(&world.ctx, BY, world.app.number).await.unwrap_err();
    assert!(matches!(again, AppError::NoPreviousSecret), "{again}");
}

#[tokio::test]
async fn a_deleted_app_leaves_no_secret_behind() {
    let world = World::new().await;
    let second = world.rotate(HOUR).await;
    delete(&world.ctx, BY, world.app.number).await.unwrap();
    assert_eq!(world.records(), 0);
    assert!(!world.works(&world.first) && !world.works(&second));
}

#[tokio::test]
async fn of_two_who_rotate_at_once_both_get_a_secret_and_the_first_ones_is_the_previous() {
    let world = World::new().await;
    let mut faster = Batch::default();
    let client = world.ctx.store.get_versioned::<Client>(&world.app.number).unwrap().unwrap();
    let other = Secret::generate(SecretKind::ClientSecret, &world.ctx.random).unwrap();
    faster.replace(&client, &Client { secret: Some(other.hash()), ..Client::clone(&client) }).unwrap();
    world.engine.before_the_next_commit(faster);
    let second = world.rotate(HOUR).await;
    assert_eq!([&world.first, &other, &second].map(|secret| world.works(secret)), [false, true, true]);
}

#[tokio::test]
async fn an_overlap_is_what_the_operator_allows_at_most() {
    let mut world = World::new().await;
    let mut config = Config::clone(&world.ctx.config);
    config.oauth.secret_overlap = HOUR;
    world.ctx.config = Arc::new(config);
    let refused = rotate(&world.ctx, BY, world.app.number, HOUR * 2).await.unwrap_err();
    assert_eq!(refused.to_string(), "overlap: 1h at most on this server");
    assert!(world.works(&world.first), "nothing has changed");
    assert_eq!(overlaps(&world.ctx).collect::<Vec<_>>(), OVERLAPS[..2]);
    assert_eq!(usual_overlap(&world.ctx), HOUR);
    assert!(read_overlap("1 day").unwrap_err().to_string().starts_with("overlap: \"1 day\" is not a duration"));
    let public = testing::add_app(&world.ctx, world.owner, ClientType::Public, "profile:read").await.0;
    assert!(matches!(rotate(&world.ctx, BY, public.number, HOUR).await, Err(AppError::Public)));
}

#[tokio::test]
async fn the_audit_log_tells_of_each_end_once() {
    let mut world = World::new().await;
    let dir = tempfile::tempdir().unwrap();
    let settings = world.ctx.config.audit.clone();
    let (store, clock) = (world.ctx.store.clone(), world.ctx.clock.clone());
    world.ctx.audit = Audit::start(dir.path().to_owned(), settings, store, clock, &world.ctx.random).unwrap();
    let _second = world.rotate(HOUR).await;
    end_expired(&world.ctx).await.unwrap();
    world.hand.advance(HOUR);
    for _ in 0..2 {
        end_expired(&world.ctx).await.unwrap();
    }
    assert_eq!(world.records(), 0);
    world.ctx.audit.settle().await;
    let told = crate::audit::own::newest(&world.ctx.store, world.owner).unwrap();
    let told: Vec<_> = told.iter().rev().map(|Entry { event, by, .. }| (event.name(), by == &Actor::System)).collect();
    let expected = [("app_secret_rotated", true), ("app_previous_secret_ended", true)];
    assert_eq!(told, expected.map(|(name, by)| (name.to_owned(), by)));
}
