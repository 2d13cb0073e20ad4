//! What apps do, counted by app and day while requests are answered: one addition for each, without a lock. [`super::usage`]
//! writes it with the other notes; what was not written when the power fails is lost.
//!
//! A figure is in one place at a time for whoever reads: counted here, taken to be written, or written. How often anything
//! went from one to the next is counted, too, and who reads of two places looks whether that has changed meanwhile.

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
pub(super) struct Counts(Mutex<Places>);

#[derive(Default)]
struct Places {
    counted: HashMap<ClientNumber, Arc<AppCounts>>,
    taken: HashMap<(ClientNumber, Day), Taken>,
    /// How often something went from one place to another.
    moves: u64,
}

/// Figures that were taken to be written.
#[derive(Clone, Copy)]
struct Taken {
    figures: Figures,
    /// What will be written of that day when the commit that is on its way is there; `None` where none was begun.
    sum: Option<Figures>,
}

impl Counts {
    /// Where an app is counted, to be kept by who counts often.
    pub fn of(&self, app: ClientNumber) -> Arc<AppCounts> {
        Arc::clone(lock(&self.0).counted.entry(app).or_default())
    }

    /// Takes all that was counted, to be written. Of an app that nobody counts any more, nothing is kept.
    pub fn take(&self) -> Vec<(ClientNumber, Day)> {
        let Places { counted, taken, moves } = &mut *lock(&self.0);
        *moves += 1;
        counted.retain(|app, counts| {
            // Before it is taken: who lets go of it in between may have counted after that.
            let is_counted = Arc::get_mut(counts).is_none();
            let all = counts.take().into_iter();
            taken.extend(all.map(|(day, figures)| ((*app, day), Taken { figures, sum: None })));
            is_counted
        });
        taken.keys().copied().collect()
    }

    /// Adds what was taken to what is written of an app's day, while the app is there.
    pub fn begin(&self, store: &Store, key: (ClientNumber, Day), batch: &mut Batch) -> Result<(), StoreError> {
        let Some(client) = store.get_versioned::<Client>(&key.0)? else { return Ok(()) };
        let old = store.get_versioned::<AppUsage>(&key)?;
        let written = old.as_deref().map(|old| old.figures).unwrap_or_default();
        let Some(sum) = lock(&self.0).begin(key, written) else { return Ok(()) };
        batch.require(&client);
        match old {
            Some(old) => batch.replace(&old, &AppUsage { figures: sum, ..*old }),
            None => batch.create(&key, &AppUsage { figures: sum, expires_at: key.1.begin().plus(KEPT) }),
        }
    }

    /// Counts what was taken and not begun.
    pub fn give_back(&self, app: ClientNumber, day: Day) {
        let Places { counted, taken, moves } = &mut *lock(&self.0);
        *moves += 1;
        if let Some(Taken { figures, .. }) = taken.remove(&(app, day)) {
            add(&mut lock(&counted.entry(app).or_default().past), day, figures);
        }
    }

    /// What was taken is written now, or lost.
    pub fn end(&self) {
        let Places { taken, moves, .. } = &mut *lock(&self.0);
        *moves += 1;
        taken.clear();
    }

    /// What an app did on a day, wherever that is.
    pub fn all(&self, store: &Store, app: ClientNumber, day: Day) -> Result<Figures, StoreError> {
        let mut before = lock(&self.0).here(app, day);
        loop {
            let written = store.get::<AppUsage>(&(app, day))?.map(|usage| usage.figures).unwrap_or_default();
            let here = lock(&self.0).here(app, day);
            if here.moves == before.moves {
                return Ok(here.sum.unwrap_or(written).plus(here.beside));
            }
            before = here;
        }
    }
}

/// What is not written yet of an app's day.
struct Here {
    /// Stands for what is written, whatever that is just now.
    sum: Option<Figures>,
    /// Is to be added.
    beside: Figures,
    moves: u64,
}

impl Places {
    /// Figures are about to be added to what is `written`: what that will be.
    fn begin(&mut self, key: (ClientNumber, Day), written: Figures) -> Option<Figures> {
        let Taken { figures, sum } = self.taken.get_mut(&key)?;
        self.moves += 1;
        *sum = Some(written.plus(*figures));
        *sum
    }

    fn here(&self, app: ClientNumber, day: Day) -> Here {
        let counted = self.counted.get(&app).map(|counts| counts.of(day)).unwrap_or_default();
        let (sum, beside) = match self.taken.get(&(app, day)) {
            Some(Taken { sum: Some(sum), .. }) => (Some(*sum), counted),
            Some(Taken { figures, sum: None }) => (None, counted.plus(*figures)),
            None => (None, counted),
        };
        Here { sum, beside, moves: self.moves }
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

    fn here(counts: &Counts, day: u32) -> Figures {
        lock(&counts.0).here(APP, Day(day)).beside
    }

    /// What one write takes and writes.
    fn written(counts: &Counts) -> Vec<(ClientNumber, Day, Figures)> {
        let mut taken = counts.take();
        taken.sort();
        let places = lock(&counts.0);
        let all = taken.into_iter().map(|(app, day)| (app, day, places.taken[&(app, day)].figures)).collect();
        drop(places);
        counts.end();
        all
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
        let all = [tenth, eleventh, Figures::default()];
        assert_eq!([10, 11, 12].map(|day| here(&counts, day)), all);
        counts.take();
        assert_eq!([10, 11, 12].map(|day| here(&counts, day)), all);
        counts.give_back(APP, Day(10));
        assert_eq!([10, 11, 12].map(|day| here(&counts, day)), all);
        counts.end();
        assert_eq!(written(&counts), [(APP, Day(10), tenth)]);
        assert_eq!(written(&counts), [], "once");
        app.note(Counted::Request, on(10));
        assert_eq!(here(&counts, 10).requests, 1);
    }

    #[test]
    fn of_an_app_that_is_quiet_nothing_is_kept() {
        let counts = Counts::default();
        counts.of(APP).note(Counted::Refused, on(1));
        let held = counts.of(ClientNumber(8));
        assert_eq!(written(&counts).len(), 1);
        assert_eq!(lock(&counts.0).counted.len(), 1);
        assert!(lock(&counts.0).taken.is_empty());
        held.note(Counted::Refused, on(1));
        assert_eq!(written(&counts).len(), 1, "who holds it still counts");
    }

    #[test]
    fn nothing_is_lost_where_many_count_and_one_takes() {
        let counts = Counts::default();
        let requests = |written: Vec<(_, _, Figures)>| written.iter().map(|(_, _, one)| one.requests).sum::<u64>();
        let seen = std::thread::scope(|scope| {
            for thread in 0..4 {
                let app = counts.of(APP);
                scope.spawn(move || (0..5_000).for_each(|n| app.note(Counted::Request, on(thread + n % 2))));
            }
            let taking = scope.spawn(|| (0..200).map(|_| requests(written(&counts))).sum::<u64>());
            taking.join().unwrap()
        });
        assert_eq!(seen + requests(written(&counts)), 20_000);
    }
}
