//! Changes of one record that look again when somebody was faster: what nearly every operation that writes comes down
//! to. An operation that must decide anew each time, over several records, writes the loop itself.

use super::records::{Counter, Record, primary_key};
use super::{Batch, Store, StoreError};

/// How often an operation looks again after somebody was faster. Each time the other one has made progress.
pub(crate) const ATTEMPTS: usize = 100;

impl Store {
    /// Changes the record at `key`; answers what it is then, `None` when there is no such record. `change` may refuse,
    /// and may add to the batch what must hold or happen with it.
    pub async fn update<R: Record, E: From<StoreError>>(
        &self,
        key: &R::Key,
        change: impl Fn(&mut R, &mut Batch) -> Result<(), E>,
    ) -> Result<Option<R>, E> {
        for _ in 0..ATTEMPTS {
            let Some(old) = self.get_versioned::<R>(key)? else { return Ok(None) };
            let mut new = R::clone(&old);
            let mut batch = Batch::default();
            change(&mut new, &mut batch)?;
            batch.replace(&old, &new)?;
            match self.commit(batch).await {
                Ok(()) => return Ok(Some(new)),
                Err(StoreError::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(StoreError::Conflict.into())
    }

    /// Removes the record at `key`; answers what it was, `None` when there is no such record any more, durably. `beside` may refuse, and
    /// may add to the batch what must hold or happen with it.
    pub async fn remove<R: Record, E: From<StoreError>>(
        &self,
        key: &R::Key,
        beside: impl Fn(&R, &mut Batch) -> Result<(), E>,
    ) -> Result<Option<R>, E> {
        for _ in 0..ATTEMPTS {
            let Some(old) = self.get_versioned::<R>(key)? else {
                self.settled().await?;
                return Ok(None);
            };
            let mut batch = Batch::default();
            beside(&old, &mut batch)?;
            batch.remove(&old);
            match self.commit(batch).await {
                Ok(()) => return Ok(Some(old.into_record())),
                Err(StoreError::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(StoreError::Conflict.into())
    }

    /// Whether something stands at `key`, be it readable or not.
    pub fn has<R: Record>(&self, key: &R::Key) -> Result<bool, StoreError> {
        let mut there = false;
        self.engine().get(&primary_key::<R>(key), &mut |_| there = true)?;
        Ok(there)
    }

    /// Removes what stands at `key`, be it readable or not; answers whether something did. For records without secondary keys.
    pub async fn remove_whatever<R: Record>(&self, key: &R::Key) -> Result<bool, StoreError> {
        if !self.has::<R>(key)? {
            self.settled().await?;
            return Ok(false);
        }
        let mut batch = Batch::default();
        batch.erase::<R>(key);
        self.commit(batch).await?;
        Ok(true)
    }

    /// The next number of a sequence, from 1 on. `batch` takes it: two that draw the same one cannot both be committed.
    pub fn next_number(&self, sequence: &str, batch: &mut Batch) -> Result<u64, StoreError> {
        let sequence = sequence.to_owned();
        match self.get_versioned::<Counter>(&sequence)? {
            Some(counter) => {
                batch.replace(&counter, &Counter { next: counter.next + 1 })?;
                Ok(counter.next)
            }
            None => {
                batch.create(&sequence, &Counter { next: 2 })?;
                Ok(1)
            }
        }
    }
}
