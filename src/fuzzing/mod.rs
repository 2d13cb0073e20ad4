//! Every parser that sees the network or the disk, as a function of bytes that stops where a promise is broken. What calls
//! them is elsewhere: `fuzz/` with libFuzzer, and `tests/seeds.rs` with the seeds. They are here because most of what they
//! call is nobody else's business.
//!
//! No part of grantd's public face.

mod disk;
mod network;

/// A target: its name, which is that of its seeds' directory, and what it does with bytes.
pub type Target = (&'static str, fn(&[u8]));

/// All of them.
pub const TARGETS: &[Target] = &[
    ("http", network::http),
    ("path", network::path),
    ("routes", network::routes),
    ("redirect_uri", network::redirect_uri),
    ("form", network::form),
    ("multipart", network::multipart),
    ("json", network::json),
    ("authorization", network::authorization),
    ("headers", network::headers),
    ("token", network::token),
    ("code", network::code),
    ("scope", network::scope),
    ("pkce", network::pkce),
    ("admin", network::admin),
    ("config", disk::config),
    ("record", disk::record),
    ("key", disk::key),
    ("store", disk::store),
    ("import", disk::import),
];

/// The target of that name.
pub fn target(name: &str) -> Option<fn(&[u8])> {
    TARGETS.iter().find(|(own, _)| *own == name).map(|(_, target)| *target)
}

/// Text, as far as it is some.
fn text(data: &[u8]) -> &str {
    match str::from_utf8(data) {
        Ok(text) => text,
        Err(error) => data.get(..error.valid_up_to()).and_then(|valid| str::from_utf8(valid).ok()).unwrap_or_default(),
    }
}

/// What is before and after the first line's end.
fn line(text: &str) -> (&str, &str) {
    text.split_once('\n').unwrap_or((text, ""))
}
