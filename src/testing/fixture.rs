//! What a test server starts with: a TOML file that says who and what is there, beside any setting of the configuration.
//! How it comes into the store is in [`super::load`]; `docs/testing.md` explains every key.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{fmt, fs};

use serde::de::Visitor;
use serde::{Deserialize, Deserializer};

use crate::clock::Timestamp;
use crate::config::{Config, ConfigError, Engine, parse_duration};
use crate::store::StoreError;

/// The sections that are no settings.
const SECTIONS: [&str; 6] = ["[test]", "[[user]]", "[[app]]", "[[resource_server]]", "[[grant]]", "[[token]]"];
/// What there is when no file is named.
const BUILT_IN: &str = include_str!("built_in.toml");

/// What a test server starts with.
#[derive(Debug, Clone)]
pub struct Fixture {
    /// The settings, with cheap passwords and a store in memory where the file says nothing else.
    pub config: Config,
    /// `[test]`: chance and time.
    pub test: Test,
    /// `[[user]]`, in order.
    pub users: Vec<User>,
    /// `[[app]]`, in order.
    pub apps: Vec<App>,
    /// `[[resource_server]]`, in order.
    pub resource_servers: Vec<ResourceServer>,
    /// `[[grant]]`, in order.
    pub grants: Vec<Grant>,
    /// `[[token]]`, in order.
    pub tokens: Vec<Token>,
}

/// `[test]`: chance and time.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Test {
    /// Makes every id and token the same on each run.
    pub seed: Option<u64>,
    /// What time it is at the start and after each reset; the machine's time when left out.
    pub time: Option<Moment>,
    /// Whether the time stands still until it is moved.
    pub frozen: bool,
}

/// `[[user]]`: an account.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct User {
    /// Its name, by which tests find it.
    pub name: String,
    /// Its address; `NAME@example.org` when left out.
    pub email: Option<String>,
    /// Its password; `NAME-password` when left out.
    pub password: Option<String>,
    /// Whether it is an administrator.
    pub admin: bool,
    /// Whether it is suspended. What was given to it before stays written down.
    pub suspended: bool,
    /// Profile: first name.
    pub first_name: Option<String>,
    /// Profile: last name.
    pub last_name: Option<String>,
    /// Profile: about the person.
    pub bio: Option<String>,
    /// Profile: where the person lives.
    pub location: Option<String>,
    /// What operators note on the account.
    pub attributes: BTreeMap<String, String>,
}

/// `[[app]]`: a client.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct App {
    /// Its name, by which tests find it.
    pub name: String,
    /// The account that registers it; the first administrator when left out.
    pub owner: Option<String>,
    /// Its `client_id`; made up when left out.
    pub client_id: Option<String>,
    /// Its `client_secret`; made up when left out.
    pub client_secret: Option<String>,
    /// Whether it is a public client.
    pub public: bool,
    /// Where answers may go; any port of this machine, path `/callback`, when left out.
    pub redirect_uris: Option<Vec<String>>,
    /// What it may ask for; every scope that anybody can grant when left out.
    pub scope: Option<String>,
    /// Its web site.
    pub website: Option<String>,
    /// What it is for.
    pub description: Option<String>,
}

/// `[[resource_server]]`: an API that introspects tokens.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct ResourceServer {
    /// Its name, by which tests find it.
    pub name: String,
    /// Its `client_id`; made up when left out.
    pub client_id: Option<String>,
    /// Its secret; made up when left out.
    pub client_secret: Option<String>,
}

/// `[[grant]]`: a consent that was given.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Grant {
    /// Who gave it.
    pub user: String,
    /// To which app: its name or its `client_id`.
    pub app: String,
    /// To what; all that the app may ask for and the person can grant when left out.
    pub scope: Option<String>,
    /// How long ago.
    #[serde(deserialize_with = "duration")]
    pub age: Duration,
}

/// `[[token]]`: a pair of tokens that was issued.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Token {
    /// By which tests find it.
    pub name: String,
    /// For whom it acts.
    pub user: String,
    /// To which app it was issued: its name or its `client_id`.
    pub app: String,
    /// What it may do; all that the app may ask for and the person can grant when left out.
    pub scope: Option<String>,
    /// How long ago it was issued.
    #[serde(deserialize_with = "duration")]
    pub age: Duration,
    /// How long the access token lives from then on; `access_token_lifetime` when left out.
    #[serde(deserialize_with = "some_duration")]
    pub lifetime: Option<Duration>,
    /// How long the refresh token lives from then on; `refresh_token_lifetime` when left out.
    #[serde(deserialize_with = "some_duration")]
    pub refresh_lifetime: Option<Duration>,
    /// Whether it was revoked since.
    pub revoked: bool,
}

const MOMENT: &str = r#""2026-11-23T20:24:11Z""#;
const DURATION: &str = r#""10s", "1h" or "30d""#;

/// A moment, as RFC 3339 text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment(pub Timestamp);

impl<'de> Deserialize<'de> for Moment {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = deserializer.deserialize_str(Text(MOMENT))?;
        let not_one = || serde::de::Error::custom(format!("{text:?} is not a moment; write it like {MOMENT}"));
        Timestamp::parse(&text).map(Self).ok_or_else(not_one)
    }
}

/// A duration as in the configuration: `10s`, `1h`, `30d`.
pub(super) fn duration<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Duration, D::Error> {
    let text = deserializer.deserialize_str(Text(DURATION))?;
    parse_duration(&text).map_err(serde::de::Error::custom)
}

/// A text; where something else is written, the error says what to write.
struct Text(&'static str);

impl Visitor<'_> for Text {
    type Value = String;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "a text like {}", self.0)
    }

    fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<String, E> {
        Ok(text.to_owned())
    }
}

/// The same where it may be left out.
pub(super) fn some_duration<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Duration>, D::Error> {
    let text = Option::<String>::deserialize(deserializer)?;
    text.map(|text| parse_duration(&text)).transpose().map_err(serde::de::Error::custom)
}

/// Why a fixture cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum FixtureError {
    /// The file cannot be read.
    #[error("{}: cannot be read: {error}", file.display())]
    Unreadable {
        /// Which.
        file: PathBuf,
        /// Why.
        error: std::io::Error,
    },
    /// A setting is wrong.
    #[error(transparent)]
    Config(#[from] ConfigError),
    /// A table is wrong.
    #[error("{file}:{line}: {why}")]
    Table {
        /// Where.
        file: String,
        /// In which line.
        line: usize,
        /// What, and what to write instead.
        why: String,
    },
    /// What a table asks for cannot be.
    #[error("{what}: {why}")]
    Entry {
        /// Which table: its kind and name.
        what: String,
        /// Why.
        why: String,
    },
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// The tables of a fixture, all others left aside.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Tables {
    test: Test,
    user: Vec<User>,
    app: Vec<App>,
    resource_server: Vec<ResourceServer>,
    grant: Vec<Grant>,
    token: Vec<Token>,
}

impl Fixture {
    /// An administrator `admin`, a user `alice`, a confidential app `web` and a public app `phone`.
    ///
    /// # Errors
    /// None that a release has: a test reads it.
    pub fn built_in() -> Result<Self, FixtureError> {
        Self::parse(BUILT_IN, Path::new("the built-in fixture"))
    }

    /// Reads the file at `path`.
    ///
    /// # Errors
    /// A file that cannot be read, and everything [`Fixture::parse`] refuses.
    pub fn read(path: &Path) -> Result<Self, FixtureError> {
        let text =
            fs::read_to_string(path).map_err(|error| FixtureError::Unreadable { file: path.to_owned(), error })?;
        Self::parse(&text, path)
    }

    /// Reads the text of a file; `origin` is where it stands, for errors.
    ///
    /// # Errors
    /// What is not TOML, a section or key that does not exist, a value of the wrong kind: each with its line.
    pub fn parse(text: &str, origin: &Path) -> Result<Self, FixtureError> {
        let config = settings().changed_by(text, origin, &SECTIONS)?;
        let Tables { test, user, app, resource_server, grant, token } = toml::from_str(text).map_err(|error| {
            let before = error.span().map_or("", |span| text.get(..span.start).unwrap_or_default());
            let (file, line) = (origin.display().to_string(), before.matches('\n').count() + 1);
            FixtureError::Table { file, line, why: error.message().lines().collect::<Vec<_>>().join("; ") }
        })?;
        let fixture = Self {
            config,
            test,
            users: user,
            apps: app,
            resource_servers: resource_server,
            grants: grant,
            tokens: token,
        };
        fixture.refuse_namesakes()?;
        Ok(fixture)
    }

    /// Tests find everything by its name.
    fn refuse_namesakes(&self) -> Result<(), FixtureError> {
        let names = |kind: &'static str, names: Vec<&str>| {
            for (index, name) in names.iter().enumerate() {
                let why = match *name {
                    "" => "every one needs a name, by which tests find it",
                    _ if names.iter().take(index).any(|other| other == name) => "the name stands there twice",
                    _ => continue,
                };
                return Err(FixtureError::Entry { what: format!("[[{kind}]] {name:?}"), why: why.to_owned() });
            }
            Ok(())
        };
        names("user", self.users.iter().map(|user| user.name.as_str()).collect())?;
        names("app", self.apps.iter().map(|app| app.name.as_str()).collect())?;
        names("resource_server", self.resource_servers.iter().map(|server| server.name.as_str()).collect())?;
        names("token", self.tokens.iter().map(|token| token.name.as_str()).collect())
    }
}

/// What a test server has where its fixture says nothing: passwords that cost nothing, a store in memory, a free port.
fn settings() -> Config {
    let mut config = Config::default();
    config.server.listen = vec![crate::config::Listen::Tcp(([127, 0, 0, 1], 0).into())];
    config.accounts.argon2_memory = 8 * 1024;
    config.accounts.argon2_iterations = 1;
    config.accounts.argon2_concurrency = 8;
    config.accounts.password_min_strength = 0;
    config.storage.engine = Engine::Memory;
    config.storage.memory = 16 * 1024 * 1024;
    config.storage.cache = Some(1024 * 1024);
    config
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refusal(text: &str) -> String {
        Fixture::parse(text, Path::new("f.toml")).unwrap_err().to_string()
    }

    #[test]
    fn the_built_in_one_is_read() {
        let fixture = Fixture::built_in().unwrap();
        assert_eq!(fixture.users.iter().map(|user| user.name.as_str()).collect::<Vec<_>>(), ["admin", "alice"]);
        assert_eq!(fixture.config.storage.engine, Engine::Memory);
    }

    #[test]
    fn settings_stand_beside_what_is_there() {
        let text = "[oauth]\ncode_lifetime = \"5s\"\n[storage]\nengine = \"sled\"\n[test]\nseed = 7\n\
                    time = \"2026-11-23T20:24:11Z\"\n[[user]]\nname = \"eve\"\n[[token]]\nname = \"t\"\nuser = \"eve\"\n\
                    app = \"web\"\nage = \"2h\"\nlifetime = \"1h\"";
        let fixture = Fixture::parse(text, Path::new("f.toml")).unwrap();
        assert_eq!(fixture.config.oauth.code_lifetime, Duration::from_secs(5));
        assert_eq!(fixture.config.storage.engine, Engine::Sled);
        assert_eq!(fixture.config.accounts.argon2_memory, 8 * 1024);
        assert_eq!(fixture.test.time.unwrap().0.iso8601(), "2026-11-23T20:24:11Z");
        assert_eq!(fixture.tokens[0].age, Duration::from_secs(2 * 3600));
    }

    #[test]
    fn what_cannot_be_meant_is_refused_with_its_line() {
        for (text, expected) in [
            ("[[users]]\nname = \"eve\"", "f.toml:1: unknown section [[users]]; did you mean [[user]]?"),
            ("[tests]\nseed = 7", "did you mean [test]?"),
            ("\n[[user]]\nnaem = \"eve\"", "f.toml:3: unknown field `naem`"),
            ("[[token]]\nname = \"t\"\nage = \"2 hours\"", "f.toml:3: \"2 hours\" is not a duration"),
            ("[test]\ntime = \"noon\"", "f.toml:2: \"noon\" is not a moment"),
            ("[test]\ntime = 2026-11-23T20:24:11Z", "f.toml:2: invalid type: map, expected a text like \"2026-11-23"),
            ("[[token]]\nname = \"t\"\nage = 5", "f.toml:3: invalid type: integer `5`, expected a text like \"10s\""),
            ("[oauth]\ncode_lifetime = 5", "f.toml:2: oauth.code_lifetime"),
            ("[[user]]\nname = \"eve\"\n[[user]]\nname = \"eve\"", "[[user]] \"eve\": the name stands there twice"),
            ("[[app]]\nscope = \"profile:read\"", "[[app]] \"\": every one needs a name"),
        ] {
            let refused = refusal(text);
            assert!(refused.contains(expected), "{text}\n{refused}");
        }
    }
}
