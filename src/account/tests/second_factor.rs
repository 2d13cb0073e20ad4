use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use crate::account::change::{Change, change};
use crate::account::confirmation::{self, Question, Shown};
use crate::account::login::{self, Second, SignIn, Step, sign_in};
use crate::account::second_factor::{self, must_set_up};
use crate::account::session::SignedIn;
use crate::account::testing::{BY, PASSWORD, add, ctx};
use crate::account::vault::Vault;
use crate::account::{AccountError, deletion, export, session, totp, user};
use crate::clock::ManualClock;
use crate::config::SecondFactorFor;
use crate::ctx::Ctx;
use crate::secret::Secret;
use crate::store::records::{PendingSignIn, Role, SecondFactor, SharedSecret, UserId, primary_key};
use crate::store::{Batch, StoreError};

const HOME: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));

fn with(code: Option<&str>) -> SignIn {
    SignIn {
        name: "ann".to_owned(),
        password: PASSWORD.to_owned(),
        address: HOME,
        device: "Firefox/140".to_owned(),
        code: code.map(str::to_owned),
    }
}

/// Somebody with an authenticator app.
struct Ann {
    ctx: Ctx,
    hand: ManualClock,
    id: UserId,
    secret: Vec<u8>,
    recovery: Vec<String>,
}

impl Ann {
    async fn new() -> Self {
        let (ctx, hand) = ctx();
        Self::over(ctx, hand).await
    }

    async fn over(ctx: Ctx, hand: ManualClock) -> Self {
        let id = add(&ctx, "ann", Role::User).await;
        let (_, who) = sign_in(&ctx, with(None)).await.unwrap();
        let begun = second_factor::begin(&ctx, &who).unwrap();
        assert!(second_factor::find(&ctx, id).unwrap().is_none(), "nothing is there until a code is shown");
        let secret = totp::from_base32(&begun.secret).unwrap();
        let mut ann = Self { ctx, hand, id, secret, recovery: Vec::new() };
        let code = ann.code();
        let set_up = second_factor::set_up_app(&ann.ctx, BY, &who, (&begun.secret, &begun.ticket), &code);
        ann.recovery = set_up.await.unwrap().unwrap();
        ann.hand.advance(Duration::from_secs(totp::PERIOD));
        ann
    }

    /// What the app shows now.
    fn code(&self) -> String {
        format!("{:06}", totp::code(&self.secret, self.ctx.clock.now().as_seconds() / totp::PERIOD))
    }

    /// What it never shows around now.
    fn wrong(&self) -> String {
        let this = self.ctx.clock.now().as_seconds() / totp::PERIOD;
        let shown: Vec<_> = (this - 2..=this + 2).map(|step| totp::code(&self.secret, step)).collect();
        format!("{:06}", (0..1_000_000).find(|code| !shown.contains(code)).unwrap())
    }

    async fn sign_in(&self, code: Option<&str>) -> Result<(Secret, SignedIn), AccountError> {
        sign_in(&self.ctx, with(code)).await
    }

    async fn pending(&self) -> Secret {
        match login::first_step(&self.ctx, with(None)).await.unwrap() {
            Step::Pending(token) => token,
            Step::Done(_) => panic!("no second factor was asked for"),
        }
    }

    async fn finish(&self, token: &Secret, code: &str) -> Result<(Secret, SignedIn), AccountError> {
        login::finish(&self.ctx, token.reveal(), Second::Code(code), HOME, "Firefox/140").await
    }
}

fn is_wrong_code<T>(result: &Result<T, AccountError>) -> bool {
    matches!(result, Err(AccountError::Invalid { field: "code", .. }))
}

#[tokio::test]
async fn the_right_password_alone_signs_nobody_in_and_a_code_does_once() {
    let ann = Ann::new().await;
    let before = session::list(&ann.ctx, ann.id).unwrap().len();
    assert!(matches!(ann.sign_in(None).await, Err(AccountError::SecondFactorNeeded)));
    assert!(matches!(ann.sign_in(Some(" ")).await, Err(AccountError::SecondFactorNeeded)));
    assert!(is_wrong_code(&ann.sign_in(Some(&ann.wrong())).await));
    assert!(is_wrong_code(&ann.sign_in(Some("no code")).await));
    let mut stranger = with(Some(&ann.code()));
    stranger.password = "wrong".to_owned();
    assert!(matches!(sign_in(&ann.ctx, stranger).await, Err(AccountError::Credentials)), "nothing of a code is told");
    assert_eq!(session::list(&ann.ctx, ann.id).unwrap().len(), before);
    let code = ann.code();
    let (token, who) = ann.sign_in(Some(&code)).await.unwrap();
    assert!(who.has_second_factor && session::find(&ann.ctx, token.reveal()).unwrap().unwrap().has_second_factor);
    assert!(is_wrong_code(&ann.sign_in(Some(&code)).await), "a code that was taken is not taken again");
    ann.hand.advance(Duration::from_secs(totp::PERIOD));
    ann.sign_in(Some(&ann.code())).await.unwrap();
}

#[tokio::test]
async fn the_code_that_set_the_app_up_signs_nobody_in() {
    let (ctx, _) = ctx();
    add(&ctx, "ann", Role::User).await;
    let (_, who) = sign_in(&ctx, with(None)).await.unwrap();
    let begun = second_factor::begin(&ctx, &who).unwrap();
    let secret = totp::from_base32(&begun.secret).unwrap();
    let code = format!("{:06}", totp::code(&secret, ctx.clock.now().as_seconds() / totp::PERIOD));
    second_factor::set_up_app(&ctx, BY, &who, (&begun.secret, &begun.ticket), &code).await.unwrap();
    assert!(is_wrong_code(&sign_in(&ctx, with(Some(&code))).await));
}

#[tokio::test]
async fn a_set_up_is_finished_by_the_session_that_began_it_in_time_with_the_secret_that_was_given() {
    let (ctx, hand) = ctx();
    add(&ctx, "ann", Role::User).await;
    let (_, who) = sign_in(&ctx, with(None)).await.unwrap();
    let (_, other) = sign_in(&ctx, with(None)).await.unwrap();
    let begun = second_factor::begin(&ctx, &who).unwrap();
    let code = |secret: &str| {
        let secret = totp::from_base32(secret).unwrap();
        format!("{:06}", totp::code(&secret, ctx.clock.now().as_seconds() / totp::PERIOD))
    };
    let own = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
    for (who, secret, ticket) in [
        (&other, begun.secret.as_str(), begun.ticket.as_str()),
        (&who, own, &begun.ticket),
        (&who, &begun.secret, "7.x"),
    ] {
        let refused = second_factor::set_up_app(&ctx, BY, who, (secret, ticket), &code(secret)).await;
        assert!(matches!(refused, Err(AccountError::SetUpEnded)), "{secret} {ticket}");
    }
    let wrong = second_factor::set_up_app(&ctx, BY, &who, (&begun.secret, &begun.ticket), "12345").await;
    assert!(is_wrong_code(&wrong));
    assert!(second_factor::again(&ctx, &who, &begun.secret, &begun.ticket).unwrap().is_some());
    hand.advance(Duration::from_secs(30 * 60));
    let late = second_factor::set_up_app(&ctx, BY, &who, (&begun.secret, &begun.ticket), &code(&begun.secret)).await;
    assert!(matches!(late, Err(AccountError::SetUpEnded)));
    assert!(second_factor::find(&ctx, who.id).unwrap().is_none());
}

#[tokio::test]
async fn of_many_at_the_same_time_a_code_lets_one_in() {
    let ann = Arc::new(Ann::new().await);
    for code in [ann.code(), ann.recovery[3].clone()] {
        let tries: Vec<_> = (0..4)
            .map(|_| {
                let (ann, code) = (Arc::clone(&ann), code.clone());
                tokio::spawn(async move {
                    let token = ann.pending().await;
                    ann.finish(&token, &code).await.is_ok()
                })
            })
            .collect();
        let mut inside = 0;
        for one in tries {
            inside += usize::from(one.await.unwrap());
        }
        assert_eq!(inside, 1, "{code}");
    }
    assert_eq!(second_factor::find(&ann.ctx, ann.id).unwrap().unwrap().recovery.len(), 9);
}

#[tokio::test]
async fn a_sign_in_that_waits_is_finished_once_in_time_and_ends_with_the_password_that_it_was_begun_with() {
    let ann = Ann::new().await;
    let token = ann.pending().await;
    assert!(session::find(&ann.ctx, token.reveal()).unwrap().is_none(), "it opens nothing");
    assert!(is_wrong_code(&ann.finish(&token, &ann.wrong()).await));
    ann.finish(&token, &ann.code()).await.unwrap();
    assert!(matches!(ann.finish(&token, &ann.recovery[0]).await, Err(AccountError::SignInEnded)));
    assert_eq!(ann.ctx.store.all::<PendingSignIn>().count(), 0);

    let late = ann.pending().await;
    ann.hand.advance(login::PENDING_FOR);
    assert!(matches!(ann.finish(&late, &ann.code()).await, Err(AccountError::SignInEnded)));
    ann.ctx.store.sweep(ann.ctx.clock.now(), ann.ctx.clock.now()).await.unwrap();
    assert_eq!(ann.ctx.store.all::<PendingSignIn>().count(), 0);

    let old = ann.pending().await;
    let (_, who) = ann.sign_in(Some(&ann.code())).await.unwrap();
    let wanted = Change { email: None, password: Some("violet lantern sudden") };
    change(&ann.ctx, BY, &who, Shown::password(PASSWORD), wanted).await.unwrap();
    ann.hand.advance(Duration::from_secs(totp::PERIOD));
    assert!(matches!(ann.finish(&old, &ann.code()).await, Err(AccountError::SignInEnded)));
}

#[tokio::test]
async fn guessing_six_digits_is_slowed_down_and_the_owner_gets_in_all_the_same() {
    let ann = Ann::new().await;
    let token = ann.pending().await;
    for _ in 0..5 {
        assert!(is_wrong_code(&ann.finish(&token, &ann.wrong()).await));
    }
    for code in [ann.code(), ann.wrong()] {
        assert!(matches!(ann.finish(&token, &code).await, Err(AccountError::TooManyAttempts { .. })));
    }
    assert!(
        matches!(ann.sign_in(Some(&ann.code())).await, Err(AccountError::TooManyAttempts { .. })),
        "one count for all"
    );
    ann.finish(&token, &ann.recovery[0]).await.unwrap();
    ann.hand.advance(Duration::from_secs(60));
    ann.sign_in(Some(&ann.code())).await.unwrap();
    // Whoever knows the name alone makes nobody wait for a code.
    for name in [format!("code of {}", ann.id.0), format!("Code of {}", ann.id.0)] {
        for _ in 0..10 {
            let _ = sign_in(&ann.ctx, SignIn { name: name.clone(), ..with(None) }).await;
        }
    }
    ann.hand.advance(Duration::from_secs(totp::PERIOD));
    ann.sign_in(Some(&ann.code())).await.unwrap();
}

#[tokio::test]
async fn recovery_codes_work_once_each_and_not_after_new_ones_were_made() {
    let ann = Ann::new().await;
    assert_eq!(ann.recovery.len(), 10);
    let (_, who) = ann.sign_in(Some(&ann.recovery[0].to_uppercase())).await.unwrap();
    assert!(is_wrong_code(&ann.sign_in(Some(&ann.recovery[0])).await));
    let new = second_factor::renew_codes(&ann.ctx, BY, &who).await.unwrap();
    assert!(is_wrong_code(&ann.sign_in(Some(&ann.recovery[1])).await));
    ann.sign_in(Some(&new[1])).await.unwrap();
    assert_eq!(second_factor::find(&ann.ctx, ann.id).unwrap().unwrap().recovery.len(), 9);
}

#[tokio::test]
async fn without_its_second_factor_an_account_signs_in_with_the_password_and_without_an_account_there_is_none() {
    let ann = Ann::new().await;
    let waiting = ann.pending().await;
    assert!(second_factor::turn_off(&ann.ctx, BY, ann.id).await.unwrap());
    assert!(!second_factor::turn_off(&ann.ctx, BY, ann.id).await.unwrap());
    assert!(matches!(ann.finish(&waiting, &ann.recovery[0]).await, Err(AccountError::SignInEnded)));
    ann.sign_in(None).await.unwrap();

    let ann = Ann::new().await;
    let _waiting = ann.pending().await;
    let (_, who) = ann.sign_in(Some(&ann.code())).await.unwrap();
    deletion::delete_own(&ann.ctx, BY, &who, Shown::default(), "ann").await.unwrap();
    assert_eq!(ann.ctx.store.all::<SecondFactor>().count(), 0);
    assert_eq!(ann.ctx.store.all::<PendingSignIn>().count(), 0);
}

#[tokio::test]
async fn a_step_is_confirmed_with_the_password_or_with_the_second_factor_and_then_for_a_while() {
    let (ctx, hand) = ctx();
    add(&ctx, "ann", Role::User).await;
    let (token, _) = sign_in(&ctx, with(None)).await.unwrap();
    let now = || session::find(&ctx, token.reveal()).unwrap().unwrap();
    assert_eq!(confirmation::question(&ctx, &now()), Question::Nothing);
    hand.advance(Duration::from_secs(600));
    assert_eq!(confirmation::question(&ctx, &now()), Question::Password);
    let wrong = confirmation::confirm(&ctx, BY, &now(), Shown::password("wrong")).await;
    assert!(matches!(wrong, Err(AccountError::Invalid { field: "current_password", .. })));
    assert_eq!(confirmation::question(&ctx, &now()), Question::Password);
    confirmation::confirm(&ctx, BY, &now(), Shown::password(PASSWORD)).await.unwrap();
    assert_eq!(confirmation::question(&ctx, &now()), Question::Nothing);
    assert_eq!(confirmation::question_of_form(&ctx, &now()), Question::Password, "such a form asks by itself, always");

    let ann = Ann::new().await;
    let (token, _) = ann.sign_in(Some(&ann.code())).await.unwrap();
    let now = || session::find(&ann.ctx, token.reveal()).unwrap().unwrap();
    let email = Change { email: Some("new@example.org"), password: None };
    ann.hand.advance(Duration::from_secs(600));
    assert_eq!(confirmation::question_of_form(&ann.ctx, &now()), Question::Code);
    let without = change(&ann.ctx, BY, &now(), Shown::password(PASSWORD), email).await;
    assert!(matches!(without, Err(AccountError::SecondFactorNeeded)), "the password alone is not enough");
    let code = ann.wrong();
    assert!(is_wrong_code(
        &change(&ann.ctx, BY, &now(), Shown { passkey: None, password: None, code: Some(&code) }, email).await
    ));
    assert!(is_wrong_code(&confirmation::confirm(&ann.ctx, BY, &now(), Shown::password(PASSWORD)).await));
    let code = ann.code();
    change(&ann.ctx, BY, &now(), Shown { passkey: None, password: None, code: Some(&code) }, email).await.unwrap();
    assert_eq!(confirmation::question_of_form(&ann.ctx, &now()), Question::Nothing);
    ann.hand.advance(Duration::from_secs(600));
    let code = ann.code();
    confirmation::confirm(&ann.ctx, BY, &now(), Shown { passkey: None, password: None, code: Some(&code) })
        .await
        .unwrap();
    assert_eq!(confirmation::question(&ann.ctx, &now()), Question::Nothing);
}

#[tokio::test]
async fn an_operator_may_require_a_second_factor_of_administrators_or_of_everyone() {
    for (required, user, admin) in [
        (SecondFactorFor::Optional, false, false),
        (SecondFactorFor::Admins, false, true),
        (SecondFactorFor::Everyone, true, true),
    ] {
        let (mut ctx, hand) = ctx();
        Arc::make_mut(&mut ctx.config).accounts.second_factor = required;
        add(&ctx, "root", Role::Admin).await;
        let (_, root) = sign_in(&ctx, SignIn { name: "root".to_owned(), ..with(None) }).await.unwrap();
        let ann = Ann::over(ctx, hand).await;
        let (token, with_factor) = ann.sign_in(Some(&ann.code())).await.unwrap();
        assert!(!must_set_up(&ann.ctx, &with_factor));
        assert_eq!(must_set_up(&ann.ctx, &root), admin);
        second_factor::turn_off(&ann.ctx, BY, ann.id).await.unwrap();
        let without = session::find(&ann.ctx, token.reveal()).unwrap().unwrap();
        assert_eq!(must_set_up(&ann.ctx, &without), user, "seen at once");
    }
}

#[tokio::test]
async fn a_secret_is_sealed_with_the_key_that_there_is_when_a_code_is_taken() {
    let mut ann = Ann::new().await;
    let stored = |ann: &Ann| second_factor::find(&ann.ctx, ann.id).unwrap().unwrap().app.unwrap().secret;
    assert_eq!(stored(&ann), SharedSecret::Plain(ann.secret.clone()));
    ann.ctx.vault = Arc::new(Vault::with_key(&[b'k'; 32]).unwrap());
    ann.sign_in(Some(&ann.code())).await.unwrap();
    assert!(matches!(stored(&ann), SharedSecret::Sealed { .. }));
    ann.hand.advance(Duration::from_secs(totp::PERIOD));
    ann.sign_in(Some(&ann.code())).await.unwrap();
    ann.hand.advance(Duration::from_secs(totp::PERIOD));
    ann.ctx.vault = Arc::default();
    let sealed = ann.sign_in(Some(&ann.code())).await;
    assert!(matches!(sealed, Err(AccountError::SecondFactorSealed)));
    ann.sign_in(Some(&ann.recovery[0])).await.unwrap();
}

#[tokio::test]
async fn the_document_of_an_account_tells_of_its_second_factor_and_no_secret() {
    let ann = Ann::new().await;
    let account = user::by_id(&ann.ctx, ann.id).unwrap().unwrap();
    let document = export::document(&ann.ctx, ann.id, &account).await.unwrap();
    let parsed: serde_json::Value = serde_json::from_str(&document).unwrap();
    assert_eq!(parsed["second_factor"]["on"], true);
    assert_eq!(parsed["second_factor"]["recovery_codes_left"], 10);
    let factor = second_factor::find(&ann.ctx, ann.id).unwrap().unwrap();
    for secret in [crate::secret::hex(&ann.secret), totp::base32(&ann.secret), factor.recovery[0].to_hex()] {
        assert!(!document.contains(&secret));
    }
}

#[tokio::test]
async fn a_second_factor_that_cannot_be_read_lets_nobody_in_and_can_be_taken_away() {
    let ann = Ann::new().await;
    let garble = |id: UserId| {
        let mut batch = Batch::default();
        batch.write(primary_key::<SecondFactor>(&id), Some(vec![1, 9]));
        batch
    };
    ann.ctx.store.commit(garble(ann.id)).await.unwrap();
    for code in [None, Some(ann.recovery[0].as_str())] {
        assert!(matches!(ann.sign_in(code).await, Err(AccountError::Store(StoreError::Corrupt { .. }))), "{code:?}");
    }
    assert!(second_factor::turn_off(&ann.ctx, BY, ann.id).await.unwrap());
    ann.sign_in(None).await.unwrap();
    ann.ctx.store.commit(garble(ann.id)).await.unwrap();
    user::delete(&ann.ctx, BY, ann.id).await.unwrap();
    assert_eq!(ann.ctx.store.all::<SecondFactor>().count(), 0);
}

#[tokio::test]
async fn a_set_up_that_is_sent_twice_shows_recovery_codes_that_work_and_takes_no_code_twice() {
    let (ctx, hand) = ctx();
    add(&ctx, "ann", Role::User).await;
    let (_, who) = sign_in(&ctx, with(None)).await.unwrap();
    let begun = second_factor::begin(&ctx, &who).unwrap();
    let secret = totp::from_base32(&begun.secret).unwrap();
    let step = ctx.clock.now().as_seconds() / totp::PERIOD;
    let [code, next] = [step, step + 1].map(|step| format!("{:06}", totp::code(&secret, step)));
    let click = || second_factor::set_up_app(&ctx, BY, &who, (&begun.secret, &begun.ticket), &code);
    let unseen = click().await.unwrap().unwrap();
    let shown = click().await.unwrap().unwrap();
    assert!(is_wrong_code(&sign_in(&ctx, with(Some(&unseen[0]))).await));
    sign_in(&ctx, with(Some(&shown[0]))).await.unwrap();
    sign_in(&ctx, with(Some(&next))).await.unwrap();
    hand.advance(Duration::from_secs(30));
    // Sent again from the browser's history it changes nothing, and brings no code back that was taken.
    assert_eq!(click().await.unwrap(), None);
    assert!(is_wrong_code(&sign_in(&ctx, with(Some(&next))).await));
    sign_in(&ctx, with(Some(&shown[1]))).await.unwrap();
}
