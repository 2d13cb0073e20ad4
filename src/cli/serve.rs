//! `grantd serve`

use std::io::{self, Write};

use clap::Args;
use tokio::signal::unix::{SignalKind, signal};

use super::{Failure, Global};
use crate::config::{Config, Listen, PublicUrl};
use crate::daemon::Daemon;

#[derive(Args, Default)]
pub struct Serve {
    /// Where to listen: 127.0.0.1:8080, unix:/run/grantd/http.sock or systemd; may be repeated; port 0 takes a free one
    #[arg(long, value_name = "ADDR")]
    listen: Vec<Listen>,
    /// The address under which browsers and clients reach grantd, such as https://auth.example.org
    #[arg(long, value_name = "URL")]
    public_url: Option<PublicUrl>,
}

impl Serve {
    pub fn run(self, global: &Global) -> Result<(), Failure> {
        let config = self.config(global)?;
        let runtime = tokio::runtime::Runtime::new()?;
        runtime.block_on(self.serve(global, config))
    }

    /// The configuration in force, with what the command line says.
    fn config(&self, global: &Global) -> Result<Config, Failure> {
        let mut config = global.config()?;
        if !self.listen.is_empty() {
            config.server.listen.clone_from(&self.listen);
        }
        if let Some(public_url) = &self.public_url {
            config.server.public_url = Some(public_url.clone());
        }
        config.check()?;
        Ok(config)
    }

    async fn serve(&self, global: &Global, config: Config) -> Result<(), Failure> {
        let data_dir = config.server.data_dir.display().to_string();
        let daemon = Daemon::start(config).await.map_err(|error| Failure::Failed(explain(&error, &data_dir)))?;
        let mut terminate = signal(SignalKind::terminate())?;
        let mut interrupt = signal(SignalKind::interrupt())?;
        let mut hangup = signal(SignalKind::hangup())?;
        announce(&daemon)?;
        tell_systemd(sd_notify::NotifyState::Ready);
        loop {
            tokio::select! {
                _ = terminate.recv() => break,
                _ = interrupt.recv() => break,
                _ = hangup.recv() => self.reload(global, &daemon),
            }
        }
        tell_systemd(sd_notify::NotifyState::Stopping);
        tracing::info!("stopping; a second signal stops at once");
        tokio::select! {
            stopped = daemon.stop() => stopped.map_err(Failure::failed),
            _ = terminate.recv() => Err(Failure::Failed("stopped at once; what was acknowledged is safe".to_owned())),
            _ = interrupt.recv() => Err(Failure::Failed("stopped at once; what was acknowledged is safe".to_owned())),
        }
    }

    fn reload(&self, global: &Global, daemon: &Daemon) {
        match self.config(global) {
            Ok(config) => {
                let kept = daemon.reload(config);
                if kept.is_empty() {
                    tracing::info!("the configuration was read again");
                } else {
                    tracing::warn!("the configuration was read again; restart grantd to change {}", kept.join(", "));
                }
            }
            Err(Failure::Failed(message) | Failure::Usage(message)) => {
                tracing::error!("the configuration is wrong and the old one stays in force: {message}");
            }
        }
    }
}

fn explain(error: &crate::daemon::StartError, data_dir: &str) -> String {
    use crate::daemon::StartError;
    use crate::store::StoreError;
    match error {
        StartError::Store(StoreError::InUse(_)) => {
            format!("another grantd is running over {data_dir}: stop it, or name another directory with --data-dir")
        }
        other => other.to_string(),
    }
}

/// The one line on standard output.
fn announce(daemon: &Daemon) -> Result<(), Failure> {
    let address = daemon.addresses().first().cloned().unwrap_or_default();
    let mut output = io::stdout().lock();
    writeln!(output, "grantd listening on {address}")?;
    output.flush()?;
    for other in daemon.addresses().iter().skip(1) {
        tracing::info!("listening on {other}, too");
    }
    tracing::info!("open {} in a browser", daemon.ctx().issuer);
    Ok(())
}

fn tell_systemd(state: sd_notify::NotifyState<'_>) {
    // Without systemd there is nobody to tell.
    let _told = sd_notify::notify(&[state]);
}
