//! Each event as the person reads it whom it happened to.

use std::borrow::Cow;

use super::event::{BY_CODE, Entry, Event};
use super::kind::is_unusual;
use super::origin::Actor;
use crate::store::records::Role;
use crate::words::{Sentence, short};

/// An event in words.
#[derive(Debug, Clone)]
pub struct Told {
    /// What happened.
    pub title: Sentence,
    /// What it means, or what to do, where the title does not say it all.
    pub advice: Option<Sentence>,
    /// Who did it, where that is not the person.
    pub by: Option<Sentence>,
    /// Whether somebody else may have had a hand in it.
    pub alarming: bool,
}

/// How much is told of what can be long: the names of apps, and scopes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// All of it.
    Whole,
    /// What a list has room for.
    Short,
}

impl Length {
    fn name(self, name: &str) -> Cow<'_, str> {
        match self {
            Self::Whole => Cow::Borrowed(name),
            Self::Short => short::name(name),
        }
    }

    fn scopes(self, scopes: &str) -> Sentence {
        match self {
            Self::Whole => Sentence::Text(scopes.to_owned()),
            Self::Short => short::scopes(scopes),
        }
    }
}

/// What to do if it was somebody else.
const NOT_YOU: Sentence = Sentence::of("event-not-you");

/// The event in words for the account that it is about.
pub fn told(entry: &Entry, length: Length) -> Told {
    let (title, advice) = match &entry.event {
        event if event.app().is_some() => of_app(event, length),
        event => of_account(event, &entry.by),
    };
    let title = match entry.times {
        Some(times) => Sentence::of("event-times").with("title", title).with("times", times),
        None => title,
    };
    Told { title, advice, by: by(entry, length), alarming: is_unusual(&entry.event) }
}

fn of_account(event: &Event, by: &Actor) -> (Sentence, Option<Sentence>) {
    use Event as E;
    let plain = |title: &'static str| (title.into(), None);
    let advised = |title: &'static str, advice: &'static str| (title.into(), Some(advice.into()));
    // What happened may have been somebody else.
    let doubtful = |title: &'static str| (title.into(), Some(NOT_YOU));
    let and_not_you = |advice: Sentence| Some(Sentence::Several(vec![advice, NOT_YOU]));
    match event {
        E::SignedIn { new_device: false, .. } => plain("event-signed-in"),
        E::SignedIn { new_device: true, .. } => doubtful("event-signed-in-new-device"),
        E::SignInFailed { .. } => advised("event-sign-in-failed", "event-sign-in-failed-advice"),
        E::SecondFactorAsked { .. } => advised("event-second-factor-asked", "event-second-factor-asked-advice"),
        E::SecondFactorFailed { .. } => advised("event-second-factor-failed", "event-second-factor-failed-advice"),
        E::SecondFactorThrottled { .. } => {
            advised("event-second-factor-throttled", "event-second-factor-throttled-advice")
        }
        E::RecoveryCodeUsed { left, .. } => (
            "event-recovery-code-used".into(),
            and_not_you(Sentence::of("event-recovery-codes-left").with("left", left)),
        ),
        E::SecondFactorAdded { factor, .. } if factor == "passkey" => doubtful("event-passkey-added"),
        E::SecondFactorAdded { .. } => doubtful("event-second-factor-added"),
        E::SecondFactorPartRemoved { factor, .. } if factor == "passkey" => doubtful("event-passkey-removed"),
        E::SecondFactorPartRemoved { .. } => doubtful("event-second-factor-app-removed"),
        E::SecondFactorRemoved { .. } => doubtful("event-second-factor-removed"),
        E::RecoveryCodesMade { .. } => doubtful("event-recovery-codes-made"),
        E::SessionEnded { .. } if *by == Actor::System => {
            advised("event-session-ended-by-server", "event-session-ended-by-server-advice")
        }
        E::SessionEnded { .. } => plain("event-session-ended"),
        E::SessionsEnded { .. } => plain("event-sessions-ended"),
        E::AccountCreated { .. } => plain("event-account-created"),
        E::AccountDeleted { .. } => plain("event-account-deleted"),
        E::AccountSuspended { .. } => plain("event-account-suspended"),
        E::AccountUnsuspended { .. } => plain("event-account-unsuspended"),
        E::RoleChanged { role: Role::Admin, .. } => plain("event-role-admin"),
        E::RoleChanged { role: Role::User, .. } => plain("event-role-user"),
        E::EmailChanged { .. } => doubtful("event-email-changed"),
        E::ProfileChanged { .. } => plain("event-profile-changed"),
        E::AttributeChanged { key, .. } => {
            ("event-attribute-changed".into(), Some(Sentence::of("event-attribute-changed-advice").with("name", key)))
        }
        E::PasswordChanged { .. } => doubtful("event-password-changed"),
        E::PasswordChangeFailed { .. } => {
            ("event-password-change-failed".into(), and_not_you("event-password-not-known".into()))
        }
        E::ConfirmationFailed { step, .. } if step == BY_CODE => {
            ("event-confirmation-code-failed".into(), and_not_you("event-code-not-known".into()))
        }
        E::ConfirmationFailed { step, .. } => {
            let title = match step.as_str() {
                "email" => "event-email-change-failed",
                "deletion" => "event-deletion-failed",
                _ => "event-confirmation-failed",
            };
            (title.into(), and_not_you("event-not-confirmed".into()))
        }
        E::DataExported { .. } => doubtful("event-data-exported"),
        E::PasswordLinkMade { .. } => plain("event-password-link-made"),
        E::PasswordLinkUsed { .. } => advised("event-password-link-used", "event-password-link-used-advice"),
        E::SetUpLinkUsed { .. } => plain("event-set-up"),
        E::SessionLeaked { .. } => advised("event-session-leaked", "event-session-leaked-advice"),
        _ => plain("event-other"),
    }
}

fn of_app(event: &Event, length: Length) -> (Sentence, Option<Sentence>) {
    use Event as E;
    // The messages have it in quotes: a name is its owner's to choose, and shall not read as grantd's own words.
    let app = event.app().map(|app| length.name(&app.name)).unwrap_or_default();
    let of = |key: &'static str| Sentence::of(key).with("app", &*app);
    let plain = |key: &'static str| (of(key), None);
    let advised = |title: &'static str, advice: &'static str| (of(title), Some(of(advice)));
    let scoped = |advice, scopes: &str| Some(Sentence::of(advice).with("scope", length.scopes(scopes)));
    match event {
        E::AppRegistered { .. } => plain("event-app-registered"),
        E::AppEdited { .. } => plain("event-app-edited"),
        E::AppSecretRotated { .. } => plain("event-app-secret-rotated"),
        E::AppPreviousSecretEnded { .. } => plain("event-app-previous-secret-ended"),
        E::AppRevoked { .. } => plain("event-app-revoked"),
        E::AppSuspended { .. } => plain("event-app-suspended"),
        E::AppUnsuspended { .. } => plain("event-app-unsuspended"),
        E::AppApproved { .. } => plain("event-app-approved"),
        E::AppDeleted { .. } => plain("event-app-deleted"),
        E::ConsentGiven { added, remembered: false, .. } if !added.is_empty() => {
            (of("event-authorised-more"), scoped("event-authorised-more-advice", added))
        }
        E::ConsentGiven { scope, remembered: false, .. } => {
            (of("event-authorised"), scoped("event-authorised-advice", scope))
        }
        E::ConsentGiven { remembered: true, .. } => advised("event-let-in-again", "event-let-in-again-advice"),
        E::ConsentRefused { .. } => plain("event-refused"),
        E::ConsentNarrowed { scope, .. } => (of("event-narrowed"), scoped("event-narrowed-advice", scope)),
        E::ConsentWithdrawn { .. } => plain("event-withdrawn"),
        E::TokenRevoked { .. } => advised("event-token-revoked", "event-token-revoked-advice"),
        E::TokenLeaked { .. } => advised("event-token-leaked", "event-token-leaked-advice"),
        E::AppTokenLeaked { .. } => advised("event-app-token-leaked", "event-app-token-leaked-advice"),
        E::AppSecretLeaked { .. } => advised("event-app-secret-leaked", "event-app-secret-leaked-advice"),
        E::RefreshTokenReused { .. } => advised("event-token-reused", "event-token-reused-advice"),
        E::CodeReplayed { .. } => advised("event-code-replayed", "event-code-replayed-advice"),
        _ => plain("event-other"),
    }
}

/// Who did it, if it was not the person or an app about itself.
fn by(entry: &Entry, length: Length) -> Option<Sentence> {
    match &entry.by {
        Actor::User(user) if entry.event.user().is_some_and(|about| about.id != user.id) => {
            Some(Sentence::of("event-by-administrator").with("name", &user.name))
        }
        Actor::App { app, .. } if entry.event.app() != Some(app) => {
            Some(Sentence::of("event-by-app").with("app", &*length.name(&app.name)))
        }
        Actor::Operator => Some("event-by-operator".into()),
        Actor::User(_) | Actor::App { .. } | Actor::System | Actor::Anyone => None,
    }
}
