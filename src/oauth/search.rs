//! Apps, looked for: the newest first, a part at a time. Whatever the number of apps, one part is kept.

use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::hold::{self, State};
use super::registration::{App, app};
use crate::ctx::Ctx;
use crate::store::StoreError;
use crate::store::records::{Client, ClientNumber, UserId};
use crate::store::window::{Part, Window};

/// Which apps are wanted. What is left out lets all through.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wanted {
    /// A part of the name in any case, or the whole `client_id`.
    pub text: String,
    /// Of this account.
    pub owner: Option<UserId>,
    /// In this state.
    pub state: Option<State>,
    /// Not used for so long, in milliseconds, or never.
    pub unused_for: Option<u64>,
}

impl Wanted {
    fn takes(&self, ctx: &Ctx, number: ClientNumber, client: &Client, text: &str) -> Result<bool, StoreError> {
        if !(client.name.to_lowercase().contains(text) || client.client_id == self.text.trim())
            || self.owner.is_some_and(|owner| client.owner != owner)
        {
            return Ok(false);
        }
        if let Some(state) = self.state
            && State::from(hold::of(ctx, number)?) != state
        {
            return Ok(false);
        }
        let Some(unused_for) = self.unused_for else { return Ok(true) };
        let last = ctx.usage.client_last_used(&ctx.store, number)?.unwrap_or(client.issued_at);
        Ok(ctx.clock.now().since(last) >= Duration::from_millis(unused_for))
    }
}

/// The part `window` of the apps that are wanted, the newest first. Of those that are kept back no others are read; otherwise
/// it blocks for as long as it takes to look at all of them.
pub fn search(ctx: &Ctx, wanted: &Wanted, window: Window) -> Result<Part<App>, StoreError> {
    let text = wanted.text.trim().to_lowercase();
    let found = numbers(ctx, wanted)?.filter_map(|found| {
        let taken = found
            .and_then(|(number, client)| Ok(wanted.takes(ctx, number, &client, &text)?.then_some((number, client))));
        taken.transpose()
    });
    window.of(found)?.map(|(number, client)| app(ctx, number, client))
}

type Found<'c> = Box<dyn Iterator<Item = Result<(ClientNumber, Client), StoreError>> + 'c>;

/// The apps among which those are that are wanted, the newest first.
fn numbers<'c>(ctx: &'c Ctx, wanted: &Wanted) -> Result<Found<'c>, StoreError> {
    let few = match (wanted.owner, wanted.state) {
        (_, Some(State::Waiting | State::Suspended)) => {
            Some(hold::all(ctx)?.into_iter().rev().map(|(number, _)| number).collect())
        }
        (Some(owner), _) => Some(ctx.store.members::<ClientNumber>(b'o', owner.0, true)?),
        _ => None,
    };
    let Some(few): Option<Vec<_>> = few else { return Ok(Box::new(ctx.store.newest::<Client>())) };
    let read = |number| ctx.store.get::<Client>(&number).map(|client| client.map(|client| (number, client)));
    Ok(Box::new(few.into_iter().filter_map(move |number| read(number).transpose())))
}
