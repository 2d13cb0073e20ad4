//! How a fixture comes into a store: every table through the operation that grantd itself has for it, in a store in memory
//! that is then taken over as a whole. Things that are old are made by the same operations at a clock of the past.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::fixture::{App, Fixture, FixtureError, Grant, ResourceServer, Token, User};
use super::mint;
use super::ready;
use crate::account::user::{self, NewUser};
use crate::account::{profile, session};
use crate::audit::Origin;
use crate::clock::Clock;
use crate::ctx::Ctx;
use crate::http::pages::OWN_COOKIES;
use crate::oauth::registration::{self, AppError, NewApp};
use crate::oauth::resource_server;
use crate::secret::{Random, Secret, SecretKind, TokenHash};
use crate::store::memory::MemoryEngine;
use crate::store::records::{self, Client, ClientType, Role, UserId};
use crate::store::{Key, Store, StoreError, Value};

/// Who made what a fixture holds.
pub(super) const BY: &Origin<'_> = &Origin::operator();
/// The administrator of a fixture that names none: nobody is to be asked to set the instance up.
const ADMIN: &str = "admin";
const REDIRECT_URIS: [&str; 2] = ["http://127.0.0.1/callback", "http://localhost/callback"];

/// A fixture as it stands in a store, and what tests are told of it.
pub struct Loaded {
    /// Everything in the store.
    pub pairs: Vec<(Key, Value)>,
    /// What goes on with chance from there.
    pub random: Random,
    /// The first administrator's name.
    pub admin: String,
    /// By name.
    pub users: BTreeMap<String, ready::Person>,
    /// By name.
    pub apps: BTreeMap<String, ready::App>,
    /// By name.
    pub resource_servers: BTreeMap<String, ready::ResourceServer>,
    /// By name.
    pub tokens: BTreeMap<String, ready::Tokens>,
}

impl Fixture {
    /// What a store holds that has this fixture and nothing else, at the time of `clock`. The same `seed` gives the same.
    ///
    /// # Errors
    /// A table that asks for what cannot be.
    pub async fn load(&self, clock: &Clock, seed: u64) -> Result<Loaded, FixtureError> {
        let store = Store::new(Arc::new(MemoryEngine::default()))?;
        let (config, random) = (Arc::new(self.config.clone()), Random::seeded(seed));
        let issuer = if config.server.speaks_tls() { "https://localhost" } else { "http://localhost" };
        let (moment, _) = Clock::manual(clock.now());
        let ctx = Ctx::new(config, issuer.into(), store, moment, random);
        let mut people = self.users.clone();
        if !people.iter().any(|user| user.admin) {
            people.insert(0, User { name: ADMIN.to_owned(), admin: true, ..User::default() });
        }
        let admin = people.iter().find(|user| user.admin).map_or(ADMIN, |user| user.name.as_str()).to_owned();

        let mut ids = Vec::new();
        for user in &people {
            ids.push(add_account(&ctx, user).await.map_err(named("user", &user.name))?);
        }
        let mut apps = BTreeMap::new();
        for app in &self.apps {
            apps.insert(app.name.clone(), add_app(&ctx, &admin, app).await.map_err(named("app", &app.name))?);
        }
        let mut resource_servers = BTreeMap::new();
        for server in &self.resource_servers {
            let added = add_resource_server(&ctx, server).await.map_err(named("resource_server", &server.name))?;
            resource_servers.insert(server.name.clone(), added);
        }
        for Grant { user, app, scope, age } in &self.grants {
            let token = Token { user: user.clone(), scope: scope.clone(), age: *age, ..Token::default() };
            let given = mint::consent(&ctx, &token, client_id(&apps, app)).await;
            given.map_err(named("grant", &format!("{user} to {app}")))?;
        }
        let mut tokens = BTreeMap::new();
        for token in &self.tokens {
            let minted = mint::mint(&ctx, token, client_id(&apps, &token.app)).await;
            tokens.insert(token.name.clone(), minted.map_err(named("token", &token.name))?);
        }
        // Last: what was given to a suspended account was given before.
        let mut users = BTreeMap::new();
        for (user, id) in people.iter().zip(ids) {
            let person = finish_account(&ctx, user, id).await.map_err(named("user", &user.name))?;
            users.insert(user.name.clone(), person);
        }
        let pairs = ctx.store.engine().snapshot()?.collect::<Result<_, StoreError>>()?;
        Ok(Loaded { pairs, random: ctx.random, admin, users, apps, resource_servers, tokens })
    }
}

/// Says which table is at fault.
fn named(kind: &'static str, name: &str) -> impl FnOnce(String) -> FixtureError {
    let what = format!("[[{kind}]] {name:?}");
    move |why| FixtureError::Entry { what, why }
}

/// The `client_id` of the app of that name; what is no name is a `client_id` already.
pub(super) fn client_id<'a>(apps: &'a BTreeMap<String, ready::App>, app: &'a str) -> &'a str {
    apps.get(app).map_or(app, |app| app.client_id.as_str())
}

/// Why something could not be made, as a sentence.
pub(super) fn told(error: impl std::fmt::Display) -> String {
    error.to_string()
}

/// Opens an account, or leaves nothing of it.
pub(super) async fn add_account(ctx: &Ctx, user: &User) -> Result<UserId, String> {
    let User { name, first_name, last_name, bio, location, attributes, .. } = user;
    let given = |text: &Option<String>| text.clone().map(Some);
    let change = profile::ProfileChange {
        first_name: given(first_name),
        last_name: given(last_name),
        bio: given(bio),
        location: given(location),
        language: None,
    };
    let change = change.checked().map_err(told)?;
    profile::check_attributes(attributes).map_err(told)?;
    let role = if user.admin { Role::Admin } else { Role::User };
    let new = NewUser { name: name.clone(), email: email(user), password: Some(password(user)), role, language: None };
    let (id, _) = user::create(ctx, BY, new).await.map_err(told)?;
    if [first_name, last_name, bio, location].iter().any(|text| text.is_some()) {
        profile::edit(ctx, BY, id, change).await.map_err(told)?;
    }
    for (key, value) in attributes {
        profile::set_attribute(ctx, BY, id, key, Some(value)).await.map_err(told)?;
    }
    Ok(id)
}

/// Suspends an account where that is wanted, and signs it in.
pub(super) async fn finish_account(ctx: &Ctx, user: &User, id: UserId) -> Result<ready::Person, String> {
    if user.suspended {
        user::set_suspended(ctx, BY, id, true).await.map_err(told)?;
    }
    let account = user::by_id(ctx, id).map_err(told)?.ok_or("it is gone again")?;
    let (session, cookie) = sign_in(ctx, id, &account).await?;
    let records::User { name, email, suspended, .. } = account;
    let password = password(user);
    Ok(ready::Person { id: id.0, name, email, password, admin: user.admin, suspended, session, cookie })
}

/// Begins a session: its token, and the same as a cookie.
pub(super) async fn sign_in(ctx: &Ctx, id: UserId, account: &records::User) -> Result<(String, String), String> {
    let token = session::begin(ctx, id, account, "127.0.0.1", "grantd test-server").await.map_err(told)?;
    let [https, http, ..] = OWN_COOKIES;
    let cookie = if ctx.issuer.starts_with("https:") { https } else { http };
    Ok((token.reveal().to_owned(), format!("{cookie}={}", token.reveal())))
}

fn email(user: &User) -> String {
    user.email.clone().unwrap_or_else(|| format!("{}@example.org", user.name))
}

fn password(user: &User) -> String {
    user.password.clone().unwrap_or_else(|| format!("{}-password", user.name))
}

/// Registers an app; `admin` owns it where it names nobody.
pub(super) async fn add_app(ctx: &Ctx, admin: &str, app: &App) -> Result<ready::App, String> {
    let owner = app.owner.as_deref().unwrap_or(admin);
    let found = user::by_name(ctx, owner).map_err(told)?;
    let owner = *found.ok_or_else(|| format!("there is no user {owner:?} to own it"))?.key();
    let usual = || REDIRECT_URIS.map(str::to_owned).to_vec();
    let client_type = if app.public { ClientType::Public } else { ClientType::Confidential };
    let new = NewApp {
        name: app.name.clone(),
        website: app.website.clone().unwrap_or_else(|| "https://app.example".to_owned()),
        description: app.description.clone(),
        redirect_uris: app.redirect_uris.clone().unwrap_or_else(usual),
        scope: app.scope.clone().unwrap_or_else(|| grantable_by_all(ctx)),
        client_type,
    };
    let wanted_secret = match (&app.client_secret, client_type) {
        (Some(_), ClientType::Public) => return Err("a public app has no client_secret; leave it out".to_owned()),
        (Some(secret), _) => Some(well_formed(SecretKind::ClientSecret, "client_secret", secret)?),
        (None, _) => None,
    };
    if let Some(client_id) = &app.client_id {
        refuse_taken(ctx, client_id)?;
    }
    let (made, made_secret) = registration::register(ctx, BY, owner, new).await.map_err(told)?;
    let as_wanted = |client: &mut Client, _: &mut _| {
        client.client_id = app.client_id.clone().unwrap_or_else(|| client.client_id.clone());
        client.secret = wanted_secret.or(client.secret);
        Ok::<_, StoreError>(())
    };
    let client = ctx.store.update(&made.number, as_wanted).await.map_err(told)?.ok_or("it is gone again")?;
    let made_secret = made_secret.map(|secret| secret.reveal().to_owned());
    Ok(ready::App {
        id: made.number.0,
        name: client.name,
        client_id: client.client_id,
        client_secret: app.client_secret.clone().or(made_secret),
        client_type: if app.public { "public" } else { "confidential" }.to_owned(),
        redirect_uris: client.redirect_uris,
        scope: client.scope.to_string(),
    })
}

/// Makes credentials for an API.
pub(super) async fn add_resource_server(ctx: &Ctx, server: &ResourceServer) -> Result<ready::ResourceServer, String> {
    let wanted = server.client_secret.as_deref();
    let wanted_secret =
        wanted.map(|secret| well_formed(SecretKind::ResourceServerSecret, "client_secret", secret)).transpose()?;
    if let Some(client_id) = &server.client_id {
        refuse_taken(ctx, client_id)?;
    }
    let (_, made_secret) = resource_server::add(ctx, BY, &server.name).await.map_err(told)?;
    let as_wanted = |record: &mut records::ResourceServer, _: &mut _| {
        record.client_id = server.client_id.clone().unwrap_or_else(|| record.client_id.clone());
        record.secret = wanted_secret.unwrap_or(record.secret);
        Ok::<_, StoreError>(())
    };
    let record = ctx.store.update(&server.name, as_wanted).await.map_err(told)?.ok_or("it is gone again")?;
    Ok(ready::ResourceServer {
        name: server.name.clone(),
        client_id: record.client_id,
        client_secret: wanted.map_or_else(|| made_secret.reveal().to_owned(), str::to_owned),
    })
}

/// A `client_id` is text that every client can send (RFC 6749 §A.1), no longer than grantd looks for, and nobody else's.
fn refuse_taken(ctx: &Ctx, client_id: &str) -> Result<(), String> {
    const LONGEST: usize = 64;
    let plain = client_id.bytes().all(|byte| byte.is_ascii_graphic());
    if !plain || client_id.is_empty() || client_id.len() > LONGEST {
        return Err(format!("client_id {client_id:?}: write 1 to {LONGEST} visible ASCII characters"));
    }
    let server = ctx.store.lookup::<String>(b'p', client_id.as_bytes()).map_err(told)?;
    match registration::by_client_id(ctx, client_id) {
        Err(AppError::NotFound) if server.is_none() => Ok(()),
        Ok(_) | Err(AppError::NotFound) => Err(format!("client_id {client_id:?}: somebody else has it")),
        Err(error) => Err(error.to_string()),
    }
}

/// A secret is taken only in the form that grantd gives secrets: what has another is refused before it is looked up.
fn well_formed(kind: SecretKind, key: &str, text: &str) -> Result<TokenHash, String> {
    if let Some(hash) = TokenHash::parse(kind, text) {
        return Ok(hash);
    }
    let TokenHash([a, b, c, d, e, f, g, h, ..]) = TokenHash::of(text.as_bytes());
    let instead =
        Secret::generate(kind, &Random::seeded(u64::from_be_bytes([a, b, c, d, e, f, g, h]))).map_err(told)?;
    Err(format!("{key} {text:?} has not the form of grantd's secrets; write {:?}, for one", instead.reveal()))
}

fn grantable_by_all(ctx: &Ctx) -> String {
    let all = ctx.config.scopes.iter().filter(|scope| !scope.admin_only);
    all.map(|scope| scope.name.as_str()).collect::<Vec<_>>().join(" ")
}
