//! Time, and the only place that asks the machine for it.
//!
//! Every operation takes its time from the [`Clock`] in its context, so tests own it. What a moment looks like on the
//! wire (ISO 8601, FitTrackee's long date) is decided here too; what a lifetime *means* is not.

use std::fmt;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use bincode::{Decode, Encode};
use serde::{Deserialize, Serialize};

/// A moment: milliseconds since 1970-01-01T00:00:00Z.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Encode, Decode, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(u64);

impl Timestamp {
    /// The latest moment that can be written; what never ends ends here.
    pub const MAX: Self = Self(u64::MAX);

    /// The moment `milliseconds` after the epoch.
    pub const fn from_millis(milliseconds: u64) -> Self {
        Self(milliseconds)
    }

    /// Milliseconds since the epoch.
    pub const fn as_millis(self) -> u64 {
        self.0
    }

    /// Whole seconds since the epoch, as the `exp` and `iat` of RFC 7662 want them.
    pub const fn as_seconds(self) -> u64 {
        self.0 / 1000
    }

    /// The moment `duration` later; saturates at [`Timestamp::MAX`].
    pub fn plus(self, duration: Duration) -> Self {
        Self(self.0.saturating_add(u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)))
    }

    /// The moment `duration` earlier; saturates at the epoch.
    pub fn minus(self, duration: Duration) -> Self {
        Self(self.0.saturating_sub(u64::try_from(duration.as_millis()).unwrap_or(u64::MAX)))
    }

    /// The beginning of its day (UTC).
    #[must_use]
    pub const fn day(self) -> Self {
        Self(self.0 - self.0 % 86_400_000)
    }

    /// How long after `earlier` this is; zero when it is not.
    pub fn since(self, earlier: Self) -> Duration {
        Duration::from_millis(self.0.saturating_sub(earlier.0))
    }

    /// `2026-11-23T20:24:11Z`.
    pub fn iso8601(self) -> String {
        self.format("%Y-%m-%dT%H:%M:%SZ")
    }

    /// `2026-11-23T20:24:11.999Z` (RFC 3339).
    pub fn rfc3339(self) -> String {
        self.format("%Y-%m-%dT%H:%M:%S%.3fZ")
    }

    /// `20261123T202411.999Z`, for names of files: as text they sort as moments do.
    pub fn file_name(self) -> String {
        self.format("%Y%m%dT%H%M%S%.3fZ")
    }

    /// Reads RFC 3339 and what else ISO 8601 calls a moment with an offset; `None` when it is none, or lies before 1970.
    pub fn parse(text: &str) -> Option<Self> {
        let instant: jiff::Timestamp = text.parse().ok()?;
        u64::try_from(instant.as_millisecond()).ok().map(Self)
    }

    /// `Mon, 23 November 2026 20:24:11 GMT`: the long month is FitTrackee's, so this is no RFC 1123 date.
    pub fn long_date(self) -> String {
        self.format("%a, %d %B %Y %H:%M:%S GMT")
    }

    /// `Mon, 23 Nov 2026 20:24:11 GMT`, the date of HTTP headers and of FitTrackee's accounts.
    pub fn http_date(self) -> String {
        const YEAR_10_000: u64 = 253_402_300_800;
        if self.as_seconds() >= YEAR_10_000 {
            return self.format("%a, %d %b %Y %H:%M:%S GMT");
        }
        httpdate::fmt_http_date(UNIX_EPOCH + Duration::from_secs(self.as_seconds()))
    }

    /// Reads the date of an HTTP header; `None` for what is none.
    pub fn from_http_date(text: &str) -> Option<Self> {
        let date = jiff::fmt::strtime::parse("%a, %d %b %Y %H:%M:%S GMT", text).ok()?.to_datetime().ok()?;
        let instant = jiff::tz::Offset::UTC.to_timestamp(date).ok()?;
        u64::try_from(instant.as_millisecond()).ok().map(Self)
    }

    /// `23 November 2026, 20:24 UTC`, for people.
    pub fn for_people(self) -> String {
        self.format("%-d %B %Y, %H:%M UTC")
    }

    /// `2026-11-23`, the day in UTC.
    pub fn iso_day(self) -> String {
        self.format("%Y-%m-%d")
    }

    /// `23 November 2026`, the day in UTC, for people.
    pub fn day_for_people(self) -> String {
        self.format("%-d %B %Y")
    }

    /// The day and the time in UTC, by their parts.
    pub fn civil(self) -> Civil {
        let date = self.datetime();
        let part = i8::unsigned_abs;
        Civil {
            year: date.year().to_string(),
            month: part(date.month()),
            day: part(date.day()),
            hour: format!("{:02}", date.hour()),
            minute: format!("{:02}", date.minute()),
        }
    }

    /// `20261123T202411Z`, for the names of files: they sort by time.
    pub fn for_files(self) -> String {
        self.format("%Y%m%dT%H%M%SZ")
    }

    /// Reads what [`Timestamp::for_files`] wrote.
    pub fn from_file_name(text: &str) -> Option<Self> {
        let time = jiff::fmt::strtime::parse("%Y%m%dT%H%M%SZ", text).ok()?.to_datetime().ok()?;
        let time = jiff::tz::TimeZone::UTC.to_timestamp(time).ok()?;
        u64::try_from(time.as_millisecond()).ok().map(Self)
    }

    fn format(self, pattern: &str) -> String {
        jiff::fmt::strtime::format(pattern, self.instant()).unwrap_or_default()
    }

    fn instant(self) -> jiff::Timestamp {
        let milliseconds = i64::try_from(self.0).unwrap_or(i64::MAX);
        jiff::Timestamp::from_millisecond(milliseconds).unwrap_or(jiff::Timestamp::MAX)
    }

    fn datetime(self) -> jiff::civil::DateTime {
        jiff::tz::Offset::UTC.to_datetime(self.instant())
    }
}

/// A day and a time of day in UTC, by the parts that people read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Civil {
    /// The year, all digits.
    pub year: String,
    /// The month, from 1.
    pub month: u8,
    /// The day of the month, from 1.
    pub day: u8,
    /// The hour of 24, two digits.
    pub hour: String,
    /// The minute, two digits.
    pub minute: String,
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.iso8601())
    }
}

/// Where an operation reads the time.
#[derive(Clone)]
pub struct Clock(Source);

#[derive(Clone)]
enum Source {
    System(Instant),
    Manual(Arc<AtomicU64>),
    Adjusted(Arc<RwLock<Adjustment>>),
}

/// How an adjustable clock goes.
#[derive(Debug, Clone, Copy)]
enum Adjustment {
    /// As the machine's, and so many milliseconds ahead of it.
    Ahead(i64),
    /// Not at all.
    Frozen(Timestamp),
}

impl Adjustment {
    fn now(self) -> Timestamp {
        match self {
            Self::Ahead(milliseconds) => Timestamp(machine_time().0.saturating_add_signed(milliseconds)),
            Self::Frozen(moment) => moment,
        }
    }

    /// One that reads `now` at this moment, and goes on from there or does not.
    fn at(now: Timestamp, frozen: bool) -> Self {
        let far = |moment: Timestamp| i64::try_from(moment.0).unwrap_or(i64::MAX);
        if frozen { Self::Frozen(now) } else { Self::Ahead(far(now).saturating_sub(far(machine_time()))) }
    }
}

fn machine_time() -> Timestamp {
    Timestamp::default().plus(SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default())
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self(Source::System(Instant::now()))
    }

    /// A clock that stands at `start` until its [`ManualClock`] moves it.
    pub fn manual(start: Timestamp) -> (Self, ManualClock) {
        let now = Arc::new(AtomicU64::new(start.as_millis()));
        (Self(Source::Manual(Arc::clone(&now))), ManualClock(now))
    }

    /// A clock that goes as the machine's until its [`AdjustableClock`] says something else.
    pub fn adjustable() -> (Self, AdjustableClock) {
        let adjusted = Arc::new(RwLock::new(Adjustment::Ahead(0)));
        (Self(Source::Adjusted(Arc::clone(&adjusted))), AdjustableClock(adjusted))
    }

    /// Now.
    pub fn now(&self) -> Timestamp {
        match &self.0 {
            Source::System(_) => machine_time(),
            Source::Manual(now) => Timestamp(now.load(Ordering::SeqCst)),
            Source::Adjusted(adjusted) => adjusted.read().unwrap_or_else(PoisonError::into_inner).now(),
        }
    }

    /// The time since some fixed moment, which nobody sets back: for how often, not for when.
    pub fn steady(&self) -> Duration {
        match &self.0 {
            Source::System(made) => made.elapsed(),
            Source::Manual(_) | Source::Adjusted(_) => Duration::from_millis(self.now().as_millis()),
        }
    }
}

/// The hand that moves a manual [`Clock`].
#[derive(Clone)]
pub struct ManualClock(Arc<AtomicU64>);

impl ManualClock {
    /// Moves the clock forward.
    pub fn advance(&self, duration: Duration) {
        self.0.fetch_add(u64::try_from(duration.as_millis()).unwrap_or(u64::MAX), Ordering::SeqCst);
    }
}

/// The hand that sets an adjustable [`Clock`].
#[derive(Clone)]
pub struct AdjustableClock(Arc<RwLock<Adjustment>>);

impl AdjustableClock {
    /// Moves the clock forward. One that stands still stands still there.
    pub fn advance(&self, duration: Duration) {
        self.adjust(|now, frozen| (now.plus(duration), frozen));
    }

    /// Sets the clock to a moment. One that goes goes on from there.
    pub fn set(&self, moment: Timestamp) {
        self.adjust(|_, frozen| (moment, frozen));
    }

    /// Has the clock stand still, or go on.
    pub fn freeze(&self, frozen: bool) {
        self.adjust(|now, _| (now, frozen));
    }

    /// Has the clock go as the machine's again.
    pub fn restore(&self) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Adjustment::Ahead(0);
    }

    /// Whether it stands still.
    pub fn is_frozen(&self) -> bool {
        matches!(*self.0.read().unwrap_or_else(PoisonError::into_inner), Adjustment::Frozen(_))
    }

    fn adjust(&self, change: impl FnOnce(Timestamp, bool) -> (Timestamp, bool)) {
        let mut adjusted = self.0.write().unwrap_or_else(PoisonError::into_inner);
        let (now, frozen) = change(adjusted.now(), matches!(*adjusted, Adjustment::Frozen(_)));
        *adjusted = Adjustment::at(now, frozen);
    }
}

/// The machine's monotonic clock in microseconds, by which systemd tells an answer to this reload from one to the last
/// (`MONOTONIC_USEC=` of sd_notify(3)). sd-notify's own overflows on 32 bits half an hour after the machine's start.
pub fn monotonic_micros() -> i128 {
    let now = rustix::time::clock_gettime(rustix::time::ClockId::Monotonic);
    i128::from(now.tv_sec) * 1_000_000 + i128::from(now.tv_nsec) / 1_000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_as_each_reader_expects() {
        let moment = Timestamp::from_millis(1_795_465_451_999);
        assert_eq!(moment.iso8601(), "2026-11-23T20:24:11Z");
        assert_eq!(moment.rfc3339(), "2026-11-23T20:24:11.999Z");
        assert_eq!(moment.file_name(), "20261123T202411.999Z");
        assert_eq!(Timestamp::parse(&moment.file_name()), Some(moment));
        assert_eq!(Timestamp::parse("2026-11-23T21:24:11.999+01:00"), Some(moment));
        assert_eq!(Timestamp::parse("yesterday"), None);
        assert_eq!(moment.long_date(), "Mon, 23 November 2026 20:24:11 GMT");
        assert_eq!(moment.http_date(), "Mon, 23 Nov 2026 20:24:11 GMT");
        assert_eq!(Timestamp::from_http_date(&moment.http_date()), Some(Timestamp::from_millis(1_795_465_451_000)));
        assert_eq!(Timestamp::from_http_date("yesterday"), None);
        assert_eq!(moment.for_people(), "23 November 2026, 20:24 UTC");
        assert_eq!(moment.for_files(), "20261123T202411Z");
        assert_eq!(Timestamp::from_file_name("20261123T202411Z"), Some(Timestamp::from_millis(1_795_465_451_000)));
        for text in ["", "20261123T202411", "20261323T202411Z", "20261123T202411Z.part", "2026-11-23T20:24:11Z"] {
            assert_eq!(Timestamp::from_file_name(text), None, "{text}");
        }
    }

    #[test]
    fn arithmetic_saturates_at_both_ends() {
        assert_eq!(Timestamp::MAX.plus(Duration::from_secs(1)), Timestamp::MAX);
        assert_eq!(Timestamp::from_millis(5).minus(Duration::from_secs(1)), Timestamp::default());
        assert_eq!(Timestamp::default().since(Timestamp::MAX), Duration::ZERO);
        assert!(!Timestamp::MAX.iso8601().is_empty());
    }

    #[test]
    fn a_manual_clock_moves_only_when_told() {
        let (clock, hand) = Clock::manual(Timestamp::from_millis(1000));
        assert_eq!(clock.now(), Timestamp::from_millis(1000));
        hand.advance(Duration::from_secs(2));
        assert_eq!(clock.now(), Timestamp::from_millis(3000));
    }

    #[test]
    fn an_adjustable_clock_goes_on_stands_still_and_comes_back() {
        let (clock, hand) = Clock::adjustable();
        // Two clocks are read, which the system may set right in between: neither need be the later one.
        let near = |moment: Timestamp| {
            let now = clock.now();
            assert!(now.since(moment).max(moment.since(now)) < Duration::from_secs(60), "{now} is not near {moment}");
        };
        near(Clock::system().now());
        hand.advance(Duration::from_secs(3600));
        near(Clock::system().now().plus(Duration::from_secs(3600)));
        let moment = Timestamp::from_millis(1_795_465_451_000);
        hand.set(moment);
        near(moment);
        hand.freeze(true);
        let stopped = clock.now();
        std::thread::sleep(Duration::from_millis(5));
        assert_eq!((clock.now(), hand.is_frozen()), (stopped, true));
        hand.advance(Duration::from_secs(1));
        assert_eq!(clock.now(), stopped.plus(Duration::from_secs(1)));
        assert_eq!(clock.steady(), Duration::from_millis(clock.now().as_millis()));
        hand.freeze(false);
        near(stopped.plus(Duration::from_secs(1)));
        hand.restore();
        near(Clock::system().now());
    }
}
