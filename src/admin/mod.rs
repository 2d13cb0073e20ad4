//! Administration: everything that the command line does with the data, as typed requests. A running daemon takes them
//! on its socket ([`socket`], [`client`]); without one the command line opens the store and calls [`run()`] itself. Same
//! code, same answer.

pub mod client;
mod examine;
mod explain;
pub mod pulse;
mod run;
pub mod socket;
pub mod status;
mod view;

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

pub use self::examine::{Examination, ExaminedApp, SecondFactors};
pub use self::explain::{Explanation, Judged, explain, judged};
pub use self::run::run;
pub use self::status::{Running, Status};
pub use self::view::{AppView, ResourceServerView, UserView};
use crate::account::AccountError;
use crate::account::search::Wanted as UsersWanted;
use crate::account::second_factor_object::SecondFactorObject;
use crate::account::session_object::SessionObject;
use crate::oauth::app_usage::UsageReport;
use crate::oauth::registration::AppError;
use crate::oauth::resource_server::ResourceServerError;
use crate::oauth::search::Wanted as AppsWanted;
use crate::observed::Seen;
use crate::secret::RandomError;
use crate::store::StoreError;
use crate::store::records::Role;

/// One administrative operation. No `Debug`: some carry a password.
#[derive(Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Request {
    /// Makes an account; without a password it gets a link to set one.
    UserAdd {
        /// Its name.
        name: String,
        /// Its e-mail address.
        email: String,
        /// Its role.
        role: Role,
        /// Its password.
        password: Option<String>,
    },
    /// All accounts.
    UserList,
    /// The accounts that are wanted, by name.
    UserFind {
        /// Which.
        wanted: UsersWanted,
    },
    /// One account.
    UserShow {
        /// Its name.
        name: String,
    },
    /// Gives an account a password.
    UserPassword {
        /// Its name.
        name: String,
        /// The password.
        password: String,
    },
    /// Gives an account a role.
    UserRole {
        /// Its name.
        name: String,
        /// The role.
        role: Role,
    },
    /// Suspends an account or lifts that.
    UserSuspend {
        /// Its name.
        name: String,
        /// Whether it is to be suspended.
        suspended: bool,
    },
    /// Removes an account.
    UserDelete {
        /// Its name.
        name: String,
    },
    /// Where an account is signed in.
    UserSessions {
        /// Its name.
        name: String,
    },
    /// Signs an account out.
    UserSignOut {
        /// Its name.
        name: String,
        /// The one session that ends; `None` ends them all.
        session: Option<String>,
    },
    /// What is known of an account, as the person themselves can download it.
    UserExport {
        /// Its name.
        name: String,
    },
    /// The second factor of an account.
    UserSecondFactor {
        /// Its name.
        name: String,
        /// Whether it is to be taken away.
        off: bool,
    },
    /// A link with which an account sets a new password.
    UserLink {
        /// Its name.
        name: String,
    },
    /// A link with which the first administrator is made.
    SetUpLink,
    /// Notes something on an account.
    UserSet {
        /// Its name.
        name: String,
        /// The key.
        key: String,
        /// The value; `None` removes the note.
        value: Option<String>,
    },
    /// Registers an app.
    AppAdd {
        /// The account it belongs to.
        owner: String,
        /// `client_name`.
        name: String,
        /// `client_uri`; `None` takes the site of the first redirect URI.
        website: Option<String>,
        /// `client_description`.
        description: Option<String>,
        /// `redirect_uris`.
        redirect_uris: Vec<String>,
        /// `scope`.
        scope: String,
        /// Whether it is a public client.
        public: bool,
    },
    /// All apps, or those of one account.
    AppList {
        /// The account's name.
        owner: Option<String>,
    },
    /// The apps that are wanted, the newest first.
    AppFind {
        /// The account that they belong to.
        owner: Option<String>,
        /// Which.
        wanted: AppsWanted,
    },
    /// One app.
    AppShow {
        /// Its `client_id` or its number.
        id: String,
    },
    /// Removes an app.
    AppDelete {
        /// Its `client_id` or its number.
        id: String,
    },
    /// Gives an app a new secret.
    AppRotateSecret {
        /// Its `client_id` or its number.
        id: String,
        /// How long the one before it works on, as `"1d"`; at once it ends where this is not there.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        overlap: Option<String>,
    },
    /// What an app did in the last days.
    AppUsage {
        /// Its `client_id` or its number.
        id: String,
    },
    /// Ends the secret that an app had before its present one.
    AppEndPreviousSecret {
        /// Its `client_id` or its number.
        id: String,
    },
    /// Ends all that an app was given.
    AppRevoke {
        /// Its `client_id` or its number.
        id: String,
    },
    /// Suspends an app or lifts that.
    AppSuspend {
        /// Its `client_id` or its number.
        id: String,
        /// Whether it is to be suspended.
        suspended: bool,
    },
    /// Approves an app.
    AppApprove {
        /// Its `client_id` or its number.
        id: String,
    },
    /// Makes credentials for a resource server.
    ResourceServerAdd {
        /// Its name.
        name: String,
    },
    /// All resource servers.
    ResourceServerList,
    /// Removes a resource server's credentials.
    ResourceServerDelete {
        /// Its name.
        name: String,
    },
    /// Gives a resource server a new secret.
    ResourceServerRotateSecret {
        /// Its name.
        name: String,
    },
    /// Removes what ended this long ago.
    Sweep {
        /// In milliseconds.
        older_than: u64,
    },
    /// What the data directory holds.
    Status,
    /// What a doctor wants to know.
    Examine,
    /// Waits for a request that carries a word of the daemon's choice.
    Expect,
    /// How the request looked that carried the word, if it came.
    Seen {
        /// The word.
        nonce: String,
    },
    /// Sees that what has happened so far stands in the audit log.
    AuditSettle,
    /// What becomes of a request that shows a token.
    Explain {
        /// Its method.
        method: String,
        /// Its path.
        path: String,
        /// The token.
        token: String,
    },
    /// Whether the daemon and its store answer; only a daemon can tell.
    Health,
    /// All records as JSON Lines; the answer is the stream itself.
    Export,
    /// Looks through all data for what is wrong; the answer is a stream of [`crate::store::verify::Event`], a line each.
    CheckData {
        /// Whether it is mended, too.
        repair: bool,
    },
}

/// The answer to a [`Request`]. No `Debug`: some carry a secret.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Answer {
    /// It is done and there is nothing to tell.
    Done,
    /// It lives, and takes no changes until something mends itself or there is room: why.
    Waiting(String),
    /// One account, and the link that sets its password if it has none.
    User(Box<UserView>, Option<String>),
    /// Accounts.
    Users(Vec<UserView>),
    /// Sessions of an account.
    Sessions(Vec<SessionObject>),
    /// The second factor of an account.
    SecondFactor(SecondFactorObject),
    /// What is known of an account, a JSON document.
    Document(String),
    /// A one-time link.
    Link(String),
    /// One app, its secret if it was made just now.
    App(Box<AppView>),
    /// Apps.
    Apps(Vec<AppView>),
    /// What an app did.
    AppUsage(UsageReport),
    /// One resource server, its secret if it was made just now.
    ResourceServer(ResourceServerView),
    /// Resource servers.
    ResourceServers(Vec<ResourceServerView>),
    /// Records by kind.
    Counts(BTreeMap<String, u64>),
    /// What the data directory holds.
    Status(Box<Status>),
    /// What a doctor wants to know.
    Examination(Box<Examination>),
    /// The word that is waited for.
    Expecting(String),
    /// A request as the daemon saw it.
    Seen(Option<Seen>),
    /// What becomes of a request.
    Explanation(Box<Explanation>),
}

/// Why an operation was not done: one line for the terminal.
#[derive(Debug, thiserror::Error)]
pub enum AdminError {
    /// An account operation refused.
    #[error("{}", explain_account(.0))]
    Account(#[from] AccountError),
    /// An app operation refused.
    #[error("{}", explain_app(.0))]
    App(#[from] AppError),
    /// A resource server operation refused.
    #[error(transparent)]
    ResourceServer(#[from] ResourceServerError),
    /// There is no such account.
    #[error("there is no account {0:?}: grantd user list shows them")]
    NoUser(String),
    /// The account has no such session.
    #[error("{user} has no session {id:?}: grantd user sessions {user} shows them")]
    NoSession {
        /// The account's name.
        user: String,
        /// The session.
        id: String,
    },
    /// There is no such app.
    #[error("there is no app {0:?}: grantd app list shows them")]
    NoApp(String),
    /// No redirect URI of an app tells its website, nor was it said.
    #[error(
        "none of these redirect URIs is on a website: say where people can read about the app, such as \
         --uri https://app.example"
    )]
    NoWebsite,
    /// There is an administrator already.
    #[error("there is an administrator already: grantd user reset-link NAME makes a link that sets a password")]
    HasAdmin,
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There is no randomness.
    #[error(transparent)]
    Random(#[from] RandomError),
    /// The request is not for [`run()`].
    #[error("the answer is a stream")]
    IsStream,
}

/// What the API says to the person, said to the operator.
fn explain_account(error: &AccountError) -> String {
    match error {
        AccountError::LastAdmin | AccountError::LastActiveAdmin => {
            "this is the last administrator who can act: make another one first, with grantd user set-role NAME admin"
                .to_owned()
        }
        AccountError::Taken { field, .. } => {
            format!("another account has this {field}: choose another, or see grantd user list")
        }
        other => other.to_string(),
    }
}

fn explain_app(error: &AppError) -> String {
    match error {
        AppError::Invalid { field: "scope", .. } => {
            "none of these scopes is configured: grantd check shows the ones that are".to_owned()
        }
        AppError::Public => "this app is a public client: it uses PKCE and has no secret".to_owned(),
        other => other.to_string(),
    }
}
