//! Who acts, and from where: what every operation is told that leaves a trace.

use std::borrow::Cow;
use std::net::IpAddr;

use serde::{Deserialize, Serialize};

use crate::store::records::{Client, ClientNumber, User, UserId};
use crate::store::{Store, StoreError};

/// The longest device that is kept, in characters.
const LONGEST_DEVICE: usize = 200;

/// Who acts, and from where. An operation is handed one and passes it on to [`crate::ctx::Ctx::record`].
#[derive(Debug, Clone)]
pub struct Origin<'a> {
    /// Who.
    pub actor: Cow<'a, Actor>,
    /// From which address; `None` where no request is behind it.
    pub address: Option<IpAddr>,
    /// With which program: the `User-Agent`, empty when there is none.
    pub device: Cow<'a, str>,
}

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "who", rename_all = "snake_case")]
pub enum Actor {
    /// A person in a session of their own.
    User(UserRef),
    /// An app that has proven who it is, for an account where it shows a token of one.
    App {
        /// The app.
        #[serde(flatten)]
        app: AppRef,
        /// The account that it acts for.
        #[serde(rename = "for", default, skip_serializing_if = "Option::is_none")]
        user: Option<UserRef>,
    },
    /// Whoever runs commands on the machine itself.
    Operator,
    /// grantd by itself.
    System,
    /// Somebody who has not proven who they are.
    Anyone,
}

/// An account, as an event names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct UserRef {
    /// Its number, which is never given twice.
    pub id: u64,
    /// Its name at that moment; empty if it was gone already.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
}

/// An app, as an event names it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AppRef {
    /// Its `client_id`.
    pub client_id: String,
    /// Its name at that moment.
    pub name: String,
}

impl<'a> Origin<'a> {
    /// Somebody at `address` who has not proven who they are.
    pub fn anyone(address: IpAddr, device: &'a str) -> Self {
        Self { actor: Cow::Owned(Actor::Anyone), address: Some(address), device: Cow::Borrowed(device) }
    }

    /// A command on the machine itself.
    pub const fn operator() -> Self {
        Self { actor: Cow::Owned(Actor::Operator), address: None, device: Cow::Borrowed("") }
    }

    /// grantd by itself.
    pub const fn system() -> Self {
        Self { actor: Cow::Owned(Actor::System), address: None, device: Cow::Borrowed("") }
    }

    /// The same place, but by `actor`.
    #[must_use]
    pub fn by(&self, actor: Actor) -> Origin<'_> {
        Origin { actor: Cow::Owned(actor), address: self.address, device: Cow::Borrowed(&self.device) }
    }

    /// The same for somebody who carries on after the request.
    pub fn into_owned(self) -> Origin<'static> {
        Origin {
            actor: Cow::Owned(self.actor.into_owned()),
            address: self.address,
            device: Cow::Owned(self.device.into_owned()),
        }
    }

    /// The device as it is kept: one line, shortened.
    pub(super) fn kept_device(&self) -> String {
        self.device.chars().filter(|c| !c.is_control()).take(LONGEST_DEVICE).collect()
    }
}

impl UserRef {
    /// An account that was read already.
    pub fn of(id: UserId, user: &User) -> Self {
        Self { id: id.0, name: user.name.clone() }
    }

    /// The account of that number, as it is now. What cannot be read has no name: the event is told all the same.
    pub fn find(store: &Store, id: UserId) -> Self {
        let user = store.get::<User>(&id).ok().flatten();
        Self { id: id.0, name: user.map(|user| user.name).unwrap_or_default() }
    }
}

impl AppRef {
    /// An app that was read already.
    pub fn of(client: &Client) -> Self {
        Self { client_id: client.client_id.clone(), name: client.name.clone() }
    }

    /// The app of that number, as it is now; `None` when it is gone.
    pub fn find(store: &Store, number: ClientNumber) -> Result<Option<Self>, StoreError> {
        Ok(store.get::<Client>(&number)?.map(|client| Self::of(&client)))
    }
}
