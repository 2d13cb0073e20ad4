//! Finds the configuration file and reads it.

use std::env;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::document::Document;
use super::{Config, ConfigError, Route, Scope, ScopeGroup, Scopes, Upstream, keys};

/// Where a file is looked for when none is named.
const USUAL_PLACES: [&str; 2] = ["conf/grantd.toml", "/etc/grantd/grantd.toml"];

impl Config {
    /// Finds the configuration: `explicit` (`--config`), `$GRANTD_CONFIG`, `conf/grantd.toml` in the working directory,
    /// `/etc/grantd/grantd.toml`, the built-in defaults. The first that exists is read, no other is looked at.
    ///
    /// # Errors
    /// A named file that does not exist, and everything [`Config::load`] refuses.
    pub fn find(explicit: Option<&Path>) -> Result<Self, ConfigError> {
        let named = env::var_os("GRANTD_CONFIG").filter(|path| !path.is_empty()).map(PathBuf::from);
        Self::find_among(explicit, named.as_deref(), &USUAL_PLACES.map(Path::new))
    }

    pub(super) fn find_among(
        explicit: Option<&Path>,
        from_environment: Option<&Path>,
        usual: &[&Path],
    ) -> Result<Self, ConfigError> {
        let named = explicit.map(|path| (path, "--config")).or(from_environment.map(|path| (path, "$GRANTD_CONFIG")));
        if let Some((path, by)) = named {
            let missing = || ConfigError::new(format!("there is no such file, though {by} names it")).at(path, None);
            return Self::read(path)?.ok_or_else(missing);
        }
        for path in usual {
            if let Some(config) = Self::read(path)? {
                return Ok(config);
            }
        }
        Ok(Self::default())
    }

    /// Reads and checks the file at `path`.
    ///
    /// # Errors
    /// A file that is missing or cannot be read, and everything [`Config::parse`] refuses.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        Self::read(path)?.ok_or_else(|| ConfigError::new("there is no such file").at(path, None))
    }

    /// Reads and checks the file at `path`; `None` if there is none.
    fn read(path: &Path) -> Result<Option<Self>, ConfigError> {
        let bytes = match fs::read(path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(ConfigError::new(format!("cannot be read: {error}")).at(path, None)),
        };
        match str::from_utf8(&bytes) {
            Ok(text) => Self::parse(text, path).map(Some),
            Err(error) => {
                let line = bytes[..error.valid_up_to()].iter().filter(|byte| **byte == b'\n').count() + 1;
                Err(ConfigError::new("this is not UTF-8 text").at(path, Some(line)))
            }
        }
    }

    /// Reads and checks the text of a file; `origin` is where it stands, for errors and [`Config::source`].
    ///
    /// # Errors
    /// What is not TOML, a section or key that does not exist, a value of the wrong kind, and everything
    /// [`Config::check`] refuses: each with its line.
    pub fn parse(text: &str, origin: &Path) -> Result<Self, ConfigError> {
        Self::default().changed_by(text, origin, &[])
    }

    /// This configuration with what a text says, which may have sections of other readers (`others`) beside grantd's own.
    ///
    /// # Errors
    /// Those of [`Config::parse`].
    pub fn changed_by(self, text: &str, origin: &Path, others: &[&'static str]) -> Result<Self, ConfigError> {
        let mut document = Document::parse(text, origin)?;
        document.refuse_unknown(&keys::names(), others)?;
        let mut config = Self { source: Some(origin.to_owned()), ..self };
        config.fill(&mut document).and_then(|()| config.check()).map_err(|error| document.locate(error))?;
        Ok(config)
    }

    fn fill(&mut self, document: &mut Document<'_>) -> Result<(), ConfigError> {
        self.each_key(document)?;
        if let Some(tables) = document.tables("scope")? {
            let mut scopes = Vec::new();
            for mut table in tables {
                let mut scope = Scope::default();
                scope.each_key(&mut table)?;
                scopes.push(scope);
            }
            self.scopes = Scopes::new(scopes)?;
            // They are those of the scopes that were there before.
            self.scope_groups.clear();
        }
        if let Some(tables) = document.tables("scope_group")? {
            self.scope_groups.clear();
            for mut table in tables {
                let mut group = ScopeGroup::default();
                group.each_key(&mut table)?;
                self.scope_groups.push(group);
            }
        }
        for mut table in document.tables("route")?.unwrap_or_default() {
            let mut route = Route { line: table.line(), ..Route::default() };
            route.each_key(&mut table)?;
            self.routes.push(route);
        }
        for mut table in document.tables("upstream")?.unwrap_or_default() {
            let mut upstream = Upstream { line: table.line(), ..Upstream::default() };
            upstream.each_key(&mut table)?;
            self.upstreams.push(upstream);
        }
        Ok(())
    }
}
