use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use crate::account::login::{SignIn, sign_in};
use crate::account::testing::{BY, PASSWORD, add, config, ctx, new_password, new_user};
use crate::account::user::{self, NewUser};
use crate::account::{AccountError, Guard, password, session};
use crate::ctx::Ctx;
use crate::store::records::{Role, Session, UserId};

const HOME: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));

fn with(name: &str, password: &str) -> SignIn {
    SignIn { name: name.into(), password: password.into(), address: HOME, device: "Firefox\r\nX: y".into(), code: None }
}

#[tokio::test]
async fn a_person_signs_in_with_name_or_address() {
    let (ctx, _) = ctx();
    let id = add(&ctx, "Ann", Role::User).await;
    for name in ["Ann", "ANN", " ann@EXAMPLE.org "] {
        let (token, who) = sign_in(&ctx, with(name, PASSWORD)).await.unwrap();
        assert_eq!((who.id, who.session), (id, token.hash()));
        assert_eq!(session::find(&ctx, token.reveal()).unwrap().unwrap().user.name, "Ann");
    }
    let (_, one) = session::list(&ctx, id).unwrap().remove(0);
    assert_eq!((one.device.as_str(), one.address.as_str()), ("FirefoxX: y", "192.0.2.1"));
}

#[tokio::test]
async fn wrong_unknown_unset_and_overlong_look_the_same() {
    let (ctx, _) = ctx();
    add(&ctx, "ann", Role::User).await;
    user::create(&ctx, BY, NewUser { password: None, ..new_user("ben", Role::User) }).await.unwrap();
    let long = "x".repeat(2000);
    for (name, password) in [("ann", "wrong"), ("nobody", PASSWORD), ("ben", ""), ("ann", &long)] {
        let error = sign_in(&ctx, with(name, password)).await.err().unwrap();
        assert!(matches!(error, AccountError::Credentials), "{name}: {error}");
        assert_eq!(error.message(), "invalid credentials");
    }
    assert!(ctx.store.all::<Session>().next().is_none());
}

#[tokio::test]
async fn after_failures_even_the_right_password_waits_and_then_clears_the_name() {
    let (ctx, hand) = ctx();
    add(&ctx, "ann", Role::User).await;
    for _ in 0..5 {
        assert!(matches!(sign_in(&ctx, with("ann", "wrong")).await, Err(AccountError::Credentials)));
    }
    let error = sign_in(&ctx, with("ann", PASSWORD)).await.err().unwrap();
    assert!(matches!(error, AccountError::TooManyAttempts { retry_after } if retry_after.as_secs() == 1), "{error}");
    hand.advance(Duration::from_secs(1));
    sign_in(&ctx, with("ann", PASSWORD)).await.unwrap();
    let elsewhere = "192.0.2.2".parse().unwrap();
    for _ in 0..4 {
        let wrong = SignIn { address: elsewhere, ..with("ann", "wrong") };
        assert!(matches!(sign_in(&ctx, wrong).await, Err(AccountError::Credentials)));
    }
}

#[tokio::test]
async fn a_session_slides_while_it_is_used_and_ends_when_it_is_not() {
    let (ctx, hand) = ctx();
    add(&ctx, "ann", Role::User).await;
    let (token, _) = sign_in(&ctx, with("ann", PASSWORD)).await.unwrap();
    let lifetime = ctx.config.accounts.session_lifetime;
    let day = Duration::from_secs(24 * 3600);
    for _ in 0..3 {
        hand.advance(lifetime - day);
        assert!(session::find(&ctx, token.reveal()).unwrap().is_some());
        ctx.usage.write(&ctx.store, lifetime).await.unwrap();
    }
    // A use that is not written yet counts too.
    for _ in 0..2 {
        hand.advance(lifetime - Duration::from_millis(1));
        assert!(session::find(&ctx, token.reveal()).unwrap().is_some());
    }
    hand.advance(lifetime);
    assert!(session::find(&ctx, token.reveal()).unwrap().is_none());
}

#[tokio::test]
async fn a_session_of_a_minute_slides_too() {
    let (mut ctx, hand) = ctx();
    let minute = Duration::from_secs(60);
    let mut short = config();
    short.accounts.session_lifetime = minute;
    ctx.config = Arc::new(short);
    add(&ctx, "ann", Role::User).await;
    let (token, _) = sign_in(&ctx, with("ann", PASSWORD)).await.unwrap();
    for _ in 0..3 {
        hand.advance(Duration::from_secs(40));
        assert!(session::find(&ctx, token.reveal()).unwrap().is_some());
        ctx.usage.write(&ctx.store, minute).await.unwrap();
    }
}

#[tokio::test]
async fn a_session_ends_at_sign_out_and_a_token_that_is_none_finds_nothing() {
    let (ctx, _) = ctx();
    let id = add(&ctx, "ann", Role::User).await;
    let (token, who) = sign_in(&ctx, with("ann", PASSWORD)).await.unwrap();
    let (other, _) = sign_in(&ctx, with("ann", PASSWORD)).await.unwrap();
    session::end(&ctx, BY, &who.session).await.unwrap();
    session::end(&ctx, BY, &who.session).await.unwrap();
    assert!(session::find(&ctx, token.reveal()).unwrap().is_none());
    assert!(session::find(&ctx, other.reveal()).unwrap().is_some());
    assert_eq!(session::list(&ctx, id).unwrap().len(), 1);
    for token in ["", "gri_", "grl_x"] {
        assert!(session::find(&ctx, token).unwrap().is_none());
    }
}

#[tokio::test]
async fn an_account_keeps_the_sessions_it_used_last() {
    let (ctx, hand) = ctx();
    let id = add(&ctx, "ann", Role::User).await;
    let account = user::by_id(&ctx, id).unwrap().unwrap();
    let mut tokens = Vec::new();
    for _ in 0..session::MOST + 3 {
        hand.advance(Duration::from_secs(1));
        tokens.push(session::begin(&ctx, id, &account, "", "").await.unwrap());
    }
    assert_eq!(session::list(&ctx, id).unwrap().len(), session::MOST);
    let alive = |token: &crate::secret::Secret| session::find(&ctx, token.reveal()).unwrap().is_some();
    assert!(tokens[..3].iter().all(|token| !alive(token)) && tokens[3..].iter().all(alive));
    assert_eq!(session::list(&ctx, id).unwrap()[0].0, tokens[session::MOST + 2].hash());
}

async fn sign_in_twice(ctx: &Ctx) -> (UserId, crate::secret::Secret, session::SignedIn) {
    let id = add(ctx, "ann", Role::User).await;
    let (other, _) = sign_in(ctx, with("ann", PASSWORD)).await.unwrap();
    let (_, who) = sign_in(ctx, with("ann", PASSWORD)).await.unwrap();
    (id, other, who)
}

#[tokio::test]
async fn a_changed_password_ends_all_sessions_but_gives_the_asking_one_anew() {
    let (ctx, _) = ctx();
    let (id, other, who) = sign_in_twice(&ctx).await;
    let token = new_password(&ctx, &who, PASSWORD, "another password").await.unwrap();
    assert!(session::find(&ctx, other.reveal()).unwrap().is_none());
    assert!(session::find(&ctx, token.reveal()).unwrap().is_some());
    let left: Vec<_> = ctx.store.all::<Session>().map(Result::unwrap).collect();
    assert_eq!((left.len(), left[0].0, left[0].1.device.as_str()), (1, token.hash(), "FirefoxX: y"));
    assert!(matches!(sign_in(&ctx, with("ann", PASSWORD)).await, Err(AccountError::Credentials)));
    sign_in(&ctx, with("ann", "another password")).await.unwrap();
    assert_eq!(session::list(&ctx, id).unwrap().len(), 2);
}

#[tokio::test]
async fn the_current_password_cannot_be_guessed_from_a_stolen_session() {
    let (ctx, _) = ctx();
    let (_, other, who) = sign_in_twice(&ctx).await;
    assert!(matches!(new_password(&ctx, &who, PASSWORD, "short").await, Err(AccountError::Invalid { .. })));
    for _ in 0..5 {
        let error = new_password(&ctx, &who, "guess", "another one").await.err().unwrap();
        assert!(matches!(error, AccountError::Invalid { field: "current_password", .. }), "{error}");
    }
    let error = new_password(&ctx, &who, PASSWORD, "another one").await.err().unwrap();
    assert!(matches!(error, AccountError::TooManyAttempts { .. }));
    assert!(session::find(&ctx, other.reveal()).unwrap().is_some());
}

#[tokio::test]
async fn a_hash_made_with_other_parameters_is_made_anew_at_sign_in() {
    let (mut ctx, _) = ctx();
    let id = add(&ctx, "ann", Role::User).await;
    let (token, _) = sign_in(&ctx, with("ann", PASSWORD)).await.unwrap();
    let stored = |ctx: &Ctx| user::by_id(ctx, id).unwrap().unwrap().password.unwrap();
    let old = stored(&ctx);
    assert!(old.starts_with("$argon2id$v=19$m=8,t=1,p=1$"), "{old}");
    let mut stronger = config();
    stronger.accounts.argon2_iterations = 2;
    ctx.config = Arc::new(stronger);
    assert!(sign_in(&ctx, with("ann", "wrong")).await.is_err());
    assert_eq!(stored(&ctx), old);
    sign_in(&ctx, with("ann", PASSWORD)).await.unwrap();
    let new = stored(&ctx);
    assert!(new.starts_with("$argon2id$v=19$m=8,t=2,p=1$"), "{new}");
    sign_in(&ctx, with("ann", PASSWORD)).await.unwrap();
    assert_eq!(stored(&ctx), new);
    assert!(session::find(&ctx, token.reveal()).unwrap().is_some());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn only_so_many_wait_for_a_hash() {
    let (mut ctx, _) = ctx();
    let mut slow = config();
    slow.accounts.argon2_concurrency = 1;
    slow.accounts.argon2_memory = 16 * 1024 * 1024;
    ctx.accounts = Arc::new(Guard::new(&slow.accounts));
    ctx.config = Arc::new(slow);
    let tasks: Vec<_> = (0..60)
        .map(|_| {
            let ctx = ctx.clone();
            tokio::spawn(async move { password::hash(&ctx, PASSWORD).await })
        })
        .collect();
    let (mut done, mut busy) = (0, 0);
    for task in tasks {
        match task.await.unwrap() {
            Ok(_) => done += 1,
            Err(AccountError::Busy) => busy += 1,
            Err(error) => panic!("{error}"),
        }
    }
    assert!(done >= 33 && busy > 0 && done + busy == 60, "{done} done, {busy} refused");
    // Nobody's place was lost.
    assert!(password::hash(&ctx, PASSWORD).await.is_ok());
}

#[tokio::test]
async fn the_number_of_hashes_at_once_follows_the_configuration() {
    let (ctx, _) = ctx();
    let mut other = config();
    for concurrency in [5, 1, 3] {
        other.accounts.argon2_concurrency = concurrency;
        ctx.accounts.reconfigure(&other.accounts);
        assert_eq!(ctx.accounts.hashing.free(), concurrency);
        assert!(password::hash(&ctx, PASSWORD).await.is_ok());
        assert_eq!(ctx.accounts.hashing.free(), concurrency);
    }
}

#[tokio::test]
async fn a_session_ends_by_its_id_and_only_for_its_own_account() {
    let (ctx, _) = ctx();
    let (ann, ben) = (add(&ctx, "ann", Role::User).await, add(&ctx, "ben", Role::User).await);
    let (token, who) = sign_in(&ctx, with("ann", PASSWORD)).await.unwrap();
    let id = session::id_of(&who.session);
    assert!(id.len() == 16 && who.session.to_hex().starts_with(&id));
    assert!(!session::end_by_id(&ctx, BY, ben, &id).await.unwrap());
    assert!(!session::end_by_id(&ctx, BY, ann, "").await.unwrap());
    assert!(session::find(&ctx, token.reveal()).unwrap().is_some());
    assert!(session::end_by_id(&ctx, BY, ann, &id).await.unwrap());
    assert!(session::find(&ctx, token.reveal()).unwrap().is_none());
    assert!(!session::end_by_id(&ctx, BY, ann, &id).await.unwrap());
}
