//! How much the store holds: known after a clean stop, counted after any other. And that it is rewritten while it works,
//! whatever happens meanwhile.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::time::Duration;

use super::*;
use crate::store::Value;
use crate::store::sled::group::Group;
use crate::store::sled::rewrite::Rewrite;

fn until(done: impl Fn() -> bool) {
    for _ in 0..3000 {
        if done() {
            return;
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    panic!("it did not happen in time");
}

fn access_tokens(engine: &SledEngine) -> u64 {
    let live = engine.live().unwrap();
    live.records().find(|(kind, _)| *kind == "access_token").unwrap().1
}

fn bytes(engine: &SledEngine) -> u64 {
    engine.snapshot().unwrap().map(Result::unwrap).map(|(key, value)| (key.len() + value.len()) as u64).sum()
}

#[test]
fn how_much_there_is_is_known_after_a_clean_stop_and_counted_after_any_other() {
    let dir = tempfile::tempdir().unwrap();
    let open = || SledEngine::open(&Storage::default(), dir.path()).unwrap();
    let engine = open();
    let commits: Vec<_> = (0..1000u32).map(|key| engine.commit(write(&format!("A{key}"), b"12345"))).collect();
    commits.into_iter().for_each(|commit| commit.wait().unwrap());
    until(|| engine.live().is_some());
    let live = engine.live().unwrap();
    assert_eq!((access_tokens(&engine), live.bytes), (1000, bytes(&engine)));
    engine.close().unwrap();
    drop(engine);
    let left = dir.path().join("store/tally");
    let word = fs::read(&left).unwrap();
    let engine = open();
    assert_eq!(engine.live(), Some(live), "at once");
    assert!(!left.exists(), "it is used once");
    engine.commit(write("A0", b"1234567")).wait().unwrap();
    engine.close().unwrap();
    drop(engine);
    // As if it had been killed, and an older word were there still.
    fs::write(&left, &word).unwrap();
    let engine = open();
    for key in 1..100u32 {
        engine.commit(write(&format!("A{key}"), b"1234567")).wait().unwrap();
    }
    until(|| engine.live().is_some());
    assert_eq!((access_tokens(&engine), engine.live().unwrap().bytes), (1000, bytes(&engine)));
}

#[test]
fn what_one_batch_writes_twice_is_counted_once() {
    let dir = tempfile::tempdir().unwrap();
    let engine = SledEngine::open(&Storage::default(), dir.path()).unwrap();
    engine.commit(write("A1", b"12345")).wait().unwrap();
    until(|| engine.live().is_some());
    let twice = |first: Option<&[u8]>, second: Option<&[u8]>| {
        let mut batch = Batch::default();
        batch.write(b"A1".to_vec(), first.map(<[u8]>::to_vec));
        batch.write(b"A1".to_vec(), second.map(<[u8]>::to_vec));
        engine.commit(batch).wait().unwrap();
        (access_tokens(&engine), engine.live().unwrap().bytes)
    };
    // As the sweeper does: the entry of a record, and the record with its entry.
    assert_eq!(twice(None, None), (0, 0));
    assert_eq!(twice(Some(b"1"), Some(b"123")), (1, 5));
    assert_eq!(twice(None, Some(b"1")), (1, 3));
    assert_eq!(twice(Some(b"12"), None), (0, 0));
}

#[test]
fn what_was_refused_is_not_counted() {
    let dir = tempfile::tempdir().unwrap();
    let engine = on_a_failing_disk(&Storage::default(), dir.path());
    assert!(engine.commit(write("A1", b"12345")).wait().is_err());
    until_taken(&engine, || write("A2", b"12345"));
    until(|| engine.live().is_some());
    assert_eq!((access_tokens(&engine), engine.live().unwrap().bytes), (1, bytes(&engine)));
}

/// A store with large records, so that blobs are among its files, and much that is dead.
fn fill(data_dir: &Path) {
    let engine = SledEngine::open(&Storage { compact_when: 0.0, ..Storage::default() }, data_dir).unwrap();
    for round in 0..20u8 {
        for key in 0..32u8 {
            engine.commit(write(&format!("k{key:02}"), &vec![round; 30_000])).wait().unwrap();
        }
    }
    until(|| engine.live().is_some());
}

/// The writer's part of the store, without its thread.
fn by_hand(data_dir: &Path) -> (Arc<Shared>, Disk) {
    let (db, lock, disk) = files::open(&Storage::default(), data_dir).unwrap();
    (Arc::new(Shared::over(db, &disk, lock)), disk)
}

fn commit(shared: &Shared, disk: &mut Disk, batch: Batch) -> Group {
    let mut group = Group::default();
    apply(shared, [batch], &mut group);
    disk.flush(&shared.handle.database().unwrap()).unwrap();
    group
}

fn content(shared: &Shared) -> Vec<(Key, Value)> {
    shared.handle.scan(&KeyRange::prefix(b""), usize::MAX, false).unwrap()
}

fn size(shared: &Shared) -> u64 {
    shared.handle.ask(sled::Db::size_on_disk).unwrap()
}

#[test]
fn rewriting_keeps_the_content_and_what_was_written_meanwhile_and_sheds_the_rest() {
    let dir = tempfile::tempdir().unwrap();
    fill(dir.path());
    let (shared, mut disk) = by_hand(dir.path());
    let large = size(&shared);
    let rewrite = Rewrite::begin(&shared, &disk).unwrap();
    let mut meanwhile = write("new", b"1");
    meanwhile.write(b"k03".to_vec(), Some(b"changed".to_vec()));
    meanwhile.write(b"k05".to_vec(), None);
    rewrite.note(commit(&shared, &mut disk, meanwhile).keys());
    until(|| rewrite.is_copied());
    rewrite.note(commit(&shared, &mut disk, write("late", b"2")).keys());
    let (before, groups) = (content(&shared), disk.groups());
    rewrite.take_over(&shared, &mut disk).unwrap();
    assert_eq!((content(&shared).len(), content(&shared) == before), (33, true));
    assert!(size(&shared) < large, "{large} became {}", size(&shared));
    commit(&shared, &mut disk, write("and", b"goes on"));
    assert_eq!(disk.groups(), groups + 1, "groups are counted on");
    let tally = shared.tally.live().unwrap();
    drop((shared, disk));
    let (shared, disk) = by_hand(dir.path());
    assert_eq!(disk.groups(), groups + 1);
    assert_eq!(content(&shared).len(), 34, "it is what the next start finds");
    assert!(!dir.path().join("store.old").exists() && !dir.path().join("store.new").exists());
    let bytes: usize = content(&shared).iter().map(|(key, value)| key.len() + value.len()).sum();
    assert_eq!(tally.bytes, bytes as u64);
}

#[test]
fn what_is_in_the_way_of_a_rewriting_leaves_the_store_as_it_is() {
    let dir = tempfile::tempdir().unwrap();
    fill(dir.path());
    let (shared, mut disk) = by_hand(dir.path());
    let before = content(&shared);
    fs::write(dir.path().join("store.part"), b"").unwrap();
    assert!(Rewrite::begin(&shared, &disk).is_err());
    fs::remove_file(dir.path().join("store.part")).unwrap();
    let rewrite = Rewrite::begin(&shared, &disk).unwrap();
    until(|| rewrite.is_copied());
    fs::write(dir.path().join("store.old"), b"").unwrap();
    let (error, still_open) = rewrite.take_over(&shared, &mut disk).unwrap_err();
    assert!(still_open, "{error}");
    assert_eq!(content(&shared), before);
    fs::remove_file(dir.path().join("store.old")).unwrap();
    // A copy of something else: a change that nobody noted.
    let rewrite = Rewrite::begin(&shared, &disk).unwrap();
    until(|| rewrite.is_copied());
    commit(&shared, &mut disk, write("k00", b"shorter"));
    let (error, still_open) = rewrite.take_over(&shared, &mut disk).unwrap_err();
    assert!(still_open && error.to_string().contains("does not hold what the store does"), "{error}");
    assert_eq!(shared.handle.get(b"k00").unwrap().unwrap(), b"shorter");
    commit(&shared, &mut disk, write("and", b"goes on"));
}

#[test]
fn a_disk_that_fails_when_the_store_was_moved_away_is_gone_on_with_where_it_was() {
    let dir = tempfile::tempdir().unwrap();
    fill(dir.path());
    let (shared, mut disk) = by_hand(dir.path());
    let rewrite = Rewrite::begin(&shared, &disk).unwrap();
    until(|| rewrite.is_copied());
    let before = content(&shared);
    rewrite.take_over(&shared, &mut disk).unwrap();
    // As if the second renaming had failed.
    let failed = StoreError::Engine("a test".to_owned());
    let hidden = shared.handle.reopen(|| {
        let fresh = dir.path().join("store.new");
        fs::rename(dir.path().join("store"), &fresh).unwrap();
        // Its files are others than those of the store that was left.
        fs::copy(fresh.join("mark"), fresh.join("copied")).unwrap();
        fs::rename(fresh.join("copied"), fresh.join("mark")).unwrap();
        Err(failed.clone())
    });
    assert!(hidden.is_err() && shared.handle.get(b"k00").is_err());
    let mut reopening =
        reopen::Reopening::after(&failed, &shared, Group::default(), Group::default(), Group::default());
    assert!(reopening.try_now(&shared, &mut disk));
    assert_eq!(content(&shared), before);
    commit(&shared, &mut disk, write("and", b"goes on"));
    let marked = fs::read(dir.path().join("store/mark")).unwrap();
    assert_eq!(marked[..8], disk.groups().to_be_bytes(), "what is answered is marked in the store that is there");
}

#[test]
fn a_copy_that_cannot_be_opened_gives_its_place_back_and_one_given_up_its_room() {
    let dir = tempfile::tempdir().unwrap();
    fill(dir.path());
    let (shared, mut disk) = by_hand(dir.path());
    let before = content(&shared);
    let names = |wanted: &[&str]| wanted.iter().all(|name| !dir.path().join(name).exists());
    // As if the process had ended when the copy had just taken its place, and the disk had lost that.
    let failed = StoreError::Engine("a test".to_owned());
    let _hidden = shared.handle.reopen(|| {
        fs::rename(dir.path().join("store"), dir.path().join("store.old")).unwrap();
        fs::create_dir_all(dir.path().join("store/blobs")).unwrap();
        fs::write(dir.path().join("store/db"), vec![7; 4096]).unwrap();
        fs::write(dir.path().join("store/conf"), b"no configuration").unwrap();
        Err(failed.clone())
    });
    let nothing = Group::default;
    let mut reopening = reopen::Reopening::after(&failed, &shared, nothing(), nothing(), nothing());
    assert!(reopening.try_now(&shared, &mut disk));
    assert_eq!(content(&shared), before);
    commit(&shared, &mut disk, write("and", b"goes on"));
    assert!(names(&["store.old", "store.new"]));
    let rewrite = Rewrite::begin(&shared, &disk).unwrap();
    until(|| rewrite.is_copied());
    drop(rewrite);
    assert!(dir.path().join("store.part").exists());
    swap::discard(dir.path()).unwrap();
    assert!(names(&["store.part", "store.new"]));
}

#[test]
fn a_bloated_store_is_rewritten_under_its_readers_and_writers_and_nothing_is_lost() {
    let dir = tempfile::tempdir().unwrap();
    let storage = Storage { compact_when: 1.1, compact_above: 0, ..Storage::default() };
    let open = || SledEngine::open(&storage, dir.path()).unwrap();
    let mut engine = open();
    let long = vec![7; 300];
    let id = || fs::metadata(dir.path().join("store")).map_or(0, |store| store.ino());
    let (mut last, mut times) = (id(), 0);
    let mut rounds = 0u32;
    // A fresh store is another directory. Tokens do as these keys do: they come and go.
    while times < 3 {
        rounds += 1;
        assert!(rounds < 10_000, "it was rewritten {times} times only");
        let commits: Vec<_> = (0..64u32)
            .map(|key| {
                let mut batch = write(&format!("k{rounds}-{key}"), &[&rounds.to_be_bytes()[..], &long].concat());
                batch.write(format!("k{}-{key}", rounds - 1).into_bytes(), None);
                engine.commit(batch)
            })
            .collect();
        commits.into_iter().for_each(|commit| commit.wait().unwrap());
        let found = engine.scan(&KeyRange::prefix(b"k"), usize::MAX, false).unwrap();
        assert_eq!(found.len(), 64);
        assert!(found.iter().all(|(_, value)| value.starts_with(&rounds.to_be_bytes())), "round {rounds}");
        // As fast as this a small store is written over faster than it is copied, on a slow machine.
        if engine.commits().rewriting.get() == 1 {
            std::thread::sleep(Duration::from_millis(10));
        }
        let now = id();
        if now != 0 && now != last {
            times += 1;
            // Within one life it would have to grow first, and a store of this size may not.
            engine.close().unwrap();
            drop(engine);
            engine = open();
            last = id();
        }
    }
    let live = engine.live().unwrap();
    engine.close().unwrap();
    drop(engine);
    let engine = open();
    assert_eq!(engine.live().unwrap(), live, "a clean stop leaves word of how much there is");
    assert_eq!(bytes(&engine), live.bytes);
}

#[test]
fn a_store_that_is_emptied_after_it_was_rewritten_is_rewritten_again() {
    const KEYS: u32 = 6000;
    let dir = tempfile::tempdir().unwrap();
    let storage = Storage { compact_when: 1.5, compact_above: 0, ..Storage::default() };
    let engine = SledEngine::open(&storage, dir.path()).unwrap();
    let write_all = |from: u32, value: Option<&[u8]>| {
        let keys: Vec<u32> = (from..KEYS).collect();
        for some in keys.chunks(200) {
            let mut batch = Batch::default();
            let key =
                |number: &u32| ring::digest::digest(&ring::digest::SHA256, &number.to_be_bytes()).as_ref().to_vec();
            some.iter().for_each(|number| batch.write(key(number), value.map(<[u8]>::to_vec)));
            engine.commit(batch).wait().unwrap();
        }
    };
    let until_rewritten = |times: u64| {
        until(|| {
            engine.commit(write("look", b"now")).wait().unwrap();
            engine.commits().rewritings.get() >= times && engine.commits().rewriting.get() == 0
        });
    };
    write_all(0, Some(&[7; 100]));
    write_all(0, Some(&[8; 100]));
    until_rewritten(1);
    write_all(KEYS / 20, None);
    until_rewritten(2);
    assert_eq!(engine.scan(&KeyRange::prefix(b""), usize::MAX, false).unwrap().len(), 301);
    assert_eq!(engine.commits().rewritings_given_up.get(), 0);
}
