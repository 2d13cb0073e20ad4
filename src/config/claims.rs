//! What a JWT for an upstream says of the account: `jwt_claims = { sub = "user_id", plan = "attribute:plan" }`.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use super::error::{nearest, quote};

/// Where a claim's value comes from. Every value is text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ClaimSource {
    /// `user_id`: the account's number.
    UserId,
    /// `username`.
    Username,
    /// `email`.
    Email,
    /// `role`: `user` or `admin`.
    Role,
    /// `client_id`: the app's; empty for the account's own session.
    ClientId,
    /// `scope`: what the token may do; empty for the account's own session.
    Scope,
    /// `attribute:NAME`: what `grantd user set` noted on the account. Without it there is no JWT and the request is refused.
    Attribute(String),
    /// `text:VALUE`: this text.
    Text(String),
}

const PLAIN: [(&str, ClaimSource); 6] = [
    ("user_id", ClaimSource::UserId),
    ("username", ClaimSource::Username),
    ("email", ClaimSource::Email),
    ("role", ClaimSource::Role),
    ("client_id", ClaimSource::ClientId),
    ("scope", ClaimSource::Scope),
];

impl fmt::Display for ClaimSource {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Attribute(name) => write!(f, "attribute:{name}"),
            Self::Text(text) => write!(f, "text:{text}"),
            plain => f.write_str(PLAIN.iter().find(|(_, source)| source == plain).map_or("", |(word, _)| word)),
        }
    }
}

impl FromStr for ClaimSource {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        if let Some((_, source)) = PLAIN.iter().find(|(word, _)| *word == text) {
            return Ok(source.clone());
        }
        match text.split_once(':') {
            Some(("attribute", "email")) => {
                Err(format!("{} is never noted: email=… changes the address; write \"email\"", quote(text)))
            }
            Some(("attribute", "language")) => {
                let why = "is never noted: language=… sets the language of the pages; note it under another name";
                Err(format!("{} {why}", quote(text)))
            }
            Some(("attribute", name)) if !name.is_empty() => Ok(Self::Attribute(name.to_owned())),
            Some(("text", value)) => Ok(Self::Text(value.to_owned())),
            _ => {
                let words = PLAIN.iter().map(|(word, _)| *word).chain(["attribute:NAME", "text:VALUE"]);
                let hint = match nearest(text, PLAIN.iter().map(|(word, _)| *word)) {
                    Some(near) => format!("; did you mean {near:?}?"),
                    None => String::new(),
                };
                Err(format!("{} is not one of {}{hint}", quote(text), words.collect::<Vec<_>>().join(", ")))
            }
        }
    }
}

/// The claims of a JWT, by name. `iat` and `exp` are always there and cannot be set.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claims(BTreeMap<String, ClaimSource>);

impl Default for Claims {
    fn default() -> Self {
        Self([("sub".to_owned(), ClaimSource::UserId)].into())
    }
}

impl Claims {
    /// Takes named sources.
    ///
    /// # Errors
    /// No claim at all, and names that grantd sets by itself.
    pub(super) fn new(claims: BTreeMap<String, ClaimSource>) -> Result<Self, String> {
        if claims.is_empty() {
            return Err("is empty; write what the upstream reads, like { sub = \"user_id\" }".to_owned());
        }
        if let Some(own) = ["iat", "exp", "nbf"].into_iter().find(|own| claims.contains_key(*own)) {
            return Err(format!("has {own:?}, which grantd sets by itself; leave it out"));
        }
        Ok(Self(claims))
    }

    /// Name and source of each.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &ClaimSource)> {
        self.0.iter().map(|(name, source)| (name.as_str(), source))
    }
}
