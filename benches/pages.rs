//! How long the server takes for a page: one browser, one request after another, beside a bare hyper server that gives the
//! very same answer. The account has registered twenty apps and authorised all of them.
//!
//! `cargo bench --bench pages`; `ROUNDS=9 cargo bench --bench pages -- consent` for one page only.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a benchmark stops where something is wrong")]

mod wire;

use std::net::SocketAddr;

use grantd::account::session;
use grantd::daemon::Daemon;
use grantd::oauth::{Params, authorize};
use grantd::store::records::{ClientType, Role, User};
use grantd::testing::{self, BY, REDIRECT_URI};

use crate::wire::{Answer, Bare, load, median, repeat, request, setting};

const APPS: usize = 20;
const SCOPE: &str = "profile:read workouts:read";

fn main() {
    let only = std::env::args().nth(1).filter(|argument| !argument.starts_with("--"));
    let rounds = setting("ROUNDS", 5);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let data_dir = tempfile::tempdir().unwrap();
        let daemon = Daemon::start(testing::config(&data_dir.path().join("data"))).await.unwrap();
        let (cookie, asking) = furnish(&daemon).await;
        let bare = Bare::serve(Answer::of_size(0));
        let address = daemon.addresses()[0].trim_start_matches("http://").parse().unwrap();
        println!("{:<12} {:>10} {:>10} {:>8} {:>7}", "page", "grantd µs", "bare µs", "/ bare", "KiB");
        let pages = [
            ("sign-in", "/login", ""),
            ("consent", asking.as_str(), cookie.as_str()),
            ("grants", "/profile/grants", &cookie),
            ("apps", "/profile/apps", &cookie),
            ("events", "/profile/events", &cookie),
            ("profile", "/profile", &cookie),
            ("stylesheet", "/profile/assets/style.css", ""),
        ];
        for (name, path, cookie) in pages {
            if only.as_deref().is_none_or(|only| only == name) {
                compare(name, address, &bare, request("GET", path, cookie, ""), rounds).await;
            }
        }
        daemon.stop().await.unwrap();
    });
}

/// An account with apps that it has authorised; its cookie, and the request of an app that it has not.
async fn furnish(daemon: &Daemon) -> (String, String) {
    let ctx = daemon.ctx();
    let alice = testing::add_user(&ctx, "alice", Role::User).await;
    let user: User = ctx.store.get(&alice).unwrap().unwrap();
    for _ in 0..APPS {
        let (app, _) = testing::add_app(&ctx, alice, ClientType::Confidential, SCOPE).await;
        let asked = [("client_id", app.client.client_id.as_str()), ("response_type", "code"), ("scope", SCOPE)];
        let asked: Params = asked.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let asked = authorize::examine(&ctx, &asked, &user).unwrap();
        authorize::approve(&ctx, BY, &asked, alice, &asked.scope, authorize::Decision::Called).await.unwrap();
    }
    let (new, _) = testing::add_app(&ctx, alice, ClientType::Confidential, SCOPE).await;
    let session = session::begin(&ctx, alice, &user, "127.0.0.1", "bench").await.unwrap();
    let cookie = format!("Cookie: grantd-session={}\r\n", session.reveal());
    let query = form_urlencoded::Serializer::new(String::new())
        .extend_pairs([("client_id", new.client.client_id.as_str()), ("response_type", "code"), ("scope", SCOPE)])
        .append_pair("redirect_uri", REDIRECT_URI)
        .finish();
    (cookie, format!("/profile/apps/authorize?{query}"))
}

async fn compare(name: &str, address: SocketAddr, bare: &Bare, asked: Vec<u8>, rounds: usize) {
    let same = Answer::of(address, &asked).await;
    bare.give(&same);
    let (mut own, mut least, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
    for _ in 0..rounds {
        let took = 1e6 / load(address, vec![repeat(asked.clone())]).await;
        let beside = 1e6 / load(bare.address, vec![repeat(asked.clone())]).await;
        ratios.push(took / beside);
        own.push(took);
        least.push(beside);
    }
    let [own, least, ratio] = [own, least, ratios].map(median);
    let size = same.body().len().div_ceil(1024);
    println!("{name:<12} {own:>10.0} {least:>10.0} {ratio:>8.2} {size:>7}");
}
