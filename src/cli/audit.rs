//! `grantd audit`

use std::io::{self, Write};
use std::path::Path;
use std::thread::sleep;
use std::time::Duration;

use clap::Args;

use super::{Failure, Global, connect, show};
use crate::admin::Request;
use crate::audit::device::device as in_words;
use crate::audit::read::{Filter, Follower, Line, is_event, last};
use crate::audit::words;
use crate::clock::{Clock, Timestamp};
use crate::config::parse_duration;

/// How often a log that is followed is looked at.
const LOOK_AGAIN: Duration = Duration::from_millis(200);

#[derive(Args)]
pub struct Audit {
    /// Only what this account did or what happened to it
    #[arg(long, value_name = "NAME")]
    user: Option<String>,
    /// Only what is about this app or was done by it
    #[arg(long, value_name = "CLIENT_ID")]
    app: Option<String>,
    /// Only events of this name, such as refresh_token_reused
    #[arg(long, value_name = "NAME", value_parser = event)]
    event: Option<String>,
    /// Nothing older: 2h or 30d ago, or since a day or a moment such as 2026-11-23 or 2026-11-23T20:00:00Z
    #[arg(long, value_name = "DURATION|TIME", value_parser = since)]
    since: Option<Timestamp>,
    /// Nothing from then on; written as --since is
    #[arg(long, value_name = "DURATION|TIME", value_parser = since)]
    until: Option<Timestamp>,
    /// So many at most, the newest; 0 for all
    #[arg(long, value_name = "N", default_value_t = 100)]
    limit: usize,
    /// Go on and print what happens, until interrupted
    #[arg(short, long)]
    follow: bool,
}

fn event(name: &str) -> Result<String, String> {
    if is_event(name) {
        Ok(name.to_owned())
    } else {
        Err("there is no such event; docs/audit.md lists them".to_owned())
    }
}

fn since(text: &str) -> Result<Timestamp, String> {
    let moment = || Timestamp::parse(text).or_else(|| Timestamp::parse(&format!("{text}T00:00:00Z")));
    parse_duration(text).ok().map(|ago| Clock::system().now().minus(ago)).or_else(moment).ok_or_else(|| {
        "neither a duration like 2h or 30d nor a time like 2026-11-23 or 2026-11-23T20:00:00Z".to_owned()
    })
}

impl Audit {
    pub fn run(self, global: &Global) -> Result<(), Failure> {
        let config = global.config()?;
        let data_dir = config.server.data_dir.as_path();
        // What a running daemon has in hand shall be seen as well.
        if let Some(daemon) = connect::daemon(&config)? {
            daemon.ask(&Request::AuditSettle).map_err(Failure::failed)?;
        }
        if let Ok(false) = data_dir.try_exists() {
            return Err(connect::no_data(data_dir));
        }
        let unreadable = |error: io::Error| unreadable(data_dir, &error);
        let Self { user, app, event, since, until, .. } = self;
        let filter = Filter { user, app, event, since, until, among: Vec::new() };
        let most = if self.limit == 0 { usize::MAX } else { self.limit };
        let mut follower = if self.follow { Some(Follower::at_end(data_dir).map_err(unreadable)?) } else { None };
        let lines = last(data_dir, &filter, most).map_err(unreadable)?;
        if global.json {
            lines.iter().try_for_each(|line| show::line(&line.text))?;
        } else if !(lines.is_empty() && self.follow) {
            let rows: Vec<_> = lines.iter().map(row).collect();
            show::table(
                &["TIME", "FROM", "WHAT"],
                &rows,
                "Nothing of that has happened, as far as the log goes back.",
            )?;
        }
        while let Some(follower) = &mut follower {
            for line in follower.news(&filter).map_err(unreadable)? {
                match (global.json, row(&line).as_slice()) {
                    (false, [time, from, what]) => show::line(&format!("{time}  {from:<15}  {what}"))?,
                    _ => show::line(&line.text)?,
                }
            }
            io::stdout().flush()?;
            sleep(LOOK_AGAIN);
        }
        Ok(())
    }
}

fn unreadable(data_dir: &Path, error: &io::Error) -> Failure {
    Failure::Failed(format!(
        "the audit log in {} cannot be read: {error}; run this as root or as the user that runs grantd",
        data_dir.display()
    ))
}

fn row(line: &Line) -> Vec<String> {
    let Some(entry) = &line.entry else {
        return vec![line.time.rfc3339(), "—".to_owned(), format!("(of a newer version) {}", line.text)];
    };
    let device = match entry.device.as_str() {
        "" => String::new(),
        device => format!(" ({})", in_words(device)),
    };
    let from = entry.address.map_or_else(|| "—".to_owned(), |address| address.to_string());
    vec![entry.time.rfc3339(), from, format!("{}{device}", words::sentence(entry))]
}
