//! Every view, filled for the tests: the plain case, the empty case, the one with errors, the one with too much of all.

mod admin;
mod apps;
mod consent;
mod second_factor;

use std::cell::Cell;
use std::time::Duration;

pub(super) use self::consent::consent;
use super::*;
use crate::account::confirmation::Question;
use crate::account::fault::{Fault, Weakness};
use crate::audit::kind::Kind;
use crate::clock::Timestamp;
use crate::http::pages::faults;
use crate::language::Language;
use crate::words::{self, short};

thread_local! {
    /// In which language the samples speak.
    static WORDS: Cell<Words> = Cell::new(Words::default());
}

/// Every sample in `language`, by name.
pub(super) fn all_in(language: Language) -> Vec<(&'static str, String)> {
    WORDS.set(Words::of(language));
    let all = all();
    WORDS.set(Words::default());
    all
}

/// The name of an app that tries to be markup.
pub(super) const HOSTILE: &str = "<script>alert('x')</script>\" onmouseover=\"alert(1)";

pub(super) fn page() -> Page {
    Page {
        instance_name: "Trail Club".to_owned(),
        account: Some(Account { name: "sam".to_owned(), admin: false }),
        csrf: "c5rf".to_owned(),
        words: WORDS.get(),
        ..Page::default()
    }
}

fn signed_out() -> Page {
    Page { account: None, ..page() }
}

/// Where a language can be chosen.
fn in_any_language() -> Page {
    Page {
        here: "/login?from=%2Fprofile%2Fapps".to_owned(),
        languages: &Language::ALL,
        contact: Some("club&co@trail.example".to_owned()),
        privacy: true,
        ..signed_out()
    }
}

fn long_page() -> Page {
    Page {
        instance_name: "Wander- und Radfahrverein Oberlausitzer Bergland e. V.".to_owned(),
        account: Some(Account { name: "a_really_long_user_name_30_char".to_owned(), admin: true }),
        csrf: "c5rf".to_owned(),
        notice: Some(Notice {
            kind: NoticeKind::Error,
            text: Sentence::Text("That could not be saved: the store is busy.".to_owned()),
        }),
        logo: Some(Logo { width: 84, height: 28 }),
        look: 7,
        ..page()
    }
}

fn notice(kind: NoticeKind, key: &'static str) -> Page {
    Page { notice: Some(Notice { kind, text: key.into() }), ..page() }
}

fn when(precision: Precision) -> When {
    When { moment: Timestamp::from_millis(1_795_465_451_000), precision }
}

pub(super) fn errors<const N: usize>(all: [(&str, Sentence); N]) -> FormErrors {
    let mut errors = FormErrors::default();
    all.into_iter().for_each(|(field, message)| errors.add(field, message));
    errors
}

const SCOPES: [(&str, &str); 10] = [
    ("profile:read", "See your profile: name, e-mail, location"),
    ("profile:write", "Change your profile"),
    ("workouts:read", "See your workouts, routes and comments"),
    ("workouts:write", "Add, change and delete your workouts"),
    ("equipments:read", "See your equipment"),
    ("equipments:write", "Add, change and delete your equipment"),
    ("follow:read", "See who you follow and who follows you"),
    ("follow:write", "Follow people, and answer follow requests, in your name"),
    ("notifications:read", "See your notifications"),
    (
        "organisation.example.very-long-scope-name:administration:write",
        "A description that somebody wrote at great length, so that it has to run over several lines on every screen it is shown on",
    ),
];

/// As many scopes as FitTrackee has.
const MANY_SCOPES: usize = 16;

fn items(n: usize) -> Vec<ScopeItem> {
    let own = SCOPES.iter().map(|(name, description)| ((*name).to_owned(), (*description).to_owned()));
    let more = (SCOPES.len()..).map(|n| (format!("statistics-{n}:write"), format!("Change the statistics of 20{n}")));
    own.chain(more).take(n).map(|(name, description)| ScopeItem { name, description }).collect()
}

fn choices(n: usize, checked: usize) -> Vec<ScopeChoice> {
    let choice = |(i, item): (usize, ScopeItem)| ScopeChoice {
        name: item.name,
        description: item.description,
        checked: i < checked,
    };
    items(n).into_iter().enumerate().map(choice).collect()
}

const LONG_NAME: &str = "Donaudampfschifffahrtsgesellschaftskapitänsmützenverwaltung für GPX-Dateien und mehr";

fn login(for_app: Option<&str>, email: &str, errors: FormErrors) -> Login {
    Login {
        page: in_any_language(),
        from: "/profile/apps".to_owned(),
        email: email.to_owned(),
        for_app: for_app.map(str::to_owned),
        passkey: second_factor::ask(),
        register: for_app.map(|_| "/register?from=%2Fprofile%2Fapps".to_owned()),
        errors,
    }
}

fn register(for_app: Option<&str>, username: &str, errors: FormErrors) -> Register {
    Register {
        page: in_any_language(),
        from: "/profile/apps".to_owned(),
        sign_in: "/login?from=%2Fprofile%2Fapps".to_owned(),
        for_app: for_app.map(str::to_owned),
        username: username.to_owned(),
        email: "sam@trail.example".to_owned(),
        password_hint: Sentence::of("account-password-hint").with("length", 8_u8),
        errors,
    }
}

/// What an administrator may have written.
const WRITTEN: &str = "A club for people who walk uphill.\r\nFounded 1987 <b>in Zittau</b>.\r\n\r\nMore at https://trail.example/about?a=1&b=2.";

fn setup(username: &str, email: &str, errors: FormErrors) -> Setup {
    Setup {
        page: signed_out(),
        key: "k3y".to_owned(),
        username: username.to_owned(),
        email: email.to_owned(),
        password_hint: Sentence::of("account-password-hint").with("length", 8_u8),
        errors,
    }
}

fn new_password(errors: FormErrors) -> NewPassword {
    NewPassword {
        page: signed_out(),
        key: "k3y".to_owned(),
        account: "sam".to_owned(),
        password_hint: Sentence::of("account-password-hint").with("length", 8_u8),
        errors,
    }
}

fn session(id: &str, device: &str, address: &str, current: bool) -> SessionRow {
    SessionRow {
        id: id.to_owned(),
        device: Sentence::Text(device.to_owned()),
        address: address.to_owned(),
        started: when(Precision::Whole),
        last_used: when(Precision::Whole),
        current,
    }
}

fn profile(page: Page) -> Profile {
    Profile {
        page,
        username: "sam".to_owned(),
        email: "sam@trail.example".to_owned(),
        admin: false,
        member_since: when(Precision::Day),
        edit: ProfileEdit {
            first_name: "Sam".to_owned(),
            location: "Zittau".to_owned(),
            bio: "Walks uphill.\nRolls down.".to_owned(),
            languages: Language::ALL
                .map(|one| LanguageChoice { tag: one.tag(), name: one.own_name(), chosen: one == Language::Nl })
                .into(),
            ..ProfileEdit::default()
        },
        password: PasswordChange {
            password_hint: Sentence::of("account-password-hint").with("length", 8_u8),
            ..PasswordChange::default()
        },
        sessions: 3,
        second_factor: true,
    }
}

fn account(errors: FormErrors) -> AccountPage {
    AccountPage {
        page: page(),
        username: "sam".to_owned(),
        email: "sam@trail.example".to_owned(),
        asked: Asked { question: Question::Password, passkey: None },
        errors,
    }
}

fn delete_account(last_admin: bool, errors: FormErrors) -> DeleteAccount {
    let apps = vec!["GPX Importer".to_owned(), HOSTILE.to_owned(), LONG_NAME.to_owned()];
    DeleteAccount {
        page: page(),
        name: "sam".to_owned(),
        apps,
        more_apps: 0,
        grants: 2,
        sessions: 1,
        last_admin,
        asked: Asked { question: Question::Password, passkey: None },
        errors,
    }
}

fn sessions(sessions: Vec<SessionRow>) -> Sessions {
    Sessions { page: page(), sessions }
}

fn session_rows() -> Vec<SessionRow> {
    vec![
        session("s1", "Firefox on Linux", "192.0.2.17", true),
        session("s2", "Safari on iPhone", "2001:db8:85a3:8d3:1319:8a2e:370:7348", false),
        session("s3", HOSTILE, "198.51.100.4", false),
    ]
}

fn profile_wrong() -> Profile {
    let mut profile = profile(long_page());
    profile.edit.errors = errors([("bio", faults::said(&Fault::TooManyCharacters(200)))]);
    profile.password.errors = errors([
        ("current_password", faults::said(&Fault::NotCurrentPassword)),
        ("password_again", "account-passwords-differ".into()),
    ]);
    profile.password.end_grants = true;
    profile
}

fn event(kind: Kind, title: Sentence, advice: Option<Sentence>, by: Option<Sentence>, alarming: bool) -> EventRow {
    let own = by.is_none();
    EventRow {
        kind,
        title,
        advice,
        by,
        alarming,
        at: when(Precision::Time),
        address: if own { "2001:db8:85a3:8d3:1319:8a2e:370:7348".to_owned() } else { String::new() },
        device: own.then(|| Sentence::of("device-on").with("program", "Firefox").with("system", "Linux")),
    }
}

fn event_rows() -> Vec<EventRow> {
    let of = |key: &'static str, app: &str| Sentence::of(key).with("app", app);
    let reused = of("event-token-reused", LONG_NAME);
    let advice = of("event-token-reused-advice", LONG_NAME);
    let admin = Sentence::of("event-by-administrator").with("name", "a_really_long_user_name_30_char");
    let times = Sentence::of("event-times").with("title", Sentence::of("event-sign-in-failed")).with("times", 3_u8);
    let scope = Sentence::of("event-authorised-advice").with("scope", "profile:read");
    vec![
        event(Kind::Apps, reused, Some(advice), None, true),
        event(Kind::Account, "event-account-suspended".into(), None, Some(admin), false),
        event(Kind::Apps, of("event-authorised", HOSTILE), Some(scope), None, false),
        event(Kind::SignIns, times, Some("event-sign-in-failed-advice".into()), None, true),
        event(Kind::SignIns, "event-signed-in".into(), None, None, false),
    ]
}

/// A page of them, with all that can be long.
fn many_event_rows() -> Vec<EventRow> {
    let scope = short::scopes(&items(MANY_SCOPES).into_iter().map(|item| item.name).collect::<Vec<_>>().join(" "));
    let title = Sentence::of("event-authorised-more").with("app", short_name());
    let advice = Sentence::of("event-authorised-more-advice").with("scope", scope);
    vec![event(Kind::Apps, title, Some(advice), None, true); 10]
}

/// What is left in a list of the longest name that an app can have.
fn short_name() -> String {
    short::name(&"𝔸".repeat(100)).into_owned()
}

fn events(events: &[EventRow], kind: &'static str) -> Events {
    let day = |events: &[EventRow]| Day { day: when(Precision::Day), events: events.to_vec() };
    let (today, before) = events.split_at(events.len() / 2);
    let mut days = vec![day(today), day(before)];
    days.retain(|day| !day.events.is_empty());
    let choice = |name, label| EventChoice { name, label, current: name == kind };
    let choices =
        vec![choice("", "events-everything"), choice("unusual", "events-unusual"), choice("apps", "events-apps")];
    Events { page: page(), days, choices, kind, pagination: Pagination { page: 12, pages: 25 } }
}

/// Every sample, by name.
pub(super) fn all() -> Vec<(&'static str, String)> {
    let none = FormErrors::default;
    let html = |view: &dyn askama::DynTemplate| view.dyn_render().expect("the view renders");
    let mut all = vec![
        ("login", html(&login(None, "", none()))),
        (
            "login-app-errors",
            html(&login(
                Some(LONG_NAME),
                "sam@trail.example",
                errors([
                    ("", Sentence::of("login-too-many").with("wait", words::wait(Duration::from_secs(30)))),
                    ("email", faults::said(&Fault::Email)),
                ]),
            )),
        ),
        ("login-signed-out", {
            let mut view = login(Some("GPX Importer"), "sam", none());
            view.page.notice = Some(Notice { kind: NoticeKind::Info, text: "notice-signed-out".into() });
            html(&view)
        }),
        ("setup", html(&setup("", "", none()))),
        (
            "setup-errors",
            html(&setup(
                "a b",
                "nobody",
                errors([
                    ("username", faults::said(&Fault::NameCharacters)),
                    ("email", faults::said(&Fault::Email)),
                    ("password", faults::said(&Fault::PasswordWeak(Weakness::default()))),
                ]),
            )),
        ),
        ("register", html(&register(None, "", none()))),
        (
            "register-app-errors",
            html(&register(
                Some(LONG_NAME),
                HOSTILE,
                errors([
                    ("", Sentence::of("login-too-many").with("wait", words::wait(Duration::from_secs(30)))),
                    ("username", faults::taken("username")),
                    ("password", faults::said(&Fault::PasswordWeak(Weakness::default()))),
                ]),
            )),
        ),
        ("register-closed", html(&ErrorPage::registration_closed(in_any_language(), "/login?from=%2Fprofile"))),
        ("privacy-policy", html(&PrivacyPolicy { page: in_any_language(), text: WRITTEN.to_owned() })),
        ("new-password", html(&new_password(none()))),
        ("new-password-errors", html(&new_password(errors([("password_again", "account-passwords-differ".into())])))),
        ("profile", html(&profile(notice(NoticeKind::Success, "notice-profile")))),
        ("profile-errors", html(&profile_wrong())),
        ("account", html(&account(none()))),
        ("account-wrong", html(&account(errors([("email", faults::taken("email"))])))),
        ("account-delete", html(&delete_account(false, none()))),
        (
            "account-delete-wrong",
            html(&delete_account(false, errors([("username", faults::said(&Fault::OtherName("sam".to_owned())))]))),
        ),
        ("account-delete-admin", html(&delete_account(true, none()))),
        ("account-delete-many", {
            let apps = vec![short_name(); 20];
            let wrong = errors([("username", faults::said(&Fault::OtherName("sam".to_owned())))]);
            html(&DeleteAccount { apps, more_apps: 280, ..delete_account(false, wrong) })
        }),
        ("sessions", html(&sessions(session_rows()))),
        ("sessions-one", html(&sessions(session_rows().into_iter().take(1).collect()))),
        ("events", html(&events(&event_rows(), ""))),
        ("events-kind", html(&events(&event_rows(), "apps"))),
        ("events-many", html(&events(&many_event_rows(), "apps"))),
        ("events-empty", html(&events(&[], ""))),
        ("events-kind-empty", html(&events(&[], "unusual"))),
        ("error-404", html(&ErrorPage::not_found(page()))),
        ("error-405", html(&ErrorPage::method_not_allowed(page()))),
        ("error-403", html(&ErrorPage::suspended(page()))),
        ("error-form", html(&ErrorPage::form_refused(page(), "/profile"))),
        (
            "error-request",
            html(&ErrorPage::bad_authorization_request(
                signed_out(),
                "The address it wants you to go back to, https://evil.example/a/long/path/for/a/callback?with=a&query, is not registered.",
            )),
        ),
        ("error-consent", html(&ErrorPage::consent_ended(page(), Some("/profile/apps/authorize?response_type=code")))),
        ("error-consent-lost", html(&ErrorPage::consent_ended(page(), None))),
        ("error-setup", html(&ErrorPage::setup_link_ended(signed_out()))),
        ("error-password", html(&ErrorPage::password_link_ended(signed_out()))),
        ("error-429", html(&ErrorPage::too_many_requests(signed_out(), words::wait(Duration::from_secs(30))))),
        ("error-app-suspended", html(&ErrorPage::app_suspended(page(), LONG_NAME))),
        ("error-app-waiting", html(&ErrorPage::app_waiting(signed_out(), HOSTILE))),
        ("error-500", html(&ErrorPage::internal(Page { words: WORDS.get(), ..Page::default() }))),
        ("error-503", html(&ErrorPage::unavailable(page()))),
        ("error-503-read-only", html(&ErrorPage::read_only(page()))),
        ("landing", html(&Landing { page: signed_out(), about: None, registration: false })),
        (
            "landing-about",
            html(&Landing { page: in_any_language(), about: Some(WRITTEN.to_owned()), registration: true }),
        ),
        ("landing-signed-in", html(&Landing { page: page(), about: None, registration: true })),
    ];
    all.extend(apps::all());
    all.extend(consent::all());
    all.extend(second_factor::all());
    all.extend(admin::all());
    all
}
