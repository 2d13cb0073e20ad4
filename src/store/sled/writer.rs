//! The one thread that writes: checks, applies, makes durable, answers.
//!
//! Before a group is written there must be room on the disk; where there is none, its commits are refused with nothing
//! written and nothing broken, and the next group looks again. When a write or a flush fails all the same, what the disk
//! holds is not known any more: Linux reports a failed write-back once and takes the pages for clean afterwards, so a
//! second flush may succeed although the first one's data is lost. Then nothing is acknowledged until the store was opened
//! again over what is really there: [`super::reopen`].

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use super::super::{Batch, StoreError};
use super::Shared;
use super::files::Disk;
use super::group::{Group, NotApplied, Staged, Written};
use super::reopen::Reopening;
use super::snapshot::SnapshotReader;
use super::upkeep::{self, Upkeep};
use super::watch::Watched;
use crate::config::{Durability, Storage};

const LARGEST_GROUP: usize = 512;
/// After so many writes no more batches are taken into a group.
const MOST_WRITES: usize = 2048;

type Answer = oneshot::Sender<Result<(), StoreError>>;

/// What the writer is asked for.
pub(super) enum Message {
    Commit(Batch, Answer),
    /// To begin a snapshot, of what is durable.
    Snapshot(Sender<Result<SnapshotReader, StoreError>>),
    Close(Sender<Result<(), StoreError>>),
}

/// What woke the writer.
enum Wake {
    Asked(Message),
    /// Something was due: a flush, or another try to open the store again.
    Overdue,
    /// The engine is gone.
    Left,
}

pub(super) struct Writer {
    shared: Arc<Shared>,
    queue: Receiver<Message>,
    disk: Disk,
    watched: Watched,
    /// `Some(flush_every)` when answers do not wait for the flush.
    relaxed: Option<Duration>,
    /// Since when something that was answered waits for its flush; `relaxed` only.
    unflushed_since: Option<Instant>,
    /// What was applied since the last flush.
    group: Group,
    /// How many writes of it were answered already; `relaxed` only.
    answered: usize,
    /// What the last flush made durable.
    durable: Group,
    /// Set from a failed write on until the store is open again.
    reopening: Option<Reopening>,
    upkeep: Upkeep,
}

impl Writer {
    pub(super) fn new(
        shared: Arc<Shared>,
        queue: Receiver<Message>,
        disk: Disk,
        watched: Watched,
        storage: &Storage,
    ) -> Self {
        let relaxed = (storage.durability == Durability::Relaxed).then_some(storage.flush_every);
        let (group, durable, upkeep) = (Group::default(), Group::default(), Upkeep::new(storage));
        Self {
            shared,
            queue,
            disk,
            watched,
            relaxed,
            unflushed_since: None,
            group,
            answered: 0,
            durable,
            reopening: None,
            upkeep,
        }
    }

    /// Works until it is closed or the engine is gone.
    pub(super) fn run(mut self) {
        let watched = self.watched.clone();
        loop {
            let first = match self.sleep() {
                Wake::Asked(message) => Some(message),
                Wake::Overdue => None,
                Wake::Left => {
                    let _logged = watched.during(|| self.flush());
                    return;
                }
            };
            let closing = watched.during(|| self.work(first)).or_else(|| self.reopen_when_due(&watched));
            if let Some(answer) = closing {
                self.upkeep.stop(&self.shared, &self.disk);
                let flushed = watched.during(|| self.flush());
                if flushed.is_ok() {
                    upkeep::leave(&self.shared, &self.disk);
                }
                let _nobody_waits = answer.send(flushed);
                return;
            }
            watched.during(|| self.look_after_the_store());
        }
    }

    fn sleep(&self) -> Wake {
        let flush = self.relaxed.zip(self.unflushed_since).map(|(every, since)| since + every);
        let due = [flush, self.upkeep.next(&self.shared)].into_iter().flatten().min();
        match self.reopening.as_ref().map_or(due, Reopening::next_try) {
            Some(due) => match self.queue.recv_timeout(due.saturating_duration_since(Instant::now())) {
                Ok(message) => Wake::Asked(message),
                Err(RecvTimeoutError::Timeout) => Wake::Overdue,
                Err(RecvTimeoutError::Disconnected) => Wake::Left,
            },
            None => self.queue.recv().map_or(Wake::Left, Wake::Asked),
        }
    }

    /// Handles one group: `first` and what waits behind it. Answers whom to tell when it was asked to close.
    fn work(&mut self, first: Option<Message>) -> Option<Sender<Result<(), StoreError>>> {
        let mut closing = None;
        let mut waiting: Vec<(Result<Written, StoreError>, Answer)> = Vec::new();
        let mut staged = Staged::default();
        let mut snapshots = Vec::new();
        let mut next = first;
        let room = if next.is_some() && self.reopening.is_none() { self.room() } else { Ok(()) };
        while let Some(message) = next.take() {
            match message {
                Message::Commit(batch, answer) => {
                    let taken = room.clone().and_then(|()| self.stage(batch, &mut staged));
                    waiting.push((taken, answer));
                }
                Message::Snapshot(answer) => snapshots.push(answer),
                Message::Close(answer) => closing = Some(answer),
            }
            if closing.is_none() && waiting.len() < LARGEST_GROUP && staged.len() < MOST_WRITES {
                next = self.queue.try_recv().ok();
            }
        }
        let applied = self.apply(staged);
        let written = waiting.iter().filter(|(result, _)| matches!(result, Ok(Written::Something))).count();
        let wrote = written > 0 && applied.is_ok();
        if wrote {
            // At most `LARGEST_GROUP`.
            self.shared.counted.group_size.observe(f64::from(u16::try_from(written).unwrap_or(u16::MAX)));
        }
        let flush = self.must_flush(wrote) || !snapshots.is_empty();
        let flushed = applied.and_then(|()| if flush { self.flush() } else { self.standing() });
        self.answered = self.group.len();
        // Nothing is in it that may be taken back.
        for answer in snapshots {
            let begun = flushed.clone().map(|()| SnapshotReader::begin(Arc::clone(&self.shared)));
            let _nobody_waits = answer.send(begun);
        }
        for (result, answer) in waiting {
            let _nobody_waits = answer.send(result.and_then(|_| flushed.clone()));
        }
        closing
    }

    /// Whether there is room for a group, if need be instead of a rewriting.
    fn room(&mut self) -> Result<(), StoreError> {
        match self.disk.room() {
            Err(StoreError::Full(_)) if self.upkeep.is_rewriting() => {
                self.upkeep.stop(&self.shared, &self.disk);
                self.disk.room()
            }
            room => room,
        }
    }

    fn must_flush(&mut self, wrote: bool) -> bool {
        let Some(every) = self.relaxed else { return wrote };
        if wrote {
            self.unflushed_since.get_or_insert_with(Instant::now);
        }
        self.unflushed_since.is_some_and(|since| since.elapsed() >= every)
    }

    /// Takes a batch into the group.
    fn stage(&mut self, batch: Batch, staged: &mut Staged) -> Result<Written, StoreError> {
        self.standing()?;
        self.shared.stage(batch, staged).map_err(|not| self.refused(not))
    }

    /// Applies the group. Where it fails nothing of it counts.
    fn apply(&mut self, staged: Staged) -> Result<(), StoreError> {
        self.standing()?;
        self.shared.apply(staged, &mut self.group).map_err(|not| self.refused(not))
    }

    fn refused(&mut self, not_applied: NotApplied) -> StoreError {
        match not_applied {
            NotApplied::Refused(error) => error,
            NotApplied::Broken(error) => self.give_up(&error),
        }
    }

    /// Whether it still works.
    fn standing(&self) -> Result<(), StoreError> {
        self.reopening.as_ref().map_or(Ok(()), |reopening| Err(reopening.answer()))
    }

    /// Makes everything durable that was applied.
    fn flush(&mut self) -> Result<(), StoreError> {
        self.standing()?;
        self.unflushed_since = None;
        if self.group.is_empty() {
            return Ok(());
        }
        let began = Instant::now();
        match self.shared.handle.database().and_then(|database| self.disk.flush(&database)) {
            Ok(()) => {
                self.shared.counted.flush_seconds.observe(began.elapsed().as_secs_f64());
                self.upkeep.note(&self.group);
                std::mem::swap(&mut self.durable, &mut self.group);
                self.group.clear();
                Ok(())
            }
            Err(error) => Err(self.give_up(&error)),
        }
    }

    /// After a write that failed. Answers what everybody who asks from now on is told.
    fn give_up(&mut self, error: &StoreError) -> StoreError {
        self.unflushed_since = None;
        let mut answered = std::mem::take(&mut self.group);
        let undone = answered.after(std::mem::take(&mut self.answered));
        let durable = std::mem::take(&mut self.durable);
        let reopening = Reopening::after(error, &self.shared, undone, answered, durable);
        self.upkeep.stop(&self.shared, &self.disk);
        self.shared.tally.begin_anew();
        tracing::error!(%error, "a change could not be made durable and was refused; the store will be opened again");
        self.reopening.insert(reopening).answer()
    }

    /// Counts what is there and rewrites the store, a step at a time and only where everything is flushed.
    fn look_after_the_store(&mut self) {
        if self.reopening.is_none()
            && self.group.is_empty()
            && let Err(error) = self.upkeep.step(&self.shared, &mut self.disk)
        {
            self.give_up(&error);
        }
    }

    /// Tries to open the store again if it is time for that. Nobody is kept waiting by it: who waits already is refused
    /// before, and whoever comes is told at the door. Answers whom to tell when it was asked to close.
    fn reopen_when_due(&mut self, watched: &Watched) -> Option<Sender<Result<(), StoreError>>> {
        let why = self.reopening.as_ref().filter(|reopening| reopening.is_due())?.answer();
        self.shared.door.shut(why);
        let waiting = std::iter::from_fn(|| self.queue.try_recv().ok()).collect::<Vec<_>>();
        let closing = waiting.into_iter().filter_map(|message| self.work(Some(message))).last();
        if closing.is_none()
            && let Some(mut reopening) = self.reopening.take()
            && !watched.during(|| reopening.try_now(&self.shared, &mut self.disk))
        {
            self.reopening = Some(reopening);
        }
        self.shared.door.open();
        closing
    }
}
