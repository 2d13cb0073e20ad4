//! How often keys were written, told without looking at them: what was read before a change can be told from what was
//! read after it. Keys share counters, so a counter that stands still is proof, and one that moved is a suspicion.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::atomic::{AtomicU32, Ordering};

/// Counters that many keys share: 128 KiB.
const SLOTS: u16 = 32_768;

/// Counts writes.
pub struct Changes(Box<[AtomicU32]>);

impl Default for Changes {
    fn default() -> Self {
        Self((0..SLOTS).map(|_| AtomicU32::new(0)).collect())
    }
}

/// The counter of a key.
#[derive(Debug, Clone, Copy)]
pub struct Slot(u16);

impl Slot {
    /// That of no key: it never moves.
    pub const NONE: Self = Self(u16::MAX);
}

impl Changes {
    /// The counter of `key`.
    pub fn slot(key: &[u8]) -> Slot {
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        let [low, high, ..] = hasher.finish().to_le_bytes();
        Slot(u16::from_le_bytes([low, high]) % SLOTS)
    }

    /// Notes that `key` was written. To be called when readers see the new value, and before the writer is answered.
    ///
    /// Index entries are not counted: nothing is kept that was found through one without its record, and a token that is
    /// issued writes nearly as many of them as records.
    pub fn note(&self, key: &[u8]) {
        if is_record(key)
            && let Some(counter) = self.0.get(usize::from(Self::slot(key).0))
        {
            counter.fetch_add(1, Ordering::SeqCst);
        }
    }

    /// Notes that any key may have been written.
    pub fn note_all(&self) {
        for counter in &self.0 {
            counter.fetch_add(1, Ordering::SeqCst);
        }
    }

    /// How often the keys behind these counters were written. The sum stands still exactly while each of them does.
    pub fn sum(&self, slots: &[Slot]) -> u32 {
        let counters = slots.iter().filter_map(|slot| self.0.get(usize::from(slot.0)));
        counters.map(|counter| counter.load(Ordering::SeqCst)).fold(0, u32::wrapping_add)
    }
}

/// Whether a record stands at `key`. The kinds of records are capital letters, those of index entries small ones.
pub(super) fn is_record(key: &[u8]) -> bool {
    key.first().is_some_and(u8::is_ascii_uppercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_write_moves_its_own_counter() {
        let changes = Changes::default();
        let (one, other) = (Changes::slot(b"A"), Changes::slot(b"B"));
        let before = (changes.sum(&[one]), changes.sum(&[one, other]));
        changes.note(b"B");
        assert_eq!(changes.sum(&[one]), before.0);
        assert_ne!(changes.sum(&[one, other]), before.1);
        let index = [Changes::slot(b"a")];
        let unmoved = changes.sum(&index);
        changes.note(b"a");
        assert_eq!(changes.sum(&index), unmoved, "an index entry is not counted");
        changes.note_all();
        assert_ne!(changes.sum(&[one]), before.0);
        assert_eq!(changes.sum(&[Slot::NONE; 3]), 0);
    }
}
