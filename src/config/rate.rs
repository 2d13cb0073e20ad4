//! How often something may be done: `120/1m`, or `off`.

use std::fmt;
use std::num::NonZeroU32;
use std::str::FromStr;
use std::time::Duration;

use super::error::quote;
use super::{format_duration, parse_duration};

const MOST: u32 = 1_000_000;
const SHORTEST: Duration = Duration::from_secs(1);
const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);

/// How often something may be done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rate {
    /// `off`: as often as anyone likes.
    Off,
    /// `120/1m`: so many times at once, and as many again spread over each such time.
    Per(NonZeroU32, Duration),
}

impl Rate {
    /// A rate of the defaults below; zero times would be [`Rate::Off`].
    pub(super) const fn of(times: u32, seconds: u64) -> Self {
        match NonZeroU32::new(times) {
            Some(times) => Self::Per(times, Duration::from_secs(seconds)),
            None => Self::Off,
        }
    }
}

impl FromStr for Rate {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let not_one = || format!("{} is not a rate; write it like \"120/1m\", or \"off\" for no limit", quote(text));
        if text == "off" {
            return Ok(Self::Off);
        }
        let (times, period) = text.split_once('/').ok_or_else(not_one)?;
        if times.is_empty() || !times.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(not_one());
        }
        let times = times.parse::<NonZeroU32>().ok().filter(|times| times.get() <= MOST);
        let times = times.ok_or_else(|| format!("{} is out of range; write 1 to {MOST} times", quote(text)))?;
        let period = parse_duration(period)?;
        if !(SHORTEST..=LONGEST).contains(&period) {
            return Err(format!("{} is out of range; write a time of 1s to 1d", quote(text)));
        }
        Ok(Self::Per(times, period))
    }
}

impl fmt::Display for Rate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Off => f.write_str("off"),
            Self::Per(times, period) => write!(f, "{times}/{}", format_duration(*period)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_read_as_they_are_written() {
        for text in ["off", "120/1m", "1/1s", "1000000/1d", "60/1h", "5/90s"] {
            assert_eq!(text.parse::<Rate>().unwrap().to_string(), text);
        }
        for (text, told) in [
            ("", "is not a rate"),
            ("120", "write it like \"120/1m\""),
            ("/1m", "is not a rate"),
            ("-1/1m", "is not a rate"),
            ("+1/1m", "is not a rate"),
            ("0/1m", "write 1 to 1000000"),
            ("1000001/1m", "out of range"),
            ("99999999999/1m", "out of range"),
            ("1/m", "is not a duration"),
            ("1/60", "has no unit"),
            ("1/999ms", "1s to 1d"),
            ("1/25h", "1s to 1d"),
            ("1/1m/1m", "is not a duration"),
            ("OFF", "is not a rate"),
        ] {
            let refused = text.parse::<Rate>().unwrap_err();
            assert!(refused.contains(told), "{text}: {refused}");
        }
    }
}
