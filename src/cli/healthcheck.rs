//! `grantd healthcheck`

use std::time::Duration;

use clap::Args;
use serde_json::json;

use super::{Failure, Global, connect, show};
use crate::admin::{Answer, Request};
use crate::config::parse_duration;

#[derive(Args)]
pub struct Healthcheck {
    /// How long to wait for the daemon
    #[arg(long, value_name = "DURATION", default_value = "5s", value_parser = parse_duration)]
    timeout: Duration,
}

impl Healthcheck {
    /// Asks the running daemon what systemd's watchdog asks it. A store that takes no changes for a while has answered.
    pub fn run(self, global: &Global) -> Result<(), Failure> {
        let config = global.config()?;
        let Some(daemon) = connect::daemon(&config)? else {
            return Err(Failure::Failed(format!("no daemon runs over {}", config.server.data_dir.display())));
        };
        let (answer, _) = daemon.within(self.timeout)?.ask(&Request::Health).map_err(Failure::failed)?;
        let waiting = if let Answer::Waiting(why) = answer { Some(why) } else { None };
        if global.json {
            return show::json(&json!({ "healthy": true, "waiting": waiting }));
        }
        match waiting {
            Some(why) => show::line(&format!("the daemon answers and validates tokens, but {why}")),
            None => show::line("the daemon and its store answer"),
        }
    }
}
