//! Sound data is found sound; every way in which it can be wrong is found, named, mended, and sound afterwards.

mod taken_out;

use std::fs;
use std::sync::Arc;

use serde_json::json;

use super::super::batch::{EXPIRY, expiry_key};
use super::super::memory::MemoryEngine;
use super::super::records::*;
use super::super::{Batch, FORMAT_KEY};
use super::*;
use crate::scope::ScopeSet;
use crate::secret::TokenHash;

const NOW: Timestamp = Timestamp::from_millis(1_795_465_451_000);

fn at(millis: u64) -> Timestamp {
    Timestamp::from_millis(millis)
}

fn hash(n: u8) -> TokenHash {
    TokenHash::of(&[n])
}

fn commit(store: &Store, fill: impl FnOnce(&mut Batch)) {
    let mut batch = Batch::default();
    fill(&mut batch);
    store.engine().commit(batch).wait().unwrap();
}

fn user(name: &str, session_epoch: u32) -> User {
    User {
        name: name.to_owned(),
        email: format!("{name}@example.org"),
        password: None,
        role: Role::User,
        suspended: false,
        created_at: NOW,
        session_epoch,
        first_name: None,
        last_name: None,
        bio: None,
        location: None,
        attributes: BTreeMap::new(),
        language: None,
    }
}

fn client(client_id: &str, epoch: u32) -> Client {
    Client {
        client_id: client_id.to_owned(),
        owner: UserId(1),
        client_type: ClientType::Public,
        secret: None,
        name: "App".to_owned(),
        website: "https://app.example".to_owned(),
        description: None,
        redirect_uris: vec!["https://app.example/cb".to_owned()],
        scope: ScopeSet::parse("a b"),
        issued_at: NOW,
        epoch,
    }
}

fn grant(client_epoch: u32) -> Grant {
    Grant { grant_id: 77, client_epoch, scope: ScopeSet::parse("a"), granted_at: NOW }
}

fn session(user: u64, epoch: u32) -> Session {
    let user = UserId(user);
    let (device, address) = (String::new(), String::new());
    Session { user, epoch, created_at: NOW, last_used_at: NOW, expires_at: at(900), device, address, confirmed_at: NOW }
}

fn access(generation: u32, narrowed: Option<&str>) -> AccessToken {
    let narrowed_scope = narrowed.map(ScopeSet::parse);
    AccessToken { family: FAMILY, generation, narrowed_scope, issued_at: NOW, expires_at: at(500) }
}

const FAMILY: FamilyId = FamilyId([7; 16]);

/// Two accounts, two apps, and all that a working instance has: every kind of record, nothing wrong.
fn sound() -> Store {
    let store = Store::new(Arc::new(MemoryEngine::default())).unwrap();
    commit(&store, |batch| {
        batch.create(&(), &Instance::default()).unwrap();
        batch.create(&UserId(1), &user("alice", 2)).unwrap();
        batch.create(&UserId(2), &user("bob", 0)).unwrap();
        batch.create(&"user".to_owned(), &Counter { next: 3 }).unwrap();
        batch.create(&ClientNumber(1), &client("one", 4)).unwrap();
        batch.create(&ClientNumber(2), &client("two", 0)).unwrap();
        batch.create(&"client".to_owned(), &Counter { next: 3 }).unwrap();
        let api = ResourceServer { client_id: "api".to_owned(), secret: hash(1), created_at: NOW };
        batch.create(&"workouts".to_owned(), &api).unwrap();
        batch.create(&(UserId(2), ClientNumber(1)), &grant(4)).unwrap();
        let beside = (UserId(2), ClientNumber(1));
        batch
            .create(&beside, &RememberedConsent { grant_id: 77, client: hash(9), scope: ScopeSet::parse("a") })
            .unwrap();
        batch.create(&beside, &ScopeUse { since: NOW, scopes: Vec::new() }).unwrap();
        batch.create(&hash(2), &session(1, 2)).unwrap();
        let purpose = LinkPurpose::NewPassword { user: UserId(2), epoch: 0 };
        batch.create(&hash(3), &OneTimeLink { purpose, expires_at: at(700) }).unwrap();
        let family = Family {
            client: ClientNumber(1),
            user: UserId(2),
            grant_id: 77,
            scope: ScopeSet::parse("a b"),
            generation: 3,
            rotations: vec![NOW],
            expires_at: at(800),
        };
        batch.create(&FAMILY, &family).unwrap();
        let code = AuthorizationCode {
            client: ClientNumber(1),
            user: UserId(2),
            grant_id: 77,
            scope: ScopeSet::parse("a"),
            redirect: RedirectCheck::Ignored,
            code_challenge: None,
            expires_at: at(600),
            spent: Some(SpentCode { family: Some(FAMILY), remembered_until: at(800) }),
        };
        batch.create(&hash(4), &code).unwrap();
        batch.create(&hash(5), &access(3, Some("a"))).unwrap();
        batch.create(&hash(6), &access(2, None)).unwrap();
        let refresh = RefreshToken { family: FAMILY, generation: 3, issued_at: NOW, expires_at: at(800) };
        batch.create(&hash(7), &refresh).unwrap();
        batch.create(&(ClientNumber(1), UserId(2)), &LastUse { at: NOW }).unwrap();
        batch.create(&(ClientNumber(1), UserId(0)), &LastUse { at: NOW }).unwrap();
        let previous = PreviousSecret { hash: hash(9), expires_at: at(500), last_used_at: None };
        batch.create(&ClientNumber(1), &SecretState { previous: Some(previous), reported_at: None }).unwrap();
        batch.create(&ClientNumber(1), &Hold { waiting_since: None, suspended_at: Some(NOW) }).unwrap();
        batch.create(&UserId(2), &LastSignIn { at: NOW }).unwrap();
        let usage = AppUsage { figures: Figures::default(), expires_at: at(800) };
        batch.create(&(ClientNumber(1), Day::of(NOW)), &usage).unwrap();
        batch.create(&hash(8), &DecidedRequest { expires_at: at(400) }).unwrap();
        let secret = SharedSecret::Plain(vec![1; 20]);
        let app = Totp { secret, last_step: 1, added_at: NOW, last_used_at: None };
        let factor =
            SecondFactor { app: Some(app), passkeys: Vec::new(), recovery: vec![hash(9)], recovery_made_at: NOW };
        batch.create(&UserId(1), &factor).unwrap();
        batch.create(&hash(10), &PendingSignIn { user: UserId(1), epoch: 2, expires_at: at(900) }).unwrap();
        let event = UserEvent { entry: "{}".to_owned(), expires_at: at(900) };
        batch.create(&(UserId(2), EventId { at: NOW, number: 7, attempt: true }), &event).unwrap();
    });
    store
}

fn look(store: &Store, purpose: Purpose<'_>) -> (Summary, Vec<Finding>) {
    let mut findings = Vec::new();
    let summary = verify(store, purpose, &mut |event| {
        if let Event::Finding(finding) = event {
            findings.push(finding);
        }
        Ok(())
    });
    (summary.unwrap(), findings)
}

fn content(store: &Store) -> Vec<(Key, Value)> {
    store.engine().snapshot().unwrap().map(Result::unwrap).collect()
}

fn put<R: Record>(key: &R::Key, record: &R) -> impl FnOnce(&mut Batch) {
    move |batch| batch.put(key, record).unwrap()
}

fn remove<R: Record>(store: &Store, key: &R::Key) {
    let old = store.get_versioned::<R>(key).unwrap().unwrap();
    commit(store, |batch| batch.remove(&old));
}

#[test]
fn sound_data_is_found_sound_and_left_alone() {
    let store = sound();
    let before = content(&store);
    let dir = tempfile::tempdir().unwrap();
    let ends = before.iter().filter(|(key, _)| key[0] == EXPIRY).count() as u64;
    for purpose in [Purpose::Check, Purpose::Repair(dir.path(), NOW)] {
        let (summary, findings) = look(&store, purpose);
        assert_eq!(findings, []);
        assert_eq!((summary.damage, summary.leftovers, summary.mended, summary.wrong), (0, 0, 0, 0));
        assert_eq!(summary.records.len(), records::KINDS.len(), "a kind has no example here: {:?}", summary.records);
        assert_eq!((summary.records["user"], summary.records["access_token"]), (2, 2));
        // The token of an older generation, and the code that was spent.
        assert_eq!(
            summary.ended,
            BTreeMap::from([("access_token".to_owned(), 1), ("authorization_code".to_owned(), 1)])
        );
        assert_eq!((summary.index["names"], summary.index["ends"], summary.index.len()), (2, ends, 8));
    }
    assert_eq!(content(&store), before);
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0, "no quarantine file without a record in it");
    let empty = Store::new(Arc::new(MemoryEngine::default())).unwrap();
    assert_eq!(look(&empty, Purpose::Check), (Summary::default(), Vec::new()));
}

#[test]
fn what_revoking_and_expiry_leave_to_the_sweeper_is_nothing_wrong() {
    let store = sound();
    remove::<Family>(&store, &FAMILY);
    remove::<DecidedRequest>(&store, &hash(8));
    // A session that is used on and on keeps its first entry, and the sweeper moves that.
    let old = store.get_versioned::<Session>(&hash(2)).unwrap().unwrap();
    let longer = Session { expires_at: at(5000), ..Session::clone(&old) };
    commit(&store, |batch| batch.replace(&old, &longer).unwrap());
    let (summary, findings) = look(&store, Purpose::Check);
    assert_eq!((findings, summary.ended["access_token"], summary.ended["refresh_token"]), (vec![], 2, 1));
    // Everything of an app revoked, and the consent not tidied up yet: told, and not wrong.
    let store = sound();
    commit(&store, put(&ClientNumber(1), &client("one", 5)));
    let (summary, findings) = look(&store, Purpose::Check);
    assert_eq!((summary.wrong, summary.leftovers, summary.ended["family"]), (0, 1, 1));
    assert!(findings[0].to_string().starts_with("grant 2/1: everything of its app, client 1, was revoked since; "));
}

/// Each way to be wrong: what does it, what is told, and whether a repair leaves it to a person.
#[allow(clippy::too_many_lines, reason = "a table")]
#[test]
fn everything_that_can_be_wrong_is_found_named_and_mended() {
    type Damage = Box<dyn Fn(&Store)>;
    let write = |key: Vec<u8>, value: Option<Vec<u8>>| -> Damage {
        Box::new(move |store| commit(store, |batch| batch.write(key.clone(), value.clone())))
    };
    let key = |kind: u8, natural: &[u8]| [&[kind], natural].concat();
    let seven = |n: u64| n.to_be_bytes().to_vec();
    let end = |time: u64, primary: Vec<u8>| expiry_key(at(time), &primary);
    let cases: Vec<(Damage, &str, bool)> = vec![
        (write(key(b'U', &seven(2)), Some(vec![1, 9])), "user 2: it cannot be read: ", false),
        (write(key(b'A', &hash(5).0), Some(vec![7])), "it cannot be read: record version 7 is not known", false),
        (write(key(b'U', b"odd"), Some(vec![1])), "user 556f6464: its key is malformed", false),
        (write(b"?ebec".to_vec(), Some(vec![1])), "unknown 3f65626563: this is no kind of record", false),
        (write(b"Vx".to_vec(), Some(vec![])), "unknown 5678: this is no kind of record", false),
        (write(key(b'n', b"bob"), None), "user 2: its entry in the index of names is missing", false),
        (write(key(b'n', b"bob"), Some(seven(1))), "user 2: its entry in the index of names leads elsewhere", false),
        (write(key(b'n', b"bob"), Some(seven(9))), "leads to user 9, which does not exist", false),
        (
            write(key(b'e', b"x@y.example"), Some(seven(1))),
            "index \"of e-mail addresses 7840792e6578616d706c65\": it leads to user 1, which does not have it",
            false,
        ),
        (write(key(b'c', b"one"), None), "client 1: its entry in the index of client ids is missing", false),
        (write(key(b'p', b"api"), None), "resource_server workouts: its entry in the index of resource servers", false),
        (
            write(key(b's', &[seven(1), hash(2).0.to_vec()].concat()), None),
            "index of sessions of an account is missing",
            false,
        ),
        (write(key(b's', &[seven(2), hash(2).0.to_vec()].concat()), Some(vec![])), "which does not have it", false),
        (write(key(b'o', &[seven(1), seven(2)].concat()), None), "client 2: its entry in the index of apps", false),
        (write(key(b'o', b"short"), Some(vec![])), "it is malformed", false),
        (
            write(key(b'g', &[seven(1), seven(2)].concat()), None),
            "grant 2/1: its entry in the index of consents",
            false,
        ),
        (
            write(end(500, key(b'A', &hash(5).0)), None),
            "its entry in the index of ends is missing: it would stay",
            false,
        ),
        (write(end(1, key(b'U', &seven(1))), Some(vec![])), "it is of a user, which never ends", false),
        (write(end(1, key(b'A', b"short")), Some(vec![])), "it is malformed", false),
        (write(vec![EXPIRY, 1], Some(vec![])), "it is malformed", false),
        (
            Box::new(|s| commit(s, put(&"user".to_owned(), &Counter { next: 2 }))),
            "counter user: the next number is 2, but 2 was given",
            false,
        ),
        (write(key(b'N', b"client"), None), "counter client: it is missing, and 2 was given already", false),
        (write(FORMAT_KEY.to_vec(), None), "format mark: it is missing", false),
        (write(FORMAT_KEY.to_vec(), Some(vec![])), "format mark: it makes no sense", false),
        (
            Box::new(|s| commit(s, put(&hash(5), &access(4, None)))),
            "it is of generation 4, and its family is at 3 only",
            false,
        ),
        (Box::new(|s| commit(s, put(&hash(5), &access(3, Some("a c"))))), "it may do more than its family", false),
        (Box::new(|s| commit(s, put(&hash(2), &session(1, 3)))), "which its account, user 1, has not reached", false),
        (
            Box::new(|s| commit(s, put(&(UserId(2), ClientNumber(1)), &grant(5)))),
            "which its app, client 1, has not reached",
            false,
        ),
        (
            Box::new(|s| commit(s, put(&(UserId(9), ClientNumber(1)), &grant(4)))),
            "its account, user 9, does not exist",
            false,
        ),
        (
            Box::new(|s| remove::<Grant>(s, &(UserId(2), ClientNumber(1)))),
            "its consent, of user 2 to client 1, does not exist",
            false,
        ),
        (
            Box::new(|s| commit(s, put(&ClientNumber(2), &Client { owner: UserId(8), ..client("two", 0) }))),
            "its owner, user 8, does not exist; it works on; grantd app delete 2",
            true,
        ),
        (
            Box::new(|s| commit(s, put(&UserId(3), &user("Bob", 0)))),
            "is that of user 3, too, and leads there; grantd export",
            true,
        ),
        (write(b"M".to_vec(), Some(vec![])), "import mark: an import did not finish; remove the directory store", true),
        (write(FORMAT_KEY.to_vec(), Some(vec![FORMAT + 1])), "install the newer grantd", true),
    ];
    for (damage, told, for_a_person) in cases {
        let store = sound();
        damage(&store);
        let (summary, findings) = look(&store, Purpose::Check);
        let lines: Vec<String> = findings.iter().map(Finding::to_string).collect();
        assert!(lines.iter().any(|line| line.contains(told)), "{told}\n{lines:#?}");
        assert!(lines.iter().all(|line| !line.contains('\n')), "{lines:#?}");
        assert!(summary.wrong > 0 && summary.mended == 0, "{told}: {summary:?}");

        let dir = tempfile::tempdir().unwrap();
        let (mended, _) = look(&store, Purpose::Repair(dir.path(), NOW));
        assert_eq!(mended.wrong > 0, for_a_person, "{told}: {mended:?}");
        let (again, left) = look(&store, Purpose::Check);
        assert_eq!(again.wrong > 0, for_a_person, "{told}: {left:#?}");
        assert_eq!(mended.quarantine.is_some(), fs::read_dir(dir.path()).unwrap().count() == 1, "{told}");
        // Whoever was not hurt is still there.
        assert!(matches!(store.get::<User>(&UserId(1)), Ok(Some(_))), "{told}");
    }
}

#[test]
fn leftovers_of_a_deletion_are_told_and_tidied_up_but_not_wrong() {
    let store = sound();
    commit(&store, |batch| {
        batch.put(&hash(20), &session(9, 0)).unwrap();
        batch.put(&(UserId(1), ClientNumber(5)), &grant(0)).unwrap();
        batch.put(&"user".to_owned(), &Counter { next: 10 }).unwrap();
        batch.put(&"client".to_owned(), &Counter { next: 6 }).unwrap();
    });
    let (summary, findings) = look(&store, Purpose::Check);
    assert_eq!((summary.leftovers, summary.damage, summary.wrong), (2, 0, 0), "{findings:#?}");
    let dir = tempfile::tempdir().unwrap();
    let (summary, _) = look(&store, Purpose::Repair(dir.path(), NOW));
    assert_eq!((summary.leftovers, summary.mended, summary.wrong), (2, 2, 0));
    assert_eq!(look(&store, Purpose::Check).1, []);
}

#[test]
fn what_changes_while_it_is_looked_at_is_not_taken_for_wrong() {
    // The listener is called in the middle: whoever works meanwhile is played by it.
    let store = sound();
    commit(&store, |batch| {
        for n in 0..PROGRESS {
            let key = TokenHash::of(&n.to_be_bytes());
            batch.create(&key, &DecidedRequest { expires_at: at(1000 + n) }).unwrap();
        }
    });
    let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    let worker = store.clone();
    let mut findings = 0;
    let summary = verify(&store, Purpose::Check, &mut |event| {
        match event {
            Event::Finding(finding) => {
                findings += 1;
                eprintln!("{finding}");
            }
            _ => {
                let old = worker.get_versioned::<Session>(&hash(2)).unwrap();
                if let Some(old) = old {
                    let later = Session { expires_at: at(1_000_000), ..Session::clone(&old) };
                    commit(&worker, |batch| batch.replace(&old, &later).unwrap());
                }
                runtime.block_on(worker.sweep(at(5000), at(5000))).unwrap();
            }
        }
        Ok(())
    });
    assert_eq!((summary.unwrap().damage, findings), (0, 0));
}

#[test]
fn a_thousand_missing_entries_are_written_anew_in_a_few_commits() {
    let store = sound();
    commit(&store, |batch| {
        for n in 0..1000u64 {
            batch.create(&TokenHash::of(&n.to_be_bytes()), &access(3, None)).unwrap();
        }
    });
    let before = content(&store);
    let entries = store.engine().scan(&KeyRange::prefix(&[EXPIRY]), usize::MAX, false).unwrap();
    commit(&store, |batch| entries.iter().for_each(|(key, _)| batch.write(key.clone(), None)));
    let missing = entries.len() as u64;
    let dir = tempfile::tempdir().unwrap();
    let (summary, _) = look(&store, Purpose::Repair(dir.path(), NOW));
    assert_eq!((summary.damage, summary.mended, summary.wrong), (missing, missing, 0));
    assert_eq!(content(&store), before);
    // Every index gone at once.
    let derived: Vec<Key> = before.iter().map(|(key, _)| key.clone()).filter(|key| index::is_index(key[0])).collect();
    commit(&store, |batch| derived.iter().for_each(|key| batch.write(key.clone(), None)));
    look(&store, Purpose::Repair(dir.path(), NOW));
    assert_eq!(content(&store), before);
}

/// [`changes`](crate::store::changes) tells records from index entries by the first byte.
#[test]
fn writes_of_every_kind_of_record_are_counted_and_of_no_index() {
    for byte in 0..=u8::MAX {
        let counted = crate::store::changes::is_record(&[byte]);
        assert!(counted || super::records::kind(byte).is_none(), "{}", char::from(byte));
        assert!(!counted || !index::is_index(byte), "{}", char::from(byte));
    }
}
