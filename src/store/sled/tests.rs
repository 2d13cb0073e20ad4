//! What only the embedded engine can get wrong: its files, and a disk that fails. The rest is in `tests/store_contract.rs`.

mod growth;
mod lost;
mod reopening;
mod swapping;

use std::fs;
use std::sync::mpsc;

use super::*;
use crate::config::Durability;
use crate::store::records::Counter;
use crate::store::{Condition, FORMAT_KEY};

fn write(key: &str, value: &[u8]) -> Batch {
    let mut batch = Batch::default();
    batch.write(key.into(), Some(value.to_vec()));
    batch
}

fn value(engine: &SledEngine, key: &str) -> Option<Vec<u8>> {
    let mut found = None;
    engine.get(key.as_bytes(), &mut |value| found = Some(value.to_vec())).unwrap();
    found
}

/// Applies a group.
fn apply(shared: &Shared, batches: impl IntoIterator<Item = Batch>, group: &mut group::Group) {
    let mut staged = group::Staged::default();
    for batch in batches {
        assert!(shared.stage(batch, &mut staged).is_ok());
    }
    assert!(shared.apply(staged, group).is_ok());
}

/// A store whose disk refuses every sync.
fn on_a_failing_disk(storage: &Storage, data_dir: &Path) -> SledEngine {
    let (db, lock, disk) = files::open(storage, data_dir).unwrap();
    // fdatasync(2) answers EINVAL for it.
    let disk = disk.with_log(File::open("/dev/null").unwrap());
    SledEngine::start(storage, db, lock, disk).unwrap()
}

/// Commits what `batch` makes until the store takes it; answers how it was refused before.
fn until_taken(engine: &SledEngine, batch: impl Fn() -> Batch) -> Vec<StoreError> {
    let refusals = std::iter::repeat_with(|| engine.commit(batch()).wait());
    refusals.map_while(Result::err).inspect(|_| std::thread::sleep(std::time::Duration::from_millis(10))).collect()
}

#[test]
fn after_a_failed_flush_nothing_is_acknowledged_until_the_store_is_open_again() {
    let dir = tempfile::tempdir().unwrap();
    let engine = SledEngine::open(&Storage::default(), dir.path()).unwrap();
    engine.commit(write("a", b"1")).wait().unwrap();
    drop(engine);
    let engine = on_a_failing_disk(&Storage::default(), dir.path());
    let slot = [Changes::slot(b"z")];
    let before = engine.changes().sum(&slot);
    let mut backup = engine.snapshot().unwrap();
    let refused = engine.commit(write("a", b"2")).wait().unwrap_err();
    assert!(refused.retry_after().is_some() && refused.to_string().contains("is being opened again"), "{refused}");
    assert_eq!(value(&engine, "a").unwrap(), b"1", "what was refused is not to be seen");
    let all = |backwards| engine.scan(&KeyRange::prefix(b""), 1, backwards).unwrap();
    assert_eq!((all(false), all(true)), (vec![(b"a".to_vec(), b"1".to_vec())], vec![(b"a".to_vec(), b"1".to_vec())]));
    for refused in until_taken(&engine, || write("b", b"1")) {
        assert!(matches!(refused, StoreError::Unavailable(_)), "{refused}");
    }
    assert_eq!(value(&engine, "a").unwrap(), b"1", "what was refused is taken back");
    assert_eq!(value(&engine, "b").unwrap(), b"1");
    assert_ne!(engine.changes().sum(&slot), before, "whoever remembers anything looks again");
    assert!(backup.next().unwrap().unwrap_err().to_string().contains("begin anew"));
    engine.close().unwrap();
    drop((backup, engine));
    let engine = SledEngine::open(&Storage::default(), dir.path()).unwrap();
    assert_eq!((value(&engine, "a").unwrap(), value(&engine, "b").unwrap()), (b"1".to_vec(), b"1".to_vec()));
}

#[test]
fn closing_does_not_pretend_that_a_failed_flush_succeeded() {
    let dir = tempfile::tempdir().unwrap();
    let engine = on_a_failing_disk(&Storage::default(), dir.path());
    let refused = engine.commit(write("a", b"1")).wait().unwrap_err().to_string();
    // Unless it was opened again in between.
    assert!(engine.close().err().is_none_or(|error| error.to_string() == refused));
    drop(engine);
    let engine = SledEngine::open(&Storage::default(), dir.path()).unwrap();
    engine.commit(write("b", b"1")).wait().unwrap();
}

#[test]
fn what_the_disk_has_lost_is_told_and_nothing_is_written_any_more() {
    let dir = tempfile::tempdir().unwrap();
    let (db, lock, mut disk) = files::open(&Storage::default(), dir.path()).unwrap();
    let shared = Shared::over(db, &disk, lock);
    let mut durable = group::Group::default();
    // Applied, and never flushed: as if the flush that was answered had reached nothing.
    apply(&shared, [write("a", b"1")], &mut durable);
    let failed = StoreError::Engine("a test".to_owned());
    let mut reopening =
        reopen::Reopening::after(&failed, &shared, group::Group::default(), group::Group::default(), durable);
    assert!(!reopening.try_now(&shared, &mut disk));
    let told = reopening.answer().to_string();
    assert!(told.contains("has lost what it had confirmed") && told.contains("grantd restore"), "{told}");
    assert!(reopening.next_try().is_none() && reopening.answer().retry_after().is_none());
    // What is left is an older truth: nobody is shown it.
    let read = [shared.handle.get(b"b").map(drop), shared.handle.scan(&KeyRange::prefix(b""), 9, false).map(drop)];
    for read in read {
        assert_eq!(read.unwrap_err().to_string(), told);
    }
}

#[test]
fn a_full_disk_refuses_changes_and_breaks_nothing() {
    let dir = tempfile::tempdir().unwrap();
    let engine = SledEngine::open(&Storage::default(), dir.path()).unwrap();
    engine.commit(write("a", b"1")).wait().unwrap();
    drop(engine);
    let storage = Storage { keep_free: 1 << 60, ..Storage::default() };
    let engine = SledEngine::open(&storage, dir.path()).unwrap();
    for batch in [write("a", b"2"), Batch::default()] {
        let refused = engine.commit(batch).wait().unwrap_err();
        assert!(matches!(refused, StoreError::Full(_)) && refused.retry_after().is_some(), "{refused}");
    }
    assert_eq!(value(&engine, "a").unwrap(), b"1");
    engine.close().unwrap();
}

#[test]
fn what_a_start_that_was_cut_off_left_behind_does_not_keep_the_store_from_opening() {
    let dir = tempfile::tempdir().unwrap();
    for round in 0..3u8 {
        let engine = SledEngine::open(&Storage::default(), dir.path()).unwrap();
        engine.commit(write("a", &[round])).wait().unwrap();
        drop(engine);
        fs::write(dir.path().join("store/snap.7FFFFFFFFFFFFFFF.generating"), b"half a snapshot").unwrap();
        fs::write(dir.path().join("store/renewed"), b"half a log").unwrap();
    }
    let engine = SledEngine::open(&Storage::default(), dir.path()).unwrap();
    assert_eq!(value(&engine, "a").unwrap(), [2]);
    assert!(!dir.path().join("store/renewed").exists());
}

#[test]
fn a_log_that_lacks_its_end_is_told_from_one_that_was_not_written_to_its_end() {
    let dir = tempfile::tempdir().unwrap();
    let store = dir.path().join("store");
    let commit = |value: &[u8]| {
        let engine = SledEngine::open(&Storage::default(), dir.path()).unwrap();
        engine.commit(write("a", value)).wait().unwrap();
    };
    commit(b"1");
    let (mark, earlier) = (store.join("mark"), dir.path().join("grantd.earlier"));
    fs::copy(&mark, &earlier).unwrap();
    commit(b"2");
    // A mark that is behind, or not whole, promises less; that is what a power cut may leave.
    for content in [fs::read(&earlier).unwrap(), b"half".to_vec(), Vec::new()] {
        fs::write(&mark, content).unwrap();
        commit(b"3");
    }
    // One that is ahead, as after a disk that has lost the end of the log.
    let ahead = 1000u64.to_be_bytes();
    fs::write(&mark, [&ahead[..], &crc32fast::hash(&ahead).to_be_bytes()].concat()).unwrap();
    let told = SledEngine::open(&Storage::default(), dir.path()).err().unwrap().to_string();
    assert!(
        told.contains("store/db is damaged: 995 of 1000 groups of changes that were answered are missing"),
        "{told}"
    );
    assert!(told.contains("grantd restore") && told.contains(&format!("remove {}", mark.display())), "{told}");
    assert!(told.contains("revoked, deleted or replaced in them is valid again"), "{told}");
    fs::remove_file(&mark).unwrap();
    commit(b"4");
}

#[test]
fn a_panic_inside_sled_is_an_error_that_names_the_store() {
    let dir = tempfile::tempdir().unwrap();
    let engine = SledEngine::open(&Storage::default(), dir.path()).unwrap();
    let told = engine.shared.handle.ask::<()>(|_| panic!("on purpose")).unwrap_err().to_string();
    assert!(told.contains("store is damaged: ") && told.contains("on purpose") && told.contains("grantd check --data"));
    engine.commit(write("a", b"1")).wait().unwrap();
}

#[test]
fn a_failed_flush_ends_relaxed_durability_too() {
    let dir = tempfile::tempdir().unwrap();
    let flush_every = std::time::Duration::from_millis(1);
    let relaxed = Storage { durability: Durability::Relaxed, flush_every, ..Storage::default() };
    let engine = on_a_failing_disk(&relaxed, dir.path());
    engine.commit(write("a", b"1")).wait().unwrap();
    // The flush is due before this commit, or with it, or soon.
    while engine.commit(write("b", b"1")).wait().is_ok() {}
    assert_eq!(value(&engine, "a").unwrap(), b"1", "it was answered: it is not taken back");
    until_taken(&engine, || write("c", b"1"));
    assert_eq!(value(&engine, "a").unwrap(), b"1");
    engine.close().unwrap();
    drop(engine);
    let engine = SledEngine::open(&Storage::default(), dir.path()).unwrap();
    assert_eq!(value(&engine, "a").unwrap(), b"1", "it was written again");
}

#[test]
fn each_of_a_group_sees_what_those_before_it_write() {
    let dir = tempfile::tempdir().unwrap();
    let (db, lock, disk) = files::open(&Storage::default(), dir.path()).unwrap();
    let shared = Shared::over(db, &disk, lock);
    let key = |key: &str| key.as_bytes().to_vec();
    let absent = |batch: Batch, at: &str| Batch { conditions: vec![Condition::Absent(key(at))], ..batch };
    let unchanged = |batch: Batch, at: &str, value: &[u8]| {
        let conditions = vec![Condition::Unchanged(key(at), value.to_vec())];
        Batch { conditions, ..batch }
    };
    let removed = |at: &str| Batch { writes: vec![(key(at), None)], ..Batch::default() };
    let (mut staged, mut group) = (group::Staged::default(), group::Group::default());
    let mut stage = |batch| shared.stage(batch, &mut staged).is_ok();
    assert!(stage(absent(write("a", b"1"), "a")));
    assert!(!stage(absent(write("a", b"2"), "a")), "a code is spent once, also twice in one group");
    assert!(stage(unchanged(write("a", b"3"), "a", b"1")));
    assert!(!stage(unchanged(write("a", b"4"), "a", b"1")));
    assert!(stage(unchanged(removed("a"), "a", b"3")));
    assert!(!stage(unchanged(write("b", b"1"), "a", b"3")));
    assert!(stage(absent(write("a", b"5"), "a")));
    assert!(shared.handle.get(b"a").unwrap().is_none(), "nothing is applied yet");
    assert!(shared.apply(staged, &mut group).is_ok());
    assert_eq!(shared.handle.get(b"a").unwrap().unwrap(), b"5");
    assert!(shared.handle.get(b"b").unwrap().is_none());
    assert_eq!(group.before().into_iter().collect::<Vec<_>>(), [(key("a"), None)], "what is taken back is the group");
}

#[test]
fn what_was_answered_before_its_flush_stands_and_what_was_refused_with_it_does_not() {
    let dir = tempfile::tempdir().unwrap();
    let (db, lock, mut disk) = files::open(&Storage::default(), dir.path()).unwrap();
    let shared = Shared::over(db, &disk, lock);
    let mut group = group::Group::default();
    apply(&shared, [write("a", b"answered")], &mut group);
    apply(&shared, [write("b", b"answered")], &mut group);
    let answered = group.len();
    apply(&shared, [write("b", b"refused"), write("c", b"refused")], &mut group);
    let refused = group.after(answered);
    let failed = StoreError::Engine("a test".to_owned());
    let mut reopening = reopen::Reopening::after(&failed, &shared, refused, group, group::Group::default());
    let stands = || ["a", "b", "c"].map(|key| shared.handle.get(key.as_bytes()).unwrap().map(|value| value.to_vec()));
    let wanted = [Some(b"answered".to_vec()), Some(b"answered".to_vec()), None];
    assert_eq!(stands(), wanted);
    assert!(reopening.try_now(&shared, &mut disk));
    assert_eq!(stands(), wanted);
}

#[test]
fn a_snapshot_holds_nothing_that_may_be_taken_back() {
    let dir = tempfile::tempdir().unwrap();
    let flush_every = std::time::Duration::from_secs(60);
    let relaxed = Storage { durability: Durability::Relaxed, flush_every, ..Storage::default() };
    let engine = on_a_failing_disk(&relaxed, dir.path());
    engine.commit(write("a", b"1")).wait().unwrap();
    let refused = engine.snapshot().err().expect("what it would hold is not on the disk");
    assert!(refused.retry_after().is_some(), "{refused}");
    until_taken(&engine, || write("b", b"1"));
    let keys: Vec<_> = engine.snapshot().unwrap().map(|pair| pair.unwrap().0).collect();
    assert_eq!(keys, [b"a".to_vec(), b"b".to_vec()]);
}

#[test]
fn what_changes_nothing_costs_no_flush() {
    let dir = tempfile::tempdir().unwrap();
    let engine = on_a_failing_disk(&Storage::default(), dir.path());
    engine.commit(Batch::default()).wait().unwrap();
    let mut conflict = write("a", b"1");
    conflict.require_absent::<Counter>(&"none".to_owned());
    conflict.conditions.push(super::super::Condition::Unchanged(b"a".to_vec(), b"0".to_vec()));
    assert!(matches!(engine.commit(conflict).wait(), Err(StoreError::Conflict)));
}

#[test]
fn large_records_reach_the_disk_as_well() {
    let dir = tempfile::tempdir().unwrap();
    let (db, lock, mut disk) = files::open(&Storage::default(), dir.path()).unwrap();
    let blobs = || fs::read_dir(dir.path().join("store/blobs")).unwrap().count();
    for n in 0..16u8 {
        db.insert([n], vec![n; 30_000]).unwrap();
    }
    assert!(blobs() > 0, "such records make blobs, or this test tests nothing");
    assert_eq!(disk.synced(), 0);
    let shared = Shared::over(db, &disk, lock);
    disk.flush(&shared.handle.database().unwrap()).unwrap();
    assert_eq!(disk.synced(), blobs());
    drop((shared, disk));
    let engine = SledEngine::open(&Storage::default(), dir.path()).unwrap();
    let mut found = Vec::new();
    engine.get(&[7], &mut |value| found = value.to_vec()).unwrap();
    assert_eq!(found, vec![7; 30_000]);
}

#[test]
fn a_group_is_answered_each_by_its_own_and_a_close_ends_it() {
    let dir = tempfile::tempdir().unwrap();
    let (db, lock, disk) = files::open(&Storage::default(), dir.path()).unwrap();
    let shared = Arc::new(Shared::over(db, &disk, lock));
    let watch = Watch::start(&shared).unwrap();
    let (commits, queue) = mpsc::channel();
    let send = |batch| {
        let (answer, receiver) = oneshot::channel();
        commits.send(Message::Commit(batch, answer)).unwrap();
        Commit::coming(receiver)
    };
    // All of it waits before the writer begins, so it is one group.
    let first = send(write("Na", b"1"));
    let mut taken = write("Nb", b"1");
    taken.require_absent::<Counter>(&"a".to_owned());
    let second = send(taken);
    let third = send(write("Nc", b"1"));
    let (closed, closing) = mpsc::channel();
    commits.send(Message::Close(closed)).unwrap();
    let late = send(write("Nd", b"1"));
    Writer::new(Arc::clone(&shared), queue, disk, watch.watched().clone(), &Storage::default()).run();
    assert!(first.wait().is_ok() && third.wait().is_ok() && closing.recv().unwrap().is_ok());
    assert!(matches!(second.wait(), Err(StoreError::Conflict)), "a condition sees the batch before it in its group");
    assert!(matches!(late.wait(), Err(StoreError::Engine(_))));
    let there: Vec<bool> =
        ["Na", "Nb", "Nc", "Nd"].map(|key| shared.handle.ask(|db| db.contains_key(key)).unwrap()).into();
    assert_eq!(there, [true, false, true, false]);
}

#[test]
fn a_slow_reader_is_given_up_before_it_eats_the_memory() {
    let dir = tempfile::tempdir().unwrap();
    let relaxed = Storage { durability: Durability::Relaxed, ..Storage::default() };
    let engine = SledEngine::open(&relaxed, dir.path()).unwrap();
    for n in 0..600 {
        engine.commit(write(&format!("{n:03}"), b"1")).wait().unwrap();
    }
    let mut slow = engine.snapshot().unwrap();
    slow.next().unwrap().unwrap();
    let ended = engine.snapshot().unwrap();
    let mut done: Vec<_> = engine.snapshot().unwrap().take(600).collect();
    assert!(done.pop().unwrap().is_ok());
    for n in 0..70 {
        engine.commit(write("900", &vec![n; 1 << 20])).wait().unwrap();
        engine.commit(write(&format!("9{n:02}b"), &vec![n; 1 << 20])).wait().unwrap();
    }
    // Only what stood there first is kept, so this is little: the readers are whole.
    assert_eq!(ended.filter(Result::is_ok).count(), 600);
    let mut large = engine.snapshot().unwrap();
    large.next().unwrap().unwrap();
    for n in 0..70 {
        engine.commit(write(&format!("9{n:02}b"), b"")).wait().unwrap();
    }
    let end = large.find(Result::is_err).unwrap().unwrap_err().to_string();
    assert!(end.contains("so slowly"), "{end}");
    assert!(large.next().is_none());
    assert_eq!(slow.filter(Result::is_ok).count(), 599);
    assert!(engine.shared.snapshots.lock().len() <= 1, "what has ended is not kept for");
}

#[test]
fn a_store_is_rewritten_when_it_is_that_many_times_its_content() {
    const MIB: u64 = 1 << 20;
    for (size, live, compact_when, bloated) in [
        (100, 1, 4.0, true),
        (4, 1, 4.0, false),
        (5, 1, 4.0, true),
        (200, 50, 4.0, false),
        (201, 50, 4.0, true),
        (100_000, 1, 0.0, false),
    ] {
        assert_eq!(upkeep::is_bloated(size * MIB, live * MIB, compact_when), bloated, "{size} {live} {compact_when}");
    }
}
