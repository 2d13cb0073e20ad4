//! How hard a password is to guess, as zxcvbn estimates it: from common passwords, words, names, dates, keyboard rows and
//! repeats, and from what is known of the person. Nothing here keeps a password or writes one down.

use super::fault::Weakness;

/// The shortest piece of a name or an address that counts as a word.
const SHORTEST_WORD: usize = 3;
/// How much of a password is looked at, in characters. The work grows with the square of it, and made-up ones of a hundred
/// characters keep a core busy for a second.
const LONGEST: usize = 40;

/// What a password must not be made of: each text, and the words in it.
pub(super) fn words(texts: &[&str]) -> Vec<String> {
    let pieces = texts.iter().flat_map(|text| text.split(|c: char| !c.is_alphanumeric()).chain([*text]));
    let mut words: Vec<_> = pieces.map(str::to_lowercase).filter(|word| word.len() >= SHORTEST_WORD).collect();
    words.sort_unstable();
    words.dedup();
    words
}

/// What is wrong with a password that is easier to guess than `floor` (0 to 4), and what helps; `None` where it is hard
/// enough.
pub(super) fn weakness(password: &str, words: &[String], floor: u32) -> Option<Weakness> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let end = password.char_indices().nth(LONGEST).map_or(password.len(), |(end, _)| end);
    let estimate = zxcvbn::zxcvbn(password.get(..end).unwrap_or(password), &words);
    if u32::from(u8::from(estimate.score())) >= floor {
        return None;
    }
    let advice = estimate
        .feedback()
        .map(|feedback| Weakness { warning: feedback.warning(), suggestions: feedback.suggestions().to_vec() });
    Some(advice.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_of_the_person_counts_as_a_word() {
        let known = words(&["Ann_Marie", "ann.m@trail.example", ""]);
        assert_eq!(known, ["ann", "ann.m@trail.example", "ann_marie", "example", "marie", "trail"]);
        let rare = words(&["Vhrosk_Tolm"]);
        assert!(weakness("vhroskTOLM", &rare, 2).is_some());
        assert!(weakness("vhroskTOLM", &[], 2).is_none());
    }

    #[test]
    fn a_weak_password_is_told_why_and_what_helps() {
        for (password, told) in [
            ("password", "This is a top-10 common password."),
            ("qwertyuiop", "This is a"),
            ("abcdefghij", "Sequences like abc or 6543 are easy to guess."),
            ("zzzzzzzzzzzz", "Repeats like \"aaa\" are easy to guess."),
        ] {
            let advice = weakness(password, &[], 2).map(|weakness| weakness.to_string()).unwrap_or_default();
            assert!(advice.contains(told) && advice.contains("Add another word or two."), "{password}: {advice}");
            assert!(password == "password" || !advice.contains(password));
        }
        // Above the crate's own floor there is no advice of its own.
        assert!(weakness("violet lantern", &[], 3).is_none());
        assert_eq!(weakness("violet lantern", &[], 4), Some(Weakness::default()));
        assert!(weakness("short7Kx9", &[], 4).is_some());
        assert_eq!(weakness("violet lantern sudden harvest", &[], 4), None);
        assert_eq!(weakness("password", &[], 0), None);
        assert!(weakness(&"ä".repeat(200), &[], 2).is_some());
    }
}
