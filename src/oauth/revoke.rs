//! Token revocation (RFC 7009).

use super::client::{ClientCredentials, authenticate};
use super::error::OAuthError;
use super::params::Params;
use super::tokens::{end_family, family_name, family_of};
use crate::audit::{Actor, AppRef, Event, Origin, UserRef};
use crate::ctx::Ctx;
use crate::store::records::Family;

/// Ends the family of a token, be it the access token or the refresh token, current or replaced.
///
/// `token_type_hint` is not needed: a token's prefix tells what it is. A token that is unknown, or of another client,
/// is answered like one that was revoked (RFC 7009 §2.2), and nothing happens to it.
pub async fn revoke(
    ctx: &Ctx,
    by: &Origin<'_>,
    credentials: &ClientCredentials<'_>,
    params: &Params,
) -> Result<(), OAuthError> {
    let registered = authenticate(ctx, credentials)?;
    let token = params.required("token")?;
    params.one("token_type_hint")?;
    let Some(id) = family_of(ctx, token)? else { return Ok(()) };
    let Some(family) = ctx.store.get::<Family>(&id)? else {
        // Somebody else may have ended it this moment: it must not come back after this answer.
        return Ok(ctx.store.settled().await?);
    };
    if family.client == registered.number
        && let Some(family) = end_family(ctx, id).await?
    {
        let (app, user) = (AppRef::of(&registered.client), UserRef::find(&ctx.store, family.user));
        let by = by.by(Actor::App { app: app.clone(), user: None });
        ctx.record(&by, Event::TokenRevoked { user, app, family: family_name(id) });
    }
    Ok(())
}
