//! The task that writes backups when they are due. What one is, and which ones go, is in [`crate::store::backup`].

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use tokio::sync::watch;

use super::live::Live;
use super::stopping;
use crate::clock::Timestamp;
use crate::ctx::Ctx;
use crate::metrics;
use crate::store::backup::{self, Plan};

/// How often at least the configuration and the clock are looked at: either may have changed.
const LOOK_UP: Duration = Duration::from_secs(30);

/// Writes backups until the daemon stops; one that is being written then is given up. A failure is told in the log and
/// by `grantd check`, and stops nothing.
pub(super) async fn back_up_regularly(live: Arc<Live>, stopped: watch::Receiver<bool>) {
    let mut stopped = std::pin::pin!(stopping(stopped));
    loop {
        let ctx = live.ctx();
        let plan = Plan::of(&ctx.config);
        metrics::set(&ctx.metrics.backups.newest, plan.as_ref().and_then(|plan| newest(plan, ctx.clock.now())));
        let wait = plan.as_ref().map_or(LOOK_UP, |plan| ctx.backups.wait(plan, ctx.clock.now()));
        let Some(plan) = plan.filter(|_| wait.is_zero()) else {
            tokio::select! {
                () = tokio::time::sleep(wait.min(LOOK_UP)) => continue,
                () = &mut stopped => return,
            }
        };
        let cut_off = Arc::new(AtomicBool::new(false));
        let mut writing = std::pin::pin!(back_up(ctx, plan, Arc::clone(&cut_off)));
        tokio::select! {
            () = &mut writing => {}
            () = &mut stopped => {
                cut_off.store(true, Ordering::Relaxed);
                writing.await;
                return;
            }
        }
    }
}

/// Of when the newest is. One that the clock has not come to yet says nothing of how old the data in it is.
fn newest(plan: &Plan, now: Timestamp) -> Option<Timestamp> {
    Some(backup::until(&plan.dir, now).ok()?.pop()?.0)
}

/// Writes one, away from the threads of requests: a large store takes a while.
async fn back_up(ctx: Arc<Ctx>, plan: Plan, cut_off: Arc<AtomicBool>) {
    let now = ctx.clock.now();
    let store = ctx.store.clone();
    let stops = Arc::clone(&cut_off);
    let written = tokio::task::spawn_blocking(move || plan.carry_out(&store, now, &cut_off)).await;
    let failure = match written {
        Ok(Ok(path)) => {
            tracing::info!(path = %path.display(), "a backup was written and read back");
            metrics::set(&ctx.metrics.backups.last_success, Some(now));
            None
        }
        _ if stops.load(Ordering::Relaxed) => return,
        Ok(Err(error)) => Some(error.to_string()),
        Err(_) => Some("it ended in a panic".to_owned()),
    };
    if let Some(why) = &failure {
        ctx.metrics.backups.failures.inc();
        tracing::error!("A BACKUP FAILED, and the older ones are all there is: {why}");
    }
    ctx.backups.note(now, failure);
}
