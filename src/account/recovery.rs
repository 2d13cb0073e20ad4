//! Recovery codes: what a person keeps on paper for the day on which the app is lost. 80 random bits each, so
//! that a hash is enough in the store and nobody guesses one.

use crate::secret::{Random, RandomError, TokenHash};

/// How many there are.
pub const NUMBER: usize = 10;
/// Characters of one, without the dashes between.
const CHARACTERS: usize = 16;
const GROUP: usize = 4;
/// Crockford's base32: no letter that looks like a digit.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

/// Makes the codes of one account.
pub fn make(random: &Random) -> Result<Vec<String>, RandomError> {
    (0..NUMBER).map(|_| make_one(random)).collect()
}

fn make_one(random: &Random) -> Result<String, RandomError> {
    let mut bytes = [0u8; CHARACTERS];
    random.fill(&mut bytes)?;
    let characters = bytes.map(|byte| char::from(ALPHABET[usize::from(byte % 32)]));
    let groups = characters.chunks(GROUP).map(|group| group.iter().collect::<String>());
    Ok(groups.collect::<Vec<_>>().join("-"))
}

/// What is stored of a code that was typed: in any case, with or without dashes, a letter for the digit that it looks like.
/// `None` when it is none.
pub fn hash(typed: &str) -> Option<TokenHash> {
    let plain: String = typed.chars().filter(|c| !c.is_whitespace() && *c != '-').map(read).collect();
    let known = plain.bytes().all(|byte| ALPHABET.contains(&byte));
    (plain.len() == CHARACTERS && known).then(|| TokenHash::of(plain.as_bytes()))
}

fn read(c: char) -> char {
    match c.to_ascii_lowercase() {
        'o' => '0',
        'i' | 'l' => '1',
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_distinct_and_read_as_people_type_them() {
        let codes = make(&Random::seeded(1)).unwrap();
        assert_eq!(codes.len(), NUMBER);
        let hashes: std::collections::BTreeSet<_> = codes.iter().map(|code| hash(code).unwrap()).collect();
        assert_eq!(hashes.len(), NUMBER);
        for code in &codes {
            assert_eq!(code.len(), 19);
            let typed = format!(" {} ", code.to_uppercase().replace('-', " ").replace('1', "l").replace('0', "O"));
            assert_eq!(hash(&typed), hash(code), "{typed:?}");
        }
    }

    #[test]
    fn what_is_no_code_has_no_hash() {
        for none in
            ["", "123456", "0000-0000-0000-000", "0000-0000-0000-0000-0", "0000-0000-0000-000u", "é000000000000000"]
        {
            assert_eq!(hash(none), None, "{none}");
        }
    }
}
