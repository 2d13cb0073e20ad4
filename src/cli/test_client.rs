//! `grantd test-client`

use std::fs;
use std::io::{self, BufRead, Write};
use std::path::PathBuf;
use std::time::Duration;

use clap::Args;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

use super::{Failure, Global, connect, show};
use crate::config::parse_duration;
use crate::testing::conformance::report::{Report, counted};
use crate::testing::conformance::run::{CLIENT_ID, CLIENT_SECRET, Options, Run};
use crate::testing::conformance::scenario::{SCENARIOS, SIGN_IN, Scenario, named};

/// How long a scenario may take that a command plays.
const DRIVEN_WITHIN: Duration = Duration::from_secs(30);
/// The same of one that a person plays.
const BY_HAND_WITHIN: Duration = Duration::from_secs(15 * 60);

#[derive(Args)]
pub struct TestClient {
    /// Run this in a shell for each scenario: it signs in once and calls the API; without it a person plays
    #[arg(long, value_name = "CMD")]
    drive: Option<String>,
    /// Play only these, and sign-in; several times, or with commas between [default: all]
    #[arg(long = "scenario", value_name = "NAME", value_delimiter = ',')]
    scenarios: Vec<String>,
    /// Play for a public client, which has no secret
    #[arg(long, conflicts_with = "client_secret")]
    public: bool,
    /// The client's id
    #[arg(long, value_name = "ID", default_value = CLIENT_ID)]
    client_id: String,
    /// The client's secret
    #[arg(long, value_name = "SECRET", default_value = CLIENT_SECRET)]
    client_secret: String,
    /// Where the client wants its answers [default: http://127.0.0.1:PORT/callback with a free port]
    #[arg(long, value_name = "URI")]
    redirect_uri: Option<String>,
    /// The issuer's port on 127.0.0.1; the API has the next one [default: free ones]
    #[arg(long, value_name = "PORT", default_value_t = 0, hide_default_value = true)]
    port: u16,
    /// How long a scenario may take [default: 30s with --drive, 15m without]
    #[arg(long, value_name = "DURATION", value_parser = parse_duration)]
    timeout: Option<Duration>,
    /// Write the outcome into this file, too, as JUnit has it
    #[arg(long, value_name = "FILE")]
    junit: Option<PathBuf>,
}

impl TestClient {
    pub fn run(self, global: &Global) -> Result<(), Failure> {
        if global.config.is_some() || global.data_dir.is_some() {
            return Err(Failure::Usage("test-client reads no configuration and has no data directory".into()));
        }
        let scenarios = self.scenarios().map_err(Failure::Usage)?;
        let runtime = connect::runtime()?;
        let report = runtime.block_on(self.play(&scenarios));
        runtime.shutdown_background();
        let report = report?;
        if let Some(file) = &self.junit {
            let written = fs::write(file, report.junit());
            written.map_err(|error| Failure::Failed(format!("{} cannot be written: {error}", file.display())))?;
        }
        if global.json {
            show::json(&serde_json::to_value(&report).map_err(Failure::failed)?)?;
        } else {
            show::line(&report.to_string())?;
        }
        outcome(&report)
    }

    /// What is to be played. That the client can sign in at all is seen each time: without that nobody knows why it does
    /// nothing.
    fn scenarios(&self) -> Result<Vec<&'static Scenario>, String> {
        let chosen: Vec<_> = self.scenarios.iter().map(|name| named(name.trim())).collect::<Result<_, _>>()?;
        let is_chosen = |scenario: &&Scenario| scenario.name == SIGN_IN || chosen.contains(scenario);
        Ok(SCENARIOS.iter().filter(|scenario| chosen.is_empty() || is_chosen(scenario)).collect())
    }

    fn options(&self) -> Options {
        Options {
            client_id: self.client_id.clone(),
            client_secret: (!self.public).then(|| self.client_secret.clone()),
            redirect_uri: self.redirect_uri.clone(),
            port: self.port,
        }
    }

    async fn play(&self, scenarios: &[&'static Scenario]) -> Result<Report, Failure> {
        let mut stopped = [SignalKind::terminate(), SignalKind::interrupt(), SignalKind::hangup()]
            .into_iter()
            .map(signal)
            .collect::<io::Result<Vec<_>>>()?;
        let mut run = Run::start(self.options()).await.map_err(Failure::failed)?;
        let played = {
            let playing = async {
                match &self.drive {
                    Some(command) => self.drive(&mut run, scenarios, command).await,
                    None => self.by_hand(&mut run, scenarios).await,
                }
            };
            let [terminate, interrupt, hangup] = &mut stopped[..] else {
                return Err(Failure::Failed("no signals".into()));
            };
            tokio::select! {
                played = playing => played,
                _ = terminate.recv() => Ok(()),
                _ = interrupt.recv() => Ok(()),
                _ = hangup.recv() => Ok(()),
            }
        };
        let report = run.stop().await.map_err(Failure::failed)?;
        played.map(|()| report)
    }

    async fn drive(&self, run: &mut Run, scenarios: &[&'static Scenario], command: &str) -> Result<(), Failure> {
        let within = self.timeout.unwrap_or(DRIVEN_WITHIN);
        for scenario in scenarios {
            let act = run.drive(scenario, command, within).await;
            let act = act.map_err(|error| Failure::Failed(format!("the command cannot be run: {error}")))?;
            let seconds = act.took.as_secs_f64();
            tell(&format!("{:<20} {seconds:>5.1} s, {}", scenario.name, act.ended));
        }
        Ok(())
    }

    async fn by_hand(&self, run: &mut Run, scenarios: &[&'static Scenario]) -> Result<(), Failure> {
        let within = self.timeout.unwrap_or(BY_HAND_WITHIN);
        let issuer = run.setup().issuer.clone();
        tell("Have your client know this:\n");
        run.setup().told().iter().for_each(|(name, value)| tell(&format!("  {name}={value}")));
        tell(&format!(
            "\nThen do what is said for each scenario. Press Enter when it is done, or open {issuer}/next. Ctrl-C ends it \
             with the report.\n"
        ));
        let mut lines = lines()?;
        for (place, scenario) in scenarios.iter().enumerate() {
            let number = place + 1;
            run.begin(scenario);
            tell(&format!(
                "{number}/{} {}: {}.\n    To do: {}.",
                scenarios.len(),
                scenario.name,
                scenario.what,
                scenario.task()
            ));
            tokio::select! {
                Some(()) = lines.recv() => {}
                () = run.wants_next() => {}
                () = tokio::time::sleep(within) => tell("    It took too long."),
            }
            run.finish();
        }
        Ok(())
    }
}

/// A line on standard error: standard output is for the report.
fn tell(text: &str) {
    let _read = writeln!(io::stderr(), "{text}");
}

/// Tells of each line on standard input. When that ends there are no more of them, and the addresses still work.
fn lines() -> io::Result<UnboundedReceiver<()>> {
    let (told, lines) = unbounded_channel();
    let read = move || {
        for line in io::stdin().lock().lines() {
            if line.is_err() || told.send(()).is_err() {
                return;
            }
        }
    };
    std::thread::Builder::new().name("lines".to_owned()).spawn(read)?;
    Ok(lines)
}

fn outcome(report: &Report) -> Result<(), Failure> {
    if report.is_empty() {
        let written = report.scenarios.iter().map(|played| played.output.as_str()).find(|output| !output.is_empty());
        let written = written.map(|output| format!("; the command wrote:\n{output}")).unwrap_or_default();
        return Err(Failure::Usage(format!(
            "nothing was seen of the client: no request came that says anything{written}"
        )));
    }
    match report.findings() {
        0 => Ok(()),
        _ => {
            let (problems, warnings) = (counted(report.problems, "problem"), counted(report.warnings, "warning"));
            Err(Failure::Failed(format!("{problems} and {warnings}: see above what the client does")))
        }
    }
}
