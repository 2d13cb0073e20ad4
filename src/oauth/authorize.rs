//! The authorization endpoint (RFC 6749 §4.1.1–4.1.2): a request is examined, a person decides, the answer goes back
//! through a redirect. The page and FitTrackee's JSON call share this.

use super::error::{ErrorCode, OAuthError};
use super::hold::{self, Held};
use super::params::Params;
use super::tokens::number_of;
use super::{pkce, redirect_uri, registration};
use crate::audit::{AppRef, Event, Origin, UserRef};
use crate::clock::Timestamp;
use crate::ctx::Ctx;
use crate::scope::ScopeSet;
use crate::secret::{RandomError, Secret, SecretKind, TokenHash};
use crate::store::figures::Counted;
use crate::store::records::{
    AuthorizationCode, Client, ClientNumber, ClientType, DecidedRequest, Grant, Hold, RedirectCheck, User, UserId,
};
use crate::store::{ATTEMPTS, Batch, StoreError, Versioned};

/// An authorization request that may be put to a person.
#[derive(Debug)]
pub struct AuthorizationRequest {
    /// The app's number.
    pub number: ClientNumber,
    /// The app.
    pub client: Client,
    /// The name of the account that registered the app.
    pub owner_name: String,
    /// Where the answer goes.
    pub redirect_uri: String,
    /// What is requested, as far as the app has registered it and this person can grant it.
    pub scope: ScopeSet,
    redirect: RedirectCheck,
    state: Option<String>,
    code_challenge: Option<String>,
}

/// Why a request was not put to the person, or the decision not carried out.
#[derive(Debug, thiserror::Error)]
pub enum AuthorizeError {
    /// The person is told this, and the browser goes nowhere (RFC 6749 §4.1.2.1).
    #[error("{0}")]
    Page(String),
    /// The person is told that the app is kept back.
    #[error(transparent)]
    Held(#[from] Held),
    /// The client is told, through this address.
    #[error("the client is told by redirect")]
    Redirect(String),
    /// The consent page was answered before.
    #[error("this request was answered before")]
    AlreadyDecided,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no randomness.
    #[error(transparent)]
    Random(#[from] RandomError),
}

/// An account that nobody has: numbers begin with 1.
const NOBODY: UserId = UserId(0);

/// How a consent came about.
#[derive(Debug, Clone, Copy)]
pub enum Decision {
    /// On this showing of the page.
    Shown(Ticket),
    /// By a front end of the account's own.
    Called,
    /// The same was consented to before: nobody was asked.
    Remembered,
}

/// One showing of the consent page: it can be approved once.
#[derive(Debug, Clone, Copy)]
pub struct Ticket {
    /// Its name.
    pub hash: TokenHash,
    /// When the page ends by itself.
    pub expires_at: Timestamp,
}

/// The name of the app that an authorization request comes from, for the sign-in page before it.
pub fn client_name(ctx: &Ctx, params: &Params) -> Result<Option<String>, StoreError> {
    match registration::by_client_id(ctx, params.first("client_id")) {
        Ok(app) => Ok(Some(app.client.name)),
        Err(registration::AppError::Store(error)) => Err(error),
        Err(_) => Ok(None),
    }
}

/// Examines only what may not be answered by redirect, before anybody signs in. Answers where the answer would go.
pub fn examine_target(ctx: &Ctx, params: &Params) -> Result<String, AuthorizeError> {
    let (number, client) = find_client(ctx, params)?;
    // Who waits is told to whom it is not, once it is known who that is.
    refuse_held(ctx, number, &client, client.owner)?;
    find_redirect_uri(ctx, params, &client).map(|(redirect_uri, _)| redirect_uri)
}

/// Examines a request: first what may not be answered by redirect, then what must be.
pub fn examine(ctx: &Ctx, params: &Params, user: &User) -> Result<AuthorizationRequest, AuthorizeError> {
    let (number, client) = find_client(ctx, params)?;
    let owner = ctx.store.get::<User>(&client.owner)?;
    // Names are never changed, and no two accounts have the same; what counts is asked again in `approve`.
    let is_owner = owner.as_ref().is_some_and(|owner| owner.name == user.name);
    refuse_held(ctx, number, &client, if is_owner { client.owner } else { NOBODY })?;
    let (redirect_uri, redirect) = find_redirect_uri(ctx, params, &client)?;
    let told = |error: OAuthError, state: Option<&str>| match error {
        OAuthError::Store(error) => AuthorizeError::Store(error),
        OAuthError::Random(error) => AuthorizeError::Random(error),
        refused @ (OAuthError::Refused { .. } | OAuthError::TooMany(_)) => {
            AuthorizeError::Redirect(refusal(ctx, &redirect_uri, state, refused.code(), refused.description()))
        }
    };
    let state = params.one("state").map_err(|error| told(error, None))?;
    let checked = check_response_type(params)
        .and_then(|()| pkce::challenge(params, client.client_type, ctx.config.oauth.pkce))
        .and_then(|code_challenge| Ok((code_challenge, grantable(ctx, params, &client, user)?)));
    let (code_challenge, scope) = checked.map_err(|error| told(error, state))?;
    let owner_name = owner.map(|owner| owner.name).unwrap_or_default();
    let state = state.map(str::to_owned);
    Ok(AuthorizationRequest { number, client, owner_name, redirect_uri, scope, redirect, state, code_challenge })
}

fn find_client(ctx: &Ctx, params: &Params) -> Result<(ClientNumber, Client), AuthorizeError> {
    let client_id = params.one("client_id").map_err(|error| AuthorizeError::Page(error.description().to_owned()))?;
    let number = client_id.map(|client_id| number_of(ctx, client_id)).transpose()?.flatten();
    let client = number.map(|number| ctx.store.get::<Client>(&number)).transpose()?.flatten();
    number.zip(client).ok_or_else(|| AuthorizeError::Page("The client does not exist on this server.".to_owned()))
}

/// Refuses an app that is kept back from this person.
fn refuse_held(ctx: &Ctx, number: ClientNumber, client: &Client, user: UserId) -> Result<(), AuthorizeError> {
    Held::of(client, hold::of(ctx, number)?, user).map_or(Ok(()), |held| Err(held.into()))
}

/// The redirect URI to use (RFC 6749 §3.1.2.3), and what the token endpoint will demand of it.
fn find_redirect_uri(ctx: &Ctx, params: &Params, client: &Client) -> Result<(String, RedirectCheck), AuthorizeError> {
    let requested = params.one("redirect_uri").map_err(|error| AuthorizeError::Page(error.description().to_owned()))?;
    let matching = requested.and_then(|requested| redirect_uri::matching(&client.redirect_uris, requested));
    match (requested, matching, client.redirect_uris.as_slice()) {
        (Some(_), Some(uri), _) => Ok((uri.clone(), RedirectCheck::Same(uri))),
        (_, _, [first, ..]) if ctx.config.compat.fittrackee_redirects => Ok((first.clone(), RedirectCheck::Ignored)),
        (None, _, [only]) => Ok((only.clone(), RedirectCheck::SameOrAbsent(only.clone()))),
        (None, _, _) => Err(AuthorizeError::Page("Missing 'redirect_uri' in request.".to_owned())),
        (Some(requested), None, _) => {
            let shown: String = requested.chars().filter(|c| !c.is_control()).take(200).collect();
            Err(AuthorizeError::Page(format!("Redirect URI {shown} is not supported by client.")))
        }
    }
}

fn check_response_type(params: &Params) -> Result<(), OAuthError> {
    match params.required("response_type")? {
        "code" => Ok(()),
        _ => Err(OAuthError::refused(
            ErrorCode::UnsupportedResponseType,
            "The only response_type of this server is 'code'.",
        )),
    }
}

/// RFC 6749 §3.3: what is requested, without what the app has not registered, what this server no longer knows, and
/// what this person cannot grant.
fn grantable(ctx: &Ctx, params: &Params, client: &Client, user: &User) -> Result<ScopeSet, OAuthError> {
    let requested = ScopeSet::parse(params.one("scope")?.unwrap_or_default());
    let can_grant = |name: &str| ctx.config.scopes.get(name).is_some_and(|scope| !scope.admin_only || user.is_admin());
    let scope = requested.within(&client.scope).filter(can_grant);
    if scope.is_empty() { Err(OAuthError::invalid_scope()) } else { Ok(scope) }
}

/// Whether the person may be spared the page: the same was consented to before, and the client can prove who it is
/// (RFC 8252 §8.6).
pub fn is_remembered(ctx: &Ctx, request: &AuthorizationRequest, user: UserId) -> Result<bool, StoreError> {
    if !ctx.config.oauth.remember_consent || request.client.client_type == ClientType::Public {
        return Ok(false);
    }
    let grant = ctx.store.get::<Grant>(&(user, request.number))?;
    Ok(grant.is_some_and(|grant| grant.client_epoch == request.client.epoch && grant.scope.covers(&request.scope)))
}

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
    let ticket = if let Decision::Shown(ticket) = decision { Some(ticket) } else { None };
    for _ in 0..ATTEMPTS {
        if let Some(ticket) = ticket
            && ctx.store.get::<DecidedRequest>(&ticket.hash)?.is_some()
        {
            return Err(AuthorizeError::AlreadyDecided);
        }
        let mut batch = Batch::default();
        if let Some(ticket) = ticket {
            batch.create(&ticket.hash, &DecidedRequest { expires_at: ticket.expires_at })?;
        }
        let account = ctx.store.get_versioned::<User>(&user)?.filter(|account| !account.suspended);
        let client = ctx.store.get_versioned::<Client>(&request.number)?;
        let (Some(account), Some(client)) = (account, client) else { return Err(denied(ctx, request)) };
        batch.require(&account);
        batch.require(&client);
        require_free(ctx, &mut batch, &client, user)?;
        let grant_id = extend_grant(ctx, &mut batch, (user, &client), &scope)?;
        let code = Secret::generate(SecretKind::AuthorizationCode, &ctx.random)?;
        let record = AuthorizationCode {
            client: request.number,
            user,
            grant_id,
            scope: scope.clone(),
            redirect: request.redirect.clone(),
            code_challenge: request.code_challenge.clone(),
            expires_at: ctx.clock.now().plus(ctx.config.oauth.code_lifetime),
            spent: None,
        };
        batch.create(&code.hash(), &record)?;
        match ctx.store.commit(batch).await {
            Ok(()) => {
                let (user, app) = (UserRef::of(user, &account), AppRef::of(&client));
                let remembered = matches!(decision, Decision::Remembered);
                ctx.usage.of_app(request.number).note(Counted::Authorised, ctx.clock.now());
                ctx.observed.note_code(request.number, request.code_challenge.is_some());
                ctx.record(by, Event::ConsentGiven { user, app, scope: scope.to_string(), remembered });
                return Ok(answer(ctx, &request.redirect_uri, request.state.as_deref(), &[("code", code.reveal())]));
            }
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(StoreError::Conflict.into())
}

/// Adds to `batch` that nothing keeps the app back from this person, and refuses where something does.
fn require_free(ctx: &Ctx, batch: &mut Batch, client: &Versioned<Client>, user: UserId) -> Result<(), AuthorizeError> {
    let hold = ctx.store.get_versioned::<Hold>(client.key())?;
    match &hold {
        Some(hold) => batch.require(hold),
        None => batch.require_absent::<Hold>(client.key()),
    }
    let held = Held::of(client, hold.as_deref().copied().unwrap_or_default(), user);
    held.map_or(Ok(()), |held| Err(held.into()))
}

/// Adds to `batch` the consent: a new one, or the one that stands, with `scope` added to it.
fn extend_grant(
    ctx: &Ctx,
    batch: &mut Batch,
    (user, client): (UserId, &Versioned<Client>),
    scope: &ScopeSet,
) -> Result<u64, AuthorizeError> {
    let key = (user, *client.key());
    let old = ctx.store.get_versioned::<Grant>(&key)?;
    if let Some(old) = old.as_ref().filter(|old| old.client_epoch == client.epoch) {
        if old.scope.covers(scope) {
            batch.require(old);
        } else {
            batch.replace(old, &Grant { scope: old.scope.union(scope), ..Grant::clone(old) })?;
        }
        return Ok(old.grant_id);
    }
    let mut id = [0; 8];
    ctx.random.fill(&mut id)?;
    let grant = Grant {
        grant_id: u64::from_be_bytes(id),
        client_epoch: client.epoch,
        scope: scope.clone(),
        granted_at: ctx.clock.now(),
    };
    match &old {
        Some(revoked) => batch.replace(revoked, &grant)?,
        None => batch.create(&key, &grant)?,
    }
    Ok(grant.grant_id)
}

/// The person refuses. Answers where the browser goes to say so.
pub fn deny(ctx: &Ctx, by: &Origin<'_>, request: &AuthorizationRequest, user: UserRef) -> String {
    ctx.record(by, Event::ConsentRefused { user, app: AppRef::of(&request.client) });
    denial(ctx, request)
}

fn denial(ctx: &Ctx, request: &AuthorizationRequest) -> String {
    let description = "The resource owner or authorization server denied the request";
    refusal(ctx, &request.redirect_uri, request.state.as_deref(), ErrorCode::AccessDenied, description)
}

fn denied(ctx: &Ctx, request: &AuthorizationRequest) -> AuthorizeError {
    AuthorizeError::Redirect(denial(ctx, request))
}

/// RFC 6749 §4.1.2.1.
fn refusal(ctx: &Ctx, redirect_uri: &str, state: Option<&str>, code: ErrorCode, description: &str) -> String {
    answer(ctx, redirect_uri, state, &[("error", code.as_str()), ("error_description", description)])
}

/// The redirect URI with the answer, the client's `state`, and who answers (RFC 9207).
fn answer(ctx: &Ctx, redirect_uri: &str, state: Option<&str>, parameters: &[(&str, &str)]) -> String {
    let state = state.map(|state| ("state", state));
    let all: Vec<_> = parameters.iter().copied().chain(state).chain([("iss", &*ctx.issuer)]).collect();
    redirect_uri::with_parameters(redirect_uri, &all)
}
