//! `grantd doctor`

use serde_json::json;

use super::connect::{self, Data};
use super::user::unexpected;
use super::{Failure, Global, owner, show};
use crate::admin::{Answer, Examination, Request, Status};
use crate::clock::Clock;
use crate::config::{Config, ConfigError};
use crate::doctor::{Finding, Report, Severity, apps, files, machine, reach, upkeep};
use crate::http::secret_file;
use crate::http::tls::pair::{Files, Pair};

/// Looks at everything, and tells what could be better.
pub fn run(global: &Global) -> Result<(), Failure> {
    let config = global.read()?;
    let mut report = Report::default();
    // Before the data is opened: the store keeps its directory to itself when it is; and keys may be root's alone.
    let keys = secret_file::locate(&config);
    files::modes(&mut report, &config, &keys);
    let pair = Files::of(&keys.config).map(Pair::read);
    examine(&mut report, &owner::assume(config)?, pair)?;
    report.sort();
    if global.json {
        as_json(&report)?;
    } else {
        as_text(&report)?;
    }
    match report.count(Severity::Problem) {
        0 => Ok(()),
        1 => Err(Failure::Failed("1 problem: see above what mends it".to_owned())),
        number => Err(Failure::Failed(format!("{number} problems: see above what mends them"))),
    }
}

fn examine(
    report: &mut Report,
    config: &Config,
    certificate: Option<Result<Pair, ConfigError>>,
) -> Result<(), Failure> {
    let now = Clock::system().now();
    let running = connect::daemon(config)?.is_some();
    let data = if running || connect::has_data(config) { Some(data(config)?) } else { None };
    let newest = data.as_ref().map(|(examined, _)| examined.newest);
    machine::clock(report, config, now, newest);
    machine::memory(report, config, machine::total_memory());
    if config.server.data_dir.is_dir() {
        machine::disk(report, config);
    }
    let Some((examined, status)) = data else {
        let what =
            format!("there is no data in {}: the most of what there is to look at", config.server.data_dir.display());
        let mend = "start grantd, if it never ran here; otherwise name the directory that it has: --data-dir, \
                    server.data_dir, or the configuration that it runs with";
        report.problem("data", what, mend);
        report.missed("apps, backups, public_url", "there is no data");
        return Ok(());
    };
    files::certificate(report, certificate, now, &examined.issuer);
    upkeep::settings(report, config, &examined.issuer);
    upkeep::data(report, config, &examined, now, running);
    upkeep::second_factors(report, config, &examined, running);
    upkeep::backups(report, &status, now);
    apps::judge(report, config, &examined.apps, now);
    if running {
        upkeep::drift(report, config, &examined);
        reached(report, config, &examined.issuer)?;
    } else {
        report.missed("public_url, proxy", "the daemon is not running: start it, and ask again");
        report.missed("pkce", "only the running daemon knows which apps leave it out");
    }
    Ok(())
}

fn data(config: &Config) -> Result<(Examination, Status), Failure> {
    match (ask(config, Request::Examine)?, ask(config, Request::Status)?) {
        (Answer::Examination(examined), Answer::Status(status)) => Ok((*examined, *status)),
        _ => Err(unexpected()),
    }
}

/// Goes the way that clients go, and has the daemon tell what arrived.
fn reached(report: &mut Report, config: &Config, issuer: &str) -> Result<(), Failure> {
    let Answer::Expecting(nonce) = ask(config, Request::Expect)? else { return Err(unexpected()) };
    let fetched = connect::runtime()?.block_on(reach::ask(issuer, &nonce));
    let Answer::Seen(seen) = ask(config, Request::Seen { nonce })? else { return Err(unexpected()) };
    reach::judge(report, issuer, fetched, seen.as_ref(), Clock::system().now());
    Ok(())
}

fn ask(config: &Config, request: Request) -> Result<Answer, Failure> {
    Data::reach(config, false)?.ask(request)
}

fn as_json(report: &Report) -> Result<(), Failure> {
    let pairs = |pairs: &[(&str, String)], second: &str| -> Vec<_> {
        pairs.iter().map(|(about, text)| json!({ "about": about, second: text })).collect()
    };
    show::json(&json!({
        "problems": report.count(Severity::Problem),
        "warnings": report.count(Severity::Warning),
        "notes": report.count(Severity::Note),
        "findings": report.findings,
        "looked_at": pairs(&report.looked_at, "found"),
        "not_looked_at": pairs(&report.not_looked_at, "why"),
    }))
}

fn as_text(report: &Report) -> Result<(), Failure> {
    report.findings.iter().try_for_each(tell)?;
    let well = report.count(Severity::Problem) + report.count(Severity::Warning) == 0;
    if !report.findings.is_empty() {
        show::line("")?;
    }
    show::line(if well { "All is well. Looked at:" } else { "The rest is well. Looked at:" })?;
    list(&report.looked_at)?;
    if !report.not_looked_at.is_empty() {
        show::line("Not looked at:")?;
        list(&report.not_looked_at)?;
    }
    Ok(())
}

fn tell(finding: &Finding) -> Result<(), Failure> {
    let severity = match finding.severity {
        Severity::Problem => "PROBLEM",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let see = finding.see.map(|see| format!(" ({see})")).unwrap_or_default();
    show::line(&format!("{severity:<8} {}: {}{see}", finding.about, finding.what))?;
    show::line(&format!("{:8} mend it: {}", "", finding.mend))
}

fn list(pairs: &[(&str, String)]) -> Result<(), Failure> {
    let width = pairs.iter().map(|(about, _)| about.len()).max().unwrap_or(0);
    pairs.iter().try_for_each(|(about, text)| show::line(&format!("  {about:<width$}  {text}")))
}
