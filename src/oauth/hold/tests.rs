use super::*;
use crate::audit::{Actor, UserRef};
use crate::config::{AppApproval, Config};
use crate::oauth::authorize::{self, AuthorizeError, Decision};
use crate::oauth::registration::{AppChange, NewApp, edit, register};
use crate::oauth::tokens::{TokenResponse, active_access_token};
use crate::oauth::{ClientCredentials, OAuthError, Params, exchange, introspect, refresh, revoke};
use crate::secret::Secret;
use crate::store::records::{ClientType, Role, primary_key};
use crate::testing::{self, BY};

struct World {
    ctx: Ctx,
    owner: UserId,
    other: UserId,
    admin: UserId,
    app: App,
    secret: Secret,
}

fn params(pairs: &[(&str, &str)]) -> Params {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn new_app() -> NewApp {
    NewApp {
        name: "GPX".to_owned(),
        website: "https://app.example".to_owned(),
        description: None,
        redirect_uris: vec![testing::REDIRECT_URI.to_owned()],
        scope: "profile:read workouts:read".to_owned(),
        client_type: ClientType::Confidential,
    }
}

impl World {
    /// An app that alice registered while apps need approval or not.
    async fn with(app_approval: AppApproval) -> Self {
        let mut config = Config::default();
        config.oauth.app_approval = app_approval;
        let (ctx, _hand) = testing::core(config);
        let owner = testing::add_user(&ctx, "alice", Role::User).await;
        let other = testing::add_user(&ctx, "bob", Role::User).await;
        let admin = testing::add_user(&ctx, "carol", Role::Admin).await;
        let by = by(&ctx, owner);
        let (app, secret) = register(&ctx, &by, owner, new_app()).await.unwrap();
        Self { ctx, owner, other, admin, app, secret: secret.unwrap() }
    }

    fn credentials(&self) -> Params {
        params(&[("client_id", &self.app.client.client_id), ("client_secret", self.secret.reveal())])
    }

    async fn code(&self, user: UserId) -> Result<String, AuthorizeError> {
        let query =
            params(&[("client_id", &self.app.client.client_id), ("response_type", "code"), ("scope", "profile:read")]);
        let account = self.ctx.store.get(&user).unwrap().unwrap();
        let asked = authorize::examine(&self.ctx, &query, &account)?;
        let location = authorize::approve(&self.ctx, BY, &asked, user, &asked.scope, Decision::Called).await?;
        Ok(location.split("code=").nth(1).unwrap().split('&').next().unwrap().to_owned())
    }

    async fn exchange(&self, code: &str) -> Result<TokenResponse, OAuthError> {
        let own = self.credentials();
        let credentials = ClientCredentials::read(None, &own).unwrap();
        exchange::exchange(&self.ctx, BY, &credentials, &params(&[("code", code)])).await
    }

    async fn refresh(&self, pair: &TokenResponse) -> Result<TokenResponse, OAuthError> {
        let own = self.credentials();
        let credentials = ClientCredentials::read(None, &own).unwrap();
        let body = params(&[("refresh_token", pair.refresh_token.reveal())]);
        refresh::refresh(&self.ctx, BY, &credentials, &body).await
    }

    fn is_good(&self, pair: &TokenResponse) -> bool {
        active_access_token(&self.ctx, pair.access_token.reveal()).unwrap().is_some()
    }

    fn state(&self) -> State {
        registration::by_number(&self.ctx, self.app.number).unwrap().state()
    }

    async fn edit(&self, by: &Origin<'_>, change: AppChange) {
        edit(&self.ctx, by, self.app.number, change).await.unwrap();
    }
}

fn by(ctx: &Ctx, user: UserId) -> Origin<'static> {
    Origin::system().by(Actor::User(UserRef::find(&ctx.store, user))).into_owned()
}

fn invalid_client<T>(answer: Result<T, OAuthError>) -> bool {
    answer.err().is_some_and(|error| error.code().as_str() == "invalid_client")
}

#[tokio::test]
async fn a_suspended_app_is_refused_at_every_door_and_goes_on_afterwards() {
    let world = World::with(AppApproval::None).await;
    let (ctx, number) = (&world.ctx, world.app.number);
    let pair = world.exchange(&world.code(world.other).await.unwrap()).await.unwrap();
    let pending = world.code(world.other).await.unwrap();
    assert!(world.is_good(&pair));
    suspend(ctx, BY, number).await.unwrap();
    assert_eq!(world.state(), State::Suspended);
    assert!(!world.is_good(&pair), "what was known of the token is not used any more");
    assert!(invalid_client(world.exchange(&pending).await) && invalid_client(world.refresh(&pair).await));
    for user in [world.other, world.owner] {
        assert!(matches!(world.code(user).await, Err(AuthorizeError::Held(Held { suspended: true, .. }))));
    }
    let query = params(&[("client_id", &world.app.client.client_id), ("response_type", "code")]);
    assert!(matches!(authorize::examine_target(ctx, &query), Err(AuthorizeError::Held(_))), "before anybody signs in");
    let own = world.credentials();
    let credentials = ClientCredentials::read(None, &own).unwrap();
    let body = params(&[("token", pair.access_token.reveal())]);
    assert!(!introspect::introspect(ctx, &credentials, &body).unwrap().is_active());
    unsuspend(ctx, BY, number).await.unwrap();
    assert!(world.is_good(&pair), "nothing was removed");
    assert!(world.exchange(&pending).await.is_ok());
    assert!(world.refresh(&pair).await.is_ok());
}

#[tokio::test]
async fn a_suspended_app_can_give_its_tokens_back() {
    let world = World::with(AppApproval::None).await;
    let pair = world.exchange(&world.code(world.other).await.unwrap()).await.unwrap();
    suspend(&world.ctx, BY, world.app.number).await.unwrap();
    let own = world.credentials();
    let credentials = ClientCredentials::read(None, &own).unwrap();
    revoke::revoke(&world.ctx, BY, &credentials, &params(&[("token", pair.refresh_token.reveal())])).await.unwrap();
    unsuspend(&world.ctx, BY, world.app.number).await.unwrap();
    assert!(!world.is_good(&pair));
}

#[tokio::test]
async fn an_app_that_waits_is_for_its_owner_alone_until_it_is_approved() {
    let world = World::with(AppApproval::Required).await;
    assert_eq!((world.app.state(), world.state()), (State::Waiting, State::Waiting));
    assert!(matches!(world.code(world.other).await, Err(AuthorizeError::Held(Held { suspended: false, .. }))));
    assert!(
        matches!(world.code(world.admin).await, Err(AuthorizeError::Held(_))),
        "an administrator approves it first"
    );
    let own = world.exchange(&world.code(world.owner).await.unwrap()).await.unwrap();
    assert!(world.is_good(&own));
    approve(&world.ctx, BY, world.app.number, None).await.unwrap();
    assert_eq!(world.state(), State::Active);
    assert!(world.exchange(&world.code(world.other).await.unwrap()).await.is_ok());
    assert_eq!(all(&world.ctx).unwrap(), []);
}

#[tokio::test]
async fn who_asks_and_what_is_asked_decide_whether_an_app_waits() {
    let world = World::with(AppApproval::None).await;
    assert_eq!(world.state(), State::Active);
    let world = World::with(AppApproval::Required).await;
    for (who, state) in [(by(&world.ctx, world.admin), State::Active), (Origin::operator(), State::Active)] {
        let (app, _) = register(&world.ctx, &who, world.owner, new_app()).await.unwrap();
        assert_eq!(app.state(), state);
    }
}

#[tokio::test]
async fn an_approved_app_that_becomes_another_one_waits_again() {
    let world = World::with(AppApproval::Required).await;
    let (owner, admin) = (by(&world.ctx, world.owner), by(&world.ctx, world.admin));
    let approved = || approve(&world.ctx, &admin, world.app.number, None);
    approved().await.unwrap();
    let unchanged = [
        AppChange { description: Some("Reads tracks".to_owned()), ..AppChange::default() },
        AppChange { scope: Some("profile:read".to_owned()), ..AppChange::default() },
        AppChange { name: Some(" GPX ".to_owned()), ..AppChange::default() },
    ];
    for change in unchanged {
        world.edit(&owner, change).await;
        assert_eq!(world.state(), State::Active);
    }
    let pair = world.exchange(&world.code(world.other).await.unwrap()).await.unwrap();
    let another = [
        AppChange { name: Some("GitHub".to_owned()), ..AppChange::default() },
        AppChange { website: Some("https://evil.example".to_owned()), ..AppChange::default() },
        AppChange { redirect_uris: Some(vec!["https://evil.example/cb".to_owned()]), ..AppChange::default() },
        AppChange { scope: Some("profile:read profile:write".to_owned()), ..AppChange::default() },
    ];
    for change in another {
        world.edit(&owner, change.clone()).await;
        assert_eq!(world.state(), State::Waiting, "{change:?}");
        assert!(world.is_good(&pair), "what was authorised goes on");
        approved().await.unwrap();
    }
    let trying = vec![testing::REDIRECT_URI.to_owned(), try_page(&world.ctx, world.app.number)];
    let trying = AppChange { redirect_uris: Some(trying), ..AppChange::default() };
    world
        .edit(&admin, AppChange { redirect_uris: Some(vec![testing::REDIRECT_URI.to_owned()]), ..AppChange::default() })
        .await;
    world.edit(&owner, trying).await;
    assert_eq!(world.state(), State::Active, "its owner may try it without taking it from everybody else");
    world.edit(&admin, AppChange { name: Some("By an admin".to_owned()), ..AppChange::default() }).await;
    assert_eq!(world.state(), State::Active);
}

#[tokio::test]
async fn what_was_changed_after_somebody_looked_at_it_is_not_approved() {
    let world = World::with(AppApproval::Required).await;
    let (ctx, number, owner) = (&world.ctx, world.app.number, by(&world.ctx, world.owner));
    let looked = world.app.hold.waiting_since;
    for name in ["GitHub", "Gitlab"] {
        let seen = of(ctx, number).unwrap().waiting_since;
        // Within the same millisecond.
        world.edit(&owner, AppChange { name: Some(name.to_owned()), ..AppChange::default() }).await;
        for seen in [seen, looked] {
            approve(ctx, BY, number, seen).await.unwrap();
            assert_eq!(world.state(), State::Waiting);
        }
    }
    // What waits goes on waiting when the configuration asks for no approval any more, and so does this.
    let seen = of(ctx, number).unwrap().waiting_since;
    let mut relaxed = ctx.clone();
    std::sync::Arc::make_mut(&mut relaxed.config).oauth.app_approval = AppApproval::None;
    let change = AppChange { website: Some("https://evil.example".to_owned()), ..AppChange::default() };
    edit(&relaxed, &owner, number, change).await.unwrap();
    approve(ctx, BY, number, seen).await.unwrap();
    assert_eq!(world.state(), State::Waiting);
    let seen = of(ctx, number).unwrap().waiting_since;
    world.edit(&owner, AppChange { description: Some("Shows tracks".to_owned()), ..AppChange::default() }).await;
    approve(ctx, BY, number, seen).await.unwrap();
    assert_eq!(world.state(), State::Active);
}

#[tokio::test]
async fn an_app_can_be_both_and_loses_them_one_by_one() {
    let world = World::with(AppApproval::Required).await;
    let (ctx, number) = (&world.ctx, world.app.number);
    suspend(ctx, BY, number).await.unwrap();
    suspend(ctx, BY, number).await.unwrap();
    approve(ctx, BY, number, None).await.unwrap();
    assert_eq!(world.state(), State::Suspended, "approval lifts no suspension");
    assert_eq!(all(ctx).unwrap().len(), 1);
    unsuspend(ctx, BY, number).await.unwrap();
    assert_eq!(world.state(), State::Active);
    suspend(ctx, BY, number).await.unwrap();
    registration::delete(ctx, BY, number).await.unwrap();
    assert_eq!(all(ctx).unwrap(), [], "it goes with its app");
    assert!(matches!(suspend(ctx, BY, number).await, Err(AppError::NotFound)));
}

#[tokio::test]
async fn apps_are_found_by_name_owner_state_and_use() {
    use crate::oauth::search::{Wanted, search};
    use crate::store::window::Window;
    let mut config = Config::default();
    config.oauth.app_approval = AppApproval::Required;
    let (ctx, hand) = testing::core(config);
    let alice = testing::add_user(&ctx, "alice", Role::User).await;
    let bob = testing::add_user(&ctx, "bob", Role::Admin).await;
    let mut numbers = Vec::new();
    for (name, owner) in [("Tracks", alice), ("Maps", bob), ("More tracks", bob)] {
        let app = NewApp { name: name.to_owned(), ..new_app() };
        numbers.push(register(&ctx, &by(&ctx, owner), owner, app).await.unwrap().0);
    }
    let names = |wanted: &Wanted| -> Vec<String> {
        let found = search(&ctx, wanted, Window::ALL).unwrap();
        assert_eq!(found.items.len(), found.total);
        found.items.into_iter().map(|app| app.client.name).collect()
    };
    let all = Wanted::default();
    assert_eq!(names(&all), ["More tracks", "Maps", "Tracks"]);
    assert_eq!(names(&Wanted { text: "TRACKS".to_owned(), ..all.clone() }), ["More tracks", "Tracks"]);
    assert_eq!(names(&Wanted { text: numbers[1].client.client_id.clone(), ..all.clone() }), ["Maps"]);
    assert_eq!(names(&Wanted { owner: Some(bob), text: "tr".to_owned(), ..all.clone() }), ["More tracks"]);
    assert_eq!(names(&Wanted { state: Some(State::Waiting), ..all.clone() }), ["Tracks"]);
    assert_eq!(names(&Wanted { state: Some(State::Active), ..all.clone() }), ["More tracks", "Maps"]);
    assert_eq!(names(&Wanted { state: Some(State::Suspended), ..all.clone() }), [""; 0]);
    suspend(&ctx, BY, numbers[2].number).await.unwrap();
    assert_eq!(names(&Wanted { state: Some(State::Suspended), owner: Some(bob), ..all.clone() }), ["More tracks"]);
    hand.advance(std::time::Duration::from_secs(100));
    ctx.usage.note_client(numbers[1].number, bob, ctx.clock.now());
    assert_eq!(names(&Wanted { unused_for: Some(50_000), ..all.clone() }), ["More tracks", "Tracks"]);
    let part = search(&ctx, &all, Window { skip: 1, limit: 1 }).unwrap();
    assert_eq!((part.items[0].client.name.as_str(), part.total), ("Maps", 3));
}

#[tokio::test]
async fn what_keeps_an_app_back_does_so_unreadable_too_until_it_is_lifted() {
    let world = World::with(AppApproval::None).await;
    let (ctx, number) = (&world.ctx, world.app.number);
    let pair = world.exchange(&world.code(world.other).await.unwrap()).await.unwrap();
    suspend(ctx, BY, number).await.unwrap();
    let mut batch = Batch::default();
    batch.write(primary_key::<Hold>(&number), Some(vec![1, 9]));
    ctx.store.commit(batch).await.unwrap();
    assert_eq!(world.state(), State::Suspended);
    assert!(active_access_token(ctx, pair.access_token.reveal()).is_err(), "nobody knows that it is good");
    assert!(world.code(world.other).await.is_err());
    unsuspend(ctx, BY, number).await.unwrap();
    assert_eq!(world.state(), State::Waiting, "it may have waited, too");
    approve(ctx, BY, number, None).await.unwrap();
    assert_eq!(world.state(), State::Active);
    assert!(world.is_good(&pair));
}
