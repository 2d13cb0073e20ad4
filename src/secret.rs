//! Secrets: how they are made, recognised, hashed, compared and kept out of sight. Also the only source of chance.
//!
//! A token reads `<prefix>_<43 base64url characters><6 base62 characters>`: 256 random bits and a CRC-32 of all that
//! stands before it. The checksum lets leak scanners recognise one and lets a malformed one be refused without a look
//! into the store. Only the SHA-256 of a secret is ever stored. Passwords are not here: see `account::password`.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bincode::{Decode, Encode};
use ring::digest::{SHA256, digest};
use ring::rand::{SecureRandom, SystemRandom};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use subtle::ConstantTimeEq;
use zeroize::Zeroizing;

const RANDOM_BYTES: usize = 32;
const RANDOM_CHARS: usize = 43;
const CHECK_CHARS: usize = 6;
const PREFIX_CHARS: usize = 4;
const TOKEN_CHARS: usize = PREFIX_CHARS + RANDOM_CHARS + CHECK_CHARS;
/// The bytes that stand before the checksum.
const ALPHABET: [bool; 256] = {
    let mut alphabet = [false; 256];
    let mut byte = 0u8;
    while byte < 127 {
        alphabet[byte as usize] = byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        byte += 1;
    }
    alphabet
};
const BASE62: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// What a secret is for, told by its prefix.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecretKind {
    /// `gra`: an access token.
    AccessToken,
    /// `grr`: a refresh token.
    RefreshToken,
    /// `grc`: an authorization code.
    AuthorizationCode,
    /// `grs`: a client's secret.
    ClientSecret,
    /// `gri`: a first-party session.
    Session,
    /// `grp`: a resource server's secret.
    ResourceServerSecret,
    /// `grl`: the key of a one-time link (set-up, new password).
    OneTimeLink,
    /// `grh`: a sign-in that waits for its second factor.
    PendingSignIn,
}

impl SecretKind {
    const fn prefix(self) -> &'static str {
        match self {
            Self::AccessToken => "gra_",
            Self::RefreshToken => "grr_",
            Self::AuthorizationCode => "grc_",
            Self::ClientSecret => "grs_",
            Self::Session => "gri_",
            Self::ResourceServerSecret => "grp_",
            Self::OneTimeLink => "grl_",
            Self::PendingSignIn => "grh_",
        }
    }
}

/// What secrets there are.
const EVERY_KIND: [SecretKind; 8] = [
    SecretKind::AccessToken,
    SecretKind::RefreshToken,
    SecretKind::AuthorizationCode,
    SecretKind::ClientSecret,
    SecretKind::Session,
    SecretKind::ResourceServerSecret,
    SecretKind::OneTimeLink,
    SecretKind::PendingSignIn,
];

/// Whether bytes hold something that begins as a secret of grantd does, be it whole or broken.
pub fn is_in(bytes: &[u8]) -> bool {
    // A dot is no end: it stands within tokens of others.
    let words = bytes.split(|byte| !byte.is_ascii_alphanumeric() && !b"-_.".contains(byte));
    words.into_iter().any(|word| EVERY_KIND.iter().any(|kind| word.starts_with(kind.prefix().as_bytes())))
}

/// Whether bytes hold a whole secret of grantd that opens something by itself, wherever in them. Codes and the keys of
/// one-time links are meant to stand in addresses.
pub fn stands_in(bytes: &[u8]) -> bool {
    const KINDS: [SecretKind; 6] = [
        SecretKind::AccessToken,
        SecretKind::RefreshToken,
        SecretKind::ClientSecret,
        SecretKind::Session,
        SecretKind::ResourceServerSecret,
        SecretKind::PendingSignIn,
    ];
    let begins = |word: &&[u8]| word.starts_with(b"gr") && word.get(PREFIX_CHARS - 1) == Some(&b'_');
    let mut words = bytes.windows(TOKEN_CHARS).filter(begins).filter_map(|word| str::from_utf8(word).ok());
    words.any(|word| KINDS.iter().any(|kind| TokenHash::parse(*kind, word).is_some()))
}

/// The secrets of grantd in a text, whatever stands around them, each once and `most` of them at most. That one is well-formed
/// says nothing of whether it ever was good.
pub fn found_in(text: &str, most: usize) -> Vec<(SecretKind, TokenHash)> {
    let mut found: Vec<(SecretKind, TokenHash)> = Vec::new();
    for (at, _) in text.match_indices("gr") {
        let Some(word) = text.get(at..at + TOKEN_CHARS) else { continue };
        let secret = EVERY_KIND.iter().find_map(|kind| TokenHash::parse(*kind, word).map(|hash| (*kind, hash)));
        found.extend(secret.filter(|secret| !found.contains(secret)));
        if found.len() >= most {
            break;
        }
    }
    found
}

/// A secret in clear, on its way to the one who may have it. `Debug` shows its prefix only; memory is wiped on drop.
#[derive(Clone)]
pub struct Secret(Zeroizing<String>);

impl Secret {
    /// Makes a new secret of `kind`.
    pub fn generate(kind: SecretKind, random: &Random) -> Result<Self, RandomError> {
        let mut bytes = Zeroizing::new([0u8; RANDOM_BYTES]);
        random.fill(&mut *bytes)?;
        let mut text = Zeroizing::new(String::with_capacity(TOKEN_CHARS));
        text.push_str(kind.prefix());
        URL_SAFE_NO_PAD.encode_string(*bytes, &mut text);
        let check = checksum(text.as_bytes());
        text.extend(check.iter().map(|byte| char::from(*byte)));
        Ok(Self(text))
    }

    /// The secret itself. Every call is a place where it leaves the daemon: an answer, a page, a terminal.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is stored of it.
    pub fn hash(&self) -> TokenHash {
        TokenHash::of(self.0.as_bytes())
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}…", self.0.get(..PREFIX_CHARS).unwrap_or_default())
    }
}

/// The SHA-256 of a secret: its name in the store.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Encode, Decode)]
pub struct TokenHash(pub [u8; 32]);

impl TokenHash {
    /// The hash of any bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let mut hash = [0u8; 32];
        hash.copy_from_slice(digest(&SHA256, bytes).as_ref());
        Self(hash)
    }

    /// The hash of `text` if it is a well-formed secret of `kind`: prefix, length, alphabet and checksum right.
    pub fn parse(kind: SecretKind, text: &str) -> Option<Self> {
        let bytes = text.as_bytes();
        if bytes.len() != TOKEN_CHARS || !text.starts_with(kind.prefix()) {
            return None;
        }
        let (body, check) = bytes.split_at(TOKEN_CHARS - CHECK_CHARS);
        (body.iter().all(|byte| ALPHABET[usize::from(*byte)]) && checksum(body) == check).then(|| Self::of(bytes))
    }

    /// Compares in constant time.
    pub fn same_as(&self, other: &Self) -> bool {
        self.0.ct_eq(&other.0).into()
    }

    /// Lower-case hexadecimal, for exports and form fields.
    pub fn to_hex(&self) -> String {
        hex(&self.0)
    }

    /// Reads what [`TokenHash::to_hex`] wrote.
    pub fn from_hex(text: &str) -> Option<Self> {
        unhex(text)?.try_into().ok().map(Self)
    }
}

impl fmt::Debug for TokenHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}…", hex(&self.0[..4]))
    }
}

impl Serialize for TokenHash {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_hex())
    }
}

impl<'de> Deserialize<'de> for TokenHash {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::from_hex(&text).ok_or_else(|| serde::de::Error::custom("64 hexadecimal characters expected"))
    }
}

/// Lower-case hexadecimal of `bytes`.
pub fn hex(bytes: &[u8]) -> String {
    let digit = |nibble: u8| char::from_digit(u32::from(nibble), 16).unwrap_or('0');
    bytes.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// The bytes that `text` writes in hexadecimal, or `None`.
pub fn unhex(text: &str) -> Option<Vec<u8>> {
    let digits: Vec<u8> =
        text.chars().map(|c| c.to_digit(16).and_then(|d| u8::try_from(d).ok())).collect::<Option<_>>()?;
    digits.len().is_multiple_of(2).then(|| digits.chunks_exact(2).map(|pair| pair[0] << 4 | pair[1]).collect())
}

/// The PKCE `S256` transformation: base64url of the SHA-256 (RFC 7636 §4.2).
pub fn s256(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(digest(&SHA256, verifier.as_bytes()))
}

/// Compares two texts in constant time for equal lengths.
pub fn same_text(a: &str, b: &str) -> bool {
    a.as_bytes().ct_eq(b.as_bytes()).into()
}

/// An authentication code over `message` under a secret `key` (HMAC-SHA-256, base64url).
pub fn seal(key: &[u8], message: &[u8]) -> String {
    let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, key);
    URL_SAFE_NO_PAD.encode(ring::hmac::sign(&key, message))
}

fn checksum(body: &[u8]) -> [u8; CHECK_CHARS] {
    let mut rest = crc32fast::hash(body) as usize;
    let mut text = [b'0'; CHECK_CHARS];
    for place in text.iter_mut().rev() {
        *place = BASE62[rest % 62];
        rest /= 62;
    }
    text
}

/// The operating system gave no randomness.
#[derive(Debug, Clone, Copy, thiserror::Error)]
#[error("the operating system gives no randomness")]
pub struct RandomError;

/// Where an operation takes its chance from.
#[derive(Clone)]
pub struct Random(Chance);

#[derive(Clone)]
enum Chance {
    System(SystemRandom),
    Seeded { seed: u64, drawn: Arc<AtomicU64> },
}

impl Random {
    /// The operating system's generator.
    pub fn system() -> Self {
        Self(Chance::System(SystemRandom::new()))
    }

    /// The same secrets on each run, for tests. Never for production: whoever knows the seed knows every token.
    pub fn seeded(seed: u64) -> Self {
        Self(Chance::Seeded { seed, drawn: Arc::default() })
    }

    /// A source that gives what this one is going to give, where it is seeded.
    #[must_use]
    pub fn same_again(&self) -> Self {
        match &self.0 {
            Chance::System(_) => Self::system(),
            Chance::Seeded { seed, drawn } => {
                let drawn = Arc::new(AtomicU64::new(drawn.load(Ordering::SeqCst)));
                Self(Chance::Seeded { seed: *seed, drawn })
            }
        }
    }

    /// Fills `bytes` with chance.
    pub fn fill(&self, bytes: &mut [u8]) -> Result<(), RandomError> {
        match &self.0 {
            Chance::System(system) => system.fill(bytes).map_err(|_| RandomError),
            Chance::Seeded { seed, drawn } => {
                for chunk in bytes.chunks_mut(32) {
                    let count = drawn.fetch_add(1, Ordering::SeqCst);
                    let block = TokenHash::of(&[seed.to_be_bytes(), count.to_be_bytes()].concat());
                    chunk.copy_from_slice(&block.0[..chunk.len()]);
                }
                Ok(())
            }
        }
    }

    /// `length` characters of `A-Z a-z 0-9`, each equally likely.
    pub fn alphanumeric(&self, length: usize) -> Result<String, RandomError> {
        let mut text = String::with_capacity(length);
        let mut bytes = [0u8; 32];
        while text.len() < length {
            self.fill(&mut bytes)?;
            // 248 is the largest multiple of 62 in a byte: what lies above would favour the first letters.
            let letters =
                bytes.iter().filter(|byte| **byte < 248).map(|byte| char::from(BASE62[usize::from(byte % 62)]));
            text.extend(letters.take(length - text.len()));
        }
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_has_the_promised_shape() {
        let token = Secret::generate(SecretKind::AccessToken, &Random::system()).unwrap();
        assert_eq!(token.reveal().len(), 53);
        assert!(token.reveal().starts_with("gra_"));
        assert_eq!(TokenHash::parse(SecretKind::AccessToken, token.reveal()), Some(token.hash()));
        assert_eq!(format!("{token:?}"), "gra_…");
    }

    #[test]
    fn a_token_with_any_character_changed_is_not_one() {
        let token = Secret::generate(SecretKind::RefreshToken, &Random::seeded(7)).unwrap();
        assert_eq!(TokenHash::parse(SecretKind::AccessToken, token.reveal()), None);
        for place in 0..token.reveal().len() {
            let mut bytes = token.reveal().as_bytes().to_vec();
            bytes[place] = if bytes[place] == b'a' { b'b' } else { b'a' };
            let text = String::from_utf8(bytes).unwrap();
            assert_eq!(TokenHash::parse(SecretKind::RefreshToken, &text), None, "{text}");
        }
        for text in ["", "grr_", "grr_é", &format!("{}0", token.reveal())] {
            assert_eq!(TokenHash::parse(SecretKind::RefreshToken, text), None);
        }
    }

    #[test]
    fn secrets_are_found_in_whatever_stands_around_them() {
        let random = Random::seeded(3);
        let [one, other] = [SecretKind::AccessToken, SecretKind::ClientSecret]
            .map(|kind| (kind, Secret::generate(kind, &random).unwrap()));
        let text = format!("grgr é{{\"t\":\"{}\"}}x{}{}gra_é", one.1.reveal(), other.1.reveal(), one.1.reveal());
        let expected = [&one, &other].map(|(kind, secret)| (*kind, secret.hash()));
        assert_eq!(found_in(&text, 9), expected);
        assert_eq!(found_in(&text, 1), expected[..1]);
        assert_eq!(found_in(&text.replace("gra_", "gra-"), 9), expected[1..]);
    }

    #[test]
    fn a_seed_gives_the_same_tokens_and_no_two_alike() {
        let draw = || {
            let random = Random::seeded(1);
            let one = Secret::generate(SecretKind::Session, &random).unwrap();
            let two = Secret::generate(SecretKind::Session, &random).unwrap();
            (one.reveal().to_owned(), two.reveal().to_owned())
        };
        assert_eq!(draw(), draw());
        assert_ne!(draw().0, draw().1);
        let random = Random::seeded(1);
        let next = |random: &Random| random.alphanumeric(24).unwrap();
        next(&random);
        let again = random.same_again();
        assert_eq!(next(&random), next(&again));
        assert_ne!(next(&random), next(&random.same_again()));
        assert_eq!(Random::seeded(3).alphanumeric(24).unwrap().len(), 24);
    }

    #[test]
    fn s256_is_the_example_of_rfc_7636_appendix_b() {
        assert_eq!(s256("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk"), "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM");
    }

    #[test]
    fn hexadecimal_goes_both_ways() {
        assert_eq!(hex(&[0, 171, 255]), "00abff");
        assert_eq!(unhex("00abff"), Some(vec![0, 171, 255]));
        assert_eq!(unhex("0"), None);
        assert_eq!(unhex("zz"), None);
    }
}
