//! While the store is opened again: who is shown what, and that nobody waits for it.

use std::io::Read;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use rustix::fs::{CWD, FileType, Mode, mknodat};

use super::*;
use crate::store::sled::database::Database;

/// Longer than anything takes here that does not hang.
const LONG: Duration = Duration::from_secs(30);

/// What `work` gives, or that it does not come back.
fn in_time<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, RecvTimeoutError> {
    let (done, waits) = channel();
    thread::spawn(move || done.send(work()));
    waits.recv_timeout(LONG)
}

/// A store with `a` in it, and a way to open its files once more.
fn shared(data_dir: &Path) -> (Arc<Shared>, Disk) {
    let (db, lock, disk) = files::open(&Storage::default(), data_dir).unwrap();
    db.insert("a", "1").unwrap();
    (Arc::new(Shared::over(db, &disk, lock)), disk)
}

#[test]
fn readers_are_refused_while_opening_takes_long_and_see_nothing_that_was_not_judged() {
    let dir = tempfile::tempdir().unwrap();
    let (shared, mut disk) = shared(dir.path());
    let (tell, told): (_, Receiver<()>) = channel();
    let (open, opens) = channel();
    let reopening = thread::spawn({
        let shared = Arc::clone(&shared);
        move || {
            shared.handle.reopen(|| {
                let database = disk.open_db()?;
                open.send(()).unwrap();
                told.recv().unwrap();
                database.change(|db| db.insert("a", "2").map(drop))?;
                Ok(database)
            })
        }
    });
    opens.recv().unwrap();
    // It is open, and whether it may be shown is not known yet.
    let reader = Arc::clone(&shared);
    let refused = in_time(move || reader.handle.get(b"a")).expect("readers do not wait").unwrap_err();
    assert!(refused.retry_after().is_some() && refused.to_string().contains("being opened again"), "{refused}");
    tell.send(()).unwrap();
    reopening.join().unwrap().unwrap();
    assert_eq!(shared.handle.get(b"a").unwrap().unwrap(), "2");
}

#[test]
fn opening_that_takes_no_longer_than_a_moment_goes_unnoticed() {
    let dir = tempfile::tempdir().unwrap();
    let (shared, _disk) = shared(dir.path());
    let other = sled::open(dir.path().join("other")).unwrap();
    other.insert("a", "1").unwrap();
    let (begin, begins) = channel();
    let reading = thread::spawn({
        let shared = Arc::clone(&shared);
        move || {
            while shared.handle.generation() == 0 {
                assert_eq!(shared.handle.get(b"a").unwrap().unwrap(), "1");
                // Nobody listens after the first.
                let _read = begin.send(());
            }
        }
    });
    begins.recv().unwrap();
    shared.handle.reopen(|| Ok(Database::new(other, dir.path().join("other")))).unwrap();
    reading.join().unwrap();
}

#[test]
fn what_could_not_be_opened_says_so_until_it_is() {
    let dir = tempfile::tempdir().unwrap();
    let (shared, mut disk) = shared(dir.path());
    let failed = shared.handle.reopen(|| Err(StoreError::Engine("a test".to_owned())));
    assert!(failed.is_err() && shared.handle.is_hidden());
    shared.handle.stay_hidden(StoreError::Engine("for a reason".to_owned()));
    let refused = shared.handle.get(b"a").unwrap_err().to_string();
    assert_eq!(refused, "the store failed: for a reason");
    shared.handle.reopen(|| disk.open_db()).unwrap();
    assert_eq!(shared.handle.get(b"a").unwrap().unwrap(), "1");
}

#[test]
fn a_database_that_is_being_read_is_not_put_away_under_the_reader() {
    let dir = tempfile::tempdir().unwrap();
    let (shared, mut disk) = shared(dir.path());
    let (tell, told): (_, Receiver<()>) = channel();
    let (begin, begins) = channel();
    let reading = thread::spawn({
        let shared = Arc::clone(&shared);
        move || {
            shared.handle.ask(|db| {
                begin.send(()).unwrap();
                told.recv().unwrap();
                db.get("a")
            })
        }
    });
    begins.recv().unwrap();
    let reopening = thread::spawn({
        let shared = Arc::clone(&shared);
        move || shared.handle.reopen(|| disk.open_db())
    });
    // Others are turned away meanwhile instead of waiting behind the one that puts it away.
    while !shared.handle.is_hidden() {
        thread::yield_now();
    }
    let reader = Arc::clone(&shared);
    assert!(in_time(move || reader.handle.get(b"a")).expect("readers do not wait").is_err());
    assert_eq!(shared.handle.generation(), 0);
    tell.send(()).unwrap();
    assert_eq!(reading.join().unwrap().unwrap().unwrap(), "1");
    reopening.join().unwrap().unwrap();
    assert_eq!(shared.handle.get(b"a").unwrap().unwrap(), "1");
}

#[test]
fn nobody_waits_for_a_disk_on_which_opening_hangs() {
    let dir = tempfile::tempdir().unwrap();
    let engine = SledEngine::open(&Storage::default(), dir.path()).unwrap();
    engine.commit(write("a", b"1")).wait().unwrap();
    drop(engine);
    let engine = Arc::new(on_a_failing_disk(&Storage::default(), dir.path()));
    // Where it first writes to see whether the disk takes anything: opening a pipe waits until somebody reads.
    let pipe = dir.path().join("store/renewed");
    mknodat(CWD, &pipe, FileType::Fifo, Mode::from_raw_mode(0o600), 0).unwrap();
    assert!(engine.commit(write("a", b"2")).wait().is_err());
    while engine.shared.door.enter(true, || ()).is_ok() {
        thread::yield_now();
    }
    for batch in [write("b", b"1"), Batch::default()] {
        let asked = Arc::clone(&engine);
        let refused = in_time(move || asked.commit(batch).wait()).expect("a commit does not wait").unwrap_err();
        assert!(refused.retry_after().is_some(), "{refused}");
    }
    assert_eq!(value(&engine, "a").unwrap(), b"1", "the old database is read until there is another one");
    File::open(&pipe).unwrap().read_to_end(&mut Vec::new()).unwrap();
    let began = Instant::now();
    until_taken(&engine, || write("b", b"1"));
    assert!(began.elapsed() < LONG);
    assert_eq!(value(&engine, "a").unwrap(), b"1");
}
