//! Settings that are one word out of a few.

use std::fmt;
use std::str::FromStr;

use super::error::{nearest, quote};

/// Whether confidential clients must use PKCE (RFC 7636, RFC 9700 §2.1.1).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pkce {
    /// `recommended`: checked where a client uses it, demanded of public clients only.
    Recommended,
    /// `required`: demanded of every client.
    Required,
}

/// Whether apps of people who are no administrators wait for approval.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AppApproval {
    /// `none`: an app is there for everybody as soon as it is registered.
    None,
    /// `required`: until an administrator approves it, nobody but its owner can authorise it.
    Required,
}

/// What keeps the records.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Engine {
    /// `sled`: the embedded store in the data directory.
    Sled,
    /// `memory`: nothing is written, everything is lost at stop. For trials.
    Memory,
}

/// When a write counts as done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Durability {
    /// `strict`: when it is on the disk.
    Strict,
    /// `relaxed`: at once; a crash may lose the last `flush_every`.
    Relaxed,
}

/// The role that a route asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RouteRole {
    /// `admin`: administrators.
    Admin,
}

/// How an upstream is told who makes a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Identity {
    /// `headers`: `Remote-User`, `X-Grantd-User-Id`, `X-Grantd-Client-Id`, `X-Grantd-Scope`.
    Headers,
    /// `jwt`: a short-lived signed token.
    Jwt,
    /// `none`: not at all.
    None,
}

/// Who must have a second factor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecondFactorFor {
    /// `optional`: nobody; everybody may.
    Optional,
    /// `admins`: accounts with the role `admin`.
    Admins,
    /// `everyone`: every account.
    Everyone,
}

/// Writes down the words of a choice once, for both directions.
macro_rules! words {
    ($choice:ident: $($variant:ident = $word:literal),+) => {
        impl $choice {
            /// The word that stands for it in the file.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl FromStr for $choice {
            type Err = String;

            fn from_str(text: &str) -> Result<Self, String> {
                match text {
                    $($word => Ok(Self::$variant),)+
                    _ => Err(refuse(text, &[$($word),+])),
                }
            }
        }

        impl fmt::Display for $choice {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.as_str())
            }
        }
    };
}

words!(Pkce: Recommended = "recommended", Required = "required");
words!(AppApproval: None = "none", Required = "required");
words!(Engine: Sled = "sled", Memory = "memory");
words!(Durability: Strict = "strict", Relaxed = "relaxed");
words!(RouteRole: Admin = "admin");
words!(Identity: Headers = "headers", Jwt = "jwt", None = "none");
words!(SecondFactorFor: Optional = "optional", Admins = "admins", Everyone = "everyone");

fn refuse(text: &str, words: &[&str]) -> String {
    let allowed: Vec<String> = words.iter().map(|word| format!("{word:?}")).collect();
    let hint = match nearest(text, words.iter().copied()) {
        Some(word) => format!("; did you mean {word:?}?"),
        None => String::new(),
    };
    format!("{} is not one of {}{hint}", quote(text), allowed.join(", "))
}
