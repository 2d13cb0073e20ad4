//! The consent page, and the apps that somebody has authorised.

use super::*;

pub(in super::super) fn consent(app: &str) -> Consent {
    Consent {
        page: page(),
        asking: Asking {
            app: app.to_owned(),
            website_host: Some("gpx.example.com".to_owned()),
            description: Some("Imports tracks from your watch.".to_owned()),
            registered: Sentence::of("consent-registered").with("owner", "alex").with("when", when(Precision::Day)),
            others: Some(Sentence::of("consent-others").with("count", 12_usize)),
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

/// So many scopes in two groups, the first `ticked` of them ticked; `before` others stand above.
fn groups(number: usize, ticked: usize, before: usize) -> Vec<ScopeGroup> {
    let scopes = items(number).into_iter().enumerate().map(|(n, item)| AskedScope {
        first: n + before == 0,
        item,
        checked: n < ticked,
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
    view.asking.others = Some(Sentence::of("consent-others-many").with("count", 1000_usize));
    view.fresh = if fresh == 0 { vec![] } else { groups(fresh, fresh, 0) };
    view.known = groups(known, known, fresh);
    view.kept = items(1);
    view.warnings = vec!["consent-warn-owner-alone".into(), "consent-warn-changed".into()];
    Consent { remember: Some(true), ..view }
}

fn consent_much() -> Consent {
    let mut view = consent(LONG_NAME);
    view.asking.website_host = Some("a-very-long-host-name.of-a-department.of-a-company.example.com".to_owned());
    view.asking.registered = Sentence::of("consent-registered-by-you").with("when", when(Precision::Day));
    view.asking.others = Some(Sentence::of("consent-others").with("count", 0_usize));
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
        errors: errors([("scope", "consent-leave-one".into()), ("", "consent-changed".into())]),
        ..view
    }
}

/// Of an app that has no website.
fn consent_nowhere() -> Consent {
    let mut view = consent("GPX Importer");
    view.asking.website_host = None;
    let warning = Sentence::of("consent-warn-no-website").with("host", "login.example");
    Consent { destination: Destination::Site("login.example".to_owned()), warnings: vec![warning], ..view }
}

fn grant(client_id: &str, name: &str, scopes: usize, used: bool) -> GrantRow {
    let unused: Vec<_> = items(scopes - 1).into_iter().map(|item| item.name).collect();
    let (unused, more_unused) = short::split(&unused, 5);
    let scopes = items(scopes);
    let (scopes, more) = short::split(&scopes, 3);
    GrantRow {
        client_id: client_id.to_owned(),
        name: short::name(name).into_owned(),
        website_host: used.then(|| "gpx.example.com".to_owned()),
        owner: "alex".to_owned(),
        scopes: scopes.to_vec(),
        more,
        unused: unused.to_vec(),
        more_unused,
        noted_since: (!used).then(|| when(Precision::Day)),
        granted: when(Precision::Day),
        last_used: used.then(|| when(Precision::Whole)),
        suspended: !used,
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
        website: Some("https://gpx.example.com".to_owned()),
        owner: "alex".to_owned(),
        granted: when(Precision::Whole),
        first_used: Some(when(Precision::Day)),
        last_used: Some(when(Precision::Whole)),
        suspended: false,
        scopes: scopes.collect(),
        unused: "workouts:read workouts:write".to_owned(),
        remembered: Remembered::Told(items(2)),
        history: event_rows(),
    }
}

/// An app of which little is known.
fn granted_little() -> GrantDetail {
    let mut view = granted();
    view.scopes.truncate(1);
    GrantDetail {
        name: HOSTILE.to_owned(),
        website: Some("javascript:alert(1)".to_owned()),
        first_used: None,
        last_used: None,
        suspended: true,
        unused: String::new(),
        remembered: Remembered::Nothing,
        history: vec![],
        ..view
    }
}

/// An app that may do all there is, and of which much has happened.
fn granted_much(remembered: Remembered) -> GrantDetail {
    let names = |n| items(n).into_iter().map(|item| item.name).collect::<Vec<_>>();
    let used = Sentence::of("grant-scope-used").with("when", when(Precision::Day));
    GrantDetail {
        scopes: items(MANY_SCOPES).into_iter().map(|item| GrantedScope { item, used: used.clone() }).collect(),
        unused: names(MANY_SCOPES - 1).join(" "),
        remembered,
        history: many_event_rows().into_iter().take(2).collect(),
        ..granted()
    }
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

fn withdraw(name: &str, website: Option<&str>) -> Withdraw {
    let (name, website) = (name.to_owned(), website.map(str::to_owned));
    Withdraw { page: page(), client_id: "o22a27s2aBPUcBpuYqwzj2Wq".to_owned(), name, website }
}

fn withdraw_all(names: Vec<String>, more: usize) -> WithdrawAll {
    WithdrawAll { page: page(), names, more, until: 1_795_465_451_000 }
}

pub(super) fn all() -> Vec<(&'static str, String)> {
    let html = |view: &dyn askama::DynTemplate| view.dyn_render().expect("the view renders");
    vec![
        ("consent", html(&consent("GPX Importer"))),
        ("consent-much", html(&consent_much())),
        ("consent-all-scopes", {
            let warnings = vec!["consent-warn-changed".into(), "consent-warn-administers".into()];
            let (fresh, known) = (groups(4, 4, 0), groups(MANY_SCOPES - 4, MANY_SCOPES - 4, 4));
            html(&Consent { fresh, known, warnings, remember: Some(true), ..consent(LONG_NAME) })
        }),
        ("consent-again", html(&consent_again(2, 3))),
        ("consent-nothing-new", html(&consent_again(0, 3))),
        ("consent-hostile", html(&Consent { destination: Destination::ThisComputer, ..consent(HOSTILE) })),
        ("consent-nowhere", html(&consent_nowhere())),
        ("grant-nowhere", html(&GrantDetail { website: None, ..granted_little() })),
        ("grants", html(&grants(vec![grant("c1", "GPX Importer", 3, true), grant("c2", LONG_NAME, 10, false)]))),
        ("grants-empty", html(&grants(vec![]))),
        (
            "grants-searched",
            html(&grants_searched(vec![grant("c1", "GPX Importer", 2, true), grant("c2", "B", 2, true)])),
        ),
        ("grants-none-found", html(&grants_searched(vec![]))),
        ("grant", html(&granted())),
        ("grant-little", html(&granted_little())),
        ("grant-much", html(&granted_much(Remembered::All))),
        ("grant-much-remembered", {
            let names = items(MANY_SCOPES - 1).into_iter().map(|item| item.name);
            html(&granted_much(Remembered::Named(names.collect())))
        }),
        ("grants-many", {
            let client_ids = ["c1", "c2", "c3", "c4", "c5"];
            let rows = client_ids.map(|id| GrantRow { suspended: false, ..grant(id, LONG_NAME, MANY_SCOPES, false) });
            let pagination = Pagination { page: 30, pages: 60 };
            html(&Grants { pagination, ..grants_searched(rows.into()) })
        }),
        ("grant-withdraw", html(&withdraw(LONG_NAME, Some("https://gpx.example.com")))),
        ("grant-withdraw-nowhere", html(&withdraw("GPX Importer", None))),
        ("grant-withdraw-hostile", html(&withdraw(HOSTILE, Some("javascript:alert(1)")))),
        ("grants-withdraw", html(&withdraw_all(vec!["GPX Importer".to_owned(), HOSTILE.to_owned()], 0))),
        ("grants-withdraw-many", html(&withdraw_all(vec![short_name(); 20], 280))),
    ]
}
