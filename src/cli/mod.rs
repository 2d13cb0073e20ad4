//! The command line: one file a group of commands. Each reads its arguments, lets [`connect`] carry out a typed request
//! (in a running daemon or over the store itself) and shows the answer.

mod app;
mod check;
mod connect;
pub mod log;
mod moving;
mod resource_server;
mod serve;
mod show;
mod user;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, CommandFactory, Parser, Subcommand};
use clap_complete::Shell;

use crate::config::{Config, ConfigError};

/// An OAuth 2.0 authorization server for self-hosted APIs.
///
/// Without a command grantd runs the daemon, as `grantd serve` does. All commands that need the data work beside a
/// running daemon as well as without one.
#[derive(Parser)]
#[command(
    name = "grantd",
    version,
    max_term_width = 100,
    after_help = "First steps: run grantd and open the set-up link \
    that it prints. The configuration is explained in conf/grantd.toml."
)]
pub struct Cli {
    /// Options of every command.
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    command: Option<Command>,
}

/// Options of every command.
#[derive(Args, Clone)]
pub struct Global {
    /// Configuration file [default: $GRANTD_CONFIG, conf/grantd.toml, /etc/grantd/grantd.toml, built-in]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Data directory; overrides the configuration
    #[arg(long, global = true, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// Print JSON instead of tables and sentences
    #[arg(long, global = true)]
    json: bool,
    /// Log more; twice for everything
    #[arg(short, long, global = true, action = clap::ArgAction::Count, conflicts_with = "quiet")]
    verbose: u8,
    /// Log warnings only; twice for errors only
    #[arg(short, long, global = true, action = clap::ArgAction::Count)]
    quiet: u8,
}

#[derive(Subcommand)]
enum Command {
    /// Run the daemon in the foreground
    Serve(serve::Serve),
    /// Check the configuration and the data directory, and print what is in force; changes nothing
    Check,
    /// Accounts
    #[command(subcommand)]
    User(user::Command),
    /// Apps (OAuth clients)
    #[command(subcommand)]
    App(app::Command),
    /// Credentials for APIs that introspect tokens
    #[command(subcommand)]
    ResourceServer(resource_server::Command),
    /// Remove what has expired now and print how much
    Sweep(moving::Sweep),
    /// Write a consistent copy of all data, also while the daemon runs
    Backup(moving::Backup),
    /// Fill an empty data directory from a backup; the daemon must not run
    Restore(moving::Restore),
    /// Print all records as JSON Lines: hashes only, never a secret
    Export(moving::Export),
    /// Fill an empty data directory from an export on standard input; the daemon must not run
    Import(moving::Import),
    /// Print shell completions
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page
    Man,
}

/// Why a command failed: what standard error says, and the exit status.
enum Failure {
    /// 1: it could not be done.
    Failed(String),
    /// 2: the command line or the configuration is wrong.
    Usage(String),
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self::Usage(error.to_string())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Failed(error.to_string())
    }
}

impl Failure {
    fn failed(error: impl std::fmt::Display) -> Self {
        Self::Failed(error.to_string())
    }
}

impl Cli {
    /// Runs the command and tells its exit status: 0 done, 1 failed, 2 wrong usage or configuration.
    pub fn run(self) -> ExitCode {
        let (message, status) = match self.dispatch() {
            Ok(()) => return ExitCode::SUCCESS,
            Err(Failure::Failed(message)) => (message, 1),
            Err(Failure::Usage(message)) => (message, 2),
        };
        let _shown = writeln!(io::stderr(), "grantd: {message}");
        ExitCode::from(status)
    }

    fn dispatch(self) -> Result<(), Failure> {
        let global = self.global;
        match self.command.unwrap_or(Command::Serve(serve::Serve::default())) {
            Command::Serve(serve) => serve.run(&global),
            Command::Check => check::run(&global),
            Command::User(command) => command.run(&global),
            Command::App(command) => command.run(&global),
            Command::ResourceServer(command) => command.run(&global),
            Command::Sweep(sweep) => sweep.run(&global),
            Command::Backup(backup) => backup.run(&global),
            Command::Restore(restore) => restore.run(&global),
            Command::Export(export) => export.run(&global),
            Command::Import(import) => import.run(&global),
            Command::Completions { shell } => {
                clap_complete::generate(shell, &mut Self::command(), "grantd", &mut io::stdout());
                Ok(())
            }
            Command::Man => Ok(clap_mangen::Man::new(Self::command()).render(&mut io::stdout())?),
        }
    }
}

impl Global {
    /// The configuration in force, with what the command line says.
    fn config(&self) -> Result<Config, Failure> {
        let mut config = Config::find(self.config.as_deref())?;
        if let Some(data_dir) = &self.data_dir {
            config.server.data_dir.clone_from(data_dir);
        }
        config.check()?;
        Ok(config)
    }
}
