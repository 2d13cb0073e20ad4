//! What a durable commit costs, as ratios.
//!
//! Threads that each commit one access token (its record and its entry in the expiry index) and wait until it is on the
//! disk, at 1 and 64 threads, over
//!
//! - the store as it is;
//! - sled alone, each thread with a flush of its own, as sled offers it: this does not survive a power cut;
//! - the same and an `fdatasync`, which does;
//! - the ceiling of group commit: one thread applies as many batches and makes them durable together, with no channel, no
//!   conditions and nobody to answer.
//!
//! All in one run, in alternating rounds of one second; the medians of the rounds' rates and ratios are printed.
//! `cargo bench --bench commits`; `ROUNDS=9 DIR=/mnt/card cargo bench --bench commits` for another disk.
#![allow(clippy::unwrap_used, clippy::cast_precision_loss, reason = "a benchmark stops where something is wrong")]

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use grantd::clock::Timestamp;
use grantd::config::Storage;
use grantd::secret::TokenHash;
use grantd::store::records::{AccessToken, FamilyId, primary_key};
use grantd::store::{Batch, Store};

const ROUND: Duration = Duration::from_secs(1);

fn main() {
    let rounds: usize = std::env::var("ROUNDS").ok().and_then(|text| text.parse().ok()).unwrap_or(5);
    let base = std::env::var_os("DIR").map_or_else(std::env::temp_dir, PathBuf::from);
    let dir = tempfile::tempdir_in(base).unwrap();
    let next = AtomicU64::new(0);
    println!("{:>7} {:>28} {:>12} {:>16}", "threads", "", "commits/s", "store is × this");
    for threads in [1, 64] {
        let store = Store::open(&Storage::default(), &dir.path().join(format!("store{threads}"))).unwrap();
        let plain = Plain::open(&dir.path().join(format!("plain{threads}")));
        let mut rates = [const { Vec::new() }; 4];
        for _ in 0..rounds {
            rates[0].push(rate(threads, 1, || {
                let (hash, token) = token(&next);
                let mut batch = Batch::default();
                batch.create(&hash, &token).unwrap();
                store.engine().commit(batch).wait().unwrap();
            }));
            rates[1].push(rate(threads, 1, || {
                plain.apply(&next);
                plain.db.flush().unwrap();
            }));
            rates[2].push(rate(threads, 1, || {
                plain.apply(&next);
                plain.db.flush().unwrap();
                plain.file.sync_data().unwrap();
            }));
            rates[3].push(rate(1, threads, || {
                (0..threads).for_each(|_| plain.apply(&next));
                plain.db.flush().unwrap();
                plain.file.sync_data().unwrap();
            }));
        }
        let names = ["the store", "sled, a flush each", "sled, flush and fdatasync", "ceiling of group commit"];
        for (name, other) in names.iter().zip(&rates) {
            let ratios = rates[0].iter().zip(other).map(|(own, other)| own / other).collect();
            println!("{threads:>7} {name:>28} {:>12.0} {:>16.2}", median(other.clone()), median(ratios));
        }
        store.engine().close().unwrap();
    }
}

/// sled without the store.
struct Plain {
    db: sled::Db,
    file: File,
}

impl Plain {
    fn open(path: &Path) -> Self {
        let storage = Storage::default();
        let db = sled::Config::new().path(path).cache_capacity(storage.pages()).flush_every_ms(None).open().unwrap();
        Self { db, file: File::open(path.join("db")).unwrap() }
    }

    /// The keys and values that the store would write.
    fn apply(&self, next: &AtomicU64) {
        let (hash, token) = token(next);
        let key = primary_key::<AccessToken>(&hash);
        let expiry = [b"x", &token.expires_at.as_millis().to_be_bytes()[..], &key].concat();
        let mut batch = sled::Batch::default();
        batch.insert(key, grantd::store::records::encode(&token).unwrap());
        batch.insert(expiry, Vec::new());
        self.db.apply_batch(batch).unwrap();
    }
}

fn token(next: &AtomicU64) -> (TokenHash, AccessToken) {
    let n = next.fetch_add(1, Ordering::Relaxed);
    let now = Timestamp::from_millis(1_795_465_451_000 + n);
    let token = AccessToken {
        family: FamilyId([7; 16]),
        generation: 1,
        narrowed_scope: None,
        issued_at: now,
        expires_at: now.plus(Duration::from_secs(3600)),
    };
    (TokenHash::of(&n.to_be_bytes()), token)
}

/// How many a second, when each of `threads` does `work` over and over, and each time is `worth` that many.
fn rate(threads: usize, worth: usize, work: impl Fn() + Sync) -> f64 {
    let (stop, done) = (AtomicBool::new(false), AtomicU64::new(0));
    let began = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while !stop.load(Ordering::Relaxed) {
                    work();
                    done.fetch_add(worth as u64, Ordering::Relaxed);
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
