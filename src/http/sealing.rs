//! The key of `accounts.second_factor_key_file`, read from where it is.

use std::fs;

use super::secret_file;
use crate::account::vault::Vault;
use crate::config::{Config, ConfigError};

/// What the secrets of authenticator apps are sealed with.
///
/// # Errors
/// A file that cannot be read or holds no key.
pub fn vault(config: &Config) -> Result<Vault, ConfigError> {
    let Some(file) = &config.accounts.second_factor_key_file else { return Ok(Vault::default()) };
    let path = secret_file::find(file);
    let wrong = |why: String| {
        let why = format!("{} {why}", path.display());
        ConfigError::in_table("accounts.second_factor_key_file", why, config.source.as_deref(), None)
    };
    let content = fs::read(&path).map_err(|error| wrong(format!("cannot be read: {error}")))?;
    secret_file::warn_if_open_to_all(&path);
    Vault::with_key(&content).map_err(wrong)
}
