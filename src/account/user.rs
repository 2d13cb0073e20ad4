//! Accounts: made, found, changed, removed. Names and e-mail addresses are unique without regard to case. Once there is
//! an administrator there is always one that can act.

use std::collections::BTreeMap;

use super::fault::Fault;
use super::{AccountError, instance, link, login, password, session};
use crate::audit::{Event, Origin, UserRef, own};
use crate::ctx::Ctx;
use crate::language::Language;
use crate::oauth::{consent, registration};
use crate::store::records::{LastSignIn, Role, SecondFactor, User, UserId};
use crate::store::{ATTEMPTS, Batch, StoreError, Versioned};

const SEQUENCE: &str = "user";
const SHORTEST_NAME: usize = 3;
const LONGEST_NAME: usize = 30;
const LONGEST_EMAIL: usize = 254;

/// What is needed to open an account. No `Debug`: it carries a password.
#[derive(Clone)]
pub struct NewUser {
    /// `username`: 3 to 30 of `A-Z a-z 0-9 _`.
    pub name: String,
    /// `email`.
    pub email: String,
    /// `password`; without one the account waits for a password link.
    pub password: Option<String>,
    /// Its role.
    pub role: Role,
    /// In which language the pages speak to it; what its browser asks for, if none.
    pub language: Option<Language>,
}

/// Opens an account.
///
/// # Errors
/// `Invalid` and `Taken` with the field, `Busy`.
pub async fn create(ctx: &Ctx, by: &Origin<'_>, new: NewUser) -> Result<(UserId, User), AccountError> {
    let user = prepare(ctx, new).await?;
    for _ in 0..ATTEMPTS {
        let mut batch = Batch::default();
        let id = add(ctx, &mut batch, &user)?;
        if user.is_admin() {
            link::end_set_up(ctx, &mut batch)?;
        }
        match ctx.store.commit(batch).await {
            Ok(()) => {
                created(ctx, by, id, &user);
                return Ok((id, user));
            }
            Err(StoreError::Conflict) => check_free(ctx, &user.name, &user.email)?,
            Err(error) => return Err(error.into()),
        }
    }
    Err(StoreError::Conflict.into())
}

/// Opens an account for somebody who asks for one, if people may.
///
/// # Errors
/// `RegistrationDisabled`, and those of [`create`].
pub async fn register(ctx: &Ctx, by: &Origin<'_>, new: NewUser) -> Result<(UserId, User), AccountError> {
    if !instance::registration_enabled(ctx)? {
        return Err(AccountError::RegistrationDisabled);
    }
    let password = Some(new.password.unwrap_or_default());
    create(ctx, by, NewUser { password, role: Role::User, ..new }).await
}

/// Checks what was sent and hashes the password.
pub(super) async fn prepare(ctx: &Ctx, new: NewUser) -> Result<User, AccountError> {
    let (name, email) = (new.name.trim(), new.email.trim());
    check_name(name)?;
    check_email(email)?;
    if let Some(password) = &new.password {
        password::check(ctx, &[name, email], password).await?;
    }
    check_free(ctx, name, email)?;
    let password = match &new.password {
        Some(password) => Some(password::hash(ctx, password).await?),
        None => None,
    };
    Ok(User {
        name: name.to_owned(),
        email: email.to_owned(),
        password,
        role: new.role,
        suspended: false,
        created_at: ctx.clock.now(),
        session_epoch: 0,
        first_name: None,
        last_name: None,
        bio: None,
        location: None,
        attributes: BTreeMap::new(),
        language: new.language.map(|language| language.tag().to_owned()),
    })
}

/// Adds a prepared account to `batch`, under the next number.
pub(super) fn add(ctx: &Ctx, batch: &mut Batch, user: &User) -> Result<UserId, StoreError> {
    let id = UserId(ctx.store.next_number(SEQUENCE, batch)?);
    batch.create(&id, user)?;
    Ok(id)
}

/// Writes down that an account was opened.
pub(super) fn created(ctx: &Ctx, by: &Origin<'_>, id: UserId, user: &User) {
    ctx.record(by, Event::AccountCreated { user: UserRef::of(id, user), role: user.role });
}

/// Whether nobody has the name or the address.
pub(super) fn check_free(ctx: &Ctx, name: &str, email: &str) -> Result<(), AccountError> {
    if id_of(ctx, b'n', name)?.is_some() {
        return Err(AccountError::Taken { field: "username" });
    }
    if id_of(ctx, b'e', email)?.is_some() {
        return Err(AccountError::Taken { field: "email" });
    }
    Ok(())
}

/// The account of that name, in any case.
pub fn by_name(ctx: &Ctx, name: &str) -> Result<Option<Versioned<User>>, StoreError> {
    let id = id_of(ctx, b'n', name)?;
    id.map_or(Ok(None), |id| ctx.store.get_versioned(&id))
}

/// The account of that e-mail address, in any case.
pub fn by_email(ctx: &Ctx, email: &str) -> Result<Option<Versioned<User>>, StoreError> {
    let id = id_of(ctx, b'e', email)?;
    id.map_or(Ok(None), |id| ctx.store.get_versioned(&id))
}

/// The account of that name or, if there is an `@` in it, of that e-mail address.
pub fn by_name_or_email(ctx: &Ctx, name: &str) -> Result<Option<Versioned<User>>, StoreError> {
    let name = name.trim();
    if name.contains('@') { by_email(ctx, name) } else { by_name(ctx, name) }
}

/// The account of that number.
pub fn by_id(ctx: &Ctx, id: UserId) -> Result<Option<User>, StoreError> {
    ctx.store.get(&id)
}

fn id_of(ctx: &Ctx, kind: u8, name: &str) -> Result<Option<UserId>, StoreError> {
    if name.len() > LONGEST_EMAIL {
        return Ok(None);
    }
    ctx.store.lookup(kind, name.to_lowercase().as_bytes())
}

/// All accounts, the oldest first.
pub fn list(ctx: &Ctx) -> Result<Vec<(UserId, User)>, StoreError> {
    ctx.store.readable::<User>().collect()
}

/// Gives an account a role.
///
/// # Errors
/// `LastActiveAdmin` when nobody else could administer.
pub async fn set_role(ctx: &Ctx, by: &Origin<'_>, id: UserId, role: Role) -> Result<User, AccountError> {
    let user = update(ctx, id, |user, batch| {
        if role == Role::User {
            keep_an_admin(ctx, id, user, batch, AccountError::LastActiveAdmin)?;
        } else {
            link::end_set_up(ctx, batch)?;
        }
        user.role = role;
        Ok(())
    })
    .await?;
    ctx.record(by, Event::RoleChanged { user: UserRef::of(id, &user), role });
    Ok(user)
}

/// Suspends an account, or lets it act again. Suspending ends its sessions; its tokens are good for nothing until then.
///
/// # Errors
/// `LastActiveAdmin` when nobody else could administer.
pub async fn set_suspended(ctx: &Ctx, by: &Origin<'_>, id: UserId, suspended: bool) -> Result<User, AccountError> {
    let user = suspend(ctx, id, suspended, || AccountError::LastActiveAdmin).await?;
    let about = UserRef::of(id, &user);
    let event = match suspended {
        true => Event::AccountSuspended { user: about },
        false => Event::AccountUnsuspended { user: about },
    };
    ctx.record(by, event);
    Ok(user)
}

async fn suspend(
    ctx: &Ctx,
    id: UserId,
    suspended: bool,
    refusal: impl Fn() -> AccountError,
) -> Result<User, AccountError> {
    update(ctx, id, |user, batch| {
        if suspended && !user.suspended {
            keep_an_admin(ctx, id, user, batch, refusal())?;
            user.session_epoch = user.session_epoch.wrapping_add(1);
        }
        user.suspended = suspended;
        Ok(())
    })
    .await
}

/// Changes an account's e-mail address.
pub async fn set_email(ctx: &Ctx, by: &Origin<'_>, id: UserId, email: &str) -> Result<User, AccountError> {
    let email = email.trim();
    check_email(email)?;
    let user = update(ctx, id, |user, _| {
        check_address_free(ctx, id, email)?;
        email.clone_into(&mut user.email);
        Ok(())
    })
    .await?;
    ctx.record(by, Event::EmailChanged { user: UserRef::of(id, &user) });
    Ok(user)
}

/// Whether nobody else than the account has the address.
pub(super) fn check_address_free(ctx: &Ctx, id: UserId, email: &str) -> Result<(), AccountError> {
    match id_of(ctx, b'e', email)? {
        Some(owner) if owner != id => Err(AccountError::Taken { field: "email" }),
        _ => Ok(()),
    }
}

/// Removes an account with its apps, consents and sessions. It is suspended first, so that it is good for nothing while
/// the rest is removed; a delete that was cut short can be asked for again.
///
/// # Errors
/// `LastAdmin` when nobody else could administer.
pub async fn delete(ctx: &Ctx, by: &Origin<'_>, id: UserId) -> Result<(), AccountError> {
    suspend(ctx, id, true, || AccountError::LastAdmin).await?;
    registration::delete_owned_by(ctx, by, id).await?;
    consent::withdraw_all(ctx, by, id).await?;
    let user = remove(ctx, id).await?;
    // What came in between the tidying up and the end.
    registration::delete_owned_by(ctx, by, id).await?;
    consent::withdraw_all(ctx, by, id).await?;
    own::end(&ctx.store, id).await?;
    ctx.record(by, Event::AccountDeleted { user: UserRef::of(id, &user) });
    Ok(())
}

async fn remove(ctx: &Ctx, id: UserId) -> Result<User, AccountError> {
    let removed = ctx.store.remove::<User, _>(&id, |user, batch| {
        keep_an_admin(ctx, id, user, batch, AccountError::LastAdmin)?;
        session::end_with(ctx, id, None, batch)?;
        link::end_password_links(ctx, id, batch)?;
        own::end_with(&ctx.store, id, batch)?;
        batch.erase::<LastSignIn>(&id);
        login::end_pending(ctx, id, batch)?;
        // Whoever sets one up demands that the account is there.
        batch.erase::<SecondFactor>(&id);
        Ok::<_, AccountError>(())
    });
    removed.await?.ok_or(AccountError::NotFound)
}

/// Refuses what would leave nobody to administer: `user`, an administrator who can act, is about to stop being one.
/// Another one must be there, and still be there when the batch is applied.
fn keep_an_admin(
    ctx: &Ctx,
    id: UserId,
    user: &User,
    batch: &mut Batch,
    refusal: AccountError,
) -> Result<(), AccountError> {
    if !user.is_admin() || user.suspended {
        return Ok(());
    }
    for found in ctx.store.readable::<User>() {
        let (other, account) = found?;
        if other == id || !account.is_admin() || account.suspended {
            continue;
        }
        if let Some(account) = ctx.store.get_versioned::<User>(&other)?
            && account.is_admin()
            && !account.suspended
        {
            batch.require(&account);
            return Ok(());
        }
    }
    Err(refusal)
}

/// Whether the account is the only administrator who can act.
pub fn is_last_admin(ctx: &Ctx, id: UserId, user: &User) -> Result<bool, AccountError> {
    match keep_an_admin(ctx, id, user, &mut Batch::default(), AccountError::LastAdmin) {
        Ok(()) => Ok(false),
        Err(AccountError::LastAdmin) => Ok(true),
        Err(error) => Err(error),
    }
}

/// Whether there is an administrator, able to act or not. An account that cannot be read may be one: with it nobody is
/// invited to become the first.
pub fn has_admin(ctx: &Ctx) -> Result<bool, StoreError> {
    let mut unreadable = false;
    for found in ctx.store.all::<User>() {
        match found {
            Ok((_, user)) if user.is_admin() => return Ok(true),
            Ok(_) => {}
            Err(error @ StoreError::Corrupt { .. }) => {
                tracing::error!(%error, "grantd check --data tells what to do");
                unreadable = true;
            }
            Err(error) => return Err(error),
        }
    }
    Ok(unreadable)
}

/// Changes an account; `change` may add to the batch what must hold.
pub(super) async fn update(
    ctx: &Ctx,
    id: UserId,
    change: impl Fn(&mut User, &mut Batch) -> Result<(), AccountError>,
) -> Result<User, AccountError> {
    ctx.store.update(&id, change).await?.ok_or(AccountError::NotFound)
}

pub(super) fn check_name(name: &str) -> Result<(), AccountError> {
    let length = name.chars().count();
    if !(SHORTEST_NAME..=LONGEST_NAME).contains(&length) {
        let fault = Fault::NameLength { least: SHORTEST_NAME, most: LONGEST_NAME };
        return Err(AccountError::invalid("username", fault));
    }
    if !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_') {
        return Err(AccountError::invalid("username", Fault::NameCharacters));
    }
    Ok(())
}

/// The plain form of RFC 5321 §4.1.2: no quoting, no address literals.
pub(super) fn check_email(email: &str) -> Result<(), AccountError> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~.".contains(&byte);
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    let valid = email.len() <= LONGEST_EMAIL
        && email.split_once('@').is_some_and(|(local, domain)| {
            (1..=64).contains(&local.len())
                && local.bytes().all(plain)
                && local.split('.').all(|part| !part.is_empty())
                && domain.split('.').all(label)
        });
    if valid { Ok(()) } else { Err(AccountError::invalid("email", Fault::Email)) }
}
