//! What a repair takes out of the store, and what goes back.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use super::*;
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
    assert_eq!(kinds, ["user", "grant", "session", "one_time_link", "last_use", "user_event"]);
    assert_eq!((&lines[1]["record"], &lines[1]["raw"]), (&json!(null), &json!("AQk=")));
    assert_eq!(lines[3]["record"]["user"], 2);
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
    assert!(others.clone().count() == 5 && others.clone().all(|line| line.refused.is_some()), "{again:#?}");
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
