//! `/admin/resource-servers`: the APIs that may introspect.

use hyper::StatusCode;

use super::super::failure::Failure;
use super::super::form::when;
use super::super::views::{AdminSecret, AdminServerRow, AdminServers, Confirm, FormErrors, Page};
use super::super::{Answer, plain_page, render};
use super::{Form, page, secret};
use crate::ctx::Ctx;
use crate::http::pages::session::Visitor;
use crate::http::request::Request;
use crate::http::response::Response;
use crate::oauth::resource_server::{self, ResourceServerError};
use crate::secret::Secret;
use crate::store::records::ResourceServer;
use crate::words::Sentence;

const PATH: &str = "/admin/resource-servers";

/// `GET /admin/resource-servers`, with `?confirm=` and `?name=` a question.
pub fn show(ctx: &Ctx, request: &Request, visitor: &Visitor) -> Answer {
    let page = page(ctx, visitor, request)?;
    let name = request.query_value("name").unwrap_or_default();
    let there = ctx.store.get::<ResourceServer>(&name)?.is_some();
    if let Some(step) = request.query_value("confirm").filter(|_| there) {
        return confirm(page, &name, &step).map_or(Err(Failure::NotFound), |view| render(StatusCode::OK, &view));
    }
    render(StatusCode::OK, &view(ctx, page, String::new(), FormErrors::default())?)
}

fn view(ctx: &Ctx, page: Page, name: String, errors: FormErrors) -> Result<AdminServers, Failure> {
    let servers = resource_server::list(ctx)?.into_iter().map(|(name, server)| AdminServerRow {
        query: form_urlencoded::byte_serialize(name.as_bytes()).collect(),
        name,
        client_id: server.client_id,
        added: when(server.created_at),
    });
    Ok(AdminServers { page, servers: servers.collect(), name, errors })
}

fn confirm(page: Page, name: &str, step: &str) -> Option<Confirm> {
    let (title, text, button) = match step {
        "rotate" => ("admin-ask-server-rotate", "admin-ask-server-rotate-text", "admin-rotate"),
        "delete" => ("admin-ask-server-delete", "admin-ask-server-delete-text", "admin-delete-server"),
        _ => return None,
    };
    Some(Confirm {
        page,
        title: Sentence::of(title).with("name", name),
        sentences: vec![text.into()],
        action: PATH.to_owned(),
        fields: vec![("action".to_owned(), step.to_owned()), ("server".to_owned(), name.to_owned())],
        button: button.into(),
        harms: true,
        cancel: PATH.to_owned(),
    })
}

/// `POST /admin/resource-servers`, by `action`.
pub async fn act(ctx: &Ctx, request: &Request, Form { visitor, params }: Form<'_>) -> Answer {
    let by = request.origin_of(visitor.actor(), &ctx.config);
    match params.first("action") {
        "add" => {
            let name = params.first("name").trim();
            let fault = match resource_server::add(ctx, &by, name).await {
                Ok((server, secret)) => return made(ctx, visitor, name, (&server, &secret)),
                Err(ResourceServerError::InvalidName(_)) => "admin-server-name-wrong",
                Err(ResourceServerError::Taken(_)) => "admin-server-name-taken",
                Err(error) => return Err(failure(error)),
            };
            let mut errors = FormErrors::default();
            errors.add("name", fault);
            let page = plain_page(ctx, Some(visitor))?;
            render(StatusCode::BAD_REQUEST, &view(ctx, page, name.to_owned(), errors)?)
        }
        "rotate" => {
            let name = params.first("server");
            let (server, secret) = resource_server::rotate_secret(ctx, &by, name).await.map_err(failure)?;
            made(ctx, visitor, name, (&server, &secret))
        }
        "delete" => {
            resource_server::delete(ctx, &by, params.first("server")).await.map_err(failure)?;
            Ok(Response::see_other(&format!("{PATH}?done=server-deleted")))
        }
        _ => Err(Failure::NotFound),
    }
}

fn made(ctx: &Ctx, visitor: &Visitor, name: &str, (server, new): (&ResourceServer, &Secret)) -> Answer {
    let view = AdminSecret {
        page: plain_page(ctx, Some(visitor))?,
        at: "servers",
        title: Sentence::of("admin-secret-made").with("name", name),
        text: "admin-secret-server-text".into(),
        items: vec![
            ("admin-client-id".into(), server.client_id.clone()),
            ("admin-client-secret".into(), new.reveal().to_owned()),
        ],
        back: PATH.to_owned(),
    };
    secret(ctx, &view)
}

fn failure(error: ResourceServerError) -> Failure {
    match error {
        ResourceServerError::Store(error) => Failure::Store(error),
        ResourceServerError::Random(error) => Failure::Random(error),
        _ => Failure::NotFound,
    }
}
