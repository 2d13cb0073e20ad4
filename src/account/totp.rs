//! Codes of authenticator apps: RFC 6238 over RFC 4226, with what every app takes: SHA-1, six digits, thirty seconds.
//! ring has the HMAC; what is left is here.

use ring::hmac;

use crate::clock::Timestamp;

/// Bytes of a new secret: as long as the hash (RFC 4226 §4).
pub const SECRET_BYTES: usize = 20;
/// Digits of a code.
pub const DIGITS: usize = 6;
/// Seconds that a code is shown for.
pub const PERIOD: u64 = 30;
const BASE32: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/// The code of one time step (RFC 4226 §5.3).
pub fn code(secret: &[u8], step: u64) -> u32 {
    let key = hmac::Key::new(hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, secret);
    let tag = hmac::sign(&key, &step.to_be_bytes());
    let offset = usize::from(tag.as_ref().last().copied().unwrap_or_default() & 0xf);
    let four = tag.as_ref().get(offset..).and_then(<[u8]>::first_chunk::<4>).copied().unwrap_or_default();
    (u32::from_be_bytes(four) & 0x7fff_ffff) % 1_000_000
}

/// Which time step `typed` is the code of: this one, the one before or the next one (RFC 6238 §5.2), if that is later than
/// `last`. How long it takes does not tell which digits are right.
pub fn step_of(secret: &[u8], typed: u32, now: Timestamp, last: u64) -> Option<u64> {
    let this = now.as_seconds() / PERIOD;
    let steps = [this.saturating_sub(1), this, this.saturating_add(1)];
    let right = steps.map(|step| (step, code(secret, step) == typed));
    right.into_iter().find(|(step, right)| *right && *step > last).map(|(step, _)| step)
}

/// Six digits, spaces between them allowed; `None` for anything else.
pub fn parse(typed: &str) -> Option<u32> {
    let digits: String = typed.chars().filter(|c| !c.is_whitespace()).collect();
    (digits.len() == DIGITS && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok())?
}

/// Base32 without padding (RFC 4648 §6), as apps take it.
pub fn base32(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(5) * 8);
    for group in bytes.chunks(5) {
        let number = group.iter().fold(0u64, |number, byte| number << 8 | u64::from(*byte)) << (8 * (5 - group.len()));
        let characters = (group.len() * 8).div_ceil(5);
        text.extend((0..characters).map(|place| char::from(BASE32[(number >> (35 - 5 * place) & 31) as usize])));
    }
    text
}

/// Reads base32, in any case, with spaces; `None` when it is none.
pub fn from_base32(text: &str) -> Option<Vec<u8>> {
    let (mut bytes, mut bits, mut rest) = (Vec::new(), 0, 0u32);
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        let value = BASE32.iter().position(|one| char::from(*one) == c.to_ascii_uppercase())?;
        rest = rest << 5 | u32::try_from(value).ok()?;
        bits += 5;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(rest >> bits & 0xff).ok()?);
            rest &= (1 << bits) - 1;
        }
    }
    (rest == 0 && bits < 5).then_some(bytes)
}

/// What an app reads from the picture: `otpauth://totp/ISSUER:ACCOUNT?…`.
pub fn address(secret: &[u8], issuer: &str, account: &str) -> String {
    // A colon divides the two, so neither has one.
    let issuer = issuer.replace(':', "");
    let label =
        |text: &str| percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC).to_string();
    let (issuer, account, secret) = (label(&issuer), label(account), base32(secret));
    format!("otpauth://totp/{issuer}:{account}?secret={secret}&issuer={issuer}&algorithm=SHA1&digits=6&period={PERIOD}")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &[u8; 20] = b"12345678901234567890";

    #[test]
    fn the_codes_are_those_of_rfc_4226() {
        let expected = [755_224, 287_082, 359_152, 969_429, 338_314, 254_676, 287_922, 162_583, 399_871, 520_489];
        for (step, expected) in (0..).zip(expected) {
            assert_eq!(code(SECRET, step), expected, "appendix D, count {step}");
        }
    }

    #[test]
    fn the_codes_are_those_of_rfc_6238() {
        // Appendix B has eight digits; six are the last of them.
        for (seconds, expected) in [
            (59, 94_287_082),
            (1_111_111_109, 7_081_804),
            (1_111_111_111, 14_050_471),
            (1_234_567_890, 89_005_924),
            (2_000_000_000, 69_279_037),
            (20_000_000_000, 65_353_130u32),
        ] {
            let now = Timestamp::from_millis(seconds * 1000);
            assert_eq!(step_of(SECRET, expected % 1_000_000, now, 0), Some(seconds / 30), "at {seconds}");
        }
    }

    #[test]
    fn a_clock_may_be_one_step_off_and_a_step_counts_once() {
        let now = Timestamp::from_millis(1_795_465_451_000);
        let this = now.as_seconds() / 30;
        for (step, last, taken) in [
            (this - 2, 0, false),
            (this - 1, 0, true),
            (this, 0, true),
            (this + 1, 0, true),
            (this + 2, 0, false),
            (this, this - 1, true),
            (this, this, false),
            (this - 1, this, false),
            (this + 1, this, true),
        ] {
            assert_eq!(step_of(SECRET, code(SECRET, step), now, last).is_some(), taken, "{step} after {last}");
        }
        assert_eq!(step_of(SECRET, 0, Timestamp::default(), 0), None, "nothing overflows at the beginning");
        assert_eq!(step_of(SECRET, 0, Timestamp::MAX, 0), None);
    }

    #[test]
    fn a_code_is_six_digits() {
        assert_eq!(parse(" 012 345\n"), Some(12_345));
        for none in ["", "12345", "1234567", "12345x", "-12345", "+12345", "１２３４５６"] {
            assert_eq!(parse(none), None, "{none}");
        }
    }

    #[test]
    fn base32_is_that_of_rfc_4648() {
        for (bytes, text) in
            [("", ""), ("f", "MY"), ("fo", "MZXQ"), ("foo", "MZXW6"), ("foob", "MZXW6YQ"), ("fooba", "MZXW6YTB")]
        {
            assert_eq!(base32(bytes.as_bytes()), text);
            assert_eq!(from_base32(text).as_deref(), Some(bytes.as_bytes()));
        }
        assert_eq!(base32(SECRET), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assert_eq!(from_base32("gezd gnbv GY3T qojq gezd gnbv gy3t qojq").unwrap(), SECRET);
        for none in ["M", "MZ1", "MZXW6Y=", "MR", "é"] {
            assert_eq!(from_base32(none), None, "{none}");
        }
    }

    #[test]
    fn an_address_says_whose_code_it_is() {
        let address = address(b"hello", "Trail: Club", "ada@x");
        let expected = "otpauth://totp/Trail%20Club:ada%40x?secret=NBSWY3DP&issuer=Trail%20Club\
                        &algorithm=SHA1&digits=6&period=30";
        assert_eq!(address, expected);
    }
}
