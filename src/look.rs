//! What the operator gives the pages of their own: an accent colour and a logo, made ready to be served.

pub mod colour;
mod logo;

pub use logo::Logo;

use crate::config::{Accent, Config, ConfigError};

/// What the pages look like here.
#[derive(Default)]
pub struct Look {
    /// CSS that goes after the stylesheet; `None` where the accent colour is grantd's own.
    pub colours: Option<String>,
    /// The logo.
    pub logo: Option<Logo>,
    /// A fingerprint of both, 0 for none of them: part of the addresses of what is kept by browsers. It protects nothing.
    pub version: u32,
}

impl Look {
    /// Derives the colours and reads the logo.
    ///
    /// # Errors
    /// A logo that cannot be read, is too large, or is no picture of a kind that is known.
    pub fn of(config: &Config) -> Result<Self, ConfigError> {
        let instance = &config.instance;
        let own = instance.accent == Accent::default();
        let colours = (!own).then(|| colour::stylesheet(instance.accent));
        let wrong = |why| ConfigError::in_table("instance.logo", why, config.source.as_deref(), None);
        let logo = instance.logo.as_deref().map(Logo::read).transpose().map_err(wrong)?;
        let version = crc32fast::hash(colours.as_deref().unwrap_or_default().as_bytes())
            ^ logo.as_ref().map_or(0, |logo| crc32fast::hash(&logo.content));
        Ok(Self { colours, logo, version })
    }
}
