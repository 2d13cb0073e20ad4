//! Every view, filled for the tests: the plain case, the empty case, the one with errors, the one with too much of all.

mod admin;
mod second_factor;

use std::cell::Cell;
use std::time::Duration;

use super::*;
use crate::account::confirmation::Question;
use crate::account::fault::{Fault, Weakness};
use crate::audit::kind::Kind;
use crate::clock::Timestamp;
use crate::http::pages::faults;
use crate::http::pages::snippets::{Exchange, snippets};
use crate::language::Language;
use crate::oauth::fault::{AppFault, Line};
use crate::oauth::redirect_uri::Unregistrable;
use crate::words;

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
    Page { here: "/login?from=%2Fprofile%2Fapps".to_owned(), languages: &Language::ALL, ..signed_out() }
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

fn items(n: usize) -> Vec<ScopeItem> {
    SCOPES
        .iter()
        .take(n)
        .map(|(name, description)| ScopeItem { name: (*name).to_owned(), description: (*description).to_owned() })
        .collect()
}

fn choices(n: usize, checked: usize) -> Vec<ScopeChoice> {
    let choice = |(i, item): (usize, ScopeItem)| ScopeChoice {
        name: item.name,
        description: item.description,
        checked: i < checked,
    };
    items(n).into_iter().enumerate().map(choice).collect()
}

fn endpoints() -> Endpoints {
    Endpoints {
        authorization: "https://id.trail.example/profile/apps/authorize".to_owned(),
        token: "https://id.trail.example/api/oauth/token".to_owned(),
        issuer: "https://id.trail.example".to_owned(),
        metadata: "https://id.trail.example/.well-known/oauth-authorization-server".to_owned(),
    }
}

const LONG_NAME: &str = "Donaudampfschifffahrtsgesellschaftskapitänsmützenverwaltung für GPX-Dateien und mehr";

fn login(for_app: Option<&str>, email: &str, errors: FormErrors) -> Login {
    Login {
        page: in_any_language(),
        from: "/profile/apps".to_owned(),
        email: email.to_owned(),
        for_app: for_app.map(str::to_owned),
        errors,
    }
}

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
        question: Question::Password,
        errors,
    }
}

fn delete_account(last_admin: bool, errors: FormErrors) -> DeleteAccount {
    let apps = vec!["GPX Importer".to_owned(), HOSTILE.to_owned(), LONG_NAME.to_owned()];
    DeleteAccount {
        page: page(),
        name: "sam".to_owned(),
        apps,
        grants: 2,
        sessions: 1,
        last_admin,
        question: Question::Password,
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

fn app_row(id: u64, name: &str, host: &str, public: bool, used: bool) -> AppRow {
    AppRow {
        id,
        name: name.to_owned(),
        website_host: host.to_owned(),
        public,
        registered: when(Precision::Day),
        last_used: used.then(|| when(Precision::Whole)),
    }
}

fn apps(page: Page) -> AppsList {
    AppsList {
        page,
        apps: vec![
            app_row(7, "GPX Importer", "gpx.example.com", false, true),
            app_row(6, LONG_NAME, "a-very-long-host-name.of-a-department.of-a-company.example.com", false, false),
            app_row(5, "مستورد المسارات (1.0)", "masar.example", true, false),
            app_row(4, HOSTILE, "evil.example", true, true),
        ],
        pagination: Pagination { page: 2, pages: 3 },
    }
}

fn form_filled() -> AppForm {
    AppForm {
        client_name: "GPX Importer".to_owned(),
        client_uri: "https://gpx.example.com".to_owned(),
        client_description: "Imports tracks from your watch.".to_owned(),
        redirect_uris: "https://gpx.example.com/callback\nhttp://127.0.0.1/cb".to_owned(),
        scopes: choices(7, 3),
        ..AppForm::default()
    }
}

fn plain_http() -> AppFault {
    AppFault::RedirectUri { uri: "http://gpx.example.com/callback".to_owned(), why: Unregistrable::PlainHttp }
}

fn form_wrong() -> AppForm {
    AppForm {
        client_uri: "gpx.example".to_owned(),
        redirect_uris: "http://gpx.example.com/callback".to_owned(),
        scopes: choices(10, 0),
        public: true,
        extra_redirect_schemes: vec!["amazfish".to_owned(), "fitotrack".to_owned()],
        errors: errors([
            ("client_name", faults::of_app(&AppFault::Empty(Line::Name))),
            ("client_uri", faults::of_app(&AppFault::Website)),
            ("redirect_uris", faults::of_app(&plain_http())),
            ("scope", faults::of_app(&AppFault::NoScope)),
        ]),
        ..AppForm::default()
    }
}

fn app_created(rotated: bool, secret: bool) -> AppCreated {
    AppCreated {
        page: page(),
        rotated,
        id: 7,
        name: "GPX Importer".to_owned(),
        client_id: "o22a27s2aBPUcBpuYqwzj2Wq".to_owned(),
        client_secret: secret.then(|| "grs_dGhpcyBpcyBub3QgYSByZWFsIHNlY3JldCBhdCBhbGw0aB9zK2".to_owned()),
        previous_until: (rotated && secret).then(|| when(Precision::Whole)),
        endpoints: endpoints(),
    }
}

fn rotate(name: &str, ends_older: bool) -> RotateSecret {
    let choice = |value: &str, label, checked| OverlapChoice { value: value.to_owned(), label, checked };
    let overlaps = vec![
        choice("0s", Sentence::of("app-rotate-at-once"), false),
        choice("1h", Sentence::of("app-rotate-hours").with("hours", 1u64), false),
        choice("1d", Sentence::of("app-rotate-days").with("days", 1u64), true),
        choice("7d", Sentence::of("app-rotate-days").with("days", 7u64), false),
    ];
    RotateSecret { page: page(), id: 7, name: name.to_owned(), overlaps, ends_older }
}

fn try_app(own: bool, code: bool) -> TryApp {
    let exchange = Exchange {
        token_endpoint: endpoints().token,
        issuer: endpoints().issuer,
        client_id: "o22a27s2aBPUcBpuYqwzj2Wq".to_owned(),
        public: own && !code,
        redirect_uri: "https://gpx.example.com/callback".to_owned(),
        verifier: "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk".to_owned(),
        code: code.then(|| "grc_dGhpcyBpcyBub3QgYSByZWFsIHNlY3JldCBhdCBhbGw0aB9zK2".to_owned()),
        state: "o22a27s2aBPUcBpuYqwzj2Wq".to_owned(),
    };
    let uri = |uri: &str, checked| RedirectChoice { uri: uri.to_owned(), checked };
    TryApp {
        page: page(),
        id: 7,
        name: "GPX Importer".to_owned(),
        public: exchange.public,
        own_uri: "https://id.trail.example/profile/apps/7/try".to_owned(),
        own_registered: own,
        may_add: true,
        redirect_uris: vec![uri("https://gpx.example.com/callback", true), uri("http://127.0.0.1/cb", false)],
        scopes: choices(3, 2),
        link: "https://id.trail.example/profile/apps/authorize?response_type=code".to_owned(),
        code_seconds: 60,
        has_code: code,
        refusal: (!own && !code).then(|| "access_denied".to_owned()),
        snippets: snippets(&exchange),
    }
}

fn check(uri: &str, registrable: Option<Option<Sentence>>, accepted: Option<Sentence>) -> RedirectCheck {
    let compared = registrable.is_some() && accepted.is_none();
    RedirectCheck {
        page: page(),
        id: 7,
        name: "GPX Importer".to_owned(),
        uri: uri.to_owned(),
        registrable,
        accepted,
        compared: compared.then(|| Compared {
            why: "app-check-differs-slash".into(),
            registered: ("https://gpx.example.com/callback".to_owned(), String::new()),
            requested: ("https://gpx.example.com/callback".to_owned(), "/".to_owned()),
        }),
        errors: FormErrors::default(),
    }
}

fn usage(busy: bool) -> UsagePage {
    let figures = |sentence: Sentence| {
        let sentence = sentence.with("requests", 2210u64).with("refused", 3u64).with("authorised", 1u64);
        sentence.with("issued", 1u64).with("refreshed", 40u64)
    };
    let day = || figures(Sentence::of("app-usage-day")).with("day", when(Precision::Day));
    UsagePage {
        page: page(),
        id: 7,
        name: LONG_NAME.to_owned(),
        people: if busy { 12 } else { 0 },
        sum: figures(Sentence::of("app-usage-sum")),
        bars: (0..30).map(|day| Bar { x: day * 10, y: 30, height: if busy { 30 } else { 0 } }).collect(),
        days: if busy { (0..30).map(|_| day()).collect() } else { Vec::new() },
    }
}

fn app_detail(name: &str, public: bool) -> AppDetail {
    AppDetail {
        page: notice(NoticeKind::Success, "notice-edited"),
        id: 7,
        name: name.to_owned(),
        description: (!public).then(|| "Imports tracks from your watch.".to_owned()),
        website: if public { "javascript:alert(1)".to_owned() } else { "https://gpx.example.com/about".to_owned() },
        client_id: "o22a27s2aBPUcBpuYqwzj2Wq".to_owned(),
        public,
        registered: when(Precision::Whole),
        last_used: (!public).then(|| when(Precision::Whole)),
        redirect_uris: vec![
            "https://gpx.example.com/callback".to_owned(),
            "com.example.a-long-application-identifier.gpximporter:/oauth/callback/of/some/length".to_owned(),
        ],
        scopes: items(if public { 10 } else { 3 }),
        previous: (!public)
            .then(|| PreviousSecret { until: when(Precision::Whole), last_used: Some(when(Precision::Whole)) }),
        reported: (!public).then(|| when(Precision::Whole)),
        endpoints: endpoints(),
    }
}

pub(super) fn consent(app: &str) -> Consent {
    Consent {
        page: page(),
        asking: Asking {
            app: app.to_owned(),
            website_host: "gpx.example.com".to_owned(),
            description: Some("Imports tracks from your watch.".to_owned()),
            registered: Sentence::of("consent-registered").with("owner", "alex").with("when", when(Precision::Day)),
            others: Sentence::of("consent-others").with("count", 12_usize),
            since: None,
        },
        fresh: groups(3, 3, 0),
        known: vec![],
        kept: vec![],
        destination: Destination::Site("gpx.example.com".to_owned()),
        warnings: vec![],
        remember: None,
        ticket: "t1cket".to_owned(),
        request: "response_type=code&client_id=o22a27s2aBPUcBpuYqwzj2Wq".to_owned(),
        from: "/profile/apps/authorize?response_type=code".to_owned(),
        errors: FormErrors::default(),
    }
}

/// So many scopes in two groups, the first `ticked` of them ticked; the ids go on after `before` others.
fn groups(number: usize, ticked: usize, before: usize) -> Vec<ScopeGroup> {
    let scopes = items(number).into_iter().enumerate().map(|(n, item)| {
        let id = if n + before == 0 { "scope".to_owned() } else { format!("scope-{}", n + before + 1) };
        AskedScope { id, item, checked: n < ticked }
    });
    let mut first: Vec<_> = scopes.collect();
    let second = first.split_off(number / 2);
    let titled = |title: Sentence, scopes| ScopeGroup { title, scopes };
    vec![titled("scope-group-workouts".into(), first), titled(Sentence::Text("Heart rate".to_owned()), second)]
}

/// Of an app that is known and asks for more.
fn consent_again(fresh: usize, known: usize) -> Consent {
    let mut view = consent("GPX Importer");
    view.asking.since = Some(when(Precision::Day));
    view.asking.others = Sentence::of("consent-others-many").with("count", 1000_usize);
    view.fresh = if fresh == 0 { vec![] } else { groups(fresh, fresh, 0) };
    view.known = groups(known, known, fresh);
    view.kept = items(1);
    Consent { remember: Some(true), ..view }
}

fn consent_much() -> Consent {
    let mut view = consent(LONG_NAME);
    view.asking.website_host = "a-very-long-host-name.of-a-department.of-a-company.example.com".to_owned();
    view.asking.registered = Sentence::of("consent-registered-by-you").with("when", when(Precision::Day));
    view.asking.others = Sentence::of("consent-others").with("count", 0_usize);
    let scheme = "com.example.a-long-application-identifier.gpximporter";
    let given = |key| Sentence::of(key).with("days", 1_u64);
    Consent {
        page: long_page(),
        fresh: groups(10, 0, 0),
        destination: Destination::PrivateScheme(scheme.to_owned()),
        warnings: vec![
            given("consent-warn-new-unused"),
            given("consent-warn-new"),
            "consent-warn-unused".into(),
            "consent-warn-suspended".into(),
            "consent-warn-computer".into(),
            Sentence::of("consent-warn-scheme").with("scheme", scheme),
            Sentence::of("consent-warn-elsewhere")
                .with("host", "login.evil.example")
                .with("website", "gpx.example.com"),
            "consent-warn-administers".into(),
        ],
        errors: errors([("scope", "consent-leave-one".into())]),
        ..view
    }
}

fn grant(client_id: &str, name: &str, scopes: usize, used: bool) -> GrantRow {
    GrantRow {
        client_id: client_id.to_owned(),
        name: name.to_owned(),
        website_host: "gpx.example.com".to_owned(),
        owner: "alex".to_owned(),
        scopes: items(scopes),
        unused: items(scopes - 1),
        noted_since: (!used).then(|| when(Precision::Day)),
        granted: when(Precision::Day),
        last_used: used.then(|| when(Precision::Whole)),
    }
}

fn granted() -> GrantDetail {
    let day = |key| Sentence::of(key).with("when", when(Precision::Day));
    let used = [
        day("grant-scope-used"),
        day("grant-scope-told"),
        "grant-scope-never".into(),
        day("grant-scope-not-since"),
        "grant-scope-unknown".into(),
    ];
    let scopes = items(used.len()).into_iter().zip(used).map(|(item, used)| GrantedScope { item, used });
    GrantDetail {
        page: page(),
        client_id: "o22a27s2aBPUcBpuYqwzj2Wq".to_owned(),
        name: "GPX Importer".to_owned(),
        website: "https://gpx.example.com".to_owned(),
        owner: "alex".to_owned(),
        granted: when(Precision::Whole),
        first_used: Some(when(Precision::Day)),
        last_used: Some(when(Precision::Whole)),
        scopes: scopes.collect(),
        remembered: true,
        history: event_rows(),
    }
}

/// An app of which little is known.
fn granted_little() -> GrantDetail {
    let mut view = granted();
    view.scopes.truncate(1);
    GrantDetail {
        name: HOSTILE.to_owned(),
        website: "javascript:alert(1)".to_owned(),
        first_used: None,
        last_used: None,
        remembered: false,
        history: vec![],
        ..view
    }
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

fn events(events: &[EventRow], kind: &'static str) -> Events {
    let day = |events: &[EventRow]| Day { day: when(Precision::Day), events: events.to_vec() };
    let (today, before) = events.split_at(events.len() / 2);
    let mut days = vec![day(today), day(before)];
    days.retain(|day| !day.events.is_empty());
    let choice = |name, label| EventChoice { name, label, current: name == kind };
    let choices =
        vec![choice("", "events-everything"), choice("unusual", "events-unusual"), choice("apps", "events-apps")];
    Events { page: page(), days, choices, kind, pagination: Pagination { page: 2, pages: 3 } }
}

fn grants(rows: Vec<GrantRow>) -> Grants {
    let pages = u32::try_from(rows.len()).unwrap_or_default();
    Grants { page: page(), grants: rows, search: None, query: String::new(), pagination: Pagination { page: 1, pages } }
}

fn grants_searched(rows: Vec<GrantRow>) -> Grants {
    let sorts = vec![
        ("granted", "grants-sort-granted".into(), true),
        ("used", "grants-sort-used".into(), false),
        ("name", "grants-sort-name".into(), false),
    ];
    let search = Some(Search { query: HOSTILE.to_owned(), sorts });
    Grants { search, query: "q=a%26b&sort=name&".to_owned(), ..grants(rows) }
}

fn withdraw(name: &str, website: &str) -> Withdraw {
    let (name, website) = (name.to_owned(), website.to_owned());
    Withdraw { page: page(), client_id: "o22a27s2aBPUcBpuYqwzj2Wq".to_owned(), name, website }
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
        ("new-password", html(&new_password(none()))),
        ("new-password-errors", html(&new_password(errors([("password_again", "account-passwords-differ".into())])))),
        ("profile", html(&profile(notice(NoticeKind::Success, "notice-profile")))),
        ("profile-errors", html(&profile_wrong())),
        ("apps", html(&apps(page()))),
        ("apps-long", html(&apps(long_page()))),
        ("apps-empty", html(&AppsList { page: page(), apps: vec![], pagination: Pagination { page: 1, pages: 0 } })),
        ("app-new", html(&AppNew { page: page(), form: AppForm { scopes: choices(7, 0), ..AppForm::default() } })),
        ("app-new-errors", html(&AppNew { page: page(), form: form_wrong() })),
        ("app-edit", html(&AppEdit { page: page(), id: 7, name: "GPX Importer".to_owned(), form: form_filled() })),
        ("app-created", html(&app_created(false, true))),
        ("app-created-public", html(&app_created(false, false))),
        ("app-rotated", html(&app_created(true, true))),
        ("app-detail", html(&app_detail("GPX Importer", false))),
        ("app-detail-public", html(&app_detail(LONG_NAME, true))),
        ("app-detail-hostile", html(&app_detail(HOSTILE, true))),
        ("app-rotate", html(&rotate("GPX Importer", false))),
        ("app-rotate-hostile", html(&rotate(HOSTILE, true))),
        ("app-try", html(&try_app(false, false))),
        ("app-try-own", html(&try_app(true, false))),
        ("app-try-code", html(&try_app(true, true))),
        ("app-check", html(&check("", None, None))),
        ("app-check-good", html(&check("https://gpx.example.com/callback", Some(None), Some("app-check-same".into())))),
        ("app-check-slash", html(&check("https://gpx.example.com/callback/", Some(None), None))),
        ("app-check-wrong", html(&check(HOSTILE, Some(Some("app-check-not-absolute".into())), None))),
        ("app-usage", html(&usage(true))),
        ("app-usage-nothing", html(&usage(false))),
        ("leaked", html(&Leaked { page: signed_out(), found: None })),
        ("leaked-found", html(&Leaked { page: page(), found: Some(2) })),
        ("confirm-revoke", html(&Confirm::revoke_tokens(page(), 7, LONG_NAME))),
        ("confirm-delete", html(&Confirm::delete_app(page(), 7, HOSTILE))),
        ("consent", html(&consent("GPX Importer"))),
        ("consent-much", html(&consent_much())),
        ("consent-again", html(&consent_again(2, 3))),
        ("consent-nothing-new", html(&consent_again(0, 3))),
        ("consent-hostile", html(&Consent { destination: Destination::ThisComputer, ..consent(HOSTILE) })),
        ("grants", html(&grants(vec![grant("c1", "GPX Importer", 3, true), grant("c2", LONG_NAME, 10, false)]))),
        ("grants-empty", html(&grants(vec![]))),
        (
            "grants-searched",
            html(&grants_searched(vec![grant("c1", "GPX Importer", 2, true), grant("c2", "B", 2, true)])),
        ),
        ("grants-none-found", html(&grants_searched(vec![]))),
        ("grant", html(&granted())),
        ("grant-little", html(&granted_little())),
        ("grant-withdraw", html(&withdraw(LONG_NAME, "https://gpx.example.com"))),
        ("grant-withdraw-hostile", html(&withdraw(HOSTILE, "javascript:alert(1)"))),
        (
            "grants-withdraw",
            html(&WithdrawAll { page: page(), names: vec!["GPX Importer".to_owned(), HOSTILE.to_owned()] }),
        ),
        ("account", html(&account(none()))),
        ("account-wrong", html(&account(errors([("email", faults::taken("email"))])))),
        ("account-delete", html(&delete_account(false, none()))),
        (
            "account-delete-wrong",
            html(&delete_account(false, errors([("username", faults::said(&Fault::OtherName("sam".to_owned())))]))),
        ),
        ("account-delete-admin", html(&delete_account(true, none()))),
        ("sessions", html(&sessions(session_rows()))),
        ("sessions-one", html(&sessions(session_rows().into_iter().take(1).collect()))),
        ("events", html(&events(&event_rows(), ""))),
        ("events-kind", html(&events(&event_rows(), "apps"))),
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
        ("landing", html(&Landing { page: signed_out() })),
        ("landing-signed-in", html(&Landing { page: page() })),
    ];
    all.extend(second_factor::all());
    all.extend(admin::all());
    all
}
