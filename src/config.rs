//! What the operator can set: the TOML file as a checked [`Config`].
//!
//! This file holds what each setting means and its default. Beneath it: [`keys`] names every key once, `document` reads
//! values and their lines out of the TOML, `sense` refuses what makes no sense, `file` finds the file, `show` prints what is
//! in force, and `units`, `accent`, `address`, `choice`, `claims`, `scopes`, `scope_groups`, `route_path` and `routes` are the values themselves. The command line is not read here: it
//! changes a loaded [`Config`] and calls [`Config::check`] again.

mod accent;
mod address;
mod choice;
mod claims;
mod conflicts;
mod document;
mod error;
mod file;
mod keys;
mod rate;
mod route_path;
mod routes;
mod scope_groups;
mod scopes;
mod sense;
mod show;
#[cfg(test)]
mod tests;
mod units;
mod value;

use std::path::PathBuf;
use std::time::Duration;

use ipnet::IpNet;

use crate::language::Language;
pub use accent::Accent;
pub use address::{Listen, MetricsListen, PublicUrl};
pub use choice::{AppApproval, Durability, Engine, Identity, Pkce, RouteRole, SecondFactorFor};
pub use claims::{ClaimSource, Claims};
pub use error::ConfigError;
pub use rate::Rate;
pub use route_path::{RoutePath, Segment, fold};
pub use routes::{Route, Upstream, UpstreamUrl, Verb};
pub use scope_groups::{ScopeGroup, Titles};
pub use scopes::{Descriptions, Scope, Scopes};
pub use sense::restart_needed;
pub use units::{format_duration, format_size, parse_duration, parse_size, rounded_size};

/// Everything the operator can set, checked. `Display` writes it as TOML that reads back to the same settings.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Config {
    /// `[server]`: addresses, limits, where the data lives.
    pub server: Server,
    /// `[oauth]`: lifetimes and rules of the protocol.
    pub oauth: OAuth,
    /// `[accounts]`: sign-up, passwords, sessions, login throttling.
    pub accounts: Accounts,
    /// `[instance]`: what people see this server as.
    pub instance: Instance,
    /// `[limits]`: how often one address, account or client may ask.
    pub limits: Limits,
    /// `[storage]`: the store and its upkeep.
    pub storage: Storage,
    /// `[backup]`: copies that are written by themselves.
    pub backup: Backup,
    /// `[audit]`: what is kept of what has happened.
    pub audit: Audit,
    /// `[[scope]]`: what an app may ask for.
    pub scopes: Scopes,
    /// `[[scope_group]]`: what those are called that are about the same.
    pub scope_groups: Vec<ScopeGroup>,
    /// `[[route]]`: which request needs which scope.
    pub routes: Vec<Route>,
    /// `[[upstream]]`: who answers the requests that are let through.
    pub upstreams: Vec<Upstream>,
    /// `[compat]`: departures from the standards that older clients need.
    pub compat: Compat,
    /// The file it was read from; `None` for the built-in defaults.
    pub source: Option<PathBuf>,
}

/// `[server]`: addresses, limits, where the data lives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Server {
    /// Where to accept connections: at least one place, none of them twice.
    pub listen: Vec<Listen>,
    /// The origin under which browsers and clients reach grantd: the issuer (RFC 8414 §2). `None` when neither file nor
    /// command line sets it.
    pub public_url: Option<PublicUrl>,
    /// Allows a `public_url` in plain http beyond loopback.
    pub insecure_http: bool,
    /// The directory of the store and the administration socket; a relative one starts at the working directory.
    pub data_dir: PathBuf,
    /// Networks whose `X-Forwarded-*` headers are believed. An address alone is a network of one.
    pub trusted_proxies: Vec<IpNet>,
    /// The certificate to speak TLS with on every TCP address, as a PEM file: the server's own first, then what leads up to
    /// its authority. Set together with `tls_key` or not at all.
    pub tls_cert: Option<PathBuf>,
    /// The certificate's key, as a PEM file.
    pub tls_key: Option<PathBuf>,
    /// Connections open at once, 1 to 1,000,000.
    pub max_connections: usize,
    /// How many of them one address may have, 0 for all; twice as many for a /48 of IPv6. This machine itself, trusted
    /// proxies and Unix sockets may have all.
    pub max_connections_per_address: usize,
    /// The time a client has to send one whole request, 1 ms to 1 h.
    pub request_timeout: Duration,
    /// How long a kept-alive connection may wait for its next request, 1 ms to 1 d.
    pub idle_timeout: Duration,
    /// Where `/metrics` is answered and nothing else; never where clients come.
    pub metrics_listen: MetricsListen,
}

impl Default for Server {
    fn default() -> Self {
        Self {
            listen: vec![Listen::Tcp(([127, 0, 0, 1], 8080).into())],
            public_url: None,
            insecure_http: false,
            data_dir: PathBuf::from("data"),
            trusted_proxies: Vec::new(),
            tls_cert: None,
            tls_key: None,
            max_connections: 1024,
            max_connections_per_address: 128,
            request_timeout: Duration::from_secs(30),
            idle_timeout: Duration::from_secs(75),
            metrics_listen: MetricsListen::default(),
        }
    }
}

/// `[oauth]`: lifetimes and rules of the protocol.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OAuth {
    /// How long an authorization code may be spent, 1 s to 10 min (RFC 6749 §4.1.2).
    pub code_lifetime: Duration,
    /// How long an access token is good, from 1 s; not longer than the refresh token.
    pub access_token_lifetime: Duration,
    /// How long a refresh token is good, counted again from each rotation; from 1 s.
    pub refresh_token_lifetime: Duration,
    /// How long a replaced refresh token still works, for answers lost on the way; less than 10 min, 0 for not at all.
    pub refresh_reuse_grace: Duration,
    /// Whether confidential clients must use PKCE (RFC 7636). Public clients always must.
    pub pkce: Pkce,
    /// Whether a consent once given answers for the same app and scopes without asking again.
    pub remember_consent: bool,
    /// Whether what people who are no administrators register waits for approval. It holds for what is registered and
    /// changed from then on.
    pub app_approval: AppApproval,
    /// Private-use URI schemes without a dot that redirect URIs may have (RFC 8252 §7.1), in lower case.
    pub extra_redirect_schemes: Vec<String>,
    /// How long a client secret that was replaced may go on working, at most; up to 90 d, 0 for not at all.
    pub secret_overlap: Duration,
}

impl Default for OAuth {
    fn default() -> Self {
        Self {
            code_lifetime: Duration::from_secs(60),
            access_token_lifetime: Duration::from_secs(60 * 60),
            refresh_token_lifetime: Duration::from_secs(30 * 24 * 60 * 60),
            refresh_reuse_grace: Duration::from_secs(10),
            pkce: Pkce::Recommended,
            remember_consent: false,
            app_approval: AppApproval::None,
            extra_redirect_schemes: Vec::new(),
            secret_overlap: Duration::from_secs(7 * 24 * 60 * 60),
        }
    }
}

/// `[accounts]`: sign-up, passwords, sessions, login throttling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accounts {
    /// Whether anyone may open an account. A new instance starts with this; later the instance's own setting holds.
    pub registration: bool,
    /// The shortest password taken, in characters, 4 to 128.
    pub password_min_length: usize,
    /// How hard to guess a password must be, 0 to 4 as zxcvbn counts; 0 asks for nothing.
    pub password_min_strength: u32,
    /// How long a session may lie unused before it ends, from 1 s.
    pub session_lifetime: Duration,
    /// Argon2id memory for one hash, in bytes: whole KiB, 8 KiB for each lane at least, 1 GiB at most (RFC 9106 §3.1).
    pub argon2_memory: u64,
    /// Argon2id passes over that memory, 1 to 100.
    pub argon2_iterations: u32,
    /// Argon2id lanes, 1 to 255.
    pub argon2_parallelism: u32,
    /// Hashes computed at once, 1 to 256; the memory above counts once for each.
    pub argon2_concurrency: usize,
    /// Failed sign-ins before the next one has to wait, 1 to 1,000.
    pub login_free_attempts: u32,
    /// The longest such wait, 1 s to 1 d.
    pub login_max_delay: Duration,
    /// Who must have a second factor.
    pub second_factor: SecondFactorFor,
    /// The file with the key that the secrets of authenticator apps are encrypted with; without one they are stored in clear.
    pub second_factor_key_file: Option<PathBuf>,
    /// The domain that passkeys are bound to: the host of `public_url`, or one above it. Another one makes those useless that
    /// there are.
    pub passkey_domain: Option<String>,
    /// How long after the sign-in, or after the last time, nobody is asked again before a step that could do harm; up to 1 d,
    /// 0 for never asking again.
    pub confirm_again: Duration,
}

impl Default for Accounts {
    fn default() -> Self {
        Self {
            registration: false,
            password_min_length: 8,
            password_min_strength: 2,
            session_lifetime: Duration::from_secs(30 * 24 * 60 * 60),
            argon2_memory: 19 * 1024 * 1024,
            argon2_iterations: 2,
            argon2_parallelism: 1,
            argon2_concurrency: 1,
            login_free_attempts: 5,
            login_max_delay: Duration::from_secs(5 * 60),
            second_factor: SecondFactorFor::Optional,
            second_factor_key_file: None,
            passkey_domain: None,
            confirm_again: Duration::from_secs(10 * 60),
        }
    }
}

/// `[instance]`: what people see this server as.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instance {
    /// The name on every page, one line of 100 bytes at most; later the instance's own setting holds.
    pub name: String,
    /// A picture shown beside the name: PNG, WebP or SVG, 10 KiB at most.
    pub logo: Option<PathBuf>,
    /// In which language the pages speak to those who ask for none of those there are.
    pub language: Language,
    /// The colour of links and buttons. The pages use shades of it that can be read in both themes.
    pub accent: Accent,
}

impl Default for Instance {
    fn default() -> Self {
        Self { name: "grantd".to_owned(), logo: None, language: Language::default(), accent: Accent::default() }
    }
}

/// `[limits]`: how often one address, account or client may ask. An address of IPv6 is its first 64 bits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Sign-ins from one address.
    pub login: Rate,
    /// Accounts that people open from one address.
    pub register: Rate,
    /// Apps that one account registers.
    pub apps: Rate,
    /// Tries of one-time links from one address that lead nowhere.
    pub links: Rate,
    /// Token requests from one address.
    pub token: Rate,
    /// Token requests of one confidential client, wherever they come from.
    pub client: Rate,
    /// Failed client authentications from one address.
    pub client_failures: Rate,
}

impl Limits {
    /// No limits at all.
    pub const OFF: Self = Self {
        login: Rate::Off,
        register: Rate::Off,
        apps: Rate::Off,
        links: Rate::Off,
        token: Rate::Off,
        client: Rate::Off,
        client_failures: Rate::Off,
    };
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            login: Rate::of(120, 60),
            register: Rate::of(60, 60 * 60),
            apps: Rate::of(60, 60 * 60),
            links: Rate::of(60, 60 * 60),
            token: Rate::of(600, 60),
            client: Rate::of(1200, 60),
            client_failures: Rate::of(120, 60),
        }
    }
}

/// `[storage]`: the store and its upkeep.
#[derive(Debug, Clone, PartialEq)]
pub struct Storage {
    /// What keeps the records.
    pub engine: Engine,
    /// How much memory the daemon may take, in bytes, 16 MiB to 1 TiB: what is resident, but for password hashes and, for a
    /// moment, a rewriting of the store.
    pub memory: u64,
    /// Which part of it the engine's pages may take, 64 KiB to 4 GiB; a sixth where it is not set. What the engine needs to
    /// find them comes to that.
    pub cache: Option<u64>,
    /// When a write counts as done.
    pub durability: Durability,
    /// The most that [`Durability::Relaxed`] can lose, 1 ms to 1 min. [`Durability::Strict`] does not use it.
    pub flush_every: Duration,
    /// Time between two sweeps of what has expired, 1 s to 1 d.
    pub sweep_interval: Duration,
    /// The store is rewritten, while it works, when it is more than this many times as large as its live data: 0 for never,
    /// otherwise above 1 and up to 1,000.
    pub compact_when: f64,
    /// A store that is not larger than this is not rewritten, in bytes.
    pub compact_above: u64,
    /// Nothing is written when less than this is free on the disk, in bytes; 0 for not to look.
    pub keep_free: u64,
}

impl Default for Storage {
    fn default() -> Self {
        Self {
            engine: Engine::Sled,
            memory: 96 * 1024 * 1024,
            cache: None,
            durability: Durability::Strict,
            flush_every: Duration::from_millis(500),
            sweep_interval: Duration::from_secs(60),
            compact_when: 2.5,
            compact_above: 4 * 1024 * 1024,
            keep_free: 16 * 1024 * 1024,
        }
    }
}

impl Storage {
    /// How much memory the engine's pages may take, in bytes.
    pub fn pages(&self) -> u64 {
        self.cache.unwrap_or(self.memory / 6)
    }
}

/// `[backup]`: copies that are written by themselves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Backup {
    /// The time between two, 1 s to 365 d; zero for none at all.
    pub every: Duration,
    /// How many are kept, 1 to 10,000.
    pub keep: usize,
    /// The directory they go to; a relative one starts at the data directory.
    pub dir: PathBuf,
}

impl Default for Backup {
    fn default() -> Self {
        Self { every: Duration::ZERO, keep: 7, dir: PathBuf::from("backups") }
    }
}

/// `[audit]`: what is kept of what has happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audit {
    /// How large a file of the audit log may grow before it is set aside, 64 KiB to 1 GiB.
    pub file_size: u64,
    /// How many files that were set aside are kept, up to 10,000, of each of the two logs.
    pub keep: usize,
    /// How long accounts see what happened to them, from 1 d.
    pub events_kept: Duration,
    /// Whether events are in the daemon's own log as well.
    pub log: bool,
}

impl Default for Audit {
    fn default() -> Self {
        Self { file_size: 8 * 1024 * 1024, keep: 5, events_kept: Duration::from_secs(90 * 24 * 60 * 60), log: true }
    }
}

/// `[compat]`: departures from the standards that older clients need, all off by default.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Compat {
    /// A redirect URI that is not registered is ignored and the first registered one used, as FitTrackee does.
    pub fittrackee_redirects: bool,
}
