//! What there is at most: the store without HTTP, and Argon2 alone.

use std::path::Path;
use std::time::{Duration, Instant};

use argon2::{Algorithm, Argon2, Params, PasswordHasher, Version};
use grantd::config::Config;
use grantd::ctx::Ctx;
use grantd::store::Store;
use grantd::testing;
use rustix::time::{ClockId, clock_gettime};
use tokio::runtime::Runtime;

use crate::contest::Sample;
use crate::wire::commits::commit_rate;

/// A store of the same kind as the daemon's, in this process.
pub struct Commits {
    runtime: Runtime,
    ctx: Ctx,
}

impl Commits {
    pub fn over(dir: &Path) -> Self {
        let config = Config::default();
        let store = Store::open(&config.storage, dir).unwrap();
        Self { runtime: Runtime::new().unwrap(), ctx: testing::core_over(store, config).0 }
    }

    /// What a refresh writes, from so many tasks that each wait until it is on the disk.
    pub fn round(&self, tasks: u8, duration: Duration) -> Sample {
        let before = own_time();
        let rate = self.runtime.block_on(commit_rate(&self.ctx, tasks, duration));
        let server = (own_time() - before).as_secs_f64() / (rate * duration.as_secs_f64());
        let half = if tasks == 1 { 1.0 / rate } else { f64::NAN };
        Sample { rate, half, most: f64::NAN, server, load: f64::NAN }
    }
}

/// Hashing a password with grantd's parameters, one after the other.
pub fn argon2(duration: Duration) -> Sample {
    let accounts = Config::default().accounts;
    let memory = u32::try_from(accounts.argon2_memory / 1024).unwrap();
    let params = Params::new(memory, accounts.argon2_iterations, accounts.argon2_parallelism, None).unwrap();
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let (began, before) = (Instant::now(), own_time());
    let mut done = 0.0;
    while began.elapsed() < duration {
        argon2.hash_password_with_salt(b"correct horse battery", b"sixteen bytes...").unwrap();
        done += 1.0;
    }
    let each = began.elapsed().as_secs_f64() / done;
    let server = (own_time() - before).as_secs_f64() / done;
    Sample { rate: 1.0 / each, half: each, most: f64::NAN, server, load: f64::NAN }
}

/// Processor time of this process, without its children.
fn own_time() -> Duration {
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::new(u64::try_from(time.tv_sec).unwrap(), u32::try_from(time.tv_nsec).unwrap())
}
