//! `kill -9` at random moments of mixed load.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use crate::daemon::Place;
use crate::facts::{self, Thing, Verdict};
use crate::load::{self, Worker};
use crate::{Chance, rounds};

#[test]
fn killed_at_any_moment_it_forgets_nothing_and_nothing_returns() {
    let mut chance = Chance::of_this_run();
    let dir = tempfile::tempdir().unwrap();
    let place = Place::new(dir.path());
    let mut workers: Vec<Worker> = (0..4).map(|n| Worker::new(&format!("person{n}"), chance.next())).collect();
    workers.iter().for_each(|worker| worker.accounts().iter().for_each(|name| place.add_user(name)));
    let clock = AtomicU64::new(1);
    let now = || clock.fetch_add(1, Ordering::SeqCst);
    let happened = || clock.load(Ordering::SeqCst);
    let (mut total, rounds) = (Verdict::default(), rounds(6));
    for round in 0..rounds {
        let named = format!("round {round}");
        let mut daemon = place.started(&named);
        let lasts = chance.below(200);
        load::under_load(&mut daemon, &mut workers, &now, |daemon| {
            load::wait(&happened, lasts);
            // Somewhere in the middle of something.
            std::thread::sleep(Duration::from_micros(chance.below(4000)));
            daemon.kill();
        });
        let mut daemon = place.started(&named);
        let mut http = daemon.http();
        for worker in &workers {
            let verdict = facts::verify(&mut http, &worker.facts, now(), 40).unwrap();
            verdict.must_be_clean(&named);
            total.add(verdict);
        }
        // Every other time it is killed right after its start, too.
        if round % 2 == 0 {
            daemon.kill();
        }
        drop(daemon);
        if round % 10 == 0 || round + 1 == rounds {
            place.check(&named);
            println!("{named} of {rounds}: {} asked, 0 lost, 0 returned", total.asked);
        }
    }
    // And still so at the end.
    let mut daemon = place.started("the end");
    for worker in &workers {
        let verdict = facts::verify(&mut daemon.http(), &worker.facts, now(), 2000).unwrap();
        verdict.must_be_clean("the end");
        total.add(verdict);
    }
    daemon.kill();
    let all = || workers.iter().flat_map(|worker| &worker.facts);
    assert!(all().any(|fact| matches!(fact.thing, Thing::Guarded(_))), "nobody has a second factor");
    assert!(all().any(|fact| matches!(fact.thing, Thing::Recovery(..)) && fact.ended.is_some()), "no code was used");
    assert!(total.asked > 5 * rounds, "there was no load: {} asked in {rounds} rounds", total.asked);
}
