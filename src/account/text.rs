//! Texts that people set: how long they may be and what may stand in them, and which of them a change has changed.

use super::AccountError;
use super::fault::Fault;

/// How long a text may be at most.
#[derive(Debug, Clone, Copy)]
pub(super) enum Longest {
    Characters(usize),
    Bytes(usize),
}

impl Longest {
    fn holds(self, text: &str) -> bool {
        match self {
            Self::Characters(most) => text.chars().count() <= most,
            Self::Bytes(most) => text.len() <= most,
        }
    }

    const fn fault(self) -> Fault {
        match self {
            Self::Characters(most) => Fault::TooManyCharacters(most),
            Self::Bytes(most) => Fault::TooManyBytes(most),
        }
    }
}

/// What a field is to be, without the blanks around it: nothing where that leaves nothing. The outer `None` changes nothing.
pub(super) fn checked(
    field: &'static str,
    change: Option<Option<String>>,
    longest: Longest,
    several_lines: bool,
) -> Result<Option<Option<String>>, AccountError> {
    let Some(Some(text)) = change else { return Ok(change) };
    let text = text.trim();
    if !longest.holds(text) {
        return Err(AccountError::invalid(field, longest.fault()));
    }
    if text.contains(|c: char| c.is_control() && !(several_lines && matches!(c, '\n' | '\r' | '\t'))) {
        return Err(AccountError::invalid(field, Fault::ControlCharacters));
    }
    Ok(Some(Some(text.to_owned()).filter(|text| !text.is_empty())))
}

/// The names of the fields that differ.
pub(super) fn differing<const N: usize>(fields: [(&str, bool); N]) -> Vec<String> {
    fields.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name.to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_measured_in_its_unit_and_blank_is_none() {
        let set = |text: &str, longest, lines| {
            checked("about", Some(Some(text.to_owned())), longest, lines).map_err(|error| error.to_string())
        };
        let some = |text: &str| Ok(Some(Some(text.to_owned())));
        let (characters, bytes) = (Longest::Characters(4), Longest::Bytes(4));
        assert_eq!(set(" äöüß ", characters, false), some("äöüß"));
        assert_eq!(set("äöüß", bytes, false), Err("about: 4 bytes at most".to_owned()));
        assert_eq!(set("12345", characters, false), Err("about: 4 characters at most".to_owned()));
        assert_eq!(set("1234", bytes, false), some("1234"));
        assert_eq!(set("a\nb", bytes, true), some("a\nb"));
        for (text, several_lines) in [("a\nb", false), ("a\0b", true)] {
            assert_eq!(set(text, bytes, several_lines), Err("about: control characters are not text".to_owned()));
        }
        assert_eq!(set(" \t", bytes, false), Ok(Some(None)));
        assert!(matches!(checked("about", None, bytes, false), Ok(None)));
        assert!(matches!(checked("about", Some(None), bytes, false), Ok(Some(None))));
        assert_eq!(differing([("name", true), ("about", false), ("bio", true)]), ["name", "bio"]);
    }
}
