//! What people use, as far as a `User-Agent` tells and they care.

use std::fmt;

use crate::words::{Sentence, Value};

/// The device that a `User-Agent` tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Device {
    /// The program.
    pub program: Program,
    /// What it runs on, by the name that its makers give it.
    pub system: Option<&'static str>,
}

/// The program that a `User-Agent` tells of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Program {
    /// One with a name.
    Named(&'static str),
    /// A program in Python.
    Python,
    /// An app for Android.
    AndroidApp,
    /// Who knows.
    Unknown,
}

/// The device that a `User-Agent` tells of, as far as people care.
pub fn device(user_agent: &str) -> Device {
    const PROGRAMS: [(&str, Program); 16] = [
        ("Firefox/", Program::Named("Firefox")),
        ("FxiOS/", Program::Named("Firefox")),
        ("Edg/", Program::Named("Edge")),
        ("EdgA/", Program::Named("Edge")),
        ("EdgiOS/", Program::Named("Edge")),
        ("OPR/", Program::Named("Opera")),
        ("SamsungBrowser/", Program::Named("Samsung Internet")),
        ("CriOS/", Program::Named("Chrome")),
        ("Chrome/", Program::Named("Chrome")),
        ("Safari/", Program::Named("Safari")),
        ("curl/", Program::Named("curl")),
        ("Wget/", Program::Named("wget")),
        ("python-requests/", Program::Python),
        ("python-httpx/", Program::Python),
        ("Python-urllib/", Program::Python),
        ("okhttp/", Program::AndroidApp),
    ];
    const SYSTEMS: [(&str, &str); 7] = [
        ("Android", "Android"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS X", "macOS"),
        ("CrOS", "ChromeOS"),
        ("Linux", "Linux"),
    ];
    let program = PROGRAMS.into_iter().find(|(mark, _)| user_agent.contains(mark));
    let system = SYSTEMS.into_iter().find(|(mark, _)| user_agent.contains(mark));
    Device {
        program: program.map_or(Program::Unknown, |(_, program)| program),
        system: system.map(|(_, system)| system),
    }
}

impl fmt::Display for Device {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match (self.program, self.system) {
            (Program::Named(name), _) => name,
            (Program::Python, _) => "A Python program",
            (Program::AndroidApp, _) => "An Android app",
            (Program::Unknown, Some(_)) => "A program",
            (Program::Unknown, None) => "An unknown program",
        })?;
        match self.system {
            Some(system) => write!(f, " on {system}"),
            None => Ok(()),
        }
    }
}

impl From<Device> for Sentence {
    fn from(Device { program, system }: Device) -> Self {
        // Names from a list of our own: no `<bdi>`, which other texts get.
        let own = |name: &'static str| Value::Own(name.into());
        let on = |key: &'static str, alone: &'static str| match system {
            Some(system) => Sentence::of(key).with("system", own(system)),
            None => Sentence::of(alone),
        };
        match (program, system) {
            (Program::Named(name), Some(system)) => {
                Sentence::of("device-on").with("program", own(name)).with("system", own(system))
            }
            (Program::Named(name), None) => Sentence::Text(name.to_owned()),
            (Program::Python, _) => on("device-python-on", "device-python"),
            (Program::AndroidApp, _) => Sentence::of("device-android-app"),
            (Program::Unknown, _) => on("device-unknown-on", "device-unknown"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_device_is_told_in_words() {
        let told = |user_agent: &str| device(user_agent).to_string();
        assert_eq!(told("Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"), "Firefox on Linux");
        let chrome = "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36";
        assert_eq!(told(chrome), "Chrome on Windows");
        let iphone = "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/140.0 Mobile/15E148 Safari/604.1";
        assert_eq!(told(iphone), "Chrome on iPhone");
        assert_eq!(told("curl/8.0"), "curl");
        assert_eq!(told(""), "An unknown program");
    }
}
