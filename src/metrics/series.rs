//! Answers of one kind: how many had which status, and how long they took.
//!
//! Noting one is part of every request, so each thread writes to a part of its own, and a scrape adds the parts up. What
//! a scrape reads may lack a part of what is being noted at that moment; the next one has it.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// How many parts there are: as many as threads that answer requests on a small machine; on a larger one some share.
const PARTS: usize = 8;
/// Status codes that are told apart, the usual ones first. Others are counted by class: `4xx`.
const CODES: [u16; 27] = [
    200, 401, 403, 404, 303, 400, 204, 201, 304, 101, 206, 301, 302, 307, 308, 405, 408, 409, 410, 412, 413, 415, 422,
    429, 500, 502, 503,
];
const CLASSES: usize = 5;
/// Upper bounds of the buckets: validating a token takes some ten microseconds, a password hash a tenth of a second.
const BOUNDS: [Duration; 16] = [
    Duration::from_micros(25),
    Duration::from_micros(50),
    Duration::from_micros(100),
    Duration::from_micros(250),
    Duration::from_micros(500),
    Duration::from_millis(1),
    Duration::from_micros(2500),
    Duration::from_millis(5),
    Duration::from_millis(10),
    Duration::from_millis(25),
    Duration::from_millis(50),
    Duration::from_millis(100),
    Duration::from_millis(250),
    Duration::from_millis(1000),
    Duration::from_millis(2500),
    Duration::from_secs(10),
];

/// Answers of one kind.
#[derive(Debug, Default)]
pub struct Series([Part; PARTS]);

/// What one thread has noted, on cache lines that no other writes to.
#[derive(Debug)]
#[repr(align(128))]
struct Part {
    codes: [AtomicU64; CODES.len() + CLASSES],
    buckets: [AtomicU64; BOUNDS.len() + 1],
    nanoseconds: AtomicU64,
}

impl Default for Part {
    fn default() -> Self {
        Self {
            codes: [const { AtomicU64::new(0) }; CODES.len() + CLASSES],
            buckets: [const { AtomicU64::new(0) }; BOUNDS.len() + 1],
            nanoseconds: AtomicU64::new(0),
        }
    }
}

/// How long answers took, as a histogram has it.
#[derive(Debug, Default, PartialEq)]
pub struct Times {
    /// All of it, in seconds.
    pub sum: f64,
    /// How many there were.
    pub count: u64,
    /// Upper bounds in seconds, and how many were within each but not within the one before.
    pub buckets: Vec<(f64, u64)>,
}

impl Series {
    /// Notes one answer. `place` tells threads apart.
    pub fn note(&self, place: usize, status: u16, took: Duration) {
        let Some(part) = self.0.get(place % PARTS) else { return };
        let bucket = BOUNDS.iter().position(|bound| took <= *bound).unwrap_or(BOUNDS.len());
        let add = |counter: Option<&AtomicU64>, number| {
            counter.map(|counter| counter.fetch_add(number, Ordering::Relaxed));
        };
        add(part.codes.get(column(status)), 1);
        add(part.buckets.get(bucket), 1);
        add(Some(&part.nanoseconds), u64::try_from(took.as_nanos()).unwrap_or(u64::MAX));
    }

    /// How many answers had which status, of those that there were.
    pub fn by_code(&self) -> impl Iterator<Item = (String, u64)> {
        let codes = CODES.iter().map(u16::to_string).chain((1..=CLASSES).map(|class| format!("{class}xx")));
        let counted = codes.enumerate().map(|(at, code)| (code, self.sum(|part| part.codes.get(at))));
        counted.filter(|(_, count)| *count > 0)
    }

    /// How long they took.
    pub fn times(&self) -> Times {
        let bounds = BOUNDS.iter().map(Duration::as_secs_f64).chain([f64::INFINITY]);
        let buckets: Vec<_> =
            bounds.enumerate().map(|(at, bound)| (bound, self.sum(|part| part.buckets.get(at)))).collect();
        Times {
            sum: Duration::from_nanos(self.sum(|part| Some(&part.nanoseconds))).as_secs_f64(),
            count: buckets.iter().map(|(_, count)| count).sum(),
            buckets,
        }
    }

    fn sum<'s>(&'s self, counter: impl Fn(&'s Part) -> Option<&'s AtomicU64>) -> u64 {
        let counters = self.0.iter().filter_map(counter);
        counters.map(|counter| counter.load(Ordering::Relaxed)).fold(0, u64::wrapping_add)
    }
}

/// Where a status is counted.
fn column(status: u16) -> usize {
    let class = usize::from(status / 100).clamp(1, CLASSES);
    CODES.iter().position(|code| *code == status).unwrap_or(CODES.len() + class - 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_threads_note_is_added_up_and_rare_codes_by_their_class() {
        let series = Series::default();
        for (place, status, micros) in
            [(0, 200, 20), (1, 200, 25), (9, 200, 26), (2, 418, 700), (3, 599, 20_000_000), (1, 303, 1)]
        {
            series.note(place, status, Duration::from_micros(micros));
        }
        let codes: Vec<_> = series.by_code().collect();
        let expected = [("200", 3), ("303", 1), ("4xx", 1), ("5xx", 1)].map(|(code, count)| (code.to_owned(), count));
        assert_eq!(codes, expected);
        let times = series.times();
        assert_eq!((times.count, (times.sum * 1e6).round()), (6, 20_000_772.0));
        let counted: Vec<_> = times.buckets.iter().filter(|(_, count)| *count > 0).copied().collect();
        assert_eq!(counted, [(0.000_025, 3), (0.000_05, 1), (0.001, 1), (f64::INFINITY, 1)]);
    }
}
