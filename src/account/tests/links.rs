use std::time::Duration;

use crate::account::testing::{BY, PASSWORD, add, ctx, new_user};
use crate::account::user::{self, NewUser};
use crate::account::{AccountError, link, password, session};
use crate::store::records::{OneTimeLink, Role};

#[allow(clippy::needless_pass_by_value, reason = "reads better at each use")]
fn ended<T>(result: Result<T, AccountError>) -> bool {
    matches!(result, Err(AccountError::LinkEnded))
}

#[tokio::test]
async fn the_set_up_link_makes_the_first_administrator_once() {
    let (ctx, _) = ctx();
    let key = link::set_up_key(&ctx, BY).await.unwrap().unwrap();
    link::check_set_up(&ctx, key.reveal()).unwrap();
    let bad = NewUser { password: Some("short".into()), ..new_user("root", Role::User) };
    assert!(matches!(link::use_set_up(&ctx, BY, key.reveal(), bad).await, Err(AccountError::Invalid { .. })));
    let (_, root) = link::use_set_up(&ctx, BY, key.reveal(), new_user("root", Role::User)).await.unwrap();
    assert!(root.is_admin() && root.password.is_some());
    assert!(ended(link::check_set_up(&ctx, key.reveal())));
    assert!(ended(link::use_set_up(&ctx, BY, key.reveal(), new_user("other", Role::User)).await));
    assert!(link::set_up_key(&ctx, BY).await.unwrap().is_none());
    assert!(ctx.store.all::<OneTimeLink>().next().is_none());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn of_many_who_use_the_set_up_link_at_once_one_becomes_administrator() {
    for _ in 0..10 {
        let (ctx, _) = ctx();
        let key = link::set_up_key(&ctx, BY).await.unwrap().unwrap();
        let tasks: Vec<_> = (0..8)
            .map(|number| {
                let (ctx, key) = (ctx.clone(), key.clone());
                // Half of them send the same form again.
                let name = format!("root{}", number / 2);
                tokio::spawn(async move { link::use_set_up(&ctx, BY, key.reveal(), new_user(&name, Role::User)).await })
            })
            .collect();
        let mut made = 0;
        for task in tasks {
            match task.await.unwrap() {
                Ok(_) => made += 1,
                Err(AccountError::LinkEnded | AccountError::Taken { .. }) => {}
                Err(error) => panic!("{error}"),
            }
        }
        assert_eq!((made, user::list(&ctx).unwrap().len()), (1, 1));
    }
}

#[tokio::test]
async fn the_set_up_link_is_replaced_by_a_new_one_and_ends_after_an_hour() {
    let (ctx, hand) = ctx();
    let first = link::set_up_key(&ctx, BY).await.unwrap().unwrap();
    let second = link::set_up_key(&ctx, BY).await.unwrap().unwrap();
    assert!(ended(link::check_set_up(&ctx, first.reveal())));
    hand.advance(Duration::from_secs(3599));
    link::check_set_up(&ctx, second.reveal()).unwrap();
    hand.advance(Duration::from_secs(1));
    assert!(ended(link::check_set_up(&ctx, second.reveal())));
}

#[tokio::test]
async fn the_set_up_link_ends_when_an_administrator_comes_another_way() {
    let (ctx, _) = ctx();
    let user = add(&ctx, "ann", Role::User).await;
    let key = link::set_up_key(&ctx, BY).await.unwrap().unwrap();
    user::set_role(&ctx, BY, user, Role::Admin).await.unwrap();
    assert!(ended(link::use_set_up(&ctx, BY, key.reveal(), new_user("root", Role::Admin)).await));
    assert!(ctx.store.all::<OneTimeLink>().next().is_none());
}

#[tokio::test]
async fn a_password_link_sets_the_password_once_and_ends_all_sessions() {
    let (ctx, _) = ctx();
    let id = add(&ctx, "ann", Role::User).await;
    let before = user::by_id(&ctx, id).unwrap().unwrap();
    let token = session::begin(&ctx, id, &before, "", "").await.unwrap();
    let old = link::password_key(&ctx, BY, id).await.unwrap();
    let key = link::password_key(&ctx, BY, id).await.unwrap();
    assert!(ended(link::check_password(&ctx, old.reveal())));
    assert_eq!(link::check_password(&ctx, key.reveal()).unwrap().0, id);
    assert!(matches!(link::use_password(&ctx, BY, key.reveal(), "short").await, Err(AccountError::Invalid { .. })));
    link::use_password(&ctx, BY, key.reveal(), "another password").await.unwrap();
    assert!(ended(link::use_password(&ctx, BY, key.reveal(), "third password").await));
    assert!(session::find(&ctx, token.reveal()).unwrap().is_none());
    let stored = user::by_id(&ctx, id).unwrap().unwrap().password;
    let verify = |text| password::verify(&ctx, stored.as_deref(), text);
    assert_eq!(verify("another password").await.unwrap(), password::Verified::Right);
    assert_eq!(verify(PASSWORD).await.unwrap(), password::Verified::Wrong);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_password_link_works_once_however_many_use_it_at_once() {
    let (ctx, _) = ctx();
    let id = add(&ctx, "ann", Role::User).await;
    let key = link::password_key(&ctx, BY, id).await.unwrap();
    let tasks: Vec<_> = (0..8)
        .map(|number| {
            let (ctx, key) = (ctx.clone(), key.clone());
            tokio::spawn(async move {
                link::use_password(&ctx, BY, key.reveal(), &format!("violet lantern {number}")).await
            })
        })
        .collect();
    let mut used = 0;
    for task in tasks {
        let result = task.await.unwrap();
        used += usize::from(result.is_ok());
        assert!(result.is_ok() || ended(result));
    }
    assert_eq!(used, 1);
}

#[tokio::test]
async fn a_password_link_ends_with_another_password_and_with_the_account() {
    let (ctx, _) = ctx();
    let id = add(&ctx, "ann", Role::User).await;
    let key = link::password_key(&ctx, BY, id).await.unwrap();
    password::set(&ctx, BY, id, "set by the operator").await.unwrap();
    assert!(ended(link::use_password(&ctx, BY, key.reveal(), "another password").await));
    let key = link::password_key(&ctx, BY, id).await.unwrap();
    user::delete(&ctx, BY, id).await.unwrap();
    assert!(ended(link::check_password(&ctx, key.reveal())));
    assert!(ctx.store.all::<OneTimeLink>().next().is_none());
}

#[tokio::test]
async fn one_kind_of_link_does_not_open_the_other() {
    let (ctx, _) = ctx();
    let id = add(&ctx, "ann", Role::User).await;
    let set_up = link::set_up_key(&ctx, BY).await.unwrap().unwrap();
    let password = link::password_key(&ctx, BY, id).await.unwrap();
    assert!(ended(link::check_password(&ctx, set_up.reveal())));
    assert!(ended(link::check_set_up(&ctx, password.reveal())));
    for key in ["", "grl_", "x"] {
        assert!(ended(link::check_set_up(&ctx, key)) && ended(link::check_password(&ctx, key)));
    }
    assert_eq!(link::set_up_url(&ctx, &set_up), format!("http://localhost:8080/setup?key={}", set_up.reveal()));
}
