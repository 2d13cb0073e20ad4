//! What a client reads when it is refused (RFC 6749 §4.1.2.1, §5.2; RFC 7009 §2.2.1).

use std::borrow::Cow;
use std::fmt;

use crate::limits::TooMany;
use crate::secret::RandomError;
use crate::store::StoreError;

/// The registered error codes that grantd sends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ErrorCode {
    /// A parameter is missing, repeated, malformed or contradicts another.
    InvalidRequest,
    /// Client authentication failed.
    InvalidClient,
    /// The code or refresh token is wrong, expired, revoked, or somebody else's.
    InvalidGrant,
    /// Not a grant type of this server.
    UnsupportedGrantType,
    /// Nothing of the requested scope can be given.
    InvalidScope,
    /// The person, or the state of their account, said no.
    AccessDenied,
    /// Nobody is signed in, and nobody may be asked to (OpenID Connect Core §3.1.2.6).
    LoginRequired,
    /// The person has to consent, and may not be asked (OpenID Connect Core §3.1.2.6).
    ConsentRequired,
    /// The person has to do something else first, and may not be asked to (OpenID Connect Core §3.1.2.6).
    InteractionRequired,
    /// Not a response type of this server.
    UnsupportedResponseType,
    /// Something failed inside.
    ServerError,
    /// Too busy just now.
    TemporarilyUnavailable,
}

impl ErrorCode {
    /// The code as it is sent.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::InvalidRequest => "invalid_request",
            Self::InvalidClient => "invalid_client",
            Self::InvalidGrant => "invalid_grant",
            Self::UnsupportedGrantType => "unsupported_grant_type",
            Self::InvalidScope => "invalid_scope",
            Self::AccessDenied => "access_denied",
            Self::LoginRequired => "login_required",
            Self::ConsentRequired => "consent_required",
            Self::InteractionRequired => "interaction_required",
            Self::UnsupportedResponseType => "unsupported_response_type",
            Self::ServerError => "server_error",
            Self::TemporarilyUnavailable => "temporarily_unavailable",
        }
    }
}

impl fmt::Display for ErrorCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// Why an operation did not give what was asked.
#[derive(Debug, thiserror::Error)]
pub enum OAuthError {
    /// The client is told this code and this sentence.
    #[error("{code}: {description}")]
    Refused {
        /// The code.
        code: ErrorCode,
        /// The sentence. Never a secret.
        description: Cow<'static, str>,
    },
    /// The client asks too often; it is told `temporarily_unavailable` and when to come back.
    #[error(transparent)]
    TooMany(#[from] TooMany),
    /// The store failed; the client is told `server_error`, or `temporarily_unavailable` where it mends itself.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no randomness; the client is told `server_error`.
    #[error(transparent)]
    Random(#[from] RandomError),
}

impl OAuthError {
    /// A refusal.
    pub fn refused(code: ErrorCode, description: impl Into<Cow<'static, str>>) -> Self {
        Self::Refused { code, description: description.into() }
    }

    /// `invalid_request`.
    pub fn invalid_request(description: impl Into<Cow<'static, str>>) -> Self {
        Self::refused(ErrorCode::InvalidRequest, description)
    }

    /// `invalid_grant`.
    pub fn invalid_grant(description: impl Into<Cow<'static, str>>) -> Self {
        Self::refused(ErrorCode::InvalidGrant, description)
    }

    /// `invalid_scope`, with the one sentence it has everywhere.
    pub fn invalid_scope() -> Self {
        Self::refused(ErrorCode::InvalidScope, "The requested scope is invalid, unknown, or malformed.")
    }

    /// The code that is sent.
    pub fn code(&self) -> ErrorCode {
        match self {
            Self::Refused { code, .. } => *code,
            Self::TooMany(_) => ErrorCode::TemporarilyUnavailable,
            Self::Store(failed) if failed.retry_after().is_some() => ErrorCode::TemporarilyUnavailable,
            Self::Store(_) | Self::Random(_) => ErrorCode::ServerError,
        }
    }

    /// When it is worth to ask again, in seconds.
    pub fn retry_after(&self) -> Option<u64> {
        if let Self::Store(failed) = self { failed.retry_after() } else { None }
    }

    /// The sentence that is sent. What failed inside stays inside.
    pub fn description(&self) -> &str {
        match self {
            Self::Refused { description, .. } => description,
            Self::TooMany(_) => "Too many requests: try again when Retry-After says.",
            Self::Store(failed) if failed.retry_after().is_some() => {
                "The server cannot store anything at the moment; please try again later."
            }
            Self::Store(_) | Self::Random(_) => "The server could not complete the request; its log says why.",
        }
    }
}
