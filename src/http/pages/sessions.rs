//! `/profile/sessions`: where the account is signed in.

use hyper::StatusCode;

use super::failure::Failure;
use super::form::{own_form, signed_in, when};
use super::session::Visitor;
use super::views::{SessionRow, Sessions};
use super::{Answer, page, render};
use crate::account::session::{self, id_of};
use crate::audit::device::device;
use crate::ctx::Ctx;
use crate::http::request::Request;
use crate::http::response::Response;
use crate::secret::TokenHash;
use crate::store::records::Session;

/// `GET /profile/sessions`: the one that is seen through first, then the newest use first.
pub fn show(ctx: &Ctx, request: &Request) -> Answer {
    let visitor = signed_in(ctx, request)?;
    let mut sessions = session::list(ctx, visitor.id)?;
    sessions.sort_by_key(|(hash, _)| *hash != visitor.session);
    let rows = sessions.into_iter().map(|(hash, session)| row(&visitor, &hash, session));
    let view = Sessions { page: page(ctx, Some(&visitor), request)?, sessions: rows.collect() };
    render(StatusCode::OK, &view)
}

/// A session of some account as lists show it to the visitor.
pub fn row(visitor: &Visitor, hash: &TokenHash, session: Session) -> SessionRow {
    SessionRow {
        id: id_of(hash),
        device: device(&session.device).into(),
        address: session.address,
        started: when(session.created_at),
        last_used: when(session.last_used_at),
        current: *hash == visitor.session,
    }
}

/// `POST /profile/sessions`, by `action`. Ending one that has ended already is no error.
pub async fn act(ctx: &Ctx, request: &mut Request) -> Answer {
    let (visitor, params) = own_form(ctx, request).await?;
    let by = request.origin_of(visitor.actor(), &ctx.config);
    match params.first("action") {
        "end" => {
            session::end_by_id(ctx, &by, visitor.id, params.first("session")).await?;
            Ok(Response::see_other("/profile/sessions?done=session"))
        }
        "end_others" => {
            session::end_others(ctx, &by, visitor.id, Some(&visitor.session)).await?;
            Ok(Response::see_other("/profile/sessions?done=sessions"))
        }
        _ => Err(Failure::NotFound),
    }
}
