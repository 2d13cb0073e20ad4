//! A waker that knows that its task is running.
//!
//! Asking hyper's client is a conversation between two ends in one task: the request goes into a channel, the connection
//! takes it out, the answer comes back through another, and each step wakes the task that is just taking it. Told so, the
//! runtime would run the task once more and, to that end, wake an idle core. [`Quiet::run`] takes these steps itself.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

/// How many steps are taken at once before others have a turn.
const STEPS: usize = 16;

/// Polls within one task.
pub struct Quiet {
    signal: Arc<Signal>,
    waker: Waker,
}

#[derive(Default)]
struct Signal {
    running: AtomicBool,
    woken: AtomicBool,
    task: Mutex<Option<Waker>>,
}

impl Default for Quiet {
    fn default() -> Self {
        let signal = Arc::new(Signal::default());
        Self { waker: Waker::from(Arc::clone(&signal)), signal }
    }
}

impl Quiet {
    /// Polls as long as that wakes the task that is polling.
    pub fn run<T>(&self, cx: &mut Context<'_>, mut poll: impl FnMut(&mut Context<'_>) -> Poll<T>) -> Poll<T> {
        self.signal.belongs_to(cx.waker());
        self.signal.running.store(true, Ordering::SeqCst);
        let mut answer = Poll::Pending;
        for _ in 0..STEPS {
            self.signal.woken.store(false, Ordering::SeqCst);
            answer = poll(&mut Context::from_waker(&self.waker));
            if answer.is_ready() || !self.signal.woken.load(Ordering::SeqCst) {
                break;
            }
        }
        self.signal.running.store(false, Ordering::SeqCst);
        // Woken between the last look and now, or too often: the runtime's turn.
        if answer.is_pending() && self.signal.woken.load(Ordering::SeqCst) {
            cx.waker().wake_by_ref();
        }
        answer
    }
}

impl Signal {
    fn belongs_to(&self, waker: &Waker) {
        let mut task = self.task.lock().unwrap_or_else(PoisonError::into_inner);
        if !task.as_ref().is_some_and(|own| own.will_wake(waker)) {
            *task = Some(waker.clone());
        }
    }
}

impl Wake for Signal {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.woken.store(true, Ordering::SeqCst);
        if !self.running.load(Ordering::SeqCst) {
            let task = self.task.lock().unwrap_or_else(PoisonError::into_inner).clone();
            task.iter().for_each(Waker::wake_by_ref);
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::AtomicUsize;

    use super::*;

    #[derive(Default)]
    struct Count(AtomicUsize);

    impl Wake for Count {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }

    #[test]
    fn what_wakes_itself_goes_on_without_the_runtime() {
        let (quiet, count) = (Quiet::default(), Arc::new(Count::default()));
        let waker = Waker::from(Arc::clone(&count));
        let mut steps = 0;
        let answer = quiet.run(&mut Context::from_waker(&waker), |cx| {
            steps += 1;
            cx.waker().wake_by_ref();
            if steps == 3 { Poll::Ready(steps) } else { Poll::Pending }
        });
        assert_eq!((answer, count.0.load(Ordering::SeqCst)), (Poll::Ready(3), 0));
    }

    #[test]
    fn what_wakes_it_later_or_without_end_reaches_the_runtime() {
        let (quiet, count) = (Quiet::default(), Arc::new(Count::default()));
        let waker = Waker::from(Arc::clone(&count));
        let mut kept = None;
        let answer: Poll<()> = quiet.run(&mut Context::from_waker(&waker), |cx| {
            kept = Some(cx.waker().clone());
            Poll::Pending
        });
        assert_eq!((answer, count.0.load(Ordering::SeqCst)), (Poll::Pending, 0));
        kept.unwrap().wake();
        assert_eq!(count.0.load(Ordering::SeqCst), 1);
        let mut steps = 0;
        let endless: Poll<()> = quiet.run(&mut Context::from_waker(&waker), |cx| {
            steps += 1;
            cx.waker().wake_by_ref();
            Poll::Pending
        });
        assert_eq!((endless, steps, count.0.load(Ordering::SeqCst)), (Poll::Pending, STEPS, 2));
    }
}
