//! Each event as a sentence, for the operator.

use super::event::{BY_CODE, Entry, Event};
use super::origin::{Actor, UserRef};
use crate::store::records::Role;

/// What happened, who did it if that is somebody else than it is about, and from where.
pub fn line(entry: &Entry) -> String {
    let address = entry.address.map(|address| format!(", from {address}")).unwrap_or_default();
    format!("{}{address}", sentence(entry))
}

/// What happened, and who did it if that is somebody else than it is about.
pub fn sentence(entry: &Entry) -> String {
    let what = match entry.times {
        Some(times) => format!("{}, {times} times within a minute", what(&entry.event)),
        None => what(&entry.event),
    };
    match &entry.by {
        Actor::User(user) if entry.event.user().is_none_or(|about| about.id != user.id) => {
            format!("{what}, by {}", name(user))
        }
        Actor::User(_) | Actor::Anyone | Actor::System => what,
        Actor::App { app, user: None } if entry.event.app() == Some(app) => what,
        Actor::App { app, user: Some(user) } => format!("{what}, by the app {:?} for {}", app.name, name(user)),
        Actor::App { app, user: None } => format!("{what}, by the app {:?}", app.name),
        Actor::Operator => format!("{what}, by the operator"),
    }
}

fn name(user: &UserRef) -> String {
    if user.name.is_empty() { format!("account {}", user.id) } else { user.name.clone() }
}

fn factor(factor: &str) -> &'static str {
    match factor {
        "passkey" => "a passkey",
        _ => "an authenticator app",
    }
}

fn role(role: Role) -> &'static str {
    match role {
        Role::User => "user",
        Role::Admin => "administrator",
    }
}

fn what(event: &Event) -> String {
    use Event as E;
    match event {
        E::SignedIn { user, new_device: false } => format!("{} signed in", name(user)),
        E::SignedIn { user, new_device: true } => format!("{} signed in with a new device", name(user)),
        E::SignInFailed { user: Some(user) } => format!("a sign-in as {} failed", name(user)),
        E::SignInFailed { user: None } => "a sign-in as nobody who has an account failed".to_owned(),
        E::SignInThrottled => "a sign-in was refused: too many failed before".to_owned(),
        E::SecondFactorAsked { user } => {
            format!("{} gave the right password, and was asked for the second factor", name(user))
        }
        E::SecondFactorFailed { user } => {
            format!("{} gave the right password, and a wrong code of the second factor", name(user))
        }
        E::SecondFactorThrottled { user } => {
            format!("a code of the second factor of {} was not looked at: too many were wrong before", name(user))
        }
        E::RecoveryCodeUsed { user, left } => format!("{} used a recovery code, {left} are left", name(user)),
        E::SessionEnded { user } => format!("a session of {} ended", name(user)),
        E::SessionsEnded { user } => format!("sessions of {} ended", name(user)),
        E::AccountCreated { user, role: is } => format!("the account {} was opened, as {}", name(user), role(*is)),
        E::AccountDeleted { user } => format!("the account {} was deleted", name(user)),
        E::AccountSuspended { user } => format!("the account {} was suspended", name(user)),
        E::AccountUnsuspended { user } => format!("the account {} is no longer suspended", name(user)),
        E::RoleChanged { user, role: is } => format!("{} is {} now", name(user), role(*is)),
        E::EmailChanged { user } => format!("the e-mail address of {} was changed", name(user)),
        E::ProfileChanged { user, fields } => format!("the profile of {} was changed: {}", name(user), list(fields)),
        E::AttributeChanged { user, key } => format!("the note {key} on {} was changed", name(user)),
        E::PasswordChanged { user } => format!("the password of {} was changed", name(user)),
        E::PasswordChangeFailed { user } => {
            format!("a change of the password of {} was refused: the current one was wrong", name(user))
        }
        E::ConfirmationFailed { user, step } if step == BY_CODE => {
            format!("{} was asked for a code of the second factor before a step, and it was wrong", name(user))
        }
        E::ConfirmationFailed { user, step } => {
            format!("{} was asked for the password before a step ({step}), and it was wrong", name(user))
        }
        E::SecondFactorAdded { user, factor: is } => format!("{} has a second factor: {}", name(user), factor(is)),
        E::SecondFactorPartRemoved { user, factor: is } => {
            format!("{} has a second factor less: {}", name(user), factor(is))
        }
        E::SecondFactorRemoved { user } => format!("{} has no second factor any more", name(user)),
        E::RecoveryCodesMade { user } => format!("{} has new recovery codes", name(user)),
        E::DataExported { user } => format!("the data of {} was exported", name(user)),
        E::PasswordLinkMade { user } => format!("a link that sets the password of {} was made", name(user)),
        E::PasswordLinkUsed { user } => format!("the password of {} was set through a link", name(user)),
        E::SetUpLinkMade => "the set-up link was made".to_owned(),
        E::SetUpLinkUsed { user } => format!("the set-up link was used: {} is administrator", name(user)),
        E::InstanceChanged { fields, registration } => {
            let registration = if *registration { "on" } else { "off" };
            format!("the settings of the instance were changed: {}; registration is {registration}", list(fields))
        }
        other => what_of_apps(other),
    }
}

fn what_of_apps(event: &Event) -> String {
    use Event as E;
    let app = event.app().map(|app| format!("{:?} ({})", app.name, app.client_id)).unwrap_or_default();
    let user = event.user().map(name).unwrap_or_default();
    match event {
        E::AppRegistered { .. } => format!("the app {app} was registered for {user}"),
        E::AppEdited { fields, .. } => format!("the app {app} of {user} was edited: {}", list(fields)),
        E::AppSecretRotated { overlap: None, .. } => format!("the app {app} of {user} has a new secret"),
        E::AppSecretRotated { overlap: Some(overlap), .. } => {
            format!("the app {app} of {user} has a new secret; the one before it works for {overlap} more")
        }
        E::AppPreviousSecretEnded { .. } => format!("the previous secret of the app {app} of {user} has ended"),
        E::AppRevoked { .. } => format!("everything that the app {app} of {user} was given has ended"),
        E::AppSuspended { .. } => format!("the app {app} of {user} was suspended"),
        E::AppUnsuspended { .. } => format!("the app {app} of {user} is no longer suspended"),
        E::AppApproved { .. } => format!("the app {app} of {user} was approved"),
        E::AppDeleted { .. } => format!("the app {app} of {user} was deleted"),
        E::ConsentGiven { added, remembered: false, .. } if !added.is_empty() => {
            format!("{user} authorised the app {app} to do more: {added}")
        }
        E::ConsentGiven { scope, remembered: false, .. } => format!("{user} authorised the app {app} for {scope}"),
        E::ConsentGiven { scope, remembered: true, .. } => {
            format!("the app {app} was let in again by what {user} authorised before, for {scope}")
        }
        E::ConsentRefused { .. } => format!("{user} refused the app {app}"),
        E::ConsentNarrowed { scope, .. } => format!("{user} took from the app {app}: {scope}"),
        E::ConsentWithdrawn { .. } => format!("what {user} authorised the app {app} to do was withdrawn"),
        E::CodeReplayed { family, .. } => {
            format!("a code of the app {app} for {user} came twice: its tokens were ended (family {family})")
        }
        E::RefreshTokenReused { family, .. } => format!(
            "a refresh token of the app {app} for {user} was reused: all its tokens were ended (family {family})"
        ),
        E::TokenRevoked { family, .. } => format!("the app {app} gave back its tokens for {user} (family {family})"),
        E::TokenLeaked { family, .. } if family.is_empty() => {
            format!("a code of the app {app} for {user} was reported as leaked, and spent")
        }
        E::TokenLeaked { family, .. } => {
            format!(
                "a token of the app {app} for {user} was reported as leaked: its tokens were ended (family {family})"
            )
        }
        E::AppTokenLeaked { .. } => format!("a token of the app {app} of {user} was reported as leaked, and ended"),
        E::AppSecretLeaked { .. } => format!("the secret of the app {app} of {user} was reported as leaked"),
        E::SessionLeaked { what, .. } => format!("a {what} of {user} was reported as leaked, and ended"),
        E::ResourceServerSecretLeaked { name } => {
            format!("the secret of the resource server {name} was reported as leaked: rotate it")
        }
        E::ResourceServerAdded { name, client_id } => format!("the resource server {name} ({client_id}) was added"),
        E::ResourceServerDeleted { name } => format!("the resource server {name} was deleted"),
        E::ResourceServerSecretRotated { name } => format!("the resource server {name} has a new secret"),
        other => what_of_grantd(other),
    }
}

fn what_of_grantd(event: &Event) -> String {
    match event {
        Event::Started { version } => format!("grantd {version} started"),
        Event::Stopped => "grantd was stopped".to_owned(),
        Event::ConfigurationReloaded { restart_needed } if restart_needed.is_empty() => {
            "the configuration was read again".to_owned()
        }
        Event::ConfigurationReloaded { restart_needed } => {
            format!("the configuration was read again; a restart is needed for {}", list(restart_needed))
        }
        Event::EventsLost { count } => format!("{count} events were not written down: too many came at once"),
        _ => String::new(),
    }
}

fn list(fields: &[String]) -> String {
    fields.join(", ")
}
