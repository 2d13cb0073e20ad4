//! `grantd check`

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::connect::{self, Data};
use super::user::unexpected;
use super::{Failure, Global, show};
use crate::admin::{Answer, Request, Status};
use crate::config::{Config, format_size};

/// Prints the configuration in force and what the data directory holds.
pub fn run(global: &Global) -> Result<(), Failure> {
    let config = global.config()?;
    let data_dir = config.server.data_dir.display().to_string();
    let running = connect::daemon(&config)?.is_some();
    let status = if running || connect::has_data(&config) { Some(status(&config)?) } else { None };
    if global.json {
        return show::json(&json!({
            "configuration": config.source.as_ref().map(|path| path.display().to_string()),
            "settings": config.settings().into_iter().collect::<BTreeMap<_, _>>(),
            "scopes": config.scopes.iter().map(|scope| scope.name.as_str()).collect::<Vec<_>>(),
            "data_dir": data_dir,
            "daemon_running": running,
            "data": status.map(|status| object(&status)),
        }));
    }
    show::line(&format!("# {}", source(&config)))?;
    show::line(config.to_string().trim_end())?;
    show::line("")?;
    let Some(status) = status else {
        return show::line(&format!("# data directory {data_dir}: no data yet; grantd serve makes it"));
    };
    let state = match running {
        true => format!("in use by a running daemon (grantd {})", status.version),
        false => "no daemon is running".to_owned(),
    };
    show::line(&format!("# data directory {data_dir}: {state}"))?;
    let size = format_size(status.size_on_disk / 1024 * 1024);
    show::line(&format!("# format {}, {size} on disk; records:", status.format))?;
    let width = status.records.keys().map(String::len).max().unwrap_or(0);
    status.records.iter().try_for_each(|(kind, count)| show::line(&format!("#   {kind:<width$}  {count}")))
}

fn source(config: &Config) -> String {
    match &config.source {
        Some(path) => format!("configuration read from {}", path.display()),
        None => "no configuration file; built-in defaults".to_owned(),
    }
}

fn object(status: &Status) -> Value {
    json!({
        "version": status.version,
        "format": status.format,
        "size_on_disk": status.size_on_disk,
        "records": status.records,
    })
}

fn status(config: &Config) -> Result<Status, Failure> {
    match Data::reach(config, false)?.ask(Request::Status)? {
        Answer::Status(status) => Ok(status),
        _ => Err(unexpected()),
    }
}
