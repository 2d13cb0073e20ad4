//! Durations and sizes as an operator writes them: a whole number and one unit, `10s`, `16MiB`.

use std::time::Duration;

use super::error::quote;

const DURATION_UNITS: [(&str, u64); 6] =
    [("ms", 1), ("s", SECOND), ("m", 60 * SECOND), ("h", 3600 * SECOND), ("d", DAY), ("w", 7 * DAY)];
const SECOND: u64 = 1000;
const DAY: u64 = 24 * 3600 * SECOND;

/// 100 years: far beyond any use, and near enough that adding it to a time overflows nothing.
pub(super) const LONGEST: Duration = Duration::from_millis(36_500 * DAY);

const SIZE_UNITS: [(&str, u64); 4] = [("B", 1), ("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30)];

/// Reads a duration: a whole number and one of `ms`, `s`, `m`, `h`, `d`, `w`, as `10s`, `1h`, `30d`; up to 100 years.
///
/// # Errors
/// One sentence that quotes `text` and says what to write instead.
pub fn parse_duration(text: &str) -> Result<Duration, String> {
    let milliseconds = measure(text, &DURATION_UNITS, "duration", r#""10s", "1h" or "30d""#)?;
    let duration = Duration::from_millis(milliseconds);
    if duration > LONGEST {
        return Err(format!("{} is too long; the longest duration is \"36500d\"", quote(text)));
    }
    Ok(duration)
}

/// Writes a duration the way [`parse_duration`] reads it, in the largest unit that leaves nothing over, weeks left aside.
/// What is smaller than a millisecond is cut off.
pub fn format_duration(duration: Duration) -> String {
    let milliseconds = u64::try_from(duration.as_millis()).unwrap_or(u64::MAX);
    if milliseconds == 0 {
        return "0s".to_owned();
    }
    write_measure(milliseconds, &DURATION_UNITS[..5])
}

/// Reads a size in bytes: a whole number and one of `B`, `KiB`, `MiB`, `GiB`, as `16MiB`.
///
/// # Errors
/// One sentence that quotes `text` and says what to write instead.
pub fn parse_size(text: &str) -> Result<u64, String> {
    measure(text, &SIZE_UNITS, "size", r#""512KiB", "16MiB" or "1GiB""#)
}

/// Writes a size the way [`parse_size`] reads it, in the largest unit that leaves nothing over.
pub fn format_size(bytes: u64) -> String {
    if bytes == 0 {
        return "0B".to_owned();
    }
    write_measure(bytes, &SIZE_UNITS)
}

fn measure(text: &str, units: &[(&str, u64)], what: &str, examples: &str) -> Result<u64, String> {
    let not_one = || format!("{} is not a {what}; write it like {examples}", quote(text));
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text),
    };
    let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, unit) = rest.split_at(digits);
    if number.is_empty() {
        return Err(not_one());
    }
    if sign < 0 {
        return Err(format!("{} is negative; write a {what} like {examples}", quote(text)));
    }
    if unit.is_empty() {
        return Err(format!("{} has no unit; write a {what} like {examples}", quote(text)));
    }
    let (_, factor) = units.iter().find(|(name, _)| *name == unit).ok_or_else(not_one)?;
    number
        .parse::<u64>()
        .ok()
        .and_then(|number| number.checked_mul(*factor))
        .ok_or_else(|| format!("{} is too large for a {what}", quote(text)))
}

fn write_measure(amount: u64, units: &[(&str, u64)]) -> String {
    let whole = units.iter().rev().find(|(_, factor)| amount.is_multiple_of(*factor));
    let (unit, factor) = whole.unwrap_or(&units[0]);
    format!("{}{unit}", amount / factor)
}

/// Bytes as a size that is easily read: whole MiB, or GiB from ten on.
pub fn rounded_size(bytes: u64) -> String {
    let unit = if bytes >= 10 << 30 { 1 << 30 } else { 1 << 20 };
    format_size(bytes / unit * unit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_as_they_are_written() {
        for (text, milliseconds) in [
            ("0s", 0),
            ("250ms", 250),
            ("10s", 10_000),
            ("15m", 900_000),
            ("1h", 3_600_000),
            ("30d", 30 * DAY),
            ("2w", 14 * DAY),
            ("007s", 7000),
            ("36500d", 36_500 * DAY),
        ] {
            assert_eq!(parse_duration(text), Ok(Duration::from_millis(milliseconds)), "{text}");
        }
        for (text, told) in [
            ("", "\"\" is not a duration; write it like \"10s\""),
            ("s", "is not a duration"),
            ("10", "\"10\" has no unit"),
            ("10 s", "is not a duration"),
            (" 10s", "is not a duration"),
            ("10S", "is not a duration"),
            ("10y", "is not a duration"),
            ("1h30m", "is not a duration"),
            ("1.5h", "is not a duration"),
            ("+1h", "is not a duration"),
            ("٣s", "is not a duration"),
            ("-5s", "is negative"),
            ("36501d", "the longest duration is \"36500d\""),
            ("99999999999999999999s", "is too large"),
            ("18446744073709551615w", "is too large"),
        ] {
            let refused = parse_duration(text).unwrap_err();
            assert!(refused.contains(told), "{text}: {refused}");
        }
    }

    #[test]
    fn sizes_read_as_they_are_written() {
        for (text, bytes) in [("0B", 0), ("512KiB", 512 << 10), ("16MiB", 16 << 20), ("4GiB", 4 << 30)] {
            assert_eq!(parse_size(text), Ok(bytes), "{text}");
        }
        for text in ["16", "16MB", "16M", "16mib", "MiB", "-1B", "1.5MiB", "18446744073709551615KiB"] {
            assert!(parse_size(text).is_err(), "{text}");
        }
    }

    #[test]
    fn the_largest_unit_that_fits_is_shown() {
        for text in ["0s", "1ms", "1500ms", "90s", "90m", "25h", "30d", "14d"] {
            assert_eq!(format_duration(parse_duration(text).unwrap()), text);
        }
        assert_eq!(format_duration(Duration::from_secs(3600)), "1h");
        assert_eq!(format_duration(Duration::from_micros(1999)), "1ms");
        for text in ["0B", "1023B", "1KiB", "1025KiB", "19MiB", "2GiB", "1024GiB"] {
            assert_eq!(format_size(parse_size(text).unwrap()), text);
        }
    }
}
