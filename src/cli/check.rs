//! `grantd check`

use std::collections::BTreeMap;

use super::user::unexpected;
use super::{Failure, Global, connect, show};
use crate::admin::{Answer, Request};
use crate::config::Config;

/// Prints the configuration in force and what the data directory holds.
pub fn run(global: &Global) -> Result<(), Failure> {
    let config = global.config()?;
    let data_dir = config.server.data_dir.display().to_string();
    let running = connect::daemon(&config)?.is_some();
    let counts = if config.server.data_dir.join("store").is_dir() { Some(count(global)?) } else { None };
    if global.json {
        return show::json(&serde_json::json!({
            "configuration": source(&config),
            "settings": config.settings().into_iter().collect::<BTreeMap<_, _>>(),
            "data_dir": data_dir,
            "daemon_running": running,
            "records": counts,
        }));
    }
    show::line(&format!("# {}", source(&config)))?;
    show::line(config.to_string().trim_end())?;
    show::line("")?;
    let state = if running { "a daemon is running over it" } else { "no daemon is running over it" };
    match counts {
        None => show::line(&format!("# data directory {data_dir}: empty; grantd serve fills it")),
        Some(counts) => {
            show::line(&format!("# data directory {data_dir}: {state}; records:"))?;
            counts.iter().try_for_each(|(kind, count)| show::line(&format!("#   {kind} {count}")))
        }
    }
}

fn source(config: &Config) -> String {
    match &config.source {
        Some(path) => format!("configuration read from {}", path.display()),
        None => "no configuration file; built-in defaults".to_owned(),
    }
}

fn count(global: &Global) -> Result<BTreeMap<String, u64>, Failure> {
    match connect::ask(global, Request::Count)? {
        Answer::Counts(counts) => Ok(counts),
        _ => Err(unexpected()),
    }
}
