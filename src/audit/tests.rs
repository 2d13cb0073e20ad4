//! The log as a whole, over real files and a store in memory, with a clock that the test owns.

use std::net::IpAddr;
use std::path::Path;
use std::time::Duration;

use super::event::BY_CODE;
use super::files::Stream;
use super::own::{MOST, MOST_ATTEMPTS, MOST_OF_AN_APP, newest};
use super::read::{Filter, Follower, last};
use super::*;
use crate::account::user;
use crate::clock::{ManualClock, Timestamp};
use crate::config::Config;
use crate::ctx::Ctx;
use crate::store::records::{Role, UserId};
use crate::testing::{self, BY};

const ADDRESS: IpAddr = IpAddr::V4(std::net::Ipv4Addr::new(192, 0, 2, 7));

struct World {
    dir: tempfile::TempDir,
    ctx: Ctx,
    hand: ManualClock,
}

impl World {
    fn new(settings: config::Audit) -> Self {
        let dir = tempfile::tempdir().unwrap();
        let (ctx, hand) = testing::core(Config { audit: settings, ..Config::default() });
        let ctx = log_into(dir.path(), ctx);
        Self { dir, ctx, hand }
    }

    fn path(&self) -> &Path {
        self.dir.path()
    }

    async fn lines(&self, filter: Filter) -> Vec<String> {
        self.ctx.audit.settle().await;
        let lines = last(self.path(), &filter, usize::MAX).unwrap();
        lines.into_iter().map(|line| line.entry.unwrap().event.name()).collect()
    }

    async fn own(&self, user: UserId) -> Vec<Entry> {
        self.ctx.audit.settle().await;
        newest(&self.ctx.store, user).unwrap()
    }

    fn failed_sign_in(&self, user: Option<UserRef>) {
        self.ctx.record(&Origin::anyone(ADDRESS, "curl/8.0"), Event::SignInFailed { user });
    }
}

fn log_into(dir: &Path, ctx: Ctx) -> Ctx {
    let (dir, settings) = (dir.to_owned(), ctx.config.audit.clone());
    let audit = Audit::start(dir, settings, ctx.store.clone(), ctx.clock.clone(), &ctx.random).unwrap();
    Ctx { audit, ..ctx }
}

fn small(keep: usize) -> config::Audit {
    config::Audit { file_size: 64 << 10, keep, ..config::Audit::default() }
}

fn named(id: UserId, name: &str) -> UserRef {
    UserRef { id: id.0, name: name.to_owned() }
}

#[test]
fn a_line_comes_back_as_it_was_written() {
    let user = UserRef { id: 7, name: "ada".to_owned() };
    let app = AppRef { client_id: "abc".to_owned(), name: "Ä \"quoted\"\n app".to_owned() };
    let by = Origin::anyone(ADDRESS, "Firefox\r\n/1").into_owned();
    let by = by.by(Actor::App { app: app.clone(), user: Some(user.clone()) });
    let entry = Entry::new(testing::START, Event::RefreshTokenReused { user, app, family: "0011".to_owned() }, &by);
    let line = serde_json::to_string(&entry).unwrap();
    assert!(!line.contains('\n'));
    assert!(line.starts_with(r#"{"time":"2026-11-23T20:24:11.000Z","event":"refresh_token_reused","user":{"id":7,"#));
    assert_eq!(serde_json::from_str::<Entry>(&line).unwrap(), entry);
    assert_eq!(entry.device, "Firefox/1");
}

#[tokio::test]
async fn both_logs_are_read_in_the_order_of_time_and_filtered() {
    let world = World::new(config::Audit::default());
    let ada = testing::add_user(&world.ctx, "ada", Role::User).await;
    world.hand.advance(Duration::from_secs(60));
    world.failed_sign_in(Some(named(ada, "ada")));
    world.failed_sign_in(None);
    world.hand.advance(Duration::from_secs(60));
    let by_ada = Origin::anyone(ADDRESS, "");
    let by_ada = by_ada.by(Actor::User(named(ada, "ada")));
    user::set_suspended(&world.ctx, &by_ada, testing::add_user(&world.ctx, "bob", Role::User).await, true)
        .await
        .unwrap();
    let all = ["account_created", "sign_in_failed", "sign_in_failed", "account_created", "account_suspended"];
    assert_eq!(world.lines(Filter::default()).await, all);
    let of = |user: &str| Filter { user: Some(user.to_owned()), ..Filter::default() };
    assert_eq!(world.lines(of("ADA")).await, ["account_created", "sign_in_failed", "account_suspended"]);
    assert_eq!(world.lines(of("bob")).await, ["account_created", "account_suspended"]);
    let since = Some(testing::START.plus(Duration::from_secs(61)));
    assert_eq!(world.lines(Filter { since, ..Filter::default() }).await, ["account_created", "account_suspended"]);
    let event = Some("sign_in_failed".to_owned());
    assert_eq!(world.lines(Filter { event, ..of("ada") }).await, ["sign_in_failed"]);
    assert_eq!(last(world.path(), &Filter::default(), 1).unwrap().len(), 1);
    assert!(read::is_event("stopped") && read::is_event("signed_in") && !read::is_event("sign_in"));
}

#[tokio::test]
async fn a_flood_of_attempts_pushes_out_nothing_else_and_stays_in_bounds() {
    let world = World::new(small(1));
    let ada = testing::add_user(&world.ctx, "ada", Role::User).await;
    for minute in 0..300 {
        for number in 0..10_u8 {
            let address = IpAddr::from([10, 0, 0, number]);
            let failed = Event::SignInFailed { user: Some(named(ada, "ada")) };
            world.ctx.record(&Origin::anyone(address, "curl/8.0"), failed);
        }
        world.ctx.audit.settle().await;
        if minute % 5 == 4 {
            world.hand.advance(Duration::from_secs(60));
        }
    }
    assert_eq!(world.ctx.audit.lost(), 0);
    assert_eq!(world.lines(Filter::default()).await[0], "account_created");
    assert_eq!(Stream::Attempts.set_aside(world.path()).unwrap().len(), 1);
    let attempts = Stream::Attempts.current(world.path());
    assert!(std::fs::metadata(attempts).unwrap().len() <= 64 << 10);
    let own = world.own(ada).await;
    assert_eq!(own.len(), MOST_ATTEMPTS + 1, "of the account's own, only the attempts give way");
    assert!(matches!(own.last().unwrap().event, Event::AccountCreated { .. }));
}

#[tokio::test]
async fn an_app_that_is_let_in_all_day_long_pushes_out_nothing_else() {
    let world = World::new(config::Audit::default());
    let ada = testing::add_user(&world.ctx, "ada", Role::User).await;
    let app = |id: &str| AppRef { client_id: id.to_owned(), name: "Trail Log".to_owned() };
    let (user, scope, added) = (named(ada, "ada"), "profile:read".to_owned(), String::new());
    for id in (0..300).map(|n| if n % 100 == 99 { "two" } else { "one" }) {
        let (user, app, scope, added) = (user.clone(), app(id), scope.clone(), added.clone());
        let again =
            Event::ConsentGiven { user: user.clone(), app: app.clone(), scope, remembered: true, again: true, added };
        world.ctx.record(BY, again);
        world.ctx.record(BY, Event::TokenRevoked { user, app, family: "f".to_owned() });
        world.ctx.audit.settle().await;
    }
    let own = world.own(ada).await;
    assert_eq!(own.len(), 1 + 4 * usize::from(MOST_OF_AN_APP), "of each app and sort the first of the day");
    assert!(matches!(own.last().unwrap().event, Event::AccountCreated { .. }));
    world.hand.advance(Duration::from_secs(86_400));
    world.ctx.record(BY, Event::TokenRevoked { user, app: app("one"), family: "f".to_owned() });
    assert_eq!(world.own(ada).await.len(), own.len() + 1, "the next day is another");
    assert_eq!(world.lines(Filter::default()).await.len(), 1 + 600 + 1, "the log has all of it");
}

#[tokio::test]
async fn the_same_attempt_again_and_again_is_counted() {
    let world = World::new(config::Audit::default());
    let ada = testing::add_user(&world.ctx, "ada", Role::User).await;
    for _ in 0..1000 {
        world.failed_sign_in(Some(named(ada, "ada")));
    }
    world.failed_sign_in(None);
    assert_eq!(world.lines(Filter::default()).await.len(), 1 + 5 + 1, "the first few one by one");
    world.hand.advance(Duration::from_secs(61));
    world.failed_sign_in(None);
    let own = world.own(ada).await;
    assert_eq!((own.len(), own[0].times), (7, Some(995)), "the rest when the minute is over");
    assert_eq!(own[0].address, Some(ADDRESS));
    assert!(words::line(&own[0]).contains("failed, 995 times within a minute"));
    // Ten thousand networks are not ten thousand lines.
    for number in 0..10_000_u32 {
        let address = IpAddr::from(number.to_be_bytes());
        world.ctx.record(&Origin::anyone(address, ""), Event::SignInThrottled);
        if number % 1000 == 0 {
            world.ctx.audit.settle().await;
        }
    }
    world.ctx.audit.close();
    let event = Some("sign_in_throttled".to_owned());
    let lines = last(world.path(), &Filter { event, ..Filter::default() }, usize::MAX).unwrap();
    let times = |line: &read::Line| line.entry.as_ref().unwrap().times.unwrap_or(1);
    assert_eq!(lines.iter().map(times).sum::<u64>() + world.ctx.audit.lost(), 10_000);
    assert!(lines.len() <= 256 + 5 + 1, "{}", lines.len());
}

#[tokio::test]
async fn wrong_codes_of_somebody_who_knows_the_password_push_out_nothing_else() {
    let world = World::new(config::Audit::default());
    let ada = testing::add_user(&world.ctx, "ada", Role::User).await;
    let user = || named(ada, "ada");
    for number in 0..u32::try_from(MOST).unwrap() {
        for event in [
            Event::SecondFactorAsked { user: user() },
            Event::SecondFactorFailed { user: user() },
            Event::SecondFactorThrottled { user: user() },
            Event::ConfirmationFailed { user: user(), step: BY_CODE.to_owned() },
            Event::PasswordChangeFailed { user: user() },
        ] {
            world.ctx.record(&Origin::anyone(IpAddr::from(number.to_be_bytes()), "curl/8.0"), event);
        }
        if number % 50 == 0 {
            world.ctx.audit.settle().await;
        }
    }
    let own = world.own(ada).await;
    assert_eq!(own.len(), 1 + 5 * 5, "the first few one by one, from however many networks");
    assert!(matches!(own.last().unwrap().event, Event::AccountCreated { .. }));
    world.hand.advance(Duration::from_secs(61));
    world.failed_sign_in(None);
    let own = world.own(ada).await;
    assert_eq!((own.len(), own[0].times), (1 + 5 * 6, Some(MOST as u64 - 5)));
}

#[tokio::test]
async fn an_account_keeps_the_newest_and_loses_all_with_its_end() {
    let world = World::new(config::Audit::default());
    let ada = testing::add_user(&world.ctx, "ada", Role::User).await;
    for number in 0..MOST + 60 {
        world.hand.advance(Duration::from_millis(1));
        let key = number.to_string();
        world.ctx.record(testing::BY, Event::AttributeChanged { user: named(ada, "ada"), key });
        if number % 7 == 0 {
            world.ctx.audit.settle().await;
        }
    }
    let own = world.own(ada).await;
    let keys: Vec<_> =
        own.iter().map(|entry| if let Event::AttributeChanged { key, .. } = &entry.event { key } else { "" }).collect();
    assert_eq!(keys, (60..MOST + 60).rev().map(|number| number.to_string()).collect::<Vec<_>>());
    let stored = || world.ctx.store.all::<crate::store::records::UserEvent>().count();
    assert!(stored() < MOST + 32, "{} are stored", stored());
    // One is on its way when the account goes.
    world.ctx.record(testing::BY, Event::PasswordChanged { user: named(ada, "ada") });
    user::delete(&world.ctx, testing::BY, ada).await.unwrap();
    assert_eq!((world.own(ada).await.len(), stored()), (0, 0));
}

#[tokio::test]
async fn events_of_accounts_are_swept_after_their_time() {
    let world = World::new(config::Audit { events_kept: Duration::from_secs(3600), ..config::Audit::default() });
    let ada = testing::add_user(&world.ctx, "ada", Role::User).await;
    assert_eq!(world.own(ada).await.len(), 1);
    world.hand.advance(Duration::from_secs(3601));
    let now = world.ctx.clock.now();
    assert_eq!(world.ctx.store.sweep(now, now).await.unwrap()["user_event"], 1);
    assert_eq!(world.own(ada).await.len(), 0);
}

#[tokio::test]
async fn the_account_does_not_see_where_an_administrator_is() {
    let world = World::new(config::Audit::default());
    let ada = testing::add_user(&world.ctx, "ada", Role::User).await;
    let root = testing::add_user(&world.ctx, "root", Role::Admin).await;
    let by = Origin::anyone(ADDRESS, "Firefox");
    user::set_suspended(&world.ctx, &by.by(Actor::User(named(root, "root"))), ada, true).await.unwrap();
    user::set_suspended(&world.ctx, &by.by(Actor::User(named(ada, "ada"))), ada, false).await.unwrap();
    let own = world.own(ada).await;
    let seen: Vec<_> = own.iter().take(2).map(|entry| (entry.address, entry.device.as_str())).collect();
    assert_eq!(seen, [(Some(ADDRESS), "Firefox"), (None, "")]);
    assert_eq!(own[1].by, Actor::User(named(root, "root")), "but who it was");
}

#[tokio::test]
async fn a_full_disk_stops_nothing_and_what_happened_meanwhile_is_written_or_counted() {
    let world = World::new(config::Audit::default());
    let current = Stream::Deeds.current(world.path());
    std::os::unix::fs::symlink("/dev/full", &current).unwrap();
    let ada = testing::add_user(&world.ctx, "ada", Role::User).await;
    assert_eq!(world.own(ada).await.len(), 1, "the account's own events are elsewhere");
    for number in 0..30_000 {
        world.ctx.record(testing::BY, Event::Started { version: "0".to_owned() });
        if number % 1000 == 0 {
            world.ctx.audit.settle().await;
        }
    }
    world.ctx.audit.settle().await;
    assert!(world.ctx.audit.lost() > 0);
    std::fs::remove_file(&current).unwrap();
    world.ctx.record(testing::BY, Event::Stopped);
    world.ctx.audit.settle().await;
    world.ctx.record(testing::BY, Event::Stopped);
    world.ctx.audit.settle().await;
    let lines = last(world.path(), &Filter::default(), usize::MAX).unwrap();
    let events: Vec<_> = lines.into_iter().map(|line| line.entry.unwrap().event).collect();
    assert!(matches!(events[0], Event::AccountCreated { .. }));
    let counted =
        events.iter().map(|event| if let Event::EventsLost { count } = event { *count } else { 0 }).sum::<u64>();
    assert_eq!(counted, world.ctx.audit.lost());
    let written = events.iter().filter(|event| !matches!(event, Event::EventsLost { .. })).count() as u64;
    assert_eq!(written + counted, 1 + 30_000 + 2);
}

#[tokio::test]
async fn a_log_is_followed_over_files_that_are_set_aside() {
    let world = World::new(small(10));
    let mut follower = Follower::at_end(world.path()).unwrap();
    let mut seen = Vec::new();
    for number in 0..1500_u64 {
        world.ctx.record(testing::BY, Event::EventsLost { count: number });
        if number % 400 == 399 {
            world.hand.advance(Duration::from_secs(1));
            world.ctx.audit.settle().await;
            seen.extend(follower.news(&Filter::default()).unwrap());
        }
    }
    world.ctx.audit.settle().await;
    seen.extend(follower.news(&Filter::default()).unwrap());
    assert!(!Stream::Deeds.set_aside(world.path()).unwrap().is_empty());
    let counts: Vec<_> = seen
        .iter()
        .map(
            |line| {
                if let Some(Event::EventsLost { count }) = line.entry.as_ref().map(|e| &e.event) { *count } else { 0 }
            },
        )
        .collect();
    assert_eq!(counts, (0..1500).collect::<Vec<_>>());
}

#[tokio::test]
async fn closing_writes_what_has_come_and_settings_change_while_it_runs() {
    let world = World::new(config::Audit::default());
    world.ctx.audit.reconfigure(&small(0));
    for count in 0..2000 {
        world.ctx.record(testing::BY, Event::EventsLost { count });
        if count % 100 == 0 {
            world.ctx.audit.settle().await;
        }
    }
    world.ctx.audit.close();
    assert!(Stream::Deeds.set_aside(world.path()).unwrap().is_empty(), "keep is 0 now");
    let lines = last(world.path(), &Filter::default(), 1).unwrap();
    assert!(matches!(lines[0].entry.as_ref().unwrap().event, Event::EventsLost { count: 1999 }));
    world.ctx.record(testing::BY, Event::Stopped);
    assert_eq!(world.ctx.audit.lost(), 1, "what comes after the end");
}

#[test]
fn lines_that_are_none_or_newer_stop_no_reader() {
    let dir = tempfile::tempdir().unwrap();
    let newer = r#"{"time":"2027-01-01T00:00:00.000Z","event":"flown_to_the_moon","user":{"id":1,"name":"ada"},"by":{"who":"rocket"}}"#;
    let text = format!("garbage\n{{}}\n\u{0}\n{newer}\n{{\"time\":\"2027-01-01T0");
    std::fs::write(Stream::Deeds.current(dir.path()), text).unwrap();
    let ada = Filter { user: Some("ada".to_owned()), ..Filter::default() };
    for filter in [Filter::default(), ada] {
        let lines = last(dir.path(), &filter, 10).unwrap();
        assert_eq!(lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>(), [newer]);
        assert!(lines[0].entry.is_none() && lines[0].time > Timestamp::default());
    }
    assert!(last(&dir.path().join("none"), &Filter::default(), 10).unwrap().is_empty());
}
