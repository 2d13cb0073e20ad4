use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;

use super::authenticator::Authenticator;
use crate::account::confirmation::{self, Shown};
use crate::account::login::{self, Second, SignIn, Step, sign_in, sign_in_with_passkey};
use crate::account::passkey::{self, Answer, Ask, RelyingParty};
use crate::account::second_factor::{self, Part};
use crate::account::session::{self, SignedIn};
use crate::account::testing::{BY, PASSWORD, add, ctx};
use crate::account::{AccountError, export};
use crate::clock::ManualClock;
use crate::ctx::Ctx;
use crate::secret::Secret;
use crate::store::records::{Role, UserId};

const HOME: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 1));
const ORIGIN: &str = "http://localhost:8080";

/// Somebody with a passkey, and the device that has it.
struct Ann {
    ctx: Ctx,
    hand: ManualClock,
    id: UserId,
    who: SignedIn,
    device: Authenticator,
    recovery: Vec<String>,
}

fn with_password(name: &str) -> SignIn {
    SignIn {
        name: name.to_owned(),
        password: PASSWORD.to_owned(),
        address: HOME,
        device: "Firefox/140".to_owned(),
        code: None,
    }
}

fn answer<'t>(ask: &'t Ask, credential: &'t str) -> Answer<'t> {
    Answer { ticket: &ask.ticket, credential }
}

fn is_refused<T>(result: &Result<T, AccountError>) -> bool {
    matches!(result, Err(AccountError::Invalid { field: "passkey", .. }))
}

impl Ann {
    async fn new() -> Self {
        let (mut ctx, hand) = ctx();
        ctx.passkeys = Arc::new(RelyingParty::of(&ctx.issuer, None));
        let id = add(&ctx, "ann", Role::User).await;
        let (_, who) = sign_in(&ctx, with_password("ann")).await.unwrap();
        let mut device = Authenticator::new(ORIGIN);
        let ask = passkey::ask_to_add(&ctx, &who).unwrap();
        let made = device.make(&ask);
        let added = second_factor::add_passkey(&ctx, BY, &who, answer(&ask, &made), " My phone ").await;
        let recovery = added.unwrap().unwrap();
        hand.advance(Duration::from_secs(1));
        Self { ctx, hand, id, who, device, recovery }
    }

    fn ask_to_sign_in(&self) -> Ask {
        passkey::ask_to_sign_in(&self.ctx).unwrap().unwrap()
    }

    async fn sign_in(&self, ask: &Ask) -> Result<(Secret, SignedIn), AccountError> {
        let credential = self.device.answer(ask);
        sign_in_with_passkey(&self.ctx, answer(ask, &credential), HOME, "Firefox/140").await
    }

    fn passkey(&self) -> crate::store::records::Passkey {
        second_factor::find(&self.ctx, self.id).unwrap().unwrap().passkeys.remove(0)
    }
}

#[tokio::test]
async fn a_passkey_signs_in_by_itself_and_each_answer_once() {
    let ann = Ann::new().await;
    assert_eq!((ann.recovery.len(), ann.passkey().name.as_str()), (10, "My phone"));
    let ask = ann.ask_to_sign_in();
    let (token, who) = ann.sign_in(&ask).await.unwrap();
    assert_eq!(who.id, ann.id);
    assert!(session::find(&ann.ctx, token.reveal()).unwrap().unwrap().has_second_factor);
    assert_eq!(ann.passkey().last_used_at, Some(ann.ctx.clock.now()));
    assert!(is_refused(&ann.sign_in(&ask).await), "an answer is taken once");
    ann.hand.advance(Duration::from_secs(1));
    let (older, newer) = (ann.ask_to_sign_in(), {
        ann.hand.advance(Duration::from_secs(1));
        ann.ask_to_sign_in()
    });
    ann.sign_in(&newer).await.unwrap();
    assert!(is_refused(&ann.sign_in(&older).await), "an older question is not answered after a newer one");
    let late = ann.ask_to_sign_in();
    ann.hand.advance(Duration::from_secs(30 * 60));
    assert!(is_refused(&ann.sign_in(&late).await), "a question is good for half an hour");
}

#[tokio::test]
async fn what_was_not_asked_or_is_not_theirs_opens_nothing() {
    let mut ann = Ann::new().await;
    let ask = ann.ask_to_sign_in();
    let credential = ann.device.answer(&ask);
    let ticket = |ticket: String| Ask { ticket, ..ask.clone() };
    for forged in [
        String::new(),
        "..".to_owned(),
        "1.e30.x".to_owned(),
        ask.ticket.replacen('1', "2", 1),
        format!("{}x", ask.ticket),
    ] {
        let forged = ticket(forged);
        let tried = sign_in_with_passkey(&ann.ctx, answer(&forged, &credential), HOME, "").await;
        assert!(is_refused(&tried), "{}", forged.ticket);
    }
    for broken in ["", "{}", "null", "[]", "\u{0}"] {
        assert!(is_refused(&sign_in_with_passkey(&ann.ctx, answer(&ask, broken), HOME, "").await), "{broken}");
    }
    let own = ann.device.handle.clone();
    for handle in [vec![], vec![0; 16], vec![0xff; 16], vec![1; 64]] {
        ann.device.handle = handle;
        assert!(is_refused(&ann.sign_in(&ask).await));
    }
    ann.device.handle = own;
    ann.device.origin = "https://evil.example".to_owned();
    assert!(is_refused(&ann.sign_in(&ask).await), "another site");
    ann.device.origin = ORIGIN.to_owned();
    ann.device.verifies = false;
    assert!(is_refused(&ann.sign_in(&ask).await), "whoever holds the device is not enough");
    ann.device.verifies = true;
    let stranger = Authenticator::new(ORIGIN);
    let foreign = stranger.answer(&ask);
    assert!(is_refused(&sign_in_with_passkey(&ann.ctx, answer(&ask, &foreign), HOME, "").await));
    assert_eq!(session::list(&ann.ctx, ann.id).unwrap().len(), 1, "nobody got in");
    ann.sign_in(&ask).await.unwrap();
}

#[tokio::test]
async fn a_handle_is_one_of_this_site_and_an_older_one_is_known() {
    let mut ann = Ann::new().await;
    let handle = |issuer: &str| {
        let mut ctx = ann.ctx.clone();
        ctx.passkeys = Arc::new(RelyingParty::of(issuer, Some("example.org")));
        let ask = passkey::ask_to_add(&ctx, &ann.who).unwrap();
        let options: Value = serde_json::from_str(&ask.options).unwrap();
        options["publicKey"]["user"]["id"].as_str().unwrap().to_owned()
    };
    let (a, b) = (handle("https://a.example.org"), handle("https://b.example.org"));
    assert_ne!(a, b, "a device would keep the later one of two accounts with one number");
    assert_eq!(a, handle("https://a.example.org"), "and one of them only here");
    // As it was before, or under another public_url.
    for site in [0, 7] {
        ann.device.handle = [[site; 8], ann.id.0.to_be_bytes()].concat();
        ann.sign_in(&ann.ask_to_sign_in()).await.unwrap();
        ann.hand.advance(Duration::from_secs(1));
    }
}

#[tokio::test]
async fn a_counter_that_does_not_go_on_is_a_copy() {
    let mut ann = Ann::new().await;
    ann.device.counter = 7;
    ann.sign_in(&ann.ask_to_sign_in()).await.unwrap();
    ann.hand.advance(Duration::from_secs(1));
    ann.device.counter = 6;
    assert!(is_refused(&ann.sign_in(&ann.ask_to_sign_in()).await));
    ann.device.counter = 8;
    ann.sign_in(&ann.ask_to_sign_in()).await.unwrap();
}

#[tokio::test]
async fn of_many_with_one_answer_one_gets_in() {
    let ann = Ann::new().await;
    let ask = ann.ask_to_sign_in();
    let credential = ann.device.answer(&ask);
    let once = || sign_in_with_passkey(&ann.ctx, answer(&ask, &credential), HOME, "Firefox/140");
    let (a, b, c, d) = tokio::join!(once(), once(), once(), once());
    let done = [a, b, c, d].into_iter().filter(Result::is_ok).count();
    assert_eq!(done, 1);
}

#[tokio::test]
async fn after_the_password_a_passkey_stands_for_the_code() {
    let ann = Ann::new().await;
    assert!(matches!(sign_in(&ann.ctx, with_password("ann")).await, Err(AccountError::SecondFactorNeeded)));
    let Step::Pending(token) = login::first_step(&ann.ctx, with_password("ann")).await.unwrap() else {
        panic!("no second factor was asked for")
    };
    let ask = login::ask_for_passkey(&ann.ctx, token.reveal()).unwrap().unwrap();
    let asked: Value = serde_json::from_str(&ask.options).unwrap();
    assert_eq!(asked["publicKey"]["allowCredentials"].as_array().unwrap().len(), 1, "the device is told which one");
    let finish = async |ask: &Ask| {
        let credential = ann.device.answer(ask);
        login::finish(&ann.ctx, token.reveal(), Second::Passkey(answer(ask, &credential)), HOME, "Firefox/140").await
    };
    let elsewhere = ann.ask_to_sign_in();
    assert!(is_refused(&finish(&elsewhere).await), "an answer is good for what was asked");
    assert!(is_refused(&ann.sign_in(&ask).await));
    finish(&ask).await.unwrap();
    assert!(matches!(finish(&ask).await, Err(AccountError::SignInEnded)));
}

/// A sign-in of ann's that waits for its second step.
async fn second_step(ann: &Ann) -> (Secret, Ask) {
    let Step::Pending(token) = login::first_step(&ann.ctx, with_password("ann")).await.unwrap() else {
        panic!("no second factor was asked for")
    };
    let ask = login::ask_for_passkey(&ann.ctx, token.reveal()).unwrap().unwrap();
    (token, ask)
}

#[tokio::test]
async fn an_empty_handle_tells_of_nobody() {
    let mut ann = Ann::new().await;
    let (token, ask) = second_step(&ann).await;
    ann.device.handle = Vec::new();
    let credential = ann.device.answer(&ask);
    let second = Second::Passkey(answer(&ask, &credential));
    login::finish(&ann.ctx, token.reveal(), second, HOME, "Firefox/140").await.unwrap();
}

#[tokio::test]
async fn whoever_is_asked_again_may_answer_with_a_passkey() {
    let ann = Ann::new().await;
    let who = SignedIn { has_second_factor: true, ..ann.who.clone() };
    ann.hand.advance(Duration::from_secs(3600));
    let ask = confirmation::ask_for_passkey(&ann.ctx, &who).unwrap().unwrap();
    let credential = ann.device.answer(&ask);
    let shown = Shown { passkey: Some(answer(&ask, &credential)), ..Shown::default() };
    confirmation::confirm(&ann.ctx, BY, &who, shown).await.unwrap();
    assert!(is_refused(&confirmation::confirm(&ann.ctx, BY, &who, shown).await));
    let recovery = Shown { code: Some(&ann.recovery[0]), ..Shown::default() };
    confirmation::confirm(&ann.ctx, BY, &who, recovery).await.unwrap();
}

#[tokio::test]
async fn a_passkey_is_added_once_to_a_session_that_asked_and_goes_alone_or_with_all() {
    let ann = Ann::new().await;
    ann.hand.advance(Duration::from_secs(10 * 60));
    let mut second = Authenticator::new(ORIGIN);
    let ask = passkey::ask_to_add(&ann.ctx, &ann.who).unwrap();
    let made = second.make(&ask);
    let (_, other) = ann.sign_in(&ann.ask_to_sign_in()).await.unwrap();
    assert!(is_refused(&second_factor::add_passkey(&ann.ctx, BY, &other, answer(&ask, &made), "").await));
    assert_eq!(second_factor::add_passkey(&ann.ctx, BY, &ann.who, answer(&ask, &made), "").await.unwrap(), None);
    // The button was clicked twice.
    assert_eq!(second_factor::add_passkey(&ann.ctx, BY, &ann.who, answer(&ask, &made), "").await.unwrap(), None);
    let passkeys = second_factor::find(&ann.ctx, ann.id).unwrap().unwrap().passkeys;
    assert_eq!(passkeys.iter().map(|one| one.name.as_str()).collect::<Vec<_>>(), ["My phone", "Firefox"]);
    let long = "x".repeat(61);
    let named = second_factor::add_passkey(&ann.ctx, BY, &ann.who, answer(&ask, &made), &long).await;
    assert!(matches!(named, Err(AccountError::Invalid { field: "name", .. })));

    let remove = async |id: &[u8]| second_factor::remove(&ann.ctx, BY, &ann.who, Part::Passkey(id)).await;
    assert!(matches!(remove(b"none").await, Err(AccountError::NoSuchFactor)));
    let no_app = second_factor::remove(&ann.ctx, BY, &ann.who, Part::App).await;
    assert!(matches!(no_app, Err(AccountError::NoSuchFactor)));
    assert!(remove(&passkeys[0].id).await.unwrap(), "there is another one");
    ann.hand.advance(Duration::from_secs(1));
    assert!(is_refused(&ann.sign_in(&ann.ask_to_sign_in()).await));
    assert!(!remove(&passkeys[1].id).await.unwrap(), "nothing is left");
    assert!(second_factor::find(&ann.ctx, ann.id).unwrap().is_none(), "recovery codes go with the last");
    sign_in(&ann.ctx, with_password("ann")).await.unwrap();
}

#[tokio::test]
async fn a_passkey_that_was_removed_does_not_come_back_by_its_old_answer() {
    let ann = Ann::new().await;
    let mut second = Authenticator::new(ORIGIN);
    let ask = passkey::ask_to_add(&ann.ctx, &ann.who).unwrap();
    let made = second.make(&ask);
    let again = async |ask: &Ask, made: &str| {
        second_factor::add_passkey(&ann.ctx, BY, &ann.who, answer(ask, made), "").await.map(|codes| codes.is_some())
    };
    assert!(!again(&ask, &made).await.unwrap());
    ann.hand.advance(Duration::from_secs(60));
    let id = second_factor::find(&ann.ctx, ann.id).unwrap().unwrap().passkeys[1].id.clone();
    second_factor::remove(&ann.ctx, BY, &ann.who, Part::Passkey(&id)).await.unwrap();
    assert!(is_refused(&again(&ask, &made).await));
    ann.hand.advance(Duration::from_secs(1));
    let newer = passkey::ask_to_add(&ann.ctx, &ann.who).unwrap();
    let made_newer = second.make(&newer);
    assert!(!again(&newer, &made_newer).await.unwrap(), "whoever has the device adds it again");
    // Nor when all is gone, and nothing is left that could remember.
    second_factor::turn_off(&ann.ctx, BY, ann.id).await.unwrap();
    assert!(is_refused(&again(&newer, &made_newer).await) && is_refused(&again(&ask, &made).await));
    ann.hand.advance(Duration::from_secs(1));
    let newest = passkey::ask_to_add(&ann.ctx, &ann.who).unwrap();
    let made = second.make(&newest);
    assert!(again(&newest, &made).await.unwrap());
}

#[tokio::test]
async fn a_passkey_is_called_what_its_owner_likes() {
    let ann = Ann::new().await;
    let before = ann.passkey();
    let rename = async |id: &[u8], name: &str| {
        second_factor::rename_passkey(&ann.ctx, &ann.who, id, name).await.map(|()| ann.passkey().name)
    };
    assert_eq!(rename(&before.id, " Key ring ").await.unwrap(), "Key ring");
    assert_eq!(rename(&before.id, " ").await.unwrap(), "Key ring", "nothing is no name");
    for bad in ["x".repeat(61).as_str(), "a\nb"] {
        assert!(matches!(rename(&before.id, bad).await, Err(AccountError::Invalid { field: "name", .. })));
    }
    assert!(matches!(rename(b"other", "Mine").await, Err(AccountError::NoSuchFactor)));
    let name = "Key ring".to_owned();
    assert_eq!(ann.passkey(), crate::store::records::Passkey { name, ..before }, "and nothing else of it changes");
    let bob = add(&ann.ctx, "bob", Role::User).await;
    let (_, other) = sign_in(&ann.ctx, with_password("bob")).await.unwrap();
    assert_eq!(other.id, bob);
    let theirs = second_factor::rename_passkey(&ann.ctx, &other, &ann.passkey().id, "Mine").await;
    assert!(matches!(theirs, Err(AccountError::NoSuchFactor)));
}

#[tokio::test]
async fn an_account_has_so_many_passkeys_and_its_export_tells_of_them() {
    let ann = Ann::new().await;
    for _ in 1..passkey::MOST {
        let ask = passkey::ask_to_add(&ann.ctx, &ann.who).unwrap();
        let made = Authenticator::new(ORIGIN).make(&ask);
        second_factor::add_passkey(&ann.ctx, BY, &ann.who, answer(&ask, &made), "").await.unwrap();
    }
    assert!(is_refused(&passkey::ask_to_add(&ann.ctx, &ann.who)));
    let exported = export::document(&ann.ctx, ann.id, &ann.who.user).await.unwrap();
    let exported: Value = serde_json::from_str(&exported).unwrap();
    let passkeys = exported["second_factor"]["passkeys"].as_array().unwrap();
    assert_eq!((passkeys.len(), passkeys[0]["name"].as_str()), (passkey::MOST, Some("My phone")));
}

#[test]
fn passkeys_are_possible_where_browsers_have_them() {
    let of = |issuer: &str, domain| RelyingParty::of(issuer, domain).is_some();
    assert!(
        of("https://auth.example.org", None) && of("http://localhost:8080", None) && of("http://a.localhost", None)
    );
    assert!(of("https://auth.example.org", Some("example.org")));
    assert!(!of("http://auth.example.org", None), "browsers want https");
    assert!(!of("https://192.0.2.1", None) && !of("http://127.0.0.1:8080", None), "an address is no name");
    assert!(!of("https://auth.example.org", Some("example.com")), "another domain");
    assert!(!of("https://auth.example.org", Some("ample.org")), "half a label");
    assert!(!of("https://auth.example.org", Some("org")), "browsers have none for all of org");
    assert!(of("https://nas", Some("nas")) && of("http://localhost:8080", Some("localhost")), "the host itself");
}
