use super::super::search::{Wanted, last_sign_in, search};
use super::super::testing::{add, ctx};
use super::super::{session, user};
use crate::store::Batch;
use crate::store::records::{Role, User, primary_key};
use crate::store::window::Window;
use crate::testing::BY;

fn names(ctx: &crate::ctx::Ctx, wanted: &Wanted) -> Vec<String> {
    search(ctx, wanted, Window::ALL).unwrap().items.into_iter().map(|(_, user)| user.name).collect()
}

#[tokio::test]
async fn accounts_are_found_by_name_address_role_and_state() {
    let (ctx, hand) = ctx();
    for name in ["zoe", "Bob", "alice", "bobby"] {
        add(&ctx, name, if name == "zoe" { Role::Admin } else { Role::User }).await;
    }
    let bob = *user::by_name(&ctx, "bob").unwrap().unwrap().key();
    let all = Wanted::default();
    assert_eq!(names(&ctx, &all), ["alice", "Bob", "bobby", "zoe"], "in the order of names, whatever their case");
    let with = |text: &str, in_email| Wanted { text: text.to_owned(), in_email, ..Wanted::default() };
    assert_eq!(names(&ctx, &with(" BOB ", false)), ["Bob", "bobby"]);
    assert_eq!(
        names(&ctx, &with("zoe@EXAMPLE", false)),
        [""; 0],
        "addresses are nobody's business but administrators'"
    );
    assert_eq!(names(&ctx, &with("zoe@EXAMPLE", true)), ["zoe"]);
    assert_eq!(names(&ctx, &Wanted { role: Some(Role::Admin), ..all.clone() }), ["zoe"]);
    user::set_suspended(&ctx, BY, bob, true).await.unwrap();
    assert_eq!(names(&ctx, &Wanted { suspended: Some(true), ..all.clone() }), ["Bob"]);
    assert_eq!(
        names(&ctx, &Wanted { suspended: Some(false), role: Some(Role::User), ..all.clone() }),
        ["alice", "bobby"]
    );

    hand.advance(std::time::Duration::from_secs(7));
    let record = user::by_id(&ctx, bob).unwrap().unwrap();
    session::begin(&ctx, bob, &record, "192.0.2.7", "curl/8").await.unwrap();
    session::end_others(&ctx, BY, bob, None).await.unwrap();
    assert_eq!(last_sign_in(&ctx, bob).unwrap(), Some(ctx.clock.now()), "also when the session has ended");
    assert_eq!(names(&ctx, &Wanted { never_signed_in: true, ..all }), ["alice", "bobby", "zoe"]);
    user::delete(&ctx, BY, bob).await.unwrap();
    assert_eq!(ctx.store.get::<crate::store::records::LastSignIn>(&bob).unwrap(), None);
}

#[tokio::test]
async fn a_part_of_many_accounts_is_counted_and_one_that_cannot_be_read_hides_no_other() {
    let (ctx, _) = ctx();
    for number in 0..600 {
        let user = User { name: format!("u{number:03}"), email: format!("u{number}@example.org"), ..sample() };
        let mut batch = Batch::default();
        batch.create(&crate::store::records::UserId(number + 1), &user).unwrap();
        ctx.store.commit(batch).await.unwrap();
    }
    let part = search(&ctx, &Wanted::default(), Window { skip: 590, limit: 20 }).unwrap();
    assert_eq!((part.items.len(), part.total), (10, 600));
    assert_eq!(part.items[0].1.name, "u590");
    let mut batch = Batch::default();
    batch.write(primary_key::<User>(&part.items[0].0), Some(vec![1, 9]));
    ctx.store.commit(batch).await.unwrap();
    let part = search(&ctx, &Wanted { text: "u59".into(), in_email: true, ..Wanted::default() }, Window::ALL).unwrap();
    assert_eq!(part.items.len(), 10, "u591 to u599, and u059 by its address");
}

fn sample() -> User {
    User {
        name: String::new(),
        email: String::new(),
        password: None,
        role: Role::User,
        suspended: false,
        created_at: crate::clock::Timestamp::default(),
        session_epoch: 0,
        first_name: None,
        last_name: None,
        bio: None,
        location: None,
        attributes: std::collections::BTreeMap::new(),
        language: None,
    }
}
