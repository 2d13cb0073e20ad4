//! Passkeys: what they are asked, and what of their answers is taken (W3C Web Authentication Level 2 §7). The ceremonies
//! themselves are webauthn-rs's, in `ceremony`; a build without it has none and says so.
//!
//! grantd keeps nothing of a challenge that waits: the page carries it, sealed for whom and what it was made for, and half
//! an hour. An answer is taken once: the account's record notes when the challenge was made that was answered last, and
//! takes no older one.

#[cfg(not(feature = "passkeys"))]
mod absent;
#[cfg(feature = "passkeys")]
mod ceremony;

use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

#[cfg(not(feature = "passkeys"))]
pub use self::absent::{Assertion, RelyingParty};
#[cfg(feature = "passkeys")]
pub use self::ceremony::{Assertion, RelyingParty};
use super::fault::Fault;
use super::session::SignedIn;
use super::text::{Longest, checked};
use super::{AccountError, instance, second_factor};
use crate::audit::device::device as in_words;
use crate::clock::Timestamp;
use crate::config::{Config, ConfigError};
use crate::ctx::Ctx;
use crate::secret::{Random, RandomError, TokenHash, hex, same_text, seal};
use crate::store::records::{Passkey, SecondFactor, UserId};

/// How many passkeys an account has at most.
pub const MOST: usize = 20;
/// How long its name is at most.
const LONGEST_NAME: Longest = Longest::Characters(60);
/// How long a challenge can be answered.
const ANSWERED_WITHIN: Duration = Duration::from_secs(30 * 60);

/// What a ceremony begins with.
pub struct Begun {
    /// What the browser is told, in JSON.
    options: String,
    /// What grantd must know again, in JSON.
    state: String,
}

/// A question to an authenticator.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Ask {
    /// What the browser hands to `navigator.credentials`, in JSON: `{"publicKey": …}`, binary values in base64url.
    pub options: String,
    /// Brings the question back with the answer.
    pub ticket: String,
}

/// What came back. No `Debug`: whoever has it before grantd could use it.
#[derive(Clone, Copy)]
pub struct Answer<'t> {
    /// The ticket of the question.
    pub ticket: &'t str,
    /// The `PublicKeyCredential` of the browser, in JSON.
    pub credential: &'t str,
}

/// What a question was made for. An answer is good for nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose<'a> {
    /// To add a passkey, by this session.
    Add(&'a TokenHash),
    /// To show that it is still the person of this session.
    Confirm(&'a TokenHash),
    /// To sign in without a password.
    SignIn,
    /// To go on with the sign-in that waits under this token.
    SecondStep(&'a TokenHash),
}

impl Purpose<'_> {
    fn name(self) -> String {
        match self {
            Self::Add(session) => format!("add.{}", hex(&session.0)),
            Self::Confirm(session) => format!("confirm.{}", hex(&session.0)),
            Self::SignIn => "sign-in".to_owned(),
            Self::SecondStep(pending) => format!("second-step.{}", hex(&pending.0)),
        }
    }
}

/// What this run of the daemon knows of its tickets: the key that they are sealed with, and those that became worthless.
#[derive(Default)]
pub struct Tickets {
    key: OnceLock<[u8; 32]>,
    /// When passkeys were last removed from an account, as long as a ticket from before could come back.
    removed: Mutex<HashMap<UserId, Timestamp>>,
}

impl Tickets {
    fn key(&self, random: &Random) -> Result<&[u8; 32], RandomError> {
        if let Some(key) = self.key.get() {
            return Ok(key);
        }
        let mut key = [0u8; 32];
        random.fill(&mut key)?;
        Ok(self.key.get_or_init(|| key))
    }

    /// Notes that passkeys of an account are about to be removed: what was asked before adds none, so that none comes back by
    /// the answer that added it.
    pub(super) fn end_for(&self, id: UserId, now: Timestamp) {
        let mut removed = self.removed();
        removed.retain(|_, at| now.since(*at) < ANSWERED_WITHIN);
        removed.insert(id, now);
    }

    fn has_ended(&self, id: UserId, asked: Timestamp) -> bool {
        self.removed().get(&id).is_some_and(|at| asked <= *at)
    }

    fn removed(&self) -> MutexGuard<'_, HashMap<UserId, Timestamp>> {
        self.removed.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn sealed(ctx: &Ctx, purpose: Purpose<'_>, begun: u64, state: &str) -> Result<String, AccountError> {
    let key = ctx.accounts.tickets.key(&ctx.random)?;
    Ok(seal(key, format!("{}.{begun}.{state}", purpose.name()).as_bytes()))
}

fn ask(ctx: &Ctx, purpose: Purpose<'_>, Begun { options, state }: Begun) -> Result<Ask, AccountError> {
    let (begun, state) = (ctx.clock.now().as_millis(), URL_SAFE_NO_PAD.encode(state));
    let seal = sealed(ctx, purpose, begun, &state)?;
    Ok(Ask { options, ticket: format!("{begun}.{state}.{seal}") })
}

/// A question that was asked, and when.
struct Asked {
    state: String,
    at: Timestamp,
}

/// The question that a ticket brings back, if it was made for `purpose` and not too long ago.
fn asked(ctx: &Ctx, purpose: Purpose<'_>, ticket: &str) -> Result<Asked, AccountError> {
    let mut parts = ticket.split('.');
    let (Some(begun), Some(state), Some(seal), None) = (parts.next(), parts.next(), parts.next(), parts.next()) else {
        return Err(refused());
    };
    let begun: u64 = begun.parse().map_err(|_| refused())?;
    let at = Timestamp::from_millis(begun);
    if !same_text(seal, &sealed(ctx, purpose, begun, state)?) || ctx.clock.now().since(at) >= ANSWERED_WITHIN {
        tracing::debug!("the ticket of a passkey is too old, or was made for something else or by another run");
        return Err(refused());
    }
    let state = URL_SAFE_NO_PAD.decode(state).ok().and_then(|state| String::from_utf8(state).ok());
    Ok(Asked { state: state.ok_or_else(refused)?, at })
}

/// What is said of an answer that is not taken. Why it was not is nobody's business but the log's.
pub(super) fn refused() -> AccountError {
    AccountError::invalid("passkey", Fault::Passkey)
}

/// What grantd is to passkeys under `issuer`, where there can be any.
///
/// # Errors
/// An `accounts.passkey_domain` that cannot be it.
pub fn configured(config: &Config, issuer: &str) -> Result<Option<RelyingParty>, ConfigError> {
    let domain = config.accounts.passkey_domain.as_deref();
    let party = RelyingParty::of(issuer, domain);
    match domain {
        Some(domain) if party.is_none() => {
            let why = format!(
                "{domain} cannot be it for {issuer}: it is that host or a domain above it, but not all of .org, over https, \
                 and this build must have passkeys"
            );
            Err(ConfigError::in_table("accounts.passkey_domain", why, config.source.as_deref(), None))
        }
        _ => Ok(party),
    }
}

fn relying_party(ctx: &Ctx) -> Result<&RelyingParty, AccountError> {
    ctx.passkeys.as_ref().as_ref().ok_or(AccountError::PasskeysUnavailable)
}

/// Whether there can be passkeys here: the build has them, and people reach grantd by a name over https, or on their own
/// machine.
pub fn are_possible(ctx: &Ctx) -> bool {
    ctx.passkeys.is_some()
}

/// Asks the person's device for a new passkey.
///
/// # Errors
/// `PasskeysUnavailable`; `Invalid` for `passkey` when there are as many as can be.
pub fn ask_to_add(ctx: &Ctx, who: &SignedIn) -> Result<Ask, AccountError> {
    let party = relying_party(ctx)?;
    let factor = second_factor::find(ctx, who.id)?;
    let known = factor.as_ref().map(|factor| factor.passkeys.as_slice()).unwrap_or_default();
    room_for_one(known)?;
    let ids = known.iter().map(|passkey| passkey.id.as_slice()).collect::<Vec<_>>();
    let begun = party.begin_registration(&instance::name(ctx)?, (who.id, &who.user.name), &ids);
    ask(ctx, Purpose::Add(&who.session), begun.ok_or(AccountError::PasskeysUnavailable)?)
}

fn room_for_one(known: &[Passkey]) -> Result<(), AccountError> {
    if known.len() < MOST { Ok(()) } else { Err(AccountError::invalid("passkey", Fault::TooManyPasskeys(MOST))) }
}

/// The passkey that an answer to [`ask_to_add`] brings. Nothing is stored by this.
///
/// # Errors
/// `Invalid` for `name` or `passkey`; `PasskeysUnavailable`.
pub(super) fn read_new(ctx: &Ctx, who: &SignedIn, answer: Answer<'_>, name: &str) -> Result<Passkey, AccountError> {
    let party = relying_party(ctx)?;
    let name = read_name(name)?.unwrap_or_else(|| in_words(&who.device).to_string());
    let Asked { state, at } = asked(ctx, Purpose::Add(&who.session), answer.ticket)?;
    let (id, credential) = party.finish_registration(answer.credential, &state).ok_or_else(refused)?;
    Ok(Passkey { id, credential, name, added_at: ctx.clock.now(), last_used_at: None, last_challenge: at })
}

/// What its owner calls a passkey; `None` where nothing was typed.
pub(super) fn read_name(name: &str) -> Result<Option<String>, AccountError> {
    checked("name", Some(Some(name.to_owned())), LONGEST_NAME, false).map(Option::flatten)
}

/// Adds a passkey to those that an account has.
pub(super) fn add(ctx: &Ctx, id: UserId, known: &mut Vec<Passkey>, new: &Passkey) -> Result<(), AccountError> {
    room_for_one(known)?;
    if ctx.accounts.tickets.has_ended(id, new.last_challenge) {
        return Err(refused());
    }
    known.push(new.clone());
    Ok(())
}

/// Asks whoever is there for any passkey of theirs; `None` where there can be none.
pub fn ask_to_sign_in(ctx: &Ctx) -> Result<Option<Ask>, AccountError> {
    ask_for_one_of(ctx, Purpose::SignIn, &[])
}

/// Asks for one of the passkeys of an account; `None` where it has none.
pub fn ask_to_show(ctx: &Ctx, id: UserId, purpose: Purpose<'_>) -> Result<Option<Ask>, AccountError> {
    match second_factor::find(ctx, id)? {
        Some(factor) if !factor.passkeys.is_empty() => ask_for_one_of(ctx, purpose, &factor.passkeys),
        _ => Ok(None),
    }
}

fn ask_for_one_of(ctx: &Ctx, purpose: Purpose<'_>, known: &[Passkey]) -> Result<Option<Ask>, AccountError> {
    let Some(party) = ctx.passkeys.as_ref() else { return Ok(None) };
    let ids = known.iter().map(|passkey| passkey.id.as_slice()).collect::<Vec<_>>();
    party.begin_assertion(&ids).map(|begun| ask(ctx, purpose, begun)).transpose()
}

/// An answer whose question was asked by grantd. What it is worth is seen with the account's record.
pub(super) struct Shown {
    assertion: Assertion,
    asked: Asked,
}

impl Shown {
    /// Reads an answer to a question that was made for `purpose`.
    ///
    /// # Errors
    /// `Invalid` for `passkey`; `PasskeysUnavailable`.
    pub(super) fn read(ctx: &Ctx, purpose: Purpose<'_>, answer: Answer<'_>) -> Result<Self, AccountError> {
        relying_party(ctx)?;
        let asked = asked(ctx, purpose, answer.ticket)?;
        let assertion = Assertion::parse(answer.credential).ok_or_else(refused)?;
        Ok(Self { assertion, asked })
    }

    /// Whose passkey it is, as the passkey tells.
    pub(super) fn user(&self) -> Option<UserId> {
        self.assertion.user()
    }

    /// Whether it is a passkey of this account, and new; notes in `factor` that it was taken.
    pub(super) fn take(&self, ctx: &Ctx, id: UserId, factor: &mut SecondFactor) -> bool {
        let Some(party) = ctx.passkeys.as_ref() else { return false };
        let Self { assertion, asked } = self;
        let known = factor.passkeys.iter_mut().find(|passkey| passkey.id == assertion.id());
        let Some(passkey) = known.filter(|passkey| passkey.last_challenge < asked.at) else { return false };
        // A passkey that does not tell whose it is was asked for by the account's own list.
        if assertion.tells_another(id) {
            return false;
        }
        let Some(credential) = party.finish_assertion(assertion, &asked.state, &passkey.credential) else {
            return false;
        };
        passkey.credential = credential;
        passkey.last_challenge = asked.at;
        passkey.last_used_at = Some(ctx.clock.now());
        true
    }
}
