//! Validation beside the sweep of a million expired records.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};
use std::time::{Duration, Instant};

use tokio::net::TcpStream;

use super::filled::fill;
use super::running::{Running, validating};
use super::setting;
use super::wire::ask;

const CONNECTIONS: usize = 8;
/// What each connection waits between two requests: a load, not a flood.
const PAUSE: Duration = Duration::from_millis(2);
const WITHOUT: u8 = 0;
const WITH: u8 = 1;
const OVER: u8 = 2;

pub fn run() {
    let expired: usize = setting("EXPIRED", 1_000_000);
    let quiet: u64 = setting("QUIET", 20);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let dir = tempfile::tempdir().unwrap();
    let filled = runtime.block_on(fill(&dir.path().join("data"), 20_000 / 3, expired));
    let running = Running::start(dir.path(), &filled.data_dir, &format!("{quiet}s"));
    let began = Instant::now();
    let phase = Arc::new(AtomicU8::new(WITHOUT));
    let clients: Vec<_> = (0..CONNECTIONS)
        .map(|one| {
            let (phase, address) = (Arc::clone(&phase), running.address);
            let mut next = validating(&filled.tokens, 101 * one);
            runtime.spawn(async move {
                let mut connection = TcpStream::connect(address).await.unwrap();
                connection.set_nodelay(true).unwrap();
                let (mut buffer, mut took) = (Vec::new(), [Vec::new(), Vec::new()]);
                loop {
                    let now = phase.load(Ordering::Relaxed);
                    if now == OVER {
                        return took;
                    }
                    let bytes = next(&[]).unwrap();
                    let began = Instant::now();
                    ask(&mut connection, &bytes, &mut buffer).await;
                    took[usize::from(now)].push(began.elapsed());
                    tokio::time::sleep(PAUSE).await;
                }
            })
        })
        .collect();
    let wait = |seconds: f64| std::thread::sleep(Duration::from_secs_f64(seconds));
    let resident = running.resident();
    wait(quiet as f64 - 1.0 - began.elapsed().as_secs_f64());
    while running.metric("grantd_store_commits_total{outcome=\"done\"}") < 30.0 {
        wait(0.05);
    }
    phase.store(WITH, Ordering::Relaxed);
    let began = Instant::now();
    while running.metric("grantd_sweep_duration_seconds_count") < 1.0 {
        wait(0.1);
    }
    let swept_in = began.elapsed();
    phase.store(OVER, Ordering::Relaxed);
    let mut took = [Vec::new(), Vec::new()];
    for client in clients {
        let [without, with] = runtime.block_on(client).unwrap();
        took[0].extend(without);
        took[1].extend(with);
    }
    println!("# {expired} expired records swept in {:.1} s", swept_in.as_secs_f64());
    println!("phase requests half_within_us 99_of_100_within_us");
    let mut ends = Vec::new();
    for (name, mut took) in ["without", "with"].into_iter().zip(took) {
        took.sort_unstable();
        let at = |part: f64| took[(took.len() as f64 * part) as usize].as_secs_f64() * 1e6;
        println!("{name} {} {:.0} {:.0}", took.len(), at(0.5), at(0.99));
        ends.push(at(0.99));
    }
    println!("ratio of the 99th percentiles: {:.2}", ends[1] / ends[0]);
    println!("resident {resident:.1} MB before, {:.1} MB after", running.resident());
    println!("disk {:.1} MB after", running.metric("grantd_store_disk_bytes") / 1e6);
    running.stop();
}
