use std::net::IpAddr;

use crate::account::change::{Change, change};
use crate::account::confirmation::Shown;
use crate::account::login::{SignIn, sign_in};
use crate::account::session::SignedIn;
use crate::account::testing::{BY, PASSWORD, add, ctx, new_password};
use crate::account::{AccountError, deletion, export, session, user};
use crate::ctx::Ctx;
use crate::store::records::{Role, Session, User};

const HOME: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));

async fn signed_in(ctx: &Ctx, name: &str) -> SignedIn {
    let request = SignIn {
        name: name.to_owned(),
        password: PASSWORD.to_owned(),
        address: HOME,
        device: "Firefox/140".to_owned(),
        code: None,
    };
    sign_in(ctx, request).await.unwrap().1
}

async fn new_address(ctx: &Ctx, who: &SignedIn, current: &str, address: &str) -> Result<User, AccountError> {
    let wanted = Change { email: Some(address), password: None };
    change(ctx, BY, who, Shown::password(current), wanted).await.map(|changed| changed.user)
}

fn field(error: &AccountError) -> &str {
    match error {
        AccountError::Invalid { field, .. } | AccountError::Taken { field, .. } => field,
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn an_address_is_changed_by_who_knows_the_password_and_is_nobody_elses() {
    let (ctx, _) = ctx();
    let id = add(&ctx, "ann", Role::User).await;
    add(&ctx, "ben", Role::User).await;
    let who = signed_in(&ctx, "ann").await;
    let change = async |current: &str, address: &str| new_address(&ctx, &who, current, address).await;
    assert_eq!(field(&change("wrong", "new@example.org").await.unwrap_err()), "current_password");
    assert_eq!(field(&change(PASSWORD, "BEN@example.org").await.unwrap_err()), "email");
    assert_eq!(field(&change(PASSWORD, "no address").await.unwrap_err()), "email");
    assert_eq!(change(PASSWORD, " new@example.org ").await.unwrap().email, "new@example.org");
    assert_eq!(change(PASSWORD, "NEW@example.org").await.unwrap().email, "NEW@example.org", "its own in another case");
    assert_eq!(user::by_email(&ctx, "new@example.org").unwrap().map(|user| *user.key()), Some(id));
    assert!(user::by_email(&ctx, "ann@example.org").unwrap().is_none());
    // Wrong ones count together with those of the other steps.
    for _ in 0..5 {
        assert!(change("wrong", "x@example.org").await.is_err());
    }
    let told = deletion::delete_own(&ctx, BY, &who, Shown::password(PASSWORD), "ann").await.unwrap_err();
    assert!(matches!(told, AccountError::TooManyAttempts { .. }), "{told}");
}

#[tokio::test]
async fn a_password_like_the_persons_name_is_refused() {
    let (ctx, _) = ctx();
    add(&ctx, "vhrosk_tolm", Role::User).await;
    let who = signed_in(&ctx, "vhrosk_tolm").await;
    let refused = new_password(&ctx, &who, PASSWORD, "Tolmvhrosk").await.err().unwrap();
    assert!(refused.to_string().starts_with("password: too easy to guess. "), "{refused}");
    assert!(new_password(&ctx, &who, PASSWORD, "violet lantern sudden").await.is_ok());
}

#[tokio::test]
async fn a_deletion_that_was_cut_off_is_gone_on_with_by_the_person() {
    let (ctx, _) = ctx();
    let id = add(&ctx, "ann", Role::User).await;
    let who = signed_in(&ctx, "ann").await;
    assert_eq!(
        field(&deletion::delete_own(&ctx, BY, &who, Shown::password(PASSWORD), "Ann").await.unwrap_err()),
        "username"
    );
    assert_eq!(
        field(&deletion::delete_own(&ctx, BY, &who, Shown::password("wrong"), "ann").await.unwrap_err()),
        "current_password"
    );
    // Its first write, and then the power was gone.
    user::set_suspended(&ctx, BY, id, true).await.unwrap();
    let again = signed_in(&ctx, "ann").await;
    deletion::delete_own(&ctx, BY, &again, Shown::password(PASSWORD), "ann").await.unwrap();
    assert!(user::by_id(&ctx, id).unwrap().is_none());
    assert!(ctx.store.all::<Session>().next().is_none());
}

#[tokio::test]
async fn the_last_administrator_is_told_before_and_refused() {
    let (ctx, _) = ctx();
    let id = add(&ctx, "root", Role::Admin).await;
    let who = signed_in(&ctx, "root").await;
    assert!(deletion::lost(&ctx, &who).unwrap().last_admin);
    let refused = deletion::delete_own(&ctx, BY, &who, Shown::password(PASSWORD), "root").await.unwrap_err();
    assert!(matches!(refused, AccountError::LastAdmin));
    add(&ctx, "second", Role::Admin).await;
    let lost = deletion::lost(&ctx, &who).unwrap();
    assert_eq!((lost.last_admin, lost.sessions, lost.grants, lost.apps.len()), (false, 1, 0, 0));
    assert!(user::by_id(&ctx, id).unwrap().is_some());
}

#[tokio::test]
async fn the_document_of_an_account_has_no_secret_and_no_hash() {
    let (ctx, _) = ctx();
    let id = add(&ctx, "ann", Role::User).await;
    let who = signed_in(&ctx, "ann").await;
    let document = export::document(&ctx, id, &who.user).await.unwrap();
    let parsed: serde_json::Value = serde_json::from_str(&document).unwrap();
    assert_eq!(parsed["account"]["email"], "ann@example.org");
    assert_eq!(parsed["sessions"][0]["id"], session::id_of(&who.session));
    assert!(!document.contains("argon2") && !document.contains(&who.session.to_hex()));
}

#[tokio::test]
async fn address_and_password_change_together_or_not_at_all_and_are_confirmed_once() {
    let (ctx, _) = ctx();
    add(&ctx, "ann", Role::User).await;
    add(&ctx, "ben", Role::User).await;
    let who = signed_in(&ctx, "ann").await;
    let both = |email| Change { email: Some(email), password: Some("violet lantern sudden") };
    let taken = change(&ctx, BY, &who, Shown::password(PASSWORD), both("ben@example.org")).await.err().unwrap();
    assert_eq!(field(&taken), "email");
    let known = user::by_id(&ctx, who.id).unwrap().unwrap();
    assert_eq!((known.password, known.email), (who.user.password.clone(), who.user.email.clone()));
    let changed = change(&ctx, BY, &who, Shown::password(PASSWORD), both("new@example.org")).await.unwrap();
    assert_eq!(changed.user.email, "new@example.org");
    assert_eq!(session::find(&ctx, changed.token.unwrap().reveal()).unwrap().unwrap().user, changed.user);
    assert_eq!(session::list(&ctx, who.id).unwrap().len(), 1);
}
