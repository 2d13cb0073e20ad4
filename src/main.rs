//! Parses the command line, starts the log and runs one command. Nothing else.

use std::process::ExitCode;

use clap::Parser;
use grantd::cli::{Cli, log};

// Requests allocate on one thread and free on another, which glibc's allocator serialises.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    log::start(&cli);
    cli.run()
}
