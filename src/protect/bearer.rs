//! Who makes a request, told by its `Authorization` header (RFC 6750 §2.1), and whether that is enough.

use crate::account::confirmation;
use crate::account::second_factor::must_set_up;
use crate::account::session::{self, SignedIn};
use crate::audit::{Actor, AppRef, UserRef};
use crate::config::{Route, RouteRole};
use crate::ctx::Ctx;
use crate::oauth::tokens::{ActiveToken, active_access_token};
use crate::store::StoreError;
use crate::store::figures::Counted;
use crate::store::records::{User, UserId};
use crate::store::usage::Learned;

/// What an endpoint asks of its caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Needs<'n> {
    /// The account's own session; no token of an app will do.
    FirstParty,
    /// The account's own session, or a token with this scope.
    Scope(&'n str),
}

/// Who makes a request.
#[derive(Debug)]
pub enum Caller {
    /// The account itself.
    FirstParty(Box<SignedIn>),
    /// An app, for the account.
    ThirdParty(ActiveToken),
}

/// Why a request is not allowed.
#[derive(Debug, thiserror::Error)]
pub enum Denied {
    /// No credentials that this endpoint takes.
    #[error("provide a valid auth token")]
    NoCredentials,
    /// A token that is unknown, expired or revoked (RFC 6750 §3.1).
    #[error("invalid_token")]
    InvalidToken,
    /// The token lacks this scope (RFC 6750 §3.1).
    #[error("insufficient_scope: {0}")]
    InsufficientScope(String),
    /// The account lacks the role.
    #[error("you do not have permissions")]
    Forbidden,
    /// The account is suspended.
    #[error("you do not have permissions, your account is suspended")]
    Suspended,
    /// The account must set up a second factor before anything else.
    #[error("a second factor is required on this server: set one up first, on the page /profile/second-factor")]
    SecondFactorMissing,
    /// The step needs a person who has shown a short while ago that it is them.
    #[error(
        "please confirm that it is you: sign in again, or send your password (or the code of your second factor) to \
         /api/auth/confirm"
    )]
    Unconfirmed,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Finds out who makes a request and whether that is enough. `authorization` is the header's value, if it was sent once
/// and is text.
pub fn authenticate(ctx: &Ctx, authorization: Option<&str>, needs: Needs<'_>) -> Result<Caller, Denied> {
    let caller = identify(ctx, authorization, needs)?.equipped(ctx)?;
    if let Needs::Scope(scope) = needs {
        note_use(ctx, &caller, [Some(scope), None]);
    }
    Ok(caller)
}

/// Whose session it is, be a second factor that it must have set up or not: for what sets one up, and for signing out.
pub fn authenticate_unequipped(ctx: &Ctx, authorization: Option<&str>) -> Result<SignedIn, Denied> {
    match identify(ctx, authorization, Needs::FirstParty)? {
        Caller::FirstParty(signed_in) => Ok(*signed_in),
        Caller::ThirdParty(_) => Err(Denied::NoCredentials),
    }
}

/// Notes that an app did something, and which scopes that needed.
fn note_use(ctx: &Ctx, caller: &Caller, scopes: [Option<&str>; 2]) {
    if let Caller::ThirdParty(token) = caller {
        let now = ctx.clock.now();
        token.standing.count(&ctx.usage, Counted::Request, now);
        if token.standing.is_worth_noting(now) {
            ctx.usage.note_client(token.number(), token.user_id(), now);
        }
        for scope in scopes.into_iter().flatten() {
            if token.standing.is_first_use_today(scope, now) {
                ctx.usage.note_scope(token.number(), token.user_id(), scope, Learned::Used, now);
            }
        }
    }
}

fn identify(ctx: &Ctx, authorization: Option<&str>, needs: Needs<'_>) -> Result<Caller, Denied> {
    let token = authorization.and_then(bearer_token).ok_or(Denied::NoCredentials)?;
    if let Some(signed_in) = session::find(ctx, token)? {
        return Ok(Caller::FirstParty(Box::new(signed_in)));
    }
    let Needs::Scope(scope) = needs else { return Err(Denied::NoCredentials) };
    let token = active_access_token(ctx, token)?.ok_or(Denied::InvalidToken)?;
    if !token.may(scope) {
        token.standing.count(&ctx.usage, Counted::Refused, ctx.clock.now());
        return Err(Denied::InsufficientScope(scope.to_owned()));
    }
    Ok(Caller::ThirdParty(token))
}

/// What a request shows of its caller.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Credentials<'r> {
    /// No `Authorization`, or an empty one.
    None,
    /// Its value; `None` when it was sent more than once or is no text.
    Authorization(Option<&'r str>),
}

/// Whether the routes of a request let it through, and for whom; `None` for nobody in particular. A `second` route is that
/// of another path which the request names.
pub fn admit_all(
    ctx: &Ctx,
    route: &Route,
    second: Option<&Route>,
    credentials: Credentials<'_>,
) -> Result<Option<Caller>, Denied> {
    let caller = judge(ctx, route, credentials)?;
    second.map_or(Ok(None), |second| judge(ctx, second, credentials))?;
    let scopes = [route.scope.as_deref(), second.and_then(|second| second.scope.as_deref())];
    caller.iter().for_each(|caller| note_use(ctx, caller, scopes));
    Ok(caller)
}

/// The same for one route, without a note that the token was used.
pub fn judge(ctx: &Ctx, route: &Route, credentials: Credentials<'_>) -> Result<Option<Caller>, Denied> {
    let authorization = match credentials {
        _ if route.public => return Ok(None),
        Credentials::None if route.optional => return Ok(None),
        Credentials::None => None,
        Credentials::Authorization(value) => value,
    };
    let needs = route.scope.as_deref().map_or(Needs::FirstParty, Needs::Scope);
    let caller = identify(ctx, authorization, needs)?.equipped(ctx)?.active()?;
    match route.role {
        Some(RouteRole::Admin) => Ok(Some(caller.admin()?)),
        None => Ok(Some(caller)),
    }
}

/// `Bearer <token>`, the scheme in any case.
pub fn bearer_token(authorization: &str) -> Option<&str> {
    let (scheme, token) = authorization.split_at_checked("Bearer ".len())?;
    let token = token.trim_matches(' ');
    (scheme.eq_ignore_ascii_case("Bearer ") && !token.is_empty() && !token.contains(' ')).then_some(token)
}

impl Caller {
    /// The account that acts or is acted for.
    pub fn user_id(&self) -> UserId {
        match self {
            Self::FirstParty(signed_in) => signed_in.id,
            Self::ThirdParty(token) => token.user_id(),
        }
    }

    /// Its record.
    pub fn user(&self) -> &User {
        match self {
            Self::FirstParty(signed_in) => &signed_in.user,
            Self::ThirdParty(token) => token.user(),
        }
    }

    /// The account, for the audit log.
    pub fn user_ref(&self) -> UserRef {
        UserRef::of(self.user_id(), self.user())
    }

    /// Who acts: the person, or the app for them.
    pub fn actor(&self) -> Actor {
        match self {
            Self::FirstParty(signed_in) => signed_in.actor(),
            Self::ThirdParty(token) => Actor::App { app: AppRef::of(token.client()), user: Some(self.user_ref()) },
        }
    }

    /// Refuses sessions of an account that must set up a second factor first. What apps were given goes on.
    fn equipped(self, ctx: &Ctx) -> Result<Self, Denied> {
        match &self {
            Self::FirstParty(signed_in) if must_set_up(ctx, signed_in) => Err(Denied::SecondFactorMissing),
            _ => Ok(self),
        }
    }

    /// Refuses sessions in which the person has not shown for a while that it is them. An app has nobody to ask.
    pub fn confirmed(self, ctx: &Ctx) -> Result<Self, Denied> {
        match &self {
            Self::FirstParty(signed_in) if !confirmation::is_recent(ctx, signed_in) => Err(Denied::Unconfirmed),
            _ => Ok(self),
        }
    }

    /// Refuses suspended accounts.
    pub fn active(self) -> Result<Self, Denied> {
        if self.user().suspended { Err(Denied::Suspended) } else { Ok(self) }
    }

    /// Refuses accounts without the role `admin`.
    pub fn admin(self) -> Result<Self, Denied> {
        let caller = self.active()?;
        if caller.user().is_admin() { Ok(caller) } else { Err(Denied::Forbidden) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bearer_token_is_one_word_after_its_scheme() {
        assert_eq!(bearer_token("Bearer abc"), Some("abc"));
        assert_eq!(bearer_token("bEARER  abc "), Some("abc"));
        for malformed in ["", "Bearer", "Bearer ", "Bearer a b", "abc", "Basic abc", "Bearer\tabc"] {
            assert_eq!(bearer_token(malformed), None, "{malformed:?}");
        }
    }
}
