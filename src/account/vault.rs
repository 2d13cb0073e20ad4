//! Secrets that grantd must know again: it cannot keep a hash of what an authenticator app computes its codes from. With a
//! key that lies elsewhere (`accounts.second_factor_key_file`) they are stored encrypted, and a copy of the data directory
//! or a backup alone is good for no code. Without one they are stored as they are.

use ring::aead::{AES_256_GCM, Aad, LessSafeKey, NONCE_LEN, Nonce, UnboundKey};
use ring::hmac;
use zeroize::Zeroizing;

use crate::secret::{Random, RandomError};
use crate::store::records::{SharedSecret, UserId};

/// The fewest bytes that the file of a key may have.
pub const SHORTEST_KEY: usize = 32;
/// Bytes of what a stored secret calls its key.
const NAME_BYTES: usize = 8;

/// What secrets are sealed with, if anything.
#[derive(Default)]
pub struct Vault {
    key: Option<Key>,
}

struct Key {
    name: Vec<u8>,
    key: LessSafeKey,
}

/// A stored secret cannot be read with the key that is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum VaultError {
    /// It is sealed, and there is no key.
    #[error("it is encrypted, and accounts.second_factor_key_file names no key")]
    NoKey,
    /// It is sealed with another key.
    #[error("it is encrypted with another key than accounts.second_factor_key_file has now")]
    OtherKey,
    /// It was changed.
    #[error("it does not open with its key: it was changed")]
    Broken,
}

impl Vault {
    /// Seals with what a key file holds.
    ///
    /// # Errors
    /// It is too short to be a key.
    pub fn with_key(content: &[u8]) -> Result<Self, String> {
        let content = content.trim_ascii();
        if content.len() < SHORTEST_KEY {
            return Err(format!(
                "holds {} bytes, and a key has {SHORTEST_KEY} at least; make one with: head -c 32 /dev/urandom | base64",
                content.len()
            ));
        }
        let derive = |purpose: &[u8]| hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, content), purpose);
        let (key, name) = (derive(b"grantd second factor key"), derive(b"grantd second factor key name"));
        let key = UnboundKey::new(&AES_256_GCM, key.as_ref()).map_err(|_| "is no key".to_owned())?;
        let name = name.as_ref().get(..NAME_BYTES).unwrap_or_default().to_vec();
        Ok(Self { key: Some(Key { name, key: LessSafeKey::new(key) }) })
    }

    /// Whether there is a key.
    pub fn has_key(&self) -> bool {
        self.key.is_some()
    }

    /// A secret of `user` as it is stored. It opens for no other account.
    pub fn seal(&self, random: &Random, user: UserId, secret: &[u8]) -> Result<SharedSecret, RandomError> {
        let Some(Key { name, key }) = &self.key else { return Ok(SharedSecret::Plain(secret.to_vec())) };
        let mut nonce = [0u8; NONCE_LEN];
        random.fill(&mut nonce)?;
        let mut sealed = secret.to_vec();
        let of_user = Aad::from(user.0.to_be_bytes());
        let nonce_used = Nonce::assume_unique_for_key(nonce);
        key.seal_in_place_append_tag(nonce_used, of_user, &mut sealed).map_err(|_| RandomError)?;
        Ok(SharedSecret::Sealed { key: name.clone(), sealed: [&nonce[..], &sealed].concat() })
    }

    /// The secret itself.
    pub fn open(&self, user: UserId, stored: &SharedSecret) -> Result<Zeroizing<Vec<u8>>, VaultError> {
        let (name, sealed) = match stored {
            SharedSecret::Plain(secret) => return Ok(Zeroizing::new(secret.clone())),
            SharedSecret::Sealed { key, sealed } => (key, sealed),
        };
        let own = self.key.as_ref().ok_or(VaultError::NoKey)?;
        if own.name != *name {
            return Err(VaultError::OtherKey);
        }
        let (nonce, sealed) = sealed.split_first_chunk::<NONCE_LEN>().ok_or(VaultError::Broken)?;
        let mut opened = Zeroizing::new(sealed.to_vec());
        let of_user = Aad::from(user.0.to_be_bytes());
        let secret = own.key.open_in_place(Nonce::assume_unique_for_key(*nonce), of_user, &mut opened);
        let length = secret.map_err(|_| VaultError::Broken)?.len();
        opened.truncate(length);
        Ok(opened)
    }

    /// Whether a stored secret is as this vault would store it, but for the nonce.
    pub fn is_current(&self, stored: &SharedSecret) -> bool {
        match (&self.key, stored) {
            (None, _) => true,
            (Some(own), SharedSecret::Sealed { key, .. }) => own.name == *key,
            (Some(_), SharedSecret::Plain(_)) => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &[u8] = b"12345678901234567890";

    #[test]
    fn a_sealed_secret_opens_with_its_key_for_its_account_alone() {
        let random = Random::seeded(1);
        let vault = Vault::with_key(&[b'k'; 40]).unwrap();
        let stored = vault.seal(&random, UserId(7), SECRET).unwrap();
        let SharedSecret::Sealed { sealed, .. } = &stored else { panic!("it is sealed") };
        assert!(!sealed.windows(SECRET.len()).any(|part| part == SECRET));
        assert_eq!(vault.open(UserId(7), &stored).unwrap().as_slice(), SECRET);
        assert_eq!(vault.open(UserId(8), &stored), Err(VaultError::Broken));
        assert_eq!(Vault::default().open(UserId(7), &stored), Err(VaultError::NoKey));
        let other = Vault::with_key(&[b'x'; 40]).unwrap();
        assert_eq!(other.open(UserId(7), &stored), Err(VaultError::OtherKey));
        assert_ne!(vault.seal(&random, UserId(7), SECRET).unwrap(), stored, "each time with another nonce");
        let SharedSecret::Sealed { key, mut sealed } = stored else { panic!("it is sealed") };
        *sealed.last_mut().unwrap() ^= 1;
        assert_eq!(vault.open(UserId(7), &SharedSecret::Sealed { key, sealed }), Err(VaultError::Broken));
    }

    #[test]
    fn without_a_key_it_stays_as_it_is_until_there_is_one() {
        let plain = Vault::default().seal(&Random::seeded(1), UserId(7), SECRET).unwrap();
        assert_eq!(plain, SharedSecret::Plain(SECRET.to_vec()));
        assert!(Vault::default().is_current(&plain));
        let vault = Vault::with_key(&[b'k'; 32]).unwrap();
        assert_eq!(vault.open(UserId(7), &plain).unwrap().as_slice(), SECRET);
        assert!(!vault.is_current(&plain));
        assert!(vault.is_current(&vault.seal(&Random::seeded(1), UserId(7), SECRET).unwrap()));
    }

    #[test]
    fn a_short_file_is_no_key() {
        let told = Vault::with_key(b"short and a newline\n").err().unwrap();
        assert!(told.starts_with("holds 19 bytes, and a key has 32 at least"), "{told}");
    }
}
