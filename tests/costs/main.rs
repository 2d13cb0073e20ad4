//! What an operation costs in things that can be counted, whatever the machine does meanwhile: blocks of memory taken,
//! bytes written and flushes of the store, calls of the system. They are compared with `tests/costs/costs.toml`.
//!
//! A cost that rose is a failure that says what rose. Where that is meant, the file is written anew with
//! `GRANTD_COSTS=renew cargo test --test costs`, and goes into the same commit as what raises it.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

mod bare;
mod calls;
mod table;
mod world;

use std::alloc::System;
use std::fs;

use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

use self::table::{Costs, Table};
use self::world::{Client, OPERATIONS, World};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// How often an operation is done before anything is counted: until then buffers grow and things are met for the first time.
const BEFORE: usize = 50;
/// How often it is done while it is counted.
const COUNTED: u32 = 100;
/// How often it is counted. What is least is the operation's own: anything else was done beside it.
const ROUNDS: usize = 5;

#[test]
fn no_operation_costs_more_than_it_did() {
    let world = World::start();
    let mut found = Table::default();
    for operation in OPERATIONS {
        let mut client = world.client(operation);
        client.repeat(BEFORE);
        let rounds = (0..ROUNDS).map(|_| count(&world, &mut client));
        found.0.insert(operation.to_owned(), rounds.reduce(|least, round| least.least(&round)).unwrap());
    }
    world.stop();
    match calls::of_each_operation() {
        Ok(calls) => found.add_calls(&calls),
        Err(why) => println!("calls of the system were not counted: {why}"),
    }
    found.compare();
}

fn count(world: &World, client: &mut Client) -> Costs {
    let (flushes, written) = (world.flushes(), written());
    let region = Region::new(ALLOCATOR);
    client.repeat(COUNTED as usize);
    let taken = region.change();
    let each = |count: f64| count / f64::from(COUNTED);
    Costs {
        allocations: each((taken.allocations + taken.reallocations) as f64),
        allocated: each(taken.bytes_allocated as f64),
        written: each(self::written() - written),
        flushes: each(world.flushes() - flushes),
        calls: None,
    }
}

/// How many bytes this process has written to files, and in answers. What the client sends goes another way and is not in it.
fn written() -> f64 {
    let io = fs::read_to_string("/proc/self/io").unwrap();
    io.lines().find_map(|line| line.strip_prefix("wchar: ")).unwrap().parse().unwrap()
}
