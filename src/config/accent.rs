//! The colour of links and buttons: `#0b6b70`.

use std::fmt;
use std::str::FromStr;

use super::error::quote;

/// A colour of sRGB: red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accent(pub [u8; 3]);

impl Default for Accent {
    fn default() -> Self {
        Self([0x0b, 0x6b, 0x70])
    }
}

impl FromStr for Accent {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let digits = text.strip_prefix('#').filter(|digits| digits.len() == 6);
        let digits = digits.filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()));
        let number = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let [_, red, green, blue] = number
            .ok_or_else(|| {
                format!("{} is not a colour; write # and six hexadecimal digits like \"#0b6b70\"", quote(text))
            })?
            .to_be_bytes();
        Ok(Self([red, green, blue]))
    }
}

impl fmt::Display for Accent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self([red, green, blue]) = self;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_colour_is_six_digits_after_a_hash() {
        assert_eq!("#0B6b70".parse::<Accent>().unwrap(), Accent::default());
        assert_eq!(Accent([255, 0, 16]).to_string(), "#ff0010");
        for wrong in ["", "#", "#fff", "0b6b70", "#0b6b7g", "#0b6b700", "#+b6b70", "teal", "#ääää"] {
            let why = wrong.parse::<Accent>().unwrap_err();
            assert!(why.ends_with("is not a colour; write # and six hexadecimal digits like \"#0b6b70\""), "{why}");
        }
    }
}
