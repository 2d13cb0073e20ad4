//! `grantd check`

use std::collections::BTreeMap;
use std::time::Duration;

use clap::Args;
use serde_json::{Value, json};

use super::connect::{self, Data};
use super::user::unexpected;
use super::{Failure, Global, check_data, heap, owner, show};
use crate::account::passkey;
use crate::admin::{Answer, Request, Running, Status};
use crate::clock::Timestamp;
use crate::config::{Config, format_duration, format_size};
use crate::http::gateway::Gateway;
use crate::http::sealing;
use crate::http::secret_file::{self, Located};
use crate::http::tls::pair::{Files, Pair};
use crate::look::Look;
use crate::metrics::Upstreams;
use crate::protect::fit::{is_open, is_served};
use crate::store::backup::Standing;

#[derive(Args)]
pub struct Check {
    /// Look through all data for what is wrong; exit status 1 if something is. Also beside a running daemon
    #[arg(long)]
    data: bool,
    /// Mend it: write anew what can be derived, and move what is of no use any more to a file in the data directory
    #[arg(long, requires = "data")]
    repair: bool,
}

impl Check {
    pub fn run(self, global: &Global) -> Result<(), Failure> {
        if self.data {
            heap::give_back();
        }
        let config = global.read()?;
        // Reads certificate and keys, too, which may be root's alone.
        let keys = secret_file::locate(&config);
        let certificate = Files::of(&keys.config).map(Pair::read).transpose()?;
        Gateway::new(&keys.config, "", &Upstreams::default())?;
        Look::of(&keys.config)?;
        sealing::vault(&keys.config)?;
        if let Some(public_url) = &config.server.public_url {
            passkey::configured(&config, public_url.as_str())?;
        }
        let reached = owner::assume(config.clone())?;
        match self.data {
            true => check_data::run(global, &reached, self.repair),
            false => tell(global, &config, &reached, (certificate.as_ref(), &keys)),
        }
    }
}

/// Prints the configuration in force and what the data directory holds, which is reached with `reached`.
fn tell(
    global: &Global,
    config: &Config,
    reached: &Config,
    (certificate, keys): (Option<&Pair>, &Located),
) -> Result<(), Failure> {
    let protection = Protection::of(config);
    let data_dir = config.server.data_dir.display().to_string();
    let running = connect::daemon(reached)?.is_some();
    let status = if running || connect::has_data(reached) { Some(status(reached)?) } else { None };
    if global.json {
        return show::json(&json!({
            "configuration": config.source.as_ref().map(|path| path.display().to_string()),
            "settings": config.settings().into_iter().collect::<BTreeMap<_, _>>(),
            "scopes": config.scopes.iter().map(|scope| scope.name.as_str()).collect::<Vec<_>>(),
            "routes": config.routes.len(),
            "upstreams": config.upstreams.len(),
            "unserved_routes": protection.unserved,
            "closed_upstreams": protection.closed,
            "certificate_expires": certificate.map(|pair| pair.not_after.iso8601()),
            "keys_not_looked_at": keys.missing.iter().map(|name| name.display().to_string()).collect::<Vec<_>>(),
            "data_dir": data_dir,
            "daemon_running": running,
            "data": status.map(|status| object(&status)),
        }));
    }
    show::line(&format!("# {}", source(config)))?;
    show::line(config.to_string().trim_end())?;
    show::line("")?;
    protection.show(config)?;
    if let Some(pair) = certificate {
        show::line(&format!("# certificate {}: good until {}", pair.path.display(), pair.not_after))?;
    }
    if let Some(unseen) = keys.told() {
        show::line(&format!("# not looked at: {unseen}"))?;
    }
    let Some(status) = status else {
        return show::line(&format!("# data directory {data_dir}: no data yet; grantd serve makes it"));
    };
    let state = match running {
        true => format!("in use by a running daemon (grantd {})", status.version),
        false => "no daemon is running".to_owned(),
    };
    show::line(&format!("# data directory {data_dir}: {state}"))?;
    let size = format_size(status.size_on_disk / 1024 * 1024);
    status.daemon.as_ref().map_or(Ok(()), show_daemon)?;
    show_backups(status.backups.as_ref())?;
    show::line(&format!("# format {}, {size} on disk; records:", status.format))?;
    let width = status.records.keys().map(String::len).max().unwrap_or(0);
    status.records.iter().try_for_each(|(kind, count)| show::line(&format!("#   {kind:<width$}  {count}")))
}

/// How the daemon stands.
fn show_daemon(daemon: &Running) -> Result<(), Failure> {
    let memory = daemon.memory.map_or("?".to_owned(), |bytes| format_size(bytes / 1024 * 1024));
    let sweep = daemon.last_sweep.map_or("not yet".to_owned(), Timestamp::for_people);
    show::line(&format!(
        "# running since {}, {memory} of memory of {}; last sweep {sweep}; {} commits, {} failed",
        daemon.since.for_people(),
        format_size(daemon.memory_limit),
        daemon.commits,
        daemon.failures,
    ))?;
    match &daemon.refusing {
        Some(why) => show::line(&format!("# NOTHING IS STORED JUST NOW: {why}")),
        None => Ok(()),
    }
}

/// How the backups stand that grantd writes by itself.
fn show_backups(backups: Option<&Standing>) -> Result<(), Failure> {
    let Some(standing) = backups else {
        return show::line("# no backups are written by themselves: [backup] every = \"1d\" would");
    };
    let every = format_duration(Duration::from_millis(standing.every));
    let newest = match (&standing.newest, standing.newest_at) {
        (Some(path), Some(at)) => format!("the newest is {}, of {}", path.display(), at.for_people()),
        _ => "there is none yet".to_owned(),
    };
    show::line(&format!("# backups: every {every} in {}, {} kept; {newest}", standing.dir.display(), standing.keep))?;
    if standing.overdue {
        show::line("# THE NEXT BACKUP IS OVERDUE: is grantd running, and what does its log say?")?;
    }
    match &standing.failure {
        Some(why) => show::line(&format!("# THE LAST BACKUP FAILED: {why}")),
        None => Ok(()),
    }
}

/// Routes and upstreams that have nothing to do with one another.
struct Protection {
    /// Routes that no upstream serves: only a proxy that asks `/forward-auth` has a use for them.
    unserved: Vec<String>,
    /// Upstreams that no route opens: every request to them is refused.
    closed: Vec<String>,
}

impl Protection {
    fn of(config: &Config) -> Self {
        let unserved = config.routes.iter().filter(|route| !is_served(config, route));
        let closed = config.upstreams.iter().filter(|upstream| !is_open(config, upstream));
        let at = |line: Option<usize>| line.map(|line| format!(" (line {line})")).unwrap_or_default();
        Self {
            unserved: unserved.map(|route| format!("{}{}", route.path, at(route.line))).collect(),
            closed: closed.map(|upstream| format!("{}{}", upstream.path, at(upstream.line))).collect(),
        }
    }

    fn show(&self, config: &Config) -> Result<(), Failure> {
        let counted = |number: usize, thing: &str| format!("{number} {thing}{}", if number == 1 { "" } else { "s" });
        let (routes, upstreams) = (counted(config.routes.len(), "route"), counted(config.upstreams.len(), "upstream"));
        match (config.routes.is_empty(), config.upstreams.is_empty()) {
            (true, true) => return Ok(()),
            (false, true) => show::line(&format!("# {routes}, for proxies that ask /forward-auth; no upstreams"))?,
            _ => {
                show::line(&format!("# {routes}, {upstreams}"))?;
                let unserved = self.unserved.iter().map(|route| format!("# no upstream serves the route {route}"));
                let closed = self.closed.iter().map(|upstream| format!("# no route opens the upstream {upstream}"));
                unserved.chain(closed).try_for_each(|line| show::line(&line))?;
            }
        }
        show::line("")
    }
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
        "content": status.content,
        "oldest_due": status.oldest_due.map(Timestamp::iso8601),
        "daemon": status.daemon,
        "records": status.records,
        "backups": status.backups,
    })
}

fn status(config: &Config) -> Result<Status, Failure> {
    match Data::reach(config, false)?.ask(Request::Status)? {
        Answer::Status(status) => Ok(*status),
        _ => Err(unexpected()),
    }
}
