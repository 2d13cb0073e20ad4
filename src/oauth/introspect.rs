//! Token introspection (RFC 7662): what an API asks about a token that was shown to it.

use serde::Serialize;

use super::client::{ClientCredentials, Introspector, authenticate_introspector};
use super::error::OAuthError;
use super::params::Params;
use super::tokens::{ActiveToken, active_access_token, active_refresh_token};
use crate::ctx::Ctx;

/// The answer (RFC 7662 §2.2). Of a token that is not good, nothing is said but that.
#[derive(Debug, Serialize)]
pub struct Introspection {
    /// Whether the token is good now.
    pub active: bool,
    /// The rest, of a good token.
    #[serde(flatten)]
    pub token: Option<Description>,
}

/// What a good token stands for.
#[derive(Debug, Serialize)]
pub struct Description {
    /// What it may do, separated by spaces.
    pub scope: String,
    /// The client it was issued to.
    pub client_id: String,
    /// The account's name.
    pub username: String,
    /// `Bearer` for access tokens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub token_type: Option<&'static str>,
    /// When it ends, in seconds since the epoch.
    pub exp: u64,
    /// When it was issued, in seconds since the epoch.
    pub iat: u64,
    /// The account's id: stays the same when its name changes.
    pub sub: String,
    /// The issuer.
    pub iss: String,
}

/// Describes a token to a resource server, or to the client that it was issued to.
pub fn introspect(ctx: &Ctx, credentials: &ClientCredentials, params: &Params) -> Result<Introspection, OAuthError> {
    let introspector = authenticate_introspector(ctx, credentials)?;
    let text = params.required("token")?;
    params.one("token_type_hint")?;
    let access = active_access_token(ctx, text)?;
    let (token, token_type) = match access {
        Some(token) => (Some(token), Some("Bearer")),
        None => (active_refresh_token(ctx, text)?, None),
    };
    let visible = token.filter(|token| match introspector {
        Introspector::ResourceServer => true,
        Introspector::Client(number) => token.number() == number,
    });
    Ok(match visible {
        Some(token) => Introspection { active: true, token: Some(describe(ctx, &token, token_type)) },
        None => Introspection { active: false, token: None },
    })
}

fn describe(ctx: &Ctx, token: &ActiveToken, token_type: Option<&'static str>) -> Description {
    Description {
        scope: token.scope().to_string(),
        client_id: token.client().client_id.clone(),
        username: token.user().name.clone(),
        token_type,
        exp: token.expires_at.as_seconds(),
        iat: token.issued_at.as_seconds(),
        sub: token.user_id().0.to_string(),
        iss: ctx.issuer.to_string(),
    }
}
