//! What `grantd doctor` wants to know of the data, and of the daemon that runs over it.

use serde::{Deserialize, Serialize};

use crate::account::passkey::are_possible;
use crate::clock::Timestamp;
use crate::ctx::Ctx;
use crate::oauth::registration::{self, App};
use crate::store::StoreError;
use crate::store::records::{ClientType, SecondFactor, SharedSecret, User, UserId};

/// The data and what runs over it, as a doctor sees them.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Examination {
    /// The issuer in force.
    pub issuer: String,
    /// The settings in force, as `section.key` and TOML.
    pub settings: Vec<(String, String)>,
    /// The newest moment that any account or app knows of.
    pub newest: Timestamp,
    /// The moment since which something that has expired waits to be removed.
    pub oldest_due: Option<Timestamp>,
    /// Whether there is an administrator.
    pub has_admin: bool,
    /// What second factors are worth here.
    #[serde(default)]
    pub second_factors: SecondFactors,
    /// All apps.
    pub apps: Vec<ExaminedApp>,
}

/// What second factors are worth here, as a doctor sees it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SecondFactors {
    /// How many secrets of apps are in clear.
    pub plain: usize,
    /// How many of these do not open with the key of whoever looks. Only a daemon has one.
    pub locked: usize,
    /// How many accounts have passkeys where there can be none. Only a daemon knows that.
    #[serde(default)]
    pub barred: usize,
}

/// An app as a doctor sees it.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ExaminedApp {
    /// Its number.
    pub number: u64,
    /// Its name.
    pub name: String,
    /// Whether it can keep a secret.
    pub client_type: ClientType,
    /// Where its answers may go.
    pub redirect_uris: Vec<String>,
    /// What it may ask for.
    pub scopes: Vec<String>,
    /// When it was registered.
    pub issued_at: Timestamp,
    /// When it was last used.
    pub last_used_at: Option<Timestamp>,
    /// How many accounts have authorised it.
    pub grants: usize,
    /// Whether it left out PKCE when it was last given a code; only a daemon that saw it knows.
    pub left_out_pkce: bool,
}

/// Looks at everything; blocks.
pub fn examine(ctx: &Ctx) -> Result<Examination, StoreError> {
    let apps = registration::all(ctx, None)?;
    let apps = apps.iter().map(|app| examined(ctx, app)).collect::<Result<Vec<_>, _>>()?;
    let mut newest = Timestamp::default();
    for app in &apps {
        newest = newest.max(app.issued_at).max(app.last_used_at.unwrap_or_default());
    }
    let mut has_admin = false;
    for found in ctx.store.readable::<User>() {
        let (_, user) = found?;
        newest = newest.max(user.created_at);
        has_admin |= user.is_admin();
    }
    let mut second_factors = SecondFactors::default();
    for found in ctx.store.readable::<SecondFactor>() {
        let (id, factor) = found?;
        second_factors.barred += usize::from(!factor.passkeys.is_empty() && !are_possible(ctx));
        let Some(app) = &factor.app else { continue };
        second_factors.plain += usize::from(matches!(app.secret, SharedSecret::Plain(_)));
        second_factors.locked += usize::from(ctx.vault.open(id, &app.secret).is_err());
    }
    let settings = ctx.config.settings().into_iter().map(|(key, value)| (key.to_owned(), value));
    Ok(Examination {
        issuer: ctx.issuer.to_string(),
        settings: settings.collect(),
        newest,
        oldest_due: ctx.store.oldest_due()?,
        has_admin,
        second_factors,
        apps,
    })
}

fn examined(ctx: &Ctx, app: &App) -> Result<ExaminedApp, StoreError> {
    let client = &app.client;
    Ok(ExaminedApp {
        number: app.number.0,
        name: client.name.clone(),
        client_type: client.client_type,
        redirect_uris: client.redirect_uris.clone(),
        scopes: client.scope.iter().map(str::to_owned).collect(),
        issued_at: client.issued_at,
        last_used_at: app.last_used_at,
        grants: ctx.store.members::<UserId>(b'g', app.number.0, false)?.len(),
        left_out_pkce: ctx.observed.left_out_pkce(app.number),
    })
}
