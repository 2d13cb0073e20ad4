//! Looks after the writer, which may be kept waiting by sled: a write of a batch that fails wakes nobody who waits for it.
//! While the writer works this looks now and then whether that has happened, and wakes it. Where sled is silent for longer
//! than any disk takes, commits are refused instead of being kept, so that nobody waits with it.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread::{self, JoinHandle, Thread};
use std::time::{Duration, Instant};

use super::Shared;

/// How often it looks while the writer works.
const LOOK: Duration = Duration::from_millis(100);
/// How often in a row it finds the writer idle before it sleeps.
const IDLE: u32 = 20;
/// Longer than this no disk takes for a group.
const STUCK: Duration = Duration::from_secs(20);

/// What the writer tells, and what it is told.
#[derive(Clone)]
pub(super) struct Watched(Arc<State>);

struct State {
    began: Instant,
    /// When the writer took up what it works at, in milliseconds from the beginning, and one more; 0 when it is idle.
    busy_since: AtomicU64,
    stuck: AtomicBool,
    asleep: AtomicBool,
    ended: AtomicBool,
    watch: Thread,
}

/// The thread that watches. Ends when it is dropped.
pub(super) struct Watch {
    watched: Watched,
    thread: Option<JoinHandle<()>>,
}

impl Watch {
    pub(super) fn start(shared: &Arc<Shared>) -> std::io::Result<Self> {
        let shared = Arc::downgrade(shared);
        let (told, tell) = std::sync::mpsc::channel::<Watched>();
        let thread = thread::Builder::new().name("grantd-watch".into()).spawn(move || {
            if let Ok(watched) = tell.recv() {
                watched.watch(&|| {
                    if let Some(shared) = shared.upgrade() {
                        shared.handle.wake_the_waiting();
                    }
                });
            }
        })?;
        let watched = Watched(Arc::new(State {
            began: Instant::now(),
            busy_since: AtomicU64::new(0),
            stuck: AtomicBool::new(false),
            asleep: AtomicBool::new(false),
            ended: AtomicBool::new(false),
            watch: thread.thread().clone(),
        }));
        let _waits = told.send(watched.clone());
        Ok(Self { watched, thread: Some(thread) })
    }

    pub(super) fn watched(&self) -> &Watched {
        &self.watched
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.watched.0.ended.store(true, Ordering::SeqCst);
        self.watched.0.watch.unpark();
        let _ended = self.thread.take().map(JoinHandle::join);
    }
}

impl Watched {
    /// Is watched while it works.
    pub(super) fn during<T>(&self, work: impl FnOnce() -> T) -> T {
        let state = &*self.0;
        state.busy_since.store(state.now() + 1, Ordering::SeqCst);
        if state.asleep.swap(false, Ordering::SeqCst) {
            state.watch.unpark();
        }
        let done = work();
        state.busy_since.store(0, Ordering::SeqCst);
        done
    }

    /// Whether sled has not come back for so long that it hardly will.
    pub(super) fn is_stuck(&self) -> bool {
        self.0.stuck.load(Ordering::Relaxed)
    }

    fn watch(&self, wake_the_waiting: &dyn Fn()) {
        let state = &*self.0;
        let mut idle = 0;
        while !state.ended.load(Ordering::SeqCst) {
            let since = state.busy_since.load(Ordering::SeqCst);
            let busy = Duration::from_millis(if since == 0 { 0 } else { (state.now() + 1).saturating_sub(since) });
            if busy >= LOOK {
                wake_the_waiting();
            }
            let stuck = busy >= STUCK;
            if stuck && !state.stuck.swap(true, Ordering::SeqCst) {
                tracing::error!(
                    "the store has not answered for {} s; changes are refused until it does",
                    STUCK.as_secs()
                );
            } else if !stuck {
                state.stuck.store(false, Ordering::SeqCst);
            }
            idle = if since == 0 { idle + 1 } else { 0 };
            if idle < IDLE {
                thread::park_timeout(LOOK);
            } else {
                state.asleep.store(true, Ordering::SeqCst);
                // Looked at once more: the writer may have begun before it could see that nobody watches.
                if state.busy_since.load(Ordering::SeqCst) == 0 && !state.ended.load(Ordering::SeqCst) {
                    thread::park();
                }
                state.asleep.store(false, Ordering::SeqCst);
                idle = 0;
            }
        }
    }
}

impl State {
    fn now(&self) -> u64 {
        u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX - 1)
    }
}
