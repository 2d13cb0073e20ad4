//! Makes a golden directory: every kind of record, by the operations that make them in life, with time and chance fixed.

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use grantd::account::instance::{self, InstanceChange};
use grantd::account::login::{self, SignIn};
use grantd::account::profile::{self, ProfileChange};
use grantd::account::user::{self, NewUser};
use grantd::account::{link, session};
use grantd::clock::ManualClock;
use grantd::config::{Config, Storage};
use grantd::ctx::Ctx;
use grantd::oauth::authorize::{self, Decision, Ticket};
use grantd::oauth::registration::App;
use grantd::oauth::{ClientCredentials, Params, consent, exchange, refresh, resource_server, revoke};
use grantd::secret::{Secret, TokenHash, s256};
use grantd::store::records::{ClientType, Role, UserId};
use grantd::store::{FORMAT_OF_TODAY, Store, transfer};
use grantd::testing::{self, BY, REDIRECT_URI};
use serde_json::{Value, json};

const PASSWORD: &str = "correct horse battery";
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

/// Settings with Argon2 as cheap as it gets.
pub fn config(data_dir: &Path) -> Config {
    let mut config = testing::config(data_dir);
    config.accounts.argon2_memory = 8 * 1024;
    config.accounts.argon2_iterations = 1;
    config
}

/// Writes the three files of today's format beside this one, but never over those of a format that is released.
#[test]
#[ignore = "writes into tests/golden: run it by hand, once a format (see README.md)"]
fn make_golden() {
    let [archive, export, secrets] =
        ["tar.gz", "jsonl", "secrets.json"].map(|suffix| super::file(FORMAT_OF_TODAY, suffix));
    assert!(!archive.exists(), "{} is there already, and stays as it was released", archive.display());
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    let store = Store::open(&Storage::default(), &data).unwrap();
    let (ctx, hand) = testing::core_over(store, config(&data));
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let known = runtime.block_on(fill(&ctx, &hand));
    transfer::write_file(
        &export,
        |output| transfer::export(&ctx.store, ctx.clock.now(), output),
        |written, counts| {
            assert_eq!(&transfer::verify(written)?, counts);
            Ok(())
        },
    )
    .unwrap();
    ctx.store.engine().close().unwrap();
    drop(ctx);
    std::fs::write(secrets, serde_json::to_string_pretty(&known).unwrap() + "\n").unwrap();
    let owner = ["--owner=0", "--group=0", "--numeric-owner", "--sort=name", "--mtime=@0"];
    let packed =
        Command::new("tar").args(owner).arg("-czf").arg(&archive).arg("-C").arg(dir.path()).arg("data").status();
    assert!(packed.unwrap().success());
}

/// An instance with a little history. Answers the secrets that are known to nobody but their owners.
async fn fill(ctx: &Ctx, hand: &ManualClock) -> Value {
    let admin = NewUser {
        name: "Alice".to_owned(),
        email: "alice@example.org".to_owned(),
        password: Some(PASSWORD.to_owned()),
        role: Role::Admin,
        language: None,
    };
    let alice = user::create(ctx, BY, admin).await.unwrap().0;
    let profile = ProfileChange { bio: Some(Some("Runs.\nß 😀".to_owned())), ..ProfileChange::default() };
    profile::edit(ctx, BY, alice, profile).await.unwrap();
    profile::set_attribute(ctx, BY, alice, "fittrackee_id", Some("42")).await.unwrap();
    let bob = testing::add_user(ctx, "bob", Role::User).await;
    link::password_key(ctx, BY, bob).await.unwrap();
    let carol = testing::add_user(ctx, "carol", Role::User).await;
    user::set_suspended(ctx, BY, carol, true).await.unwrap();
    let named = InstanceChange { name: Some(Some("Golden".to_owned())), ..InstanceChange::default() };
    instance::change(ctx, BY, named).await.unwrap();
    let (server, api_secret) = resource_server::add(ctx, BY, "workouts").await.unwrap();

    let (app, secret) = testing::add_app(ctx, alice, ClientType::Confidential, "profile:read workouts:read").await;
    let secret = secret.unwrap();
    testing::add_app(ctx, alice, ClientType::Public, "profile:read").await;
    let (gone, gone_secret) = testing::add_app(ctx, alice, ClientType::Confidential, "profile:read").await;
    let app = Side { ctx, app, secret };
    let gone = Side { ctx, app: gone, secret: gone_secret.unwrap() };

    // A family that lives and was rotated, one that was revoked, one that was withdrawn with its consent and app.
    let first = app.exchange(alice, Decision::Called).await;
    hand.advance(Duration::from_secs(60));
    let current = app.refresh(first.1.reveal()).await;
    let ticket = Ticket { hash: TokenHash::of(b"page"), expires_at: ctx.clock.now().plus(Duration::from_secs(600)) };
    let revoked = app.exchange(alice, Decision::Shown(ticket)).await;
    let params = app.params(&[("token", revoked.0.reveal())]);
    revoke::revoke(ctx, BY, &ClientCredentials::read(None, &params).unwrap(), &params).await.unwrap();
    let withdrawn = gone.exchange(alice, Decision::Called).await;
    ctx.usage.write(&ctx.store, ctx.config.accounts.session_lifetime).await.unwrap();
    assert!(consent::withdraw(ctx, BY, alice, &gone.app.client.client_id).await.unwrap());
    grantd::oauth::registration::delete(ctx, BY, gone.app.number).await.unwrap();
    let code = app.code(alice, Decision::Called).await;

    let sessions = [sign_in(ctx).await, sign_in(ctx).await];
    session::end(ctx, BY, &sessions[1].hash()).await.unwrap();
    json!({
        "password": PASSWORD, "session": sessions[0].reveal(), "session_ended": sessions[1].reveal(),
        "client_id": app.app.client.client_id, "client_secret": app.secret.reveal(),
        "api_id": server.client_id, "api_secret": api_secret.reveal(),
        "access_token": current.0.reveal(), "refresh_token": current.1.reveal(), "access_rotated": first.0.reveal(),
        "access_revoked": revoked.0.reveal(), "refresh_revoked": revoked.1.reveal(),
        "access_withdrawn": withdrawn.0.reveal(), "code": code, "verifier": VERIFIER,
    })
}

async fn sign_in(ctx: &Ctx) -> Secret {
    let (name, password) = ("alice".to_owned(), PASSWORD.to_owned());
    let address = "192.0.2.7".parse().unwrap();
    login::sign_in(ctx, SignIn { name, password, address, device: "Golden/1.0".to_owned(), code: None })
        .await
        .unwrap()
        .0
}

/// What an app does.
struct Side<'a> {
    ctx: &'a Ctx,
    app: App,
    secret: Secret,
}

impl Side<'_> {
    fn params(&self, more: &[(&str, &str)]) -> Params {
        let own = [("client_id", self.app.client.client_id.as_str()), ("client_secret", self.secret.reveal())];
        own.iter().chain(more).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
    }

    async fn code(&self, user: UserId, decision: Decision) -> String {
        let challenge = s256(VERIFIER);
        let params = self.params(&[
            ("response_type", "code"),
            ("scope", "profile:read"),
            ("redirect_uri", REDIRECT_URI),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ]);
        let account = self.ctx.store.get(&user).unwrap().unwrap();
        let request = authorize::examine(self.ctx, &params, &account).unwrap();
        let answer = authorize::approve(self.ctx, BY, &request, user, &request.scope, decision).await.unwrap();
        let query = url::Url::parse(&answer).unwrap();
        query.query_pairs().find(|(name, _)| name == "code").unwrap().1.into_owned()
    }

    async fn exchange(&self, user: UserId, decision: Decision) -> (Secret, Secret) {
        let code = self.code(user, decision).await;
        let params = self.params(&[("code", &code), ("redirect_uri", REDIRECT_URI), ("code_verifier", VERIFIER)]);
        let credentials = ClientCredentials::read(None, &params).unwrap();
        let given = exchange::exchange(self.ctx, BY, &credentials, &params).await.unwrap();
        (given.access_token, given.refresh_token)
    }

    async fn refresh(&self, token: &str) -> (Secret, Secret) {
        let params = self.params(&[("refresh_token", token)]);
        let credentials = ClientCredentials::read(None, &params).unwrap();
        let given = refresh::refresh(self.ctx, BY, &credentials, &params).await.unwrap();
        (given.access_token, given.refresh_token)
    }
}
