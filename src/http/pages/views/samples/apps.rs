//! The pages of who makes apps.

use super::*;
use crate::http::pages::snippets::{Exchange, snippets};
use crate::oauth::fault::{AppFault, Line};
use crate::oauth::redirect_uri::Unregistrable;

fn endpoints() -> Endpoints {
    Endpoints {
        authorization: "https://id.trail.example/profile/apps/authorize".to_owned(),
        token: "https://id.trail.example/api/oauth/token".to_owned(),
        issuer: "https://id.trail.example".to_owned(),
        metadata: "https://id.trail.example/.well-known/oauth-authorization-server".to_owned(),
    }
}

fn app_row(id: u64, name: &str, host: &str, public: bool, used: bool) -> AppRow {
    AppRow {
        id,
        name: name.to_owned(),
        website_host: Some(host.to_owned()).filter(|host| !host.is_empty()),
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
            app_row(8, "Desk Clock", "", true, false),
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

pub(super) fn rotate(name: &str, ends_older: bool) -> RotateSecret {
    let choice = |value: &str, label, checked| OverlapChoice { value: value.to_owned(), label, checked };
    let overlaps = vec![
        choice("0s", Sentence::of("app-rotate-at-once"), false),
        choice("1h", Sentence::of("app-rotate-hours").with("hours", 1u64), false),
        choice("1d", Sentence::of("app-rotate-days").with("days", 1u64), true),
        choice("7d", Sentence::of("app-rotate-days").with("days", 7u64), false),
    ];
    let instead_of = "0123456789abcdef".to_owned();
    let path = "/profile/apps/7".to_owned();
    RotateSecret { page: page(), admin: false, path, name: name.to_owned(), instead_of, overlaps, ends_older }
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
        comes_back: own,
        may_remove: own && code,
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

pub(super) fn usage(busy: bool) -> UsagePage {
    let figures = || {
        let kinds = [
            ("app-usage-requests", 2210u64),
            ("app-usage-refused", 3),
            ("app-usage-authorised", 1),
            ("app-usage-issued", 1),
            ("app-usage-refreshed", 40),
        ];
        kinds.map(|(key, number)| Sentence::of(key).with("count", number)).to_vec()
    };
    let day = || UsageDay { day: when(Precision::Day), figures: figures() };
    UsagePage {
        page: page(),
        admin: false,
        id: 7,
        name: LONG_NAME.to_owned(),
        people: if busy { 12 } else { 0 },
        sum: figures(),
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
        website: match name {
            LONG_NAME => None,
            _ if public => Some("javascript:alert(1)".to_owned()),
            _ => Some("https://gpx.example.com/about".to_owned()),
        },
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

pub(super) fn all() -> Vec<(&'static str, String)> {
    let html = |view: &dyn askama::DynTemplate| view.dyn_render().expect("the view renders");
    vec![
        ("apps", html(&apps(page()))),
        ("apps-long", html(&apps(long_page()))),
        ("apps-empty", html(&AppsList { page: page(), apps: vec![], pagination: Pagination { page: 1, pages: 0 } })),
        (
            "app-new",
            html(&AppNew { page: page(), made_at: 0, form: AppForm { scopes: choices(7, 0), ..AppForm::default() } }),
        ),
        ("app-new-errors", html(&AppNew { page: page(), made_at: 0, form: form_wrong() })),
        ("app-new-all-scopes", {
            let scopes = choices(MANY_SCOPES, MANY_SCOPES);
            html(&AppNew { page: page(), made_at: 0, form: AppForm { scopes, ..form_wrong() } })
        }),
        ("app-edit-all-scopes", {
            let scopes = choices(MANY_SCOPES, MANY_SCOPES);
            html(&AppEdit { page: page(), id: 7, name: LONG_NAME.to_owned(), form: AppForm { scopes, ..form_wrong() } })
        }),
        ("app-edit", html(&AppEdit { page: page(), id: 7, name: "GPX Importer".to_owned(), form: form_filled() })),
        ("app-created", html(&app_created(false, true))),
        ("app-created-public", html(&app_created(false, false))),
        ("app-rotated", html(&app_created(true, true))),
        ("app-detail", html(&app_detail("GPX Importer", false))),
        ("app-detail-public", html(&app_detail(LONG_NAME, true))),
        ("app-detail-all-scopes", {
            html(&AppDetail { scopes: items(MANY_SCOPES), ..app_detail("GPX Importer", false) })
        }),
        ("app-detail-hostile", html(&app_detail(HOSTILE, true))),
        ("app-rotate", html(&rotate("GPX Importer", false))),
        ("app-rotate-hostile", html(&rotate(HOSTILE, true))),
        ("app-try", html(&try_app(false, false))),
        ("app-try-all-scopes", {
            let scopes = choices(MANY_SCOPES, MANY_SCOPES);
            html(&TryApp { scopes, ..try_app(false, false) })
        }),
        ("app-try-own", html(&try_app(true, false))),
        ("app-try-code", html(&try_app(true, true))),
        ("app-check", html(&check("", None, None))),
        ("app-check-good", html(&check("https://gpx.example.com/callback", Some(None), Some("app-check-same".into())))),
        ("app-check-slash", html(&check("https://gpx.example.com/callback/", Some(None), None))),
        ("app-check-wrong", html(&check(HOSTILE, Some(Some("app-check-not-absolute".into())), None))),
        ("app-usage", html(&usage(true))),
        ("app-usage-nothing", html(&usage(false))),
        ("leaked", html(&Leaked { page: signed_out(), found: None, most: false })),
        ("leaked-found", html(&Leaked { page: page(), found: Some(100), most: true })),
        ("confirm-revoke", html(&Confirm::revoke_tokens(page(), 7, LONG_NAME))),
        ("confirm-delete", html(&Confirm::delete_app(page(), 7, HOSTILE))),
    ]
}
