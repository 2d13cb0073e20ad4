//! How the outcome is written: text for people, JSON for programs, JUnit for what runs tests.

use std::fmt::{self, Display, Write as _};

use serde::Serialize;

use super::Setup;
use super::judge::{Judged, Play, Severity, Verdict, judge};
use super::trace::Act;
use crate::testing::journal::Exchange;

/// What is to be said of a client.
#[derive(Debug, Serialize)]
pub struct Report {
    /// The version of grantd that looked at it.
    pub version: &'static str,
    /// Whether it was played for a client without a secret.
    pub public: bool,
    /// How many checks found a problem.
    pub problems: usize,
    /// The same of warnings.
    pub warnings: usize,
    /// The same of notes, which are no findings.
    pub notes: usize,
    /// How many checks went well.
    pub passed: usize,
    /// How many could not be seen.
    pub not_seen: usize,
    /// Each check and what came of it.
    pub checks: Vec<Line>,
    /// What was played.
    pub scenarios: Vec<Played>,
}

/// One check and what came of it.
#[derive(Debug, Serialize)]
pub struct Line {
    /// Its name.
    pub check: &'static str,
    /// `passed`, `not seen`, `problem`, `warning` or `note`.
    pub verdict: &'static str,
    /// The section that asks for it.
    pub section: &'static str,
    /// In which scenario it was found.
    pub scenario: Option<&'static str>,
    /// What the client does, or why it was not seen; what a good client does where it passed.
    pub what: String,
}

/// One scenario as it was played.
#[derive(Debug, Serialize)]
pub struct Played {
    /// Its name.
    pub scenario: &'static str,
    /// What happens in it.
    pub what: &'static str,
    /// How it ended.
    pub ended: String,
    /// How long it took.
    pub seconds: f64,
    /// The end of what the client's command wrote.
    pub output: String,
    /// What was asked and answered, with every secret in it.
    pub exchanges: Vec<Exchange>,
}

impl Report {
    /// Judges what was seen.
    pub fn of(setup: &Setup, acts: Vec<Act>) -> Self {
        let checks: Vec<_> = judge(&Play { setup, acts: &acts }).into_iter().map(Line::of).collect();
        let count = |verdict: &str| checks.iter().filter(|line| line.verdict == verdict).count();
        Self {
            version: env!("CARGO_PKG_VERSION"),
            public: setup.client_secret.is_none(),
            problems: count("problem"),
            warnings: count("warning"),
            notes: count("note"),
            passed: count("passed"),
            not_seen: count("not seen"),
            scenarios: acts.into_iter().map(Played::of).collect(),
            checks,
        }
    }

    /// Whether nothing at all was seen of the client.
    pub fn is_empty(&self) -> bool {
        self.checks.iter().all(|line| line.verdict == "not seen")
    }

    /// How many findings there are: problems and warnings.
    pub fn findings(&self) -> usize {
        self.problems + self.warnings
    }

    /// The outcome as JUnit has it: a failure for each finding, skipped for what was not seen.
    pub fn junit(&self) -> String {
        let seconds: f64 = self.scenarios.iter().map(|played| played.seconds).sum();
        let mut text = format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n<testsuite name=\"grantd test-client\" tests=\"{}\" \
             failures=\"{}\" errors=\"0\" skipped=\"{}\" time=\"{seconds:.3}\">\n",
            self.checks.len(),
            self.findings(),
            self.not_seen
        );
        for line in &self.checks {
            line.junit(&mut text);
        }
        text.push_str("</testsuite>\n</testsuites>\n");
        text
    }
}

impl Line {
    fn of((check, verdict): Judged) -> Self {
        let line =
            |verdict, scenario, what| Self { check: check.name, verdict, section: check.section, scenario, what };
        match verdict {
            Verdict::Passed => line("passed", None, check.good.to_owned()),
            Verdict::NotSeen(why) => line("not seen", None, why),
            Verdict::Found { severity, scenario, what } => {
                let severity = match severity {
                    Severity::Problem => "problem",
                    Severity::Warning => "warning",
                    Severity::Note => "note",
                };
                line(severity, Some(scenario), what)
            }
        }
    }

    fn junit(&self, text: &mut String) {
        let told = Escaped(&self.what);
        let inside = match self.verdict {
            "problem" | "warning" => {
                format!("<failure type=\"{}\" message=\"{told} ({})\"/>", self.verdict, self.section)
            }
            "not seen" => format!("<skipped message=\"{told}\"/>"),
            "note" => format!("<system-out>{told} ({})</system-out>", self.section),
            _ => String::new(),
        };
        let scenario = self.scenario.unwrap_or("all");
        // Writing into a text does not fail.
        let _written = writeln!(
            text,
            "<testcase classname=\"grantd.test-client.{scenario}\" name=\"{}\" time=\"0\">{inside}</testcase>",
            self.check
        );
    }
}

impl Played {
    fn of(act: Act) -> Self {
        let Act { scenario, exchanges, ended, output, took, .. } = act;
        Self { scenario: scenario.name, what: scenario.what, ended, seconds: took.as_secs_f64(), output, exchanges }
    }
}

/// The findings first, one line each; then what was not seen, and what passed.
impl Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for wanted in ["problem", "warning", "note", "not seen"] {
            for line in self.checks.iter().filter(|line| line.verdict == wanted) {
                let Line { check, section, what, .. } = line;
                let shown = if wanted == "problem" { "PROBLEM" } else { wanted };
                let place = line.scenario.map(|scenario| format!(" [{scenario}]")).unwrap_or_default();
                writeln!(f, "{shown:<8} {check}{place}: {what} ({section})")?;
            }
        }
        let passed: Vec<_> =
            self.checks.iter().filter(|line| line.verdict == "passed").map(|line| line.check).collect();
        if !passed.is_empty() {
            writeln!(f, "{:<8} {}", "passed", passed.join(", "))?;
        }
        let Self { problems, warnings, notes, not_seen, .. } = self;
        write!(
            f,
            "{}, {}, {}; {} passed, {not_seen} not seen",
            counted(*problems, "problem"),
            counted(*warnings, "warning"),
            counted(*notes, "note"),
            passed.len()
        )
    }
}

/// `1 problem`, `2 problems`.
pub fn counted(number: usize, what: &str) -> String {
    if number == 1 { format!("1 {what}") } else { format!("{number} {what}s") }
}

/// A text as it may stand in XML.
struct Escaped<'t>(&'t str);

impl Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.chars().try_for_each(|c| match c {
            '<' => f.write_str("&lt;"),
            '>' => f.write_str("&gt;"),
            '&' => f.write_str("&amp;"),
            '"' => f.write_str("&quot;"),
            // There is no way to write most of them (XML 1.0 §2.2).
            c if c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}') => f.write_char('\u{fffd}'),
            c => f.write_char(c),
        })
    }
}
