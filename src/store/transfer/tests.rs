//! Every kind of record there and back, and everything that must be refused.

use std::fs;
use std::io::{BufRead, Write};
use std::os::unix::fs::PermissionsExt;
use std::sync::Arc;

use super::super::memory::MemoryEngine;
use super::super::records::*;
use super::super::{Engine, Key, Value};
use super::export::DERIVED;
use super::import::LONGEST_LINE;
use super::*;
use crate::clock::Timestamp;
use crate::scope::ScopeSet;
use crate::secret::{TokenHash, hex};

const NOW: Timestamp = Timestamp::from_millis(1_795_465_451_000);

fn store() -> (Store, Arc<MemoryEngine>) {
    let engine = Arc::new(MemoryEngine::default());
    (Store::new(Arc::clone(&engine) as Arc<dyn Engine>).unwrap(), engine)
}

fn content(store: &Store) -> Vec<(Key, Value)> {
    store.engine().snapshot().unwrap().map(Result::unwrap).collect()
}

fn token(n: u8) -> TokenHash {
    TokenHash::of(&[n])
}

/// One record of each kind, every field set, every variant of an enumeration there, texts that JSON must escape.
fn one_of_each() -> Store {
    let (store, _) = store();
    let odd = || "\u{0}\"\\\n\u{7f}\u{2028}ß😀".to_owned();
    let scope = || ScopeSet::parse("profile:read workouts:write");
    let (user, client, family) = (UserId(u64::MAX), ClientNumber(3), FamilyId([0xfe; 16]));
    let mut batch = Batch::default();
    let all = Instance {
        name: Some(odd()),
        admin_contact: Some("a@b.example".to_owned()),
        about: Some(odd()),
        privacy_policy: None,
        registration: Some(true),
    };
    batch.create(&(), &all).unwrap();
    batch.create(&"user".to_owned(), &Counter { next: u64::MAX }).unwrap();
    let alice = User {
        name: "Alice".to_owned(),
        email: "Ä@Example.org".to_owned(),
        password: Some("$argon2id$v=19$m=8,t=1,p=1$c2FsdA$aGFzaA".to_owned()),
        role: Role::Admin,
        suspended: true,
        created_at: NOW,
        session_epoch: 7,
        first_name: Some(odd()),
        last_name: None,
        bio: Some(odd()),
        location: Some(String::new()),
        attributes: [("fittrackee_id".to_owned(), odd())].into(),
        language: Some("pt-BR".to_owned()),
    };
    batch.create(&user, &alice).unwrap();
    let session = Session {
        user,
        epoch: 7,
        created_at: NOW,
        last_used_at: NOW,
        expires_at: Timestamp::MAX,
        device: odd(),
        address: "::1".to_owned(),
        confirmed_at: NOW,
    };
    batch.create(&token(1), &session).unwrap();
    for (n, purpose) in [(2, LinkPurpose::SetUp), (3, LinkPurpose::NewPassword { user, epoch: 7 })] {
        batch.create(&token(n), &OneTimeLink { purpose, expires_at: NOW }).unwrap();
    }
    let app = Client {
        client_id: "abcdefghijklmnopqrstuvwx".to_owned(),
        owner: user,
        client_type: ClientType::Confidential,
        secret: Some(token(4)),
        name: odd(),
        website: "https://app.example".to_owned(),
        description: Some(odd()),
        redirect_uris: vec!["https://app.example/cb".to_owned(), "com.example:/cb".to_owned()],
        scope: scope(),
        issued_at: NOW,
        epoch: 2,
    };
    batch.create(&client, &app).unwrap();
    let api = ResourceServer { client_id: "zyxwvutsrqponmlkjihgfedc".to_owned(), secret: token(5), created_at: NOW };
    batch.create(&odd(), &api).unwrap();
    let grant = Grant { grant_id: u64::MAX, client_epoch: 2, scope: scope(), granted_at: NOW };
    batch.create(&(user, client), &grant).unwrap();
    batch
        .create(&(user, client), &RememberedConsent { grant_id: u64::MAX, client: token(12), scope: scope() })
        .unwrap();
    let used = UsedScope {
        scope: "profile:read".to_owned(),
        first_used_on: Some(NOW),
        last_used_on: Some(Timestamp::MAX),
        last_told_on: None,
    };
    batch.create(&(user, client), &ScopeUse { since: NOW, scopes: vec![used] }).unwrap();
    let spent = Some(SpentCode { family: Some(family), remembered_until: Timestamp::from_millis(9) });
    for (n, redirect, spent) in [
        (6, RedirectCheck::Same(odd()), None),
        (7, RedirectCheck::SameOrAbsent("https://app.example/cb".to_owned()), spent),
        (8, RedirectCheck::Ignored, Some(SpentCode { family: None, remembered_until: NOW })),
    ] {
        let code = AuthorizationCode {
            client,
            user,
            grant_id: 1,
            scope: scope(),
            redirect,
            code_challenge: Some("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM".to_owned()),
            expires_at: NOW,
            spent,
        };
        batch.create(&token(n), &code).unwrap();
    }
    let tokens = Family {
        client,
        user,
        grant_id: u64::MAX,
        scope: scope(),
        generation: 3,
        rotations: vec![NOW, Timestamp::from_millis(1)],
        expires_at: NOW,
    };
    batch.create(&family, &tokens).unwrap();
    let access = AccessToken {
        family,
        generation: 3,
        narrowed_scope: Some(ScopeSet::parse("profile:read")),
        issued_at: NOW,
        expires_at: Timestamp::MAX,
    };
    batch.create(&token(9), &access).unwrap();
    let refresh = RefreshToken { family, generation: 3, issued_at: NOW, expires_at: NOW };
    batch.create(&token(10), &refresh).unwrap();
    batch.create(&(client, user), &LastUse { at: NOW }).unwrap();
    let previous = PreviousSecret { hash: token(12), expires_at: NOW, last_used_at: Some(NOW) };
    batch.create(&client, &SecretState { previous: Some(previous), reported_at: Some(NOW) }).unwrap();
    batch.create(&client, &Hold { waiting_since: Some(NOW), suspended_at: None }).unwrap();
    batch.create(&user, &LastSignIn { at: NOW }).unwrap();
    let figures = Figures { authorised: 1, issued: 2, refreshed: 3, requests: u64::MAX, refused: 5 };
    batch.create(&(client, Day(20_780)), &AppUsage { figures, expires_at: NOW }).unwrap();
    batch.create(&token(11), &DecidedRequest { expires_at: NOW }).unwrap();
    let sealed = SharedSecret::Sealed { key: vec![7; 8], sealed: vec![0, 255] };
    let app = Totp { secret: sealed, last_step: u64::MAX, added_at: NOW, last_used_at: Some(Timestamp::MAX) };
    let passkey = Passkey {
        id: vec![0, 255],
        credential: odd(),
        name: odd(),
        added_at: NOW,
        last_used_at: Some(Timestamp::MAX),
        last_challenge: NOW,
    };
    let recovery = vec![token(12), token(13)];
    let factor = SecondFactor { app: Some(app), passkeys: vec![passkey], recovery, recovery_made_at: NOW };
    batch.create(&user, &factor).unwrap();
    batch.create(&token(14), &PendingSignIn { user, epoch: 7, expires_at: NOW }).unwrap();
    let event = UserEvent { entry: odd(), expires_at: NOW };
    batch.create(&(user, EventId { at: NOW, number: u32::MAX, attempt: false }), &event).unwrap();
    store.engine().commit(batch).wait().unwrap();
    store
}

fn exported(store: &Store) -> Vec<u8> {
    let mut lines = Vec::new();
    export(store, NOW, &mut lines).unwrap();
    lines
}

/// Lines with a footer that is right for them.
fn signed(lines: &str) -> String {
    let sum = hex(&TokenHash::of(lines.as_bytes()).0);
    let records = lines.lines().count() - 1;
    format!("{lines}{{\"end\":true,\"records\":{records},\"sha256\":\"{sum}\"}}\n")
}

const HEADER: &str = "{\"grantd\":\"export\",\"format\":1,\"version\":\"0.1.0\",\"created_at\":\"\"}\n";

fn refusal(input: &[u8]) -> String {
    import(&store().0, &mut &*input).expect_err("it is refused").to_string()
}

#[test]
fn every_kind_of_record_comes_back_with_its_secondary_keys_and_its_end() {
    let original = one_of_each();
    let lines = exported(&original);
    let (copy, engine) = store();
    let counts = import(&copy, &mut lines.as_slice()).unwrap();
    assert_eq!(counts, count(&original).unwrap());
    assert_eq!(counts.keys().copied().collect::<Vec<_>>().len(), KINDS.len(), "a kind has no example here");
    assert_eq!(content(&copy), content(&original));
    assert_eq!(exported(&copy), lines);
    assert_eq!(copy.lookup::<UserId>(b'n', b"alice").unwrap(), Some(UserId(u64::MAX)));
    Store::new(engine).unwrap();
    // Nothing of it is of a kind that an export would leave out unawares.
    for (key, _) in content(&original) {
        assert!(known(key[0]).is_some() || DERIVED.contains(&key[0]) || key == super::super::FORMAT_KEY, "{key:?}");
    }
}

#[test]
fn the_lines_are_what_the_documentation_says() {
    let lines = String::from_utf8(exported(&one_of_each())).unwrap();
    let lines: Vec<Json> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    let (header, footer) = (&lines[0], &lines[lines.len() - 1]);
    assert_eq!((&header["grantd"], &header["format"]), (&"export".into(), &1.into()));
    assert_eq!(header["created_at"], "2026-11-23T20:24:11Z");
    assert_eq!((&footer["end"], &footer["records"]), (&true.into(), &(lines.len() - 2).into()));
    let user = lines.iter().find(|line| line["kind"] == "user").unwrap();
    assert_eq!((&user["key"], &user["record"]["name"]), (&u64::MAX.into(), &"Alice".into()));
}

#[test]
fn a_file_cut_at_any_line_or_with_any_byte_changed_is_refused_and_leaves_nothing_that_opens() {
    let lines = exported(&one_of_each());
    let attempt = |input: &[u8], what: &str| {
        let (target, engine) = store();
        assert!(import(&target, &mut &*input).is_err(), "{what}");
        let begun = content(&target).len() > 1;
        assert_eq!(matches!(Store::new(engine), Err(StoreError::UnfinishedImport(_))), begun, "{what}");
    };
    let ends = lines.iter().enumerate().filter(|(_, byte)| **byte == b'\n').map(|(at, _)| at + 1);
    for end in ends.filter(|end| *end < lines.len()) {
        attempt(&lines[..end], &format!("cut at the line's end {end}"));
        attempt(&lines[..end - 1], &format!("cut before the line's end {end}"));
    }
    attempt(&lines[..lines.len() - 1], "cut in the footer");
    attempt(&[lines.as_slice(), b"\n"].concat(), "more behind the footer");
    attempt(&[lines.as_slice(), lines.as_slice()].concat(), "twice");
    for at in (0..lines.len()).step_by(7) {
        let mut changed = lines.clone();
        changed[at] ^= 1;
        attempt(&changed, &format!("byte {at}"));
    }
}

#[test]
fn what_is_wrong_is_told_with_its_line() {
    let record = |line: &str| signed(&format!("{HEADER}{line}\n"));
    assert!(
        import(&store().0, &mut record("{\"kind\":\"counter\",\"key\":\"a\",\"record\":{\"next\":1}}").as_bytes())
            .is_ok()
    );
    for (input, told) in [
        (String::new(), "the input is empty"),
        ("hello\n".to_owned(), "line 1: this is not an export of grantd"),
        ("{\"grantd\":\"backup\",\"format\":1}\n".to_owned(), "line 1: this is not an export of grantd"),
        (
            "{\"grantd\":\"export\",\"format\":2,\"version\":\"3.1.4\"}\n".to_owned(),
            "format 2, written by grantd 3.1.4",
        ),
        ("{\"grantd\":\"export\",\"format\":2,\"since\":[]}\n".to_owned(), "install the newer grantd"),
        (record("{\"kind\":\"badge\",\"key\":1,\"record\":{}}"), "line 2: \"badge\" is no kind of record"),
        (record("{\"kind\":\"counter\",\"key\":1,\"record\":{\"next\":1}}"), "line 2: the key"),
        (record("{\"kind\":\"counter\",\"key\":\"a\",\"record\":{\"next\":-1}}"), "line 2: the record"),
        (
            record("{\"kind\":\"counter\",\"key\":\"a\",\"record\":{\"next\":1,\"step\":2}}"),
            "line 2: this version of grantd does not know the field \"step\"",
        ),
        (record("{\"kind\":\"counter\",\"key\":\"a\"}"), "line 2: a record or its raw bytes"),
        (record("{\"kind\":\"counter\",\"key\":\"a\",\"raw\":\"00\"}"), "line 2: the key is no hexadecimal"),
        (record("{\"kind\":\"counter\",\"key\":\"61\",\"raw\":\"0\"}"), "line 2: the raw bytes are no hexadecimal"),
        (record("[]"), "line 2: this is no record"),
        (format!("{HEADER}{{\"end\":true}}\n"), "line 2: the footer cannot be read"),
        (signed(HEADER).replace("\"records\":0", "\"records\":1"), "its checksum is wrong"),
        (format!("{HEADER}{}", " ".repeat(usize::try_from(LONGEST_LINE).unwrap())), "line 2: it is too long"),
        (format!("{HEADER}{{\"kind\""), "ends in the middle of a line"),
        (HEADER.to_owned(), "ends before its footer"),
    ] {
        let refused = refusal(input.as_bytes());
        assert!(refused.contains(told), "{told}\n{refused}");
        assert!(!refused.contains('\n'), "{refused}");
    }
    assert!(refusal(b"\xff\xfe\n").starts_with("line 1: this is not an export"));
}

/// What a newer version could read again is worth nothing without its name.
#[test]
fn a_record_that_cannot_be_read_moves_with_the_index_entries_that_lead_to_it() {
    let original = one_of_each();
    let broken = [primary_key::<User>(&UserId(u64::MAX)), primary_key::<Session>(&token(1)), b"Ushort".to_vec()];
    let mut batch = Batch::default();
    broken.iter().for_each(|key| batch.write(key.clone(), Some(vec![0xee, 1])));
    original.engine().commit(batch).wait().unwrap();
    let lines = exported(&original);
    let index = String::from_utf8(lines.clone()).unwrap().matches("\"kind\":\"index\"").count();
    assert_eq!(index, 4, "the name, the address, the list of sessions and the end, and nobody else's");
    assert_eq!(verify(&mut lines.as_slice()).unwrap()["index"], 4);
    let (copy, _) = store();
    import(&copy, &mut lines.as_slice()).unwrap();
    assert_eq!(content(&copy), content(&original));
    let stray = format!("{HEADER}{{\"kind\":\"index\",\"key\":\"5501\",\"raw\":\"00\"}}\n");
    assert!(refusal(signed(&stray).as_bytes()).contains("line 2: the key is not that of an index entry"));
}

#[test]
fn an_import_needs_an_empty_store_and_says_so() {
    let full = one_of_each();
    let before = content(&full);
    let refused = import(&full, &mut exported(&full).as_slice()).unwrap_err();
    assert!(matches!(refused, TransferError::NotEmpty) && refused.to_string().contains("--data-dir"));
    assert_eq!(content(&full), before, "not touched, not marked");
}

#[test]
fn the_largest_record_that_can_be_written_can_be_moved() {
    let (original, _) = store();
    let mut batch = Batch::default();
    let largest = Instance { about: Some("\u{1}".repeat(240 * 1024)), ..Instance::default() };
    batch.create(&(), &largest).unwrap();
    for n in 0..1200 {
        batch.create(&format!("{n}"), &Counter { next: n }).unwrap();
    }
    original.engine().commit(batch).wait().unwrap();
    let (copy, _) = store();
    import(&copy, &mut exported(&original).as_slice()).unwrap();
    assert_eq!(content(&copy), content(&original));
}

#[test]
fn a_file_appears_when_it_is_whole_and_belongs_to_its_owner_alone() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("backup.jsonl");
    let part = dir.path().join("backup.jsonl.part");
    let write = |content: &'static [u8]| {
        let write = |output: &mut dyn Write| {
            assert!(part.exists());
            Ok(output.write_all(content)?)
        };
        write_file(&path, write, |written, ()| {
            let mut read = Vec::new();
            written.read_to_end(&mut read)?;
            assert_eq!(read, content, "it is read back before it is there");
            Ok(())
        })
    };
    write(b"first").unwrap();
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    // A failure leaves the one before, and nothing beside it.
    let fine = |_: &mut dyn BufRead, (): &()| Ok(());
    let half = |output: &mut dyn Write| {
        output.write_all(b"half")?;
        Err(TransferError::Damaged("the disk is full"))
    };
    assert!(write_file::<()>(&path, half, fine).is_err() && !part.exists());
    let unlike = |_: &mut dyn BufRead, (): &()| Err(TransferError::Damaged("it reads back as something else"));
    assert!(write_file(&path, |output| Ok(output.write_all(b"second")?), unlike).is_err() && !part.exists());
    assert_eq!(fs::read(&path).unwrap(), b"first");
    // What a crash left is not written into: others may read it, or it leads elsewhere.
    let elsewhere = dir.path().join("elsewhere");
    fs::write(&elsewhere, b"kept").unwrap();
    std::os::unix::fs::symlink(&elsewhere, &part).unwrap();
    write(b"second").unwrap();
    assert_eq!((fs::read(&path).unwrap(), fs::read(&elsewhere).unwrap()), (b"second".to_vec(), b"kept".to_vec()));
    fs::write(&part, b"left by a crash, readable to all").unwrap();
    write(b"third").unwrap();
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    // Two at once do not mix.
    let both = |output: &mut dyn Write| {
        let second = write(b"second").unwrap_err().to_string();
        assert!(second.contains("another process"), "{second}");
        Ok(output.write_all(b"fourth")?)
    };
    write_file(&path, both, fine).unwrap();
    assert_eq!(fs::read(&path).unwrap(), b"fourth");
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 2, "no .part stays");
    let nowhere = write_file(&dir.path().join("none/backup"), |_| Ok(()), fine).unwrap_err().to_string();
    assert!(nowhere.contains("none/backup: "), "{nowhere}");
}

#[test]
fn the_documentation_names_every_kind_of_record() {
    let documented = include_str!("../../../docs/data.md");
    for kind in KINDS {
        assert!(documented.contains(&format!("\n| `{}`", kind.name)), "docs/data.md says nothing of {}", kind.name);
    }
}
