//! systemd's watchdog: it is told that the daemon is alive, for as long as the daemon shows that it is.
//!
//! An error is an answer: a store that takes no more changes still validates tokens, and a restart would not give it a
//! better disk. Only what hangs is left to systemd, which kills it after `WatchdogSec` and starts it again.

use std::future;
use std::pin::pin;
use std::time::Duration;

use sd_notify::NotifyState;

use crate::admin::pulse::Pulse;
use crate::store::StoreError;

/// Feeds the watchdog of the service manager as long as this is polled; does nothing where there is none.
pub async fn feed(pulse: &Pulse) {
    match sd_notify::watchdog_enabled() {
        Some(patience) if !patience.is_zero() => {
            keep(patience / 2, async || pulse.beat().await, super::serve::tell).await;
        }
        _ => future::pending().await,
    }
}

/// After each beat tells that the daemon is alive, and waits for `pause` before the next.
async fn keep(pause: Duration, beat: impl AsyncFn() -> Result<(), StoreError>, tell: impl Fn(&[NotifyState<'_>])) {
    let mut failing = None;
    loop {
        let failed = unhurried(pause, beat()).await.err().map(|error| error.to_string());
        tell(&[NotifyState::Watchdog]);
        if failed != failing {
            let status = failed.as_deref().unwrap_or("the store works again");
            tell(&[NotifyState::Status(status)]);
            failing = failed;
        }
        tokio::time::sleep(pause).await;
    }
}

/// Waits for the end of a beat, and logs for those who look into the log after a restart that it does not come.
async fn unhurried<T>(pause: Duration, beat: impl Future<Output = T>) -> T {
    let mut beat = pin!(beat);
    loop {
        match tokio::time::timeout(pause, &mut beat).await {
            Ok(answered) => return answered,
            Err(_) => tracing::error!("the store or a thread hangs; if that lasts, systemd restarts grantd"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use super::*;
    use crate::http::workers::Workers;
    use crate::store::meddling::Meddling;

    const PAUSE: Duration = Duration::from_millis(20);

    /// What the manager was told while `during` ran.
    async fn told(beat: impl AsyncFn() -> Result<(), StoreError>, during: impl Future<Output = ()>) -> Vec<String> {
        let told = RefCell::new(Vec::new());
        let tell = |state: &[NotifyState<'_>]| told.borrow_mut().extend(state.iter().map(ToString::to_string));
        tokio::select! {
            () = keep(PAUSE, beat, tell) => {}
            () = during => {}
        }
        told.into_inner()
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 1)]
    async fn a_store_that_hangs_starves_the_watchdog() {
        let (store, engine) = Meddling::store();
        let workers = Workers::start().unwrap();
        let pulse = Pulse::new(store, workers.roll());
        let alive = told(async || pulse.beat().await, tokio::time::sleep(10 * PAUSE)).await;
        assert!(alive.len() > 1 && alive.iter().all(|state| state == "WATCHDOG=1"), "{alive:?}");
        engine.hang_commits(true);
        assert!(told(async || pulse.beat().await, tokio::time::sleep(10 * PAUSE)).await.is_empty());
    }

    #[tokio::test]
    async fn a_store_that_failed_keeps_the_daemon_alive_and_is_told_once() {
        let failed = async || Err(StoreError::Engine("no space left".to_owned()));
        let told = told(failed, tokio::time::sleep(10 * PAUSE)).await;
        assert_eq!(told[..2], ["WATCHDOG=1", "STATUS=the store failed: no space left"]);
        assert!(told.len() > 3 && told[2..].iter().all(|state| state == "WATCHDOG=1"), "{told:?}");
    }
}
