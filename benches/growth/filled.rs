//! Data directories with many records in them, written straight into the store: how they came there is not what is
//! measured.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use grantd::clock::{Clock, Timestamp};
use grantd::config::Config;
use grantd::secret::{Random, Secret, SecretKind};
use grantd::store::records::{AccessToken, ClientType, Family, FamilyId, Grant, RefreshToken, Role, User, UserId};
use grantd::store::{Batch, Store, StoreError};
use grantd::testing;

use super::memory;

/// An access token, side by side with others: the load must not take the caches of the processor for itself.
pub type Token = [u8; 53];

/// A data directory, and the access tokens that are good in it.
pub struct Filled {
    pub data_dir: PathBuf,
    pub tokens: Arc<[Token]>,
    pub expired: usize,
    pub live_bytes: u64,
}

const SCOPE: &str = "profile:read workouts:read";
/// How many sign-ins one account has.
const SIGN_INS: usize = 100;

/// `families` sign-ins, each with a family, an access and a refresh token, all good for a day; and `expired` access tokens
/// that are not good any more.
pub async fn fill(data_dir: &Path, families: usize, expired: usize) -> Filled {
    let mut config = Config::default();
    config.storage.memory = memory();
    // What is filled in grows faster than it could be rewritten.
    config.storage.compact_when = 0.0;
    let store = tokio::task::block_in_place(|| Store::open(&config.storage, data_dir).unwrap());
    let (ctx, _) = testing::core_over(store.clone(), config);
    let owner = testing::add_user(&ctx, "alice", Role::Admin).await;
    let (app, _) = testing::add_app(&ctx, owner, ClientType::Confidential, SCOPE).await;
    let like_alice: User = store.get(&owner).unwrap().unwrap();
    let now = Clock::system().now();
    let (scope, random) = (app.client.scope.clone(), Random::system());
    let mut batch = Batch::default();
    let grant = Grant { grant_id: 7, client_epoch: app.client.epoch, scope: scope.clone(), granted_at: now };
    let mut tokens = Vec::new();
    let tomorrow = now.plus(Duration::from_secs(86_400));
    for one in 0..families {
        let user = UserId(owner.0 + 1 + (one / SIGN_INS) as u64);
        if one % SIGN_INS == 0 {
            let name = format!("user{}", user.0);
            let email = format!("{name}@example.org");
            batch.put(&user, &User { name, email, ..like_alice.clone() }).unwrap();
            batch.put(&(user, app.number), &grant).unwrap();
        }
        let mut id = [0; 16];
        random.fill(&mut id).unwrap();
        let family = Family {
            client: app.number,
            user,
            grant_id: 7,
            scope: scope.clone(),
            generation: 0,
            rotations: Vec::new(),
            expires_at: tomorrow,
        };
        batch.put(&FamilyId(id), &family).unwrap();
        let access = put_access(&mut batch, &random, FamilyId(id), tomorrow).unwrap();
        let hash = Secret::generate(SecretKind::RefreshToken, &random).unwrap().hash();
        let refresh = RefreshToken { family: FamilyId(id), generation: 0, issued_at: now, expires_at: tomorrow };
        batch.put(&hash, &refresh).unwrap();
        tokens.push(access);
        if one % 200 == 199 {
            ctx.store.commit(std::mem::take(&mut batch)).await.unwrap();
        }
    }
    for one in 0..expired {
        let ended = now.minus(Duration::from_millis(3_600_000 + one as u64 % 3_000_000));
        put_access(&mut batch, &random, FamilyId([9; 16]), ended).unwrap();
        if one % 500 == 499 {
            ctx.store.commit(std::mem::take(&mut batch)).await.unwrap();
        }
    }
    ctx.store.commit(batch).await.unwrap();
    let live_bytes = tokio::task::block_in_place(|| {
        let pairs = store.engine().snapshot().unwrap();
        let bytes = pairs.map(|pair| pair.map(|(key, value)| (key.len() + value.len()) as u64).unwrap()).sum();
        store.engine().close().unwrap();
        bytes
    });
    Filled { data_dir: data_dir.to_owned(), tokens: tokens.into(), expired, live_bytes }
}

fn put_access(batch: &mut Batch, random: &Random, family: FamilyId, end: Timestamp) -> Result<Token, StoreError> {
    let token = Secret::generate(SecretKind::AccessToken, random).unwrap();
    let issued_at = end.minus(Duration::from_secs(86_400));
    batch
        .put(&token.hash(), &AccessToken { family, generation: 0, narrowed_scope: None, issued_at, expires_at: end })?;
    Ok(token.reveal().as_bytes().try_into().unwrap())
}
