//! A million live records beside twenty thousand.

use std::time::Instant;

use super::filled::fill;
use super::running::{Running, validating};
use super::setting;
use super::wire::{load, median};

pub fn run() {
    let records: usize = setting("RECORDS", 1_000_000);
    let rounds: usize = setting("ROUNDS", 9);
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let dir = tempfile::tempdir().unwrap();
    let mut stores = Vec::new();
    for records in [20_000, records] {
        let began = Instant::now();
        let filled = runtime.block_on(fill(&dir.path().join(records.to_string()), records / 3, 0));
        println!(
            "# {records} records, {:.1} MB of keys and values, written in {:.0} s",
            filled.live_bytes as f64 / 1e6,
            began.elapsed().as_secs_f64()
        );
        stores.push((records, filled));
    }
    let mut daemons = Vec::new();
    println!("records start_ms resident_MB_at_start disk_MB");
    for (records, filled) in &stores {
        // The first start after the fill rewrites what is bloated; those after it are the usual ones.
        let running = Running::start(dir.path(), &filled.data_dir, "1h");
        let began = Instant::now();
        running.until_rewritten();
        println!("# {records} records: rewritten in {:.1} s", began.elapsed().as_secs_f64());
        running.stop();
        let mut starts = Vec::new();
        for _ in 0..3 {
            let running = Running::start(dir.path(), &filled.data_dir, "1h");
            starts.push(running.ready_after.as_secs_f64() * 1e3);
            running.stop();
        }
        let running = Running::start(dir.path(), &filled.data_dir, "1h");
        let disk = running.metric("grantd_store_disk_bytes") / 1e6;
        println!("{records} {:.0} {:.1} {disk:.1}", median(starts), running.resident());
        daemons.push(running);
    }
    for (name, connections, spread) in [("always the same token", 16, false), ("tokens at random", 16, true)] {
        let mut rates: [Vec<f64>; 2] = Default::default();
        for round in 0..rounds {
            for (index, running) in daemons.iter().enumerate() {
                let tokens = &stores[index].1.tokens;
                let tokens = if spread { &tokens[..] } else { &tokens[..1] };
                let clients = (0..connections).map(|one| validating(tokens, 101 * one + round)).collect();
                rates[index].push(runtime.block_on(load(running.address, clients)));
            }
        }
        let ratios = rates[1].iter().zip(&rates[0]).map(|(many, few)| many / few).collect();
        println!("validation, {name}: ratio {:.2} ({:.0}/s)", median(ratios), median(rates[1].clone()));
    }
    for ((records, _), running) in stores.iter().zip(&daemons) {
        println!("{records} records: {:.1} MB resident after that", running.resident());
    }
    daemons.into_iter().for_each(Running::stop);
}
