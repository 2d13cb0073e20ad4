//! `/profile/grants`: the apps that the account has authorised.

use hyper::StatusCode;

use super::app::scope_items;
use super::apps::{PAGE, host, shown};
use super::failure::Failure;
use super::form::{own_form, signed_in, when};
use super::views::{Confirm, GrantRow, Grants};
use super::{Answer, page, render};
use crate::ctx::Ctx;
use crate::http::api::page::PageRequest;
use crate::http::request::Request;
use crate::http::response::Response;
use crate::oauth::consent;

/// `GET /profile/grants`, with `?withdraw=` a question.
pub fn show(ctx: &Ctx, request: &Request) -> Answer {
    let visitor = signed_in(ctx, request)?;
    let authorised = consent::list(ctx, visitor.id)?;
    let page = page(ctx, Some(&visitor), request)?;
    if let Some(client_id) = request.query_value("withdraw") {
        let app = authorised.iter().find(|one| one.client.client_id == client_id).ok_or(Failure::NotFound)?;
        return render(StatusCode::OK, &Confirm::withdraw(page, &client_id, &app.client.name));
    }
    let (authorised, pagination) = PageRequest::read(request, PAGE).of(authorised);
    let rows = authorised.into_iter().map(|one| GrantRow {
        client_id: one.client.client_id,
        name: one.client.name,
        website_host: host(&one.client.website),
        owner: one.owner_name,
        scopes: scope_items(ctx, &one.scope),
        granted: when(one.granted_at),
        last_used: one.last_used_at.map(when),
    });
    let view = Grants { page, grants: rows.collect(), pagination: shown(pagination.page, pagination.pages) };
    render(StatusCode::OK, &view)
}

/// `POST /profile/grants`: withdraws one.
pub async fn act(ctx: &Ctx, request: &mut Request) -> Answer {
    let (visitor, params) = own_form(ctx, request).await?;
    match params.first("action") {
        "withdraw" => {
            consent::withdraw(
                ctx,
                &request.origin_of(visitor.actor(), &ctx.config),
                visitor.id,
                params.first("client_id"),
            )
            .await?;
            Ok(Response::see_other("/profile/grants?done=withdrawn"))
        }
        _ => Err(Failure::NotFound),
    }
}
