//! What sort of thing an event is, for the account that looks through its own, and which of them it should look at.

use serde::Serialize;

use super::event::{Entry, Event};

/// The sort of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// Signing in and out.
    SignIns,
    /// The account itself: its password, its address, its role.
    Account,
    /// Apps: its own, and what others were given and lost.
    Apps,
}

impl Kind {
    /// The sort of an event.
    pub fn of(event: &Event) -> Self {
        match event {
            Event::SignedIn { .. }
            | Event::SignInFailed { .. }
            | Event::SignInThrottled
            | Event::SecondFactorAsked { .. }
            | Event::SecondFactorFailed { .. }
            | Event::SecondFactorThrottled { .. }
            | Event::RecoveryCodeUsed { .. }
            | Event::SessionEnded { .. }
            | Event::SessionsEnded { .. } => Self::SignIns,
            event if event.app().is_some() => Self::Apps,
            _ => Self::Account,
        }
    }

    /// Its name in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::SignIns => "sign-ins",
            Self::Account => "account",
            Self::Apps => "apps",
        }
    }
}

/// What is asked for of an account's events.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// All of them.
    Everything,
    /// Those that somebody else may have had a hand in.
    Unusual,
    /// Those of one sort.
    Of(Kind),
}

impl Wanted {
    /// All choices, in the order in which they are offered.
    pub const ALL: [Self; 5] =
        [Self::Everything, Self::Unusual, Self::Of(Kind::SignIns), Self::Of(Kind::Account), Self::Of(Kind::Apps)];

    /// The choice of that name; what is no name counts as left out.
    pub fn named(name: &str) -> Self {
        Self::ALL.into_iter().find(|wanted| wanted.name() == name).unwrap_or(Self::Everything)
    }

    /// Its name in addresses; empty for everything.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Everything => "",
            Self::Unusual => "unusual",
            Self::Of(kind) => kind.name(),
        }
    }

    /// Whether an event is asked for.
    pub fn takes(self, entry: &Entry) -> bool {
        match self {
            Self::Everything => true,
            Self::Unusual => is_unusual(&entry.event),
            Self::Of(kind) => Kind::of(&entry.event) == kind,
        }
    }
}

/// Whether somebody else may have had a hand in it.
pub fn is_unusual(event: &Event) -> bool {
    matches!(
        event,
        Event::SignedIn { new_device: true, .. }
            | Event::SignInFailed { .. }
            | Event::SecondFactorFailed { .. }
            | Event::SecondFactorThrottled { .. }
            | Event::RecoveryCodeUsed { .. }
            | Event::PasswordChangeFailed { .. }
            | Event::ConfirmationFailed { .. }
            | Event::CodeReplayed { .. }
            | Event::RefreshTokenReused { .. }
            | Event::TokenLeaked { .. }
            | Event::AppTokenLeaked { .. }
            | Event::AppSecretLeaked { .. }
            | Event::SessionLeaked { .. }
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audit::{AppRef, Origin, UserRef};
    use crate::clock::Timestamp;

    #[test]
    fn events_are_found_by_what_they_are() {
        let user = UserRef { id: 1, name: "ann".to_owned() };
        let app = AppRef { client_id: "x".to_owned(), name: "GPX".to_owned() };
        let signed_in = |new_device| Event::SignedIn { user: user.clone(), new_device };
        let reused = Event::RefreshTokenReused { user: user.clone(), app, family: "f".to_owned() };
        let found = |event: &Event| {
            let entry = Entry::new(Timestamp::default(), event.clone(), &Origin::system());
            Wanted::ALL.into_iter().filter(|wanted| wanted.takes(&entry)).map(Wanted::name).collect::<Vec<_>>()
        };
        assert_eq!(found(&signed_in(false)), ["", "sign-ins"]);
        assert_eq!(found(&signed_in(true)), ["", "unusual", "sign-ins"]);
        assert_eq!(found(&Event::EmailChanged { user: user.clone() }), ["", "account"]);
        assert_eq!(found(&reused), ["", "unusual", "apps"]);
        assert_eq!(Wanted::named("apps"), Wanted::Of(Kind::Apps));
        assert_eq!(Wanted::named("<b>"), Wanted::Everything);
    }
}
