//! `grantd app …`

use std::time::Duration;

use clap::Subcommand;
use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::show::{self, or_dash};
use super::user::unexpected;
use super::{Failure, Global, connect};
use crate::admin::{Answer, AppView, Request};
use crate::clock::Timestamp;
use crate::config::parse_duration;
use crate::oauth::app_usage::{DayFigures, MOST_PEOPLE, UsageReport};
use crate::oauth::hold::State;
use crate::oauth::search::Wanted;
use crate::store::records::Figures;

#[derive(Subcommand)]
pub enum Command {
    /// Register an app and print its secret, this once, alone on the last line
    Add {
        /// The account that it belongs to
        #[arg(long, value_name = "USER")]
        owner: String,
        /// The name that people see
        #[arg(long, value_name = "N")]
        name: String,
        /// Where people go back to after deciding; may be repeated
        #[arg(long = "redirect-uri", value_name = "U", required = true, num_args = 1..)]
        redirect_uris: Vec<String>,
        /// What it may ask for, separated by spaces
        #[arg(long, value_name = "S")]
        scope: String,
        /// A phone, desktop or in-browser app that cannot keep a secret
        #[arg(long)]
        public: bool,
        /// Its website. Needed unless a redirect URI is on one [default: the site of the first https redirect URI]
        #[arg(long, value_name = "URL")]
        uri: Option<String>,
        /// What it does, in a sentence
        #[arg(long, value_name = "D")]
        description: Option<String>,
    },
    /// List all apps, or those that are asked for
    List {
        /// Only those of this account
        #[arg(long, value_name = "USER")]
        owner: Option<String>,
        /// Only those with this in their name
        #[arg(long, value_name = "TEXT")]
        find: Option<String>,
        /// Only those in this state
        #[arg(long, value_name = "STATE", value_parser = states())]
        state: Option<State>,
        /// Only those that were not used for so long, such as 90d
        #[arg(long, value_name = "DURATION", value_parser = parse_duration)]
        unused_for: Option<Duration>,
    },
    /// Show one app
    Show {
        /// Its client_id or its number
        id: String,
    },
    /// Remove an app, and with it all that it was given
    Delete {
        /// Its client_id or its number
        id: String,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
    /// Give an app a new secret, alone on the last line; the old one ends at once, or after --overlap
    RotateSecret {
        /// Its client_id or its number
        id: String,
        /// How long the old one works beside it, up to oauth.secret_overlap [default: 0s]
        #[arg(long, value_name = "DURATION")]
        overlap: Option<String>,
    },
    /// Show what an app did on each of the last 30 days, all people together
    Usage {
        /// Its client_id or its number
        id: String,
    },
    /// End the secret that an app had before, which still works after rotate-secret --overlap
    EndPreviousSecret {
        /// Its client_id or its number
        id: String,
    },
    /// Suspend an app: it gets no tokens, and those that it has are inactive at once; nothing is removed
    Suspend {
        /// Its client_id or its number
        id: String,
    },
    /// Lift a suspension; what the app was given before and has not ended is good again
    Unsuspend {
        /// Its client_id or its number
        id: String,
    },
    /// Approve an app that waits for it (oauth.app_approval): everybody can authorise it from then on
    Approve {
        /// Its client_id or its number
        id: String,
    },
    /// End all that an app was given: its tokens, codes and consents, of all accounts
    Revoke {
        /// Its client_id or its number
        id: String,
    },
}

fn states() -> impl TypedValueParser<Value = State> {
    PossibleValuesParser::new(State::ALL.map(State::as_str))
        .try_map(|text| State::named(&text).ok_or("there is no such state"))
}

impl Command {
    pub fn run(self, global: &Global) -> Result<(), Failure> {
        match self {
            Self::Add { owner, name, redirect_uris, scope, public, uri, description } => {
                let request = Request::AppAdd { owner, name, website: uri, description, redirect_uris, scope, public };
                with_secret(global, request, "is registered")
            }
            Self::List { owner, find, state, unused_for } => {
                let unused_for = unused_for.map(|time| u64::try_from(time.as_millis()).unwrap_or(u64::MAX));
                let wanted = Wanted { text: find.unwrap_or_default(), owner: None, state, unused_for };
                // What an older daemon knows, too.
                let request = match wanted == Wanted::default() {
                    true => Request::AppList { owner },
                    false => Request::AppFind { owner, wanted },
                };
                match connect::ask(global, request)? {
                    Answer::Apps(apps) => list(global, &apps),
                    _ => Err(unexpected()),
                }
            }
            Self::Show { id } => match connect::ask(global, Request::AppShow { id })? {
                Answer::App(app) if global.json => show::json(&app.object),
                Answer::App(app) => facts(&app),
                _ => Err(unexpected()),
            },
            Self::Delete { id, yes } => {
                show::confirm(yes, &format!("The app {id} and all that it was given will be removed."))?;
                let shown = id.clone();
                connect::ask(global, Request::AppDelete { id })?;
                show::done(global, &format!("The app {shown} is removed."))
            }
            Self::RotateSecret { id, overlap } => {
                with_secret(global, Request::AppRotateSecret { id, overlap }, "has a new secret")
            }
            Self::Usage { id } => match connect::ask(global, Request::AppUsage { id })? {
                Answer::AppUsage(report) => usage(global, &report),
                _ => Err(unexpected()),
            },
            Self::EndPreviousSecret { id } => change(global, Request::AppEndPreviousSecret { id }, |name| {
                format!("The previous secret of {name} has ended.")
            }),
            Self::Suspend { id } => {
                change(global, Request::AppSuspend { id, suspended: true }, |name| format!("{name} is suspended."))
            }
            Self::Unsuspend { id } => change(global, Request::AppSuspend { id, suspended: false }, |name| {
                format!("{name} is no longer suspended.")
            }),
            Self::Approve { id } => change(global, Request::AppApprove { id }, |name| format!("{name} is approved.")),
            Self::Revoke { id } => {
                change(global, Request::AppRevoke { id }, |name| format!("All that {name} was given has ended."))
            }
        }
    }
}

fn change(global: &Global, request: Request, sentence: impl Fn(&str) -> String) -> Result<(), Failure> {
    match connect::ask(global, request)? {
        Answer::App(app) if global.json => show::json(&app.object),
        Answer::App(app) => show::line(&sentence(app.text("name"))),
        _ => Err(unexpected()),
    }
}

fn with_secret(global: &Global, request: Request, what: &str) -> Result<(), Failure> {
    let Answer::App(app) = connect::ask(global, request)? else { return Err(unexpected()) };
    if global.json {
        return show::json(&app.object);
    }
    show::line(&format!("{} {what}.", app.text("name")))?;
    show::line(&format!("client_id: {}", app.text("client_id")))?;
    if let Some(end) = app.object["previous_secret_expires_at"].as_str() {
        show::line(&format!("The secret before it works until {end}; grantd app end-previous-secret ends it now."))?;
    }
    match &app.secret {
        Some(secret) => {
            show::line("client_secret, which is not shown again:")?;
            show::line(secret)
        }
        None => show::line("It is a public client: it uses PKCE and has no secret."),
    }
}

fn list(global: &Global, apps: &[AppView]) -> Result<(), Failure> {
    if global.json {
        return show::json(&apps.iter().map(|app| app.object.clone()).collect());
    }
    let row = |app: &AppView| {
        vec![
            app.object["id"].to_string(),
            app.text("client_id").to_owned(),
            app.text("name").to_owned(),
            app.owner.clone(),
            app.text("client_type").to_owned(),
            app.state.as_str().to_owned(),
            app.issued_at.iso8601(),
            or_dash(app.last_used_at.map(Timestamp::iso8601)),
        ]
    };
    let rows: Vec<_> = apps.iter().map(row).collect();
    let headings = ["ID", "CLIENT_ID", "NAME", "OWNER", "TYPE", "STATE", "REGISTERED", "LAST USED"];
    let empty = "No apps yet. Register one: grantd app add --owner USER --name N --redirect-uri U --scope \"a b\"";
    show::table(&headings, &rows, empty)
}

fn facts(app: &AppView) -> Result<(), Failure> {
    let redirect_uris = app.object["redirect_uris"].as_array().cloned().unwrap_or_default();
    let redirect_uris: Vec<_> = redirect_uris.iter().filter_map(|uri| uri.as_str()).collect();
    show::facts(&[
        ("name", app.text("name").to_owned()),
        ("id", app.object["id"].to_string()),
        ("client_id", app.text("client_id").to_owned()),
        ("type", app.text("client_type").to_owned()),
        ("state", app.state.as_str().to_owned()),
        ("owner", app.owner.clone()),
        ("website", app.text("website").to_owned()),
        ("description", or_dash(app.object["client_description"].as_str().map(str::to_owned))),
        ("redirect URIs", redirect_uris.join(" ")),
        ("scope", app.text("scope").to_owned()),
        (
            "old secret",
            or_dash(app.object["previous_secret_expires_at"].as_str().map(|end| format!("works until {end}"))),
        ),
        ("registered", app.issued_at.iso8601()),
        ("last used", or_dash(app.last_used_at.map(Timestamp::iso8601))),
    ])
}

fn usage(global: &Global, report: &UsageReport) -> Result<(), Failure> {
    if global.json {
        return show::json(&serde_json::to_value(report).unwrap_or_default());
    }
    let people = match report.people {
        MOST_PEOPLE => format!("{MOST_PEOPLE} people or more have authorised it."),
        1 => "1 person has authorised it.".to_owned(),
        people => format!("{people} people have authorised it."),
    };
    show::line(&people)?;
    let row = |day: &DayFigures| {
        let Figures { authorised, issued, refreshed, requests, refused } = day.figures;
        let figures = [authorised, issued, refreshed, requests, refused].map(|figure| figure.to_string());
        std::iter::once(day.day.clone()).chain(figures).collect()
    };
    let rows: Vec<Vec<String>> = report.days.iter().filter(|day| day.figures != Figures::default()).map(row).collect();
    let headings = ["DAY", "AUTHORISED", "ISSUED", "REFRESHED", "REQUESTS", "REFUSED"];
    show::table(&headings, &rows, "It did nothing in the last 30 days.")
}
