//! The command line: one file a group of commands. Each reads its arguments, lets [`connect`] carry out a typed request
//! (in a running daemon or over the store itself) and shows the answer.

mod app;
mod audit;
mod check;
mod check_data;
mod connect;
mod doctor;
mod examples;
mod healthcheck;
mod heap;
pub mod log;
mod man;
mod moving;
mod owner;
mod resource_server;
mod route;
mod serve;
mod show;
mod test_client;
mod test_server;
mod user;
mod watchdog;

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, CommandFactory, Parser, Subcommand};
use clap_complete::Shell;

use crate::config::{Config, ConfigError};

const GLOBAL: &str = "Global options";

/// An OAuth 2.0 authorization server for self-hosted APIs.
///
/// Without a command grantd runs the daemon, as `grantd serve` does. All commands that need the data work beside a
/// running daemon as well as without one.
#[derive(Parser)]
#[command(
    name = "grantd",
    version,
    max_term_width = 100,
    after_help = "First steps: run grantd and open the set-up link that it prints. The configuration is explained in \
                  conf/grantd.toml; grantd check prints what is in force."
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
    #[arg(long, global = true, help_heading = GLOBAL, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Data directory; overrides the configuration
    #[arg(long, global = true, help_heading = GLOBAL, value_name = "DIR")]
    data_dir: Option<PathBuf>,
    /// Print JSON instead of tables and sentences
    #[arg(long, global = true, help_heading = GLOBAL)]
    json: bool,
    /// Log more; twice for everything
    #[arg(short, long, global = true, help_heading = GLOBAL, action = clap::ArgAction::Count, conflicts_with = "quiet")]
    verbose: u8,
    /// Log warnings only; twice for errors only
    #[arg(short, long, global = true, help_heading = GLOBAL, action = clap::ArgAction::Count)]
    quiet: u8,
}

#[derive(Subcommand)]
enum Command {
    /// Run the daemon in the foreground
    ///
    /// Once it is ready, one line on standard output tells where it listens; the log goes to standard error. SIGTERM
    /// and SIGINT stop it: what runs may finish for ten seconds. SIGHUP reads the configuration again; a wrong one is
    /// refused and the old one stays in force.
    #[command(after_help = examples::SERVE)]
    Serve(serve::Serve),
    /// Check the configuration and the data directory, and print what is in force; changes nothing but with --repair
    ///
    /// It lists routes that no upstream serves, and upstreams that no route opens. With --data it looks through all data
    /// instead: every record, every index entry and what each refers to.
    #[command(after_help = examples::CHECK)]
    Check(check::Check),
    /// Look at a running installation as a friendly expert would; changes nothing
    ///
    /// It looks at the clock, memory, disk and file modes, at sweeping, backups and settings, goes to public_url as clients
    /// do to see whether it leads here and what the proxy makes of requests, and holds each app against the best current
    /// practice (RFC 9700). Each finding comes with what mends it. Exit status 1 if there is a problem; warnings and notes
    /// leave it at 0. Without a running daemon it looks at what it can and says what it could not.
    #[command(after_help = examples::DOCTOR)]
    Doctor,
    /// Ask the running daemon whether it and its store answer: exit status 0 or 1
    ///
    /// For the health check of a container. It asks on the administration socket, as the user that runs grantd or as root.
    /// On a full disk the status is 0 and the line says so: tokens are validated still, and a restart would mend nothing.
    #[command(after_help = examples::HEALTHCHECK)]
    Healthcheck(healthcheck::Healthcheck),
    /// Explain which route a request is for, what it needs, and why a token is let through or refused
    ///
    /// Without a token this reads the configuration alone. With one it asks the data, and where a daemon runs, the routes
    /// that it has in force.
    #[command(after_help = examples::ROUTE)]
    Route(route::Route),
    /// Show what has happened: sign-ins, consents, what was revoked and why, and who did it
    ///
    /// The newest comes last. It reads the audit log in the data directory, all of its files, with and without a running
    /// daemon. With --json the lines are printed as they are; docs/audit.md explains them.
    #[command(after_help = examples::AUDIT)]
    Audit(audit::Audit),
    /// Accounts
    #[command(subcommand, after_help = examples::USER)]
    User(user::Command),
    /// Apps (OAuth clients)
    #[command(subcommand, after_help = examples::APP)]
    App(app::Command),
    /// Credentials for APIs that introspect tokens
    #[command(subcommand, after_help = examples::RESOURCE_SERVER)]
    ResourceServer(resource_server::Command),
    /// Remove what has expired now and print how much
    ///
    /// The daemon does this by itself, every storage.sweep_interval. What is still usable is never removed.
    #[command(after_help = examples::SWEEP)]
    Sweep(moving::Sweep),
    /// Write a consistent copy of all data, also while the daemon runs
    ///
    /// The copy holds everything as it stood at one moment. The file appears when it is complete and replaces one of the
    /// same name; only its owner can read it. Passwords and tokens are in it as hashes, never in clear; secrets of
    /// authenticator apps as accounts.second_factor_key_file has it.
    #[command(after_help = examples::BACKUP)]
    Backup(moving::Backup),
    /// Fill an empty data directory from a backup; the daemon must not run
    ///
    /// The backup's checksum is verified; one that is damaged leaves the directory as empty as it was.
    #[command(after_help = examples::RESTORE)]
    Restore(moving::Restore),
    /// Print all records as JSON Lines, with hashes in place of secrets
    ///
    /// For moving between storage engines and versions, and for looking at what is stored. One sort of secret is no hash: that of
    /// an authenticator app. It stands there encrypted, or in clear where accounts.second_factor_key_file names no key.
    #[command(after_help = examples::EXPORT)]
    Export(moving::Export),
    /// Fill an empty data directory from an export on standard input; the daemon must not run
    ///
    /// With --quarantined it adds to the data that is there what a repair took out of it, as far as that is sound now.
    #[command(after_help = examples::IMPORT)]
    Import(moving::Import),
    /// Run a real grantd for the tests of another program; never for production
    ///
    /// It starts in milliseconds on a free port of 127.0.0.1, with accounts, apps and tokens that are known, and forgets
    /// everything when it ends. Once it is ready, one line of JSON on standard output tells where it is and who is there.
    /// Below /_test/ it has an API that moves its clock, answers consent pages, makes tokens of any age, shows what was
    /// requested and spoils answers: docs/testing.md explains it. It reads no configuration but --fixture. A directory named
    /// with --data-dir is emptied at each start and stays at the end; one that test-server did not make is refused.
    #[command(after_help = examples::TEST_SERVER)]
    TestServer(test_server::TestServer),
    /// Look at what an OAuth client does: play a scripted server for it, and report
    ///
    /// The client signs in at this server and calls its API, once for each scenario: in one the state comes back changed, in
    /// one the token expires, in one the answer to a refresh is lost. What the client makes of it is held against the RFCs;
    /// each finding has one line and one section. The browser is played, too: print the authorization URL, or open it with
    /// $BROWSER. With --drive the command finds all that it needs in its environment: OAUTH_ISSUER,
    /// OAUTH_AUTHORIZATION_ENDPOINT, OAUTH_TOKEN_ENDPOINT, OAUTH_CLIENT_ID, OAUTH_CLIENT_SECRET, OAUTH_REDIRECT_URI,
    /// OAUTH_SCOPE, API_URL, API_CALLS and API_AT_ONCE (how often to call it, one after another and then at the same time),
    /// SCENARIO and BROWSER. docs/testing.md explains it, scenario by scenario. Exit status 0 if all is well, 1 if there are
    /// problems or warnings, 2 if nothing was seen.
    #[command(after_help = examples::TEST_CLIENT)]
    TestClient(Box<test_client::TestClient>),
    /// Print shell completions
    #[command(after_help = examples::COMPLETIONS)]
    Completions {
        /// The shell
        shell: Shell,
    },
    /// Print the manual page
    #[command(after_help = examples::MAN)]
    Man,
}

/// Why a command failed: what standard error says, and the exit status.
enum Failure {
    /// 1: it could not be done.
    Failed(String),
    /// 2: the command line or the configuration is wrong.
    Usage(String),
    /// Whoever read the output has gone, as `head` does: nothing to tell.
    NobodyReads,
}

impl From<ConfigError> for Failure {
    fn from(error: ConfigError) -> Self {
        Self::Usage(error.to_string())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Self::NobodyReads,
            _ => Self::Failed(error.to_string()),
        }
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
        let was_root = owner::is_root();
        let (message, status) = match self.dispatch() {
            Ok(()) | Err(Failure::NobodyReads) => return ExitCode::SUCCESS,
            Err(Failure::Failed(message)) => (message, 1),
            Err(Failure::Usage(message)) => (message, 2),
        };
        let hint = owner::hint(&message, was_root).unwrap_or_default();
        let _shown = writeln!(io::stderr(), "grantd: {}{hint}", owner::named(&message));
        ExitCode::from(status)
    }

    fn dispatch(self) -> Result<(), Failure> {
        let global = self.global;
        match self.command.unwrap_or(Command::Serve(serve::Serve::default())) {
            Command::Serve(serve) => serve.run(&global),
            Command::Check(check) => check.run(&global),
            Command::Doctor => doctor::run(&global),
            Command::Healthcheck(healthcheck) => healthcheck.run(&global),
            Command::Route(route) => route.run(&global),
            Command::Audit(audit) => audit.run(&global),
            Command::User(command) => command.run(&global),
            Command::App(command) => command.run(&global),
            Command::ResourceServer(command) => command.run(&global),
            Command::Sweep(sweep) => sweep.run(&global),
            Command::Backup(backup) => backup.run(&global),
            Command::Restore(restore) => restore.run(&global),
            Command::Export(export) => export.run(&global),
            Command::Import(import) => import.run(&global),
            Command::TestServer(server) => server.run(&global),
            Command::TestClient(client) => client.run(&global),
            Command::Completions { shell } => {
                let mut script = Vec::new();
                clap_complete::generate(shell, &mut Self::command(), "grantd", &mut script);
                Ok(io::stdout().write_all(&script)?)
            }
            Command::Man => Ok(io::stdout().write_all(&man::page(Self::command())?)?),
        }
    }
}

impl Cli {
    /// Whether it runs the daemon, rather than one command.
    fn serves(&self) -> bool {
        matches!(self.command, None | Some(Command::Serve(_)))
    }
}

impl Global {
    /// The configuration in force. From here on root works as the owner of the data directory: to be called once, before
    /// anything in there is touched and after what only root may read was read.
    fn config(&self) -> Result<Config, Failure> {
        owner::assume(self.read()?)
    }

    /// The configuration in force, with what the command line says. Changes nothing; for those who have something to do
    /// before they touch the data directory.
    fn read(&self) -> Result<Config, Failure> {
        let mut config = Config::find(self.config.as_deref())?;
        if let Some(data_dir) = &self.data_dir {
            config.server.data_dir.clone_from(data_dir);
        }
        config.check()?;
        Ok(config)
    }
}
