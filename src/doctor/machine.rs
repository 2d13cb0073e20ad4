//! The machine: its clock, its memory, the disk under the data directory.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::Path;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use super::Report;
use crate::clock::Timestamp;
use crate::config::{Config, rounded_size};

/// A clock may be this wrong before it is worth a word: tokens and codes live a minute at least.
pub const CLOCK_MAY_DIFFER: Duration = Duration::from_secs(30);
const SET_CLOCK: &str = "set it and keep it right: timedatectl set-ntp true";
const MIB: u64 = 1 << 20;
const LITTLE_SPACE: u64 = 512 * MIB;
const SLOW: Duration = Duration::from_millis(30);
const FLUSHES: usize = 9;

/// Compares the clock with what must lie in the past: `newest`, the newest moment in the data, and the times of files.
pub fn clock(report: &mut Report, config: &Config, now: Timestamp, newest: Option<Timestamp>) {
    let earlier = |report: &mut Report, time: Timestamp, what: &str| {
        let behind = time.since(now) > CLOCK_MAY_DIFFER;
        if behind {
            report.problem("clock", format!("the clock says {now}, which is before {what}, {time}"), SET_CLOCK);
        }
        behind
    };
    let program = std::env::current_exe().ok().and_then(|path| modified(&path));
    let source = config.source.as_deref().and_then(modified);
    let known = [
        (newest, "the newest account or app"),
        (program, "the time of grantd's own file"),
        (source, "the time of the configuration file"),
    ];
    let wrong = known.into_iter().any(|(time, what)| time.is_some_and(|time| earlier(report, time, what)));
    if !wrong {
        report.looked("clock", format!("{now}, after everything that must lie in the past"));
    }
}

fn modified(path: &Path) -> Option<Timestamp> {
    let time: SystemTime = fs::metadata(path).ok()?.modified().ok()?;
    Some(Timestamp::default().plus(time.duration_since(UNIX_EPOCH).ok()?))
}

/// Compares what sign-ins take with what the machine has, in bytes.
pub fn memory(report: &mut Report, config: &Config, total: Option<u64>) {
    let accounts = &config.accounts;
    let hashing = accounts.argon2_memory.saturating_mul(accounts.argon2_concurrency as u64);
    let wanted = hashing.saturating_add(config.storage.memory);
    let Some(total) = total else { return report.missed("memory", "/proc/meminfo does not tell how much there is") };
    let (shown, has) = (rounded_size(wanted), rounded_size(total));
    if wanted > total / 2 {
        report.warn(
            "memory",
            format!("sign-ins and the store may take {shown} at once, and this machine has {has}"),
            "lower accounts.argon2_concurrency or storage.memory",
        );
    } else {
        report.looked("memory", format!("{shown} at most for sign-ins and the store, of {has}"));
    }
}

/// The machine's memory in bytes.
pub fn total_memory() -> Option<u64> {
    let text = fs::read_to_string("/proc/meminfo").ok()?;
    let line = text.lines().find_map(|line| line.strip_prefix("MemTotal:"))?;
    line.trim().strip_suffix(" kB")?.trim().parse::<u64>().ok().map(|kib| kib * 1024)
}

/// Space below the data directory, and how long it takes until something is there to stay.
pub fn disk(report: &mut Report, config: &Config) {
    let data_dir = &config.server.data_dir;
    match rustix::fs::statvfs(data_dir) {
        Ok(found) => space(report, config, found.f_bavail.saturating_mul(found.f_frsize)),
        Err(error) => report.missed("space", format!("{}: {error}", data_dir.display())),
    }
    match flush(data_dir) {
        Ok(time) => speed(report, time),
        Err(error) => report.missed("flush", format!("nothing can be written to {}: {error}", data_dir.display())),
    }
}

fn space(report: &mut Report, config: &Config, free: u64) {
    let told = format!("{} free on the disk of {}", rounded_size(free), config.server.data_dir.display());
    let mend = "make room, or move the data directory: server.data_dir. grantd check tells what it takes";
    if free < config.storage.keep_free.max(MIB) {
        report.problem("space", format!("only {told}: changes are refused"), mend);
    } else if free < LITTLE_SPACE {
        report.warn("space", format!("only {told}"), mend);
    } else {
        report.looked("space", told);
    }
}

fn speed(report: &mut Report, time: Duration) {
    let told = format!("one flush takes {:.1} ms here", time.as_secs_f64() * 1000.0);
    if time > SLOW {
        report.warn(
            "flush",
            format!("{told}, and every sign-in and token waits for one: this is an SD card or a busy disk"),
            "put server.data_dir on an SSD; or storage.durability = \"relaxed\", which may lose the last moment",
        );
    } else {
        report.looked("flush", told);
    }
}

/// The median of several flushes of a small file.
fn flush(data_dir: &Path) -> io::Result<Duration> {
    struct Gone<'p>(&'p Path);
    impl Drop for Gone<'_> {
        fn drop(&mut self) {
            let _gone = fs::remove_file(self.0);
        }
    }
    let path = data_dir.join(format!(".doctor-{}", std::process::id()));
    let mut file = File::create_new(&path)?;
    let _gone = Gone(&path);
    let mut times = Vec::with_capacity(FLUSHES);
    for _ in 0..FLUSHES {
        let began = Instant::now();
        file.write_all(&[0; 4096])?;
        file.sync_data()?;
        times.push(began.elapsed());
    }
    times.sort_unstable();
    Ok(times.get(FLUSHES / 2).copied().unwrap_or_default())
}

/// In whole MiB or, from ten on, GiB.
#[cfg(test)]
mod tests {
    use super::*;
    use crate::doctor::Severity;

    fn told(look: impl Fn(&mut Report)) -> Vec<(Severity, String)> {
        let mut report = Report::default();
        look(&mut report);
        report.findings.into_iter().map(|finding| (finding.severity, finding.what)).collect()
    }

    #[test]
    fn a_clock_before_what_is_past_is_a_problem() {
        let config = Config::default();
        let now = Timestamp::MAX.minus(Duration::from_secs(3600));
        assert!(told(|report| clock(report, &config, now, Some(now.plus(CLOCK_MAY_DIFFER)))).is_empty());
        let found = told(|report| clock(report, &config, now, Some(Timestamp::MAX)));
        assert!(matches!(&found[..], [(Severity::Problem, what)] if what.contains("the newest account or app")));
        let found = told(|report| clock(report, &config, Timestamp::from_millis(0), None));
        assert!(matches!(&found[..], [(Severity::Problem, what)] if what.contains("grantd's own file")));
    }

    #[test]
    fn memory_space_and_speed_are_told_by_what_there_is() {
        let config = Config::default();
        let severities = |look: &dyn Fn(&mut Report)| told(look).into_iter().map(|(s, _)| s).collect::<Vec<_>>();
        assert_eq!(severities(&|report| memory(report, &config, Some(1 << 30))), []);
        assert_eq!(severities(&|report| memory(report, &config, Some(128 << 20))), [Severity::Warning]);
        for (free, expected) in
            [(1 << 30, vec![]), (100 << 20, vec![Severity::Warning]), (1 << 20, vec![Severity::Problem])]
        {
            assert_eq!(severities(&|report| space(report, &config, free)), expected);
        }
        assert_eq!(severities(&|report| speed(report, Duration::from_millis(2))), []);
        assert_eq!(severities(&|report| speed(report, Duration::from_millis(80))), [Severity::Warning]);
    }

    #[test]
    fn measuring_leaves_nothing_behind() {
        let dir = tempfile::tempdir().unwrap();
        assert!(flush(dir.path()).unwrap() > Duration::ZERO);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
        assert!(total_memory().unwrap() > 64 * MIB);
    }
}
