//! Who goes on while everything is made anew: nobody. Requests, and what a test asks for, go on side by side; a reset waits
//! for those that have begun and has those that come wait for it. So whatever is done is done before a reset and undone by
//! it, or after it.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{OwnedRwLockWriteGuard, RwLock, RwLockReadGuard, RwLockWriteGuard, watch};

/// Who goes on.
pub(super) struct Turns {
    gate: Arc<RwLock<()>>,
    /// Held until the server is ready.
    closed: Mutex<Option<OwnedRwLockWriteGuard<()>>>,
    resets: watch::Sender<u64>,
}

impl Turns {
    /// Nobody goes on before [`Turns::open`].
    pub(super) fn closed() -> Self {
        let gate = Arc::new(RwLock::new(()));
        let closed = Mutex::new(Arc::clone(&gate).try_write_owned().ok());
        Self { gate, closed, resets: watch::Sender::new(0) }
    }

    /// From now on everybody goes on.
    pub(super) fn open(&self) {
        self.closed.lock().unwrap_or_else(PoisonError::into_inner).take();
    }

    /// Goes on beside others, for as long as the answer is kept.
    pub(super) async fn beside_others(&self) -> RwLockReadGuard<'_, ()> {
        self.gate.read().await
    }

    /// Goes on alone, for as long as the answer is kept; whoever rests is told.
    pub(super) async fn alone(&self) -> RwLockWriteGuard<'_, ()> {
        let alone = self.gate.write().await;
        self.resets.send_modify(|resets| *resets += 1);
        alone
    }

    /// Rests for so long, while others go on. `None` where everything was made anew meanwhile.
    pub(super) async fn rest<'a>(
        &'a self,
        turn: RwLockReadGuard<'a, ()>,
        duration: Duration,
    ) -> Option<RwLockReadGuard<'a, ()>> {
        let mut resets = self.resets.subscribe();
        drop(turn);
        tokio::select! {
            () = tokio::time::sleep(duration) => {}
            _ = resets.changed() => return None,
        }
        let turn = self.beside_others().await;
        matches!(resets.has_changed(), Ok(false)).then_some(turn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const LONG: Duration = Duration::from_secs(600);

    #[tokio::test]
    async fn who_goes_on_alone_waits_for_others_and_wakes_those_who_rest() {
        let turns = Arc::new(Turns::closed());
        assert!(turns.gate.try_read().is_err());
        turns.open();
        let resting = tokio::spawn({
            let turns = Arc::clone(&turns);
            async move {
                let turn = turns.beside_others().await;
                turns.rest(turn, LONG).await.is_some()
            }
        });
        let one = turns.beside_others().await;
        let rested = turns.rest(one, Duration::from_millis(1)).await;
        assert!(rested.is_some(), "nothing was made anew");
        assert!(turns.gate.try_write().is_err(), "it goes on again");
        drop(rested);
        drop(turns.alone().await);
        assert!(!resting.await.unwrap());
    }
}
