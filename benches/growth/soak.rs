//! A compressed year of issuing and sweeping.

use std::collections::VecDeque;
use std::sync::Arc;
use std::time::{Duration, Instant};

use grantd::clock::ManualClock;
use grantd::config::{Config, Rate};
use grantd::ctx::Ctx;
use grantd::metrics::process;
use grantd::oauth::{ClientCredentials, Params, authorize, exchange, refresh};
use grantd::store::Store;
use grantd::store::records::{ClientType, Role, UserId};
use grantd::testing::{self, BY, REDIRECT_URI};
use tokio::task::JoinSet;

use super::plot::{Line, draw};
use super::{memory, setting};

const HOURS: u64 = 365 * 24;
const AT_ONCE: usize = 64;
const MEGABYTE: f64 = 1e6;
const SCOPE: &str = "profile:read workouts:read";
const ACCESS: Duration = Duration::from_secs(3600);

/// What was seen at the end of a day, in bytes.
struct Day {
    disk: u64,
    resident: u64,
    live: u64,
}

struct Year {
    ctx: Ctx,
    hand: ManualClock,
    user: UserId,
    client_id: String,
    secret: String,
    /// Refresh tokens that their apps still hold, the one used longest ago first.
    held: VecDeque<String>,
    issued: u64,
}

pub fn run() {
    let tokens: u64 = setting("TOKENS", 5_000_000);
    let live: u64 = setting("LIVE", 20_000);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let dir = tempfile::tempdir().unwrap();
    let pairs = tokens / 2 / HOURS;
    // Every unexpired record counts as live: an access token for an hour, refresh tokens for as long as they are kept.
    let refresh_lifetime = ACCESS * u32::try_from((live / pairs.max(1)).saturating_sub(1).max(2)).unwrap();
    let mut config = Config::default();
    config.oauth.access_token_lifetime = ACCESS;
    config.oauth.refresh_token_lifetime = refresh_lifetime;
    config.limits.client = Rate::Off;
    config.storage.memory = memory();
    config.storage.compact_when = setting("COMPACT", config.storage.compact_when);
    println!(
        "# {tokens} tokens, {pairs} pairs an hour, refresh tokens for {} h, {:?}",
        refresh_lifetime.as_secs() / 3600,
        config.storage
    );
    let store = Store::open(&config.storage, &dir.path().join("data")).unwrap();
    let mut year = runtime.block_on(Year::begin(store, config));
    let began = Instant::now();
    let mut days = Vec::new();
    println!("day issued disk_MB resident_MB live_MB disk/live seconds");
    for hour in 0..HOURS {
        runtime.block_on(year.hour(pairs, refresh_lifetime));
        year.settle();
        if hour % 24 == 23 {
            let day = year.look();
            println!(
                "{} {} {:.1} {:.1} {:.1} {:.1} {:.0}",
                days.len(),
                year.issued,
                day.disk as f64 / MEGABYTE,
                day.resident as f64 / MEGABYTE,
                day.live as f64 / MEGABYTE,
                day.disk as f64 / day.live as f64,
                began.elapsed().as_secs_f64()
            );
            days.push(day);
        }
    }
    let line = |name: &str, colour, value: fn(&Day) -> u64| Line {
        name: name.to_owned(),
        colour,
        values: days.iter().map(|day| value(day) as f64 / MEGABYTE).collect(),
    };
    let lines = [
        line("store on disk", "#c0392b", |day| day.disk),
        line("resident memory", "#2471a3", |day| day.resident),
        line("live keys and values", "#1e8449", |day| day.live),
    ];
    let title = format!("A compressed year: {} tokens issued and swept, about {live} live", year.issued);
    let path = std::env::var("SVG").unwrap_or_else(|_| "target/soak.svg".to_owned());
    std::fs::write(&path, draw(&title, &lines)).unwrap();
    println!("# drawn into {path}; {:.0} s", began.elapsed().as_secs_f64());
    year.ctx.store.engine().close().unwrap();
}

impl Year {
    async fn begin(store: Store, config: Config) -> Self {
        let (ctx, hand) = testing::core_over(store, config);
        let user = testing::add_user(&ctx, "alice", Role::User).await;
        let (app, secret) = testing::add_app(&ctx, user, ClientType::Confidential, SCOPE).await;
        let (client_id, secret) = (app.client.client_id, secret.unwrap().reveal().to_owned());
        Self { ctx, hand, user, client_id, secret, held: VecDeque::new(), issued: 0 }
    }

    /// An hour: nine of ten pairs come from refreshing, the tenth from a new sign-in whose predecessor is left to end.
    async fn hour(&mut self, pairs: u64, refresh_lifetime: Duration) {
        let most_held = usize::try_from(pairs * refresh_lifetime.as_secs() / 3600 / 3).unwrap();
        let mut running = JoinSet::new();
        let shared = Arc::new((self.ctx.clone(), self.client_id.clone(), self.secret.clone(), self.user));
        for pair in 0..pairs {
            let old = if pair % 10 == 0 || self.held.len() < most_held {
                if self.held.len() >= most_held {
                    self.held.pop_front();
                }
                None
            } else {
                self.held.pop_front()
            };
            let shared = Arc::clone(&shared);
            running.spawn(async move {
                let (ctx, client_id, secret, user) = &*shared;
                let given = [("client_id", client_id.as_str()), ("client_secret", secret.as_str())];
                match old {
                    Some(token) => renewed(ctx, &given, &token).await,
                    None => signed_in(ctx, &given, *user).await,
                }
            });
            if running.len() == AT_ONCE {
                self.keep(running.join_next().await.unwrap().unwrap());
            }
        }
        while let Some(token) = running.join_next().await {
            self.keep(token.unwrap());
        }
        self.hand.advance(Duration::from_secs(3600));
        let now = self.ctx.clock.now();
        self.ctx.store.sweep(now, now).await.unwrap();
    }

    fn keep(&mut self, refresh_token: String) {
        self.held.push_back(refresh_token);
        self.issued += 2;
    }

    /// An hour has room for the rewriting that it causes, one of a few milliseconds has not: it waits for its end.
    fn settle(&self) {
        let rewriting = || self.ctx.store.commits().rewriting.get() != 0;
        let moment = Duration::from_millis(3);
        std::thread::sleep(moment);
        while rewriting() {
            std::thread::sleep(moment);
        }
    }

    fn look(&self) -> Day {
        let engine = self.ctx.store.engine();
        let live =
            engine.snapshot().unwrap().map(|pair| pair.map(|(key, value)| (key.len() + value.len()) as u64).unwrap());
        Day { live: live.sum(), disk: engine.size_on_disk(), resident: process::resident_memory().unwrap_or(0) }
    }
}

fn params(fields: &[(&str, &str)]) -> Params {
    fields.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

async fn renewed(ctx: &Ctx, client: &[(&str, &str); 2], token: &str) -> String {
    let fields = params(&[client[0], client[1], ("refresh_token", token)]);
    let credentials = ClientCredentials::read(None, &fields).unwrap();
    let pair = refresh::refresh(ctx, BY, &credentials, &fields).await.unwrap();
    pair.refresh_token.reveal().to_owned()
}

async fn signed_in(ctx: &Ctx, client: &[(&str, &str); 2], user_id: UserId) -> String {
    let user = ctx.store.get(&user_id).unwrap().unwrap();
    let asked = [client[0], ("response_type", "code"), ("redirect_uri", REDIRECT_URI), ("scope", SCOPE)];
    let request = authorize::examine(ctx, &params(&asked), &user).unwrap();
    let location =
        authorize::approve(ctx, BY, &request, user_id, &request.scope, authorize::Decision::Called).await.unwrap();
    let code = location.split("code=").nth(1).unwrap().split('&').next().unwrap();
    let fields = params(&[client[0], client[1], ("code", code), ("redirect_uri", REDIRECT_URI)]);
    let credentials = ClientCredentials::read(None, &fields).unwrap();
    let pair = exchange::exchange(ctx, BY, &credentials, &fields).await.unwrap();
    pair.refresh_token.reveal().to_owned()
}
