//! A build without passkeys: there is no relying party, so nothing of this can be called.

use super::Begun;
use crate::store::records::UserId;

/// There is none.
pub enum RelyingParty {}

impl RelyingParty {
    /// None.
    pub fn of(_issuer: &str, _domain: Option<&str>) -> Option<Self> {
        None
    }

    pub(super) fn begin_registration(&self, _: &str, _: (UserId, &str), _: &[&[u8]]) -> Option<Begun> {
        match *self {}
    }

    pub(super) fn finish_registration(&self, _: &str, _: &str) -> Option<(Vec<u8>, String)> {
        match *self {}
    }

    pub(super) fn begin_assertion(&self, _: &[&[u8]]) -> Option<Begun> {
        match *self {}
    }

    pub(super) fn finish_assertion(&self, _: &Assertion, _: &str, _: &str) -> Option<String> {
        match *self {}
    }
}

/// There is none.
pub enum Assertion {}

impl Assertion {
    pub(super) fn parse(_: &str) -> Option<Self> {
        None
    }

    pub(super) fn id(&self) -> &[u8] {
        match *self {}
    }

    pub(super) fn user(&self) -> Option<UserId> {
        match *self {}
    }

    pub(super) fn tells_another(&self, _: UserId) -> bool {
        match *self {}
    }
}
