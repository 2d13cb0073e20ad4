//! The apps of an account: registered, edited and removed by their owner (RFC 6749 §2). Whose app it is is checked by
//! [`owned`]; everything else takes the app's number as given.

use super::app_fields::{check_description, check_name, check_redirect_uris, check_scope, check_website};
use super::consent::end_beside;
use super::fault::AppFault;
use super::hold::{self, State};
use super::tokens::number_of;
use super::{app_usage, secrets};
use crate::audit::{AppRef, Event, Origin, UserRef};
use crate::clock::Timestamp;
use crate::ctx::Ctx;
use crate::secret::{RandomError, Secret, SecretKind};
use crate::store::records::{Client, ClientNumber, ClientType, Grant, Hold, LastUse, SecretState, User, UserId};
use crate::store::usage::ANYONE;
use crate::store::{ATTEMPTS, Batch, StoreError, Versioned};

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

impl AppChange {
    /// A new app that has all of this and nothing else.
    pub fn into_new(self, client_type: ClientType) -> NewApp {
        NewApp {
            name: self.name.unwrap_or_default(),
            website: self.website.unwrap_or_default(),
            description: self.description,
            redirect_uris: self.redirect_uris.unwrap_or_default(),
            scope: self.scope.unwrap_or_default(),
            client_type,
        }
    }
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

/// What became of a form that registers an app.
pub enum Registered {
    /// A new app, with its secret if it has one, which is never told again.
    Now(Box<App>, Option<Secret>),
    /// The app that this very form has registered before.
    Before(ClientNumber),
}

/// Registers an app for `owner`. The secret, which only confidential clients have, is never told again.
pub async fn register(
    ctx: &Ctx,
    by: &Origin<'_>,
    owner: UserId,
    app: NewApp,
) -> Result<(App, Option<Secret>), AppError> {
    match register_unless(ctx, by, owner, app, |_| Ok(None)).await? {
        Registered::Now(app, secret) => Ok((*app, secret)),
        Registered::Before(_) => Err(StoreError::Conflict.into()),
    }
}

/// Registers an app by a form that was made at a moment: what is the same to the letter and was registered since comes from a
/// second click, or from loading the answer anew, and is no second app.
pub async fn register_once(
    ctx: &Ctx,
    by: &Origin<'_>,
    owner: UserId,
    app: NewApp,
    form_made_at: Timestamp,
) -> Result<Registered, AppError> {
    register_unless(ctx, by, owner, app, |client| registered_since(ctx, form_made_at, client)).await
}

async fn register_unless(
    ctx: &Ctx,
    by: &Origin<'_>,
    owner: UserId,
    app: NewApp,
    before: impl Fn(&Client) -> Result<Option<ClientNumber>, StoreError> + Send + Sync,
) -> Result<Registered, AppError> {
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
        // Under the condition that no app got a number meanwhile.
        let number = ClientNumber(ctx.store.next_number(SEQUENCE, &mut batch)?);
        if let Some(before) = before(&client)? {
            return Ok(Registered::Before(before));
        }
        batch.create(&number, &client)?;
        let hold = hold::add_at_registration(ctx, &mut batch, by, number)?;
        match ctx.store.commit(batch).await {
            Ok(()) => {
                let owner = UserRef::of(owner, &account);
                ctx.record(by, Event::AppRegistered { app: AppRef::of(&client), owner });
                let app = App { number, client, last_used_at: None, secrets: SecretState::default(), hold };
                return Ok(Registered::Now(Box::new(app), secret));
            }
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(StoreError::Conflict.into())
}

/// The app that is the same as `client` and was registered after a moment.
fn registered_since(ctx: &Ctx, moment: Timestamp, client: &Client) -> Result<Option<ClientNumber>, StoreError> {
    // The newest first.
    for number in ctx.store.members::<ClientNumber>(b'o', client.owner.0, true)? {
        let Some(before) = ctx.store.get::<Client>(&number)? else { continue };
        if before.issued_at <= moment {
            break;
        }
        if before.client_type == client.client_type && differing(&before, client).is_empty() {
            return Ok(Some(number));
        }
    }
    Ok(None)
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
