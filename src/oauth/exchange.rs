//! The access token request (RFC 6749 §4.1.3): a code for a pair of tokens.

use super::client::{ClientCredentials, RegisteredClient, admit, authenticate, count_refusal};
use super::error::OAuthError;
use super::params::Params;
use super::pkce;
use super::standing::Consent;
use super::tokens::{TokenResponse, end_family, family_name, issue_pair, new_family_id};
use crate::audit::{Actor, AppRef, Event, Origin, UserRef};
use crate::clock::Timestamp;
use crate::ctx::Ctx;
use crate::secret::{SecretKind, TokenHash, same_text};
use crate::store::figures::Counted;
use crate::store::records::{AuthorizationCode, Client, Family, FamilyId, RedirectCheck, SpentCode};
use crate::store::{ATTEMPTS, Batch, StoreError, Versioned};

/// Spends an authorization code.
///
/// Exactly one request gets tokens for it, whatever comes at the same time. A replay ends what the code gave
/// (RFC 9700 §2.1.1); a wrong redirect URI or verifier spends it too.
pub async fn exchange(
    ctx: &Ctx,
    by: &Origin<'_>,
    credentials: &ClientCredentials<'_>,
    params: &Params,
) -> Result<TokenResponse, OAuthError> {
    let registered = authenticate(ctx, credentials)?;
    let given = async {
        admit(ctx, by, &registered)?;
        exchange_for(ctx, by, &registered, params).await
    };
    given.await.inspect_err(|_| count_refusal(ctx, registered.number))
}

/// The same for a client of which it is known who it is.
pub async fn exchange_for(
    ctx: &Ctx,
    by: &Origin<'_>,
    registered: &RegisteredClient,
    params: &Params,
) -> Result<TokenResponse, OAuthError> {
    let code = TokenHash::parse(SecretKind::AuthorizationCode, params.required("code")?).ok_or_else(unknown_code)?;
    let proof = Proof { redirect_uri: params.one("redirect_uri")?, code_verifier: params.one("code_verifier")? };
    for _ in 0..ATTEMPTS {
        match spend(ctx, by, registered, &code, &proof).await {
            Err(OAuthError::Store(StoreError::Conflict)) => {}
            ended => return ended,
        }
    }
    Err(StoreError::Conflict.into())
}

/// What the client shows beside the code.
struct Proof<'a> {
    redirect_uri: Option<&'a str>,
    code_verifier: Option<&'a str>,
}

async fn spend(
    ctx: &Ctx,
    by: &Origin<'_>,
    registered: &RegisteredClient,
    code: &TokenHash,
    proof: &Proof<'_>,
) -> Result<TokenResponse, OAuthError> {
    let (now, number, client) = (ctx.clock.now(), registered.number, &registered.client);
    let code = ctx.store.get_versioned::<AuthorizationCode>(code)?.ok_or_else(unknown_code)?;
    // Another client's code is left alone: its owner may still come with it.
    if code.client != number {
        return Err(unknown_code());
    }
    if let Some(SpentCode { family, .. }) = &code.spent {
        end_replayed(ctx, by, client, *family).await?;
        return Err(unknown_code());
    }
    let consent = Consent { user: code.user, client: number, grant_id: code.grant_id };
    let standing = ctx.tokens.standing(&ctx.store, consent)?.ok_or_else(unknown_code)?;
    if code.expires_at <= now || code.scope.within(&standing.scope).is_empty() {
        return Err(unknown_code());
    }
    let proven = check_redirect_uri(&code.redirect, proof.redirect_uri)
        .and_then(|()| pkce::verify(code.code_challenge.as_deref(), proof.code_verifier));
    if let Err(refusal) = proven {
        let mut batch = Batch::default();
        batch.replace(&code, &spent(ctx, &code, None, now))?;
        ctx.store.commit(batch).await?;
        return Err(refusal);
    }

    let id = new_family_id(ctx)?;
    let family = Family {
        client: number,
        user: code.user,
        grant_id: code.grant_id,
        scope: code.scope.clone(),
        generation: 0,
        rotations: Vec::new(),
        expires_at: now.plus(ctx.config.oauth.refresh_token_lifetime),
    };
    let mut batch = Batch::default();
    batch.replace(&code, &spent(ctx, &code, Some(id), now))?;
    batch.create(&id, &family)?;
    let response = issue_pair(ctx, &mut batch, (id, &family), None, &standing.scope)?;
    ctx.store.commit(batch).await?;
    ctx.usage.note_client(number, code.user, now);
    ctx.usage.of_app(number).note(Counted::Issued, now);
    Ok(response)
}

/// RFC 6749 §4.1.3: `redirect_uri` as it was in the authorization request.
fn check_redirect_uri(expected: &RedirectCheck, sent: Option<&str>) -> Result<(), OAuthError> {
    let holds = match expected {
        RedirectCheck::Same(uri) => sent.is_some_and(|sent| same_text(sent, uri)),
        RedirectCheck::SameOrAbsent(uri) => sent.is_none_or(|sent| same_text(sent, uri)),
        RedirectCheck::Ignored => true,
    };
    if holds { Ok(()) } else { Err(OAuthError::invalid_grant("Invalid 'redirect_uri' in request.")) }
}

/// The code as it is kept once spent: for as long as what it gave can live without being refreshed.
pub(super) fn spent(
    ctx: &Ctx,
    code: &Versioned<AuthorizationCode>,
    family: Option<FamilyId>,
    now: Timestamp,
) -> AuthorizationCode {
    let remembered_until = now.plus(ctx.config.oauth.refresh_token_lifetime);
    AuthorizationCode { spent: Some(SpentCode { family, remembered_until }), ..AuthorizationCode::clone(code) }
}

async fn end_replayed(ctx: &Ctx, by: &Origin<'_>, client: &Client, family: Option<FamilyId>) -> Result<(), StoreError> {
    let Some(id) = family else { return Ok(()) };
    if let Some(family) = end_family(ctx, id).await? {
        let (app, user) = (AppRef::of(client), UserRef::find(&ctx.store, family.user));
        let by = by.by(Actor::App { app: app.clone(), user: None });
        ctx.record(&by, Event::CodeReplayed { user, app, family: family_name(id) });
    }
    Ok(())
}

fn unknown_code() -> OAuthError {
    OAuthError::invalid_grant("Invalid 'code' in request.")
}
