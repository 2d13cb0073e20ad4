//! What is read from the disk: the configuration, the store's keys and values, exports and backups.

use std::fmt::Debug;
use std::path::Path;
use std::sync::Arc;

use tokio::runtime::Builder;

use super::text;
use crate::clock::Timestamp;
use crate::config::{Config, parse_duration, parse_size};
use crate::secret::TokenHash;
use crate::store::memory::MemoryEngine;
use crate::store::records::{
    AccessToken, AppUsage, AuthorizationCode, Client, ClientNumber, Counter, Day, DecidedRequest, EventId, Family,
    FamilyId, Grant, Hold, Instance, LastSignIn, LastUse, OneTimeLink, PendingSignIn, Record, RecordKey, RefreshToken,
    RememberedConsent, ResourceServer, ScopeUse, SecondFactor, SecretState, Session, User, UserEvent, UserId, decode,
    encode,
};
use crate::store::verify::{Purpose, verify};
use crate::store::{Batch, Store, transfer};

/// A configuration file: what is taken is printed as what reads back to the same, and what is refused is told in one line.
pub fn config(data: &[u8]) {
    let text = text(data);
    let _read = (parse_duration(text), parse_size(text));
    match Config::parse(text, Path::new("fuzz.toml")) {
        Ok(config) => {
            let printed = config.to_string();
            let again = Config::parse(&printed, Path::new("fuzz.toml"));
            assert!(again.as_ref().is_ok_and(|again| again.to_string() == printed), "{printed}\n{again:?}");
        }
        Err(error) => assert_eq!(error.to_string().lines().count(), 1, "{error}"),
    }
}

/// A stored value, the first byte telling which kind: what is read can be written and is then read as the same.
pub fn record(data: &[u8]) {
    let Some((kind, value)) = data.split_first() else { return };
    match kind % 23 {
        0 => round::<User>(value),
        1 => round::<Session>(value),
        2 => round::<OneTimeLink>(value),
        3 => round::<Client>(value),
        4 => round::<Grant>(value),
        5 => round::<AuthorizationCode>(value),
        6 => round::<Family>(value),
        7 => round::<AccessToken>(value),
        8 => round::<RefreshToken>(value),
        9 => round::<ResourceServer>(value),
        10 => round::<LastUse>(value),
        11 => round::<DecidedRequest>(value),
        12 => round::<Counter>(value),
        13 => round::<SecondFactor>(value),
        14 => round::<PendingSignIn>(value),
        15 => round::<SecretState>(value),
        16 => round::<Hold>(value),
        17 => round::<LastSignIn>(value),
        18 => round::<AppUsage>(value),
        19 => round::<RememberedConsent>(value),
        20 => round::<ScopeUse>(value),
        21 => round::<UserEvent>(value),
        _ => round::<Instance>(value),
    }
}

fn round<R: Record>(value: &[u8]) {
    let Ok(record) = decode::<R>(value) else { return };
    let Ok(written) = encode(&record) else { return };
    let again = decode::<R>(&written);
    assert_eq!(again.map(|again| format!("{again:?}")), Ok(format!("{record:?}")));
    // As an export has it. What no grantd writes, such as a scope without a name, may come back as less.
    let json = serde_json::to_vec(&record).unwrap_or_default();
    assert!(serde_json::from_slice::<R>(&json).is_ok(), "{record:?}");
}

/// A natural key: ordered bytes and back.
pub fn key(data: &[u8]) {
    fn round<K: RecordKey + PartialEq + Debug>(bytes: &[u8]) {
        if let Some(key) = K::from_bytes(bytes) {
            assert_eq!(key.to_bytes(), bytes);
            let json = serde_json::to_value(&key).ok().and_then(|json| serde_json::from_value::<K>(json).ok());
            assert_eq!(json, Some(key));
        }
    }
    round::<UserId>(data);
    round::<ClientNumber>(data);
    round::<(UserId, ClientNumber)>(data);
    round::<(ClientNumber, UserId)>(data);
    round::<(ClientNumber, Day)>(data);
    round::<(UserId, EventId)>(data);
    round::<TokenHash>(data);
    round::<FamilyId>(data);
    round::<String>(data);
    round::<()>(data);
}

/// Keys and values as they may lie there after whatever has happened: a byte with the key's length, two with the value's,
/// then both; again and again. Nothing that reads them stops.
pub fn store(data: &[u8]) {
    let Ok(store) = Store::new(Arc::new(MemoryEngine::default())) else { return };
    let mut batch = Batch::default();
    let mut rest = data;
    while let [key_length, high, low, more @ ..] = rest {
        let value_length = usize::from(u16::from_be_bytes([*high, *low])) % 2048;
        let Some((key, more)) = more.split_at_checked(usize::from(*key_length)) else { break };
        let (value, more) = more.split_at_checked(value_length).unwrap_or((more, &[]));
        batch.write(key.to_vec(), Some(value.to_vec()));
        rest = more;
    }
    if store.engine().commit(batch).wait().is_err() {
        return;
    }
    read_everything(&store);
}

fn read_everything(store: &Store) {
    let Ok(runtime) = Builder::new_current_thread().enable_time().build() else { return };
    let _found = verify(store, Purpose::Check, &mut |_| Ok(()));
    let _users = store.all::<User>().filter(Result::is_ok).count();
    let _clients = store.readable::<Client>().filter(Result::is_ok).count();
    let _members = store.members::<TokenHash>(b's', 1, true);
    let _kept_back = store.readable::<Hold>().filter(Result::is_ok).count();
    let _secrets = store.readable::<SecretState>().filter(Result::is_ok).count();
    let _named = store.lookup::<UserId>(b'n', b"alice");
    let _swept = runtime.block_on(store.sweep(Timestamp::MAX, Timestamp::MAX));
    let mut out = Vec::new();
    let _exported = transfer::export(store, Timestamp::default(), &mut out);
}

/// An export or a backup, into an empty store: what is taken whole can be read, and is written as what can be taken again.
pub fn import(data: &[u8]) {
    let Ok(store) = Store::new(Arc::new(MemoryEngine::default())) else { return };
    let mut input = data;
    let taken = transfer::import(&store, &mut input);
    if let Ok(counts) = taken {
        let mut out = Vec::new();
        let exported = transfer::export(&store, Timestamp::default(), &mut out);
        assert!(exported.is_ok_and(|exported| exported.values().sum::<u64>() <= counts.values().sum::<u64>()));
        let Ok(other) = Store::new(Arc::new(MemoryEngine::default())) else { return };
        assert!(transfer::import(&other, &mut out.as_slice()).is_ok(), "{}", String::from_utf8_lossy(&out));
    }
    read_everything(&store);
}
