//! The one thread that writes: checks, applies, makes durable, answers.
//!
//! After a write or a flush that failed nothing more is acknowledged. What the disk holds then is not known any more:
//! Linux reports a failed write-back once and takes the pages for clean afterwards, so a second flush may succeed
//! although the first one's data is lost. Only opening the store again reads what is there.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use tokio::sync::oneshot;

use super::super::{Batch, Condition, StoreError};
use super::files::Disk;
use super::{Shared, failed};

const LARGEST_GROUP: usize = 512;

type Answer = oneshot::Sender<Result<(), StoreError>>;

/// What the writer is asked for.
pub(super) enum Message {
    Commit(Batch, Answer),
    Close(Sender<Result<(), StoreError>>),
}

/// What woke the writer.
enum Wake {
    Asked(Message),
    /// `flush_every` has passed since something was written.
    Overdue,
    /// The engine is gone.
    Left,
}

pub(super) struct Writer {
    shared: Arc<Shared>,
    queue: Receiver<Message>,
    disk: Disk,
    /// `Some(flush_every)` when answers do not wait for the flush.
    relaxed: Option<Duration>,
    /// Since when something that was answered waits for its flush; `relaxed` only.
    unflushed_since: Option<Instant>,
    /// Why nothing is written any more.
    broken: Option<StoreError>,
}

impl Writer {
    pub(super) fn new(shared: Arc<Shared>, queue: Receiver<Message>, disk: Disk, relaxed: Option<Duration>) -> Self {
        Self { shared, queue, disk, relaxed, unflushed_since: None, broken: None }
    }

    /// Works until it is closed or the engine is gone.
    pub(super) fn run(mut self) {
        loop {
            let first = match self.sleep() {
                Wake::Asked(message) => Some(message),
                Wake::Overdue => None,
                Wake::Left => {
                    let _logged = self.flush();
                    return;
                }
            };
            if let Some(answer) = self.work(first) {
                let _nobody_waits = answer.send(self.flush());
                return;
            }
        }
    }

    fn sleep(&self) -> Wake {
        match (self.relaxed, self.unflushed_since) {
            (Some(every), Some(since)) => match self.queue.recv_timeout(every.saturating_sub(since.elapsed())) {
                Ok(message) => Wake::Asked(message),
                Err(RecvTimeoutError::Timeout) => Wake::Overdue,
                Err(RecvTimeoutError::Disconnected) => Wake::Left,
            },
            _ => self.queue.recv().map_or(Wake::Left, Wake::Asked),
        }
    }

    /// Handles one group: `first` and what waits behind it. Answers whom to tell when it was asked to close.
    fn work(&mut self, first: Option<Message>) -> Option<Sender<Result<(), StoreError>>> {
        let mut closing = None;
        let mut waiting: Vec<(Result<Written, StoreError>, Answer)> = Vec::new();
        let mut next = first;
        while let Some(message) = next.take() {
            match message {
                Message::Commit(batch, answer) => waiting.push((self.apply(batch), answer)),
                Message::Close(answer) => closing = Some(answer),
            }
            if closing.is_none() && waiting.len() < LARGEST_GROUP {
                next = self.queue.try_recv().ok();
            }
        }
        let wrote = waiting.iter().any(|(result, _)| matches!(result, Ok(Written::Something)));
        let flushed = if self.must_flush(wrote) { self.flush() } else { Ok(()) };
        for (result, answer) in waiting {
            let _nobody_waits = answer.send(result.and_then(|_| flushed.clone()));
        }
        closing
    }

    fn must_flush(&mut self, wrote: bool) -> bool {
        let Some(every) = self.relaxed else { return wrote };
        if wrote {
            self.unflushed_since.get_or_insert_with(Instant::now);
        }
        self.unflushed_since.is_some_and(|since| since.elapsed() >= every)
    }

    fn apply(&mut self, batch: Batch) -> Result<Written, StoreError> {
        match &self.broken {
            Some(broken) => Err(broken.clone()),
            None => match self.shared.apply(batch) {
                Ok(written) => Ok(written),
                Err(NotApplied::Refused(error)) => Err(error),
                Err(NotApplied::Broken(error)) => Err(self.give_up(&error.to_string())),
            },
        }
    }

    /// Makes everything durable that was applied.
    fn flush(&mut self) -> Result<(), StoreError> {
        if let Some(broken) = &self.broken {
            return Err(broken.clone());
        }
        self.unflushed_since = None;
        self.disk.flush(&self.shared.db).map_err(|why| self.give_up(&why))
    }

    fn give_up(&mut self, why: &str) -> StoreError {
        let error =
            StoreError::Engine(format!("{why}; nothing is written any more: see to the disk and restart grantd"));
        tracing::error!(%error, "a change could not be made durable");
        self.broken.insert(error).clone()
    }
}

/// Whether a batch left something to flush.
pub(super) enum Written {
    Something,
    Nothing,
}

/// Why a batch was not applied.
pub(super) enum NotApplied {
    /// Nothing of it was written.
    Refused(StoreError),
    /// It may have been written in part, in memory.
    Broken(sled::Error),
}

impl Shared {
    /// Applies one batch, keeping for running snapshots what it overwrites. Not durable yet.
    fn apply(&self, batch: Batch) -> Result<Written, NotApplied> {
        for condition in &batch.conditions {
            if !self.holds(condition).map_err(|error| NotApplied::Refused(failed(&error)))? {
                return Err(NotApplied::Refused(StoreError::Conflict));
            }
        }
        if batch.writes.is_empty() {
            return Ok(Written::Nothing);
        }
        // Held until the batch is applied: a snapshot begins before or after it.
        let mut snapshots = self.snapshots.lock();
        if !snapshots.is_empty() {
            for (key, _) in &batch.writes {
                let before = self.db.get(key).map_err(|error| NotApplied::Refused(failed(&error)))?;
                snapshots.values_mut().for_each(|frozen| frozen.keep(key, before.as_deref()));
            }
        }
        let mut writes = sled::Batch::default();
        let mut keys = Vec::with_capacity(batch.writes.len());
        for (key, value) in batch.writes {
            match value {
                Some(value) => writes.insert(key.as_slice(), value),
                None => writes.remove(key.as_slice()),
            }
            keys.push(key);
        }
        let applied = self.db.apply_batch(writes).map_err(NotApplied::Broken);
        keys.iter().for_each(|key| self.changes.note(key));
        applied?;
        Ok(Written::Something)
    }

    fn holds(&self, condition: &Condition) -> sled::Result<bool> {
        let (key, expected) = match condition {
            Condition::Absent(key) => (key, None),
            Condition::Unchanged(key, value) => (key, Some(value.as_slice())),
        };
        Ok(self.db.get(key)?.as_deref() == expected)
    }
}
