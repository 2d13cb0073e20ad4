//! `grantd healthcheck`

use std::time::Duration;

use clap::Args;
use serde_json::json;

use super::{Failure, Global, connect, show};
use crate::admin::Request;
use crate::config::parse_duration;

#[derive(Args)]
pub struct Healthcheck {
    /// How long to wait for the daemon
    #[arg(long, value_name = "DURATION", default_value = "5s", value_parser = parse_duration)]
    timeout: Duration,
}

impl Healthcheck {
    /// Asks the running daemon what systemd's watchdog asks it.
    pub fn run(self, global: &Global) -> Result<(), Failure> {
        let config = global.config()?;
        let Some(daemon) = connect::daemon(&config)? else {
            return Err(Failure::Failed(format!("no daemon runs over {}", config.server.data_dir.display())));
        };
        daemon.within(self.timeout)?.ask(&Request::Health).map(drop).map_err(Failure::failed)?;
        if global.json {
            show::json(&json!({ "healthy": true }))
        } else {
            show::line("the daemon and its store answer")
        }
    }
}
