//! A person's consent: what it adds to the one that stands, what it takes away, and the code that the client gets for it
//! (RFC 6749 §4.1.2).
//!
//! Of what is requested, the consent has afterwards exactly what the person has left ticked: a scope that was unticked is
//! taken from all tokens of the client at once. What was consented to before and is not requested now stays
//! (`docs/decisions/021-what-a-consent-changes.md`).

#[cfg(test)]
mod tests;

use super::authorize::{AuthorizationRequest, AuthorizeError, Decision, Ticket, answer, denial, refusal, require_free};
use super::error::OAuthError;
use super::remembered;
use crate::audit::{AppRef, Event, Origin, UserRef};
use crate::ctx::Ctx;
use crate::scope::ScopeSet;
use crate::secret::{Secret, SecretKind};
use crate::store::figures::Counted;
use crate::store::records::{AuthorizationCode, Client, DecidedRequest, Grant, ScopeUse, User, UserId};
use crate::store::{ATTEMPTS, Batch, StoreError, Versioned};

/// The person consents to `scope`. Answers where the browser goes with the code (RFC 6749 §4.1.2).
///
/// Of several answers to the same showing of the page, one gives a code.
pub async fn approve(
    ctx: &Ctx,
    by: &Origin<'_>,
    request: &AuthorizationRequest,
    user: UserId,
    scope: &ScopeSet,
    decision: Decision,
) -> Result<String, AuthorizeError> {
    let scope = request.scope.within(scope);
    if scope.is_empty() {
        let refused = OAuthError::invalid_scope();
        let state = request.state.as_deref();
        let location = refusal(ctx, &request.redirect_uri, state, refused.code(), refused.description());
        return Err(AuthorizeError::Redirect(location));
    }
    for _ in 0..ATTEMPTS {
        let mut batch = Batch::default();
        if let Decision::Shown(ticket) = decision {
            decide_once(ctx, &mut batch, ticket)?;
        }
        let account = ctx.store.get_versioned::<User>(&user)?.filter(|account| !account.suspended);
        let client = ctx.store.get_versioned::<Client>(&request.number)?;
        let Some((account, client)) = account.zip(client) else {
            return Err(AuthorizeError::Redirect(denial(ctx, request)));
        };
        batch.require(&account);
        batch.require(&client);
        require_free(ctx, &mut batch, &client, user)?;
        let consented = match decision {
            Decision::Remembered => as_before(ctx, &mut batch, request, (user, &client))?,
            Decision::Shown(_) | Decision::Called => change(ctx, &mut batch, request, (user, &client), &scope)?,
        };
        let code = Secret::generate(SecretKind::AuthorizationCode, &ctx.random)?;
        let record = AuthorizationCode {
            client: request.number,
            user,
            grant_id: consented.grant_id,
            scope: scope.clone(),
            redirect: request.redirect.clone(),
            code_challenge: request.code_challenge.clone(),
            expires_at: ctx.clock.now().plus(ctx.config.oauth.code_lifetime),
            spent: None,
        };
        batch.create(&code.hash(), &record)?;
        match ctx.store.commit(batch).await {
            Ok(()) => {
                ctx.usage.of_app(request.number).note(Counted::Authorised, ctx.clock.now());
                ctx.observed.note_code(request.number, request.code_challenge.is_some());
                let (user, app) = (UserRef::of(user, &account), AppRef::of(&client));
                record_consent(ctx, by, (user, app), &scope, consented, decision);
                return Ok(answer(ctx, &request.redirect_uri, request.state.as_deref(), &[("code", code.reveal())]));
            }
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(StoreError::Conflict.into())
}

/// One showing of the page is approved once.
fn decide_once(ctx: &Ctx, batch: &mut Batch, ticket: Ticket) -> Result<(), AuthorizeError> {
    if ctx.store.get::<DecidedRequest>(&ticket.hash)?.is_some() {
        return Err(AuthorizeError::AlreadyDecided);
    }
    Ok(batch.create(&ticket.hash, &DecidedRequest { expires_at: ticket.expires_at })?)
}

/// What has become of the consent.
#[derive(Default)]
struct Consented {
    grant_id: u64,
    /// Whether one stood before.
    again: bool,
    added: ScopeSet,
    taken: ScopeSet,
}

/// Demands that the consent still covers the request without a question.
fn as_before(
    ctx: &Ctx,
    batch: &mut Batch,
    request: &AuthorizationRequest,
    (user, client): (UserId, &Versioned<Client>),
) -> Result<Consented, AuthorizeError> {
    let standing = remembered::standing(ctx, request, client, user)?;
    let (grant, said) = standing.ok_or(AuthorizeError::NotRemembered)?;
    batch.require(&grant);
    batch.require(&said);
    Ok(Consented { grant_id: grant.grant_id, again: true, ..Consented::default() })
}

/// Adds to `batch` the consent: a new one, or the one that stands, with what was ticked and without what was unticked.
fn change(
    ctx: &Ctx,
    batch: &mut Batch,
    request: &AuthorizationRequest,
    (user, client): (UserId, &Versioned<Client>),
    ticked: &ScopeSet,
) -> Result<Consented, AuthorizeError> {
    let (key, now) = ((user, *client.key()), ctx.clock.now());
    let old = ctx.store.get_versioned::<Grant>(&key)?;
    let consented = match old.as_ref().filter(|old| old.client_epoch == client.epoch) {
        Some(old) => {
            let unticked = request.scope.filter(|scope| !ticked.contains(scope));
            let kept = old.scope.filter(|scope| !unticked.contains(scope));
            let scope = kept.union(ticked);
            if scope == old.scope {
                batch.require(old);
            } else {
                batch.replace(old, &Grant { scope, ..Grant::clone(old) })?;
            }
            let added = ticked.filter(|scope| !old.scope.contains(scope));
            Consented { grant_id: old.grant_id, again: true, added, taken: old.scope.within(&unticked) }
        }
        None => {
            let mut id = [0; 8];
            ctx.random.fill(&mut id)?;
            let grant = Grant {
                grant_id: u64::from_be_bytes(id),
                client_epoch: client.epoch,
                scope: ticked.clone(),
                granted_at: now,
            };
            match &old {
                Some(revoked) => batch.replace(revoked, &grant)?,
                None => batch.create(&key, &grant)?,
            }
            Consented { grant_id: grant.grant_id, added: ticked.clone(), ..Consented::default() }
        }
    };
    // From now on it is known what is used of it.
    match ctx.store.get_versioned::<ScopeUse>(&key)? {
        None => batch.create(&key, &ScopeUse::begun(now))?,
        Some(before) if !consented.again => batch.replace(&before, &ScopeUse::begun(now))?,
        Some(_) => {}
    }
    remembered::note(ctx, batch, (user, client), consented.grant_id, request, ticked)?;
    Ok(consented)
}

fn record_consent(
    ctx: &Ctx,
    by: &Origin<'_>,
    (user, app): (UserRef, AppRef),
    scope: &ScopeSet,
    consented: Consented,
    decision: Decision,
) {
    let Consented { again, added, taken, .. } = consented;
    let added = if again { added.to_string() } else { String::new() };
    let remembered = matches!(decision, Decision::Remembered);
    let given = Event::ConsentGiven {
        user: user.clone(),
        app: app.clone(),
        scope: scope.to_string(),
        remembered,
        again,
        added,
    };
    ctx.record(by, given);
    if !taken.is_empty() {
        ctx.record(by, Event::ConsentNarrowed { user, app, scope: taken.to_string() });
    }
}
