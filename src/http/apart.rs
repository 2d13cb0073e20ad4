//! A future that is polled only when it was woken itself, and not each time that its task is: for what waits beside
//! something that is busy. A connection is woken with each request, and what ends it, seldom.

use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Wake, Waker};

/// Polls `F` when it was woken.
pub(super) struct Apart<F> {
    future: Pin<Box<F>>,
    signal: Arc<Signal>,
    own: Waker,
    /// The waker of the task that polls this.
    task: Waker,
}

struct Signal {
    woken: AtomicBool,
    task: Mutex<Waker>,
}

impl<F: Future> Apart<F> {
    /// Not polled yet.
    pub(super) fn new(future: F) -> Self {
        let task = Waker::noop().clone();
        let signal = Arc::new(Signal { woken: AtomicBool::new(true), task: Mutex::new(task.clone()) });
        Self { future: Box::pin(future), own: Waker::from(Arc::clone(&signal)), signal, task }
    }
}

impl<F: Future> Future for Apart<F> {
    type Output = F::Output;

    fn poll(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<F::Output> {
        let Self { future, signal, own, task } = &mut *self;
        if !task.will_wake(cx.waker()) {
            task.clone_from(cx.waker());
            signal.lock().clone_from(cx.waker());
        }
        // Who wakes it sets the one and then wakes the task, so nothing is missed between here and the end of this poll.
        if !signal.woken.load(Ordering::Acquire) {
            return Poll::Pending;
        }
        signal.woken.store(false, Ordering::SeqCst);
        future.as_mut().poll(&mut Context::from_waker(own))
    }
}

impl Signal {
    fn lock(&self) -> std::sync::MutexGuard<'_, Waker> {
        self.task.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Wake for Signal {
    fn wake(self: Arc<Self>) {
        self.wake_by_ref();
    }

    fn wake_by_ref(self: &Arc<Self>) {
        self.woken.store(true, Ordering::SeqCst);
        let task = self.lock().clone();
        task.wake();
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::future::poll_fn;
    use std::sync::atomic::AtomicUsize;
    use std::time::{Duration, Instant};

    use super::*;

    #[derive(Default)]
    struct Count(AtomicUsize);

    impl Wake for Count {
        fn wake(self: Arc<Self>) {
            self.0.fetch_add(1, Ordering::SeqCst);
        }
    }

    #[test]
    fn it_is_polled_when_it_was_woken_and_wakes_the_task_that_polled_last() {
        let (polls, kept) = (Cell::new(0), Cell::new(None));
        let mut apart = Apart::new(poll_fn(|cx| {
            polls.set(polls.get() + 1);
            kept.set(Some(cx.waker().clone()));
            if polls.get() == 3 { Poll::Ready(()) } else { Poll::Pending }
        }));
        let (one, other) = (Arc::new(Count::default()), Arc::new(Count::default()));
        let mut poll = |by: &Arc<Count>| {
            let waker = Waker::from(Arc::clone(by));
            Pin::new(&mut apart).poll(&mut Context::from_waker(&waker))
        };
        for _ in 0..3 {
            assert_eq!((poll(&one), polls.get()), (Poll::Pending, 1));
        }
        kept.take().unwrap().wake();
        assert_eq!(one.0.load(Ordering::SeqCst), 1);
        assert_eq!((poll(&other), polls.get()), (Poll::Pending, 2));
        assert_eq!((poll(&other), polls.get()), (Poll::Pending, 2));
        kept.take().unwrap().wake();
        assert_eq!([&one, &other].map(|count| count.0.load(Ordering::SeqCst)), [1, 1]);
        assert_eq!(poll(&other), Poll::Ready(()));
    }

    #[tokio::test]
    async fn a_timer_apart_ends_in_its_time() {
        let (before, wait) = (Instant::now(), Duration::from_millis(20));
        Apart::new(tokio::time::sleep(wait)).await;
        assert!(before.elapsed() >= wait);
    }
}
