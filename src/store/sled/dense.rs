//! A fresh store that is written so that it takes little room, on the disk and in memory.
//!
//! What matters here of sled 0.34: a leaf that is given a seventeenth key is split into one of nine and one of eight. A
//! change is a small link in the log behind the page that it changes; the eleventh piece of a page is the whole page,
//! written anew. A segment of the log is given back when half of it is dead: each time that some page is written anew, one
//! page is moved out of such a segment. Segments that are free are used from the front, and the file ends behind the last
//! one that is not.
//!
//! So whoever writes keys in their order gets leaves that are half full, each in up to ten pieces, in segments that are
//! half dead, and half of the file is free. [`Fresh::fill`] leaves one piece of each leaf, with fifteen keys in it: nine
//! come first and are split off by those that come after them, then the six between them, then a key that comes and goes
//! often enough for the leaf to be written anew. [`Fresh::settle`] lets such a key come and go in each leaf: that moves all
//! of them behind one another, and once more, into what is free at the front by then.

use std::collections::VecDeque;
use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use super::super::StoreError;
use super::super::tally::Live;
use super::database::{Database, at, until_let_go};
use super::files::open_db;
use super::mark;

/// The page cache of the store that is being written.
const CACHE: u64 = 2 << 20;
/// How many keys a leaf is given: one less than it may have, for the key that comes and goes.
const LEAF: usize = 15;
/// How many keys are read at once: whole leaves.
const SLICE: usize = 16 * LEAF;
/// After the keys of how many later leaves a leaf has certainly been split off.
const SPLIT_OFF: usize = 3;
/// A leaf of this size is near to what sled puts into a file of its own: a quarter of the smallest segment.
const LARGE: usize = 24 << 10;
/// How often the key that goes is written before, for a page in one piece, and for one that six keys were added to.
const ONE_PIECE: u8 = 9;
const SEVEN_PIECES: u8 = 3;
/// After how many keys what was written is made durable: only then sled gives space back.
const FLUSH_AFTER: usize = 128 * LEAF;
/// How often everything is moved at most, and with how much of the content on the disk that is enough.
const MOVES: u32 = 8;
const ENOUGH: f64 = 2.0;
/// How often the size is looked at after that, and how long after one another.
const LOOKS: u32 = 5;
const BETWEEN_LOOKS: Duration = Duration::from_millis(10);
/// How often something small is changed after everything was moved, beside once for so many leaves: each time, one page is
/// moved out of a segment that is half dead.
const TURNS: u64 = 64;
const LEAVES_A_TURN: u64 = 64;

/// A key and its value.
pub(super) type Pair = (sled::IVec, sled::IVec);

/// A store that nobody reads yet.
pub(super) struct Fresh {
    database: Arc<Database>,
    path: PathBuf,
    /// What is in it.
    pub(super) live: Live,
    leaf: Vec<Pair>,
    begun: VecDeque<Begun>,
    turns: u64,
    keys_since_flush: usize,
}

/// A leaf whose first nine keys are written.
struct Begun {
    rest: Vec<Pair>,
    between: Option<Vec<u8>>,
}

/// Asked again and again while a store is written; an error ends it.
pub(super) type GoOn<'g> = &'g dyn Fn() -> Result<(), StoreError>;

impl Fresh {
    /// Makes one at `path`, where there is nothing.
    pub(super) fn make(path: &Path) -> Result<Self, StoreError> {
        DirBuilder::new().mode(0o700).create(path).map_err(|error| at(path, &error))?;
        Self::open(path, Live::default())
    }

    fn open(path: &Path, live: Live) -> Result<Self, StoreError> {
        let database = Arc::new(Database::new(open_db(path, CACHE)?, path.to_owned()));
        let (leaf, begun) = (Vec::new(), VecDeque::new());
        Ok(Self { database, path: path.to_owned(), live, leaf, begun, turns: 0, keys_since_flush: 0 })
    }

    /// What is written to, so that whoever waits in it can be woken.
    pub(super) fn database(&self) -> &Arc<Database> {
        &self.database
    }

    /// Lets go of its files.
    pub(super) fn let_go(self) -> Result<(), StoreError> {
        let used = || StoreError::Engine(format!("{} is still in use", self.path.display()));
        self.database.put_away().map_err(|_used| used())?;
        until_let_go(&self.path)
    }

    /// Lets go and opens it again: then it has a snapshot of its page table, and takes no long time to open.
    pub(super) fn reopened(self) -> Result<Self, StoreError> {
        let (path, live) = (self.path.clone(), self.live.clone());
        self.let_go()?;
        Self::open(&path, live)
    }

    /// Adds `pairs`, all of whose keys come after those that were added before.
    pub(super) fn fill(&mut self, pairs: Vec<Pair>) -> Result<(), StoreError> {
        for pair in pairs {
            self.leaf.push(pair);
            if self.leaf.len() == LEAF {
                self.begin_leaf()?;
            }
            if self.begun.len() > SPLIT_OFF {
                self.end_leaf()?;
            }
        }
        Ok(())
    }

    /// No more pairs come.
    pub(super) fn filled(&mut self) -> Result<(), StoreError> {
        self.begin_leaf()?;
        while !self.begun.is_empty() {
            self.end_leaf()?;
        }
        self.flush()
    }

    fn begin_leaf(&mut self) -> Result<(), StoreError> {
        let leaf = std::mem::take(&mut self.leaf);
        let between = between_in(&leaf);
        let (count, mut rest) = (leaf.len(), Vec::new());
        for (number, pair) in leaf.into_iter().enumerate() {
            // The last ones at once: where a leaf ends must be known when it is split off.
            if number % 2 == 0 || number + 2 >= count {
                self.put(&pair.0, Some(pair.1))?;
            } else {
                rest.push(pair);
            }
        }
        self.begun.push_back(Begun { rest, between });
        self.count(count)
    }

    fn end_leaf(&mut self) -> Result<(), StoreError> {
        let Some(Begun { rest, between }) = self.begun.pop_front() else { return Ok(()) };
        for (key, value) in rest {
            self.put(&key, Some(value))?;
        }
        between.map_or(Ok(()), |between| self.write_anew(&between, SEVEN_PIECES))
    }

    /// Gives `key` another value, or none.
    pub(super) fn change(&mut self, key: &[u8], value: Option<sled::IVec>) -> Result<(), StoreError> {
        self.put(key, value)?;
        self.count(1)
    }

    fn put(&mut self, key: &[u8], value: Option<sled::IVec>) -> Result<(), StoreError> {
        let now = value.as_ref().map(|value| value.len());
        let mut before = None;
        self.database.change(|db| {
            before = match value {
                Some(value) => db.insert(key, value)?,
                None => db.remove(key)?,
            };
            Ok(())
        })?;
        self.live.change(key, before.map(|before| before.len()), now);
        Ok(())
    }

    /// Makes what was written durable.
    pub(super) fn flush(&mut self) -> Result<(), StoreError> {
        self.keys_since_flush = 0;
        self.database.change(|db| db.flush().map(drop))
    }

    fn count(&mut self, keys: usize) -> Result<(), StoreError> {
        self.keys_since_flush += keys;
        if self.keys_since_flush < FLUSH_AFTER { Ok(()) } else { self.flush() }
    }

    /// Moves everything to the front of the file.
    pub(super) fn settle(&mut self, go_on: GoOn<'_>) -> Result<(), StoreError> {
        for moved in 1..=MOVES {
            let most_were = self.move_all(go_on)?;
            if !most_were {
                break;
            }
            self.turn(TURNS + self.live.keys() / LEAF as u64 / LEAVES_A_TURN)?;
            self.flush()?;
            if moved > 1 && self.takes_little()? {
                break;
            }
        }
        self.database.change(mark::turned)
    }

    /// Whether the file is as short as it should be. sled cuts it in a thread of its own.
    fn takes_little(&self) -> Result<bool, StoreError> {
        for _ in 0..LOOKS {
            let size = self.database.ask(sled::Db::size_on_disk)?;
            if !super::upkeep::is_bloated(size, self.live.bytes, ENOUGH) {
                return Ok(true);
            }
            std::thread::sleep(BETWEEN_LOOKS);
        }
        Ok(false)
    }

    /// Answers whether most leaves were moved: where many are files of their own, nothing is to be won.
    fn move_all(&mut self, go_on: GoOn<'_>) -> Result<bool, StoreError> {
        let (mut from, mut moved, mut left) = (Vec::new(), 0_u64, 0_u64);
        loop {
            go_on()?;
            let slice = self.slice(&from)?;
            for leaf in slice.chunks(LEAF) {
                match between_in(leaf) {
                    Some(between) => {
                        self.write_anew(&between, ONE_PIECE)?;
                        moved += 1;
                    }
                    None => left += 1,
                }
            }
            self.count(slice.len())?;
            match slice.last() {
                Some((last, _)) if slice.len() == SLICE => from = [last, &[0][..]].concat(),
                _ => return Ok(moved > left),
            }
        }
    }

    /// Lets a key come and go where there is none, so that the leaf which it falls into is written anew.
    fn write_anew(&mut self, between: &[u8], times: u8) -> Result<(), StoreError> {
        self.database.change(|db| {
            for time in 0..times {
                db.insert(between, &[time])?;
            }
            db.remove(between).map(drop)
        })
    }

    fn slice(&self, from: &[u8]) -> Result<Vec<Pair>, StoreError> {
        self.database.ask(|db| db.range(from..).take(SLICE).collect())
    }

    fn turn(&mut self, times: u64) -> Result<(), StoreError> {
        for _ in 0..times * u64::from(ONE_PIECE + 1) {
            self.turns += 1;
            let turns = self.turns;
            self.database.change(|db| mark::turn(db, turns))?;
        }
        Ok(())
    }
}

/// A key that falls into the leaf of these pairs, and is none of theirs. `None` where the leaf would be so large that sled
/// puts it into a file of its own: there is nothing to be won then.
fn between_in(leaf: &[Pair]) -> Option<Vec<u8>> {
    let size: usize = leaf.iter().map(|(key, value)| key.len() + value.len()).sum();
    let (first, second) = leaf.first().zip(leaf.get(1)).filter(|_| size < LARGE)?;
    between(&first.0, &second.0)
}

/// The shortest key between two, if one is.
fn between(first: &[u8], second: &[u8]) -> Option<Vec<u8>> {
    let alike = first.iter().zip(second).take_while(|(one, other)| one == other).count();
    let cut = second.get(..=alike)?.to_vec();
    let key = if cut.len() < second.len() { cut } else { [first, &[0][..]].concat() };
    (first < &key[..] && &key[..] < second).then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_between_two_is_as_short_as_it_can_be() {
        let found = |first: &[u8], second: &[u8]| between(first, second);
        assert_eq!(found(b"abcd", b"abxyz"), Some(b"abx".to_vec()));
        assert_eq!(found(b"ab", b"abcd"), Some(b"abc".to_vec()));
        assert_eq!(found(b"abcd", b"abx"), Some(b"abcd\0".to_vec()));
        assert_eq!(found(b"ab", b"ab\0"), None, "there is none");
        assert_eq!(found(b"ab", b"ab\x01"), Some(b"ab\0".to_vec()));
    }

    fn pairs(count: u32) -> Vec<Pair> {
        let hash = |number: u32| ring::digest::digest(&ring::digest::SHA256, &number.to_be_bytes());
        let mut pairs: Vec<Pair> =
            (0..count).map(|number| (hash(number).as_ref().into(), vec![7; 37].into())).collect();
        pairs.sort();
        pairs
    }

    #[test]
    fn what_is_filled_in_is_there_and_nothing_else_and_takes_little_room() {
        for count in [0, 1, 2, 14, 15, 16, 44, 45, 46, 100, 30_000] {
            let dir = tempfile::tempdir().unwrap();
            let mut fresh = Fresh::make(&dir.path().join("store")).unwrap();
            let all = pairs(count);
            all.chunks(256).for_each(|slice| fresh.fill(slice.to_vec()).unwrap());
            fresh.filled().unwrap();
            fresh.settle(&|| Ok(())).unwrap();
            let fresh = fresh.reopened().unwrap();
            let found: Vec<Pair> = fresh.database.ask(|db| db.iter().collect()).unwrap();
            assert!(found == all, "{count}");
            assert_eq!(fresh.live.keys(), u64::from(count));
            assert_eq!(fresh.live.bytes, u64::from(count) * (32 + 37));
            if count == 30_000 {
                let size = fresh.database.ask(sled::Db::size_on_disk).unwrap();
                assert!(size < 2 * fresh.live.bytes, "{size} bytes for {}", fresh.live.bytes);
            }
        }
    }

    #[test]
    fn writing_ends_where_it_is_told_to() {
        let dir = tempfile::tempdir().unwrap();
        let mut fresh = Fresh::make(&dir.path().join("store")).unwrap();
        fresh.fill(pairs(100)).unwrap();
        fresh.filled().unwrap();
        assert!(fresh.settle(&|| Err(super::super::stopped())).is_err());
    }
}
