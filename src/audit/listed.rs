//! Each event as the administration lists it: a few words that say what it is, whoever it happened to; and all of them, to
//! choose from.

use super::event::{Entry, Event};
use crate::store::records::Role;
use crate::words::Sentence;

/// The names of events that are about the same, each with what it is called wherever it stands.
type Group = &'static [(&'static str, &'static str)];

/// All events by what they are about: what that is in addresses, what it is called, and the events.
pub const GROUPS: [(&str, &str, Group); 4] = [
    ("sign-ins", "events-sign-ins", SIGN_INS),
    ("accounts", "admin-users", ACCOUNTS),
    ("apps", "admin-apps", APPS),
    ("server", "admin-instance", SERVER),
];

const SIGN_INS: Group = &[
    ("signed_in", "log-signed-in"),
    ("sign_in_failed", "log-sign-in-failed"),
    ("sign_in_throttled", "log-sign-in-throttled"),
    ("second_factor_asked", "log-second-factor-asked"),
    ("second_factor_failed", "log-second-factor-failed"),
    ("second_factor_throttled", "log-second-factor-throttled"),
    ("recovery_code_used", "log-recovery-code-used"),
    ("session_ended", "log-session-ended"),
    ("sessions_ended", "log-sessions-ended"),
    ("session_leaked", "log-session-leaked"),
];

const ACCOUNTS: Group = &[
    ("account_created", "log-account-created"),
    ("account_deleted", "log-account-deleted"),
    ("account_suspended", "log-account-suspended"),
    ("account_unsuspended", "log-account-unsuspended"),
    ("role_changed", "log-role-changed"),
    ("email_changed", "log-email-changed"),
    ("profile_changed", "log-profile-changed"),
    ("attribute_changed", "log-attribute-changed"),
    ("password_changed", "log-password-changed"),
    ("password_change_failed", "log-password-change-failed"),
    ("password_link_made", "log-password-link-made"),
    ("password_link_used", "log-password-link-used"),
    ("confirmation_failed", "log-confirmation-failed"),
    ("second_factor_added", "log-second-factor-added"),
    ("second_factor_part_removed", "log-second-factor-part-removed"),
    ("second_factor_removed", "log-second-factor-removed"),
    ("recovery_codes_made", "log-recovery-codes-made"),
    ("data_exported", "log-data-exported"),
];

const APPS: Group = &[
    ("app_registered", "log-app-registered"),
    ("app_edited", "log-app-edited"),
    ("app_approved", "log-app-approved"),
    ("app_suspended", "log-app-suspended"),
    ("app_unsuspended", "log-app-unsuspended"),
    ("app_secret_rotated", "log-app-secret-rotated"),
    ("app_previous_secret_ended", "log-app-previous-secret-ended"),
    ("app_revoked", "log-app-revoked"),
    ("app_deleted", "log-app-deleted"),
    ("consent_given", "log-authorised"),
    ("consent_refused", "log-refused"),
    ("consent_narrowed", "log-narrowed"),
    ("consent_withdrawn", "log-withdrawn"),
    ("token_revoked", "log-token-revoked"),
    ("refresh_token_reused", "log-token-reused"),
    ("code_replayed", "log-code-replayed"),
    ("token_leaked", "log-token-leaked"),
    ("app_token_leaked", "log-app-token-leaked"),
    ("app_secret_leaked", "log-app-secret-leaked"),
];

const SERVER: Group = &[
    ("started", "log-started"),
    ("stopped", "log-stopped"),
    ("configuration_reloaded", "log-configuration-reloaded"),
    ("events_lost", "log-events-lost"),
    ("instance_changed", "log-instance-changed"),
    ("set_up_link_made", "log-set-up-link-made"),
    ("set_up_link_used", "log-set-up-link-used"),
    ("resource_server_added", "log-server-added"),
    ("resource_server_deleted", "log-server-deleted"),
    ("resource_server_secret_rotated", "log-server-secret-rotated"),
    ("resource_server_secret_leaked", "log-server-secret-leaked"),
];

/// What an event is called in a list of all.
pub fn listed(entry: &Entry) -> Sentence {
    let title = Sentence::of(title(&entry.event));
    match entry.times {
        Some(times) => Sentence::of("event-times").with("title", title).with("times", times),
        None => title,
    }
}

fn title(event: &Event) -> &'static str {
    if event.app().is_some() { of_app(event) } else { of_account(event).unwrap_or_else(|| of_server(event)) }
}

fn of_account(event: &Event) -> Option<&'static str> {
    use Event as E;
    Some(match event {
        E::SignedIn { new_device: false, .. } => "log-signed-in",
        E::SignedIn { new_device: true, .. } => "log-signed-in-new-device",
        E::SignInFailed { .. } => "log-sign-in-failed",
        E::SignInThrottled => "log-sign-in-throttled",
        E::SecondFactorAsked { .. } => "log-second-factor-asked",
        E::SecondFactorFailed { .. } => "log-second-factor-failed",
        E::SecondFactorThrottled { .. } => "log-second-factor-throttled",
        E::RecoveryCodeUsed { .. } => "log-recovery-code-used",
        E::SecondFactorAdded { .. } => "log-second-factor-added",
        E::SecondFactorPartRemoved { .. } => "log-second-factor-part-removed",
        E::SecondFactorRemoved { .. } => "log-second-factor-removed",
        E::RecoveryCodesMade { .. } => "log-recovery-codes-made",
        E::SessionEnded { .. } => "log-session-ended",
        E::SessionsEnded { .. } => "log-sessions-ended",
        E::SessionLeaked { .. } => "log-session-leaked",
        E::AccountCreated { .. } => "log-account-created",
        E::AccountDeleted { .. } => "log-account-deleted",
        E::AccountSuspended { .. } => "log-account-suspended",
        E::AccountUnsuspended { .. } => "log-account-unsuspended",
        E::RoleChanged { role: Role::Admin, .. } => "log-role-admin",
        E::RoleChanged { role: Role::User, .. } => "log-role-user",
        E::EmailChanged { .. } => "log-email-changed",
        E::ProfileChanged { .. } => "log-profile-changed",
        E::AttributeChanged { .. } => "log-attribute-changed",
        E::PasswordChanged { .. } => "log-password-changed",
        E::PasswordChangeFailed { .. } => "log-password-change-failed",
        E::ConfirmationFailed { .. } => "log-confirmation-failed",
        E::DataExported { .. } => "log-data-exported",
        E::PasswordLinkMade { .. } => "log-password-link-made",
        E::PasswordLinkUsed { .. } => "log-password-link-used",
        _ => return None,
    })
}

fn of_app(event: &Event) -> &'static str {
    use Event as E;
    match event {
        E::AppRegistered { .. } => "log-app-registered",
        E::AppEdited { .. } => "log-app-edited",
        E::AppSecretRotated { .. } => "log-app-secret-rotated",
        E::AppPreviousSecretEnded { .. } => "log-app-previous-secret-ended",
        E::AppRevoked { .. } => "log-app-revoked",
        E::AppSuspended { .. } => "log-app-suspended",
        E::AppUnsuspended { .. } => "log-app-unsuspended",
        E::AppApproved { .. } => "log-app-approved",
        E::AppDeleted { .. } => "log-app-deleted",
        E::AppTokenLeaked { .. } => "log-app-token-leaked",
        E::AppSecretLeaked { .. } => "log-app-secret-leaked",
        E::ConsentGiven { remembered: true, .. } => "log-let-in-again",
        E::ConsentGiven { added, .. } if !added.is_empty() => "log-authorised-more",
        E::ConsentGiven { .. } => "log-authorised",
        E::ConsentRefused { .. } => "log-refused",
        E::ConsentNarrowed { .. } => "log-narrowed",
        E::ConsentWithdrawn { .. } => "log-withdrawn",
        E::CodeReplayed { .. } => "log-code-replayed",
        E::RefreshTokenReused { .. } => "log-token-reused",
        E::TokenRevoked { .. } => "log-token-revoked",
        E::TokenLeaked { .. } => "log-token-leaked",
        _ => "event-other",
    }
}

fn of_server(event: &Event) -> &'static str {
    use Event as E;
    match event {
        E::SetUpLinkMade => "log-set-up-link-made",
        E::SetUpLinkUsed { .. } => "log-set-up-link-used",
        E::InstanceChanged { .. } => "log-instance-changed",
        E::ResourceServerAdded { .. } => "log-server-added",
        E::ResourceServerDeleted { .. } => "log-server-deleted",
        E::ResourceServerSecretRotated { .. } => "log-server-secret-rotated",
        E::ResourceServerSecretLeaked { .. } => "log-server-secret-leaked",
        E::Started { .. } => "log-started",
        E::Stopped => "log-stopped",
        E::ConfigurationReloaded { .. } => "log-configuration-reloaded",
        E::EventsLost { .. } => "log-events-lost",
        _ => "event-other",
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// The event of that name, whatever it is about.
    fn event(name: &str) -> serde_json::Result<Event> {
        let user = json!({ "id": 1, "name": "alice" });
        serde_json::from_value(json!({
            "event": name, "user": user, "owner": user, "app": { "client_id": "x", "name": "App" }, "role": "user", "left": 1,
            "fields": [], "key": "k", "step": "email", "factor": "app", "registration": true, "scope": "a", "family": "f",
            "what": "link", "name": "api", "client_id": "y", "version": "1", "count": 1,
        }))
    }

    #[test]
    fn every_event_is_called_something_of_its_own() {
        // What is none is answered with the names of all that are.
        let told = event("").unwrap_err().to_string();
        let names: Vec<&str> = told.split('`').skip(3).step_by(2).collect();
        let mut titles: Vec<&str> = names.iter().map(|name| title(&event(name).unwrap())).collect();
        assert!(titles.len() > 50 && titles.iter().all(|title| title.starts_with("log-")), "{titles:?}");
        titles.sort_unstable();
        titles.dedup();
        assert_eq!(titles.len(), names.len(), "two events are called the same");
    }

    #[test]
    fn every_event_can_be_chosen_by_what_it_is_called() {
        let mut offered: Vec<&str> =
            GROUPS.iter().flat_map(|(_, _, group)| group.iter().map(|(name, _)| *name)).collect();
        let mut names = crate::audit::read::names();
        offered.sort_unstable();
        names.sort_unstable();
        assert_eq!(offered, names);
        for (name, key) in GROUPS.iter().flat_map(|(_, _, group)| *group) {
            // Of one name are both that make somebody an administrator and that take it back.
            let called = if *name == "role_changed" { "log-role-changed" } else { title(&event(name).unwrap()) };
            assert_eq!(*key, called, "{name}");
        }
    }
}
