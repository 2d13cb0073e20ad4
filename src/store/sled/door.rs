//! The way in to the writer. While it opens the store again it answers nobody, and on a slow disk that takes long; so it
//! shuts the door before, and whoever comes is told at once. A door that stays shut for longer than any disk takes is no
//! answer any more: then whoever only asks whether the store works has to wait, and whoever watches over the daemon sees
//! that it hangs.

use std::sync::{PoisonError, RwLock};
use std::time::{Duration, Instant};

use super::super::StoreError;

/// Longer than this no disk takes to copy a log and to read it.
const LONGEST: Duration = Duration::from_secs(600);

/// Open until it is shut.
#[derive(Default)]
pub(super) struct Door(RwLock<Option<Notice>>);

/// What hangs on a shut door.
struct Notice {
    why: StoreError,
    since: Instant,
}

impl Door {
    /// Lets somebody in who does `enter` at once; `asking` is who only wants to know whether the store works. Whoever came
    /// in before the door was shut has done so when [`Door::shut`] comes back.
    pub(super) fn enter<T>(&self, asking: bool, enter: impl FnOnce() -> T) -> Result<T, StoreError> {
        let notice = self.0.read().unwrap_or_else(PoisonError::into_inner);
        match &*notice {
            Some(notice) if !asking || notice.since.elapsed() < LONGEST => Err(notice.why.clone()),
            _ => Ok(enter()),
        }
    }

    /// From now on everybody is told `why`.
    pub(super) fn shut(&self, why: StoreError) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = Some(Notice { why, since: Instant::now() });
    }

    /// From now on everybody is let in.
    pub(super) fn open(&self) {
        *self.0.write().unwrap_or_else(PoisonError::into_inner) = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_door_that_was_shut_for_long_lets_in_who_only_asks() {
        let door = Door::default();
        let told = |asking| door.enter(asking, || ()).err().map(|error| error.to_string());
        assert_eq!([told(true), told(false)], [None, None]);
        door.shut(StoreError::Unavailable("a test".to_owned()));
        let why = Some("nothing can be stored just now: a test".to_owned());
        assert_eq!([told(true), told(false)], [why.clone(), why.clone()]);
        door.0.write().unwrap().as_mut().unwrap().since -= LONGEST;
        assert_eq!([told(true), told(false)], [None, why]);
        door.open();
        assert_eq!([told(true), told(false)], [None, None]);
    }
}
