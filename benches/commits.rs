//! What a durable commit costs, as ratios: commits of the store beside sled with a flush after each write, at 1 and 64
//! threads, in alternating rounds of one second, medians.
//!
//! `cargo bench --bench commits`
#![allow(clippy::unwrap_used, clippy::cast_precision_loss, reason = "a benchmark stops where something is wrong")]

use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use grantd::config::Storage;
use grantd::store::records::Counter;
use grantd::store::{Batch, Store};

const ROUND: Duration = Duration::from_secs(1);

fn main() {
    let rounds: usize = std::env::var("ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(5);
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&Storage::default(), &dir.path().join("grantd")).unwrap();
    let plain = open_plain(&dir.path().join("plain"));
    println!("{:>7} {:>12} {:>14} {:>7}", "threads", "commits/s", "sled flushes/s", "ratio");
    for threads in [1, 64] {
        let (mut own, mut bare, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
        for _ in 0..rounds {
            let commits = rate(threads, |thread, n| {
                let mut batch = Batch::default();
                batch.put(&format!("{thread}-{}", n % 100), &Counter { next: n }).unwrap();
                store.engine().commit(batch).wait().unwrap();
            });
            let flushes = rate(threads, |thread, n| {
                plain.insert(format!("{thread}-{}", n % 100), &n.to_be_bytes()).unwrap();
                plain.flush().unwrap();
            });
            own.push(commits);
            bare.push(flushes);
            ratios.push(commits / flushes);
        }
        println!("{threads:>7} {:>12.0} {:>14.0} {:>7.2}", median(own), median(bare), median(ratios));
    }
}

fn open_plain(path: &Path) -> sled::Db {
    let cache = Storage::default().cache;
    sled::Config::new().path(path).cache_capacity(cache).flush_every_ms(None).open().unwrap()
}

/// How often a second `act` is done by all threads together.
fn rate(threads: u64, act: impl Fn(u64, u64) + Sync) -> f64 {
    let (stop, done, began) = (AtomicBool::new(false), AtomicU64::new(0), Instant::now());
    std::thread::scope(|scope| {
        for thread in 0..threads {
            let (stop, done, act) = (&stop, &done, &act);
            scope.spawn(move || {
                for n in 0.. {
                    if stop.load(Ordering::Relaxed) {
                        return;
                    }
                    act(thread, n);
                    done.fetch_add(1, Ordering::Relaxed);
                }
            });
        }
        std::thread::sleep(ROUND);
        stop.store(true, Ordering::Relaxed);
    });
    done.load(Ordering::Relaxed) as f64 / began.elapsed().as_secs_f64()
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
