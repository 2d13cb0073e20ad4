//! Whether a running daemon still does its work: what the watchdog asks before it says so.

use crate::http::workers::Roll;
use crate::store::records::Instance;
use crate::store::{Batch, Store, StoreError};

/// The pulse of a daemon. It keeps nothing of the daemon alive.
pub struct Pulse {
    store: Store,
    workers: Roll,
}

impl Pulse {
    /// The pulse of what runs on `workers` over `store`.
    pub fn new(store: Store, workers: Roll) -> Self {
        Self { store, workers }
    }

    /// One beat: every thread that connections live on takes a job and reads a record, and the writer takes what waits
    /// before it and answers. As long as one of them hangs, this does not end.
    ///
    /// The commit is an empty one. It passes through the writer like any other, so it comes back after every flush that
    /// was asked for before, but it does not wear out a memory card by itself.
    ///
    /// # Errors
    /// The store answered that it cannot do as asked: then it has failed, and does not hang.
    pub async fn beat(&self) -> Result<(), StoreError> {
        let store = self.store.clone();
        let read = move || store.get::<Instance>(&()).map(drop);
        self.workers.call(read).await.into_iter().collect::<Result<(), _>>()?;
        self.store.commit(Batch::default()).await
    }

    /// One beat for who restarts what is not healthy: answers why nothing is stored just now, where tokens are validated
    /// all the same and it mends itself. A restart would mend nothing, and end the validation meanwhile.
    ///
    /// # Errors
    /// The store has failed, or cannot be read.
    pub async fn health(&self) -> Result<Option<String>, StoreError> {
        match self.beat().await {
            Err(error) if error.retry_after().is_some() => {
                self.store.get::<Instance>(&())?;
                Ok(Some(error.to_string()))
            }
            beaten => beaten.map(|()| None),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::mpsc::channel;
    use std::time::Duration;

    use super::*;
    use crate::http::workers::Workers;
    use crate::store::Engine;
    use crate::store::meddling::Meddling;
    use crate::store::memory::MemoryEngine;

    const SOON: Duration = Duration::from_millis(200);

    async fn beats(pulse: &Pulse) -> bool {
        tokio::time::timeout(SOON, pulse.beat()).await.is_ok_and(|answered| answered.is_ok())
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 1)]
    async fn a_store_that_hangs_stops_the_pulse_until_it_answers() {
        let (store, engine) = Meddling::store();
        let workers = Workers::start().unwrap();
        let pulse = Pulse::new(store, workers.roll());
        assert!(beats(&pulse).await);
        engine.hang_commits(true);
        assert!(!beats(&pulse).await, "the writer hangs");
        engine.hang_commits(false);
        assert!(beats(&pulse).await);
        engine.hang_reads(true);
        assert!(!beats(&pulse).await, "reads hang");
        engine.hang_reads(false);
        assert!(beats(&pulse).await);
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 1)]
    async fn one_worker_that_hangs_stops_the_pulse() {
        let workers = Workers::start().unwrap();
        let pulse = Pulse::new(Store::new(Arc::new(MemoryEngine::default())).unwrap(), workers.roll());
        let (hold, held) = channel::<()>();
        workers.run(move || {
            let _released = held.recv();
        });
        assert!(!beats(&pulse).await);
        drop(hold);
        assert!(beats(&pulse).await);
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 1)]
    async fn a_full_disk_is_no_reason_to_restart_and_a_store_that_nobody_can_read_is() {
        let (store, engine) = Meddling::store();
        let workers = Workers::start().unwrap();
        let pulse = Pulse::new(store, workers.roll());
        assert!(matches!(pulse.health().await, Ok(None)));
        engine.refuse_commits(true);
        assert!(pulse.health().await.unwrap().unwrap().contains("no room left on the disk"));
        engine.refuse_reads(true);
        assert!(pulse.health().await.is_err());
    }

    #[tokio::test(flavor = "multi_thread", worker_threads = 1)]
    async fn a_store_that_failed_has_answered() {
        let workers = Workers::start().unwrap();
        let engine = Arc::new(MemoryEngine::default());
        let pulse = Pulse::new(Store::new(Arc::clone(&engine) as Arc<dyn Engine>).unwrap(), workers.roll());
        engine.close().unwrap();
        assert!(tokio::time::timeout(SOON, pulse.beat()).await.unwrap().is_err());
        assert!(pulse.health().await.is_err());
    }
}
