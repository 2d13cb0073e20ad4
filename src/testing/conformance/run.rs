//! A run from its start to its end: where everything is, one scenario after another, and the report.

use std::io;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use tokio::time::Instant;

use super::browser::Opener;
use super::drive::{Driven, drive};
use super::report::Report;
use super::scenario::Scenario;
use super::script::{Script, ScriptFront};
use super::trace::Act;
use super::{API_PATH, Setup};
use crate::config::Listen;
use crate::store::StoreError;
use crate::testing::fixture::Fixture;
use crate::testing::run::{self, Running, TestServerError};

/// The client's id where none is given: one that has to be encoded in a Basic header.
pub const CLIENT_ID: &str = "test:client";
/// The same of its secret.
pub const CLIENT_SECRET: &str = "s3cret+with%and/and=and:";

/// How a run is to be.
#[derive(Debug, Clone)]
pub struct Options {
    /// The client's id.
    pub client_id: String,
    /// Its secret; a public client has none.
    pub client_secret: Option<String>,
    /// Where it wants its answers; a free port of this machine when left out.
    pub redirect_uri: Option<String>,
    /// The port of the issuer; 0 takes a free one. The API is on the next one.
    pub port: u16,
}

/// A run.
pub struct Run {
    running: Running,
    script: Arc<Script>,
    setup: Setup,
    acts: Vec<Act>,
    opener: Opener,
    /// What is being played, and since when.
    playing: Option<(&'static Scenario, Instant)>,
}

impl Run {
    /// Starts the server.
    ///
    /// # Errors
    /// The address cannot be used, or the system refuses.
    pub async fn start(options: Options) -> Result<Self, TestServerError> {
        let mut fixture = Fixture::built_in()?;
        let next = if options.port == 0 { 0 } else { options.port.saturating_add(1) };
        let ports = [options.port, next, 0];
        fixture.config.server.listen = ports.map(|port| Listen::Tcp(([127, 0, 0, 1], port).into())).into();
        let script = Arc::new(Script::new());
        let own = Arc::clone(&script);
        let server = run::Options { fixture, seed: None, data_dir: None };
        let running = Running::start_behind(server, |behind| Arc::new(ScriptFront { script: own, behind })).await?;
        let setup = setup(options, running.addresses()).map_err(TestServerError::Thread)?;
        script.begin(setup.clone());
        let opener = Opener::new(&running.ready().data_dir).map_err(TestServerError::Thread)?;
        Ok(Self { running, script, setup, acts: Vec::new(), opener, playing: None })
    }

    /// What the client is told.
    pub fn setup(&self) -> &Setup {
        &self.setup
    }

    /// Plays a scenario with the client's own command.
    ///
    /// # Errors
    /// There is no shell.
    pub async fn drive(&mut self, scenario: &'static Scenario, command: &str, within: Duration) -> io::Result<&Act> {
        self.begin(scenario);
        let driven = drive(command, &self.setup, scenario, &self.script, &mut self.opener, within).await?;
        self.end(driven);
        self.acts.last().ok_or_else(|| io::Error::other("the scenario has not begun"))
    }

    /// Begins a scenario that somebody plays by hand.
    pub fn begin(&mut self, scenario: &'static Scenario) {
        let _nothing = self.script.play(scenario);
        self.playing = Some((scenario, Instant::now()));
    }

    /// Waits until whoever plays by hand wants the next one, by way of the address `/next`.
    pub async fn wants_next(&self) {
        self.script.next.notified().await;
    }

    /// Ends a scenario that somebody played by hand.
    pub fn finish(&mut self) {
        self.end(Driven { ended: "was played by hand".to_owned(), output: String::new() });
    }

    fn end(&mut self, Driven { ended, output }: Driven) {
        let Some((scenario, began)) = self.playing.take() else { return };
        let (stage, exchanges) = self.script.play(scenario);
        let (events, took) = (stage.into_events(), began.elapsed());
        self.acts.push(Act { scenario, events, exchanges, ended, output, took });
    }

    /// Stops the server, and says what is to be said of the client. A scenario that is being played ends with it.
    ///
    /// # Errors
    /// The server does not stop.
    pub async fn stop(mut self) -> Result<Report, StoreError> {
        self.end(Driven { ended: "was interrupted".to_owned(), output: String::new() });
        let Self { running, setup, acts, opener, .. } = self;
        drop(opener);
        running.stop().await?;
        Ok(Report::of(&setup, acts))
    }
}

fn setup(options: Options, addresses: &[String]) -> io::Result<Setup> {
    let [issuer, api, elsewhere] = addresses else {
        return Err(io::Error::other("it does not listen on three ports"));
    };
    let redirect_uri = match options.redirect_uri {
        Some(redirect_uri) => redirect_uri,
        // Free now, and most likely also when the client wants it.
        None => format!("http://{}/callback", TcpListener::bind(("127.0.0.1", 0))?.local_addr()?),
    };
    Ok(Setup {
        issuer: issuer.clone(),
        api: format!("{api}{API_PATH}"),
        elsewhere: elsewhere.replace("127.0.0.1", "localhost"),
        client_id: options.client_id,
        client_secret: options.client_secret,
        redirect_uri,
    })
}
