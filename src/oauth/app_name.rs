//! What the name of an app must be. People decide by it: it must be there to be read, and be read as it is written.

use super::fault::{AppFault, Line};

/// Says what is wrong with a name that is one line.
pub(super) fn check(name: &str) -> Result<(), AppFault> {
    if name.contains(turns_around) {
        return Err(AppFault::ControlCharacters);
    }
    if name.contains(['\u{2028}', '\u{2029}']) {
        return Err(AppFault::NotOneLine(Line::Name));
    }
    if name.chars().all(is_invisible) { Err(AppFault::Empty(Line::Name)) } else { Ok(()) }
}

/// What turns the text behind it around (UAX #9 §2). Marks such as U+200F only help names that are written that way.
fn turns_around(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// What takes no room, or room and nothing in it. Within a name it may be needed: it joins an emoji, or parts two letters.
fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '\u{ad}'
                | '\u{34f}'
                | '\u{61c}'
                | '\u{115f}'..='\u{1160}'
                | '\u{17b4}'..='\u{17b5}'
                | '\u{180b}'..='\u{180f}'
                | '\u{200b}'..='\u{200f}'
                | '\u{2060}'..='\u{206f}'
                | '\u{2800}'
                | '\u{3164}'
                | '\u{fe00}'..='\u{fe0f}'
                | '\u{feff}'
                | '\u{ffa0}'
                | '\u{fff0}'..='\u{fffb}'
                | '\u{e0000}'..='\u{e0fff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_there_to_be_read_and_is_read_as_it_is_written() {
        for good in ["GPX", "שלום\u{200f}!", "👩\u{200d}🚀", "می\u{200c}خواهم", "A\u{ad}B", "☕\u{fe0f}"]
        {
            assert_eq!(check(good), Ok(()), "{good:?}");
        }
        for (bad, fault) in [
            ("\u{202e}moc.elgoog", AppFault::ControlCharacters),
            ("GPX \u{2067}x", AppFault::ControlCharacters),
            ("A\u{2028}B", AppFault::NotOneLine(Line::Name)),
            ("\u{200b}", AppFault::Empty(Line::Name)),
            ("\u{3164} \u{2800}\u{feff}", AppFault::Empty(Line::Name)),
        ] {
            assert_eq!(check(bad), Err(fault), "{bad:?}");
        }
    }
}
