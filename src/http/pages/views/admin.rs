//! What the administration shows, and what people read of what it decides.

use askama::Template;

use super::{
    ErrorPage, FormErrors, LanguageChoice, Page, Pagination, PreviousSecret, ScopeItem, Sentence, SessionRow, When,
};
#[allow(unused_imports, reason = "the macros of the templates call them")]
use super::{Script, initial, web_address};

/// `GET /admin`.
#[derive(Clone, Template)]
#[template(path = "admin_overview.html")]
pub struct AdminOverview {
    /// What is around the content.
    pub page: Page,
    /// Why nothing can be stored just now, in the words of the log.
    pub refusing: Option<String>,
    /// Whether the last backup failed, or the next one is overdue.
    pub backup_failed: bool,
    /// Some of the apps that wait for approval.
    pub waiting: Vec<AdminAppRow>,
    /// How many wait.
    pub waiting_number: usize,
    /// How many apps are suspended.
    pub suspended_apps: usize,
    /// How many accounts are suspended.
    pub suspended_users: usize,
    /// How many sign-ins have failed today.
    pub failed_sign_ins: u64,
    /// How many accounts there are.
    pub users: u64,
    /// How many apps.
    pub apps: u64,
    /// How many consents.
    pub grants: u64,
    /// How many sessions.
    pub sessions: u64,
    /// The version that runs.
    pub version: String,
}

impl AdminOverview {
    /// Whether nothing needs a look.
    fn is_calm(&self) -> bool {
        self.refusing.is_none()
            && !self.backup_failed
            && self.waiting_number == 0
            && self.suspended_apps == 0
            && self.suspended_users == 0
            && self.failed_sign_ins == 0
    }
}

/// One choice of a filter.
#[derive(Clone)]
pub struct Choice {
    /// Its value in addresses.
    pub value: String,
    /// What it says.
    pub label: Sentence,
    /// Whether it is chosen.
    pub current: bool,
}

/// `GET /admin/users`.
#[derive(Clone, Template)]
#[template(path = "admin_users.html")]
pub struct AdminUsers {
    /// What is around the content.
    pub page: Page,
    /// What is looked for.
    pub find: String,
    /// The roles to choose from.
    pub roles: Vec<Choice>,
    /// The states to choose from.
    pub states: Vec<Choice>,
    /// Whether only those are wanted that nobody has signed in to.
    pub never_signed_in: bool,
    /// The accounts of this page.
    pub users: Vec<AdminUserRow>,
    /// How many there are.
    pub total: usize,
    /// What the filter is set to, for addresses; with `&` at its end.
    pub query: String,
    /// Which part of the list this is.
    pub pagination: Pagination,
}

/// An account in the list.
#[derive(Clone)]
pub struct AdminUserRow {
    /// Its name.
    pub name: String,
    /// Its e-mail address.
    pub email: String,
    /// Whether it is an administrator.
    pub admin: bool,
    /// Whether it is suspended.
    pub suspended: bool,
    /// Whether it has a password.
    pub has_password: bool,
    /// When somebody last signed in to it.
    pub last_sign_in: Option<When>,
}

/// `GET /admin/users/new`.
#[derive(Clone, Template)]
#[template(path = "admin_user_new.html")]
pub struct AdminUserNew {
    /// What is around the content.
    pub page: Page,
    /// The name as typed.
    pub username: String,
    /// The address as typed.
    pub email: String,
    /// Whether it is to be an administrator.
    pub admin: bool,
    /// What is wrong.
    pub errors: FormErrors,
}

/// Something that is shown once: a link, a secret.
#[derive(Clone, Template)]
#[template(path = "admin_secret.html")]
pub struct AdminSecret {
    /// What is around the content.
    pub page: Page,
    /// The part of the administration that this belongs to.
    pub at: &'static str,
    /// What was made.
    pub title: Sentence,
    /// What to do with it.
    pub text: Sentence,
    /// What is there to be copied, each with its name.
    pub items: Vec<(Sentence, String)>,
    /// Where the way goes on.
    pub back: String,
}

/// `GET /admin/users/{name}`.
#[derive(Clone, Template)]
#[template(path = "admin_user.html")]
pub struct AdminUser {
    /// What is around the content.
    pub page: Page,
    /// Its name.
    pub name: String,
    /// Its number.
    pub number: u64,
    /// Its e-mail address, as it is or as it was typed.
    pub email: String,
    /// Whether it is that of who looks.
    pub own: bool,
    /// Whether nobody else could administer.
    pub last_admin: bool,
    /// Whether it is an administrator.
    pub admin: bool,
    /// Whether it is suspended.
    pub suspended: bool,
    /// Whether it has a password.
    pub has_password: bool,
    /// Whether it has a second factor.
    pub second_factor: bool,
    /// Since when it exists.
    pub created: When,
    /// When somebody last signed in to it.
    pub last_sign_in: Option<When>,
    /// What the person says of themselves: what it is and the text, for what is there.
    pub profile: Vec<(Sentence, String)>,
    /// The languages to choose from.
    pub languages: Vec<LanguageChoice>,
    /// How many apps it has registered.
    pub apps: usize,
    /// How many apps it has authorised.
    pub grants: usize,
    /// Where it is signed in.
    pub sessions: Vec<SessionRow>,
    /// What was noted on it: names and texts.
    pub notes: Vec<(String, String)>,
    /// The name of a new note, as typed.
    pub key: String,
    /// Its text.
    pub value: String,
    /// What is wrong with the address or the note.
    pub errors: FormErrors,
}

/// `GET /admin/apps`.
#[derive(Clone, Template)]
#[template(path = "admin_apps.html")]
pub struct AdminApps {
    /// What is around the content.
    pub page: Page,
    /// What is looked for.
    pub find: String,
    /// Whose apps.
    pub owner: String,
    /// The states to choose from.
    pub states: Vec<Choice>,
    /// For how long they were not used.
    pub uses: Vec<Choice>,
    /// The apps of this page.
    pub apps: Vec<AdminAppRow>,
    /// How many there are.
    pub total: usize,
    /// What the filter is set to, for addresses; with `&` at its end.
    pub query: String,
    /// Which part of the list this is.
    pub pagination: Pagination,
}

/// An app in a list.
#[derive(Clone)]
pub struct AdminAppRow {
    /// Its number.
    pub id: u64,
    /// Its name.
    pub name: String,
    /// The name of the account that registered it.
    pub owner: String,
    /// How it stands: `active`, `waiting` or `suspended`.
    pub state: &'static str,
    /// When it was registered.
    pub registered: When,
    /// When it was last used.
    pub last_used: Option<When>,
}

/// `GET /admin/apps/{id}`.
#[derive(Clone, Template)]
#[template(path = "admin_app.html")]
pub struct AdminApp {
    /// What is around the content.
    pub page: Page,
    /// Its number.
    pub number: u64,
    /// Its name.
    pub name: String,
    /// Its `client_id`.
    pub client_id: String,
    /// The name of the account that registered it.
    pub owner: String,
    /// Its website.
    pub website: String,
    /// What it is, in its owner's words.
    pub description: String,
    /// Whether it is a public client.
    pub public: bool,
    /// How it stands: `active`, `waiting` or `suspended`.
    pub state: &'static str,
    /// Since when it waits for approval.
    pub waiting_since: Option<When>,
    /// Since when it is suspended.
    pub suspended_at: Option<When>,
    /// When it was registered.
    pub registered: When,
    /// When it was last used.
    pub last_used: Option<When>,
    /// The secret that was replaced and works still.
    pub previous: Option<PreviousSecret>,
    /// When somebody reported that its secret was seen where it should not be.
    pub reported: Option<When>,
    /// How many people have authorised it.
    pub people: usize,
    /// Where its answers may go.
    pub redirect_uris: Vec<String>,
    /// What it may ask for.
    pub scopes: Vec<ScopeItem>,
}

/// `GET /admin/resource-servers`.
#[derive(Clone, Template)]
#[template(path = "admin_servers.html")]
pub struct AdminServers {
    /// What is around the content.
    pub page: Page,
    /// All of them.
    pub servers: Vec<AdminServerRow>,
    /// The name of a new one, as typed.
    pub name: String,
    /// What is wrong with it.
    pub errors: FormErrors,
}

/// An API that introspects.
#[derive(Clone)]
pub struct AdminServerRow {
    /// Its name.
    pub name: String,
    /// The same for addresses.
    pub query: String,
    /// Its user name at the introspection endpoint.
    pub client_id: String,
    /// When it was added.
    pub added: When,
}

/// `GET /admin/settings`.
#[derive(Clone, Template)]
#[template(path = "admin_settings.html")]
pub struct AdminSettings {
    /// What is around the content.
    pub page: Page,
    /// Whether people open accounts by themselves.
    pub registration: bool,
    /// The name that was set here; empty for that of the configuration.
    pub name: String,
    /// The name in the configuration.
    pub name_default: String,
    /// Whom to ask.
    pub admin_contact: String,
    /// What this instance is.
    pub about_text: String,
    /// The privacy policy.
    pub privacy_policy: String,
    /// The configuration file.
    pub source: Option<String>,
    /// What is in force: `section.key` and the value as TOML.
    pub settings: Vec<(String, String)>,
    /// What is wrong.
    pub errors: FormErrors,
}

/// `GET /admin/store`.
#[derive(Clone, Template)]
#[template(path = "admin_store.html")]
pub struct AdminStore {
    /// What is around the content.
    pub page: Page,
    /// The version that runs.
    pub version: String,
    /// The format of the data.
    pub format: u8,
    /// How much is on the disk.
    pub size_on_disk: Sentence,
    /// How much is in it, if that is known.
    pub content: Option<Sentence>,
    /// How many records of each kind.
    pub records: Vec<(Sentence, u64)>,
    /// Since when it runs.
    pub since: Option<When>,
    /// How much memory it takes.
    pub memory: Option<Sentence>,
    /// How much it may take.
    pub memory_limit: Sentence,
    /// When it last removed what had expired.
    pub last_sweep: Option<When>,
    /// Since when something waits to be removed.
    pub oldest_due: Option<When>,
    /// Commits that were done.
    pub commits: u64,
    /// Commits that failed.
    pub failures: u64,
    /// Events that are not in the audit log.
    pub events_lost: u64,
    /// Why nothing can be stored just now, in the words of the log.
    pub refusing: Option<String>,
    /// The backups that are written by themselves.
    pub backups: Option<AdminBackups>,
    /// For how long at least what is to be removed has been of no use, as typed.
    pub older_than: String,
    /// How many records of each kind were removed just now.
    pub removed: Option<Vec<(Sentence, u64)>>,
    /// What is wrong with what was typed.
    pub errors: FormErrors,
}

/// How the backups stand.
#[derive(Clone)]
pub struct AdminBackups {
    /// How often.
    pub every: String,
    /// Where.
    pub dir: String,
    /// Of when the newest is.
    pub newest: Option<When>,
    /// Whether the next one should have been there long ago.
    pub overdue: bool,
    /// Why the last one failed, in the words of the log.
    pub failure: Option<String>,
}

impl ErrorPage {
    /// 403 for an app that an administrator has suspended.
    pub fn app_suspended(page: Page, app: &str) -> Self {
        let text = Sentence::of("error-app-suspended-text").with("app", app);
        let mut error = Self::new(page, 403, "error-app-suspended", text);
        error.help = Some("error-app-suspended-help".into());
        error.for_administrator()
    }

    /// 403 for an app that nobody but its owner can authorise yet.
    pub fn app_waiting(page: Page, app: &str) -> Self {
        let text = Sentence::of("error-app-waiting-text").with("app", app);
        let mut error = Self::new(page, 403, "error-app-waiting", text);
        error.help = Some("error-app-waiting-help".into());
        error.for_administrator()
    }
}
