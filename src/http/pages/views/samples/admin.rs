//! The pages of the administration, full and empty.

use askama::Template as _;

use super::apps::{rotate, usage};
use super::*;
use crate::audit::listed::GROUPS;
use crate::words::size;

fn at() -> When {
    when(Precision::Whole)
}

fn admin_page() -> Page {
    Page { account: Some(Account { name: "anna".to_owned(), admin: true }), ..page() }
}

fn choices_of(words: &[(&str, &'static str)]) -> Vec<Choice> {
    let choice = |(index, (value, label)): (usize, &(&str, &'static str))| Choice {
        value: (*value).to_owned(),
        label: (*label).into(),
        current: index == 1,
    };
    words.iter().enumerate().map(choice).collect()
}

fn app_row(id: u64, name: &str, state: &'static str) -> AdminAppRow {
    AdminAppRow {
        id,
        name: name.to_owned(),
        owner: "sam".to_owned(),
        state,
        registered: at(),
        last_used: (state == "active").then(at),
    }
}

fn overview(calm: bool) -> AdminOverview {
    let number = |busy: usize| if calm { 0 } else { busy };
    let waiting =
        if calm { Vec::new() } else { vec![app_row(7, "Summit Log", "waiting"), app_row(8, HOSTILE, "waiting")] };
    AdminOverview {
        page: admin_page(),
        refusing: (!calm).then(|| "the disk is full".to_owned()),
        backup_failed: !calm,
        waiting_number: waiting.len(),
        waiting,
        suspended_apps: number(1),
        suspended_users: number(3),
        failed_sign_ins: number(12) as u64,
        users: 1412,
        apps: 31,
        grants: 2930,
        sessions: 1711,
        version: "0.1.0".to_owned(),
    }
}

fn users(empty: bool) -> AdminUsers {
    let row = |name: &str, admin, suspended, has_password| AdminUserRow {
        name: name.to_owned(),
        email: format!("{name}@trailclub.example"),
        admin,
        suspended,
        has_password,
        last_sign_in: has_password.then(at),
    };
    let all = vec![row("anna", true, false, true), row("dora", false, true, true), row("emil", false, false, false)];
    let users = if empty { Vec::new() } else { all };
    AdminUsers {
        page: admin_page(),
        find: if empty { "zz".to_owned() } else { String::new() },
        roles: choices_of(&[("", "admin-any"), ("user", "admin-role-user"), ("admin", "admin-role-admin")]),
        states: choices_of(&[("", "admin-any"), ("false", "admin-state-active"), ("true", "admin-state-suspended")]),
        never_signed_in: false,
        total: if empty { 0 } else { 43 },
        query: if empty { "q=zz&".to_owned() } else { String::new() },
        pagination: Pagination { page: 1, pages: if empty { 0 } else { 3 } },
        users,
    }
}

fn user(full: bool, errors: FormErrors) -> AdminUser {
    AdminUser {
        page: admin_page(),
        name: "dora".to_owned(),
        number: 4,
        email: "dora@trailclub.example".to_owned(),
        own: !full,
        last_admin: !full,
        admin: !full,
        suspended: full,
        has_password: !full,
        second_factor: full,
        created: at(),
        last_sign_in: full.then(at),
        profile: if full { vec![("profile-location".into(), HOSTILE.to_owned())] } else { Vec::new() },
        languages: vec![
            LanguageChoice { tag: "en", name: "English", chosen: false },
            LanguageChoice { tag: "pl", name: "polski", chosen: full },
        ],
        apps: 3,
        grants: 14,
        sessions: if full { session_rows() } else { Vec::new() },
        notes: if full { vec![("fittrackee_id".to_owned(), "71".to_owned())] } else { Vec::new() },
        key: String::new(),
        value: String::new(),
        errors,
    }
}

/// A page that there is not.
fn beyond() -> Pagination {
    Pagination { page: 999, pages: 3 }
}

fn apps(empty: bool) -> AdminApps {
    let rows = vec![
        app_row(9, "Club Newsletter", "active"),
        app_row(7, "Summit Log", "waiting"),
        app_row(3, HOSTILE, "suspended"),
    ];
    AdminApps {
        page: admin_page(),
        find: String::new(),
        owner: if empty { "nobody".to_owned() } else { String::new() },
        states: choices_of(&[("", "admin-any"), ("waiting", "admin-state-waiting")]),
        uses: choices_of(&[
            ("", "admin-any"),
            ("30d", "admin-unused-30"),
            ("90d", "admin-unused-90"),
            ("365d", "admin-unused-365"),
        ]),
        apps: if empty { Vec::new() } else { rows },
        total: if empty { 0 } else { 31 },
        query: if empty { "owner=nobody&".to_owned() } else { String::new() },
        pagination: Pagination { page: 2, pages: if empty { 0 } else { 2 } },
    }
}

fn app(name: &str, state: &'static str) -> AdminApp {
    AdminApp {
        page: admin_page(),
        number: 7,
        name: name.to_owned(),
        client_id: "b9QfW3xTj6Lz1NsVk8Hp0YcR".to_owned(),
        owner: "sam".to_owned(),
        website: "https://summits.example".to_owned(),
        description: "Finds the summits that your tracks pass.".to_owned(),
        public: state == "active",
        state,
        waiting_since: (state != "active").then(at),
        suspended_at: (state == "suspended").then(at),
        registered: at(),
        last_used: (state == "active").then(at),
        previous: (state == "suspended").then(|| PreviousSecret { until: at(), last_used: None }),
        reported: (state == "suspended").then(at),
        people: 12,
        redirect_uris: vec!["https://summits.example/callback".to_owned(), "http://127.0.0.1/callback".to_owned()],
        scopes: items(3),
    }
}

fn servers(rows: usize, errors: FormErrors) -> AdminServers {
    let row = |number: usize| AdminServerRow {
        name: format!("maps-{number}"),
        query: format!("maps-{number}"),
        client_id: "hT2vq8KcYb5nXw0RzLs4Gd7m".to_owned(),
        added: at(),
    };
    AdminServers { page: admin_page(), servers: (1..=rows).map(row).collect(), name: String::new(), errors }
}

fn settings(source: Option<&str>, errors: FormErrors) -> AdminSettings {
    AdminSettings {
        page: admin_page(),
        registration: true,
        name: "Trail Club".to_owned(),
        name_default: "grantd".to_owned(),
        admin_contact: "anna@trailclub.example".to_owned(),
        about_text: "For walkers.".to_owned(),
        privacy_policy: String::new(),
        source: source.map(str::to_owned),
        settings: vec![
            ("server.public_url".to_owned(), "\"https://id.trailclub.example\"".to_owned()),
            ("oauth.app_approval".to_owned(), "\"required\"".to_owned()),
        ],
        errors,
    }
}

fn scopes(rows: usize) -> AdminScopes {
    let row = |number: usize| AdminScope {
        name: "workouts:read".to_owned(),
        description: HOSTILE.to_owned(),
        group: Sentence::Text("Workouts".to_owned()),
        admin_only: number == 1,
    };
    AdminScopes { page: admin_page(), scopes: (0..rows).map(row).collect(), pagination: beyond() }
}

fn routes(rows: usize, explained: Option<Explained>) -> AdminRoutes {
    let row = |number: usize| AdminRoute {
        path: "/api/workouts/{id}".to_owned(),
        methods: if number == 1 { "GET, POST".to_owned() } else { String::new() },
        needs: Sentence::of("admin-needs-scope").with("scope", "workouts:read"),
        unserved: number == 1,
    };
    let upstream = AdminUpstream { path: "/maps".to_owned(), url: "http://127.0.0.1:9".to_owned(), closed: true };
    AdminRoutes {
        page: admin_page(),
        method: "GET".to_owned(),
        path: if explained.is_some() { "/api/workouts/7".to_owned() } else { String::new() },
        explained,
        upstreams: (0..rows.min(1)).map(|_| upstream.clone()).collect(),
        routes: (0..rows).map(row).collect(),
        total: rows,
        query: String::new(),
        pagination: if rows == 0 { Pagination { page: 1, pages: 0 } } else { beyond() },
    }
}

fn explained(route: bool) -> Explained {
    Explained {
        request: "GET /api/workouts/7".to_owned(),
        route: route.then(|| "/api/workouts/{id}".to_owned()),
        line: route.then_some(12),
        needs: route.then(|| "admin-needs-session".into()),
        answered_by: "admin-answered-itself".into(),
        verdict: Sentence::of("admin-refused").with("status", "401"),
        why: if route { "admin-why-no-token" } else { "admin-why-no-route" }.into(),
    }
}

/// A page of the log; `number` may be one that there is not.
fn audit(rows: usize, number: usize, errors: FormErrors) -> AdminAudit {
    let fact = |label: &'static str, value: FactValue| AuditFact { label: Some(Sentence::of(label)), value };
    let link = |list: &str, name: &str| FactValue::Link { href: format!("/admin/{list}/x7"), name: name.to_owned() };
    let row = |number: usize| {
        let even = number.is_multiple_of(2);
        let by = if even { FactValue::Said("admin-by-operator".into()) } else { link("apps", HOSTILE) };
        AuditRow {
            event: if even { "role_changed" } else { "sign_in_failed" }.to_owned(),
            title: match number % 3 {
                0 => "log-role-admin".into(),
                1 => "log-sign-in-failed".into(),
                _ => Sentence::Text("moon_full".to_owned()),
            },
            alike: (!even).then(|| "?user=dora&event=sign_in_failed".to_owned()),
            at: at(),
            facts: vec![
                fact("admin-audit-user", link("users", "dora")),
                fact("admin-audit-by", by),
                AuditFact { label: None, value: FactValue::Said("device-unknown".into()) },
                fact("log-fields", FactValue::Code("name, website".to_owned())),
            ],
        }
    };
    let choice = |(name, title): &(&str, &'static str)| Choice {
        value: (*name).to_owned(),
        label: Sentence::of(title),
        current: *name == "role_changed",
    };
    let events = GROUPS.iter().map(|(name, label, group)| EventGroup {
        all: choice(&(*name, *label)),
        // As if all were chosen: each is said.
        events: group.iter().map(choice).collect(),
    });
    AdminAudit {
        page: admin_page(),
        user: if rows == 0 { "nobody".to_owned() } else { String::new() },
        app: String::new(),
        events: events.collect(),
        since: if errors.is_empty() { "2026-11-01" } else { "2026-99-99" }.to_owned(),
        until: String::new(),
        rows: (0..rows).map(row).collect(),
        number,
        newer: (rows > 0).then(|| "/admin/audit?page=1".to_owned()),
        older: (rows > 0).then(|| "/admin/audit?page=3".to_owned()),
        file: "/admin/audit/audit.jsonl?".to_owned(),
        filtered: rows == 0,
        query: "user=nobody&".to_owned(),
        errors,
    }
}

fn store(well: bool, errors: FormErrors) -> AdminStore {
    AdminStore {
        page: admin_page(),
        version: "0.1.0".to_owned(),
        format: 1,
        size_on_disk: size(12 << 20),
        content: well.then(|| size(221_504)),
        records: vec![("admin-record-access-token".into(), 1200), ("admin-users".into(), 43)],
        since: well.then(at),
        memory: well.then(|| size(31 << 20)),
        memory_limit: size(96 << 20),
        last_sweep: well.then(at),
        oldest_due: (!well).then(at),
        commits: 7120,
        failures: u64::from(!well),
        events_lost: 0,
        refusing: (!well).then(|| "the disk is full".to_owned()),
        backups: (!well).then(|| AdminBackups {
            every: "1d".to_owned(),
            dir: "backups".to_owned(),
            newest: Some(at()),
            overdue: true,
            failure: Some("no space".to_owned()),
        }),
        older_than: if errors.is_empty() { "" } else { "a week" }.to_owned(),
        removed: well.then(|| vec![("admin-sessions".into(), 3), ("admin-record-family".into(), 1)]),
        errors,
    }
}

fn secret(items: Vec<(Sentence, String)>, at: &'static str, title: Sentence, text: &'static str) -> AdminSecret {
    let back = "/admin".to_owned();
    AdminSecret { page: admin_page(), at, title, text: text.into(), items, back }
}

pub fn all() -> Vec<(&'static str, String)> {
    let wrong = |field: &'static str| errors([("", faults::said(&Fault::Email)), (field, faults::said(&Fault::Email))]);
    let new = |errors| AdminUserNew {
        page: admin_page(),
        username: "emil".to_owned(),
        email: "emil@trailclub.example".to_owned(),
        admin: true,
        errors,
    };
    let link = vec![("admin-link".into(), "https://id.trailclub.example/login/password?key=grl_x".to_owned())];
    let both = || {
        vec![("admin-client-id".into(), "hT2vq8KcYb5n".to_owned()), ("admin-client-secret".into(), "grs_x".to_owned())]
    };
    let named = |key| Sentence::of(key).with("name", "maps");
    vec![
        ("admin", overview(false).render()),
        ("admin-calm", overview(true).render()),
        ("admin-users", users(false).render()),
        ("admin-users-empty", users(true).render()),
        ("admin-users-beyond", AdminUsers { users: Vec::new(), pagination: beyond(), ..users(false) }.render()),
        ("admin-user-new", new(FormErrors::default()).render()),
        ("admin-user-new-wrong", new(wrong("username")).render()),
        ("admin-user", user(true, FormErrors::default()).render()),
        ("admin-user-own", user(false, FormErrors::default()).render()),
        ("admin-user-wrong", user(true, wrong("attribute")).render()),
        ("admin-user-language-wrong", user(true, wrong("language")).render()),
        ("admin-apps", apps(false).render()),
        ("admin-apps-empty", apps(true).render()),
        ("admin-apps-none", AdminApps { query: String::new(), owner: String::new(), ..apps(true) }.render()),
        ("admin-app", app("Club Newsletter", "active").render()),
        ("admin-app-waiting", app(HOSTILE, "waiting").render()),
        ("admin-app-suspended", app("Summit Log", "suspended").render()),
        ("admin-app-usage", UsagePage { page: admin_page(), admin: true, ..usage(true) }.render()),
        ("admin-app-rotate", RotateSecret { page: admin_page(), admin: true, ..rotate("Summit Log", true) }.render()),
        ("admin-servers", servers(2, FormErrors::default()).render()),
        ("admin-servers-empty", servers(0, FormErrors::default()).render()),
        ("admin-servers-wrong", servers(1, wrong("name")).render()),
        ("admin-settings", settings(Some("/etc/grantd/grantd.toml"), FormErrors::default()).render()),
        ("admin-settings-wrong", settings(None, wrong("admin_contact")).render()),
        ("admin-scopes", scopes(3).render()),
        ("admin-scopes-beyond", scopes(0).render()),
        ("admin-routes", routes(3, Some(explained(true))).render()),
        ("admin-routes-none", routes(0, Some(explained(false))).render()),
        ("admin-routes-beyond", AdminRoutes { routes: Vec::new(), ..routes(3, None) }.render()),
        ("admin-audit", audit(3, 2, FormErrors::default()).render()),
        ("admin-audit-empty", audit(0, 1, FormErrors::default()).render()),
        ("admin-audit-beyond", audit(0, 99, FormErrors::default()).render()),
        ("admin-audit-wrong", audit(0, 1, errors([("since", Sentence::of("admin-audit-day-wrong"))])).render()),
        ("admin-store", store(true, FormErrors::default()).render()),
        ("admin-store-ill", store(false, FormErrors::default()).render()),
        ("admin-store-wrong", store(false, errors([("older_than", "admin-older-than-wrong".into())])).render()),
        ("admin-link", secret(link, "users", named("admin-link-made"), "admin-link-text").render()),
        ("admin-secret-app", secret(both(), "apps", named("admin-secret-made"), "admin-secret-app-text").render()),
        (
            "admin-secret-server",
            secret(both(), "servers", named("admin-secret-made"), "admin-secret-server-text").render(),
        ),
    ]
    .into_iter()
    .map(|(name, html)| (name, html.expect("it renders")))
    .collect()
}
