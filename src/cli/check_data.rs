//! `grantd check --data`: what is wrong with the data, told as it is found.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::connect::Unverified;
use super::{Failure, Global, connect, show};
use crate::clock::Clock;
use crate::config::Config;
use crate::store::StoreError;
use crate::store::salvage::{self, OLDER_TRUTH, Salvaged, Seen};
use crate::store::verify::{Event, Finding, Summary};

/// How many findings are told one by one. When a whole index is gone, the rest is of the same kind.
const LISTED: usize = 1000;

/// When to begin telling how far it is, and how often.
const PROGRESS: Duration = Duration::from_secs(3);

/// Looks through the data, and mends it if asked to.
pub fn run(global: &Global, config: &Config, repair: bool) -> Result<(), Failure> {
    let data_dir = config.server.data_dir.display().to_string();
    if !connect::has_data(config) && connect::daemon(config)?.is_none() {
        return Err(Failure::Failed(format!("there is no data in {data_dir}: name another directory with --data-dir")));
    }
    let mut told = Told { json: global.json, listed: Vec::new(), number: 0, last: Instant::now(), salvaged: None };
    let summary = verified(config, repair, &mut told)?;
    told.close(&summary, &data_dir)?;
    if summary.wrong == 0 {
        return Ok(());
    }
    let things = if summary.wrong == 1 { "1 thing is".to_owned() } else { format!("{} things are", summary.wrong) };
    Err(Failure::Failed(match repair {
        true => format!("{things} wrong still with the data in {data_dir}: see above what to do, or restore a backup"),
        false => {
            format!("{things} wrong with the data in {data_dir}: grantd check --data --repair mends what can be mended")
        }
    }))
}

/// Looks through the store, and where it is damaged and that is asked for, through what could be saved of it.
fn verified(config: &Config, repair: bool, told: &mut Told) -> Result<Summary, Failure> {
    loop {
        let seen = Seen::in_dir(&config.server.data_dir);
        let (place, reason) = match connect::verify(config, repair, &mut |event| told.hear(event)) {
            Err(Unverified::Damaged(place, reason)) => (place, reason),
            Err(Unverified::Failed(failure)) => return Err(failure),
            Ok(summary) => return Ok(summary),
        };
        let told_so = format!("{place} is damaged: {reason}");
        if told.salvaged.is_some() {
            return Err(Failure::Failed(told_so));
        }
        if !repair {
            return Err(Failure::Failed(format!(
                "{told_so}. Restore the newest backup with grantd restore, with another --data-dir or after moving {} away; \
                 without one, grantd check --data --repair saves accounts, apps and settings",
                config.server.data_dir.join("store").display()
            )));
        }
        // Or another repair was faster.
        if let Some(saved) = salvaged(config, seen)? {
            told.salvage(&told_so, &saved)?;
        }
    }
}

/// Saves what can be saved of the store that was seen. A service that is started again and again over it has it now and
/// then.
fn salvaged(config: &Config, seen: Option<Seen>) -> Result<Option<Salvaged>, Failure> {
    let began = Instant::now();
    let storage = connect::small(&config.storage);
    loop {
        match salvage::salvage(&storage, &config.server.data_dir, seen, Clock::system().now()) {
            Err(StoreError::InUse(_)) if began.elapsed() < connect::PATIENCE => thread::sleep(connect::LOOK_AGAIN),
            // The place may be one in a copy, which is gone by now.
            Err(StoreError::Damaged { reason, .. }) => {
                return Err(lost(&config.server.data_dir.join("store"), &reason));
            }
            saved => return saved.map_err(Failure::failed),
        }
    }
}

/// That this was the last way out, and where to begin again.
fn lost(store: &Path, reason: &str) -> Failure {
    let store = store.display();
    Failure::Failed(format!(
        "{store} is damaged: {reason}. Nothing can be saved of it, and nothing was changed. Move {store} away and keep what \
         lies beside it; then restore the newest backup with grantd restore, or, without one, start grantd: it begins anew, \
         without accounts and apps"
    ))
}

/// What was told so far.
struct Told {
    json: bool,
    listed: Vec<Finding>,
    number: usize,
    last: Instant,
    /// What was saved of a store that could not be opened.
    salvaged: Option<Value>,
}

impl Told {
    fn hear(&mut self, event: Event) -> io::Result<()> {
        match event {
            Event::Finding(finding) => {
                self.number += 1;
                match self.json {
                    _ if self.number > LISTED => {}
                    true => self.listed.push(finding),
                    false => writeln!(io::stdout(), "{finding}")?,
                }
            }
            Event::Progress { keys } if self.last.elapsed() >= PROGRESS => {
                self.last = Instant::now();
                let _nobody_reads = writeln!(io::stderr(), "grantd: {keys} keys looked at, {} findings", self.number);
            }
            Event::Progress { .. } | Event::Done(_) | Event::Failed(_) | Event::Damaged { .. } => {}
        }
        Ok(())
    }

    /// Tells of a store that was put aside.
    fn salvage(&mut self, told: &str, saved: &Salvaged) -> Result<(), Failure> {
        let Salvaged { damaged, records, unreadable } = saved;
        self.salvaged = Some(json!({ "damaged": damaged, "records": records, "unreadable": unreadable }));
        if self.json {
            return Ok(());
        }
        let counts: Vec<String> = records.iter().map(|(kind, count)| format!("{count} {kind}")).collect();
        let damaged = damaged.display();
        show::line(&format!("{told}. It is in {damaged} now, and a fresh store holds what could be read of it:"))?;
        show::line(&format!("{}; {unreadable} could not be read.", counts.join(", ")))?;
        show::line("Tokens, sessions and consents were left behind: they may be older than what revoked them.")?;
        show::line(&format!("Look at grantd user list, app list and resource-server list: {OLDER_TRUTH}."))
    }

    fn close(self, summary: &Summary, data_dir: &str) -> Result<(), Failure> {
        if self.json {
            return show::json(&json!({
                "data_dir": data_dir,
                "findings": self.listed,
                "not_listed": self.number.saturating_sub(LISTED),
                "summary": summary,
                "salvaged": self.salvaged,
            }));
        }
        if self.number > LISTED {
            show::line(&format!("… and {} more", self.number - LISTED))?;
        }
        for (title, counts) in [("RECORDS", &summary.records), ("INDEX OF", &summary.index)] {
            let rows = counts.iter().map(|(kind, count)| row(kind, *count, &summary.ended)).collect::<Vec<_>>();
            show::table(&[title, "COUNT"], &rows, &format!("{title}: none"))?;
        }
        show::line(&sentence(summary))?;
        match &summary.quarantine {
            Some(file) => show::line(&format!(
                "What was taken out is in {file}; grantd import --quarantined FILE puts back what is sound."
            )),
            None => Ok(()),
        }
    }
}

fn row(kind: &str, count: u64, ended: &BTreeMap<String, u64>) -> Vec<String> {
    let note = ended.get(kind).map(|ended| format!("  ({ended} ended)")).unwrap_or_default();
    vec![kind.to_owned(), format!("{count}{note}")]
}

fn sentence(summary: &Summary) -> String {
    let Summary { damage, leftovers, mended, .. } = summary;
    match damage + leftovers {
        0 => "Nothing is wrong.".to_owned(),
        _ => format!(
            "Damaged: {damage}. Left behind by a deletion that was cut off, harmless: {leftovers}. Mended: {mended}."
        ),
    }
}
