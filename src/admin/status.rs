//! How the data and the daemon over it stand: what `grantd check` and the administration tell.

use std::collections::BTreeMap;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::AdminError;
use crate::clock::Timestamp;
use crate::ctx::Ctx;
use crate::metrics::{Moment, process};
use crate::store::backup::{Plan, Standing};
use crate::store::{Batch, FORMAT, StoreError, transfer};

/// What the data directory holds.
#[derive(Serialize, Deserialize)]
pub struct Status {
    /// The version of grantd that answers.
    pub version: String,
    /// The format of the data.
    pub format: u8,
    /// Bytes on disk.
    pub size_on_disk: u64,
    /// Bytes of all keys and values; `None` while that is being counted.
    #[serde(default)]
    pub content: Option<u64>,
    /// How many records of each kind there are.
    pub records: BTreeMap<String, u64>,
    /// How the backups stand that grantd writes by itself; `None` where it writes none.
    #[serde(default)]
    pub backups: Option<Standing>,
    /// Since when something that has expired waits to be removed, if anything does.
    #[serde(default)]
    pub oldest_due: Option<Timestamp>,
    /// How the daemon stands; `None` where none runs.
    #[serde(default)]
    pub daemon: Option<Running>,
}

/// How a daemon stands.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Running {
    /// Since when it runs.
    pub since: Timestamp,
    /// Bytes of memory that it takes, where the system tells.
    pub memory: Option<u64>,
    /// Bytes of memory that it may take (`storage.memory`).
    pub memory_limit: u64,
    /// When it last removed what had expired.
    pub last_sweep: Option<Timestamp>,
    /// Commits that it has done.
    pub commits: u64,
    /// Commits that the store could not do.
    pub failures: u64,
    /// Connections that are open.
    pub connections: i64,
    /// Events that are not in the audit log: too many came, or the disk took none.
    pub events_lost: u64,
    /// Why nothing can be stored just now; `None` where all is well.
    pub refusing: Option<String>,
}

/// Tells how everything stands. Where it is not known how much there is, that is counted, away from the request threads.
pub async fn status(ctx: &Ctx) -> Result<Status, AdminError> {
    let live = ctx.store.engine().live();
    let records = match &live {
        Some(live) => live.records().filter(|(_, number)| *number > 0).map(named).collect(),
        None => {
            let store = ctx.store.clone();
            let counting = tokio::task::spawn_blocking(move || transfer::count(&store));
            let counts = counting.await.unwrap_or_else(|error| Err(StoreError::Engine(error.to_string())))?;
            counts.into_iter().map(named).collect()
        }
    };
    let now = ctx.clock.now();
    let plan = Plan::of(&ctx.config);
    let oldest_due = ctx.store.oldest_due()?.filter(|due| *due <= now);
    let daemon = match ctx.started {
        Some(since) => Some(running(ctx, since).await),
        None => None,
    };
    Ok(Status {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        format: FORMAT,
        size_on_disk: ctx.store.engine().size_on_disk(),
        content: live.map(|live| live.bytes),
        records,
        backups: plan.map(|plan| Standing::of(&plan, now, ctx.backups.failure())),
        oldest_due,
        daemon,
    })
}

fn named((kind, number): (&'static str, u64)) -> (String, u64) {
    (kind.to_owned(), number)
}

async fn running(ctx: &Ctx, since: Timestamp) -> Running {
    let commits = ctx.store.commits();
    Running {
        since,
        memory: process::resident_memory(),
        memory_limit: ctx.config.storage.memory,
        last_sweep: told(&ctx.metrics.sweeps.last_success),
        commits: commits.done.get(),
        failures: commits.failures.get(),
        connections: ctx.metrics.connections.open(),
        events_lost: ctx.audit.lost(),
        refusing: ctx.store.commit(Batch::default()).await.err().map(|error| error.to_string()),
    }
}

fn told(moment: &Moment) -> Option<Timestamp> {
    let seconds = Duration::try_from_secs_f64(moment.get()).ok()?;
    (!seconds.is_zero()).then(|| Timestamp::default().plus(seconds))
}

/// Removes what ended at least `older_than` ago; how many records of each kind that were.
pub async fn sweep(ctx: &Ctx, older_than: Duration) -> Result<BTreeMap<String, u64>, StoreError> {
    // A session that is in use must not be judged by what is not written yet.
    ctx.usage.write(&ctx.store, ctx.config.accounts.session_lifetime).await?;
    let now = ctx.clock.now();
    let counts = ctx.store.sweep(now, now.minus(older_than)).await?;
    Ok(counts.into_iter().map(named).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Config;
    use crate::store::records::Role;
    use crate::testing;

    #[tokio::test]
    async fn the_status_tells_what_there_is_and_what_runs() {
        let (mut ctx, _hand) = testing::core(Config::default());
        testing::add_user(&ctx, "alice", Role::Admin).await;
        let told = status(&ctx).await.unwrap();
        assert_eq!(told.records.get("user"), Some(&1));
        assert!(told.daemon.is_none() && told.oldest_due.is_none());
        ctx.started = Some(testing::START);
        let running = status(&ctx).await.unwrap().daemon.unwrap();
        assert!(running.since == testing::START && running.refusing.is_none() && running.last_sweep.is_none());
        assert!(running.commits >= 1);
    }
}
