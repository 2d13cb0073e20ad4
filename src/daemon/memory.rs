//! Looks at what is resident, for as long as the daemon runs.

use std::pin::pin;
use std::sync::Arc;

use super::live::Live;
use crate::config::rounded_size;
use crate::memory::{Keeper, LOOK_EVERY, Outcome};
use crate::metrics::process;

/// Sees to it that the daemon stays near the memory that it may take, where the system tells how much that is.
pub(super) async fn keep(live: Arc<Live>, stopped: impl Future<Output = ()>) {
    let mut stopped = pin!(stopped);
    let ctx = live.ctx();
    let mut keeper = Keeper::new(ctx.config.storage.memory);
    loop {
        tokio::select! {
            () = tokio::time::sleep(LOOK_EVERY) => {}
            () = &mut stopped => return,
        }
        let Some(resident) = process::resident_memory() else { return };
        match keeper.look(resident, &ctx.tokens) {
            Outcome::Kept => {}
            Outcome::Resized(bytes) => {
                tracing::debug!(bytes, resident, "what is known of tokens has other room");
            }
            Outcome::TooLittle(resident) => {
                let (takes, may) = (rounded_size(resident), rounded_size(ctx.config.storage.memory));
                tracing::warn!(
                    "{takes} of memory are in use: a store of this size cannot do with {may}; raise storage.memory"
                );
            }
        }
    }
}
