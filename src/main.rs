//! Parses the command line, starts the log and runs one command. Nothing else.

use std::process::ExitCode;

use clap::Parser;
use grantd::cli::{Cli, log};

/// sled takes and frees pages of some kilobytes all the time, in all threads: under glibc's allocator they wait for each
/// other (`docs/decisions/017-allocator.md`).
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    let cli = Cli::parse();
    log::start(&cli);
    cli.run()
}
