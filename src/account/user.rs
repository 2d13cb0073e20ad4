//! Accounts: made, found, changed, removed. Names and e-mail addresses are unique without regard to case; the last
//! active administrator cannot be lost.

use super::{AccountError, instance, password};
use crate::audit;
use crate::ctx::Ctx;
use crate::oauth::{ATTEMPTS, consent, registration};
use crate::store::records::{Counter, Role, Session, User, UserId};
use crate::store::{Batch, StoreError, Versioned};

const SEQUENCE: &str = "user";
const ADMIN_SEQUENCE: &str = "admins";
const LONGEST_EMAIL: usize = 254;
const LONGEST_LINE: usize = 80;
const LONGEST_BIO: usize = 500;
const LONGEST_ATTRIBUTE: usize = 200;
const MOST_ATTRIBUTES: usize = 50;

/// What is needed to make an account.
#[derive(Clone)]
pub struct NewUser {
    /// 3 to 30 letters, digits and underscores.
    pub name: String,
    /// Its e-mail address.
    pub email: String,
    /// Its password; without one it gets in through a one-time link only.
    pub password: Option<String>,
    /// Its role.
    pub role: Role,
}

/// What is to be changed of a profile: `None` leaves it, `Some(None)` removes it.
#[derive(Debug, Clone, Default)]
pub struct ProfileChange {
    /// First name.
    pub first_name: Option<Option<String>>,
    /// Last name.
    pub last_name: Option<Option<String>>,
    /// About the person.
    pub bio: Option<Option<String>>,
    /// Where the person lives.
    pub location: Option<Option<String>>,
}

/// Makes an account for somebody who registers, where that is allowed.
pub async fn register(ctx: &Ctx, new: NewUser) -> Result<(UserId, User), AccountError> {
    if !instance::registration_enabled(ctx)? {
        return Err(AccountError::RegistrationDisabled);
    }
    create(ctx, new).await
}

/// Makes an account.
pub async fn create(ctx: &Ctx, new: NewUser) -> Result<(UserId, User), AccountError> {
    let user = prepare(ctx, new).await?;
    for _ in 0..ATTEMPTS {
        let mut batch = Batch::default();
        let id = add(ctx, &mut batch, &user)?;
        match ctx.store.commit(batch).await {
            Ok(()) => {
                audit::record("account_created", format_args!("user={} name={}", id.0, user.name));
                return Ok((id, user));
            }
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(StoreError::Conflict.into())
}

/// Checks what was typed and hashes the password.
pub(super) async fn prepare(ctx: &Ctx, new: NewUser) -> Result<User, AccountError> {
    check_name(&new.name)?;
    let email = check_email(&new.email)?;
    if by_name(ctx, &new.name)?.is_some() {
        return Err(taken("username", "sorry, that username is already taken"));
    }
    if by_email(ctx, &email)?.is_some() {
        return Err(taken("email", "sorry, that email is already taken"));
    }
    let password = match &new.password {
        Some(password) => Some(password::hash(ctx, password).await?),
        None => None,
    };
    Ok(User {
        name: new.name,
        email,
        password,
        role: new.role,
        suspended: false,
        created_at: ctx.clock.now(),
        session_epoch: 0,
        first_name: None,
        last_name: None,
        bio: None,
        location: None,
        attributes: std::collections::BTreeMap::new(),
    })
}

/// Adds to `batch` the account with the next number. Whoever takes its name first wins.
pub(super) fn add(ctx: &Ctx, batch: &mut Batch, user: &User) -> Result<UserId, AccountError> {
    if by_name(ctx, &user.name)?.is_some() {
        return Err(taken("username", "sorry, that username is already taken"));
    }
    if by_email(ctx, &user.email)?.is_some() {
        return Err(taken("email", "sorry, that email is already taken"));
    }
    let id = match ctx.store.get_versioned::<Counter>(&SEQUENCE.to_owned())? {
        Some(counter) => {
            batch.replace(&counter, &Counter { next: counter.next + 1 })?;
            counter.next
        }
        None => {
            batch.create(&SEQUENCE.to_owned(), &Counter { next: 2 })?;
            1
        }
    };
    batch.create(&UserId(id), user)?;
    Ok(UserId(id))
}

fn taken(field: &'static str, message: &str) -> AccountError {
    AccountError::Taken { field, message: message.to_owned() }
}

/// The account of that number.
pub fn by_id(ctx: &Ctx, id: UserId) -> Result<Option<User>, StoreError> {
    ctx.store.get::<User>(&id)
}

/// The account of that name, in any case.
pub fn by_name(ctx: &Ctx, name: &str) -> Result<Option<Versioned<User>>, StoreError> {
    by_secondary(ctx, b'n', name)
}

/// The account of that e-mail address, in any case.
pub fn by_email(ctx: &Ctx, email: &str) -> Result<Option<Versioned<User>>, StoreError> {
    by_secondary(ctx, b'e', email)
}

/// The account that somebody means who types either.
pub fn by_name_or_email(ctx: &Ctx, text: &str) -> Result<Option<Versioned<User>>, StoreError> {
    let text = text.trim();
    if text.contains('@') { by_email(ctx, text) } else { by_name(ctx, text) }
}

fn by_secondary(ctx: &Ctx, kind: u8, text: &str) -> Result<Option<Versioned<User>>, StoreError> {
    if text.is_empty() || text.len() > LONGEST_EMAIL {
        return Ok(None);
    }
    match ctx.store.lookup::<UserId>(kind, text.to_lowercase().as_bytes())? {
        Some(id) => ctx.store.get_versioned::<User>(&id),
        None => Ok(None),
    }
}

/// All accounts, the oldest first.
pub fn list(ctx: &Ctx) -> Result<Vec<(UserId, User)>, StoreError> {
    ctx.store.all::<User>().collect()
}

/// Whether there is an administrator who can sign in.
pub fn has_admin(ctx: &Ctx) -> Result<bool, StoreError> {
    for found in ctx.store.all::<User>() {
        let (_, user) = found?;
        if user.is_admin() && !user.suspended {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Changes a profile.
pub async fn edit_profile(ctx: &Ctx, id: UserId, change: ProfileChange) -> Result<User, AccountError> {
    let first_name = check_text("first_name", change.first_name, LONGEST_LINE)?;
    let last_name = check_text("last_name", change.last_name, LONGEST_LINE)?;
    let location = check_text("location", change.location, LONGEST_LINE)?;
    let bio = check_text("bio", change.bio, LONGEST_BIO)?;
    update(ctx, id, |user| {
        first_name.clone().into_iter().for_each(|text| user.first_name = text);
        last_name.clone().into_iter().for_each(|text| user.last_name = text);
        location.clone().into_iter().for_each(|text| user.location = text);
        bio.clone().into_iter().for_each(|text| user.bio = text);
        Ok(())
    })
    .await
}

/// Gives an account a role.
pub async fn set_role(ctx: &Ctx, id: UserId, role: Role) -> Result<User, AccountError> {
    let changed = change_standing(ctx, id, |user| user.role = role).await?;
    audit::record("role_changed", format_args!("user={} name={} role={role:?}", id.0, changed.name));
    Ok(changed)
}

/// Suspends an account, which ends its sessions and makes its tokens inactive, or lifts that.
pub async fn set_suspended(ctx: &Ctx, id: UserId, suspended: bool) -> Result<User, AccountError> {
    let changed = change_standing(ctx, id, |user| {
        if suspended && !user.suspended {
            user.session_epoch = user.session_epoch.wrapping_add(1);
        }
        user.suspended = suspended;
    })
    .await?;
    let event = if suspended { "account_suspended" } else { "account_unsuspended" };
    audit::record(event, format_args!("user={} name={}", id.0, changed.name));
    Ok(changed)
}

/// Gives an account another e-mail address.
pub async fn set_email(ctx: &Ctx, id: UserId, email: &str) -> Result<User, AccountError> {
    let email = check_email(email)?;
    if by_email(ctx, &email)?.is_some_and(|other| *other.key() != id) {
        return Err(taken("email", "sorry, that email is already taken"));
    }
    update(ctx, id, |user| {
        user.email.clone_from(&email);
        Ok(())
    })
    .await
}

/// Notes something on an account, such as its id in an upstream; `None` removes the note.
pub async fn set_attribute(ctx: &Ctx, id: UserId, key: &str, value: Option<&str>) -> Result<User, AccountError> {
    let good_key = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    if key.is_empty() || key.len() > LONGEST_LINE || !key.chars().all(good_key) {
        let message = format!("{key:?} is no key: write letters, digits and the marks . _ -");
        return Err(AccountError::invalid("key", message));
    }
    if value.is_some_and(|value| value.len() > LONGEST_ATTRIBUTE || value.contains(char::is_control)) {
        let message = format!("the value must be one line of at most {LONGEST_ATTRIBUTE} bytes");
        return Err(AccountError::invalid("value", message));
    }
    update(ctx, id, |user| {
        match value {
            Some(value) => user.attributes.insert(key.to_owned(), value.to_owned()),
            None => user.attributes.remove(key),
        };
        if user.attributes.len() > MOST_ATTRIBUTES {
            return Err(AccountError::invalid("key", format!("an account has {MOST_ATTRIBUTES} attributes at most")));
        }
        Ok(())
    })
    .await
}

/// Removes an account with its sessions, its consents and its apps.
pub async fn delete(ctx: &Ctx, id: UserId) -> Result<(), AccountError> {
    for _ in 0..ATTEMPTS {
        let user = ctx.store.get_versioned::<User>(&id)?.ok_or(AccountError::NotFound)?;
        let mut batch = Batch::default();
        if user.is_admin() {
            keep_an_admin(ctx, &mut batch, id)?;
        }
        batch.remove(&user);
        for hash in ctx.store.members(b's', id.0, false)? {
            if let Some(session) = ctx.store.get_versioned::<Session>(&hash)? {
                batch.remove(&session);
            }
        }
        match ctx.store.commit(batch).await {
            Ok(()) => {
                // Dead since the account is gone; what follows only tidies up.
                consent::withdraw_all(ctx, id).await?;
                registration::delete_owned_by(ctx, id).await.map_err(|error| match error {
                    registration::AppError::Store(error) => error,
                    other => StoreError::Engine(other.to_string()),
                })?;
                audit::record("account_deleted", format_args!("user={} name={}", id.0, user.name));
                return Ok(());
            }
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(StoreError::Conflict.into())
}

/// Changes one account, if `change` agrees.
pub(super) async fn update(
    ctx: &Ctx,
    id: UserId,
    change: impl Fn(&mut User) -> Result<(), AccountError>,
) -> Result<User, AccountError> {
    update_with(ctx, id, |_, _, user| change(user)).await
}

/// Changes a role or a suspension, which must leave an administrator.
async fn change_standing(ctx: &Ctx, id: UserId, change: impl Fn(&mut User)) -> Result<User, AccountError> {
    update_with(ctx, id, |batch, old, user| {
        change(user);
        let was = old.is_admin() && !old.suspended;
        let is = user.is_admin() && !user.suspended;
        if was && !is { keep_an_admin(ctx, batch, id) } else { Ok(()) }
    })
    .await
}

async fn update_with(
    ctx: &Ctx,
    id: UserId,
    change: impl Fn(&mut Batch, &User, &mut User) -> Result<(), AccountError>,
) -> Result<User, AccountError> {
    for _ in 0..ATTEMPTS {
        let old = ctx.store.get_versioned::<User>(&id)?.ok_or(AccountError::NotFound)?;
        let mut new = User::clone(&old);
        let mut batch = Batch::default();
        change(&mut batch, &old, &mut new)?;
        batch.replace(&old, &new)?;
        match ctx.store.commit(batch).await {
            Ok(()) => return Ok(new),
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(StoreError::Conflict.into())
}

/// Demands that another active administrator stays. Two of them removing each other at the same time meet at one
/// counter, so that only the first succeeds.
fn keep_an_admin(ctx: &Ctx, batch: &mut Batch, leaving: UserId) -> Result<(), AccountError> {
    let mut others = ctx.store.all::<User>().filter_map(Result::ok);
    if !others.any(|(id, user)| id != leaving && user.is_admin() && !user.suspended) {
        return Err(AccountError::LastAdmin);
    }
    let sequence = ADMIN_SEQUENCE.to_owned();
    match ctx.store.get_versioned::<Counter>(&sequence)? {
        Some(counter) => batch.replace(&counter, &Counter { next: counter.next + 1 })?,
        None => batch.create(&sequence, &Counter { next: 1 })?,
    }
    Ok(())
}

fn check_name(name: &str) -> Result<(), AccountError> {
    if !(3..=30).contains(&name.chars().count()) {
        return Err(AccountError::invalid("username", "username: 3 to 30 characters required"));
    }
    if !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
        let message = "username: only alphanumeric characters and the underscore character \"_\" allowed";
        return Err(AccountError::invalid("username", message));
    }
    Ok(())
}

fn check_email(email: &str) -> Result<String, AccountError> {
    let email = email.trim();
    let plausible = email.len() <= LONGEST_EMAIL
        && !email.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | ',' | '"'))
        && email.split_once('@').is_some_and(|(local, domain)| {
            !local.is_empty() && !domain.contains('@') && domain.split('.').all(|label| !label.is_empty())
        });
    if plausible {
        Ok(email.to_owned())
    } else {
        Err(AccountError::invalid("email", "email: valid email must be provided"))
    }
}

/// A changed text: trimmed, empty as removed, bounded.
fn check_text(
    field: &'static str,
    change: Option<Option<String>>,
    longest: usize,
) -> Result<Option<Option<String>>, AccountError> {
    let Some(Some(text)) = change else { return Ok(change) };
    let text = text.trim();
    if text.chars().count() > longest {
        return Err(AccountError::invalid(field, format!("{field}: {longest} characters at most")));
    }
    if text.contains(|c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
        return Err(AccountError::invalid(field, format!("{field}: control characters are not text")));
    }
    Ok(Some(Some(text.to_owned()).filter(|text| !text.is_empty())))
}
