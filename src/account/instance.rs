//! What the administrator sets for the whole instance. What is not set comes from the configuration.

use super::AccountError;
use crate::audit;
use crate::ctx::Ctx;
use crate::oauth::ATTEMPTS;
use crate::store::records::Instance;
use crate::store::{Batch, StoreError};

const DEFAULT_NAME: &str = "grantd";
const LONGEST_LINE: usize = 100;
const LONGEST_TEXT: usize = 50_000;

/// What is to be changed: `None` leaves it, `Some(None)` removes it.
#[derive(Debug, Clone, Default)]
pub struct InstanceChange {
    /// The name people see.
    pub name: Option<Option<String>>,
    /// Where to ask for help.
    pub admin_contact: Option<Option<String>>,
    /// What this instance is.
    pub about: Option<Option<String>>,
    /// The privacy policy.
    pub privacy_policy: Option<Option<String>>,
    /// Whether people may register by themselves.
    pub registration: Option<bool>,
}

/// What is set.
pub fn settings(ctx: &Ctx) -> Result<Instance, StoreError> {
    Ok(ctx.store.get::<Instance>(&())?.unwrap_or_default())
}

/// The name people see.
pub fn name(ctx: &Ctx) -> Result<String, StoreError> {
    Ok(settings(ctx)?.name.unwrap_or_else(|| DEFAULT_NAME.to_owned()))
}

/// Whether people may register by themselves.
pub fn registration_enabled(ctx: &Ctx) -> Result<bool, StoreError> {
    Ok(settings(ctx)?.registration.unwrap_or(ctx.config.accounts.registration))
}

/// Changes what is set.
pub async fn change(ctx: &Ctx, change: InstanceChange) -> Result<Instance, AccountError> {
    let name = check("name", change.name, LONGEST_LINE)?;
    let admin_contact = check("admin_contact", change.admin_contact, LONGEST_LINE)?;
    let about = check("about", change.about, LONGEST_TEXT)?;
    let privacy_policy = check("privacy_policy", change.privacy_policy, LONGEST_TEXT)?;
    for _ in 0..ATTEMPTS {
        let old = ctx.store.get_versioned::<Instance>(&())?;
        let mut new = old.as_deref().cloned().unwrap_or_default();
        name.clone().into_iter().for_each(|text| new.name = text);
        admin_contact.clone().into_iter().for_each(|text| new.admin_contact = text);
        about.clone().into_iter().for_each(|text| new.about = text);
        privacy_policy.clone().into_iter().for_each(|text| new.privacy_policy = text);
        new.registration = change.registration.or(new.registration);
        let mut batch = Batch::default();
        match &old {
            Some(old) => batch.replace(old, &new)?,
            None => batch.create(&(), &new)?,
        }
        match ctx.store.commit(batch).await {
            Ok(()) => {
                audit::record("instance_changed", format_args!("registration={:?}", new.registration));
                return Ok(new);
            }
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(StoreError::Conflict.into())
}

fn check(
    field: &'static str,
    change: Option<Option<String>>,
    longest: usize,
) -> Result<Option<Option<String>>, AccountError> {
    match &change {
        Some(Some(text)) if text.chars().count() > longest => {
            Err(AccountError::invalid(field, format!("{field}: {longest} characters at most")))
        }
        _ => Ok(change),
    }
}
