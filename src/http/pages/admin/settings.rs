//! `/admin/settings`: what the instance says of itself, and what stands in the configuration.

use hyper::StatusCode;

use super::super::failure::Failure;
use super::super::form::account_errors;
use super::super::views::{AdminSettings, FormErrors, Page};
use super::super::{Answer, plain_page, render};
use super::{Form, page};
use crate::account::instance::{self, InstanceChange};
use crate::ctx::Ctx;
use crate::http::pages::session::Visitor;
use crate::http::request::Request;
use crate::http::response::Response;

/// `GET /admin/settings`.
pub fn show(ctx: &Ctx, request: &Request, visitor: &Visitor) -> Answer {
    render(StatusCode::OK, &view(ctx, page(ctx, visitor, request)?)?)
}

fn view(ctx: &Ctx, page: Page) -> Result<AdminSettings, Failure> {
    let set = instance::settings(ctx)?;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let settings = ctx.config.settings().into_iter().map(|(key, value)| (key.to_owned(), value));
    Ok(AdminSettings {
        page,
        registration: instance::registration_enabled(ctx)?,
        name: text(&set.name),
        name_default: ctx.config.instance.name.clone(),
        admin_contact: text(&set.admin_contact),
        about_text: text(&set.about),
        privacy_policy: text(&set.privacy_policy),
        source: ctx.config.source.as_ref().map(|path| path.display().to_string()),
        settings: settings.collect(),
        errors: FormErrors::default(),
    })
}

/// `POST /admin/settings`.
pub async fn change(ctx: &Ctx, request: &Request, Form { visitor, params }: Form<'_>) -> Answer {
    let by = request.origin_of(visitor.actor(), &ctx.config);
    let text = |name: &str| params.first(name).to_owned();
    let clearable = |name: &str| Some(Some(text(name)).filter(|text| !text.trim().is_empty()));
    let change = InstanceChange {
        name: clearable("name"),
        admin_contact: clearable("admin_contact"),
        about: clearable("about"),
        privacy_policy: clearable("privacy_policy"),
        registration: Some(params.first("registration") == "yes"),
    };
    match instance::change(ctx, &by, change).await {
        Ok(_) => Ok(Response::see_other("/admin/settings?done=settings")),
        Err(error) => {
            let typed = view(ctx, plain_page(ctx, Some(visitor))?)?;
            let view = AdminSettings {
                name: text("name"),
                admin_contact: text("admin_contact"),
                about_text: text("about"),
                privacy_policy: text("privacy_policy"),
                registration: params.first("registration") == "yes",
                errors: account_errors(error)?,
                ..typed
            };
            render(StatusCode::BAD_REQUEST, &view)
        }
    }
}
