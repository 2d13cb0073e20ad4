//! Secrets that lie about: whoever finds one hands it in here, without an account, and it is ended. What it is, prefix and
//! checksum tell. The answer is the same whether it was ever good, so it is no way to find out which are.
//!
//! A token or code ends with its family, a session or one-time link by itself. The secret of an app or of a resource server
//! opens nothing alone and its end would stop a program, so it works on and whoever has it is told; see
//! `docs/decisions/022-apps-for-developers.md`.

use super::exchange::spent;
use super::registration::owner;
use super::resource_server;
use super::secrets::end_if;
use super::tokens::{end_family, family_name};
use crate::account::session;
use crate::audit::{AppRef, Event, Origin, UserRef};
use crate::ctx::Ctx;
use crate::secret::{SecretKind, TokenHash, found_in};
use crate::store::records::{
    AccessToken, AuthorizationCode, Client, ClientNumber, FamilyId, LinkPurpose, OneTimeLink, PendingSignIn,
    RefreshToken, SecretState, Session, UserId,
};
use crate::store::{ATTEMPTS, Batch, StoreError};

/// How many are looked at in one text.
pub const MOST: usize = 100;

/// Ends what is in `text`. Answers how many secrets were recognised in it, good or not.
pub async fn report(ctx: &Ctx, by: &Origin<'_>, text: &str) -> Result<usize, StoreError> {
    let found = found_in(text, MOST);
    for (kind, hash) in &found {
        match kind {
            SecretKind::AccessToken => {
                let token = ctx.store.get::<AccessToken>(hash)?;
                end_tokens(ctx, by, token.map(|token| token.family)).await?;
            }
            SecretKind::RefreshToken => {
                let token = ctx.store.get::<RefreshToken>(hash)?;
                end_tokens(ctx, by, token.map(|token| token.family)).await?;
            }
            SecretKind::AuthorizationCode => end_code(ctx, by, hash).await?,
            SecretKind::Session => end_session(ctx, by, hash).await?,
            SecretKind::PendingSignIn => {
                if let Some(found) = ctx.store.remove::<PendingSignIn, StoreError>(hash, |_, _| Ok(())).await? {
                    let user = UserRef::find(&ctx.store, found.user);
                    ctx.record(by, Event::SessionLeaked { user, what: "sign_in".to_owned() });
                }
            }
            SecretKind::OneTimeLink => end_link(ctx, by, hash).await?,
            SecretKind::ClientSecret | SecretKind::ResourceServerSecret => {}
        }
    }
    report_clients(ctx, by, of_kind(&found, SecretKind::ClientSecret)).await?;
    report_resource_servers(ctx, by, &of_kind(&found, SecretKind::ResourceServerSecret))?;
    Ok(found.len())
}

fn of_kind(found: &[(SecretKind, TokenHash)], wanted: SecretKind) -> Vec<TokenHash> {
    found.iter().filter(|(kind, _)| *kind == wanted).map(|(_, hash)| *hash).collect()
}

async fn end_tokens(ctx: &Ctx, by: &Origin<'_>, family: Option<FamilyId>) -> Result<(), StoreError> {
    let Some(id) = family else { return Ok(()) };
    if let Some(family) = end_family(ctx, id).await? {
        tell(ctx, by, family.user, family.client, family_name(id))?;
    }
    Ok(())
}

/// Tells the person, and the owner of the app if that is somebody else.
fn tell(ctx: &Ctx, by: &Origin<'_>, user: UserId, app: ClientNumber, family: String) -> Result<(), StoreError> {
    let Some(client) = ctx.store.get::<Client>(&app)? else { return Ok(()) };
    let app = AppRef::of(&client);
    ctx.record(by, Event::TokenLeaked { user: UserRef::find(&ctx.store, user), app: app.clone(), family });
    if client.owner != user {
        ctx.record(by, Event::AppTokenLeaked { app, owner: owner(ctx, &client) });
    }
    Ok(())
}

/// A code is spent as by a wrong verifier; one that was spent ends what it gave, as a replay does.
async fn end_code(ctx: &Ctx, by: &Origin<'_>, hash: &TokenHash) -> Result<(), StoreError> {
    for _ in 0..ATTEMPTS {
        let Some(code) = ctx.store.get_versioned::<AuthorizationCode>(hash)? else { return Ok(()) };
        if let Some(spent) = &code.spent {
            return end_tokens(ctx, by, spent.family).await;
        }
        let mut batch = Batch::default();
        batch.replace(&code, &spent(ctx, &code, None, ctx.clock.now()))?;
        match ctx.store.commit(batch).await {
            Ok(()) => return tell(ctx, by, code.user, code.client, String::new()),
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error),
        }
    }
    Err(StoreError::Conflict)
}

async fn end_session(ctx: &Ctx, by: &Origin<'_>, hash: &TokenHash) -> Result<(), StoreError> {
    let Some(found) = ctx.store.get::<Session>(hash)? else { return Ok(()) };
    session::end(ctx, by, hash).await?;
    let user = UserRef::find(&ctx.store, found.user);
    ctx.record(by, Event::SessionLeaked { user, what: "session".to_owned() });
    Ok(())
}

async fn end_link(ctx: &Ctx, by: &Origin<'_>, hash: &TokenHash) -> Result<(), StoreError> {
    match ctx.store.remove::<OneTimeLink, StoreError>(hash, |_, _| Ok(())).await? {
        None => {}
        Some(OneTimeLink { purpose: LinkPurpose::NewPassword { user, .. }, .. }) => {
            let user = UserRef::find(&ctx.store, user);
            ctx.record(by, Event::SessionLeaked { user, what: "link".to_owned() });
        }
        Some(_) => tracing::warn!("the set-up link was reported as leaked and has ended; a restart makes a new one"),
    }
    Ok(())
}

/// Secrets lead to no record, so all apps are looked through, away from the threads that answer requests.
async fn report_clients(ctx: &Ctx, by: &Origin<'_>, hashes: Vec<TokenHash>) -> Result<(), StoreError> {
    if hashes.is_empty() {
        return Ok(());
    }
    let store = ctx.store.clone();
    let looking = tokio::task::spawn_blocking(move || {
        let (mut present, mut previous) = (Vec::new(), Vec::new());
        for found in store.readable::<Client>() {
            let (number, client) = found?;
            present.extend(client.secret.filter(|secret| hashes.contains(secret)).map(|secret| (number, secret)));
        }
        for found in store.readable::<SecretState>() {
            let (number, state) = found?;
            previous.extend(state.previous.filter(|old| hashes.contains(&old.hash)).map(|old| (number, old.hash)));
        }
        Ok::<_, StoreError>((present, previous))
    });
    let (present, previous) = looking.await.map_err(|error| StoreError::Engine(error.to_string()))??;
    for (number, hash) in present {
        if mark(ctx, number, &hash).await? {
            tell_owner(ctx, by, number)?;
        }
    }
    for (number, hash) in previous {
        let is_that = |state: &SecretState| state.previous.is_some_and(|old| old.hash == hash);
        if end_if(ctx, by, number, is_that).await? {
            tell_owner(ctx, by, number)?;
        }
    }
    Ok(())
}

/// Notes that the present secret was reported; answers whether that is news.
async fn mark(ctx: &Ctx, number: ClientNumber, hash: &TokenHash) -> Result<bool, StoreError> {
    for _ in 0..ATTEMPTS {
        let client = ctx.store.get_versioned::<Client>(&number)?;
        let Some(client) = client.filter(|client| client.secret.as_ref() == Some(hash)) else { return Ok(false) };
        let mut batch = Batch::default();
        batch.require(&client);
        let reported_at = Some(ctx.clock.now());
        match ctx.store.get_versioned::<SecretState>(&number)? {
            Some(state) if state.reported_at.is_some() => return Ok(false),
            Some(state) => batch.replace(&state, &SecretState { reported_at, ..SecretState::clone(&state) })?,
            None => batch.create(&number, &SecretState { reported_at, previous: None })?,
        }
        match ctx.store.commit(batch).await {
            Ok(()) => return Ok(true),
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error),
        }
    }
    Err(StoreError::Conflict)
}

fn tell_owner(ctx: &Ctx, by: &Origin<'_>, number: ClientNumber) -> Result<(), StoreError> {
    if let Some(client) = ctx.store.get::<Client>(&number)? {
        ctx.record(by, Event::AppSecretLeaked { app: AppRef::of(&client), owner: owner(ctx, &client) });
    }
    Ok(())
}

fn report_resource_servers(ctx: &Ctx, by: &Origin<'_>, hashes: &[TokenHash]) -> Result<(), StoreError> {
    if hashes.is_empty() {
        return Ok(());
    }
    for (name, server) in resource_server::list(ctx)? {
        if hashes.contains(&server.secret) {
            ctx.record(by, Event::ResourceServerSecretLeaked { name });
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
