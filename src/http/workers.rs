//! Threads that connections live on: one for each core, each with a runtime of its own.
//!
//! A connection stays where it began. On a runtime that shares its tasks among threads, each request that wakes one
//! thread wakes a second to see whether there is more to do, and on a small machine that costs about as much as the
//! request; see `docs/decisions/007-gateway.md`.

use std::cell::Cell;
use std::io;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use tokio::runtime::Builder;
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, WeakUnboundedSender, unbounded_channel};
use tokio::sync::oneshot;

thread_local! {
    /// Which worker this thread is, counted from 1; 0 for every other thread.
    static NUMBER: Cell<usize> = const { Cell::new(0) };
}

/// How many places there are for what each worker keeps to itself: one for each, and one for every other thread.
pub fn places() -> usize {
    number() + 1
}

/// The place of this thread, below [`places`].
pub fn place() -> usize {
    NUMBER.get()
}

fn number() -> usize {
    thread::available_parallelism().map_or(1, usize::from)
}

/// What a worker does with a new connection, in its own runtime: it spawns a task.
type Job = Box<dyn FnOnce() + Send>;

/// Threads that take connections in turn. What still runs on them ends when this is dropped.
pub struct Workers {
    queues: Vec<UnboundedSender<Job>>,
    next: AtomicUsize,
}

impl Workers {
    /// Starts one thread for each core.
    pub fn start() -> io::Result<Self> {
        let queues = (1..=number()).map(start_one).collect::<io::Result<_>>()?;
        Ok(Self { queues, next: AtomicUsize::new(0) })
    }

    /// Has the next worker do `job`.
    pub fn run(&self, job: impl FnOnce() + Send + 'static) {
        let turn = self.next.fetch_add(1, Ordering::Relaxed) % self.queues.len().max(1);
        if let Some(queue) = self.queues.get(turn) {
            // A worker ends only after its queue does.
            let _taken = queue.send(Box::new(job));
        }
    }

    /// For calling the roll of the workers from outside.
    pub fn roll(&self) -> Roll {
        Roll(self.queues.iter().map(UnboundedSender::downgrade).collect())
    }
}

/// All workers by name, to see whether each still works. It keeps none of them alive.
#[derive(Clone)]
pub struct Roll(Vec<WeakUnboundedSender<Job>>);

impl Roll {
    /// Has every worker do `job` and waits for all of them. Workers that have ended are left out.
    pub async fn call<T: Send + 'static>(&self, job: impl Fn() -> T + Clone + Send + 'static) -> Vec<T> {
        let ask = |queue: UnboundedSender<Job>| {
            let (answer, coming) = oneshot::channel();
            let job = job.clone();
            queue.send(Box::new(move || drop(answer.send(job())))).ok().map(|()| coming)
        };
        let asked: Vec<_> = self.0.iter().filter_map(WeakUnboundedSender::upgrade).filter_map(ask).collect();
        let mut answers = Vec::with_capacity(asked.len());
        for coming in asked {
            answers.extend(coming.await);
        }
        answers
    }
}

fn start_one(number: usize) -> io::Result<UnboundedSender<Job>> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let (sender, mut jobs): (_, UnboundedReceiver<Job>) = unbounded_channel();
    thread::Builder::new().name("grantd-worker".into()).spawn(move || {
        NUMBER.set(number);
        runtime.block_on(async {
            while let Some(job) = jobs.recv().await {
                job();
            }
        });
        runtime.shutdown_background();
    })?;
    Ok(sender)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn workers_take_turns_and_end_with_what_runs_on_them() {
        let workers = Workers::start().unwrap();
        let number = workers.queues.len();
        let (told, heard) = channel();
        for _ in 0..2 * number {
            let told = told.clone();
            workers.run(move || {
                told.send(thread::current().id()).unwrap();
                tokio::spawn(async move {
                    let _kept = told;
                    std::future::pending::<()>().await;
                });
            });
        }
        drop(told);
        let seen: Vec<_> = heard.iter().take(2 * number).collect();
        assert_eq!(seen.iter().map(|id| format!("{id:?}")).collect::<BTreeSet<_>>().len(), number);
        drop(workers);
        assert!(heard.recv().is_err(), "what runs is dropped with its worker");
    }
}
