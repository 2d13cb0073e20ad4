//! The apps of an account: registered, edited and removed by their owner (RFC 6749 §2). Whose app it is is checked by
//! [`owned`]; everything else takes the app's number as given.

use url::Url;

use super::consent::end_beside;
use super::fault::{AppFault, Line};
use super::hold::{self, State};
use super::tokens::number_of;
use super::{app_name, app_usage, redirect_uri, secrets};
use crate::audit::{AppRef, Event, Origin, UserRef};
use crate::clock::Timestamp;
use crate::ctx::Ctx;
use crate::scope::ScopeSet;
use crate::secret::{RandomError, Secret, SecretKind};
use crate::store::records::{Client, ClientNumber, ClientType, Grant, Hold, LastUse, SecretState, User, UserId};
use crate::store::usage::ANYONE;
use crate::store::{ATTEMPTS, Batch, StoreError, Versioned};

/// The longest name of an app, in characters.
pub const LONGEST_NAME: usize = 100;
/// The longest description of an app, in characters.
pub const LONGEST_DESCRIPTION: usize = 200;
const LONGEST_WEBSITE: usize = 2000;
const CLIENT_ID_LENGTH: usize = 24;
const SEQUENCE: &str = "client";

/// An app as its owner sees it.
#[derive(Debug, Clone)]
pub struct App {
    /// Its number, the `id` of FitTrackee's client object.
    pub number: ClientNumber,
    /// What was registered.
    pub client: Client,
    /// When a token of it was last issued or used.
    pub last_used_at: Option<Timestamp>,
    /// What is to be known of its secrets, as it is now: a previous one is there only while it works.
    pub secrets: SecretState,
    /// What keeps it back.
    pub hold: Hold,
}

impl App {
    /// How it stands.
    pub fn state(&self) -> State {
        self.hold.into()
    }
}

/// What is needed to register an app.
#[derive(Debug, Clone)]
pub struct NewApp {
    /// `client_name`.
    pub name: String,
    /// `client_uri`.
    pub website: String,
    /// `client_description`.
    pub description: Option<String>,
    /// `redirect_uris`.
    pub redirect_uris: Vec<String>,
    /// `scope`: what it may ask for. Scopes that this server does not know are dropped.
    pub scope: String,
    /// `client_type`.
    pub client_type: ClientType,
}

/// What is to be changed of an app; `None` leaves it.
#[derive(Debug, Clone, Default)]
pub struct AppChange {
    /// `client_name`.
    pub name: Option<String>,
    /// `client_uri`.
    pub website: Option<String>,
    /// `client_description`; an empty one removes it.
    pub description: Option<String>,
    /// `redirect_uris`.
    pub redirect_uris: Option<Vec<String>>,
    /// `scope`. What is taken away is gone from tokens already issued, too.
    pub scope: Option<String>,
}

/// Why an app could not be registered or changed.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// A field's value cannot be taken.
    #[error("{}", fault.of(field))]
    Invalid {
        /// The field's name in requests and forms.
        field: &'static str,
        /// What is wrong.
        fault: AppFault,
    },
    /// There is no such app, or it is somebody else's.
    #[error("OAuth2 client not found")]
    NotFound,
    /// A public client has no secret.
    #[error("a public client has no secret")]
    Public,
    /// There is no previous secret that works, so none to end.
    #[error("the app has no previous secret that still works")]
    NoPreviousSecret,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no randomness.
    #[error(transparent)]
    Random(#[from] RandomError),
}

impl AppError {
    pub(super) fn invalid(field: &'static str, fault: AppFault) -> Self {
        Self::Invalid { field, fault }
    }
}

/// Registers an app for `owner`. The secret, which only confidential clients have, is never told again.
pub async fn register(
    ctx: &Ctx,
    by: &Origin<'_>,
    owner: UserId,
    app: NewApp,
) -> Result<(App, Option<Secret>), AppError> {
    let secret = match app.client_type {
        ClientType::Confidential => Some(Secret::generate(SecretKind::ClientSecret, &ctx.random)?),
        ClientType::Public => None,
    };
    let client = Client {
        client_id: ctx.random.alphanumeric(CLIENT_ID_LENGTH)?,
        owner,
        client_type: app.client_type,
        secret: secret.as_ref().map(Secret::hash),
        name: check_name(&app.name)?,
        website: check_website(&app.website)?,
        description: check_description(app.description.as_deref().unwrap_or_default())?,
        redirect_uris: check_redirect_uris(ctx, app.redirect_uris)?,
        scope: check_scope(ctx, &app.scope)?,
        issued_at: ctx.clock.now(),
        epoch: 0,
    };
    for _ in 0..ATTEMPTS {
        let mut batch = Batch::default();
        let Some(account) = ctx.store.get_versioned::<User>(&owner)? else { return Err(AppError::NotFound) };
        batch.require(&account);
        let number = ClientNumber(ctx.store.next_number(SEQUENCE, &mut batch)?);
        batch.create(&number, &client)?;
        let hold = hold::add_at_registration(ctx, &mut batch, by, number)?;
        match ctx.store.commit(batch).await {
            Ok(()) => {
                let owner = UserRef::of(owner, &account);
                ctx.record(by, Event::AppRegistered { app: AppRef::of(&client), owner });
                return Ok((App { number, client, last_used_at: None, secrets: SecretState::default(), hold }, secret));
            }
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(StoreError::Conflict.into())
}

/// All apps, or those of one account; the newest first.
pub fn all(ctx: &Ctx, owner: Option<UserId>) -> Result<Vec<App>, StoreError> {
    let Some(owner) = owner else {
        let mut apps = Vec::new();
        for found in ctx.store.readable::<Client>() {
            let (number, client) = found?;
            apps.push(app(ctx, number, client)?);
        }
        apps.reverse();
        return Ok(apps);
    };
    let mut apps = Vec::new();
    for number in ctx.store.members::<ClientNumber>(b'o', owner.0, true)? {
        if let Some(client) = ctx.store.get::<Client>(&number)? {
            apps.push(app(ctx, number, client)?);
        }
    }
    Ok(apps)
}

pub(super) fn app(ctx: &Ctx, number: ClientNumber, client: Client) -> Result<App, StoreError> {
    let last_used_at = ctx.usage.client_last_used(&ctx.store, number)?;
    let secrets = secrets::state(ctx, number, &client)?;
    Ok(App { number, client, last_used_at, secrets, hold: hold::of(ctx, number)? })
}

/// The app of that number.
pub fn by_number(ctx: &Ctx, number: ClientNumber) -> Result<App, AppError> {
    let client = ctx.store.get::<Client>(&number)?.ok_or(AppError::NotFound)?;
    Ok(app(ctx, number, client)?)
}

/// The app of that `client_id`.
pub fn by_client_id(ctx: &Ctx, client_id: &str) -> Result<App, AppError> {
    by_number(ctx, number_of(ctx, client_id)?.ok_or(AppError::NotFound)?)
}

/// The app of that number, if it is the account's own.
pub fn owned(ctx: &Ctx, owner: UserId, number: ClientNumber) -> Result<App, AppError> {
    by_number(ctx, number).and_then(|app| if app.client.owner == owner { Ok(app) } else { Err(AppError::NotFound) })
}

/// The app of that `client_id`, if it is the account's own.
pub fn owned_by_client_id(ctx: &Ctx, owner: UserId, client_id: &str) -> Result<App, AppError> {
    by_client_id(ctx, client_id)
        .and_then(|app| if app.client.owner == owner { Ok(app) } else { Err(AppError::NotFound) })
}

/// Changes what is registered of an app.
pub async fn edit(ctx: &Ctx, by: &Origin<'_>, number: ClientNumber, change: AppChange) -> Result<App, AppError> {
    let name = change.name.as_deref().map(check_name).transpose()?;
    let website = change.website.as_deref().map(check_website).transpose()?;
    let description = change.description.as_deref().map(check_description).transpose()?;
    let redirect_uris = change.redirect_uris.map(|uris| check_redirect_uris(ctx, uris)).transpose()?;
    let scope = change.scope.as_deref().map(|scope| check_scope(ctx, scope)).transpose()?;
    let before = by_number(ctx, number)?.client;
    let unseen = hold::is_unseen(ctx, by)?;
    let changed = ctx.store.update::<Client, AppError>(&number, |client, batch| {
        let old = client.clone();
        name.clone().into_iter().for_each(|name| client.name = name);
        website.clone().into_iter().for_each(|website| client.website = website);
        description.clone().into_iter().for_each(|description| client.description = description);
        redirect_uris.clone().into_iter().for_each(|uris| client.redirect_uris = uris);
        scope.clone().into_iter().for_each(|scope| client.scope = scope);
        if unseen {
            hold::add_at_edit(ctx, batch, number, (&old, client))?;
        }
        Ok(())
    });
    let client = changed.await?.ok_or(AppError::NotFound)?;
    let fields = differing(&before, &client);
    if !fields.is_empty() {
        ctx.record(by, Event::AppEdited { app: AppRef::of(&client), owner: owner(ctx, &client), fields });
    }
    Ok(app(ctx, number, client)?)
}

/// The fields that two states of an app differ in, by the names of CONTRACT §3.
fn differing(before: &Client, after: &Client) -> Vec<String> {
    let fields = [
        ("client_name", before.name != after.name),
        ("client_uri", before.website != after.website),
        ("client_description", before.description != after.description),
        ("redirect_uris", before.redirect_uris != after.redirect_uris),
        ("scope", before.scope != after.scope),
    ];
    fields.into_iter().filter(|(_, differs)| *differs).map(|(name, _)| name.to_owned()).collect()
}

/// Whose app it is, for the audit log.
pub(super) fn owner(ctx: &Ctx, client: &Client) -> UserRef {
    UserRef::find(&ctx.store, client.owner)
}

/// Ends all that was given to an app: its codes, tokens and consents, of all accounts. The raised epoch ends them in
/// one write; the consents are then removed from the lists of the people who gave them.
pub async fn revoke_all(ctx: &Ctx, by: &Origin<'_>, number: ClientNumber) -> Result<App, AppError> {
    let client = update(ctx, number, |client| client.epoch = client.epoch.wrapping_add(1)).await?;
    remove_grants(ctx, number, Some(client.epoch)).await?;
    ctx.record(by, Event::AppRevoked { app: AppRef::of(&client), owner: owner(ctx, &client) });
    Ok(app(ctx, number, client)?)
}

/// Removes an app, and with it all that was given to it.
pub async fn delete(ctx: &Ctx, by: &Origin<'_>, number: ClientNumber) -> Result<(), AppError> {
    let beside = |_: &Client, batch: &mut Batch| {
        batch.erase::<LastUse>(&(number, ANYONE));
        batch.erase::<SecretState>(&number);
        batch.erase::<Hold>(&number);
        app_usage::end_with(ctx, number, batch)
    };
    let client = ctx.store.remove(&number, beside).await?.ok_or(AppError::NotFound)?;
    remove_grants(ctx, number, None).await?;
    ctx.record(by, Event::AppDeleted { app: AppRef::of(&client), owner: owner(ctx, &client) });
    Ok(())
}

/// Removes all apps of an account.
pub async fn delete_owned_by(ctx: &Ctx, by: &Origin<'_>, owner: UserId) -> Result<(), AppError> {
    for number in ctx.store.members::<ClientNumber>(b'o', owner.0, false)? {
        match delete(ctx, by, number).await {
            Ok(()) | Err(AppError::NotFound) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

async fn update(ctx: &Ctx, number: ClientNumber, change: impl Fn(&mut Client)) -> Result<Client, AppError> {
    let changed = ctx.store.update::<Client, AppError>(&number, |client, _| {
        change(client);
        Ok(())
    });
    changed.await?.ok_or(AppError::NotFound)
}

/// Tidies up consents that no longer stand: all of them, or those given before `epoch`.
async fn remove_grants(ctx: &Ctx, number: ClientNumber, epoch: Option<u32>) -> Result<(), StoreError> {
    for user in ctx.store.members::<UserId>(b'g', number.0, false)? {
        let Some(grant) = ctx.store.get_versioned::<Grant>(&(user, number))? else { continue };
        if epoch == Some(grant.client_epoch) {
            continue;
        }
        match remove_grant(ctx, &grant).await {
            // Consent was given anew meanwhile.
            Ok(()) | Err(StoreError::Conflict) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Removes one consent and all that is kept beside it.
async fn remove_grant(ctx: &Ctx, grant: &Versioned<Grant>) -> Result<(), StoreError> {
    let (user, number) = *grant.key();
    let mut batch = Batch::default();
    batch.remove(grant);
    end_beside(&mut batch, user, number);
    ctx.store.commit(batch).await?;
    ctx.usage.forget(number, user);
    Ok(())
}

fn check_name(name: &str) -> Result<String, AppError> {
    let name = check_line("client_name", Line::Name, name, LONGEST_NAME)?;
    app_name::check(&name).map_err(|fault| AppError::invalid("client_name", fault))?;
    Ok(name)
}

fn check_line(field: &'static str, what: Line, text: &str, longest: usize) -> Result<String, AppError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(AppError::invalid(field, AppFault::Empty(what)));
    }
    if text.chars().count() > longest {
        return Err(AppError::invalid(field, AppFault::TooManyCharacters(longest)));
    }
    if text.contains(char::is_control) {
        return Err(AppError::invalid(field, AppFault::NotOneLine(what)));
    }
    Ok(text.to_owned())
}

fn check_website(website: &str) -> Result<String, AppError> {
    let website = check_line("client_uri", Line::Website, website, LONGEST_WEBSITE)?;
    let is_web = Url::parse(&website).is_ok_and(|url| {
        matches!(url.scheme(), "https" | "http") && url.host_str().is_some() && url.username().is_empty()
    });
    let written_plainly = website.starts_with("https://") || website.starts_with("http://");
    if is_web && written_plainly {
        return Ok(website);
    }
    Err(AppError::invalid("client_uri", AppFault::Website))
}

fn check_description(description: &str) -> Result<Option<String>, AppError> {
    let description = description.trim();
    if description.chars().count() > LONGEST_DESCRIPTION {
        let fault = AppFault::TooManyCharacters(LONGEST_DESCRIPTION);
        return Err(AppError::invalid("client_description", fault));
    }
    if description.contains(|c: char| c.is_control() && c != '\n' && c != '\r' && c != '\t') {
        return Err(AppError::invalid("client_description", AppFault::ControlCharacters));
    }
    Ok(Some(description.to_owned()).filter(|description| !description.is_empty()))
}

/// Whether these may be the redirect URIs of an app.
pub fn check_redirect_uris(ctx: &Ctx, uris: Vec<String>) -> Result<Vec<String>, AppError> {
    let invalid = |fault| AppError::invalid("redirect_uris", fault);
    if uris.is_empty() || uris.len() > redirect_uri::MOST {
        return Err(invalid(AppFault::RedirectUris(redirect_uri::MOST)));
    }
    for (index, uri) in uris.iter().enumerate() {
        redirect_uri::check(uri, &ctx.config.oauth.extra_redirect_schemes).map_err(|why| {
            let uri = uri.chars().filter(|c| !c.is_control()).take(100).collect();
            invalid(AppFault::RedirectUri { uri, why })
        })?;
        if uris[..index].contains(uri) {
            return Err(invalid(AppFault::RedirectUriTwice(uri.clone())));
        }
    }
    Ok(uris)
}

fn check_scope(ctx: &Ctx, scope: &str) -> Result<ScopeSet, AppError> {
    let known = ScopeSet::parse(scope).filter(|scope| ctx.config.scopes.get(scope).is_some());
    if known.is_empty() { Err(AppError::invalid("scope", AppFault::NoScope)) } else { Ok(known) }
}
