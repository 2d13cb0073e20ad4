//! `/api/config`: what this instance says about itself.

use serde_json::{Value, json};

use super::answer::{ApiError, caller, clearable, flag, object, success};
use crate::account::instance::{self, InstanceChange};
use crate::ctx::Ctx;
use crate::http::request::Request;
use crate::http::response::Response;
use crate::protect::bearer::Needs;

/// `GET /api/config`: public.
pub fn get(ctx: &Ctx) -> Result<Response, ApiError> {
    Ok(success(config_object(ctx)?))
}

fn config_object(ctx: &Ctx) -> Result<Value, ApiError> {
    let settings = instance::settings(ctx)?;
    Ok(json!({
        "name": instance::name(ctx)?,
        "about": &settings.about,
        "admin_contact": &settings.admin_contact,
        "privacy_policy": &settings.privacy_policy,
        "is_registration_enabled": instance::registration_enabled(ctx)?,
        "version": env!("CARGO_PKG_VERSION"),
    }))
}

/// `PATCH /api/config` takes any of `name`, `about`, `admin_contact`, `privacy_policy`, `is_registration_enabled`.
/// Administrators only.
pub async fn edit(ctx: &Ctx, mut request: Request) -> Result<Response, ApiError> {
    const KNOWN: [&str; 5] = ["name", "about", "admin_contact", "privacy_policy", "is_registration_enabled"];
    let caller = caller(ctx, &request, Needs::Scope("application:write"))?.admin()?.confirmed(ctx)?;
    let object = object(&mut request).await?;
    if !KNOWN.iter().any(|key| object.contains_key(*key)) {
        return Err(ApiError::invalid_payload());
    }
    let change = InstanceChange {
        name: clearable(&object, "name")?,
        about: clearable(&object, "about")?,
        admin_contact: clearable(&object, "admin_contact")?,
        privacy_policy: clearable(&object, "privacy_policy")?,
        registration: flag(&object, "is_registration_enabled")?,
    };
    instance::change(ctx, &request.origin_of(caller.actor(), &ctx.config), change).await?;
    Ok(success(config_object(ctx)?))
}
