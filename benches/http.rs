//! What the protocol costs over HTTP, as ratios.
//!
//! Each operation runs beside a bare hyper server that does nothing, at 1, 16 and 64 connections, in alternating rounds of
//! one second; the medians of the rounds and of their ratios are printed. "bare" is asked `GET /` and answers with as many
//! bytes and no headers; "same" gets the very same request and gives the very same answer. Refreshing is also set beside
//! the group-commit ceiling: the same writes committed to the same kind of store without HTTP.
//!
//! `cargo bench --bench http`; `ROUNDS=9 cargo bench --bench http -- refresh` for one operation only.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::cast_precision_loss,
    reason = "a benchmark stops where something is wrong"
)]

mod wire;

use std::net::SocketAddr;
use std::time::Duration;

use grantd::config::Route;
use grantd::daemon::Daemon;
use grantd::oauth::{Params, authorize, resource_server};
use grantd::secret::Secret;
use grantd::store::records::{ClientType, Role, UserId};
use grantd::testing::{self, BY, REDIRECT_URI};
use tokio::net::TcpStream;

use crate::wire::commits::commit_rate;
use crate::wire::{Answer, Bare, Next, ROUND, ask, load, median, repeat, request};

fn main() {
    let only = std::env::args().nth(1).filter(|argument| !argument.starts_with("--"));
    let rounds: usize = std::env::var("ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(5);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let bench = runtime.block_on(Bench::start());
    println!(
        "{:<12} {:>5} {:>9} {:>9} {:>9} {:>8} {:>8}",
        "operation", "conns", "grantd/s", "bare/s", "same/s", "/ bare", "/ same"
    );
    for operation in ["validate", "forward-auth", "introspect", "exchange", "refresh"] {
        if only.as_deref().is_none_or(|only| only == operation) {
            for connections in [1, 16, 64] {
                runtime.block_on(bench.compare(operation, connections, rounds));
            }
        }
    }
    if only.as_deref().is_none_or(|only| only == "refresh") {
        runtime.block_on(bench.beside_ceiling(rounds));
    }
    runtime.block_on(bench.daemon.stop()).unwrap();
}

struct Bench {
    daemon: Daemon,
    address: SocketAddr,
    bare: Bare,
    user: UserId,
    client_id: String,
    secret: Secret,
    api: (String, Secret),
    _data_dir: tempfile::TempDir,
}

impl Bench {
    async fn start() -> Self {
        let data_dir = tempfile::tempdir().unwrap();
        let mut config = testing::config(&data_dir.path().join("data"));
        config.oauth.code_lifetime = Duration::from_secs(600);
        config.routes = vec![Route {
            path: "/api/notes/{id}".parse().unwrap(),
            scope: Some("profile:read".to_owned()),
            ..Route::default()
        }];
        let daemon = Daemon::start(config).await.unwrap();
        let address = daemon.addresses()[0].trim_start_matches("http://").parse().unwrap();
        let ctx = daemon.ctx();
        let user = testing::add_user(&ctx, "alice", Role::User).await;
        let (app, secret) = testing::add_app(&ctx, user, ClientType::Confidential, "profile:read workouts:read").await;
        let (api, api_secret) = resource_server::add(&ctx, BY, "bench").await.unwrap();
        Self {
            daemon,
            address,
            bare: Bare::serve(Answer::of_size(0)),
            user,
            client_id: app.client.client_id,
            secret: secret.unwrap(),
            api: (api.client_id, api_secret),
            _data_dir: data_dir,
        }
    }

    async fn compare(&self, operation: &str, connections: usize, rounds: usize) {
        let sample = self.clients(operation, 1).await.pop().and_then(|mut next| next(&[])).unwrap();
        let same = Answer::of(self.address, &sample).await;
        let empty = (request("GET", "/", "", ""), Answer::of_size(same.size()));
        let mut rates = [Vec::new(), Vec::new(), Vec::new()];
        let mut ratios = [Vec::new(), Vec::new()];
        for _ in 0..rounds {
            let own = load(self.address, self.clients(operation, connections).await).await;
            rates[0].push(own);
            for (place, (asked, answer)) in [&empty, &(sample.clone(), same.clone())].into_iter().enumerate() {
                self.bare.give(answer);
                let rate = load(self.bare.address, (0..connections).map(|_| repeat(asked.clone())).collect()).await;
                rates[place + 1].push(rate);
                ratios[place].push(own / rate);
            }
        }
        let [own, bare, same] = rates.map(median);
        let [to_bare, to_same] = ratios.map(median);
        println!("{operation:<12} {connections:>5} {own:>9.0} {bare:>9.0} {same:>9.0} {to_bare:>8.2} {to_same:>8.2}");
    }

    /// What each connection sends.
    async fn clients(&self, operation: &str, connections: usize) -> Vec<Next> {
        let mut clients = Vec::new();
        for _ in 0..connections {
            let pair = self.pair().await;
            clients.push(match operation {
                "validate" => {
                    let header = format!("Authorization: Bearer {}\r\n", text(&pair, "access_token"));
                    repeat(request("GET", "/api/auth/profile", &header, ""))
                }
                "forward-auth" => {
                    let token = text(&pair, "access_token");
                    let asked = "X-Original-Method: GET\r\nX-Original-URI: /api/notes/7\r\n";
                    repeat(request("GET", "/forward-auth", &format!("{asked}Authorization: Bearer {token}\r\n"), ""))
                }
                "introspect" => {
                    let (id, secret) = &self.api;
                    let token = text(&pair, "access_token");
                    let body = format!("client_id={id}&client_secret={}&token={token}", secret.reveal());
                    repeat(request("POST", "/api/oauth/introspect", "", &body))
                }
                "exchange" => {
                    let mut codes = Vec::new();
                    for _ in 0..(12_000 / connections).min(3000) {
                        codes.push(self.exchange_body(&self.code().await));
                    }
                    Box::new(move |_: &[u8]| codes.pop().map(|body| request("POST", "/api/oauth/token", "", &body)))
                }
                _ => self.refreshing(text(&pair, "refresh_token")),
            });
        }
        clients
    }

    fn refreshing(&self, first: String) -> Next {
        let credentials = format!("client_id={}&client_secret={}", self.client_id, self.secret.reveal());
        let mut token = first;
        Box::new(move |answer| {
            if let Ok(answer) = serde_json::from_slice::<serde_json::Value>(answer) {
                token = text(&answer, "refresh_token");
            }
            let body = format!("grant_type=refresh_token&{credentials}&refresh_token={token}");
            Some(request("POST", "/api/oauth/token", "", &body))
        })
    }

    fn exchange_body(&self, code: &str) -> String {
        format!(
            "grant_type=authorization_code&client_id={}&client_secret={}&code={code}&redirect_uri={REDIRECT_URI}",
            self.client_id,
            self.secret.reveal()
        )
    }

    async fn code(&self) -> String {
        let ctx = self.daemon.ctx();
        let user = ctx.store.get(&self.user).unwrap().unwrap();
        let query = [
            ("client_id", self.client_id.as_str()),
            ("response_type", "code"),
            ("redirect_uri", REDIRECT_URI),
            ("scope", "profile:read workouts:read"),
        ];
        let query: Params = query.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        let request = authorize::examine(&ctx, &query, &user).unwrap();
        let location = authorize::approve(&ctx, BY, &request, self.user, &request.scope, authorize::Decision::Called)
            .await
            .unwrap();
        location.split("code=").nth(1).unwrap().split('&').next().unwrap().to_owned()
    }

    async fn pair(&self) -> serde_json::Value {
        let body = self.exchange_body(&self.code().await);
        let mut connection = TcpStream::connect(self.address).await.unwrap();
        let mut buffer = Vec::new();
        let answer = ask(&mut connection, &request("POST", "/api/oauth/token", "", &body), &mut buffer).await;
        serde_json::from_slice(answer).unwrap()
    }

    /// Refreshing at 64 connections beside 64 tasks that only commit: one family replaced, two tokens written.
    async fn beside_ceiling(&self, rounds: usize) {
        let (mut refreshes, mut commits, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..rounds {
            let clients = self.clients("refresh", 64).await;
            let rate = load(self.address, clients).await;
            let ceiling = commit_rate(&self.daemon.ctx(), 64, ROUND).await;
            ratios.push(rate / ceiling);
            refreshes.push(rate);
            commits.push(ceiling);
        }
        println!(
            "\nrefresh at 64 connections {:.0}/s, group-commit ceiling {:.0}/s, ratio {:.2}",
            median(refreshes),
            median(commits),
            median(ratios)
        );
    }
}

fn text(answer: &serde_json::Value, key: &str) -> String {
    answer[key].as_str().unwrap_or_else(|| panic!("{answer}")).to_owned()
}
