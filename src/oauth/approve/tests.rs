//! What a consent adds and takes away, and what it spares the person the next time.

use super::*;
use crate::clock::ManualClock;
use crate::config::Config;
use crate::oauth::authorize::{self, NextTime, examine, is_remembered};
use crate::oauth::consent::{self, NarrowError, Narrowing};
use crate::oauth::introspect::introspect;
use crate::oauth::registration::{self, App, AppChange};
use crate::oauth::tokens::{TokenResponse, active_access_token};
use crate::oauth::{ClientCredentials, ErrorCode, Params, exchange, refresh, resource_server};
use crate::protect::bearer::{Needs, authenticate};
use crate::store::records::{ClientNumber, ClientType, RememberedConsent, Role};
use crate::testing::{self, BY};

struct World {
    ctx: Ctx,
    hand: ManualClock,
    user: UserId,
    app: App,
    secret: Option<Secret>,
}

fn params(pairs: &[(&str, &str)]) -> Params {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn set(scope: &str) -> ScopeSet {
    ScopeSet::parse(scope)
}

impl World {
    async fn new() -> Self {
        Self::with(ClientType::Confidential, Role::User).await
    }

    async fn with(client_type: ClientType, role: Role) -> Self {
        let mut config = Config::default();
        config.oauth.remember_consent = true;
        let (ctx, hand) = testing::core(config);
        let user = testing::add_user(&ctx, "alice", role).await;
        let all = "profile:read profile:write workouts:read workouts:write application:write";
        let (app, secret) = testing::add_app(&ctx, user, client_type, all).await;
        Self { ctx, hand, user, app, secret }
    }

    fn number(&self) -> ClientNumber {
        self.app.number
    }

    fn examine(&self, scope: &str, more: &[(&str, &str)]) -> Result<AuthorizationRequest, AuthorizeError> {
        let query = [("client_id", self.app.client.client_id.as_str()), ("response_type", "code"), ("scope", scope)];
        let challenge = [("code_challenge", "x".repeat(43)), ("code_challenge_method", "S256".to_owned())];
        let challenge = challenge.iter().map(|(name, value)| (*name, value.as_str()));
        let public = self.secret.is_none();
        let all: Vec<_> = query.into_iter().chain(challenge.filter(|_| public)).chain(more.iter().copied()).collect();
        examine(&self.ctx, &params(&all), &self.ctx.store.get(&self.user).unwrap().unwrap())
    }

    /// The person is asked for `scope` and leaves `ticked`.
    async fn consent(&self, scope: &str, ticked: &str) -> String {
        let asked = self.examine(scope, &[]).unwrap();
        self.answer(&asked, ticked).await
    }

    async fn answer(&self, asked: &AuthorizationRequest, ticked: &str) -> String {
        let location = approve(&self.ctx, BY, asked, self.user, &set(ticked), Decision::Called).await.unwrap();
        location.split("code=").nth(1).unwrap().split('&').next().unwrap().to_owned()
    }

    async fn pair(&self, code: &str) -> Result<TokenResponse, OAuthError> {
        self.ask(&[("code", code)], true).await
    }

    async fn refresh(&self, pair: &TokenResponse) -> Result<TokenResponse, OAuthError> {
        self.ask(&[("refresh_token", pair.refresh_token.reveal())], false).await
    }

    async fn ask(&self, body: &[(&str, &str)], with_code: bool) -> Result<TokenResponse, OAuthError> {
        let own = params(&[
            ("client_id", &self.app.client.client_id),
            ("client_secret", self.secret.as_ref().map(Secret::reveal).unwrap_or_default()),
        ]);
        let credentials = ClientCredentials::read(None, &own).unwrap();
        if with_code {
            exchange::exchange(&self.ctx, BY, &credentials, &params(body)).await
        } else {
            refresh::refresh(&self.ctx, BY, &credentials, &params(body)).await
        }
    }

    /// What a token may do now.
    fn may(&self, pair: &TokenResponse) -> String {
        let token = active_access_token(&self.ctx, pair.access_token.reveal()).unwrap();
        token.map(|token| token.scope().to_string()).unwrap_or_default()
    }

    fn is_let_in(&self, pair: &TokenResponse, scope: &str) -> bool {
        let header = format!("Bearer {}", pair.access_token.reveal());
        authenticate(&self.ctx, Some(&header), Needs::Scope(scope)).is_ok()
    }

    fn granted(&self) -> String {
        let grant = self.ctx.store.get::<Grant>(&(self.user, self.number())).unwrap();
        grant.map(|grant| grant.scope.to_string()).unwrap_or_default()
    }

    fn authorised(&self) -> consent::Authorised {
        consent::by_client_id(&self.ctx, self.user, &self.app.client.client_id).unwrap().unwrap()
    }

    async fn narrow(&self, narrowing: Narrowing<'_>) -> Result<ScopeSet, NarrowError> {
        consent::narrow(&self.ctx, BY, self.user, &self.app.client.client_id, narrowing).await
    }

    fn spared(&self, scope: &str) -> bool {
        is_remembered(&self.ctx, &self.examine(scope, &[]).unwrap(), self.user).unwrap()
    }

    async fn edit(&self, change: AppChange) {
        registration::edit(&self.ctx, BY, self.number(), change).await.unwrap();
    }
}

#[tokio::test]
async fn a_consent_adds_what_is_ticked_takes_what_is_unticked_and_leaves_what_is_not_asked_for() {
    let world = World::new().await;
    world.consent("profile:read workouts:read workouts:write", "profile:read workouts:read workouts:write").await;
    world.consent("profile:write workouts:read workouts:write", "profile:write workouts:read").await;
    assert_eq!(world.granted(), "profile:read workouts:read profile:write");
    world.consent("workouts:write", "workouts:write").await;
    assert_eq!(world.granted(), "profile:read workouts:read profile:write workouts:write");
}

#[tokio::test]
async fn what_is_unticked_is_taken_from_the_tokens_that_are_out() {
    let world = World::new().await;
    let code = world.consent("workouts:read workouts:write", "workouts:read workouts:write").await;
    let phone = world.pair(&code).await.unwrap();
    assert_eq!(world.may(&phone), "workouts:read workouts:write");
    let desktop = world.pair(&world.consent("workouts:read workouts:write", "workouts:read").await).await.unwrap();
    assert_eq!([world.may(&phone), world.may(&desktop)], ["workouts:read", "workouts:read"]);
    assert!(!world.is_let_in(&phone, "workouts:write") && world.is_let_in(&phone, "workouts:read"));
    assert_eq!(world.refresh(&phone).await.unwrap().scope.to_string(), "workouts:read");
}

#[tokio::test]
async fn a_narrowed_consent_gives_less_at_once_by_every_door() {
    let world = World::new().await;
    let scope = "profile:read workouts:read workouts:write";
    let pending = world.consent(scope, scope).await;
    let pair = world.pair(&world.consent(scope, scope).await).await.unwrap();
    let taken = world.narrow(Narrowing::Without(&set("workouts:write profile:write"))).await.unwrap();
    assert_eq!(
        (taken.to_string(), world.may(&pair)),
        ("workouts:write".to_owned(), "profile:read workouts:read".to_owned())
    );
    let late = world.pair(&pending).await.unwrap();
    assert_eq!(late.scope.to_string(), "profile:read workouts:read", "a code from before gives no more either");
    let next = world.refresh(&pair).await.unwrap();
    assert_eq!(next.scope.to_string(), "profile:read workouts:read");
    let asked = [("refresh_token", next.refresh_token.reveal()), ("scope", "workouts:write")];
    assert_eq!(world.ask(&asked, false).await.unwrap_err().code(), ErrorCode::InvalidScope);

    // By the API, to what is named.
    let taken = world.narrow(Narrowing::To(&set("profile:read"))).await.unwrap();
    assert_eq!((taken.to_string(), world.may(&next)), ("workouts:read".to_owned(), "profile:read".to_owned()));
    for (scope, refusal) in [
        ("", "scope: nothing would be left; withdraw the whole authorization instead"),
        ("profile:read workouts:read", "scope: you have not authorized workouts:read; only the app can ask for more"),
    ] {
        let refused = world.narrow(Narrowing::To(&set(scope))).await.unwrap_err();
        assert_eq!(refused.to_string(), refusal);
    }
    assert_eq!(world.granted(), "profile:read");

    // Consenting anew gives back.
    world.consent(scope, scope).await;
    assert_eq!(world.may(&next), scope);
}

#[tokio::test]
async fn tokens_of_which_nothing_is_left_are_refused_and_ask_for_a_new_consent() {
    let world = World::new().await;
    let writer = world.pair(&world.consent("workouts:write", "workouts:write").await).await.unwrap();
    let reader = world.pair(&world.consent("workouts:read", "workouts:read").await).await.unwrap();
    let pending = world.consent("workouts:write", "workouts:write").await;
    world.narrow(Narrowing::Without(&set("workouts:write"))).await.unwrap();
    assert_eq!([world.may(&writer), world.may(&reader)], ["", "workouts:read"]);
    assert_eq!(world.refresh(&writer).await.unwrap_err().code(), ErrorCode::InvalidGrant);
    assert_eq!(world.pair(&pending).await.unwrap_err().code(), ErrorCode::InvalidGrant);
    assert!(world.refresh(&reader).await.is_ok());
    // It was refused, not ended: with the consent it comes back.
    world.consent("workouts:write", "workouts:write").await;
    assert!(world.refresh(&writer).await.is_ok());
}

#[tokio::test]
async fn who_was_spared_is_asked_again_about_anything_that_is_not_what_they_said() {
    let world = World::new().await;
    assert!(!world.spared("profile:read"), "nothing was said");
    world.consent("profile:read workouts:read workouts:write", "profile:read workouts:read").await;
    assert!(world.spared("profile:read workouts:read") && world.spared("profile:read"));
    assert!(!world.spared("profile:read profile:write"), "a new scope");
    assert!(!world.spared("workouts:write"), "one that was unticked");
    world.narrow(Narrowing::Without(&set("workouts:read"))).await.unwrap();
    assert!(!world.spared("workouts:read") && world.spared("profile:read"), "one that was taken away");
    for (prompt, spared) in
        [("consent", false), ("login", false), ("select_account", false), ("none", true), ("of-the-future", true)]
    {
        let asked = world.examine("profile:read", &[("prompt", prompt)]).unwrap();
        assert_eq!(is_remembered(&world.ctx, &asked, world.user).unwrap(), spared, "{prompt}");
    }
    // They want to be asked from now on.
    let mut asked = world.examine("profile:read", &[]).unwrap();
    asked.next_time = NextTime::Asked;
    world.answer(&asked, "profile:read").await;
    assert!(!world.spared("profile:read"));
}

#[tokio::test]
async fn who_wants_to_be_asked_about_one_thing_is_asked_whatever_they_say_of_another() {
    let world = World::new().await;
    let answer = async |scope: &str, next_time| {
        let mut asked = world.examine(scope, &[]).unwrap();
        asked.next_time = next_time;
        world.answer(&asked, scope).await;
    };
    answer("profile:read", NextTime::Asked).await;
    answer("workouts:read", NextTime::Spared).await;
    assert!(world.spared("workouts:read") && !world.spared("profile:read"), "it was said of the other");
    answer("profile:read", NextTime::Spared).await;
    assert!(world.spared("profile:read workouts:read"), "now of both");
    answer("workouts:read", NextTime::NotOffered).await;
    assert!(world.spared("profile:read workouts:read"), "nothing was said");
    answer("profile:read", NextTime::Asked).await;
    assert!(world.spared("workouts:read") && !world.spared("profile:read"), "taken back of one");
    // What was taken away and given again without a word is asked about.
    answer("profile:read workouts:read", NextTime::Spared).await;
    world.narrow(Narrowing::Without(&set("workouts:read"))).await.unwrap();
    answer("workouts:read", NextTime::NotOffered).await;
    assert!(world.spared("profile:read") && !world.spared("workouts:read"));
}

#[tokio::test]
async fn each_of_two_who_narrow_at_once_tells_what_they_took() {
    let world = World::new().await;
    let scope = "profile:read workouts:read workouts:write";
    world.consent(scope, scope).await;
    let (one, other) = (set("workouts:read"), set("workouts:write"));
    let (first, second) =
        tokio::join!(world.narrow(Narrowing::Without(&one)), world.narrow(Narrowing::Without(&other)));
    assert_eq!((first.unwrap(), second.unwrap(), world.granted().as_str()), (one, other, "profile:read"));
}

#[tokio::test]
async fn who_was_spared_is_asked_again_about_an_app_that_has_changed() {
    let name = AppChange { name: Some("Other".to_owned()), ..AppChange::default() };
    let website = AppChange { website: Some("https://other.example".to_owned()), ..AppChange::default() };
    let uris = vec![testing::REDIRECT_URI.to_owned(), "https://other.example/cb".to_owned()];
    let uris = AppChange { redirect_uris: Some(uris), ..AppChange::default() };
    let description = AppChange { description: Some("Better than ever".to_owned()), ..AppChange::default() };
    for (change, spared) in [(name, false), (website, false), (uris, false), (description, true)] {
        let world = World::new().await;
        world.consent("profile:read", "profile:read").await;
        assert!(world.spared("profile:read"));
        world.edit(change).await;
        let query = [("redirect_uri", testing::REDIRECT_URI)];
        let asked = world.examine("profile:read", &query).unwrap();
        assert_eq!(is_remembered(&world.ctx, &asked, world.user).unwrap(), spared);
        world.answer(&asked, "profile:read").await;
        assert!(is_remembered(&world.ctx, &asked, world.user).unwrap(), "they have seen the new one");
    }
}

#[tokio::test]
async fn an_app_of_another_owner_is_another_app() {
    let world = World::new().await;
    world.consent("profile:read", "profile:read").await;
    let other = testing::add_user(&world.ctx, "bob", Role::User).await;
    let number = world.number();
    let changed = world.ctx.store.update::<Client, StoreError>(&number, |client, _| {
        client.owner = other;
        Ok(())
    });
    changed.await.unwrap();
    assert!(!world.spared("profile:read"));
}

#[tokio::test]
async fn nobody_is_spared_by_a_public_client_nor_what_administers_nor_where_the_instance_says_so() {
    let public = World::with(ClientType::Public, Role::User).await;
    public.consent("profile:read", "profile:read").await;
    assert!(!public.spared("profile:read"));

    let admin = World::with(ClientType::Confidential, Role::Admin).await;
    let both = "profile:read application:write";
    assert_eq!(admin.examine(both, &[]).unwrap().next_time, NextTime::NotOffered);
    admin.consent("profile:read", "profile:read").await;
    admin.consent(both, both).await;
    assert!(!admin.spared(both) && !admin.spared("application:write"));
    assert!(admin.spared("profile:read"), "what was said of the rest stays");

    let mut off = World::new().await;
    off.consent("profile:read", "profile:read").await;
    std::sync::Arc::make_mut(&mut off.ctx.config).oauth.remember_consent = false;
    assert!(!off.spared("profile:read"));
    off.ctx.store.get::<RememberedConsent>(&(off.user, off.number())).unwrap().unwrap();
    // What they consent to meanwhile has its own word.
    consent::withdraw(&off.ctx, BY, off.user, &off.app.client.client_id).await.unwrap();
    off.consent("profile:read", "profile:read").await;
    assert_eq!(off.ctx.store.get::<RememberedConsent>(&(off.user, off.number())).unwrap(), None);
}

#[tokio::test]
async fn a_word_that_was_taken_back_in_the_same_moment_spares_nobody() {
    let world = World::new().await;
    world.consent("profile:read workouts:read", "profile:read workouts:read").await;
    let asked = world.examine("workouts:read", &[]).unwrap();
    assert!(is_remembered(&world.ctx, &asked, world.user).unwrap());
    world.narrow(Narrowing::Without(&set("workouts:read"))).await.unwrap();
    let late = approve(&world.ctx, BY, &asked, world.user, &asked.scope, Decision::Remembered).await;
    assert!(matches!(late, Err(AuthorizeError::NotRemembered)));
    assert_eq!(world.granted(), "profile:read", "it widens nothing");
}

#[tokio::test]
async fn a_client_that_wants_nobody_to_be_asked_is_told_what_it_needs() {
    let world = World::new().await;
    let client_id = world.app.client.client_id.as_str();
    let query = |prompt| params(&[("client_id", client_id), ("state", "s"), ("prompt", prompt)]);
    let Err(AuthorizeError::Redirect(location)) = authorize::examine_signed_out(&world.ctx, &query("none")) else {
        panic!("it must be told")
    };
    assert!(location.contains("error=login_required") && location.contains("&state=s&iss="), "{location}");
    assert!(authorize::examine_signed_out(&world.ctx, &query("consent")).is_ok());
    let asked = world.examine("profile:read", &[("prompt", "none")]).unwrap();
    assert!(authorize::consent_required(&world.ctx, &asked).contains("error=consent_required"));
    for wrong in ["none consent", "login none"] {
        let Err(AuthorizeError::Redirect(location)) = world.examine("profile:read", &[("prompt", wrong)]) else {
            panic!("{wrong} makes no sense")
        };
        assert!(location.contains("error=invalid_request"), "{location}");
    }
}

#[tokio::test]
async fn what_an_app_used_is_told_by_scope_and_day() {
    let world = World::new().await;
    let scope = "profile:read workouts:read workouts:write";
    let pair = world.pair(&world.consent(scope, scope).await).await.unwrap();
    assert_eq!(world.authorised().unused().to_string(), scope);
    assert!(world.authorised().is_noted_from_the_beginning());
    assert!(world.is_let_in(&pair, "profile:read") && world.is_let_in(&pair, "profile:read"));
    assert!(!world.is_let_in(&pair, "users:read"), "what is refused was not used");
    let today = world.ctx.clock.now().day();
    let used = world.authorised().used.unwrap();
    assert_eq!(used.scopes.len(), 1);
    assert_eq!((used.scopes[0].first_used_on, used.scopes[0].last_used_on), (Some(today), Some(today)));

    // The next day an API asks about a token that may do less, and decides by itself.
    world.hand.advance(std::time::Duration::from_secs(86_400));
    let asked = [("refresh_token", pair.refresh_token.reveal()), ("scope", "profile:read workouts:read")];
    let next = world.ask(&asked, false).await.unwrap();
    let (api, secret) = resource_server::add(&world.ctx, BY, "api").await.unwrap();
    let own = params(&[("client_id", &api.client_id), ("client_secret", secret.reveal())]);
    let credentials = ClientCredentials::read(None, &own).unwrap();
    let question = params(&[("token", next.access_token.reveal())]);
    assert!(introspect(&world.ctx, &credentials, &question).unwrap().is_active());
    let known = world.authorised();
    assert_eq!(known.unused().to_string(), "workouts:write");
    let used = known.used.unwrap();
    let of = |scope| used.of(scope).map(|used| (used.first_used_on, used.last_used_on, used.last_told_on));
    let tomorrow = world.ctx.clock.now().day();
    assert_eq!(of("profile:read"), Some((Some(today), Some(today), Some(tomorrow))));
    assert_eq!(of("workouts:read"), Some((None, None, Some(tomorrow))));

    // A consent that is withdrawn takes all of it along.
    consent::withdraw(&world.ctx, BY, world.user, &world.app.client.client_id).await.unwrap();
    world.consent(scope, scope).await;
    assert_eq!(world.authorised().unused().to_string(), scope);
}

#[tokio::test]
async fn the_others_who_use_an_app_are_counted() {
    let world = World::new().await;
    let others = |world: &World| consent::others(&world.ctx, world.number(), world.user).unwrap();
    world.consent("profile:read", "profile:read").await;
    assert_eq!(others(&world), 0);
    let user = testing::add_user(&world.ctx, "bob", Role::User).await;
    let bob = World { user, ..world };
    assert_eq!(others(&bob), 1);
    bob.consent("profile:read", "profile:read").await;
    assert_eq!(others(&bob), 1);
}
