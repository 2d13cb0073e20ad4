//! Scope lists (RFC 6749 §3.3): ordered, without duplicates. Which scopes exist is configuration, who may get which is
//! decided in `oauth`; here is only the list itself.

use std::fmt;

use bincode::{Decode, Encode};
use serde::{Deserialize, Serialize, Serializer};

/// An ordered list of scope tokens, each once. Written as on the wire: separated by single spaces.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default, Encode, Decode, Deserialize)]
#[serde(from = "String")]
pub struct ScopeSet(Vec<String>);

impl ScopeSet {
    /// Reads a list separated by white space; keeps the order, drops repetitions.
    pub fn parse(text: &str) -> Self {
        text.split_ascii_whitespace().map(str::to_owned).collect()
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether `scope` is in it.
    pub fn contains(&self, scope: &str) -> bool {
        self.0.iter().any(|own| own == scope)
    }

    /// Whether everything of `other` is in it.
    pub fn covers(&self, other: &Self) -> bool {
        other.iter().all(|scope| self.contains(scope))
    }

    /// What `keep` accepts, in the same order.
    pub fn filter(&self, keep: impl Fn(&str) -> bool) -> Self {
        Self(self.0.iter().filter(|scope| keep(scope)).cloned().collect())
    }

    /// What is also in `other`, in this list's order.
    pub fn within(&self, other: &Self) -> Self {
        self.filter(|scope| other.contains(scope))
    }

    /// This list, then what only `other` has.
    pub fn union(&self, other: &Self) -> Self {
        self.0.iter().chain(&other.0).cloned().collect()
    }

    /// The scopes, in order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

impl FromIterator<String> for ScopeSet {
    fn from_iter<I: IntoIterator<Item = String>>(scopes: I) -> Self {
        let mut list = Vec::new();
        for scope in scopes {
            if !list.contains(&scope) {
                list.push(scope);
            }
        }
        Self(list)
    }
}

impl From<String> for ScopeSet {
    fn from(text: String) -> Self {
        Self::parse(&text)
    }
}

impl Serialize for ScopeSet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl fmt::Display for ScopeSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (place, scope) in self.0.iter().enumerate() {
            if place > 0 {
                f.write_str(" ")?;
            }
            f.write_str(scope)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_is_kept_and_repetitions_go() {
        let scope = ScopeSet::parse(" b  a b\tc ");
        assert_eq!(scope.to_string(), "b a c");
        assert_eq!(scope.within(&ScopeSet::parse("c b")).to_string(), "b c");
        assert_eq!(scope.union(&ScopeSet::parse("d a")).to_string(), "b a c d");
        assert!(scope.covers(&ScopeSet::parse("c b")));
        assert!(!scope.covers(&ScopeSet::parse("d")));
        assert!(ScopeSet::parse(" ").is_empty());
    }
}
