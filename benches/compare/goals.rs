//! What grantd wants to reach, each a ratio within the same run.

use crate::contest::{Kind, Row, Sample, Table};
use crate::run::Memory;

/// A goal, what was measured for it, and whether that reaches it. What could not be measured has no figure.
struct Goal {
    what: String,
    wanted: String,
    reached: Option<(f64, bool)>,
}

impl Goal {
    fn at_least(what: impl Into<String>, value: Option<f64>, least: f64) -> Self {
        let reached = value.map(|value| (value, value >= least));
        Self { what: what.into(), wanted: format!("≥ {least}"), reached }
    }

    fn at_most(what: impl Into<String>, value: Option<f64>, most: f64) -> Self {
        let reached = value.map(|value| (value, value <= most));
        Self { what: what.into(), wanted: format!("≤ {most}"), reached }
    }
}

pub fn print(tables: &[Table], memory: &[Memory], live: Option<f64>) {
    let mut goals = Vec::new();
    goals.extend(beside_bare(table(tables, "validation")));
    goals.extend(beside_peers(tables));
    goals.push(latency(table(tables, "mixed"), table(tables, "refresh")));
    goals.push(Goal::at_most("resident memory, idle, MB", memory.first().map(|own| own.idle), 10.0));
    goals.push(Goal::at_most("resident memory, 20,000 live sign-ins, MB", live, 30.0));
    println!("\n**Goals**\n\n| what | goal | here | |\n|---|--:|--:|---|");
    for Goal { what, wanted, reached } in goals {
        match reached {
            Some((value, met)) => {
                let met = if met { "met" } else { "**missed**" };
                println!("| {what} | {wanted} | {value:.2} | {met} |");
            }
            None => println!("| {what} | {wanted} | | not measured |"),
        }
    }
}

fn table<'t>(tables: &'t [Table], operation: &str) -> Option<&'t Table> {
    tables.iter().find(|table| table.operation == operation)
}

fn rate(sample: &Sample) -> f64 {
    sample.rate
}

fn processor(sample: &Sample) -> f64 {
    sample.server
}

/// Validation beside a bare server that gives the same answer to the same request.
fn beside_bare(validation: Option<&Table>) -> Vec<Goal> {
    let mut goals = Vec::new();
    for (kind, most) in [("forward-auth", 1.5), ("bearer", 1.5), ("introspection", 2.0)] {
        let bare = validation.and_then(|table| table.row(&format!("bare hyper, as {kind}")));
        let own = validation.zip(bare).and_then(|(table, bare)| table.row(&bare.beside));
        let ratio = |of: fn(&Sample) -> f64| own.zip(bare).and_then(|(own, bare)| own.ratio(bare, of));
        goals.push(Goal::at_least(format!("{kind}: rate, of bare hyper's"), ratio(rate), 0.85));
        goals.push(Goal::at_most(format!("{kind}: server CPU, of bare hyper's"), ratio(processor), most));
    }
    goals
}

fn beside_peers(tables: &[Table]) -> Vec<Goal> {
    let (refresh, flow) = (table(tables, "refresh"), table(tables, "flow"));
    let in_memory = refresh.and_then(|table| table.rows.iter().find(|row| row.kind == Kind::InMemory));
    let ceiling = refresh.and_then(|table| table.row("group commit, no HTTP"));
    let own = refresh.and_then(own);
    vec![
        Goal::at_least("refresh: rate, of the fastest durable peer's", beside_fastest(refresh), 10.0),
        Goal::at_least("refresh: rate, of a peer's in memory", ratio(own, in_memory, rate), 2.0),
        Goal::at_least("refresh: rate, of the group-commit ceiling", ratio(own, ceiling, rate), 0.6),
        Goal::at_least("code flow: rate, of the fastest durable peer's", beside_fastest(flow), 10.0),
        Goal::at_most("validation: server CPU, of the best peer's", beside_leanest(table(tables, "validation")), 0.1),
        Goal::at_most("refresh: server CPU, of the best peer's", beside_leanest(refresh), 0.1),
    ]
}

/// grantd's own row; of its validations, the one that peers have as well.
fn own(table: &Table) -> Option<&Row> {
    table.rows.iter().find(|row| row.kind == Kind::Grantd)
}

fn ratio(own: Option<&Row>, other: Option<&Row>, of: fn(&Sample) -> f64) -> Option<f64> {
    own?.ratio(other?, of)
}

fn beside_fastest(table: Option<&Table>) -> Option<f64> {
    let peers = table?.rows.iter().filter(|row| row.kind == Kind::Durable);
    let fastest = peers.max_by(|a, b| a.median(rate).unwrap_or(0.0).total_cmp(&b.median(rate).unwrap_or(0.0)));
    ratio(own(table?), fastest, rate)
}

fn beside_leanest(table: Option<&Table>) -> Option<f64> {
    let most = |row: &Row| row.median(processor).unwrap_or(f64::INFINITY);
    let peers = table?.rows.iter().filter(|row| [Kind::Durable, Kind::InMemory].contains(&row.kind));
    let leanest = peers.min_by(|a, b| most(a).total_cmp(&most(b)));
    ratio(own(table?), leanest, processor)
}

/// How the slowest of a hundred stands beside three times the usual one, or one flush: whichever is more.
fn latency(mixed: Option<&Table>, refresh: Option<&Table>) -> Goal {
    let own = mixed.and_then(own);
    let flush = refresh.and_then(|table| table.row("one commit after another")?.median(|sample| sample.half));
    let most = own.and_then(|own| own.median(|sample| sample.most));
    let half = own.and_then(|own| own.median(|sample| sample.half));
    let value = most.zip(half).zip(flush).map(|((most, half), flush)| most / flush.max(3.0 * half));
    Goal::at_most("p99 at half of the maximum rate, of 3 × p50 or one flush", value, 1.0)
}
