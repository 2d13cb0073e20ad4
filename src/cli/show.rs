//! What commands print: tables that a person can read, objects with `--json`.

use std::io::{self, IsTerminal, Read, Write};

use serde_json::Value;
use zeroize::Zeroizing;

use super::{Failure, Global, owner};

/// Prints a table: columns aligned, two spaces between. `empty` stands in for no rows.
pub fn table(headings: &[&str], rows: &[Vec<String>], empty: &str) -> Result<(), Failure> {
    if rows.is_empty() {
        return line(empty);
    }
    let width = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column)).map(|cell| cell.chars().count());
        cells.chain(headings.get(column).map(|heading| heading.chars().count())).max().unwrap_or(0)
    };
    let widths: Vec<usize> = (0..headings.len()).map(width).collect();
    let show = |cells: Vec<&str>| {
        let padded = cells.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}"));
        line(padded.collect::<Vec<_>>().join("  ").trim_end())
    };
    show(headings.to_vec())?;
    rows.iter().try_for_each(|row| show(row.iter().map(String::as_str).collect()))
}

/// Prints facts: a name and a value on each line, values aligned.
pub fn facts(facts: &[(&str, String)]) -> Result<(), Failure> {
    let width = facts.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    facts.iter().try_for_each(|(name, value)| line(&format!("{name:<width$}  {value}")))
}

/// Prints one line.
pub fn line(text: &str) -> Result<(), Failure> {
    Ok(writeln!(io::stdout(), "{}", owner::named(text))?)
}

/// Prints JSON.
pub fn json(value: &Value) -> Result<(), Failure> {
    line(&serde_json::to_string_pretty(value).map_err(Failure::failed)?)
}

/// `—` for what is not there.
pub fn or_dash(text: Option<String>) -> String {
    text.filter(|text| !text.is_empty()).unwrap_or_else(|| "—".to_owned())
}

/// `yes` or `no`.
pub fn yes(flag: bool) -> String {
    if flag { "yes" } else { "no" }.to_owned()
}

/// The answer to a command that has nothing to tell.
pub fn done(global: &Global, sentence: &str) -> Result<(), Failure> {
    if global.json { json(&serde_json::json!({ "status": "success" })) } else { line(sentence) }
}

/// The password that standard input gives: its first line.
pub fn password_from_stdin() -> Result<Zeroizing<String>, Failure> {
    const LONGEST: u64 = 4096;
    let mut text = Zeroizing::new(String::new());
    io::stdin().take(LONGEST).read_to_string(&mut text)?;
    let first = text.lines().next().unwrap_or_default().to_owned();
    if first.is_empty() {
        return Err(Failure::Usage("--password-stdin: standard input gave no password".to_owned()));
    }
    Ok(Zeroizing::new(first))
}

/// Asks for a password twice, where somebody sits at a terminal; `None` when nobody does, or nothing was typed.
pub fn ask_password(prompt: &str) -> Result<Option<Zeroizing<String>>, Failure> {
    if !io::stdin().is_terminal() {
        return Ok(None);
    }
    let first = Zeroizing::new(rpassword::prompt_password(prompt)?);
    if first.is_empty() {
        return Ok(None);
    }
    let again = Zeroizing::new(rpassword::prompt_password("Once more: ")?);
    if *first == *again {
        Ok(Some(first))
    } else {
        Err(Failure::Failed("the two passwords are not the same".to_owned()))
    }
}

/// Asks before something is destroyed, where somebody sits at a terminal and did not say `--yes`.
pub fn confirm(yes: bool, question: &str) -> Result<(), Failure> {
    if yes || !io::stdin().is_terminal() {
        return Ok(());
    }
    write!(io::stderr(), "{question} Type yes to go on: ")?;
    let mut answer = String::new();
    io::stdin().read_line(&mut answer)?;
    if answer.trim() == "yes" { Ok(()) } else { Err(Failure::Failed("nothing was changed".to_owned())) }
}
