//! What a repair takes out of the store, and what goes back.

use std::fs;
use std::io::{BufReader, Read};
use std::os::unix::fs::PermissionsExt;

use super::super::put_back::{Marks, put_back_lines};
use super::*;
use crate::secret::hex;
use crate::store::RETURNED;
use crate::store::meddling::Meddling;

#[test]
fn what_is_taken_out_can_be_read_corrected_and_put_back() {
    let store = sound();
    let before = content(&store);
    // An account that cannot be read, and with it a session, a consent and all that hangs on them.
    let key = primary_key::<User>(&UserId(2));
    let whole = raw(&store, &key).unwrap().unwrap();
    commit(&store, |batch| batch.write(key.clone(), Some(vec![1, 9])));
    commit(&store, put(&hash(30), &session(2, 0)));
    let dir = tempfile::tempdir().unwrap();
    let (summary, _) = look(&store, Purpose::Repair(dir.path(), NOW));
    assert_eq!(summary.wrong, 0);
    let file = dir.path().join("grantd.quarantine-20261123T202411Z.jsonl");
    assert_eq!(summary.quarantine.as_deref(), file.to_str());
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let text = fs::read_to_string(&file).unwrap();
    let lines: Vec<serde_json::Value> = text.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((&lines[0]["grantd"], &lines[0]["format"]), (&json!("quarantine"), &json!(1)));
    let kinds: Vec<&str> = lines[1..].iter().map(|line| line["kind"].as_str().unwrap()).collect();
    let beside = ["remembered_consent", "scope_use"];
    let after = ["session", "one_time_link", "last_use", "user_event", "last_sign_in"];
    assert_eq!(kinds, [&["user", "grant"][..], &beside, &after].concat());
    assert_eq!((&lines[1]["record"], &lines[1]["raw"]), (&json!(null), &json!("AQk=")));
    assert_eq!(lines[5]["record"]["user"], 2);
    assert!(lines[2]["why"].as_str().unwrap().contains("user 2"));

    // As it is, only what can be read and leads somewhere goes back: nothing.
    let refused = put_back(&store, &file).unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
    assert!(refused.iter().all(|line| line.refused.is_some()), "{refused:#?}");
    // With the account corrected, all of it does, in the order of the file.
    use base64::Engine as _;
    let mended = text.replace("AQk=", &base64::engine::general_purpose::STANDARD.encode(&whole));
    fs::write(&file, &mended).unwrap();
    let done = put_back(&store, &file).unwrap();
    assert!(done.iter().all(|line| line.refused.is_none()), "{done:#?}");
    assert_eq!(look(&store, Purpose::Check).1, []);
    remove::<Session>(&store, &hash(30));
    let ends = |(key, _): &(Key, Value)| key.first() != Some(&EXPIRY);
    assert_eq!(
        content(&store).into_iter().filter(ends).collect::<Vec<_>>(),
        before.into_iter().filter(ends).collect::<Vec<_>>()
    );
    // A second time there is nothing to put back, whatever was ended since.
    assert!(put_back(&store, &file).is_err() && !file.exists());
    // From a copy: there is something in the place of each but the session, which is no longer there.
    fs::write(&file, &mended).unwrap();
    let again = put_back(&store, &file).unwrap();
    let others = again.iter().filter(|line| !line.what.starts_with("session"));
    assert!(others.clone().count() == 8 && others.clone().all(|line| line.refused.is_some()), "{again:#?}");
}

/// What keeps somebody out stays where it is, readable or not: a repair lets nobody in.
#[test]
fn what_keeps_somebody_out_is_not_taken_out() {
    let store = sound();
    let factor = primary_key::<SecondFactor>(&UserId(1));
    let hold = primary_key::<Hold>(&ClientNumber(1));
    for key in [&factor, &hold] {
        commit(&store, |batch| batch.write(key.clone(), Some(vec![1, 9])));
    }
    let dir = tempfile::tempdir().unwrap();
    let (summary, findings) = look(&store, Purpose::Repair(dir.path(), NOW));
    assert_eq!((summary.wrong, summary.quarantine), (2, None));
    for (name, command) in [("second_factor 1", "user second-factor NAME --off"), ("hold 1", "app unsuspend ID")] {
        let told: Vec<_> = findings.iter().map(ToString::to_string).filter(|told| told.starts_with(name)).collect();
        assert!(told.len() == 1 && told[0].contains(command) && !told[0].contains("repair"), "{told:?}");
    }
    for key in [&factor, &hold] {
        assert_eq!(raw(&store, key).unwrap(), Some(vec![1, 9]));
    }
}

/// What was put back and ended since does not come back with what could not be put back at first.
#[test]
fn what_went_back_is_taken_out_of_the_file_and_what_did_not_stays() {
    let store = sound();
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("quarantine.jsonl");
    let header = "{\"grantd\":\"quarantine\",\"format\":1}\n";
    let line = |key: TokenHash, user: u64| {
        let key = primary_key::<Session>(&key);
        let mut batch = Batch::default();
        batch.put(&hash(30), &session(user, if user == 1 { 2 } else { 0 })).unwrap();
        let value = batch.writes.into_iter().find_map(|(written, value)| (written[0] == key[0]).then_some(value));
        let record = crate::store::transfer::shown(&key, &value.flatten().unwrap()).unwrap();
        format!("{}\n", json!({ "kind": "session", "key": hash(30), "record": record, "raw_key": "", "raw": "" }))
    };
    let (sound_one, orphan) = (line(hash(30), 1), line(hash(30), 77));
    fs::write(&file, [header, &sound_one, &orphan, "half a line"].concat()).unwrap();
    let done = put_back(&store, &file).unwrap();
    let refused: Vec<bool> = done.iter().map(|line| line.refused.is_some()).collect();
    assert_eq!(refused, [false, true, true]);
    assert_eq!(fs::read_to_string(&file).unwrap(), [header, &orphan, "half a line\n"].concat());
    remove::<Session>(&store, &hash(30));
    assert!(put_back(&store, &file).unwrap().iter().all(|line| line.refused.is_some()));
    assert!(store.get::<Session>(&hash(30)).unwrap().is_none(), "it was ended");
    // What is no such file is left as it is.
    for other in ["", "{\"grantd\":\"export\",\"format\":1}\n", "{\"grantd\":\"quarantine\",\"format\":9}\n"] {
        fs::write(&file, other).unwrap();
        assert!(put_back(&store, &file).is_err());
        assert_eq!(fs::read_to_string(&file).unwrap(), other);
    }
}

/// Cut off behind any line and run again over the same file, it brings nothing back that has ended in between, loses nothing,
/// and leaves no trace.
#[test]
fn what_went_back_before_it_was_cut_off_does_not_go_back_again() {
    let header = "{\"grantd\":\"quarantine\",\"format\":1}\n";
    let line = |number: u8, record: &str| {
        let (key, raw_key) = (hash(number), primary_key::<Session>(&hash(number)));
        let record: serde_json::Value = serde_json::from_str(record).unwrap();
        format!(
            "{}\n",
            json!({ "kind": "session", "key": key, "record": record, "raw_key": hex(&raw_key), "raw": "AQ==" })
        )
    };
    let record = serde_json::to_string(&session(1, 2)).unwrap();
    let orphan = line(43, &serde_json::to_string(&session(77, 0)).unwrap());
    let lines = [line(40, &record), line(41, &record), orphan.clone(), line(42, &record)];
    let sessions = [hash(40), hash(41), hash(42)];
    let standing = |store: &Store| sessions.map(|key| store.get::<Session>(&key).unwrap().is_some());
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("quarantine.jsonl");
    for cut_off_behind in 0..=lines.len() {
        let store = sound();
        fs::write(&file, [header, &lines.concat()].concat()).unwrap();
        let read = lines[..cut_off_behind].concat();
        let mut input = BufReader::new(read.as_bytes().chain(Broken));
        put_back_lines(&store, &Marks::of(header.as_bytes()), &mut input, &mut Vec::new()).unwrap_err();
        let went_back = standing(&store);
        assert_eq!(went_back.iter().filter(|back| **back).count(), [0, 1, 2, 2, 3][cut_off_behind]);
        assert_eq!(look(&store, Purpose::Check).1, [], "what it notes is nothing wrong");
        sessions.iter().zip(went_back).filter(|(_, back)| *back).for_each(|(key, _)| remove::<Session>(&store, key));
        // What was corrected meanwhile is still the same line.
        let text = fs::read_to_string(&file).unwrap();
        let corrected = text.replace("\"device\":\"", "\"device\":\"my ");
        assert_ne!(corrected, text);
        fs::write(&file, corrected).unwrap();
        let done = put_back(&store, &file).unwrap();
        let refused: Vec<bool> = done.iter().map(|line| line.refused.is_some()).collect();
        assert_eq!(refused, [false, false, true, false], "{cut_off_behind}: {done:#?}");
        assert_eq!(standing(&store), went_back.map(|back| !back), "{cut_off_behind}: what has ended came back");
        assert_eq!(fs::read_to_string(&file).unwrap().lines().count(), 2, "the orphan stays");
        assert!(content(&store).iter().all(|(key, _)| !key.starts_with(RETURNED)), "a mark is left");
    }
}

/// Input that cannot be read on.
struct Broken;

impl Read for Broken {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        Err(io::Error::other("cut off"))
    }
}

/// An entry that leads nowhere is right again when its record is made before the repair removes it.
#[test]
fn an_index_entry_whose_record_was_made_meanwhile_is_left() {
    let (store, engine) = Meddling::store();
    let mut made = Batch::default();
    made.create(&UserId(1), &user("alice", 0)).unwrap();
    made.put(&"user".to_owned(), &Counter { next: 2 }).unwrap();
    let entries = made.writes.iter().filter(|(key, _)| b"ne".contains(&key[0])).cloned().collect::<Vec<_>>();
    assert_eq!(entries.len(), 2);
    commit(&store, |batch| entries.into_iter().for_each(|(key, value)| batch.write(key, value)));
    made.conditions.clear();
    engine.before_the_next_commit(made);
    let dir = tempfile::tempdir().unwrap();
    let (_, findings) = look(&store, Purpose::Repair(dir.path(), NOW));
    assert!(findings.len() == 2 && findings.iter().all(|found| found.outcome == Outcome::Changed), "{findings:#?}");
    assert_eq!(look(&store, Purpose::Check).1, []);
    assert_eq!(store.lookup::<UserId>(b'n', b"alice").unwrap(), Some(UserId(1)));
}
