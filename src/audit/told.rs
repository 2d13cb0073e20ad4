//! Each event as the person reads it whom it happened to.

use super::event::{Entry, Event};
use super::kind::is_unusual;
use super::origin::Actor;
use crate::store::records::Role;

/// An event in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// What happened.
    pub title: String,
    /// What it means, or what to do; empty where the title says it all.
    pub advice: String,
    /// Who did it, where that is not the person; empty otherwise.
    pub by: String,
    /// Whether somebody else may have had a hand in it.
    pub alarming: bool,
}

const NOT_YOU: &str = "If this was not you, change your password and sign out everywhere else.";

/// The event in words for the account that it is about.
pub fn told(entry: &Entry) -> Told {
    use Event as E;
    let plain = |title: &str| (title.to_owned(), String::new());
    let advised = |title: &str, advice: &str| (title.to_owned(), advice.to_owned());
    let (title, advice) = match &entry.event {
        E::SignedIn { new_device: false, .. } => plain("You signed in"),
        E::SignedIn { new_device: true, .. } => advised("You signed in with a new device", NOT_YOU),
        E::SignInFailed { .. } => advised(
            "A sign-in to your account failed",
            "The password was wrong, and nothing was given to whoever tried. If it was not you, there is nothing to \
             do as long as nobody can guess your password.",
        ),
        E::SecondFactorFailed { .. } => advised(
            "Somebody gave your password, but not your second factor",
            "Nothing was given to whoever tried. If it was not you, somebody knows your password: change it now.",
        ),
        E::SecondFactorThrottled { .. } => advised(
            "Codes of your second factor were refused",
            "Too many were wrong. If it was not you, somebody knows your password: change it now. A recovery code signs you \
             in at any time.",
        ),
        E::RecoveryCodeUsed { left, .. } => {
            let left = format!("Codes that are left: {left}.");
            advised("A recovery code was used", &format!("{left} {NOT_YOU}"))
        }
        E::SecondFactorAdded { .. } => advised("An authenticator app was added to your account", NOT_YOU),
        E::SecondFactorRemoved { .. } => advised("The second factor of your account was turned off", NOT_YOU),
        E::RecoveryCodesMade { .. } => advised("New recovery codes were made", NOT_YOU),
        E::SessionEnded { .. } if entry.by == Actor::System => advised(
            "You were signed out somewhere",
            "There were too many sessions; the one that lay unused longest ended.",
        ),
        E::SessionEnded { .. } => plain("You signed out"),
        E::SessionsEnded { .. } => plain("You were signed out everywhere else"),
        E::AccountCreated { .. } => plain("Your account was opened"),
        E::AccountDeleted { .. } => plain("Your account was deleted"),
        E::AccountSuspended { .. } => plain("Your account was suspended"),
        E::AccountUnsuspended { .. } => plain("Your account is no longer suspended"),
        E::RoleChanged { role: Role::Admin, .. } => plain("You are an administrator now"),
        E::RoleChanged { role: Role::User, .. } => plain("You are not an administrator any more"),
        E::EmailChanged { .. } => advised("Your e-mail address was changed", NOT_YOU),
        E::ProfileChanged { .. } => plain("Your profile was changed"),
        E::AttributeChanged { key, .. } => {
            advised("A note on your account was changed", &format!("It is called {key}."))
        }
        E::PasswordChanged { .. } => advised("Your password was changed", NOT_YOU),
        E::PasswordChangeFailed { .. } => advised(
            "A change of your password was refused",
            &format!("Whoever asked was signed in as you, but did not know the current one. {NOT_YOU}"),
        ),
        E::ConfirmationFailed { step, .. } => advised(
            match step.as_str() {
                "email" => "A change of your e-mail address was refused",
                "deletion" => "A deletion of your account was refused",
                _ => "A step that needs your password was refused",
            },
            &format!("Whoever asked was signed in as you, but did not know your password. {NOT_YOU}"),
        ),
        E::DataExported { .. } => advised("Your data was downloaded", NOT_YOU),
        E::PasswordLinkMade { .. } => plain("A link that sets your password was made"),
        E::PasswordLinkUsed { .. } => {
            advised("Your password was set through a link", "If this was not you, ask for a new link at once.")
        }
        E::SetUpLinkUsed { .. } => plain("You set up this server"),
        other => told_of_app(other),
    };
    let title = match entry.times {
        Some(times) => format!("{title}, {times} times within a minute"),
        None => title,
    };
    Told { title, advice, by: by(entry), alarming: is_unusual(&entry.event) }
}

fn told_of_app(event: &Event) -> (String, String) {
    use Event as E;
    // In quotes: a name is its owner's to choose, and shall not read as grantd's own words.
    let app = event.app().map(|app| format!("“{}”", app.name)).unwrap_or_default();
    let plain = |title: String| (title, String::new());
    match event {
        E::AppRegistered { .. } => plain(format!("The app {app} was registered")),
        E::AppEdited { .. } => plain(format!("Your app {app} was edited")),
        E::AppSecretRotated { .. } => plain(format!("Your app {app} has a new secret")),
        E::AppPreviousSecretEnded { .. } => plain(format!("The previous secret of your app {app} has ended")),
        E::AppRevoked { .. } => plain(format!("All tokens of your app {app} were revoked")),
        E::AppSuspended { .. } => plain(format!("Your app {app} was suspended")),
        E::AppUnsuspended { .. } => plain(format!("Your app {app} is no longer suspended")),
        E::AppApproved { .. } => plain(format!("Your app {app} was approved")),
        E::AppDeleted { .. } => plain(format!("Your app {app} was deleted")),
        E::ConsentGiven { added, remembered: false, .. } if !added.is_empty() => {
            (format!("You allowed {app} to do more"), format!("It may use now, and might not before: {added}."))
        }
        E::ConsentGiven { scope, remembered: false, .. } => {
            (format!("You authorised {app}"), format!("It may use: {scope}."))
        }
        E::ConsentGiven { remembered: true, .. } => {
            (format!("{app} was let in again"), "You had authorised the same before, so you were not asked.".to_owned())
        }
        E::ConsentRefused { .. } => plain(format!("You refused {app}")),
        E::ConsentNarrowed { scope, .. } => {
            (format!("You took something from {app}"), format!("It may not use any more: {scope}."))
        }
        E::ConsentWithdrawn { .. } => plain(format!("{app} can no longer use your account")),
        E::TokenRevoked { .. } => (format!("{app} gave back its access"), "Its tokens have ended.".to_owned()),
        E::TokenLeaked { .. } => (
            format!("A token of {app} for your account was found where it should not be"),
            "Somebody reported it, and its tokens were ended at once. Authorise the app again if you trust it."
                .to_owned(),
        ),
        E::AppTokenLeaked { .. } => (
            format!("A token that your app {app} was given was found where it should not be"),
            "Somebody reported it, and it was ended at once. Look where your app keeps its tokens: logs, code, chats."
                .to_owned(),
        ),
        E::AppSecretLeaked { .. } => (
            format!("The secret of your app {app} was found where it should not be"),
            "Somebody reported it. Give the app a new secret, at once if you can.".to_owned(),
        ),
        E::SessionLeaked { .. } => (
            "A session or link of your account was found where it should not be".to_owned(),
            "Somebody reported it, and it was ended at once. Look for other traces, and change your password."
                .to_owned(),
        ),
        E::RefreshTokenReused { .. } => (
            format!("A token of {app} was used a second time"),
            format!(
                "{app} was given a new token in place of this one long before, so two parties may hold it: the app, and \
                 somebody who copied it. To be safe all tokens of this sign-in were ended at once; they are good for \
                 nothing now. If you trust the app, authorise it again when it asks. If you do not, or if this happens \
                 again, withdraw it under Authorised apps and tell whoever runs it."
            ),
        ),
        E::CodeReplayed { .. } => (
            format!("A code for {app} was used a second time"),
            format!(
                "When you authorised {app}, it was given a code that works once. It came twice: somebody may have read it \
                 on its way. All tokens that it gave were ended at once. If you trust the app, authorise it again when it \
                 asks. If this happens again, withdraw it under Authorised apps and tell whoever runs it."
            ),
        ),
        _ => plain("Something happened".to_owned()),
    }
}

/// Who did it, if it was not the person or an app about itself.
fn by(entry: &Entry) -> String {
    match &entry.by {
        Actor::User(user) if entry.event.user().is_some_and(|about| about.id != user.id) => {
            format!("By the administrator {}", user.name)
        }
        Actor::App { app, .. } if entry.event.app() != Some(app) => format!("By the app “{}”", app.name),
        Actor::Operator => "By whoever runs this server".to_owned(),
        Actor::User(_) | Actor::App { .. } | Actor::System | Actor::Anyone => String::new(),
    }
}
