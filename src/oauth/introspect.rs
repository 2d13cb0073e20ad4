//! Token introspection (RFC 7662): what an API asks about a token that was shown to it.

use std::sync::Arc;

use super::client::{ClientCredentials, Introspector, authenticate_introspector};
use super::error::OAuthError;
use super::params::Params;
use super::tokens::{ActiveToken, active_access_token, active_refresh_token};
use crate::ctx::Ctx;
use crate::json::Object;
use crate::store::figures::Counted;
use crate::store::usage::Learned;

/// The answer (RFC 7662 §2.2). Of a token that is not good, nothing is said but that.
#[derive(Debug)]
pub struct Introspection {
    active: Option<Active>,
}

/// A good token, and who says so.
#[derive(Debug)]
struct Active {
    token: ActiveToken,
    /// `Bearer` for access tokens.
    token_type: Option<&'static str>,
    issuer: Arc<str>,
}

/// Describes a token to a resource server, or to the client that it was issued to.
pub fn introspect(
    ctx: &Ctx,
    credentials: &ClientCredentials<'_>,
    params: &Params,
) -> Result<Introspection, OAuthError> {
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
    // It is asked about because of a request. A client that asks about its own makes none.
    if let (Some(token), Introspector::ResourceServer) = (&visible, &introspector) {
        token.standing.count(&ctx.usage, Counted::Request, ctx.clock.now());
        note_told(ctx, token);
    }
    let active = visible.map(|token| Active { token, token_type, issuer: Arc::clone(&ctx.issuer) });
    Ok(Introspection { active })
}

/// An API decides by itself what the token may do. Which of its scopes that needs, grantd does not learn.
fn note_told(ctx: &Ctx, token: &ActiveToken) {
    let now = ctx.clock.now();
    let scope = token.scope();
    if token.standing.is_first_told_today(scope.iter(), now) {
        scope.iter().for_each(|one| ctx.usage.note_scope(token.number(), token.user_id(), one, Learned::Told, now));
    }
}

/// Bytes that most answers have room in.
const USUAL: usize = 512;

impl Introspection {
    /// Whether the token is good now.
    pub fn is_active(&self) -> bool {
        self.active.is_some()
    }

    /// As JSON.
    pub fn to_json(&self) -> Vec<u8> {
        let mut answer = Object::with_room(USUAL);
        answer.flag("active", self.is_active());
        if let Some(Active { token, token_type, issuer }) = &self.active {
            answer.words("scope", token.scope().iter());
            answer.text("client_id", &token.client().client_id);
            answer.text("username", &token.user().name);
            if let Some(token_type) = token_type {
                answer.text("token_type", token_type);
            }
            answer.number("exp", token.expires_at.as_seconds());
            answer.number("iat", token.issued_at.as_seconds());
            // Stays the same when the account's name changes.
            answer.number_as_text("sub", token.user_id().0);
            answer.text("iss", issuer);
        }
        answer.finish()
    }
}
