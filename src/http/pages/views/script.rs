//! The scripts of the pages. Each is a file, named with its whole address in the policy of the page that runs it, and browsers
//! are told what is in it: nothing else of this site runs.

use std::sync::LazyLock;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use super::ASSET_VERSION;

/// A script of ours. Pages work without.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Script {
    /// Puts a button beside what is there to be copied.
    Copy,
    /// Says while one types whether redirect URIs could be registered.
    Check,
    /// Has passkeys answer.
    Passkey,
}

impl Script {
    /// All.
    pub const ALL: [Self; 3] = [Self::Copy, Self::Check, Self::Passkey];

    /// What the script that checks asks.
    pub const CHECKED_AT: &'static str = "/profile/apps/check";

    /// Where it is, without its version query.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Copy => "/profile/assets/copy.js",
            Self::Check => "/profile/assets/check.js",
            Self::Passkey => "/profile/assets/passkey.js",
        }
    }

    /// The script itself (`text/javascript; charset=utf-8`).
    pub const fn source(self) -> &'static str {
        match self {
            Self::Copy => include_str!("../assets/copy.js"),
            Self::Check => include_str!("../assets/check.js"),
            Self::Passkey => include_str!("../assets/passkey.js"),
        }
    }

    /// Its address in a page.
    pub(super) fn href(self) -> String {
        format!("{}?v={ASSET_VERSION:08x}", self.path())
    }

    /// What it must be for a browser to run it (Subresource Integrity).
    pub(super) fn integrity(self) -> &'static str {
        static ALL: LazyLock<[String; Script::ALL.len()]> = LazyLock::new(|| {
            Script::ALL.map(|script| {
                let digest = ring::digest::digest(&ring::digest::SHA256, script.source().as_bytes());
                format!("sha256-{}", STANDARD.encode(digest))
            })
        });
        &ALL[self as usize]
    }
}
