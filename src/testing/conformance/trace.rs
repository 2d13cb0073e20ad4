//! What was seen of a client: each request that says something of it, in the order in which they came.

use std::time::Duration;

use super::scenario::Scenario;
use crate::testing::journal::Exchange;

/// A scenario that was played.
pub struct Act {
    /// Which.
    pub scenario: &'static Scenario,
    /// What was seen.
    pub events: Vec<Event>,
    /// What was asked and answered.
    pub exchanges: Vec<Exchange>,
    /// How it ended.
    pub ended: String,
    /// The end of what the client's command wrote.
    pub output: String,
    /// How long it took.
    pub took: Duration,
}

/// A request that says something of the client.
#[derive(Debug, Clone)]
pub struct Event {
    /// When it came, by a clock that nobody sets.
    pub at: Duration,
    /// How many others of the same kind were there and not answered yet.
    pub beside: usize,
    /// What it was.
    pub what: What,
}

/// What a request was.
#[derive(Debug, Clone)]
pub enum What {
    /// A browser came to the authorization endpoint.
    Authorization(Authorization),
    /// A request to the token endpoint.
    Token(TokenRequest),
    /// A call of the API.
    Api(ApiCall),
    /// A request to somebody else's API.
    Elsewhere {
        /// Whether it had a token.
        with_token: bool,
    },
    /// A secret stood in an address.
    Leak {
        /// Which kind.
        secret: Leaked,
        /// On which path.
        path: String,
    },
}

/// What must not stand in an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leaked {
    /// An access or refresh token.
    Token,
    /// The client's secret.
    ClientSecret,
}

/// An authorization request (RFC 6749 §4.1.1).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Authorization {
    /// `response_type`.
    pub response_type: String,
    /// `redirect_uri`, if it was sent.
    pub redirect_uri: Option<String>,
    /// `state`, if it was sent and not empty.
    pub state: Option<String>,
    /// `code_challenge`, if it was sent and not empty.
    pub challenge: Option<String>,
    /// `code_challenge_method`, the same.
    pub method: Option<String>,
}

/// A request to the token endpoint.
#[derive(Debug, Clone, Default)]
pub struct TokenRequest {
    /// `grant_type`.
    pub grant_type: String,
    /// Whether the body was a form.
    pub is_form: bool,
    /// The code, if it was one of this scenario.
    pub code: Option<CodeUse>,
    /// `redirect_uri`, if it was sent.
    pub redirect_uri: Option<String>,
    /// `code_verifier`, if it was sent and not empty.
    pub verifier: Option<String>,
    /// The refresh token, if it was one of this scenario.
    pub refresh: Option<RefreshUse>,
    /// How the client said who it is.
    pub client: ClientAuthentication,
    /// What it was answered.
    pub outcome: Outcome,
}

/// A code that came to the token endpoint.
#[derive(Debug, Clone)]
pub struct CodeUse {
    /// The request that it was given to.
    pub authorization: Authorization,
    /// Which time it came, counted from 1.
    pub time: u32,
}

/// A refresh token that came to the token endpoint.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RefreshUse {
    /// Which it was, counted from 1 in the order in which the client got them.
    pub number: u32,
    /// The newest that the client had got then.
    pub newest: u32,
    /// Which time it came, counted from 1.
    pub time: u32,
}

/// How a client said who it is (RFC 6749 §2.3).
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ClientAuthentication {
    /// What `Authorization` had.
    pub basic: Option<Basic>,
    /// Whether the body had a secret that is not empty.
    pub secret_in_body: bool,
    /// Whether the body had `client_id`.
    pub id_in_body: bool,
    /// Whether what it said is right.
    pub is_right: bool,
}

/// `Authorization: Basic`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basic {
    /// Id and secret, form-encoded.
    Encoded,
    /// Id and secret as they are, although that is something else.
    Raw,
    /// The id, with an empty secret.
    NoSecret,
    /// Something else.
    Wrong,
}

/// What a token request was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Outcome {
    /// Tokens.
    Granted,
    /// Tokens, and the connection ended before the answer.
    Cut,
    /// 503 with `Retry-After`.
    Busy,
    /// `invalid_grant` because the script wants it so.
    InvalidGrant,
    /// Another error.
    #[default]
    Refused,
}

/// A call of the API with a token of this scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ApiCall {
    /// Which token it had, counted from 1 in the order of issue.
    pub token: u32,
    /// What it was answered.
    pub outcome: ApiOutcome,
}

/// What a call of the API was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApiOutcome {
    /// 200.
    Served,
    /// 401 `invalid_token`.
    Refused,
    /// 429 with `Retry-After`.
    Busy,
    /// A redirect to another origin.
    Redirected,
}

impl ClientAuthentication {
    /// Whether there was nothing of it.
    pub fn says_nothing(&self) -> bool {
        self.basic.is_none() && !self.secret_in_body && !self.id_in_body
    }
}

impl Act {
    /// Requests to the authorization endpoint.
    pub fn authorizations(&self) -> impl Iterator<Item = &Authorization> {
        self.events.iter().filter_map(|event| match &event.what {
            What::Authorization(request) => Some(request),
            _ => None,
        })
    }

    /// Requests to the token endpoint, each with its event.
    pub fn token_requests(&self) -> impl DoubleEndedIterator<Item = (&Event, &TokenRequest)> {
        self.events.iter().filter_map(|event| match &event.what {
            What::Token(request) => Some((event, request)),
            _ => None,
        })
    }

    /// Requests with a code.
    pub fn exchanges_of_codes(&self) -> impl Iterator<Item = (&TokenRequest, &CodeUse)> {
        self.token_requests().filter_map(|(_, request)| Some((request, request.code.as_ref()?)))
    }

    /// Requests with a refresh token, each with its event.
    pub fn refreshes(&self) -> impl DoubleEndedIterator<Item = (&Event, Outcome, RefreshUse)> {
        self.token_requests().filter_map(|(event, request)| Some((event, request.outcome, request.refresh?)))
    }

    /// Calls of the API, each with its event.
    pub fn api_calls(&self) -> impl Iterator<Item = (&Event, ApiCall)> {
        self.events.iter().filter_map(|event| match event.what {
            What::Api(call) => Some((event, call)),
            _ => None,
        })
    }

    /// Whether the client got tokens for a code.
    pub fn signed_in(&self) -> bool {
        self.exchanges_of_codes().any(|(request, _)| request.outcome == Outcome::Granted)
    }
}
