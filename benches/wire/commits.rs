//! The ceiling of what is durable: the writes of a refresh committed in groups, without HTTP and without OAuth.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use grantd::ctx::Ctx;
use grantd::scope::ScopeSet;
use grantd::secret::{Secret, SecretKind};
use grantd::store::records::{ClientNumber, Family, FamilyId, RefreshToken, UserId};
use grantd::store::{Batch, Store};

/// Commits a second of the writes that a refresh makes, from `tasks` tasks: one family replaced, two tokens written.
pub async fn commit_rate(ctx: &Ctx, tasks: u8, duration: Duration) -> f64 {
    let done = Arc::new(AtomicU64::new(0));
    let stop = Arc::new(AtomicBool::new(false));
    let running: Vec<_> = (0..tasks)
        .map(|task| tokio::spawn(commit_until(ctx.clone(), task, Arc::clone(&stop), Arc::clone(&done))))
        .collect();
    let began = Instant::now();
    tokio::time::sleep(duration).await;
    stop.store(true, Ordering::Relaxed);
    let rate = done.load(Ordering::Relaxed) as f64 / began.elapsed().as_secs_f64();
    for task in running {
        task.await.unwrap();
    }
    rate
}

async fn commit_until(ctx: Ctx, task: u8, stop: Arc<AtomicBool>, done: Arc<AtomicU64>) {
    let id = FamilyId([task; 16]);
    let expires_at = ctx.clock.now().plus(Duration::from_secs(60));
    let family = Family {
        client: ClientNumber(1),
        user: UserId(1),
        grant_id: 1,
        scope: ScopeSet::parse("profile:read workouts:read"),
        generation: 0,
        rotations: vec![ctx.clock.now()],
        expires_at,
    };
    put(&ctx.store, &id, &family).await;
    while !stop.load(Ordering::Relaxed) {
        let old = ctx.store.get_versioned::<Family>(&id).unwrap().unwrap();
        let mut batch = Batch::default();
        let generation = old.generation + 1;
        batch.replace(&old, &Family { generation, ..Family::clone(&old) }).unwrap();
        for kind in [SecretKind::AccessToken, SecretKind::RefreshToken] {
            let hash = Secret::generate(kind, &ctx.random).unwrap().hash();
            let token = RefreshToken { family: id, generation, issued_at: expires_at, expires_at };
            batch.create(&hash, &token).unwrap();
        }
        ctx.store.commit(batch).await.unwrap();
        done.fetch_add(1, Ordering::Relaxed);
    }
}

async fn put(store: &Store, id: &FamilyId, family: &Family) {
    let mut batch = Batch::default();
    batch.put(id, family).unwrap();
    store.commit(batch).await.unwrap();
}
