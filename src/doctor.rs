//! What `grantd doctor` makes of an installation. Each part looks at one side of it and tells what it found: [`machine`]
//! the clock, memory and disk, [`files`] who can read what, [`upkeep`] sweeping, backups and settings, [`reach`] the way
//! that clients and proxies take, [`apps`] what has been registered. Nothing is changed. How it is shown is for
//! [`crate::cli`].

pub mod apps;
pub(crate) mod fetch;
pub mod files;
pub mod machine;
pub mod reach;
pub mod upkeep;

use serde::Serialize;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// It does not work, or it is not safe.
    Problem,
    /// It works, and will not for long or not against everybody.
    Warning,
    /// It may be meant so.
    Note,
}

/// Something that could be better.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// How bad it is.
    pub severity: Severity,
    /// What it is about: `clock`, `app 3`.
    pub about: String,
    /// What is the matter, a sentence without its full stop.
    pub what: String,
    /// What mends it: what to do, the command or the key.
    pub mend: String,
    /// The section that asks for it, where one does: `RFC 9700 §2.1.1`.
    pub see: Option<&'static str>,
}

/// What was found.
#[derive(Debug, Default, Serialize)]
pub struct Report {
    /// What could be better, the worst first once it is [sorted](Report::sort).
    pub findings: Vec<Finding>,
    /// What was looked at, and how it was.
    pub looked_at: Vec<(&'static str, String)>,
    /// What could not be looked at, and why.
    pub not_looked_at: Vec<(&'static str, String)>,
}

impl Report {
    /// Something that does not work or is not safe.
    pub fn problem(&mut self, about: impl Into<String>, what: impl Into<String>, mend: impl Into<String>) {
        self.find(Severity::Problem, about, what, mend);
    }

    /// Something that will not go well for long, or not against everybody.
    pub fn warn(&mut self, about: impl Into<String>, what: impl Into<String>, mend: impl Into<String>) {
        self.find(Severity::Warning, about, what, mend);
    }

    /// Something that may be meant so.
    pub fn note(&mut self, about: impl Into<String>, what: impl Into<String>, mend: impl Into<String>) {
        self.find(Severity::Note, about, what, mend);
    }

    fn find(&mut self, severity: Severity, about: impl Into<String>, what: impl Into<String>, mend: impl Into<String>) {
        let (about, what, mend) = (about.into(), what.into(), mend.into());
        self.findings.push(Finding { severity, about, what, mend, see: None });
    }

    /// The section that asks for what the last finding says.
    pub fn see(&mut self, section: &'static str) {
        if let Some(last) = self.findings.last_mut() {
            last.see = Some(section);
        }
    }

    /// Something that was looked at.
    pub fn looked(&mut self, at: &'static str, found: impl Into<String>) {
        self.looked_at.push((at, found.into()));
    }

    /// Something that could not be looked at.
    pub fn missed(&mut self, what: &'static str, why: impl Into<String>) {
        self.not_looked_at.push((what, why.into()));
    }

    /// The worst first; otherwise in the order in which it was found.
    pub fn sort(&mut self) {
        self.findings.sort_by_key(|finding| finding.severity);
    }

    /// How many findings are this bad.
    pub fn count(&self, severity: Severity) -> usize {
        self.findings.iter().filter(|finding| finding.severity == severity).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_worst_comes_first_and_keeps_its_section() {
        let mut report = Report::default();
        report.note("a", "first", "x");
        report.problem("b", "second", "y");
        report.see("RFC 9700 §2.1");
        report.warn("c", "third", "z");
        report.sort();
        let order: Vec<_> = report.findings.iter().map(|finding| (finding.about.as_str(), finding.see)).collect();
        assert_eq!(order, [("b", Some("RFC 9700 §2.1")), ("c", None), ("a", None)]);
        assert_eq!([Severity::Problem, Severity::Note].map(|severity| report.count(severity)), [1, 1]);
    }
}
