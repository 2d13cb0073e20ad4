//! A disk that refuses: from the n-th operation on, once, for a while, or until somebody sees to it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::daemon::{Daemon, Place};
use crate::facts::{self, Thing, Verdict};
use crate::load::{self, Worker};
use crate::shim::{BROKEN, Control, NO_SPACE};
use crate::{Chance, rounds};

/// How long it may take until changes are taken again.
const MENDED_WITHIN: Duration = Duration::from_secs(40);

#[derive(Debug, Clone, Copy, PartialEq)]
enum Lasts {
    Once,
    While,
    Ever,
}

#[test]
fn on_a_disk_that_refuses_it_acknowledges_nothing_that_is_lost_and_recovers_by_itself() {
    let mut chance = Chance::of_this_run();
    let dir = tempfile::tempdir().unwrap();
    let mut place = Place::new(dir.path());
    let mut workers: Vec<Worker> = (0..3).map(|n| Worker::new(&format!("person{n}"), chance.next())).collect();
    workers.iter().for_each(|worker| worker.accounts().iter().for_each(|name| place.add_user(name)));
    let clock = AtomicU64::new(1);
    let now = || clock.fetch_add(1, Ordering::SeqCst);
    let (mut total, rounds, mut hit, mut meanwhile) = (Verdict::default(), rounds(12), 0, (0, 0));
    for round in 0..rounds {
        let lasts = [Lasts::Once, Lasts::While, Lasts::Ever][round % 3];
        let error = [NO_SPACE, BROKEN][round / 3 % 2];
        // Each operation of a start, then ever further ones of the load.
        let from = if rounds <= 12 { chance.below(150) } else { round as u64 / 6 + chance.below(3) };
        let named = format!("round {round}: errno {error} from operation {from} on, {lasts:?}");
        place.control = Some(Control::new(dir.path().join("control")));
        let control = place.control.as_ref().unwrap();
        control.fail(from, until(lasts, from), error);
        match place.start() {
            Ok(mut daemon) => {
                let refused = work(&mut daemon, &mut workers, &now, || control.count() > from);
                assert!(daemon.runs(), "{named}: it ended: {}", daemon.kill());
                hit += usize::from(control.count() > from);
                if lasts == Lasts::Ever && control.count() > from && refused > 0 {
                    let (asked, waited) = still_reads(&mut daemon, &workers, &now, &named);
                    meanwhile = (meanwhile.0 + asked, meanwhile.1 + waited);
                }
                control.mend();
                takes_changes_again(&mut daemon, &named);
                workers.iter_mut().for_each(Worker::settle);
                total.add(look(&mut daemon, &workers, now(), &named));
                daemon.kill();
            }
            Err((status, said)) => {
                hit += 1;
                assert_eq!(status, Some(1), "{named}: {said}");
                // After what the log says, one line for whoever started it.
                let told = said.lines().last().is_some_and(|line| line.starts_with("grantd: "));
                assert!(told && !said.contains("panicked"), "{named}: {said}");
            }
        }
        place.control = None;
        let mut daemon = place.started(&named);
        total.add(look(&mut daemon, &workers, now(), &named));
        daemon.kill();
        place.check(&named);
        if round % 12 == 11 {
            println!("{} rounds of {rounds}: {hit} hit, {} asked, 0 lost, 0 returned", round + 1, total.asked);
        }
    }
    println!("of {} tokens asked for while nothing could be stored {} had to wait", meanwhile.0, meanwhile.1);
    assert!(hit * 2 > rounds, "most rounds met no refusal: {hit} of {rounds}");
}

fn until(lasts: Lasts, from: u64) -> u64 {
    match lasts {
        Lasts::Once => from + 1,
        Lasts::While => from + 20,
        Lasts::Ever => u64::MAX,
    }
}

/// Mixed load until the disk has refused, and a while longer; answers how often changes were refused.
fn work(
    daemon: &mut Daemon,
    workers: &mut [Worker],
    now: &(dyn Fn() -> u64 + Sync),
    refused: impl Fn() -> bool,
) -> usize {
    let before: usize = workers.iter().map(|worker| worker.refused).sum();
    load::under_load(daemon, workers, now, |_| {
        let began = Instant::now();
        while !refused() && began.elapsed() < Duration::from_secs(10) {
            std::thread::sleep(Duration::from_millis(1));
        }
        std::thread::sleep(Duration::from_millis(200));
    });
    workers.iter().map(|worker| worker.refused).sum::<usize>() - before
}

/// Tokens are validated while nothing can be stored, and no answer is wrong. What is in a page that sled was cut off at has
/// to wait; in so small a store that may be a good part. Answers how many were asked for, and how many had to wait.
fn still_reads(daemon: &mut Daemon, workers: &[Worker], now: &dyn Fn() -> u64, named: &str) -> (usize, usize) {
    let mut http = daemon.http();
    let health = http.get("/healthz", "").unwrap();
    assert_eq!(health.status, 503, "{named}");
    let (mut asked, mut waited) = (0, 0);
    for worker in workers {
        let tokens = worker.facts.iter().filter(|fact| matches!(fact.thing, Thing::Access(_))).cloned();
        let verdict = facts::verify(&mut http, &tokens.collect::<Vec<_>>(), now(), 20).unwrap();
        let Verdict { lost, returned, unclear, .. } = &verdict;
        assert!(lost.is_empty() && returned.is_empty(), "{named}: {lost:?} {returned:?}");
        (asked, waited) = (asked + verdict.asked, waited + unclear.len());
    }
    println!("{named}: of {asked} tokens asked for meanwhile {waited} had to wait");
    (asked, waited)
}

/// `/healthz` says so, and a sign-in succeeds.
fn takes_changes_again(daemon: &mut Daemon, named: &str) {
    let mut http = daemon.http();
    let began = Instant::now();
    while http.get("/healthz", "").map_or(0, |answer| answer.status) != 200 {
        assert!(daemon.runs(), "{named}: it ended: {}", daemon.kill());
        assert!(began.elapsed() < MENDED_WITHIN, "{named}: it takes no changes any more: {}", daemon.kill());
        std::thread::sleep(Duration::from_millis(20));
    }
    let body = json!({ "email": "person0", "password": crate::daemon::PASSWORD });
    let answer = http.json("/api/auth/login", "", &body).unwrap();
    assert_eq!(answer.status, 200, "{named}");
    // An account has a hundred sessions at most, and one of them is the worker's.
    let session = answer.body.pointer("/auth_token").and_then(Value::as_str).unwrap().to_owned();
    assert_eq!(http.json("/api/auth/logout", &session, &json!({})).unwrap().status, 200, "{named}");
}

fn look(daemon: &mut Daemon, workers: &[Worker], now: u64, named: &str) -> Verdict {
    let mut http = daemon.http();
    let mut total = Verdict::default();
    for worker in workers {
        let verdict = facts::verify(&mut http, &worker.facts, now, 30).unwrap();
        verdict.must_be_clean(named);
        total.add(verdict);
    }
    total
}
