//! The second factor of an account: set up and taken away. How it is asked for is in [`super::proof`], what its codes are in
//! [`super::totp`] and [`super::recovery`], how their secret is kept in [`super::vault`], what passkeys answer in
//! [`super::passkey`].

use std::time::Duration;

use subtle::ConstantTimeEq;

use super::fault::Fault;
use super::session::SignedIn;
use super::{AccountError, instance, passkey, recovery, totp, user};
use crate::audit::{Event, Origin, UserRef};
use crate::clock::Timestamp;
use crate::config::SecondFactorFor;
use crate::ctx::Ctx;
use crate::secret::{TokenHash, same_text, seal};
use crate::store::records::{SecondFactor, Totp, User, UserId};
use crate::store::{ATTEMPTS, Batch, StoreError};

/// How long a set-up that was begun can be finished.
const SET_UP_WITHIN: Duration = Duration::from_secs(30 * 60);
/// Within which time the same set-up once more is a button that was clicked twice.
const TWICE_WITHIN: Duration = Duration::from_secs(30);

/// The second factor of an account; `None` where it has none.
pub fn find(ctx: &Ctx, id: UserId) -> Result<Option<SecondFactor>, StoreError> {
    ctx.store.get(&id)
}

/// Whether whoever is signed in must set up a second factor before anything else.
pub fn must_set_up(ctx: &Ctx, who: &SignedIn) -> bool {
    let required = match ctx.config.accounts.second_factor {
        SecondFactorFor::Optional => false,
        SecondFactorFor::Admins => who.user.is_admin(),
        SecondFactorFor::Everyone => true,
    };
    required && !who.has_second_factor
}

/// An authenticator app that is yet to be set up: what it is told, and what brings it back.
pub struct SetUp {
    /// The secret in base32, as people type it.
    pub secret: String,
    /// The same as an address, which goes into the picture.
    pub address: String,
    /// Brings the secret back with the first code.
    pub ticket: String,
}

/// Begins to set up an authenticator app. Nothing is stored until a code of it is shown.
pub fn begin(ctx: &Ctx, who: &SignedIn) -> Result<SetUp, AccountError> {
    let mut secret = [0u8; totp::SECRET_BYTES];
    ctx.random.fill(&mut secret)?;
    let text = totp::base32(&secret);
    let begun = ctx.clock.now().as_millis();
    let ticket = format!("{begun}.{}", ticket_seal(who, begun, &text));
    set_up(ctx, who, &secret, ticket)
}

/// The same set-up again, for a page that is shown anew; `None` when it was not begun by this session or has ended.
pub fn again(ctx: &Ctx, who: &SignedIn, secret: &str, ticket: &str) -> Result<Option<SetUp>, AccountError> {
    match opened(ctx, who, secret, ticket) {
        Some(secret) => set_up(ctx, who, &secret, ticket.to_owned()).map(Some),
        None => Ok(None),
    }
}

fn set_up(ctx: &Ctx, who: &SignedIn, secret: &[u8], ticket: String) -> Result<SetUp, AccountError> {
    let address = totp::address(secret, &instance::name(ctx)?, &who.user.name);
    Ok(SetUp { secret: totp::base32(secret), address, ticket })
}

fn ticket_seal(who: &SignedIn, begun: u64, secret: &str) -> String {
    seal(&who.session.0, format!("second factor.{begun}.{secret}").as_bytes())
}

/// The secret of a set-up that this session began a short while ago.
fn opened(ctx: &Ctx, who: &SignedIn, secret: &str, ticket: &str) -> Option<Vec<u8>> {
    let (begun, sealed) = ticket.split_once('.')?;
    let begun: u64 = begun.parse().ok()?;
    let bytes = totp::from_base32(secret)?;
    let good = same_text(sealed, &ticket_seal(who, begun, &totp::base32(&bytes)));
    (good && ctx.clock.now().since(Timestamp::from_millis(begun)) < SET_UP_WITHIN).then_some(bytes)
}

/// Sets up an authenticator app with a code of it, in place of the one that the account has. The answer is the recovery
/// codes where these are the first: they are never told again.
///
/// # Errors
/// `Invalid` for `code`; `SetUpEnded` when it was begun too long ago or elsewhere.
pub async fn set_up_app(
    ctx: &Ctx,
    by: &Origin<'_>,
    who: &SignedIn,
    begun: (&str, &str),
    code: &str,
) -> Result<Option<Vec<String>>, AccountError> {
    let secret = opened(ctx, who, begun.0, begun.1).ok_or(AccountError::SetUpEnded)?;
    let now = ctx.clock.now();
    let step = totp::parse(code).and_then(|typed| totp::step_of(&secret, typed, now, 0)).ok_or_else(not_this_app)?;
    let stored = ctx.vault.seal(&ctx.random, who.id, &secret)?;
    let app = Totp { secret: stored, last_step: step, added_at: now, last_used_at: None };
    let is_there = |factor: &SecondFactor| {
        let known = factor.app.as_ref().filter(|known| {
            ctx.vault.open(who.id, &known.secret).is_ok_and(|known| bool::from(known.ct_eq(secret.as_slice())))
        });
        known.map(|known| known.added_at)
    };
    let put = put(ctx, who.id, is_there, |factor| {
        factor.app = Some(app.clone());
        Ok(())
    });
    was_put(ctx, by, who, put.await?, APP).await
}

/// Adds a passkey: what the browser answered to [`passkey::ask_to_add`]. An empty name leaves it to the device. The answer is
/// the recovery codes where they are the first: they are never told again.
///
/// # Errors
/// `Invalid` for `name` or `passkey`; `PasskeysUnavailable`.
pub async fn add_passkey(
    ctx: &Ctx,
    by: &Origin<'_>,
    who: &SignedIn,
    answer: passkey::Answer<'_>,
    name: &str,
) -> Result<Option<Vec<String>>, AccountError> {
    let new = passkey::read_new(ctx, who, answer, name)?;
    let is_there =
        |factor: &SecondFactor| factor.passkeys.iter().find(|known| known.id == new.id).map(|known| known.added_at);
    let put = put(ctx, who.id, is_there, |factor| passkey::add(ctx, who.id, &mut factor.passkeys, &new));
    was_put(ctx, by, who, put.await?, PASSKEY).await
}

/// Calls a passkey something else. An empty name leaves it as it is.
///
/// # Errors
/// `Invalid` for `name`; `NoSuchFactor`.
pub async fn rename_passkey(ctx: &Ctx, who: &SignedIn, passkey: &[u8], name: &str) -> Result<(), AccountError> {
    let name = passkey::read_name(name)?;
    let changed = ctx.store.update::<SecondFactor, AccountError>(&who.id, |factor, _| {
        let mut known = factor.passkeys.iter_mut();
        let known = known.find(|known| known.id == passkey).ok_or(AccountError::NoSuchFactor)?;
        if let Some(name) = &name {
            known.name.clone_from(name);
        }
        Ok(())
    });
    changed.await?.ok_or(AccountError::NoSuchFactor)?;
    Ok(())
}

/// What follows when a part was put to the others: the recovery codes, where they are to be shown.
async fn was_put(
    ctx: &Ctx,
    by: &Origin<'_>,
    who: &SignedIn,
    put: Put,
    factor: &str,
) -> Result<Option<Vec<String>>, AccountError> {
    let codes = match put {
        Put::First(codes) => Some(codes),
        Put::Beside => None,
        // A browser shows the answer to the last click alone: nobody has seen the codes of the one before.
        Put::Again { shown_just_now: true } => return renew_codes(ctx, by, who).await.map(Some),
        Put::Again { shown_just_now: false } => return Ok(None),
    };
    ctx.accounts.throttle.forget_codes(who.id);
    ctx.record(by, Event::SecondFactorAdded { user: who.user_ref(), factor: factor.to_owned() });
    Ok(codes)
}

/// What became of a part that was put to the second factor of an account.
enum Put {
    /// The account had no second factor: its recovery codes.
    First(Vec<String>),
    /// It stands beside others, or in place of one.
    Beside,
    /// It is one that the account has, from a button that was clicked twice or a page that was sent again.
    Again {
        /// Whether recovery codes were shown with it a moment ago.
        shown_just_now: bool,
    },
}

fn not_this_app() -> AccountError {
    AccountError::invalid("code", Fault::NotThisApp)
}

/// Puts a part to the second factor of an account, which begins with it if it had none. `is_there` tells since when the
/// very part is there.
async fn put(
    ctx: &Ctx,
    id: UserId,
    is_there: impl Fn(&SecondFactor) -> Option<Timestamp>,
    change: impl Fn(&mut SecondFactor) -> Result<(), AccountError>,
) -> Result<Put, AccountError> {
    for _ in 0..ATTEMPTS {
        let account = ctx.store.get_versioned::<User>(&id)?.ok_or(AccountError::NotFound)?;
        let mut batch = Batch::default();
        batch.require(&account);
        let done = match ctx.store.get_versioned::<SecondFactor>(&id)? {
            Some(old) => match is_there(&old) {
                Some(added_at) => {
                    let just_now = |moment| ctx.clock.now().since(moment) < TWICE_WITHIN;
                    return Ok(Put::Again { shown_just_now: just_now(added_at) && just_now(old.recovery_made_at) });
                }
                None => {
                    let mut new = SecondFactor::clone(&old);
                    change(&mut new)?;
                    batch.replace(&old, &new)?;
                    Put::Beside
                }
            },
            None => {
                let (codes, recovery) = new_codes(ctx)?;
                let recovery_made_at = ctx.clock.now();
                let mut new = SecondFactor { app: None, passkeys: Vec::new(), recovery, recovery_made_at };
                change(&mut new)?;
                batch.create(&id, &new)?;
                Put::First(codes)
            }
        };
        match ctx.store.commit(batch).await {
            Ok(()) => return Ok(done),
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(StoreError::Conflict.into())
}

fn new_codes(ctx: &Ctx) -> Result<(Vec<String>, Vec<TokenHash>), AccountError> {
    let codes = recovery::make(&ctx.random)?;
    let hashes = codes.iter().filter_map(|code| recovery::hash(code)).collect();
    Ok((codes, hashes))
}

/// Makes the recovery codes anew: the old ones are good for nothing from then on.
///
/// # Errors
/// `NoSecondFactor`.
pub async fn renew_codes(ctx: &Ctx, by: &Origin<'_>, who: &SignedIn) -> Result<Vec<String>, AccountError> {
    let (codes, hashes) = new_codes(ctx)?;
    let now = ctx.clock.now();
    let changed = ctx.store.update::<SecondFactor, AccountError>(&who.id, |factor, _| {
        factor.recovery.clone_from(&hashes);
        factor.recovery_made_at = now;
        Ok(())
    });
    changed.await?.ok_or(AccountError::NoSecondFactor)?;
    ctx.record(by, Event::RecoveryCodesMade { user: who.user_ref() });
    Ok(codes)
}

/// Takes its second factor from an account, the recovery codes with it. Whether there was one.
pub async fn turn_off(ctx: &Ctx, by: &Origin<'_>, id: UserId) -> Result<bool, AccountError> {
    let user = user::by_id(ctx, id)?.ok_or(AccountError::NotFound)?;
    ctx.accounts.tickets.end_for(id, ctx.clock.now());
    // One that cannot be read keeps its account out, too.
    let removed = ctx.store.remove_whatever::<SecondFactor>(&id).await?;
    if removed {
        ctx.record(by, Event::SecondFactorRemoved { user: UserRef::of(id, &user) });
    }
    Ok(removed)
}

/// A part of a second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'p> {
    /// The authenticator app.
    App,
    /// The passkey with this credential ID.
    Passkey(&'p [u8]),
}

/// Takes one part of its second factor from an account. With the last one the whole goes, recovery codes with it. Whether
/// there is a second factor still.
///
/// # Errors
/// `NoSuchFactor`.
pub async fn remove(ctx: &Ctx, by: &Origin<'_>, who: &SignedIn, part: Part<'_>) -> Result<bool, AccountError> {
    for _ in 0..ATTEMPTS {
        let old = ctx.store.get_versioned::<SecondFactor>(&who.id)?.ok_or(AccountError::NoSuchFactor)?;
        let new = without(&old, part).ok_or(AccountError::NoSuchFactor)?;
        // Before it is removed: whoever adds one reads the record first.
        if matches!(part, Part::Passkey(_)) {
            ctx.accounts.tickets.end_for(who.id, ctx.clock.now());
        }
        let mut batch = Batch::default();
        match &new {
            Some(new) => batch.replace(&old, new)?,
            None => batch.remove(&old),
        }
        match ctx.store.commit(batch).await {
            Ok(()) => {
                let (user, factor) = (who.user_ref(), part.name().to_owned());
                let event = match new {
                    Some(_) => Event::SecondFactorPartRemoved { user, factor },
                    None => Event::SecondFactorRemoved { user },
                };
                ctx.record(by, event);
                return Ok(new.is_some());
            }
            Err(StoreError::Conflict) => {}
            Err(error) => return Err(error.into()),
        }
    }
    Err(StoreError::Conflict.into())
}

/// What is left of a second factor without one part of it: the inner `None` where nothing is that could be asked for. `None`
/// where it has no such part.
pub fn without(factor: &SecondFactor, part: Part<'_>) -> Option<Option<SecondFactor>> {
    let mut left = factor.clone();
    let removed = match part {
        Part::App => left.app.take().is_some(),
        Part::Passkey(id) => {
            left.passkeys.retain(|passkey| passkey.id != id);
            left.passkeys.len() < factor.passkeys.len()
        }
    };
    removed.then(|| (left.app.is_some() || !left.passkeys.is_empty()).then_some(left))
}

/// What events call the parts.
const APP: &str = "app";
const PASSKEY: &str = "passkey";

impl Part<'_> {
    const fn name(self) -> &'static str {
        match self {
            Self::App => APP,
            Self::Passkey(_) => PASSKEY,
        }
    }
}
