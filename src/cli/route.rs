//! `grantd route`

use clap::Args;
use serde_json::json;

use super::show;
use super::user::unexpected;
use super::{Failure, Global, connect};
use crate::admin::{Answer, Explanation, Request, explain};

#[derive(Args)]
pub struct Route {
    /// The method, like GET
    method: String,
    /// The path, like /api/workouts/7; a query is not looked at
    path: String,
    /// The token that the request shows; - reads it from standard input, which keeps it out of the shell's history
    #[arg(long, value_name = "TOKEN")]
    token: Option<String>,
}

impl Route {
    pub fn run(self, global: &Global) -> Result<(), Failure> {
        let explanation = match self.token {
            None => explain(&global.config()?, &self.method, &self.path),
            Some(token) => {
                let token = if token == "-" { (*show::password_from_stdin()?).clone() } else { token };
                let request = Request::Explain { method: self.method, path: self.path, token };
                let Answer::Explanation(explanation) = connect::ask(global, request)? else { return Err(unexpected()) };
                *explanation
            }
        };
        if global.json { show::json(&json!(explanation)) } else { facts(explanation) }
    }
}

fn facts(explanation: Explanation) -> Result<(), Failure> {
    let place = explanation.line.map(|line| format!(" (line {line})")).unwrap_or_default();
    let verdict =
        if explanation.allowed { "let through".to_owned() } else { format!("refused, {}", explanation.status) };
    let mut facts = vec![
        ("request", format!("{} {}", explanation.method, explanation.path)),
        ("route", explanation.route.map_or_else(|| "none".to_owned(), |route| route + &place)),
    ];
    facts.extend(explanation.needs.map(|needs| ("needs", needs)));
    facts.push(("answered by", explanation.answered_by));
    facts.extend(explanation.token.map(|token| ("token", token)));
    facts.push(("verdict", format!("{verdict}: {}", explanation.why)));
    show::facts(&facts)
}
