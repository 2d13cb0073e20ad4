//! One run: the servers started, every operation measured, everything printed.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use crate::ceilings::{Commits, argon2};
use crate::contest::{Contender, Kind, Sample, Table, compete};
use crate::loader::{Operation, Pace, load, once, repeat};
use crate::offer::{Offer, Validation};
use crate::operations::{Flow, Mixed, Pair, Refreshing, Validating, validation_request};
use crate::processes::{processor_time, resident};
use crate::servers::{self, BareServer, PEERS, Server, SignIn};
use crate::wire::setting;
use crate::{goals, report};

/// How many live sign-ins memory is measured with.
const LIVE: u64 = 20_000;

/// How many sign in at once: Argon2 is computed for one at a time.
const SIGNING_IN: usize = 2;

pub struct Settings {
    pub connections: usize,
    pub rounds: usize,
    pub round: Duration,
    pub pace: Pace,
}

/// Resident megabytes of a server: before, and after everything.
pub struct Memory {
    pub name: String,
    pub idle: f64,
    pub after: f64,
}

/// The whole of it.
pub fn run() {
    let settings = Settings {
        connections: setting("CONNECTIONS", 64),
        rounds: setting("ROUNDS", 5),
        round: Duration::from_secs_f64(setting("ROUND_SECONDS", 2.0)),
        pace: std::env::var("RATE").map_or(Pace::Closed, |_| Pace::Open(setting("RATE", 0.0))),
    };
    let base = std::env::var_os("DIR").map_or_else(std::env::temp_dir, PathBuf::from);
    let dir = tempfile::tempdir_in(base).unwrap();
    let (servers, skipped) = start_all(dir.path());
    let memory_of = |server: &Server| resident(&server.offer.processes);
    let idle: Vec<f64> = servers.iter().map(memory_of).collect();
    let run = Run { settings: &settings, servers: &servers, dir: dir.path() };
    let tables = run.tables();
    let memory: Vec<_> = servers
        .iter()
        .zip(idle)
        .map(|(server, idle)| Memory { name: server.offer.name.clone(), idle, after: memory_of(server) })
        .collect();
    drop(servers);
    let live = wanted("OPERATIONS", "memory").then(|| with_live_tokens(&place(dir.path(), "live"), &settings));
    report::print(&settings, &tables, &memory, live, &skipped);
    goals::print(&tables, &memory, live);
}

/// grantd first, then the peers that can be had; and why the others cannot.
fn start_all(dir: &Path) -> (Vec<Server>, Vec<String>) {
    let mut servers = vec![servers::grantd(&place(dir, "grantd")).unwrap_or_else(|why| panic!("grantd: {why}"))];
    let mut skipped = Vec::new();
    for peer in PEERS.iter().filter(|peer| wanted("PEERS", peer.key)) {
        eprintln!("starting {}", peer.key);
        let tried =
            |server: Server| sign_ins(&server.offer, 1).and_then(|pairs| check(&server.offer, &pairs)).map(|()| server);
        match peer.start(&place(dir, peer.key)).and_then(tried) {
            Ok(server) => servers.push(server),
            Err(why) => {
                eprintln!("SKIPPED: {}: {why}", peer.key);
                skipped.push(format!("{}: {why}", peer.key));
            }
        }
    }
    (servers, skipped)
}

struct Run<'a> {
    settings: &'a Settings,
    servers: &'a [Server],
    dir: &'a Path,
}

impl<'a> Run<'a> {
    fn tables(&self) -> Vec<Table> {
        let all = [Self::validation, Self::refresh, Self::flow, Self::mixed, Self::sign_in];
        let names = ["validation", "refresh", "flow", "mixed", "sign-in"];
        let wanted = names.iter().zip(all).filter(|(name, _)| wanted("OPERATIONS", name));
        wanted.map(|(_, measure)| measure(self)).collect()
    }

    fn validation(&self) -> Table {
        let own = &self.servers[0].offer;
        let pairs = sign_ins(own, 1).unwrap_or_else(|why| panic!("grantd: {why}"));
        let mut contenders = Vec::new();
        for server in self.servers {
            for validation in &server.offer.validations {
                contenders.push(self.validating(&server.offer, validation));
            }
        }
        for validation in &own.validations {
            let (bare, same) = BareServer::like(own.address, &validation_request(validation, &pairs[0].access));
            let (mut clients, pace) = (vec![same; self.settings.connections], self.settings.pace);
            contenders.push(Contender {
                label: format!("bare hyper, as {}", validation.kind),
                kind: Kind::Ceiling,
                beside: label(own, &validation.kind),
                round: Box::new(move |duration| measured(bare.address, &[bare.id()], &mut clients, pace, duration)),
            });
        }
        self.compete("validation", "Is this access token good", contenders)
    }

    fn validating(&self, offer: &'a Arc<Offer>, validation: &'a Validation) -> Contender<'a> {
        let own = &self.servers[0].offer;
        let same = own.validations.iter().find(|other| other.kind == validation.kind);
        let pace = self.settings.pace;
        let round = self.sign_ins(offer).map(|pairs| {
            let mut clients: Vec<_> =
                pairs.iter().map(|pair| Validating::new(validation, std::slice::from_ref(pair))).collect();
            move |duration| measured(offer.address, &offer.processes, &mut clients, pace, duration)
        });
        Contender {
            label: label(offer, &validation.kind),
            beside: label(own, same.map_or("introspection", |same| &same.kind)),
            ..self.contender(offer, round)
        }
    }

    fn refresh(&self) -> Table {
        let commits = &Commits::over(&place(self.dir, "commits"));
        let own = &self.servers[0].offer.name;
        let mut contenders: Vec<_> = self.servers.iter().map(|server| self.refreshing(&server.offer)).collect();
        let tasks = u8::try_from(self.settings.connections).unwrap_or(u8::MAX);
        for (label, tasks) in [("group commit, no HTTP", tasks), ("one commit after another", 1)] {
            contenders.push(Contender {
                label: label.to_owned(),
                kind: Kind::Ceiling,
                beside: own.clone(),
                round: Box::new(move |duration| Ok(commits.round(tasks, duration))),
            });
        }
        self.compete("refresh", "Refresh, with rotation", contenders)
    }

    fn refreshing(&self, offer: &'a Arc<Offer>) -> Contender<'a> {
        let pace = self.settings.pace;
        let round = self.sign_ins(offer).map(|pairs| {
            let mut clients: Vec<_> = pairs.into_iter().map(|pair| Refreshing::new(offer, pair)).collect();
            move |duration| {
                let sample = measured(offer.address, &offer.processes, &mut clients, pace, duration)?;
                let pairs: Vec<_> = clients.iter().map(|client| client.pair.clone()).collect();
                check(offer, &pairs).map(|()| sample)
            }
        });
        self.contender(offer, round)
    }

    fn flow(&self) -> Table {
        let Settings { connections, pace, .. } = *self.settings;
        let contenders = self.servers.iter().map(|server| {
            let offer = &server.offer;
            let round = move |duration| {
                let mut clients = flows(offer, connections);
                let sample = measured(offer.address, &offer.processes, &mut clients, pace, duration)?;
                let last: Vec<_> = clients.iter().filter_map(|client| client.given.last().cloned()).collect();
                check(offer, &last).map(|()| sample)
            };
            self.contender(offer, Ok(round))
        });
        self.compete("flow", "The whole code flow: authorize, then exchange, with PKCE", contenders.collect())
    }

    /// At half of the rate that each server reaches with the same mix.
    fn mixed(&self) -> Table {
        let contenders = self.servers.iter().map(|server| {
            let offer = &server.offer;
            let round = self.mixing(offer).map(|mut clients| {
                move |duration| {
                    let most = measured(offer.address, &offer.processes, &mut clients, Pace::Closed, duration)?;
                    let half = Pace::Open(most.rate / 2.0);
                    measured(offer.address, &offer.processes, &mut clients, half, duration)
                }
            });
            self.contender(offer, round)
        });
        let title = "Nine validations to one refresh, at half of the rate that each reaches (open loop)";
        self.compete("mixed", title, contenders.collect())
    }

    fn mixing(&self, offer: &Arc<Offer>) -> Result<Vec<Mixed>, String> {
        let (refreshed, asked) = (self.sign_ins(offer)?, self.sign_ins(offer)?);
        let pairs = refreshed.into_iter().zip(asked).zip(0..);
        Ok(pairs
            .map(|((refreshed, asked), begun)| Mixed {
                validating: Validating::new(&offer.validations[0], &[asked]),
                refreshing: Refreshing::new(offer, refreshed),
                begun,
            })
            .collect())
    }

    fn sign_in(&self) -> Table {
        let own = &self.servers[0].offer;
        let mut clients = vec![SignIn::default(); SIGNING_IN];
        let round = move |duration| measured(own.address, &own.processes, &mut clients, Pace::Closed, duration);
        let argon2 = Contender {
            label: "Argon2 alone".to_owned(),
            kind: Kind::Ceiling,
            beside: own.name.clone(),
            round: Box::new(|duration| Ok(argon2(duration))),
        };
        self.compete("sign-in", "Sign-in with a password, two at once", vec![self.contender(own, Ok(round)), argon2])
    }

    /// A server in the contest; one that could not be made ready gives its reason in place of a round.
    fn contender<R>(&self, offer: &'a Offer, round: Result<R, String>) -> Contender<'a>
    where
        R: FnMut(Duration) -> Result<Sample, String> + 'a,
    {
        Contender {
            label: offer.name.clone(),
            kind: kind(offer),
            beside: self.servers[0].offer.name.clone(),
            round: match round {
                Ok(round) => Box::new(round),
                Err(why) => Box::new(move |_| Err(why.clone())),
            },
        }
    }

    fn compete(&self, operation: &'static str, title: &'static str, contenders: Vec<Contender<'_>>) -> Table {
        compete(operation, title, contenders, self.settings.rounds, self.settings.round)
    }

    /// A new pair of tokens for each connection.
    fn sign_ins(&self, offer: &Arc<Offer>) -> Result<Vec<Pair>, String> {
        sign_ins(offer, self.settings.connections)
    }
}

fn sign_ins(offer: &Arc<Offer>, connections: usize) -> Result<Vec<Pair>, String> {
    let mut clients = flows(offer, connections);
    once(offer.address, &mut clients)?;
    Ok(clients.into_iter().flat_map(|client| client.given).collect())
}

fn flows(offer: &Arc<Offer>, connections: usize) -> Vec<Flow> {
    (0..connections).map(|number| Flow::new(offer, number)).collect()
}

/// Whether tokens that a round gave are really good.
fn check(offer: &Offer, pairs: &[Pair]) -> Result<(), String> {
    let mut asked: Vec<_> =
        pairs.iter().map(|pair| Validating::new(&offer.validations[0], std::slice::from_ref(pair))).collect();
    once(offer.address, &mut asked).map_err(|why| format!("a token that it gave is not good: {why}"))
}

fn measured<O: Operation>(
    address: std::net::SocketAddr,
    processes: &[u32],
    clients: &mut [O],
    pace: Pace,
    duration: Duration,
) -> Result<Sample, String> {
    let before = processor_time(processes);
    let load = load(address, clients, pace, duration)?;
    let server = processor_time(processes).saturating_sub(before);
    Ok(Sample {
        rate: load.rate(),
        half: load.percentile(50.0),
        most: load.percentile(99.0),
        server: server.as_secs_f64() / load.done as f64,
        load: load.own.as_secs_f64() / load.elapsed.as_secs_f64(),
    })
}

/// Resident megabytes of a grantd with so many live sign-ins, of which each access token was used.
fn with_live_tokens(dir: &Path, settings: &Settings) -> f64 {
    let server = servers::grantd(dir).unwrap();
    let offer = &server.offer;
    let mut clients = flows(offer, settings.connections);
    repeat(offer.address, &mut clients, LIVE).unwrap();
    let mut asked: Vec<_> =
        clients.iter().map(|client| Validating::new(&offer.validations[0], &client.given)).collect();
    repeat(offer.address, &mut asked, 2 * LIVE).unwrap();
    resident(&offer.processes)
}

fn label(offer: &Offer, kind: &str) -> String {
    format!("{}, {kind}", offer.name)
}

fn kind(offer: &Offer) -> Kind {
    match (offer.name.starts_with("grantd"), offer.durable) {
        (true, _) => Kind::Grantd,
        (false, true) => Kind::Durable,
        (false, false) => Kind::InMemory,
    }
}

/// Whether the environment asks for this one, or for no one in particular.
fn wanted(setting: &str, name: &str) -> bool {
    std::env::var(setting).map_or(true, |words| words.split(',').any(|word| name.contains(word)))
}

fn place(dir: &Path, name: &str) -> PathBuf {
    let place = dir.join(name);
    std::fs::create_dir(&place).unwrap();
    place
}
