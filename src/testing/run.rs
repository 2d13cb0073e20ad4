//! A test server from its start to its end: what `grantd test-server` and [`super::TestServer`] have in common.

use std::path::PathBuf;
use std::sync::Arc;

use super::control::{Control, TestFront};
use super::directory::{Directory, DirectoryError};
use super::fixture::{Fixture, FixtureError};
use super::load::Loaded;
use super::ready::Ready;
use crate::daemon::{Daemon, Front, Live, StartError};
use crate::secret::{Random, RandomError};
use crate::store::StoreError;

/// How a test server is to be.
#[derive(Debug, Clone)]
pub struct Options {
    /// What it starts with.
    pub fixture: Fixture,
    /// Makes every id and token the same on each run; over the one of the fixture.
    pub seed: Option<u64>,
    /// Where its data goes and stays; a directory that goes away when left out.
    pub data_dir: Option<PathBuf>,
}

/// Why a test server did not start.
#[derive(Debug, thiserror::Error)]
pub enum TestServerError {
    /// The fixture is wrong.
    #[error(transparent)]
    Fixture(#[from] FixtureError),
    /// The directory cannot be used.
    #[error(transparent)]
    Directory(#[from] DirectoryError),
    /// The daemon does not start.
    #[error(transparent)]
    Start(#[from] StartError),
    /// There is no randomness.
    #[error(transparent)]
    Random(#[from] RandomError),
    /// It was asked for what it has only when it runs.
    #[error("the fixture has no administrator")]
    NoAdministrator,
    /// The system gives no thread or no runtime.
    #[error("its thread cannot be started: {0}")]
    Thread(std::io::Error),
}

/// A test server that runs until it is stopped.
pub struct Running {
    daemon: Daemon,
    control: Arc<Control>,
    ready: Ready,
    directory: Directory,
}

impl Running {
    /// Starts one, over an empty directory.
    ///
    /// # Errors
    /// The fixture, the directory or the address cannot be used.
    pub async fn start(options: Options) -> Result<Self, TestServerError> {
        Self::start_behind(options, |front| front).await
    }

    /// The same with something else before it: what requests meet is what `before` makes of what they would have met.
    pub(super) async fn start_behind(
        options: Options,
        before: impl FnOnce(Arc<dyn Front>) -> Arc<dyn Front>,
    ) -> Result<Self, TestServerError> {
        let Options { fixture, seed, data_dir } = options;
        let seed = seed.or(fixture.test.seed);
        let directory = match data_dir {
            Some(path) => Directory::at(&path)?,
            None => Directory::temporary()?,
        };
        let mut config = fixture.config.clone();
        directory.path().clone_into(&mut config.server.data_dir);
        let made_with = seed.map_or_else(any_seed, Ok)?;
        let (control, loaded, random) = Control::new(fixture, made_with, seed.is_some()).await?;
        let control = Arc::new(control);
        let front = before(Arc::new(TestFront(Arc::clone(&control))));
        let daemon = Daemon::start_behind(front, config, control.clock(), random).await?;
        let ready = ready(&daemon, loaded, seed)?;
        control.begin(daemon.live(), ready.clone());
        Ok(Self { daemon, control, ready, directory })
    }

    /// Where it is and who is there.
    pub fn ready(&self) -> &Ready {
        &self.ready
    }

    /// What a test may do with it.
    pub fn control(&self) -> Arc<Control> {
        Arc::clone(&self.control)
    }

    /// Where it listens, in the order of `server.listen`.
    pub(super) fn addresses(&self) -> &[String] {
        self.daemon.addresses()
    }

    /// What requests see.
    pub(super) fn live(&self) -> Arc<Live> {
        self.daemon.live()
    }

    /// Stops at once and removes its directory, unless that was named.
    ///
    /// # Errors
    /// The store does not close.
    pub async fn stop(self) -> Result<(), StoreError> {
        let stopped = self.daemon.halt().await;
        drop(self.directory);
        stopped
    }
}

fn any_seed() -> Result<u64, RandomError> {
    let mut bytes = [0; 8];
    Random::system().fill(&mut bytes)?;
    Ok(u64::from_be_bytes(bytes))
}

fn ready(daemon: &Daemon, loaded: Loaded, seed: Option<u64>) -> Result<Ready, TestServerError> {
    let Loaded { admin, users, apps, resource_servers, tokens, .. } = loaded;
    let address = daemon.addresses().first().cloned().unwrap_or_default();
    let ctx = daemon.ctx();
    Ok(Ready {
        issuer: ctx.issuer.to_string(),
        control: format!("{address}/_test"),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        pid: std::process::id(),
        seed,
        data_dir: ctx.config.server.data_dir.clone(),
        admin: users.get(&admin).cloned().ok_or(TestServerError::NoAdministrator)?,
        users,
        apps,
        resource_servers,
        tokens,
    })
}
