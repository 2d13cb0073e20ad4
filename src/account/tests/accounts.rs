use std::time::Duration;

use crate::account::instance::{self, InstanceChange};
use crate::account::profile::{self, ProfileChange};
use crate::account::testing::{BY, PASSWORD, add, ctx, new_user};
use crate::account::user::{self, NewUser};
use crate::account::{AccountError, session};
use crate::ctx::Ctx;
use crate::store::records::{Client, ClientNumber, ClientType, Grant, Role, Session, UserId};
use crate::store::{Batch, StoreError};

/// Runs `count` tasks that all start at once, on several threads; answers what each returned.
async fn at_once<T, F>(count: usize, task: impl Fn(usize) -> F) -> Vec<T>
where
    T: Send + 'static,
    F: Future<Output = T> + Send + 'static,
{
    let start = std::sync::Arc::new(tokio::sync::Barrier::new(count));
    let tasks: Vec<_> = (0..count)
        .map(|number| {
            let (start, work) = (start.clone(), task(number));
            tokio::spawn(async move {
                start.wait().await;
                work.await
            })
        })
        .collect();
    let mut answers = Vec::new();
    for task in tasks {
        answers.push(task.await.unwrap());
    }
    answers
}

fn field<T>(result: Result<T, AccountError>) -> &'static str {
    match result.err() {
        Some(AccountError::Invalid { field, .. } | AccountError::Taken { field, .. }) => field,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_account_is_found_by_name_and_address_in_any_case() {
    let (ctx, _) = ctx();
    let id = add(&ctx, "Alice", Role::User).await;
    assert_eq!(*user::by_name(&ctx, "aLICE").unwrap().unwrap().key(), id);
    assert_eq!(*user::by_name_or_email(&ctx, "ALICE@example.ORG").unwrap().unwrap().key(), id);
    assert!(user::by_name(&ctx, "alice@example.org").unwrap().is_none());
    assert!(user::by_name_or_email(&ctx, "bob").unwrap().is_none());
    assert_eq!(user::list(&ctx).unwrap()[0].1.name, "Alice");
}

#[tokio::test]
async fn names_addresses_and_passwords_keep_the_rules() {
    let (ctx, _) = ctx();
    let with = |name: &str, email: &str, password: &str| NewUser {
        name: name.into(),
        email: email.into(),
        password: Some(password.into()),
        role: Role::User,
        language: None,
    };
    for name in ["", "ab", "a b c", "a-b-c", "émile", &"a".repeat(31)] {
        assert_eq!(field(user::create(&ctx, BY, with(name, "a@b.example", PASSWORD)).await), "username", "{name}");
    }
    for email in ["", "a", "a@", "@b.example", "a b@c.example", "a@b..example", "a@-b.example", "a@b@c", "a.@b.c"] {
        assert_eq!(field(user::create(&ctx, BY, with("alice", email, PASSWORD)).await), "email", "{email}");
    }
    for password in ["", "seven77", &"x".repeat(1025)] {
        assert_eq!(field(user::create(&ctx, BY, with("alice", "a@b.example", password)).await), "password");
    }
    user::create(&ctx, BY, with(" alice_1 ", " a.b+c@localhost ", "éõžęłøßŵ")).await.unwrap();
    assert_eq!(field(user::create(&ctx, BY, with("ALICE_1", "new@b.example", PASSWORD)).await), "username");
    assert_eq!(field(user::create(&ctx, BY, with("bob", "A.B+C@LOCALHOST", PASSWORD)).await), "email");
    assert_eq!(user::list(&ctx).unwrap().len(), 1);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_name_or_an_address_is_taken_once_however_many_ask_at_once() {
    let (ctx, _) = ctx();
    let same_name = at_once(16, |number| {
        let ctx = ctx.clone();
        let email = format!("a{number}@example.org");
        async move { user::create(&ctx, BY, NewUser { email, password: None, ..new_user("Alice", Role::User) }).await }
    });
    let made = same_name.await;
    assert_eq!(made.iter().filter(|result| result.is_ok()).count(), 1);
    assert!(made.into_iter().filter_map(Result::err).all(|error| error.message().contains("username")));
    let same_email = at_once(16, |number| {
        let (ctx, name) = (ctx.clone(), format!("bob{number}"));
        async move {
            let email = "Bob@example.org".to_owned();
            user::create(&ctx, BY, NewUser { email, password: None, ..new_user(&name, Role::User) }).await
        }
    });
    assert_eq!(same_email.await.iter().filter(|result| result.is_ok()).count(), 1);
    let different = at_once(16, |number| {
        let (ctx, name) = (ctx.clone(), format!("carol{number}"));
        async move { user::create(&ctx, BY, NewUser { password: None, ..new_user(&name, Role::User) }).await.unwrap().0 }
    });
    let mut ids = different.await;
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), 16);
}

#[tokio::test]
async fn people_register_only_where_they_may_and_never_as_administrators() {
    let (ctx, _) = ctx();
    let ask = || user::register(&ctx, BY, new_user("alice", Role::Admin));
    assert!(matches!(ask().await, Err(AccountError::RegistrationDisabled)));
    instance::change(&ctx, BY, InstanceChange { registration: Some(true), ..Default::default() }).await.unwrap();
    assert_eq!(ask().await.unwrap().1.role, Role::User);
    let without_password = NewUser { password: None, ..new_user("bob", Role::User) };
    assert_eq!(field(user::register(&ctx, BY, without_password).await), "password");
}

#[tokio::test]
async fn the_last_administrator_who_can_act_stays_one() {
    let (ctx, _) = ctx();
    let (ann, ben) = (add(&ctx, "ann", Role::Admin).await, add(&ctx, "ben", Role::Admin).await);
    user::set_suspended(&ctx, BY, ben, true).await.unwrap();
    assert!(matches!(user::set_role(&ctx, BY, ann, Role::User).await, Err(AccountError::LastActiveAdmin)));
    assert!(matches!(user::set_suspended(&ctx, BY, ann, true).await, Err(AccountError::LastActiveAdmin)));
    assert!(matches!(user::delete(&ctx, BY, ann).await, Err(AccountError::LastAdmin)));
    assert!(!user::by_id(&ctx, ann).unwrap().unwrap().suspended);
    user::set_suspended(&ctx, BY, ben, false).await.unwrap();
    user::set_role(&ctx, BY, ann, Role::User).await.unwrap();
    user::delete(&ctx, BY, ann).await.unwrap();
    assert!(matches!(user::delete(&ctx, BY, ann).await, Err(AccountError::NotFound)));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn administrators_who_remove_each_other_at_once_leave_one() {
    for round in 0..40 {
        let (ctx, _) = ctx();
        let mut admins = Vec::new();
        for number in 0..4 {
            let new = NewUser { password: None, ..new_user(&format!("admin{number}"), Role::Admin) };
            admins.push(user::create(&ctx, BY, new).await.unwrap().0);
        }
        let results = at_once(4, |number| {
            let (ctx, id) = (ctx.clone(), admins[number]);
            async move {
                match (number + round) % 3 {
                    0 => user::delete(&ctx, BY, id).await,
                    1 => user::set_role(&ctx, BY, id, Role::User).await.map(drop),
                    _ => user::set_suspended(&ctx, BY, id, true).await.map(drop),
                }
            }
        });
        assert_eq!(results.await.iter().filter(|result| result.is_ok()).count(), 3, "round {round}");
        let left = user::list(&ctx).unwrap();
        assert_eq!(left.iter().filter(|(_, user)| user.is_admin() && !user.suspended).count(), 1, "round {round}");
    }
}

async fn app_of(ctx: &Ctx, owner: UserId) -> ClientNumber {
    crate::testing::add_app(ctx, owner, ClientType::Public, "profile:read").await.0.number
}

async fn grant(ctx: &Ctx, user: UserId, app: ClientNumber) -> Result<(), StoreError> {
    let grant =
        Grant { grant_id: 1, client_epoch: 0, scope: "profile:read".to_owned().into(), granted_at: ctx.clock.now() };
    let mut batch = Batch::default();
    batch.create(&(user, app), &grant)?;
    ctx.store.commit(batch).await
}

#[tokio::test]
async fn a_deleted_account_leaves_nothing_behind() {
    let (ctx, _) = ctx();
    let (ann, ben) = (add(&ctx, "ann", Role::User).await, add(&ctx, "ben", Role::User).await);
    let (anns, bens) = (app_of(&ctx, ann).await, app_of(&ctx, ben).await);
    for (user, app) in [(ann, anns), (ann, bens), (ben, anns)] {
        grant(&ctx, user, app).await.unwrap();
    }
    let account = user::by_id(&ctx, ann).unwrap().unwrap();
    let token = session::begin(&ctx, ann, &account, "", "").await.unwrap();
    user::delete(&ctx, BY, ann).await.unwrap();
    assert!(user::by_id(&ctx, ann).unwrap().is_none());
    assert!(session::find(&ctx, token.reveal()).unwrap().is_none());
    assert!(ctx.store.get::<Session>(&token.hash()).unwrap().is_none());
    assert!(ctx.store.get::<Client>(&anns).unwrap().is_none());
    assert!(ctx.store.all::<Grant>().next().is_none());
    assert!(ctx.store.get::<Client>(&bens).unwrap().is_some());
    // The name is free again, the number is not given twice.
    assert!(add(&ctx, "ann", Role::User).await > ben);
}

#[tokio::test]
async fn a_profile_has_its_limits() {
    let (ctx, _) = ctx();
    let id = add(&ctx, "ann", Role::User).await;
    let bio = ProfileChange { bio: Some(Some(" line\nline ".into())), ..Default::default() };
    let user = profile::edit(&ctx, BY, id, bio).await.unwrap();
    assert_eq!(user.bio.as_deref(), Some("line\nline"));
    let rest = ProfileChange { location: Some(Some("Oslo".into())), bio: Some(Some(" ".into())), ..Default::default() };
    let user = profile::edit(&ctx, BY, id, rest).await.unwrap();
    assert_eq!((user.bio, user.location.as_deref()), (None, Some("Oslo")));
    let long = ProfileChange { first_name: Some(Some("x".repeat(81))), ..Default::default() };
    assert_eq!(field(profile::edit(&ctx, BY, id, long).await), "first_name");
    let control = ProfileChange { location: Some(Some("a\u{1b}[2J".into())), ..Default::default() };
    assert_eq!(field(profile::edit(&ctx, BY, id, control).await), "location");
}

#[tokio::test]
async fn attributes_and_address_are_changed_within_their_rules() {
    let (ctx, _) = ctx();
    let (ann, _) = (add(&ctx, "ann", Role::User).await, add(&ctx, "ben", Role::User).await);
    let user = profile::set_attribute(&ctx, BY, ann, "fittrackee.id", Some("7")).await.unwrap();
    assert_eq!(user.attributes["fittrackee.id"], "7");
    for key in ["", "a b", &"k".repeat(65)] {
        assert_eq!(field(profile::set_attribute(&ctx, BY, ann, key, Some("x")).await), "attribute");
    }
    assert_eq!(field(profile::set_attribute(&ctx, BY, ann, "k", Some("a\nb")).await), "attribute");
    for number in 1..32 {
        profile::set_attribute(&ctx, BY, ann, &format!("k{number}"), Some("x")).await.unwrap();
    }
    assert_eq!(field(profile::set_attribute(&ctx, BY, ann, "one.more", Some("x")).await), "attribute");
    assert!(profile::set_attribute(&ctx, BY, ann, "fittrackee.id", None).await.unwrap().attributes.len() == 31);
    assert_eq!(field(user::set_email(&ctx, BY, ann, "BEN@example.org").await), "email");
    assert_eq!(user::set_email(&ctx, BY, ann, "Ann@example.org").await.unwrap().email, "Ann@example.org");
    user::set_email(&ctx, BY, ann, "new@example.org").await.unwrap();
    assert!(user::by_name_or_email(&ctx, "ann@example.org").unwrap().is_none());
}

#[tokio::test]
async fn suspension_ends_sessions_and_sign_in_still_works() {
    let (ctx, hand) = ctx();
    add(&ctx, "root", Role::Admin).await;
    let id = add(&ctx, "ann", Role::User).await;
    let account = user::by_id(&ctx, id).unwrap().unwrap();
    let token = session::begin(&ctx, id, &account, "", "").await.unwrap();
    user::set_suspended(&ctx, BY, id, true).await.unwrap();
    assert!(session::find(&ctx, token.reveal()).unwrap().is_none());
    hand.advance(Duration::from_secs(1));
    let account = user::by_id(&ctx, id).unwrap().unwrap();
    let token = session::begin(&ctx, id, &account, "", "").await.unwrap();
    assert!(session::find(&ctx, token.reveal()).unwrap().unwrap().user.suspended);
    // Lifting it, or suspending again what is suspended, ends nothing.
    user::set_suspended(&ctx, BY, id, true).await.unwrap();
    user::set_suspended(&ctx, BY, id, false).await.unwrap();
    assert!(session::find(&ctx, token.reveal()).unwrap().is_some());
}

#[tokio::test]
async fn the_instance_starts_with_the_configuration_and_keeps_its_limits() {
    let (ctx, _) = ctx();
    assert_eq!(instance::name(&ctx).unwrap(), "grantd");
    let named = InstanceChange { name: Some(Some(" Home ".into())), ..Default::default() };
    instance::change(&ctx, BY, named).await.unwrap();
    assert_eq!(instance::name(&ctx).unwrap(), "Home");
    assert!(!instance::registration_enabled(&ctx).unwrap());
    let contact = InstanceChange { admin_contact: Some(Some("nobody".into())), ..Default::default() };
    assert_eq!(field(instance::change(&ctx, BY, contact).await), "admin_contact");
    let about = InstanceChange { about: Some(Some("é".repeat(40_000))), ..Default::default() };
    assert_eq!(field(instance::change(&ctx, BY, about).await), "about");
    let unnamed = InstanceChange { name: Some(Some(String::new())), ..Default::default() };
    assert_eq!(instance::change(&ctx, BY, unnamed).await.unwrap().name, None);
}
