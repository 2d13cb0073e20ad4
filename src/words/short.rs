//! What is left of a text where many of its kind stand in a list: so much of a name that it is known again, the first few of
//! many scopes. All of it stands on the page that the list leads to.

use std::borrow::Cow;

use super::Sentence;

/// The longest name, in characters.
const NAME: usize = 40;
/// How many scopes are named where there are more.
const SCOPES: usize = 4;

/// A name, cut where it is too long for a list.
pub fn name(name: &str) -> Cow<'_, str> {
    cut(name, NAME)
}

/// A text of at most so many characters: the last of them says that it goes on.
pub fn cut(text: &str, most: usize) -> Cow<'_, str> {
    if text.chars().nth(most).is_none() {
        return Cow::Borrowed(text);
    }
    let kept: String = text.chars().take(most - 1).collect();
    Cow::Owned(kept.trim_end().to_owned() + "…")
}

/// Scopes with spaces between them, the first few where there are many.
pub fn scopes(scopes: &str) -> Sentence {
    let all: Vec<_> = scopes.split_whitespace().collect();
    let (shown, more) = split(&all, SCOPES);
    let shown = shown.join(" ");
    match more {
        0 => Sentence::Text(shown),
        more => Sentence::of("short-scopes").with("scopes", shown).with("count", more),
    }
}

/// The first `most` of a list, and how many more there are. One more is not worth saying: it is shown.
pub fn split<T>(all: &[T], most: usize) -> (&[T], usize) {
    if all.len() <= most + 1 { (all, 0) } else { (&all[..most], all.len() - most) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::Words;

    #[test]
    fn a_long_name_is_cut_between_characters_and_says_so() {
        assert_eq!(name(&"ä".repeat(40)), "ä".repeat(40));
        assert_eq!(name(&"ä".repeat(41)), "ä".repeat(39) + "…");
        assert_eq!(cut("one two", 5), "one…");
    }

    #[test]
    fn of_many_scopes_the_first_few_are_named() {
        let said = |text: &str| scopes(text).text(Words::default()).into_owned();
        assert_eq!(said("a:read b:read c:read d:read e:read"), "a:read b:read c:read d:read e:read");
        assert_eq!(said("a:read b:read c:read d:read e:read f:read"), "a:read b:read c:read d:read and 2 more");
        assert_eq!(split(&[1, 2, 3], 1), (&[1][..], 2));
        assert_eq!(split(&[1, 2], 1), (&[1, 2][..], 0));
    }
}
