//! What the operating system knows of this process, as far as Linux tells it in `/proc`. Elsewhere nothing is known.

use std::fs;

/// Clock ticks a second in `/proc/self/stat`: the same on every Linux that there is (`USER_HZ`).
const TICKS: f64 = 100.0;

/// Bytes of memory that are really there.
pub fn resident_memory() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let kilobytes = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    kilobytes.trim().strip_suffix("kB")?.trim().parse::<u64>().ok().map(|kilobytes| kilobytes * 1024)
}

/// Seconds of processor time, of the kernel for it included.
pub fn cpu_seconds() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // The name of the program comes second, in brackets, and may hold anything.
    let after_name = stat.rsplit_once(')')?.1;
    let mut fields = after_name.split_ascii_whitespace().skip(11);
    let mut ticks = || fields.next()?.parse::<f64>().ok();
    Some((ticks()? + ticks()?) / TICKS)
}

/// Files and connections that are open.
pub fn open_files() -> Option<usize> {
    fs::read_dir("/proc/self/fd").ok().map(Iterator::count)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn this_process_uses_something() {
        assert!(resident_memory().unwrap() > 1 << 20);
        assert!(open_files().unwrap() >= 3);
        let before = cpu_seconds().unwrap();
        let mut spent = 0u64;
        while cpu_seconds().unwrap() - before < 0.02 {
            spent = spent.wrapping_mul(31).wrapping_add(1);
        }
        assert!(cpu_seconds().unwrap() < 3600.0, "{spent}");
    }
}
