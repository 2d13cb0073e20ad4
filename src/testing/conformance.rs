//! The client conformance kit: a scripted authorization server and a protected resource that look at what a client does.
//! `grantd test-client` plays it; `docs/testing.md` explains it.
//!
//! A run is a list of [`scenario`]s. Each is one sign-in and some API calls, in which one thing happens that a client meets
//! seldom: an answer is lost, a token expires, the answer of somebody else comes back. What the client sent is kept as
//! [`trace`], and [`judge`] holds it against the RFCs when all is over.
//!
//! The script is lenient where a real server is strict: a client that is wrong in one thing can go on and show the rest.
//! What serves HTTP is the daemon of a test server with the script before it (see [`crate::daemon::Front`]).
//!
//! | file | what |
//! |---|---|
//! | [`scenario`] | what happens in each scenario |
//! | [`stage`] | one scenario while it is played: its codes, its tokens, what was seen |
//! | `script`, `authorize`, `token`, `api` | what requests are answered, endpoint by endpoint |
//! | [`trace`] | what was seen |
//! | [`judge`] | what is to be said of it |
//! | [`report`] | how that is written: text, JSON, JUnit |
//! | [`run`], `drive`, `browser` | a run from its start to its end; the client's own command; what goes where a browser would go |

mod api;
mod authorize;
mod browser;
mod drive;
pub mod judge;
pub mod report;
pub mod run;
pub mod scenario;
mod script;
pub mod stage;
mod token;
pub mod trace;

/// What the client under test is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Setup {
    /// The issuer, below which the endpoints are.
    pub issuer: String,
    /// The protected resource.
    pub api: String,
    /// The origin of somebody else's API.
    pub elsewhere: String,
    /// The client's id.
    pub client_id: String,
    /// Its secret; a public client has none.
    pub client_secret: Option<String>,
    /// Where it wants its answers.
    pub redirect_uri: String,
}

/// The path of the authorization endpoint.
const AUTHORIZATION_PATH: &str = "/authorize";
/// The path of the token endpoint.
const TOKEN_PATH: &str = "/token";
/// The path of the protected resource.
const API_PATH: &str = "/notes";
/// The scope of the protected resource.
pub const SCOPE: &str = "notes:read";

impl Setup {
    /// The authorization endpoint.
    pub fn authorization_endpoint(&self) -> String {
        format!("{}{AUTHORIZATION_PATH}", self.issuer)
    }

    /// The token endpoint.
    pub fn token_endpoint(&self) -> String {
        format!("{}{TOKEN_PATH}", self.issuer)
    }

    /// What the client is told, by the names of the variables in its environment.
    pub fn told(&self) -> Vec<(&'static str, String)> {
        let mut told = vec![
            ("OAUTH_ISSUER", self.issuer.clone()),
            ("OAUTH_AUTHORIZATION_ENDPOINT", self.authorization_endpoint()),
            ("OAUTH_TOKEN_ENDPOINT", self.token_endpoint()),
            ("OAUTH_CLIENT_ID", self.client_id.clone()),
        ];
        told.extend(self.client_secret.clone().map(|secret| ("OAUTH_CLIENT_SECRET", secret)));
        told.push(("OAUTH_REDIRECT_URI", self.redirect_uri.clone()));
        told.push(("OAUTH_SCOPE", SCOPE.to_owned()));
        told.push(("API_URL", self.api.clone()));
        told
    }
}
