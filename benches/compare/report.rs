//! The tables, in Markdown.

use crate::contest::{Row, Table};
use crate::loader::Pace;
use crate::run::{Memory, Settings};

pub fn print(settings: &Settings, tables: &[Table], memory: &[Memory], live: Option<f64>, skipped: &[String]) {
    let pace = match settings.pace {
        Pace::Closed => "as fast as each goes".to_owned(),
        Pace::Open(rate) => format!("{rate} operations a second, each counted from when it was due"),
    };
    println!(
        "{} connections, {pace}; medians of {} alternating rounds of {} s.",
        settings.connections,
        settings.rounds,
        settings.round.as_secs_f64()
    );
    for why in skipped {
        println!("\n**Skipped:** {}", in_one_line(why));
    }
    for table in tables {
        println!("\n**{}**\n", table.title);
        println!(
            "| | ops/s | p50 ms | p99 ms | server CPU µs/op | grantd: ops/s × | its CPU, of grantd's × | load, cores |"
        );
        println!("|---|--:|--:|--:|--:|--:|--:|--:|");
        for row in &table.rows {
            println!("{}", line(table, row));
        }
    }
    println!("\n**Resident memory, MB**\n\n| | idle | after all of this |\n|---|--:|--:|");
    for Memory { name, idle, after } in memory {
        println!("| {name} | {idle:.1} | {after:.1} |");
    }
    if let Some(live) = live {
        println!("| grantd with 20,000 live sign-ins, each used | | {live:.1} |");
    }
}

fn line(table: &Table, row: &Row) -> String {
    if let Some(why) = &row.wrong {
        return format!("| {} | **wrong answer**: {} | | | | | | |", row.label, in_one_line(why));
    }
    let beside = table.row(&row.beside).filter(|beside| beside.label != row.label);
    let cells = [
        figure(row.median(|sample| sample.rate), 1.0),
        figure(row.median(|sample| sample.half), 1e3),
        figure(row.median(|sample| sample.most), 1e3),
        figure(row.median(|sample| sample.server), 1e6),
        figure(beside.and_then(|beside| beside.ratio(row, |sample| sample.rate)), 1.0),
        figure(beside.and_then(|beside| row.ratio(beside, |sample| sample.server)), 1.0),
        figure(row.median(|sample| sample.load), 1.0),
    ];
    format!("| {} | {} |", row.label, cells.join(" | "))
}

fn in_one_line(text: &str) -> String {
    text.replace('|', "/").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Three digits that count.
fn figure(value: Option<f64>, unit: f64) -> String {
    match value.map(|value| value * unit).filter(|value| value.is_finite()) {
        None => String::new(),
        Some(value) if value >= 100.0 => format!("{value:.0}"),
        Some(value) if value >= 10.0 => format!("{value:.1}"),
        Some(value) => format!("{value:.2}"),
    }
}
