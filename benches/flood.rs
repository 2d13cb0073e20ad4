//! What a flood of sign-ins leaves of the rest, as ratios.
//!
//! Tokens are validated over 16 connections, in alternating rounds of a second: alone, and while 200 other connections
//! sign in as fast as they are answered. From one address, `[limits]` refuses most of it; from ever new addresses and for
//! ever new names nothing does, and Argon2's own bound has to. The medians and the median of the rounds' ratios are
//! printed, and what the flood was answered.
//!
//! `cargo bench --bench flood`; `ROUNDS=9 HASHES=2 cargo bench --bench flood` for more rounds and another
//! `argon2_concurrency`.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::cast_precision_loss,
    reason = "a benchmark stops where something is wrong"
)]
#![allow(dead_code, reason = "the other benchmarks use the rest of what they share")]

mod wire;

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use grantd::account::session;
use grantd::config::Limits;
use grantd::daemon::Daemon;
use grantd::store::records::{Role, User};
use grantd::testing;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;

use crate::wire::{load, median, read_answer, repeat, request};

const VALIDATING: usize = 16;
const FLOODING: usize = 200;

fn main() {
    let rounds: usize = std::env::var("ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(5);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    println!("{:<14} {:>12} {:>12} {:>7}  sign-ins a second, by status", "flood from", "alone/s", "flooded/s", "ratio");
    for from in [From::OneAddress, From::Everywhere] {
        runtime.block_on(compare(from, rounds));
    }
}

#[derive(Clone, Copy, PartialEq)]
enum From {
    OneAddress,
    Everywhere,
}

async fn compare(from: From, rounds: usize) {
    let data_dir = tempfile::tempdir().unwrap();
    let mut config = testing::config(&data_dir.path().join("data"));
    config.limits = Limits::default();
    if let Some(hashes) = std::env::var("HASHES").ok().and_then(|text| text.parse().ok()) {
        config.accounts.argon2_concurrency = hashes;
    }
    config.server.trusted_proxies = vec!["127.0.0.1/32".parse().unwrap()];
    let daemon = Daemon::start(config).await.unwrap();
    let address: SocketAddr = daemon.addresses()[0].trim_start_matches("http://").parse().unwrap();
    let ctx = daemon.ctx();
    let id = testing::add_user(&ctx, "alice", Role::User).await;
    let user = ctx.store.get::<User>(&id).unwrap().unwrap();
    let token = session::begin(&ctx, id, &user, "", "").await.unwrap();
    let header = format!("Authorization: Bearer {}\r\n", token.reveal());
    let validate = || (0..VALIDATING).map(|_| repeat(request("GET", "/api/auth/profile", &header, ""))).collect();

    let (mut alone, mut flooded, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    let answers = Arc::default();
    for _ in 0..rounds {
        let rate = load(address, validate()).await;
        let flood = Flood::begin(address, from, &answers);
        tokio::time::sleep(Duration::from_millis(300)).await;
        let beside = load(address, validate()).await;
        flood.end().await;
        alone.push(rate);
        flooded.push(beside);
        ratios.push(beside / rate);
    }
    let seconds = rounds as f64 * 1.3;
    let answers: Vec<_> =
        answers.lock().unwrap().iter().map(|(status, n)| format!("{status}: {:.0}", *n as f64 / seconds)).collect();
    let name = if from == From::OneAddress { "one address" } else { "everywhere" };
    let (alone, flooded, ratio) = (median(alone), median(flooded), median(ratios));
    println!("{name:<14} {alone:>12.0} {flooded:>12.0} {ratio:>7.2}  {}", answers.join(", "));
    daemon.stop().await.unwrap();
}

type Answers = Arc<Mutex<BTreeMap<String, u64>>>;

struct Flood {
    stop: Arc<AtomicBool>,
    tasks: Vec<tokio::task::JoinHandle<()>>,
}

impl Flood {
    fn begin(address: SocketAddr, from: From, answers: &Answers) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let number = Arc::new(AtomicU64::new(0));
        let tasks = (0..FLOODING).map(|_| {
            tokio::spawn(sign_in_until(address, from, Arc::clone(&stop), Arc::clone(&number), Arc::clone(answers)))
        });
        Self { tasks: tasks.collect(), stop }
    }

    async fn end(self) {
        self.stop.store(true, Ordering::Relaxed);
        for task in self.tasks {
            task.await.unwrap();
        }
    }
}

async fn sign_in_until(
    address: SocketAddr,
    from: From,
    stop: Arc<AtomicBool>,
    number: Arc<AtomicU64>,
    answers: Answers,
) {
    let mut connection = TcpStream::connect(address).await.unwrap();
    connection.set_nodelay(true).unwrap();
    let mut buffer = Vec::new();
    while !stop.load(Ordering::Relaxed) {
        let n = number.fetch_add(1, Ordering::Relaxed);
        let forwarded = match from {
            From::OneAddress => "X-Forwarded-For: 192.0.2.1\r\n".to_owned(),
            From::Everywhere => format!("X-Forwarded-For: 10.{}.{}.{}\r\n", n >> 16 & 255, n >> 8 & 255, n & 255),
        };
        let body = format!(r#"{{"email":"name{n}","password":"wrong password"}}"#);
        let text = format!(
            "POST /api/auth/login HTTP/1.1\r\nHost: localhost\r\n{forwarded}Content-Type: application/json\r\n\
             Content-Length: {}\r\n\r\n{body}",
            body.len()
        );
        connection.write_all(text.as_bytes()).await.unwrap();
        let (head, _) = read_answer(&mut connection, &mut buffer).await;
        let status = head.split(' ').nth(1).unwrap_or_default().to_owned();
        *answers.lock().unwrap().entry(status).or_default() += 1;
    }
}
