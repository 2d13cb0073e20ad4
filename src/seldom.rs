//! What strangers can make the log say again and again is said once in a while, with how often it was not.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

/// How long one line speaks for all that would be like it.
const PAUSE: Duration = Duration::from_secs(60);

/// One thing that is told seldom.
#[derive(Debug, Default)]
pub struct Seldom {
    /// On a steady clock, in milliseconds: when it may be told again.
    again: AtomicU64,
    untold: AtomicU64,
}

impl Seldom {
    /// Whether to tell of it `now`, on a clock that nobody sets back: how often it came since and was not told.
    pub fn tell(&self, now: Duration) -> Option<u64> {
        let millis = |time: Duration| u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
        let again = self.again.load(Ordering::Relaxed);
        let due = millis(now) >= again
            && self
                .again
                .compare_exchange(again, millis(now.saturating_add(PAUSE)), Ordering::Relaxed, Ordering::Relaxed)
                .is_ok();
        if due {
            return Some(self.untold.swap(0, Ordering::Relaxed));
        }
        self.untold.fetch_add(1, Ordering::Relaxed);
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_often_is_told_once_a_minute_with_how_often_it_came() {
        let (seldom, second) = (Seldom::default(), Duration::from_secs(1));
        assert_eq!(seldom.tell(Duration::ZERO), Some(0), "the first one at once");
        let told: Vec<_> = (1..=180).filter_map(|number| seldom.tell(second * number / 2)).collect();
        assert_eq!(told, [119]);
        assert_eq!(seldom.tell(second * 1000), Some(60));
    }
}
