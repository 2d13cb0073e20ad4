//! A log of which something is lost: whoever is told to go on without it finds what stood once, whole.

use super::*;

const COMMITS: u32 = 3000;

/// A store that was never opened a second time, so that all of it is read from the log; each commit adds a key and changes
/// another.
fn written(data_dir: &Path) -> Vec<u8> {
    let flush_every = std::time::Duration::from_millis(1);
    let relaxed = Storage { durability: Durability::Relaxed, flush_every, compact_when: 0.0, ..Storage::default() };
    let engine = SledEngine::open(&relaxed, data_dir).unwrap();
    for number in 0..COMMITS {
        let mut batch = write(&format!("{number:05}"), &[7; 300]);
        batch.write(b"last".to_vec(), Some(number.to_be_bytes().to_vec()));
        engine.commit(batch).wait().unwrap();
    }
    engine.close().unwrap();
    drop(engine);
    fs::read(data_dir.join("store/db")).unwrap()
}

/// The numbers that are left, and the last one as the other key tells it.
fn left(data_dir: &Path) -> Result<(Vec<u32>, u32), StoreError> {
    let engine = SledEngine::open(&Storage::default(), data_dir)?;
    let mut pairs: Vec<_> = engine.scan(&KeyRange::prefix(b""), usize::MAX, false)?;
    let last = pairs.pop().map_or(0, |(_, value)| u32::from_be_bytes(value.try_into().unwrap()));
    Ok((pairs.iter().map(|(key, _)| std::str::from_utf8(key).unwrap().parse().unwrap()).collect(), last))
}

#[test]
fn to_go_on_is_offered_where_what_is_left_of_a_log_stood_once() {
    let dir = tempfile::tempdir().unwrap();
    let whole = written(dir.path());
    let store = dir.path().join("store");
    let apart = dir.path().join("apart");
    fs::rename(&store, &apart).unwrap();
    let (length, size) = (whole.len(), segments::size(&apart));
    let cut = |part| whole[..length / 40 * part].to_vec();
    let turned = |part| {
        let mut log = whole.clone();
        log[length / 40 * part + 20] ^= 0x40;
        log
    };
    let header = |segment: usize| {
        let mut log = whole.clone();
        log[segment * size] ^= 0x40;
        log
    };
    let segments = length / size;
    let cases = (1..40).map(|part| (format!("cut at {part}"), cut(part)));
    let cases = cases.chain((0..40).map(|part| (format!("a bit at {part}"), turned(part))));
    let cases = cases.chain((0..segments).map(|segment| (format!("the header of {segment}"), header(segment))));
    let (mut offered, mut refused) = (0, 0);
    for (case, log) in cases {
        let _none = fs::remove_dir_all(&store);
        fs::create_dir_all(store.join("blobs")).unwrap();
        for name in ["conf", "mark"] {
            fs::copy(apart.join(name), store.join(name)).unwrap();
        }
        fs::write(store.join("db"), log).unwrap();
        // Some damage hits what is not needed any more.
        let Err(error) = left(dir.path()) else { continue };
        let told = error.to_string();
        assert!(matches!(error, StoreError::Damaged { .. }), "{case}: {told}");
        if !told.contains("remove ") {
            refused += 1;
            continue;
        }
        offered += 1;
        fs::remove_file(store.join("mark")).unwrap();
        let (numbers, last) = left(dir.path()).unwrap_or_else(|error| panic!("{case}: {told}; then {error}"));
        let stood = !numbers.is_empty() && numbers.iter().copied().eq(0..=last);
        assert!(stood, "{case}: {told}; then {} keys, the last {last}", numbers.len());
    }
    assert!(offered > 0 && refused > 0, "{offered} {refused}");
}
