//! What every storage engine must do. One suite, run against each: an engine joins with one line at the end of this file.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test stops where something is wrong")]

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use grantd::clock::Timestamp;
use grantd::config::Storage;
use grantd::scope::ScopeSet;
use grantd::secret::TokenHash;
use grantd::store::memory::MemoryEngine;
use grantd::store::records::{
    AccessToken, ClientNumber, Counter, DecidedRequest, Family, FamilyId, Instance, LinkPurpose, OneTimeLink, Role,
    User, UserId,
};
use grantd::store::sled::SledEngine;
use grantd::store::{Batch, Engine, KeyRange, Store, StoreError, transfer};
use proptest::prelude::*;

fn at(millis: u64) -> Timestamp {
    Timestamp::from_millis(millis)
}

fn counter(store: &Store, name: &str) -> Option<u64> {
    store.get::<Counter>(&name.to_owned()).unwrap().map(|counter| counter.next)
}

fn put(store: &Store, name: &str, next: u64) {
    let mut batch = Batch::default();
    batch.put(&name.to_owned(), &Counter { next }).unwrap();
    store.engine().commit(batch).wait().unwrap();
}

fn user(name: &str) -> User {
    User {
        name: name.to_owned(),
        email: format!("{name}@example.org"),
        password: None,
        role: Role::User,
        suspended: false,
        created_at: at(1),
        session_epoch: 0,
        first_name: None,
        last_name: None,
        bio: None,
        location: None,
        attributes: BTreeMap::new(),
        language: None,
    }
}

fn family(generation: u32) -> Family {
    Family {
        client: ClientNumber(1),
        user: UserId(1),
        grant_id: 1,
        scope: ScopeSet::parse("a"),
        generation,
        rotations: Vec::new(),
        expires_at: Timestamp::MAX,
    }
}

/// What was written is counted once it can be read, and nothing else is: what was worked out from it can be kept meanwhile.
fn counts_changes(store: &Store) {
    put(store, "counted", 1);
    let slots = [b"Ncounted".as_slice(), b"Nother"].map(grantd::store::changes::Changes::slot);
    let sum = || slots.map(|slot| store.engine().changes().sum(&[slot]));
    let before = sum();
    assert_eq!(sum(), before, "reading is no change");
    put(store, "counted", 2);
    let written = sum();
    assert_eq!((written[0] > before[0], written[1]), (true, before[1]));
    let mut refused = Batch::default();
    refused.create(&"counted".to_owned(), &Counter { next: 3 }).unwrap();
    assert!(matches!(store.engine().commit(refused).wait(), Err(StoreError::Conflict)));
    assert_eq!(sum(), written, "a commit that was refused changes nothing");
    let mut removal = Batch::default();
    removal.remove(&store.get_versioned::<Counter>(&"counted".to_owned()).unwrap().unwrap());
    store.engine().commit(removal).wait().unwrap();
    assert!(sum()[0] > written[0]);
}

fn reads_and_ranges(store: &Store) {
    for name in ["b", "a", "c", "ca"] {
        put(store, name, 1);
    }
    let names = |range: KeyRange, limit, backwards| -> Vec<String> {
        let pairs = store.engine().scan(&range, limit, backwards).unwrap();
        pairs.into_iter().map(|(key, _)| String::from_utf8(key[1..].to_vec()).unwrap()).collect()
    };
    let all = || KeyRange::prefix(b"N");
    assert_eq!(names(all(), 9, false), ["a", "b", "c", "ca"]);
    assert_eq!(names(all(), 2, true), ["ca", "c"]);
    assert_eq!(names(all(), 0, false), Vec::<String>::new());
    assert_eq!(names(KeyRange::prefix(b"Nc"), 9, false), ["c", "ca"]);
    assert_eq!(names(all().after(b"Nb"), 9, false), ["c", "ca"]);
    assert_eq!(names(KeyRange { start: b"Nz".to_vec(), end: Some(b"Na".to_vec()) }, 9, false), Vec::<String>::new());
    assert_eq!(counter(store, "nothing"), None);
    let listed: Vec<_> = store.all::<Counter>().map(|found| found.unwrap().0).collect();
    assert_eq!(listed, ["a", "b", "c", "ca"]);
}

fn a_batch_is_all_or_nothing(store: &Store) {
    put(store, "taken", 1);
    let mut batch = Batch::default();
    batch.put(&"beside".to_owned(), &Counter { next: 1 }).unwrap();
    batch.create(&"taken".to_owned(), &Counter { next: 2 }).unwrap();
    assert!(matches!(store.engine().commit(batch).wait(), Err(StoreError::Conflict)));
    assert_eq!((counter(store, "beside"), counter(store, "taken")), (None, Some(1)));

    let read = store.get_versioned::<Counter>(&"taken".to_owned()).unwrap().unwrap();
    put(store, "taken", 5);
    for (change, name) in [(true, "replace"), (false, "remove")] {
        let mut batch = Batch::default();
        match change {
            true => batch.replace(&read, &Counter { next: 6 }).unwrap(),
            false => batch.remove(&read),
        }
        assert!(matches!(store.engine().commit(batch).wait(), Err(StoreError::Conflict)), "{name} of a changed record");
    }
    let mut batch = Batch::default();
    batch.require_absent::<Counter>(&"taken".to_owned());
    assert!(matches!(store.engine().commit(batch).wait(), Err(StoreError::Conflict)));
    assert_eq!(counter(store, "taken"), Some(5));
}

fn unique_names_stay_unique(store: &Store) {
    let create = |id: u64, name: &str| {
        let mut batch = Batch::default();
        batch.create(&UserId(id), &user(name)).unwrap();
        store.engine().commit(batch).wait()
    };
    create(1, "Alice").unwrap();
    assert!(matches!(create(2, "aLICE"), Err(StoreError::Conflict)));
    create(2, "bob").unwrap();
    let bob = store.get_versioned::<User>(&UserId(2)).unwrap().unwrap();
    let mut batch = Batch::default();
    batch.replace(&bob, &User { email: "ALICE@example.org".to_owned(), ..User::clone(&bob) }).unwrap();
    assert!(matches!(store.engine().commit(batch).wait(), Err(StoreError::Conflict)));
    let mut batch = Batch::default();
    batch.replace(&bob, &User { name: "carol".to_owned(), ..User::clone(&bob) }).unwrap();
    store.engine().commit(batch).wait().unwrap();
    assert_eq!(store.lookup::<UserId>(b'n', b"bob").unwrap(), None);
    assert_eq!(store.lookup::<UserId>(b'n', b"carol").unwrap(), Some(UserId(2)));
    create(3, "bob").unwrap_err();
    let mut batch = Batch::default();
    batch.remove(&store.get_versioned::<User>(&UserId(2)).unwrap().unwrap());
    store.engine().commit(batch).wait().unwrap();
    create(3, "bob").unwrap();
}

fn threads_lose_no_increment(store: &Store) {
    const THREADS: u64 = 8;
    const EACH: u64 = 50;
    put(store, "shared", 0);
    std::thread::scope(|scope| {
        for _ in 0..THREADS {
            scope.spawn(|| {
                let mut done = 0;
                while done < EACH {
                    let read = store.get_versioned::<Counter>(&"shared".to_owned()).unwrap().unwrap();
                    let mut batch = Batch::default();
                    batch.replace(&read, &Counter { next: read.next + 1 }).unwrap();
                    match store.engine().commit(batch).wait() {
                        Ok(()) => {
                            done += 1;
                            assert!(counter(store, "shared").unwrap() > read.next, "an answered commit is seen");
                        }
                        Err(StoreError::Conflict) => {}
                        Err(error) => panic!("{error}"),
                    }
                }
            });
        }
    });
    assert_eq!(counter(store, "shared"), Some(THREADS * EACH));
}

fn a_snapshot_is_one_moment(store: &Store) {
    let names: Vec<String> = (0..600).map(|n| format!("{n:04}")).collect();
    let write_all = |next: u64| {
        let mut batch = Batch::default();
        names.iter().for_each(|name| batch.put(name, &Counter { next }).unwrap());
        store.engine().commit(batch).wait().unwrap();
    };
    write_all(0);
    let stop = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut round = 1;
            while !stop.load(Ordering::Relaxed) {
                write_all(round);
                round += 1;
            }
        });
        for _ in 0..20 {
            let mut seen = BTreeMap::new();
            for pair in store.engine().snapshot().unwrap() {
                let (key, value) = pair.unwrap();
                if key[0] == b'N' {
                    *seen.entry(value).or_insert(0) += 1;
                }
            }
            assert_eq!(seen.values().copied().collect::<Vec<_>>(), [names.len()], "two moments in one snapshot");
        }
        stop.store(true, Ordering::Relaxed);
    });
    // What is removed and added behind and ahead of the reader.
    let mut snapshot = store.engine().snapshot().unwrap().filter(|pair| pair.as_ref().unwrap().0[0] == b'N');
    let first = snapshot.next().unwrap().unwrap().0;
    assert_eq!(first, b"N0000");
    let mut batch = Batch::default();
    batch.erase::<Counter>(&"0599".to_owned());
    batch.put(&"0000b".to_owned(), &Counter { next: 9 }).unwrap();
    batch.put(&"9999".to_owned(), &Counter { next: 9 }).unwrap();
    store.engine().commit(batch).wait().unwrap();
    let rest: Vec<_> = snapshot.map(|pair| pair.unwrap().0).collect();
    assert_eq!(rest.len(), names.len() - 1);
    assert!(rest.contains(&b"N0599".to_vec()) && !rest.contains(&b"N9999".to_vec()));
}

fn a_broken_record_is_told_and_hurts_nobody_else(store: &Store) {
    put(store, "good", 1);
    let mut lines = Vec::new();
    transfer::export(store, at(0), &mut lines).unwrap();
    // The only way to put broken bytes in from outside: as the raw record of an import.
    let text = String::from_utf8(lines).unwrap();
    let broken =
        format!("{}\n{{\"kind\":\"counter\",\"key\":\"626164\",\"raw\":\"ff00\"}}\n", text.lines().next().unwrap());
    let sum = grantd::secret::hex(&TokenHash::of(broken.as_bytes()).0);
    let broken = format!("{broken}{{\"end\":true,\"records\":1,\"sha256\":\"{sum}\"}}\n");
    let other = Store::new(Arc::new(MemoryEngine::default())).unwrap();
    transfer::import(&other, &mut broken.as_bytes()).unwrap();
    put(&other, "good", 1);
    let error = other.get::<Counter>(&"bad".to_owned()).unwrap_err().to_string();
    assert!(error.contains("counter") && error.contains("626164"), "{error}");
    assert_eq!(counter(&other, "good"), Some(1));
    assert_eq!(other.all::<Counter>().filter(Result::is_ok).count(), 1);
    let mut again = Vec::new();
    transfer::export(&other, at(0), &mut again).unwrap();
    assert!(String::from_utf8(again).unwrap().contains("\"raw\":\"ff00\""), "nothing is lost on the way");
}

fn closed_is_closed(store: &Store) {
    put(store, "kept", 7);
    store.engine().close().unwrap();
    let mut batch = Batch::default();
    batch.put(&"late".to_owned(), &Counter { next: 1 }).unwrap();
    assert!(matches!(store.engine().commit(batch).wait(), Err(StoreError::Engine(_))));
    store.engine().close().unwrap();
}

/// The sweeper removes what has ended, moves what lives on, and touches nothing else.
fn sweeping(store: &Store) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let token = |n: u64| TokenHash::of(&n.to_be_bytes());
    let mut batch = Batch::default();
    for n in 0..400u64 {
        let ends = at(if n % 2 == 0 { 1000 + n } else { 10_000 });
        let access = AccessToken {
            family: FamilyId([1; 16]),
            generation: 0,
            narrowed_scope: None,
            issued_at: at(0),
            expires_at: ends,
        };
        batch.create(&token(n), &access).unwrap();
    }
    batch.create(&FamilyId([1; 16]), &family(0)).unwrap();
    batch.create(&token(1), &DecidedRequest { expires_at: at(500) }).unwrap();
    let link = OneTimeLink { purpose: LinkPurpose::SetUp, expires_at: at(1500) };
    batch.create(&token(2), &link).unwrap();
    store.engine().commit(batch).wait().unwrap();
    // One that would have ended lives on.
    let old = store.get_versioned::<OneTimeLink>(&token(2)).unwrap().unwrap();
    let mut batch = Batch::default();
    batch.replace(&old, &OneTimeLink { expires_at: at(3000), ..OneTimeLink::clone(&old) }).unwrap();
    store.engine().commit(batch).wait().unwrap();

    let live = || store.all::<AccessToken>().count();
    let removed = |now, by| runtime.block_on(store.sweep(at(now), at(by))).unwrap();
    assert_eq!(removed(2000, 400).values().sum::<u64>(), 0);
    let counts = removed(2000, 2000);
    assert_eq!((counts["access_token"], counts["decided_request"], counts["one_time_link"]), (200, 1, 0));
    assert_eq!(live(), 200);
    assert!(store.get::<Family>(&FamilyId([1; 16])).unwrap().is_some());
    assert_eq!(removed(2000, 99_999).values().sum::<u64>(), 0, "what is good now stays, whatever is asked");
    assert_eq!(removed(3000, 3000)["one_time_link"], 1, "an entry that came too early was moved, not lost");
    assert_eq!(removed(10_000, 10_000)["access_token"], 200);
    assert_eq!((live(), removed(20_000, 20_000).values().sum::<u64>()), (0, 0));
}

fn an_export_moves_everything(store: &Store) {
    put(store, "a", 1);
    let mut batch = Batch::default();
    batch.create(&UserId(1), &user("alice")).unwrap();
    batch.create(&(), &Instance { name: Some("N".to_owned()), ..Instance::default() }).unwrap();
    batch.create(&FamilyId([7; 16]), &Family { expires_at: at(5), ..family(3) }).unwrap();
    store.engine().commit(batch).wait().unwrap();
    let mut exported = Vec::new();
    let counts = transfer::export(store, at(0), &mut exported).unwrap();
    assert_eq!(counts.values().sum::<u64>(), 4);
    let other = Store::new(Arc::new(MemoryEngine::default())).unwrap();
    assert_eq!(transfer::import(&other, &mut exported.as_slice()).unwrap(), counts);
    let content = |store: &Store| -> Vec<_> { store.engine().snapshot().unwrap().map(Result::unwrap).collect() };
    assert_eq!(content(store), content(&other), "secondary keys and the expiry index included");
    assert!(matches!(transfer::import(&other, &mut exported.as_slice()), Err(transfer::TransferError::NotEmpty)));
    // Cut anywhere, changed anywhere: refused, and what was begun does not open.
    for cut in (1..exported.len()).step_by(97) {
        let engine = Arc::new(MemoryEngine::default());
        let target = Store::new(Arc::clone(&engine) as Arc<dyn Engine>).unwrap();
        let refused = transfer::import(&target, &mut &exported[..cut]);
        assert!(refused.is_err(), "cut at {cut}");
        let started = content(&target).len() > 1;
        assert_eq!(matches!(Store::new(engine), Err(StoreError::UnfinishedImport(_))), started, "cut at {cut}");
    }
}

macro_rules! suite {
    ($engine:ident, $open:expr) => {
        mod $engine {
            use super::*;
            suite!(@tests $open; reads_and_ranges, counts_changes, a_batch_is_all_or_nothing, unique_names_stay_unique,
                threads_lose_no_increment, a_snapshot_is_one_moment, a_broken_record_is_told_and_hurts_nobody_else,
                closed_is_closed, sweeping, an_export_moves_everything);
        }
    };
    (@tests $open:expr; $($test:ident),*) => {
        $(#[test]
        fn $test() {
            let dir = tempfile::tempdir().unwrap();
            let engine: Arc<dyn Engine> = Arc::new($open(&dir.path().join("data")));
            super::$test(&Store::new(engine).unwrap());
        })*
    };
}

fn sled(dir: &Path) -> SledEngine {
    SledEngine::open(&Storage::default(), dir).unwrap()
}

// One line an engine.
suite!(memory, |_: &Path| MemoryEngine::default());
suite!(embedded, sled);

// ---------------------------------------------------------------- engines that keep what they are given

fn open(dir: &Path) -> Result<Store, StoreError> {
    Store::open(&Storage::default(), dir)
}

#[test]
fn what_was_answered_is_there_after_reopening() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    let store = open(&data).unwrap();
    put(&store, "kept", 7);
    assert!(matches!(open(&data), Err(StoreError::InUse(_))), "one process at a time");
    drop(store);
    assert_eq!(counter(&open(&data).unwrap(), "kept"), Some(7));
    let mode = std::os::unix::fs::MetadataExt::mode(&std::fs::metadata(&data).unwrap());
    assert_eq!(mode & 0o777, 0o700);
}

#[test]
fn relaxed_durability_still_ends_durable() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    let relaxed = Storage {
        durability: grantd::config::Durability::Relaxed,
        flush_every: Duration::from_secs(60),
        ..Storage::default()
    };
    let store = Store::open(&relaxed, &data).unwrap();
    put(&store, "kept", 7);
    store.engine().close().unwrap();
    drop(store);
    assert_eq!(counter(&open(&data).unwrap(), "kept"), Some(7));
}

#[test]
fn the_last_of_many_versions_is_there_after_reopening() {
    let dir = tempfile::tempdir().unwrap();
    let data = dir.path().join("data");
    let bulk = |n: u64| Instance { about: Some("x".repeat(40_000)), name: Some(n.to_string()), ..Instance::default() };
    for start in [0, 200] {
        let store = open(&data).unwrap();
        for n in start..start + 200 {
            let mut batch = Batch::default();
            batch.put(&(), &bulk(n)).unwrap();
            batch.put(&format!("{}", n % 50), &Counter { next: n }).unwrap();
            store.engine().commit(batch).wait().unwrap();
        }
        drop(store);
        let store = open(&data).unwrap();
        assert_eq!(store.get::<Instance>(&()).unwrap(), Some(bulk(start + 199)));
        let counters: Vec<u64> = (0..50).map(|n| counter(&store, &n.to_string()).unwrap()).collect();
        assert_eq!(counters, (start + 150..start + 200).collect::<Vec<_>>());
    }
}

#[derive(Debug, Clone)]
enum Write {
    Put(u8, u64),
    Create(u8, u64),
    Replace(u8, u64),
    Remove(u8),
}

fn writes() -> impl Strategy<Value = Vec<Vec<Write>>> {
    let one = prop_oneof![
        (0..6u8, any::<u64>()).prop_map(|(key, value)| Write::Put(key, value)),
        (0..6u8, any::<u64>()).prop_map(|(key, value)| Write::Create(key, value)),
        (0..6u8, any::<u64>()).prop_map(|(key, value)| Write::Replace(key, value)),
        (0..6u8).prop_map(Write::Remove),
    ];
    prop::collection::vec(prop::collection::vec(one, 1..4), 1..30)
}

fn commit(store: &Store, writes: &[Write]) -> bool {
    let mut batch = Batch::default();
    for write in writes {
        let name = |key: &u8| key.to_string();
        match write {
            Write::Put(key, next) => batch.put(&name(key), &Counter { next: *next }).unwrap(),
            Write::Create(key, next) => batch.create(&name(key), &Counter { next: *next }).unwrap(),
            Write::Replace(key, next) => {
                if let Some(old) = store.get_versioned::<Counter>(&name(key)).unwrap() {
                    batch.replace(&old, &Counter { next: *next }).unwrap();
                }
            }
            Write::Remove(key) => {
                if let Some(old) = store.get_versioned::<Counter>(&name(key)).unwrap() {
                    batch.remove(&old);
                }
            }
        }
    }
    store.engine().commit(batch).wait().is_ok()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    #[test]
    fn sled_does_what_memory_does(batches in writes()) {
        let dir = tempfile::tempdir().unwrap();
        let (sled, memory) = (open(&dir.path().join("data")).unwrap(), Store::new(Arc::new(MemoryEngine::default())).unwrap());
        for batch in &batches {
            prop_assert_eq!(commit(&sled, batch), commit(&memory, batch));
        }
        let content = |store: &Store| -> Vec<_> { store.engine().snapshot().unwrap().map(Result::unwrap).collect() };
        prop_assert_eq!(content(&sled), content(&memory));
    }
}
