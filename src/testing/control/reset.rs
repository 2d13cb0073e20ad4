//! Everything as it was at the start.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Control, Refusal, Running};
use crate::account::Guard;
use crate::clock::AdjustableClock;
use crate::ctx::Ctx;
use crate::http::pages::Web;
use crate::limits::RateLimits;
use crate::store::{Batch, Key, Store, StoreError, Value};
use crate::testing::fixture::Fixture;
use crate::testing::load::Loaded;
use crate::testing::ready::Ready;

impl Control {
    /// Makes everything as it was at the start: data, clock, chance, faults, what was recorded, who was throttled. It waits
    /// for requests that have begun; those that wait for a fault are cut off.
    ///
    /// # Errors
    /// The store fails.
    pub async fn reset(&self) -> Result<(), Refusal> {
        let Running { live, random } = self.running()?;
        let _alone = self.turns.alone().await;
        self.faults.clear();
        set_to_start(&self.hand, &self.fixture);
        let loaded = self.fixture.load(&self.clock, self.seed).await.map_err(Refusal::broken)?;
        let old = live.web();
        old.ctx.audit.settle().await;
        take_over(&old.ctx.store, loaded.pairs).await?;
        let ctx = Ctx {
            random: random.same_again(),
            usage: Arc::default(),
            accounts: Arc::new(Guard::new(&old.ctx.config.accounts)),
            limits: Arc::new(RateLimits::new(&old.ctx.config.limits, &self.clock)),
            observed: Arc::default(),
            ..Ctx::clone(&old.ctx)
        };
        live.replace(&Arc::new(Web::new(Arc::new(ctx)).map_err(Refusal::broken)?));
        if let Some(ready) = self.ready().as_mut() {
            let Loaded { users, apps, resource_servers, tokens, .. } = loaded;
            *ready = Ready { users, apps, resource_servers, tokens, ..ready.clone() };
        }
        self.journal.clear();
        Ok(())
    }
}

/// The time at which a fixture begins.
pub(super) fn set_to_start(hand: &AdjustableClock, fixture: &Fixture) {
    hand.restore();
    if let Some(moment) = fixture.test.time {
        hand.set(moment.0);
    }
    hand.freeze(fixture.test.frozen);
}

/// Makes a store hold exactly these pairs, by one commit of what differs.
pub(super) async fn take_over(store: &Store, pairs: Vec<(Key, Value)>) -> Result<(), StoreError> {
    let mut wanted: BTreeMap<Key, Value> = pairs.into_iter().collect();
    let mut batch = Batch::default();
    for found in store.engine().snapshot()? {
        let (key, value) = found?;
        match wanted.remove(&key) {
            Some(same) if same == value => {}
            other => batch.write(key, other),
        }
    }
    for (key, value) in wanted {
        batch.write(key, Some(value));
    }
    if batch.is_empty() { Ok(()) } else { store.commit(batch).await }
}
