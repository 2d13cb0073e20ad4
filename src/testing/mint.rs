//! Consents and tokens of any age: the person consents and the client exchanges the code, by grantd's own operations, at a
//! clock of that time.

use std::sync::Arc;
use std::time::Duration;

use url::Url;

use super::fixture::Token;
use super::load::{BY, told};
use super::ready::Tokens;
use crate::account::user;
use crate::clock::{Clock, Timestamp};
use crate::config::{Config, OAuth, format_duration};
use crate::ctx::Ctx;
use crate::oauth::authorize::{self, AuthorizeError, Decision};
use crate::oauth::client::RegisteredClient;
use crate::oauth::exchange::exchange_for;
use crate::oauth::registration::{self, App};
use crate::oauth::{Params, tokens};
use crate::scope::ScopeSet;
use crate::secret::s256;

/// The verifier of every code that is exchanged here.
const VERIFIER: &str = "grantd-test-server-exchanges-this-code-itself-0";

/// The person consents. Answers the code and where it was sent to.
pub(super) async fn consent(ctx: &Ctx, token: &Token, client_id: &str) -> Result<(App, Params), String> {
    if token.age > ctx.clock.now().since(Timestamp::default()) {
        return Err(format!("age {:?}: that was before 1970, where time begins", format_duration(token.age)));
    }
    let past = at_its_time(ctx, token);
    let app = registration::by_client_id(&past, client_id).map_err(|_| format!("there is no app {client_id:?}"))?;
    let found = user::by_name(&past, &token.user).map_err(told)?;
    let user = found.ok_or_else(|| format!("there is no user {:?}", token.user))?;
    let scope = token.scope.clone().unwrap_or_else(|| app.client.scope.to_string());
    let redirect_uri = app.client.redirect_uris.first().cloned().unwrap_or_default();
    let challenge = s256(VERIFIER);
    let asked = [
        ("response_type", "code"),
        ("client_id", client_id),
        ("redirect_uri", &redirect_uri),
        ("scope", &scope),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
    ];
    let asked = authorize::examine(&past, &params(&asked), &user).map_err(refused)?;
    if token.scope.is_some() && !asked.scope.covers(&ScopeSet::parse(&scope)) {
        return Err(format!(
            "scope {scope:?}: of that {client_id:?} has registered and {:?} can grant only {:?}",
            token.user,
            asked.scope.to_string()
        ));
    }
    let scope = asked.scope.clone();
    let location = authorize::approve(&past, BY, &asked, *user.key(), &scope, Decision::Called).await;
    let location = Url::parse(&location.map_err(refused)?).map_err(told)?;
    let code = location.query_pairs().find(|(name, _)| name == "code").ok_or("no code came back")?.1.into_owned();
    let shown = [("code", code.as_str()), ("redirect_uri", &redirect_uri), ("code_verifier", VERIFIER)];
    Ok((app, params(&shown)))
}

/// Issues a pair of tokens.
pub(super) async fn mint(ctx: &Ctx, token: &Token, client_id: &str) -> Result<Tokens, String> {
    // One moment for all of it: what is told does not depend on how long this takes.
    let ctx = &Ctx { clock: Clock::manual(ctx.clock.now()).0, ..ctx.clone() };
    let past = at_its_time(ctx, token);
    let (App { number, client, .. }, shown) = consent(ctx, token, client_id).await?;
    let registered = RegisteredClient { number, client, previous_secret: None, suspended: false };
    let issued = exchange_for(&past, BY, &registered, &shown).await;
    let issued = issued.map_err(|error| error.description().to_owned())?;
    if token.revoked
        && let Some(family) = tokens::family_of(ctx, issued.refresh_token.reveal()).map_err(told)?
    {
        tokens::end_family(ctx, family).await.map_err(told)?;
    }
    let ends = past.clock.now().plus(Duration::from_secs(issued.expires_in));
    Ok(Tokens {
        access_token: issued.access_token.reveal().to_owned(),
        token_type: "Bearer".to_owned(),
        expires_in: ends.since(ctx.clock.now()).as_secs(),
        refresh_token: issued.refresh_token.reveal().to_owned(),
        scope: issued.scope.to_string(),
        user: token.user.clone(),
        client_id: client_id.to_owned(),
    })
}

/// The context as it was when the token was issued, with the lifetimes that it has.
fn at_its_time(ctx: &Ctx, token: &Token) -> Ctx {
    let (clock, _) = Clock::manual(ctx.clock.now().minus(token.age));
    let oauth = ctx.config.oauth.clone();
    let access_token_lifetime = token.lifetime.unwrap_or(oauth.access_token_lifetime);
    let long_enough = oauth.refresh_token_lifetime.max(access_token_lifetime);
    let refresh_token_lifetime = token.refresh_lifetime.unwrap_or(long_enough);
    let oauth = OAuth { access_token_lifetime, refresh_token_lifetime, ..oauth };
    Ctx { clock, config: Arc::new(Config { oauth, ..Config::clone(&ctx.config) }), ..ctx.clone() }
}

fn params(pairs: &[(&str, &str)]) -> Params {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

/// What the client would have been told.
fn refused(error: AuthorizeError) -> String {
    let AuthorizeError::Redirect(location) = error else { return error.to_string() };
    let Ok(location) = Url::parse(&location) else { return location };
    let value = |name: &str| location.query_pairs().find(|(own, _)| own == name).map(|(_, value)| value.into_owned());
    format!("{}: {}", value("error").unwrap_or_default(), value("error_description").unwrap_or_default())
}
