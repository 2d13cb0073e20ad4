//! What processes cost, as `/proc` tells it.

use std::collections::HashSet;
use std::time::Duration;

/// `USER_HZ`: the same on every Linux that there is.
const TICKS: u32 = 100;

/// A process and what it is made of.
struct Stat {
    id: u32,
    parent: u32,
    /// Its own, and that of the children that have ended.
    ticks: u32,
}

/// The processor time of these processes and all that came from them, of the kernel for them included.
pub fn processor_time(roots: &[u32]) -> Duration {
    Duration::from_secs(1) * family(roots).iter().map(|stat| stat.ticks).sum::<u32>() / TICKS
}

/// Megabytes that are really there. What several processes share counts once.
pub fn resident(roots: &[u32]) -> f64 {
    let family = family(roots);
    let file = if family.len() > 1 { "smaps_rollup" } else { "status" };
    let name = if family.len() > 1 { "Pss:" } else { "VmRSS:" };
    let kilobytes = family.iter().filter_map(|stat| {
        let text = std::fs::read_to_string(format!("/proc/{}/{file}", stat.id)).ok()?;
        let value = text.lines().find_map(|line| line.strip_prefix(name))?;
        value.trim().strip_suffix("kB")?.trim().parse::<f64>().ok()
    });
    kilobytes.sum::<f64>() * 1024.0 / 1e6
}

fn family(roots: &[u32]) -> Vec<Stat> {
    let mut others: Vec<_> = std::fs::read_dir("/proc")
        .unwrap()
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .filter_map(stat)
        .collect();
    let mut known: HashSet<u32> = roots.iter().copied().collect();
    let mut family = Vec::new();
    loop {
        let (found, rest): (Vec<_>, Vec<_>) =
            others.into_iter().partition(|stat| known.contains(&stat.id) || known.contains(&stat.parent));
        if found.is_empty() {
            return family;
        }
        known.extend(found.iter().map(|stat| stat.id));
        family.extend(found);
        others = rest;
    }
}

fn stat(id: u32) -> Option<Stat> {
    let text = std::fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    // The name of the program comes second, in brackets, and may hold anything.
    let fields: Vec<u32> =
        text.rsplit_once(')')?.1.split_ascii_whitespace().map(|field| field.parse().unwrap_or(0)).collect();
    Some(Stat { id, parent: *fields.get(1)?, ticks: fields.get(11..15)?.iter().sum() })
}
