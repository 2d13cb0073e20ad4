//! The log: standard error, one line an event.

use std::io::{self, IsTerminal};
use std::{env, panic};

use tracing_subscriber::filter::Targets;
use tracing_subscriber::fmt;
use tracing_subscriber::prelude::*;

use super::Cli;

/// Starts it. `RUST_LOG` says more than `-v` and `-q` can. A command tells by itself what it did: only the daemon logs
/// more than warnings without being asked.
pub fn start(cli: &Cli) {
    let level = match (cli.global.quiet, cli.global.verbose) {
        (2.., _) => "error",
        (1, _) => "warn",
        (0, 0) if !cli.serves() => "warn",
        (0, 0) => "info",
        (0, 1) => "info,grantd=debug",
        (0, _) => "debug,grantd=trace",
    };
    let lines = fmt::layer().with_writer(io::stderr).with_ansi(io::stderr().is_terminal()).with_timer(Clock);
    tracing_subscriber::registry().with(lines).with(filter(env::var("RUST_LOG").ok().as_deref(), level)).init();
    panic::set_hook(Box::new(tell));
}

/// What is logged: as `wanted` says, `level` or `part=level` with commas between, if that can be read, else as `usual` does.
fn filter(wanted: Option<&str>, usual: &str) -> Targets {
    let wanted = wanted.filter(|wanted| !wanted.trim().is_empty());
    wanted.and_then(|wanted| wanted.parse().ok()).or_else(|| usual.parse().ok()).unwrap_or_default()
}

/// A panic is one line in the log. One inside sled, which asserts where its files are damaged, becomes an error that says
/// what to do: what sled itself says is of use to a developer only.
fn tell(panic: &panic::PanicHookInfo<'_>) {
    let place = panic.location().map(ToString::to_string).unwrap_or_default();
    let said = panic.payload();
    let said = said.downcast_ref::<String>().map(String::as_str).or_else(|| said.downcast_ref::<&str>().copied());
    let said = said.unwrap_or("it does not say why");
    if place.contains("/sled-") || std::thread::current().name().is_some_and(|name| name.starts_with("sled-")) {
        tracing::debug!("sled panicked at {place}: {said}");
    } else {
        tracing::error!("grantd panicked at {place}: {said}");
    }
}

/// The log's own clock: the same that operations use.
struct Clock;

impl tracing_subscriber::fmt::time::FormatTime for Clock {
    fn format_time(&self, writer: &mut tracing_subscriber::fmt::format::Writer<'_>) -> std::fmt::Result {
        write!(writer, "{}", crate::clock::Clock::system().now())
    }
}

#[cfg(test)]
mod tests {
    use tracing::Level;

    use super::*;

    #[test]
    fn what_the_environment_asks_for_is_logged_if_it_can_be_read() {
        let logged = |wanted: Option<&str>, part: &str, level: Level| {
            filter(wanted, "info,grantd=debug").would_enable(part, &level)
        };
        for unread in [None, Some(""), Some(" "), Some("grantd=loud")] {
            assert!(logged(unread, "grantd::http", Level::DEBUG) && logged(unread, "sled", Level::INFO), "{unread:?}");
            assert!(!logged(unread, "sled", Level::DEBUG), "{unread:?}");
        }
        assert!(logged(Some("warn,sled=trace"), "sled::pagecache", Level::TRACE));
        assert!(!logged(Some("warn,sled=trace"), "grantd", Level::INFO));
        assert!(logged(Some("debug"), "grantd", Level::DEBUG));
        assert!(!logged(Some("off"), "grantd", Level::ERROR));
    }
}
