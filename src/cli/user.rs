//! `grantd user …`

use clap::{Subcommand, ValueEnum};

use super::show::{self, or_dash, yes};
use super::{Failure, Global, connect};
use crate::account::search::Wanted;
use crate::account::second_factor_object::{PasskeyObject, SecondFactorObject};
use crate::account::session_object::SessionObject;
use crate::admin::{Answer, Request, UserView};
use crate::clock::Timestamp;
use crate::store::records::Role;

#[derive(Clone, Copy, ValueEnum)]
pub enum RoleName {
    /// Manages its own apps and consents
    User,
    /// Manages accounts and the instance too
    Admin,
}

impl From<RoleName> for Role {
    fn from(role: RoleName) -> Self {
        match role {
            RoleName::User => Self::User,
            RoleName::Admin => Self::Admin,
        }
    }
}

#[derive(Subcommand)]
pub enum Command {
    /// Make an account; without a password it prints a link that sets one
    Add {
        /// 3 to 30 letters, digits or underscores
        name: String,
        /// Its e-mail address
        #[arg(long, value_name = "E")]
        email: String,
        /// Make it an administrator
        #[arg(long)]
        admin: bool,
        /// Take the password from standard input
        #[arg(long)]
        password_stdin: bool,
    },
    /// List all accounts, or those that are asked for
    List {
        /// Only those with this in their name or e-mail address
        #[arg(long, value_name = "TEXT")]
        find: Option<String>,
        /// Only those of this role
        #[arg(long)]
        role: Option<RoleName>,
        /// Only those that are suspended
        #[arg(long)]
        suspended: bool,
        /// Only those that nobody has ever signed in to
        #[arg(long)]
        never_signed_in: bool,
    },
    /// Show one account
    Show {
        /// Its name or e-mail address
        name: String,
    },
    /// Set an account's password; ends its sessions
    Passwd {
        /// Its name or e-mail address
        name: String,
        /// Take the password from standard input
        #[arg(long)]
        password_stdin: bool,
    },
    /// Give an account a role
    SetRole {
        /// Its name or e-mail address
        name: String,
        /// The role
        role: RoleName,
    },
    /// Suspend an account: its sessions end and its tokens are inactive at once
    Suspend {
        /// Its name or e-mail address
        name: String,
    },
    /// Lift a suspension
    Unsuspend {
        /// Its name or e-mail address
        name: String,
    },
    /// Show where an account is signed in
    Sessions {
        /// Its name or e-mail address
        name: String,
    },
    /// Sign an account out everywhere, or end one session; what apps may do is not touched
    SignOut {
        /// Its name or e-mail address
        name: String,
        /// The one session to end, as grantd user sessions shows it
        #[arg(long, value_name = "ID")]
        session: Option<String>,
    },
    /// Show the second factor of an account, or take it away from who has lost the app and the recovery codes
    SecondFactor {
        /// Its name or e-mail address
        name: String,
        /// Take it away: the password alone signs in then
        #[arg(long)]
        off: bool,
    },
    /// Print what is known of an account as JSON, as the person can download it: no secret, no hash
    Export {
        /// Its name or e-mail address
        name: String,
    },
    /// Remove an account with its apps, consents and tokens
    Delete {
        /// Its name or e-mail address
        name: String,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
    /// Print a link that sets a password (one use, one hour), or with --setup the link that makes the first administrator
    ResetLink {
        /// The account's name or e-mail address
        #[arg(required_unless_present = "setup", conflicts_with = "setup")]
        name: Option<String>,
        /// Make a set-up link, while there is no administrator
        #[arg(long)]
        setup: bool,
    },
    /// Note something on an account, such as its id in an upstream; an empty value removes the note; email=… changes the
    /// address, language=… the language of the pages
    Set {
        /// Its name or e-mail address
        name: String,
        /// What to note
        #[arg(value_name = "KEY=VALUE")]
        note: String,
    },
}

impl Command {
    pub fn run(self, global: &Global) -> Result<(), Failure> {
        match self {
            Self::Add { name, email, admin, password_stdin } => add(global, name, email, admin, password_stdin),
            Self::List { find, role, suspended, never_signed_in } => {
                let wanted = Wanted {
                    text: find.unwrap_or_default(),
                    in_email: true,
                    role: role.map(Role::from),
                    suspended: suspended.then_some(true),
                    never_signed_in,
                };
                let everything = Wanted { in_email: true, ..Wanted::default() };
                // What an older daemon knows, too.
                let request = if wanted == everything { Request::UserList } else { Request::UserFind { wanted } };
                match connect::ask(global, request)? {
                    Answer::Users(users) => list(global, &users),
                    _ => Err(unexpected()),
                }
            }
            Self::Show { name } => show_user(global, Request::UserShow { name }),
            Self::Passwd { name, password_stdin } => {
                let password = match password_stdin {
                    true => Some(show::password_from_stdin()?),
                    false => show::ask_password("New password: ")?,
                };
                let Some(password) = password else {
                    return Err(Failure::Usage(
                        "no password was typed: use --password-stdin in scripts, or let the person choose with \
                         grantd user reset-link"
                            .to_owned(),
                    ));
                };
                let shown = name.clone();
                connect::ask(global, Request::UserPassword { name, password: password.as_str().to_owned() })?;
                show::done(global, &format!("The password of {shown} is set; its sessions have ended."))
            }
            Self::SetRole { name, role } => change(global, Request::UserRole { name, role: role.into() }, |user| {
                format!("{} is {} now.", user.name, if user.admin { "an administrator" } else { "no administrator" })
            }),
            Self::Suspend { name } => change(global, Request::UserSuspend { name, suspended: true }, |user| {
                format!("{} is suspended.", user.name)
            }),
            Self::Unsuspend { name } => change(global, Request::UserSuspend { name, suspended: false }, |user| {
                format!("{} is no longer suspended.", user.name)
            }),
            Self::Sessions { name } => match connect::ask(global, Request::UserSessions { name })? {
                Answer::Sessions(sessions) => list_sessions(global, &sessions),
                _ => Err(unexpected()),
            },
            Self::SignOut { name, session } => {
                let sentence = match session {
                    Some(_) => format!("That session of {name} has ended."),
                    None => format!("{name} is signed out everywhere."),
                };
                connect::ask(global, Request::UserSignOut { name, session })?;
                show::done(global, &sentence)
            }
            Self::SecondFactor { name, off } => {
                let shown = name.clone();
                match connect::ask(global, Request::UserSecondFactor { name, off })? {
                    Answer::SecondFactor(factor) if !off || global.json => show_second_factor(global, &factor),
                    Answer::SecondFactor(_) => {
                        show::line(&format!("{shown} has no second factor any more; the password alone signs in."))
                    }
                    _ => Err(unexpected()),
                }
            }
            Self::Export { name } => match connect::ask(global, Request::UserExport { name })? {
                Answer::Document(document) => show::line(document.trim_end()),
                _ => Err(unexpected()),
            },
            Self::Delete { name, yes } => {
                show::confirm(yes, &format!("{name} and all its apps, consents and tokens will be removed."))?;
                let shown = name.clone();
                connect::ask(global, Request::UserDelete { name })?;
                show::done(global, &format!("{shown} is removed."))
            }
            Self::ResetLink { name, .. } => {
                let request = name.map_or(Request::SetUpLink, |name| Request::UserLink { name });
                match connect::ask(global, request)? {
                    Answer::Link(link) if global.json => show::json(&serde_json::json!({ "link": link })),
                    Answer::Link(link) => {
                        show::line("This link works once, for one hour:")?;
                        show::line(&link)
                    }
                    _ => Err(unexpected()),
                }
            }
            Self::Set { name, note } => {
                let (key, value) = note
                    .split_once('=')
                    .ok_or_else(|| Failure::Usage(format!("{note:?} is no KEY=VALUE: write it like upstream_id=42")))?;
                let value = Some(value.to_owned()).filter(|value| !value.is_empty());
                let request = Request::UserSet { name, key: key.to_owned(), value };
                change(global, request, |user| format!("Noted on {}.", user.name))
            }
        }
    }
}

fn add(global: &Global, name: String, email: String, admin: bool, password_stdin: bool) -> Result<(), Failure> {
    let password = match password_stdin {
        true => Some(show::password_from_stdin()?),
        false => show::ask_password("Password (leave empty for a link by which the person chooses one): ")?,
    };
    let role = if admin { Role::Admin } else { Role::User };
    let password = password.map(|password| password.as_str().to_owned());
    let Answer::User(user, link) = connect::ask(global, Request::UserAdd { name, email, role, password })? else {
        return Err(unexpected());
    };
    if global.json {
        let mut object = user.object();
        if let Some(link) = link {
            object["password_link"] = link.into();
        }
        return show::json(&object);
    }
    show::line(&format!("{} has an account now.", user.name))?;
    match link {
        Some(link) => {
            show::line("It has no password yet. This link sets one; it works once, for one hour:")?;
            show::line(&link)
        }
        None => Ok(()),
    }
}

fn list(global: &Global, users: &[UserView]) -> Result<(), Failure> {
    if global.json {
        return show::json(&users.iter().map(UserView::object).collect());
    }
    let row = |user: &UserView| {
        let role = if user.admin { "admin" } else { "user" };
        let state = match (user.suspended, user.has_password) {
            (true, _) => "suspended",
            (false, true) => "active",
            (false, false) => "no password",
        };
        let last = or_dash(user.last_sign_in.map(Timestamp::iso8601));
        vec![user.name.clone(), user.email.clone(), role.to_owned(), state.to_owned(), user.created_at.iso8601(), last]
    };
    let rows: Vec<_> = users.iter().map(row).collect();
    let empty = "No accounts yet. Make one: grantd user add NAME --email E --admin";
    show::table(&["NAME", "E-MAIL", "ROLE", "STATE", "CREATED", "LAST SIGN-IN"], &rows, empty)
}

fn list_sessions(global: &Global, sessions: &[SessionObject]) -> Result<(), Failure> {
    if global.json {
        return show::json(&serde_json::json!(sessions));
    }
    let row = |session: &SessionObject| {
        let SessionObject { id, device, address, created_at, last_used_at, .. } = session.clone();
        vec![id, device, address, created_at, last_used_at]
    };
    let rows: Vec<_> = sessions.iter().map(row).collect();
    show::table(&["SESSION", "DEVICE", "ADDRESS", "SIGNED IN", "LAST USED"], &rows, "Signed in nowhere.")
}

fn show_second_factor(global: &Global, factor: &SecondFactorObject) -> Result<(), Failure> {
    if global.json {
        return show::json(&serde_json::json!(factor));
    }
    let SecondFactorObject { on, app, passkeys, recovery_codes_left, recovery_codes_made_at } = factor;
    let used = |last: &Option<String>| last.clone().map(|last| format!(", last used {last}")).unwrap_or_default();
    let app = app.as_ref().map(|app| format!("since {}{}", app.added_at, used(&app.last_used_at)));
    let made = recovery_codes_made_at.clone().map(|at| format!(", made {at}")).unwrap_or_default();
    let mut facts = vec![("second factor", yes(*on)), ("authenticator app", or_dash(app))];
    let passkey = |key: &PasskeyObject| format!("{}, since {}{}", key.name, key.added_at, used(&key.last_used_at));
    match passkeys.as_slice() {
        [] => facts.push(("passkeys", or_dash(None))),
        passkeys => facts.extend(passkeys.iter().map(|one| ("passkey", passkey(one)))),
    }
    facts.push(("recovery codes left", format!("{recovery_codes_left}{made}")));
    show::facts(&facts)
}

fn show_user(global: &Global, request: Request) -> Result<(), Failure> {
    let Answer::User(user, _) = connect::ask(global, request)? else { return Err(unexpected()) };
    let object = user.object();
    if global.json {
        return show::json(&object);
    }
    let text = |key: &str| or_dash(object[key].as_str().map(str::to_owned));
    let mut facts = vec![
        ("name", user.name.clone()),
        ("e-mail", user.email.clone()),
        ("role", if user.admin { "admin" } else { "user" }.to_owned()),
        ("suspended", yes(user.suspended)),
        ("password", yes(user.has_password)),
        ("second factor", or_dash(user.second_factor.map(yes))),
        ("created", user.created_at.iso8601()),
        ("last sign-in", or_dash(user.last_sign_in.map(Timestamp::iso8601))),
        ("first name", text("first_name")),
        ("last name", text("last_name")),
        ("location", text("location")),
        ("language", text("language")),
    ];
    facts.extend(user.attributes.iter().map(|(key, value)| (key.as_str(), value.clone())));
    show::facts(&facts)
}

fn change(global: &Global, request: Request, sentence: impl Fn(&UserView) -> String) -> Result<(), Failure> {
    match connect::ask(global, request)? {
        Answer::User(user, _) if global.json => show::json(&user.object()),
        Answer::User(user, _) => show::line(&sentence(&user)),
        _ => Err(unexpected()),
    }
}

/// The daemon answered something else than was asked.
pub fn unexpected() -> Failure {
    Failure::Failed("the running daemon is another version of grantd: restart it".to_owned())
}
