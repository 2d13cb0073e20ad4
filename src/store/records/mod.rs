//! Every record that grantd keeps, its key and its secondary keys. What is written here is the data format.
//!
//! # Key layout
//!
//! A key is one byte that tells the kind, then the natural key. Numbers are big-endian, so that they sort.
//! Secrets appear only as SHA-256.
//!
//! | byte | record | key | secondary keys |
//! |---|---|---|---|
//! | `V` | format version | – | |
//! | `I` | [`Instance`] settings | – | |
//! | `N` | [`Counter`] | sequence | |
//! | `U` | [`User`] | user id | `n` lower-case name → user id, `e` lower-case e-mail → user id (both unique) |
//! | `S` | [`Session`] | token hash | `s` user id ‖ token hash |
//! | `L` | [`OneTimeLink`] | key hash | |
//! | `C` | [`Client`] | client number | `c` client id → number (unique), `o` owner ‖ client number |
//! | `G` | [`Grant`] | user id ‖ client number | `g` client number ‖ user id |
//! | `K` | [`AuthorizationCode`] | code hash | |
//! | `F` | [`Family`] | family id | |
//! | `A` | [`AccessToken`] | token hash | |
//! | `R` | [`RefreshToken`] | token hash | |
//! | `P` | [`ResourceServer`] | name | `p` client id → name (unique) |
//! | `Q` | [`RememberedConsent`] | user id ‖ client number | |
//! | `W` | [`ScopeUse`] | user id ‖ client number | |
//! | `T` | [`LastUse`] | client number ‖ user id | |
//! | `Y` | [`SecretState`] | client number | |
//! | `X` | [`AppUsage`] | client number ‖ day | |
//! | `D` | [`DecidedRequest`] | ticket hash | |
//! | `O` | [`SecondFactor`] | user id | |
//! | `H` | [`PendingSignIn`] | token hash | |
//! | `E` | [`UserEvent`] | user id ‖ time ‖ number ‖ kind | |
//! | `Z` | [`Hold`] | client number | |
//! | `J` | [`LastSignIn`] | user id | |
//! | `x` | expiry index | time ‖ primary key | |
//!
//! # What makes a token valid
//!
//! A token names its [`Family`]; the family names its user, its client and the [`Grant`] it came from. A token is good
//! while all of these exist and agree: the family's generation with the token's, the family's `grant_id` with the
//! grant's, the grant's `client_epoch` with the client's, and neither the user nor the client is suspended. What it may
//! do is what the family was given, as far as the grant and the client have it today. So each revocation, of a
//! family, a grant, a whole app or an account, is one small write, whatever the number of tokens.
//!
//! # Values
//!
//! One byte of record version, then bincode 2 (standard configuration). bincode is called in this module alone.

mod clients;
mod consents;
mod keys;
mod people;
mod second_factor;
mod tokens;

use bincode::{Decode, Encode, config};
use serde::Serialize;
use serde::de::DeserializeOwned;

pub use self::clients::{
    AppUsage, Client, ClientType, Figures, Hold, LastUse, PreviousSecret, ResourceServer, SecretState,
};
pub use self::consents::{RememberedConsent, ScopeUse, UsedScope};
pub use self::keys::{ClientNumber, Day, EventId, FamilyId, UserId};
pub use self::people::{Counter, Instance, LastSignIn, LinkPurpose, OneTimeLink, Role, Session, User, UserEvent};
pub use self::second_factor::{Passkey, PendingSignIn, SecondFactor, SharedSecret, Totp};
pub use self::tokens::{
    AccessToken, AuthorizationCode, DecidedRequest, Family, Grant, RedirectCheck, RefreshToken, SpentCode,
};
use crate::clock::Timestamp;

/// The largest encoded record: what decoding may allocate at most.
const VALUE_LIMIT: usize = 256 * 1024;
/// Up to this size every encoded record can be decoded: no element takes 64 times as much memory as it takes bytes.
const SMALL: usize = VALUE_LIMIT / 64;

/// One key beside the primary one.
pub struct SecondaryKey {
    /// The whole key.
    pub key: Vec<u8>,
    /// What it points to; empty where the key says it all.
    pub value: Vec<u8>,
    /// Whether only one record may have it.
    pub unique: bool,
}

impl SecondaryKey {
    fn unique(kind: u8, name: &[u8], target: &impl RecordKey) -> Self {
        Self { key: [&[kind], name].concat(), value: target.to_bytes(), unique: true }
    }

    fn listed(kind: u8, owner: u64, member: &[u8]) -> Self {
        Self { key: [&[kind], &owner.to_be_bytes()[..], member].concat(), value: Vec::new(), unique: false }
    }
}

/// A natural key: ordered bytes and back.
pub trait RecordKey: Sized + Clone + std::fmt::Debug + Serialize + DeserializeOwned {
    /// Adds the key's bytes, without the kind.
    fn append(&self, bytes: &mut Vec<u8>);
    /// The key's bytes, without the kind.
    fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        self.append(&mut bytes);
        bytes
    }
    /// Reads them back; `None` when they are no such key.
    fn from_bytes(bytes: &[u8]) -> Option<Self>;
}

/// One kind of record.
pub trait Record: Encode + Decode<()> + Serialize + DeserializeOwned + Clone + std::fmt::Debug {
    /// The first byte of its key.
    const KIND: u8;
    /// Its name in exports and messages.
    const NAME: &'static str;
    /// The version written today.
    const VERSION: u8 = 1;
    /// Where the record keeps somebody out, so that its absence would let them in: what its owner or an operator can do about
    /// one that cannot be read. No repair takes such a record away by itself.
    const KEEPS_OUT: Option<&'static str> = None;
    /// Its natural key.
    type Key: RecordKey;

    /// The secondary keys that this record has.
    fn secondary(&self, _key: &Self::Key) -> Vec<SecondaryKey> {
        Vec::new()
    }

    /// When the sweeper may remove it; `None` when it stays until someone removes it.
    fn sweep_at(&self) -> Option<Timestamp> {
        None
    }

    /// Reads an older version of the record.
    fn upgrade(_version: u8, _bytes: &[u8]) -> Option<Self> {
        None
    }
}

/// Room for most keys, and for most records: what is written is put together without growing on the way.
const USUAL_KEY: usize = 33;
const USUAL_VALUE: usize = 128;

/// The whole primary key of a record.
pub fn primary_key<R: Record>(key: &R::Key) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(USUAL_KEY);
    bytes.push(R::KIND);
    key.append(&mut bytes);
    bytes
}

/// The stored form of a record.
///
/// # Errors
/// A record that is so large that [`decode`] would not take it: what is written can be read.
pub fn encode<R: Record>(record: &R) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::with_capacity(USUAL_VALUE);
    bytes.push(R::VERSION);
    bincode::encode_into_std_write(record, &mut bytes, config::standard()).map_err(|error| error.to_string())?;
    if bytes.len() > SMALL {
        decode::<R>(&bytes).map_err(|reason| format!("it is too large: {reason}"))?;
    }
    Ok(bytes)
}

/// Reads a stored record, upgrading an older version.
pub fn decode<R: Record>(bytes: &[u8]) -> Result<R, String> {
    let (version, body) = bytes.split_first().ok_or("the value is empty")?;
    if *version != R::VERSION {
        return R::upgrade(*version, body).ok_or_else(|| format!("record version {version} is not known"));
    }
    whole(body)
}

/// Reads all of what stands after the version.
fn whole<T: Decode<()>>(body: &[u8]) -> Result<T, String> {
    let limited = config::standard().with_limit::<VALUE_LIMIT>();
    let (record, read) = bincode::decode_from_slice(body, limited).map_err(|error| error.to_string())?;
    if read == body.len() { Ok(record) } else { Err(format!("{} bytes too many", body.len() - read)) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scope::ScopeSet;

    #[test]
    fn a_record_comes_back_as_it_was_written() {
        let record = Family {
            client: ClientNumber(3),
            user: UserId(9),
            grant_id: u64::MAX,
            scope: ScopeSet::parse("a b"),
            generation: 7,
            rotations: vec![Timestamp::from_millis(1)],
            expires_at: Timestamp::MAX,
        };
        assert_eq!(decode::<Family>(&encode(&record).unwrap()).unwrap(), record);
    }

    #[test]
    fn a_torn_or_foreign_value_is_refused_with_a_reason() {
        let bytes = encode(&Counter { next: 400 }).unwrap();
        assert!(decode::<Counter>(&[]).unwrap_err().contains("empty"));
        assert!(decode::<Counter>(&bytes[..2]).is_err());
        assert!(decode::<Counter>(&[9, 1]).unwrap_err().contains("version 9"));
        assert!(decode::<Counter>(&[bytes, vec![0]].concat()).unwrap_err().contains("too many"));
        // A length that promises more than there can be must not allocate it.
        assert!(decode::<User>(&[1, 253, 255, 255, 255, 255, 255, 255, 255, 255]).is_err());
    }

    /// A record as version 1 wrote it, and as it is written since it has a limit.
    #[derive(Debug, Clone, PartialEq, Encode, Decode, Serialize, serde::Deserialize)]
    struct Quota {
        used: u64,
        limit: Option<u64>,
    }

    impl Record for Quota {
        const KIND: u8 = b'q';
        const NAME: &'static str = "quota";
        const VERSION: u8 = 2;
        type Key = UserId;

        fn upgrade(version: u8, bytes: &[u8]) -> Option<Self> {
            if version != 1 {
                return None;
            }
            let (used, read) = bincode::decode_from_slice::<u64, _>(bytes, config::standard()).ok()?;
            (read == bytes.len()).then_some(Self { used, limit: None })
        }
    }

    #[test]
    fn a_record_of_an_older_version_is_upgraded_when_it_is_read_and_written_as_the_new_one() {
        let old = [&[1][..], &bincode::encode_to_vec(7u64, config::standard()).unwrap()].concat();
        let read = decode::<Quota>(&old).unwrap();
        assert_eq!(read, Quota { used: 7, limit: None });
        let new = encode(&read).unwrap();
        assert_eq!((new[0], decode::<Quota>(&new).unwrap()), (2, read));
        assert!(decode::<Quota>(&[1, 7, 7]).unwrap_err().contains("version 1 is not known"), "torn");
        assert!(decode::<Quota>(&[3, 7]).unwrap_err().contains("version 3 is not known"), "of a newer version");
    }

    #[test]
    fn a_session_of_version_1_was_confirmed_when_it_began() {
        let at = Timestamp::from_millis;
        let first = (UserId(7), 3u32, at(10), at(20), at(30), "Firefox".to_owned(), "::1".to_owned());
        let old = [&[1][..], &bincode::encode_to_vec(first, config::standard()).unwrap()].concat();
        let session = decode::<Session>(&old).unwrap();
        assert_eq!(
            (session.user, session.epoch, session.created_at, session.expires_at),
            (UserId(7), 3, at(10), at(30))
        );
        assert_eq!((session.confirmed_at, session.address.as_str()), (at(10), "::1"));
        assert_eq!(decode::<Session>(&encode(&session).unwrap()), Ok(session));
        assert!(decode::<Session>(&old[..old.len() - 1]).is_err());
        // As an export of version 1 has it.
        let json = r#"{"user":7,"epoch":3,"created_at":10,"last_used_at":20,"expires_at":30,"device":"","address":""}"#;
        assert_eq!(serde_json::from_str::<Session>(json).unwrap().confirmed_at, Timestamp::default());
    }

    #[test]
    fn a_second_factor_of_version_1_is_an_app() {
        let at = Timestamp::from_millis;
        let app = Totp {
            secret: SharedSecret::Plain(vec![1, 2]),
            last_step: 9,
            added_at: at(10),
            last_used_at: Some(at(20)),
        };
        let recovery = vec![crate::secret::TokenHash([7; 32])];
        let old = bincode::encode_to_vec((app.clone(), recovery.clone(), at(30)), config::standard()).unwrap();
        let old = [&[1][..], &old].concat();
        let factor = decode::<SecondFactor>(&old).unwrap();
        assert_eq!((factor.app.as_ref(), factor.passkeys.len(), &factor.recovery), (Some(&app), 0, &recovery));
        assert_eq!(factor.recovery_made_at, at(30));
        let passkey = Passkey {
            id: vec![1; 1023],
            credential: "{}".to_owned(),
            name: "key".to_owned(),
            added_at: at(1),
            last_used_at: None,
            last_challenge: at(1),
        };
        let factor = SecondFactor { app: None, passkeys: vec![passkey; 20], ..factor };
        assert_eq!(decode::<SecondFactor>(&encode(&factor).unwrap()), Ok(factor));
        assert!(decode::<SecondFactor>(&old[..old.len() - 1]).is_err());
    }

    #[test]
    fn an_account_of_version_1_has_no_language() {
        let first = super::people::FirstUser {
            name: "Alice".to_owned(),
            email: "alice@example.org".to_owned(),
            password: Some("$argon2id$".to_owned()),
            role: Role::Admin,
            suspended: false,
            created_at: Timestamp::from_millis(10),
            session_epoch: 3,
            first_name: None,
            last_name: Some("L".to_owned()),
            bio: None,
            location: Some("Graz".to_owned()),
            attributes: [("fittrackee_id".to_owned(), "42".to_owned())].into(),
        };
        let old = [&[1][..], &bincode::encode_to_vec(first, config::standard()).unwrap()].concat();
        let user = decode::<User>(&old).unwrap();
        assert_eq!((user.name.as_str(), user.session_epoch, user.location.as_deref()), ("Alice", 3, Some("Graz")));
        assert_eq!((user.attributes["fittrackee_id"].as_str(), user.language.as_deref()), ("42", None));
        let user = User { language: Some("pl".to_owned()), ..user };
        assert_eq!(decode::<User>(&encode(&user).unwrap()), Ok(user));
        assert!(decode::<User>(&old[..old.len() - 1]).is_err());
    }

    #[test]
    fn what_could_not_be_read_again_is_not_written() {
        let instance = |length| Instance { about: Some("x".repeat(length)), ..Instance::default() };
        assert_eq!(decode(&encode(&instance(200_000)).unwrap()), Ok(instance(200_000)));
        assert!(encode(&instance(300_000)).unwrap_err().contains("too large"));
        // Many small elements take more memory than bytes, and the limit is one of memory.
        let attributes = |count: u32| (0..count).map(|n| (n.to_string(), String::new())).collect();
        let user = |count| User {
            name: String::new(),
            email: String::new(),
            password: None,
            role: Role::User,
            suspended: false,
            created_at: Timestamp::MAX,
            session_epoch: 0,
            first_name: None,
            last_name: None,
            bio: None,
            location: None,
            attributes: attributes(count),
            language: None,
        };
        assert_eq!(decode(&encode(&user(1_000)).unwrap()), Ok(user(1_000)));
        assert!(encode(&user(20_000)).unwrap_err().contains("too large"));
    }

    #[test]
    fn keys_sort_by_number() {
        assert!(primary_key::<User>(&UserId(255)) < primary_key::<User>(&UserId(256)));
        let key = (UserId(1), ClientNumber(2));
        assert_eq!(RecordKey::from_bytes(&key.to_bytes()), Some(key));
        assert_eq!(UserId::from_bytes(&[1, 2]), None);
    }
}
