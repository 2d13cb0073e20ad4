//! The same daemon over a thousand, twenty thousand, two hundred thousand and a million live tokens.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use tokio::net::TcpStream;
use tokio::runtime::Runtime;

use super::filled::{Filled, Token, fill};
use super::plot::{Chart, charts};
use super::running::{Running, validating};
use super::setting;
use super::wire::{ask, median};

const CONNECTIONS: usize = 16;
const ROUND: Duration = Duration::from_secs(1);
/// How long one step of getting to know the tokens takes, and how many there are at most.
const STEP: Duration = Duration::from_secs(6);
const STEPS: usize = 20;

/// What was measured of one size.
#[derive(Default)]
struct Measured {
    tokens: usize,
    live: f64,
    start_ms: f64,
    resident_at_start: f64,
    disk: f64,
    same: Vec<f64>,
    rates: Vec<f64>,
    p99_us: Vec<f64>,
    known: f64,
    resident: f64,
    sweep_us: f64,
}

pub fn run() {
    let sizes = std::env::var("SIZES").unwrap_or_else(|_| "1000,20000,200000,1000000".to_owned());
    let sizes: Vec<usize> = sizes.split(',').map(|size| size.parse().unwrap()).collect();
    let rounds: usize = setting("ROUNDS", 9);
    let runtime = Runtime::new().unwrap();
    let dir = tempfile::tempdir().unwrap();
    let mut all: Vec<(Measured, Filled, Running)> = Vec::new();
    for &tokens in &sizes {
        let began = Instant::now();
        let filled = runtime.block_on(fill(&dir.path().join(tokens.to_string()), tokens / 2, tokens / 20));
        let (bytes, took) = (filled.live_bytes as f64 / 1e6, began.elapsed().as_secs_f64());
        println!("# {tokens} live tokens, {bytes:.1} MB of keys and values, written in {took:.0} s");
        let (measured, running) = start(dir.path(), tokens, &filled);
        all.push((measured, filled, running));
    }
    for (measured, filled, running) in &mut all {
        measured.known = get_to_know(&runtime, running, &filled.tokens);
    }
    for round in 0..rounds {
        for (measured, filled, running) in &mut all {
            let (same, _) = load(&runtime, running, &filled.tokens[..1].into(), round, ROUND);
            let (rate, p99) = load(&runtime, running, &filled.tokens, round, ROUND);
            measured.same.push(same);
            measured.rates.push(rate);
            measured.p99_us.push(p99);
        }
    }
    let mut done = Vec::new();
    for (mut measured, filled, running) in all {
        measured.resident = running.resident();
        running.stop();
        measured.sweep_us = sweep(dir.path(), &filled);
        done.push(measured);
    }
    tell(&done);
    let path = std::env::var("SVG").unwrap_or_else(|_| "target/scale.svg".to_owned());
    std::fs::write(&path, draw(&done)).unwrap();
    println!("\n# drawn into {path}");
}

/// Has the store rewritten if that is due, and starts the daemon over it as it usually starts.
fn start(dir: &Path, tokens: usize, filled: &Filled) -> (Measured, Running) {
    let running = Running::start(dir, &filled.data_dir, "1h");
    let began = Instant::now();
    running.until_rewritten();
    println!("# {tokens} live tokens: rewritten in {:.1} s", began.elapsed().as_secs_f64());
    running.stop();
    let starts = (0..3).map(|_| {
        let running = Running::start(dir, &filled.data_dir, "1h");
        let took = running.ready_after.as_secs_f64() * 1e3;
        running.stop();
        took
    });
    let start_ms = median(starts.collect());
    let running = Running::start(dir, &filled.data_dir, "1h");
    let measured = Measured {
        tokens,
        live: filled.live_bytes as f64 / 1e6,
        start_ms,
        resident_at_start: running.resident(),
        disk: running.metric("grantd_store_disk_bytes") / 1e6,
        ..Measured::default()
    };
    (measured, running)
}

/// Asks for tokens at random until asking longer does not help; the share that was known from before at last.
fn get_to_know(runtime: &Runtime, running: &Running, tokens: &Arc<[Token]>) -> f64 {
    let counts = || {
        ["hits", "misses"].map(|what| running.metric(&format!("grantd_cache_{what}_total{{cache=\"access_token\"}}")))
    };
    let (mut before, mut share, mut unchanged) = (counts(), 0.0, 0);
    for step in 0..STEPS {
        load(runtime, running, tokens, step, STEP);
        let now = counts();
        let known = (now[0] - before[0]) / (now[0] + now[1] - before[0] - before[1]);
        unchanged = if (known - share).abs() < 0.01 { unchanged + 1 } else { 0 };
        (before, share) = (now, known);
        if unchanged == 3 {
            break;
        }
    }
    share
}

/// Answers a second, and what 99 of 100 took at most, in microseconds.
fn load(runtime: &Runtime, running: &Running, tokens: &Arc<[Token]>, round: usize, length: Duration) -> (f64, f64) {
    let address = running.address;
    let clients: Vec<_> = (0..CONNECTIONS)
        .map(|one| {
            let mut next = validating(tokens, 101 * one + 7 * round);
            runtime.spawn(async move {
                let mut connection = TcpStream::connect(address).await.unwrap();
                connection.set_nodelay(true).unwrap();
                let (mut buffer, mut took) = (Vec::new(), Vec::new());
                let began = Instant::now();
                while began.elapsed() < length {
                    let bytes = next(&[]).unwrap();
                    let sent = Instant::now();
                    ask(&mut connection, &bytes, &mut buffer).await;
                    took.push(sent.elapsed());
                }
                took
            })
        })
        .collect();
    let mut took = Vec::new();
    for client in clients {
        took.extend(runtime.block_on(client).unwrap());
    }
    took.sort_unstable();
    (took.len() as f64 / length.as_secs_f64(), took[took.len() * 99 / 100].as_secs_f64() * 1e6)
}

/// What sweeping one expired token takes, in microseconds.
fn sweep(dir: &Path, filled: &Filled) -> f64 {
    let running = Running::start(dir, &filled.data_dir, "1s");
    while running.metric("grantd_sweep_duration_seconds_count") < 1.0 {
        std::thread::sleep(Duration::from_millis(100));
    }
    let took = running.metric("grantd_sweep_duration_seconds_sum");
    running.stop();
    took * 1e6 / filled.expired as f64
}

fn tell(done: &[Measured]) {
    println!("\n| | {} |", done.iter().map(|one| format!("{} tokens", one.tokens)).collect::<Vec<_>>().join(" | "));
    println!("|---|{}", "---|".repeat(done.len()));
    let row = |name: &str, value: &dyn Fn(&Measured) -> String| {
        println!("| {name} | {} |", done.iter().map(value).collect::<Vec<_>>().join(" | "));
    };
    row("keys and values, MB", &|one| format!("{:.1}", one.live));
    row("on the disk, MB", &|one| format!("{:.1}", one.disk));
    row("start to ready, ms", &|one| format!("{:.0}", one.start_ms));
    row("resident at start, MB", &|one| format!("{:.1}", one.resident_at_start));
    row("resident after the load, MB", &|one| format!("{:.1}", one.resident));
    row("of tokens at random known from before", &|one| format!("{:.2}", one.known));
    row("validation of tokens at random, a second", &|one| format!("{:.0}", median(one.rates.clone())));
    row("99 of 100 within, us", &|one| format!("{:.0}", median(one.p99_us.clone())));
    row("to sweep one expired token, us", &|one| format!("{:.0}", one.sweep_us));
    // Round by round: the machine has other things to do as well.
    let Some(few) = done.iter().find(|one| one.tokens == 20_000) else { return };
    let ratio = |many: &[f64], few: &[f64]| median(many.iter().zip(few).map(|(many, few)| many / few).collect());
    row("rate beside 20,000", &|one| format!("{:.2}", ratio(&one.rates, &few.rates)));
    row("rate beside 20,000, always the same token", &|one| format!("{:.2}", ratio(&one.same, &few.same)));
}

fn draw(done: &[Measured]) -> String {
    let chart = |title: &'static str, value: &dyn Fn(&Measured) -> f64| Chart {
        title,
        points: done.iter().map(|one| (one.tokens as f64, value(one))).collect(),
    };
    charts(
        "One daemon over more and more live tokens",
        &[
            chart("validations a second, tokens at random", &|one| median(one.rates.clone())),
            chart("99 of 100 validations within, µs", &|one| median(one.p99_us.clone())),
            chart("resident memory after that, MB", &|one| one.resident),
            chart("store on the disk, MB", &|one| one.disk),
            chart("start to ready, ms", &|one| one.start_ms),
            chart("to sweep one expired token, µs", &|one| one.sweep_us),
        ],
    )
}
