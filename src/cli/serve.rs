//! `grantd serve`

use std::io::{self, Write};
use std::path::Path;
use std::pin::pin;
use std::time::Instant;

use clap::Args;
use sd_notify::NotifyState;
use tokio::signal::unix::{Signal, SignalKind, signal};

use super::{Failure, Global, connect, heap, owner, watchdog};
use crate::clock;
use crate::config::{Config, Listen, PublicUrl};
use crate::daemon::{Daemon, StartError};
use crate::store::StoreError;

#[derive(Args, Default)]
pub struct Serve {
    /// Where to listen: 127.0.0.1:8080, unix:/run/grantd/http.sock or systemd; may be repeated; port 0 takes a free one
    #[arg(long, value_name = "ADDR")]
    listen: Vec<Listen>,
    /// The address under which browsers and clients reach grantd, such as https://auth.example.org
    #[arg(long, value_name = "URL")]
    public_url: Option<PublicUrl>,
}

/// The signals that the daemon listens to.
struct Signals {
    terminate: Signal,
    interrupt: Signal,
    hangup: Signal,
}

impl Signals {
    fn listen() -> io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
            hangup: signal(SignalKind::hangup())?,
        })
    }

    /// Waits until the daemon is to stop.
    async fn stop(&mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}

impl Serve {
    pub fn run(self, global: &Global) -> Result<(), Failure> {
        heap::give_back();
        let config = self.config(global)?;
        let named = config.server.data_dir.clone();
        // While this thread is the only one: all others come to be as the data's owner, too.
        let config = owner::assume(config)?;
        owner::refuse_unusable(&config.server.data_dir)?;
        // Connections have threads of their own; this one accepts them and looks after the house.
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let ended = runtime.block_on(self.serve(global, config, &named));
        // After a second signal nothing is waited for; after a clean stop nothing runs any more.
        runtime.shutdown_background();
        ended
    }

    /// The configuration in force, with what the command line says.
    fn config(&self, global: &Global) -> Result<Config, Failure> {
        let mut config = global.read()?;
        if !self.listen.is_empty() {
            config.server.listen.clone_from(&self.listen);
        }
        if let Some(public_url) = &self.public_url {
            config.server.public_url = Some(public_url.clone());
        }
        config.check()?;
        Ok(config)
    }

    /// `named` is the data directory as the configuration names it.
    async fn serve(&self, global: &Global, config: Config, named: &Path) -> Result<(), Failure> {
        let mut signals = Signals::listen()?;
        let daemon = tokio::select! {
            daemon = start(config) => daemon?,
            () = signals.stop() => return Ok(()),
        };
        announce(&daemon);
        tell(&[NotifyState::Ready, NotifyState::Status(&serving(&daemon))]);
        let pulse = daemon.pulse();
        let mut watchdog = pin!(watchdog::feed(&pulse));
        loop {
            tokio::select! {
                () = &mut watchdog => {}
                _ = signals.terminate.recv() => break,
                _ = signals.interrupt.recv() => break,
                _ = signals.hangup.recv() => self.reload(global, &daemon, named),
            }
        }
        tell(&[NotifyState::Stopping]);
        tracing::info!("stopping; a second signal stops at once");
        tokio::select! {
            stopped = daemon.stop() => stopped.map_err(Failure::failed),
            () = signals.stop() => Err(Failure::Failed("stopped at once; what was acknowledged is safe".to_owned())),
        }
    }

    fn reload(&self, global: &Global, daemon: &Daemon, named: &Path) {
        tell(&[NotifyState::Reloading, NotifyState::MonotonicUsec(clock::monotonic_micros())]);
        let read = self.config(global).map(|mut config| {
            if config.server.data_dir == named {
                config.server.data_dir.clone_from(&daemon.ctx().config.server.data_dir);
            }
            config
        });
        let status = match read.and_then(|config| Ok(daemon.reload(config)?)) {
            Ok(kept) => {
                if kept.is_empty() {
                    tracing::info!("the configuration was read again");
                } else {
                    tracing::warn!("the configuration was read again; restart grantd to change {}", kept.join(", "));
                }
                serving(daemon)
            }
            Err(Failure::Failed(message) | Failure::Usage(message)) => {
                let status = format!("the configuration is wrong and the old one stays in force: {message}");
                tracing::error!("{status}");
                status
            }
            Err(Failure::NobodyReads) => serving(daemon),
        };
        tell(&[NotifyState::Ready, NotifyState::Status(&status)]);
    }
}

/// Starts the daemon. A command that has the data just now is waited for; another daemon is not.
async fn start(config: Config) -> Result<Daemon, Failure> {
    let began = Instant::now();
    loop {
        match Daemon::start(config.clone()).await {
            Ok(daemon) => return Ok(daemon),
            Err(StartError::Store(StoreError::InUse(_))) => {
                let another = connect::daemon(&config)?.is_some();
                if another || began.elapsed() >= connect::PATIENCE {
                    return Err(Failure::Failed(format!(
                        "another grantd is running over {}: stop it, or name another directory with --data-dir",
                        config.server.data_dir.display()
                    )));
                }
                tokio::time::sleep(connect::LOOK_AGAIN).await;
            }
            Err(StartError::Config(wrong)) => return Err(wrong.into()),
            Err(error) => return Err(Failure::failed(error)),
        }
    }
}

/// The one line on standard output. If nobody reads it, the daemon runs all the same.
fn announce(daemon: &Daemon) {
    let address = daemon.addresses().first().cloned().unwrap_or_default();
    let mut output = io::stdout().lock();
    let _read = writeln!(output, "grantd listening on {address}").and_then(|()| output.flush());
    for other in daemon.addresses().iter().skip(1) {
        tracing::info!("listening on {other}, too");
    }
    tracing::info!("open {} in a browser", daemon.ctx().issuer);
}

/// What `systemctl status` shows while all is well.
fn serving(daemon: &Daemon) -> String {
    format!("serving {} on {}", daemon.ctx().issuer, daemon.addresses().join(", "))
}

/// Tells the service manager.
pub(super) fn tell(state: &[NotifyState<'_>]) {
    // Without one there is nobody to tell.
    let _told = sd_notify::notify(state);
}
