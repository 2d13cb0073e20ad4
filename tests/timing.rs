//! How long a sign-in takes does not tell who has an account: a name that nobody has, one with another password, one that
//! is suspended and one without a password take the same time, as far as statistics can tell.
//!
//! Samples of the four are taken in turn, in random order, and each pair is compared by the chance that one of the first
//! takes longer than one of the second (Mann–Whitney): a half where they are alike. A pair is told apart if that chance is
//! far from a half and so far is no accident; both are asked, so that a noisy machine fails nothing. What would be told
//! apart is measured too, so that this cannot pass by measuring nothing.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::cast_precision_loss,
    reason = "a test stops where something is wrong"
)]

use std::net::{IpAddr, Ipv4Addr};
use std::time::{Duration, Instant};

use grantd::account::login::{SignIn, sign_in};
use grantd::account::user::{self, NewUser};
use grantd::clock::ManualClock;
use grantd::config::{Config, Limits};
use grantd::ctx::Ctx;
use grantd::store::records::Role;
use grantd::testing::{self, BY};

const ROUNDS: usize = 300;
const PASSWORD: &str = "correct horse battery";
/// An effect that an attacker who measures over a network could use begins beyond this.
const FAR: f64 = 0.2;
/// So many standard deviations happen by accident less than once in 10^15 times.
const NO_ACCIDENT: f64 = 8.0;

async fn world() -> (Ctx, ManualClock) {
    let mut config = Config { limits: Limits::OFF, ..Config::default() };
    config.accounts.login_free_attempts = 1000;
    // About half a millisecond: much more than what is done around it, as with the real parameters.
    config.accounts.argon2_memory = 512 * 1024;
    config.accounts.argon2_iterations = 2;
    let (ctx, hand) = testing::core(config);
    for (name, password) in [("known", Some(PASSWORD)), ("held", Some(PASSWORD)), ("unset", None)] {
        let new = NewUser {
            name: name.to_owned(),
            email: format!("{name}@example.org"),
            password: password.map(str::to_owned),
            role: Role::User,
            language: None,
        };
        let (id, _) = user::create(&ctx, BY, new).await.unwrap();
        if name == "held" {
            user::set_suspended(&ctx, BY, id, true).await.unwrap();
        }
    }
    (ctx, hand)
}

async fn time(ctx: &Ctx, name: &str, password: &str) -> Duration {
    let request = SignIn {
        name: name.to_owned(),
        password: password.to_owned(),
        address: IpAddr::V4(Ipv4Addr::LOCALHOST),
        device: String::new(),
        code: None,
    };
    let began = Instant::now();
    assert!(sign_in(ctx, request).await.is_err(), "{name}");
    began.elapsed()
}

/// The chance that one of `a` takes longer than one of `b`, and how many standard deviations that is from a half.
fn compare(a: &[Duration], b: &[Duration]) -> (f64, f64) {
    let (n, m) = (a.len() as f64, b.len() as f64);
    let mut above = 0.0;
    for x in a {
        for y in b {
            above += match x.cmp(y) {
                std::cmp::Ordering::Greater => 1.0,
                std::cmp::Ordering::Equal => 0.5,
                std::cmp::Ordering::Less => 0.0,
            };
        }
    }
    let chance = above / (n * m);
    let deviation = ((n + m + 1.0) / (12.0 * n * m)).sqrt();
    (chance, (chance - 0.5).abs() / deviation)
}

fn told_apart(a: &[Duration], b: &[Duration]) -> bool {
    let (chance, deviations) = compare(a, b);
    (chance - 0.5).abs() > FAR && deviations > NO_ACCIDENT
}

#[tokio::test]
async fn the_time_of_a_sign_in_does_not_tell_who_has_an_account() {
    let (ctx, hand) = world().await;
    // The last is refused before its password is looked at, whoever it is: what a leak would look like.
    let overlong = "x".repeat(2000);
    let cases = [("nobody", "guess"), ("known", "guess"), ("held", "guess"), ("unset", "guess"), ("known", &overlong)];
    let mut samples = vec![Vec::with_capacity(ROUNDS); cases.len()];
    let mut order: Vec<usize> = (0..cases.len()).collect();
    for round in 0..ROUNDS + 20 {
        let mut chance = [0u8; 1];
        ctx.random.fill(&mut chance).unwrap();
        order.rotate_left(usize::from(chance[0]) % cases.len());
        if round % 3 == 0 {
            order.reverse();
        }
        for case in &order {
            let (name, password) = cases[*case];
            let took = time(&ctx, name, password).await;
            if round >= 20 {
                samples[*case].push(took);
            }
        }
        // What failed is forgotten before anybody has to wait.
        hand.advance(Duration::from_secs(24 * 3600));
    }
    for a in 0..4 {
        for b in 0..a {
            let (chance, deviations) = compare(&samples[a], &samples[b]);
            println!("{:?} beside {:?}: {chance:.3}, {deviations:.1} deviations", cases[a], cases[b]);
            assert!(!told_apart(&samples[a], &samples[b]), "{:?} beside {:?}: {chance}", cases[a], cases[b]);
        }
    }
    assert!(
        told_apart(&samples[4], &samples[0]),
        "a sign-in without a hash must be seen: {:?}",
        compare(&samples[4], &samples[0])
    );
}
