//! `grantd resource-server …`

use clap::Subcommand;

use super::show;
use super::user::unexpected;
use super::{Failure, Global, connect};
use crate::admin::{Answer, Request, ResourceServerView};

#[derive(Subcommand)]
pub enum Command {
    /// Make credentials for an API that introspects tokens; the secret stands alone on the last line
    Add {
        /// What to call it
        name: String,
    },
    /// List them
    List,
    /// Remove one's credentials
    Delete {
        /// Its name
        name: String,
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
    /// Give one a new secret, alone on the last line; the old one ends at once
    RotateSecret {
        /// Its name
        name: String,
    },
}

impl Command {
    pub fn run(self, global: &Global) -> Result<(), Failure> {
        match self {
            Self::Add { name } => with_secret(global, Request::ResourceServerAdd { name }),
            Self::List => match connect::ask(global, Request::ResourceServerList)? {
                Answer::ResourceServers(servers) => list(global, &servers),
                _ => Err(unexpected()),
            },
            Self::Delete { name, yes } => {
                show::confirm(yes, &format!("{name} will no longer be able to introspect tokens."))?;
                let shown = name.clone();
                connect::ask(global, Request::ResourceServerDelete { name })?;
                show::done(global, &format!("{shown} is removed."))
            }
            Self::RotateSecret { name } => with_secret(global, Request::ResourceServerRotateSecret { name }),
        }
    }
}

fn with_secret(global: &Global, request: Request) -> Result<(), Failure> {
    let Answer::ResourceServer(server) = connect::ask(global, request)? else { return Err(unexpected()) };
    if global.json {
        return show::json(&server.object());
    }
    show::line(&format!("{} can introspect tokens now, with HTTP Basic.", server.name))?;
    show::line(&format!("client_id: {}", server.client_id))?;
    show::line("client_secret, which is not shown again:")?;
    show::line(server.secret.as_deref().unwrap_or_default())
}

fn list(global: &Global, servers: &[ResourceServerView]) -> Result<(), Failure> {
    if global.json {
        return show::json(&servers.iter().map(ResourceServerView::object).collect());
    }
    let row =
        |server: &ResourceServerView| vec![server.name.clone(), server.client_id.clone(), server.created_at.iso8601()];
    let rows: Vec<_> = servers.iter().map(row).collect();
    show::table(&["NAME", "CLIENT_ID", "ADDED"], &rows, "No resource servers yet: grantd resource-server add NAME")
}
