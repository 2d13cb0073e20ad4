//! The authorization endpoint (RFC 6749 §4.1.1–4.1.2): a request is examined, a person decides, the answer goes back
//! through a redirect. The page and FitTrackee's JSON call share this. What a consent does is in [`super::approve`].

pub use super::approve::approve;
use super::error::{ErrorCode, OAuthError};
use super::hold::{self, Held};
use super::params::Params;
pub use super::remembered::{is_outdated, is_remembered};
use super::tokens::number_of;
use super::{pkce, redirect_uri, registration, remembered};
use crate::audit::{AppRef, Event, Origin, UserRef};
use crate::clock::Timestamp;
use crate::ctx::Ctx;
use crate::scope::ScopeSet;
use crate::secret::{RandomError, TokenHash};
use crate::store::records::{Client, ClientNumber, Hold, RedirectCheck, User, UserId};
use crate::store::{Batch, StoreError, Versioned};

/// An authorization request that may be put to a person.
#[derive(Debug)]
pub struct AuthorizationRequest {
    /// The app's number.
    pub number: ClientNumber,
    /// The app.
    pub client: Client,
    /// The name of the account that registered the app.
    pub owner_name: String,
    /// Whether that account is suspended.
    pub owner_suspended: bool,
    /// Where the answer goes.
    pub redirect_uri: String,
    /// What is requested, as far as the app has registered it and this person can grant it.
    pub scope: ScopeSet,
    /// Whether the client wants the person to be asked.
    pub prompt: Prompt,
    /// What the person says of the next time: what the instance offers, until they say otherwise.
    pub next_time: NextTime,
    pub(super) redirect: RedirectCheck,
    pub(super) state: Option<String>,
    pub(super) code_challenge: Option<String>,
}

impl AuthorizationRequest {
    /// The SHA-256 of what a person is shown of it, and of what becomes of the scopes that they leave ticked.
    pub fn seen(&self) -> TokenHash {
        let description = self.client.description.as_deref().unwrap_or_default();
        let scope = self.scope.to_string();
        remembered::seen(&self.client, &[description, &self.redirect_uri, &scope])
    }
}

/// Whether the person is to be asked (`prompt`, OpenID Connect Core §3.1.2.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Prompt {
    /// Unless the same was consented to before.
    WhereNeeded,
    /// Always: the client says `consent`, `login` or `select_account`. The page tells as whom one is signed in, and has a
    /// button to use another account.
    Always,
    /// Never (`none`): where something would have to be asked, the client is told so.
    Never,
}

/// What happens when the client asks for the same again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NextTime {
    /// The person is asked, as this instance, this client or this scope demands.
    NotOffered,
    /// The person is asked, because they want to be.
    Asked,
    /// The person is not asked.
    Spared,
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
    /// What was consented to before does not cover this any more: the person must be asked.
    #[error("the person must be asked")]
    NotRemembered,
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

/// What is to be said to a browser in which nobody is signed in: nothing where a sign-in may follow.
///
/// # Errors
/// What may not be answered by redirect, and the answer to a client that wants nobody to be asked.
pub fn examine_signed_out(ctx: &Ctx, params: &Params) -> Result<(), AuthorizeError> {
    let redirect_uri = examine_target(ctx, params)?;
    match prompt(params) {
        Ok(Prompt::Never) => {
            let state = params.one("state").ok().flatten();
            let description = "Nobody is signed in, and 'prompt' is 'none'.";
            Err(AuthorizeError::Redirect(refusal(ctx, &redirect_uri, state, ErrorCode::LoginRequired, description)))
        }
        // What is wrong with it is told once it is known to whom.
        Ok(Prompt::WhereNeeded | Prompt::Always) | Err(_) => Ok(()),
    }
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
        .and_then(|code_challenge| Ok((code_challenge, grantable(ctx, params, &client, user)?, prompt(params)?)));
    let (code_challenge, scope, prompt) = checked.map_err(|error| told(error, state))?;
    let state = state.map(str::to_owned);
    let next_time = remembered::offer(ctx, &client, &scope);
    Ok(AuthorizationRequest {
        number,
        client,
        owner_suspended: owner.as_ref().is_some_and(|owner| owner.suspended),
        owner_name: owner.map(|owner| owner.name).unwrap_or_default(),
        redirect_uri,
        scope,
        prompt,
        next_time,
        redirect,
        state,
        code_challenge,
    })
}

/// Whether a client wants nobody to be asked anything.
pub fn wants_silence(params: &Params) -> bool {
    matches!(prompt(params), Ok(Prompt::Never))
}

/// What the client says about asking (OpenID Connect Core §3.1.2.1). Words that are not known are ignored.
fn prompt(params: &Params) -> Result<Prompt, OAuthError> {
    let words: Vec<_> = params.one("prompt")?.unwrap_or_default().split_ascii_whitespace().collect();
    match words.as_slice() {
        ["none"] => Ok(Prompt::Never),
        words if words.contains(&"none") => {
            Err(OAuthError::invalid_request("'none' in 'prompt' goes with nothing else."))
        }
        words if words.iter().any(|word| matches!(*word, "consent" | "login" | "select_account")) => Ok(Prompt::Always),
        _ => Ok(Prompt::WhereNeeded),
    }
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

/// Adds to `batch` that nothing keeps the app back from this person, and refuses where something does.
pub(super) fn require_free(
    ctx: &Ctx,
    batch: &mut Batch,
    client: &Versioned<Client>,
    user: UserId,
) -> Result<(), AuthorizeError> {
    let hold = ctx.store.get_versioned::<Hold>(client.key())?;
    match &hold {
        Some(hold) => batch.require(hold),
        None => batch.require_absent::<Hold>(client.key()),
    }
    let held = Held::of(client, hold.as_deref().copied().unwrap_or_default(), user);
    held.map_or(Ok(()), |held| Err(held.into()))
}

/// The person refuses. Answers where the browser goes to say so.
pub fn deny(ctx: &Ctx, by: &Origin<'_>, request: &AuthorizationRequest, user: UserRef) -> String {
    ctx.record(by, Event::ConsentRefused { user, app: AppRef::of(&request.client) });
    denial(ctx, request)
}

/// What a client is told that wants nobody to be asked where somebody must be.
pub fn consent_required(ctx: &Ctx, request: &AuthorizationRequest) -> String {
    let description = "The person has to be asked for consent, and 'prompt' is 'none'.";
    refusal(ctx, &request.redirect_uri, request.state.as_deref(), ErrorCode::ConsentRequired, description)
}

/// What such a client is told where the person has to set up a second factor before anything else.
pub fn interaction_required(ctx: &Ctx, request: &AuthorizationRequest) -> String {
    let description = "The person has to set up a second factor first, and 'prompt' is 'none'.";
    refusal(ctx, &request.redirect_uri, request.state.as_deref(), ErrorCode::InteractionRequired, description)
}

/// The same answer as to a refusal, for an account that may not consent.
pub fn denial(ctx: &Ctx, request: &AuthorizationRequest) -> String {
    let description = "The resource owner or authorization server denied the request";
    refusal(ctx, &request.redirect_uri, request.state.as_deref(), ErrorCode::AccessDenied, description)
}

/// RFC 6749 §4.1.2.1.
pub(super) fn refusal(
    ctx: &Ctx,
    redirect_uri: &str,
    state: Option<&str>,
    code: ErrorCode,
    description: &str,
) -> String {
    answer(ctx, redirect_uri, state, &[("error", code.as_str()), ("error_description", description)])
}

/// The redirect URI with the answer, the client's `state`, and who answers (RFC 9207).
pub(super) fn answer(ctx: &Ctx, redirect_uri: &str, state: Option<&str>, parameters: &[(&str, &str)]) -> String {
    let state = state.map(|state| ("state", state));
    let all: Vec<_> = parameters.iter().copied().chain(state).chain([("iss", &*ctx.issuer)]).collect();
    redirect_uri::with_parameters(redirect_uri, &all)
}
