//! Accounts, looked for: by name in the order of names, a part at a time. Whatever the number of accounts, one part is kept.

use serde::{Deserialize, Serialize};

use super::session;
use crate::clock::Timestamp;
use crate::ctx::Ctx;
use crate::store::StoreError;
use crate::store::records::{LastSignIn, Role, User, UserId};
use crate::store::window::{Part, Window};

/// Which accounts are wanted. What is left out lets all through.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// A part of the name, in any case.
    pub text: String,
    /// Whether a part of the e-mail address will do as well.
    pub in_email: bool,
    /// Of this role.
    pub role: Option<Role>,
    /// Suspended, or not.
    pub suspended: Option<bool>,
    /// Only those that nobody has ever signed in to.
    pub never_signed_in: bool,
}

impl Wanted {
    /// Whether an account's name alone tells that it is wanted; `None` where its record has to be looked at.
    fn by_name(&self, name: &str, text: &str) -> Option<bool> {
        let named = name.contains(text);
        let record = self.role.is_some() || self.suspended.is_some() || self.never_signed_in;
        match named {
            false if !self.in_email => Some(false),
            true if !record => Some(true),
            _ => None,
        }
    }

    fn takes(&self, ctx: &Ctx, id: UserId, user: &User, text: &str) -> Result<bool, StoreError> {
        let named = user.name.to_lowercase().contains(text);
        let addressed = self.in_email && user.email.to_lowercase().contains(text);
        Ok((named || addressed)
            && self.role.is_none_or(|role| user.role == role)
            && self.suspended.is_none_or(|suspended| user.suspended == suspended)
            && !(self.never_signed_in && last_sign_in(ctx, id)?.is_some()))
    }
}

/// The part `window` of the accounts that are wanted, by name. Blocks for as long as it takes to look at all names.
pub fn search(ctx: &Ctx, wanted: &Wanted, window: Window) -> Result<Part<(UserId, User)>, StoreError> {
    let text = wanted.text.trim().to_lowercase();
    let found = ctx.store.named::<UserId>(b'n').filter_map(|entry| {
        let (name, id) = match entry {
            Ok(entry) => entry,
            Err(error) => return Some(Err(error)),
        };
        match wanted.by_name(&name, &text) {
            Some(true) => return Some(Ok(id)),
            Some(false) => return None,
            None => {}
        }
        match readable(ctx, id).and_then(|user| user.map_or(Ok(false), |user| wanted.takes(ctx, id, &user, &text))) {
            Ok(true) => Some(Ok(id)),
            Ok(false) => None,
            Err(error) => Some(Err(error)),
        }
    });
    let Part { items, total } = window.of(found)?;
    let mut users = Vec::with_capacity(items.len());
    for id in items {
        users.extend(readable(ctx, id)?.map(|user| (id, user)));
    }
    Ok(Part { items: users, total })
}

/// An account, if it is there and can be read: one that cannot is told in the log, and hides no other.
fn readable(ctx: &Ctx, id: UserId) -> Result<Option<User>, StoreError> {
    match ctx.store.get(&id) {
        Err(error @ StoreError::Corrupt { .. }) => {
            tracing::error!(%error, "left out; grantd check --data tells what to do");
            Ok(None)
        }
        found => found,
    }
}

/// When somebody last signed in to an account; `None` where nobody has. Of an account that was not signed in to since this is
/// noted, its sessions tell.
pub fn last_sign_in(ctx: &Ctx, id: UserId) -> Result<Option<Timestamp>, StoreError> {
    if let Some(LastSignIn { at }) = ctx.store.get::<LastSignIn>(&id)? {
        return Ok(Some(at));
    }
    Ok(session::list(ctx, id)?.into_iter().map(|(_, session)| session.created_at).max())
}
