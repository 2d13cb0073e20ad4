//! What is in force, written as the file would have it.

use std::convert::Infallible;
use std::fmt;

use super::Config;
use super::keys::Keys;
use super::value::{Value, literal};

/// Collects settings as `section.key` and TOML value.
struct Shown(Vec<(&'static str, String)>);

impl Keys for Shown {
    type Error = Infallible;

    fn key<T: Value>(&mut self, name: &'static str, setting: &mut T) -> Result<(), Infallible> {
        if setting.show().is_some() {
            self.0.push((name, literal(setting)));
        }
        Ok(())
    }
}

impl Shown {
    /// Writes one table of a list.
    fn write_table(&self, f: &mut fmt::Formatter<'_>, section: &str) -> fmt::Result {
        writeln!(f, "\n[[{section}]]")?;
        self.0.iter().try_for_each(|(name, value)| {
            writeln!(f, "{} = {value}", name.split_once('.').map_or(*name, |(_, key)| key))
        })
    }
}

impl Config {
    /// Every setting but the lists of scopes and their groups, routes and upstreams as `section.key` and its value in TOML, in the order of the file. One that is not set
    /// (`server.public_url`) is left out.
    pub fn settings(&self) -> Vec<(&'static str, String)> {
        let mut shown = Shown(Vec::new());
        let Ok(()) = self.clone().each_key(&mut shown);
        shown.0
    }
}

impl fmt::Display for Config {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut current = "";
        for (name, value) in self.settings() {
            let (section, key) = name.split_once('.').unwrap_or(("", name));
            if section != current {
                let gap = if current.is_empty() { "" } else { "\n" };
                writeln!(f, "{gap}[{section}]")?;
                current = section;
            }
            writeln!(f, "{key} = {value}")?;
        }
        for scope in &self.scopes {
            let mut shown = Shown(Vec::new());
            let Ok(()) = scope.clone().each_key(&mut shown);
            shown.write_table(f, "scope")?;
        }
        for group in &self.scope_groups {
            let mut shown = Shown(Vec::new());
            let Ok(()) = group.clone().each_key(&mut shown);
            shown.write_table(f, "scope_group")?;
        }
        for route in &self.routes {
            let mut shown = Shown(Vec::new());
            let Ok(()) = route.clone().each_key(&mut shown);
            // An empty list stands for all methods, as a list that is left out does.
            shown.0.retain(|(name, value)| (*name, value.as_str()) != ("route.methods", "[]") && value != "false");
            shown.write_table(f, "route")?;
        }
        for upstream in &self.upstreams {
            let mut shown = Shown(Vec::new());
            let Ok(()) = upstream.clone().each_key(&mut shown);
            shown.write_table(f, "upstream")?;
        }
        Ok(())
    }
}
