//! What apps do, counted by app and day while requests are answered: one addition for each, without a lock. [`super::usage`]
//! writes it with the other notes; what was not written when the power fails is lost.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU32, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use super::records::{AppUsage, Client, ClientNumber, Day, Figures};
use super::{Batch, Store, StoreError};
use crate::clock::Timestamp;

/// For how long a day is kept.
const KEPT: Duration = Duration::from_secs(91 * 24 * 60 * 60);

/// What is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Counted {
    /// Somebody authorised the app.
    Authorised,
    /// It got tokens for a code.
    Issued,
    /// It got tokens for a refresh token.
    Refreshed,
    /// A request with its token was let through.
    Request,
    /// A request of it was refused.
    Refused,
}

/// What one app did since that was last written.
#[derive(Debug, Default)]
pub struct AppCounts {
    day: AtomicU32,
    counts: [AtomicU64; 5],
    /// What was counted on earlier days.
    past: Mutex<Vec<(Day, Figures)>>,
}

impl AppCounts {
    /// Counts one.
    pub fn note(&self, what: Counted, now: Timestamp) {
        let day = Day::of(now);
        if self.day.load(Ordering::Relaxed) != day.0 {
            self.begin(day);
        }
        self.counts[what as usize].fetch_add(1, Ordering::Relaxed);
    }

    /// Another day has begun. What somebody counts at the same moment goes to either.
    #[cold]
    fn begin(&self, day: Day) {
        let mut past = lock(&self.past);
        let before = self.day.load(Ordering::Relaxed);
        if before != day.0 {
            let counted = self.take_counts();
            self.day.store(day.0, Ordering::Relaxed);
            add(&mut past, Day(before), counted);
        }
    }

    fn take_counts(&self) -> Figures {
        let [authorised, issued, refreshed, requests, refused] =
            self.counts.each_ref().map(|count| count.swap(0, Ordering::Relaxed));
        Figures { authorised, issued, refreshed, requests, refused }
    }

    /// All that was counted, which begins at nothing again.
    fn take(&self) -> Vec<(Day, Figures)> {
        let mut past = lock(&self.past);
        let mut taken = std::mem::take(&mut *past);
        add(&mut taken, Day(self.day.load(Ordering::Relaxed)), self.take_counts());
        taken
    }

    /// What was counted on a day and is not written yet.
    fn of(&self, day: Day) -> Figures {
        let past = lock(&self.past);
        let earlier = past.iter().filter(|(other, _)| *other == day).map(|(_, figures)| *figures);
        let earlier = earlier.fold(Figures::default(), Figures::plus);
        if self.day.load(Ordering::Relaxed) != day.0 {
            return earlier;
        }
        let [authorised, issued, refreshed, requests, refused] =
            self.counts.each_ref().map(|count| count.load(Ordering::Relaxed));
        earlier.plus(Figures { authorised, issued, refreshed, requests, refused })
    }
}

fn add(days: &mut Vec<(Day, Figures)>, day: Day, figures: Figures) {
    if figures == Figures::default() {
        return;
    }
    match days.iter_mut().find(|(other, _)| *other == day) {
        Some((_, there)) => *there = there.plus(figures),
        None => days.push((day, figures)),
    }
}

/// What each app did since that was last written.
#[derive(Default)]
pub(super) struct Counts {
    apps: Mutex<HashMap<ClientNumber, Arc<AppCounts>>>,
}

impl Counts {
    /// Where an app is counted, to be kept by who counts often.
    pub fn of(&self, app: ClientNumber) -> Arc<AppCounts> {
        Arc::clone(lock(&self.apps).entry(app).or_default())
    }

    /// All that was counted. Of an app that nobody counts any more, nothing is kept.
    pub fn take(&self) -> Vec<(ClientNumber, Day, Figures)> {
        let mut taken = Vec::new();
        lock(&self.apps).retain(|app, counts| {
            // Before it is taken: who lets go of it in between may have counted after that.
            let is_counted = Arc::get_mut(counts).is_none();
            taken.extend(counts.take().into_iter().map(|(day, figures)| (*app, day, figures)));
            is_counted
        });
        taken
    }

    /// Counts what was taken and could not be written.
    pub fn give_back(&self, app: ClientNumber, day: Day, figures: Figures) {
        add(&mut lock(&self.of(app).past), day, figures);
    }

    /// What an app did on a day, as far as it is not written yet.
    pub fn unwritten(&self, app: ClientNumber, day: Day) -> Figures {
        let counts = lock(&self.apps).get(&app).map(Arc::clone);
        counts.map(|counts| counts.of(day)).unwrap_or_default()
    }
}

/// Adds to what is written of an app's day, while the app is there.
pub(super) fn add_figures(
    store: &Store,
    (app, day): (ClientNumber, Day),
    figures: Figures,
    batch: &mut Batch,
) -> Result<(), StoreError> {
    let Some(client) = store.get_versioned::<Client>(&app)? else { return Ok(()) };
    batch.require(&client);
    match store.get_versioned::<AppUsage>(&(app, day))? {
        Some(old) => batch.replace(&old, &AppUsage { figures: old.figures.plus(figures), ..*old }),
        None => batch.create(&(app, day), &AppUsage { figures, expires_at: day.begin().plus(KEPT) }),
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    const APP: ClientNumber = ClientNumber(7);

    fn on(day: u32) -> Timestamp {
        Day(day).begin().plus(Duration::from_secs(5))
    }

    #[test]
    fn what_is_counted_belongs_to_its_day_whenever_it_is_written() {
        let counts = Counts::default();
        let app = counts.of(APP);
        app.note(Counted::Issued, on(10));
        (0..3).for_each(|_| app.note(Counted::Request, on(10)));
        app.note(Counted::Request, on(11));
        let tenth = Figures { issued: 1, requests: 3, ..Figures::default() };
        let eleventh = Figures { requests: 1, ..Figures::default() };
        assert_eq!([10, 11, 12].map(|day| counts.unwritten(APP, Day(day))), [tenth, eleventh, Figures::default()]);
        assert_eq!(counts.take(), [(APP, Day(10), tenth), (APP, Day(11), eleventh)]);
        assert_eq!(counts.take(), [], "once");
        counts.give_back(APP, Day(10), tenth);
        app.note(Counted::Request, on(10));
        assert_eq!(counts.unwritten(APP, Day(10)).requests, 4);
    }

    #[test]
    fn of_an_app_that_is_quiet_nothing_is_kept() {
        let counts = Counts::default();
        counts.of(APP).note(Counted::Refused, on(1));
        let held = counts.of(ClientNumber(8));
        assert_eq!(counts.take().len(), 1);
        assert_eq!(lock(&counts.apps).len(), 1);
        held.note(Counted::Refused, on(1));
        assert_eq!(counts.take().len(), 1, "who holds it still counts");
    }

    #[test]
    fn nothing_is_lost_where_many_count_and_one_takes() {
        let counts = Counts::default();
        let seen = std::thread::scope(|scope| {
            for thread in 0..4 {
                let app = counts.of(APP);
                scope.spawn(move || (0..5_000).for_each(|n| app.note(Counted::Request, on(thread + n % 2))));
            }
            let taking = scope.spawn(|| (0..200).flat_map(|_| counts.take()).map(|(_, _, f)| f.requests).sum::<u64>());
            taking.join().unwrap()
        });
        let rest: u64 = counts.take().iter().map(|(_, _, figures)| figures.requests).sum();
        assert_eq!(seen + rest, 20_000);
    }
}
