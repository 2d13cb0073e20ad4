//! Which pages there are, where they are, and what holds for each: one line a page.

use super::admin;
use super::views::Script;
use crate::metrics::Endpoint;
use crate::store::records::ClientNumber;

/// A page of the table in CONTRACT §2.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    Landing,
    Login,
    Language,
    PasswordLink,
    Register,
    PrivacyPolicy,
    Logout,
    Setup,
    Profile,
    Sessions,
    Account,
    DeleteAccount,
    Confirm,
    SecondFactor,
    SecondFactorApp,
    Passkey,
    PasskeyName,
    LoginSecondFactor,
    Apps,
    NewApp,
    App(ClientNumber),
    TryApp(ClientNumber),
    AppUsage(ClientNumber),
    CheckRedirect(ClientNumber),
    Leaked,
    CheckForm,
    Grants,
    Grant,
    Events,
    Admin(admin::Place),
    Authorize,
    Style,
    Icon,
    Logo,
    Script(Script),
}

/// The page at these segments of a path.
pub fn find(segments: &[&str]) -> Option<Place> {
    match segments {
        [] => Some(Place::Landing),
        ["login"] => Some(Place::Login),
        ["login", "language"] => Some(Place::Language),
        ["login", "second-factor"] => Some(Place::LoginSecondFactor),
        ["login", "password"] => Some(Place::PasswordLink),
        ["register"] => Some(Place::Register),
        ["privacy-policy"] => Some(Place::PrivacyPolicy),
        ["logout"] => Some(Place::Logout),
        ["setup"] => Some(Place::Setup),
        ["profile"] => Some(Place::Profile),
        ["profile", "account"] => Some(Place::Account),
        ["profile", "account", "delete"] => Some(Place::DeleteAccount),
        ["profile", "confirm"] => Some(Place::Confirm),
        ["profile", "second-factor"] => Some(Place::SecondFactor),
        ["profile", "second-factor", "app"] => Some(Place::SecondFactorApp),
        ["profile", "second-factor", "passkey"] => Some(Place::Passkey),
        ["profile", "second-factor", "passkey", "name"] => Some(Place::PasskeyName),
        ["profile", "sessions"] => Some(Place::Sessions),
        ["profile", "apps"] => Some(Place::Apps),
        ["profile", "apps", "new"] => Some(Place::NewApp),
        ["profile", "apps", "authorize"] => Some(Place::Authorize),
        ["profile", "apps", "leaked"] => Some(Place::Leaked),
        ["profile", "apps", "check"] => Some(Place::CheckForm),
        ["profile", "apps", id, of] => {
            let number = id.parse().ok().map(ClientNumber)?;
            match *of {
                "try" => Some(Place::TryApp(number)),
                "usage" => Some(Place::AppUsage(number)),
                "check" => Some(Place::CheckRedirect(number)),
                _ => None,
            }
        }
        ["profile", "apps", id] => id.parse().ok().map(|id| Place::App(ClientNumber(id))),
        ["profile", "grants"] => Some(Place::Grants),
        ["profile", "grants", _] => Some(Place::Grant),
        ["profile", "events"] => Some(Place::Events),
        ["admin", rest @ ..] => admin::find(rest).map(Place::Admin),
        ["profile", "assets", "style.css"] => Some(Place::Style),
        ["profile", "assets", "favicon.svg"] | ["favicon.ico"] => Some(Place::Icon),
        ["profile", "assets", "logo"] => Some(Place::Logo),
        ["profile", "assets", name] => {
            let script = Script::ALL.into_iter().find(|script| script.path().rsplit('/').next() == Some(name));
            script.map(Place::Script)
        }
        _ => None,
    }
}

/// What a request for the page at these segments of a path counts as.
pub fn counted_as(segments: &[&str]) -> Endpoint {
    match find(segments) {
        Some(Place::Login | Place::LoginSecondFactor) => Endpoint::SignInPage,
        Some(Place::Authorize) => Endpoint::ConsentPage,
        Some(Place::Style | Place::Icon | Place::Logo | Place::Script(_)) => Endpoint::Asset,
        Some(_) => Endpoint::Page,
        None => Endpoint::Nothing,
    }
}

/// Whether a page is not for those who must set up a second factor first.
pub fn waits_for_second_factor(place: Place) -> bool {
    use Place as P;
    !matches!(
        place,
        P::Landing
            | P::Login
            | P::LoginSecondFactor
            | P::Language
            | P::PasswordLink
            | P::Register
            | P::PrivacyPolicy
            | P::Setup
            | P::Logout
            | P::Confirm
            | P::SecondFactor
            | P::SecondFactorApp
            | P::Passkey
            // Anybody may hand something in, signed in or not.
            | P::Leaked
            | P::Style
            | P::Icon
            | P::Logo
            | P::Script(_)
    )
}

/// Whether a page has a form that is sent to itself.
pub fn takes_post(place: Place) -> bool {
    use Place as P;
    if let P::Admin(place) = place {
        return admin::takes_post(place);
    }
    !matches!(
        place,
        P::Landing
            | P::PrivacyPolicy
            | P::Apps
            | P::AppUsage(_)
            | P::CheckRedirect(_)
            | P::CheckForm
            | P::Grant
            | P::Events
            | P::Style
            | P::Icon
            | P::Logo
            | P::Script(_)
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::protect::upstreams::is_reserved;

    #[test]
    fn no_upstream_can_take_a_page() {
        for path in [
            "/login",
            "/login/language",
            "/login/password",
            "/login/second-factor",
            "/profile/confirm",
            "/profile/second-factor",
            "/profile/second-factor/app",
            "/register",
            "/privacy-policy",
            "/logout",
            "/setup",
            "/profile",
            "/profile/apps",
            "/profile/apps/new",
            "/profile/apps/authorize",
            "/profile/apps/7",
            "/profile/apps/7/try",
            "/profile/apps/7/usage",
            "/profile/apps/7/check",
            "/profile/apps/leaked",
            "/profile/grants",
            "/profile/grants/7dQxJ4mPuV1hT0cKzR9nYbWe",
            "/profile/events",
            "/admin",
            "/admin/users/new",
            "/admin/users/anna",
            "/admin/apps/7",
            "/admin/apps/7/usage",
            "/admin/apps/7dQxJ4mPuV1hT0cKzR9nYbWe",
            "/admin/settings/scopes",
            "/admin/settings/routes",
            "/admin/resource-servers",
            "/admin/settings",
            "/admin/audit/audit.jsonl",
            "/admin/store",
            "/profile/assets/style.css",
            "/profile/assets/favicon.svg",
            "/profile/assets/logo",
            "/profile/assets/copy.js",
            "/profile/assets/check.js",
            "/profile/apps/check",
        ] {
            let segments: Vec<&str> = path.split('/').skip(1).collect();
            assert!(find(&segments).is_some() && is_reserved(path), "{path}");
        }
    }
}
