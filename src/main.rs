//! Parses the command line, starts the log and runs one command. Nothing else.

use std::process::ExitCode;

use clap::Parser;
use grantd::cli::{Cli, log};

fn main() -> ExitCode {
    let cli = Cli::parse();
    log::start(&cli);
    cli.run()
}
