//! What grantd knows of an account, for the person whose it is: no secret and no hash of one.

use serde_json::json;

use super::account_object::AccountObject;
use super::second_factor_object::SecondFactorObject;
use super::session_object::SessionObject;
use super::{AccountError, instance, second_factor, session};
use crate::audit::event_object::EventObject;
use crate::audit::{Event, Origin, UserRef, own};
use crate::ctx::Ctx;
use crate::oauth::client_object::ClientObject;
use crate::oauth::grant_object::GrantObject;
use crate::oauth::{consent, registration};
use crate::store::records::{User, UserId};

/// Everything about an account as one JSON document, pretty-printed.
pub async fn document(ctx: &Ctx, id: UserId, user: &User) -> Result<String, AccountError> {
    // What the person did a moment ago belongs to it.
    ctx.audit.settle().await;
    let (sessions, factor) = (session::list(ctx, id)?, second_factor::find(ctx, id)?);
    let apps = registration::all(ctx, Some(id))?;
    let grants = consent::list(ctx, id)?;
    let events = own::newest(&ctx.store, id)?;
    let document = json!({
        "instance": { "name": instance::name(ctx)?, "issuer": &*ctx.issuer },
        "exported_at": ctx.clock.now().long_date(),
        "account": AccountObject::with_email(user),
        "notes": user.attributes,
        "second_factor": SecondFactorObject::new(factor.as_ref()),
        "sessions": sessions.iter().map(|(hash, session)| SessionObject::new(hash, session, None)).collect::<Vec<_>>(),
        "apps": apps.iter().map(|app| ClientObject::new(app, None)).collect::<Vec<_>>(),
        "grants": grants.iter().map(GrantObject::new).collect::<Vec<_>>(),
        "events": events.iter().map(EventObject::new).collect::<Vec<_>>(),
    });
    Ok(format!("{document:#}\n"))
}

/// Writes down that somebody took the document away.
pub fn taken(ctx: &Ctx, by: &Origin<'_>, id: UserId, user: &User) {
    ctx.record(by, Event::DataExported { user: UserRef::of(id, user) });
}
