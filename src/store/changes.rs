//! How often keys were written, told without looking at them: what was read before a change can be told from what was
//! read after it. Keys share counters, so a counter that stands still is proof, and one that moved is a suspicion.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::atomic::{AtomicU64, Ordering};

/// Counters that many keys share: 32 KiB.
const SLOTS: u16 = 4096;

/// Counts writes.
pub struct Changes(Box<[AtomicU64]>);

impl Default for Changes {
    fn default() -> Self {
        Self((0..SLOTS).map(|_| AtomicU64::new(0)).collect())
    }
}

/// The counter of a key.
#[derive(Debug, Clone, Copy)]
pub struct Slot(u16);

impl Changes {
    /// The counter of `key`.
    pub fn slot(key: &[u8]) -> Slot {
        let mut hasher = DefaultHasher::new();
        key.hash(&mut hasher);
        let [low, high, ..] = hasher.finish().to_le_bytes();
        Slot(u16::from_le_bytes([low, high]) % SLOTS)
    }

    /// Notes that `key` was written. To be called when readers see the new value, and before the writer is answered.
    pub fn note(&self, key: &[u8]) {
        if let Some(counter) = self.0.get(usize::from(Self::slot(key).0)) {
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
    pub fn sum(&self, slots: &[Slot]) -> u64 {
        let counters = slots.iter().filter_map(|slot| self.0.get(usize::from(slot.0)));
        counters.map(|counter| counter.load(Ordering::SeqCst)).fold(0, u64::wrapping_add)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_write_moves_its_own_counter() {
        let changes = Changes::default();
        let (one, other) = (Changes::slot(b"a"), Changes::slot(b"b"));
        let before = (changes.sum(&[one]), changes.sum(&[one, other]));
        changes.note(b"b");
        assert_eq!(changes.sum(&[one]), before.0);
        assert_ne!(changes.sum(&[one, other]), before.1);
    }
}
