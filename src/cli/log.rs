//! The log: standard error, one line an event.

use std::io::{self, IsTerminal};
use std::panic;

use tracing_subscriber::EnvFilter;

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
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(level));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(io::stderr)
        .with_ansi(io::stderr().is_terminal())
        .with_timer(Clock)
        .init();
    panic::set_hook(Box::new(tell));
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
