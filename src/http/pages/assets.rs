//! What pages are made of besides themselves: the stylesheet in the instance's colour, the icon, the logo.

use super::Answer;
use super::failure::Failure;
use super::views::{FAVICON_SVG, STYLE_CSS};
use crate::config::Accent;
use crate::ctx::Ctx;
use crate::http::response::Response;

/// The stylesheet, with the operator's accent colour after it.
pub fn style(ctx: &Ctx) -> Response {
    const TYPE: &str = "text/css; charset=utf-8";
    match ctx.look.colours.as_deref() {
        None => Response::asset(TYPE, STYLE_CSS),
        Some(colours) => Response::asset(TYPE, format!("{STYLE_CSS}{colours}")),
    }
}

/// The icon, in the operator's accent colour.
pub fn icon(ctx: &Ctx) -> Response {
    const TYPE: &str = "image/svg+xml";
    let (own, accent) = (Accent::default(), ctx.config.instance.accent);
    if accent == own {
        return Response::asset(TYPE, FAVICON_SVG);
    }
    Response::asset(TYPE, FAVICON_SVG.replace(&own.to_string(), &accent.to_string()))
}

/// The operator's logo. It is a picture wherever it is opened: an SVG runs no script and loads nothing.
pub fn logo(ctx: &Ctx) -> Answer {
    let logo = ctx.look.logo.as_ref().ok_or(Failure::NotFound)?;
    Ok(Response::asset(logo.content_type, logo.content.clone()).as_picture())
}
