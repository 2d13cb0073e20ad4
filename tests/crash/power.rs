//! The power goes, at random moments of mixed load, starts and kills: what the disk then holds is made from the record, and
//! the real daemon is started over it.

use std::fs;
use std::path::Path;

use crate::daemon::Place;
use crate::facts::{self, Fact, Verdict};
use crate::load::{self, Worker};
use crate::record::{self, Disk, Loss};
use crate::{Chance, rounds};

/// How many moments of one recording are tried.
const MOMENTS: usize = 40;

#[test]
fn cut_off_from_power_it_forgets_nothing_and_nothing_returns() {
    let mut chance = Chance::of_this_run();
    let (mut total, rounds, mut done, mut rewritten) = (Verdict::default(), rounds(30), 0, 0);
    while done < rounds {
        let dir = tempfile::tempdir().unwrap();
        let (record, facts) = live(dir.path(), &mut chance);
        let rewritings = record::rewritings(&record);
        rewritten += rewritings.len();
        let moments = MOMENTS.min(rounds - done);
        let mut moments: Vec<usize> = (0..moments).map(|_| moment(&record, &rewritings, &mut chance)).collect();
        moments.sort_unstable();
        let mut disk = Disk::default();
        for at in moments {
            disk.follow(&record, at);
            let loss = Loss::any(&mut chance);
            let named = format!("round {done}: at byte {} of {}, {loss:?}", disk.at, record.len());
            total.add(judge(&disk, loss, &facts, &mut chance, &named));
            done += 1;
        }
        println!("{done} rounds of {rounds}: rewritten {rewritten} times, {} asked, 0 lost, 0 returned", total.asked);
    }
    assert!(total.asked > 2 * rounds, "there was no load: {} asked in {rounds} rounds", total.asked);
}

/// Any byte: mostly in the middle of a flush, as most of the record is; or, every third, near to a store that takes the
/// place of another one.
fn moment(record: &[u8], rewritings: &[usize], chance: &mut Chance) -> usize {
    const NEAR: usize = 20_000;
    let below = |end: usize, chance: &mut Chance| usize::try_from(chance.below(end as u64)).unwrap();
    if rewritings.is_empty() || below(3, chance) > 0 {
        return below(record.len() + 1, chance);
    }
    let near = rewritings[below(rewritings.len(), chance)];
    (near.saturating_sub(NEAR) + below(2 * NEAR, chance)).min(record.len())
}

/// Records the lives of a few daemons over one directory, each killed.
fn live(dir: &Path, chance: &mut Chance) -> (Vec<u8>, Vec<Fact>) {
    let mut place = Place::new(dir);
    let journal = dir.join("journal");
    place.journal = Some(journal.clone());
    let mut workers: Vec<Worker> = (0..4).map(|n| Worker::new(&format!("person{n}"), chance.next())).collect();
    workers.iter().for_each(|worker| worker.accounts().iter().for_each(|name| place.add_user(name)));
    let now = || fs::metadata(&journal).unwrap().len();
    for life in 0..3 {
        let mut daemon = place.started(&format!("life {life}"));
        let lasts = 50_000 + chance.below(2_000_000);
        load::under_load(&mut daemon, &mut workers, &now, |daemon| {
            load::wait(&now, lasts);
            daemon.kill();
        });
        let whole = record::whole(&fs::read(&journal).unwrap());
        fs::OpenOptions::new().write(true).open(&journal).unwrap().set_len(whole as u64).unwrap();
    }
    let record = fs::read(&journal).unwrap();
    (record, workers.into_iter().flat_map(|worker| worker.facts).collect())
}

fn judge(disk: &Disk, loss: Loss, facts: &[Fact], chance: &mut Chance, named: &str) -> Verdict {
    let dir = tempfile::tempdir().unwrap();
    let place = Place::new(dir.path());
    disk.after_power_loss(&place.data(), loss, chance);
    let mut daemon = place.started(named);
    let verdict = facts::verify(&mut daemon.http(), facts, disk.at as u64, 40).unwrap();
    if !(verdict.lost.is_empty() && verdict.returned.is_empty() && verdict.unclear.is_empty()) {
        println!("what the disk held is kept in {}", keep(&place).display());
    }
    verdict.must_be_clean(named);
    daemon.kill();
    place.check(named);
    verdict
}

/// For whoever looks into a failure.
fn keep(place: &Place) -> std::path::PathBuf {
    let kept = std::env::temp_dir().join(format!("grantd-crash-{}", std::process::id()));
    crate::daemon::copy_dir(&place.data(), &kept);
    kept
}
