//! The instance's own settings, which an administrator changes while it runs. What is not set there stands in the
//! configuration.

use std::sync::Arc;

use super::fault::Fault;
use super::text::{self, Longest, checked};
use super::{AccountError, user};
use crate::audit::{Event, Origin};
use crate::config;
use crate::ctx::Ctx;
use crate::store::records::Instance;
use crate::store::{ATTEMPTS, Batch, StoreError, Versioned};

const LONGEST_NAME: Longest = Longest::Bytes(config::Instance::LONGEST_NAME);
const LONGEST_TEXT: Longest = Longest::Bytes(64 * 1024);

/// What is to be changed. The outer `None` leaves it, the inner one (or an empty text) goes back to the default.
#[derive(Debug, Clone, Default)]
pub struct InstanceChange {
    /// `name`: one line of 100 bytes at most.
    pub name: Option<Option<String>>,
    /// `admin_contact`: an e-mail address.
    pub admin_contact: Option<Option<String>>,
    /// `about`: 64 KiB at most.
    pub about: Option<Option<String>>,
    /// `privacy_policy`: 64 KiB at most.
    pub privacy_policy: Option<Option<String>>,
    /// `is_registration_enabled`: whether people may open accounts by themselves.
    pub registration: Option<bool>,
}

/// What an administrator has set. Every page asks for it, so it is read again only when it has changed.
pub fn settings(ctx: &Ctx) -> Result<Arc<Instance>, StoreError> {
    let read = ctx.instance.get(&ctx.store, &(), |reads| Ok(Some(Arc::new(reads.get(&())?.unwrap_or_default()))))?;
    Ok(read.unwrap_or_default())
}

/// Whether people may open accounts by themselves.
pub fn registration_enabled(ctx: &Ctx) -> Result<bool, StoreError> {
    Ok(settings(ctx)?.registration.unwrap_or(ctx.config.accounts.registration))
}

/// The name that people see.
pub fn name(ctx: &Ctx) -> Result<String, StoreError> {
    Ok(settings(ctx)?.name.clone().unwrap_or_else(|| ctx.config.instance.name.clone()))
}

/// Changes the settings; answers what stands then.
pub async fn change(ctx: &Ctx, by: &Origin<'_>, change: InstanceChange) -> Result<Instance, AccountError> {
    let name = checked("name", change.name, LONGEST_NAME, false)?;
    let admin_contact = checked("admin_contact", change.admin_contact, LONGEST_TEXT, false)?;
    if let Some(Some(address)) = &admin_contact {
        let invalid = |_| AccountError::invalid("admin_contact", Fault::ContactEmail);
        user::check_email(address).map_err(invalid)?;
    }
    let about = checked("about", change.about, LONGEST_TEXT, true)?;
    let privacy_policy = checked("privacy_policy", change.privacy_policy, LONGEST_TEXT, true)?;
    for _ in 0..ATTEMPTS {
        let old = ctx.store.get_versioned::<Instance>(&())?;
        let mut new = old.as_deref().cloned().unwrap_or_default();
        name.clone().into_iter().for_each(|name| new.name = name);
        admin_contact.clone().into_iter().for_each(|contact| new.admin_contact = contact);
        about.clone().into_iter().for_each(|about| new.about = about);
        privacy_policy.clone().into_iter().for_each(|policy| new.privacy_policy = policy);
        new.registration = change.registration.or(new.registration);
        let mut batch = Batch::default();
        match &old {
            Some(old) => batch.replace(old, &new)?,
            None => batch.create(&(), &new)?,
        }
        match ctx.store.commit(batch).await {
            Ok(()) => {
                let registration = new.registration.unwrap_or(ctx.config.accounts.registration);
                let fields = differing(&old.map(Versioned::into_record).unwrap_or_default(), &new);
                if !fields.is_empty() {
                    ctx.record(by, Event::InstanceChanged { fields, registration });
                }
                return Ok(new);
            }
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(StoreError::Conflict.into())
}

/// The fields that two states of the settings differ in, by the names of the API.
fn differing(before: &Instance, after: &Instance) -> Vec<String> {
    text::differing([
        ("name", before.name != after.name),
        ("admin_contact", before.admin_contact != after.admin_contact),
        ("about", before.about != after.about),
        ("privacy_policy", before.privacy_policy != after.privacy_policy),
        ("is_registration_enabled", before.registration != after.registration),
    ])
}
